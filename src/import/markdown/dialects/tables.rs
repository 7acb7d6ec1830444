//! Pandoc's grid, simple and multiline tables as pipe tables.

use std::ops::Range;

/// Rewrites tables. Each has as many lines as before; the last ones become empty. A table whose cells span
/// others, or whose words cross its columns, stays as it is.
pub fn rewrite(lines: &mut [String], is_code: &[bool]) {
    let mut at = 0;
    while at < lines.len() {
        let found = grid(lines, at).or_else(|| ruled(lines, at));
        let is_text =
            |range: &Range<usize>| !is_code.get(range.clone()).unwrap_or_default().contains(&true);
        let Some((range, table)) = found.filter(|(range, _)| is_text(range)) else {
            at += 1;
            continue;
        };
        let mut pipes = table.lines().into_iter();
        for line in lines.get_mut(range.clone()).unwrap_or_default() {
            *line = pipes.next().unwrap_or_default();
        }
        at = range.end;
    }
}

/// A table: the header, the rows, and what is between them in a pipe table, for each column.
struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    rules: Vec<&'static str>,
}

impl Table {
    fn lines(&self) -> Vec<String> {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
            format!("| {} |", cells.join(" | "))
        };
        let rules = format!("|{}|", self.rules.join("|"));
        [line(&self.header), rules]
            .into_iter()
            .chain(self.rows.iter().map(|row| line(row)))
            .collect()
    }
}

/// The characters of a line from one column to another, without spaces around them.
fn part(line: &str, from: usize, to: usize) -> String {
    let part: String = line.chars().skip(from).take(to.saturating_sub(from)).collect();
    part.trim().to_owned()
}

/// The parts of several lines, joined to a cell.
fn cell(lines: &[&String], from: usize, to: usize) -> String {
    let parts = lines.iter().map(|line| part(line, from, to)).filter(|it| !it.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

/// A grid table that begins at a line.
fn grid(lines: &[String], at: usize) -> Option<(Range<usize>, Table)> {
    let is_rule = |line: &str| {
        line.starts_with('+')
            && line.ends_with('+')
            && line.len() > 2
            && line.chars().all(|it| "+-=:".contains(it))
    };
    let first = lines.get(at).filter(|line| is_rule(line))?;
    let borders: Vec<usize> =
        first.chars().enumerate().filter(|(_, sign)| *sign == '+').map(|(at, _)| at).collect();
    let columns: Vec<(usize, usize)> =
        borders.windows(2).filter_map(|it| Some((*it.first()? + 1, *it.last()?))).collect();
    let (mut row, mut rows, mut header, mut rules) = (Vec::new(), Vec::new(), None, first);
    let mut end = at + 1;
    for line in lines.iter().skip(at + 1) {
        let signs: Vec<char> = line.trim_end().chars().collect();
        let fits = |sign: char| borders.iter().all(|border| signs.get(*border) == Some(&sign));
        if is_rule(line) && fits('+') {
            let is_header = line.contains('=');
            rows.push(columns.iter().map(|(from, to)| cell(&row, *from, *to)).collect());
            row.clear();
            if is_header && header.is_none() {
                (header, rules) = (Some(rows.len()), line);
            }
        } else if line.starts_with('|') && fits('|') {
            row.push(line);
        } else {
            break;
        }
        end += 1;
    }
    // Rows without a rule below them.
    if !row.is_empty()
        || rows.is_empty()
        || lines.get(end).is_some_and(|it| it.starts_with(['+', '|']))
    {
        return None;
    }
    let align = |(from, to): &(usize, usize)| {
        let rule = part(rules, *from, *to);
        match (rule.starts_with(':'), rule.ends_with(':')) {
            (true, true) => ":-:",
            (false, true) => "--:",
            (true, false) => ":--",
            (false, false) => "---",
        }
    };
    let rules = columns.iter().map(align).collect();
    let header = if header.is_some() { rows.remove(0) } else { vec![String::new(); columns.len()] };
    Some((at..end, Table { header, rows, rules }))
}

/// The hyphens of a rule: from where to where each group goes.
fn groups(line: &str) -> Option<Vec<(usize, usize)>> {
    if !line.starts_with(['-', ' ']) || !line.chars().all(|it| it == '-' || it == ' ') {
        return None;
    }
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (at, _) in line.chars().enumerate().filter(|(_, sign)| *sign == '-') {
        match out.last_mut() {
            Some((_, end)) if *end == at => *end += 1,
            Some(_) | None => out.push((at, at + 1)),
        }
    }
    (!out.is_empty()).then_some(out)
}

/// A simple or multiline table that begins at a line.
fn ruled(lines: &[String], at: usize) -> Option<(Range<usize>, Table)> {
    let is_blank = |at: usize| lines.get(at).is_none_or(|line| line.trim().is_empty());
    if at > 0 && !is_blank(at - 1) || is_blank(at) {
        return None;
    }
    let of = |at: usize| lines.get(at).and_then(|line| groups(line));
    let is_multiline = of(at).is_some_and(|it| it.len() == 1) && !is_blank(at + 1);
    let begin = at + usize::from(is_multiline);
    // At most a few lines are a header.
    let rule = (begin..begin + MOST_OF_HEADER).find(|at| of(*at).is_some_and(|it| it.len() > 1))?;
    let is_headed = (begin..rule).all(|at| !is_blank(at)) && (is_multiline || rule - begin <= 1);
    if !is_headed {
        return None;
    }
    let groups = of(rule)?;
    let ends = |at: &usize| match is_multiline || rule == begin {
        true => of(*at).is_some_and(|it| it.len() == if is_multiline { 1 } else { groups.len() }),
        false => is_blank(*at) || of(*at).is_some(),
    };
    let last = (rule + 1..=lines.len()).find(ends)?;
    let is_closed = lines.get(last).is_some_and(|line| self::groups(line).is_some());
    let own = lines.get(begin..last)?;
    let starts: Vec<usize> = groups.iter().map(|(start, _)| *start).collect();
    let is_apart = |line: &String| {
        let signs: Vec<char> = line.chars().collect();
        let before = |start: &usize| start.checked_sub(1).and_then(|at| signs.get(at));
        starts.iter().skip(1).all(|start| before(start).is_none_or(|it| *it == ' '))
    };
    if last == rule + 1 || !own.iter().all(is_apart) {
        return None;
    }
    let row = |lines: &[&String]| -> Vec<String> {
        let ends = starts.iter().skip(1).copied().chain([usize::MAX]);
        let first = starts.iter().enumerate().map(|(at, start)| if at == 0 { 0 } else { *start });
        first.zip(ends).map(|(from, to)| cell(lines, from, to)).collect()
    };
    let head: Vec<&String> = lines.get(begin..rule)?.iter().collect();
    let body: Vec<&String> = lines.get(rule + 1..last)?.iter().collect();
    let rows = match is_multiline {
        true => {
            body.split(|line| line.trim().is_empty()).filter(|it| !it.is_empty()).map(row).collect()
        }
        false => body.iter().map(|line| row(&[*line])).collect(),
    };
    let rules = groups.iter().map(|group| align(&head, *group)).collect();
    Some((at..last + usize::from(is_closed), Table { header: row(&head), rows, rules }))
}

/// The most lines of the header of a multiline table.
const MOST_OF_HEADER: usize = 6;

/// The alignment of a column by the places where its header begins and ends.
fn align(head: &[&String], (from, to): (usize, usize)) -> &'static str {
    let Some(line) = head.last() else { return "---" };
    let is_text = |at: usize| line.chars().nth(at).is_some_and(|it| it != ' ');
    match (is_text(from), is_text(to - 1)) {
        (true, false) => ":--",
        (false, true) => "--:",
        (false, false) => ":-:",
        (true, true) => "---",
    }
}

#[cfg(test)]
mod tests {
    use super::super::plain;

    fn text(lines: &[&str]) -> Vec<String> {
        plain(&lines.join("\n")).text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn grid_tables_become_pipe_tables() {
        let found = text(&[
            "+-------+----:+",
            "| Port  |   N |",
            "+=======+====:+",
            "| Brest |   1 |",
            "|       |     |",
            "| rade  |     |",
            "+-------+-----+",
            "",
            ": Ports",
        ]);
        let table = ["| Port | N |", "|---|--:|", "| Brest rade | 1 |", "", "", "", ""];
        assert_eq!(found[..7], table);
        assert_eq!(found[8], ": Ports");
        let spanning = ["+---+---+", "| a     |", "+---+---+"];
        assert_eq!(text(&spanning), spanning);
    }

    #[test]
    fn simple_tables_become_pipe_tables() {
        let found = text(&[
            "  Right Left   Centre",
            "------- ------ --------",
            "     12 a b       12",
            "      1 c",
            "",
            "After",
        ]);
        let table = [
            "| Right | Left | Centre |",
            "|--:|:--|:--|",
            "| 12 | a b | 12 |",
            "| 1 | c |  |",
            "",
            "After",
        ];
        assert_eq!(found, table);
        let crossing = ["A    B", "---- ----", "too long for it"];
        assert_eq!(text(&crossing), crossing);
        assert_eq!(text(&["Title", "-----", "Text"]), ["Title", "-----", "Text"]);
    }

    #[test]
    fn multiline_tables_become_pipe_tables() {
        let found = text(&[
            "----------------",
            "Port     Ships",
            "name     a year",
            "-------- -------",
            "Port of  12",
            "Brest",
            "",
            "Lorient  3",
            "----------------",
        ]);
        let table = [
            "| Port name | Ships a year |",
            "|:--|:--|",
            "| Port of Brest | 12 |",
            "| Lorient | 3 |",
        ];
        assert_eq!(found[..4], table);
    }
}
