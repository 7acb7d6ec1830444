//! Compares the numbers and dates in paired texts.

use super::diagnostics::{Diagnostics, Finding};
use super::texts::Texts;
use super::unmatched::unmatched;
use super::unpaired::UnpairedContent;
use crate::diagnostic::Code;
use crate::editions::kind::Kind;
use crate::editions::numerals::{Numeral, digit};
use crate::editions::wording::Wording;
use crate::languages::Lexicon;

/// Reports numerals that only one of two paired texts has. Works cited are skipped: page numbers
/// differ between translations of a book.
pub fn compare(texts: &[Texts], unpaired: &UnpairedContent, diagnostics: &mut Diagnostics) {
    for texts in texts.iter().filter(|texts| texts.owner.0.kind != Kind::WORK) {
        compare_texts(texts, unpaired, diagnostics);
    }
}

fn compare_texts(texts: &Texts, unpaired: &UnpairedContent, diagnostics: &mut Diagnostics) {
    let (one, other) = (texts.first, texts.second);
    let (ones, others) = unmatched_numerals(one, other);
    let ones = ones.into_iter().filter(|numeral| !unpaired.second.has_numeral(numeral));
    let others = others.into_iter().filter(|numeral| !unpaired.first.has_numeral(numeral));
    let is_month = |numeral: &&Numeral| numeral.is_month();
    let (months, theirs): (Vec<_>, Vec<_>) = ones.partition(is_month);
    let (other_months, ours): (Vec<_>, Vec<_>) = others.partition(is_month);
    let sides = (theirs.first(), months.first(), ours.first(), other_months.first());
    match sides {
        (Some(theirs_first), _, Some(ours_first), _) => {
            let more = theirs.len() > 1 || ours.len() > 1;
            // One number each, with the same digits, as 158.7 and 1,587.
            if !more || digits(one, &theirs) != digits(other, &ours) {
                differ(texts, (theirs_first, ours_first), more, diagnostics);
            }
        }
        (_, Some(theirs), _, Some(ours)) => differ(texts, (theirs, ours), false, diagnostics),
        // One edition names the month, the other writes its number.
        (None, Some(month), Some(number), None) if number.is_small() => {
            differ(texts, (month, number), false, diagnostics);
        }
        (Some(number), None, None, Some(month)) if number.is_small() => {
            differ(texts, (number, month), false, diagnostics);
        }
        (Some(_), _, None, _) => {
            if let Some(numeral) = missing_number(&theirs, other, diagnostics.second.words) {
                missing(texts, numeral, diagnostics);
            }
        }
        (None, _, Some(_), _) => {
            if let Some(numeral) = missing_number(&ours, one, diagnostics.first.words) {
                extra(texts, numeral, diagnostics);
            }
        }
        (None, _, None, _) => words_differ(texts, diagnostics),
    }
}

/// Reports a number in words, or a Roman numeral, for which the other text has another one: exactly one in
/// each text has no match there.
fn words_differ(texts: &Texts, diagnostics: &mut Diagnostics) {
    let (ones, others) = unmatched_words(texts.first, texts.second);
    if let ([theirs], [ours]) = (ones.as_slice(), others.as_slice()) {
        differ(texts, (theirs, ours), false, diagnostics);
    }
}

/// The numbers in words of each text that have no match in the other. A number in digits that has one in
/// digits matches no word.
fn unmatched_words<'t>(
    one: &'t Wording,
    other: &'t Wording,
) -> (Vec<&'t Numeral>, Vec<&'t Numeral>) {
    let (ones, others) = (with_certainty(one, true), with_certainty(other, true));
    let (ones, others) = unmatched(&ones, &others, |a, b| a.may_equal(b));
    let in_words = |left: Vec<&&'t Numeral>, text: &'t Wording| -> Vec<&'t Numeral> {
        copied(left).into_iter().chain(with_certainty(text, false)).collect()
    };
    let (ones, others) = (in_words(ones, one), in_words(others, other));
    let (ones, others) = unmatched(&ones, &others, |a, b| a.may_equal(b));
    let telling = |left: Vec<&&'t Numeral>| -> Vec<&'t Numeral> {
        copied(left).into_iter().filter(|it| !it.certain && it.is_telling()).collect()
    };
    (telling(ones), telling(others))
}

/// The certain numerals of each text that have no match in the other.
fn unmatched_numerals<'t>(
    one: &'t Wording,
    other: &'t Wording,
) -> (Vec<&'t Numeral>, Vec<&'t Numeral>) {
    // Certain numerals are matched first, so that an uncertain one cannot take their match.
    let (ones, others) = (with_certainty(one, true), with_certainty(other, true));
    let (ones, others) = unmatched(&ones, &others, |a, b| a.is_alike(b));
    let (ones, others) = (copied(ones), copied(others));
    let (ones, others) = unmatched(&ones, &others, |a, b| a.may_equal(b));
    let (ones, others) = (copied(ones), copied(others));
    let without = |numerals: &[&'t Numeral], uncertain: &[&'t Numeral]| {
        copied(unmatched(numerals, uncertain, |a, b| a.may_equal(b)).0)
    };
    (without(&ones, &with_certainty(other, false)), without(&others, &with_certainty(one, false)))
}

fn with_certainty<'t>(text: &'t Wording, certain: bool) -> Vec<&'t Numeral> {
    text.numerals.iter().filter(|numeral| numeral.certain == certain).collect()
}

fn copied<'t>(numerals: Vec<&&'t Numeral>) -> Vec<&'t Numeral> {
    numerals.into_iter().copied().collect()
}

/// The digits of all numerals, concatenated: `12 300` may be one number or two.
fn digits(text: &Wording, numerals: &[&Numeral]) -> Vec<u8> {
    let written = numerals.iter().filter_map(|numeral| text.plain.get(numeral.at.clone()));
    written.flat_map(str::chars).filter_map(digit).collect()
}

/// The first numeral that the other text cannot contain in words. Small numbers are often spelled
/// out; larger ones are assumed to be where the text has words for large numbers.
fn missing_number<'f>(
    numerals: &[&'f Numeral],
    other: &Wording,
    words: &Lexicon,
) -> Option<&'f Numeral> {
    let large = numerals.iter().copied().find(|numeral| !numeral.is_small());
    large.filter(|_| !words.may_spell_out(&other.plain))
}

fn differ(
    texts: &Texts,
    (theirs, ours): (&Numeral, &Numeral),
    more: bool,
    diagnostics: &mut Diagnostics,
) {
    let (one, other) = (texts.first, texts.second);
    let (there, here) = (written(one, theirs), written(other, ours));
    let name = diagnostics.first_file();
    let others = if more { ", and more numbers differ" } else { "" };
    let finding = Finding {
        message: format!("`{here}` here, but `{there}` in {name}{others}"),
        hint: "check which one is right, then correct the other".into(),
        label: format!("`{there}` here"),
    };
    let place = other.place_of(ours.at.clone());
    let related = one.place_of(theirs.at.clone());
    diagnostics.add(Code::OtherFigure, place, related, finding);
}

fn missing(texts: &Texts, numeral: &Numeral, diagnostics: &mut Diagnostics) {
    let (number, name) = (written(texts.first, numeral), diagnostics.first_file());
    let finding = Finding {
        message: format!("the number `{number}` is in {name}, but not here"),
        hint: format!("add it here, or delete it from {name}"),
        label: "here".into(),
    };
    let place = texts.second.place();
    let related = texts.first.place_of(numeral.at.clone());
    diagnostics.add(Code::OtherFigure, place, related, finding);
}

fn extra(texts: &Texts, numeral: &Numeral, diagnostics: &mut Diagnostics) {
    let (number, name) = (written(texts.second, numeral), diagnostics.first_file());
    let finding = Finding {
        message: format!("the number `{number}` is here, but not in {name}"),
        hint: format!("delete it, or add it to {name}"),
        label: "missing here".into(),
    };
    let place = texts.second.place_of(numeral.at.clone());
    let related = texts.first.place();
    diagnostics.add(Code::OtherFigure, place, related, finding);
}

fn written<'t>(text: &'t Wording, numeral: &Numeral) -> &'t str {
    text.plain.get(numeral.at.clone()).unwrap_or_default()
}
