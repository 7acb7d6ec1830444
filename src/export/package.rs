//! One deterministic zip writer for DOCX and EPUB.
