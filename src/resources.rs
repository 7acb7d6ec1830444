//! What a report is compiled with besides its source: template, labels, fonts, pictures and ICC
//! profile, each looked up in a [`World`].

mod ebook_cover;
mod font_files;
mod label_files;
mod logo;
mod picture_files;
mod print_profile;
mod template_chain;

pub use ebook_cover::check_ebook_cover;
pub use font_files::{check_families, read_fonts};
pub use label_files::read_labels;
pub use logo::read_logo;
pub use picture_files::read_pictures;
pub use print_profile::read_profile;
pub use template_chain::{TemplateChain, TemplateLocation};

use crate::diagnostic::Diagnostics;

/// The most bytes of a template or a file of labels.
const TEXT_BYTES: u64 = 1 << 20;

/// The most bytes of a picture, a font or an ICC profile.
const BINARY_BYTES: u64 = 100 << 20;

/// What reading a file gives: its content, or all of its errors.
pub type Reading<T> = Result<T, Diagnostics>;
