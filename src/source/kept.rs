//! Results that are made from one section of the body, kept for the builds after an edit elsewhere.

use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

use super::schema::Part;
use crate::cache::{Cache, Key};
use crate::origin::{Shift, Shifted};
use crate::yaml::PartKeys;
use crate::yaml::tree::Node;

/// The results of earlier builds of the sections of a file.
pub struct KeptSections<'k> {
    /// The parts from which the tree was made; none if it was changed since.
    pub parts: PartKeys,
    /// Where the results are kept.
    pub cache: &'k Cache,
}

/// A result, and the first byte of the part that it was made from.
struct Placed<T> {
    start: usize,
    value: Arc<T>,
}

impl<T> Clone for Placed<T> {
    fn clone(&self) -> Self {
        Placed { start: self.start, value: Arc::clone(&self.value) }
    }
}

impl KeptSections<'_> {
    /// The result of one kind that is made from a section and some context, with its positions in this file.
    ///
    /// # Errors
    ///
    /// If it cannot be made.
    pub fn try_get<T, E>(
        &self,
        (kind, context): (&str, impl Hash),
        section: &Node,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E>
    where
        T: Shifted + Clone + Send + Sync + 'static,
    {
        let Some((start, part)) = self.parts.around(section.place.start) else {
            return make().map(Arc::new);
        };
        let key = Key::new(kind, (part, section.place.start - start, context));
        let value = match self.cache.find::<Placed<T>>(key) {
            Some(known) if known.start == start => return Ok(known.value),
            Some(known) => Arc::new(self.shifted(key, known, start)),
            None => Arc::new(make()?),
        };
        self.cache.put(key, Placed { start, value: Arc::clone(&value) });
        Ok(value)
    }

    /// The part of the file that a section is read from.
    pub fn part(&self, section: &Node) -> Part {
        let Range { start, end } = section.place;
        let part = self.parts.around(start);
        // Its last text may end after it.
        let end = end.max(section.extent.end);
        Part(part.map(|(of, part)| (Key::new("part of a section", (part, start - of)), start..end)))
    }

    /// A result for a part that begins at another byte. It is not copied if only the cache has it.
    fn shifted<T>(&self, key: Key, known: Placed<T>, start: usize) -> T
    where
        T: Shifted + Clone + Send + Sync + 'static,
    {
        let from = known.start;
        self.cache.remove(key);
        let mut value = Arc::unwrap_or_clone(known.value);
        value.shift(Shift { from, until: usize::MAX, to: start });
        value
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::{Inventory, TextEntry};
    use super::super::markup::{Piece, PieceKind};
    use super::super::{Reading, parse_report_cached, read_for};
    use super::*;
    use crate::diagnostic::LintSettings;
    use crate::limits::Limits;
    use crate::origin::{Source, TracedString};
    use crate::yaml::extent::tests::sources;

    fn runs(text: &TracedString) -> String {
        text.runs().map(|(at, source): (_, Source)| format!("{at:?} {source:?} ")).collect()
    }

    fn pieces(pieces: &[Piece], out: &mut String) {
        for piece in pieces {
            if let PieceKind::Equation(equation) = &piece.kind {
                out.push_str(&runs(&equation.latex));
            }
            self::pieces(piece.content(), out);
        }
    }

    /// A text, and where all of its characters come from.
    fn text(entry: &TextEntry) -> String {
        let mut out = format!("{} {:?} {}", entry.text, entry.start, runs(&entry.words()));
        if let Some(text) = entry.marked {
            out.push_str(&runs(text.written()));
            pieces(text.pieces(), &mut out);
        }
        out
    }

    /// Everything that is read from a file.
    fn all(source: &str, cache: &Cache) -> Option<Vec<String>> {
        cache.begin_build();
        let limits = Limits::default();
        let kept = (&limits, cache);
        let lint = LintSettings {
            straight_quotes: Some(true),
            lead: Some(true),
            unregistered_people: Some(true),
            ..LintSettings::default()
        };
        let reading: Reading = read_for("a.yaml", source.as_bytes(), None, &lint, kept);
        let parsed = parse_report_cached(source.as_bytes(), &limits, cache)?;
        let inventory = Inventory::take(&parsed.report, &parsed.tree);
        let equations = inventory.equations.iter().map(|(latex, _)| {
            let latex_read = latex.equation().map(|equation| runs(&equation.latex));
            format!("{} {latex_read:?}", runs(latex.written()))
        });
        let read = [format!("{reading:#?}"), format!("{:#?}", parsed.report)];
        Some(read.into_iter().chain(inventory.texts.iter().map(text)).chain(equations).collect())
    }

    /// Reads versions of a file, each after the one before.
    fn check<'v>(versions: impl IntoIterator<Item = &'v str>) -> usize {
        let cache = Cache::new();
        let mut compared = 0;
        for version in versions {
            let (warm, cold) = (all(version, &cache), all(version, Cache::NONE));
            let differing = warm.iter().flatten().zip(cold.iter().flatten()).find(|(a, b)| a != b);
            assert!(differing.is_none(), "{differing:?} in {version:.500}");
            assert_eq!(warm.map(|it| it.len()), cold.as_ref().map(Vec::len));
            compared += usize::from(cold.is_some());
        }
        compared
    }

    /// Positions move with their sections, in the report and in messages.
    #[test]
    fn sections_move_with_the_text_above_them() {
        let mut cases = vec![include_str!("../../source/alliance-2016.yaml").to_owned()];
        sources(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases").as_ref(), &mut cases);
        let mut compared = 0;
        for case in &cases {
            let case = case.trim_start_matches('\u{feff}');
            let (below, marked) = (format!("# A line.\n{case}"), format!("\u{feff}{case}"));
            compared += check([case, &below, &marked, case]);
        }
        assert!(compared > 100, "{compared}");
    }

    #[test]
    fn settings_and_other_sections_count() {
        let head = "publication: {title: T, publisher: P, date: 2024-01-01, language: en}\n";
        let people = "people:\n  a: {name: Klara Horvat}\n  b: {name: Ana Berglund}\n";
        let body = "body:\n  - title: One\n    content:\n      - 'Klara Horvatt  saw **it'\n      - figure:\n          \
                    image: a.png\n  - title: Two\n    content: ['seperate Berglund www.osce.org [#one]']\n";
        let german = head.replace("en}", "de}");
        let versions = [
            format!("{head}{people}{body}"),
            format!("{head}{body}"),
            format!("{german}{people}{body}"),
            format!("{head}{people}{body}    id: one\n"),
            format!(
                "{head}{people}options: {{lint: {{double_spaces: false, names: false}}}}\n{body}"
            ),
            format!("{head}{people}{}", body.replace("Berglund", "Bergman")),
            format!("{head}{people}{body}"),
        ];
        assert_eq!(check(versions.iter().map(String::as_str)), versions.len());
    }
}
