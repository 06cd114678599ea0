//! What another interval timer has saved: its JSON -> a routine file of format 1, and in words what that
//! could not say. Nothing is claimed of what its exercises do to the body: nobody has checked it.

use std::fmt::Write;

use serde::Deserialize;
use serde_json::Value;

use crate::routine::library::is_titled_so;
use crate::routine::{Muscle, RoutineId, Side, hidden, parse};

/// More pieces of time than any routine may have.
const MOST_PIECES: usize = 20_000;
/// Holds of a step, at most.
const MOST_REPS: u32 = 50;
/// Characters of a title, of an instruction and of a detail, and how many details there may be.
const TITLE: usize = 60;
const SAY: usize = 120;
const DETAIL: usize = 200;
const DETAILS: usize = 8;

/// Words that a break is called by.
const BREAKS: [&str; 11] = [
    "rest",
    "break",
    "switch",
    "change",
    "swap",
    "pause",
    "ready",
    "prepare",
    "transition",
    "relax",
    "recover",
];

/// A routine that was carried over.
#[derive(Debug)]
pub struct Carried {
    /// Its file.
    pub toml: String,
    /// What was filled in or could not be said, a sentence each.
    pub notes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum File {
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

/// An exercise that is no break, and the seconds of break before it.
struct Move {
    name: String,
    side: Option<Side>,
    hold: u32,
    gap: u32,
}

struct Step {
    name: String,
    is_each: bool,
    hold: u32,
    reps: u32,
    rest: u32,
    ready: u32,
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
    let steps = steps(moves(&workout, &mut notes)?, &mut notes);
    let mut title = part(&tidy(&workout.title, "From a timer"), TITLE - 3)
        .0
        .to_owned();
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
    let toml = toml(&title, &steps, &mut notes);
    let id = RoutineId::new(id).expect("small letters, digits and lines, 40 at most");
    match parse(id, &toml) {
        Ok(_) => Ok(Carried { toml, notes }),
        Err(problems) => {
            let whats = problems.into_iter().map(|problem| problem.what);
            Err(whats.collect::<Vec<_>>().join("; "))
        }
    }
}

fn workout(text: &str, wanted: Option<&str>) -> Result<Workout, String> {
    let file = serde_json::from_str(text).map_err(|_| {
        "expected what an interval timer saves as JSON: workouts with a title and sets, sets with \
         repetitions and exercises, exercises with a name and a duration in seconds"
    })?;
    let mut all = match file {
        File::All { workouts } => workouts,
        File::One(workout) => vec![workout],
    };
    let titles: Vec<_> = all
        .iter()
        .map(|workout| format!("\u{201c}{}\u{201d}", workout.title))
        .collect();
    if let Some(wanted) = wanted {
        all.retain(|workout| workout.title.to_lowercase() == wanted.to_lowercase());
    }
    match <[Workout; 1]>::try_from(all) {
        Ok([workout]) => Ok(workout),
        Err(_) if titles.is_empty() => Err("holds no workout".to_owned()),
        Err(_) => Err(format!(
            "name one of its workouts behind the file: {}",
            titles.join(", ")
        )),
    }
}

/// The exercises one after the other, every set as often as it is repeated.
fn moves(workout: &Workout, notes: &mut Vec<String>) -> Result<Vec<Move>, String> {
    let all = workout.sets.iter().flat_map(|set| {
        let again = usize::try_from(set.repetitions).unwrap_or(usize::MAX);
        std::iter::repeat_n(&set.exercises, again).flatten()
    });
    let (mut moves, mut gap) = (Vec::new(), 0);
    for (count, exercise) in all.enumerate() {
        if count == MOST_PIECES {
            return Err("is longer than any routine may be".to_owned());
        }
        let name = tidy(&exercise.name, "Exercise");
        if exercise.duration == 0 {
            tell(notes, format!("left out, since it takes no time: {name}"));
        } else if is_break(&name) {
            tell(
                notes,
                format!("taken for a break, whose words are not said: {name}"),
            );
            gap = exercise.duration.saturating_add(gap);
        } else {
            let (name, side) = side(name);
            moves.push(Move {
                name,
                side,
                hold: exercise.duration,
                gap: std::mem::take(&mut gap),
            });
        }
    }
    if gap > 0 {
        tell(
            notes,
            "left out, since nothing follows it: the break at the end".to_owned(),
        );
    }
    Ok(moves)
}

/// The steps that say the same: two sides are one step, and so is what is repeated at once.
fn steps(moves: Vec<Move>, notes: &mut Vec<String>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut moves = moves.into_iter().peekable();
    while let Some(one) = moves.next() {
        let is_other = |other: &Move| {
            let is_side = one
                .side
                .is_some_and(|side| other.side == Some(side.other()));
            is_side && other.name == one.name && other.hold == one.hold
        };
        let (is_each, rest) = match moves.next_if(is_other) {
            Some(other) => (true, other.gap),
            None => (false, 0),
        };
        let name = match one.side {
            Some(side) if !is_each => {
                let name = format!("{}, {}", one.name, side.words());
                tell(
                    notes,
                    format!("has no other side after it, so it stays a step alone: {name}"),
                );
                name
            }
            Some(Side::Right) => {
                tell(
                    notes,
                    format!("begins with the left leg here: {}", one.name),
                );
                one.name
            }
            Some(Side::Left) | None => one.name,
        };
        let step = Step {
            name,
            is_each,
            hold: one.hold,
            reps: 1,
            rest,
            ready: one.gap,
        };
        match steps.last_mut().filter(|last| last.is_repeated_by(&step)) {
            Some(last) => {
                if last.rest != step.ready && is_each {
                    let (rest, name) = (last.rest, &last.name);
                    tell(
                        notes,
                        format!("has {rest} s to change legs between rounds too: {name}"),
                    );
                }
                last.reps += 1;
                last.rest = last.rest.max(step.ready);
            }
            None => steps.push(step),
        }
    }
    if steps.iter().skip(1).any(|step| step.ready == 0) {
        tell(
            notes,
            "where the timer has no break between two exercises there are 5 seconds to get ready"
                .to_owned(),
        );
    }
    steps
}

impl Step {
    /// Whether `next` is more of it, as `reps` and one `rest` can say.
    fn is_repeated_by(&self, next: &Self) -> bool {
        let is_same =
            (&self.name, self.is_each, self.hold) == (&next.name, next.is_each, next.hold);
        let rests = if self.is_each {
            next.rest == self.rest && (next.ready == self.rest || next.ready == 0)
        } else {
            self.reps == 1 || next.ready == self.rest
        };
        is_same && rests && self.reps < MOST_REPS
    }
}

fn toml(title: &str, steps: &[Step], notes: &mut Vec<String>) -> String {
    let names: Vec<_> = steps.iter().map(|step| step.name.to_lowercase()).collect();
    let muscles = Muscle::ALL.iter().filter(|muscle| **muscle != Muscle::Leg);
    let is_named = |muscle: &&Muscle| {
        let words = [muscle.name(), muscle.words()];
        names
            .iter()
            .any(|name| words.iter().any(|word| name.contains(word)))
    };
    let mut muscles: Vec<_> = muscles
        .copied()
        .filter(|muscle| is_named(&muscle))
        .collect();
    if muscles.is_empty() {
        muscles.push(Muscle::Leg);
    }
    let muscles: Vec<_> = muscles
        .into_iter()
        .map(|muscle| quoted(muscle.name()))
        .collect();
    let mut toml = format!(
        "format = 1\ntitle = {}\npurpose = \"prevention\" # filled in\nmuscles = [{}] # filled in\n\
         posture = \"mixed\" # filled in\n",
        quoted(title),
        muscles.join(", ")
    );
    let mut key = |key: &str, value: &str| {
        let _ = writeln!(toml, "{key} = {value}");
    };
    for step in steps {
        key("\n[[step]]\ntitle", &quoted(part(&step.name, TITLE).0));
        let (say, mut rest) = part(&step.name, SAY);
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
            tell(
                notes,
                format!("left out, since there is no room for it: {rest}"),
            );
        }
        key("hold", &seconds(step.hold));
        if step.reps > 1 {
            key("reps", &step.reps.to_string());
        }
        if step.rest > 0 {
            key("rest", &seconds(step.rest));
        }
        if step.ready > 0 {
            key("ready", &seconds(step.ready));
        }
        if step.is_each {
            key("sides", "\"each\"");
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
fn tell(notes: &mut Vec<String>, note: String) {
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
    words.len() <= 3 && words.iter().any(|word| BREAKS.contains(&word.as_str()))
}

fn bare(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.to_lowercase()
}

/// A name without the side that it begins or ends with, and that side.
fn side(name: String) -> (String, Option<Side>) {
    let of = |word: &str| {
        Side::ALL
            .iter()
            .find(|side| bare(word) == side.name())
            .copied()
    };
    let ends = [
        name.rsplit_once(' ').map(|(rest, word)| (word, rest)),
        name.split_once(' '),
    ];
    let found = ends
        .into_iter()
        .flatten()
        .find_map(|(word, rest)| Some((of(word)?, rest)));
    let Some((side, rest)) = found else {
        return (name, None);
    };
    let rest = rest.trim_matches([' ', '-', '\u{2013}', ',', ':', '(']);
    (rest.to_owned(), Some(side))
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
