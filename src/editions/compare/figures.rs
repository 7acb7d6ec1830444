//! The same figures and dates in texts that are lined up.

use super::found::{Found, Said};
use super::leftover::leftover;
use super::spare::Spares;
use super::texts::Texts;
use crate::diagnostic::Code;
use crate::editions::figures::Figure;
use crate::editions::kind::Kind;
use crate::editions::lexicon::Lexicon;
use crate::editions::wording::Wording;

/// Every figure of a text has its equal in the other edition. Nothing is said of works cited: other
/// editions of a book have other pages.
pub fn compare(texts: &[Texts], spare: &Spares, found: &mut Found) {
    for texts in texts.iter().filter(|texts| texts.owner.0.kind != Kind::Work) {
        compare_texts(texts, spare, found);
    }
}

fn compare_texts(texts: &Texts, spare: &Spares, found: &mut Found) {
    let (one, other) = (texts.first, texts.second);
    let (ones, others) = unmatched(one, other);
    let ones = ones.into_iter().filter(|figure| !spare.second.shows(figure));
    let others = others.into_iter().filter(|figure| !spare.first.shows(figure));
    let is_month = |figure: &&Figure| figure.is_month();
    let (months, theirs): (Vec<_>, Vec<_>) = ones.partition(is_month);
    let (other_months, ours): (Vec<_>, Vec<_>) = others.partition(is_month);
    let sides = (theirs.first(), months.first(), ours.first(), other_months.first());
    match sides {
        (Some(theirs_first), _, Some(ours_first), _) => {
            let more = theirs.len() > 1 || ours.len() > 1;
            if digits(one, &theirs) != digits(other, &ours) {
                differ(texts, (theirs_first, ours_first), more, found);
            }
        }
        (_, Some(theirs), _, Some(ours)) => differ(texts, (theirs, ours), false, found),
        // A month by name in one, by its number in the other.
        (None, Some(month), Some(number), None) if number.is_small() => {
            differ(texts, (month, number), false, found);
        }
        (Some(number), None, None, Some(month)) if number.is_small() => {
            differ(texts, (number, month), false, found);
        }
        (Some(_), _, None, _) => {
            if let Some(figure) = lost(&theirs, other, found.second.words) {
                missing(texts, figure, found);
            }
        }
        (None, _, Some(_), _) => {
            if let Some(figure) = lost(&ours, one, found.first.words) {
                extra(texts, figure, found);
            }
        }
        (None, _, None, _) => {}
    }
}

/// Figures of each text that certainly are figures, and have no equal in the other.
fn unmatched<'t>(one: &'t Wording, other: &'t Wording) -> (Vec<&'t Figure>, Vec<&'t Figure>) {
    let certain = |figures: &[&'t Figure]| -> Vec<&'t Figure> {
        figures.iter().copied().filter(|figure| figure.certain).collect()
    };
    // First those that are certain on both sides, so that a number in words takes nobody's partner.
    let all = |text: &'t Wording| text.figures.iter().collect::<Vec<_>>();
    let (ones, others) = (certain(&all(one)), certain(&all(other)));
    let same = |a: &&Figure, b: &&Figure| a.reading() == b.reading();
    let (ones, others) = leftover(&ones, &others, same);
    let (ones, others) = (copied(ones), copied(others));
    let (ones, others) = leftover(&ones, &others, |a, b| a.may_be(b));
    let (ones, others) = (copied(ones), copied(others));
    let in_words = |text: &'t Wording| -> Vec<&'t Figure> {
        text.figures.iter().filter(|figure| !figure.certain).collect()
    };
    let without = |figures: &[&'t Figure], words: &[&'t Figure]| {
        copied(leftover(figures, words, |a, b| a.may_be(b)).0)
    };
    (without(&ones, &in_words(other)), without(&others, &in_words(one)))
}

fn copied<'t>(figures: Vec<&&'t Figure>) -> Vec<&'t Figure> {
    figures.into_iter().copied().collect()
}

/// The digits of figures, one after the other: `12 300` may be one number or two.
fn digits(text: &Wording, figures: &[&Figure]) -> Vec<u8> {
    let written = figures.iter().filter_map(|figure| text.plain.get(figure.at.clone()));
    written.flat_map(str::chars).filter_map(crate::editions::figures::digit).collect()
}

/// The first figure that the other text cannot have in words: small numbers often are, larger ones
/// where words for larger numbers stand.
fn lost<'f>(figures: &[&'f Figure], other: &Wording, words: &Lexicon) -> Option<&'f Figure> {
    let large = figures.iter().copied().find(|figure| !figure.is_small());
    large.filter(|_| !words.may_spell_out(&other.plain))
}

fn differ(texts: &Texts, (theirs, ours): (&Figure, &Figure), more: bool, found: &mut Found) {
    let (one, other) = (texts.first, texts.second);
    let (there, here) = (written(one, theirs), written(other, ours));
    let name = found.name();
    let others = if more { ", and more numbers differ" } else { "" };
    let said = Said {
        message: format!("`{here}` stands here, in {name} `{there}`{others}"),
        hint: "find out which is right, and correct the other".into(),
        label: format!("`{there}` here"),
    };
    let place = other.place_of(ours.at.clone(), found.second.text());
    let at = one.place_of(theirs.at.clone(), found.first.text());
    found.say(Code::OtherFigure, place, at, said);
}

fn missing(texts: &Texts, figure: &Figure, found: &mut Found) {
    let (figure_text, name) = (written(texts.first, figure), found.name());
    let said = Said {
        message: format!("the number `{figure_text}` of {name} is missing here"),
        hint: format!("write it here too, or take it out of {name}"),
        label: "here".into(),
    };
    let place = texts.second.place(found.second.text());
    let other = texts.first.place_of(figure.at.clone(), found.first.text());
    found.say(Code::OtherFigure, place, other, said);
}

fn extra(texts: &Texts, figure: &Figure, found: &mut Found) {
    let (figure_text, name) = (written(texts.second, figure), found.name());
    let said = Said {
        message: format!("the number `{figure_text}` is not in {name}"),
        hint: format!("take it out, or write it in {name} too"),
        label: "not here".into(),
    };
    let place = texts.second.place_of(figure.at.clone(), found.second.text());
    found.say(Code::OtherFigure, place, texts.first.place(found.first.text()), said);
}

fn written<'t>(text: &'t Wording, figure: &Figure) -> &'t str {
    text.plain.get(figure.at.clone()).unwrap_or_default()
}
