//! Gradients of softmax and its logarithm from their output.

use activ8::{BackwardFromOutput, LogSoftmax, Softmax};

use super::NAN;
use crate::accuracy::assert_within;
use crate::common::compare::same;
use crate::common::golden::Golden;
use crate::common::oracle::Row;
use crate::common::random::Random;
use crate::common::table::rows::{ROWWISE, Rowwise};
use crate::common::tally::{self, Tally};
use crate::common::tiers;
use crate::common::ulp::ulp_error_at;

/// The bounds of the documentation for rows.
const ROW_BOUNDS: [f64; 2] = [6.0, 3.0];

/// Rows of all lengths, also with one element that has nearly all of the probability.
fn judge_rows(op: &Rowwise, bound: f64, along: bool) {
    let tiers = tiers();
    for (row, rows) in [(1, 9), (2, 40), (7, 40), (33, 20), (700, 5), (5000, 2)] {
        for spread in [0.5, 4.0, 40.0] {
            let mut random = Random::new(row as u64);
            let x = random.fill(row * rows, |random| random.normal(spread));
            let dy = random.fill(x.len(), |random| random.normal(1.0));
            let mut y = vec![0.0; x.len()];
            (op.forward)(tiers[0], row, &x, &mut y).expect("whole rows");
            let pairs = y.chunks_exact(row).zip(dy.chunks_exact(row));
            let want: Vec<(f64, f64)> = pairs.flat_map(|(y, dy)| (op.of_output)(y, dy)).collect();
            let outs = tally::on_each(&tiers, x.len(), |tier, dx| {
                if !along {
                    return (op.backward_from_output)(tier, row, &y, &dy, dx);
                }
                let [y, dy] = [&y, &dy].map(|values| turned(values, rows, row));
                let mut columns = vec![0.0; y.len()];
                match op.name {
                    "softmax" => {
                        Softmax::along(row, rows).on(tier)?.backward_from_output(&y, &dy, &mut columns)?;
                    }
                    _ => {
                        LogSoftmax::along(row, rows).on(tier)?.backward_from_output(&y, &dy, &mut columns)?;
                    }
                }
                dx.copy_from_slice(&turned(&columns, row, rows));
                Ok(())
            });
            let mut tally = Tally::new(&tiers);
            tally.judge(
                |i| Some(y[i].to_bits()),
                &outs.expect("nothing to refuse"),
                |i, got| (ulp_error_at(got, want[i].0, want[i].1), want[i].0),
            );
            assert_within(&format!("{} from its output, rows of {row}", op.name), &tally, |_| bound);
        }
    }
}

/// A matrix of `rows` rows with its columns as rows.
fn turned(values: &[f32], rows: usize, columns: usize) -> Vec<f32> {
    (0..columns).flat_map(|column| (0..rows).map(move |row| values[row * columns + column])).collect()
}

#[test]
fn rows_are_within_their_bounds_on_every_tier() {
    for (op, bound) in ROWWISE.iter().zip(ROW_BOUNDS) {
        judge_rows(op, bound, false);
        judge_rows(op, bound, true);
    }
}

/// Next to an element with nearly all of the probability the others tell its gradient to the last digits, as from x.
#[test]
fn an_element_that_dominates_keeps_its_digits() {
    for tier in tiers() {
        for (op, row) in ROWWISE.iter().flat_map(|op| [3, 16, 100].map(|row| (op, row))) {
            let mut random = Random::new(7);
            let (mut x, mut dy) = (random.fill(row, |random| random.normal(1.0)), vec![0.0; row]);
            (x[1], dy[1]) = (30.0, 1.5);
            let [mut y, mut dx] = [(); 2].map(|()| vec![0.0; row]);
            (op.forward)(tier, row, &x, &mut y).expect("a row");
            (op.backward_from_output)(tier, row, &y, &dy, &mut dx).expect("a row");
            let want = (op.gradient)(Row::of(&x), &x, &dy);
            // The rest of the probability is exact to 1e-16 of 1 in the oracle.
            let off = (f64::from(dx[1]) / want[1].0 - 1.0).abs();
            assert!(off < 1e-3, "{} on {tier}, row of {row}: {:e}, want {:e}", op.name, dx[1], want[1].0);
            assert!(dx[1] != 0.0, "{} on {tier}", op.name);
        }
    }
}

/// One element with all of the probability, rows of nothing, and NaN.
#[test]
fn edges_of_rows() {
    for tier in tiers() {
        let (softmax, along) = (Softmax::rows_of(3).on(tier), Softmax::along(3, 1).on(tier));
        let (softmax, along) = (softmax.expect("available"), along.expect("available"));
        let rows = [[0.0, 1.0, 0.0], [0.0; 3], [NAN, 0.5, 0.5]];
        for (y, want) in rows.into_iter().zip([0.0, 0.0, NAN]) {
            for dy in [[3.0, -1.0, 1e30], [0.1, 0.2, 0.3]] {
                let [mut dx, mut down] = [[7.0; 3]; 2];
                softmax.backward_from_output(&y, &dy, &mut dx).expect("a row");
                along.backward_from_output(&y, &dy, &mut down).expect("a column");
                let right = dx.iter().chain(&down).all(|&dx| dx == want || same(dx, want));
                assert!(right, "{y:?}, dy {dy:?} on {tier}: {dx:?}, along {down:?}");
            }
        }
        let log = LogSoftmax::rows_of(2).on(tier).expect("available");
        let mut dx = [7.0; 2];
        log.backward_from_output(&[0.0, f32::NEG_INFINITY], &[5.0, 0.0], &mut dx).expect("a row");
        assert_eq!(dx, [0.0; 2], "all of the probability on {tier}");
    }
}

#[test]
fn rows_agree_with_pytorch() {
    let golden = Golden::read("softmax_from_output");
    let (dy, row) = (golden.f32s("dy"), golden.count("row"));
    for ((op, bound), tier) in
        ROWWISE.iter().zip(ROW_BOUNDS).flat_map(|op| tiers().into_iter().map(move |tier| (op, tier)))
    {
        let (y, want) = (golden.f32s(&format!("y {}", op.name)), golden.f64s(&format!("dx {}", op.name)));
        let mut dx = vec![7.0; y.len()];
        (op.backward_from_output)(tier, row, &y, &dy, &mut dx).expect("whole rows");
        let scales = y.chunks_exact(row).zip(dy.chunks_exact(row)).flat_map(|(y, dy)| (op.of_output)(y, dy));
        for (i, (_, scale)) in scales.enumerate() {
            let error = ulp_error_at(dx[i], want[i], scale);
            assert!(
                error <= bound,
                "{} on {tier}, {i}: {:e}, want {:e}: {error} ULP",
                op.name,
                dx[i],
                want[i]
            );
        }
    }
}
