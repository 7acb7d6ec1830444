//! The people of a panel: roles in a narrow column, names beside them.

use super::Context;
use super::flow_item::{FlowItem, add_space, begin, indent, keep_together};
use super::line_item::{put_marker, single_line};
use super::paragraph::lines;
use crate::document::{Inline, People, PeopleGroup, Person};
use crate::layout::page::{Artifact, Item, Owner, Part, Rect};
use crate::layout::penalties::page::SHORT_BLOCK;
use crate::origin::Generator;
use crate::templates::Colour;

/// The space between a hairline and the text, in points.
const RULE_GAP: f32 = 5.0;

/// The least space between a role and the names, in points.
const ROLE_GAP: f32 = 8.0;

/// The people of a section, between hairlines.
pub fn people(context: Context, people: &People, width: f32) -> Vec<FlowItem> {
    let rule = context.style.people.rule_pt;
    let mut flow = vec![hairline(rule, width, 0.0)];
    let column = role_column(context, people, width);
    for content in &people.groups {
        flow.extend(group(context, content, width, column));
    }
    flow.push(hairline(rule, width, RULE_GAP));
    keep_together(&mut flow, SHORT_BLOCK);
    add_space(&mut flow, 0.0, context.style.page.grid_pt);
    begin(&mut flow, people.id);
    flow
}

/// A hairline `y` points below the top of its item.
fn hairline(height: f32, width: f32, y: f32) -> FlowItem {
    let owner = Owner::Artifact(Artifact::Layout);
    let rect = Rect { x: 0.0, y, width, height };
    FlowItem::new(RULE_GAP + height, vec![Item::Fill { rect, colour: Colour::Ink, owner }])
}

/// The width of the column of roles, in points: as much as the longest role needs, but at least the
/// width in the template, and at most half of the measure.
fn role_column(context: Context, people: &People, width: f32) -> f32 {
    let style = &context.style.paragraphs.people_role;
    let widths = people.groups.iter().map(|group| {
        let owner = Owner::Element(group.id, Part::Marker);
        single_line(context, &group.role, owner, style).width + ROLE_GAP
    });
    widths.fold(context.style.people.role_width_pt, f32::max).min(width / 2.0)
}

fn group(context: Context, group: &PeopleGroup, width: f32, column: f32) -> Vec<FlowItem> {
    let style = &context.style.paragraphs;
    let mut flow = Vec::new();
    for person in &group.people {
        let content = name_and_details(person, &context.document.words.comma);
        flow.extend(lines(context, person.id, &content, &style.people, width - column));
    }
    indent(&mut flow, column);
    put_marker(context, &mut flow, &group.role, group.id, &style.people_role, 0.0);
    begin(&mut flow, group.id);
    flow
}

/// A name in bold, then the person's details.
pub fn name_and_details(person: &Person, comma: &str) -> Vec<Inline> {
    let mut content = vec![Inline::Strong(person.name.clone())];
    if !person.details.is_empty() {
        content.push(Inline::generated(comma, Generator::Separator));
        content.extend_from_slice(&person.details);
    }
    content
}
