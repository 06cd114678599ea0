//! TOML text -> its root table and every error of its syntax.

use toml::de::DeTable;

use super::Table;
use crate::routine::problem::Problem;

/// Hands the root table of `source` to `walk`; returns its result and every problem in the order
/// of their places.
pub(crate) fn read<T>(
    source: &str,
    walk: impl FnOnce(Table<'_>, &mut Vec<Problem>) -> T,
) -> (T, Vec<Problem>) {
    let (root, errors) = DeTable::parse_recoverable(source);
    let mut problems: Vec<Problem> = errors
        .iter()
        .map(|error| Problem::error(error.span().unwrap_or(0..0), error.message()))
        .collect();
    let table = Table::new(root.get_ref(), 0..0, !errors.is_empty());
    let value = walk(table, &mut problems);
    problems.sort_by_key(|problem| problem.span.start);
    (value, problems)
}
