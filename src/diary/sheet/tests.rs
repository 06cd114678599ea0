use super::*;
use crate::diary::choice::{CrampSide, Trigger};
use crate::diary::export;
use crate::diary::value::{Note, Response, Score, Seconds};
use crate::diary::word::{Own, Word};

#[expect(
    clippy::unnecessary_wraps,
    reason = "no wall here is outside all calendars"
)]
fn on_wall(wall: DateTime) -> Option<Moment> {
    Some(Moment::on(wall, 60))
}

fn now() -> Moment {
    Moment::parse("2026-11-29T09:00:00+01:00").unwrap()
}

fn taken(diary: &Diary, text: &str, order: Option<Order>) -> (Diary, SheetImport) {
    let import = import(diary, text, order, now(), on_wall).unwrap_or_else(|why| panic!("{why}"));
    let mut after = diary.clone();
    for line in &import.lines {
        after.take(Line::parse(&line.to_string()).unwrap());
    }
    (after, import)
}

/// Every cramp in a line.
fn cramps(diary: &Diary) -> Vec<String> {
    let cramps = diary.cramps().map(|(_, cramp)| {
        let length = cramp.length().map_or(0, Seconds::number);
        let score = cramp
            .severity
            .and_then(Response::known)
            .map_or(0, Score::number);
        let side = cramp
            .side
            .and_then(Response::known)
            .map_or("", CrampSide::name);
        let note = cramp.note.as_ref().map_or("", Note::as_str);
        format!("{} {length} {score} {side} {note}", cramp.start)
    });
    cramps.collect()
}

const SPREADSHEET: &str = "date;time;leg;minutes;pain;notes\n\
    03.11.2026;02:10;left;6;8;stood on the cold floor\n\
    09.11.2026;23:55;right;3;5;\n";

const START_END: &str = "\u{feff}start_time,end_time,intensity,medication,triggers,notes\r\n\
    2026-11-03 02:10:00,2026-11-03 02:16:00,8,magnesium,alcohol,stood on the cold tiles\r\n\
    2026-11-09 23:55:00,2026-11-09 23:58:00,5,,,\r\n";

const MIGRAINE: &str = r##""Date","Time Period","Description","Notes"
"No ongoing events recorded during this period.","","",""

"#","Started","Lasted","Start UTC Offset (min)","End UTC Offset (min)","Pain Level","Potential Triggers","Notes"
"1","11/03/26 02:10","00h 06m","60","60","8","Alcohol, Dehydration","stood on the cold tiles"
"2","11/09/26 23:55","00h 03m","60","60","5","",""
"##;

#[test]
fn a_spreadsheet_a_table_of_starts_and_ends_and_another_diary_come_in() {
    let (diary, import) = taken(&Diary::default(), SPREADSHEET, None);
    assert_eq!(import.troubles, []);
    assert_eq!(
        cramps(&diary),
        [
            "2026-11-03T02:10:00+01:00 360 8 left stood on the cold floor",
            "2026-11-09T23:55:00+01:00 180 5 right ",
        ]
    );
    let nights = import.nights.map(|(first, last)| format!("{first} {last}"));
    assert_eq!(nights.as_deref(), Some("2026-11-02 2026-11-09"));

    let (diary, _) = taken(&Diary::default(), START_END, None);
    assert_eq!(
        cramps(&diary)[0],
        "2026-11-03T02:10:00+01:00 360 8  stood on the cold tiles"
    );
    let (_, first) = diary.cramps().next().unwrap();
    assert_eq!(first.medicine.as_ref().map(Note::as_str), Some("magnesium"));
    let alcohol = Word::Listed(Trigger::Alcohol);
    assert_eq!(
        first.triggers,
        Some(Response::Known([alcohol.clone()].into()))
    );

    // On this night the clocks went back in between.
    let back = "start,end,start utc offset min,end utc offset min\n2026-10-25 02:50,02:05,120,60\n";
    let (diary, _) = taken(&Diary::default(), back, None);
    assert_eq!(cramps(&diary), ["2026-10-25T02:50:00+02:00 900 0  "]);

    let why = import_of(MIGRAINE).unwrap_err();
    assert!(why.contains("--dates"), "{why}");
    let (diary, import) = taken(&Diary::default(), MIGRAINE, Some(Order::MonthFirst));
    assert_eq!(import.troubles, []);
    assert_eq!(
        cramps(&diary),
        [
            "2026-11-03T02:10:00+01:00 360 8  stood on the cold tiles",
            "2026-11-09T23:55:00+01:00 180 5  ",
        ]
    );
    let (_, first) = diary.cramps().next().unwrap();
    let own = Own::new("Dehydration").map(Word::Own).unwrap();
    assert_eq!(first.triggers, Some(Response::Known([alcohol, own].into())));
}

fn import_of(text: &str) -> Result<SheetImport, String> {
    import(&Diary::default(), text, None, now(), on_wall)
}

#[test]
fn a_second_time_nothing_is_added_whatever_was_said_since() {
    let (mut diary, first) = taken(&Diary::default(), SPREADSHEET, None);
    assert_eq!((first.lines.len(), first.known), (2, 0));
    let (id, cramp) = diary
        .cramps()
        .next()
        .map(|(id, cramp)| (id.clone(), cramp.clone()))
        .unwrap();
    let mut changed = cramp;
    changed.severity = Some(Response::Unknown);
    let line = diary.write(&id, now(), &Entry::Cramp(changed)).unwrap();
    diary.take(line);
    diary.take(diary.delete(&id, now()).unwrap());
    let (_, second) = taken(&diary, SPREADSHEET, None);
    assert_eq!((second.lines.len(), second.known), (0, 2));
}

#[test]
fn a_cramp_that_another_entry_tells_of_is_not_added() {
    let line = r#"{"v":1,"id":"a","kind":"cramp","at":"2026-11-03T09:00:00+01:00","start":"2026-11-03T02:10:40+01:00"}"#;
    let (_, import) = taken(&Diary::from_lines([line]), SPREADSHEET, None);
    assert_eq!((import.added, import.lines.len()), (1, 2));
}

#[test]
fn what_has_no_field_goes_into_the_note_and_what_cannot_be_read_is_named() {
    let text = "Date,Time,Weather,Pain,Leg\n2026-11-03,2am,frost,terrible,middle\n2026-11-04,,,,\nsoon,3am,,,\n";
    let (diary, import) = taken(&Diary::default(), text, None);
    assert_eq!(
        cramps(&diary),
        ["2026-11-03T02:00:00+01:00 0 0  Pain: terrible; Leg: middle; Weather: frost"]
    );
    let lines: Vec<_> = import.troubles.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [3, 4]);
    let columns: Vec<_> = import
        .columns
        .iter()
        .map(|(name, what)| format!("{name}: {what}"))
        .collect();
    assert_eq!(columns[2], "Weather: kept in the note");
    assert!(!is_one("name,address\na,b\n"));
    assert!(!is_one("{\"start\":1}\n"));
    assert!(is_one(text));
}

#[test]
fn our_own_table_comes_back_whole() {
    let lines = [
        r#"{"v":1,"id":"a","kind":"cramp","at":"2026-11-22T09:00:00+01:00","start":"2026-11-22T03:12:40+01:00","about":true,"seconds":95,"source":"clock","routine":"relief-calf","answers":[{"after":95,"answer":"gone","routine":"relief-calf","step":"Toes, \"up\"; now"}],"severity":"unknown","side":"left","muscle":"calf","muscle_source":"relief","woke":true,"helped":[],"triggers":["alcohol","other"],"signs":"unknown","medicine":"7","note":"'=1; -2","asked":"2026-11-22T08:00:00+01:00"}"#,
        r#"{"v":1,"id":"b","kind":"session","at":"2026-11-22T09:00:00+01:00","start":"2026-11-21T22:00:00+01:00","routine":"bedtime-stretch","steps":4,"seconds":200,"finished":true}"#,
        r#"{"v":1,"id":"night-2026-11-21","kind":"night","at":"2026-11-22T09:00:00+01:00","night":"2026-11-21","cramps":3,"alcohol":"unknown","tired":false,"note":"yes"}"#,
        r#"{"v":1,"id":"review-2026-11-21","kind":"review","at":"2026-11-22T09:00:00+01:00","night":"2026-11-21","keep":true}"#,
    ];
    let diary = Diary::from_lines(lines);
    assert_eq!(diary.troubles(), []);
    let (back, import) = taken(
        &Diary::default(),
        &export::csv(&diary, "0f", |_| true),
        None,
    );
    assert_eq!(import.troubles, []);
    let entries = |diary: &Diary| {
        diary
            .entries()
            .map(|(id, entry)| (id.clone(), entry.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(entries(&back), entries(&diary));
    let (_, again) = taken(&back, &export::csv(&diary, "0f", |_| true), None);
    assert_eq!((again.lines.len(), again.known), (0, 4));
}

#[test]
fn a_second_table_fills_what_is_empty_and_names_what_it_leaves_out() {
    let first = "date;time;pain\n03.11.2026;02:10;8\n";
    let (diary, import) = taken(&Diary::default(), first, None);
    assert_eq!((import.added, import.left_out.len()), (1, 0));
    let second = "date;time;pain;notes;leg\n03.11.2026;02:10;5;cold floor;left\n";
    let (diary, import) = taken(&diary, second, None);
    assert_eq!((import.added, import.lines.len(), import.known), (0, 1, 0));
    assert_eq!(
        cramps(&diary),
        ["2026-11-03T02:10:00+01:00 0 8 left cold floor"]
    );
    assert_eq!(import.left_out.len(), 1);
    assert_eq!(import.left_out[0].1, "severity");
    // What was taken back is not filled in again.
    let (id, cramp) = diary.cramps().next().unwrap();
    let mut entry = Entry::Cramp(cramp.clone());
    entry.clear("note");
    let line = diary.write(id, now(), &entry).unwrap();
    let mut diary = diary.clone();
    diary.take(line);
    let (diary, import) = taken(&diary, second, None);
    assert_eq!((import.lines.len(), import.known), (0, 1));
    assert_eq!(cramps(&diary), ["2026-11-03T02:10:00+01:00 0 8 left "]);
}
