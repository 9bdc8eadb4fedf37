//! The elementwise functions and their derivatives, over every N-th of all 2^32 inputs.

use activ8::{Accuracy, Elementwise as _, Result, Tier};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::common::slopes::Gradient;
use crate::common::table::elementwise::{ELEMENTWISE, Elementwise};
use crate::common::tally::{self, Tally};
use crate::report::{Outcome, Report, Row};

/// Inputs that one thread takes at a time: they, the right answers and each tier's stay in its cache.
const CHUNK: u64 = 8192;

/// What is judged of an activation.
type Judge = fn(&Elementwise, &[Tier], &[f32]) -> Result<Tally>;

/// A function to go through.
struct Function {
    op: &'static Elementwise,
    name: String,
    tiers: Vec<Tier>,
    judge: Judge,
    bound: fn(&Elementwise, Tier) -> f64,
}

/// Adds the rows of each function to `report` as soon as they are known, but for those that it has.
pub(crate) fn sweep(
    report: &mut Report,
    tiers: &[Tier],
    stride: u32,
    derivatives: bool,
    chosen: impl Fn(&str) -> bool,
) -> Outcome {
    let inputs = (1_u64 << 32).div_ceil(stride.into());
    let ops = ELEMENTWISE.iter().filter(|op| chosen(op.name));
    let mut functions: Vec<_> = ops.flat_map(|op| functions_of(op, tiers, derivatives)).collect();
    functions.retain(|function| !report.has(&function.name, &function.tiers, inputs));
    let style = ProgressStyle::with_template("{msg:24} {wide_bar} {percent:>3} % {eta:>4} left");
    let progress = ProgressBar::new(inputs * functions.len() as u64)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    for function in &functions {
        progress.set_message(function.name.clone());
        let tally = function.tally(stride, inputs, &progress)?;
        report.add(Row::of_tally(&function.name, &tally, |tier| (function.bound)(function.op, tier)))?;
    }
    progress.finish_and_clear();
    Ok(())
}

/// Its values; where they are others, its fast values; and its derivative.
fn functions_of(op: &'static Elementwise, tiers: &[Tier], derivatives: bool) -> Vec<Function> {
    let of = |what: &str, tiers: &[Tier], judge, bound| Function {
        op,
        name: format!("{}{what}", op.name),
        tiers: tiers.to_vec(),
        judge,
        bound,
    };
    let mut functions = vec![of("", tiers, tally::elementwise, Elementwise::max_ulp)];
    let wide: Vec<Tier> = tiers.iter().copied().filter(|tier| tier.has_fast()).collect();
    if op.activation().is_faster() && !wide.is_empty() {
        functions.push(of(", fast", &wide, tally::fast, |_, _| Accuracy::FAST_ULP));
    }
    if derivatives {
        let bound = |op: &Elementwise, tier| Gradient::of(op.activation()).bound(tier);
        functions.push(of(", derivative", tiers, tally::derivative, bound));
    }
    functions
}

impl Function {
    /// All inputs, on all of rayon's threads.
    fn tally(&self, stride: u32, inputs: u64, progress: &ProgressBar) -> Result<Tally> {
        let chunks = (0..inputs.div_ceil(CHUNK)).into_par_iter();
        let tallies = chunks.map(|chunk| {
            let indices = chunk * CHUNK..inputs.min((chunk + 1) * CHUNK);
            // An index times the stride is below 2^32: an input's bits.
            let x: Vec<f32> = indices.map(|i| f32::from_bits((i * u64::from(stride)) as u32)).collect();
            let tally = (self.judge)(self.op, &self.tiers, &x);
            progress.inc(x.len() as u64);
            tally
        });
        tallies.try_reduce(|| Tally::new(&self.tiers), |a, b| Ok(a.join(b)))
    }
}
