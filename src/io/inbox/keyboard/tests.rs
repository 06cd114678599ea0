use proptest::prelude::*;

use super::*;

const NOW: Duration = Duration::from_secs(1000);
const CLICK: Key = Key::Click { column: 4, row: 9 };

fn typed(bytes: &[u8]) -> Vec<Typed> {
    Keyboard::default().feed(bytes, NOW)
}

fn only_keys(typed: Vec<Typed>) -> Vec<Key> {
    let keys = typed.into_iter().filter_map(|typed| match typed {
        // What means nothing is told as such, and has no part in these.
        Typed::Key(Key::Other) | Typed::Paste(_) => None,
        Typed::Key(key) => Some(key),
    });
    keys.collect()
}

fn keys(bytes: &[u8]) -> Vec<Key> {
    only_keys(typed(bytes))
}

fn pasted(text: &str) -> Typed {
    Typed::Paste(text.to_owned())
}

/// What comes of `parts` when nothing more comes for `silence` after each of them.
fn keys_with_gaps(parts: &[&[u8]], silence: Duration) -> Vec<Key> {
    only_keys(typed_with_gaps(parts, silence))
}

fn typed_with_gaps(parts: &[&[u8]], silence: Duration) -> Vec<Typed> {
    let mut keyboard = Keyboard::default();
    let mut now = NOW;
    let mut keys = Vec::new();
    for part in parts {
        keys.extend(keyboard.feed(part, now));
        let end = now + silence;
        while let Some(deadline) = keyboard.deadline().filter(|&deadline| deadline <= end) {
            keys.extend(keyboard.expire(deadline));
        }
        now = end;
    }
    keys
}

#[test]
fn a_sequence_may_come_byte_by_byte() {
    let whole: &[(&[u8], Key)] = &[
        (b"q", Key::Char('q')),
        ("ü".as_bytes(), Key::Char('ü')),
        ("€".as_bytes(), Key::Char('€')),
        ("🦵".as_bytes(), Key::Char('🦵')),
        (b"\x1b[A", Key::Up),
        (b"\x1bOC", Key::Right),
        (b"\x1b[[A", Key::F1),
        (b"\x1b[1;2D", Key::Left),
        (b"\x1b[<0;5;10M", CLICK),
        (b"\x1b[M\x20\x25\x2a", CLICK),
    ];
    for (bytes, key) in whole {
        assert_eq!(keys(bytes), [*key], "{bytes:?}");
        let one_by_one: Vec<&[u8]> = bytes.chunks(1).collect();
        let slowly = Duration::from_millis(10);
        assert_eq!(keys_with_gaps(&one_by_one, slowly), [*key], "{bytes:?}");
    }
}

#[test]
fn what_is_no_key_leaves_nothing_behind() {
    let strange: &[&[u8]] = &[
        b"\x1bq",
        b"\x1b\xc3\xa9",
        b"\x1b[M#!!",
        b"\xff",
        b"\x80",
        b"\xe0\x80\x80",
    ];
    for bytes in strange {
        let keys = keys(&[bytes, b"q".as_slice()].concat());
        assert_eq!(keys, [Key::Char('q')], "{bytes:?}");
    }
}

const ANSWERS: &[&[u8]] = &[
    b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    b"\x1b]10;rgb:ff/ff/ff\x07",
    b"\x1b]52;c;cXFxcXFx\x07",
    b"\x1bP>|XTerm(390)\x1b\\",
    b"\x1bP1$r0;1;3q\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b[?64;1;2;6;9;15;18;21;22c",
    b"\x1b[>1;4600;0c",
    b"\x1b[?1;2u",
    b"\x1b[?2026;2$y",
    b"\x1b[12;40R",
    b"\x1b[0n",
    b"\x1b[8;24;80t",
    b"\x1b[!p",
    b"\x1b[=1c",
    b"\x1b[;q",
    b"\x1b[0R",
    b"\x1b[201~",
];

#[test]
fn answers_of_the_terminal_are_no_keys() {
    for answer in ANSWERS {
        assert_eq!(keys(answer), [], "{answer:?}");
        assert_eq!(
            keys(&[answer, b"q".as_slice()].concat()),
            [Key::Char('q')],
            "{answer:?}"
        );
    }
}

#[test]
fn an_answer_in_two_packets_is_no_key() {
    for answer in ANSWERS
        .iter()
        .filter(|answer| matches!(answer[1], b']' | b'P' | b'_'))
    {
        for cut in 2..answer.len() {
            let (a, b) = answer.split_at(cut);
            let parts = [a, b, b"q"];
            let keys = keys_with_gaps(&parts, Duration::from_millis(400));
            assert_eq!(keys, [Key::Char('q')], "{answer:?} cut at {cut}");
        }
    }
}

#[test]
fn an_escape_byte_alone_is_the_escape_key() {
    assert_eq!(keys(b"\x1b"), []);
    assert_eq!(keys_with_gaps(&[b"\x1b"], ESCAPE_PATIENCE), [Key::Esc]);
    assert_eq!(
        keys_with_gaps(&[b"\x1b", b"q"], ESCAPE_PATIENCE),
        [Key::Esc, Key::Char('q')]
    );
    assert_eq!(
        keys_with_gaps(&[b"\x1b\x1b"], ESCAPE_PATIENCE),
        [Key::Esc, Key::Esc]
    );
}

#[test]
fn a_sequence_that_comes_late_leaves_no_letters() {
    let silence = Duration::from_millis(200);
    assert_eq!(
        keys_with_gaps(&[b"\x1b", b"[A"], silence),
        [Key::Esc, Key::Up]
    );
    assert_eq!(
        keys_with_gaps(&[b"\x1b", b"]11;rgb:1/2/3\x07"], silence),
        [Key::Esc]
    );
}

#[test]
fn the_late_rest_of_a_cut_sequence_is_no_key() {
    let cut: &[(&[u8], &[u8])] = &[
        (b"\x1b[", b"?62;22c"),
        (b"\x1b[", b"?2026;2$y"),
        (b"\x1b[", b">1;10;0c"),
        (b"\x1b[", b"=1c"),
        (b"\x1b[", b"24;80R"),
        (b"\x1b[", b"<0;5;10M"),
        (b"\x1b[", b"32;0;0M"),
        (b"\x1b[<0;5", b";10M"),
        (b"\x1b[M", b"   "),
        (b"\x1b[M ", b"!!"),
    ];
    for (cut, rest) in cut {
        let keys = keys_with_gaps(&[cut, rest, b"q"], Duration::from_millis(200));
        assert_eq!(keys, [Key::Char('q')], "{cut:?} {rest:?}");
    }
    let keys = keys_with_gaps(&[b"\x1b[M", b"\x03"], KEY_PATIENCE);
    assert_eq!(keys, self::keys(b"\x03"));
}

#[test]
fn a_cut_sequence_is_dropped_and_the_next_key_counts() {
    let cut: &[&[u8]] = &[b"\x1b[", b"\x1bO", b"\x1b[<0;1", b"\x1b[1;", b"\xe2\x82"];
    for cut in cut {
        let keys = keys_with_gaps(&[cut, b"q"], KEY_PATIENCE);
        assert_eq!(keys, [Key::Char('q')], "{cut:?}");
    }
}

#[test]
fn a_sequence_that_begins_in_another_ends_it() {
    assert_eq!(keys(b"\x1b[<0;1\x1b[A"), [Key::Up]);
    assert_eq!(keys(b"\x1b]11;rgb\x1b[A"), [Key::Up]);
    assert_eq!(keys(b"\xe2\x82\x1b[A"), [Key::Up]);
    assert_eq!(keys(b"\x1bO\x1b[A"), [Key::Up]);
}

#[test]
fn a_paste_is_one_text_and_no_typing() {
    let text = b"\x1b[200~q\x03\r\nquit\x1b[A\ttwo\x1b[201~ ";
    assert_eq!(
        typed(text),
        [pasted("q quit[A two"), Typed::Key(Key::Char(' '))]
    );
    assert_eq!(
        typed(b"\x1b[200~\x1b[20\x1b[201~ "),
        [pasted("[20"), Typed::Key(Key::Char(' '))]
    );
    assert_eq!(typed(b"\x1b[200~\x1b[201~"), []);
    let words = "می\u{200c}کند 👩\u{200d}🦽".to_owned();
    let marked = format!("\x1b[200~{words}\x1b[201~");
    assert_eq!(typed(marked.as_bytes()), [pasted(&words)]);
}

#[test]
fn a_long_paste_lasts_as_long_as_it_comes() {
    let chunk: &[u8] = &[b'q'; 1000];
    let mut parts = vec![b"\x1b[200~".as_slice()];
    parts.extend([chunk; 20]);
    parts.push(b"\x1b[201~");
    let whole = pasted(&"q".repeat(20_000));
    assert_eq!(typed_with_gaps(&parts, Duration::from_millis(900)), [whole]);
}

#[test]
fn a_paste_without_end_is_cut_and_leaves_no_keys() {
    let chunk: &[u8] = &[b'q'; 4000];
    let mut parts = vec![b"\x1b[200~".as_slice()];
    parts.extend([chunk; 30]);
    parts.push(b"\x1b[201~ ");
    let expected = [
        pasted(&"q".repeat(LONGEST_PASTE)),
        Typed::Key(Key::Char(' ')),
    ];
    assert_eq!(typed_with_gaps(&parts, Duration::ZERO), expected);
}

#[test]
fn an_unended_paste_is_given_up_though_keys_are_pressed() {
    let mut parts = vec![b"\x1b[200~hello".as_slice()];
    parts.extend([b"q".as_slice(); 4]);
    let typed = typed_with_gaps(&parts, Duration::from_millis(300));
    assert_eq!(typed, [pasted("helloqqq"), Typed::Key(Key::Char('q'))]);
}

#[test]
fn lines_that_come_at_once_are_a_paste_though_no_terminal_says_so() {
    let lines = "woke me, mustard helped\rcalled the nurse: 2 more at 4\rquinine?";
    assert_eq!(typed(lines.as_bytes()), [pasted(&lines.replace('\r', " "))]);
    assert_eq!(typed(b"hm\rno cramp"), [pasted("hm no cramp")]);
    // In parts, even within a letter.
    let lines = lines.replace("nurse", "sœur");
    let at = lines.find('œ').unwrap() + 1;
    let (first, rest) = lines.as_bytes().split_at(at);
    let typed = typed_with_gaps(&[first, rest], Duration::from_millis(5));
    let text: String = typed
        .iter()
        .map(|typed| match typed {
            Typed::Paste(text) => text.clone(),
            Typed::Key(Key::Char(letter)) => letter.to_string(),
            Typed::Key(other) => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(text, lines.replace('\r', " "));
}

#[test]
fn a_short_text_that_comes_at_once_is_a_paste() {
    for text in ["quinine", "2 more at 4", "bad\r", "woke me"] {
        let words = text.replace('\r', " ");
        assert_eq!(typed(text.as_bytes()), [pasted(&words)], "{text}");
    }
}

#[test]
fn a_paste_in_pieces_is_one_from_its_third_letter_on() {
    let text = "called the nœrse:\r2 more at 4\rquinine?";
    for (at_once, silence) in [(1, 1), (1, 12), (1, 29), (4, 8)] {
        let pieces: Vec<_> = text.as_bytes().chunks(at_once).collect();
        let typed = typed_with_gaps(&pieces, Duration::from_millis(silence));
        let is_key = |typed: &&Typed| matches!(typed, Typed::Key(_));
        let keys = typed.iter().take_while(is_key).count();
        assert!(keys <= 2, "{typed:?}");
        assert!(
            !typed[keys..].iter().any(|typed| is_key(&typed)),
            "{typed:?}"
        );
    }
}

#[test]
fn quick_hands_and_held_keys_are_no_paste_in_pieces_either() {
    let held = [[b"j"; 40], [b"k"; 40]].concat();
    let held: Vec<&[u8]> = held.into_iter().map(<[u8; 1]>::as_slice).collect();
    let quick: &[&[u8]] = &[
        b"s", b"q", b"1", b"\r", b"2", b" ", b"\r", b"s", b"\x1b[A", b"m",
    ];
    for (keys, silence) in [(held.as_slice(), 8), (quick, 1)] {
        let typed = typed_with_gaps(keys, Duration::from_millis(silence));
        assert_eq!(only_keys(typed).len(), keys.len());
    }
    // Whoever types fast, in a note or where it is full of commands.
    let fast: Vec<&[u8]> = b"mustard".iter().map(std::slice::from_ref).collect();
    let typed = typed_with_gaps(&fast, Duration::from_millis(40));
    assert_eq!(only_keys(typed).len(), fast.len());
}

#[test]
fn keys_that_waited_and_keys_that_are_held_are_no_paste() {
    for bytes in [
        &b"\r\r\r"[..],
        b"\r1\r2",
        b"2 \rq",
        &[b' '; 40],
        b"jjjjkkkk\r",
        b"12345",
    ] {
        assert_eq!(keys(bytes).len(), bytes.len(), "{bytes:?}");
    }
}

proptest! {
    #[test]
    fn after_any_bytes_the_keyboard_works_again(bytes in any::<Vec<u8>>()) {
        let after = keys_with_gaps(&[&bytes, b"q"], Duration::from_secs(3));
        prop_assert_eq!(after.last(), Some(&Key::Char('q')));
    }

    #[test]
    fn cutting_the_stream_changes_nothing(bytes in any::<Vec<u8>>(), at in any::<prop::sample::Index>()) {
        let (a, b) = bytes.split_at(at.index(bytes.len() + 1));
        // A paste is told by what comes together, so only single bytes with time between are none.
        let one_by_one = |bytes: &[u8]| {
            let mut keyboard = Keyboard::default();
            let times = (0..).map(|number| NOW + 2 * number * TOGETHER);
            let typed = bytes.iter().zip(times).flat_map(|(byte, at)| keyboard.feed(&[*byte], at));
            typed.collect::<Vec<_>>()
        };
        let mut keyboard = Keyboard::default();
        let parts = [a, b].into_iter().flat_map(|part| keyboard.feed(part, NOW)).collect::<Vec<_>>();
        if !parts.iter().any(|typed| matches!(typed, Typed::Paste(_))) {
            prop_assert_eq!(parts, one_by_one(&bytes));
        }
    }
}
