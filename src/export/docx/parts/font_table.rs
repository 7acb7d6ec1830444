//! `word/fontTable.xml`: the font families, how to find substitutes for them, and the embedded fonts,
//! ECMA-376 Part 1 §17.8.

use skrifa::FontRef;
use skrifa::raw::TableProvider;

use super::super::xml::{WORD, Xml};
use super::embedded_font::{EmbeddedFont, FontSlot};
use crate::fonts::{Face, Fonts};
use crate::templates::{FontFamily, GenericFamily};

/// Writes the part; `embedded` are the fonts in the package, in order.
pub fn font_table(families: &[&FontFamily], fonts: &Fonts, embedded: &[EmbeddedFont]) -> Vec<u8> {
    let mut xml = Xml::part("w:fonts", WORD);
    for (index, family) in families.iter().enumerate() {
        if families.iter().take(index).any(|before| before.name == family.name) {
            continue;
        }
        open_family(&mut xml, family, fonts);
        let embedded = || embedded.iter().filter(|font| font.family == family.name);
        for slot in FontSlot::ALL {
            for font in embedded().filter(|font| font.slot == slot) {
                xml.leaf(slot.element(), &[("r:id", &font.name), ("w:fontKey", &font.key())]);
            }
        }
        xml.close("w:font");
    }
    xml.end("w:fonts")
}

/// Writes the children of a font up to `w:sig`, in schema order (§17.8.3.10).
fn open_family(xml: &mut Xml, family: &FontFamily, fonts: &Fonts) {
    xml.open("w:font", &[("w:name", &family.name)]);
    if !family.fallback.is_empty() {
        xml.value("w:altName", family.fallback.join(","));
    }
    let regular = fonts.find(&family.name, false, false).map(|id| fonts.face(id));
    let traits = regular.filter(|face| face.family == family.name).and_then(Traits::of);
    if let Some(traits) = &traits {
        xml.value("w:panose1", hex(&traits.panose));
    }
    xml.value("w:charset", "00");
    let class = match family.generic {
        GenericFamily::Serif => "roman",
        GenericFamily::SansSerif => "swiss",
        GenericFamily::Monospace => "modern",
    };
    let pitch = if family.generic == GenericFamily::Monospace { "fixed" } else { "variable" };
    xml.value("w:family", class).value("w:pitch", pitch);
    if let Some(traits) = traits {
        let names = ["w:usb0", "w:usb1", "w:usb2", "w:usb3", "w:csb0", "w:csb1"];
        let values = traits.coverage.map(|bits| format!("{bits:08X}"));
        let attributes: Vec<_> = names.into_iter().zip(values.iter().map(String::as_str)).collect();
        xml.leaf("w:sig", &attributes);
    }
}

/// The traits by which applications choose a substitute.
struct Traits {
    /// The classification of the shapes, §17.8.3.13.
    panose: [u8; 10],
    /// The ranges of characters and code pages, §17.8.3.16.
    coverage: [u32; 6],
}

impl Traits {
    /// The traits of a face, from its table `OS/2`.
    fn of(face: &Face) -> Option<Traits> {
        let table = FontRef::new(&face.bytes).ok()?.os2().ok()?;
        let coverage = [
            table.ul_unicode_range_1(),
            table.ul_unicode_range_2(),
            table.ul_unicode_range_3(),
            table.ul_unicode_range_4(),
            table.ul_code_page_range_1().unwrap_or(0),
            table.ul_code_page_range_2().unwrap_or(0),
        ];
        Some(Traits { panose: table.panose_10().try_into().ok()?, coverage })
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}
