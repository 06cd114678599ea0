//! How far a number may go: joints in degrees, places and lengths in centimetres.

use std::ops::RangeInclusive;

/// Of a direction in the room: once round either way.
pub(super) const TURN: RangeInclusive<f32> = -360.0..=360.0;
pub(super) const KNEE: RangeInclusive<f32> = -5.0..=150.0;
pub(super) const ANKLE: RangeInclusive<f32> = -50.0..=30.0;
pub(super) const TOES: RangeInclusive<f32> = -45.0..=70.0;
pub(super) const ELBOW: RangeInclusive<f32> = 0.0..=150.0;
/// Of the upper trunk against the lower.
pub(super) const SPINE: RangeInclusive<f32> = -20.0..=60.0;
pub(super) const NECK: RangeInclusive<f32> = -60.0..=60.0;
/// Of a sole against the floor.
pub(super) const SOLE: RangeInclusive<f32> = -180.0..=180.0;
/// Of a place, across or up.
pub(super) const PLACE: RangeInclusive<f32> = -1000.0..=1000.0;
/// Of the size of a thing.
pub(super) const LENGTH: RangeInclusive<f32> = 1.0..=200.0;
