//! References whose words are generated: `[#t1]`, `[#t1, t2]`, `[#r1 - r4]{.lower}`, `[see @work, p. 4]`.

use std::ops::Range;

use super::super::{Citation, CitationForm, CitedTarget, PieceKind, is_id, is_work_id};
use super::Parser;
use crate::grammar::GrammaticalCase;
use crate::scripts::is_unspaced;

/// The signs that cannot be in the words before a work.
const MARKUP_SIGNS: [char; 7] = ['*', '^', '~', '`', '$', '\\', '#'];

/// The signs between the ends of a range. Ids may have hyphens, so a hyphen needs spaces or a `#`.
const THROUGH: [&str; 3] = ["–", " - ", "-#"];

impl Parser<'_> {
    /// `[#reference]`, with everything that may follow it.
    pub fn citation(&mut self) {
        let start = self.at;
        let Some(stop) = self.find(']', start + 2) else {
            self.not_closed(start..self.written.len(), "this reference", ']');
            return self.take_plain(2);
        };
        let Some(targets) = self.targets(start + 2..stop) else { return self.take_plain(2) };
        self.flush(start);
        self.at = stop;
        let form = self.citation_form();
        self.push_kind(start, PieceKind::Citation(Citation { targets, form }));
    }

    /// The ids in some bytes, separated by commas or by the sign of a range.
    fn targets(&mut self, at: Range<usize>) -> Option<Vec<CitedTarget>> {
        let text = self.written.as_str().get(at.clone())?;
        let mut targets = Vec::new();
        let mut start = at.start;
        for item in text.split(',') {
            let through = THROUGH.iter().filter_map(|sign| Some((item.find(sign)?, sign.len())));
            let end = start + item.len();
            match through.min() {
                Some((offset, length)) => {
                    targets.push(self.target(start..start + offset, false)?);
                    targets.push(self.target(start + offset + length..end, true)?);
                }
                None => targets.push(self.target(start..end, false)?),
            }
            start = end + 1;
        }
        Some(targets)
    }

    /// The id in some bytes; a `#` may precede it.
    fn target(&mut self, at: Range<usize>, ends_range: bool) -> Option<CitedTarget> {
        let text = self.written.as_str().get(at.clone())?;
        let trimmed = text.trim_start().trim_start_matches('#');
        let start = at.end - trimmed.len();
        let id = trimmed.trim_end();
        let at = start..start + id.len();
        if id.is_empty() {
            let hint = || "write the id of an element, or delete the sign beside it".into();
            self.error(at, || "an id is missing here".into(), hint);
            return None;
        }
        if !is_id(id) && is_work_id(id) {
            let hint = || format!("write `[@{id}]` for a work of the bibliography");
            self.error(at, || format!("`{id}` is not the id of an element"), hint);
            return None;
        }
        if !is_id(id) {
            self.invalid_id(at);
            return None;
        }
        Some(CitedTarget { id: id.into(), at, ends_range, prefix: None, locator: None })
    }

    /// Whether the bracket at hand encloses works: `[@work]`, or words before the sign of the first one.
    pub fn begins_work_citation(&self) -> bool {
        let inside = self.rest().get(1..).unwrap_or_default();
        if inside.starts_with('@') {
            return true;
        }
        let Some(end) = inside.find(['[', ']']) else { return false };
        let (inside, after) = inside.split_at_checked(end).unwrap_or_default();
        let first = inside.split(';').next().unwrap_or_default();
        let Some((before, cited)) = work_sign(first).and_then(|at| first.split_at_checked(at))
        else {
            return false;
        };
        cited.chars().nth(1).is_some_and(char::is_alphabetic)
            && !before.contains(MARKUP_SIGNS)
            && after.starts_with(']')
            && !after.starts_with("](")
            && !after.starts_with("]{")
    }

    /// `[see @work, p. 4; also @other]`, as in pandoc.
    pub fn work_citation(&mut self) {
        let start = self.at;
        let Some(stop) = self.find(']', start + 1) else {
            self.not_closed(start..self.written.len(), "this citation", ']');
            return self.take_plain(2);
        };
        let Some(targets) = self.works(start + 1..stop) else { return self.take_plain(2) };
        self.flush(start);
        self.at = stop + 1;
        let form = CitationForm::Work;
        self.push_kind(start, PieceKind::Citation(Citation { targets, form }));
    }

    /// The works in some bytes, separated by semicolons.
    fn works(&mut self, at: Range<usize>) -> Option<Vec<CitedTarget>> {
        let text = self.written.as_str().get(at.clone())?;
        let mut start = at.start;
        let mut works = Vec::new();
        for item in text.split(';') {
            works.push(self.work(start..start + item.len())?);
            start += item.len() + 1;
        }
        Some(works)
    }

    /// `@key`, or `words @key, locator`.
    fn work(&mut self, at: Range<usize>) -> Option<CitedTarget> {
        let text = self.written.as_str().get(at.clone())?;
        let indent = text.len() - text.trim_start().len();
        let sign = work_sign(text).unwrap_or(indent);
        let (before, cited) = text.split_at_checked(sign)?;
        let (key, locator) = match cited.split_once(',') {
            Some((key, locator)) => (key, Some(locator)),
            None => (cited, None),
        };
        let first = at.start + sign;
        let Some(id) = key.trim().strip_prefix('@').filter(|id| is_work_id(id)) else {
            let hint = "write `@` and the id of an entry, then a comma and the page: `[@id, p. 4]`";
            let wrong = first..first + key.trim().len();
            self.error(wrong, || "this is not the id of a work".into(), || hint.into());
            return None;
        };
        if let Some(marked) = before.find(MARKUP_SIGNS) {
            let marked = at.start + marked..at.start + marked + 1;
            let message = || "markup in the words before a work".into();
            self.error(marked, message, || "write these words without markup".into());
            return None;
        }
        let place = first + 1..first + 1 + id.len();
        let words = |part: Range<usize>| Some(self.written.part(part).trimmed());
        let words = |part: Range<usize>| words(part).filter(|words| !words.is_empty());
        let prefix = words(at.start..first);
        let locator = locator.and_then(|text| words(at.end - text.len()..at.end));
        Some(CitedTarget { id: id.into(), at: place, ends_range: false, prefix, locator })
    }

    /// The attribute after the bracket that closes here: `{.lower}`, `{.number}`, `{case=acc}`. Moves
    /// past both.
    fn citation_form(&mut self) -> CitationForm {
        let is_attributed = self.rest().starts_with("]{");
        let attribute = if is_attributed { self.argument('}') } else { None };
        let Some((attribute, at)) = attribute else {
            self.at += 1;
            return CitationForm::default();
        };
        self.at = at.end + 1;
        form(attribute).unwrap_or_else(|| {
            let message = || format!("unknown attribute `{attribute}` of a reference");
            self.error(at, message, || {
                let cases = GrammaticalCase::ALL.map(GrammaticalCase::name).join(", ");
                format!("write `{{.lower}}`, `{{.number}}`, or `{{case=acc}}` with one of {cases}")
            });
            CitationForm::default()
        })
    }
}

/// The sign before the id of a work: at the beginning of some words, or after a space. Scripts without spaces
/// need none.
fn work_sign(text: &str) -> Option<usize> {
    let begins_word = |at: usize| {
        let before = text.get(..at)?.chars().next_back();
        before.is_none_or(|before| before.is_whitespace() || is_unspaced(before)).then_some(at)
    };
    text.match_indices('@').find_map(|(at, _)| begins_word(at))
}

fn form(attribute: &str) -> Option<CitationForm> {
    match attribute {
        ".lower" => Some(CitationForm::Word(GrammaticalCase::Nominative)),
        ".number" => Some(CitationForm::Number),
        _ => {
            let name = attribute.strip_prefix("case=")?;
            let case = GrammaticalCase::ALL.into_iter().find(|case| case.name() == name)?;
            Some(CitationForm::Word(case))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use crate::origin::TracedString;

    fn cited(text: &str) -> (String, CitationForm) {
        let parsed = parse(&text.into());
        assert_eq!(parsed.error, None, "{text}");
        let [piece] = parsed.pieces.as_slice() else { panic!("{text}: {:?}", parsed.pieces) };
        assert_eq!(piece.at, 0..text.len(), "{text}");
        let PieceKind::Citation(Citation { targets, form }) = &piece.kind else { panic!("{text}") };
        let shown = targets.iter().map(|target| {
            assert_eq!(text.get(target.at.clone()), Some(target.id.as_str()), "{text}");
            let sign = if target.ends_range { "–" } else { " " };
            format!("{sign}{}", target.id)
        });
        (shown.collect(), *form)
    }

    #[test]
    fn lists_and_ranges_are_read() {
        for (text, expected) in [
            ("[#t-1]", " t-1"),
            ("[#t1, t2,t3]", " t1 t2 t3"),
            ("[#t1, #t2]", " t1 t2"),
            ("[#r1 - r4]", " r1–r4"),
            ("[#r1-#r4]", " r1–r4"),
            ("[#r1–r4, r-6]", " r1–r4 r-6"),
            ("[#r1 – #r4]", " r1–r4"),
        ] {
            assert_eq!(cited(text), (expected.into(), CitationForm::Label), "{text}");
        }
    }

    #[test]
    fn attributes_are_read() {
        assert_eq!(cited("[#t]{.number}").1, CitationForm::Number);
        let word = |case| CitationForm::Word(case);
        assert_eq!(cited("[#t]{.lower}").1, word(GrammaticalCase::Nominative));
        assert_eq!(cited("[#t, u]{case=acc}").1, word(GrammaticalCase::Accusative));
    }

    #[test]
    fn works_are_read_with_the_part_that_is_cited() {
        let text = "[@lind, pp. 4–5; @un:2016 ,ch. 2;@a]";
        let parsed = parse(&text.into());
        assert_eq!(parsed.error, None);
        let PieceKind::Citation(citation) = &parsed.pieces[0].kind else { panic!() };
        assert_eq!((citation.form, &parsed.pieces[0].at), (CitationForm::Work, &(0..text.len())));
        let works = citation.targets.iter().map(|it| {
            assert_eq!(text.get(it.at.clone()), Some(it.id.as_str()));
            (it.id.as_str(), it.locator.as_ref().map(TracedString::as_str))
        });
        let expected = [("lind", Some("pp. 4–5")), ("un:2016", Some("ch. 2")), ("a", None)];
        assert_eq!(works.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn words_before_works_are_read() {
        for (text, expected) in [
            ("[see @lind, p. 4]", vec![(Some("see"), "lind", Some("p. 4"))]),
            (
                "[see, e.g., @a; see also @b]",
                vec![(Some("see, e.g.,"), "a", None), (Some("see also"), "b", None)],
            ),
            (
                "[@a; cf. @b ; @c]",
                vec![(None, "a", None), (Some("cf."), "b", None), (None, "c", None)],
            ),
            ("[参见@a]", vec![(Some("参见"), "a", None)]),
        ] {
            let parsed = parse(&text.into());
            assert_eq!(parsed.error, None, "{text}");
            let PieceKind::Citation(citation) = &parsed.pieces[0].kind else { panic!("{text}") };
            let words =
                |words: &'_ Option<TracedString>| words.as_ref().map(|it| it.as_str().to_owned());
            let works = citation
                .targets
                .iter()
                .map(|it| (words(&it.prefix), it.id.clone(), words(&it.locator)));
            let expected = expected.into_iter().map(|(prefix, id, locator)| {
                (prefix.map(str::to_owned), id.to_owned(), locator.map(str::to_owned))
            });
            assert_eq!(works.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn other_brackets_with_the_sign_are_plain() {
        for text in [
            "[ask ana@example.org]",
            "[ask @lind](https://example.org)",
            "[ask @lind]{lang=fr}",
            "[*see* @lind]",
            "[see \\@lind]",
            "[a [b] @c]",
            "[at @ noon]",
            "[see @lind",
        ] {
            let parsed = parse(&text.into());
            assert_eq!(parsed.error, None, "{text}");
            let is_citation =
                |piece: &crate::source::markup::Piece| matches!(piece.kind, PieceKind::Citation(_));
            assert!(!parsed.pieces.iter().any(is_citation), "{text}");
        }
    }

    #[test]
    fn faults_have_places() {
        for (text, at) in [
            ("a [@ b] c", 3..6),
            ("a [@b; c] d", 7..8),
            ("a [@b", 2..5),
            ("a [@b; see *also* @c] d", 11..12),
            ("a [#t, ] b", 7..7),
            ("a [#t u] b", 4..7),
            ("a [#a - b - c] b", 8..13),
            ("a [#t]{.loud} b", 7..12),
            ("a [#t]{case=abl} b", 7..15),
            ("a [#t]{.lower b", 5..15),
            ("a [#t", 2..5),
        ] {
            let error = parse(&text.into()).error.unwrap_or_else(|| panic!("{text}"));
            assert_eq!(error.at, at, "{text}: {}", error.message);
        }
    }
}
