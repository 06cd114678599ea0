//! What holds of every screen in a window of any size, measured on the layout.

mod keys;
mod lists;
mod questions;
mod room;

use std::fmt::Write as _;
use std::sync::OnceLock;

use ratatui::layout::Rect;
use uncramp::routine::library::{Library, built_in_ids};
use uncramp::ui::announce::scale;
use uncramp::ui::board::{Board, Choice, Content, Text};
use uncramp::ui::layout::cells::choice_cells;
use uncramp::ui::layout::measure::{FIGURE, LONGEST_LINE, Measure};
use uncramp::ui::layout::{Layout, Placed};
use uncramp::ui::painter::rows_of;

use crate::pilot::{Pilot, is_whole, routine, still};
use crate::states::{names, reach};

/// A screen in a window.
struct Case {
    name: &'static str,
    board: Board,
    measure: Measure,
    window: Rect,
    layout: Layout,
}

const COLUMNS: &[u16] = &[20, 40, 49, 60, 80, 120, 220];
const ROWS: &[u16] = &[3, 6, 10, 15, 24, 30, 40, 60];
/// Further windows of each state, of any size.
const RANDOM: u64 = 16;

/// Every state in windows of many sizes.
fn cases() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(|| {
        let mut chance = Chance(1);
        let states = names().flat_map(|name| {
            let pilot = reach(name, 80, 24);
            let (board, _, measure) = pilot.app.shown();
            let grid = COLUMNS
                .iter()
                .flat_map(|columns| ROWS.iter().map(|rows| (*columns, *rows)));
            let random = (0..RANDOM).map(|_| (chance.between(20, 220), chance.between(3, 70)));
            let sizes: Vec<(u16, u16)> = grid.chain(random).collect();
            let board = board.clone();
            sizes
                .into_iter()
                .map(move |(columns, rows)| Case::new(name, &board, measure, columns, rows))
                .collect::<Vec<_>>()
        });
        states.collect()
    })
}

/// The same numbers in every run.
struct Chance(u64);

impl Chance {
    fn between(&mut self, least: u16, most: u16) -> u16 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        least + u16::try_from(self.0 % u64::from(most - least + 1)).unwrap()
    }
}

impl Case {
    fn new(name: &'static str, board: &Board, measure: Measure, columns: u16, rows: u16) -> Self {
        let window = Rect::new(0, 0, columns, rows);
        let measure = Measure {
            window: window.as_size(),
            ..measure
        };
        Self {
            name,
            layout: Layout::of(board, window, &measure),
            board: board.clone(),
            measure,
            window,
        }
    }

    /// Whether what decides is read without glasses.
    const fn is_large(&self) -> bool {
        self.window.width >= 80 && self.window.height >= 24
    }

    fn placed(&self) -> impl Iterator<Item = (&Content, Rect)> {
        let placed = self.layout.placed.iter();
        placed.map(|placed| (&self.board.blocks[placed.block].content, placed.area))
    }

    /// Where the first block of a kind stands.
    fn area(&self, is: impl Fn(&Content) -> bool) -> Option<Rect> {
        let mut placed = self.placed();
        placed
            .find(|(content, _)| is(content))
            .map(|(_, area)| area)
    }

    /// Whether there is a figure to show, and it is left out.
    fn lacks_its_figure(&self) -> bool {
        let is_figure = |content: &Content| matches!(content, Content::Figure);
        let mut blocks = self.board.blocks.iter();
        blocks.any(|block| is_figure(&block.content))
            && self.measure.aspect.is_some()
            && self.area(is_figure).is_none()
    }

    /// Rows on which nothing stands.
    fn free_rows(&self) -> usize {
        let is_free = |y: &u16| {
            self.placed()
                .all(|(_, area)| !(area.y..area.bottom()).contains(y))
        };
        (0..self.window.height).filter(is_free).count()
    }

    /// Whether nothing stands in some area of a size.
    fn has_room(&self, width: u16, height: u16) -> bool {
        let edges =
            |start: u16, ends: Vec<u16>| [start].into_iter().chain(ends).collect::<Vec<_>>();
        let lefts = edges(0, self.placed().map(|(_, area)| area.right()).collect());
        let tops = edges(0, self.placed().map(|(_, area)| area.bottom()).collect());
        let mut corners = lefts.iter().flat_map(|x| tops.iter().map(|y| (*x, *y)));
        corners.any(|(x, y)| {
            let area = Rect::new(x, y, width, height);
            area.intersection(self.window) == area
                && self.placed().all(|(_, taken)| !taken.intersects(area))
        })
    }

    /// The instruction of the step, and where it stands.
    fn instruction(&self) -> Option<(&Text, Option<Rect>)> {
        let is = |content: &Content| matches!(content, Content::Text(text) if text.is_instruction);
        let mut blocks = self.board.blocks.iter();
        match &blocks.find(|block| is(&block.content))?.content {
            Content::Text(text) => Some((text, self.area(is))),
            _ => None,
        }
    }
}

/// Asserts that nothing is found in any case; tells in how many something is, and of each state
/// the first.
#[track_caller]
fn assert_none(law: &str, fault: impl Fn(&Case) -> Option<String>) {
    let mut told: Vec<&str> = Vec::new();
    let (mut faults, mut report) = (0, String::new());
    for case in cases() {
        let Some(what) = fault(case) else {
            continue;
        };
        faults += 1;
        if !told.contains(&case.name) {
            told.push(case.name);
            let Rect { width, height, .. } = case.window;
            let _ = writeln!(report, "{} at {width}x{height}: {what}", case.name);
        }
    }
    assert!(
        faults == 0,
        "{law}: {faults} of {} cases break it, of each state the first:\n{report}",
        cases().len()
    );
}

#[test]
fn nothing_overlaps_and_nothing_leaves_the_window() {
    assert_none("blocks are apart", |case| {
        let areas: Vec<Rect> = case.placed().map(|(_, area)| area).collect();
        let outside = areas
            .iter()
            .find(|area| case.window.intersection(**area) != **area);
        let pairs = areas.iter().enumerate();
        let mut pairs = pairs.flat_map(|(at, a)| areas[at + 1..].iter().map(move |b| (a, b)));
        let overlap = pairs.find(|(a, b)| a.intersects(**b));
        outside
            .map(|area| format!("{area} is outside"))
            .or(overlap.map(|(a, b)| format!("{a} and {b}")))
    });
}

#[test]
fn no_instruction_is_cut_while_two_rows_are_free() {
    assert_none("instructions are whole", |case| {
        let (text, area) = case.instruction()?;
        let is_whole = area.is_some_and(|area| is_whole(text, area) || is_short(text, area));
        let free = case.free_rows();
        (!is_whole && free >= 2).then(|| format!("{area:?} for {:?}, {free} rows free", text.words))
    });
}

/// Whether the short words stand in the place of the others.
fn is_short(text: &Text, area: Rect) -> bool {
    let short = text.short.as_ref();
    short.is_some_and(|short| rows_of(short, area.width.min(LONGEST_LINE)) <= area.height)
}

#[test]
fn no_caution_stands_without_its_instruction() {
    let library = Library::default();
    let steps = library
        .listing()
        .entries
        .iter()
        .flat_map(|entry| &entry.routine.steps);
    let cautions: Vec<&str> = steps.filter_map(|step| step.caution.as_deref()).collect();
    let is_caution = |content: &Content| matches!(content, Content::Text(text) if cautions.contains(&text.words.as_str()));
    let mut seen = 0;
    for case in cases() {
        seen += usize::from(case.instruction().is_some() && case.area(is_caution).is_some());
    }
    assert!(seen > 100, "{seen} cautions beside an instruction");
    assert_none("instruction before caution", |case| {
        let (text, area) = case.instruction()?;
        let caution = case.area(is_caution)?;
        let is_there = area.is_some_and(|area| is_whole(text, area) || is_short(text, area));
        (!is_there).then(|| format!("caution at {caution}, instruction {area:?}"))
    });
}

#[test]
fn a_figure_stands_wherever_there_is_room_for_one() {
    assert_none("room is used for the figure", |case| {
        let is_fault = case.lacks_its_figure() && case.has_room(FIGURE.width, FIGURE.height);
        is_fault.then(|| format!("{} rows free", case.free_rows()))
    });
}

#[test]
fn what_the_big_keys_do_is_always_seen() {
    assert_none("the action key is visible", |case| {
        for block in &case.board.blocks {
            let Content::Choices(choices) = &block.content else {
                continue;
            };
            let selected = choices.iter().position(|choice| choice.is_selected)?;
            let same = |content: &Content| content == &block.content;
            let cells = case
                .area(same)
                .map(|area| choice_cells(choices, area, &case.measure));
            let cell = cells.and_then(|cells| cells.get(selected).copied());
            if cell.is_none_or(Rect::is_empty) {
                return Some(choices[selected].words());
            }
        }
        None
    });
}

#[test]
fn all_screens_have_one_left_margin() {
    // A number and a figure stand beside the words.
    let is_beside = |content: &Content| matches!(content, Content::Figure | Content::Count(_));
    let indented = |case: &Case| {
        let mut placed = case.placed().filter(|(content, _)| !is_beside(content));
        let first = placed.next()?.1.x;
        placed
            .find(|(_, area)| area.x != first)
            .map(|(content, _)| format!("{content:?}"))
    };
    assert_none("all words begin in one column", |case| {
        let is_notice = |content: &Content| matches!(content, Content::Notice { .. });
        indented(case).filter(|_| case.area(is_notice).is_none())
    });
    let left = |case: &Case| case.placed().map(|(_, area)| area.x).min();
    let home = |window: Rect| {
        cases()
            .iter()
            .find(|case| case.window == window)
            .and_then(left)
    };
    assert_none("one left margin", |case| {
        let (here, there) = (left(case), home(case.window));
        (here != there).then(|| format!("{here:?}, elsewhere {there:?}"))
    });
}

/// What is read without glasses, and how many rows its letters take.
fn huge_words(case: &Case) -> Vec<(String, u16, u16)> {
    let is_long = |content: &Content| matches!(content, Content::Choices(all) if all.len() > 4);
    let mut all = Vec::new();
    for block in &case.board.blocks {
        let place = case.layout.placed.iter();
        let place = place.map(|Placed { block, area }| (&case.board.blocks[*block], *area));
        let area = place
            .clone()
            .find(|(placed, _)| *placed == block)
            .map(|(_, area)| area);
        let area = area.unwrap_or_default();
        match &block.content {
            // A list of many is read one by one.
            Content::Choices(choices) if choices.len() <= 4 => {
                let tall = case.measure.grid(choices, area.width, area.height).tall;
                let least = if choices.len() == 1 { 5 } else { 3 };
                let words: Vec<String> = choices.iter().map(Choice::words).collect();
                all.push((words.join(" "), tall, least));
            }
            // What is asked with a list of many yields to its answers.
            Content::Shout(shout) if shout.yields && case.area(is_long).is_some() => {}
            Content::Shout(shout) => {
                let lines = &shout.lines;
                let (_, tall) = case.measure.shout(shout, area.width, area.height);
                let decides = [
                    "GET HELP",
                    "CALL",
                    "HOLD",
                    "REST",
                    "CHANGE LEG",
                    "GET READY",
                ];
                let is_huge = lines
                    .iter()
                    .any(|line| decides.iter().any(|word| line.contains(word)));
                all.push((lines.join(" "), tall, if is_huge { 5 } else { 3 }));
            }
            _ => {}
        }
    }
    all
}

#[test]
fn the_words_that_decide_stand_in_letters_from_80x24_on() {
    assert_none("deciding words are huge", |case| {
        if !case.is_large() {
            return None;
        }
        let small = huge_words(case)
            .into_iter()
            .filter(|(_, tall, least)| tall < least);
        let small: Vec<String> = small
            .map(|(words, tall, least)| format!("{words:?} {tall} rows, not {least}"))
            .collect();
        (!small.is_empty()).then(|| small.join("; "))
    });
}

/// The rows of the digits of the number that runs, without what stands below it.
fn digits(board: &Board, measure: Measure, (columns, rows): (u16, u16)) -> Option<u16> {
    let window = Rect::new(0, 0, columns, rows);
    let measure = Measure {
        window: window.as_size(),
        ..measure
    };
    let placed = Layout::of(board, window, &measure).placed.into_iter();
    let mut rows = placed.filter_map(
        |Placed { block, area }| match &board.blocks[block].content {
            Content::Count(count) if area.height > 1 && !count.caption.is_empty() => {
                Some(area.height - 1)
            }
            Content::Count(_) => Some(area.height),
            _ => None,
        },
    );
    rows.next()
}

#[test]
fn the_number_keeps_its_size_through_a_whole_session() {
    const SIZES: &[(u16, u16)] = &[
        (24, 12),
        (40, 15),
        (49, 30),
        (45, 60),
        (60, 20),
        (80, 24),
        (120, 40),
        (200, 56),
    ];
    let is_step = |board: &Board| {
        let mut blocks = board.blocks.iter();
        blocks.any(|block| matches!(&block.content, Content::Text(text) if text.is_instruction))
    };
    let (mut looked_at, mut report) = (0, String::new());
    for id in built_in_ids() {
        let mut pilot = Pilot::with(still(), routine(id.as_str()));
        let mut seen: Vec<Board> = Vec::new();
        let mut sizes = vec![None; SIZES.len()];
        for moment in 0..450 {
            pilot.wait(2.0);
            let (board, _, measure) = pilot.app.shown();
            if !is_step(board) || seen.iter().any(|before| before.stands_like(board)) {
                continue;
            }
            seen.push(board.clone());
            for (size, before) in SIZES.iter().zip(&mut sizes) {
                let now = digits(board, measure, *size);
                if before.is_some() && now.is_some() && *before != now {
                    let moment = moment * 2;
                    let _ = writeln!(
                        report,
                        "{id} at {size:?}: {before:?}, {now:?} at {moment} s"
                    );
                }
                *before = now.or(*before);
                looked_at += 1;
            }
            // What waits for a key goes on with one.
            if digits(board, measure, (80, 24)).is_none() {
                pilot.press("enter");
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
    assert!(looked_at > 1000, "only {looked_at}");
}

#[test]
fn the_plain_mode_tells_every_word_that_is_shown() {
    let mut report = String::new();
    for name in names() {
        let pilot = reach(name, 80, 24);
        let told = pilot.app.announcements().into_iter();
        let told = told.map(|told| told.text).collect::<Vec<_>>().join("\n");
        let (board, ..) = pilot.app.shown();
        for block in &board.blocks {
            let expected = match (&block.spoken, &block.content) {
                (Some(words), _) | (None, Content::Notice { words, .. }) => vec![words.clone()],
                (None, Content::Text(text)) => vec![text.words.clone()],
                (None, Content::Title { text, .. }) => vec![text.clone()],
                (None, Content::Choices(choices)) => choices
                    .iter()
                    .map(|choice| choice.word.to_lowercase())
                    .collect(),
                (None, Content::List(items)) => {
                    items.iter().map(|item| item.title.clone()).collect()
                }
                (None, Content::Bars(bars)) => {
                    bars.bars.iter().map(|bar| bar.words.clone()).collect()
                }
                (None, Content::Plot(chart)) => vec![chart.alternative.clone()],
                (None, Content::Scale(all)) => vec![scale(all)],
                (None, Content::Keys(hints)) => hints
                    .iter()
                    .map(|hint| format!("{} {}", hint.label, hint.words))
                    .collect(),
                (None, Content::Page(page)) => page.lines(),
                (None, Content::Shout(shout)) => {
                    shout.lines.iter().map(|line| line.to_lowercase()).collect()
                }
                // What changes all the time, and what cannot be put into words.
                (
                    None,
                    Content::Progress(_)
                    | Content::Count(_)
                    | Content::Clock { .. }
                    | Content::Figure
                    | Content::Breath(_)
                    | Content::Calendar(_)
                    | Content::Draft { .. },
                ) => Vec::new(),
            };
            let silent = expected
                .iter()
                .filter(|words| !told.to_lowercase().contains(&words.to_lowercase()));
            for words in silent {
                let _ = writeln!(report, "{name}: {words:?}");
            }
        }
    }
    assert!(report.is_empty(), "not told:\n{report}");
}
