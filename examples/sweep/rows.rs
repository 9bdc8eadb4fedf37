//! Softmax and its logarithm, over random rows.

use activ8::{Activation, LogSoftmax, Result, Softmax, Tier};
use rayon::prelude::*;

use crate::common::oracle;
use crate::common::random::Random;
use crate::common::tally::Tally;
use crate::common::ulp::{ulp_error, ulp_error_at};
use crate::report::Row;

/// The operations over rows.
pub(crate) const NAMES: [&str; 2] = ["softmax", "log_softmax"];

/// The lengths of the rows; of each there are so many that they make up `ELEMENTS`.
const LENGTHS: [usize; 4] = [10, 64, 1000, 4096];
const ELEMENTS: usize = 1 << 20;

/// Draws an element of a row.
type Draw = fn(&mut Random) -> f32;

/// What the inputs are, as the report's names have it: uniform in ±8, and normal of deviation 16.
const INPUTS: [(&str, Draw); 2] =
    [("±8", |random| random.uniform(-8.0, 8.0)), ("σ16", |random| random.normal(16.0))];

pub(crate) fn measure(tiers: &[Tier], chosen: impl Fn(&str) -> bool) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (inputs, draw) in INPUTS {
        let [softmax, log_softmax] = NAMES;
        if chosen(softmax) {
            let tally = over_lengths(tiers, draw, false)?;
            let bound = |tier| Softmax::rows_of(1).max_ulp(tier);
            rows.extend(Row::of_tally(&format!("{softmax}{inputs}"), &tally, bound));
        }
        if chosen(log_softmax) {
            let tally = over_lengths(tiers, draw, true)?;
            let bound = |tier| LogSoftmax::rows_of(1).max_ulp(tier);
            rows.extend(Row::of_tally(&format!("{log_softmax}{inputs}"), &tally, bound));
        }
    }
    Ok(rows)
}

/// Rows of each length; of softmax the error is in ULP of the probability, and of its logarithm in
/// ULP of the greater of the two terms, x − max and ln Σ, that it is the difference of.
fn over_lengths(tiers: &[Tier], draw: Draw, log: bool) -> Result<Tally> {
    let of_length = LENGTHS.into_par_iter().map(|row| {
        let x = Random::new(row as u64).fill(ELEMENTS / row * row, draw);
        let wants = x.chunks_exact(row).flat_map(|values| {
            let row = oracle::Row::of(values);
            values.iter().map(move |&x| if log { row.log_softmax(x) } else { (row.softmax(x), 0.0) })
        });
        let wants: Vec<(f64, f64)> = wants.collect();
        let outs = tiers.iter().map(|&tier| {
            let mut y = vec![0.0; x.len()];
            let done = if log {
                LogSoftmax::rows_of(row).on(tier)?.forward(&x, &mut y)
            } else {
                Softmax::rows_of(row).on(tier)?.forward(&x, &mut y)
            };
            done.map(|()| y)
        });
        let outs = outs.collect::<Result<Vec<_>>>()?;
        let mut tally = Tally::new(tiers);
        let error = |i: usize, got| {
            let (want, scale) = wants[i];
            (if log { ulp_error_at(got, want, scale) } else { ulp_error(got, want) }, want)
        };
        tally.judge(|i| Some(x[i].to_bits()), &outs, error);
        Ok(tally)
    });
    of_length.try_reduce(|| Tally::new(tiers), |a, b| Ok(a.join(b)))
}
