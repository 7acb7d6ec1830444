//! Preformatted text: its lines are kept, and lines that are too long continue after a mark.

use super::Context;
use super::flow_item::FlowItem;
use super::line_item::{setting, single_line};
use super::paragraph::lines;
use crate::document::inline::plain_text;
use crate::document::{Inline, Paragraph, SpanStyle};
use crate::layout::inline::content_widths;
use crate::layout::page::{Artifact, Owner, Part, translated};
use crate::templates::{Alignment, ParagraphStyle};

/// The mark before the rest of a line. All bundled faces have it.
const CONTINUED: &str = "→";

/// The least size of text whose longest line is a little too long, relative to that of other code. The 72 columns of
/// technical documents fit into the measure of the built-in templates.
const LEAST_SCALE: f32 = 0.85;

/// Preformatted text, in the size of the text around it, or a little smaller if all lines then fit.
pub fn code(context: Context, code: &Paragraph, width: f32) -> Vec<FlowItem> {
    let mut style = ParagraphStyle {
        align: Alignment::Start,
        hyphenate: false,
        first_indent_pt: 0.0,
        ..context.text.paragraph.clone()
    };
    let room = width - style.indent_pt - style.end_indent_pt;
    let columns = (room / character_width(context, code, &style)).floor().max(4.0);
    let text = plain_text(&code.content);
    let longest = text.split('\n').map(|line| line.chars().count()).max().unwrap_or(0);
    let scale = columns / longest as f32;
    let fits = (LEAST_SCALE..1.0).contains(&scale);
    if fits {
        style.size_pt *= scale;
    }
    let columns = if fits { longest } else { columns as usize };
    let broken = Broken::new(&text, columns);
    let mut flow = lines(context, code.id, &broken.content(), &style, width);
    if flow.len() == broken.lines.len() {
        for (item, line) in flow.iter_mut().zip(&broken.lines) {
            if let Some(text) = &mut item.anchors.text {
                text.offset = line.offset;
            }
            if line.continues {
                mark(context, item, &style);
            }
        }
    }
    flow
}

/// The width of a character, which is the same for all in the bundled face.
fn character_width(context: Context, code: &Paragraph, style: &ParagraphStyle) -> f32 {
    let owner = Owner::Element(code.id, Part::Content);
    let content = [styled("0000000000")];
    let widths = content_widths(setting(context, owner), &content, style, owner);
    (widths.max / 10.0).max(0.1)
}

fn styled(text: &str) -> Inline {
    Inline::Span(SpanStyle::Code, vec![Inline::Text(text.to_owned().into())])
}

fn mark(context: Context, item: &mut FlowItem, style: &ParagraphStyle) {
    let mark = single_line(context, CONTINUED, Owner::Artifact(Artifact::Layout), style);
    item.content.items.extend(translated(mark.items, style.indent_pt, 0.0));
}

/// Lines that fit into some columns.
struct Broken<'t> {
    lines: Vec<Line<'t>>,
}

struct Line<'t> {
    text: &'t str,
    /// Its first byte in the whole text.
    offset: usize,
    /// Whether it continues the line before it.
    continues: bool,
}

impl<'t> Broken<'t> {
    fn new(text: &'t str, columns: usize) -> Broken<'t> {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            let mut rest = line;
            loop {
                let continues = rest.len() < line.len();
                // The mark takes up the width of two characters.
                let room = columns - if continues { 2 } else { 0 };
                let end = end_of_line(rest, room);
                let (text, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
                lines.push(Line { text, offset: start + line.len() - rest.len(), continues });
                rest = after;
                if rest.is_empty() {
                    break;
                }
            }
            start += line.len() + 1;
        }
        Broken { lines }
    }

    /// The lines as a text. Two spaces make room for each mark.
    fn content(&self) -> Vec<Inline> {
        let mut content = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            if index > 0 {
                content.push(Inline::LineBreak);
            }
            let indent = if line.continues { "\u{a0}\u{a0}" } else { "" };
            content.push(styled(&format!("{indent}{}", line.text)));
        }
        content
    }
}

/// The bytes of a text that are on its first line: as many as fit, or up to the last space among the last third.
fn end_of_line(text: &str, room: usize) -> usize {
    let Some((end, _)) = text.char_indices().nth(room) else { return text.len() };
    let fitting = text.get(..end).unwrap_or(text);
    let spaces = fitting.char_indices().skip(room * 2 / 3).filter(|(_, c)| *c == ' ');
    spaces.last().map_or(end, |(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_break_after_a_space() {
        let broken = Broken::new("rpm = 1200.5 ; all", 11);
        let lines: Vec<&str> = broken.lines.iter().map(|it| it.text).collect();
        assert_eq!(lines, ["rpm = 1200.", "5 ; all"]);
        let broken = Broken::new("metric = 1200.5 ; all", 11);
        let lines: Vec<&str> = broken.lines.iter().map(|it| it.text).collect();
        assert_eq!(lines, ["metric = ", "1200.5 ; ", "all"]);
    }

    #[test]
    fn long_lines_continue_and_keep_their_offsets() {
        let broken = Broken::new("abcdefgh\n\nxy", 5);
        let lines: Vec<_> =
            broken.lines.iter().map(|it| (it.text, it.offset, it.continues)).collect();
        let expected = [("abcde", 0, false), ("fgh", 5, true), ("", 9, false), ("xy", 10, false)];
        assert_eq!(lines, expected);
    }
}
