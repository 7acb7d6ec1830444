//! Paragraph styles.

use crate::templates::{Alignment, ParagraphStyle, SectionOpening, Style, Swatch};

use super::super::units::{eighths, item_indents_pt, measure_pt, twips};
use super::super::xml::Xml;
use super::{Role, character};

/// Writes one paragraph style, §17.7.4.17.
pub fn write(xml: &mut Xml, style: &Style, role: Role) {
    let setting = role.setting(style);
    let id = role.id();
    let mut kind = vec![("w:type", "paragraph")];
    match (role == Role::Body, built_in(role)) {
        (true, true | false) => kind.push(("w:default", "1")),
        (false, false) => kind.push(("w:customStyle", "1")),
        (false, true) => {}
    }
    kind.push(("w:styleId", &id));
    xml.open("w:style", &kind).value("w:name", role.name());
    if role != Role::Body {
        xml.value("w:basedOn", Role::Body.id());
    }
    if let Some(next) = next(role) {
        xml.value("w:next", next.id());
    }
    xml.value("w:uiPriority", priority(role)).leaf("w:qFormat", &[]);
    xml.open("w:pPr", &[]);
    properties(xml, style, role, &setting);
    xml.close("w:pPr").open("w:rPr", &[]);
    character::properties(xml, style, &setting);
    xml.close("w:rPr").close("w:style");
}

/// Whether Word has a style of this name.
fn built_in(role: Role) -> bool {
    use Role::*;
    match role {
        Body | Title | Subtitle | ContentsHeading | Contents(_) | Heading(_) | Bullet(_)
        | Number(_) | ItemContinued(_) | Quotation | Caption | Bibliography | IndexEntry | Note
        | Header | Footer => true,
        NumberedParagraph
        | CoverPublisher
        | CoverOffice
        | CoverSeries
        | CoverVenue
        | RecommendationLabel
        | RecommendationLead
        | Recommendation(_)
        | RecommendationContinued(_)
        | People
        | QuotationSource
        | BoxTitle
        | BoxText
        | Figure
        | Credit
        | TableHeader
        | TableText
        | Definition
        | Participant
        | ParticipantGroup
        | Imprint
        | Separator => false,
    }
}

/// The style of the paragraph that is typed after one of this style.
fn next(role: Role) -> Option<Role> {
    use Role::*;
    match role {
        Heading(_) | Title | Caption | ContentsHeading => Some(Body),
        RecommendationLabel => Some(RecommendationLead),
        RecommendationLead => Some(Recommendation(0)),
        BoxTitle => Some(BoxText),
        ParticipantGroup => Some(Participant),
        Body
        | NumberedParagraph
        | CoverPublisher
        | CoverOffice
        | CoverSeries
        | Subtitle
        | CoverVenue
        | Contents(_)
        | Bullet(_)
        | Number(_)
        | ItemContinued(_)
        | Recommendation(_)
        | RecommendationContinued(_)
        | People
        | Quotation
        | QuotationSource
        | BoxText
        | Figure
        | Credit
        | TableHeader
        | TableText
        | Definition
        | Bibliography
        | Participant
        | IndexEntry
        | Imprint
        | Note
        | Header
        | Footer
        | Separator => None,
    }
}

/// Where Word's list of styles shows it: those an editor applies first.
fn priority(role: Role) -> u8 {
    if built_in(role) { 9 } else { 20 }
}

/// The properties of a paragraph, in the order of the schema (§17.3.1.26).
fn properties(xml: &mut Xml, style: &Style, role: Role, setting: &ParagraphStyle) {
    keeping(xml, style, role);
    xml.leaf("w:widowControl", &[]);
    borders(xml, style, role);
    tabs(xml, style, role);
    if !setting.hyphenate {
        xml.leaf("w:suppressAutoHyphens", &[]);
    }
    spacing(xml, role, setting);
    indents(xml, style, role, setting);
    let align = match setting.align {
        Alignment::Justified => "both",
        Alignment::Start => "left",
        Alignment::Centre => "center",
    };
    xml.value("w:jc", align);
    if let Role::Heading(level) = role {
        xml.value("w:outlineLvl", level.clamp(1, 9) - 1);
    }
}

fn keeping(xml: &mut Xml, style: &Style, role: Role) {
    use Role::*;
    let with_next = matches!(
        role,
        Heading(_)
            | ContentsHeading
            | RecommendationLabel
            | RecommendationLead
            | BoxTitle
            | ParticipantGroup
            | Figure
    );
    if with_next {
        xml.leaf("w:keepNext", &[]).leaf("w:keepLines", &[]);
    } else if matches!(
        role,
        People | Definition | Bibliography | Participant | IndexEntry | Caption
    ) {
        xml.leaf("w:keepLines", &[]);
    }
    // A right-hand page is begun by a section of Word.
    if role == Heading(1) && style.page.sections_open == SectionOpening::NewPage {
        xml.leaf("w:pageBreakBefore", &[]);
    }
}

/// Word lets a rule stand at most 31 points from the text.
const FARTHEST_RULE_PT: f32 = 31.0;

fn borders(xml: &mut Xml, style: &Style, role: Role) {
    use Role::*;
    let recommendations = &style.recommendations;
    let beside = |start: f32| {
        let from_text = start - recommendations.rule_pt;
        from_text.clamp(0.0, FARTHEST_RULE_PT)
    };
    let recommendation = matches!(
        role,
        RecommendationLabel | RecommendationLead | Recommendation(_) | RecommendationContinued(_)
    );
    let sides: &[(&str, f32, f32, &Swatch)] = if recommendation {
        let start = rule_reach_pt(style, role);
        &[("w:left", recommendations.rule_pt, beside(start), &style.colours.accent)]
    } else if role == People {
        let (rule, ink) = (style.people.rule_pt, &style.colours.primary);
        &[("w:top", rule, 4.0, ink), ("w:bottom", rule, 4.0, ink)]
    } else {
        &[]
    };
    if sides.iter().all(|(_, rule, _, _)| *rule <= 0.0) {
        return;
    }
    xml.open("w:pBdr", &[]);
    for (side, rule, space, ink) in sides {
        let (rule, space) = (eighths(*rule).to_string(), space.round().to_string());
        let colour = ink.screen.hex();
        let border = [
            ("w:val", "single"),
            ("w:sz", rule.as_str()),
            ("w:space", space.as_str()),
            ("w:color", colour.as_str()),
        ];
        xml.leaf(side, &border);
    }
    xml.close("w:pBdr");
}

/// From the rule of recommendations to where a paragraph begins, hanging marks included.
fn rule_reach_pt(style: &Style, role: Role) -> f32 {
    if let Role::Recommendation(level) = role {
        item_indents_pt(style, true, level).0
    } else {
        role.setting(style).indent_pt
    }
}

fn tabs(xml: &mut Xml, style: &Style, role: Role) {
    let measure = measure_pt(&style.page);
    let leader = if matches!(role, Role::Contents(_)) {
        style.contents.leaders.then_some("dot")
    } else if matches!(role, Role::Header | Role::Footer) {
        None
    } else {
        return;
    };
    let position = twips(measure).to_string();
    let mut stop = vec![("w:val", "right"), ("w:pos", position.as_str())];
    stop.extend(leader.map(|leader| ("w:leader", leader)));
    xml.open("w:tabs", &[]).leaf("w:tab", &stop).close("w:tabs");
}

/// Lines of text are set on their leading; a picture makes its own line.
fn spacing(xml: &mut Xml, role: Role, setting: &ParagraphStyle) {
    let [before, after, line] = [setting.before_pt, setting.after_pt, setting.leading_pt]
        .map(|points| twips(points).to_string());
    let (line, rule) =
        if role == Role::Figure { ("240", "auto") } else { (line.as_str(), "exact") };
    let values = [
        ("w:before", before.as_str()),
        ("w:after", &after),
        ("w:line", line),
        ("w:lineRule", rule),
    ];
    xml.leaf("w:spacing", &values);
}

fn indents(xml: &mut Xml, style: &Style, role: Role, setting: &ParagraphStyle) {
    let mark = if let Role::Bullet(level) | Role::Number(level) = role {
        Some(item_indents_pt(style, false, level).0)
    } else if let Role::Recommendation(level) = role {
        Some(item_indents_pt(style, true, level).0)
    } else {
        None
    };
    let own = match role {
        Role::People => style.people.role_width_pt,
        Role::Note => style.notes.indent_pt,
        Role::Participant | Role::IndexEntry => style.columns.hanging_pt,
        Role::Body
        | Role::NumberedParagraph
        | Role::CoverPublisher
        | Role::CoverOffice
        | Role::CoverSeries
        | Role::Title
        | Role::Subtitle
        | Role::CoverVenue
        | Role::ContentsHeading
        | Role::Contents(_)
        | Role::Heading(_)
        | Role::Bullet(_)
        | Role::Number(_)
        | Role::ItemContinued(_)
        | Role::RecommendationLabel
        | Role::RecommendationLead
        | Role::Recommendation(_)
        | Role::RecommendationContinued(_)
        | Role::Quotation
        | Role::QuotationSource
        | Role::BoxTitle
        | Role::BoxText
        | Role::Caption
        | Role::Figure
        | Role::Credit
        | Role::TableHeader
        | Role::TableText
        | Role::Definition
        | Role::Bibliography
        | Role::ParticipantGroup
        | Role::Imprint
        | Role::Header
        | Role::Footer
        | Role::Separator => 0.0,
    };
    let left = setting.indent_pt + own;
    let hanging = mark.map_or(own - setting.first_indent_pt, |mark| left - mark);
    let first = if hanging < 0.0 { "w:firstLine" } else { "w:hanging" };
    let [left, right, hanging] =
        [left, setting.end_indent_pt, hanging.abs()].map(|points| twips(points).to_string());
    let indent = [("w:left", left.as_str()), ("w:right", &right), (first, &hanging)];
    xml.leaf("w:ind", &indent);
}
