//! What every screen is: keys, reactions, and a board of what it shows.

use std::fmt::Debug;
use std::time::Duration;

use super::app_config::AppConfig;
use super::board::Board;
use super::figure_view::FigureSubject;
use super::keys::{Action, Key, KeyMap, KeyRow};
use super::live_diary::DiaryState;
use super::message::Effect;
use super::page::Page;
pub(crate) use super::start::FirstScreen;
use crate::diary::{Diary, Record};
use crate::figure::breath::Breath;
use crate::profile::Answer;
use crate::profile::danger::{Danger, LONG_CRAMP, LOOK, Over, WORSE};
use crate::session::relief;
use crate::session::speech::{Pace, Utterance};
use crate::session::under_way::UnderWay;

/// Nobody has read in so short a time what came by itself.
pub(crate) const UNREAD: Duration = Duration::from_secs(1);

/// One screen of the stack. It keeps its own state and knows no other screen's.
pub(crate) trait Screen: Debug {
    /// What the keys mean now.
    fn keys(&self) -> &'static KeyMap;

    /// What the footer says of a row of the keys; nothing where the key does nothing just now.
    fn hint(&self, row: &KeyRow) -> &'static str {
        row.short
    }

    /// Whether the key of the next page leads on after the last one of what is shown.
    fn goes_on(&self) -> bool {
        false
    }

    /// Whether the key of the page before leads back from the first one.
    fn goes_back(&self) -> bool {
        false
    }

    /// Does what a key means.
    fn act(&mut self, action: Action, key: Key, context: &mut Context<'_>) -> Nav;

    /// Opens a line of a list that was clicked, or a night of a calendar, from 0.
    fn pick(&mut self, _item: usize, _context: &mut Context<'_>) -> Nav {
        Nav::Stay
    }

    /// Sets the mark on a line of a list, from 0: what was opened from it went on to that.
    fn mark(&mut self, _item: usize) {}

    /// Takes in a pasted text, in one line, where what is typed is written.
    fn paste(&mut self, _text: &str, _context: &mut Context<'_>) {}

    /// Lets time pass while the machine is awake.
    fn advance(&mut self, _time: Duration, _context: &mut Context<'_>) -> Nav {
        Nav::Stay
    }

    /// Lets time pass in which the machine slept.
    fn sleep(&mut self, _time: Duration, _context: &mut Context<'_>) -> Nav {
        Nav::Stay
    }

    /// Time until anything but a count of seconds changes by itself.
    fn next_change(&self) -> Option<Duration> {
        None
    }

    /// Time until a count of seconds changes.
    fn next_second(&self) -> Option<Duration> {
        None
    }

    /// Whether it leads by the second, and needs no key for it.
    fn is_counting(&self) -> bool {
        false
    }

    /// What there is to say aloud since this was last asked.
    fn said(&mut self) -> Vec<Utterance> {
        Vec::new()
    }

    /// Time until it says something that cannot wait.
    fn silence(&self) -> Option<Duration> {
        None
    }

    /// Something else is being told for so long: nothing that it says by itself falls into that.
    fn stand_still(&mut self, _time: Duration) {}

    /// Somebody begins to listen: it says where it stands.
    fn say_anew(&mut self) {}

    /// Its words are said at this pace, if they are: what they belong to lasts as long as they do.
    fn speak_at(&mut self, _pace: Option<Pace>) {}

    /// Whether the plain mode names the keys: not while the first step begins.
    fn tells_keys(&self) -> bool {
        true
    }

    /// Works out what it shows of the diary, where that is not what it has worked out already. It is the
    /// only look at the diary for what is shown: no key and no frame counts nights again.
    fn read(&mut self, _diary: &DiaryState, _view: &View<'_>) {}

    /// What it shows and tells.
    fn board(&self, view: &View<'_>) -> Board;

    /// What its figure is of.
    fn figure(&self) -> Option<FigureSubject<'_>> {
        None
    }

    /// What goes on, for notices and for what may interrupt.
    fn mood(&self) -> Mood {
        Mood::Calm
    }

    /// Whether it wears the theme of a cramp.
    fn is_relief(&self) -> bool {
        false
    }

    /// Whether everything else that was started leads back to it.
    fn is_home(&self) -> bool {
        false
    }

    /// Whether nothing more happens without a keyboard.
    fn is_over(&self) -> bool {
        true
    }

    /// Whether it shows the diary: without a keyboard it ends once that has come.
    fn needs_diary(&self) -> bool {
        false
    }

    /// Whether a press that came `gap` after the same key is none: a hand rests, or has not seen
    /// yet what is shown.
    fn ignores(&self, _key: Key, _gap: Option<Duration>, _now: Duration) -> bool {
        false
    }

    /// Notes what of it could be gone on with in another window.
    fn note(&self, _under_way: &mut UnderWay) {}

    /// What whoever leaves now has to know to go on with it, where it has not come to its end; whether
    /// it `is_kept` for the next window.
    fn parting(&self, _is_kept: bool) -> Option<&'static str> {
        None
    }

    /// Another screen was laid over it.
    fn cover(&mut self) {}

    /// It is the uppermost again.
    fn uncover(&mut self) {}

    /// There is no keyboard: nothing may wait for a key.
    fn go_keyless(&mut self) {}

    /// Whether it asks the safety questions: the line for notices is for their keys then.
    fn asks_safety(&self) -> bool {
        false
    }

    /// Another window has changed the safety answers, as the setup has them now.
    fn learn(&mut self, _setup: &AppConfig) {}

    /// Others have written into the diary, which says this now.
    fn see(&mut self, _diary: &Diary) -> Option<&'static str> {
        None
    }

    /// Another sign of danger was seen in another window: what runs stops, and these hold now.
    fn halt(&mut self, _danger: &Danger) {}

    /// Another window was told so long ago that the cramp eased.
    fn ease(&mut self, _answer: relief::ReliefAnswer, _ago: Duration) {}

    /// It is left for good.
    fn leave(&mut self, _context: &mut Context<'_>) {}
}

/// What goes on on a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    /// Nothing that a notice would disturb.
    Calm,
    /// A session, or questions.
    Busy,
    /// A cramp.
    Cramp,
    /// The end of a session or of a cramp.
    End,
}

/// What a screen lends itself from the app to draw with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'a> {
    /// Settings, routines, safety answers.
    pub setup: &'a AppConfig,
    /// Whether there are keys to be named.
    pub keyboard: bool,
    /// How to breathe with the figure.
    pub breath: Option<Breath>,
}

/// What a screen lends itself from the app to react with.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// Settings, routines, safety answers.
    pub setup: &'a mut AppConfig,
    /// The diary.
    pub diary: &'a mut DiaryState,
    /// Time since the start, sleep included.
    pub now: Duration,
    /// Whether there is a keyboard.
    pub keyboard: bool,
    /// How many pages the page on the screen takes.
    pub pages: usize,
    /// When a sign of danger came up last.
    pub danger_since: Duration,
    /// What was said in the line for notices when the key was pressed.
    pub stood: Option<&'a str>,
    /// What the world is asked to do.
    pub effects: &'a mut Vec<Effect>,
    /// What is to be shown or said once the reaction is over.
    pub(super) after: Vec<After>,
}

/// What a reaction leaves to the app beside where to go.
#[derive(Debug)]
pub(super) enum After {
    /// Say something for a while.
    Say(String),
    /// Lay a page over the screen; `true` if nobody has asked for it.
    Show(Page, bool),
    /// Lay another screen over this one.
    Open(Box<dyn Screen>),
    /// The step changed without a key.
    StepChanged,
    /// Nothing starts from now on: this was seen, or is left by a cramp.
    Bar(&'static str, SignOutcome),
    /// These are over, and keep nothing from starting any more.
    Unbar(Over),
    /// A safety question was answered.
    Answered,
}

/// What becomes of a sign that was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SignOutcome {
    /// Its card is shown, and later runs go by it.
    Card,
    /// What is on the screen says it, and later runs go by it.
    Kept,
    /// Only this run goes by it.
    Here,
}

impl Context<'_> {
    /// Says something for a while.
    pub(crate) fn say(&mut self, words: impl Into<String>) {
        self.after.push(After::Say(words.into()));
    }

    /// Lays a page over the screen.
    pub(crate) fn show(&mut self, page: Page) {
        self.after.push(After::Show(page, false));
    }

    /// Lays a page over the screen that nobody has asked for: no key closes it at once.
    pub(crate) fn show_unasked(&mut self, page: Page) {
        self.after.push(After::Show(page, true));
    }

    /// Lays another screen over this one.
    pub(crate) fn open(&mut self, screen: Box<dyn Screen>) {
        self.after.push(After::Open(screen));
    }

    /// A step has changed by itself: what is pressed just now was meant for the one before.
    pub(crate) fn step_changed(&mut self) {
        self.after.push(After::StepChanged);
    }

    /// A warning sign was seen: shows what to do, and lets nothing start any more.
    pub(crate) fn bar(&mut self, sign: &'static str) {
        self.after.push(After::Bar(sign, SignOutcome::Card));
    }

    /// The cramp went on for ten minutes: routines show the card first for a day, relief for ten minutes, in later
    /// runs too if it `is_known`.
    pub(crate) fn long_cramp(&mut self, is_known: bool) {
        let bar = if is_known {
            SignOutcome::Kept
        } else {
            SignOutcome::Here
        };
        self.after.push(After::Bar(LONG_CRAMP, bar));
    }

    /// A stretch made it worse: for two days everything shows the card first.
    pub(crate) fn worse(&mut self) {
        self.after.push(After::Bar(WORSE, SignOutcome::Kept));
    }

    /// Nobody has said how both legs look: routines ask for it first, that night.
    pub(crate) fn owe_a_look(&mut self) {
        self.after.push(After::Bar(LOOK, SignOutcome::Kept));
    }

    /// Both legs look the same: no look is owed any more.
    pub(crate) fn legs_look_alike(&mut self) {
        self.unbar(Danger::of(LOOK, None).over());
    }

    /// Whether an entry tells of danger by what was written just now.
    pub(crate) fn tells_danger(&self) -> bool {
        let mut effects = self.effects.iter();
        effects.any(|effect| matches!(effect, Effect::Answer(Answer::Told { signs, .. }) if !signs.is_empty()))
    }

    /// What was named is over: it keeps nothing from starting any more.
    pub(crate) fn unbar(&mut self, over: Over) {
        self.after.push(After::Unbar(over));
    }

    /// Whether a card that `came` then, or a sign on it, was not there a moment ago: what is pressed now was
    /// meant for what stood there before.
    pub(crate) fn is_unread(&mut self, came: Duration) -> bool {
        let is_unread = self.now.saturating_sub(came.max(self.danger_since)) < UNREAD;
        if is_unread {
            self.say("Read this, look at both legs first.");
        }
        is_unread
    }

    /// Writes down what happened.
    pub(crate) fn record(&mut self, record: Record) {
        self.effects.push(Effect::Record(record));
    }

    /// Goes by an answer to a safety question at once, and has it kept.
    pub(crate) fn answer(&mut self, answer: Answer) {
        self.setup.profile.take(&answer);
        self.after.push(After::Answered);
        self.effects.push(Effect::Answer(answer));
    }
}

/// Where a reaction leads.
#[derive(Debug)]
pub(crate) enum Nav {
    /// Nowhere else.
    Stay,
    /// To another screen, over this one.
    Open(Box<dyn Screen>),
    /// Back to what lies beneath, or out of the program.
    Back,
    /// The same, with the mark of its list on a line, from 0.
    BackTo(usize),
    /// To the screen itself: whatever lies over it is closed.
    Uncover,
    /// Out of what was started, back home or out of the program.
    Home,
    /// To something that starts, if nothing speaks against it.
    Start(FirstScreen),
}
