//! Pictures, text boxes and embedded objects.

use roxmltree::Node;

use super::Reader;
use crate::word::error::WordError;
use crate::word::model::Object;
use crate::word::package::Target;
use crate::word::xml;

impl Reader<'_> {
    /// Reads `w:drawing`, `w:pict` or `w:object`.
    pub fn object(&mut self, node: Node) -> Result<Object, WordError> {
        let mut object = Object::default();
        self.object_parts(node, &mut object)?;
        Ok(object)
    }

    fn object_parts(&mut self, parent: Node, object: &mut Object) -> Result<(), WordError> {
        for node in xml::elements(parent) {
            match node.tag_name().name() {
                "txbxContent" => {
                    self.text_box(node, object)?;
                    continue;
                }
                "AlternateContent" => {
                    if let Some(branch) = xml::branch(node) {
                        self.object_parts(branch, object)?;
                    }
                    continue;
                }
                "docPr" => describe(object, node, &["descr", "title"]),
                "shape" | "rect" | "group" => describe(object, node, &["alt"]),
                "blip" => self.picture(xml::relationship(node, "embed"), object),
                "imagedata" => self.picture(xml::relationship(node, "id"), object),
                // Their text is in separate parts.
                name @ ("chart" | "relIds" | "OLEObject") => self.skip(name),
                _ => {}
            }
            self.object_parts(node, object)?;
        }
        Ok(())
    }

    /// Reads the blocks of a text box. The paragraph around it is continued afterwards.
    fn text_box(&mut self, node: Node, object: &mut Object) -> Result<(), WordError> {
        let paragraph = self.paragraph.take();
        self.blocks(node, &mut object.blocks)?;
        self.paragraph = paragraph;
        Ok(())
    }

    fn picture(&self, relationship: Option<&str>, object: &mut Object) {
        let target = relationship.and_then(|id| self.links.get(id));
        if let Some(Target::Part(part)) = target {
            object.pictures.push(part.clone());
        }
    }
}

/// Takes the alternative text from the first attribute that has one.
fn describe(object: &mut Object, node: Node, names: &[&str]) {
    let mut texts = names.iter().filter_map(|name| node.attribute(*name));
    if object.description.is_none() {
        object.description = texts.find(|text| !text.is_empty()).map(Into::into);
    }
}
