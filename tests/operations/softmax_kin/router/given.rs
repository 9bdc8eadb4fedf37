//! Experts that are given, the gradient of their weights, and √softplus.

use activ8::{Error, Router, Scoring, bf16};

use super::{INF, SCORINGS, sqrt_softplus, weights_by_the_book};
use crate::common::golden::Golden;
use crate::common::random::Random;
use crate::common::tiers;
use crate::common::ulp::{ulp_error, ulp_error_at};

/// The bound of the gradient, in ULP of what it is with all its terms of one sign.
const GRADIENT_BOUND: f64 = 1.0;
/// That of a score that is √softplus.
const SQRT_SOFTPLUS_BOUND: f64 = 2.0;

#[test]
fn weights_and_gradients_agree_with_pytorch() {
    let golden = Golden::read("router");
    let (logits, dweight) = (golden.f32s("logits"), golden.f32s("dweight"));
    let [rows, experts, k] = ["rows", "experts", "k"].map(|key| golden.count(key));
    let of_k = |i: usize| (i / k) * experts + i % k;
    let given = golden.classes("expert");
    let indices: Vec<u32> = (0..rows * k).map(|i| given[of_k(i)] as u32).collect();
    let dweights: Vec<f32> = (0..rows * k).map(|i| dweight[of_k(i)]).collect();
    let names = ["softmax", "top_k_softmax", "sigmoid", "sqrt_softplus"];
    for (scoring, name) in SCORINGS.into_iter().zip(names) {
        for (renormalize, end) in [(false, ""), (true, "_renormalized")] {
            let router = Router::top(k).of(experts).scoring(scoring).renormalize(renormalize).scale(2.5);
            let key = format!("{name}{end}");
            let [want, gradient, size] =
                ["", "d_", "size_"].map(|before| golden.f64s(&format!("{before}{key}")));
            for tier in tiers() {
                let on = router.on(tier).expect("available");
                let (mut weights, mut dlogits) = (vec![7.0; rows * k], vec![7.0; logits.len()]);
                on.weigh(&logits, &indices, &mut weights).expect("whole rows");
                on.backward(&logits, &indices, &dweights, &mut dlogits).expect("whole rows");
                for (i, &weight) in weights.iter().enumerate() {
                    let error = ulp_error(weight, want[of_k(i)]);
                    assert!(error <= 4.0, "{key} on {tier}, weight {i}: {weight}, {error} ULP");
                }
                for (i, &dx) in dlogits.iter().enumerate() {
                    let error = ulp_error_at(dx, gradient[i], size[i].max(f64::from(f32::MIN_POSITIVE)));
                    assert!(error <= GRADIENT_BOUND, "{key} on {tier}, d {i}: {dx}, {error} ULP");
                }
            }
        }
    }
}

/// Those of a choice are the choice's, to the bit, and others by the book, one that is given twice too.
#[test]
fn given_experts_are_weighed_as_chosen_ones() {
    let (experts, k, rows) = (60, 6, 20);
    let mut random = Random::new(11);
    let x = random.fill(rows * experts, |random| random.normal(2.0));
    let others: Vec<u32> = (0..rows * k).map(|i| (i * 7 % (experts - 1) / (1 + i % 2)) as u32).collect();
    for (scoring, renormalize) in SCORINGS.into_iter().flat_map(|scoring| [(scoring, false), (scoring, true)])
    {
        let router = Router::top(k).of(experts).scoring(scoring).renormalize(renormalize).scale(0.75);
        for tier in tiers() {
            let on = router.on(tier).expect("available");
            let (mut indices, mut weights) = (vec![7; rows * k], vec![7.0; rows * k]);
            let mut again = weights.clone();
            on.route(&x, &mut indices, &mut weights).expect("whole rows");
            on.weigh(&x, &indices, &mut again).expect("whole rows");
            assert_eq!(weights, again, "{router:?} on {tier}");
            on.weigh(&x, &others, &mut again).expect("whole rows");
            for (row, x) in x.chunks(experts).enumerate() {
                let x: Vec<f64> = x.iter().map(|&x| f64::from(x)).collect();
                let order: Vec<usize> = others[row * k..][..k].iter().map(|&i| i as usize).collect();
                for (got, want) in again[row * k..].iter().zip(weights_by_the_book(router, &x, &order)) {
                    let error = f64::from(*got) / want - 1.0;
                    assert!(error.abs() < 4e-7, "{router:?}, row {row} on {tier}: {got} {want}");
                }
            }
        }
    }
}

/// Against central differences of the book's weights; an expert is given twice.
#[test]
fn gradients_are_those_of_the_weights() {
    let (experts, k, rows) = (9, 4, 12);
    let mut random = Random::new(12);
    let x = random.fill(rows * experts, |random| random.normal(2.0));
    let dweights = random.fill(rows * k, |random| random.normal(1.0));
    let indices: Vec<u32> = (0..rows * k).map(|i| ([0, 5, 2, 5][i % k] + i as u32 / 4) % 9).collect();
    for (scoring, renormalize) in SCORINGS.into_iter().flat_map(|scoring| [(scoring, false), (scoring, true)])
    {
        let router = Router::top(k).of(experts).scoring(scoring).renormalize(renormalize).scale(1.5);
        let mut dlogits = vec![7.0; x.len()];
        router.backward(&x, &indices, &dweights, &mut dlogits).expect("whole rows");
        for row in 0..rows {
            let order: Vec<usize> = indices[row * k..][..k].iter().map(|&i| i as usize).collect();
            let dot = |x: &[f64]| -> f64 {
                let weights = weights_by_the_book(router, x, &order);
                weights.iter().zip(&dweights[row * k..]).map(|(w, &d)| w * f64::from(d)).sum()
            };
            for i in 0..experts {
                const STEP: f64 = 1e-5;
                let moved = |by: f64| {
                    let mut x: Vec<f64> =
                        x[row * experts..][..experts].iter().map(|&x| f64::from(x)).collect();
                    x[i] += by;
                    dot(&x)
                };
                let want = (moved(STEP) - moved(-STEP)) / (2.0 * STEP);
                let got = f64::from(dlogits[row * experts + i]);
                assert!((got - want).abs() < 1e-6, "{router:?}, row {row}, logit {i}: {got} {want}");
            }
        }
    }
}

/// One expert is its score.
#[test]
fn sqrt_softplus_is_within_its_bound_in_both_tails() {
    let mut random = Random::new(13);
    let edges = [0.0, -0.0, 1e-40, -20.0, -20.000002, -16.6, -88.0, -104.0, -174.0, 88.7, 1e30, f32::MAX];
    let mut x = edges.to_vec();
    x.extend((0..60_000).map(|_| random.uniform(-174.0, 100.0)));
    x.extend((0..60_000).map(|_| random.normal(4.0)));
    for tier in tiers() {
        let router = Router::top(1).of(1).scoring(Scoring::SqrtSoftplus).on(tier).expect("available");
        let (mut indices, mut scores) = (vec![7; x.len()], vec![7.0; x.len()]);
        router.route(&x, &mut indices, &mut scores).expect("rows of one");
        let mut worst = (0.0, 0.0);
        for (&x, &score) in x.iter().zip(&scores) {
            let error = ulp_error(score, sqrt_softplus(f64::from(x)));
            worst = if error > worst.0 { (error, x) } else { worst };
        }
        println!("{tier}: {worst:?}");
        assert!(worst.0 <= SQRT_SOFTPLUS_BOUND, "{tier}: {worst:?}");
        router.route(&[INF, -INF], &mut indices[..2], &mut scores[..2]).expect("rows of one");
        assert_eq!(scores[..2], [INF, 0.0], "{tier}");
    }
}

#[test]
fn zeros_nan_and_infinity() {
    let (indices, dweights) = ([2, 0], [1.0, -2.0]);
    let (mut weights, mut dlogits) = ([7.0; 2], [7.0; 4]);
    for scoring in SCORINGS {
        let router = Router::top(2).of(4).scoring(scoring).renormalize(true);
        let mut run = |x: [f32; 4]| {
            router.weigh(&x, &indices, &mut weights).expect("a row");
            router.backward(&x, &indices, &dweights, &mut dlogits).expect("a row");
            (weights, dlogits)
        };
        let (of_nan, gradient) = run([1.0, f32::NAN, 0.0, 2.0]);
        assert!(of_nan.iter().chain(&gradient).all(|x| x.is_nan()), "{scoring:?}");
        if matches!(scoring, Scoring::Sigmoid | Scoring::SqrtSoftplus) {
            for least in [-INF, -1e30, -500.0] {
                assert_eq!(run([least, 1.0, least, 1.0]), ([0.0; 2], [0.0; 4]), "{scoring:?} of {least}");
            }
        }
    }
    // A softmax of which the experts have nothing.
    let router = Router::top(2).of(4).renormalize(true);
    router.weigh(&[-INF, 1.0, -INF, 1.0], &indices, &mut weights).expect("a row");
    router.backward(&[-INF, 1.0, -INF, 1.0], &indices, &dweights, &mut dlogits).expect("a row");
    assert_eq!((weights, dlogits), ([0.0; 2], [0.0; 4]));
}

#[test]
fn halves_are_weighed_as_floats() {
    let mut random = Random::new(14);
    let x: Vec<bf16> = (0..70 * 16).map(|_| bf16::from_f32(random.normal(2.0))).collect();
    let wide: Vec<f32> = x.iter().map(|x| x.to_f32()).collect();
    for (scoring, k) in SCORINGS.into_iter().flat_map(|scoring| [(scoring, 3), (scoring, 16)]) {
        let router = Router::top(k).of(16).scoring(scoring).renormalize(true);
        let (mut indices, mut weights) = (vec![7; 70 * k], vec![7.0; 70 * k]);
        let (mut chosen, mut halves) = (indices.clone(), vec![bf16::ONE; 70 * k]);
        router.route(&wide, &mut indices, &mut weights).expect("whole rows");
        router.route(&x, &mut chosen, &mut halves).expect("whole rows");
        assert_eq!(indices, chosen, "{router:?}");
        let rounded: Vec<bf16> = weights.iter().map(|&x| bf16::from_f32(x)).collect();
        assert_eq!(rounded, halves, "{router:?}");
        router.weigh(&x, &indices, &mut halves).expect("whole rows");
        assert_eq!(rounded, halves, "{router:?}, given");
        let dy: Vec<f32> = halves.iter().map(|x| x.to_f32()).collect();
        let (mut dlogits, mut of_halves) = (vec![7.0; x.len()], vec![bf16::ONE; x.len()]);
        router.backward(&wide, &indices, &dy, &mut dlogits).expect("whole rows");
        router.backward(&x, &indices, &halves, &mut of_halves).expect("whole rows");
        let rounded: Vec<bf16> = dlogits.iter().map(|&x| bf16::from_f32(x)).collect();
        assert_eq!(rounded, of_halves, "{router:?}, backward");
    }
}

#[test]
fn what_does_not_fit_is_refused_and_nothing_written() {
    let router = Router::top(2).of(8);
    let (x, mut weights, mut dlogits) = ([0.0; 16], [7.0; 4], [7.0; 16]);
    let length = |argument, expected, found| Err(Error::Length { argument, expected, found });
    let class = Err(Error::Class { argument: "indices", index: 2, value: 8, classes: 8 });
    assert_eq!(router.weigh(&x, &[0, 1, 8, 3], &mut weights), class);
    assert_eq!(router.weigh(&x, &[0, 1, 2], &mut weights), length("indices", 4, 3));
    assert_eq!(router.weigh(&x, &[0, 1, 2, 3], &mut weights[..3]), length("weights", 4, 3));
    assert_eq!(router.backward(&x, &[0, 1, 8, 3], &[1.0; 4], &mut dlogits), class);
    assert_eq!(router.backward(&x, &[0, 1, 2, 3], &[1.0; 5], &mut dlogits), length("dweights", 4, 5));
    assert_eq!(router.backward(&x, &[0; 4], &[1.0; 4], &mut dlogits[..8]), length("dlogits", 16, 8));
    let none = Router { k: 0, ..router }.weigh(&x, &[], &mut [0.0; 0]);
    assert!(matches!(none, Err(Error::Parameter { argument: "k", .. })), "{none:?}");
    let scale = router.scale(INF).weigh(&x, &[0; 4], &mut weights);
    assert!(matches!(scale, Err(Error::Parameter { argument: "scale", .. })), "{scale:?}");
    assert_eq!((weights, dlogits), ([7.0; 4], [7.0; 16]), "untouched");
}
