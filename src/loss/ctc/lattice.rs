//! The sums over all alignments of one sequence, by recursion in logarithms.

use super::super::memory::filled;
use crate::error::Result;
use crate::math::exp;
use crate::shape::{Kernel, cells, map};
use crate::simd::{F32s, Simd};
use crate::tier::{Level, dispatch};

/// One sequence: its states are its labels with a blank before, between and behind them.
pub(super) struct Sequence {
    /// Where its classes begin in a step's row.
    offset: usize,
    /// How many steps count.
    steps: usize,
    /// The class of each state.
    classes: Vec<usize>,
    /// The first state of the same class as each.
    first: Vec<usize>,
    /// For each step, the logarithms of the sums over all beginnings that end in each state; then the
    /// posterior of each class, at its first state. Only the last step's where no gradient is wanted.
    lattice: Vec<f64>,
    /// On the way back, the sums over what follows each state.
    after: Vec<f64>,
    with_gradient: bool,
    infeasible: bool,
    pub(super) loss: f64,
}

impl Sequence {
    pub(super) fn new(
        offset: usize,
        steps: usize,
        labels: impl ExactSizeIterator<Item = usize>,
        blank: usize,
        with_gradient: bool,
    ) -> Result<Self> {
        // Blanks, and a label between each two.
        let mut classes = filled("target", 2 * labels.len() + 1, blank)?;
        for (label, state) in labels.zip((1..).step_by(2)) {
            classes[state] = label;
        }
        let mut first = Vec::new();
        if with_gradient {
            // In order of class and place, the first of each class stands before its kin.
            let mut order = filled("target", classes.len(), 0)?;
            order.iter_mut().enumerate().for_each(|(i, state)| *state = i);
            order.sort_unstable_by_key(|&state| (classes[state], state));
            first = filled("target", classes.len(), 0)?;
            for of_class in order.chunk_by(|&a, &b| classes[a] == classes[b]) {
                of_class.iter().for_each(|&state| first[state] = of_class[0]);
            }
        }
        let rows = if with_gradient { steps.max(1) } else { 1 };
        let size = rows.saturating_mul(classes.len());
        let lattice = filled("input", size, f64::NEG_INFINITY)?;
        // For the way back.
        let after = filled("target", if with_gradient { classes.len() } else { 0 }, f64::NEG_INFINITY)?;
        Ok(Self {
            offset,
            steps,
            classes,
            first,
            lattice,
            after,
            with_gradient,
            infeasible: false,
            loss: 0.0,
        })
    }

    /// Its number of labels.
    pub(super) fn labels(&self) -> usize {
        self.classes.len() / 2
    }

    /// Whether a path may go to `state` from the one two before: past a blank, to another label.
    fn skips_to(&self, state: usize) -> bool {
        state >= 2 && state % 2 == 1 && self.classes[state] != self.classes[state - 2]
    }

    /// The logarithm of the probability of a state's class at a step.
    fn at(&self, input: &[f32], row: usize, t: usize, state: usize) -> f64 {
        f64::from(input[t * row + self.offset + self.classes[state]])
    }

    /// The loss, and the posteriors where they are wanted.
    pub(super) fn run(&mut self, input: &[f32], row: usize, zero_infinity: bool) {
        let states = self.classes.len();
        if self.steps == 0 {
            self.loss = if states == 1 { 0.0 } else { f64::INFINITY };
        } else {
            self.forward(input, row);
            let last = self.lattice.len() - states;
            let ends = &self.lattice[last..];
            // A target of nothing has one end.
            let before = if states > 1 { ends[states - 2] } else { f64::NEG_INFINITY };
            // Of certainty −0 is 0.
            self.loss = 0.0 - log_sum([ends[states - 1], before, f64::NEG_INFINITY]);
        }
        self.infeasible = self.loss == f64::INFINITY;
        if self.infeasible && zero_infinity {
            self.loss = 0.0;
            // No step has a gradient.
            self.steps = 0;
        } else if self.with_gradient && self.steps > 0 && !self.infeasible {
            self.backward(input, row);
        }
    }

    fn forward(&mut self, input: &[f32], row: usize) {
        let states = self.classes.len();
        for state in 0..states.min(2) {
            self.lattice[state] = self.at(input, row, 0, state);
        }
        for t in 1..self.steps {
            let (from, to) = if self.with_gradient { ((t - 1) * states, t * states) } else { (0, 0) };
            // Downwards, as one row may be written over itself.
            for state in (0..states).rev() {
                let of = |back: usize| self.lattice[from + state - back];
                let one = if state >= 1 { of(1) } else { f64::NEG_INFINITY };
                let two = if self.skips_to(state) { of(2) } else { f64::NEG_INFINITY };
                self.lattice[to + state] = log_sum([of(0), one, two]) + self.at(input, row, t, state);
            }
        }
    }

    /// Goes back over the lattice with the sums over all ends, and leaves posteriors in it.
    fn backward(&mut self, input: &[f32], row: usize) {
        let states = self.classes.len();
        // Its own probability not counted.
        let mut after = core::mem::take(&mut self.after);
        after[states.saturating_sub(2)..].fill(0.0);
        for t in (0..self.steps).rev() {
            let at = t * states;
            for state in 0..states {
                let posterior = (self.lattice[at + state] + after[state] + self.loss).exp();
                // The first of a class comes before its kin, whose parts it gathers.
                self.lattice[at + state] = posterior;
                if self.first[state] < state {
                    self.lattice[at + self.first[state]] += posterior;
                }
            }
            // Each state's sum with its own probability, then the sums over what follows.
            for state in 0..states {
                after[state] += self.at(input, row, t, state);
            }
            for state in 0..states {
                let of = |ahead: usize| after[state + ahead];
                let one = if state + 1 < states { of(1) } else { f64::NEG_INFINITY };
                let skips = state + 2 < states && self.skips_to(state + 2);
                let two = if skips { of(2) } else { f64::NEG_INFINITY };
                after[state] = log_sum([of(0), one, two]);
            }
        }
    }

    /// Its gradient at step `t` times a factor, of a step's row.
    pub(super) fn gradient(
        &self,
        level: Level,
        t: usize,
        x: &[f32],
        out: &mut [f32],
        classes: usize,
        factor: f64,
    ) {
        let (x, out) = (&x[self.offset..][..classes], &mut out[self.offset..][..classes]);
        if t >= self.steps || factor == 0.0 {
            out.fill(0.0);
            return;
        }
        if self.infeasible || self.loss.is_nan() {
            out.fill(f32::NAN);
            return;
        }
        {
            let (x, out) = (x.into(), cells(out));
            let times = TimesExp(factor as f32);
            dispatch!(level, s => s.vectorize(#[inline(always)] || map(s, times, [x], [out])));
        }
        let posteriors = &self.lattice[t * self.classes.len()..];
        for (state, &class) in self.classes.iter().enumerate() {
            if self.first[state] == state {
                out[class] = (factor * (f64::from(x[class]).exp() - posteriors[state])) as f32;
            }
        }
    }
}

/// A multiple of e^x.
#[derive(Clone, Copy)]
struct TimesExp(f32);

impl Kernel<1> for TimesExp {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [exp(x) * x.of(self.0)]
    }
}

/// ln(e^a + e^b + e^c).
fn log_sum(of: [f64; 3]) -> f64 {
    let [a, b, c] = of;
    // Infinite where all are; NaN passes through the exponentials.
    let max = a.max(b).max(c);
    if max == f64::NEG_INFINITY && !of.iter().any(|x| x.is_nan()) {
        return max;
    }
    let max = if max.is_finite() { max } else { 0.0 };
    max + of.iter().map(|x| (x - max).exp()).sum::<f64>().ln()
}
