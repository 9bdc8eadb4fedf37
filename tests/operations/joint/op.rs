//! The losses with their parameters and targets, and one call that runs all their verbs.

use activ8::{
    CosineEmbedding, Ctc, Error, InfoNce, JointLoss, Loss, MarginRanking, On, Reduction, Result, Tier,
    TripletMargin,
};

/// What an output holds before a call.
const SENTINEL: f32 = f32::from_bits(0x4b5a_a5a5);

/// A loss, with all but its inputs and its reduction.
#[derive(Clone, Debug)]
pub(crate) enum Op {
    MarginRanking { margin: f32, target: Vec<f32> },
    CosineEmbedding { dim: usize, margin: f32, target: Vec<f32> },
    TripletMargin { dim: usize, margin: f32, p: f32, eps: f32, swap: bool },
    InfoNce { dim: usize, temperature: f32, symmetric: bool, normalize: bool },
    Ctc(OfSteps),
}

/// What CTC takes beside its input.
#[derive(Clone, Debug)]
pub(crate) struct OfSteps {
    pub(crate) classes: usize,
    pub(crate) blank: usize,
    pub(crate) zero_infinity: bool,
    pub(crate) target: Vec<usize>,
    pub(crate) input_lengths: Vec<usize>,
    pub(crate) target_lengths: Vec<usize>,
    pub(crate) padded: usize,
}

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

/// `On` with threads where they are asked for and there are any.
macro_rules! at {
    ($at:expr, $op:expr) => {{
        let on: On<_> = $op.on($at.tier)?;
        #[cfg(feature = "rayon")]
        let on = if $at.parallel { on.parallel() } else { on };
        on
    }};
}

impl Op {
    pub(crate) fn run(&self, at: At, reduction: Reduction, inputs: &[Vec<f32>]) -> Result<Outcome> {
        let len = inputs[0].len();
        match self {
            &Self::MarginRanking { margin, ref target } => {
                joint(at!(at, MarginRanking { margin, reduction }), inputs, &target[..], len)
            }
            &Self::CosineEmbedding { dim, margin, ref target } => {
                let loss = at!(at, CosineEmbedding { dim, margin, reduction });
                joint(loss, inputs, &target[..], len.checked_div(dim).unwrap_or(0))
            }
            &Self::TripletMargin { dim, margin, p, eps, swap } => {
                let loss = at!(at, TripletMargin { dim, margin, p, eps, swap, reduction });
                joint(loss, inputs, &(), len.checked_div(dim).unwrap_or(0))
            }
            &Self::InfoNce { dim, temperature, symmetric, normalize } => {
                let loss = at!(at, InfoNce { dim, temperature, symmetric, normalize, reduction });
                joint(loss, inputs, &(), len.checked_div(dim).unwrap_or(0))
            }
            Self::Ctc(of) => of.run(at, reduction, &inputs[0]),
        }
    }
}

/// All verbs of a loss, which must agree among each other. After an error all is as it was.
fn joint<L: JointLoss<N>, const N: usize>(
    loss: L,
    inputs: &[Vec<f32>],
    target: &L::Target,
    losses: usize,
) -> Result<Outcome> {
    let inputs: [&[f32]; N] = std::array::from_fn(|i| &inputs[i][..]);
    let fresh = || inputs.map(|input| vec![SENTINEL; input.len()]);
    let (mut each, mut gradients, mut both) = (vec![SENTINEL; losses], fresh(), fresh());
    let value = loss.forward(inputs, target);
    let done = [
        value.clone().map(|_| ()),
        loss.forward_each(inputs, target, &mut each),
        loss.backward(inputs, target, gradients.each_mut().map(|gradient| &mut gradient[..])),
    ];
    let with = loss.forward_backward(inputs, target, both.each_mut().map(|gradient| &mut gradient[..]));
    judge(value, done, with, each, (gradients.to_vec(), both.to_vec()))
}

impl OfSteps {
    fn run(&self, at: At, reduction: Reduction, input: &[f32]) -> Result<Outcome> {
        let &Self { classes, blank, zero_infinity, padded, .. } = self;
        let Self { target, input_lengths, target_lengths, .. } = self;
        let ctc = Ctc { classes, blank, zero_infinity, input_lengths, target_lengths, padded, reduction };
        let loss = at!(at, ctc);
        let mut each = vec![SENTINEL; input_lengths.len()];
        let (mut gradient, mut both) = (vec![SENTINEL; input.len()], vec![SENTINEL; input.len()]);
        let value = loss.forward(input, target);
        let done = [
            value.clone().map(|_| ()),
            loss.forward_each(input, target, &mut each),
            loss.backward(input, target, &mut gradient),
        ];
        let with = loss.forward_backward(input, target, &mut both);
        judge(value, done, with, each, (vec![gradient], vec![both]))
    }
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
