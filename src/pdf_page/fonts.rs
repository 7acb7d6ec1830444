//! The fonts of a page. The interpreter replaces those that are not in the file with similar ones, whose letters
//! have other shapes and widths.

use std::collections::HashSet;

use hayro_svg::hayro_syntax::object::{Array, Dict, MaybeRef, Name, ObjRef, Object};
use hayro_svg::hayro_syntax::page::Page;

/// The fonts that every program has (ISO 32000-1 §9.6.2.2).
const STANDARD: [&str; 14] = [
    "Courier",
    "Courier-Bold",
    "Courier-BoldOblique",
    "Courier-Oblique",
    "Helvetica",
    "Helvetica-Bold",
    "Helvetica-BoldOblique",
    "Helvetica-Oblique",
    "Symbol",
    "Times-Bold",
    "Times-BoldItalic",
    "Times-Italic",
    "Times-Roman",
    "ZapfDingbats",
];

/// Entries that lead to other pages.
const TO_OTHER_PAGES: [&str; 4] = ["A", "Dest", "P", "Parent"];

/// Where the fonts of a page are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// All in the file.
    File,
    /// Some are standard fonts that are not in the file.
    Standard,
    /// Some are neither in the file nor standard.
    Nowhere,
}

/// Where the fonts are that a page may use.
pub fn place(page: &Page) -> Place {
    let resources = page.resources();
    let named =
        [&resources.fonts, &resources.ext_g_states, &resources.x_objects, &resources.patterns];
    let (mut known, mut place) = (HashSet::new(), Place::File);
    let mut rest: Vec<Object> = named.into_iter().cloned().map(Object::Dict).collect();
    rest.extend(page.raw().get::<Object>("Annots"));
    while let Some(object) = rest.pop() {
        place = place.max(dictionary(&object).map_or(Place::File, place_of));
        rest.extend(parts(&object).into_iter().filter_map(|part| match part {
            MaybeRef::NotRef(part) => Some(part),
            MaybeRef::Ref(id) => unseen(id, &mut known).and_then(|id| page.xref().get(id.into())),
        }));
    }
    place
}

fn unseen(id: ObjRef, known: &mut HashSet<ObjRef>) -> Option<ObjRef> {
    known.insert(id).then_some(id)
}

fn dictionary<'o, 'a>(object: &'o Object<'a>) -> Option<&'o Dict<'a>> {
    match object {
        Object::Dict(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(stream.dict()),
        Object::Null(_)
        | Object::Boolean(_)
        | Object::Number(_)
        | Object::String(_)
        | Object::Name(_)
        | Object::Array(_) => None,
    }
}

/// The objects in an object.
fn parts<'a>(object: &Object<'a>) -> Vec<MaybeRef<Object<'a>>> {
    if let Object::Array(array) = object {
        return array.raw_iter().collect();
    }
    let entries = dictionary(object).into_iter().flat_map(Dict::entries);
    let inner = entries.filter(|(name, _)| !TO_OTHER_PAGES.contains(&name.as_str()));
    inner.map(|(_, part)| part).collect()
}

/// Where the font of a dictionary is; in the file if it is not that of a font.
fn place_of(dictionary: &Dict) -> Place {
    let name = |key| dictionary.get::<Name>(key);
    match name("Subtype").as_ref().map(Name::as_str) {
        Some("Type1" | "MMType1" | "TrueType") if !has_file(dictionary) => {
            let is_standard = name("BaseFont").is_some_and(|it| STANDARD.contains(&it.as_str()));
            if is_standard { Place::Standard } else { Place::Nowhere }
        }
        Some("Type0") => {
            let of_letters = dictionary.get::<Array>("DescendantFonts");
            let first = of_letters.and_then(|it| it.iter::<Dict>().next());
            if first.as_ref().is_some_and(has_file) { Place::File } else { Place::Nowhere }
        }
        // The letters of Type 3 are drawings in the file.
        Some(_) | None => Place::File,
    }
}

fn has_file(font: &Dict) -> bool {
    let descriptor = font.get::<Dict>("FontDescriptor");
    let files = ["FontFile", "FontFile2", "FontFile3"];
    descriptor.is_some_and(|it| files.iter().any(|file| it.contains_key(file)))
}
