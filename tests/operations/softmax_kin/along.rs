//! Softmin, hardmax and log-sum-exp along an axis that is not the last.

use activ8::{Activation, Error, Hardmax, LogSumExp, Softmin};

use super::{INF, SHAPES, book};
use crate::common::random::Random;
use crate::common::tiers;
use crate::common::ulp::{ulp_error, ulp_error_at};

/// Calls `see` with each column: the places of its elements, and its number.
fn columns([outer, axis, inner]: [usize; 3], mut see: impl FnMut(Vec<usize>, usize)) {
    for (o, i) in (0..outer).flat_map(|o| (0..inner).map(move |i| (o, i))) {
        see((0..axis).map(|j| (o * axis + j) * inner + i).collect(), o * inner + i);
    }
}

#[test]
fn softmin_along_an_axis_is_softmax_of_the_negative() {
    for shape @ [outer, axis, inner] in SHAPES {
        for deviation in [1.0, 60.0, 300.0] {
            let mut random = Random::new((axis * inner) as u64);
            let x = random.fill(outer * axis * inner, |random| random.normal(deviation));
            let dy = random.fill(x.len(), |random| random.normal(1.0));
            for tier in tiers() {
                let on = Softmin::along(axis, inner).on(tier).expect("available");
                let ([mut y, mut dx], mut in_place) = ([(); 2].map(|()| vec![7.0; x.len()]), x.clone());
                on.forward(&x, &mut y).expect("whole matrices");
                on.backward(&x, &dy, &mut dx).expect("whole matrices");
                on.forward_in_place(&mut in_place).expect("whole matrices");
                assert!(in_place == y, "in place, {shape:?} on {tier}");
                columns(shape, |at, _| {
                    let minus: Vec<f32> = at.iter().map(|&at| -x[at]).collect();
                    let (p, ..) = book(&minus);
                    let terms = || p.iter().zip(&at).map(|(p, &at)| (p, f64::from(dy[at])));
                    let mean: f64 = terms().map(|(p, dy)| p * dy).sum();
                    let size: f64 = terms().map(|(p, dy)| p * dy.abs()).sum();
                    for (j, (&p, &at)) in p.iter().zip(&at).enumerate() {
                        let error = ulp_error(y[at], p);
                        assert!(error <= on.max_ulp(tier), "[{j}] of {shape:?} on {tier}: {error}");
                        let dy = f64::from(dy[at]);
                        let error = ulp_error_at(dx[at], -p * (dy - mean), p * size.max(dy.abs()));
                        assert!(error <= 8.0, "the gradient [{j}] of {shape:?} on {tier}: {error}");
                    }
                });
            }
        }
    }
}

#[test]
fn log_sum_exp_along_an_axis_is_by_the_book() {
    for shape @ [outer, axis, inner] in SHAPES {
        for (deviation, offset) in [(1.0, 0.0), (8.0, 300.0), (60.0, -1e5)] {
            let mut random = Random::new((axis + inner) as u64);
            let x = random.fill(outer * axis * inner, |random| offset + random.normal(deviation));
            let sizes = [1.0, 1e30, 1e-30, 0.0];
            let dy: Vec<f32> = (0..outer * inner).map(|i| random.normal(1.0) * sizes[i % 4]).collect();
            for tier in tiers() {
                let on = LogSumExp::along(axis, inner).on(tier).expect("available");
                let (mut y, mut dx) = (vec![7.0; outer * inner], vec![7.0; x.len()]);
                on.forward(&x, &mut y).expect("whole matrices");
                on.backward(&x, &dy, &mut dx).expect("whole matrices");
                columns(shape, |at, i| {
                    let column: Vec<f32> = at.iter().map(|&at| x[at]).collect();
                    let (p, max, log_sum) = book(&column);
                    let error = ulp_error_at(y[i], max + log_sum, max.abs().max(log_sum));
                    assert!(error <= 2.0, "{shape:?} at {offset} on {tier}: {error}");
                    for (j, (&p, &at)) in p.iter().zip(&at).enumerate() {
                        let want = if f64::from(x[at]) < max - 126.0 { 0.0 } else { p * f64::from(dy[i]) };
                        let error = ulp_error(dx[at], want);
                        assert!(
                            error <= 2.0,
                            "dx[{j}] of {shape:?} on {tier}: {} {want}, dy {}",
                            dx[at],
                            dy[i]
                        );
                    }
                });
            }
        }
    }
}

/// The same bits as of rows, since both are exact; columns with NaN, with ∞, and of nothing but −∞ among them.
#[test]
fn hardmax_along_an_axis_is_that_of_rows() {
    for shape @ [outer, axis, inner] in SHAPES {
        let mut random = Random::new((axis * inner) as u64);
        // Many equal ones.
        let mut x = random.fill(outer * axis * inner, |random| random.index(5) as f32 - 2.0);
        for special in [f32::NAN, INF, INF, -INF] {
            let place = random.index(x.len());
            x[place] = special;
        }
        let masked = random.index(inner);
        columns([1, axis, inner], |at, i| {
            if i == masked {
                at.iter().for_each(|&at| x[at] = -INF);
            }
        });
        for tier in tiers() {
            let on = Hardmax::along(axis, inner).on(tier).expect("available");
            let ([mut y, mut dx], mut in_place) = ([(); 2].map(|()| vec![7.0; x.len()]), x.clone());
            on.forward(&x, &mut y).expect("whole matrices");
            on.forward_in_place(&mut in_place).expect("whole matrices");
            on.backward(&x, &x, &mut dx).expect("whole matrices");
            assert!(dx.iter().all(|&dx| dx == 0.0), "the gradient, {shape:?} on {tier}");
            columns(shape, |at, i| {
                let mut want: Vec<f32> = at.iter().map(|&at| x[at]).collect();
                Hardmax::rows_of(axis)
                    .on(tier)
                    .expect("available")
                    .forward_in_place(&mut want)
                    .expect("a row");
                for (want, at) in want.into_iter().zip(at) {
                    let same = |y: f32| y == want || y.is_nan() && want.is_nan();
                    assert!(
                        same(y[at]) && same(in_place[at]),
                        "column {i} of {shape:?} on {tier}: {}",
                        y[at]
                    );
                }
            });
        }
    }
}

#[test]
fn columns_have_the_limits_of_rows() {
    for tier in tiers() {
        for inner in [1, 5, 16, 70] {
            let specials =
                [[-INF, -INF, -INF], [INF, 1.0, -INF], [INF, f32::NAN, 2.0], [-INF, f32::NAN, -INF]];
            for specials in specials {
                let mut x = vec![0.25; 3 * inner];
                (0..3).for_each(|j| x[j * inner + inner - 1] = specials[j]);
                let (mut y, mut of_row) = (vec![7.0; inner], [7.0]);
                LogSumExp::along(3, inner).on(tier).expect("available").forward(&x, &mut y).expect("whole");
                LogSumExp::rows_of(3)
                    .on(tier)
                    .expect("available")
                    .forward(&specials, &mut of_row)
                    .expect("a row");
                let (last, want) = (y[inner - 1], of_row[0]);
                assert!(
                    last == want || last.is_nan() && want.is_nan(),
                    "{specials:?} on {tier}: {last}, {want}"
                );
                let others = &y[..inner - 1];
                assert!(
                    others.iter().all(|y| (y - 1.3486123).abs() < 1e-6),
                    "beside it on {tier}: {others:?}"
                );
                let minus: Vec<f32> = x.iter().map(|x| -x).collect();
                let [mut of_columns, mut of_rows] = [minus.clone(), specials.map(|x| -x).to_vec()];
                Softmin::along(3, inner)
                    .on(tier)
                    .expect("available")
                    .forward_in_place(&mut of_columns)
                    .expect("whole");
                Softmin::rows_of(3)
                    .on(tier)
                    .expect("available")
                    .forward_in_place(&mut of_rows)
                    .expect("a row");
                for (j, want) in of_rows.into_iter().enumerate() {
                    let y = of_columns[j * inner + inner - 1];
                    assert!(
                        y == want || y.is_nan() && want.is_nan(),
                        "softmin, {specials:?} on {tier}: {y}, {want}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_does_not_fit_is_refused_and_nothing_written() {
    let (x, mut y, mut dx) = ([0.0; 24], [7.0; 8], [7.0; 24]);
    let sums = LogSumExp::along(3, 4);
    assert_eq!(sums.forward(&x[..18], &mut y), Err(Error::Rows { argument: "x", row: 12, found: 18 }));
    let length = |argument, expected, found| Err(Error::Length { argument, expected, found });
    assert_eq!(sums.forward(&x, &mut y[..7]), length("y", 8, 7));
    assert_eq!(sums.backward(&x, &x[..7], &mut dx), length("dy", 8, 7));
    assert_eq!(sums.backward(&x, &x[..8], &mut dx[..23]), length("dx", 24, 23));
    assert!(LogSumExp::along(3, 0).forward(&x, &mut y).is_err(), "no columns");
    assert!(LogSumExp::along(0, 3).forward(&x, &mut y).is_err(), "no rows");
    assert!(LogSumExp::along(usize::MAX, 3).forward(&x, &mut y).is_err(), "more than there are");
    assert!(Hardmax::along(5, 2).forward(&x, &mut dx).is_err(), "no whole matrix");
    assert_eq!((y, dx), ([7.0; 8], [7.0; 24]), "outputs as they were");
    assert_eq!(sums.forward(&x[..0], &mut y[..0]), Ok(()), "nothing of nothing");
}

#[cfg(feature = "rayon")]
#[test]
fn threads_give_the_same_bits() {
    let mut random = Random::new(4);
    let x = random.fill(64 * 96 * 40, |random| random.normal(5.0));
    let dy = random.fill(64 * 40, |random| random.normal(1.0));
    let [mut y, mut parallel_y] = [(); 2].map(|()| vec![7.0; dy.len()]);
    let [mut dx, mut parallel_dx] = [(); 2].map(|()| vec![7.0; x.len()]);
    let sums = LogSumExp::along(96, 40);
    sums.forward(&x, &mut y).expect("whole matrices");
    sums.parallel().forward(&x, &mut parallel_y).expect("whole matrices");
    sums.backward(&x, &dy, &mut dx).expect("whole matrices");
    sums.parallel().backward(&x, &dy, &mut parallel_dx).expect("whole matrices");
    assert!(y == parallel_y && dx == parallel_dx, "log-sum-exp");
    Softmin::along(96, 40).forward(&x, &mut dx).expect("whole matrices");
    Softmin::along(96, 40).parallel().forward(&x, &mut parallel_dx).expect("whole matrices");
    assert!(dx == parallel_dx, "softmin");
}

/// The same bits on tiers that agree in fusing, whatever the number of columns beside one.
#[test]
fn columns_do_not_depend_on_their_neighbours() {
    let (axis, mut random) = (37, Random::new(8));
    let column = random.fill(axis, |random| random.normal(20.0));
    let mut classes: [Option<[Vec<u32>; 3]>; 2] = [None, None];
    for tier in tiers() {
        for inner in [1, 3, 16, 33, 100] {
            let x: Vec<f32> = (0..axis * inner).map(|i| column[i / inner]).collect();
            let ([mut y, mut dx], mut sums) = ([(); 2].map(|()| vec![7.0; x.len()]), vec![7.0; inner]);
            Softmin::along(axis, inner).on(tier).expect("available").forward(&x, &mut y).expect("whole");
            let on = LogSumExp::along(axis, inner).on(tier).expect("available");
            on.forward(&x, &mut sums).expect("whole");
            on.backward(&x, &vec![0.3; inner], &mut dx).expect("whole");
            for i in 0..inner {
                let bits = |y: &[f32]| y.iter().skip(i).step_by(inner).map(|y| y.to_bits()).collect();
                let found = [bits(&y), bits(&sums), bits(&dx)];
                let class = &mut classes[usize::from(tier.is_fused())];
                assert_eq!(*class.get_or_insert_with(|| found.clone()), found, "{i} of {inner} on {tier}");
            }
        }
    }
}
