//! The tones, made by us: samples, and a WAV file of them.

use std::f32::consts::TAU;

use crate::session::speech::Tone;
use crate::settings::Loudness;

/// Samples in a second.
const RATE: u32 = 48_000;
/// Silence before the first note, in milliseconds: a sound card that sleeps would swallow it.
const LEAD: u32 = 120;
/// How long a note rises and falls, in milliseconds: an edge would be a pop.
const FADE: u32 = 20;
/// Silence after the last note, in milliseconds: some players cut the end off.
const TAIL: u32 = 60;

/// A note: pitch in Hz, length and the silence after it in milliseconds.
type ToneNote = (f32, u32, u32);

/// Where something begins it rises, where it ends it falls: they are told apart in a half-sleep.
fn notes(tone: Tone) -> &'static [ToneNote] {
    match tone {
        Tone::Begin => &[(392.0, 160, 0), (523.0, 260, 0)],
        Tone::Release => &[(523.0, 160, 0), (392.0, 260, 0)],
        Tone::Change => &[(523.0, 140, 40), (392.0, 140, 40), (523.0, 220, 0)],
        Tone::Halfway => &[(440.0, 200, 0)],
        Tone::Done => &[(523.0, 200, 0), (440.0, 200, 0), (330.0, 450, 0)],
        Tone::Help => &[(440.0, 450, 250), (440.0, 450, 250), (440.0, 450, 0)],
    }
}

/// The peak, of a full scale of 1: -34, -26 and -16 dB.
fn peak(loudness: Loudness) -> f32 {
    match loudness {
        Loudness::Quiet => 0.02,
        Loudness::Normal => 0.05,
        Loudness::Loud => 0.16,
    }
}

/// How long a tone sounds, in milliseconds.
pub(super) fn milliseconds(tone: Tone) -> u64 {
    let notes = notes(tone).iter().map(|&(_, long, gap)| long + gap);
    u64::from(LEAD + notes.sum::<u32>() + TAIL)
}

/// A tone as a WAV file: one channel of 16-bit samples.
pub(super) fn wav(tone: Tone, loudness: Loudness) -> Vec<u8> {
    let samples = samples(tone, loudness);
    let bytes = count(2 * samples.len());
    let mut wav = Vec::with_capacity(44 + 2 * samples.len());
    wav.extend(b"RIFF");
    wav.extend((36 + bytes).to_le_bytes());
    wav.extend(b"WAVEfmt ");
    wav.extend(16_u32.to_le_bytes());
    // Uncompressed, in one channel.
    wav.extend([1_u16, 1].map(u16::to_le_bytes).concat());
    wav.extend([RATE, 2 * RATE].map(u32::to_le_bytes).concat());
    wav.extend([2_u16, 16].map(u16::to_le_bytes).concat());
    wav.extend(b"data");
    wav.extend(bytes.to_le_bytes());
    wav.extend(samples.into_iter().flat_map(i16::to_le_bytes));
    wav
}

fn samples(tone: Tone, loudness: Loudness) -> Vec<i16> {
    let mut samples = silence(LEAD);
    for &(pitch, long, gap) in notes(tone) {
        let (length, fade) = (long * RATE / 1000, FADE * RATE / 1000);
        samples.extend((0..length).map(|at| {
            let edge = at.min(length - 1 - at).min(fade);
            let edge = 0.5 - 0.5 * (TAU / 2.0 * ratio(edge, fade)).cos();
            let turn = TAU * pitch * ratio(at, RATE);
            // Older ears miss what is high, small loudspeakers what is low: an octave above helps both.
            let wave = 0.8 * turn.sin() + 0.2 * (2.0 * turn).sin();
            sample(wave * edge * peak(loudness))
        }));
        samples.extend(silence(gap));
    }
    samples.extend(silence(TAIL));
    samples
}

fn silence(milliseconds: u32) -> Vec<i16> {
    (0..milliseconds * RATE / 1000).map(|_| 0).collect()
}

fn count(bytes: usize) -> u32 {
    u32::try_from(bytes).expect("no tone lasts an hour")
}

#[expect(clippy::cast_precision_loss, reason = "both are far below 2^24")]
fn ratio(part: u32, whole: u32) -> f32 {
    part as f32 / whole as f32
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a cast of a float saturates"
)]
fn sample(value: f32) -> i16 {
    (value * f32::from(i16::MAX)) as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_tone_pops_or_is_louder_than_it_may_be() {
        for tone in Tone::ALL {
            for &loudness in Loudness::ALL {
                let samples = samples(tone, loudness);
                let most = sample(peak(loudness));
                assert!(samples.iter().all(|sample| sample.abs() <= most));
                assert!(samples.iter().any(|sample| sample.abs() > most / 2));
                // Full scale in one step is a pop; a 523 Hz note climbs a fifteenth of its peak in one.
                let steps = samples.windows(2).map(|pair| (pair[1] - pair[0]).abs());
                assert!(steps.max() < Some(most / 6), "{tone:?}");
                let sum: i64 = samples.iter().map(|&sample| i64::from(sample)).sum();
                assert!(
                    sum.abs() < i64::try_from(samples.len()).unwrap() * 4,
                    "{tone:?}"
                );
            }
        }
    }

    #[test]
    fn a_file_is_as_long_as_its_tone() {
        for tone in Tone::ALL {
            let wav = wav(tone, Loudness::Normal);
            let samples = (wav.len() - 44) / 2;
            assert_eq!(samples as u64 * 1000 / u64::from(RATE), milliseconds(tone));
            let size = u32::from_le_bytes(wav[4..8].try_into().unwrap());
            assert_eq!(size as usize + 8, wav.len());
            assert!(milliseconds(tone) < 2500);
        }
    }

    #[test]
    fn all_tones_differ() {
        for (at, tone) in Tone::ALL.into_iter().enumerate() {
            assert!(
                Tone::ALL[..at]
                    .iter()
                    .all(|other| notes(*other) != notes(tone))
            );
        }
    }
}
