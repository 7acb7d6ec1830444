//! Page resources for print: overprint states, spot colours, the All colorant, and ICC-based colour
//! for sRGB pictures.

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, Stream, dictionary};

use super::super::colour::{KNOCKOUT, OVERPRINT, spot_resource};
use super::super::icc;
use super::super::object::{name, real};
use super::printer_marks::ALL_INKS;
use crate::export::ExportError;
use crate::templates::{Cmyk, Palette};

/// Adds the resources to every page.
pub fn add(pdf: &mut Pdf, pages: &[ObjectId], palette: &Palette) -> Result<(), ExportError> {
    let broken = |error: lopdf::Error| ExportError(error.to_string());
    let states = dictionary! {
        OVERPRINT => dictionary! { "Type" => "ExtGState", "OP" => true, "op" => true, "OPM" => 1 },
        KNOCKOUT => dictionary! { "Type" => "ExtGState", "OP" => false, "op" => false, "OPM" => 0 },
    };
    let states = pdf.add_object(states);
    let spaces = spaces(palette);
    let spaces = pdf.add_object(spaces);
    for page in pages {
        let page = pdf.get_dictionary(*page).map_err(broken)?;
        let resources = page.get(b"Resources").and_then(Object::as_reference).map_err(broken)?;
        let resources = pdf.get_dictionary_mut(resources).map_err(broken)?;
        resources.set("ExtGState", states);
        resources.set("ColorSpace", spaces);
    }
    Ok(())
}

/// Separation colour spaces (§8.6.6.4).
fn spaces(palette: &Palette) -> Dictionary {
    let mut spaces = Dictionary::new();
    spaces.set(ALL_INKS, separation("All", Cmyk([100.0; 4]), 100.0));
    for (index, (spot, alternative)) in palette.spots().into_iter().enumerate() {
        spaces.set(spot_resource(index), separation(&spot.name, alternative, spot.tint));
    }
    spaces
}

/// A separation whose alternative colour is CMYK. The alternative is given for a tint and scaled up
/// to full ink.
fn separation(ink: &str, alternative: Cmyk, tint: f32) -> Object {
    let full = alternative.0.map(|part| (part / tint.max(1.0)).clamp(0.0, 1.0));
    let function = dictionary! {
        "FunctionType" => 2,
        "Domain" => vec![0.into(), 1.into()],
        "C0" => [0.0; 4].map(real).to_vec(),
        "C1" => full.map(real).to_vec(),
        "N" => 1,
    };
    vec![name("Separation"), name(ink), name("DeviceCMYK"), function.into()].into()
}

/// Makes the colours of RGB pictures ICC-based, so that the printer can convert them (ISO 15930-7
/// §6.2.3).
pub fn profile_pictures(pdf: &mut Pdf) {
    let is_rgb = |object: &Object| {
        let stream = object.as_stream().ok();
        let space = stream.and_then(|stream| stream.dict.get(b"ColorSpace").ok());
        space.is_some_and(|space| space.as_name().is_ok_and(|space| space == b"DeviceRGB"))
    };
    let of = |pdf: &Pdf, is: &dyn Fn(&Object) -> bool| -> Vec<ObjectId> {
        pdf.objects.iter().filter(|(_, object)| is(object)).map(|(id, _)| *id).collect()
    };
    let (ids, forms) = (of(pdf, &is_rgb), of(pdf, &is_form));
    if ids.is_empty() && forms.is_empty() {
        return;
    }
    let profile = pdf.add_object(Stream::new(dictionary! { "N" => 3 }, icc::srgb()));
    let space = pdf.add_object(Object::Array(vec![name("ICCBased"), profile.into()]));
    for id in ids {
        if let Some(Object::Stream(picture)) = pdf.objects.get_mut(&id) {
            picture.dict.set("ColorSpace", space);
        }
    }
    for id in forms {
        let form = pdf.objects.get_mut(&id).and_then(|form| form.as_stream_mut().ok());
        let resources = form.and_then(|form| form.dict.get_mut(b"Resources").ok());
        if let Some(Object::Dictionary(resources)) = resources {
            resources.set("ColorSpace", dictionary! { "DefaultRGB" => space });
            profile_patterns(resources, space);
        }
    }
}

/// Sets the colour space of gradients, which do not use the default one.
fn profile_patterns(resources: &mut Dictionary, space: ObjectId) {
    let Ok(Object::Dictionary(patterns)) = resources.get_mut(b"Pattern") else { return };
    for (_, pattern) in patterns.iter_mut() {
        let pattern = pattern.as_dict_mut();
        if let Ok(Object::Dictionary(shading)) = pattern.and_then(|it| it.get_mut(b"Shading")) {
            shading.set("ColorSpace", space);
        }
    }
}

/// Whether an object is a form. Forms use DeviceRGB, which a default colour space redefines (ISO
/// 32000-1 §8.6.5.6).
fn is_form(object: &Object) -> bool {
    let stream = object.as_stream().ok();
    let kind = stream.and_then(|stream| stream.dict.get(b"Subtype").ok());
    kind.is_some_and(|kind| kind.as_name().is_ok_and(|kind| kind == b"Form"))
}
