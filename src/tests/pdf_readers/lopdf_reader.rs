//! The blocks as a small reader in Rust finds them: from the structure tree to the marked content
//! (ISO 32000-1 §14.7.4), through ToUnicode (§9.10.3) and ActualText (§14.9.4).

use std::collections::BTreeMap;
use std::path::Path;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{LEAVES, SKIPPED};

/// The texts of a page by the numbers of marked content.
type Texts = BTreeMap<i64, String>;

/// The texts of blocks in the order of the tags.
pub fn blocks(file: &Path) -> Vec<String> {
    let pdf = Document::load(file).unwrap();
    let pages = pdf.page_iter().map(|page| (page, texts(&pdf, page))).collect();
    let root = pdf.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
    let root = pdf.get_dictionary(root).unwrap();
    let mut reader = Reader { pdf: &pdf, pages, blocks: Vec::new() };
    reader.kids(root.get(b"K").unwrap(), None);
    reader.blocks
}

struct Reader<'a> {
    pdf: &'a Document,
    pages: BTreeMap<ObjectId, Texts>,
    blocks: Vec<String>,
}

impl Reader<'_> {
    fn kids(&mut self, kids: &Object, page: Option<ObjectId>) {
        match kids {
            Object::Array(kids) => kids.iter().for_each(|kid| self.kids(kid, page)),
            Object::Integer(mcid) => self.content(page.unwrap(), *mcid),
            Object::Reference(id) => self.dictionary(self.pdf.get_dictionary(*id).unwrap(), page),
            Object::Dictionary(kid) => self.dictionary(kid, page),
            other => panic!("{other:?} in the structure tree"),
        }
    }

    fn dictionary(&mut self, kid: &Dictionary, page: Option<ObjectId>) {
        let page = kid.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        match kid.get(b"Type").and_then(Object::as_name).unwrap_or(b"StructElem") {
            b"MCR" => self.content(page.unwrap(), kid.get(b"MCID").unwrap().as_i64().unwrap()),
            b"OBJR" => {}
            _ => self.element(kid, page),
        }
    }

    fn element(&mut self, element: &Dictionary, page: Option<ObjectId>) {
        let tag = String::from_utf8(element.get(b"S").unwrap().as_name().unwrap().into()).unwrap();
        if SKIPPED.contains(&tag.as_str()) {
            return;
        }
        if LEAVES.contains(&tag.as_str()) {
            self.blocks.push(String::new());
        }
        if let Ok(kids) = element.get(b"K") {
            self.kids(&kids.clone(), page);
        }
    }

    fn content(&mut self, page: ObjectId, mcid: i64) {
        let text = self.pages[&page].get(&mcid).map_or("", String::as_str);
        // The drawing of a figure is not text, and may come before any block.
        if !text.is_empty() {
            self.blocks.last_mut().unwrap().push_str(text);
        }
    }
}

/// The current marked content.
enum Marked {
    Content(i64),
    Actual(String),
    Other,
}

fn texts(pdf: &Document, page: ObjectId) -> Texts {
    let fonts: BTreeMap<Vec<u8>, BTreeMap<u16, String>> = pdf
        .get_page_fonts(page)
        .unwrap()
        .into_iter()
        .map(|(name, font)| (name, to_unicode(pdf, font)))
        .collect();
    let content = Content::decode(&pdf.get_page_content(page)).unwrap();
    let (mut texts, mut stack, mut font) = (Texts::new(), Vec::new(), Vec::new());
    for Operation { operator, operands } in content.operations {
        match operator.as_str() {
            "BDC" => {
                let marked = mark(&operands[1]);
                if let Marked::Actual(text) = &marked {
                    push(&mut texts, &stack, text);
                }
                stack.push(marked);
            }
            "EMC" => drop(stack.pop().unwrap()),
            "Tf" => font = operands[0].as_name().unwrap().to_vec(),
            "TJ" | "Tj" => {
                let shown = shown(&operands[0], &fonts[&font]);
                if !matches!(stack.last(), Some(Marked::Actual(_))) {
                    push(&mut texts, &stack, &shown);
                }
            }
            _ => {}
        }
    }
    texts
}

fn push(texts: &mut Texts, stack: &[Marked], text: &str) {
    for marked in stack {
        if let Marked::Content(mcid) = marked {
            texts.entry(*mcid).or_default().push_str(text);
        }
    }
}

fn mark(properties: &Object) -> Marked {
    let properties = properties.as_dict().unwrap();
    match (properties.get(b"MCID"), properties.get(b"ActualText")) {
        (Ok(mcid), _) => Marked::Content(mcid.as_i64().unwrap()),
        (_, Ok(text)) => Marked::Actual(utf16(&text.as_str().unwrap()[2..])),
        _ => Marked::Other,
    }
}

fn shown(operand: &Object, font: &BTreeMap<u16, String>) -> String {
    match operand {
        Object::Array(parts) => parts.iter().map(|part| shown(part, font)).collect(),
        Object::String(codes, _) => codes
            .chunks(2)
            .map(|code| font[&u16::from_be_bytes([code[0], code[1]])].as_str())
            .collect(),
        _ => String::new(),
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> =
        bytes.chunks(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]])).collect();
    String::from_utf16(&units).unwrap()
}

/// The texts of codes; the map has no ranges.
fn to_unicode(pdf: &Document, font: &Dictionary) -> BTreeMap<u16, String> {
    let map = font.get(b"ToUnicode").unwrap().as_reference().unwrap();
    let map = pdf.get_object(map).unwrap().as_stream().unwrap().decompressed_content().unwrap();
    let map = String::from_utf8(map).unwrap();
    assert!(!map.contains("beginbfrange"), "this reader knows single codes alone");
    let pairs = map.lines().filter(|line| line.starts_with('<') && line.contains("> <"));
    let pair = |line: &str| {
        let mut parts = line.split(['<', '>', ' ']).filter(|part| !part.is_empty());
        let code = u16::from_str_radix(parts.next().unwrap(), 16).unwrap();
        let hex = parts.next().unwrap();
        let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
        let bytes: Vec<u8> = (0..hex.len()).step_by(2).map(byte).collect();
        (code, utf16(&bytes))
    };
    pairs.filter(|line| line.len() < 100 && !line.contains("FFFF>")).map(pair).collect()
}
