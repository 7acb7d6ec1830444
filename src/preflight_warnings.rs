//! Warnings about finished pages, most of them for print.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceText};
use crate::export::pdf::{NearEdge, Preflight, PrintedPicture};
use crate::resources::TemplateChain;
use crate::source::Picture;

/// The report that warnings refer to.
pub struct Subject {
    /// The file, as the user named it.
    pub file: String,
    /// Its text.
    pub text: SourceText,
    /// The pictures that it names, with their places.
    pub pictures: Vec<Picture>,
    /// The files of its template.
    pub template: TemplateChain,
}

/// The maximum number of texts near an edge to report. If there are more, a margin is wrong.
const MOST_NEAR_EDGE: usize = 10;

/// Warnings about what to correct before the file goes to a printer: coarse pictures, too much ink, text
/// near the trim edge.
pub fn print_warnings(preflight: &Preflight, subject: &Subject) -> Diagnostics {
    let coarse = preflight.coarse().map(|(it, ppi)| coarse_picture(it, ppi, preflight, subject));
    let heavy = preflight.heavy_pictures();
    let heavy = heavy.map(|(it, total)| heavy_picture(it, total, preflight, subject));
    let near = preflight.near_edge.iter().take(MOST_NEAR_EDGE).map(|it| near_edge(it, subject));
    let mut found = Diagnostics::new(coarse.chain(heavy).chain(near), &subject.text);
    for (colour, total) in preflight.heavy() {
        let warning = heavy_colour(colour, total, preflight);
        let keys = ["colours", colour, "cmyk"];
        found.append(subject.template.at_value(warning, &keys).into());
    }
    found
}

/// The warning that the contents show wrong page numbers.
pub fn unsettled_contents(subject: &Subject) -> Diagnostics {
    let message = "the contents do not settle: some of their page numbers are wrong";
    let warning = Code::PagesUnsettled
        .of_file(message)
        .hint("shorten a title in the contents, or start the next section on a new page")
        .in_file(subject.file.as_str());
    Diagnostics::new([warning], &subject.text)
}

fn coarse_picture(
    picture: &PrintedPicture,
    ppi: f32,
    preflight: &Preflight,
    subject: &Subject,
) -> Diagnostic {
    let message = format!(
        "the picture {} prints at {:.0} ppi, less than {:.0}",
        picture.path,
        ppi.floor(),
        preflight.wanted_ppi
    );
    let width = picture.width_at(preflight.wanted_ppi);
    let hint = format!("use a picture {} pixels wide, or a smaller `width`", width.ceil());
    about_picture(Code::CoarsePicture.of_file(message).hint(hint), picture, subject)
}

fn heavy_colour(colour: &str, total: f32, preflight: &Preflight) -> Diagnostic {
    let limit = preflight.ink_limit;
    let message = format!("the colour `{colour}` has {total:.0} % ink in total, over {limit:.0} %");
    Code::HeavyInks.of_file(message).hint("lower its `cmyk` in the template")
}

fn heavy_picture(
    picture: &PrintedPicture,
    total: f32,
    preflight: &Preflight,
    subject: &Subject,
) -> Diagnostic {
    let (path, limit) = (&picture.path, preflight.ink_limit);
    let message = format!("the picture {path} has {total:.0} % ink in total, over {limit:.0} %");
    let hint = "use an RGB picture, or one converted for this printing condition";
    about_picture(Code::HeavyInks.of_file(message).hint(hint), picture, subject)
}

/// Text near the trim edge, at the place of its words in the source if they occur there only once.
fn near_edge(near: &NearEdge, subject: &Subject) -> Diagnostic {
    let NearEdge { page, words, distance, .. } = near;
    let fault = match *distance < 0.0 {
        true => format!("passes the trim edge of page {page} by {:.1} mm", -distance),
        false => format!("is {distance:.1} mm from the trim edge of page {page}"),
    };
    Code::NearEdge
        .of_file(format!("the text “{words}” {fault}"))
        .hint("shorten it, let it break, or use wider margins in the template")
        .at(unique_place(words, subject.text.bytes()))
        .in_file(subject.file.as_str())
}

/// The place of the longest word of a text in the source; `None` if it is not certain.
fn unique_place(words: &str, source: &[u8]) -> Option<Range<usize>> {
    let source = str::from_utf8(source).ok()?;
    let word = words.split_whitespace().max_by_key(|word| word.len())?;
    // Numbers and short words occur in many places.
    if word.len() < 4 || !word.contains(char::is_alphabetic) {
        return None;
    }
    let mut found = source.match_indices(word);
    let (start, _) = found.next()?;
    found.next().is_none().then_some(start..start + word.len())
}

fn about_picture(warning: Diagnostic, picture: &PrintedPicture, subject: &Subject) -> Diagnostic {
    let named = subject.pictures.iter().find(|named| named.path == picture.path);
    warning.at(named.map(|named| named.place.clone())).in_file(subject.file.as_str())
}
