//! What a PDF is told besides its pages.

/// What a PDF is told besides its pages.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// The standards that the PDF for readers keeps and claims.
    pub standards: Standards,
    /// The source of the report, for an archive that holds it.
    pub source: Option<SourceFile<'a>>,
    /// The ICC profile of the template's own condition of printing.
    pub profile: Option<&'a [u8]>,
    /// The PDF for print gets empty pages until their number is a multiple of this.
    pub pages_multiple: u16,
}

impl Default for Settings<'_> {
    fn default() -> Self {
        Settings { standards: Standards::default(), source: None, profile: None, pages_multiple: 1 }
    }
}

/// A file that goes into the PDF.
#[derive(Clone, Copy, Debug)]
pub struct SourceFile<'a> {
    /// Its name, without folder.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// Standards that go together in one file: what it says of itself, and what these want otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standards {
    /// The version of PDF that they are about.
    pub version: Version,
    /// PDF/UA: its part 1 (ISO 14289-1) of PDF 1.7, its part 2 (ISO 14289-2) of PDF 2.0.
    pub accessible: bool,
    /// PDF/A.
    pub archive: Option<Archive>,
}

/// Versions of PDF.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Version {
    /// PDF 1.7 (ISO 32000-1).
    #[default]
    Pdf17,
    /// PDF 2.0 (ISO 32000-2).
    Pdf20,
}

impl Version {
    /// Its number.
    pub fn number(self) -> &'static str {
        match self {
            Version::Pdf17 => "1.7",
            Version::Pdf20 => "2.0",
        }
    }
}

impl Standards {
    /// Whether the source of the report goes into the file.
    pub fn attaches(self) -> bool {
        self.archive == Some(Archive::A3a)
    }
}

/// Kinds of PDF/A that the file can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Archive {
    /// PDF/A-2a (ISO 19005-2).
    A2a,
    /// PDF/A-3a (ISO 19005-3): with the source of the report attached.
    A3a,
    /// PDF/A-4 (ISO 19005-4), of PDF 2.0.
    A4,
}

impl Default for Standards {
    fn default() -> Standards {
        Standards { version: Version::Pdf17, accessible: true, archive: Some(Archive::A2a) }
    }
}
