//! Lists, recommendations and definitions.

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::Text;
use super::{Block, Layout};
use crate::grammar::ReferenceKind;
use crate::source::schema::parts::{Cited, Content, EntryKind, Parts};

/// The style of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ListStyle {
    /// Bullets.
    #[default]
    Bulleted,
    /// 1. 2. 3.
    Numbered,
    /// (a) (b) (c)
    Lettered,
    /// (i) (ii) (iii)
    Roman,
}

/// A list of any style.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// The style of the markers.
    #[serde(default)]
    pub style: ListStyle,
    /// The number of the first item [default: 1].
    #[serde(default)]
    #[schemars(range(min = 1, max = 9999))]
    pub start: Option<u32>,
    /// The items.
    pub items: Vec<Item>,
}

/// An item of a list: a text, or a mapping with `text` and nested blocks.
#[derive(Clone, Debug)]
pub struct Item {
    /// The text.
    pub text: Text,
    /// The id for references: `[#id]`.
    pub id: Option<String>,
    /// Blocks under the text: further paragraphs, nested lists.
    pub content: Vec<Block>,
    /// How page breaks fall around it.
    pub layout: Layout,
}

/// The kind of a list of recommendations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RecommendationKind {
    /// Recommendations.
    #[default]
    Recommendations,
    /// Findings.
    Findings,
    /// Lessons learned.
    Lessons,
    /// Conclusions.
    Conclusions,
}

impl From<RecommendationKind> for ReferenceKind {
    fn from(kind: RecommendationKind) -> Self {
        match kind {
            RecommendationKind::Recommendations => Self::Recommendation,
            RecommendationKind::Findings => Self::Finding,
            RecommendationKind::Lessons => Self::Lesson,
            RecommendationKind::Conclusions => Self::Conclusion,
        }
    }
}

/// Recommendations, findings, lessons or conclusions under a heading.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recommendations {
    /// The kind, which determines the heading.
    #[serde(default)]
    pub kind: RecommendationKind,
    /// A heading in place of the default one.
    #[serde(default)]
    pub label: Option<Text>,
    /// The id for references: `[#id]`.
    #[serde(default)]
    pub id: Option<String>,
    /// The lead-in sentence.
    #[serde(default)]
    pub lead: Option<Text>,
    /// The items. An item with an `id` can be cited.
    pub items: Vec<Item>,
}

/// A term with its definition.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The term.
    pub term: Text,
    /// The definition.
    pub definition: Text,
    /// An id by which `[#id]` refers to the term.
    #[serde(default)]
    pub id: Option<String>,
    /// Further paragraphs and lists of the definition.
    #[serde(default)]
    pub content: Vec<Block>,
}

impl<'a> Parts<'a> {
    /// Adds the items of a list; `numbered` says whether they can be cited.
    pub(super) fn items(self, items: &'a [Item], kind: EntryKind, numbered: bool) -> Self {
        let cited = match kind {
            EntryKind::Recommendation(kind) => Cited::Number(kind.into()),
            EntryKind::Item if numbered => Cited::Number(ReferenceKind::Item),
            EntryKind::Item
            | EntryKind::Definition
            | EntryKind::Paragraph
            | EntryKind::Row
            | EntryKind::FigurePart
            | EntryKind::Day
            | EntryKind::ProgrammeEntry => Cited::Not("an item with a bullet"),
        };
        self.filled("items", "this list", items, |item| {
            let parts = Parts::default()
                .text("text", &item.text)
                .id(&item.id, cited)
                .with("layout", Content::Layout(item.layout))
                .with("content", Content::Blocks(&item.content));
            Content::Entry(kind, parts)
        })
    }
}

impl Definition {
    pub(super) fn parts(&self) -> Parts<'_> {
        Parts::default()
            .text("term", &self.term)
            .text("definition", &self.definition)
            .id(&self.id, Cited::Title)
            .with("content", Content::Blocks(&self.content))
    }
}
