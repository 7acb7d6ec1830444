//! SVG drawings as operators.

use base64::prelude::{BASE64_STANDARD, Engine};

use super::*;
use crate::svg;

fn drawn(inner: &str) -> Option<(String, BTreeMap<String, DictItem>)> {
    let form = form(svg::sample(inner).unwrap().tree(), Purpose::Screen)?;
    let stream = lopdf::Stream::new(lopdf::dictionary! { "Filter" => "FlateDecode" }, form.content);
    let content = stream.decompressed_content().unwrap();
    Some((String::from_utf8(content).unwrap(), form.dict))
}

#[test]
fn shapes_become_operators() {
    let (content, dict) = drawn(
        "<g transform='translate(2 3)'><path d='M0 0 H10 V5 Z' fill='#ff0000' \
         fill-opacity='.5'/><path d='M0 0 Q 3 0 3 3' fill='none' stroke='#000' \
         stroke-dasharray='2 1'/></g>",
    )
    .unwrap();
    assert_eq!(
        content,
        "q 1 0 0 1 2 3 cm\n/G0 gs\n1 0 0 rg\n0 0 m\n10 0 l\n10 5 l\nh\nf\nQ\n\
         q 1 0 0 1 2 3 cm\n/G1 gs\n0 0 0 RG\n1 w 0 J 0 j\n4 M [ 2 1 ] 0 d\n\
         0 0 m\n2 0 3 1 3 3 c\nS\nQ\n"
    );
    let DictItem::Array(matrix) = &dict["Matrix"] else { panic!("{dict:?}") };
    assert_eq!(matrix[3], DictItem::Real(-0.05));
}

#[test]
fn text_becomes_paths_and_clips_are_kept() {
    let (letters, _) = drawn("<text y='15' font-family='serif'>Wet</text>").unwrap();
    assert!(letters.matches(" c\n").count() > 3, "{letters}");
    let clip = "<clipPath id='c'><rect width='5' height='5'/></clipPath>\
                <g clip-path='url(#c)'><rect width='9' height='9'/></g>";
    assert!(drawn(clip).unwrap().0.contains("W n\n"));
}

#[test]
fn gradients_become_shadings() {
    let stops = "<stop offset='.25' stop-color='#f00'/><stop offset='.5' stop-color='#00f'/>\
                 <stop offset='.5' stop-color='#0f0'/><stop offset='1' stop-color='#fff'/>";
    let (content, dict) = drawn(&format!(
        "<linearGradient id='g'>{stops}</linearGradient><radialGradient id='r'>{stops}\
         </radialGradient><g transform='translate(2 3)'><rect width='8' height='4' \
         fill='url(#g)' stroke='url(#r)' fill-opacity='.5'/></g>"
    ))
    .unwrap();
    assert!(content.contains("/Pattern cs /P0 scn\n0 0 m"), "{content}");
    assert!(content.contains("/Pattern CS /P1 SCN\n1 w"), "{content}");
    let inner = |item: &DictItem, key: &str| match item {
        DictItem::Dict { map } => map[key].clone(),
        other => panic!("{other:?}"),
    };
    let patterns = inner(&dict["Resources"], "Pattern");
    let axial = inner(&patterns, "P0");
    // The bounding box of the shape, translated with it.
    assert_eq!(inner(&axial, "Matrix"), reals(&[8.0, 0.0, 0.0, 4.0, 2.0, 3.0]));
    let shading = inner(&axial, "Shading");
    assert_eq!(inner(&shading, "Coords"), reals(&[0.0, 0.0, 1.0, 0.0]));
    let function = inner(&shading, "Function");
    let DictItem::Array(bounds) = inner(&function, "Bounds") else { panic!() };
    assert_eq!(bounds[..2], [DictItem::Real(0.25), DictItem::Real(0.5)]);
    let DictItem::Array(ramps) = inner(&function, "Functions") else { panic!() };
    assert_eq!((bounds.len(), ramps.len()), (2, 3));
    assert_eq!(inner(&ramps[2], "C0"), reals(&[0.0, 1.0, 0.0]));
    let radial = inner(&inner(&patterns, "P1"), "Shading");
    assert_eq!(inner(&radial, "ShadingType"), DictItem::Int(3));
}

#[test]
fn group_opacity_applies_to_a_single_shape() {
    let shape = "<rect width='9' height='9' fill-opacity='.5'/>";
    let (_, dict) =
        drawn(&format!("<g opacity='.8'><g opacity='.5'>{shape}</g></g>{shape}")).unwrap();
    let DictItem::Dict { map } = &dict["Resources"] else { panic!() };
    let DictItem::Dict { map } = &map["ExtGState"] else { panic!() };
    let opacity = |state: &str| match &map[state] {
        DictItem::Dict { map } => map["ca"].clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(opacity("G0"), DictItem::Real(51.0 / 255.0));
    assert_eq!(opacity("G1"), DictItem::Real(128.0 / 255.0));
}

#[test]
fn unsupported_content_is_left_to_rasterization() {
    let gradient = |attributes: &str, opacity: &str| {
        format!(
            "<linearGradient id='g' {attributes}><stop stop-color='red'/><stop offset='1' \
             stop-color='blue' stop-opacity='{opacity}'/></linearGradient>\
             <rect width='9' height='9' fill='url(#g)'/>"
        )
    };
    assert!(drawn(&gradient("", "1")).is_some());
    for more in [
        &gradient("", ".5"),
        &gradient("spreadMethod='repeat' x2='.2'", "1"),
        "<g opacity='.5'><rect width='9' height='9'/><rect x='5' width='9' height='9'/></g>",
        "<g opacity='.5'><rect width='9' height='9' stroke='red'/></g>",
        "<mask id='m'><rect width='5' height='5' fill='#fff'/></mask>\
         <g mask='url(#m)'><rect width='9' height='9'/></g>",
    ] {
        assert!(drawn(more).is_none(), "{more}");
    }
}

#[test]
fn bitmaps_become_pictures_of_the_form() {
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(4, 2).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let data = BASE64_STANDARD.encode(png.get_ref());
    let image =
        format!("<image href='data:image/png;base64,{data}' x='5' width='20' height='10'/>");
    let (content, dict) = drawn(&format!("{image}<g opacity='.5'>{image}</g>")).unwrap();
    assert_eq!(
        content,
        "q 20 0 0 -10 5 10 cm\n/G0 gs\n/B0 Do\nQ\nq 20 0 0 -10 5 10 cm\n/G1 gs\n/B0 Do\nQ\n"
    );
    let DictItem::Dict { map } = &dict["Resources"] else { panic!() };
    let DictItem::Dict { map } = &map["XObject"] else { panic!() };
    assert_eq!(map.len(), 1);
    let DictItem::Stream { stream } = &map["B0"] else { panic!() };
    assert_eq!(stream.dict["Width"], DictItem::Int(4));
}
