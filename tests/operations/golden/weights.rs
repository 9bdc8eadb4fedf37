//! Weights of rows, ignored classes and the gradient for a target: `tests/golden/make_weights.py`.

use activ8::{
    BinaryCrossEntropy, BinaryCrossEntropyWithLogits, Dice, Huber, JensenShannon, KlDivergence, L1, Loss,
    Mse, Reduction, Tversky,
};

use crate::common::golden::Golden;
use crate::common::tiers;
use crate::common::ulp::{ulp_error, ulp_error_at};

/// Fails where a loss of one of the columns differs from it by more than so many ULP, its gradient by more than so
/// many of `scale`.
fn check(
    golden: &Golden,
    name: &str,
    x: &[f32],
    loss: impl Loss,
    t: &[f32],
    scale: impl Fn(f64, usize) -> f64,
) {
    let [each, grad] = ["each", "grad"].map(|column| golden.f64s(&format!("{name}_{column}")));
    let of_rows = matches!(loss.shape(), activ8::LossShape::Rows(_));
    let row = if of_rows { x.len() / golden.count("rows") } else { 1 };
    let [mut losses, mut gradient] = [vec![7.0; x.len() / row], vec![7.0; x.len()]];
    loss.forward_each(x, t, &mut losses).expect("good input");
    let mean = loss.forward_backward(x, t, &mut gradient).expect("good input");
    for (i, &got) in losses.iter().enumerate() {
        let error = ulp_error(got, each[i * row]);
        assert!(error <= 4.0, "{name}[{i}]: {got}, {error} ULP");
    }
    for (i, &got) in gradient.iter().enumerate() {
        let error = ulp_error_at(got, grad[i], scale(grad[i], i));
        assert!(error <= 5.0, "{name}'s gradient [{i}]: {got}, {error} ULP");
    }
    let error = ulp_error(mean, golden.fact(&format!("{name}_mean")));
    assert!(error <= 2.0, "{name}'s mean: {mean}, {error} ULP");
}

#[test]
fn weights_of_rows_agree_with_pytorch() {
    let golden = Golden::read("row_weights");
    let [p, x, t] = ["p", "x", "target"].map(|column| golden.f32s(column));
    let weight: Vec<f32> = golden.facts("weight").into_iter().map(|w| w as f32).collect();
    let by = |i: usize| f64::from(weight[i * weight.len() / x.len()]) / x.len() as f64;
    // What the gradient is with the greatest of the terms that it is a difference of.
    let of_bce = |_: f64, i: usize| {
        let [p, t] = [p[i], t[i]].map(f64::from);
        by(i) * p.max(t) / (p * (1.0 - p))
    };
    let of_logits = |_: f64, i: usize| {
        let [x, t] = [x[i], t[i]].map(f64::from);
        by(i) * ((1.0 - t) / (1.0 + (-x).exp())).max(t / (1.0 + x.exp()))
    };
    for tier in tiers() {
        let bce = BinaryCrossEntropy::default().row_weight(&weight).on(tier).expect("available");
        check(&golden, "bce", &p, bce, &t, of_bce);
        let logits = BinaryCrossEntropyWithLogits::default().row_weight(&weight).on(tier).expect("available");
        check(&golden, "bce_with_logits", &x, logits, &t, of_logits);
        let mse = Mse::default().row_weight(&weight).on(tier).expect("available");
        check(&golden, "mse", &x, mse, &t, |grad, _| grad);
        let l1 = L1::default().row_weight(&weight).on(tier).expect("available");
        check(&golden, "l1", &x, l1, &t, |grad, _| grad);
        let huber = Huber::default().row_weight(&weight).on(tier).expect("available");
        check(&golden, "huber", &x, huber, &t, |grad, _| grad);
    }
}

#[test]
fn ignored_classes_agree_with_their_formulas() {
    let golden = Golden::read("ignored");
    let [p, t, q, of_target] = ["p", "target", "log_q", "log_p"].map(|column| golden.f32s(column));
    let row = p.len() / golden.count("rows");
    let kept: Vec<f32> = golden.facts("kept").into_iter().map(|kept| kept as f32).collect();
    for tier in tiers() {
        let dice = Dice::rows_of(row).epsilon(0.0625).ignore_class(255.0).on(tier).expect("available");
        check(&golden, "dice", &p, dice, &t, |grad, _| grad);
        let tversky = Tversky::rows_of(row).alpha(0.25).beta(0.75).ignore_class(255.0);
        check(&golden, "tversky", &p, tversky.on(tier).expect("available"), &t, |grad, _| grad);
        // What is ignored need be no number.
        let mut of_all = q.clone();
        for (row, _) in of_all.chunks_exact_mut(row).zip(&kept).filter(|(_, kept)| **kept == 0.0) {
            row.fill(f32::NAN);
        }
        let count = kept.iter().filter(|&&kept| kept == 1.0).count();
        let loss = JensenShannon::default().row_weight(&kept).reduction(Reduction::BatchMean(count));
        let (loss, mut gradient) = (loss.on(tier).expect("available"), vec![7.0; q.len()]);
        let mean = loss.forward_backward(&of_all, &of_target, &mut gradient).expect("good input");
        let error = ulp_error(mean, golden.fact("js_batchmean"));
        assert!(error <= 4.0, "on {tier}: {mean}, {error} ULP");
        let of_elements = JensenShannon::default().row_weight(&kept).on(tier).expect("available");
        let of_elements = of_elements.forward(&of_all, &of_target).expect("good input");
        let error = ulp_error(of_elements, golden.fact("js_batchmean") / row as f64);
        assert!(error <= 4.0, "on {tier}: the mean of elements is {of_elements}, {error} ULP");
        for (i, (got, want)) in gradient.into_iter().zip(golden.f64s("js_grad")).enumerate() {
            let error = ulp_error(got, want);
            assert!(error <= 7.0, "on {tier}: gradient [{i}] is {got}, {error} ULP");
        }
    }
}

#[test]
fn gradients_for_the_target_agree_with_pytorch() {
    let golden = Golden::read("kl_target");
    let [p, x, t, y, dy] =
        ["probability", "logarithm", "target", "log_target", "dy"].map(|column| golden.f32s(column));
    let (of_p, of_x) = (KlDivergence::probabilities(), KlDivergence::log_probabilities());
    for (name, kl, input, target, bound) in [
        ("d_target_of_probability", of_p, &p, &t, 2.5),
        ("d_target_of_logarithm", of_x, &x, &t, 2.5),
        ("d_log_target_of_probability", of_p.log_target(true), &p, &y, 5.0),
        ("d_log_target_of_logarithm", of_x.log_target(true), &x, &y, 5.0),
    ] {
        for tier in tiers() {
            let (mut each, mut gradient) = (vec![7.0; t.len()], vec![7.0; t.len()]);
            let on = kl.reduction(Reduction::BatchMean(4)).on(tier).expect("available");
            on.backward_target_each(input, target, &dy, &mut each).expect("good input");
            on.backward_target(input, target, &mut gradient).expect("good input");
            for (i, want) in golden.f64s(name).into_iter().enumerate() {
                let [p, t, dy] = [p[i], t[i], dy[i]].map(f64::from);
                let size = t.ln().abs().max(p.ln().abs()).max(1.0);
                let size = if kl.log_target { t * size } else { size };
                // A factor more, and its rounding.
                let error = ulp_error_at(each[i], want, (dy * size).abs().max(want.abs()));
                assert!(error <= bound + 1.5, "{name}[{i}] on {tier}: {}, {error} ULP", each[i]);
                let error = ulp_error_at(gradient[i], want / dy / 4.0, size / 4.0);
                assert!(error <= bound, "{name}[{i}] on {tier}: {}, {error} ULP", gradient[i]);
            }
        }
    }
}
