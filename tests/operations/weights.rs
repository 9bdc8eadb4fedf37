//! Weights of losses, and the Gaussian likelihood with a variance for each element: against the book.

use crate::common::random::Random;
use crate::common::tiers;
use crate::common::ulp::ulp_error;
use activ8::{
    BinaryCrossEntropy, BinaryCrossEntropyWithLogits, Error, GaussianNll, Huber, JensenShannon, JointLoss,
    L1, Loss, Mse, MultiLabelSoftMargin, Reduction, Result, Tier, bf16,
};

/// `len` numbers in [low, high).
fn numbers(random: &mut Random, len: usize, low: f32, high: f32) -> Vec<f32> {
    (0..len).map(|_| low + (high - low) * random.unit()).collect()
}

/// What a weighted loss gives: each, the mean and its gradient.
type Answers = (Vec<f32>, f32, Vec<f32>);

fn answers(loss: impl Loss, x: &[f32], t: &[f32]) -> Result<Answers> {
    let (mut each, mut gradient) = (vec![7.0; x.len()], vec![7.0; x.len()]);
    loss.forward_each(x, t, &mut each)?;
    let mean = loss.forward_backward(x, t, &mut gradient)?;
    assert_eq!(loss.forward(x, t)?.to_bits(), mean.to_bits(), "forward and forward_backward");
    Ok((each, mean, gradient))
}

/// A loss with weights on a tier.
type Weigh = fn(Tier, Option<&[f32]>, &[f32], &[f32]) -> Result<Answers>;

/// The losses with weights, and whether their mean is divided by the sum of these.
const WEIGHTED: [(&str, bool, Weigh); 5] = [
    ("L1", true, |tier, weight, x, t| answers(L1 { weight, ..L1::default() }.on(tier)?, x, t)),
    ("Mse", true, |tier, weight, x, t| answers(Mse { weight, ..Mse::default() }.on(tier)?, x, t)),
    ("Huber", true, |tier, weight, x, t| answers(Huber { weight, ..Huber::default() }.on(tier)?, x, t)),
    ("BinaryCrossEntropy", false, |tier, weight, x, t| {
        answers(BinaryCrossEntropy { weight, ..BinaryCrossEntropy::default() }.on(tier)?, x, t)
    }),
    ("BinaryCrossEntropyWithLogits", false, |tier, weight, x, t| {
        answers(BinaryCrossEntropyWithLogits { weight, ..Default::default() }.on(tier)?, x, t)
    }),
];

#[test]
fn weights_multiply() {
    let mut random = Random::new(3);
    for (name, by_weights, run) in WEIGHTED {
        for (row, rows) in [(1, 1000), (3, 501), (100, 7), (300, 3), (1500, 1)] {
            let len = row * rows;
            let [x, t] = [(); 2].map(|()| numbers(&mut random, len, 0.01, 0.99));
            let weight = numbers(&mut random, row, 0.1, 3.0);
            let of = |i: usize| f64::from(weight[i % row]);
            for tier in tiers() {
                let what = format!("{name} on {tier}, {rows} rows of {row}");
                let (plain, _, slope) = run(tier, None, &x, &t).expect("good input");
                let (each, mean, gradient) = run(tier, Some(&weight), &x, &t).expect("good input");
                let total: f64 = (0..len).map(of).sum();
                let by = if by_weights { total } else { len as f64 };
                let mut sum = 0.0;
                for i in 0..len {
                    let want = f64::from(plain[i]) * of(i);
                    sum += want;
                    // Of a square the weight is multiplied with one factor first.
                    let bound = if ["Mse", "Huber"].contains(&name) { 2.5 } else { 0.5 };
                    assert!(ulp_error(each[i], want) <= bound, "{what}: [{i}] is {}, want {want}", each[i]);
                    let want = f64::from(slope[i]) * len as f64 * of(i) / by;
                    let off = ulp_error(gradient[i], want);
                    assert!(off <= 3.0, "{what}: gradient [{i}] is {}, want {want}", gradient[i]);
                }
                let off = ulp_error(mean, sum / by);
                assert!(off <= 2.0, "{what}: the mean is {mean}, want {}", sum / by);
                // A row that repeats is the same as weights of all.
                let all: Vec<f32> = (0..len).map(|i| weight[i % row]).collect();
                let (again, other, _) = run(tier, Some(&all), &x, &t).expect("good input");
                assert_eq!(again, each, "{what}: each with weights of all");
                assert!(ulp_error(other, f64::from(mean)) <= 1.0, "{what}: the mean with weights of all");
            }
        }
    }
}

/// Weights of rows are those of their elements, of floats and halves, on any tier and thread, and for an upstream
/// gradient.
#[test]
fn weights_of_rows_are_of_their_elements() {
    fn check<L: Loss, W: Loss>(what: &str, of_rows: L, of_elements: W, x: &[f32], t: &[f32]) {
        let want = answers(of_elements, x, t).expect("good input");
        let got = answers(of_rows, x, t).expect("good input");
        assert_eq!((&got.0, &got.2), (&want.0, &want.2), "{what}");
        assert!(ulp_error(got.1, f64::from(want.1)) <= 1.0, "{what}: the mean, {} and {}", got.1, want.1);
        let [mut each, mut other] = [(); 2].map(|()| vec![7.0; x.len()]);
        of_rows.backward_each(x, t, x, &mut each).expect("good input");
        of_elements.backward_each(x, t, x, &mut other).expect("good input");
        assert_eq!(each, other, "{what}: an upstream gradient");
        let [x, t] = [x, t].map(|x| x.iter().map(|&x| bf16::from_f32(x)).collect::<Vec<_>>());
        of_rows.backward(&x, &t, &mut each).expect("good input");
        of_elements.backward(&x, &t, &mut other).expect("good input");
        assert_eq!(each, other, "{what}: of halves");
    }
    let mut random = Random::new(4);
    for (row, rows) in [(1, 70), (3, 501), (700, 7), (5000, 3), (1500, 1), (2, 40_000)] {
        let len = row * rows;
        let [x, t] = [(); 2].map(|()| numbers(&mut random, len, 0.01, 0.99));
        let mut weight = numbers(&mut random, rows, 0.1, 3.0);
        weight[rows / 2] = 0.0;
        let all: Vec<f32> = (0..len).map(|i| weight[i / row]).collect();
        macro_rules! check {
            ($($loss:ident)*) => {$(
                for tier in tiers() {
                    let what = format!("{} on {tier}, {rows} rows of {row}", stringify!($loss));
                    let of_rows = $loss::default().row_weight(&weight).on(tier).expect("available");
                    let of_all = $loss::default().weight(&all).on(tier).expect("available");
                    check(&what, of_rows, of_all, &x, &t);
                    #[cfg(feature = "rayon")]
                    check(&what, of_rows.parallel(), of_rows, &x, &t);
                }
            )*};
        }
        check! { BinaryCrossEntropy BinaryCrossEntropyWithLogits Huber JensenShannon L1 Mse }
        let with = BinaryCrossEntropyWithLogits::default().pos_weight(&[2.0]);
        check("of positive ones too", with.row_weight(&weight), with.weight(&all), &x, &t);
    }
    let done = Mse::default().row_weight(&[1.0; 4]).forward(&[0.0; 6], &[0.0; 6]);
    assert_eq!(done, Err(Error::Rows { argument: "input", row: 4, found: 6 }));
    let done = BinaryCrossEntropy::default().row_weight(&[]).forward(&[0.0; 6], &[0.0; 6]);
    assert_eq!(done, Err(Error::Length { argument: "weight", expected: 1, found: 0 }));
}

#[test]
fn weights_of_a_wrong_length_are_refused() {
    let (x, t) = ([0.5; 6], [0.25; 6]);
    for (name, _, run) in WEIGHTED {
        for tier in tiers() {
            let done = run(tier, Some(&[1.0; 4]), &x, &t).map(drop);
            assert_eq!(done, Err(Error::Rows { argument: "input", row: 4, found: 6 }), "{name} on {tier}");
            let done = run(tier, Some(&[]), &x, &t).map(drop);
            let want = Err(Error::Length { argument: "weight", expected: 1, found: 0 });
            assert_eq!(done, want, "{name} on {tier}");
        }
    }
    let loss = MultiLabelSoftMargin::rows_of(3).weight(&[1.0; 6]);
    let want = Err(Error::Length { argument: "weight", expected: 3, found: 6 });
    assert_eq!(loss.forward(&x, &t), want, "weights are of classes");
}

#[test]
fn the_positive_class_may_weigh_more() {
    let mut random = Random::new(5);
    let (x, t) = (numbers(&mut random, 1200, -12.0, 12.0), numbers(&mut random, 1200, 0.0, 1.0));
    let (positive, weight) = ([0.5, 3.0, 1.25], [2.0, 0.25, 1.0]);
    for tier in tiers() {
        let loss = BinaryCrossEntropyWithLogits::default().pos_weight(&positive);
        for (loss, weight) in [(loss, [1.0; 3]), (loss.weight(&weight), weight)] {
            let (each, mean, gradient) =
                answers(loss.on(tier).expect("available"), &x, &t).expect("good input");
            let mut total = 0.0;
            for i in 0..x.len() {
                let [x, t, p, w] = [x[i], t[i], positive[i % 3], weight[i % 3]].map(f64::from);
                let [right, wrong] = [x, -x].map(|z: f64| z.max(0.0) + (-z.abs()).exp().ln_1p());
                let want = w * ((1.0 - t) * right + p * t * wrong);
                total += want;
                assert!(ulp_error(each[i], want) <= 4.0, "on {tier}: [{i}] is {}, want {want}", each[i]);
                let sigmoid = 1.0 / (1.0 + (-x).exp());
                let (up, down) = ((1.0 - t) * sigmoid, p * t * (1.0 - sigmoid));
                let want = w * (up - down) / 1200.0;
                let off = (f64::from(gradient[i]) - want).abs() / (w * up.max(down) / 1200.0);
                assert!(off <= 4.0 * f64::from(f32::EPSILON), "on {tier}: gradient [{i}], want {want}");
            }
            assert!(ulp_error(mean, total / 1200.0) <= 2.0, "on {tier}: the mean is {mean}");
        }
    }
    let infinite = [f32::NEG_INFINITY, f32::INFINITY];
    let mut each = [7.0; 2];
    let loss = BinaryCrossEntropyWithLogits::default().pos_weight(&[3.0]);
    loss.forward_each(&infinite, &[0.0, 1.0], &mut each).expect("good input");
    assert_eq!(each, [0.0; 2], "what agrees costs nothing");
}

#[test]
fn gaussians_by_the_book() {
    let mut random = Random::new(7);
    let len = 4000;
    let [x, t] = [(); 2].map(|()| numbers(&mut random, len, -3.0, 3.0));
    // Some are below eps.
    let variance: Vec<f32> = (0..len).map(|_| (random.unit() * 30.0 - 22.0).exp2()).collect();
    for (tier, full) in tiers().into_iter().flat_map(|tier| [(tier, false), (tier, true)]) {
        let loss = GaussianNll { full, reduction: Reduction::Sum, ..GaussianNll::default() };
        let loss = loss.on(tier).expect("available");
        let [mut each, mut of_mean, mut of_variance] = [(); 3].map(|()| vec![7.0; len]);
        loss.forward_each([&x, &variance], &t, &mut each).expect("good input");
        let sum = loss.forward_backward([&x, &variance], &t, [&mut of_mean, &mut of_variance]);
        let mut total = 0.0;
        for i in 0..len {
            let (d, v) = (f64::from(x[i]) - f64::from(t[i]), f64::from(variance[i].max(1e-6)));
            let more = if full { 0.5 * std::f64::consts::TAU.ln() } else { 0.0 };
            let [logarithm, square] = [0.5 * v.ln(), 0.5 * d * d / v];
            total += logarithm + square + more;
            let off = (f64::from(each[i]) - (logarithm + square + more)).abs();
            let size = f64::from(f32::EPSILON) * logarithm.abs().max(square).max(more);
            assert!(off <= 4.0 * size, "full: {full} on {tier}: [{i}] is {}", each[i]);
            assert!(
                ulp_error(of_mean[i], d / v) <= 2.0,
                "on {tier}: mean's gradient [{i}] is {}",
                of_mean[i]
            );
            let want = 0.5 * (1.0 - d * d / v) / v;
            let off = (f64::from(of_variance[i]) - want).abs();
            let size = f64::from(f32::EPSILON) * 0.5 * (d * d / v).max(1.0) / v;
            assert!(off <= 6.0 * size, "on {tier}: variance's gradient [{i}] is {}", of_variance[i]);
        }
        assert!(ulp_error(sum.expect("good input"), total) <= 4.0, "on {tier}: the sum");
    }
}

#[test]
fn variances_that_are_none_are_refused() {
    for bad in [-1.0, -f32::MIN_POSITIVE, f32::NAN] {
        let mut gradients = [[7.0; 3]; 2];
        let [of_mean, of_variance] = &mut gradients;
        let variance = [1.0, bad, -2.0];
        let done = GaussianNll::default().backward([&[0.0; 3], &variance], &[0.0; 3], [of_mean, of_variance]);
        match done {
            Err(Error::Value { argument: "variance", index: 1, value, .. }) => {
                assert_eq!(value.to_bits(), bad.to_bits(), "the value");
            }
            other => panic!("{other:?} of {bad}"),
        }
        assert_eq!(gradients, [[7.0; 3]; 2], "outputs are as they were");
    }
    let done = GaussianNll { eps: 0.0, ..GaussianNll::default() }.forward([&[0.0; 0]; 2], &[0.0; 0]);
    assert!(matches!(done, Err(Error::Parameter { argument: "eps", .. })), "{done:?}");
    let done = GaussianNll::default().forward([&[0.0], &[]], &[0.0]);
    assert_eq!(done, Err(Error::Length { argument: "variance", expected: 1, found: 0 }), "lengths");
}
