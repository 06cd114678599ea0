//! Charts: bars below each other, and columns along hours, weeks or a scale.

use ratatui::layout::Rect;

use super::area::{bottom, columns, count_of, from_column, row, rows};
use super::board::{Bar, Bars};
use super::painter::{Painter, columns_of};
use super::theme::Role;
use crate::diary::report::Plot;

/// Rows of the smallest columns that are worth looking at, with their marks and labels.
pub(super) const LEAST: u16 = 5;
/// Rows in which columns are told apart well.
pub(super) const USEFUL: u16 = 10;
/// From this many rows on there is one for how to read the columns, and an empty one below.
const WITH_KEY: u16 = 8;
/// Fewer than this do not fill the height: one cramp is not many.
const FULL: u64 = 4;
/// A shorter bar stands below its words.
const SHORTEST: u16 = 8;

/// How bars stand below each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stand {
    /// Whether their labels stand above them.
    is_stacked: bool,
    /// Rows of a bar.
    thick: u16,
    /// Rows above bars that do not belong to the one before, and above the first.
    gap: u16,
}

impl Stand {
    /// The way in which bars are seen best in so many columns and rows.
    fn of(bars: &Bars, width: u16, room: u16) -> Self {
        let is_stacked = Self::is_narrow(bars, width);
        let stand = |thick, gap| Self {
            is_stacked,
            thick,
            gap,
        };
        // Thicker bars that touch would be one shape.
        let all = (1..=6)
            .rev()
            .flat_map(|thick| [2, 1, 0].map(|gap| stand(thick, gap)));
        let mut all = all.filter(|stand| stand.gap > 0 || stand.thick == 1);
        let fits = |stand: &Self| stand.rows(bars) <= room;
        all.find(fits).unwrap_or(Self {
            is_stacked: false,
            thick: 1,
            gap: 0,
        })
    }

    /// Whether label, bar and number have no room side by side.
    fn is_narrow(bars: &Bars, width: u16) -> bool {
        let label = widest(bars, |bar| &bar.label);
        width < label + widest(bars, |bar| &bar.words) + 3 + SHORTEST
    }

    fn rows(self, bars: &Bars) -> u16 {
        let rows = bars.bars.iter();
        let rows = rows.map(|bar| self.above(bar).iter().sum::<u16>() + self.thick);
        rows.fold(0, u16::saturating_add)
    }

    /// The empty rows above a bar, and those of its label.
    fn above(self, bar: &Bar) -> [u16; 2] {
        if bar.label.is_empty() {
            return [0, 0];
        }
        [self.gap, u16::from(self.is_stacked)]
    }
}

/// The fewest rows of bars: no number may be cut.
pub(super) fn least_bars(bars: &Bars, width: u16) -> u16 {
    let stand = Stand {
        is_stacked: Stand::is_narrow(bars, width),
        thick: 1,
        gap: 0,
    };
    heading_rows(bars) + stand.rows(bars)
}

/// The rows that bars take of at most `most`: as thick as they can be, or as many as fit.
pub(super) fn bars_rows(bars: &Bars, width: u16, most: u16) -> u16 {
    let heading = heading_rows(bars);
    match most.saturating_sub(heading) {
        0 => 0,
        room => heading + Stand::of(bars, width, room).rows(bars).min(room),
    }
}

pub(super) fn draw_bars(canvas: &mut Painter<'_>, area: Rect, bars: &Bars) {
    let heading = heading_rows(bars);
    canvas.bold(row(area, 0), &bars.title, Role::Strong);
    let room = rows(area, heading, area.height.saturating_sub(heading));
    let stand = Stand::of(bars, room.width, room.height);
    let words = widest(bars, |bar| &bar.words);
    let label = match widest(bars, |bar| &bar.label) {
        label if label > 0 && !stand.is_stacked => label + 2,
        _ => 0,
    };
    let wide = room.width.saturating_sub(label + words + 1);
    let mut y = 0;
    for bar in &bars.bars {
        let [gap, label_rows] = stand.above(bar);
        y += gap;
        let middle = (stand.thick - 1) / 2;
        let place = rows(room, y + label_rows, stand.thick);
        let label_at = if label_rows > 0 {
            row(room, y)
        } else {
            row(place, middle)
        };
        canvas.line(label_at, &bar.label, Role::Text);
        let place = from_column(place, label);
        let filled = filled(bar, wide);
        for y in 0..place.height {
            let (block, role) = match bar {
                Bar { count: 0, .. } => ("│", Role::Rule),
                // The second of a pair is another shade, or both would be one shape.
                bar if bar.label.is_empty() => ("▒", Role::Near),
                _ => ("█", Role::Near),
            };
            canvas.line(
                columns(row(place, y), filled),
                &block.repeat(usize::from(filled)),
                role,
            );
        }
        canvas.line(
            from_column(row(place, middle), filled + 1),
            &bar.words,
            Role::Text,
        );
        y += label_rows + stand.thick;
    }
}

/// The columns of a bar; one even if it counts nothing, so that it is seen where it begins.
fn filled(bar: &Bar, wide: u16) -> u16 {
    let filled = (u64::from(wide) * bar.count.min(bar.most)).checked_div(bar.most);
    u16::try_from(filled.unwrap_or(0))
        .unwrap_or(wide)
        .clamp(1.min(wide), wide)
}

fn widest(bars: &Bars, words: impl Fn(&Bar) -> &String) -> u16 {
    let wide = bars.bars.iter().map(|bar| columns_of(words(bar)));
    wide.max().unwrap_or(0)
}

fn heading_rows(bars: &Bars) -> u16 {
    u16::from(!bars.title.is_empty())
}

/// The rows that a plot takes of at most `most`; 0 where it cannot be read in so few.
pub(super) fn plot_rows(most: u16) -> u16 {
    match most {
        0..LEAST => 0,
        most => most,
    }
}

/// Draws a plot; what it counts, the title of the screen says.
pub(super) fn draw_plot(canvas: &mut Painter<'_>, area: Rect, plot: &Plot) {
    let below = u16::from(area.height >= WITH_KEY);
    let area = rows(area, 0, area.height - below);
    let key = u16::from(!plot.key.is_empty() && below > 0);
    if key > 0 {
        canvas.line(bottom(area, 1), plot.key, Role::Quiet);
    }
    let count = count_of(plot.bars.len());
    let pitch = (area.width / count.max(1)).max(1);
    let wide = pitch.saturating_sub(1).max(1);
    let room = rows(area, 0, area.height.saturating_sub(1 + key));
    let labels = row(area, area.height.saturating_sub(1 + key));
    let full = plot
        .bars
        .iter()
        .map(|bar| bar.count)
        .max()
        .unwrap_or(0)
        .max(FULL);
    let standing = rows(room, 1, room.height.saturating_sub(1));
    // Where a mark may begin in each row, and a label.
    let mut free = vec![0; usize::from(room.height)];
    let mut free_label = 0;
    for (at, bar) in (0..).zip(&plot.bars) {
        let x = at * pitch;
        let place = columns(from_column(standing, x), wide);
        let tall = draw_column(canvas, place, bar.count, full, bar.is_partial);
        let top = standing.height.saturating_sub(tall);
        let from = x + wide.saturating_sub(columns_of(&bar.mark)) / 2;
        if let Some(free) = free.get_mut(usize::from(top)).filter(|free| **free <= from) {
            *free =
                from + canvas.bold(from_column(row(room, top), from), &bar.mark, Role::Accent) + 1;
        }
        let from = x + wide.saturating_sub(columns_of(&bar.label)) / 2;
        if free_label <= from && !bar.label.is_empty() {
            free_label = from + canvas.line(from_column(labels, from), &bar.label, Role::Quiet) + 1;
        }
    }
}

/// Draws a column as high as its area at `full`, hollow if nights are missing. Returns its rows.
pub(super) fn draw_column(
    canvas: &mut Painter<'_>,
    area: Rect,
    count: u64,
    full: u64,
    is_partial: bool,
) -> u16 {
    // In half rows, rounded up: one is never nothing.
    let halves = (count.min(full) * 2 * u64::from(area.height)).div_ceil(full.max(1));
    let tall = u16::try_from(halves.div_ceil(2)).unwrap_or(area.height);
    let wide = usize::from(area.width);
    for index in 0..tall {
        let line = row(bottom(area, tall), index);
        let is_top = index == 0;
        if is_partial {
            let [left, middle, right] = if is_top {
                ["┏", "━", "┓"]
            } else {
                ["┃", " ", "┃"]
            };
            let hollow = match wide {
                0 => String::new(),
                1 => "┃".to_owned(),
                wide => format!("{left}{}{right}", middle.repeat(wide - 2)),
            };
            canvas.line(line, &hollow, Role::Near);
        } else {
            let block = if is_top && halves % 2 == 1 {
                "▄"
            } else {
                "█"
            };
            canvas.line(line, &block.repeat(wide), Role::Near);
        }
    }
    tall
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(labels: &[&str], title: &str) -> Bars {
        let bar = |label: &&str| Bar {
            label: (*label).to_owned(),
            count: 3,
            most: 4,
            words: "3 of 4 recorded nights".to_owned(),
        };
        Bars {
            title: title.to_owned(),
            bars: labels.iter().map(bar).collect(),
        }
    }

    #[test]
    fn bars_take_no_more_rows_than_there_are_and_never_fewer_for_more() {
        for bars in [
            bars(&["left", "right"], ""),
            bars(&["alcohol", "", "heat", ""], "Nights with and without"),
        ] {
            for width in 1..120 {
                let mut before = 0;
                for most in 0..60 {
                    let rows = bars_rows(&bars, width, most);
                    assert!((before..=most).contains(&rows), "{width}x{most}: {rows}");
                    before = rows;
                }
            }
            let least = least_bars(&bars, 80);
            assert_eq!(bars_rows(&bars, 80, least), least);
        }
    }

    #[test]
    fn a_pair_of_bars_has_no_gap_and_a_narrow_window_has_labels_above() {
        let pairs = bars(&["alcohol", "", "heat", ""], "");
        let stand = Stand::of(&pairs, 80, 100);
        assert_eq!((stand.is_stacked, stand.thick, stand.gap), (false, 6, 2));
        assert_eq!(bars_rows(&pairs, 80, 100), 4 * 6 + 4);
        assert_eq!(bars_rows(&pairs, 30, 100), 4 * 6 + 4 + 2);
        assert_eq!(bars_rows(&pairs, 30, 4), 4);
    }

    #[test]
    fn a_bar_is_as_long_as_its_share_and_never_nothing() {
        let bar = |count, most| Bar {
            label: String::new(),
            count,
            most,
            words: String::new(),
        };
        let long = [(0, 4), (1, 4), (4, 4), (9, 4), (1, 1000), (0, 0)];
        let long = long.map(|(count, most)| filled(&bar(count, most), 40));
        assert_eq!(long, [1, 10, 40, 40, 1, 1]);
        assert_eq!(filled(&bar(1, 4), 0), 0);
    }
}
