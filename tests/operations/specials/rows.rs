//! The edges of softmax and its logarithm: one special element among ordinary ones, at each place.

use activ8::{Activation, AttentionSoftmax, Error, LogSoftmax, Softmax, Tier};

use crate::common::compare::{assert_close, show};
use crate::common::data::NANS;
use crate::common::tiers;

const INF: f32 = f32::INFINITY;

/// Softmax and its logarithm of rows of `row`, out of place and in place.
fn both(tier: Tier, row: usize, x: &[f32]) -> [Vec<f32>; 2] {
    let (softmax, log) = (Softmax::rows_of(row).on(tier), LogSoftmax::rows_of(row).on(tier));
    let (softmax, log) = (softmax.expect("available"), log.expect("available"));
    let [mut p, mut l] = [vec![7.0; x.len()], vec![7.0; x.len()]];
    softmax.forward(x, &mut p).expect("whole rows");
    log.forward(x, &mut l).expect("whole rows");
    let [mut q, mut m] = [x.to_vec(), x.to_vec()];
    softmax.forward_in_place(&mut q).expect("whole rows");
    log.forward_in_place(&mut m).expect("whole rows");
    let bits = |v: &[f32]| v.iter().map(|x| if x.is_nan() { 0 } else { x.to_bits() }).collect::<Vec<_>>();
    assert_eq!([bits(&p), bits(&l)], [bits(&q), bits(&m)], "in place on {tier}, {x:?}");
    [p, l]
}

/// NaN and +∞ make a row NaN, wherever they stand, and leave its neighbours alone.
#[test]
fn a_nan_or_positive_infinity_takes_the_whole_row_and_no_other() {
    for tier in tiers() {
        for row in 1..=70 {
            for place in 0..row {
                for special in NANS.into_iter().chain([INF]) {
                    let mut x = vec![0.25; 3 * row];
                    x[row + place] = special;
                    let [p, l] = both(tier, row, &x);
                    for i in 0..3 * row {
                        let what = format!("row of {row} with {special} at {place} on {tier}, [{i}]");
                        if i / row == 1 {
                            let both = [p[i], l[i]];
                            assert!(both.iter().all(|x| x.is_nan()), "{what}: {both:?}, want NaN");
                        } else {
                            assert_close(p[i], 1.0 / row as f64, 1.0, &what);
                            assert_close(l[i], -(row as f64).ln(), 1.0, &what);
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn negative_infinity_has_no_probability_and_all_of_it_is_nan() {
    for tier in tiers() {
        for row in 1..=70 {
            let [p, l] = both(tier, row, &vec![-INF; row]);
            for (i, x) in p.iter().chain(&l).enumerate() {
                assert!(x.is_nan(), "row of {row} × −∞ on {tier}, [{i}]: {x}, want NaN");
            }
            for (place, level) in
                (0..row).flat_map(|place| [0.0, -300.0, 1000.0, 3e38].map(|level| (place, level)))
            {
                // Every third element is −∞, but for the one at `place`.
                let masked = |i: usize| (i + row).is_multiple_of(3) && i != place;
                let x: Vec<f32> = (0..row).map(|i| if masked(i) { -INF } else { level }).collect();
                let others = (0..row).filter(|&i| !masked(i)).count() as f64;
                let [p, l] = both(tier, row, &x);
                for i in 0..row {
                    let what = format!("row of {row} at {level}, some −∞, on {tier}, [{i}]");
                    if masked(i) {
                        assert_eq!(
                            (p[i].to_bits(), l[i]),
                            (0, -INF),
                            "{what}: {} {}",
                            show(p[i]),
                            show(l[i])
                        );
                    } else {
                        assert_close(p[i], 1.0 / others, 1.0, &what);
                        assert_close(l[i], -others.ln(), 1.0, &what);
                    }
                }
            }
        }
    }
}

/// Differences decide alone, wherever a row lies: offsets whose sums with the differences are exact.
#[test]
fn rows_far_from_zero_keep_their_digits() {
    let differences = [0.0, -1.0, -2.0, -16.0, 0.0, -90.0, -4.0];
    let total: f64 = differences.iter().copied().map(f64::exp).sum();
    for tier in tiers() {
        for offset in [0.0, 80.0, -80.0, 255.0, 257.0, 1000.0, -1000.0, 1e6, -1e6, 16_777_000.0] {
            let x = differences.map(|d| (offset + d) as f32);
            let [p, l] = both(tier, x.len(), &x);
            for (i, d) in differences.into_iter().enumerate() {
                let what = format!("offset {offset} on {tier}, [{i}]");
                assert_close(p[i], d.exp() / total, 4.0, format_args!("softmax, {what}"));
                assert_close(l[i], d - total.ln(), 4.0, format_args!("log_softmax, {what}"));
            }
        }
    }
}

#[test]
fn the_greatest_numbers_do_not_overflow() {
    for tier in tiers() {
        for great in [3e38, f32::MAX] {
            for row in [2, 3, 16, 17, 40] {
                for level in [great, -great] {
                    let [p, l] = both(tier, row, &vec![level; row]);
                    for i in 0..row {
                        assert_close(
                            p[i],
                            1.0 / row as f64,
                            1.0,
                            format_args!("{row} × {level} on {tier}, [{i}]"),
                        );
                        assert_close(
                            l[i],
                            -(row as f64).ln(),
                            1.0,
                            format_args!("{row} × {level} on {tier}, [{i}]"),
                        );
                    }
                }
                // −3e38 lies 6e38 below 3e38: no float, and no probability.
                let mut x = vec![-great; row];
                x[row / 2] = great;
                let [p, l] = both(tier, row, &x);
                for i in 0..row {
                    let want = if i == row / 2 { (1.0, 0.0) } else { (0.0, -INF) };
                    assert_eq!((p[i], l[i]), want, "row of {row} with ±{great} on {tier}, [{i}]");
                }
            }
        }
    }
}

#[test]
fn a_row_of_one_is_certain() {
    let x = [0.0, -0.0, 1.0, -1.0, 88.0, -104.0, 300.0, -1000.0, 3e38, f32::MAX, f32::MIN, f32::from_bits(1)];
    for tier in tiers() {
        let [p, l] = both(tier, 1, &x);
        for i in 0..x.len() {
            assert_eq!((p[i], l[i]), (1.0, 0.0), "softmax of [{}] on {tier}, and its logarithm", x[i]);
        }
    }
}

/// A gradient that is a power of two times another gives results that are: weights are brought into range
/// with the exponentials, and neither leaves it.
#[test]
fn gradients_take_weights_of_any_size() {
    const ROW: usize = 40;
    let x: Vec<f32> = (0..ROW).map(|i| (i * 17 % ROW) as f32 * 0.25).collect();
    let dy: Vec<f32> = (0..ROW).map(|i| (i * 7 % ROW) as f32 * 0.125 - 2.0).collect();
    for tier in tiers() {
        for (name, backward) in [
            ("softmax", backward(Softmax::rows_of(ROW).on(tier))),
            ("along", backward(Softmax::along(ROW, 1).on(tier))),
            ("attention", backward(AttentionSoftmax::rows_of(ROW).on(tier))),
            ("log_softmax", backward(LogSoftmax::rows_of(ROW).on(tier))),
        ] {
            let of_one = backward(&x, &dy);
            for factor in [2f32.powi(120), 2f32.powi(-60)] {
                let scaled: Vec<f32> = dy.iter().map(|dy| dy * factor).collect();
                let want: Vec<f32> = of_one.iter().map(|dx| dx * factor).collect();
                assert_eq!(backward(&x, &scaled), want, "{name}, dy times {factor:e} on {tier}");
            }
        }
    }
}

type Backward = Box<dyn Fn(&[f32], &[f32]) -> Vec<f32>>;

fn backward(activation: Result<impl Activation + 'static, Error>) -> Backward {
    let activation = activation.expect("available");
    Box::new(move |x, dy| {
        let mut dx = vec![7.0; x.len()];
        activation.backward(x, dy, &mut dx).expect("whole rows");
        dx
    })
}

/// The masks that models add: what they leave out has exactly no share, and the rest is a row of its own.
#[test]
fn what_is_masked_changes_no_bit_of_the_rest() {
    for tier in tiers() {
        for mask in [-INF, f32::MIN, -1e9, -10_000.0, -128.0] {
            for row in [5, 16, 33, 100] {
                let kept: Vec<f32> = (0..row / 4 + 1).map(|i| (i * 3 % 7) as f32 * 0.5 - 1.5).collect();
                let masked: Vec<f32> = (0..row).map(|i| kept.get(i).copied().unwrap_or(mask)).collect();
                let zeros: Vec<f32> = (0..row).map(|i| kept.get(i).copied().unwrap_or(-INF)).collect();
                let [[p, _], [q, _]] = [both(tier, row, &masked), both(tier, row, &zeros)];
                assert_eq!(p, q, "row of {row} masked by {mask} on {tier}");
                assert!(p[kept.len()..].iter().all(|&p| p.to_bits() == 0), "{mask} on {tier}: {p:?}");
            }
        }
    }
}
