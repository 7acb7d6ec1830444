//! The list of contents: a field that Word can update, its lines filled in already.

use docx_rs::HyperlinkData;

use super::super::content::Container;
use super::super::runs::{RunFormat, Runs};
use super::super::styles::WordStyle;
use super::{Composer, DirectFormatting};
use crate::document::{Contents, ContentsEntry};
use crate::layout::PageLabel;

/// What makes Word show its own commands above the contents, ECMA-376 Part 1 §17.5.2.13.
const OPENING: &str = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/>\
                       <w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>";
const CLOSING: &str = "</w:sdtContent></w:sdt>";

impl Composer<'_> {
    /// Composes the contents, in a stretch of their own.
    pub(super) fn contents(&mut self, contents: &Contents) {
        let pieces = std::mem::take(&mut self.pieces);
        self.out.body.push(Container { content: pieces, ..Container::default() });
        let mut heading = Runs::default();
        self.inlines(&contents.heading, &self.look(WordStyle::ContentsHeading), &mut heading);
        let elements = vec![contents.id];
        let variation = DirectFormatting { elements, ..DirectFormatting::default() };
        self.paragraph(WordStyle::ContentsHeading, heading, variation);
        let depth = self.style.contents.depth.clamp(1, 9);
        let field = format!("TOC \\o \"1-{depth}\" \\h \\z \\u");
        let last = contents.entries.len().saturating_sub(1);
        for (index, entry) in contents.entries.iter().enumerate() {
            let mut line = Runs::default();
            if index == 0 {
                line.field_begin(&field, &RunFormat::default());
            }
            self.contents_line(entry, &mut line);
            if index == last {
                line.field_end(&RunFormat::default());
            }
            self.paragraph(WordStyle::Contents(entry.level), line, DirectFormatting::default());
        }
        let pieces = std::mem::take(&mut self.pieces);
        let (opening, closing) = (OPENING.into(), CLOSING.into());
        self.out.body.push(Container { opening, content: pieces, closing });
    }

    fn contents_line(&mut self, entry: &ContentsEntry, line: &mut Runs) {
        let target = self.bookmarks.name(entry.target).to_owned();
        let page = self.map.page_label(entry.target).map(PageLabel::to_string).unwrap_or_default();
        let look = self.look(WordStyle::Contents(entry.level));
        let link = HyperlinkData::Anchor { anchor: target.clone() };
        line.link(link, |line| {
            self.inlines(&entry.content, &look, line);
            line.tab();
            line.field(&format!("PAGEREF {target} \\h"), &page, &RunFormat::default());
        });
    }
}
