//! Captions of tables and figures.

use super::super::runs::{RunFormat, Runs};
use super::super::styles::{WordStyle, unbreakable};
use super::block_context::BlockContext;
use super::collectors::Collectors;
use super::inline::inlines;
use super::input::Input;
use super::paragraph::{DirectFormatting, formatting, paragraph};
use super::references::References;
use crate::document::{Caption, CaptionKind};
use crate::origin::Generator;

/// Writes a caption: above a table, below a figure.
pub fn caption(input: &Input, out: &mut Collectors, caption: &Caption, context: BlockContext) {
    let mut runs = caption_prefix(input, out, caption);
    let format = input.run_format(WordStyle::Caption);
    runs.mark(out.references.mentions(caption.id));
    inlines(input, &mut out.references, &caption.content, &format, &mut runs);
    out.story.begin(caption.id);
    let below = match caption.kind {
        CaptionKind::Table => false,
        CaptionKind::Figure => true,
    };
    let formatting = DirectFormatting {
        keep_next: !below || caption.part.is_some(),
        before_pt: below.then_some(input.style.paragraphs.caption.after_pt),
        after_pt: (below && caption.part.is_none()).then_some(input.style.page.grid_pt),
        ..formatting(input, out, WordStyle::Caption, context)
    };
    paragraph(input, out, WordStyle::Caption, runs, formatting);
}

/// Writes the number as a sequence field, so that Word can list tables and figures (§17.16.5.56).
fn caption_prefix(input: &Input, out: &mut Collectors, caption: &Caption) -> Runs {
    let format = RunFormat { strong: true, ..input.run_format(WordStyle::Caption) };
    if let Some(letter) = &caption.part {
        let mut runs = Runs::default();
        runs.generated(letter, Generator::Number, &format);
        runs.generated(&caption.separator, Generator::Separator, &format);
        return runs;
    }
    let sequence = match caption.kind {
        CaptionKind::Table => "Table",
        CaptionKind::Figure => "Figure",
    };
    let number = caption.number.to_string();
    let restart = match out.captions.count(caption) {
        true => String::new(),
        false => format!(" \\r {number}"),
    };
    let number_bookmark = out.references.number_bookmark(caption.id);
    let mut runs = Runs::default();
    let (id, name) = (out.references.next_id(), References::caption_bookmark(caption.id));
    runs.bookmark(id, &name, |runs| {
        runs.generated(&unbreakable(&caption.name), Generator::Labels, &format);
        let numeral = |runs: &mut Runs| {
            runs.generated(&caption.before_number(), Generator::Labels, &format);
            runs.field(&format!("SEQ {sequence} \\* ARABIC{restart}"), &number, &format);
        };
        match number_bookmark {
            Some((id, name)) => {
                runs.bookmark(id, &name, numeral);
            }
            None => numeral(runs),
        }
    });
    runs.generated(&caption.separator, Generator::Separator, &format);
    runs
}
