//! What tracked changes cannot show, in sentences.

use std::collections::{BTreeMap, BTreeSet};

use super::units::{Kind, units};
use crate::document::{Block, Document, visit};
use crate::draft::DraftKind;
use crate::export::docx::redline::{Manuscript, Manuscripts, Versions};

/// What a reader of the draft must know besides its tracked changes.
pub fn notices(versions: &Versions, manuscripts: &Manuscripts) -> Vec<String> {
    let Manuscripts { old, new } = manuscripts;
    let mut out = Vec::new();
    if !versions.same_template {
        out.push("The template changed. Both revisions are shown in the new one.".to_owned());
    }
    let lists = [("contents", "w:sdt"), ("index", "index")];
    for (name, fixed) in lists {
        match (has(old, fixed), has(new, fixed)) {
            (true, false) => out.push(format!("The older revision has a list: the {name}.")),
            (false, true) => out.push(format!("The {name} is new, and is not tracked.")),
            (true, true) | (false, false) => {}
        }
    }
    if old.pictures != new.pictures {
        out.push("Pictures changed.".to_owned());
    }
    if has_other_texts(versions, manuscripts) {
        let notice = "The alternative text of a picture changed: the picture replaces itself.";
        out.push(notice.to_owned());
    }
    out.extend(moved_sections(old, new));
    out
}

/// Whether a picture that both revisions have got another alternative text.
fn has_other_texts(versions: &Versions, Manuscripts { old, new }: &Manuscripts) -> bool {
    let before = alternative_texts(versions.old, &old.pictures);
    let after = alternative_texts(versions.new, &new.pictures);
    before.iter().any(|(picture, texts)| after.get(picture).is_some_and(|it| it != texts))
}

fn alternative_texts(
    document: &Document,
    pictures: &[String],
) -> BTreeMap<String, BTreeSet<String>> {
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    visit::blocks(document, &mut |block| {
        let Block::Figure(figure) = block else { return };
        for shown in &figure.pictures {
            let Some(picture) = pictures.get(shown.image.0) else { continue };
            out.entry(picture.clone()).or_default().insert(shown.alternative.clone());
        }
    });
    out
}

fn has(side: &Manuscript, fixed: &str) -> bool {
    units(side, &side.body).iter().any(|unit| match unit.kind {
        Kind::Fixed(_) => unit.text == fixed,
        Kind::Paragraph(_) | Kind::Table(_) => false,
    })
}

/// Sections that both revisions have, in another order.
fn moved_sections(old: &Manuscript, new: &Manuscript) -> Option<String> {
    let before: BTreeMap<&str, usize> =
        headings(old).into_iter().zip(0..).map(|((name, _), at)| (name, at)).collect();
    let both = headings(new).into_iter().filter(|(name, _)| before.contains_key(name));
    let both: Vec<(&str, String)> = both.collect();
    let places: Vec<(usize, usize)> =
        both.iter().filter_map(|(name, _)| Some((*before.get(name)?, 1))).collect();
    let stays = super::moves::in_order(&places);
    let moved = both.into_iter().zip(stays).filter(|(_, stays)| !stays);
    let titles: Vec<String> = moved.map(|((_, title), _)| format!("“{title}”")).collect();
    (!titles.is_empty()).then(|| format!("Sections were moved: {}.", titles.join(", ")))
}

/// The names and titles of headings.
fn headings(side: &Manuscript) -> Vec<(&str, String)> {
    let headings = side
        .draft
        .paragraphs
        .iter()
        .filter(|said| matches!(said.kind, DraftKind::Heading(_)) && !said.bookmark.is_empty());
    headings.map(|said| (said.bookmark.as_str(), said.text())).collect()
}
