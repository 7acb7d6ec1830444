//! The words of references: "table 1", "tables 1 and 2", "таблицу 1".

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Deserialize;

use super::Labels;
use crate::document::RecommendationKind;
use crate::grammar::{GrammaticalCase, ReferenceCount, ReferenceKind};
use crate::languages;

/// The words of references, except the nominative singular, which comes from the other labels.
///
/// Write them as in the middle of a sentence. `{number}` may mark the place of the number:
/// "第{number}节"; otherwise the number follows after a no-break space.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReferenceLabels {
    /// A range of numbers: "{from} to {to}" [default: "{from}–{to}"].
    pub range: Option<String>,
    /// Of tables: "tables 1 and 2".
    pub table: ReferenceForms,
    /// Of figures.
    pub figure: ReferenceForms,
    /// Of panels.
    pub panel: ReferenceForms,
    /// Of annexes.
    pub annex: ReferenceForms,
    /// Of sections.
    pub section: ReferenceForms,
    /// Of paragraphs.
    pub paragraph: ReferenceForms,
    /// Of footnotes.
    pub note: ReferenceForms,
    /// Of recommendations.
    pub recommendation: ReferenceForms,
    /// Of findings.
    pub finding: ReferenceForms,
    /// Of lessons.
    pub lesson: ReferenceForms,
    /// Of conclusions.
    pub conclusion: ReferenceForms,
}

/// The plural of a noun, and the forms of its cases.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReferenceForms {
    /// Of two [default: `other`]: the dual of Arabic.
    pub two: Option<String>,
    /// The plural: "tables".
    pub other: Option<String>,
    /// The genitive.
    #[serde(rename = "gen")]
    pub genitive: Option<Box<CaseForms>>,
    /// The dative.
    #[serde(rename = "dat")]
    pub dative: Option<Box<CaseForms>>,
    /// The accusative: "см. таблицу 1".
    #[serde(rename = "acc")]
    pub accusative: Option<Box<CaseForms>>,
    /// The instrumental.
    #[serde(rename = "ins")]
    pub instrumental: Option<Box<CaseForms>>,
    /// The locative (prepositional): "в таблице 1".
    #[serde(rename = "loc")]
    pub locative: Option<Box<CaseForms>>,
}

/// A noun in one grammatical case.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseForms {
    /// The singular.
    pub one: String,
    /// Of two [default: `other`].
    #[serde(default)]
    pub two: Option<String>,
    /// The plural.
    pub other: String,
}

impl Labels {
    /// The noun of references to a kind of elements, as in captions and headings: "Table"; empty for items
    /// of lists.
    pub fn reference_noun(&self, kind: ReferenceKind) -> &str {
        match kind {
            ReferenceKind::Table => &self.table,
            ReferenceKind::Figure => &self.figure,
            ReferenceKind::Panel => &self.panel,
            ReferenceKind::Annex => &self.annex,
            ReferenceKind::Section => &self.section_reference,
            ReferenceKind::Paragraph => &self.paragraph,
            ReferenceKind::Note => &self.note_reference,
            ReferenceKind::Recommendation => self.cited(RecommendationKind::Recommendations),
            ReferenceKind::Finding => self.cited(RecommendationKind::Findings),
            ReferenceKind::Lesson => self.cited(RecommendationKind::Lessons),
            ReferenceKind::Conclusion => self.cited(RecommendationKind::Conclusions),
            ReferenceKind::Item => "",
        }
    }

    fn cited(&self, kind: RecommendationKind) -> &str {
        &self.recommendations.get(kind).reference
    }

    /// Every form of the noun of references to a kind of elements.
    pub fn reference_nouns(&self, kind: ReferenceKind) -> impl Iterator<Item = &str> {
        let forms = self.references.forms(kind).map(ReferenceForms::words).unwrap_or_default();
        [self.reference_noun(kind)].into_iter().chain(forms)
    }

    /// The noun of references in a number and a case, as within a sentence of a language (a BCP 47 tag);
    /// `None` if the labels lack it.
    pub fn reference_word(
        &self,
        kind: ReferenceKind,
        count: ReferenceCount,
        case: GrammaticalCase,
        language: &str,
    ) -> Option<Cow<'_, str>> {
        let nominative = self.reference_noun(kind);
        let Some(forms) = self.references.forms(kind) else { return Some(nominative.into()) };
        let case = match case {
            GrammaticalCase::Nominative => {
                return match count {
                    ReferenceCount::One => Some(within_sentence(nominative, language)),
                    ReferenceCount::Two | ReferenceCount::Many => {
                        forms.plural(count).map(Cow::from)
                    }
                };
            }
            GrammaticalCase::Genitive => &forms.genitive,
            GrammaticalCase::Dative => &forms.dative,
            GrammaticalCase::Accusative => &forms.accusative,
            GrammaticalCase::Instrumental => &forms.instrumental,
            GrammaticalCase::Locative => &forms.locative,
        };
        let case = case.as_ref()?;
        Some(match count {
            ReferenceCount::One => case.one.as_str().into(),
            ReferenceCount::Two => case.two.as_deref().unwrap_or(&case.other).into(),
            ReferenceCount::Many => case.other.as_str().into(),
        })
    }

    /// The noun of references in a number as in captions and headings: "Tables", but "recommendations".
    /// The singular if the labels have no plural.
    pub fn reference_label(&self, kind: ReferenceKind, count: ReferenceCount) -> Cow<'_, str> {
        let noun = self.reference_noun(kind);
        let plural = match count {
            ReferenceCount::One => None,
            ReferenceCount::Two | ReferenceCount::Many => {
                self.references.forms(kind).and_then(|forms| forms.plural(count))
            }
        };
        match plural {
            Some(plural) if noun.starts_with(char::is_uppercase) => {
                with_first(plural, char::to_uppercase).into()
            }
            Some(plural) => plural.into(),
            None => noun.into(),
        }
    }
}

impl ReferenceLabels {
    /// The forms of the noun of a kind of elements; `None` for items, which have no noun.
    fn forms(&self, kind: ReferenceKind) -> Option<&ReferenceForms> {
        Some(match kind {
            ReferenceKind::Table => &self.table,
            ReferenceKind::Figure => &self.figure,
            ReferenceKind::Panel => &self.panel,
            ReferenceKind::Annex => &self.annex,
            ReferenceKind::Section => &self.section,
            ReferenceKind::Paragraph => &self.paragraph,
            ReferenceKind::Note => &self.note,
            ReferenceKind::Recommendation => &self.recommendation,
            ReferenceKind::Finding => &self.finding,
            ReferenceKind::Lesson => &self.lesson,
            ReferenceKind::Conclusion => &self.conclusion,
            ReferenceKind::Item => return None,
        })
    }
}

impl ReferenceForms {
    /// Every form except the nominative singular.
    fn words(&self) -> Vec<&str> {
        let cases =
            [&self.genitive, &self.dative, &self.accusative, &self.instrumental, &self.locative];
        let cases = cases.into_iter().flatten();
        let cases = cases.flat_map(|case| [&case.one, &case.other].into_iter().chain(&case.two));
        self.two.iter().chain(&self.other).chain(cases).map(String::as_str).collect()
    }

    /// The nominative plural, or dual.
    fn plural(&self, count: ReferenceCount) -> Option<&str> {
        let dual = self.two.as_ref().filter(|_| count == ReferenceCount::Two);
        dual.or(self.other.as_ref()).map(String::as_str)
    }
}

/// A noun as within a sentence: with a small letter, unless the language capitalizes all nouns.
fn within_sentence<'n>(noun: &'n str, language: &str) -> Cow<'n, str> {
    let is_capitalized =
        languages::find(language).is_some_and(|language| language.rules().nouns_are_capitalized);
    if is_capitalized { noun.into() } else { with_first(noun, char::to_lowercase).into() }
}

/// A word with its first letter in another case.
fn with_first<I: Iterator<Item = char>>(word: &str, change: impl Fn(char) -> I) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(change).chain(letters.clone()).collect()
}
