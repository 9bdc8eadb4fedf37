//! One call that runs all verbs of a loss.

use activ8::{Error, Reduction, Result, Tier};

use crate::common::data::SENTINEL;
use crate::common::table::joint::verbs::{AnyJoint, VerbsOf};
use crate::common::table::joint::{Ask, Case};

/// Where a call runs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At {
    pub(crate) tier: Tier,
    pub(crate) parallel: bool,
}

/// What all verbs gave.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) value: f32,
    pub(crate) each: Vec<f32>,
    pub(crate) gradients: Vec<Vec<f32>>,
}

impl Outcome {
    /// All its bits, NaN being NaN.
    pub(crate) fn bits(&self) -> Vec<u32> {
        let all = self.each.iter().chain(self.gradients.iter().flatten()).chain([&self.value]);
        all.map(|x| if x.is_nan() { f32::NAN.to_bits() } else { x.to_bits() }).collect()
    }
}

/// What a loss gives for inputs.
pub(crate) fn run(case: &Case, at: At, reduction: Reduction, inputs: &[Vec<f32>]) -> Result<Outcome> {
    let losses = case.losses(inputs[0].len());
    let mut outcome = None;
    let mut then = |loss: &AnyJoint<'_>| {
        outcome = Some(verbs(loss, inputs, losses)?);
        Ok(())
    };
    let ask = Ask { parallel: at.parallel, ..Ask::on(at.tier, &mut then) };
    (case.row.run)(case, reduction, ask)?;
    Ok(outcome.expect("the loss was asked"))
}

/// All verbs of a loss, which must agree among each other. After an error all is as it was.
fn verbs(loss: &dyn VerbsOf<f32, f32>, inputs: &[Vec<f32>], losses: usize) -> Result<Outcome> {
    let inputs: Vec<&[f32]> = inputs.iter().map(Vec::as_slice).collect();
    let fresh = || inputs.iter().map(|input| vec![SENTINEL; input.len()]).collect::<Vec<_>>();
    let (mut each, mut gradients, mut both) = (vec![SENTINEL; losses], fresh(), fresh());
    let value = loss.forward(&inputs);
    let done = [
        value.clone().map(|_| ()),
        loss.forward_each(&inputs, &mut each),
        loss.backward(&inputs, gradients.iter_mut().map(Vec::as_mut_slice).collect()),
    ];
    let with = loss.forward_backward(&inputs, both.iter_mut().map(Vec::as_mut_slice).collect());
    judge(value, done, with, each, (gradients, both))
}

fn judge(
    value: Result<f32>,
    done: [Result<()>; 3],
    with: Result<f32>,
    each: Vec<f32>,
    (gradients, both): (Vec<Vec<f32>>, Vec<Vec<f32>>),
) -> Result<Outcome> {
    let bits = |slices: &[Vec<f32>]| slices.iter().flatten().map(|x| x.to_bits()).collect::<Vec<_>>();
    if let Err(error) = value {
        let errors: Vec<Error> =
            done.into_iter().chain([with.map(|_| ())]).filter_map(|done| done.err()).collect();
        // All verbs, but that the losses by themselves have no reduction.
        assert!(errors.len() == 4, "{errors:?}");
        assert!(
            errors.iter().all(|other| *other == error || error.to_string() == other.to_string()),
            "{errors:?}"
        );
        let untouched = bits(&[each]).into_iter().chain(bits(&gradients)).chain(bits(&both));
        assert!(untouched.into_iter().all(|x| x == SENTINEL.to_bits()), "written before {error}");
        return Err(error);
    }
    let value = value?;
    done.into_iter().collect::<Result<Vec<()>>>()?;
    let same = |a: f32, b: f32| a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan());
    assert!(same(with?, value), "the value with the gradient");
    assert!(gradients.iter().flatten().zip(both.iter().flatten()).all(|(&a, &b)| same(a, b)), "gradients");
    Ok(Outcome { value, each, gradients })
}
