//! The loop that shows a file while somebody else writes it.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::io::clock;
use crate::io::files;
use crate::io::inbox::keyboard::TerminalReply;
use crate::io::inbox::{Inbox, Input};
use crate::io::screen::{Asked, FrameWriter};
use crate::io::terminal::{self, Tty};
use crate::ui::Extras;
use crate::ui::keys::Key;
use crate::ui::keys::layout::meanings;
use crate::ui::preview::{PosePreview, PreviewInput};

use super::{Ending, on_screen};

/// Between two looks at the file. Its text is compared, for the times of two saves may be equal,
/// and an editor may put another file in its place.
const LOOK: Duration = Duration::from_millis(250);

/// What stands in a file, or why it cannot be read.
type FileText = Result<String, String>;

/// Shows the file at `path` on the whole terminal, anew whenever something else stands in it, until
/// `q`, Ctrl-C or a signal. `see` tells what is to be seen of a text; with the first frame the terminal is
/// `asked`.
pub(crate) fn watch(
    path: &Path,
    preview: PosePreview,
    asked: Asked,
    see: impl Fn(&FileText) -> PreviewInput,
) -> anyhow::Result<Ending> {
    on_screen(|tty, caught| {
        let inbox = Inbox::empty();
        inbox.read_keys(&tty)?;
        inbox.tell_signals(caught, Some(tty.clone()))?;
        let screen = FrameWriter::new(tty.clone(), asked);
        tty.guard();
        let mut watch = Watch {
            path,
            text: None,
            see,
            preview,
            tty,
            screen,
            is_stale: true,
        };
        watch.run(&inbox)
    })
}

struct Watch<'p, S> {
    path: &'p Path,
    /// As it was at the last look.
    text: Option<FileText>,
    see: S,
    preview: PosePreview,
    tty: Arc<Tty>,
    screen: FrameWriter,
    is_stale: bool,
}

impl<S: Fn(&FileText) -> PreviewInput> Watch<'_, S> {
    fn run(&mut self, inbox: &Inbox) -> io::Result<Ending> {
        loop {
            self.look();
            self.show()?;
            let next = self.preview.next_change();
            let before = clock::monotonic();
            let wait = next.map_or(LOOK, |next| next.min(LOOK));
            let mut inputs: Vec<Input> = inbox.receive(Some(wait)).into_iter().collect();
            inputs.extend(inbox.waiting());
            self.preview
                .advance(clock::monotonic().saturating_sub(before));
            self.is_stale |= next.is_some();
            if let Some(ending) = inputs.iter().find_map(ending) {
                return Ok(ending);
            }
            for input in &inputs {
                self.take_in(input)?;
            }
        }
    }

    fn look(&mut self) {
        let text = files::read(self.path);
        if self.text.as_ref() != Some(&text) {
            self.preview.set((self.see)(&text));
            self.text = Some(text);
            self.is_stale = true;
        }
    }

    /// A terminal that takes no more now is asked again after the next look.
    fn show(&mut self) -> io::Result<()> {
        self.screen.send()?;
        if self.is_stale && !self.screen.is_blocked() {
            self.is_stale = false;
            let (cells, scenes) = self.preview.drawn(self.tty.size());
            let extras = Extras {
                scenes: scenes.iter().map(|scene| (scene.cells, scene)).collect(),
                ..Extras::default()
            };
            self.screen.draw(extras, |buffer| buffer.merge(&cells))?;
        }
        Ok(())
    }

    fn take_in(&mut self, input: &Input) -> io::Result<()> {
        match input {
            Input::Stop | Input::Key(Key::Ctrl('z')) => {
                if terminal::can_stop() {
                    self.tty.restore();
                    terminal::stop();
                }
            }
            // A shell has let the program go on without the terminal.
            Input::Continued if !self.tty.is_ours() => terminal::stop(),
            Input::Continued => {
                self.tty.restore();
                self.tty.take()?;
                self.screen.set_up_again();
                self.resize();
            }
            Input::Resized => self.resize(),
            Input::Reply(TerminalReply::Pictures(protocol)) => {
                if self.screen.learn(*protocol) {
                    self.resize();
                }
            }
            Input::Key(Key::Char(' ')) => {
                self.preview.play();
                self.is_stale = true;
            }
            Input::Key(_)
            | Input::Paste(_)
            | Input::Reply(TerminalReply::Wide | TerminalReply::Narrow | TerminalReply::NoSixels)
            | Input::WasStopped
            | Input::Writable
            | Input::Answers(_)
            | Input::Changed
            | Input::Recovered(_)
            | Input::Unheard(_)
            | Input::Diary(_)
            | Input::Read(..)
            | Input::Signal(_)
            | Input::Gone => {}
        }
        Ok(())
    }

    fn resize(&mut self) {
        self.is_stale = true;
        self.screen.resize();
        self.preview.draw_pixels(self.screen.cell());
    }
}

/// Whether a key leaves, on whatever layout.
fn leaves(key: Key) -> bool {
    let is_one = |key| matches!(key, Key::Char('q') | Key::Esc | Key::Ctrl('c'));
    meanings(key, None).any(is_one)
}

/// How the watch ends with this input, if it does.
fn ending(input: &Input) -> Option<Ending> {
    match input {
        Input::Key(key) if leaves(*key) => Some(Ending::Done),
        Input::Signal(signal) => Some(Ending::Signal(*signal)),
        Input::Gone => Some(Ending::Gone),
        Input::Key(_)
        | Input::Paste(_)
        | Input::Reply(_)
        | Input::Resized
        | Input::Stop
        | Input::Continued
        | Input::WasStopped
        | Input::Writable
        | Input::Answers(_)
        | Input::Changed
        | Input::Recovered(_)
        | Input::Unheard(_)
        | Input::Diary(_)
        | Input::Read(..) => None,
    }
}
