//! Starts at which a cramp had let go before: did it come back, or was it another?

use crate::diary::entry::Cramp;
use crate::diary::episode::{self, Episode};
use crate::diary::line::Id;
use crate::diary::value::Response;
use crate::moment::Moment;
use crate::routine::named;

named! {
    /// What a start after the end of a cramp was.
    Return {
        /// The same, which had come back.
        Same = "same", "one that came back";
        /// Another.
        Another = "another", "more than one";
    }
}

/// What would be one cramp, although it had let go in between.
#[derive(Debug)]
pub struct Returned {
    /// The starts after an end.
    starts: Vec<Id>,
    /// When it began, and when it began again.
    pub begun: Vec<Moment>,
    /// Whether nobody has said yet what it was.
    pub is_doubtful: bool,
    /// What the person says of it.
    pub said: Option<Response<Return>>,
}

impl Returned {
    /// All of them among these cramps, whatever was said of them before.
    pub fn among(episodes: &[Episode<'static>]) -> Vec<Self> {
        let starts = || episodes.iter().flat_map(Episode::starts);
        let joined = starts().map(|start| {
            let mut cramp = Cramp::clone(&start.cramp);
            cramp.apart = None;
            (start.id.clone().into_owned(), cramp)
        });
        let apart = |id: &Id| starts().find(|start| *start.id == *id)?.cramp.apart;
        let joined = episode::of(joined.collect());
        let all = joined.iter().map(|episode| {
            let again: Vec<_> = episode.returns().collect();
            let said = again.iter().map(|start| apart(&start.id));
            let said: Option<Vec<bool>> = said.collect();
            let another = |said: Vec<bool>| {
                let other = said.contains(&true);
                Response::Known(if other { Return::Another } else { Return::Same })
            };
            let said = said.map(another);
            let begun = again.iter().map(|start| start.cramp.start);
            Self {
                begun: std::iter::once(episode.start).chain(begun).collect(),
                starts: again
                    .iter()
                    .map(|start| start.id.clone().into_owned())
                    .collect(),
                is_doubtful: said.is_none(),
                said,
            }
        });
        all.filter(|returned| !returned.starts.is_empty()).collect()
    }

    /// Says of a start what the person says of it.
    pub fn tell(&self, id: &Id, cramp: &mut Cramp) {
        if self.starts.contains(id) {
            cramp.apart = self
                .said
                .and_then(Response::known)
                .map(|said| said == Return::Another);
        }
    }
}
