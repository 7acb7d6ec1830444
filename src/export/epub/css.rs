//! The style sheet, from the template.
//!
//! Sizes are em and percent, so that readers choose the size; the family of the text is said once,
//! so that readers can choose another; a colour is said only where it differs from that of the
//! text, and with its ground where it has one, so that it can be read on whatever ground a reading
//! system puts it.

mod colours;
mod fixed;
mod roles;
mod tables;

use std::fmt::Write as _;

use self::roles::Role;
use super::fonts::Embedded;
use super::list::bullets;
use super::table::Rooms;
use crate::document::Direction;
use crate::templates::{Alignment, PictureAlignment, PrefixPosition, Style};
use crate::units::{em_from_pt, pt_from_mm};

/// Writes the style sheet.
pub fn write(direction: Direction, style: &Style, faces: &[Embedded], rooms: &Rooms) -> String {
    let roles = roles::roles(&style.paragraphs);
    let mut css = String::new();
    faces.iter().for_each(|face| css.push_str(&font_face(face)));
    roles.iter().for_each(|role| css.push_str(&roles::rule(role, style, direction)));
    css.push_str(fixed::RULES);
    template(direction, style, &mut css);
    rooms.iter().for_each(|room| css.push_str(&tables::records(*room)));
    colours::rules(&roles, style, &mut css);
    match direction {
        Direction::LeftToRight => {}
        Direction::RightToLeft => css.push_str(fixed::RIGHT_TO_LEFT),
    }
    css
}

fn font_face(embedded: &Embedded) -> String {
    let face = embedded.face;
    let weight = if face.bold { "bold" } else { "normal" };
    let slope = if face.italic { "italic" } else { "normal" };
    format!(
        "@font-face {{ font-family: \"{}\"; font-weight: {weight}; font-style: {slope}; \
         src: url(\"fonts/{}\"); }}\n",
        face.family, face.file
    )
}

/// What depends on single values of the template.
fn template(direction: Direction, style: &Style, css: &mut String) {
    let em = |points: f32| roles::round(em_from_pt(points, style.paragraphs.body.size_pt));
    let recommendations = &style.recommendations;
    if recommendations.rule_pt > 0.0 {
        let (width, gap) = (em(recommendations.rule_pt), em(recommendations.rule_gap_pt));
        let _ = writeln!(
            css,
            ".recommendations {{ border-inline-start: {width}em solid; padding-inline-start: {gap}em; }}"
        );
    }
    if recommendations.italic && direction == Direction::LeftToRight {
        css.push_str(".recommendations li { font-style: italic; }\n");
        css.push_str(".recommendations li em { font-style: normal; }\n");
    }
    if style.people.rule_pt > 0.0 {
        css.push_str("dl.people { border-top: thin solid; border-bottom: thin solid; }\n");
    }
    let _ = writeln!(css, "aside.box {{ padding: {}em; }}", em(style.boxes.padding_pt));
    let logo = &style.cover.logo;
    let height = em(pt_from_mm(logo.height_mm));
    let (before, after) = match logo.align {
        PictureAlignment::Start => ("0", "auto"),
        PictureAlignment::Centre => ("auto", "auto"),
        PictureAlignment::End => ("auto", "0"),
    };
    let _ = writeln!(
        css,
        ".title-page .logo {{ height: {height}em; margin-inline: {before} {after}; }}"
    );
    if style.heading_prefix.position == PrefixPosition::Above {
        css.push_str("h1 .above { display: block; margin-bottom: .2em; }\n");
        // The sign between label and title is for one line.
        css.push_str("h1 .above .separator { display: none; }\n");
    }
    if style.paragraphs.caption.align == Alignment::Centre {
        css.push_str("figure, figure .credit { text-align: center; }\n");
    }
    for (bullet, number) in bullets(style).iter().zip(1..) {
        let bullet = bullet.replace(['"', '\\'], "");
        let _ = writeln!(css, "ul.bullet-{number} {{ list-style-type: \"{bullet}\\2002\"; }}");
    }
}
