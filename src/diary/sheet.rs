//! Tables of other programs, and our own: what their rows say of cramps.
//!
//! A table has a head somewhere near its top, whose names tell what stands in its columns. What has
//! no field of its own goes into the note with the name of its column, so nothing is lost.

mod column;
mod own;
mod row;

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use super::Diary;
use super::entry::Entry;
use super::line::{Id, Line};
use super::when::{self, Order};
use crate::moment::Moment;
use crate::night::Night;
use column::{ColumnRole, role_of};

/// The head of a table is among so many rows.
const HEAD: usize = 30;

/// What a table comes to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct SheetImport {
    /// What has to be appended.
    pub lines: Vec<Line>,
    /// What each column is read as, by its name; of our own table all of them as one.
    pub columns: Vec<(String, &'static str)>,
    pub added: usize,
    /// How many are in the diary already, with all that is said of them.
    pub known: usize,
    /// What of an entry stays as it is on record, although the table says otherwise.
    pub left_out: Vec<(Id, String)>,
    /// The first and the last night of those that are new.
    pub nights: Option<(Night, Night)>,
    /// The id of the diary that it is of, if it tells that.
    pub owner: Option<String>,
    /// Whether an entry of it is in the diary that no two diaries have by chance.
    pub shares: bool,
    /// What cannot be read, by the number of its line.
    pub troubles: Vec<(u64, String)>,
}

/// Whether a text is a table rather than lines of a diary.
pub(crate) fn is_one(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty());
    first.is_some_and(|line| !line.trim_start().starts_with(['{', '[']) && head(text).is_some())
}

/// Reads a table into lines for a diary, written `now`. `order` is that of its dates, where they do
/// not tell it themselves; `on_wall` is the moment at which the wall here showed a time.
///
/// # Errors
/// It has no head with a beginning, or its dates do not tell which number is the day; the words are
/// for the user.
pub(crate) fn import(
    diary: &Diary,
    text: &str,
    order: Option<Order>,
    now: Moment,
    on_wall: impl Fn(DateTime) -> Option<Moment>,
) -> Result<SheetImport, String> {
    let head = head(text).ok_or_else(|| {
        "no row of its top names a column for the beginning of a cramp: expected one called start, \
         or date and time"
            .to_owned()
    })?;
    let rows = rows_after(text, &head);
    let mut import = SheetImport::default();
    let entries = if own::is_own(&head.names) {
        let columns = format!("{} columns of its own table", head.names.len());
        import.columns = vec![(columns, "as exported")];
        import.owner = own::owner(&head.names, &rows);
        own::entries(&head.names, &rows, &mut import.troubles)
    } else {
        import.columns = head.columns();
        let order = match order {
            Some(order) => order,
            None => when::order_of(dates(&head, &rows))?,
        };
        cramps(&head, &rows, order, &on_wall, &mut import.troubles)
    };
    let mut after = diary.clone();
    for (id, entry) in entries {
        import.shares |= matches!(entry, Entry::Cramp(_) | Entry::Session(_)) && diary.has(&id);
        let known = after.has(&id).then(|| id.clone());
        if let Some(known) = known.or_else(|| on_record(diary, &entry)) {
            let (line, other) = after.fill(&known, now, &entry);
            import.known += usize::from(line.is_none());
            if let Some(line) = line {
                after.take(line.clone());
                import.lines.push(line);
            }
            import
                .left_out
                .extend((!other.is_empty()).then(|| (known, other.join(", "))));
            continue;
        }
        let Some(line) = after.write(&id, now, &entry) else {
            continue;
        };
        after.take(line.clone());
        import.lines.push(line);
        import.added += 1;
        if let Some(night) = diary.night_of(&entry) {
            let (first, last) = import.nights.unwrap_or((night, night));
            import.nights = Some((first.min(night), last.max(night)));
        }
    }
    Ok(import)
}

/// The entry of another that tells of a cramp which began in the same minute.
fn on_record(diary: &Diary, entry: &Entry) -> Option<Id> {
    let Entry::Cramp(cramp) = entry else {
        return None;
    };
    let minute = cramp.start.seconds().div_euclid(60) * 60;
    let mut same = diary.cramps_begun(minute, minute + 59);
    same.next().map(|(other, _)| other.clone())
}

/// The row that names the columns.
struct HeaderRow {
    delimiter: u8,
    /// How many rows are before and with it.
    rows: usize,
    names: Vec<String>,
    roles: Vec<Option<ColumnRole>>,
}

struct SheetRow {
    line: u64,
    cells: Vec<String>,
}

impl HeaderRow {
    fn of(delimiter: u8, rows: usize, names: Vec<String>) -> Option<Self> {
        let mut seen = Vec::new();
        let roles = names.iter().map(|name| {
            let role = role_of(name).filter(|role| !seen.contains(role));
            seen.extend(role);
            role
        });
        let roles: Vec<_> = roles.collect();
        let has = |role| roles.contains(&Some(role));
        (has(ColumnRole::Start) || has(ColumnRole::Date)).then_some(Self {
            delimiter,
            rows,
            names,
            roles,
        })
    }

    fn known(&self) -> usize {
        self.roles.iter().flatten().count()
    }

    fn columns(&self) -> Vec<(String, &'static str)> {
        let named = self.names.iter().zip(&self.roles);
        let named = named.filter(|(name, _)| !name.trim().is_empty() && !is_number(name));
        named
            .map(|(name, role)| {
                (
                    name.clone(),
                    role.map_or("kept in the note", ColumnRole::words),
                )
            })
            .collect()
    }

    /// What the column for something is called.
    fn name(&self, role: ColumnRole) -> &str {
        let at = self.roles.iter().position(|known| *known == Some(role));
        at.map_or("", |at| self.names[at].trim())
    }

    /// What stands in the column for something, if anything does.
    fn cell<'r>(&self, row: &'r SheetRow, role: ColumnRole) -> Option<&'r str> {
        let at = self.roles.iter().position(|known| *known == Some(role))?;
        let cell = row.cells.get(at)?.trim();
        (!cell.is_empty()).then_some(cell)
    }
}

/// A column that only counts the rows.
fn is_number(name: &str) -> bool {
    matches!(name.trim(), "#" | "no" | "nr" | "No." | "No" | "Nr")
}

/// The head of a table: of all rows near its top, by whatever sign its cells are divided, the one
/// that names most columns.
fn head(text: &str) -> Option<HeaderRow> {
    let found = [b',', b';', b'\t'].into_iter().flat_map(|delimiter| {
        let rows = records(text, delimiter).take(HEAD).enumerate();
        rows.filter_map(move |(at, row)| HeaderRow::of(delimiter, at + 1, row.cells))
    });
    // The first of those that name as many.
    found.reduce(|best, other| {
        if other.known() > best.known() {
            other
        } else {
            best
        }
    })
}

fn rows_after(text: &str, head: &HeaderRow) -> Vec<SheetRow> {
    let rows = records(text, head.delimiter).skip(head.rows);
    rows.filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()))
        .collect()
}

fn records(text: &str, delimiter: u8) -> impl Iterator<Item = SheetRow> {
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    // Text in memory can always be read, and is UTF-8.
    reader
        .into_records()
        .filter_map(Result::ok)
        .map(|record| SheetRow {
            line: record.position().map_or(0, csv::Position::line),
            cells: record.iter().map(str::to_owned).collect(),
        })
}

/// Every text that holds a date.
fn dates<'r>(head: &'r HeaderRow, rows: &'r [SheetRow]) -> impl Iterator<Item = &'r str> {
    let roles = [ColumnRole::Start, ColumnRole::Date, ColumnRole::End];
    rows.iter().flat_map(move |row| {
        roles
            .into_iter()
            .filter_map(move |role| head.cell(row, role))
    })
}

fn cramps(
    head: &HeaderRow,
    rows: &[SheetRow],
    order: Order,
    on_wall: &impl Fn(DateTime) -> Option<Moment>,
    troubles: &mut Vec<(u64, String)>,
) -> Vec<(Id, Entry)> {
    let mut seen: BTreeMap<Moment, usize> = BTreeMap::new();
    let mut cramps = Vec::new();
    for row in rows {
        match row::cramp(head, row, order, on_wall) {
            Ok((cramp, lost)) => {
                troubles.extend(lost.into_iter().map(|what| (row.line, what)));
                let nth = seen.entry(cramp.start).or_default();
                *nth += 1;
                cramps.push((id(cramp.start, *nth), Entry::Cramp(cramp)));
            }
            Err(what) => troubles.push((row.line, what)),
        }
    }
    cramps
}

/// The id of the nth cramp of a table that began then: the same whenever the table is read.
fn id(start: Moment, nth: usize) -> Id {
    let start = start.utc().strftime("%Y%m%dT%H%M%SZ").to_string();
    let id = match nth {
        1 => format!("csv-{start}"),
        nth => format!("csv-{start}-{nth}"),
    };
    Id::parse(&id).expect("letters, digits and hyphens")
}

#[cfg(test)]
mod tests;
