//! The home screen: CRAMP NOW is selected, so the biggest keys start relief.

use crate::diary::counts::Counts;
use crate::diary::value::Response;
use crate::guidance::{self, Tip};
use crate::handbook;
use crate::night::{Night, Period};
use crate::profile::danger::Danger;
use crate::profile::{self, fit};
use crate::routine::Routine;
use crate::routine::library::built_in;
use crate::ui::app_config::AppConfig;
use crate::ui::board::{Board, Choice, Content, Item};
use crate::ui::figure_view::FigureSubject;
use crate::ui::keys::{Action, Key, KeyMap, KeyRow, table};
use crate::ui::live_diary::{DiaryState, Digest, LiveDiary, Offer, spanned, spanned_short, wall};
use crate::ui::mark;
use crate::ui::screen::{Context, FirstScreen, Nav, Screen, View};
use crate::ui::screens::handbook::{CardScreen, Handbook, MarksScreen};
use crate::ui::screens::morning::Morning;
use crate::ui::screens::nights::{self, NightsScreen};
use crate::ui::screens::routines::{Routines, telling_pose};
use crate::ui::screens::safety::{self, SafetyQuestions};
use crate::ui::theme::Role;
use crate::ui::warnings::SignsScreen;
use crate::ui::words::sentence;
use crate::ui::{card, time};

#[derive(Debug)]
pub(crate) struct Home {
    /// Which of the places that there are now.
    selected: usize,
    /// The last of them.
    last: usize,
    /// The routine before bed as it would run; `None` where the settings name one that is nowhere.
    bedtime: Option<Routine>,
    /// Relief as it would run.
    relief: Option<Routine>,
    /// What it says of the diary.
    diary: Digest<Lately>,
}

/// What the diary says of these nights.
#[derive(Debug)]
struct Lately {
    offer: Option<Offer>,
    last_night: Night,
    /// What tonight is, and the same in a line of a small one.
    tonight: (String, String),
}

impl Lately {
    fn of(journal: &LiveDiary) -> Self {
        Self {
            offer: journal.offer(),
            last_night: journal.last_night(),
            tonight: tonight(journal),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HomeItem {
    CrampNow,
    /// Whether what keeps all from starting is over.
    Well,
    Bedtime,
    Routines,
    Signs,
    Nights,
    /// Questions about a night or about six weeks, while there are any.
    Offer(Offer),
    Handbook,
    Marks,
    Safety,
}

impl Home {
    /// The home screen with CRAMP NOW selected.
    pub(crate) fn new(setup: &AppConfig) -> Self {
        let findings = setup.findings();
        let bedtime = setup.library.routine(&setup.settings.bedtime);
        let relief = setup.own_relief.clone().or_else(|| {
            let (spot, _) = profile::start(setup.settings.relief_start, &findings);
            built_in(&spot.routine())
        });
        Self {
            selected: 0,
            last: 0,
            bedtime: bedtime.map(|routine| fit(routine, &findings, &setup.poses)),
            relief: relief.map(|routine| fit(routine, &findings, &setup.poses)),
            diary: Digest::default(),
        }
    }

    fn open(&self, place: HomeItem, context: &mut Context<'_>) -> Nav {
        match place {
            HomeItem::CrampNow => return Nav::Start(FirstScreen::Relief(None)),
            HomeItem::Bedtime => {
                if let Some(routine) = self.bedtime.clone() {
                    return Nav::Start(FirstScreen::Routine(Box::new(routine)));
                }
                let wanted = &context.setup.settings.bedtime;
                context.say(format!("No routine \"{wanted}\": see more routines"));
            }
            HomeItem::Well => {
                let danger = context.setup.barring();
                let place = if danger.is_some_and(Danger::ends_with_a_look) {
                    HomeItem::Safety
                } else {
                    // Its card asks.
                    HomeItem::CrampNow
                };
                return self.open(place, context);
            }
            HomeItem::Routines => return Nav::Open(Box::new(Routines::of(context.setup))),
            HomeItem::Signs => {
                return Nav::Open(Box::<SignsScreen>::default());
            }
            HomeItem::Nights => return Nav::Open(Box::<NightsScreen>::default()),
            HomeItem::Handbook => return Nav::Open(Box::new(Handbook::groups())),
            HomeItem::Marks => return Nav::Open(Box::<MarksScreen>::default()),
            HomeItem::Offer(offer) => {
                let questions = context
                    .diary
                    .ready()
                    .ok()
                    .and_then(|journal| Morning::of(journal, offer));
                return questions.map_or(Nav::Stay, |questions| Nav::Open(Box::new(questions)));
            }
            HomeItem::Safety => {
                return Nav::Open(Box::new(SafetyQuestions::new(context.setup)));
            }
        }
        Nav::Stay
    }

    /// The places, the two that decide first: while nothing may start, help and the question whether
    /// the leg is well again.
    fn places(&self, is_barred: bool) -> Vec<HomeItem> {
        let well = is_barred.then_some(HomeItem::Well);
        let mut places = vec![HomeItem::CrampNow];
        places.extend(well);
        places.extend([
            HomeItem::Bedtime,
            HomeItem::Routines,
            HomeItem::Signs,
            HomeItem::Nights,
        ]);
        places.extend(self.offer().map(HomeItem::Offer));
        places.extend([HomeItem::Handbook, HomeItem::Marks, HomeItem::Safety]);
        places
    }

    fn offer(&self) -> Option<Offer> {
        self.diary.get().ready().ok()?.offer
    }

    fn choice(&self, place: HomeItem, danger: Option<&Danger>) -> Choice {
        match (place, danger) {
            (HomeItem::Well, _) => Choice::new(Key::Char('2'), "2", "LEG WELL?"),
            (_, Some(danger)) if danger.is_unsure() => Choice::new(Key::Char('1'), "1", "LOOK"),
            (_, Some(_)) => Choice::new(Key::Char('1'), "1", "GET HELP"),
            (HomeItem::Bedtime, None) => {
                let length = self
                    .bedtime
                    .as_ref()
                    .map(|routine| format!("{} min", time::length(routine.length())));
                let note = length.unwrap_or_else(|| "not found".to_owned());
                Choice::new(Key::Char('2'), "2", "BEDTIME").note(note)
            }
            (_, None) => Choice::new(Key::Char('1'), "1", "CRAMP NOW").note("starts at once"),
        }
    }

    fn item(&self, place: HomeItem, view: &View<'_>) -> Item {
        let item = |key, title: &str| Item::new(Key::Char(key), key, title);
        match place {
            HomeItem::CrampNow | HomeItem::Well => item('1', "CRAMP NOW"),
            HomeItem::Bedtime => item('b', "Bedtime"),
            HomeItem::Routines => item('3', "More routines").note("built-in, and your own"),
            HomeItem::Signs => {
                item('4', "When to get medical help").note("when it is not just a cramp")
            }
            HomeItem::Nights => item('5', "Nights").note("your diary, and what it comes to"),
            HomeItem::Offer(Offer::Night(night)) => {
                let name = match self.diary.get().ready() {
                    Ok(lately) if night == lately.last_night => "last night".to_owned(),
                    Ok(lately) if night > lately.last_night => "tonight".to_owned(),
                    Ok(_) | Err(_) => spanned(night),
                };
                item('6', &format!("How was {name}?"))
                    .note("about a minute; any question can be skipped")
                    .role(Role::Accent)
            }
            HomeItem::Offer(Offer::Review(_)) => item('6', "Six weeks of stretching")
                .note("what they came to")
                .role(Role::Accent),
            HomeItem::Handbook => {
                item('7', "Questions and answers").note("what it is, and what helps")
            }
            HomeItem::Marks => {
                item('8', "Is it a cramp?").note("or a clot, a nerve, restless legs")
            }
            HomeItem::Safety => {
                let item = item('9', "Safety questions");
                match safety::offer(&view.setup.profile, view.setup.today) {
                    Some(offer) => item.note(offer).role(Role::Accent),
                    None => item.note("your answers, and what they changed"),
                }
            }
        }
    }
}

impl Screen for Home {
    fn keys(&self) -> &'static KeyMap {
        &table::HOME
    }

    fn hint(&self, row: &KeyRow) -> &'static str {
        mark::hint(row, self.selected, self.last)
    }

    fn act(&mut self, action: Action, key: Key, context: &mut Context<'_>) -> Nav {
        let is_barred = context.setup.barring().is_some();
        let places = self.places(is_barred);
        // An offer may have gone.
        let selected = self.selected.min(places.len() - 1);
        match action {
            Action::Up => self.selected = selected.saturating_sub(1),
            Action::Down => self.selected = (selected + 1).min(places.len() - 1),
            Action::Open => return self.open(places[selected], context),
            Action::Bedtime if is_barred && key == Key::Char('2') => {
                return self.open(HomeItem::Well, context);
            }
            Action::Bedtime => return self.open(HomeItem::Bedtime, context),
            Action::Routines => return self.open(HomeItem::Routines, context),
            Action::Safety => return self.open(HomeItem::Safety, context),
            Action::Nights => return self.open(HomeItem::Nights, context),
            Action::Handbook => return self.open(HomeItem::Handbook, context),
            Action::Marks => return self.open(HomeItem::Marks, context),
            Action::Tip => {
                if let Some(card) = handbook::of_tip(&tip(context.setup).id) {
                    return Nav::Open(Box::new(CardScreen::of(card, &context.setup.profile)));
                }
            }
            Action::Offer => match (self.offer(), context.diary.ready()) {
                (Some(offer), _) => return self.open(HomeItem::Offer(offer), context),
                (None, Ok(_)) => context.say("There is nothing to ask."),
                (None, Err(why)) => {
                    let why = why.to_owned();
                    context.say(why);
                }
            },
            Action::NoCramp => {
                let said = match context.diary.ready_mut() {
                    Ok(journal) => {
                        let night = journal.last_night();
                        nights::no_cramp(journal, night, context.stood, context.effects)
                    }
                    Err(why) => why.to_owned(),
                };
                context.say(said);
            }
            _ => {}
        }
        Nav::Stay
    }

    fn read(&mut self, diary: &DiaryState, view: &View<'_>) {
        self.diary
            .read(diary, |_| (), |journal, ()| Lately::of(journal));
        self.last = self.places(view.setup.barring().is_some()).len() - 1;
    }

    fn board(&self, view: &View<'_>) -> Board {
        let danger = view.setup.barring();
        let places = self.places(danger.is_some());
        let selected = self.selected.min(places.len() - 1);
        let (huge, rest) = places.split_at(2);
        let huge = (0..)
            .zip(huge)
            .map(|(at, place)| self.choice(*place, danger).selected(at == selected));
        let rest = (2..)
            .zip(rest)
            .map(|(at, place)| self.item(*place, view).selected(at == selected));
        let tip = tip(view.setup);
        let more = if view.keyboard { " t:\u{a0}more" } else { "" };
        let mut board = Board::default()
            .choices(huge.collect())
            .named(&[("t:\u{a0}more", Key::Char('t'))]);
        if let Some(danger) = danger {
            board = board.bold(Role::Alert, card::barred(danger));
        }
        board = board.with(Content::List(rest.collect()));
        board = match self.diary.get() {
            DiaryState::Ready(lately) => {
                let (tonight, short) = &lately.tonight;
                board.text(Role::Text, tonight).short(short).optional()
            }
            DiaryState::Unavailable(_) => board.bold_line(Role::Alert, UNREAD),
            DiaryState::Reading => board,
        };
        // Not what nobody may do now.
        if danger.is_none() {
            board = board.with(Content::Figure).optional();
        }
        board
            .aside(
                Role::Quiet,
                Some(format!(
                    "Tip: {} ({}){more}",
                    tip.text,
                    tip.evidence.words()
                )),
            )
            .short(format!("Tip: {}{more}", tip.text))
    }

    fn figure(&self) -> Option<FigureSubject<'_>> {
        let routine = match self.selected {
            0 => self.relief.as_ref(),
            _ => self.bedtime.as_ref(),
        };
        let moves = routine.filter(|routine| routine.rests.is_none());
        moves
            .and_then(telling_pose)
            .map(|pose| FigureSubject::Still(pose, None))
    }

    fn learn(&mut self, setup: &AppConfig) {
        *self = Self {
            selected: self.selected,
            ..Self::new(setup)
        };
    }

    fn is_home(&self) -> bool {
        true
    }
}

/// What stands where tonight would.
const UNREAD: &str = "The diary cannot be read: 5 says why.";

fn tip(setup: &AppConfig) -> &'static Tip {
    let findings = setup.findings();
    guidance::tip_of_the_night(setup.night, |to| findings.suits(to))
}

/// Nights in which the last cramp is looked for.
const RECENT: u32 = 28;

/// What tonight is by the diary, or in the morning what last night was: stretched or not, and when
/// the last cramp came; and the same in a line of a small window.
fn tonight(journal: &LiveDiary) -> (String, String) {
    let diary = journal.diary();
    let night = journal.tonight();
    let is_over = night == journal.last_night();
    let (name, not) = if is_over {
        ("Last night", "no stretch noted")
    } else {
        ("Tonight", "not stretched yet")
    };
    let boundary = diary.boundary();
    let counts = Counts::of(diary, Period::until(night, RECENT));
    let mut sessions = counts
        .night(night)
        .into_iter()
        .flat_map(|facts| &facts.sessions);
    let session = sessions
        .clone()
        .find(|session| session.is_bedtime(boundary));
    // Whoever has just stretched in the morning is not told of none.
    let late = sessions.rfind(|session| is_over && session.is_prevention());
    let said = diary.note(night).stretched.and_then(Response::known);
    let at = |moment| format!("stretched at {}", wall(moment));
    let (name, state) = match (session, said, late) {
        (Some(session), ..) => (name, at(session.start)),
        (None, Some(true), _) => (name, "stretched".to_owned()),
        (None, _, Some(late)) => ("This morning", at(late.start)),
        (None, _, None) => (name, not.to_owned()),
    };
    let last = counts.nights().rfind(|(_, facts)| facts.cramps() > Some(0));
    // What came tonight is told whatever is known of the night before.
    let is_tonight = last.is_some_and(|(last, _)| last > journal.last_night());
    let had_none = diary.note(journal.last_night()).cramps == Some(Response::Known(0));
    let start = last.and_then(|(_, facts)| facts.cramps.iter().map(|cramp| cramp.start).max());
    let same = |words: &str| [words; 2].map(str::to_owned);
    let [cramp, brief] = match (last, start) {
        (_, Some(start)) if is_tonight => same(&format!("Cramp tonight, {}.", wall(start))),
        (_, None) if is_tonight => same("A cramp tonight."),
        _ if had_none => same("No cramp last night."),
        (None, _) => {
            ["on record in four weeks", "in 4 weeks"].map(|when| format!("No cramp {when}."))
        }
        (Some((night, _)), Some(start)) if night == journal.last_night() => {
            let last = format!("Last cramp: last night, {}.", wall(start));
            [last, "Cramp last night.".to_owned()]
        }
        (Some(_), Some(start)) => ["Last cramp: %a %-d %b, %H:%M.", "Cramp %-d %b."]
            .map(|when| start.local().strftime(when).to_string()),
        // How many there were was said of the night as a whole, and not when.
        (Some((night, _)), None) => [
            format!("Last cramp: the night of {}.", spanned(night)),
            format!("Cramp {}.", spanned_short(night)),
        ],
    };
    let short = format!("{}. {brief}", sentence(&state));
    (format!("{name}: {state}. {cramp}"), short)
}
