//! The public API of the library as recorded in `tests/public-api.txt`. `UPDATE=1` records it anew; a
//! removed or changed line is a breaking change.
//!
//! `syn` reads `src/lib.rs` and finds the definition of every re-exported name, with its public fields,
//! variants, methods and trait implementations.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use quote::ToTokens;
use syn::{Fields, ImplItem, Item, TraitItem, UseTree, Visibility};

use crate::golden::{is_update, unified_diff};

/// The parsed files of the library.
struct Library {
    files: Vec<(PathBuf, syn::File)>,
}

impl Library {
    fn read() -> Library {
        let mut library = Library { files: Vec::new() };
        library.add(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        library.files.sort_by(|one, other| one.0.cmp(&other.0));
        library
    }

    fn add(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.add(&path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let file = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
                self.files.push((path, file));
            }
        }
    }

    fn file(&self, name: &str) -> &syn::File {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(name);
        &self.files.iter().find(|(known, _)| *known == path).unwrap().1
    }

    /// The items of all modules, including inline ones, each with its module path.
    fn items(&self) -> Vec<(String, &Item)> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut items = Vec::new();
        for (path, file) in &self.files {
            let module = path.strip_prefix(&root).unwrap().with_extension("");
            let module = module.to_str().unwrap().replace(['/', '\\'], "::");
            items.extend(file.items.iter().map(|item| (module.clone(), item)));
        }
        items
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Code on one line, without spaces around punctuation.
fn text(tokens: impl ToTokens) -> String {
    let mut out = tokens.to_token_stream().to_string();
    for (from, to) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" ::", "::"),
        (" < ", "<"),
        (" >", ">"),
        ("< ", "<"),
        (" ,", ","),
        (" : ", ": "),
        ("& ", "&"),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        (" ;", ";"),
        (" [", "["),
    ] {
        out = out.replace(from, to);
    }
    out.replace(" ->", " -> ").replace("  ", " ")
}

/// The lines for the definition that a path such as `export::pdf::Standards` leads to.
fn lines_of(library: &Library, name: &str, path: &str, public: &str, out: &mut BTreeSet<String>) {
    let top = path.split("::").next().unwrap_or_default();
    let items = library.items();
    let defined = items.iter().filter(|(module, _)| module.split("::").next() == Some(top));
    let before = out.len();
    for (_, item) in defined {
        item_lines(item, name, public, out);
    }
    assert!(out.len() > before, "no definition of {path} found");
}

fn item_lines(item: &Item, name: &str, public: &str, out: &mut BTreeSet<String>) {
    let mut add = |line: String| {
        out.insert(line);
    };
    match item {
        Item::Fn(it) if it.sig.ident == name && is_public(&it.vis) => {
            add(format!("{public}: {}", text(&it.sig)));
        }
        Item::Const(it) if it.ident == name && is_public(&it.vis) => {
            add(format!("{public}: const {}", text(&it.ty)));
        }
        Item::Struct(it) if it.ident == name && is_public(&it.vis) => {
            add(format!("{public}: {}struct", exhaustive(&it.attrs)));
            derives(&it.attrs, public, out);
            fields(&it.fields, public, true, out);
        }
        Item::Enum(it) if it.ident == name && is_public(&it.vis) => {
            add(format!("{public}: {}enum", exhaustive(&it.attrs)));
            derives(&it.attrs, public, out);
            for variant in &it.variants {
                let place = format!("{public}::{}", variant.ident);
                out.insert(format!("{place}: variant"));
                fields(&variant.fields, &place, false, out);
            }
        }
        Item::Trait(it) if it.ident == name && is_public(&it.vis) => {
            add(format!("{public}: trait: {}", text(&it.supertraits)));
            for item in &it.items {
                if let TraitItem::Fn(function) = item {
                    let required = if function.default.is_none() { "required " } else { "" };
                    let sig = text(&function.sig);
                    out.insert(format!("{public}::{}: {required}{sig}", function.sig.ident));
                }
            }
        }
        Item::Impl(it) if text(&it.self_ty).split('<').next() == Some(name) => match &it.trait_ {
            Some((_, implemented, _)) => add(format!("{public}: impl {}", text(implemented))),
            None => {
                for item in &it.items {
                    impl_item(item, public, out);
                }
            }
        },
        // The codes of messages are declared by a macro; `plenary explain` lists them.
        Item::Macro(it) if name == "Code" && text(&it.mac.path) == "codes" => {
            add(format!("{public}: enum, see docs/messages"));
        }
        Item::Macro(it) if name == "Limit" && text(&it.mac.path) == "limits" => {
            add(format!("{public}: enum, see docs/limits.md"));
        }
        _ => {}
    }
}

fn impl_item(item: &ImplItem, public: &str, out: &mut BTreeSet<String>) {
    match item {
        ImplItem::Fn(it) if is_public(&it.vis) => {
            out.insert(format!("{public}::{}: {}", it.sig.ident, text(&it.sig)));
        }
        ImplItem::Const(it) if is_public(&it.vis) => {
            out.insert(format!("{public}::{}: const {}", it.ident, text(&it.ty)));
        }
        _ => {}
    }
}

fn exhaustive(attributes: &[syn::Attribute]) -> &'static str {
    let open = attributes.iter().any(|it| it.path().is_ident("non_exhaustive"));
    if open { "non-exhaustive " } else { "" }
}

fn derives(attributes: &[syn::Attribute], public: &str, out: &mut BTreeSet<String>) {
    for attribute in attributes.iter().filter(|it| it.path().is_ident("derive")) {
        if let syn::Meta::List(list) = &attribute.meta {
            for name in text(&list.tokens).split(',') {
                out.insert(format!("{public}: impl {}", name.trim()));
            }
        }
    }
}

fn fields(fields: &Fields, public: &str, only_public: bool, out: &mut BTreeSet<String>) {
    for (index, field) in fields.iter().enumerate() {
        if only_public && !is_public(&field.vis) {
            continue;
        }
        let name = field.ident.as_ref().map_or(index.to_string(), |name| name.to_string());
        out.insert(format!("{public}.{name}: {}", text(&field.ty)));
    }
}

/// The names of a `use` tree: the path, the name there and the public name.
fn names(tree: &UseTree, prefix: &str, found: &mut Vec<(String, String, String)>) {
    let join =
        |name: &str| if prefix.is_empty() { name.into() } else { format!("{prefix}::{name}") };
    match tree {
        UseTree::Path(path) => names(&path.tree, &join(&path.ident.to_string()), found),
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            found.push((join(&name), name.clone(), name));
        }
        UseTree::Rename(it) => {
            let name = it.ident.to_string();
            found.push((join(&name), name, it.rename.to_string()));
        }
        UseTree::Group(group) => group.items.iter().for_each(|it| names(it, prefix, found)),
        UseTree::Glob(_) => panic!("a glob in the public API"),
    }
}

fn module_lines(library: &Library, items: &[Item], prefix: &str, out: &mut BTreeSet<String>) {
    for item in items {
        match item {
            Item::Use(it) if is_public(&it.vis) => {
                let mut found = Vec::new();
                names(&it.tree, "", &mut found);
                for (path, name, public) in found {
                    let path = path.trim_start_matches("crate::");
                    if name == "sarif" {
                        let items = &library.file("diagnostic/sarif.rs").items;
                        public_items(items, &format!("{prefix}sarif"), out);
                        continue;
                    }
                    lines_of(library, &name, path, &format!("{prefix}{public}"), out);
                }
            }
            Item::Mod(it) if is_public(&it.vis) && !is_conditional(&it.attrs) => {
                let name = format!("{prefix}{}", it.ident);
                match &it.content {
                    Some((_, items)) => module_lines(library, items, &format!("{name}::"), out),
                    None => {
                        let file = format!("{}.rs", it.ident);
                        public_items(&library.file(&file).items, &name, out);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The public items of a module that is public itself.
fn public_items(items: &[Item], module: &str, out: &mut BTreeSet<String>) {
    for item in items {
        let name = match item {
            Item::Fn(it) => &it.sig.ident,
            Item::Struct(it) => &it.ident,
            Item::Enum(it) => &it.ident,
            Item::Const(it) => &it.ident,
            _ => continue,
        };
        let name = name.to_string();
        items.iter().for_each(|item| item_lines(item, &name, &format!("{module}::{name}"), out));
    }
    // Trait implementations of private types are not public.
    let private: Vec<String> = items
        .iter()
        .filter_map(|item| match item {
            Item::Struct(it) if !is_public(&it.vis) => Some(it.ident.to_string()),
            Item::Enum(it) if !is_public(&it.vis) => Some(it.ident.to_string()),
            _ => None,
        })
        .collect();
    out.retain(|line| !private.iter().any(|it| line.starts_with(&format!("{module}::{it}"))));
}

fn is_conditional(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("cfg"))
}

#[test]
fn the_public_api_is_as_recorded() {
    let library = Library::read();
    let mut lines = BTreeSet::new();
    module_lines(&library, &library.file("lib.rs").items, "", &mut lines);
    let actual: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let recorded = Path::new("tests/public-api.txt");
    if is_update() {
        fs::write(recorded, &actual).unwrap();
        return;
    }
    let expected = fs::read_to_string(recorded).unwrap();
    let diff = unified_diff(&expected, &actual, "tests/public-api.txt");
    assert!(expected == actual, "the public API has changed; UPDATE=1 records it\n{diff}");
}
