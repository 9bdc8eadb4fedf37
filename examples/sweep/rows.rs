//! The activations over rows, on random rows.

use activ8::{Result, Tier};
use rayon::prelude::*;

use crate::common::random::Random;
use crate::common::table::rows::ROWWISE;
use crate::common::tally::{self, Tally};
use crate::report::{Outcome, Report, Row};

/// The lengths of the rows; of each there are so many that they make up `ELEMENTS`.
const LENGTHS: [usize; 4] = [10, 64, 1000, 4096];
const ELEMENTS: usize = 1 << 20;

/// Draws an element of a row.
type Draw = fn(&mut Random) -> f32;

/// What the inputs are, as the report's names have it: uniform in ±8, and normal of deviation 16.
const INPUTS: [(&str, Draw); 2] =
    [("±8", |random| random.uniform(-8.0, 8.0)), ("σ16", |random| random.normal(16.0))];

pub(crate) fn measure(report: &mut Report, tiers: &[Tier], chosen: impl Fn(&str) -> bool) -> Outcome {
    for op in ROWWISE.iter().filter(|op| chosen(op.name)) {
        for (inputs, draw) in INPUTS {
            let name = format!("{}{inputs}", op.name);
            if report.has(&name, tiers, LENGTHS.map(|row| (ELEMENTS / row * row) as u64).into_iter().sum()) {
                continue;
            }
            let of_length = LENGTHS.into_par_iter().map(|row| {
                let x = Random::new(row as u64).fill(ELEMENTS / row * row, draw);
                tally::rowwise(op, tiers, row, &x)
            });
            let tally: Result<Tally> = of_length.try_reduce(|| Tally::new(tiers), |a, b| Ok(a.join(b)));
            report.add(Row::of_tally(&name, &tally?, op.max_ulp))?;
        }
    }
    Ok(())
}
