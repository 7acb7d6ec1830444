//! The cover: title, subtitle, series, publisher, place and dates of the event.

pub mod date;
mod event;
mod extent;
mod imprint;

use super::words::after_word;
use super::{Recognizer, blocks, shown, tables, text};
use crate::import::flat::{Block, BlockKind, Content, DropReason, Inline, Place};
use crate::import::styles::Purpose;
use crate::languages::Term;

/// A line of the cover.
struct Line {
    place: Place,
    text: Vec<Inline>,
    /// How prominent it is: 0 for the style Title, then by level of heading.
    rank: u8,
    /// What its style is for.
    purpose: Option<Purpose>,
}

/// The rank of a line that is not a heading.
const PLAIN: u8 = 50;

/// Takes the cover from the beginning of the blocks; returns the others.
pub fn take(recognizer: &mut Recognizer, mut blocks: Vec<Block>) -> Vec<Block> {
    let is_contents = |text: &str| recognizer.words.is(Term::Contents, text);
    let has_date = |text: &str| date::find(&recognizer.words, text).is_some();
    let end = extent::of(&blocks, is_contents, has_date);
    let rest = blocks.split_off(end.min(blocks.len()));
    let mut lines = Vec::new();
    let mut pictures = Vec::new();
    for block in blocks {
        line(block, &mut lines, &mut pictures);
    }
    publication(recognizer, lines);
    for (picture, alternative) in pictures {
        add_picture(recognizer, picture, alternative);
    }
    if recognizer.report.publication.title.is_empty()
        && let Some(title) = &recognizer.flat.metadata.title
    {
        recognizer.report.publication.title = vec![Inline::text(title.as_str())];
    }
    rest
}

fn line(block: Block, lines: &mut Vec<Line>, pictures: &mut Vec<(usize, Option<String>)>) {
    let purpose = block.purpose();
    let styled = match purpose {
        Some(Purpose::Title) => Some(0),
        Some(Purpose::Subtitle) => Some(9),
        Some(_) => Some(PLAIN),
        None => None,
    };
    let place = block.place;
    match block.kind {
        BlockKind::Heading { level, text, .. } => {
            lines.push(Line { place, text, rank: styled.unwrap_or(level), purpose });
        }
        BlockKind::Figure(figure) => {
            pictures.extend(figure.picture.map(|it| (it, figure.alternative)));
            if !figure.caption.is_empty() {
                lines.push(Line { place, text: figure.caption, rank: PLAIN, purpose });
            }
        }
        BlockKind::TextBox(content) => {
            content.into_iter().for_each(|it| line(it, lines, pictures));
        }
        BlockKind::Table(table) => {
            let cells = table.rows.into_iter().flatten().flat_map(|cell| cell.blocks);
            cells.for_each(|it| line(it, lines, pictures));
        }
        kind @ (BlockKind::Paragraph(_)
        | BlockKind::ListItem(_)
        | BlockKind::Quotation(_)
        | BlockKind::Preformatted(_)
        | BlockKind::Definition { .. }
        | BlockKind::PageBreak
        | BlockKind::Rule) => {
            let rank = styled.unwrap_or(PLAIN);
            let texts = tables::inlines(Block::new(place, kind)).into_iter();
            let texts = texts.filter(|it| !it.is_empty());
            lines.extend(texts.map(|text| Line { place, text, rank, purpose }));
        }
    }
}

fn add_picture(recognizer: &mut Recognizer, picture: usize, alternative: Option<String>) {
    let bytes = recognizer.flat.pictures.get(picture).map(|it| it.bytes.clone());
    if !bytes.is_some_and(|bytes| blocks::is_supported(&bytes)) {
        return;
    }
    let publication = &mut recognizer.report.publication;
    if publication.logo.is_none() {
        publication.logo = Some((picture, alternative));
    } else if publication.cover_picture.is_none() {
        publication.cover_picture = Some((picture, alternative));
    }
}

/// Fills the publication and the event from the lines of the cover.
fn publication(recognizer: &mut Recognizer, mut lines: Vec<Line>) {
    if lines.is_empty() {
        return;
    }
    event::take(recognizer, &mut lines);
    let imprint = imprint::take(recognizer, &mut lines);
    styled(recognizer, &mut lines);
    status(recognizer, &mut lines);
    titles(recognizer, lines);
    imprint.into_iter().for_each(|line| spare(recognizer, line));
}

/// Fills the title, and what is before and after it.
fn titles(recognizer: &mut Recognizer, mut lines: Vec<Line>) {
    let Some(best) = lines.iter().map(|it| it.rank).min() else { return };
    let first = match best {
        PLAIN => plain_title(&lines),
        best => lines.iter().position(|it| it.rank == best).unwrap_or_default(),
    };
    let count = lines.iter().skip(first).take_while(|it| it.rank == best && best < PLAIN).count();
    let after = lines.split_off((first + count.max(1)).min(lines.len()));
    let title = lines.split_off(first.min(lines.len()));
    let place = title.first().map_or(Place::Paragraph(1), |it| it.place);
    let title = text::joined(title.into_iter().map(|it| text::unbold(unbroken(it.text))));
    recognizer.guess(place, "the title", &shown(&title), if best < PLAIN { 92 } else { 72 });
    recognizer.report.publication.title = title;
    before_title(recognizer, lines);
    after_title(recognizer, after);
}

/// Which of some plain lines is the title: one in quotation marks, the last one in bold, or the first.
fn plain_title(lines: &[Line]) -> usize {
    let is_quoted = |it: &Line| shown(&it.text).starts_with(['“', '«', '„', '"']);
    let quoted = lines.iter().position(is_quoted);
    quoted.or_else(|| lines.iter().rposition(|it| text::is_bold(&it.text))).unwrap_or_default()
}

/// The lines of a text, as printed covers break them.
fn unbroken(mut text: Vec<Inline>) -> Vec<Inline> {
    for inline in text.iter_mut().filter(|it| it.content == Content::LineBreak) {
        inline.content = Content::Text(" ".into());
    }
    text
}

/// A text up to its first line break, and from it.
fn first_line(text: Vec<Inline>) -> (Vec<Inline>, Vec<Inline>) {
    let at = text.iter().position(|it| it.content == Content::LineBreak);
    let mut first = text;
    let rest = at.map(|at| first.split_off(at)).unwrap_or_default();
    (text::tidy(first), unbroken(text::tidy(rest)))
}

/// Takes the lines whose styles say what they are.
fn styled(recognizer: &mut Recognizer, lines: &mut Vec<Line>) {
    let (taken, rest) = std::mem::take(lines).into_iter().partition(|line| {
        let styles = [Purpose::Series, Purpose::Publisher, Purpose::Office, Purpose::Subtitle];
        line.purpose.is_some_and(|it| styles.contains(&it))
    });
    *lines = rest;
    let taken: Vec<Line> = taken;
    for line in taken {
        let publication = &mut recognizer.report.publication;
        let field = match line.purpose {
            Some(Purpose::Series) => (&mut publication.series, "the series"),
            Some(Purpose::Office) => (&mut publication.office, "the office"),
            Some(Purpose::Subtitle) => (&mut publication.subtitle, "the subtitle"),
            Some(_) | None => (&mut publication.publisher, "the publisher"),
        };
        let (field, what) = field;
        if !field.is_empty() {
            spare(recognizer, line);
            continue;
        }
        let words = shown(&line.text);
        *field = text::unbold(line.text);
        recognizer.guess(line.place, what, &words, 90);
    }
}

/// Takes the date of publication, if a line is one, and the status of the document: a line that begins as
/// drafts do, or the first of those at the foot of the cover.
fn status(recognizer: &mut Recognizer, lines: &mut Vec<Line>) {
    let date_of = |line: &Line, recognizer: &Recognizer| {
        date::whole(&recognizer.words, &shown(&line.text)).filter(|_| line.rank == PLAIN)
    };
    if let Some(at) = lines.iter().position(|it| date_of(it, recognizer).is_some()) {
        let line = lines.remove(at);
        recognizer.report.publication.date = date_of(&line, recognizer);
        recognizer.drop(line.place, shown(&line.text), DropReason::Date);
    }
    let draft = recognizer.words.labels().map(|labels| labels.draft.to_lowercase());
    let is_status = |line: &Line| {
        let is_draft = |draft: &String| after_word(&shown(&line.text), draft).is_some();
        line.purpose == Some(Purpose::Date)
            || line.rank == PLAIN && draft.as_ref().is_some_and(is_draft)
    };
    let Some(at) = lines.iter().position(is_status) else { return };
    let line = lines.remove(at);
    recognizer.guess(line.place, "the status", &shown(&line.text), 80);
    recognizer.report.publication.status = line.text;
}

/// The lines above the title: the series, or the publisher and its office.
fn before_title(recognizer: &mut Recognizer, lines: Vec<Line>) {
    let is_series = |line: &Line| shown(&line.text).chars().any(|it| it.is_ascii_digit());
    let count = lines.len();
    for (at, mut line) in lines.into_iter().enumerate() {
        let is_series = is_series(&line) || count > 1 && at + 1 == count;
        let publication = &mut recognizer.report.publication;
        if !is_series && publication.publisher.is_empty() && publication.office.is_empty() {
            (line.text, publication.office) = first_line(text::unbold(line.text));
        }
        line.text = unbroken(line.text);
        let words = shown(&line.text);
        let field = if is_series && publication.series.is_empty() {
            (&mut publication.series, "the series")
        } else if publication.publisher.is_empty() {
            (&mut publication.publisher, "the publisher")
        } else if publication.office.is_empty() {
            (&mut publication.office, "the office")
        } else {
            spare(recognizer, line);
            continue;
        };
        let (field, what) = field;
        *field = text::unbold(line.text);
        recognizer.guess(line.place, what, &words, 72);
    }
}

/// The lines under the title: the subtitle, and the publisher.
fn after_title(recognizer: &mut Recognizer, lines: Vec<Line>) {
    for (at, line) in lines.into_iter().enumerate() {
        let words = shown(&line.text);
        let publication = &mut recognizer.report.publication;
        let is_subtitle = line.rank < PLAIN || at == 0 && !publication.publisher.is_empty();
        let field = if is_subtitle && publication.subtitle.is_empty() {
            (&mut publication.subtitle, "the subtitle")
        } else if publication.publisher.is_empty() {
            (&mut publication.publisher, "the publisher")
        } else if publication.office.is_empty() {
            (&mut publication.office, "the office")
        } else {
            spare(recognizer, line);
            continue;
        };
        let (field, what) = field;
        *field = text::unbold(line.text);
        recognizer.guess(line.place, what, &words, 72);
    }
}

/// Keeps a line that is nothing in particular in the imprint.
fn spare(recognizer: &mut Recognizer, line: Line) {
    let disclaimer = &mut recognizer.report.imprint.disclaimer;
    if !disclaimer.is_empty() {
        disclaimer.push(Inline { content: Content::LineBreak, ..Inline::default() });
    }
    disclaimer.extend(line.text);
}
