//! The verbs of losses of one input; what `activations` says of pointers holds here too.

use activ8::{Element, Loss, On, Target, TargetType, bf16, f16};

use crate::call::Done;
use crate::memory::{Span, product, read, slices};
use crate::place::place;

/// What a loss is given: inputs, what they are held against, and the number of losses.
pub(crate) struct Given<'a, X, U> {
    x: &'a [X],
    t: &'a [U],
    losses: usize,
}

/// Elements against as many.
#[inline(always)]
pub(crate) unsafe fn elements<'a, X, U>(x: *const X, t: *const U, n: usize) -> Done<Given<'a, X, U>> {
    // SAFETY: the caller's promise.
    unsafe { given((x, n), (t, n), n) }
}

/// Rows against rows.
pub(crate) unsafe fn rows<'a, X, U>(
    x: *const X,
    t: *const U,
    [rows, row]: [usize; 2],
) -> Done<Given<'a, X, U>> {
    let len = product(rows, row)?;
    // SAFETY: the caller's promise.
    unsafe { given((x, len), (t, len), rows) }
}

/// Rows against a class each.
pub(crate) unsafe fn classes<'a, X, U>(
    x: *const X,
    t: *const U,
    [rows, row]: [usize; 2],
) -> Done<Given<'a, X, U>> {
    let len = product(rows, row)?;
    // SAFETY: the caller's promise.
    unsafe { given((x, len), (t, rows), rows) }
}

/// Steps of sequences against the labels of all.
pub(crate) unsafe fn sequences<'a, X, U>(
    x: *const X,
    t: *const U,
    [labels, steps, sequences, classes]: [usize; 4],
) -> Done<Given<'a, X, U>> {
    let len = product(steps, product(sequences, classes)?)?;
    // SAFETY: the caller's promise.
    unsafe { given((x, len), (t, labels), sequences) }
}

#[inline(always)]
unsafe fn given<'a, X, U>(
    (x, x_len): (*const X, usize),
    (t, t_len): (*const U, usize),
    losses: usize,
) -> Done<Given<'a, X, U>> {
    // SAFETY: the caller's promise.
    unsafe { Ok(Given { x: read("x", x, x_len)?, t: read("t", t, t_len)?, losses }) }
}

/// Targets, and the type of target that a loss has for them: halves are floats to it.
pub(crate) trait Against: Target<Self::Of> {
    type Of: TargetType;
}

macro_rules! against {
    ($($target:ty: $of:ty),*) => {$(
        impl Against for $target {
            type Of = $of;
        }
    )*};
}

against! { f32: f32, f16: f32, bf16: f32, i64: i64 }

/// A loss, and where what it borrows lies.
pub(crate) type Borrowing<L, const N: usize> = (L, [Span; N]);

#[inline(always)]
pub(crate) unsafe fn forward<X: Element, U: Against, L: Loss<U::Of>, const N: usize>(
    (loss, kept): Borrowing<L, N>,
    Given { x, t, .. }: Given<'_, X, U>,
    value: *mut f32,
) -> Done {
    slices! { write value: 1; apart from &[Span::of(x), Span::of(t)], &kept }
    let mut loss = On::new(loss);
    place(&mut loss)?;
    value[0] = loss.forward(x, t)?;
    Ok(())
}

#[inline(always)]
pub(crate) unsafe fn forward_each<X: Element, U: Against, L: Loss<U::Of>, const N: usize>(
    (loss, kept): Borrowing<L, N>,
    Given { x, t, losses }: Given<'_, X, U>,
    each: *mut X,
) -> Done {
    slices! { write each: losses; apart from &[Span::of(x), Span::of(t)], &kept }
    let mut loss = On::new(loss);
    place(&mut loss)?;
    Ok(loss.forward_each(x, t, each)?)
}

#[inline(always)]
pub(crate) unsafe fn backward<X: Element, U: Against, L: Loss<U::Of>, const N: usize>(
    (loss, kept): Borrowing<L, N>,
    Given { x, t, .. }: Given<'_, X, U>,
    dx: *mut X,
) -> Done {
    slices! { write dx: x.len(); apart from &[Span::of(x), Span::of(t)], &kept }
    let mut loss = On::new(loss);
    place(&mut loss)?;
    Ok(loss.backward(x, t, dx)?)
}

#[inline(always)]
pub(crate) unsafe fn backward_each<X: Element, U: Against, L: Loss<U::Of>, const N: usize>(
    (loss, kept): Borrowing<L, N>,
    Given { x, t, losses }: Given<'_, X, U>,
    dy: *const X,
    dx: *mut X,
) -> Done {
    // SAFETY: the caller's promise.
    let dy = unsafe { read("dy", dy, losses) }?;
    slices! { write dx: x.len(); apart from &[Span::of(x), Span::of(t), Span::of(dy)], &kept }
    let mut loss = On::new(loss);
    place(&mut loss)?;
    Ok(loss.backward_each(x, t, dy, dx)?)
}

#[inline(always)]
pub(crate) unsafe fn forward_backward<X: Element, U: Against, L: Loss<U::Of>, const N: usize>(
    (loss, kept): Borrowing<L, N>,
    Given { x, t, .. }: Given<'_, X, U>,
    value: *mut f32,
    dx: *mut X,
) -> Done {
    slices! { write value: 1, dx: x.len(); apart from &[Span::of(x), Span::of(t)], &kept }
    let mut loss = On::new(loss);
    place(&mut loss)?;
    value[0] = loss.forward_backward(x, t, dx)?;
    Ok(())
}
