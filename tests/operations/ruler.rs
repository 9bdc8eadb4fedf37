//! The ruler and the right answers that all other tests believe.

use std::f64::consts::{LN_2, PI};

use crate::common::oracle::{self, Row, Sum, loss};
use crate::common::ulp::{Worst, same_sign_of_zero, ulp_error, ulp_error_at, ulp_error_signed};

/// 2^-149, the least positive `f32`.
const TINY: f64 = 1.401_298_464_324_817e-45;
/// 2^-23, the unit in [1, 2).
const EPSILON: f64 = f32::EPSILON as f64;
const NORMAL: f64 = f32::MIN_POSITIVE as f64;
const MAX: f64 = f32::MAX as f64;

#[test]
fn at_zero_the_unit_is_the_least_float() {
    assert_eq!(ulp_error(0.0, 0.0), 0.0);
    assert_eq!(ulp_error(-0.0, 0.0), 0.0);
    assert_eq!(ulp_error(f32::from_bits(1), 0.0), 1.0);
    assert_eq!(ulp_error(-f32::from_bits(3), 0.0), 3.0);
    // A wrong answer where 0 is right is far away, not near.
    assert_eq!(ulp_error(1e30, 0.0), f64::from(1e30_f32) / TINY);
    // Numbers that only an f64 can hold, down to its own subnormals.
    assert_eq!(ulp_error(0.0, 0.25 * TINY), 0.25);
    assert_eq!(ulp_error(f32::from_bits(1), f64::from_bits(1)), 1.0);
}

#[test]
fn among_the_subnormals_the_unit_is_the_least_float() {
    assert_eq!(ulp_error(f32::from_bits(5), 7.0 * TINY), 2.0);
    assert_eq!(ulp_error(f32::from_bits(5), 5.25 * TINY), 0.25);
    assert_eq!(ulp_error(f32::from_bits(0x7f_ffff), NORMAL), 1.0);
    assert_eq!(ulp_error(f32::MIN_POSITIVE, NORMAL - TINY), 1.0);
    // The first normal binade has the same unit.
    assert_eq!(ulp_error(f32::from_bits(0x80_0001), NORMAL), 1.0);
    assert_eq!(ulp_error(f32::from_bits(0x100_0001), 2.0 * NORMAL), 1.0);
    assert_eq!(ulp_error(f32::from_bits(0x100_0001), 2.0 * NORMAL - TINY), 3.0);
}

#[test]
fn the_unit_is_that_of_the_exact_values_binade() {
    assert_eq!(ulp_error(1.0, 1.0 + 0.5 * EPSILON), 0.5);
    assert_eq!(ulp_error(1.0 + f32::EPSILON, 1.0), 1.0);
    // Below 1 the floats lie twice as close: the same distance, seen from the other side.
    assert_eq!(ulp_error(1.0 - f32::EPSILON / 2.0, 1.0), 0.5);
    assert_eq!(ulp_error(1.0, 1.0 - EPSILON / 2.0), 1.0);
    assert_eq!(ulp_error(1.0, 1.0 - f64::EPSILON / 2.0), f64::EPSILON / EPSILON);
    assert_eq!(ulp_error(-2.0, 2.0), 4.0 / (2.0 * EPSILON));
    assert_eq!(ulp_error(-3.0, -3.0 + 2.0 * EPSILON), 1.0);
}

#[test]
fn the_unit_may_be_that_of_a_greater_number() {
    assert_eq!(ulp_error_at(EPSILON as f32, 0.0, 1.0), 1.0);
    assert_eq!(ulp_error_at(0.25, 0.25 + EPSILON, 4.0), 0.25);
    assert_eq!(ulp_error_at(f32::NAN, 0.25, 4.0), f64::INFINITY);
}

#[test]
fn infinity_is_right_or_infinitely_wrong() {
    assert_eq!(ulp_error(f32::INFINITY, f64::INFINITY), 0.0);
    assert_eq!(ulp_error(f32::NEG_INFINITY, f64::NEG_INFINITY), 0.0);
    assert_eq!(ulp_error(f32::NEG_INFINITY, f64::INFINITY), f64::INFINITY);
    assert_eq!(ulp_error(f32::MAX, f64::INFINITY), f64::INFINITY);
    // What rounds to infinity must be infinity: from half a unit above the greatest float on.
    assert_eq!(ulp_error(f32::INFINITY, 1e39), 0.0);
    assert_eq!(ulp_error(f32::MAX, 1e39), f64::INFINITY);
    assert_eq!(ulp_error(f32::NEG_INFINITY, 1e39), f64::INFINITY);
    let unit = 2.0_f64.powi(104);
    assert_eq!(ulp_error(f32::INFINITY, MAX + 0.5 * unit), 0.0);
    assert_eq!(ulp_error(f32::MAX, MAX + 0.4375 * unit), 0.4375);
    assert_eq!(ulp_error(f32::INFINITY, MAX), f64::INFINITY);
    assert_eq!(ulp_error(f32::MAX, MAX), 0.0);
    assert_eq!(ulp_error(f32::INFINITY, 0.0), f64::INFINITY);
}

#[test]
fn nan_is_right_or_infinitely_wrong() {
    assert_eq!(ulp_error(f32::NAN, f64::NAN), 0.0);
    assert_eq!(ulp_error(f32::from_bits(0xffc0_0001), f64::NAN), 0.0);
    for right in [0.0, 1.0, TINY, f64::INFINITY] {
        assert_eq!(ulp_error(f32::NAN, right), f64::INFINITY, "want {right:e}");
    }
    for wrong in [0.0, 1.0, f32::INFINITY, f32::MAX] {
        assert_eq!(ulp_error(wrong, f64::NAN), f64::INFINITY, "got {wrong:e}");
    }
}

#[test]
fn a_zero_has_the_sign_of_what_it_stands_for() {
    assert!(same_sign_of_zero(-0.0, -0.0) && same_sign_of_zero(0.0, 1e-60) && same_sign_of_zero(0.0, 0.0));
    assert!(
        !same_sign_of_zero(-0.0, 0.0) && !same_sign_of_zero(0.0, -0.0) && !same_sign_of_zero(0.0, -1e-60)
    );
    // The sign of another number is the ruler's business.
    assert!(same_sign_of_zero(-1.0, 1.0));
    assert_eq!(ulp_error_signed(-0.0, 0.0), f64::INFINITY);
    assert_eq!(ulp_error_signed(0.0, 0.25 * TINY), 0.25);
}

#[test]
fn the_worst_is_the_same_in_any_order() {
    let at = |ulp, input| Worst { ulp, input: Some(input), ..Worst::NONE };
    let cases = [at(0.25, 3), at(0.75, 9), at(0.75, 4), at(0.0, 1)];
    let forward = cases.into_iter().fold(Worst::NONE, Worst::or);
    let backward = cases.into_iter().rev().fold(Worst::NONE, Worst::or);
    for worst in [forward, backward] {
        assert_eq!((worst.ulp, worst.input), (0.75, Some(4)), "{worst}");
    }
}

/// What `want` and `got` differ by, in units of an f64's last place.
fn close(got: f64, want: f64, units: f64) {
    let relative = ((got - want) / want).abs() / f64::EPSILON;
    assert!(relative <= units, "got {got:e} want {want:e}: {relative} units");
}

// The right answers against closed forms and against digits from 60-digit arithmetic.
#[test]
fn the_oracle_keeps_its_digits_where_others_cancel() {
    close(oracle::sigmoid(-100.0), 3.720_075_976_020_836e-44, 2.0);
    close(oracle::sigmoid(LN_2), 2.0 / 3.0, 2.0);
    close(oracle::sigmoid_slope(40.0), 4.248_354_255_291_589e-18, 2.0);
    close(oracle::tanh_slope(-20.0), 1.699_341_702_116_635_5e-17, 2.0);
    close(oracle::expm1(1e-10), 1.000_000_000_05e-10, 2.0);
    close(oracle::log1p(-1e-10), -1.000_000_000_05e-10, 2.0);
    close(loss::kl(1.0 + EPSILON, 1.0), -1.192_092_824_453_544_6e-7, 2.0);
    close(loss::bce(TINY, 1.0), 100.0, 1.0);
    close(loss::bce_with_logits(40.0, 1.0), 4.248_354_255_291_589e-18, 2.0);
    assert_eq!([loss::kl(0.0, 0.0), loss::kl_div(f64::NEG_INFINITY, 0.0)], [0.0; 2]);
    assert_eq!(loss::categorical_cross_entropy(0.0, 0.0), 0.0);
}

#[test]
fn the_oracle_of_rows_keeps_confident_ones() {
    let row = Row::of(&[20.0, 0.0, 0.0]);
    close(-row.log_softmax(20.0), 4.122_307_236_380_407_5e-9, 4.0);
    close(loss::cross_entropy(&[20.0, 0.0, 0.0], 0), 4.122_307_236_380_407_5e-9, 4.0);
    close(row.softmax(0.0), 2.061_153_613_941_849e-9, 4.0);
    // Equal maxima: one of them is left out of the rest, not all.
    close(Row::of(&[5.0, 5.0, 5.0]).softmax(5.0), 1.0 / 3.0, 1.0);
    for row in [&[f32::NEG_INFINITY; 2][..], &[1.0, f32::INFINITY], &[f32::NAN, 1.0]] {
        assert!(Row::of(row).softmax(1.0).is_nan(), "{row:?}");
    }
}

#[test]
fn the_oracle_of_sums_loses_nothing() {
    let sum: Sum = [1e100, 1.0, -1e100, PI].into_iter().collect();
    assert_eq!(sum.total(), 1.0 + PI);
    assert_eq!([f64::INFINITY, 1.0].into_iter().collect::<Sum>().total(), f64::INFINITY);
}
