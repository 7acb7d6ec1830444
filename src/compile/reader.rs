//! Reads a report and all files that it uses.

use std::cell::Cell;
use std::mem;
use std::ops::Range;

use super::{CheckedReport, Source};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, LintSettings};
use crate::document::{Image, Pictures};
use crate::editions;
use crate::fonts::Fonts;
use crate::grammar::{GrammaticalCase, ReferenceKind};
use crate::options::Options;
use crate::preflight_warnings::Subject;
use crate::resources::{self, DataFiles, PictureSource, TemplateChain, TemplateLocation};
use crate::source::{self, CitedWord, FontCoverage, Picture, Report, TypedReferences};
use crate::svg::TextFonts;
use crate::templates::{Labels, Style};
use crate::world::{FileError, World};

/// Reads a report and collects diagnostics.
pub struct Reader<'a> {
    /// The source of the report.
    pub source: &'a Source,
    /// Where its files are looked up.
    pub world: &'a dyn World,
    /// How it is compiled.
    pub options: &'a Options,
    /// How its pictures are read.
    pub images: Images<'a>,
    /// What has been found so far.
    pub found: Diagnostics,
}

/// How pictures are read.
#[derive(Clone, Copy)]
pub enum Images<'a> {
    /// All of them. SVG pictures are drawn, to find out whether they can be.
    All,
    /// Only those that are not among these pictures from the same folder. None is drawn.
    Undrawn(&'a [Image]),
}

impl Reader<'_> {
    /// Reads the report and its files; `None` if that is not possible.
    ///
    /// # Errors
    ///
    /// If a file of the template cannot be read.
    pub fn read(
        &mut self,
        location: &TemplateLocation,
    ) -> Result<Option<CheckedReport>, FileError> {
        let (source, world, limits) = (self.source, self.world, &self.options.limits);
        let folder = source.folder();
        let template = TemplateChain::read(location, &folder, world, limits)?;
        let (fonts, styles) = rayon::join(
            || resources::read_fonts(&template, &folder, world, limits),
            || template.styles(),
        );
        let fonts = fonts?;
        let lint = styles.as_ref().map(|styles| styles.pdf.lint.clone()).unwrap_or_default();
        let mut reading = self.read_source(fonts.as_ref().ok(), &lint);
        self.found.add(mem::take(&mut reading.diagnostics), &source.text);
        let styles = self.keep(styles);
        let style = styles.as_ref().map(|styles| &*styles.pdf);
        let fonts = self.keep(fonts);
        self.check_template(&template, style, fonts.as_ref());
        let profile = style
            .map(|style| resources::read_profile(&template, style, world, limits))
            .transpose()?;
        let profile = profile.and_then(|profile| self.keep(profile)).flatten();
        let Some(mut report) = reading.report.take() else { return Ok(None) };
        self.fill(&mut report, &reading);
        let pictures = self.pictures(&report, &reading, (&template, style), fonts.as_ref());
        let language = report.publication.language.clone();
        self.check_language(&language, reading.language.clone());
        let labels = self.labels(&language, &reading, &template)?;
        let (Some(styles), Some(fonts), Some(labels)) = (styles, fonts, labels) else {
            return Ok(None);
        };
        self.check_words(&reading.cited_words, &labels, &language);
        self.check_typed(&reading.typed_references, &labels);
        let subject = Subject {
            file: source.name(),
            text: source.text.clone(),
            pictures: reading.pictures,
            template,
        };
        let (options, warnings) = (self.options.clone(), Diagnostics::default());
        Ok(Some(CheckedReport {
            report,
            styles,
            labels,
            fonts,
            pictures,
            profile,
            subject,
            options,
            warnings,
        }))
    }

    /// Whether fonts are needed.
    fn is_paged(&self) -> bool {
        self.options.formats.iter().any(|format| format.is_paged())
    }

    /// Checks what a template says about pages, and its fonts.
    fn check_template(
        &mut self,
        template: &TemplateChain,
        style: Option<&Style>,
        fonts: Option<&Fonts>,
    ) {
        let Some(style) = style else { return };
        self.found.append(resources::check_sizes(template, style));
        if let Some(fonts) = fonts.filter(|_| self.is_paged()) {
            self.found.append(resources::check_families(template, style, fonts));
        }
    }

    /// Fills in the data of tables and the works of bibliographies that are in files.
    fn fill(&mut self, report: &mut Report, reading: &source::Reading) {
        let (name, folder) = (self.source.name(), self.source.folder());
        let data = DataFiles { folder: &folder, world: self.world, limits: &self.options.limits };
        let mut errors = resources::fill_tables(&name, report, &data);
        errors.extend(resources::fill_works(&name, report, &reading.work_mentions, &data));
        self.found.extend(errors, &self.source.text);
    }

    /// Reads the source. If there are fonts, they must have all of its characters.
    fn read_source(&self, fonts: Option<&Fonts>, lint: &LintSettings) -> source::Reading {
        let (file, bytes) = (self.source.name(), self.source.text.bytes());
        let kept = (&self.options.limits, &self.options.cache);
        let Some(fonts) = fonts.filter(|_| self.is_paged()) else {
            return source::read_for(&file, bytes, None, lint, kept);
        };
        let has = |character| fonts.have(character);
        let families = fonts.families().join(", ");
        let fonts = FontCoverage { has: &has, families: &families };
        source::read_for(&file, bytes, Some(fonts), lint, kept)
    }

    /// Reads the pictures of the report and the logo of its template.
    fn pictures(
        &mut self,
        report: &Report,
        reading: &source::Reading,
        (template, style): (&TemplateChain, Option<&Style>),
        fonts: Option<&Fonts>,
    ) -> Pictures {
        let bare = Fonts { faces: Vec::new() };
        let text_fonts = TextFonts::new(fonts.unwrap_or(&bare));
        let svg_steps = Cell::default();
        let (known, is_drawn) = match self.images {
            Images::All => (&[][..], true),
            Images::Undrawn(known) => (known, false),
        };
        let source = PictureSource {
            world: self.world,
            fonts: &text_fonts,
            limits: &self.options.limits,
            svg_steps: &svg_steps,
            known,
            is_drawn,
        };
        let named = self.named_pictures(report, &reading.pictures, &source);
        let logo =
            style.and_then(|style| self.keep(resources::read_logo(template, style, &source)));
        Pictures { named, logo: logo.flatten() }
    }

    fn named_pictures(
        &mut self,
        report: &Report,
        named: &[Picture],
        source: &PictureSource,
    ) -> Vec<Image> {
        let (file, folder) = (self.source.name(), self.source.folder());
        let (images, errors) = resources::read_pictures(&file, named.to_vec(), &folder, source);
        self.found.extend(errors, &self.source.text);
        let cover = report.publication.ebook_cover.as_ref();
        let image = cover.and_then(|path| images.iter().find(|image| image.path == *path));
        let picture = cover.and_then(|path| named.iter().find(|picture| picture.path == *path));
        if let (Some(image), Some(picture)) = (image, picture) {
            let place = picture.place.clone();
            let warning = resources::check_ebook_cover(&file, image, place);
            self.found.extend(warning, &self.source.text);
        }
        images
    }

    /// Reads the labels of the language; `None` if there are none, or they have errors.
    fn labels(
        &mut self,
        language: &str,
        reading: &source::Reading,
        template: &TemplateChain,
    ) -> Result<Option<Labels>, FileError> {
        let (folder, limits) = (self.source.folder(), &self.options.limits);
        match resources::read_labels(language, template, &folder, self.world, limits)? {
            Some(labels) => Ok(self.keep(labels)),
            None => {
                self.report(missing_labels(language).at(reading.language.clone()));
                Ok(None)
            }
        }
    }

    /// Compares the language of the report with the language in its file name.
    fn check_language(&mut self, language: &str, place: Option<Range<usize>>) {
        let name = self.source.path.file_stem().and_then(|name| name.to_str());
        let Some((_, named)) = name.and_then(editions::split_name) else { return };
        if let Some(warning) = editions::language_mismatch(named, language, place) {
            self.report(warning);
        }
    }

    /// Reports the nouns of references that the labels of a language lack.
    fn check_words(&mut self, words: &[CitedWord], labels: &Labels, language: &str) {
        for word in words {
            let CitedWord { kind, count, case, place } = word;
            if labels.reference_word(*kind, *count, *case, language).is_none() {
                self.report(
                    missing_form(labels.reference_noun(*kind), *case, language)
                        .at(Some(place.clone())),
                );
            }
        }
    }

    /// Warns of table and figure numbers that are typed by hand.
    fn check_typed(&mut self, typed: &TypedReferences, labels: &Labels) {
        let nouns =
            |kind: ReferenceKind| labels.reference_nouns(kind).map(str::to_lowercase).collect();
        for typed in typed.known(&nouns) {
            let message = format!(
                "`{} {}` is typed, so it is not a link and does not follow the table or figure",
                typed.word, typed.number
            );
            let warning = Code::TypedReference.at(typed.place, message);
            self.report(match typed.id {
                Some(id) => warning
                    .hint(format!("write `[#{id}]`, or `[#{id}]{{.lower}}` within a sentence"))
                    .write(format!("[#{id}]"))
                    .write(format!("[#{id}]{{.lower}}")),
                None => warning.hint("give it an `id`, and write `[#id]`"),
            });
        }
    }

    fn keep<T>(&mut self, reading: resources::Reading<T>) -> Option<T> {
        reading.map_err(|errors| self.found.append(errors)).ok()
    }

    /// Adds a diagnostic about the report.
    fn report(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic.in_file(self.source.name()), self.source.text.clone());
    }
}

fn missing_form(noun: &str, case: GrammaticalCase, language: &str) -> Diagnostic {
    let noun = noun.replace("{number}", "…");
    let missing = if case == GrammaticalCase::Nominative {
        format!("plural of `{noun}`")
    } else {
        format!("form of `{noun}` for `case={}`", case.name())
    };
    let message = format!("the labels of `{language}` have no {missing}");
    let error = Code::NoWordForm.of_file(message);
    error.hint("write the word yourself, as in `tables [#t1, t2]{.number}`, or add the form to `references` in the labels")
}

fn missing_labels(language: &str) -> Diagnostic {
    Code::NoLabels.of_file(format!("no labels for the language `{language}`")).hint(format!(
        "write them in `templates/labels/{language}.yaml` beside the report; `plenary labels en` \
         prints the English ones to translate"
    ))
}
