//! Relief that one window leaves, and another goes on with.

use std::time::Duration;

use uncramp::diary::{Record, ReliefAnswer};
use uncramp::session::under_way::UnderWay;

use super::*;

#[test]
fn relief_that_was_closed_in_another_window_goes_on_in_one_that_was_open() {
    let mut relief = Pilot::now();
    relief.wait(125.0).tell(Msg::Ended);
    let kept = relief.effects.iter().rev().find_map(|effect| match effect {
        Effect::Keep(under_way) => Some(under_way.clone()),
        _ => None,
    });
    let kept = kept.unwrap();
    let mut home = Pilot::home();
    home.wait(300.0).tell(Msg::UnderWay(kept.clone()));
    home.wait(60.0).press("1");
    home.sees("It began 3 minutes ago: the clock goes on.");
    // And where it eased there meanwhile, it is over here.
    let mut home = Pilot::home();
    home.wait(300.0).tell(Msg::UnderWay(kept.clone()));
    home.wait(60.0).tell(Msg::UnderWay(UnderWay::default()));
    home.wait(1.0).press("1").misses("the clock goes on");
    // Whatever another window has left, this one goes on with its own.
    let mut mine = Pilot::now();
    mine.wait(30.0).tell(Msg::UnderWay(kept));
    mine.wait(5.0).resize(40, 15).sees("0:35");
}

#[test]
fn relief_ends_where_another_window_was_told_that_it_eased_and_one_key_goes_on() {
    let eased = |answer, seconds| Msg::Eased(answer, Duration::from_secs(seconds));
    for keys in ["", "space", "i"] {
        let mut relief = Pilot::now();
        relief.wait(125.0);
        if !keys.is_empty() {
            relief.press(keys).wait(1.5);
        }
        relief.tell(eased(ReliefAnswer::Gone, 3));
        if keys == "i" {
            relief.wait(1.0).press("esc");
        }
        relief.sees("IT LET GO").sees("Said in another window.");
        // Nobody answered here, and nothing is asked of a cramp that is over.
        let answered = |effect: &&Effect| matches!(effect, Effect::Record(Record::Answered { .. }));
        assert_eq!(relief.effects.iter().find(answered), None);
        relief.wait(900.0).misses("ten minutes").sees("IT IS BACK");
    }
    let mut relief = Pilot::now();
    relief.wait(125.0).tell(eased(ReliefAnswer::Better, 3));
    relief.sees("EASING").wait(2.0).press("c").sees("TOES UP");
    // It is the same cramp: its clock goes on.
    relief.resize(40, 15).wait(1.0).sees("2:0");
    // What was said before it began is about another one, and "worse" is no end.
    let mut other = Pilot::now();
    other.wait(60.0).tell(eased(ReliefAnswer::Gone, 300));
    other
        .misses("IT LET GO")
        .press("space")
        .wait(1.5)
        .press("4");
    other.tell(eased(ReliefAnswer::Gone, 1));
    other.misses("IT LET GO");
}

#[test]
fn a_second_window_of_relief_hears_that_it_eased_in_the_first() {
    let home = tempfile::tempdir().unwrap();
    let window = || {
        let places =
            ["XDG_DATA_HOME", "XDG_STATE_HOME"].map(|name| (name, home.path().as_os_str()));
        Tty::shell(r#"exec "$0" now"#, &places)
    };
    let mut first = window();
    first.wait_for("Pull your toes up");
    // Who opens another has seen this one: its start is kept by then.
    let diary = home.path().join("uncramp/diary.jsonl");
    while !fs::read_to_string(&diary).is_ok_and(|lines| lines.contains("start")) {
        first.wait_for_frames(1);
    }
    let mut second = window();
    second.wait_for("Pull your toes up");
    first.press(" 1");
    first.wait_for("Saved in the diary.");
    second.wait_for("Said in another window.");
    for window in [&mut first, &mut second] {
        window.press("q");
        assert_eq!(window.wait_for_end(), Fate::Exited(0));
    }
}

#[test]
fn relief_whose_window_was_killed_goes_on_in_the_next() {
    let home = tempfile::tempdir().unwrap();
    let window = |script: &str| {
        let places =
            ["XDG_DATA_HOME", "XDG_STATE_HOME"].map(|name| (name, home.path().as_os_str()));
        Tty::shell(script, &places)
    };
    let kept = home.path().join("uncramp/under-way.json");
    // One that was open all the time goes on with it as the next one does.
    let mut open = window(r#"exec "$0""#);
    open.wait_for("More routines");
    let first = window(r#"exec "$0" now --speed 20"#);
    while !kept.exists() {
        first.wait_for_frames(1);
    }
    first.signal(Signal::KILL);
    assert_eq!(first.wait_for_end(), Fate::Killed(9));
    open.press("1");
    open.wait_for("the clock goes on");
    open.signal(Signal::KILL);
    assert_eq!(open.wait_for_end(), Fate::Killed(9));
    let mut next = window(r#"exec "$0" now"#);
    next.wait_for("the clock goes on");
    next.press(" 1");
    next.wait_for("Saved in the diary.");
    next.press("q");
    assert_eq!(next.wait_for_end(), Fate::Exited(0));
    assert!(!kept.exists(), "it eased");
}

#[test]
fn an_answer_that_rules_out_nothing_in_sight_leaves_the_step() {
    let mut pilot = Pilot::with(
        with(Profile::default()),
        InitialScreen::Relief(Some(Spot::Calf)),
    );
    // What a step says first.
    let step = |pilot: &Pilot| {
        let blocks = pilot.app.shown().0.blocks.iter();
        let mut said = blocks.filter(|block| matches!(block.content, Content::Shout(_)));
        format!("{:?}", said.next().unwrap().content)
    };
    let first = step(&pilot);
    pilot.wait(1.0).press_slowly("right right").wait(1.0);
    let third = step(&pilot);
    assert_ne!(first, third);
    let clot = answered(Question::Clot, Reply::Yes);
    pilot.tell(Msg::Profile(Box::new(clot), None));
    assert_eq!(step(&pilot), third);
}

#[test]
fn ten_minutes_by_the_clock_of_relief_are_over_once_their_entry_is_put_right() {
    let home = tempfile::tempdir().unwrap();
    let places = ["XDG_DATA_HOME", "XDG_STATE_HOME"].map(|name| (name, home.path().as_os_str()));
    let mut relief = Tty::shell(r#"exec "$0" now --speed 400"#, &places);
    relief.wait_for("get medical advice");
    relief.press(" ");
    relief.wait_for("You pressed after");
    relief.press("1");
    relief.wait_for("Look at both legs");
    relief.press("2");
    relief.wait_for("can feel like a cramp");
    relief.press("q");
    assert_eq!(relief.wait_for_end(), Fate::Exited(0));
    let told = r#"{"signs":{"RF-U2":""#;
    assert!(
        answers(home.path()).contains(told),
        "{}",
        answers(home.path())
    );
    let holds = || file::parse(&answers(home.path())).danger.is_some();
    let mend = |arguments: &[&str]| {
        let mended = Command::new(env!("CARGO_BIN_EXE_uncramp"))
            .arg("diary")
            .args(arguments)
            .envs(places)
            .output()
            .unwrap();
        assert!(mended.status.success(), "{mended:?}");
    };
    assert!(holds());
    mend(&["edit", "last", "--note", "odd"]);
    assert!(holds(), "its length is not put right by that");
    mend(&["edit", "last", "--minutes", "2", "--sure"]);
    assert!(!holds(), "{}", answers(home.path()));
}
