//! What the nights come to: every number with how many it was counted from, a count on each page.

use std::ops::Range;

use crate::diary::choice::{CrampMuscle, CrampSide, Trigger};
use crate::diary::counts::band::{self, Band};
use crate::diary::counts::tally::{Share, Spread, Tally, YesCount};
use crate::diary::counts::{Counts, ENOUGH_NIGHTS};
use crate::diary::entry::LONGEST_USUAL;
use crate::diary::report::{Plot, plot};
use crate::guidance::{self, SignLevel};
use crate::settings::Settings;
use crate::ui::board::{Bar, Bars, Board, Content};
use crate::ui::card;
use crate::ui::keys::{Action, Key, KeyMap, KeyRow, table};
use crate::ui::live_diary::{LiveDiary, dated, named};
use crate::ui::page::{Page, Paragraph};
use crate::ui::screen::{Context, Nav, Screen, View};
use crate::ui::theme::Role;
use crate::ui::time::counted;
use crate::ui::words::{cramps, minutes, recorded_nights, sentence};

/// What is said under every comparison.
pub(super) const NOT_PROOF: &str = "Your own notes, not proof: other things change, too.";
const STEPS: usize = 5;
/// Lengths of a cramp in seconds that are told apart.
const LENGTHS: [(&str, Range<u64>); 4] = [
    ("under 1 min", 0..60),
    ("1 to 3 min", 60..180),
    ("3 to 10 min", 180..601),
    ("over 10 min", 601..u64::MAX),
];
const TRIGGERS: usize = 3;

#[derive(Debug)]
pub(super) struct CountsScreen {
    /// There is one at least.
    pages: Vec<Board>,
    at: usize,
}

impl CountsScreen {
    pub(super) fn new(counts: &Counts<'_>, journal: &LiveDiary, settings: &Settings) -> Self {
        let pages = pages(counts, journal, settings);
        let (count, dates) = (pages.len(), dates(counts));
        let pages = (1..).zip(pages).map(|(at, (title, board))| {
            let mut board = board.line(Role::Quiet, &dates).tap(Key::Right);
            let heading = Board::default().heading(title, format!("{at} of {count}"));
            board.blocks.splice(0..0, heading.blocks);
            board
        });
        Self {
            pages: pages.collect(),
            at: 0,
        }
    }
}

impl Screen for CountsScreen {
    fn keys(&self) -> &'static KeyMap {
        &table::COUNTS
    }

    fn hint(&self, row: &KeyRow) -> &'static str {
        match row.action {
            Action::NextPage if self.at + 1 == self.pages.len() => "",
            Action::PreviousPage if self.at == 0 => "",
            _ => row.short,
        }
    }

    fn act(&mut self, action: Action, _key: Key, _context: &mut Context<'_>) -> Nav {
        match action {
            Action::NextPage if self.at + 1 < self.pages.len() => self.at += 1,
            Action::PreviousPage => self.at = self.at.saturating_sub(1),
            _ => return Nav::Back,
        }
        Nav::Stay
    }

    fn board(&self, _view: &View<'_>) -> Board {
        self.pages[self.at].clone()
    }
}

/// The few lines below the map, the most important first, and a warning that goes before them.
pub(super) fn headlines(
    counts: &Counts<'_>,
    journal: &LiveDiary,
) -> (Option<&'static str>, Vec<String>) {
    let due = band::warnings(journal.diary(), journal.tonight());
    let warning = (!due.is_empty()).then_some("See a doctor soon: press i.");
    let mut lines = vec![recorded(counts)];
    if counts.is_early() {
        lines.push(early(counts));
        return (warning, lines);
    }
    lines.extend(counts.lengths().as_ref().map(length));
    lines.extend(compared(counts).map(|line| format!("{line} {NOT_PROOF}")));
    (warning, lines)
}

pub(super) fn all(counts: &Counts<'_>, journal: &LiveDiary, settings: &Settings) -> Page {
    let pages = pages(counts, journal, settings).into_iter();
    let paragraphs = pages.flat_map(|(title, board)| {
        let lines = board.announcements(false).into_iter();
        let lines = lines.map(|line| Paragraph::item(line.text));
        std::iter::once(Paragraph::heading(title)).chain(lines)
    });
    Page::new(dates(counts), paragraphs.collect())
}

/// The shares of two sides as bars: cramps a week, each with how many nights it was counted from.
pub(super) fn a_week(title: &str, sides: Vec<(String, Share)>) -> Bars {
    // To a tenth.
    let rate = |side: &Share| (70 * side.count + side.of / 2) / side.of.max(1);
    let most = sides.iter().map(|(_, side)| rate(side)).max().unwrap_or(0);
    let bars = sides.into_iter().map(|(label, side)| {
        let (rate, nights) = (rate(&side), counted(side.of, "night"));
        Bar {
            label,
            count: rate,
            most,
            words: format!(
                "{}.{} ({} in {nights})",
                rate / 10,
                rate % 10,
                cramps(side.count)
            ),
        }
    });
    Bars {
        title: title.to_owned(),
        bars: bars.collect(),
    }
}

fn pages(
    counts: &Counts<'_>,
    journal: &LiveDiary,
    settings: &Settings,
) -> Vec<(&'static str, Board)> {
    let plot = |plot: Option<Plot>| {
        plot.map(|plot| (plot.title, Board::default().with(Content::Plot(plot))))
    };
    let bars = |title: &'static str, all| (title, bars(all));
    let some = |bars: Vec<Bar>| Some(bars).filter(|bars| !bars.is_empty());
    let sides = some(tallied(&counts.sides(), CrampSide::words));
    let muscles = some(tallied(&counts.muscles(), CrampMuscle::words));
    let mut pages = vec![
        due(journal, settings),
        Some(often(counts, journal)),
        plot(plot::hours(counts)),
        plot(plot::pain(counts)).map(|(title, board)| {
            (
                title,
                lines(board, counts.severities().iter().map(score).collect()),
            )
        }),
        long(counts),
        sides.map(|sides| bars("Which leg", sides)),
        muscles.map(|muscles| bars("Which muscle", muscles)),
        some(steps(counts)).map(|steps| bars("Step as it eased", steps)),
        stretched(counts),
    ];
    pages.extend(
        triggers(counts)
            .chunks(TRIGGERS)
            .map(|some| Some(bars("Before a cramp", some.concat()))),
    );
    pages.push(signs(counts));
    pages.into_iter().flatten().collect()
}

fn due(journal: &LiveDiary, settings: &Settings) -> Option<(&'static str, Board)> {
    let due = band::warnings(journal.diary(), journal.tonight());
    let signs: Vec<_> = due.iter().filter_map(|id| guidance::sign(id)).collect();
    let board = Board::default()
        .shout(["SEE A DOCTOR", "SOON"])
        .spoken(card::heading(SignLevel::Soon, settings));
    let board = || {
        signs
            .iter()
            .fold(board, |board, sign| board.text(Role::Text, &sign.text))
    };
    (!signs.is_empty()).then(|| ("Worth an appointment", board()))
}

fn often(counts: &Counts<'_>, journal: &LiveDiary) -> (&'static str, Board) {
    let plot = plot::weeks(counts);
    let board = Board::default().with_some(plot.map(Content::Plot));
    let mut told = vec![
        recorded(counts),
        format!(
            "{} recorded nights had a cramp",
            counts.nights_with_cramps()
        ),
        format!("{} nights are recorded", counts.nights_recorded()),
    ];
    let band = Band::of(journal.diary(), journal.tonight());
    told.extend(band.map(|band| format!("Lately {}", band.words())));
    told.extend(counts.is_early().then(|| early(counts)));
    ("Cramps a week", lines(board, told))
}

/// How long cramps lasted, in the lengths that matter: ten minutes are a warning sign.
fn long(counts: &Counts<'_>) -> Option<(&'static str, Board)> {
    let known = || {
        counts
            .entries()
            .filter_map(|cramp| Some(u64::from(cramp.length()?.number())))
    };
    let all = known().count() as u64;
    let bars_of = LENGTHS.map(|(label, lengths)| {
        let count = known().filter(|seconds| lengths.contains(seconds)).count();
        share(label, Share::new(count as u64, all))
    });
    let told = counts.lengths().iter().map(length).collect();
    (all > 0).then(|| ("How long", lines(bars(bars_of.to_vec()), told)))
}

fn bars(bars: Vec<Bar>) -> Board {
    let title = String::new();
    Board::default().with(Content::Bars(Bars { title, bars }))
}

fn lines(board: Board, lines: Vec<String>) -> Board {
    lines
        .into_iter()
        .fold(board, |board, line| board.text(Role::Text, line))
}

fn dates(counts: &Counts<'_>) -> String {
    let period = counts.period();
    format!("{} to {}", named(period.first), dated(period.last))
}

fn recorded(counts: &Counts<'_>) -> String {
    let Share { count, of } = counts.cramps();
    sentence(&format!("{} in {}", cramps(count), recorded_nights(of)))
}

fn early(counts: &Counts<'_>) -> String {
    format!(
        "Too early to tell more: {} of {ENOUGH_NIGHTS} recorded nights",
        counts.recorded().count()
    )
}

fn length(lengths: &Spread) -> String {
    let Spread {
        median,
        greatest,
        known,
    } = *lengths;
    format!(
        "Half lasted up to {}, the longest {}{} ({known} known)",
        minutes(median),
        minutes(greatest),
        if greatest > LONGEST_USUAL.number().into() {
            ", to be checked"
        } else {
            ""
        }
    )
}

fn score(scores: &Spread) -> String {
    let Spread {
        median,
        greatest,
        known,
    } = *scores;
    format!("Half up to {median} of 10, the worst {greatest} ({known} known)")
}

fn share(label: impl Into<String>, share: Share) -> Bar {
    Bar {
        label: label.into(),
        count: share.count,
        most: share.of,
        words: share.to_string(),
    }
}

fn tallied<T: Copy + PartialEq>(tally: &Tally<T>, words: fn(T) -> &'static str) -> Vec<Bar> {
    let chosen = tally.chosen();
    if chosen.is_empty() {
        return Vec::new();
    }
    let all = chosen.iter().map(|(_, count)| count).sum::<u64>() + tally.unknown + tally.unsaid;
    let chosen = chosen
        .into_iter()
        .map(|(choice, count)| (words(choice), count));
    let rest = [("not known", tally.unknown), ("not said", tally.unsaid)];
    let bars = chosen.chain(rest).filter(|(_, count)| *count > 0);
    bars.map(|(words, count)| share(words, Share::new(count, all)))
        .collect()
}

fn steps(counts: &Counts<'_>) -> Vec<Bar> {
    let (steps, eased) = counts.eased_by();
    let steps = steps.into_iter().take(STEPS);
    steps
        .map(|(step, count)| share(step, Share::new(count, eased)))
        .collect()
}

fn stretched(counts: &Counts<'_>) -> Option<(&'static str, Board)> {
    let stretched = counts.nights_stretched();
    let by = counts.by_stretch();
    let sides = is_compared(counts).then(|| {
        let sides = [
            ("with a stretch", by.with),
            ("without one on record", by.without),
        ];
        let sides = sides.map(|(label, side)| (label.to_owned(), side));
        Content::Bars(a_week("Cramps a week, by recorded nights", sides.to_vec()))
    });
    let proof = sides.as_ref().map(|_| NOT_PROOF.to_owned());
    let known = (stretched.known > 0).then(|| format!("Nights with a stretch: {stretched}"));
    let told: Vec<String> = proof.into_iter().chain(known).collect();
    // Bars without what they are not would say too much: they are left out first.
    (!told.is_empty()).then(|| {
        (
            "With a stretch",
            lines(Board::default(), told).with_some(sides),
        )
    })
}

/// Whether there is enough to compare nights with a stretch before bed with those without.
fn is_compared(counts: &Counts<'_>) -> bool {
    let by = counts.by_stretch();
    !counts.is_early() && by.with.of > 0 && by.without.of > 0
}

fn compared(counts: &Counts<'_>) -> Option<String> {
    let by = counts.by_stretch();
    is_compared(counts).then(|| {
        format!(
            "With a stretch before bed {} in {}, without one on record {} in {}.",
            cramps(by.with.count),
            recorded_nights(by.with.of),
            by.without.count,
            by.without.of
        )
    })
}

fn triggers(counts: &Counts<'_>) -> Vec<[Bar; 2]> {
    if counts.is_early() {
        return Vec::new();
    }
    let all = counts.triggers().into_iter();
    let known = all.map(|trigger| (counts.trigger(&trigger), trigger));
    let seen = known.filter(|([with, without], _)| with.yes + without.yes > 0);
    let bar = |label: &str, nights: &str, answers: YesCount| Bar {
        label: label.to_owned(),
        count: answers.yes,
        most: answers.of,
        words: match (answers.known, answers.of) {
            (0, of) => format!("not asked of {of} {nights}"),
            (known, of) if known == of => format!("{} of {of} {nights}", answers.yes),
            (known, of) => format!("{} of {of} {nights} ({} unknown)", answers.yes, of - known),
        },
    };
    let bars = seen.map(|([with, without], trigger)| {
        let trigger = trigger.said(Trigger::words);
        [
            bar(trigger, "with a cramp", with),
            bar("", "without", without),
        ]
    });
    bars.collect()
}

fn signs(counts: &Counts<'_>) -> Option<(&'static str, Board)> {
    let signs = counts.signs().into_iter();
    let told = signs.map(|(sign, nights)| {
        let nights: Vec<String> = nights.into_iter().map(named).collect();
        sentence(&format!("{}: {}", sign.words(), nights.join(", ")))
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| ("Warning signs", lines(Board::default(), told)))
}
