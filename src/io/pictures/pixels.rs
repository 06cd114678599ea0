//! Shapes to pixels, with smooth edges.

use tiny_skia::{
    Color, FillRule, FilterQuality, Paint, Path, PathBuilder, Pattern, Pixmap, Rect, Shader,
    SpreadMode, Transform,
};

use crate::figure::shape::{Point, Shape, sides};
use crate::ui::figure::{Inked, Rgb, Scene};
use crate::ui::raster::GridView;

/// A soft edge, from outside: so many cm within, so much of the ink.
const SOFT: [(f32, f32); 3] = [(0.0, 0.35), (0.7, 0.6), (1.4, 1.0)];

/// The pixels of a picture, row by row; `None` if it has none.
pub(super) fn of(scene: &Scene) -> Option<Vec<Rgb>> {
    let place = place(scene.view);
    let mut picture = Pixmap::new(scene.size.width.into(), scene.size.height.into())?;
    picture.fill(colour(scene.ground));
    for piece in &scene.backdrop {
        fill(&mut picture, &piece.shape, place, solid(piece.ink));
    }
    let backdrop = picture.clone();
    let behind = Pattern::new(
        backdrop.as_ref(),
        SpreadMode::Pad,
        FilterQuality::Nearest,
        1.0,
        Transform::identity(),
    );
    for layer in &scene.layers {
        for Inked { shape, .. } in layer.iter().filter(|piece| piece.apart) {
            fill(&mut picture, &shape.grown(scene.gap), place, behind.clone());
        }
        let (soft, hard): (Vec<_>, Vec<_>) = layer.iter().partition(|piece| piece.soft);
        for piece in hard {
            fill(&mut picture, &piece.shape, place, solid(piece.ink));
        }
        // All of a muscle at once, so that none of its pieces ends within another.
        for (depth, share) in SOFT {
            for piece in &soft {
                let mut ink = colour(piece.ink);
                ink.set_alpha(share);
                let shader = Shader::SolidColor(ink);
                fill(&mut picture, &piece.shape.grown(-depth), place, shader);
            }
        }
    }
    drop(backdrop);
    // Nothing of it can be seen through.
    let pixels = picture.data().chunks_exact(4);
    Some(pixels.map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect())
}

/// From the world to pixels.
fn place(
    GridView {
        origin,
        across,
        down,
    }: GridView,
) -> Transform {
    let (x, y) = (across.recip(), down.recip());
    Transform::from_row(x, 0.0, 0.0, y, -origin.x * x, -origin.y * y)
}

fn fill(picture: &mut Pixmap, shape: &Shape, place: Transform, shader: Shader<'_>) {
    let rule = match shape {
        Shape::Capsule { .. } | Shape::Ellipse { .. } => FillRule::Winding,
        Shape::Polygon(_) => FillRule::EvenOdd,
    };
    let paint = Paint {
        shader,
        ..Paint::default()
    };
    // Placed first: the shader is in pixels.
    if let Some(path) = path(shape).and_then(|path| path.transform(place)) {
        picture.fill_path(&path, &paint, rule, Transform::identity(), None);
    }
}

fn path(shape: &Shape) -> Option<Path> {
    let mut path = PathBuilder::new();
    match shape {
        Shape::Ellipse { centre, radii } => path.push_oval(around(*centre, *radii)?),
        Shape::Capsule { from, to, radii } => {
            for (end, radius) in [(*from, radii.0), (*to, radii.1)] {
                path.push_oval(around(end, (radius, radius))?);
            }
            // The same way round as the ends, or they would cancel each other.
            if let Some([[a, b], [d, c]]) = sides(*from, *to, *radii) {
                close(&mut path, &[a, b, c, d]);
            }
        }
        Shape::Polygon(corners) => close(&mut path, corners),
    }
    path.finish()
}

fn around(centre: Point, (across, up): (f32, f32)) -> Option<Rect> {
    Rect::from_xywh(centre.x - across, centre.y - up, across * 2.0, up * 2.0)
}

fn close(path: &mut PathBuilder, corners: &[Point]) {
    let Some((first, rest)) = corners.split_first() else {
        return;
    };
    path.move_to(first.x, first.y);
    for corner in rest {
        path.line_to(corner.x, corner.y);
    }
    path.close();
}

fn solid(ink: Rgb) -> Shader<'static> {
    Shader::SolidColor(colour(ink))
}

fn colour([red, green, blue]: Rgb) -> Color {
    Color::from_rgba8(red, green, blue, u8::MAX)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use ratatui::buffer::Buffer;
    use ratatui::layout::{Rect, Size};

    use super::*;
    use crate::figure::body::Nearness;
    use crate::figure::pose::{Pose, PoseMoment};
    use crate::figure::poses::{built_in, built_in_ids};
    use crate::ui::figure::{Facing, Picture};
    use crate::ui::painter::{Painter, RenderStyle};
    use crate::ui::raster::Glyphs;
    use crate::ui::theme::{Depth, Role, Theme, ThemeName};

    const AREA: Rect = Rect::new(0, 0, 30, 13);
    const CELL: Size = Size::new(8, 17);

    fn poses() -> impl Iterator<Item = Pose> {
        built_in_ids().filter_map(|id| built_in(&id))
    }

    fn drawn(pose: &Pose, theme: &Theme, mirrored: bool) -> (Size, Vec<Rgb>) {
        let scene = scene(pose, pose.held(), theme, mirrored);
        (scene.size, super::of(&scene).unwrap())
    }

    fn scene(pose: &Pose, moment: PoseMoment, theme: &Theme, mirrored: bool) -> Scene {
        let look = RenderStyle {
            theme: theme.clone(),
            glyphs: Glyphs::Quadrant,
        };
        let mut cells = Buffer::empty(AREA);
        let picture = Picture {
            pose,
            moment,
            seen: Facing::mirrored(mirrored),
        };
        let scene = picture.scene(&mut Painter::new(&mut cells, &look), AREA, CELL);
        scene.unwrap()
    }

    #[test]
    fn a_breath_is_another_picture_only_where_something_has_moved_by_a_pixel() {
        let theme = Theme::new(ThemeName::Night, Depth::True);
        for pose in poses() {
            let moments = (0..=40_u8).map(|quarter| PoseMoment {
                breath: (f32::from(quarter) / 20.0 - 1.0).clamp(-1.0, 1.0),
                ..pose.held()
            });
            let mut scenes: Vec<Scene> =
                moments.map(|at| scene(&pose, at, &theme, false)).collect();
            let most = scenes.len();
            scenes.dedup();
            assert!((3..=most / 2).contains(&scenes.len()), "{}", pose.id);
        }
    }

    #[test]
    fn at_night_no_pixel_is_blue_and_every_worked_muscle_is_lit() {
        for name in [ThemeName::Night, ThemeName::Ember] {
            let theme = Theme::new(name, Depth::True);
            for pose in poses() {
                let (size, pixels) = drawn(&pose, &theme, false);
                assert_eq!(
                    pixels.len(),
                    usize::from(size.width) * usize::from(size.height)
                );
                assert!(pixels.iter().all(|[_, _, blue]| *blue == 0), "{}", pose.id);
                let lit = [Role::Muscle, Role::FarMuscle].map(|role| theme.rgb(role));
                let count = pixels.iter().filter(|pixel| lit.contains(&Some(**pixel)));
                assert!(count.count() > 20 || pose.muscles.is_empty(), "{}", pose.id);
            }
        }
    }

    /// How many pieces are of that colour. A seam of two pixels parts nothing.
    fn pieces(pixels: &[Rgb], width: usize, ink: Rgb) -> usize {
        let places = pixels.iter().enumerate();
        let inked = places.filter(|(_, pixel)| **pixel == ink);
        let mut left: HashSet<usize> = inked.map(|(at, _)| at).collect();
        let mut count = 0;
        while let Some(first) = left.iter().next().copied() {
            count += 1;
            let mut edge = vec![first];
            while let Some(at) = edge.pop() {
                let rows = (0..=6).map(|row| (at + row * width).wrapping_sub(3 * width + 3));
                let near = rows.flat_map(|row| (0..=6).map(move |column| row.wrapping_add(column)));
                edge.extend(near.filter(|next| left.remove(next)));
            }
        }
        count
    }

    #[test]
    fn nothing_cuts_the_lit_muscle_in_two() {
        let theme = Theme::new(ThemeName::Night, Depth::True);
        for pose in poses() {
            let near = pose.muscles.iter();
            let most = near.filter(|(side, _)| *side == Nearness::Near).count();
            let (size, pixels) = drawn(&pose, &theme, false);
            let ink = theme.rgb(Role::Muscle).unwrap();
            let count = pieces(&pixels, size.width.into(), ink);
            assert!(count <= most, "{}: {count}", pose.id);
        }
    }

    #[test]
    fn the_left_leg_is_the_mirror_of_the_right() {
        let theme = Theme::new(ThemeName::Day, Depth::True);
        for pose in poses() {
            let (size, right) = drawn(&pose, &theme, false);
            let (_, left) = drawn(&pose, &theme, true);
            let width = usize::from(size.width);
            let left = left.chunks(width).flat_map(|row| row.iter().rev());
            // Edges are smoothed from the left.
            let differs = |one: &Rgb, other: &Rgb| {
                let mut ways = one
                    .iter()
                    .zip(other)
                    .map(|(one, other)| one.abs_diff(*other));
                ways.any(|way| way > 90)
            };
            let count = right
                .iter()
                .zip(left)
                .filter(|(one, other)| differs(one, other))
                .count();
            assert!(count * 500 < right.len(), "{}: {count}", pose.id);
        }
    }
}
