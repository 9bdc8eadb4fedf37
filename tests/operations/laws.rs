//! Laws of the functions, on random inputs. Where a bound stands, it follows from the error that the
//! crate states for each value.

mod gradients;

use crate::cases::cases;
use crate::common::compare::{same, show};
use crate::common::tiers;
use crate::common::ulp::ulp_error;
use activ8::{Activation, Exp, ExpM1, Ln, Ln1p, LogSoftmax, Relu, Sigmoid, Softmax, Tanh};
use proptest::prelude::*;

/// Half an ULP of 1: the distance of the greatest number below 1 from it.
const BELOW_ONE: f64 = 1.0 / 16_777_216.0;

/// Calls `check` with `f` of each of `$inputs` on each tier, and the name of function and tier.
macro_rules! on_every_tier {
    ($f:expr, [$($input:expr),*], |$tier:ident, $what:ident, $values:pat_param| $check:block) => {
        for $tier in tiers() {
            let $what = format!("{} on {}", stringify!($f), $tier);
            let $values = [$(
                {
                    let mut values = $input.to_vec();
                    $f.on($tier).and_then(|f| f.forward_in_place(&mut values)).expect("good input");
                    values
                }
            ),*];
            $check
        }
    };
}

/// Any float but NaN.
fn number() -> impl Strategy<Value = f32> {
    any::<u32>().prop_map(f32::from_bits).prop_filter("not NaN", |x| !x.is_nan())
}

/// Numbers between `low` and `high`, of all sizes down to 2^-24.
fn between(low: f32, high: f32) -> impl Strategy<Value = f32> {
    (-24.0f32..0.0, low..=high).prop_map(|(size, x)| if size < -12.0 { x * (size + 12.0).exp2() } else { x })
}

fn slice(of: impl Strategy<Value = f32>) -> impl Strategy<Value = Vec<f32>> {
    prop::collection::vec(of, 1..80)
}

/// How many steps of the `f32` grid `a` lies above `b`.
fn steps_above(a: f32, b: f32) -> i64 {
    let order = |x: f32| {
        let magnitude = i64::from(x.to_bits() & 0x7fff_ffff);
        if x.is_sign_negative() { -magnitude } else { magnitude }
    };
    order(a) - order(b)
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn tanh_is_odd_and_at_most_one(x in slice(number())) {
        let minus: Vec<f32> = x.iter().map(|x| -x).collect();
        on_every_tier!(Tanh, [x, minus], |tier, what, [y, z]| {
            for i in 0..x.len() {
                prop_assert!(same(y[i], -z[i]), "{}: {} of {}, {} of minus that", what, show(y[i]), show(x[i]), show(z[i]));
                prop_assert!(y[i].abs() <= 1.0, "{}: {} of {}", what, show(y[i]), show(x[i]));
                prop_assert!(y[i].abs() <= x[i].abs(), "{}: {} of {}", what, show(y[i]), show(x[i]));
            }
        });
    }

    #[test]
    fn sigmoids_of_opposites_add_up_to_one(x in slice(prop_oneof![number(), between(-110.0, 110.0)])) {
        let minus: Vec<f32> = x.iter().map(|x| -x).collect();
        on_every_tier!(Sigmoid, [x, minus], |tier, what, [y, z]| {
            for i in 0..x.len() {
                let sum = f64::from(y[i]) + f64::from(z[i]);
                prop_assert!((sum - 1.0).abs() <= BELOW_ONE, "{}: sum {} at {}", what, sum, show(x[i]));
                prop_assert!((0.0..=1.0).contains(&y[i]), "{}: {} of {}", what, show(y[i]), show(x[i]));
            }
        });
    }

    // Two values, each off by at most the stated bound, may be in the wrong order by twice that.
    #[test]
    fn increasing_functions_increase(x in slice(prop_oneof![number(), between(-110.0, 110.0)]), gap in 0u32..40) {
        let above = |x: &f32| (0..1 << (gap / 2)).take(64).fold(*x, |x, _| x.next_up()).max(x * (1.0 + gap as f32 * 1e-7));
        let above: Vec<f32> = x.iter().map(|x| above(x).max(*x)).collect();
        macro_rules! increases {
            ($($f:expr),*) => {$(
                on_every_tier!($f, [x, above], |tier, what, [y, z]| {
                    let slack = (2.0 * $f.max_ulp(tier)).floor() as i64;
                    for i in 0..x.len() {
                        let falls = if y[i].is_nan() { 0 } else { steps_above(y[i], z[i]) };
                        prop_assert!(falls <= slack, "{}: falls by {} ULP from {} to {}", what, falls, show(x[i]), show(above[i]));
                    }
                });
            )*};
        }
        increases!(Exp, ExpM1, Ln, Ln1p, Relu, Sigmoid, Tanh);
    }

    // A relative error e of e^x − 1 moves its ln(1 + ..) by e·(1 − e^-x), at most 1.72·e·|x| from −1 on,
    // which is at most 3.44 ULP of x for one of e^x − 1.
    #[test]
    fn ln_1p_undoes_exp_m1(x in slice(between(-1.0, 88.0))) {
        on_every_tier!(ExpM1, [x], |tier, what, [y]| {
            let mut back = y.clone();
            Ln1p.on(tier).and_then(|f| f.forward_in_place(&mut back)).expect("available");
            for i in 0..x.len() {
                let off = ulp_error(back[i], f64::from(x[i]));
                prop_assert!(off <= 4.5, "{}: {} comes back as {}, off by {} ULP", what, show(x[i]), show(back[i]), off);
            }
        });
    }

    #[test]
    fn ln_undoes_exp(x in slice(1f32..=88.0)) {
        on_every_tier!(Exp, [x], |tier, what, [y]| {
            let mut back = y.clone();
            Ln.on(tier).and_then(|f| f.forward_in_place(&mut back)).expect("available");
            for i in 0..x.len() {
                let off = ulp_error(back[i], f64::from(x[i]));
                prop_assert!(off <= 2.0, "{}: {} comes back as {}, off by {} ULP", what, show(x[i]), show(back[i]), off);
            }
        });
    }

    #[test]
    fn relu_twice_is_relu(x in slice(any::<u32>().prop_map(f32::from_bits))) {
        on_every_tier!(Relu, [x], |tier, what, [y]| {
            let mut twice = y.clone();
            Relu.on(tier).and_then(|f| f.forward_in_place(&mut twice)).expect("available");
            for i in 0..x.len() {
                prop_assert!(same(twice[i], y[i]), "{}: {} then {}", what, show(y[i]), show(twice[i]));
                prop_assert!(same(y[i], if x[i] > 0.0 { x[i] } else { x[i] * 0.0 }) || y[i] == 0.0, "{}: {}", what, show(y[i]));
            }
        });
    }

    // Errors of at most `max_ulp` each, every ULP being at most 2^-23 of its probability, add up to that.
    #[test]
    fn softmax_adds_up_to_one(x in slice(prop_oneof![between(-8.0, 8.0), between(-300.0, 300.0)])) {
        on_every_tier!(Softmax::rows_of(x.len()), [x], |tier, what, [p]| {
            let sum: f64 = p.iter().copied().map(f64::from).sum();
            let bound = Softmax::rows_of(x.len()).max_ulp(tier) * 2.0 * BELOW_ONE + x.len() as f64 * 1e-44;
            prop_assert!((sum - 1.0).abs() <= bound, "{}: sum {} of {:?}", what, sum, x);
            prop_assert!(p.iter().all(|p| (0.0..=1.0).contains(p)), "{}: {:?}", what, p);
        });
    }

    // Logits in steps of 2^-10, and a whole number: their sums are exact, and so are the same differences.
    #[test]
    fn softmax_does_not_see_a_shift(x in prop::collection::vec(-8192i32..=8192, 1..80), shift in -8000i32..=8000) {
        let shifted: Vec<f32> = x.iter().map(|&x| x as f32 / 1024.0 + shift as f32).collect();
        let x: Vec<f32> = x.iter().map(|&x| x as f32 / 1024.0).collect();
        macro_rules! same_within_twice_the_bound {
            ($($f:expr),*) => {$(
                on_every_tier!($f, [x, shifted], |tier, what, [p, q]| {
                    for i in 0..p.len() {
                        let off = ulp_error(p[i], f64::from(q[i]));
                        let bound = 2.0 * $f.max_ulp(tier) + 1.0;
                        prop_assert!(off <= bound, "{}: {} and {} with {}", what, show(p[i]), show(q[i]), shift);
                    }
                });
            )*};
        }
        same_within_twice_the_bound!(Softmax::rows_of(x.len()), LogSoftmax::rows_of(x.len()));
    }

    // ln of a probability off by `max_ulp`, and a logarithm off by as much.
    #[test]
    fn log_softmax_is_the_logarithm_of_softmax(x in slice(between(-40.0, 40.0))) {
        on_every_tier!(LogSoftmax::rows_of(x.len()), [x], |tier, what, [l]| {
            let softmax = Softmax::rows_of(x.len());
            let mut p = x.clone();
            softmax.on(tier).and_then(|f| f.forward_in_place(&mut p)).expect("available");
            for i in 0..x.len() {
                let (l, p) = (f64::from(l[i]), f64::from(p[i]));
                let off = (l - p.ln()).abs();
                let bound = softmax.max_ulp(tier) * 2.0 * BELOW_ONE * (1.0 + l.abs());
                prop_assert!(off <= bound, "{}: [{}] {:e} and ln {:e} of {:?}", what, i, l, p, x);
            }
        });
    }
}
