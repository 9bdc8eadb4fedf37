//! The verbs of losses of several inputs over a caller's buffers; what `verbs` says of pointers holds here too.

use activ8::JointLoss;

use crate::call::{Done, placed};
use crate::losses::all_apart;
use crate::memory::{Span, input, output, span};

/// What a loss is given: inputs by name and target with their lengths, the number of losses, and where the
/// slices lie that the loss itself borrows.
pub(crate) struct Joint<'a, U, const N: usize> {
    pub(crate) inputs: [(&'static str, *const f32, usize); N],
    pub(crate) t: (*const U, usize),
    pub(crate) losses: usize,
    pub(crate) kept: &'a [Span],
}

/// What targets may be: a slice, or nothing.
pub(crate) trait Targets<U> {
    fn of(t: &[U]) -> &Self;
}

impl<U> Targets<U> for [U] {
    fn of(t: &[U]) -> &Self {
        t
    }
}

impl<U> Targets<U> for () {
    fn of(_: &[U]) -> &Self {
        &()
    }
}

impl<U, const N: usize> Joint<'_, U, N> {
    /// Inputs and target, which outputs have been found apart from.
    unsafe fn slices<'a>(&self, outs: &[(&'static str, Span)]) -> Done<([&'a [f32]; N], &'a [U])> {
        let mut others = vec![span("t", self.t.0, self.t.1)?];
        for (name, at, len) in self.inputs {
            others.push(span(name, at, len)?);
        }
        all_apart(outs, [&others, self.kept])?;
        // SAFETY: each has been checked, and is the caller's to read.
        let inputs = self.inputs.map(|(_, at, len)| unsafe { input(at, len) });
        // SAFETY: as an input.
        let t = unsafe { input(self.t.0, self.t.1) };
        Ok((inputs, t))
    }

    /// Where the gradients lie, after what else is written.
    fn outs(
        &self,
        gradients: [*mut f32; N],
        first: &[(&'static str, Span)],
    ) -> Done<Vec<(&'static str, Span)>> {
        let mut outs = first.to_vec();
        for ((.., len), at) in self.inputs.iter().zip(gradients) {
            outs.push(("gradient", span("gradient", at, *len)?));
        }
        Ok(outs)
    }

    /// The gradients, which have been checked.
    unsafe fn gradients<'a>(&self, at: [*mut f32; N]) -> [&'a mut [f32]; N] {
        // SAFETY: each is the caller's to write, and apart from all others.
        std::array::from_fn(|i| unsafe { output(at[i], self.inputs[i].2) })
    }
}

pub(crate) unsafe fn joint_value<U, const N: usize, L: JointLoss<N, Target: Targets<U>>>(
    loss: L,
    given: Joint<'_, U, N>,
    value: *mut f32,
) -> Done {
    // SAFETY: the caller's promise.
    let (inputs, t) = unsafe { given.slices(&[("value", span("value", value, 1)?)]) }?;
    let found = placed(loss)?.forward(inputs, L::Target::of(t))?;
    // SAFETY: it has been checked, and is the caller's to write.
    unsafe { value.write(found) };
    Ok(())
}

pub(crate) unsafe fn joint_each<U, const N: usize, L: JointLoss<N, Target: Targets<U>>>(
    loss: L,
    given: Joint<'_, U, N>,
    each: *mut f32,
) -> Done {
    // SAFETY: the caller's promise.
    let (inputs, t) = unsafe { given.slices(&[("each", span("each", each, given.losses)?)]) }?;
    // SAFETY: it has been checked, is the caller's to write, and is apart from all others.
    let each = unsafe { output(each, given.losses) };
    Ok(placed(loss)?.forward_each(inputs, L::Target::of(t), each)?)
}

pub(crate) unsafe fn joint_backward<U, const N: usize, L: JointLoss<N, Target: Targets<U>>>(
    loss: L,
    given: Joint<'_, U, N>,
    gradients: [*mut f32; N],
) -> Done {
    let outs = given.outs(gradients, &[])?;
    // SAFETY: the caller's promise.
    let (inputs, t) = unsafe { given.slices(&outs) }?;
    // SAFETY: they have been checked.
    let gradients = unsafe { given.gradients(gradients) };
    Ok(placed(loss)?.backward(inputs, L::Target::of(t), gradients)?)
}

pub(crate) unsafe fn joint_forward_backward<U, const N: usize, L: JointLoss<N, Target: Targets<U>>>(
    loss: L,
    given: Joint<'_, U, N>,
    value: *mut f32,
    gradients: [*mut f32; N],
) -> Done {
    let outs = given.outs(gradients, &[("value", span("value", value, 1)?)])?;
    // SAFETY: the caller's promise.
    let (inputs, t) = unsafe { given.slices(&outs) }?;
    // SAFETY: they have been checked.
    let gradients = unsafe { given.gradients(gradients) };
    let found = placed(loss)?.forward_backward(inputs, L::Target::of(t), gradients)?;
    // SAFETY: it has been checked, and is the caller's to write.
    unsafe { value.write(found) };
    Ok(())
}
