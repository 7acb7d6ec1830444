//! Lists and recommendations as lists of Word.

use docx_rs::{IndentLevel, NumberingId, Paragraph};

use super::super::line::Look;
use super::super::piece::Piece;
use super::super::styles::Role;
use super::numbering::{Abstract, DEEPEST};
use super::{Composer, piece};
use crate::document::{Block, Item, List, ListKind, Recommendations};

/// Where an item stands: its level from 0, and whether in recommendations.
#[derive(Clone, Copy)]
struct Place {
    level: u8,
    recommendation: bool,
}

impl Composer<'_> {
    /// A list in the text.
    pub(super) fn list(&mut self, list: &List, pieces: &mut Vec<Piece>) {
        self.list_at(list, Place { level: 0, recommendation: false }, pieces);
    }

    fn list_at(&mut self, list: &List, place: Place, pieces: &mut Vec<Piece>) {
        let level = place.level.min(DEEPEST);
        let recommendation = place.recommendation;
        let kind = match list.kind {
            ListKind::Bulleted => Abstract::Bullets { recommendation },
            ListKind::Decimal => Abstract::Decimal { recommendation },
            ListKind::LowerAlpha => Abstract::LowerAlpha { recommendation },
            ListKind::LowerRoman => Abstract::LowerRoman { recommendation },
        };
        let bullet = list.kind == ListKind::Bulleted;
        let role = match (recommendation, bullet) {
            (true, true | false) => Role::Recommendation(level),
            (false, true) => Role::Bullet(level),
            (false, false) => Role::Number(level),
        };
        let mark = list.items.first().map(|item| item.mark.clone()).unwrap_or_default();
        let number = match bullet {
            true => self.numbering.bullets(kind, level, &mark),
            false => self.numbering.list(kind, level, start(&list.items)),
        };
        list.items.iter().for_each(|item| self.item(item, number, role, place, pieces));
    }

    /// A labelled list of recommendations.
    pub(super) fn recommendations(&mut self, list: &Recommendations, pieces: &mut Vec<Piece>) {
        if let Some(label) = &list.label {
            let mut line = super::super::line::Line::default();
            line.text(label, &Look::default());
            pieces.push(piece(self.paragraph(Role::RecommendationLabel, line, &[list.id])));
        }
        list.lead.iter().for_each(|lead| self.text(lead, Role::RecommendationLead, pieces));
        let number = match list.numbered {
            true => {
                let prefix = prefix(&list.items).to_owned();
                let kind = Abstract::Recommendations { prefix };
                self.numbering.list(kind, 0, start(&list.items))
            }
            false => {
                let mark = list.items.first().map(|item| item.mark.clone()).unwrap_or_default();
                self.numbering.bullets(Abstract::Bullets { recommendation: true }, 0, &mark)
            }
        };
        let place = Place { level: 0, recommendation: true };
        let role = Role::Recommendation(0);
        list.items.iter().for_each(|item| self.item(item, number, role, place, pieces));
    }

    fn item(
        &mut self,
        item: &Item,
        number: usize,
        role: Role,
        place: Place,
        pieces: &mut Vec<Piece>,
    ) {
        let continued = match place.recommendation {
            true => Role::RecommendationContinued(place.level.min(DEEPEST)),
            false => Role::ItemContinued(place.level.min(DEEPEST)),
        };
        for (index, block) in item.blocks.iter().enumerate() {
            match block {
                Block::Paragraph(paragraph) if index == 0 => {
                    let line = self.line(paragraph, role);
                    let made = self.paragraph(role, line, &[paragraph.id, item.id]);
                    let made = with_number(made, number, place.level.min(DEEPEST));
                    pieces.push(piece(made.keep_next(paragraph.leads_in)));
                }
                Block::List(list) => {
                    let level = place.level.saturating_add(1);
                    self.list_at(list, Place { level, ..place }, pieces);
                }
                Block::Paragraph(_)
                | Block::Heading(_)
                | Block::Recommendations(_)
                | Block::People(_)
                | Block::Quotation(_)
                | Block::Table(_)
                | Block::Figure(_)
                | Block::Box(_)
                | Block::Definitions { .. }
                | Block::Bibliography { .. } => self.block(block, continued, pieces),
            }
        }
    }

    /// Gives a paragraph its number for citing; those of the whole report are one list.
    pub(super) fn numbered_paragraph(&mut self, paragraph: Paragraph, number: &str) -> Paragraph {
        let start = number.trim_end_matches('.').parse().unwrap_or(1);
        let list = self.numbering.paragraphs(start);
        with_number(paragraph, list, 0)
    }
}

fn with_number(paragraph: Paragraph, number: usize, level: u8) -> Paragraph {
    paragraph.numbering(NumberingId::new(number), IndentLevel::new(usize::from(level)))
}

fn start(items: &[Item]) -> u32 {
    items.first().map_or(1, |item| item.ordinal)
}

/// What stands before the number that Word counts, and after it: "3." and "" of "3.4".
fn prefix(items: &[Item]) -> &str {
    let Some(first) = items.first() else { return "" };
    let counted = first.ordinal.to_string();
    first.mark.strip_suffix(counted.as_str()).unwrap_or("")
}
