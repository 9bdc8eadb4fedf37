//! The elementwise functions, over every N-th of all 2^32 inputs.

use activ8::{Accuracy, Elementwise as _, Result, Tier};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::common::table::elementwise::{ELEMENTWISE, Elementwise};
use crate::common::tally::{self, Tally};
use crate::report::Row;

/// Inputs that one thread takes at a time: they, the right answers and each tier's stay in its cache.
const CHUNK: u64 = 8192;

pub(crate) fn sweep(tiers: &[Tier], stride: u32, chosen: impl Fn(&str) -> bool) -> Result<Vec<Row>> {
    let ops: Vec<&Elementwise> = ELEMENTWISE.iter().filter(|op| chosen(op.name)).collect();
    let inputs = (1_u64 << 32).div_ceil(stride.into());
    let style = ProgressStyle::with_template("{msg:9} {wide_bar} {percent:>3} % {eta:>4} left");
    let progress = ProgressBar::new(inputs * ops.len() as u64)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let mut rows = Vec::new();
    for op in ops {
        progress.set_message(op.name);
        let high = function(tally::elementwise, op, tiers, stride, inputs, &progress)?;
        rows.extend(Row::of_tally(op.name, &high, |tier| op.max_ulp(tier)));
        // Only tiers of a CPU's own instructions have fast formulas.
        let wide: Vec<Tier> = tiers
            .iter()
            .copied()
            .filter(|tier| matches!(tier, Tier::Avx2 | Tier::Avx512 | Tier::Neon))
            .collect();
        if op.activation().is_faster() && !wide.is_empty() {
            progress.inc_length(inputs);
            let fast = function(tally::fast, op, &wide, stride, inputs, &progress)?;
            rows.extend(Row::of_tally(&format!("{}, fast", op.name), &fast, |_| Accuracy::FAST_ULP));
        }
    }
    progress.finish_and_clear();
    Ok(rows)
}

/// One function over all inputs, on all of rayon's threads.
fn function(
    judge: fn(&Elementwise, &[Tier], &[f32]) -> Result<Tally>,
    op: &Elementwise,
    tiers: &[Tier],
    stride: u32,
    inputs: u64,
    progress: &ProgressBar,
) -> Result<Tally> {
    let chunks = (0..inputs.div_ceil(CHUNK)).into_par_iter();
    let tallies = chunks.map(|chunk| {
        let indices = chunk * CHUNK..inputs.min((chunk + 1) * CHUNK);
        // An index times the stride is below 2^32: an input's bits.
        let x: Vec<f32> = indices.map(|i| f32::from_bits((i * u64::from(stride)) as u32)).collect();
        let tally = judge(op, tiers, &x);
        progress.inc(x.len() as u64);
        tally
    });
    tallies.try_reduce(|| Tally::new(tiers), |a, b| Ok(a.join(b)))
}
