//! How long a program takes from its start to its first frame, on a terminal of its own.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use uncramp::io::clock::monotonic;

use super::{BECOME, FRAME_END, TIMES, median, row};

pub fn starts() {
    let uncramp = Path::new(env!("CARGO_BIN_EXE_uncramp"));
    let minimal = minimal();
    let home = tempfile::tempdir().expect("a place for temporary files");
    let start = |program: &Path, command: Option<&str>| {
        let mut command_line = CommandBuilder::new(env::current_exe().expect("this program"));
        command_line.args([OsStr::new(BECOME), program.as_os_str()]);
        command_line.args(command);
        command_line.env_clear();
        for (name, value) in [
            ("TERM", "xterm-256color"),
            ("LANG", "C.UTF-8"),
            ("TZ", "UTC"),
        ] {
            command_line.env(name, value);
        }
        command_line.env("HOME", home.path());
        first_frame(command_line)
    };

    let mut times: [Vec<Duration>; 4] = Default::default();
    for _ in 0..TIMES {
        times[0].push(start(&minimal, None));
        times[1].push(start(uncramp, Some("now")));
        times[2].push(start(uncramp, None));
        times[3].push(start(uncramp, Some("bedtime")));
    }
    let [least, now, home, bedtime] = times.map(|times| median(times.into_iter()));
    row("benches/minimal", least, "");
    for (name, time) in [
        ("uncramp now", now),
        ("uncramp", home),
        ("uncramp bedtime", bedtime),
    ] {
        let ratio = time.as_secs_f64() / least.as_secs_f64();
        row(name, time, &format!("{ratio:.2} times benches/minimal"));
    }
}

/// Says when it is, and becomes a program: what a fork takes is not measured.
pub fn become_another(program: &OsStr, arguments: &[OsString]) -> ! {
    println!("{}", monotonic().as_nanos());
    let error = Command::new(program).args(arguments).exec();
    panic!("{}: {error}", program.display());
}

/// Builds the least that a full-screen program can do, as any program is linked, and returns where it is.
fn minimal() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("minimal");
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--release", "--locked"])
        // Where it lies then is known, whatever target this was built for.
        .arg("--target-dir")
        .arg(&target)
        .env_remove("RUSTFLAGS")
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/minimal"))
        .status();
    assert!(
        built.is_ok_and(|status| status.success()),
        "benches/minimal does not build"
    );
    target.join("release/minimal")
}

/// The time from when a program is executed, on a terminal of its own, to the end of its first
/// frame.
fn first_frame(program: CommandBuilder) -> Duration {
    let size = PtySize {
        rows: 24,
        cols: 80,
        ..PtySize::default()
    };
    let pty = native_pty_system()
        .openpty(size)
        .expect("a pseudo-terminal");
    let mut output = pty
        .master
        .try_clone_reader()
        .expect("a pseudo-terminal can be read");
    let mut keys = pty
        .master
        .take_writer()
        .expect("a pseudo-terminal can be written");
    let mut seen = Vec::new();
    let mut bytes = [0; 8 * 1024];

    let mut child = pty
        .slave
        .spawn_command(program)
        .expect("the program starts");
    // Held here, it would keep the end of a program that failed from being seen.
    drop(pty.slave);
    while !seen
        .windows(FRAME_END.len())
        .any(|window| window == FRAME_END)
    {
        let count = output
            .read(&mut bytes)
            .expect("a program draws before it ends");
        seen.extend_from_slice(&bytes[..count]);
    }
    let end = monotonic();
    let begin = seen.split(|byte| *byte == b'\r').next();
    let begin = begin.and_then(|digits| str::from_utf8(digits).ok()?.parse().ok());
    let begin = Duration::from_nanos(begin.expect("it says when it began"));
    let time = end.saturating_sub(begin);

    // Before bed `q` would ask first.
    keys.write_all(b"\x03").expect("a program waits for a key");
    while output.read(&mut bytes).is_ok_and(|count| count > 0) {}
    let ending = child.wait().expect("a program that was started ends");
    assert!(ending.success(), "{ending:?}");
    time
}
