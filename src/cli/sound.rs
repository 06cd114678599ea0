//! `uncramp sound`: what can be heard here.

use std::process::ExitCode;

use anyhow::Result;

use super::args::Flags;
use super::run::read_settings;
use super::words::note;
use crate::io::output::out;
use crate::io::sound::{Outputs, Tried, try_out};
use crate::settings::Settings;

const SENTENCE: &str = "Left leg. Heel down, knee straight.";

/// What helps where nothing plays,
const NO_PLAYER: &str = "\
Tones need one of the programs above, and a sound card.
  Debian, Ubuntu  sudo apt install pulseaudio-utils
  Fedora          sudo dnf install pulseaudio-utils
  Termux          pkg install play-audio
  macOS           has afplay
";
/// and where nobody speaks.
const NO_VOICE: &str = "\
A voice needs one of the programs above, and a sound card.
  Debian, Ubuntu  sudo apt install espeak-ng
  Fedora          sudo dnf install espeak-ng
  Termux          pkg install termux-api, and the app Termux:API
  macOS           has say
";

/// What helps where programs are there and fail.
const NO_CARD: &str = "\
What is installed and fails finds no sound card. There may be none, as in a container or over ssh,
or its sound server does not run.
";

/// Plays every tone and says a sentence, tells by what, and what to do where nothing can.
pub(super) fn sound(flags: &Flags) -> Result<ExitCode> {
    let (_, settings, problems) = read_settings();
    note(problems);
    let outputs = outputs(flags, &settings);
    let (plays, speaks) = try_out(&outputs, SENTENCE, &mut |line| out(&(line + "\n")))?;
    let is_heard = plays == Tried::Heard || speaks == Tried::Heard;
    out("\n")?;
    if plays == Tried::Silent || speaks == Tried::Silent {
        out(NO_CARD)?;
    }
    if plays == Tried::Absent {
        out(NO_PLAYER)?;
    }
    if speaks == Tried::Absent {
        out(NO_VOICE)?;
    }
    out(&format!(
        "By day: {}. At night, in a cramp and over ssh: {}. Loudness: {}.\n\
         `sound`, `night_sound` and `loudness` in config.toml change that; m does while it runs.\n{}",
        settings.sound.words(),
        settings.night_sound.words(),
        settings.loudness.words(),
        if is_heard {
            "Played, but not heard? Turn up the sound of this machine.\n"
        } else {
            ""
        },
    ))?;
    Ok(ExitCode::from(u8::from(!is_heard)))
}

pub(super) fn outputs(flags: &Flags, settings: &Settings) -> Outputs {
    Outputs {
        loudness: settings.loudness,
        pace: flags.pace.unwrap_or(settings.pace),
        voice: settings.voice.clone(),
    }
}
