//! Cross-entropy of random rows of every kind against f64, with weights of any size and with label smoothing, side by
//! side and along another axis: see `row_search`.

use activ8::{CrossEntropy, Loss, Reduction, Tier};

use super::row_search::{cases, draw};
use crate::common::random::Random;
use crate::common::tiers;
use crate::common::ulp::ulp_error_at;

/// The bounds of the documentation: of a value, of a gradient, and of one that a share of the target is subtracted in,
/// in ULP of the greater term.
const BOUNDS: [f64; 3] = [4.0, 4.0, 5.0];

/// A loss of one row.
struct Case {
    x: Vec<f32>,
    class: usize,
    weight: f32,
    smoothing: f32,
    what: String,
}

fn case(seed: u64) -> Case {
    let row = draw(seed);
    let mut random = Random::new(seed + (1 << 32));
    let greatest = row.x.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let first = row.x.iter().position(|&x| x == greatest).expect("a row has one");
    let class = if random.unit() < 0.4 { first } else { random.index(row.x.len()) };
    let smoothing =
        if row.x.contains(&f32::NEG_INFINITY) { 0.0 } else { [0.0, 0.0, 0.1, 0.75][random.index(4)] };
    let weight = if smoothing == 0.0 { 2f32.powi(random.index(120) as i32 - 60) } else { 1.0 };
    let what = format!("class {class}, weight {weight:e}, smoothing {smoothing}, {}", row.what);
    Case { x: row.x, class, weight, smoothing, what }
}

/// The loss, and the gradient with the greatest of the terms that it is a difference of.
fn book(case: &Case) -> (f64, Vec<(f64, f64)>) {
    let Case { x, class, weight, smoothing, .. } = case;
    let (class, weight, smoothing) = (*class, f64::from(*weight), f64::from(*smoothing));
    let max = x.iter().map(|&x| f64::from(x)).fold(f64::NEG_INFINITY, f64::max);
    // What is further below counts as 0.
    let e = |x: f32| if f64::from(x) - max < -126.0 { 0.0 } else { core_math::exp(f64::from(x) - max) };
    let e: Vec<f64> = x.iter().map(|&x| e(x)).collect();
    let first = x.iter().position(|&x| f64::from(x) == max);
    let without = |i: Option<usize>| -> f64 {
        e.iter().enumerate().filter(|&(j, _)| Some(j) != i).map(|(_, e)| e).sum()
    };
    let rest = without(first);
    let (total, log_sum) = (1.0 + rest, core_math::log1p(rest));
    let below = |i: usize| (max - f64::from(x[i])) + log_sum;
    let all: f64 = if smoothing == 0.0 { 0.0 } else { (0..x.len()).map(below).sum::<f64>() };
    let each = smoothing / x.len() as f64;
    let value = weight * ((1.0 - smoothing) * below(class) + each * all);
    let slopes = (0..x.len()).map(|i| {
        let p = e[i] / total;
        let (own, others) =
            if i == class { (1.0 - smoothing, without(Some(class)) / total) } else { (0.0, 0.0) };
        // p − own − each, of which own·(1 − p) has digits where p is near 1.
        let p_share = if i == class { smoothing * p } else { p };
        let slope = p_share - each - own * others;
        (weight * slope, weight * p_share.max(each).max(own * others))
    });
    (value, slopes.collect())
}

fn judge(worst: &mut [(f64, String); 3], case: &Case, tier: Tier) {
    let (value, slopes) = book(case);
    let (row, weights) = (case.x.len(), vec![case.weight; case.x.len()]);
    let mut loss = CrossEntropy::rows_of(row).label_smoothing(case.smoothing).reduction(Reduction::Sum);
    if case.weight != 1.0 {
        loss = loss.weight(&weights);
    }
    // By itself, and as the second of two columns.
    for inner in [1, 2] {
        let at = |i: usize| (i + 1) * inner - 1;
        let (mut x, mut classes, mut each, mut gradient) =
            (vec![0.0; row * inner], vec![0; inner], vec![7.0; inner], vec![7.0; row * inner]);
        (0..row).for_each(|i| x[at(i)] = case.x[i]);
        classes[at(0)] = case.class;
        let on = CrossEntropy { inner, ..loss }.on(tier).expect("available");
        on.forward_each(&x, &classes, &mut each).expect("a row");
        on.backward(&x, &classes, &mut gradient).expect("a row");
        let mut see = |kind: usize, i: usize, got: f32, (want, scale): (f64, f64)| {
            let error = ulp_error_at(got, want, scale);
            if error > worst[kind].0 {
                let what =
                    format!("[{i}] of {inner} on {tier}, {}: {got:e}, want {want:e} of {scale:e}", case.what);
                worst[kind] = (error, what);
            }
        };
        see(0, 0, each[at(0)], (value, value));
        for (i, &want) in slopes.iter().enumerate() {
            see(if case.smoothing == 0.0 { 1 } else { 2 }, i, gradient[at(i)], want);
        }
    }
}

#[test]
fn random_classes_are_within_the_bound_on_every_tier() {
    let mut worst = [(); 3].map(|()| (0.0, String::new()));
    for seed in 0..cases(1500) {
        let case = case(seed);
        tiers().into_iter().for_each(|tier| judge(&mut worst, &case, tier));
    }
    for ((error, what), bound) in worst.into_iter().zip(BOUNDS) {
        println!("{error:.3} ULP: {what}");
        assert!(error <= bound, "bound {bound}: {error}, {what}");
    }
}
