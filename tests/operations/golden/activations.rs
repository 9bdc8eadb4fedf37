//! y and dx of the activations.

use activ8::{Activation, AnyActivation};

use crate::common::golden::Golden;
use crate::common::oracle::Row;
use crate::common::slopes::Gradient;
use crate::common::table::elementwise::{row_of, rows};
use crate::common::table::rows::ROWWISE;
use crate::common::{tally, tiers};
use crate::golden::{Judge, Place};

/// Compares some elements of a file, whose parameters are those of `activation`.
fn compare(judge: &mut Judge, activation: AnyActivation, x: &[f32], dy: &[f32], y: &[f64], dx: &[f64]) {
    let (scale, gradient, tiers) =
        (row_of(activation).scale_of(activation), Gradient::of(activation), tiers());
    let ours = tally::on_each(&tiers, x.len(), |tier, y| activation.on(tier)?.forward(x, y));
    let gradients = tally::on_each(&tiers, x.len(), |tier, dx| activation.on(tier)?.backward(x, dy, dx));
    let both = ours.expect("nothing to refuse").into_iter().zip(gradients.expect("nothing to refuse"));
    for (&tier, (our_y, our_dx)) in tiers.iter().zip(both) {
        for i in 0..x.len() {
            let (inputs, bound) = ([x[i], dy[i]], activation.max_ulp(tier));
            let place = Place { tier, column: "y", inputs };
            // Of the sign that a zero has where x is none, both may be right.
            match x[i] {
                0.0 => judge.value(place, our_y[i], y[i], bound),
                x => judge.difference_of_terms(place, our_y[i], [y[i], scale(x.into())], bound),
            }
            let (place, scale) = (Place { tier, column: "dx", inputs }, gradient.want(x[i], dy[i]).scale);
            judge.difference_of_terms(place, our_dx[i], [dx[i], scale], gradient.bound(tier));
        }
    }
}

#[test]
fn elementwise_activations_agree_with_pytorch() {
    for (row, stem) in rows().filter_map(|row| Some((row, row.golden?))) {
        let golden = Golden::read(stem);
        let [x, dy] = ["x", "dy"].map(|column| golden.f32s(column));
        let [y, dx] = ["y_f64", "dx_f64"].map(|column| golden.f64s(column));
        let mut parameters = golden.parameters();
        parameters.resize(x.len(), Vec::new());
        let mut judge = Judge::of(stem);
        let mut start = 0;
        for set in parameters.chunk_by(|a, b| a == b) {
            let range = start..start + set.len();
            start = range.end;
            let [x, dy] = [&x, &dy].map(|column| &column[range.clone()]);
            let [y, dx] = [&y, &dx].map(|column| &column[range.clone()]);
            compare(&mut judge, row.with(set[0].iter().copied()), x, dy, y, dx);
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
