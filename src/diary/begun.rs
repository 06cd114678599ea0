//! What began when: the one index of a diary. Every line keeps it up, so that what is told of some
//! nights looks at no others.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use crate::diary::line::Id;
use crate::moment::Moment;

/// Entries by their beginning; none that is deleted, or has no beginning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Begun(BTreeMap<Moment, BTreeSet<Id>>);

impl Begun {
    /// Notes that an entry which began at one moment is known to have begun at another.
    pub(crate) fn change(&mut self, id: &Id, was: Option<Moment>, is: Option<Moment>) {
        if was == is {
            return;
        }
        if let Some(was) = was
            && let Some(ids) = self.0.get_mut(&was)
        {
            ids.remove(id);
            if ids.is_empty() {
                self.0.remove(&was);
            }
        }
        if let Some(is) = is {
            self.0.entry(is).or_default().insert(id.clone());
        }
    }

    /// The entries that began in these seconds since 1970, in the order of time.
    pub(crate) fn within(&self, first: i64, last: i64) -> impl Iterator<Item = &Id> {
        let within = (first <= last).then(|| {
            let within = Moment::earliest_at(first)..=Moment::latest_at(last);
            self.0.range(within)
        });
        within.into_iter().flatten().flat_map(|(_, ids)| ids)
    }

    pub(crate) fn latest(&self) -> Option<Moment> {
        self.0.last_key_value().map(|(at, _)| *at)
    }

    /// The second since 1970 in which something began last before another.
    pub(crate) fn before(&self, second: i64) -> Option<i64> {
        let mut before = self.0.range(..Moment::earliest_at(second));
        before.next_back().map(|(at, _)| at.seconds())
    }

    /// The second since 1970 in which something began first after another.
    pub(crate) fn after(&self, second: i64) -> Option<i64> {
        let after = Bound::Excluded(Moment::latest_at(second));
        let mut after = self.0.range((after, Bound::Unbounded));
        after.next().map(|(at, _)| at.seconds())
    }
}
