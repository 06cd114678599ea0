//! The window: the board that is shown, where its blocks stand, its figure, and how all of it looks.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use super::app_config::AppConfig;
use super::board::{Board, Content, Hint};
use super::draw::draw;
use super::figure::Scene;
use super::figure_view::{FigureSubject, FigureView};
use super::keys::Key;
use super::layout::measure::Measure;
use super::layout::{Hit, Layout};
use super::painter::{Painter, RenderStyle};
use super::raster::Glyphs;
use super::theme::{Theme, ThemeName};
use crate::figure::breath::Breath;
use crate::settings::Motion;

/// From so many columns on there are keys beside a line.
const WIDE: usize = 60;

#[derive(Debug)]
pub(crate) struct Window {
    /// Columns and rows.
    size: Size,
    look: RenderStyle,
    /// The pixels of a cell, where the terminal shows pictures.
    cell: Option<Size>,
    /// Theme and motion as chosen for this run.
    theme: Option<ThemeName>,
    motion: Option<Motion>,
    figure: FigureView,
    board: Board,
    layout: Layout,
    /// Which page is shown, from 0, and how many there are: to know it, all of it has to be wrapped.
    page: Option<(usize, usize)>,
    /// What the layout was worked out for, beside the board.
    placed: Option<(Size, Measure)>,
}

impl Window {
    pub(crate) fn new(setup: &AppConfig) -> Self {
        Self {
            // Until the terminal has told it nothing is laid out.
            size: Size::ZERO,
            look: RenderStyle {
                theme: Theme::new(setup.theme, setup.depth).with(setup.inks),
                glyphs: setup.glyphs,
            },
            cell: None,
            theme: None,
            motion: None,
            figure: FigureView::default(),
            board: Board::default(),
            layout: Layout::default(),
            page: None,
            placed: None,
        }
    }

    /// Goes by a terminal on which a block takes two columns, which tears every letter made of them.
    pub(crate) fn draw_wide(&mut self) {
        self.look.glyphs = Glyphs::Ascii;
    }

    /// Goes by a window of so many cells, and of so many pixels in one where the terminal shows pictures.
    pub(crate) fn resize(&mut self, size: Size, cell: Option<Size>) {
        (self.size, self.cell) = (size, cell);
    }

    /// Takes the next theme for this run, and returns it.
    pub(crate) fn next_theme(&mut self, setup: &AppConfig, is_relief: bool) -> ThemeName {
        let own = own_theme(setup, is_relief);
        *self.theme.insert(self.look.theme.name().next(own))
    }

    /// Takes the motion after the one that is seen for this run, and returns it.
    pub(crate) fn next_motion(&mut self, setup: &AppConfig, is_relief: bool) -> Motion {
        let next = self.motion(setup, is_relief).next();
        *self.motion.insert(next)
    }

    fn motion(&self, setup: &AppConfig, is_relief: bool) -> Motion {
        let own = if is_relief {
            setup.relief_motion
        } else {
            setup.motion
        };
        self.motion.unwrap_or(own)
    }

    /// Takes on the theme of a screen, and follows what its figure is of.
    pub(crate) fn follow(
        &mut self,
        setup: &AppConfig,
        is_relief: bool,
        subject: Option<FigureSubject<'_>>,
    ) {
        let name = self.theme.unwrap_or(own_theme(setup, is_relief));
        if name != self.look.theme.name() {
            self.look.theme = Theme::new(name, setup.depth).with(setup.inks);
        }
        let motion = self.motion(setup, is_relief);
        self.figure.follow(subject, motion, &setup.poses);
    }

    /// How to breathe with the figure.
    pub(crate) fn breath(&self) -> Option<Breath> {
        self.figure.breath()
    }

    /// Shows a board. What its footer says depends on which page is shown.
    pub(crate) fn show(
        &mut self,
        mut board: Board,
        hints: impl Fn(Option<(usize, usize)>) -> Vec<Hint>,
    ) {
        let foot = Content::Keys(Vec::new());
        let foot = board.blocks.iter().position(|block| block.content == foot);
        let set = |board: &mut Board, hints| {
            if let Some(foot) = foot {
                board.blocks[foot].content = Content::Keys(hints);
            }
        };
        // How many lines they take is known before it is where all else stands.
        set(&mut board, hints(None));
        let place = (self.size, self.measure());
        let stands = self.placed == Some(place) && board.stands_like(&self.board);
        self.board = board;
        if !stands {
            let window = Rect::from((Position::ORIGIN, self.size));
            self.layout = Layout::of(&self.board, window, &self.measure());
            self.placed = Some(place);
        }
        if let Some(area) = self.figure_area() {
            self.figure.prepare(area.as_size(), &self.look, self.cell);
        }
        self.page = self.turned_to();
        if let Some((at, pages)) = self.page.filter(|(_, pages)| *pages > 1) {
            self.board.number(at, pages);
        }
        let mut hints = hints(self.page);
        // What stands in the choices is not said twice.
        set(&mut self.board, Vec::new());
        hints.retain(|hint| !self.shows(hint.key));
        set(&mut self.board, hints);
    }

    /// As many words as stand in a line beside the keys, or where the window is narrow in their place, with
    /// `more` after them if those are not all.
    pub(crate) fn line(&self, words: &str, more: &str) -> String {
        let width = usize::from(self.size.width);
        let room = width.saturating_sub(if width < WIDE { 2 } else { 30 });
        if words.chars().count() <= room {
            return words.to_owned();
        }
        let part: String = words
            .chars()
            .take(room.saturating_sub(more.chars().count()))
            .collect();
        part.trim_end().to_owned() + more
    }

    /// Whether a key is said in the choices, or among other keys.
    fn shows(&self, key: Key) -> bool {
        self.layout
            .placed
            .iter()
            .any(|placed| match &self.board.blocks[placed.block].content {
                Content::Choices(choices) | Content::Scale(choices) => {
                    choices.iter().any(|choice| choice.key == key)
                }
                Content::Keys(hints) => hints.iter().any(|hint| hint.key == key),
                _ => false,
            })
    }

    /// What answers here, for whoever pressed another key: as long as that is few.
    pub(crate) fn answers(&self) -> String {
        let answers = self
            .board
            .blocks
            .iter()
            .filter_map(|block| match &block.content {
                Content::Choices(all) if all.len() <= 4 => Some(all),
                _ => None,
            });
        let answers = answers.flatten().map(|choice| choice.words() + " · ");
        answers.collect()
    }

    /// Keeps a board to be told, and nothing of where it would stand.
    pub(crate) fn keep(&mut self, board: Board) {
        self.board = board;
    }

    pub(crate) fn draw(&self, buffer: &mut Buffer) {
        let mut canvas = Painter::new(buffer, &self.look);
        let measure = self.measure();
        draw(
            &self.board,
            &self.layout,
            &measure,
            &self.figure,
            &mut canvas,
        );
        canvas.finish();
    }

    /// What the colours of the terminal have to be, if they are not to stay as they are.
    pub(crate) fn palette(&self) -> Vec<u32> {
        self.look.theme.palette()
    }

    /// What is shown in pixels, and where.
    pub(crate) fn scene(&self) -> Option<(Rect, &Scene)> {
        self.figure.scene(self.figure_area()?)
    }

    fn figure_area(&self) -> Option<Rect> {
        let is_figure = |content: &Content| matches!(content, Content::Figure);
        let area = self.layout.area_of(&self.board, is_figure)?;
        // A picture on the last row may make the terminal scroll.
        let is_last = self.cell.is_some() && area.bottom() == self.size.height;
        Some(Rect {
            height: area.height - u16::from(is_last),
            ..area
        })
    }

    /// What a click falls on.
    pub(crate) fn hit(&self, column: u16, row: u16) -> Option<Hit> {
        let at = Position::new(column, row);
        self.layout.hit(&self.board, at, &self.measure())
    }

    /// Time until the figure moves or breathes, if that is seen.
    pub(crate) fn next_change(&self) -> Option<Duration> {
        let is_figure = |content: &Content| matches!(content, Content::Figure | Content::Breath(_));
        self.layout.area_of(&self.board, is_figure)?;
        self.figure.next_change()
    }

    /// Which page is shown, from 0, and how many there are; `None` where there is no page.
    pub(crate) fn page(&self) -> Option<(usize, usize)> {
        self.page
    }

    fn turned_to(&self) -> Option<(usize, usize)> {
        self.layout.placed.iter().find_map(|placed| {
            let Content::Page(page) = &self.board.blocks[placed.block].content else {
                return None;
            };
            let pages = page.sheets(placed.area.width, placed.area.height);
            Some((page.number().min(pages.len() - 1), pages.len()))
        })
    }

    pub(crate) fn board(&self) -> &Board {
        &self.board
    }

    pub(crate) fn layout(&self) -> &Layout {
        &self.layout
    }

    /// What its sizes are measured with.
    pub(crate) fn measure(&self) -> Measure {
        Measure {
            glyphs: self.look.glyphs,
            aspect: self.figure.aspect(),
            window: self.size,
        }
    }
}

/// The theme with which a screen begins.
const fn own_theme(setup: &AppConfig, is_relief: bool) -> ThemeName {
    if is_relief {
        setup.relief_theme
    } else {
        setup.theme
    }
}
