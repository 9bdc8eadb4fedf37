//! The elementwise loop over halves, in place or into another slice of their format. Widened in memory first
//! they would cost two more stores a vector, which is as much as many a kernel.

use super::{Kernel, MOST_LANES};
use crate::element::{Slice, SliceMut};
use crate::simd::{F32s, Simd};
use crate::tier::{Level, dispatch_wide};

/// `y[i] = kernel(x[i])`, or of what is in `y`; all are halves of one format. Not for compact tiers.
#[inline(never)]
pub(crate) fn map_halves<K: Kernel<1>>(level: Level, kernel: K, x: Option<Slice<'_>>, y: SliceMut<'_>) {
    let (n, bf16) = (y.len(), matches!(y, SliceMut::Bf16(_) | SliceMut::NewBf16(_)));
    let initialised = y.read().is_some();
    let to: *mut u16 = match y {
        SliceMut::F16(y) => y.as_mut_ptr().cast(),
        SliceMut::NewF16(y) => y.as_mut_ptr().cast(),
        SliceMut::Bf16(y) => y.as_mut_ptr().cast(),
        SliceMut::NewBf16(y) => y.as_mut_ptr().cast(),
        SliceMut::F32(_) | SliceMut::NewF32(_) => unreachable!("verbs check their formats"),
    };
    let from: *const u16 = match x {
        None if initialised => to,
        Some(Slice::F16(x)) if x.len() == n && !bf16 => x.as_ptr().cast(),
        Some(Slice::Bf16(x)) if x.len() == n && bf16 => x.as_ptr().cast(),
        _ => unreachable!("verbs check their formats and lengths"),
    };
    dispatch_wide!(
        level,
        fast: K::HAS_FAST,
        // SAFETY: both are slices of `n` halves, or one, which has been written; halves are 16 bits.
        s => s.vectorize(#[inline(always)] move || unsafe { each(s, kernel, bf16, from, to, n) }),
        else unreachable!("compact tiers take halves in blocks")
    );
}

/// The loop. The format is asked for at each block, which costs less than a kernel's code for each.
///
/// # Safety
/// `from` is valid for reading and `to` for writing `n` elements.
#[inline(always)]
unsafe fn each<S: Simd>(s: S, kernel: impl Kernel<1>, bf16: bool, from: *const u16, to: *mut u16, n: usize) {
    let mut i = 0;
    while S::Block::LANES > S::LANES && i + S::Block::LANES <= n {
        // SAFETY: `i + Block::LANES <= n`.
        unsafe { block(s.block(), kernel, bf16, from.wrapping_add(i), to.wrapping_add(i)) };
        i += S::Block::LANES;
    }
    while i < n {
        let left = S::LANES.min(n - i);
        const { assert!(S::LANES <= MOST_LANES, "a tail has room for a vector") };
        let (mut some, mut done) = ([0; MOST_LANES], [0; MOST_LANES]);
        let (whole, mut x, mut y) = (left == S::LANES, from.wrapping_add(i), to.wrapping_add(i));
        if !whole {
            // Lane by lane: of a shorter loop the compiler would make a call.
            for k in 0..S::LANES {
                if k < left {
                    // SAFETY: `i + k < n`.
                    some[k] = unsafe { x.wrapping_add(k).read() };
                }
            }
            (x, y) = (some.as_ptr(), done.as_mut_ptr());
        }
        // SAFETY: `i + LANES <= n`, or else both have room for a vector.
        unsafe { block(s, kernel, bf16, x, y) };
        if !whole {
            for k in 0..S::LANES {
                if k < left {
                    // SAFETY: `i + k < n`.
                    unsafe { to.wrapping_add(i + k).write(done[k]) };
                }
            }
        }
        i += left;
    }
}

/// One vector.
///
/// # Safety
/// `from` is valid for reading and `to` for writing `LANES` elements.
#[inline(always)]
unsafe fn block<S: Simd>(s: S, kernel: impl Kernel<1>, bf16: bool, from: *const u16, to: *mut u16) {
    let x = if bf16 {
        // SAFETY: the caller vouches for the elements.
        unsafe { s.load_bf16(from) }
    } else {
        // SAFETY: as above.
        unsafe { s.load_f16(from) }
    };
    let [y] = kernel.eval([F32s::new(s, x)]);
    if bf16 {
        // SAFETY: as above.
        unsafe { s.store_bf16(to, y.v) };
    } else {
        // SAFETY: as above.
        unsafe { s.store_f16(to, y.v) };
    }
}
