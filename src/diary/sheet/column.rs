//! What stands in a column, by its name.

/// What a column says of a cramp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// When it began: a date and a time, or a time beside a date.
    Start,
    /// The day on which it began.
    Date,
    /// The time of day at which it began.
    Time,
    End,
    /// How long it lasted, in minutes.
    Minutes,
    /// How long it lasted, in seconds.
    Seconds,
    /// How far the clock on the wall was from UTC when it began, in minutes.
    Offset,
    /// The same when it ended.
    EndOffset,
    Severity,
    Side,
    Muscle,
    Woke,
    Medicine,
    /// What came before.
    Triggers,
    Note,
}

impl Role {
    /// What the column is read as, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Start => "the beginning",
            Self::Date => "the day it began",
            Self::Time => "the time it began",
            Self::End => "the end",
            Self::Minutes => "how long, in minutes",
            Self::Seconds => "how long, in seconds",
            Self::Offset => "how far the clock was from UTC",
            Self::EndOffset => "how far it was at the end",
            Self::Severity => "pain, 0 to 10",
            Self::Side => "the leg",
            Self::Muscle => "the muscle",
            Self::Woke => "whether it woke you",
            Self::Medicine => "medicine",
            Self::Triggers => "what came before; other words than ours are kept as your own",
            Self::Note => "the note",
        }
    }
}

/// The names of columns, as other diaries and people write them: in small letters, words of letters
/// and digits with a space between them.
const NAMES: [(Role, &[&str]); 15] = [
    (
        Role::Start,
        &[
            "start",
            "started",
            "start time",
            "starttime",
            "start date",
            "start datetime",
            "began",
            "begin",
            "beginning",
            "onset",
            "datetime",
            "date time",
            "date and time",
            "timestamp",
            "beginn",
            "début",
        ],
    ),
    (
        Role::Date,
        &[
            "date",
            "day",
            "datum",
            "fecha",
            "data",
            "jour",
            "date of cramp",
        ],
    ),
    (
        Role::Time,
        &[
            "time",
            "hour",
            "uhrzeit",
            "zeit",
            "hora",
            "heure",
            "time of day",
        ],
    ),
    (
        Role::End,
        &[
            "end",
            "ended",
            "end time",
            "endtime",
            "end date",
            "end datetime",
            "stop",
            "stopped",
            "finished",
            "ende",
            "fin",
        ],
    ),
    (
        Role::Minutes,
        &[
            "minutes",
            "minute",
            "min",
            "mins",
            "duration",
            "duration min",
            "duration minutes",
            "lasted",
            "length",
            "length min",
            "how long",
            "dauer",
            "dauer min",
            "durée",
            "minuten",
        ],
    ),
    (
        Role::Seconds,
        &[
            "seconds",
            "sec",
            "duration sec",
            "duration seconds",
            "length sec",
            "sekunden",
        ],
    ),
    (
        Role::Offset,
        &["start utc offset min", "utc offset min", "utc offset"],
    ),
    (Role::EndOffset, &["end utc offset min", "end utc offset"]),
    (
        Role::Severity,
        &[
            "severity",
            "pain",
            "pain level",
            "intensity",
            "pain intensity",
            "score",
            "pain 0 10",
            "strength",
            "schmerz",
            "schmerzen",
            "stärke",
            "douleur",
            "intensité",
            "dolor",
        ],
    ),
    (
        Role::Side,
        &[
            "side",
            "leg",
            "which leg",
            "bein",
            "seite",
            "jambe",
            "côté",
            "pierna",
            "lado",
        ],
    ),
    (
        Role::Muscle,
        &[
            "muscle",
            "where",
            "location",
            "place",
            "body part",
            "muskel",
            "ort",
            "músculo",
        ],
    ),
    (
        Role::Woke,
        &["woke", "woke me", "woken", "wake", "woke up", "geweckt"],
    ),
    (
        Role::Medicine,
        &[
            "medicine",
            "medicines",
            "medication",
            "medications",
            "meds",
            "drugs",
            "medikament",
            "medikamente",
            "médicament",
        ],
    ),
    (
        Role::Triggers,
        &[
            "triggers",
            "trigger",
            "potential triggers",
            "possible triggers",
            "cause",
            "causes",
            "auslöser",
        ],
    ),
    (
        Role::Note,
        &[
            "note",
            "notes",
            "comment",
            "comments",
            "remarks",
            "remark",
            "description",
            "details",
            "notiz",
            "notizen",
            "bemerkung",
            "bemerkungen",
            "notas",
        ],
    ),
];

/// What stands in a column of that name, if the name says so.
pub fn role_of(name: &str) -> Option<Role> {
    let words = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join(" ").to_lowercase();
    let mut roles = NAMES.iter();
    let (role, _) = roles.find(|(_, names)| names.contains(&name.as_str()))?;
    Some(*role)
}
