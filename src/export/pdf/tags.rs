//! Document and marked content → structure tree (ISO 32000-1 §14.7, §14.8; ISO 14289-1).
//!
//! The document determines the tree; the pages supply the content. A footnote follows the block
//! that contains its first reference.

mod block;
mod build;
mod element_content;
mod formula_boxes;
mod inline;
mod kept_parts;
mod list;
mod mathml_file;
mod part_sources;
mod pdf20;
mod table;
mod tree;
mod write;
mod written_part;

use build::Builder;
pub use build::Parts;
pub use element_content::ElementContent;
pub use formula_boxes::{equations, formula_boxes};
pub use kept_parts::{KeptParts, Shown};
pub use tree::{Kid, LinkAnnotation, Node, StructureTree};
pub use write::write;

use super::settings::Version;
use crate::document::Document;

/// Builds the tree. Content that the document does not account for is appended at the end.
pub fn build<'a>(document: &'a Document, content: ElementContent<'a>, version: Version) -> Node {
    Node::new("Document", parts(document, content, version).collect())
}

/// The kids of the root, each built when it is needed.
pub fn parts<'a>(
    document: &'a Document,
    content: ElementContent<'a>,
    version: Version,
) -> Parts<'a> {
    Parts::new(Builder::new(document, content, version))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use lopdf::{Dictionary, Document as Pdf, Object, dictionary};

    use super::super::sample;
    use super::super::settings::Standards;
    use super::tree::Kid;
    use super::*;
    use crate::document::{
        Block, ElementId, Inline, List, ListItem, ListKind, ListMarker, Note, NoteReference,
        Paragraph,
    };
    use crate::fonts::Fonts;
    use crate::layout::{Item, Owner, Part};

    const NAMES: [&str; 10] = ["cover", "s", "h", "p", "l", "i", "ip", "ref", "note", "np"];

    fn paragraph(id: u32, content: Vec<Inline>) -> Block {
        Block::Paragraph(Paragraph { id: ElementId(id), number: None, leads_in: false, content })
    }

    fn text(text: &str) -> Inline {
        Inline::Text(text.into())
    }

    /// A section with a heading, a paragraph and a list. The list item contains a note reference.
    fn document() -> Document {
        let mut document = sample::document();
        document.anchors = NAMES.map(String::from).into_iter().collect();
        let mark = NoteReference { id: ElementId(7), note: 0, number: "1".into(), first: true };
        let item = ListItem {
            id: ElementId(5),
            marker: ListMarker::bullet("•", 1),
            blocks: vec![paragraph(6, vec![text("one"), Inline::NoteReference(mark), text("two")])],
        };
        let (id, kind) = (ElementId(4), ListKind::Bulleted);
        let list = Block::List(List { id, kind, depth: 1, items: vec![item] });
        let section = Arc::make_mut(&mut document.sections[0]);
        section.blocks = vec![paragraph(3, vec![text("lead")]), list];
        document.notes.push(Note {
            id: ElementId(8),
            author_id: "n".into(),
            number: "1".into(),
            restarts_in: None,
            first_reference: ElementId(7),
            references: vec![ElementId(7)],
            blocks: vec![paragraph(9, vec![text("note")])],
        });
        document
    }

    fn tree(owned: &[(u32, Part)]) -> String {
        let fonts = Fonts::bundled().unwrap();
        let item = |(line, (element, part)): (usize, &(u32, Part))| {
            let mut run = sample::run(&fonts, "a", 0.0, line as f32 * 10.0);
            run.owner = Owner::Element(ElementId(*element), *part);
            Item::Glyphs(run)
        };
        let page = sample::page(owned.iter().enumerate().map(item).collect());
        let document = document();
        format_tree(&build(
            &document,
            ElementContent::collect(&[page.into()], &[], BTreeMap::new()),
            Version::Pdf17,
        ))
    }

    /// Formats the tree on one line: tags with their kids, content by its identifier.
    fn format_tree(node: &Node) -> String {
        let kid = |kid: &Kid| match kid {
            Kid::Node(node) => format_tree(node),
            Kid::Content(id) => id.mcid.to_string(),
            Kid::Annotation(_) => "link".into(),
        };
        let kids: Vec<String> = node.kids.iter().map(kid).collect();
        format!("{}[{}]", node.tag, kids.join(" "))
    }

    #[test]
    fn notes_follow_the_block_that_cites_them() {
        use Part::{Content, Marker};
        let owned = [
            (2, Marker),
            (2, Content),
            (3, Content),
            (5, Marker),
            (6, Content),
            (7, Content),
            (6, Content),
            (8, Marker),
            (9, Content),
        ];
        let expected = "Document[Sect[] Sect[H1[0 1] P[2] L[LI[Lbl[3] LBody[\
                        P[4 Reference[Span[5]] 6] Note[Lbl[7] P[8]]]]]]]";
        assert_eq!(tree(&owned), expected);
    }

    #[test]
    fn pdf_2_0_notes_and_references_refer_to_each_other() {
        let fonts = Fonts::bundled().unwrap();
        let item = |element| {
            let mut run = sample::run(&fonts, "a", 0.0, 0.0);
            run.owner = Owner::Element(ElementId(element), Part::Content);
            Item::Glyphs(run)
        };
        let page = sample::page([2, 3, 6, 7, 9].map(item).to_vec());
        let document = document();
        let content = ElementContent::collect(&[page.into()], &[], BTreeMap::new());
        let tree = parts(&document, content, Version::Pdf20);
        let mut pdf = Pdf::with_version("2.0");
        let on = pdf.add_object(dictionary! { "Type" => "Page" });
        let standards = Standards { version: Version::Pdf20, accessible: true, archive: None };
        let structure =
            write(&mut pdf, &[on], standards, |writer, id| writer.parts(tree, id)).unwrap();
        let element = |id| pdf.get_dictionary(structure.elements[&ElementId(id)]).unwrap();
        let (mark, note) = (element(7), element(8));
        assert_eq!(note.get(b"S").unwrap().as_name().unwrap(), b"FENote");
        let refers = |from: &Dictionary, to| {
            let to = Object::from(structure.elements[&ElementId(to)]);
            from.get(b"Ref").unwrap().as_array().unwrap() == &[to]
        };
        assert!(refers(mark, 8) && refers(note, 7));
        assert!(mark.has(b"NS") && note.has(b"NS"));
        let destination = structure.destination(ElementId(4), vec![on.into()].into());
        assert!(destination.as_dict().unwrap().has(b"SD"), "a list is where its item is");
    }

    #[test]
    fn unclaimed_content_is_appended() {
        let shape = tree(&[(3, Part::Content), (4, Part::Content)]);
        assert!(shape.contains("P[0]") && shape.ends_with("P[1]]"), "{shape}");
    }
}
