//! Right at the edges, and bad input.

use activ8::{Accumulator, CrossEntropy, Error, LinearCrossEntropy, Reduction, Tier};

use crate::against::draw;
use crate::common::tiers;
use crate::{Inputs, Outcome};

fn everywhere(inputs: &Inputs, loss: CrossEntropy<'_>, mut test: impl FnMut(Outcome)) {
    for tier in tiers() {
        test(inputs.run(loss, tier, false).expect("good input"));
    }
}

#[test]
fn nothing_and_ignored_rows() {
    let sum = |classes| CrossEntropy::rows_of(classes).reduction(Reduction::Sum);
    let mut inputs = draw(5, 3, 1100, true);
    inputs.target = vec![-100; 5];
    everywhere(&inputs, CrossEntropy::rows_of(1100), |got| assert!(got.value.is_nan(), "{}", got.value));
    everywhere(&inputs, sum(1100), |got| {
        assert_eq!((got.value, got.each), (0.0, vec![0.0; 5]));
        assert!(got.gradients.iter().flatten().all(|&x| x == 0.0), "no gradient");
    });
    let inputs = draw(0, 3, 1100, false);
    everywhere(&inputs, CrossEntropy::rows_of(1100), |got| assert!(got.value.is_nan(), "{}", got.value));
    everywhere(&inputs, sum(1100), |got| {
        assert_eq!(got.value, 0.0);
        assert!(got.gradients[1].iter().all(|&x| x == 0.0), "no gradient");
    });
}

#[test]
fn classes_that_the_bias_rules_out() {
    let mut inputs = draw(4, 3, 2600, true);
    inputs.target = vec![1, 2000, 3, 2500];
    let few =
        Inputs { weight: inputs.weight[..9].to_vec(), bias: inputs.bias[..3].to_vec(), ..inputs.clone() };
    // All but three of the first block, the second and the third.
    inputs.bias[3..].fill(f32::NEG_INFINITY);
    let loss = CrossEntropy::rows_of(2600).reduction(Reduction::Sum);
    let few = Inputs { target: vec![1, 0, 2, 0], ..few };
    let tier = Tier::active().expect("a tier");
    let want = few.run(CrossEntropy::rows_of(3), tier, false).expect("good input");
    everywhere(&inputs, loss, |got| {
        assert!((got.each[0] / want.each[0] - 1.0).abs() < 1e-5, "{got:?}");
        assert!(got.each[1..].iter().all(|&loss| loss == f32::INFINITY), "{:?}", got.each);
    });
    // In the first block, but not in the others.
    inputs.bias.rotate_right(1300);
    inputs.target = vec![1301; 4];
    everywhere(&inputs, loss, |got| {
        assert!(got.value.is_finite() && got.gradients.iter().flatten().all(|x| x.is_finite()), "{got:?}");
        assert!(got.gradients[2][..1300].iter().all(|&x| x == 0.0), "no gradient");
    });
    inputs.bias.fill(f32::NEG_INFINITY);
    everywhere(&inputs, loss, |got| assert!(got.value.is_nan(), "{}", got.value));
}

#[test]
fn a_confident_row_keeps_its_digits() {
    // The logits are 20 and 0, in two blocks.
    let mut weight = vec![0.0; 1500];
    weight[1499] = 20.0;
    let inputs = Inputs { dim: 1, hidden: vec![1.0], weight, bias: vec![], target: vec![1499] };
    everywhere(&inputs, CrossEntropy::rows_of(1500), |got| {
        let want = (1499.0 * (-20f64).exp()).ln_1p();
        assert!((f64::from(got.value) / want - 1.0).abs() < 4e-7, "{} and {want}", got.value);
        let slope = f64::from(got.gradients[1][1499]);
        assert!((slope / (-want).exp_m1() - 1.0).abs() < 4e-7, "{slope} and {want}");
    });
}

#[test]
fn nan_makes_its_row_nan() {
    let mut inputs = draw(3, 4, 1100, false);
    inputs.hidden[5] = f32::NAN;
    everywhere(&inputs, CrossEntropy::rows_of(1100), |got| {
        assert_eq!(got.each.iter().map(|x| x.is_nan()).collect::<Vec<_>>(), [false, true, false]);
        assert!(got.gradients[0][4..8].iter().all(|x| x.is_nan()), "{:?}", got.gradients[0]);
        assert!(got.gradients[0][..4].iter().all(|x| x.is_finite()), "{:?}", got.gradients[0]);
    });
}

#[test]
fn bad_input_is_refused() {
    let good = draw(4, 3, 1100, true);
    let loss = CrossEntropy::rows_of(1100);
    let check = |change: &dyn Fn(&mut Inputs), loss: CrossEntropy<'_>, want: Error| {
        let mut bad = good.clone();
        change(&mut bad);
        let got = bad.run(loss, Tier::active().expect("a tier"), false).map(|outcome| outcome.value);
        assert_eq!(format!("{got:?}"), format!("{:?}", Err::<f32, _>(want)));
    };
    let length = |argument, expected, found| Error::Length { argument, expected, found };
    check(&|of| of.hidden.truncate(11), loss, Error::Rows { argument: "hidden", row: 3, found: 11 });
    check(&|of| of.dim = 0, loss, Error::Rows { argument: "hidden", row: 0, found: 12 });
    check(&|of| of.weight.truncate(3299), loss, length("linear_weight", 3300, 3299));
    check(&|of| of.bias.truncate(1099), loss, length("linear_bias", 1100, 1099));
    check(&|of| of.target.truncate(3), loss, length("target", 4, 3));
    let class = |value| Error::Class { argument: "target", index: 2, value, classes: 1100 };
    check(&|of| of.target[2] = 1100, loss, class(1100));
    check(&|of| of.target[2] = -1, loss, class(-1));
    let what = "a number in [0, 1]";
    let smoothing = Error::Parameter { argument: "label_smoothing", value: 1.5, what };
    check(&|_| (), loss.label_smoothing(1.5), smoothing);
    check(&|_| (), loss.weight(&[1.0; 2]), length("weight", 1100, 2));
    check(&|_| (), CrossEntropy { row: 0, ..loss }, Error::Rows { argument: "input", row: 0, found: 0 });
    let what = "1, since logits that are a product are rows";
    let apart = Error::Parameter { argument: "inner", value: 2.0, what };
    check(&|_| (), CrossEntropy { inner: 2, ..loss }, apart);
    check(&|_| (), loss.reduction(Reduction::BatchMean(0)), Error::Batch { argument: "reduction", value: 0 });
}

#[test]
fn batches_add_up() {
    let all = draw(40, 3, 1100, true);
    let loss = LinearCrossEntropy::dim(3, CrossEntropy::rows_of(1100));
    let mut sum = Accumulator::of(loss);
    for (hidden, target) in all.hidden.chunks(3 * 7).zip(all.target.chunks(7)) {
        sum.update_joint([hidden, &all.weight, &all.bias], target).expect("good input");
    }
    let tier = Tier::active().expect("a tier");
    let want = all.run(loss.loss, tier, false).expect("good input").value;
    assert!((sum.value().expect("a value") / want - 1.0).abs() < 2.0 * f32::EPSILON);
}
