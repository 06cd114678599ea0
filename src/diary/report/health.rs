//! What the page says of illnesses and medicines.

use super::person::{NONE, STAR};
use super::words::{BLANK, date_format, day, listed, row, shortened};
use super::{Note, Person, ReportRow};
use crate::diary::counts::Counts;
use crate::handbook::medicine;

const CONDITIONS: usize = 20;
const MEDICINES: usize = 16;
/// Medicines on the page that were noted with a cramp, at most.
const NOTED: usize = 3;
/// Columns of one of them, at most.
const WIDEST: usize = 50;

/// What stands between medicines in one note.
const BETWEEN: [char; 3] = [',', ';', '+'];
const LEGEND: &str = "* linked with cramps in studies or lists; no star does not mean no link";

pub(super) fn health(counts: &Counts<'_>, person: &Person) -> Vec<ReportRow> {
    let pregnancy = person.pregnancy.as_ref();
    let pregnancy = pregnancy.map(|note| row("Pregnancy", shortened(note.as_str(), WIDEST)));
    let conditions = person.conditions.iter();
    let conditions = conditions.map(|note| shortened(note.as_str(), WIDEST));
    let conditions = with_answers(conditions.collect(), &person.ill);
    let conditions = listed(conditions, CONDITIONS, "; ");
    let medicines = person.medicines.iter().map(marked).collect();
    let medicines = listed(with_answers(medicines, &person.taken), MEDICINES, "; ");
    let noted = listed(noted(counts, person), NOTED, "; ");
    let mut rows: Vec<ReportRow> = pregnancy.into_iter().collect();
    rows.push(row("Conditions", conditions.unwrap_or(BLANK.to_owned())));
    rows.push(row("Medicines", medicines.unwrap_or(BLANK.to_owned())));
    rows.extend(noted.map(|noted| row("Noted with a cramp", noted)));
    if rows.iter().any(|row| row.value.contains(STAR)) {
        rows.push(row("", LEGEND));
    }
    rows
}

/// What the person named, and what they answered, which is never cut. A no to all that was asked does not
/// deny what was named.
fn with_answers(named: Vec<String>, answered: &[Note]) -> Vec<String> {
    let is_named = !named.is_empty();
    let answered = answered.iter().map(|note| match note.as_str() {
        NONE if is_named => "none other of those asked".to_owned(),
        answered => answered.to_owned(),
    });
    named.into_iter().chain(answered).collect()
}

/// Medicines, cut where they are long, each with a mark if it is linked with cramps: several may
/// stand in one note.
fn marked(note: &Note) -> String {
    let shown = shortened(note.as_str(), WIDEST);
    let shown: Vec<&str> = shown.split_inclusive(BETWEEN).collect();
    // What was cut off is told by the mark of the last that is shown.
    let whole = note.as_str().splitn(shown.len(), BETWEEN);
    let marked = shown.iter().zip(whole).map(|(shown, whole)| {
        let name = shown.trim_end_matches(BETWEEN);
        let mark = if medicine::is_linked(whole) { STAR } else { "" };
        format!("{name}{mark}{}", &shown[name.len()..])
    });
    marked.collect()
}

/// Medicines that were noted with a cramp, each with its latest night, the latest first; those that
/// the person names anyway are left out.
fn noted(counts: &Counts<'_>, person: &Person) -> Vec<String> {
    let known = person.medicines.iter().chain(&person.taken);
    let known: Vec<String> = known.map(letters).collect();
    let mut seen: Vec<String> = Vec::new();
    let mut noted = Vec::new();
    let format = date_format(counts.period());
    for (night, facts) in counts.nights().rev() {
        for note in facts
            .cramps
            .iter()
            .rev()
            .filter_map(|cramp| cramp.medicine.as_ref())
        {
            let letters = letters(note);
            let is_known = known.iter().any(|known| known.starts_with(&letters));
            if !is_known && !seen.contains(&letters) {
                noted.push(format!("{}: {}", day(night, format), marked(note)));
                seen.push(letters);
            }
        }
    }
    noted
}

/// What makes two notes the same: letters and digits, large or small.
fn letters(note: &Note) -> String {
    let letters = note.as_str().chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
