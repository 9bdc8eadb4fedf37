//! Pointers of a caller as slices: checked first, and only then read or written.

use activ8::{Element, bf16, f16};

use crate::call::{Done, Failure, activ8_status, unknown};

/// The elements of buffers. Of floats the core has verbs of their own, which have less to do before a kernel
/// than those for any element.
pub(crate) trait Number: Element {
    /// The same slice, if it is one of floats.
    fn floats(x: &[Self]) -> Option<&[f32]>;
    /// The same to be written.
    fn floats_mut(x: &mut [Self]) -> Option<&mut [f32]>;
}

impl Number for f32 {
    #[inline]
    fn floats(x: &[Self]) -> Option<&[f32]> {
        Some(x)
    }

    #[inline]
    fn floats_mut(x: &mut [Self]) -> Option<&mut [f32]> {
        Some(x)
    }
}

macro_rules! halves {
    ($($half:ty)*) => {$(
        impl Number for $half {
            fn floats(_: &[Self]) -> Option<&[f32]> {
                None
            }

            fn floats_mut(_: &mut [Self]) -> Option<&mut [f32]> {
                None
            }
        }
    )*};
}

halves! { f16 bf16 }

/// Where a buffer lies.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Span {
    start: usize,
    end: usize,
}

/// What is wrong with a pointer to `n` values, or where they lie.
#[inline]
pub(crate) fn span<T>(argument: &'static str, at: *const T, n: usize) -> Done<Span> {
    let start = at.addr();
    if n == 0 {
        return Ok(Span { start, end: start });
    }
    if at.is_null() {
        return Err(wrong(activ8_status::ACTIV8_NULL, argument, "is null"));
    }
    if !at.is_aligned() {
        return Err(wrong(activ8_status::ACTIV8_MISALIGNED, argument, "is misaligned"));
    }
    let bytes = n.checked_mul(size_of::<T>()).filter(|&bytes| isize::try_from(bytes).is_ok());
    match bytes.and_then(|bytes| start.checked_add(bytes)) {
        Some(end) => Ok(Span { start, end }),
        None => Err(wrong(activ8_status::ACTIV8_OVERFLOW, argument, "is longer than memory")),
    }
}

/// Where a slice lies that an operation has, if any.
pub(crate) fn kept<T>(slice: Option<&[T]>) -> Span {
    slice.map_or(Span { start: 0, end: 0 }, |slice| {
        let ends = slice.as_ptr_range();
        Span { start: ends.start.addr(), end: ends.end.addr() }
    })
}

#[cold]
fn wrong(status: activ8_status, argument: &str, what: &str) -> Failure {
    Failure::new(status, &format!("`{argument}` {what}"))
}

/// `rows · row`, or the error that it overflows.
#[inline]
pub(crate) fn product(rows: usize, row: usize) -> Done<usize> {
    rows.checked_mul(row)
        .ok_or_else(|| wrong(activ8_status::ACTIV8_OVERFLOW, "rows", "of this length are longer than memory"))
}

/// Refuses an output that shares a byte with any of the others.
#[inline]
pub(crate) fn apart(argument: &'static str, out: Span, others: &[Span]) -> Done {
    let overlaps = |other: &Span| out.start < other.end && other.start < out.end;
    if others.iter().any(overlaps) {
        return Err(wrong(activ8_status::ACTIV8_OVERLAP, argument, "overlaps another buffer"));
    }
    Ok(())
}

/// The values at a pointer that [`span`] has checked.
///
/// # Safety
/// They can be read, and nothing writes them while the slice lives.
#[inline]
pub(crate) unsafe fn input<'a, T>(at: *const T, n: usize) -> &'a [T] {
    if n == 0 {
        return &[];
    }
    // SAFETY: it is aligned and not null, n values are no more than memory holds, and the caller promises
    // the rest.
    unsafe { std::slice::from_raw_parts(at, n) }
}

/// The same to be written.
///
/// # Safety
/// They can be read and written, and nothing else reads or writes them while the slice lives.
#[inline]
pub(crate) unsafe fn output<'a, T>(at: *mut T, n: usize) -> &'a mut [T] {
    if n == 0 {
        return &mut [];
    }
    // SAFETY: as for `input`.
    unsafe { std::slice::from_raw_parts_mut(at, n) }
}

/// A truth value of C, which may be any byte; `bool` in the header.
#[repr(transparent)]
#[derive(Clone, Copy, Debug)]
pub struct Truth(u8);

impl Truth {
    /// Anything but 0 is true.
    pub(crate) fn is_true(self) -> bool {
        self.0 != 0
    }
}

/// A struct of parameters.
pub(crate) trait Params: Copy {
    /// Its truth values: their names, and where they lie in it.
    const TRUTHS: &'static [(&'static str, usize)] = &[];
}

/// [`Params`] for a struct with these truth values.
macro_rules! params {
    ($name:ident: $($truth:ident)*) => {
        impl crate::memory::Params for $name {
            const TRUTHS: &'static [(&'static str, usize)] =
                &[$((stringify!($truth), std::mem::offset_of!($name, $truth))),*];
        }
    };
}
pub(crate) use params;

/// A struct of parameters. A truth value that is neither 0 nor 1, as in one that nobody has initialised, is refused
/// before it is one of Rust's.
///
/// # Safety
/// If it is not null, it can be read.
#[inline]
pub(crate) unsafe fn get<P: Params>(params: *const P) -> Done<P> {
    span("params", params, 1)?;
    for &(name, offset) in P::TRUTHS {
        // SAFETY: the byte lies in the struct, which is not null, and the caller promises that it can be read.
        let byte = unsafe { params.byte_add(offset).cast::<u8>().read() };
        if byte > 1 {
            return Err(unknown(name, byte.into()));
        }
    }
    // SAFETY: it is aligned and not null, the caller promises that it can be read, and any bytes are its numbers and
    // pointers; the others are truth values, which have been checked.
    Ok(unsafe { params.read() })
}

/// The same to be written.
///
/// # Safety
/// If it is not null, it can be written.
pub(crate) unsafe fn set<P: Copy>(params: *mut P, value: P) -> Done {
    span("params", params.cast_const(), 1)?;
    // SAFETY: it is aligned and not null, and the caller promises that it can be written.
    unsafe { params.write(value) };
    Ok(())
}
