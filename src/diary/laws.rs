//! What holds for every diary, whatever is in it.

mod any;

use proptest::collection::vec;
use proptest::prelude::*;

use super::book::Diary;
use super::entry::Entry;
use super::export::{csv, import, jsonl};
use super::line::{Id, Line};
use super::moment::Moment;

/// Writes an entry, if that changes anything.
fn write(diary: &mut Diary, id: &Id, at: Moment, entry: &Entry) {
    if let Some(line) = diary.write(id, at, entry) {
        // What is told of a diary is what its file says.
        let line = Line::parse(&line.to_string()).unwrap();
        assert_eq!(diary.take(line), [] as [String; 0]);
    }
}

prop_compose! {
    /// A diary in which entries were written, changed and deleted.
    fn any_diary()(
        steps in vec((any::id(), any::moment(), any::entry(), 0..8_u8), 0..12),
    ) -> Diary {
        let mut diary = Diary::default();
        for (id, at, entry, what) in steps {
            let line = match what {
                0 => diary.delete(&id, at),
                1 => diary.undo(&id, at),
                _ => diary.write(&id, at, &entry),
            };
            if let Some(line) = line {
                diary.take(line);
            }
        }
        diary
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_written_is_what_is_there(
        id in any::id(), at in any::moment(), first in any::cramp(), second in any::cramp(),
    ) {
        let mut diary = Diary::default();
        for entry in [first, second].map(Entry::Cramp) {
            write(&mut diary, &id, at, &entry);
            prop_assert_eq!(diary.entry(&id), Some(&entry));
            prop_assert_eq!(diary.write(&id, at, &entry), None);
        }
    }

    #[test]
    fn any_entry_survives_its_line(id in any::id(), at in any::moment(), entry in any::entry()) {
        let mut diary = Diary::default();
        write(&mut diary, &id, at, &entry);
        prop_assert_eq!(diary.entry(&id), Some(&entry));
    }

    #[test]
    fn undo_takes_back_the_last_line_and_then_itself(
        mut diary in any_diary(), at in any::moment(), entry in any::entry(), deletes in any::<bool>(),
        id in any::id(),
    ) {
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
    fn an_import_of_an_export_is_the_same_to_the_byte_and_adds_nothing_twice(
        diary in any_diary(), mut other in any_diary(),
    ) {
        let text = jsonl(&diary);
        let exported = Diary::from_lines(text.lines());
        prop_assert_eq!(exported.troubles(), &[]);
        let mut copy = Diary::default();
        for target in [&mut copy, &mut other] {
            for line in import(target, &exported).lines {
                target.take(line);
            }
            let second = import(target, &exported);
            prop_assert_eq!(second.lines, []);
            prop_assert_eq!(second.known, text.lines().count());
        }
        prop_assert_eq!(jsonl(&copy), text);
    }

    #[test]
    fn every_row_of_the_table_has_every_column(diary in any_diary()) {
        let table = csv(&diary);
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
        entry in any::cramp(), key in proptest::sample::select(super::entry::Cramp::KEYS), value in any::json(),
    ) {
        let entry = Entry::Cramp(entry);
        let id = Id::parse("a").unwrap();
        let at = Moment::new(0, 0);
        let mut diary = Diary::default();
        write(&mut diary, &id, at, &entry);
        let line = format!(r#"{{"v":1,"id":"a","kind":"cramp","at":"{at}","{key}":{value}}}"#);
        let troubles = diary.take(Line::parse(&line).unwrap());
        if !troubles.is_empty() {
            prop_assert_eq!(diary.entry(&id), Some(&entry));
        }
    }

    #[test]
    fn a_line_cut_anywhere_is_named_and_the_others_stay(entry in any::entry(), cut in any::<prop::sample::Index>()) {
        let (a, b) = (Id::parse("a").unwrap(), Id::parse("b").unwrap());
        let line = |id| Diary::default().write(id, Moment::new(0, 0), &entry).unwrap().to_string();
        let (whole, mut torn) = (line(&a), line(&b));
        let mut at = cut.index(torn.len() - 1) + 1;
        while !torn.is_char_boundary(at) {
            at -= 1;
        }
        torn.truncate(at);
        let diary = Diary::from_lines([torn.as_str(), whole.as_str()]);
        prop_assert_eq!(diary.entry(&a), Some(&entry));
        prop_assert_eq!(diary.entry(&b), None);
        prop_assert_eq!(diary.troubles()[0].line, 1);
    }
}
