//! The advice card at ten minutes, and what is said when stretching made it worse.

use super::announce;
use super::board::Board;
use super::page::{Page, Paragraph, ParagraphKind};
use super::screen::View;
use super::theme::Role;
use super::words::{looks_of_both_legs, sentence};
use crate::guidance::{self, SignLevel};
pub(crate) use crate::profile::danger::SWOLLEN;
use crate::profile::danger::{Danger, LONG_CRAMP, LOOK, UNSURE, WORSE};
use crate::profile::rules::{Advice, rules};
use crate::routine::{Reason, Rest};
use crate::settings::{ADVICE_ANYWHERE, Settings};

/// What stands for a sign that cannot be known.
const UNREAD: &str = "";
/// The warning of a muscle that may be torn.
const TORN: &str = "RF-U9";
/// What is looked for beside every sign of a clot.
const EMERGENCIES: &[&str] = &["RF-E1", "RF-E2"];
/// The warning of a leg that is weak or has lost feeling.
const WEAK: &str = "RF-U7";
/// The warning of a foot that hurts at rest, or has a sore that stays.
const REST_PAIN: &str = "RF-U10";
/// What is said where another window has lifted what stands here.
pub(crate) const OVER_ELSEWHERE: &str = "Another window says that it is over. Is it?";
/// What says that both legs look the same. Every key that lets something start again says it too: nobody goes on
/// who has not looked.
pub(crate) const ALIKE: &str = "LEGS ALIKE";
/// What is said where nothing holds any more.
pub(crate) const TAKEN_BACK: &str = "Taken back: relief and stretches start again.";
const TITLE: &str = "Ten minutes";
/// What both legs are looked at with.
const LIGHT_ON: [&str; 2] = ["LIGHT ON", "LOOK"];
/// The title of a card that cannot wait.
pub(crate) const ADVICE: &str = "GET ADVICE";

/// The card that comes by itself at 10:00.
pub(crate) fn ten_minutes(settings: &Settings) -> Page {
    let words = guidance::words();
    let mut paragraphs = vec![Paragraph {
        short: Some(words.ten_minutes_short.clone()),
        ..Paragraph::new(ParagraphKind::Alert, words.ten_minutes.clone())
    }];
    // What cannot wait before what can: a small window shows the first lines alone.
    paragraphs.push(head(SignLevel::Now, settings));
    paragraphs.extend(emergencies());
    paragraphs.push(head(SignLevel::Today, settings));
    paragraphs.extend(paragraph("RF-U1"));
    Page::new(TITLE, paragraphs)
}

/// Whom to call, in huge letters: the numbers in what the settings say, unless they are for one country and
/// nobody knows in which this is.
pub(crate) fn call(whom: &str) -> String {
    match numbers(whom) {
        Some(numbers) => format!("CALL {numbers}"),
        None => "CALL A DOCTOR".to_owned(),
    }
}

/// The same in two lines, for where nobody should have to look for a number: where none is known of whom to
/// ask, the one that is answered at every hour stands beside the doctor.
pub(crate) fn get_help(whom: &str, settings: &Settings) -> [String; 2] {
    match (numbers(whom), numbers(&settings.emergency)) {
        (None, Some(emergency)) => ["GET HELP: DOCTOR".to_owned(), format!("OR {emergency}")],
        (Some(_), _) | (None, None) => ["GET HELP".to_owned(), call(whom)],
    }
}

/// The number that is answered at every hour, for where there is room for no more huge words.
pub(crate) fn number(settings: &Settings) -> String {
    numbers(&settings.emergency).unwrap_or_default()
}

/// The numbers to call in the words of a setting.
fn numbers(whom: &str) -> Option<String> {
    let whom = Some(whom).filter(|whom| *whom != ADVICE_ANYWHERE)?;
    // A number may have a gap.
    let is_part = |character: char| character.is_ascii_digit() || character == ' ';
    let numbers = whom.split(|character| !is_part(character)).map(str::trim);
    let numbers: Vec<&str> = numbers.filter(|number| number.len() >= 2).collect();
    // Several numbers, and not one of nine digits.
    Some(numbers.join("/")).filter(|numbers| !numbers.is_empty())
}

/// What a leg can come to that cannot wait: a clot that reaches the lungs, an artery that is shut.
fn emergencies() -> impl Iterator<Item = Paragraph> {
    EMERGENCIES.iter().filter_map(|id| paragraph(id))
}

/// Asks whether the clock is right, which is taken for wrong by `doubt`.
pub(crate) fn clock(doubt: &str) -> Page {
    let paragraphs = vec![
        Paragraph::new(ParagraphKind::Alert, format!("{}.", sentence(doubt))),
        Paragraph::text(
            "What you write down now gets that date. If it is wrong, leave, set the clock of the machine, and come back.",
        ),
        Paragraph::text("If it is right, go on."),
    ];
    Page::new("Is the clock right?", paragraphs)
}

/// How a tear is told from a cramp, and what is done for a leg that may be hurt, for these reasons: first
/// what helps whoever knows of it, or does not.
pub(crate) fn rest(rest: Rest, why: &[Reason], view: &View<'_>) -> Page {
    let rules = rules();
    let settings = &view.setup.settings;
    let line = |advice: &Advice| Paragraph {
        short: advice.short.clone(),
        ..Paragraph::item(&advice.say)
    };
    let shorter = |kind, text: &str, short: &str| Paragraph {
        kind,
        text: text.to_owned(),
        short: Some(short.to_owned()),
    };
    let because = why.first();
    let because = because.map(|why| shorter(ParagraphKind::Alert, &why.text, &why.short));
    // What cannot wait is on the first page of a small window too: the rest is in huge letters.
    let now = std::iter::once(head(SignLevel::Now, settings)).chain(emergencies());
    let apart = rules.apart.iter().map(line);
    let findings = view.setup.findings();
    let rests = rules.rest(&findings).map(line);
    let mut page = Vec::new();
    match rest {
        Rest::Hurt => page.extend(now.chain(because).chain(rests)),
        Rest::Unsure => {
            let heading = "A tear, or not sure: let the leg rest";
            page.extend(apart.clone().chain(now));
            page.push(Paragraph::heading(heading));
            page.extend(rests.chain(because));
        }
    }
    page.push(head(SignLevel::Today, settings));
    page.extend(["RF-U9", "RF-U1"].into_iter().filter_map(paragraph));
    if rest == Rest::Hurt {
        page.push(Paragraph::heading("Tear or cramp?"));
        page.extend(apart);
    }
    Page::new("", page)
}

/// The card of some warnings by their ids, the gravest first.
pub(crate) fn of(ids: &[&str], settings: &Settings) -> Page {
    let mut paragraphs = Vec::new();
    for level in [SignLevel::Now, SignLevel::Today, SignLevel::Soon] {
        let signs = ids.iter().filter_map(|id| guidance::sign(id));
        let signs: Vec<_> = signs.filter(|sign| sign.level == level).collect();
        if !signs.is_empty() {
            paragraphs.push(head(level, settings));
            paragraphs.extend(signs.into_iter().map(item));
        }
    }
    let words = guidance::words();
    paragraphs.push(Paragraph::heading("And always"));
    paragraphs.push(Paragraph::new(
        ParagraphKind::Alert,
        words.never_only.clone(),
    ));
    paragraphs.push(Paragraph::new(
        ParagraphKind::Quiet,
        words.not_a_doctor.clone(),
    ));
    let mut signs = ids.iter().filter_map(|id| guidance::sign(id));
    if signs.all(|sign| sign.level == SignLevel::Soon) {
        Page::new("Worth a doctor's look", paragraphs).shout(["SEE A DOCTOR"])
    } else {
        Page::new("", paragraphs).shout([ADVICE])
    }
}

/// The card of a sign of danger: nothing starts.
pub(crate) fn danger(danger: &Danger, settings: &Settings) -> Page {
    let rest = if danger.is_of_a_cramp() {
        "Rest the leg. Do not stretch or rub it."
    } else {
        "Do not stretch or rub it."
    };
    let NamedDanger { over, until, .. } = named(danger);
    // Whoever goes on knows what for: that stands before all that a second page may hold.
    let seen = Paragraph::text(seen(danger));
    let mut page = vec![Paragraph::new(ParagraphKind::Alert, rest), seen];
    page.extend(signs(danger, settings));
    page.push(Paragraph::text(format!("Nothing starts until {until}.")));
    if danger.is_unsure() {
        return Page::new("LOOK FIRST", page).shout(LIGHT_ON).over(over);
    }
    Page::new(ADVICE, page)
        .shout(get_help(whom(danger, settings), settings))
        .over(over)
}

/// What was recorded, and when.
fn seen(danger: &Danger) -> String {
    match danger.seen() {
        Some(seen) => format!(
            "Recorded on {}: {}.",
            seen.strftime("%a %-d %b"),
            named(danger).what
        ),
        None => format!("{}.", what(danger)),
    }
}

/// Asks how both legs look: it is the same wherever that is asked.
pub(crate) fn look() -> Board {
    let choices = looks_of_both_legs();
    let told = announce::choices(&choices);
    Board::default()
        .choices(choices)
        .spoken(told)
        .shout(LIGHT_ON)
        .yielding()
        .instruction("Look at both legs. Is one swollen, hot or darker?")
}

/// The same where nobody knows it, or has said it: nothing is stretched before.
pub(crate) fn look_first(danger: &Danger) -> Board {
    look()
        .text(Role::Alert, "Do not stretch or rub it.")
        .text(Role::Text, seen(danger))
}

/// The same once another window has said that it is over: nobody who asked for something is left with a
/// screen that goes away by itself.
pub(crate) fn over_elsewhere() -> Page {
    let over = Paragraph::text(OVER_ELSEWHERE);
    Page::new("Over now", vec![over]).over("GO ON")
}

/// The signs that were recorded, and those that are looked for beside them, each under whom to call.
pub(crate) fn signs(danger: &Danger, settings: &Settings) -> Vec<Paragraph> {
    let known: Vec<_> = danger.signs().filter_map(guidance::sign).collect();
    let is_looked_for = known.is_empty() || danger.is_of_a_cramp() || danger.has(UNSURE);
    let swollen = guidance::sign(SWOLLEN).filter(|_| is_looked_for && !danger.has(SWOLLEN));
    let torn = guidance::sign(TORN).filter(|_| danger.has(WORSE));
    let always = EMERGENCIES.iter().filter_map(|id| guidance::sign(id));
    let always = always.filter(|sign| danger.signs().all(|id| id != sign.id));
    let signs: Vec<_> = known
        .into_iter()
        .chain(swollen)
        .chain(torn)
        .chain(always)
        .collect();
    let of_level = |level| {
        let mut items = signs
            .iter()
            .filter(move |sign| sign.level == level)
            .peekable();
        let head = items.peek().map(|_| head(level, settings));
        head.into_iter().chain(items.map(|sign| item(sign)))
    };
    let levels = [SignLevel::Now, SignLevel::Today];
    levels.into_iter().flat_map(of_level).collect()
}

/// Whom to call while a leg rests that got worse, whole and in fewer words: as soon as the cards say.
pub(crate) fn at_rest(settings: &Settings) -> [String; 2] {
    let [now, today] = [SignLevel::Now, SignLevel::Today].map(|level| heading(level, settings));
    [
        format!(
            "One leg swollen, hot, red or darker? {today}. Breathless, or a leg cold, blue or numb? {now}."
        ),
        format!("Swollen, hot, dark? {today}. Cold, numb? {now}."),
    ]
}

/// What was recorded, in a few words.
pub(crate) fn what(danger: &Danger) -> String {
    sentence(&named(danger).what)
}

/// What stands in the way of all that could start.
pub(crate) fn barred(danger: &Danger) -> String {
    let until = if danger.is_unsure() {
        "you have looked"
    } else {
        "that is over"
    };
    format!("{}: nothing starts until {until}.", what(danger))
}

/// What whoever goes on says.
pub(crate) fn over(danger: &Danger) -> &'static str {
    named(danger).over
}

/// What is said of a danger: a foot that hurts at rest, or a weak leg, looks like the other.
struct NamedDanger {
    what: String,
    /// The key that goes on.
    over: &'static str,
    until: &'static str,
}

fn named(danger: &Danger) -> NamedDanger {
    // What is said of it and what its key lifts are the same signs.
    let over = danger.over();
    // In the order in which they were recorded.
    let signs = danger.signs().map(Some).chain([None]);
    let signs = signs.filter(|sign| over.signs().any(|named| named == *sign));
    let signs = signs.map(Option::unwrap_or_default);
    // What is known now, nobody needs to be told that they did not know.
    let is_news = |sign: &&str| match *sign {
        UNSURE => !danger.has(SWOLLEN),
        LOOK => danger.signs().count() == 1,
        _ => true,
    };
    let signs: Vec<_> = signs.filter(is_news).collect();
    let mut names: Vec<_> = signs.iter().map(|sign| named_sign(sign)).collect();
    names.dedup();
    let what = names.join(" and ");
    let (over, until) = match signs.as_slice() {
        [LONG_CRAMP] => (
            "RESTED, LEGS ALIKE",
            "the leg has rested, and both legs look the same. Put the light on and look",
        ),
        [UNREAD | SWOLLEN | UNSURE | LOOK] | [SWOLLEN | UNSURE, UNREAD] => {
            (ALIKE, "both legs look the same. Put the light on and look")
        }
        [WORSE] => (
            "NOT WORSE, LEGS ALIKE",
            "the leg is better, and both legs look the same. Put the light on and look",
        ),
        [WEAK] => (
            "LEG WELL, LEGS ALIKE",
            "strength and feeling are back, and both legs look the same",
        ),
        [REST_PAIN] => (
            "FOOT WELL, LEGS ALIKE",
            "the foot does not hurt at rest, and both legs look the same",
        ),
        _ => (
            "ALL WELL, LEGS ALIKE",
            "all of this is over, and both legs look the same",
        ),
    };
    NamedDanger { what, over, until }
}

fn named_sign(sign: &str) -> &'static str {
    match sign {
        UNREAD => "a sign that cannot be read",
        SWOLLEN => "one leg looks different",
        UNSURE => "you did not know if one leg is swollen",
        LOOK => "you did not say how both legs look",
        LONG_CRAMP => "ten minutes of cramp",
        WORSE => "a cramp got worse",
        WEAK => "a leg is weak or numb",
        REST_PAIN => "the foot is not well",
        _ => "a sign of danger",
    }
}

/// Whom to call for a sign of danger, in the words of the settings.
pub(crate) fn whom<'s>(danger: &Danger, settings: &'s Settings) -> &'s str {
    let mut signs = danger.signs().filter_map(guidance::sign);
    let cannot_wait = signs.any(|sign| sign.level == SignLevel::Now);
    if cannot_wait {
        &settings.emergency
    } else {
        &settings.advice
    }
}

/// The same as the heading of a warning, unless that is nothing to hurry for.
pub(crate) fn head(level: SignLevel, settings: &Settings) -> Paragraph {
    let kind = match level {
        SignLevel::Now | SignLevel::Today => ParagraphKind::Warning,
        SignLevel::Soon => ParagraphKind::Heading,
    };
    Paragraph::new(kind, heading(level, settings))
}

/// How soon help is needed, with whom to call.
pub(crate) fn heading(level: SignLevel, settings: &Settings) -> String {
    match level {
        SignLevel::Now => format!("NOW: call {}", settings.emergency),
        SignLevel::Today => format!("TODAY: {}", settings.advice),
        SignLevel::Soon => "SOON: an ordinary appointment".to_owned(),
    }
}

/// One warning sign as an item.
pub(crate) fn item(sign: &guidance::WarningSign) -> Paragraph {
    Paragraph {
        kind: ParagraphKind::Item,
        text: sign.text.clone(),
        short: Some(sign.short.clone()),
    }
}

/// The sign with this id as an item.
pub(crate) fn paragraph(id: &str) -> Option<Paragraph> {
    guidance::sign(id).map(item)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_number_is_huge_only_where_it_is_known_to_be_the_one_to_call() {
        let in_country = |country| call(&Settings::default().in_country(country).advice);
        assert_eq!(in_country(None), "CALL A DOCTOR");
        assert_eq!(in_country(Some("US")), "CALL A DOCTOR");
        assert_eq!(in_country(Some("GB")), "CALL 111");
        assert_eq!(call("116 117 or a doctor"), "CALL 116 117");
        assert_eq!(call(&Settings::default().emergency), "CALL 999/112/911");
    }

    #[test]
    fn a_number_stands_in_huge_letters_wherever_somebody_lives() {
        for country in [None, Some("GB"), Some("US"), Some("DE"), Some("JP")] {
            let settings = Settings::default().in_country(country);
            let lines = get_help(&settings.advice, &settings).join(" ");
            assert!(lines.contains("GET HELP"), "{lines}");
            assert!(
                lines.contains(|character: char| character.is_ascii_digit()),
                "{lines}"
            );
        }
    }

    #[test]
    fn every_page_that_tells_of_a_clot_tells_of_the_lungs_first() {
        let settings = Settings::default();
        let of_clot = Danger::default().with(SWOLLEN, date(2026, 11, 28));
        let pages = [
            ten_minutes(&settings),
            danger(&Danger::of(WORSE, None), &settings),
            danger(&Danger::default().and(None, None), &settings),
            danger(&of_clot, &settings),
        ];
        for page in pages {
            let lines = page.lines();
            let at = |id| {
                let sign = &guidance::sign(id).unwrap().text;
                lines.iter().position(|line| line.contains(sign.as_str()))
            };
            let (lungs, clot) = (at("RF-E1").unwrap(), at(SWOLLEN).unwrap());
            assert!(lungs < clot, "{lines:?}");
        }
    }

    #[test]
    fn a_sign_that_cannot_wait_shows_the_emergency_number() {
        let settings = Settings::default();
        let shown = |sign| {
            let danger = Danger::default().with(sign, date(2026, 11, 28));
            get_help(whom(&danger, &settings), &settings)
        };
        assert_eq!(shown("RF-E2"), ["GET HELP", "CALL 999/112/911"]);
        assert_eq!(shown(SWOLLEN), ["GET HELP: DOCTOR", "OR 999/112/911"]);
    }
}
