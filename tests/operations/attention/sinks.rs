//! Gradients of sinks in rows of which nothing is left: as the rows themselves, whatever has left it.

use activ8::{Activation, AttentionSoftmax, Element, FullyMasked, Tier};
use half::{bf16, f16};

use crate::common::tiers;

const INF: f32 = f32::INFINITY;

/// Two heads of two rows of `keys`: all of the second head's rows are left.
struct Case<'a> {
    name: &'a str,
    softmax: AttentionSoftmax<'a>,
    x: &'a [f32],
}

#[track_caller]
fn assert_all(case: &Case<'_>, tier: Tier, dy: &[f32], want: [Option<f32>; 2]) {
    let Case { name, softmax, x } = *case;
    let mut dsinks = [7.0; 2];
    softmax.on(tier).expect("available").backward_sinks(x, dy, &mut dsinks).expect("a valid call");
    judge(name, softmax, tier, dsinks, want);
    of_slices(name, softmax, tier, x, dy, want);
    let [x16, dy16] = [x, dy].map(|of| of.iter().map(|&x| f16::from_f32(x)).collect::<Vec<_>>());
    of_slices(name, softmax, tier, &x16, &dy16, want);
    let [xb, dyb] = [x, dy].map(|of| of.iter().map(|&x| bf16::from_f32(x)).collect::<Vec<_>>());
    of_slices(name, softmax, tier, &xb, &dyb, want);
    of_slices(name, softmax, tier, &x16, &dyb, want);
    of_slices(name, softmax, tier, x, &dyb, want);
}

fn of_slices<X: Element, G: Element>(
    name: &str,
    softmax: AttentionSoftmax<'_>,
    tier: Tier,
    x: &[X],
    dy: &[G],
    want: [Option<f32>; 2],
) {
    let mut dsinks = [7.0; 2];
    softmax.on(tier).expect("available").backward_sinks(x, dy, &mut dsinks).expect("a valid call");
    judge(name, softmax, tier, dsinks, want);
}

/// None stands for NaN.
fn judge(name: &str, softmax: AttentionSoftmax<'_>, tier: Tier, got: [f32; 2], want: [Option<f32>; 2]) {
    for (h, (got, want)) in got.into_iter().zip(want).enumerate() {
        let right = want.map_or(got.is_nan(), |want| (got - want).abs() <= 1e-6 * want.abs());
        let policy = softmax.fully_masked;
        assert!(right, "dsinks[{h}] of {name}, {policy:?} on {tier}: {got}, want {want:?} (none is NaN)");
    }
}

#[test]
fn a_row_of_nothing_is_for_its_sink_what_the_caller_chose() {
    for keys in [1, 3, 40, 2100] {
        let len = 4 * keys;
        // Only the first head's rows are empty.
        let left = |i: usize| i >= 2 * keys;
        let mask: Vec<f32> = (0..len).map(|i| if left(i) { 0.0 } else { -INF }).collect();
        let added: Vec<f32> = mask.iter().map(|mask| mask + 0.5).collect();
        let keep: Vec<bool> = (0..len).map(left).collect();
        let x = vec![1.0; len];
        let nothing: Vec<f32> = (0..len).map(|i| if left(i) { 1.0 } else { -INF }).collect();
        let dy = vec![2.0; len];
        let softmax = AttentionSoftmax::rows_of(keys).queries(2);
        let far = keys as isize + 9;
        let mut cases = vec![
            Case { name: "a mask", softmax: softmax.mask(&mask), x: &x },
            Case { name: "a mask that adds", softmax: softmax.mask(&added).scale(0.5), x: &x },
            Case { name: "keep", softmax: softmax.keep(&keep), x: &x },
            Case { name: "scores of −∞", softmax, x: &nothing },
            Case {
                name: "scaled scores of −∞", softmax: softmax.scale(0.25).temperature(2.0), x: &nothing
            },
            Case { name: "keep and a cap", softmax: softmax.keep(&keep).soft_cap(5.0), x: &x },
            Case { name: "keep and slopes", softmax: softmax.keep(&keep).slopes(&[0.25]), x: &x },
        ];
        // These leave nothing of any row.
        let of_all = [
            Case { name: "causal", softmax: softmax.causal(-2), x: &x },
            Case { name: "causal and a mask", softmax: softmax.causal(-2).mask(&added), x: &x },
            Case { name: "a window", softmax: softmax.window(Some(2), Some(2)).offset(far), x: &x },
            Case {
                name: "a window and keep",
                softmax: softmax.window(None, Some(0)).offset(-9).keep(&keep),
                x: &x,
            },
        ];
        let some = cases.len();
        cases.extend(of_all);
        for (i, case) in cases.into_iter().enumerate() {
            for (policy, of_nothing) in [(FullyMasked::Nan, None), (FullyMasked::Zeros, Some(0.0))] {
                for tier in tiers() {
                    let with = |sinks| {
                        let softmax = case.softmax.fully_masked(policy).sinks(sinks);
                        Case { softmax, ..case }
                    };
                    // Of two heads without a sink, the second has rows or is as the first.
                    let second = if i < some { Some(0.0) } else { of_nothing };
                    assert_all(&with(&[-INF, -INF]), tier, &dy, [of_nothing, second]);
                    // A sink that is there takes all of nothing, of which no score has a part.
                    let with_sink = with(&[3.0, -INF]);
                    assert_all(&with_sink, tier, &dy, [Some(0.0), second]);
                    let mut y = vec![7.0; len];
                    let on = with_sink.softmax.on(tier).expect("available");
                    on.forward(with_sink.x, &mut y).expect("a valid call");
                    assert!(y[..2 * keys].iter().all(|&y| y == 0.0), "{}: {y:?}", case.name);
                    // As the probabilities and their gradient are.
                    let with_none = with(&[-INF, -INF]);
                    let on = with_none.softmax.on(tier).expect("available");
                    let mut dx = vec![7.0; len];
                    on.forward(with_none.x, &mut y).expect("a valid call");
                    on.backward(with_none.x, &dy, &mut dx).expect("a valid call");
                    for of_row in [&y[..2 * keys], &dx[..2 * keys]] {
                        let right = |of: &f32| of_nothing.map_or(of.is_nan(), |want| *of == want);
                        assert!(of_row.iter().all(right), "{} {policy:?} on {tier}: {of_row:?}", case.name);
                    }
                }
            }
        }
    }
}

/// A sink of −∞ has no share, and so no gradient, in rows that have something.
#[test]
fn sinks_that_are_not_there_have_no_gradient() {
    let x = [0.5, -INF, 2.0, 1.0, -3.0, 0.25];
    let dy = [1.0, 2.0, -3.0, 4.0, 5.0, -6.0];
    for tier in tiers() {
        let mut dsinks = [7.0];
        let softmax = AttentionSoftmax::rows_of(3).queries(2).sinks(&[-INF]).on(tier).expect("available");
        softmax.backward_sinks(&x, &dy, &mut dsinks).expect("a valid call");
        assert_eq!(dsinks, [0.0], "on {tier}");
        // NaN in, NaN out.
        softmax.backward_sinks(&x, &[f32::NAN; 6], &mut dsinks).expect("a valid call");
        assert!(dsinks[0].is_nan(), "on {tier}: {dsinks:?}");
    }
}
