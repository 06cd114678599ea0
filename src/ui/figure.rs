//! The picture of a pose: fitted to its area, mirrored for the left leg, the worked muscle lit.

mod arrow;

use ratatui::layout::{Rect, Size};

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
    /// 18 columns or 9 rows.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        if area.width < LEAST.width || area.height < LEAST.height {
            return;
        }
        let look = canvas.look().clone();
        let mut grid = self.bitmap(self.moment, area.as_size(), &look);
        let arrow = arrow::Arrow::of(self.pose, &grid);
        if let Some(arrow) = &arrow {
            arrow.fill(&mut grid);
        }
        if self.mirrored {
            grid.mirror();
        }
        canvas.grid(area, &grid, &|ink| paint(ink, &look));
        if let Some(arrow) = &arrow {
            arrow.write(canvas, area, self.mirrored);
        }
    }

    /// The figure alone, facing right.
    fn bitmap(&self, moment: Moment, size: Size, look: &Look) -> Grid {
        let view = fitted(self.pose, size, look.glyphs);
        let mut grid = Grid::new(size, look.glyphs, view);
        let pixel = view.pixel();
        let gap = pixel * gap(look.theme.name());
        for layer in self.pose.figure(moment, pixel).layers {
            for piece in layer.iter().filter(|piece| piece.apart) {
                grid.fill(&piece.shape.grown(gap), 0);
            }
            for piece in &layer {
                grid.fill(&piece.shape, ink(role(piece.part)));
            }
        }
        grid
    }
}

/// The gap between limbs in sub-pixels: without colours it is all that parts them.
const fn gap(theme: ThemeName) -> f32 {
    match theme {
        ThemeName::Mono => 1.0,
        ThemeName::Day | ThemeName::Night | ThemeName::Ember | ThemeName::Contrast => 0.5,
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
