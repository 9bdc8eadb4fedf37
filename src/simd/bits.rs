//! The integers and truth values beside the floats of lanes.rs.

use super::{F32s, Simd, Table};

/// `S::LANES` 32-bit integers, used for the bits of floats.
#[derive(Clone, Copy)]
pub(crate) struct I32s<S: Simd> {
    pub(super) s: S,
    pub(super) v: S::I32,
}

/// `S::LANES` truth values.
#[derive(Clone, Copy)]
pub(crate) struct Mask<S: Simd> {
    pub(super) s: S,
    pub(super) v: S::Mask,
}

impl<S: Simd> I32s<S> {
    /// The floats that have these bits.
    #[inline(always)]
    pub(crate) fn to_floats(self) -> F32s<S> {
        F32s { s: self.s, v: self.s.floats(self.v) }
    }

    /// The floats of these values, for integers that have one.
    #[inline(always)]
    pub(crate) fn to_values(self) -> F32s<S> {
        F32s { s: self.s, v: self.s.to_f32(self.v) }
    }

    #[inline(always)]
    pub(crate) fn shl<const N: i32>(self) -> Self {
        Self { s: self.s, v: self.s.shl::<N>(self.v) }
    }

    #[inline(always)]
    pub(crate) fn sar<const N: i32>(self) -> Self {
        Self { s: self.s, v: self.s.sar::<N>(self.v) }
    }

    /// `table[self mod 8]`.
    #[inline(always)]
    pub(crate) fn lookup(self, table: &Table) -> F32s<S> {
        F32s { s: self.s, v: self.s.lookup(table, self.v) }
    }
}

impl<S: Simd> Mask<S> {
    /// True in the first `n` lanes.
    #[inline(always)]
    pub(crate) fn first(s: S, n: usize) -> Self {
        Self { s, v: s.first(n) }
    }

    /// The truth values from `from` on.
    ///
    /// # Safety
    /// `from` is valid for reading `S::LANES` of them.
    #[inline(always)]
    pub(crate) unsafe fn load(s: S, from: *const bool) -> Self {
        // SAFETY: the caller vouches for them.
        Self { s, v: unsafe { s.load_mask(from) } }
    }

    /// `a` where the mask holds, else `b`.
    #[inline(always)]
    pub(crate) fn select(self, a: F32s<S>, b: F32s<S>) -> F32s<S> {
        F32s { s: self.s, v: self.s.select(self.v, a.v, b.v) }
    }

    #[inline(always)]
    pub(crate) fn all(self) -> bool {
        self.s.all(self.v)
    }

    /// Whether it holds in any lane.
    #[inline(always)]
    pub(crate) fn any(self) -> bool {
        let (zero, one) = (F32s::splat(self.s, 0.0), F32s::splat(self.s, 1.0));
        !self.select(one, zero).eq(zero).all()
    }

    /// `bits` where the mask holds, else 0.
    #[inline(always)]
    pub(crate) fn bits_where(self, bits: i32) -> I32s<S> {
        I32s { s: self.s, v: self.s.bits_where(self.v, bits) }
    }
}
