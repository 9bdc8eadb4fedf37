//! Four lanes of NEON, the vectors of aarch64.

mod halves;

use core::arch::aarch64::*;

use super::{SUM_LANES, Simd, Table};

/// The tier of CPUs with NEON: every one that the target's code may run on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Neon<const FAST: bool = false>(());

impl Neon {
    /// The same for formulas that are fast.
    #[inline(always)]
    pub(crate) fn fast(self) -> Neon<true> {
        let Self(()) = self;
        Neon(())
    }

    /// The token. This file is compiled only where the compiler itself may use the instructions.
    pub(crate) fn detect() -> Option<Self> {
        const { assert!(cfg!(target_feature = "neon"), "no CPU needs to be asked") };
        Some(Self(()))
    }
}

impl<const FAST: bool> Neon<FAST> {
    ops! { "neon"
        fn not_zero(x: [u8; 4]) -> uint32x4_t {
            let each = vmovl_u16(vget_low_u16(vmovl_u8(vcreate_u8(u64::from(u32::from_le_bytes(x))))));
            vtstq_u32(each, each)
        }
        fn four(low: [f32; 2], high: [f32; 2]) -> float32x4_t { vcombine_f32(of_two(low), of_two(high)) }
        fn halves(v: float32x4_t) -> ([f32; 2], [f32; 2]) { (two(vget_low_f32(v)), two(vget_high_f32(v))) }
    }
}

#[inline(always)]
fn two(x: float32x2_t) -> [f32; 2] {
    // SAFETY: both are 8 bytes, of which any are valid.
    unsafe { core::mem::transmute(x) }
}

#[inline(always)]
fn of_two(x: [f32; 2]) -> float32x2_t {
    // SAFETY: as above.
    unsafe { core::mem::transmute(x) }
}

/// The bytes of a table, in two registers.
#[inline(always)]
fn bytes(table: Table) -> [uint8x16_t; 2] {
    // SAFETY: both are 32 bytes, of which any are valid.
    unsafe { core::mem::transmute(table) }
}

#[inline(always)]
fn doubles(x: [float64x2_t; 4]) -> [f64; 8] {
    // SAFETY: both are 64 bytes, of which any are valid.
    unsafe { core::mem::transmute(x) }
}

#[inline(always)]
fn of_doubles(x: [f64; 8]) -> [float64x2_t; 4] {
    // SAFETY: as above.
    unsafe { core::mem::transmute(x) }
}

impl<const FAST: bool> Simd for Neon<FAST> {
    const LANES: usize = 4;
    const FUSED: bool = true;
    const FAST: bool = FAST;
    type F32 = float32x4_t;
    type I32 = int32x4_t;
    type Mask = uint32x4_t;
    type Wide = [float32x4_t; SUM_LANES / 4];
    type Totals = [float64x2_t; SUM_LANES / 2];

    #[cfg(activ8_unoptimised)]
    single_block!(float32x4_t);
    #[cfg(not(activ8_unoptimised))]
    lockstep!(super::Pair<Self>, super::Pair, [float32x4_t; 2], (a, b) => [a, b]);

    type Short = super::Pair<super::Pair<Self>>;

    #[inline(always)]
    fn short(self) -> Self::Short {
        super::Pair(super::Pair(self))
    }

    vectorize!("neon");

    #[inline(always)]
    fn totals_from(self, lanes: [f64; SUM_LANES]) -> Self::Totals {
        // SAFETY: both are 256 bytes, of which any are valid.
        unsafe { core::mem::transmute::<[f64; SUM_LANES], Self::Totals>(lanes) }
    }

    #[inline(always)]
    fn totals_to(self, totals: Self::Totals) -> [f64; SUM_LANES] {
        // SAFETY: as above.
        unsafe { core::mem::transmute::<Self::Totals, [f64; SUM_LANES]>(totals) }
    }

    #[inline(always)]
    unsafe fn load(self, from: *const f32) -> float32x4_t {
        // SAFETY: the caller lets us read four elements; the token proves the instruction.
        unsafe { vld1q_f32(from) }
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut f32, v: float32x4_t) {
        // SAFETY: the caller lets us write four elements; the token proves the instruction.
        unsafe { vst1q_f32(to, v) };
    }

    #[inline(always)]
    unsafe fn load_mask(self, from: *const bool) -> uint32x4_t {
        // SAFETY: the caller lets us read four truth values, which are bytes, of any alignment.
        self.not_zero(unsafe { from.cast::<[u8; 4]>().read_unaligned() })
    }

    #[inline(always)]
    unsafe fn load_u16(self, from: *const u16) -> int32x4_t {
        // SAFETY: the caller lets us read four elements, and an array may be read unaligned.
        self.widen_u16(unsafe { from.cast::<[u16; 4]>().read_unaligned() })
    }

    #[inline(always)]
    unsafe fn store_u16(self, to: *mut u16, v: int32x4_t) {
        // SAFETY: the caller lets us write four elements, and an array may be written unaligned.
        unsafe { to.cast::<[u16; 4]>().write_unaligned(self.narrow_u16(v)) };
    }

    #[inline(always)]
    unsafe fn load_f16(self, from: *const u16) -> float32x4_t {
        // SAFETY: the caller lets us read four elements, and an array may be read unaligned.
        self.widen_f16(unsafe { from.cast::<[u16; 4]>().read_unaligned() })
    }

    #[inline(always)]
    unsafe fn store_f16(self, to: *mut u16, v: float32x4_t) {
        // SAFETY: the caller lets us write four elements, and an array may be written unaligned.
        unsafe { to.cast::<[u16; 4]>().write_unaligned(self.narrow_f16(v)) };
    }

    #[inline(always)]
    unsafe fn load_bf16(self, from: *const u16) -> float32x4_t {
        // SAFETY: the caller lets us read four elements, and an array may be read unaligned.
        self.widen_bf16(unsafe { from.cast::<[u16; 4]>().read_unaligned() })
    }

    #[inline(always)]
    unsafe fn store_bf16(self, to: *mut u16, v: float32x4_t) {
        let upper = self.narrow_bf16(self.to_bf16(v));
        // SAFETY: the caller lets us write four elements, and an array may be written unaligned.
        unsafe { to.cast::<[u16; 4]>().write_unaligned(upper) };
    }

    // There are no masked ones.
    #[inline(always)]
    unsafe fn load_up_to(self, from: *const f32, n: usize) -> float32x4_t {
        if n == 4 {
            // SAFETY: the caller lets us read four elements.
            return unsafe { self.load(from) };
        }
        let (pair, last) = (n & 2 != 0, n & 1 != 0);
        // SAFETY: where `n` is 2 or 3, the caller lets us read two elements, and arrays may be read unaligned.
        let two = if pair { unsafe { from.cast::<[f32; 2]>().read_unaligned() } } else { [0.0; 2] };
        // SAFETY: where `n` is odd, the caller lets us read the last of them.
        let one = if last { unsafe { from.wrapping_add(n - 1).read() } } else { 0.0 };
        if pair { self.four(two, [one, 0.0]) } else { self.four([one, 0.0], two) }
    }

    #[inline(always)]
    unsafe fn store_up_to(self, to: *mut f32, n: usize, v: float32x4_t) {
        if n == 4 {
            // SAFETY: the caller lets us write four elements.
            return unsafe { self.store(to, v) };
        }
        let (low, high) = self.halves(v);
        if n & 2 != 0 {
            // SAFETY: the caller lets us write two elements, and an array may be written unaligned.
            unsafe { to.cast::<[f32; 2]>().write_unaligned(low) };
        }
        if n & 1 != 0 {
            let last = if n & 2 != 0 { high } else { low };
            // SAFETY: the caller lets us write the last of `n` elements.
            unsafe { to.wrapping_add(n - 1).write(last[0]) };
        }
    }

    ops! { "neon"
        fn first(n: usize) -> uint32x4_t {
            const LANES: [u32; 4] = [0, 1, 2, 3];
            // SAFETY: both are 16 bytes, of which any are valid.
            let lanes = unsafe { core::mem::transmute::<[u32; 4], uint32x4_t>(LANES) };
            vcltq_u32(lanes, vdupq_n_u32(n as u32))
        }
        fn wide(v: float32x4_t) -> [float32x4_t; SUM_LANES / 4] { [v; SUM_LANES / 4] }
        fn totals() -> [float64x2_t; SUM_LANES / 2] { [vdupq_n_f64(0.0); SUM_LANES / 2] }
        fn add_to(totals: [float64x2_t; SUM_LANES / 2], i: usize, v: float32x4_t) -> [float64x2_t; SUM_LANES / 2] {
            let mut totals = totals;
            totals[2 * i] = vaddq_f64(totals[2 * i], vcvt_f64_f32(vget_low_f32(v)));
            totals[2 * i + 1] = vaddq_f64(totals[2 * i + 1], vcvt_high_f64_f32(v));
            totals
        }
        fn fold(totals: [float64x2_t; SUM_LANES / 2]) -> [f64; 8] {
            let mut sums = [totals[0], totals[1], totals[2], totals[3]];
            for i in 0..4 {
                let first = vaddq_f64(totals[i], totals[i + 8]);
                sums[i] = vaddq_f64(first, vaddq_f64(totals[i + 4], totals[i + 12]));
            }
            doubles(sums)
        }
        fn join(folded: [f64; 8]) -> f64 {
            let [a, b, c, d] = of_doubles(folded);
            vaddvq_f64(vaddq_f64(vaddq_f64(a, c), vaddq_f64(b, d)))
        }
        fn splat(x: f32) -> float32x4_t { vdupq_n_f32(x) }
        fn add(a: float32x4_t, b: float32x4_t) -> float32x4_t { vaddq_f32(a, b) }
        fn sub(a: float32x4_t, b: float32x4_t) -> float32x4_t { vsubq_f32(a, b) }
        fn mul(a: float32x4_t, b: float32x4_t) -> float32x4_t { vmulq_f32(a, b) }
        fn div(a: float32x4_t, b: float32x4_t) -> float32x4_t { vdivq_f32(a, b) }
        fn sqrt(a: float32x4_t) -> float32x4_t { vsqrtq_f32(a) }
        fn mul_add(a: float32x4_t, b: float32x4_t, c: float32x4_t) -> float32x4_t { vfmaq_f32(c, a, b) }
        fn mul_sub(a: float32x4_t, b: float32x4_t, c: float32x4_t) -> float32x4_t { vfmaq_f32(vnegq_f32(c), a, b) }
        fn neg_mul_add(a: float32x4_t, b: float32x4_t, c: float32x4_t) -> float32x4_t { vfmsq_f32(c, a, b) }
        // Not `fmin` and `fmax`, whose answers for NaNs and zeros are others.
        fn min(a: float32x4_t, b: float32x4_t) -> float32x4_t { vbslq_f32(vcltq_f32(a, b), a, b) }
        fn max(a: float32x4_t, b: float32x4_t) -> float32x4_t { vbslq_f32(vcgtq_f32(a, b), a, b) }
        fn max_lane(v: float32x4_t) -> f32 { vmaxvq_f32(v) }
        fn lane(v: float32x4_t) -> f32 { vgetq_lane_f32::<0>(v) }
        fn deinterleave(a: float32x4_t, b: float32x4_t) -> (float32x4_t, float32x4_t) {
            (vuzp1q_f32(a, b), vuzp2q_f32(a, b))
        }
        fn interleave(even: float32x4_t, odd: float32x4_t) -> (float32x4_t, float32x4_t) {
            (vzip1q_f32(even, odd), vzip2q_f32(even, odd))
        }
        fn lt(a: float32x4_t, b: float32x4_t) -> uint32x4_t { vcltq_f32(a, b) }
        fn le(a: float32x4_t, b: float32x4_t) -> uint32x4_t { vcleq_f32(a, b) }
        fn eq(a: float32x4_t, b: float32x4_t) -> uint32x4_t { vceqq_f32(a, b) }
        fn and(a: uint32x4_t, b: uint32x4_t) -> uint32x4_t { vandq_u32(a, b) }
        fn all(m: uint32x4_t) -> bool { vminvq_u32(m) != 0 }
        fn select(m: uint32x4_t, a: float32x4_t, b: float32x4_t) -> float32x4_t { vbslq_f32(m, a, b) }
        fn zero_below(a: float32x4_t, x: float32x4_t, least: float32x4_t) -> float32x4_t {
            vreinterpretq_f32_u32(vbicq_u32(vreinterpretq_u32_f32(a), vcltq_f32(x, least)))
        }
        fn bits_where(m: uint32x4_t, bits: i32) -> int32x4_t { vandq_s32(vreinterpretq_s32_u32(m), vdupq_n_s32(bits)) }
        fn bits(a: float32x4_t) -> int32x4_t { vreinterpretq_s32_f32(a) }
        fn floats(a: int32x4_t) -> float32x4_t { vreinterpretq_f32_s32(a) }
        fn splat_bits(x: i32) -> int32x4_t { vdupq_n_s32(x) }
        fn add_bits(a: int32x4_t, b: int32x4_t) -> int32x4_t { vaddq_s32(a, b) }
        fn sub_bits(a: int32x4_t, b: int32x4_t) -> int32x4_t { vsubq_s32(a, b) }
        fn and_bits(a: int32x4_t, b: int32x4_t) -> int32x4_t { vandq_s32(a, b) }
        fn or_bits(a: int32x4_t, b: int32x4_t) -> int32x4_t { vorrq_s32(a, b) }
        fn xor_bits(a: int32x4_t, b: int32x4_t) -> int32x4_t { veorq_s32(a, b) }
        fn shl<const N: i32>(a: int32x4_t) -> int32x4_t { vshlq_n_s32::<N>(a) }
        fn sar<const N: i32>(a: int32x4_t) -> int32x4_t { vshrq_n_s32::<N>(a) }
        fn in_turns(even: int32x4_t, odd: int32x4_t) -> int32x4_t {
            vsriq_n_s32::<16>(odd, even)
        }
        fn to_f32(a: int32x4_t) -> float32x4_t { vcvtq_f32_s32(a) }
        // Bytes 4j to 4j + 3 of the table.
        fn lookup(table: &Table, i: int32x4_t) -> float32x4_t {
            let [low, high] = bytes(*table);
            let j = vandq_s32(i, vdupq_n_s32(7));
            let at = vmlaq_s32(vdupq_n_s32(0x0302_0100), j, vdupq_n_s32(0x0404_0404));
            vreinterpretq_f32_u8(vqtbl2q_u8(uint8x16x2_t(low, high), vreinterpretq_u8_s32(at)))
        }
    }
}
