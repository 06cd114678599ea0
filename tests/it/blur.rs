//! Whoever is without glasses reads the words that decide: a machine reads them in a blurred
//! picture, where `tesseract` is installed.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use ratatui::layout::Rect;
use tempfile::TempDir;
use uncramp::ui::board::{Choice, Content};

use crate::states::reach;
use crate::svg::pixels;

/// A cell in pixels, and how far the blur reaches.
const CELL: (u16, u16) = (10, 20);
const SIGMA: f32 = 3.0;

const STATES: [&str; 5] = ["relief", "asking", "hold", "rest", "card"];
const SIZES: [(u16, u16); 5] = [(80, 24), (120, 40), (200, 56), (49, 30), (45, 60)];

/// The share of the words that are read at least, in percent: what was read when the letters were
/// drawn last.
const READ: usize = 90;

#[test]
fn the_deciding_words_are_read_in_a_blurred_picture() {
    if Command::new("tesseract").arg("--version").output().is_err() {
        println!("skipped: tesseract is not installed (apt-get install tesseract-ocr)");
        return;
    }
    let mut pictures = Pictures {
        folder: tempfile::tempdir().unwrap(),
        list: String::new(),
    };
    let mut expected = Vec::new();
    for name in STATES {
        for (columns, rows) in SIZES {
            let pilot = reach(name, columns, rows);
            let picture = pixels(&pilot.buffer(), CELL);
            let (board, layout, _) = pilot.app.shown();
            for placed in &layout.placed {
                let words = match &board.blocks[placed.block].content {
                    Content::Shout(shout) => shout.lines.join(" "),
                    Content::Choices(choices) => {
                        let all: Vec<String> = choices.iter().map(Choice::words).collect();
                        all.join(" ")
                    }
                    _ => continue,
                };
                pictures.add(&blurred(&cut(&picture, placed.area)));
                expected.push((format!("{name} at {columns}x{rows}"), words));
            }
        }
    }
    let found = pictures.read();
    assert_eq!(found.len(), expected.len(), "a page for every picture");
    let (mut words, mut read, mut report) = (0, 0, String::new());
    for ((place, expected), found) in expected.iter().zip(found) {
        for word in expected.split_whitespace().filter(|word| word.len() > 1) {
            words += 1;
            if found.contains(word) {
                read += 1;
            } else {
                let _ = writeln!(report, "{place}: {word} in {found:?}");
            }
        }
    }
    println!("{read} of {words} words are read");
    assert!(words > 100, "{words} words");
    assert!(
        read * 100 >= words * READ,
        "{read} of {words} words are read:\n{report}"
    );
}

/// What stands in an area, dark on light, with a margin.
fn cut(picture: &[Vec<f32>], area: Rect) -> Vec<Vec<f32>> {
    let margin = usize::from(CELL.1);
    let columns = usize::from(area.x * CELL.0)..usize::from(area.right() * CELL.0);
    let rows = usize::from(area.y * CELL.1)..usize::from(area.bottom() * CELL.1);
    let lit = picture.iter().flatten().copied().fold(0.01, f32::max);
    let mut cut = vec![vec![1.0; columns.len() + 2 * margin]; rows.len() + 2 * margin];
    for (target, row) in cut[margin..].iter_mut().zip(&picture[rows]) {
        for (target, value) in target[margin..].iter_mut().zip(&row[columns.clone()]) {
            *target = 1.0 - value / lit;
        }
    }
    cut
}

/// A Gaussian blur, across and then down.
fn blurred(picture: &[Vec<f32>]) -> Vec<Vec<f32>> {
    let across: Vec<Vec<f32>> = picture.iter().map(|row| smooth(row)).collect();
    let width = across.first().map_or(0, Vec::len);
    let columns = (0..width).map(|x| across.iter().map(|row| row[x]).collect::<Vec<f32>>());
    let columns: Vec<Vec<f32>> = columns.map(|column| smooth(&column)).collect();
    (0..across.len())
        .map(|y| columns.iter().map(|column| column[y]).collect())
        .collect()
}

fn smooth(line: &[f32]) -> Vec<f32> {
    let reach = 9_u16;
    let weights = (0..=2 * reach).map(|at| {
        let far = f32::from(at) - f32::from(reach);
        (-far * far / (2.0 * SIGMA * SIGMA)).exp()
    });
    let weights: Vec<f32> = weights.collect();
    let sum: f32 = weights.iter().sum();
    let last = line.len().saturating_sub(1);
    (0..line.len())
        .map(|at| {
            let near = weights.iter().enumerate();
            let near = near.map(|(of, weight)| {
                weight * line[(at + of).saturating_sub(usize::from(reach)).min(last)]
            });
            near.sum::<f32>() / sum
        })
        .collect()
}

/// Pictures that are read at once, as `tesseract` takes longer to start than to read one.
struct Pictures {
    folder: TempDir,
    list: String,
}

impl Pictures {
    fn add(&mut self, picture: &[Vec<f32>]) {
        let name = format!("{}.pgm", self.list.lines().count());
        let width = picture.first().map_or(0, Vec::len);
        let mut file = format!("P5\n{width} {}\n255\n", picture.len()).into_bytes();
        file.extend(picture.iter().flatten().map(|value| grey(*value)));
        fs::write(self.folder.path().join(&name), file).unwrap();
        self.list += &name;
        self.list.push('\n');
    }

    /// What is read in each.
    fn read(&self) -> Vec<String> {
        fs::write(self.folder.path().join("list.txt"), &self.list).unwrap();
        let output = Command::new("tesseract")
            .args(["list.txt", "stdout", "--psm", "6", "--dpi", "70"])
            // Further threads would only wait for each other, and take all processors for it.
            .env("OMP_THREAD_LIMIT", "1")
            .current_dir(&self.folder)
            .output()
            .unwrap();
        let pages = String::from_utf8_lossy(&output.stdout).to_uppercase();
        // A form feed stands between pages; up to version 4 after the last as well.
        let pages = pages.split('\u{c}').map(str::to_owned);
        pages.take(self.list.lines().count()).collect()
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, which is what is wanted"
)]
fn grey(value: f32) -> u8 {
    (value * 255.0) as u8
}
