//! Validation of a tree against a JSON Schema: reports every unknown key, missing key, wrong type
//! and unknown word at once, each with a hint.
//!
//! Obvious slips (an unquoted number for a text, a misspelt key) are corrected in the tree after
//! they have been reported, so that the rules about content can still run.

use std::collections::HashSet;
use std::ops::Range;

use serde_json::Value as Json;
use serde_yaml::{Number, Value as Yaml};

use super::json_schema::{self, Alternatives, Schema};
use super::suggest::{Suggestions, list, truth};
use super::tree::{Entry, Node, Scalar, Value};
use super::value::scalar_value;
use crate::diagnostic::{Code, Findings};

/// The subject of validation, as messages name it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'n> {
    /// The name in messages: "the report".
    name: &'n str,
    /// Whether required fields may be missing because another layer has them.
    partial: bool,
}

impl<'n> Subject<'n> {
    /// A complete value: every required field must be present.
    pub fn whole(name: &'n str) -> Self {
        Subject { name, partial: false }
    }

    /// A partial value, which overrides parts of another.
    pub fn part(name: &'n str) -> Self {
        Subject { name, partial: true }
    }
}

/// Reports every place at which a tree does not match a schema, and corrects obvious slips.
pub fn validate(root: &mut Node, schema: &Json, subject: Subject) -> Findings {
    let Subject { name, partial } = subject;
    let mut validator = Validator {
        schema: Schema::new(schema),
        partial,
        suggestions: Suggestions::default(),
        found: Findings::default(),
    };
    validator.node(root, schema, name);
    validator.found
}

struct Validator<'j> {
    schema: Schema<'j>,
    partial: bool,
    suggestions: Suggestions,
    found: Findings,
}

impl<'j> Validator<'j> {
    /// `name` names the node in messages.
    fn node(&mut self, node: &mut Node, schema: &'j Json, name: &str) {
        let allowed = self.schema.alternatives(schema);
        let place = node.place.clone();
        match &mut node.value {
            Value::Scalar(scalar) => self.scalar(scalar, place, &allowed, name),
            Value::Sequence(items) => match allowed.array {
                Some(array) => {
                    self.length(items.len(), place, allowed.length, name);
                    items.iter_mut().for_each(|item| self.node(item, array, "this item"))
                }
                None => self.wrong_type(place, "a list", &allowed, name),
            },
            Value::Mapping(entries) => match allowed.objects.as_slice() {
                [] => self.wrong_type(place, "a mapping", &allowed, name),
                [one] if allowed.text && is_text(entries, one) => self.colon_in_text(entries),
                [one] => self.object(entries, place, one, name),
                many => self.one_key(entries, place, many),
            },
        }
    }

    fn scalar(
        &mut self,
        scalar: &mut Scalar,
        place: Range<usize>,
        allowed: &Alternatives,
        name: &str,
    ) {
        match scalar_value(scalar) {
            Yaml::Null if !allowed.null => self.no_value(place, allowed, name),
            Yaml::Null => {}
            Yaml::Bool(_) if allowed.boolean => {}
            Yaml::Number(number) if allowed.number.is_some() || allowed.integer.is_some() => {
                self.number(&number, place, allowed, name);
            }
            Yaml::Bool(_) | Yaml::Number(_) if allowed.text => {
                self.not_quoted(&scalar.text, place, name);
                scalar.is_text = true;
            }
            Yaml::String(text) if !allowed.choices.is_empty() => {
                self.choice(&text, place, &allowed.choices, name);
            }
            Yaml::String(_) if allowed.text => {}
            Yaml::String(text) if allowed.boolean && truth(&text).is_some() => {
                self.not_truth(&text, place, name);
            }
            Yaml::Bool(_) => self.wrong_type(place, "true or false", allowed, name),
            Yaml::Number(_) => self.wrong_type(place, "a number", allowed, name),
            Yaml::String(_) | Yaml::Sequence(_) | Yaml::Mapping(_) | Yaml::Tagged(_) => {
                self.wrong_type(place, "a text", allowed, name);
            }
        }
    }

    fn object(
        &mut self,
        entries: &mut Vec<Entry>,
        place: Range<usize>,
        object: &'j Json,
        name: &str,
    ) {
        let Some(properties) = json_schema::properties(object) else {
            return self.map(entries, object);
        };
        self.unknown_fields(
            entries,
            &properties.iter().map(|(key, _)| *key).collect::<Vec<_>>(),
            name,
        );
        for required in json_schema::required(object).filter(|_| !self.partial) {
            if !entries.iter().any(|entry| entry.key == required) {
                let message = format!("{name} has no `{required}`");
                let hint = format!("add `{required}:` with its value");
                let error = Code::MissingField.at(place.clone(), message).hint(hint);
                self.found.push(error.add_key(place.clone(), required, ""));
            }
        }
        for entry in entries {
            if let Some((_, schema)) = properties.iter().find(|(key, _)| entry.key == *key) {
                self.value(entry, schema);
            }
        }
    }

    /// Reports a text without quotes that YAML reads as a mapping.
    fn colon_in_text(&mut self, entries: &[Entry]) {
        let colon = entries.first().map_or(0, |entry| entry.key_place.end);
        let message = "colon and space in a text without quotes";
        let error = Code::ColonInText.at(colon..colon + 1, message);
        self.found.push(error.hint("quote the whole text"));
    }

    /// A mapping with free keys: people, footnotes.
    fn map(&mut self, entries: &mut [Entry], object: &'j Json) {
        if let Some(schema) = object.get("additionalProperties") {
            entries.iter_mut().for_each(|entry| self.value(entry, schema));
        }
    }

    fn value(&mut self, entry: &mut Entry, schema: &'j Json) {
        let name = format!("`{}`", entry.key);
        if entry.value.place.is_empty() {
            // A missing value is reported at its key.
            entry.value.place = entry.key_place.clone();
        }
        self.node(&mut entry.value, schema, &name);
    }

    /// Reports unknown keys and removes them; a misspelt key is replaced by the intended one.
    fn unknown_fields(&mut self, entries: &mut Vec<Entry>, known: &[&'j str], name: &str) {
        let present = entries.iter().map(|entry| entry.key.to_string());
        let mut present: HashSet<String> =
            present.filter(|key| known.contains(&key.as_str())).collect();
        entries.retain_mut(|entry| {
            if known.contains(&entry.key.as_ref()) {
                return true;
            }
            let meant = self.suggestions.nearest(&entry.key, known.iter().copied());
            let message = format!("{name} has no field `{}`", entry.key);
            let error = Code::UnknownField.at(entry.key_place.clone(), message);
            self.found.push(match meant {
                Some(meant) => error.did_you_mean(meant),
                None => error.hint(format!("use one of {}", list(known))),
            });
            // Only one misspelt key is replaced by each known key.
            let meant = meant.filter(|meant| present.insert((*meant).into()));
            meant.is_some_and(|meant| {
                entry.key = meant.to_owned().into();
                true
            })
        });
    }

    /// Validates a block: a mapping with one key that names its kind. Keys that every kind has, such as
    /// `layout`, may accompany it.
    fn one_key(&mut self, entries: &mut [Entry], place: Range<usize>, kinds: &[&'j Json]) {
        let required: Vec<&str> =
            kinds.iter().flat_map(|kind| json_schema::required(kind)).collect();
        let fields =
            kinds.iter().flat_map(|kind| json_schema::properties(kind).unwrap_or_default());
        let (kinds, common): (Vec<(&str, &Json)>, Vec<_>) =
            fields.partition(|(key, _)| required.contains(key));
        let mut own: Vec<&mut Entry> = Vec::new();
        for entry in entries {
            match common.iter().find(|(key, _)| entry.key == *key) {
                Some((_, schema)) => self.value(entry, schema),
                None => own.push(entry),
            }
        }
        self.kind(&mut own, place, &kinds);
    }

    fn kind(
        &mut self,
        entries: &mut [&mut Entry],
        place: Range<usize>,
        kinds: &[(&'j str, &'j Json)],
    ) {
        let known: Vec<&str> = kinds.iter().map(|(key, _)| *key).collect();
        let [entry] = entries else { return self.not_one_key(entries, place, &known) };
        if let Some((_, schema)) = kinds.iter().find(|(key, _)| entry.key == *key) {
            return self.value(entry, schema);
        }
        let message = format!("unknown kind of block `{}`", entry.key);
        let error = Code::NotOneKey.at(entry.key_place.clone(), message);
        if let Some(meant) = self.suggestions.nearest(&entry.key, known.iter().copied()) {
            return self.found.push(error.did_you_mean(meant));
        }
        let is_words = entry.key.contains(' ') || entry.key.starts_with(char::is_uppercase);
        let hint = match is_words {
            true => "if this is a text that contains a colon, quote the whole text".into(),
            false => format!("write a text or one of {}", list(&known)),
        };
        self.found.push(error.hint(hint));
    }

    fn not_one_key(&mut self, entries: &[&mut Entry], place: Range<usize>, known: &[&str]) {
        let is_kind = |entry: &&&mut Entry| known.contains(&entry.key.as_ref());
        let kind = entries.iter().find(is_kind);
        // The superfluous key is the first that names no kind of block, otherwise the second.
        let extra = entries.iter().find(|entry| !is_kind(entry)).or(entries.get(1));
        let message = "a block must have exactly one key that names its kind";
        let hint = match (kind, extra) {
            (Some(kind), Some(extra)) if is_kind(&extra) => {
                format!("start a new block with `- {}:` after `{}`", extra.key, kind.key)
            }
            (Some(kind), Some(extra)) => {
                format!("indent `{}` further if it belongs to `{}`", extra.key, kind.key)
            }
            _ => format!("write a text or one of {}", list(known)),
        };
        let place = extra.map_or(place, |extra| extra.key_place.clone());
        self.found.push(Code::NotOneKey.at(place, message).hint(hint));
    }

    fn no_value(&mut self, place: Range<usize>, allowed: &Alternatives, name: &str) {
        let error = Code::NoValue.at(place, format!("{name} has no value"));
        self.found.push(error.hint(format!("write {}, or delete the line", allowed.expected())));
    }

    fn number(&mut self, number: &Number, place: Range<usize>, allowed: &Alternatives, name: &str) {
        let whole = number.is_i64() || number.is_u64();
        let Some((least, most)) = allowed.number.or(allowed.integer.filter(|_| whole)) else {
            return self.wrong_type(place, "a number with a fraction", allowed, name);
        };
        let number = number.as_f64().unwrap_or(f64::NAN);
        if number.is_nan() {
            return self.wrong_type(place, "`.nan`", allowed, name);
        }
        if (least..=most).contains(&number) {
            return;
        }
        let message = match number < least {
            true => format!("{name} is below the minimum of {least}"),
            false => format!("{name} is above the maximum of {most}"),
        };
        let error = Code::OutOfRange.at(place, message);
        self.found.push(match least == most {
            true => error.hint(format!("write {least}")).write(least.to_string()),
            false => error.hint(format!("write a number from {least} to {most}")),
        });
    }

    fn length(&mut self, length: usize, place: Range<usize>, required: Option<u64>, name: &str) {
        let Some(required) = required.filter(|required| *required != length as u64) else { return };
        let message = format!("{name} must have {required} items, not {length}");
        self.found.push(Code::WrongType.at(place, message).hint(format!("write {required} items")));
    }

    fn not_quoted(&mut self, text: &str, place: Range<usize>, name: &str) {
        let read = read_as(text);
        let message = format!("{name} must be a text, but `{text}` without quotes is {read}");
        let quoted = format!("\"{text}\"");
        let error = Code::NotQuoted.at(place, message).hint(format!("write {quoted}"));
        self.found.push(error.write(quoted));
    }

    fn not_truth(&mut self, text: &str, place: Range<usize>, name: &str) {
        let truth = truth(text).unwrap_or_default();
        let error =
            Code::WrongType.at(place, format!("{name} must be true or false, not `{text}`"));
        self.found.push(error.hint(format!("write {truth}")).write(truth.to_string()));
    }

    fn choice(&mut self, text: &str, place: Range<usize>, choices: &[&str], name: &str) {
        if choices.contains(&text) {
            return;
        }
        let error = Code::UnknownChoice.at(place, format!("unknown value `{text}` for {name}"));
        self.found.push(match self.suggestions.nearest(text, choices.iter().copied()) {
            Some(meant) => error.did_you_mean(meant),
            None => error.hint(format!("write one of {}", list(choices))),
        });
    }

    fn wrong_type(
        &mut self,
        place: Range<usize>,
        actual: &str,
        allowed: &Alternatives,
        name: &str,
    ) {
        let expected = allowed.expected();
        let message = format!("{name} must be {expected}, not {actual}");
        self.found.push(Code::WrongType.at(place, message).hint(allowed.hint(name)));
    }
}

/// Whether a mapping is a text with a colon: no key is a field, and the first does not look like one.
fn is_text(entries: &[Entry], object: &Json) -> bool {
    let Some(properties) = json_schema::properties(object) else { return false };
    let is_known = |entry: &Entry| properties.iter().any(|(key, _)| entry.key == *key);
    let is_words = |entry: &Entry| entry.key.contains(|c: char| c == ' ' || c.is_uppercase());
    entries.first().is_some_and(is_words) && !entries.iter().any(is_known)
}

/// How YAML reads a plain word that is not a text: `1.10` loses its last digit.
fn read_as(text: &str) -> String {
    match serde_yaml::from_str::<Yaml>(text) {
        Ok(Yaml::Number(number)) if number.to_string() != text => format!("the number {number}"),
        Ok(Yaml::Number(_)) => "a number".into(),
        _ => "a truth value".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;
    use crate::diagnostic::Diagnostic;
    use crate::source::schema_value;

    /// The code, marked text and hint of each error.
    fn errors(source: &str) -> Vec<(&'static str, String, String)> {
        let (root, found) = parse(source);
        assert!(found.is_empty(), "{found:?}");
        let found = validate(&mut root.unwrap(), &schema_value(), Subject::whole("the report"));
        let slice = |found: &Diagnostic| source[found.place.clone().unwrap()].to_owned();
        found.iter().map(|f| (f.code.id(), slice(f), f.hint.clone().unwrap_or_default())).collect()
    }

    #[track_caller]
    fn check_body(body: &str, expected: &[(&str, &str, &str)]) {
        let source = format!("publication: {{title: T, publisher: P}}\nbody:\n{body}");
        let got = errors(&source);
        assert_eq!(got.len(), expected.len(), "{got:#?}");
        for (got, expected) in got.iter().zip(expected) {
            assert_eq!((got.0, got.1.as_str()), (expected.0, expected.1), "{got:?}");
            assert!(got.2.contains(expected.2), "{got:?}");
        }
    }

    #[test]
    fn a_valid_report_has_no_errors() {
        let source = include_str!("../../source/alliance-2016.yaml");
        assert_eq!(errors(source), []);
    }

    #[test]
    fn all_errors_are_found_at_once() {
        let got = errors("publicaton: {title: 2016, titel: x}\nbody: here\nfoo: 1\n");
        let codes: Vec<_> = got.iter().map(|(code, text, _)| (*code, text.as_str())).collect();
        assert_eq!(
            codes,
            [
                ("P0020", "publicaton"),
                ("P0020", "foo"),
                ("P0020", "titel"),
                ("P0021", "{title: 2016, titel: x}"),
                ("P0023", "2016"),
                ("P0022", "here"),
            ]
        );
    }

    #[test]
    fn a_block_has_exactly_one_key() {
        check_body(
            "  - title: A\n    content:\n      - bullets: [a]\n        figure: {image: a.png}\n",
            &[("P0026", "figure", "`- figure:`")],
        );
        check_body(
            "  - title: A\n    content:\n      - table:\n        header: [A]\n        rows: [[b]]\n",
            &[("P0026", "header", "belongs to `table`")],
        );
        check_body("  - content: [{bulets: [a]}]\n", &[("P0026", "bulets", "`bullets`")]);
        check_body(
            "  - content:\n      - Panel 1: the law\n",
            &[("P0026", "Panel 1", "quote the whole")],
        );
        check_body("  - content: [{}]\n", &[("P0026", "{}", "`bullets`")]);
    }

    #[test]
    fn values_are_checked_for_type_and_range() {
        check_body(
            "  - {title: [a], kind: panels, content: [{figure: {image: a, width: 300, decorative: maybe}}]}\n",
            &[
                ("P0022", "[a]", "text"),
                ("P0024", "panels", "`panel`"),
                ("P0025", "300", "10 to 100"),
                ("P0022", "maybe", "true or false"),
            ],
        );
        check_body("  - title: A\n    content:\n", &[("P0027", "content", "list")]);
        check_body(
            "  - content: [no, {paragraph: {text: 1.50}}]\n",
            &[("P0023", "1.50", "\"1.50\"")],
        );
        check_body(
            "  - content: [{list: {start: 1.5, items: [a]}}]\n",
            &[("P0022", "1.5", "number")],
        );
        check_body("  - title:\n    short_title: ~\n", &[]);
    }
}
