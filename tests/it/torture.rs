//! A short run of the fuzzer's targets: the files of the repository, and mutations of them.
//!
//! `UNCRAMP_TORTURE=50 cargo test --test it` does fifty times as much of this, and of every kill.

use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::targets::{TARGETS, run};

/// Mutations for each target.
const RUNS: usize = 60;

/// What a run for a change repeats so often, a long one repeats more often.
pub fn times(short: usize) -> usize {
    let factor = env::var("UNCRAMP_TORTURE").ok();
    let factor = factor.and_then(|factor| factor.parse::<usize>().ok());
    short * factor.unwrap_or(1)
}

/// Numbers as random as need be, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most.max(1) as u64).unwrap()
    }
}

/// What is likely to be taken wrong somewhere.
const STRANGE: [&[u8]; 16] = [
    b"\x1b[",
    b"\x1b]0;",
    b"\x1b[201~",
    b"\xff",
    b"\0",
    b"\"\"\"",
    b"[[step]]\n",
    b"= = ",
    b"99999999999999999999",
    b"-1",
    "\u{202e}".as_bytes(),
    "\u{200b}".as_bytes(),
    "\u{feff}".as_bytes(),
    b"\\u202e",
    b"null",
    b"{\"v\":2}\n",
];

/// The same bytes with a few pieces cut, doubled, moved or made strange.
fn mutated(data: &[u8], random: &mut Random) -> Vec<u8> {
    let mut data = data.to_vec();
    for _ in 0..=random.below(4) {
        let from = random.below(data.len());
        let to = (from + random.below(24)).min(data.len());
        let piece: Vec<u8> = match random.below(5) {
            0 => Vec::new(),
            1 => data[from..to].repeat(2),
            2 => STRANGE[random.below(STRANGE.len())].to_vec(),
            3 => {
                let other = random.below(data.len());
                data[other..(other + 12).min(data.len())].to_vec()
            }
            _ => vec![u8::try_from(random.below(256)).unwrap()],
        };
        data.splice(from..to, piece);
    }
    data
}

/// Good and broken files, by target.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folders: &[&str] = match target {
        "routine" => &["tests/data/bad"],
        "pose" => &["routines/poses", "tests/data/bad/poses"],
        "settings" => &["tests/data/bad/settings"],
        "diary" => &["tests/data/report"],
        _ => &[],
    };
    let files = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let paths = files.map(|file| file.unwrap().path());
    let texts = paths.filter(|path| {
        path.extension()
            .is_some_and(|end| end == "toml" || end == "jsonl")
    });
    let mut corpus: Vec<_> = texts.map(|path| std::fs::read(path).unwrap()).collect();
    corpus.sort();
    corpus.extend(by_hand(target).iter().map(|text| text.as_bytes().to_vec()));
    corpus
}

fn by_hand(target: &str) -> &'static [&'static str] {
    match target {
        "routine" => &[
            "format = 1\ntitle = \"Mine\"\npurpose = \"prevention\"\nmuscles = [\"calf\"]\nposture = \"lying\"\n\
             [[step]]\nrounds = 3\nrest = \"1m\"\n[[step.step]]\ntitle = \"One\"\nsay = \"Up.\"\nhold = \"20s\"\n\
             [[step.step]]\ntitle = \"Two\"\nsay = \"Down.\"\nhold = \"9s\"\nsides = \"each\"\n",
            "format = 1\ntitle = \"Mine\"\npurpose = \"relief\"\nmuscles = [\"calf\"]\nposture = \"lying\"\n\
             [[step]]\ntitle = \"One\"\nsay = \"Toes up, rub it.\"\nshout = [\"TOES UP\"]\nhold = \"20s\"\n\
             sides = \"sore\"\npose = \"toe-pull\"\n[[step]]\ntitle = \"Two\"\nsay = \"Warm pack.\"\n\
             shout = [\"HEAT\"]\nhold = \"5m\"\ndoes = [\"heat\"]\ncaution = \"Wrap it.\"\n",
        ],
        "settings" => {
            &["theme = \"night\"\nrelief_start = \"foot\"\nmotion = \"calm\"\nnight_begins = 12\n"]
        }
        "profile" => &["{\"profile\":\"uncramp\",\"format\":1}\n\
             {\"question\":\"clot\",\"reply\":\"yes\",\"at\":\"2026-03-01T21:04:11+01:00\"}\n\
             {\"question\":\"joints\",\"reply\":\"yes\",\"parts\":[\"hip\"],\"at\":\"2026-03-01T21:04:52+01:00\"}\n\
             {\"sign\":\"RF-U1\",\"seen\":\"2026-03-01\",\"at\":\"2026-03-01T21:05:03+01:00\"}\n\
             {\"asked\":\"2026-03-01\",\"at\":\"2026-03-01T21:05:03+01:00\"}\n"],
        "keys" => &[
            "c \x1b[C+i\x1b[B\r12345!?q\x1b",
            "2\r\x1b[Dsr-o i\x1bq",
            "5\x1b[A\x1b[Bei\x1b[6~q3\x1b[F\riq",
            "p123s\x7fq0\x1b[<0;30;10M\x1b[200~c0\x1b[201~\x1b]52;c;cQ==\x07",
        ],
        "pastes" => &[
            "Took two tablets at ten.\r\nSlept until 5, then 0 cramps, fine.\r\n0 pain.\r\n",
            "c",
            "q\x1b[A\r",
        ],
        _ => &[],
    }
}

#[test]
fn every_target_holds_for_mutations_of_good_and_of_broken_files() {
    for (target, _) in TARGETS {
        let corpus = corpus(target);
        assert!(!corpus.is_empty(), "{target}");
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        for number in 0..times(RUNS) {
            let seed = &corpus[random.below(corpus.len())];
            let data = if number % 4 == 0 {
                seed.clone()
            } else {
                mutated(seed, &mut random)
            };
            let held = catch_unwind(AssertUnwindSafe(|| run(target, &data)));
            assert!(held.is_ok(), "{target}: {}", data.escape_ascii());
        }
    }
}
