//! The ICC profile of a template's printing condition.

use super::{Reading, TemplateChain, read_limited};
use crate::diagnostic::{Code, Diagnostics};
use crate::export::pdf::print::is_cmyk_output_profile;
use crate::limits::{Limit, Limits};
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
    limits: &Limits,
) -> Result<Reading<Option<Vec<u8>>>, FileError> {
    let Some(condition) = &style.print.condition else { return Ok(Ok(None)) };
    let profile = condition.profile.as_str();
    for folder in template.folders() {
        return match read_limited(&folder.named(profile), Limit::ProfileSize, world, limits) {
            Ok(Err(over_limit)) => Ok(Err(over_limit)),
            Ok(Ok(bytes)) if is_cmyk_output_profile(&bytes) => Ok(Ok(Some(bytes))),
            Ok(Ok(_)) => Ok(Err(error(template, profile, "is not a CMYK output profile"))),
            Err(missing) if missing.is_missing() => continue,
            Err(outside) if outside.is_outside() => {
                Ok(Err(error(template, profile, "is outside the template's folder")))
            }
            Err(other) => Err(other),
        };
    }
    Ok(Err(error(template, profile, "is not in the template's folder")))
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
    use crate::world::{FilePath, MemoryWorld};

    #[test]
    fn only_press_profiles_in_the_folder_are_accepted() {
        let mut world = MemoryWorld::new();
        world.insert("house/template.yaml", "extends: conference");
        world.insert(
            "house/good.icc",
            include_bytes!("../../templates/profiles/coated-fogra39l.icc"),
        );
        world.insert("house/bad.icc", "no profile");
        let location = TemplateLocation::Folder(FilePath::beneath("house", ""));
        let here = FilePath::beneath(".", "");
        let template = TemplateChain::read(&location, &here, &world, &Limits::default()).unwrap();
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
            read_profile(&template, &style, &world, &Limits::default())
        };
        assert!(matches!(read("good.icc"), Ok(Ok(Some(_)))));
        assert!(matches!(read("bad.icc"), Ok(Err(_))));
        assert!(matches!(read("../good.icc"), Ok(Err(_))));
        assert!(matches!(read("missing.icc"), Ok(Err(_))));
    }
}
