//! What is not in the stories of a Word file: pictures, running heads, and what it says about itself.

use crate::import::flat::{DropReason, Dropped, Flat, Metadata, Picture, Place};
use crate::limits::Limits;
use crate::word::{self, WordError};

/// Adds pictures, running heads and metadata to flat blocks.
pub fn add(
    flat: &mut Flat,
    bytes: &[u8],
    parts: &[&str],
    limits: &Limits,
) -> Result<(), WordError> {
    let extras = word::extras(bytes, parts.iter().copied(), limits)?;
    for part in parts {
        let name = part.rsplit('/').next().unwrap_or(part);
        let bytes = extras.pictures.get(part).map(Vec::as_slice).unwrap_or_default();
        flat.pictures.push(Picture { name: name.into(), bytes: bytes.into() });
    }
    let heads = extras.running_heads.into_iter().filter(|it| !it.trim().is_empty());
    let place = Place::Paragraph(1);
    let dropped = heads.map(|text| Dropped { place, text, reason: DropReason::RunningHead });
    flat.dropped.splice(0..0, dropped);
    let value = |name: &str| {
        let found = extras.properties.iter().find(|(it, _)| it == name);
        found.map(|(_, value)| value.trim().to_owned()).filter(|it| !it.is_empty())
    };
    let keywords = value("keywords").unwrap_or_default();
    let keywords = keywords.split([',', ';']).map(str::trim).filter(|it| !it.is_empty());
    flat.metadata = Metadata {
        title: value("title"),
        subtitle: None,
        // The creator is who typed it, or a program.
        authors: Vec::new(),
        date: value("modified").or_else(|| value("created")),
        language: flat.metadata.language.take().or_else(|| value("language")),
        keywords: keywords.map(Into::into).collect(),
        description: value("description"),
    };
    Ok(())
}
