//! What holds for the picture of every built-in pose.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;

use super::*;
use crate::figure::body::{HEAD, Nearness};
use crate::figure::pose::Prop;
use crate::figure::poses::{built_in, built_in_ids};
use crate::ui::raster::EMPTY;
use crate::ui::theme::{Depth, Theme};

const ROOMY: Rect = Rect::new(0, 0, 46, 18);

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
        seen: Facing::default(),
    }
}

fn mirrored(picture: Picture<'_>) -> Picture<'_> {
    let seen = Facing::mirrored(true);
    Picture { seen, ..picture }
}

fn look(theme: ThemeName, glyphs: Glyphs) -> RenderStyle {
    let theme = Theme::new(theme, Depth::True);
    RenderStyle { theme, glyphs }
}

fn drawn(picture: &Picture<'_>, area: Rect, look: &RenderStyle) -> Buffer {
    let mut buf = Buffer::empty(area);
    picture.draw(&mut Painter::new(&mut buf, look), area);
    buf
}

fn bitmap(picture: &Picture<'_>, size: Size, look: &RenderStyle) -> Grid {
    Fitted::new(picture, size, look).grid(picture.moment)
}

fn lines(buf: &Buffer) -> Vec<String> {
    let rows = buf.content().chunks(usize::from(buf.area.width));
    rows.map(|row| row.iter().map(Cell::symbol).collect())
        .collect()
}

#[test]
fn the_left_leg_is_the_exact_mirror_of_the_right() {
    // Every pose in each, at one moment after another.
    for (pose, glyphs) in poses().flat_map(|pose| Glyphs::ALL.map(|glyphs| (pose.clone(), glyphs)))
    {
        for moment in halves(&pose).skip(glyphs as usize % 2).step_by(2) {
            {
                let look = look(ThemeName::Night, glyphs);
                let picture = Picture {
                    moment,
                    ..held(&pose)
                };
                let right = bitmap(&picture, ROOMY.as_size(), &look);
                let left = bitmap(&mirrored(picture), ROOMY.as_size(), &look);
                let (across, down) = glyphs.per_cell();
                let (across, count) = (usize::from(across), usize::from(across * down));
                for at in ROOMY.positions() {
                    let cell = right.cell(at.x, at.y);
                    let mut other = left.cell(ROOMY.width - 1 - at.x, at.y);
                    let lit = other[..count].chunks_mut(across);
                    lit.for_each(<[u8]>::reverse);
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
    // Another one for every size: in turn, each has all.
    let mut rungs = Glyphs::ALL.into_iter().cycle();
    for pose in poses() {
        for ((width, height), glyphs) in sizes.into_iter().zip(&mut rungs) {
            let area = Rect::new(3, 2, width, height);
            let mut buf = Buffer::empty(Rect::new(0, 0, 50, 16));
            let look = look(ThemeName::Mono, glyphs);
            held(&pose).draw(&mut Painter::new(&mut buf, &look), area);
            for (at, cell) in buf.content().iter().enumerate() {
                let inside = area.contains(buf.pos_of(at).into());
                assert!(inside || cell.symbol() == " ", "{} {area}", pose.id);
            }
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
    for (columns, rows, glyphs) in [
        (18, 9, Glyphs::Octant),
        (46, 18, Glyphs::Sextant),
        (60, 24, Glyphs::Quadrant),
    ] {
        let block = text(columns, rows, glyphs);
        assert!(block.contains('█') && !block.contains('▲'), "{block}");
    }
    assert_eq!(text(46, 18, Glyphs::Quadrant), "▲┃┃┃┃┃");
    assert_eq!(text(18, 9, Glyphs::Half), "▲┃┃");
    assert_eq!(text(46, 18, Glyphs::Ascii), "^|||||");
}

#[test]
fn no_arrow_lies_on_the_body() {
    let mut lying = Vec::new();
    for (pose, size) in poses().flat_map(|pose| SIZES.map(|size| (pose.clone(), size))) {
        for glyphs in [Glyphs::Quadrant, Glyphs::Octant] {
            let look = look(ThemeName::Night, glyphs);
            let picture = held(&pose);
            let fitted = Fitted::new(&picture, size, &look);
            let with = fitted.grid(picture.moment);
            let written: Vec<_> = fitted.written().into_iter().map(|(at, _)| at).collect();
            let arrows = Vec::new();
            let without = Fitted { arrows, ..fitted }.grid(picture.moment);
            let covered = Rect::from((Position::ORIGIN, size)).positions().any(|at| {
                let pairs = with
                    .cell(at.x, at.y)
                    .into_iter()
                    .zip(without.cell(at.x, at.y));
                let body = |under: u8| under > ink(Role::Furniture) && under != ink(Role::Arrow);
                let mut pairs = pairs.map(|(over, under)| {
                    body(under) && (written.contains(&at) || over == ink(Role::Arrow))
                });
                pairs.any(|is_covered| is_covered)
            });
            if covered {
                lying.push(format!("{} in {size} of {glyphs:?}", pose.id));
            }
        }
    }
    assert_eq!(lying, [] as [&str; 0]);
}

#[test]
fn a_written_arrow_turns_with_the_body() {
    let pose = pose("walk");
    let has = |picture: &Picture<'_>, glyphs, arrow: &str| {
        let look = look(ThemeName::Night, glyphs);
        let text = lines(&drawn(picture, ROOMY, &look)).concat();
        assert!(text.contains(arrow), "{arrow} in {text}");
    };
    has(&held(&pose), Glyphs::Half, "━━▶");
    has(&mirrored(held(&pose)), Glyphs::Half, "◀━━");
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

/// How many pieces of a picture, joined at edges or corners, have one of these roles. A seam that
/// is finer than a quadrant parts nothing.
fn pieces(picture: &Picture<'_>, size: Size, look: &RenderStyle, roles: &[Role]) -> usize {
    let (across, down) = look.glyphs.per_cell();
    let grid = bitmap(picture, size, look);
    let reach = if look.glyphs > Glyphs::Quadrant { 3 } else { 2 };
    let fine = Size::new(size.width * across, size.height * down);
    let is_part = |at: &Position| {
        let cell = grid.cell(at.x / across, at.y / down);
        let within = usize::from(at.y % down * across + at.x % across);
        roles.iter().any(|role| ink(*role) == cell[within])
    };
    let places = Rect::from((Position::ORIGIN, fine)).positions();
    let mut left: Vec<_> = places.filter(is_part).collect();
    let mut count = 0;
    while let Some(first) = left.pop() {
        count += 1;
        let mut edge = vec![first];
        while let Some(at) = edge.pop() {
            let touches = |other: &mut Position| {
                other.x.abs_diff(at.x) < reach && other.y.abs_diff(at.y) < reach
            };
            edge.extend(left.extract_if(.., touches));
        }
    }
    count
}

#[test]
fn trunk_and_near_limbs_hold_together() {
    const BODY: [Role; 4] = [Role::Trunk, Role::Near, Role::Muscle, Role::Soft];
    let mut torn = Vec::new();
    for pose in poses() {
        // A towel goes round the foot.
        let has_towel = pose
            .props
            .iter()
            .any(|prop| matches!(prop, Prop::Towel { .. }));
        let roles = if has_towel { &BODY[..] } else { &BODY[..3] };
        // Of whole cells a small picture has too few.
        let rungs = Glyphs::ALL.into_iter().flat_map(|glyphs| {
            match glyphs {
                Glyphs::Ascii => &SIZES[..0],
                Glyphs::Full => &SIZES[..1],
                _ => &SIZES[..2],
            }
            .iter()
            .map(move |size| (glyphs, *size))
        });
        for (glyphs, size) in rungs {
            let look = look(ThemeName::Night, glyphs);
            let count = pieces(&held(&pose), size, &look, roles);
            if count != 1 {
                torn.push(format!("{} at {size} in {glyphs:?}: {count}", pose.id));
            }
        }
    }
    assert_eq!(torn, [] as [&str; 0]);
}

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
                    let mut cells = (at.x..at.x + columns_of(&name)).map(|x| grid.cell(x, at.y));
                    assert!(cells.all(|cell| cell == EMPTY), "{} in {size}", pose.id);
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
        (Nearness::Near, LitMuscle::Calf),
        (Nearness::Near, LitMuscle::Shin),
        (Nearness::Far, LitMuscle::Calf),
        (Nearness::Near, LitMuscle::Soleus),
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

/// The two that are shown most come first: nothing else is looked at between the frames of a move.
const RUNGS: [Glyphs; 4] = [
    Glyphs::Quadrant,
    Glyphs::Octant,
    Glyphs::Half,
    Glyphs::Sextant,
];

#[test]
fn nothing_cuts_the_lit_muscle_in_two() {
    let mut cut = Vec::new();
    for pose in poses() {
        let near = pose
            .muscles
            .iter()
            .filter(|(side, _)| *side == Nearness::Near);
        let most = near.count();
        for (moment, size) in
            halves(&pose).flat_map(|moment| SIZES[..2].iter().map(move |size| (moment, *size)))
        {
            let is_held = moment == pose.held();
            for glyphs in RUNGS.into_iter().take(if is_held { 4 } else { 2 }) {
                let look = look(ThemeName::Night, glyphs);
                let picture = Picture {
                    moment,
                    ..held(&pose)
                };
                let count = pieces(&picture, size, &look, &[Role::Muscle]);
                if count > most {
                    cut.push(format!(
                        "{} at {} and {size} in {glyphs:?}: {count}",
                        pose.id, moment.frame
                    ));
                }
            }
        }
    }
    assert_eq!(cut, [] as [&str; 0]);
}

#[test]
fn for_the_other_leg_near_and_far_limbs_change_shades_and_nothing_moves() {
    let look = look(ThemeName::Night, Glyphs::Octant);
    let [near, far] = [Role::Near, Role::Far].map(ink);
    for pose in poses() {
        let picture = held(&pose);
        let seen = Facing {
            is_exchanged: true,
            ..Facing::default()
        };
        let one = bitmap(&picture, ROOMY.as_size(), &look);
        let other = bitmap(&Picture { seen, ..picture }, ROOMY.as_size(), &look);
        for at in ROOMY.positions() {
            let inks = one.cell(at.x, at.y).into_iter().zip(other.cell(at.x, at.y));
            for two in inks {
                let is_exchanged = two == (near, far) || two == (far, near);
                assert!(is_exchanged || two.0 == two.1, "{} at {at}", pose.id);
            }
        }
    }
}

#[test]
fn nobody_is_cut_off_at_the_neck() {
    let sizes = [18, 23, 30, 46, 60, 100].into_iter();
    let sizes = sizes.flat_map(|width| [9, 11, 13, 18, 24, 34, 50].map(|height| (width, height)));
    let mut cut = Vec::new();
    for (pose, (width, height)) in
        poses().flat_map(|pose| sizes.clone().map(move |size| (pose.clone(), size)))
    {
        let size = Size::new(width, height);
        let view = fitted(&pose, size, Glyphs::Full);
        let is_seen = |at: Point, margin: f32| {
            let (least, most) = (
                at - Point::new(margin, -margin),
                at + Point::new(margin, -margin),
            );
            let (least, most) = (view.in_grid(least), view.in_grid(most));
            least.x > -0.01
                && least.y > -0.01
                && most.x < f32::from(width) + 0.01
                && most.y < f32::from(height) + 0.01
        };
        for moment in halves(&pose) {
            let bones = pose.skeleton(moment);
            if is_seen(bones.chest, 0.0) && !is_seen(bones.head, HEAD) {
                cut.push(format!(
                    "{} at {} and {width}x{height}",
                    pose.id, moment.frame
                ));
            }
        }
    }
    assert_eq!(cut, [] as [&str; 0]);
}

#[test]
fn without_colours_small_pictures_part_limbs_as_well_as_large_ones() {
    let near = [Role::Trunk, Role::Near].map(ink);
    let look = look(ThemeName::Mono, Glyphs::Quadrant);
    let touching = |row: &[u8]| {
        let pairs = row.windows(2);
        let pairs = pairs.filter(|pair| pair.contains(&ink(Role::Far)));
        pairs
            .filter(|pair| pair.iter().any(|one| near.contains(one)))
            .count()
    };
    let all = SIZES.map(|size| {
        let count = |pose: Pose| -> usize {
            let grid = bitmap(&held(&pose), size, &look);
            let rows = (0..size.height).flat_map(|row| [(row, 0), (row, 2)]);
            let rows = rows.map(|(row, part)| {
                let cells = (0..size.width).map(|column| grid.cell(column, row));
                let row: Vec<u8> = cells
                    .flat_map(|cell| [cell[part], cell[part + 1]])
                    .collect();
                touching(&row)
            });
            rows.sum()
        };
        poses().map(count).sum::<usize>()
    });
    assert!(
        all.is_sorted_by(|larger, smaller| larger >= smaller),
        "{all:?}"
    );
}
