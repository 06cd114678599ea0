//! Keeps the screen of this machine from going dark while seconds count, by a program of the system.
//!
//! Each of them holds the screen for as long as a program it is given runs. That is a `cat` whose input
//! we keep open, so it ends with us by whatever way we end.

use std::process::{Child, Command, Stdio};

/// The programs, each of which takes another one to run: that of GNOME, of systemd, of macOS.
const PROGRAMS: [&[&str]; 3] = [
    &["gnome-session-inhibit", "--inhibit", "idle"],
    &[
        "systemd-inhibit",
        "--what=idle",
        "--who=uncramp",
        "--why=stretching",
    ],
    &["caffeinate", "-d"],
];

/// Holds the screen while it has a child that runs; the default one never does.
#[derive(Debug, Default)]
pub(crate) struct Inhibitor {
    /// What has not failed yet; the first is taken.
    programs: &'static [&'static [&'static str]],
    child: Option<Child>,
}

impl Inhibitor {
    /// By a program of this machine, if that is wanted.
    pub(crate) fn new(is_wanted: bool) -> Self {
        Self::by(if is_wanted { &PROGRAMS } else { &[] })
    }

    fn by(programs: &'static [&'static [&'static str]]) -> Self {
        Self {
            programs,
            child: None,
        }
    }

    /// Holds the screen or lets it go. A program that is absent or fails is not tried again, and
    /// nothing is said of it: the screen then goes dark as it always did.
    pub(crate) fn keep_awake(&mut self, wanted: bool) {
        if !wanted {
            self.release();
            return;
        }
        if let Some(child) = &mut self.child {
            if matches!(child.try_wait(), Ok(None)) {
                return;
            }
            log::info!("{} keeps no screen awake", self.programs[0][0]);
            self.child = None;
            self.programs = &self.programs[1..];
        }
        while let Some([program, arguments @ ..]) = self.programs.first() {
            let child = Command::new(program)
                .args(arguments)
                .arg("cat")
                .current_dir("/")
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn();
            match child {
                Ok(child) => {
                    self.child = Some(child);
                    return;
                }
                Err(why) => {
                    log::info!("{program} cannot be run: {why}");
                    self.programs = &self.programs[1..];
                }
            }
        }
    }

    fn release(&mut self) {
        if let Some(mut child) = self.child.take() {
            drop(child.stdin.take());
            // It ends by itself, and at once; nothing waits for it.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Drop for Inhibitor {
    fn drop(&mut self) {
        self.release();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_program_that_works_runs_until_it_is_let_go() {
        let mut inhibitor = Inhibitor::by(&[&["/there/is/none"], &["false"], &["env"]]);
        while inhibitor.programs.len() > 1 {
            inhibitor.keep_awake(true);
        }
        inhibitor.keep_awake(true);
        let child = inhibitor.child.as_mut().expect("`env cat` runs");
        assert!(matches!(child.try_wait(), Ok(None)));
        inhibitor.keep_awake(false);
        assert!(inhibitor.child.is_none());
    }

    #[test]
    fn without_a_program_nothing_happens() {
        let mut inhibitor = Inhibitor::new(false);
        inhibitor.keep_awake(true);
        assert!(inhibitor.child.is_none());
    }
}
