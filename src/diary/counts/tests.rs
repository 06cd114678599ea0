//! Counts of small diaries that a person can count as well.

use super::band::{self, Band};
use super::calendar::{Cell, WEEKS, weeks};
use super::review::{self, Change};
use super::tally::{Share, Spread, YesCount};
use super::*;

/// The night that all of these end with, a Sunday.
fn tonight() -> Night {
    Night::parse("2026-11-22").unwrap()
}

/// A diary of lines, each given as its kind, how many nights ago, the hour, and further fields.
fn diary(lines: &[(&str, u32, i8, &str)]) -> Diary {
    let line = |(nth, (kind, ago, hour, fields)): (usize, &(&str, u32, i8, &str))| {
        let night = tonight().before(*ago);
        let morning = if *hour < 12 { night.after(1) } else { night };
        let first = match *kind {
            "night" | "review" => format!(r#""night":"{night}""#),
            _ => format!(r#""start":"{morning}T{hour:02}:30:00+01:00""#),
        };
        let fields = if fields.is_empty() {
            String::new()
        } else {
            format!(",{fields}")
        };
        let id = match *kind {
            "night" | "review" => format!("{kind}-{night}"),
            _ => format!("{nth:03}"),
        };
        format!(
            r#"{{"v":1,"id":"{id}","kind":"{kind}","at":"{morning}T10:00:00+01:00",{first}{fields}}}"#
        )
    };
    let lines: Vec<String> = lines.iter().enumerate().map(line).collect();
    let diary = Diary::from_lines(lines.iter().map(String::as_str));
    assert_eq!(diary.troubles(), []);
    diary
}

/// Notes of nights with so many cramps, tonight's last.
fn noted(cramps: &[u8]) -> Diary {
    let lines: Vec<(&str, u32, i8, String)> = cramps
        .iter()
        .rev()
        .zip(0..)
        .map(|(cramps, ago)| ("night", ago, 22, format!(r#""cramps":{cramps}"#)))
        .collect();
    let lines: Vec<_> = lines
        .iter()
        .map(|(a, b, c, d)| (*a, *b, *c, d.as_str()))
        .collect();
    diary(&lines)
}

fn counted(diary: &Diary, nights: u32) -> Counts<'_> {
    Counts::of(diary, Period::until(tonight(), nights))
}

#[test]
fn a_night_without_a_record_is_not_a_night_without_a_cramp() {
    let diary = diary(&[
        ("cramp", 0, 3, ""),
        ("night", 1, 22, r#""cramps":0"#),
        ("night", 2, 22, r#""alcohol":true"#),
        ("session", 3, 22, r#""seconds":180"#),
    ]);
    let counts = counted(&diary, 14);
    assert_eq!(counts.nights_recorded(), Share::new(2, 14));
    assert_eq!(counts.cramps(), Share::new(1, 2));
    assert_eq!(counts.nights_with_cramps(), Share::new(1, 2));
    assert!(counts.is_early());
}

#[test]
fn a_note_may_know_of_more_cramps_than_have_an_entry_but_not_of_fewer() {
    let more = [("cramp", 0, 3, ""), ("night", 0, 22, r#""cramps":3"#)];
    assert_eq!(counted(&diary(&more), 7).cramps().count, 3);
    let fewer = [("cramp", 0, 3, ""), ("night", 0, 22, r#""cramps":0"#)];
    assert_eq!(counted(&diary(&fewer), 7).cramps().count, 1);
}

#[test]
fn an_unknown_length_counts_as_no_length() {
    let diary = diary(&[
        ("cramp", 0, 1, r#""seconds":60,"source":"clock""#),
        ("cramp", 0, 2, r#""seconds":"unknown""#),
        ("cramp", 1, 3, ""),
        ("cramp", 2, 3, r#""seconds":240,"source":"said""#),
        ("cramp", 3, 3, r#""seconds":700"#),
    ]);
    let spread = Spread {
        median: 240,
        greatest: 700,
        known: Share::new(3, 5),
    };
    assert_eq!(counted(&diary, 7).lengths(), Some(spread));
    assert_eq!(counted(&diary, 7).severities(), None);
}

#[test]
fn dont_know_is_counted_apart_from_not_said() {
    let diary = diary(&[
        ("cramp", 0, 3, r#""side":"left""#),
        ("cramp", 1, 3, r#""side":"left""#),
        ("cramp", 2, 3, r#""side":"both""#),
        ("cramp", 3, 3, r#""side":"unknown""#),
        ("cramp", 4, 3, ""),
    ]);
    let sides = counted(&diary, 7).sides();
    assert_eq!(sides.chosen(), [(CrampSide::Left, 2), (CrampSide::Both, 1)]);
    assert_eq!((sides.unknown, sides.unsaid), (1, 1));
}

#[test]
fn hours_are_those_of_the_wall() {
    let diary = diary(&[
        ("cramp", 0, 3, ""),
        ("cramp", 1, 3, ""),
        ("cramp", 1, 23, ""),
    ]);
    let hours = counted(&diary, 7).hours();
    let seen: Vec<_> = hours.into_iter().filter(|(_, count)| *count > 0).collect();
    assert_eq!(seen, [(23, 1), (3, 2)]);
}

#[test]
fn the_row_of_hours_begins_when_the_night_does() {
    let by_day = Boundary::at(20).unwrap();
    let diary = diary(&[("cramp", 0, 3, "")]).with_boundary(by_day);
    let counts = counted(&diary, 7);
    assert_eq!(counts.hours().map(|(hour, _)| hour)[..2], [20, 21]);
    let plot = crate::diary::report::plot::hours(&counts).unwrap();
    let labels: Vec<_> = plot.bars.iter().map(|bar| bar.label.as_str()).collect();
    assert_eq!((labels[0], labels[labels.len() - 1]), ("3", "14"));
}

#[test]
fn only_a_stretch_before_bed_makes_a_stretched_night() {
    let diary = diary(&[
        (
            "session",
            0,
            22,
            r#""routine":"bedtime-stretch","seconds":180"#,
        ),
        (
            "session",
            1,
            23,
            r#""routine":"bedtime-stretch","seconds":20,"finished":false"#,
        ),
        (
            "session",
            2,
            4,
            r#""routine":"after-cramp","seconds":180,"finished":true"#,
        ),
        (
            "session",
            3,
            14,
            r#""routine":"daytime-desk-break","seconds":180,"finished":true"#,
        ),
        ("night", 4, 22, r#""stretched":true"#),
        ("night", 5, 22, r#""stretched":"unknown""#),
    ]);
    let stretched = counted(&diary, 7).nights_stretched();
    assert_eq!(stretched.to_string(), "2 of 7 (5 unknown)");
}

#[test]
fn stretched_nights_and_others_stand_side_by_side() {
    let diary = diary(&[
        ("night", 0, 22, r#""cramps":0,"stretched":true"#),
        ("night", 1, 22, r#""cramps":2,"stretched":true"#),
        ("night", 2, 22, r#""cramps":3"#),
        ("night", 3, 22, r#""stretched":true"#),
    ]);
    let by_stretch = ByStretch {
        with: Share::new(2, 2),
        without: Share::new(3, 1),
    };
    assert_eq!(counted(&diary, 7).by_stretch(), by_stretch);
}

#[test]
fn what_eased_a_cramp_is_the_step_of_the_last_answer_that_it_did() {
    let answers =
        r#""answers":[{"answer":"same","step":"Rub"},{"answer":"better","step":"Toes up"}]"#;
    let diary = diary(&[
        ("cramp", 0, 3, answers),
        ("cramp", 1, 3, answers),
        (
            "cramp",
            2,
            3,
            r#""answers":[{"answer":"gone","step":"Walk"}]"#,
        ),
        (
            "cramp",
            3,
            3,
            r#""answers":[{"answer":"worse","step":"Walk"}]"#,
        ),
    ]);
    assert_eq!(
        counted(&diary, 7).eased_by(),
        (vec![("Toes up", 2), ("Walk", 1)], 3)
    );
}

#[test]
fn triggers_are_counted_on_nights_with_and_without_a_cramp() {
    let diary = diary(&[
        ("cramp", 0, 3, r#""triggers":["alcohol"]"#),
        ("cramp", 1, 3, r#""triggers":[]"#),
        ("cramp", 2, 3, r#""triggers":"unknown""#),
        ("night", 3, 22, r#""cramps":0,"alcohol":true"#),
        ("night", 4, 22, r#""cramps":0,"alcohol":false"#),
        ("night", 5, 22, r#""cramps":0,"alcohol":"unknown""#),
        ("night", 6, 22, r#""alcohol":true"#),
    ]);
    let [with, without] = counted(&diary, 7).trigger(&Word::Listed(Trigger::Alcohol));
    assert_eq!(with.to_string(), "1 of 3 (2 unknown)");
    assert_eq!(without.to_string(), "1 of 3 (1 unknown)");
    let [with, _] = counted(&diary, 7).trigger(&Word::Listed(Trigger::NewShoes));
    let known = YesCount {
        yes: 0,
        known: 2,
        of: 3,
    };
    assert_eq!(with, known);
}

#[test]
fn own_words_are_counted_as_those_of_the_program_are() {
    let diary = diary(&[
        ("cramp", 0, 3, r#""triggers":["cold feet"]"#),
        ("night", 0, 22, r#""with":["Magnesium"]"#),
        ("cramp", 1, 3, r#""triggers":["alcohol"]"#),
        ("night", 2, 22, r#""cramps":0,"with":["magnesium"]"#),
        ("night", 3, 22, r#""cramps":0,"with":[]"#),
        ("night", 4, 22, r#""cramps":0"#),
    ]);
    let counts = counted(&diary, 7);
    let own: Vec<_> = counts
        .triggers()
        .into_iter()
        .skip(Trigger::ALL.len())
        .collect();
    let told = own.iter().map(|own| {
        let [with, without] = counts.trigger(own);
        format!("{}: {with}, {without}", own.said(Trigger::words))
    });
    let told: Vec<_> = told.collect();
    assert_eq!(
        told,
        [
            // A cramp for which it is not ticked says nothing of it.
            "cold feet: 1 of 2 (1 unknown), 0 of 3 (1 unknown)",
            "Magnesium: 1 of 2 (1 unknown), 1 of 3 (1 unknown)"
        ]
    );
}

#[test]
fn a_gap_has_a_record_of_every_night() {
    let mut cramps = vec![1, 0, 0, 0, 2, 0];
    assert_eq!(counted(&noted(&cramps), 28).longest_gap(), 3);
    cramps.extend([0, 0, 0]);
    assert_eq!(counted(&noted(&cramps), 28).longest_gap(), 4);
    let broken = [
        ("night", 0, 22, r#""cramps":0"#),
        ("night", 2, 22, r#""cramps":0"#),
    ];
    assert_eq!(counted(&diary(&broken), 28).longest_gap(), 1);
}

#[test]
fn the_map_has_sixteen_weeks_from_monday_to_sunday() {
    let diary = diary(&[
        ("cramp", 1, 3, r#""severity":4"#),
        ("cramp", 1, 5, r#""severity":8"#),
        ("cramp", 2, 3, ""),
        ("night", 3, 22, r#""cramps":0"#),
        ("cramp", 111, 3, r#""severity":1"#),
        ("cramp", 112, 3, r#""severity":2"#),
    ]);
    let friday = tonight().before(1);
    let map = weeks(&Counts::of(&diary, Period::until(friday, 7 * WEEKS)));
    assert_eq!(map.len(), 16);
    let last = map[15];
    assert_eq!(last.monday.to_string(), "2026-11-16");
    let seen = [
        Cell::Calm,
        Cell::Cramp(None),
        Cell::Cramp(Score::new(8)),
        Cell::Ahead,
    ];
    assert_eq!(last.nights[3..], seen);
    assert_eq!(last.nights[..3], [Cell::Unrecorded; 3]);
    assert_eq!(last.cramps, Share::new(3, 3));
    assert_eq!(map[0].nights[0], Cell::Cramp(Score::new(1)));
    assert_eq!(map[0].cramps, Share::new(1, 1));
}

#[test]
fn no_band_is_told_that_an_unrecorded_night_could_overthrow() {
    let of = |cramps: &[u8]| Band::of(&noted(cramps), tonight());
    assert_eq!(of(&[0; 26]), None);
    assert_eq!(of(&[0; 28]), Some(Band::Rare));
    let mut nights = [0; 28];
    nights[1] = 3;
    assert_eq!(of(&nights), Some(Band::Some));
    assert_eq!(of(&nights[1..27]), None);
    assert_eq!(of(&[3]), None);
    assert_eq!(of(&[4]), Some(Band::Weekly));
    assert_eq!(of(&[11]), Some(Band::Weekly));
    assert_eq!(of(&[12]), Some(Band::VeryFrequent));
    // The cramp of 28 nights ago is out.
    let mut long = [0; 29];
    long[0] = 4;
    assert_eq!(of(&long), Some(Band::Rare));
    long[1] = 4;
    assert_eq!(of(&long), Some(Band::Weekly));
}

#[test]
fn a_band_does_not_wait_for_the_night_that_has_just_begun() {
    let evening = tonight().after(1);
    assert_eq!(Band::of(&noted(&[0; 28]), evening), Some(Band::Rare));
    assert_eq!(Band::of(&noted(&[0; 28]), evening.after(1)), None);
}

#[test]
fn the_sleep_that_was_lost_may_be_said_of_the_night() {
    let diary = diary(&[
        ("cramp", 0, 3, r#""sleep_lost":2"#),
        ("night", 0, 22, r#""sleep_lost":6"#),
        ("night", 1, 22, r#""cramps":1,"sleep_lost":8"#),
        ("cramp", 2, 3, ""),
        ("night", 3, 22, r#""cramps":0,"sleep_lost":9"#),
    ]);
    let spread = Spread {
        median: 6,
        greatest: 8,
        known: Share::new(2, 3),
    };
    assert_eq!(counted(&diary, 7).sleep_lost(), Some(spread));
}

#[test]
fn spoilt_sleep_warns_at_any_band() {
    let warned = |fields: &str| band::warnings(&diary(&[("cramp", 0, 3, fields)]), tonight());
    assert_eq!(warned(r#""sleep_lost":5"#), ["RF-V1"]);
    assert_eq!(warned(r#""sleep_lost":4"#), [""; 0]);
    assert_eq!(warned(r#""sleep_lost":"unknown""#), [""; 0]);
    let tired = diary(&[("night", 0, 22, r#""tired":true,"cramps":4"#)]);
    assert_eq!(band::warnings(&tired, tonight()), ["RF-V1", "RF-V2"]);
}

#[test]
fn a_routine_is_reviewed_after_six_weeks_of_it_and_not_again_for_six() {
    let stretched = |ago| ("night", ago, 22, r#""cramps":1,"stretched":true"#);
    let lines: Vec<_> = (1..=42).map(stretched).collect();
    let due = |lines: &[_]| review::due(&self::diary(lines), tonight());
    let six_weeks = due(&lines).unwrap();
    assert_eq!(six_weeks.stretched, Share::new(42, 42));
    assert_eq!(
        six_weeks.before,
        Share::new(0, 0),
        "nothing is known of before"
    );
    assert_eq!(six_weeks.since, Share::new(42, 42));
    let diary = diary(&lines);
    let [few, enough] = [28, 29].map(|nights| Change::of(&counted(&diary, nights)));
    let fourteen = Share::new(14, 14);
    let change = Change {
        first: fourteen,
        last: fourteen,
    };
    assert_eq!(
        (few, enough),
        (None, Some(change)),
        "tonight is not recorded"
    );

    assert_eq!(due(&lines[..35]), None, "begun five weeks ago");
    assert_eq!(
        due(&[&lines[..19], &lines[41..]].concat()),
        None,
        "less than every other night"
    );
    assert!(due(&[&lines[..20], &lines[41..]].concat()).is_some());
    let reviewed = |ago| [&lines[..], &[("review", ago, 22, r#""keep":true"#)]].concat();
    assert_eq!(due(&reviewed(42)), None);
    assert!(due(&reviewed(43)).is_some());
}

#[test]
fn a_review_compares_the_nights_before_the_routine_with_those_since() {
    let since = (1..=42).map(|ago| ("night", ago, 22, r#""cramps":1,"stretched":true"#));
    let before = (43..=90).map(|ago| ("night", ago, 22, r#""cramps":2"#));
    let tried = [("night", 80, 22, r#""cramps":9,"stretched":true"#)];
    let due = |lines: Vec<_>| review::due(&diary(&lines), tonight()).unwrap();
    let lines: Vec<_> = since.clone().chain(before).collect();
    let six_weeks = due(lines.clone());
    assert_eq!(six_weeks.began, tonight().before(42));
    assert_eq!(six_weeks.before, Share::new(84, 42), "six weeks of them");
    assert_eq!(six_weeks.since, Share::new(42, 42));
    assert!(six_weeks.is_comparable() && !six_weeks.is_no_fewer());

    let mut lines: Vec<_> = lines
        .into_iter()
        .filter(|(_, ago, ..)| *ago != 80)
        .collect();
    lines.extend(tried);
    let six_weeks = due(lines);
    assert_eq!(
        six_weeks.began,
        tonight().before(42),
        "one night is no routine"
    );
    assert_eq!(six_weeks.before, Share::new(82, 41), "nor is it before one");

    let calm = (43..=90).map(|ago| ("night", ago, 22, r#""cramps":0"#));
    assert!(due(since.clone().chain(calm).collect()).is_no_fewer());
    let few = (43..=55).map(|ago| ("night", ago, 22, r#""cramps":0"#));
    let six_weeks = due(since.chain(few).collect());
    assert!(!six_weeks.is_comparable() && !six_weeks.is_no_fewer());
    assert_eq!(six_weeks.before, Share::new(0, 13));
}

#[test]
fn a_routine_that_has_lasted_for_longer_is_compared_from_its_beginning() {
    let night = |ago| ("night", ago, 22, r#""cramps":1,"stretched":true"#);
    let lines: Vec<_> = (1..=100)
        .filter(|ago| !(50..70).contains(ago))
        .map(night)
        .collect();
    let six_weeks = review::due(&diary(&lines), tonight()).unwrap();
    assert_eq!(
        six_weeks.began,
        tonight().before(100),
        "a break of three weeks is none"
    );
    assert_eq!(six_weeks.since, Share::new(80, 80));
    let lines: Vec<_> = (1..=100)
        .filter(|ago| !(50..80).contains(ago))
        .map(night)
        .collect();
    let six_weeks = review::due(&diary(&lines), tonight()).unwrap();
    assert_eq!(
        six_weeks.began,
        tonight().before(49),
        "one of four begins it anew"
    );
}

#[test]
fn signs_are_named_with_their_nights() {
    let diary = diary(&[
        ("cramp", 9, 3, r#""signs":["hot","numb"]"#),
        ("cramp", 9, 4, r#""signs":["hot"]"#),
        ("cramp", 2, 3, r#""signs":["hot"]"#),
        ("cramp", 1, 3, r#""signs":[]"#),
    ]);
    let [early, late] = [9, 2].map(|ago| tonight().before(ago));
    let expected = vec![(Sign::Hot, vec![early, late]), (Sign::Numb, vec![early])];
    assert_eq!(counted(&diary, 28).signs(), expected);
}

#[test]
fn as_many_cramps_as_can_be_written_down_are_counted() {
    let most = 99;
    let counts = noted(&[most, most]);
    assert_eq!(counted(&counts, 7).cramps().count, 2 * u64::from(most));
    assert_eq!(Band::of(&counts, tonight()), Some(Band::VeryFrequent));
}
