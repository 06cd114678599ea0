//! Diaries for the tests of screens.

use std::fmt::Write as _;

use uncramp::night::Night;

/// The morning on which the tests open the program.
pub const MORNING: &str = "2026-11-22T08:30:00+01:00";

/// A cramp of a week ago that was asked about, and one of last night.
pub const CRAMPS: &[&str] = &[
    r#"{"v":1,"id":"a","kind":"cramp","at":"2026-11-15T03:00:00+01:00","start":"2026-11-15T03:00:00+01:00","seconds":120,"source":"clock","severity":4,"asked":"2026-11-15T08:00:00+01:00"}"#,
    r#"{"v":1,"id":"b","kind":"cramp","at":"2026-11-22T02:47:00+01:00","start":"2026-11-22T02:47:00+01:00","seconds":95,"source":"clock"}"#,
];

/// Fifty of the [nights].
pub fn fifty_nights() -> Vec<String> {
    nights(50)
}

/// So many nights to the last one, each stretched before but every fourth, with a cramp in every
/// third, which was asked about.
pub fn nights(count: u32) -> Vec<String> {
    let last = Night::parse("2026-11-21").expect("a night");
    let mut lines = Vec::new();
    for ago in (0..count).rev() {
        let night = last.before(ago);
        let morning = night.after(1);
        let head = |id: &str, kind: &str| {
            format!(
                r#"{{"v":1,"id":"{id}-{night}","kind":"{kind}","at":"{morning}T08:00:00+01:00""#
            )
        };
        if ago % 4 > 0 {
            let mut line = head("session", "session");
            write!(
                line,
                r#","start":"{night}T22:00:00+01:00","routine":"bedtime-stretch","seconds":215,"finished":true}}"#
            )
            .expect("a String takes every text");
            lines.push(line);
        }
        let mut line = if ago % 3 > 0 {
            head("night", "night") + &format!(r#","night":"{night}","cramps":0"#)
        } else {
            let side = if ago % 2 > 0 { "left" } else { "right" };
            let fields = format!(
                r#","start":"{morning}T0{}:20:00+01:00","seconds":{},"source":"clock","severity":{},"side":"{side}","muscle":"calf","asked":"{morning}T08:00:00+01:00","answers":[{{"answer":"gone","after":60,"step":"Toes towards your shin"}}]"#,
                ago % 6,
                60 + ago % 50,
                ago % 10,
            );
            head("cramp", "cramp") + &fields
        };
        line.push('}');
        lines.push(line);
    }
    lines
}
