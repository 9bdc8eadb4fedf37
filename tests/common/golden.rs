//! Reads the golden vectors; `tests/golden/README.md` has their form.

use std::collections::BTreeMap;
use std::ops::Range;

/// One file: facts, and columns of equal length.
pub(crate) struct Golden {
    op: String,
    facts: BTreeMap<String, String>,
    columns: BTreeMap<String, Vec<String>>,
}

impl Golden {
    /// The file of this operation. What is missing or of another form ends the test, with its place.
    pub(crate) fn read(op: &str) -> Self {
        let path = format!("{}/tests/golden/{op}.csv", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{op}.csv: {error}"));
        let (comments, lines): (Vec<_>, Vec<_>) = text.lines().partition(|line| line.starts_with("# "));
        assert!(
            comments[0].ends_with(&format!("op={op}")),
            "{op}.csv names another operation: {}",
            comments[0]
        );
        let facts = comments[1..].iter().filter_map(|line| line[2..].split_once('='));
        let facts = facts.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();

        let names: Vec<&str> = lines[0].split(',').collect();
        let mut columns: Vec<Vec<String>> = vec![Vec::new(); names.len()];
        for (i, line) in lines[1..].iter().enumerate() {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells.len(), names.len(), "{op}.csv, element {i}: {line}");
            columns.iter_mut().zip(cells).for_each(|(column, cell)| column.push(cell.to_owned()));
        }
        let columns = names.iter().map(|&name| name.to_owned()).zip(columns).collect();
        Self { op: op.to_owned(), facts, columns }
    }

    fn column<T>(&self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let cells = self.columns.get(name).unwrap_or_else(|| panic!("{}.csv has no column {name}", self.op));
        let wrong = |i: usize| panic!("{}.csv, element {i}: {name} is {:?}", self.op, cells[i]);
        cells.iter().enumerate().map(|(i, cell)| parse(cell).unwrap_or_else(|| wrong(i))).collect()
    }

    /// A column of `f32` bits.
    pub(crate) fn f32s(&self, name: &str) -> Vec<f32> {
        self.column(name, parse_f32)
    }

    /// A column of `f64` bits.
    pub(crate) fn f64s(&self, name: &str) -> Vec<f64> {
        self.column(name, parse_f64)
    }

    /// Whether there is a column of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.columns.contains_key(name)
    }

    /// A column of class indices.
    pub(crate) fn classes(&self, name: &str) -> Vec<i32> {
        self.column(name, |cell| cell.parse().ok())
    }

    /// The parameters of each element; nothing if the operation has none.
    pub(crate) fn parameters(&self) -> Vec<Vec<f32>> {
        let list = |cell: &str| cell.split(';').map(parse_f32).collect();
        if self.columns.contains_key("parameters") { self.column("parameters", list) } else { Vec::new() }
    }

    /// The `f64`s that stand at the head under this key, joined by semicolons.
    pub(crate) fn facts(&self, key: &str) -> Vec<f64> {
        let facts = self.facts.get(key).and_then(|list| list.split(';').map(parse_f64).collect());
        facts.unwrap_or_else(|| panic!("{}.csv states no {key}", self.op))
    }

    /// The same, or nothing where nothing stands under the key, or behind it.
    pub(crate) fn facts_or_none(&self, key: &str) -> Vec<f64> {
        if self.facts.get(key).is_none_or(String::is_empty) { Vec::new() } else { self.facts(key) }
    }

    /// The integer that stands at the head under this key.
    pub(crate) fn integer(&self, key: &str) -> i64 {
        let fact = self.facts.get(key).and_then(|value| value.parse().ok());
        fact.unwrap_or_else(|| panic!("{}.csv states no {key}", self.op))
    }

    /// The `f64` that stands at the head under this key.
    pub(crate) fn fact(&self, key: &str) -> f64 {
        let fact = self.facts.get(key).and_then(|value| parse_f64(value));
        fact.unwrap_or_else(|| panic!("{}.csv states no {key}", self.op))
    }

    /// The number that stands at the head under this key.
    pub(crate) fn count(&self, key: &str) -> usize {
        let fact = self.facts.get(key).and_then(|value| value.parse().ok());
        fact.unwrap_or_else(|| panic!("{}.csv states no {key}", self.op))
    }

    /// The lengths of rows, each with the elements that lie in rows of it. A file without rows has one
    /// block, of rows of one element.
    pub(crate) fn blocks(&self) -> Vec<(usize, Range<usize>)> {
        if !self.has_rows() {
            return vec![(1, 0..self.columns.values().map(Vec::len).max().unwrap_or(0))];
        }
        let lengths = self.column("row", |cell| cell.split_once(':')?.0.parse::<usize>().ok());
        let mut start = 0;
        let blocks = lengths.chunk_by(usize::eq).map(|block| {
            let range = start..start + block.len();
            start = range.end;
            assert_eq!(block.len() % block[0], 0, "{}.csv: rows of {}", self.op, block[0]);
            (block[0], range)
        });
        blocks.collect()
    }

    /// What the keys of the facts about rows of this length end in.
    pub(crate) fn suffix(&self, row: usize) -> String {
        if self.has_rows() { format!("_c{row}") } else { String::new() }
    }

    fn has_rows(&self) -> bool {
        self.columns.contains_key("row")
    }
}

fn parse_f32(cell: &str) -> Option<f32> {
    u32::from_str_radix(cell, 16).ok().map(f32::from_bits)
}

fn parse_f64(cell: &str) -> Option<f64> {
    (cell.len() == 16).then(|| u64::from_str_radix(cell, 16).ok().map(f64::from_bits))?
}
