//! The losses of several inputs: those of the widened inputs, to the bit.

use activ8::{
    Accumulator, CosineEmbedding, CrossEntropy, Error, GaussianNll, InfoNce, JointLoss, LinearCrossEntropy,
    MarginRanking, On, Targets, TripletMargin, bf16, f16,
};

use crate::common::random::Random;
use crate::common::tiers;
use crate::half::{Real, assert_same, rounded, widened};

const ROWS: usize = 40;
const DIM: usize = 70;

/// All verbs of a loss of `ROWS` losses, or of as many as there are elements, whose target is `target` and in the
/// type of `f32`'s verbs `wide_target`.
fn verbs<X: Real, G: Real, U: Targets<L::Target> + ?Sized, L: JointLoss<N>, const N: usize>(
    loss: On<L>,
    inputs: &[Vec<f32>; N],
    (target, wide_target): (&U, &L::Target),
    losses: usize,
) {
    let what = format!("{} inputs of {} to {}", N, X::NAME, G::NAME);
    let x = inputs.each_ref().map(|x| rounded::<X>(x));
    let wide = x.each_ref().map(|x| widened(x));
    let (x, wide) = (x.each_ref().map(|x| &x[..]), wide.each_ref().map(|x| &x[..]));
    let want = loss.forward(wide, wide_target).expect("nothing to refuse");
    assert_eq!(loss.forward(x, target).map(f32::to_bits), Ok(want.to_bits()), "{what}");
    let mut sum = Accumulator::of(loss);
    sum.update_joint(x, target).expect("nothing to refuse");
    assert_eq!(sum.value().map(f32::to_bits), Ok(want.to_bits()), "{what}");
    let (mut want_each, mut each) = (vec![0.0; losses], vec![G::of(7.0); losses]);
    loss.forward_each(wide, wide_target, &mut want_each).expect("nothing to refuse");
    loss.forward_each(x, target, &mut each).expect("nothing to refuse");
    assert_same(&each, &want_each, &what);
    let mut wants = wide.map(|x| vec![0.0; x.len()]);
    let dy: Vec<X> = (0..losses).map(|i| X::of([0.75, -1.5, 0.0, 2.0][i % 4])).collect();
    let outs = wants.each_mut().map(|out| &mut out[..]);
    loss.backward_each(wide, wide_target, &widened(&dy), outs).expect("nothing to refuse");
    let mut gradients = x.map(|x| vec![G::of(7.0); x.len()]);
    let outs = gradients.each_mut().map(|out| &mut out[..]);
    loss.backward_each(x, target, &dy, outs).expect("nothing to refuse");
    for (gradient, want) in gradients.iter().zip(&wants) {
        assert_same(gradient, want, &what);
    }
    let both = loss.forward_backward(wide, wide_target, wants.each_mut().map(|out| &mut out[..]));
    for with_value in [false, true] {
        let mut gradients = x.map(|x| vec![G::of(7.0); x.len()]);
        let outs = gradients.each_mut().map(|out| &mut out[..]);
        if with_value {
            let value = loss.forward_backward(x, target, outs).expect("nothing to refuse");
            assert_eq!(Ok(value.to_bits()), both.clone().map(f32::to_bits), "{what}");
        } else {
            loss.backward(x, target, outs).expect("nothing to refuse");
        }
        for (gradient, want) in gradients.iter().zip(&wants) {
            assert_same(gradient, want, &what);
        }
    }
}

/// Of every type, and to others.
fn mixed<U: Targets<L::Target> + ?Sized, L: JointLoss<N>, const N: usize>(
    loss: On<L>,
    inputs: &[Vec<f32>; N],
    target: (&U, &L::Target),
    losses: usize,
) {
    verbs::<bf16, bf16, U, L, N>(loss, inputs, target, losses);
    verbs::<f16, f32, U, L, N>(loss, inputs, target, losses);
    verbs::<f32, f16, U, L, N>(loss, inputs, target, losses);
    verbs::<f32, f32, U, L, N>(loss, inputs, target, losses);
}

#[test]
fn joint_losses() {
    let mut random = Random::new(21);
    let mut draw = |n| random.fill(n, |random| random.normal(1.0));
    let (n, vectors) = (ROWS * DIM, [(); 3].map(|()| draw(ROWS * DIM)));
    let pair = [vectors[0].clone(), vectors[1].clone()];
    let numbers: Vec<f16> = rounded(&vectors[2]);
    let signs = |n| (0..n).map(|i| bf16::from_f32(if i % 3 == 0 { 1.0 } else { -1.0 })).collect::<Vec<_>>();
    let (of_rows, of_all) = (signs(ROWS), signs(n));
    let (wide_rows, wide_all, wide_numbers) = (widened(&of_rows), widened(&of_all), widened(&numbers));
    let gaussian = [vectors[0].clone(), vectors[1].iter().map(|x| x.abs() + 0.1).collect()];
    let linear = [vectors[0].clone(), draw(30 * DIM)];
    let biased = [linear[0].clone(), linear[1].clone(), draw(30)];
    let classes: Vec<i64> = (0..ROWS as i64).map(|i| i * 7 % 30).collect();
    for tier in tiers() {
        let loss = MarginRanking::default().on(tier).expect("available");
        mixed(loss, &pair, (&of_all[..], &wide_all[..]), n);
        let loss = GaussianNll::default().on(tier).expect("available");
        mixed(loss, &gaussian, (&numbers[..], &wide_numbers[..]), n);
        mixed(loss, &gaussian, (&wide_numbers[..], &wide_numbers[..]), n);
        let loss = CosineEmbedding::dim(DIM).on(tier).expect("available");
        mixed(loss, &pair, (&of_rows[..], &wide_rows[..]), ROWS);
        mixed(TripletMargin::dim(DIM).on(tier).expect("available"), &vectors, (&(), &()), ROWS);
        mixed(InfoNce::dim(DIM).on(tier).expect("available"), &pair, (&(), &()), ROWS);
        let loss = LinearCrossEntropy::<i64>::dim(DIM, CrossEntropy::rows_of(30));
        let loss = loss.on(tier).expect("available");
        mixed(loss, &linear, (&classes[..], &classes[..]), ROWS);
        mixed(loss, &biased, (&classes[..], &classes[..]), ROWS);
        #[cfg(feature = "rayon")]
        mixed(loss.parallel(), &linear, (&classes[..], &classes[..]), ROWS);
    }
}

#[test]
fn bad_input_is_refused_and_outputs_stay() {
    let (x, minus) = ([bf16::ONE; 4], [bf16::NEG_ONE; 4]);
    let mut gradients = [[f16::ONE; 4]; 2];
    let mut backward = |loss: MarginRanking, inputs, target: &[bf16], short: usize| {
        let [first, second] = gradients.each_mut();
        loss.backward(inputs, target, [first, &mut second[short..]])
    };
    let margin = MarginRanking::default();
    let short = |argument| Err(Error::Length { argument, expected: 4, found: 3 });
    assert_eq!(backward(margin, [&x, &x], &x[1..], 0), short("target"));
    assert_eq!(backward(margin, [&x, &x], &x, 1), short("gradient"));
    assert!(matches!(backward(margin, [&x, &x[1..]], &x, 0), Err(Error::Length { .. })));
    let no_number = MarginRanking { margin: f32::NAN, ..margin };
    assert!(matches!(backward(no_number, [&x, &x], &x, 0), Err(Error::Parameter { .. })));
    assert_eq!(gradients, [[f16::ONE; 4]; 2]);
    let (mut each, gaussian) = ([bf16::ONE; 4], GaussianNll::default());
    let refused = gaussian.forward_each([&x, &minus], &x[..], &mut each);
    assert!(matches!(refused, Err(Error::Value { argument: "variance", .. })), "{refused:?}");
    let [of_mean, of_variance] = gradients.each_mut();
    let refused = gaussian.forward_backward([&x, &minus], &x[..], [of_mean, of_variance]);
    assert!(matches!(refused, Err(Error::Value { argument: "variance", .. })), "{refused:?}");
    assert_eq!((each, gradients), ([bf16::ONE; 4], [[f16::ONE; 4]; 2]));
}
