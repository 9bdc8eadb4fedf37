//! What `f32` has in `std` and not in `core`: without the former, a lane of `wide` has it.

/// The square root, rounded once.
#[inline(always)]
pub(super) fn sqrt(a: f32) -> f32 {
    cfg_if::cfg_if! {
        if #[cfg(feature = "std")] {
            a.sqrt()
        } else {
            wide::f32x4::splat(a).sqrt().to_array()[0]
        }
    }
}

/// a·b + c, rounded once: for builds that have the instruction.
#[inline(always)]
pub(super) fn fused(a: f32, b: f32, c: f32) -> f32 {
    cfg_if::cfg_if! {
        if #[cfg(feature = "std")] {
            a.mul_add(b, c)
        } else {
            let [a, b, c] = [a, b, c].map(wide::f32x4::splat);
            a.mul_add(b, c).to_array()[0]
        }
    }
}
