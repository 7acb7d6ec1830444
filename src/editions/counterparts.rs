//! The texts of other editions that correspond to those of one: what a translator must look at when it
//! changes.

use std::ops::Range;
use std::path::Path;

use super::Edition;
use super::compare::corresponding_texts;
use super::set::EditionSet;
use super::structure::Structure;
use crate::diagnostic::SourceText;
use crate::limits::Limits;
use crate::world::World;

/// The texts of the other editions of a report.
#[derive(Debug, Default)]
pub struct Counterparts {
    editions: Vec<Counterpart>,
    /// The names of the editions that cannot be read.
    pub unread: Vec<String>,
}

/// The texts of one edition.
#[derive(Debug)]
struct Counterpart {
    /// The name of its file without folders.
    name: String,
    /// The bytes of each text of the own edition, in their order, and the line of the same text here.
    lines: Vec<(Range<usize>, usize)>,
}

impl Counterparts {
    /// Finds the other editions of a report beside it, and pairs their texts. A folder that cannot be
    /// listed has none.
    pub fn find(report: &Path, text: &SourceText, world: &dyn World, limits: &Limits) -> Self {
        let mut found = Counterparts::default();
        let sets = EditionSet::find(&[report.to_owned()], world).unwrap_or_default();
        let others: Vec<_> = sets.iter().flat_map(|set| set.others(report)).collect();
        if others.is_empty() {
            return found;
        }
        let Some(own) = Edition::read(report.display().to_string(), text, limits) else {
            return found;
        };
        let first = Structure::of(&own);
        for member in others {
            let name = member.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let text = member.text(world, limits).unwrap_or_default();
            match Edition::read(&*name, &text, limits) {
                Some(edition) if member.is_edition(&edition) => {
                    let lines = lines(&first, &Structure::of(&edition), &text);
                    found.editions.push(Counterpart { name, lines });
                }
                Some(_) => {}
                None => found.unread.push(name),
            }
        }
        found
    }

    /// The places of the text that has a byte of the own edition: the name and the line of each.
    pub fn at(&self, byte: usize) -> Vec<(String, usize)> {
        let place = |edition: &Counterpart| {
            let next = edition.lines.partition_point(|(text, _)| text.start <= byte);
            let (text, line) = edition.lines.get(next.checked_sub(1)?)?;
            (byte <= text.end).then(|| (edition.name.clone(), *line))
        };
        self.editions.iter().filter_map(place).collect()
    }
}

/// The texts of an edition by those of another.
fn lines(first: &Structure, second: &Structure, text: &SourceText) -> Vec<(Range<usize>, usize)> {
    let pairs = corresponding_texts(first, second).into_iter();
    let mut lines: Vec<_> =
        pairs.map(|(one, other)| (one, text.position(other.start).line)).collect();
    lines.sort_by_key(|(text, _)| text.start);
    lines
}
