//! Doubles of operators of which ONNX Runtime has no kernel itself, but a sequence of others: formulas of `std`.

use std::marker::PhantomData;

use activ8::{AnyActivation, Gelu, Reduction};

use super::Kernel;
use super::loss::{Attributes, Of};
use super::rows::Matrices;
use crate::call::Call;
use crate::fail::Result;
use crate::node::Node;

/// y = f(x), or f(x + bias) where there is a second input.
pub(crate) struct Double {
    formula: Box<dyn Fn(f64) -> f64 + Send + Sync>,
}

impl Double {
    pub(crate) fn new(activation: AnyActivation) -> Result<Self> {
        let formula: Box<dyn Fn(f64) -> f64 + Send + Sync> = match activation {
            AnyActivation::Mish(_) => Box::new(|x| x * softplus(x).tanh()),
            AnyActivation::LeakyRelu(leaky) => {
                Box::new(move |x| if x < 0.0 { x * f64::from(leaky.negative_slope) } else { x })
            }
            AnyActivation::Swish(swish) => Box::new(move |x| times_sigmoid(x, f64::from(swish.alpha) * x)),
            AnyActivation::Gelu(Gelu::Quick) => Box::new(|x| times_sigmoid(x, 1.702 * x)),
            AnyActivation::Gelu(Gelu::Tanh) => {
                Box::new(|x| times_sigmoid(x, x * (0.071_354_816_272_6 * x * x + 1.595_769_121_605_730_7)))
            }
            other => return Err(format!("{} is not there for doubles", other.name()).into()),
        };
        Ok(Self { formula })
    }
}

fn times_sigmoid(x: f64, a: f64) -> f64 {
    x / (1.0 + (-a).exp())
}

fn softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

impl Kernel for Double {
    fn compute(&self, call: Call<'_>) -> Result<()> {
        // SAFETY: the operator declares them as tensors of doubles.
        let x = unsafe { call.input::<f64>(0) }?;
        // SAFETY: as above.
        let bias = unsafe { call.maybe_input::<f64>(1) }?;
        // SAFETY: as above.
        let y = unsafe { call.output::<f64>(0, x.dims) }?;
        // SAFETY: inputs are read alone, where they are not the output.
        let bias = bias.map_or(&[0.0][..], |bias| unsafe { bias.all() });
        if bias.is_empty() {
            return Ok(());
        }
        call.in_pieces(x.len / bias.len(), bias.len(), |range| {
            let range = range.start * bias.len()..range.end * bias.len();
            // SAFETY: the operator does not allow the output to be the input, and each range is one thread's.
            let (x, y) = (unsafe { x.part(range.clone()) }, unsafe { y.part(range) });
            for (index, (x, y)) in x.iter().zip(y).enumerate() {
                *y = (self.formula)(x + bias[index % bias.len()]);
            }
            Ok(())
        })
    }
}

/// The losses of class indices.
pub(crate) struct DoubleLoss<C> {
    of: Of,
    attributes: Attributes,
    classes: PhantomData<fn(C)>,
}

impl<C> DoubleLoss<C> {
    pub(crate) fn new(node: &Node<'_>, of: Of) -> Result<Self> {
        Ok(Self { of, attributes: Attributes::of(node)?, classes: PhantomData })
    }
}

impl<C: Copy + Into<i64> + Send + Sync> Kernel for DoubleLoss<C> {
    fn compute(&self, call: Call<'_>) -> Result<()> {
        // SAFETY: the operator declares them as tensors of these elements.
        let (x, classes) = (unsafe { call.input::<f64>(0) }?, unsafe { call.input::<C>(1) }?);
        // SAFETY: as above.
        let weight = unsafe { call.maybe_input::<f64>(2) }?;
        let Matrices { outer, axis, inner } = Matrices::of(x.dims, 1)?;
        let with_logarithms = self.of == Of::Logits && call.outputs()? > 1;
        let mut logarithms = match with_logarithms {
            // SAFETY: as above.
            true => Some(unsafe { call.output::<f64>(1, x.dims) }?),
            false => None,
        };
        let mut logarithms = logarithms.as_mut().map(|out| out.all());
        // SAFETY: inputs are read alone, here and below.
        let (x, targets) = (unsafe { x.all() }, unsafe { classes.all() });
        // SAFETY: as above.
        let weight = weight.map(|weight| unsafe { weight.all() });
        if targets.len() != outer * inner || weight.is_some_and(|weight| weight.len() != axis) {
            return Err("classes or weights do not have the length that the input asks for"
                .to_owned()
                .into());
        }
        let (mut each, mut total) = (Vec::with_capacity(targets.len()), 0.0);
        for (index, target) in targets.iter().enumerate() {
            let first = index / inner * axis * inner + index % inner;
            let column = |class: usize| x[first + class * inner];
            let shift = match self.of {
                Of::Logits => log_sum_exp((0..axis).map(column)),
                Of::Logarithms => 0.0,
            };
            if let Some(logarithms) = &mut logarithms {
                for class in 0..axis {
                    logarithms[first + class * inner] = column(class) - shift;
                }
            }
            let class: i64 = (*target).into();
            if class == self.attributes.ignore_index {
                each.push(0.0);
                continue;
            }
            let Some(class) = usize::try_from(class).ok().filter(|class| *class < axis) else {
                return Err(format!("class {class} at {index} is none of {axis}").into());
            };
            let weight = weight.map_or(1.0, |weight| weight[class]);
            total += weight;
            each.push((shift - column(class)) * weight);
        }
        let dims = if self.attributes.reduction.is_none() { classes.dims } else { &[] };
        // SAFETY: the operator declares it as a tensor of doubles.
        let mut out = unsafe { call.output::<f64>(0, dims) }?;
        let (out, sum) = (out.all(), each.iter().sum::<f64>());
        match self.attributes.reduction {
            None => out.copy_from_slice(&each),
            Some(Reduction::Sum) => out.fill(sum),
            Some(_) => out.fill(sum / total),
        }
        Ok(())
    }
}

fn log_sum_exp(row: impl Iterator<Item = f64> + Clone) -> f64 {
    let greatest = row.clone().fold(f64::NEG_INFINITY, f64::max);
    greatest + row.map(|x| (x - greatest).exp()).sum::<f64>().ln()
}
