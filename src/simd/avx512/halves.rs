//! Two vectors of halves at once.

use core::arch::x86_64::*;

use super::Avx512;
use crate::simd::{HalfBlocks, Simd};

impl<const FAST: bool> Avx512<FAST> {
    ops! { "avx512f,avx512bw,avx512dq,avx512vl"
        // The upper halves of the lanes of both.
        fn pack_upper(first: __m512i, next: __m512i) -> [u16; 32] {
            let lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
            // 4i + 1 and 4i + 3 in lane i: the numbers of the upper halves of both vectors.
            let odd = _mm512_mullo_epi32(lanes, _mm512_set1_epi32(0x0004_0004));
            let odd = _mm512_add_epi32(odd, _mm512_set1_epi32(0x0003_0001));
            array_of_32(_mm512_permutex2var_epi16(first, odd, next))
        }
    }
}

#[inline(always)]
fn array_of_32(x: __m512i) -> [u16; 32] {
    // SAFETY: both are 64 bytes, of which any are valid.
    unsafe { core::mem::transmute(x) }
}

impl<const FAST: bool> HalfBlocks for Avx512<FAST> {
    #[inline(always)]
    unsafe fn store_two(self, to: *mut u16, first: __m512, next: __m512) {
        let both = self.pack_upper(self.to_bf16(first), self.to_bf16(next));
        // SAFETY: the caller lets us write 32 elements, and an array may be written unaligned.
        unsafe { to.cast::<[u16; 32]>().write_unaligned(both) };
    }
}
