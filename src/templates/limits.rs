//! Between which limits numbers of a template lie. What a number measures is in its name, so the
//! limits go by names; they keep out slips ("21" for "210") and what nothing can be set with.

use schemars::Schema;
use schemars::transform::{Transform, transform_subschemas};
use serde_json::{Value as Json, json};

/// Name or ending, least and most; the first that fits counts.
const LIMITS: &[(&str, f64, f64)] = &[
    ("width_mm", 20.0, 2000.0),
    ("height_mm", 20.0, 2000.0),
    ("bleed_mm", 0.0, 25.0),
    ("_mm", 0.0, 1000.0),
    ("size_pt", 1.0, 500.0),
    ("leading_pt", 1.0, 1000.0),
    ("grid_pt", 1.0, 1000.0),
    ("first_indent_pt", -1000.0, 1000.0),
    ("_pt", 0.0, 1000.0),
    ("tracking_em", -0.2, 2.0),
    ("_percent", 0.0, 100.0),
    ("ink_limit", 100.0, 400.0),
    ("resolution_ppi", 1.0, 10000.0),
    ("tint", 0.0, 100.0),
    ("band", 0.0, 1.0),
    ("depth", 0.0, 6.0),
    ("index", 1.0, 6.0),
    ("hyphen_min_before", 1.0, 20.0),
    ("hyphen_min_after", 1.0, 20.0),
    ("orphans", 1.0, 20.0),
    ("widows", 1.0, 20.0),
    ("item_whole_below", 0.0, 50.0),
];

/// Writes the limits into the schema, where both we and editors read them.
#[derive(Clone, Copy, Debug)]
pub struct Limits;

impl Transform for Limits {
    fn transform(&mut self, schema: &mut Schema) {
        if let Some(properties) = schema.get_mut("properties").and_then(Json::as_object_mut) {
            for (name, property) in properties {
                if let Some((least, most)) = limits(name).filter(|_| is_number(property)) {
                    property["minimum"] = least;
                    property["maximum"] = most;
                }
            }
        }
        transform_subschemas(self, schema);
    }
}

fn is_number(property: &Json) -> bool {
    ["number", "integer"].iter().any(|kind| property["type"] == *kind)
}

/// Least and most of a number of this name; whole where they can be, as people write them.
fn limits(name: &str) -> Option<(Json, Json)> {
    let fits = |known: &str| name == known || known.starts_with('_') && name.ends_with(known);
    let (_, least, most) = LIMITS.iter().find(|(known, ..)| fits(known))?;
    let short = |limit: f64| match limit.fract() == 0.0 {
        true => json!(limit as i64),
        false => json!(limit),
    };
    Some((short(*least), short(*most)))
}

#[cfg(test)]
mod tests {
    use super::super::Style;
    use super::super::layer::schema;
    use super::*;

    /// Every number in a schema, by its name.
    fn numbers<'j>(schema: &'j Json, found: &mut Vec<(&'j str, &'j Json)>) {
        let fields = |of: &'j Json| of.as_object().into_iter().flatten();
        found.extend(
            fields(&schema["properties"])
                .filter(|(_, property)| is_number(property))
                .map(|(name, property)| (name.as_str(), property)),
        );
        fields(&schema["$defs"]).for_each(|(_, definition)| numbers(definition, found));
    }

    #[test]
    fn every_number_of_a_template_has_limits() {
        let schema = schema::<Style>();
        let mut found = Vec::new();
        numbers(&schema, &mut found);
        assert!(found.len() > 40, "{}", found.len());
        for (name, property) in found {
            assert!(limits(name).is_some(), "{name} has no limits: {property}");
            assert!(property["maximum"].is_number(), "{name}");
        }
    }
}
