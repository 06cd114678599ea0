//! Pose files: good ones are read in full, bad ones are explained.

use std::fs;

use proptest::prelude::*;
use uncramp::cli::check;
use uncramp::figure::Figure;
use uncramp::figure::base::Base;
use uncramp::figure::body::Nearness;
use uncramp::figure::joint::{Centre, Place};
use uncramp::figure::parse::parse;
use uncramp::figure::pose::{Anchor, Direction, LitMuscle, Movement, PoseMoment};
use uncramp::figure::poses::{Poses, built_in, built_in_ids};
use uncramp::figure::shape::Point;
use uncramp::routine::PoseId;
use uncramp::routine::library::OwnFile;
use uncramp::routine::problem::Problem;
use uncramp::ui::raster::Glyphs;
use uncramp::ui::theme::ThemeName;

use super::routines::{
    are_fit_to_print, assert_every_file_is_explained, known_keys, names, names_all, toml_files,
};
use super::sheet::{drawn, look};

const LEAN: &str = r#"
format = 1
title = "Lean into the wall"
base = "stand"
motion = "hold"
muscles = ["calf", "far.soleus"]
props = [{ kind = "floor" }, { kind = "wall", x = 79 }]
arrow = { at = "pelvis", offset = [-50, 8], dir = "forward" }
view = { around = ["near.knee"], margin = 20 }

[[frame]]
name = "start"
pin = { joint = "pelvis", at = [6, 89] }
trunk = 8
near_leg = { plant = -34, lift = 7, sole = -30, toes = 30 }
far_leg = { plant = 24 }
near_arm = { hold = "wall@128" }
far_arm = { hold = [60, 100] }

[[frame]]
name = "hold"
far_leg = { thigh = 25 }
far_arm = { arm = 20 }
"#;

fn id() -> PoseId {
    PoseId::new("mine").unwrap()
}

#[test]
fn a_frame_is_what_the_one_before_was_but_for_what_it_says() {
    let pose = parse(id(), LEAN).unwrap();
    assert_eq!(pose.motion, Movement::Hold);
    assert_eq!(
        pose.muscles,
        [
            (Nearness::Near, LitMuscle::Calf),
            (Nearness::Far, LitMuscle::Soleus)
        ]
    );
    assert!((pose.arrows[0].length - 30.0).abs() < 1e-6);
    let [start, hold] = &pose.frames[..] else {
        panic!("{:?}", pose.frames)
    };
    assert_eq!(start.holds.near, Some(Anchor::At(Point::new(75.5, 128.0))));
    assert!(start.plants.far.is_some() && start.holds.far.is_some());
    assert_eq!(
        (hold.pin, hold.plants.near, hold.holds.near),
        (start.pin, start.plants.near, start.holds.near)
    );
    assert_eq!((hold.plants.far, hold.holds.far), (None, None));
    let (leg, arm) = (hold.body.legs.far, hold.body.arms.far);
    assert!((leg.thigh - 25.0).abs() + leg.knee.abs() < 1e-6, "{leg:?}");
    assert!((arm.arm - 20.0).abs() + arm.elbow.abs() < 1e-6, "{arm:?}");
}

#[test]
fn every_broken_pose_is_explained_as_expected() {
    assert_every_file_is_explained("tests/data/bad/poses");
}

#[test]
fn every_pose_of_the_program_is_free_of_problems() {
    let files = toml_files("routines/poses");
    let (report, has_errors) = check::command(&files, &Poses::default(), false);
    assert!(!has_errors, "{report}");
}

#[test]
fn a_file_that_is_too_large_is_refused_unread() {
    let source = format!("{LEAN}# {}", "x".repeat(32 * 1024));
    let problems = parse(id(), &source).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert!(problems[0].what.contains("bytes"), "{problems:?}");
}

#[test]
fn an_own_pose_is_found_but_never_in_the_place_of_a_built_in_one() {
    let file = |stem: &str, text: &str| OwnFile {
        path: format!("/own/{stem}.toml").into(),
        text: Ok(text.to_owned()),
    };
    let poses = Poses::new(vec![
        file("mine", LEAN),
        file("wall-calf", LEAN),
        file("broken", "format = 1"),
    ]);
    let pose = |stem: &str| poses.pose(&PoseId::new(stem).unwrap());
    assert_eq!(pose("mine").unwrap().title, "Lean into the wall");
    assert_eq!(
        pose("wall-calf"),
        built_in(&PoseId::new("wall-calf").unwrap())
    );
    assert_eq!((pose("broken"), pose("none")), (None, None));
    assert_eq!(poses.ids().count(), built_in_ids().count() + 2);
}

/// A built-in file with a few pieces taken out, doubled, or replaced by something strange.
fn mutated() -> impl Strategy<Value = String> {
    let texts: Vec<_> = toml_files("routines/poses")
        .into_iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    let strange = prop_oneof![
        2 => r"-?[0-9]{1,4}(\.[0-9])?",
        1 => prop::sample::select(
            &["nan", "1e39", "{", "]", "[[frame]]", "\"", "near.toe", "wall@1e9", "knee = "][..]
        )
        .prop_map(str::to_owned),
        1 => r#"[\[\]{}="'\\#,.\n0-9a-z@: -]{0,6}"#,
        1 => any::<String>(),
    ];
    let cut = (
        any::<prop::sample::Index>(),
        0..9_usize,
        strange,
        any::<bool>(),
    );
    let cuts = prop::collection::vec(cut, 1..6);
    (prop::sample::select(texts), cuts).prop_map(|(text, cuts)| {
        cuts.into_iter()
            .fold(text, |text, (at, length, strange, is_doubled)| {
                let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
                let ends: Vec<_> = ends.collect();
                let first = at.index(ends.len());
                let (start, end) = (ends[first], ends[(first + length).min(ends.len() - 1)]);
                let piece = text[start..end].repeat(if is_doubled { 2 } else { 0 });
                format!("{}{piece}{strange}{}", &text[..start], &text[end..])
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        cases: 1024,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_text_makes_the_parser_of_poses_panic_or_point_outside_of_it(
        source in mutated(),
        frame in 0.0..6.0_f32,
    ) {
        match parse(id(), &source) {
            Ok(pose) => {
                let figure = Figure::of(&pose, PoseMoment { frame, breath: 0.5 }, 3.0);
                prop_assert!(!figure.layers.is_empty());
                drawn(&pose, (23, 11), &look(ThemeName::Mono, Glyphs::Quadrant));
            }
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                are_fit_to_print(&source, &problems);
            }
        }
    }
}

#[test]
fn the_document_names_every_key_and_every_value() {
    let keys = |source: &str| known_keys(&parse(id(), source).unwrap_err());
    let frame = |source: &str| keys(&format!("[[frame]]\n{source}"));
    let prop = |kind: &str| keys(&format!("props = [{{ kind = \"{kind}\", wrong = 1 }}]"));
    let kinds = choices(&parse(id(), "props = [{ kind = \"\\u0041\" }]").unwrap_err());
    assert_eq!(kinds.len(), 13, "{kinds:?}");
    let mut words = vec![
        keys("wrong = 1"),
        keys("arrow = { wrong = 1 }"),
        keys("view = { wrong = 1 }"),
        frame("wrong = 1"),
        frame("pin = { wrong = 1 }"),
        frame("near_leg = { wrong = 1 }"),
        frame("near_arm = { wrong = 1 }"),
        names(Base::ALL, Base::name),
        names(LitMuscle::ALL, LitMuscle::name),
        names(Direction::ALL, Direction::name),
        names(Centre::ALL, Centre::name),
        names(Place::ALL, Place::name),
        choices(&parse(id(), "motion = \"A\"").unwrap_err()),
    ];
    words.extend(kinds.iter().map(|kind| prop(kind)));
    words.push(kinds);
    names_all("docs/pose-format.md", &words);
}

/// What a value may be, from the answer to one that it may not be.
fn choices(problems: &[Problem]) -> Vec<String> {
    let refusal = problems.iter().find(|problem| problem.what.contains("`A`"));
    let help = refusal.and_then(|problem| problem.help.as_deref());
    let quoted = help
        .expect("a list of values")
        .split('`')
        .skip(1)
        .step_by(2);
    quoted.map(str::to_owned).collect()
}
