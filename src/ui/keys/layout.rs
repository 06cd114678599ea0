//! What a key means whose letter is another on the keyboard in use: the one table of layouts.
//!
//! A terminal tells which character a key made, not which key it was. Where the character means
//! nothing by itself, the key is taken for the one that has the expected legend.

use super::Key;

/// A keyboard on which keys of this program make other characters.
#[derive(Debug, PartialEq, Eq)]
pub struct KeyboardLayout {
    /// What it is called.
    pub name: &'static str,
    /// The languages whose locales use it, such as `fr`.
    pub languages: &'static [&'static str],
    /// What its keys make without Shift.
    pub typed: &'static str,
    /// What stands on those keys, or on the same keys of a Latin keyboard, one for one.
    pub meant: &'static str,
}

/// The layouts. Where two disagree, that of the locale counts, then the first.
pub const LAYOUTS: &[KeyboardLayout] = &[
    KeyboardLayout {
        name: "French and Belgian (AZERTY)",
        languages: &["fr", "br", "oc", "wa"],
        typed: "&é\"'(-§è_ç!à",
        meant: "123456678980",
    },
    KeyboardLayout {
        name: "Czech and Slovak",
        languages: &["cs", "sk"],
        typed: "+ěščřžýáíéľť",
        meant: "123456789025",
    },
    KeyboardLayout {
        name: "Lithuanian",
        languages: &["lt"],
        typed: "ąčęėįšųū",
        meant: "12345678",
    },
    KeyboardLayout {
        name: "Vietnamese",
        languages: &["vi"],
        typed: "ăâêôđ",
        meant: "12340",
    },
    KeyboardLayout {
        name: "Turkish and Azerbaijani",
        languages: &["tr", "az"],
        typed: "ıİ",
        meant: "ii",
    },
    KeyboardLayout {
        name: "Russian and Belarusian",
        languages: &["ru", "be", "kk", "ky"],
        typed: "йцукенгшщзхъфывапролджэячсмитьбюў",
        meant: "qwertyuiop[]asdfghjkl;'zxcvbnm,.o",
    },
    KeyboardLayout {
        name: "Ukrainian",
        languages: &["uk"],
        typed: "йцукенгшщзхїфівапролджєячсмитьбю",
        meant: "qwertyuiop[]asdfghjkl;'zxcvbnm,.",
    },
    KeyboardLayout {
        name: "Bulgarian",
        languages: &["bg"],
        typed: ",уеишщксдзцьяаожгтнвмюйъэфхпрлб",
        meant: "qwertyuiop[asdfghjkl'zxcvbnm,./",
    },
    KeyboardLayout {
        name: "Serbian and Macedonian",
        languages: &["sr", "mk"],
        typed: "љњертзуиопшђасдфгхјклчћѕџцвбнмѓќ",
        meant: "qwertyuiop[]asdfghjkl;'zxcvbnm]'",
    },
    KeyboardLayout {
        name: "Greek",
        languages: &["el"],
        typed: ";ςερτυθιοπασδφγηξκλζχψωβνμ",
        meant: "qwertyuiopasdfghjklzxcvbnm",
    },
    KeyboardLayout {
        name: "Hebrew",
        languages: &["he", "iw"],
        typed: "/'קראטוןםפשדגכעיחלךףזסבהנמצתץ",
        meant: "qwertyuiopasdfghjkl;zxcvbnm,.",
    },
    KeyboardLayout {
        name: "Arabic",
        languages: &["ar"],
        typed: "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ",
        meant: "qwertyuiop[]asdfghjkl;'zxcvnm,./",
    },
    KeyboardLayout {
        name: "Persian",
        languages: &["fa"],
        typed: "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو",
        meant: "qwertyuiop[]asdfghjkl;'zxcvbnm,",
    },
    KeyboardLayout {
        name: "Korean (two sets)",
        languages: &["ko"],
        typed: "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ",
        meant: "qwertyuiopasdfghjklzxcvbnm",
    },
    KeyboardLayout {
        name: "Thai",
        languages: &["th"],
        typed: "ๅ/-ภถุึคตจขๆไำพะัีรนยฟหกดเ้่าสวผปแอิืทมใฝ",
        meant: "1234567890-qwertyuiopasdfghjkl;zxcvbnm,./",
    },
    KeyboardLayout {
        name: "Georgian",
        languages: &["ka"],
        typed: "ქწერტყუიოპასდფგჰჯკლზხცვბნმ",
        meant: "qwertyuiopasdfghjklzxcvbnm",
    },
];

/// Zeros of the decimal digits that keyboards and input methods make; the other nine follow.
const ZEROS: [char; 6] = ['٠', '۰', '०', '০', '๐', '０'];

impl KeyboardLayout {
    /// The layout that people with this locale mostly have, such as `fr_FR.UTF-8`.
    pub fn of_locale(locale: &str) -> Option<&'static Self> {
        let language = locale.split(['_', '.', '@', '-']).next()?;
        LAYOUTS
            .iter()
            .find(|layout| layout.languages.contains(&language))
    }

    /// Whether it is a row of digits: signs of ASCII on it are taken for them even where the locale is
    /// another. On other layouts a `/` that stands where Latin has a `q` would end the program.
    fn is_digits(&self) -> bool {
        self.meant.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// What a character of this layout is on a Latin keyboard, or on the legend of its key.
    pub fn meant(&self, typed: char) -> Option<char> {
        let mut pairs = self.typed.chars().zip(self.meant.chars());
        pairs.find(|(key, _)| *key == typed).map(|(_, meant)| meant)
    }
}

/// What a key may mean, the likeliest first: itself, the plain form of a wide or foreign sign, the
/// small letter of a capital, and the key in its place on a Latin keyboard.
pub fn meanings(key: Key, layout: Option<&'static KeyboardLayout>) -> impl Iterator<Item = Key> {
    let typed = match key {
        Key::Char(typed) => Some(typed),
        _ => None,
    };
    let plain = typed.map(plain);
    let small = plain.and_then(small);
    let own = layout.map(|layout| (layout, true));
    let likely = own
        .into_iter()
        .chain(LAYOUTS.iter().map(|layout| (layout, false)));
    let placed = likely.filter_map(move |(layout, is_own)| {
        let meant = |c: char| {
            let is_theirs = is_own || !c.is_ascii() || layout.is_digits();
            layout.meant(c).filter(|_| is_theirs)
        };
        // A capital may be a sign of its own; but none of the layouts has one that is.
        plain.and_then(meant).or(small.and_then(meant))
    });
    let others = plain.into_iter().chain(small).chain(placed);
    [key].into_iter().chain(others.map(Key::Char))
}

/// The letter of a Latin keyboard for one held with Ctrl.
pub fn with_ctrl(letter: char) -> Option<char> {
    let latin = |c: &char| c.is_ascii_alphabetic();
    let all = meanings(Key::Char(letter), None).filter_map(|key| match key {
        Key::Char(c) => Some(c.to_ascii_lowercase()),
        _ => None,
    });
    all.into_iter().find(latin)
}

/// A sign of full width, a digit of another script, or a space of any width as its plain form.
fn plain(c: char) -> char {
    let digit = ZEROS.iter().find_map(|zero| {
        let digit = (c as u32).checked_sub(*zero as u32)?;
        char::from_digit(digit, 10)
    });
    if let Some(digit) = digit {
        return digit;
    }
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

fn small(c: char) -> Option<char> {
    let mut small = c.to_lowercase();
    let first = small.next();
    first.filter(|first| *first != c && small.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::keys::Action;
    use crate::ui::keys::table::{ALL, HOME, MORNING, WRITING};

    /// What a key that has this legend makes, on a layout and in all its forms.
    fn made(legend: char, layout: &'static KeyboardLayout) -> Vec<char> {
        let pairs = layout.typed.chars().zip(layout.meant.chars());
        let made = pairs
            .filter(|(_, meant)| *meant == legend)
            .map(|(typed, _)| typed);
        let made: Vec<char> = made.chain([legend]).collect();
        // Two small letters of Greek have the same capital: Caps Lock tells them apart no more.
        let capitals = made.iter().filter_map(|c| {
            let mut capitals = c.to_uppercase();
            let capital = capitals.next().filter(|_| capitals.next().is_none());
            capital.filter(|capital| small(*capital).is_none_or(|small| small == *c))
        });
        let wide = legend.is_ascii_graphic().then(|| {
            let wide = char::from_u32(legend as u32 + 0xfee0);
            wide.expect("every sign of ASCII has one")
        });
        let space = (legend == ' ').then_some(['\u{3000}', '\u{a0}', '\u{202f}']);
        let more = capitals.chain(wide).chain(space.into_iter().flatten());
        let more: Vec<char> = more.collect();
        made.into_iter().chain(more).collect()
    }

    #[test]
    fn every_key_of_every_screen_acts_on_every_layout() {
        for layout in LAYOUTS {
            for map in ALL.iter().filter(|map| !map.takes_text()) {
                for row in map.rows() {
                    let legends = row.keys.iter().filter_map(|key| match key {
                        Key::Char(legend) => Some(*legend),
                        _ => None,
                    });
                    for (legend, made) in legends.flat_map(|legend| {
                        made(legend, layout)
                            .into_iter()
                            .map(move |made| (legend, made))
                    }) {
                        // A sign that is a key of its own here is that.
                        let itself = map.rows().find(|row| row.keys.contains(&Key::Char(made)));
                        let expected = itself.map_or(row.action, |row| row.action);
                        let (_, acts) = map.meant(Key::Char(made), Some(layout));
                        assert_eq!(
                            acts,
                            Some(expected),
                            "{}: {made:?} for {legend:?} in {}",
                            layout.name,
                            map.title
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn every_layout_says_what_each_of_its_keys_is() {
        for layout in LAYOUTS {
            let (typed, meant) = (layout.typed.chars(), layout.meant.chars());
            assert_eq!(typed.count(), meant.count(), "{}", layout.name);
            assert!(layout.meant.is_ascii(), "{}", layout.name);
            assert!(!layout.languages.is_empty());
        }
    }

    #[test]
    fn without_a_hint_the_first_layout_that_has_the_key_counts() {
        let means = |c, locale| {
            let layout = KeyboardLayout::of_locale(locale);
            MORNING.meant(Key::Char(c), layout).0
        };
        assert_eq!(means('é', ""), Key::Char('2'));
        assert_eq!(means('é', "cs_CZ.UTF-8"), Key::Char('0'));
        assert_eq!(means('č', "lt"), Key::Char('2'));
        assert_eq!(means('１', "ja_JP.UTF-8"), Key::Char('1'));
        assert_eq!(means('٣', "ar"), Key::Char('3'));
        assert_eq!(KeyboardLayout::of_locale("C.UTF-8"), None);
    }

    #[test]
    fn a_sign_of_another_layout_is_a_letter_only_where_that_is_the_keyboard() {
        let leaves = |locale| {
            HOME.meant(Key::Char('/'), KeyboardLayout::of_locale(locale))
                .1
        };
        assert_eq!(leaves("en_GB.UTF-8"), None);
        assert_eq!(leaves("he_IL.UTF-8"), Some(Action::Quit));
    }

    #[test]
    fn what_is_written_is_what_was_typed() {
        for c in ['é', 'Q', '　', '１', 'с'] {
            let (key, action) = WRITING.meant(Key::Char(c), None);
            assert_eq!((key, action), (Key::Char(c), Some(Action::Type)));
        }
    }

    #[test]
    fn ctrl_goes_with_the_key_whatever_is_on_it() {
        assert_eq!(with_ctrl('c'), Some('c'));
        assert_eq!(with_ctrl('с'), Some('c'), "the Cyrillic letter");
        assert_eq!(with_ctrl('ㅊ'), Some('c'));
        assert_eq!(with_ctrl('€'), None);
    }
}
