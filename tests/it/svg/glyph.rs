//! Blocks, shades and box-drawing lines as rectangles.

use ratatui::layout::Rect;

use super::CELL;

/// What a character paints within its [`CELL`].
pub(super) struct Shape {
    pub(super) rects: Vec<Rect>,
    /// How much of the ground the ink covers, in percent.
    pub(super) cover: u16,
}

/// `None` when `symbol` is no block, shade or line: letters are left to a font.
pub(super) fn shape(symbol: &str) -> Option<Shape> {
    let mut characters = symbol.chars();
    let character = characters.next()?;
    if characters.next().is_some() {
        return None;
    }
    if let Some(cover) = shade(character) {
        let rects = quadrants(0b1111);
        return Some(Shape { rects, cover });
    }
    let rects = QUADRANTS
        .iter()
        .zip(1..)
        .find_map(|(&block, bits)| (block == character).then(|| quadrants(bits)))
        .or_else(|| eighths(character).map(|rect| vec![rect]))
        .or_else(|| arms(character).map(lines))
        .or_else(|| dashes(character))?;
    Some(Shape { rects, cover: 100 })
}

/// Each at the place its bits say, less one: 1 upper left, 2 upper right, 4 lower left, 8 lower
/// right.
const QUADRANTS: [char; 15] = [
    '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█',
];

/// Always in quarters, so that blocks of different forms join.
fn quadrants(bits: u8) -> Vec<Rect> {
    let (width, height) = (CELL.width / 2, CELL.height / 2);
    [(0, 0), (1, 0), (0, 1), (1, 1)]
        .into_iter()
        .zip(0..)
        .filter(|(_, bit)| bits & (1 << bit) != 0)
        .map(|((x, y), _)| Rect::new(x * width, y * height, width, height))
        .collect()
}

const fn shade(character: char) -> Option<u16> {
    match character {
        '░' => Some(25),
        '▒' => Some(50),
        '▓' => Some(75),
        _ => None,
    }
}

fn eighths(character: char) -> Option<Rect> {
    let above = |first: char| u16::try_from(u32::from(character) - u32::from(first)).ok();
    match character {
        '▁'..='▇' => {
            let height = (above('▁')? + 1) * CELL.height / 8;
            Some(Rect::new(0, CELL.height - height, CELL.width, height))
        }
        '▉'..='▏' => {
            let width = (7 - above('▉')?) * CELL.width / 8;
            Some(Rect::new(0, 0, width, CELL.height))
        }
        _ => None,
    }
}

/// How heavy a line goes from the middle to each edge: 0 none, 1 light, 2 heavy.
#[derive(Clone, Copy)]
struct Arms {
    left: u16,
    right: u16,
    up: u16,
    down: u16,
}

const fn arms(character: char) -> Option<Arms> {
    let [left, right, up, down] = match character {
        '─' => [1, 1, 0, 0],
        '━' => [2, 2, 0, 0],
        '╼' => [1, 2, 0, 0],
        '╾' => [2, 1, 0, 0],
        '╴' => [1, 0, 0, 0],
        '╶' => [0, 1, 0, 0],
        '╸' => [2, 0, 0, 0],
        '╺' => [0, 2, 0, 0],
        '│' => [0, 0, 1, 1],
        '┃' => [0, 0, 2, 2],
        '╵' => [0, 0, 1, 0],
        '╷' => [0, 0, 0, 1],
        '╹' => [0, 0, 2, 0],
        '╻' => [0, 0, 0, 2],
        '┌' | '╭' => [0, 1, 0, 1],
        '┐' | '╮' => [1, 0, 0, 1],
        '└' | '╰' => [0, 1, 1, 0],
        '┘' | '╯' => [1, 0, 1, 0],
        '├' => [0, 1, 1, 1],
        '┤' => [1, 0, 1, 1],
        '┬' => [1, 1, 0, 1],
        '┴' => [1, 1, 1, 0],
        '┼' => [1, 1, 1, 1],
        '┏' => [0, 2, 0, 2],
        '┓' => [2, 0, 0, 2],
        '┗' => [0, 2, 2, 0],
        '┛' => [2, 0, 2, 0],
        '┣' => [0, 2, 2, 2],
        '┫' => [2, 0, 2, 2],
        '┳' => [2, 2, 0, 2],
        '┻' => [2, 2, 2, 0],
        '╋' => [2, 2, 2, 2],
        _ => return None,
    };
    Some(Arms {
        left,
        right,
        up,
        down,
    })
}

/// A weight is half a line's thickness. Each arm reaches to the far side of the lines it meets.
fn lines(arms: Arms) -> Vec<Rect> {
    let Arms {
        left,
        right,
        up,
        down,
    } = arms;
    let (x, y) = (CELL.width / 2, CELL.height / 2);
    let (across, along) = (up.max(down), left.max(right));
    [
        Rect::new(0, y - left, x + across, 2 * left),
        Rect::new(x - across, y - right, x + across, 2 * right),
        Rect::new(x - up, 0, 2 * up, y + along),
        Rect::new(x - down, y - along, 2 * down, y + along),
    ]
    .into_iter()
    .filter(|rect| !rect.is_empty())
    .collect()
}

fn dashes(character: char) -> Option<Vec<Rect>> {
    let (count, weight) = match character {
        '╌' => (2, 1),
        '╍' => (2, 2),
        '┄' => (3, 1),
        '┅' => (3, 2),
        '┈' => (4, 1),
        '┉' => (4, 2),
        _ => return None,
    };
    let pitch = CELL.width / count;
    let top = CELL.height / 2 - weight;
    let dash = |number| Rect::new(number * pitch + 1, top, pitch - 2, 2 * weight);
    Some((0..count).map(dash).collect())
}
