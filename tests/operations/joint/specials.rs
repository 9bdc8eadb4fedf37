//! Right at the edges.

use activ8::Reduction;

use crate::common::tiers;
use crate::joint::op::{At, OfSteps, Op, Outcome};

const INF: f32 = f32::INFINITY;
const NAN: f32 = f32::NAN;

/// What `op` gives for the sum, on every tier.
fn everywhere(op: &Op, inputs: &[&[f32]], mut test: impl FnMut(Outcome)) {
    let inputs: Vec<Vec<f32>> = inputs.iter().map(|input| input.to_vec()).collect();
    for tier in tiers() {
        let at = At { tier, parallel: false };
        test(op.run(at, Reduction::Sum, &inputs).expect("good input"));
    }
}

fn close(got: f32, want: f64) -> bool {
    (f64::from(got) - want).abs() <= 4.0 * f64::from(f32::EPSILON) * want.abs()
}

#[test]
fn margin_ranking_at_the_edges() {
    let op = Op::MarginRanking { margin: 0.0, target: vec![1.0, 1.0, -1.0, 1.0, 1.0, 1.0] };
    let first = [INF, -INF, -3e38, NAN, INF, 2.0];
    let second = [0.0, 0.0, 3e38, 0.0, INF, 2.0];
    everywhere(&op, &[&first, &second], |got| {
        assert_eq!(got.each[..3], [0.0, INF, 0.0]);
        assert!(got.each[3].is_nan() && got.each[4].is_nan(), "{got:?}");
        assert_eq!(got.each[5], 0.0);
        assert_eq!(got.gradients[0][..3], [0.0, -1.0, 0.0]);
        assert!(got.gradients[0][3].is_nan() && got.gradients[1][3].is_nan(), "{got:?}");
        assert_eq!((got.gradients[0][5], got.gradients[1][5]), (0.0, 0.0), "no gradient at the kink");
    });
}

#[test]
fn cosines_at_the_edges() {
    let cases: [([f32; 2], [f32; 2], f64); 8] = [
        ([0.0, 0.0], [1.0, 2.0], 1.0),
        ([0.0, 0.0], [0.0, 0.0], 1.0),
        ([3e38, 3e38], [3e38, 3e38], 0.0),
        ([3e38, 3e38], [-1.0, -1.0], 2.0),
        ([1e-3, 0.0], [3e38, 3e38], 1.0 - 0.5f64.sqrt()),
        ([3e-30, 0.0], [1.0, 0.0], 1.0),
        ([NAN, 0.0], [1.0, 0.0], f64::NAN),
        ([INF, 0.0], [1.0, 0.0], f64::NAN),
    ];
    for (a, b, want) in cases {
        let op = Op::CosineEmbedding { dim: 2, margin: 0.0, target: vec![1.0] };
        everywhere(&op, &[&a, &b], |got| {
            let off = (f64::from(got.each[0]) - want).abs();
            assert!(
                off <= 5e-7 || (want.is_nan() && got.each[0].is_nan()),
                "{a:?}, {b:?}: {got:?}, want {want}"
            );
            let finite = got.gradients.iter().flatten().all(|x| x.is_finite());
            assert_eq!(finite, !want.is_nan(), "{a:?}, {b:?}: {got:?}");
        });
    }
    // A vector of zeros: its gradient is the other's direction over 1e-6, as PyTorch's.
    let op = Op::CosineEmbedding { dim: 2, margin: 0.0, target: vec![1.0] };
    everywhere(&op, &[&[0.0, 0.0], &[0.0, 1.0]], |got| {
        assert!(close(got.gradients[0][1], -1e6) && got.gradients[0][0] == 0.0, "{got:?}");
        assert_eq!(got.gradients[1], [0.0, 0.0]);
    });
}

#[test]
fn triplets_at_the_edges() {
    let norms = [1.0, 2.0, 3.0, INF];
    for p in norms {
        let op = |eps, swap| Op::TripletMargin { dim: 2, margin: 1.0, p, eps, swap };
        // Anchor and negative the same: their distance is eps·2^(1/p), or 0 without a gradient.
        let root = 2f64.powf(1.0 / f64::from(p));
        everywhere(&op(0.0, false), &[&[0.0; 2], &[1.0; 2], &[0.0; 2]], |got| {
            assert!(close(got.each[0], 1.0 + root), "p = {p}: {got:?}");
            assert_eq!(got.gradients[2], [0.0; 2], "p = {p}");
        });
        everywhere(&op(1e-6, false), &[&[0.0; 2], &[0.0; 2], &[0.0; 2]], |got| {
            assert!(close(got.each[0], 1.0), "p = {p}: {got:?}");
        });
        // Halves of equal distances, and shares of the greatest difference.
        everywhere(&op(0.0, true), &[&[0.0; 2], &[2.0, 0.0], &[1.0, 0.0]], |got| {
            assert_eq!(got.gradients[0], [-0.5, 0.0], "p = {p}");
            assert_eq!(got.gradients[1], [0.5, 0.0], "p = {p}");
            assert_eq!(got.gradients[2], [0.0, 0.0], "p = {p}");
        });
        // Squares would overflow, and vanish.
        everywhere(&op(0.0, false), &[&[1e30, 0.0], &[-1e30, 0.0], &[1e30, 0.0]], |got| {
            assert!(close(got.each[0], 2e30), "p = {p}: {got:?}");
            assert_eq!(got.gradients[0][0], 1.0, "p = {p}");
        });
        everywhere(&op(0.0, false), &[&[1e-30, 1e-30], &[0.0, 0.0], &[0.0, 2e-30]], |got| {
            assert!(close(got.each[0], 1.0), "p = {p}: {got:?}");
            let part = if p == INF { 0.5 } else { root.powf(1.0 - f64::from(p)) };
            assert!(close(got.gradients[1][0], -part), "p = {p}: {got:?}, want {part}");
        });
        everywhere(&op(0.0, true), &[&[NAN, 1.0], &[0.0, 0.0], &[0.0, 2.0]], |got| {
            assert!(got.each[0].is_nan() && got.gradients[0][0].is_nan(), "p = {p}: {got:?}");
        });
    }
}

#[test]
fn pairs_at_the_edges() {
    let op = |normalize| Op::InfoNce { dim: 2, temperature: 0.5, symmetric: true, normalize };
    // One pair has no others; zeros have the logit 0; lengths of at least 1e-12 do not matter.
    everywhere(&op(true), &[&[1.0, 2.0], &[-3.0, 4.0]], |got| {
        assert_eq!((got.value, &got.gradients[0][..]), (0.0, &[0.0; 2][..]));
    });
    everywhere(&op(true), &[&[0.0, 0.0, 0.0, 0.0], &[1.0, 0.0, 0.0, 1.0]], |got| {
        assert!(close(got.each[0], 2f64.ln()) && got.each[1] == got.each[0], "{got:?}");
    });
    let mut kept = None;
    for size in [1.0, 1e-11, 1e30] {
        everywhere(&op(true), &[&[size, 0.0, 0.0, size], &[0.5, 0.5, 0.0, 2.0]], |got| {
            let want = *kept.get_or_insert(got.value);
            assert!(close(got.value, want.into()), "{size:e}: {} and {want}", got.value);
        });
    }
    // A confident pair keeps its digits: e^−100 of the other logit, and gradients of that size.
    everywhere(&op(false), &[&[5.0, 0.0, 0.0, 5.0], &[5.0, 0.0, 0.0, 5.0]], |got| {
        assert!((f64::from(got.each[0]) / (-50f64).exp() - 1.0).abs() < 1e-5, "{got:?}");
        let want = -10.0 * (-50f64).exp();
        assert!((f64::from(got.gradients[0][0]) / want - 1.0).abs() < 1e-5, "{got:?}, want {want:e}");
    });
    everywhere(&op(true), &[&[NAN, 0.0, 0.0, 1.0], &[1.0, 0.0, 0.0, 1.0]], |got| {
        assert!(got.value.is_nan() && got.gradients.iter().flatten().all(|x| x.is_nan()), "{got:?}");
    });
}

#[test]
fn alignments_at_the_edges() {
    let of = |steps: usize, target: &[usize], zero_infinity| {
        let (input_lengths, target_lengths) = (vec![steps], vec![target.len()]);
        Op::Ctc(OfSteps {
            classes: 2,
            blank: 0,
            zero_infinity,
            target: target.to_vec(),
            input_lengths,
            target_lengths,
            padded: 0,
        })
    };
    let half = 0.5f32.ln();
    // Two equal labels need a blank between them: three steps.
    everywhere(&of(2, &[1, 1], false), &[&[half; 4]], |got| {
        assert_eq!(got.value, INF);
        assert!(got.gradients[0].iter().all(|x| x.is_nan()), "{got:?}");
    });
    everywhere(&of(2, &[1, 1], true), &[&[half; 4]], |got| {
        assert_eq!((got.value, &got.gradients[0][..]), (0.0, &[0.0; 4][..]));
    });
    everywhere(&of(3, &[1, 1], false), &[&[half; 6]], |got| {
        assert!(close(got.value, 8f64.ln()), "{got:?}");
    });
    // Nothing from nothing is certain, something from nothing impossible.
    everywhere(&of(0, &[], false), &[&[half; 4]], |got| {
        assert_eq!((got.value, &got.gradients[0][..]), (0.0, &[0.0; 4][..]));
    });
    everywhere(&of(0, &[1], false), &[&[half; 4]], |got| assert_eq!(got.value, INF));
    everywhere(&of(2, &[], false), &[&[half; 4]], |got| assert!(close(got.value, 4f64.ln()), "{got:?}"));
    // Certain labels cost nothing; classes of probability 0 have no gradient.
    everywhere(&of(2, &[1], false), &[&[-INF, 0.0, -INF, 0.0]], |got| {
        assert_eq!((got.value, &got.gradients[0][..]), (0.0, &[0.0; 4][..]));
    });
    everywhere(&of(2, &[1], false), &[&[NAN, half, half, half]], |got| {
        assert!(got.value.is_nan() && got.gradients[0].iter().all(|x| x.is_nan()), "{got:?}");
    });
    // Far beyond what a probability in f64 can be.
    everywhere(&of(2, &[1], false), &[&[-3e5, -2e5, -1e5, -4e5]], |got| assert_eq!(got.value, 3e5));
}
