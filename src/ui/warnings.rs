//! The warning signs: when a cramp is not just a cramp.

use super::card;
use super::page::{Kind, Page, Paragraph};
use crate::guidance::{self, SignLevel};
use crate::settings::Settings;

/// Every warning sign, the gravest first.
pub fn page(settings: &Settings) -> Page {
    let words = guidance::words();
    let mut paragraphs = Vec::new();
    for level in [SignLevel::Now, SignLevel::Today, SignLevel::Soon] {
        paragraphs.push(Paragraph::new(
            Kind::Heading,
            card::heading(level, settings),
        ));
        paragraphs.extend(guidance::signs(level).map(card::item));
    }
    paragraphs.push(Paragraph::new(Kind::Heading, "And always"));
    paragraphs.push(Paragraph::new(Kind::Text, words.never_only.clone()));
    paragraphs.push(Paragraph::new(Kind::Quiet, words.not_a_doctor.clone()));
    Page::new("When to get medical help", paragraphs)
}
