//! How hard a text is to read: the school year of Flesch and Kincaid, from the length of sentences
//! and words.

pub(crate) const HARDEST: f64 = 6.0;

/// The school year in which a text is read without effort; 0 and below are the easiest. A sentence
/// ends at `.`, `?` or the end of a line; a number is a word of one syllable.
pub(crate) fn grade(text: &str) -> f64 {
    let is_end = |c: char| ".?".contains(c);
    // By words, as a point within a number ends no sentence.
    let ends = |line: &str| {
        let ends = line
            .split_whitespace()
            .filter(|word| word.ends_with(is_end));
        ends.count() + usize::from(!line.trim().ends_with(is_end))
    };
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let sentences: usize = lines.map(ends).sum();
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .flat_map(|word| word.split('-'))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect();
    if words.is_empty() {
        return 0.0;
    }
    let sentences = count(sentences.max(1));
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let words = count(words.len());
    0.39 * words / sentences + 11.8 * count(syllables) / words - 15.59
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// Ends of a word after which `es` is said.
const HISSED: [&str; 7] = ["ses", "ces", "xes", "ges", "zes", "shes", "ches"];

/// The syllables of a word, by its groups of vowels: a silent `e` at the end is none.
fn syllables(word: &str) -> usize {
    let word: String = word
        .to_lowercase()
        .chars()
        .filter(char::is_ascii_lowercase)
        .collect();
    let is_vowel = |c: char| "aeiouy".contains(c);
    let mut groups = 0;
    let mut was_vowel = false;
    for c in word.chars() {
        groups += usize::from(is_vowel(c) && !was_vowel);
        was_vowel = is_vowel(c);
    }
    // Two vowels side by side that are said apart, but not in `-tion` and its like.
    for pair in ["ia", "iu", "io", "eo", "ua"] {
        for (at, _) in word.match_indices(pair) {
            let is_hushed = pair != "iu" && word[..at].ends_with(['t', 's', 'c', 'x', 'g', 'q']);
            groups += usize::from(!is_hushed);
        }
    }
    let is_silent = word.ends_with('e') && !word.ends_with("le") && !word.ends_with("ee")
        || word.ends_with("es") && !HISSED.iter().any(|end| word.ends_with(end))
        || word.ends_with("ed") && !word.ends_with("ted") && !word.ends_with("ded");
    if is_silent && groups > 1 {
        groups -= 1;
    }
    groups.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidance::{self, SignLevel};
    use crate::profile::Question;

    #[test]
    fn syllables_are_counted_as_people_say_them() {
        for (word, spoken) in [
            ("calf", 1),
            ("muscle", 2),
            ("magnesium", 4),
            ("the", 1),
            ("stretched", 1),
            ("rested", 2),
            ("potassium", 4),
            ("doctor", 2),
            ("because", 2),
            ("exercises", 4),
            ("42", 1),
            ("tired", 1),
        ] {
            assert_eq!(syllables(word), spoken, "{word}");
        }
    }

    #[test]
    fn plain_words_are_easy_and_learned_ones_are_not() {
        let plain = grade("The leg hurts. Pull your toes up. Hold on to a chair.");
        let learned = grade(
            "Idiopathic nocturnal cramps are characterised by involuntary contraction of the \
             gastrocnemius, necessitating differentiation from peripheral arterial disease.",
        );
        assert!(plain < 2.0, "{plain}");
        assert!(learned > 15.0, "{learned}");
        assert!(grade("").abs() < f64::EPSILON);
    }

    #[test]
    fn tips_warning_signs_and_safety_questions_are_as_easy_as_cards() {
        let lines = |texts: Vec<&str>| texts.join("\n");
        let tips = guidance::tips().iter().map(|tip| tip.text.as_str());
        let questions = Question::ALL.iter().map(|question| question.words());
        let mut texts = vec![lines(tips.collect()), lines(questions.collect())];
        for level in [SignLevel::Now, SignLevel::Today, SignLevel::Soon] {
            let signs = guidance::signs(level).map(|sign| sign.text.as_str());
            texts.push(lines(signs.collect()));
        }
        for text in texts {
            let grade = grade(&text);
            assert!(grade <= HARDEST, "{grade:.1}: {text}");
        }
    }
}
