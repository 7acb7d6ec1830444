//! Reports that are resolved with what builds before an edit kept equal those resolved from nothing, down to the
//! origins of their characters.

use arbitrary::Unstructured;
use serde_json::{Value, json};

use super::case::style;
use super::report_generator::GeneratedReport;
use crate::cache::{Cache, Key};
use crate::diagnostic::LintSettings;
use crate::document::{
    Block, Document, ElementId, Inline, Matter, Pictures, Section, SectionKey, SectionKind, traced,
    visit,
};
use crate::limits::Limits;
use crate::origin::TracedString;
use crate::resolve::resolve;
use crate::source::read_for;
use crate::templates::load;
use crate::yaml::extent::tests::sources;
use crate::yaml::random;

/// The document of a report; `None` if it cannot be read.
fn document(source: &str, cache: &Cache) -> Option<Document> {
    cache.begin_build();
    let kept = (&Limits::default(), cache);
    let reading = read_for("a.yaml", source.as_bytes(), None, &LintSettings::default(), kept);
    let report = reading.report?;
    let language = &report.publication.language;
    let labels = load::built_in_labels(language).or_else(|| load::built_in_labels("en"));
    let labels = load::labels(language, labels.unwrap()).unwrap();
    Some(resolve(&report, &style(source, &[]), &labels, Pictures::default(), None, cache))
}

/// Everything that a document says, and where it comes from.
fn all(document: &Document) -> String {
    // Exporters make the keys of all sections. A copy gets its own.
    let copies: Vec<Section> = document.sections.iter().map(|it| Section::clone(it)).collect();
    assert_eq!(Key::new("sections", &document.sections), Key::new("sections", &copies));
    let mut out = with_anchors(document);
    let mut text = |text: &TracedString| {
        text.runs().for_each(|(at, source)| out.push_str(&format!("{at:?} {source:?} ")));
        out.push_str(text);
        out.push('\n');
    };
    for section in &document.sections {
        traced::section_origins(section, &mut text);
    }
    for note in &document.notes {
        traced::section_origins(&of_blocks(note.blocks.clone()), &mut text);
    }
    visit::inlines(document, &mut |inline| {
        if let Inline::Equation(equation) = inline {
            text(&equation.equation.latex);
        }
    });
    visit::blocks(document, &mut |block| {
        if let Block::Equation(equation) = block {
            text(&equation.equation.latex);
        }
    });
    out
}

/// A document with the anchors of elements instead of their numbers.
fn with_anchors(document: &Document) -> String {
    let Document { anchors, .. } = document;
    let debug = format!("{document:?}").replace("ElementId(", "\nElementId(");
    let lines = debug.lines().map(|line| match line.strip_prefix("ElementId(") {
        Some(rest) => {
            let (number, rest) = rest.split_once(')').unwrap();
            let element = ElementId(number.parse().unwrap());
            format!("{}{rest}\n", anchors.name(element).unwrap())
        }
        None => format!("{line}\n"),
    });
    lines.collect()
}

fn of_blocks(blocks: Vec<Block>) -> Section {
    let (kind, matter) = (SectionKind::Section, Matter::Body);
    let (heading, sections, key) = (None, Vec::new(), SectionKey::default());
    Section { id: ElementId(0), kind, matter, heading, blocks, sections, key }
}

/// The number of sections of the body that were not resolved or numbered again.
fn kept(document: &Document) -> usize {
    document.sections.iter().filter(|section| section.key.is_made()).count()
}

/// Resolves versions of a report, each after the one before. Returns how many sections each one kept.
fn check<V: AsRef<str>>(versions: impl IntoIterator<Item = V>) -> Vec<usize> {
    let (cache, mut counts) = (Cache::new(), Vec::new());
    for version in versions {
        let version = version.as_ref();
        let warm = document(version, &cache);
        counts.push(warm.as_ref().map_or(0, kept));
        let (warm, cold) =
            (warm.map(|it| all(&it)), document(version, Cache::NONE).map(|it| all(&it)));
        let mut lines =
            warm.iter().flat_map(|it| it.lines()).zip(cold.iter().flat_map(|it| it.lines()));
        let differing = lines.position(|(one, other)| one != other);
        let near = |text: &Option<String>| {
            let lines = text.iter().flat_map(|it| it.lines());
            lines
                .skip(differing.unwrap_or(0).saturating_sub(5))
                .take(8)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert!(warm == cold, "{version:.3000}\n{:#?}\n{:#?}", near(&warm), near(&cold));
    }
    counts
}

const HEAD: &str = "publication: {title: T, publisher: P, date: 2024-01-01, language: en}\n";
const PEOPLE: &str = "people:\n  a: {name: Ana Horvat, post: Judge}\n  b: {name: Jon Berg}\n";
const BODY: &str = "body:
  - title: First
    content:
      - One^[A note on ports.]
      - Two [#second]
      - table: {id: t, caption: Table, rows: [[a, '-'], [b, '-'], ['', c]]}
  - title: Second
    id: second
    content:
      - Same
      - Same
      - See [#t] and $`x^2`$ [^own]
  - kind: panel
    title: Third
    moderator: a
    speakers: [a, b]
    content:
      - recommendations: {items: [{text: Do, id: r}, 'Make^[A note on people.]']}
      - definitions: [{term: Port, id: p, definition: A place}]
  - title: Fourth
    content:
      - See [#r] and [#p]^[A note on ports.]
      - programme:
          days:
            - entries: [{time: '9', panel: second}, {time: '10', title: Lunch}]
  - title: First
    content:
      - One
      - equation: {latex: 'a+b', id: e}
      - Last
footnotes: {own: 'A note [#second].'}
";

/// The versions of a report before and after replacements, each of which is undone. Few make it invalid.
fn edits(text: &str, replaced: &[(&str, &str)]) -> Vec<String> {
    let mut versions = vec![text.to_owned()];
    for (old, new) in replaced {
        assert!(text.contains(old), "{old}");
        versions.push(text.replacen(old, new, 1));
        versions.push(text.to_owned());
    }
    let are_read = versions.iter().filter(|it| document(it, Cache::NONE).is_some()).count();
    assert!(are_read * 10 > versions.len() * 9, "{are_read} of {}", versions.len());
    versions
}

#[test]
fn edits_of_anything_that_a_section_reads_count() {
    let text = format!("{HEAD}{PEOPLE}{BODY}");
    let replaced = [
        ("      - One^", "      - Before\n      - One^"),
        ("      - One^", "      - New^[Another note.]\n      - One^"),
        ("A note on ports", "No note on ports"),
        ("[^own]", "^[A note on ports.]"),
        ("id: r}", "id: second-ref}"),
        ("id: second", "id: zweite"),
        ("  b: {name: Jon Berg}", "  b: {name: Jan Berg}\n  c: {name: Kim Lind}"),
        ("  a: {name: Ana Horvat", "  # One.\n  a: {name: Ana Horvat"),
        ("panel: second", "panel: t"),
        ("title: Second", "title: Other"),
        ("title: First", "title: Second"),
        ("title: First", "title: First\n    id: second-2"),
        ("      - Same\n", ""),
        ("  - title: Second", "  - title: First\n    content: [One]\n  - title: Second"),
        ("kind: panel", "kind: section"),
        ("caption: Table, ", ""),
        ("equation: {", "equation: { "),
        ("language: en", "language: fr"),
        ("publication:", "options: {numbered_paragraphs: true}\npublication:"),
        ("publication:", "options: {index_of_persons: true}\npublication:"),
        ("publication:", "# template: {notes: {numbering: section}}\npublication:"),
        ("publication:", "# template: {sections: {numbered: 2}}\npublication:"),
        ("publication:", "bibliography: [{id: w, text: 'Lind, A., *Ports* (2019)'}]\npublication:"),
    ];
    check(edits(&text, &replaced));
    check(edits(&format!("# template: {{notes: {{numbering: section}}}}\n{text}"), &replaced));
    check(edits(&format!("{HEAD}{BODY}{PEOPLE}"), &replaced));
}

#[test]
fn sections_are_kept_as_long_as_their_numbers_are_the_same() {
    let text = format!("{HEAD}{PEOPLE}{BODY}");
    let replaced = [
        // The section with the programme is never kept.
        ("      - Last", "      - The last"),
        ("      - One^", "      - Ones^"),
        ("publication:", "# One.\npublication:"),
        ("  b: {name: Jon Berg}", "  b: {name: Jan Berg}"),
    ];
    let counts = check(edits(&text, &replaced));
    // References are filled in again, and people move with the text above them.
    assert_eq!(counts, [0, 1, 2, 2, 2, 1, 1, 1, 1], "{counts:?}");
}

/// A section that is the same twice.
#[test]
fn equal_sections_are_kept_apart() {
    let section = "  - title: Same\n    content: [Same, 'Same^[A note.]', {bullets: [a, a]}]\n";
    let text = |count: usize, above: &str| format!("{HEAD}{above}body:\n{}", section.repeat(count));
    let versions =
        [text(2, ""), text(3, ""), text(3, "# One.\n"), text(1, ""), text(4, ""), text(2, "# A\n")];
    check(versions);
}

#[test]
fn cases_with_changed_words() {
    let mut cases = vec![include_str!("../../source/alliance-2016.yaml").to_owned()];
    sources(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases").as_ref(), &mut cases);
    let mut random = random(7);
    for case in &cases {
        let case = case.trim_start_matches('\u{feff}');
        let mut versions = vec![case.to_owned(), format!("# A line.\n{case}"), case.to_owned()];
        let mut text = case.to_owned();
        for _ in 0..4 {
            let body = text.find("\nbody:").unwrap_or_default();
            let words: Vec<usize> =
                text.match_indices(" a").map(|(at, _)| at).filter(|at| *at > body).collect();
            if words.is_empty() {
                break;
            }
            let at = words[random() as usize % words.len()] + 1;
            let new = ["word ", "a\n", "^[note]", "**", ""][random() as usize % 5];
            text.insert_str(at, new);
            versions.push(text.clone());
        }
        check(versions);
    }
}

/// An edit of a generated report.
fn edit(source: &mut Value, mut random: impl FnMut() -> u64) {
    let kind = random() % 8;
    if kind == 7 {
        source["people"]["person-0"]["post"] = json!(format!("post {}", random() % 5));
        return;
    }
    let body = source["body"].as_array_mut().unwrap();
    let (count, new) = (body.len(), format!("word {}^[note {}]", random() % 9, random() % 3));
    let (one, other) = (random() as usize % count, random() as usize % count);
    match kind {
        0 => body.swap(one, other),
        1 => body.insert(one, json!({ "title": "Same", "content": [new] })),
        2 if count > 1 => drop(body.remove(one)),
        3 => body[one]["title"] = json!(new),
        4 => body[one]["short_title"] = json!("short"),
        _ => {
            if let Some(content) = body[one]["content"].as_array_mut() {
                let at = random() as usize % (content.len() + 1);
                content.insert(at, json!(new));
            }
        }
    }
}

#[test]
fn generated_reports_after_edits() {
    let mut random = random(23);
    let templates = [
        "",
        "# template: {notes: {numbering: section}}\n",
        "# template: {citations: {style: note}, sections: {numbered: 3}}\n",
    ];
    let mut compared = 0;
    for round in 0..40 {
        let bytes: Vec<u8> = (0..200 + random() % 1500).map(|_| random() as u8).collect();
        let mut source = GeneratedReport::new(&mut Unstructured::new(&bytes)).unwrap().source;
        let template = templates[round % templates.len()];
        let versions = (0..8).map(|number| {
            if number > 0 {
                edit(&mut source, &mut random);
            }
            format!("{template}{}", serde_yaml::to_string(&source).unwrap())
        });
        compared += check(versions.collect::<Vec<_>>()).iter().sum::<usize>();
    }
    assert!(compared > 20, "{compared}");
}
