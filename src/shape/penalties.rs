//! Truth values as numbers to add.

use super::memory::Out;

/// `out[i] = 0` where `keep[i]`, else −∞.
#[inline(always)]
pub(crate) fn penalties(keep: &[bool], out: Out<'_>) {
    for (&keep, out) in keep.iter().zip(out) {
        out.set(if keep { 0.0 } else { f32::NEG_INFINITY });
    }
}
