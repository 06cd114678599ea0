//! The figure on the screens: where it is, when it moves, and when it does not.

use ratatui::style::Color;
use uncramp::settings::Motion;
use uncramp::ui::board::Content;
use uncramp::ui::theme::{Depth, Role, Theme, ThemeName};
use uncramp::ui::{AppConfig, InitialScreen};

use crate::pilot::{Pilot, routine, setup};

fn with_motion(motion: Motion) -> AppConfig {
    AppConfig {
        motion,
        relief_motion: motion,
        ..setup()
    }
}

/// `bedtime-stretch` in its first wall stretch, the announcement and the get-ready behind it.
fn in_the_first_hold(motion: Motion) -> Pilot {
    let mut pilot = Pilot::with(with_motion(motion), routine("bedtime-stretch"));
    pilot.press("enter right").wait(0.5).press("enter");
    pilot.sees("HOLD");
    pilot
}

fn colour(role: Role) -> Option<Color> {
    Theme::new(ThemeName::Night, Depth::True).style(role).fg
}

/// The columns of the figure in which a role is seen.
fn columns(pilot: &Pilot, role: Role) -> Vec<u16> {
    let (board, layout, _) = pilot.app.shown();
    let area = layout.area_of(board, |content| matches!(content, Content::Figure));
    let area = area.unwrap_or_default();
    let (buffer, colour) = (pilot.buffer(), colour(role));
    let wears = |x: u16, y: u16| {
        let cell = &buffer[(x, y)];
        let front = Some(cell.fg) == colour && cell.symbol() != " ";
        front || Some(cell.bg) == colour
    };
    let seen = |&x: &u16| (area.top()..area.bottom()).any(|y| wears(x, y));
    (area.left()..area.right()).filter(seen).collect()
}

fn shows_a_figure(pilot: &Pilot) -> bool {
    !columns(pilot, Role::Trunk).is_empty()
}

fn wakes_in(pilot: &mut Pilot, seconds: f64) -> usize {
    // What has not been drawn does not move.
    pilot.buffer();
    pilot.wakes = 0;
    pilot.wait(seconds);
    pilot.wakes
}

#[test]
fn a_held_pose_breathes_at_the_rate_of_its_motion_and_no_faster() {
    for (motion, a_second) in [(Motion::Full, 4), (Motion::Calm, 2), (Motion::Still, 1)] {
        let mut pilot = in_the_first_hold(motion);
        assert!(shows_a_figure(&pilot), "{motion:?}");
        pilot.wait(1.0);
        assert_eq!(wakes_in(&mut pilot, 5.0), 5 * a_second, "{motion:?}");
    }
}

#[test]
fn the_figure_goes_into_the_stretch_while_there_is_time_to_get_ready() {
    let mut pilot = Pilot::with(with_motion(Motion::Full), routine("bedtime-stretch"));
    pilot.press("enter right").sees("GET READY");
    assert_eq!(wakes_in(&mut pilot, 3.0), 30, "ten pictures a second");
    let there = columns(&pilot, Role::Muscle);
    assert_eq!(wakes_in(&mut pilot, 1.0), 1, "then only the count");
    assert_eq!(there, columns(&pilot, Role::Muscle));
}

#[test]
fn a_still_figure_does_not_move_at_all() {
    let mut pilot = Pilot::with(with_motion(Motion::Still), routine("evening-pedal"));
    pilot.press("enter right").wait(5.0);
    let before = columns(&pilot, Role::Near);
    assert!(!before.is_empty());
    assert_eq!(wakes_in(&mut pilot, 7.0), 7);
    assert_eq!(columns(&pilot, Role::Near), before);
}

#[test]
fn the_whole_body_moves_five_times_a_second_and_twice_when_calm() {
    for (motion, a_second) in [(Motion::Full, 5), (Motion::Calm, 2)] {
        let mut pilot = Pilot::with(with_motion(motion), routine("evening-pedal"));
        pilot.press("enter right").wait(5.0);
        let wakes = wakes_in(&mut pilot, 10.0);
        assert!(
            (a_second * 10..a_second * 10 + 10).contains(&wakes),
            "{motion:?}: {wakes}"
        );
    }
}

#[test]
fn a_paused_figure_rests() {
    let mut pilot = in_the_first_hold(Motion::Full);
    pilot.wait(2.0).press("space").sees("Let the stretch go");
    let before = pilot.buffer();
    assert_eq!(wakes_in(&mut pilot, 600.0), 0);
    assert_eq!(pilot.buffer(), before);
    assert!(shows_a_figure(&pilot));
}

#[test]
fn a_figure_that_nobody_sees_wakes_nobody() {
    for (columns, rows) in [(30, 8), (24, 6), (20, 3), (120, 8)] {
        let mut pilot = in_the_first_hold(Motion::Full);
        pilot.resize(columns, rows);
        assert!(!shows_a_figure(&pilot), "{columns}x{rows}");
        assert_eq!(wakes_in(&mut pilot, 5.0), 5, "{columns}x{rows}");
    }
    let mut pilot = Pilot::with(with_motion(Motion::Full), InitialScreen::Relief(None));
    pilot.wait(1.0).press("i");
    assert!(
        wakes_in(&mut pilot, 5.0) <= 1,
        "under a page nothing runs that is seen"
    );
}

#[test]
fn the_body_stays_where_it_is_and_the_leg_behind_is_worked() {
    let mut pilot = in_the_first_hold(Motion::Still);
    let faces_left =
        |pilot: &Pilot| columns(pilot, Role::Trunk)[0] < columns(pilot, Role::Muscle)[0];
    assert!(
        faces_left(&pilot),
        "the left leg is behind, the wall on the left"
    );
    let room = columns(&pilot, Role::Furniture);
    let leg_behind = columns(&pilot, Role::Far);
    pilot.wait(12.0).sees("RIGHT LEG");
    assert!(faces_left(&pilot), "{}", pilot.screen());
    assert_eq!(columns(&pilot, Role::Furniture), room);
    assert_ne!(columns(&pilot, Role::Far), leg_behind);
}

#[test]
fn the_motion_key_goes_round_and_says_so() {
    let mut pilot = in_the_first_hold(Motion::Full);
    for (motion, a_second) in [("calm", 2), ("still", 1), ("full", 4)] {
        pilot
            .press("a")
            .sees(&format!("Motion: {motion}"))
            .wait(6.0);
        assert_eq!(wakes_in(&mut pilot, 1.0), a_second, "{motion}");
    }
}

#[test]
fn the_breath_is_told_in_words_that_never_say_to_hold_it() {
    let mut pilot = in_the_first_hold(Motion::Full);
    pilot.sees("breathe in").wait(4.5).sees("breathe out");
    for _ in 0..20 {
        pilot.wait(1.0).misses("hold your breath");
    }
}

#[test]
fn relief_shows_the_figure_where_its_words_leave_room() {
    let sizes = [
        (80, 24, true),
        (60, 20, true),
        (120, 40, true),
        (45, 60, true),
    ];
    for (columns, rows, shows) in sizes.into_iter().chain([(45, 40, true), (40, 15, false)]) {
        let mut pilot = Pilot::now();
        pilot.resize(columns, rows).wait(2.0);
        assert_eq!(shows_a_figure(&pilot), shows, "{columns}x{rows}");
    }
}
