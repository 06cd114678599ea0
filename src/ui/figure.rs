//! The picture of a pose: fitted to its area, mirrored for the left leg, the worked muscle lit.

mod arrow;
mod label;

use ratatui::layout::{Position, Rect, Size};

use arrow::Arrow;
use label::Room;

use super::canvas::{Canvas, Look, columns_of};
use super::layout::row;
use super::raster::{Glyphs, Grid, Paint, View};
use super::theme::{Role, ThemeName};
use crate::figure::Part;
use crate::figure::extent::Extent;
use crate::figure::pose::{Moment, Muscle, Pose};
use crate::figure::shape::Point;

/// The size of an area; nothing is recognised in a smaller one.
pub const LEAST: Size = Size::new(18, 9);
/// A cell is twice as high as wide.
const CELL_HEIGHT: f32 = 2.0;
/// What is seen of the floor, in cm below it.
const FLOOR: f32 = -4.0;

/// A moment of a pose.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    /// What is shown.
    pub pose: &'a Pose,
    /// When in its motion.
    pub moment: Moment,
    /// Whether the body faces left, so that the near leg is the left one.
    pub mirrored: bool,
}

impl Picture<'_> {
    /// Draws it as large as it fits, standing on the lower edge; nothing in an area of fewer than
    /// 18 columns or 9 rows. Where colours do not tell the muscle well, it is named.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        if area.width < LEAST.width || area.height < LEAST.height {
            return;
        }
        let look = canvas.look().clone();
        let names = match look.theme.name() {
            ThemeName::Mono | ThemeName::Contrast => names(self.pose),
            ThemeName::Day | ThemeName::Night | ThemeName::Ember => Vec::new(),
        };
        let fitted = Fitted::new(self, area.as_size(), &look);
        if names.is_empty() {
            return fitted.draw(canvas, area);
        }
        let room = fitted.room();
        let placed = names.iter().zip(names.iter().map(|name| room.place(name)));
        let mut placed = placed.filter_map(|(name, place)| Some((name, place?)));
        if let Some((name, at)) = placed.next() {
            fitted.draw(canvas, area);
            let line = Rect::new(area.x + at.x, area.y + at.y, columns_of(name), 1);
            canvas.line(line, name, Role::Muscle);
        } else {
            let below = Rect {
                y: area.y + 1,
                height: area.height - 1,
                ..area
            };
            Fitted::new(self, below.as_size(), &look).draw(canvas, below);
            let fits = |name: &&String| columns_of(name) <= area.width;
            let name = names.iter().find(fits).map_or("", String::as_str);
            canvas.centre(row(area, 0), name, Role::Muscle);
        }
    }
}

/// A picture with its place in an area: what is the same at every moment.
struct Fitted<'a> {
    picture: &'a Picture<'a>,
    look: &'a Look,
    size: Size,
    view: View,
    arrow: Option<Arrow>,
}

impl<'a> Fitted<'a> {
    fn new(picture: &'a Picture<'a>, size: Size, look: &'a Look) -> Self {
        let view = fitted(picture.pose, size, look.glyphs);
        Self {
            picture,
            look,
            size,
            view,
            arrow: Arrow::of(picture.pose, view, look.glyphs),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let grid = self.grid(self.picture.moment);
        canvas.grid(area, &grid, &|ink| paint(ink, self.look));
        for (at, symbol) in self.written() {
            let cell = Rect::new(area.x + at.x, area.y + at.y, 1, 1);
            canvas.line(cell, symbol, Role::Arrow);
        }
    }

    /// The arrow where it is characters.
    fn written(&self) -> Vec<(Position, &'static str)> {
        let arrow = self.arrow.as_ref();
        let written = arrow.map(|arrow| arrow.written(self.size, self.picture.mirrored));
        written.unwrap_or_default()
    }

    /// The bitmap: the figure, and the arrow where it is a block.
    fn grid(&self, moment: Moment) -> Grid {
        let mut grid = Grid::new(self.size, self.look.glyphs, self.view);
        let pixel = self.view.pixel();
        let (gap, kept) = gap(self.look.theme.name(), pixel);
        for layer in self.picture.pose.figure(moment, pixel).layers {
            let apart = layer.iter().filter(|piece| piece.apart);
            let gaps = apart.map(|piece| piece.shape.grown(gap * pixel));
            let shapes = layer.iter();
            let shapes = shapes.map(|piece| (&piece.shape, ink(role(piece.part))));
            grid.lay(gaps, kept, shapes);
        }
        if let Some(arrow) = &self.arrow {
            arrow.fill(&mut grid);
        }
        if self.picture.mirrored {
            grid.mirror();
        }
        grid
    }

    /// The room that body and arrow never take.
    fn room(&self) -> Room {
        let mut room = Room::around(&self.grid(self.picture.pose.held()), self.size);
        room.keep_free(&self.swept());
        for (at, _) in self.written() {
            room.take(at);
        }
        room
    }

    /// Wherever the body comes in its motion: for the price of a picture, on a coarse grid and
    /// grown so that nothing is lost there.
    fn swept(&self) -> Grid {
        let view = fitted(self.picture.pose, self.size, Glyphs::Half);
        let mut grid = Grid::new(self.size, Glyphs::Half, view);
        for moment in halves(self.picture.pose) {
            let figure = self.picture.pose.figure(moment, self.view.pixel());
            let pieces = figure.layers.iter().flatten();
            for piece in pieces.filter(|piece| piece.part != Part::Furniture) {
                grid.fill(&piece.shape.grown(view.pixel()), ink(Role::Near));
            }
        }
        if self.picture.mirrored {
            grid.mirror();
        }
        grid
    }
}

/// What to call the worked muscles, each once: as one says it, and for little room in words.
fn names(pose: &Pose) -> Vec<String> {
    let muscles = || pose.muscles.iter().map(|(_, muscle)| *muscle);
    let list = |words: Vec<&'static str>| {
        let mut each = Vec::new();
        for word in words {
            if !each.contains(&word) {
                each.push(word);
            }
        }
        each.join(", ")
    };
    let names = [
        list(muscles().map(Muscle::words).collect()),
        list(muscles().map(Muscle::word).collect()),
    ];
    names.into_iter().filter(|name| !name.is_empty()).collect()
}

/// Every frame of a pose and the middle of every move.
fn halves(pose: &Pose) -> impl Iterator<Item = Moment> {
    (0..=u16::from(pose.moves()) * 2).map(|half| Moment {
        frame: f32::from(half) / 2.0,
        breath: 0.0,
    })
}

/// The width of sub-pixels, in cm, of which a gap as wide as one would cut limbs to pieces.
const COARSE: f32 = 4.0;

/// The gap around limbs in sub-pixels, and the greatest ink that it does not cut: furniture, on
/// which the body would seem to float. Without colours the gap is all that parts them.
fn gap(theme: ThemeName, pixel: f32) -> (f32, u8) {
    match theme {
        ThemeName::Mono if pixel < COARSE => (1.0, 0),
        ThemeName::Mono => (0.5, 0),
        ThemeName::Day | ThemeName::Night | ThemeName::Ember | ThemeName::Contrast => {
            (0.5, ink(Role::Furniture))
        }
    }
}

/// The view in which the whole pose stands on the lower edge, in the middle.
fn fitted(pose: &Pose, size: Size, glyphs: Glyphs) -> View {
    let Extent { least, most } = Extent::of(pose);
    let (width, height) = (f32::from(size.width), f32::from(size.height) * CELL_HEIGHT);
    let column = ((most.x - least.x) / width).max((most.y - least.y) / height);
    let spare = column * height - (most.y - least.y);
    // A bed is cut off under its mattress; where there is room all of it is seen.
    let bottom = if pose.crop.is_none() && least.y > FLOOR {
        (least.y - spare).max(FLOOR)
    } else {
        least.y
    };
    let (across, down) = glyphs.per_cell();
    View {
        origin: Point {
            x: (least.x + most.x - column * width) / 2.0,
            y: bottom + column * height,
        },
        across: column / f32::from(across),
        down: -column * CELL_HEIGHT / f32::from(down),
    }
}

/// From what gives way to what prevails where a cell cannot show both, with the character that
/// fills a cell where there are no blocks.
const INKS: [(Role, char); 9] = [
    (Role::Furniture, ':'),
    (Role::Soft, 'o'),
    (Role::Far, '+'),
    (Role::Trunk, '#'),
    (Role::Near, '#'),
    (Role::Warmth, '*'),
    (Role::Arrow, '#'),
    (Role::FarMuscle, '%'),
    (Role::Muscle, '%'),
];

fn ink(role: Role) -> u8 {
    (1..)
        .zip(INKS)
        .find(|(_, (known, _))| *known == role)
        .map_or(0, |(ink, _)| ink)
}

fn paint(ink: u8, look: &Look) -> Paint {
    let (role, solid) = INKS[usize::from(ink) - 1];
    let is_muscle = matches!(role, Role::Muscle | Role::FarMuscle);
    let is_plain = look.theme.name() == ThemeName::Mono;
    let texture = match look.glyphs {
        Glyphs::Quadrant | Glyphs::Half => (is_muscle && is_plain).then_some('▒'),
        Glyphs::Ascii => is_muscle.then_some(solid),
    };
    Paint {
        style: look.theme.style(role),
        texture,
        solid,
    }
}

const fn role(part: Part) -> Role {
    match part {
        Part::Furniture => Role::Furniture,
        Part::Soft => Role::Soft,
        Part::Far => Role::Far,
        Part::Trunk => Role::Trunk,
        Part::Near => Role::Near,
        Part::Muscle => Role::Muscle,
        Part::FarMuscle => Role::FarMuscle,
        Part::Warmth => Role::Warmth,
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::{Buffer, Cell};
    use ratatui::style::Modifier;

    use super::*;
    use crate::figure::body::Nearness;
    use crate::figure::poses::{built_in, built_in_ids};
    use crate::ui::theme::{Depth, Theme};

    const ROOMY: Rect = Rect::new(0, 0, 46, 18);
    const GLYPHS: [Glyphs; 3] = [Glyphs::Quadrant, Glyphs::Half, Glyphs::Ascii];

    fn poses() -> impl Iterator<Item = Pose> {
        built_in_ids().filter_map(|id| built_in(&id))
    }

    fn pose(id: &str) -> Pose {
        poses().find(|pose| pose.id.as_str() == id).unwrap()
    }

    fn held(pose: &Pose) -> Picture<'_> {
        Picture {
            pose,
            moment: pose.held(),
            mirrored: false,
        }
    }

    fn mirrored(picture: Picture<'_>) -> Picture<'_> {
        let mirrored = true;
        Picture {
            mirrored,
            ..picture
        }
    }

    fn look(theme: ThemeName, glyphs: Glyphs) -> Look {
        let theme = Theme::new(theme, Depth::True);
        Look { theme, glyphs }
    }

    fn drawn(picture: &Picture<'_>, area: Rect, look: &Look) -> Buffer {
        let mut buf = Buffer::empty(area);
        picture.draw(&mut Canvas::new(&mut buf, look), area);
        buf
    }

    fn bitmap(picture: &Picture<'_>, size: Size, look: &Look) -> Grid {
        Fitted::new(picture, size, look).grid(picture.moment)
    }

    fn lines(buf: &Buffer) -> Vec<String> {
        let rows = buf.content().chunks(usize::from(buf.area.width));
        rows.map(|row| row.iter().map(Cell::symbol).collect())
            .collect()
    }

    #[test]
    fn the_left_leg_is_the_exact_mirror_of_the_right() {
        for pose in poses() {
            for moment in halves(&pose) {
                for glyphs in GLYPHS {
                    let look = look(ThemeName::Night, glyphs);
                    let picture = Picture {
                        moment,
                        ..held(&pose)
                    };
                    let right = bitmap(&picture, ROOMY.as_size(), &look);
                    let left = bitmap(&mirrored(picture), ROOMY.as_size(), &look);
                    let across = usize::from(glyphs.per_cell().0);
                    for at in ROOMY.positions() {
                        let cell = right.cell(at.x, at.y);
                        let mut other = left.cell(ROOMY.width - 1 - at.x, at.y);
                        other.chunks_mut(across).for_each(<[u8]>::reverse);
                        assert_eq!(cell, other, "{} at {at} of {moment:?}", pose.id);
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_is_drawn_where_nothing_would_be_recognised() {
        let pose = pose("wall-calf");
        let look = look(ThemeName::Mono, Glyphs::Quadrant);
        let is_blank = |width, height| {
            let area = Rect::new(0, 0, width, height);
            lines(&drawn(&held(&pose), area, &look))
                .iter()
                .all(|line| line.trim().is_empty())
        };
        assert!(is_blank(17, 60) && is_blank(60, 8) && is_blank(17, 8));
        assert!(!is_blank(18, 9));
    }

    #[test]
    fn every_pose_fits_every_area_and_nothing_is_drawn_outside() {
        let sizes = [
            (0, 0),
            (1, 1),
            (18, 9),
            (18, 100),
            (120, 9),
            (41, 13),
            (120, 50),
        ];
        for pose in poses() {
            for (width, height) in sizes {
                let area = Rect::new(3, 2, width, height);
                let mut buf = Buffer::empty(Rect::new(0, 0, 50, 16));
                let look = look(ThemeName::Mono, Glyphs::Quadrant);
                held(&pose).draw(&mut Canvas::new(&mut buf, &look), area);
                for (at, cell) in buf.content().iter().enumerate() {
                    let inside = area.contains(buf.pos_of(at).into());
                    assert!(inside || cell.symbol() == " ", "{} {area}", pose.id);
                }
            }
        }
    }

    #[test]
    fn no_area_panics() {
        let pose = pose("towel");
        let look = look(ThemeName::Mono, Glyphs::Half);
        for width in (0..300).step_by(37) {
            for height in (0..100).step_by(11) {
                drawn(&held(&pose), Rect::new(0, 0, width, height), &look);
            }
        }
    }

    #[test]
    fn the_body_stands_on_the_lower_edge_and_is_as_large_as_it_fits() {
        for pose in poses() {
            let Extent { least, most } = Extent::of(&pose);
            let view = fitted(&pose, ROOMY.as_size(), Glyphs::Quadrant);
            let (top, bottom) = (view.in_grid(most).y, view.in_grid(least).y);
            let (left, right) = (view.in_grid(least).x, view.in_grid(most).x);
            let fills = |from: f32, to: f32, whole: f32| from < 0.01 && to > whole - 0.01;
            assert!(
                fills(left, right, 92.0) || fills(top, bottom, 36.0),
                "{}",
                pose.id
            );
            let is_inside = left > -0.01 && right < 92.01 && top > -0.01 && bottom < 36.01;
            assert!(is_inside, "{}", pose.id);
        }
    }

    #[test]
    fn arrows_are_blocks_on_a_fine_grid_and_characters_on_a_coarse_one() {
        let pose = pose("foot-flat");
        let text = |columns, rows, glyphs| {
            let look = look(ThemeName::Night, glyphs);
            let area = Rect::new(0, 0, columns, rows);
            let buf = drawn(&held(&pose), area, &look);
            let arrow = look.theme.style(Role::Arrow).fg;
            let cells = buf.content().iter().filter(|cell| Some(cell.fg) == arrow);
            cells.map(Cell::symbol).collect::<String>()
        };
        let block = text(46, 18, Glyphs::Quadrant);
        assert!(block.contains('█') && !block.contains('▼'), "{block}");
        assert_eq!(text(18, 9, Glyphs::Half), "┃▼");
        assert_eq!(text(46, 18, Glyphs::Ascii), "|||v");
    }

    #[test]
    fn a_written_arrow_turns_with_the_body() {
        let pose = pose("walk");
        let has = |picture: &Picture<'_>, glyphs, arrow: &str| {
            let look = look(ThemeName::Night, glyphs);
            let text = lines(&drawn(picture, ROOMY, &look)).concat();
            assert!(text.contains(arrow), "{arrow} in {text}");
        };
        has(&held(&pose), Glyphs::Quadrant, "━━▶");
        has(&mirrored(held(&pose)), Glyphs::Quadrant, "◀━━");
        has(&held(&pose), Glyphs::Ascii, "-->");
        has(&mirrored(held(&pose)), Glyphs::Ascii, "<--");
    }

    #[test]
    fn without_colours_the_muscle_is_shaded_and_bold_and_what_lies_behind_is_dim() {
        let pose = pose("wall-calf");
        for (glyphs, shade) in [(Glyphs::Quadrant, "▒"), (Glyphs::Ascii, "%")] {
            let buf = drawn(&held(&pose), ROOMY, &look(ThemeName::Mono, glyphs));
            let shaded = buf.content().iter().filter(|cell| cell.symbol() == shade);
            let weights: Vec<_> = shaded.map(|cell| cell.modifier).collect();
            assert!(weights.len() > 3, "{glyphs:?}");
            assert!(weights.iter().all(|weight| *weight == Modifier::BOLD));
            let floor = &buf[(0, ROOMY.bottom() - 1)];
            assert_eq!(
                (floor.symbol() == " ", floor.modifier),
                (false, Modifier::DIM)
            );
        }
    }

    const SIZES: [Size; 4] = [
        Size::new(46, 18),
        Size::new(30, 13),
        Size::new(23, 11),
        LEAST,
    ];

    #[test]
    fn every_worked_muscle_is_named_where_colours_do_not_tell_it() {
        for area in SIZES.map(|size| Rect::from((Position::ORIGIN, size))) {
            for theme in [ThemeName::Mono, ThemeName::Contrast] {
                let look = look(theme, Glyphs::Quadrant);
                for pose in poses().filter(|pose| !pose.muscles.is_empty()) {
                    for picture in [held(&pose), mirrored(held(&pose))] {
                        let text = lines(&drawn(&picture, area, &look)).join("\n");
                        let is_named = names(&pose).iter().any(|name| text.contains(&**name));
                        assert!(is_named, "{} in {area}\n{text}", pose.id);
                    }
                }
            }
        }
    }

    #[test]
    fn a_name_beside_the_muscle_stands_where_the_body_never_comes() {
        let look = look(ThemeName::Mono, Glyphs::Quadrant);
        let mut found = 0;
        for (pose, size) in poses().flat_map(|pose| SIZES.map(|size| (pose.clone(), size))) {
            for picture in [held(&pose), mirrored(held(&pose))] {
                let fitted = Fitted::new(&picture, size, &look);
                let room = fitted.room();
                for name in names(&pose) {
                    let Some(at) = room.place(&name) else {
                        continue;
                    };
                    found += 1;
                    for grid in halves(&pose).map(|moment| fitted.grid(moment)) {
                        let mut cells =
                            (at.x..at.x + columns_of(&name)).map(|x| grid.cell(x, at.y));
                        assert!(cells.all(|cell| cell == [0; 4]), "{} in {size}", pose.id);
                    }
                }
            }
        }
        assert!(found > 100, "only {found} names had room");
    }

    #[test]
    fn a_name_is_given_once() {
        let mut pose = pose("arch-rub");
        pose.muscles = [
            (Nearness::Near, Muscle::Calf),
            (Nearness::Near, Muscle::Shin),
            (Nearness::Far, Muscle::Calf),
            (Nearness::Near, Muscle::Soleus),
        ]
        .to_vec();
        assert_eq!(names(&pose), ["calf, shin, lower calf", "calf, shin"]);
    }

    #[test]
    fn where_colours_tell_the_muscle_it_has_no_name() {
        let pose = pose("wall-calf");
        for theme in [ThemeName::Day, ThemeName::Night, ThemeName::Ember] {
            let text = lines(&drawn(&held(&pose), ROOMY, &look(theme, Glyphs::Quadrant))).concat();
            assert!(!text.contains("calf"), "{theme:?}");
        }
    }
}
