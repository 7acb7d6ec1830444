//! The resources with which a report is compiled besides its source: template, labels, fonts, pictures and
//! ICC profile, each looked up in a [`World`].

mod csv;
mod data_files;
mod ebook_cover;
mod font_files;
mod label_files;
mod logo;
mod picture_files;
mod print_profile;
mod table_files;
mod template_chain;
mod text_sizes;
mod work_files;

pub use data_files::DataFiles;
pub use ebook_cover::check_ebook_cover;
pub use font_files::{check_families, read_fonts};
pub use label_files::read_labels;
pub use logo::read_logo;
pub use picture_files::{PictureSource, read_pictures};
pub use print_profile::read_profile;
pub use table_files::fill_tables;
pub use template_chain::{TemplateChain, TemplateLocation};
pub use text_sizes::check_sizes;
pub use work_files::fill_works;

use crate::diagnostic::{Code, Diagnostics, SourceText};
use crate::limits::{Limit, LimitError, Limits};
use crate::world::{FileError, FilePath, World};

/// The result of reading a file: its content, or all of its errors.
pub type Reading<T> = Result<T, Diagnostics>;

/// The message for a file or folder to which a link out of its root leads; passes on any other error.
fn outside(file: &FilePath, error: FileError) -> Result<Diagnostics, FileError> {
    if !error.is_outside() {
        return Err(error);
    }
    let message = "a link leads out of the folder of the report or template";
    let error = Code::FileOutside.of_file(message).hint("copy the file instead of linking to it");
    Ok((error.in_file(file.shown()), SourceText::default()).into())
}

/// Reads a file with at most as many bytes as a limit allows.
///
/// # Errors
///
/// If the file cannot be read. A file over the limit is an error in the reading.
pub fn read_limited(
    file: &FilePath,
    limit: Limit,
    world: &dyn World,
    limits: &Limits,
) -> Result<Reading<Vec<u8>>, FileError> {
    let most = limits.get(limit);
    match world.read(file, most) {
        Ok(bytes) => Ok(Ok(bytes)),
        Err(error) => match error.excess() {
            Some(count) => {
                let error = LimitError { limit, count, most };
                let error = Code::FileOverLimit.of_limit("the file", error).in_file(file.shown());
                Ok(Err((error, SourceText::default()).into()))
            }
            None => Err(error),
        },
    }
}
