//! Rows in which one element has all the probability, or all but what is far below it.

use activ8::{
    Activation, AttentionSoftmax, GumbelSoftmax, InfoNce, JointLoss, LogSoftmax, LogSumExp, Result, Softmax,
    Softmin, Tier,
};

use super::INF;
use crate::common::random::Random;
use crate::common::tiers;
use crate::common::ulp::{ulp_error, ulp_error_at};

/// The rows' lengths: alone, within a vector, in several, and in several blocks.
const ROWS: [usize; 6] = [1, 2, 5, 16, 67, 2500];

type Backward<'a> = (&'a str, &'a dyn Fn(Tier, &[f32], &[f32], &mut [f32]) -> Result<()>);

/// One element is left, by −∞, by what is far below, or by an option, and takes any number.
#[test]
fn what_is_alone_has_a_gradient_of_0() {
    for row in ROWS {
        let mut random = Random::new(row as u64);
        for case in 0..40 {
            let own = random.index(row);
            let far = [-INF, -1e9, f32::MIN, -500.0][case % 4];
            let level = if far == -500.0 { random.normal(40.0) } else { random.normal(300.0) };
            let x: Vec<f32> = (0..row).map(|i| if i == own { level } else { far }).collect();
            let minus: Vec<f32> = x.iter().map(|x| -x).collect();
            let any = random.fill(row, |random| random.normal(300.0));
            let size = 2f32.powi([0, 120, -100, 30][case / 4 % 4]);
            let constant = case % 3 == 0;
            let mut dy = random.fill(row, |random| size * random.normal(1.0));
            if constant {
                dy = vec![dy[0]; row];
            }
            let mask: Vec<f32> = (0..row).map(|i| if i == own { 0.0 } else { -INF }).collect();
            let keep: Vec<bool> = (0..row).map(|i| i == own).collect();
            let attention = AttentionSoftmax::rows_of(row);
            let backwards: [Backward<'_>; 11] = [
                ("softmax", &|tier, _, dy, dx| Softmax::rows_of(row).on(tier)?.backward(&x, dy, dx)),
                ("along", &|tier, _, dy, dx| Softmax::along(row, 1).on(tier)?.backward(&x, dy, dx)),
                ("softmin", &|tier, _, dy, dx| Softmin::rows_of(row).on(tier)?.backward(&minus, dy, dx)),
                ("scaled", &|tier, _, dy, dx| attention.scale(0.3).on(tier)?.backward(&x, dy, dx)),
                ("a mask", &|tier, x, dy, dx| attention.mask(&mask).on(tier)?.backward(x, dy, dx)),
                ("a scaled mask", &|tier, x, dy, dx| {
                    attention.mask(&mask).scale(0.7).temperature(0.3).on(tier)?.backward(x, dy, dx)
                }),
                ("keep", &|tier, x, dy, dx| attention.keep(&keep).scale(3.0).on(tier)?.backward(x, dy, dx)),
                ("capped", &|tier, x, dy, dx| {
                    attention.keep(&keep).soft_cap(9.0).on(tier)?.backward(x, dy, dx)
                }),
                ("a window", &|tier, x, dy, dx| {
                    let window = attention.offset(own as isize).window(Some(0), Some(0));
                    window.scale(0.1).on(tier)?.backward(x, dy, dx)
                }),
                ("causal", &|tier, x, dy, dx| {
                    attention.causal(0).keep(&keep_first(row)).on(tier)?.backward(x, dy, dx)
                }),
                ("gumbel", &|tier, _, dy, dx| {
                    let mut y = vec![0.0; row];
                    Softmax::rows_of(row).on(tier)?.forward(&x, &mut y)?;
                    GumbelSoftmax::rows_of(row).temperature(0.3).on(tier)?.backward(&y, dy, dx)
                }),
            ];
            for tier in tiers() {
                for (name, backward) in &backwards {
                    let mut dx = vec![7.0; row];
                    backward(tier, &any, &dy, &mut dx).expect("a valid call");
                    assert!(
                        dx.iter().all(|&dx| dx == 0.0),
                        "{name}, {row} elements on {tier}: {dx:?} of {dy:?}"
                    );
                }
            }
        }
    }
}

fn keep_first(row: usize) -> Vec<bool> {
    (0..row).map(|i| i == 0).collect()
}

/// The gradient of the logarithm is minus what the others ask for, and of its sum all goes to the one.
#[test]
fn the_kin_of_what_is_alone_are_exact() {
    for row in ROWS {
        let mut random = Random::new(row as u64);
        for case in 0..40 {
            let own = random.index(row);
            let level = random.normal(100.0);
            let x: Vec<f32> = (0..row).map(|i| if i == own { level } else { -INF }).collect();
            // Few bits, so that sums are exact.
            let dy = random.fill(row, |random| (random.index(512) as f32 - 256.0) * 0.25);
            let others: f32 = dy.iter().enumerate().filter(|&(i, _)| i != own).map(|(_, dy)| dy).sum();
            for tier in tiers() {
                let what = format!("case {case}, {row} elements on {tier}");
                for along in [false, true] {
                    let mut dx = vec![7.0; row];
                    match along {
                        false => {
                            LogSoftmax::rows_of(row).on(tier).expect("available").backward(&x, &dy, &mut dx)
                        }
                        true => {
                            LogSoftmax::along(row, 1).on(tier).expect("available").backward(&x, &dy, &mut dx)
                        }
                    }
                    .expect("a row");
                    for i in 0..row {
                        let want = if i == own { -others } else { dy[i] };
                        assert_eq!(dx[i], want, "log-softmax [{i}], along an axis {along}, {what}");
                    }
                }
                let (mut y, mut dx) = ([7.0], vec![7.0; row]);
                let sum = LogSumExp::rows_of(row).on(tier).expect("available");
                sum.forward(&x, &mut y).expect("a row");
                assert_eq!(y, [level], "log-sum-exp, {what}");
                sum.backward(&x, &dy[..1], &mut dx).expect("a row");
                for i in 0..row {
                    assert_eq!(dx[i], if i == own { dy[0] } else { 0.0 }, "log-sum-exp [{i}], {what}");
                }
            }
        }
    }
}

/// Equal elements share, and a gradient that is the same for all changes none of them.
#[test]
fn equal_elements_and_equal_gradients_have_none() {
    for row in [2, 3, 8, 16, 32] {
        for level in (-400..400).map(|i| i as f32 * 0.83) {
            let (x, dy, mut dx) = (vec![level; row], vec![0.5; row], vec![7.0; row]);
            for tier in tiers() {
                Softmax::rows_of(row).on(tier).expect("available").backward(&x, &dy, &mut dx).expect("a row");
                assert!(dx.iter().all(|&dx| dx == 0.0), "{row} × {level} on {tier}: {dx:?}");
                Softmax::along(row, 1)
                    .on(tier)
                    .expect("available")
                    .backward(&x, &dy, &mut dx)
                    .expect("a row");
                assert!(dx.iter().all(|&dx| dx == 0.0), "{row} × {level} along on {tier}: {dx:?}");
            }
        }
    }
}

/// Elements of which each is far below e^-104 of the greatest: their sum's logarithm is a number.
#[test]
fn sums_of_what_is_far_below_count() {
    for (level, others) in [(104.5f32, 15), (104.01, 31_999), (103.3, 1), (106.0, 100), (112.0, 40_000)] {
        // Σ e^(x − max), which is its own logarithm.
        let rest = f64::from(others as u32) * core_math::exp(-f64::from(level));
        for offset in [0.0, -level] {
            let mut x = vec![offset; 1 + others];
            x[others / 2] = level + offset;
            let row = x.len();
            for tier in tiers() {
                let what = format!("{level} and {others} × 0, moved by {offset}, on {tier}");
                let near = |got: f32, want: f64, name: &str| {
                    assert!(
                        ulp_error(got, want) <= 1.0 && got != 0.0,
                        "{name} of {what}: {got:e}, want {want:e}"
                    );
                };
                let mut y = vec![7.0; row];
                LogSoftmax::rows_of(row).on(tier).expect("available").forward(&x, &mut y).expect("a row");
                near(y[others / 2], -rest, "log-softmax");
                LogSoftmax::along(row, 1).on(tier).expect("available").forward(&x, &mut y).expect("a row");
                near(y[others / 2], -rest, "log-softmax along");
                if offset != 0.0 {
                    LogSumExp::rows_of(row)
                        .on(tier)
                        .expect("available")
                        .forward(&x, &mut y[..1])
                        .expect("a row");
                    near(y[0], rest, "log-sum-exp");
                }
                // Of one, whose probability is 1, and of the greatest's others.
                let mut dy = vec![0.0; row];
                dy[others / 2] = 1.0;
                Softmax::rows_of(row).on(tier).expect("available").backward(&x, &dy, &mut y).expect("a row");
                near(y[others / 2], rest, "the gradient of softmax");
                Softmax::along(row, 1).on(tier).expect("available").backward(&x, &dy, &mut y).expect("a row");
                near(y[others / 2], rest, "the gradient of softmax along");
                LogSoftmax::rows_of(row)
                    .on(tier)
                    .expect("available")
                    .backward(&x, &dy, &mut y)
                    .expect("a row");
                near(y[others / 2], rest, "the gradient of log-softmax");
                LogSoftmax::along(row, 1)
                    .on(tier)
                    .expect("available")
                    .backward(&x, &dy, &mut y)
                    .expect("a row");
                near(y[others / 2], rest, "the gradient of log-softmax along");
            }
        }
    }
}

/// A probability that is subnormal, or none, times what is great.
#[test]
fn gradients_keep_the_digits_of_subnormal_probabilities() {
    for below in [90.0f32, 95.5, 100.25, 103.0, 110.0, 120.0] {
        let x = [0.0, -below, -below - 1.0, -INF];
        let p = core_math::exp(-f64::from(below));
        for size in [1e4f32, 65536.0, 1e20, 1e30] {
            let dy = [0.0, size, -size, size];
            for tier in tiers() {
                let mut dx = [7.0; 4];
                Softmax::rows_of(4).on(tier).expect("available").backward(&x, &dy, &mut dx).expect("a row");
                let want = p * f64::from(size);
                assert!(ulp_error(dx[1], want) <= 3.0, "{below}, {size:e} on {tier}: {dx:?}, want {want:e}");
                let mut along = [7.0; 4];
                Softmax::along(4, 1)
                    .on(tier)
                    .expect("available")
                    .backward(&x, &dy, &mut along)
                    .expect("a row");
                assert!(
                    ulp_error(along[1], want) <= 3.0,
                    "{below}, {size:e} on {tier}: {along:?}, want {want:e}"
                );
                let of_log = [size, 0.0, 0.0, 0.0];
                LogSoftmax::rows_of(4)
                    .on(tier)
                    .expect("available")
                    .backward(&x, &of_log, &mut dx)
                    .expect("a row");
                assert!(
                    ulp_error(dx[1], -want) <= 3.0,
                    "{below}, {size:e} on {tier}: {dx:?}, want -{want:e}"
                );
                LogSumExp::rows_of(4)
                    .on(tier)
                    .expect("available")
                    .backward(&x, &[size], &mut dx)
                    .expect("a row");
                assert!(ulp_error(dx[1], want) <= 3.0, "{below}, {size:e} on {tier}: {dx:?}, want {want:e}");
            }
        }
    }
}

/// Gradients of opposite signs and any size, whose mean is 0 or tiny, neither overflow nor vanish.
#[test]
fn gradients_of_any_size_that_cancel() {
    for size in [2f32.powi(120), 1e35, 1.0, 1e-20, 1e-30] {
        for tier in tiers() {
            let mut dx = [7.0; 2];
            let dy = [size, -size];
            Softmax::rows_of(2)
                .on(tier)
                .expect("available")
                .backward(&[1.5; 2], &dy, &mut dx)
                .expect("a row");
            assert_eq!(dx, [0.5 * size, -0.5 * size], "on {tier}");
            Softmax::along(2, 1)
                .on(tier)
                .expect("available")
                .backward(&[1.5; 2], &dy, &mut dx)
                .expect("a row");
            assert_eq!(dx, [0.5 * size, -0.5 * size], "along, on {tier}");
            LogSoftmax::rows_of(2)
                .on(tier)
                .expect("available")
                .backward(&[1.5; 2], &dy, &mut dx)
                .expect("a row");
            assert_eq!(dx, dy, "log, on {tier}");
        }
    }
}

/// One pair, or pairs beside which all others are far below.
#[test]
fn a_pair_without_rivals_has_no_gradient() {
    for tier in tiers() {
        for n in [1, 3, 16] {
            let x: Vec<f32> = (0..n * n).map(|i| if i % (n + 1) == 0 { 1.0 } else { 0.0 }).collect();
            let [mut first, mut second] = [(); 2].map(|()| vec![7.0; x.len()]);
            let loss = InfoNce::dim(n).temperature(1e-3).symmetric(true).on(tier).expect("available");
            let value = loss.forward_backward([&x, &x], &(), [&mut first, &mut second]).expect("pairs");
            assert_eq!(value, 0.0, "{n} pairs on {tier}");
            assert!(
                first.iter().chain(&second).all(|&dx| dx == 0.0),
                "{n} pairs on {tier}: {first:?} {second:?}"
            );
        }
        // Fifteen that are e^-104.5 each: 6.2e-45.
        let x: Vec<f32> = (0..256).map(|i| if i % 17 == 0 { 1.0 } else { 0.0 }).collect();
        let loss = InfoNce::dim(16).temperature(1.0 / 104.5).on(tier).expect("available");
        let value = loss.forward([&x, &x], &()).expect("pairs");
        let want = 15.0 * core_math::exp(-1.0 / f64::from(1.0 / 104.5f32));
        assert!(
            ulp_error_at(value, want, want) <= 1.0 && value != 0.0,
            "on {tier}: {value:e}, want {want:e}"
        );
    }
}
