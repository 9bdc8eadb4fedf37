//! What a caller may have set in MXCSR: other roundings, subnormals that are flushed or taken as zeros. The right
//! answers are computed without.

use activ8::{Accuracy, Activation, Tier};
use rayon::prelude::*;

use crate::accuracy::elements::inputs;
use crate::accuracy::fast::{faster, wide_tiers};
use crate::common::modes::{MODES, NO_SUBNORMALS, with};
use crate::common::random::Random;
use crate::common::slopes::Gradient;
use crate::common::table::elementwise::{ELEMENTWISE, Elementwise};
use crate::common::table::gates::sets;
use crate::common::tiers;
use crate::common::ulp::{fast_error, ulp_error_at};

/// What the documentation of the crate says of values.
fn bound(name: &str, tier: Tier) -> f64 {
    match tier.is_fused() {
        _ if name.starts_with("softplus(") => 6.5,
        true => 4.5,
        false => 5.5,
    }
}

/// The least result whose error is stated.
fn least(mode: u32) -> f64 {
    if mode & NO_SUBNORMALS == 0 { f64::from(f32::MIN_POSITIVE) } else { (-124.0f64).exp2() }
}

/// Fails where `got` is not what is promised in a mode: of a `want` whose error is stated in ULP of `scale`.
#[track_caller]
fn assert_kept(what: impl Fn() -> String, mode: (&str, u32), got: f32, [want, scale]: [f64; 2], bound: f64) {
    let (least, size, mode) = (least(mode.1), scale.abs(), mode.0);
    if want.is_nan() || size > f64::from(f32::MAX) * (1.0 - 1e-6) {
        // A factor of a gradient may have been rounded down to the greatest number, and dy be ½.
        let beyond = got.is_nan() == want.is_nan() && (got.is_nan() || got.abs() > 1.6e38);
        assert!(beyond, "{}, {mode}: {got:e}, not {want:e}", what());
    } else if size < least {
        assert!(f64::from(got).abs() <= 2.0 * least, "{}, {mode}: {got:e}, not {want:e}", what());
    } else {
        let error = ulp_error_at(got, want, scale);
        assert!(error <= bound, "{}, {mode}: {got:e}, not {want:e}, {error} ULP", what());
    }
}

/// A coarse stride and all borders, but for numbers that a mode takes for others.
fn judged(op: &Elementwise) -> Vec<f32> {
    let x = inputs(op, 80_021).into_iter();
    x.filter(|x| x.is_finite() && (*x == 0.0 || x.is_normal())).collect()
}

#[test]
fn every_function_in_every_mode() {
    ELEMENTWISE.par_iter().for_each(|op| {
        let mut random = Random::new(21);
        let (x, activation) = (judged(op), op.activation());
        let dy = random.fill(x.len(), |random| random.uniform(0.5, 2.0));
        let (value, scale, gradient) =
            (op.row.value_of(activation), op.row.scale_of(activation), Gradient::of(activation));
        let wants: Vec<[f64; 2]> = x.iter().map(|&x| [value(x.into()), scale(x.into())]).collect();
        let slopes: Vec<_> = x.iter().zip(&dy).map(|(&x, &dy)| gradient.want(x, dy)).collect();
        for (mode, tier) in MODES.iter().flat_map(|&mode| tiers().into_iter().map(move |tier| (mode, tier))) {
            let (mut y, mut dx) = (vec![0.0; x.len()], vec![0.0; x.len()]);
            let on = activation.on(tier).expect("available");
            let result = with(mode.1, || on.forward(&x, &mut y).and_then(|()| on.backward(&x, &dy, &mut dx)));
            result.expect("equal lengths");
            for i in 0..x.len() {
                let what = || format!("{} on {tier} at {:e} ({:08x})", op.name, x[i], x[i].to_bits());
                assert_kept(what, mode, y[i], wants[i], bound(op.name, tier));
                let want = slopes[i];
                if want.overflows_alike {
                    let bound = 7.5 * gradient.bound(tier);
                    let what = || format!("the gradient of {}", what());
                    assert_kept(what, mode, dx[i], [want.value, want.scale], bound);
                }
            }
        }
    });
}

/// Within seven times the bound of the usual mode: a quotient that is rounded down or up leaves more to a polynomial;
/// and so much that those of e^x − 1 are off by 2^-14, and by 2^-14 of themselves above 1.
#[test]
fn every_fast_function_in_every_mode() {
    faster().collect::<Vec<_>>().par_iter().for_each(|op| {
        let (x, activation) = (judged(op), op.activation());
        let value = op.row.value_of(activation);
        let is_of_exp_m1 = ["exp_m1", "elu", "selu", "celu"].iter().any(|name| op.name.starts_with(name));
        let wants: Vec<f64> = x.iter().map(|&x| value(x.into())).collect();
        for (mode, tier) in
            MODES.iter().flat_map(|&mode| wide_tiers().into_iter().map(move |tier| (mode, tier)))
        {
            let mut y = vec![0.0; x.len()];
            let on = activation.on(tier).expect("available").fast();
            with(mode.1, || on.forward(&x, &mut y)).expect("equal lengths");
            for ((&x, &got), &want) in x.iter().zip(&y).zip(&wants) {
                let is_kept = if want.abs() > f64::from(f32::MAX) * (1.0 - 1e-5) {
                    got.abs() > 1.6e38
                } else {
                    let size = if op.row.is_gate { f64::from(x).abs() } else { 1.0 };
                    // Of a 0, too, which is negative where rounding is down; and 1 + x may be rounded up to ∞.
                    fast_error(got, want, size) <= 7.0 * Accuracy::FAST_ULP
                        || is_of_exp_m1
                            && (f64::from(got) - want).abs() <= (-14.0f64).exp2() * want.abs().max(1.0)
                        || (f64::from(got) - want).abs() <= 2.0 * least(mode.1)
                        || op.name == "ln_1p" && x == f32::MAX && got == f32::INFINITY
                };
                let (name, mode) = (op.name, mode.0);
                assert!(is_kept, "{name} at fast on {tier}, {mode}, at {x:e}: {got:e}, not {want:e}");
            }
        }
    });
}

#[test]
fn gates_in_every_mode() {
    let mut random = Random::new(22);
    for (row, set) in sets() {
        let (name, formula) = (row.name, row.formula(set));
        let bound = 2.5 * row.bounds[0] + 0.5;
        let gate = random.fill(20_000, |random| random.uniform(-11.0, 11.0) * random.uniform(0.5, 1.0));
        let value = random.fill(gate.len(), |random| random.uniform(-60.0, 60.0).exp2());
        for (mode, tier) in MODES.iter().flat_map(|&mode| tiers().into_iter().map(move |tier| (mode, tier))) {
            let mut y = vec![0.0; gate.len()];
            let done = row.on(set.parameters, tier, |operation| {
                with(mode.1, || operation.forward(&gate, &value, &mut y))
            });
            done.expect("equal lengths");
            for i in 0..gate.len() {
                let want = formula.wants([gate[i], value[i], 1.0])[0].value;
                let what = || format!("{name} on {tier} of {:e}, {:e}", gate[i], value[i]);
                assert_kept(what, mode, y[i], [want; 2], bound);
            }
        }
    }
}
