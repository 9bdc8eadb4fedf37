//! The verbs of losses of several inputs over a caller's buffers; what `verbs` says of pointers holds here too.

use activ8::{Element, JointLoss, Target, Targets};

use crate::call::{Done, placed};
use crate::losses::all_apart;
use crate::memory::{Span, input, output, span};

/// What a loss is given: inputs by name and target with their lengths, the number of losses, and where the
/// slices lie that the loss itself borrows.
pub(crate) struct Joint<'a, X, U, const N: usize> {
    pub(crate) inputs: [(&'static str, *const X, usize); N],
    pub(crate) t: (*const U, usize),
    pub(crate) losses: usize,
    pub(crate) kept: &'a [Span],
}

/// What targets may be: a slice, or nothing.
pub(crate) trait Against<U> {
    type Given: Targets<Self> + ?Sized;

    fn of(t: &[U]) -> &Self::Given;
}

impl<T: 'static, U: Target<T>> Against<U> for [T] {
    type Given = [U];

    fn of(t: &[U]) -> &[U] {
        t
    }
}

impl<U> Against<U> for () {
    type Given = ();

    fn of(_: &[U]) -> &() {
        &()
    }
}

impl<X, U, const N: usize> Joint<'_, X, U, N> {
    /// Inputs and target, which outputs have been found apart from.
    unsafe fn slices<'a>(&self, outs: &[(&'static str, Span)]) -> Done<([&'a [X]; N], &'a [U])> {
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
        gradients: [*mut X; N],
        first: &[(&'static str, Span)],
    ) -> Done<Vec<(&'static str, Span)>> {
        let mut outs = first.to_vec();
        for ((.., len), at) in self.inputs.iter().zip(gradients) {
            outs.push(("gradient", span("gradient", at, *len)?));
        }
        Ok(outs)
    }

    /// The gradients, which have been checked.
    unsafe fn gradients<'a>(&self, at: [*mut X; N]) -> [&'a mut [X]; N] {
        // SAFETY: each is the caller's to write, and apart from all others.
        std::array::from_fn(|i| unsafe { output(at[i], self.inputs[i].2) })
    }
}

pub(crate) unsafe fn joint_value<X: Element, U, const N: usize, L: JointLoss<N, Target: Against<U>>>(
    loss: L,
    given: Joint<'_, X, U, N>,
    value: *mut f32,
) -> Done {
    // SAFETY: the caller's promise.
    let (inputs, t) = unsafe { given.slices(&[("value", span("value", value, 1)?)]) }?;
    let found = placed(loss)?.forward_any(inputs, L::Target::of(t))?;
    // SAFETY: it has been checked, and is the caller's to write.
    unsafe { value.write(found) };
    Ok(())
}

pub(crate) unsafe fn joint_each<X: Element, U, const N: usize, L: JointLoss<N, Target: Against<U>>>(
    loss: L,
    given: Joint<'_, X, U, N>,
    each: *mut X,
) -> Done {
    // SAFETY: the caller's promise.
    let (inputs, t) = unsafe { given.slices(&[("each", span("each", each, given.losses)?)]) }?;
    // SAFETY: it has been checked, is the caller's to write, and is apart from all others.
    let each = unsafe { output(each, given.losses) };
    Ok(placed(loss)?.forward_each_any(inputs, L::Target::of(t), each)?)
}

pub(crate) unsafe fn joint_backward<X: Element, U, const N: usize, L: JointLoss<N, Target: Against<U>>>(
    loss: L,
    given: Joint<'_, X, U, N>,
    gradients: [*mut X; N],
) -> Done {
    let outs = given.outs(gradients, &[])?;
    // SAFETY: the caller's promise.
    let (inputs, t) = unsafe { given.slices(&outs) }?;
    // SAFETY: they have been checked.
    let gradients = unsafe { given.gradients(gradients) };
    Ok(placed(loss)?.backward_any(inputs, L::Target::of(t), gradients)?)
}

pub(crate) unsafe fn joint_forward_backward<
    X: Element,
    U,
    const N: usize,
    L: JointLoss<N, Target: Against<U>>,
>(
    loss: L,
    given: Joint<'_, X, U, N>,
    value: *mut f32,
    gradients: [*mut X; N],
) -> Done {
    let outs = given.outs(gradients, &[("value", span("value", value, 1)?)])?;
    // SAFETY: the caller's promise.
    let (inputs, t) = unsafe { given.slices(&outs) }?;
    // SAFETY: they have been checked.
    let gradients = unsafe { given.gradients(gradients) };
    let found = placed(loss)?.forward_backward_any(inputs, L::Target::of(t), gradients)?;
    // SAFETY: it has been checked, and is the caller's to write.
    unsafe { value.write(found) };
    Ok(())
}
