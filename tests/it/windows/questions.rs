//! Questions that are open while another window answers.

use super::*;

/// Whether the answer that is chosen on the screen is this one.
fn is_chosen(pilot: &Pilot, word: &str) -> bool {
    let (board, ..) = pilot.app.shown();
    board.blocks.iter().any(|block| match &block.content {
        Content::Choices(choices) | Content::Scale(choices) => choices
            .iter()
            .any(|choice| choice.is_chosen && choice.word.starts_with(word)),
        _ => false,
    })
}

#[test]
fn questions_show_what_another_window_says_meanwhile_and_do_not_write_it_again() {
    let mut windows = Windows::open(1);
    windows.diary.push(cramp(0).replace(",\"severity\":8", ""));
    windows.press(0, "6");
    let asks = |windows: &Windows| windows.pilots[0].read().contains("HOW BAD?");
    for _ in 0..8 {
        if !asks(&windows) {
            windows.press(0, "right");
        }
    }
    assert!(!is_chosen(&windows.pilots[0], "8"));
    windows.diary.push(said(1, "c0", r#""severity":8"#));
    windows.look(0);
    assert!(
        is_chosen(&windows.pilots[0], "8"),
        "{}",
        windows.pilots[0].screen()
    );
    // An answer is an answer, and what is said elsewhere after it counts after it.
    windows.press(0, "5");
    windows
        .diary
        .push(said(40, "c0", r#""severity":3,"side":"both""#));
    windows.look(0);
    windows.press(0, "b");
    assert!(
        is_chosen(&windows.pilots[0], "3"),
        "{}",
        windows.pilots[0].screen()
    );
    windows.press(0, "q");
    let diary = Diary::from_lines(windows.diary.iter().map(String::as_str));
    let (_, cramp) = diary.cramps().next().unwrap();
    assert!(format!("{:?}", cramp.severity).contains('3'), "{cramp:?}");
    assert!(cramp.side.is_some());
}

#[test]
fn questions_under_way_go_by_what_another_window_answered() {
    let mut pilot = Pilot::with(with(Profile::default()), InitialScreen::Safety);
    pilot.press("n");
    pilot.tell(Msg::Profile(
        Box::new(answered(Question::Clot, Reply::Yes)),
        None,
    ));
    assert!(is_chosen(&pilot, Reply::Yes.words()), "{}", pilot.screen());
    pilot.press("s").wait(1.0).press("n");
    let said = pilot.effects.iter().filter_map(|effect| match effect {
        Effect::Answer(Answer::Given { question, .. }) => Some(*question),
        _ => None,
    });
    let said: Vec<_> = said.collect();
    assert_eq!(
        said,
        [Question::Diabetes],
        "what was skipped is left to the other"
    );
}

#[test]
fn a_cramp_that_another_window_took_out_is_asked_about_no_more_and_comes_back_by_no_answer() {
    for keys in [&["4"][..], &["right", "4"], &["4", "4", "q"], &["q"]] {
        let mut windows = Windows::open(1);
        windows.diary.push(cramp(0));
        windows.press(0, "6");
        windows.press(0, "right");
        windows.diary.push(said(1, "c0", r#""deleted":true"#));
        windows.look(0);
        windows.pilots[0].sees("Another window changed the cramps of this night.");
        windows.pilots[0].sees("Which of these were there that day or evening?");
        for key in keys {
            windows.press(0, key);
        }
        let diary = Diary::from_lines(windows.diary.iter().map(String::as_str));
        assert_eq!(diary.cramps().count(), 0, "{:#?}", windows.diary);
    }
}

#[test]
fn a_cramp_that_another_window_adds_is_asked_about_and_no_key_answers_it_unseen() {
    // A night without a record, of which all is asked: how many there were is asked no more.
    let mut windows = Windows::open(1);
    windows.press(0, "5");
    windows.press(0, "e");
    windows.pilots[0].sees("HOW MANY?");
    windows.diary.push(cramp(0));
    windows.press(0, "0");
    windows.pilots[0].sees("Another window changed the cramps of this night.");
    assert_eq!(windows.diary.len(), 1, "{:#?}", windows.diary);
    windows.pilots[0].wait(2.0).misses("HOW MANY?");
    // Where the question stays the same, it is answered.
    let mut windows = Windows::open(1);
    windows.diary.push(cramp(0).replace(",\"severity\":8", ""));
    windows.press(0, "6");
    windows.pilots[0].sees("HOW BAD?");
    windows.diary.push(cramp(40));
    windows.press(0, "7");
    windows.press(0, "q");
    let diary = Diary::from_lines(windows.diary.iter().map(String::as_str));
    assert_eq!(diary.cramps().count(), 2, "{:#?}", windows.diary);
    let (_, first) = diary.cramps().next().unwrap();
    assert!(format!("{:?}", first.severity).contains('7'), "{first:?}");
}
