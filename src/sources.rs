//! Where what is said comes from.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::content;

/// Where a statement comes from.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The title of the page or paper.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// The year or date it was published or reviewed, or that it bears none.
    pub year: String,
    /// Where to find it; may be absent.
    pub address: Option<String>,
}

/// The file of sources.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sources {
    pub(crate) source: BTreeMap<String, Source>,
}

/// What is said of a step that rests on no source.
const COMMON_PRACTICE: &str = "GK";

/// A source in one line; an id that is not known is shown as it is.
pub fn cite(id: &str) -> String {
    let Some(source) = source(id) else {
        return id.to_owned();
    };
    let address = source
        .address
        .as_deref()
        .map(|address| format!(" {address}"));
    if id == COMMON_PRACTICE {
        return source.title.clone();
    }
    let Source {
        title,
        publisher,
        year,
        ..
    } = source;
    format!(
        "{title}. {publisher}, {year}.{}",
        address.unwrap_or_default()
    )
}

/// The source with this id.
pub fn source(id: &str) -> Option<&'static Source> {
    sources().get(id)
}

/// The ids of all sources, in the order of the alphabet.
pub fn source_ids() -> impl Iterator<Item = &'static str> {
    sources().keys().map(String::as_str)
}

fn sources() -> &'static BTreeMap<String, Source> {
    static SOURCES: OnceLock<Sources> = OnceLock::new();
    &SOURCES
        .get_or_init(|| content::built_in("routines/sources"))
        .source
}
