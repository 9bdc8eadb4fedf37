//! Losses of elements, reduced or not, and their gradients.

use std::sync::Mutex;

use activ8::{BinaryCrossEntropy, Huber, Loss, LossSum, Mse, Reduction, SmoothL1, SoftMargin};

use super::accuracy::at_accuracy;
use super::dense::{Dense, Elements, Float};
use super::kernel::{Arguments, Kind::*};
use super::operators::operators;
use super::tensor::Tensor;
use super::threads::in_ranges;
use crate::array::of_type;

/// From how many elements on a thread is worth its cost.
const GRAIN: usize = 32768;

operators! {
    mse "aten::mse_loss" ("aten::mse_loss", "out") [Tensor, Tensor, Number] |a| forward(a, 2, |reduction| Mse { reduction, ..Mse::default() });
    mse_backward "aten::mse_loss_backward" ("aten::mse_loss_backward", "grad_input") [Tensor, Tensor, Tensor, Number] |a| backward(a, 3, |reduction| Mse { reduction, ..Mse::default() });
    bce "aten::binary_cross_entropy" ("aten::binary_cross_entropy", "out") <Shaped(0)> [Tensor, Tensor, NoTensor, Number] |a| forward(unweighted(a, 2)?, 3, |reduction| BinaryCrossEntropy { reduction, ..BinaryCrossEntropy::default() });
    bce_backward "aten::binary_cross_entropy_backward" ("aten::binary_cross_entropy_backward", "grad_input") <Shaped(1)> [Tensor, Tensor, Tensor, NoTensor, Number] |a| backward(unweighted(a, 3)?, 4, |reduction| BinaryCrossEntropy { reduction, ..BinaryCrossEntropy::default() });
    smooth_l1 "aten::smooth_l1_loss" ("aten::smooth_l1_loss", "out") [Tensor, Tensor, Number, Number] |a| forward(a, 2, |reduction| SmoothL1 { reduction, beta: a.float(3) as f32 });
    smooth_l1_backward "aten::smooth_l1_loss_backward" ("aten::smooth_l1_loss_backward", "grad_input") [Tensor, Tensor, Tensor, Number, Number] |a| backward(a, 3, |reduction| SmoothL1 { reduction, beta: a.float(4) as f32 });
    huber "aten::huber_loss" ("aten::huber_loss", "out") [Tensor, Tensor, Number, Number] |a| forward(a, 2, |reduction| Huber { reduction, delta: a.float(3) as f32, ..Huber::default() });
    huber_backward "aten::huber_loss_backward" ("aten::huber_loss_backward", "out") [Tensor, Tensor, Tensor, Number, Number] |a| backward(a, 3, |reduction| Huber { reduction, delta: a.float(4) as f32, ..Huber::default() });
    soft_margin "aten::soft_margin_loss" ("aten::soft_margin_loss", "out") [Tensor, Tensor, Number] |a| forward(a, 2, |reduction| SoftMargin { reduction });
    soft_margin_backward "aten::soft_margin_loss_backward" ("aten::soft_margin_loss_backward", "grad_input") [Tensor, Tensor, Tensor, Number] |a| backward(a, 3, |reduction| SoftMargin { reduction });
}

/// Torch's numbers of reductions. 0 is none.
fn reduction(number: i64) -> Option<Reduction> {
    match number {
        1 => Some(Reduction::Mean),
        2 => Some(Reduction::Sum),
        _ => None,
    }
}

/// The arguments of a call without a weight.
fn unweighted<'a, 'b>(arguments: &'a Arguments<'b>, index: usize) -> Option<&'a Arguments<'b>> {
    arguments.is_none(index).then_some(arguments)
}

/// The loss of an input and a target that lie alike.
fn forward<L: Loss>(arguments: &Arguments<'_>, at: usize, of: impl Fn(Reduction) -> L) -> Option<Tensor> {
    let (x, target) = (arguments.tensor(0), arguments.tensor(1));
    let (x, target) = (Dense::of(&x)?, Dense::of(&target)?);
    if !x.is_like(&target) {
        return None;
    }
    let loss = match reduction(arguments.integer(at)) {
        None => each(&x, &target, at_accuracy(of(Reduction::Sum)))?,
        Some(reduction) => total(&x, &target, &at_accuracy(of(reduction)), reduction)?,
    };
    Some(loss)
}

/// Reduction "none".
fn each(x: &Dense<'_>, target: &Dense<'_>, loss: impl Loss) -> Option<Tensor> {
    let y = x.new_alike()?;
    of_type!(x.element, E => {
        let (from, target, to) = (x.elements::<E>(), target.elements::<E>(), Elements::<E>::of(&y, x.len));
        // SAFETY: the tensors live, the last is new, and each range is one thread's.
        in_ranges(x.len, GRAIN, &|range| unsafe {
            loss.forward_each(from.part(range.clone()), target.part(range.clone()), to.part_mut(range))
        })
    })
    .ok()?;
    Some(y)
}

/// One number.
fn total(x: &Dense<'_>, target: &Dense<'_>, loss: &impl Loss, reduction: Reduction) -> Option<Tensor> {
    let sum = Mutex::new(LossSum::default());
    let y = Tensor::empty_scalar(x.element)?;
    of_type!(x.element, E => {
        let (from, target) = (x.elements::<E>(), target.elements::<E>());
        in_ranges(x.len, GRAIN, &|range| {
            // SAFETY: the tensors live, and nobody writes to them.
            let (x, target) = unsafe { (from.part(range.clone()), target.part(range)) };
            let part = loss.forward_sum(x, target)?;
            let mut sum = sum.lock().expect("no thread panics with the lock");
            *sum = sum.merge(part);
            Ok(())
        })
        .ok()?;
        let value = sum.into_inner().ok()?.reduce(reduction).ok()?;
        let to = Elements::<E>::of(&y, 1);
        // SAFETY: the tensor is new.
        let to = unsafe { to.part_mut(0..1) };
        to[0] = Float::from_f32(value);
    });
    Some(y)
}

/// The gradient for the input, of that for the loss: a tensor where nothing is reduced, and one number else.
fn backward<L: Loss>(arguments: &Arguments<'_>, at: usize, of: impl Fn(Reduction) -> L) -> Option<Tensor> {
    let (dy, x, target) = (arguments.tensor(0), arguments.tensor(1), arguments.tensor(2));
    let (x, target, mut room) = (Dense::of(&x)?, Dense::of(&target)?, None);
    let reduction = reduction(arguments.integer(at));
    let dy = match reduction {
        None => x.gradient(&dy, &mut room)?,
        Some(_) => Dense::of(&dy).filter(|dy| dy.len == 1 && dy.element == x.element)?,
    };
    if !x.is_like(&target) {
        return None;
    }
    let dx = x.new_alike()?;
    of_type!(x.element, E => {
        let (from, target, to) = (x.elements::<E>(), target.elements::<E>(), Elements::<E>::of(&dx, x.len));
        let dy = dy.elements::<E>();
        let Some(reduction) = reduction else {
            let loss = of(Reduction::Sum);
            // SAFETY: the tensors live, the last is new, and each range is one thread's.
            in_ranges(x.len, GRAIN, &|range| unsafe {
                let dy = dy.part(range.clone());
                loss.backward_each(from.part(range.clone()), target.part(range.clone()), dy, to.part_mut(range))
            })
            .ok()?;
            return Some(dx);
        };
        // SAFETY: the tensor lives, and nobody writes to it.
        let dy = Float::to_f32(unsafe { dy.part(0..1) }[0]);
        let mean_of = if reduction == Reduction::Mean { x.len } else { 1 };
        let loss = of(Reduction::BatchMean(mean_of));
        let each_dy = [dy / mean_of as f32; BLOCK];
        // SAFETY: the tensors live, the last is new, and each range is one thread's.
        in_ranges(x.len, GRAIN, &|range| unsafe {
            if dy == 1.0 {
                return loss.backward(from.part(range.clone()), target.part(range.clone()), to.part_mut(range));
            }
            for start in range.clone().step_by(BLOCK) {
                let block = start..range.end.min(start + BLOCK);
                let dy = &each_dy[..block.len()];
                loss.backward_each(from.part(block.clone()), target.part(block.clone()), dy, to.part_mut(block))?;
            }
            Ok(())
        })
        .ok()?;
    });
    Some(dx)
}

/// Elements at a time whose dy is a number that is not 1.
const BLOCK: usize = 1024;
