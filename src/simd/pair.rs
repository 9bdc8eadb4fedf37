//! Two vectors in lockstep, as a tier of its own.
//!
//! A formula is one long chain of dependent instructions, so a core keeps several vectors in flight
//! at once, as many as fit into its scheduler. An instruction occupies a place there from its
//! dispatch until its operands are ready: where two or four vectors go through the formula side by
//! side, each waits for less time, and more vectors fit (sigmoid gains a fifth on one Zen 5 core).

use super::{HalfBlocks, SUM_LANES, Simd, Table, fallback};

/// Twice the lanes of `S`, in two registers.
#[derive(Clone, Copy)]
pub(crate) struct Pair<S: Simd>(pub(crate) S);

/// Primitives that do to both halves what `S` does to one.
macro_rules! both {
    ($(fn $name:ident $(<const $n:ident: i32>)? ($($vector:ident: $ty:ident),* ; $($scalar:ident: $plain:ty),*) -> $ret:ident)*) => {$(
        #[inline(always)]
        fn $name $(<const $n: i32>)? (self, $($scalar: $plain,)* $($vector: Self::$ty),*) -> Self::$ret {
            (self.0.$name $(::<$n>)? ($($scalar,)* $($vector.0),*), self.0.$name $(::<$n>)? ($($scalar,)* $($vector.1),*))
        }
    )*};
}

impl<S: HalfBlocks> Simd for Pair<S> {
    const LANES: usize = 2 * S::LANES;
    const FUSED: bool = S::FUSED;
    const FAST: bool = S::FAST;
    type F32 = (S::F32, S::F32);
    type I32 = (S::I32, S::I32);
    type Mask = (S::Mask, S::Mask);
    type Wide = [Self::F32; 1];
    type Totals = S::Totals;
    type Block = Self;
    type Registers = [Self::F32; 1];
    type Two = Self;
    type Four = Self;
    type Short = Self;

    #[inline(always)]
    fn two(self) -> Self {
        self
    }

    #[inline(always)]
    fn four(self) -> Self {
        self
    }

    #[inline(always)]
    fn short(self) -> Self {
        self
    }

    #[inline(always)]
    fn vectorize<R>(self, f: impl FnOnce() -> R) -> R {
        self.0.vectorize(f)
    }

    #[inline(always)]
    fn block(self) -> Self {
        self
    }

    #[inline(always)]
    fn registers(self, v: <Self::Block as Simd>::F32) -> Self::Registers {
        [v]
    }

    #[inline(always)]
    unsafe fn load(self, from: *const f32) -> Self::F32 {
        // SAFETY: the caller lets us read twice as many elements as `S` has lanes.
        let first = unsafe { self.0.load(from) };
        // SAFETY: as above.
        (first, unsafe { self.0.load(from.wrapping_add(S::LANES)) })
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut f32, v: Self::F32) {
        // SAFETY: the caller lets us write twice as many elements as `S` has lanes.
        unsafe { self.0.store(to, v.0) };
        // SAFETY: as above.
        unsafe { self.0.store(to.wrapping_add(S::LANES), v.1) };
    }

    #[inline(always)]
    unsafe fn load_up_to(self, from: *const f32, n: usize) -> Self::F32 {
        let (first, rest) = (n.min(S::LANES), n.saturating_sub(S::LANES));
        // SAFETY: the caller lets us read `n = first + rest` elements.
        let low = unsafe { self.0.load_up_to(from, first) };
        // SAFETY: as above.
        (low, unsafe { self.0.load_up_to(from.wrapping_add(S::LANES), rest) })
    }

    #[inline(always)]
    unsafe fn store_up_to(self, to: *mut f32, n: usize, v: Self::F32) {
        let (first, rest) = (n.min(S::LANES), n.saturating_sub(S::LANES));
        // SAFETY: the caller lets us write `n = first + rest` elements.
        unsafe { self.0.store_up_to(to, first, v.0) };
        // SAFETY: as above.
        unsafe { self.0.store_up_to(to.wrapping_add(S::LANES), rest, v.1) };
    }

    #[inline(always)]
    unsafe fn load_u16(self, from: *const u16) -> Self::I32 {
        // SAFETY: the caller lets us read twice as many elements as `S` has lanes.
        let first = unsafe { self.0.load_u16(from) };
        // SAFETY: as above.
        (first, unsafe { self.0.load_u16(from.wrapping_add(S::LANES)) })
    }

    #[inline(always)]
    unsafe fn store_u16(self, to: *mut u16, v: Self::I32) {
        // SAFETY: the caller lets us write twice as many elements as `S` has lanes.
        unsafe { self.0.store_u16(to, v.0) };
        // SAFETY: as above.
        unsafe { self.0.store_u16(to.wrapping_add(S::LANES), v.1) };
    }

    #[inline(always)]
    unsafe fn load_f16(self, from: *const u16) -> Self::F32 {
        // SAFETY: the caller lets us read twice as many elements as `S` has lanes.
        let first = unsafe { self.0.load_f16(from) };
        // SAFETY: as above.
        (first, unsafe { self.0.load_f16(from.wrapping_add(S::LANES)) })
    }

    #[inline(always)]
    unsafe fn store_f16(self, to: *mut u16, v: Self::F32) {
        // SAFETY: the caller lets us write twice as many elements as `S` has lanes.
        unsafe { self.0.store_f16(to, v.0) };
        // SAFETY: as above.
        unsafe { self.0.store_f16(to.wrapping_add(S::LANES), v.1) };
    }

    #[inline(always)]
    unsafe fn store_bf16(self, to: *mut u16, v: Self::F32) {
        // SAFETY: the caller lets us write twice as many elements as `S` has lanes.
        unsafe { self.0.store_two(to, v.0, v.1) };
    }

    #[inline(always)]
    unsafe fn load_mask(self, from: *const bool) -> Self::Mask {
        // SAFETY: the caller lets us read twice as many as `S` has lanes.
        let first = unsafe { self.0.load_mask(from) };
        // SAFETY: as above.
        (first, unsafe { self.0.load_mask(from.wrapping_add(S::LANES)) })
    }

    #[inline(always)]
    fn first(self, n: usize) -> Self::Mask {
        (self.0.first(n.min(S::LANES)), self.0.first(n.saturating_sub(S::LANES)))
    }

    #[inline(always)]
    fn wide(self, v: Self::F32) -> Self::Wide {
        [v]
    }
    #[inline(always)]
    fn totals(self) -> S::Totals {
        self.0.totals()
    }
    #[inline(always)]
    fn totals_from(self, lanes: [f64; SUM_LANES]) -> S::Totals {
        self.0.totals_from(lanes)
    }
    #[inline(always)]
    fn totals_to(self, totals: S::Totals) -> [f64; SUM_LANES] {
        self.0.totals_to(totals)
    }
    #[inline(always)]
    fn add_to(self, totals: S::Totals, i: usize, v: Self::F32) -> S::Totals {
        self.0.add_to(self.0.add_to(totals, 2 * i, v.0), 2 * i + 1, v.1)
    }
    #[inline(always)]
    fn fold(self, totals: S::Totals) -> [f64; 8] {
        self.0.fold(totals)
    }
    #[inline(always)]
    fn join(self, folded: [f64; 8]) -> f64 {
        self.0.join(folded)
    }
    #[inline(always)]
    fn max_lane(self, v: Self::F32) -> f32 {
        self.0.max_lane(self.0.max(v.0, v.1))
    }
    #[inline(always)]
    fn lane(self, v: Self::F32) -> f32 {
        self.0.lane(v.0)
    }
    #[inline(always)]
    fn all(self, m: Self::Mask) -> bool {
        self.0.all(self.0.and(m.0, m.1))
    }
    #[inline(always)]
    fn splat(self, x: f32) -> Self::F32 {
        let v = self.0.splat(x);
        (v, v)
    }
    #[inline(always)]
    fn splat_bits(self, x: i32) -> Self::I32 {
        let v = self.0.splat_bits(x);
        (v, v)
    }
    #[inline(always)]
    fn bits_where(self, m: Self::Mask, bits: i32) -> Self::I32 {
        (self.0.bits_where(m.0, bits), self.0.bits_where(m.1, bits))
    }
    #[inline(always)]
    fn lookup(self, table: &Table, i: Self::I32) -> Self::F32 {
        (self.0.lookup(table, i.0), self.0.lookup(table, i.1))
    }

    // In the order of memory the four vectors are a.0, a.1, b.0 and b.1.
    #[inline(always)]
    fn deinterleave(self, a: Self::F32, b: Self::F32) -> (Self::F32, Self::F32) {
        let (even, odd) = self.0.deinterleave(a.0, a.1);
        let (more_even, more_odd) = self.0.deinterleave(b.0, b.1);
        ((even, more_even), (odd, more_odd))
    }

    #[inline(always)]
    fn interleave(self, even: Self::F32, odd: Self::F32) -> (Self::F32, Self::F32) {
        (self.0.interleave(even.0, odd.0), self.0.interleave(even.1, odd.1))
    }

    both! {
        fn add(a: F32, b: F32;) -> F32
        fn sub(a: F32, b: F32;) -> F32
        fn mul(a: F32, b: F32;) -> F32
        fn div(a: F32, b: F32;) -> F32
        fn sqrt(a: F32;) -> F32
        fn mul_add(a: F32, b: F32, c: F32;) -> F32
        fn mul_sub(a: F32, b: F32, c: F32;) -> F32
        fn neg_mul_add(a: F32, b: F32, c: F32;) -> F32
        fn min(a: F32, b: F32;) -> F32
        fn max(a: F32, b: F32;) -> F32
        fn lt(a: F32, b: F32;) -> Mask
        fn le(a: F32, b: F32;) -> Mask
        fn eq(a: F32, b: F32;) -> Mask
        fn and(a: Mask, b: Mask;) -> Mask
        fn select(m: Mask, a: F32, b: F32;) -> F32
        fn zero_below(a: F32, x: F32, least: F32;) -> F32
        fn replace_equal(v: F32, a: F32, b: F32, with: F32;) -> F32
        fn bits(a: F32;) -> I32
        fn floats(a: I32;) -> F32
        fn add_bits(a: I32, b: I32;) -> I32
        fn sub_bits(a: I32, b: I32;) -> I32
        fn and_bits(a: I32, b: I32;) -> I32
        fn or_bits(a: I32, b: I32;) -> I32
        fn xor_bits(a: I32, b: I32;) -> I32
        fn shl<const N: i32>(a: I32;) -> I32
        fn sar<const N: i32>(a: I32;) -> I32
        fn to_f32(a: I32;) -> F32
        fn exp2_scale(v: F32, factor: F32;) -> F32
        fn unscale(v: F32, x: F32, m: F32;) -> F32
        fn log_limits(y: F32, x: F32; normal: bool) -> F32
    }

    #[inline(always)]
    fn exp2(self, table: &Table, biased: Self::F32, bias: Self::F32, unit: f32) -> (Self::F32, Self::F32) {
        let (a, b) = self.0.exp2(table, biased.0, bias.0, unit);
        let (c, d) = self.0.exp2(table, biased.1, bias.1, unit);
        ((a, c), (b, d))
    }

    const SPLITS: bool = S::SPLITS;

    #[inline(always)]
    fn split_exponent(self, x: Self::F32) -> (Self::F32, Self::F32, bool) {
        if !S::SPLITS {
            // One branch for both.
            return fallback::split_exponent_by_bits(self, x);
        }
        let ((a, b, first), (c, d, second)) = (self.0.split_exponent(x.0), self.0.split_exponent(x.1));
        ((a, c), (b, d), first & second)
    }
}
