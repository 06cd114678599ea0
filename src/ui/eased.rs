//! EASED? and what follows its four answers.

use std::time::Duration;

use ratatui::layout::{Position, Rect, Size};

use super::canvas::{Canvas, rows_of};
use super::keys::{Action, Context, Key, rows as key_rows};
use super::layout::{Class, bottom, columns, content, from_column, inset, row, rows};
use super::lettering::Align;
use super::page::Page;
use super::theme::Role;
use super::{NOTICE, card, time};
use crate::diary::Answer;
use crate::guidance;
use crate::settings::Settings;

const WIDEST: u16 = 100;
/// Columns beside the heading for the times.
const SIDE: u16 = 20;
/// EASED? takes no SPACE, ENTER or click this soon after it was asked,
const FIRST: Duration = Duration::from_secs(1);
/// nor while the key that asked keeps arriving within this time: a hand rests on it.
const REPEATING: Duration = Duration::from_millis(700);

/// How and when EASED? was asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// The key that asked.
    pub key: Key,
    /// When.
    pub at: Duration,
}

impl Asked {
    /// Whether a key says nothing yet: `gap` is the time since it last arrived.
    pub fn ignores(&self, key: Key, gap: Option<Duration>, now: Duration) -> bool {
        let repeats = self.key.is_same(key) && gap.is_some_and(|gap| gap < REPEATING);
        key.is_big() && (now.saturating_sub(self.at) < FIRST || repeats)
    }
}

/// The answer whose box is clicked.
pub fn click(size: Size, at: Position) -> Option<Action> {
    let boxes = boxes(Rect::from((Position::ORIGIN, size)));
    let hit = boxes.iter().position(|place| place.contains(at))?;
    Answer::ALL.get(hit).map(|answer| Action::Answer(*answer))
}

/// Asks; the relief clock goes on.
pub fn view_asking(
    canvas: &mut Canvas<'_>,
    window: Rect,
    stamp: Option<Duration>,
    clock: &str,
    words: Option<&str>,
) {
    let class = Class::of(window);
    if class == Class::Line {
        canvas.bold(row(window, 0), "EASED? 1 gone", Role::Strong);
        canvas.bold(row(window, 1), "2 better 3 the same", Role::Strong);
        let last = format!("4 worse  {}", words.unwrap_or(clock));
        canvas.bold(row(window, 2), &last, Role::Strong);
        return;
    }
    let area = inset(content(window, WIDEST), u16::from(class != Class::Small));
    let tall = heading_rows(class, area.height);
    let side = match class {
        Class::Wide | Class::Tall => SIDE,
        Class::Portrait | Class::Small | Class::Line => 0,
    };
    let heading = columns(rows(area, 0, tall), area.width.saturating_sub(side));
    canvas.letters(heading, "EASED?", Role::Strong, Align::Left);
    let so_far = stamp.map(|stamp| format!("stopped at {}", time::clock(stamp)));
    let so_far = so_far.unwrap_or_default();
    match class {
        Class::Wide | Class::Tall => {
            let side = from_column(area, area.width.saturating_sub(SIDE - 2));
            canvas.line(row(side, 1), &so_far, Role::Text);
            canvas.line(row(side, 2), &format!("clock {clock}"), Role::Text);
        }
        Class::Portrait | Class::Small | Class::Line => {
            let line = row(area, tall);
            canvas.line(line, &so_far, Role::Text);
            canvas.right(line, &format!("clock {clock}"), Role::Text);
        }
    }
    for (index, (place, answer)) in boxes(window).into_iter().zip(Answer::ALL).enumerate() {
        let number = (index + 1).to_string();
        let first = index == 0;
        if place.height >= 5 {
            canvas.frame(place, if first { Role::Accent } else { Role::Rule });
            let inner = inset(rows(place, 1, place.height - 2), 1);
            let digit = rows(inner, 0, inner.height - 1);
            canvas.letters(digit, &number, Role::Accent, Align::Centre);
            canvas.centre(bottom(inner, 1), answer.words(), Role::Strong);
        } else {
            let x = canvas.label(place, &number, Role::Accent) + 2;
            canvas.bold(from_column(place, x), answer.words(), Role::Strong);
        }
    }
    view_footer(canvas, area, Context::Asking, words);
}

/// The stretch has stopped: what to look for, and whom to call.
pub fn view_worse(
    canvas: &mut Canvas<'_>,
    window: Rect,
    settings: &Settings,
    clock: &str,
    words: Option<&str>,
) {
    let class = Class::of(window);
    if class == Class::Line {
        canvas.bold(row(window, 0), "EASE OFF, LET GO", Role::Strong);
        canvas.line(
            row(window, 1),
            &format!("now: {}", settings.emergency),
            Role::Alert,
        );
        canvas.line(row(window, 2), "! signs  → gently on", Role::Text);
        return;
    }
    let area = inset(content(window, WIDEST), u16::from(class != Class::Small));
    let tall = match class {
        Class::Tall | Class::Portrait => 6,
        Class::Wide => 4,
        Class::Small if area.height < 14 => 1,
        Class::Small | Class::Line => 3,
    };
    let one_line = class == Class::Small;
    canvas.letters(rows(area, 0, tall), "EASE OFF", Role::Strong, Align::Left);
    let used = if one_line {
        tall
    } else {
        canvas.letters(rows(area, tall, tall), "LET GO", Role::Strong, Align::Left);
        2 * tall
    };
    let line = row(area, used);
    if one_line {
        canvas.line(line, "Let go. Rest.", Role::Text);
    }
    canvas.right(line, &format!("clock {clock}"), Role::Text);
    let body = rows(area, used + 1, area.height.saturating_sub(used + 2));
    Page::new("", card::worse(settings)).view_body(canvas, body);
    view_footer(canvas, area, Context::Worse, words);
}

/// It let go, or is easing: rest.
pub fn view_end(
    canvas: &mut Canvas<'_>,
    window: Rect,
    answer: Answer,
    after: Option<Duration>,
    words: Option<&str>,
) {
    let class = Class::of(window);
    let lasted = lasted(after);
    if class == Class::Line {
        canvas.bold(row(window, 0), title(answer), Role::Strong);
        canvas.line(row(window, 1), words.unwrap_or(&lasted), Role::Text);
        canvas.line(row(window, 2), "w walk-down ENTER bed", Role::Text);
        return;
    }
    let area = inset(content(window, WIDEST), u16::from(class != Class::Small));
    let tall = heading_rows(class, area.height);
    canvas.letters(
        rows(area, 0, tall),
        title(answer),
        Role::Strong,
        Align::Left,
    );
    let top = tall + u16::from(class != Class::Small);
    let body = rows(area, top, area.height.saturating_sub(top + 1));
    let texts = [
        (lasted.as_str(), Role::Text),
        ("Rest. Slowly lie down, toes up, covers loose.", Role::Text),
        (
            "Light on: look at both legs. 0 if one is swollen, hot or dark.",
            Role::Text,
        ),
        ("A tender muscle for a day or so is common.", Role::Quiet),
        ("w  a gentle walk-down to sleep", Role::Accent),
        ("ENTER  back to bed", Role::Accent),
        (&guidance::words().never_only, Role::Quiet),
    ];
    let needed: u16 = texts
        .iter()
        .map(|(text, _)| rows_of(text, body.width))
        .sum();
    let gap = u16::from(usize::from(body.height) >= usize::from(needed) + texts.len());
    let mut y = 0;
    for (text, role) in texts {
        y += canvas.paragraph(rows(body, y, body.height.saturating_sub(y)), text, role) + gap;
    }
    view_footer(canvas, area, Context::Eased, words);
}

/// The heading for how it ended.
pub fn title(answer: Answer) -> &'static str {
    match answer {
        Answer::Gone => "IT LET GO",
        Answer::Better => "EASING",
        Answer::Same => "THE SAME",
        Answer::Worse => "EASE OFF",
    }
}

/// How long it lasted, in a sentence.
pub fn lasted(after: Option<Duration>) -> String {
    match after {
        Some(after) => format!("About {} from the start of relief.", time::clock(after)),
        None => "How long it lasted is not known.".to_owned(),
    }
}

fn view_footer(canvas: &mut Canvas<'_>, area: Rect, context: Context, words: Option<&str>) {
    match words {
        Some(words) => {
            canvas.line(bottom(area, 1), words, NOTICE);
        }
        None => canvas.footer(bottom(area, 1), key_rows(context)),
    }
}

fn heading_rows(class: Class, height: u16) -> u16 {
    match class {
        Class::Small if height < 12 => 1,
        Class::Tall | Class::Portrait => 7,
        Class::Wide => 6,
        Class::Small => 4,
        Class::Line => 1,
    }
}

/// Where the four answers stand.
fn boxes(window: Rect) -> Vec<Rect> {
    let class = Class::of(window);
    let area = inset(content(window, WIDEST), u16::from(class != Class::Small));
    let top = heading_rows(class, area.height) + 2;
    let body = rows(area, top, area.height.saturating_sub(top + 2));
    (0..4)
        .map(|index| match class {
            Class::Wide | Class::Tall => {
                let wide = body.width / 4;
                columns(
                    rows(from_column(body, index * wide), 0, body.height.min(9)),
                    wide - 1,
                )
            }
            Class::Portrait => {
                let tall = (body.height / 4).clamp(1, 9);
                rows(body, index * tall, tall)
            }
            Class::Small | Class::Line => {
                let step = if body.height >= 7 { 2 } else { 1 };
                row(body, index * step)
            }
        })
        .collect()
}
