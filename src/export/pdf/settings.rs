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

/// Standards that go together in one file. The file is made alike for all of them; this is what it
/// says of itself, and whether its source is attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standards {
    /// PDF/UA-1 (ISO 14289-1).
    pub accessible: bool,
    /// PDF/A.
    pub archive: Option<Archive>,
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
}

impl Default for Standards {
    fn default() -> Standards {
        Standards { accessible: true, archive: Some(Archive::A2a) }
    }
}
