//! Finds the characters of runs in the texts from which they were set.
//!
//! Layout drops characters at the ends of lines and adds hyphens, and it repeats texts, such as the header
//! of a table on the next page. Each run is therefore searched for where the previous one ended, then
//! elsewhere. White space does not count.

use crate::pages::texts::{Key, Text};

/// The number of characters that must agree if a run continues elsewhere, unless it is shorter.
const SURE: usize = 12;

/// A character of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The index of the text.
    pub text: usize,
    /// The index of the piece in it.
    pub piece: usize,
    /// The byte in the piece.
    pub byte: usize,
}

/// The characters of one owner, without white space.
pub struct Letters {
    letters: Vec<char>,
    places: Vec<Place>,
}

impl Letters {
    /// The characters of an owner in some texts.
    pub fn of(texts: &[Text], key: Key) -> Letters {
        let mut all = Letters { letters: Vec::new(), places: Vec::new() };
        for (text, content) in texts.iter().enumerate() {
            let own = content.pieces.iter().enumerate().filter(|(_, piece)| piece.key == key);
            for (piece, content) in own {
                let letters = content.content.printed().char_indices();
                for (byte, letter) in letters.filter(|(_, letter)| counts(*letter)) {
                    all.letters.push(letter);
                    all.places.push(Place { text, piece, byte });
                }
            }
        }
        all
    }
}

/// Whether a character counts: white space and invisible break controls do not.
fn counts(letter: char) -> bool {
    let is_ignorable = matches!(letter, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}');
    !letter.is_whitespace() && !letter.is_control() && !is_ignorable
}

/// Finds runs, one after the other.
pub struct Aligned<'a> {
    own: &'a Letters,
    cursor: usize,
}

impl<'a> Aligned<'a> {
    /// Before the first run.
    pub fn new(own: &'a Letters) -> Aligned<'a> {
        Aligned { own, cursor: 0 }
    }

    /// The characters of the next run that are found, by their bytes in the run.
    pub fn next(&mut self, run: &str) -> Vec<(usize, Place)> {
        let run: Vec<(usize, char)> =
            run.char_indices().filter(|(_, letter)| counts(*letter)).collect();
        let mut found = Vec::with_capacity(run.len());
        let mut at = 0;
        while let Some((byte, letter)) = run.get(at).copied() {
            if self.own.letters.get(self.cursor) != Some(&letter) {
                match self.elsewhere(run.get(at..).unwrap_or_default()) {
                    Some(cursor) => self.cursor = cursor,
                    // Layout added it, such as the number of a heading.
                    None => {
                        at += 1;
                        continue;
                    }
                }
            }
            found.extend(self.own.places.get(self.cursor).map(|place| (byte, *place)));
            (at, self.cursor) = (at + 1, self.cursor + 1);
        }
        found
    }

    /// The place where the rest of a run begins: further on, or in text that was set before.
    fn elsewhere(&self, rest: &[(usize, char)]) -> Option<usize> {
        let wanted: Vec<char> = rest.iter().take(SURE).map(|(_, letter)| *letter).collect();
        let letters = &self.own.letters;
        let after = (self.cursor..letters.len()).find(|at| has(letters, *at, &wanted));
        after.or_else(|| (0..self.cursor.min(letters.len())).find(|at| has(letters, *at, &wanted)))
    }
}

fn has(letters: &[char], at: usize, wanted: &[char]) -> bool {
    letters.get(at..).is_some_and(|rest| rest.starts_with(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ElementId;
    use crate::layout::Part;
    use crate::origin::{Origin, TracedString};
    use crate::pages::texts::{Content, Piece};
    use crate::rewrite::Format;

    const KEY: Key = (ElementId(3), Part::Content);

    /// The source texts of some runs of one text.
    fn found(text: &str, runs: &[&str]) -> Vec<String> {
        let traced = TracedString::with_origin(text, Origin::copied(0));
        let content = Content::Text(traced);
        let piece = Piece { key: KEY, content, format: Format::default() };
        let letters = Letters::of(
            &[Text { kind: "paragraph", pieces: vec![piece], is_repeated: false }],
            KEY,
        );
        let mut aligned = Aligned::new(&letters);
        let mut each = |run: &&str| {
            let places = aligned.next(run).into_iter();
            places.filter_map(|it| text[it.1.byte..].chars().next()).collect()
        };
        runs.iter().map(&mut each).collect()
    }

    #[test]
    fn lines_follow_one_another() {
        let runs = ["The co\u{AD}", "operation of ", "ports and the", "port"];
        let text = "The co\u{AD}operation of ports and the port";
        assert_eq!(found(text, &runs), ["Theco", "operationof", "portsandthe", "port"]);
    }

    #[test]
    fn what_layout_adds_is_left_out_and_what_it_repeats_is_found() {
        let runs = ["2.1 Ports", "of Lisbon", "Ports of", "elsewhere"];
        assert_eq!(found("Ports of Lisbon", &runs), ["Ports", "ofLisbon", "Portsof", ""]);
    }
}
