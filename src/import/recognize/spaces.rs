//! No-break spaces that the report has by itself → plain ones, and the endings of ordinals that it raises by
//! itself: the opposite of what resolving does.

use crate::document::SpanStyle;
use crate::import::flat::{Content, Inline};
use crate::import::report::{ImportedReport, Person, USUAL_LANGUAGE};
use crate::resolve::spacing::{NARROW, NO_BREAK, OBJECT, Spacing};

/// Makes plain what resolving sets again.
pub fn plain(report: &mut ImportedReport) {
    let language = report.publication.language.as_deref().unwrap_or(USUAL_LANGUAGE);
    let spacing = Spacing::of(language);
    report.each_cover_text_mut(&mut |text| plain_text(text, spacing));
    report.each_body_text_mut(&mut |text| plain_text(text, spacing));
    for Person { name, honorific, post, organisation, country } in &mut report.people {
        let parts = [honorific, post, organisation, country].into_iter().flatten();
        std::iter::once(name).chain(parts).for_each(|part| *part = unprotected(part, spacing));
    }
}

/// A text without the no-break spaces that its language has by rule.
fn unprotected(text: &str, spacing: Spacing) -> String {
    if !text.contains([NO_BREAK, NARROW]) {
        return text.into();
    }
    let plain = text.replace([NO_BREAK, NARROW], " ");
    let ruled: Vec<usize> = places(&plain, spacing);
    let mut at = 0;
    let signs = text.chars().map(|sign| {
        let is_ruled = [NO_BREAK, NARROW].contains(&sign) && ruled.binary_search(&at).is_ok();
        at += if [NO_BREAK, NARROW].contains(&sign) { 1 } else { sign.len_utf8() };
        if is_ruled { ' ' } else { sign }
    });
    let found: String = signs.collect();
    // A space that stays may be what the rule for another one needs.
    let printed = |text: &str| String::from(spacing.print(&text.into())).replace(NARROW, "\u{a0}");
    if printed(&found) == printed(text) { found } else { text.into() }
}

/// Where the plain spaces of a text become no-break ones, in order.
fn places(text: &str, spacing: Spacing) -> Vec<usize> {
    let edits = spacing.edits(text).into_iter();
    let is_space = |at: &std::ops::Range<usize>| text.get(at.clone()) == Some(" ");
    edits.map(|it| it.at).filter(is_space).map(|at| at.start).collect()
}

/// Makes the spaces and ordinals of a paragraph plain.
fn plain_text(text: &mut [Inline], spacing: Spacing) {
    let whole = flattened(text);
    let raised = spacing.raised(&whole);
    let has_spaces = whole.contains([NO_BREAK, NARROW]);
    if !has_spaces && raised.is_empty() {
        return;
    }
    let plain = unprotected(&whole, spacing);
    let mut signs = plain.chars();
    let mut at = 0;
    for inline in text.iter_mut() {
        let Some(own) = own_text(inline) else {
            signs.next();
            at += replacement(inline).len_utf8();
            continue;
        };
        let count = own.chars().count();
        let end = at + own.len();
        inline.content = Content::Text(signs.by_ref().take(count).collect());
        inline.format.superscript &= !raised.contains(&(at..end));
        at = end;
    }
}

/// The text of a paragraph as resolving sees it: with U+FFFC for notes, code and other languages.
fn flattened(text: &[Inline]) -> String {
    let mut whole = String::new();
    for inline in text {
        match own_text(inline) {
            Some(own) => whole.push_str(own),
            None => whole.push(replacement(inline)),
        }
    }
    whole
}

/// The text of an inline in the language of the report.
fn own_text(inline: &Inline) -> Option<&str> {
    let is_own = inline.language.is_none() && !inline.spans.contains(&SpanStyle::Code);
    match &inline.content {
        Content::Text(text) => Some(text.as_str()).filter(|_| is_own),
        Content::LineBreak
        | Content::Note(_)
        | Content::Reference { .. }
        | Content::Equation { .. } => None,
    }
}

fn replacement(inline: &Inline) -> char {
    if inline.content == Content::LineBreak { '\n' } else { OBJECT }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(language: &str, text: &str) -> String {
        let text = text.replace('~', "\u{a0}").replace('^', "\u{202f}");
        let found = unprotected(&text, Spacing::of(language));
        found.replace('\u{a0}', "~").replace('\u{202f}', "^")
    }

    #[test]
    fn spaces_by_rule_are_plain_and_others_stay() {
        assert_eq!(
            plain("fr", "«~Les ports~» : quoi^? M.~Le~Bras"),
            "« Les ports » : quoi ? M. Le~Bras"
        );
        assert_eq!(plain("fr", "Vraiment~!"), "Vraiment !");
        assert_eq!(plain("en", "No.~3 of 12~May and a~word"), "No. 3 of 12 May and a~word");
        assert_eq!(plain("ru", "в 2016~г. и~т.~д."), "в 2016 г. и т. д.");
    }

    #[test]
    fn ordinals_are_raised_by_rule() {
        let mut text = vec![Inline::text("Le 1"), Inline::text("er"), Inline::text(" mai")];
        text[1].format.superscript = true;
        plain_text(&mut text, Spacing::of("fr"));
        assert!(!text[1].format.superscript);
    }
}
