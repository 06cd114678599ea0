//! The keys of the present context, made from the table.

use super::keys::{Context, rows};
use super::page::{Kind, Page, Paragraph};

/// The keys of a context, a row each.
pub fn page(context: Context) -> Page {
    let paragraphs = rows(context)
        .iter()
        .map(|row| Paragraph::new(Kind::Text, format!("{:<12} {}", row.label, row.help)))
        .collect();
    Page::new(
        format!("Keys: {}", context.title().to_lowercase()),
        paragraphs,
    )
}

/// The footer's keys in one line, for the plain mode.
pub fn line(context: Context) -> String {
    let keys: Vec<String> = rows(context)
        .iter()
        .filter(|row| !row.short.is_empty())
        .map(|row| {
            format!(
                "{} {}",
                row.label.split(' ').next().unwrap_or(row.label),
                row.short
            )
        })
        .collect();
    match context {
        Context::Page => "Keys: any key closes".to_owned(),
        Context::Home
        | Context::Routines
        | Context::Nights
        | Context::Morning
        | Context::Writing
        | Context::Player
        | Context::Done
        | Context::Relief
        | Context::Asking
        | Context::Worse
        | Context::Resting
        | Context::Eased
        | Context::Danger
        | Context::Leave
        | Context::Question
        | Context::Weeks
        | Context::Which
        | Context::Answered => format!("Keys: {}", keys.join(" · ")),
    }
}
