//! What relief shows while its steps run.

use std::time::Duration;

use crate::guidance::{self, SignLevel};
use crate::profile::danger::WORSE;
use crate::routine::{Demand, Length, Muscle, Reason, Step};
use crate::session::plan::PhaseKind;
use crate::session::relief::{Relief, Spot, THREE_MINUTES};
use crate::ui::board::{Board, Choice, Content, Hint, NamedKeys};
use crate::ui::keys::{Action, Key, table};
use crate::ui::screen::View;
use crate::ui::theme::Role;
use crate::ui::words::{FEET, caution_choices, looks_of_both_legs, mark_step};
use crate::ui::{announce, card, time};

/// The widest that the clock becomes before all rests.
const WIDEST: &str = "0:00";
/// When the next step comes is told in tens of seconds.
const TEN: Duration = Duration::from_secs(10);
/// How long the calm line stands.
const CALM_LINE: Duration = Duration::from_secs(45);
/// Rests shorter than this keep the words of the hold: huge letters must not flicker.
const SHORT_REST: Duration = Duration::from_secs(3);
/// The calm line where that does not fit.
const CALM_SHORT: &str = "Most cramps let go within minutes.";
/// The line of [`guidance::FixedWords::relief_line`] where that does not fit.
const RELIEF_LINE: &str = "10 min, or swollen, hot, red: get help";

/// What is said of every step where the leg beside is hurt,
pub(super) const OTHER_LEG: &str = "Only this leg works. The hurt leg rests.";
/// where it cramps too,
pub(super) const UNHURT_LEG: &str = "Only for the leg that is not hurt. The hurt leg rests.";
/// and where both legs cramp.
pub(super) const BOTH_LEGS: &str = "Both legs at once, or one by one.";

/// What the step under way shows.
pub(super) fn board(relief: &Relief, legs: Option<&str>, view: &View<'_>) -> Board {
    let session = relief.session();
    let (phase, step) = (session.phase(), session.step());
    let waits = phase.kind == PhaseKind::Caution;
    let looks = step.mechanics.has(Demand::Look);
    // A leg that rests is led nowhere else, and at the look the keys are for its answers.
    let leads = view.keyboard && view.setup.barring().is_none() && !looks;
    let elsewhere = relief.elsewhere().filter(|_| leads);
    let elsewhere = elsewhere.or_else(|| standing(relief).filter(|_| view.keyboard && !waits));
    let (care, short) = care(step.caution.as_deref(), elsewhere, waits);
    let mut board = Board::default();
    if waits {
        // Nobody says yes to what is not on the screen.
        if !care.is_empty() {
            board = board.text(Role::Alert, &care).short(&short).spoken("");
        }
        board = board.choices(caution_choices());
    }
    // The same step of the next pass is told again.
    let about = relief.passes() * 1000 + phase.step;
    board = answers(board, looks, waits, view)
        .about(about)
        .shout(shout(relief));
    // What is asked is no larger than its answers.
    board = if looks || waits {
        board.yielding()
    } else {
        board.brief(shout(relief).first().copied().unwrap_or_default())
    };
    board = board
        .spoken("")
        .instruction(if waits { &step.title } else { &step.say })
        .spoken("");
    let reps = step.reps.get();
    let rep = if reps > 1 {
        format!("{} of {reps}", phase.rep)
    } else {
        String::new()
    };
    // No number runs down: a stretch is held until it lets go.
    board = board
        .count(clock(relief), WIDEST, rep)
        .giving_way()
        .bold_line(Role::Quiet, since(relief))
        .optional()
        .spoken("");
    // The way to help before all but a caution that is waited for.
    let keys = || view.keyboard.then(|| Content::Keys(Vec::new()));
    if !waits {
        board = board.with_some(keys()).spoken("");
    }
    if !waits && !care.is_empty() {
        board = board.text(Role::Text, &care).short(short).spoken("");
    }
    if waits {
        board = board.with_some(keys()).spoken("");
    }
    if looks && !view.keyboard {
        // What to do about what one sees, where nobody can answer: it may be told after something else.
        let call = card::heading(SignLevel::Today, &view.setup.settings);
        let words = format!("One leg differs? Stop. Do not stretch or rub it. {call}.");
        board = board.text(Role::Alert, words);
    }
    let why = changed(relief, legs);
    if let Some(why) = why {
        board = because(board, Role::Text, why, legs.is_some()).spoken("");
    }
    if waits {
        board = board.text(Role::Quiet, format!("y: {FEET}.")).spoken("");
    }
    if let Some(legs) = legs {
        board = board.text(Role::Accent, legs);
    }
    let mut reasons = reasons(relief, legs).into_iter();
    board = help(board, view);
    if looks {
        // What is asked says it too.
        board = board.optional();
    }
    // Why the first step is another is said first.
    if session.position() == 0
        && let Some(reason) = reasons.next()
    {
        board = because(board, Role::Accent, reason, legs.is_some() || why.is_some());
    }
    board = mark_step(board, session.step(), session.routine()).with(Content::Figure);
    if waits {
        board = board.optional();
    }
    // Nothing comes between the look and what to do about what one sees.
    if let Some(calm) = calm_line(relief).filter(|_| !looks && !got_worse(view)) {
        board = board.aside(Role::Accent, Some(calm)).short(CALM_SHORT);
    }
    board = ways(board, relief, view);
    for reason in reasons {
        board = board
            .aside(Role::Accent, Some(&reason.text))
            .short(&reason.short);
    }
    if !looks {
        let next = format!("next: {}", next_shout(relief));
        board = board.aside(Role::Quiet, Some(next)).spoken("");
    }
    if leads || !view.keyboard {
        board = board.with(Content::Keys(spots(relief))).optional();
    }
    board.tap(Key::Char(' ')).named(NAMED)
}

/// Adds the key that ends relief, at the look below how both legs look.
fn answers(board: Board, looks: bool, waits: bool, view: &View<'_>) -> Board {
    let mut answers = if looks {
        looks_of_both_legs()
    } else {
        Vec::new()
    };
    let told = if looks && view.keyboard {
        announce::choices(&answers)
    } else {
        String::new()
    };
    answers.push(Choice::new(Key::Char(' '), "SPACE", "EASED").selected(!waits));
    board.choices(answers).spoken(told)
}

/// Adds when to get help; whoever has said that it got worse keeps the number.
fn help(board: Board, view: &View<'_>) -> Board {
    let board = if got_worse(view) {
        let [words, short] = card::at_rest(&view.setup.settings);
        board.bold(Role::Alert, words).short(short)
    } else {
        board
            .text(Role::Text, &guidance::words().relief_line)
            .short(RELIEF_LINE)
    };
    board.spoken("")
}

/// Whether a stretch made it worse, not long ago.
pub(super) fn got_worse(view: &View<'_>) -> bool {
    let danger = view.setup.danger.as_ref();
    danger.is_some_and(|danger| danger.has(WORSE))
}

/// The ways on that this step has of its own. A screen that asks offers nothing else.
fn ways(board: Board, relief: &Relief, view: &View<'_>) -> Board {
    let session = relief.session();
    board.breath(view.breath).aside(
        Role::Accent,
        offer(relief)
            .filter(|_| view.keyboard && !session.step().mechanics.has(Demand::Look))
            .map(|title| format!("y adds: {title}")),
    )
}

/// The keys that its words say.
const NAMED: NamedKeys = &[
    ("Foot pulled UP? 6", Key::Char('6')),
    ("Front of the thigh? 4.", Key::Char('4')),
    ("Inside? 7", Key::Char('7')),
    ("Cannot stand? 5", Key::Char('5')),
    ("y adds:", Key::Char('y')),
];

/// What to take care of, whole and as short as it may be: what the answers add stands first.
fn care(caution: Option<&str>, elsewhere: Option<&str>, waits: bool) -> (String, String) {
    let care = |caution: Option<&str>| {
        let words = [caution, elsewhere].into_iter().flatten();
        words.collect::<Vec<_>>().join(" ")
    };
    let first = caution.and_then(|caution| caution.split_inclusive(". ").next());
    let first = first.map(str::trim_end).filter(|_| !waits).or(caution);
    (care(caution), care(first))
}

/// What the clock tells, and when the next step comes; it changes with the clock. Nothing else to do comes where
/// the legs lie and are looked at.
fn since(relief: &Relief) -> String {
    let session = relief.session();
    if is_still(session.step()) {
        return "since it began".to_owned();
    }
    let (Some(left), Length::Timed(length)) = (session.remaining(), session.phase().length) else {
        return "since it began".to_owned();
    };
    let left = left + Duration::from_nanos(relief.clock().subsec_nanos().into());
    let tens = left.as_nanos().div_ceil(TEN.as_nanos());
    let left = (TEN * u32::try_from(tens).unwrap_or(u32::MAX)).min(length);
    format!("next idea in {}", time::left(left))
}

/// Whether a step does no more than let the legs lie, and look at them.
pub(super) fn is_still(step: &Step) -> bool {
    let still = [Demand::Flat, Demand::Raise, Demand::Look];
    step.mechanics.does.iter().all(|act| still.contains(act))
}

/// The keys that choose where the cramp sits.
pub(super) fn spots(relief: &Relief) -> Vec<Hint> {
    let rows = table::RELIEF.rows();
    let spots = rows.filter_map(|row| match row.action {
        Action::Spot(spot) if leads(relief, spot) => Some(Hint {
            key: row.keys[0],
            label: row.label,
            words: spot.words(),
        }),
        _ => None,
    });
    spots.collect()
}

/// Whether the key of a spot changes anything.
pub(super) fn leads(relief: &Relief, spot: Spot) -> bool {
    let mut steps = relief.session().routine().steps.iter();
    let stands = |step: &Step| step.mechanics.has(Demand::Stand);
    let is_here = spot == Spot::Bed && !is_of_the_calf(relief) && !steps.any(stands);
    Some(spot) != relief.spot() && !is_here
}

/// Whether relief in bed is for the muscle that cramps.
pub(super) fn is_of_the_calf(relief: &Relief) -> bool {
    let muscles = &relief.session().routine().muscles;
    let of = [Muscle::Calf, Muscle::Leg];
    muscles.iter().any(|muscle| of.contains(muscle))
}

/// The huge words of the present moment, one or two lines.
fn shout(relief: &Relief) -> Vec<&str> {
    let session = relief.session();
    let rests = match session.phase().kind {
        PhaseKind::Rest | PhaseKind::Switch => session.step().rest >= SHORT_REST,
        PhaseKind::Intro | PhaseKind::Caution | PhaseKind::Ready | PhaseKind::Hold => false,
    };
    if rests {
        return vec!["LET GO", "THEN AGAIN"];
    }
    session.step().shout.iter().map(String::as_str).collect()
}

/// The next step's shout.
fn next_shout(relief: &Relief) -> String {
    let session = relief.session();
    // After the last step the next pass begins.
    let first = session.plan().phases()[0].step;
    let next = session.step_after().unwrap_or(first);
    session.routine().steps[next].shout.join(" ")
}

/// The calm line, for a while after three minutes.
fn calm_line(relief: &Relief) -> Option<&'static str> {
    let calm = THREE_MINUTES..THREE_MINUTES + CALM_LINE;
    calm.contains(&relief.clock())
        .then_some(guidance::words().three_minutes.as_str())
}

/// What to do where the step stands and the person cannot.
fn standing(relief: &Relief) -> Option<&'static str> {
    let session = relief.session();
    let stands = session.step().mechanics.has(Demand::Stand);
    stands.then_some("Cannot stand? 5")
}

/// Adds why something is not as written; it gives way where more is said before it.
fn because(board: Board, role: Role, why: &Reason, gives_way: bool) -> Board {
    let board = board.text(role, &why.text).short(&why.short);
    if gives_way { board.optional() } else { board }
}

/// Why the step is not as written, unless what is said of the legs says so.
fn changed<'r>(relief: &'r Relief, legs: Option<&str>) -> Option<&'r Reason> {
    let changed = relief.session().step().changed.as_ref()?;
    let mut reasons = relief.session().routine().reasons.iter();
    reasons.find(|why| why.text == *changed && !is_told(why, legs))
}

/// Whether what is said of the legs says it.
fn is_told(why: &Reason, legs: Option<&str>) -> bool {
    legs.is_some() && (why.text == OTHER_LEG || why.text.ends_with("both legs cramp."))
}

/// Why other steps are not, while they run for the first time; the look has none.
fn reasons<'r>(relief: &'r Relief, legs: Option<&str>) -> Vec<&'r Reason> {
    let step = relief.session().step();
    let is_shown = relief.is_first_pass() && !step.mechanics.has(Demand::Look);
    let reasons = relief.session().routine().reasons.iter();
    let is_other = |why: &&Reason| step.changed.as_ref() != Some(&why.text) && !is_told(why, legs);
    reasons.filter(|why| is_shown && is_other(why)).collect()
}

fn offer(relief: &Relief) -> Option<&str> {
    let session = relief.session();
    Some(&session.routine().steps[session.offer()?].title)
}

/// The relief clock; once everything rests, in words that stay true.
pub(super) fn clock(relief: &Relief) -> String {
    let clock = relief.clock();
    if relief.is_ticking() || relief.is_over() {
        time::clock(clock)
    } else {
        format!("over {}", time::roughly(clock))
    }
}
