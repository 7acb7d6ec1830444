//! The reasons why a file cannot be read as a Word file, and what to do about them.

use std::fmt;

use crate::limits::LimitError;

/// Why a file is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordError {
    /// It is of another format.
    Other(OtherFile),
    /// A part of it is damaged: the name of the part and the reason.
    Damaged {
        /// The part, such as `word/document.xml`; empty for the file as a whole.
        part: String,
        /// The fault, as a clause.
        reason: String,
    },
    /// A part of it contains something that Word files do not contain, such as a document type declaration.
    Unsafe {
        /// The part.
        part: String,
        /// What it contains.
        thing: &'static str,
    },
    /// It exceeds a limit.
    OverLimit(LimitError),
}

/// A file that is not a Word file (.docx).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherFile {
    /// Word 97 to 2003 (.doc).
    OldWord,
    /// Encrypted with a password.
    Encrypted,
    /// OpenDocument text (.odt).
    OpenDocument,
    /// Rich Text Format.
    RichText,
    /// PDF.
    Pdf,
    /// HTML.
    Html,
    /// A Word document as one XML file.
    FlatXml,
    /// A spreadsheet or presentation of Office.
    Office,
    /// Pages.
    Pages,
    /// Anything else.
    Unknown,
}

impl OtherFile {
    /// What it is, with an article.
    fn name(self) -> &'static str {
        match self {
            OtherFile::OldWord => "a file of Word 97 to 2003 (.doc)",
            OtherFile::Encrypted => "encrypted with a password",
            OtherFile::OpenDocument => "an OpenDocument file (.odt)",
            OtherFile::RichText => "an RTF file",
            OtherFile::Pdf => "a PDF file",
            OtherFile::Html => "an HTML file",
            OtherFile::FlatXml => "a Word document in one XML file",
            OtherFile::Office => "a spreadsheet or presentation",
            OtherFile::Pages => "a Pages file",
            OtherFile::Unknown => "not a Word file (.docx)",
        }
    }

    /// How to make a Word file of it.
    fn hint(self) -> &'static str {
        match self {
            OtherFile::OldWord | OtherFile::RichText | OtherFile::FlatXml => {
                "open it in Word and save it as a Word document (.docx)"
            }
            OtherFile::Encrypted => "remove the password in Word and save it again",
            OtherFile::OpenDocument => "open it in LibreOffice and save it as Word (.docx)",
            OtherFile::Html => "convert it with `pandoc -o FILE.docx`",
            OtherFile::Pages => "open it in Pages and export it to Word (.docx)",
            OtherFile::Pdf | OtherFile::Office | OtherFile::Unknown => {
                "use the Word file (.docx) of the document"
            }
        }
    }
}

impl WordError {
    /// A damaged part.
    pub(super) fn damaged(part: &str, reason: impl fmt::Display) -> WordError {
        WordError::Damaged { part: part.into(), reason: reason.to_string() }
    }

    /// What to do about it, as an imperative.
    pub fn hint(&self) -> String {
        match self {
            WordError::Other(file) => file.hint().into(),
            WordError::Damaged { .. } => {
                "open it in Word, let Word repair it, and save it again".into()
            }
            WordError::Unsafe { .. } => "ask the sender for a file saved by Word".into(),
            WordError::OverLimit(error) => error.hint(),
        }
    }
}

impl fmt::Display for WordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WordError::Other(file) => write!(f, "the file is {}", file.name()),
            WordError::Damaged { part, reason } if part.is_empty() => {
                write!(f, "the file is damaged: {reason}")
            }
            WordError::Damaged { part, reason } => {
                write!(f, "the file is damaged: {reason} in `{part}`")
            }
            WordError::Unsafe { part, thing } => write!(f, "{thing} in `{part}`"),
            WordError::OverLimit(error) => write!(f, "{error}"),
        }
    }
}

impl From<LimitError> for WordError {
    fn from(error: LimitError) -> WordError {
        WordError::OverLimit(error)
    }
}
