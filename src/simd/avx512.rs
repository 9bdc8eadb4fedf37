//! Sixteen lanes of AVX-512 (F, BW, DQ and VL).

mod halves;

use core::arch::x86_64::*;

use super::{SUM_LANES, Simd, Table};

/// The tier of CPUs with AVX-512 F, BW, DQ and VL: every one since 2017 but Xeon Phi.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Avx512<const FAST: bool = false>(());

impl Avx512 {
    /// The same for formulas that are fast.
    #[inline(always)]
    pub(crate) fn fast(self) -> Avx512<true> {
        let Self(()) = self;
        Avx512(())
    }

    /// The token, where the CPU and the system have all four.
    pub(crate) fn detect() -> Option<Self> {
        has!("avx512f", "avx512bw", "avx512dq", "avx512vl").then_some(Self(()))
    }
}

/// A mask of the first `n <= 16` lanes.
#[inline(always)]
fn first_lanes(n: usize) -> __mmask16 {
    ((1u32 << n) - 1) as __mmask16
}

/// Vectors of 16-bit elements, sixteen of which are an array here.
impl<const FAST: bool> Avx512<FAST> {
    ops! { "avx512f,avx512bw,avx512dq,avx512vl"
        fn not_zero(x: __m128i) -> __mmask16 { _mm_test_epi8_mask(x, x) }
        fn widen_u16(x: [u16; 16]) -> __m512i { _mm512_cvtepu16_epi32(vector(x)) }
        fn narrow_u16(x: __m512i) -> [u16; 16] { array(_mm512_cvtepi32_epi16(x)) }
        fn widen_f16(x: [u16; 16]) -> __m512 { _mm512_cvtph_ps(vector(x)) }
        fn narrow_f16(x: __m512) -> [u16; 16] { array(_mm512_cvtps_ph::<_MM_FROUND_TO_NEAREST_INT>(x)) }
    }
}

#[inline(always)]
fn vector(x: [u16; 16]) -> __m256i {
    // SAFETY: both are 32 bytes, of which any are valid.
    unsafe { core::mem::transmute(x) }
}

#[inline(always)]
fn array(x: __m256i) -> [u16; 16] {
    // SAFETY: as above.
    unsafe { core::mem::transmute(x) }
}

#[inline(always)]
fn doubles(x: __m512d) -> [f64; 8] {
    // SAFETY: both are 64 bytes, of which any are valid.
    unsafe { core::mem::transmute(x) }
}

#[inline(always)]
fn of_doubles(x: [f64; 8]) -> __m512d {
    // SAFETY: as above.
    unsafe { core::mem::transmute(x) }
}

impl<const FAST: bool> Simd for Avx512<FAST> {
    const LANES: usize = 16;
    const FUSED: bool = true;
    const FAST: bool = FAST;
    const SPLITS: bool = true;
    type F32 = __m512;
    type I32 = __m512i;
    type Mask = __mmask16;
    type Wide = [__m512; SUM_LANES / 16];
    type Totals = [__m512d; SUM_LANES / 8];

    #[cfg(activ8_unoptimised)]
    single_block!(__m512);
    #[cfg(not(activ8_unoptimised))]
    lockstep!(super::Pair<super::Pair<Self>>, |s| super::Pair(super::Pair(s)), [__m512; 4], ((a, b), (c, d)) => [a, b, c, d]);

    type Short = Self;

    #[inline(always)]
    fn short(self) -> Self::Short {
        self
    }

    vectorize!("avx512f,avx512bw,avx512dq,avx512vl");

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
    unsafe fn load(self, from: *const f32) -> __m512 {
        // SAFETY: the caller lets us read sixteen elements; the token proves the instruction.
        unsafe { _mm512_loadu_ps(from) }
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut f32, v: __m512) {
        // SAFETY: the caller lets us write sixteen elements; the token proves the instruction.
        unsafe { _mm512_storeu_ps(to, v) };
    }

    #[inline(always)]
    unsafe fn stream(self, to: *mut f32, v: __m512) {
        // SAFETY: the caller lets us write sixteen elements at a multiple of their size; the token proves the instruction.
        unsafe { _mm512_stream_ps(to, v) };
    }

    #[inline(always)]
    unsafe fn load_up_to(self, from: *const f32, n: usize) -> __m512 {
        if n == 16 {
            // SAFETY: the caller lets us read sixteen elements.
            return unsafe { _mm512_loadu_ps(from) };
        }
        // SAFETY: only the `n` lanes that the caller lets us read are touched.
        unsafe { _mm512_maskz_loadu_ps(first_lanes(n), from) }
    }

    #[inline(always)]
    unsafe fn store_up_to(self, to: *mut f32, n: usize, v: __m512) {
        if n == 16 {
            // SAFETY: the caller lets us write sixteen elements.
            return unsafe { _mm512_storeu_ps(to, v) };
        }
        // SAFETY: only the `n` lanes that the caller lets us write are touched.
        unsafe { _mm512_mask_storeu_ps(to, first_lanes(n), v) };
    }

    #[inline(always)]
    unsafe fn load_mask(self, from: *const bool) -> __mmask16 {
        // SAFETY: the caller lets us read sixteen truth values, which are bytes, of any alignment.
        self.not_zero(unsafe { from.cast::<__m128i>().read_unaligned() })
    }

    #[inline(always)]
    unsafe fn load_u16(self, from: *const u16) -> __m512i {
        // SAFETY: the caller lets us read sixteen elements, and an array may be read unaligned.
        self.widen_u16(unsafe { from.cast::<[u16; 16]>().read_unaligned() })
    }

    #[inline(always)]
    unsafe fn store_u16(self, to: *mut u16, v: __m512i) {
        // SAFETY: the caller lets us write sixteen elements, and an array may be written unaligned.
        unsafe { to.cast::<[u16; 16]>().write_unaligned(self.narrow_u16(v)) };
    }

    #[inline(always)]
    unsafe fn load_f16(self, from: *const u16) -> __m512 {
        // SAFETY: the caller lets us read sixteen elements, and an array may be read unaligned.
        self.widen_f16(unsafe { from.cast::<[u16; 16]>().read_unaligned() })
    }

    #[inline(always)]
    unsafe fn store_f16(self, to: *mut u16, v: __m512) {
        // SAFETY: the caller lets us write sixteen elements, and an array may be written unaligned.
        unsafe { to.cast::<[u16; 16]>().write_unaligned(self.narrow_f16(v)) };
    }

    ops! { "avx512f,avx512bw,avx512dq,avx512vl"
        fn first(n: usize) -> __mmask16 { first_lanes(n) }
        fn wide(v: __m512) -> [__m512; SUM_LANES / 16] { [v; SUM_LANES / 16] }
        fn totals() -> [__m512d; SUM_LANES / 8] { [_mm512_setzero_pd(); SUM_LANES / 8] }
        fn add_to(totals: [__m512d; SUM_LANES / 8], i: usize, v: __m512) -> [__m512d; SUM_LANES / 8] {
            let mut totals = totals;
            let upper = _mm512_extractf32x8_ps::<1>(v);
            totals[2 * i] = _mm512_add_pd(totals[2 * i], _mm512_cvtps_pd(_mm512_castps512_ps256(v)));
            totals[2 * i + 1] = _mm512_add_pd(totals[2 * i + 1], _mm512_cvtps_pd(upper));
            totals
        }
        fn fold(totals: [__m512d; SUM_LANES / 8]) -> [f64; 8] {
            let [a, b, c, d] = totals;
            doubles(_mm512_add_pd(_mm512_add_pd(a, c), _mm512_add_pd(b, d)))
        }
        fn join(folded: [f64; 8]) -> f64 {
            let v = of_doubles(folded);
            let v = _mm256_add_pd(_mm512_castpd512_pd256(v), _mm512_extractf64x4_pd::<1>(v));
            let v = _mm_add_pd(_mm256_castpd256_pd128(v), _mm256_extractf128_pd::<1>(v));
            _mm_cvtsd_f64(_mm_add_sd(v, _mm_unpackhi_pd(v, v)))
        }
        fn splat(x: f32) -> __m512 { _mm512_set1_ps(x) }
        fn add(a: __m512, b: __m512) -> __m512 { _mm512_add_ps(a, b) }
        fn sub(a: __m512, b: __m512) -> __m512 { _mm512_sub_ps(a, b) }
        fn mul(a: __m512, b: __m512) -> __m512 { _mm512_mul_ps(a, b) }
        fn div(a: __m512, b: __m512) -> __m512 { _mm512_div_ps(a, b) }
        fn sqrt(a: __m512) -> __m512 { _mm512_sqrt_ps(a) }
        fn mul_add(a: __m512, b: __m512, c: __m512) -> __m512 { _mm512_fmadd_ps(a, b, c) }
        fn mul_sub(a: __m512, b: __m512, c: __m512) -> __m512 { _mm512_fmsub_ps(a, b, c) }
        fn neg_mul_add(a: __m512, b: __m512, c: __m512) -> __m512 { _mm512_fnmadd_ps(a, b, c) }
        fn min(a: __m512, b: __m512) -> __m512 { _mm512_min_ps(a, b) }
        fn max(a: __m512, b: __m512) -> __m512 { _mm512_max_ps(a, b) }
        fn max_lane(v: __m512) -> f32 { _mm512_reduce_max_ps(v) }
        fn lane(v: __m512) -> f32 { _mm512_cvtss_f32(v) }
        fn deinterleave(a: __m512, b: __m512) -> (__m512, __m512) {
            let even = _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
            let odd = _mm512_setr_epi32(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
            (_mm512_permutex2var_ps(a, even, b), _mm512_permutex2var_ps(a, odd, b))
        }
        fn interleave(even: __m512, odd: __m512) -> (__m512, __m512) {
            let first = _mm512_setr_epi32(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
            let last = _mm512_setr_epi32(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
            (_mm512_permutex2var_ps(even, first, odd), _mm512_permutex2var_ps(even, last, odd))
        }
        fn lt(a: __m512, b: __m512) -> __mmask16 { _mm512_cmp_ps_mask::<_CMP_LT_OQ>(a, b) }
        fn le(a: __m512, b: __m512) -> __mmask16 { _mm512_cmp_ps_mask::<_CMP_LE_OQ>(a, b) }
        fn eq(a: __m512, b: __m512) -> __mmask16 { _mm512_cmp_ps_mask::<_CMP_EQ_OQ>(a, b) }
        fn and(a: __mmask16, b: __mmask16) -> __mmask16 { a & b }
        fn all(m: __mmask16) -> bool { m == 0xffff }
        fn select(m: __mmask16, a: __m512, b: __m512) -> __m512 { _mm512_mask_blend_ps(m, b, a) }
        // Of a mask of what stays, which the instruction that computes `a` can take.
        fn zero_below(a: __m512, x: __m512, least: __m512) -> __m512 {
            _mm512_maskz_mov_ps(_mm512_cmp_ps_mask::<_CMP_NLT_UQ>(x, least), a)
        }
        fn replace_equal(v: __m512, a: __m512, b: __m512, with: __m512) -> __m512 {
            _mm512_mask_mov_ps(with, _mm512_cmp_ps_mask::<_CMP_NEQ_UQ>(a, b), v)
        }
        fn bits_where(m: __mmask16, bits: i32) -> __m512i { _mm512_maskz_set1_epi32(m, bits) }
        fn bits(a: __m512) -> __m512i { _mm512_castps_si512(a) }
        fn floats(a: __m512i) -> __m512 { _mm512_castsi512_ps(a) }
        fn splat_bits(x: i32) -> __m512i { _mm512_set1_epi32(x) }
        fn add_bits(a: __m512i, b: __m512i) -> __m512i { _mm512_add_epi32(a, b) }
        fn sub_bits(a: __m512i, b: __m512i) -> __m512i { _mm512_sub_epi32(a, b) }
        fn and_bits(a: __m512i, b: __m512i) -> __m512i { _mm512_and_si512(a, b) }
        fn or_bits(a: __m512i, b: __m512i) -> __m512i { _mm512_or_si512(a, b) }
        fn xor_bits(a: __m512i, b: __m512i) -> __m512i { _mm512_xor_si512(a, b) }
        // The intrinsics take a `u32`, which no generic `i32` can be made into: one count a lane.
        fn shl<const N: i32>(a: __m512i) -> __m512i { _mm512_sllv_epi32(a, _mm512_set1_epi32(N)) }
        fn sar<const N: i32>(a: __m512i) -> __m512i { _mm512_srav_epi32(a, _mm512_set1_epi32(N)) }
        fn to_f32(a: __m512i) -> __m512 { _mm512_cvtepi32_ps(a) }
        fn lookup(table: &Table, i: __m512i) -> __m512 {
            let [a, b, c, d, e, f, g, h] = *table;
            let twice = _mm512_setr_ps(a, b, c, d, e, f, g, h, a, b, c, d, e, f, g, h);
            _mm512_permutexvar_ps(i, twice)
        }
        // One instruction scales, to subnormals and infinity too, where the other tiers need five.
        fn exp2(table: &Table, biased: __m512, bias: __m512, unit: f32) -> (__m512, __m512) {
            let mut scaled = *table;
            for j in 0..scaled.len() {
                scaled[j] *= unit;
            }
            let [a, b, c, d, e, f, g, h] = scaled;
            let twice = _mm512_setr_ps(a, b, c, d, e, f, g, h, a, b, c, d, e, f, g, h);
            let fraction = _mm512_permutexvar_ps(_mm512_castps_si512(biased), twice);
            (fraction, _mm512_sub_ps(biased, bias))
        }
        fn to_bf16(v: __m512) -> __m512i {
            let bits = _mm512_castps_si512(v);
            let odd = _mm512_and_si512(_mm512_srli_epi32::<16>(bits), _mm512_set1_epi32(1));
            let nearest = _mm512_add_epi32(_mm512_add_epi32(bits, _mm512_set1_epi32(0x7fff)), odd);
            // Of the classes of v, quiet and signalling NaNs give a quiet one, and all others what is nearest.
            let nearest = _mm512_castsi512_ps(nearest);
            _mm512_castps_si512(_mm512_fixupimm_ps::<0>(nearest, v, _mm512_set1_epi32(0x22)))
        }
        fn in_turns(even: __m512i, odd: __m512i) -> __m512i {
            let low = _mm512_srli_epi32::<16>(even);
            // Of the third where it is 1, of the second; else of the first.
            _mm512_ternarylogic_epi32::<0xd8>(low, odd, _mm512_set1_epi32(!0xffff))
        }
        fn exp2_scale(v: __m512, factor: __m512) -> __m512 { _mm512_scalef_ps(v, factor) }
        // Of [¾, 3/2) the part below 1 has the exponent −1.
        fn split_exponent(x: __m512) -> (__m512, __m512, bool) {
            let m = _mm512_getmant_ps::<_MM_MANT_NORM_P75_1P5, _MM_MANT_SIGN_ZERO>(x);
            (_mm512_sub_ps(_mm512_getexp_ps(x), _mm512_getexp_ps(m)), m, false)
        }
        fn unscale(v: __m512, x: __m512, m: __m512) -> __m512 {
            _mm512_scalef_ps(v, _mm512_sub_ps(_mm512_getexp_ps(m), _mm512_getexp_ps(x)))
        }
        fn log_limits(normal: bool, y: __m512, x: __m512) -> __m512 {
            let _ = normal;
            // Four bits a class of x, from the lowest: quiet NaN, signalling NaN, 0, 1, −∞, ∞,
            // negative, positive; 0 keeps y, 3 is NaN, 4 is −∞ and 5 is ∞.
            _mm512_fixupimm_ps::<0>(y, x, _mm512_set1_epi32(0x0353_0433))
        }
    }
}
