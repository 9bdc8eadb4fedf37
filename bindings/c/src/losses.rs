//! The verbs of losses over a caller's buffers; what `verbs` says of pointers holds here too.

use activ8::{Loss, On, Target, bf16, f16};

use crate::call::{Done, place};
use crate::memory::{Number, Span, apart, input, output, span};

/// What an operation borrows, or nothing where there is no pointer.
///
/// # Safety
/// Those that there are can be read, and nothing writes them during the call.
pub(crate) unsafe fn optional<'a, T>(
    argument: &'static str,
    at: *const T,
    len: usize,
) -> Done<Option<&'a [T]>> {
    if at.is_null() && len == 0 {
        return Ok(None);
    }
    span(argument, at, len)?;
    // SAFETY: it has been checked, and is the caller's to read.
    Ok(Some(unsafe { input(at, len) }))
}

/// Refuses outputs that share a byte with another buffer, or with each other.
#[inline(always)]
pub(crate) fn all_apart(outs: &[(&'static str, Span)], others: [&[Span]; 2]) -> Done {
    for (i, &(name, out)) in outs.iter().enumerate() {
        for others in others {
            apart(name, out, others)?;
        }
        for &(_, other) in &outs[..i] {
            apart(name, out, &[other])?;
        }
    }
    Ok(())
}

/// Targets of a loss whose targets are of `T`: the same, or halves of floats.
pub(crate) trait Same<T>: Target<T> {
    fn same(t: &[Self]) -> Option<&[T]>;
}

macro_rules! targets {
    ($($from:ty => $to:ty, $t:ident $same:expr;)*) => {$(
        impl Same<$to> for $from {
            #[inline]
            fn same($t: &[Self]) -> Option<&[$to]> {
                $same
            }
        }
    )*};
}

targets! {
    f32 => f32, t Some(t);
    i64 => i64, t Some(t);
    f16 => f32, _t None;
    bf16 => f32, _t None;
}

/// What a loss is given: input and target with their lengths, the number of losses, and where the slices
/// lie that the loss itself borrows.
pub(crate) struct Given<'a, X, U> {
    pub(crate) x: (*const X, usize),
    pub(crate) t: (*const U, usize),
    pub(crate) losses: usize,
    pub(crate) kept: &'a [Span],
}

impl<X, U> Given<'_, X, U> {
    /// Input and target, which outputs have been found apart from.
    #[inline(always)]
    unsafe fn slices<'a>(&self, outs: &[(&'static str, Span)]) -> Done<(&'a [X], &'a [U])> {
        let ((x, x_len), (t, t_len)) = (self.x, self.t);
        all_apart(outs, [&[span("x", x, x_len)?, span("t", t, t_len)?], self.kept])?;
        // SAFETY: it has been checked, and is the caller's to read.
        let x = unsafe { input(x, x_len) };
        // SAFETY: as x.
        let t = unsafe { input(t, t_len) };
        Ok((x, t))
    }
}

#[inline(always)]
pub(crate) unsafe fn loss_value<T, X: Number, U: Same<T>, L: Loss<T>>(
    loss: L,
    given: Given<'_, X, U>,
    value: *mut f32,
) -> Done {
    // SAFETY: the caller's promise.
    let (x, t) = unsafe { given.slices(&[("value", span("value", value, 1)?)]) }?;
    let mut loss = On::new(loss);
    place(&mut loss)?;
    let found = match (X::floats(x), U::same(t)) {
        (Some(x), Some(t)) => loss.forward(x, t)?,
        _ => loss.forward_any(x, t)?,
    };
    // SAFETY: it has been checked, and is the caller's to write.
    unsafe { value.write(found) };
    Ok(())
}

#[inline(always)]
pub(crate) unsafe fn loss_each<T, X: Number, U: Same<T>, L: Loss<T>>(
    loss: L,
    given: Given<'_, X, U>,
    each: *mut X,
) -> Done {
    // SAFETY: the caller's promise.
    let (x, t) = unsafe { given.slices(&[("each", span("each", each, given.losses)?)]) }?;
    // SAFETY: it has been checked, is the caller's to write, and is apart from both.
    let each = unsafe { output(each, given.losses) };
    let mut loss = On::new(loss);
    place(&mut loss)?;
    match (X::floats(x), U::same(t), X::floats_mut(each)) {
        (Some(x), Some(t), Some(each)) => Ok(loss.forward_each(x, t, each)?),
        _ => Ok(loss.forward_each_any(x, t, each)?),
    }
}

#[inline(always)]
pub(crate) unsafe fn loss_backward<T, X: Number, U: Same<T>, L: Loss<T>>(
    loss: L,
    given: Given<'_, X, U>,
    dx: *mut X,
) -> Done {
    // SAFETY: the caller's promise.
    let (x, t) = unsafe { given.slices(&[("dx", span("dx", dx, given.x.1)?)]) }?;
    // SAFETY: it has been checked, is the caller's to write, and is apart from both.
    let dx = unsafe { output(dx, given.x.1) };
    let mut loss = On::new(loss);
    place(&mut loss)?;
    match (X::floats(x), U::same(t), X::floats_mut(dx)) {
        (Some(x), Some(t), Some(dx)) => Ok(loss.backward(x, t, dx)?),
        _ => Ok(loss.backward_any(x, t, dx)?),
    }
}

#[inline(always)]
pub(crate) unsafe fn loss_forward_backward<T, X: Number, U: Same<T>, L: Loss<T>>(
    loss: L,
    given: Given<'_, X, U>,
    value: *mut f32,
    dx: *mut X,
) -> Done {
    let outs = [("value", span("value", value, 1)?), ("dx", span("dx", dx, given.x.1)?)];
    // SAFETY: the caller's promise.
    let (x, t) = unsafe { given.slices(&outs) }?;
    // SAFETY: it has been checked, is the caller's to write, and is apart from the others.
    let dx = unsafe { output(dx, given.x.1) };
    let mut loss = On::new(loss);
    place(&mut loss)?;
    let found = match (X::floats(x), U::same(t), X::floats_mut(dx)) {
        (Some(x), Some(t), Some(dx)) => loss.forward_backward(x, t, dx)?,
        _ => loss.forward_backward_any(x, t, dx)?,
    };
    // SAFETY: as dx.
    unsafe { value.write(found) };
    Ok(())
}
