//! What is built in: the files of `routines/`, as `build.rs` has read them.

use serde::de::DeserializeOwned;

include!(concat!(env!("OUT_DIR"), "/content.rs"));

/// The name of every file, in the order of the alphabet: its path without `.toml`.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(name, _)| *name)
}

/// What stands in the file of this name, if there is one.
pub(crate) fn find<T: DeserializeOwned>(name: &str) -> Option<T> {
    let at = FILES.binary_search_by_key(&name, |(name, _)| name).ok()?;
    Some(postcard::from_bytes(FILES[at].1).expect("build.rs encoded a value of this type"))
}

/// What stands in the file of this name, which is always there.
pub(crate) fn built_in<T: DeserializeOwned>(name: &str) -> T {
    find(name).expect("build.rs fails where the file is missing")
}
