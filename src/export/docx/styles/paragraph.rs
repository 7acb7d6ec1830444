//! Paragraph styles.

use crate::templates::{Alignment, ParagraphStyle, SectionOpening, Style};
use crate::units::twips;

use super::super::geometry::{item_indents_pt, measure_pt};
use super::super::xml::Xml;
use super::border::paragraph_borders;
use super::character;
use super::gallery::{built_in, next, priority};
use super::word_style::WordStyle;

/// Writes a paragraph style, §17.7.4.17.
pub fn write(xml: &mut Xml, style: &Style, word_style: WordStyle) {
    let setting = word_style.setting(style);
    let id = word_style.id();
    let mut kind = vec![("w:type", "paragraph")];
    match (word_style == WordStyle::Body, built_in(word_style)) {
        (true, true | false) => kind.push(("w:default", "1")),
        (false, false) => kind.push(("w:customStyle", "1")),
        (false, true) => {}
    }
    kind.push(("w:styleId", &id));
    xml.open("w:style", &kind).value("w:name", word_style.name());
    if word_style != WordStyle::Body {
        xml.value("w:basedOn", WordStyle::Body.id());
    }
    if let Some(next) = next(word_style) {
        xml.value("w:next", next.id());
    }
    xml.value("w:uiPriority", priority(word_style)).leaf("w:qFormat", &[]);
    xml.open("w:pPr", &[]);
    properties(xml, style, word_style, &setting);
    xml.close("w:pPr").open("w:rPr", &[]);
    character::properties(xml, style, &setting);
    xml.close("w:rPr").close("w:style");
}

/// Writes the paragraph properties, in schema order (§17.3.1.26).
fn properties(xml: &mut Xml, style: &Style, word_style: WordStyle, setting: &ParagraphStyle) {
    keeping(xml, style, word_style);
    xml.leaf("w:widowControl", &[]);
    paragraph_borders(xml, style, word_style);
    tabs(xml, style, word_style);
    if !setting.hyphenate {
        xml.leaf("w:suppressAutoHyphens", &[]);
    }
    spacing(xml, word_style, setting);
    indents(xml, style, word_style, setting);
    let align = match setting.align {
        Alignment::Justified => "both",
        Alignment::Start => "left",
        Alignment::Centre => "center",
    };
    xml.value("w:jc", align);
    if let WordStyle::Heading(level) = word_style {
        xml.value("w:outlineLvl", level.clamp(1, 9) - 1);
    }
}

fn keeping(xml: &mut Xml, style: &Style, word_style: WordStyle) {
    use WordStyle::*;
    let with_next = matches!(
        word_style,
        Heading(_)
            | ContentsHeading
            | RecommendationHeading
            | RecommendationLead
            | BoxTitle
            | ParticipantGroup
            | Figure
    );
    if with_next {
        xml.leaf("w:keepNext", &[]).leaf("w:keepLines", &[]);
    } else if matches!(
        word_style,
        People | Definition | Bibliography | Participant | IndexEntry | Caption
    ) {
        xml.leaf("w:keepLines", &[]);
    }
    // A section break starts a right-hand page.
    if word_style == Heading(1) && style.page.sections_open == SectionOpening::NewPage {
        xml.leaf("w:pageBreakBefore", &[]);
    }
}

fn tabs(xml: &mut Xml, style: &Style, word_style: WordStyle) {
    let measure = measure_pt(&style.page);
    let leader = if matches!(word_style, WordStyle::Contents(_)) {
        style.contents.leaders.then_some("dot")
    } else if matches!(word_style, WordStyle::Header | WordStyle::Footer) {
        None
    } else {
        return;
    };
    let position = twips(measure).to_string();
    let mut stop = vec![("w:val", "right"), ("w:pos", position.as_str())];
    stop.extend(leader.map(|leader| ("w:leader", leader)));
    xml.open("w:tabs", &[]).leaf("w:tab", &stop).close("w:tabs");
}

/// Sets lines exactly on their leading, except that a picture determines the height of its line.
fn spacing(xml: &mut Xml, word_style: WordStyle, setting: &ParagraphStyle) {
    let [before, after, line] = [setting.before_pt, setting.after_pt, setting.leading_pt]
        .map(|points| twips(points).to_string());
    let (line, rule) =
        if word_style == WordStyle::Figure { ("240", "auto") } else { (line.as_str(), "exact") };
    let values = [
        ("w:before", before.as_str()),
        ("w:after", &after),
        ("w:line", line),
        ("w:lineRule", rule),
    ];
    xml.leaf("w:spacing", &values);
}

fn indents(xml: &mut Xml, style: &Style, word_style: WordStyle, setting: &ParagraphStyle) {
    let own = hanging_pt(style, word_style);
    let left = setting.indent_pt + own;
    let hanging = match marker_indent_pt(style, word_style) {
        Some(marker) => left - marker,
        None => own - setting.first_indent_pt,
    };
    let first = if hanging < 0.0 { "w:firstLine" } else { "w:hanging" };
    let [left, right, hanging] =
        [left, setting.end_indent_pt, hanging.abs()].map(|points| twips(points).to_string());
    let indent = [("w:left", left.as_str()), ("w:right", &right), (first, &hanging)];
    xml.leaf("w:ind", &indent);
}

/// The indent of the marker of a list item, in points; `None` for other paragraphs.
fn marker_indent_pt(style: &Style, word_style: WordStyle) -> Option<f32> {
    if let WordStyle::Bullet(level) | WordStyle::Number(level) = word_style {
        Some(item_indents_pt(style, false, level).0)
    } else if let WordStyle::Recommendation(level) = word_style {
        Some(item_indents_pt(style, true, level).0)
    } else {
        None
    }
}

/// The hanging indent that the template sets outside the paragraph style, in points.
fn hanging_pt(style: &Style, word_style: WordStyle) -> f32 {
    match word_style {
        WordStyle::People => style.people.role_width_pt,
        WordStyle::Note => style.notes.indent_pt,
        WordStyle::Participant | WordStyle::IndexEntry => style.columns.hanging_pt,
        WordStyle::Body
        | WordStyle::NumberedParagraph
        | WordStyle::CoverPublisher
        | WordStyle::CoverOffice
        | WordStyle::CoverSeries
        | WordStyle::Title
        | WordStyle::Subtitle
        | WordStyle::CoverVenue
        | WordStyle::ContentsHeading
        | WordStyle::Contents(_)
        | WordStyle::Heading(_)
        | WordStyle::Bullet(_)
        | WordStyle::Number(_)
        | WordStyle::ItemContinued(_)
        | WordStyle::RecommendationHeading
        | WordStyle::RecommendationLead
        | WordStyle::Recommendation(_)
        | WordStyle::RecommendationContinued(_)
        | WordStyle::Quotation
        | WordStyle::QuotationSource
        | WordStyle::BoxTitle
        | WordStyle::BoxText
        | WordStyle::Caption
        | WordStyle::Figure
        | WordStyle::Credit
        | WordStyle::TableHeader
        | WordStyle::TableText
        | WordStyle::Definition
        | WordStyle::Bibliography
        | WordStyle::ParticipantGroup
        | WordStyle::Imprint
        | WordStyle::Header
        | WordStyle::Footer
        | WordStyle::Separator => 0.0,
    }
}
