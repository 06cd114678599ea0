//! `uncramp check`: every problem of every file, with its place and its cure.

mod report;

use std::ffi::OsStr;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use annotate_snippets::Level;

use crate::figure;
use crate::figure::poses::{self, Poses};
use crate::handbook;
use crate::io::files;
use crate::profile;
use crate::routine::library::OwnFile;
use crate::routine::problem::Problem;
use crate::routine::table::nearest;
use crate::routine::{PoseId, RoutineId, parse};
use crate::settings;
pub use report::{report, unreadable};
use report::{sentence, told};

/// Problems of all files that are shown; the rest is only counted.
const SHOWN: usize = 1000;

/// Checks files, and the `*.toml` of folders. Returns what to print, and whether there was an error.
pub fn command(paths: &[PathBuf], poses: &Poses, colour: bool) -> (String, bool) {
    let mut tally = CheckTally::new(poses);
    let mut out = String::new();
    for path in paths {
        if path.is_dir() {
            let folder = files::folder(path);
            for oddity in folder.oddities {
                out += &sentence(Level::WARNING, &oddity, colour);
            }
            for file in &folder.files {
                out += &tally.check(file, colour);
            }
        } else {
            let text = files::read_named(path);
            let path = path.clone();
            out += &tally.check(&OwnFile { path, text }, colour);
        }
    }
    if tally.problems > SHOWN {
        let rest = format!("{} more problems are not shown", tally.problems - SHOWN);
        out += &sentence(Level::ERROR, &rest, colour);
    }
    out += &tally.to_string();
    (out, tally.problems > 0)
}

/// What was found so far.
#[derive(Debug)]
struct CheckTally<'p> {
    /// Every pose that a step may name.
    poses: &'p Poses,
    ids: Vec<PoseId>,
    files: usize,
    faulty: usize,
    problems: usize,
    notes: usize,
}

impl<'p> CheckTally<'p> {
    fn new(poses: &'p Poses) -> Self {
        Self {
            poses,
            ids: poses.ids().collect(),
            files: 0,
            faulty: 0,
            problems: 0,
            notes: 0,
        }
    }

    fn check(&mut self, file: &OwnFile, colour: bool) -> String {
        let path = file.path.to_string_lossy();
        let room = SHOWN.saturating_sub(self.problems + self.notes);
        let (report, found) = match &file.text {
            Ok(text) => {
                let kind = FileKind::of(file, text);
                let problems = problems(kind, file, text);
                let shown = &problems[..problems.len().min(room)];
                let mut report = report(&path, text, shown, colour);
                if kind == FileKind::Routine {
                    let mut notes = self.unknown_poses(text);
                    notes.extend(self.understated(file, text));
                    notes.truncate(room - shown.len());
                    report += &told(&Level::NOTE, &path, text, &notes, colour);
                    self.notes += notes.len();
                }
                (report, problems.len())
            }
            Err(reason) => {
                let report = if room > 0 {
                    unreadable(&path, reason, colour)
                } else {
                    String::new()
                };
                (report, 1)
            }
        };
        self.files += 1;
        self.faulty += usize::from(found > 0);
        self.problems += found;
        report
    }

    /// A note for each step of a routine that names a pose there is not; it runs all the same.
    fn unknown_poses(&self, text: &str) -> Vec<Problem> {
        let mut named = parse::poses(text);
        named.retain(|(id, _)| !self.ids.contains(id));
        let note = |(id, place): (PoseId, Range<usize>)| {
            let what = format!("there is no pose `{id}`; the step is shown without a figure");
            let help = match nearest(id.as_str(), self.ids.iter().map(PoseId::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "poses of your own lie in the folder that `uncramp paths` names".to_owned(),
            };
            Problem::error(place, what).mend(help)
        };
        named.into_iter().map(note).collect()
    }

    /// A note for each step whose pose bends the body further than the step says.
    fn understated(&self, file: &OwnFile, text: &str) -> Vec<Problem> {
        let id = RoutineId::new(&file.path.file_stem().unwrap_or_default().to_string_lossy());
        let Some(Ok(routine)) = id.map(|id| parse(id, text)) else {
            return Vec::new();
        };
        let written = routine.steps.iter().filter(|step| !step.is_again());
        let notes = written
            .filter(|step| step.pose.is_some())
            .zip(parse::poses(text))
            .filter_map(|(step, (id, place))| {
                let shown = self.poses.pose(&id)?.mechanics().past(&step.mechanics);
                let what = format!("the pose bends the body further than the step says: {shown}");
                let help = format!("write `angles = {{ {shown} }}`; it counts all the same");
                (!shown.is_empty()).then(|| Problem::error(place, &what).mend(&help))
            });
        notes.collect()
    }
}

impl fmt::Display for CheckTally<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (files, faulty, problems) = (self.files, self.faulty, self.problems);
        let plural = |count| if count == 1 { "" } else { "s" };
        match (files, problems) {
            (0, _) => writeln!(f, "no files to check"),
            (files, 0) => writeln!(f, "{files} file{}, no problems", plural(files)),
            (1, problems) => writeln!(f, "1 file, {problems} problem{}", plural(problems)),
            (files, problems) => {
                writeln!(
                    f,
                    "{files} files, {problems} problem{} in {faulty} of them",
                    plural(problems)
                )
            }
        }
    }
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileKind {
    Settings,
    Answers,
    Cards,
    Pose,
    Routine,
}

impl FileKind {
    /// A `config.toml` holds settings, a `profile.jsonl` safety answers; a file in a folder `handbook`,
    /// or with cards and no steps, cards; one in a folder `poses`, or with frames and no steps, a pose;
    /// any other a routine.
    fn of(file: &OwnFile, text: &str) -> Self {
        let folder = file.path.parent().and_then(Path::file_name);
        let has = |header| {
            text.lines()
                .any(|line| line.trim_start().starts_with(header))
        };
        let is = |name| file.path.file_name() == Some(OsStr::new(name));
        if is("config.toml") {
            Self::Settings
        } else if is("profile.jsonl") {
            Self::Answers
        } else if folder == Some(OsStr::new("handbook")) || has("[[card]]") && !has("[[step]]") {
            Self::Cards
        } else if folder == Some(OsStr::new("poses")) || has("[[frame]]") && !has("[[step]]") {
            Self::Pose
        } else {
            Self::Routine
        }
    }
}

fn problems(kind: FileKind, file: &OwnFile, text: &str) -> Vec<Problem> {
    let id = match kind {
        FileKind::Settings => return settings::parse(text).1,
        FileKind::Answers => return profile::file::parse(text).problems,
        FileKind::Cards => {
            let known = handbook::known();
            return handbook::parse::parse(text, &known)
                .err()
                .unwrap_or_default();
        }
        FileKind::Pose => poses::id_of(file),
        FileKind::Routine => file.id(),
    };
    let (id, misnamed) = match id {
        Ok(id) => (id, None),
        Err(problem) => {
            let id = RoutineId::new("misnamed").expect("nine small letters are an id");
            (id, Some(problem))
        }
    };
    let found = match kind {
        FileKind::Settings | FileKind::Answers | FileKind::Cards => Vec::new(),
        FileKind::Pose => figure::parse::parse(id, text).err().unwrap_or_default(),
        FileKind::Routine => parse(id, text).err().unwrap_or_default(),
    };
    misnamed.into_iter().chain(found).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const GOOD: &str = r#"
format = 1
title = "Lean"
purpose = "prevention"
muscles = ["calf"]
posture = "standing"
[[step]]
title = "Lean"
say = "Lean in."
hold = "10s"
"#;

    #[test]
    fn a_folder_is_checked_file_by_file_and_counted() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("b-good.toml"), GOOD).unwrap();
        fs::write(path("a-bad.toml"), GOOD.replace("Lean in.", "")).unwrap();
        fs::write(path("notes.txt"), "not a routine").unwrap();
        let (report, has_errors) = command(&[folder.path().to_owned()], &Poses::default(), false);
        assert!(has_errors);
        assert!(report.starts_with("error: `say` is empty"), "{report}");
        assert!(
            report.ends_with("\n\n2 files, 1 problem in 1 of them\n"),
            "{report}"
        );
    }

    #[test]
    fn of_too_many_problems_the_first_are_shown_and_the_rest_is_counted() {
        use std::fmt::Write;

        let folder = tempfile::tempdir().unwrap();
        let mut unknown = GOOD.to_owned();
        for key in 0..5000 {
            write!(unknown, "\nkey-{key} = 1").unwrap();
        }
        for name in 10..22 {
            fs::write(folder.path().join(format!("f-{name}.toml")), &unknown).unwrap();
        }
        let (report, _) = command(&[folder.path().join("f-10.toml")], &Poses::default(), false);
        assert_eq!(report.matches("is no key").count(), 100);
        assert!(report.contains("more than 100 problems"), "{report}");
        let (report, _) = command(&[folder.path().to_owned()], &Poses::default(), false);
        assert_eq!(report.matches("error: ").count(), 1001);
        assert!(report.contains("error: 212 more problems are not shown"));
    }

    #[test]
    fn good_files_are_counted_and_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let routine = folder.path().join("my-calf.toml");
        let config = folder.path().join("config.toml");
        fs::write(&routine, GOOD).unwrap();
        fs::write(&config, "theme = \"night\"\n").unwrap();
        let (report, has_errors) = command(&[routine, config], &Poses::default(), false);
        assert_eq!(
            (report.as_str(), has_errors),
            ("2 files, no problems\n", false)
        );
    }

    #[test]
    fn a_config_is_checked_as_settings() {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("config.toml");
        fs::write(&config, "them = \"night\"\n").unwrap();
        let (report, _) = command(&[config], &Poses::default(), false);
        assert!(report.contains("did you mean `theme`?"), "{report}");
    }

    #[test]
    fn a_pose_is_known_by_its_folder_or_by_its_frames() {
        let folder = tempfile::tempdir().unwrap();
        let poses = folder.path().join("poses");
        fs::create_dir(&poses).unwrap();
        let files = [folder.path().join("frames.toml"), poses.join("empty.toml")];
        fs::write(&files[0], "[[frame]]\nname = \"hold\"\n").unwrap();
        fs::write(&files[1], "format = 1\n").unwrap();
        let (report, _) = command(&files, &Poses::default(), false);
        assert_eq!(report.matches("error: a pose has no `title`").count(), 2);
        assert!(!report.contains("a routine"), "{report}");
    }

    #[test]
    fn cards_are_checked_for_length_sources_and_plain_words() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("mine.toml");
        let card = |answer: &str, more: &str| {
            format!(
                "format = 1\ngroup = \"prevent\"\n[[card]]\nid = \"socks\"\n\
                 question = \"Do socks help?\"\nanswer = [\"Not known.\", {answer:?}, \"Ask.\"]\n\
                 sources = [\"NHS\"]\n{more}"
            )
        };
        let checked = |text: String| {
            fs::write(&file, text).unwrap();
            command(std::slice::from_ref(&file), &Poses::default(), false).0
        };
        assert_eq!(checked(card("Try it.", "")), "1 file, no problems\n");
        let hard = "Idiopathic nocturnal musculoskeletal hyperexcitability necessitates individualisation.";
        for (text, told) in [
            (card(hard, ""), "a card reads at level"),
            (card("Try it now!", ""), "has an exclamation mark"),
            (card("Try it.", "tips = [\"T99\"]\n"), "cannot be `T99`"),
            (card("Try it.", "ask = \"Tell me.\"\n"), "is no question"),
            (card(&"very ".repeat(40), ""), "expected at most 96"),
            (
                card("Try it.", "verdict = \"maybe-help\"\n"),
                "did you mean `may-help`?",
            ),
        ] {
            let report = checked(text);
            assert!(report.contains(told), "{report}");
        }
    }

    #[test]
    fn a_step_whose_pose_is_not_there_is_noted_and_no_problem() {
        let folder = tempfile::tempdir().unwrap();
        let routine = folder.path().join("mine.toml");
        let naming = |pose: &str| format!("{GOOD}pose = \"{pose}\"\n");
        let own = OwnFile {
            path: "/own/my-pose.toml".into(),
            text: Ok(String::new()),
        };
        let poses = Poses::new(vec![own]);
        fs::write(&routine, naming("wall-calv")).unwrap();
        let (report, has_errors) = command(std::slice::from_ref(&routine), &poses, false);
        assert!(!has_errors);
        assert!(
            report.starts_with("note: there is no pose `wall-calv`"),
            "{report}"
        );
        assert!(report.contains("mine.toml:11:8"), "{report}");
        assert!(report.contains("did you mean `wall-calf`?"), "{report}");
        assert!(report.ends_with("1 file, no problems\n"), "{report}");
        for known in ["sit-tall", "my-pose"] {
            fs::write(&routine, naming(known)).unwrap();
            let (report, _) = command(std::slice::from_ref(&routine), &poses, false);
            assert_eq!(report, "1 file, no problems\n");
        }
    }

    #[test]
    fn a_step_that_says_less_than_its_pose_shows_is_noted_and_no_problem() {
        let folder = tempfile::tempdir().unwrap();
        let routine = folder.path().join("mine.toml");
        let said = |angles: &str| {
            let text = format!("{GOOD}pose = \"wall-calf\"\n{angles}\n");
            fs::write(&routine, text).unwrap();
            let paths = std::slice::from_ref(&routine);
            command(paths, &Poses::default(), false).0
        };
        let note = "note: the pose bends the body further than the step says: up = 29\n";
        assert!(said("").starts_with(note), "{}", said(""));
        assert!(said("angles = { up = 20 }").starts_with(note));
        assert_eq!(said("angles = { up = 29 }"), "1 file, no problems\n");
    }

    #[test]
    fn what_cannot_be_read_is_an_error_with_its_path() {
        let folder = tempfile::tempdir().unwrap();
        let (report, has_errors) =
            command(&[folder.path().join("none.toml")], &Poses::default(), false);
        assert!(has_errors);
        assert!(report.contains("none.toml: no such file"), "{report}");
        assert!(report.ends_with("1 file, 1 problem\n"), "{report}");
    }

    #[test]
    fn nothing_to_check_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let (report, has_errors) = command(&[folder.path().to_owned()], &Poses::default(), false);
        assert_eq!(
            (report.as_str(), has_errors),
            ("no files to check\n", false)
        );
    }

    #[test]
    fn colours_come_only_when_asked_for() {
        let problems = parse(RoutineId::new("mine").unwrap(), "").unwrap_err();
        assert!(report("f.toml", "", &problems, true).contains("\u{1b}["));
        assert!(!report("f.toml", "", &problems, false).contains('\u{1b}'));
    }
}
