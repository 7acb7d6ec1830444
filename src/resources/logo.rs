//! The logo of a template.

use super::picture_files::{PictureSource, read_picture};
use super::{Reading, TemplateChain};
use crate::document::Image;
use crate::templates::Style;

/// The keys of the logo in a template.
const LOGO: [&str; 3] = ["cover", "logo", "image"];

/// Reads the logo of a template, from the folder of the template that names it; `None` if none does.
///
/// # Errors
///
/// The reason why the logo cannot be used.
pub fn read_logo(
    template: &TemplateChain,
    style: &Style,
    source: &PictureSource,
) -> Reading<Option<Image>> {
    let Some(path) = &style.cover.logo.image else { return Ok(None) };
    // Built-in templates have no folder and no logo.
    let Some(folder) = template.folder_of(&LOGO) else { return Ok(None) };
    read_picture(path, folder, "the template", source)
        .map(Some)
        .map_err(|error| template.at_value(error, &LOGO).into())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::super::TemplateLocation;
    use super::*;
    use crate::fonts::Fonts;
    use crate::limits::Limits;
    use crate::svg::TextFonts;
    use crate::world::{FilePath, MemoryWorld};

    const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 1'/>";

    #[test]
    fn a_logo_is_read_from_the_folder_of_the_template_that_names_it() {
        let mut world = MemoryWorld::new();
        let child = "templates/child/template.yaml";
        world.insert(
            "templates/house/template.yaml",
            "extends: conference\nname: house\ncover: {logo: {image: logo.svg, alt: House}}\n",
        );
        world.insert("templates/house/logo.svg", SVG);
        world.insert(child, "extends: house\nname: child\n");
        let read = |world: &MemoryWorld| {
            let folder = FilePath::beneath("templates/child", "");
            let location = TemplateLocation::Folder(folder);
            let here = FilePath::beneath(".", "");
            let template =
                TemplateChain::read(&location, &here, world, &Limits::default()).unwrap();
            let (fonts, limits) = (Fonts::bundled().unwrap(), Limits::default());
            let (fonts, svg_steps) = (TextFonts::new(&fonts), Cell::default());
            let source = PictureSource {
                world,
                fonts: &fonts,
                limits: &limits,
                svg_steps: &svg_steps,
                known: &[],
                is_drawn: true,
            };
            read_logo(&template, &template.styles().unwrap().pdf, &source)
        };
        assert_eq!(read(&world).unwrap().unwrap().size(), (3.0, 1.0));
        world.insert(
            child,
            "extends: house\nname: child\ncover: {logo: {image: ../house/logo.svg}}\n",
        );
        let errors = read(&world).unwrap_err();
        let (error, _) = errors.iter().next().unwrap();
        assert_eq!((error.code.id(), error.file.as_str()), ("F0002", child));
        assert_eq!(error.place.clone().unwrap().len(), "../house/logo.svg".len());
        world.insert(child, "extends: conference\nname: child\n");
        assert!(read(&world).unwrap().is_none());
    }
}
