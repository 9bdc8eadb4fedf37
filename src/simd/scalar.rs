//! One lane of plain `f32`: always there, and the plainest statement of what each primitive means.

use super::fallback::{add_lanes, fold_lanes, join_lanes};
use super::float::{fused, sqrt};
use super::{HalfBlocks, SUM_LANES, Simd, Table};

/// The tier of one lane.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scalar(pub(crate) ());

impl HalfBlocks for Scalar {}

impl Simd for Scalar {
    const LANES: usize = 1;
    const FUSED: bool = cfg!(activ8_fused);
    const COMPACT: bool = true;
    type F32 = f32;
    type I32 = i32;
    type Mask = bool;
    type Wide = [f32; SUM_LANES];
    type Totals = [f64; SUM_LANES];

    single_block!(f32);

    type Short = Self;

    #[inline(always)]
    fn short(self) -> Self::Short {
        self
    }

    #[inline(always)]
    fn vectorize<R>(self, f: impl FnOnce() -> R) -> R {
        // A frame of its own, as the other tiers have.
        #[inline]
        fn run<R>(f: impl FnOnce() -> R) -> R {
            f()
        }
        run(f)
    }

    #[inline(always)]
    unsafe fn load(self, from: *const f32) -> f32 {
        // SAFETY: the caller lets us read one element.
        unsafe { from.read() }
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut f32, v: f32) {
        // SAFETY: the caller lets us write one element.
        unsafe { to.write(v) };
    }

    #[inline(always)]
    unsafe fn load_up_to(self, from: *const f32, n: usize) -> f32 {
        // SAFETY: where `n` is 1, the caller lets us read one element.
        if n == 0 { 0.0 } else { unsafe { from.read() } }
    }

    #[inline(always)]
    unsafe fn store_up_to(self, to: *mut f32, n: usize, v: f32) {
        if n == 1 {
            // SAFETY: the caller lets us write one element.
            unsafe { to.write(v) };
        }
    }

    #[inline(always)]
    unsafe fn load_mask(self, from: *const bool) -> bool {
        // SAFETY: the caller lets us read one truth value.
        unsafe { from.read() }
    }

    #[inline(always)]
    unsafe fn load_u16(self, from: *const u16) -> i32 {
        // SAFETY: the caller lets us read one element.
        i32::from(unsafe { from.read() })
    }

    #[inline(always)]
    unsafe fn store_u16(self, to: *mut u16, v: i32) {
        // SAFETY: the caller lets us write one element.
        unsafe { to.write(v as u16) };
    }

    #[inline(always)]
    fn first(self, n: usize) -> bool {
        n > 0
    }

    #[inline(always)]
    fn wide(self, v: f32) -> [f32; SUM_LANES] {
        [v; SUM_LANES]
    }

    #[inline(always)]
    fn splat(self, x: f32) -> f32 {
        x
    }

    #[inline(always)]
    fn add(self, a: f32, b: f32) -> f32 {
        a + b
    }

    #[inline(always)]
    fn sub(self, a: f32, b: f32) -> f32 {
        a - b
    }

    #[inline(always)]
    fn mul(self, a: f32, b: f32) -> f32 {
        a * b
    }

    #[inline(always)]
    fn div(self, a: f32, b: f32) -> f32 {
        a / b
    }

    #[inline(always)]
    fn sqrt(self, a: f32) -> f32 {
        sqrt(a)
    }

    // Without the instruction `f32::mul_add` is a call of `fmaf`, so only a fusing build uses it.
    #[inline(always)]
    fn mul_add(self, a: f32, b: f32, c: f32) -> f32 {
        if Self::FUSED { fused(a, b, c) } else { a * b + c }
    }

    #[inline(always)]
    fn mul_sub(self, a: f32, b: f32, c: f32) -> f32 {
        if Self::FUSED { fused(a, b, -c) } else { a * b - c }
    }

    #[inline(always)]
    fn neg_mul_add(self, a: f32, b: f32, c: f32) -> f32 {
        if Self::FUSED { fused(-a, b, c) } else { c - a * b }
    }

    #[inline(always)]
    fn min(self, a: f32, b: f32) -> f32 {
        if a < b { a } else { b }
    }

    #[inline(always)]
    fn max(self, a: f32, b: f32) -> f32 {
        if a > b { a } else { b }
    }

    #[inline(always)]
    fn max_lane(self, v: f32) -> f32 {
        v
    }

    #[inline(always)]
    fn totals(self) -> [f64; SUM_LANES] {
        [0.0; SUM_LANES]
    }

    #[inline(always)]
    fn totals_from(self, lanes: [f64; SUM_LANES]) -> [f64; SUM_LANES] {
        lanes
    }

    #[inline(always)]
    fn totals_to(self, totals: [f64; SUM_LANES]) -> [f64; SUM_LANES] {
        totals
    }

    #[inline(always)]
    fn add_to(self, totals: [f64; SUM_LANES], i: usize, v: f32) -> [f64; SUM_LANES] {
        add_lanes(totals, i, [v])
    }

    #[inline(always)]
    fn fold(self, totals: [f64; SUM_LANES]) -> [f64; 8] {
        fold_lanes(totals)
    }

    #[inline(always)]
    fn join(self, folded: [f64; 8]) -> f64 {
        join_lanes(folded)
    }

    #[inline(always)]
    fn lane(self, v: f32) -> f32 {
        v
    }

    #[inline(always)]
    fn deinterleave(self, a: f32, b: f32) -> (f32, f32) {
        (a, b)
    }

    #[inline(always)]
    fn interleave(self, even: f32, odd: f32) -> (f32, f32) {
        (even, odd)
    }

    #[inline(always)]
    fn lt(self, a: f32, b: f32) -> bool {
        a < b
    }

    #[inline(always)]
    fn le(self, a: f32, b: f32) -> bool {
        a <= b
    }

    #[inline(always)]
    fn eq(self, a: f32, b: f32) -> bool {
        a == b
    }

    #[inline(always)]
    fn and(self, a: bool, b: bool) -> bool {
        a & b
    }

    #[inline(always)]
    fn all(self, m: bool) -> bool {
        m
    }

    #[inline(always)]
    fn select(self, m: bool, a: f32, b: f32) -> f32 {
        if m { a } else { b }
    }

    #[inline(always)]
    fn bits_where(self, m: bool, bits: i32) -> i32 {
        if m { bits } else { 0 }
    }

    #[inline(always)]
    fn bits(self, a: f32) -> i32 {
        a.to_bits().cast_signed()
    }

    #[inline(always)]
    fn floats(self, a: i32) -> f32 {
        f32::from_bits(a.cast_unsigned())
    }

    #[inline(always)]
    fn splat_bits(self, x: i32) -> i32 {
        x
    }

    #[inline(always)]
    fn add_bits(self, a: i32, b: i32) -> i32 {
        a.wrapping_add(b)
    }

    #[inline(always)]
    fn sub_bits(self, a: i32, b: i32) -> i32 {
        a.wrapping_sub(b)
    }

    #[inline(always)]
    fn and_bits(self, a: i32, b: i32) -> i32 {
        a & b
    }

    #[inline(always)]
    fn or_bits(self, a: i32, b: i32) -> i32 {
        a | b
    }

    #[inline(always)]
    fn xor_bits(self, a: i32, b: i32) -> i32 {
        a ^ b
    }

    #[inline(always)]
    fn shl<const N: i32>(self, a: i32) -> i32 {
        a << N
    }

    #[inline(always)]
    fn sar<const N: i32>(self, a: i32) -> i32 {
        a >> N
    }

    #[inline(always)]
    fn to_f32(self, a: i32) -> f32 {
        a as f32
    }

    #[inline(always)]
    fn lookup(self, table: &Table, i: i32) -> f32 {
        table[(i & 7) as usize]
    }
}
