//! Nothing is lost and nothing moves while there is room.

use std::fmt::Write as _;

use uncramp::routine::{RoutineId, parse};
use uncramp::ui::InitialScreen;
use uncramp::ui::board::Content;
use uncramp::ui::layout::cells::choice_cells;
use uncramp::ui::layout::measure::LETTERS;
use uncramp::ui::layout::{Layout, Placed};
use uncramp::ui::painter::rows_of;

use super::{COLUMNS, Case, ROWS, assert_none, is_short};
use crate::pilot::{Pilot, is_whole};
use crate::states::{names, reach};

#[test]
fn nothing_is_lost_from_80x24_on_but_what_is_left_out_first() {
    assert_none("all is there", |case| {
        let is_notice = |content: &Content| matches!(content, Content::Notice { .. });
        if !case.is_large() || case.area(is_notice).is_some() {
            return None;
        }
        let lost = case.board.blocks.iter().find(|block| {
            let area = case.area(|content| content == &block.content);
            let is_cut = match (&block.content, area) {
                (Content::Text(text), Some(area)) => !is_whole(text, area) && !is_short(text, area),
                // The question below says it too.
                (Content::Shout(shout), None) if shout.is_said => false,
                // Where there is room for one it has a law of its own.
                (Content::Figure, _) | (_, Some(_)) => false,
                (_, None) => true,
            };
            is_cut && !block.is_optional
        });
        lost.map(|block| format!("{:?}", block.content))
    });
}

#[test]
fn a_notice_moves_nothing() {
    let words =
        "Something that was said a moment ago, in as many words as a sentence of two rows has.";
    assert_none("all stays where it was", |case| {
        let (board, before) = (&case.board, &case.layout);
        // Where there is room for the keys there is for a notice.
        before.area_of(board, |content| matches!(content, Content::Keys(_)))?;
        if board
            .blocks
            .iter()
            .any(|block| matches!(block.content, Content::Notice { .. }))
        {
            return None;
        }
        let told = &board.clone().notice(words, 6);
        let after = Layout::of(told, case.window, &case.measure);
        let moved = after.placed.iter().find(|placed| {
            let block = &told.blocks[placed.block];
            // What stands beside it is cut, and does not move.
            let stands = before
                .placed
                .iter()
                .any(|old| old.area.intersection(placed.area) == placed.area);
            !matches!(block.content, Content::Notice { .. }) && !stands
        });
        let is_there = after.area_of(told, |content| matches!(content, Content::Notice { .. }));
        match (moved, is_there) {
            (Some(placed), _) => Some(format!(
                "{:?} at {}",
                told.blocks[placed.block].content, placed.area
            )),
            (None, None) => Some("no notice".to_owned()),
            (None, Some(_)) => None,
        }
    });
}

#[test]
fn a_figure_stands_in_every_window_from_80x24_on() {
    assert_none("what is done is shown", |case| {
        let is_fault = case.lacks_its_figure() && case.is_large();
        is_fault.then(|| "no figure".to_owned())
    });
}

/// A title that is cut though there are rows for all of it.
fn cut_title(case: &Case) -> Option<String> {
    let mut placed = case.placed();
    placed.find_map(|(content, area)| match content {
        Content::Title { text, .. } => {
            let is_cut = area.height < LETTERS && rows_of(text, area.width) > area.height;
            (is_cut && case.free_rows() >= 2).then(|| format!("{text:?} in {area}"))
        }
        _ => None,
    })
}

#[test]
fn no_title_is_cut_while_two_rows_are_free() {
    const TITLE: &str = "Calves, thighs and both feet, slowly, before I sleep";
    assert_none("titles are whole", cut_title);
    let text = format!(
        "format = 1\ntitle = \"{TITLE}\"\npurpose = \"prevention\"\nmuscles = [\"calf\"]\n\
         posture = \"standing\"\n[[step]]\ntitle = \"{TITLE}\"\nsay = \"Lean in.\"\nhold = \"10s\"\n"
    );
    let id = RoutineId::new("own").unwrap();
    let routine = parse(id, &text).expect("a valid routine");
    let mut pilot = Pilot::start(InitialScreen::Routine(Box::new(routine)));
    for _ in 0..3 {
        let (board, _, measure) = pilot.app.shown();
        for (columns, rows) in COLUMNS
            .iter()
            .flat_map(|x| ROWS.iter().map(move |y| (*x, *y)))
        {
            let case = Case::new("own", board, measure, columns, rows);
            assert_eq!(cut_title(&case), None, "{columns}x{rows}");
        }
        pilot.press("right").wait(1.0);
    }
}

#[test]
fn answers_stand_together() {
    assert_none("no answer is torn from the next", |case| {
        let areas = case.placed().filter_map(|(content, area)| match content {
            Content::Choices(choices) => Some(choice_cells(choices, area, &case.measure)),
            _ => None,
        });
        for cells in areas {
            let below = |cell: &ratatui::layout::Rect| {
                let next = cells
                    .iter()
                    .filter(|next| next.x == cell.x && next.y > cell.y);
                next.map(|next| next.y).min()
            };
            let torn = cells.iter().find(|cell| {
                let gap = below(cell).map(|next| next.saturating_sub(cell.bottom()));
                gap.is_some_and(|gap| gap > 1)
            });
            if let Some(cell) = torn {
                return Some(format!("{cell} and {:?}", below(cell)));
            }
        }
        None
    });
}

/// The rows of letters of huge words or answers in an area; 0 where they are text.
fn letters(case: &Case, content: &Content, width: u16, rows: u16) -> Option<u16> {
    match content {
        // What is asked yields to its answers.
        Content::Shout(shout) if !shout.yields => Some(case.measure.shout(shout, width, rows).1),
        Content::Choices(all) if all.len() <= 4 => {
            Some(case.measure.grid(all, width, rows).tall - 1)
        }
        _ => None,
    }
}

#[test]
fn nothing_that_decides_is_text_beside_rows_that_are_free_for_its_letters() {
    assert_none("free rows are used for letters", |case| {
        let free = u16::try_from(case.free_rows()).unwrap();
        let mut placed = case.placed();
        placed.find_map(|(content, area)| {
            let now = letters(case, content, area.width, area.height)?;
            // Empty rows part them from what stands around.
            let most = area.height + free.saturating_sub(3);
            let then = letters(case, content, area.width, most)?;
            (now == 0 && then > 0).then(|| format!("{content:?} in {area}: {free} rows are free"))
        })
    });
}

#[test]
fn huge_words_begin_where_all_others_do() {
    let mut report = String::new();
    for name in names() {
        for (width, height) in [(80, 24), (45, 60)] {
            let pilot = reach(name, width, height);
            let (board, layout, measure) = pilot.app.shown();
            let buffer = pilot.buffer();
            for Placed { block, area } in &layout.placed {
                let is_huge = match &board.blocks[*block].content {
                    Content::Shout(shout) => measure.shout(shout, area.width, area.height).1 > 0,
                    Content::Choices(all) => measure.grid(all, area.width, area.height).tall > 1,
                    _ => false,
                };
                let inked = area
                    .columns()
                    .take_while(|column| column.positions().all(|at| buffer[at].symbol() == " "));
                let blank = inked.count();
                if is_huge && blank > 1 {
                    let _ = writeln!(report, "{name} at {width}x{height}: {blank} columns");
                }
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}
