//! CSV files as spreadsheets save them (RFC 4180).

/// A record with the number of its first line, from 1.
#[derive(Debug, PartialEq, Eq)]
pub struct Record {
    /// The line.
    pub line: usize,
    /// Its fields.
    pub fields: Vec<String>,
}

/// The signs that spreadsheets put between fields, the most common last.
const DELIMITERS: [char; 3] = ['\t', ';', ','];

/// Reads the records of a file, without empty lines. The delimiter is the most frequent in the first line.
///
/// # Errors
///
/// The line of a quotation mark that is not closed.
pub fn records(text: &str) -> Result<Vec<Record>, usize> {
    let mut reader = Reader::new(delimiter(text));
    text.chars().for_each(|character| reader.take(character));
    match reader.state {
        State::Quoted => Err(reader.quoted_in),
        State::Plain | State::Closing => {
            reader.end_record();
            Ok(reader.records)
        }
    }
}

fn delimiter(text: &str) -> char {
    let mut quoted = false;
    let mut counts = [0; DELIMITERS.len()];
    for character in text.chars() {
        quoted ^= character == '"';
        if character == '\n' && !quoted {
            break;
        }
        let own = DELIMITERS.iter().position(|it| *it == character && !quoted);
        own.and_then(|at| counts.get_mut(at)).into_iter().for_each(|count| *count += 1);
    }
    // In a tie, the last one counts: a comma, if there are no delimiters.
    let most = DELIMITERS.into_iter().zip(counts).max_by_key(|(_, count)| *count);
    most.map_or(',', |(delimiter, _)| delimiter)
}

/// Where the next character is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// In a field, or before it.
    Plain,
    /// In quotation marks.
    Quoted,
    /// After a quotation mark in quotation marks: their end, or the first of two.
    Closing,
}

struct Reader {
    delimiter: char,
    state: State,
    line: usize,
    /// The line of the last opening quotation mark.
    quoted_in: usize,
    /// The line in which the record began.
    begin: usize,
    field: String,
    fields: Vec<String>,
    records: Vec<Record>,
}

impl Reader {
    fn new(delimiter: char) -> Reader {
        Reader {
            delimiter,
            state: State::Plain,
            line: 1,
            quoted_in: 1,
            begin: 1,
            field: String::new(),
            fields: Vec::new(),
            records: Vec::new(),
        }
    }

    fn take(&mut self, character: char) {
        match (self.state, character) {
            (State::Quoted, '"') => self.state = State::Closing,
            (State::Quoted, _) => self.field.push(character),
            (State::Closing, '"') => {
                self.field.push('"');
                self.state = State::Quoted;
            }
            (State::Plain, '"') if self.field.is_empty() => {
                self.state = State::Quoted;
                self.quoted_in = self.line;
            }
            (State::Plain | State::Closing, '\n') => self.end_record(),
            (State::Plain | State::Closing, '\r') => {}
            (State::Plain | State::Closing, _) if character == self.delimiter => self.end_field(),
            (State::Plain | State::Closing, _) => {
                self.state = State::Plain;
                self.field.push(character);
            }
        }
        self.line += usize::from(character == '\n');
        if self.fields.is_empty() && self.field.is_empty() && self.state == State::Plain {
            self.begin = self.line;
        }
    }

    fn end_field(&mut self) {
        self.state = State::Plain;
        self.fields.push(std::mem::take(&mut self.field));
    }

    fn end_record(&mut self) {
        self.end_field();
        let fields = std::mem::take(&mut self.fields);
        if fields.iter().any(|field| !field.is_empty()) || fields.len() > 1 {
            self.records.push(Record { line: self.begin, fields });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(usize, Vec<String>)> {
        records(text).unwrap().into_iter().map(|it| (it.line, it.fields)).collect()
    }

    #[test]
    fn fields_may_be_quoted() {
        let all = read("a,b\r\n\"1,5\",\"say \"\"no\"\"\"\n\n\"two\nlines\",\nlast,\"\"");
        let fields: Vec<Vec<&str>> =
            all.iter().map(|(_, fields)| fields.iter().map(String::as_str).collect()).collect();
        let expected = [["a", "b"], ["1,5", "say \"no\""], ["two\nlines", ""], ["last", ""]];
        assert_eq!(fields, expected);
        assert_eq!(all.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2, 4, 6]);
    }

    #[test]
    fn the_delimiter_is_found() {
        assert_eq!(
            read("a;\"b,c,d\"\n1,5;2"),
            [(1, vec!["a".into(), "b,c,d".into()]), (2, vec!["1,5".into(), "2".into()]),]
        );
        assert_eq!(read("a\tb")[0].1, ["a", "b"]);
        assert_eq!(read("one\ntwo").len(), 2);
    }

    #[test]
    fn a_quotation_mark_must_be_closed() {
        assert_eq!(records("a,b\n1,\"2\n3"), Err(2));
        assert_eq!(records("").unwrap(), []);
    }
}
