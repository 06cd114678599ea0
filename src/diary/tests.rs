use super::*;
use crate::diary::choice::Sign;
use crate::diary::value::{Note, Response};

const CRAMP: &str =
    r#"{"v":1,"id":"a","kind":"cramp","at":"2026-11-22T03:12:40Z","start":"2026-11-22T03:12:40Z"}"#;

fn diary(lines: &[&str]) -> Diary {
    Diary::from_lines(lines.iter().copied())
}

fn line(fields: &str) -> String {
    format!(r#"{{"v":1,"at":"2026-11-22T09:00:00Z",{fields}}}"#)
}

fn trouble(line: &str) -> String {
    let diary = diary(&["", CRAMP, line]);
    assert!(diary.entry(&id("a")).is_some());
    let troubles = diary.troubles();
    assert_eq!((troubles.len(), troubles[0].line), (1, 3), "{line}");
    troubles[0].what.clone()
}

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

#[test]
fn what_cannot_be_read_is_named_with_its_line_and_how_to_mend_it() {
    let of = |fields: &str| trouble(&line(fields));
    assert!(trouble("{\"v\":1,").starts_with("no JSON object: EOF"));
    assert!(trouble("\u{1b}[31m").starts_with("no JSON object: expected value"));
    assert_eq!(trouble("{}"), "`v`: expected the version 1");
    assert_eq!(
        of(r#""kind":"cramp""#),
        "`id`: expected 1 to 40 letters, digits and hyphens"
    );
    assert_eq!(
        of(r#""id":"b","kind":"cramp""#),
        "the first line of b: `start` is missing: expected a date and time such as \
         `2026-11-22T03:12:40+01:00`"
    );
    assert_eq!(
        of(r#""id":"a","kind":"session""#),
        "a is a cramp, not a session"
    );
    assert_eq!(
        of(r#""id":"a","kind":"cramp","severity":11"#),
        "`severity`: found 11, expected a whole number from 0 to 10 or `unknown`"
    );
    assert_eq!(
        of(r#""id":"night-2026-11-21","kind":"night","night":"2026-11-21","cramps":100"#),
        "`cramps`: found 100, expected a whole number from 0 to 99 or `unknown`"
    );
    assert_eq!(
        of(r#""id":"night-2026-11-21","kind":"cramp","start":"2026-11-22T03:12:40Z""#),
        "`night-2026-11-21` is the id of a night, not of a cramp"
    );
    assert_eq!(
        of(r#""id":"review-2026-11-21","kind":"review","night":"2026-11-10""#),
        "`review-2026-11-21` is the id of another night"
    );
    assert_eq!(
        of(r#""id":"n","kind":"night","night":"2026-11-10""#),
        "`id`: found `n`, expected `night-` and the day of its evening"
    );
    assert_eq!(
        of(r#""id":"a","kind":"cramp","side":"middle""#),
        "`side`: found \"middle\", expected one of left, right, both or `unknown`"
    );
    assert_eq!(
        of(r#""id":"a","kind":"cramp","start":null"#),
        "`start`: found null, expected a date and time such as `2026-11-22T03:12:40+01:00`"
    );
    assert_eq!(
        of(r#""id":"a","kind":"cramp","deleted":"yes""#),
        "`deleted`: expected `true` or `false`"
    );
}

#[test]
fn a_line_of_a_later_version_makes_the_diary_newer_and_nothing_else() {
    let diary = diary(&[CRAMP, r#"{"v":2,"id":"a","what":[]}"#]);
    assert!(diary.is_newer());
    assert_eq!(diary.entries().count(), 1);
    assert_eq!(diary.troubles()[0].line, 2);
    assert!(!self::diary(&[CRAMP, "{"]).is_newer());
}

#[test]
fn later_lines_set_and_clear_fields() {
    let set = line(r#""id":"a","kind":"cramp","severity":3,"side":"left","note":"hm""#);
    let clear =
        line(r#""id":"a","kind":"cramp","severity":"unknown","side":null"#).replace("T09", "T10");
    let diary = diary(&[CRAMP, &set, &clear]);
    let Some(Entry::Cramp(cramp)) = diary.entry(&id("a")) else {
        panic!("{diary:?}");
    };
    assert_eq!(cramp.severity, Some(Response::Unknown));
    assert_eq!(cramp.side, None);
    assert_eq!(cramp.note.as_ref().map(Note::as_str), Some("hm"));
}

#[test]
fn what_a_later_version_says_in_a_field_is_known_in_part_and_kept_whole() {
    let said = [
        r#""note":"{}""#.replace("{}", &"x".repeat(281)),
        r#""severity":"11 of 10""#.to_owned(),
        r#""signs":["hot","blistered"]"#.to_owned(),
        r#""triggers":["moonlight, or not"]"#.to_owned(),
    ];
    let later = line(&format!(r#""id":"a","kind":"cramp",{}"#, said.join(",")));
    let mut diary = diary(&[CRAMP, &later]);
    assert_eq!(diary.troubles().len(), said.len());
    let Some(Entry::Cramp(cramp)) = diary.entry(&id("a")).cloned() else {
        panic!("{diary:?}");
    };
    assert_eq!((&cramp.note, cramp.severity), (&None, None));
    assert_eq!(cramp.signs, Some(Response::Known([Sign::Hot].into())));
    assert_eq!(cramp.triggers, None);
    let export = crate::diary::export::jsonl(&diary, |_| true);
    for said in &said {
        assert!(export.contains(said), "{said} in {export}");
    }

    // Another answer takes its place.
    let signs = Some(Response::Known([Sign::Numb].into()));
    let entry = Entry::Cramp(Cramp { signs, ..cramp });
    let line = diary.write(&id("a"), at("2026-11-23T09:00:00Z"), &entry);
    diary.take(line.unwrap());
    let export = crate::diary::export::jsonl(&diary, |_| true);
    assert!(export.contains(r#""signs":["numb"]"#), "{export}");
    assert!(!export.contains("blistered") && export.contains("moonlight"));
}

#[test]
fn a_deleted_entry_is_gone_until_it_is_written_again() {
    let mut diary = diary(&[CRAMP]);
    let now = at("2026-11-22T10:00:00Z");
    let entry = diary.entry(&id("a")).unwrap().clone();
    let delete = diary.delete(&id("a"), now).unwrap();
    diary.take(delete);
    assert_eq!(diary.entry(&id("a")), None);
    assert_eq!(diary.delete(&id("a"), now), None);
    assert_eq!(diary.last(), Some(&id("a")));
    let again = diary.write(&id("a"), now, &entry).unwrap();
    diary.take(again);
    assert_eq!(diary.entry(&id("a")), Some(&entry));
}

#[test]
fn a_night_has_one_note() {
    let night = Night::parse("2026-11-21").unwrap();
    let now = at("2026-11-22T10:00:00Z");
    let mut diary = Diary::default();
    let mut note = diary.note(night);
    note.alcohol = Some(Response::Known(true));
    let line = diary
        .write(&Id::of_night(night), now, &Entry::Night(note))
        .unwrap();
    diary.take(line);
    let mut note = diary.note(night);
    note.cramps = Some(Response::Known(0));
    let line = diary
        .write(&Id::of_night(night), now, &Entry::Night(note))
        .unwrap();
    assert!(line.to_string().ends_with(r#""cramps":0}"#), "{line}");
    diary.take(line);
    assert_eq!(diary.note(night).alcohol, Some(Response::Known(true)));
    assert_eq!(diary.notes().count(), 1);
}
