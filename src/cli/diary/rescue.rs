//! What to do with lines that could not be saved when the program ends.

use crate::cli::words::quoted;
use crate::io::files::Places;
use crate::io::output::warn_stderr;
use crate::io::recovery::put_aside;
use crate::io::store::{StoreKind, Unsaved};
use crate::routine::hidden::shown;

/// Puts the lines into a file of their own, or on standard error where that cannot be written.
pub(crate) fn rescue(unsaved: &Unsaved) {
    let what = match unsaved.kind {
        StoreKind::Diary => "The diary is not saved",
        StoreKind::Answers => "Your answers are not kept",
    };
    warn_stderr(&format!("{what}: {}", unsaved.why));
    let kept = put_aside(unsaved, Places::find().as_ref());
    match (kept, unsaved.kind) {
        (Some(path), StoreKind::Diary) => warn_stderr(&format!(
            "What is missing is in {}\nOnce the cause is mended, the next start takes it in; so does: \
             uncramp diary import --as-mine {}",
            shown(&path),
            quoted(&shown(&path))
        )),
        (Some(path), StoreKind::Answers) => warn_stderr(&format!(
            "They are in {}, and the next start takes them in once the cause is mended.",
            shown(&path)
        )),
        (None, StoreKind::Diary) => warn_stderr(&format!(
            "What is missing stands here. Put it into a file; once the cause is mended: \
             uncramp diary import --as-mine FILE\n{}",
            unsaved.text()
        )),
        (None, StoreKind::Answers) => warn_stderr("Answer again with `uncramp profile`."),
    }
}
