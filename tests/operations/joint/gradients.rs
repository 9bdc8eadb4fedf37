//! Gradients of every input against differences of the formulas, at random points.

use activ8::Reduction;
use proptest::prelude::*;

use crate::cases::cases;
use crate::common::tiers;
use crate::joint::formulas::{each, reduced};
use crate::joint::op::{At, Op};
use crate::joint::random::{KINDS, draw};

/// Between points where a gradient jumps it need not be that of either side.
fn near_a_kink(op: &Op, inputs: &[Vec<f64>]) -> bool {
    match *op {
        Op::InfoNce { .. } | Op::Ctc(_) => false,
        Op::TripletMargin { .. } => true,
        _ => each(op, inputs).iter().any(|loss| loss.abs() < 1e-3),
    }
}

/// For CTC logits: its gradient is theirs.
fn of_logits(op: &Op, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let Op::Ctc(of) = op else { return inputs.to_vec() };
    let normalised = inputs[0].chunks_exact(of.classes).flat_map(|x| {
        let total = x.iter().map(|x| x.exp()).sum::<f64>().ln();
        x.iter().map(move |x| x - total).collect::<Vec<_>>()
    });
    vec![normalised.collect()]
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn gradients_are_the_limits_of_differences(kind in 0..KINDS, rows in 1..6usize, dim in 1..5usize, seed: u64) {
        // A vector of one element has a direction that does not change, and rows at 0 have none.
        let (op, inputs) = draw(kind, rows, if kind < 9 { dim + 1 } else { dim.min(2) }, seed);
        let exact: Vec<Vec<f64>> = inputs.iter().map(|x| x.iter().map(|&x| f64::from(x)).collect()).collect();
        for reduction in [Reduction::Mean, Reduction::Sum, Reduction::BatchMean(3)] {
            let value = |inputs: &[Vec<f64>]| reduced(&op, reduction, &of_logits(&op, inputs));
            for tier in tiers() {
                let got = op.run(At { tier, parallel: false }, reduction, &inputs).expect("good input");
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
    fn each_loss_is_within_its_bound(kind in 0..KINDS, rows in 1..40usize, dim in 1..80usize, seed: u64) {
        // The sum over all paths must stay one that can be made.
        let (rows, dim) = if kind == 9 { (rows.min(6), 1 + dim % 3) } else { (rows, dim) };
        let (op, inputs) = draw(kind, rows, dim, seed);
        let exact: Vec<Vec<f64>> = inputs.iter().map(|x| x.iter().map(|&x| f64::from(x)).collect()).collect();
        let want = each(&op, &exact);
        let bounds = crate::joint::formulas::bounds(&op, &exact, &want);
        for tier in tiers() {
            let got = op.run(At { tier, parallel: false }, Reduction::Sum, &inputs).expect("good input").each;
            for (i, (bound, scale)) in bounds.iter().enumerate() {
                let error = crate::common::ulp::ulp_error_at(got[i], want[i], *scale);
                prop_assert!(error <= *bound, "{:?} on {}: {} is {}, want {}, {} ULP", op, tier, i, got[i], want[i], error);
            }
        }
    }
}
