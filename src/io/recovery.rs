//! What could not be saved when an earlier run ended: it was put aside, and is taken in by itself.

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File};
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags, open};
use rustix::process::geteuid;

use crate::diary::doubt;
use crate::io::atomic_file::{files, is_abandoned};
use crate::io::files::Places;
use crate::io::store::{
    Contents, LARGEST, Refused, Store, StoreKind, Unsaved, first_number, set_aside,
};
use crate::io::{atomic_file, clock, private_dir};
use crate::profile::file;
use crate::routine::hidden::shown;

/// How the names of such files begin.
const NAME: &str = "uncramp-unsaved-";

/// Puts lines into a file of their own, where they wait for the next start: beside the log, where
/// things stay, else where they do not stay for long. `None` where no file can be written.
pub(crate) fn put_aside(unsaved: &Unsaved, places: Option<&Places>) -> Option<PathBuf> {
    let text = unsaved.text();
    let mark = places.map(mark).unwrap_or_default();
    folders(places).find_map(|folder| {
        let path = folder.join(format!("{NAME}{mark}{:08x}.jsonl", first_number()));
        private_dir::make(&path).ok()?;
        atomic_file::write(&path, &text, false).ok().map(|()| path)
    })
}

/// The files that wait. In the folder that everybody may write to only those of this user and this
/// diary count.
pub(crate) fn left(places: &Places) -> Vec<PathBuf> {
    let mut left = files(places.state(), NAME);
    left.extend(files(&env::temp_dir(), &format!("{NAME}{}", mark(places))));
    left.sort();
    left.dedup();
    left
}

/// Those of them in which no safety answers wait.
pub(crate) fn left_of_diary(places: &Places) -> Vec<PathBuf> {
    let mut left = left(places);
    left.retain(|path| {
        WaitingLines::read(path).map_or(true, |found| found.kind == StoreKind::Diary)
    });
    left
}

/// The safety answers that wait where the program keeps what it can, as lines: they count before they
/// are taken in.
pub(crate) fn answers(places: &Places) -> Vec<String> {
    let waiting = files(places.state(), NAME);
    let waiting = waiting
        .iter()
        .filter_map(|path| WaitingLines::read(path).ok());
    let answers = waiting.filter(|found| found.kind == StoreKind::Answers);
    answers.flat_map(|found| found.lines).collect()
}

/// What tells the files of one diary from those of another in a folder that both use.
fn mark(places: &Places) -> String {
    let path = places.diary();
    let bytes = path.as_os_str().as_encoded_bytes().iter();
    // FNV-1a: the next version of the program must come to the same.
    let hash = bytes.fold(0x811c_9dc5_u32, |hash, &byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("{hash:08x}-")
}

/// Pages that were never finished, in the folders that are the program's own.
pub(crate) fn unfinished(places: &Places) -> Vec<PathBuf> {
    let ours = places.diary().parent().map(Path::to_owned);
    let folders = ours.into_iter().chain([places.state().to_owned()]);
    folders
        .flat_map(|folder| atomic_file::drafts(&folder))
        .collect()
}

/// What came of putting right what an earlier run could not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recovery {
    /// What was done, and what was not, in a line for the user; `None` if there was nothing to do.
    pub told: Option<String>,
    /// Safety answers that still wait, as lines: they count all the same.
    pub answers: Vec<String>,
    /// What the clock is taken for wrong by, by the last lines of the diary, where that was asked.
    pub clock: Option<String>,
}

/// Puts right what an earlier run could not: takes in what waits, and removes each file whose lines are
/// all on the disk; moves a line that was cut short out of the diary; removes what was never finished.
/// Two programs may do it at once: a line that stands in a file twice says it once.
pub(crate) fn recover(places: &Places) -> Recovery {
    let torn = Store::at(places.diary()).mend_end();
    let torn = torn.inspect_err(|why| log::warn!("{why}")).ok().flatten();
    let mut told: Vec<_> = torn.iter().map(|aside| half_a_line(aside)).collect();
    told.extend(mend_answers(places));
    let mut answers = Vec::new();
    let mut lines = 0;
    for path in left(places) {
        match WaitingLines::read(&path) {
            Ok(waiting) => match waiting.take_in(places) {
                Ok(taken) => {
                    lines += taken;
                    let _ = fs::remove_file(&path);
                }
                Err(why) => {
                    told.push(format!(
                        "Still waiting: what could not be saved before. {why}"
                    ));
                    match waiting.kind {
                        StoreKind::Diary => {}
                        StoreKind::Answers => answers.extend(waiting.lines),
                    }
                }
            },
            Err(why) => log::warn!("{} waits: {why}", shown(&path)),
        }
    }
    let unfinished = unfinished(places).into_iter();
    let removed = unfinished.filter(|path| is_abandoned(path) && fs::remove_file(path).is_ok());
    told.extend(match lines {
        0 => None,
        1 => Some("Saved now: 1 line that could not be saved before.".to_owned()),
        lines => Some(format!(
            "Saved now: {lines} lines that could not be saved before."
        )),
    });
    told.extend(match removed.count() {
        0 => None,
        1 => Some("Removed: 1 file that was never finished.".to_owned()),
        files => Some(format!("Removed: {files} files that were never finished.")),
    });
    told.dedup();
    Recovery {
        told: (!told.is_empty()).then(|| told.join(" ")),
        answers,
        clock: None,
    }
}

/// What the clock is taken for wrong by, by the last lines of the diary.
pub(crate) fn doubt_of_clock(places: &Places) -> Option<String> {
    let end = Store::at(places.diary()).end();
    let lines = end.lines.iter().map(|line| line.text.as_str());
    doubt::of_clock_by(lines, clock::moment(clock::now()))
}

/// Says where half a line is now that was cut short as it was written.
pub(crate) fn half_a_line(aside: &Path) -> String {
    let aside = shown(aside);
    format!("Half a line, cut short as it was written, is now in {aside}.")
}

/// Moves half lines of the safety answers into a file beside them, and leaves in their place the most
/// careful answer that they can have been; of what else cannot be read the lines go once everything
/// was asked anew below, as until then they make everybody careful.
fn mend_answers(places: &Places) -> Option<String> {
    let gone = |bytes: &[u8]| {
        let read = file::parse(&String::from_utf8_lossy(bytes));
        let is_idle = !read.profile.careful && read.danger.is_none();
        let now = clock::wall();
        let gone = read.unread.into_iter().filter_map(|unread| {
            let none = is_idle.then(Vec::new);
            Some((unread.line, unread.instead(now).or(none)?))
        });
        gone.collect::<BTreeMap<_, _>>()
    };
    // Most often there is none, and nobody is kept from writing.
    let found = bytes(&places.profile()).ok()?;
    if gone(&found).is_empty() {
        return None;
    }
    let mut told = None;
    let store = Store::of_answers(places.profile());
    let mended = store.rewrite(|bytes| {
        let gone = gone(bytes);
        if gone.is_empty() {
            return Ok(None);
        }
        let (mut kept, mut moved) = (Vec::new(), Vec::new());
        for (at, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
            match gone.get(&at) {
                Some(instead) => {
                    moved.push(line);
                    kept.extend(instead.iter().map(String::as_bytes));
                }
                None => kept.push(line),
            }
        }
        let mut kept = kept.join(&b'\n');
        if !kept.ends_with(b"\n") {
            kept.push(b'\n');
        }
        let aside = set_aside(store.path(), &moved.join(&b'\n'))?;
        let again = if gone.values().all(Vec::is_empty) {
            "all was asked anew"
        } else {
            "it counts as \"don't know\", and `uncramp profile` asks again"
        };
        told = Some(format!(
            "What cannot be read of your safety answers is now in {}: {again}.",
            shown(&aside)
        ));
        Ok(Some(kept))
    });
    mended.inspect_err(|why| log::warn!("{why}")).ok()?;
    told
}

struct WaitingLines {
    kind: StoreKind,
    lines: Vec<String>,
}

impl WaitingLines {
    fn read(path: &Path) -> io::Result<Self> {
        let bytes = bytes(path)?;
        let first = bytes.split(|&byte| byte == b'\n').next();
        let is_of_answers = first.is_some_and(|first| StoreKind::Answers.format(first).is_some());
        let contents = Contents::of(&bytes);
        let lines = contents.lines.into_iter().map(|line| line.text);
        Ok(Self {
            kind: if is_of_answers {
                StoreKind::Answers
            } else {
                StoreKind::Diary
            },
            lines: lines.filter(|text| !is_header(text)).collect(),
        })
    }

    /// Adds what is not known yet to its file; how many lines that were.
    fn take_in(&self, places: &Places) -> Result<usize, Refused> {
        let store = match self.kind {
            StoreKind::Diary => Store::at(places.diary()),
            StoreKind::Answers => Store::of_answers(places.profile()),
        };
        let known = store.read()?;
        let known = |text: &String| known.lines.iter().any(|line| line.text == *text);
        let news: Vec<_> = self.lines.iter().filter(|text| !known(text)).collect();
        if !news.is_empty() {
            store.append(&news)?;
        }
        Ok(news.len())
    }
}

fn is_header(text: &str) -> bool {
    StoreKind::Answers.format(text.as_bytes()).is_some()
}

/// What stands in a file; a link or a pipe is not followed or waited for.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = File::from(open(path, flags, Mode::empty())?);
    let found = file.metadata()?;
    if !found.is_file() || found.uid() != geteuid().as_raw() {
        return Err(io::Error::other("not a file of this user"));
    }
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn folders(places: Option<&Places>) -> impl Iterator<Item = PathBuf> {
    let state = places.map(|places| places.state().to_owned());
    state.into_iter().chain([env::temp_dir()])
}

#[cfg(test)]
mod tests {
    use std::slice;

    use jiff::civil::date;

    use super::*;

    fn line(number: usize) -> String {
        format!(
            r#"{{"v":1,"id":"c{number}","kind":"cramp","at":"2026-11-22T03:12:40Z","start":"2026-11-22T03:12:40Z"}}"#
        )
    }

    fn unsaved(kind: StoreKind, lines: &[String]) -> Unsaved {
        Unsaved {
            kind,
            lines: lines.to_vec(),
            why: Store::at("/nowhere".into())
                .read()
                .err()
                .unwrap_or_else(|| Store::at("/proc".into()).read().expect_err("a folder")),
        }
    }

    #[test]
    fn what_was_put_aside_is_taken_in_once_and_told() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::below(home.path());
        let diary = Store::at(places.diary());
        diary.append(&[line(1)]).unwrap();
        put_aside(
            &unsaved(StoreKind::Diary, &[line(1), line(2), line(3)]),
            Some(&places),
        )
        .unwrap();
        let answer = r#"{"question":"clot","reply":"yes","at":"2026-11-22T03:12:40Z"}"#;
        put_aside(
            &unsaved(StoreKind::Answers, &[answer.to_owned()]),
            Some(&places),
        )
        .unwrap();
        let words = recover(&places).told.unwrap();
        assert!(
            words.starts_with("Saved now: 3 lines that could not"),
            "{words}"
        );
        let texts: Vec<_> = diary
            .read()
            .unwrap()
            .lines
            .into_iter()
            .map(|line| line.text)
            .collect();
        assert_eq!(texts, [line(1), line(2), line(3)]);
        let answers = fs::read_to_string(places.profile()).unwrap();
        assert_eq!(answers.lines().count(), 2, "{answers}");
        assert!(answers.ends_with(&format!("{answer}\n")), "{answers}");
        assert_eq!(recover(&places), Recovery::default());
        assert!(fs::read_dir(places.state()).unwrap().next().is_none());
    }

    #[test]
    fn an_answer_cut_anywhere_is_moved_aside_and_counts_as_it_did() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::below(home.path());
        let answer = |rest| format!("{{{rest},\"at\":\"2026-11-22T03:12:40+01:00\"}}");
        let before = answer("\"question\":\"clot\",\"reply\":\"no\"");
        Store::of_answers(places.profile())
            .append(&[&before])
            .unwrap();
        let begin = fs::read_to_string(places.profile()).unwrap();
        let read = || file::parse(&fs::read_to_string(places.profile()).unwrap());
        for last in [
            "\"question\":\"clot\",\"reply\":\"yes\"",
            "\"question\":\"joints\",\"reply\":\"yes\",\"parts\":[\"hip\"]",
            "\"question\":\"age\",\"reply\":\"yes\",\"age\":\"40-to-59\"",
            "\"sign\":\"RF-U1\",\"seen\":\"2026-11-22\"",
            "\"asked\":\"2026-11-22\"",
            "\"over\":[\"RF-U7\",null]",
            "\"card\":\"magnesium\",\"reply\":\"yes\"",
        ] {
            let last = answer(last);
            for cut in 1..last.len() {
                // As it is at the end, and as the next writer closes it.
                let end = ["", "\n", "\0\0"][cut % 3];
                fs::write(places.profile(), format!("{begin}{}{end}", &last[..cut])).unwrap();
                let torn = read();
                let told = recover(&places).told;
                let mended = read();
                assert_eq!(mended.profile, torn.profile, "{}", &last[..cut]);
                assert_eq!(
                    mended.danger.is_some(),
                    torn.danger.is_some(),
                    "{}",
                    &last[..cut]
                );
                let is_known = torn
                    .unread
                    .iter()
                    .all(|it| it.instead(date(2026, 11, 22).at(9, 0, 0, 0)).is_some());
                assert_eq!(
                    (told.is_some(), mended.problems.is_empty()),
                    (is_known, is_known),
                    "{}",
                    &last[..cut]
                );
                assert!(is_known || torn.profile.careful || torn.danger.is_some());
                // What might have been any answer is careful until all was asked anew.
                let most = "{\"question\":\"".len().max("{\"sign\":\"RF-U1".len());
                assert!(is_known || cut <= most, "{}", &last[..cut]);
            }
        }
    }

    #[test]
    fn an_answer_broken_by_hand_is_moved_aside_once_all_was_asked_anew() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::below(home.path());
        let store = Store::of_answers(places.profile());
        let no = r#"{"question":"clot","reply":"no","at":"2026-11-22T03:12:40Z"}"#;
        store.append(&[no, r#"{"question":"numb" "no"}"#]).unwrap();
        assert_eq!(recover(&places), Recovery::default(), "it makes careful");
        let asked = r#"{"asked":"2026-11-22","at":"2026-11-22T03:13:40Z"}"#;
        store.append(&[asked]).unwrap();
        let told = recover(&places).told.unwrap();
        assert!(told.contains("profile.unreadable-1.jsonl"), "{told}");
        let text = fs::read_to_string(places.profile()).unwrap();
        assert!(text.ends_with(&format!("}}\n{no}\n{asked}\n")), "{text}");
        assert_eq!(recover(&places), Recovery::default());
    }

    #[test]
    fn nobody_takes_in_what_belongs_to_another_diary_or_to_another_user() {
        let homes = [(); 2].map(|()| tempfile::tempdir().unwrap());
        let [ours, theirs] = homes.each_ref().map(|home| Places::below(home.path()));
        assert_ne!(mark(&ours), mark(&theirs));
        // Where the state folder cannot be made, the temporary one is what remains.
        fs::create_dir(ours.state().parent().unwrap().parent().unwrap()).unwrap_or_default();
        fs::write(ours.state().parent().unwrap(), "in the way").unwrap();
        let aside = put_aside(&unsaved(StoreKind::Diary, &[line(1)]), Some(&ours)).unwrap();
        assert!(aside.starts_with(env::temp_dir()), "{}", shown(&aside));
        assert_eq!(recover(&theirs), Recovery::default());
        assert!(recover(&ours).told.is_some());
        assert!(!aside.exists());
    }

    #[test]
    fn what_still_cannot_be_saved_waits_and_counts() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::below(home.path());
        let answer = r#"{"question":"clot","reply":"yes","at":"2026-11-22T03:12:40Z"}"#.to_owned();
        put_aside(&unsaved(StoreKind::Diary, &[line(1)]), Some(&places)).unwrap();
        put_aside(
            &unsaved(StoreKind::Answers, slice::from_ref(&answer)),
            Some(&places),
        )
        .unwrap();
        for in_the_way in [places.diary(), places.profile()] {
            fs::create_dir_all(&in_the_way).unwrap();
        }
        let found = recover(&places);
        assert!(found.told.unwrap().contains("Still waiting"));
        assert_eq!(found.answers, [answer]);
        for in_the_way in [places.diary(), places.profile()] {
            fs::remove_dir(&in_the_way).unwrap();
        }
        let found = recover(&places);
        assert!(
            found
                .told
                .unwrap()
                .starts_with("Saved now: 2 lines that could not")
        );
        assert!(found.answers.is_empty());
    }

    #[test]
    fn a_page_that_was_never_finished_is_removed_but_not_one_that_is_being_written() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::below(home.path());
        private_dir::make(&places.log()).unwrap();
        let mut written = tempfile::Builder::new();
        let written = written
            .prefix(atomic_file::DRAFT)
            .tempfile_in(places.state());
        let written = written.unwrap();
        written.as_file().lock().unwrap();
        let left = places.state().join(".uncramp-AbCdEf");
        fs::write(&left, "half").unwrap();
        let told = recover(&places).told;
        assert_eq!(told.unwrap(), "Removed: 1 file that was never finished.");
        assert!(!left.exists());
        assert_eq!(unfinished(&places).len(), 1);
        drop(written);
        assert_eq!(unfinished(&places).len(), 0);
    }
}
