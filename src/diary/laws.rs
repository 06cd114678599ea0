//! What holds for every diary, whatever is in it.

mod strategies;

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::Diary;
use super::entry::{Cramp, Entry};
use super::export::{Import, csv, import, jsonl};
use super::line::{Id, Line};

/// What a file says in which these lines stand.
fn diary<'l>(lines: impl IntoIterator<Item = &'l Line>) -> Diary {
    let lines: Vec<_> = lines.into_iter().map(Line::to_string).collect();
    Diary::from_lines(lines.iter().map(String::as_str))
}

/// What an import of a file comes to in which these lines stand.
fn import_of(ours: &Diary, lines: &[Line]) -> Import {
    let lines: Vec<_> = lines.iter().map(Line::to_string).collect();
    import(ours, (1..).zip(lines.iter().map(String::as_str)))
}

fn entries(diary: &Diary) -> BTreeMap<Id, Entry> {
    let entries = diary.entries();
    entries
        .map(|(id, entry)| (id.clone(), entry.clone()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn what_is_written_is_what_is_there_whatever_the_clock_says(
        entries in vec((strategies::entry(), strategies::any_at()), 1..8),
    ) {
        let mut diary = Diary::default();
        for ((id, entry), at) in entries {
            if let Some(line) = diary.write(&id, at, &entry) {
                let line = Line::parse(&line.to_string()).unwrap();
                prop_assert!(diary.take(line).is_news);
            }
            prop_assert_eq!(diary.entry(&id), Some(&entry));
            prop_assert_eq!(diary.write(&id, at, &entry), None);
        }
    }

    #[test]
    fn undo_takes_back_the_last_line_and_then_itself(
        (lines, (id, entry)) in (strategies::lines_at(strategies::any_at()), strategies::entry()),
        (at, deletes) in (strategies::any_at(), any::<bool>()),
    ) {
        let mut diary = diary(&lines);
        let before = diary.entry(&id).cloned();
        let line = if deletes { diary.delete(&id, at) } else { diary.write(&id, at, &entry) };
        if let Some(line) = line {
            diary.take(line);
            let after = diary.entry(&id).cloned();
            for expected in [before, after] {
                let undo = diary.undo(&id, at).unwrap();
                diary.take(Line::parse(&undo.to_string()).unwrap());
                prop_assert_eq!(diary.entry(&id), expected.as_ref());
            }
        }
    }

    #[test]
    fn every_line_can_be_read_by_itself(lines in strategies::lines()) {
        for line in &lines {
            prop_assert!(diary([line]).has(&line.id), "{}", line);
        }
    }

    #[test]
    fn a_line_that_stands_there_twice_changes_nothing(lines in strategies::lines(), at in strategies::at()) {
        let once = diary(&lines);
        for twice in [
            diary(lines.iter().flat_map(|line| [line, line])),
            diary(lines.iter().chain(&lines)),
        ] {
            prop_assert_eq!(entries(&twice), entries(&once));
            prop_assert_eq!(twice.last(), once.last());
            for (id, _) in once.entries() {
                prop_assert_eq!(twice.undo(id, at), once.undo(id, at));
            }
        }
    }

    #[test]
    fn lines_say_the_same_in_any_order(
        (lines, shuffled) in strategies::lines().prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle())),
    ) {
        prop_assert_eq!(entries(&diary(&shuffled)), entries(&diary(&lines)));
    }

    #[test]
    fn any_part_of_a_file_brings_back_what_was_lost_of_it(
        lines in strategies::lines(), kept in any::<Index>(), from in any::<Index>(),
    ) {
        let kept = kept.index(lines.len() + 1);
        let from = from.index(kept + 1);
        let mut ours = diary(&lines[..kept]);
        for line in import_of(&ours, &lines[from..]).lines {
            ours.take(line);
        }
        prop_assert_eq!(entries(&ours), entries(&diary(&lines)));
    }

    #[test]
    fn two_diaries_that_take_each_other_in_are_the_same(a in strategies::lines(), b in strategies::lines()) {
        let (mut ours, mut theirs) = (a, b);
        ours.extend(import_of(&diary(&ours), &theirs).lines);
        theirs.extend(import_of(&diary(&theirs), &ours).lines);
        prop_assert_eq!(entries(&diary(&ours)), entries(&diary(&theirs)));
    }

    #[test]
    fn a_second_import_adds_nothing(mut ours in strategies::lines(), theirs in strategies::lines()) {
        ours.extend(import_of(&diary(&ours), &theirs).lines);
        let second = import_of(&diary(&ours), &theirs);
        prop_assert_eq!(second.lines, []);
        prop_assert_eq!((second.added, second.changed, second.deleted), (0, vec![], vec![]));
    }

    #[test]
    fn an_import_keeps_all_that_it_does_not_name(ours in strategies::lines(), theirs in strategies::lines()) {
        let before = diary(&ours);
        let import = import_of(&before, &theirs);
        let after = diary(ours.iter().chain(&import.lines));
        for (id, entry) in before.entries() {
            let Some(after) = after.entry(id) else {
                prop_assert!(import.deleted.contains(id));
                continue;
            };
            let named = |key: &str| theirs.iter().any(|line| line.id == *id && line.fields.contains_key(key));
            for (key, value) in entry.fields() {
                prop_assert!(named(&key) || after.field(&key) == Some(value), "{}", key);
            }
        }
    }

    #[test]
    fn an_import_of_an_export_is_the_same_to_the_byte(lines in strategies::lines()) {
        let text = jsonl(&diary(&lines), |_| true);
        let import = import(&Diary::default(), (1..).zip(text.lines()));
        prop_assert_eq!(jsonl(&diary(&import.lines), |_| true), text);
    }

    #[test]
    fn every_row_of_the_table_has_every_column(lines in strategies::lines()) {
        let diary = diary(&lines);
        let table = csv(&diary, "0f", |_| true);
        let mut quoted = false;
        let mut commas = vec![0];
        for c in table.chars() {
            match c {
                '"' => quoted = !quoted,
                ',' if !quoted => *commas.last_mut().unwrap() += 1,
                '\n' if !quoted => commas.push(0),
                _ => {}
            }
        }
        prop_assert_eq!(commas.pop(), Some(0));
        prop_assert_eq!(commas.len(), diary.entries().count() + 1);
        prop_assert!(commas.iter().all(|row| *row == commas[0]));
    }

    #[test]
    fn no_text_makes_the_diary_panic(
        lines in vec(prop_oneof![any::<String>(), "[{}\\[\\]\":,a-z0-9\\\\]{0,60}"], 0..6),
    ) {
        let diary = Diary::from_lines(lines.iter().map(String::as_str));
        prop_assert_eq!(diary.entries().count(), 0);
        let blank = lines.iter().filter(|line| line.trim().is_empty()).count();
        prop_assert_eq!(diary.troubles().len() + blank, lines.len());
    }

    #[test]
    fn a_hostile_field_changes_nothing_but_itself(
        (_, entry) in strategies::entry(), key in select(Cramp::KEYS), value in strategies::json(),
    ) {
        let mut after = entry.clone();
        let _ = after.set(key, value);
        for (other, value) in entry.fields() {
            prop_assert!(other == key || after.field(&other) == Some(value), "{}", other);
        }
        prop_assert!(after.fields().len() <= entry.fields().len() + 1);
    }

    #[test]
    fn a_line_cut_anywhere_is_named_and_the_others_stay(lines in strategies::lines(), cut in any::<Index>()) {
        let texts: Vec<_> = lines.iter().map(Line::to_string).collect();
        if !texts.is_empty() {
            let (mut texts, torn) = (texts.clone(), cut.index(texts.len()));
            let mut at = cut.index(texts[torn].len() - 1) + 1;
            while !texts[torn].is_char_boundary(at) {
                at -= 1;
            }
            texts[torn].truncate(at);
            let found = Diary::from_lines(texts.iter().map(String::as_str));
            prop_assert!(found.troubles().iter().any(|trouble| trouble.line == torn + 1));
            let others = lines[..torn].iter().chain(&lines[torn + 1..]);
            prop_assert_eq!(entries(&found), entries(&diary(others)));
        }
    }
}
