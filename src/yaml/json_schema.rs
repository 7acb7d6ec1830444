//! How JSON Schemas are made of our types: for the shape of trees, and for editors.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use serde_json::Value as Json;

/// Draft 2020-12, which language servers read.
pub fn schema_settings() -> SchemaSettings {
    SchemaSettings::draft2020_12().with_transform(NoEmptyDefaults)
}

/// Takes away defaults that say nothing: where one is null, language servers stop completing.
#[derive(Clone, Copy, Debug)]
struct NoEmptyDefaults;

impl Transform for NoEmptyDefaults {
    fn transform(&mut self, schema: &mut Schema) {
        if schema.get("default") == Some(&Json::Null) {
            schema.remove("default");
        }
        transform_subschemas(self, schema);
    }
}
