//! The results: an aligned table for people, and the same rows as CSV for programs, each as soon as it is known.

use std::error::Error;
use std::fs::{File, OpenOptions};
use std::path::Path;

use activ8::Tier;
use comfy_table::{CellAlignment, Table, presets};

use crate::common::tally::{Difference, Finding, Tally};
use crate::common::ulp::Worst;

const COLUMNS: [&str; 10] =
    ["op", "tier", "inputs", "max_ulp", "worst_input_bits", "got_bits", "want", "bound", "ok", "same_bits"];

/// One operation on one tier.
#[derive(Clone)]
pub(crate) struct Row {
    op: String,
    tier: Tier,
    inputs: u64,
    worst: Worst,
    bound: f64,
    /// Where its bits are not those of a tier that it must agree with.
    pub(crate) difference: Option<Difference>,
}

impl Row {
    /// A row for each tier.
    pub(crate) fn of_tally(
        op: &str,
        tally: &Tally,
        bound: impl Fn(Tier) -> f64,
    ) -> impl Iterator<Item = Self> {
        tally.findings.iter().map(move |&Finding { tier, worst, difference }| Self {
            op: op.to_owned(),
            tier,
            inputs: tally.inputs,
            worst,
            bound: bound(tier),
            difference,
        })
    }

    /// Whether its bound holds, and its bits are those of the tiers that it must agree with.
    pub(crate) fn is_ok(&self) -> bool {
        self.worst.ulp <= self.bound && self.difference.is_none()
    }

    fn cells(&self) -> [String; COLUMNS.len()] {
        let Worst { ulp, input, got, want } = self.worst;
        [
            self.op.clone(),
            self.tier.to_string(),
            self.inputs.to_string(),
            format!("{ulp:.4}"),
            input.map_or(String::new(), |bits| format!("{bits:08x}")),
            format!("{:08x}", got.to_bits()),
            format!("{want:e}"),
            format!("{:.2}", self.bound),
            yes(self.worst.ulp <= self.bound),
            yes(self.difference.is_none()),
        ]
    }
}

fn yes(holds: bool) -> String {
    if holds { "yes" } else { "NO" }.to_owned()
}

/// What a part of the sweep ends with, which adds its rows to the report.
pub(crate) type Outcome = Result<(), Box<dyn Error>>;

/// All rows, and the file that they are written to.
pub(crate) struct Report {
    pub(crate) rows: Vec<Row>,
    csv: Option<csv::Writer<File>>,
    /// What the file had: operation, tier and number of inputs.
    kept: Vec<[String; 3]>,
}

impl Report {
    /// Opens the file, before anything is measured for it. With `resume` it keeps those rows of the file that hold.
    pub(crate) fn new(path: Option<&Path>, resume: bool) -> Result<Self, Box<dyn Error>> {
        let name = |error| format!("{}: {error}", path.unwrap_or(Path::new("")).display());
        let mut report = Self { rows: Vec::new(), csv: None, kept: Vec::new() };
        let Some(path) = path else { return Ok(report) };
        let mut kept = Vec::new();
        if resume && path.exists() {
            // The last row may have been cut off.
            for record in csv::ReaderBuilder::new().flexible(true).from_path(path)?.into_records() {
                let record = record?;
                if record.len() == COLUMNS.len() && record.iter().skip(8).all(|cell| cell == "yes") {
                    kept.push(record);
                }
            }
        }
        let file = OpenOptions::new().write(true).create(true).truncate(true).open(path).map_err(name)?;
        let mut csv = csv::Writer::from_writer(file);
        csv.write_record(COLUMNS)?;
        for record in kept {
            csv.write_record(&record)?;
            report.kept.push([0, 1, 2].map(|cell| record[cell].to_owned()));
        }
        csv.flush()?;
        report.csv = Some(csv);
        Ok(report)
    }

    /// Whether the file had this operation on all of these tiers.
    pub(crate) fn has(&self, op: &str, tiers: &[Tier], inputs: u64) -> bool {
        let had = |tier: &Tier| {
            let row = [op.to_owned(), tier.to_string(), inputs.to_string()];
            self.kept.contains(&row)
        };
        tiers.iter().all(had)
    }

    pub(crate) fn add(&mut self, rows: impl IntoIterator<Item = Row>) -> csv::Result<()> {
        for row in rows {
            if let Some(csv) = &mut self.csv {
                csv.write_record(row.cells())?;
                csv.flush()?;
            }
            self.rows.push(row);
        }
        Ok(())
    }

    /// What a resumed run did not do again.
    pub(crate) fn kept(&self) -> usize {
        self.kept.len()
    }
}

/// The rows in aligned columns.
pub(crate) fn table(rows: &[Row]) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_header(COLUMNS).add_rows(rows.iter().map(Row::cells));
    for column in table.column_iter_mut().skip(2) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// Whether the tiers that must give the same bits do: a sentence for each that does not, or one.
pub(crate) fn bits(rows: &[Row], tiers: &[Tier]) -> String {
    let differences = rows.iter().filter_map(|row| {
        let Difference { at, got, other, others } = row.difference?;
        let [got, others] = [got, others].map(f32::to_bits);
        Some(format!(
            "NOT THE SAME BITS: {} of {at:08x} is {got:08x} on {}, {others:08x} on {other}",
            row.op, row.tier
        ))
    });
    let differences: Vec<String> = differences.collect();
    if !differences.is_empty() {
        return differences.join("\n");
    }
    let class = |fused| {
        let names = tiers.iter().filter(|tier| tier.is_fused() == fused).map(|tier| tier.name());
        names.collect::<Vec<_>>().join(" = ")
    };
    let classes: Vec<String> =
        [false, true].map(class).into_iter().filter(|names| names.contains('=')).collect();
    match classes.join(", ").as_str() {
        "" => "The same bits: no two tiers to compare.".to_owned(),
        classes => format!("The same bits in every row: {classes}."),
    }
}
