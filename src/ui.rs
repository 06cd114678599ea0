//! The app: what is on the screen, how it reacts, when it next changes.
//!
//! It reads no clock, no event and no file: [`App::update`] takes in what happened,
//! [`App::view`] draws, [`App::next_wake`] says when to call again.

pub mod canvas;
pub mod card;
pub mod details;
mod dress;
pub mod eased;
pub mod easel;
pub mod figure;
pub mod help;
pub mod home;
pub mod journal;
pub mod keys;
mod lapse;
pub mod layout;
pub mod lettering;
mod message;
pub mod morning;
pub mod nights;
mod notice;
mod overlay;
pub mod page;
pub mod player;
pub mod profile;
pub mod raster;
pub mod relief;
pub mod routines;
mod scene;
mod screen;
pub mod setup;
mod start;
pub mod theme;
pub mod time;
mod toast;
pub mod warnings;
pub mod words;

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::{Position, Size};

use crate::routine::RoutineId;
use crate::settings::Motion;
use canvas::{Canvas, Look};
use home::Home;
use journal::Journal;
use keys::hand::Hand;
use keys::{Action, Context, Key};
pub use message::{Effect, Msg, Said, Then};
use nights::Nights;
use overlay::Overlay;
use page::Page;
use routines::Routines;
use scene::Scene;
use screen::Screen;
pub use setup::{First, Setup};
use start::Answers;
use theme::{Role, Theme, ThemeName};
use toast::Toast;

/// The role of a notice.
const NOTICE: Role = Role::Accent;
/// Why there is no diary, until it was read.
const READING: &str = "The diary is still being read.";
/// What follows relief that names nothing else.
const AFTER_CRAMP: &str = "after-cramp";

/// The whole program between the keyboard and the screen.
#[derive(Debug)]
pub struct App {
    setup: Setup,
    look: Look,
    /// The theme chosen with `d`, for this run.
    dimmer: Option<ThemeName>,
    /// The motion chosen with `a`, for this run.
    motion: Option<Motion>,
    screen: Screen,
    scene: Scene,
    overlay: Option<Overlay>,
    toast: Option<Toast>,
    /// The diary, or why it is not there yet.
    journal: Result<Journal, String>,
    /// Why lines of the diary are only in memory, if some are.
    unsaved: Option<String>,
    /// A page that the plain mode tells,
    told: Vec<String>,
    /// and how many there were: asked for again, it is told again.
    laid: usize,
    /// Time since the start, sleep included.
    now: Duration,
    hand: Hand,
    size: Size,
    keyboard: bool,
    from_home: bool,
    /// What became of answers to the safety questions since the last word about it.
    answers: Option<Answers>,
    /// What is shown in place of anything that would start: a sign of danger was seen.
    barred: Option<Page>,
    /// Effects of the first screen, handed over with the first message.
    pending: Vec<Effect>,
    done: bool,
}

impl App {
    /// Opens the first screen.
    pub fn new(setup: Setup, first: First) -> Self {
        let mut app = Self {
            look: Look {
                theme: Theme::new(setup.theme, setup.depth),
                glyphs: setup.glyphs,
            },
            screen: Screen::Home(Home::default()),
            scene: Scene::default(),
            setup,
            dimmer: None,
            motion: None,
            overlay: None,
            toast: None,
            journal: Err(READING.to_owned()),
            unsaved: None,
            told: Vec::new(),
            laid: 0,
            now: Duration::ZERO,
            hand: Hand::default(),
            size: Size::new(80, 24),
            keyboard: true,
            from_home: matches!(first, First::Home),
            answers: None,
            barred: None,
            pending: Vec::new(),
            done: false,
        };
        if let Some(notice) = app.setup.notice.take() {
            app.say(notice);
        }
        let mut effects = Vec::new();
        if let Some(danger) = app.setup.danger.take() {
            app.barred = Some(card::danger(&danger, &app.setup.settings));
        }
        app.open(first, &mut effects);
        app.pending = effects;
        app.dress();
        app
    }

    /// Opens a screen; where a sign of danger was seen, its card lies before it.
    fn open(&mut self, first: First, effects: &mut Vec<Effect>) {
        match first {
            First::Home if self.barred.is_some() => self.refuse(First::Home),
            First::Home => {}
            First::Nights => self.screen = Screen::Nights(Nights::default()),
            First::Safety => self.ask(),
            First::Relief(spot) => self.relieve(spot, effects),
            First::Routine(routine) => self.start(*routine, effects),
        }
    }

    /// Takes in one message and returns what is to be done about it.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = std::mem::take(&mut self.pending);
        match msg {
            Msg::Elapsed(dt) => self.advance(dt, &mut effects),
            Msg::Slept(dt) => self.sleep(dt),
            Msg::Key(key) => self.key(key, &mut effects),
            Msg::Pasted(text) => self.paste(&text, &mut effects),
            Msg::Resized(size) => self.size = size,
            Msg::Keyless => self.go_keyless(),
            Msg::Profile(profile, danger) => self.learn(*profile, danger.as_ref()),
            Msg::ProfileSaved => self.answers_kept(),
            Msg::ProfileUnsaved(why) => self.answers_not_kept(&why),
            Msg::Diary(diary, at) => {
                let diary = diary.with_boundary(self.setup.settings.night_begins);
                self.journal = Ok(Journal::new(diary, at));
                self.done |= self.is_waiting();
            }
            Msg::Unread(why) => self.unread(&why),
            Msg::Written(line) => self.journal.iter_mut().for_each(|j| j.take(line.clone())),
            Msg::Recovered(words) => self.say(words),
            Msg::Saved => self.saved(),
            Msg::Unsaved(why) => self.unsaved(why),
            Msg::Ended => self.quit(&mut effects),
        }
        if !self.keyboard {
            // A script may run it, and nobody lie there.
            effects.retain(|effect| !matches!(effect, Effect::Record(_)));
        }
        self.dress();
        effects
    }

    /// Time until the screen next differs by itself; `None` when only a message can change it.
    pub fn next_wake(&self) -> Option<Duration> {
        let second = self.screen.next_second();
        let toast = self.toast.as_ref().map(|toast| toast.left(self.now));
        let figure = self.scene.next();
        self.next_change()
            .into_iter()
            .chain(second)
            .chain(toast)
            .chain(figure)
            .min()
    }

    /// Time until anything but a count of seconds changes: what the plain mode tells.
    pub fn next_change(&self) -> Option<Duration> {
        self.screen.next_change()
    }

    /// Draws the whole screen.
    pub fn view(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        self.scene.hide();
        let mut canvas = Canvas::new(frame.buffer_mut(), &self.look);
        match &self.overlay {
            Some(overlay) => {
                let status = self.screen.status(area.width);
                overlay.view(&mut canvas, area, &status, self.words());
            }
            None => self.screen.view(
                &mut canvas,
                area,
                &self.setup,
                &self.scene,
                self.journal(),
                self.words(),
            ),
        }
        canvas.finish();
    }

    /// What there is to say now, in paragraphs, for the plain mode.
    pub fn tell(&self) -> Vec<Said> {
        // A page was asked for, or cannot wait: it goes before what it would have covered.
        let mut said = Said::all(self.laid, self.told.iter().cloned());
        if !matches!(self.overlay, Some(Overlay::Danger(..))) {
            let screen = &self.screen;
            said.extend(screen.tell(&self.setup, self.journal(), self.keyboard));
        }
        let mut also = |text: String| said.push(Said { of: 0, text });
        let over = self.overlay.iter().flat_map(Overlay::tell);
        over.for_each(&mut also);
        self.words()
            .map(str::to_owned)
            .into_iter()
            .for_each(&mut also);
        if self.keyboard && !self.done {
            also(help::line(self.context()));
        }
        said
    }

    /// Whether the program should end.
    pub fn is_done(&self) -> bool {
        self.done
    }

    /// Whether mouse clicks are wanted on the present screen.
    pub fn wants_mouse(&self) -> bool {
        self.setup.settings.mouse && matches!(self.screen, Screen::Home(_) | Screen::Relief(_))
    }

    /// Whether the diary can be looked at in this run.
    pub fn shows_diary(&self) -> bool {
        self.from_home || matches!(self.screen, Screen::Nights(_))
    }

    /// Whether it ends as soon as the diary has come.
    pub fn is_waiting(&self) -> bool {
        !self.keyboard && matches!(self.screen, Screen::Nights(_))
    }

    fn journal(&self) -> Result<&Journal, &str> {
        self.journal.as_ref().map_err(String::as_str)
    }

    fn context(&self) -> Context {
        match &self.overlay {
            Some(overlay) => overlay.context(),
            None => self.screen.context(),
        }
    }

    fn key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let context = self.context();
        let (key, action) = match key {
            Key::Click { column, row } => {
                let clicked = context.click(self.size, Position::new(column, row));
                (key, clicked)
            }
            _ => keys::meant(context, key, self.setup.layout),
        };
        if !self.counts(key, action) {
            return;
        }
        self.toast = None;
        self.told.clear();
        match (&mut self.overlay, action) {
            (_, Some(Action::Suspend)) => effects.push(Effect::Suspend),
            (_, Some(Action::QuitNow)) => self.quit(effects),
            (Some(overlay), _) if overlay.is_unseen(self.now) => {}
            (Some(Overlay::Danger(..)), Some(Action::LooksSame)) => self.looks_same(effects),
            (Some(Overlay::Danger(..)), Some(Action::Close)) => self.close(effects),
            (Some(overlay), _) if overlay.is_card() && key.is_big() => {
                self.close_overlay();
                self.act(Action::Eased, key, effects);
            }
            (Some(overlay), Some(Action::NextPage)) => {
                let turned = overlay.page().is_some_and(|page| page.turn(self.size));
                if !turned && !matches!(self.overlay, Some(Overlay::Danger(..))) {
                    self.close_overlay();
                }
            }
            (Some(overlay), Some(Action::PreviousPage)) => {
                let size = self.size;
                overlay
                    .page()
                    .into_iter()
                    .for_each(|page| page.turn_back(size));
            }
            (Some(Overlay::Leave), Some(Action::Close)) => self.close(effects),
            (Some(_), Some(Action::CrampNow)) => {
                self.close_overlay();
                // Relief that is under way is not begun anew.
                let action = keys::action(self.context(), key);
                if let Some(action @ (Action::CrampNow | Action::Again)) = action {
                    self.act(action, key, effects);
                }
            }
            (Some(Overlay::Danger(..)) | None, None) => {}
            // A key that closes an overlay is not passed on.
            (Some(_), _) => self.close_overlay(),
            (None, Some(action)) => self.act(action, key, effects),
        }
    }

    /// A paste is text where text is written, and nothing elsewhere.
    fn paste(&mut self, text: &str, effects: &mut Vec<Effect>) {
        if !self.context().takes_text() {
            return;
        }
        let Screen::Morning(morning) = &mut self.screen else {
            return;
        };
        let then = morning.paste(text);
        self.follow(then, effects);
    }

    /// Whether a key press is meant: not the echo of a resting or trembling hand.
    fn counts(&mut self, key: Key, action: Option<Action>) -> bool {
        let gap = self.hand.press(key, self.now);
        let asked = match &self.screen {
            Screen::Relief(relief) if self.context() == Context::Asking => relief.asked(),
            Screen::Relief(_)
            | Screen::Home(_)
            | Screen::Routines(_)
            | Screen::Nights(_)
            | Screen::Morning(_)
            | Screen::Player(_)
            | Screen::Questions(_) => None,
        };
        let resting = asked.is_some_and(|asked| asked.ignores(key, gap, self.now));
        !resting && !Hand::trembles(key, action, gap)
    }

    fn act(&mut self, action: Action, key: Key, effects: &mut Vec<Effect>) {
        if self.hand.is_late(action, self.now) {
            return;
        }
        let restarts = matches!(
            action,
            Action::GoGently | Action::Again | Action::Spot(_) | Action::Then
        );
        match action {
            _ if restarts && self.barred.is_some() => self.refuse(First::Relief(None)),
            Action::CrampNow => self.relieve(None, effects),
            Action::Signs => self.lay(warnings::page(&self.setup.settings)),
            Action::Help => self.lay(help::page(self.context())),
            Action::Dimmer => self.dim(),
            Action::Motion => self.slow(),
            Action::SaveAgain => self.save_again(effects),
            Action::Close => self.close(effects),
            Action::Quit | Action::QuitNow => self.quit(effects),
            // The rest is the screen's: the table of keys says which actions can reach it.
            _ => {
                let journal = self.journal.as_mut().map_err(|why| why.as_str());
                let settings = &self.setup.settings;
                let then = match &mut self.screen {
                    Screen::Home(home) => home.act(action, &self.setup, journal, effects),
                    Screen::Routines(list) => list.act(action, &self.setup.library),
                    Screen::Nights(nights) => nights.act(action, journal, settings, effects),
                    Screen::Morning(morning) => match journal {
                        Ok(journal) => morning.act(action, key, journal, settings, effects),
                        Err(why) => Then::Say(why.to_owned()),
                    },
                    Screen::Player(player) => player.act(action, self.now, effects),
                    Screen::Relief(relief) => {
                        relief.act(action, key, self.now, &self.setup, effects)
                    }
                    Screen::Questions(questions) => questions.act(action, &self.setup.settings),
                };
                self.keep_answers(effects);
                self.follow(then, effects);
            }
        }
    }

    fn follow(&mut self, then: Then, effects: &mut Vec<Effect>) {
        match then {
            Then::Stay => {}
            Then::Say(words) => self.say(words),
            Then::Page(page) => self.lay(page),
            Then::AskToLeave => {
                if let Screen::Player(player) = &mut self.screen {
                    player.interrupt();
                }
                self.overlay = Some(Overlay::Leave);
            }
            Then::Relief => self.relieve(None, effects),
            Then::Routine(routine) => self.start(*routine, effects),
            Then::After(id) => {
                let library = &self.setup.library;
                let named = id.and_then(|id| library.routine(&id));
                let usual = || library.routine(&RoutineId::new(AFTER_CRAMP)?);
                if let Some(routine) = named.or_else(usual) {
                    self.start(routine, effects);
                }
            }
            Then::Routines => self.screen = Screen::Routines(Routines::of(&self.setup)),
            Then::Safety => self.ask(),
            Then::Asked => self.lay(profile::changes(&self.setup.findings())),
            Then::Swollen => self.stop_for_today(effects),
            Then::Bar(sign) => self.bar(sign, effects),
            Then::NotSwollen => self.all_clear(effects),
            Then::Nights => self.screen = Screen::Nights(Nights::default()),
            Then::Ask(morning) => self.screen = Screen::Morning(morning),
            Then::Home(page) => {
                self.screen = Screen::Home(Home::default());
                self.hand.step_changed(self.now);
                self.lay_card(page);
            }
            Then::Night { night, card, words } => {
                self.screen = Screen::Nights(Nights::at(night));
                self.say(words);
                if let Some(card) = card {
                    self.lay(card);
                }
            }
        }
    }

    fn leave_screen(&mut self, effects: &mut Vec<Effect>) {
        self.overlay = None;
        self.hand.step_chosen();
        match (&mut self.screen, &mut self.journal) {
            (Screen::Player(player), _) => player.stop(effects),
            (Screen::Morning(morning), Ok(journal)) => morning.keep(journal, effects),
            (Screen::Questions(_), _) => self.say_whether_kept(),
            _ => {}
        }
    }

    fn close(&mut self, effects: &mut Vec<Effect>) {
        self.leave_screen(effects);
        if self.from_home {
            self.screen = Screen::Home(Home::default());
        } else {
            self.done = true;
        }
    }

    fn quit(&mut self, effects: &mut Vec<Effect>) {
        self.leave_screen(effects);
        self.done = true;
    }

    fn go_keyless(&mut self) {
        self.keyboard = false;
        // Nobody can say that both legs look the same.
        self.done |= matches!(self.overlay, Some(Overlay::Danger(..)));
        match &mut self.screen {
            Screen::Home(_) | Screen::Routines(_) | Screen::Morning(_) | Screen::Questions(_) => {
                self.done = true;
            }
            Screen::Player(player) => player.go_keyless(),
            // The nights wait for the diary.
            Screen::Nights(_) | Screen::Relief(_) => {}
        }
    }
}
