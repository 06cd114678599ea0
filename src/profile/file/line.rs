//! One line of the file of the safety answers, as text.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::MARK;
use crate::handbook::Fact;
use crate::moment::Moment;
use crate::profile::danger::Over;
use crate::profile::{Age, Answer, BodyPart, Detail, Medicine, Profile, Question, Reply};
use crate::routine::Named;
use crate::routine::problem::quoted;

#[derive(Deserialize)]
struct AnswerLine {
    question: Option<String>,
    reply: Option<String>,
    asked: Option<String>,
    sign: Option<String>,
    seen: Option<String>,
    over: Option<Vec<Option<String>>>,
    signs: Option<BTreeMap<String, String>>,
    entry: Option<String>,
    at: Option<String>,
    from: Option<String>,
    #[serde(default)]
    parts: Vec<String>,
    #[serde(default)]
    taken: Vec<String>,
    #[serde(default)]
    illnesses: Vec<String>,
    age: Option<String>,
    card: Option<String>,
}

/// The text of an answer that was given at `at`, without a line feed.
pub fn line(answer: &Answer, at: Moment) -> String {
    let mut fields = Vec::new();
    let mut add = |key: &str, value: Value| fields.push((key.to_owned(), value));
    match answer {
        Answer::Given {
            question,
            reply,
            detail,
        } => {
            // First, so that a line that was cut short says most likely what it was about.
            add("question", question.name().into());
            add(
                "reply",
                reply.map_or(Value::Null, |reply| reply.name().into()),
            );
            let (key, value) = match detail {
                Detail::None => ("", Value::Null),
                Detail::From(from) => ("from", from.map(|from| from.to_string()).into()),
                Detail::Parts(parts) => ("parts", names(parts)),
                Detail::Taken(taken) => ("taken", names(taken)),
                Detail::Illnesses(ill) => ("illnesses", names(ill)),
                Detail::Age(age) => ("age", age.map(Age::name).into()),
            };
            if value != Value::Null {
                add(key, value);
            }
        }
        Answer::Asked(day) => {
            let day = day.unwrap_or_else(|| at.local().date());
            add("asked", day.to_string().into());
        }
        Answer::Seen { sign, seen } => {
            add("sign", sign.as_str().into());
            add("seen", day_or_time(*seen, at));
        }
        Answer::Told { entry, signs } => {
            let signs = signs.iter();
            let signs = signs.map(|(sign, seen)| (sign.clone(), day_or_time(*seen, at)));
            add("signs", Value::Object(signs.collect()));
            add("entry", entry.as_str().into());
        }
        Answer::Ticked { card, is_on } => {
            add("card", card.as_str().into());
            let reply = is_on.then(|| Reply::Yes.name().into());
            add("reply", reply.unwrap_or(Value::Null));
        }
        Answer::Over(over) => add("over", over.signs().collect()),
    }
    add("at", at.to_string().into());
    let fields: Vec<_> = fields
        .iter()
        .map(|(key, value)| format!("\"{key}\":{value}"))
        .collect();
    format!("{{{}}}", fields.join(","))
}

/// When a sign was seen; of what is seen now the day says enough.
fn day_or_time(seen: Option<DateTime>, at: Moment) -> Value {
    let day = || at.local().date().to_string();
    seen.map_or_else(day, |seen| seen.to_string()).into()
}

/// Whether a line of a file says nothing and is meant to: it is blank, or a comment.
pub fn says_nothing(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.is_empty() || line.starts_with(b"#") || line.starts_with(b"//")
}

/// The format that a first line names; `None` if it is none.
pub fn format(line: &str) -> Option<u32> {
    let rest = line.strip_prefix(MARK)?;
    let digits = rest.find(|c: char| !c.is_ascii_digit())?;
    rest[..digits].parse().ok()
}

/// `null` where there are none.
fn names<T: Named>(values: &[T]) -> Value {
    let names = values.iter().map(|value| value.name()).collect();
    Some(names)
        .filter(|_| !values.is_empty())
        .unwrap_or_default()
}

/// Why a line says nothing.
pub(super) struct LineFault {
    pub what: String,
    /// It is nothing that this version asks, so no answer is missing.
    pub is_odd: bool,
}

impl From<String> for LineFault {
    fn from(what: String) -> Self {
        let is_odd = false;
        Self { what, is_odd }
    }
}

pub(super) fn said(text: &str) -> Result<(Moment, Answer), LineFault> {
    let line: AnswerLine = serde_json::from_str(text).map_err(|error| {
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
    if let Some(sign) = line.sign {
        let seen = line
            .seen
            .as_deref()
            .map(|seen| time(seen, at))
            .transpose()?;
        return Ok((at, Answer::Seen { sign, seen }));
    }
    if let (Some(signs), Some(entry)) = (line.signs, line.entry) {
        let signs = signs.into_iter();
        let signs = signs.map(|(sign, seen)| time(&seen, at).map(|seen| (sign, Some(seen))));
        let (entry, signs) = (entry, signs.collect::<Result<_, _>>()?);
        return Ok((at, Answer::Told { entry, signs }));
    }
    if let Some(signs) = line.over {
        return Ok((at, Answer::Over(Over::of(signs))));
    }
    if let Some(card) = line.card {
        let (card, is_on) = (card, line.reply.is_some());
        return Ok((at, Answer::Ticked { card, is_on }));
    }
    let name = line.question.as_deref();
    let name = name.ok_or_else(|| "`question` is missing".to_owned())?;
    let question = Question::of_name(name).ok_or_else(|| LineFault {
        what: format!("{} is no question of this version", quoted(name)),
        is_odd: true,
    })?;
    let reply = line.reply.as_deref().map(|reply| {
        Reply::of_name(reply).ok_or_else(|| {
            format!(
                "`reply`: found {}, expected `yes`, `no` or `unsure`",
                quoted(reply)
            )
        })
    });
    let detail = match question {
        Question::Pregnant => Detail::From(line.from.as_deref().map(date).transpose()?),
        Question::Joints => Detail::Parts(some(&line.parts, BodyPart::ALL)?),
        Question::Medicines => Detail::Taken(some(&line.taken, Medicine::ALL)?),
        Question::Illnesses => Detail::Illnesses(some(&line.illnesses, Fact::ILLNESSES)?),
        Question::Age => {
            let age = line.age.map(|age| {
                Age::of_name(&age)
                    .ok_or_else(|| format!("`age`: {} is none of the choices", quoted(&age)))
            });
            Detail::Age(age.transpose()?)
        }
        Question::Clot
        | Question::Diabetes
        | Question::Numb
        | Question::Circulation
        | Question::Falls
        | Question::Fluids => Detail::None,
    };
    let answer = Answer::Given {
        question,
        reply: reply.transpose()?,
        detail,
    };
    Ok((at, answer))
}

/// A time on the wall; of a day alone, that at which it was said.
fn time(text: &str, at: Moment) -> Result<DateTime, String> {
    if text.contains('T') {
        return text.parse().map_err(|_| {
            format!(
                "found {}, expected a day and a time such as `2026-03-01T03:12:40`",
                quoted(text)
            )
        });
    }
    date(text).map(|day| day.to_datetime(at.local().time()))
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

fn some<T: Named>(texts: &[String], all: &[T]) -> Result<Vec<T>, String> {
    let values = texts.iter().map(|text| {
        let value = T::of_name(text).filter(|value| all.contains(value));
        value.ok_or_else(|| format!("{} is none of the choices", quoted(text)))
    });
    values.collect()
}

/// The question that a line names which cannot be read.
pub(super) fn named(text: &str) -> Option<Question> {
    let is_named = |question: &&Question| text.contains(&format!("\"{}\"", question.name()));
    Question::ALL.iter().find(is_named).copied()
}

/// What half a line of this program, cut short as it was written, can have said, as carefully as it may
/// have been; `None` if it is none, or might have said anything.
pub(super) fn half(text: &str) -> Option<Vec<Answer>> {
    // A power cut leaves zeros where nothing was written yet.
    let text = text.trim_end_matches('\0');
    let whole = serde_json::from_str::<IgnoredAny>(text);
    let rest = text.strip_prefix("{\"")?;
    if rest.is_empty() || !whole.is_err_and(|error| error.is_eof()) {
        return None;
    }
    let (key, value) = rest.split_once("\":").unwrap_or((rest, ""));
    let value = value.strip_prefix('"').unwrap_or_default();
    let (name, after) = value.split_once('"').unwrap_or((value, ""));
    let is_whole = name.len() < value.len();
    match key {
        "sign" if is_whole => {
            let seen = after.strip_prefix(",\"seen\":\"");
            let seen = seen.and_then(|seen| Some(seen.split_once('"')?.0));
            // A day without its time would be its first moment, and over too soon.
            let seen = seen.filter(|seen| seen.contains('T'));
            let seen = seen.and_then(|seen| seen.parse().ok());
            let sign = name.to_owned();
            Some(vec![Answer::Seen { sign, seen }])
        }
        "question" if !name.is_empty() => {
            let may_be = |question: &&Question| {
                let asked = question.name();
                asked == name || !is_whole && asked.starts_with(name)
            };
            let said = Question::ALL.iter().filter(may_be).map(|&question| {
                let says_yes = after.starts_with(",\"reply\":\"yes\"");
                // A yes to this one is an age, which is not there.
                let is_yes = says_yes && question != Question::Age;
                let mut profile = Profile::default();
                profile.answer(question, if is_yes { Reply::Yes } else { Reply::Unsure });
                Answer::to(question, &profile)
            });
            Some(said.collect()).filter(|said: &Vec<_>| !said.is_empty())
        }
        // That all was asked, or that a sign is over, was never acknowledged, and no answer is lost.
        "signs" if rest.starts_with("signs\":{}") => Some(Vec::new()),
        _ => {
            let key = key.trim_end_matches('"');
            let mut others = ["asked", "over", "card"].iter();
            others.any(|other| other.starts_with(key)).then(Vec::new)
        }
    }
}
