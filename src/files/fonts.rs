//! Where faces come from.

use std::borrow::Cow;
use std::path::Path;

use plenary::diagnostic::{Diagnostic, Severity};
use plenary::fonts::{BadFont, Fonts};

use super::{FileError, Read, TemplateSource, read, with_extension};
use crate::messages::Source;

/// Reads the faces: those of `fonts` in the template's folder, then those of `fonts` beside the
/// report, then the bundled ones. Of two faces alike, the first is used.
pub fn read_fonts(template: &TemplateSource, beside: &Path) -> Result<Read<Fonts>, FileError> {
    let mut files = Vec::new();
    for folder in template.folder().into_iter().chain([beside]) {
        for path in with_extension(&folder.join("fonts"), &["ttf", "otf"])? {
            files.push((path.display().to_string(), Cow::Owned(read(&path)?)));
        }
    }
    Ok(parse(files).map_err(|bad| Box::new((diagnostic(bad), Source::default()))))
}

fn parse(files: Vec<(String, Cow<'static, [u8]>)>) -> Result<Fonts, BadFont> {
    let mut fonts = Fonts::from_files(files)?;
    for face in &mut fonts.faces {
        // Outputs hold the name, and must not depend on where the folder is.
        face.file = Path::new(&face.file)
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    }
    for face in Fonts::bundled()?.faces {
        let replaced = fonts
            .faces
            .iter()
            .any(|own| own.postscript_name == face.postscript_name || own.file == face.file);
        if !replaced {
            fonts.faces.push(face);
        }
    }
    Ok(fonts)
}

fn diagnostic(bad: BadFont) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: "F0005",
        message: format!("this font cannot be read: {}", bad.reason),
        file: bad.file,
        place: None,
        hint: Some("use a TrueType or OpenType file".into()),
    }
}
