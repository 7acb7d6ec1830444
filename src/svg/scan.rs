//! Limits that are checked on the characters of an SVG before a parser builds anything from it.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, BytesText, Event};

use super::{SvgError, SvgPart, invalid};
use crate::limits::{Limit, Limits};

/// Checks nesting, attributes and the document type declaration.
pub fn scan(text: &str, limits: &Limits) -> Result<(), SvgError> {
    if text.contains("<!ENTITY") {
        return Err(SvgError::Unsupported("an XML entity".into()));
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(invalid)? {
            Event::Start(element) => {
                depth += 1;
                limits.check(Limit::SvgDepth, depth)?;
                attributes(&element, limits)?;
            }
            Event::Empty(element) => attributes(&element, limits)?,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::DocType(declaration) => document_type(&declaration)?,
            Event::Eof => return Ok(()),
            Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::GeneralRef(_) => {}
        }
    }
}

/// Attributes that may have long values, for long shapes or texts. Every other value is short, and is read
/// again for each element that inherits it. Readers ignore `content` and `data-…`.
const LONG: &[&[u8]] = &[b"d", b"points", b"x", b"y", b"dx", b"dy", b"rotate", b"content"];

fn attributes(element: &BytesStart, limits: &Limits) -> Result<(), SvgError> {
    // Checks for repeated names would take quadratic time.
    for (index, attribute) in element.attributes().with_checks(false).enumerate() {
        limits.check(Limit::SvgAttributes, index + 1).map_err(|it| SvgPart::Element.over(it))?;
        let attribute = attribute.map_err(invalid)?;
        let name = attribute.key.as_ref();
        let is_bitmap = name == b"href" && attribute.value.trim_ascii_start().starts_with(b"data:");
        // A name with a prefix belongs to a drawing program.
        let is_foreign = name.starts_with(b"data-") || name.contains(&b':');
        let exempt = LONG.contains(&name) || is_bitmap || is_foreign;
        if !exempt {
            let checked = limits.check(Limit::SvgValue, attribute.value.len());
            checked.map_err(|it| SvgPart::Attribute.over(it))?;
        }
    }
    Ok(())
}

/// Accepts the name of a document type, which drawing programs write, but not a definition of one.
fn document_type(declaration: &BytesText) -> Result<(), SvgError> {
    let paired = |quote: u8| declaration.iter().filter(|byte| **byte == quote).count() % 2 == 0;
    if declaration.contains(&b'[') || !paired(b'"') || !paired(b'\'') {
        return Err(SvgError::Unsupported("a document type with declarations".into()));
    }
    Ok(())
}
