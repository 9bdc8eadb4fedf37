//! The sums of losses as plain data: what a worker sends gives the whole's value, in any order.

use activ8::{CrossEntropy, Huber, Loss, LossSum, Mse, Reduction, TargetType};

use crate::common::random::Random;

/// As a worker would send it, and as it arrives.
fn sent(sum: LossSum) -> LossSum {
    let text = serde_json::to_string(&sum).expect("plain data");
    let back = serde_json::from_str(&text).expect("what was written");
    assert_eq!(sum, back, "{text}");
    back
}

/// The batches' sums in order, reversed, and joined as a tree, beside one call over all.
fn check<T: TargetType, L: Loss<T>>(loss: L, row: usize, x: &[f32], t: &[T]) {
    let per_row = t.len() * row / x.len();
    let mut sums = Vec::new();
    let (mut at, mut step) = (0, 1);
    while at < x.len() / row {
        let end = (at + step).min(x.len() / row);
        let batch = loss.forward_sum(&x[at * row..end * row], &t[at * per_row..end * per_row]);
        sums.push(sent(batch.expect("good input")));
        (at, step) = (end, step * 3 % 97 + 1);
    }
    assert!(sums.len() > 5, "{} batches", sums.len());
    for reduction in [Reduction::Mean, Reduction::Sum, Reduction::BatchMean(7)] {
        let value = |sum: LossSum| sum.reduce(reduction).expect("a reduction");
        let want = value(loss.forward_sum(x, t).expect("good input"));
        let close = |got: f32| got.to_bits().abs_diff(want.to_bits()) <= 1;
        let in_order = sums.iter().fold(LossSum::default(), |all, &sum| sent(all.merge(sum)));
        let reversed = sums.iter().rev().fold(LossSum::default(), |all, &sum| all.merge(sum));
        let mut tree = sums.clone();
        while tree.len() > 1 {
            tree =
                tree.chunks(2).map(|pair| pair.iter().fold(LossSum::default(), |a, &b| a.merge(b))).collect();
        }
        for got in [in_order, reversed, tree[0]].map(value) {
            assert!(close(got), "{got} in batches, {want} at once");
        }
    }
}

#[test]
fn batches_give_the_value_of_the_whole_in_any_order() {
    let mut random = Random::new(3);
    let mut fill = |len| random.fill(len, |random| random.normal(3.0));
    let (x, t) = (fill(40_000), fill(40_000));
    check(Mse::default(), 1, &x, &t);
    check(Huber::default(), 1, &x, &t);
    let classes: Vec<u32> = (0..4_000).map(|i| i % 10).collect();
    check(CrossEntropy::rows_of(10), 10, &x, &classes);
    check(
        CrossEntropy::rows_of(10).weight(&[0.5, 2.0, 1.0, 1.0, 1.5, 3.0, 1.0, 0.1, 1.0, 1.0]),
        10,
        &x,
        &classes,
    );
}

#[test]
fn reductions_are_data_too() {
    for reduction in [Reduction::Mean, Reduction::Sum, Reduction::BatchMean(7)] {
        let text = serde_json::to_string(&reduction).expect("plain data");
        assert_eq!(serde_json::from_str::<Reduction>(&text).expect("what was written"), reduction);
    }
    // Sums that are infinite have no number in JSON, but nothing is lost of those that are large.
    let sum = Mse::default().forward_sum(&[1.8e19; 3], &[0.0; 3]).expect("good input");
    sent(sum);
}
