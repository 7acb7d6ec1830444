//! The ICC profile of a template's printing condition.

use std::path::{Component, Path};

use super::{Reading, TemplateChain};
use crate::diagnostic::{Code, Diagnostics};
use crate::export::pdf::print::is_cmyk_output_profile;
use crate::templates::Style;
use crate::world::{FileError, World};

/// Reads the profile that a template names, from its folder or that of a template that it extends;
/// `None` if it names none.
///
/// # Errors
///
/// If the file cannot be read.
pub fn read_profile(
    template: &TemplateChain,
    style: &Style,
    world: &dyn World,
) -> Result<Reading<Option<Vec<u8>>>, FileError> {
    let Some(condition) = &style.print.condition else { return Ok(Ok(None)) };
    let profile = condition.profile.as_str();
    let name = Path::new(profile);
    if !name.components().all(|part| matches!(part, Component::Normal(_))) {
        return Ok(Err(error(template, profile, "is outside the template's folder")));
    }
    let mut paths = template.folders().map(|folder| folder.join(name));
    let Some(path) = paths.find(|path| world.is_file(path)) else {
        return Ok(Err(error(template, profile, "is not in the template's folder")));
    };
    let bytes = world.read(&path)?;
    Ok(match is_cmyk_output_profile(&bytes) {
        true => Ok(Some(bytes)),
        false => Err(error(template, profile, "is not a CMYK output profile")),
    })
}

fn error(template: &TemplateChain, profile: &str, fault: &str) -> Diagnostics {
    let error = Code::BadProfile
        .of_file(format!("the profile `{profile}` {fault}"))
        .hint("name a CMYK output profile (class `prtr`) in the template's folder");
    template.at_value(error, &["print", "condition", "profile"]).into()
}

#[cfg(test)]
mod tests {
    use super::super::TemplateLocation;
    use super::*;
    use crate::templates::load;
    use crate::world::MemoryWorld;

    #[test]
    fn only_press_profiles_in_the_folder_are_accepted() {
        let mut world = MemoryWorld::new();
        world.insert("house/template.yaml", "extends: conference");
        world.insert(
            "house/good.icc",
            include_bytes!("../../templates/profiles/coated-fogra39l.icc"),
        );
        world.insert("house/bad.icc", "no profile");
        let location = TemplateLocation::Folder("house".into());
        let template = TemplateChain::read(&location, Path::new("."), &world).unwrap();
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
            read_profile(&template, &style, &world)
        };
        assert!(matches!(read("good.icc"), Ok(Ok(Some(_)))));
        assert!(matches!(read("bad.icc"), Ok(Err(_))));
        assert!(matches!(read("../good.icc"), Ok(Err(_))));
        assert!(matches!(read("missing.icc"), Ok(Err(_))));
    }
}
