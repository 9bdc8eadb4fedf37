//! Tiers side by side: the greatest error of each, and whether those that must agree do.

use activ8::{Activation, Result, Tier};

use super::oracle;
use super::slopes::Gradient;
use super::table::elementwise::Elementwise;
use super::table::rows::Rowwise;
use super::ulp::{Worst, fast_error, ulp_error_at, ulp_error_signed};

/// What one operation gave on each tier.
#[derive(Clone)]
pub(crate) struct Tally {
    /// The number of results judged on each tier.
    pub(crate) inputs: u64,
    /// A finding for each tier.
    pub(crate) findings: Vec<Finding>,
}

/// What one operation gave on one tier.
#[derive(Clone, Copy)]
pub(crate) struct Finding {
    /// The tier.
    pub(crate) tier: Tier,
    /// Its greatest error.
    pub(crate) worst: Worst,
    /// Where it first differs from a tier that fuses as it does.
    pub(crate) difference: Option<Difference>,
}

/// A result that is not the same on two tiers of equal [`Tier::is_fused`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Difference {
    /// The place: an input's bits, or an element's index.
    pub(crate) at: u32,
    /// The result.
    pub(crate) got: f32,
    /// The other tier.
    pub(crate) other: Tier,
    /// The other tier's result.
    pub(crate) others: f32,
}

impl Tally {
    /// Of nothing yet, on these tiers.
    pub(crate) fn new(tiers: &[Tier]) -> Self {
        let finding = |&tier| Finding { tier, worst: Worst::NONE, difference: None };
        Self { inputs: 0, findings: tiers.iter().map(finding).collect() }
    }

    /// Judges the tiers' results: `error` of an index and a result is its error and the right result.
    pub(crate) fn judge(
        &mut self,
        input: impl Fn(usize) -> Option<u32>,
        outs: &[Vec<f32>],
        error: impl Fn(usize, f32) -> (f64, f64),
    ) {
        self.inputs += outs.first().map_or(0, |out| out.len() as u64);
        for (finding, out) in self.findings.iter_mut().zip(outs) {
            for (i, &got) in out.iter().enumerate() {
                let (ulp, want) = error(i, got);
                finding.worst.see(ulp, input(i), got, want);
            }
        }
        let tiers: Vec<Tier> = self.findings.iter().map(|finding| finding.tier).collect();
        for (mine, finding) in self.findings.iter_mut().enumerate() {
            let first = tiers[..mine].iter().position(|tier| tier.is_fused() == finding.tier.is_fused());
            let Some(other) = first.filter(|_| finding.difference.is_none()) else { continue };
            // Which NaN an operation gives, neither IEEE 754 nor Rust says.
            let differ = |&(_, (a, b)): &(usize, (&f32, &f32))| {
                a.to_bits() != b.to_bits() && !(a.is_nan() && b.is_nan())
            };
            let pairs = outs[mine].iter().zip(&outs[other]).enumerate();
            finding.difference = { pairs }.find(differ).map(|(i, (&got, &others))| Difference {
                at: input(i).unwrap_or(i as u32),
                got,
                other: tiers[other],
                others,
            });
        }
    }

    /// Both findings in one.
    pub(crate) fn join(mut self, other: Self) -> Self {
        self.inputs += other.inputs;
        for (mine, theirs) in self.findings.iter_mut().zip(other.findings) {
            mine.worst = mine.worst.or(theirs.worst);
            mine.difference =
                mine.difference.into_iter().chain(theirs.difference).min_by_key(|found| found.at);
        }
        self
    }
}

/// What `op` gives for `x`.
pub(crate) fn elementwise(op: &Elementwise, tiers: &[Tier], x: &[f32]) -> Result<Tally> {
    let activation = op.activation();
    let (value, scale) = (op.row.value_of(activation), op.row.scale_of(activation));
    let want: Vec<f64> = x.iter().map(|&x| value(f64::from(x))).collect();
    let error = |i: usize, got| {
        let scale = scale(f64::from(x[i]));
        let in_its_own = scale.to_bits() == want[i].to_bits();
        let ulp = if in_its_own { ulp_error_signed(got, want[i]) } else { ulp_error_at(got, want[i], scale) };
        (ulp, want[i])
    };
    let outs = on_each(tiers, x.len(), |tier, y| op.forward(tier, x, y))?;
    let mut tally = Tally::new(tiers);
    tally.judge(|i| Some(x[i].to_bits()), &outs, error);
    Ok(tally)
}

/// What `op` gives for `x` at the accuracy `Fast`.
pub(crate) fn fast(op: &Elementwise, tiers: &[Tier], x: &[f32]) -> Result<Tally> {
    let activation = op.activation();
    let value = op.row.value_of(activation);
    let want: Vec<f64> = x.iter().map(|&x| value(f64::from(x))).collect();
    let outs = on_each(tiers, x.len(), |tier, y| activation.on(tier)?.fast().forward(x, y))?;
    let mut tally = Tally::new(tiers);
    let error = |i: usize, got| {
        let size = if op.row.is_gate { f64::from(x[i]).abs() } else { 1.0 };
        (fast_error(got, want[i], size), want[i])
    };
    tally.judge(|i| Some(x[i].to_bits()), &outs, error);
    Ok(tally)
}

/// The derivative of `op` at `x`: its gradient where dy is 1.
pub(crate) fn derivative(op: &Elementwise, tiers: &[Tier], x: &[f32]) -> Result<Tally> {
    let gradient = Gradient::of(op.activation());
    let want: Vec<_> = x.iter().map(|&x| gradient.want(x, 1.0)).collect();
    let ones = vec![1.0; x.len()];
    let outs = on_each(tiers, x.len(), |tier, dx| op.backward(tier, x, &ones, dx))?;
    let mut tally = Tally::new(tiers);
    tally.judge(|i| Some(x[i].to_bits()), &outs, |i, got| (want[i].error(got), want[i].value));
    Ok(tally)
}

/// What `op` gives for `x`, rows of `row` elements.
pub(crate) fn rowwise(op: &Rowwise, tiers: &[Tier], row: usize, x: &[f32]) -> Result<Tally> {
    let rows = x.chunks_exact(row).map(|values| (oracle::Row::of(values), values));
    let want = rows.flat_map(|(row, values)| values.iter().map(move |&x| (op.value)(row, x)));
    let want: Vec<(f64, f64)> = want.collect();
    let outs = on_each(tiers, x.len(), |tier, y| (op.forward)(tier, row, x, y))?;
    let mut tally = Tally::new(tiers);
    let error = |i: usize, got| (ulp_error_at(got, want[i].0, want[i].1), want[i].0);
    tally.judge(|i| Some(x[i].to_bits()), &outs, error);
    Ok(tally)
}

/// The outputs of a verb on each tier.
pub(crate) fn on_each(
    tiers: &[Tier],
    len: usize,
    verb: impl Fn(Tier, &mut [f32]) -> Result<()>,
) -> Result<Vec<Vec<f32>>> {
    let outs = tiers.iter().map(|&tier| {
        let mut out = vec![0.0; len];
        verb(tier, &mut out).map(|()| out)
    });
    outs.collect()
}
