//! The figure beside the words: the pose of the step under way, and how far it has moved.

use std::cell::RefCell;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use super::canvas::{Canvas, Look};
use super::figure::Picture;
use crate::figure::breath::Breath;
use crate::figure::pace::{Course, Shown};
use crate::figure::pose::{Moment, Pose};
use crate::figure::poses::Poses;
use crate::routine::{RoutineId, Side};
use crate::session::plan::PhaseKind;
use crate::session::{Session, Status};
use crate::settings::Motion;

/// What is shown of the step under way.
#[derive(Debug, Default)]
pub struct Scene {
    /// The step whose pose it is.
    of: Option<(RoutineId, usize)>,
    pose: Option<Pose>,
    shown: Option<Shown>,
    mirrored: bool,
    /// The cells of the figure as it was last drawn.
    drawn: RefCell<Option<(Key, Buffer)>>,
}

/// What the cells of a pose depend on.
#[derive(Debug, PartialEq)]
struct Key {
    moment: Moment,
    mirrored: bool,
    size: Size,
    look: Look,
}

impl Scene {
    /// Follows a session: looks up the pose where the step has changed, and moves it to where it
    /// is by now.
    pub fn follow(&mut self, session: Option<&Session>, motion: Motion, poses: &Poses) {
        let Some(session) = session else {
            *self = Self::default();
            return;
        };
        let phase = session.phase();
        let is_of = |(routine, step): &(RoutineId, usize)| {
            *routine == session.routine().id && *step == phase.step
        };
        if !self.of.as_ref().is_some_and(is_of) {
            self.of = Some((session.routine().id.clone(), phase.step));
            let id = session.step().pose.as_ref();
            self.pose = id.and_then(|id| poses.pose(id));
            self.drawn.take();
        }
        self.mirrored = phase.side == Some(Side::Left);
        let course = course(session);
        self.shown = self.pose.as_ref().zip(course).map(|(pose, course)| {
            let mut shown = Shown::of(pose, motion, course, session.elapsed());
            if session.status() == Status::Paused || session.returning().is_some() {
                shown.next = None;
            }
            shown
        });
    }

    /// Whether there is a figure to draw.
    pub fn has_figure(&self) -> bool {
        self.shown.is_some()
    }

    /// Draws the figure, if there is one; what has not moved is not worked out again.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let (Some(pose), Some(shown)) = (&self.pose, self.shown) else {
            return;
        };
        let area = area.intersection(canvas.area());
        let key = Key {
            moment: shown.moment,
            mirrored: self.mirrored,
            size: area.as_size(),
            look: canvas.look().clone(),
        };
        let mut drawn = self.drawn.borrow_mut();
        if drawn.as_ref().is_none_or(|(known, _)| *known != key) {
            let room = Rect::from((Position::ORIGIN, key.size));
            let mut cells = Buffer::empty(room);
            let picture = Picture {
                pose,
                moment: key.moment,
                mirrored: key.mirrored,
            };
            picture.draw(&mut Canvas::new(&mut cells, &key.look), room);
            *drawn = Some((key, cells));
        }
        if let Some((_, cells)) = &*drawn {
            canvas.paste(area, cells);
        }
    }

    /// How to breathe, where a pose is held.
    pub fn breath(&self) -> Option<Breath> {
        self.shown?.breath
    }

    /// Time until the figure moves; `None` where it rests.
    pub fn next(&self) -> Option<Duration> {
        self.shown?.next
    }
}

/// How the pose goes on; `None` where the words need all the room.
fn course(session: &Session) -> Option<Course> {
    let before = session.position().checked_sub(1);
    let before = before.map(|position| session.phases()[position].kind);
    match session.phase().kind {
        PhaseKind::Intro | PhaseKind::Caution => None,
        PhaseKind::Ready | PhaseKind::Switch => Some(Course::Shown),
        PhaseKind::Rest => Some(Course::Left),
        PhaseKind::Hold => match before {
            Some(PhaseKind::Ready | PhaseKind::Switch) => Some(Course::Held),
            Some(PhaseKind::Intro | PhaseKind::Caution | PhaseKind::Hold | PhaseKind::Rest)
            | None => Some(Course::Entered),
        },
    }
}
