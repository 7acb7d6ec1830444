//! Shape plans of a face (HarfBuzz): the OpenType features that apply to a script and a language.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use harfrust::{Direction, Feature, Font, Language, Script, ShapePlan, Tag};
use skrifa::FontRef;
use skrifa::raw::TableProvider;

use super::kerning;
use super::word_cache::WordCache;

/// The shape plans of a face, cached across paragraphs. Clones share the cache.
#[derive(Clone)]
pub struct ShapePlans(Arc<Prepared>);

struct Prepared {
    font: Font,
    /// Features that replace glyphs of this face.
    features: Vec<Tag>,
    /// Whether words are kept: see [`word_cache`](super::word_cache).
    keeps_words: bool,
    /// Plans are costly to make, but few: one for each set of options in a report. All threads
    /// make the same plan for the same options.
    plans: RwLock<Vec<(ShapingOptions<'static>, Arc<Plan>)>>,
}

/// The number of plans that are kept. Bundled faces are shared by all reports, which may name any number of
/// languages.
const MOST_PLANS: usize = 256;

/// A shape plan, and words that were shaped with it.
pub struct Plan {
    /// The features that apply.
    pub features: ShapePlan,
    /// The same without kerning.
    pub unkerned: ShapePlan,
    /// The words, if words can be kept for this face.
    pub words: Option<WordCache>,
}

impl fmt::Debug for ShapePlans {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("ShapePlans")
    }
}

/// Shaping options of a run, apart from its face.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapingOptions<'a> {
    /// Script code (ISO 15924), such as `Latn`.
    pub script: [u8; 4],
    /// Language tag (BCP 47).
    pub language: Cow<'a, str>,
    /// Whether to use ligatures; letter-spaced text has none.
    pub ligatures: bool,
    /// Small capitals, superscript or subscript.
    pub variant: Variant,
    /// Features for figure style and figure width, such as `onum` and `tnum`.
    pub figures: [Option<[u8; 4]>; 2],
    /// Whether the text is set from right to left.
    pub right_to_left: bool,
}

impl ShapingOptions<'_> {
    pub(super) fn direction(&self) -> Direction {
        if self.right_to_left { Direction::RightToLeft } else { Direction::LeftToRight }
    }

    pub(super) fn script(&self) -> Option<Script> {
        Script::from_iso15924_tag(Tag::new(&self.script))
    }
}

/// An OpenType glyph variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// Default glyphs.
    Plain,
    /// Small capitals for lower-case letters: `smcp`.
    SmallCapitals,
    /// Superscripts: `sups`.
    Superscript,
    /// Subscripts: `subs`.
    Subscript,
}

impl Variant {
    fn feature(self) -> Option<Tag> {
        match self {
            Variant::Plain => None,
            Variant::SmallCapitals => Some(Tag::new(b"smcp")),
            Variant::Superscript => Some(Tag::new(b"sups")),
            Variant::Subscript => Some(Tag::new(b"subs")),
        }
    }
}

impl ShapePlans {
    /// Prepares a face. Returns `None` if the shaping library cannot read it.
    #[expect(clippy::ptr_arg, reason = "bundled fonts are borrowed, others are cloned")]
    pub fn new(bytes: &Cow<'static, [u8]>) -> Option<ShapePlans> {
        let features = substitutions(bytes);
        let keeps_words = FontRef::new(bytes).is_ok_and(|font| kerning::is_of_pairs(&font));
        let font = match bytes {
            Cow::Borrowed(bytes) => Font::new(*bytes, 0),
            Cow::Owned(bytes) => Font::new(bytes.clone(), 0),
        };
        Some(ShapePlans(Arc::new(Prepared {
            font: font?,
            features,
            keeps_words,
            plans: RwLock::default(),
        })))
    }

    /// The face in the form that the shaping library uses.
    pub fn font(&self) -> &Font {
        &self.0.font
    }

    /// Whether the face has glyphs for a variant.
    pub fn has(&self, variant: Variant) -> bool {
        variant.feature().is_none_or(|tag| self.0.features.contains(&tag))
    }

    /// Returns the plan for these options, made on first use.
    pub fn plan(&self, options: &ShapingOptions) -> Arc<Plan> {
        let Prepared { font, plans, keeps_words, .. } = &*self.0;
        let known = |plans: &[(ShapingOptions, Arc<Plan>)]| {
            plans.iter().find(|(known, _)| known == options).map(|(_, plan)| plan.clone())
        };
        if let Some(plan) = known(&plans.read().unwrap_or_else(PoisonError::into_inner)) {
            return plan;
        }
        let plan = Arc::new(Plan {
            features: make_plan(font, options, true),
            unkerned: make_plan(font, options, false),
            words: keeps_words.then(WordCache::default),
        });
        let language = Cow::Owned(options.language.to_string());
        let options = ShapingOptions { language, ..options.clone() };
        let mut plans = plans.write().unwrap_or_else(PoisonError::into_inner);
        if plans.len() >= MOST_PLANS {
            plans.clear();
        }
        plans.push((options, plan.clone()));
        plan
    }
}

/// The features in the face's `GSUB` table.
fn substitutions(bytes: &[u8]) -> Vec<Tag> {
    let font = FontRef::new(bytes).ok();
    let table = font.and_then(|font| font.gsub().ok());
    let Some(list) = table.and_then(|table| table.feature_list().ok()) else {
        return Vec::new();
    };
    let mut tags: Vec<Tag> =
        list.feature_records().iter().map(|record| record.feature_tag()).collect();
    tags.dedup();
    tags
}

fn make_plan(font: &Font, options: &ShapingOptions, kerned: bool) -> ShapePlan {
    let mut features = Vec::new();
    if !kerned {
        features.push(Feature::new(Tag::new(b"kern"), 0, ..));
    }
    if !options.ligatures {
        features.push(Feature::new(Tag::new(b"liga"), 0, ..));
        features.push(Feature::new(Tag::new(b"clig"), 0, ..));
    }
    let figures = options.figures.iter().flatten().map(Tag::new);
    let wanted = options.variant.feature().into_iter().chain(figures);
    features.extend(wanted.map(|tag| Feature::new(tag, 1, ..)));
    let language = Language::new(options.language.as_bytes());
    ShapePlan::new(font, options.direction(), options.script(), language.as_ref(), &features)
}
