//! The verbs of losses of one input; what `activations` says of pointers holds here too.

use activ8::{Element, Loss, Target, bf16, f16};

use crate::call::{Done, placed};
use crate::memory::{Span, optional, product, slices};

/// What a loss is given: input and target with their lengths, and the number of losses.
pub(crate) struct Given<X, U> {
    x: (*const X, usize),
    t: (*const U, usize),
    losses: usize,
}

/// Elements against as many.
#[inline(always)]
pub(crate) fn elements<X, U>(x: *const X, t: *const U, n: usize) -> Done<Given<X, U>> {
    Ok(Given { x: (x, n), t: (t, n), losses: n })
}

/// Rows against rows.
#[inline(always)]
pub(crate) fn rows<X, U>(x: *const X, t: *const U, [rows, row]: [usize; 2]) -> Done<Given<X, U>> {
    let len = product(rows, row)?;
    Ok(Given { x: (x, len), t: (t, len), losses: rows })
}

/// Rows against a class each.
#[inline(always)]
pub(crate) fn classes<X, U>(x: *const X, t: *const U, [rows, row]: [usize; 2]) -> Done<Given<X, U>> {
    Ok(Given { x: (x, product(rows, row)?), t: (t, rows), losses: rows })
}

/// Steps of sequences against the labels of all.
#[inline(always)]
pub(crate) fn sequences<X, U>(
    x: *const X,
    t: *const U,
    [labels, steps, sequences, classes]: [usize; 4],
) -> Done<Given<X, U>> {
    let len = product(steps, product(sequences, classes)?)?;
    Ok(Given { x: (x, len), t: (t, labels), losses: sequences })
}

/// A list of lengths, which may be empty.
///
/// # Safety
/// As `optional`.
pub(crate) unsafe fn list<'a>(argument: &'static str, at: *const usize, n: usize) -> Done<&'a [usize]> {
    // SAFETY: the caller's promise.
    Ok(unsafe { optional(argument, at, n) }?.unwrap_or_default())
}

/// Targets, and the type of target that a loss has for them: halves are floats to it.
pub(crate) trait Against: Target<Self::Of> {
    type Of;
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
type Borrowing<L, const N: usize> = (L, [Span; N]);

#[inline(always)]
pub(crate) unsafe fn forward<X: Element, U: Against, L: Loss<U::Of>, const N: usize>(
    (loss, kept): Borrowing<L, N>,
    Given { x: (x, x_len), t: (t, t_len), .. }: Given<X, U>,
    value: *mut f32,
) -> Done {
    slices! { read x: x_len, t: t_len; write value: 1; apart from &kept }
    value[0] = placed(loss)?.forward_any(x, t)?;
    Ok(())
}

#[inline(always)]
pub(crate) unsafe fn forward_each<X: Element, U: Against, L: Loss<U::Of>, const N: usize>(
    (loss, kept): Borrowing<L, N>,
    Given { x: (x, x_len), t: (t, t_len), losses }: Given<X, U>,
    each: *mut X,
) -> Done {
    slices! { read x: x_len, t: t_len; write each: losses; apart from &kept }
    Ok(placed(loss)?.forward_each_any(x, t, each)?)
}

#[inline(always)]
pub(crate) unsafe fn backward<X: Element, U: Against, L: Loss<U::Of>, const N: usize>(
    (loss, kept): Borrowing<L, N>,
    Given { x: (x, x_len), t: (t, t_len), .. }: Given<X, U>,
    dx: *mut X,
) -> Done {
    slices! { read x: x_len, t: t_len; write dx: x_len; apart from &kept }
    Ok(placed(loss)?.backward_any(x, t, dx)?)
}

#[inline(always)]
pub(crate) unsafe fn forward_backward<X: Element, U: Against, L: Loss<U::Of>, const N: usize>(
    (loss, kept): Borrowing<L, N>,
    Given { x: (x, x_len), t: (t, t_len), .. }: Given<X, U>,
    value: *mut f32,
    dx: *mut X,
) -> Done {
    slices! { read x: x_len, t: t_len; write value: 1, dx: x_len; apart from &kept }
    value[0] = placed(loss)?.forward_backward_any(x, t, dx)?;
    Ok(())
}
