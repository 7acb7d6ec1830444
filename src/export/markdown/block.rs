//! Blocks as Markdown.

use super::syntax::{destination, escape, list_item};
use super::writer::Writer;
use crate::document::{
    Block, Caption, Cell, ColumnAlignment, Definition, DisplayEquation, Figure, FigurePicture,
    Heading, Inline, Paragraph, Quotation, RowGroup, Table, TextBox,
};
use crate::export::lines::{Lines, join, prefixed};

/// The deepest heading level of CommonMark.
const MAX_HEADING_LEVEL: u8 = 6;

/// Code between fences that are longer than any fence in it (CommonMark 0.31 §4.5).
fn code(code: &Paragraph) -> Lines {
    let lines = code.code_lines();
    let longest = lines.iter().flat_map(|line| line.split(|c| c != '`')).map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or_default().max(2) + 1);
    [fence.clone()].into_iter().chain(lines).chain([fence]).collect()
}

/// An equation in LaTeX, with its number.
fn equation(equation: &DisplayEquation) -> Lines {
    let latex = equation.equation.latex.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut lines: Lines = ["$$".to_owned()].into_iter().chain(latex.map(str::to_owned)).collect();
    let tag = equation.number.as_ref().map(|number| format!("\\tag{{{number}}}"));
    lines.extend(tag);
    lines.push("$$".into());
    lines
}

impl Writer<'_> {
    /// Blocks, separated by empty lines.
    pub fn blocks(&self, blocks: &[Block]) -> Lines {
        join(self.parts(blocks), 1)
    }

    /// The lines of each block. A comment between two adjacent lists keeps them apart.
    pub fn parts(&self, blocks: &[Block]) -> Vec<Lines> {
        let mut parts = Vec::new();
        for (index, block) in blocks.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| blocks.get(before));
            if before.is_some_and(ends_in_list) && begins_with_list(block) {
                parts.push(vec!["<!-- -->".into()]);
            }
            parts.push(self.block(block));
        }
        parts
    }

    fn block(&self, block: &Block) -> Lines {
        match block {
            Block::Paragraph(block) => self.paragraph(block),
            Block::Code(block) => code(block),
            Block::Heading(block) => vec![self.heading(block)],
            Block::List(block) => self.list(block),
            Block::Recommendations(block) => {
                self.wrap_in_anchor(block.id, self.recommendations(block))
            }
            Block::People(block) => self.people(block),
            Block::Quotation(block) => self.quotation(block),
            Block::Table(block) => self.wrap_in_anchor(block.id, self.table(block)),
            Block::Figure(block) => self.wrap_in_anchor(block.id, self.figure(block)),
            Block::Equation(block) => self.wrap_in_anchor(block.id, equation(block)),
            Block::Box(block) => self.text_box(block),
            Block::Definitions { entries, .. } => self.definitions(entries),
            Block::Bibliography { entries, .. } => self.bibliography(entries),
            Block::Endnotes { notes, .. } => self.notes(notes.clone()),
            Block::Participants(block) => self.wrap_in_anchor(block.id, self.participants(block)),
            Block::Index { entries, .. } => self.index(entries),
        }
    }

    /// A heading, one level lower than in the document: level 1 is the title of the report.
    pub fn heading(&self, heading: &Heading) -> String {
        let level = usize::from(heading.level.saturating_add(1).clamp(2, MAX_HEADING_LEVEL));
        let anchor = self.target_anchor(heading.id).map(|anchor| format!(" {{#{anchor}}}"));
        let line = self.line(&heading.line());
        format!("{} {line}{}", "#".repeat(level), anchor.unwrap_or_default())
    }

    /// A paragraph, after its number.
    pub fn paragraph(&self, paragraph: &Paragraph) -> Lines {
        let mut content = paragraph.content.clone();
        if let Some(number) = &paragraph.number {
            content.insert(0, Inline::Text(format!("{} ", number.text()).into()));
        }
        let mut lines = self.paragraph_text(&content);
        self.prepend_anchor(paragraph.id, &mut lines);
        lines
    }

    fn quotation(&self, quotation: &Quotation) -> Lines {
        let paragraphs = quotation.paragraphs.iter().chain(&quotation.source);
        quoted(join(paragraphs.map(|inner| self.paragraph(inner)).collect(), 1))
    }

    /// A figure. Its pictures are not copied: the paths are those of the source.
    fn figure(&self, figure: &Figure) -> Lines {
        let pictures = figure.pictures.iter().map(|picture| match picture.id == figure.id {
            true => self.picture(picture),
            false => self.wrap_in_anchor(picture.id, self.picture(picture)),
        });
        let caption = figure.caption.iter().map(|caption| self.caption(caption));
        let credit = figure.credit.iter().map(|credit| self.paragraph(credit));
        join(pictures.chain(caption).chain(credit).collect(), 1)
    }

    /// A picture, above its own caption if it is one of several.
    fn picture(&self, picture: &FigurePicture) -> Lines {
        let alternative = escape(&picture.alternative.replace('\n', " "));
        let path = destination(&self.document.image(picture.image).path);
        let line = vec![format!("![{alternative}]({path})")];
        let caption = picture.caption.iter().map(|caption| self.caption(caption));
        join(std::iter::once(line).chain(caption).collect(), 1)
    }

    fn caption(&self, caption: &Caption) -> Lines {
        let text = format!("{}{}", caption.prefix(), caption.separator);
        let prefix = Inline::Strong(vec![Inline::Text(text.into())]);
        let line: Vec<Inline> =
            std::iter::once(prefix).chain(caption.content.iter().cloned()).collect();
        self.paragraph_text(&line)
    }

    fn text_box(&self, text_box: &TextBox) -> Lines {
        let title = text_box.title.iter().map(|title| {
            let content = vec![Inline::Strong(title.content.clone())];
            self.paragraph(&Paragraph { content, ..title.clone() })
        });
        quoted(join(title.chain([self.blocks(&text_box.blocks)]).collect(), 1))
    }

    /// Items that begin with their terms, since CommonMark has no definition lists.
    fn definitions(&self, entries: &[Definition]) -> Lines {
        let close = entries.iter().all(|entry| entry.blocks.len() == 1);
        let entries = entries.iter().map(|entry| {
            let mut parts = vec![self.defined(entry)];
            parts.extend(self.parts(entry.blocks.get(1..).unwrap_or_default()));
            let mut lines = join(parts, 1);
            self.prepend_anchor(entry.id, &mut lines);
            list_item("-", lines)
        });
        join(entries.collect(), usize::from(!close))
    }

    /// A term and the first paragraph of its definition.
    fn defined(&self, entry: &Definition) -> Lines {
        let separator = self.document.words.separator.clone();
        let mut line = vec![Inline::Strong(entry.term.clone()), Inline::Text(separator.into())];
        let first = entry.blocks.first().and_then(Block::as_paragraph);
        line.extend(first.iter().flat_map(|paragraph| paragraph.content.clone()));
        self.paragraph_text(&line)
    }

    /// A table below its caption: a pipe table, or an HTML table if pipes cannot express it.
    fn table(&self, table: &Table) -> Lines {
        let caption = table.caption.iter().map(|caption| self.caption(caption));
        let is_rich = |cell: &Cell| cell.is_span() || !cell.blocks.is_empty();
        let grid = match table.header.len() > 1 || table.all_rows().flatten().any(is_rich) {
            true => self.html_table(table),
            false => self.pipe_table(table),
        };
        let below = table.below.iter().map(|text| self.paragraph(text));
        join(caption.chain([grid]).chain(below).collect(), 1)
    }

    fn pipe_table(&self, table: &Table) -> Lines {
        let rules = table.columns.iter().map(|alignment| match alignment {
            ColumnAlignment::Start => "---",
            ColumnAlignment::Centre => ":-:",
            ColumnAlignment::End => "--:",
        });
        let rule = format!("| {} |", rules.collect::<Vec<_>>().join(" | "));
        // A pipe table needs a header.
        let empty = || format!("|{}", "  |".repeat(table.columns.len()));
        let mut grid =
            vec![table.header.first().map_or_else(empty, |row| self.row(row, |_| false))];
        grid.push(rule);
        for (group, rows) in table.groups().filter(|(group, _)| *group != RowGroup::Header) {
            let is_bold = |cell: &Cell| table.is_bold(group, cell);
            grid.extend(rows.iter().map(|row| self.row(row, is_bold)));
        }
        grid
    }

    /// A row. Pipe tables have neither row headers nor totals, so these cells are bold instead.
    fn row(&self, cells: &[Cell], is_bold: impl Fn(&Cell) -> bool) -> String {
        let cells = cells.iter().map(|cell| {
            let strong = [Inline::Strong(cell.content.clone())];
            self.cell(if is_bold(cell) { &strong } else { &cell.content })
        });
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    }

    fn cell(&self, content: &[Inline]) -> String {
        self.paragraph_text(content).join("\n").replace("\\\n", "<br>")
    }

    /// An HTML table. Blank lines around the text of a cell allow Markdown in it (CommonMark §4.6).
    fn html_table(&self, table: &Table) -> Lines {
        let mut lines = vec!["<table>".to_owned()];
        for (group, rows) in table.groups() {
            let element = match group {
                RowGroup::Header => "thead",
                RowGroup::Body => "tbody",
                RowGroup::Totals => "tfoot",
            };
            lines.push(format!("<{element}>"));
            for row in rows {
                lines.push("<tr>".into());
                row.iter().for_each(|cell| lines.extend(self.html_cell(table, group, cell)));
                lines.push("</tr>".into());
            }
            lines.push(format!("</{element}>"));
        }
        lines.push("</table>".into());
        lines
    }

    fn html_cell(&self, table: &Table, group: RowGroup, cell: &Cell) -> Lines {
        let (element, scope) = match group {
            RowGroup::Header => ("th", " scope=\"col\""),
            RowGroup::Body | RowGroup::Totals if table.is_row_header(cell) => {
                ("th", " scope=\"row\"")
            }
            RowGroup::Body | RowGroup::Totals => ("td", ""),
        };
        let spans = [("colspan", cell.columns), ("rowspan", cell.rows)].into_iter();
        let spans = spans.filter(|(_, span)| *span > 1);
        let spans: String = spans.map(|(name, span)| format!(" {name}=\"{span}\"")).collect();
        let align = match table.alignment(cell) {
            ColumnAlignment::Start => "",
            ColumnAlignment::Centre => " align=\"center\"",
            ColumnAlignment::End => " align=\"right\"",
        };
        let tag = format!("<{element}{scope}{spans}{align}>");
        let text = self.paragraph_text(&cell.content);
        let text = Some(text).filter(|text| !text.concat().is_empty());
        let blocks = Some(self.blocks(&cell.blocks)).filter(|blocks| !blocks.is_empty());
        let content = join(text.into_iter().chain(blocks).collect(), 1);
        match content.is_empty() {
            true => vec![format!("{tag}</{element}>")],
            false => {
                let mut lines = vec![tag, String::new()];
                lines.extend(content);
                lines.extend([String::new(), format!("</{element}>")]);
                lines
            }
        }
    }
}

fn quoted(lines: Lines) -> Lines {
    prefixed("> ", lines)
}

fn begins_with_list(block: &Block) -> bool {
    match block {
        Block::List(_)
        | Block::People(_)
        | Block::Definitions { .. }
        | Block::Bibliography { .. }
        | Block::Participants(_)
        | Block::Index { .. } => true,
        Block::Recommendations(list) => list.heading.is_none() && list.lead.is_none(),
        Block::Paragraph(_)
        | Block::Heading(_)
        | Block::Quotation(_)
        | Block::Table(_)
        | Block::Figure(_)
        | Block::Equation(_)
        | Block::Box(_)
        | Block::Endnotes { .. }
        | Block::Code(_) => false,
    }
}

fn ends_in_list(block: &Block) -> bool {
    begins_with_list(block) || matches!(block, Block::Recommendations(_))
}
