//! What the page says to one person and not to another.

use super::*;
use crate::handbook::{Fact, cards};

#[test]
fn the_first_line_says_why_these_are_cramps_with_of_how_many_it_is_known() {
    let page = report(&diary(), october(), &person());
    assert_eq!(
        page.marks,
        "Lasted ten minutes at most (13 of 14); helped by a stretch or standing (14 of 14). Fits, but fits \
         other troubles too: in calf, foot or thigh (14 of 14); broke sleep (14 of 14); pain 7 of 10 or more \
         (14 of 14). Not asked: sudden start, hard knot. Against: the warning signs below."
    );
    assert_eq!(
        page.text().lines().nth(1).unwrap().split(':').next(),
        Some("Why I think these are cramps")
    );
    let urge = of_cramps(&[r#""signs":["urge-to-move"],"muscle":"calf""#]);
    assert!(
        urge.marks.starts_with(
            "Nothing is recorded yet that tells a cramp from something else. Fits, but"
        ),
        "{}",
        urge.marks
    );
    assert!(urge.marks.ends_with("Against: the warning signs below."));
    let walked = of_cramps(&[r#""helped":["walk","rub"]"#, r#""helped":["stand"]"#]);
    assert_eq!(
        walked.marks,
        "Helped by a stretch or standing (1 of 2). Not asked: sudden start, hard knot."
    );
    // Twitching is no cramp, and no sign that this was none.
    let twitched = of_cramps(&[r#""signs":["twitching"]"#]);
    assert!(!twitched.marks.contains("Against"), "{}", twitched.marks);
    let alike = Person {
        facts: vec![Fact::Clot, Fact::Circulation, Fact::NarrowSpine],
        unsure: vec![Fact::Circulation],
        ..Person::default()
    };
    let alike = report(&Diary::default(), october(), &alike);
    let against =
        " Against: a blood clot; poor circulation (not sure); narrow spine, trapped nerve.";
    assert!(alike.marks.ends_with(against), "{}", alike.marks);
    let none = report(&Diary::default(), october(), &Person::default());
    assert!(none.marks.starts_with("Nothing is recorded yet"));
}

#[test]
fn warning_signs_stand_once() {
    let page = of_cramps(&[r#""signs":["hot","numb"],"muscle":"calf""#]);
    let warnings = rows(&page, ReportPart::Warnings);
    assert!(warnings.len() >= 2, "{warnings:?}");
    for (sign, _) in warnings {
        assert!(
            !page.marks.to_lowercase().contains(&sign.to_lowercase()),
            "{sign}"
        );
    }
    assert!(page.marks.ends_with("Against: the warning signs below."));
}

#[test]
fn it_is_one_page_of_eighty_columns() {
    let mut person = person();
    person.pregnancy = Some(note("20 weeks"));
    person
        .medicines
        .extend(["furosemide 40 mg", "ramipril", "metformin", "naproxen"].map(note));
    let page = report(&diary(), october(), &person);
    let text = page.text();
    let lines = text.lines().count();
    assert!(lines <= 66, "{lines}: {text}");
    assert!(text.lines().all(|line| line.width() <= 80), "{text}");
    let said = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for ask in page.questions() {
        assert!(said.contains(ask), "{ask}: {text}");
    }
}

/// The questions of a person and of cramps that have these fields, one after another.
fn asked(person: &Person, fields: &[&str]) -> String {
    let lines = fields.iter().zip(0_u32..).map(|(fields, ago)| {
    let morning = night("2026-11-22").before(ago);
    format!(r#"{{"v":1,"id":"{ago}","kind":"cramp","at":"{morning}T09:00:00Z","start":"{morning}T03:00:00Z",{fields}}}"#)
});
    let lines: Vec<String> = lines.collect();
    let diary = Diary::from_lines(lines.iter().map(String::as_str));
    let page = report(&diary, october(), person);
    let rows = rows(&page, ReportPart::Questions).into_iter();
    rows.map(|(_, ask)| ask.to_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn what_is_named_for_the_page_is_asked_about_whatever_was_answered() {
    let named = Person {
        denied: Fact::ALL.to_vec(),
        medicines: ["atorvastatin", "quinine", "salbutamol", "ramipril"]
            .map(note)
            .to_vec(),
        conditions: ["cirrhosis", "anaemia", "PAD", "CKD stage 3"]
            .map(note)
            .to_vec(),
        ..Person::default()
    };
    let named = asked(&named, &[]);
    for (ill, word) in [
        ("restless legs", "iron"),
        ("torn calf", "an injury"),
        ("leg ulcer", "pulses"),
        ("heart failure", "drink in a day"),
        ("narrow spine", "nerve"),
        ("iron deficiency", "thyroid, blood count and iron"),
        ("neuropathy", "nerve"),
        ("Addison", "thyroid"),
        ("thyroid", "thyroid"),
        ("gout", "something else that I have"),
        ("hip replacement", "something else that I have"),
        ("varicose veins", "something else that I have"),
        ("asthma, gout", "something else that I have"),
        ("asthma, gout", "inhaler"),
    ] {
        let person = Person {
            conditions: vec![note(ill)],
            ..Person::default()
        };
        let asked = asked(&person, &[]);
        assert!(asked.contains(word), "{ill}: {asked}");
        assert!(!asked.contains("my sugar"), "{ill}: {asked}");
    }
    let drank = asked(&Person::default(), &[r#""triggers":["alcohol"]"#]);
    assert!(drank.contains("what I drink"), "{drank}");
    for word in [
        "CK", "quinine", "inhaler", "pressure", "liver", "iron", "pulses", "kidneys",
    ] {
        assert!(named.contains(word), "{word}: {named}");
    }
}

#[test]
fn everybody_has_questions_of_their_own() {
    let of = |fact| Person {
        facts: vec![fact],
        ..Person::default()
    };
    for (fact, words) in [
        (Fact::Statin, "CK"),
        (Fact::WaterTablets, "potassium, sodium and magnesium"),
        (Fact::Clot, "a clot, now or before"),
        (Fact::Circulation, "pulses in my feet"),
        (Fact::Numb, "nerve"),
        (Fact::Dialysis, "dry weight"),
        (Fact::HurtLeg, "an injury"),
    ] {
        let own = asked(&of(fact), &[]);
        assert!(own.contains(words), "{fact:?}: {own}");
        assert!(!asked(&Person::default(), &[]).contains(words), "{fact:?}");
    }
    let pregnant = Person {
        pregnancy: Some(note("20 weeks")),
        ..Person::default()
    };
    assert!(asked(&pregnant, &[]).starts_with("In pregnancy"));
    let typed = Person {
        medicines: vec![note("Atorvastatin 20 mg")],
        conditions: vec![note("type 2 diabetes")],
        ..Person::default()
    };
    assert!(asked(&typed, &[]).contains("CK") && asked(&typed, &[]).contains("sugar"));
    let unnamed = Person {
        cards: vec!["other-medicine".to_owned()],
        ..Person::default()
    };
    for word in ["statin", "quinine", "CK", "salts"] {
        assert!(asked(&unnamed, &[]).contains(word), "{word}");
    }
    let ticked = Person {
        cards: vec!["vitamin-k2".to_owned()],
        ..Person::default()
    };
    assert!(asked(&ticked, &[]).starts_with("Is vitamin K worth"));
    let noted = asked(
        &Person::default(),
        &[r#""signs":["urge-to-move"],"medicine":"furosemide""#],
    );
    assert!(
        noted.starts_with("Could it be restless legs?") && noted.contains("Could my water tablets"),
        "{noted}"
    );
    for sign in Sign::ALL {
        let field = format!(r#""signs":["{}"]"#, sign.name());
        let ask = cards().iter().find(|card| card.when.contains(&sign.fact()));
        let ask = ask.and_then(|card| card.ask.as_deref()).unwrap();
        assert!(
            asked(&Person::default(), &[&field]).starts_with(ask),
            "{ask}"
        );
    }
    let long = asked(&Person::default(), &[r#""seconds":700"#]);
    assert!(long.starts_with("Some cramps last over ten minutes"));
    let said = Person {
        ill: vec![note("fluids limited, or a kidney diet")],
        medicines: vec![note("no statin")],
        conditions: vec![note("No diabetes")],
        ..Person::default()
    };
    assert_eq!(asked(&said, &[]), asked(&Person::default(), &[]));
    let denied = Person {
        denied: vec![Fact::Statin],
        ..Person::default()
    };
    let noted = asked(&denied, &[r#""medicine":"atorvastatin""#]);
    assert!(!noted.contains("CK"), "{noted}");
    let most = Person {
        facts: Fact::ALL.to_vec(),
        ..Person::default()
    };
    let page = report(&diary(), october(), &most);
    let [first, .., last] = &page.questions().collect::<Vec<_>>()[..] else {
        panic!("no questions");
    };
    assert!(first.contains("clot") && last.contains("physiotherapy"));
    assert_eq!(
        page.written(ReportFormat::Questions).lines().count(),
        page.questions().count()
    );
    let text = page.text();
    assert_eq!(text.lines().count(), 66, "{text}");
    let said = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let more = "more: uncramp report --format questions";
    assert!(
        said.contains(first) && said.contains(more) && !said.contains(last),
        "{text}"
    );
}

#[test]
fn what_cannot_wait_is_asked_before_what_was_ticked_and_that_before_the_rest() {
    let person = Person {
        facts: vec![Fact::Arthritis, Fact::Statin, Fact::Clot],
        cards: vec!["vitamin-k2".to_owned()],
        ..Person::default()
    };
    let page = of_cramps(&[r#""signs":["hot"],"triggers":["vomiting-diarrhoea"]"#]);
    let seen = page.questions().collect::<Vec<_>>();
    assert!(seen[0].contains("clot") && seen[1].contains("potassium"));
    let page = report(&Diary::default(), october(), &person);
    let asked: Vec<&str> = page.questions().collect();
    for (ask, words) in asked
        .iter()
        .zip(["clot", "CK", "vitamin K", "illness", "medicine"])
    {
        assert!(ask.contains(words), "{ask}");
    }
}

#[test]
fn a_page_with_a_warning_says_nowhere_that_there_is_none() {
    let page = of_cramps(&[r#""signs":[],"seconds":700"#]);
    assert_eq!(
        rows(&page, ReportPart::Warnings),
        [
            ("Over 10 minutes", "1 night: 21 Nov"),
            ("Other signs", "none ticked, answered after 1 of 1 cramp"),
        ]
    );
    assert!(
        rows(&page, ReportPart::About)
            .iter()
            .all(|(label, _)| *label != "Warning signs")
    );
}

#[test]
fn warning_signs_that_were_asked_for_and_not_ticked_are_told() {
    let page = of_cramps(&[r#""signs":[]"#, r#""signs":"unknown""#]);
    assert_eq!(rows(&page, ReportPart::Warnings), []);
    let told = ("Warning signs", "none ticked, answered after 1 of 2 cramps");
    assert!(rows(&page, ReportPart::About).contains(&told));
}
