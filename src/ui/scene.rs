//! The figure beside the words: the pose of the step under way, and how far it has moved.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use super::canvas::{Canvas, Look};
use super::figure::Picture;
use super::layout::{columns, from_column};
use super::theme::Role;
use crate::figure::pace::{Course, MOVE, Shown};
use crate::figure::pose::{self, Moment, Pose};
use crate::figure::poses::Poses;
use crate::routine::{PoseId, Side};
use crate::session::plan::{Phase, PhaseKind};
use crate::session::{Session, Status};
use crate::settings::Motion;

/// Columns of the words of a breath, and of the bar beside them.
const WORDS: u16 = 12;
const BAR: u16 = 24;

/// What is shown of the step under way.
#[derive(Debug, Default)]
pub struct Scene {
    /// The pose that the step names.
    of: Option<PoseId>,
    pose: Option<Pose>,
    shown: Option<Shown>,
    mirrored: bool,
    /// The cells of the figure as it was last drawn.
    drawn: RefCell<Option<(Key, Buffer)>>,
    /// Whether it stands on the screen.
    seen: Cell<bool>,
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
        let id = session.and_then(|session| session.step().pose.as_ref());
        if self.of.as_ref() != id {
            self.of = id.cloned();
            self.pose = id.and_then(|id| poses.pose(id));
            self.drawn.take();
        }
        self.shown = session.zip(self.pose.as_ref()).and_then(|(session, pose)| {
            self.mirrored = session.phase().side == Some(Side::Left);
            shown(session, pose, motion)
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
            self.seen.set(true);
        }
    }

    /// Draws how to breathe and how full the chest is, where a pose is held.
    pub fn draw_breath(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let Some(breath) = self.shown.and_then(|shown| shown.breath) else {
            return;
        };
        canvas.line(area, breath.words(), Role::Text);
        // Both words are given the room of the longer: the bar must not jump.
        let bar = columns(from_column(area, WORDS), BAR);
        let full = Duration::from_secs(1).mul_f32(breath.full.clamp(0.0, 1.0));
        canvas.bar(bar, full.as_millis(), 1000);
    }

    /// Time until the figure moves; `None` where it rests, or nobody sees it.
    pub fn next(&self) -> Option<Duration> {
        self.shown?.next.filter(|_| self.seen.get())
    }

    /// Takes the figure from the screen, until it is drawn again.
    pub fn hide(&self) {
        self.seen.set(false);
    }
}

/// What is shown of the pose of a step; `None` where the words need all the room.
fn shown(session: &Session, pose: &Pose, motion: Motion) -> Option<Shown> {
    let course = course(session)?;
    if session.returning().is_some() {
        return Some(Shown::resting(pose.held()));
    }
    let elapsed = match pose.motion {
        pose::Motion::Hold => session.elapsed(),
        pose::Motion::Loop(_) | pose::Motion::Cycle(_) => since_first_hold(session),
    };
    let shown = Shown::of(pose, motion, course, elapsed);
    let paused = session.status() == Status::Paused;
    Some(match pose.motion {
        _ if !paused => shown,
        // A pause lets the stretch go, and the figure does.
        pose::Motion::Hold => Shown::resting(Moment::default()),
        pose::Motion::Loop(_) | pose::Motion::Cycle(_) => Shown::resting(shown.moment),
    })
}

fn course(session: &Session) -> Option<Course> {
    let left = session.remaining().unwrap_or(3 * MOVE);
    let length = session.elapsed().saturating_add(left);
    let before = session.position().checked_sub(1);
    let before = before.map(|position| session.phases()[position].kind);
    match session.phase().kind {
        PhaseKind::Intro | PhaseKind::Caution => None,
        PhaseKind::Ready | PhaseKind::Switch => Some(Course::Shown(left)),
        PhaseKind::Rest => Some(Course::Left(length)),
        PhaseKind::Hold => match before {
            Some(PhaseKind::Ready | PhaseKind::Switch) => Some(Course::Held),
            Some(PhaseKind::Intro | PhaseKind::Caution | PhaseKind::Hold | PhaseKind::Rest)
            | None => Some(Course::Entered(length)),
        },
    }
}

/// The time since the step was first held on this side, rests included: what moves to and fro
/// goes on through them.
fn since_first_hold(session: &Session) -> Duration {
    let here = session.phase();
    let before = session.phases()[..session.position()].iter().rev();
    let same = |phase: &&Phase| {
        let holds = matches!(phase.kind, PhaseKind::Hold | PhaseKind::Rest);
        holds && (phase.step, phase.side) == (here.step, here.side)
    };
    let earlier = before.take_while(same).map(Phase::share);
    earlier.fold(session.elapsed(), Duration::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::joint::Joint;
    use crate::figure::shape::Point;
    use crate::routine::library::Library;
    use crate::session::plan::{Plan, Start};

    /// A tenth of a second: the time between two pictures of a smooth move.
    const PICTURE: Duration = Duration::from_millis(100);
    /// Centimetres that a joint goes from one picture to the next, at most.
    const JUMP: f32 = 25.0;

    /// Every session that comes with the program, from its first hold to its end, picture by
    /// picture; each is told with whether its leg or step is another than before.
    fn watch(motion: Motion, mut see: impl FnMut(&Session, &Scene, bool)) {
        let library = Library::new(Vec::new());
        for entry in &library.listing().entries {
            let start = Start {
                keyboard: false,
                ..Start::default()
            };
            let (mut session, _) = Session::begin(Plan::new(entry.routine.clone(), start));
            let mut scene = Scene::default();
            let mut before = None;
            while !session.is_over() {
                let phase = session.phase();
                scene.follow(Some(&session), motion, &Poses::default());
                let here = (phase.step, phase.side);
                see(&session, &scene, before.replace(here) != Some(here));
                let length = session.remaining().unwrap_or(PICTURE);
                session.advance(length.min(PICTURE));
            }
        }
    }

    fn joints(scene: &Scene) -> Option<Vec<(String, Point)>> {
        let (pose, shown) = (scene.pose.as_ref()?, scene.shown?);
        let skeleton = pose.skeleton(shown.moment);
        let at = |name: String| {
            let place = Joint::new(&name).unwrap().on(&skeleton);
            (name, place)
        };
        Some(Joint::names().map(at).collect())
    }

    #[test]
    fn no_joint_jumps_while_a_step_goes_on() {
        let mut last: Option<Vec<(String, Point)>> = None;
        let mut pictures = 0;
        watch(Motion::Full, |session, scene, is_new| {
            let now = joints(scene);
            if let (Some(last), Some(now), false) = (&last, &now, is_new) {
                for ((joint, from), (_, to)) in last.iter().zip(now) {
                    let way = (*to - *from).length();
                    let (id, phase) = (&session.routine().id, session.phase());
                    assert!(way < JUMP, "{id}: {joint} jumps {way} cm in {phase:?}");
                }
                pictures += 1;
            }
            last = now;
        });
        assert!(pictures > 10_000, "{pictures}");
    }

    #[test]
    fn every_hold_of_a_stretch_shows_it_whatever_the_motion() {
        for motion in [Motion::Full, Motion::Calm, Motion::Still] {
            let mut holds = 0;
            watch(motion, |session, scene, _| {
                let (Some(pose), Some(shown)) = (&scene.pose, scene.shown) else {
                    return;
                };
                let half = session.phase().share() / 2;
                let is_half = session.elapsed() >= half && session.elapsed() < half + PICTURE;
                if session.phase().kind == PhaseKind::Hold && is_half {
                    let (id, held) = (&session.routine().id, pose.held().frame);
                    let far = (shown.moment.frame - held).abs();
                    let is_there = match pose.motion {
                        pose::Motion::Hold => far < 0.01,
                        // Whoever moves to and fro need not be there just now.
                        pose::Motion::Loop(_) | pose::Motion::Cycle(_) => true,
                    };
                    assert!(is_there, "{id}: {} at {}", pose.id, shown.moment.frame);
                    holds += 1;
                }
            });
            assert!(holds > 100, "{motion:?}: {holds}");
        }
    }

    #[test]
    fn calm_shows_every_key_frame_of_what_moves_to_and_fro() {
        let mut seen: Vec<(PoseId, usize)> = Vec::new();
        let mut frames: Vec<(PoseId, usize)> = Vec::new();
        watch(Motion::Calm, |_, scene, _| {
            let (Some(pose), Some(shown)) = (&scene.pose, scene.shown) else {
                return;
            };
            // Of a round with more frames, such as that of a crank, stills between them tell as much.
            if pose.motion == pose::Motion::Hold || pose.frames.len() > 4 {
                return;
            }
            for number in 0..pose.frames.len() {
                let frame = (pose.id.clone(), number);
                let is_near =
                    (shown.moment.frame - f32::from(u8::try_from(number).unwrap())).abs() < 0.3;
                if is_near && !seen.contains(&frame) {
                    seen.push(frame.clone());
                }
                if !frames.contains(&frame) {
                    frames.push(frame);
                }
            }
        });
        frames.retain(|frame| !seen.contains(frame));
        assert_eq!(frames, []);
    }
}
