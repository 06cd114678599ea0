//! The least that a full-screen program on these libraries can do: one full frame of as many bytes
//! as the home screen has, then wait for a key. `cargo bench` measures the start of uncramp against
//! it.

use std::io::{self, BufWriter, Write};

use crossterm::cursor::{Hide, Show};
use crossterm::event;
use crossterm::execute;
use crossterm::queue;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::style::Color;

fn main() -> io::Result<()> {
    enable_raw_mode()?;
    let mut out = BufWriter::with_capacity(32 * 1024, io::stdout());
    queue!(out, EnterAlternateScreen, Hide, BeginSynchronizedUpdate)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(out))?;
    terminal.draw(|frame| {
        for (shade, cells) in (0..255)
            .cycle()
            .zip(frame.buffer_mut().content.chunks_mut(16))
        {
            for cell in cells {
                cell.set_char('x').set_fg(Color::Rgb(255, shade, 0));
            }
        }
    })?;
    execute!(terminal.backend_mut(), EndSynchronizedUpdate)?;
    while !event::read()?.is_key_press() {}
    execute!(io::stdout(), LeaveAlternateScreen, Show)?;
    disable_raw_mode()?;
    io::stdout().flush()
}
