//! The verbs of losses of several inputs; what `activations` says of pointers holds here too.

use activ8::{CrossEntropy, Element, JointLoss, LinearCrossEntropy, Targets};

use crate::call::Done;
use crate::losses::Borrowing;
use crate::memory::{Span, apart, output, product, read, slices, span};
use crate::place::placed;

/// What a loss is given: inputs and what they are held against, and the number of losses.
pub(crate) struct Given<'a, X, T: ?Sized, const N: usize> {
    inputs: [&'a [X]; N],
    t: &'a T,
    losses: usize,
}

/// Pointers to inputs, and their names.
type Inputs<X, const N: usize> = [(&'static str, *const X); N];

/// Elements of each input.
pub(crate) unsafe fn elements<'a, X, U, const N: usize>(
    named: Inputs<X, N>,
    t: *const U,
    n: usize,
) -> Done<Given<'a, X, [U], N>> {
    // SAFETY: the caller's promise.
    unsafe { Ok(Given { inputs: inputs(named, [n; N])?, t: read("t", t, n)?, losses: n }) }
}

/// Rows of each input against a number each.
pub(crate) unsafe fn vectors<'a, X, U, const N: usize>(
    named: Inputs<X, N>,
    t: *const U,
    [rows, row]: [usize; 2],
) -> Done<Given<'a, X, [U], N>> {
    let lens = [product(rows, row)?; N];
    // SAFETY: the caller's promise.
    unsafe { Ok(Given { inputs: inputs(named, lens)?, t: read("t", t, rows)?, losses: rows }) }
}

/// Rows of each input against those of the others.
pub(crate) unsafe fn vectors_alone<'a, X, const N: usize>(
    named: Inputs<X, N>,
    [rows, row]: [usize; 2],
) -> Done<Given<'a, X, (), N>> {
    let lens = [product(rows, row)?; N];
    // SAFETY: the caller's promise.
    Ok(Given { inputs: unsafe { inputs(named, lens) }?, t: &(), losses: rows })
}

/// Hidden states, weights and, of three inputs, biases against a class each.
pub(crate) unsafe fn linear<'a, X, U, const N: usize>(
    named: Inputs<X, N>,
    t: *const U,
    [rows, dim, classes]: [usize; 3],
) -> Done<Given<'a, X, [U], N>> {
    let all = [product(rows, dim)?, product(classes, dim)?, classes];
    let lens = std::array::from_fn(|i| all[i]);
    // SAFETY: the caller's promise.
    unsafe { Ok(Given { inputs: inputs(named, lens)?, t: read("t", t, rows)?, losses: rows }) }
}

unsafe fn inputs<'a, X, const N: usize>(named: Inputs<X, N>, lens: [usize; N]) -> Done<[&'a [X]; N]> {
    let mut inputs: [&[X]; N] = [&[]; N];
    for (i, (name, at)) in named.into_iter().enumerate() {
        // SAFETY: the caller's promise.
        inputs[i] = unsafe { read(name, at, lens[i]) }?;
    }
    Ok(inputs)
}

/// The cross-entropy of logits that are made of hidden states of `dim` elements.
pub(crate) fn linear_cross_entropy<const K: usize>(
    dim: usize,
    (loss, kept): Borrowing<CrossEntropy<'_>, K>,
) -> Borrowing<LinearCrossEntropy<'_>, K> {
    (LinearCrossEntropy::dim(dim, loss), kept)
}

impl<X, T: ?Sized, const N: usize> Given<'_, X, T, N> {
    /// Where they lie.
    fn spans(&self) -> ([Span; N], [Span; 1]) {
        (self.inputs.map(Span::of), [Span::of(self.t)])
    }

    /// A gradient for each input, apart from all others and from what is `kept`.
    unsafe fn gradients<'a>(&self, at: [*mut X; N], kept: [&[Span]; 2]) -> Done<[&'a mut [X]; N]> {
        let mut outs = [("gradient", Span::of(&())); N];
        for (i, (name, out)) in outs.iter_mut().enumerate() {
            *out = span(name, at[i], self.inputs[i].len())?;
        }
        let (inputs, t) = self.spans();
        apart(&outs, &[&inputs, &t, kept[0], kept[1]])?;
        // SAFETY: each has been checked, is the caller's to write, and is apart from all others.
        Ok(std::array::from_fn(|i| unsafe { output(at[i], self.inputs[i].len()) }))
    }
}

pub(crate) unsafe fn forward<X, T, L, const N: usize, const K: usize>(
    (loss, kept): Borrowing<L, K>,
    given: Given<'_, X, T, N>,
    value: *mut f32,
) -> Done
where
    X: Element,
    T: Targets<L::Target> + ?Sized,
    L: JointLoss<N>,
{
    let (inputs, t) = given.spans();
    slices! { write value: 1; apart from &inputs, &t, &kept }
    value[0] = placed(loss)?.forward(given.inputs, given.t)?;
    Ok(())
}

pub(crate) unsafe fn forward_each<X, T, L, const N: usize, const K: usize>(
    (loss, kept): Borrowing<L, K>,
    given: Given<'_, X, T, N>,
    each: *mut X,
) -> Done
where
    X: Element,
    T: Targets<L::Target> + ?Sized,
    L: JointLoss<N>,
{
    let (inputs, t) = given.spans();
    slices! { write each: given.losses; apart from &inputs, &t, &kept }
    Ok(placed(loss)?.forward_each(given.inputs, given.t, each)?)
}

pub(crate) unsafe fn backward<X, T, L, const N: usize, const K: usize>(
    (loss, kept): Borrowing<L, K>,
    given: Given<'_, X, T, N>,
    gradients: [*mut X; N],
) -> Done
where
    X: Element,
    T: Targets<L::Target> + ?Sized,
    L: JointLoss<N>,
{
    // SAFETY: the caller's promise.
    let gradients = unsafe { given.gradients(gradients, [&kept, &[]]) }?;
    Ok(placed(loss)?.backward(given.inputs, given.t, gradients)?)
}

pub(crate) unsafe fn backward_each<X, T, L, const N: usize, const K: usize>(
    (loss, kept): Borrowing<L, K>,
    given: Given<'_, X, T, N>,
    dy: *const X,
    gradients: [*mut X; N],
) -> Done
where
    X: Element,
    T: Targets<L::Target> + ?Sized,
    L: JointLoss<N>,
{
    // SAFETY: the caller's promise.
    let dy = unsafe { read("dy", dy, given.losses) }?;
    // SAFETY: the caller's promise.
    let gradients = unsafe { given.gradients(gradients, [&kept, &[Span::of(dy)]]) }?;
    Ok(placed(loss)?.backward_each(given.inputs, given.t, dy, gradients)?)
}

pub(crate) unsafe fn forward_backward<X, T, L, const N: usize, const K: usize>(
    (loss, kept): Borrowing<L, K>,
    given: Given<'_, X, T, N>,
    value: *mut f32,
    gradients: [*mut X; N],
) -> Done
where
    X: Element,
    T: Targets<L::Target> + ?Sized,
    L: JointLoss<N>,
{
    let (inputs, t) = given.spans();
    slices! { write value: 1; apart from &inputs, &t, &kept }
    // SAFETY: the caller's promise.
    let gradients = unsafe { given.gradients(gradients, [&kept, &[Span::of(value)]]) }?;
    value[0] = placed(loss)?.forward_backward(given.inputs, given.t, gradients)?;
    Ok(())
}
