//! Drawings: what is accepted, how it is drawn and written, and the limits.

use base64::prelude::{BASE64_STANDARD, Engine};

use super::*;

const BAR: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'>\
    <rect width='20' height='20' fill='#f00'/></svg>";

/// The reason why some elements are refused.
#[track_caller]
fn refused(inner: &str) -> String {
    match sample(inner).unwrap_err() {
        SvgError::Invalid(reason) => format!("invalid: {reason}"),
        SvgError::Unsupported(what) => what,
        SvgError::OverLimit(_, error) => error.limit.name().to_owned(),
    }
}

fn nested(name: &str, levels: usize) -> String {
    format!("{}{}", format!("<{name}>").repeat(levels), format!("</{name}>").repeat(levels))
}

#[test]
fn size_comes_from_the_view_box() {
    assert_eq!(drawing(BAR).unwrap().size(), (40, 20));
    let named = b"<svg xmlns='http://www.w3.org/2000/svg' width='2in' height='72pt'/>";
    assert_eq!(drawing(named).unwrap().size(), (192, 96));
    let large = b"<svg xmlns='http://www.w3.org/2000/svg' width='2000000' height='1000000'/>";
    assert_eq!(drawing(large).unwrap().size(), (100_000, 50_000));
}

#[test]
fn shapes_are_rendered() {
    let pixels = drawing(BAR).unwrap().pixels(8).unwrap();
    assert_eq!((pixels.width, pixels.height), (8, 4));
    assert_eq!(pixels.rgba[..4], [255, 0, 0, 255]);
    assert_eq!(pixels.rgba[28..32], [0, 0, 0, 0]);
}

#[test]
fn text_uses_the_report_fonts() {
    let words = sample("<text y='15' font-family='Arial'>Wet</text>").unwrap();
    let drawn = words.pixels(40).unwrap();
    assert!(drawn.rgba.chunks(4).any(|pixel| pixel[3] > 200));
}

#[test]
fn shapes_are_accepted() {
    let fine = "<style>rect { fill: url(#g) }</style><defs><linearGradient id='g'/></defs>\
                <rect id='r' fill=\"url('#g')\"/><use xlink:href='#r'/><text>a</text>";
    assert!(sample(fine).is_ok());
    // A style rule for all paths also applies inside the marker.
    let arrows = "<style>path { marker-end: url(#m) }</style>\
                  <marker id='m'><path d='M0 0h3'/></marker><path stroke='red' d='M0 0h9'/>";
    assert!(sample(arrows).is_ok());
}

#[test]
fn active_and_external_content_is_refused() {
    for (inner, word) in [
        ("<script>1</script>", "`script`"),
        ("<g><image href='a.png'/></g>", "a link to a picture"),
        ("<image href='#r'/>", "a link to a picture"),
        ("<filter id='f'><feImage href='data:image/png;base64,AA=='/></filter>", "`href`"),
        ("<rect onclick='x()'/>", "`onclick`"),
        ("<use xlink:href='other.svg#a'/>", "`href`"),
        ("<rect fill='url(http://example.org/a)'/>", "`fill`"),
        ("<style>@import 'a.css';</style>", "style"),
        ("<a href='#x'/>", "`a`"),
        ("<g id='a&lt;b'/>", "`id`"),
    ] {
        assert!(refused(inner).contains(word), "{inner}");
    }
}

/// A bitmap of one colour as an `image` with some attributes.
fn bitmap(format: image::ImageFormat, size: (u32, u32), attributes: &str) -> String {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let red = image::RgbImage::from_pixel(size.0, size.1, image::Rgb([255, 0, 0]));
    red.write_to(&mut bytes, format).unwrap();
    embedded("image/any", bytes.get_ref(), attributes)
}

fn embedded(media_type: &str, bytes: &[u8], attributes: &str) -> String {
    let data = BASE64_STANDARD.encode(bytes);
    format!("<image xlink:href='data:{media_type};base64,{data}' {attributes}/>")
}

#[test]
fn bitmaps_are_drawn_and_written() {
    for format in [image::ImageFormat::Png, image::ImageFormat::Jpeg] {
        let inner = bitmap(format, (8, 8), "x='20' width='20' height='20'");
        let first = sample(&inner).unwrap();
        let again = drawing(first.to_svg().as_bytes()).unwrap();
        for drawn in [first, again] {
            let pixels = drawn.pixels(40).unwrap();
            let at = |x: usize| &pixels.rgba[(10 * 40 + x) * 4..][..4];
            assert!(at(30)[0] > 250 && at(30)[1] < 5 && at(30)[3] == 255, "{:?}", at(30));
            assert_eq!(at(10), [0; 4]);
        }
    }
}

#[test]
fn grey_bitmaps_are_drawn() {
    for format in [image::ImageFormat::Png, image::ImageFormat::Jpeg] {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::GrayImage::from_pixel(8, 8, image::Luma([90])).write_to(&mut bytes, format).unwrap();
        let svg = embedded("image/png", bytes.get_ref(), "width='40' height='20'");
        let pixels = sample(&svg).unwrap().pixels(40).unwrap();
        assert!(pixels.rgba[40 * 10 * 4 + 80].abs_diff(90) < 3, "{format:?}");
    }
}

#[test]
fn pictures_that_are_not_whole_bitmaps_are_refused() {
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>";
    assert!(refused(&embedded("image/svg+xml", svg, "")).contains("neither PNG nor JPEG"));
    let inks = include_bytes!("../../tests/cases/press/inks.jpg");
    assert!(refused(&embedded("image/jpeg", inks, "")).contains("CMYK"));
    assert!(refused(&embedded("image/jpeg", &inks[..999], "")).starts_with("invalid: "));
    assert!(refused("<image href='data:image/png;base64,A'/>").starts_with("invalid: "));
}

#[test]
fn bitmaps_are_counted_wherever_they_are_repeated() {
    let once = bitmap(image::ImageFormat::Png, (1000, 1000), "id='b' width='9' height='9'");
    assert!(sample(&once).is_ok());
    assert_eq!(refused(&(once + &"<use xlink:href='#b'/>".repeat(60))), "svg-work");
    let large = bitmap(image::ImageFormat::Png, (5000, 5000), "width='9' height='9'");
    assert_eq!(refused(&large), "svg-layers");
    let long = format!("<image id='b' href='data:image/png,{}'/>", "0".repeat(1 << 20));
    assert!(refused(&long).contains("neither"));
}

#[test]
fn other_files_are_invalid() {
    for text in ["", "<p/>", "<svg", "plain"] {
        assert!(matches!(drawing(text.as_bytes()), Err(SvgError::Invalid(_))), "{text}");
    }
    assert!(matches!(drawing(b"\xff\xd8"), Err(SvgError::Invalid(_))));
}

#[test]
fn a_document_type_may_only_be_named() {
    let svg =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9'/></svg>";
    let typed = |declaration: &str| drawing((declaration.to_owned() + svg).as_bytes());
    let public = "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/svg11.dtd'>";
    assert!(!typed(public).unwrap().to_svg().contains("DTD"));
    for declaration in
        ["<!DOCTYPE svg [<!ENTITY a 'b'>]>", "<!DOCTYPE svg [<!ATTLIST svg a CDATA #IMPLIED>]>"]
    {
        let error = typed(declaration).unwrap_err();
        assert!(matches!(error, SvgError::Unsupported(_)), "{declaration}: {error:?}");
    }
}

#[test]
fn only_shapes_are_written() {
    let file = "<?xml-stylesheet href='http://example.org/a.css'?>\
        <svg xmlns='http://www.w3.org/2000/svg' xmlns:h='http://www.w3.org/1999/xhtml' \
        viewBox='0 0 9 9'><style>/**/@im\\port 'a.css'; rect { fill: image-set('a.png' 1x); \
        stroke: u\\72l(http://example.org/b) }</style><h:img src='http://example.org/c'/>\
        <h:object data='d.html'/><h:embed src='e.html'/><title>Words</title>\
        <metadata>Drawn by me</metadata><text y='5'>Wet</text><rect width='5' height='3'/></svg>";
    let svg = drawing(file.as_bytes()).unwrap().to_svg();
    for word in ["style", "example", "h:", ".css", ".png", "html", "Wet", "Drawn", "<?", "<!"] {
        assert!(!svg.contains(word), "{word}: {svg}");
    }
    assert!(svg.starts_with("<svg viewBox=\"0 0 9 9\" "), "{svg}");
    let again = drawing(svg.as_bytes()).unwrap();
    assert_eq!(again.pixels(90), drawing(file.as_bytes()).unwrap().pixels(90));
}

#[test]
fn written_drawings_look_the_same() {
    let all = "<linearGradient id='l'><stop stop-color='red'/><stop offset='1'/></linearGradient>\
        <pattern id='p' width='.2' height='.2'><circle r='2' fill='url(#l)'/></pattern>\
        <mask id='m'><rect width='30' height='15' fill='#999'/></mask>\
        <clipPath id='c'><circle cx='20' cy='10' r='9'/></clipPath>\
        <filter id='f'><feGaussianBlur stdDeviation='1'/></filter>\
        <g opacity='.5' transform='rotate(3)'><rect width='20' height='9' fill='url(#p)'/></g>\
        <g mask='url(#m)'><path d='M1 1q3 9 9 9c1 1 2 3 4 4z' fill='url(#l)'/></g>\
        <g clip-path='url(#c)'><text y='15' font-size='15'>Wet</text></g>\
        <path stroke='blue' stroke-dasharray='2 1' filter='url(#f)' d='M0 18h40'/>";
    let first = sample(all).unwrap();
    let again = drawing(first.to_svg().as_bytes()).unwrap();
    let (one, other) = (first.pixels(200).unwrap(), again.pixels(200).unwrap());
    // Edges between the tiles of a pattern are rounded.
    let apart = one.rgba.iter().zip(&other.rgba).filter(|(one, other)| one.abs_diff(**other) > 40);
    assert!(apart.count() < 20, "{}", first.to_svg());
}

#[test]
fn deep_nesting_is_refused() {
    for name in ["g", "tspan", "svg"] {
        let deep = nested(name, 2200);
        assert_eq!(refused(&format!("<text>{deep}</text>")), "svg-depth", "{name}");
        assert!(sample(&format!("<text>{}</text>", nested(name, 97))).is_ok(), "{name}");
    }
    let chain: String =
        (1..200).map(|i| format!("<g id='g{i}'><use href='#g{}'/></g>", i + 1)).collect();
    assert_eq!(refused(&chain), "svg-depth");
}

#[test]
fn repeated_elements_are_counted() {
    let doubled = |define: &dyn Fn(usize) -> String| (0..30).map(define).collect::<String>();
    let uses = doubled(&|i| {
        let next = i + 1;
        format!("<g id='g{i}'><use href='#g{next}'/><use href='#g{next}'/></g>")
    });
    assert_eq!(refused(&(uses + "<rect id='g30'/>")), "svg-elements");
    let patterns = doubled(&|i| {
        let shape = format!("<rect width='1' height='1' fill='url(#p{})'/>", i + 1);
        format!("<pattern id='p{i}' width='1' height='1'>{shape}{shape}</pattern>")
    });
    assert_eq!(refused(&(patterns + "<rect fill='url(#p0)'/><rect id='p30'/>")), "svg-elements");
    let styled = doubled(&|i| {
        format!(
            "<style>.c{i} {{ mask: url(#m{}) }}</style>\
             <mask id='m{i}'><g class='c{i}'/><g class='c{i}'/></mask>",
            i + 1
        )
    });
    assert_eq!(refused(&(styled + "<rect id='m30'/>")), "svg-elements");
    let marked = format!(
        "<marker id='m'>{}</marker><path marker-mid='url(#m)' d='M0 0{}'/>",
        "<rect/>".repeat(1000),
        "h1".repeat(1000)
    );
    assert_eq!(refused(&marked), "svg-elements");
    let letters = format!("<text>{}</text>", "a".repeat(200_000));
    assert_eq!(refused(&letters), "svg-elements");
}

#[test]
fn circles_of_references_are_refused() {
    for circle in [
        "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>",
        "<g id='a'><use href='#a'/></g>",
        "<marker id='a'><path marker-end='url(#b)'/></marker>\
         <marker id='b'><path marker-end='url(#a)'/></marker>",
        "<g fill='url(#p)'><pattern id='p'><rect/></pattern></g>",
        "<filter id='f'><feImage href='#g'/></filter><g id='g' filter='url(#f)'/>",
    ] {
        assert_eq!(refused(circle), "invalid: an element refers to itself", "{circle}");
    }
}

#[test]
fn attributes_and_styles_are_limited() {
    let many: String = (0..100_000).map(|i| format!("a{i}='' ")).collect();
    assert_eq!(refused(&format!("<rect {many}/>")), "svg-attributes");
    let long = "x".repeat(10_001);
    assert_eq!(refused(&format!("<g font-family='{long}'/>")), "svg-value");
    assert_eq!(refused(&format!("<style>g {{ font-family: {long} }}</style><g/>")), "svg-value");
    assert_eq!(refused(&format!("<style>{}</style>", long.repeat(10))), "svg-style");
    let copies = format!("<style>{}a {{ {} }}</style>", "a,".repeat(1000), "x:y;".repeat(1000));
    assert_eq!(refused(&copies), "svg-elements");
    let ancestors = format!(
        "<style>{}rect {{ fill: red }}</style>{}",
        "b ".to_owned() + &"g ".repeat(30),
        "<g>".repeat(90) + "<rect/>" + &"</g>".repeat(90)
    );
    assert_eq!(refused(&ancestors), "svg-elements");
    assert_eq!(refused(&format!("<path d='M0 0{}'/>", "h1".repeat(2_500_000))), "svg-path");
}

#[test]
fn costly_bitmaps_are_refused() {
    let filtered = |steps: &str| {
        format!("<filter id='f'>{steps}</filter><rect width='40' height='20' filter='url(#f)'/>")
    };
    for steps in [
        "<feMorphology radius='3' operator='dilate'/>",
        "<feTurbulence baseFrequency='.1' numOctaves='900'/>",
        &format!("<feConvolveMatrix order='30' kernelMatrix='{}'/>", "1 ".repeat(900)),
        &"<feGaussianBlur stdDeviation='2'/>".repeat(40),
    ] {
        let limit = refused(&filtered(steps));
        assert!(limit == "svg-work" || limit == "svg-layers", "{limit}: {steps}");
    }
    let many = format!("<rect width='40' height='20' filter='{}'/>", "blur(2px) ".repeat(900));
    assert_eq!(refused(&many), "svg-work");
    let layers = "<g opacity='.5'><rect width='99' height='50'/>".repeat(90) + &"</g>".repeat(90);
    assert_eq!(refused(&layers), "svg-layers");
    let tile = "<pattern id='p' width='40' height='1e8' patternUnits='userSpaceOnUse'>\
                <rect width='9' height='9'/></pattern><rect width='9' height='9' fill='url(#p)'/>";
    assert_eq!(refused(tile), "svg-layers");
    let covers = "<rect width='40' height='20'/>".repeat(5000);
    assert_eq!(refused(&covers), "svg-work");
    let edges = format!("<path d='M0 0{}'/>", "L1 20 2 0".repeat(40_000));
    assert_eq!(refused(&edges), "svg-work");
    let dashes = "<path stroke='red' stroke-dasharray='.0001' d='M0 0h40'/>".repeat(100);
    assert_eq!(refused(&dashes), "svg-work");
}

#[test]
fn a_costly_drawing_has_fewer_pixels() {
    let layer = "<g opacity='.5'><rect width='40' height='20'/>";
    let layers = sample(&(layer.repeat(9) + &"</g>".repeat(9))).unwrap();
    let side = layers.pixel_size(6000).0;
    assert!((FALLBACK_SIDE_PX..6000).contains(&side), "{side}");
    let shadow =
        "<g style='filter: drop-shadow(1px 1px 1px red)'><rect width='40' height='20'/></g>";
    let shadows = sample(&shadow.repeat(6)).unwrap();
    assert_eq!([100, 6000].map(|side| shadows.pixel_size(side)), [(800, 400); 2]);
    assert_eq!(shadows.pixels(100).unwrap().width, 800);
    assert_eq!(drawing(BAR).unwrap().pixel_size(6000), (6000, 3000));
}

#[test]
fn huge_numbers_are_refused() {
    for inner in [
        "<rect width='1e36' height='1'/>",
        "<g transform='scale(1e12)'><rect width='1' height='1'/></g>",
        "<path d='M0 0H4e9V1' stroke='red'/>",
        "<path d='M0 0H4V1' stroke='red' stroke-width='1e20'/>",
    ] {
        assert!(refused(inner).starts_with("invalid: a coordinate"), "{inner}");
    }
    for size in ["width='1e36' height='1'", "viewBox='0 0 1e-30 1e-30'"] {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' {size}/>");
        assert!(drawing(svg.as_bytes()).is_err(), "{size}");
    }
}
