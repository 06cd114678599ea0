//! Routines from files: nothing passes for the program's own.

use uncramp::diary::Record;
use uncramp::profile::{Profile, Question, Reply};
use uncramp::routine::library::Library;
use uncramp::routine::{Demand, Routine, RoutineId, parse};
use uncramp::ui::board::Content;
use uncramp::ui::{Effect, InitialScreen};

use crate::pilot::{Pilot, own, setup};

/// What every screen of a routine from a file says, as long as it is one.
const MARK: &str = "not from uncramp";
/// Windows that people have.
const SIZES: [(u16, u16); 5] = [(80, 24), (40, 15), (49, 30), (45, 60), (120, 40)];

fn text(purpose: &str, step: &str) -> String {
    format!(
        "format = 1\ntitle = \"Doctor's orders\"\npurpose = \"{purpose}\"\nmuscles = [\"calf\"]\n\
         posture = \"sitting\"\nsummary = \"Tested in a large trial.\"\n[[step]]\ntitle = \"Toes up\"\n\
         say = \"Draw it up, as far as it goes, and a little further than that.\"\n\
         shout = [\"TOES UP\", \"TO SHIN\"]\nhold = \"20s\"\nreps = 2\nrest = \"10s\"\nsides = \"each\"\n\
         caution = \"There is no danger at all.\"\n{step}\n"
    )
}

fn file(purpose: &str, step: &str) -> Routine {
    let id = RoutineId::new("doctors-orders").unwrap();
    parse(id, &text(purpose, step)).unwrap()
}

/// Fails unless the mark is read in every window.
#[track_caller]
fn is_marked(pilot: &mut Pilot) {
    for (columns, rows) in SIZES {
        pilot.resize(columns, rows).sees(MARK);
    }
}

#[test]
fn every_screen_of_a_routine_from_a_file_says_so() {
    let prevention = |step: &str| InitialScreen::Routine(Box::new(file("prevention", step)));
    let mut pilot = Pilot::start(prevention(""));
    is_marked(&mut pilot); // its title
    for seconds in [16.0, 5.0, 20.0, 10.0] {
        is_marked(pilot.wait(seconds)); // get ready, hold, change of leg
    }
    is_marked(pilot.press("space")); // a pause
    is_marked(pilot.press("i"));
    is_marked(pilot.press("q").wait(1.0).press("space").wait(300.0));
    pilot.sees("ALL DONE");
    // Wherever its title stands, one that looks like the program's is told from that.
    let mut with_file = setup();
    let like = text("prevention", "").replace("Doctor's orders", "Bedtime stretch 2");
    with_file.library = Library::new(vec![own("/r/next.toml", &like)]);
    let first = text("prevention", "").replace("summary", "then = \"next\"\nsummary");
    let first = parse(RoutineId::new("first").unwrap(), &first).unwrap();
    let mut pilot = Pilot::with(with_file, InitialScreen::Routine(Box::new(first)));
    pilot.press("space").wait(1.0).press("space").wait(300.0);
    let (board, ..) = pilot.app.shown();
    let note = board.blocks.iter().find_map(|block| match &block.content {
        Content::Choices(choices) => choices.last().map(|choice| choice.note.clone()),
        _ => None,
    });
    let note = note.unwrap();
    assert!(
        note.starts_with("Bedtime stretch 2") && note.ends_with(", yours"),
        "{note}"
    );
    let mut heat = Pilot::start(prevention("does = [\"heat\"]"));
    is_marked(heat.wait(16.0)); // a caution that waits
    let plain = uncramp::ui::AppConfig {
        plain: true,
        ..setup()
    };
    let mut plain = Pilot::with(plain, prevention(""));
    plain.wait(60.0);
    let told = plain.lines.iter().filter(|line| line.contains(MARK));
    assert_eq!(told.count(), 2, "{:?}", plain.lines);
}

#[test]
fn every_step_of_relief_from_a_file_says_so() {
    for step in [
        "",
        "needs = []\n[[step]]\ntitle = \"Warm\"\nsay = \"W.\"\nshout = [\"W\"]\nhold = \"9s\"\ndoes = [\"heat\"]",
    ] {
        let mut setup = setup();
        setup.own_relief = Some(file("relief", step));
        let mut pilot = Pilot::with(setup, InitialScreen::Relief(None));
        for seconds in [0.0, 21.0] {
            is_marked(pilot.wait(seconds));
        }
        is_marked(pilot.press("i"));
        // The look at both legs is the program's, which has put it in: no stranger has written it.
        pilot.wait(1.0).press("x").wait(1.0);
        for _ in 0..4 {
            if !pilot.resize(80, 24).read().contains("Look at both legs.") {
                is_marked(&mut pilot);
                pilot.press("right").wait(1.0);
            }
        }
        for (columns, rows) in SIZES {
            pilot
                .resize(columns, rows)
                .sees("from uncramp")
                .misses(MARK);
        }
        pilot
            .resize(80, 24)
            .press("i")
            .sees("which has put it into a routine");
        pilot.misses(MARK).misses("in the words of the file");
        pilot.wait(1.0).press("x").wait(1.0).press("space");
        pilot.sees("EASED?");
        is_marked(&mut pilot);
    }
}

#[test]
fn lines_say_whose_they_are_before_the_first_step_and_what_the_file_claims_is_its_word() {
    for purpose in ["relief", "prevention"] {
        let claim = "evidence_note = \"Proven in a large trial.\"\n[[step]]";
        let text = text(purpose, "").replacen("[[step]]", claim, 1);
        let routine = parse(RoutineId::new("doctors-orders").unwrap(), &text).unwrap();
        let mut setup = setup();
        setup.own_relief = (purpose == "relief").then(|| routine.clone());
        let first = match &setup.own_relief {
            Some(_) => InitialScreen::Relief(None),
            None => InitialScreen::Routine(Box::new(routine)),
        };
        let mut pilot = Pilot::lines(setup, first);
        let told = pilot.wait(60.0).lines.clone();
        let at = |words: &str| told.iter().position(|line| line.contains(words)).unwrap();
        assert!(at(MARK) < at("Draw it up"), "{told:?}");
        let screen = pilot.press("i").wait(1.0).lines.join("\n");
        let claimed = "In the words of the file: Proven in a large trial.";
        assert!(screen.contains(claimed), "{screen}");
    }
}

#[test]
fn the_record_says_that_a_routine_was_from_a_file() {
    let mut setup = setup();
    setup.own_relief = Some(file("relief", ""));
    let mut pilot = Pilot::with(setup, InitialScreen::Relief(None));
    pilot.wait(30.0).press("space 1 2 w");
    let own = pilot.effects.iter().filter_map(|effect| match effect {
        Effect::Record(
            Record::Began { own, .. }
            | Record::Answered { own, .. }
            | Record::SessionBegan { own, .. },
        ) => Some(*own),
        _ => None,
    });
    assert_eq!(own.collect::<Vec<_>>(), [true, true, false]);
}

#[test]
fn what_stands_in_place_of_a_built_in_routine_is_named() {
    let good = text("prevention", "");
    let files = [
        own("/r/bedtime-stretch.toml", &good),
        own("/r/evening-pedal.toml", "broken"),
        own("/r/mine.toml", &good),
    ];
    let library = Library::new(files.to_vec());
    let replacing: Vec<_> = library.replacing().map(String::from).collect();
    assert_eq!(replacing, ["bedtime-stretch"]);
}

#[test]
fn how_a_step_was_checked_is_said_to_whom_it_may_matter_whatever_its_file_claims() {
    const UNCHECKED: &str = "Not checked against your safety answers.";
    const CLAIMED: &str = "Checked only by what its file says it does.";
    let said = |question: Option<(Question, Reply)>, step: &str| {
        let mut profile = Profile::default();
        if let Some((question, reply)) = question {
            profile.answer(question, reply);
        }
        let setup = uncramp::ui::AppConfig { profile, ..setup() };
        let first = InitialScreen::Routine(Box::new(file("prevention", step)));
        let screen = Pilot::with(setup, first).wait(21.0).read();
        [UNCHECKED, CLAIMED].map(|words| screen.contains(words))
    };
    let clot = Some((Question::Clot, Reply::Yes));
    assert_eq!(said(clot, ""), [true, false]);
    assert_eq!(said(clot, "does = []"), [false, true]);
    assert_eq!(said(clot, "does = [\"move\"]"), [false, true]);
    for step in ["", "does = []"] {
        assert_eq!(said(Some((Question::Clot, Reply::No)), step), [false; 2]);
        assert_eq!(said(None, step), [false; 2]);
    }
}

#[test]
fn no_claim_of_a_file_takes_away_what_its_words_ask_for() {
    for (words, demand) in [
        ("Lay a hot bottle to the foot.", Demand::Heat),
        ("Hot pack on the calf.", Demand::Heat),
        ("A warm compress for a while.", Demand::Heat),
        ("Ice pack on the calf.", Demand::Cold),
        ("Ice the calf for five minutes.", Demand::Cold),
        ("Frozen peas on the calf.", Demand::Cold),
        (
            "Do not stop kneading the calf until it is soft.",
            Demand::Rub,
        ),
        ("Work the hard part with your fist.", Demand::Rub),
        ("Keep on massaging, do not be shy.", Demand::Rub),
        ("Rise onto your toes and come down.", Demand::Load),
        ("Hop on the leg.", Demand::Stand),
        ("Do ten lunges.", Demand::Knee),
        ("Go up the stairs twice.", Demand::Stand),
        ("Kneel on the bed, bottom to heels.", Demand::Hip),
        ("Crouch by the bed.", Demand::Knee),
        ("Crouch by the bed.", Demand::Lean),
        ("Hug your knees.", Demand::Hip),
        ("Lie down and curl up, into a ball.", Demand::Hip),
        ("Bend down to the leg.", Demand::Lean),
        ("Reach for the foot.", Demand::Lean),
        ("Sit cross-legged.", Demand::Cross),
    ] {
        let text = text("prevention", "does = []").replace("Draw it up", words);
        let routine = parse(RoutineId::new("mine").unwrap(), &text).unwrap();
        assert!(routine.steps[0].mechanics.has(demand), "{words}");
    }
    for words in [
        "Warm up first",
        "Do not rub it",
        "Cool down",
        "A rubber band",
    ] {
        let text = text("prevention", "does = []").replace("Draw it up", words);
        let routine = parse(RoutineId::new("mine").unwrap(), &text).unwrap();
        assert_eq!(routine.steps[0].mechanics.does, [], "{words}");
    }
}

#[test]
fn whatever_its_words_ask_for_is_gated_wherever_they_stand() {
    let asks = |field: &str| {
        let text = text("prevention", "does = []")
            .replace("caution = \"There is no danger at all.\"", field);
        let routine = parse(RoutineId::new("mine").unwrap(), &text).unwrap();
        routine.steps[0]
            .mechanics
            .has(uncramp::routine::Demand::Rub)
    };
    for field in [
        "detail = [\"Rub hard.\"]",
        "caution = \"Take care as you knead it.\"",
        "cues = [\"massage it\"]",
        "needs = [\"a massage ball\"]",
    ] {
        assert!(asks(field), "{field}");
    }
    assert!(!asks("detail = [\"Do not rub it.\"]"));
}

#[test]
fn a_stretch_that_says_nothing_of_the_body_is_none_for_a_hurt_leg() {
    let mut profile = Profile::default();
    profile.answer(Question::Joints, Reply::Yes);
    let setup = uncramp::ui::AppConfig { profile, ..setup() };
    let mut pilot = Pilot::with(
        setup,
        InitialScreen::Routine(Box::new(file("prevention", ""))),
    );
    pilot.wait(21.0).misses("Draw it up");
}

#[test]
fn relief_in_another_language_runs_in_the_letters_there_are() {
    for (shout, words, is_drawn) in [
        ("[\"ZEHEN HOCH\", \"DRÜCKEN\"]", "ZEHEN HOCH DRÜCKEN", true),
        ("[\"НОСОК\", \"НА СЕБЯ\"]", "НОСОК НА СЕБЯ", true),
        ("[\"ՄԱՏԵՐԸ\", \"ՎԵՐ\"]", "ՄԱՏԵՐԸ ՎԵՐ", false),
    ] {
        let text = text("relief", "").replace("[\"TOES UP\", \"TO SHIN\"]", shout);
        let mut setup = setup();
        setup.own_relief = Some(parse(RoutineId::new("krampf").unwrap(), &text).unwrap());
        let mut pilot = Pilot::with(setup, InitialScreen::Relief(None));
        for (columns, rows) in SIZES {
            let screen = pilot.resize(columns, rows).screen();
            // In a small window what cannot be read as letters is text.
            let is_text = screen.contains(words);
            assert!(is_text || is_drawn, "{screen}");
            assert!(!is_text || !is_drawn || columns < 80, "{screen}");
        }
    }
}
