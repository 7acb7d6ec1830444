//! Paragraph styles. Each states only how it differs from the style that it is based on, so that a change
//! to one style affects the styles based on it.

use crate::document::Direction;
use crate::templates::{Alignment, Colour, SectionOpening, Style};
use crate::units::twips;

use super::super::geometry::measure_pt;
use super::super::xml::Xml;
use super::border::{Border, background, background_of, borders, paragraph_borders};
use super::character::{RunProperties, toggle};
use super::gallery::{based_on, built_in, in_gallery, next, priority};
use super::indents::indents_pt;
use super::numbering::numbering_of;
use super::word_style::{SUB_HEADING, WordStyle};

/// The properties that a style passes on to the styles based on it. Lengths are in twips.
#[derive(Clone, Debug)]
struct Properties {
    keep_next: bool,
    keep_lines: bool,
    page_break_before: bool,
    /// The numbering instance and the level.
    numbering: Option<(usize, u8)>,
    suppress_line_numbers: bool,
    borders: Vec<Border>,
    /// The colour of the background.
    background: Option<Colour>,
    tab: Option<Tab>,
    suppress_hyphens: bool,
    spacing: Spacing,
    indents: Indents,
    align: Alignment,
    /// The level in the outline, from 1.
    outline: Option<u8>,
    run: RunProperties,
}

/// Space around and between the lines of a paragraph, in twips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Spacing {
    before: i32,
    after: i32,
    /// The minimum distance between baselines; `None` for single spacing.
    line: Option<i32>,
}

/// Indents, in twips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Indents {
    left: i32,
    right: i32,
    /// The indent of the first line: positive, or negative if it hangs.
    first: i32,
}

/// A tab stop at the right margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Tab {
    position: i32,
    leader: bool,
}

/// Writes a paragraph style, §17.7.4.17.
pub fn write(xml: &mut Xml, style: &Style, word_style: WordStyle, direction: Direction) {
    let id = word_style.id();
    let mut kind = vec![("w:type", "paragraph")];
    match (word_style == WordStyle::Normal, built_in(word_style)) {
        (true, true | false) => kind.push(("w:default", "1")),
        (false, false) => kind.push(("w:customStyle", "1")),
        (false, true) => {}
    }
    kind.push(("w:styleId", &id));
    xml.open("w:style", &kind).value("w:name", word_style.name());
    let base = based_on(word_style);
    if let Some(base) = base {
        xml.value("w:basedOn", base.id());
    }
    if let Some(next) = next(word_style) {
        xml.value("w:next", next.id());
    }
    xml.value("w:uiPriority", priority(word_style));
    if in_gallery(word_style) {
        xml.leaf("w:qFormat", &[]);
    }
    let own = Properties::of(style, word_style, direction);
    let inherited = match base {
        Some(base) => Properties::of(style, base, direction),
        None => Properties::defaults(style, direction),
    };
    xml.open_if_filled("w:pPr", |xml| own.write(xml, style, &inherited));
    xml.open_if_filled("w:rPr", |xml| own.run.write(xml, style, Some(&inherited.run)));
    xml.close("w:style");
}

impl Properties {
    fn of(style: &Style, word_style: WordStyle, direction: Direction) -> Properties {
        let setting = word_style.setting(style);
        let (keep_next, keep_lines) = keeping(word_style);
        // A section break starts a right-hand page.
        let new_page = style.section_opening() == SectionOpening::NewPage;
        let lines = if style.review.double_spacing && is_text(word_style) { 2 } else { 1 };
        let line = (word_style != WordStyle::Figure).then(|| lines * twips(setting.leading_pt));
        Properties {
            keep_next,
            keep_lines,
            page_break_before: word_style.opens_section() && new_page,
            numbering: numbering_of(style, word_style),
            suppress_line_numbers: style.review.line_numbers && is_unnumbered(word_style),
            borders: borders(style, word_style, direction),
            background: background_of(style, word_style),
            tab: tab(style, word_style),
            suppress_hyphens: !setting.hyphenate,
            spacing: Spacing {
                before: twips(setting.before_pt),
                after: twips(setting.after_pt),
                line,
            },
            indents: indents(style, word_style),
            align: setting.align,
            outline: outline(style, word_style),
            run: RunProperties::of(&setting),
        }
    }

    /// The defaults of the document.
    fn defaults(style: &Style, direction: Direction) -> Properties {
        Properties {
            spacing: Spacing { before: 0, after: 0, line: None },
            run: RunProperties::defaults(style),
            ..Properties::of(style, WordStyle::Normal, direction)
        }
    }

    /// Writes what differs from the inherited properties, in schema order (§17.3.1.26).
    fn write(&self, xml: &mut Xml, style: &Style, inherited: &Properties) {
        toggle(xml, "w:keepNext", self.keep_next, inherited.keep_next);
        toggle(xml, "w:keepLines", self.keep_lines, inherited.keep_lines);
        toggle(xml, "w:pageBreakBefore", self.page_break_before, inherited.page_break_before);
        if let Some((instance, level)) =
            self.numbering.filter(|_| self.numbering != inherited.numbering)
        {
            xml.open("w:numPr", &[]).value("w:ilvl", level).value("w:numId", instance);
            xml.close("w:numPr");
        }
        let lines = (self.suppress_line_numbers, inherited.suppress_line_numbers);
        toggle(xml, "w:suppressLineNumbers", lines.0, lines.1);
        if self.borders != inherited.borders {
            paragraph_borders(xml, style, &self.borders);
        }
        if let Some(colour) = self.background.filter(|_| self.background != inherited.background) {
            background(xml, style, colour, false);
        }
        if let Some(tab) = self.tab.filter(|_| self.tab != inherited.tab) {
            tab.write(xml);
        }
        let hyphens = ("w:suppressAutoHyphens", self.suppress_hyphens, inherited.suppress_hyphens);
        toggle(xml, hyphens.0, hyphens.1, hyphens.2);
        self.spacing.write(xml, inherited.spacing);
        self.indents.write(xml, inherited.indents);
        if self.align != inherited.align {
            xml.value("w:jc", alignment(self.align));
        }
        if let Some(level) = self.outline.filter(|_| self.outline != inherited.outline) {
            xml.value("w:outlineLvl", level - 1);
        }
    }
}

impl Spacing {
    fn write(self, xml: &mut Xml, inherited: Spacing) {
        let [before, after] = [self.before, self.after].map(|twips| twips.to_string());
        let line = self.line.unwrap_or(SINGLE_SPACING).to_string();
        let mut differing = Vec::new();
        if self.before != inherited.before {
            differing.push(("w:before", before.as_str()));
        }
        if self.after != inherited.after {
            differing.push(("w:after", after.as_str()));
        }
        if self.line != inherited.line {
            // A picture pasted into a line of an exact height would be cut off.
            let rule = if self.line.is_some() { "atLeast" } else { "auto" };
            differing.extend([("w:line", line.as_str()), ("w:lineRule", rule)]);
        }
        if !differing.is_empty() {
            xml.leaf("w:spacing", &differing);
        }
    }
}

/// Single spacing, in 240ths of a line (`w:line` with `w:lineRule="auto"`, §17.3.1.33).
const SINGLE_SPACING: i32 = 240;

impl Indents {
    fn write(self, xml: &mut Xml, inherited: Indents) {
        let [left, right, first] =
            [self.left, self.right, self.first.abs()].map(|twips| twips.to_string());
        let mut differing = Vec::new();
        if self.left != inherited.left {
            differing.push(("w:left", left.as_str()));
        }
        if self.right != inherited.right {
            differing.push(("w:right", right.as_str()));
        }
        if self.first != inherited.first {
            let name = if self.first > 0 { "w:firstLine" } else { "w:hanging" };
            differing.push((name, first.as_str()));
        }
        if !differing.is_empty() {
            xml.leaf("w:ind", &differing);
        }
    }
}

impl Tab {
    fn write(self, xml: &mut Xml) {
        let position = self.position.to_string();
        let mut stop = vec![("w:val", "right"), ("w:pos", position.as_str())];
        stop.extend(self.leader.then_some(("w:leader", "dot")));
        xml.open("w:tabs", &[]).leaf("w:tab", &stop).close("w:tabs");
    }
}

/// `ST_Jc`, §17.18.44.
fn alignment(align: Alignment) -> &'static str {
    match align {
        Alignment::Justified => "both",
        Alignment::Start => "left",
        Alignment::Centre => "center",
    }
}

/// Whether the paragraph stays with the next, and whether its lines stay together.
fn keeping(word_style: WordStyle) -> (bool, bool) {
    use WordStyle::*;
    let with_next = matches!(
        word_style,
        Heading(_)
            | PanelHeading
            | AnnexHeading
            | SubHeading
            | ContentsHeading
            | RecommendationHeading
            | RecommendationLead
            | BoxTitle
            | ParticipantGroup
            | Figure
    );
    let together = matches!(
        word_style,
        People | Definition | Bibliography | Participant | IndexEntry | Caption
    );
    (with_next, with_next || together)
}

/// Whether the lines of the style are not numbered, because reviewers do not cite them. Some applications
/// would otherwise number the cover too, although its section has no line numbers.
fn is_unnumbered(word_style: WordStyle) -> bool {
    use WordStyle::*;
    matches!(
        word_style,
        CoverPublisher
            | CoverOffice
            | CoverSeries
            | Title
            | Subtitle
            | CoverVenue
            | ContentsHeading
            | Contents(_)
            | Figure
            | Participant
            | ParticipantGroup
            | IndexEntry
            | Separator
    )
}

/// Whether reviewers write between the lines of the style.
fn is_text(word_style: WordStyle) -> bool {
    use WordStyle::*;
    matches!(
        word_style,
        Body | NumberedParagraph
            | Bullet(_)
            | Number(_)
            | ItemContinued(_)
            | RecommendationLead
            | Recommendation(_)
            | RecommendationContinued(_)
            | Quotation
            | PullQuote
            | BoxText
    )
}

/// The level of a heading in the outline, from 1. Sub-headings are below the levels of the contents,
/// which Word makes from the outline.
fn outline(style: &Style, word_style: WordStyle) -> Option<u8> {
    if let WordStyle::Heading(level) = word_style {
        Some(level.clamp(1, 9))
    } else if word_style.opens_section() {
        Some(1)
    } else if word_style == WordStyle::SubHeading {
        Some(style.contents.depth.saturating_add(1).clamp(SUB_HEADING, 9))
    } else {
        None
    }
}

fn tab(style: &Style, word_style: WordStyle) -> Option<Tab> {
    let leader = if matches!(word_style, WordStyle::Contents(_)) {
        style.contents.leaders
    } else if matches!(word_style, WordStyle::Header | WordStyle::Footer) {
        false
    } else {
        return None;
    };
    Some(Tab { position: twips(measure_pt(&style.page)), leader })
}

fn indents(style: &Style, word_style: WordStyle) -> Indents {
    let (left, hanging, right) = indents_pt(style, word_style);
    Indents { left: twips(left), right: twips(right), first: -twips(hanging) }
}
