//! Fields: an instruction and its result (§17.16). They may nest and span paragraphs.

use std::sync::Arc;

use roxmltree::Node;

use super::Reader;
use crate::limits::Limit;
use crate::word::error::WordError;
use crate::word::model::Field;
use crate::word::xml;

/// A field that has not ended yet.
#[derive(Debug)]
pub struct OpenField {
    instruction: String,
    /// Whether the instruction is being read.
    is_instruction: bool,
    /// The field and the link around it.
    outer: Option<Arc<Field>>,
    link: Option<Arc<str>>,
}

/// Whether every field of a story ends after it begins.
pub fn are_whole(story: Node) -> bool {
    let characters = story.descendants().filter(|node| node.tag_name().name() == "fldChar");
    let mut depth = 0_usize;
    for character in characters {
        match xml::attribute(character, "fldCharType") {
            Some("begin") => depth += 1,
            Some("end") if depth == 0 => return false,
            Some("end") => depth -= 1,
            Some(_) | None => {}
        }
    }
    depth == 0
}

impl Reader<'_> {
    /// Reads `w:fldChar`.
    pub fn field_character(&mut self, node: Node) -> Result<(), WordError> {
        match xml::attribute(node, "fldCharType") {
            _ if !self.has_whole_fields => {}
            Some("begin") => self.begin_field()?,
            Some("separate") => self.begin_result(),
            Some("end") => self.end_field(),
            Some(_) | None => {}
        }
        Ok(())
    }

    fn begin_field(&mut self) -> Result<(), WordError> {
        self.limit(Limit::WordOverlap, self.fields.len())?;
        self.instructions += 1;
        self.fields.push(OpenField {
            instruction: String::new(),
            is_instruction: true,
            outer: self.field.clone(),
            link: self.link.clone(),
        });
        Ok(())
    }

    /// Appends to the instruction of the innermost field.
    pub fn instruction(&mut self, text: &str) {
        if let Some(field) = self.fields.last_mut().filter(|field| field.is_instruction) {
            field.instruction.push_str(text);
        }
    }

    fn begin_result(&mut self) {
        let Some(open) = self.fields.last_mut().filter(|field| field.is_instruction) else {
            return;
        };
        open.is_instruction = false;
        self.instructions -= 1;
        let instruction = open.instruction.trim().to_owned();
        if let Some(address) = address(&instruction) {
            self.link = Some(self.shared.text(&address));
        }
        self.field = Some(Arc::new(Field { instruction, outer: open.outer.clone() }));
    }

    fn end_field(&mut self) {
        let Some(field) = self.fields.pop() else { return };
        if field.is_instruction {
            self.instructions -= 1;
            let name = field.instruction.split_whitespace().next().unwrap_or_default();
            self.skip(&format!("field {name}"));
        }
        self.field = field.outer;
        self.link = field.link;
    }

    /// Reads `w:fldSimple`.
    pub fn simple_field(&mut self, node: Node) -> Result<(), WordError> {
        let instruction = xml::attribute(node, "instr").unwrap_or_default().trim().to_owned();
        let outer = self.field.clone();
        self.field = Some(Arc::new(Field { instruction, outer: outer.clone() }));
        self.inlines(node)?;
        self.field = outer;
        Ok(())
    }
}

/// The address of a HYPERLINK field (§17.16.5.25), with `#` before the name of a bookmark.
fn address(instruction: &str) -> Option<String> {
    let rest = instruction.strip_prefix("HYPERLINK")?;
    let mut quoted = rest.split('"');
    let mut address = String::new();
    // Outside and inside of quotation marks by turns.
    while let (Some(before), Some(text)) = (quoted.next(), quoted.next()) {
        match before.trim() {
            "" if address.is_empty() => address.push_str(text),
            switch if switch.ends_with("\\l") => {
                address.push('#');
                address.push_str(text);
            }
            _ => {}
        }
    }
    (!address.is_empty()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_link_is_its_first_argument_and_its_bookmark() {
        let cases = [
            ("HYPERLINK \"https://example.org/a\"", Some("https://example.org/a")),
            ("HYPERLINK  \\l \"_Toc1\"", Some("#_Toc1")),
            ("HYPERLINK \"a.docx\" \\l \"b\" \\o \"tip\"", Some("a.docx#b")),
            ("HYPERLINK", None),
            ("REF a \\h", None),
        ];
        for (instruction, expected) in cases {
            assert_eq!(address(instruction).as_deref(), expected, "{instruction}");
        }
    }
}
