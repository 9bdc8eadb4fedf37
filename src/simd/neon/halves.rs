//! Vectors of 16-bit elements, and two of them at once.

use core::arch::aarch64::*;
use core::arch::asm;

use super::Neon;
use crate::simd::{HalfBlocks, Simd, half};

/// Vectors of 16-bit elements, four of which are an array here.
impl<const FAST: bool> Neon<FAST> {
    ops! { "neon"
        pub(super) fn widen_u16(x: [u16; 4]) -> int32x4_t { vreinterpretq_s32_u32(vmovl_u16(vector(x))) }
        pub(super) fn narrow_u16(x: int32x4_t) -> [u16; 4] { array(vmovn_u32(vreinterpretq_u32_s32(x))) }
        pub(super) fn widen_bf16(x: [u16; 4]) -> float32x4_t { vreinterpretq_f32_u32(vshll_n_u16::<16>(vector(x))) }
        pub(super) fn narrow_bf16(x: int32x4_t) -> [u16; 4] { array(vshrn_n_u32::<16>(vreinterpretq_u32_s32(x))) }
        fn has_nan(a: float32x4_t, b: float32x4_t) -> bool {
            vminvq_u32(vandq_u32(vceqq_f32(a, a), vceqq_f32(b, b))) == 0
        }
        // The upper halves of the lanes of both.
        fn pack_upper(first: int32x4_t, next: int32x4_t) -> [u16; 8] {
            array_of_8(vuzp2q_u16(vreinterpretq_u16_s32(first), vreinterpretq_u16_s32(next)))
        }
        // By name, since the compiler's functions for these two are not stable.
        pub(super) fn widen_f16(x: [u16; 4]) -> float32x4_t {
            let wide: float32x4_t;
            // SAFETY: an instruction of NEON between two registers.
            unsafe {
                asm!("fcvtl {0:v}.4s, {1:v}.4h", out(vreg) wide, in(vreg) vector(x), options(pure, nomem, nostack, preserves_flags));
            }
            wide
        }
        pub(super) fn narrow_f16(x: float32x4_t) -> [u16; 4] {
            let narrow: uint16x4_t;
            // SAFETY: as above.
            unsafe {
                asm!("fcvtn {0:v}.4h, {1:v}.4s", out(vreg) narrow, in(vreg) x, options(pure, nomem, nostack, preserves_flags));
            }
            array(narrow)
        }
    }
}

#[inline(always)]
fn vector(x: [u16; 4]) -> uint16x4_t {
    // SAFETY: both are 8 bytes, of which any are valid.
    unsafe { core::mem::transmute(x) }
}

#[inline(always)]
fn array(x: uint16x4_t) -> [u16; 4] {
    // SAFETY: as above.
    unsafe { core::mem::transmute(x) }
}

#[inline(always)]
fn array_of_8(x: uint16x8_t) -> [u16; 8] {
    // SAFETY: both are 16 bytes, of which any are valid.
    unsafe { core::mem::transmute(x) }
}

impl<const FAST: bool> HalfBlocks for Neon<FAST> {
    #[inline(always)]
    unsafe fn store_two(self, to: *mut u16, first: float32x4_t, next: float32x4_t) {
        let both = self.pack_upper(self.to_bf16(first), self.to_bf16(next));
        // SAFETY: the caller lets us write eight elements, and an array may be written unaligned.
        unsafe { to.cast::<[u16; 8]>().write_unaligned(both) };
    }

    // To ask two vectors at once for NaNs, of which there are few, costs less than to be ready for them in each.
    #[inline(always)]
    unsafe fn store_even_odd(self, to: *mut u16, (even, odd): (float32x4_t, float32x4_t)) {
        let both = if self.has_nan(even, odd) {
            self.in_turns(self.to_bf16(even), self.to_bf16(odd))
        } else {
            self.in_turns(half::nearest_bf16(self, even), half::nearest_bf16(self, odd))
        };
        // SAFETY: the caller lets us write eight elements, which are as long as four `f32`s.
        unsafe { self.store(to.cast(), self.floats(both)) };
    }
}
