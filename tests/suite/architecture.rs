//! The rooms of `src/` and what they may import, read from their paths and `use` lines: the
//! invariants of ARCHITECTURE.md as a test.

use std::fs;
use std::path::Path;

/// What each room of the library may see of the others. The first room whose name the file's path
/// begins with decides; `layout::PageMap` allows that one name.
const ROOMS: &[(&str, &[&str])] = &[
    ("lib.rs", &["document", "export", "fonts", "layout", "resolve", "source", "templates"]),
    ("units.rs", &[]),
    ("svg/", &["fonts"]),
    ("diagnostic", &[]),
    ("origin.rs", &[]),
    ("document/", &["numerals", "origin"]),
    ("languages", &[]),
    ("numerals.rs", &[]),
    ("yaml/", &["diagnostic", "origin"]),
    ("source/", &["diagnostic", "document::Date", "languages", "origin", "yaml"]),
    ("editions/", &["diagnostic", "languages", "origin", "source", "yaml"]),
    ("templates/", &["diagnostic", "document", "languages", "yaml"]),
    ("fonts/", &[]),
    ("resolve/", &["document", "numerals", "origin", "source", "templates"]),
    ("layout/", &["diagnostic", "document", "fonts", "languages", "templates", "numerals"]),
    ("export/mod.rs", &[]),
    ("export/package.rs", &[]),
    ("export/lines.rs", &[]),
    ("export/markdown/", &["document"]),
    ("export/text/", &["document"]),
    (
        "export/docx/",
        &[
            "document",
            "fonts",
            "svg",
            "templates",
            "layout::PageMap",
            "layout::PageStart",
            "layout::FolioStyle",
            "layout::PageLabel",
        ],
    ),
    (
        "export/epub/",
        &[
            "document",
            "fonts",
            "templates",
            "layout::PageMap",
            "layout::PageStart",
            "layout::FolioStyle",
            "layout::PageLabel",
        ],
    ),
    ("export/pdf/", &["document", "fonts", "layout", "svg", "templates"]),
    ("export/cover_image.rs", &["document", "fonts", "layout", "templates"]),
    ("export/cover_image/", &["document", "fonts", "layout", "svg", "templates"]),
];

/// Modules that every other may import: they import nothing themselves.
const COMMON: &[&str] = &["units"];

/// The program's own files: they alone touch files, environment and terminal, and they see the
/// library from outside.
const PROGRAM: &[&str] =
    &["main.rs", "cli.rs", "commands/", "exit_status.rs", "files/", "messages.rs", "progress.rs"];

/// Crates that belong to one room or two.
const CRATES: &[(&str, &[&str])] = &[
    ("printpdf", &["export/pdf/"]),
    ("resvg", &["svg/", "export/pdf/image/"]),
    ("lopdf", &["export/pdf/"]),
    ("subsetter", &["export/pdf/"]),
    ("docx_rs", &["export/docx/"]),
    ("epub_builder", &["export/epub/"]),
    ("harfrust", &["fonts/", "layout/"]),
    ("serde_yaml", &["yaml/"]),
    ("granit_parser", &["yaml/"]),
    ("clap", PROGRAM),
    ("clap_complete", PROGRAM),
    ("clap_mangen", PROGRAM),
    ("annotate_snippets", &["diagnostic"]),
    ("indicatif", PROGRAM),
    ("tempfile", PROGRAM),
];

/// What would make the library more than a function of its inputs.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "SystemTime",
    "Instant::",
    "Utc::now",
    "Local::now",
    "stdin()",
    "stdout()",
    "stderr()",
    "print!",
    "println!",
    "dbg!",
];

/// Everything that a file may not say, by its path in `src/` and its text.
fn breaches(path: &str, text: &str) -> Vec<String> {
    let code = code(text);
    let program = begins(path, PROGRAM);
    let mut found = Vec::new();
    for (name, rooms) in CRATES {
        if mentions(&code, &format!("{name}::")) && !begins(path, rooms) {
            found.push(format!("{path} uses the crate {name}"));
        }
    }
    if program {
        return found;
    }
    found.extend(
        IMPURE
            .iter()
            .filter(|word| mentions(&code, word))
            .map(|word| format!("{path} says {word}")),
    );
    let Some((room, allowed)) = ROOMS.iter().find(|(room, _)| path.starts_with(room)) else {
        found.push(format!("{path} stands in no room that this test knows"));
        return found;
    };
    for import in imports(path, &code) {
        let may = allowed.iter().chain(COMMON).any(|allowed| within(&import, allowed));
        if !may && !own(&import, room) {
            found.push(format!("{path} imports {import}"));
        }
    }
    found
}

/// Whether an import stays in its room; each exporter is a room of its own.
fn own(import: &str, room: &str) -> bool {
    if room.starts_with("export/") {
        return own_of_export(import, room);
    }
    within(import, room.trim_end_matches(".rs").trim_end_matches('/'))
}

/// Whether what an exporter imports from `export` is its own, or common to all exporters.
fn own_of_export(import: &str, room: &str) -> bool {
    let Some(rest) = import.strip_prefix("export") else { return false };
    let first = rest.trim_start_matches("::").split("::").next().unwrap();
    let others = ["cover_image", "docx", "epub", "markdown", "pdf", "text"];
    !others.contains(&first) || room[7..].trim_end_matches(".rs").trim_end_matches('/') == first
}

fn begins(path: &str, rooms: &[&str]) -> bool {
    rooms.iter().any(|room| path.starts_with(room))
}

fn within(import: &str, allowed: &str) -> bool {
    import.strip_prefix(allowed).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Whether a word stands in the code, not as the end of a longer one.
fn mentions(code: &str, word: &str) -> bool {
    code.match_indices(word)
        .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// The lines of a file without comments and tests.
fn code(text: &str) -> String {
    let lines = text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
    let lines = lines.filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| format!("{line}\n")).collect()
}

/// Every path into the library, from its root: `layout::page::Page`.
fn imports(path: &str, code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        expand("", tree(&code[at + "crate::".len()..]), &mut found);
    }
    let depth = modules(path);
    for line in code.split(';') {
        let Some((_, used)) = line.rsplit_once("use super::") else { continue };
        let supers = 1 + used.matches("super::").count();
        let rest = used.trim_start_matches("super::");
        let base = depth[..depth.len().saturating_sub(supers)].join("::");
        expand(&base, rest, &mut found);
    }
    found
}

/// The modules that lead to a file: `export/pdf/mod.rs` is `export::pdf`.
fn modules(path: &str) -> Vec<&str> {
    path.trim_end_matches(".rs").split('/').filter(|part| !["mod", "lib"].contains(part)).collect()
}

/// A path, up to its end: `document::{Block, Inline}` of `document::{Block, Inline};`.
fn tree(text: &str) -> &str {
    let mut open = 0_i32;
    let end = text.find(|c: char| {
        open += i32::from(c == '{') - i32::from(c == '}');
        open == 0 && !(c.is_alphanumeric() || "_:{}".contains(c)) || open < 0
    });
    &text[..end.unwrap_or(text.len())]
}

/// Splits `a::{b, c::d}` into `a::b` and `a::c::d`.
fn expand(base: &str, path: &str, found: &mut Vec<String>) {
    let path = path.trim();
    let join = |name: &str| if base.is_empty() { name.into() } else { format!("{base}::{name}") };
    let Some((head, group)) = path.split_once('{') else {
        let name = path.split(" as ").next().unwrap().trim_end_matches(':');
        if !name.is_empty() {
            found.push(join(name));
        }
        return;
    };
    let base = join(head.trim_end_matches("::")).trim_end_matches("::").to_owned();
    let group = group.strip_suffix('}').unwrap_or(group);
    let mut open = 0_i32;
    let parts = group.split(|c| {
        open += i32::from(c == '{') - i32::from(c == '}');
        open == 0 && c == ','
    });
    parts.for_each(|part| expand(&base, part, found));
}

fn files(folder: &Path, found: &mut Vec<(String, String)>, root: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found, root);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && path.file_name().is_some_and(|name| name != "tests.rs")
        {
            // A module with a folder counts as part of that folder.
            let folder = path.with_extension("");
            let path_in_room = if folder.is_dir() { folder.join("mod.rs") } else { path.clone() };
            let name = path_in_room.strip_prefix(root).unwrap().to_str().unwrap();
            let name = name.replace('\\', "/");
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn no_room_imports_what_it_may_not() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    files(&root, &mut sources, &root);
    assert!(sources.len() > 30, "only {} files were found", sources.len());
    let found: Vec<_> = sources.iter().flat_map(|(path, text)| breaches(path, text)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_breach_is_found() {
    for (path, text) in [
        ("export/text/mod.rs", "use crate::source::Report;"),
        ("export/docx/mod.rs", "use crate::layout::{PageMap, Page};"),
        ("export/epub/mod.rs", "use crate::{document::Block, resolve};"),
        ("export/epub/nav.rs", "use super::super::docx::Styles;"),
        ("export/docx/mod.rs", "fn f() { crate::export::pdf::write() }"),
        ("document/block.rs", "use super::super::layout::Page;"),
        ("layout/flow/mod.rs", "use crate::export::ExportError;"),
        ("layout/mod.rs", "use printpdf::Op;"),
        ("resolve/mod.rs", "let now = std::time::Instant::now();"),
        ("source/mod.rs", "println!();"),
        ("elsewhere/mod.rs", ""),
    ] {
        assert!(!breaches(path, text).is_empty(), "{path}: {text}");
    }
}

#[test]
fn what_is_allowed_is_no_breach() {
    for (path, text) in [
        ("export/docx/mod.rs", "use crate::layout::PageMap;\nuse super::{ExportError, package};"),
        ("export/pdf/tags/mod.rs", "use super::super::ExportError;\nuse crate::layout::Page;"),
        ("export/pdf/mod.rs", "use crate::{document::{Block, Inline}, layout::page::Glyph};"),
        ("layout/flow/mod.rs", "use super::page::{Item, Page};\n// println!();"),
        ("document/mod.rs", "#[cfg(test)]\nmod tests { use crate::layout::Page; }"),
        ("files/mod.rs", "use std::fs;"),
    ] {
        assert_eq!(breaches(path, text), Vec::<String>::new(), "{path}: {text}");
    }
}
