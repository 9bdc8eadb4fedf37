//! The loop itself.

use super::{Arrays, Format};
use crate::shape::{Kernel, Steps};
use crate::simd::{F32s, HalfBlocks, Simd};
use crate::tier::{Level, dispatch_wide};

/// The loop with the instructions of `level`, which is not compact. Not inlined, so that there is one copy of a kernel.
#[inline(never)]
pub(crate) fn map_any<K: Kernel<N, M>, const N: usize, const M: usize>(
    level: Level,
    kernel: K,
    arrays: &Arrays<N, M>,
) {
    dispatch_wide!(
        level,
        fast: K::HAS_FAST,
        s => s.vectorize(#[inline(always)] move || {
            if const { K::IS_SHORT } {
                of_each_format(s.four(), kernel, arrays);
            } else if const { matches!(K::STEPS, Steps::Blocks) } {
                each(s.block(), kernel, arrays.format, arrays);
            } else {
                each(s.two(), kernel, arrays.format, arrays);
            }
        }),
        else unreachable!("compact tiers take other formats and rows in blocks of floats")
    );
}

/// [`each`] in a copy for each format, for a kernel that takes no longer than to ask which one it is.
#[inline(always)]
fn of_each_format<S: HalfBlocks, K: Kernel<N, M>, const N: usize, const M: usize>(
    s: S,
    kernel: K,
    arrays: &Arrays<N, M>,
) {
    match arrays.format {
        Format::F32 => each(s, kernel, Format::F32, arrays),
        Format::F16 => each(s, kernel, Format::F16, arrays),
        Format::Bf16 => each(s, kernel, Format::Bf16, arrays),
    }
}

#[inline(always)]
fn each<S: HalfBlocks, K: Kernel<N, M>, const N: usize, const M: usize>(
    s: S,
    kernel: K,
    format: Format,
    arrays: &Arrays<N, M>,
) {
    let Arrays { from, to, len, mut row, period, .. } = *arrays;
    let (mut i, mut end) = (0, period.min(len));
    loop {
        while i < end {
            let n = end - i;
            // SAFETY: of halves a step's elements are there from `i` on, of floats `n`.
            let mut x = unsafe { load(s, format, from, i, n) };
            if let Some(row) = row {
                // SAFETY: as above, of the row.
                let [row] = unsafe { load(s, format, [row], i, n) };
                x[0] = x[0] + row;
            }
            // SAFETY: as above, of the outputs.
            unsafe { store(format, to, i, n, kernel.eval(x)) };
            i += S::LANES;
        }
        if end >= len {
            return;
        }
        // The row again, from where it is that its first element is number `end`.
        row = row.map(|row| row.wrapping_sub(period * arrays.size()));
        (i, end) = (end, len.min(end + period));
    }
}

/// `LANES` elements of each from `i` on; of floats, the first `n` where there are fewer.
///
/// # Safety
/// There are as many to read.
#[inline(always)]
unsafe fn load<S: HalfBlocks, const N: usize>(
    s: S,
    format: Format,
    from: [*const u8; N],
    i: usize,
    n: usize,
) -> [F32s<S>; N] {
    let mut x = [F32s::splat(s, 0.0); N];
    if cfg!(feature = "half") && format == Format::F16 {
        for k in 0..N {
            // SAFETY: the caller vouches for the elements.
            x[k].v = unsafe { s.load_f16(from[k].cast::<u16>().wrapping_add(i)) };
        }
    } else if cfg!(feature = "half") && format == Format::Bf16 {
        for k in 0..N {
            // SAFETY: as above.
            x[k].v = unsafe { s.load_in_any_order(from[k].cast::<u16>().wrapping_add(i)) };
        }
    } else if n >= S::LANES {
        for k in 0..N {
            // SAFETY: as above.
            x[k].v = unsafe { s.load(from[k].cast::<f32>().wrapping_add(i)) };
        }
    } else {
        for k in 0..N {
            // SAFETY: as above.
            x[k].v = unsafe { s.load_up_to(from[k].cast::<f32>().wrapping_add(i), n) };
        }
    }
    x
}

/// The reverse of [`load`].
///
/// # Safety
/// There are as many elements to write.
#[inline(always)]
unsafe fn store<S: HalfBlocks, const M: usize>(
    format: Format,
    to: [*mut u8; M],
    i: usize,
    n: usize,
    y: [F32s<S>; M],
) {
    if cfg!(feature = "half") && format == Format::F16 {
        for m in 0..M {
            // SAFETY: the caller vouches for the elements.
            unsafe { y[m].s.store_f16(to[m].cast::<u16>().wrapping_add(i), y[m].v) };
        }
    } else if cfg!(feature = "half") && format == Format::Bf16 {
        for m in 0..M {
            // SAFETY: as above.
            unsafe { y[m].s.store_in_any_order(to[m].cast::<u16>().wrapping_add(i), y[m].v) };
        }
    } else if n >= S::LANES {
        for m in 0..M {
            // SAFETY: as above.
            unsafe { y[m].s.store(to[m].cast::<f32>().wrapping_add(i), y[m].v) };
        }
    } else {
        for m in 0..M {
            // SAFETY: as above.
            unsafe { y[m].s.store_up_to(to[m].cast::<f32>().wrapping_add(i), n, y[m].v) };
        }
    }
}
