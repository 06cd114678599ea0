//! Drives the app in virtual time: it jumps from deadline to deadline, as the event loop would.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use uncramp::diary::Diary;
use uncramp::figure::poses::Poses;
use uncramp::moment::Moment;
use uncramp::profile::Profile;
use uncramp::routine::RoutineId;
use uncramp::routine::library::{Library, OwnFile, built_in};
use uncramp::session::relief::Spot;
use uncramp::session::under_way::UnderWay;
use uncramp::settings::{Motion, Settings, SoundChoice};
use uncramp::ui::app_config::CrampHint;
use uncramp::ui::board::{Content, Text};
use uncramp::ui::figure::Scene;
use uncramp::ui::keys::Key;
use uncramp::ui::layout::cells::{choice_cells, hint_cells};
use uncramp::ui::layout::list::list_cells;
use uncramp::ui::layout::measure::LONGEST_LINE;
use uncramp::ui::painter::rows_of;
use uncramp::ui::raster::Glyphs;
use uncramp::ui::theme::{Depth, Inks, ThemeName};
use uncramp::ui::{App, AppConfig, Effect, InitialScreen, Msg, Width};

/// Whether all words of a text have room.
pub fn is_whole(text: &Text, area: Rect) -> bool {
    rows_of(&text.words, area.width.min(LONGEST_LINE)) <= area.height
}

/// A person at the keyboard of a pretended terminal.
#[derive(Debug)]
pub struct Pilot {
    pub app: App,
    pub effects: Vec<Effect>,
    /// How often the app asked to be woken.
    pub wakes: usize,
    pub size: Size,
    /// What the plain mode has appended.
    pub lines: Vec<String>,
}

/// What most tests start with: night, true colour, 80x24.
pub fn setup() -> AppConfig {
    AppConfig {
        settings: Settings::default(),
        library: Library::new(Vec::new()),
        own_relief: None,
        theme: ThemeName::Night,
        relief_theme: ThemeName::Night,
        motion: Motion::Calm,
        relief_motion: Motion::Calm,
        poses: Poses::default(),
        depth: Depth::True,
        inks: Inks::Colours,
        layout: None,
        glyphs: Glyphs::Quadrant,
        width: Width::Known,
        plain: false,
        sound: SoundChoice::Off,
        profile: Profile::default(),
        under_way: UnderWay::default(),
        today: None,
        night: 0,
        danger: None,
        on_wall: |wall| Some(Moment::on(wall, 60)),
        said: CrampHint::default(),
        keeps_diary: true,
        notice: None,
        clock: None,
    }
}

/// The same where figures stand still: for long waits that are not about figures, as each picture
/// of one that moves wakes the app.
pub fn still() -> AppConfig {
    stilled(setup())
}

pub fn stilled(setup: AppConfig) -> AppConfig {
    AppConfig {
        motion: Motion::Still,
        relief_motion: Motion::Still,
        ..setup
    }
}

/// A routine that comes with the program.
pub fn routine(id: &str) -> InitialScreen {
    let id = RoutineId::new(id).expect("a valid id");
    InitialScreen::Routine(Box::new(built_in(&id).expect("a built-in routine")))
}

/// A file in the user's folder.
pub fn own(name: &str, text: &str) -> OwnFile {
    OwnFile {
        path: name.into(),
        text: Ok(text.to_owned()),
    }
}

impl Pilot {
    pub fn with(setup: AppConfig, first: InitialScreen) -> Self {
        let app = App::new(setup, first);
        let size = Size::new(80, 24);
        let (effects, lines) = (Vec::new(), Vec::new());
        let mut pilot = Self {
            app,
            effects,
            wakes: 0,
            size,
            lines,
        };
        pilot.tell(Msg::Resized(size, None));
        pilot
    }

    /// Somebody who reads or hears lines.
    pub fn lines(setup: AppConfig, first: InitialScreen) -> Self {
        let plain = AppConfig {
            plain: true,
            ..setup
        };
        Self::with(plain, first)
    }

    pub fn start(first: InitialScreen) -> Self {
        Self::with(setup(), first)
    }

    pub fn home() -> Self {
        Self::start(InitialScreen::Home)
    }

    pub fn now() -> Self {
        Self::start(InitialScreen::Relief(Some(Spot::Calf)))
    }

    pub fn bedtime() -> Self {
        Self::start(routine("bedtime-stretch"))
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.size = Size::new(columns, rows);
        self.tell(Msg::Resized(self.size, None));
        self
    }

    /// Presses keys: names such as `space` and `right`, or single characters, between spaces.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for name in keys.split(' ') {
            self.tell(Msg::Key(key(name)));
        }
        self
    }

    /// Presses keys with a second after each: the same key again is meant.
    pub fn press_slowly(&mut self, keys: &str) -> &mut Self {
        for name in keys.split(' ') {
            self.press(name).wait(1.0);
        }
        self
    }

    /// Reads a card to its end, and says that what it names is over.
    pub fn lift(&mut self) -> &mut Self {
        let page = |pilot: &Self| {
            let (board, ..) = pilot.app.shown();
            let blocks = board.blocks.iter();
            let mut pages = blocks.filter_map(|block| match &block.content {
                Content::Page(page) => Some(page.number()),
                _ => None,
            });
            pages.next_back()
        };
        loop {
            let before = page(self);
            let has_turned = |pilot: &Self| before.is_some_and(|at| page(pilot) == Some(at + 1));
            self.press("2");
            if !has_turned(self) {
                return self;
            }
            self.wait(1.0);
        }
    }

    /// Clicks on the answer, the line of a list or the key with these words.
    #[track_caller]
    pub fn click_on(&mut self, words: &str) -> &mut Self {
        let (board, layout, measure) = self.app.shown();
        let found = layout.placed.iter().find_map(|placed| {
            let area = placed.area;
            match &board.blocks[placed.block].content {
                Content::Choices(choices) => {
                    let at = choices.iter().position(|choice| choice.word == words)?;
                    choice_cells(choices, area, &measure).get(at).copied()
                }
                Content::List(items) => {
                    let mut cells = list_cells(items, area, &measure).into_iter();
                    let found = cells.find(|(at, _)| items[*at].title == words);
                    found.map(|(_, cell)| cell)
                }
                Content::Keys(hints) => {
                    let mut cells = hint_cells(hints, area).into_iter();
                    let found = cells.find(|(hint, _)| hint.words == words);
                    found.map(|(_, cell)| cell)
                }
                _ => None,
            }
        });
        let cell =
            found.unwrap_or_else(|| panic!("{words:?} cannot be clicked:\n{}", self.screen()));
        self.click(cell.x, cell.y)
    }

    /// Clicks where these words begin on the screen.
    pub fn click_words(&mut self, words: &str) -> &mut Self {
        let screen = self.screen();
        let found = (0..).zip(screen.lines()).find_map(|(row, line)| {
            let before = line.split_once(words)?.0.chars().count();
            Some((u16::try_from(before).expect("a line of a window"), row))
        });
        let (column, row) = found.unwrap_or_else(|| panic!("no {words:?} on:\n{screen}"));
        self.click(column, row)
    }

    pub fn click(&mut self, column: u16, row: u16) -> &mut Self {
        self.tell(Msg::Key(Key::Click { column, row }));
        self
    }

    /// Lets time pass; the app is woken when it asks to be, and only then.
    pub fn wait(&mut self, seconds: f64) -> &mut Self {
        let mut left = Duration::try_from_secs_f64(seconds).expect("a length of time");
        while let Some(wake) = self.app.next_wake().filter(|wake| *wake <= left) {
            assert!(!wake.is_zero(), "woken for nothing at all: {:?}", self.app);
            left -= wake;
            self.wakes += 1;
            self.tell(Msg::Elapsed(wake));
            if self.app.is_done() {
                return self;
            }
        }
        self.tell(Msg::Elapsed(left));
        self
    }

    pub fn sleep(&mut self, seconds: u64) -> &mut Self {
        self.tell(Msg::Slept(Duration::from_secs(seconds)));
        self
    }

    pub fn keyless(&mut self) -> &mut Self {
        self.tell(Msg::Keyless);
        self
    }

    pub fn tell(&mut self, msg: Msg) {
        for effect in self.app.update(msg) {
            match effect {
                Effect::Tell(line) => self.lines.push(line),
                effect => self.effects.push(effect),
            }
        }
    }

    /// Lets the app have a diary, at a time on the wall.
    pub fn opens(&mut self, lines: &[impl AsRef<str>], at: &str) -> &mut Self {
        let diary = Diary::from_lines(lines.iter().map(AsRef::as_ref));
        assert!(diary.troubles().is_empty(), "{diary:?}");
        let at = Moment::parse(at).expect("a time on the wall");
        self.tell(Msg::Diary(Box::new(diary), at));
        self
    }

    pub fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(Rect::from((Position::ORIGIN, self.size)));
        self.app.view(&mut buffer);
        buffer
    }

    /// The figure where it is in pixels.
    pub fn scene(&self) -> Option<(Rect, Scene)> {
        let scenes = self.app.extras().scenes;
        scenes
            .first()
            .map(|(cells, scene)| (*cells, (*scene).clone()))
    }

    pub fn screen(&self) -> String {
        text(&self.buffer())
    }

    /// What is read on the screen: its characters, then what stands in huge letters, and every text
    /// that is whole, unwrapped.
    pub fn read(&self) -> String {
        let (board, layout, _) = self.app.shown();
        let mut all = self.screen();
        for placed in &layout.placed {
            match &board.blocks[placed.block].content {
                Content::Shout(shout) => all += &shout.lines.join(" "),
                Content::Title { text: words, .. } | Content::Notice { words, .. } => all += words,
                Content::Choices(choices) => {
                    let words = choices.iter().map(|choice| {
                        let tick = if choice.is_chosen { "✓ " } else { "" };
                        format!("{tick}{}", choice.words())
                    });
                    all += &words.collect::<Vec<_>>().join("\n");
                }
                Content::Scale(numbers) => {
                    let words = numbers.iter().map(|number| {
                        if number.is_chosen {
                            format!("[{}]", number.word)
                        } else {
                            number.word.clone()
                        }
                    });
                    all += &words.collect::<Vec<_>>().join(" ");
                }
                Content::Count(count) => all += &count.text,
                Content::Draft { text, .. } => all += text,
                Content::Clock { time, caption } => all.extend([time, " ", caption]),
                Content::Text(text) if is_whole(text, placed.area) => all += &text.words,
                _ => continue,
            }
            all.push('\n');
        }
        all
    }

    /// Asserts that something is read on the screen, in small or in huge letters, and shows the
    /// screen if it is not.
    #[track_caller]
    pub fn sees(&mut self, words: &str) -> &mut Self {
        let read = self.read();
        let is_read = read.to_lowercase().contains(&words.to_lowercase());
        assert!(is_read, "{words:?} is not on the screen:\n{read}");
        self
    }

    #[track_caller]
    pub fn misses(&mut self, words: &str) -> &mut Self {
        let read = self.read();
        let is_read = read.to_lowercase().contains(&words.to_lowercase());
        assert!(!is_read, "{words:?} is on the screen:\n{read}");
        self
    }
}

fn key(name: &str) -> Key {
    match name {
        "space" => Key::Char(' '),
        "enter" => Key::Enter,
        "esc" => Key::Esc,
        "tab" => Key::Tab,
        "left" => Key::Left,
        "right" => Key::Right,
        "up" => Key::Up,
        "down" => Key::Down,
        "home" => Key::Home,
        "end" => Key::End,
        "pageup" => Key::PageUp,
        "backspace" => Key::Backspace,
        "delete" => Key::Delete,
        "word-left" => Key::WordLeft,
        "word-right" => Key::WordRight,
        name if name.starts_with("ctrl-") => Key::Ctrl(name.chars().last().expect("a letter")),
        name => {
            let mut characters = name.chars();
            let character = characters.next().expect("a key has a name");
            assert_eq!(characters.next(), None, "no key is called {name:?}");
            Key::Char(character)
        }
    }
}

/// The characters of a buffer, row by row.
pub fn text(buffer: &Buffer) -> String {
    let width = usize::from(buffer.area.width).max(1);
    let rows = buffer.content.chunks(width);
    let lines = rows.map(|row| {
        row.iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect::<String>()
    });
    lines
        .map(|line| line.trim_end().to_owned() + "\n")
        .collect()
}
