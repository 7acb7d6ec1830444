//! The runs of a merged paragraph.

use std::rc::Rc;

use super::old_parts::{OldParts, Reference, result};
use super::paragraph::{Content, Link, words_run};
use super::revisions::Revisions;
use super::tree::{Element, Node};
use super::weave::{Item, State, Woven};

/// Writes pieces as runs, links and tracked changes.
pub fn content(pieces: &[Woven], revisions: &mut Revisions, parts: &mut OldParts) -> Vec<Node> {
    let out = Vec::new();
    let mut writer = Writer { revisions, parts, out, link: None, inner: Vec::new(), open: None };
    pieces.iter().for_each(|piece| writer.piece(piece));
    writer.close_link();
    writer.out
}

/// The elements of text, and those of deleted text (ECMA-376 Part 1 §17.3.3.7, §17.16.13).
const DELETED: [(&str, &str); 2] = [("w:t", "w:delText"), ("w:instrText", "w:delInstrText")];

struct Writer<'w, 'a, 'm> {
    revisions: &'w mut Revisions<'a>,
    parts: &'w mut OldParts<'m>,
    out: Vec<Node>,
    /// The link that is being written.
    link: Option<(Rc<Link>, State)>,
    /// The content so far, within the link if there is one.
    inner: Vec<Node>,
    /// The tracked change that is being written, with its content.
    open: Option<(State, Element)>,
}

impl Writer<'_, '_, '_> {
    fn piece(&mut self, woven: &Woven) {
        let Item::Piece(piece) = woven.item else { return };
        if let Content::Mark(mark) = &piece.content {
            return self.mark(mark, woven.state);
        }
        self.enter_link(piece.link.as_ref(), woven.state);
        match &piece.content {
            Content::Mark(_) => {}
            Content::Words { properties, .. } => {
                let mut properties = properties.clone();
                if let Some(before) = self.format_before(woven, properties.as_ref()) {
                    let own = properties.get_or_insert_with(|| Element::new("w:rPr", &[]));
                    self.revisions.was(own, before);
                }
                let run = words_run(properties.as_ref(), woven.words().unwrap_or_default());
                self.push(woven.state, run);
            }
            Content::Note { run, note } => {
                let mut run = run.clone();
                if woven.state.is_old() {
                    let id = self.parts.note_id(*note).to_string();
                    run.walk(&mut |it| {
                        if it.name == "w:footnoteReference" {
                            it.set("w:id", &id);
                        }
                    });
                }
                self.push(woven.state, run);
            }
            Content::Atom { runs, .. } => self.atom(woven, runs),
            Content::Hidden(runs) if !woven.state.is_old() => {
                runs.iter().for_each(|run| self.push(woven.state, run.clone()));
            }
            Content::Hidden(_) => {}
        }
    }

    /// A bookmark within inserted text is part of the change, which it would otherwise split.
    fn mark(&mut self, mark: &Element, state: State) {
        match &mut self.open {
            Some((open, change)) if *open == state && state.is_new() => {
                change.children.push(mark.clone().into());
            }
            Some(_) | None => {
                self.close_change();
                self.inner.push(mark.clone().into());
            }
        }
    }

    /// The former format of kept words, if it has changed.
    fn format_before(&self, woven: &Woven, after: Option<&Element>) -> Option<Element> {
        let Content::Words { properties: before, .. } = &woven.before?.piece()?.content else {
            return None;
        };
        let empty = || Element::new("w:rPr", &[]);
        let before = before.clone().unwrap_or_else(empty);
        (before != after.cloned().unwrap_or_else(empty)).then_some(before)
    }

    fn atom(&mut self, woven: &Woven, runs: &[Element]) {
        if woven.state.is_old() {
            let runs = self.parts.runs(runs);
            return self.push_all(woven.state, runs);
        }
        match self.parts.reference(runs, woven.state) {
            Reference::Field => self.push_all(woven.state, runs.to_vec()),
            Reference::Link(link) => {
                self.enter_link(Some(&Rc::new(link)), woven.state);
                self.push_all(woven.state, result(runs));
            }
            Reference::Renewed => {
                if let Some(Content::Atom { runs, .. }) =
                    woven.before.and_then(|it| Some(&it.piece()?.content))
                {
                    let runs = self.parts.runs(runs);
                    self.push_all(State::Deleted, runs);
                }
                self.push_all(State::Inserted, runs.to_vec());
            }
        }
    }

    fn push_all(&mut self, state: State, runs: Vec<Element>) {
        runs.into_iter().for_each(|run| self.push(state, run));
    }

    fn push(&mut self, state: State, mut run: Element) {
        let Some(name) = self.revisions.name(state) else {
            self.close_change();
            return self.inner.push(run.into());
        };
        if name == "w:del" {
            run.walk(&mut |it| {
                let deleted = DELETED.iter().find(|(kept, _)| *kept == it.name);
                deleted.into_iter().for_each(|(_, name)| it.name = (*name).into());
            });
        }
        match &mut self.open {
            Some((open, change)) if *open == state => change.children.push(run.into()),
            Some(_) | None => {
                self.close_change();
                let change = self.revisions.element(name).with(vec![run.into()]);
                self.open = Some((state, change));
            }
        }
    }

    fn close_change(&mut self) {
        if let Some((_, change)) = self.open.take() {
            self.inner.push(change.into());
        }
    }

    /// Begins a link, unless the current one continues.
    fn enter_link(&mut self, link: Option<&Rc<Link>>, state: State) {
        let is_same = match (&self.link, link) {
            (None, None) => true,
            (Some((open, _)), Some(link)) => open == link,
            (Some(_), None) | (None, Some(_)) => false,
        };
        if !is_same {
            self.close_link();
            self.link = link.map(|link| (Rc::clone(link), state));
        }
    }

    fn close_link(&mut self) {
        self.close_change();
        let inner = std::mem::take(&mut self.inner);
        match self.link.take() {
            None => self.out.extend(inner),
            Some((link, state)) if state.is_old() => match self.parts.link(&link) {
                Some(element) => self.out.push(element.with(inner).into()),
                None => self.out.extend(inner),
            },
            Some((link, _)) => self.out.push(link.element.clone().with(inner).into()),
        }
    }
}
