//! The JSON Schema of the source, for editors that complete and check while one writes.

use serde_json::Value as Json;

use super::Report;
use crate::yaml::schema_settings;

/// The schema.
pub fn schema_value() -> Json {
    schema_settings().into_generator().into_root_schema_for::<Report>().to_value()
}

/// The schema as it is written to a file, a line break at its end.
pub fn schema_json() -> String {
    // A schema has no key that is not a text, so that writing it cannot fail.
    let mut json = serde_json::to_string_pretty(&schema_value()).unwrap_or_default();
    json.push('\n');
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/source/report.schema.json");

    #[test]
    fn the_schema_beside_the_report_is_up_to_date() {
        if std::env::var_os("UPDATE").is_some_and(|update| update == "1") {
            std::fs::write(FILE, schema_json()).unwrap();
        }
        let file = std::fs::read_to_string(FILE).unwrap_or_default();
        assert!(file == schema_json(), "UPDATE=1 rewrites source/report.schema.json");
    }
}
