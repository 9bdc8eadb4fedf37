//! Between 16-bit floats and `f32`.

use core::mem::MaybeUninit;

use super::MOST_LANES;
use crate::element::{Slice, SliceMut};
use crate::simd::Simd;
use crate::tier::{Level, dispatch};

/// A format of 16 bits.
trait Format: Copy {
    /// # Safety
    /// `from` is valid for reading `LANES` elements.
    unsafe fn load<S: Simd>(s: S, from: *const u16) -> S::F32;
    /// # Safety
    /// `to` is valid for writing `LANES` elements.
    unsafe fn store<S: Simd>(s: S, to: *mut u16, v: S::F32);
}

macro_rules! formats {
    ($($format:ident $load:ident $store:ident;)*) => {$(
        #[derive(Clone, Copy)]
        struct $format;

        impl Format for $format {
            #[inline(always)]
            unsafe fn load<S: Simd>(s: S, from: *const u16) -> S::F32 {
                // SAFETY: the caller vouches for the elements.
                unsafe { s.$load(from) }
            }

            #[inline(always)]
            unsafe fn store<S: Simd>(s: S, to: *mut u16, v: S::F32) {
                // SAFETY: the caller vouches for the elements.
                unsafe { s.$store(to, v) };
            }
        }
    )*};
}

formats! {
    F16 load_f16 store_f16;
    Bf16 load_bf16 store_bf16;
}

/// `out = x`, exactly; of one length.
pub(crate) fn widen(level: Level, x: Slice<'_>, out: &mut [f32]) {
    assert!(x.len() == out.len(), "verbs check their lengths");
    match x {
        Slice::F32(x) => out.copy_from_slice(x),
        // SAFETY: `x` and `out` have one length, and an `f16` is 16 bits.
        Slice::F16(x) => unsafe { widen_on(level, F16, x.as_ptr().cast(), x.len(), out.as_mut_ptr()) },
        // SAFETY: as above.
        Slice::Bf16(x) => unsafe { widen_on(level, Bf16, x.as_ptr().cast(), x.len(), out.as_mut_ptr()) },
    }
}

/// `out = x`, rounded to nearest; of one length.
pub(crate) fn narrow(level: Level, x: &[f32], out: SliceMut<'_>) {
    assert!(x.len() == out.len(), "verbs check their lengths");
    match out {
        SliceMut::F32(out) => out.copy_from_slice(x),
        SliceMut::NewF32(out) => {
            out.iter_mut().zip(x).for_each(|(out, &x)| {
                out.write(x);
            });
        }
        // SAFETY: `x` and `out` have one length, and an `f16` is 16 bits.
        SliceMut::F16(out) => unsafe { narrow_on(level, F16, x, out.as_mut_ptr().cast()) },
        // SAFETY: as above; it is only written.
        SliceMut::NewF16(out) => unsafe { narrow_on(level, F16, x, out.as_mut_ptr().cast()) },
        // SAFETY: as above.
        SliceMut::Bf16(out) => unsafe { narrow_on(level, Bf16, x, out.as_mut_ptr().cast()) },
        // SAFETY: as above.
        SliceMut::NewBf16(out) => unsafe { narrow_on(level, Bf16, x, out.as_mut_ptr().cast()) },
    }
}

/// The same memory with a value in it.
pub(crate) fn zeroed(x: &mut [MaybeUninit<f32>]) -> &mut [f32] {
    for x in x.iter_mut() {
        x.write(0.0);
    }
    // SAFETY: each element has been written.
    unsafe { written(x) }
}

/// # Safety
/// Each element has been written.
unsafe fn written(x: &mut [MaybeUninit<f32>]) -> &mut [f32] {
    // SAFETY: the caller vouches for the elements, and `MaybeUninit` changes no layout.
    unsafe { &mut *(&raw mut *x as *mut [f32]) }
}

/// Vectors that are under way at once.
const AT_ONCE: usize = 4;

/// # Safety
/// `x` is valid for reading and `out` for writing `n` elements.
#[inline(never)]
unsafe fn widen_on<F: Format>(level: Level, format: F, x: *const u16, n: usize, out: *mut f32) {
    // SAFETY: the caller vouches for `x` and `out`.
    dispatch!(level, s => s.vectorize(#[inline(always)] || unsafe {
        each(Widen(s.block(), format), Widen(s, format), n, x, out);
    }));
}

/// # Safety
/// `out` is valid for writing as many elements as `x` has.
#[inline(never)]
unsafe fn narrow_on<F: Format>(level: Level, format: F, x: &[f32], out: *mut u16) {
    // SAFETY: the caller vouches for `out`, and `x` is a slice.
    dispatch!(level, s => s.vectorize(#[inline(always)] || unsafe {
        each(Narrow(s.block(), format), Narrow(s, format), x.len(), x.as_ptr(), out);
    }));
}

/// A vector from one format to the other.
trait Convert: Copy {
    const LANES: usize;
    type From: Copy + Default;
    type To: Copy + Default;
    /// # Safety
    /// `from` is valid for reading and `to` for writing `LANES` elements.
    unsafe fn vector(self, from: *const Self::From, to: *mut Self::To);
}

#[derive(Clone, Copy)]
struct Widen<S, F>(S, F);

impl<S: Simd, F: Format> Convert for Widen<S, F> {
    const LANES: usize = S::LANES;
    type From = u16;
    type To = f32;

    #[inline(always)]
    unsafe fn vector(self, from: *const u16, to: *mut f32) {
        // SAFETY: the caller vouches for the elements.
        let v = unsafe { F::load(self.0, from) };
        // SAFETY: as above.
        unsafe { self.0.store(to, v) };
    }
}

#[derive(Clone, Copy)]
struct Narrow<S, F>(S, F);

impl<S: Simd, F: Format> Convert for Narrow<S, F> {
    const LANES: usize = S::LANES;
    type From = f32;
    type To = u16;

    #[inline(always)]
    unsafe fn vector(self, from: *const f32, to: *mut u16) {
        // SAFETY: the caller vouches for the elements.
        let v = unsafe { self.0.load(from) };
        // SAFETY: as above.
        unsafe { F::store(self.0, to, v) };
    }
}

#[inline(always)]
const fn lanes<C: Convert>(_: C) -> usize {
    C::LANES
}

/// Converts `n` elements, by blocks and what is left by vectors.
///
/// # Safety
/// `from` is valid for reading and `to` for writing `n` elements.
#[inline(always)]
unsafe fn each<C: Convert>(
    block: impl Convert<From = C::From, To = C::To>,
    convert: C,
    n: usize,
    from: *const C::From,
    to: *mut C::To,
) {
    let mut i = 0;
    while i + AT_ONCE * C::LANES <= n {
        for k in 0..AT_ONCE * C::LANES / lanes(block) {
            let at = i + k * lanes(block);
            // SAFETY: `at + LANES <= n`.
            unsafe { block.vector(from.wrapping_add(at), to.wrapping_add(at)) };
        }
        i += AT_ONCE * C::LANES;
    }
    while i < n {
        let left = C::LANES.min(n - i);
        const { assert!(C::LANES <= MOST_LANES, "a tail has room for a vector") };
        let (mut some, mut converted) = ([C::From::default(); MOST_LANES], [C::To::default(); MOST_LANES]);
        // Lane by lane: of a shorter loop the compiler would make a call.
        for k in 0..C::LANES {
            if k < left {
                // SAFETY: `i + k < n`.
                some[k] = unsafe { from.wrapping_add(i + k).read() };
            }
        }
        // SAFETY: both have room for a vector.
        unsafe { convert.vector(some.as_ptr(), converted.as_mut_ptr()) };
        for k in 0..C::LANES {
            if k < left {
                // SAFETY: `i + k < n`.
                unsafe { to.wrapping_add(i + k).write(converted[k]) };
            }
        }
        i += left;
    }
}
