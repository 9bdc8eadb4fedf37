//! The elementwise loop over halves, in place or into another slice of their format. Widened in memory first
//! they would cost two more stores a vector, which is as much as many a kernel.
//!
//! It has no tail, of which each kernel would have a copy: what is left of the last block goes through the same loop in
//! a block on the stack. Within a block, elements may be in any order.

use super::Kernel;
use crate::element::{Slice, SliceMut};
use crate::simd::{F32s, HalfBlocks, Simd};
use crate::tier::{Level, dispatch_wide};

/// The most lanes of a tier's block.
const LONGEST_BLOCK: usize = 64;

/// Halves of one format: inputs, and as many outputs, which may be the same memory.
#[derive(Clone, Copy)]
pub(crate) struct Halves {
    bf16: bool,
    from: *const u16,
    to: *mut u16,
    len: usize,
}

/// Calls `values`, which is [`map_halves`] of a kernel, so that `y[i] = kernel(x[i])`, or of what is in `y`; all are
/// halves of one format. Not for compact tiers.
pub(crate) fn halves_in_blocks(
    level: Level,
    x: Option<Slice<'_>>,
    y: SliceMut<'_>,
    values: &dyn Fn(Level, Halves),
) {
    let (len, bf16) = (y.len(), matches!(y, SliceMut::Bf16(_) | SliceMut::NewBf16(_)));
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
        Some(Slice::F16(x)) if x.len() == len && !bf16 => x.as_ptr().cast(),
        Some(Slice::Bf16(x)) if x.len() == len && bf16 => x.as_ptr().cast(),
        _ => unreachable!("verbs check their formats and lengths"),
    };
    let block = block_of(level);
    let left = len % block;
    let whole = len - left;
    if whole > 0 {
        values(level, Halves { bf16, from, to, len: whole });
    }
    if left > 0 {
        let mut room = [0; LONGEST_BLOCK];
        // SAFETY: there are `whole + left` elements to read, and the room has more than `left`.
        unsafe { room.as_mut_ptr().copy_from_nonoverlapping(from.wrapping_add(whole), left) };
        let rest = room.as_mut_ptr();
        values(level, Halves { bf16, from: rest, to: rest, len: block });
        // SAFETY: there are `whole + left` elements to write.
        unsafe { to.wrapping_add(whole).copy_from_nonoverlapping(rest, left) };
    }
}

/// The elements of a block.
fn block_of(level: Level) -> usize {
    fn of<S: Simd>(_: S) -> usize {
        const { assert!(S::Block::LANES <= LONGEST_BLOCK, "the rest has room for a block") };
        S::Block::LANES
    }
    dispatch_wide!(level, s => of(s), else unreachable!("compact tiers take halves in blocks of floats"))
}

/// The loop over whole blocks.
#[inline(never)]
pub(crate) fn map_halves<K: Kernel<1>>(level: Level, kernel: K, halves: Halves) {
    dispatch_wide!(
        level,
        fast: K::HAS_FAST,
        s => s.vectorize(#[inline(always)] move || each(s, kernel, halves)),
        else unreachable!("compact tiers take halves in blocks of floats")
    );
}

/// The format is asked for at each block, which costs less than a kernel's code for each.
#[inline(always)]
fn each<S: Simd>(s: S, kernel: impl Kernel<1>, halves: Halves) {
    let (s, Halves { bf16, from, to, len }) = (s.block(), halves);
    let mut i = 0;
    while i + S::Block::LANES <= len {
        let (x, y) = (from.wrapping_add(i), to.wrapping_add(i));
        let v = if bf16 {
            // SAFETY: `i + Block::LANES <= len`.
            unsafe { s.load_in_any_order(x) }
        } else {
            // SAFETY: as above.
            unsafe { s.load_f16(x) }
        };
        let [v] = kernel.eval([F32s::new(s, v)]);
        if bf16 {
            // SAFETY: as above.
            unsafe { s.store_in_any_order(y, v.v) };
        } else {
            // SAFETY: as above.
            unsafe { s.store_f16(y, v.v) };
        }
        i += S::Block::LANES;
    }
}
