//! Pages that builds after an edit share: a page is made again only if its content or the place of it has changed.

use std::sync::Arc;

use super::Context;
use super::flow_item::FlowItem;
use super::flow_part::FlowPart;
use super::page_body::{NoteLine, PageBody, PageContent, PagePlan, Plan, SetNote};
use crate::cache::Key;
use crate::layout::geometry::TextArea;
use crate::layout::kept::KeptLayout;

/// The content of a flow, with its keys.
pub struct KeptPages<'f> {
    /// What all pages are made from.
    shared: Key,
    items: Vec<Keyed<&'f FlowItem>>,
    /// The lines of the notes.
    lines: Vec<Keyed<&'f NoteLine>>,
}

/// Something with the key of the part or note that it is from, and its number in it.
type Keyed<T> = (Option<Key>, usize, T);

impl<'f> KeptPages<'f> {
    /// The content of a flow; `None` if nothing of it is kept.
    pub fn of(
        context: Context,
        parts: &'f [FlowPart],
        notes: &'f [SetNote],
        area: TextArea,
    ) -> Option<KeptPages<'f>> {
        let shared = context.kept.shared()?;
        parts.iter().find(|part| part.key.is_some())?;
        let items = parts.iter().flat_map(|part| keyed(part.key, &part.items)).collect();
        let lines = notes.iter().flat_map(|note| keyed(note.key, &note.lines)).collect();
        let shared =
            Key::new("pages", (shared, context.draws, area.orientation, area.width.to_bits()));
        Some(KeptPages { shared, items, lines })
    }

    /// A page, and the landscape pages called on it, made from its content if no earlier build has made them.
    pub fn bodies(
        &self,
        kept: &KeptLayout,
        (page, plan): (PagePlan, &Plan),
        make: impl FnOnce(PageContent) -> Vec<Arc<PageBody>>,
    ) -> Vec<Arc<PageBody>> {
        match self.key(&page, plan) {
            None => make(self.content(page)),
            Some(key) => kept.pages(key, || {
                let bodies = make(self.content(page)).into_iter();
                bodies.map(|body| with_key(body, key)).collect()
            }),
        }
    }

    /// The key of a page. `None` if it has content without a key, or if landscape pages follow it, which may have notes.
    fn key(&self, page: &PagePlan, plan: &Plan) -> Option<Key> {
        let key = |(key, number, item): &Keyed<&FlowItem>| {
            let key = key.filter(|_| item.landscape_inserts.is_empty());
            Some((key?, *number))
        };
        let items = page.items.iter().map(|index| key(self.items.get(*index)?));
        let items: Option<Vec<(Key, usize)>> = items.collect();
        let lines = self.lines.get(page.span.notes.clone())?.iter();
        let depth = plan.notes_depth(lines.clone().map(|(_, _, line)| *line));
        let lines: Option<Vec<(Key, usize)>> =
            lines.map(|(key, number, _)| Some(((*key)?, *number))).collect();
        let arrangement = plan.arrange(&page.span, depth);
        let places = arrangement.items.iter().map(|it| (it.x.to_bits(), it.y.to_bits(), it.float));
        let places: Vec<_> = places.collect();
        let notes = (lines?, depth.to_bits(), plan.continues_note(&page.span));
        Some(Key::new("page body", (self.shared, items?, places, notes)))
    }

    fn content(&self, page: PagePlan) -> PageContent {
        let items = page.items.iter().filter_map(|index| self.items.get(*index));
        let lines = self.lines.get(page.span.notes.clone()).unwrap_or_default();
        PageContent {
            items: items.map(|(_, _, item)| (*item).clone()).collect(),
            notes: lines.iter().map(|(_, _, line)| (*line).clone()).collect(),
            span: page.span,
        }
    }
}

fn keyed<T>(key: Option<Key>, content: &[T]) -> impl Iterator<Item = Keyed<&T>> {
    content.iter().enumerate().map(move |(number, item)| (key, number, item))
}

fn with_key(body: Arc<PageBody>, key: Key) -> Arc<PageBody> {
    let mut body = body;
    if let Some(body) = Arc::get_mut(&mut body) {
        body.key = Some(key);
    }
    body
}
