//! Values that are numbers.

use std::ops::RangeInclusive;

use toml::de::DeValue;

use super::Field;
use crate::routine::problem::quoted;

impl Field<'_> {
    pub(crate) fn whole(self, bounds: RangeInclusive<u8>) -> Option<u8> {
        let number = self.number()?;
        let fitting = u8::try_from(number).ok();
        fitting
            .filter(|number| bounds.contains(number))
            .or_else(|| {
                let what = format!(
                    "is {number}, expected {} to {}",
                    bounds.start(),
                    bounds.end()
                );
                let help = if number < i64::from(*bounds.start()) {
                    "write a larger number"
                } else {
                    "write a smaller number"
                };
                self.refuse(&what, help)
            })
    }

    pub(crate) fn number(self) -> Option<i64> {
        let DeValue::Integer(integer) = self.value.get_ref() else {
            return self.mismatch("a whole number", "1");
        };
        if self.is_broken() {
            return None;
        }
        let number = i64::from_str_radix(integer.as_str(), integer.radix());
        number.ok().or_else(|| {
            let what = format!("is {}, which is too large", quoted(&integer.to_string()));
            self.refuse(&what, "write a smaller number")
        })
    }

    /// A number within `bounds`, with a point or without.
    pub(crate) fn decimal(self, bounds: &RangeInclusive<f32>) -> Option<f32> {
        let written = match self.value.get_ref() {
            DeValue::Integer(integer) => integer.to_string(),
            DeValue::Float(float) => float.to_string(),
            _ => return self.mismatch("a number", "10"),
        };
        let number = written.parse().unwrap_or(f32::NAN);
        if bounds.contains(&number) && !self.is_broken() {
            return Some(number);
        }
        let (least, most) = (bounds.start(), bounds.end());
        let what = format!("is {written}, expected {least} to {most}");
        let help = if number < *least {
            "write a larger number"
        } else if number > *most {
            "write a smaller number"
        } else {
            "write it in plain digits, such as 10"
        };
        self.refuse(&what, help)
    }

    /// Two numbers within `bounds`: across, and up.
    pub(crate) fn pair(self, bounds: &RangeInclusive<f32>) -> Option<(f32, f32)> {
        let example = "[10, 20]";
        let found = match self.value.get_ref() {
            DeValue::Array(values) => values.len(),
            _ => return self.mismatch("two numbers in brackets", example),
        };
        if found != 2 {
            let what = format!("has {found} entries, expected two numbers, across and up");
            return self.refuse(&what, &self.written_as(example));
        }
        let numbers = self.list(2..=2, |entry| entry.decimal(bounds))?;
        Some((numbers[0], numbers[1]))
    }
}
