//! The file of the safety answers: a line for each, only ever added; what was said last counts.
//!
//! Several windows and several machines may write it, and lines may be brought together in any
//! order: question by question the latest line wins, of two of the same second the one below. What
//! cannot be read makes nobody less careful: half a line of this program counts as the most careful
//! answer that it can have been, and is moved aside. Of any other the question that it names, if it
//! names one, counts as not answered, and until all questions have been asked anew, what has no answer
//! counts as found.

mod line;
mod unread;

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::{Date, DateTime};

use super::danger::{Danger, Over, Told};
use super::{Answer, Profile, Question};
use crate::moment::Moment;
use crate::routine::problem::{Problem, told};
use line::{LineFault, half, named, said};
pub use line::{format, line, says_nothing};
pub use unread::UnreadLine;

/// How the first line begins, of whatever format.
pub const MARK: &str = "{\"profile\":\"uncramp\",\"format\":";
/// The format that this program writes.
pub const FORMAT: u32 = 1;

/// What a file comes to.
#[derive(Debug, Default)]
pub struct ProfileFile {
    /// What was said last to every question.
    pub profile: Profile,
    /// The signs that were recorded and of which nobody has said since that they are over.
    pub danger: Option<Danger>,
    /// When that was said which was said last.
    pub latest: Option<Moment>,
    /// The lines of which nothing can be read, whatever the version.
    pub unread: Vec<UnreadLine>,
    /// What cannot be read. A problem that is only odd leaves the profile as careful as it was.
    pub problems: Vec<Problem>,
}

pub fn parse(source: &str) -> ProfileFile {
    parse_over(Profile::default(), source)
}

/// Reads the text of a file whose lines are later than all that `before` says.
pub fn parse_over(before: Profile, source: &str) -> ProfileFile {
    let mut read = AnswersReader::default();
    let mut start = 0;
    for (number, line) in source.split('\n').enumerate() {
        let span = start..start + line.len();
        start = span.end + 1;
        let line = line.trim().trim_start_matches('\u{feff}');
        if let Some(format) = format(line) {
            if format > FORMAT {
                let what = format!("format {format} of a newer uncramp; this one knows {FORMAT}");
                return ProfileFile {
                    profile: Profile::unreadable(),
                    problems: vec![Problem::error(span, what).mend("use the newer uncramp")],
                    ..ProfileFile::default()
                };
            }
        } else if !says_nothing(line.as_bytes()) {
            read.line(number, line, span);
        }
    }
    read.answers(before)
}

#[derive(Default)]
struct AnswersReader {
    given: BTreeMap<Question, (Moment, Answer)>,
    cards: BTreeMap<String, (Moment, Answer)>,
    asked: Option<(Moment, Date)>,
    /// Signs, and that some are over, each with its time, its place in the file and when it was. What
    /// cannot be read of them is a sign whose day is not known.
    seen: Vec<(Moment, usize, Sight)>,
    latest: Option<Moment>,
    /// The line that all questions were asked in, and the last one that cannot be read.
    lines: (Option<usize>, Option<usize>),
    unread: Vec<UnreadLine>,
    problems: Vec<Problem>,
}

impl AnswersReader {
    fn line(&mut self, number: usize, text: &str, span: Range<usize>) {
        let LineFault { what, is_odd } = match said(text) {
            Ok((at, answer)) => {
                self.latest = self.latest.max(Some(at));
                return self.take(at, number, answer);
            }
            Err(fault) => fault,
        };
        let mut help =
            "`uncramp profile` asks anew; once all was asked, the next start moves it aside";
        // Of unknown time: whatever stands above does not lift it.
        let at = self.latest.unwrap_or(Moment::new(0, 0));
        let half = half(text);
        if let Some(answers) = &half {
            help =
                "the next start moves it aside; until you answer again it counts as \"don't know\"";
            for answer in answers {
                match answer {
                    Answer::Seen { seen: None, .. } => self.seen.push((at, number, Sight::Unread)),
                    _ => self.take(at, number, answer.clone()),
                }
            }
        } else if text.contains("\"sign\"") || text.starts_with("{\"s") {
            self.seen.push((at, number, Sight::Unread));
        } else if !is_odd {
            self.lines.1 = Some(number);
            if let Some(question) = named(text) {
                let none = Answer::to(question, &Profile::default());
                self.take(at, number, none);
            }
        }
        if !is_odd {
            self.unread.push(UnreadLine {
                line: number,
                half,
                at,
            });
        }
        self.problems.push(Problem::error(span, what).mend(help));
    }

    fn take(&mut self, at: Moment, number: usize, answer: Answer) {
        match answer {
            Answer::Seen { sign, seen } => {
                let seen = seen.unwrap_or_else(|| at.local());
                self.seen.push((at, number, Sight::Sign(sign, seen)));
            }
            Answer::Told { entry, signs } => {
                let signs = signs.into_iter();
                let signs = signs.map(|(sign, seen)| (sign, seen.or(Some(at.local()))));
                let told = Sight::Told(entry, signs.collect());
                self.seen.push((at, number, told));
            }
            Answer::Over(over) => self.seen.push((at, number, Sight::Over(over))),
            Answer::Asked(day) => {
                let day = day.unwrap_or_else(|| at.local().date());
                if self.asked.is_none_or(|(before, _)| before <= at) {
                    self.asked = Some((at, day));
                }
                self.lines.0 = Some(number);
            }
            Answer::Given { question, .. } => keep_latest(&mut self.given, question, at, answer),
            Answer::Ticked { ref card, .. } => {
                keep_latest(&mut self.cards, card.clone(), at, answer);
            }
        }
    }

    fn answers(self, mut profile: Profile) -> ProfileFile {
        let answers = self.given.values().chain(self.cards.values());
        answers.for_each(|(_, answer)| profile.take(answer));
        if let Some((_, day)) = self.asked {
            profile.take(&Answer::Asked(Some(day)));
        }
        let mut seen = self.seen;
        seen.sort_by_key(|(at, number, _)| (*at, *number));
        let danger = seen
            .iter()
            .fold(None::<Danger>, |danger, (.., sight)| match sight {
                Sight::Sign(sign, seen) => Some(danger.unwrap_or_default().with(sign, *seen)),
                Sight::Told(entry, signs) => Danger::told(danger, entry, signs),
                Sight::Over(over) => danger.and_then(|danger| danger.without(over)),
                Sight::Unread => Some(danger.unwrap_or_default().and(None, None)),
            });
        let (asked, fault) = self.lines;
        profile.careful |= fault > asked;
        ProfileFile {
            profile,
            danger,
            latest: self.latest,
            unread: self.unread,
            problems: told(self.problems),
        }
    }
}

/// Keeps what was said last; of the same second, what stands below.
fn keep_latest<K: Ord>(
    kept: &mut BTreeMap<K, (Moment, Answer)>,
    key: K,
    at: Moment,
    answer: Answer,
) {
    if kept.get(&key).is_none_or(|(before, _)| *before <= at) {
        kept.insert(key, (at, answer));
    }
}

/// What a line says of danger.
enum Sight {
    Sign(String, DateTime),
    Told(String, Told),
    Unread,
    Over(Over),
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::strategies;
    use super::*;
    use crate::profile::{BodyPart, Reply};

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
        let answer = (strategies::profile(TODAY), prop::option::of(question));
        let answer = answer.prop_map(|(profile, question)| match question {
            Some(question) => Answer::to(question, &profile),
            None if profile.careful => Answer::Over(Over::looks_same()),
            None if profile.asked.is_none() => Answer::seen("RF-U1"),
            None if profile.age.is_some() => Answer::Told {
                entry: format!("cramp-{}", profile.parts.len() % 2),
                signs: profile
                    .medicines
                    .iter()
                    .map(|_| ("RF-U7".to_owned(), None))
                    .collect(),
            },
            None if !profile.parts.is_empty() => Answer::Ticked {
                card: format!("card-{}", profile.parts.len()),
                is_on: profile.medicines.is_empty(),
            },
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
            let danger = in_time.iter().fold(None, |danger: Option<Danger>, (seconds, answer)| {
                let day = at(*seconds).local();
                match answer {
                    Answer::Seen { sign, .. } => Some(danger.unwrap_or_default().with(sign, day)),
                    Answer::Told { entry, signs } => {
                        let signs = signs.keys().map(|sign| (sign.clone(), Some(day)));
                        Danger::told(danger, entry, &signs.collect())
                    }
                    Answer::Over(over) => danger.and_then(|danger| danger.without(over)),
                    Answer::Given { .. } | Answer::Ticked { .. } | Answer::Asked(_) => danger,
                }
            });
            prop_assert_eq!(read.danger, danger);
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
                let reply = read.profile.reply(question);
                let lost = reply.is_none() && read.profile.careful;
                let is_careful = matches!(reply, Some(Reply::Yes | Reply::Unsure));
                prop_assert!(is_whole || lost || is_careful, "{:?}: {:?}", question, &text[whole..cut]);
            }
            let lifted = read.danger.is_none() && before.danger.is_some();
            prop_assert!(!lifted || text[..cut].ends_with('}'), "{:?}", &text[whole..cut]);
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
        profile.parts = vec![BodyPart::Hip, BodyPart::Calf];
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
            ("{\"reply\":\"yes\",\"question\":\"clot\",", true),
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
    fn half_an_answer_counts_as_the_most_careful_that_it_can_have_been_and_no_other_is_touched() {
        let (yes, unsure, no) = (Some(Reply::Yes), Some(Reply::Unsure), Some(Reply::No));
        let mut profile = Profile::default();
        profile.answer(Question::Clot, Reply::No);
        profile.answer(Question::Circulation, Reply::No);
        let before = text(&[
            (0, Answer::to(Question::Clot, &profile)),
            (0, Answer::to(Question::Circulation, &profile)),
        ]);
        for (half, clot, circulation) in [
            ("{\"question\":\"c", unsure, unsure),
            ("{\"question\":\"clot", unsure, no),
            ("{\"question\":\"clot\",\"reply\":\"ye\0\0\0", unsure, no),
            (
                "{\"question\":\"clot\",\"reply\":\"no\",\"at\":",
                unsure,
                no,
            ),
            (
                "{\"question\":\"clot\",\"reply\":\"yes\",\"at\":\"20",
                yes,
                no,
            ),
            ("{\"asked\":\"2026-03", no, no),
            ("{\"ov", no, no),
        ] {
            let read = parse(&format!("{before}{half}")).profile;
            let replies =
                [Question::Clot, Question::Circulation].map(|question| read.reply(question));
            assert_eq!(
                (replies, read.careful),
                ([clot, circulation], false),
                "{half}"
            );
        }
        for anything in ["{", "{\"", "{\"question\":\"", "\0\0\0\0"] {
            assert!(
                parse(&format!("{before}{anything}")).profile.careful,
                "{anything:?}"
            );
        }
    }

    #[test]
    fn a_sign_of_danger_holds_until_it_is_said_to_be_over_and_what_cannot_be_read_is_one() {
        let danger = |text: &str| parse(text).danger;
        let one = text(&[(1, Answer::seen("RF-U1")), (2, Answer::seen("RF-U7"))]);
        let found = danger(&one).unwrap();
        assert_eq!(found.signs().collect::<Vec<_>>(), ["RF-U1", "RF-U7"]);
        assert_eq!(found.seen(), Some(TODAY));
        let same = line(&Answer::Over(found.over()), at(3));
        assert_eq!(danger(&format!("{one}{same}\n")), None);
        for torn in [
            "{\"sign\":\"RF",
            "{\"sign\":\"RF-U1\",\"seen\":\"soon\",\"at\":\"2026-03-01T01:00:00Z\"}",
        ] {
            let unread = format!("{one}{same}\n{torn}\n");
            assert_eq!(
                danger(&unread).map(|danger| danger.seen()),
                Some(None),
                "{torn}"
            );
            assert!(
                !parse(&unread).profile.careful,
                "no answer is missing: {torn}"
            );
            let again = line(&Answer::Over(Over::looks_same()), at(4));
            assert_eq!(danger(&format!("{unread}{again}\n")), None, "{torn}");
        }
    }

    #[test]
    fn what_an_editor_or_a_person_put_above_the_answers_does_no_harm() {
        let answers = text(&[(0, Answer::seen("RF-U1"))]);
        for above in ["\u{feff}", "# mine\n\n// all of it\n", "\u{feff}# mine\n"] {
            let read = parse(&(above.to_owned() + &answers));
            assert_eq!((read.problems, read.profile.careful), (vec![], false));
            assert!(read.danger.is_some(), "{above:?}");
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
