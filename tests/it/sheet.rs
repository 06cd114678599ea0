//! What the built-in poses look like.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use uncramp::figure::pose::Pose;
use uncramp::figure::poses::{built_in, built_in_ids};
use uncramp::ui::figure::{Facing, Picture};
use uncramp::ui::painter::{Painter, RenderStyle};
use uncramp::ui::raster::Glyphs;
use uncramp::ui::theme::{Depth, Role, Theme, ThemeName};

use crate::pilot::text;

/// The room a figure has on large, middling and small screens.
const SIZES: [(u16, u16); 3] = [(46, 18), (30, 13), (23, 11)];
/// Side by side on the sheet.
const ACROSS: u16 = 4;

fn poses() -> Vec<Pose> {
    built_in_ids().filter_map(|id| built_in(&id)).collect()
}

pub fn look(theme: ThemeName, glyphs: Glyphs) -> RenderStyle {
    let theme = Theme::new(theme, Depth::True);
    RenderStyle { theme, glyphs }
}

fn held(pose: &Pose) -> Picture<'_> {
    Picture {
        pose,
        moment: pose.held(),
        seen: Facing::default(),
    }
}

pub fn drawn(pose: &Pose, (columns, rows): (u16, u16), look: &RenderStyle) -> String {
    let area = Rect::new(0, 0, columns, rows);
    let mut buffer = Buffer::empty(area);
    held(pose).draw(&mut Painter::new(&mut buffer, look), area);
    text(&buffer)
}

/// Every pose where it is held, with its title below.
pub fn sheet() -> Buffer {
    let (columns, rows) = SIZES[0];
    let poses = poses();
    let down = u16::try_from(poses.len()).unwrap().div_ceil(ACROSS);
    let mut buffer = Buffer::empty(Rect::new(0, 0, ACROSS * (columns + 4), down * (rows + 3)));
    let look = look(ThemeName::Night, Glyphs::Quadrant);
    let mut canvas = Painter::new(&mut buffer, &look);
    for (index, pose) in (0..).zip(&poses) {
        let (left, top) = (
            index % ACROSS * (columns + 4) + 2,
            index / ACROSS * (rows + 3),
        );
        let area = Rect::new(left, top + 1, columns, rows);
        held(pose).draw(&mut canvas, area);
        let title = Rect::new(left - 1, area.bottom(), columns + 2, 1);
        canvas.centre(title, &pose.title, Role::Text);
    }
    canvas.finish();
    buffer
}

#[test]
fn every_pose_looks_as_it_did() {
    for pose in poses() {
        let look = look(ThemeName::Mono, Glyphs::Quadrant);
        let sizes = SIZES.map(|size| drawn(&pose, size, &look)).join("\n");
        insta::assert_snapshot!(format!("pose-{}", pose.id), sizes);
    }
}

#[test]
fn half_blocks_and_ascii_show_the_poses_too() {
    for (name, glyphs) in [("half", Glyphs::Half), ("ascii", Glyphs::Ascii)] {
        let look = look(ThemeName::Mono, glyphs);
        let shown = poses().into_iter().map(|pose| {
            let picture = drawn(&pose, SIZES[0], &look);
            format!("{}\n{picture}", pose.id)
        });
        let shown: Vec<_> = shown.collect();
        insta::assert_snapshot!(format!("poses-{name}"), shown.join("\n"));
    }
}
