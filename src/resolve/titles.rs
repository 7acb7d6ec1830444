//! Titles: series line, running heads, and plain text of titles for catalogues.

use super::cldr;
use super::protect::raised;
use super::spacing::OBJECT;
use super::typography::Printing;
use crate::document::Inline;
use crate::origin::{Generator, TracedString};
use crate::source::Report;
use crate::source::schema::Text;
use crate::templates::Labels;

/// The length of running heads, in characters.
const RUNNING_LENGTH: usize = 68;
/// The length of the first words by which unnumbered items are cited, in characters.
const CITED_LENGTH: usize = 48;

/// The series line above the title: authored, or the name of an event that has a number.
pub fn series(report: &Report, labels: &Labels) -> Option<Text> {
    let numbered = || {
        report.event.as_ref()?.number?;
        event_name(report, labels)
    };
    report.publication.series.clone().or_else(numbered)
}

/// The name of the event with its number, if it has one: "16^th^ conference".
pub fn event_name(report: &Report, labels: &Labels) -> Option<Text> {
    let event = report.event.as_ref()?;
    let name = event.name.as_ref()?;
    let Some(number) = event.number else { return Some(name.clone()) };
    let language = &report.publication.language;
    let of_kind = event.kind.map(|kind| labels.event_genders.get(kind));
    let gender = event.gender.or(of_kind).unwrap_or_default();
    let ordinal = cldr::ordinal(number, gender, &labels.ordinals, language);
    // The name is filled in last, as it may contain braces.
    let pattern = labels.numbered_event.replace("{ordinal}", &ordinal);
    let mut written = TracedString::new();
    for (index, part) in pattern.split("{name}").enumerate() {
        if index > 0 {
            written.push_traced(name.written());
        }
        written.push_generated(part, Generator::Number);
    }
    Some(Text::new(written))
}

/// A text without markup and note references, for catalogues and running heads.
pub fn plain(text: &Text, printing: Printing) -> String {
    printed_words(text, printing).into()
}

/// As [`plain`], each character with its origin.
pub fn printed_words(text: &Text, printing: Printing) -> TracedString {
    let parts = text.words_by_language();
    let mut own = TracedString::new();
    for (language, words) in &parts {
        match language {
            None => own.push_traced(words),
            Some(_) => own.push_generated(OBJECT.encode_utf8(&mut [0; 4]), Generator::Separator),
        }
    }
    let own = printing.print(&own.trimmed());
    let mut phrases = parts
        .iter()
        .filter_map(|(language, words)| Some(printing.of_phrase((*language)?).print(words)));
    let (mut out, mut from) = (TracedString::with_capacity(own.len()), 0);
    for (at, object) in own.match_indices(OBJECT) {
        let Some(phrase) = phrases.next() else { break };
        out.push_part(&own, from..at);
        out.push_traced(&phrase);
        from = at + object.len();
    }
    out.push_part(&own, from..own.len());
    out
}

/// The title in the running heads of left pages.
pub fn running_title(report: &Report, labels: &Labels) -> Vec<Inline> {
    let publication = &report.publication;
    let title = publication.short_title.as_ref().unwrap_or(&publication.title);
    let printing = Printing::of(report, labels);
    raised(shorten(&plain(title, printing), RUNNING_LENGTH).into(), printing.spacing)
}

/// The running head of a section: its short title, otherwise its title, or only its prefix if both are
/// too long.
pub fn running_head(
    prefix: Option<&str>,
    separator: &str,
    title: &str,
    short: Option<&str>,
) -> String {
    let Some(prefix) = prefix else { return shorten(short.unwrap_or(title), RUNNING_LENGTH) };
    let whole = format!("{prefix}{separator}{}", short.unwrap_or(title));
    if short.is_none() && whole.chars().count() > RUNNING_LENGTH {
        prefix.into()
    } else {
        shorten(&whole, RUNNING_LENGTH)
    }
}

/// The first words of an item, by which it is cited if it has no number.
pub fn first_words(text: &str) -> String {
    shorten(text.trim_end_matches(['.', ':', ';', ',', '。', '：', '；', '،', '؛']), CITED_LENGTH)
}

/// Truncates a long text after a word.
fn shorten(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.into();
    }
    let mut short = String::new();
    for word in text.split(' ') {
        if short.chars().count() + word.chars().count() + 2 > length {
            break;
        }
        short.push_str(word);
        short.push(' ');
    }
    format!("{}…", short.trim_end_matches([' ', ',', ':', ';', '–']))
}

#[cfg(test)]
mod tests {
    use super::super::spacing::Spacing;
    use super::*;
    use crate::templates::load;

    #[test]
    fn phrases_in_titles_have_the_marks_of_their_language() {
        let quotes = load::quotes("en");
        let printing = Printing { quotes, spacing: Spacing::of("en") };
        let title =
            Text::new("The \"[l'\"avis\"; *[\"non\"]{lang=de}*]{lang=fr}\" of 'ports'^[x]".into());
        let printed = plain(&title, printing);
        assert_eq!(printed, "The “l’«\u{a0}avis\u{a0}»\u{202f}; «\u{a0}non\u{a0}»” of ‘ports’");
        assert_eq!(plain(&Text::new("[\"a\"]{lang=tlh}".into()), printing), "\"a\"");
    }

    #[test]
    fn running_heads_fit() {
        let long =
            "Victims’ rights: challenges in identification, referral and assistance of people";
        assert_eq!(running_head(Some("Panel 3"), ": ", long, None), "Panel 3");
        assert_eq!(running_head(Some("Panel 3"), ": ", long, Some("Rights")), "Panel 3: Rights");
        let cut = running_head(None, ": ", long, None);
        assert_eq!(cut, "Victims’ rights: challenges in identification, referral and…");
    }
}
