//! Compares the pictures of figures: their shapes, and words that are the same in two languages.

use std::collections::HashSet;

use super::diagnostics::{Diagnostics, Finding};
use crate::diagnostic::Code;
use crate::editions::kind::Class;
use crate::editions::pairing::{Pair, Pairing};
use crate::editions::pictures::Picture;
use crate::editions::structure::{Element, Structure};
use crate::yaml::tree::Node;

/// By how much the shapes of two pictures may differ, as a share: labels of several languages need more or less
/// space.
const SAME_SHAPE: f32 = 0.05;

/// The number of letters of a word that is neither a name's particle nor a unit.
const WHOLE_WORD: usize = 4;

/// How many texts of a picture a message shows.
const SHOWN: usize = 3;

/// Reports pictures of different shapes, and pictures that are not translated.
pub fn compare(pairing: &Pairing, diagnostics: &mut Diagnostics) {
    let of_figures =
        |(one, other): &&Pair| [one, other].iter().all(|it| it.kind.class == Class::Figure);
    let mut words = None;
    for (one, other) in pairing.pairs.iter().filter(of_figures) {
        let (first, second) = (diagnostics.first, diagnostics.second);
        let (Some(one), Some(other)) = (picture_of(one, first), picture_of(other, second)) else {
            continue;
        };
        shape((&one, &other), diagnostics);
        if !first.language().eq_ignore_ascii_case(second.language()) {
            let words = words.get_or_insert_with(|| [first, second].map(Words::of));
            texts((&one, &other), words, diagnostics);
        }
    }
}

/// A picture and the node that names it.
type Found<'o, 'e> = (&'o Picture, &'e Node<'e>);

fn picture_of<'o, 'e>(figure: &Element<'e>, of: &'o Structure<'e>) -> Option<Found<'o, 'e>> {
    let (path, node) = figure.picture?;
    Some((of.edition.pictures.get(path)?, node))
}

fn shape((one, other): (&Found, &Found), diagnostics: &mut Diagnostics) {
    let ratio = |(picture, _): &Found| picture.size.0 / picture.size.1;
    let (theirs, ours) = (ratio(one), ratio(other));
    if (theirs - ours).abs() <= theirs.max(ours) * SAME_SHAPE {
        return;
    }
    let shown = |(picture, _): &Found| format!("{} × {}", picture.size.0, picture.size.1);
    let (name, theirs) = (diagnostics.first_file(), shown(one));
    let finding = Finding {
        message: format!(
            "this picture has another shape than in {name}: {} instead of {theirs}",
            shown(other)
        ),
        hint: "use pictures of one shape, unless they show different things on purpose".into(),
        label: format!("{theirs} here"),
    };
    diagnostics.add(Code::OtherPicture, other.1.place.clone(), one.1.place.clone(), finding);
}

fn texts((one, other): (&Found, &Found), words: &[Words; 2], diagnostics: &mut Diagnostics) {
    let is_same = |text: &&String| one.0.texts.contains(text) && is_untranslated(text, words);
    let same: Vec<&String> = other.0.texts.iter().filter(is_same).collect();
    if same.is_empty() {
        return;
    }
    let shown: Vec<String> = same.iter().take(SHOWN).map(|text| format!("`{text}`")).collect();
    let more = match same.len().saturating_sub(SHOWN) {
        0 => String::new(),
        count => format!(" and {count} more"),
    };
    let (name, shown) = (diagnostics.first_file(), shown.join(", "));
    let finding = Finding {
        message: format!("this picture has the same words as in {name}: {shown}{more}"),
        hint: "translate the words in a picture for each edition".into(),
        label: "the same words".into(),
    };
    diagnostics.add(Code::Untranslated, other.1.place.clone(), one.1.place.clone(), finding);
}

/// Whether a text that two editions share is in the language of one of them, by a word that only one of them
/// uses, or that is not a name.
fn is_untranslated(text: &str, [first, second]: &[Words; 2]) -> bool {
    let mut words = words_of(text).filter(|word| word.chars().nth(WHOLE_WORD - 1).is_some());
    words.any(|word| {
        let lower = word.to_lowercase();
        let known = [first, second].map(|words| words.all.contains(&lower));
        let is_name = word.starts_with(char::is_uppercase);
        let is_word = [first, second].iter().any(|words| words.common.contains(&lower));
        known != [true, true] && (!is_name || is_word && known != [false, false])
    })
}

/// The words of an edition, in lower case.
struct Words {
    /// All of them.
    all: HashSet<String>,
    /// Those that are somewhere written without a capital: no names.
    common: HashSet<String>,
}

impl Words {
    fn of(structure: &Structure) -> Words {
        let mut words = Words { all: HashSet::new(), common: HashSet::new() };
        words.add(&structure.root);
        structure.notes.values().for_each(|note| words.add(note));
        words
    }

    fn add(&mut self, element: &Element) {
        for word in element.texts.iter().flat_map(|text| words_of(&text.plain)) {
            if !word.starts_with(char::is_uppercase) {
                self.common.insert(word.to_owned());
            }
            self.all.insert(word.to_lowercase());
        }
        element.children.iter().for_each(|child| self.add(child));
    }
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}
