//! The safety answers: what their files say, what is said in this run, and the thread that keeps it.

use std::fs;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::DateTime;

use crate::io::files::{self, FileStamp, Places};
use crate::io::recovery;
use crate::io::store::{Outcome, Refused, Store, Unsaved, WriterThread};
use crate::moment::Moment;
use crate::profile::danger::Danger;
use crate::profile::file::{line, parse_over};
use crate::profile::{Answer, Profile, file};
use crate::ui::Msg;

const NAME: &str = "profile.jsonl";

/// The answers in the user's files, and what is wrong with those. No file is no answer; one that
/// cannot be read puts every gate on.
pub(crate) fn read(places: Option<&Places>) -> (Profile, Vec<String>) {
    let found = places.map(recovery::recover).unwrap_or_default();
    let mut answers = Answers::read(places);
    answers.count(found.answers);
    answers.notices.extend(found.told);
    (answers.profile(), answers.notices)
}

/// The answers as they are known.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    path: Option<PathBuf>,
    /// What counts where the lines say nothing: careful, where they could not be read.
    before: Profile,
    /// The file as it was last read, and as it lay there then.
    text: String,
    seen: Option<FileStamp>,
    /// The lines of this run: a file that is read may lack them.
    own: Vec<String>,
    /// What all that comes to.
    known: file::ProfileFile,
    writer_thread: Option<WriterThread>,
    /// What the user should know.
    pub notices: Vec<String>,
}

impl Answers {
    pub(crate) fn read(places: Option<&Places>) -> Self {
        let Some(places) = places else {
            return Self::default();
        };
        let path = places.profile();
        let mut answers = Self {
            seen: files::seen(&path),
            path: Some(path),
            ..Self::default()
        };
        let problem = answers.take_in(text(&places.profile()));
        // What could not be kept counts, as long as it waits.
        answers.count(recovery::answers(places));
        let profile = &answers.known.profile;
        let notice = match problem {
            Some(reason) => Some(notice(profile, &reason)),
            None if profile.careful => Some(notice(profile, "not every question was asked anew")),
            None => None,
        };
        answers.notices.extend(notice);
        answers
    }

    /// What was said last to every question, here or elsewhere.
    pub(crate) fn profile(&self) -> Profile {
        self.known.profile.clone()
    }

    /// The danger that holds at the time that `now` looks up, which it does only where there is any.
    pub(crate) fn danger(&self, now: impl FnOnce() -> DateTime) -> Option<Danger> {
        self.known
            .danger
            .clone()
            .and_then(|danger| danger.at(now()))
    }

    /// Looks at the file again; whether they have come to something else since the last look.
    pub(crate) fn look(&mut self) -> bool {
        let Some(path) = &self.path else {
            return false;
        };
        let now = files::seen(path);
        if now == self.seen {
            return false;
        }
        self.seen = now;
        let text = text(path);
        let before = mem::take(&mut self.known);
        self.take_in(text);
        self.differs_from(&before)
    }

    /// Counts lines that are not in the file; whether the answers have come to something else.
    pub(crate) fn count(&mut self, lines: Vec<String>) -> bool {
        if lines.is_empty() {
            return false;
        }
        self.own.extend(lines);
        let before = mem::take(&mut self.known);
        self.read_all();
        self.differs_from(&before)
    }

    fn differs_from(&self, before: &file::ProfileFile) -> bool {
        (&before.profile, &before.danger) != (&self.known.profile, &self.known.danger)
    }

    /// Has an answer kept that is given now, at `now` by the clock. Never waits for the disk; `tell`
    /// hears what became of it.
    pub(crate) fn keep(
        &mut self,
        answer: &Answer,
        now: Moment,
        tell: impl Fn(Outcome) + Send + Sync + 'static,
    ) {
        let line = self.line(answer, now);
        self.count(vec![line.clone()]);
        let Some(store) = self.store() else {
            return;
        };
        let writer_thread = self
            .writer_thread
            .get_or_insert_with(|| WriterThread::start(store, tell));
        writer_thread.save(line);
    }

    /// Waits for the disk, for at most `within`: what is shown next says that an answer was taken.
    pub(crate) fn wait(&self, within: Duration) {
        if let Some(writer_thread) = &self.writer_thread {
            writer_thread.wait(within);
        }
    }

    /// Keeps an answer that is given now, and waits for the disk.
    pub(crate) fn save(&self, answer: &Answer, now: Moment) -> Result<(), Refused> {
        let Some(store) = self.store() else {
            return Ok(());
        };
        store.append_if(&[self.line(answer, now)], &|| Ok(()))
    }

    fn store(&self) -> Option<Store> {
        self.path.clone().map(Store::of_answers)
    }

    /// It counts, even if the clock was set back since the one before.
    fn line(&self, answer: &Answer, now: Moment) -> String {
        let at = self
            .known
            .latest
            .map_or(now, |latest| now.max(latest.after(Duration::from_secs(1))));
        line(answer, at)
    }

    /// What an outcome means to the app; `None` when it means nothing yet.
    pub(crate) fn heard(&self, outcome: Outcome) -> Option<Msg> {
        match outcome {
            Outcome::Saved => {
                let unsaved = self.writer_thread.as_ref().and_then(WriterThread::unsaved);
                unsaved.is_none().then_some(Msg::ProfileSaved)
            }
            Outcome::Unsaved(why) => Some(Msg::ProfileUnsaved(why.short())),
            // No answer is saved only where nobody else has answered.
            Outcome::Overtaken => None,
            Outcome::Mended(aside) => Some(Msg::Recovered(recovery::half_a_line(&aside))),
        }
    }

    /// Tries for the last time, for no longer than `within`, and returns what could not be kept.
    pub(crate) fn finish(self, within: Duration) -> Option<Unsaved> {
        self.writer_thread?.finish(within)
    }

    /// Goes by what was read; the first thing that is wrong with it.
    fn take_in(&mut self, text: Result<Option<String>, String>) -> Option<String> {
        match text {
            Ok(text) => {
                self.text = text.unwrap_or_default();
                self.read_all();
                let problem = self.known.problems.first();
                problem.map(|problem| problem.brief(NAME, &self.text))
            }
            Err(reason) => {
                // Whatever stands there, nobody is less careful for it.
                self.before.careful = true;
                self.read_all();
                Some(format!("{NAME}: {reason}"))
            }
        }
    }

    fn read_all(&mut self) {
        let mut text = self.text.clone();
        let own = self.own.iter().filter(|own| !self.text.contains(*own));
        for line in own {
            text += "\n";
            text += line;
        }
        self.known = parse_over(self.before.clone(), &text);
    }
}

/// The text of the file; what is not UTF-8 in it makes its own line unreadable, and no other.
fn text(path: &Path) -> Result<Option<String>, String> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        _ => Ok(Some(
            String::from_utf8_lossy(&files::bytes(path)?).into_owned(),
        )),
    }
}

/// What it means comes first: a small screen cuts the rest.
fn notice(profile: &Profile, reason: &str) -> String {
    if profile.careful {
        format!("Careful steps: answers unreadable. `uncramp profile` asks anew. {reason}")
    } else {
        reason.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::MetadataExt;
    use std::sync::mpsc;

    use super::*;
    use crate::io::clock;
    use crate::profile::{Question, Reply};

    /// Nothing here takes so long but a test that has failed.
    const LONG: Duration = Duration::from_secs(60);

    fn to(question: Question, reply: Reply) -> Answer {
        let mut profile = Profile::default();
        profile.answer(question, reply);
        Answer::to(question, &profile)
    }

    fn window(home: &Path) -> Answers {
        Answers::read(Some(&Places::below(home)))
    }

    /// Answers, and waits until that is on the disk.
    fn say(window: &mut Answers, question: Question, reply: Reply) {
        let (tell, told) = mpsc::channel();
        let before = window.writer_thread.is_some();
        window.keep(
            &to(question, reply),
            clock::moment(clock::now()),
            move |outcome| {
                let _ = tell.send(outcome);
            },
        );
        // Whoever waits for it is told that it is on the disk once it is.
        window.wait(LONG);
        let path = window.path.as_deref().unwrap();
        let text = fs::read_to_string(path).unwrap();
        assert!(text.contains(window.own.last().unwrap()), "{text}");
        if !before {
            assert_eq!(told.recv_timeout(LONG).unwrap(), Outcome::Saved);
        }
    }

    #[test]
    fn no_window_erases_what_another_has_recorded() {
        let home = tempfile::tempdir().unwrap();
        let (mut one, mut other) = (window(home.path()), window(home.path()));
        say(&mut other, Question::Clot, Reply::Yes);
        say(&mut other, Question::Diabetes, Reply::Yes);
        say(&mut one, Question::Numb, Reply::No);
        for mut window in [one, other, window(home.path())] {
            window.look();
            let profile = window.profile();
            assert_eq!(profile.reply(Question::Clot), Some(Reply::Yes));
            assert_eq!(profile.reply(Question::Diabetes), Some(Reply::Yes));
            assert_eq!(profile.reply(Question::Numb), Some(Reply::No));
        }
    }

    #[test]
    fn a_window_that_looks_goes_by_what_another_has_recorded_and_is_told_once() {
        let home = tempfile::tempdir().unwrap();
        let (mut one, mut other) = (window(home.path()), window(home.path()));
        assert!(!one.look());
        say(&mut other, Question::Clot, Reply::Yes);
        assert!(one.look());
        assert_eq!(one.profile().reply(Question::Clot), Some(Reply::Yes));
        assert!(!one.look());
        // Its own answers are no news.
        say(&mut one, Question::Numb, Reply::No);
        assert!(!one.look());
        assert_eq!(one.profile().reply(Question::Numb), Some(Reply::No));
    }

    #[test]
    fn an_answer_that_is_said_to_be_kept_is_in_the_file_and_private() {
        let home = tempfile::tempdir().unwrap();
        say(&mut window(home.path()), Question::Clot, Reply::Unsure);
        let path = Places::below(home.path()).profile();
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 2, "{text}");
        assert!(
            lines[1].starts_with(r#"{"question":"clot","reply":"unsure","at":"#),
            "{text}"
        );
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
        assert_eq!(
            fs::metadata(path.parent().unwrap()).unwrap().mode() & 0o777,
            0o700
        );
    }

    #[test]
    fn an_answer_counts_even_if_the_clock_was_set_back() {
        let home = tempfile::tempdir().unwrap();
        let mut one = window(home.path());
        let late = Moment::new(4_000_000_000, 0);
        one.keep(&to(Question::Clot, Reply::No), late, |_| {});
        one.keep(&to(Question::Clot, Reply::Yes), Moment::new(0, 0), |_| {});
        assert_eq!(one.profile().reply(Question::Clot), Some(Reply::Yes));
        assert_eq!(one.finish(LONG), None);
        let again = window(home.path()).profile();
        assert_eq!(again.reply(Question::Clot), Some(Reply::Yes));
    }

    #[test]
    fn what_stands_in_place_of_the_file_is_said_and_makes_nobody_less_careful() {
        let home = tempfile::tempdir().unwrap();
        let path = Places::below(home.path()).profile();
        fs::create_dir_all(&path).unwrap();
        let read = window(home.path());
        assert!(read.profile().careful);
        assert!(read.notices[0].contains("a folder"), "{:?}", read.notices);
        fs::remove_dir(&path).unwrap();
        fs::write(&path, [0xff, b'\n', b'{']).unwrap();
        assert!(window(home.path()).profile().careful);
    }
}
