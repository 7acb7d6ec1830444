//! Line break opportunities: UAX #14, adjusted by typographic custom.

#![allow(clippy::indexing_slicing, reason = "the index range lies within the word")]

use std::ops::Range;

use super::collect::NoteReferenceRange;
use super::line_breaks::line_breaks;
use super::soft_hyphen::SOFT_HYPHEN;
use crate::languages::is_address;
use crate::layout::penalties::line as penalty;

/// A place at which a line may end, as bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct BreakOpportunity {
    /// The end of the line, without trailing spaces.
    pub end: usize,
    /// The start of the next line.
    pub start: usize,
    /// How the line ends.
    pub ending: Ending,
    /// The penalty of a break here, 0 to 1000.
    pub penalty: f32,
}

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Without a hyphen.
    Plain,
    /// In a hyphen of the text.
    Hyphen,
    /// In an added hyphen.
    AddedHyphen,
    /// At the end of the paragraph or at the author's line break.
    Forced,
}

/// The places at which lines of a part of the text may end, the last of which is its end.
/// Hyphenation is not included, except at soft hyphens.
pub(super) fn break_opportunities(
    text: &str,
    part: Range<usize>,
    notes: &[NoteReferenceRange],
) -> Vec<BreakOpportunity> {
    let inner = text.get(part.clone()).unwrap_or("");
    let addresses = addresses(inner, part.start);
    let mut out: Vec<BreakOpportunity> = Vec::with_capacity(inner.len() / 5 + 1);
    for place in line_breaks(inner).into_iter().map(|place| part.start + place) {
        let within = |range: &Range<usize>| range.start < place && place < range.end;
        let at_note = notes.iter().any(|note| note.range.start == place || within(&note.range));
        let inside = part.start < place && place < part.end;
        if !inside || at_note || addresses.iter().any(within) {
            continue;
        }
        let end = part.start + text.get(part.start..place).unwrap_or("").trim_end().len();
        let previous = out.last().map_or(part.start, |last| last.start);
        if end > previous {
            out.extend(judge(text, end, place));
        }
    }
    out.extend(addresses.into_iter().flat_map(|address| address_breaks(text, address)));
    out.sort_by_key(|opportunity| opportunity.start);
    let end = part.start + inner.trim_end().len();
    out.push(BreakOpportunity { end, start: part.end, ending: Ending::Forced, penalty: 0.0 });
    out
}

/// The opportunity at a place where UAX #14 allows a break, unless typographic custom forbids it.
fn judge(text: &str, end: usize, start: usize) -> Option<BreakOpportunity> {
    let (before, after) = (text.get(..end)?, text.get(start..)?);
    if end < start {
        let penalty = at_space(before, after);
        return Some(BreakOpportunity { end, start, ending: Ending::Plain, penalty });
    }
    let (ending, penalty) = match before.chars().next_back()? {
        SOFT_HYPHEN => {
            let end = end - SOFT_HYPHEN.len_utf8();
            let (ending, penalty) = (Ending::AddedHyphen, penalty::HYPHEN);
            return Some(BreakOpportunity { end, start, ending, penalty });
        }
        hyphen @ ('-' | '\u{2010}') => (Ending::Hyphen, at_hyphen(before, after, hyphen)?),
        '/' => (Ending::Plain, at_slash(before, after)?),
        '–' if between_digits(before, after) => return None,
        _ if opens_aside(before) || closes_aside(after) => return None,
        _ => (Ending::Plain, 0.0),
    };
    Some(BreakOpportunity { end, start, ending, penalty })
}

/// The penalty of a break at a space. No-break spaces have already replaced plain ones where needed
/// (`resolve/spacing.rs`).
fn at_space(before: &str, after: &str) -> f32 {
    if is_loose_tie(before, after) {
        return penalty::TIED;
    }
    let last = before.chars().rev().take_while(|c| !c.is_whitespace());
    let mut letters = last.filter(|c| c.is_alphanumeric());
    let short = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    if short { penalty::SHORT_WORD } else { 0.0 }
}

/// Whether the words beside a space are better on one line: "Panel 2", "11 April".
fn is_loose_tie(before: &str, after: &str) -> bool {
    // Most words need no closer look.
    if !after.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase()) {
        return false;
    }
    let last = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let next = after.split(char::is_whitespace).next().unwrap_or("");
    let next = next.trim_end_matches(|c: char| !c.is_alphanumeric());
    let capital = |word: &str| word.starts_with(char::is_uppercase) && word.chars().count() > 2;
    let small = |word: &str, digits| is_number(word) && word.len() <= digits;
    (capital(last) && last.ends_with(char::is_alphabetic) && small(next, 3))
        || (small(last, 2) && capital(next))
}

fn is_number(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(|c| c.is_ascii_digit())
        && characters.all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

/// The penalty after a hyphen; `None` if that would separate one letter: "e-mail", "T-shirt".
fn at_hyphen(before: &str, after: &str, hyphen: char) -> Option<f32> {
    let word = before.strip_suffix(hyphen)?;
    let letters = word.chars().rev().take_while(|c| c.is_alphabetic()).take(2).count();
    let next = after.chars().take_while(|c| c.is_alphabetic()).take(2).count();
    (letters == 2 && next == 2).then_some(penalty::HYPHEN)
}

/// The penalty after a slash; `None` between short words: "and/or".
fn at_slash(before: &str, after: &str) -> Option<f32> {
    let word = before.strip_suffix('/')?;
    let letters = word.chars().rev().take_while(|c| c.is_alphabetic()).take(3).count();
    let next = after.chars().take_while(|c| c.is_alphabetic()).take(3).count();
    (letters == 3 && next == 3).then_some(penalty::SLASH)
}

fn between_digits(before: &str, after: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    before.trim_end_matches('–').ends_with(digit) && after.starts_with(digit)
}

/// Whether a text ends with a dash that begins an aside, as in Spanish: "son —demasiado".
fn opens_aside(before: &str) -> bool {
    before.strip_suffix(['—', '–']).is_some_and(|rest| {
        rest.chars().next_back().is_none_or(|c| c.is_whitespace() || "(«“¿¡".contains(c))
    })
}

/// Whether a text begins with a dash that ends an aside: "pocos— visitan".
fn closes_aside(after: &str) -> bool {
    after.strip_prefix(['—', '–']).is_some_and(|rest| {
        rest.chars().next().is_none_or(|c| c.is_whitespace() || ",.;:!?)»”".contains(c))
    })
}

/// The web and mail addresses in a text, and the long names of programs, as byte ranges moved by `offset`.
pub(super) fn addresses(text: &str, offset: usize) -> Vec<Range<usize>> {
    if !is_address(text) && !text.contains('_') && !text.contains("::") {
        return Vec::new();
    }
    let is_whole = |word: &&str| is_address(word) || is_long_name(word);
    let words = text.split(char::is_whitespace).filter(is_whole);
    let start = |word: &str| offset + (word.as_ptr() as usize - text.as_ptr() as usize);
    words.map(|word| start(word)..start(word) + word.len()).collect()
}

/// Whether a word is a name of a program that a line can hardly hold: `std::chrono::steady_clock::now()`.
fn is_long_name(word: &str) -> bool {
    word.len() >= LONG_NAME && (word.contains('_') || word.contains("::"))
}

/// The length of names of programs that may break.
const LONG_NAME: usize = 16;

/// The opportunities within an address or name: after a slash or two colons, and before signs that do not look
/// like the end of an address.
fn address_breaks(text: &str, address: Range<usize>) -> Vec<BreakOpportunity> {
    let word = text.get(address.clone()).unwrap_or("");
    let bytes = word.as_bytes();
    let last = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/').len();
    let inner = (3..last.saturating_sub(2)).filter(|&at| {
        let (before, after) = (bytes[at - 1], bytes[at]);
        (before == b'/' && after != b'/' && after != b'.')
            || (word.get(at - 2..at) == Some("::") && after != b':')
            || (matches!(after, b'.' | b'?' | b'&' | b'#' | b'=' | b'_' | b'@') && before != b'/')
    });
    let place = |at| BreakOpportunity {
        end: address.start + at,
        start: address.start + at,
        ending: Ending::Plain,
        penalty: penalty::SLASH,
    };
    inner.filter(|at| word.is_char_boundary(*at)).map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with `|` at each opportunity.
    fn shown(text: &str) -> String {
        let mut out = text.to_string();
        for place in break_opportunities(text, 0..text.len(), &[]).iter().rev().skip(1) {
            out.insert(place.end, '|');
        }
        out
    }

    #[test]
    fn lines_end_at_spaces_and_hyphens() {
        assert_eq!(shown("anti-trafficking action"), "anti-|trafficking| action");
        assert_eq!(shown("by e-mail or COVID-19"), "by| e-mail| or| COVID-19");
    }

    #[test]
    fn no_break_spaces_hold_and_ranges_stay_together() {
        assert_eq!(shown("Mr\u{a0}M.\u{a0}Name said"), "Mr\u{a0}M.\u{a0}Name| said");
        assert_eq!(shown("oui\u{202f}; in 2014–2016"), "oui\u{202f};| in| 2014–2016");
    }

    #[test]
    fn asides_keep_their_dashes() {
        assert_eq!(shown("son —muy pocos— y (–no– eso)"), "son| —muy| pocos—| y| (–no–| eso)");
        assert_eq!(shown("here—there 检查员——人数"), "here|—|there| 检|查|员|——|人|数");
    }

    #[test]
    fn slashes_break_between_long_words_only() {
        assert_eq!(shown("SPMU/TNTD and/or"), "SPMU/|TNTD| and/or");
    }

    #[test]
    fn addresses_break_without_hyphens() {
        assert_eq!(
            shown("at http://www.osce.org/secretariat/trafficking-in-persons?a=1."),
            "at| http://|www|.osce|.org/|secretariat/|trafficking-in-persons|?a=1."
        );
    }

    #[test]
    fn long_names_of_programs_break_between_their_parts() {
        assert_eq!(
            shown("std::chrono::steady_clock::now(), a"),
            "std::|chrono::|steady|_clock::|now(),| a"
        );
        assert_eq!(
            shown("x86_64 and TLS_AES_128_GCM_SHA256"),
            "x86_64| and| TLS|_AES|_128|_GCM|_SHA256"
        );
    }

    #[test]
    fn no_line_ends_before_a_note_reference() {
        let text = "word—1 next";
        let notes = [NoteReferenceRange { range: 7..8, note: 0, first: true }];
        let places = break_opportunities(text, 0..text.len(), &notes);
        assert!(places.iter().all(|place| place.start != 7 || place.end == 7 + 1));
    }

    #[test]
    fn a_line_may_end_at_a_soft_hyphen() {
        let places = break_opportunities("co\u{AD}op", 0..6, &[]);
        assert_eq!((places[0].end, places[0].start), (2, 4));
        assert_eq!(places[0].ending, Ending::AddedHyphen);
    }
}
