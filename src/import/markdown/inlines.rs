//! Events → inlines.

use std::sync::Arc;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::Front;
use super::html::{InlineTag, inline_tag};
use super::spans::{self, Span};
use crate::document::SpanStyle;
use crate::import::flat::{Content, Figure, Inline, Link, Picture, Place};
use crate::import::write::heading_name;

/// The styles of which signs can be open.
const SPANS: [SpanStyle; 2] = [SpanStyle::Strikeout, SpanStyle::Underline];

/// The state within a paragraph.
#[derive(Default)]
struct State {
    span: Span,
    /// How many signs of each format are open: bold, italic, raised, lowered, then those of [`SPANS`].
    open: [usize; 6],
    links: Vec<Option<Link>>,
    languages: Vec<Option<Arc<str>>>,
    /// Whether a picture or link has just ended, whose attributes may follow.
    may_have_attributes: bool,
}

impl State {
    fn push(&mut self, content: Content) {
        self.push_styled(content, None);
    }

    /// Adds a piece that has a style besides the open ones.
    fn push_styled(&mut self, content: Content, own: Option<SpanStyle>) {
        let [strong, emphasis, superscript, subscript, struck, underlined] =
            self.open.map(|count| count > 0);
        let open = SPANS.into_iter().zip([struck, underlined]);
        let spans = open.filter_map(|(style, is_open)| is_open.then_some(style));
        let spans = spans.chain(own).collect();
        let format = crate::rewrite::Format { strong, emphasis, superscript, subscript };
        let link = self.links.iter().rev().flatten().next().cloned();
        let language = self.languages.iter().rev().flatten().next().cloned();
        let inline = Inline { content, format, spans, link, language };
        let last = self.span.text.last_mut();
        let is_like = last.as_ref().is_some_and(|last| {
            (last.format, &last.spans) == (format, &inline.spans)
                && (&last.link, &last.language) == (&inline.link, &inline.language)
        });
        match (last.map(|last| &mut last.content), inline) {
            (Some(Content::Text(last)), Inline { content: Content::Text(text), .. }) if is_like => {
                last.push_str(&text);
            }
            (_, inline) => self.span.text.push(inline),
        }
    }

    fn toggle(&mut self, index: usize, opens: bool) {
        if let Some(count) = self.open.get_mut(index) {
            *count = if opens { *count + 1 } else { count.saturating_sub(1) };
        }
    }
}

impl Front<'_> {
    /// The inlines up to the end of their block, or up to a block among them.
    pub(super) fn inlines(&mut self, place: Place) -> Span {
        let mut state = State::default();
        while let Some((event, _)) = self.events.next_if(|(event, _)| is_inline(event)) {
            let had = std::mem::take(&mut state.may_have_attributes);
            match event {
                Event::Text(text) => {
                    let text = if had {
                        self.without_attributes(&text, place, &mut state)
                    } else {
                        text.to_string()
                    };
                    state.push(Content::Text(text));
                }
                Event::Code(text) => {
                    state.push_styled(Content::Text(text.to_string()), Some(SpanStyle::Code));
                }
                Event::InlineMath(text) | Event::DisplayMath(text) => {
                    let equation = Content::equation(&text);
                    state.push(equation.unwrap_or_else(|| Content::Text(text.to_string())));
                }
                Event::SoftBreak => state.push(Content::Text(" ".into())),
                Event::HardBreak => state.push(Content::LineBreak),
                Event::Html(tag) | Event::InlineHtml(tag) => self.tag(&tag, place, &mut state),
                Event::FootnoteReference(name) => {
                    let note = self.note(&name);
                    state.push(Content::Note(note));
                }
                Event::TaskListMarker(is_done) => {
                    state.push(Content::Text(if is_done { "☑ " } else { "☐ " }.into()));
                }
                Event::Start(tag) => self.start(tag, &mut state),
                Event::End(end) => finish(end, &mut state),
                Event::Rule => {}
            }
        }
        let State { mut span, .. } = state;
        let dropped = spans::apply(&mut span);
        dropped.iter().for_each(|text| self.drop(place, text));
        span
    }

    fn start(&mut self, tag: Tag, state: &mut State) {
        match tag {
            Tag::Strong => state.toggle(0, true),
            Tag::Emphasis => state.toggle(1, true),
            Tag::Superscript => state.toggle(2, true),
            Tag::Subscript => state.toggle(3, true),
            Tag::Strikethrough => state.toggle(4, true),
            Tag::Link { link_type, dest_url, .. } => {
                let link = self.link(link_type, &dest_url);
                state.links.push(link);
            }
            Tag::Image { dest_url, title, .. } => {
                let alternative = self.alternative();
                let picture = Picture { name: dest_url.to_string(), ..Picture::default() };
                self.flat.pictures.push(picture);
                let index = self.flat.pictures.len() - 1;
                state.span.figures.push(figure(index, alternative, &title));
                state.may_have_attributes = true;
            }
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::List(_)
            | Tag::Item
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn link(&mut self, kind: LinkType, address: &str) -> Option<Link> {
        if let LinkType::WikiLink { .. } = kind {
            let heading = address.split_once('#').map(|(_, heading)| heading);
            let name = heading_name(heading.unwrap_or(address));
            return Some(Link::Bookmark(name.into()));
        }
        match address.strip_prefix('#') {
            Some(bookmark) => Some(Link::Bookmark(bookmark.into())),
            None if kind == LinkType::Email => {
                Some(Link::Address(format!("mailto:{address}").into()))
            }
            None if ["http://", "https://", "mailto:"].iter().any(|it| address.starts_with(it)) => {
                Some(Link::Address(address.into()))
            }
            None => {
                self.ignore("link to another file");
                None
            }
        }
    }

    /// The text within a picture.
    fn alternative(&mut self) -> String {
        let (mut text, mut depth) = (String::new(), 0);
        for (event, _) in self.events.by_ref() {
            match event {
                Event::End(TagEnd::Image) if depth == 0 => break,
                Event::Start(Tag::Image { .. }) => depth += 1,
                Event::End(TagEnd::Image) => depth -= 1,
                Event::Text(part) | Event::Code(part) => text.push_str(&part),
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                Event::Start(_)
                | Event::End(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::FootnoteReference(_)
                | Event::Rule
                | Event::TaskListMarker(_) => {}
            }
        }
        text
    }

    /// A text without the attributes that it begins with.
    fn without_attributes(&mut self, text: &str, place: Place, state: &mut State) -> String {
        let attributes = text.strip_prefix('{').and_then(|rest| rest.split_once('}'));
        let Some((attributes, rest)) = attributes else { return text.into() };
        let names = attributes.split_whitespace().filter_map(|it| it.strip_prefix('#'));
        state.span.bookmarks.extend(names.map(str::to_owned));
        self.drop(place, attributes);
        rest.into()
    }

    fn tag(&mut self, tag: &str, place: Place, state: &mut State) {
        match inline_tag(tag) {
            InlineTag::Format(index, opens) => state.toggle(index, opens),
            InlineTag::Break => state.push(Content::LineBreak),
            InlineTag::Anchor(name) => state.span.bookmarks.push(name),
            InlineTag::Language(language) => state.languages.push(language.map(Into::into)),
            InlineTag::EndLanguage => {
                state.languages.pop();
            }
            InlineTag::Other => {
                self.ignore("HTML tag");
                self.drop(place, tag);
            }
        }
    }
}

fn finish(end: TagEnd, state: &mut State) {
    match end {
        TagEnd::Strong => state.toggle(0, false),
        TagEnd::Emphasis => state.toggle(1, false),
        TagEnd::Superscript => state.toggle(2, false),
        TagEnd::Subscript => state.toggle(3, false),
        TagEnd::Strikethrough => state.toggle(4, false),
        TagEnd::Link => {
            state.links.pop();
            state.may_have_attributes = true;
        }
        _ => {}
    }
}

/// A picture whose file is read later.
fn figure(picture: usize, alternative: String, caption: &str) -> Figure {
    let caption = if caption.is_empty() { Vec::new() } else { vec![Inline::text(caption)] };
    let alternative = Some(alternative).filter(|text| !text.trim().is_empty());
    Figure { picture: Some(picture), alternative, caption }
}

fn is_inline(event: &Event) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript
                | Tag::Link { .. }
                | Tag::Image { .. }
        ),
        Event::End(end) => matches!(
            end,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
                | TagEnd::Link
                | TagEnd::Image
        ),
        Event::Rule => false,
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_)
        | Event::Html(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::TaskListMarker(_) => true,
    }
}
