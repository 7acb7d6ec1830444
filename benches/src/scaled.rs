//! The 2016 report, repeated.

/// A report with the body repeated `factor` times. Each paragraph begins with the number of its copy and its
/// own number, so that all differ and nothing can be cached between them.
pub fn report(source: &str, factor: usize) -> String {
    let (head, rest) = source.split_once("\nbody:\n").unwrap_or((source, ""));
    let (body, notes) = rest.split_once("\nfootnotes:\n").unwrap_or((rest, ""));
    // The next key after the notes starts at the beginning of a line.
    let indented = |line: &&str| line.starts_with(' ') || line.trim().is_empty();
    let until: usize = notes.split_inclusive('\n').take_while(indented).map(str::len).sum();
    let (notes, tail) = notes.split_at(until);
    let mut out = format!("{head}\nbody:\n");
    (1..=factor).for_each(|copy| push_copy(body, copy, &mut out));
    out.push_str("\nfootnotes:\n");
    for copy in 1..=factor {
        out.push_str(&notes.replacen("gc6:", &format!("gc6-{copy}:"), 1));
    }
    out + tail
}

fn push_copy(body: &str, copy: usize, out: &mut String) {
    let note = format!("[^gc6-{copy}]");
    let (mut paragraphs, mut begins) = (0, false);
    for line in body.lines() {
        let line = line.replace("[^gc6]", &note);
        let text = line.trim_start();
        if std::mem::replace(&mut begins, line.trim_end().ends_with(">-")) {
            paragraphs += 1;
            let indent = " ".repeat(line.len() - text.len());
            out.push_str(&format!("{indent}({copy}.{paragraphs}) {text}\n"));
        } else {
            out.push_str(&line);
            out.push('\n');
        }
    }
}
