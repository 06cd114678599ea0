//! One night: in a line, and in detail.

use super::NEWER;
use crate::diary::Diary;
use crate::diary::choice::CrampSide;
use crate::diary::counts::{Counts, Facts};
use crate::diary::entry::{Answered, Cramp, Session};
use crate::diary::episode::Episode;
use crate::diary::value::{Response, Score, Seconds};
use crate::night::{Night, Period};
use crate::profile::Findings;
use crate::routine::{PoseId, Side};
use crate::session::relief::Spot;
use crate::ui::board::{Board, Content};
use crate::ui::figure_view::FigureSubject;
use crate::ui::keys::{Action, Key, KeyMap, table};
use crate::ui::live_diary::{spanned, spanned_short, wall};
use crate::ui::page::{Page, Paragraph, under};
use crate::ui::screen::{Context, Nav, Screen, View};
use crate::ui::screens::handbook::listed;
use crate::ui::screens::morning::Morning;
use crate::ui::screens::morning::question::{OfCramp, OfNight};
use crate::ui::screens::relief::{muscle_at, routine_at};
use crate::ui::screens::routines::telling_pose;
use crate::ui::words::{cramps, minutes};

/// All that is known of a night, over the screen of nights.
#[derive(Debug)]
pub(super) struct NightScreen {
    night: Night,
    page: Page,
    /// What a cramp of it looks like, and in which leg.
    figure: Option<(PoseId, Option<Side>)>,
}

impl NightScreen {
    /// A night as the diary has it now.
    pub(super) fn new(diary: &Diary, night: Night) -> Self {
        let counts = Counts::of(diary, Period::until(night, 1));
        let facts = counts.night(night).cloned().unwrap_or_default();
        Self {
            night,
            page: page(diary, night, &facts).shout(shout(&facts)),
            figure: facts.cramps.iter().find_map(|cramp| figure(cramp)),
        }
    }

    /// What it tells, for where nothing can be laid over another screen.
    pub(super) fn into_page(self) -> Page {
        self.page
    }
}

impl Screen for NightScreen {
    fn keys(&self) -> &'static KeyMap {
        &table::NIGHT
    }

    fn act(&mut self, action: Action, _key: Key, context: &mut Context<'_>) -> Nav {
        if self.page.turn(action, context.pages) {
            return Nav::Stay;
        }
        if let (Action::Edit, Ok(journal)) = (action, context.diary.ready()) {
            if journal.diary().is_newer() {
                context.say(NEWER);
            } else {
                let questions = Morning::of_night(journal, self.night);
                context.open(Box::new(questions));
            }
        }
        Nav::Back
    }

    fn board(&self, _view: &View<'_>) -> Board {
        let mut board = self.page.board();
        // All that is known goes before larger letters.
        board.blocks.rotate_right(1);
        board.with(Content::Figure).optional()
    }

    fn see(&mut self, diary: &Diary) -> Option<&'static str> {
        let at = self.page.number();
        *self = Self::new(diary, self.night);
        self.page = self.page.clone().at(at);
        None
    }

    fn figure(&self) -> Option<FigureSubject<'_>> {
        let (pose, side) = self.figure.as_ref()?;
        Some(FigureSubject::Still(pose, *side))
    }
}

/// When the cramp of a night came, how long it was and how bad, as far as that is known; or how many came.
fn shout(facts: &Facts<'_>) -> Vec<String> {
    let [cramp] = &facts.cramps[..] else {
        return vec![match facts.cramps() {
            Some(0) => "NO CRAMP".to_owned(),
            Some(count) => cramps(count).to_uppercase(),
            None => "NOT RECORDED".to_owned(),
        }];
    };
    let lasted = cramp.length().map(Seconds::number);
    let lasted = lasted.map(|seconds| match (seconds + 30) / 60 {
        0 => format!(", {seconds} S"),
        minutes => format!(", {minutes} MIN"),
    });
    let pain = cramp.severity.and_then(Response::known);
    let pain = pain.map(|pain| format!("PAIN {}", pain.number()));
    let when = wall(cramp.start) + &lasted.unwrap_or_default();
    std::iter::once(when).chain(pain).collect()
}

/// The pose that tells most of the relief for the muscle of a cramp, and the leg that it was in.
fn figure(cramp: &Cramp) -> Option<(PoseId, Option<Side>)> {
    let muscle = cramp.muscle?.known()?;
    let mut spots = Spot::ALL.iter().copied();
    let spot = spots.find(|spot| muscle_at(*spot) == Some(muscle))?;
    let side = match cramp.side.and_then(Response::known) {
        Some(CrampSide::Left) => Some(Side::Left),
        Some(CrampSide::Right) => Some(Side::Right),
        Some(CrampSide::Both) | None => None,
    };
    let routine = routine_at(spot, &Findings::default());
    Some((telling_pose(&routine)?.clone(), side))
}

/// What a line says of a night.
#[derive(Debug)]
pub(super) struct Brief {
    cramps: Option<u64>,
    worst: Option<Score>,
    is_stretched: bool,
}

impl Brief {
    pub(super) fn of(facts: &Facts<'_>) -> Self {
        Self {
            cramps: facts.cramps(),
            worst: facts.worst(),
            is_stretched: facts.is_stretched(),
        }
    }

    /// A night in a line, and in fewer words; `None` of a night of which nothing is known.
    pub(super) fn words(known: Option<&Self>, night: Night, tonight: Night) -> [String; 2] {
        let is_this_year = night.evening().year() == tonight.evening().year();
        let year = if is_this_year {
            String::new()
        } else {
            format!(" {}", night.after(1).evening().year())
        };
        let cramps = match known.and_then(|known| known.cramps) {
            Some(count) => cramps(count),
            None => "not recorded".to_owned(),
        };
        let worst = known.and_then(|known| known.worst);
        let worst = worst.map(|worst| format!(", pain {} of 10", worst.number()));
        let had = format!("{year}: {cramps}{}", worst.unwrap_or_default());
        let stretched = known.is_some_and(|known| known.is_stretched);
        let stretched = if stretched { ", stretched" } else { "" };
        [
            format!("{}{had}{stretched}", spanned(night)),
            format!("{}{had}", spanned_short(night)),
        ]
    }
}

/// All that is known of a night.
fn page(diary: &Diary, night: Night, facts: &Facts<'_>) -> Page {
    let note = diary.note(night);
    let mut paragraphs = Vec::new();
    for cramp in &facts.cramps {
        paragraphs.push(Paragraph::heading(heading(cramp)));
        paragraphs.extend(
            cramp
                .answers
                .iter()
                .flatten()
                .map(|answered| Paragraph::item(said(answered))),
        );
        // Its times stand in the heading.
        let known = OfCramp::ALL
            .iter()
            .filter(|of| !OfCramp::TIMES.contains(of));
        paragraphs.extend(known.filter_map(|of| Some(answer(of.name(), &of.said(cramp)?))));
    }
    let tried = facts.tried_out.iter();
    let tried = tried.map(|episode| format!("at {}: not counted", wall(episode.start)));
    paragraphs.extend(listed("Relief, perhaps only tried out", tried));
    let known = OfNight::ALL.iter();
    let of_night = known.filter_map(|of| Some(answer(of.name(), &of.said(&note)?)));
    paragraphs.extend(under("The night", of_night));
    let sessions = facts.sessions.iter().map(|session| ran(session));
    paragraphs.extend(listed("Routines", sessions));
    if paragraphs.is_empty() {
        paragraphs.push(Paragraph::text("Nothing is recorded of this night."));
    }
    Page::new(
        format!(
            "The night of {} {}",
            spanned(night),
            night.after(1).evening().year()
        ),
        paragraphs,
    )
}

/// When a cramp began and how long it lasted, and how often relief was started for it.
fn heading(cramp: &Episode<'_>) -> String {
    let about = if cramp.about == Some(true) {
        "about "
    } else {
        ""
    };
    let lasted = match (cramp.length(), cramp.source) {
        (Some(length), Some(source)) => {
            format!("{}, {}", minutes(length.number().into()), source.words())
        }
        (Some(length), None) => minutes(length.number().into()),
        (None, _) => "how long is not known".to_owned(),
    };
    let starts = match cramp.starts().iter().filter(|start| start.counts()).count() {
        0 | 1 => String::new(),
        starts => format!(", in all {starts} starts"),
    };
    format!("A cramp at {about}{}: {lasted}{starts}", wall(cramp.start))
}

fn said(answered: &Answered) -> String {
    let after = answered
        .after
        .map(|after| format!(" after {}", minutes(after.number().into())));
    let step = answered
        .step
        .as_ref()
        .map(|step| format!(", on the screen: {}", step.as_str()));
    let (after, step) = (after.unwrap_or_default(), step.unwrap_or_default());
    format!("{}{after}{step}", answered.answer.words())
}

fn answer(label: &str, said: &str) -> Paragraph {
    Paragraph::item(format!("{label}: {said}"))
}

fn ran(session: &Session) -> String {
    let routine = session.routine_in_words();
    let routine = routine.as_deref().unwrap_or("a routine");
    let long = session
        .seconds
        .map(|length| format!(", {}", minutes(length.number().into())));
    let end = match session.finished {
        Some(true) => ", to its end",
        Some(false) => ", left early",
        None => "",
    };
    format!(
        "{} {routine}{}{end}",
        wall(session.start),
        long.unwrap_or_default()
    )
}
