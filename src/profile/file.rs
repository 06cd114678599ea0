//! The file of the safety answers: a line for each, only ever added; what was said last counts.
//!
//! Several windows and several machines may write it, and lines may be brought together in any
//! order: question by question the latest line wins, of two of the same second the one below. What
//! cannot be read makes nobody less careful: the question that it names, if it names one, counts as
//! not answered, and until all questions have been asked anew, what has no answer counts as found.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use super::{Answer, Medicine, Part, Profile, Question, Reply};
use crate::diary::moment::Moment;
use crate::routine::problem::{Problem, quoted, told};

/// How the first line begins, of whatever format.
pub const MARK: &str = "{\"profile\":\"uncramp\",\"format\":";
/// The format that this program writes.
pub const FORMAT: u32 = 1;

/// What a file comes to.
#[derive(Debug, Default)]
pub struct Answers {
    /// What was said last to every question.
    pub profile: Profile,
    /// When that was said which was said last.
    pub latest: Option<Moment>,
    /// What cannot be read. A problem that is only odd leaves the profile as careful as it was.
    pub problems: Vec<Problem>,
}

/// One line, as it stands in the file.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    question: Option<Cow<'a, str>>,
    #[serde(borrow)]
    reply: Option<Cow<'a, str>>,
    #[serde(borrow)]
    asked: Option<Cow<'a, str>>,
    #[serde(borrow)]
    at: Option<Cow<'a, str>>,
    #[serde(borrow)]
    from: Option<Cow<'a, str>>,
    #[serde(default)]
    parts: Vec<String>,
    #[serde(default)]
    taken: Vec<String>,
}

/// The text of an answer that was given at `at`, without a line feed.
pub fn line(answer: &Answer, at: Moment) -> String {
    let mut fields = Vec::new();
    let mut add = |key: &str, value: Value| fields.push((key.to_owned(), value));
    match answer {
        Answer::Given {
            question,
            reply,
            from,
            parts,
            taken,
        } => {
            // First, so that a line that was cut short says most likely what it was about.
            add("question", question.name().into());
            add(
                "reply",
                reply.map_or(Value::Null, |reply| reply.name().into()),
            );
            if let Some(from) = from {
                add("from", from.to_string().into());
            }
            if !parts.is_empty() {
                add("parts", names(parts, Part::name));
            }
            if !taken.is_empty() {
                add("taken", names(taken, Medicine::name));
            }
        }
        Answer::Asked(day) => {
            let day = day.unwrap_or_else(|| at.local().date());
            add("asked", day.to_string().into());
        }
    }
    add("at", at.to_string().into());
    let fields: Vec<_> = fields
        .iter()
        .map(|(key, value)| format!("\"{key}\":{value}"))
        .collect();
    format!("{{{}}}", fields.join(","))
}

fn names<T: Copy>(values: &[T], name: fn(T) -> &'static str) -> Value {
    values.iter().map(|value| name(*value)).collect()
}

/// Reads the text of a file.
pub fn parse(source: &str) -> Answers {
    parse_over(Profile::default(), source)
}

/// Reads the text of a file whose lines are later than all that `before` says.
pub fn parse_over(before: Profile, source: &str) -> Answers {
    let mut read = Reading::default();
    let mut start = 0;
    for (number, line) in source.split('\n').enumerate() {
        let span = start..start + line.len();
        start = span.end + 1;
        let line = line.trim();
        if let Some(format) = format(line) {
            if format > FORMAT {
                let what = format!("format {format} of a newer uncramp; this one knows {FORMAT}");
                return Answers {
                    profile: Profile::unreadable(),
                    latest: None,
                    problems: vec![Problem::error(span, what).mend("use the newer uncramp")],
                };
            }
        } else if !line.is_empty() {
            read.line(number, line, span);
        }
    }
    read.answers(before)
}

/// The format that a first line names; `None` if it is none.
pub fn format(line: &str) -> Option<u32> {
    let rest = line.strip_prefix(MARK)?;
    let digits = rest.find(|c: char| !c.is_ascii_digit())?;
    rest[..digits].parse().ok()
}

#[derive(Default)]
struct Reading {
    given: BTreeMap<Question, (Moment, Answer)>,
    asked: Option<(Moment, Date)>,
    latest: Option<Moment>,
    /// The line that all questions were asked in, and the last one that cannot be read.
    lines: (Option<usize>, Option<usize>),
    problems: Vec<Problem>,
}

impl Reading {
    fn line(&mut self, number: usize, text: &str, span: Range<usize>) {
        match said(text) {
            Ok((at, Answer::Asked(day))) => {
                let day = day.unwrap_or_else(|| at.local().date());
                self.latest = self.latest.max(Some(at));
                if self.asked.is_none_or(|(before, _)| before <= at) {
                    self.asked = Some((at, day));
                }
                self.lines.0 = Some(number);
            }
            Ok((at, answer @ Answer::Given { question, .. })) => {
                self.latest = self.latest.max(Some(at));
                let before = self.given.get(&question);
                if before.is_none_or(|(before, _)| *before <= at) {
                    self.given.insert(question, (at, answer));
                }
            }
            Err(Fault { what, is_odd }) => {
                if !is_odd {
                    self.lines.1 = Some(number);
                    if let Some(question) = named(text) {
                        let none = Answer::to(question, &Profile::default());
                        let at = self
                            .given
                            .get(&question)
                            .map_or(Moment::new(i64::MIN, 0), |(at, _)| *at);
                        self.given.insert(question, (at, none));
                    }
                }
                let help = "`uncramp profile` asks anew; what cannot be read stays where it is";
                self.problems.push(Problem::error(span, what).mend(help));
            }
        }
    }

    fn answers(self, mut profile: Profile) -> Answers {
        self.given
            .values()
            .for_each(|(_, answer)| profile.take(answer));
        if let Some((_, day)) = self.asked {
            profile.take(&Answer::Asked(Some(day)));
        }
        let (asked, fault) = self.lines;
        profile.careful |= fault > asked;
        Answers {
            profile,
            latest: self.latest,
            problems: told(self.problems),
        }
    }
}

/// Why a line says nothing.
struct Fault {
    what: String,
    /// It is nothing that this version asks, so no answer is missing.
    is_odd: bool,
}

impl From<String> for Fault {
    fn from(what: String) -> Self {
        let is_odd = false;
        Self { what, is_odd }
    }
}

fn said(text: &str) -> Result<(Moment, Answer), Fault> {
    let line: Line<'_> = serde_json::from_str(text).map_err(|error| {
        if error.is_eof() {
            "cut short while it was written".to_owned()
        } else {
            "no answer: expected a line such as `{\"question\":\"clot\",\"reply\":\"no\",…}`"
                .to_owned()
        }
    })?;
    let at = line
        .at
        .as_deref()
        .ok_or_else(|| "`at` is missing".to_owned())?;
    let at = Moment::parse(at).ok_or_else(|| {
        format!(
            "`at`: found {}, expected a time such as `2026-11-22T03:12:40+01:00`",
            quoted(at)
        )
    })?;
    if let Some(day) = &line.asked {
        return Ok((at, Answer::Asked(Some(date(day)?))));
    }
    let name = line.question.as_deref();
    let name = name.ok_or_else(|| "`question` is missing".to_owned())?;
    let question = one(name, Question::ALL, Question::name).ok_or_else(|| Fault {
        what: format!("{} is no question of this version", quoted(name)),
        is_odd: true,
    })?;
    let reply = line.reply.as_deref().map(|reply| {
        one(reply, Reply::ALL, Reply::name).ok_or_else(|| {
            format!(
                "`reply`: found {}, expected `yes`, `no` or `unsure`",
                quoted(reply)
            )
        })
    });
    let answer = Answer::Given {
        question,
        reply: reply.transpose()?,
        from: line.from.as_deref().map(date).transpose()?,
        parts: some(&line.parts, Part::ALL, Part::name)?,
        taken: some(&line.taken, Medicine::ALL, Medicine::name)?,
    };
    Ok((at, answer))
}

fn date(text: &str) -> Result<Date, String> {
    let day = text.parse();
    day.map_err(|_| {
        format!(
            "found {}, expected a day such as `2026-03-01`",
            quoted(text)
        )
    })
}

fn one<T: Copy>(text: &str, all: &[T], name: fn(T) -> &'static str) -> Option<T> {
    all.iter().copied().find(|value| name(*value) == text)
}

fn some<T: Copy>(
    texts: &[String],
    all: &[T],
    name: fn(T) -> &'static str,
) -> Result<Vec<T>, String> {
    let values = texts.iter().map(|text| {
        one(text, all, name).ok_or_else(|| format!("{} is none of the choices", quoted(text)))
    });
    values.collect()
}

/// The question that a line names which cannot be read.
fn named(text: &str) -> Option<Question> {
    let is_named = |question: &&Question| text.contains(&format!("\"{}\"", question.name()));
    Question::ALL.iter().find(is_named).copied()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::any;
    use super::*;

    const TODAY: Date = date(2026, 3, 1);

    fn at(seconds: i64) -> Moment {
        Moment::new(1_772_323_200 + seconds, 60)
    }

    fn text(answers: &[(i64, Answer)]) -> String {
        let lines = answers
            .iter()
            .map(|(seconds, answer)| line(answer, at(*seconds)));
        let lines = lines.map(|line| line + "\n").collect::<String>();
        format!("{MARK}{FORMAT}}}\n{lines}")
    }

    /// Answers of any number of windows, each at its time.
    fn any_answers() -> impl Strategy<Value = Vec<(i64, Answer)>> {
        let question = prop::sample::select(Question::ALL);
        let answer = (any::profile(TODAY), prop::option::of(question));
        let answer = answer.prop_map(|(profile, question)| match question {
            Some(question) => Answer::to(question, &profile),
            None => Answer::Asked(Some(profile.asked.unwrap_or(TODAY))),
        });
        prop::collection::vec((0..5_i64, answer), 0..12)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_written_is_read(answers in any_answers()) {
            let read = parse(&text(&answers));
            prop_assert_eq!(&read.problems, &[]);
            let mut in_time = answers.clone();
            in_time.sort_by_key(|(seconds, _)| *seconds);
            let mut profile = Profile::default();
            for (_, answer) in &in_time {
                profile.take(answer);
            }
            prop_assert_eq!(read.profile, profile);
            prop_assert_eq!(read.latest, in_time.last().map(|(seconds, _)| at(*seconds)));
        }

        #[test]
        fn two_windows_come_to_the_same_whoever_writes_first(
            one in any_answers(),
            other in any_answers(),
        ) {
            // No two say something in the same second: then the line below counts.
            let one: Vec<_> = one.into_iter().map(|(at, answer)| (2 * at, answer)).collect();
            let other: Vec<_> = other.into_iter().map(|(at, answer)| (2 * at + 1, answer)).collect();
            let (first, second) = (text(&one), text(&other));
            let merged = parse(&(first.clone() + &second)).profile;
            prop_assert_eq!(&merged, &parse(&(second.clone() + &first)).profile);
            prop_assert_eq!(&merged, &parse(&(first.clone() + &second + &first)).profile);
        }

        #[test]
        fn no_window_changes_what_it_did_not_ask(
            before in any_answers(),
            answer in any_answers().prop_filter("one at least", |answers| !answers.is_empty()),
        ) {
            let (_, answer) = &answer[0];
            let text = text(&before);
            let after = parse(&(text.clone() + &line(answer, at(9)))).profile;
            let before = parse(&text).profile;
            for changed in after.changes(&before) {
                let about = matches!(answer, Answer::Given { question, .. } if *question == changed);
                prop_assert!(about, "{:?} by {:?}", changed, answer);
            }
        }

        #[test]
        fn a_file_cut_anywhere_is_as_careful_as_before_or_more(
            answers in any_answers(),
            cut in any::<prop::sample::Index>(),
        ) {
            let text = text(&answers);
            let cut = cut.index(text.len());
            let read = parse(&text[..cut]);
            let whole = text[..cut].rfind('\n').map_or(0, |at| at + 1);
            let before = parse(&text[..whole]);
            for question in read.profile.changes(&before.profile) {
                // A whole line that lacks only its end says what it says.
                let is_whole = text[..cut].ends_with('}');
                let lost = read.profile.reply(question).is_none() && read.profile.careful;
                prop_assert!(is_whole || lost, "{:?}: {:?}", question, &text[whole..cut]);
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in any::<String>()) {
            let _ = parse(&text);
            let _ = parse(&format!("{MARK}{FORMAT}}}\n{text}"));
        }
    }

    #[test]
    fn an_answer_is_a_line_that_people_can_read() {
        let mut profile = Profile::default();
        profile.answer(Question::Joints, Reply::Yes);
        profile.parts = vec![Part::Hip, Part::Calf];
        assert_eq!(
            line(&Answer::to(Question::Joints, &profile), at(0)),
            "{\"question\":\"joints\",\"reply\":\"yes\",\"parts\":[\"hip\",\"calf-or-achilles\"],\
             \"at\":\"2026-03-01T01:00:00+01:00\"}"
        );
        assert_eq!(
            line(&Answer::Asked(None), at(0)),
            "{\"asked\":\"2026-03-01\",\"at\":\"2026-03-01T01:00:00+01:00\"}"
        );
    }

    #[test]
    fn what_cannot_be_read_makes_nobody_less_careful() {
        let no = |question| {
            let mut profile = Profile::default();
            profile.answer(question, Reply::No);
            (0, Answer::to(question, &profile))
        };
        let before = text(&[no(Question::Clot), no(Question::Numb)]);
        for (bad, forgotten) in [
            (
                "{\"question\":\"clot\",\"reply\":\"perhaps\",\"at\":\"2026-03-01T00:00:00Z\"}",
                true,
            ),
            ("{\"question\":\"clot\",\"reply\":\"y", true),
            (
                "{\"question\":\"clot\",\"reply\":\"yes\",\"at\":\"today\"}",
                true,
            ),
            ("clot = \"yes\"", false),
            ("\0\0\0", false),
        ] {
            let read = parse(&format!("{before}{bad}\n"));
            assert!(read.profile.careful, "{bad}");
            assert_eq!(read.problems.len(), 1, "{bad}");
            assert_eq!(
                read.profile.reply(Question::Clot).is_none(),
                forgotten,
                "{bad}"
            );
            assert_eq!(read.profile.reply(Question::Numb), Some(Reply::No), "{bad}");
            let asked = line(&Answer::Asked(None), at(1));
            let anew = parse(&format!("{before}{bad}\n{asked}\n"));
            assert!(!anew.profile.careful, "all was asked anew: {bad}");
        }
    }

    #[test]
    fn a_question_of_a_later_version_is_told_and_changes_no_answer() {
        let line = "{\"question\":\"sleep\",\"reply\":\"no\",\"at\":\"2026-03-01T00:00:00Z\"}";
        let read = parse(&text(&[]).replace('\n', &format!("\n{line}\n")));
        assert_eq!(read.profile, Profile::default());
        assert!(
            read.problems[0].what.contains("`sleep`"),
            "{:?}",
            read.problems
        );
    }

    #[test]
    fn a_file_of_a_newer_format_is_not_trusted() {
        let read = parse(&format!("{MARK}2}}\n"));
        assert_eq!(read.profile, Profile::unreadable());
        assert_eq!(read.problems.len(), 1);
    }
}
