//! Headers and footers: running heads and folios.

use super::super::content::BlockElement;
use super::super::runs::{RunFormat, Runs};
use super::super::styles::{HEADING_TITLE, WordStyle};
use super::collectors::Collectors;
use super::input::Input;
use super::paragraph::{DirectFormatting, paragraph};
use crate::document::visit::section_headings;
use crate::origin::Generator;

/// Whether a story is a header or a footer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderFooterKind {
    /// A header, which contains a running head.
    Header,
    /// A footer, which contains a folio.
    Footer,
}

/// A header or footer, which is a part of the package.
#[derive(Debug)]
pub struct HeaderFooter {
    /// Whether it is a header or a footer.
    pub kind: HeaderFooterKind,
    /// The name of the part, which is also its relationship id.
    pub name: &'static str,
    /// Its content.
    pub content: Vec<BlockElement>,
}

/// Writes the headers and footers.
///
/// The short title is on left pages, the section on right pages, and the folio at the outer edge.
/// One-sided documents have only right pages.
pub fn headers_and_footers(input: &Input, out: &mut Collectors) -> Vec<HeaderFooter> {
    let format = RunFormat::default();
    let mut title = Runs::default();
    if !input.style.page.two_sided {
        title.tab();
    }
    title.generated(&input.document.words.running_title, Generator::Layout, &format);
    let mut left_folio = Runs::default();
    left_folio.field("PAGE", "", &format);
    let mut right_folio = Runs::default();
    right_folio.tab().field("PAGE", "", &format);
    vec![
        story(input, out, HeaderFooterKind::Header, "headerTitle", title),
        story(input, out, HeaderFooterKind::Header, "headerSection", section_head(input)),
        story(input, out, HeaderFooterKind::Footer, "footerLeft", left_folio),
        story(input, out, HeaderFooterKind::Footer, "footerRight", right_folio),
    ]
}

/// A field that looks up the current heading; its initial result is the short title.
fn section_head(input: &Input) -> Runs {
    let title = &input.document.words.running_title;
    let format = RunFormat::default();
    let mut runs = Runs::default();
    runs.tab();
    if section_headings(input.document).iter().any(|heading| !heading.title.is_empty()) {
        runs.field(&format!("STYLEREF \"{HEADING_STYLE}\""), title, &format);
    } else {
        runs.generated(title, Generator::Layout, &format);
    }
    runs
}

fn story(
    input: &Input,
    out: &mut Collectors,
    kind: HeaderFooterKind,
    name: &'static str,
    runs: Runs,
) -> HeaderFooter {
    let word_style = match kind {
        HeaderFooterKind::Header => WordStyle::Header,
        HeaderFooterKind::Footer => WordStyle::Footer,
    };
    let formatting = DirectFormatting::default();
    let content = out.nested(|out| paragraph(input, out, word_style, runs, formatting));
    HeaderFooter { kind, name, content }
}

/// The name of the character style of titles without prefixes. Word translates the names of
/// built-in styles, but not this one.
const HEADING_STYLE: &str = "Heading Title";
const _: () = assert!(HEADING_STYLE.len() == HEADING_TITLE.len() + 1);
