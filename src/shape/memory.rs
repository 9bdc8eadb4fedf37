//! Where vectors are loaded from and stored to: the slices that the loops go over.

use core::cell::Cell;
use core::marker::PhantomData;
use core::ops::Range;

use crate::simd::{F32s, Simd, prefetch};

/// An input. It may be the same memory as an [`Out`], since elements are read before they are
/// written at the same place.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    at: *const f32,
    len: usize,
    memory: PhantomData<&'a [Cell<f32>]>,
}

/// An output.
pub(crate) type Out<'a> = &'a [Cell<f32>];

/// `slice` as an output.
#[inline(always)]
pub(crate) fn cells(slice: &mut [f32]) -> Out<'_> {
    Cell::from_mut(slice).as_slice_of_cells()
}

/// Panics unless all have `len` elements. By index, since this is compiled for every kernel.
#[inline(always)]
pub(super) fn check_lengths<const N: usize, const M: usize>(
    len: usize,
    inputs: &[Source<'_>; N],
    outs: &[Out<'_>; M],
) {
    let mut same = true;
    for i in 0..N {
        same &= inputs[i].len == len;
    }
    for i in 0..M {
        same &= outs[i].len() == len;
    }
    assert!(same, "verbs check their lengths");
}

impl<'a> From<&'a [f32]> for Source<'a> {
    #[inline(always)]
    fn from(slice: &'a [f32]) -> Self {
        Self { at: slice.as_ptr(), len: slice.len(), memory: PhantomData }
    }
}

impl<'a> From<Out<'a>> for Source<'a> {
    #[inline(always)]
    fn from(out: Out<'a>) -> Self {
        Self { at: out.as_ptr().cast(), len: out.len(), memory: PhantomData }
    }
}

impl Source<'_> {
    /// No elements.
    pub(crate) const NONE: Self = Self { at: [].as_ptr(), len: 0, memory: PhantomData };

    /// Where its first element is.
    #[inline(always)]
    pub(super) fn as_ptr(self) -> *const f32 {
        self.at
    }

    /// Its number of elements.
    #[inline(always)]
    pub(crate) fn len(self) -> usize {
        self.len
    }

    /// The elements of `range`.
    #[inline(always)]
    pub(crate) fn slice(self, range: Range<usize>) -> Self {
        assert!(range.start <= range.end && range.end <= self.len, "a range within the slice");
        Self { at: self.at.wrapping_add(range.start), len: range.end - range.start, ..self }
    }

    /// Asks for the elements of `range`, of which there may be fewer.
    #[inline(always)]
    pub(crate) fn prefetch(self, range: Range<usize>) {
        /// Elements of a line of the cache.
        const LINE: usize = 16;
        let mut i = range.start;
        while i < range.end.min(self.len) {
            prefetch(self.at.wrapping_add(i));
            i += LINE;
        }
    }

    /// Element `i`.
    #[inline(always)]
    pub(crate) fn get(self, i: usize) -> f32 {
        assert!(i < self.len, "an index within the slice");
        // SAFETY: `i` lies within the slice, which lives as long as `self`.
        unsafe { self.at.wrapping_add(i).read() }
    }

    /// `LANES` elements from `i` on.
    ///
    /// # Safety
    /// `i + S::LANES <= self.len()`.
    #[inline(always)]
    pub(super) unsafe fn load<S: Simd>(self, s: S, i: usize) -> F32s<S> {
        // SAFETY: the caller vouches for the range, and the slice lives as long as `self`.
        F32s::new(s, unsafe { s.load(self.at.wrapping_add(i)) })
    }

    /// `n <= LANES` elements from `i` on, and zeros.
    ///
    /// # Safety
    /// `i + n <= self.len()`.
    #[inline(always)]
    pub(super) unsafe fn load_up_to<S: Simd>(self, s: S, i: usize, n: usize) -> F32s<S> {
        // SAFETY: the caller vouches for the range, and the slice lives as long as `self`.
        F32s::new(s, unsafe { s.load_up_to(self.at.wrapping_add(i), n) })
    }
}

/// [`Source::load`] of each. A loop, since `array::map` is not always inlined.
///
/// # Safety
/// `i + S::LANES` is at most each length.
#[inline(always)]
pub(super) unsafe fn load_each<S: Simd, const N: usize>(
    inputs: &[Source<'_>; N],
    s: S,
    i: usize,
) -> [F32s<S>; N] {
    let mut x = [F32s::splat(s, 0.0); N];
    for n in 0..N {
        // SAFETY: the caller vouches for the range.
        x[n] = unsafe { inputs[n].load(s, i) };
    }
    x
}

/// [`Source::load_up_to`] of each.
///
/// # Safety
/// `i + n` is at most each length.
#[inline(always)]
pub(super) unsafe fn load_each_up_to<S: Simd, const N: usize>(
    inputs: &[Source<'_>; N],
    s: S,
    i: usize,
    n: usize,
) -> [F32s<S>; N] {
    let mut x = [F32s::splat(s, 0.0); N];
    for k in 0..N {
        // SAFETY: the caller vouches for the range.
        x[k] = unsafe { inputs[k].load_up_to(s, i, n) };
    }
    x
}

/// Stores `LANES` elements from `i` on.
///
/// # Safety
/// `i + S::LANES <= out.len()`.
#[inline(always)]
pub(super) unsafe fn store<S: Simd>(out: Out<'_>, i: usize, v: F32s<S>) {
    // SAFETY: the caller vouches for the range, and cells may be written through a shared slice.
    unsafe { v.s.store(out.as_ptr().wrapping_add(i).cast_mut().cast(), v.v) };
}

/// Stores the first `n <= LANES` elements from `i` on.
///
/// # Safety
/// `i + n <= out.len()`.
#[inline(always)]
pub(super) unsafe fn store_up_to<S: Simd>(out: Out<'_>, i: usize, n: usize, v: F32s<S>) {
    // SAFETY: the caller vouches for the range, and cells may be written through a shared slice.
    unsafe { v.s.store_up_to(out.as_ptr().wrapping_add(i).cast_mut().cast(), n, v.v) };
}

/// [`store`] in each.
///
/// # Safety
/// `i + S::LANES` is at most each length.
#[inline(always)]
pub(super) unsafe fn store_each<S: Simd, const M: usize>(outs: &[Out<'_>; M], i: usize, v: [F32s<S>; M]) {
    for m in 0..M {
        // SAFETY: the caller vouches for the range.
        unsafe { store(outs[m], i, v[m]) };
    }
}

/// [`store_up_to`] in each.
///
/// # Safety
/// `i + n` is at most each length.
#[inline(always)]
pub(super) unsafe fn store_each_up_to<S: Simd, const M: usize>(
    outs: &[Out<'_>; M],
    i: usize,
    n: usize,
    v: [F32s<S>; M],
) {
    for m in 0..M {
        // SAFETY: the caller vouches for the range.
        unsafe { store_up_to(outs[m], i, n, v[m]) };
    }
}
