//! The app: a stack of screens, the diary, and how it all looks.
//!
//! It reads no clock, no event and no file: [`App::update`] takes in what happened, [`App::view`]
//! draws, [`App::next_wake`] says when to call again.

mod danger;
mod learning;
mod navigation;
mod showing;
mod speaking;

use std::time::Duration;

use ratatui::buffer::Buffer;

use super::announce::Announcement;
use super::app_config::{AppConfig, InitialScreen, Width};
use super::board::Board;
use super::keys::guard::KeyGuard;
use super::keys::{Action, Key};
use super::layout::measure::Measure;
use super::layout::{Hit, Layout};
use super::live_diary::{DiaryState, LiveDiary};
use super::message::{Effect, Extras, Msg};
use super::notice::Notices;
use super::page::{DangerScreen, Page, Paragraph};
use super::screen::{After, Context, Mood, Nav, Screen};
use super::screens::handbook::{CardScreen, Handbook, MarksScreen};
use super::screens::home::Home;
use super::screens::nights::NightsScreen;
use super::screens::safety::SafetyQuestions;
use super::stack::Stack;
use super::start::FirstScreen;
use super::teller::Teller;
use super::warnings::SignsScreen;
use super::window::Window;
use super::{help, warnings};
use crate::profile::danger::Danger;
use crate::session::speech::Utterance;
use crate::session::under_way::{SOON, UnderWay};

/// What was written down by the clock of this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dated {
    /// Nothing, and nobody was asked whether it is right.
    Nothing,
    /// Something, before anybody was asked.
    Unasked,
    Asked,
}

#[derive(Debug)]
pub struct App {
    setup: AppConfig,
    stack: Stack,
    diary: DiaryState,
    window: Window,
    notices: Notices,
    /// What they said when the last key was pressed.
    stood: Option<String>,
    teller: Teller,
    /// What screens that are left had to say.
    said: Vec<Utterance>,
    /// A page that the plain mode is to tell.
    page: Option<Page>,
    hand: KeyGuard,
    /// Time since the start, sleep included.
    now: Duration,
    keyboard: bool,
    /// Effects of the first screen, handed over with the first message.
    pending: Vec<Effect>,
    /// What is under way, as it was kept last.
    kept: UnderWay,
    dated: Dated,
    /// When a sign of danger came up last.
    danger_since: Duration,
    /// What of it is not kept, so that no look at the file brings it back.
    unkept: Option<Danger>,
    /// Its card, where that is still to be shown.
    owed: Option<Page>,
    done: bool,
}

impl App {
    pub fn new(setup: AppConfig, first: InitialScreen) -> Self {
        let mut app = Self {
            window: Window::new(&setup),
            kept: setup.under_way.timeless(),
            teller: Teller::new(setup.settings.pace),
            said: Vec::new(),
            page: None,
            setup,
            stack: Stack::default(),
            diary: DiaryState::Reading,
            notices: Notices::default(),
            stood: None,
            hand: KeyGuard::default(),
            now: Duration::ZERO,
            keyboard: true,
            pending: Vec::new(),
            dated: Dated::Nothing,
            danger_since: Duration::ZERO,
            unkept: None,
            owed: None,
            done: false,
        };
        if let Some(words) = app.setup.notice.take() {
            app.notices.tell_of_files(words, Duration::ZERO);
        }
        let mut effects = Vec::new();
        // What starts shows the card in its own place.
        let is_calm = !matches!(first, InitialScreen::Relief(_) | InitialScreen::Routine(_));
        match first {
            InitialScreen::Home => app.stack.push(Box::new(Home::new(&app.setup))),
            InitialScreen::Nights => app.stack.push(Box::new(NightsScreen::default())),
            InitialScreen::Handbook(cards) if cards.is_empty() => {
                app.stack.push(Box::new(Handbook::groups()));
            }
            InitialScreen::Handbook(cards) => {
                let card = match cards.as_slice() {
                    [card] => CardScreen::of(card, &app.setup.profile),
                    _ => CardScreen::new(cards, 0, &app.setup.profile),
                };
                app.stack.push(Box::new(card));
            }
            InitialScreen::Marks => app.stack.push(Box::<MarksScreen>::default()),
            InitialScreen::Safety => {
                app.stack.push(Box::new(SafetyQuestions::new(&app.setup)));
                app.doubt_clock();
            }
            InitialScreen::Relief(spot) => app.start(FirstScreen::Relief(spot), &mut effects),
            InitialScreen::Routine(routine) => {
                app.start(FirstScreen::Routine(routine), &mut effects);
            }
        }
        if let Some(danger) = app.setup.barring().filter(|_| is_calm) {
            let card = DangerScreen::new(danger, &app.setup, Duration::ZERO, None);
            app.stack.push(Box::new(card));
        }
        app.pending = effects;
        app
    }

    /// Takes in one message and returns what is to be done about it.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = std::mem::take(&mut self.pending);
        match msg {
            Msg::Elapsed(time) => self.advance(time, &mut effects),
            Msg::Slept(time) => self.sleep(time, &mut effects),
            Msg::Key(key) => self.press(key, &mut effects),
            Msg::Pasted(text) => self.paste(&text, &mut effects),
            Msg::Resized(size, cell) => self.window.resize(size, cell),
            Msg::Wide if self.setup.width == Width::Asked => self.window.draw_wide(),
            Msg::Keyless => {
                self.keyboard = false;
                self.stack.uppermost_mut().go_keyless();
                self.done |= self.is_waiting() && !self.stack.uppermost().needs_diary();
            }
            Msg::Overtaken => self.say(learning::OVERTAKEN),
            Msg::UnderWay(found) => self.take_up(found),
            Msg::Eased(answer, ago) => self.ease(answer, ago),
            Msg::Profile(profile, danger) => self.learn(*profile, danger),
            Msg::ProfileSaved => self.notices.answers_kept(),
            Msg::ProfileUnsaved(why) => self.notices.answers_not_kept(&why, self.now),
            // Nobody is told of it during a cramp; the end of the program says it too.
            Msg::Recovered(words) if self.stack.mood() != Mood::Cramp => {
                self.notices.tell_of_files(words, self.now);
            }
            Msg::Recovered(_) | Msg::Wide => {}
            Msg::Clock(doubt) => {
                self.notices.doubt(&doubt, self.stack.mood(), self.now);
                self.setup.clock = Some(doubt);
                self.doubt_clock();
            }
            // Its own words go before: it may be about who says them.
            Msg::Unheard(words) if self.setup.plain => self.said.push(Utterance::quiet(words)),
            Msg::Unheard(words) => self.say(words),
            Msg::Diary(diary, at) => {
                let diary = diary.with_boundary(self.setup.settings.night_begins);
                let mut diary = LiveDiary::new(diary, at, self.setup.on_wall);
                if let Ok(known) = self.diary.ready() {
                    diary.replace(known);
                    self.notices.outdate(self.stack.mood());
                }
                self.diary = DiaryState::Ready(diary);
                self.see();
                self.doubt_clock();
                self.done |= self.is_waiting();
            }
            Msg::Unread(why) => {
                let words = format!("The diary cannot be read: {why}.");
                // A screen of the diary shows it in its place, and home in the place of tonight.
                if !self.shows_diary() {
                    self.say(words.clone());
                }
                self.diary = DiaryState::Unavailable(words);
            }
            Msg::Written(line) => {
                if let DiaryState::Ready(diary) = &mut self.diary {
                    diary.take(line);
                    self.notices.outdate(self.stack.mood());
                }
                self.see();
            }
            Msg::Saved => {
                let clock = self.setup.clock.as_deref();
                self.notices.saved(clock, self.stack.mood(), self.now);
            }
            Msg::Unsaved(why) => self.notices.unsaved(why, self.stack.mood(), self.now),
            Msg::Ended => self.quit(&mut effects),
        }
        if !self.keyboard {
            // A script may run it, and nobody lie there.
            effects.retain(|effect| !matches!(effect, Effect::Record(_)));
        }
        if self.now.saturating_sub(self.danger_since) >= SOON
            && let Some(danger) = &mut self.setup.danger
        {
            danger.age();
        }
        self.show_owed(Some(self.now));
        if self.dated == Dated::Nothing && effects.iter().any(Effect::is_dated) {
            self.dated = Dated::Unasked;
        }
        self.keep_under_way(&mut effects);
        self.part(&mut effects);
        if !self.stack.iter().any(Screen::asks_safety) {
            self.notices.say_whether_kept(self.now);
        }
        self.refresh();
        self.speak(&mut effects);
        effects
    }

    /// Time until the screen next differs by itself; `None` when only a message can change it.
    pub fn next_wake(&self) -> Option<Duration> {
        let screen = self.stack.uppermost();
        let times = [
            self.next_change(),
            screen.next_second(),
            self.notices.left(self.now),
            self.window.next_change(),
        ];
        times.into_iter().flatten().min()
    }

    /// Time until anything but a count of seconds changes: what the plain mode tells.
    pub fn next_change(&self) -> Option<Duration> {
        let changes = self.stack.iter().map(Screen::next_change);
        let waits = self.setup.pace().and_then(|_| self.teller.next_change());
        changes.chain([waits]).flatten().min()
    }

    pub fn view(&self, buffer: &mut Buffer) {
        self.window.draw(buffer);
    }

    /// What of it is no cell.
    pub fn extras(&self) -> Extras<'_> {
        Extras {
            mouse: self.setup.settings.mouse,
            palette: self.window.palette(),
            scenes: self.window.scene().into_iter().collect(),
        }
    }

    /// What there is to say now, in paragraphs, for the plain mode.
    pub fn announcements(&self) -> Vec<Announcement> {
        self.window.board().announcements(self.keyboard)
    }

    /// What is on the screen, where, and what its sizes are measured with.
    pub fn shown(&self) -> (&Board, &Layout, Measure) {
        let window = &self.window;
        (window.board(), window.layout(), window.measure())
    }

    pub fn is_done(&self) -> bool {
        self.done
    }

    /// Whether it leads by the second, so that somebody looks and presses no key.
    pub fn is_counting(&self) -> bool {
        self.stack.uppermost().is_counting()
    }

    /// Whether the diary can be looked at in this run.
    pub fn shows_diary(&self) -> bool {
        self.stack
            .iter()
            .any(|screen| screen.needs_diary() || screen.is_home())
    }

    /// Whether it ends as soon as the diary has come.
    pub fn is_waiting(&self) -> bool {
        !self.keyboard && self.stack.iter().all(Screen::is_over)
    }

    fn press(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let hit = match key {
            Key::Click { column, row } => self.window.hit(column, row),
            _ => Some(Hit::Key(key)),
        };
        let meant = match hit {
            Some(Hit::Key(key)) => Some(key),
            Some(Hit::Item(_)) | None => None,
        };
        let keys = self.stack.uppermost().keys();
        if self.hand.is_pasted(key, keys.takes_text(), self.now) {
            return self.say("A line ends what is written: the rest of the paste is left out.");
        }
        let (meant, action) = match meant {
            Some(key) => keys.meant(key, self.setup.layout),
            None => (key, None),
        };
        let key = match key {
            Key::Click { .. } => key,
            _ => meant,
        };
        let gap = self.hand.press(key, self.now);
        let is_way_out = matches!(action, Some(Action::QuitNow | Action::Suspend));
        if !is_way_out && self.stack.uppermost().ignores(key, gap, self.now)
            || KeyGuard::is_bounce(key, action.filter(|_| keys.names(meant)), gap)
        {
            return;
        }
        self.stood = self.notices.said().map(str::to_owned);
        self.notices.clear(self.now);
        if self.teller.cut_short() {
            self.stand_still(Duration::ZERO);
        }
        match (hit, action) {
            (Some(Hit::Item(item)), _) => {
                self.on_top(effects, |screen, context| screen.pick(item, context));
            }
            (_, Some(action)) => self.act(action, meant, effects),
            (_, None) => {
                let ways = help::ways(self.stack.uppermost().keys());
                self.say(self.window.answers() + &ways);
            }
        }
    }

    /// A paste is text where text is written, and nothing elsewhere.
    fn paste(&mut self, text: &str, effects: &mut Vec<Effect>) {
        let keys = self.stack.uppermost().keys();
        if !keys.takes_text() {
            return self.say(help::ways(keys));
        }
        self.on_top(effects, |screen, context| {
            screen.paste(text, context);
            Nav::Stay
        });
    }

    fn act(&mut self, action: Action, key: Key, effects: &mut Vec<Effect>) {
        if self.hand.is_late(action, self.now) {
            return;
        }
        let restarts = match action {
            Action::Spot(spot) => Some(Some(spot)),
            Action::Again | Action::BothLegs | Action::Unhurt => Some(None),
            _ => None,
        };
        match action {
            _ if restarts.is_some() && self.setup.barring().is_some() => {
                self.start(FirstScreen::Relief(restarts.flatten()), effects);
            }
            Action::CrampNow => self.go_to_relief(key, effects),
            // In lines it is told, and covers nothing.
            Action::Signs if self.setup.plain => {
                let [gravest, rest] = warnings::told(&self.setup.settings);
                let is_again = self.teller.has_told_last(&gravest.lines());
                self.show(if is_again { rest } else { gravest }, None);
            }
            Action::Signs => {
                let signs = SignsScreen::default();
                self.go(self.stack.len() - 1, Nav::Open(Box::new(signs)), effects);
            }
            Action::Help => {
                let page = help::page(self.stack.uppermost().keys(), self.setup.plain);
                let told = self.notices.of_files.iter();
                let told = told.map(Paragraph::text);
                self.show(told.fold(page, Page::with), None);
            }
            Action::Dimmer => {
                let is_relief = self.stack.relief().is_some();
                let next = self.window.next_theme(&self.setup, is_relief);
                self.say(format!("Theme: {}", next.name()));
            }
            Action::Motion => {
                let next = self
                    .window
                    .next_motion(&self.setup, self.stack.relief().is_some());
                self.say(format!("Motion: {}", next.words()));
            }
            Action::Sound => self.next_sound(effects),
            Action::SaveAgain => {
                if let Some(page) = self.notices.why_unsaved() {
                    effects.push(Effect::SaveAgain);
                    self.show(page, None);
                }
            }
            Action::SayHowToLeave if self.hand.says_again(self.now) => self.quit(effects),
            Action::SayHowToLeave => self.say("q leaves, or Esc again"),
            Action::Suspend => effects.push(Effect::Suspend),
            Action::Quit | Action::QuitNow => self.quit(effects),
            // The rest is the screen's: its table of keys says which actions can reach it.
            _ => self.on_top(effects, |screen, context| screen.act(action, key, context)),
        }
    }

    fn advance(&mut self, time: Duration, effects: &mut Vec<Effect>) {
        self.pass(time);
        // In lines it stays until it was quiet enough to tell it.
        if !self.teller.lags() {
            self.notices.expire(self.now);
        }
        self.on_every(effects, |screen, context| screen.advance(time, context));
        self.done |= self.is_waiting() && !self.stack.uppermost().needs_diary();
    }

    fn sleep(&mut self, time: Duration, effects: &mut Vec<Effect>) {
        self.pass(time);
        self.on_every(effects, |screen, context| screen.sleep(time, context));
    }

    fn pass(&mut self, time: Duration) {
        self.now = self.now.saturating_add(time);
        self.setup.under_way.pass(time);
        self.teller.pass(time);
        if let DiaryState::Ready(journal) = &mut self.diary {
            journal.pass(time);
        }
    }

    fn on_top(
        &mut self,
        effects: &mut Vec<Effect>,
        react: impl FnMut(&mut dyn Screen, &mut Context<'_>) -> Nav,
    ) {
        self.on(self.stack.len() - 1, effects, react);
    }

    /// Lets every screen react, the lowest first: relief goes on below a page.
    fn on_every(
        &mut self,
        effects: &mut Vec<Effect>,
        mut react: impl FnMut(&mut dyn Screen, &mut Context<'_>) -> Nav,
    ) {
        let mut at = 0;
        while at < self.stack.len() {
            self.on(at, effects, &mut react);
            at += 1;
        }
    }

    fn on(
        &mut self,
        at: usize,
        effects: &mut Vec<Effect>,
        mut react: impl FnMut(&mut dyn Screen, &mut Context<'_>) -> Nav,
    ) {
        let pages = self.window.page().map_or(1, |(_, pages)| pages);
        let mut context = Context {
            setup: &mut self.setup,
            diary: &mut self.diary,
            now: self.now,
            keyboard: self.keyboard,
            pages,
            danger_since: self.danger_since,
            stood: self.stood.as_deref(),
            effects,
            after: Vec::new(),
        };
        let said = context.effects.len();
        let nav = react(self.stack.at(at), &mut context);
        let (before, after) = context
            .after
            .into_iter()
            .partition(|after| matches!(after, After::Unbar(_)));
        self.go_by_entries(&effects[said..]);
        self.heed(before, effects);
        self.go(at, nav, effects);
        self.heed(after, effects);
    }

    fn say(&mut self, words: impl Into<String>) {
        self.notices.say(words.into(), self.now);
    }
}
