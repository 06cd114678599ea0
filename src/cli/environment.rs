//! What the environment says about the terminal and the person at it.

use std::env;

/// The variables that decide how the program looks, read once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// `COLORTERM`, empty when not set.
    pub colorterm: String,
    /// `TERM`, empty when not set.
    pub term: String,
    /// The locale that rules characters.
    pub locale: String,
    /// Somebody is logged in from another machine.
    pub ssh: bool,
}

impl Environment {
    /// What this process was started with.
    pub fn read() -> Self {
        let text = |name| {
            let value = env::var_os(name).unwrap_or_default();
            value.to_string_lossy().into_owned()
        };
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].map(text);
        Self {
            no_color: !text("NO_COLOR").is_empty(),
            colorterm: text("COLORTERM"),
            term: text("TERM"),
            locale: locale
                .into_iter()
                .find(|value| !value.is_empty())
                .unwrap_or_default(),
            ssh: !text("SSH_CONNECTION").is_empty() || !text("SSH_TTY").is_empty(),
        }
    }

    /// Whether the terminal can do no more than print lines.
    pub fn is_dumb(&self) -> bool {
        self.term == "dumb"
    }

    /// Whether lines may have colours.
    pub fn has_colours(&self) -> bool {
        !self.no_color && !self.is_dumb()
    }

    /// Whether characters beyond ASCII can be expected to show.
    pub fn is_utf8(&self) -> bool {
        let locale = self.locale.to_lowercase();
        locale.ends_with("utf-8") || locale.ends_with("utf8") || cfg!(windows)
    }

    /// Whether this is the bare console of Linux, whose font has only half blocks.
    pub fn is_console(&self) -> bool {
        self.term == "linux"
    }
}
