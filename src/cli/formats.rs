//! The names of formats and standards.

use clap::ValueEnum;
use plenary::Format;
use plenary::pdf::{Archive, Standards, Version};

/// The name of an output format on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    /// PDF for readers: accessible and archivable
    Pdf,
    /// PDF for print: PDF/X-4 with bleed and marks
    PdfPrint,
    /// Word
    Docx,
    /// EPUB 3.3
    Epub,
    /// Web page: one file with fonts and pictures
    Html,
    /// Web site: a ZIP file with a page for each section
    HtmlSplit,
    /// Plain text
    Txt,
    /// Markdown: CommonMark with footnotes and pipe tables
    Md,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Pdf => Format::Pdf,
            FormatName::PdfPrint => Format::PdfPrint,
            FormatName::Docx => Format::Docx,
            FormatName::Epub => Format::Epub,
            FormatName::Html => Format::Html,
            FormatName::HtmlSplit => Format::HtmlSplit,
            FormatName::Txt => Format::Text,
            FormatName::Md => Format::Markdown,
        }
    }
}

/// The name of a PDF standard on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PdfStandard {
    /// PDF/UA-1: accessible
    #[value(name = "ua-1")]
    Ua1,
    /// PDF/A-2a: archivable
    #[value(name = "a-2a")]
    A2a,
    /// PDF/A-3a: archivable, with the source of the report attached
    #[value(name = "a-3a")]
    A3a,
    /// PDF/UA-2: accessible, PDF 2.0
    #[value(name = "ua-2")]
    Ua2,
    /// PDF/A-4: archivable, PDF 2.0
    #[value(name = "a-4")]
    A4,
}

/// Combines standards. Returns `None` if they exclude each other: two kinds of PDF/A, or standards
/// of different PDF versions.
pub fn standards(asked: &[PdfStandard]) -> Option<Standards> {
    let has = |standard| asked.contains(&standard);
    let archives = [
        (PdfStandard::A2a, Archive::A2a),
        (PdfStandard::A3a, Archive::A3a),
        (PdfStandard::A4, Archive::A4),
    ];
    let mut archives = archives.into_iter().filter(|(asked, _)| has(*asked)).map(|(_, it)| it);
    let (archive, another) = (archives.next(), archives.next());
    let newer = has(PdfStandard::Ua2) || has(PdfStandard::A4);
    let older = [PdfStandard::Ua1, PdfStandard::A2a, PdfStandard::A3a].into_iter().any(has);
    let version = if newer { Version::Pdf20 } else { Version::Pdf17 };
    let accessible = has(PdfStandard::Ua1) || has(PdfStandard::Ua2);
    let standards = Standards { version, accessible, archive };
    (another.is_none() && !(newer && older)).then_some(standards)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_have_the_same_name_in_the_library() {
        for name in FormatName::value_variants() {
            let typed = name.to_possible_value().unwrap();
            assert_eq!(typed.get_name(), Format::from(*name).name());
        }
    }

    #[test]
    fn standards_that_exclude_each_other_are_refused() {
        use PdfStandard::{A2a, A3a, A4, Ua1, Ua2};
        assert_eq!(standards(&[Ua1, A2a]), Some(Standards::default()));
        assert_eq!(standards(&[A2a, A3a]), None);
        assert_eq!(standards(&[A3a]).map(Standards::attaches), Some(true));
        let newer =
            Standards { version: Version::Pdf20, accessible: true, archive: Some(Archive::A4) };
        assert_eq!(standards(&[Ua2, A4]), Some(newer));
        assert_eq!((standards(&[Ua1, A4]), standards(&[Ua1, Ua2])), (None, None));
    }
}
