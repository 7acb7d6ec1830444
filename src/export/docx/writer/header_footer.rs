//! Headers and footers: running heads and folios.

use super::super::content::BlockElement;
use super::super::geometry::landscape_measure_pt;
use super::super::runs::{RunFormat, Runs};
use super::super::styles::{HEADING_TITLE, WordStyle};
use super::collectors::Collectors;
use super::inline::inlines;
use super::input::Input;
use super::paragraph::{DirectFormatting, paragraph};
use crate::document::visit::section_headings;
use crate::draft::Within;
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
    pub name: String,
    /// Its content.
    pub content: Vec<BlockElement>,
}

/// The name of the part of a header or footer. Landscape pages have separate ones, with wider lines.
pub fn part_name(name: &str, landscape: bool) -> String {
    if landscape { format!("{name}Landscape") } else { name.to_owned() }
}

/// Writes the headers and footers.
///
/// The short title is on left pages, the section on right pages, and the folio at the outer edge.
/// One-sided documents have only right pages.
pub fn headers_and_footers(input: &Input, out: &mut Collectors) -> Vec<HeaderFooter> {
    let mut all = of_pages(input, out, false);
    if out.sections.has_landscape {
        all.extend(of_pages(input, out, true));
    }
    all
}

fn of_pages(input: &Input, out: &mut Collectors, landscape: bool) -> Vec<HeaderFooter> {
    let format = RunFormat::default();
    let mark = draft_mark(input);
    let mut left_folio = Runs::default();
    left_folio.field("PAGE", "", &format);
    let mut right_folio = Runs::default();
    right_folio.tab().field("PAGE", "", &format);
    use HeaderFooterKind::{Footer, Header};
    let stories = [
        (Header, "headerTitle", title_head(input, out, &mark)),
        (Header, "headerSection", section_head(input, out, &mark)),
        (Footer, "footerLeft", left_folio),
        (Footer, "footerRight", right_folio),
    ];
    stories.map(|(kind, name, runs)| story(input, out, (kind, name, landscape), runs)).into()
}

/// The draft mark with the date of the report and its symbol; empty for a template without mark.
fn draft_mark(input: &Input) -> String {
    let Input { document, style, .. } = *input;
    if !style.review.mark {
        return String::new();
    }
    let date = document.metadata.date.iso();
    let parts =
        [Some(document.words.draft.as_str()), Some(&date), document.metadata.symbol.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(MARK_SEPARATOR)
}

/// Between the parts of the draft mark.
const MARK_SEPARATOR: &str = " · ";

fn title_head(input: &Input, out: &mut Collectors, mark: &str) -> Runs {
    let (title, format) = (&input.document.words.running_title, RunFormat::default());
    let mut runs = Runs::default();
    if input.style.page.two_sided {
        inlines(input, &mut out.references, title, &format, &mut runs);
        if !mark.is_empty() {
            runs.tab().generated(mark, Generator::Labels, &format);
        }
    } else {
        runs.generated(mark, Generator::Labels, &format).tab();
        inlines(input, &mut out.references, title, &format, &mut runs);
    }
    runs
}

/// A field that looks up the current heading; its initial result is the short title.
fn section_head(input: &Input, out: &mut Collectors, mark: &str) -> Runs {
    let title = &input.document.words.running_title;
    let format = RunFormat::default();
    let mut runs = Runs::default();
    runs.generated(mark, Generator::Labels, &format).tab();
    if section_headings(input.document).iter().any(|heading| !heading.title.is_empty()) {
        let code = format!("STYLEREF \"{HEADING_STYLE}\"");
        runs.field_begin(&code, &format);
        runs.within(Within::Field, |runs| {
            inlines(input, &mut out.references, title, &format, runs);
        });
        runs.field_end(&format);
    } else {
        inlines(input, &mut out.references, title, &format, &mut runs);
    }
    runs
}

fn story(
    input: &Input,
    out: &mut Collectors,
    (kind, name, landscape): (HeaderFooterKind, &str, bool),
    runs: Runs,
) -> HeaderFooter {
    let word_style = match kind {
        HeaderFooterKind::Header => WordStyle::Header,
        HeaderFooterKind::Footer => WordStyle::Footer,
    };
    let end_tab_pt = landscape.then(|| landscape_measure_pt(&input.style.page));
    let formatting = DirectFormatting { end_tab_pt, ..DirectFormatting::default() };
    let content = out.nested(|out| paragraph(input, out, word_style, runs, formatting));
    HeaderFooter { kind, name: part_name(name, landscape), content }
}

/// The name of the character style of titles without prefixes. Word translates the names of
/// built-in styles, but not this one.
const HEADING_STYLE: &str = "Heading Title";
const _: () = assert!(HEADING_STYLE.len() == HEADING_TITLE.len() + 1);
