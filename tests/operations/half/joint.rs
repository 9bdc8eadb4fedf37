//! The losses of several inputs: those of the widened inputs, to the bit.

use activ8::{
    CrossEntropy, Error, GaussianNll, JointLoss, LinearCrossEntropy, MarginRanking, On, Reduction, bf16, f16,
};

use crate::common::random::Random;
use crate::common::table::joint::verbs::{Against, AnyJoint, VerbsOf};
use crate::common::table::joint::{Ask, Each, TargetOf, sets};
use crate::common::tiers;
use crate::half::{Real, assert_same, rounded, widened};

const ROWS: usize = 40;
const DIM: usize = 70;

/// All verbs of a loss of so many losses, and of the same in `f32`, whose target has the same numbers.
fn verbs<X: Real, G: Real>(
    loss: &dyn VerbsOf<X, G>,
    floats: &dyn VerbsOf<f32, f32>,
    inputs: &[Vec<f32>],
    losses: usize,
) {
    fn outs<T>(outs: &mut [Vec<T>]) -> Vec<&mut [T]> {
        outs.iter_mut().map(Vec::as_mut_slice).collect()
    }
    let what = format!("{} inputs of {} to {}", inputs.len(), X::NAME, G::NAME);
    let x: Vec<Vec<X>> = inputs.iter().map(|x| rounded(x)).collect();
    let wide: Vec<Vec<f32>> = x.iter().map(|x| widened(x)).collect();
    let lens: Vec<usize> = x.iter().map(Vec::len).collect();
    let x: Vec<&[X]> = x.iter().map(Vec::as_slice).collect();
    let wide: Vec<&[f32]> = wide.iter().map(Vec::as_slice).collect();
    let want = floats.forward(&wide).expect("nothing to refuse");
    assert_eq!(loss.forward(&x).map(f32::to_bits), Ok(want.to_bits()), "{what}");
    assert_eq!(loss.accumulated(&x).map(f32::to_bits), Ok(want.to_bits()), "{what}");
    let (mut want_each, mut each) = (vec![0.0; losses], vec![G::of(7.0); losses]);
    floats.forward_each(&wide, &mut want_each).expect("nothing to refuse");
    loss.forward_each(&x, &mut each).expect("nothing to refuse");
    assert_same(&each, &want_each, &what);
    let mut wants: Vec<Vec<f32>> = lens.iter().map(|&len| vec![0.0; len]).collect();
    let dy: Vec<X> = (0..losses).map(|i| X::of([0.75, -1.5, 0.0, 2.0][i % 4])).collect();
    floats.backward_each(&wide, &widened(&dy), outs(&mut wants)).expect("nothing to refuse");
    let mut gradients: Vec<Vec<G>> = lens.iter().map(|&len| vec![G::of(7.0); len]).collect();
    loss.backward_each(&x, &dy, outs(&mut gradients)).expect("nothing to refuse");
    for (gradient, want) in gradients.iter().zip(&wants) {
        assert_same(gradient, want, &what);
    }
    let both = floats.forward_backward(&wide, outs(&mut wants));
    for with_value in [false, true] {
        let mut gradients: Vec<Vec<G>> = lens.iter().map(|&len| vec![G::of(7.0); len]).collect();
        if with_value {
            let value = loss.forward_backward(&x, outs(&mut gradients)).expect("nothing to refuse");
            assert_eq!(Ok(value.to_bits()), both.clone().map(f32::to_bits), "{what}");
        } else {
            loss.backward(&x, outs(&mut gradients)).expect("nothing to refuse");
        }
        for (gradient, want) in gradients.iter().zip(&wants) {
            assert_same(gradient, want, &what);
        }
    }
}

/// Of every type, and to others.
fn mixed(loss: &AnyJoint<'_>, floats: &AnyJoint<'_>, inputs: &[Vec<f32>], losses: usize) {
    verbs::<bf16, bf16>(loss, floats, inputs, losses);
    verbs::<f16, f32>(loss, floats, inputs, losses);
    verbs::<f32, f16>(loss, floats, inputs, losses);
    verbs::<f32, f32>(loss, floats, inputs, losses);
}

#[test]
fn joint_losses() {
    let mut random = Random::new(21);
    let of_vectors = sets().filter(|(row, _)| row.each_of != Each::Sequence);
    for (tier, (row, parameters)) in
        of_vectors.flat_map(|set| tiers().into_iter().map(move |tier| (tier, set)))
    {
        let (mut case, inputs) = row.drawn(parameters, [ROWS, DIM], false, &mut random);
        // Numbers that all types have.
        case.target = widened(&rounded::<bf16>(&widened(&rounded::<f16>(&case.target))));
        let losses = case.losses(inputs[0].len());
        for target in [TargetOf::F32, TargetOf::F16, TargetOf::Bf16] {
            let run = |target, then: &mut dyn FnMut(&AnyJoint<'_>) -> activ8::Result<()>| {
                (row.run)(&case, Reduction::Mean, Ask { target, ..Ask::on(tier, then) })
            };
            let done = run(target, &mut |loss| {
                run(TargetOf::F32, &mut |floats| {
                    mixed(loss, floats, &inputs, losses);
                    Ok(())
                })
            });
            assert_eq!(done, Ok(()), "{case:?} on {tier}, {target:?}");
        }
    }
}

#[test]
fn cross_entropies_of_products() {
    let mut random = Random::new(22);
    let mut draw = |n| random.fill(n, |random| random.normal(1.0));
    let biased = [draw(ROWS * DIM), draw(30 * DIM), draw(30)];
    let classes: Vec<i64> = (0..ROWS as i64).map(|i| i * 7 % 30).collect();
    let target = &classes[..];
    for tier in tiers() {
        let loss = LinearCrossEntropy::<i64>::dim(DIM, CrossEntropy::rows_of(30));
        let check = |loss: On<LinearCrossEntropy<'_>>| {
            let of_two = Against::<_, _, 2> { loss, target };
            mixed(&of_two, &of_two, &biased[..2], ROWS);
            let of_three = Against::<_, _, 3> { loss, target };
            mixed(&of_three, &of_three, &biased, ROWS);
        };
        let loss = loss.on(tier).expect("available");
        check(loss);
        #[cfg(feature = "rayon")]
        check(loss.parallel());
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
