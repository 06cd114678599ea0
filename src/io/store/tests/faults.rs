//! Disks that fail at their n-th call, for every n, and power that is cut between any two.

use std::cell::RefCell;
use std::ops::Range;

use super::*;
use crate::io::store::disk::Call;

/// What was asked of the disk, or said to whoever asked the store.
#[derive(Debug, Clone, PartialEq)]
enum Done {
    Other,
    Write(Vec<u8>),
    Sync,
    Cut(u64),
    Acknowledged(String),
}

#[derive(Default)]
struct Disk {
    done: Vec<Done>,
    /// The calls that fail, from 0.
    fails: Range<usize>,
}

thread_local! {
    static DISK: RefCell<Disk> = RefCell::default();
}

/// Lets the call be made, unless it is one that fails. Of what is written then, half arrives.
pub(crate) fn due(call: Call<'_>) -> io::Result<()> {
    DISK.with_borrow_mut(|disk| {
        let fails = disk.fails.contains(&disk.done.len());
        disk.done.push(match call {
            Call::Write(mut file, bytes) => {
                let arrives = if fails {
                    &bytes[..bytes.len() / 2]
                } else {
                    bytes
                };
                if fails {
                    file.write_all(arrives)?;
                }
                Done::Write(arrives.to_owned())
            }
            Call::Sync if !fails => Done::Sync,
            Call::Cut(len) if !fails => Done::Cut(len),
            Call::Other | Call::Sync | Call::Cut(_) => Done::Other,
        });
        if fails {
            return Err(ErrorKind::StorageFull.into());
        }
        Ok(())
    })
}

/// Does `work` on a disk of which these calls fail; what was done, and what came of it.
fn failing<T>(fails: Range<usize>, work: impl FnOnce() -> T) -> (Vec<Done>, T) {
    DISK.with_borrow_mut(|disk| {
        *disk = Disk {
            done: Vec::new(),
            fails,
        }
    });
    let result = work();
    (DISK.take().done, result)
}

fn line(number: usize) -> String {
    format!("{{\"n\":{number}}}")
}

#[test]
fn whichever_call_fails_what_was_acknowledged_stays_and_adding_again_makes_one_entry() {
    for (is_new, count) in [(true, 1), (false, 1), (true, 2), (false, 2)] {
        for first in 0.. {
            let (_folder, store) = store();
            if !is_new {
                store.append(&[line(1)]).unwrap();
            }
            let fails = first..first + count;
            let (done, added) = failing(fails, || store.append(&[line(2)]));
            let before: &[String] = if is_new { &[] } else { &[line(1)] };
            let found = texts(&store);
            assert!(found.starts_with(before), "{first}: {found:?}");
            if added.is_err() {
                if count == 1 {
                    assert_eq!(found, before, "{first}: it was taken back");
                }
                store.append(&[line(2)]).unwrap();
            }
            let contents = store.read().unwrap();
            let found = texts(&store);
            let twos = found.iter().filter(|text| **text == line(2)).count();
            assert!(contents.read_only.is_none(), "{first}");
            if count == 1 {
                assert_eq!((twos, contents.skipped.len()), (1, 0), "{first}: {found:?}");
            } else {
                // What cannot even be taken back may stand there, whole or cut short.
                assert!(
                    (1..=2).contains(&twos) && contents.skipped.len() <= 1,
                    "{first}: {found:?}"
                );
            }
            if done.len() <= first {
                assert!(added.is_ok() && first > 5, "{first} calls");
                break;
            }
        }
    }
}

#[test]
fn whichever_call_fails_a_diary_is_read_whole_or_not_at_all_and_wiped_or_still_one() {
    for first in 0.. {
        let (_folder, store) = store();
        store.append(&[line(1), line(2)]).unwrap();
        let (read, contents) = failing(first..first + 1, || store.read());
        if let Ok(contents) = contents {
            assert_eq!(contents.lines.len(), 2, "{first}");
        }
        let (wiped, result) = failing(first..first + 1, || store.wipe(&busy));
        if result.is_ok() {
            assert!(!store.path().exists(), "{first}");
        }
        store.append(&[line(3)]).unwrap();
        let found = texts(&store);
        assert!(
            found == [line(3)] || found == [line(1), line(2), line(3)],
            "{first}: {found:?}"
        );
        if first >= read.len().max(wiped.len()) {
            assert!(first > 3, "{first} calls");
            break;
        }
    }
}

/// The file as a power cut can leave it: all that was synced, and of the rest any part in any order.
fn images(done: &[Done]) -> Vec<Vec<u8>> {
    let (mut file, mut synced, mut since) = (Vec::new(), Vec::new(), Vec::new());
    for done in done {
        match done {
            Done::Write(bytes) => {
                since.push((file.len(), Some(bytes.clone())));
                file.extend(bytes);
            }
            Done::Cut(len) => {
                file.truncate(usize::try_from(*len).unwrap());
                since.push((file.len(), None));
            }
            Done::Sync => {
                synced.clone_from(&file);
                since.clear();
            }
            Done::Other | Done::Acknowledged(_) => {}
        }
    }
    let mut images = vec![synced.clone()];
    // Each of the last few calls happened or not, in this order or the other.
    for chosen in 0..1_usize << since.len().min(4) {
        let kept = (0..).zip(&since).filter(|(at, _)| chosen >> at & 1 == 1);
        let kept: Vec<_> = kept.map(|(_, call)| call).collect();
        let orders = [kept.clone(), kept.into_iter().rev().collect()];
        images.extend(orders.map(|order| order.into_iter().fold(synced.clone(), after)));
    }
    // The last one that arrives is cut anywhere, or only its length arrives.
    for whole in images.clone() {
        for cut in (synced.len()..whole.len()).step_by(5) {
            images.push(whole[..cut].to_owned());
            images.push([&whole[..cut], &vec![0; whole.len() - cut]].concat());
        }
    }
    images.sort();
    images.dedup();
    images
}

fn after(mut file: Vec<u8>, (at, bytes): &(usize, Option<Vec<u8>>)) -> Vec<u8> {
    match bytes {
        Some(bytes) => {
            // A hole is full of zeros.
            file.resize(file.len().max(at + bytes.len()), 0);
            file[*at..at + bytes.len()].copy_from_slice(bytes);
        }
        None => file.truncate(*at),
    }
    file
}

#[test]
fn power_that_is_cut_at_any_moment_takes_nothing_that_was_acknowledged() {
    let (_folder, store) = store();
    let mut done = Vec::new();
    for number in 0..6 {
        // Every other time the disk fails, once where it writes and once where it syncs.
        let (calls, _) = failing(0..0, || {
            Store::at(store.path().with_extension("try")).append(&[line(0)])
        });
        let fails = match number {
            2 => calls.len() - 2..calls.len() - 1,
            4 => calls.len() - 1..calls.len(),
            _ => 0..0,
        };
        let (mut calls, added) = failing(fails, || store.append(&[line(number)]));
        calls.extend(added.ok().map(|()| Done::Acknowledged(line(number))));
        done.extend(calls);
    }
    let mut seen = 0;
    for moment in 0..=done.len() {
        let acknowledged = done[..moment].iter().filter_map(|done| match done {
            Done::Acknowledged(line) => Some(line.clone()),
            _ => None,
        });
        let acknowledged: Vec<_> = acknowledged.collect();
        for image in images(&done[..moment]) {
            let (_folder, store) = holding(&image);
            store.append(&[line(9)]).unwrap();
            let mut found = texts(&store);
            found.retain(|text| acknowledged.contains(text) || *text == line(9));
            let expected = [&acknowledged[..], &[line(9)]].concat();
            assert_eq!(found, expected, "{moment}: {}", image.escape_ascii());
            seen += 1;
        }
    }
    assert!(seen > 80, "{seen} images");
}
