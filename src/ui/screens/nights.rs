//! The nights of sixteen weeks, and what they come to. No streaks and no scores: counts.

mod counts;
mod night;
pub(crate) mod six_weeks;

use std::collections::BTreeMap;

use crate::diary::Diary;
use crate::diary::counts::Counts;
use crate::diary::counts::calendar::{WEEKS, Week, weeks};
use crate::diary::entry::{Cramp, Entry, NightNote};
use crate::diary::line::Id;
use crate::diary::value::Response;
use crate::night::{Night, Period};
use crate::ui::app_config::AppConfig;
use crate::ui::board::{Board, Calendar, Choice, Content};
use crate::ui::keys::{Action, Key, KeyMap, table};
use crate::ui::live_diary::{DiaryState, Digest, EntryChange, LiveDiary, spanned, wall};
use crate::ui::message::Effect;
use crate::ui::page::Page;
use crate::ui::screen::{Context, Nav, Screen, View};
use crate::ui::screens::morning::Morning;
use crate::ui::screens::morning::question::{OfCramp, OfNight};
use crate::ui::screens::morning::times::Times;
use crate::ui::theme::Role;
use counts::CountsScreen;
use night::{Brief, NightScreen};

const TITLE: &str = "Nights";
/// What is said while nothing is on record.
const BY_ITSELF: &str =
    "A cramp that you relieve here and a stretch before bed are written down by themselves.";
/// How that a night had no cramp is taken back.
const AGAIN: &str = "0 again takes it back.";
const NEWER: &str = "A later version wrote this diary: it is only read.";

/// The screen of nights.
#[derive(Debug, Default)]
pub(crate) struct NightsScreen {
    /// The night that was chosen; the latest that there is to tell of, if none was.
    chosen: Option<Night>,
    /// What its weeks are and come to; with a keyboard, or without.
    diary: Digest<Overview, (Period, bool)>,
}

/// Sixteen weeks, and what they come to.
#[derive(Debug)]
struct Overview {
    tonight: Night,
    latest_night: Night,
    period: Period,
    nights: BTreeMap<Night, Brief>,
    weeks: Vec<Week>,
    /// A warning that goes before all else, and the few lines below the map.
    headlines: (Option<&'static str>, Vec<String>),
    /// Whether the diary has no entry at all.
    is_empty: bool,
    /// All counts in words, where no key opens them.
    all: Option<Page>,
}

impl Overview {
    fn of(journal: &LiveDiary, period: Period, view: &View<'_>) -> Self {
        let counts = Counts::of(journal.diary(), period);
        let nights = counts.nights();
        Self {
            tonight: journal.tonight(),
            latest_night: journal.latest_night(),
            period,
            nights: nights
                .map(|(night, facts)| (night, Brief::of(facts)))
                .collect(),
            weeks: weeks(&counts),
            headlines: counts::headlines(&counts, journal),
            is_empty: journal.diary().entries().next().is_none(),
            all: (!view.keyboard).then(|| counts::all(&counts, journal, &view.setup.settings)),
        }
    }
}

impl NightsScreen {
    fn night(&self, journal: &LiveDiary) -> Night {
        self.chosen.unwrap_or_else(|| journal.latest_night())
    }

    fn choose(&mut self, night: Night, journal: &LiveDiary) {
        self.chosen = Some(night.min(journal.tonight()));
    }

    /// The sixteen weeks to tonight, or as many weeks earlier as it takes for the chosen night.
    fn period(&self, journal: &LiveDiary) -> Period {
        let tonight = journal.tonight();
        let first = |last: Night| last.monday().before(7 * (WEEKS - 1));
        let ahead = first(tonight).since(self.night(journal).monday()).max(0);
        let last = match u32::try_from(ahead) {
            Ok(0) | Err(_) => tonight,
            Ok(ahead) => tonight.monday().before(ahead).after(6),
        };
        Period {
            first: first(last),
            last,
        }
    }

    fn act_on(
        &mut self,
        action: Action,
        journal: &mut LiveDiary,
        setup: &AppConfig,
        effects: &mut Vec<Effect>,
    ) -> Reaction {
        let night = self.night(journal);
        match action {
            Action::Up => self.choose(night.before(1), journal),
            Action::Down => self.choose(night.after(1), journal),
            Action::Left => self.choose(night.before(7), journal),
            Action::Right => self.choose(night.after(7), journal),
            Action::PreviousPage => self.choose(night.before(7 * WEEKS), journal),
            Action::NextPage => self.choose(night.after(7 * WEEKS), journal),
            Action::Last => self.chosen = None,
            Action::Open => return show(journal.diary(), night, setup.plain),
            Action::Details => {
                let counts = Counts::of(journal.diary(), self.period(journal));
                let counts = CountsScreen::new(&counts, journal, &setup.settings);
                return Reaction::Go(Nav::Open(Box::new(counts)));
            }
            Action::Edit | Action::More | Action::Undo | Action::Redo
                if journal.diary().is_newer() =>
            {
                return Reaction::Say(NEWER.to_owned());
            }
            Action::Edit => {
                let questions = Morning::of_night(journal, night);
                return Reaction::Go(Nav::Open(Box::new(questions)));
            }
            Action::More => return self.one_more(journal),
            Action::Undo => {
                let step = journal.undo(effects);
                return Reaction::Say(told(step, journal));
            }
            Action::Redo => {
                let step = journal.redo(effects);
                return Reaction::Say(told(step, journal));
            }
            Action::Close => return Reaction::Go(Nav::Back),
            _ => {}
        }
        Reaction::Go(Nav::Stay)
    }

    /// Asks about a cramp more of the chosen night, its time first: it is on record once that is said.
    fn one_more(&self, journal: &LiveDiary) -> Reaction {
        let night = self.night(journal);
        let facts = Counts::of(journal.diary(), Period::until(night, 1));
        let begun: Vec<_> = facts.entries().map(|cramp| cramp.start).collect();
        let mut cramp = Cramp::new(Times::of(journal, night).about(&begun));
        cramp.about = Some(true);
        cramp.asked = Some(journal.now());
        Reaction::Go(Nav::Open(Box::new(Morning::of_one_more(
            journal, night, cramp,
        ))))
    }
}

/// What is told of a change that was taken back, or made again.
fn told(step: Option<EntryChange>, journal: &LiveDiary) -> String {
    let Some(EntryChange { before, after, .. }) = step else {
        return "There is nothing to take back, or to make again.".to_owned();
    };
    let entry = after.as_ref().or(before.as_ref());
    let night = entry.and_then(|entry| journal.diary().night_of(entry));
    let night = night.map(spanned).unwrap_or_default();
    let what = match (&before, &after) {
        (Some(_), None) => "is out of the diary".to_owned(),
        (None, Some(_)) => "is in the diary again".to_owned(),
        (Some(before), Some(after)) => match told_anew(before, after) {
            told if told.is_empty() => "is as it was before".to_owned(),
            told => format!("has again {}", told.join(", ")),
        },
        (None, None) => "is as it was before".to_owned(),
    };
    let which = match entry {
        Some(Entry::Cramp(cramp)) => format!("the cramp at {}", wall(cramp.start)),
        Some(entry) => format!("the {}", entry.kind()),
        None => "it".to_owned(),
    };
    format!("{night}: {which} {what}. u goes further back, Ctrl-R forth.")
}

/// What is said of an entry otherwise than before.
fn told_anew(before: &Entry, after: &Entry) -> Vec<String> {
    let all: Vec<(&str, [Option<String>; 2])> = match (before, after) {
        (Entry::Cramp(before), Entry::Cramp(after)) => {
            let all = OfCramp::ALL.iter();
            all.map(|of| (of.name(), [of.said(before), of.said(after)]))
                .collect()
        }
        (Entry::Night(before), Entry::Night(after)) => {
            let all = OfNight::ALL.iter();
            all.map(|of| (of.name(), [of.said(before), of.said(after)]))
                .collect()
        }
        _ => Vec::new(),
    };
    let told = all
        .into_iter()
        .filter(|(_, [before, after])| before != after);
    told.map(|(of, [_, after])| format!("{of}: {}", after.as_deref().unwrap_or("not said")))
        .collect()
}

/// What an action comes to.
enum Reaction {
    Go(Nav),
    Say(String),
    Show(Page),
}

/// Shows what is known of a night; in lines it is told, and covers nothing.
fn show(diary: &Diary, night: Night, plain: bool) -> Reaction {
    if plain {
        return Reaction::Show(NightScreen::new(diary, night).into_page());
    }
    Reaction::Go(Nav::Open(Box::new(NightScreen::new(diary, night))))
}

impl Screen for NightsScreen {
    fn keys(&self) -> &'static KeyMap {
        &table::NIGHTS
    }

    fn act(&mut self, action: Action, _key: Key, context: &mut Context<'_>) -> Nav {
        let reaction = match context.diary.ready_mut() {
            Err(_) if action == Action::Close => Reaction::Go(Nav::Back),
            // Why stands on the screen.
            Err(_) => Reaction::Go(Nav::Stay),
            Ok(journal) if action == Action::NoCramp => {
                let night = self.night(journal);
                Reaction::Say(no_cramp(journal, night, context.stood, context.effects))
            }
            Ok(journal) => self.act_on(action, journal, context.setup, context.effects),
        };
        match reaction {
            Reaction::Go(nav) => return nav,
            Reaction::Say(words) => context.say(words),
            Reaction::Show(page) => context.show(page),
        }
        Nav::Stay
    }

    /// Chooses a night; the chosen one is shown.
    fn pick(&mut self, item: usize, context: &mut Context<'_>) -> Nav {
        let Ok(journal) = context.diary.ready() else {
            return Nav::Stay;
        };
        let ahead = u32::try_from(item).unwrap_or(0);
        let night = self
            .period(journal)
            .first
            .after(ahead)
            .min(journal.tonight());
        if night == self.night(journal) {
            return self.act(Action::Open, Key::Enter, context);
        }
        self.chosen = Some(night);
        Nav::Stay
    }

    fn read(&mut self, diary: &DiaryState, view: &View<'_>) {
        let mut known = std::mem::take(&mut self.diary);
        known.read(
            diary,
            |journal| (self.period(journal), view.keyboard),
            |journal, (period, _)| Overview::of(journal, period, view),
        );
        self.diary = known;
    }

    fn board(&self, view: &View<'_>) -> Board {
        let board = Board::default();
        let overview = match self.diary.get() {
            DiaryState::Ready(overview) => overview,
            // Without a keyboard it will be there before anybody could read that it is not.
            DiaryState::Reading if !view.keyboard => return board.title(TITLE, ""),
            none => {
                return board
                    .text(Role::Text, none.ready().err().unwrap_or_default())
                    .title(TITLE, "");
            }
        };
        let night = self.chosen.unwrap_or(overview.latest_night);
        let [about, short] = Brief::words(overview.nights.get(&night), night, overview.tonight);
        let Period { first, last } = overview.period;
        let [first, last] = [first, last].map(|night| night.evening().year());
        let years = if first == last {
            last.to_string()
        } else {
            format!("{first} to {last}")
        };
        let board = board
            .bold_line(Role::Strong, about)
            .short(short)
            .title(TITLE, years);
        if let Some(all) = &overview.all {
            return board.with(Content::Page(all.clone()));
        }
        if overview.is_empty {
            let none = Choice::new(Key::Char('0'), "0", "NO CRAMP").selected(true);
            return board
                .choices(vec![none])
                .shout(["NOTHING YET"])
                .text(Role::Text, BY_ITSELF)
                .text(Role::Text, "0 says that the night had no cramp. + adds a cramp that you had without uncramp.");
        }
        let (warning, lines) = &overview.headlines;
        let board = match warning {
            Some(warning) => board
                .bold(Role::Alert, *warning)
                .named(&[("press i", Key::Char('i'))]),
            None => board,
        };
        let board = board.with(Content::Calendar(Calendar {
            weeks: overview.weeks.clone(),
            chosen: night,
        }));
        lines
            .iter()
            .fold(board, |board, line| board.text(Role::Text, line))
    }

    fn needs_diary(&self) -> bool {
        true
    }
}

/// Records that a night had no cramp; said once more while what `stood` there says so, that is taken back,
/// and nothing else that is said of the night. Returns what is to be told.
pub(crate) fn no_cramp(
    journal: &mut LiveDiary,
    night: Night,
    stood: Option<&str>,
    effects: &mut Vec<Effect>,
) -> String {
    let name = spanned(night);
    let said = format!("{name}: no cramp. {AGAIN}");
    let on_record = format!("{name}: no cramp is on record. {AGAIN}");
    if journal.diary().is_newer() {
        return NEWER.to_owned();
    }
    if night > journal.last_night() {
        return format!("{name} is not over yet.");
    }
    let cramps = Counts::of(journal.diary(), Period::until(night, 1)).cramps();
    if cramps.count > 0 {
        return format!("{name} has a cramp on record: ENTER on the screen of nights shows it.");
    }
    let mut note = journal.diary().note(night);
    let id = Id::of_night(night);
    if note.cramps != Some(Response::Known(0)) {
        note.cramps = Some(Response::Known(0));
        journal.write(&id, &Entry::Night(note), effects);
        return said;
    }
    // Another window may have said it: nobody who says the same takes it away.
    if !stood.is_some_and(|stood| [&said, &on_record].iter().any(|words| *words == stood)) {
        return on_record;
    }
    note.cramps = None;
    if note == NightNote::new(night) {
        journal.delete(&id, effects);
    } else {
        journal.write(&id, &Entry::Night(note), effects);
    }
    format!("{name}: taken back.")
}
