//! A written paragraph as pieces: words, and atoms that are changed as wholes.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::tree::{Element, Node};
use crate::draft::{DraftKind, DraftParagraph, Span, Within};
use crate::origin::{Generator, Source};

/// A paragraph.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// The element, as it was written.
    pub element: Element,
    /// Its properties, `w:pPr`, possibly empty.
    pub properties: Element,
    /// Its content in order.
    pub pieces: Vec<Piece>,
    /// The text that is compared: the words, and a character for each atom.
    pub text: String,
}

/// A piece of a paragraph.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its first byte in [`DraftParagraph::text`].
    pub start: usize,
    /// Its length in the text that is compared, in bytes; 0 if it is not compared.
    pub length: usize,
    /// The link around it.
    pub link: Option<Rc<Link>>,
    /// What it is.
    pub content: Content,
}

impl Piece {
    /// The note that it places, counted from 0.
    pub fn note(&self) -> Option<usize> {
        match &self.content {
            Content::Note { note, .. } => Some(*note),
            Content::Words { .. }
            | Content::Atom { .. }
            | Content::Mark(_)
            | Content::Hidden(_) => None,
        }
    }
}

/// A link around pieces.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The element without its content.
    pub element: Element,
    /// The target of the link.
    pub target: String,
}

/// The content of a piece.
#[derive(Clone, Debug)]
pub enum Content {
    /// Words, or a tab or line break, with the properties of their run.
    Words {
        /// The properties, `w:rPr`.
        properties: Option<Element>,
        /// The text.
        text: String,
    },
    /// The reference that places a footnote.
    Note {
        /// The run.
        run: Element,
        /// The note, counted from 0.
        note: usize,
    },
    /// Runs that belong together: a field, a picture, an equation, a generated number.
    Atom {
        /// The runs.
        runs: Vec<Element>,
        /// The text that readers see.
        shown: String,
    },
    /// Bookmarks.
    Mark(Element),
    /// Runs that show nothing: an entry for the index.
    Hidden(Vec<Element>),
}

/// The first character that represents an atom. Reports do not contain supplementary private-use
/// characters.
pub const FIRST_ATOM: char = '\u{f0000}';

/// The characters that represent atoms in the texts of two documents.
#[derive(Debug, Default)]
pub struct Atoms(HashMap<String, char>);

impl Atoms {
    /// The character of the atom with a key.
    fn of(&mut self, key: String) -> char {
        let next = u32::from(FIRST_ATOM) + u32::try_from(self.0.len()).unwrap_or(u32::MAX / 2);
        let free = char::from_u32(next).unwrap_or('\u{fffc}');
        *self.0.entry(key).or_insert(free)
    }
}

/// The targets that the paragraphs of a document refer to.
#[derive(Debug, Default)]
pub struct Targets {
    /// The identities of bookmarks whose names depend on the content before them.
    pub bookmarks: HashMap<String, String>,
    /// The ids of the notes in the source.
    pub notes: Vec<String>,
    /// The identity of each picture, by its relationship.
    pub pictures: HashMap<String, String>,
    /// The addresses of external links, by their relationships: in the body, and in notes.
    pub links: [HashMap<String, String>; 2],
}

/// Splits a paragraph into pieces.
pub fn paragraph(
    element: Element,
    said: &DraftParagraph,
    targets: &Targets,
    atoms: &mut Atoms,
) -> Paragraph {
    let properties = element.child("w:pPr").cloned();
    let mut reader = Reader {
        said,
        fixed: fixed(said),
        targets,
        atoms,
        count: 0,
        at: 0,
        out: Vec::new(),
        text: String::new(),
    };
    reader.content(&element, None);
    let Reader { out: pieces, text, .. } = reader;
    let properties = properties.unwrap_or_else(|| Element::new("w:pPr", &[]));
    Paragraph { element, properties, pieces, text }
}

/// The bytes of the text of a paragraph that depend only on what precedes it: its number.
fn fixed(said: &DraftParagraph) -> Vec<Range<usize>> {
    let all = said.origin_at(0..said.text().len()).into_iter();
    let counted = all.filter(|(_, source)| {
        matches!(source, Source::Generated(Generator::Number | Generator::Prefix))
    });
    counted.map(|(at, _)| at).collect()
}

struct Reader<'a> {
    said: &'a DraftParagraph,
    fixed: Vec<Range<usize>>,
    targets: &'a Targets,
    atoms: &'a mut Atoms,
    /// The links and fields so far.
    count: u32,
    /// The position in the text of the paragraph, in bytes.
    at: usize,
    out: Vec<Piece>,
    text: String,
}

impl Reader<'_> {
    fn content(&mut self, element: &Element, link: Option<&Rc<Link>>) {
        let mut children = element.elements();
        while let Some(child) = children.next() {
            match child.name.as_str() {
                "w:r" if is_field(child, "begin") => {
                    let field = field(child, &mut children);
                    self.field(field, link);
                }
                "w:r" if child.child("w:footnoteRef").is_some() => {
                    let runs = std::iter::once(child).chain(children.next()).cloned().collect();
                    self.atom("number of the note".into(), runs, String::new(), link);
                }
                "w:r" => self.run(child, link),
                "w:hyperlink" => self.link(child),
                "m:oMath" | "m:oMathPara" => self.equation(child, link),
                "w:pPr" => {}
                _ => self.push(0, link, Content::Mark(child.clone())),
            }
        }
    }

    fn push(&mut self, length: usize, link: Option<&Rc<Link>>, content: Content) {
        self.out.push(Piece { start: self.at, length, link: link.cloned(), content });
    }

    fn atom(&mut self, key: String, runs: Vec<Element>, shown: String, link: Option<&Rc<Link>>) {
        let character = self.atoms.of(key);
        self.text.push(character);
        self.push(character.len_utf8(), link, Content::Atom { runs, shown });
    }

    fn run(&mut self, run: &Element, link: Option<&Rc<Link>>) {
        let properties = run.child("w:rPr").cloned();
        for child in run.elements().filter(|child| child.name != "w:rPr") {
            match child.name.as_str() {
                "w:t" => self.words(properties.as_ref(), &child.text(), link),
                "w:tab" => self.words(properties.as_ref(), "\t", link),
                "w:br" => self.words(properties.as_ref(), "\n", link),
                "w:footnoteReference" => self.note(run, child, link),
                "w:drawing" => self.picture(run, child, link),
                _ => self.push(0, link, Content::Hidden(vec![run.clone()])),
            }
        }
    }

    /// Words. Numbers that depend on the order of the report are atoms.
    fn words(&mut self, properties: Option<&Element>, text: &str, link: Option<&Rc<Link>>) {
        let (start, end) = (self.at, self.at + text.len());
        let first = self.fixed.partition_point(|range| range.end <= start);
        let fixed = self.fixed.get(first..).unwrap_or_default().iter();
        let fixed: Vec<Range<usize>> = fixed.take_while(|it| it.start < end).cloned().collect();
        let mut done = start;
        let piece = |range: Range<usize>| {
            text.get(range.start - start..range.end - start).unwrap_or_default()
        };
        for range in fixed {
            let range = range.start.max(done)..range.end.min(end).max(done);
            self.at = done;
            self.plain(properties, piece(done..range.start), link);
            self.at = range.start;
            let shown = piece(range.clone());
            if !shown.is_empty() {
                self.atom("number".into(), vec![words_run(properties, shown)], shown.into(), link);
            }
            done = range.end;
        }
        self.at = done;
        self.plain(properties, piece(done..end), link);
        self.at = end;
    }

    fn plain(&mut self, properties: Option<&Element>, text: &str, link: Option<&Rc<Link>>) {
        if !text.is_empty() {
            self.text.push_str(text);
            let (properties, words) = (properties.cloned(), text.to_owned());
            self.push(text.len(), link, Content::Words { properties, text: words });
        }
    }

    fn note(&mut self, run: &Element, reference: &Element, link: Option<&Rc<Link>>) {
        let id = reference.attribute("w:id").and_then(|id| id.parse::<usize>().ok());
        let note = id.and_then(|id| id.checked_sub(1)).unwrap_or_default();
        let key = self.targets.notes.get(note).map_or("", String::as_str);
        let character = self.atoms.of(format!("note {key}"));
        self.text.push(character);
        self.push(character.len_utf8(), link, Content::Note { run: run.clone(), note });
        self.at += DraftParagraph::OBJECT.len();
    }

    fn picture(&mut self, run: &Element, drawing: &Element, link: Option<&Rc<Link>>) {
        let embedded = drawing.descendant("a:blip").and_then(|blip| blip.attribute("r:embed"));
        let name = embedded.and_then(|it| self.targets.pictures.get(&it)).cloned();
        // The alternative text is text, so a picture with a different one is a different picture.
        let text = drawing.descendant("wp:docPr").and_then(|it| it.attribute("descr"));
        let key = format!("picture {} {}", name.unwrap_or_default(), text.unwrap_or_default());
        self.atom(key, vec![run.clone()], "▭".into(), link);
        self.at += DraftParagraph::OBJECT.len();
    }

    fn field(&mut self, runs: Vec<Element>, link: Option<&Rc<Link>>) {
        let has_result = runs.iter().any(|run| is_field(run, "separate"));
        let is_whole = runs.last().is_some_and(|run| is_field(run, "end"));
        if !is_whole || !has_result {
            return match is_whole {
                true => self.push(0, link, Content::Hidden(runs)),
                false => self.runs_of_open_field(&runs, link),
            };
        }
        self.count += 1;
        let code = runs.iter().filter_map(|run| run.child("w:instrText")).map(Element::text);
        let key = self.key_of_field(&code.collect::<String>());
        let shown: String =
            runs.iter().filter_map(|run| run.child("w:t")).map(Element::text).collect();
        let end = self.at + shown.len();
        self.atom(key, runs, shown, link);
        self.at = end;
    }

    /// A field that ends in another paragraph.
    fn runs_of_open_field(&mut self, runs: &[Element], link: Option<&Rc<Link>>) {
        for run in runs {
            self.run(run, link);
        }
    }

    /// An equation, which is changed as a whole.
    fn equation(&mut self, equation: &Element, link: Option<&Rc<Link>>) {
        self.count += 1;
        let shown = equation.text();
        let end = self.at + shown.len();
        self.atom(format!("equation {equation:?}"), vec![equation.clone()], shown, link);
        self.at = end;
    }

    fn key_of_field(&self, code: &str) -> String {
        let words = code.split_whitespace();
        // The rest of the code says where counting restarts.
        let most = if code.trim_start().starts_with("SEQ") { 2 } else { usize::MAX };
        let named = |word| self.targets.bookmarks.get(word).map_or(word, String::as_str);
        words.take(most).map(named).collect::<Vec<_>>().join(" ")
    }

    fn link(&mut self, element: &Element) {
        self.count += 1;
        let [of_body, of_notes] = &self.targets.links;
        let links = if is_note(self.said) { of_notes } else { of_body };
        let external = element.attribute("r:id").and_then(|id| links.get(&id)).cloned();
        let anchor = element.attribute("w:anchor").unwrap_or_default();
        let is_generated = external.is_none() && !self.has_own_words(self.count);
        let target = external.unwrap_or(anchor);
        let link = Rc::new(Link { element: element.head(), target });
        if !is_generated {
            return self.content(element, Some(&link));
        }
        let runs: Vec<Element> = element.elements().cloned().collect();
        let shown: String = runs.iter().map(Element::text).collect();
        let end = self.at + shown.len();
        self.atom(format!("reference {}", link.target), runs, shown, Some(&link));
        self.at = end;
    }

    /// Whether the author wrote the words of a reference.
    fn has_own_words(&self, number: u32) -> bool {
        self.said.spans.iter().any(|span| match span {
            Span::Text { text, within: Within::Reference(own), .. } if *own == number => {
                text.runs().any(|(_, source)| !matches!(source, Source::Generated(_)))
            }
            Span::Text { .. } | Span::Note { .. } | Span::Tab | Span::LineBreak | Span::Picture => {
                false
            }
        })
    }
}

fn is_note(said: &DraftParagraph) -> bool {
    matches!(said.kind, DraftKind::Note { .. })
}

/// Whether a run is a field character.
fn is_field(run: &Element, kind: &str) -> bool {
    let mark = run.child("w:fldChar").and_then(|mark| mark.attribute("w:fldCharType"));
    mark.as_deref() == Some(kind)
}

/// The runs of a field up to its end.
fn field<'e>(begin: &Element, rest: &mut impl Iterator<Item = &'e Element>) -> Vec<Element> {
    let (mut runs, mut depth) = (vec![begin.clone()], 1);
    for run in rest {
        runs.push(run.clone());
        depth += i32::from(is_field(run, "begin")) - i32::from(is_field(run, "end"));
        if depth == 0 {
            break;
        }
    }
    runs
}

/// A run of words.
pub fn words_run(properties: Option<&Element>, text: &str) -> Element {
    let content = match text {
        "\t" => Element::new("w:tab", &[]),
        "\n" => Element::new("w:br", &[]),
        text => {
            let text = Node::Text(super::super::xml::escape_content(text));
            Element::new("w:t", &[("xml:space", "preserve")]).with(vec![text])
        }
    };
    let properties = properties.cloned().map(Node::from);
    Element::new("w:r", &[]).with(properties.into_iter().chain([content.into()]).collect())
}
