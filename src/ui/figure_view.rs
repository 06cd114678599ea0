//! The figure of a screen: which pose, how far it has moved, and its cells.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use super::figure::{self, Facing, Picture, Scene};
use super::painter::{Painter, RenderStyle};
use crate::figure::animation::{FigureFrame, MOVE, Playback};
use crate::figure::breath::Breath;
use crate::figure::pose::{self, OtherLeg, Pose, PoseMoment};
use crate::figure::poses::Poses;
use crate::routine::{PoseId, Side};
use crate::session::plan::{Phase, PhaseKind};
use crate::session::{Session, Status};
use crate::settings::Motion;

#[derive(Debug, Clone, Copy)]
pub(crate) enum FigureSubject<'a> {
    /// The step under way.
    Session(&'a Session),
    /// A pose where it is held, at rest; and the leg that is meant, if it is one.
    Still(&'a PoseId, Option<Side>),
}

/// Columns for each row of a figure that is one of several.
const STILL: f32 = 3.0;

/// The figure of a screen, and its cells as they were last drawn.
#[derive(Debug, Default)]
pub(crate) struct FigureView {
    of: Option<PoseId>,
    pose: Option<Pose>,
    shown: Option<FigureFrame>,
    seen: Facing,
    /// One of several that are chosen from: all stand in the same room, so that nothing moves.
    is_still: bool,
    drawn: Option<(Drawn, Buffer, Option<Scene>)>,
}

impl Facing {
    /// The first leg is in front; the body turns round for the other only where its pose says so.
    fn of(session: &Session, pose: &Pose) -> Self {
        let Some(side) = session.phase().side else {
            return Self::default();
        };
        let first = session.phases().iter().find_map(|phase| phase.side);
        let front = match pose.other_leg {
            OtherLeg::Mirror => side,
            OtherLeg::Behind => first.unwrap_or(side),
        };
        Self {
            is_mirrored: front == Side::Left,
            is_exchanged: front != side,
        }
    }
}

/// What the cells of a pose depend on.
#[derive(Debug, PartialEq)]
struct Drawn {
    moment: PoseMoment,
    seen: Facing,
    size: Size,
    cell: Option<Size>,
    look: RenderStyle,
}

impl FigureView {
    /// Follows what a screen shows: its pose, moved to where it is by now.
    pub(crate) fn follow(
        &mut self,
        subject: Option<FigureSubject<'_>>,
        motion: Motion,
        poses: &Poses,
    ) {
        let id = match subject {
            Some(FigureSubject::Session(session)) => session.step().pose.as_ref(),
            Some(FigureSubject::Still(id, _)) => Some(id),
            None => None,
        };
        if self.of.as_ref() != id {
            self.of = id.cloned();
            self.pose = id.and_then(|id| poses.pose(id));
            self.drawn = None;
        }
        self.seen = Facing::default();
        self.is_still = matches!(subject, Some(FigureSubject::Still(..)));
        self.shown = subject
            .zip(self.pose.as_ref())
            .and_then(|(subject, pose)| match subject {
                FigureSubject::Session(session) => {
                    self.seen = Facing::of(session, pose);
                    shown(session, pose, motion)
                }
                FigureSubject::Still(_, side) => {
                    self.seen.is_mirrored = side == Some(Side::Left);
                    Some(FigureFrame::resting(pose.held()))
                }
            });
    }

    /// Columns for each row of the figure; `None` where there is nothing to draw.
    pub(crate) fn aspect(&self) -> Option<f32> {
        if self.is_still {
            return self.pose.is_some().then_some(STILL);
        }
        self.shown?;
        self.pose.as_ref().map(figure::aspect)
    }

    /// How to breathe, where a pose is held.
    pub(crate) fn breath(&self) -> Option<Breath> {
        self.shown.and_then(|shown| shown.breath)
    }

    /// Time until the figure moves; `None` where it rests.
    pub(crate) fn next_change(&self) -> Option<Duration> {
        self.shown?.next
    }

    /// Draws the figure for an area of this size, in pixels where a cell has so many; what has not moved is
    /// not worked out again.
    pub(crate) fn prepare(&mut self, size: Size, look: &RenderStyle, cell: Option<Size>) {
        let (Some(pose), Some(shown)) = (&self.pose, self.shown) else {
            return;
        };
        let wanted = Drawn {
            moment: shown.moment,
            seen: self.seen,
            size,
            cell,
            look: look.clone(),
        };
        if self
            .drawn
            .as_ref()
            .is_some_and(|(drawn, ..)| *drawn == wanted)
        {
            return;
        }
        let room = Rect::from((Position::ORIGIN, size));
        let mut cells = Buffer::empty(room);
        let picture = Picture {
            pose,
            moment: shown.moment,
            seen: self.seen,
        };
        let scene = picture.draw_in(&mut Painter::new(&mut cells, look), room, cell);
        self.drawn = Some((wanted, cells, scene));
    }

    /// The picture for pixels in `area`, and on which cells.
    pub(crate) fn scene(&self, area: Rect) -> Option<(Rect, &Scene)> {
        let (_, _, scene) = self.drawn.as_ref()?;
        let scene = scene.as_ref()?;
        let cells = Rect {
            x: area.x + scene.cells.x,
            y: area.y + scene.cells.y,
            ..scene.cells
        };
        Some((cells, scene))
    }

    /// Puts the figure as it was prepared onto a screen.
    pub(crate) fn draw(&self, canvas: &mut Painter<'_>, area: Rect) {
        if let Some((_, cells, _)) = &self.drawn {
            canvas.paste(area, cells);
        }
    }
}

/// What is shown of the pose of a step; `None` where the words need all the room.
fn shown(session: &Session, pose: &Pose, motion: Motion) -> Option<FigureFrame> {
    let course = course(session)?;
    if session.returning().is_some() {
        return Some(FigureFrame::resting(pose.held()));
    }
    let elapsed = match pose.motion {
        pose::Movement::Hold => session.elapsed(),
        pose::Movement::Loop(_) | pose::Movement::Cycle(_) => since_first_hold(session),
    };
    let shown = FigureFrame::of(pose, motion, course, session.step().breath, elapsed);
    let paused = session.status() == Status::Paused;
    Some(match pose.motion {
        _ if !paused => shown,
        // A pause lets the stretch go, and the figure does.
        pose::Movement::Hold => FigureFrame::resting(PoseMoment::default()),
        pose::Movement::Loop(_) | pose::Movement::Cycle(_) => FigureFrame::resting(shown.moment),
    })
}

fn course(session: &Session) -> Option<Playback> {
    let left = session.remaining().unwrap_or(3 * MOVE);
    let length = session.elapsed().saturating_add(left);
    let before = session.position().checked_sub(1);
    let before = before.map(|position| session.phases()[position].kind);
    match session.phase().kind {
        PhaseKind::Intro | PhaseKind::Caution => None,
        PhaseKind::Ready | PhaseKind::Switch => Some(Playback::Shown(left)),
        PhaseKind::Rest => Some(Playback::Left(length)),
        PhaseKind::Hold => match before {
            Some(PhaseKind::Ready | PhaseKind::Switch) => Some(Playback::Held),
            Some(PhaseKind::Intro | PhaseKind::Caution | PhaseKind::Hold | PhaseKind::Rest)
            | None => Some(Playback::Entered(length)),
        },
    }
}

/// The time since the step was first held on this side, rests included.
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
    use crate::session::plan::{Plan, PlanOptions};

    /// A tenth of a second: the time between two pictures of a smooth move.
    const PICTURE: Duration = Duration::from_millis(100);
    /// Centimetres that a joint goes from one picture to the next, at most.
    const JUMP: f32 = 25.0;

    /// Every session that comes with the program, from its first hold to its end, picture by
    /// picture; each is told with whether its leg or step is another than before.
    fn watch(motion: Motion, mut see: impl FnMut(&Session, &FigureView, bool)) {
        let library = Library::new(Vec::new());
        for entry in &library.listing().entries {
            let start = PlanOptions {
                keyboard: false,
                ..PlanOptions::default()
            };
            let (mut session, _) = Session::begin(Plan::new(entry.routine.clone(), start));
            let mut view = FigureView::default();
            let mut before = None;
            while !session.is_over() {
                let phase = session.phase();
                view.follow(
                    Some(FigureSubject::Session(&session)),
                    motion,
                    &Poses::default(),
                );
                let here = (phase.step, phase.side);
                see(&session, &view, before.replace(here) != Some(here));
                let length = session.remaining().unwrap_or(PICTURE);
                session.advance(length.min(PICTURE));
            }
        }
    }

    fn joints(view: &FigureView) -> Option<Vec<(String, Point)>> {
        let (pose, shown) = (view.pose.as_ref()?, view.shown?);
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
        watch(Motion::Full, |session, view, is_new| {
            let now = joints(view);
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
    fn where_only_the_leg_changes_the_room_stays_as_it_is() {
        let (mut stayed, mut before) = (0, None);
        watch(Motion::Still, |session, view, _| {
            let (Some(pose), Some(side)) = (&view.pose, session.phase().side) else {
                return;
            };
            let here = (session.routine().id.clone(), session.phase().step);
            let last = before.replace((here.clone(), side, view.seen));
            let Some((_, was, seen)) = last.filter(|(at, was, _)| *at == here && *was != side)
            else {
                return;
            };
            let stays = seen.is_mirrored == view.seen.is_mirrored;
            assert_eq!(stays, pose.other_leg == OtherLeg::Behind, "{}", pose.id);
            assert_eq!(
                stays,
                seen.is_exchanged != view.seen.is_exchanged,
                "{was:?} to {side:?}"
            );
            stayed += u32::from(stays);
        });
        assert!(stayed > 5, "only {stayed}");
    }

    #[test]
    fn every_hold_of_a_stretch_shows_it_whatever_the_motion() {
        for motion in [Motion::Full, Motion::Calm, Motion::Still] {
            let mut holds = 0;
            watch(motion, |session, view, _| {
                let (Some(pose), Some(shown)) = (&view.pose, view.shown) else {
                    return;
                };
                let half = session.phase().share() / 2;
                let is_half = session.elapsed() >= half && session.elapsed() < half + PICTURE;
                if session.phase().kind == PhaseKind::Hold && is_half {
                    let (id, held) = (&session.routine().id, pose.held().frame);
                    let far = (shown.moment.frame - held).abs();
                    let is_there = match pose.motion {
                        pose::Movement::Hold => far < 0.01,
                        // Whoever moves to and fro need not be there just now.
                        pose::Movement::Loop(_) | pose::Movement::Cycle(_) => true,
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
        watch(Motion::Calm, |_, view, _| {
            let (Some(pose), Some(shown)) = (&view.pose, view.shown) else {
                return;
            };
            // Of a round with more frames, such as that of a crank, stills between them tell as much.
            if pose.motion == pose::Movement::Hold || pose.frames.len() > 4 {
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
