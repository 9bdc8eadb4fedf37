//! Rows of which nothing is left, temperature 0, special values, and what is refused.

use activ8::{Activation, AttentionSoftmax, Error, FullyMasked};

use crate::common::tiers;

const INF: f32 = f32::INFINITY;

fn of(softmax: AttentionSoftmax<'_>, x: &[f32]) -> Vec<Vec<f32>> {
    tiers()
        .into_iter()
        .map(|tier| {
            let mut y = vec![7.0; x.len()];
            softmax.on(tier).expect("available").forward(x, &mut y).expect("a valid call");
            y
        })
        .collect()
}

#[test]
fn a_row_of_nothing_is_what_the_caller_chose() {
    for keys in [1, 5, 40, 1030] {
        let softmax = AttentionSoftmax::rows_of(keys);
        let (nothing, none) = (vec![-INF; keys], vec![false; keys]);
        let x = vec![1.0; keys];
        let empty = [
            (softmax.mask(&nothing), &x),
            (softmax.keep(&none), &x),
            (softmax.causal(-1), &x),
            (softmax.window(Some(2), Some(2)).offset(keys as isize + 3), &x),
            (softmax, &nothing),
            (softmax.temperature(0.0), &nothing),
            (softmax.temperature(0.0).keep(&none), &x),
        ];
        for (softmax, x) in empty {
            for y in of(softmax, x) {
                assert!(y.iter().all(|y| y.is_nan()), "{softmax:?}: {y:?}, want NaN");
            }
            for y in of(softmax.fully_masked(FullyMasked::Zeros), x) {
                assert!(y.iter().all(|&y| y == 0.0), "{softmax:?}: {y:?}, want 0");
            }
            // A sink that is there takes all.
            for y in of(softmax.plus_one(), x) {
                assert!(y.iter().all(|&y| y == 0.0), "{softmax:?} with a sink: {y:?}, want 0");
            }
            let (mut dx, dy) = (vec![7.0; keys], vec![1.0; keys]);
            softmax.fully_masked(FullyMasked::Zeros).backward(x, &dy, &mut dx).expect("a valid call");
            assert!(dx.iter().all(|&dx| dx == 0.0), "the gradient of {softmax:?}: {dx:?}, want 0");
        }
    }
}

#[test]
fn nan_and_infinity_take_the_row_unless_they_are_left_out() {
    for special in [f32::NAN, INF] {
        for keys in [3, 70] {
            let mut x = vec![0.5; 2 * keys];
            x[keys - 1] = special;
            let softmax = AttentionSoftmax::rows_of(keys).scale(0.5);
            for policy in [FullyMasked::Nan, FullyMasked::Zeros] {
                for softmax in [softmax, softmax.soft_cap(20.0), softmax.mask(&vec![1.0; keys])] {
                    // A cap makes a number of ∞.
                    let nan = !(special == INF && softmax.soft_cap.is_some());
                    for y in of(softmax.fully_masked(policy), &x) {
                        assert!(
                            y[..keys].iter().all(|y| y.is_nan() == nan),
                            "{special} in {softmax:?}: {y:?}"
                        );
                        assert!(
                            y[keys..].iter().all(|y| !y.is_nan()),
                            "beside {special} in {softmax:?}: {y:?}"
                        );
                    }
                }
            }
            for y in of(softmax.causal(keys as isize - 2), &x) {
                assert!(y.iter().all(|y| !y.is_nan()) && y[keys - 1] == 0.0, "{special} left out: {y:?}");
            }
            for y in of(softmax.sinks(&[special]), &vec![0.0; keys]) {
                assert!(y.iter().all(|y| y.is_nan()), "a sink of {special}: {y:?}");
            }
        }
    }
}

#[test]
fn at_temperature_0_the_first_of_the_greatest_has_it_all() {
    for temperature in [0.0, 1e-30] {
        let softmax = AttentionSoftmax::rows_of(4).temperature(temperature);
        let x = [1.0, 3.0, 3.0, 2.0, -1.0, -INF, -2.0, -1.0];
        for y in of(softmax, &x) {
            assert_eq!(y, [0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0]);
        }
        for y in of(softmax.scale(-1.0), &[1.0, 3.0, 3.0, 2.0]) {
            assert_eq!(y, [1.0, 0.0, 0.0, 0.0]);
        }
        for y in of(softmax.mask(&[0.0, -9.0, 0.0, 0.0]).plus_one(), &x) {
            assert_eq!(y, [0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
        }
        for y in of(softmax, &[1.0, f32::NAN, 3.0, 2.0]) {
            assert!(y.iter().all(|y| y.is_nan()), "{y:?}");
        }
        let mut dx = [7.0; 8];
        softmax.backward(&x, &[1.0; 8], &mut dx).expect("a valid call");
        assert_eq!(dx, [0.0; 8]);
    }
}

/// A logit beyond 2^22 is an `f32`; finite numbers for −∞, as some models have them, leave no NaN.
#[test]
fn the_greatest_masks_do_no_harm() {
    for least in [-1e9, f32::MIN] {
        let mask = [0.0, least, least, least];
        let softmax = AttentionSoftmax::rows_of(2).mask(&mask).scale(0.125);
        for y in of(softmax, &[3.0, 50.0, 1.0, 1.0]) {
            assert_eq!(y, [1.0, 0.0, 0.5, 0.5]);
        }
    }
}

#[test]
fn what_has_no_meaning_is_refused_and_nothing_written() {
    let softmax = AttentionSoftmax::rows_of(4).queries(2);
    let length = |argument, expected, found| Error::Length { argument, expected, found };
    let refused = [
        (softmax.mask(&[0.0; 6]), Error::Rows { argument: "mask", row: 4, found: 6 }),
        (softmax.mask(&[0.0; 12]), length("mask", 8, 12)),
        (softmax.keep(&[]), length("mask", 8, 0)),
        (softmax.slopes(&[1.0; 3]), length("slopes", 2, 3)),
        (softmax.sinks(&[]), length("sinks", 2, 0)),
        (softmax.queries(3), Error::Rows { argument: "x", row: 12, found: 16 }),
        (softmax.queries(0), Error::Rows { argument: "x", row: 0, found: 16 }),
        (AttentionSoftmax::rows_of(0), Error::Rows { argument: "x", row: 0, found: 16 }),
    ];
    let parameters = [
        (softmax.scale(INF), "scale"),
        (softmax.soft_cap(0.0), "soft_cap"),
        (softmax.temperature(-1.0), "temperature"),
        (softmax.temperature(INF), "temperature"),
    ];
    for (softmax, error) in refused {
        let mut y = [7.0; 16];
        assert_eq!(softmax.forward(&[0.0; 16], &mut y), Err(error.clone()));
        assert_eq!(softmax.forward_in_place(&mut y), Err(error.clone()));
        assert_eq!(softmax.backward(&[0.0; 16], &[0.0; 16], &mut y), Err(error));
        assert_eq!(y, [7.0; 16]);
    }
    for (softmax, name) in parameters {
        let mut y = [7.0; 16];
        let error = softmax.forward(&[0.0; 16], &mut y).expect_err("a parameter without a meaning");
        assert!(matches!(error, Error::Parameter { argument, .. } if argument == name), "{error}");
        assert_eq!(y, [7.0; 16]);
    }
    let mut dsinks = [7.0; 3];
    let error = softmax.plus_one().backward_sinks(&[0.0; 16], &[0.0; 16], &mut dsinks);
    assert_eq!(error, Err(length("dsinks", 1, 3)));
}
