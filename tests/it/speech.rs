//! What is said aloud: in every routine, at every pace.

use std::fmt::Write;
use std::time::Duration;

use uncramp::guidance::{self, SignLevel};
use uncramp::routine::library::Library;
use uncramp::routine::{Length, Purpose, Routine, Step};
use uncramp::session::speech::{Pace, Tone};
use uncramp::settings::SoundChoice;
use uncramp::ui::keys::Key;
use uncramp::ui::{Effect, InitialScreen, Msg, Sound};

use crate::listener::Listener;
use crate::pilot::routine;

const PACES: [Pace; 3] = [Pace::SLOW, Pace::NORMAL, Pace::FAST];

fn every_routine() -> Vec<Routine> {
    let library = Library::new(Vec::new());
    let entries = library.listing().entries.iter();
    let routines: Vec<_> = entries.map(|entry| entry.routine.clone()).collect();
    assert!(routines.len() >= 14);
    routines
}

fn start(routine: &Routine) -> InitialScreen {
    InitialScreen::Routine(Box::new(routine.clone()))
}

#[test]
fn no_burst_begins_while_the_last_is_still_being_spoken() {
    let mut report = String::new();
    let ways = [(true, SoundChoice::Off), (false, SoundChoice::Voice)];
    for (routine, pace) in every_routine()
        .iter()
        .flat_map(|one| PACES.map(|pace| (one, pace)))
    {
        for (plain, sound) in ways
            .into_iter()
            .take(if pace == Pace::NORMAL { 2 } else { 1 })
        {
            for keyless in [false, true] {
                let mut listener = Listener::new(start(routine), pace, plain, sound);
                if keyless {
                    listener.heard.clear();
                    listener.tell(Msg::Keyless);
                }
                listener.wait(3600);
                for overlap in listener.overlaps(pace) {
                    let _ = write!(
                        report,
                        "{} at {pace:?}, {plain}, {sound:?}: {overlap}",
                        routine.id
                    );
                }
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn nothing_begins_while_a_page_that_was_asked_for_is_being_told() {
    let mut report = String::new();
    for routine in every_routine() {
        for (key, at) in "!i?"
            .chars()
            .flat_map(|key| [1, 10, 43].map(|at| (key, at)))
        {
            let mut listener = Listener::new(start(&routine), Pace::NORMAL, true, SoundChoice::Off);
            listener.wait(at);
            listener.press(&key.to_string());
            listener.wait(600);
            for overlap in listener.overlaps(Pace::NORMAL) {
                let _ = write!(report, "{} with {key} at {at}: {overlap}", routine.id);
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn the_gravest_signs_are_told_first_and_alone() {
    let relief = InitialScreen::Relief(None);
    let mut listener = Listener::new(relief, Pace::NORMAL, true, SoundChoice::Off);
    let mut told = || {
        listener.wait(10);
        listener.press("!");
        listener.bursts().swap_remove(0).1
    };
    let (first, rest, again) = (told(), told(), told());
    assert_eq!(first, again);
    let of = |level| guidance::signs(level).map(|sign| &sign.text);
    let both = [SignLevel::Today, SignLevel::Soon];
    assert!(of(SignLevel::Now).all(|sign| first.contains(sign) && !rest.contains(sign)));
    let mut others = both.into_iter().flat_map(of);
    assert!(others.all(|sign| !first.contains(sign) && rest.contains(sign)));
    assert!(first.contains("! again"), "{first}");
}

#[test]
fn whoever_begins_to_listen_hears_the_step_that_runs() {
    let mut report = String::new();
    for (routine, at) in every_routine()
        .iter()
        .flat_map(|one| [2, 9, 20, 29, 42, 61, 97].map(|at| (one, at)))
    {
        let is_relief = routine.purpose == Purpose::Relief;
        let away = Msg::Slept(Duration::from_secs(5));
        let ways = [
            (SoundChoice::Tones, Msg::Key(Key::Char('m'))),
            (SoundChoice::Voice, away),
        ];
        // Any other routine is paused by a sleep.
        for (sound, message) in ways.into_iter().take(if is_relief { 2 } else { 1 }) {
            let mut listener = Listener::new(start(routine), Pace::NORMAL, true, sound);
            listener.wait(at);
            listener.heard.clear();
            let Some(step) = listener.step(routine) else {
                continue;
            };
            listener.tell(message);
            let said = listener.until_next_step(routine);
            // Of a step that waits for a key nothing but its caution is said.
            let words = if said.contains("Take care.") && step.waits {
                step.caution.as_ref().unwrap_or(&step.say)
            } else {
                &step.say
            };
            if !words
                .split_inclusive(". ")
                .all(|words| said.contains(words))
            {
                let _ = writeln!(report, "{} at {at}, {sound:?}: {said}", routine.id);
            }
            for overlap in listener.overlaps(Pace::NORMAL) {
                let _ = write!(report, "{} at {at}, {sound:?}: {overlap}", routine.id);
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn half_of_a_long_hold_of_relief_is_told() {
    let relief = every_routine().into_iter();
    for routine in relief.filter(|one| one.purpose == Purpose::Relief) {
        let long = |seconds| {
            let is_long = |step: &&Step| {
                let length = |length: Duration| length.as_secs() >= seconds;
                !step.optional && matches!(step.length, Length::Timed(own) if length(own))
            };
            routine.steps.iter().filter(is_long).count()
        };
        // Where there is much to explain, half of a short hold is over before it is explained.
        for (sound, least) in [
            (SoundChoice::Tones, long(30)),
            (SoundChoice::Voice, long(45)),
        ] {
            let mut listener = Listener::new(start(&routine), Pace::NORMAL, false, sound);
            listener.wait(routine.length().as_secs());
            let is_half = |(_, effect): &&(_, Effect)| match effect {
                Effect::Hear(Sound::Tone(tone) | Sound::Words(_, Some(tone))) => {
                    *tone == Tone::Halfway
                }
                _ => false,
            };
            let told = listener.heard.iter().filter(is_half).count();
            assert!(
                (least..=long(30)).contains(&told),
                "{} {sound:?} {told}",
                routine.id
            );
        }
    }
}

#[test]
fn every_instruction_and_every_caution_is_said() {
    let mut report = String::new();
    for routine in every_routine() {
        for pace in PACES {
            let mut listener = Listener::new(start(&routine), pace, false, SoundChoice::Voice);
            listener.wait(599);
            while !listener.app.is_done() && listener.time < Duration::from_secs(7200) {
                // A look: answer it. A step without a clock, or a caution: skip it.
                if routine.purpose != Purpose::Relief {
                    listener.tell(Msg::Key(Key::Char('2')));
                    listener.wait(600);
                }
                listener.tell(Msg::Key(Key::Right));
                listener.wait(600);
            }
            let said: Vec<_> = listener
                .bursts()
                .into_iter()
                .map(|(_, words)| words)
                .collect();
            let said = said.join(" ").replace('\n', " ");
            let steps = routine.steps.iter().filter(|step| !step.optional);
            let words = steps.flat_map(|step| {
                let caution = step
                    .caution
                    .as_ref()
                    .map(|text| format!("Take care. {text}"));
                // What only ends a step that was skipped is skipped with it.
                let is_done = !step.waits && step.ends.is_empty();
                let say = Some(step.say.clone()).filter(|_| is_done);
                say.into_iter().chain(caution)
            });
            for words in words.filter(|words| !said.contains(words.as_str())) {
                let _ = writeln!(report, "{} at {pace:?}: {words}", routine.id);
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn a_cue_takes_two_seconds_at_most_and_names_the_leg_first() {
    for routine in every_routine() {
        let mut listener = Listener::new(start(&routine), Pace::NORMAL, false, SoundChoice::Voice);
        listener.wait(599);
        for (_, effect) in &listener.heard {
            let Effect::Hear(Sound::Words(words, _)) = effect else {
                continue;
            };
            let is_cue = ["Hold.", "Halfway.", "Five more."]
                .iter()
                .any(|cue| words.ends_with(cue));
            assert!(
                !is_cue || Pace::NORMAL.length(words) <= Duration::from_millis(2100),
                "{words}"
            );
            assert!(
                !words.contains("Hold. Left") && !words.contains("Hold. Right"),
                "{words}"
            );
        }
    }
}

#[test]
fn nothing_is_said_for_longer_than_seven_seconds() {
    let mut report = String::new();
    for routine in every_routine() {
        let mut listener = Listener::new(start(&routine), Pace::NORMAL, false, SoundChoice::Voice);
        listener.wait(599);
        while !listener.app.is_done() && listener.time < Duration::from_secs(3600) {
            listener.tell(Msg::Key(Key::Right));
            listener.wait(600);
        }
        for (_, effect) in &listener.heard {
            let Effect::Hear(Sound::Words(words, _)) = effect else {
                continue;
            };
            // A list of signs is never cut.
            assert!(
                !words.contains("swollen") || words.contains("dark"),
                "{words}"
            );
            let length = Pace::NORMAL.length(words);
            if length > Duration::from_secs(7) {
                let _ = writeln!(report, "{}: {length:?}: {words}", routine.id);
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn what_a_pause_cuts_short_is_said_again() {
    let mut report = String::new();
    // Relief goes on, whatever is pressed.
    let paused = every_routine().into_iter();
    for routine in paused.filter(|routine| routine.purpose != Purpose::Relief) {
        let mut listener = Listener::new(start(&routine), Pace::NORMAL, false, SoundChoice::Voice);
        let cautions = routine
            .steps
            .iter()
            .filter_map(|step| step.caution.as_ref());
        let says = routine.steps.iter().map(|step| &step.say);
        let mut left: Vec<_> = says.chain(cautions).collect();
        let mut heard = 0;
        while !listener.app.is_done() && listener.time < Duration::from_secs(1200) {
            listener.wait(1);
            let news = listener.bursts().split_off(heard);
            let cut = |words: &&String| news.iter().any(|(_, said)| said.contains(*words));
            let Some(at) = left.iter().position(cut) else {
                heard += news.len();
                continue;
            };
            let words = left.remove(at);
            heard += news.len();
            for key in [' ', ' '] {
                listener.tell(Msg::Key(Key::Char(key)));
                listener.wait(3);
            }
            let is_again = |listener: &Listener| {
                let mut again = listener.bursts().split_off(heard).into_iter();
                again.any(|(_, said)| said.contains(words))
            };
            let end = listener.time + Duration::from_secs(30);
            while !is_again(&listener) && listener.time < end {
                listener.wait(1);
            }
            if !is_again(&listener) {
                let _ = writeln!(report, "{}: {words}", routine.id);
            }
            heard = listener.bursts().len();
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn nothing_is_heard_in_a_pause_nor_after_the_end() {
    for sound in [SoundChoice::Tones, SoundChoice::Voice] {
        let mut listener = Listener::new(routine("bedtime-stretch"), Pace::NORMAL, false, sound);
        listener.wait(70);
        listener.tell(Msg::Key(Key::Char(' ')));
        let (_, last) = listener.heard.last().expect("a silence");
        assert_eq!(*last, Effect::Hear(Sound::Silence));
        let heard = listener.heard.len();
        listener.wait(60);
        assert_eq!(listener.heard.len(), heard, "in the pause");
        listener.tell(Msg::Key(Key::Char(' ')));
        listener.wait(600);
        let is_done = |(_, effect): &(_, Effect)| match effect {
            Effect::Hear(Sound::Tone(tone)) => *tone == Tone::Done,
            Effect::Hear(Sound::Words(words, _)) => words == "All done.",
            _ => false,
        };
        let sounds = |(_, effect): &&(_, Effect)| matches!(effect, Effect::Hear(_));
        assert!(listener.heard.iter().rfind(sounds).is_some_and(is_done));
    }
}

#[test]
fn leaving_silences_and_nothing_follows() {
    for keys in [&[Key::Char('q')][..], &[Key::Char('c'), Key::Ctrl('c')]] {
        let mut listener = Listener::new(
            InitialScreen::Relief(None),
            Pace::NORMAL,
            false,
            SoundChoice::Voice,
        );
        listener.wait(9);
        for key in keys {
            listener.tell(Msg::Key(*key));
        }
        assert!(listener.app.is_done());
        let (_, last) = listener.heard.last().expect("a silence");
        assert_eq!(*last, Effect::Hear(Sound::Silence));
    }
}

#[test]
fn without_sound_nothing_is_said_and_nobody_is_woken_for_it() {
    let wakes = |sound| {
        let mut listener = Listener::new(InitialScreen::Relief(None), Pace::NORMAL, false, sound);
        let mut wakes = 0;
        while let Some(wake) = listener.app.next_change() {
            listener.tell(Msg::Elapsed(wake));
            wakes += 1;
        }
        let sounds =
            |(_, effect): &(_, Effect)| matches!(effect, Effect::Hear(_) | Effect::Tell(_));
        (wakes, listener.heard.iter().any(sounds))
    };
    let (silent, tones, voice) = (
        wakes(SoundChoice::Off),
        wakes(SoundChoice::Tones),
        wakes(SoundChoice::Voice),
    );
    assert!(!silent.1 && tones.1 && voice.1);
    // What waits until it is quiet needs wakes of its own, a tone none.
    assert!(
        silent.0 == tones.0 && tones.0 < voice.0,
        "{silent:?} {tones:?} {voice:?}"
    );
}

#[test]
fn ten_minutes_are_told_once_with_whom_to_call() {
    let mut listener = Listener::new(
        InitialScreen::Relief(None),
        Pace::NORMAL,
        false,
        SoundChoice::Voice,
    );
    listener.wait(4000);
    let told: Vec<_> = listener
        .heard
        .iter()
        .filter_map(|(time, effect)| match effect {
            Effect::Hear(Sound::Words(words, tone)) => Some((time.as_secs(), *tone, &**words)),
            _ => None,
        })
        .filter(|(_, tone, words)| *tone == Some(Tone::Help) || words.contains("Call"))
        .collect();
    let sentence = "Ten minutes. Let go, and rest the leg. Get medical help.";
    assert_eq!(
        told,
        [
            (600, Some(Tone::Help), sentence),
            (606, None, "Call a doctor.")
        ]
    );
}

#[test]
fn m_takes_the_next_sound_and_says_so() {
    let mut listener = Listener::new(
        InitialScreen::Relief(None),
        Pace::NORMAL,
        false,
        SoundChoice::Off,
    );
    let mut next = || {
        listener.heard.clear();
        listener.wait(1);
        listener.tell(Msg::Key(Key::Char('m')));
        listener.heard.last().map(|(_, effect)| effect.clone())
    };
    assert_eq!(next(), Some(Effect::Hear(Sound::Tone(Tone::Begin))));
    assert_eq!(
        next(),
        Some(Effect::Hear(Sound::Words(
            "Sound: voice".to_owned(),
            Some(Tone::Begin)
        )))
    );
    assert_eq!(next(), Some(Effect::Hear(Sound::Silence)));
}

#[test]
fn keys_are_named_after_the_first_step_and_none_that_only_change_the_picture() {
    let mut listener = Listener::new(
        InitialScreen::Relief(None),
        Pace::NORMAL,
        true,
        SoundChoice::Off,
    );
    let names = |listener: &Listener| {
        let bursts = listener.bursts().into_iter();
        bursts.filter(|(_, words)| words.contains("Keys:")).count()
    };
    listener.wait(44);
    assert_eq!(names(&listener), 0);
    listener.wait(60);
    assert!(names(&listener) > 0);
    listener.heard.clear();
    listener.tell(Msg::Key(Key::Char('?')));
    let told = &listener.bursts()[0].1;
    assert!(
        told.contains("sound") && !told.contains("dimmer") && !told.contains("motion"),
        "{told}"
    );
    listener.heard.clear();
    listener.tell(Msg::Key(Key::Char('q')));
    assert!(
        listener.bursts().is_empty(),
        "nothing is told of what is left"
    );
}

#[test]
fn addresses_are_told_when_they_are_asked_for_twice() {
    let mut listener = Listener::new(
        InitialScreen::Relief(None),
        Pace::NORMAL,
        true,
        SoundChoice::Off,
    );
    let mut details = || {
        listener.heard.clear();
        listener.tell(Msg::Key(Key::Char('i')));
        listener.wait(2);
        listener
            .bursts()
            .iter()
            .any(|(_, words)| words.contains("https://"))
    };
    assert!(!details());
    assert!(details());
    assert!(!details());
}
