//! The logo that a template brings.

use plenary::document::Image;
use plenary::templates::Style;

use super::pictures::picture;
use super::{Read, TemplateChain};

/// Where a template names its logo.
const LOGO: [&str; 3] = ["cover", "logo", "image"];

/// Reads the logo that a template names, from the folder of the template that names it; `None` where
/// none does.
pub fn read_logo(template: &TemplateChain, style: &Style) -> Read<Option<Image>> {
    let Some(path) = &style.cover.logo.image else { return Ok(None) };
    // A template that is built in has no folder, and names no logo.
    let Some(folder) = template.folder_of(&LOGO) else { return Ok(None) };
    picture(path, folder, "the template").map(Some).map_err(|(code, message, hint)| {
        template.placed(code.of_file(message).hint(hint), &LOGO).into()
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::files::TemplateSource;

    const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 1'/>";

    #[test]
    fn a_logo_stands_in_the_folder_of_the_template_that_names_it() {
        let home = tempfile::tempdir().unwrap();
        let folder = |name: &str, text: &str| {
            let folder = home.path().join("templates").join(name);
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("template.yaml"), text).unwrap();
            folder
        };
        let parent =
            "extends: conference\nname: house\ncover: {logo: {image: logo.svg, alt: House}}\n";
        fs::write(folder("house", parent).join("logo.svg"), SVG).unwrap();
        let child = folder("child", "extends: house\nname: child\n");
        let read = || {
            let source = TemplateSource::Folder(child.clone());
            let template = TemplateChain::read(&source, home.path()).unwrap();
            read_logo(&template, &template.styles().unwrap().pdf)
        };
        assert_eq!(read().unwrap().unwrap().size(), (3.0, 1.0));
        folder("child", "extends: house\nname: child\ncover: {logo: {image: ../house/logo.svg}}\n");
        let (fault, _) = read().unwrap_err().into_iter().next().unwrap();
        let expected = child.join("template.yaml").display().to_string();
        assert_eq!((fault.code.id(), &fault.file), ("F0002", &expected));
        assert_eq!(fault.place.unwrap().len(), "../house/logo.svg".len());
        folder("child", "extends: conference\nname: child\n");
        assert!(read().unwrap().is_none());
    }
}
