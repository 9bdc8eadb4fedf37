//! Pointers of a caller as slices: checked first, and only then read or written.

use crate::call::{Done, Failure, activ8_status, unknown};

/// Where a buffer lies.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// That of a value.
    #[inline]
    pub(crate) fn of<T: ?Sized>(value: &T) -> Self {
        let start = std::ptr::from_ref(value).addr();
        Self { start, end: start + size_of_val(value) }
    }

    /// Refuses the output of this name where it shares a byte with any of the others.
    #[inline(always)]
    fn avoids(self, name: &str, others: &[Self]) -> Done {
        if others.iter().any(|other| self.start < other.end && other.start < self.end) {
            return Err(wrong(activ8_status::ACTIV8_OVERLAP, name, "overlaps another buffer"));
        }
        Ok(())
    }
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
#[inline]
pub(crate) fn kept<T>(slice: Option<&[T]>) -> Span {
    Span::of(slice.unwrap_or_default())
}

#[cold]
fn wrong(status: activ8_status, argument: &str, what: &str) -> Failure {
    Failure::new(status, format_args!("`{argument}` {what}"))
}

/// `rows · row`, or the error that it overflows.
#[inline]
pub(crate) fn product(rows: usize, row: usize) -> Done<usize> {
    rows.checked_mul(row)
        .ok_or_else(|| wrong(activ8_status::ACTIV8_OVERFLOW, "rows", "of this length are longer than memory"))
}

/// Refuses outputs that share a byte with another buffer, or with each other.
#[inline(always)]
pub(crate) fn apart(outs: &[(&'static str, Span)], others: &[&[Span]]) -> Done {
    for (i, &(name, out)) in outs.iter().enumerate() {
        for others in others {
            out.avoids(name, others)?;
        }
        for (_, other) in &outs[..i] {
            out.avoids(name, std::slice::from_ref(other))?;
        }
    }
    Ok(())
}

/// Makes slices of a caller's pointers, under the same names, once all have been checked: each is not null, aligned,
/// and of a length that memory can hold, and each that is written is apart from all others and from other spans.
///
/// It belongs into functions whose caller promises that as many values can be read, or written, as are named.
macro_rules! slices {
    ($(read $($x:ident: $x_len:expr),+;)? write $($y:ident: $y_len:expr),+ $(; apart from $($others:expr),+)?) => {
        // SAFETY: they are the caller's to read.
        $($(let $x = unsafe { crate::memory::read(stringify!($x), $x, $x_len) }?;)+)?
        crate::memory::apart(
            &[$((stringify!($y), crate::memory::span(stringify!($y), $y, $y_len)?)),+],
            &[$(&[$(crate::memory::Span::of($x)),+],)? $($($others),+)?],
        )?;
        // SAFETY: they have been checked, are the caller's to write, and are apart from all others.
        $(let $y = unsafe { crate::memory::output($y, $y_len) };)+
    };
}
pub(crate) use slices;

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

/// [`input`], once it has been checked.
///
/// # Safety
/// Those that there are can be read, and nothing writes them while the slice lives.
#[inline]
pub(crate) unsafe fn read<'a, T>(argument: &'static str, at: *const T, n: usize) -> Done<&'a [T]> {
    span(argument, at, n)?;
    // SAFETY: it has been checked, and is the caller's to read.
    Ok(unsafe { input(at, n) })
}

/// The values at a pointer that [`span`] has checked, to be written.
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

/// What an operation borrows, or nothing where there is no pointer.
///
/// # Safety
/// Those that there are can be read, and nothing writes them during the call.
#[inline]
pub(crate) unsafe fn optional<'a, T>(
    argument: &'static str,
    at: *const T,
    len: usize,
) -> Done<Option<&'a [T]>> {
    if at.is_null() && len == 0 {
        return Ok(None);
    }
    // SAFETY: the caller's promise.
    Ok(Some(unsafe { read(argument, at, len) }?))
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

/// Sets the defaults.
///
/// # Safety
/// As [`set`].
pub(crate) unsafe fn init<P: Copy + Default>(params: *mut P) -> Done {
    // SAFETY: the caller's promise.
    unsafe { set(params, P::default()) }
}
