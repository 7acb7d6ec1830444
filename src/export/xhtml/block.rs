//! Blocks as XHTML.

use super::writer::{Medium, Writer, class_attribute};
use crate::document::{
    Block, Caption, Definition, ElementId, Figure, FigurePicture, FigurePosition, Heading,
    Paragraph, Quotation, TextBox,
};
use crate::export::xml::escape;

/// The space between pictures side by side, in percent of the measure; as in the style sheet.
const COLUMN_GAP_PERCENT: f32 = 4.0;

impl Writer<'_> {
    /// Blocks, in order.
    pub fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    /// The blocks of an annex; runs of those that fit are in columns.
    pub fn blocks_in_columns(&mut self, blocks: &[Block]) {
        let columns = self.context.style.sections.annex_columns;
        for run in blocks.chunk_by(|one, next| one.fits_columns() == next.fits_columns()) {
            if run.first().is_some_and(Block::fits_columns) {
                self.raw(&format!("<div class=\"columns-{columns}\">\n"));
                self.blocks(run);
                self.raw("</div>\n");
            } else {
                self.blocks(run);
            }
        }
    }

    /// A block, with the page breaks that its author requests.
    fn block(&mut self, block: &Block) {
        let (open, close) = match self.placement_class(block.id()) {
            "" => (String::new(), ""),
            class => (format!("<div class=\"{class}\">\n"), "</div>\n"),
        };
        self.raw(&open);
        match block {
            Block::Paragraph(block) => self.paragraph(block, ""),
            Block::Heading(block) => self.heading(block),
            Block::List(block) => self.list(block),
            Block::Recommendations(block) => self.recommendations(block),
            Block::People(block) => self.people(block),
            Block::Quotation(block) => self.quotation(block),
            Block::Table(block) => self.table(block),
            Block::Figure(block) => self.figure(block),
            Block::Equation(block) => self.equation(block),
            Block::Box(block) => self.text_box(block),
            Block::Code(block) => {
                self.raw(&format!("<pre id=\"{}\">", self.anchor(block.id)));
                self.inlines_of(block.id, &block.content);
                self.raw("</pre>\n");
            }
            Block::Definitions { id, entries } => self.definitions(*id, entries),
            Block::Bibliography { id, entries } => self.bibliography(*id, entries),
            Block::Endnotes { id, notes } => self.endnotes(*id, notes.clone()),
            Block::Participants(block) => self.participants(block),
            Block::Index { id, entries } => self.index(*id, entries),
        }
        self.raw(close);
    }

    /// A paragraph, after its number.
    pub fn paragraph(&mut self, paragraph: &Paragraph, class: &str) {
        let class = class_attribute(class);
        self.raw(&format!("<p id=\"{}\"{class}>", self.anchor(paragraph.id)));
        if let Some(number) = &paragraph.number {
            self.raw(&format!("<span class=\"number\">{}</span> ", escape(&number.text())));
        }
        self.inlines_of(paragraph.id, &paragraph.content);
        self.raw("</p>\n");
    }

    /// A heading, with its prefix in a `span`.
    pub fn heading(&mut self, heading: &Heading) {
        let level = self.heading_level(heading);
        let (open, close) = match self.context.medium {
            Medium::Ebook => ("", ""),
            Medium::WebPage => ("<div class=\"heading\">", "</div>\n"),
        };
        self.raw(open);
        self.raw(&format!("<h{level} id=\"{}\">", self.anchor(heading.id)));
        if let Some(prefix) = &heading.prefix {
            let style = self.context.style;
            let above = style.has_prefix_above(heading.level, prefix.is_number());
            let class = match (prefix.is_number(), above) {
                (true, false) => "number",
                (true, true) => "number above",
                (false, true) => "label above",
                (false, false) => "label",
            };
            let separator = match heading.separator.trim_end() {
                "" => String::new(),
                sign => format!("<span class=\"separator\">{}</span>", escape(sign)),
            };
            self.raw(&format!("<span class=\"{class}\">"));
            self.inlines(&prefix.inlines());
            self.raw(&format!("{separator}</span> "));
        }
        self.inlines_of(heading.id, &heading.title);
        self.raw(&format!("</h{level}>\n"));
        self.permanent_link(heading.id, heading.id);
        self.raw(close);
    }

    /// The level of a heading: one below the level of its parent heading, so that no level is skipped.
    fn heading_level(&mut self, heading: &Heading) -> u8 {
        let first = self.context.medium.first_heading();
        let authored = (heading.level.max(1) + first - 1).min(6);
        while self.heading_levels.pop_if(|(above, _)| *above >= authored).is_some() {}
        let level = authored.min(self.lowest_level().max(first - 1) + 1);
        self.heading_levels.push((authored, level));
        level
    }

    fn quotation(&mut self, quotation: &Quotation) {
        // DPUB-ARIA 1.1: a pull quote repeats words of the text, so it is beside it.
        let (open, close) = match quotation.pull {
            true => ("aside class=\"pull-quote\" role=\"doc-pullquote\"", "aside"),
            false => ("blockquote", "blockquote"),
        };
        self.raw(&format!("<{open} id=\"{}\">\n", self.anchor(quotation.id)));
        quotation.paragraphs.iter().for_each(|paragraph| self.paragraph(paragraph, ""));
        quotation.source.iter().for_each(|source| self.paragraph(source, "source"));
        self.raw(&format!("</{close}>\n"));
    }

    fn figure(&mut self, figure: &Figure) {
        self.page_break(figure.id);
        let class = match figure.position {
            FigurePosition::Page | FigurePosition::Landscape => "page",
            FigurePosition::Float | FigurePosition::Here => "",
        };
        let class = class_attribute(class);
        self.raw(&format!("<figure id=\"{}\"{class}>\n", self.anchor(figure.id)));
        match figure.pictures.as_slice() {
            [picture] if picture.id == figure.id => self.picture(picture),
            pictures => self.parts_of_figure(figure, pictures),
        }
        if figure.caption.is_some() || figure.credit.is_some() {
            self.raw("<figcaption>");
            figure.caption.iter().for_each(|caption| self.caption(caption));
            figure.credit.iter().for_each(|credit| {
                self.raw(&format!("\n<span class=\"credit\" id=\"{}\">", self.anchor(credit.id)));
                self.inlines_of(credit.id, &credit.content);
                self.raw("</span>");
            });
            self.raw("</figcaption>\n");
        }
        self.raw("</figure>\n");
    }

    fn picture(&mut self, picture: &FigurePicture) {
        // An empty alternative text says the same on web pages, where the role is refused beside it.
        let role = match self.context.medium {
            Medium::Ebook if picture.decorative => " role=\"presentation\"",
            Medium::Ebook | Medium::WebPage => "",
        };
        let image = self.context.links.image(picture.image);
        let alternative = escape(&picture.alternative);
        let width = self.width((picture.width * 100.0).round(), 0);
        self.raw(&format!("<img src=\"{image}\" alt=\"{alternative}\"{role}{width}/>\n"));
    }

    /// Several pictures, in rows where the screen is wide enough.
    fn parts_of_figure(&mut self, figure: &Figure, pictures: &[FigurePicture]) {
        let columns = figure.columns.min(pictures.len()).max(1) as f32;
        let percent = (100.0 - COLUMN_GAP_PERCENT * (columns - 1.0)) / columns;
        self.raw("<div class=\"parts\">\n");
        for picture in pictures {
            let width = self.width(percent, 2);
            self.raw(&format!("<figure id=\"{}\"{width}>\n", self.anchor(picture.id)));
            self.picture(picture);
            if let Some(caption) = &picture.caption {
                self.raw("<figcaption>");
                self.caption(caption);
                self.raw("</figcaption>\n");
            }
            self.raw("</figure>\n");
        }
        self.raw("</div>\n");
    }

    /// The prefix and the text of a caption.
    pub fn caption(&mut self, caption: &Caption) {
        self.raw(&format!("<span id=\"{}\">", self.anchor(caption.id)));
        self.raw(&format!(
            "<b>{}</b>",
            escape(&format!("{}{}", caption.prefix(), caption.separator))
        ));
        self.inlines_of(caption.id, &caption.content);
        self.raw("</span>");
    }

    fn text_box(&mut self, text_box: &TextBox) {
        self.raw(&format!(
            "<aside class=\"box\" role=\"note\" id=\"{}\"",
            self.anchor(text_box.id)
        ));
        match &text_box.title {
            Some(title) => {
                self.raw(&format!(" aria-labelledby=\"{}\">\n", self.anchor(title.id)));
                self.paragraph(title, "box-title");
            }
            None => self.raw(">\n"),
        }
        self.blocks(&text_box.blocks);
        self.raw("</aside>\n");
    }

    fn definitions(&mut self, id: ElementId, entries: &[Definition]) {
        self.page_break(id);
        self.raw(&format!("<dl class=\"terms\" id=\"{}\">\n", self.anchor(id)));
        let (term, definition) = (self.epub_type("glossterm"), self.epub_type("glossdef"));
        for entry in entries {
            self.raw(&format!("<dt{term}>"));
            self.inlines(&entry.term);
            self.raw(&format!("</dt>\n<dd{definition} id=\"{}\">", self.anchor(entry.id)));
            self.definition(entry);
            self.raw("</dd>\n");
        }
        self.raw("</dl>\n");
    }

    /// The blocks of a definition; `dd` has the id of the first paragraph.
    fn definition(&mut self, entry: &Definition) {
        let Some((first, rest)) = entry.blocks.split_first() else { return };
        match first.as_paragraph() {
            Some(paragraph) => self.inlines_of(paragraph.id, &paragraph.content),
            None => self.block(first),
        }
        if !rest.is_empty() {
            self.raw("\n");
            self.blocks(rest);
        }
    }

    fn bibliography(&mut self, id: ElementId, entries: &[Paragraph]) {
        self.page_break(id);
        self.raw(&format!("<ul class=\"works\" role=\"list\" id=\"{}\">\n", self.anchor(id)));
        let epub_type = self.epub_type("biblioentry");
        for entry in entries {
            self.raw(&format!("<li{epub_type} id=\"{}\">", self.anchor(entry.id)));
            self.inlines_of(entry.id, &entry.content);
            self.raw("</li>\n");
        }
        self.raw("</ul>\n");
    }
}
