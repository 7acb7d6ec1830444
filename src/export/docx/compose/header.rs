//! Running heads and folios.

use super::super::line::{Line, Look};
use super::super::piece::Piece;
use super::super::styles::{HEADING_TITLE, Role};
use super::{Composer, Variation};
use crate::document::visit::section_headings;

/// What stands in the margin above or below the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EdgeKind {
    /// A running head.
    Header,
    /// A folio.
    Footer,
}

/// A running head or folio: a part of its own.
#[derive(Debug)]
pub struct Edge {
    /// What it is.
    pub kind: EdgeKind,
    /// Its relationship, which is also the name of its part.
    pub name: &'static str,
    /// Its paragraph.
    pub pieces: Vec<Piece>,
}

impl Composer<'_> {
    /// Composes running heads and folios: the short title on the left page, the section on the
    /// right one, the folio outside. Pages of one side alone are all right ones.
    pub(super) fn headers(&mut self) {
        let title = self.document.words.running_title.clone();
        let section = match section_headings(self.document).iter().any(|h| !h.title.is_empty()) {
            true => format!("STYLEREF \"{HEADING_STYLE}\""),
            false => String::new(),
        };
        let add_section = |line: &mut Line| {
            if section.is_empty() {
                line.tab().text(&title, &Look::default());
            } else {
                // Word looks the section up; what cannot do so repeats the title.
                line.tab().field(&section, &title, &Look::default());
            }
        };
        let two_sided = self.style.page.two_sided;
        self.edge(EdgeKind::Header, "headerTitle", |line| {
            if !two_sided {
                line.tab();
            }
            line.text(&title, &Look::default());
        });
        self.edge(EdgeKind::Header, "headerSection", add_section);
        self.edge(EdgeKind::Footer, "footerLeft", |line| {
            line.field("PAGE", "", &Look::default());
        });
        self.edge(EdgeKind::Footer, "footerRight", |line| {
            line.tab().field("PAGE", "", &Look::default());
        });
    }

    fn edge(&mut self, kind: EdgeKind, name: &'static str, write: impl FnOnce(&mut Line)) {
        let mut line = Line::default();
        write(&mut line);
        let role = match kind {
            EdgeKind::Header => Role::Header,
            EdgeKind::Footer => Role::Footer,
        };
        let pieces = self.apart(|composer| composer.paragraph(role, line, Variation::default()));
        self.out.headers.push(Edge { kind, name, pieces });
    }
}

/// The name of the character style that the running head repeats: titles without their labels,
/// since a label stands on a line of its own. A name of our own is not translated by Word.
const HEADING_STYLE: &str = "Heading Title";
const _: () = assert!(HEADING_STYLE.len() == HEADING_TITLE.len() + 1);
