//! `uncramp pose`: the poses of the figure, listed, shown, and watched while they are written.

mod list;
mod show;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};

use super::args::{Flags, PoseCommand};
use super::check::{report, unreadable};
use super::environment::Environment;
use super::run;
use super::words::note;
use crate::figure::parse::parse;
use crate::io::clock;
use crate::io::files::{self, Folder, Places};
use crate::io::pictures::PictureQuery;
use crate::io::runtime::watch::watch;
use crate::io::screen::Asked;
use crate::routine::library::{OwnFile, id_of};
use crate::routine::{PoseId, hidden};
use crate::ui::painter::RenderStyle;
use crate::ui::preview::{PosePreview, PreviewInput};
use crate::ui::theme::{Depth, Theme};

/// Does what was asked for with poses.
pub(super) fn pose(command: PoseCommand, flags: &Flags) -> Result<ExitCode> {
    match command {
        PoseCommand::List { json } => list::list(&own_poses(), json)?,
        PoseCommand::Show(wanted) => show::show(&wanted, Looks::new(flags))?,
        PoseCommand::Watch { file } => return watch_file(&file, flags),
    }
    Ok(ExitCode::SUCCESS)
}

fn watch_file(path: &Path, flags: &Flags) -> Result<ExitCode> {
    if flags.plain || run::needs_lines(&Environment::read()) {
        bail!(
            "`uncramp pose watch` draws on the whole terminal, and here is none to draw on; \
             `uncramp pose show FILE` prints one picture"
        );
    }
    let name = hidden::named(&path.to_string_lossy()).into_owned();
    let Looks { style, pictures } = Looks::new(flags);
    let preview = PosePreview::new(style, name);
    let asked = Asked {
        width: false,
        pictures,
    };
    let ending = watch(path, preview, asked, |text| input(path, text))?;
    Ok(ExitCode::from(ending.code()))
}

/// What there is to see of a pose file. That its name may be that of a built-in pose matters only
/// in the user's folder: the built-in ones are written like this too.
fn input(path: &Path, text: &Result<String, String>) -> PreviewInput {
    let name = path.to_string_lossy();
    let text = match text {
        Ok(text) => text,
        Err(reason) => {
            return PreviewInput {
                pose: None,
                report: unreadable(&name, reason, false),
            };
        }
    };
    let id = id_of(path);
    let nameless = || PoseId::new("nameless").expect("eight small letters are an id");
    let parsed = parse(id.clone().unwrap_or_else(|_| nameless()), text);
    let mut problems: Vec<_> = id.err().into_iter().collect();
    let pose = parsed.map_err(|found| problems.extend(found)).ok();
    PreviewInput {
        pose,
        report: report(&name, text, &problems, false),
    }
}

/// The user's poses; what is odd about their place goes to standard error.
pub(super) fn own_poses() -> Vec<OwnFile> {
    let places = Places::find();
    let folder = places.map_or_else(Folder::default, |places| files::folder(&places.poses()));
    note(folder.oddities);
    folder.files
}

/// How a picture looks on the terminal.
struct Looks {
    /// In cells.
    style: RenderStyle,
    /// What the terminal is asked about pixels.
    pictures: Option<PictureQuery>,
}

impl Looks {
    fn new(flags: &Flags) -> Self {
        let (_, settings, notices) = run::read_settings();
        note(notices);
        let environment = Environment::read();
        // What is printed needs no dark page: without colours it has the terminal's own.
        let is_night = !environment.no_color && run::is_night(clock::wall(), settings.night_begins);
        let theme = run::theme(flags, &settings, &environment, is_night);
        let glyphs = flags.glyphs.unwrap_or(settings.glyphs);
        let figure = flags.figure.unwrap_or(settings.figure);
        Self {
            style: RenderStyle {
                theme: Theme::new(theme, without_palette(environment.depth())),
                glyphs: environment.glyphs(glyphs),
            },
            pictures: environment.pictures(figure, glyphs),
        }
    }
}

/// Pictures stay on the screen when the program has gone.
const fn without_palette(depth: Depth) -> Depth {
    match depth {
        Depth::Console => Depth::Sixteen,
        Depth::True | Depth::Indexed | Depth::Sixteen => depth,
    }
}
