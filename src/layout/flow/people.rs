//! The block of people: roles in a narrow column, beside them who has them.

use super::Context;
use super::block::WHOLE;
use super::flow_item::{FlowItem, begin, hold, shift, space};
use crate::document::{ElementId, Inline, People, PeopleGroup, Person};
use crate::layout::{Artifact, Item, Owner, Part, Rect};
use crate::templates::Colour;

/// Between a hairline and the text, in points.
const RULE_GAP: f32 = 5.0;

/// Between a role and the people who have it, at least, in points.
const ROLE_GAP: f32 = 8.0;

impl Context<'_> {
    /// The people of a section between hairlines.
    pub fn people(&self, people: &People, width: f32) -> Vec<FlowItem> {
        let mut flow = vec![self.hairline(width, 0.0)];
        let column = self.role_column(people, width);
        for group in &people.groups {
            flow.extend(self.group(group, width, column));
        }
        flow.push(self.hairline(width, RULE_GAP));
        hold(&mut flow, WHOLE);
        space(&mut flow, 0.0, self.style.page.grid_pt);
        begin(&mut flow, people.id);
        flow
    }

    /// A hairline with air on one side: `y` from the top of its item.
    fn hairline(&self, width: f32, y: f32) -> FlowItem {
        let height = self.style.people.rule_pt;
        let owner = Owner::Artifact(Artifact::Layout);
        let rect = Rect { x: 0.0, y, width, height };
        FlowItem::new(RULE_GAP + height, vec![Item::Fill { rect, colour: Colour::Ink, owner }])
    }

    /// Width of the column of roles: as the template says, or as a longer role needs.
    fn role_column(&self, people: &People, width: f32) -> f32 {
        let role = &self.style.paragraphs.people_role;
        let needed = people.groups.iter().map(|group| {
            let owner = Owner::Element(group.id, Part::Marker);
            self.label(&group.role, owner, role).width + ROLE_GAP
        });
        needed.fold(self.style.people.role_width_pt, f32::max).min(width / 2.0)
    }

    fn group(&self, group: &PeopleGroup, width: f32, column: f32) -> Vec<FlowItem> {
        let mut flow: Vec<FlowItem> = Vec::new();
        for person in &group.people {
            flow.extend(self.person(person, width - column));
        }
        shift(&mut flow, column);
        let role = &self.style.paragraphs.people_role;
        let mut flow = self.with_mark(flow, &group.role, group.id, role, 0.0);
        begin(&mut flow, group.id);
        flow
    }

    fn person(&self, person: &Person, width: f32) -> Vec<FlowItem> {
        let mut content = vec![Inline::Strong(vec![Inline::Text(person.name.clone().into())])];
        if !person.details.is_empty() {
            content.push(Inline::Text(
                format!("{}{}", self.document.words.comma, person.details).into(),
            ));
        }
        let element: ElementId = person.id;
        self.lines(element, &content, &self.style.paragraphs.people, width)
    }
}
