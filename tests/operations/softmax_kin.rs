//! Softmax's kin: along any axis, in pieces, of the negative, hard, with noise, its logarithm's sum, and routers.

mod along;
mod certain;
mod golden;
mod router;
mod streaming;

use crate::common::random::Random;
use crate::common::tiers;
use crate::common::ulp::{ulp_error, ulp_error_at};
use activ8::{Activation, Error, GumbelSoftmax, Hardmax, LogSoftmax, LogSumExp, Softmax, Softmin};

const INF: f32 = f32::INFINITY;

/// Probabilities of a row and ln Σ e^(x − max), in f64.
fn book(x: &[f32]) -> (Vec<f64>, f64, f64) {
    let max = x.iter().map(|&x| f64::from(x)).fold(f64::NEG_INFINITY, f64::max);
    let first = x.iter().position(|&x| f64::from(x) == max);
    let others = x.iter().enumerate().filter(|&(i, _)| Some(i) != first);
    let rest: f64 = others.map(|(_, &x)| (f64::from(x) - max).exp()).sum();
    (x.iter().map(|&x| (f64::from(x) - max).exp() / (1.0 + rest)).collect(), max, rest.ln_1p())
}

/// Shapes (outer, axis, inner) of every kind of strip.
const SHAPES: [[usize; 3]; 10] = [
    [1, 1, 1],
    [3, 2, 1],
    [2, 5, 3],
    [1, 33, 16],
    [2, 7, 17],
    [1, 9, 64],
    [2, 3, 100],
    [1, 128, 65],
    [1, 1000, 5],
    [1, 4100, 20],
];

#[test]
fn any_axis_is_within_the_bounds_on_every_tier() {
    let mut worst = [0.0f64; 4];
    for [outer, axis, inner] in SHAPES {
        for deviation in [1.0, 8.0, 60.0, 300.0] {
            let mut random = Random::new((axis * inner) as u64);
            let x = random.fill(outer * axis * inner, |random| random.normal(deviation));
            let dy = random.fill(x.len(), |random| random.normal(1.0));
            for tier in tiers() {
                let (softmax, log) = (Softmax::along(axis, inner), LogSoftmax::along(axis, inner));
                let (softmax, log) = (softmax.on(tier).expect("available"), log.on(tier).expect("available"));
                let mut outs = [(); 4].map(|()| vec![7.0; x.len()]);
                softmax.forward(&x, &mut outs[0]).expect("whole matrices");
                log.forward(&x, &mut outs[1]).expect("whole matrices");
                softmax.backward(&x, &dy, &mut outs[2]).expect("whole matrices");
                log.backward(&x, &dy, &mut outs[3]).expect("whole matrices");
                let [mut p, mut l] = [x.clone(), x.clone()];
                softmax.forward_in_place(&mut p).expect("whole matrices");
                log.forward_in_place(&mut l).expect("whole matrices");
                assert!(p == outs[0] && l == outs[1], "in place, {outer}×{axis}×{inner} on {tier}");
                for (o, i) in (0..outer).flat_map(|o| (0..inner).map(move |i| (o, i))) {
                    let at = |j: usize| (o * axis + j) * inner + i;
                    let column: Vec<f32> = (0..axis).map(|j| x[at(j)]).collect();
                    let (p, max, log_sum) = book(&column);
                    let terms = || (0..axis).map(|j| (p[j], f64::from(dy[at(j)])));
                    let mean: f64 = terms().map(|(p, dy)| p * dy).sum();
                    let size: f64 = terms().map(|(p, dy)| p * dy.abs()).sum();
                    let total: f64 = terms().map(|(_, dy)| dy).sum();
                    let all: f64 = terms().map(|(_, dy)| dy.abs()).sum();
                    for j in 0..axis {
                        let (below, dy) = (f64::from(column[j]) - max, f64::from(dy[at(j)]));
                        let errors = [
                            ulp_error(outs[0][at(j)], p[j]),
                            ulp_error_at(outs[1][at(j)], below - log_sum, below.abs().max(log_sum)),
                            ulp_error_at(outs[2][at(j)], p[j] * (dy - mean), p[j] * size.max(dy.abs())),
                            ulp_error_at(outs[3][at(j)], dy - p[j] * total, (p[j] * all).max(dy.abs())),
                        ];
                        for (k, bound) in
                            [softmax.max_ulp(tier), log.max_ulp(tier), 8.0, 3.0].into_iter().enumerate()
                        {
                            worst[k] = worst[k].max(errors[k]);
                            let what =
                                format!("[{o}][{j}][{i}] of {outer}×{axis}×{inner}, deviation {deviation}");
                            assert!(errors[k] <= bound, "output {k}, {what} on {tier}: {}", errors[k]);
                        }
                    }
                }
            }
        }
    }
    println!("{worst:?}");
}

#[test]
fn columns_have_the_special_values_of_rows() {
    for tier in tiers() {
        for inner in [1, 5, 16, 70] {
            for special in [f32::NAN, INF] {
                let mut x = vec![0.5; 3 * inner];
                x[2 * inner - 1] = special;
                x[0] = if inner > 1 { -INF } else { x[0] };
                Softmax::along(3, inner)
                    .on(tier)
                    .expect("available")
                    .forward_in_place(&mut x)
                    .expect("whole");
                for (i, p) in x.iter().enumerate() {
                    assert_eq!(p.is_nan(), i % inner == inner - 1, "[{i}] of {inner} columns on {tier}: {p}");
                }
                assert!(inner == 1 || x[0] == 0.0 && x[inner] == 0.5, "−∞ has no share: {x:?}");
            }
        }
    }
    let error = Softmax::along(3, 4).forward_in_place(&mut [0.0; 18]);
    assert_eq!(error, Err(Error::Rows { argument: "x", row: 12, found: 18 }));
    assert!(Softmax::along(3, 0).forward_in_place(&mut [0.0; 18]).is_err(), "no columns");
}

#[cfg(feature = "rayon")]
#[test]
fn threads_along_an_axis_give_the_same_bits() {
    let x = Random::new(3).fill(64 * 96 * 40, |random| random.normal(5.0));
    let [mut serial, mut threads] = [(); 2].map(|()| vec![0.0; x.len()]);
    Softmax::along(96, 40).forward(&x, &mut serial).expect("whole matrices");
    Softmax::along(96, 40).parallel().forward(&x, &mut threads).expect("whole matrices");
    assert!(serial == threads, "the same bits");
}

#[cfg(feature = "rayon")]
#[test]
fn threads_give_the_same_gradient_of_log_sum_exp() {
    let mut random = Random::new(6);
    let x = random.fill(3000 * 100, |random| random.normal(9.0));
    let dy = random.fill(3000, |random| random.normal(1.0));
    let [mut serial, mut threads] = [(); 2].map(|()| vec![0.0; x.len()]);
    LogSumExp::rows_of(100).backward(&x, &dy, &mut serial).expect("whole rows");
    LogSumExp::rows_of(100).parallel().backward(&x, &dy, &mut threads).expect("whole rows");
    assert!(serial == threads, "the same bits");
}

#[test]
fn a_row_of_a_million_sums_to_1() {
    let x = Random::new(9).fill(1_000_000, |random| random.normal(3.0));
    for tier in tiers() {
        let mut p = vec![0.0; x.len()];
        Softmax::rows_of(x.len()).on(tier).expect("available").forward(&x, &mut p).expect("a row");
        let total: f64 = p.iter().map(|&p| f64::from(p)).sum();
        assert!((total - 1.0).abs() <= 2.0 * f64::from(f32::EPSILON) / 2.0, "on {tier}: {total}");
    }
}

#[test]
fn softmin_and_hardmax_are_by_the_book() {
    for row in [1, 7, 64, 1000] {
        let x = Random::new(row as u64).fill(4 * row, |random| random.normal(9.0));
        let minus: Vec<f32> = x.iter().map(|x| -x).collect();
        for tier in tiers() {
            let [mut y, mut hard] = [(); 2].map(|()| vec![7.0; x.len()]);
            Softmin::rows_of(row).on(tier).expect("available").forward(&x, &mut y).expect("whole rows");
            Hardmax::rows_of(row).on(tier).expect("available").forward(&x, &mut hard).expect("whole rows");
            for (r, minus) in minus.chunks(row).enumerate() {
                for (j, &p) in book(minus).0.iter().enumerate() {
                    assert!(ulp_error(y[r * row + j], p) <= 2.0, "softmin on {tier}: {} {p}", y[r * row + j]);
                }
                let x = &x[r * row..(r + 1) * row];
                let greatest = x.iter().copied().fold(-INF, f32::max);
                let first = x.iter().position(|&x| x == greatest).expect("it is there");
                for j in 0..row {
                    let want = f32::from(u8::from(j == first));
                    assert_eq!(hard[r * row + j], want, "hardmax[{j}] on {tier}");
                }
            }
        }
    }
    let mut x = [INF, 1.0, INF, -INF, -INF, f32::NAN];
    Hardmax::rows_of(3).forward_in_place(&mut x).expect("whole rows");
    assert_eq!(x[..3], [1.0, 0.0, 0.0]);
    assert!(x[3..].iter().all(|x| x.is_nan()), "{x:?}");
}

#[test]
fn log_sum_exp_is_by_the_book() {
    for row in [1, 2, 33, 1000, 5000] {
        for offset in [0.0, 300.0, -1e5] {
            let x = Random::new(row as u64).fill(4 * row, |random| offset + random.normal(6.0));
            for tier in tiers() {
                let (mut y, mut dx) = (vec![7.0; 4], vec![7.0; x.len()]);
                let on = LogSumExp::rows_of(row).on(tier).expect("available");
                on.forward(&x, &mut y).expect("whole rows");
                on.backward(&x, &[1.0, 2.0, -1.0, 0.0], &mut dx).expect("whole rows");
                for (r, x) in x.chunks(row).enumerate() {
                    let (p, max, log_sum) = book(x);
                    let error = ulp_error_at(y[r], max + log_sum, max.abs().max(log_sum));
                    assert!(error <= 2.0, "row {r} of {row} at {offset} on {tier}: {error}");
                    let dy = [1.0, 2.0, -1.0, 0.0][r];
                    for j in 0..row {
                        let error = ulp_error(dx[r * row + j], dy * p[j]);
                        assert!(error <= 2.0, "dx on {tier}: {} {}", dx[r * row + j], dy * p[j]);
                    }
                }
            }
        }
    }
    let mut y = [7.0; 4];
    let x = [-INF, -INF, INF, 1.0, INF, f32::NAN, -INF, f32::NAN];
    LogSumExp::rows_of(2).forward(&x, &mut y).expect("whole rows");
    assert!(y[0] == -INF && y[1] == INF && y[2].is_nan() && y[3].is_nan(), "{y:?}");
    let error = LogSumExp::rows_of(2).forward(&x, &mut y[..3]);
    assert_eq!(error, Err(Error::Length { argument: "y", expected: 4, found: 3 }));
}

#[test]
fn gumbel_softmax_is_softmax_of_noisy_logits() {
    let mut random = Random::new(4);
    let row = 70;
    let [x, noise, dy] = [(); 3].map(|()| random.fill(3 * row, |random| random.normal(2.0)));
    let noisy: Vec<f32> = x.iter().zip(&noise).map(|(x, g)| x + g).collect();
    for temperature in [1.0, 0.5, 3.0] {
        let gumbel = GumbelSoftmax::rows_of(row).temperature(temperature);
        for tier in tiers() {
            let on = gumbel.on(tier).expect("available");
            let (mut y, mut dx, mut given) = (vec![7.0; x.len()], vec![7.0; x.len()], noise.iter().copied());
            on.forward(&x, || given.next().expect("one for each"), &mut y).expect("whole rows");
            on.backward(&y, &dy, &mut dx).expect("whole rows");
            for r in 0..3 {
                let range = r * row..(r + 1) * row;
                let z: Vec<f64> =
                    noisy[range.clone()].iter().map(|&z| f64::from(z) / f64::from(temperature)).collect();
                let max = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                let total: f64 = z.iter().map(|z| (z - max).exp()).sum();
                let y = &y[range.clone()];
                let mean: f64 =
                    y.iter().zip(&dy[range.clone()]).map(|(&y, &dy)| f64::from(y) * f64::from(dy)).sum();
                for j in 0..row {
                    let error = ulp_error(y[j], (z[j] - max).exp() / total);
                    assert!(error <= 2.5, "y[{j}] at {temperature} on {tier}: {error}");
                    let want = f64::from(y[j]) * (f64::from(dy[r * row + j]) - mean) / f64::from(temperature);
                    let near = (f64::from(dx[r * row + j]) - want).abs() <= 4e-7 * f64::from(y[j]) * 10.0;
                    assert!(near, "dx[{j}] at {temperature} on {tier}: {} {want}", dx[r * row + j]);
                }
            }
        }
    }
    let refused = GumbelSoftmax::rows_of(2).temperature(0.0).forward(&[0.0; 2], || 0.0, &mut [0.0; 2]);
    assert!(matches!(refused, Err(Error::Parameter { argument: "temperature", .. })), "{refused:?}");
}
