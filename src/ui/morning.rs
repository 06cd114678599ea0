//! The questions of the morning: each can be skipped, none is answered beforehand.

mod options;
pub mod question;
mod view;

use super::journal::{Journal, named, wall};
use super::keys::{Action, Context, Key};
use super::{Effect, Said, Then, card, words};
use crate::diary::choice::Sign;
use crate::diary::counts::band;
use crate::diary::counts::review::SixWeeks;
use crate::diary::entry::{Cramp, Entry, Review};
use crate::diary::line::Id;
use crate::diary::night::Night;
use crate::diary::value::{Note, Told};
use crate::routine::hidden::is_hidden;
use crate::settings::Settings;
use question::{OfCramp, OfNight, Question, Reply, Subject};

/// What is asked in the morning beside the cramps.
const OF_LAST_NIGHT: [OfNight; 4] = [
    OfNight::HeavyCovers,
    OfNight::LittleDrink,
    OfNight::Alcohol,
    OfNight::HardExercise,
];

/// Questions, one at a time.
#[derive(Debug)]
pub struct Morning {
    title: String,
    /// What there is to know before the answer.
    intro: Vec<String>,
    subject: Subject,
    questions: Vec<Question>,
    /// Which question.
    at: usize,
    /// Which of its options.
    option: usize,
    /// What is being written.
    draft: String,
    /// The night on the screen of nights that it returns to; home, if none.
    back: Option<Night>,
    /// The warnings that were due before.
    warned: Vec<&'static str>,
}

impl Morning {
    /// Asks about the latest night with cramps that nobody was asked about; `None` if there is none.
    pub fn after_night(journal: &mut Journal, effects: &mut Vec<Effect>) -> Option<Self> {
        let cramps = journal.open();
        let night = Night::of(cramps.first()?.1.start);
        Some(Self::begin(
            journal,
            night,
            cramps,
            &OF_LAST_NIGHT,
            None,
            effects,
        ))
    }

    /// Asks about everything that can be said of a night.
    pub fn of_night(journal: &mut Journal, night: Night, effects: &mut Vec<Effect>) -> Self {
        let all = journal.diary().cramps();
        let of_night = all.filter(|(_, cramp)| Night::of(cramp.start) == night);
        let mut cramps: Vec<_> = of_night
            .map(|(id, cramp)| (id.clone(), cramp.clone()))
            .collect();
        cramps.sort_by_key(|(_, cramp)| cramp.start);
        Self::begin(journal, night, cramps, OfNight::ALL, Some(night), effects)
    }

    /// Asks whether to keep the routine before bed, and says what six weeks of it came to.
    pub fn review(journal: &mut Journal, six_weeks: &SixWeeks, effects: &mut Vec<Effect>) -> Self {
        let night = journal.tonight();
        let mut morning = Self::begin(journal, night, Vec::new(), &[], None, effects);
        "Six weeks of a stretch before bed".clone_into(&mut morning.title);
        morning.intro = told(six_weeks);
        morning.questions = vec![Question::Keep];
        // It is asked once, whatever the answer.
        let asked = Entry::Review(morning.subject.review.clone());
        journal.write(&Id::of_review(night), &asked, effects);
        morning
    }

    fn begin(
        journal: &mut Journal,
        night: Night,
        mut cramps: Vec<(Id, Cramp)>,
        of_night: &[OfNight],
        back: Option<Night>,
        effects: &mut Vec<Effect>,
    ) -> Self {
        let now = journal.now();
        for (id, cramp) in &mut cramps {
            // They are asked once, whatever the answers.
            cramp.asked.get_or_insert(now);
            journal.write(id, &Entry::Cramp(cramp.clone()), effects);
        }
        let of_cramps = (0..cramps.len())
            .flat_map(|at| OfCramp::ALL.iter().map(move |of| Question::Cramp(at, *of)));
        let of_night = of_night.iter().map(|of| Question::Night(*of));
        let mut morning = Self {
            title: format!("The night of {}", named(night)),
            intro: Vec::new(),
            questions: of_cramps.chain(of_night).collect(),
            subject: Subject {
                cramps,
                note: journal.diary().note(night),
                review: Review::new(night),
            },
            at: 0,
            option: 0,
            draft: String::new(),
            back,
            warned: band::warnings(journal.diary(), journal.tonight()),
        };
        morning.turn_to(0);
        morning
    }

    /// Where the keys are looked up.
    pub fn context(&self) -> Context {
        match self.question() {
            Question::Cramp(_, OfCramp::Note) | Question::Night(OfNight::Note) => Context::Writing,
            Question::Cramp(..) | Question::Night(_) | Question::Keep => Context::Morning,
        }
    }

    /// Reacts to an action.
    pub fn act(
        &mut self,
        action: Action,
        key: Key,
        journal: &mut Journal,
        settings: &Settings,
        effects: &mut Vec<Effect>,
    ) -> Then {
        match (action, key) {
            (Action::Down, _) if self.at + 1 < self.questions.len() => {
                self.keep(journal, effects);
                self.turn_to(self.at + 1);
            }
            (Action::Down | Action::Finish, _) => return self.finish(journal, settings, effects),
            (Action::Up, _) => {
                self.keep(journal, effects);
                self.turn_to(self.at.saturating_sub(1));
            }
            (Action::Left, _) => self.option = self.option.saturating_sub(1),
            (Action::Right, _) => self.option = (self.option + 1).min(self.last_option()),
            (Action::Choose, _) => return self.pick(self.option, journal, settings, effects),
            (Action::Unsure, _) => {
                return self.pick(self.last_option(), journal, settings, effects);
            }
            (Action::Number, Key::Char(key)) => {
                if let Some(option) = self.option_of(key) {
                    return self.pick(option, journal, settings, effects);
                }
            }
            (Action::Type, Key::Char(letter)) => self.write(|draft| draft.push(letter)),
            (Action::Forget, _) => self.forget(),
            _ => {}
        }
        Then::Stay
    }

    /// Writes down what was answered.
    pub fn keep(&self, journal: &mut Journal, effects: &mut Vec<Effect>) {
        for (id, cramp) in &self.subject.cramps {
            journal.write(id, &Entry::Cramp(cramp.clone()), effects);
        }
        let note = &self.subject.note;
        if *note != journal.diary().note(note.night) {
            journal.write(
                &Id::of_night(note.night),
                &Entry::Night(note.clone()),
                effects,
            );
        }
        let review = &self.subject.review;
        if review.keep.is_some() {
            journal.write(
                &Id::of_review(review.night),
                &Entry::Review(review.clone()),
                effects,
            );
        }
    }

    /// What there is to say.
    pub fn tell(&self) -> Vec<Said> {
        let mut lines = Said::all(0, [self.title.clone()]);
        lines.extend(Said::all(0, self.intro.clone()));
        let question = self.question();
        let options = self.options();
        let numbered = options
            .iter()
            .enumerate()
            .map(|(at, words)| match self.key_of(at) {
                Some(key) => format!("{key} {words}"),
                None => words.clone(),
            });
        let of = self.at + 1;
        lines.extend(Said::all(of, self.about()));
        lines.extend(Said::all(
            of,
            [format!("{}.", question.words().trim_end_matches('.'))],
        ));
        if !options.is_empty() {
            let numbered: Vec<String> = numbered.collect();
            lines.extend(Said::all(of, [format!("{}.", numbered.join(", "))]));
            lines.extend(Said::all(of, [format!("SPACE: {}.", options[self.option])]));
        }
        let said = self.subject.said(question);
        lines.extend(Said::all(
            of,
            said.map(|said| format!("Your answer: {said}.")),
        ));
        lines
    }

    fn finish(
        &mut self,
        journal: &mut Journal,
        settings: &Settings,
        effects: &mut Vec<Effect>,
    ) -> Then {
        self.keep(journal, effects);
        let mut due = band::warnings(journal.diary(), journal.tonight());
        due.retain(|id| !self.warned.contains(id));
        let card = (!due.is_empty()).then(|| card::of(&due, settings));
        let to = self.back;
        Then::Back { to, card }
    }

    fn pick(
        &mut self,
        option: usize,
        journal: &mut Journal,
        settings: &Settings,
        effects: &mut Vec<Effect>,
    ) -> Then {
        self.option = option;
        let question = self.question();
        self.subject.change(question, |pick| pick.pick(option));
        let warning = match question {
            _ if !self.is_picked(option) => None,
            Question::Cramp(_, OfCramp::Signs) => {
                Sign::ALL.get(option).and_then(|sign| sign.warning())
            }
            Question::Keep => {
                let stops = self.subject.review.keep == Some(Told::Known(false));
                stops.then_some("RF-V8")
            }
            Question::Cramp(..) | Question::Night(_) => None,
        };
        let Some(warning) = warning else {
            return Then::Stay;
        };
        self.keep(journal, effects);
        Then::Page(card::of(&[warning], settings))
    }

    fn forget(&mut self) {
        let question = self.question();
        match self.context() {
            Context::Writing => self.write(|draft| {
                draft.pop();
            }),
            _ => self.subject.change(question, |pick| pick.forget()),
        }
    }

    /// Changes what is being written, as far as it may be kept.
    fn write(&mut self, change: impl FnOnce(&mut String)) {
        let mut draft = self.draft.clone();
        change(&mut draft);
        let question = self.question();
        if draft.contains(is_hidden) || draft.chars().count() > Note::LONGEST {
            return;
        }
        if let Some(Reply::Written(note)) = self.subject.reply(question) {
            *note = Note::new(&draft);
            self.draft = draft;
        }
    }

    fn turn_to(&mut self, at: usize) {
        self.at = at;
        let question = self.question();
        self.draft = match self.subject.reply(question) {
            Some(Reply::Written(Some(note))) => note.as_str().to_owned(),
            Some(Reply::Written(None) | Reply::Picked(_)) | None => String::new(),
        };
        let picked = (0..=self.last_option()).find(|option| self.is_picked(*option));
        self.option = picked.unwrap_or(0);
    }

    /// Questions may be none only while they are put together.
    fn question(&self) -> Question {
        self.questions
            .get(self.at)
            .copied()
            .unwrap_or(Question::Keep)
    }

    fn options(&self) -> Vec<String> {
        match self.subject.clone().reply(self.question()) {
            Some(Reply::Picked(pick)) => pick.options(),
            Some(Reply::Written(_)) | None => Vec::new(),
        }
    }

    fn last_option(&self) -> usize {
        self.options().len().saturating_sub(1)
    }

    fn is_picked(&self, option: usize) -> bool {
        match self.subject.clone().reply(self.question()) {
            Some(Reply::Picked(pick)) => pick.is_picked(option),
            Some(Reply::Written(_)) | None => false,
        }
    }

    fn is_scale(&self) -> bool {
        match self.subject.clone().reply(self.question()) {
            Some(Reply::Picked(pick)) => pick.is_scale(),
            Some(Reply::Written(_)) | None => false,
        }
    }

    /// The key that picks an option at once.
    fn key_of(&self, option: usize) -> Option<char> {
        if option == self.last_option() {
            return Some('u');
        }
        let number = option + usize::from(!self.is_scale());
        match u32::try_from(number) {
            Ok(10) if self.is_scale() => Some('t'),
            Ok(number) => char::from_digit(number, 10),
            Err(_) => None,
        }
    }

    fn option_of(&self, key: char) -> Option<usize> {
        (0..=self.last_option()).find(|option| self.key_of(*option) == Some(key))
    }

    /// Which cramp or what else the question is about, and what is known of it.
    fn about(&self) -> Option<String> {
        match self.question() {
            Question::Cramp(at, _) => {
                let (_, cramp) = self.subject.cramps.get(at)?;
                let lasted = match cramp.length() {
                    Some(length) => format!(", {}", words::minutes(u64::from(length.number()))),
                    None => String::new(),
                };
                Some(format!("The cramp at {}{lasted}", wall(cramp.start)))
            }
            Question::Night(_) => Some("The night as a whole".to_owned()),
            Question::Keep => None,
        }
    }
}

/// What six weeks come to, in plain counts.
fn told(six_weeks: &SixWeeks) -> Vec<String> {
    let mut lines = vec![
        format!(
            "You stretched before bed on {} nights.",
            six_weeks.stretched
        ),
        format!("{} nights are recorded.", six_weeks.recorded),
    ];
    lines.push(match six_weeks.change {
        Some(change) => format!(
            "Cramps in the first {} recorded nights: {}. In the last {}: {}.",
            change.first.of, change.first.count, change.last.of, change.last.count
        ),
        None => "Too early to tell: that takes 28 recorded nights.".to_owned(),
    });
    lines.push("Your own notes, not proof: other things change, too.".to_owned());
    lines
}
