//! The ICC profile of a template's own condition of printing.

use std::path::{Component, Path};

use plenary::diagnostic::{Code, Diagnostics};
use plenary::export::pdf::print::is_press_profile;
use plenary::templates::Style;

use super::{FileError, Read, TemplateChain, read};

/// Reads the profile that a template names, from its folder or that of a template which it extends;
/// `None` where it names none.
pub fn read_profile(
    template: &TemplateChain,
    style: &Style,
) -> Result<Read<Option<Vec<u8>>>, FileError> {
    let Some(condition) = &style.print.condition else { return Ok(Ok(None)) };
    let name = Path::new(&condition.profile);
    let inside = name.components().all(|part| matches!(part, Component::Normal(_)));
    let mut paths = template.folders().filter(|_| inside).map(|folder| folder.join(name));
    let Some(first) = paths.next() else {
        return Ok(Err(fault(
            template,
            &condition.profile,
            "stands outside the template's folder",
        )));
    };
    let Some(path) = std::iter::once(first).chain(paths).find(|path| path.is_file()) else {
        return Ok(Err(fault(template, &condition.profile, "does not stand beside the template")));
    };
    let bytes = read(&path)?;
    Ok(match is_press_profile(&bytes) {
        true => Ok(Some(bytes)),
        false => {
            let what = "is no ICC profile of a press with four inks";
            Err(fault(template, &condition.profile, what))
        }
    })
}

/// At the place where the template names it.
fn fault(template: &TemplateChain, profile: &str, what: &str) -> Diagnostics {
    let message = format!("the profile `{profile}` {what}");
    let error = Code::BadProfile
        .of_file(message)
        .hint("name an output profile (prtr) for CMYK that stands beside the template");
    template.placed(error, &["print", "condition", "profile"]).into()
}

#[cfg(test)]
mod tests {
    use plenary::templates::load;

    use super::*;
    use crate::files::TemplateSource;

    #[test]
    fn only_a_profile_of_a_press_in_the_folder_will_do() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("template.yaml"), "extends: conference").unwrap();
        let source = TemplateSource::Folder(folder.path().to_owned());
        let template = TemplateChain::read(&source, folder.path()).unwrap();
        let read = |profile: &str| {
            let condition = format!(
                "\nprint: {{condition: {{identifier: X, description: Y, profile: {profile}}}}}"
            );
            let text = load::built_in("conference").unwrap();
            let text: String = text
                .lines()
                .filter(|line| !line.starts_with("print:"))
                .fold(String::new(), |all, line| all + line + "\n");
            let style = load::style("template.yaml", &(text + &condition)).unwrap();
            read_profile(&template, &style)
        };
        std::fs::write(
            folder.path().join("good.icc"),
            include_bytes!("../../templates/profiles/coated-fogra39l.icc"),
        )
        .unwrap();
        std::fs::write(folder.path().join("bad.icc"), "no profile").unwrap();
        assert!(matches!(read("good.icc"), Ok(Ok(Some(_)))));
        assert!(matches!(read("bad.icc"), Ok(Err(_))));
        assert!(matches!(read("../good.icc"), Ok(Err(_))));
        assert!(matches!(read("missing.icc"), Ok(Err(_))));
    }
}
