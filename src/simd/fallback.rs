//! Primitives made of other primitives, for the tiers that have no instruction for them.

use super::{F32s, I32s, Mask, SUM_LANES, Simd, Table};

/// `n < 8` elements from `from`, and zeros. Not inlined, since it stands in every kernel.
///
/// # Safety
/// `from` is valid for reading `n` elements.
#[inline(never)]
pub(super) unsafe fn load_partial(from: *const f32, n: usize) -> [f32; 8] {
    let mut lanes = [0.0; 8];
    // SAFETY: the caller lets us read `n` elements, which fit `lanes`.
    unsafe { copy_partial(from, lanes.as_mut_ptr(), n) };
    lanes
}

/// The first `n < 8` of `lanes` to `to`.
///
/// # Safety
/// `to` is valid for writing `n` elements.
#[inline(never)]
pub(super) unsafe fn store_partial(lanes: &[f32; 8], to: *mut f32, n: usize) {
    // SAFETY: the caller lets us write `n` elements, and `lanes` holds more.
    unsafe { copy_partial(lanes.as_ptr(), to, n) };
}

/// Copies `n < 8` elements, four, two and one at a time: no call, and each store is a whole one.
///
/// # Safety
/// `from` is valid for reading and `to` for writing `n` elements.
#[inline(always)]
unsafe fn copy_partial(from: *const f32, to: *mut f32, n: usize) {
    let (two, one) = (n & 4, n & 6);
    if n & 4 != 0 {
        // SAFETY: the caller vouches for four elements, and arrays are copied unaligned.
        unsafe { copy::<4>(from, to) };
    }
    if n & 2 != 0 {
        // SAFETY: the caller vouches for two elements after the four, if these are there.
        unsafe { copy::<2>(from.wrapping_add(two), to.wrapping_add(two)) };
    }
    if n & 1 != 0 {
        // SAFETY: the caller vouches for the last element.
        unsafe { copy::<1>(from.wrapping_add(one), to.wrapping_add(one)) };
    }
}

/// # Safety
/// `from` is valid for reading and `to` for writing `N` elements.
#[inline(always)]
unsafe fn copy<const N: usize>(from: *const f32, to: *mut f32) {
    // SAFETY: the caller vouches for `N` elements.
    let elements = unsafe { from.cast::<[f32; N]>().read_unaligned() };
    // SAFETY: as above.
    unsafe { to.cast::<[f32; N]>().write_unaligned(elements) };
}

/// Asks for a line of the cache, where the CPU has a way to.
#[inline(always)]
pub(crate) fn prefetch(at: *const f32) {
    cfg_if::cfg_if! {
        if #[cfg(target_arch = "x86_64")] {
            use core::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
            // SAFETY: a hint reads nothing, wherever it points, and each CPU of the target has the instruction.
            unsafe { _mm_prefetch::<_MM_HINT_T0>(at.cast()) };
        } else {
            let _ = at;
        }
    }
}

/// Orders all stores of [`Simd::stream`] before what this thread does next.
#[inline(always)]
pub(crate) fn fence() {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: each CPU of the target has the instruction.
    unsafe {
        core::arch::x86_64::_mm_sfence();
    }
}

/// [`Simd::add_to`].
#[inline(always)]
pub(super) fn add_lanes<const N: usize>(
    mut totals: [f64; SUM_LANES],
    i: usize,
    lanes: [f32; N],
) -> [f64; SUM_LANES] {
    for n in 0..N {
        totals[N * i + n] += f64::from(lanes[n]);
    }
    totals
}

/// [`Simd::fold`]. Not inlined, for it is of the compact tiers.
#[inline(never)]
pub(super) fn fold_lanes(totals: [f64; SUM_LANES]) -> [f64; 8] {
    let mut folded = [0.0; 8];
    for i in 0..8 {
        folded[i] = (totals[i] + totals[i + 16]) + (totals[i + 8] + totals[i + 24]);
    }
    folded
}

/// [`Simd::join`].
#[inline(always)]
pub(super) fn join_lanes([a, b, c, d, e, f, g, h]: [f64; 8]) -> f64 {
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

/// `table[j]·2^⌊e⌋` where `biased` is 1.5·2^20 + e, so that `e` comes in eighths, of which `j` is the odd
/// number; where the result is a normal number.
///
/// The bits of `biased` are added to those of `table[j]` as exponent: its own is shifted out, and the
/// eighths that the shift carries along have been subtracted from the table beforehand.
#[inline(always)]
pub(crate) fn exp2_normal<S: Simd>(table: &Table, biased: F32s<S>) -> F32s<S> {
    add_exponent(table, biased, biased.bits())
}

#[inline(always)]
fn add_exponent<S: Simd>(table: &Table, biased: F32s<S>, eighths: I32s<S>) -> F32s<S> {
    (biased.bits().lookup(&shifted(table)).bits() + eighths.shl::<20>()).to_floats()
}

/// [`Simd::exp2`] for tiers without an instruction that scales: the exponent is moved up by 64 where
/// the result may be subnormal, and the factor moves it down again.
#[inline(always)]
pub(super) fn exp2_by_bits<S: Simd>(
    s: S,
    table: &Table,
    biased: S::F32,
    bias: S::F32,
    unit: f32,
) -> (S::F32, S::F32) {
    let (biased, bias) = (F32s { s, v: biased }, F32s { s, v: bias });
    let up = biased.lt(bias - bias.of(100.0)).bits_where(64 << 23);
    let eighths = biased.bits() - bias.bits();
    let fraction = (add_exponent(table, biased, eighths).bits() + up).to_floats();
    let down = (bias.of(1.0).bits() - up).to_floats();
    (fraction.v, (down * bias.of(unit)).v)
}

/// [`Simd::split_exponent`] by the bits.
#[inline(always)]
pub(super) fn split_exponent_by_bits<S: Simd>(s: S, x: S::F32) -> (S::F32, S::F32, bool) {
    let x = F32s { s, v: x };
    if normal(x).all() {
        let (k, m) = split_normal(x);
        return (k.v, m.v, true);
    }
    let subnormal = x.lt(x.of(f32::MIN_POSITIVE));
    let (k, m) = split_normal(subnormal.select(x * x.of(8_388_608.0), x));
    ((k - subnormal.select(x.of(23.0), x.of(0.0))).v, m.v, false)
}

/// [`Simd::unscale`] by the bits: by ¼ and 2^(2−k), since 2^-k may be subnormal.
#[inline(always)]
pub(super) fn unscale_by_bits<S: Simd>(s: S, v: S::F32, x: S::F32, m: S::F32) -> S::F32 {
    let (v, x, m) = (F32s { s, v }, F32s { s, v: x }, F32s { s, v: m });
    let power = (x.of(4.0).bits() - (x.bits() - m.bits())).to_floats();
    (v * x.of(0.25) * power).v
}

#[inline(always)]
fn split_normal<S: Simd>(x: F32s<S>) -> (F32s<S>, F32s<S>) {
    let k = (x.bits() - x.of(0.75).bits()).sar::<23>();
    (k.to_values(), (x.bits() - k.shl::<23>()).to_floats())
}

/// Where x is positive, normal and finite: in most vectors everywhere, which one branch finds out
/// where the corners would cost as much as the logarithm.
#[inline(always)]
fn normal<S: Simd>(x: F32s<S>) -> Mask<S> {
    x.of(f32::MIN_POSITIVE).le(x) & x.lt(x.of(f32::INFINITY))
}

/// [`Simd::log_limits`] by comparisons. Its NaN is the one that x86 instructions make.
#[inline(always)]
pub(super) fn log_limits_by_masks<S: Simd>(s: S, normal: bool, y: S::F32, x: S::F32) -> S::F32 {
    if normal {
        return y;
    }
    let (y, x) = (F32s { s, v: y }, F32s { s, v: x });
    let zero = x.of(0.0);
    let nan = x.of(f32::from_bits(0xffc0_0000));
    let positive = zero.lt(x);
    let limit = x.eq(zero).select(x.of(f32::NEG_INFINITY), positive.select(x, nan));
    (positive & x.lt(x.of(f32::INFINITY))).select(y, limit).v
}

/// `table` less what `add_exponent` adds to the bits of each entry.
#[inline(always)]
const fn shifted(table: &Table) -> Table {
    let mut shifted = *table;
    let mut j = 0;
    while j < table.len() {
        shifted[j] = f32::from_bits(table[j].to_bits() - ((j as u32) << 20));
        j += 1;
    }
    shifted
}
