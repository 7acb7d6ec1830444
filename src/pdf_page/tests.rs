use std::fmt::Write;

use super::*;
use crate::compression::{Form, deflate};

/// A file with a page for each content stream, 60 points wide and 40 high, and a form `/X`, all deflated.
fn pdf(pages: &[&str], page_entries: &str, form: &str) -> Vec<u8> {
    pdf_with("/Subtype /Type1 /BaseFont /Helvetica", pages, page_entries, form)
}

/// As [`pdf`], with the entries of the font `/F`.
fn pdf_with(font: &str, pages: &[&str], page_entries: &str, form: &str) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = Vec::new();
    let kids: String = (0..pages.len()).map(|n| format!("{} 0 R ", 5 + 2 * n)).collect();
    objects.push(b"<</Type /Catalog /Pages 2 0 R>>".to_vec());
    objects.push(format!("<</Type /Pages /Count {} /Kids [{kids}]>>", pages.len()).into());
    objects.push(format!("<</Type /Font {font}>>").into());
    let names = "/Resources <</XObject <</X 4 0 R>> /Font <</F 3 0 R>>>>";
    objects.push(stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 60 40] {names}"),
        form.as_bytes(),
    ));
    for (content, number) in pages.iter().zip(0..) {
        let contents = 6 + 2 * number;
        objects.push(
            format!(
                "<</Type /Page /Parent 2 0 R /MediaBox [0 0 60 40] /Contents {contents} 0 R \
                 {names} {page_entries}>>"
            )
            .into(),
        );
        objects.push(stream("", content.as_bytes()));
    }
    file(&objects)
}

fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    let data = deflate([content], Form::Zlib, 6).unwrap();
    let head = format!("<<{entries} /Filter /FlateDecode /Length {}>>\nstream\n", data.len());
    [head.as_bytes(), &data, b"\nendstream"].concat()
}

fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (object, number) in objects.iter().zip(1..) {
        writeln!(table, "{:010} 00000 n ", bytes.len()).unwrap();
        bytes.extend(format!("{number} 0 obj\n").as_bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    let trailer = format!("trailer\n<</Size {} /Root 1 0 R>>\n", objects.len() + 1);
    bytes.extend(format!("{table}{trailer}startxref\n{start}\n%%EOF\n").as_bytes());
    bytes
}

fn svg(bytes: &[u8], page: usize) -> Result<String, PdfError> {
    to_svg(bytes, page, &Limits::default())
}

const BAR: &str = "1 0 0 rg 10 10 20 5 re f";

#[test]
fn a_page_becomes_shapes() {
    let two = pdf(&["", &format!("{BAR} BT /F 8 Tf 5 20 Td (Ab) Tj ET")], "", "");
    let shown = svg(&two, 2).unwrap();
    assert!(shown.contains("viewBox=\"0 0 60 40\""), "{shown}");
    let drawing = crate::svg::drawing(shown.as_bytes()).unwrap();
    assert_eq!(drawing.size(), (60, 40));
    let pixels = drawing.pixels(60).unwrap();
    let at = |x: usize, y: usize| pixels.rgba[(y * 60 + x) * 4..][..4].to_vec();
    assert_eq!((at(20, 27), at(50, 5)), (vec![255, 0, 0, 255], vec![0; 4]));
    assert!((0..25).any(|x| at(x, 17)[3] > 0), "no letters");
    assert_eq!(svg(&two, 3), Err(PdfError::NoPage(2)));
    assert_eq!(svg(&two, 0), Err(PdfError::NoPage(2)));
}

#[test]
fn pages_are_upright_and_cropped() {
    let turned = svg(&pdf(&[BAR], "/Rotate 90", ""), 1).unwrap();
    assert!(turned.contains("viewBox=\"0 0 40 60\""), "{turned}");
    let cropped = svg(&pdf(&[BAR], "/CropBox [5 5 35 20]", ""), 1).unwrap();
    assert!(cropped.contains("viewBox=\"0 0 30 15\""), "{cropped}");
}

#[test]
fn files_that_not_every_format_can_show_are_refused() {
    let pixels = "q 9 0 0 9 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q";
    assert!(matches!(svg(&pdf(&[pixels], "", ""), 1), Err(PdfError::Unsupported(_))));
    let plain = pdf(&[BAR], "", "");
    let locked = [&plain[..], b"trailer <</Encr#79pt 9 0 R>>"].concat();
    assert_eq!(svg(&locked, 1), Err(PdfError::Encrypted));
    assert_eq!(svg(b"%PDF-1.7\nwords", 1), Err(PdfError::Damaged));
}

/// A page that writes in a font with some entries, itself and in a form.
fn written_in(font: &str) -> [Result<String, PdfError>; 2] {
    let text = "BT /F 8 Tf 5 20 Td (Ab) Tj ET";
    let direct = pdf_with(font, &[text], "", "");
    [svg(&direct, 1), svg(&pdf_with(font, &["/X Do"], "", text), 1)]
}

#[test]
fn fonts_are_in_the_file_or_standard() {
    let missing = Err(PdfError::Unsupported("a font that is not in the file"));
    for other in [
        "/Subtype /Type1 /BaseFont /Garamond",
        "/Subtype /Type1 /BaseFont /OpenSans",
        "/Subtype /TrueType /BaseFont /Arial /FontDescriptor <</Type /FontDescriptor>>",
        "/Subtype /Type0 /BaseFont /Helvetica /Encoding /Identity-H \
         /DescendantFonts [<</Subtype /CIDFontType2 /BaseFont /Helvetica>>]",
    ] {
        assert_eq!(written_in(other), [missing.clone(), missing.clone()], "{other}");
    }
    for standard in ["Helvetica", "Times-BoldItalic", "Courier", "Symbol", "ZapfDingbats"] {
        let shown = written_in(&format!("/Subtype /Type1 /BaseFont /{standard}"));
        assert!(shown.iter().all(|it| it.as_ref().is_ok_and(|svg| svg.contains("<path"))));
    }
}

#[test]
fn letters_that_the_standard_fonts_do_not_have_are_refused() {
    let encoded = |letter: &str| {
        let encoding = format!("/Encoding <</Differences [65 /{letter} 98 /space]>>");
        written_in(&format!("/Subtype /Type1 /BaseFont /Helvetica {encoding}"))
    };
    let lost = Err(PdfError::Unsupported("letters that their font does not have"));
    assert_eq!(encoded("afii10017"), [lost.clone(), lost]);
    assert!(encoded("Adieresis").iter().all(Result::is_ok));
}

/// A page that draws the first of some forms, each of which draws the next one twice.
fn doubled_forms(depth: usize, last: &str) -> Vec<u8> {
    let form = |number: usize, content: &str| {
        let names = format!("/Resources <</XObject <</X {} 0 R>>>>", number + 1);
        let entries = format!("/Type /XObject /Subtype /Form /BBox [0 0 60 40] {names}");
        stream(&entries, content.as_bytes())
    };
    let page = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 60 40] /Contents 4 0 R \
                /Resources <</XObject <</X 5 0 R>>>>>>";
    let mut objects = vec![
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        b"<</Type /Pages /Count 1 /Kids [3 0 R]>>".to_vec(),
        page.into(),
        stream("", b"/X Do"),
    ];
    objects.extend((5..4 + depth).map(|number| form(number, "/X Do /X Do")));
    objects.push(form(4 + depth, last));
    file(&objects)
}

fn over(limit: Limit, file: &[u8]) {
    let error = svg(file, 1).unwrap_err();
    assert!(matches!(error, PdfError::OverLimit(it) if it.limit == limit), "{error}");
}

#[test]
fn forms_that_repeat_each_other_are_counted() {
    let shown = svg(&doubled_forms(4, BAR), 1).unwrap();
    let drawing = crate::svg::drawing(shown.as_bytes()).unwrap().to_svg();
    assert_eq!(drawing.matches("\"#ff0000\"").count(), 8, "{drawing}");
    over(Limit::PdfContent, &doubled_forms(40, BAR));
    over(Limit::PdfContent, &doubled_forms(7, &"q Q ".repeat(1 << 20)));
    over(Limit::PdfShapes, &doubled_forms(7, &"1 1 m 2 2 l S ".repeat(1 << 14)));
}

#[test]
fn forms_do_not_draw_themselves() {
    let itself = pdf(&["/X Do"], "", &format!("{BAR} /X Do"));
    assert_eq!(svg(&itself, 1), Err(PdfError::Unsupported("a form that draws itself")));
    let deep = doubled_forms(60, "");
    assert_eq!(svg(&deep, 1), Err(PdfError::Unsupported("forms in more than 50 others")));
}

/// A page with some content, resources and entries, and objects from number 5 on.
fn page_with(content: &str, resources: &str, entries: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let page = format!(
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 60 40] /Contents 4 0 R \
         /Resources <<{resources}>> {entries}>>"
    );
    let mut objects = vec![
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        b"<</Type /Pages /Count 1 /Kids [3 0 R]>>".to_vec(),
        page.into(),
        stream("", content.as_bytes()),
    ];
    objects.extend(more.iter().cloned());
    file(&objects)
}

/// Content of a megabyte that draws nothing.
fn idle() -> String {
    "q Q ".repeat(1 << 18)
}

const FORM: &str = "/Type /XObject /Subtype /Form /BBox [0 0 60 40]";

#[test]
fn drawn_letters_are_counted_wherever_they_are_shown() {
    let font = |letter: &str| {
        let names = "/FontMatrix [.1 0 0 .1 0 0] /FontBBox [0 0 9 9] /FirstChar 65 /LastChar 65 \
                     /Widths [9] /Encoding <</Differences [65 /a]>> /CharProcs <</a 6 0 R>>";
        let font = format!("<</Type /Font /Subtype /Type3 {names}>>");
        vec![font.into_bytes(), stream("", format!("9 0 d0 {letter}").as_bytes())]
    };
    let page = |letter: &str, count: usize| {
        let content = format!("BT /T 2 Tf ({}) Tj ET", "A".repeat(count));
        page_with(&content, "/Font <</T 5 0 R>>", "", &font(letter))
    };
    let shown = svg(&page("0 0 5 5 re f", 2), 1).unwrap();
    assert!(crate::svg::drawing(shown.as_bytes()).is_ok(), "{shown}");
    over(Limit::PdfContent, &page(&idle(), 200));
    over(Limit::PdfShapes, &page(&"1 1 m 2 2 l S ".repeat(1 << 12), 200));
}

#[test]
fn patterns_are_counted_for_each_shape() {
    let page = |tile: &str, count: usize| {
        let content =
            "/Pattern cs /P scn ".to_owned() + &"1 0 0 1 1 1 cm 1 1 2 2 re f ".repeat(count);
        let pattern = "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 \
                       /Resources <<>>";
        page_with(&content, "/Pattern <</P 5 0 R>>", "", &[stream(pattern, tile.as_bytes())])
    };
    assert!(svg(&page("0 0 3 3 re f", 3), 1).is_ok());
    over(Limit::PdfContent, &page(&idle(), 200));
    over(Limit::PdfShapes, &page(&"1 1 m 2 2 l S ".repeat(1 << 12), 200));
}

#[test]
fn masks_and_annotations_are_counted_for_each_use() {
    let masked = |mask: &str, count: usize| {
        let content = "1 0 0 1 1 1 cm /G gs 1 1 2 2 re f ".repeat(count);
        let state = "/ExtGState <</G <</SMask <</S /Alpha /G 5 0 R>>>>>>";
        let group = format!("{FORM} /Group <</S /Transparency>> /Resources <<>>");
        page_with(&content, state, "", &[stream(&group, mask.as_bytes())])
    };
    assert!(svg(&masked("0 0 3 3 re f", 3), 1).is_ok());
    over(Limit::PdfContent, &masked(&idle(), 200));
    over(Limit::PdfShapes, &masked(&"1 1 m 2 2 l S ".repeat(1 << 12), 200));
    let stamp = "<</Type /Annot /Subtype /Stamp /Rect [0 0 9 9] /AP <</N 5 0 R>>>> ";
    let stamped = |count: usize| {
        let form = stream(&format!("{FORM} /Resources <<>>"), idle().as_bytes());
        page_with("", "", &format!("/Annots [{}]", stamp.repeat(count)), &[form])
    };
    assert!(svg(&stamped(2), 1).is_ok());
    over(Limit::PdfContent, &stamped(200));
}

#[test]
fn shades_that_svg_does_not_have_are_refused() {
    let shaded = |shading: &str| {
        let function = "/Function <</FunctionType 2 /Domain [0 1] /C0 [0] /C1 [1] /N 1>>";
        let shading = format!("/Shading <</S <<{shading} /ColorSpace /DeviceGray {function}>>>>");
        svg(&page_with("/S sh", &shading, "", &[]), 1)
    };
    let axial = "/ShadingType 2 /Coords [0 0 60 0] /Extend [true true]";
    assert!(shaded(axial).is_ok_and(|svg| svg.contains("linearGradient")));
    let refused = Err(PdfError::Unsupported("shades that are not gradients"));
    assert_eq!(shaded("/ShadingType 1"), refused);
}

#[test]
fn a_tree_of_pages_that_contains_itself_is_damaged() {
    let circle = file(&[
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        b"<</Type /Pages /Count 1 /Kids [2 0 R]>>".to_vec(),
    ]);
    assert_eq!(svg(&circle, 1), Err(PdfError::Damaged));
}

#[test]
fn damaged_fonts_in_the_file_are_not_replaced() {
    let font = b"<</Type /Font /Subtype /TrueType /BaseFont /Arial /FirstChar 65 /LastChar 65 \
                /Widths [600] /FontDescriptor 6 0 R>>";
    let descriptor = b"<</Type /FontDescriptor /FontName /Arial /Flags 32 /FontFile2 7 0 R>>";
    let more = [font.to_vec(), descriptor.to_vec(), stream("", b"no font")];
    let page = page_with("BT /F 8 Tf 5 20 Td (A) Tj ET", "/Font <</F 5 0 R>>", "", &more);
    assert_eq!(svg(&page, 1), Err(PdfError::Unsupported("a font that cannot be read")));
}

#[test]
fn streams_are_measured_before_they_are_unpacked() {
    let zeros = vec![b' '; 200 << 20];
    let large = file(&[stream("/Type /ObjStm", &zeros)]);
    assert!(large.len() < 1 << 20);
    let error = svg(&large, 1).unwrap_err();
    assert!(matches!(error, PdfError::OverLimit(LimitError { limit: Limit::PdfContent, .. })));
    let hidden = "<</Type /XRef /Filter [/ASCIIH#65xDecode /FlateDecode]>>\nstream\n";
    let hidden = [hidden.as_bytes(), &b"78".repeat(1 << 17), b"\nendstream"].concat();
    let error = svg(&file(&[hidden]), 1).unwrap_err();
    assert!(matches!(error, PdfError::OverLimit(LimitError { limit: Limit::PdfContent, .. })));
}

#[test]
fn fragments_name_pages_of_pdf_files() {
    assert_eq!(file_and_page("a/chart.pdf#page=12"), ("a/chart.pdf", 12));
    assert_eq!(file_and_page("chart.PDF"), ("chart.PDF", 1));
    assert_eq!(file_and_page("chart#page=2.png"), ("chart#page=2.png", 1));
    assert_eq!(file_and_page("chart.pdf#page=two"), ("chart.pdf#page=two", 1));
}
