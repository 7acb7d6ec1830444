//! The dependency rules of ARCHITECTURE.md, checked on the module graph of `src/`.
//!
//! `syn` parses every file. Code under `#[cfg(test)]` is skipped. An edge of the graph is a path from
//! one module into another, in a `use` declaration, an expression, a type or the arguments of a macro.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

/// The permitted dependencies of each module of the library, besides itself. The first rule with a module
/// that contains the file applies. `layout::PageMap` permits only that item.
const RULES: &[(&str, &[&str])] = &[
    ("align", &[]),
    ("languages", &[]),
    ("limits", &[]),
    ("grammar", &[]),
    ("numerals", &[]),
    ("origin", &[]),
    ("math", &[]),
    ("cache", &[]),
    ("interrupt", &[]),
    ("column_widths", &[]),
    ("compression", &[]),
    ("table_grid", &[]),
    ("units", &[]),
    ("scripts", &[]),
    ("decimal_alignment", &[]),
    ("diagnostic", &[]),
    ("document", &["svg::Drawing"]),
    ("draft", &[]),
    ("yaml", &["diagnostic"]),
    ("source", &["diagnostic", "document::Period", "document::SpanStyle", "yaml"]),
    ("editions::counterparts", &["diagnostic", "editions", "world"]),
    ("editions::set", &["diagnostic", "editions", "world"]),
    ("editions::pictures", &["bitmap", "pdf_page", "svg::Outline", "svg::outline", "world"]),
    ("editions", &["diagnostic", "source", "world", "yaml"]),
    ("templates", &["diagnostic", "document", "yaml"]),
    ("bitmap", &[]),
    ("fonts", &[]),
    ("svg", &["bitmap", "fonts"]),
    ("pdf_page", &["svg::guarded"]),
    ("resolve", &["document", "source", "templates"]),
    ("layout", &["diagnostic", "document", "fonts", "templates"]),
    ("rewrite", &["diagnostic", "document::SpanStyle", "resolve", "source", "templates", "yaml"]),
    ("fixes", &["compile::CheckedReport", "compile::Source", "rewrite", "source"]),
    ("suggestions", &["diagnostic", "limits", "rewrite", "templates"]),
    (
        "pages",
        &[
            "compare::ChangePlace",
            "compare::ChangeSpot",
            "compile::CheckedReport",
            "compile::Source",
            "diagnostic",
            "document",
            "error",
            "export::Format",
            "export::docx::bookmark_names",
            "export::epub::Book",
            "export::pdf::TaggedContent",
            "export::pdf::reading_order",
            "export::svg_pages",
            "fonts",
            "layout",
            "review::words",
            "rewrite",
        ],
    ),
    ("export::package", &["export::ExportError"]),
    ("export::lines", &[]),
    ("export::xml", &[]),
    ("export::mathml", &["export::xml"]),
    (
        "export::xhtml",
        &["document", "export::mathml", "export::xml", "fonts", "layout::PageMap", "templates"],
    ),
    ("export::html", &["document", "export", "fonts", "templates"]),
    ("export::markdown", &["document", "export"]),
    ("export::text", &["document", "export"]),
    (
        "export::docx",
        &[
            "document",
            "draft",
            "export",
            "fonts",
            "layout::FolioStyle",
            "layout::PageLabel",
            "layout::PageMap",
            "layout::page_map::PageStart",
            "layout::line_width",
            "layout::missing_decimals",
            "layout::rotated_header_height",
            "layout::table_column_widths",
            "svg",
            "templates",
        ],
    ),
    (
        "export::epub",
        &[
            "document",
            "export",
            "fonts",
            "layout::FolioStyle",
            "layout::PageLabel",
            "layout::PageMap",
            "layout::page_map::PageStart",
            "templates",
        ],
    ),
    ("export::pdf", &["bitmap", "document", "export", "fonts", "layout", "svg", "templates"]),
    (
        "export::cover_image",
        &["bitmap", "document", "export", "fonts", "layout", "svg", "templates"],
    ),
    ("export::svg_pages", &["document", "export", "fonts", "layout", "templates"]),
    ("export", &[]),
    ("word", &[]),
    (
        "review",
        &[
            "compile::CheckedReport",
            "compile::Source",
            "diagnostic",
            "document::Direction",
            "draft",
            "editions::Counterparts",
            "error",
            "export",
            "options",
            "origin",
            "resolve",
            "rewrite",
            "source",
            "templates",
            "word",
            "world",
            "yaml",
        ],
    ),
    (
        "compare",
        &[
            "compile::CheckedReport",
            "compile::Source",
            "diagnostic",
            "document",
            "draft",
            "error",
            "export",
            "options",
            "review::matching",
            "review::output::lines",
            "review::output::page",
            "review::paragraphs",
            "review::words",
            "world",
        ],
    ),
    (
        "import::flat",
        &["document::SpanStyle", "import::styles", "rewrite::Format", "source::schema::Alignment"],
    ),
    ("import::report", &["import::flat", "source"]),
    (
        "import",
        &[
            "compile::Source",
            "compile::check",
            "diagnostic",
            "document::Date",
            "document::Period",
            "document::SpanStyle",
            "error",
            "export::text",
            "options",
            "resolve",
            "review::SentReport",
            "review::sent_report",
            "rewrite",
            "source",
            "templates",
            "word",
            "world",
            "yaml",
        ],
    ),
    ("world", &[]),
    (
        "resources",
        &[
            "bitmap",
            "diagnostic",
            "document",
            "export::pdf::check_font",
            "export::pdf::print::is_cmyk_output_profile",
            "fonts",
            "pdf_page",
            "source",
            "svg",
            "templates",
            "world",
            "yaml",
        ],
    ),
];

/// Modules without dependencies, which all others may use.
const COMMON: &[&str] = &[
    "align",
    "cache",
    "column_widths",
    "compression",
    "decimal_alignment",
    "grammar",
    "interrupt",
    "languages",
    "limits",
    "math",
    "numerals",
    "origin",
    "scripts",
    "table_grid",
    "units",
];

/// The façade, which may depend on every module of the library.
const FACADE: &[&str] =
    &["", "builtin", "compile", "error", "options", "pipeline", "preflight_warnings"];

/// The modules of the program, which see only the façade of the library.
const PROGRAM: &[&str] = &[
    "cli",
    "commands",
    "exit_status",
    "file_identity",
    "input_files",
    "lsp",
    "main",
    "manifest",
    "messages",
    "output_folder",
    "panics",
    "progress",
    "running_previews",
    "shard",
    "stop",
    "threads",
    "version",
];

/// The only modules that may touch files, the environment, the terminal or the clock.
const IMPURE_MODULES: &[&str] = &["world::file_system"];

/// The maximum number of groups of siblings that may depend on each other in circles. Blocks nest, so the
/// functions of `layout::flow` and `export::docx::writer` that set blocks call each other, as do those of
/// `import::recognize` that recognize them.
const MOST_CYCLES: usize = 3;

/// Writers of a format. They must not depend on each other.
const WRITERS: &[&str] = &[
    "export::docx",
    "export::epub",
    "export::html",
    "export::markdown",
    "export::pdf",
    "export::svg_pages",
    "export::text",
];

/// Crates that only some modules may use.
const CRATES: &[(&str, &[&str])] = &[
    ("cap_fs_ext", &["world::file_system"]),
    ("cap_std", &["world::file_system"]),
    ("biblatex", &["resources::work_files::bibtex"]),
    ("printpdf", &["export::pdf"]),
    ("pulldown_latex", &["math"]),
    ("resvg", &["svg", "export::pdf::image"]),
    ("roxmltree", &["word"]),
    ("hayro_svg", &["pdf_page"]),
    ("lopdf", &["export::pdf"]),
    ("simplecss", &["svg"]),
    ("subsetter", &["export::pdf"]),
    ("docx_rs", &["export::docx"]),
    ("epub_builder", &["export::epub"]),
    ("harfrust", &["fonts", "layout"]),
    ("serde_yaml", &["yaml"]),
    ("granit_parser", &["yaml"]),
    ("annotate_snippets", &["diagnostic"]),
    ("blake3", &["cache", "commands::build", "draft::stored", "export::pdf", "manifest", "shard"]),
    ("globset", PROGRAM),
    ("walkdir", PROGRAM),
    ("clap", PROGRAM),
    ("axum", &["commands::preview"]),
    ("futures_util", &["commands::preview"]),
    ("getrandom", &["commands::preview"]),
    ("lsp_server", &["lsp"]),
    ("open::that_detached", &["commands::preview"]),
    ("tokio", &["commands::preview"]),
    ("clap_complete", PROGRAM),
    ("clap_mangen", PROGRAM),
    ("indicatif", PROGRAM),
    ("signal_hook", &["stop"]),
    ("tempfile", PROGRAM),
];

/// Paths to impure functions.
const IMPURE_PATHS: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "io::stdin",
    "io::stdout",
    "io::stderr",
    "Utc::now",
    "Local::now",
];

/// Macros that print.
const IMPURE_MACROS: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];

/// One module: the paths and macros that its code uses, excluding tests.
#[derive(Default)]
struct Module {
    /// Child modules declared in the file.
    children: BTreeSet<String>,
    paths: BTreeSet<Vec<String>>,
    macros: BTreeSet<String>,
}

impl Module {
    fn parse(text: &str) -> Module {
        let mut module = Module::default();
        module.visit_file(&syn::parse_file(text).unwrap());
        module
    }

    fn use_tree(&mut self, tree: &syn::UseTree, mut prefix: Vec<String>) {
        match tree {
            syn::UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.use_tree(&path.tree, prefix);
            }
            syn::UseTree::Name(name) => {
                prefix.push(name.ident.to_string());
                self.paths.insert(prefix);
            }
            syn::UseTree::Rename(name) => {
                prefix.push(name.ident.to_string());
                self.paths.insert(prefix);
            }
            syn::UseTree::Glob(_) => drop(self.paths.insert(prefix)),
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.use_tree(tree, prefix.clone()));
            }
        }
    }

    /// The paths in the arguments of a macro: identifiers joined by `::`.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.paths.insert(std::mem::take(&mut path));
                    }
                    path.push(name.to_string());
                    colons = 0;
                }
                TokenTree::Punct(sign) if sign.as_char() == ':' => colons += 1,
                TokenTree::Punct(sign) => {
                    if sign.as_char() == '!' && path.len() == 1 {
                        self.macros.insert(path.concat());
                    }
                    self.paths.insert(std::mem::take(&mut path));
                    colons = 0;
                }
                TokenTree::Group(group) => {
                    self.paths.insert(std::mem::take(&mut path));
                    self.tokens(group.stream());
                }
                TokenTree::Literal(_) => drop(self.paths.insert(std::mem::take(&mut path))),
            }
        }
        self.paths.insert(path);
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        syn::Meta::List(list) if list.path.is_ident("cfg") => {
            let words = list.tokens.to_string();
            words.split(|c: char| !c.is_alphanumeric()).any(|word| word == "test")
        }
        meta => meta.path().is_ident("test"),
    })
}

impl<'ast> Visit<'ast> for Module {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let attributes = match item {
            syn::Item::Mod(it) => &it.attrs,
            syn::Item::Fn(it) => &it.attrs,
            syn::Item::Use(it) => &it.attrs,
            syn::Item::Impl(it) => &it.attrs,
            syn::Item::Const(it) => &it.attrs,
            syn::Item::Struct(it) => &it.attrs,
            _ => return visit::visit_item(self, item),
        };
        if !is_test(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if item.content.is_none() {
            self.children.insert(item.ident.to_string());
        }
        visit::visit_item_mod(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !is_test(&item.attrs) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.use_tree(&item.tree, Vec::new());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.paths.insert(path.segments.iter().map(|it| it.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        if let Some(name) = called.path.segments.last() {
            self.macros.insert(name.ident.to_string());
        }
        self.visit_path(&called.path);
        self.tokens(called.tokens.clone());
    }
}

/// The modules of a crate by path: `export::pdf`, and an empty path for the root of the library.
type Modules = BTreeMap<String, Module>;

/// The name of the module in a file, by its path in `src/`.
fn module_name(file: &str) -> String {
    match file.trim_end_matches(".rs") {
        "lib" => String::new(),
        name => name.replace('/', "::"),
    }
}

fn read_modules(folder: &Path, root: &Path, modules: &mut Modules) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        let is_test = file.split('/').any(|part| part.trim_end_matches(".rs") == "tests");
        if is_test {
            continue;
        }
        if path.is_dir() {
            read_modules(&path, root, modules);
        } else if file.ends_with(".rs") {
            let module = Module::parse(&fs::read_to_string(&path).unwrap());
            modules.insert(module_name(&file), module);
        }
    }
}

fn modules() -> Modules {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut modules = Modules::new();
    read_modules(&root, &root, &mut modules);
    assert!(modules.len() > 30, "only {} modules found", modules.len());
    modules
}

/// Whether a path is a module or inside it.
fn within(path: &str, module: &str) -> bool {
    module.is_empty()
        || path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn in_any(path: &str, modules: &[&str]) -> bool {
    modules.iter().any(|module| within(path, module) && (!module.is_empty() || path.is_empty()))
}

/// The paths of a module into its crate, from the root: `layout::page::Page`.
fn dependencies(name: &str, module: &Module) -> Vec<String> {
    let here: Vec<&str> = name.split("::").filter(|part| !part.is_empty()).collect();
    let absolute = |path: &Vec<String>| -> Option<String> {
        let first = path.first()?.as_str();
        let supers = path.iter().take_while(|part| *part == "super").count();
        let rest = path.iter().map(String::as_str);
        let parts: Vec<&str> = match first {
            "crate" => rest.skip(1).collect(),
            "self" => here.iter().copied().chain(rest.skip(1)).collect(),
            "super" => {
                let base = here.len().saturating_sub(supers);
                here[..base].iter().copied().chain(rest.skip(supers)).collect()
            }
            child if module.children.contains(child) => here.iter().copied().chain(rest).collect(),
            _ => return None,
        };
        Some(parts.join("::"))
    };
    module.paths.iter().filter_map(absolute).filter(|path| !path.is_empty()).collect()
}

/// Every breach of a rule in a module.
fn breaches(name: &str, module: &Module) -> Vec<String> {
    let mut found = Vec::new();
    let joined = module.paths.iter().map(|path| path.join("::"));
    let joined: Vec<String> = joined.collect();
    for (crate_name, users) in CRATES {
        if joined.iter().any(|path| within(path, crate_name)) && !in_any(name, users) {
            found.push(format!("{name} uses the crate {crate_name}"));
        }
    }
    if in_any(name, PROGRAM) {
        return found;
    }
    if !in_any(name, IMPURE_MODULES) {
        let impure = joined.iter().filter(|path| in_any(path, IMPURE_PATHS));
        found.extend(impure.map(|path| format!("{name} uses {path}")));
        let macros = module.macros.iter().filter(|it| IMPURE_MACROS.contains(&it.as_str()));
        found.extend(macros.map(|it| format!("{name} uses {it}!")));
    }
    if in_any(name, FACADE) {
        return found;
    }
    let Some((own, allowed)) = RULES.iter().find(|(own, _)| within(name, own)) else {
        found.push(format!("no rule for {name}"));
        return found;
    };
    let writer = |path: &str| WRITERS.iter().find(|writer| within(path, writer)).copied();
    for path in dependencies(name, module) {
        let permitted =
            within(&path, own) || allowed.iter().chain(COMMON).any(|it| within(&path, it));
        let other_writer = name.starts_with("export")
            && writer(&path).is_some_and(|other| *own != "export" && other != *own)
            && !allowed.contains(&path.as_str());
        if !permitted || other_writer {
            found.push(format!("{name} depends on {path}"));
        }
    }
    found
}

/// The cycles between the children of each module: one line for each group of siblings that depend on
/// each other.
fn cycles(modules: &Modules) -> Vec<String> {
    let mut found = Vec::new();
    for parent in modules.keys() {
        let depth = parent.split("::").filter(|part| !part.is_empty()).count();
        let child = |path: &str| -> Option<String> {
            let parts: Vec<&str> = path.split("::").collect();
            let name = parts.get(..=depth)?.join("::");
            (within(path, parent) && modules.contains_key(&name)).then_some(name)
        };
        let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (name, module) in modules {
            let Some(from) = child(name) else { continue };
            let to = dependencies(name, module).into_iter().filter_map(|path| child(&path));
            edges.entry(from.clone()).or_default().extend(to.filter(|to| *to != from));
        }
        let mut seen = BTreeSet::new();
        for start in edges.keys() {
            let group: Vec<&str> = edges
                .keys()
                .filter(|other| {
                    *other == start
                        || reaches(&edges, start, other) && reaches(&edges, other, start)
                })
                .map(String::as_str)
                .collect();
            if group.len() > 1 && seen.insert(group.join(" ↔ ")) {
                found.push(group.join(" ↔ "));
            }
        }
    }
    found
}

fn reaches(edges: &BTreeMap<String, BTreeSet<String>>, from: &str, to: &str) -> bool {
    let (mut open, mut seen) = (vec![from], BTreeSet::new());
    while let Some(node) = open.pop() {
        for next in edges.get(node).into_iter().flatten() {
            if next == to {
                return true;
            }
            if seen.insert(next.as_str()) {
                open.push(next);
            }
        }
    }
    false
}

#[test]
fn every_module_keeps_the_dependency_rules() {
    let modules = modules();
    let found: Vec<_> = modules.iter().flat_map(|(name, it)| breaches(name, it)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_rule_names_an_existing_module() {
    let modules = modules();
    let rules = RULES.iter().flat_map(|(own, allowed)| allowed.iter().chain([own]));
    let crates = CRATES.iter().flat_map(|(_, users)| users.iter());
    let all = rules
        .chain(crates)
        .chain(COMMON)
        .chain(FACADE)
        .chain(PROGRAM)
        .chain(IMPURE_MODULES)
        .chain(WRITERS);
    for name in all {
        // A rule may name an item of a module.
        let module = name.rsplit_once("::").filter(|_| !modules.contains_key(*name));
        let module = module.map_or(*name, |(module, _)| module);
        assert!(modules.contains_key(module), "{name}");
    }
}

#[test]
fn few_sibling_modules_depend_on_each_other_in_circles() {
    let found = cycles(&modules());
    assert!(found.len() <= MOST_CYCLES, "{}", found.join("\n"));
}

#[test]
fn breaches_are_found() {
    for (name, text) in [
        ("export::text", "use crate::source::Report;"),
        ("export::docx", "use crate::layout::{PageMap, Page};"),
        ("export::epub", "use crate::{document::Block, resolve};"),
        ("export::epub::nav", "use super::super::docx::Styles;"),
        ("export::docx", "fn f() { crate::export::pdf::write() }"),
        ("document::block", "use super::super::layout::Page;"),
        ("layout::flow", "fn f() { let x = vec![crate::export::Format::Pdf]; }"),
        ("layout", "use printpdf::Op;"),
        ("resolve", "fn f() { let now = std::time::Instant::now(); }"),
        ("source", "fn f() { println!(); }"),
        ("source", "#[cfg(test)] mod tests {} use std::fs;"),
        ("elsewhere", ""),
    ] {
        assert!(!breaches(name, &Module::parse(text)).is_empty(), "{name}: {text}");
    }
}

#[test]
fn permitted_code_is_not_a_breach() {
    for (name, text) in [
        ("export::docx", "use crate::layout::PageMap;\nuse super::{ExportError, package};"),
        ("export::pdf::tags", "use super::super::ExportError;\nuse crate::layout::Page;"),
        ("export::pdf", "use crate::{document::{Block, Inline}, layout::page::Glyph};"),
        ("layout::flow", "use super::page::{Item, Page};\n// println!();"),
        ("document", "#[cfg(test)]\nmod tests { use crate::layout::Page; }"),
        ("world::file_system", "use std::fs;"),
        ("commands::build", "use std::env;"),
    ] {
        assert_eq!(breaches(name, &Module::parse(text)), [""; 0], "{name}: {text}");
    }
}

#[test]
fn cycles_are_found() {
    let modules = |files: &[(&str, &str)]| -> Modules {
        files.iter().map(|(name, text)| ((*name).into(), Module::parse(text))).collect()
    };
    let both = modules(&[
        ("a", "mod b; mod c;"),
        ("a::b", "use super::c::C;"),
        ("a::c", "mod d;"),
        ("a::c::d", "use crate::a::b::B;"),
    ]);
    assert_eq!(cycles(&both), ["a::b ↔ a::c"]);
    let one = modules(&[("a", "mod b; mod c;"), ("a::b", "use super::c::C;"), ("a::c", "")]);
    assert_eq!(cycles(&one), [""; 0]);
}
