//! The letters as strokes, without size or weight.
//!
//! A letter stands on a grid 12 high (0 is the top stroke, 6 the middle one, 12 the bottom one) and
//! about 8 wide; coordinates are those of the strokes' middles.

/// A letter: how wide, and its strokes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    /// From the middle of the leftmost stroke to that of the rightmost.
    pub width: u8,
    /// Strokes and gaps side by side, but for the last stroke, without which it cannot be read.
    pub least: u8,
    /// Lines through two or more nodes, or a dot of one.
    pub strokes: Strokes,
    /// What stands above it, inside or hangs below it, on a letter 8 wide; it makes room for that.
    pub mark: Strokes,
}

type Strokes = &'static [&'static [Node]];

impl Letter {
    /// Whether something stands in the very middle.
    pub(super) fn is_centred(self) -> bool {
        let mut nodes = self.strokes.iter().copied().flatten();
        nodes.any(|node| node.x * 2 == self.width)
    }

    /// Whether its mark stands between its outermost strokes.
    pub(super) fn is_filled(self) -> bool {
        self.mark.iter().any(|stroke| stroke[0].y == MIDDLE)
    }

    /// Its strokes, and where it `is_marked` those of its mark.
    pub(super) fn lines(self, is_marked: bool) -> impl Iterator<Item = Vec<Node>> {
        let mark = if is_marked { self.mark } else { &[] };
        let first = mark.iter().copied().flatten().next();
        let body = move |node: &Node| Node {
            y: match first {
                None => node.y,
                Some(mark) if mark.y == MIDDLE => node.y,
                Some(mark) if mark.y < MIDDLE => 5 + (node.y * 7 + 6) / 12,
                Some(_) => node.y * 3 / 4,
            },
            ..*node
        };
        let over = move |node: &Node| Node {
            x: node.x * self.width / 8,
            ..*node
        };
        let strokes = self.strokes.iter();
        let strokes = strokes.map(move |stroke| stroke.iter().map(body).collect());
        strokes.chain(
            mark.iter()
                .map(move |stroke| stroke.iter().map(over).collect()),
        )
    }
}

/// Where a stroke starts, turns or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Node {
    /// 0 to the letter's width.
    pub x: u8,
    /// 0 to 12, downwards.
    pub y: u8,
    /// Whether a turn here, between a level and an upright line, is round.
    pub round: bool,
}

const fn p(x: u8, y: u8) -> Node {
    Node { x, y, round: false }
}

const fn r(x: u8, y: u8) -> Node {
    Node { x, y, round: true }
}

/// Whether there is a letter for `ch`, or it is a gap.
pub(super) fn has_letter(ch: char) -> bool {
    ch == ' ' || find(ch).is_some()
}

/// The letter for a character, and the mark on it.
fn find(ch: char) -> Option<(&'static (char, u8, Strokes), Strokes)> {
    if ch.is_ascii() {
        return Some((plain(ch.to_ascii_uppercase())?, &[]));
    }
    let mut capitals = ch.to_uppercase();
    // What has two capitals is a letter of its own, as ß is.
    let capital = capitals.next().filter(|_| capitals.next().is_none());
    let ch = capital.unwrap_or(ch);
    let marked = MARKED.iter().find_map(|(all, bases, mark)| {
        let at = all.chars().position(|marked| marked == ch)?;
        Some((bases.chars().nth(at)?, *mark))
    });
    let (ch, mark) = marked.unwrap_or((ch, &[]));
    let mut alike = ALIKE[0].chars().zip(ALIKE[1].chars());
    let ch = alike
        .find_map(|(other, latin)| (other == ch).then_some(latin))
        .unwrap_or(ch);
    Some((plain(ch)?, mark))
}

fn plain(ch: char) -> Option<&'static (char, u8, Strokes)> {
    // Capitals and then digits stand first, in their order: a layout measures its words again and again.
    let at = match ch {
        'A'..='Z' => Some(ch as usize - 'A' as usize),
        '0'..='9' => Some(26 + ch as usize - '0' as usize),
        _ => LETTERS.iter().position(|(letter, ..)| *letter == ch),
    };
    LETTERS.get(at?)
}

/// The letter for `ch`, capitals standing in for lower case; a gap when it has none.
pub(super) fn letter(ch: char) -> Letter {
    find(ch).map_or(GAP, |(&(ch, width, strokes), mark)| Letter {
        width,
        mark,
        least: match ch {
            'M' | 'W' | 'Ж' | 'Ш' | 'Щ' | 'Ы' | 'Ю' | 'Ф' => 4,
            'K' | 'N' => 3,
            _ if width < 6 => 0,
            _ => 2,
        },
        strokes,
    })
}

/// The height of the middle stroke.
const MIDDLE: u8 = 6;

/// A zero with a dot inside.
pub(super) const DOTTED: char = '⓪';

/// Between words, and in place of a character without a letter.
const GAP: Letter = Letter {
    width: 1,
    least: 0,
    strokes: &[],
    mark: &[],
};

/// Letters of other alphabets, and those of this one that they look like.
const ALIKE: [&str; 2] = [
    "АВЕКМНОРСТХІЈЅЗΑΒΕΖΗΙΚΜΝΟΡΤΥΧΓΠΦ",
    "ABEKMHOPCTXIJS3ABEZHIKMNOPTYXГПФ",
];

/// Letters with a mark, those without it, and the mark.
#[rustfmt::skip]
static MARKED: &[(&str, &str, Strokes)] = &[
    ("ÄËÏÖÜŸЁЇΪΫ", "AEıOUYЕııY", &[&[p(1, 0)], &[p(7, 0)]]),
    ("ÁÉÍÓÚÝĆŃŚŹŔĹΆΈΉΊΌΎΏ", "AEıOUYCNSZRLAEHıOYΩ", &[&[p(6, 0), p(4, 2)]]),
    ("ÀÈÌÒÙ", "AEıOU", &[&[p(2, 0), p(4, 2)]]),
    ("ÂÊÎÔÛŴŶ", "AEıOUWY", &[&[p(1, 2), p(4, 0), p(7, 2)]]),
    ("ČĎĚŇŘŠŤŽ", "CDENRSTZ", &[&[p(1, 0), p(4, 2), p(7, 0)]]),
    ("ÃÑÕĨŨĀĒĪŌŪ", "ANOıUAEıOU", &[&[p(1, 0), p(7, 0)]]),
    ("ĂĞŬЙЎ", "AGUИУ", &[&[p(1, 0), r(1, 2), r(7, 2), p(7, 0)]]),
    ("ÅŮŻĖĠİ", "AUZEGı", &[&[p(4, 0)]]),
    ("⓪", "0", &[&[p(4, MIDDLE)]]),
    ("ŐŰ", "OU", &[&[p(3, 0), p(2, 2)], &[p(7, 0), p(6, 2)]]),
    ("ÇŞŢȘȚ", "CSTST", &[&[p(4, 10), p(4, 12)]]),
    ("ĄĘĮŲ", "AEıU", &[&[p(7, 10), p(7, 12)]]),
];

#[rustfmt::skip]
static LETTERS: &[(char, u8, Strokes)] = &[
    ('A', 10, &[&[p(0, 12), p(5, 0), p(10, 12)], &[p(2, 8), p(8, 8)]]),
    ('B', 8, &[&[p(0, 6), p(0, 0), r(8, 0), r(8, 6), p(0, 6)], &[p(0, 6), p(0, 12), r(8, 12), r(8, 6), p(0, 6)]]),
    ('C', 8, &[&[p(8, 0), r(0, 0), r(0, 12), p(8, 12)]]),
    ('D', 8, &[&[p(0, 12), p(0, 0), r(8, 0), r(8, 12), p(0, 12)]]),
    ('E', 7, &[&[p(7, 0), p(0, 0), p(0, 12), p(7, 12)], &[p(0, 6), p(6, 6)]]),
    ('F', 7, &[&[p(7, 0), p(0, 0), p(0, 12)], &[p(0, 6), p(6, 6)]]),
    ('G', 8, &[&[p(8, 0), r(0, 0), r(0, 12), p(8, 12), p(8, 6), p(6, 6)]]),
    ('H', 8, &[&[p(0, 0), p(0, 12)], &[p(8, 0), p(8, 12)], &[p(0, 6), p(8, 6)]]),
    ('I', 0, &[&[p(0, 0), p(0, 12)]]),
    ('J', 7, &[&[p(7, 0), r(7, 12), r(0, 12), p(0, 9)]]),
    ('K', 8, &[&[p(0, 0), p(0, 12)], &[p(8, 0), p(1, 7)], &[p(3, 5), p(8, 12)]]),
    ('L', 7, &[&[p(0, 0), p(0, 12), p(7, 12)]]),
    ('M', 12, &[&[p(0, 12), p(0, 0), p(6, 8), p(12, 0), p(12, 12)]]),
    ('N', 9, &[&[p(0, 12), p(0, 0), p(9, 12), p(9, 0)]]),
    ('O', 9, &[&[p(0, 6), r(0, 0), r(9, 0), r(9, 12), r(0, 12), p(0, 6)]]),
    ('P', 8, &[&[p(0, 12), p(0, 0), r(8, 0), r(8, 7), p(0, 7)]]),
    ('Q', 9, &[&[p(0, 6), r(0, 0), r(9, 0), r(9, 12), r(0, 12), p(0, 6)], &[p(6, 9), p(9, 12)]]),
    ('R', 8, &[&[p(0, 12), p(0, 0), r(8, 0), r(8, 6), p(0, 6)], &[p(3, 6), p(8, 12)]]),
    ('S', 8, &[&[p(8, 0), r(0, 0), r(0, 6), r(8, 6), r(8, 12), p(0, 12)]]),
    ('T', 8, &[&[p(0, 0), p(8, 0)], &[p(4, 0), p(4, 12)]]),
    ('U', 8, &[&[p(0, 0), r(0, 12), r(8, 12), p(8, 0)]]),
    ('V', 8, &[&[p(0, 0), p(4, 12), p(8, 0)]]),
    ('W', 12, &[&[p(0, 0), p(0, 12), p(6, 4), p(12, 12), p(12, 0)]]),
    ('X', 8, &[&[p(0, 0), p(4, 6), p(8, 12)], &[p(8, 0), p(4, 6), p(0, 12)]]),
    ('Y', 8, &[&[p(0, 0), p(4, 7), p(8, 0)], &[p(4, 6), p(4, 12)]]),
    ('Z', 8, &[&[p(0, 0), p(8, 0)], &[p(8, 0), p(0, 12)], &[p(0, 12), p(8, 12)]]),
    ('0', 8, &[&[p(0, 6), r(0, 0), r(8, 0), r(8, 12), r(0, 12), p(0, 6)]]),
    ('1', 8, &[&[p(2, 2), p(5, 0)], &[p(5, 0), p(5, 12)], &[p(0, 12), p(8, 12)]]),
    ('2', 8, &[&[p(0, 0), r(8, 0), r(8, 6), r(0, 6), p(0, 12), p(8, 12)]]),
    ('3', 8, &[&[p(0, 0), r(8, 0), r(8, 6), p(2, 6)], &[p(2, 6), r(8, 6), r(8, 12), p(0, 12)]]),
    ('4', 8, &[&[p(6, 0), p(6, 12)], &[p(5, 0), p(0, 9), p(8, 9)]]),
    ('5', 8, &[&[p(8, 0), p(0, 0), p(0, 6), r(8, 6), r(8, 12), p(0, 12)]]),
    ('6', 8, &[&[p(8, 0), r(0, 0), r(0, 12), r(8, 12), r(8, 6), p(0, 6)]]),
    ('7', 8, &[&[p(0, 0), p(8, 0), p(8, 2)], &[p(8, 2), p(3, 12)]]),
    ('8', 8, &[&[r(0, 3), r(0, 0), r(8, 0), r(8, 6), r(0, 6), r(0, 3)], &[r(0, 9), r(0, 6), r(8, 6), r(8, 12), r(0, 12), r(0, 9)]]),
    ('9', 8, &[&[p(8, 6), r(0, 6), r(0, 0), r(8, 0), r(8, 12), p(0, 12)]]),
    ('?', 8, &[&[p(0, 0), r(8, 0), r(8, 6), p(4, 6), p(4, 7)], &[p(4, 12)]]),
    ('!', 0, &[&[p(0, 0), p(0, 7)], &[p(0, 12)]]),
    (':', 0, &[&[p(0, 3)], &[p(0, 9)]]),
    ('\'', 0, &[&[p(0, 0), p(0, 2)]]),
    ('-', 5, &[&[p(0, 6), p(5, 6)]]),
    ('.', 0, &[&[p(0, 12)]]),
    (',', 2, &[&[p(2, 10), p(0, 12)]]),
    ('+', 6, &[&[p(0, 6), p(6, 6)], &[p(3, 3), p(3, 9)]]),
    ('✓', 7, &[&[p(0, 7), p(3, 12), p(7, 1)]]),
    ('◀', 6, &[&[p(6, 0), p(0, 6), p(6, 12)]]),
    ('=', 7, &[&[p(0, 4), p(7, 4)], &[p(0, 8), p(7, 8)]]),
    ('/', 8, &[&[p(7, 0), p(1, 12)]]),
    ('ı', 4, &[&[p(2, 0), p(2, 12)]]),
    ('ß', 8, &[&[p(0, 12), r(0, 0), r(8, 0), r(8, 6), p(3, 6)], &[p(3, 6), r(8, 6), r(8, 12), p(4, 12)]]),
    ('Ø', 9, &[&[p(0, 6), r(0, 0), r(9, 0), r(9, 12), r(0, 12), p(0, 6)], &[p(8, 2), p(1, 10)]]),
    ('Ł', 9, &[&[p(2, 0), p(2, 12), p(9, 12)], &[p(0, 8), p(6, 4)]]),
    ('Æ', 12, &[&[p(0, 12), p(5, 0), p(12, 0)], &[p(6, 0), p(6, 12), p(12, 12)], &[p(2, 7), p(11, 7)]]),
    ('Œ', 12, &[&[p(12, 0), r(0, 0), r(0, 12), p(12, 12)], &[p(6, 0), p(6, 12)], &[p(6, 6), p(11, 6)]]),
    ('Б', 8, &[&[p(7, 0), p(0, 0), p(0, 12), r(8, 12), r(8, 6), p(0, 6)]]),
    ('Г', 7, &[&[p(7, 0), p(0, 0), p(0, 12)]]),
    ('Д', 10, &[&[p(0, 12), p(0, 9), p(10, 9), p(10, 12)], &[p(2, 9), p(2, 0), p(8, 0), p(8, 9)]]),
    ('Є', 8, &[&[p(8, 0), r(0, 0), r(0, 12), p(8, 12)], &[p(0, 6), p(5, 6)]]),
    ('Ж', 12, &[&[p(6, 0), p(6, 12)], &[p(0, 0), p(6, 6), p(12, 12)], &[p(12, 0), p(6, 6), p(0, 12)]]),
    ('И', 9, &[&[p(0, 0), p(0, 12), p(9, 0), p(9, 12)]]),
    ('Л', 8, &[&[p(0, 12), p(2, 0), p(8, 0), p(8, 12)]]),
    ('П', 8, &[&[p(0, 12), p(0, 0), p(8, 0), p(8, 12)]]),
    ('У', 8, &[&[p(0, 0), p(4, 7)], &[p(8, 0), p(2, 12)]]),
    ('Ф', 10, &[&[p(5, 0), p(5, 12)], &[p(5, 2), r(10, 2), r(10, 9), r(0, 9), r(0, 2), p(5, 2)]]),
    ('Ц', 9, &[&[p(0, 0), p(0, 10), p(9, 10), p(9, 12)], &[p(7, 0), p(7, 10)]]),
    ('Ч', 8, &[&[p(0, 0), r(0, 6), p(8, 6)], &[p(8, 0), p(8, 12)]]),
    ('Ш', 12, &[&[p(0, 0), p(0, 12), p(12, 12), p(12, 0)], &[p(6, 0), p(6, 12)]]),
    ('Щ', 14, &[&[p(0, 0), p(0, 10), p(14, 10), p(14, 12)], &[p(6, 0), p(6, 10)], &[p(12, 0), p(12, 10)]]),
    ('Ъ', 10, &[&[p(0, 0), p(3, 0), p(3, 12), r(10, 12), r(10, 6), p(3, 6)]]),
    ('Ы', 12, &[&[p(0, 0), p(0, 12), r(8, 12), r(8, 6), p(0, 6)], &[p(12, 0), p(12, 12)]]),
    ('Ь', 8, &[&[p(0, 0), p(0, 12), r(8, 12), r(8, 6), p(0, 6)]]),
    ('Э', 8, &[&[p(0, 0), r(8, 0), r(8, 12), p(0, 12)], &[p(3, 6), p(8, 6)]]),
    ('Ю', 12, &[&[p(0, 0), p(0, 12)], &[p(0, 6), p(4, 6)], &[p(8, 0), r(12, 0), r(12, 12), r(4, 12), r(4, 0), p(8, 0)]]),
    ('Я', 8, &[&[p(8, 12), p(8, 0), r(0, 0), r(0, 6), p(8, 6)], &[p(5, 6), p(0, 12)]]),
    ('Δ', 10, &[&[p(0, 12), p(5, 0), p(10, 12), p(0, 12)]]),
    ('Θ', 9, &[&[p(0, 6), r(0, 0), r(9, 0), r(9, 12), r(0, 12), p(0, 6)], &[p(3, 6), p(6, 6)]]),
    ('Λ', 10, &[&[p(0, 12), p(5, 0), p(10, 12)]]),
    ('Ξ', 7, &[&[p(0, 0), p(7, 0)], &[p(1, 6), p(6, 6)], &[p(0, 12), p(7, 12)]]),
    ('Σ', 8, &[&[p(8, 0), p(0, 0), p(4, 6), p(0, 12), p(8, 12)]]),
    ('Ψ', 10, &[&[p(0, 0), r(0, 7), r(10, 7), p(10, 0)], &[p(5, 0), p(5, 12)]]),
    ('Ω', 10, &[&[p(0, 12), p(4, 12), p(4, 9), r(0, 9), r(0, 0), r(10, 0), r(10, 9), p(6, 9), p(6, 12), p(10, 12)]]),
];
