//! The style sheet, from the template: em and percent, so that readers choose the size.

use std::fmt::Write as _;

use super::fonts::Embedded;
use crate::templates::{
    Alignment, Colour, Family, FontFamily, GenericFamily, LabelPosition, ParagraphStyle, Rgb, Style,
};

/// Writes the style sheet.
pub fn write(style: &Style, faces: &[Embedded]) -> String {
    let mut css = String::new();
    faces.iter().for_each(|face| css.push_str(&font_face(face)));
    roles(style, &mut css);
    css.push_str(FIXED);
    template(style, &mut css);
    dark(style, &mut css);
    css
}

fn font_face(embedded: &Embedded) -> String {
    let face = embedded.face;
    let weight = if face.bold { "bold" } else { "normal" };
    let slope = if face.italic { "italic" } else { "normal" };
    format!(
        "@font-face {{ font-family: \"{}\"; font-weight: {weight}; font-style: {slope}; \
         src: url(\"fonts/{}\"); }}\n",
        face.family, face.file
    )
}

/// A rule for each role of paragraph: its selector, how it is set, and what it stands in, since an
/// em is that of the element around it.
fn roles(style: &Style, css: &mut String) {
    let p = &style.paragraphs;
    let rules: [(&str, &ParagraphStyle, &ParagraphStyle); 28] = [
        ("body", &p.body, &p.body),
        ("h1", &p.heading1, &p.body),
        ("h2", &p.heading2, &p.body),
        ("h3, h4, h5, h6", &p.heading3, &p.body),
        ("h1 .label", &p.heading_label, &p.heading1),
        ("dl.people", &p.people, &p.body),
        ("dl.people dt", &p.people_role, &p.people),
        (".recommendations > p.label", &p.recommendation_label, &p.body),
        (".recommendations li", &p.recommendation, &p.body),
        ("blockquote", &p.quotation, &p.body),
        ("blockquote p.source", &p.quotation_source, &p.quotation),
        ("aside.box", &p.box_text, &p.body),
        ("p.box-title", &p.box_title, &p.box_text),
        ("caption, figcaption", &p.caption, &p.body),
        ("p.credit", &p.credit, &p.body),
        ("figcaption .credit", &p.credit, &p.caption),
        ("th", &p.table_header, &p.body),
        ("td", &p.table_cell, &p.body),
        ("dl.terms dt", &p.term, &p.body),
        ("ul.works", &p.bibliography, &p.body),
        (".participants", &p.participant, &p.body),
        (".participants p.country", &p.participant_group, &p.participant),
        ("ul.index", &p.index, &p.body),
        (".imprint p", &p.imprint, &p.body),
        (".notes aside", &p.note, &p.body),
        (".title-page .publisher", &p.cover_publisher, &p.body),
        (".title-page .office", &p.cover_office, &p.body),
        (".title-page .series", &p.cover_series, &p.body),
    ];
    for (selector, paragraph, around) in rules {
        let declarations = declarations(paragraph, style, selector, around.size_pt);
        let _ = writeln!(css, "{selector} {{ {declarations}}}");
    }
}

fn declarations(paragraph: &ParagraphStyle, style: &Style, selector: &str, around: f32) -> String {
    let family = match paragraph.family {
        Family::Text => &style.fonts.text,
        Family::Display => &style.fonts.display,
    };
    let mut css = format!("font-family: {}; ", families(family));
    if selector != "body" {
        let _ = write!(css, "font-size: {}em; ", round(paragraph.size_pt / around));
        let _ =
            write!(css, "color: #{}; ", style.colours.get(on_paper(paragraph.colour)).screen.hex());
    }
    let _ = write!(css, "line-height: {}; ", round(paragraph.leading_pt / paragraph.size_pt));
    let weight = if paragraph.bold { "bold" } else { "normal" };
    let slope = if paragraph.italic { "italic" } else { "normal" };
    let _ = write!(css, "font-weight: {weight}; font-style: {slope}; ");
    if paragraph.tracking_em > 0.0 {
        let _ = write!(css, "letter-spacing: {}em; ", paragraph.tracking_em);
    }
    if paragraph.small_caps {
        css.push_str("font-variant: small-caps; ");
    }
    let hyphens = if paragraph.hyphenate { "auto" } else { "manual" };
    let align = match paragraph.align {
        // A narrow screen is no place for straight edges.
        Alignment::Justified | Alignment::Start => "start",
        Alignment::Centre => "center",
    };
    let _ = write!(css, "text-align: {align}; hyphens: {hyphens}; ");
    css
}

/// What stands in the colour of paper on the band of the cover stands on paper here.
fn on_paper(colour: Colour) -> Colour {
    match colour {
        Colour::Paper => Colour::Primary,
        Colour::Ink | Colour::Primary | Colour::Accent | Colour::Tint => colour,
    }
}

fn families(family: &FontFamily) -> String {
    let generic = match family.generic {
        GenericFamily::Serif => "serif",
        GenericFamily::SansSerif => "sans-serif",
    };
    let named = std::iter::once(&family.name).chain(&family.fallback);
    let named: String = named.map(|name| format!("\"{}\", ", name.replace('"', ""))).collect();
    format!("{named}{generic}")
}

fn round(number: f32) -> f32 {
    (number * 1000.0).round() / 1000.0
}

/// What depends on single values of the template.
fn template(style: &Style, css: &mut String) {
    let accent = style.colours.accent.screen.hex();
    let tint = style.colours.tint.screen.hex();
    let primary = style.colours.primary.screen.hex();
    let _ = writeln!(css, "aside.box {{ background-color: #{tint}; padding: .7em; }}");
    let _ = writeln!(css, "a {{ color: #{primary}; }}");
    let _ = writeln!(css, ".mark {{ color: #{accent}; }}");
    if style.recommendations.rule_pt > 0.0 {
        let width = style.recommendations.rule_pt;
        let _ = writeln!(
            css,
            ".recommendations {{ border-inline-start: {width}pt solid #{accent}; padding-inline-start: .9em; }}"
        );
    }
    if style.recommendations.italic {
        css.push_str(".recommendations li { font-style: italic; }\n");
    }
    if style.labels.position == LabelPosition::Above {
        css.push_str("h1 .above { display: block; margin-bottom: .2em; }\n");
        // The sign between label and title is for one line.
        css.push_str("h1 .above .separator { display: none; }\n");
    }
    for (level, bullet) in style.lists.bullets.iter().enumerate() {
        let (level, bullet) = (level + 1, bullet.replace(['"', '\\'], ""));
        let _ = writeln!(css, "ul.bullet-{level} {{ list-style-type: \"{bullet}\\2002\"; }}");
    }
}

/// Colours where the reader has chosen a dark ground.
fn dark(style: &Style, css: &mut String) {
    let dark = |colour: Colour| -> Rgb {
        let ink = style.colours.get(colour);
        ink.dark.unwrap_or(ink.screen)
    };
    let (primary, accent) = (dark(Colour::Primary).hex(), dark(Colour::Accent).hex());
    let (ink, tint) = (dark(Colour::Ink).hex(), dark(Colour::Tint).hex());
    let _ = write!(
        css,
        "@media (prefers-color-scheme: dark) {{\n\
         body, body * {{ color: #{ink}; border-color: #{ink}; }}\n\
         h1, h2, a, p.box-title, .title-page .title {{ color: #{primary}; }}\n\
         .label, .mark, dl.people dt, .title-page .series {{ color: #{accent}; }}\n\
         .recommendations {{ border-color: #{accent}; }}\n\
         aside.box {{ background-color: #{tint}; }}\n}}\n"
    );
}

/// What no template changes.
const FIXED: &str = "\
body { margin: 0 5%; widows: 2; orphans: 2; }
p { margin: 0 0 .7em 0; }
h1 { margin: 2em 0 .8em 0; }
h2 { margin: 1.6em 0 .6em 0; }
h3, h4, h5, h6 { margin: 1.4em 0 .4em 0; }
h1, h2, h3, h4, h5, h6, .label, .lead, caption { break-after: avoid; page-break-after: avoid; }
ul, ol { margin: .4em 0 .8em 0; padding-inline-start: 1.6em; }
ol[role=list], ul.works, ul.index, .participants ul { list-style: none; }
ol[role=list] { padding-inline-start: 0; }
ol[role=list] > li { padding-inline-start: 2.4em; }
.mark { display: inline-block; min-width: 2.15em; margin-inline-start: -2.4em; padding-inline-end: .5em; box-sizing: border-box; white-space: nowrap; }
ul.works { padding-inline-start: 0; }
ul.works li { padding-inline-start: 1.4em; text-indent: -1.4em; }
li { margin-bottom: .4em; }
.recommendations { margin: 1.4em 0; }
.recommendations li { margin-bottom: .7em; }
dl.people { border-top: thin solid; border-bottom: thin solid; padding: .5em 0; margin: 1em 0 1.4em 0; }
dl.people dd { margin: 0 0 .2em 1.4em; }
dl.people dt { margin-top: .3em; }
.participants { margin: 1em 0 1.4em 0; }
.participants ul, ul.index { margin: 0; padding-inline-start: 0; }
.participants li, ul.index li { margin-bottom: .2em; padding-inline-start: 1.4em; text-indent: -1.4em; break-inside: avoid; }
.participants p.country { margin: .8em 0 .2em 0; break-after: avoid; }
.columns-2 { columns: 2 14em; column-gap: 2em; }
.columns-3 { columns: 3 11em; column-gap: 2em; }
.new-page { break-before: page; page-break-before: always; }
.whole { break-inside: avoid; page-break-inside: avoid; }
.wide { overflow-x: auto; }
dl.terms dd { margin: 0 0 .5em 1.4em; }
blockquote { margin: 1em 8%; }
figure { margin: 1.4em 0; break-inside: avoid; page-break-inside: avoid; }
img { max-width: 100%; height: auto; }
img.cover { display: block; margin: 0 auto; max-height: 98vh; }
.credit { display: block; }
table { border-collapse: collapse; width: 100%; margin: 1.4em 0 .6em 0; border-bottom: thin solid; }
thead { border-top: thin solid; border-bottom: thin solid; display: table-header-group; }
caption { text-align: start; margin-bottom: .4em; }
th, td { padding: .3em .8em .3em 0; vertical-align: top; text-align: start; }
th.end, td.end { text-align: end; font-variant-numeric: tabular-nums; }
th.centre, td.centre { text-align: center; }
aside.box { margin: 1.4em 0; }
sup, sub { line-height: 0; font-size: .75em; }
a[role=doc-noteref] { vertical-align: super; font-size: .75em; line-height: 0; text-decoration: none; }
.small-caps { font-variant: small-caps; }
.notes { border-top: thin solid; margin-top: 2em; padding-top: .8em; }
.note-number { float: inline-start; float: left; margin: 0 .6em 0 0; }
.title-page p { margin-bottom: .3em; }
.title-page .series { margin-top: 3em; }
.title-page .title { font-size: 2.2em; margin: .5em 0 1em 0; }
.title-page .venue { margin-top: 3em; }
.number { margin-inline-end: .4em; }
nav ol { list-style: none; padding-inline-start: 1.2em; }
nav > ol { padding-inline-start: 0; }
";
