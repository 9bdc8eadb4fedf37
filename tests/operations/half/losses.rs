//! The losses: those of the widened inputs, to the bit.

use activ8::{
    Accumulator, BinaryCrossEntropyWithLogits, CategoricalCrossEntropy, CrossEntropy, Dice, Error, Loss, Mse,
    Reduction, Target, TargetType, bf16, f16,
};

use crate::common::random::Random;
use crate::common::tiers;
use crate::half::{Real, assert_same, fresh, rounded, widened};

/// All verbs of a loss, whose target is `target` and in the type of `f32`'s verbs `wide_target`.
fn verbs<T: TargetType, U: Target<T>, X: Real, G: Real>(
    loss: impl Loss<T>,
    x: &[X],
    (target, wide_target): (&[U], &[T]),
    each: usize,
    what: &str,
) {
    let wide = widened(x);
    let want = loss.forward(&wide, wide_target).expect("nothing to refuse");
    assert_eq!(loss.forward(x, target).map(f32::to_bits), Ok(want.to_bits()), "{what}");
    let mut sum = Accumulator::of(loss);
    sum.update(x, target).expect("nothing to refuse");
    assert_eq!(sum.value().map(f32::to_bits), Ok(want.to_bits()), "{what}");
    let (mut want_each, mut want_gradient) = (vec![0.0; each], vec![0.0; x.len()]);
    loss.forward_each(&wide, wide_target, &mut want_each).expect("nothing to refuse");
    loss.backward(&wide, wide_target, &mut want_gradient).expect("nothing to refuse");
    let (mut y, mut gradient) = (vec![G::of(7.0); each], vec![G::of(7.0); x.len()]);
    loss.forward_each(x, target, &mut y).expect("nothing to refuse");
    assert_same(&y, &want_each, what);
    loss.backward(x, target, &mut gradient).expect("nothing to refuse");
    assert_same(&gradient, &want_gradient, what);
    gradient.fill(G::of(7.0));
    let got = loss.forward_backward(x, target, &mut gradient).expect("nothing to refuse");
    let wants = loss.forward_backward(&wide, wide_target, &mut want_gradient).expect("nothing to refuse");
    assert_eq!(got.to_bits(), wants.to_bits(), "{what}");
    assert_same(&gradient, &want_gradient, what);
    let dy: Vec<X> = (0..each).map(|i| X::of([0.75, -1.5, 0.0, 2.0][i % 4])).collect();
    loss.backward_each(&wide, wide_target, &widened(&dy), &mut want_gradient).expect("nothing to refuse");
    gradient.fill(G::of(7.0));
    loss.backward_each(x, target, &dy, &mut gradient).expect("nothing to refuse");
    assert_same(&gradient, &want_gradient, what);
    loss.backward_each(&wide, wide_target, &dy, &mut gradient).expect("nothing to refuse");
    assert_same(&gradient, &want_gradient, what);
    loss.backward(&wide, wide_target, &mut want_gradient).expect("nothing to refuse");
    let new: Vec<f32> = fresh(x.len(), |gradient| loss.backward(x, target, gradient));
    assert_same(&new, &want_gradient, what);
}

#[test]
fn losses() {
    let (row, rows) = (1000, 40);
    let n = row * rows;
    let mut random = Random::new(7);
    let logits = random.fill(n, |random| random.normal(3.0));
    let unit = random.fill(n, Random::unit);
    let (x, half): (Vec<bf16>, Vec<f16>) = (rounded(&logits), rounded(&logits));
    let (p, brain): (Vec<f16>, Vec<bf16>) = (rounded(&unit), rounded(&unit));
    let (wide_p, wide_brain) = (widened(&p), widened(&brain));
    let classes: Vec<u32> = (0..rows as u32).map(|i| i * 7).collect();
    for tier in tiers() {
        let mse = Mse::default().on(tier).expect("available");
        verbs::<f32, f16, bf16, bf16>(mse, &x, (&p, &wide_p), n, "mse");
        verbs::<f32, f32, f16, f32>(mse, &half, (&wide_p, &wide_p), n, "mse");
        let bce =
            BinaryCrossEntropyWithLogits::default().reduction(Reduction::Sum).on(tier).expect("available");
        verbs::<f32, bf16, f16, f16>(bce, &half, (&brain, &wide_brain), n, "bce");
        let of_rows = CategoricalCrossEntropy::rows_of(row).on(tier).expect("available");
        verbs::<f32, bf16, f16, f16>(of_rows, &p, (&brain, &wide_brain), rows, "categorical");
        let dice = Dice::rows_of(row).on(tier).expect("available");
        verbs::<f32, bf16, f16, f16>(dice, &p, (&brain, &wide_brain), rows, "dice");
        let cross_entropy = CrossEntropy::rows_of(row).on(tier).expect("available");
        verbs::<u32, u32, bf16, bf16>(cross_entropy, &x, (&classes, &classes), rows, "cross-entropy");
        verbs::<f32, f16, bf16, f32>(cross_entropy, &x, (&p, &wide_p), rows, "soft cross-entropy");
    }
}

#[test]
fn bad_input_is_refused_and_outputs_stay() {
    let (x, mut gradient) = ([bf16::ONE; 4], [bf16::ONE; 4]);
    let loss = CrossEntropy::rows_of(2);
    let wrong = Error::Class { argument: "target", index: 1, value: 2, classes: 2 };
    assert_eq!(loss.backward(&x, &[0u8, 2], &mut gradient), Err(wrong));
    let short = Error::Length { argument: "target", expected: 4, found: 3 };
    assert_eq!(Mse::default().backward(&x, &x[..3], &mut gradient), Err(short));
    let short = Error::Length { argument: "gradient", expected: 4, found: 3 };
    assert_eq!(Mse::default().backward(&x, &x, &mut gradient[..3]), Err(short));
    assert_eq!(gradient, [bf16::ONE; 4]);
}
