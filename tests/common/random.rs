//! Random inputs, the same in every run.

use std::f64::consts::TAU;

/// A generator with a fixed seed.
pub(crate) struct Random(fastrand::Rng);

impl Random {
    /// The generator of this seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// A number in [0, 1).
    pub(crate) fn unit(&mut self) -> f32 {
        self.0.f32()
    }

    /// A number between `low` and `high`.
    pub(crate) fn uniform(&mut self, low: f32, high: f32) -> f32 {
        (high - low).mul_add(self.0.f32(), low)
    }

    /// A normally distributed number of mean 0, by Box and Muller.
    pub(crate) fn normal(&mut self, deviation: f64) -> f32 {
        let radius = (-2.0 * (1.0 - self.0.f64()).ln()).sqrt();
        (deviation * radius * (TAU * self.0.f64()).cos()) as f32
    }

    /// An index below `count`: the same on machines of 32 bits, where an `usize` would be drawn otherwise.
    pub(crate) fn index(&mut self, count: usize) -> usize {
        self.0.u64(..count as u64) as usize
    }

    /// One of `values`.
    pub(crate) fn one_of(&mut self, values: &[f32]) -> f32 {
        values[self.index(values.len())]
    }

    /// `len` numbers that `f` draws.
    pub(crate) fn fill(&mut self, len: usize, mut f: impl FnMut(&mut Self) -> f32) -> Vec<f32> {
        (0..len).map(|_| f(self)).collect()
    }
}
