//! A plot as a picture, in black and white.

use super::escape::escaped;
use super::{ChartBar, Plot};

/// The picture, in its own units; the page decides how large one is.
const WIDTH: u64 = 240;
const HEIGHT: u64 = 94;
/// Room on both sides: the first label is wider than its bar.
const ASIDE: u64 = 12;
/// Where the bars stand, and how high the highest may be.
const FLOOR: u64 = 76;
const TALLEST: u64 = 60;
/// Fewer cramps than this do not fill the height: one cramp is not many.
const FULL: u64 = 4;
/// From the floor to the foot of the letters below it, and from the top of a bar to its mark.
const BELOW: u64 = 13;
const ABOVE: u64 = 4;

/// The SVG element that shows a plot.
pub(super) fn svg(plot: &Plot) -> String {
    let slot = WIDTH / plot.bars.len().max(1) as u64;
    let full = plot.bars.iter().map(|bar| bar.count).max();
    let full = full.unwrap_or(0).max(FULL);
    let bars: String = (0..)
        .zip(&plot.bars)
        .map(|(at, bar)| column(bar, at * slot, slot, full))
        .collect();
    format!(
        "<svg role=\"img\" aria-label=\"{}\" viewBox=\"-{ASIDE} 0 {} {HEIGHT}\">\n{bars}\
         <path class=\"floor\" d=\"M0 {FLOOR}H{}\"/>\n</svg>\n",
        escaped(&plot.alternative),
        WIDTH + 2 * ASIDE,
        slot * plot.bars.len() as u64,
    )
}

fn column(bar: &ChartBar, left: u64, slot: u64, full: u64) -> String {
    let width = (slot * 2 / 3).min(24);
    let height = bar.count * TALLEST / full;
    let (x, y, middle) = (left + (slot - width) / 2, FLOOR - height, left + slot / 2);
    let class = if bar.is_partial { "partial" } else { "whole" };
    let rect = match bar.count {
        0 => String::new(),
        _ => format!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>\n"
        ),
    };
    let text = |class: &str, text: &str, foot: u64| match text {
        "" => String::new(),
        text => format!(
            "<text class=\"{class}\" x=\"{middle}\" y=\"{foot}\">{}</text>\n",
            escaped(text)
        ),
    };
    rect + &text("mark", &bar.mark, y - ABOVE) + &text("label", &bar.label, FLOOR + BELOW)
}
