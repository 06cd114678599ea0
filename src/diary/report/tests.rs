//! The page of a diary that is read beside it.

use unicode_width::UnicodeWidthStr;

use super::super::night::Night;
use super::*;

fn night(text: &str) -> Night {
    Night::parse(text).unwrap()
}

fn october() -> Period {
    Period {
        first: night("2026-10-12"),
        last: night("2026-11-22"),
    }
}

fn note(text: &str) -> Note {
    Note::new(text).unwrap()
}

/// Six weeks: a cramp every third night, a note of every other.
fn diary() -> Diary {
    let mut lines = Vec::new();
    for ago in 0..42 {
        let evening = october().last.before(ago);
        let morning = evening.after(1);
        let fields = if ago % 3 == 0 {
            let more = if ago == 6 {
                r#","signs":["hot","twitching"],"seconds":700"#
            } else {
                r#","signs":[],"seconds":95"#
            };
            format!(
                r#""kind":"cramp","start":"{morning}T0{}:12:40+01:00","source":"clock","severity":7,"side":"left","muscle":"calf","woke":true,"sleep_lost":5,"triggers":["alcohol"],"helped":["stretch"],"medicine":"new: quinine","answers":[{{"answer":"gone","step":"Toes towards your shin"}}]{more}"#,
                2 + ago % 2
            )
        } else {
            format!(
                r#""kind":"night","night":"{evening}","cramps":0,"alcohol":false,"stretched":true,"tired":false"#
            )
        };
        lines.push(format!(
            r#"{{"v":1,"id":"{ago:02}","at":"{morning}T09:00:00+01:00",{fields}}}"#
        ));
    }
    lines.push(r#"{"v":1,"id":"s","kind":"session","at":"2026-11-22T22:00:00+01:00","start":"2026-11-22T21:50:00+01:00","routine":"bedtime-stretch","seconds":180,"finished":true}"#.to_owned());
    let diary = Diary::from_lines(lines.iter().map(String::as_str));
    assert_eq!(diary.troubles(), []);
    diary
}

fn person() -> Person {
    Person {
        name: Some(note("A. B.")),
        age: Some(note("60 to 69")),
        pregnancy: None,
        conditions: vec![note("diabetes"), note("high blood pressure")],
        medicines: vec![note("atorvastatin 20 mg since 2024"), note("paracetamol")],
    }
}

#[test]
fn the_page_says_what_the_diary_says() {
    insta::assert_snapshot!(report(&diary(), october(), &person()).text(), @r"
    Night leg cramps: self-recorded notes for a doctor

    WARNING SIGNS
      The leg hot           1 night: 16 Nov
      Twitching             1 night: 16 Nov
      Over 10 minutes       1 night: 16 Nov

    ABOUT
      Name                  A. B.
      Age                   60 to 69
      Dates                 12 Oct 2026 to 22 Nov 2026
      Nights recorded       42 of 42

    HOW OFTEN
      In the last 28 nights 10 cramps
      Nights with a cramp   10 of 28 recorded nights
      A week                2.5 cramps, from 28 recorded nights
      Frequency             about weekly: 4 to 11 in 28 days
      Longest gap           2 recorded nights without one
      Change                4 cramps in the first 14 recorded nights, 5 in the last
                            14; this does not show cause

    A TYPICAL CRAMP
      Muscle                calf 14
      Leg                   left 14
      How long              median 1 min 35 s, most 11 min 40 s (14 of 14 known)
      Pain at worst         median 7 of 10, most 7 of 10 (14 of 14 known)
      When it began         02:00 (7), 03:00 (7)
      Woke me               14 of 14
      Sleep lost            median 5 of 10, most 5 of 10 (14 of 14 known)
      Tired days            0 of 28

    WHAT WAS TRIED
      Nights stretched      29 of 42
      Routine               bedtime-stretch (1)
      On screen as it eased Toes towards your shin (14 of 14)
      Said to have helped   stretching (14)

    WHAT MAY HAVE BROUGHT IT ON
      Alcohol               14 of 14 nights with a cramp; 0 of 28 nights without one

    HEALTH AND MEDICINES
      Conditions            diabetes, high blood pressure
      Medicine              atorvastatin 20 mg since 2024 (linked with cramps in
                            studies or lists)
      Medicine              paracetamol
      Noted with a cramp    new: quinine (linked with cramps in studies or lists)

    QUESTIONS TO ASK
      Could a medicine play a part?
      Do I need blood tests?
      Is my circulation fine?
      Could it be restless legs?
      Would physiotherapy help?
      Is it safe for me to use heat, magnesium or vitamin K2?

    Self-recorded notes, not a diagnosis. Changes over time do not show what caused
    them.
    ");
}

#[test]
fn an_empty_diary_claims_nothing() {
    insta::assert_snapshot!(report(&Diary::default(), october(), &Person::default()).text(), @r"
    Night leg cramps: self-recorded notes for a doctor

    ABOUT
      Name                  ________
      Age                   ________
      Dates                 12 Oct 2026 to 22 Nov 2026
      Nights recorded       0 of 42

    HOW OFTEN
      In the last 28 nights not recorded
      Nights with a cramp   not recorded
      A week                too early to tell: 0 of 28 nights recorded
      Frequency             too early to tell
      Longest gap           not recorded
      Change                too early to tell: it takes 28 recorded nights

    A TYPICAL CRAMP
      Muscle                not recorded
      Leg                   not recorded
      How long              not recorded
      Pain at worst         not recorded
      When it began         not recorded
      Woke me               not recorded
      Sleep lost            not recorded
      Tired days            not recorded

    WHAT WAS TRIED
      Nights stretched      0 of 42
      Routine               not recorded
      On screen as it eased not recorded
      Said to have helped   not recorded

    QUESTIONS TO ASK
      Could a medicine play a part?
      Do I need blood tests?
      Is my circulation fine?
      Could it be restless legs?
      Would physiotherapy help?
      Is it safe for me to use heat, magnesium or vitamin K2?

    Self-recorded notes, not a diagnosis. Changes over time do not show what caused
    them.
    ");
}

#[test]
fn it_is_one_page_of_eighty_columns() {
    let mut person = person();
    person.pregnancy = Some(note("20 weeks"));
    person
        .medicines
        .extend(["furosemide 40 mg", "ramipril", "metformin", "naproxen"].map(note));
    let text = report(&diary(), october(), &person).text();
    assert!(text.lines().count() <= 66, "{}", text.lines().count());
    assert!(text.lines().all(|line| line.width() <= 80), "{text}");
}

#[test]
fn warning_signs_stand_first_and_only_if_there_are_any() {
    let page = report(&diary(), october(), &person());
    assert_eq!(page.sections[0].title, "Warning signs");
    let later = Period::until(october().last, 3);
    let page = report(&diary(), later, &person());
    assert!(
        page.sections
            .iter()
            .all(|section| section.title != "Warning signs")
    );
}

#[test]
fn medicines_linked_with_cramps_are_marked_and_nothing_more() {
    let text = report(&diary(), october(), &person()).markdown();
    assert!(text.contains("- **Medicine:** paracetamol\n"), "{text}");
    assert_eq!(text.matches("linked with cramps").count(), 2, "{text}");
}

#[test]
fn markdown_makes_nothing_of_what_a_person_wrote() {
    let mut person = person();
    person.name = Some(note("<b>*a*</b> [x](y)\n# c"));
    let text = report(&Diary::default(), october(), &person).markdown();
    assert!(text.contains(r"\<b\>\*a\*\</b\> \[x\]\(y\) \# c"), "{text}");
}

#[test]
fn any_length_of_word_fits_the_page() {
    let mut person = person();
    person.conditions = vec![note(&"x".repeat(200)), note(&"漢".repeat(100))];
    let text = report(&Diary::default(), october(), &person).text();
    assert!(text.lines().all(|line| line.width() <= 80), "{text}");
    assert_eq!(text.matches('漢').count(), 100);
}
