//! The results: an aligned table for people, and the same rows as CSV for programs.

use std::fs::File;
use std::path::Path;

use activ8::Tier;
use comfy_table::{CellAlignment, Table, presets};

use crate::common::tally::{Difference, Finding, Tally};
use crate::common::ulp::Worst;

const COLUMNS: [&str; 9] =
    ["op", "tier", "inputs", "max_ulp", "worst_input_bits", "got_bits", "want", "bound", "ok"];

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

    /// Whether the bound holds.
    pub(crate) fn is_ok(&self) -> bool {
        self.worst.ulp <= self.bound
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
            if self.is_ok() { "yes" } else { "NO" }.to_owned(),
        ]
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

/// Opens the file, before anything is measured for it.
pub(crate) fn create(path: &Path) -> Result<csv::Writer<File>, String> {
    csv::Writer::from_path(path).map_err(|error| format!("{}: {error}", path.display()))
}

pub(crate) fn write(csv: &mut csv::Writer<File>, rows: &[Row]) -> csv::Result<()> {
    csv.write_record(COLUMNS)?;
    for row in rows {
        csv.write_record(row.cells())?;
    }
    Ok(csv.flush()?)
}
