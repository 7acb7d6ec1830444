//! PDF files with faults.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// A file with a page that draws `content`, and a form `/X` that draws `form`, in which `/X` is the form itself.
pub fn drawing(content: &str, form: &str) -> Vec<u8> {
    let names = "/Resources <</XObject <</X 4 0 R>> /Pattern <</X 6 0 R>> /Font <</F 7 0 R>>>>";
    let box_of_page = "[0 0 60 40]";
    file(&[
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        b"<</Type /Pages /Count 1 /Kids [3 0 R]>>".to_vec(),
        format!("<</Type /Page /Parent 2 0 R /MediaBox {box_of_page} /Contents 5 0 R {names}>>")
            .into(),
        stream(
            &format!("/Type /XObject /Subtype /Form /BBox {box_of_page} {names}"),
            form.as_bytes(),
        ),
        stream("", content.as_bytes()),
        stream(
            &format!(
                "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox {box_of_page} \
                 /XStep .0001 /YStep .0001 {names}"
            ),
            form.as_bytes(),
        ),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>".to_vec(),
    ])
}

/// A rectangle in a pattern.
pub const PATTERNED: &str = "/Pattern cs /X scn 0 0 9 9 re f ";

/// A file with a page that draws the first of 40 resources of a kind, each of which draws the next one twice.
pub fn chain(kind: &str, entries: &str, drawn: &str) -> Vec<u8> {
    let box_and_names = |next| {
        format!("/BBox [0 0 60 40] /MediaBox [0 0 60 40] /Resources <<{kind} <</X {next} 0 R>>>>")
    };
    let resource = |number, content: &str| {
        let entries = format!("/Type {kind} {entries} {}", box_and_names(number + 1));
        stream(&entries, content.as_bytes())
    };
    let page = format!("<</Type /Page /Parent 2 0 R /Contents 4 0 R {}>>", box_and_names(5));
    let mut objects = vec![
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        b"<</Type /Pages /Count 1 /Kids [3 0 R]>>".to_vec(),
        page.into(),
        stream("", drawn.as_bytes()),
    ];
    objects.extend((5..44).map(|number| resource(number, &drawn.repeat(2))));
    objects.push(resource(44, "0 0 9 9 re f"));
    file(&objects)
}

/// A file with one object, whose stream unpacks to 500 MB of spaces.
pub fn bomb() -> Vec<u8> {
    file(&[stream("/Type /ObjStm /N 1 /First 5", &vec![b' '; 500_000_000])])
}

/// A file whose pages contain themselves.
pub fn pages_of_itself() -> Vec<u8> {
    file(&[
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        b"<</Type /Pages /Count 9 /Kids [2 0 R 2 0 R] /Parent 2 0 R>>".to_vec(),
    ])
}

/// A file whose objects are references to each other.
pub fn references_in_a_circle() -> Vec<u8> {
    file(&[b"<</Type /Catalog /Pages 2 0 R>>".to_vec(), b"3 0 R".to_vec(), b"2 0 R".to_vec()])
}

fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    let data = encoder.finish().unwrap();
    let head = format!("<<{entries} /Filter /FlateDecode /Length {}>>\nstream\n", data.len());
    [head.as_bytes(), &data, b"\nendstream"].concat()
}

fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (object, number) in objects.iter().zip(1..) {
        table.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{number} 0 obj\n").as_bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    let trailer = format!("trailer\n<</Size {} /Root 1 0 R>>\n", objects.len() + 1);
    bytes.extend(format!("{table}{trailer}startxref\n{start}\n%%EOF\n").as_bytes());
    bytes
}
