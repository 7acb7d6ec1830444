//! Running heads and folios.

use super::super::content::BlockElement;
use super::super::runs::{RunFormat, Runs};
use super::super::styles::{HEADING_TITLE, WordStyle};
use super::{Composer, DirectFormatting};
use crate::document::visit::section_headings;

/// What stands in the margin above or below the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderFooterKind {
    /// A running head.
    Header,
    /// A folio.
    Footer,
}

/// A running head or folio: a part of its own.
#[derive(Debug)]
pub struct HeaderFooter {
    /// What it is.
    pub kind: HeaderFooterKind,
    /// Its relationship, which is also the name of its part.
    pub name: &'static str,
    /// Its paragraph.
    pub content: Vec<BlockElement>,
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
        let add_section = |line: &mut Runs| {
            if section.is_empty() {
                line.tab().text(&title, &RunFormat::default());
            } else {
                // Word looks the section up; what cannot do so repeats the title.
                line.tab().field(&section, &title, &RunFormat::default());
            }
        };
        let two_sided = self.style.page.two_sided;
        self.edge(HeaderFooterKind::Header, "headerTitle", |line| {
            if !two_sided {
                line.tab();
            }
            line.text(&title, &RunFormat::default());
        });
        self.edge(HeaderFooterKind::Header, "headerSection", add_section);
        self.edge(HeaderFooterKind::Footer, "footerLeft", |line| {
            line.field("PAGE", "", &RunFormat::default());
        });
        self.edge(HeaderFooterKind::Footer, "footerRight", |line| {
            line.tab().field("PAGE", "", &RunFormat::default());
        });
    }

    fn edge(&mut self, kind: HeaderFooterKind, name: &'static str, write: impl FnOnce(&mut Runs)) {
        let mut line = Runs::default();
        write(&mut line);
        let role = match kind {
            HeaderFooterKind::Header => WordStyle::Header,
            HeaderFooterKind::Footer => WordStyle::Footer,
        };
        let pieces =
            self.apart(|composer| composer.paragraph(role, line, DirectFormatting::default()));
        self.out.headers.push(HeaderFooter { kind, name, content: pieces });
    }
}

/// The name of the character style that the running head repeats: titles without their labels,
/// since a label stands on a line of its own. A name of our own is not translated by Word.
const HEADING_STYLE: &str = "Heading Title";
const _: () = assert!(HEADING_STYLE.len() == HEADING_TITLE.len() + 1);
