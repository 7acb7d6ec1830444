//! Flow collections that are being written: `{name: Per, post: |`.

use plenary::lookup::Step;

/// What a word can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Slot {
    /// A key.
    #[default]
    Key,
    /// The value of a key.
    Value,
    /// An item of a list, or the first key of a mapping that is an item.
    Item,
}

/// The collections that are open at the end of a text.
#[derive(Debug, Default)]
pub struct Flow {
    open: Vec<Collection>,
    /// The text since the last sign of structure.
    word: String,
}

#[derive(Debug)]
enum Collection {
    /// A mapping with its keys; the last one has no value yet if `is_value`.
    Mapping {
        keys: Vec<String>,
        is_value: bool,
    },
    List,
}

impl Flow {
    /// Reads a text that begins with a flow collection, until that collection is closed. Returns `None` if
    /// the text ends within quotation marks.
    pub fn of(text: &str) -> Option<Flow> {
        let mut flow = Flow::default();
        flow.read(text).then_some(flow)
    }

    /// Whether the first collection is closed.
    pub fn is_closed(&self) -> bool {
        self.open.is_empty()
    }

    /// The steps from the first collection to the end of the text, what can be written there, and the keys of
    /// the innermost mapping. `None` if a text has begun.
    pub fn end(self) -> Option<(Vec<Step>, Slot, Vec<String>)> {
        self.word.trim().is_empty().then_some(())?;
        let mut steps = Vec::new();
        let mut end = (Slot::Key, Vec::new());
        for collection in self.open {
            match collection {
                Collection::List => {
                    steps.push(Step::Item);
                    end = (Slot::Item, Vec::new());
                }
                Collection::Mapping { mut keys, is_value: true } => {
                    steps.push(Step::Key(keys.pop()?));
                    end = (Slot::Value, Vec::new());
                }
                Collection::Mapping { keys, is_value: false } => end = (Slot::Key, keys),
            }
        }
        Some((steps, end.0, end.1))
    }

    /// Reads on. Returns whether the text ends outside quotation marks.
    fn read(&mut self, text: &str) -> bool {
        let mut signs = text.char_indices().peekable();
        while let Some((at, sign)) = signs.next() {
            let ends_key = sign == ':' && signs.peek().is_none_or(|it| it.1.is_whitespace());
            match sign {
                '{' => self.begin(Collection::Mapping { keys: Vec::new(), is_value: false }),
                '[' => self.begin(Collection::List),
                '}' | ']' => {
                    self.word.clear();
                    self.open.pop();
                    if self.open.is_empty() {
                        return true;
                    }
                }
                ',' => self.separate(),
                ':' if ends_key => self.end_key(),
                '\'' | '"' if self.word.trim().is_empty() => {
                    let rest = text.get(at + 1..).unwrap_or_default();
                    let Some(length) = rest.find(sign) else { return false };
                    self.word.push_str(rest.get(..length).unwrap_or_default());
                    // Within single quotation marks, two are one.
                    while signs.next_if(|(next, _)| *next <= at + 1 + length).is_some() {}
                    if let Some((_, '\'')) = signs.peek().filter(|_| sign == '\'') {
                        self.word.clear();
                    }
                }
                other => self.word.push(other),
            }
        }
        true
    }

    fn begin(&mut self, collection: Collection) {
        self.word.clear();
        self.open.push(collection);
    }

    fn separate(&mut self) {
        self.word.clear();
        if let Some(Collection::Mapping { is_value, .. }) = self.open.last_mut() {
            *is_value = false;
        }
    }

    fn end_key(&mut self) {
        let word = std::mem::take(&mut self.word);
        if let Some(Collection::Mapping { keys, is_value }) = self.open.last_mut() {
            keys.push(word.trim().to_owned());
            *is_value = true;
        }
    }
}

/// The keys that follow in the mapping in which a text begins.
pub fn keys_after(text: &str) -> Vec<String> {
    let mut flow = Flow { open: vec![Collection::List], ..Flow::default() };
    flow.begin(Collection::Mapping { keys: Vec::new(), is_value: false });
    let end = text.char_indices().scan(0_usize, |depth, (at, sign)| {
        match sign {
            '{' | '[' => *depth += 1,
            '}' | ']' => *depth = depth.checked_sub(1)?,
            _ => {}
        }
        Some(at + sign.len_utf8())
    });
    let end = end.last().unwrap_or_default();
    flow.read(text.get(..end).unwrap_or_default());
    match flow.open.into_iter().nth(1) {
        Some(Collection::Mapping { keys, .. }) => keys,
        Some(Collection::List) | None => Vec::new(),
    }
}
