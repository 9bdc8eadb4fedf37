//! Linear cross-entropy: against PyTorch, against the same in f64 over many blocks, at the edges, on bad
//! input, on every tier and number of threads, and its memory.

#![allow(unsafe_code, reason = "an allocator that counts bytes")]

mod common;

use common::subject;

#[path = "linear/against.rs"]
mod against;
#[path = "linear/edges.rs"]
mod edges;
#[path = "linear/memory.rs"]
mod memory;

use activ8::{CrossEntropy, JointLoss, LinearCrossEntropy, Result, Tier};

/// What an output holds before a call.
const SENTINEL: f32 = f32::from_bits(0x4b5a_a5a5);

/// The inputs of a call.
#[derive(Clone, Debug, Default)]
struct Inputs {
    dim: usize,
    hidden: Vec<f32>,
    weight: Vec<f32>,
    /// Empty where there is none.
    bias: Vec<f32>,
    target: Vec<i64>,
}

/// What all verbs gave.
#[derive(Clone, Debug, Default)]
struct Outcome {
    value: f32,
    each: Vec<f32>,
    /// For the hidden states, the weights and the bias.
    gradients: [Vec<f32>; 3],
}

impl Outcome {
    fn bits(&self) -> Vec<u32> {
        let all = self.gradients.iter().flatten().chain(&self.each).chain([&self.value]);
        all.map(|x| if x.is_nan() { f32::NAN.to_bits() } else { x.to_bits() }).collect()
    }
}

impl Inputs {
    /// All verbs, which must agree; after an error nothing has been written.
    fn run(&self, loss: CrossEntropy<'_>, tier: Tier, parallel: bool) -> Result<Outcome> {
        let on = LinearCrossEntropy::dim(self.dim, loss).on(tier)?;
        #[cfg(feature = "rayon")]
        let on = if parallel { on.parallel() } else { on };
        let _ = parallel;
        if self.bias.is_empty() {
            verbs(&on, [&self.hidden, &self.weight], &self.target)
        } else {
            verbs(&on, [&self.hidden, &self.weight, &self.bias], &self.target)
        }
    }
}

fn verbs<L, const N: usize>(loss: &L, inputs: [&[f32]; N], target: &[i64]) -> Result<Outcome>
where
    L: JointLoss<N, Target = [i64]>,
{
    let mut each = vec![SENTINEL; target.len()];
    let fresh = || inputs.map(|input| vec![SENTINEL; input.len()]);
    let (mut gradients, mut again) = (fresh(), fresh());
    let value = loss.forward(inputs, target);
    let done = [
        loss.forward_each(inputs, target, &mut each),
        loss.backward(inputs, target, gradients.each_mut().map(|gradient| &mut gradient[..])),
    ];
    let both = loss.forward_backward(inputs, target, again.each_mut().map(|gradient| &mut gradient[..]));
    let bits = |all: &[Vec<f32>]| all.iter().flatten().map(|x| x.to_bits()).collect::<Vec<_>>();
    let value = match value {
        Ok(value) => value,
        Err(error) => {
            let all = done.map(|done| format!("{:?}", done.err()));
            assert!(all.iter().all(|other| *other == format!("{:?}", Some(&error))), "{all:?}, {error:?}");
            assert_eq!(format!("{:?}", both.err()), format!("{:?}", Some(&error)), "the verbs refuse alike");
            let written = [&[each][..], &gradients, &again].concat();
            assert!(bits(&written).iter().all(|&x| x == SENTINEL.to_bits()), "written before {error}");
            return Err(error);
        }
    };
    done.into_iter().collect::<Result<Vec<()>>>()?;
    let same = |a: f32, b: f32| a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan());
    assert!(same(both?, value), "the value with the gradients");
    let pairs = gradients.iter().flatten().zip(again.iter().flatten());
    assert!(pairs.clone().all(|(&a, &b)| same(a, b)), "backward and forward_backward");
    let mut of = gradients.into_iter();
    let gradients = std::array::from_fn(|_| of.next().unwrap_or_default());
    Ok(Outcome { value, each, gradients })
}
