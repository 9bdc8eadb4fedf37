//! What counts for nothing contributes nothing, whatever its value: a weight of 0, of elements and of classes, a target
//! of 0, and a gradient of 0 for a loss.

use activ8::*;

use crate::common::data::{Input, Mix};
use crate::common::tiers;
use crate::common::verbs::{Call, every_verb};

const BAD: [f32; 3] = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY];

/// A case: losses of which one counts for nothing, by a weight of the class or of the element.
struct Case<'a, T> {
    name: &'static str,
    /// The rows, and the one whose loss is nothing, all of it or one element.
    rows: usize,
    hit: usize,
    element: Option<usize>,
    target: &'a [T],
}

/// All verbs, with each bad value where nothing is counted.
fn nothing<T: TargetType + Target<T>, L: Loss<T>>(case: &Case<'_, T>, loss: impl Fn(Tier) -> Result<On<L>>) {
    const ROW: usize = 40;
    let Case { name, rows, hit, element, target } = case;
    let of_elements = *rows == 1;
    for (tier, bad) in tiers().into_iter().flat_map(|tier| BAD.map(|bad| (tier, bad))) {
        let loss = loss(tier).expect("an available tier");
        let what = format!("{name} of {bad} on {tier}");
        let mut x: Vec<f32> = (0..rows * ROW).map(|i| -0.5 - (i % 7) as f32 / 8.0).collect();
        let range = match element {
            Some(element) => hit * ROW + element..hit * ROW + element + 1,
            None => hit * ROW..(hit + 1) * ROW,
        };
        x[range.clone()].fill(bad);
        let count = if of_elements { ROW } else { *rows };
        let (mut each, mut gradient) = (vec![7.0; count], vec![7.0; x.len()]);
        loss.forward_each(&x, target, &mut each).expect("good input");
        let lost = if of_elements { range.start } else { *hit };
        // A row is nothing where all of it is.
        let is_nothing = of_elements || element.is_none();
        assert!(each.iter().all(|loss| loss.is_finite()), "{what}: {each:?}");
        assert!(!is_nothing || each[lost] == 0.0, "{what}: a loss of {}", each[lost]);
        let total = loss.forward(&x, target).expect("good input");
        assert!(total.is_finite() && total != 0.0, "{what}: {total}");
        let check = |verb: &str, gradient: &mut [f32]| {
            for (i, dx) in gradient.iter().enumerate() {
                assert!(dx.is_finite(), "{what}: {verb} [{i}] is {dx}");
                assert!(!range.contains(&i) || *dx == 0.0, "{what}: {verb} [{i}] is {dx}");
            }
            gradient.fill(7.0);
        };
        loss.backward(&x, target, &mut gradient).expect("good input");
        check("backward", &mut gradient);
        assert_eq!(loss.forward_backward(&x, target, &mut gradient), Ok(total), "{what}");
        check("forward_backward", &mut gradient);
        loss.backward_each(&x, target, &vec![0.5; count], &mut gradient).expect("good input");
        check("backward_each", &mut gradient);
    }
}

#[test]
fn weights_of_elements() {
    let weight: Vec<f32> = (0..40).map(|i| if i == 21 { 0.0 } else { 0.5 + i as f32 / 8.0 }).collect();
    let (t, ones) = (vec![0.25; 40], vec![1.0; 40]);
    let case = |name, target| Case { name, rows: 1, hit: 0, element: Some(21), target };
    nothing(&case("l1", &t), |tier| L1::default().weight(&weight).on(tier));
    nothing(&case("mse", &t), |tier| Mse::default().weight(&weight).on(tier));
    nothing(&case("huber", &t), |tier| Huber::default().weight(&weight).on(tier));
    let logits = BinaryCrossEntropyWithLogits::default();
    nothing(&case("bce_with_logits", &t), |tier| logits.weight(&weight).on(tier));
    nothing(&case("bce_with_logits, both", &t), |tier| logits.weight(&weight).pos_weight(&ones).on(tier));
    nothing(&case("bce_with_logits, positive", &ones), |tier| logits.pos_weight(&weight).on(tier));
    nothing(&case("bce_with_logits, all", &ones), |tier| logits.pos_weight(&weight).weight(&ones).on(tier));
    let rows = vec![0.25; 80];
    let case = Case { name: "multi_label_soft_margin", rows: 2, hit: 1, element: Some(21), target: &rows };
    nothing(&case, |tier| MultiLabelSoftMargin::rows_of(40).weight(&weight).on(tier));
}

/// A target of nothing.
#[test]
fn targets_of_nothing() {
    let mut t = vec![0.25; 40];
    t[21] = 0.0;
    let case = Case { name: "kl_div", rows: 1, hit: 0, element: Some(21), target: &t };
    nothing(&case, |tier| KlDivergence::log_probabilities().on(tier));
    let log: Vec<f32> = t.iter().map(|t| t.ln()).collect();
    let case = Case { name: "kl_div of logarithms", rows: 1, hit: 0, element: Some(21), target: &log };
    nothing(&case, |tier| KlDivergence::log_probabilities().log_target(true).on(tier));
    let mut rows = vec![1.0 / 40.0; 120];
    rows[40..80].fill(0.0);
    let case = Case { name: "soft targets", rows: 3, hit: 1, element: None, target: &rows };
    nothing(&case, |tier| CrossEntropy::rows_of(40).on(tier));
    nothing(&case, |tier| CrossEntropy::rows_of(40).soft_cap(20.0).on(tier));
    let mut one_hot = vec![0.0; 120];
    [3, 40 + 5, 80 + 3].into_iter().for_each(|i| one_hot[i] = 1.0);
    let case = Case { name: "soft targets of weight 0", target: &one_hot, ..case };
    let weight: Vec<f32> = (0..40).map(|i| if i == 5 { 0.0 } else { 1.5 }).collect();
    nothing(&case, |tier| CrossEntropy::rows_of(40).weight(&weight).on(tier));
}

#[test]
fn weights_of_classes() {
    let weight: Vec<f32> = (0..40).map(|i| if i == 5 { 0.0 } else { 1.5 }).collect();
    let case = Case { name: "classes", rows: 3, hit: 1, element: None, target: &[3i64, 5, 3] };
    let loss = CrossEntropy::rows_of(40);
    nothing(&case, |tier| loss.weight(&weight).on(tier));
    nothing(&case, |tier| loss.weight(&weight).z_loss(0.25).on(tier));
    nothing(&case, |tier| loss.weight(&weight).soft_cap(20.0).on(tier));
    nothing(&case, |tier| loss.ignore_index(5).label_smoothing(0.125).on(tier));
    nothing(&case, |tier| Nll::rows_of(40).weight(&weight).on(tier));
    nothing(&case, |tier| MultiMargin::rows_of(40).weight(&weight).on(tier));
    nothing(&case, |tier| MultiMargin::rows_of(40).p(2).weight(&weight).on(tier));
}

/// Weights of which some are negative cancel, and count.
#[test]
fn weights_that_cancel_count() {
    for tier in tiers() {
        let loss = CrossEntropy::rows_of(2).weight(&[1.0, -1.0]).on(tier).expect("available");
        let mut gradient = [7.0; 2];
        assert_eq!(loss.forward_backward(&[0.5; 2], &[0.5; 2], &mut gradient), Ok(0.0), "{tier}");
        assert_eq!(gradient, [-0.5, 0.5], "{tier}");
    }
}

/// Of hidden states the whole row, and its part in the gradients for the weights.
#[test]
fn rows_of_a_product() {
    let (dim, classes) = (3, 1030);
    let linear: Vec<f32> = (0..dim * classes).map(|i| (i % 11) as f32 / 8.0 - 0.5).collect();
    let weight: Vec<f32> = (0..classes).map(|i| if i == 5 { 0.0 } else { 1.5 }).collect();
    let kept: Vec<f32> = (0..4 * dim).map(|i| i as f32 / 8.0).collect();
    for (tier, bad) in tiers().into_iter().flat_map(|tier| BAD.map(|bad| (tier, bad))) {
        let loss = CrossEntropy::rows_of(classes).reduction(Reduction::Sum);
        let rows = [&kept[..2 * dim], &[bad; 3], &kept[2 * dim..]].concat();
        let run = |loss, hidden: &[f32], target: &[i64], dy: Option<&[f32]>| {
            let (mut of_hidden, mut of_linear) = (vec![7.0; hidden.len()], vec![7.0; linear.len()]);
            let (inputs, outs) = ([hidden, &linear], [&mut of_hidden[..], &mut of_linear]);
            let loss = LinearCrossEntropy::dim(dim, loss).on(tier).expect("available");
            match dy {
                None => loss.backward(inputs, target, outs),
                Some(dy) => loss.backward_each(inputs, target, dy, outs),
            }
            .expect("good input");
            (of_hidden, of_linear)
        };
        let want = run(loss, &kept, &[0, 1, 2, 3], Some(&[1.5; 4]));
        let by_weight = run(loss.weight(&weight), &rows, &[0, 1, 5, 2, 3], None);
        let by_dy = run(loss, &rows, &[0, 1, 7, 2, 3], Some(&[1.5, 1.5, 0.0, 1.5, 1.5]));
        let ignored = run(loss, &rows, &[0, 1, -100, 2, 3], Some(&[1.5; 5]));
        for (which, (of_hidden, of_linear)) in [("weight", by_weight), ("dy", by_dy), ("ignored", ignored)] {
            let what = format!("{which} with {bad} on {tier}");
            let rest = [&of_hidden[..2 * dim], &of_hidden[3 * dim..]].concat();
            assert_eq!((&of_hidden[2 * dim..3 * dim], rest), (&[0.0; 3][..], want.0.clone()), "{what}");
            for (got, want) in of_linear.iter().zip(&want.1) {
                assert!((got - want).abs() <= 1e-6 + 1e-6 * want.abs(), "{what}: {got}, want {want}");
            }
        }
    }
}

/// What is refused is so whatever its weight.
#[test]
fn what_is_refused_is_refused_at_a_weight_of_zero() {
    let weight = [1.0, 0.0, 1.0];
    for tier in tiers() {
        let bce = BinaryCrossEntropy::default().weight(&weight).on(tier).expect("available");
        let done = bce.forward(&[0.5, 1.5, 0.5], &[1.0; 3]);
        assert_eq!(done, Err(Error::Probability { argument: "input", index: 1, value: 1.5 }), "{tier}");
        assert_eq!(bce.forward(&[1.0, 0.0, 1.0], &[1.0; 3]), Ok(0.0), "{tier}");
        for positive in [&[1.0][..], &[0.0]] {
            let loss = BinaryCrossEntropyWithLogits::default().weight(&weight).pos_weight(positive);
            let done = loss.on(tier).expect("available").forward(&[0.5; 3], &[1.0, 1.5, 1.0]);
            assert_eq!(done, Err(Error::Probability { argument: "target", index: 1, value: 1.5 }), "{tier}");
        }
    }
}

/// Every loss of the table: a gradient of 0 gives 0, whatever the inputs are.
#[test]
fn a_gradient_of_zero() {
    every_verb(|tier, verb| {
        for zero in [0.0, -0.0] {
            if verb.of_each() {
                let mut input = Input::new(verb, 9, 33, Mix::Specials);
                input.dy.fill(zero);
                let (out, _) = input.outcome(verb, Call::on(tier, 33));
                assert!(out.iter().all(|&dx| dx == 0.0), "{} on {tier}: {out:?}", verb.name());
            }
        }
    });
    let bad = [f32::NAN; 6];
    for tier in tiers() {
        let mut gradients = [[7.0; 6]; 3];
        let [a, b, c] = &mut gradients;
        let triplet = TripletMargin::dim(3).on(tier).expect("available");
        triplet.backward_each([&bad; 3], &(), &[0.0; 2], [a, b, c]).expect("good input");
        assert_eq!(gradients, [[0.0; 6]; 3], "triplet_margin on {tier}");
        let [mut gradient, mut first, mut second] = [[7.0; 6]; 3];
        let ctc = Ctc::new(3, &[2], &[1]).on(tier).expect("available");
        ctc.backward_each(&bad, &[1i64], &[0.0], &mut gradient).expect("good input");
        assert_eq!(gradient, [0.0; 6], "ctc on {tier}");
        let cosine = CosineEmbedding::dim(3).on(tier).expect("available");
        cosine.backward_each([&bad; 2], &[1.0; 2], &[0.0; 2], [&mut first, &mut second]).expect("good input");
        assert_eq!([first, second], [[0.0; 6]; 2], "cosine_embedding on {tier}");
    }
}
