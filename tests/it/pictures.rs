//! The pictures of the README, drawn from the program's own screens.
//!
//! `UNCRAMP_PICTURES=write cargo test --test it pictures` draws them anew.

use std::fs;
use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use uncramp::ui::figure::Scene;
use uncramp::ui::theme::ThemeName;
use uncramp::ui::{AppConfig, Msg};

use crate::docs::{assert_current, project, read};
use crate::pilot::{Pilot, routine, setup};
use crate::sheet;
use crate::svg::{CELL, svg};

const REDRAW: &str = "UNCRAMP_PICTURES";

/// A screen worth showing, or a sheet of pictures.
struct Picture {
    name: &'static str,
    /// What is seen, for those who cannot see it.
    title: &'static str,
    buffer: Buffer,
    /// The figure where it is in pixels.
    scene: Option<(Rect, Scene)>,
}

impl Picture {
    fn path(&self) -> PathBuf {
        project("docs/pictures")
            .join(self.name)
            .with_extension("svg")
    }
}

fn pictures() -> Vec<Picture> {
    let picture = |name, title, pilot: Pilot| Picture {
        name,
        title,
        buffer: pilot.buffer(),
        scene: pilot.scene(),
    };
    vec![
        picture(
            "relief",
            "During a cramp, in the first frame: what to do in huge letters, and the count",
            in_pixels(Pilot::now()),
        ),
        picture("eased", "EASED? and its four answers", eased()),
        picture("home", "The home screen, CRAMP NOW selected", Pilot::home()),
        picture(
            "bedtime",
            "The second step before bed: hold and breathe",
            in_pixels(second_hold(Pilot::bedtime())),
        ),
        picture(
            "routines",
            "The routines, each with its length and evidence",
            from_home("3"),
        ),
        picture("signs", "When to get medical help", from_home("4")),
        picture(
            "marks",
            "Is it a cramp? Five troubles, one after the other",
            from_home("7 enter right right"),
        ),
        picture(
            "answer",
            "A card of the handbook: is quinine good for cramps?",
            from_home("7 / q u i n i n e enter"),
        ),
        picture(
            "day",
            "A routine for the day, in the colours of the day",
            by_day(),
        ),
        picture(
            "portrait",
            "During a cramp, on a telephone held upright",
            upright(),
        ),
        Picture {
            name: "poses",
            title: "Every built-in pose where it is held, with its title",
            buffer: sheet::sheet(),
            scene: None,
        },
    ]
}

/// On a terminal that shows pictures.
fn in_pixels(mut pilot: Pilot) -> Pilot {
    pilot.tell(Msg::Resized(pilot.size, Some(CELL.as_size())));
    pilot
}

fn eased() -> Pilot {
    let mut pilot = Pilot::now();
    pilot.wait(72.0).press("space").wait(1.0);
    pilot
}

fn from_home(key: &str) -> Pilot {
    let mut pilot = Pilot::home();
    pilot.press(key);
    pilot
}

fn by_day() -> Pilot {
    let by_day = AppConfig {
        theme: ThemeName::Day,
        ..setup()
    };
    second_hold(Pilot::with(by_day, routine("daytime-desk-break")))
}

fn upright() -> Pilot {
    let mut pilot = Pilot::now();
    pilot.resize(45, 60).wait(12.0);
    pilot
}

/// Goes to the second step, says ready and holds for a while.
fn second_hold(mut pilot: Pilot) -> Pilot {
    pilot
        .press("enter right")
        .wait(1.0)
        .press("enter")
        .wait(4.0);
    pilot
}

#[test]
fn the_pictures_show_the_program_as_it_is() {
    for picture in pictures() {
        assert_current(
            &picture.path(),
            &svg(&picture.buffer, picture.scene.as_ref(), picture.title),
            REDRAW,
        );
    }
}

#[test]
fn every_picture_is_drawn_here_and_seen_in_the_readme() {
    let readme = read(&project("README.md"));
    let drawn: Vec<PathBuf> = pictures().iter().map(Picture::path).collect();
    for entry in fs::read_dir(project("docs/pictures")).unwrap() {
        let path = entry.unwrap().path();
        assert!(
            drawn.contains(&path),
            "{} is drawn by no test: remove it",
            path.display()
        );
    }
    for picture in pictures() {
        let link = format!("(docs/pictures/{}.svg)", picture.name);
        assert!(readme.contains(&link), "README.md does not show {link}");
    }
}
