//! The picture of a pose: fitted to its area, mirrored for the left leg, the worked muscle lit.

mod arrow;
mod label;
#[cfg(test)]
mod laws;
mod scene;

use ratatui::layout::{Position, Rect, Size};

use arrow::ArrowShape;
use label::Room;
pub use scene::{Inked, Rgb, Scene};

use super::area::{row, rows};
use super::painter::{Painter, RenderStyle, columns_of};
use super::raster::{Glyphs, Grid, GridView, LINE, Paint};
use super::theme::{Role, ThemeName};
use crate::figure::extent::Extent;
use crate::figure::pose::{LitMuscle, Pose, PoseMoment};
use crate::figure::shape::Point;
use crate::figure::{Figure, Part};

/// The size of an area; nothing is recognised in a smaller one.
pub const LEAST: Size = Size::new(18, 9);
/// A cell is twice as high as wide.
const CELL_HEIGHT: f32 = 2.0;
/// What is seen of the floor, in cm below it.
const FLOOR: f32 = -4.0;

/// Columns for each row of a pose that is drawn as large as it fits.
pub fn aspect(pose: &Pose) -> f32 {
    let Extent { least, most } = Extent::of(pose);
    (most.x - least.x) / (most.y - least.y).max(1.0) * CELL_HEIGHT
}

/// A moment of a pose.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    pub pose: &'a Pose,
    pub moment: PoseMoment,
    pub seen: Facing,
}

/// From where a body is seen, and which of its legs is worked.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Facing {
    /// It faces left, so that the near leg is the left one.
    pub is_mirrored: bool,
    /// Near and far limbs change places: it stays where it is, and nothing comes to lie before the muscle.
    pub is_exchanged: bool,
}

impl Facing {
    /// From its right side, or from its left.
    pub fn mirrored(is_mirrored: bool) -> Self {
        Self {
            is_mirrored,
            ..Self::default()
        }
    }

    const fn role(self, part: Part) -> Role {
        match (part, self.is_exchanged) {
            (Part::Near, false) | (Part::Far, true) => Role::Near,
            (Part::Far, false) | (Part::Near, true) => Role::Far,
            (Part::Furniture, _) => Role::Furniture,
            (Part::Soft, _) => Role::Soft,
            (Part::Trunk, _) => Role::Trunk,
            (Part::Muscle, _) => Role::Muscle,
            (Part::FarMuscle, _) => Role::FarMuscle,
            (Part::Warmth, _) => Role::Warmth,
            (Part::Gaze, _) => Role::Arrow,
        }
    }
}

impl Picture<'_> {
    /// Draws it as large as it fits, standing on the lower edge; nothing in an area of fewer than
    /// 18 columns or 9 rows. Where colours do not tell the muscle well, it is named.
    pub fn draw(&self, canvas: &mut Painter<'_>, area: Rect) {
        if area.width < LEAST.width || area.height < LEAST.height {
            return;
        }
        let look = canvas.look().clone();
        let names = self.names(&look);
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
            // Far above a figure that stands on the lower edge it would name nothing.
            let above = rows(area, 0, area.height - 1);
            Fitted::new(self, above.as_size(), &look).draw(canvas, above);
            write_first_that_fits(&names, canvas, row(area, above.height));
        }
    }

    /// Draws it in cells, or tells what is to be drawn in pixels there, where a cell has so many.
    pub fn draw_in(
        &self,
        canvas: &mut Painter<'_>,
        area: Rect,
        cell: Option<Size>,
    ) -> Option<Scene> {
        let scene = cell.and_then(|cell| self.scene(canvas, area, cell));
        if scene.is_none() {
            self.draw(canvas, area);
        }
        scene
    }

    /// What the muscles are called where colours do not tell them well.
    fn names(&self, look: &RenderStyle) -> Vec<String> {
        match look.theme.name() {
            ThemeName::Mono | ThemeName::Contrast => names(self.pose),
            ThemeName::Day | ThemeName::Night | ThemeName::Ember | ThemeName::Light => Vec::new(),
        }
    }
}

fn write_first_that_fits(names: &[String], canvas: &mut Painter<'_>, line: Rect) {
    let mut names = names.iter();
    if let Some(name) = names.find(|name| columns_of(name) <= line.width) {
        canvas.centre(line, name, Role::Muscle);
    }
}

/// A picture with its place in an area: what is the same at every moment.
struct Fitted<'a> {
    picture: &'a Picture<'a>,
    look: &'a RenderStyle,
    size: Size,
    view: GridView,
    arrows: Vec<ArrowShape>,
}

impl<'a> Fitted<'a> {
    fn new(picture: &'a Picture<'a>, size: Size, look: &'a RenderStyle) -> Self {
        let view = fitted(picture.pose, size, look.glyphs);
        Self {
            picture,
            look,
            size,
            view,
            arrows: ArrowShape::all(picture.pose, view, size, look.glyphs),
        }
    }

    fn draw(&self, canvas: &mut Painter<'_>, area: Rect) {
        let grid = self.grid(self.picture.moment);
        canvas.grid(area, &grid, &|ink| paint(ink, self.look));
        for (at, symbol) in self.written() {
            let cell = Rect::new(area.x + at.x, area.y + at.y, 1, 1);
            canvas.line(cell, symbol, Role::Arrow);
        }
    }

    /// The arrows where they are characters.
    fn written(&self) -> Vec<(Position, &'static str)> {
        let arrows = self.arrows.iter();
        let written =
            arrows.flat_map(|arrow| arrow.written(self.size, self.picture.seen.is_mirrored));
        written.collect()
    }

    /// The bitmap: the figure, and the arrows where they are blocks.
    fn grid(&self, moment: PoseMoment) -> Grid {
        let mut grid = Grid::new(self.size, self.look.glyphs, self.view);
        let pixel = self.view.pixel();
        let (gap, kept) = gap(self.look.theme.name(), pixel);
        for layer in Figure::of(self.picture.pose, moment, pixel).layers {
            let apart = layer.iter().filter(|piece| piece.apart);
            let gaps = apart.map(|piece| piece.shape.grown(gap * pixel));
            let shapes = layer.iter();
            let shapes =
                shapes.map(|piece| (&piece.shape, ink(self.picture.seen.role(piece.part))));
            grid.lay(gaps, kept, shapes);
        }
        for arrow in &self.arrows {
            arrow.fill(&mut grid);
        }
        if self.picture.seen.is_mirrored {
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
            let figure = Figure::of(self.picture.pose, moment, self.view.pixel());
            let pieces = figure.layers.iter().flatten();
            for piece in pieces.filter(|piece| piece.part != Part::Furniture) {
                grid.fill(&piece.shape.grown(view.pixel()), ink(Role::Near));
            }
        }
        if self.picture.seen.is_mirrored {
            grid.mirror();
        }
        grid
    }
}

/// What to call the worked muscles, each once: in full, and as briefly as can be.
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
        list(muscles().map(LitMuscle::words).collect()),
        list(muscles().map(LitMuscle::brief).collect()),
    ];
    names.into_iter().filter(|name| !name.is_empty()).collect()
}

/// Every frame of a pose and the middle of every move.
fn halves(pose: &Pose) -> impl Iterator<Item = PoseMoment> {
    (0..=u16::from(pose.moves()) * 2).map(|half| PoseMoment {
        frame: f32::from(half) / 2.0,
        breath: 0.0,
    })
}

/// The widths of sub-pixels, in cm, above which full gaps would cut coloured limbs to pieces, and half ones.
const COARSE: f32 = 4.0;
const COARSEST: f32 = 6.0;

/// The gap around limbs in sub-pixels, and the greatest ink that it does not cut: furniture, on
/// which the body would seem to float. Without colours the gap alone parts limb from limb, and parts them
/// from that too.
fn gap(theme: ThemeName, pixel: f32) -> (f32, u8) {
    match (theme, pixel) {
        (ThemeName::Mono, _) => (0.8, 0),
        (_, COARSEST..) => (0.0, ink(Role::Furniture)),
        (_, COARSE..) => (0.5, ink(Role::Furniture)),
        _ => (0.8, ink(Role::Furniture)),
    }
}

/// The view on cells in which the whole pose stands on the lower edge, in the middle.
fn fitted(pose: &Pose, size: Size, glyphs: Glyphs) -> GridView {
    let (width, height) = (f32::from(size.width), f32::from(size.height) * CELL_HEIGHT);
    let (origin, column) = fitted_to(pose, width, height);
    let (across, down) = glyphs.per_cell();
    GridView {
        origin,
        across: column / f32::from(across),
        down: -column * CELL_HEIGHT / f32::from(down),
    }
}

/// How the whole pose stands on the lower edge of a room of so many squares, in the middle: the world
/// at the top left corner, and the width of a square. A close-up that would cut off a head above its
/// shoulders shows the whole body.
fn fitted_to(pose: &Pose, width: f32, height: f32) -> (Point, f32) {
    let mut extent = Extent::of(pose);
    let (mut origin, mut square) = extent_fitted(pose, &extent, width, height);
    let seen = Extent {
        least: origin + Point::new(0.0, -square * height),
        most: origin + Point::new(square * width, 0.0),
    };
    if pose.crop.is_some() && extent.add_cut_body(pose, &seen) {
        (origin, square) = extent_fitted(pose, &extent, width, height);
    }
    (origin, square)
}

fn extent_fitted(pose: &Pose, extent: &Extent, width: f32, height: f32) -> (Point, f32) {
    let Extent { least, most } = *extent;
    let square = ((most.x - least.x) / width).max((most.y - least.y) / height);
    let spare = square * height - (most.y - least.y);
    // A bed is cut off under its mattress; where there is room all of it is seen.
    let bottom = if pose.crop.is_none() && least.y > FLOOR {
        (least.y - spare).max(FLOOR)
    } else {
        least.y
    };
    let origin = Point {
        x: (least.x + most.x - square * width) / 2.0,
        y: bottom + square * height,
    };
    (origin, square)
}

/// From what gives way to what prevails where two inks are as common in a cell, with the character
/// that fills a cell where there are no blocks, and how far each stands out from the ground.
const INKS: [(Role, char, u8); 9] = [
    (Role::Furniture, ':', 2),
    (Role::Soft, 'o', 4),
    (Role::Far, '+', 4),
    (Role::Trunk, '#', 7),
    (Role::Near, '#', 8),
    (Role::Warmth, '*', 10),
    (Role::Arrow, '#', 12),
    (Role::FarMuscle, '%', 10),
    (Role::Muscle, '%', 14),
];

fn ink(role: Role) -> u8 {
    (1..)
        .zip(INKS)
        .find(|(_, (known, ..))| *known == role)
        .map_or(0, |(ink, _)| ink)
}

fn paint(ink: u8, look: &RenderStyle) -> Paint {
    let (role, solid, tone) = INKS[usize::from(ink) - 1];
    let is_muscle = matches!(role, Role::Muscle | Role::FarMuscle);
    let is_plain = look.theme.name() == ThemeName::Mono;
    let texture = match look.glyphs {
        Glyphs::Ascii => is_muscle.then_some(solid),
        _ if !is_plain => None,
        _ => match role {
            Role::Muscle | Role::FarMuscle => Some('▒'),
            Role::Furniture => Some(LINE),
            Role::Soft => Some('░'),
            _ => None,
        },
    };
    Paint {
        style: look.theme.style(role),
        texture,
        solid,
        tone,
    }
}
