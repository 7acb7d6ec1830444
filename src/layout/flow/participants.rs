//! Lists of participants, in columns.

use super::Context;
use super::flow_item::{FlowItem, begin, join};
use super::multicolumn::{ColumnGrid, hanging_lines};
use super::paragraph::lines;
use super::people::name_and_details;
use crate::document::{ParticipantGroup, Participants};

/// Participants, each group under its heading.
pub fn participants(context: Context, participants: &Participants, width: f32) -> Vec<FlowItem> {
    let Participants { id, columns, groups } = participants;
    let grid = ColumnGrid::new(&context.style.columns, *id, *columns, width);
    let mut flow: Vec<FlowItem> =
        groups.iter().flat_map(|content| group(context, content, grid.width)).collect();
    grid.fill(&mut flow, context.style.page.grid_pt);
    begin(&mut flow, *id);
    flow
}

/// One item for each person; the heading belongs to the first.
fn group(context: Context, group: &ParticipantGroup, width: f32) -> Vec<FlowItem> {
    let styles = &context.style.paragraphs;
    let mut heading = Vec::new();
    if let Some(text) = &group.heading {
        heading = lines(context, group.id, text, &styles.participant_group, width);
    }
    let people = group.people.iter().map(|person| {
        let content = name_and_details(person, &context.document.words.comma);
        let mut flow = std::mem::take(&mut heading);
        flow.extend(hanging_lines(context, person.id, &content, &styles.participant, width));
        join(flow)
    });
    people.collect()
}
