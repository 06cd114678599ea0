//! Lines of huge words, broken where they part best.

/// A line in so many parts at most, where it parts best; one word stays one.
pub(crate) fn in_parts(line: &str, parts: usize) -> Vec<&str> {
    let widths = 1..=line.len();
    let mut ways = widths.map(|width| filled(line, width, parts));
    ways.find(|lines| lines.len() <= parts)
        .unwrap_or_else(|| vec![line])
}

/// The lines of a text of so many letters each, but for longer words; of many parts, also behind a stroke
/// between numbers.
pub(crate) fn filled(text: &str, width: usize, parts: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut left = text;
    while !left.is_empty() {
        let ends = left.char_indices().filter_map(|(at, ch)| match ch {
            ' ' => Some(at),
            '/' if parts > 2 => Some(at + 1),
            _ => None,
        });
        let mut ends = ends.chain([left.len()]).peekable();
        let first = ends.peek().copied().unwrap_or(left.len());
        let end = ends.take_while(|end| *end <= width).last().unwrap_or(first);
        lines.push(&left[..end]);
        left = left[end..].trim_start();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_parts_where_its_longest_part_is_shortest() {
        assert_eq!(in_parts("SEE A DOCTOR SOON", 2), ["SEE A", "DOCTOR SOON"]);
        assert_eq!(
            in_parts("SEE A DOCTOR SOON", 3),
            ["SEE A", "DOCTOR", "SOON"]
        );
        assert_eq!(in_parts("CALL 999/112/911", 2), ["CALL", "999/112/911"]);
        assert_eq!(in_parts("CALL 999/112/911", 3), ["CALL", "999/", "112/911"]);
        assert_eq!(in_parts("STRAIGHTEN", 2), ["STRAIGHTEN"]);
        assert_eq!(in_parts("", 2), [""; 1]);
    }
}
