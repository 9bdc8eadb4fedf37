//! Eight lanes of AVX2 with FMA and F16C.

use core::arch::x86_64::*;

use super::{HalfBlocks, SUM_LANES, Simd, Table, half};

/// The tier of CPUs with AVX2, FMA and F16C: every one that has the first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Avx2<const FAST: bool = false>(());

impl Avx2 {
    /// The same for formulas that are fast.
    #[inline(always)]
    pub(crate) fn fast(self) -> Avx2<true> {
        let Self(()) = self;
        Avx2(())
    }

    /// The token, where the CPU has AVX2, FMA and F16C: none implies another.
    pub(crate) fn detect() -> Option<Self> {
        has!("avx2", "fma", "f16c").then_some(Self(()))
    }
}

/// Vectors of 16-bit elements, eight of which are an array here.
impl<const FAST: bool> Avx2<FAST> {
    ops! { "avx2,fma,f16c"
        fn not_zero(x: i64) -> __m256 {
            let each = _mm256_cvtepu8_epi32(_mm_cvtsi64_si128(x));
            _mm256_castsi256_ps(_mm256_cmpgt_epi32(each, _mm256_setzero_si256()))
        }
        fn widen_u16(x: [u16; 8]) -> __m256i { _mm256_cvtepu16_epi32(vector(x)) }
        fn narrow_u16(x: __m256i) -> [u16; 8] {
            let both = _mm256_packus_epi32(x, x);
            array(_mm256_castsi256_si128(_mm256_permute4x64_epi64::<0b11_01_10_00>(both)))
        }
        fn has_nan(a: __m256, b: __m256) -> bool {
            _mm256_movemask_ps(_mm256_cmp_ps::<_CMP_UNORD_Q>(a, b)) != 0
        }
        // The upper halves of the lanes of both.
        fn pack_upper(first: __m256i, next: __m256i) -> [u16; 16] {
            let both = _mm256_packus_epi32(_mm256_srli_epi32::<16>(first), _mm256_srli_epi32::<16>(next));
            array_of_16(_mm256_permute4x64_epi64::<0b11_01_10_00>(both))
        }
        fn widen_f16(x: [u16; 8]) -> __m256 { _mm256_cvtph_ps(vector(x)) }
        fn narrow_f16(x: __m256) -> [u16; 8] { array(_mm256_cvtps_ph::<_MM_FROUND_TO_NEAREST_INT>(x)) }
    }
}

#[inline(always)]
fn vector(x: [u16; 8]) -> __m128i {
    // SAFETY: both are 16 bytes, of which any are valid.
    unsafe { core::mem::transmute(x) }
}

#[inline(always)]
fn array(x: __m128i) -> [u16; 8] {
    // SAFETY: as above.
    unsafe { core::mem::transmute(x) }
}

#[inline(always)]
fn array_of_16(x: __m256i) -> [u16; 16] {
    // SAFETY: both are 32 bytes, of which any are valid.
    unsafe { core::mem::transmute(x) }
}

#[inline(always)]
fn doubles(a: __m256d, b: __m256d) -> [f64; 8] {
    // SAFETY: both are 64 bytes, of which any are valid.
    unsafe { core::mem::transmute([a, b]) }
}

#[inline(always)]
fn of_doubles(x: [f64; 8]) -> (__m256d, __m256d) {
    // SAFETY: as above.
    let [a, b] = unsafe { core::mem::transmute::<[f64; 8], [__m256d; 2]>(x) };
    (a, b)
}

impl<const FAST: bool> HalfBlocks for Avx2<FAST> {
    #[inline(always)]
    unsafe fn store_two(self, to: *mut u16, first: __m256, next: __m256) {
        let both = self.pack_upper(self.to_bf16(first), self.to_bf16(next));
        // SAFETY: the caller lets us write sixteen elements, and an array may be written unaligned.
        unsafe { to.cast::<[u16; 16]>().write_unaligned(both) };
    }

    // To ask two vectors at once for NaNs, of which there are few, costs less than to be ready for them in each.
    #[inline(always)]
    unsafe fn store_even_odd(self, to: *mut u16, (even, odd): (__m256, __m256)) {
        let both = if self.has_nan(even, odd) {
            self.in_turns(self.to_bf16(even), self.to_bf16(odd))
        } else {
            self.in_turns(half::nearest_bf16(self, even), half::nearest_bf16(self, odd))
        };
        // SAFETY: the caller lets us write sixteen elements, which are as long as eight `f32`s.
        unsafe { self.store(to.cast(), self.floats(both)) };
    }
}

impl<const FAST: bool> Simd for Avx2<FAST> {
    const LANES: usize = 8;
    const FUSED: bool = true;
    const FAST: bool = FAST;
    type F32 = __m256;
    type I32 = __m256i;
    type Mask = __m256;
    type Wide = [__m256; SUM_LANES / 8];
    type Totals = [__m256d; SUM_LANES / 4];

    #[cfg(activ8_unoptimised)]
    single_block!(__m256);
    #[cfg(not(activ8_unoptimised))]
    lockstep!(super::Pair<Self>, super::Pair, [__m256; 2], (a, b) => [a, b]);

    type Short = super::Pair<Self>;

    #[inline(always)]
    fn short(self) -> Self::Short {
        super::Pair(self)
    }

    vectorize!("avx2,fma,f16c");

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
    unsafe fn load(self, from: *const f32) -> __m256 {
        // SAFETY: the caller lets us read eight elements; the token proves the instruction.
        unsafe { _mm256_loadu_ps(from) }
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut f32, v: __m256) {
        // SAFETY: the caller lets us write eight elements; the token proves the instruction.
        unsafe { _mm256_storeu_ps(to, v) };
    }

    #[inline(always)]
    unsafe fn stream(self, to: *mut f32, v: __m256) {
        // SAFETY: the caller lets us write eight elements at a multiple of their size; the token proves the instruction.
        unsafe { _mm256_stream_ps(to, v) };
    }

    #[inline(always)]
    unsafe fn load_mask(self, from: *const bool) -> __m256 {
        // SAFETY: the caller lets us read eight truth values, which are bytes, of any alignment.
        self.not_zero(unsafe { from.cast::<i64>().read_unaligned() })
    }

    #[inline(always)]
    unsafe fn load_u16(self, from: *const u16) -> __m256i {
        // SAFETY: the caller lets us read eight elements, and an array may be read unaligned.
        self.widen_u16(unsafe { from.cast::<[u16; 8]>().read_unaligned() })
    }

    #[inline(always)]
    unsafe fn store_u16(self, to: *mut u16, v: __m256i) {
        // SAFETY: the caller lets us write eight elements, and an array may be written unaligned.
        unsafe { to.cast::<[u16; 8]>().write_unaligned(self.narrow_u16(v)) };
    }

    #[inline(always)]
    unsafe fn load_f16(self, from: *const u16) -> __m256 {
        // SAFETY: the caller lets us read eight elements, and an array may be read unaligned.
        self.widen_f16(unsafe { from.cast::<[u16; 8]>().read_unaligned() })
    }

    #[inline(always)]
    unsafe fn store_f16(self, to: *mut u16, v: __m256) {
        // SAFETY: the caller lets us write eight elements, and an array may be written unaligned.
        unsafe { to.cast::<[u16; 8]>().write_unaligned(self.narrow_f16(v)) };
    }

    // Masked stores are slow on some AMD cores, and pieces are as fast elsewhere.
    #[inline(always)]
    unsafe fn load_up_to(self, from: *const f32, n: usize) -> __m256 {
        if n == 8 {
            // SAFETY: the caller lets us read eight elements.
            return unsafe { self.load(from) };
        }
        let mask = self.bits(self.first(n));
        // SAFETY: only the `n` lanes that the caller lets us read are touched; the token proves the instruction.
        unsafe { _mm256_maskload_ps(from, mask) }
    }

    #[inline(always)]
    unsafe fn store_up_to(self, to: *mut f32, n: usize, v: __m256) {
        if n == 8 {
            // SAFETY: the caller lets us write eight elements.
            return unsafe { self.store(to, v) };
        }
        let mask = self.bits(self.first(n));
        // SAFETY: only the `n` lanes that the caller lets us write are touched; the token proves the instruction.
        unsafe { _mm256_maskstore_ps(to, mask, v) };
    }

    ops! { "avx2,fma,f16c"
        fn first(n: usize) -> __m256 {
            let lanes = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
            _mm256_castsi256_ps(_mm256_cmpgt_epi32(_mm256_set1_epi32(n as i32), lanes))
        }
        fn wide(v: __m256) -> [__m256; SUM_LANES / 8] { [v; SUM_LANES / 8] }
        fn totals() -> [__m256d; SUM_LANES / 4] { [_mm256_setzero_pd(); SUM_LANES / 4] }
        fn add_to(totals: [__m256d; SUM_LANES / 4], i: usize, v: __m256) -> [__m256d; SUM_LANES / 4] {
            let mut totals = totals;
            let upper = _mm256_extractf128_ps::<1>(v);
            totals[2 * i] = _mm256_add_pd(totals[2 * i], _mm256_cvtps_pd(_mm256_castps256_ps128(v)));
            totals[2 * i + 1] = _mm256_add_pd(totals[2 * i + 1], _mm256_cvtps_pd(upper));
            totals
        }
        fn fold(totals: [__m256d; SUM_LANES / 4]) -> [f64; 8] {
            let [a, b, c, d, e, f, g, h] = totals;
            let (a, b, c, d) =
                (_mm256_add_pd(a, e), _mm256_add_pd(b, f), _mm256_add_pd(c, g), _mm256_add_pd(d, h));
            doubles(_mm256_add_pd(a, c), _mm256_add_pd(b, d))
        }
        fn join(folded: [f64; 8]) -> f64 {
            let (a, b) = of_doubles(folded);
            let v = _mm256_add_pd(a, b);
            let v = _mm_add_pd(_mm256_castpd256_pd128(v), _mm256_extractf128_pd::<1>(v));
            _mm_cvtsd_f64(_mm_add_sd(v, _mm_unpackhi_pd(v, v)))
        }
        fn splat(x: f32) -> __m256 { _mm256_set1_ps(x) }
        fn add(a: __m256, b: __m256) -> __m256 { _mm256_add_ps(a, b) }
        fn sub(a: __m256, b: __m256) -> __m256 { _mm256_sub_ps(a, b) }
        fn mul(a: __m256, b: __m256) -> __m256 { _mm256_mul_ps(a, b) }
        fn div(a: __m256, b: __m256) -> __m256 { _mm256_div_ps(a, b) }
        fn sqrt(a: __m256) -> __m256 { _mm256_sqrt_ps(a) }
        fn mul_add(a: __m256, b: __m256, c: __m256) -> __m256 { _mm256_fmadd_ps(a, b, c) }
        fn mul_sub(a: __m256, b: __m256, c: __m256) -> __m256 { _mm256_fmsub_ps(a, b, c) }
        fn neg_mul_add(a: __m256, b: __m256, c: __m256) -> __m256 { _mm256_fnmadd_ps(a, b, c) }
        fn min(a: __m256, b: __m256) -> __m256 { _mm256_min_ps(a, b) }
        fn max(a: __m256, b: __m256) -> __m256 { _mm256_max_ps(a, b) }
        fn max_lane(v: __m256) -> f32 {
            let v = _mm_max_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps::<1>(v));
            let v = _mm_max_ps(v, _mm_movehl_ps(v, v));
            _mm_cvtss_f32(_mm_max_ss(v, _mm_movehdup_ps(v)))
        }
        fn lane(v: __m256) -> f32 { _mm256_cvtss_f32(v) }
        fn deinterleave(a: __m256, b: __m256) -> (__m256, __m256) {
            let even = _mm256_castps_pd(_mm256_shuffle_ps::<0b10_00_10_00>(a, b));
            let odd = _mm256_castps_pd(_mm256_shuffle_ps::<0b11_01_11_01>(a, b));
            let even = _mm256_permute4x64_pd::<0b11_01_10_00>(even);
            (_mm256_castpd_ps(even), _mm256_castpd_ps(_mm256_permute4x64_pd::<0b11_01_10_00>(odd)))
        }
        fn interleave(even: __m256, odd: __m256) -> (__m256, __m256) {
            let (low, high) = (_mm256_unpacklo_ps(even, odd), _mm256_unpackhi_ps(even, odd));
            (_mm256_permute2f128_ps::<0x20>(low, high), _mm256_permute2f128_ps::<0x31>(low, high))
        }
        fn lt(a: __m256, b: __m256) -> __m256 { _mm256_cmp_ps::<_CMP_LT_OQ>(a, b) }
        fn le(a: __m256, b: __m256) -> __m256 { _mm256_cmp_ps::<_CMP_LE_OQ>(a, b) }
        fn eq(a: __m256, b: __m256) -> __m256 { _mm256_cmp_ps::<_CMP_EQ_OQ>(a, b) }
        fn and(a: __m256, b: __m256) -> __m256 { _mm256_and_ps(a, b) }
        fn all(m: __m256) -> bool { _mm256_movemask_ps(m) == 0xff }
        fn select(m: __m256, a: __m256, b: __m256) -> __m256 { _mm256_blendv_ps(b, a, m) }
        fn zero_below(a: __m256, x: __m256, least: __m256) -> __m256 {
            _mm256_and_ps(_mm256_cmp_ps::<_CMP_NLT_UQ>(x, least), a)
        }
        fn bits_where(m: __m256, bits: i32) -> __m256i {
            _mm256_and_si256(_mm256_castps_si256(m), _mm256_set1_epi32(bits))
        }
        fn bits(a: __m256) -> __m256i { _mm256_castps_si256(a) }
        fn floats(a: __m256i) -> __m256 { _mm256_castsi256_ps(a) }
        fn splat_bits(x: i32) -> __m256i { _mm256_set1_epi32(x) }
        fn add_bits(a: __m256i, b: __m256i) -> __m256i { _mm256_add_epi32(a, b) }
        fn sub_bits(a: __m256i, b: __m256i) -> __m256i { _mm256_sub_epi32(a, b) }
        fn and_bits(a: __m256i, b: __m256i) -> __m256i { _mm256_and_si256(a, b) }
        fn or_bits(a: __m256i, b: __m256i) -> __m256i { _mm256_or_si256(a, b) }
        fn xor_bits(a: __m256i, b: __m256i) -> __m256i { _mm256_xor_si256(a, b) }
        fn shl<const N: i32>(a: __m256i) -> __m256i { _mm256_slli_epi32::<N>(a) }
        fn sar<const N: i32>(a: __m256i) -> __m256i { _mm256_srai_epi32::<N>(a) }
        fn in_turns(even: __m256i, odd: __m256i) -> __m256i {
            _mm256_blend_epi16::<0b1010_1010>(_mm256_srli_epi32::<16>(even), odd)
        }
        fn to_f32(a: __m256i) -> __m256 { _mm256_cvtepi32_ps(a) }
        fn lookup(table: &Table, i: __m256i) -> __m256 {
            let [a, b, c, d, e, f, g, h] = *table;
            _mm256_permutevar8x32_ps(_mm256_setr_ps(a, b, c, d, e, f, g, h), i)
        }
    }
}
