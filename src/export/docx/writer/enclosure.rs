//! Paragraphs in a box or beside the rule of recommendations.

use docx_rs::{Shading, TableRow, TableRowChild, WidthType};

use super::super::geometry::{MAX_SPACE_PT, edge_pt, within_reach_pt};
use super::super::styles::{
    Border, BoxEdges, Enclosure, WordStyle, background, borders, enclosing, enclosure_of, hex,
    indents_pt, paragraph_borders,
};
use super::super::xml::Xml;
use super::collectors::Collectors;
use super::direct_formatting::DirectFormatting;
use super::input::Input;
use crate::templates::Colour;
use crate::units::twips;

/// Writes paragraphs in a box or beside a rule. Enclosures within a box have no effect.
pub fn enclosed(out: &mut Collectors, enclosure: Enclosure, write: impl FnOnce(&mut Collectors)) {
    let outer = out.story.enclosure;
    if !matches!(outer, Some(Enclosure::Box(_))) {
        out.story.enclosure = Some(enclosure);
        out.story.last_borders = None;
    }
    write(out);
    out.story.enclosure = outer;
    if outer.is_none() {
        out.story.last_borders = None;
    }
}

/// The formatting of the next paragraph within an enclosure: indents within the reach of the borders, and
/// the borders that its style lacks.
pub fn enclose(
    input: &Input,
    out: &mut Collectors,
    word_style: WordStyle,
    formatting: DirectFormatting,
) -> DirectFormatting {
    let Some(enclosure) = out.story.enclosure else { return formatting };
    let own = borders(input.style, word_style, input.document.direction());
    if enclosure == Enclosure::Rule && enclosure_of(word_style).is_none() && !own.is_empty() {
        out.story.last_borders = None;
        return formatting;
    }
    let plain = plain_indents(input, out, word_style, &formatting);
    let enclosure = match enclosure {
        Enclosure::Box(edges) => {
            let first = out.story.last_borders.is_none();
            Enclosure::Box(BoxEdges { first, ..edges })
        }
        Enclosure::Rule => Enclosure::Rule,
    };
    let is_padded = matches!(enclosure_of(word_style), Some(Enclosure::Box(_)))
        && formatting.numbering.is_none();
    let (left, hanging, end) = within_reach(input, plain, enclosure, is_padded);
    let edges = (edge_pt(left, hanging), end);
    let borders = enclosing(input.style, enclosure, edges, input.document.direction());
    let is_styled = own == borders;
    let is_apart = out.story.last_borders.as_ref().is_some_and(|last| *last != borders);
    if !is_styled {
        let properties = &mut out.story.next_extra().properties;
        properties.extend(properties_of(input, enclosure, &borders));
    }
    out.story.last_borders = Some(borders);
    let mut formatting = formatting;
    if is_apart {
        // The space between them would be outside of the borders of both.
        out.story.set_space_below(0.0);
        formatting.before_pt = Some(0.0);
    }
    if (left, hanging, end) != plain {
        formatting.indent_pt = Some((left, hanging));
        formatting.end_indent_pt = Some(end);
    }
    formatting
}

/// The left, hanging and right indent of a paragraph, in points, such that borders reach their places.
/// `is_padded` says that its style already keeps the distance from the edges of a box.
fn within_reach(
    input: &Input,
    (left, hanging, end): (f32, f32, f32),
    enclosure: Enclosure,
    is_padded: bool,
) -> (f32, f32, f32) {
    let (left, end, edge) = match enclosure {
        Enclosure::Rule => (left, end, within_reach_pt(input.style, edge_pt(left, hanging))),
        Enclosure::Box(BoxEdges { indent_pt, .. }) => {
            let padded = if is_padded { 0.0 } else { input.style.boxes.padding_pt };
            let left = left + padded + indent_pt;
            let edge = edge_pt(left, hanging).min(indent_pt + MAX_SPACE_PT);
            (left, (end + padded).min(MAX_SPACE_PT), edge)
        }
    };
    // Hanging lines keep the position of their text; others move.
    if hanging > 0.0 { (left, left - edge, end) } else { (edge, hanging, end) }
}

/// The indents of a paragraph without an enclosure.
fn plain_indents(
    input: &Input,
    out: &Collectors,
    word_style: WordStyle,
    formatting: &DirectFormatting,
) -> (f32, f32, f32) {
    let (mut left, mut hanging, end) = indents_pt(input.style, word_style);
    if let Some((instance, level)) = formatting.numbering {
        let list = out.numbering.abstract_of(instance);
        let indents = list.and_then(|list| list.indents_pt(input.style, level));
        (left, hanging) = indents.map_or((0.0, 0.0), |(marker, text)| (text, text - marker));
    }
    if let Some(direct) = formatting.indent_pt {
        (left, hanging) = direct;
    }
    (left, hanging, formatting.end_indent_pt.unwrap_or(end))
}

fn properties_of(input: &Input, enclosure: Enclosure, borders: &[Border]) -> Vec<String> {
    let mut border = Xml::default();
    paragraph_borders(&mut border, input.style, borders);
    let mut properties = vec![border.into_string()];
    if let Enclosure::Box(BoxEdges { varied, .. }) = enclosure {
        let mut shading = Xml::default();
        background(&mut shading, input.style, Colour::Tint, varied);
        properties.push(shading.into_string());
    }
    properties
}

/// Extends a table in a box to the edges of the box, so that the background has no gaps. `widths` gives the
/// widths of its columns, in points.
pub fn fill_table(input: &Input, edges: BoxEdges, rows: &mut [TableRow], widths: &mut [f32]) {
    let padding = input.style.boxes.padding_pt;
    let margin =
        usize::try_from(twips(padding + input.style.tables.column_gap_pt / 2.0)).unwrap_or(0);
    let fill = hex(input.style, Colour::Tint, edges.varied);
    for row in rows {
        let last = row.cells.len().saturating_sub(1);
        for (index, TableRowChild::TableCell(cell)) in row.cells.iter_mut().enumerate() {
            let mut property = std::mem::take(&mut cell.property);
            property = property.shading(Shading::new().fill(&fill));
            if index == 0 {
                property = property.margin_left(margin, WidthType::Dxa);
            }
            if index == last {
                property = property.margin_right(margin, WidthType::Dxa);
            }
            cell.property = property;
        }
    }
    if let Some(first) = widths.first_mut() {
        *first += padding;
    }
    if let Some(last) = widths.last_mut() {
        *last += padding;
    }
}
