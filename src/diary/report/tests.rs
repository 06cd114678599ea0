//! The page of a diary that is read beside it.

mod own;

use unicode_width::UnicodeWidthStr;

use super::super::choice::{Sign, Trigger};
use super::*;
use crate::night::Night;

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
                r#""id":"{ago:02}","kind":"cramp","start":"{morning}T0{}:12:40+01:00","source":"clock","severity":7,"side":"left","muscle":"calf","woke":true,"sleep_lost":5,"triggers":["alcohol"],"helped":["stretch"],"medicine":"new: quinine","answers":[{{"answer":"gone","step":"Toes towards your shin"}}]{more}"#,
                2 + ago % 2
            )
        } else {
            format!(
                r#""id":"night-{evening}","kind":"night","night":"{evening}","cramps":0,"alcohol":false,"stretched":true,"tired":false"#
            )
        };
        lines.push(format!(
            r#"{{"v":1,"at":"{morning}T09:00:00+01:00",{fields}}}"#
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
        ..Person::default()
    }
}

fn rows(page: &Report, part: ReportPart) -> Vec<(&str, &str)> {
    let section = page.sections.iter().find(|section| section.part == part);
    let rows = section.map_or(&[][..], |section| &section.rows).iter();
    rows.map(|row| (row.label.as_str(), row.value.as_str()))
        .collect()
}

#[test]
fn an_empty_diary_claims_nothing() {
    let page = report(&Diary::default(), october(), &Person::default());
    assert_eq!(page.plots, []);
    assert_eq!(
        rows(&page, ReportPart::About)[2],
        (
            "Nights recorded",
            "0 of 42; under 14 it is too early to tell"
        )
    );
    assert_eq!(
        rows(&page, ReportPart::Often),
        [
            ("28 nights to 22 Nov", "no night recorded"),
            (
                "Too early to tell",
                "cramps a week, frequency, change in cramps"
            ),
            ("Not recorded", "longest without one"),
        ]
    );
    for part in [ReportPart::Typical, ReportPart::Tried] {
        let rows = rows(&page, part);
        assert_eq!((rows.len(), rows[0].0), (1, "Not recorded"));
    }
    assert_eq!(rows(&page, ReportPart::Warnings), []);
    assert_eq!(
        rows(&page, ReportPart::About)[3],
        ("Warning signs", "not asked")
    );
    assert_eq!(rows(&page, ReportPart::Triggers), [("", "Not recorded")]);
    assert_eq!(
        rows(&page, ReportPart::Health),
        [("Conditions", "________"), ("Medicines", "________")]
    );
}

#[test]
fn a_small_diary_gives_counts_and_no_rates() {
    let period = Period::until(october().last, 6);
    let lines = [
        r#"{"v":1,"id":"a","kind":"cramp","at":"2026-11-21T09:00:00Z","start":"2026-11-21T03:00:00Z","severity":4}"#,
        r#"{"v":1,"id":"night-2026-11-21","kind":"night","at":"2026-11-22T09:00:00Z","night":"2026-11-21","cramps":0}"#,
    ];
    let page = report(&Diary::from_lines(lines), period, &Person::default());
    assert_eq!(
        rows(&page, ReportPart::Often),
        [
            ("28 nights to 22 Nov", "1 cramp, on 1 of 2 recorded nights"),
            (
                "Longest without one",
                "1 recorded night in a row on this page"
            ),
            (
                "Too early to tell",
                "cramps a week, frequency, change in cramps"
            ),
        ]
    );
    let typical = rows(&page, ReportPart::Typical);
    assert!(typical.contains(&("Pain (0 to 10)", "median 4, worst 4 (of 1 cramp)")));
    assert!(
        typical
            .last()
            .unwrap()
            .1
            .starts_with("muscle, leg, how long")
    );
}

#[test]
fn a_reason_to_see_a_doctor_is_not_cut_off_however_rare() {
    let often: Vec<String> = Trigger::ALL
        .iter()
        .filter(|trigger| **trigger != Trigger::VomitingDiarrhoea)
        .map(|trigger| format!("\"{}\"", trigger.name()))
        .collect();
    let often = often.join(",");
    let rare = format!(r#"{often},"vomiting-diarrhoea""#);
    let page = of_cramps(&[
        &format!(r#""triggers":[{often}]"#),
        &format!(r#""triggers":[{often}]"#),
        &format!(r#""triggers":[{rare}]"#),
    ]);
    let rows = rows(&page, ReportPart::Triggers);
    assert_eq!(
        rows[0],
        (
            "Vomiting or diarrhoea",
            "1 of 3 nights with a cramp, other nights not noted"
        )
    );
    assert_eq!(rows.last(), Some(&("", "And 6 others noted")));
}

/// The page of cramps on the nights to 21 November, one each, that have these fields.
fn of_cramps(fields: &[&str]) -> Report {
    let cramp = |(ago, fields): (u32, &&str)| {
        let morning = night("2026-11-22").before(ago);
        format!(
            r#"{{"v":1,"id":"{ago:02}","kind":"cramp","at":"{morning}T09:00:00Z","start":"{morning}T03:00:00Z",{fields}}}"#
        )
    };
    let lines: Vec<String> = (0..).zip(fields).map(cramp).collect();
    let diary = Diary::from_lines(lines.iter().map(String::as_str));
    assert_eq!(diary.troubles(), []);
    report(&diary, october(), &Person::default())
}

#[test]
fn own_words_stand_on_the_page_like_the_others_unless_they_are_left_out() {
    let lines = [
        r#"{"v":1,"id":"a","kind":"cramp","at":"2026-11-20T09:00:00Z","start":"2026-11-20T03:00:00Z","helped":["stretch","pickle juice"]}"#,
        r#"{"v":1,"id":"night-2026-11-19","kind":"night","at":"2026-11-20T09:00:00Z","night":"2026-11-19","with":["magnesium"]}"#,
        r#"{"v":1,"id":"night-2026-11-20","kind":"night","at":"2026-11-21T09:00:00Z","night":"2026-11-20","cramps":0,"with":["magnesium"]}"#,
    ];
    let diary = Diary::from_lines(lines);
    let mut person = Person::default();
    let page = report(&diary, october(), &person);
    assert_eq!(
        rows(&page, ReportPart::Triggers),
        [(
            "Magnesium",
            "1 of 1 night with a cramp, 1 of 1 night without"
        )]
    );
    let helped = "Said to have helped";
    assert!(
        rows(&page, ReportPart::Tried)
            .contains(&(helped, "stretching 1, pickle juice 1 (of 1 cramp)"))
    );
    person.without_own_words = true;
    let page = report(&diary, october(), &person);
    assert_eq!(rows(&page, ReportPart::Triggers), [("", "Not recorded")]);
    assert!(
        rows(&page, ReportPart::Tried)
            .contains(&(helped, "stretching 1, something else 1 (of 1 cramp)"))
    );
}

#[test]
fn a_trigger_of_nights_without_a_cramp_is_told_and_a_tick_says_of_how_many() {
    let notes = (1..=3).map(|ago| {
        let night = night("2026-11-22").before(ago);
        let (cramps, alcohol) = (ago % 2, ago == 2);
        format!(r#"{{"v":1,"id":"night-{night}","kind":"night","at":"2026-11-22T09:00:00Z","night":"{night}","cramps":{cramps},"alcohol":{alcohol}}}"#)
    });
    let lines: Vec<String> = notes.collect();
    let diary = Diary::from_lines(lines.iter().map(String::as_str));
    let page = report(&diary, october(), &Person::default());
    let told = rows(&page, ReportPart::Triggers);
    assert_eq!(
        told,
        [(
            "Alcohol",
            "0 of 2 nights with a cramp, 1 of 1 night without"
        )]
    );

    let ticked = of_cramps(&[r#""triggers":["alcohol"]"#, r#""triggers":[]"#]);
    let told = rows(&ticked, ReportPart::Triggers);
    assert_eq!(
        told,
        [(
            "Alcohol",
            "1 of 2 nights with a cramp (1 not said), other nights not noted"
        )]
    );
}

#[test]
fn that_nothing_helped_is_said_beside_what_did() {
    let page = of_cramps(&[
        r#""helped":["stretch"]"#,
        r#""helped":[]"#,
        r#""helped":[]"#,
    ]);
    let told = rows(&page, ReportPart::Tried);
    assert!(told.contains(&(
        "Said to have helped",
        "stretching 1, nothing helped 2 (of 3 cramps)"
    )));
}

#[test]
fn a_cramp_that_had_not_eased_after_ten_minutes_is_a_warning() {
    let answers = |answer: &str, after: u32| {
        format!(r#""answers":[{{"answer":"{answer}","after":{after}}}]"#)
    };
    let told = |answer, after| {
        let page = of_cramps(&[answers(answer, after).as_str()]);
        rows(&page, ReportPart::Warnings).len()
    };
    assert_eq!(told("worse", 601), 1);
    assert_eq!(told("same", 601), 1);
    assert_eq!(told("same", 600), 0);
    assert_eq!(told("gone", 700), 0);
}

#[test]
fn a_warning_of_another_year_has_its_year_and_one_before_the_page_is_named() {
    let signs = r#"{"v":1,"id":"a","kind":"cramp","at":"2025-11-08T09:00:00Z","start":"2025-11-08T03:00:00Z","signs":["hot"]}"#;
    let diary = Diary::from_lines([signs]);
    let last = october().last;
    let told = |first: &str| {
        let first = night(first);
        let page = report(&diary, Period { first, last }, &Person::default());
        let rows = rows(&page, ReportPart::Warnings);
        rows.iter()
            .map(|(label, value)| format!("{label}: {value}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(told("2025-11-01"), ["The leg hot: 1 night: 7 Nov 2025"]);
    assert_eq!(
        told("2026-10-12"),
        ["Before these dates: 1 night: 7 Nov 2025"]
    );
}

#[test]
fn no_rate_is_told_that_unrecorded_nights_could_overthrow() {
    let often = |nights: &[(u32, u32)]| {
        let lines: Vec<String> = nights
            .iter()
            .map(|(ago, cramps)| {
                let night = october().last.before(*ago);
                format!(r#"{{"v":1,"id":"night-{night}","kind":"night","at":"2026-11-22T09:00:00Z","night":"{night}","cramps":{cramps}}}"#)
            })
            .collect();
        let diary = Diary::from_lines(lines.iter().map(String::as_str));
        let page = report(&diary, october(), &Person::default());
        let rows = rows(&page, ReportPart::Often);
        [rows[1].1.to_owned(), rows[2].1.to_owned()]
    };
    let nights: Vec<(u32, u32)> = (0..28).map(|ago| (ago, u32::from(ago < 3))).collect();
    assert_eq!(often(&nights), ["0.8", "1 to 3 in 28 nights"]);
    let missing = "14 of the 28 nights not recorded";
    assert_eq!(
        often(&nights[..14]),
        [
            format!("at least 0.8: {missing}"),
            format!("not known: {missing}")
        ]
    );
    let not_known = format!("not known: {missing}");
    assert_eq!(often(&nights[14..]), [not_known.clone(), not_known]);
}

#[test]
fn every_label_stands_apart_from_its_value() {
    let labels = Sign::ALL.iter().map(|sign| sign.words());
    let labels = labels.chain(Trigger::ALL.iter().map(|trigger| trigger.words()));
    for label in labels {
        let row = words::row(words::capital(label), "5 nights");
        let page = Report {
            title: String::new(),
            marks: String::new(),
            sections: vec![Section {
                part: ReportPart::Warnings,
                rows: vec![row],
            }],
            plots: Vec::new(),
            notice: String::new(),
        };
        let text = page.text();
        assert!(text.contains(" 5 nights"), "{text}");
    }
}

#[test]
fn warning_signs_stand_first_and_only_if_there_are_any() {
    let page = report(&diary(), october(), &person());
    assert_eq!(page.sections[0].part, ReportPart::Warnings);
    let page = report(&Diary::default(), october(), &person());
    assert_eq!(rows(&page, ReportPart::Warnings), []);
}

#[test]
fn medicines_linked_with_cramps_are_marked_and_nothing_more() {
    let page = report(&diary(), october(), &person());
    assert_eq!(
        rows(&page, ReportPart::Health),
        [
            ("Conditions", "diabetes; high blood pressure"),
            ("Medicines", "atorvastatin 20 mg since 2024 *; paracetamol"),
            ("Noted with a cramp", "22 Nov: new: quinine"),
            (
                "",
                "* linked with cramps in studies or lists; no star does not mean no link"
            ),
        ]
    );
    let mut person = person();
    person.medicines = vec![note("furosemide 40 mg, atorvastatin, magnesium")];
    let page = report(&Diary::default(), october(), &person);
    let each = "furosemide 40 mg *, atorvastatin *, magnesium";
    assert!(rows(&page, ReportPart::Health).contains(&("Medicines", each)));
    person.medicines = vec![note("paracetamol")];
    let page = report(&Diary::default(), october(), &person);
    assert!(
        rows(&page, ReportPart::Health)
            .iter()
            .all(|(_, value)| !value.contains('*'))
    );
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
    assert_eq!(text.matches('漢').count(), 24);
}

#[test]
fn a_browser_makes_nothing_of_what_a_person_wrote() {
    let evil = r#"<script>alert("x")</script> '&lt; </style><img src=http://a.b onerror=c>"#;
    let mut person = person();
    person.name = Some(note(evil));
    person.medicines = vec![note(evil)];
    let line = format!(
        r#"{{"v":1,"id":"a","kind":"cramp","at":"2026-11-21T09:00:00Z","start":"2026-11-21T03:00:00Z","medicine":{0},"answers":[{{"answer":"gone","step":{0}}}]}}"#,
        serde_json::Value::from(evil)
    );
    let diary = Diary::from_lines([line.as_str()]);
    assert_eq!(diary.troubles(), []);
    let html = report(&diary, october(), &person).html();
    let escaped = "&lt;script&gt;alert(&quot;x&quot;)";
    assert_eq!(html.matches(escaped).count(), 3, "{html}");
    for tag in ["<script", "<img"] {
        assert!(!html.contains(tag), "{html}");
    }
    assert_eq!(html.matches("</style>").count(), 1);
}

#[test]
fn the_file_for_a_browser_needs_nothing_but_itself() {
    let html = report(&diary(), october(), &person()).html();
    assert!(html.contains("default-src 'none'"));
    for outside in ["//", "url(", "@import", "src=", "href=", "<script", "<link"] {
        assert!(!html.contains(outside), "{outside}");
    }
}

#[test]
fn every_plot_is_told_in_words_too() {
    let page = report(&diary(), october(), &person());
    let told: Vec<&str> = page
        .plots
        .iter()
        .map(|plot| plot.alternative.as_str())
        .collect();
    assert_eq!(
        told,
        [
            "Cramps in each week from its Monday: 12 Oct 2, 19 Oct 2, 26 Oct 3, 2 Nov 2, \
             9 Nov 2, 16 Nov 3.",
            "Cramps by the hour they began, 0 to 23: 7 at 2, 7 at 3.",
            "Cramps by their pain at worst, 0 to 10: 14 at 7.",
        ]
    );
    let html = page.html();
    for told in told {
        assert!(html.contains(&format!("role=\"img\" aria-label=\"{told}\"")));
    }
}

#[test]
fn a_week_with_gaps_is_hollow_and_one_without_notes_has_no_bar() {
    let notes = ["2026-11-09", "2026-11-10"].map(|night| {
        format!(r#"{{"v":1,"id":"night-{night}","kind":"night","at":"2026-11-12T09:00:00Z","night":"{night}","cramps":1}}"#)
    });
    let diary = Diary::from_lines(notes.iter().map(String::as_str));
    let page = report(
        &diary,
        Period::until(october().last, 21),
        &Person::default(),
    );
    let plot = &page.plots[0];
    let bars: Vec<_> = plot
        .bars
        .iter()
        .map(|bar| (bar.mark.as_str(), bar.is_partial))
        .collect();
    assert_eq!(bars, [("–", true), ("2", true), ("–", true)]);
    assert_eq!(plot.key, "hollow: nights missing; –: all missing");
    assert!(
        plot.alternative
            .ends_with("9 Nov 2 (2 nights), 16 Nov not recorded.")
    );
    let svg = svg::svg(plot);
    assert_eq!(
        (
            svg.matches("class=\"partial\"").count(),
            svg.matches("<rect").count()
        ),
        (1, 1)
    );
}

#[test]
fn the_usual_page_begins_with_the_diary_but_has_four_to_sixteen_weeks() {
    let last = october().last;
    let noted = |ago: u32| {
        let night = last.before(ago);
        let line = format!(
            r#"{{"v":1,"id":"night-{night}","kind":"night","at":"2026-11-12T09:00:00Z","night":"{night}","cramps":0}}"#
        );
        usual_period(&Diary::from_lines([line.as_str()]), last).nights()
    };
    assert_eq!([noted(0), noted(40), noted(4000)], [28, 41, 112]);
    assert_eq!(usual_period(&Diary::default(), last).nights(), 28);
}
