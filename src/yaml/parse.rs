//! Text → tree. YAML features that reports do not need are rejected here, with a hint.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Parser, Placement, ScalarStyle, Tag, options};

use super::tree::{Entry, Node, Scalar, Value};
use super::{extent, scalar, syntax};
use crate::diagnostic::{Code, Diagnostic, Findings, SourceText};
use crate::limits::{Limit, Limits};
use crate::origin::Origin;

/// As [`parse_within`], with the default limits.
pub fn parse(source: &str) -> (Option<Node<'_>>, Findings) {
    parse_within(source, &Limits::default())
}

/// Parses YAML. Returns the tree, unless the YAML is broken, empty or larger than the limits, and
/// every diagnostic.
pub fn parse_within<'s>(source: &'s str, limits: &Limits) -> (Option<Node<'s>>, Findings) {
    match read(source, limits, 0) {
        Ok(builder) => builder.finish(),
        Err(stop) => (None, further_errors(source, limits, stop)),
    }
}

/// Parses a part of a file inside `outer` lists and mappings. Returns its node and the number of its values;
/// `None` if there is anything to say about it.
pub(super) fn parse_part<'s>(
    source: &'s str,
    limits: &Limits,
    outer: usize,
) -> Option<(Node<'s>, usize)> {
    let builder = read(source, limits, outer).ok()?;
    let values = builder.values;
    let (root, found) = builder.finish();
    root.filter(|_| found.is_empty()).map(|root| (root, values))
}

/// The maximum number of parser errors that are reported for a file.
const MOST_ERRORS: usize = 20;

/// The maximum number of bytes that are read again to find further errors.
const READ_AGAIN: usize = 16 << 20;

/// The error at which the parser stopped.
struct Stop {
    error: Box<Diagnostic>,
    /// Whether it is inside brackets or braces.
    in_brackets: bool,
    /// The diagnostics found before it.
    found: Findings,
}

/// Reads the file repeatedly, each time with the wrong text replaced by letters, so that an editor
/// sees all such errors at once. A replacement has as many bytes as the text, so all places stay the same.
fn further_errors(source: &str, limits: &Limits, mut stop: Stop) -> Findings {
    let mut errors = Vec::new();
    let mut repaired = source.to_owned();
    let readings = MOST_ERRORS.min(READ_AGAIN / source.len().max(1) + 1);
    let found = loop {
        let repair = syntax::repaired(&repaired, &stop.error, stop.in_brackets);
        let reached = stop.error.place.clone().map_or(source.len(), |place| place.start);
        errors.push(*stop.error);
        let Some(text) = repair.filter(|_| errors.len() < readings) else { break stop.found };
        repaired = text;
        match read(&repaired, limits, 0) {
            Ok(builder) => break builder.finish().1,
            Err(next) if next.error.place.as_ref().is_some_and(|it| it.start > reached) => {
                stop = next;
            }
            Err(next) => break next.found,
        }
    };
    errors.into_iter().fold(found, |mut found, error| {
        found.push(error);
        found
    })
}

/// Reads a file, or a part of one inside `outer` lists and mappings, up to its end or the first error of the
/// parser.
fn read<'s, 'l>(
    source: &'s str,
    limits: &'l Limits,
    outer: usize,
) -> Result<Builder<'s, 'l>, Stop> {
    let options = options! { emit_unresolved_aliases: true, emit_anchor_events: true };
    let mut builder = Builder::new(source, limits, outer);
    for event in Parser::new_from_str_with_options(source, options) {
        let step = match event {
            Ok((event, span)) => builder.event(
                event,
                span.byte_range().unwrap_or_default(),
                span.tag_span().and_then(|span| span.byte_range()),
            ),
            Err(error) => Err(syntax::describe(source, &error, builder.open_bracket())),
        };
        if let Err(error) = step {
            let in_brackets = builder.open_bracket().is_some();
            return Err(Stop { error: Box::new(error), in_brackets, found: builder.found });
        }
    }
    Ok(builder)
}

/// A key, its place and its origin.
type Key<'s> = (Cow<'s, str>, Range<usize>, Origin);

/// A mapping or list whose end has not been reached.
enum Open<'s> {
    Sequence(Vec<Node<'s>>),
    Mapping { entries: Vec<Entry<'s>>, key: Option<Key<'s>> },
}

struct Builder<'s, 'l> {
    source: &'s str,
    limits: &'l Limits,
    /// The number of lists and mappings around the text.
    outer: usize,
    /// The number of scalars, lists and mappings so far.
    values: usize,
    /// The lines of the source, which only some errors need.
    lines: OnceCell<SourceText>,
    open: Vec<(Range<usize>, Open<'s>)>,
    root: Option<Node<'s>>,
    documents: usize,
    /// The end of the last plain scalar.
    plain_end: Option<usize>,
    found: Findings,
}

impl<'s, 'l> Builder<'s, 'l> {
    fn new(source: &'s str, limits: &'l Limits, outer: usize) -> Self {
        Builder {
            source,
            limits,
            outer,
            values: 0,
            lines: OnceCell::new(),
            open: Vec::new(),
            root: None,
            documents: 0,
            plain_end: None,
            found: Findings::default(),
        }
    }

    fn event(
        &mut self,
        event: Event<'s>,
        place: Range<usize>,
        tag_place: Option<Range<usize>>,
    ) -> Result<(), Diagnostic> {
        match event {
            Event::Scalar(text, style, _, tag) => {
                self.refuse_tag(tag, tag_place, &place);
                self.scalar(text, style, place)
            }
            Event::SequenceStart(_, _, tag) => {
                self.refuse_tag(tag, tag_place, &place);
                self.start(place, Open::Sequence(Vec::new()))
            }
            Event::MappingStart(_, _, tag) => {
                self.refuse_tag(tag, tag_place, &place);
                self.start(place, Open::Mapping { entries: Vec::new(), key: None })
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(place),
            Event::Comment(text, placement) => {
                self.comment(&text, placement, place);
                Ok(())
            }
            Event::Anchor(..) => {
                self.found.push(anchor(place));
                Ok(())
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => Err(self.alias(place)),
            Event::DocumentStart(..) => self.document(place),
            // The enum is non-exhaustive; other events have no data.
            _ => Ok(()),
        }
    }

    /// The opening brace or bracket of the innermost mapping or list, if it is in flow style.
    fn open_bracket(&self) -> Option<usize> {
        let (place, _) = self.open.last()?;
        (!place.is_empty()).then_some(place.start)
    }

    fn document(&mut self, place: Range<usize>) -> Result<(), Diagnostic> {
        self.documents += 1;
        if self.documents < 2 {
            return Ok(());
        }
        let error = Code::SeveralDocuments
            .at(place, "a file must hold one report, but a second YAML document begins here");
        Err(error.hint("delete the line `---`, or move each report to its own file"))
    }

    fn scalar(
        &mut self,
        text: Cow<'s, str>,
        style: ScalarStyle,
        place: Range<usize>,
    ) -> Result<(), Diagnostic> {
        self.limit("this text", Limit::TextLength, length_above(&text, self.limits), &place)?;
        let plain = style == ScalarStyle::Plain;
        self.plain_end = (plain && !place.is_empty()).then_some(place.end);
        // The parser gives a missing value as `~`.
        let text = if plain && place.is_empty() { Cow::Borrowed("") } else { text };
        let origin = scalar::origin(self.source, place.clone(), style, &text);
        let scalar = Scalar { text, style, origin, is_text: !plain };
        self.add(Node::new(place, Value::Scalar(scalar)))
    }

    fn start(&mut self, place: Range<usize>, open: Open<'s>) -> Result<(), Diagnostic> {
        if self.outer + self.open.len() >= syntax::DEPTH_LIMIT {
            return Err(syntax::too_deep(first_word(self.source, place.start)));
        }
        self.open.push((place, open));
        Ok(())
    }

    fn end(&mut self, end: Range<usize>) -> Result<(), Diagnostic> {
        let Some((start, open)) = self.open.pop() else { return Ok(()) };
        // In block style the parser ends a collection at the next token, so show its first word.
        let flow = !start.is_empty();
        let place = if flow { start.start..end.end } else { first_word(self.source, start.start) };
        let value = match open {
            Open::Sequence(mut items) => {
                extent::set(self.source, place.start, &mut items);
                Value::Sequence(items)
            }
            Open::Mapping { entries, .. } => Value::Mapping(self.without_duplicates(entries)),
        };
        self.add(Node::new(place, value))
    }

    fn limit(
        &self,
        thing: &str,
        limit: Limit,
        count: usize,
        place: &Range<usize>,
    ) -> Result<(), Diagnostic> {
        let checked = self.limits.check(limit, count);
        checked.map_err(|error| Code::OverLimit.of_limit(thing, error).at(Some(place.clone())))
    }

    fn add(&mut self, node: Node<'s>) -> Result<(), Diagnostic> {
        self.values += 1;
        self.limit("the file", Limit::Values, self.values, &node.place)?;
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some((_, Open::Sequence(items))) => items.push(node),
            Some((_, Open::Mapping { entries, key })) => match key.take() {
                Some((key, key_place, key_origin)) => {
                    entries.push(Entry { key, key_place, key_origin, value: node });
                }
                None => *key = Some(key_of(node)?),
            },
        }
        Ok(())
    }

    fn without_duplicates(&mut self, entries: Vec<Entry<'s>>) -> Vec<Entry<'s>> {
        let mut first: HashMap<Cow<str>, usize> = HashMap::with_capacity(entries.len());
        let mut kept = Vec::with_capacity(entries.len());
        for entry in entries {
            match first.get(&entry.key) {
                Some(offset) => self.found.push(duplicate(&entry, self.lines(), *offset)),
                None => {
                    first.insert(entry.key.clone(), entry.key_place.start);
                    kept.push(entry);
                }
            }
        }
        kept
    }

    fn lines(&self) -> &SourceText {
        self.lines.get_or_init(|| SourceText::from(self.source))
    }

    fn refuse_tag(
        &mut self,
        tag: Option<Cow<'s, Tag>>,
        tag_place: Option<Range<usize>>,
        place: &Range<usize>,
    ) {
        if tag.is_some() {
            let error = Code::Tag
                .at(tag_place.unwrap_or(place.clone()), "YAML tags (`!name`) are not supported");
            self.found.push(error.hint("quote a text that begins with `!`"));
        }
    }

    fn alias(&self, place: Range<usize>) -> Diagnostic {
        let name = self.source.get(place.clone()).unwrap_or_default();
        if name.trim_end_matches([':', ',', '.']).ends_with('*') {
            return syntax::needs_quotes(self.source, place.start, '*');
        }
        anchor(place)
    }

    /// Warns of `see #4`, which ends at "see"; `word # an aside` is a deliberate comment.
    fn comment(&mut self, text: &str, placement: Placement, place: Range<usize>) {
        let right_after = placement == Placement::Right
            && self.plain_end.is_some_and(|end| {
                self.source
                    .get(end..place.start)
                    .is_some_and(|gap| gap.trim_matches(' ').is_empty())
            });
        if right_after && text.starts_with(|first: char| first.is_alphanumeric()) {
            let warning =
                Code::CutByHash.at(place, "the text ends here, because ` #` begins a comment");
            self.found
                .push(warning.hint(
                    "quote the text if `#` belongs to it; otherwise write a space after `#`",
                ));
        }
    }

    fn finish(mut self) -> (Option<Node<'s>>, Findings) {
        let empty = |node: &Node| matches!(&node.value, Value::Scalar(s) if s.text.is_empty());
        let root = self.root.take().filter(|root| !empty(root));
        (root, self.found)
    }
}

fn key_of(node: Node<'_>) -> Result<Key<'_>, Diagnostic> {
    match node.value {
        Value::Scalar(scalar) => Ok((scalar.text, node.place, scalar.origin)),
        Value::Sequence(_) | Value::Mapping(_) => {
            let error =
                Code::KeyNotText.at(node.place, "a key must be a word, not a list or mapping");
            Err(error.hint("quote a text that begins with a bracket or brace"))
        }
    }
}

fn duplicate(entry: &Entry, source: &SourceText, first: usize) -> Diagnostic {
    let line = source.position(first).line;
    let message = format!("duplicate key `{}`; first used on line {line}", entry.key);
    Code::DuplicateKey.at(entry.key_place.clone(), message).hint("delete one of the two")
}

/// The number of characters of a text, or the number of its bytes if that is within the limit.
fn length_above(text: &str, limits: &Limits) -> usize {
    match limits.check(Limit::TextLength, text.len()) {
        Ok(()) => text.len(),
        Err(_) => text.chars().count(),
    }
}

fn anchor(place: Range<usize>) -> Diagnostic {
    let error =
        Code::Anchor.at(place, "YAML anchors (`&name`) and aliases (`*name`) are not supported");
    error.hint("repeat the value, or quote a text that begins with `&` or `*`")
}

/// The first word at or after an offset.
fn first_word(source: &str, start: usize) -> Range<usize> {
    let rest = source.get(start..).unwrap_or_default();
    start..start + rest.find(char::is_whitespace).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(source: &str) -> Vec<(&'static str, Option<Range<usize>>)> {
        parse(source).1.into_iter().map(|found| (found.code.id(), found.place)).collect()
    }

    #[test]
    fn a_tree_knows_the_place_of_each_node() {
        let source = "a:\r\n  - b c\r\n  - {d: \"e\"}\r\nf:\r\n";
        let (root, found) = parse(source);
        let root = root.unwrap();
        assert!(found.is_empty(), "{found:?}");
        let slice = |node: &Node| source[node.place.clone()].to_owned();
        assert_eq!(slice(root.key("a").item(0)), "b c");
        assert_eq!(slice(root.key("a").item(1)), "{d: \"e\"}");
        assert_eq!(slice(root.key("a").item(1).key("d")), "\"e\"");
        assert_eq!(&source[root.key_place("f")], "f");
        assert_eq!(root.entries().len(), 2);
    }

    #[test]
    fn features_that_reports_do_not_need_are_rejected() {
        assert_eq!(codes("a: 1\n---\nb: 2\n"), [("P0009", Some(5..8))]);
        assert_eq!(codes("a: &x b\n"), [("P0010", Some(3..5))]);
        assert_eq!(codes("a: *x\n"), [("P0010", Some(3..5))]);
        assert_eq!(codes("a: *Alliance*\n"), [("P0007", Some(3..13))]);
        assert_eq!(codes("a: !!str b\n"), [("P0011", Some(3..8))]);
        assert_eq!(codes("? [a]\n: b\n"), [("P0014", Some(2..5))]);
        assert_eq!(codes("a: b\na: c\n"), [("P0013", Some(5..6))]);
        for empty in ["", "  \n", "# only a comment\n", "---\n"] {
            let (root, found) = parse(empty);
            assert!(root.is_none() && found.is_empty());
        }
    }

    #[test]
    fn depth_is_limited_in_every_style() {
        assert_eq!(codes(&"[".repeat(5000))[0].0, "P0012");
        let block: String = (0..400).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
        assert_eq!(codes(&block)[0].0, "P0012");
    }

    #[test]
    fn a_text_cut_off_by_a_hash_gives_a_warning() {
        assert_eq!(codes("a: see #4\n"), [("P0015", Some(7..9))]);
        assert_eq!(codes("a: see # 4\nb: \"c\" #4\n#5\nc: 1\n#6\n"), []);
    }

    fn within(limit: Limit, most: u64, source: &str) -> Vec<(String, Range<usize>)> {
        let mut limits = Limits::default();
        limits.set(limit, most);
        let (tree, found) = parse_within(source, &limits);
        assert_eq!(tree.is_some(), found.is_empty());
        found.into_iter().map(|found| (found.message, found.place.unwrap())).collect()
    }

    #[test]
    fn long_texts_and_keys_are_refused() {
        let message = "this text has 5 characters, more than 4".to_owned();
        assert_eq!(within(Limit::TextLength, 4, "ab: čššž\n"), []);
        assert_eq!(within(Limit::TextLength, 4, "ab: čđšža\n"), [(message.clone(), 4..13)]);
        assert_eq!(within(Limit::TextLength, 4, "abcde: 1\n"), [(message, 0..5)]);
    }

    #[test]
    fn values_are_counted_before_they_fill_the_memory() {
        let message = "the file has 4 values, more than 3".to_owned();
        assert_eq!(within(Limit::Values, 4, "- a\n- b\n- \n"), []);
        assert_eq!(within(Limit::Values, 3, "- a\n- b\n- c\n- d\n"), [(message, 14..15)]);
    }

    /// The lines of the file are counted once, not for each duplicate.
    #[test]
    fn many_duplicates_take_linear_time() {
        let (_, found) = parse(&"a: b\n".repeat(100_000));
        assert_eq!(found.omitted().errors, 99_999 - found.len());
        assert_eq!(found[0].message, "duplicate key `a`; first used on line 1");
    }
}
