//! y and dx of the activations.

use crate::common::golden::Golden;
use crate::common::ops::{ROWWISE, elementwise};
use crate::common::oracle::Row;
use crate::common::{tally, tiers};
use crate::{Judge, Place};

/// PyTorch's names, ours, and the bound of the gradient in ULP.
const FILES: [(&str, &str, f64); 7] = [
    ("exp", "exp", 1.5),
    ("expm1", "exp_m1", 1.5),
    ("log", "ln", 0.5),
    ("log1p", "ln_1p", 1.5),
    ("tanh", "tanh", 3.0),
    ("sigmoid", "sigmoid", 3.0),
    ("relu", "relu", 0.0),
];

#[test]
fn elementwise_activations_agree_with_pytorch() {
    for (file, name, gradient_bound) in FILES {
        let (golden, op, tiers) = (Golden::read(file), elementwise(name), tiers());
        let [x, dy] = ["x", "dy"].map(|column| golden.f32s(column));
        let [y, dx] = ["y_f64", "dx_f64"].map(|column| golden.f64s(column));
        let ours = tally::on_each(&tiers, x.len(), |tier, y| op.forward(tier, &x, y));
        let gradients = tally::on_each(&tiers, x.len(), |tier, dx| op.backward(tier, &x, &dy, dx));
        let both = ours.expect("nothing to refuse").into_iter().zip(gradients.expect("nothing to refuse"));
        let mut judge = Judge::of(file);
        for (&tier, (our_y, our_dx)) in tiers.iter().zip(both) {
            for i in 0..x.len() {
                let inputs = [x[i], dy[i]];
                judge.value(Place { tier, column: "y", inputs }, our_y[i], y[i], op.max_ulp(tier));
                let place = Place { tier, column: "dx", inputs };
                judge.difference_of_terms(place, our_dx[i], [dx[i]; 2], gradient_bound);
            }
        }
        judge.finish();
    }
}

/// Bounds of the values and of the gradients of softmax and its logarithm, in ULP of the greater of the
/// terms that they are the difference of.
const ROW_BOUNDS: [[f64; 2]; 2] = [[3.0, 6.5], [3.0, 3.0]];

#[test]
fn activations_over_rows_agree_with_pytorch() {
    for (op, [bound, gradient_bound]) in ROWWISE.iter().zip(ROW_BOUNDS) {
        let (golden, tiers) = (Golden::read(op.name), tiers());
        let [all_x, all_dy] = ["x", "dy"].map(|column| golden.f32s(column));
        let [all_y, all_dx] = ["y_f64", "dx_f64"].map(|column| golden.f64s(column));
        let mut judge = Judge::of(op.name);
        for (row, range) in golden.blocks() {
            let (x, dy) = (&all_x[range.clone()], &all_dy[range.clone()]);
            let (y, dx) = (&all_y[range.clone()], &all_dx[range]);
            let rows = || x.chunks_exact(row).zip(dy.chunks_exact(row)).map(|(x, dy)| (Row::of(x), x, dy));
            let scales: Vec<f64> =
                rows().flat_map(|(row, x, _)| x.iter().map(move |&x| (op.value)(row, x).1)).collect();
            let slope_scales: Vec<f64> =
                rows().flat_map(|(row, x, dy)| (op.gradient)(row, x, dy)).map(|(_, scale)| scale).collect();
            let ours = tally::on_each(&tiers, x.len(), |tier, y| (op.forward)(tier, row, x, y));
            let gradients = tally::on_each(&tiers, x.len(), |tier, dx| (op.backward)(tier, row, x, dy, dx));
            let both =
                ours.expect("nothing to refuse").into_iter().zip(gradients.expect("nothing to refuse"));
            for (&tier, (our_y, our_dx)) in tiers.iter().zip(both) {
                for i in 0..x.len() {
                    let inputs = [x[i], dy[i]];
                    let place = Place { tier, column: "y", inputs };
                    judge.difference_of_terms(place, our_y[i], [y[i], scales[i]], bound);
                    let place = Place { tier, column: "dx", inputs };
                    judge.difference_of_terms(place, our_dx[i], [dx[i], slope_scales[i]], gradient_bound);
                }
            }
        }
        judge.finish();
    }
}
