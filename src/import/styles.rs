//! What paragraph styles are for, by their names.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Declares [`Purpose`] with the keys of `styles.txt`.
macro_rules! purposes {
    ($($variant:ident $key:literal $about:literal)*) => {
        /// What a paragraph style is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Purpose {
            $(#[doc = $about] $variant,)*
        }

        impl Purpose {
            /// Every purpose with its key.
            const ALL: &[(Purpose, &str)] = &[$((Purpose::$variant, $key)),*];
        }
    };
}

purposes! {
    Title "title" "The title of the document."
    Subtitle "subtitle" "Its subtitle."
    Series "series" "The line above the title."
    Publisher "publisher" "The publisher or author on the cover."
    Office "office" "The office on the cover."
    Date "date" "The place or the date on the cover."
    Imprint "imprint" "A line of the imprint."
    NumberedParagraph "numbered-paragraph" "A paragraph of a report whose paragraphs are numbered."
    Contents "contents" "An entry of a generated list: contents, index, tables."
    Subheading "subheading" "A heading inside a section."
    Caption "caption" "A caption."
    Credit "credit" "The source of a table or picture."
    Quotation "quotation" "A quotation."
    QuotationSource "quotation-source" "The source of a quotation."
    Preformatted "preformatted" "Text whose lines stay as they are."
    Term "term" "A term that is defined."
    Definition "definition" "A definition, perhaps after its term."
    People "people" "A person of a panel."
    Participant "participant" "A participant."
    ParticipantGroup "participant-group" "The heading of a group of participants."
    RecommendationLabel "recommendation-label" "The heading of a list of recommendations."
    RecommendationLead "recommendation-lead" "The sentence that leads into such a list."
    BoxTitle "box-title" "The title of a box."
    BoxText "box-text" "A paragraph of a box."
}

static NAMES: LazyLock<HashMap<&str, Purpose>> = LazyLock::new(|| {
    let lines = include_str!("styles.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(line).flat_map(|(purpose, names)| names.map(move |it| (it, purpose))).collect()
});

/// The purpose and the names of a line; `None` if it cannot be read.
fn line(line: &'static str) -> Option<(Purpose, impl Iterator<Item = &'static str>)> {
    let (key, names) = line.split_once(": ")?;
    let (purpose, _) = Purpose::ALL.iter().find(|(_, it)| *it == key)?;
    Some((*purpose, names.split(", ")))
}

/// What a style is for, by its name.
pub fn purpose(name: &str) -> Option<Purpose> {
    let name = name.to_lowercase();
    let numbered = || {
        let word = name.trim_end_matches(|it: char| it.is_ascii_digit()).trim_end();
        NAMES.get(format!("{word} #").as_str())
    };
    NAMES.get(name.as_str()).or_else(numbered).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_understood_and_every_purpose_has_a_name() {
        let lines = include_str!("styles.txt").lines().filter(|line| !line.starts_with('#'));
        let keys: Vec<Purpose> = lines.map(|text| line(text).unwrap().0).collect();
        assert!(Purpose::ALL.iter().map(|it| it.0).eq(keys));
    }

    #[test]
    fn styles_are_known_by_name() {
        let cases = [
            ("Title", Some(Purpose::Title)),
            ("toc 2", Some(Purpose::Contents)),
            ("toc heading", None),
            ("Image Caption", Some(Purpose::Caption)),
            ("Body Text", None),
        ];
        for (name, expected) in cases {
            assert_eq!(purpose(name), expected, "{name}");
        }
    }
}
