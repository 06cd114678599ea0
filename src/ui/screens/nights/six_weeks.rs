//! Six weeks of a routine before bed, beside the six weeks before it: bars, and no claim.

use super::counts::{NOT_PROOF, a_week};
use crate::diary::counts::ENOUGH_NIGHTS;
use crate::diary::counts::review::SixWeeks;
use crate::settings::Settings;
use crate::ui::board::{Board, Content};
use crate::ui::card;
use crate::ui::page::Page;
use crate::ui::theme::Role;

const NOT_HELPED: &str = "RF-V8";

pub(crate) fn told(board: Board, six_weeks: &SixWeeks) -> Board {
    let SixWeeks {
        stretched,
        began,
        before,
        since,
    } = six_weeks;
    let board = if six_weeks.is_comparable() {
        let began = began.evening().strftime("%-d %b");
        let sides = [
            (format!("before {began}"), *before),
            (format!("since {began}"), *since),
        ];
        board.text(Role::Text, NOT_PROOF).with(Content::Bars(a_week(
            "Cramps a week, by recorded nights",
            sides.to_vec(),
        )))
    } else {
        board.text(
            Role::Text,
            format!(
                "Too early to compare: {} nights are recorded from before it, {} since. \
                 Each side takes {ENOUGH_NIGHTS}.",
                before.of, since.of
            ),
        )
    };
    board.text(
        Role::Quiet,
        format!("You stretched before bed on {stretched} nights."),
    )
}

/// The card that the counts suggest; `None` with fewer cramps, or too few nights to say.
pub(crate) fn card(six_weeks: &SixWeeks, settings: &Settings) -> Option<(&'static str, Page)> {
    let is_due = six_weeks.is_no_fewer();
    is_due.then(|| (NOT_HELPED, card::of(&[NOT_HELPED], settings)))
}
