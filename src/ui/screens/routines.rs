//! The list of routines, the user's own among them, by when they are used.

use crate::profile::fit;
use crate::routine::library::{Broken, LibraryEntry, Origin};
use crate::routine::{PoseId, Purpose, Routine, Sides};
use crate::ui::app_config::AppConfig;
use crate::ui::board::{Board, Content, Item};
use crate::ui::figure_view::FigureSubject;
use crate::ui::keys::{Action, Key, KeyMap, KeyRow, table};
use crate::ui::mark;
use crate::ui::screen::{Context, FirstScreen, Nav, Screen, View};
use crate::ui::theme::Role;
use crate::ui::words::{muscles, sentence};
use crate::ui::{card, details, time};

/// The list of routines.
#[derive(Debug)]
pub(crate) struct Routines {
    /// Never a heading.
    selected: usize,
    lines: Vec<RoutineLine>,
}

/// One line of the list.
#[derive(Debug)]
enum RoutineLine {
    Heading(&'static str),
    Whole(Box<Whole>),
    Broken(Broken),
}

/// A routine that can be started.
#[derive(Debug)]
struct Whole {
    written: Routine,
    origin: Origin,
    /// As it would run.
    fitted: Routine,
}

/// Whether an entry belongs to a group.
type IsOne = fn(&LibraryEntry) -> bool;

/// When a routine is used, in the order of the list.
const WHEN: &[(&str, IsOne)] = &[
    ("During a cramp", |entry| {
        entry.routine.purpose == Purpose::Relief
    }),
    ("After a cramp", |entry| {
        entry.routine.purpose == Purpose::Recovery
    }),
    ("Before bed", |entry| {
        is_prevention(entry) && entry.origin != Origin::Own && !is_by_day(&entry.routine)
    }),
    ("By day", |entry| {
        is_prevention(entry) && entry.origin != Origin::Own && is_by_day(&entry.routine)
    }),
    // Nobody has said when.
    ("Yours, before bed or by day", |entry| {
        is_prevention(entry) && entry.origin == Origin::Own
    }),
];

fn is_prevention(entry: &LibraryEntry) -> bool {
    entry.routine.purpose == Purpose::Prevention
}

/// Whether a routine that comes with the program is for the day: its id says so.
fn is_by_day(routine: &Routine) -> bool {
    routine.id.as_str().split('-').any(|word| word == "daytime")
}

impl Routines {
    /// The list as it is for this person.
    pub(crate) fn of(setup: &AppConfig) -> Self {
        let findings = setup.findings();
        let listing = setup.library.listing();
        let mut lines = Vec::new();
        for (heading, is_of_it) in WHEN {
            let mut entries = listing
                .entries
                .iter()
                .filter(|entry| is_of_it(entry))
                .peekable();
            lines.extend(entries.peek().map(|_| RoutineLine::Heading(heading)));
            lines.extend(entries.map(|entry| {
                RoutineLine::Whole(Box::new(Whole {
                    fitted: fit(entry.routine.clone(), &findings, &setup.poses),
                    written: entry.routine.clone(),
                    origin: entry.origin,
                }))
            }));
        }
        let mut broken = listing.broken.iter().cloned().peekable();
        lines.extend(
            broken
                .peek()
                .map(|_| RoutineLine::Heading("Cannot be used")),
        );
        lines.extend(broken.map(RoutineLine::Broken));
        let selected = lines
            .iter()
            .position(RoutineLine::is_selectable)
            .unwrap_or(0);
        Self { selected, lines }
    }

    fn open(&self, context: &mut Context<'_>) -> Nav {
        match self.lines.get(self.selected) {
            Some(RoutineLine::Whole(whole)) => {
                return Nav::Start(FirstScreen::Routine(Box::new(whole.written.clone())));
            }
            Some(RoutineLine::Broken(broken)) => context.say(broken.first_problem()),
            Some(RoutineLine::Heading(_)) | None => {}
        }
        Nav::Stay
    }

    /// Which line is selected, from 1, and how many there are.
    fn place(&self) -> (usize, usize) {
        let count =
            |lines: &[RoutineLine]| lines.iter().filter(|line| line.is_selectable()).count();
        let upto = self.lines.len().min(self.selected + 1);
        (count(&self.lines[..upto]), count(&self.lines))
    }

    /// Selects the first line of some that is no heading.
    fn select(&mut self, mut among: impl Iterator<Item = usize>) {
        if let Some(at) = among.find(|at| self.lines[*at].is_selectable()) {
            self.selected = at;
        }
    }
}

impl RoutineLine {
    fn is_selectable(&self) -> bool {
        match self {
            Self::Heading(_) => false,
            Self::Whole(_) | Self::Broken(_) => true,
        }
    }

    fn item(&self) -> Item {
        match self {
            Self::Heading(when) => Item::heading(*when),
            Self::Whole(whole) => Item::selectable(&whole.written.title).note(whole.note()),
            Self::Broken(broken) => Item::selectable(broken.name())
                .note(&broken.what)
                .role(Role::Alert),
        }
    }
}

impl Whole {
    /// How long it is, and whose.
    fn note(&self) -> String {
        let origin = match self.origin {
            Origin::BuiltIn => None,
            Origin::Own | Origin::Replaces => Some(self.origin.words()),
        };
        let changed = (!self.fitted.changed.is_empty()).then_some("changed for you");
        let about: Vec<_> = [origin, changed].into_iter().flatten().collect();
        let length = time::length(self.fitted.length());
        format!("{length:>5}  {}", about.join(", "))
            .trim_end()
            .to_owned()
    }
}

impl Screen for Routines {
    fn keys(&self) -> &'static KeyMap {
        &table::ROUTINES
    }

    fn hint(&self, row: &KeyRow) -> &'static str {
        let (at, count) = self.place();
        mark::hint(row, at.saturating_sub(1), count.saturating_sub(1))
    }

    fn act(&mut self, action: Action, _key: Key, context: &mut Context<'_>) -> Nav {
        let (selected, count) = (self.selected, self.lines.len());
        match action {
            Action::Up => self.select((0..selected).rev()),
            Action::Down => self.select(selected + 1..count),
            Action::First => self.select(0..count),
            Action::Last => self.select((0..count).rev()),
            Action::Open => return self.open(context),
            Action::Close => return Nav::Back,
            Action::Details => match self.lines.get(selected) {
                Some(RoutineLine::Whole(whole)) => context.show(details::routine(&whole.fitted)),
                Some(RoutineLine::Broken(broken)) => context.show(details::broken(broken)),
                Some(RoutineLine::Heading(_)) | None => {}
            },
            _ => {}
        }
        Nav::Stay
    }

    fn pick(&mut self, item: usize, context: &mut Context<'_>) -> Nav {
        self.selected = item;
        self.open(context)
    }

    fn board(&self, view: &View<'_>) -> Board {
        let items = self.lines.iter().enumerate();
        let items = items.map(|(at, line)| line.item().selected(at == self.selected));
        let (at, count) = self.place();
        let board = Board::default()
            .heading("Routines", format!("{at} of {count}"))
            .with(Content::List(items.collect()));
        // Not what nobody may do now.
        if let Some(danger) = view.setup.barring() {
            return board.bold(Role::Alert, card::barred(danger));
        }
        match self.lines.get(self.selected) {
            Some(RoutineLine::Whole(whole)) => {
                let routine = &whole.fitted;
                let about = format!("{}, {}.", time::length(routine.length()), muscles(routine));
                board
                    // Whole, or not at all: its second half may turn the first around.
                    .text(
                        Role::Accent,
                        format!("{}.", sentence(routine.evidence.words())),
                    )
                    .aside(Role::Text, routine.changed.first())
                    .with(Content::Figure)
                    .optional()
                    .aside(Role::Quiet, Some(about))
                    .aside(
                        Role::Text,
                        Some(&routine.summary).filter(|summary| !summary.is_empty()),
                    )
            }
            Some(RoutineLine::Broken(broken)) => board.text(Role::Alert, broken.first_problem()),
            Some(RoutineLine::Heading(_)) | None => board,
        }
    }

    fn figure(&self) -> Option<FigureSubject<'_>> {
        match self.lines.get(self.selected)? {
            RoutineLine::Whole(whole) => {
                telling_pose(&whole.fitted).map(|pose| FigureSubject::Still(pose, None))
            }
            RoutineLine::Broken(_) | RoutineLine::Heading(_) => None,
        }
    }

    fn learn(&mut self, setup: &AppConfig) {
        *self = Self {
            selected: self.selected,
            ..Self::of(setup)
        };
    }
}

/// The pose that tells most of a routine: the first that works on a leg.
pub(crate) fn telling_pose(routine: &Routine) -> Option<&PoseId> {
    let steps = || routine.steps.iter().filter(|step| !step.optional);
    let works = steps().filter(|step| step.sides != Sides::Neither);
    works.chain(steps()).find_map(|step| step.pose.as_ref())
}
