//! Pictures, fonts, profiles and bibliographies with random damage: nothing panics, and what `check` accepts is written in
//! all formats.

use std::fs;

use crate::{CheckedReport, Error, Format, MemoryWorld, Options, Source};

const REPORT: &str = "publication: {title: T, publisher: P, date: 2024-01-01}
body:
  - title: A
    content:
      - figure: {image: picture, alt: a picture}
      - Words, and *more* words.
";

const TEMPLATE: &str = "extends: conference
name: house
print: {condition: {identifier: X, description: Y, profile: inks.icc}}
";

/// The 64-bit numbers of xorshift (Marsaglia 2003), the same in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// Some bits changed, and sometimes a part lost or repeated.
    fn damaged(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            // ASCII stays ASCII.
            bytes[at] ^= 1 << self.below(7);
        }
        let part = self.below(bytes.len() - 1)..bytes.len();
        let part = part.start..part.start + self.below(part.len().min(64));
        match self.below(8) {
            0 => bytes.truncate(part.end),
            1 => drop(bytes.drain(part)),
            2 => drop(bytes.splice(part.start..part.start, bytes[part.clone()].to_vec())),
            _ => {}
        }
        bytes
    }
}

/// Damages a file of a report `count` times. Returns how many of the damaged files are accepted.
fn accepted(name: &str, file: &[u8], count: u64) -> usize {
    let mut random = Random(0x5EED);
    let mut accepted = 0;
    for _ in 0..count {
        let mut world = MemoryWorld::new();
        world.insert("picture", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 1'/>");
        world.insert("house/template.yaml", TEMPLATE);
        world.insert(
            "house/inks.icc",
            include_bytes!("../../templates/profiles/coated-fogra39l.icc"),
        );
        world.insert(name, random.damaged(file));
        let formats = vec![Format::Pdf, Format::PdfPrint, Format::Docx, Format::Epub];
        let options = Options { formats, template: "house".into(), ..Options::default() };
        let source = Source::new("report.yaml", REPORT);
        accepted += usize::from(is_accepted(&source, &world, &options));
    }
    accepted
}

/// Whether a report is built, not refused.
fn is_accepted(source: &Source, world: &MemoryWorld, options: &Options) -> bool {
    match CheckedReport::read(source, world, options) {
        Ok(report) => {
            report.write_each(|_| ()).unwrap();
            true
        }
        Err(Error::Diagnostics(_)) => false,
        Err(error) => panic!("{error}"),
    }
}

fn bitmap(format: image::ImageFormat) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(40, 30, |x, y| image::Rgb([x as u8 * 6, y as u8, 99]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

#[test]
fn damaged_bitmaps() {
    assert_eq!(accepted("picture", &bitmap(image::ImageFormat::Png), 200), 0);
    assert!(accepted("picture", &bitmap(image::ImageFormat::Jpeg), 25) > 1);
}

#[test]
fn damaged_drawings() {
    let files = ["press/gradients.svg", "press/masked.svg", "second/seasons.svg"];
    let accepted = files.map(|file| {
        let file = fs::read(format!("tests/cases/{file}")).unwrap();
        accepted("picture", &file, 25)
    });
    assert!(accepted.iter().sum::<usize>() > 3, "{accepted:?}");
}

#[test]
fn damaged_fonts() {
    let fonts = crate::fonts::Fonts::bundled().unwrap();
    let font = fonts.face(fonts.find("Source Serif 4", false, false).unwrap());
    // A face beside the report replaces the bundled one, so its glyphs are set.
    assert!(accepted("fonts/own.ttf", &font.bytes, 15) > 1);
}

#[test]
fn damaged_profiles() {
    let profile = include_bytes!("../../templates/profiles/coated-fogra39l.icc");
    // Most of the damage is in the colours, where no program can detect it.
    assert!(accepted("house/inks.icc", &profile[..], 8) > 1);
    assert!(accepted("house/inks.icc", &profile[..200], 60) < 60);
}

/// Files of works, and the key of a work in each.
const FILES_OF_WORKS: [(&str, &str); 5] = [
    ("everything/works.bib", "farrow"),
    ("everything/works.json", "silva"),
    ("everything/works.yml", "dale"),
    ("workshop/papers.bib", "melo"),
    ("workshop/more.yml", "duarte"),
];

/// Damages a file of works `count` times. Returns how many of the damaged files are accepted.
fn accepted_works(file: &str, key: &str, count: u64) -> usize {
    let bytes = fs::read(format!("tests/cases/{file}")).unwrap();
    let extension = file.rsplit('.').next().unwrap();
    let report = format!(
        "publication: {{title: T, publisher: P, date: 2024-01-01}}\n\
         body: [{{title: A, content: [\"A [@{key}, p. 4].\"]}}]\n\
         bibliography: [{{data: works.{extension}}}]\n"
    );
    let mut random = Random(0x5EED);
    let mut accepted = 0;
    for _ in 0..count {
        let mut world = MemoryWorld::new();
        world.insert(format!("works.{extension}"), random.damaged(&bytes));
        let formats = vec![Format::Text, Format::Docx, Format::Epub];
        let options = Options { formats, ..Options::default() };
        let source = Source::new("report.yaml", report.as_str());
        accepted += usize::from(is_accepted(&source, &world, &options));
    }
    accepted
}

#[test]
fn damaged_works() {
    for (file, key) in FILES_OF_WORKS {
        let accepted = accepted_works(file, key, 12);
        assert!(accepted > 1, "{file}: {accepted}");
    }
}
