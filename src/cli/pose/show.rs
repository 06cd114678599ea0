//! `uncramp pose show`: one pose as a picture.

use std::io::{IsTerminal, stdout};
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use super::{Looks, input, own_poses};
use crate::cli::args::PoseShow;
use crate::cli::environment::Environment;
use crate::cli::run::is_file;
use crate::cli::words::paragraph;
use crate::figure::body::Nearness;
use crate::figure::pose::{Pose, PoseMoment};
use crate::figure::poses::{Poses, built_in};
use crate::io::ask::ask;
use crate::io::files;
use crate::io::output::{columns, out, print_raw, warn_stderr, window};
use crate::io::screen::printed;
use crate::routine::PoseId;
use crate::routine::hidden::shown;
use crate::routine::table::nearest;
use crate::ui::figure::{Facing, LEAST, Picture};
use crate::ui::painter::Painter;
use crate::ui::theme::{Depth, Theme, ThemeName};

/// The size where no terminal says its own.
const USUAL: Size = Size::new(46, 18);
/// No picture is wider unless asked for.
const WIDEST: u16 = 60;
/// Rows of the terminal that are left for the words and the next prompt.
const LEFT: u16 = 4;

/// Prints a picture, and in words what it shows.
pub(super) fn show(
    wanted: &PoseShow,
    Looks {
        mut style,
        pictures,
    }: Looks,
) -> Result<()> {
    let pose = find(&wanted.pose)?;
    let moment = moment(&pose, wanted.frame.as_deref())?;
    let in_colour = is_coloured(style.theme.name());
    if !in_colour {
        style.theme = Theme::new(ThemeName::Mono, Depth::Sixteen);
    }
    let window = window();
    let size = wanted.size.unwrap_or_else(|| usual_size(window));
    let area = Rect::from((Position::ORIGIN, size));
    let picture = Picture {
        pose: &pose,
        moment,
        seen: Facing::mirrored(wanted.mirror),
    };
    let mut cells = Buffer::empty(area);
    let mut canvas = Painter::new(&mut cells, &style);
    picture.draw(&mut canvas, area);
    canvas.finish();
    let caption = paragraph(&caption(&pose), "", columns());
    print_raw(&printed(&cells, in_colour))?;
    out(&caption)?;

    let lines = u16::try_from(caption.lines().count()).unwrap_or(u16::MAX);
    let below = size.height.saturating_add(lines);
    // Nothing can be drawn over what has scrolled off the window.
    let fits = window.is_some_and(|window| below < window.height && size.width <= window.width);
    let asked = pictures.filter(|_| fits && style.theme.ground_rgb().is_some());
    let known = asked.map(ask).transpose()?.flatten();
    let Some((protocol, cell)) = known else {
        return Ok(());
    };
    let mut blank = Buffer::empty(area);
    let mut canvas = Painter::new(&mut blank, &style);
    let scene = picture.scene(&mut canvas, area, cell);
    canvas.finish();
    let over = scene.and_then(|scene| protocol.over(&printed(&blank, in_colour), &scene, below));
    print_raw(&over.unwrap_or_default())
}

/// Whether the terminal gets colours, or weights at least.
fn is_coloured(theme: ThemeName) -> bool {
    let environment = Environment::read();
    let is_wanted = !environment.no_color || theme != ThemeName::Mono;
    stdout().is_terminal() && !environment.is_dumb() && is_wanted
}

/// The pose of an id, or in a file.
fn find(wanted: &str) -> Result<Pose> {
    if is_file(wanted) {
        let path = Path::new(wanted);
        return usable(path, &files::read(path));
    }
    let id = PoseId::new(wanted);
    if let Some(pose) = id.as_ref().and_then(built_in) {
        return Ok(pose);
    }
    let own = own_poses();
    let stem = |path: &Path| path.file_stem().is_some_and(|stem| stem == wanted);
    if let Some(file) = own.iter().find(|file| stem(&file.path)) {
        return usable(&file.path, &file.text);
    }
    let ids: Vec<PoseId> = Poses::new(own).ids().collect();
    let cure = did_you_mean(wanted, ids.iter().map(PoseId::as_str));
    let wanted: String = wanted.chars().take(60).collect();
    Err(anyhow!(
        "there is no pose `{wanted}`{cure} See `uncramp pose list`"
    ))
}

/// The pose in a file; its problems go to standard error.
fn usable(path: &Path, text: &Result<String, String>) -> Result<Pose> {
    let input = input(path, text);
    if !input.report.is_empty() {
        warn_stderr(&input.report);
    }
    let cannot = || format!("{} cannot be drawn", shown(path));
    input.pose.with_context(cannot)
}

/// The moment of a key frame, or at which the pose is held.
fn moment(pose: &Pose, wanted: Option<&str>) -> Result<PoseMoment> {
    let Some(wanted) = wanted else {
        return Ok(pose.held());
    };
    let names = || pose.frames.iter().map(|frame| frame.name.as_str());
    let number = (0..=u8::MAX).map(f32::from);
    match names().zip(number).find(|(name, _)| *name == wanted) {
        Some((_, frame)) => Ok(PoseMoment { frame, breath: 0.0 }),
        None => Err(anyhow!(
            "the pose `{}` has no frame `{wanted}`{} Its frames are {}",
            pose.id,
            did_you_mean(wanted, names()),
            names().collect::<Vec<_>>().join(", ")
        )),
    }
}

/// The end of a sentence about a name that is not known.
fn did_you_mean<'n>(wanted: &str, known: impl Iterator<Item = &'n str>) -> String {
    match nearest(wanted, known) {
        Some(near) => format!("; did you mean `{near}`?"),
        None => ".".to_owned(),
    }
}

/// As wide as the window, within reason, and no higher than it.
fn usual_size(window: Option<Size>) -> Size {
    let Some(window) = window else {
        return USUAL;
    };
    let width = window.width.clamp(LEAST.width, WIDEST);
    let height = width * USUAL.height / USUAL.width;
    let room = window.height.saturating_sub(LEFT);
    Size::new(width, height.min(room).max(LEAST.height))
}

/// What the picture shows: `Pull the toes back; calf; move back; frames: start, hold`.
fn caption(pose: &Pose) -> String {
    let mut words = vec![pose.title.clone()];
    let muscles = pose.muscles.iter().map(|(side, muscle)| match side {
        Nearness::Near => muscle.words().to_owned(),
        Nearness::Far => format!("{} of the far leg", muscle.words()),
    });
    let muscles: Vec<String> = muscles.collect();
    if !muscles.is_empty() {
        words.push(muscles.join(", "));
    }
    let mut ways: Vec<&str> = pose
        .arrows
        .iter()
        .map(|arrow| arrow.direction.words())
        .collect();
    ways.dedup();
    if !ways.is_empty() {
        words.push(format!("move {}", ways.join(" and ")));
    }
    let frames: Vec<&str> = pose.frames.iter().map(|frame| &*frame.name).collect();
    words.push(format!("frames: {}", frames.join(", ")));
    words.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_fits_every_window_that_has_room_for_one() {
        assert_eq!(usual_size(None), USUAL);
        for (window, size) in [
            ((80, 24), (60, 20)),
            ((46, 60), (46, 18)),
            ((200, 100), (60, 23)),
            ((10, 3), (18, 9)),
        ] {
            assert_eq!(usual_size(Some(window.into())), size.into(), "{window:?}");
        }
    }
}
