//! The verbs of losses of several inputs; what `activations` says of pointers holds here too.

use activ8::{CrossEntropy, Element, JointLoss, LinearCrossEntropy, Targets};

use crate::call::{Done, placed};
use crate::memory::{Span, apart, input, output, product, span};

/// Named inputs.
type Inputs<X, const N: usize> = [(&'static str, *const X); N];
/// A pointer to some number of targets.
type Labels<U> = (*const U, usize);

/// What a loss is given: inputs by name and target, with their lengths, and the number of losses.
pub(crate) struct Given<X, T, const N: usize> {
    inputs: Inputs<X, N>,
    lens: [usize; N],
    t: T,
    losses: usize,
}

/// What is held against inputs: a pointer to some number of targets, or nothing.
pub(crate) trait Against: Copy {
    type Slice: ?Sized + 'static;

    fn span(self) -> Done<Span>;

    /// # Safety
    /// As [`input`].
    unsafe fn slice<'a>(self) -> &'a Self::Slice;
}

impl<U: 'static> Against for Labels<U> {
    type Slice = [U];

    fn span(self) -> Done<Span> {
        span("t", self.0, self.1)
    }

    unsafe fn slice<'a>(self) -> &'a [U] {
        // SAFETY: the caller's promise.
        unsafe { input(self.0, self.1) }
    }
}

impl Against for () {
    type Slice = ();

    fn span(self) -> Done<Span> {
        Ok(Span::NOWHERE)
    }

    unsafe fn slice<'a>(self) -> &'a () {
        &()
    }
}

/// Elements of each input.
pub(crate) fn elements<X, U, const N: usize>(
    inputs: Inputs<X, N>,
    t: *const U,
    n: usize,
) -> Done<Given<X, Labels<U>, N>> {
    Ok(Given { inputs, lens: [n; N], t: (t, n), losses: n })
}

/// Rows of each input against a number each.
pub(crate) fn vectors<X, U, const N: usize>(
    inputs: Inputs<X, N>,
    t: *const U,
    [rows, row]: [usize; 2],
) -> Done<Given<X, Labels<U>, N>> {
    Ok(Given { inputs, lens: [product(rows, row)?; N], t: (t, rows), losses: rows })
}

/// Rows of each input.
pub(crate) fn vectors_alone<X, const N: usize>(
    inputs: Inputs<X, N>,
    [rows, row]: [usize; 2],
) -> Done<Given<X, (), N>> {
    Ok(Given { inputs, lens: [product(rows, row)?; N], t: (), losses: rows })
}

/// Hidden states, weights and, of three inputs, biases against a class each.
pub(crate) fn linear<X, U, const N: usize>(
    inputs: Inputs<X, N>,
    t: *const U,
    [rows, dim, classes]: [usize; 3],
) -> Done<Given<X, Labels<U>, N>> {
    let all = [product(rows, dim)?, product(classes, dim)?, classes];
    Ok(Given { inputs, lens: std::array::from_fn(|i| all[i]), t: (t, rows), losses: rows })
}

/// A loss, and where what it borrows lies.
type Borrowing<L, const K: usize> = (L, [Span; K]);

/// The cross-entropy of logits that are made of hidden states of `dim` elements.
pub(crate) fn linear_cross_entropy<const K: usize>(
    dim: usize,
    (loss, kept): Borrowing<CrossEntropy<'_>, K>,
) -> Borrowing<LinearCrossEntropy<'_>, K> {
    (LinearCrossEntropy::dim(dim, loss), kept)
}

/// A name, and where a buffer lies.
type Named = (&'static str, Span);

impl<X, T: Against, const N: usize> Given<X, T, N> {
    /// Inputs and target, which `out` and `gradients` have been found apart from, as from each other and what is `kept`.
    unsafe fn slices<'a>(
        &self,
        out: Option<Named>,
        gradients: &[Named],
        kept: &[Span],
    ) -> Done<([&'a [X]; N], &'a T::Slice)> {
        let (mut inputs, t) = ([Span::NOWHERE; N], [self.t.span()?]);
        for (i, (name, at)) in self.inputs.into_iter().enumerate() {
            inputs[i] = span(name, at, self.lens[i])?;
        }
        apart(out.as_slice(), &[&inputs, &t, kept])?;
        apart(gradients, &[&inputs, &t, kept, out.map(|(_, span)| span).as_slice()])?;
        // SAFETY: each has been checked, and is the caller's to read.
        let inputs = std::array::from_fn(|i| unsafe { input(self.inputs[i].1, self.lens[i]) });
        // SAFETY: as an input.
        Ok((inputs, unsafe { self.t.slice() }))
    }

    /// Where gradients lie.
    fn spans(&self, gradients: [*mut X; N]) -> Done<[Named; N]> {
        let mut spans = [("gradient", Span::NOWHERE); N];
        for (i, at) in gradients.into_iter().enumerate() {
            spans[i].1 = span("gradient", at, self.lens[i])?;
        }
        Ok(spans)
    }

    /// Gradients, which have been checked.
    unsafe fn gradients<'a>(&self, at: [*mut X; N]) -> [&'a mut [X]; N] {
        // SAFETY: each is the caller's to write, and apart from all others.
        std::array::from_fn(|i| unsafe { output(at[i], self.lens[i]) })
    }
}

pub(crate) unsafe fn forward<X: Element, T: Against, L: JointLoss<N>, const N: usize, const K: usize>(
    (loss, kept): Borrowing<L, K>,
    given: Given<X, T, N>,
    value: *mut f32,
) -> Done
where
    T::Slice: Targets<L::Target>,
{
    let out = ("value", span("value", value, 1)?);
    // SAFETY: the caller's promise.
    let (inputs, t) = unsafe { given.slices(Some(out), &[], &kept) }?;
    let found = placed(loss)?.forward_any(inputs, t)?;
    // SAFETY: it has been checked, and is the caller's to write.
    unsafe { value.write(found) };
    Ok(())
}

pub(crate) unsafe fn forward_each<X: Element, T: Against, L: JointLoss<N>, const N: usize, const K: usize>(
    (loss, kept): Borrowing<L, K>,
    given: Given<X, T, N>,
    each: *mut X,
) -> Done
where
    T::Slice: Targets<L::Target>,
{
    let out = ("each", span("each", each, given.losses)?);
    // SAFETY: the caller's promise.
    let (inputs, t) = unsafe { given.slices(Some(out), &[], &kept) }?;
    // SAFETY: it has been checked, is the caller's to write, and is apart from all others.
    let each = unsafe { output(each, given.losses) };
    Ok(placed(loss)?.forward_each_any(inputs, t, each)?)
}

pub(crate) unsafe fn backward<X: Element, T: Against, L: JointLoss<N>, const N: usize, const K: usize>(
    (loss, kept): Borrowing<L, K>,
    given: Given<X, T, N>,
    gradients: [*mut X; N],
) -> Done
where
    T::Slice: Targets<L::Target>,
{
    // SAFETY: the caller's promise.
    let (inputs, t) = unsafe { given.slices(None, &given.spans(gradients)?, &kept) }?;
    // SAFETY: they have been checked.
    let gradients = unsafe { given.gradients(gradients) };
    Ok(placed(loss)?.backward_any(inputs, t, gradients)?)
}

pub(crate) unsafe fn forward_backward<
    X: Element,
    T: Against,
    L: JointLoss<N>,
    const N: usize,
    const K: usize,
>(
    (loss, kept): Borrowing<L, K>,
    given: Given<X, T, N>,
    value: *mut f32,
    gradients: [*mut X; N],
) -> Done
where
    T::Slice: Targets<L::Target>,
{
    let out = ("value", span("value", value, 1)?);
    // SAFETY: the caller's promise.
    let (inputs, t) = unsafe { given.slices(Some(out), &given.spans(gradients)?, &kept) }?;
    // SAFETY: they have been checked.
    let gradients = unsafe { given.gradients(gradients) };
    let found = placed(loss)?.forward_backward_any(inputs, t, gradients)?;
    // SAFETY: it has been checked, and is the caller's to write.
    unsafe { value.write(found) };
    Ok(())
}
