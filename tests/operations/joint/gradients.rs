//! Gradients of every input against differences of the formulas, at random points.

use activ8::Reduction;
use proptest::prelude::*;

use crate::cases::cases;
use crate::common::table::joint::{Case, Each, Kinks, sets};
use crate::common::tiers;
use crate::joint::op::{At, run};
use crate::joint::{bounds, draw};
use crate::losses::draws::factor;

/// The reduced loss.
fn reduced(op: &Case, reduction: Reduction, inputs: &[Vec<f64>]) -> f64 {
    let mut each = op.each(inputs);
    if op.row.each_of == Each::Sequence && reduction == Reduction::Mean {
        let lengths = &op.labels.target_lengths;
        each.iter_mut().zip(lengths).for_each(|(loss, &length)| *loss /= length.max(1) as f64);
    }
    each.iter().sum::<f64>() * factor(reduction, each.len() as f64)
}

/// Between points where a gradient jumps it need not be that of either side.
fn near_a_kink(op: &Case, inputs: &[Vec<f64>]) -> bool {
    match op.row.kinks {
        Kinks::Nowhere => false,
        Kinks::Anywhere => true,
        Kinks::AtZero => op.each(inputs).iter().any(|loss| loss.abs() < 1e-3),
    }
}

/// For CTC logits: its gradient is theirs.
fn of_logits(op: &Case, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
    if op.row.each_of != Each::Sequence {
        return inputs.to_vec();
    }
    let normalised = inputs[0].chunks_exact(op.dim).flat_map(|x| {
        let total = x.iter().map(|x| x.exp()).sum::<f64>().ln();
        x.iter().map(move |x| x - total).collect::<Vec<_>>()
    });
    vec![normalised.collect()]
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn gradients_are_the_limits_of_differences(kind in 0..sets().count(), rows in 1..6usize, dim in 1..5usize, seed: u64) {
        // A vector of one element has a direction that does not change, and rows at 0 have none.
        let (row, parameters) = sets().nth(kind).expect("a row");
        let (op, inputs) = draw(row, parameters, rows, dim + 1, seed);
        let exact: Vec<Vec<f64>> = inputs.iter().map(|x| x.iter().map(|&x| f64::from(x)).collect()).collect();
        for reduction in [Reduction::Mean, Reduction::Sum, Reduction::BatchMean(3)] {
            let value = |inputs: &[Vec<f64>]| reduced(&op, reduction, &of_logits(&op, inputs));
            for tier in tiers() {
                let got = run(&op, At { tier, parallel: false }, reduction, &inputs).expect("good input");
                let want = value(&exact);
                if want.is_infinite() {
                    prop_assert!(got.value == f32::INFINITY, "{:?}: {}", op, got.value);
                    continue;
                }
                let off = (f64::from(got.value) - want).abs();
                prop_assert!(off <= 4e-6 * (1.0 + want.abs()), "{:?} on {}: {} want {}", op, tier, got.value, want);
                for (input, gradient) in got.gradients.iter().enumerate() {
                    for (i, &got) in gradient.iter().enumerate() {
                        let at = |h: f64| {
                            let mut moved = exact.clone();
                            moved[input][i] += h;
                            value(&moved)
                        };
                        let h = 1e-5;
                        let [left, right] = [(want - at(-h)) / h, (at(h) - want) / h];
                        // On both sides of a kink the slopes differ, and nothing is said.
                        if (left - right).abs() > 1e-2 * (1.0 + left.abs()) && near_a_kink(&op, &exact) {
                            continue;
                        }
                        let slope = (left + right) / 2.0;
                        let bound = 1e-4 * (1.0 + slope.abs());
                        prop_assert!(
                            (f64::from(got) - slope).abs() <= bound,
                            "{:?} on {}, {:?}: gradient {}, {} is {}, want {}", op, tier, reduction, input, i, got, slope
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn each_loss_is_within_its_bound(kind in 0..sets().count(), rows in 1..40usize, dim in 1..80usize, seed: u64) {
        let (row, parameters) = sets().nth(kind).expect("a row");
        let (op, inputs) = draw(row, parameters, rows, dim, seed);
        let exact: Vec<Vec<f64>> = inputs.iter().map(|x| x.iter().map(|&x| f64::from(x)).collect()).collect();
        let (want, bounds) = (op.each(&exact), bounds(&op, &exact));
        for tier in tiers() {
            let got = run(&op, At { tier, parallel: false }, Reduction::Sum, &inputs).expect("good input").each;
            for (i, (bound, scale)) in bounds.iter().enumerate() {
                let error = crate::common::ulp::ulp_error_at(got[i], want[i], *scale);
                prop_assert!(error <= *bound, "{:?} on {}: {} is {}, want {}, {} ULP", op, tier, i, got[i], want[i], error);
            }
        }
    }
}
