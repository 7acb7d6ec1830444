//! Equations in Word files: those that we write come back, and those of others are understood.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::document::visit::{blocks, inlines};
use crate::document::{Block, Document, Inline};
use crate::export::Format;
use crate::limits::Limits;
use crate::math::{linear, read};
use crate::tests::case;
use crate::word::{self, Content, Formula, Run};

/// The equations of a document as lines of text.
fn written(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    blocks(document, &mut |block| {
        if let Block::Equation(equation) = block {
            lines.push(linear(&equation.equation.content));
        }
    });
    inlines(document, &mut |inline| {
        if let Inline::Equation(equation) = inline {
            lines.push(linear(&equation.equation.content));
        }
    });
    lines
}

/// The formulas of a Word file, each with its characters.
fn formulas(bytes: &[u8]) -> Vec<(Arc<Formula>, String)> {
    let file = word::read(bytes, &Limits::default()).unwrap();
    let notes = file.footnotes.iter().chain(&file.endnotes).flat_map(|note| &note.blocks);
    let mut found = Vec::new();
    file.body.iter().chain(notes).for_each(|block| of_block(block, &mut found));
    found
}

fn of_block(block: &word::Block, found: &mut Vec<(Arc<Formula>, String)>) {
    match block {
        word::Block::Paragraph(paragraph) => {
            paragraph.runs.iter().for_each(|run| of_run(run, found))
        }
        word::Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.flat_map(|cell| &cell.blocks).for_each(|block| of_block(block, found));
        }
    }
}

fn of_run(run: &Run, found: &mut Vec<(Arc<Formula>, String)>) {
    let (Some(formula), Content::Math(text)) = (&run.formula, &run.content) else { return };
    match found.last_mut() {
        Some((last, characters)) if Arc::ptr_eq(last, formula) => characters.push_str(text),
        Some(_) | None => found.push((Arc::clone(formula), text.clone())),
    }
}

#[test]
fn equations_come_back_from_word() {
    let mut count = 0;
    for area in ["formats", "layout", "markdown", "text"] {
        for case in case::cases(area) {
            let source = fs::read_to_string(&case).unwrap();
            if !source.contains("equation:") && !source.contains("$`") {
                continue;
            }
            let mut expected = written(&case::document(&case));
            let file = case::output(&case, Format::Docx);
            let latex = |(formula, characters): &(Arc<Formula>, String)| {
                let latex = formula.accepted.clone();
                latex.unwrap_or_else(|| panic!("{}: {characters}", case.display()))
            };
            let found: Vec<String> = formulas(&file).iter().map(latex).collect();
            let line = |latex: &String| match read(&latex.as_str().into()) {
                Ok(equation) => linear(&equation.content),
                Err(fault) => panic!("{latex}: {}", fault.message),
            };
            let mut lines: Vec<String> = found.iter().map(line).collect();
            count += lines.len();
            expected.sort();
            lines.sort();
            assert_eq!(lines, expected, "{}: {found:#?}", case.display());
        }
    }
    assert!(count > 20, "only {count} equations");
}

/// At most one equation in twenty is kept as its characters.
#[test]
fn equations_of_others_are_understood() {
    let Some(folder) = crate::tests::word_files() else { return };
    let (mut understood, mut others) = (0, Vec::new());
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => count(&path, &mut understood, &mut others),
            }
        }
    }
    println!("{understood} equations are understood, {} are not", others.len());
    others.iter().for_each(|it: &String| println!("    {it}"));
    assert!(others.len() * 20 <= understood + others.len());
}

fn count(path: &Path, understood: &mut usize, others: &mut Vec<String>) {
    if path.extension().is_none_or(|it| it != "docx") {
        return;
    }
    let bytes = fs::read(path).unwrap();
    if word::read(&bytes, &Limits::default()).is_err() {
        return;
    }
    for (formula, characters) in formulas(&bytes) {
        let latex = formula.accepted.as_deref();
        match latex.map(|latex| (latex, read(&latex.into()))) {
            Some((_, Ok(_))) => *understood += 1,
            Some((latex, Err(fault))) => {
                others.push(format!("{}: {latex}: {}", path.display(), fault.message));
            }
            None => others.push(format!("{}: {characters}", path.display())),
        }
    }
}
