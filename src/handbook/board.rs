//! Is it a cramp? Five troubles by five marks that can be felt in the dark.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::content;

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkTable {
    /// What it answers.
    pub title: String,
    /// What each row is about.
    pub marks: [String; 5],
    /// The label of what to do.
    pub act: String,
    /// What cannot wait, whichever trouble it is.
    pub call: String,
    /// What must be read with it.
    pub notes: Vec<String>,
    /// The troubles, what cannot wait first.
    #[serde(rename = "column")]
    pub columns: [Column; 5],
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    pub name: String,
    /// Its marks, in the order of [`MarkTable::marks`].
    pub marks: [String; 5],
    pub act: String,
    /// The same in huge letters; whom to call, if there is none.
    pub huge: Option<String>,
    pub card: String,
    /// Ids for [`crate::sources::source`].
    pub sources: Vec<String>,
}

/// The name of its file, without `.toml`.
pub const FILE: &str = "routines/board";

pub fn board() -> &'static MarkTable {
    static BOARD: OnceLock<MarkTable> = OnceLock::new();
    BOARD.get_or_init(|| content::built_in(FILE))
}
