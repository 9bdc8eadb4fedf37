//! Eight lanes of `wide`, which picks its instructions when it is compiled: the tier that is always
//! there. SSE2 on x86-64's baseline, NEON on aarch64, simd128 on wasm, arrays elsewhere. Lanes one by one go by loops:
//! `array::map` is not always inlined, and a call in a loop keeps its table in memory.

use wide::bytemuck::cast;
use wide::{f32x8, i32x8};

use super::fallback::{add_lanes, fold_lanes, join_lanes};
use super::{HalfBlocks, SUM_LANES, Simd, Table};

/// The tier that `wide` makes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Portable(pub(crate) ());

/// Methods of the tier, safe as they stand.
macro_rules! plain {
    ($(fn $name:ident $(<const $n:ident: i32>)? ($($arg:ident: $ty:ty),*) -> $ret:ty $body:block)*) => {$(
        #[inline(always)]
        fn $name $(<const $n: i32>)? (self, $($arg: $ty),*) -> $ret $body
    )*};
}

impl HalfBlocks for Portable {}

impl Simd for Portable {
    const LANES: usize = 8;
    const FUSED: bool = cfg!(activ8_fused);
    const COMPACT: bool = true;
    type F32 = f32x8;
    type I32 = i32x8;
    type Mask = f32x8;
    type Wide = [f32x8; SUM_LANES / 8];
    type Totals = [f64; SUM_LANES];

    single_block!(f32x8);

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
    unsafe fn load(self, from: *const f32) -> f32x8 {
        // SAFETY: the caller lets us read eight elements, and an array may be read unaligned.
        f32x8::new(unsafe { from.cast::<[f32; 8]>().read_unaligned() })
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut f32, v: f32x8) {
        // SAFETY: the caller lets us write eight elements, and an array may be written unaligned.
        unsafe { to.cast::<[f32; 8]>().write_unaligned(v.to_array()) };
    }

    #[inline(always)]
    unsafe fn load_mask(self, from: *const bool) -> f32x8 {
        // SAFETY: the caller lets us read eight truth values, and an array may be read unaligned.
        let each = unsafe { from.cast::<[bool; 8]>().read_unaligned() };
        let mut lanes = [0; 8];
        for i in 0..8 {
            lanes[i] = -i32::from(each[i]);
        }
        cast(i32x8::new(lanes))
    }

    #[inline(always)]
    unsafe fn load_u16(self, from: *const u16) -> i32x8 {
        // SAFETY: the caller lets us read eight elements, and an array may be read unaligned.
        let each = unsafe { from.cast::<[u16; 8]>().read_unaligned() };
        let mut lanes = [0; 8];
        for i in 0..8 {
            lanes[i] = i32::from(each[i]);
        }
        i32x8::new(lanes)
    }

    #[inline(always)]
    unsafe fn store_u16(self, to: *mut u16, v: i32x8) {
        let (v, mut each) = (v.to_array(), [0; 8]);
        for i in 0..8 {
            each[i] = v[i] as u16;
        }
        // SAFETY: the caller lets us write eight elements, and an array may be written unaligned.
        unsafe { to.cast::<[u16; 8]>().write_unaligned(each) };
    }

    up_to_eight!();

    plain! {
        fn first(n: usize) -> f32x8 { cast(i32x8::new([0, 1, 2, 3, 4, 5, 6, 7]).simd_lt(i32x8::splat(n as i32))) }
        fn wide(v: f32x8) -> Self::Wide { [v; SUM_LANES / 8] }
        fn totals() -> [f64; SUM_LANES] { [0.0; SUM_LANES] }
        fn totals_from(lanes: [f64; SUM_LANES]) -> [f64; SUM_LANES] { lanes }
        fn totals_to(totals: [f64; SUM_LANES]) -> [f64; SUM_LANES] { totals }
        fn add_to(totals: [f64; SUM_LANES], i: usize, v: f32x8) -> [f64; SUM_LANES] { add_lanes(totals, i, v.to_array()) }
        fn fold(totals: [f64; SUM_LANES]) -> [f64; 8] { fold_lanes(totals) }
        fn join(folded: [f64; 8]) -> f64 { join_lanes(folded) }
        fn splat(x: f32) -> f32x8 { f32x8::splat(x) }
        fn add(a: f32x8, b: f32x8) -> f32x8 { a + b }
        fn sub(a: f32x8, b: f32x8) -> f32x8 { a - b }
        fn mul(a: f32x8, b: f32x8) -> f32x8 { a * b }
        fn div(a: f32x8, b: f32x8) -> f32x8 { a / b }
        fn sqrt(a: f32x8) -> f32x8 { a.sqrt() }
        fn mul_add(a: f32x8, b: f32x8, c: f32x8) -> f32x8 { a.mul_add(b, c) }
        fn mul_sub(a: f32x8, b: f32x8, c: f32x8) -> f32x8 { a.mul_sub(b, c) }
        fn neg_mul_add(a: f32x8, b: f32x8, c: f32x8) -> f32x8 { a.mul_neg_add(b, c) }
        // Not `fast_min` and `fast_max`, whose answer for NaN differs from platform to platform.
        fn min(a: f32x8, b: f32x8) -> f32x8 { a.simd_lt(b).select(a, b) }
        fn max(a: f32x8, b: f32x8) -> f32x8 { a.simd_gt(b).select(a, b) }
        fn max_lane(v: f32x8) -> f32 {
            v.to_array().into_iter().fold(f32::NEG_INFINITY, |a, b| if a > b { a } else { b })
        }
        fn lane(v: f32x8) -> f32 { v.to_array()[0] }
        fn deinterleave(a: f32x8, b: f32x8) -> (f32x8, f32x8) {
            let ([a, b, c, d, e, f, g, h], [i, j, k, l, m, n, o, p]) = (a.to_array(), b.to_array());
            (f32x8::new([a, c, e, g, i, k, m, o]), f32x8::new([b, d, f, h, j, l, n, p]))
        }
        fn interleave(even: f32x8, odd: f32x8) -> (f32x8, f32x8) {
            let ([a, c, e, g, i, k, m, o], [b, d, f, h, j, l, n, p]) = (even.to_array(), odd.to_array());
            (f32x8::new([a, b, c, d, e, f, g, h]), f32x8::new([i, j, k, l, m, n, o, p]))
        }
        fn lt(a: f32x8, b: f32x8) -> f32x8 { a.simd_lt(b) }
        fn le(a: f32x8, b: f32x8) -> f32x8 { a.simd_le(b) }
        fn eq(a: f32x8, b: f32x8) -> f32x8 { a.simd_eq(b) }
        fn and(a: f32x8, b: f32x8) -> f32x8 { a & b }
        fn all(m: f32x8) -> bool { m.all() }
        fn select(m: f32x8, a: f32x8, b: f32x8) -> f32x8 { m.select(a, b) }
        fn bits_where(m: f32x8, bits: i32) -> i32x8 { cast::<f32x8, i32x8>(m) & i32x8::splat(bits) }
        fn bits(a: f32x8) -> i32x8 { cast(a) }
        fn floats(a: i32x8) -> f32x8 { cast(a) }
        fn splat_bits(x: i32) -> i32x8 { i32x8::splat(x) }
        fn add_bits(a: i32x8, b: i32x8) -> i32x8 { a + b }
        fn sub_bits(a: i32x8, b: i32x8) -> i32x8 { a - b }
        fn and_bits(a: i32x8, b: i32x8) -> i32x8 { a & b }
        fn or_bits(a: i32x8, b: i32x8) -> i32x8 { a | b }
        fn xor_bits(a: i32x8, b: i32x8) -> i32x8 { a ^ b }
        fn shl<const N: i32>(a: i32x8) -> i32x8 { a << N }
        fn sar<const N: i32>(a: i32x8) -> i32x8 { a >> N }
        fn to_f32(a: i32x8) -> f32x8 { a.round_float() }
    }

    #[inline(always)]
    fn lookup(self, table: &Table, i: i32x8) -> f32x8 {
        let (i, mut lanes) = (i.to_array(), [0.0; 8]);
        for n in 0..8 {
            lanes[n] = table[(i[n] & 7) as usize];
        }
        f32x8::new(lanes)
    }
}
