//! The picture of a pose for a terminal that shows pixels: the same shapes as in cells, with colours.

use ratatui::layout::{Rect, Size};

use super::{LEAST, Picture, arrow, fitted_to, write_first_that_fits};
use crate::figure::shape::Shape;
use crate::figure::{Figure, Part};
use crate::ui::area::{bottom, row};
use crate::ui::painter::Painter;
use crate::ui::raster::GridView;
use crate::ui::theme::Role;

/// Pixels across and down at most: larger pictures cost more than they show, and xterm cuts them.
const MOST: u16 = 1000;
/// The gap around limbs, in cm, and in pixels at least.
const GAP: (f32, f32) = (1.3, 1.2);

/// Red, green and blue.
pub type Rgb = [u8; 3];

/// What a picture shows, to be drawn by the edge. Of the terminal it knows the cells' size.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// The cells it takes of the area of the figure; they are blank.
    pub cells: Rect,
    pub size: Size,
    /// Where they lie in the world of the shapes.
    pub view: GridView,
    /// What is seen where there is nothing else.
    pub ground: Rgb,
    /// What stands behind everything, and is seen in gaps.
    pub backdrop: Vec<Inked>,
    /// Back to front. The gaps of a layer are cut before anything of it is drawn.
    pub layers: Vec<Vec<Inked>>,
    /// How wide gaps are, in units of the world.
    pub gap: f32,
}

/// A shape and its colour.
#[derive(Debug, Clone, PartialEq)]
pub struct Inked {
    /// In the world.
    pub shape: Shape,
    /// What it is filled with.
    pub ink: Rgb,
    /// Whether a gap keeps it apart from what lies behind its layer.
    pub apart: bool,
    /// Whether its edge is soft, as that of a muscle under the skin.
    pub soft: bool,
}

impl Picture<'_> {
    /// The picture for an area of `canvas`, on which nothing is written but the name of the muscle, where a
    /// cell has so many pixels; `None` where it has to be drawn in cells.
    pub fn scene(&self, canvas: &mut Painter<'_>, area: Rect, cell: Size) -> Option<Scene> {
        let look = canvas.look().clone();
        let names = self.names(&look);
        let above = u16::from(!names.is_empty());
        let columns = area.width.min(MOST / cell.width);
        let cells = Rect {
            x: area.x + (area.width - columns) / 2,
            width: columns,
            ..bottom(
                area,
                (area.height.saturating_sub(above)).min(MOST / cell.height),
            )
        };
        if cells.width < LEAST.width || cells.height < LEAST.height {
            return None;
        }
        let ground = look.theme.ground_rgb()?;
        let scene = self.inked(cells, cell, &|role| look.theme.rgb(role), ground)?;
        let line = Rect {
            y: cells.y - above,
            ..row(cells, 0)
        };
        write_first_that_fits(&names, canvas, line);
        Some(scene)
    }

    fn inked(
        &self,
        cells: Rect,
        cell: Size,
        ink: &dyn Fn(Role) -> Option<Rgb>,
        ground: Rgb,
    ) -> Option<Scene> {
        let size = Size::new(cells.width * cell.width, cells.height * cell.height);
        let (width, height) = (f32::from(size.width), f32::from(size.height));
        let (mut origin, pixel) = fitted_to(self.pose, width, height);
        let mut across = pixel;
        if self.seen.is_mirrored {
            (origin.x, across) = (origin.x + pixel * width, -pixel);
        }
        let mut backdrop = Vec::new();
        let mut layers = Vec::new();
        for layer in Figure::of(self.pose, self.moment.in_steps_of(pixel), pixel).layers {
            let mut pieces = Vec::new();
            for piece in layer {
                let to = if piece.part == Part::Furniture {
                    &mut backdrop
                } else {
                    &mut pieces
                };
                to.push(Inked {
                    shape: piece.shape,
                    ink: ink(self.seen.role(piece.part))?,
                    apart: piece.apart,
                    soft: matches!(piece.part, Part::Muscle | Part::FarMuscle),
                });
            }
            layers.push(pieces);
        }
        for shape in arrow::shapes(self.pose) {
            layers.push(vec![Inked {
                shape,
                ink: ink(Role::Arrow)?,
                apart: false,
                soft: false,
            }]);
        }
        Some(Scene {
            cells,
            size,
            view: GridView {
                origin,
                across,
                down: -pixel,
            },
            ground,
            backdrop,
            layers,
            gap: GAP.0.max(GAP.1 * pixel),
        })
    }
}
