//! Property elements: docx-rs writes them, and this module adds the extra properties and puts all in schema order.

use docx_rs::{
    BuildXML, ParagraphProperty, RunProperty, TableCellProperty, TableProperty, TableRowProperty,
};

use super::super::extras::{RunExtra, TableExtra};
use super::super::language::of_phrase;
use super::super::xml::escape;
use super::property_element::PropertyElement;
use crate::document::Direction;
use crate::export::ExportError;

type Xml = Result<Vec<u8>, ExportError>;

/// `w:pPr` with other properties, such as `w:pBdr` and `w:sectPr`.
pub fn paragraph(property: &ParagraphProperty, others: &[&str]) -> Xml {
    let mut element = PropertyElement::parse(&property.build())?;
    for other in others {
        element.push(PropertyElement::parse(other.as_bytes())?);
    }
    Ok(element.into_xml())
}

/// `w:rPr`. A run has the direction of the document unless it has another.
pub fn run(property: &RunProperty, extra: Option<&RunExtra>, document: Direction) -> Xml {
    let mut element = PropertyElement::parse(&property.build())?;
    match extra.and_then(|extra| extra.direction).unwrap_or(document) {
        Direction::LeftToRight => {}
        Direction::RightToLeft => element.push(PropertyElement::new("w:rtl")),
    }
    if let Some(extra) = extra {
        extra_of_run(&mut element, extra);
    }
    Ok(element.into_xml())
}

fn extra_of_run(element: &mut PropertyElement, extra: &RunExtra) {
    let switches = [
        (extra.small_caps, "w:smallCaps"),
        (extra.strikeout, "w:strike"),
        (extra.underline, "w:u w:val=\"single\""),
        (extra.no_proof, "w:noProof"),
    ];
    for (_, name) in switches.into_iter().filter(|(on, _)| *on) {
        element.push(PropertyElement::new(name));
    }
    if let Some(family) = &extra.code {
        let family = escape(family);
        element.push(PropertyElement::new(&format!(
            "w:rFonts w:ascii=\"{family}\" w:hAnsi=\"{family}\" w:cs=\"{family}\""
        )));
    }
    if let Some(language) = &extra.language {
        let (name, tag) = of_phrase(language);
        element.push(PropertyElement::new(&format!("w:lang {name}=\"{}\"", escape(&tag))));
    }
}

/// `w:tblPr`.
pub fn table(property: &TableProperty, extra: Option<&TableExtra>) -> Xml {
    let mut element = PropertyElement::parse(&property.build())?;
    if let Some(extra) = extra {
        extra_of_table(&mut element, extra);
    }
    Ok(element.into_xml())
}

fn extra_of_table(element: &mut PropertyElement, extra: &TableExtra) {
    // The style draws a rule below the first row only, so a header of several rows draws its own.
    let (row, column) = (u8::from(extra.header_rows == 1), u8::from(extra.header_column));
    let bits = 0x0600 | (u16::from(row) * 0x20) | (u16::from(column) * 0x80);
    element.push(PropertyElement::new(&format!(
        "w:tblLook w:val=\"{bits:04X}\" w:firstRow=\"{row}\" w:lastRow=\"0\" \
         w:firstColumn=\"{column}\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\""
    )));
    if extra.right_to_left {
        element.push(PropertyElement::new("w:bidiVisual"));
    }
    if let Some(title) = &extra.title {
        element.push(PropertyElement::new(&format!("w:tblCaption w:val=\"{}\"", escape(title))));
    }
    if let Some(text) = &extra.description {
        let text = escape(text);
        element.push(PropertyElement::new(&format!("w:tblDescription w:val=\"{text}\"")));
    }
}

/// `w:trPr`.
pub fn row(property: &TableRowProperty, is_header: bool) -> Xml {
    let mut element = PropertyElement::parse(&property.build())?;
    if is_header {
        element.push(PropertyElement::new("w:tblHeader"));
    }
    Ok(element.into_xml())
}

/// `w:tcPr`.
pub fn cell(property: &TableCellProperty) -> Xml {
    Ok(PropertyElement::parse(&property.build())?.into_xml())
}
