//! Starts that count as one cramp although they may be more: it had let go before, or a time that was
//! changed has joined them.

use super::Morning;
use super::question::{MorningQuestion, Remembered, Subject};
use crate::diary::entry::Cramp;
use crate::diary::episode::{self, Episode};
use crate::diary::line::Id;
use crate::diary::value::Response;
use crate::moment::Moment;
use crate::routine::named;
use crate::ui::screen::Context;

named! {
    /// What a start after the end of a cramp was.
    pub(crate) enum Return {
        Same = "same", "one that came back";
        Another = "another", "more than one";
    }
}

/// What would be one cramp, although it had let go in between.
#[derive(Debug)]
pub(crate) struct Returned {
    /// The starts that may be another.
    starts: Vec<Id>,
    /// The cramp by whose time they were joined, if they were.
    pub joined_by: Option<Id>,
    /// When it began, and when it began again.
    pub begun: Vec<Moment>,
    /// Whether nobody has said yet what it was.
    pub is_doubtful: bool,
    /// What the person says of it.
    pub said: Option<Response<Return>>,
}

impl Returned {
    /// All of them among these cramps, whatever was said of them before.
    pub(crate) fn among(episodes: &[Episode<'static>]) -> Vec<Self> {
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
                joined_by: None,
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

    /// The cramps that a time of one of them, `by`, has made one, if it has.
    pub(crate) fn joined(by: &Id, cramps: &[Vec<(Id, Cramp)>]) -> Option<Self> {
        let all = cramps.iter().flatten().cloned().collect();
        let has = |episode: &Episode<'_>, id: &Id| {
            let mut starts = episode.starts().iter();
            starts.any(|start| *start.id == *id)
        };
        let one = episode::of(all).into_iter().find(|one| has(one, by))?;
        let firsts = cramps.iter().filter_map(|starts| {
            let within = starts.iter().filter(|(id, _)| has(&one, id));
            within.min_by_key(|(_, cramp)| cramp.start)
        });
        let mut firsts: Vec<_> = firsts.collect();
        firsts.sort_by_key(|(id, cramp)| (cramp.start, id));
        let begun = firsts.iter().map(|(_, cramp)| cramp.start).collect();
        let starts: Vec<_> = firsts.iter().skip(1).map(|(id, _)| id.clone()).collect();
        (!starts.is_empty()).then(|| Self {
            starts,
            joined_by: Some(by.clone()),
            begun,
            is_doubtful: true,
            said: None,
        })
    }

    /// Says of a start what the person says of it.
    pub(crate) fn tell(&self, id: &Id, cramp: &mut Cramp) {
        if self.starts.contains(id) {
            cramp.apart = self
                .said
                .and_then(Response::known)
                .map(|said| said == Return::Another);
        }
    }
}

impl Subject {
    /// Asks whether cramps were one, if a time of the cramp at `at` has joined it to others.
    pub(crate) fn look_for_joined(&mut self, at: usize) {
        let is_new = |one: &Returned| one.joined_by.is_some() && one.said.is_none();
        self.returned.retain(|one| !is_new(one));
        let some = |one: &&Remembered| !one.may_be_none && !one.is_none();
        let cramps = self.cramps.iter().filter(some);
        let cramps: Vec<_> = cramps
            .map(|one| one.episode.rewritten(&one.cramp))
            .collect();
        let by = self.cramps.get(at).map(|one| one.episode.id());
        self.returned
            .extend(by.and_then(|by| Returned::joined(by, &cramps)));
    }

    /// Makes of all starts of which it is known that they were some the cramps that they come to.
    pub(super) fn regroup(&mut self) {
        let all = std::mem::take(&mut self.cramps).into_iter();
        let (none, some): (Vec<_>, Vec<_>) = all.partition(|one| one.may_be_none || one.is_none());
        let starts = some
            .iter()
            .flat_map(|one| one.episode.rewritten(&one.cramp));
        let starts = starts.map(|(id, mut cramp)| {
            self.returned
                .iter()
                .for_each(|returned| returned.tell(&id, &mut cramp));
            (id, cramp)
        });
        let cramps = episode::of(starts.collect())
            .into_iter()
            .map(Remembered::of);
        self.cramps = none.into_iter().chain(cramps).collect();
        self.cramps
            .sort_by_key(|one| (!one.may_be_none, one.episode.start));
    }
}

impl Morning {
    /// Says where what was typed is no time, and has a question more, if the time that is being left has joined cramps.
    pub(super) fn look_at_times(&mut self, context: &mut Context<'_>) {
        let question = self.question();
        let is_refused = matches!(self.understood, Some(Err(_))) && !self.draft.text().is_empty();
        if is_refused && self.is_time() {
            let kept = self.subject.said(question);
            let kept = kept.unwrap_or_else(|| "nothing".to_owned());
            context.say(format!("What was typed is not taken: {kept} is kept."));
        }
        if let Some(cramp) = question.timed() {
            self.subject.look_for_joined(cramp);
            self.ask_anew(question);
        }
    }

    /// Whether cramps were joined by a time, and nobody has said yet whether they were one.
    pub(super) fn is_open(&self, question: MorningQuestion) -> bool {
        matches!(question, MorningQuestion::Joined(_)) && self.subject.said(question).is_none()
    }

    /// Works out anew what there is to ask, after an answer to that question.
    pub(super) fn ask_anew(&mut self, question: MorningQuestion) {
        self.questions = self.asks.questions(&self.subject);
        let at = self.questions.iter().position(|other| *other == question);
        self.at = at.expect("what was answered is still asked");
    }
}
