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

/// Whether each font that a page may use is in the file or standard.
pub fn are_there(page: &Page) -> bool {
    let resources = page.resources();
    let named =
        [&resources.fonts, &resources.ext_g_states, &resources.x_objects, &resources.patterns];
    let mut known = HashSet::new();
    let mut rest: Vec<Object> = named.into_iter().cloned().map(Object::Dict).collect();
    rest.extend(page.raw().get::<Object>("Annots"));
    while let Some(object) = rest.pop() {
        if dictionary(&object).is_some_and(is_missing) {
            return false;
        }
        rest.extend(parts(&object).into_iter().filter_map(|part| match part {
            MaybeRef::NotRef(part) => Some(part),
            MaybeRef::Ref(id) => unseen(id, &mut known).and_then(|id| page.xref().get(id.into())),
        }));
    }
    true
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

/// Whether a dictionary is that of a font which is neither in the file nor standard.
fn is_missing(dictionary: &Dict) -> bool {
    let name = |key| dictionary.get::<Name>(key);
    match name("Subtype").as_ref().map(Name::as_str) {
        Some("Type1" | "MMType1" | "TrueType") => {
            let is_standard = name("BaseFont").is_some_and(|it| STANDARD.contains(&it.as_str()));
            !is_standard && !has_file(dictionary)
        }
        Some("Type0") => {
            let of_letters = dictionary.get::<Array>("DescendantFonts");
            let first = of_letters.and_then(|it| it.iter::<Dict>().next());
            !first.as_ref().is_some_and(has_file)
        }
        // The letters of Type 3 are drawings in the file.
        Some(_) | None => false,
    }
}

fn has_file(font: &Dict) -> bool {
    let descriptor = font.get::<Dict>("FontDescriptor");
    let files = ["FontFile", "FontFile2", "FontFile3"];
    descriptor.is_some_and(|it| files.iter().any(|file| it.contains_key(file)))
}
