//! Files of safety answers, written as briefly as a test wants to say them.

use serde_json::json;
use uncramp::profile::Profile;
use uncramp::profile::file::parse;

/// What stands beside the answer to a question, as a test writes it and as the file does.
const BESIDE: [(&str, &str, &str); 3] = [
    ("joints", "parts", "parts"),
    ("medicines", "taken", "taken"),
    ("pregnant", "pregnant_from", "from"),
];

/// The file that says what `answers` do, lines of TOML such as `clot = "yes"`.
pub fn file(answers: &str) -> String {
    let answers: toml::Table = answers.parse().unwrap();
    let mut text = "{\"profile\":\"uncramp\",\"format\":1}\n".to_owned();
    let is_beside = |key: &str| BESIDE.iter().any(|(_, written, _)| *written == key);
    for (key, value) in answers.iter().filter(|(key, _)| !is_beside(key)) {
        let mut line = match key.as_str() {
            "asked" => json!({ "asked": value }),
            question => json!({ "question": question, "reply": value }),
        };
        for (_, written, name) in BESIDE.iter().filter(|(question, ..)| question == key) {
            if let Some(value) = answers.get(*written) {
                line[name] = json!(value);
            }
        }
        line["at"] = json!("2026-01-01T00:00:00Z");
        text += &line.to_string();
        text.push('\n');
    }
    text
}

/// Whoever has answered so, and nothing else.
pub fn profile(answers: &str) -> Profile {
    let read = parse(&file(answers));
    assert_eq!(read.problems, [], "{answers}");
    read.profile
}
