//! The edges of the losses over rows of classes.

use std::f64::consts::LN_2;

use activ8::{
    CategoricalFocal, CrossEntropy, Dice, JointLoss, LinearCrossEntropy, Loss, MultiLabelMargin, MultiMargin,
    Nll, On, Reduction, Result, TargetType, Tier, Tversky,
};

use crate::common::compare::assert_close;
use crate::common::tiers;
use crate::common::ulp::ulp_error;

const INF: f32 = f32::INFINITY;
const NAN: f32 = f32::NAN;
const LIMIT: f64 = f64::INFINITY;

/// The loss of one row by every verb, within 2 ULP; the gradient of the sum.
#[track_caller]
fn of_row<T: TargetType, L: Loss<T>>(
    what: &str,
    make: impl Fn(Reduction, Tier) -> Result<On<L>>,
    x: &[f32],
    t: &[T],
    want: f64,
    gradient: Option<&[f64]>,
) {
    for tier in tiers() {
        let loss = make(Reduction::Sum, tier).expect("an available tier");
        let (mut each, mut got) = ([7.0], vec![7.0; x.len()]);
        loss.forward_each(x, t, &mut each).expect("good input");
        let values = [
            each[0],
            loss.forward(x, t).expect("good input"),
            loss.forward_backward(x, t, &mut got).expect("good input"),
        ];
        for value in values {
            assert_close(value + 0.0, want, 2.0, format_args!("{what} of {x:?} on {tier}"));
        }
        for (i, &want) in gradient.unwrap_or_default().iter().enumerate() {
            let off = ulp_error(got[i], want);
            assert!(off <= 4.0, "{what} of {x:?} on {tier}: gradient [{i}] is {:e}, want {want:e}", got[i]);
        }
    }
}

/// Rows of logits and probabilities.
#[test]
fn what_has_no_share_costs_nothing() {
    let make = |reduction, tier| CrossEntropy::rows_of(3).reduction(reduction).on(tier);
    let tiny = 4.122_307_236_422_895e-9;
    let cases: [([f32; 3], [f32; 3], f64, Option<[f64; 3]>); 9] = [
        ([0.0, -INF, 0.0], [1.0, 0.0, 0.0], LN_2, Some([-0.5, 0.0, 0.5])),
        ([0.0, -INF, 0.0], [1.0, -0.0, 0.0], LN_2, Some([-0.5, 0.0, 0.5])),
        ([0.0, -INF, 0.0], [0.5, 0.25, 0.25], LIMIT, Some([0.0, -0.25, 0.25])),
        ([20.0, 0.0, 0.0], [1.0, 0.0, 0.0], tiny, Some([-tiny, 0.5 * tiny, 0.5 * tiny])),
        ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], 0.0, Some([0.0; 3])),
        ([3e38, -3e38, 0.0], [1.0, 0.0, 0.0], 0.0, Some([0.0; 3])),
        // The difference overflows, half of it does not.
        ([3e38, -3e38, 0.0], [0.5, 0.5, 0.0], f64::from(3e38f32), None),
        ([NAN, 0.0, 0.0], [0.0, 0.0, 0.0], 0.0, Some([0.0; 3])),
        ([INF, 0.0, 0.0], [1.0, 0.0, 0.0], f64::NAN, Some([f64::NAN; 3])),
    ];
    for (x, t, want, gradient) in cases {
        of_row("soft cross-entropy", make, &x, &t, want, gradient.as_ref().map(|g| &g[..]));
    }
}

#[test]
fn options_at_their_edges() {
    let loss = CrossEntropy::rows_of(3);
    let tiny = 4.122_307_236_422_895e-9;
    let smoothed = |reduction, tier| loss.label_smoothing(0.75).reduction(reduction).on(tier);
    of_row("smoothed", smoothed, &[0.0, -INF, 0.0], &[0], LIMIT, None);
    of_row("smoothed", smoothed, &[3e38, -3e38, 3e38], &[0], 0.25 * 2.0 * f64::from(3e38f32), None);
    let all = |reduction, tier| loss.label_smoothing(1.0).reduction(reduction).on(tier);
    of_row("all smoothed", all, &[1.0, 1.0, 1.0], &[2], 3f64.ln(), None);

    let weighted = |reduction, tier| loss.weight(&[1.0, 0.0, 2.0]).reduction(reduction).on(tier);
    of_row("weight 0", weighted, &[0.0, -INF, 0.0], &[1], 0.0, Some(&[0.0; 3]));
    of_row("weight 2", weighted, &[0.0, 0.0, 20.0], &[2], 2.0 * tiny, Some(&[tiny, tiny, -2.0 * tiny]));
    of_row("weight 0", weighted, &[0.0, NAN, 0.0], &[1], 0.0, Some(&[0.0; 3]));

    let capped = |reduction, tier| loss.soft_cap(4.0).reduction(reduction).on(tier);
    of_row("capped", capped, &[INF, -INF, INF], &[0], ((-8f64).exp() / 2.0).ln_1p() + LN_2, Some(&[0.0; 3]));
    of_row("capped", capped, &[f32::MAX, 0.0, f32::MIN], &[0], ((-4f64).exp() + (-8f64).exp()).ln_1p(), None);

    let squared = |reduction, tier| loss.z_loss(0.5).reduction(reduction).on(tier);
    let lse = 3f64.ln();
    of_row("z-loss", squared, &[0.0; 3], &[1], lse + 0.5 * lse * lse, None);
    of_row("z-loss", squared, &[3e38, 0.0, 0.0], &[0], LIMIT, None);
}

#[test]
fn ignored_rows_cost_nothing() {
    let x = [1.0, 2.0, NAN, INF, 0.5, 0.5];
    for tier in tiers() {
        for smoothing in [0.0, 0.5] {
            let loss = CrossEntropy::rows_of(2).label_smoothing(smoothing).z_loss(0.25);
            let on = |reduction| loss.reduction(reduction).on(tier).expect("available");
            let (mut each, mut gradient) = ([7.0; 3], [7.0; 6]);
            on(Reduction::Mean).forward_each(&x, &[-100; 3], &mut each).expect("good input");
            assert_eq!(each, [0.0; 3], "each on {tier}");
            let mean = on(Reduction::Mean).forward_backward(&x, &[-100; 3], &mut gradient);
            assert!(mean.as_ref().is_ok_and(|mean| mean.is_nan()), "the mean on {tier}: {mean:?}");
            assert_eq!(gradient, [0.0; 6], "gradient on {tier}");
            assert_eq!(on(Reduction::Sum).forward(&x, &[-100; 3]), Ok(0.0), "the sum on {tier}");

            let alone = on(Reduction::Mean).forward(&x[4..], &[1]);
            let mean = on(Reduction::Mean).forward_backward(&x, &[-100, -100, 1], &mut gradient);
            assert_eq!(mean, alone, "the mean of one row that counts, on {tier}");
            assert_eq!(gradient[..4], [0.0; 4], "gradient on {tier}");
            // The scores are equal: what parts them is the target, (1 − smoothing) more for one class.
            assert_eq!(gradient[4] - gradient[5], 1.0 - smoothing, "gradient on {tier}: {gradient:?}");
        }
        let nll = |reduction| Nll::rows_of(2).reduction(reduction).on(tier).expect("available");
        let mean = nll(Reduction::Mean).forward(&x, &[-100; 3]);
        assert!(mean.as_ref().is_ok_and(|mean| mean.is_nan()), "the mean on {tier}: {mean:?}");
        assert_eq!(nll(Reduction::Sum).forward(&x, &[-100; 3]), Ok(0.0), "the sum on {tier}");
        assert_eq!(nll(Reduction::Mean).forward(&x, &[-100, -100, 1]), Ok(-0.5), "one row on {tier}");
    }
}

/// Classes of which each is far below e^-104 of the right one: what they are together counts, and so do gradients
/// that a weight makes great.
#[test]
fn classes_far_below_count() {
    for (level, others) in [(104.5f32, 15usize), (104.01, 31_999), (106.0, 1000)] {
        let one = (-f64::from(level)).exp();
        let rest = one * others as f64;
        let mut x = vec![0.0; others + 1];
        x[1] = level;
        let hot: Vec<f32> = (0..x.len()).map(|i| f32::from(u8::from(i == 1))).collect();
        let loss = CrossEntropy::rows_of(x.len());
        let make = |reduction, tier| loss.reduction(reduction).on(tier);
        let weights = vec![1e20; x.len()];
        let weighted = |reduction, tier| loss.weight(&weights).reduction(reduction).on(tier);
        let capped = |reduction, tier| loss.soft_cap(1e9).reduction(reduction).on(tier);
        let gradient = [one, -rest];
        let great = [one * f64::from(1e20f32), -rest * f64::from(1e20f32)];
        of_row("far below", make, &x, &[1i64], rest, Some(&gradient));
        of_row("far below, weighted", weighted, &x, &[1i64], rest * f64::from(1e20f32), Some(&great));
        of_row("far below, of probabilities", make, &x, &hot, rest, Some(&gradient));
        of_row("far below, capped", capped, &x, &[1i64], rest, Some(&gradient));
        for tier in tiers() {
            // As a product: dim 1, so that the logits are the weights.
            let fused =
                LinearCrossEntropy::dim(1, loss.reduction(Reduction::Sum)).on(tier).expect("available");
            let mut gradients = (vec![7.0; 1], vec![7.0; x.len()]);
            let into = [&mut gradients.0[..], &mut gradients.1[..]];
            let value = fused.forward_backward([&[1.0], &x], &[1i64], into).expect("good input");
            assert!(
                ulp_error(value, rest) <= 2.0 && value != 0.0,
                "linear on {tier}: {value:e}, want {rest:e}"
            );
            assert!(ulp_error(gradients.1[1], -rest) <= 4.0, "linear on {tier}: {:e}", gradients.1[1]);
        }
    }
}

/// Nothing competes with it: whatever its exponential rounds to, p − 1 is 0.
#[test]
fn the_only_class_has_no_gradient() {
    let x: Vec<f32> = (-8000..8000).map(|i| i as f32 * 1e-3).collect();
    let classes = vec![0i64; x.len()];
    for tier in tiers() {
        for smoothing in [0.0, 0.125] {
            let loss = CrossEntropy::rows_of(1).label_smoothing(smoothing).reduction(Reduction::Sum);
            let mut gradient = vec![7.0; x.len()];
            let sum = loss.on(tier).expect("available").forward_backward(&x, &classes, &mut gradient);
            assert_eq!(sum, Ok(0.0), "the sum on {tier}");
            let wrong = x.iter().zip(&gradient).find(|(_, gradient)| **gradient != 0.0);
            assert_eq!(wrong, None, "score and gradient on {tier}, smoothing {smoothing}");
        }
    }
}

#[test]
fn nll_of_impossible_classes() {
    let make = |reduction, tier| Nll::rows_of(3).weight(&[1.0, 0.0, 2.0]).reduction(reduction).on(tier);
    of_row("nll", make, &[-INF, 0.0, 0.0], &[0], LIMIT, Some(&[-1.0, 0.0, 0.0]));
    of_row("nll, weight 0", make, &[0.0, -INF, 0.0], &[1], 0.0, Some(&[0.0; 3]));
    of_row("nll", make, &[0.0, 0.0, NAN], &[2], f64::NAN, Some(&[0.0, 0.0, -2.0]));
    of_row("nll", make, &[NAN, 0.0, -3.0], &[2], 6.0, None);
}

#[test]
fn margins_at_their_edges() {
    let make = |reduction, tier| MultiMargin::rows_of(3).reduction(reduction).on(tier);
    of_row("margin", make, &[INF, 0.0, 0.0], &[0], 0.0, Some(&[0.0; 3]));
    of_row("margin", make, &[0.0, -INF, 0.0], &[0], 1.0 / 3.0, Some(&[-1.0 / 3.0, 0.0, 1.0 / 3.0]));
    of_row("margin", make, &[-INF, 0.0, 0.0], &[0], LIMIT, None);
    of_row("margin", make, &[INF, INF, 0.0], &[0], f64::NAN, None);
    of_row("margin", make, &[NAN, 0.0, 0.0], &[0], f64::NAN, None);
    of_row("margin", make, &[1.0, 0.0, NAN], &[0], f64::NAN, None);
    // At the margin itself there is no slope, as in PyTorch.
    of_row("margin", make, &[1.0, 0.0, 0.0], &[0], 0.0, Some(&[0.0; 3]));
    // 1 − x rounds to 1.
    of_row("margin", make, &[1e-9, -1.0, -5.0], &[0], 0.0, Some(&[0.0; 3]));
    let short = |reduction, tier| MultiMargin::rows_of(1).reduction(reduction).on(tier);
    of_row("margin", short, &[5.0], &[0], 0.0, Some(&[0.0]));
    of_row("margin", short, &[NAN], &[0], f64::NAN, Some(&[f64::NAN]));

    let lists = |reduction, tier| MultiLabelMargin::rows_of(3).reduction(reduction).on(tier);
    of_row("lists", lists, &[1.0, 2.0, 3.0], &[-1i64, 0, 1], 0.0, Some(&[0.0; 3]));
    of_row("lists", lists, &[1.0, 2.0, 3.0], &[2i64, 0, 1], 0.0, Some(&[0.0; 3]));
    let third = 1.0 / 3.0;
    of_row(
        "lists",
        lists,
        &[0.0, 0.0, 3.0],
        &[0i64, 0, -1],
        10.0 / 3.0,
        Some(&[-4.0 * third, 2.0 * third, 2.0 * third]),
    );
    of_row("lists", lists, &[0.0, NAN, 3.0], &[2i64, -1, -1], f64::NAN, None);
    of_row("lists", lists, &[INF, 0.0, 0.0], &[0i32, -1, -1], 0.0, Some(&[0.0; 3]));
}

#[test]
fn focal_loss_at_zero_and_one() {
    for gamma in [0.0, 0.5, 2.0, 1000.0] {
        let make = |reduction, tier| CategoricalFocal::rows_of(2).gamma(gamma).reduction(reduction).on(tier);
        of_row(
            "focal",
            make,
            &[1.0, 0.0],
            &[1.0, 0.0],
            0.0,
            Some(&[if gamma == 0.0 { -0.25 } else { 0.0 }, 0.0]),
        );
        of_row("focal", make, &[0.0, 0.5], &[1.0, 0.0], LIMIT, Some(&[f64::NEG_INFINITY, 0.0]));
        of_row("focal", make, &[0.0, 1.0], &[0.0, 0.0], 0.0, Some(&[0.0; 2]));
    }
    // 1 − p is 1 up to half an ULP, and so is its power.
    let make = |reduction, tier| CategoricalFocal::rows_of(1).reduction(reduction).on(tier);
    let p = f64::from(1e-9f32);
    of_row("focal", make, &[1e-9], &[1.0], 0.25 * (1.0 - p).powi(2) * -p.ln(), None);
    let make = |reduction, tier| CategoricalFocal::rows_of(1).gamma(500.0).reduction(reduction).on(tier);
    let p = f64::from(0.125f32);
    of_row("focal", make, &[0.125], &[1.0], 0.25 * (500.0 * (-p).ln_1p()).exp() * -p.ln(), None);
}

#[test]
fn overlaps_of_nothing_and_of_all() {
    let eps = f64::from(1e-7f32);
    let dice = |reduction, tier| Dice::rows_of(2).reduction(reduction).on(tier);
    of_row("dice", dice, &[0.0, 0.0], &[0.0, 0.0], 1.0, Some(&[0.0; 2]));
    of_row("dice", dice, &[1.0, 0.0], &[1.0, 0.0], eps / (2.0 + eps), None);
    of_row("dice", dice, &[0.0, 1.0], &[1.0, 0.0], 1.0, None);
    let dice = |reduction, tier| Dice::rows_of(2).epsilon(0.0).reduction(reduction).on(tier);
    of_row("dice", dice, &[0.0, 0.0], &[0.0, 0.0], f64::NAN, None);
    of_row("dice", dice, &[1.0, 0.0], &[1.0, 0.0], 0.0, Some(&[-0.5, 0.5]));
    of_row("dice", dice, &[0.5, 0.0], &[1.0, 0.0], 1.0 / 3.0, Some(&[-8.0 / 9.0, 4.0 / 9.0]));
    let tversky = |reduction, tier| {
        Tversky { epsilon: 0.0, ..Tversky::rows_of(2).alpha(0.25).beta(0.75) }.reduction(reduction).on(tier)
    };
    of_row("tversky", tversky, &[1.0, 1.0], &[1.0, 0.0], 0.2, Some(&[-0.64, 0.16]));
}
