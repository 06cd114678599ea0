//! The coverage-guided fuzzer: every binary is this file, and its name is its target.

#![no_main]

#[path = "../tests/it/pilot.rs"]
#[allow(dead_code)]
mod pilot;
#[path = "../tests/it/targets.rs"]
mod targets;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    targets::run(env!("CARGO_BIN_NAME"), data);
});
