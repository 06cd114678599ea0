//! Drawing of relief: the words first, then the number, then everything else.

mod staged;

use ratatui::layout::Rect;

use super::ReliefScreen;
use crate::guidance;
use crate::routine::{Length, Reason};
use crate::session::plan::PhaseKind;
use crate::session::relief::Spot;
use crate::ui::canvas::{Canvas, columns_of, rows_of};
use crate::ui::keys::{Context, rows as key_rows};
use crate::ui::layout::{Class, bottom, columns, content, from_column, inset, row, rows};
use crate::ui::lettering::Align;
use crate::ui::scene::Scene;
use crate::ui::theme::Role;
use crate::ui::{NOTICE, time};

/// Letters wider than this are not read faster.
const WIDEST: u16 = 160;
/// The line of [`guidance::Words::relief_line`] where that does not fit.
const RELIEF_LINE: &str = "10 min, or swollen, hot, red: get help";
/// Rows of the lowest hand-held window whose words leave room for a figure.
const PORTRAIT_STAGE: u16 = 50;
/// Columns of the list of places.
const SPOTS: u16 = 29;
/// Columns of the count on a small screen.
const SMALL_COUNT: u16 = 9;
/// The same for the narrowest.
const SHORTEST_LINE: &str = "10 min, hot, red: get help";
/// Seconds that each of two lines stands where there is room for one.
const TURN: u64 = 4;

/// Draws the step under way.
pub fn view(
    screen: &ReliefScreen,
    canvas: &mut Canvas<'_>,
    window: Rect,
    scene: &Scene,
    words: Option<&str>,
) {
    let class = Class::of(window);
    let area = content(window, WIDEST);
    match class {
        Class::Wide | Class::Tall => {
            let area = inset(area, 1);
            if !scene.has_figure() || !staged::view(screen, canvas, area, scene, words) {
                view_wide(screen, canvas, area, words);
            }
        }
        Class::Portrait => {
            let has_room = scene.has_figure() && window.height >= PORTRAIT_STAGE;
            view_portrait(
                screen,
                canvas,
                area,
                Some(scene).filter(|_| has_room),
                words,
            );
        }
        Class::Small => view_small(screen, canvas, area, words),
        Class::Line => view_line(screen, canvas, window, words),
    }
}

/// The keys of the rest after ten minutes, in place of the card's own footer.
pub fn view_resting(canvas: &mut Canvas<'_>, window: Rect, words: Option<&str>) {
    if Class::of(window) == Class::Line {
        canvas.clear(window);
        canvas.bold(row(window, 0), "GET ADVICE NOW", Role::Strong);
        canvas.line(row(window, 1), "over 10 min  ! signs", Role::Alert);
        canvas.line(
            row(window, 2),
            words.unwrap_or("c again  q quit"),
            Role::Text,
        );
        return;
    }
    let area = content(window, 84);
    let footer = inset(bottom(area, 1), u16::from(area.width >= 30));
    canvas.clear(footer);
    match words {
        Some(words) => {
            canvas.line(footer, words, NOTICE);
        }
        None => canvas.footer(footer, key_rows(Context::Resting)),
    }
}

/// Two words of a third of the height each way; the number; below it care, next, help, keys.
fn view_wide(screen: &ReliefScreen, canvas: &mut Canvas<'_>, area: Rect, words: Option<&str>) {
    let word = (area.height.saturating_sub(9) / 3).clamp(3, 12);
    view_shout(screen, canvas, rows(area, 0, 2 * word));
    let middle = rows(area, 2 * word, area.height.saturating_sub(2 * word + 8));
    let half = area.width / 2 + 1;
    view_count(screen, canvas, columns(middle, half.saturating_sub(2)));
    view_step(
        screen,
        canvas,
        rows(from_column(middle, half), 0, middle.height),
    );

    let mut at = 2 * word + middle.height;
    let notice = row(area, at);
    view_notice(screen, canvas, notice, words);
    at += 1;
    view_care(screen, canvas, rows(area, at, 2));
    at += 2;
    view_next(screen, canvas, rows(area, at, 3));
    canvas.line(
        row(area, at + 3),
        &guidance::words().relief_line,
        Role::Text,
    );
    canvas.footer(bottom(area, 1), key_rows(Context::Relief));
}

/// The place of the figure above, words below it.
fn view_portrait(
    screen: &ReliefScreen,
    canvas: &mut Canvas<'_>,
    area: Rect,
    scene: Option<&Scene>,
    words: Option<&str>,
) {
    let word = (area.height / 7).clamp(4, (area.width / 6).max(4));
    view_shout(screen, canvas, rows(area, 0, 2 * word));
    let share = if scene.is_some() { 8 } else { 5 };
    let count = (area.height / share).clamp(5, 12);
    view_count(screen, canvas, rows(area, 2 * word, count));
    let area = inset(area, 1);
    let mut top = 2 * word + count + 1;
    if let Some(scene) = scene {
        let stage = (area.height / 5).max(9);
        scene.draw(canvas, rows(area, top, stage));
        top += stage + 1;
    }
    let foot = bottom(area, 12.min(area.height / 3));
    let text = rows(area, top, area.height.saturating_sub(top + foot.height));
    let step = rows(text, 0, text.height / 2);
    view_step(screen, canvas, step);
    let below = rows(text, step.height, text.height - step.height);
    let mut at = 0;
    let calm = screen.calm_line().map(str::to_owned);
    let offer = screen.offer().map(|title| format!("o adds: {title}"));
    let standing = screen.standing().map(str::to_owned);
    let reasons = screen.reasons();
    let turn = usize::try_from(turn_of(screen)).unwrap_or(0);
    let reason = turn.checked_rem(reasons.len()).map(|at| reasons[at]);
    for notice in words
        .map(str::to_owned)
        .into_iter()
        .chain(standing)
        .chain(offer)
        .chain(calm)
        .chain(reason.map(|reason| reason.text.clone()))
    {
        at += canvas.paragraph(rows(below, at, 2), &notice, NOTICE);
    }
    at += u16::from(at > 0);
    at += view_care(
        screen,
        canvas,
        rows(below, at, below.height.saturating_sub(at)),
    );
    if let Some(scene) = scene {
        scene.draw_breath(canvas, row(below, at + 1));
    }
    view_spots(screen, canvas, rows(foot, 0, 3));
    let next = rows(foot, 4, foot.height.saturating_sub(8));
    view_next(screen, canvas, next);
    view_relief_line(canvas, bottom(rows(foot, 0, foot.height - 1), 2));
    canvas.footer(bottom(area, 1), key_rows(Context::Relief));
}

/// Four rows a word, the clock right of the count.
fn view_small(screen: &ReliefScreen, canvas: &mut Canvas<'_>, area: Rect, words: Option<&str>) {
    let word = (area.height.saturating_sub(3) / 3).clamp(2, 5);
    view_shout(screen, canvas, rows(area, 0, 2 * word));
    let foot = 3;
    let block = rows(area, 2 * word, area.height.saturating_sub(2 * word + foot));
    let count = count_of(screen);
    // Narrow digits leave room for the longest caution.
    let wide = canvas
        .letters_width("00", block.height)
        .clamp(2, SMALL_COUNT);
    canvas.letters(columns(block, wide), &count, Role::Accent, Align::Left);
    let side = from_column(block, wide + 1);
    let step = screen.relief.session().step();
    let care = step.caution.as_deref().unwrap_or(&step.say);
    canvas.paragraph(side, care, Role::Text);

    let foot = bottom(area, foot);
    let clock = screen.clock();
    let next = format!("next {}", screen.next_shout());
    let x = canvas.bold(row(foot, 0), &clock, Role::Strong) + 2;
    let rest = from_column(row(foot, 0), x);
    // Only as long as the first step: what is next stands in the same place.
    let is_first = screen.relief.session().position() == 0;
    let reasons = if is_first {
        screen.reasons()
    } else {
        Vec::new()
    };
    match notice_of(screen, words, &reasons, rest.width) {
        Some(notice) => canvas.line(rest, &notice, NOTICE),
        None => canvas.line(rest, &next, Role::Accent),
    };
    view_relief_line(canvas, row(foot, 1));
    canvas.footer(row(foot, 2), key_rows(Context::Relief));
}

/// A word line; the number, the clock and next, in turn with when to get help; a bar.
fn view_line(screen: &ReliefScreen, canvas: &mut Canvas<'_>, area: Rect, words: Option<&str>) {
    let session = screen.relief.session();
    canvas.bold(row(area, 0), &screen.shout().join(" "), Role::Strong);
    let left = screen.relief.session().remaining().unwrap_or_default();
    let count = format!("{} ", time::left(left));
    let x = canvas.bold(row(area, 1), &count, Role::Accent);
    let rest = from_column(row(area, 1), x);
    let next = format!("next {}", screen.next_shout());
    let with_clock = format!("{} {next}", screen.clock());
    let next = if columns_of(&with_clock) <= rest.width {
        with_clock
    } else {
        next
    };
    match words {
        Some(words) => canvas.line(rest, words, NOTICE),
        None if turn_of(screen).is_multiple_of(2) => canvas.line(rest, &next, Role::Text),
        None if area.height < 5 => canvas.line(rest, "10min: get help", Role::Text),
        None => canvas.line(rest, &next, Role::Text),
    };
    if let Length::Timed(length) = session.phase().length {
        canvas.bar(
            row(area, 2),
            session.elapsed().as_millis(),
            length.as_millis(),
        );
    }
    let more = rows(area, 3, area.height.saturating_sub(3));
    if more.height >= 2 {
        let help = rows_of(RELIEF_LINE, area.width).min(more.height);
        let care = rows(more, 0, more.height - help);
        let step = session.step();
        if care.height > 0 {
            canvas.paragraph(
                care,
                step.caution.as_deref().unwrap_or(&step.say),
                Role::Text,
            );
        }
        canvas.paragraph(bottom(more, help), RELIEF_LINE, Role::Text);
    }
}

fn view_shout(screen: &ReliefScreen, canvas: &mut Canvas<'_>, area: Rect) {
    match screen.shout()[..] {
        [] => {}
        [only] => canvas.letters(area, only, Role::Strong, Align::Left),
        [first, second, ..] => {
            let half = rows(area, 0, area.height / 2);
            let tall = canvas.tallest(first, half);
            let tall = tall.min(canvas.tallest(second, half)).max(1);
            canvas.letters(rows(area, 0, tall), first, Role::Strong, Align::Left);
            canvas.letters(rows(area, tall, tall), second, Role::Strong, Align::Left);
        }
    }
}

/// The count, and right of it the relief clock.
fn view_count(screen: &ReliefScreen, canvas: &mut Canvas<'_>, area: Rect) {
    let count = count_of(screen);
    let wide = canvas
        .letters_width("00", area.height)
        .min(area.width * 2 / 3);
    canvas.letters(columns(area, wide), &count, Role::Accent, Align::Left);
    let side = from_column(area, wide + 3);
    let clock = screen.clock();
    let tall = if area.height >= 9 { 4 } else { 3 };
    canvas.letters(rows(side, 0, tall), &clock, Role::Text, Align::Left);
    let label = canvas.paragraph(rows(side, tall, 2), "since it began", Role::Quiet);
    let session = screen.relief.session();
    let reps = session.step().reps.get();
    if reps > 1 {
        let rep = format!("{} of {reps}", session.phase().rep);
        canvas.line(row(side, tall + label), &rep, Role::Text);
    }
}

/// The step in a sentence, with a reminder.
fn view_step(screen: &ReliefScreen, canvas: &mut Canvas<'_>, area: Rect) {
    let session = screen.relief.session();
    let step = session.step();
    let mut y = canvas.bold(row(area, 0), &step.title, Role::Strong).min(1);
    if session.phase().kind == PhaseKind::Caution {
        canvas.paragraph(
            rows(area, y, area.height.saturating_sub(y)),
            crate::ui::words::CAUTION_KEYS,
            Role::Accent,
        );
        return;
    }
    y += canvas.paragraph(
        rows(area, y, area.height.saturating_sub(y)),
        &step.say,
        Role::Text,
    );
    for cue in &step.cues {
        if y < area.height {
            y += canvas.line(row(area, y), cue, Role::Accent).min(1);
        }
    }
}

fn view_notice(screen: &ReliefScreen, canvas: &mut Canvas<'_>, area: Rect, words: Option<&str>) {
    if let Some(notice) = notice_of(screen, words, &screen.reasons(), area.width) {
        canvas.bold(area, &notice, NOTICE);
    }
}

/// What is worth knowing beside the step: all of it, or in turn what fits. What to do where
/// standing is hard always stays.
fn notice_of(
    screen: &ReliefScreen,
    words: Option<&str>,
    reasons: &[&Reason],
    width: u16,
) -> Option<String> {
    if let Some(words) = words {
        return Some(words.to_owned());
    }
    let standing = screen.standing().map(str::to_owned);
    let calm = screen.calm_line().map(str::to_owned);
    let offer = screen.offer().map(|title| format!("o adds: {title}"));
    let parts: Vec<String> = calm
        .into_iter()
        .chain(standing.clone())
        .chain(offer)
        .chain(reasons.iter().map(|reason| said(reason, width).to_owned()))
        .collect();
    let all = parts.join("  ");
    if columns_of(&all) <= width {
        return (!all.is_empty()).then_some(all);
    }
    let turn = usize::try_from(turn_of(screen)).unwrap_or(0);
    let fits = |part: &String| columns_of(part) <= width;
    standing.or_else(|| {
        let parts: Vec<String> = parts.into_iter().filter(fits).collect();
        parts.get(turn.checked_rem(parts.len())?).cloned()
    })
}

/// A reason in as many words as fit.
fn said(reason: &Reason, width: u16) -> &str {
    if columns_of(&reason.text) <= width {
        &reason.text
    } else {
        &reason.short
    }
}

/// Counts turns of a few seconds, by what is left: they change on the wake of the count.
fn turn_of(screen: &ReliefScreen) -> u64 {
    screen
        .relief
        .session()
        .remaining()
        .unwrap_or_default()
        .as_secs()
        / TURN
}

/// What to take care of; returns the rows used.
fn view_care(screen: &ReliefScreen, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    canvas.paragraph(area, &screen.relief.session().step().care(), Role::Text)
}

/// What is next in smaller letters; where there is room, the keys that choose another place.
fn view_next(screen: &ReliefScreen, canvas: &mut Canvas<'_>, area: Rect) {
    canvas.line(row(area, area.height / 2), "next", Role::Quiet);
    let letters = from_column(area, 6);
    let spots = if area.width >= 76 { SPOTS } else { 0 };
    let room = letters.width.saturating_sub(spots);
    canvas.letters(
        columns(letters, room),
        screen.next_shout(),
        Role::Text,
        Align::Left,
    );
    if spots > 0 {
        view_spots(screen, canvas, from_column(letters, room + 1));
    }
}

/// What `1` to `5` choose, the chosen one lit.
fn view_spots(screen: &ReliefScreen, canvas: &mut Canvas<'_>, area: Rect) {
    const LINES: [&[(&str, Spot)]; 3] = [
        &[("1", Spot::Calf), ("2", Spot::Foot)],
        &[("3", Spot::Hamstring)],
        &[("4", Spot::Quadriceps), ("5", Spot::Bed)],
    ];
    for (index, spots) in (0..).zip(LINES) {
        let line = row(area, index);
        let mut x = 0;
        for (key, spot) in spots {
            let chosen = screen.relief.spot() == Some(*spot);
            let role = if chosen { Role::Accent } else { Role::Quiet };
            x += canvas.bold(from_column(line, x), key, Role::Strong) + 1;
            x += canvas.line(from_column(line, x), spot.words(), role) + 2;
        }
    }
}

fn view_relief_line(canvas: &mut Canvas<'_>, area: Rect) {
    let full = &guidance::words().relief_line;
    let fits = |line: &&str| rows_of(line, area.width) <= area.height;
    let line = [full.as_str(), RELIEF_LINE]
        .into_iter()
        .find(fits)
        .unwrap_or(SHORTEST_LINE);
    canvas.paragraph(area, line, Role::Text);
}

fn count_of(screen: &ReliefScreen) -> String {
    screen
        .relief
        .session()
        .remaining()
        .map(time::count)
        .unwrap_or_default()
}
