//! Table styles.

use crate::templates::{Colour, ParagraphStyle, Style};
use crate::units::twips;

use super::super::xml::Xml;
use super::border::{Border, border};
use super::character::RunProperties;
use super::word_style::WordStyle;

/// A table of the report.
pub const REPORT_TABLE: &str = "ReportTable";

/// Writes the table styles, §17.7.6.
pub fn write(xml: &mut Xml, style: &Style) {
    normal(xml);
    report(xml, style);
}

const NORMAL: &str = "TableNormal";

fn normal(xml: &mut Xml) {
    let kind = [("w:type", "table"), ("w:default", "1"), ("w:styleId", NORMAL)];
    xml.open("w:style", &kind).value("w:name", "Normal Table").value("w:uiPriority", 99);
    xml.leaf("w:semiHidden", &[]).leaf("w:unhideWhenUsed", &[]).open("w:tblPr", &[]);
    xml.leaf("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
    margins(xml, 0.0, 0.0);
    xml.close("w:tblPr").close("w:style");
}

fn begin(xml: &mut Xml, id: &str, name: &str) {
    let kind = [("w:type", "table"), ("w:customStyle", "1"), ("w:styleId", id)];
    xml.open("w:style", &kind).value("w:name", name).value("w:basedOn", NORMAL);
    xml.value("w:uiPriority", 59).leaf("w:qFormat", &[]);
}

/// Rules above the table, below its header and at its end; row headers as bold or italic as other headers.
fn report(xml: &mut Xml, style: &Style) {
    begin(xml, REPORT_TABLE, "Report Table");
    let tables = &style.tables;
    xml.open("w:tblPr", &[]).open("w:tblBorders", &[]);
    rule(xml, style, "w:top");
    rule(xml, style, "w:bottom");
    xml.close("w:tblBorders");
    margins(xml, tables.padding_pt, tables.column_gap_pt / 2.0);
    xml.close("w:tblPr");
    xml.open("w:tblStylePr", &[("w:type", "firstRow")]);
    xml.open("w:tcPr", &[]).open("w:tcBorders", &[]);
    rule(xml, style, "w:bottom");
    xml.close("w:tcBorders").close("w:tcPr").close("w:tblStylePr");
    xml.open("w:tblStylePr", &[("w:type", "firstCol")]);
    let cell = WordStyle::TableText.setting(style);
    let header = WordStyle::TableHeader.setting(style);
    // The style of the cell states everything else.
    let row_header = ParagraphStyle { bold: header.bold, italic: header.italic, ..cell.clone() };
    let [cell, row_header] = [&cell, &row_header].map(RunProperties::of);
    xml.open_if_filled("w:rPr", |xml| row_header.write(xml, style, Some(&cell)));
    xml.close("w:tblStylePr").close("w:style");
}

fn rule(xml: &mut Xml, style: &Style, side: &'static str) {
    let (width_pt, colour) = (style.tables.rule_pt, Colour::Primary);
    border(xml, style, &Border { side, width_pt, space_pt: 0.0, colour, varied: false });
}

fn margins(xml: &mut Xml, vertical_pt: f32, horizontal_pt: f32) {
    xml.open("w:tblCellMar", &[]);
    for (side, points) in [
        ("w:top", vertical_pt),
        ("w:left", horizontal_pt),
        ("w:bottom", vertical_pt),
        ("w:right", horizontal_pt),
    ] {
        let value = twips(points).to_string();
        xml.leaf(side, &[("w:w", value.as_str()), ("w:type", "dxa")]);
    }
    xml.close("w:tblCellMar");
}
