//! What another interval timer has saved: its JSON -> a routine file of format 1, and in words what that
//! could not say. Nothing is claimed of what its exercises do to the body: nobody has checked it.

use std::fmt::Write;

use serde::Deserialize;
use serde_json::Value;

use crate::routine::library::is_titled_so;
use crate::routine::{Muscle, RoutineId, Side, hidden, parse};

/// Holds of a step, at most.
const MOST_REPS: u32 = 50;
/// Seconds to get ready where a timer has none, and what is told of them.
const READY: u32 = 5;
const FILLED: &str = "5 seconds to get ready are filled in";
/// Characters of a title, of an instruction and of a detail, and how many details there may be.
const TITLE: usize = 60;
const SAY: usize = 120;
const DETAIL: usize = 200;
const DETAILS: usize = 8;

/// Words that a break is called by.
const BREAKS: &str = "rest break switch change swap pause ready prepare transition relax recover";

/// A routine that was carried over.
#[derive(Debug)]
pub struct Carried {
    pub toml: String,
    /// What was filled in or could not be said, a sentence each.
    pub notes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum TimerFile {
    All { workouts: Vec<Workout> },
    One(Workout),
}

#[derive(Deserialize)]
struct Workout {
    title: String,
    sets: Vec<Set>,
}

#[derive(Deserialize)]
struct Set {
    repetitions: u32,
    exercises: Vec<Exercise>,
}

/// So many seconds of something.
#[derive(Deserialize)]
struct Exercise {
    name: String,
    duration: u32,
}

/// What is held, and the seconds of break before it.
#[derive(Clone, Default)]
struct TimerStep {
    name: String,
    side: Option<Side>,
    is_each: bool,
    hold: u32,
    reps: u32,
    rest: u32,
    ready: u32,
}

/// Steps that are done in rounds, if in more than one, with a break between.
struct RoundGroup {
    rounds: u32,
    rest: u32,
    steps: Vec<TimerStep>,
}

/// Makes a routine of what a timer has saved: of the workout that is `wanted`, where there are several.
///
/// # Errors
/// Why not, in words for the user.
pub fn carry_over(text: &str, wanted: Option<&str>) -> Result<Carried, String> {
    let workout = workout(text.trim_start_matches('\u{feff}'), wanted)?;
    let mut notes = vec![
        "`purpose`, `muscles` and `posture` are filled in: put right what is not so".to_owned(),
        "the timer has names only, so `say` is the name: write how each is done".to_owned(),
        "what the steps do to the body nobody has checked: say it in `does` and `angles`"
            .to_owned(),
    ];
    let title = tidy(&workout.title, "From a timer");
    let groups = groups(workout, &mut notes);
    let mut title = part(&title, TITLE - 3).0.to_owned();
    if is_titled_so(&title) {
        title.insert_str(0, "My ");
    }
    let words = title.to_lowercase();
    let words = words.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !matches!(*word, "" | "my")).collect();
    let id: String = format!("my-{}", words.join("-")).chars().take(40).collect();
    let id = id.trim_end_matches('-');
    notes.push(format!(
        "save it as `{id}.toml` in the folder of routines that `uncramp paths` names"
    ));
    let toml = toml(&title, &groups, &mut notes);
    let id = RoutineId::new(id).expect("small letters, digits and lines, 40 at most");
    parse(id, &toml).map_err(|problems| {
        let whats = problems.into_iter().map(|problem| problem.what);
        whats.collect::<Vec<_>>().join("; ")
    })?;
    Ok(Carried { toml, notes })
}

fn workout(text: &str, wanted: Option<&str>) -> Result<Workout, String> {
    let file = serde_json::from_str(text).map_err(|_| {
        "expected what an interval timer saves as JSON: workouts with a title and sets, sets with \
         repetitions and exercises, exercises with a name and a duration in seconds"
    })?;
    let mut all = match file {
        TimerFile::All { workouts } => workouts,
        TimerFile::One(workout) => vec![workout],
    };
    let quoted = |workout: &Workout| format!("\u{201c}{}\u{201d}", workout.title);
    let titles = all.iter().map(quoted).collect::<Vec<_>>().join(", ");
    if let Some(wanted) = wanted {
        all.retain(|workout| workout.title.to_lowercase() == wanted.to_lowercase());
    }
    match <[Workout; 1]>::try_from(all) {
        Ok([workout]) => Ok(workout),
        Err(_) if titles.is_empty() => Err("holds no workout".to_owned()),
        Err(_) => Err(format!(
            "name one of its workouts behind the file: {titles}"
        )),
    }
}

/// The sets one after the other; those that are done once are one.
fn groups(workout: Workout, notes: &mut Vec<String>) -> Vec<RoundGroup> {
    let mut sets: Vec<Set> = Vec::new();
    for set in workout.sets {
        match sets.last_mut() {
            Some(last) if (last.repetitions, set.repetitions) == (1, 1) => {
                last.exercises.extend(set.exercises);
            }
            Some(_) | None => sets.push(set),
        }
    }
    let (mut groups, mut gap) = (Vec::new(), 0_u32);
    for set in sets.iter().filter(|set| set.repetitions > 0) {
        let (mut steps, after) = steps(set, notes);
        let Some(first) = steps.first_mut() else {
            gap = gap.saturating_add(after.saturating_mul(set.repetitions));
            continue;
        };
        let rest = after.saturating_add(first.ready);
        let mut again = first.clone();
        again.ready = rest;
        first.ready = first.ready.saturating_add(gap);
        gap = after;
        let mut rounds = set.repetitions;
        if let [one] = &mut steps[..]
            && (rounds > 1 && one.repeat(&again, rounds - 1, notes))
        {
            rounds = 1;
        }
        groups.push(RoundGroup {
            rounds,
            rest,
            steps,
        });
    }
    if gap > 0 {
        tell(
            notes,
            "left out, since nothing follows it",
            "the break at the end",
        );
    }
    let mut steps = groups.iter().flat_map(|group| &group.steps).skip(1);
    let is_bare = |group: &RoundGroup| group.rounds > 1 && group.rest == 0;
    if steps.any(|step| step.ready == 0) || groups.iter().any(is_bare) {
        tell(notes, FILLED, "where the timer has no break");
    }
    groups
}

/// The steps of one round of a set, and the break at its end.
fn steps(set: &Set, notes: &mut Vec<String>) -> (Vec<TimerStep>, u32) {
    let (mut moves, mut gap) = (Vec::<TimerStep>::new(), 0_u32);
    for exercise in &set.exercises {
        let name = tidy(&exercise.name, "Exercise");
        if exercise.duration == 0 {
            tell(notes, "left out, since it takes no time", &name);
        } else if is_break(&name) {
            tell(notes, "taken for a break, whose words are not said", &name);
            gap = exercise.duration.saturating_add(gap);
        } else {
            let (name, side) = side(name);
            let step = TimerStep {
                name,
                side,
                hold: exercise.duration,
                reps: 1,
                ready: std::mem::take(&mut gap),
                ..TimerStep::default()
            };
            match moves.last_mut().filter(|last| last.is_other_side(&step)) {
                Some(last) => (last.is_each, last.rest) = (true, step.ready),
                None => moves.push(step),
            }
        }
    }
    let mut steps: Vec<TimerStep> = Vec::new();
    for mut step in moves {
        match step.side.take() {
            Some(side) if !step.is_each => {
                step.name = format!("{}, {}", step.name, side.words());
                let what = "has no other side after it, so it stays a step alone";
                tell(notes, what, &step.name);
            }
            Some(Side::Right) => tell(notes, "begins with the left leg here", &step.name),
            Some(Side::Left) | None => {}
        }
        let last = steps.last_mut();
        if !last.is_some_and(|last| last.repeat(&step, 1, notes)) {
            steps.push(step);
        }
    }
    (steps, gap)
}

impl TimerStep {
    fn is_like(&self, next: &Self) -> bool {
        (&self.name, self.is_each, self.hold) == (&next.name, next.is_each, next.hold)
    }

    fn is_other_side(&self, next: &Self) -> bool {
        let other = self.side.map(Side::other);
        other.is_some() && other == next.side && self.is_like(next)
    }

    /// Is held more often where `next`, so many times more, is the same and one `rest` can say its breaks.
    fn repeat(&mut self, next: &Self, times: u32, notes: &mut Vec<String>) -> bool {
        let is_filled = self.is_each && (next.ready, self.rest) == (0, READY);
        let rests = |step: &Self| !self.is_each && step.reps == 1 || step.rest == next.ready;
        let is_said = is_filled && next.rest == self.rest || rests(self) && rests(next);
        let reps = next.reps.saturating_mul(times).saturating_add(self.reps);
        if !is_said || !self.is_like(next) || reps > MOST_REPS {
            return false;
        }
        if is_filled {
            tell(notes, FILLED, "where the timer has no break");
        }
        (self.reps, self.rest) = (reps, self.rest.max(next.ready));
        true
    }

    fn write(&self, toml: &mut String, notes: &mut Vec<String>) {
        let mut key = |key: &str, value: &str| {
            let _ = writeln!(toml, "{key} = {value}");
        };
        key("title", &quoted(part(&self.name, TITLE).0));
        let (say, mut rest) = part(&self.name, SAY);
        key("say", &quoted(say));
        let mut detail = Vec::new();
        while !rest.is_empty() && detail.len() < DETAILS {
            let (line, more) = part(rest, DETAIL);
            detail.push(quoted(line));
            rest = more;
        }
        if !detail.is_empty() {
            key("detail", &format!("[{}]", detail.join(", ")));
        }
        if !rest.is_empty() {
            tell(notes, "left out, since there is no room for it", rest);
        }
        key("hold", &seconds(self.hold));
        if self.reps > 1 {
            key("reps", &self.reps.to_string());
        }
        for (name, length) in [("rest", self.rest), ("ready", self.ready)] {
            if length > 0 {
                key(name, &seconds(length));
            }
        }
        if self.is_each {
            key("sides", "\"each\"");
        }
    }
}

fn toml(title: &str, groups: &[RoundGroup], notes: &mut Vec<String>) -> String {
    let steps = groups.iter().flat_map(|group| &group.steps);
    let names: Vec<_> = steps.map(|step| step.name.to_lowercase()).collect();
    let is_named = |muscle: &&Muscle| {
        let mut words = [muscle.name(), muscle.words()].into_iter();
        **muscle != Muscle::Leg && words.any(|word| names.iter().any(|name| name.contains(word)))
    };
    let muscles = Muscle::ALL.iter().filter(is_named);
    let mut muscles: Vec<_> = muscles.map(|muscle| quoted(muscle.name())).collect();
    if muscles.is_empty() {
        muscles.push(quoted(Muscle::Leg.name()));
    }
    let mut toml = format!(
        "format = 1\ntitle = {}\npurpose = \"prevention\" # filled in\nmuscles = [{}] # filled in\n\
         posture = \"mixed\" # filled in\n",
        quoted(title),
        muscles.join(", ")
    );
    for group in groups {
        let mut header = "[[step]]";
        if group.rounds > 1 {
            header = "[[step.step]]";
            let rest = if group.rest == 0 { READY } else { group.rest };
            let (rounds, rest) = (group.rounds, seconds(rest));
            let _ = writeln!(toml, "\n[[step]]\nrounds = {rounds}\nrest = {rest}");
        }
        for step in &group.steps {
            let _ = writeln!(toml, "\n{header}");
            step.write(&mut toml, notes);
        }
    }
    toml
}

fn seconds(seconds: u32) -> String {
    quoted(&format!("{seconds}s"))
}

/// A text as TOML writes it, which without control characters is as JSON does.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// Says something once.
fn tell(notes: &mut Vec<String>, what: &str, of: &str) {
    let note = format!("{what}: {of}");
    if !notes.contains(&note) {
        notes.push(note);
    }
}

/// A text in one line, without what does not show; another in its place if nothing is left.
fn tidy(text: &str, or: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    let text = if words.is_empty() {
        or
    } else {
        &words.join(" ")
    };
    hidden::masked(text)
}

/// Whether a name is that of a break, such as `Switch sides`: a sentence with such a word is none.
fn is_break(name: &str) -> bool {
    let words: Vec<_> = name.split(' ').map(bare).collect();
    words.len() <= 3
        && BREAKS
            .split(' ')
            .any(|known| words.iter().any(|word| word == known))
}

fn bare(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.to_lowercase()
}

/// A name without the side that it begins or ends with, and that side.
fn side(name: String) -> (String, Option<Side>) {
    let ends = [
        name.rsplit_once(' ').map(|(rest, word)| (word, rest)),
        name.split_once(' '),
    ];
    for (word, rest) in ends.into_iter().flatten() {
        if let Some(side) = Side::ALL.iter().find(|side| bare(word) == side.name()) {
            let rest = rest.trim_matches([' ', '-', '\u{2013}', ',', ':', '(']);
            return (rest.to_owned(), Some(*side));
        }
    }
    (name, None)
}

/// The first part of a text, of at most so many characters: whole sentences if there are any, else whole
/// words; and the rest.
fn part(text: &str, most: usize) -> (&str, &str) {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return (text, "");
    };
    // The blank after it may be the first character beyond.
    let room = &text[..end + usize::from(text[end..].starts_with(' '))];
    let sentences = [". ", "? ", "! ", "; "]
        .iter()
        .filter_map(|end| room.rfind(end));
    let at = sentences
        .max()
        .map(|end| end + 1)
        .or_else(|| room.rfind(' '));
    let (part, rest) = text.split_at(at.unwrap_or(end));
    (part, rest.trim_start())
}

#[cfg(test)]
mod tests;
