//! Words and numbers as tall as their area, drawn with strokes.
//!
//! Every size is hinted: the edges of level and upright strokes fall on whole sub-pixels, so small
//! letters are as crisp as a bitmap font and large ones as smooth as the grid allows.

mod alphabet;
mod face;
pub(crate) mod parts;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::raster::{Glyphs, Grid, GridView};
use crate::figure::shape::Point;
use alphabet::{DOTTED, Letter, has_letter, letter};
use face::Face;

/// One line of large letters: as high as its area, at most as wide.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lettering<'a> {
    /// Lower case is drawn as capitals; a character without a letter leaves a gap.
    pub text: &'a str,
    /// Of the strokes; what is between them is left as it is.
    pub style: Style,
    /// What the strokes are made of.
    pub glyphs: Glyphs,
    /// The widest of the lines that stand together, or all of them, one below the other: all are written in
    /// the face that fits.
    pub widest: &'a str,
}

impl Lettering<'_> {
    /// Cells across that it takes in an area.
    pub(crate) fn columns(&self, area: Rect) -> u16 {
        self.face(area).cells(&letters(self.text)).min(area.width)
    }

    fn face(&self, area: Rect) -> Face {
        let fitting = |line| Face::fitting(&letters(line), area.width, area.height, self.glyphs);
        let faces = self
            .widest
            .split('\n')
            .map(|line| fitting(line).unwrap_or_else(|| Face::clipped(area.height, self.glyphs)));
        let narrowest = faces.min_by_key(|face| face.breadth());
        narrowest.unwrap_or_else(|| Face::clipped(area.height, self.glyphs))
    }
}

impl Widget for Lettering<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let letters = letters(self.text);
        let face = self.face(area);
        let view = GridView {
            origin: Point { x: 0.0, y: 0.0 },
            across: 1.0 / face.detail(),
            down: 1.0,
        };
        let mut grid = Grid::new(area.as_size(), self.glyphs, view);
        face.write(&letters, &mut grid);
        grid.draw(buf, area, &|_| self.style.into());
    }
}

/// A line that is measured at several sizes: its letters are looked up once.
#[derive(Debug, Clone)]
pub(crate) struct Measured {
    letters: Vec<Letter>,
    is_written: bool,
}

impl Measured {
    pub(crate) fn new(text: &str) -> Self {
        Self {
            letters: letters(text),
            is_written: is_written(text),
        }
    }

    /// Cells across that it takes at its natural proportions, `rows` cells high.
    pub(crate) fn width(&self, rows: u16, glyphs: Glyphs) -> u16 {
        Face::natural(rows, glyphs).cells(&self.letters)
    }

    /// Whether it can be read in an area of this size: it can be written, and has room.
    pub(crate) fn fits(&self, columns: u16, rows: u16, glyphs: Glyphs) -> bool {
        let is_readable = || Face::clipped(rows, glyphs).cells(&self.letters) <= columns;
        self.letters.is_empty() || rows >= least(glyphs) && self.is_written && is_readable()
    }
}

pub(crate) fn width(text: &str, rows: u16, glyphs: Glyphs) -> u16 {
    Measured::new(text).width(rows, glyphs)
}

/// Whether every line of a text can be read in an area of this size.
pub(crate) fn fits(text: &str, columns: u16, rows: u16, glyphs: Glyphs) -> bool {
    let fits = |line| Measured::new(line).fits(columns, rows, glyphs);
    text.split('\n').all(fits)
}

pub(crate) fn is_written(text: &str) -> bool {
    text.chars().all(has_letter)
}

/// The fewest rows in which letters are easier to read than text: five dots, and a leading.
pub(crate) fn least(glyphs: Glyphs) -> u16 {
    match glyphs {
        Glyphs::Full => 6,
        Glyphs::Ascii | Glyphs::Half | Glyphs::Quadrant | Glyphs::Sextant | Glyphs::Octant => 3,
    }
}

/// The greatest number from `least` to `most` for which something `holds` that holds for all below it.
pub(crate) fn greatest(least: u16, most: u16, holds: impl Fn(u16) -> bool) -> Option<u16> {
    if most < least || !holds(least) {
        return None;
    }
    let (mut held, mut above) = (least, most.saturating_add(1));
    while above - held > 1 {
        let middle = held + (above - held) / 2;
        if holds(middle) {
            held = middle;
        } else {
            above = middle;
        }
    }
    Some(held)
}

/// The letters of a line; among others than digits a zero has a dot, or it would be read as an O.
fn letters(text: &str) -> Vec<Letter> {
    let is_word = text.chars().any(char::is_alphabetic);
    let told_apart = |ch| if is_word && ch == '0' { DOTTED } else { ch };
    text.chars().map(|ch| letter(told_apart(ch))).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use ratatui::buffer::Cell;

    use super::*;
    use crate::routine::library::Library;

    fn sizes() -> impl Iterator<Item = (Glyphs, u16)> {
        Glyphs::ALL
            .into_iter()
            .flat_map(|glyphs| (3..=12).map(move |rows| (glyphs, rows)))
    }

    fn drawn(text: &str, area: Rect, glyphs: Glyphs) -> Buffer {
        let mut buf = Buffer::empty(area);
        let style = Style::new();
        Lettering {
            text,
            style,
            glyphs,
            widest: text,
        }
        .render(area, &mut buf);
        buf
    }

    fn lines(text: &str, width: u16, height: u16, glyphs: Glyphs) -> Vec<String> {
        let buf = drawn(text, Rect::new(0, 0, width, height), glyphs);
        let rows = buf.content().chunks(usize::from(width).max(1));
        let rows = rows.map(|row| row.iter().map(Cell::symbol).collect::<String>());
        rows.map(|row| row.trim_end().to_owned()).collect()
    }

    fn picture(text: &str, width: u16, height: u16, glyphs: Glyphs) -> String {
        lines(text, width, height, glyphs).join("\n")
    }

    /// Cells up to the last one drawn.
    fn used(lines: &[String]) -> usize {
        lines
            .iter()
            .map(|line| line.chars().count())
            .max()
            .unwrap_or(0)
    }

    #[test]
    fn words_fill_the_height_and_leave_a_row_of_leading() {
        insta::assert_snapshot!(picture("TOES UP", 80, 5, Glyphs::Quadrant), @r"
        ███████▌ ▗▟████▄  ██████▌ ▗▟█████     █▌   ▐█ ▐█████▄
           █▌    █▛   ▝█▌ █▌      ▜▙          █▌   ▐█ ▐█   ▝█▌
           █▌    █▌    █▌ █▛▀▀▀▀   ▀▀▀▀█▖     █▌   ▐█ ▐█▄▄▄▟▀
           █▌    ▜█▄▄▄▟█▘ █▙▄▄▄▄▖ ▄▄▄▄▄▟▛     ▜█▄▄▄█▛ ▐█
           ▀▘     ▝▀▀▀▀   ▀▀▀▀▀▀▘ ▀▀▀▀▀▘       ▝▀▀▀▘  ▝▀
        ");
        insta::assert_snapshot!(picture("TOES UP", 40, 4, Glyphs::Quadrant), @r"
        ▀▜█▀▘ ▟▛▀▜▙ ▐█▀▀▀ ▗█▀▀▀     █▌ █▌ █▛▀█▖
         ▐█   █▌ ▐█ ▐█▄▄▖ ▝█▄▄▖     █▌ █▌ █▙▄█▘
         ▐█   █▌ ▐█ ▐█       ▐█     █▌ █▌ █▌
         ▝▀   ▝▀▀▀▘ ▝▀▀▀▀ ▝▀▀▀▘     ▝▀▀▀  ▀▘
        ");
        insta::assert_snapshot!(picture("TOES UP", 80, 5, Glyphs::Half), @r"
        ████████  ▄██████▄  ██████  ▄██████       ██   ██  ██████▄
           ██     ██    ██  ██      ██            ██   ██  ██   ██
           ██     ██    ██  ██▀▀▀    ▀▀▀▀█▄       ██   ██  ██▄▄▄█▀
           ██     ██▄▄▄▄██  ██▄▄▄▄  ▄▄▄▄▄██       ██▄▄▄██  ██
           ▀▀      ▀▀▀▀▀▀   ▀▀▀▀▀▀  ▀▀▀▀▀▀         ▀▀▀▀▀   ▀▀
        ");
        insta::assert_snapshot!(picture("TOES UP", 80, 5, Glyphs::Ascii), @r###"
        ########  .######.  ######  .######       ##   ##  ######.
           ##     ##    ##  ##      ##            ##   ##  ##   ##
           ##     ##    ##  ##"""    """"#_       ##   ##  ##___#"
           ##     ##____##  ##____  _____##       ##___##  ##
           ""      '""""'   """"""  """""'         '"""'   ""
        "###);
    }

    #[test]
    fn digits_are_clear_when_large_and_when_small() {
        insta::assert_snapshot!(picture("0123456789", 100, 5, Glyphs::Quadrant), @r"
        ▗▟███▙▖    ▟█▌   █████▙▖ ▐█████▄    ▗██▌  ▐██████▌ ▗▟█████ ▐██████▌ ▗▟███▙▖  ▄████▄
        █▛   ▜█   ▀▀█▌        ▟▛      ▗█▘  ▗█▛█▌  ▐█       █▛           █▛▘ █▛   ▟▛ ▝█▖  ▝█▌
        █▌   ▐█     █▌   ▗▟▀▀▀▀    ▀▀▀▜▙  ▄██▄█▙▄ ▝▀▀▀▀▜▙  █▛▀▀▀█▖     ▟▛   ▄▛▀▀▀█▖  ▝▀▀▀▀█▌
        ▜█▄▄▄█▛ ▗▄▄▄█▙▄▖ █▙▄▄▄▄▄ ▗▄▄▄▄▄█▘ ▀▀▀▀█▛▀ ▗▄▄▄▄▄█▘ ▜█▄▄▄▟▛    ▟▛    ▜█▄▄▄▟▛ ▗▄▄▄▄▟█▘
         ▝▀▀▀▘  ▝▀▀▀▀▀▀▘ ▀▀▀▀▀▀▀ ▝▀▀▀▀▀       ▀▘  ▝▀▀▀▀▀    ▝▀▀▀▘    ▝▀▘     ▝▀▀▀▘  ▝▀▀▀▀▀
        ");
        insta::assert_snapshot!(picture("0123456789", 100, 3, Glyphs::Quadrant), @r"
        ▟▀▀▙ ▗▟█  ▀▀▀▙ ▀▀▀▙  ▟█  █▀▀▀ ▟▀▀▀ ▀▀▜█ ▟▀▀▙ ▟▀▀▙
        █  █   █  ▟▀▀▘ ▝▀▀▙ ▟██▄ ▀▀▀▙ █▀▀▙  ▗█▘ ▟▀▀▙ ▝▀▀█
        ▝▀▀▘ ▀▀▀▀ ▀▀▀▀ ▀▀▀▘   ▀  ▀▀▀▘ ▝▀▀▘  ▀▘  ▝▀▀▘ ▀▀▀▘
        ");
    }

    #[test]
    fn no_two_letters_or_digits_look_alike() {
        for glyphs in [Glyphs::Quadrant, Glyphs::Half] {
            for rows in 3..=5 {
                let mut seen = HashMap::new();
                for ch in ('A'..='Z').chain('1'..='9') {
                    let text = ch.to_string();
                    let narrowest = (1..30).find(|columns| fits(&text, *columns, rows, glyphs));
                    for columns in narrowest.unwrap()..30 {
                        let other = seen.insert(lines(&text, columns, rows, glyphs), ch);
                        assert!(
                            other.is_none_or(|other| other == ch),
                            "{other:?} looks like {ch} at {columns}x{rows} of {glyphs:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_zero_among_letters_is_no_o_where_it_is_large_and_one_among_digits_is_plain() {
        for rows in 5..=12 {
            let [word, number] = ["H0", "80"].map(|text| {
                let picture = lines(text, 60, rows, Glyphs::Quadrant).into_iter();
                let behind = usize::from(width("H", rows, Glyphs::Quadrant));
                picture.map(move |line| line.chars().skip(behind).collect::<String>())
            });
            assert!(!word.eq(number), "{rows} rows");
        }
    }

    #[test]
    fn lower_case_is_drawn_as_capitals_and_the_unknown_as_a_gap() {
        assert_eq!(
            lines("toes up", 80, 5, Glyphs::Half),
            lines("TOES UP", 80, 5, Glyphs::Half)
        );
        assert_eq!(
            lines("A☂B", 80, 5, Glyphs::Half),
            lines("A B", 80, 5, Glyphs::Half)
        );
    }

    #[test]
    fn letters_of_other_languages_are_written_and_differ_where_there_is_room() {
        let other = "ÄÖÜẞÀÉÊËÇÑÅØŁĄĘŚŻŹĆŃČŠŽŘĚŮŐŰŞĞİБГДЖЗИЙЛПУФЦЧШЩЪЫЬЭЮЯЄΔΘΛΞΣΨΩ";
        let other = other.replace('ẞ', "ß");
        assert!(is_written(&other) && is_written("ζεχεν hoch drücken, носок на себя"));
        assert!(!is_written("つま先"));
        let mut seen = HashMap::new();
        for ch in ('A'..='Z').chain(other.chars()) {
            let picture = lines(&ch.to_string(), 40, 10, Glyphs::Quadrant);
            let same = seen.insert(picture, ch);
            assert!(same.is_none(), "{same:?} looks like {ch}");
        }
    }

    #[test]
    fn every_digit_takes_the_same_room() {
        for (glyphs, rows) in sizes() {
            for columns in [20, 30, 200] {
                let end = |digit| used(&lines(&format!("{digit}H"), columns, rows, glyphs));
                assert!(
                    (1..=9).all(|digit| end(digit) == end(0)),
                    "{columns}x{rows} {glyphs:?}"
                );
            }
        }
    }

    #[test]
    fn the_natural_width_is_what_is_drawn() {
        for (glyphs, rows) in sizes() {
            let natural = width("SHIN 8", rows, glyphs);
            let roomy = lines("SHIN 8", natural + 9, rows, glyphs);
            assert_eq!(
                used(&roomy),
                usize::from(natural),
                "{rows} rows of {glyphs:?}"
            );
            assert_eq!(
                lines("SHIN 8", natural, rows, glyphs),
                roomy,
                "{rows} rows of {glyphs:?}"
            );
        }
    }

    #[test]
    fn what_fits_is_drawn_whole() {
        for (columns, rows) in (0..=60).flat_map(|columns| (3..=6).map(move |rows| (columns, rows)))
        {
            for glyphs in Glyphs::ALL
                .into_iter()
                .filter(|glyphs| fits("WITH", columns, rows, *glyphs))
            {
                let drawn = lines("WITH", columns, rows, glyphs);
                let right = used(&drawn) - 1;
                let mut drawn = drawn.iter().filter(|line| !line.is_empty());
                let stem = drawn.all(|line| line.chars().nth(right).is_some());
                assert!(stem, "{columns}x{rows} {glyphs:?}");
            }
        }
    }

    #[test]
    fn words_fit_from_the_least_rows_and_width_on() {
        for glyphs in Glyphs::ALL {
            assert!(fits("", 0, 0, glyphs));
            let least = least(glyphs);
            assert!(fits("LEFT LEG", 31, least, glyphs));
            assert!(!fits("LEFT LEG", 31, least - 1, glyphs));
            assert!(!fits("LEFT LEG", 20, least, glyphs));
            assert!(
                !fits("STRAIGHTEN", 40, 10, glyphs),
                "too narrow for its height"
            );
        }
    }

    #[test]
    fn every_built_in_shout_fits_a_small_screen() {
        let library = Library::default();
        let routines = library.listing().entries.iter();
        let steps = routines.flat_map(|entry| &entry.routine.steps);
        for shout in steps.flat_map(|step| &step.shout) {
            assert!(fits(shout, 38, 3, Glyphs::Quadrant), "{shout}");
            assert!(fits(shout, 40, 3, Glyphs::Half), "{shout}");
            assert!(fits(shout, 40, 3, Glyphs::Ascii), "{shout}");
        }
    }

    #[test]
    fn letters_with_slants_between_uprights_stay_open_when_narrow() {
        insta::assert_snapshot!(picture("WMNK", 20, 4, Glyphs::Half), @r"
        █   █ █▄ ▄█ █▄ █ █ █
        █▄▀▄█ ██ ██ ██▄█ ██▄
        ██ ██ █ ▀ █ █ ██ █ █
        ▀   ▀ ▀   ▀ ▀  ▀ ▀
        ");
        insta::assert_snapshot!(picture("WMNK", 21, 3, Glyphs::Quadrant), @r"
        █▗▄▖█ █▖ ▗█ █▄ █ █▗▟▘
        █▛ ▜█ █▜▄▛█ █▝▙█ █▀▙
        ▀   ▀ ▀   ▀ ▀  ▀ ▀ ▝▘
        ");
        insta::assert_snapshot!(picture("WMNK", 20, 4, Glyphs::Ascii), @r###"
        #   # #. .# #. # #.#
        ##### ##_## ##.# ###
        ## ## #'"'# # ## # #
        "   " "   " "  " " '
        "###);
    }

    #[test]
    fn the_gaps_between_bars_are_even_at_five_rows() {
        for letter in ["E", "S", "B", "8"] {
            for glyphs in [Glyphs::Quadrant, Glyphs::Half] {
                let drawn = lines(letter, 20, 5, glyphs);
                let middle = drawn.iter().map(|line| line.chars().nth(3).unwrap_or(' '));
                assert_eq!(middle.collect::<String>(), "█ ▀▄▀", "{letter} {glyphs:?}");
            }
        }
    }

    #[test]
    fn nothing_is_drawn_outside_the_area_and_no_size_panics() {
        for (width, height) in
            (0..=60).flat_map(|width| (0..=20).map(move |height| (width, height)))
        {
            for glyphs in Glyphs::ALL {
                let area = Rect::new(3, 2, width, height);
                let mut buf = Buffer::empty(Rect::new(0, 0, 50, 16));
                let style = Style::new();
                Lettering {
                    text: "W8?",
                    style,
                    glyphs,
                    widest: "W8?",
                }
                .render(area, &mut buf);
                for (at, cell) in buf.content().iter().enumerate() {
                    let inside = area.contains(buf.pos_of(at).into());
                    assert!(
                        inside || *cell == Cell::EMPTY,
                        "{width}x{height} {glyphs:?}"
                    );
                }
            }
        }
        drawn("EASED", Rect::new(0, 0, 1000, 500), Glyphs::Quadrant);
        for glyphs in Glyphs::ALL {
            assert_eq!(width("A", u16::MAX, glyphs), width("A", 1000, glyphs));
        }
    }
}
