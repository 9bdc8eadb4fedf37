//! Activations of elements: values, in place, and gradients.

use activ8::{Activation, Erf, Exp, ExpM1, Gelu, Hardsigmoid, Hardswish, Ln1p, Mish, Sigmoid, Silu, Tanh};

use super::accuracy::at_accuracy;
use super::dense::{Dense, Elements};
use super::kernel::{Arguments, Kind::*};
use super::operators::operators;
use super::tensor::Tensor;
use super::threads::in_ranges;
use crate::array::of_type;

/// From how many elements on a thread is worth its cost: torch's own.
const GRAIN: usize = 32768;

operators! {
    gelu "aten::gelu" ("aten::gelu", "out") [Tensor, Text] |a| forward(a, approximation(a, 1)?);
    gelu_in_place "aten::gelu_" ("aten::gelu", "out") <InPlace> [Tensor, Text] |a| in_place(a, approximation(a, 1)?);
    gelu_backward "aten::gelu_backward" ("aten::gelu_backward", "grad_input") [Tensor, Tensor, Text] |a| backward(&a.tensor(0), &a.tensor(1), approximation(a, 2)?);
    mish "aten::mish" ("aten::mish", "out") [Tensor] |a| forward(a, Mish);
    mish_in_place "aten::mish_" ("aten::mish", "out") <InPlace> [Tensor] |a| in_place(a, Mish);
    silu "aten::silu" ("aten::silu", "out") [Tensor] |a| forward(a, Silu);
    silu_in_place "aten::silu_" ("aten::silu", "out") <InPlace> [Tensor] |a| in_place(a, Silu);
    silu_backward "aten::silu_backward" ("aten::silu_backward", "grad_input") [Tensor, Tensor] |a| backward(&a.tensor(0), &a.tensor(1), Silu);
    tanh "aten::tanh" ("aten::tanh", "out") [Tensor] |a| forward(a, Tanh);
    tanh_in_place "aten::tanh_" ("aten::tanh", "out") <InPlace> [Tensor] |a| in_place(a, Tanh);
    sigmoid "aten::sigmoid" ("aten::sigmoid", "out") [Tensor] |a| forward(a, Sigmoid);
    sigmoid_in_place "aten::sigmoid_" ("aten::sigmoid", "out") <InPlace> [Tensor] |a| in_place(a, Sigmoid);
    erf "aten::erf" ("aten::erf", "out") [Tensor] |a| forward(a, Erf);
    erf_in_place "aten::erf_" ("aten::erf", "out") <InPlace> [Tensor] |a| in_place(a, Erf);
    exp "aten::exp" ("aten::exp", "out") [Tensor] |a| forward(a, Exp);
    exp_in_place "aten::exp_" ("aten::exp", "out") <InPlace> [Tensor] |a| in_place(a, Exp);
    expm1 "aten::expm1" ("aten::expm1", "out") [Tensor] |a| forward(a, ExpM1);
    expm1_in_place "aten::expm1_" ("aten::expm1", "out") <InPlace> [Tensor] |a| in_place(a, ExpM1);
    log1p "aten::log1p" ("aten::log1p", "out") [Tensor] |a| forward(a, Ln1p);
    log1p_in_place "aten::log1p_" ("aten::log1p", "out") <InPlace> [Tensor] |a| in_place(a, Ln1p);
    hardswish "aten::hardswish" ("aten::hardswish", "out") [Tensor] |a| forward(a, Hardswish);
    hardswish_in_place "aten::hardswish_" ("aten::hardswish", "out") <InPlace> [Tensor] |a| in_place(a, Hardswish);
    hardsigmoid "aten::hardsigmoid" ("aten::hardsigmoid", "out") [Tensor] |a| forward(a, Hardsigmoid);
    hardsigmoid_in_place "aten::hardsigmoid_" ("aten::hardsigmoid", "out") <InPlace> [Tensor] |a| in_place(a, Hardsigmoid);
}

/// PyTorch's `approximate`.
fn approximation(arguments: &Arguments<'_>, index: usize) -> Option<Gelu> {
    if arguments.is_text(index, "none") {
        return Some(Gelu::Erf);
    }
    arguments.is_text(index, "tanh").then_some(Gelu::Tanh)
}

/// y = f(x).
pub(super) fn forward(arguments: &Arguments<'_>, activation: impl Activation) -> Option<Tensor> {
    let (x, activation) = (arguments.tensor(0), at_accuracy(activation));
    let x = Dense::of(&x)?;
    let y = x.new_alike()?;
    of_type!(x.element, E => {
        let (from, to) = (x.elements::<E>(), Elements::<E>::of(&y, x.len));
        // SAFETY: both tensors live, the second is new, and each range is one thread's.
        in_ranges(x.len, GRAIN, &|range| unsafe { activation.forward(from.part(range.clone()), to.part_mut(range)) })
    })
    .ok()?;
    Some(y)
}

/// x = f(x).
fn in_place(arguments: &Arguments<'_>, activation: impl Activation) -> Option<Tensor> {
    let (tensor, activation) = (arguments.tensor(0), at_accuracy(activation));
    let x = Dense::of(&tensor)?;
    let y = tensor.again()?;
    of_type!(x.element, E => {
        let elements = x.elements::<E>();
        // SAFETY: the tensor lives, torch's caller writes to it alone, and each range is one thread's.
        in_ranges(x.len, GRAIN, &|range| activation.forward_in_place(unsafe { elements.part_mut(range) }))
    })
    .ok()?;
    Some(y)
}

/// dx = dy · f'(x), of dy and x that lie alike, or a dy that is one number.
pub(super) fn backward(dy: &Tensor, x: &Tensor, activation: impl Activation) -> Option<Tensor> {
    let (x, mut room) = (Dense::of(x)?, None);
    let dy = x.gradient(dy, &mut room)?;
    let (dx, activation) = (x.new_alike()?, at_accuracy(activation));
    of_type!(x.element, E => {
        let (x, len) = (x.elements::<E>(), x.len);
        let (dy, to) = (dy.elements::<E>(), Elements::<E>::of(&dx, len));
        // SAFETY: the tensors live, the last is new, and each range is one thread's.
        in_ranges(len, GRAIN, &|range| unsafe {
            activation.backward(x.part(range.clone()), dy.part(range.clone()), to.part_mut(range))
        })
    })
    .ok()?;
    Some(dx)
}
