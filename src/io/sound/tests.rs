//! Voices and players that break in every way.

use super::*;

/// A worker with these voices and players, and what it has told.
fn worker(voices: &[&[&str]], players: &[&[&str]]) -> (Worker, Receiver<String>) {
    let outputs = Outputs {
        loudness: Loudness::Quiet,
        pace: Pace::NORMAL,
        voice: Vec::new(),
    };
    let (tell, told) = mpsc::channel();
    let ways = |all: &[&[&str]]| all.iter().rev().map(|words| Way::new(words)).collect();
    let tell = Arc::new(move |words| drop(tell.send(words)));
    let worker = Worker {
        voices: ways(voices),
        players: ways(players),
        ..Worker::new(outputs, tell)
    };
    (worker, told)
}

/// Lets it run until nothing plays any more.
fn finish(worker: &mut Worker, sound: Sound) {
    let playing = worker.begin(sound);
    end(worker, playing);
}

fn end(worker: &mut Worker, mut playing: Option<(Playing, Sound)>) {
    let (_sender, never) = mpsc::channel::<()>();
    while let Some((child, sound)) = playing {
        let _ = never.recv_timeout(Duration::from_millis(5));
        playing = worker.go_on(child, sound);
    }
}

fn words() -> Sound {
    said("Hold.", Some(Tone::Begin))
}

fn said(words: &str, tone: Option<Tone>) -> Sound {
    Sound::Words(words.to_owned(), tone)
}

#[test]
fn what_a_broken_voice_has_not_said_of_a_step_the_next_one_says_first_and_then_who_speaks() {
    for broken in [&["/no/voice"][..], &["false"], &["sleep", "1000"]] {
        let folder = TempDir::new().unwrap();
        let heard = folder.path().join("heard");
        let listens = ["sh", "-c", "cat >>\"$0\"", heard.to_str().unwrap()];
        let (mut worker, told) = worker(&[broken, &listens], &[]);
        let (playing, step) = worker.begin(said("Toes up.", Some(Tone::Begin))).unwrap();
        let next = worker.replace(playing, step, said("Pull.", None));
        assert_eq!(told.try_iter().count(), 0, "{broken:?}");
        let next = next.map(|(playing, sound)| match broken {
            ["sleep", _] => (Way::new(broken).say("", Duration::ZERO).unwrap(), sound),
            _ => (playing, sound),
        });
        end(&mut worker, next);
        finish(&mut worker, said("Stand.", Some(Tone::Begin)));
        let heard = std::fs::read_to_string(&heard).unwrap();
        let heard: Vec<_> = heard.split_whitespace().collect();
        assert_eq!(heard.join(" "), "Toes up. Pull. Stand.", "{broken:?}");
        let told: Vec<_> = told.try_iter().collect();
        assert_eq!(told, ["Your own voice does not speak: sh takes over."]);
    }
}

#[test]
fn what_makes_up_for_a_step_is_cut_short_by_nothing_but_the_next() {
    let (mut worker, _told) = worker(&[&["/no/voice"], &["sleep", "9"]], &[&["sleep"]]);
    let mut playing = worker.begin(words()).unwrap();
    for (new, then) in [
        (said("Pull.", None), words()),
        (said("Halfway.", Some(Tone::Halfway)), words()),
        (Sound::Tone(Tone::Begin), Sound::Tone(Tone::Begin)),
        (said("Pull.", None), said("Pull.", None)),
    ] {
        playing = worker.replace(playing.0, playing.1, new).unwrap();
        assert_eq!(playing.1, then);
    }
    let silenced = worker.replace(playing.0, playing.1, Sound::Silence);
    assert!(silenced.is_none() && worker.voices.len() == 1);
}

#[test]
fn where_no_voice_speaks_the_tone_of_the_step_is_heard_and_where_none_plays_silence() {
    let plays: &[&str] = &["test", "-s"];
    for (words, players, news) in [
        (words(), &[plays][..], "No voice here: tones"),
        (said("Pull.", None), &[plays], "No voice here: tones"),
        (words(), &[&["false"], &["/no/player"]], "No sound here"),
        (said("Pull.", None), &[], "No sound here"),
    ] {
        let (mut voiceless, told) = worker(&[&["false"]], players);
        voiceless.tone = Some(Tone::Begin);
        for _ in 0..3 {
            finish(&mut voiceless, words.clone());
        }
        let told: Vec<_> = told.try_iter().collect();
        assert!(told.len() == 1 && told[0].starts_with(news), "{told:?}");
    }
}

#[test]
fn a_voice_alone_says_what_tones_would_and_that_it_is_alone() {
    let said = "read -r words; test \"$words\" = 'Hold.'";
    let (mut alone, told) = worker(&[&["sh", "-c", said]], &[&["/no/player"]]);
    finish(&mut alone, words());
    assert_eq!(told.try_iter().count(), 0);
    finish(&mut alone, Sound::Tone(Tone::Begin));
    assert_eq!(alone.voices.len(), 1, "it said something else");
    let told: Vec<_> = told.try_iter().collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("No tones here"), "{told:?}");
    finish(&mut alone, Sound::Tone(Tone::Release));
    assert_eq!(alone.voices, [], "`Ease off.` is said in its turn");
    // Whoever asked for tones hears no voice.
    let (mut mute, told) = worker(&[&["cat"]], &[&["/no/player"]]);
    assert!(mute.begin(Sound::Tone(Tone::Begin)).is_none());
    let is_said = |told: String| told.starts_with("No sound here");
    assert!(told.try_iter().all(is_said));
}

#[test]
fn a_voice_that_never_ends_is_given_up_when_it_is_cut_short_again() {
    let (mut worker, _told) = worker(&[&["sleep", "1000"], &["cat"]], &[]);
    let second = Duration::from_secs(1);
    worker.cut(second / 5, &words());
    worker.cut(second * 5, &words());
    assert_eq!(worker.voices.len(), 2, "once is no proof");
    worker.cut(second * 5, &words());
    assert_eq!(worker.voices, [Way::new(&["cat"])]);
    // Who has ended once is cut short by somebody's hand.
    finish(&mut worker, words());
    for _ in 0..3 {
        worker.cut(second * 5, &words());
    }
    assert_eq!(worker.voices.len(), 1);
}

#[test]
fn files_of_tones_are_private_and_go_with_the_worker() {
    use std::os::unix::fs::MetadataExt;

    let (mut worker, _told) = worker(&[], &[]);
    let file = worker.file(Tone::Help).unwrap();
    assert_eq!(worker.file(Tone::Help).unwrap(), file);
    assert_eq!(file.metadata().unwrap().mode() & 0o077, 0);
    drop(worker);
    assert!(!file.exists());
}
