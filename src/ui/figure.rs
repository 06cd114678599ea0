//! The picture of a pose: fitted to its area, mirrored for the left leg, the worked muscle lit.

mod arrow;
mod label;

use ratatui::layout::{Rect, Size};

use arrow::Arrow;
use label::Room;

use super::canvas::{Canvas, Look};
use super::raster::{Glyphs, Grid, Paint, View};
use super::theme::{Role, ThemeName};
use crate::figure::Part;
use crate::figure::extent::Extent;
use crate::figure::pose::{Moment, Pose};
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
    /// 18 columns or 9 rows. Where colours do not tell the muscle well, its name stands beside it.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        if area.width < LEAST.width || area.height < LEAST.height {
            return;
        }
        let look = canvas.look().clone();
        let view = fitted(self.pose, area.as_size(), look.glyphs);
        let grid = self.grid(self.moment, area.as_size(), view, &look);
        canvas.grid(area, &grid, &|ink| paint(ink, &look));
        let arrow = Arrow::of(self.pose, &grid);
        let written = arrow.map(|arrow| arrow.written(area.as_size(), self.mirrored));
        let written = written.unwrap_or_default();
        for (at, symbol) in &written {
            let cell = Rect::new(area.x + at.x, area.y + at.y, 1, 1);
            canvas.line(cell, symbol, Role::Arrow);
        }
        if let ThemeName::Mono | ThemeName::Contrast = look.theme.name() {
            let mut room = Room::new(area.as_size());
            written.iter().for_each(|(at, _)| room.take(*at));
            for moment in halves(self.pose) {
                room.keep_free(&self.grid(moment, area.as_size(), view, &look));
            }
            for name in names(self.pose) {
                room.write(name, canvas, area);
            }
        }
    }

    /// The bitmap: the figure, and the arrow where it is a block.
    fn grid(&self, moment: Moment, size: Size, view: View, look: &Look) -> Grid {
        let mut grid = Grid::new(size, look.glyphs, view);
        let pixel = view.pixel();
        let (gap, kept) = gap(look.theme.name());
        for layer in self.pose.figure(moment, pixel).layers {
            let apart = layer.iter().filter(|piece| piece.apart);
            grid.lay(
                apart.map(|piece| piece.shape.grown(gap * pixel)),
                kept,
                layer
                    .iter()
                    .map(|piece| (&piece.shape, ink(role(piece.part)))),
            );
        }
        if let Some(arrow) = Arrow::of(self.pose, &grid) {
            arrow.fill(&mut grid);
        }
        if self.mirrored {
            grid.mirror();
        }
        grid
    }
}

/// What the worked muscles are called, each once.
fn names(pose: &Pose) -> Vec<&'static str> {
    let mut names: Vec<_> = pose
        .muscles
        .iter()
        .map(|(_, muscle)| muscle.words())
        .collect();
    names.dedup();
    names
}

/// Every frame of a pose and the middle between each two.
fn halves(pose: &Pose) -> impl Iterator<Item = Moment> {
    let count = u16::try_from(pose.frames.len()).unwrap_or(u16::MAX);
    (0..count * 2 - 1).map(|half| Moment {
        frame: f32::from(half) / 2.0,
        breath: 0.0,
    })
}

/// The gap around limbs in sub-pixels, and the greatest ink that it does not cut: furniture, on
/// which the body would seem to float. Without colours the gap is all that parts them.
fn gap(theme: ThemeName) -> (f32, u8) {
    match theme {
        ThemeName::Mono => (1.0, 0),
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

/// From what gives way to what prevails where a cell cannot show both.
const INKS: [Role; 9] = [
    Role::Furniture,
    Role::Soft,
    Role::Far,
    Role::Trunk,
    Role::Near,
    Role::Warmth,
    Role::Arrow,
    Role::FarMuscle,
    Role::Muscle,
];

fn ink(role: Role) -> u8 {
    (1..)
        .zip(INKS)
        .find(|(_, known)| *known == role)
        .map_or(0, |(ink, _)| ink)
}

fn paint(ink: u8, look: &Look) -> Paint {
    let role = INKS[usize::from(ink) - 1];
    let textured =
        look.theme.name() == ThemeName::Mono && matches!(role, Role::Muscle | Role::FarMuscle);
    Paint {
        style: look.theme.style(role),
        texture: textured.then_some(match look.glyphs {
            Glyphs::Quadrant | Glyphs::Half => '▒',
            Glyphs::Ascii => '%',
        }),
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
