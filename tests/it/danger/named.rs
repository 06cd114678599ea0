//! What lifts a sign of danger: a key that is pressed on a card that names it, and nothing else.

use std::collections::BTreeSet;

use proptest::prelude::*;
use uncramp::moment::Moment;
use uncramp::profile::danger::{Danger, Over};
use uncramp::profile::{Answer, Profile, file};
use uncramp::ui::{AppConfig, Effect, InitialScreen, Msg};

use super::{dangers, over, recorded};
use crate::pilot::{Pilot, routine};
use crate::profile::with;

/// Every kind of sign, and what its card calls it.
const NAMES: &[(&str, &str)] = &[
    ("RF-U1", SWOLLEN),
    ("look", "you did not say how both legs look"),
    ("unsure", "you did not know if one leg is swollen"),
    ("RF-U2", "ten minutes of cramp"),
    ("RF-U7", "a leg is weak or numb"),
    ("RF-U10", "the foot is not well"),
    ("RF-E2", "a sign of danger"),
    ("worse", "a cramp got worse"),
];

const SWOLLEN: &str = "one leg looks different";

/// What is pressed or done in a window.
const STEPS: &[&str] = &[
    "s", "s", "s", "s", "space", "4", "o", "o", "x", "q", "c", "1", "2", "p", "y", "n", "u",
    "right", "enter",
];

/// One window after another over one file of answers, each as it was when it last looked.
struct Windows {
    pilots: Vec<Pilot>,
    /// How many effects each has been through, how much of the file it knows, and for how long.
    through: Vec<(usize, usize, f64)>,
    file: Vec<String>,
}

impl Windows {
    fn open() -> Self {
        let mut windows = Self {
            pilots: Vec::new(),
            through: Vec::new(),
            file: Vec::new(),
        };
        for at in 0..2 {
            windows.pilots.push(Pilot::home());
            windows.through.push((0, 0, 0.0));
            windows.open_anew(at);
        }
        windows
    }

    fn open_anew(&mut self, at: usize) {
        let firsts = [
            InitialScreen::Relief(None),
            InitialScreen::Home,
            routine("bedtime-stretch"),
            InitialScreen::Safety,
        ];
        let first = firsts.into_iter().nth((self.file.len() + at) % 4);
        let setup = AppConfig {
            danger: self.danger(),
            ..with(Profile::default())
        };
        let mut pilot = Pilot::with(setup, first.unwrap());
        pilot.resize(100, 50);
        self.pilots[at] = pilot;
        self.through[at] = (0, self.file.len(), 0.0);
    }

    fn now(&self) -> Moment {
        let began = Moment::parse("2026-03-01T03:00:00+01:00").unwrap();
        Moment::new(
            began.seconds() + 2 * i64::try_from(self.file.len()).unwrap(),
            60,
        )
    }

    fn danger(&self) -> Option<Danger> {
        self.danger_up_to(self.file.len())
    }

    fn danger_up_to(&self, count: usize) -> Option<Danger> {
        let danger = file::parse(&self.file[..count].join("\n")).danger;
        danger.and_then(|danger| danger.at(self.now().local()))
    }

    fn write(&mut self, answer: &Answer) {
        let line = file::line(answer, self.now());
        self.file.push(line);
    }

    fn look(&mut self, at: usize) {
        if self.through[at].1 < self.file.len() {
            let (known, danger) = (self.danger_up_to(self.through[at].1), self.danger());
            let is_news = |danger: &Danger| danger.is_more_than(known.as_ref());
            if danger.as_ref().is_some_and(is_news) {
                self.through[at].2 = 0.0;
            }
            self.through[at].1 = self.file.len();
            self.pilots[at].tell(Msg::Profile(Box::default(), danger));
        }
    }

    /// Presses a key, and hands over what was lifted by it, with what stood there before.
    fn press(&mut self, at: usize, key: &str, wait: f64) -> Vec<(Over, String)> {
        self.pilots[at].wait(wait);
        self.through[at].2 += wait;
        // Only these say that anything is over.
        let shown = matches!(key, "s" | "n" | "2" | "u").then(|| {
            let screen = self.pilots[at].screen();
            // The clock of relief stands between the lines of a long title.
            let screen = screen.replace("since it began", "");
            let is_clock = |word: &&str| word.contains(':') && word.starts_with(char::is_numeric);
            let words = screen.split_whitespace().filter(|word| !is_clock(word));
            words.collect::<Vec<_>>().join(" ")
        });
        self.pilots[at].press(key);
        let effects = self.pilots[at].effects[self.through[at].0..].to_vec();
        self.through[at].0 = self.pilots[at].effects.len();
        let mut lifted = Vec::new();
        for effect in effects {
            let Effect::Answer(answer) = effect else {
                continue;
            };
            self.write(&answer);
            if self.through[at].1 + 1 == self.file.len() {
                // Its own lines are no news to it.
                self.through[at].1 += 1;
            }
            if let Answer::Over(over) = answer {
                lifted.push((over, shown.clone().unwrap_or_default()));
            }
        }
        if self.pilots[at].app.is_done() {
            self.open_anew(at);
        }
        lifted
    }
}

fn signs(danger: Option<Danger>) -> BTreeSet<String> {
    let danger = danger.unwrap_or_default();
    danger.signs().map(str::to_owned).collect()
}

#[derive(Debug, Clone)]
enum Step {
    Press(usize, &'static str, f64, bool),
    /// An entry of the diary tells of signs, which another program has written.
    Tell(usize, Vec<&'static str>),
}

fn step() -> impl Strategy<Value = Step> {
    let key = prop::sample::select(STEPS);
    let wait = prop::sample::select(vec![0.2, 1.2, 1.2, 20.0]);
    let sign = prop::sample::select(NAMES).prop_map(|(sign, _)| sign);
    prop_oneof![
        8 => (0..2_usize, key, wait, prop::bool::weighted(0.8))
            .prop_map(|(at, key, wait, looks)| Step::Press(at, key, wait, looks)),
        1 => (0..3_usize, prop::collection::vec(sign, 0..3)).prop_map(|(entry, signs)| Step::Tell(entry, signs)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_sign_holds_until_its_key_is_pressed_on_a_card_that_named_it(
        steps in prop::collection::vec(step(), 1..32),
    ) {
        let mut windows = Windows::open();
        for step in steps {
            let before = signs(windows.danger());
            match step {
                Step::Tell(entry, signs) => {
                    let signs = signs.iter().map(|sign| ((*sign).to_owned(), None)).collect();
                    let entry = format!("c{entry}");
                    windows.write(&Answer::Told { entry, signs });
                }
                Step::Press(at, key, wait, looks) => {
                    if looks {
                        windows.look(at);
                    }
                    let known_for = windows.through[at].2 + wait;
                    let lifted = windows.press(at, key, wait);
                    let mut over = BTreeSet::new();
                    for (lift, shown) in lifted {
                        // Whoever is asked of a leg answers of that leg.
                        let is_question = shown.contains("Is one leg swollen, hot, red or darker");
                        prop_assert!(is_question || known_for >= 1.0, "nobody has read it: {shown}");
                        for sign in lift.signs().flatten() {
                            let (_, name) = NAMES.iter().find(|(known, _)| *known == sign).unwrap();
                            let is_own = sign == "worse" && shown.contains("The stretch has stopped");
                            let names = |name: &str| shown.to_lowercase().contains(name);
                            // Whoever says of a leg that it is swollen knows it.
                            let is_named = is_own || names(name) || sign == "unsure" && names(SWOLLEN);
                            // Every key that lifts anything says it.
                            let is_asked = is_question && matches!(sign, "RF-U1" | "unsure") || sign == "look";
                            prop_assert!(is_named || is_asked, "{sign} by {key}:\n{shown}");
                            over.insert(sign.to_owned());
                        }
                    }
                    let after = signs(windows.danger());
                    prop_assert!(before.iter().all(|sign| after.contains(sign) || over.contains(sign)));
                }
            }
        }
        // Whoever starts now is kept from it by all that holds, and by nothing else.
        let danger = windows.danger();
        let bars = danger.as_ref().is_some_and(Danger::bars_relief);
        let setup = AppConfig { danger, ..with(Profile::default()) };
        let starts = Pilot::with(setup, InitialScreen::Relief(None)).read().contains("Pull your toes up");
        prop_assert_eq!(starts, !bars);
    }
}

#[test]
fn not_worse_lifts_neither_a_clot_of_another_window_nor_a_long_cramp_of_this_night() {
    let mut pilot = Pilot::with(recorded(&["RF-U2"]), InitialScreen::Relief(None));
    pilot.wait(20.0).press_slowly("space 4").wait(2.0);
    pilot.sees("2 NOT WORSE").press("2");
    pilot.sees("Pull your toes up");
    let said = [&Answer::seen("worse"), &over(&["worse"])];
    assert_eq!(dangers(&pilot), said);
    // Another window records a clot: the card says so at once, and the key has another name.
    pilot.wait(20.0).press_slowly("space 4").wait(2.0);
    let both = recorded(&["RF-U2", "worse", "RF-U1"]).danger;
    pilot.tell(Msg::Profile(Box::default(), both));
    pilot.sees("one leg looks different").press("2");
    pilot.wait(1.5).press("x").wait(1.5);
    pilot.sees("A cramp got worse and one leg looks different");
    pilot.sees("ALL WELL").press("2");
    assert_eq!(dangers(&pilot).last(), Some(&&over(&["worse", "RF-U1"])));
}

#[test]
fn a_card_that_stands_shows_another_sign_at_once_and_is_read_anew() {
    for first in [
        InitialScreen::Relief(None),
        InitialScreen::Home,
        routine("bedtime-stretch"),
    ] {
        let mut pilot = Pilot::with(recorded(&["RF-U1"]), first);
        pilot.wait(5.0).press("right").sees("LEGS ALIKE");
        let more = recorded(&["RF-U1", "RF-U7"]).danger;
        pilot.tell(Msg::Profile(Box::default(), more));
        pilot.sees("a leg is weak or numb").sees("ALL WELL");
        pilot
            .press("2")
            .sees("Read this")
            .sees("a leg is weak or numb");
        assert_eq!(dangers(&pilot), [] as [&Answer; 0]);
        pilot.wait(1.0).lift().misses("ALL WELL");
        assert_eq!(dangers(&pilot), [&over(&["RF-U1", "RF-U7"])]);
    }
}

#[test]
fn a_card_that_another_window_has_lifted_says_so_and_keeps_nothing_from_starting() {
    let firsts = [InitialScreen::Relief(None), routine("bedtime-stretch")];
    for (first, words) in firsts.into_iter().zip(["Pull your toes up", "To the wall"]) {
        let mut pilot = Pilot::with(recorded(&["RF-U1"]), first);
        pilot.wait(5.0).tell(Msg::Profile(Box::default(), None));
        pilot
            .sees("Another window says that it is over")
            .sees("GO ON");
        pilot.press("2").wait(8.0).sees(words);
        assert_eq!(
            dangers(&pilot),
            [] as [&Answer; 0],
            "nothing is left to lift"
        );
    }
    let mut relief = Pilot::now();
    relief.wait(20.0).press_slowly("space 4").wait(2.0);
    relief.tell(Msg::Profile(Box::default(), None));
    relief
        .misses("A cramp got worse")
        .sees("Another window says")
        .press("2");
    relief.sees("Pull your toes up");
    assert_eq!(dangers(&relief), [&Answer::seen("worse")]);
}
