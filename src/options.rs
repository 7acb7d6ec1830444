//! How a report is compiled.

use std::path::PathBuf;

use crate::cache::Cache;
use crate::document::Date;
use crate::export::Format;
use crate::export::html::Edition;
use crate::export::pdf::Standards;
use crate::export::text::Charset;
use crate::limits::Limits;

/// How a report is compiled. Create it with [`Options::default`], then set its fields.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The output formats. If any of them [has pages](Format::is_paged), the fonts must have every
    /// character of the report. Default: PDF, DOCX, EPUB and plain text.
    pub formats: Vec<Format>,
    /// A template name or a folder with a `template.yaml`. A name is looked up in `templates` beside
    /// the report, in `templates` in the current directory and among the
    /// [built-in templates](crate::builtin::template_names). Default: `conference`.
    pub template: PathBuf,
    /// Whether warnings are treated as errors. Default: no.
    pub strict: bool,
    /// The date stored in outputs. Default: the date of publication.
    pub date: Option<Date>,
    /// The standards of the PDF for readers. Default: PDF/UA-1 and PDF/A-2a.
    pub pdf_standards: Standards,
    /// Blank pages pad the PDF for print to a multiple of this number. Default: 1.
    pub pages_multiple: u16,
    /// Whether a DOCX file stores the source of the report, comments included, so that changes in it can
    /// be written back. Default: yes.
    pub docx_source: bool,
    /// Whether a DOCX file contains the fonts of its template, for readers who have not installed them.
    /// Fonts with PostScript outlines are left out. Default: no.
    pub embed_fonts: bool,
    /// The characters of plain text. Default: Unicode.
    pub charset: Charset,
    /// The other editions of the report, to which its web page links. Default: none.
    pub editions: Vec<Edition>,
    /// The limits on the size of inputs. Exceeding one is an error.
    pub limits: Limits,
    /// What earlier builds of the report made, which makes this one faster. Default: nothing is kept.
    pub cache: Cache,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            formats: vec![Format::Pdf, Format::Docx, Format::Epub, Format::Text],
            template: "conference".into(),
            strict: false,
            date: None,
            pdf_standards: Standards::default(),
            pages_multiple: 1,
            docx_source: true,
            embed_fonts: false,
            charset: Charset::default(),
            editions: Vec::new(),
            limits: Limits::default(),
            cache: Cache::default(),
        }
    }
}
