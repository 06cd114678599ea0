//! `uncramp sound`: what can be heard here.

use std::process::ExitCode;

use anyhow::Result;

use super::args::Flags;
use super::run::read_settings;
use super::words::note;
use crate::io::output::out;
use crate::io::sound::{Outputs, try_out};
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

/// Plays every tone and says a sentence, tells by what, and what to do where nothing can.
pub(super) fn sound(flags: &Flags) -> Result<ExitCode> {
    let (_, settings, problems) = read_settings();
    note(problems);
    let outputs = outputs(flags, &settings);
    let (plays, speaks) = try_out(&outputs, SENTENCE, &mut |line| out(&(line + "\n")))?;
    out("\n")?;
    if !plays {
        out(NO_PLAYER)?;
    }
    if !speaks {
        out(NO_VOICE)?;
    }
    out(&format!(
        "By day: {}. At night, in a cramp and over ssh: {}. Loudness: {}.\n\
         `sound`, `night_sound` and `loudness` in config.toml change that; m does while it runs.\n\
         Played, but not heard? Turn up the sound of this machine.\n",
        settings.sound.words(),
        settings.night_sound.words(),
        settings.loudness.words(),
    ))?;
    Ok(ExitCode::from(u8::from(!plays && !speaks)))
}

/// How it sounds.
pub(super) fn outputs(flags: &Flags, settings: &Settings) -> Outputs {
    Outputs {
        loudness: settings.loudness,
        pace: flags.pace.unwrap_or(settings.pace),
        voice: settings.voice.clone(),
    }
}
