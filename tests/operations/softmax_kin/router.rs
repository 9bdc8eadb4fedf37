//! Routers against a full sort in f64.

use activ8::{Error, GroupScore, Router, Scoring};

mod given;

use super::INF;
use crate::common::random::Random;
use crate::common::tiers;

const SCORINGS: [Scoring; 4] =
    [Scoring::Softmax, Scoring::TopKSoftmax, Scoring::Sigmoid, Scoring::SqrtSoftplus];

/// The definition: scores, groups, a stable sort.
fn by_the_book(router: Router<'_>, x: &[f32]) -> Vec<(u32, f64)> {
    let max = x.iter().copied().fold(-INF, f32::max);
    let e = |x: f32| (f64::from(x) - f64::from(max)).exp();
    let total: f64 = x.iter().map(|&x| e(x)).sum();
    let score = |x: f32| match router.scoring {
        Scoring::Softmax => e(x) / total,
        Scoring::TopKSoftmax => f64::from(x),
        Scoring::Sigmoid => 1.0 / (1.0 + (-f64::from(x)).exp()),
        Scoring::SqrtSoftplus => sqrt_softplus(f64::from(x)),
    };
    let key = |i: usize| score(x[i]) + router.bias.map_or(0.0, |bias| f64::from(bias[i]));
    let size = x.len() / router.groups;
    let mut groups: Vec<(usize, f64)> = (0..router.groups)
        .map(|group| {
            let mut keys: Vec<f64> = (group * size..(group + 1) * size).map(key).collect();
            keys.sort_by(|a, b| b.total_cmp(a));
            let counted = if router.group_score == GroupScore::Greatest { 1 } else { 2 };
            (group, keys.iter().take(counted).sum())
        })
        .collect();
    groups.sort_by(|a, b| b.1.total_cmp(&a.1));
    let kept: Vec<usize> = groups[..router.kept_groups].iter().map(|&(group, _)| group).collect();
    let mut order: Vec<usize> = (0..x.len()).filter(|i| kept.contains(&(i / size))).collect();
    order.sort_by(|&a, &b| key(b).total_cmp(&key(a)));
    order.truncate(router.k);
    let weights = weights_by_the_book(router, &x.iter().map(|&x| f64::from(x)).collect::<Vec<_>>(), &order);
    order.into_iter().map(|i| i as u32).zip(weights).collect()
}

fn sqrt_softplus(x: f64) -> f64 {
    if x < -40.0 { (0.5 * x).exp() } else { (x.max(0.0) + (-x.abs()).exp().ln_1p()).sqrt() }
}

/// The weights of experts, in any order.
fn weights_by_the_book(router: Router<'_>, x: &[f64], order: &[usize]) -> Vec<f64> {
    let max = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let e = |i: usize| (x[i] - max).exp();
    let all: f64 = (0..x.len()).map(e).sum();
    let chosen: f64 = order.iter().map(|&i| e(i)).sum();
    let weight = |i: usize| match router.scoring {
        Scoring::Softmax => e(i) / all,
        Scoring::TopKSoftmax => e(i) / chosen,
        Scoring::Sigmoid => 1.0 / (1.0 + (-x[i]).exp()),
        Scoring::SqrtSoftplus => sqrt_softplus(x[i]),
    };
    let sum: f64 = if router.renormalize { order.iter().map(|&i| weight(i)).sum() } else { 1.0 };
    order.iter().map(|&i| weight(i) / sum * f64::from(router.scale)).collect()
}

#[test]
fn routes_are_by_the_book_on_every_tier() {
    let mut random = Random::new(6);
    for (experts, k, groups, kept) in
        [(8, 2, 1, 1), (128, 8, 1, 1), (256, 8, 8, 4), (60, 6, 6, 2), (5, 5, 5, 5), (1, 1, 1, 1)]
    {
        let x = random.fill(20 * experts, |random| random.normal(2.0));
        let bias = random.fill(experts, |random| random.normal(0.2));
        for scoring in SCORINGS {
            for (renormalize, biased, group_score) in [
                (false, false, GroupScore::SumOfTwo),
                (true, false, GroupScore::Greatest),
                (true, true, GroupScore::SumOfTwo),
                (false, true, GroupScore::Greatest),
            ] {
                let router = Router::top(k).of(experts).scoring(scoring).groups(groups, kept);
                let router = router.group_score(group_score);
                let router = router.renormalize(renormalize).scale(2.5);
                let router = if biased { router.bias(&bias) } else { router };
                for tier in tiers() {
                    let (mut indices, mut weights) = (vec![7; 20 * k], vec![7.0; 20 * k]);
                    let on = router.on(tier).expect("available");
                    on.route(&x, &mut indices, &mut weights).expect("a valid call");
                    for (row, x) in x.chunks(experts).enumerate() {
                        for (j, (index, weight)) in by_the_book(router, x).into_iter().enumerate() {
                            let at = row * k + j;
                            assert_eq!(indices[at], index, "{router:?}, row {row} on {tier}");
                            let error = f64::from(weights[at]) / weight - 1.0;
                            assert!(
                                error.abs() < 4e-7,
                                "{router:?}, row {row} on {tier}: {} {weight}",
                                weights[at]
                            );
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn ties_nan_and_infinity() {
    let (mut indices, mut weights) = ([7; 3], [7.0; 3]);
    let router = Router::top(3).of(5);
    router.route(&[1.0, 2.0, 2.0, 1.0, 2.0], &mut indices, &mut weights).expect("a valid call");
    assert_eq!(indices, [1, 2, 4]);
    for scoring in SCORINGS {
        let router = router.scoring(scoring);
        router.route(&[1.0, f32::NAN, 2.0, 1.0, 2.0], &mut indices, &mut weights).expect("a valid call");
        assert!(indices == [0, 1, 2] && weights.iter().all(|w| w.is_nan()), "{indices:?} {weights:?}");
        router.route(&[-INF; 5], &mut indices, &mut weights).expect("a valid call");
        assert_eq!(indices, [0, 1, 2]);
        let zero = matches!(scoring, Scoring::Sigmoid | Scoring::SqrtSoftplus);
        assert!(weights.iter().all(|&w| if zero { w == 0.0 } else { w.is_nan() }), "{weights:?}");
    }
}

#[test]
fn what_has_no_meaning_is_refused_and_nothing_written() {
    let router = Router::top(2).of(8);
    let parameter = |router: Router<'_>, name: &str| {
        let (mut indices, mut weights) = ([7; 4], [7.0; 4]);
        let error = router.route(&[0.0; 16], &mut indices, &mut weights).expect_err("no meaning");
        assert!(matches!(error, Error::Parameter { argument, .. } if argument == name), "{error}");
        assert!(indices == [7; 4] && weights == [7.0; 4], "untouched");
    };
    parameter(Router { k: 9, ..router }, "k");
    parameter(Router { k: 0, ..router }, "k");
    parameter(router.groups(3, 1), "groups");
    parameter(router.groups(0, 0), "groups");
    parameter(router.groups(4, 5), "kept_groups");
    parameter(Router { k: 3, ..router }.groups(4, 1), "k");
    parameter(router.scale(f32::NAN), "scale");
    let (mut indices, mut weights) = ([7; 4], [7.0; 4]);
    let length = |argument, expected, found| Err(Error::Length { argument, expected, found });
    assert_eq!(router.bias(&[0.0; 3]).route(&[0.0; 16], &mut indices, &mut weights), length("bias", 8, 3));
    assert_eq!(router.route(&[0.0; 16], &mut indices[..3], &mut weights), length("indices", 4, 3));
    assert_eq!(router.route(&[0.0; 16], &mut indices, &mut weights[..3]), length("weights", 4, 3));
    let rows = Error::Rows { argument: "logits", row: 8, found: 15 };
    assert_eq!(router.route(&[0.0; 15], &mut indices, &mut weights), Err(rows));
}
