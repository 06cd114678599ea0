//! What stands in a column, by its name.

/// What a column says of a cramp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnRole {
    /// A date and a time, or a time beside a date.
    Start,
    Date,
    Time,
    End,
    Minutes,
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
    Triggers,
    Note,
}

/// What a column is told to be read as, and its names, as other diaries and people write them: in small letters, words
/// of letters and digits with a space between them, and a bar between two names.
const ROLES: [(ColumnRole, &str, &str); 15] = [
    (
        ColumnRole::Start,
        "the beginning",
        "start|started|start time|starttime|start date|start datetime|began|begin|beginning|onset\
         |datetime|date time|date and time|timestamp|beginn|début",
    ),
    (
        ColumnRole::Date,
        "the day it began",
        "date|day|datum|fecha|data|jour|date of cramp",
    ),
    (
        ColumnRole::Time,
        "the time it began",
        "time|hour|uhrzeit|zeit|hora|heure|time of day",
    ),
    (
        ColumnRole::End,
        "the end",
        "end|ended|end time|endtime|end date|end datetime|stop|stopped|finished|ende|fin",
    ),
    (
        ColumnRole::Minutes,
        "how long, in minutes",
        "minutes|minute|min|mins|duration|duration min|duration minutes|lasted|length|length min|how long\
         |dauer|dauer min|durée|minuten",
    ),
    (
        ColumnRole::Seconds,
        "how long, in seconds",
        "seconds|sec|duration sec|duration seconds|length sec|sekunden",
    ),
    (
        ColumnRole::Offset,
        "how far the clock was from UTC",
        "start utc offset min|utc offset min|utc offset",
    ),
    (
        ColumnRole::EndOffset,
        "how far it was at the end",
        "end utc offset min|end utc offset",
    ),
    (
        ColumnRole::Severity,
        "pain, 0 to 10",
        "severity|pain|pain level|intensity|pain intensity|score|pain 0 10|strength|schmerz|schmerzen\
         |stärke|douleur|intensité|dolor",
    ),
    (
        ColumnRole::Side,
        "the leg",
        "side|leg|which leg|bein|seite|jambe|côté|pierna|lado",
    ),
    (
        ColumnRole::Muscle,
        "the muscle",
        "muscle|where|location|place|body part|muskel|ort|músculo",
    ),
    (
        ColumnRole::Woke,
        "whether it woke you",
        "woke|woke me|woken|wake|woke up|geweckt",
    ),
    (
        ColumnRole::Medicine,
        "medicine",
        "medicine|medicines|medication|medications|meds|drugs|medikament|medikamente|médicament",
    ),
    (
        ColumnRole::Triggers,
        "what came before; other words than ours are kept as your own",
        "triggers|trigger|potential triggers|possible triggers|cause|causes|auslöser",
    ),
    (
        ColumnRole::Note,
        "the note",
        "note|notes|comment|comments|remarks|remark|description|details|notiz|notizen|bemerkung\
         |bemerkungen|notas",
    ),
];

impl ColumnRole {
    pub(super) fn words(self) -> &'static str {
        let mut roles = ROLES.iter();
        let row = roles.find(|(role, ..)| *role == self);
        row.map_or("", |(_, words, _)| words)
    }
}

/// What stands in a column of that name, if the name says so.
pub(super) fn role_of(name: &str) -> Option<ColumnRole> {
    let words = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join(" ").to_lowercase();
    let mut roles = ROLES.iter();
    let row = roles.find(|(.., names)| names.split('|').any(|known| known == name))?;
    Some(row.0)
}
