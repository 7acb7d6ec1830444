//! What a template decides, once for all four formats.
//!
//! Lengths of the page are millimetres, lengths of type are points, tracking is in em. Every
//! field is read from `template.yaml`; unknown keys are refused.

use serde::Deserialize;

use crate::document::RecommendationKind;

/// A template, read.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Style {
    /// The name of the template.
    pub name: String,
    /// The trimmed page and its margins.
    pub page: PageStyle,
    /// The families of type.
    pub fonts: FontFamilies,
    /// The colours by role.
    pub colours: Palette,
    /// How paragraphs of each role are set.
    pub paragraphs: Paragraphs,
    /// Marks and indents of lists.
    pub lists: ListStyle,
    /// Lists of recommendations.
    pub recommendations: RecommendationStyle,
    /// Headings that have a generated label.
    pub labels: LabelStyle,
    /// The people of panels.
    pub people: PeopleStyle,
    /// Callout boxes.
    pub boxes: BoxStyle,
    /// Tables.
    pub tables: TableStyle,
    /// Footnotes.
    pub notes: NoteStyle,
    /// The list of contents.
    pub contents: ContentsStyle,
    /// The cover.
    pub cover: CoverStyle,
    /// Limits for breaking lines and pages.
    pub breaking: BreakingStyle,
}

/// The trimmed page and its margins, in millimetres.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageStyle {
    /// Width of the trimmed page.
    pub width_mm: f32,
    /// Height of the trimmed page.
    pub height_mm: f32,
    /// Margin at the spine.
    pub inner_mm: f32,
    /// Margin at the fore-edge.
    pub outer_mm: f32,
    /// Margin above the text.
    pub head_mm: f32,
    /// Margin below the text.
    pub foot_mm: f32,
    /// From the top edge to the baseline of the running head.
    pub running_head_mm: f32,
    /// From the bottom edge to the baseline of the folio.
    pub folio_mm: f32,
    /// Distance of the lines of the baseline grid, in points.
    pub grid_pt: f32,
    /// Whether left and right pages mirror their margins.
    pub two_sided: bool,
    /// Whether sections of level 1 begin on a new page.
    pub sections_on_new_page: bool,
}

/// The families of type, with what Word and reading systems fall back to.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FontFamilies {
    /// The family of the text.
    pub text: FontFamily,
    /// The family of headings and labels.
    pub display: FontFamily,
}

/// One family of type.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FontFamily {
    /// Its name: "Source Serif 4".
    pub name: String,
    /// Families to use where it is missing, in order.
    pub fallback: Vec<String>,
    /// The generic family of CSS and the font table of Word.
    pub generic: GenericFamily,
}

/// The generic families of CSS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GenericFamily {
    /// With serifs.
    Serif,
    /// Without.
    SansSerif,
}

/// The colours by role.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Palette {
    /// Text.
    pub ink: Ink,
    /// The leading colour: headings, the cover.
    pub primary: Ink,
    /// The second colour: labels, rules of recommendations.
    pub accent: Ink,
    /// The ground of boxes.
    pub tint: Ink,
    /// Paper: text on the leading colour.
    pub paper: Ink,
}

impl Palette {
    /// The colour of a role.
    pub fn get(&self, colour: Colour) -> &Ink {
        match colour {
            Colour::Ink => &self.ink,
            Colour::Primary => &self.primary,
            Colour::Accent => &self.accent,
            Colour::Tint => &self.tint,
            Colour::Paper => &self.paper,
        }
    }
}

/// A colour for screens, for dark screens and for the press.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ink {
    /// sRGB as `#RRGGBB`.
    pub screen: Rgb,
    /// sRGB where the reader has chosen a dark ground.
    #[serde(default)]
    pub dark: Option<Rgb>,
    /// Cyan, magenta, yellow, black in percent.
    pub cmyk: [f32; 4],
}

/// A colour in sRGB, written `#RRGGBB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Rgb {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Rgb {
    /// Six hexadecimal digits, upper case, without `#`.
    pub fn hex(self) -> String {
        format!("{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }
}

impl TryFrom<String> for Rgb {
    type Error = String;

    fn try_from(text: String) -> Result<Rgb, String> {
        let wrong = || format!("`{text}` is no colour: write `#` and six hexadecimal digits");
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or_else(wrong)?;
        let value = u32::from_str_radix(digits, 16).map_err(|_| wrong())?;
        let [_, red, green, blue] = value.to_be_bytes();
        Ok(Rgb { red, green, blue })
    }
}

/// The role of a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    /// Text.
    Ink,
    /// The leading colour.
    Primary,
    /// The second colour.
    Accent,
    /// The ground of boxes.
    Tint,
    /// Paper.
    Paper,
}

/// One of the two families.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// The family of the text.
    Text,
    /// The family of headings and labels.
    Display,
}

/// How the lines of a paragraph are aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Alignment {
    /// Both edges straight.
    Justified,
    /// Ragged at the end.
    Start,
    /// Centred, lines balanced.
    Centre,
}

/// How a paragraph is set.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParagraphStyle {
    /// The family.
    pub family: Family,
    /// Bold.
    #[serde(default)]
    pub bold: bool,
    /// Italic.
    #[serde(default)]
    pub italic: bool,
    /// Size of the em, in points.
    pub size_pt: f32,
    /// From baseline to baseline, in points.
    pub leading_pt: f32,
    /// The colour.
    #[serde(default = "ink")]
    pub colour: Colour,
    /// Added between letters, in em.
    #[serde(default)]
    pub tracking_em: f32,
    /// Small capitals.
    #[serde(default)]
    pub small_caps: bool,
    /// How its lines are aligned.
    #[serde(default = "start")]
    pub align: Alignment,
    /// Whether words may be hyphenated.
    #[serde(default)]
    pub hyphenate: bool,
    /// Space above, in points; the larger of two neighbours' spaces counts.
    #[serde(default)]
    pub before_pt: f32,
    /// Space below, in points.
    #[serde(default)]
    pub after_pt: f32,
    /// Indent at the start of every line, in points.
    #[serde(default)]
    pub indent_pt: f32,
    /// Indent at the end of every line, in points.
    #[serde(default)]
    pub end_indent_pt: f32,
}

fn ink() -> Colour {
    Colour::Ink
}

fn start() -> Alignment {
    Alignment::Start
}

/// How paragraphs of each role are set.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraphs {
    /// The text.
    pub body: ParagraphStyle,
    /// Headings of level 1: sections, panels.
    pub heading1: ParagraphStyle,
    /// Headings of level 2.
    pub heading2: ParagraphStyle,
    /// Headings of level 3 and below.
    pub heading3: ParagraphStyle,
    /// "Panel 1" above a heading.
    pub heading_label: ParagraphStyle,
    /// The role of people: "Moderator".
    pub people_role: ParagraphStyle,
    /// A person's name and post; the name is bold.
    pub people: ParagraphStyle,
    /// The label of recommendations.
    pub recommendation_label: ParagraphStyle,
    /// The sentence that leads into recommendations.
    pub recommendation_lead: ParagraphStyle,
    /// An item of recommendations.
    pub recommendation: ParagraphStyle,
    /// An item of another list.
    pub list_item: ParagraphStyle,
    /// A quotation.
    pub quotation: ParagraphStyle,
    /// Who said it.
    pub quotation_source: ParagraphStyle,
    /// The title of a box.
    pub box_title: ParagraphStyle,
    /// The text of a box.
    pub box_text: ParagraphStyle,
    /// A caption.
    pub caption: ParagraphStyle,
    /// The source of a table, the credit of a picture.
    pub credit: ParagraphStyle,
    /// A header cell of a table.
    pub table_header: ParagraphStyle,
    /// A cell of a table.
    pub table_cell: ParagraphStyle,
    /// A term of a list of definitions; its meaning is set as `body`.
    pub term: ParagraphStyle,
    /// An entry of the bibliography.
    pub bibliography: ParagraphStyle,
    /// A line of the imprint.
    pub imprint: ParagraphStyle,
    /// A footnote.
    pub note: ParagraphStyle,
    /// The heading of the contents.
    pub contents_heading: ParagraphStyle,
    /// A line of the contents, level 1.
    pub contents1: ParagraphStyle,
    /// A line of the contents, level 2 and below.
    pub contents2: ParagraphStyle,
    /// Running heads.
    pub running_head: ParagraphStyle,
    /// Folios.
    pub folio: ParagraphStyle,
    /// The publisher on the cover.
    pub cover_publisher: ParagraphStyle,
    /// The office on the cover.
    pub cover_office: ParagraphStyle,
    /// The series line on the cover.
    pub cover_series: ParagraphStyle,
    /// The title on the cover.
    pub cover_title: ParagraphStyle,
    /// The subtitle on the cover.
    pub cover_subtitle: ParagraphStyle,
    /// Venue and dates on the cover.
    pub cover_venue: ParagraphStyle,
}

impl Paragraphs {
    /// The style of a heading; levels count from 1.
    pub fn heading(&self, level: u8) -> &ParagraphStyle {
        match level {
            0 | 1 => &self.heading1,
            2 => &self.heading2,
            3.. => &self.heading3,
        }
    }

    /// The style of a line of the contents; levels count from 1.
    pub fn contents(&self, level: u8) -> &ParagraphStyle {
        if level <= 1 { &self.contents1 } else { &self.contents2 }
    }
}

/// Marks and indents of lists.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListStyle {
    /// The bullets by level; deeper levels repeat the last.
    pub bullets: Vec<String>,
    /// From the edge of a list to the text of its items, in points.
    pub indent_pt: f32,
    /// Between items, in points.
    pub item_gap_pt: f32,
}

/// Lists of recommendations.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecommendationStyle {
    /// How items are marked.
    pub numbering: RecommendationNumbering,
    /// Whether lists bear their label ("Recommendations").
    pub label: bool,
    /// Whether items are italic.
    pub italic: bool,
    /// The rule beside the list, in points; 0 for none.
    pub rule_pt: f32,
    /// From the rule to the text, in points.
    pub rule_gap_pt: f32,
    /// Between items, in points.
    pub item_gap_pt: f32,
    /// From the edge of the list to the text of its items, in points.
    pub indent_pt: f32,
    /// The bullets by level, of nested lists too; deeper levels repeat the last.
    pub bullets: Vec<String>,
}

/// How recommendations are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecommendationNumbering {
    /// With bullets.
    Bullets,
    /// 1.1, 1.2 after the number of their panel; 1, 2 where the section has no number.
    Section,
}

/// Headings that have a generated label.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelStyle {
    /// Where the label stands.
    pub position: LabelPosition,
}

/// Where the label of a heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LabelPosition {
    /// On a line of its own above the title.
    Above,
    /// On the line of the title, before it.
    Inline,
}

/// The people of panels.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleStyle {
    /// Whether they are shown under the heading, besides the prose.
    pub show: bool,
    /// Width of the column of roles, in points.
    pub role_width_pt: f32,
    /// The hairlines above and below, in points; 0 for none.
    pub rule_pt: f32,
}

/// Callout boxes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoxStyle {
    /// From the edge of the ground to the text, in points.
    pub padding_pt: f32,
}

/// Tables.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableStyle {
    /// The rules above, below the header and at the end, in points.
    pub rule_pt: f32,
    /// Above and below the text of a cell, in points.
    pub padding_pt: f32,
    /// Between columns, in points.
    pub column_gap_pt: f32,
}

/// Footnotes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteStyle {
    /// Length of the rule above the notes, in millimetres.
    pub rule_mm: f32,
    /// Thickness of that rule, in points.
    pub rule_pt: f32,
    /// From the edge to the text of a note, in points; the number hangs in it.
    pub indent_pt: f32,
}

/// The list of contents.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContentsStyle {
    /// How many levels of headings are listed.
    pub depth: u8,
    /// Dots between title and page number.
    pub leaders: bool,
}

/// The cover.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoverStyle {
    /// The part of the page's height that the leading colour covers, 0 to 1.
    pub band: f32,
}

/// Limits for breaking lines and pages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreakingStyle {
    /// Letters before a hyphen, at least.
    pub hyphen_min_before: u8,
    /// Letters after a hyphen, at least.
    pub hyphen_min_after: u8,
    /// Lines of a paragraph at the foot of a page, at least.
    pub orphans: u8,
    /// Lines of a paragraph at the head of a page, at least.
    pub widows: u8,
    /// Items shorter than this many lines stay whole.
    pub item_whole_below: u8,
}

impl RecommendationStyle {
    /// The bullet of a level, counted from 0.
    pub fn bullet(&self, level: usize) -> &str {
        at_or_last(&self.bullets, level)
    }
}

impl ListStyle {
    /// The bullet of a level, counted from 0.
    pub fn bullet(&self, level: usize) -> &str {
        at_or_last(&self.bullets, level)
    }
}

fn at_or_last(marks: &[String], level: usize) -> &str {
    marks.get(level).or(marks.last()).map_or("•", String::as_str)
}

/// Generated words of one language, read from `labels/<language>.yaml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// "Contents".
    pub contents: String,
    /// "Cover".
    pub cover: String,
    /// "Title page".
    pub title_page: String,
    /// "Notes".
    pub notes: String,
    /// "Note".
    pub note: String,
    /// "Page".
    pub page: String,
    /// "List of pages".
    pub pages: String,
    /// "Landmarks".
    pub landmarks: String,
    /// "Start of text".
    pub start: String,
    /// "Back to the text".
    pub back: String,
    /// "Imprint".
    pub imprint: String,
    /// "Foreword".
    pub foreword: String,
    /// "Abbreviations".
    pub abbreviations: String,
    /// "Bibliography".
    pub bibliography: String,
    /// "Panel", in headings and references.
    pub panel: String,
    /// "Annex".
    pub annex: String,
    /// "Table".
    pub table: String,
    /// "Figure".
    pub figure: String,
    /// "paragraph", in references.
    pub paragraph: String,
    /// "note", in references.
    pub note_reference: String,
    /// Between label and title of a heading on one line: ": ".
    pub heading_separator: String,
    /// Between label and text of a caption: ". ".
    pub caption_separator: String,
    /// "ISBN".
    pub isbn: String,
    /// "Document symbol".
    pub symbol: String,
    /// "Photographs".
    pub photo_credits: String,
    /// Roles of people, in singular and plural.
    pub roles: Roles,
    /// Labels of recommendations.
    pub recommendations: RecommendationLabels,
    /// The twelve months as they stand in a date.
    pub months: Vec<String>,
    /// A date: `{day}`, `{month}`, `{year}`.
    pub date: String,
    /// Days of one month: `{from}`, `{to}`, `{month}`, `{year}`.
    pub days: String,
    /// Between the ends of a longer range of dates: " – ".
    pub range: String,
    /// The quotation marks.
    pub quotes: Quotes,
    /// What precedes the source of a quotation: "— ".
    pub source_dash: String,
}

/// A word in singular and plural.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// For one.
    pub one: String,
    /// For more than one.
    pub other: String,
}

/// Roles of people.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roles {
    /// "Moderator", "Moderators".
    pub moderator: Counted,
    /// "Rapporteur", "Rapporteurs".
    pub rapporteur: Counted,
    /// "Speaker", "Speakers".
    pub speaker: Counted,
    /// "Co-organizer", "Co-organizers".
    pub co_organiser: Counted,
}

/// Labels of recommendations.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecommendationLabels {
    /// "Recommendations".
    pub recommendations: RecommendationLabel,
    /// "Findings".
    pub findings: RecommendationLabel,
    /// "Lessons learned".
    pub lessons: RecommendationLabel,
    /// "Conclusions".
    pub conclusions: RecommendationLabel,
}

impl RecommendationLabels {
    /// The label of a kind.
    pub fn get(&self, kind: RecommendationKind) -> &RecommendationLabel {
        match kind {
            RecommendationKind::Recommendations => &self.recommendations,
            RecommendationKind::Findings => &self.findings,
            RecommendationKind::Lessons => &self.lessons,
            RecommendationKind::Conclusions => &self.conclusions,
        }
    }
}

/// The label of a list of recommendations, and how one item is cited.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecommendationLabel {
    /// Above the list: "Recommendations".
    pub heading: String,
    /// Before the number of one: "recommendation".
    pub reference: String,
}

/// The quotation marks of a language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotes {
    /// Opens a quotation.
    pub open: String,
    /// Closes it.
    pub close: String,
    /// Opens a quotation within a quotation.
    pub inner_open: String,
    /// Closes it.
    pub inner_close: String,
    /// The apostrophe.
    pub apostrophe: String,
}
