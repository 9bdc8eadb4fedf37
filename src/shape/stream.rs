//! Stores that go past the caches.
//!
//! An ordinary store reads a line of memory before it overwrites a part of it, and leaves it in the caches. Of an output
//! that is larger than these, each line is read for nothing, and pushes out what others will read. A streaming store
//! writes whole lines to memory and does neither. It is slower where the line is in a cache already.
//!
//! A loop over a formula has no streaming stores: it writes a block that stays in the first-level cache, and
//! [`Streams`] copies that to memory, which costs little beside memory itself. So one copy loop serves all formulas.

use crate::element::SliceMut;
use crate::simd::{Simd, fence};
use crate::tier::{Level, dispatch_wide};

/// Floats of a line of the cache.
const LINE: usize = 16;
/// Lines that are under way at once.
const AT_ONCE: usize = 4;

/// Streaming stores; when it is dropped, all of them are ordered before what this thread does next, as those of any
/// other store are.
pub(crate) struct Streams(());

impl Drop for Streams {
    fn drop(&mut self) {
        fence();
    }
}

impl Streams {
    pub(crate) fn new() -> Self {
        Self(())
    }

    /// `out = x`; both are `f32` and of one length. By ordinary stores on compact tiers.
    #[inline(never)]
    pub(crate) fn copy(&self, level: Level, x: &[f32], out: SliceMut<'_>) {
        assert!(x.len() == out.len(), "verbs check their lengths");
        let to = match out {
            SliceMut::F32(out) => out.as_mut_ptr(),
            SliceMut::NewF32(out) => out.as_mut_ptr().cast(),
            _ => unreachable!("only floats stream"),
        };
        dispatch_wide!(
            level,
            // SAFETY: `out` has as many elements as `x`, is written only, and is borrowed until the fence.
            s => s.vectorize(#[inline(always)] || unsafe { copy(s, x, to) }),
            // SAFETY: as above; a slice that is borrowed for writing overlaps no other.
            else unsafe { to.copy_from_nonoverlapping(x.as_ptr(), x.len()) }
        );
    }
}

/// Whole lines by streaming stores, what lies before and behind them by ordinary ones.
///
/// # Safety
/// `to` is valid for writing as many elements as `x` has, and a [`fence`] follows before anything else touches them.
#[inline(always)]
unsafe fn copy<S: Simd>(s: S, x: &[f32], to: *mut f32) {
    const { assert!(LINE.is_multiple_of(S::LANES), "a line is whole vectors") };
    let (from, len) = (x.as_ptr(), x.len());
    let lead = ((to.addr() / size_of::<f32>()).wrapping_neg() % LINE).min(len);
    let lines = lead + (len - lead) / LINE * LINE;
    let (mut i, mut stop) = (0, lead);
    loop {
        while i < stop {
            let n = S::LANES.min(stop - i);
            // SAFETY: `i + n <= stop`, which is at most `len`.
            let v = unsafe { s.load_up_to(from.wrapping_add(i), n) };
            // SAFETY: as above.
            unsafe { s.store_up_to(to.wrapping_add(i), n, v) };
            i += n;
        }
        if i == len {
            return;
        }
        while i < lines {
            let n = (AT_ONCE * LINE).min(lines - i);
            for k in 0..AT_ONCE * LINE / S::LANES {
                if k * S::LANES < n {
                    let at = i + k * S::LANES;
                    // SAFETY: `at + LANES <= i + n`, which is at most `len`: `n` is whole lines.
                    let v = unsafe { s.load(from.wrapping_add(at)) };
                    // SAFETY: as above; `to` with `lead` elements is at the start of a line, and so is a
                    // vector at the start of one, or of a part of one as large.
                    unsafe { s.stream(to.wrapping_add(at), v) };
                }
            }
            i += n;
        }
        stop = len;
    }
}
