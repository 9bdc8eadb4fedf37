//! Rows and columns of nothing but −∞, by either choice of what they are.

use activ8::{Activation, FullyMasked, LogSoftmax, LogSumExp, Softmax, Tier, bf16};

use crate::common::compare::same;
use crate::common::tiers;

const INF: f32 = f32::INFINITY;
const CHOICES: [FullyMasked; 2] = [FullyMasked::Nan, FullyMasked::Zeros];

/// What softmax, its logarithm, the gradients of both and that of log-sum-exp make of a row or of columns beside one
/// another, all of which are `row`.
fn all(tier: Tier, fully_masked: FullyMasked, row: &[f32], dy: &[f32], inner: usize) -> [Vec<f32>; 5] {
    let wide = |of: &[f32]| (0..of.len() * inner).map(|i| of[i / inner]).collect::<Vec<f32>>();
    let (x, wide_dy, mut outs) = (wide(row), wide(dy), [(); 5].map(|()| vec![7.0; row.len() * inner]));
    let (len, of_sums) = (row.len(), vec![dy[0]; inner]);
    let [p, log, dp, dlog, dsum] = &mut outs;
    let (softmax, logs, sums) = (Softmax::rows_of(len), LogSoftmax::rows_of(len), LogSumExp::rows_of(len));
    match inner {
        1 => {
            let softmax = softmax.fully_masked(fully_masked).on(tier).expect("available");
            let logs = logs.fully_masked(fully_masked).on(tier).expect("available");
            let sums = sums.fully_masked(fully_masked).on(tier).expect("available");
            softmax.forward(&x, p).expect("a row");
            logs.forward(&x, log).expect("a row");
            softmax.backward(&x, &wide_dy, dp).expect("a row");
            logs.backward(&x, &wide_dy, dlog).expect("a row");
            sums.backward(&x, &of_sums, dsum).expect("a row");
        }
        _ => {
            let softmax = Softmax::along(len, inner).fully_masked(fully_masked).on(tier).expect("available");
            let logs = LogSoftmax::along(len, inner).fully_masked(fully_masked).on(tier).expect("available");
            let sums = LogSumExp::along(len, inner).fully_masked(fully_masked).on(tier).expect("available");
            softmax.forward(&x, p).expect("a matrix");
            logs.forward(&x, log).expect("a matrix");
            softmax.backward(&x, &wide_dy, dp).expect("a matrix");
            logs.backward(&x, &wide_dy, dlog).expect("a matrix");
            sums.backward(&x, &of_sums, dsum).expect("a matrix");
        }
    }
    outs
}

#[test]
fn nothing_but_minus_infinity_is_what_was_chosen() {
    for tier in tiers() {
        for (row, inner) in (1..=40).chain([2500]).flat_map(|row| [1, 2, 17].map(|inner| (row, inner))) {
            let dy: Vec<f32> = (0..row).map(|i| i as f32 - 3.5).collect();
            for choice in CHOICES {
                let outs = all(tier, choice, &vec![-INF; row], &dy, inner);
                let wants = match choice {
                    FullyMasked::Nan => [f32::NAN; 5],
                    FullyMasked::Zeros => [0.0, -INF, 0.0, 0.0, 0.0],
                };
                for (i, (out, want)) in outs.iter().zip(wants).enumerate() {
                    let right = |y: &f32| *y == want || y.is_nan() && want.is_nan();
                    assert!(out.iter().all(right), "{i}, {choice:?}, {row} × {inner} on {tier}: {out:?}");
                }
            }
        }
    }
}

/// A NaN among −∞ is no such row, and of rows that have anything the choice changes no bit.
#[test]
fn other_rows_are_as_they_were() {
    for tier in tiers() {
        for inner in [1, 5, 33] {
            for row in [1, 2, 9, 16, 50] {
                for special in [0.0, 0.5, -300.0, f32::MIN, f32::MAX, INF, f32::NAN] {
                    let mut x = vec![-INF; row];
                    x[row / 2] = special;
                    let dy: Vec<f32> = (0..row).map(|i| i as f32 * 0.5 - 2.0).collect();
                    let [nan, zeros] = CHOICES.map(|choice| all(tier, choice, &x, &dy, inner));
                    for (nan, zeros) in nan.iter().flatten().zip(zeros.iter().flatten()) {
                        assert!(
                            same(*nan, *zeros),
                            "{row} × {inner} with {special} on {tier}: {nan} {zeros}"
                        );
                    }
                    assert_eq!(
                        zeros[0][0].is_nan(),
                        special.is_nan() || special == INF,
                        "{special} on {tier}"
                    );
                }
            }
        }
    }
}

/// Among other rows and columns, in halves, and on threads.
#[test]
fn masked_rows_leave_their_neighbours_alone() {
    const ROW: usize = 24;
    let x: Vec<bf16> = (0..40 * ROW)
        .map(|i| if i / ROW % 3 == 1 { -INF } else { (i * 7 % 11) as f32 - 5.0 })
        .map(bf16::from_f32)
        .collect();
    let softmax = Softmax::rows_of(ROW).fully_masked(FullyMasked::Zeros);
    let turned: Vec<bf16> = (0..x.len()).map(|i| x[i % 40 * ROW + i / 40]).collect();
    for tier in tiers() {
        let [mut nan, mut zeros, mut columns] = [(); 3].map(|()| vec![7.0f32; x.len()]);
        Softmax::rows_of(ROW).on(tier).expect("available").forward(&x, &mut nan).expect("whole rows");
        softmax.on(tier).expect("available").forward(&x, &mut zeros).expect("whole rows");
        let along = Softmax::along(ROW, 40).fully_masked(FullyMasked::Zeros);
        along.on(tier).expect("available").forward(&turned, &mut columns).expect("a matrix");
        for i in 0..x.len() {
            let want = if i / ROW % 3 == 1 { 0.0 } else { nan[i] };
            assert_eq!(zeros[i], want, "[{i}] on {tier}");
            let of_column = columns[i % ROW * 40 + i / ROW];
            assert!(
                (of_column - want).abs() <= 2.5e-7 * want,
                "[{i}] along an axis on {tier}: {of_column}, {want}"
            );
        }
    }
}
