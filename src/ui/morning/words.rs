//! What the questions say beside their own words.

use super::options::Shape;
use super::{Asks, Morning};
use crate::diary::counts::review::SixWeeks;
use crate::ui::Said;
use crate::ui::journal::wall;
use crate::ui::words::minutes;

impl Morning {
    /// What there is to say.
    pub fn tell(&self) -> Vec<Said> {
        let mut lines = Said::all(0, [self.title.clone()]);
        lines.extend(Said::all(0, self.intro.clone()));
        let question = self.question();
        let of = self.at + 1;
        lines.extend(Said::all(of, self.about()));
        lines.extend(Said::all(of, [question.words(self.fresh).to_owned()]));
        let options = self.options();
        if let Some(selected) = options.get(self.option) {
            let (last, values) = options.split_last().expect("one of them is selected");
            let mut keys: Vec<String> = if self.shape() == Some(Shape::Scale) {
                vec!["0 to 10".to_owned()]
            } else {
                let key = |at| {
                    self.key_of(at)
                        .map_or(String::new(), |key| format!("{key} "))
                };
                let values = values.iter().enumerate();
                values.map(|(at, words)| key(at) + words).collect()
            };
            keys.push(format!("u {last}"));
            lines.extend(Said::all(of, [format!("{}.", keys.join(", "))]));
            lines.extend(Said::all(of, [format!("SPACE picks: {selected}.")]));
        }
        let said = self.subject.said(question);
        lines.extend(Said::all(
            of,
            said.map(|said| format!("Your answer: {said}.")),
        ));
        lines
    }

    /// Which cramp or what else the question is about, and what is known of it.
    pub(super) fn about(&self) -> Option<String> {
        if self.asks == Asks::Review {
            return None;
        }
        let Some(at) = self.question().cramp() else {
            return Some("The night as a whole".to_owned());
        };
        let cramp = &self.subject.cramps.get(at)?.cramp;
        let lasted = match cramp.length() {
            Some(length) => format!(", {}", minutes(u64::from(length.number()))),
            None => String::new(),
        };
        Some(format!("The cramp at {}{lasted}", wall(cramp.start)))
    }
}

/// What six weeks come to, in plain counts.
pub fn told(six_weeks: &SixWeeks) -> Vec<String> {
    const NOT_PROOF: &str = "Your own notes, not proof: other things change, too.";
    let compared = match six_weeks.change {
        Some(change) => format!(
            "Cramps in the first {} recorded nights: {}. In the last {}: {}. {NOT_PROOF}",
            change.first.of, change.first.count, change.last.of, change.last.count
        ),
        None => "Too early to tell: that takes 28 recorded nights.".to_owned(),
    };
    vec![
        format!(
            "You stretched before bed on {} nights.",
            six_weeks.stretched
        ),
        format!("{} nights are recorded.", six_weeks.recorded),
        compared,
    ]
}
