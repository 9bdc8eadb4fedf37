//! Sums of any length.

/// A sum of any length without a loss that could be seen, as Neumaier (1974) has it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sum {
    high: f64,
    lost: f64,
}

impl Sum {
    /// Adds a term.
    pub(crate) fn add(&mut self, term: f64) {
        let high = self.high + term;
        self.lost +=
            if self.high.abs() >= term.abs() { (self.high - high) + term } else { (term - high) + self.high };
        self.high = high;
    }

    /// The sum of the terms.
    pub(crate) fn total(self) -> f64 {
        if self.high.is_finite() { self.high + self.lost } else { self.high }
    }
}

impl FromIterator<f64> for Sum {
    fn from_iter<I: IntoIterator<Item = f64>>(terms: I) -> Self {
        let mut sum = Self::default();
        terms.into_iter().for_each(|term| sum.add(term));
        sum
    }
}
