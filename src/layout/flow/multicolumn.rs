//! Lists of people in columns: participants, and the index of persons.

use super::Context;
use super::flow_item::{FlowItem, begin, fuse, space};
use crate::document::{ElementId, IndexEntry, Inline, ParticipantGroup, Participants, Person};
use crate::layout::PageMap;
use crate::layout::pagination::Columns;
use crate::templates::ParagraphStyle;

/// Columns of equal width, in points.
#[derive(Clone, Copy)]
struct Grid {
    columns: Columns,
    width: f32,
}

impl Context<'_> {
    /// Participants, each group under its heading.
    pub fn participants(&self, participants: &Participants, width: f32) -> Vec<FlowItem> {
        let grid = self.grid_of_columns(participants.id, participants.columns, width);
        let groups = participants.groups.iter();
        let mut flow: Vec<FlowItem> =
            groups.flat_map(|group| self.participant_group(group, grid)).collect();
        self.stand_in(grid, &mut flow);
        begin(&mut flow, participants.id);
        flow
    }

    /// The people of a group; the heading is one with the first of them.
    fn participant_group(&self, group: &ParticipantGroup, grid: Grid) -> Vec<FlowItem> {
        let styles = &self.style.paragraphs;
        let mut head = Vec::new();
        if let Some(heading) = &group.heading {
            let content = [Inline::Text(heading.clone().into())];
            head = self.lines(group.id, &content, &styles.participant_group, grid.width);
        }
        let people = group.people.iter().map(|person| {
            let mut flow = std::mem::take(&mut head);
            flow.extend(self.participant(person, grid.width));
            fuse(flow)
        });
        people.collect()
    }

    fn participant(&self, person: &Person, width: f32) -> Vec<FlowItem> {
        let mut content = vec![Inline::Strong(vec![Inline::Text(person.name.clone().into())])];
        if !person.details.is_empty() {
            content.push(Inline::Text(
                format!("{}{}", self.document.words.comma, person.details).into(),
            ));
        }
        self.hanging(person.id, &content, &self.style.paragraphs.participant, width)
    }

    /// The persons of an index with the pages that name them.
    pub fn index(
        &self,
        id: ElementId,
        entries: &[IndexEntry],
        map: &PageMap,
        width: f32,
    ) -> Vec<FlowItem> {
        let grid = self.grid_of_columns(id, self.style.columns.index, width);
        let entry = |entry: &IndexEntry| fuse(self.index_entry(entry, map, grid.width));
        let mut flow: Vec<FlowItem> = entries.iter().map(entry).collect();
        self.stand_in(grid, &mut flow);
        begin(&mut flow, id);
        flow
    }

    fn index_entry(&self, entry: &IndexEntry, map: &PageMap, width: f32) -> Vec<FlowItem> {
        let mut content = entry.term.clone();
        for (number, place) in map.index_places(&entry.references).into_iter().enumerate() {
            let before = if number == 0 { "  " } else { self.document.words.comma.as_str() };
            content.push(Inline::Text(before.into()));
            let printed = vec![Inline::Text(place.label.into())];
            let (id, target) = (place.reference, place.target);
            content.push(Inline::CrossReference { id, target, content: printed });
        }
        self.hanging(entry.id, &content, &self.style.paragraphs.index, width)
    }

    /// Lines of which all but the first are indented.
    fn hanging(
        &self,
        element: ElementId,
        content: &[Inline],
        style: &ParagraphStyle,
        width: f32,
    ) -> Vec<FlowItem> {
        let hanging = self.style.columns.hanging_pt;
        let (indent_pt, first_indent_pt) = (style.indent_pt + hanging, -hanging);
        let style = ParagraphStyle { indent_pt, first_indent_pt, ..style.clone() };
        self.lines(element, content, &style, width)
    }

    fn grid_of_columns(&self, id: ElementId, count: u8, width: f32) -> Grid {
        let count = usize::from(count.max(1));
        let gap = self.style.columns.gap_pt;
        let column = (width - gap * (count - 1) as f32) / count as f32;
        Grid { columns: Columns { set: id.0, count, step: column + gap }, width: column }
    }

    fn stand_in(&self, grid: Grid, flow: &mut [FlowItem]) {
        flow.iter_mut().for_each(|item| item.row.columns = Some(grid.columns));
        let line = self.style.page.grid_pt;
        space(flow, 0.0, line);
    }
}
