//! The command line: what is asked, what is printed where, how it ends.

mod diary;
mod files;
mod home;
mod keeping;
mod pose;
mod report;
mod streams;

use std::fs;

use uncramp::diary::choice::Sign;

use crate::answers;
use home::{Home, STRETCH, finish};

#[test]
fn help_names_every_command_and_no_hidden_flag() {
    let run = Home::new().run(&["--help"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for word in [
        "now",
        "bedtime",
        "run",
        "list",
        "show",
        "pose",
        "report",
        "check",
        "import-routine",
        "diary",
        "completions",
        "man",
        "paths",
        "--theme",
        "--motion",
        "--glyphs",
        "--plain",
        "--log",
    ] {
        assert!(run.out.contains(word), "{word}:\n{}", run.out);
    }
    assert!(!run.out.contains("--speed"));
    assert!(run.out.lines().all(|line| line.chars().count() <= 100));
}

#[test]
fn a_routine_of_another_timer_is_carried_over_checked_and_told_apart() {
    let home = Home::new();
    let saved = home.path().join("backup.json");
    fs::copy("tests/data/timer/evening-legs.json", &saved).unwrap();
    let saved = saved.to_str().unwrap();
    let run = home.run(&["import-routine", saved]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("note: taken for a break"), "{}", run.err);
    let routine = home.path().join("my-evening-legs.toml");
    fs::write(&routine, &run.out).unwrap();
    let check = home.run(&["check", routine.to_str().unwrap()]);
    assert_eq!(
        (check.code, check.out.as_str()),
        (0, "1 file, no problems\n")
    );
    let check = home.run(&["check", saved]);
    assert_eq!(check.code, 1);
    assert!(check.out.contains("this is JSON"), "{}", check.out);
    assert!(
        check.out.contains("`uncramp import-routine FILE`"),
        "{}",
        check.out
    );
}

#[test]
fn a_wrong_word_is_explained_on_standard_error_and_ends_with_2() {
    for arguments in [
        &["nothing"][..],
        &["--theme", "pink", "list"],
        &["--speed", "0", "now"],
        &["--log", "loud", "list"],
        &["show"],
        &["run"],
        &["list", "--yaml"],
    ] {
        let run = Home::new().run(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.starts_with("error: "), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn every_routine_that_is_listed_can_be_shown() {
    let home = Home::new();
    let list = home.run(&["list", "--json"]);
    assert_eq!((list.code, list.err.as_str()), (0, ""));
    let list: serde_json::Value = serde_json::from_str(&list.out).unwrap();
    let routines = list["routines"].as_array().unwrap();
    assert!(routines.len() >= 14);
    for routine in routines {
        let id = routine["id"].as_str().unwrap();
        let show = home.run(&["show", id]);
        assert_eq!((show.code, show.err.as_str()), (0, ""), "{id}");
        let title = routine["title"].as_str().unwrap();
        assert!(show.out.starts_with(title), "{id}:\n{}", show.out);
        for step in routine["steps"].as_array().unwrap() {
            assert!(show.out.contains(step["title"].as_str().unwrap()), "{id}");
        }
    }
}

#[test]
fn what_is_shown_of_a_routine_is_complete() {
    let show = Home::new().run(&["show", "relief-calf"]).out;
    for words in [
        "relief-calf",
        "built-in",
        "3:50",
        "Muscles: calf",
        "advised by health services, not proven by trials",
        "hold 45s, the sore leg",
        "Caution: Never jerk it",
        "8. Warmth, optional",
        "10 minutes, or leg",
        "Sources",
        "https://",
    ] {
        assert!(show.contains(words), "{words}:\n{show}");
    }
    let show = Home::new().run(&["show", "bedtime-stretch"]).out;
    assert!(show.contains("Stop if pain turns sharp"), "{show}");
    assert!(show.contains("Needs: wall, chair"), "{show}");
}

#[test]
fn the_list_fits_a_page_of_80_columns() {
    let list = Home::new().run(&["list"]);
    assert_eq!((list.code, list.err.as_str()), (0, ""));
    for line in list.out.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    for words in [
        "bedtime-stretch        3:35  Bedtime stretch",
        "during a cramp; foot, toes; built-in",
        "one small study found it helps, two others did not",
    ] {
        assert!(list.out.contains(words), "{words}:\n{}", list.out);
    }
}

#[test]
fn now_takes_any_word_and_always_starts_relief() {
    for (typed, first) in [
        (&["now", "TOES"][..], "Toes back"),
        (&["now", "thigh"], "Leg out straight"),
        (&["now", "shin"], "Toes down"),
        (&["now", "inner", "thigh"], "Leg out to side"),
        (&["now", "elbow"], "Toes up"),
        (&["now", "both", "legs"], "Toes up"),
    ] {
        let plain = ["--plain", "--speed", "1000"];
        let now = Home::new().run(&[typed, &plain].concat());
        assert_eq!((now.code, now.err.as_str()), (0, ""), "{typed:?}");
        assert!(now.out.starts_with(first), "{typed:?}:\n{}", now.out);
        let is_unknown = now.out.contains("\"elbow\" is not known");
        assert_eq!(is_unknown, typed.contains(&"elbow"), "{}", now.out);
    }
}

#[test]
fn an_unknown_routine_is_answered_with_the_nearest() {
    for command in ["show", "run"] {
        let run = Home::new().run(&[command, "bedtime-strech"]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{command}");
        assert!(
            run.err.contains("did you mean `bedtime-stretch`?"),
            "{}",
            run.err
        );
        assert!(run.err.contains("`uncramp list`"), "{}", run.err);
        let run = Home::new().run(&[command, "qqqqqqqqqqqqqq"]);
        assert!(!run.err.contains("did you mean"), "{}", run.err);
    }
}

#[test]
fn completions_and_the_manual_are_there_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = Home::new().run(&["completions", shell]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{shell}");
        for offered in ["bedtime", "diary", "theme"] {
            assert!(run.out.contains(offered), "{shell}: {offered}");
        }
        assert!(!run.out.contains("speed"), "{shell}: a hidden flag");
    }
    let run = Home::new().run(&["man"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for words in [
        ".TH uncramp 1",
        ".SS \"uncramp diary add [OPTIONS]\"",
        "soreness",
        "EXIT STATUS",
        ".SH EXAMPLES",
        ".SH ENVIRONMENT",
    ] {
        assert!(run.out.contains(words), "{words}:\n{}", run.out);
    }
    assert!(!run.out.contains("(1)"), "it names no other page");
}

#[test]
fn completions_offer_what_there_is() {
    let home = Home::new();
    home.routine("my-own-calf.toml", STRETCH);
    for shell in ["bash", "zsh"] {
        let script = home.run(&["completions", shell]).out;
        for id in ["relief-quadriceps", "my-own-calf", "thigh-rub-front"] {
            assert!(script.contains(id), "{shell}: {id}");
        }
    }
    let bash = home.run(&["completions", "bash"]).out;
    let offered = |command: &str| {
        let (_, of) = bash.rsplit_once(&format!("subcmd__{command})")).unwrap();
        of.split_once(";;").unwrap().0
    };
    assert!(offered("now").contains("quadriceps bed shin inner-thigh"));
    // The commands without a screen take its flags, and do not offer them.
    let offered = offered("paths");
    assert!(offered.contains("--log"), "{offered}");
    assert!(!offered.contains("--theme"), "{offered}");
}

#[test]
fn every_word_of_a_list_is_in_the_help_and_in_the_completions() {
    let home = Home::new();
    for text in [
        home.run(&["diary", "add", "--help"]),
        home.run(&["completions", "bash"]),
    ] {
        for words in Sign::ALL
            .iter()
            .map(|sign| sign.name())
            .chain(["none", "unknown"])
        {
            assert!(text.out.contains(words), "{words}:\n{}", text.out);
        }
    }
}

#[test]
fn the_flags_of_screens_are_in_the_help_of_what_has_one() {
    let home = Home::new();
    for (command, has_screen) in [
        (&["now"][..], true),
        (&["pose", "watch"], true),
        (&["nights"], true),
        (&["diary", "list"], false),
        (&["check"], false),
        (&["report"], false),
    ] {
        let help = home.run(&[command, &["--help"]].concat()).out;
        assert_eq!(help.contains("--theme"), has_screen, "{help}");
    }
    assert_eq!(home.run(&["diary", "path", "--theme", "mono"]).code, 0);
    let help = home.run(&["help", "diary", "add"]);
    assert!(help.out.contains("--severity"), "{}{}", help.out, help.err);
}

#[test]
fn without_a_keyboard_nights_and_answers_are_told_whole() {
    let home = Home::new();
    home.run(&["diary", "night", "--cramps", "0"]);
    let nights = home.run(&["nights"]);
    assert_eq!((nights.code, nights.err.as_str()), (0, ""));
    for words in [" nights are recorded", "in 1 recorded night"] {
        assert!(nights.out.contains(words), "{words}:\n{}", nights.out);
    }
    home.write_diary("no diary\n");
    let foreign = home.run(&["nights"]);
    assert_eq!(foreign.code, 1, "{}", foreign.out);
    assert!(foreign.err.contains("not a diary"), "{}", foreign.err);
    fs::remove_file(home.diary()).unwrap();
    fs::create_dir(home.diary()).unwrap();
    let unread = home.run(&["nights"]);
    assert_eq!(unread.code, 1, "{}", unread.out);
    assert!(unread.err.contains("diary.jsonl"), "{}", unread.err);
    let homeless = finish(home.command(&["nights"]).env("HOME", "nowhere"));
    assert_eq!(homeless.code, 1, "{}", homeless.out);

    let profile = home.path().join(".local/share/uncramp/profile.jsonl");
    fs::write(&profile, answers::file("clot = \"no\"")).unwrap();
    let answers = home.run(&["profile"]);
    for words in [
        "nothing is asked",
        "told you may have one? No",
        "diabetes? Not answered",
    ] {
        assert!(answers.out.contains(words), "{words}:\n{}", answers.out);
    }
    fs::write(&profile, answers::file("clot = \"perhaps\"")).unwrap();
    let check = home.run(&["check"]);
    assert_eq!(check.code, 1);
    assert!(check.out.contains("profile.jsonl:2"), "{}", check.out);
}

#[test]
fn paths_lie_below_home_or_where_xdg_says() {
    let home = Home::new();
    let paths = home.run(&["paths"]);
    assert_eq!((paths.code, paths.err.as_str()), (0, ""));
    let config = home.path().join(".config/uncramp/config.toml");
    assert!(
        paths.out.contains(config.to_str().unwrap()),
        "{}",
        paths.out
    );

    let paths = finish(
        home.command(&["paths"])
            .env("XDG_CONFIG_HOME", "/elsewhere"),
    );
    for folder in ["/elsewhere/uncramp/routines", "/elsewhere/uncramp/poses"] {
        assert!(paths.out.contains(folder), "{}", paths.out);
    }

    let diary = home.path().join(".local/share/uncramp/diary.jsonl");
    assert!(paths.out.contains(diary.to_str().unwrap()), "{}", paths.out);
    let paths = finish(home.command(&["paths"]).env("XDG_DATA_HOME", "/elsewhere"));
    assert!(
        paths.out.contains("/elsewhere/uncramp/diary.jsonl"),
        "{}",
        paths.out
    );

    let paths = finish(home.command(&["paths"]).env("XDG_CONFIG_HOME", "here"));
    assert!(
        paths
            .err
            .contains("XDG_CONFIG_HOME is not an absolute path"),
        "{}",
        paths.err
    );
    assert!(
        paths.out.contains(config.to_str().unwrap()),
        "{}",
        paths.out
    );
}

#[test]
fn a_home_that_cannot_be_used_is_said_and_the_rest_works() {
    let home = Home::new();
    let homeless = |arguments: &[&str]| finish(home.command(arguments).env("HOME", "not/absolute"));
    let list = homeless(&["list"]);
    assert_eq!(list.code, 0);
    assert!(list.err.contains("no home folder is known"), "{}", list.err);
    assert!(list.out.contains("relief-calf"));
    let paths = homeless(&["paths"]);
    assert_eq!((paths.code, paths.out.as_str()), (1, ""));
    assert!(paths.err.contains("set HOME"), "{}", paths.err);
    assert_eq!(homeless(&["now", "--speed", "10000"]).code, 0);
    assert_ne!(finish(home.command(&["list"]).env_remove("HOME")).out, "");
}

#[test]
fn a_machine_without_a_terminal_is_coached_in_lines_to_the_end() {
    for arguments in [
        &["run", "bedtime-stretch"][..],
        &["bedtime"],
        &["now", "foot"],
        &["run", "after-cramp"],
    ] {
        let run = Home::new().run(&[arguments, &["--speed", "10000"]].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
        assert!(run.out.lines().count() > 10, "{arguments:?}:\n{}", run.out);
        assert!(!run.out.contains('\u{1b}'), "{arguments:?}");
    }
}

#[test]
fn the_questions_are_listed_by_a_word_as_by_an_option_and_the_id_of_a_card_finds_others_too() {
    let home = Home::new();
    for (word, option) in [
        (&["ask", "list"][..], &["ask", "--list"][..]),
        (&["ask", "list", "pregnant"], &["ask", "--list", "pregnant"]),
        (&["ask", "--json", "list"], &["ask", "--json"]),
    ] {
        let [word, option] = [word, option].map(|arguments| home.run(arguments));
        assert_eq!((word.code, word.out), (0, option.out));
    }
    let list = home.run(&["ask", "list", "kidney"]).out;
    assert!(list.starts_with("Could it be my kidneys?"), "{list}");
    let page = home.run(&["ask", "magnesium"]).out;
    assert!(page.starts_with("Does magnesium help?"), "{page}");
    assert!(page.contains("(magnesium-in-pregnancy)"), "{page}");
}

#[test]
fn a_word_that_means_relief_starts_it_and_any_other_is_refused() {
    let home = Home::new();
    let usual = home.run(&["now", "--plain", "--speed", "1000"]).out;
    for words in [
        &["NOW"][..],
        &["nwo"],
        &["Now"],
        &["toes"],
        &["CALF"],
        &["run", "calf"],
        &["now", "--bed"],
        &["now", "-Shin", "bed"],
    ] {
        let run = home.run(&[words, &["--plain", "--speed", "1000"]].concat());
        assert_eq!(run.code, 0, "{words:?}: {}", run.err);
        let first = run.out.lines().next();
        assert!(
            first.is_some() && run.out.len() > usual.len() / 2,
            "{words:?}: {}",
            run.out
        );
    }
    for words in [
        &["lsit"][..],
        &["wno", "--what"],
        &["now", "--what"],
        &["run", "calfskin-bag"],
        &["bedtmie"],
    ] {
        let run = home.run(words);
        assert!(
            run.code > 0 && !run.err.is_empty(),
            "{words:?}: {}",
            run.out
        );
    }
}
