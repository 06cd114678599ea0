//! Words of the person's own on the command line.

use crate::cli::home::{Home, finish};

#[test]
fn what_is_not_in_the_list_is_taken_as_it_is_and_counted_on_the_page() {
    let home = Home::new();
    for (nth, said) in [
        ["--helped", "pickle-juice"],
        ["--helped", "mustard"],
        ["--helped", "a bar of soap, Pickle juice"],
        ["--triggers", "cold-feet"],
    ]
    .into_iter()
    .enumerate()
    {
        let at = format!("2024-11-{:02}T03:10", 10 + nth);
        home.tell(&[["add", "--at", &at], [said[0], said[1], "--sure"]].concat());
    }
    home.tell(&["night", "2024-11-09", "--with", "magnesium, cold floor"]);
    home.tell(&[
        "night",
        "2024-11-08",
        "--with",
        "Magnesium",
        "--cramps",
        "0",
    ]);
    home.tell(&["night", "2024-11-07", "--with", "none", "--cramps", "0"]);
    let list = home.tell(&["list"]);
    assert!(list.contains("night, with cold floor, magnesium"), "{list}");
    let page = |more: &[&str]| {
        let report = ["report", "--from", "2024-11-01", "--to", "2024-11-30"];
        let page = finish(&mut home.command(&[&report, more].concat())).out;
        page.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let whole = page(&[]);
    for told in [
        // However it was written, it is the same.
        "juice 2, mustard 1, a bar of soap 1 (of 3 cramps)",
        "Magnesium 1 of 4 nights with a cramp (3 not said), 1 of 2 nights without",
        "Cold-feet 1 of 4 nights with a cramp (2 not said), 0 of 2 nights without",
    ] {
        assert!(whole.contains(told), "{told}:\n{whole}");
    }
    let without = page(&["--without-own-words"]);
    assert!(!without.to_lowercase().contains("magnesium 1"), "{without}");
    assert!(without.contains("something else 4"), "{without}");
}

#[test]
fn a_slip_of_the_pen_is_no_word_of_ones_own() {
    let home = Home::new();
    let long = "x".repeat(41);
    for (said, why) in [
        (
            &["add", "--at", "2024-11-10T03:10", "--helped", "strech"][..],
            "did you mean `stretch`?",
        ),
        (
            &["night", "2024-11-10", "--with", &long],
            "1 to 40 characters",
        ),
    ] {
        let run = home.run(&[&["diary"], said].concat());
        assert!(run.code == 2 && run.err.contains(why), "{}", run.err);
    }
}
