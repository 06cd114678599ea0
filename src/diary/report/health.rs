//! What the page says of illnesses and medicines.

use super::words::{BLANK, date_format, day, listed, row, shortened};
use super::{Note, Person, Row};
use crate::diary::counts::Counts;
use crate::handbook::medicine;

/// Conditions on the page, at most.
const CONDITIONS: usize = 20;
/// Medicines on the page, at most.
const MEDICINES: usize = 16;
/// Medicines on the page that were noted with a cramp, at most.
const NOTED: usize = 3;
/// Columns of one of them, at most.
const WIDEST: usize = 50;

/// What marks a medicine.
const STAR: &str = " *";
/// What stands between medicines in one note.
const BETWEEN: [char; 3] = [',', ';', '+'];
const LEGEND: &str = "* linked with cramps in studies or lists; no star does not mean no link";

pub(super) fn health(counts: &Counts<'_>, person: &Person) -> Vec<Row> {
    let pregnancy = person.pregnancy.as_ref();
    let pregnancy = pregnancy.map(|note| row("Pregnancy", shortened(note.as_str(), WIDEST)));
    let conditions = person.conditions.iter().chain(&person.ill);
    let conditions = conditions.map(|note| shortened(note.as_str(), WIDEST));
    let conditions = listed(conditions.collect(), CONDITIONS, "; ");
    let medicines = person.medicines.iter().chain(&person.taken);
    let medicines = medicines.map(marked).collect();
    let medicines = listed(medicines, MEDICINES, "; ");
    let noted = listed(noted(counts, person), NOTED, "; ");
    let mut rows: Vec<Row> = pregnancy.into_iter().collect();
    rows.push(row("Conditions", conditions.unwrap_or(BLANK.to_owned())));
    rows.push(row("Medicines", medicines.unwrap_or(BLANK.to_owned())));
    rows.extend(noted.map(|noted| row("Noted with a cramp", noted)));
    if rows.iter().any(|row| row.value.contains(STAR)) {
        rows.push(row("", LEGEND));
    }
    rows
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
