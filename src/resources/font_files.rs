//! Looks up fonts.

use std::borrow::Cow;
use std::path::Path;

use super::{Reading, TemplateChain, outside};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceText};
use crate::export::pdf::check_font;
use crate::fonts::{BadFont, Face, Fonts};
use crate::limits::{Limit, LimitError, Limits};
use crate::source::did_you_mean;
use crate::templates::Style;
use crate::world::{FileError, FilePath, World, files_with_extension};

/// Reads the faces in `fonts` in the folders of the template, then in `fonts` beside the report, then
/// the bundled ones. Of several faces for the same text, the first is used.
///
/// # Errors
///
/// If a file cannot be read, is damaged, or exceeds a limit.
pub fn read_fonts(
    template: &TemplateChain,
    beside: &FilePath,
    world: &dyn World,
    limits: &Limits,
) -> Result<Reading<Fonts>, FileError> {
    let (mut files, mut size) = (Vec::new(), 0);
    for folder in template.folders().chain([beside]) {
        let folder = folder.join("fonts");
        let found = match files_with_extension(world, &folder, &["ttf", "otf"]) {
            Ok(found) => found,
            Err(error) => return outside(&folder, error).map(Err),
        };
        for file in found {
            let over = |error| {
                let error =
                    Code::FileOverLimit.of_limit("the fonts folder", error).in_file(file.shown());
                Ok(Err((error, SourceText::default()).into()))
            };
            let most = limits.get(Limit::FontSize);
            let read = world.read(&file, most.saturating_sub(size));
            let more = match &read {
                Ok(bytes) => bytes.len() as u64,
                Err(error) => error.excess().unwrap_or(0),
            };
            size = size.saturating_add(more);
            if size > most {
                return over(LimitError { limit: Limit::FontSize, count: size, most });
            }
            let bytes = match read {
                Ok(bytes) => bytes,
                Err(error) => return outside(&file, error).map(Err),
            };
            files.push((file.shown(), Cow::Owned(bytes)));
            if let Err(error) = limits.check(Limit::Fonts, files.len()) {
                return over(error);
            }
        }
    }
    Ok(parse(files).map_err(|bad| (diagnostic(bad), SourceText::default()).into()))
}

fn parse(files: Vec<(String, Cow<'static, [u8]>)>) -> Result<Fonts, BadFont> {
    let mut all = Fonts::from_files(files)?;
    for face in &mut all.faces {
        check_font(face).map_err(|reason| BadFont { file: face.file.clone(), reason })?;
        // Outputs contain the name, and must not depend on the folder.
        let name = Path::new(&face.file).file_name();
        face.file = name.map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    }
    all.faces.extend(Fonts::bundled()?.faces);
    let mut fonts = Fonts { faces: Vec::new() };
    for face in all.faces {
        if !fonts.faces.iter().any(|first| same_use(first, &face)) {
            fonts.faces.push(face);
        }
    }
    Ok(fonts)
}

/// Whether two faces would be used for the same text, or be the same file in an e-book.
fn same_use(one: &Face, other: &Face) -> bool {
    let kind = |face: &Face| (face.bold, face.italic);
    one.file == other.file || one.family == other.family && kind(one) == kind(other)
}

fn diagnostic(bad: BadFont) -> Diagnostic {
    let message = format!("not a readable font: {}", lower_case_start(&bad.reason));
    Code::FontBroken.of_file(message).in_file(bad.file).hint("use a TrueType or OpenType file")
}

/// Warns about the families of a template that no font file has.
pub fn check_families(template: &TemplateChain, style: &Style, fonts: &Fonts) -> Diagnostics {
    let families = fonts.families();
    let named = [("text", &style.fonts.text.name), ("display", &style.fonts.display.name)];
    let missing = named.into_iter().filter(|(_, name)| !families.contains(&name.as_str()));
    let warn = |(role, name): (&str, &String)| {
        let message = format!("no font file has the family `{name}`");
        let hint = match did_you_mean(name, families.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => {
                "put its files into `fonts` beside the report or in the template's folder".into()
            }
        };
        let warning = Code::FontNotThere.of_file(message).hint(hint);
        template.at_value(warning, &["fonts", role, "name"])
    };
    missing.map(warn).collect()
}

fn lower_case_start(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_face_beside_the_report_replaces_the_bundled_one() {
        let bundled = Fonts::bundled().unwrap();
        let serif = bundled.face(bundled.find("Source Serif 4", false, false).unwrap());
        let file = |name: &str| (name.to_owned(), Cow::Owned(serif.bytes.to_vec()));
        let fonts = parse(vec![file("a/fonts/own.ttf"), file("b/fonts/own.ttf")]).unwrap();
        assert_eq!(fonts.faces.len(), bundled.faces.len());
        let found = fonts.face(fonts.find("Source Serif 4", false, false).unwrap());
        assert_eq!(found.file, "own.ttf");
    }

    #[test]
    fn a_broken_font_is_named() {
        let bad = parse(vec![("fonts/own.ttf".into(), Cow::Borrowed(&b"words"[..]))]).unwrap_err();
        let diagnostic = diagnostic(bad);
        assert_eq!(diagnostic.file, "fonts/own.ttf");
        assert_eq!(diagnostic.code, Code::FontBroken);
    }
}
