//! The golden vectors of PyTorch: values, gradients and reductions, on every tier.
//!
//! What is compared is the `_f64` column, an oracle; where we differ from it on purpose is written down
//! in `differences`, with the reason.

mod activations;
mod along;
mod classes;
mod differences;
mod losses;
mod upstream;
mod weights;

use std::collections::BTreeMap;

use crate::common::ulp::{ulp_error_at, ulp_error_signed};
use activ8::Tier;
use differences::DIFFERENCES;

/// Compares what the library gives with a file, and gathers what is wrong.
struct Judge {
    file: &'static str,
    /// Results compared, and by how much each column was off at most.
    compared: usize,
    worst: BTreeMap<String, f64>,
    wrong: Vec<String>,
    /// Which of the listed differences were met.
    met: Vec<usize>,
}

/// A result of a column.
#[derive(Clone, Copy)]
struct Place<'a> {
    tier: Tier,
    column: &'a str,
    /// Its two inputs: x and dy, or input and target.
    inputs: [f32; 2],
}

impl Judge {
    fn of(file: &'static str) -> Self {
        Self { file, compared: 0, worst: BTreeMap::new(), wrong: Vec::new(), met: Vec::new() }
    }

    /// Within `bound` ULP of `want`, a zero with its sign.
    fn value(&mut self, place: Place<'_>, got: f32, want: f64, bound: f64) {
        self.judge(place, got, want, bound, ulp_error_signed(got, want));
    }

    /// Within `bound` ULP of `scale` of `want`, a zero of either sign.
    fn difference_of_terms(&mut self, place: Place<'_>, got: f32, [want, scale]: [f64; 2], bound: f64) {
        self.judge(place, got, want, bound, ulp_error_at(got, want, scale));
    }

    fn judge(&mut self, place: Place<'_>, got: f32, want: f64, bound: f64, error: f64) {
        self.compared += 1;
        let Place { tier, column, inputs: [x, t] } = place;
        let listed = DIFFERENCES.iter().position(|difference| {
            difference.file == self.file && difference.column == column && (difference.at)(x, t)
        });
        let (want, error) = match listed {
            Some(i) => {
                self.met.push(i);
                let ours = (DIFFERENCES[i].ours)(x, t);
                (ours, if error > bound { ulp_error_at(got, ours, ours) } else { f64::INFINITY })
            }
            None => (want, error),
        };
        let worst = self.worst.entry(column.to_owned()).or_default();
        *worst = worst.max(error);
        if error > bound {
            let [bits_x, bits_t, bits] = [x, t, got].map(f32::to_bits);
            let listed = listed.map_or("", |_| " (a listed difference)");
            self.wrong.push(format!(
                "{} on {tier}: {column} of {x:e} ({bits_x:08x}) and {t:e} ({bits_t:08x}): got {got:e} \
                 ({bits:08x}), want {want:e}, {error:.2} ULP > {bound}{listed}",
                self.file
            ));
        }
    }

    /// Fails if anything was wrong, or if nothing was compared, or if a difference is no more.
    fn finish(self) {
        println!("{}: {} results, ULP {:.2?}", self.file, self.compared, self.worst);
        assert!(
            self.wrong.is_empty(),
            "{} of {}:\n{}",
            self.wrong.len(),
            self.compared,
            self.wrong.join("\n")
        );
        assert!(self.compared > 0, "{}: nothing was compared", self.file);
        for (i, difference) in DIFFERENCES.iter().enumerate().filter(|(_, it)| it.file == self.file) {
            assert!(self.met.contains(&i), "{}: not met: {}", self.file, difference.why);
        }
    }
}
