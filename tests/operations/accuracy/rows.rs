//! The activations over rows.

use crate::accuracy::assert_within;
use crate::common::oracle::Row;
use crate::common::random::Random;
use crate::common::table::rows::{ROWWISE, Rowwise};
use crate::common::tally::{self, Tally};
use crate::common::ulp::ulp_error_at;
use crate::common::{sparse, tiers};

pub(super) const LENGTHS: [usize; 11] = [1, 2, 7, 10, 16, 17, 33, 64, 100, 1000, 4096];
const ELEMENTS: usize = 1 << 16;

/// Elements of so many rows of this length.
pub(super) fn elements(row: usize) -> usize {
    (ELEMENTS / sparse()).max(row) / row * row
}

/// The stated bounds of the gradients of softmax and its logarithm, in ULP of the greater of their terms.
const GRADIENT_BOUNDS: [f64; 2] = [8.0, 3.0];

/// Draws an element of a row.
pub(super) type Draw = fn(&mut Random) -> f32;

/// Small and great, near 256, where the maximum begins to be subtracted, and as great as f32 lets
/// rows be that are not one-hot.
pub(super) const INPUTS: [(&str, Draw); 8] = [
    ("±8", |random| random.uniform(-8.0, 8.0)),
    ("deviation 16", |random| random.normal(16.0)),
    ("deviation 60", |random| random.normal(60.0)),
    ("200 and more", |random| 200.0 + random.normal(16.0)),
    ("−200 and less", |random| -200.0 + random.normal(16.0)),
    ("1000 and more", |random| 1000.0 + random.normal(16.0)),
    ("−100000 and less", |random| -1e5 + random.normal(16.0)),
    ("deviation 10^6", |random| random.normal(1e6)),
];

fn over_lengths(of_length: impl Fn(usize) -> Tally) -> Tally {
    LENGTHS.into_iter().map(of_length).fold(Tally::new(&tiers()), Tally::join)
}

#[test]
fn rows_of_any_size_and_length_are_within_the_bound_on_every_tier() {
    let tiers = tiers();
    for op in ROWWISE {
        for (inputs, draw) in INPUTS {
            let tally = over_lengths(|row| {
                let x = Random::new(row as u64).fill(elements(row), draw);
                tally::rowwise(op, &tiers, row, &x).expect("nothing to refuse")
            });
            assert_within(&format!("{} of {inputs}", op.name), &tally, op.max_ulp);
        }
    }
}

#[test]
fn gradients_of_rows_are_within_the_bound_on_every_tier() {
    for (op, bound) in ROWWISE.iter().zip(GRADIENT_BOUNDS) {
        for (inputs, draw) in INPUTS {
            let tally = over_lengths(|row| gradient(op, row, draw));
            assert_within(&format!("the gradient of {} of {inputs}", op.name), &tally, |_| bound);
        }
    }
}

fn gradient(op: &Rowwise, row: usize, draw: Draw) -> Tally {
    let (tiers, mut random) = (tiers(), Random::new(row as u64));
    let x = random.fill(elements(row), draw);
    let dy = random.fill(x.len(), |random| random.normal(1.0));
    let rows = x.chunks_exact(row).zip(dy.chunks_exact(row));
    let want: Vec<(f64, f64)> = rows.flat_map(|(x, dy)| (op.gradient)(Row::of(x), x, dy)).collect();
    let outs = tally::on_each(&tiers, x.len(), |tier, dx| (op.backward)(tier, row, &x, &dy, dx));
    let mut tally = Tally::new(&tiers);
    tally.judge(
        |i| Some(x[i].to_bits()),
        &outs.expect("nothing to refuse"),
        |i, got| (ulp_error_at(got, want[i].0, want[i].1), want[i].0),
    );
    tally
}
