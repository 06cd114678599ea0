//! The preview: the pictures of a pose while its file is written, and what is wrong with it.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use super::area::{bottom, columns, count_of, row, rows};
use super::figure::{Facing, LEAST, Picture, Scene};
use super::painter::{Painter, RenderStyle, wrapped};
use super::theme::Role;
use crate::figure::animation::{FigureFrame, Playback};
use crate::figure::pose::{self, Pose, PoseMoment};
use crate::routine::FirstBreath;
use crate::settings::Motion;

/// Rows above the pictures: the file and its state.
const HEAD: u16 = 2;
/// Rows below: the keys.
const FOOT: u16 = 1;

/// A picture is seen best this many times as wide as high, in cells.
const SHAPE: u16 = 2;

/// How long a stretch is gone into and held while it is played,
const HELD: Duration = Duration::from_secs(9);
/// and how long it is let go of.
const LEFT: Duration = Duration::from_secs(3);

/// What is to be seen of a pose file.
#[derive(Debug, Default)]
pub(crate) struct PreviewInput {
    pub pose: Option<Pose>,
    /// What is wrong with the file, in lines; empty when nothing is.
    pub report: String,
}

#[derive(Debug)]
pub(crate) struct PosePreview {
    look: RenderStyle,
    file: String,
    /// The last pose that could be drawn.
    pose: Option<Pose>,
    /// Whether it is that of the file as it is now.
    is_current: bool,
    report: String,
    /// The pixels of a cell, where the terminal shows pictures.
    cell: Option<Size>,
    /// How long it has been played; `None` where its pictures stand side by side.
    played: Option<Duration>,
}

impl PosePreview {
    /// An empty preview; `file` is what to call the file, without hidden characters.
    pub(crate) fn new(look: RenderStyle, file: String) -> Self {
        Self {
            look,
            file,
            pose: None,
            is_current: false,
            report: String::new(),
            cell: None,
            played: None,
        }
    }

    /// Goes by a terminal that shows pictures, with so many pixels in a cell, or none.
    pub(crate) fn draw_pixels(&mut self, cell: Option<Size>) {
        self.cell = cell;
    }

    /// Plays the motion from its beginning, or shows its pictures side by side again.
    pub(crate) fn play(&mut self) {
        self.played = self.played.xor(Some(Duration::ZERO));
    }

    pub(crate) fn advance(&mut self, time: Duration) {
        self.played = self.played.map(|played| played.saturating_add(time));
    }

    /// Time until what is played differs; `None` where nothing is.
    pub(crate) fn next_change(&self) -> Option<Duration> {
        self.pose.as_ref().and_then(|pose| self.shown(pose)?.next)
    }

    /// What is seen now of a pose that is played.
    fn shown(&self, pose: &Pose) -> Option<FigureFrame> {
        let played = self.played?;
        let shown = |course, elapsed| {
            FigureFrame::of(
                pose,
                Motion::Full,
                course,
                FirstBreath::usual(false),
                elapsed,
            )
        };
        if pose.motion != pose::Movement::Hold {
            return Some(shown(Playback::Held, played));
        }
        let round = played.as_millis() % (HELD + LEFT).as_millis();
        let round = Duration::from_millis(u64::try_from(round).unwrap_or(0));
        let now = match round.checked_sub(HELD) {
            None => shown(Playback::Entered(HELD), round),
            Some(left) => shown(Playback::Left(LEFT), left),
        };
        let next = now.next.unwrap_or((HELD + LEFT).saturating_sub(round));
        Some(FigureFrame {
            next: Some(next),
            ..now
        })
    }

    /// Takes in what is now to be seen; where that is no pose the one before stays.
    pub(crate) fn set(&mut self, input: PreviewInput) {
        self.is_current = input.pose.is_some();
        self.pose = input.pose.or(self.pose.take());
        self.report = input.report;
    }

    /// The pictures side by side, and below them what is wrong: in cells, and what is to be in pixels.
    pub(crate) fn drawn(&self, size: Size) -> (Buffer, Vec<Scene>) {
        let area = Rect::from((Position::ORIGIN, size));
        let mut cells = Buffer::empty(area);
        let mut scenes = Vec::new();
        let mut canvas = Painter::new(&mut cells, &self.look);
        let between = rows(area, HEAD, area.height.saturating_sub(HEAD + FOOT));
        let told = told(&self.report, between);
        let report = bottom(between, count_of(told.len()));
        let pictures = rows(between, 0, between.height - report.height);

        canvas.bold(row(area, 0), &self.file, Role::Strong);
        let left_out = self.pose.as_ref().map_or(0, |pose| {
            if let Some(FigureFrame { moment, .. }) = self.shown(pose) {
                let still = Still { name: "", moment };
                scenes.extend(still.draw(pose, &mut canvas, pictures, self.cell));
                return 0;
            }
            let stills = Still::all(pose);
            let tiles = tiles(pictures, stills.len());
            let left_out = stills.len() - tiles.len();
            for (still, tile) in Still::most(stills, tiles.len()).iter().zip(tiles) {
                scenes.extend(still.draw(pose, &mut canvas, tile, self.cell));
            }
            left_out
        });
        let role = if self.report.is_empty() {
            Role::Quiet
        } else {
            Role::Alert
        };
        canvas.line(row(area, 1), &self.state(left_out), role);
        for (index, line) in (0..).zip(&told) {
            canvas.line(row(report, index), line, Role::Text);
        }
        let keys = match self.played {
            None => "q quit  SPACE play",
            Some(_) => "q quit  SPACE pictures",
        };
        canvas.line(bottom(area, FOOT), keys, Role::Quiet);
        canvas.finish();
        (cells, scenes)
    }

    /// The state of the file in a line.
    fn state(&self, left_out: usize) -> String {
        let state = match &self.pose {
            None => "nothing can be drawn yet",
            Some(_) if !self.is_current => "drawn as it was before these problems",
            Some(pose) => &pose.title,
        };
        match left_out {
            0 => state.to_owned(),
            1 => format!("1 picture does not fit; {state}"),
            more => format!("{more} pictures do not fit; {state}"),
        }
    }
}

/// A moment of a pose that is worth a picture.
struct Still<'p> {
    name: &'p str,
    moment: PoseMoment,
}

impl<'p> Still<'p> {
    /// Every key frame; between only two the way is shown too.
    fn all(pose: &'p Pose) -> Vec<Self> {
        let at = |name, frame| Self {
            name,
            moment: PoseMoment { frame, breath: 0.0 },
        };
        match &pose.frames[..] {
            [first, last] => vec![
                at(&first.name, 0.0),
                at("half-way", 0.5),
                at(&last.name, 1.0),
            ],
            frames => {
                let number = (0..=u8::MAX).map(f32::from);
                let frames = frames.iter().zip(number);
                frames
                    .map(|(frame, number)| at(&frame.name, number))
                    .collect()
            }
        }
    }

    /// The `count` that say most: the last always, then from the first.
    fn most(mut all: Vec<Self>, count: usize) -> Vec<Self> {
        let last = all.pop();
        all.truncate(count.saturating_sub(1));
        all.extend(last);
        all
    }

    /// Draws it in cells, or tells what is to be drawn in pixels there.
    fn draw(
        &self,
        pose: &Pose,
        canvas: &mut Painter<'_>,
        tile: Rect,
        cell: Option<Size>,
    ) -> Option<Scene> {
        let caption = bottom(tile, 1);
        canvas.centre(caption, self.name, Role::Text);
        let picture = Picture {
            pose,
            moment: self.moment,
            seen: Facing::default(),
        };
        let beside = columns(tile, tile.width.saturating_sub(1));
        let area = rows(beside, 0, tile.height.saturating_sub(1));
        picture.draw_in(canvas, area, cell)
    }
}

/// Places for the pictures that fit, one at least: as large as any arrangement allows.
fn tiles(area: Rect, count: usize) -> Vec<Rect> {
    let tile = |across: u16, count: u16| Rect {
        width: area.width / across,
        height: area.height / count.div_ceil(across),
        ..area
    };
    let is_legible = |tile: &Rect| tile.width > LEAST.width && tile.height > LEAST.height;
    let most = count_of(count);
    for count in (2..=most).rev() {
        let arranged = (1..=count).map(|across| (across, tile(across, count)));
        let largest = arranged
            .filter(|(_, tile)| is_legible(tile))
            .max_by_key(|(_, tile)| tile.width.min(tile.height.saturating_mul(SHAPE)));
        if let Some((across, tile)) = largest {
            let place = |index: u16| Rect {
                x: tile.x + index % across * tile.width,
                y: tile.y + index / across * tile.height,
                ..tile
            };
            return (0..count).map(place).collect();
        }
    }
    vec![area]
}

/// The lines of a report, as many as half of an area takes.
fn told(report: &str, area: Rect) -> Vec<String> {
    let mut lines: Vec<String> = report
        .trim_end()
        .lines()
        .flat_map(|line| wrapped(line, area.width))
        .collect();
    let room = usize::from(area.height / 2);
    if lines.len() > room {
        let kept = room.saturating_sub(1);
        let more = format!(
            "... {} more lines: `uncramp check` tells all",
            lines.len() - kept
        );
        lines.truncate(kept);
        lines.push(more);
        lines.truncate(room);
    }
    lines
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Cell;

    use super::*;
    use crate::figure::poses::built_in;
    use crate::routine::PoseId;
    use crate::ui::raster::Glyphs;
    use crate::ui::theme::{Depth, Theme, ThemeName};

    const REPORT: &str = "error: `trunk` is text\n --> mine.toml:12:9\n\nhelp: write a number\n\n";

    fn preview(id: &str, report: &str) -> PosePreview {
        let look = RenderStyle {
            theme: Theme::new(ThemeName::Night, Depth::True),
            glyphs: Glyphs::Quadrant,
        };
        let mut preview = PosePreview::new(look, "mine.toml".to_owned());
        let pose = built_in(&PoseId::new(id).unwrap());
        assert!(pose.is_some(), "{id}");
        let report = report.to_owned();
        preview.set(PreviewInput { pose, report });
        preview
    }

    fn shown(preview: &PosePreview, width: u16, height: u16) -> String {
        let (cells, scenes) = preview.drawn(Size::new(width, height));
        assert!(scenes.is_empty());
        let rows = cells.content.chunks(usize::from(width));
        let row = |row: &[Cell]| row.iter().map(Cell::symbol).collect();
        rows.map(row).collect::<Vec<String>>().join("\n")
    }

    #[test]
    fn every_frame_is_drawn_where_there_is_room_and_the_last_everywhere() {
        let walk = preview("walk", "");
        let names = walk.pose.as_ref().unwrap().frames.iter();
        let names: Vec<&str> = names.map(|frame| &*frame.name).collect();
        let [first, .., last] = names[..] else {
            panic!("{names:?}");
        };
        let wide = shown(&walk, 120, 40);
        assert!(names.iter().all(|name| wide.contains(name)), "{wide}");
        assert!(!wide.contains("not fit"), "{wide}");
        let small = shown(&walk, 40, 14);
        assert!(small.contains(first) && small.contains(last), "{small}");
        assert!(small.contains("2 pictures do not fit; Walk"), "{small}");
        assert!(shown(&walk, 20, 13).contains(last));
    }

    #[test]
    fn the_way_between_two_frames_is_drawn_too() {
        assert!(shown(&preview("toe-pull", ""), 80, 24).contains("half-way"));
    }

    #[test]
    fn what_is_played_moves_until_its_pictures_stand_side_by_side_again() {
        for id in ["toe-pull", "pedal", "ankle-pump"] {
            let mut preview = preview(id, "");
            let still = shown(&preview, 80, 24);
            assert_eq!(preview.next_change(), None);
            preview.play();
            let mut seen = Vec::new();
            for _ in 0..150 {
                seen.push(shown(&preview, 80, 24));
                preview.advance(preview.next_change().unwrap());
            }
            seen.sort();
            seen.dedup();
            assert!(
                seen.len() > 5 && !seen.contains(&still),
                "{id}: {}",
                seen.len()
            );
            preview.play();
            assert_eq!(shown(&preview, 80, 24), still);
        }
    }

    #[test]
    fn in_pixels_every_picture_is_drawn_on_cells_that_are_blank() {
        let mut walk = preview("walk", "");
        walk.draw_pixels(Some(Size::new(10, 20)));
        let (cells, scenes) = walk.drawn(Size::new(120, 40));
        assert_eq!(scenes.len(), walk.pose.as_ref().unwrap().frames.len());
        for (number, scene) in scenes.iter().enumerate() {
            let mut places = scene.cells.positions();
            assert!(places.all(|at| cells[at].symbol() == " "), "{number}");
            let others = &scenes[..number];
            assert!(
                others
                    .iter()
                    .all(|other| !other.cells.intersects(scene.cells))
            );
        }
        walk.play();
        assert_eq!(walk.drawn(Size::new(120, 40)).1.len(), 1);
    }

    #[test]
    fn without_a_new_pose_the_one_before_stays_and_that_is_said() {
        let mut preview = preview("toe-pull", "");
        let before = shown(&preview, 80, 40);
        let report = REPORT.to_owned();
        preview.set(PreviewInput { pose: None, report });
        let after = shown(&preview, 80, 40);
        assert!(after.contains("drawn as it was before"), "{after}");
        assert!(after.contains("mine.toml:12:9"), "{after}");
        assert!(after.contains("half-way") && before.contains("half-way"));
    }

    #[test]
    fn problems_leave_half_of_the_room_to_the_pictures() {
        let preview = preview("toe-pull", &REPORT.repeat(50));
        let shown = shown(&preview, 80, 24);
        assert!(
            shown.contains("more lines: `uncramp check` tells all"),
            "{shown}"
        );
        assert!(shown.contains("half-way"), "{shown}");
    }

    #[test]
    fn no_size_of_window_panics() {
        for report in ["", REPORT] {
            let preview = preview("walk", report);
            for width in [1, 2, 17, 18, 40, 300] {
                for height in [1, 2, 3, 4, 9, 12, 14, 100] {
                    shown(&preview, width, height);
                }
            }
        }
    }
}
