//! The safety questions, one a screen; each can be skipped, and asked again.

use std::time::Duration;

use jiff::civil::Date;
use ratatui::layout::Rect;

use super::canvas::{Canvas, rows_of};
use super::keys::{Action, Context, rows as key_rows};
use super::layout::{Class, bottom, content, inset, row, rows};
use super::page::{Kind, Page, Paragraph};
use super::theme::Role;
use super::words::sentence;
use super::{NOTICE, Then, card};
use crate::profile::rules::rules;
use crate::profile::{Answer, Findings, Medicine, Part, Profile, Question, Reply, SWOLLEN};
use crate::settings::Settings;

/// Longer lines are hard to read.
const WIDEST: u16 = 84;
/// The first week that is chosen where none is known.
const FIRST_WEEK: i32 = 20;
const LAST_WEEK: i32 = 42;
const WEEK: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// It fits on one line of 40 columns, with a margin.
const OFFER: &str = "p  Safety questions: steps to fit you";

/// The questions under way.
#[derive(Debug)]
pub struct Questions {
    profile: Profile,
    /// The day, for what counts from it.
    today: Option<Date>,
    stage: Stage,
    /// What was said, until it is handed over to be kept.
    said: Vec<Answer>,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Swollen,
    /// A question, by its place in [`Question::ALL`].
    Ask(usize),
    /// `None` until one was chosen, or is known.
    Weeks(Option<i32>),
    Parts,
    Medicines,
    /// Everything has been asked.
    Done,
}

/// The words of a stage.
struct Words {
    question: String,
    /// What can be chosen, and whether it was.
    choices: Vec<(String, bool)>,
    note: String,
}

impl Questions {
    /// Asks from the beginning; what was answered earlier holds until it is answered anew.
    pub fn new(profile: Profile, today: Option<Date>) -> Self {
        Self {
            profile,
            today,
            stage: Stage::Swollen,
            said: Vec::new(),
        }
    }

    /// Reacts to an action.
    pub fn act(&mut self, action: Action, settings: &Settings) -> Then {
        match (self.stage, action) {
            (Stage::Swollen, Action::Reply(Reply::Yes | Reply::Unsure)) => return Then::Swollen,
            (Stage::Swollen, Action::Reply(Reply::No)) => {
                self.go_on();
                return Then::NotSwollen;
            }
            (Stage::Ask(at), Action::Reply(reply)) => return self.answer(at, reply, settings),
            (Stage::Swollen | Stage::Ask(_), Action::Open) => {
                return Then::Say("1 yes · 2 no · 3 don't know · → skip".to_owned());
            }
            (Stage::Weeks(weeks), Action::Up) => self.choose(weeks.map(|weeks| weeks + 1)),
            (Stage::Weeks(weeks), Action::Down) => self.choose(weeks.map(|weeks| weeks - 1)),
            (Stage::Weeks(None), Action::Open) => {
                return Then::Say("↑ ↓ choose · → don't know".to_owned());
            }
            (Stage::Weeks(Some(weeks)), Action::Open) => {
                let ago = WEEK * weeks.unsigned_abs();
                self.profile.pregnant_from = self.today.and_then(|day| day.checked_sub(ago).ok());
                self.say(Question::Pregnant);
                self.go_on();
            }
            (Stage::Weeks(_), Action::Next) => {
                self.profile.pregnant_from = None;
                self.say(Question::Pregnant);
                self.go_on();
            }
            (Stage::Parts, Action::Tick(at)) => {
                tick(&mut self.profile.parts, Part::ALL, at);
                self.say(Question::Joints);
            }
            (Stage::Medicines, Action::Tick(at)) => {
                tick(&mut self.profile.medicines, Medicine::ALL, at);
                self.say(Question::Medicines);
            }
            (_, Action::Open | Action::Next) => self.go_on(),
            (_, Action::Back) => self.go_back(),
            _ => return Then::Stay,
        }
        self.told_at_the_end()
    }

    /// What was said since this was last asked.
    pub fn take(&mut self) -> Vec<Answer> {
        std::mem::take(&mut self.said)
    }

    /// Another window has answered: this is what all answers come to.
    pub fn learn(&mut self, profile: &Profile) {
        self.profile = profile.clone();
    }

    /// Where the keys are looked up.
    pub fn context(&self) -> Context {
        match self.stage {
            Stage::Swollen | Stage::Ask(_) => Context::Question,
            Stage::Weeks(_) => Context::Weeks,
            Stage::Parts | Stage::Medicines => Context::Which,
            Stage::Done => Context::Answered,
        }
    }

    /// Draws the question.
    pub fn view(&self, canvas: &mut Canvas<'_>, window: Rect, words: Option<&str>) {
        let class = Class::of(window);
        let is_roomy = class != Class::Small && class != Class::Line;
        let area = inset(content(window, WIDEST), u16::from(is_roomy));
        let gap = u16::from(area.height >= 14);
        let head = u16::from(area.height >= 8);
        if head > 0 {
            canvas.bold(row(area, 0), "Safety questions", Role::Strong);
            canvas.right(row(area, 0), &self.place(), Role::Quiet);
        }
        let foot = u16::from(area.height >= 6);
        let height = area.height.saturating_sub(head + gap + foot);
        let body = rows(area, head + gap, height);
        let said = self.words();
        let below = |y: u16| rows(body, y, body.height.saturating_sub(y));
        let mut y = canvas.paragraph(body, &said.question, Role::Strong) + gap;
        for (at, (choice, is_chosen)) in said.choices.iter().enumerate() {
            let label = self.label(at);
            let role = if *is_chosen { Role::Strong } else { Role::Text };
            let line = format!("{}{label}{choice}", self.mark(*is_chosen));
            y += canvas.paragraph(below(y), &line, role);
            y += u16::from(area.height >= 20);
        }
        let note = below(y + gap);
        if rows_of(&said.note, note.width) <= note.height {
            canvas.paragraph(note, &said.note, Role::Quiet);
        }
        let foot = bottom(area, foot);
        match words {
            Some(words) => {
                canvas.line(foot, words, NOTICE);
            }
            None => canvas.footer(foot, key_rows(self.context())),
        }
    }

    /// Tells one question from another.
    pub fn turn(&self) -> usize {
        2 * self.at()
            + match self.stage {
                Stage::Swollen | Stage::Ask(_) => 0,
                Stage::Weeks(_) | Stage::Parts | Stage::Medicines => 1,
                Stage::Done => 2,
            }
    }

    /// What there is to say; without a keyboard to answer with, what was answered.
    pub fn tell(&self, keyboard: bool) -> Vec<String> {
        if !keyboard {
            return self.answers();
        }
        let said = self.words();
        let mut lines = vec![
            format!("Safety questions, {}.", self.place()),
            said.question,
        ];
        for (at, (choice, is_chosen)) in said.choices.iter().enumerate() {
            let chosen = if *is_chosen { " (chosen)" } else { "" };
            lines.push(format!("{}{choice}{chosen}", self.label(at)));
        }
        lines.push(said.note);
        lines
    }

    fn answers(&self) -> Vec<String> {
        let mut lines = vec![
            "Your answers to the safety questions. There is no keyboard, so nothing is asked."
                .to_owned(),
        ];
        lines.extend(Question::ALL.iter().map(|question| {
            let reply = self.profile.reply(*question);
            let reply = reply.map_or("not answered", Reply::words);
            format!("{} {}", question.words(), sentence(reply))
        }));
        lines
    }

    fn answer(&mut self, at: usize, reply: Reply, settings: &Settings) -> Then {
        let question = Question::ALL[at];
        self.profile.answer(question, reply);
        self.say(question);
        let more = match question {
            Question::Pregnant => {
                let known = self.today.and_then(|today| self.profile.weeks(today));
                Some(Stage::Weeks(known))
            }
            Question::Joints => Some(Stage::Parts),
            Question::Medicines => Some(Stage::Medicines),
            Question::Clot
            | Question::Diabetes
            | Question::Numb
            | Question::Circulation
            | Question::Falls
            | Question::Fluids => None,
        };
        match more.filter(|_| reply == Reply::Yes) {
            Some(more) => self.stage = more,
            None => self.go_on(),
        }
        let signs = match question {
            Question::Circulation => &["RF-U10", "RF-V5"][..],
            Question::Pregnant => &["RF-U8"],
            Question::Clot
            | Question::Diabetes
            | Question::Numb
            | Question::Falls
            | Question::Joints
            | Question::Fluids
            | Question::Medicines => &[],
        };
        if signs.is_empty() || reply == Reply::No {
            self.told_at_the_end()
        } else {
            Then::Page(card::of(signs, settings))
        }
    }

    /// Chooses a week; the first one where none was chosen before.
    fn choose(&mut self, week: Option<i32>) {
        let week = week.map_or(FIRST_WEEK, |week| week.clamp(0, LAST_WEEK));
        self.stage = Stage::Weeks(Some(week));
    }

    /// How many questions lie behind: what follows an answer belongs to its question.
    fn at(&self) -> usize {
        match self.stage {
            Stage::Swollen => 0,
            Stage::Ask(at) => at + 1,
            Stage::Weeks(_) => Question::Pregnant as usize + 1,
            Stage::Parts => Question::Joints as usize + 1,
            Stage::Medicines => Question::Medicines as usize + 1,
            Stage::Done => Question::ALL.len(),
        }
    }

    fn go_on(&mut self) {
        let first = || {
            self.profile
                .first_open()
                .filter(|_| self.profile.asked.is_none())
        };
        let next = match self.stage {
            // What was broken off goes on where it was.
            Stage::Swollen => first().map_or(0, |question| question as usize),
            Stage::Ask(_) | Stage::Weeks(_) | Stage::Parts | Stage::Medicines => self.at(),
            Stage::Done => return,
        };
        self.stage = if next < Question::ALL.len() {
            Stage::Ask(next)
        } else {
            // Asked is asked, even if everything was skipped.
            let asked = Answer::Asked(self.today);
            self.profile.take(&asked);
            self.said.push(asked);
            Stage::Done
        };
    }

    fn go_back(&mut self) {
        self.stage = match self.stage {
            Stage::Swollen | Stage::Ask(0) => Stage::Swollen,
            Stage::Ask(at) => Stage::Ask(at - 1),
            Stage::Weeks(_) | Stage::Parts | Stage::Medicines | Stage::Done => {
                Stage::Ask(self.at() - 1)
            }
        };
    }

    /// Has the answer to a question kept, at its key: whoever is interrupted loses none.
    fn say(&mut self, question: Question) {
        self.said.push(Answer::to(question, &self.profile));
    }

    fn told_at_the_end(&self) -> Then {
        let is_over = self.stage == Stage::Done && !self.said.is_empty();
        if is_over { Then::Asked } else { Then::Stay }
    }

    /// "3 of 10".
    fn place(&self) -> String {
        let all = Question::ALL.len() + 1;
        format!("{} of {all}", self.at() + 1)
    }

    /// What marks a choice: an answer, of which there is one, or a tick.
    fn mark(&self, is_chosen: bool) -> &'static str {
        match (self.stage, is_chosen) {
            (Stage::Parts | Stage::Medicines, true) => "[x] ",
            (Stage::Parts | Stage::Medicines, false) => "[ ] ",
            (Stage::Swollen | Stage::Ask(_) | Stage::Weeks(_) | Stage::Done, true) => "▶ ",
            (Stage::Swollen | Stage::Ask(_) | Stage::Weeks(_) | Stage::Done, false) => "  ",
        }
    }

    /// The key of a choice.
    fn label(&self, at: usize) -> String {
        match self.stage {
            Stage::Weeks(_) | Stage::Done => String::new(),
            Stage::Swollen | Stage::Ask(_) | Stage::Parts | Stage::Medicines => {
                format!("{}  ", at + 1)
            }
        }
    }

    fn words(&self) -> Words {
        let reply = |given: Option<Reply>| {
            let choices = Reply::ALL.iter();
            choices
                .map(|&reply| (sentence(reply.words()), given == Some(reply)))
                .collect()
        };
        match self.stage {
            Stage::Swollen => Words {
                question: SWOLLEN.to_owned(),
                choices: reply(None),
                note: "A yes holds for seven days, or until you answer no.".to_owned(),
            },
            Stage::Ask(at) => Words {
                question: Question::ALL[at].words().to_owned(),
                choices: reply(self.profile.reply(Question::ALL[at])),
                note: "\"Don't know\" is as careful as yes. Skipped, it stays as it was."
                    .to_owned(),
            },
            Stage::Weeks(weeks) => Words {
                question: "How many weeks?".to_owned(),
                choices: vec![match weeks {
                    Some(weeks) => (format!("{weeks} weeks"), true),
                    None => ("– weeks".to_owned(), false),
                }],
                note: "↑ and ↓ choose. → when you do not know: that counts as late in pregnancy."
                    .to_owned(),
            },
            Stage::Parts => Words {
                question: "Replaced, operated on or hurt: which? Choose one or more.".to_owned(),
                choices: ticked(&self.profile.parts, Part::ALL, Part::words),
                note: "Nothing chosen counts as all of them.".to_owned(),
            },
            Stage::Medicines => Words {
                question: "Which do you take? Choose one or more.".to_owned(),
                choices: ticked(&self.profile.medicines, Medicine::ALL, Medicine::words),
                note: "Nothing chosen counts as all of them.".to_owned(),
            },
            Stage::Done => Words {
                question: "That was all.".to_owned(),
                choices: Vec::new(),
                note:
                    "`uncramp show ID` says what they change in a routine; `uncramp profile` asks \
                       again."
                        .to_owned(),
            },
        }
    }
}

/// What is said on the home screen while the questions have not been asked for long.
pub fn offer(profile: &Profile, today: Option<Date>) -> Option<&'static str> {
    today
        .is_some_and(|today| profile.is_due(today))
        .then_some(OFFER)
}

/// What the answers change, a line each.
pub fn changes(findings: &Findings) -> Page {
    let rules = rules();
    let starts = rules.starts.iter().map(|start| (start.finding, &start.why));
    let forbidden = rules.rule.iter().map(|rule| (rule.finding, &rule.why));
    let swaps = rules.swaps.iter().map(|swap| (swap.finding, &swap.why));
    let mut said = Vec::new();
    for (finding, why) in starts.chain(forbidden).chain(swaps) {
        if findings.has(finding) && !said.contains(&why) {
            said.push(why);
        }
    }
    let mut lines: Vec<_> = said
        .into_iter()
        .map(|text| Paragraph::new(Kind::Item, text))
        .collect();
    if lines.is_empty() {
        lines.push(Paragraph::new(Kind::Text, "No step is left out."));
    }
    Page::new("What your answers change", lines)
}

fn tick<T: Copy + PartialEq>(chosen: &mut Vec<T>, all: &[T], at: usize) {
    let Some(&value) = all.get(at) else {
        return;
    };
    if chosen.contains(&value) {
        chosen.retain(|known| *known != value);
    } else {
        chosen.push(value);
    }
}

fn ticked<T: Copy + PartialEq>(
    chosen: &[T],
    all: &[T],
    words: fn(T) -> &'static str,
) -> Vec<(String, bool)> {
    let all = all.iter();
    all.map(|value| (sentence(words(*value)), chosen.contains(value)))
        .collect()
}
