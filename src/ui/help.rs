//! The keys of a screen in words, made from its table: a page, the footer, and what is said of a key
//! that means nothing.

use super::board::Hint;
use super::keys::{Action, Key, KeyMap, KeyRow};
use super::page::{Page, Paragraph, ParagraphKind, under};
use super::screen::Screen;

/// What keys are for, in the order in which they are told.
const GROUPS: [&str; 4] = ["Here", "Move", "Leave", "Everywhere"];

/// The keys of a place, a row each in groups; in lines without those that change how the screen looks.
pub(crate) fn page(keys: &KeyMap, in_lines: bool) -> Page {
    let looks = |row: &&KeyRow| matches!(row.action, Action::Dimmer | Action::Motion);
    let rows = || keys.rows().filter(|row| !(in_lines && looks(row)));
    let paragraphs = GROUPS.into_iter().flat_map(|group| {
        let rows = rows().filter(move |row| self::group(row) == group);
        let rows = rows.map(|row| Paragraph::new(ParagraphKind::Key(row.label), row.help));
        under(group, rows)
    });
    let title = format!("Keys: {}", keys.title.to_lowercase());
    Page::new(title, paragraphs.collect()).airy()
}

fn group(row: &KeyRow) -> &'static str {
    match row.action {
        Action::Up
        | Action::Down
        | Action::Left
        | Action::Right
        | Action::First
        | Action::Last
        | Action::PreviousPage
        | Action::NextPage => "Move",
        Action::Quit
        | Action::Close
        | Action::Leave
        | Action::Finish
        | Action::SayHowToLeave
        | Action::QuitNow
        | Action::Suspend => "Leave",
        Action::Dimmer
        | Action::Motion
        | Action::Sound
        | Action::Help
        | Action::Signs
        | Action::SaveAgain => "Everywhere",
        // At home it is what is most likely wanted.
        Action::CrampNow if row.keys.len() == 1 => "Everywhere",
        _ => "Here",
    }
}

/// What the keys of a screen do now, at a page of so many: on the last none turns it; and without the diary that it needs
/// there is only the way back.
pub(crate) fn hints(
    screen: &dyn Screen,
    page: Option<(usize, usize)>,
    has_diary: bool,
) -> Vec<Hint> {
    let rows = screen.keys().rows().filter(|row| {
        has_diary
            || !screen.needs_diary()
            || matches!(row.action, Action::Close | Action::Help | Action::Signs)
    });
    let is_first = page.is_some_and(|(at, _)| at == 0) && !screen.goes_back();
    let is_last = page.is_some_and(|(at, pages)| at + 1 >= pages) && !screen.goes_on();
    let rows = rows.filter(|row| match row.action {
        Action::NextPage => !is_last,
        Action::PreviousPage => !is_first,
        _ => true,
    });
    let hints = rows.filter_map(|row| {
        let words = screen.hint(row);
        let label = first(row);
        let key = *row.keys.first()?;
        (!words.is_empty()).then_some(Hint { key, label, words })
    });
    hints.collect()
}

/// What is said where a key means nothing: which one leaves, and which one tells the others.
pub(crate) fn ways(keys: &KeyMap) -> String {
    let named = |is: fn(Action) -> bool, words| {
        let row = keys.rows().find(|row| is(row.action))?;
        Some((row, format!("{}\u{a0}{words}", first(row))))
    };
    let leaves = |action| {
        matches!(
            action,
            Action::Quit | Action::Close | Action::Leave | Action::Finish
        )
    };
    // Not every keyboard has a letter of this alphabet.
    let leaves = named(leaves, "leaves").map(|(row, words)| match first(row) {
        "Esc" => words,
        _ if row.keys.contains(&Key::Esc) => format!("{words}, or Esc"),
        _ if keys.action(Key::Esc) == Some(Action::SayHowToLeave) => {
            format!("{words}, or Esc twice")
        }
        _ => words,
    });
    let help = named(|action| action == Action::Help, "keys");
    let ways = [leaves, help.map(|(_, words)| words)];
    ways.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn first(row: &KeyRow) -> &'static str {
    row.label.split(' ').next().unwrap_or(row.label)
}
