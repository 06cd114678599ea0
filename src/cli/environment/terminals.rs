//! What terminals draw themselves, by the variables they set. `docs/terminals.md` has the sources.

use crate::ui::raster::Glyphs;

/// A terminal that names itself in a variable.
struct Terminal {
    variable: &'static str,
    begins: &'static str,
    /// The variable that tells its version.
    version: &'static str,
    /// From which version on it draws what; quadrants before.
    draws: &'static [((u32, u32), Glyphs)],
}

const fn terminal(
    variable: &'static str,
    begins: &'static str,
    version: &'static str,
    draws: &'static [((u32, u32), Glyphs)],
) -> Terminal {
    Terminal {
        variable,
        begins,
        version,
        draws,
    }
}

/// Whatever its version: all that are still in use do.
const SEXTANTS: &[((u32, u32), Glyphs)] = &[((0, 0), Glyphs::Sextant)];

/// Ghostty; through ssh it has no version.
const GHOSTTY: &[((u32, u32), Glyphs)] = &[((0, 0), Glyphs::Sextant), ((1, 2), Glyphs::Octant)];

/// Its versions are dates.
const WEZTERM: &[((u32, u32), Glyphs)] =
    &[((0, 0), Glyphs::Sextant), ((20_250_209, 0), Glyphs::Octant)];

/// Of a variable the first that goes counts, so those that are not known by name come last.
const TERMINALS: [Terminal; 16] = [
    terminal("TERM", "xterm-kitty", "", SEXTANTS),
    terminal("TERM", "xterm-ghostty", "TERM_PROGRAM_VERSION", GHOSTTY),
    terminal("TERM", "foot", "", SEXTANTS),
    terminal("TERM", "contour", "", SEXTANTS),
    terminal("TERM_PROGRAM", "ghostty", "TERM_PROGRAM_VERSION", GHOSTTY),
    terminal("TERM_PROGRAM", "WezTerm", "TERM_PROGRAM_VERSION", WEZTERM),
    terminal("TERM_PROGRAM", "", "", &[]),
    terminal(
        "VTE_VERSION",
        "",
        "VTE_VERSION",
        &[((6_200, 0), Glyphs::Sextant), ((7_800, 0), Glyphs::Octant)],
    ),
    terminal(
        "KONSOLE_VERSION",
        "",
        "KONSOLE_VERSION",
        &[((220_400, 0), Glyphs::Sextant)],
    ),
    terminal("KITTY_WINDOW_ID", "", "", SEXTANTS),
    terminal("GHOSTTY_RESOURCES_DIR", "", "TERM_PROGRAM_VERSION", GHOSTTY),
    terminal("WEZTERM_PANE", "", "TERM_PROGRAM_VERSION", WEZTERM),
    terminal("TERMINAL_NAME", "contour", "", SEXTANTS),
    terminal("ALACRITTY_WINDOW_ID", "", "", &[]),
    terminal("WT_SESSION", "", "", &[]),
    terminal("XTERM_VERSION", "", "", &[]),
];

#[derive(Debug, Clone, Copy)]
pub(super) struct KnownTerminal {
    /// The finest that it is known to draw itself; quadrants where nothing is known.
    pub draws: Glyphs,
    /// Whether it has set a variable of its own, beside `TERM`.
    pub is_named: bool,
    /// Whether it draws blocks in one column, whatever the locale.
    pub is_narrow: bool,
    /// Whether a question that it does not know would end in the title of its window, as in tmux and GNU
    /// screen, or on the screen.
    pub shows_questions: bool,
}

impl KnownTerminal {
    /// By variables, each empty where it is not set. Where one terminal was started from another it
    /// has the variables of both: then the coarser counts.
    pub(super) fn by(text: &dyn Fn(&str) -> String) -> Self {
        let of_one = TERMINALS.chunk_by(|one, next| one.variable == next.variable);
        let named = of_one.filter_map(|same| {
            let value = text(same[0].variable);
            let goes = |one: &&Terminal| !value.is_empty() && value.starts_with(one.begins);
            same.iter().find(goes)
        });
        let named: Vec<&Terminal> = named.collect();
        let draws = |one: &&Terminal| {
            let version = version(&text(one.version));
            let known = one.draws.iter().rev();
            known
                .filter(|(from, _)| *from <= version)
                .map(|(_, glyphs)| *glyphs)
                .next()
                .unwrap_or(Glyphs::Quadrant)
        };
        let term = text("TERM");
        let is_multiplexer = ["screen", "tmux"].iter().any(|name| term.starts_with(name))
            || ["TMUX", "STY"].iter().any(|name| !text(name).is_empty());
        Self {
            draws: match &*term {
                // Most fonts of the console have no half blocks.
                "linux" => Glyphs::Full,
                // They hand on what the terminal around them set, and know fewer characters.
                _ if is_multiplexer => Glyphs::Quadrant,
                _ => named.iter().map(draws).min().unwrap_or(Glyphs::Quadrant),
            },
            is_named: named.iter().any(|one| one.variable != "TERM"),
            is_narrow: named.iter().any(|one| one.variable != "XTERM_VERSION"),
            shows_questions: is_multiplexer
                || matches!(&*term, "" | "linux")
                || text("TERM_PROGRAM") == "Apple_Terminal",
        }
    }
}

/// The first two numbers of a version.
fn version(text: &str) -> (u32, u32) {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    let mut number = || numbers.next().and_then(|digits| digits.parse().ok());
    (number().unwrap_or(0), number().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_names_every_variable_that_a_terminal_is_known_by() {
        let manual = include_str!("../man.rs");
        for terminal in TERMINALS {
            let name = format!("\\fB{}\\fR", terminal.variable);
            assert!(manual.contains(&name), "{name}");
        }
    }
}
