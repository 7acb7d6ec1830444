//! Structure elements of lists and of blocks tagged as lists: recommendations, people,
//! participants, definitions, bibliography, index.

use super::super::settings::Version;
use super::build::{Builder, list_numbering};
use super::tree::{Kid, Node};
use crate::document::{
    Definition, IndexEntry, List, ListItem, ListKind, Paragraph, ParticipantGroup, Participants,
    People, Recommendations,
};
use crate::layout::Part;

impl Builder<'_> {
    /// A bulleted or numbered list.
    pub fn list(&mut self, list: &List) -> Kid {
        let numbering = match list.kind {
            ListKind::Bulleted => self.bullets(&list.items),
            ListKind::Decimal => "Decimal",
            ListKind::LowerAlpha => "LowerAlpha",
            ListKind::LowerRoman => "LowerRoman",
        };
        self.items(&list.items, numbering)
    }

    /// ListNumbering of bullets. PDF 1.7 has no value for dashes (ISO 32000-1 §14.8.5.5).
    fn bullets(&self, items: &[ListItem]) -> &'static str {
        match (items.first().map(|item| item.marker.before.as_str()), self.version) {
            (Some("•" | "●"), _) => "Disc",
            (Some("◦" | "○"), _) => "Circle",
            (Some("▪" | "■"), _) => "Square",
            (Some(_) | None, Version::Pdf17) => "None",
            (Some(_) | None, Version::Pdf20) => "Unordered",
        }
    }

    /// ListNumbering of a list of terms and descriptions.
    fn described(&self) -> &'static str {
        match self.version {
            Version::Pdf17 => "None",
            Version::Pdf20 => "Description",
        }
    }

    fn items(&mut self, items: &[ListItem], numbering: &str) -> Kid {
        let items = items.iter().map(|item| self.item(item)).collect();
        Node::new("L", items).with_attributes(list_numbering(numbering)).into()
    }

    fn item(&mut self, item: &ListItem) -> Kid {
        let mark = self.content.part(item.id, Part::Marker);
        let mut body = self.content.all(item.id);
        body.extend(self.blocks(&item.blocks));
        list_item(mark, body)
    }

    /// Recommendations: heading, lead-in, list.
    pub fn recommendations(&mut self, list: &Recommendations) -> Kid {
        let label = self.content.all(list.id);
        let mut kids = Vec::new();
        if !label.is_empty() {
            kids.push(Node::new("P", label).into());
        }
        kids.extend(list.lead.iter().flat_map(|lead| self.paragraph(lead)));
        let numbering = if list.numbered { "Decimal" } else { self.bullets(&list.items) };
        kids.push(self.items(&list.items, numbering));
        Node::new("Div", kids).into()
    }

    /// People by role. The role is the label of the list item.
    pub fn people(&mut self, people: &People) -> Kid {
        let mut items = Vec::new();
        for group in &people.groups {
            let role = self.content.all(group.id);
            let person = |id| Kid::from(Node::new("P", self.content.all(id)));
            items
                .push(list_item(role, group.people.iter().map(|one| one.id).map(person).collect()));
        }
        Node::new("L", items).with_attributes(list_numbering(self.described())).into()
    }

    /// Participants: for each group a heading and a list.
    pub fn participants(&mut self, participants: &Participants) -> Vec<Kid> {
        participants.groups.iter().flat_map(|group| self.participant_group(group)).collect()
    }

    fn participant_group(&mut self, group: &ParticipantGroup) -> Vec<Kid> {
        let mut kids = Vec::new();
        let heading = self.content.all(group.id);
        if !heading.is_empty() {
            kids.push(Node::new("P", heading).into());
        }
        let people = group.people.iter().map(|person| {
            let content = Node::new("P", self.content.all(person.id));
            list_item(Vec::new(), vec![content.into()])
        });
        let people = people.collect();
        kids.push(Node::new("L", people).with_attributes(list_numbering("None")).into());
        kids
    }

    /// An index (ISO 32000-1 §14.8.4.2): entries with links to their pages.
    pub fn index(&mut self, entries: &[IndexEntry]) -> Kid {
        let entries = entries.iter().map(|entry| {
            let mut kids = self.content.all(entry.id);
            for reference in &entry.references {
                let content = self.content.all(reference.id);
                let annotations = self.content.annotations(reference.id);
                if !annotations.is_empty() {
                    let link = self.link(content, annotations);
                    kids.push(Node::new("Reference", vec![link]).into());
                }
            }
            kids.sort_by_key(Kid::first);
            list_item(Vec::new(), vec![Node::new("P", kids).into()])
        });
        let list = Node::new("L", entries.collect()).with_attributes(list_numbering("None"));
        Node::new("Index", vec![list.into()]).into()
    }

    /// Definitions. The term is the label of the list item.
    pub fn definitions(&mut self, entries: &[Definition]) -> Kid {
        let mut items = Vec::new();
        for entry in entries {
            let mut term = self.content.part(entry.id, Part::Marker);
            self.inner(&entry.term, &mut term);
            term.sort_by_key(Kid::first);
            let mut body = self.notes(&entry.term);
            body.extend(self.blocks(&entry.blocks));
            items.push(list_item(term, body));
        }
        Node::new("L", items).with_attributes(list_numbering(self.described())).into()
    }

    /// Bibliography.
    pub fn bibliography(&mut self, entries: &[Paragraph]) -> Kid {
        let items =
            entries.iter().map(|entry| list_item(Vec::new(), self.paragraph(entry))).collect();
        Node::new("L", items).with_attributes(list_numbering("None")).into()
    }
}

fn list_item(label: Vec<Kid>, body: Vec<Kid>) -> Kid {
    let mut kids = Vec::new();
    if !label.is_empty() {
        kids.push(Node::new("Lbl", label).into());
    }
    kids.push(Node::new("LBody", body).into());
    Node::new("LI", kids).into()
}
