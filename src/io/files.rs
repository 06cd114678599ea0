//! Where things live, and reading them: whatever lies there, it is read quickly or refused.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, stdin};
use std::os::fd::AsFd;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use etcetera::BaseStrategy;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

use crate::io::output::warn_stderr;
use crate::io::{private_dir, recovery, store};
use crate::routine::hidden::shown;
use crate::routine::library::OwnFile;
use crate::routine::problem::Lines;
use crate::routine::{PoseId, RoutineId};

/// Bytes of a file that is read; a longer one is refused.
const LARGEST: u64 = 256 * 1024;
const NO_FILE: &str = "a pipe, a socket or a device, not a file";
/// Files of the user's folder that are read; the rest is left out, and said so.
const MOST: usize = 500;

/// Nobody writes more, and whoever sends more means no good.
const MOST_BYTES: usize = 4 << 20;

/// Where the user's files live.
#[derive(Debug, Clone)]
pub struct Places {
    config: PathBuf,
    data: PathBuf,
    state: PathBuf,
}

impl Places {
    /// The places of this user; `None` when no home folder is known.
    pub fn find() -> Option<Self> {
        let base = etcetera::choose_base_strategy().ok()?;
        let places = Self {
            config: base.config_dir().join("uncramp"),
            data: base.data_dir().join("uncramp"),
            state: base
                .state_dir()
                .unwrap_or_else(|| base.data_dir())
                .join("uncramp"),
        };
        let all = [&places.config, &places.data, &places.state];
        all.iter().all(|path| path.is_absolute()).then_some(places)
    }

    /// The places of a test: all of them below `home`.
    #[cfg(test)]
    pub fn below(home: &Path) -> Self {
        let at = |name: &str| home.join(name).join("uncramp");
        Self {
            config: at("config"),
            data: at("data"),
            state: at("state"),
        }
    }

    pub fn config(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    pub fn routines(&self) -> PathBuf {
        self.config.join("routines")
    }

    pub fn poses(&self) -> PathBuf {
        self.config.join("poses")
    }

    /// The answers to the safety questions. Not beside the settings, which people share.
    pub fn profile(&self) -> PathBuf {
        self.data.join("profile.jsonl")
    }

    pub fn diary(&self) -> PathBuf {
        self.data.join("diary.jsonl")
    }

    /// The folder of the log, and of what could not be saved.
    pub fn state(&self) -> &Path {
        &self.state
    }

    /// What is under way, for the next window.
    pub fn under_way(&self) -> PathBuf {
        self.state.join("under-way.json")
    }

    /// Whether a file is one that the program keeps for itself, by whatever name.
    pub fn are_at(&self, path: &Path) -> bool {
        let ours = [
            self.config(),
            self.profile(),
            self.diary(),
            self.log(),
            self.under_way(),
        ];
        let aside = [(self.diary(), store::ASIDE), (self.profile(), store::ASIDE)];
        let aside = aside
            .iter()
            .flat_map(|(of, mark)| private_dir::beside(of, mark).0);
        let mut ours = ours.into_iter().chain(aside).chain(recovery::left(self));
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        let folder = folder.unwrap_or(Path::new("."));
        let folders = [self.routines(), self.poses()];
        ours.any(|own| is_same(&own, path)) || folders.iter().any(|own| is_same(own, folder))
    }

    pub fn log(&self) -> PathBuf {
        self.state.join("uncramp.log")
    }
}

/// What the user should know about the environment in which `places` were looked for.
pub fn oddities(places: Option<&Places>) -> Vec<String> {
    let mut said = Vec::new();
    if places.is_none() {
        said.push(
            "no home folder is known, so there are no settings, no own routines and no diary"
                .into(),
        );
    }
    let names = ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"];
    let relative = names.into_iter().filter(|name| {
        env::var_os(name).is_some_and(|path| !path.is_empty() && Path::new(&path).is_relative())
    });
    said.extend(relative.map(|name| format!("{name} is not an absolute path, so it is not used")));
    said
}

/// The text of one file.
///
/// # Errors
/// Why it cannot be read, in words for the user.
pub fn read(path: &Path) -> Result<String, String> {
    log::debug!("reading {}", shown(path));
    text(bytes(path)?)
}

/// What stands in one file.
pub fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    open(path)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| in_words(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large());
    }
    Ok(bytes)
}

/// The text of a file that was named on the command line: `-` is standard input, and what a shell
/// hands over as `<( … )` is read, too. Other pipes are refused, as everywhere.
///
/// # Errors
/// As [`read`]; a pipe that says nothing for ten seconds is not waited for.
pub fn read_named(path: &Path) -> Result<String, String> {
    let of_shell = ["/dev/fd", "/proc/self/fd"].map(Path::new);
    let name = path.to_string_lossy();
    let mut what = &*name;
    let pipe = if path == Path::new("-") {
        what = "standard input";
        stdin().as_fd().try_clone_to_owned().map(File::from)
    } else if path
        .parent()
        .is_some_and(|folder| of_shell.contains(&folder))
    {
        File::open(path)
    } else {
        return read(path);
    };
    text(of_pipe(pipe.map_err(|error| in_words(&error))?, what)?)
}

fn of_pipe(mut pipe: File, what: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    let mut wait = UNTOLD;
    loop {
        let timeout = Timespec::try_from(wait).expect("a few seconds");
        let ready = poll(&mut [PollFd::new(&pipe, PollFlags::IN)], Some(&timeout));
        match ready {
            Ok(0) if wait == UNTOLD => {
                let patience = PATIENCE.as_secs();
                warn_stderr(&format!(
                    "waiting for {what}, for {patience} seconds: nothing has come yet"
                ));
                wait = PATIENCE;
                continue;
            }
            Ok(0) => return Err("a pipe that says nothing".to_owned()),
            Ok(_) => {}
            Err(Errno::INTR) => continue,
            Err(error) => return Err(in_words(&error.into())),
        }
        match pipe.read(&mut part) {
            Ok(0) => return Ok(bytes),
            Ok(count) => bytes.extend(&part[..count]),
            Err(error)
                if matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::WouldBlock) => {}
            Err(error) => return Err(in_words(&error)),
        }
        if bytes.len() as u64 > LARGEST {
            return Err(too_large());
        }
    }
}

/// What tells that a file was changed without reading it.
pub type FileStamp = (u64, u64, u64, i64, i64);

/// How the file at `path` lies there now; `None` where there is none.
pub fn seen(path: &Path) -> Option<FileStamp> {
    let found = fs::metadata(path).ok()?;
    Some((
        found.dev(),
        found.ino(),
        found.len(),
        found.mtime(),
        found.mtime_nsec(),
    ))
}

/// As [`read`]; `Ok(None)` when there is no such file.
pub fn read_if_there(path: &Path) -> Result<Option<String>, String> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        _ => read(path).map(Some),
    }
}

pub fn own_routine(places: &Places, id: &RoutineId) -> Option<OwnFile> {
    in_folder(&places.routines(), id)
}

/// The user's pose with this id; `None` when there is none.
pub fn own_pose(places: &Places, id: &PoseId) -> Option<OwnFile> {
    in_folder(&places.poses(), id)
}

fn in_folder(folder: &Path, id: &RoutineId) -> Option<OwnFile> {
    let path = folder.join(format!("{id}.toml"));
    fs::symlink_metadata(&path).ok()?;
    Some(own_file(path))
}

/// The user's routines or poses, and what is odd about their folder.
#[derive(Debug, Default)]
pub struct Folder {
    /// In the order of their names.
    pub files: Vec<OwnFile>,
    /// One sentence each.
    pub oddities: Vec<String>,
}

/// Reads every `*.toml` of a folder that may be missing; hidden files and folders in it are left
/// alone.
pub fn folder(path: &Path) -> Folder {
    log::debug!("reading {}", shown(path));
    let mut oddities = Vec::new();
    let mut paths = match toml_files(path) {
        Ok(paths) => paths,
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => {
            oddities.push(format!("{}: {}", shown(path), in_words(&error)));
            Vec::new()
        }
    };
    if paths.len() > MOST {
        oddities.push(format!(
            "{}: holds {} files; only the first {MOST} by name are read",
            shown(path),
            paths.len()
        ));
        paths.truncate(MOST);
    }
    for open in std::iter::once(path).chain(paths.iter().map(PathBuf::as_path)) {
        if anybody_may_write(open) {
            oddities.push(format!(
                "{}: anybody on this machine can change it; mend with `chmod o-w`",
                shown(open)
            ));
        }
    }
    let mut room = MOST_BYTES;
    let mut files = Vec::new();
    for path in paths {
        if room == 0 {
            oddities.push(format!(
                "{}: holds more than {} MiB; only the first files by name are read",
                shown(path.parent().unwrap_or(&path)),
                MOST_BYTES >> 20
            ));
            break;
        }
        let file = own_file(path);
        room = room.saturating_sub(file.text.as_ref().map_or(0, String::len));
        files.push(file);
    }
    Folder { files, oddities }
}

fn toml_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_hidden = path
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if !is_hidden && path.extension() == Some(OsStr::new("toml")) {
            paths.push(path);
        }
    }
    paths.sort_unstable();
    Ok(paths)
}

fn own_file(path: PathBuf) -> OwnFile {
    let text = read(&path);
    OwnFile { path, text }
}

/// A pipe may say nothing for so long.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long nobody is told that it is waited for.
const UNTOLD: Duration = Duration::from_secs(1);

/// Opens a regular file of a sensible size. What was opened is judged, not what the path named a
/// moment before, and opening a pipe or a terminal neither waits nor takes it over.
fn open(path: &Path) -> Result<File, String> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(file) => File::from(file),
        Err(Errno::NXIO) => return Err(NO_FILE.to_owned()),
        Err(error) => return Err(in_words(&error.into())),
    };
    let found = file.metadata().map_err(|error| in_words(&error))?;
    if found.is_dir() {
        return Err("a folder, not a file".to_owned());
    }
    if !found.is_file() {
        return Err(NO_FILE.to_owned());
    }
    if found.len() > LARGEST {
        return Err(too_large());
    }
    Ok(file)
}

/// The text in `bytes`, or where it stops being text.
fn text(bytes: Vec<u8>) -> Result<String, String> {
    let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(_) if is_utf16 => return Err("UTF-16 text; save it as UTF-8".to_owned()),
        Err(error) => error,
    };
    let good = error.utf8_error().valid_up_to();
    let before = String::from_utf8_lossy(&error.as_bytes()[..good]);
    let (line, column) = Lines::of(&before).position(&before, before.len());
    Err(format!(
        "not UTF-8 at line {line}, column {column}; save it as UTF-8"
    ))
}

fn too_large() -> String {
    format!("larger than {} KiB", LARGEST / 1024)
}

/// An error of the system in few words, without the program's own names for it.
fn in_words(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file".to_owned(),
        ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        ErrorKind::NotADirectory => "not a folder".to_owned(),
        _ => error.to_string(),
    }
}

/// Whether two paths lead to one file, be it that of which there is none yet.
fn is_same(one: &Path, other: &Path) -> bool {
    if let (Ok(one), Ok(other)) = (fs::metadata(one), fs::metadata(other)) {
        return (one.dev(), one.ino()) == (other.dev(), other.ino());
    }
    let place = |path: &Path| {
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
        Some(folder.join(path.file_name()?))
    };
    place(one).is_some_and(|one| Some(one) == place(other))
}

fn anybody_may_write(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o002 != 0)
}
