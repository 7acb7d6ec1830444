//! Resolves lists and recommendations, with their markers.

use super::Resolver;
use super::block::{mark_lead_ins, placement};
use super::citation_words::Cited;
use super::number::{Number, nested_kind};
use super::titles;
use crate::document::{
    Block, ElementId, Inline, List, ListItem, ListKind, ListMarker, Placement, RecommendationKind,
    Recommendations,
};
use crate::grammar::ReferenceKind;
use crate::numerals::Alphabet;
use crate::origin::{Generator, TracedString};
use crate::source::schema::{self, BlockKind, ListStyle, RecommendationKind as Authored};
use crate::templates::RecommendationNumbering;

/// The lists around a block: their number, how many of them are bulleted, the kind of the nearest
/// numbered one, and whether they are within recommendations, which have their own bullets.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Nesting {
    lists: u8,
    bulleted: u8,
    numbered: Option<ListKind>,
    in_recommendations: bool,
}

impl Nesting {
    fn within(self, kind: ListKind) -> Nesting {
        let bulleted = kind == ListKind::Bulleted;
        Nesting {
            lists: self.lists.saturating_add(1),
            bulleted: self.bulleted.saturating_add(u8::from(bulleted)),
            numbered: if bulleted { self.numbered } else { Some(kind) },
            in_recommendations: self.in_recommendations,
        }
    }
}

impl Resolver<'_> {
    /// A list of any style, not nested.
    pub(super) fn list(&mut self, list: &schema::List) -> List {
        self.nested_list(list, Nesting::default())
    }

    /// A bulleted list, not nested.
    pub(super) fn bullets(&mut self, items: &[schema::Item]) -> List {
        self.any_list(ListKind::Bulleted, 1, items, Nesting::default())
    }

    /// A numbered list, not nested.
    pub(super) fn numbered(&mut self, items: &[schema::Item]) -> List {
        self.any_list(ListKind::Decimal, 1, items, Nesting::default())
    }

    fn nested_list(&mut self, list: &schema::List, nesting: Nesting) -> List {
        let kind = match list.style {
            ListStyle::Bulleted => ListKind::Bulleted,
            ListStyle::Numbered => ListKind::Decimal,
            ListStyle::Lettered => ListKind::LowerAlpha,
            ListStyle::Roman => ListKind::LowerRoman,
        };
        self.any_list(kind, list.start.unwrap_or(1), &list.items, nesting)
    }

    fn any_list(
        &mut self,
        kind: ListKind,
        start: u32,
        items: &[schema::Item],
        nesting: Nesting,
    ) -> List {
        let id = self.derived("list", items.first().map_or("", |item| item.text.as_str()));
        let inner = nesting.within(kind);
        let ordinals = (0..).map(|index| start.saturating_add(index));
        let items = items.iter().zip(ordinals).map(|(item, ordinal)| {
            let marker = match kind {
                ListKind::Bulleted => ListMarker::bullet(self.bullet(nesting), ordinal),
                ListKind::Decimal | ListKind::LowerAlpha | ListKind::LowerRoman => {
                    self.number(kind, ordinal)
                }
            };
            self.item(item, marker, inner)
        });
        let items = items.collect();
        List { id, kind, depth: inner.lists, items }
    }

    /// The marker of an item of a numbered list. The language decides the letters and their form.
    pub(super) fn number(&self, kind: ListKind, ordinal: u32) -> ListMarker {
        let marker = ListMarker::number(kind, ordinal);
        match kind {
            ListKind::Bulleted | ListKind::Decimal => marker,
            ListKind::LowerAlpha | ListKind::LowerRoman => {
                let (before, after) = self.labels.around_letters();
                let (before, after) = (before.to_owned(), after.to_owned());
                ListMarker { before, after, alphabet: self.labels.list_alphabet(), ..marker }
            }
        }
    }

    fn bullet(&self, nesting: Nesting) -> &str {
        let level = usize::from(nesting.bulleted);
        match nesting.in_recommendations {
            true => self.style.recommendations.bullet(level),
            false => self.style.lists.bullet(level),
        }
    }

    fn item(&mut self, item: &schema::Item, marker: ListMarker, nesting: Nesting) -> ListItem {
        let id = self.element(item.id.as_ref(), "item", item.text.as_str());
        if let Some(author_id) = &item.id {
            let cited = Cited::number(ReferenceKind::Item, self.item_number(&marker));
            self.references.define(author_id, id, cited);
        }
        let outer = self.points_of.clone();
        self.points_of = outer.as_ref().map(|_| self.item_number(&marker));
        let first = self.paragraph(&item.text);
        self.place_item(id, first.id, placement(item.layout));
        let mut blocks = vec![Block::Paragraph(first)];
        blocks.extend(item.content.iter().flat_map(|block| self.nested_block(block, nesting)));
        mark_lead_ins(&mut blocks);
        self.points_of = outer;
        ListItem { id, marker, blocks }
    }

    /// The number by which references cite an item: "(a)", or "12 (a)" for a point of paragraph 12.
    fn item_number(&self, marker: &ListMarker) -> String {
        match (&self.points_of, marker.kind) {
            (Some(outer), ListKind::Bulleted) => outer.clone(),
            (Some(outer), ListKind::Decimal | ListKind::LowerAlpha | ListKind::LowerRoman) => {
                format!("{outer}\u{a0}{}", marker.cited())
            }
            (None, _) => marker.cited(),
        }
    }

    /// Looseness applies to the first paragraph of an item; all other requests apply to the item.
    fn place_item(&mut self, item: ElementId, first: ElementId, asked: Placement) {
        self.place(item, Placement { lines: 0, ..asked });
        self.place(first, Placement { lines: asked.lines, ..Placement::default() });
    }

    /// A block within an item. Lists are nested; other blocks are resolved as elsewhere.
    fn nested_block(&mut self, block: &schema::Block, nesting: Nesting) -> Vec<Block> {
        match self.list_within(&block.kind, nesting) {
            Some(list) => {
                self.place(list.id, placement(block.layout));
                vec![Block::List(list)]
            }
            None => self.block(block, false),
        }
    }

    /// A nested list; `None` if the block is not a list.
    fn list_within(&mut self, block: &BlockKind, nesting: Nesting) -> Option<List> {
        if let BlockKind::List(list) = block {
            Some(self.nested_list(list, nesting))
        } else if let BlockKind::Bullets(items) = block {
            Some(self.any_list(ListKind::Bulleted, 1, items, nesting))
        } else if let BlockKind::Numbered(items) = block {
            Some(self.any_list(nested_kind(nesting.numbered), 1, items, nesting))
        } else {
            None
        }
    }

    /// A list of recommendations.
    pub(super) fn recommendations(&mut self, list: &schema::Recommendations) -> Recommendations {
        let kind = match list.kind {
            Authored::Recommendations => RecommendationKind::Recommendations,
            Authored::Findings => RecommendationKind::Findings,
            Authored::Lessons => RecommendationKind::Lessons,
            Authored::Conclusions => RecommendationKind::Conclusions,
        };
        let first = list.items.first().map_or("", |item| item.text.as_str());
        let id = self.element(list.id.as_ref(), "recommendations", first);
        let heading = self.recommendation_heading(list, kind);
        if let Some(author_id) = &list.id {
            let heading = TracedString::generated(heading.as_str(), Generator::Prefix);
            let words = Cited::Words(self.raised(heading));
            self.references.define(author_id, id, words);
        }
        let lead = list.lead.as_ref().map(|lead| {
            let paragraph = self.paragraph(lead);
            crate::document::Paragraph { leads_in: true, ..paragraph }
        });
        let numbered = self.style.recommendations.numbering.is_numbered();
        let items = list.items.iter().map(|item| self.recommendation(item, list.kind));
        let items = items.collect();
        let heading = self.style.recommendations.heading.then(|| self.raised(heading));
        Recommendations { id, heading, lead, numbered, items }
    }

    fn recommendation_heading(
        &mut self,
        list: &schema::Recommendations,
        kind: RecommendationKind,
    ) -> TracedString {
        match &list.label {
            Some(label) => self.plain(label),
            None => TracedString::generated(
                &self.labels.recommendations.get(kind).heading,
                Generator::Labels,
            ),
        }
    }

    fn recommendation(&mut self, item: &schema::Item, kind: Authored) -> ListItem {
        let numbering = self.style.recommendations.numbering;
        let number = self.counters.recommendation(numbering == RecommendationNumbering::Report);
        let marker = self.recommendation_marker(number);
        // Defined before the item is, since the first definition counts.
        let id = self.anchors.peek();
        if let Some(author_id) = &item.id {
            let cited = self.recommendation_cited(item, &marker, kind);
            self.references.define(author_id, id, cited);
        }
        let outer = Some(ListKind::Decimal);
        let nesting = Nesting { lists: 1, bulleted: 1, numbered: outer, in_recommendations: true };
        self.item(item, marker, nesting)
    }

    /// How references cite a recommendation: by its number, or its first words if it has none.
    fn recommendation_cited(
        &self,
        item: &schema::Item,
        marker: &ListMarker,
        kind: Authored,
    ) -> Cited {
        let kind = ReferenceKind::from(kind);
        if self.style.recommendations.numbering.is_numbered() {
            return Cited::number(kind, marker.cited());
        }
        let name = self.labels.reference_noun(kind);
        let mut words = vec![Inline::generated(format!("{name} "), Generator::Labels)];
        let opening = titles::first_words(&self.plain(&item.text));
        words.extend(self.quoted(&[Inline::generated(opening, Generator::Excerpt)]));
        Cited::Words(words)
    }

    /// The marker of a recommendation: "3.4" with the number of its section, otherwise "4.".
    fn recommendation_marker(&self, number: Number) -> ListMarker {
        let look = &self.style.recommendations;
        let Number { ordinal, section } = number;
        if !look.numbering.is_numbered() {
            return ListMarker::bullet(look.bullet(0), ordinal);
        }
        let full_stop = if section.is_none() { "." } else { "" };
        let (before, after) = match &look.pattern {
            Some(pattern) => (pattern.before(), pattern.after()),
            None => ("", full_stop),
        };
        let section = section.map(|section| format!("{section}.")).unwrap_or_default();
        let (before, after) = ([before, section.as_str()].concat(), after.to_owned());
        let alphabet = Alphabet::default();
        ListMarker { kind: ListKind::Decimal, ordinal, before, after, alphabet }
    }
}
