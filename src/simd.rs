//! Vectors: what a tier can do ([`Simd`]), and the numbers of formulas ([`F32s`], [`I32s`], [`Mask`]).
//!
//! **A tier is a token.** `Avx2` is a type of no size, which only detection makes: to hold one proves that the CPU has
//! its instructions. So every primitive is safe to call, and none asks the CPU again.
//!
//! **A vector carries its token.** [`F32s<S>`](F32s) is a register and the token of its tier, so that a formula is
//! `a * b + x.of(1.0)`, generic over `S`, without another argument. `x.of(c)` is a constant in all lanes. Comparisons
//! give a [`Mask`], which selects lane by lane: both sides are computed, and there is no branch.
//!
//! **Three types of primitives.** What every tier has in one or two instructions is a method of [`Simd`]: loads, stores,
//! arithmetic, comparisons, tables ([`Table`]). What can be made of others has a fallback (`fallback.rs`), which a tier
//! with an instruction for it replaces. What is mathematics is in `math`, and names no tier.
//!
//! **A block is a tier too.** [`Pair<S>`](Pair) is two vectors of `S` side by side, with the same trait. Loops go through
//! a formula in [`Simd::Block`]s, pairs or pairs of pairs, since a core works at several chains of instructions at once.
//!
//! **The rule of inlining.** An instruction of AVX2 may only stand in a function that is compiled for AVX2, and this
//! crate is compiled for any CPU: [`Simd::vectorize`] runs a closure in such a function. A primitive, a nested function
//! with `#[target_feature]`, is one instruction where it is inlined into that; else a call that hands its vector over by
//! memory, twenty times slower and with the right values. So from `vectorize` down every function and every closure has
//! `#[inline(always)]`, iterators' and arrays' adaptors over vectors are written as loops, and `tests/codegen.rs` looks.
//!
//! **Bits.** Names follow the mathematics. Where instructions of two tiers differ in a corner, a primitive's documentation
//! says what all of them do. Tiers differ in one thing only, whether a multiply-add rounds once ([`Simd::FUSED`]).

mod bits;
mod exact;
mod fallback;
mod float;
mod half;
mod lanes;
#[macro_use]
mod macros;
mod pair;
mod portable;
mod scalar;
mod tier;

cfg_if::cfg_if! {
    if #[cfg(target_arch = "x86_64")] {
        mod avx2;
        mod avx512;
        pub(crate) use avx2::Avx2;
        pub(crate) use avx512::Avx512;
    } else if #[cfg(activ8_neon)] {
        mod neon;
        pub(crate) use neon::Neon;
    }
}

pub(crate) use bits::{I32s, Mask};
pub(crate) use fallback::{exp2_normal, fence, prefetch};
pub(crate) use half::HalfBlocks;
pub(crate) use lanes::{F32s, Power, SUM_LANES, Table};
pub(crate) use pair::Pair;
pub(crate) use portable::Portable;
pub(crate) use scalar::Scalar;
pub use tier::Tier;

/// A tier: its registers and its table of primitives.
pub(crate) trait Simd: Copy + Send + Sync + 'static {
    /// Elements in a vector.
    const LANES: usize;
    /// Whether `mul_add` rounds once. A fact of the build, for [`Scalar`] and [`Portable`].
    const FUSED: bool;
    /// Whether formulas may be those of [`Accuracy::Fast`](crate::Accuracy::Fast): `math` chooses by it.
    const FAST: bool = false;
    /// Whether kernels are compiled small: the formula once, and what is made of it through memory.
    const COMPACT: bool = false;
    /// Lanes of `f32`.
    type F32: Copy;
    /// As many lanes of `i32`.
    type I32: Copy;
    /// As many truth values.
    type Mask: Copy;
    /// [`SUM_LANES`] lanes, in vectors.
    type Wide: Copy + AsRef<[Self::F32]> + AsMut<[Self::F32]>;
    /// [`SUM_LANES`] lanes of `f64`.
    type Totals: Copy;
    /// The tier with several registers in lockstep, for the body of a loop: see [`pair`].
    type Block: HalfBlocks;
    /// The registers of a vector of [`Block`](Self::Block).
    type Registers: AsRef<[Self::F32]>;
    /// The token of the block.
    fn block(self) -> Self::Block;
    /// `v` in single registers, the first lanes first.
    fn registers(self, v: <Self::Block as Simd>::F32) -> Self::Registers;
    /// The tier with two registers in lockstep, or one where the block is a single vector.
    type Two: HalfBlocks;
    /// Its token.
    fn two(self) -> Self::Two;
    /// The same with four, for loops over a few instructions: with less between them they depend less on where they lie.
    type Four: HalfBlocks;
    /// Its token.
    fn four(self) -> Self::Four;
    /// The tier with as many lanes as short rows have elements, at most: see [`ShortRows`](crate::shape::ShortRows).
    type Short: Simd;
    /// Its token.
    fn short(self) -> Self::Short;
    /// Runs `f` in a function compiled for the tier. Every loop stands in one.
    fn vectorize<R>(self, f: impl FnOnce() -> R) -> R;
    /// `LANES` elements from `from`.
    ///
    /// # Safety
    /// `from` is valid for reading `LANES` elements.
    unsafe fn load(self, from: *const f32) -> Self::F32;
    /// # Safety
    /// `to` is valid for writing `LANES` elements.
    unsafe fn store(self, to: *mut f32, v: Self::F32);
    /// Past the caches, where the tier has an instruction for it; a [`fence`] must come before these are touched.
    ///
    /// # Safety
    /// `to` is valid for writing `LANES` elements, and a multiple of their size together.
    #[inline(always)]
    unsafe fn stream(self, to: *mut f32, v: Self::F32) {
        // SAFETY: the caller lets us write that many elements.
        unsafe { self.store(to, v) };
    }
    /// The first `n <= LANES` elements from `from`; zero in the other lanes.
    ///
    /// # Safety
    /// `from` is valid for reading `n` elements.
    unsafe fn load_up_to(self, from: *const f32, n: usize) -> Self::F32;
    /// The first `n <= LANES` lanes.
    ///
    /// # Safety
    /// `to` is valid for writing `n` elements.
    unsafe fn store_up_to(self, to: *mut f32, n: usize, v: Self::F32);
    /// `LANES` 16-bit integers from `from`, without a sign.
    ///
    /// # Safety
    /// `from` is valid for reading `LANES` elements.
    unsafe fn load_u16(self, from: *const u16) -> Self::I32;
    /// Integers of 16 bits, without a sign.
    ///
    /// # Safety
    /// `to` is valid for writing `LANES` elements.
    unsafe fn store_u16(self, to: *mut u16, v: Self::I32);
    /// `LANES` values of `f16`, each exactly; a NaN with its sign and digits, made quiet.
    ///
    /// # Safety
    /// `from` is valid for reading `LANES` elements.
    #[inline(always)]
    unsafe fn load_f16(self, from: *const u16) -> Self::F32 {
        // SAFETY: the caller lets us read that many elements.
        half::from_f16(self, unsafe { self.load_u16(from) })
    }
    /// To the nearest `f16`, ties to even; a NaN with its sign and first digits, made quiet.
    ///
    /// # Safety
    /// `to` is valid for writing `LANES` elements.
    #[inline(always)]
    unsafe fn store_f16(self, to: *mut u16, v: Self::F32) {
        // SAFETY: the caller lets us write that many elements.
        unsafe { self.store_u16(to, half::to_f16(self, v)) };
    }
    /// `LANES` values of `bf16`, which are the first halves of `f32`s.
    ///
    /// # Safety
    /// `from` is valid for reading `LANES` elements.
    #[inline(always)]
    unsafe fn load_bf16(self, from: *const u16) -> Self::F32 {
        // SAFETY: the caller lets us read that many elements.
        let bits = unsafe { self.load_u16(from) };
        self.floats(self.shl::<16>(bits))
    }
    /// To the nearest `bf16`, ties to even; a NaN with its sign and first digits, made quiet.
    ///
    /// # Safety
    /// `to` is valid for writing `LANES` elements.
    #[inline(always)]
    unsafe fn store_bf16(self, to: *mut u16, v: Self::F32) {
        let upper = self.sar::<16>(self.to_bf16(v));
        // SAFETY: the caller lets us write that many elements.
        unsafe { self.store_u16(to, self.and_bits(upper, self.splat_bits(0xffff))) };
    }
    /// The nearest `bf16` in the upper half of each lane, as of [`store_bf16`](Self::store_bf16), with anything below it.
    #[inline(always)]
    fn to_bf16(self, v: Self::F32) -> Self::I32 {
        half::to_bf16(self, v)
    }
    /// The upper halves of the lanes of `even` and of `odd`, taking turns from the lowest bits on.
    #[inline(always)]
    fn in_turns(self, even: Self::I32, odd: Self::I32) -> Self::I32 {
        half::in_turns(self, even, odd)
    }
    /// `LANES` truth values from `from`.
    ///
    /// # Safety
    /// `from` is valid for reading `LANES` of them.
    unsafe fn load_mask(self, from: *const bool) -> Self::Mask;
    /// True in the first `n <= LANES` lanes.
    fn first(self, n: usize) -> Self::Mask;
    /// `v` in each of the [`SUM_LANES`] lanes.
    fn wide(self, v: Self::F32) -> Self::Wide;
    /// Zeros.
    fn totals(self) -> Self::Totals;
    /// What [`totals_to`](Self::totals_to) has given.
    fn totals_from(self, lanes: [f64; SUM_LANES]) -> Self::Totals;
    /// `totals` in memory, in an order of the tier.
    fn totals_to(self, totals: Self::Totals) -> [f64; SUM_LANES];
    /// `totals` with the lanes of `v` added, which is vector `i` of [`SUM_LANES`] lanes.
    fn add_to(self, totals: Self::Totals, i: usize, v: Self::F32) -> Self::Totals;
    /// The first halvings of the sum of the lanes: lane `i` and lane `i + 16`, then 8.
    fn fold(self, totals: Self::Totals) -> [f64; 8];
    /// The others: 4, 2 and 1.
    fn join(self, folded: [f64; 8]) -> f64;
    fn splat(self, x: f32) -> Self::F32;
    fn add(self, a: Self::F32, b: Self::F32) -> Self::F32;
    fn sub(self, a: Self::F32, b: Self::F32) -> Self::F32;
    fn mul(self, a: Self::F32, b: Self::F32) -> Self::F32;
    fn div(self, a: Self::F32, b: Self::F32) -> Self::F32;
    fn sqrt(self, a: Self::F32) -> Self::F32;
    /// `a·b + c`, with one rounding where the tier is [`FUSED`](Self::FUSED), else with two.
    fn mul_add(self, a: Self::F32, b: Self::F32, c: Self::F32) -> Self::F32;
    /// `a·b − c`, rounded as in `mul_add`.
    fn mul_sub(self, a: Self::F32, b: Self::F32, c: Self::F32) -> Self::F32;
    /// `c − a·b`, rounded as in `mul_add`.
    fn neg_mul_add(self, a: Self::F32, b: Self::F32, c: Self::F32) -> Self::F32;
    /// `a < b ? a : b`: where one is NaN, and where both are zeros, it is `b`.
    fn min(self, a: Self::F32, b: Self::F32) -> Self::F32;
    /// `a > b ? a : b`: where one is NaN, and where both are zeros, it is `b`.
    fn max(self, a: Self::F32, b: Self::F32) -> Self::F32;
    /// The greatest lane, by any tree of `max`; where a lane is NaN, any value.
    fn max_lane(self, v: Self::F32) -> f32;
    /// The first lane.
    fn lane(self, v: Self::F32) -> f32;
    /// The lanes of even and those of odd number of `a` and `b` in a row.
    fn deinterleave(self, a: Self::F32, b: Self::F32) -> (Self::F32, Self::F32);
    /// The reverse.
    fn interleave(self, even: Self::F32, odd: Self::F32) -> (Self::F32, Self::F32);

    fn lt(self, a: Self::F32, b: Self::F32) -> Self::Mask;
    fn le(self, a: Self::F32, b: Self::F32) -> Self::Mask;
    fn eq(self, a: Self::F32, b: Self::F32) -> Self::Mask;
    fn and(self, a: Self::Mask, b: Self::Mask) -> Self::Mask;
    fn all(self, m: Self::Mask) -> bool;
    /// `a` where `m` holds, else `b`.
    fn select(self, m: Self::Mask, a: Self::F32, b: Self::F32) -> Self::F32;
    /// 0 where `x < least`, else `a`.
    #[inline(always)]
    fn zero_below(self, a: Self::F32, x: Self::F32, least: Self::F32) -> Self::F32 {
        self.select(self.lt(x, least), self.splat(0.0), a)
    }

    /// `with` where `a = b`, else `v`.
    #[inline(always)]
    fn replace_equal(self, v: Self::F32, a: Self::F32, b: Self::F32, with: Self::F32) -> Self::F32 {
        self.select(self.eq(a, b), with, v)
    }

    /// `bits` where `m` holds, else 0.
    fn bits_where(self, m: Self::Mask, bits: i32) -> Self::I32;
    fn bits(self, a: Self::F32) -> Self::I32;
    fn floats(self, a: Self::I32) -> Self::F32;
    fn splat_bits(self, x: i32) -> Self::I32;
    fn add_bits(self, a: Self::I32, b: Self::I32) -> Self::I32;
    fn sub_bits(self, a: Self::I32, b: Self::I32) -> Self::I32;
    fn and_bits(self, a: Self::I32, b: Self::I32) -> Self::I32;
    fn or_bits(self, a: Self::I32, b: Self::I32) -> Self::I32;
    fn xor_bits(self, a: Self::I32, b: Self::I32) -> Self::I32;
    fn shl<const N: i32>(self, a: Self::I32) -> Self::I32;
    /// Shift right, the sign copied in.
    fn sar<const N: i32>(self, a: Self::I32) -> Self::I32;
    /// The `f32` of the same value, for integers that have one.
    fn to_f32(self, a: Self::I32) -> Self::F32;
    /// `table[i mod 8]`.
    fn lookup(self, table: &Table, i: Self::I32) -> Self::F32;
    /// `unit·table[j]·2^⌊e⌋` for `e = biased − bias`, where both lie in [2^20, 2^21), so that `e` comes
    /// in eighths, of which `j` is the odd number. For −180 ≤ e ≤ 129, or a `biased` that is NaN.
    /// In pieces (fraction, factor): see [`lanes::Power`].
    #[inline(always)]
    fn exp2(self, table: &Table, biased: Self::F32, bias: Self::F32, unit: f32) -> (Self::F32, Self::F32) {
        fallback::exp2_by_bits(self, table, biased, bias, unit)
    }
    /// The fraction of [`exp2`](Self::exp2), or what is made of it, with its factor.
    #[inline(always)]
    fn exp2_scale(self, v: Self::F32, factor: Self::F32) -> Self::F32 {
        self.mul(v, factor)
    }

    /// Whether the next three have instructions of their own, which need no branch.
    const SPLITS: bool = false;
    /// `(k, m)` where `x = m·2^k` and m is in [¾, 3/2), for positive, finite x; subnormals included. And whether all
    /// x are normal, too: false where the tier has no need to know.
    #[inline(always)]
    fn split_exponent(self, x: Self::F32) -> (Self::F32, Self::F32, bool) {
        fallback::split_exponent_by_bits(self, x)
    }
    /// `v·2^-k` for the k and m of a normal x; of an infinite one, any number.
    #[inline(always)]
    fn unscale(self, v: Self::F32, x: Self::F32, m: Self::F32) -> Self::F32 {
        fallback::unscale_by_bits(self, v, x, m)
    }
    /// `y` where 0 < x < ∞, else the limit of the logarithm at x, or NaN. `normal` is what `split_exponent` says.
    #[inline(always)]
    fn log_limits(self, normal: bool, y: Self::F32, x: Self::F32) -> Self::F32 {
        fallback::log_limits_by_masks(self, normal, y, x)
    }
}
