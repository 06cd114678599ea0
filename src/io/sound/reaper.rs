//! A process that only waits: when the program is gone while something sounds, because it was killed or
//! ran out of memory, this silences it.

use std::io::Write;
use std::process::Child;

use rustix::process::Pid;

use crate::io::terminal::waiting_shell;

/// Every line names the process group that sounds, or none; after the last one nobody else ends it.
const SCRIPT: &str = r#"trap '' HUP INT QUIT TERM TSTP
while read -r line; do group=$line; done
[ -z "$group" ] || kill -s KILL -- "-$group"
"#;

/// The process, as long as there is a thread that lets sounds be heard.
#[derive(Debug)]
pub(super) struct Reaper {
    shell: Child,
    told: Option<Pid>,
}

impl Reaper {
    /// Starts it; `None` where there is no shell.
    pub(super) fn start() -> Option<Self> {
        let shell = waiting_shell(SCRIPT).spawn().ok()?;
        Some(Self { shell, told: None })
    }

    /// Says which process group sounds now.
    pub(super) fn watch(&mut self, group: Option<Pid>) {
        if self.told == group {
            return;
        }
        self.told = group;
        let line = group.map_or_else(String::new, |group| group.as_raw_nonzero().to_string());
        if let Some(pipe) = &mut self.shell.stdin {
            let _ = writeln!(pipe, "{line}");
        }
    }
}

impl Drop for Reaper {
    fn drop(&mut self) {
        self.watch(None);
        // Whoever has stopped it does not hold this program up.
        let _ = self.shell.kill();
        let _ = self.shell.wait();
    }
}
