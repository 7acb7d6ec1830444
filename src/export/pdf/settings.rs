//! Settings of the PDF writers: standards, source and printing profile.

use super::attachment::SourceFile;
use crate::cache::Cache;

/// Settings of the PDF writers.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// Standards that the PDF for readers conforms to and declares.
    pub standards: Standards,
    /// Source of the report, for standards that attach it.
    pub source: Option<SourceFile<'a>>,
    /// ICC profile of the template's printing condition; `None` for the built-in one.
    pub profile: Option<&'a [u8]>,
    /// The PDF for print is padded with blank pages to a multiple of this number.
    pub pages_multiple: u16,
    /// What earlier builds made.
    pub cache: &'a Cache,
}

impl Default for Settings<'_> {
    fn default() -> Self {
        Settings {
            standards: Standards::default(),
            source: None,
            profile: None,
            pages_multiple: 1,
            cache: Cache::NONE,
        }
    }
}

/// A combination of standards that one file can conform to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standards {
    /// PDF version that the standards are based on.
    pub version: Version,
    /// PDF/UA: part 1 (ISO 14289-1) with PDF 1.7, part 2 (ISO 14289-2) with PDF 2.0.
    pub accessible: bool,
    /// Part of PDF/A.
    pub archive: Option<Archive>,
}

/// PDF versions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Version {
    /// PDF 1.7 (ISO 32000-1).
    #[default]
    Pdf17,
    /// PDF 2.0 (ISO 32000-2).
    Pdf20,
}

impl Version {
    /// Version number, as in the file header.
    pub fn number(self) -> &'static str {
        match self {
            Version::Pdf17 => "1.7",
            Version::Pdf20 => "2.0",
        }
    }
}

impl Standards {
    /// Whether the report's source is attached.
    pub fn attaches(self) -> bool {
        self.archive == Some(Archive::A3a)
    }

    /// Whether the MathML of equations is attached to them: files can be associated with structure elements in
    /// PDF 2.0 and PDF/A-3. PDF/A-2 and PDF/A-4 permit only PDF/A files (ISO 19005-4 §6.9).
    pub fn embeds_mathml(self) -> bool {
        match self.archive {
            None => self.version == Version::Pdf20,
            Some(Archive::A3a) => true,
            Some(Archive::A2a | Archive::A4) => false,
        }
    }
}

/// Supported parts of PDF/A.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Archive {
    /// PDF/A-2a (ISO 19005-2).
    A2a,
    /// PDF/A-3a (ISO 19005-3), with the report's source attached.
    A3a,
    /// PDF/A-4 (ISO 19005-4), based on PDF 2.0.
    A4,
}

impl Default for Standards {
    fn default() -> Standards {
        Standards { version: Version::Pdf17, accessible: true, archive: Some(Archive::A2a) }
    }
}
