//! Products with what is too small for a float, though the product is not.

use super::exp::SCALE_BACK;
use crate::simd::{F32s, Simd};

/// A result, and 2^64 times it, of which only what is right where the result is tiny is asked for. Rounded to a
/// subnormal it would lose digits that its product with a great factor has.
#[derive(Clone, Copy)]
pub(crate) struct Scaled<S: Simd> {
    pub(crate) value: F32s<S>,
    pub(crate) scaled: F32s<S>,
}

/// Where a result is tiny: for an x below `below` it is less than 2^-64 and, above, a normal number; for an x
/// below `zero` it counts as 0.
#[derive(Clone, Copy)]
pub(crate) struct Tiny {
    pub(crate) below: f32,
    pub(crate) zero: f32,
}

/// That of e^x, of sigmoid x and of their kin.
pub(crate) const TINY: Tiny = Tiny { below: -64.0, zero: -123.9 };

impl Tiny {
    /// That of the same function of `factor`·x.
    #[inline(always)]
    pub(crate) fn over(self, factor: f32) -> Self {
        Self { below: self.below / factor, zero: self.zero / factor }
    }
}

impl<S: Simd> Scaled<S> {
    /// Of a value whose subnormal results need not be exact.
    #[inline(always)]
    pub(super) fn of(value: F32s<S>) -> Self {
        Self { value, scaled: value * value.of(super::exp::SCALE) }
    }

    /// The product with `factor`, which is a normal number of all its digits wherever it is one: see [`products`].
    #[inline(always)]
    pub(crate) fn times(self, x: F32s<S>, tiny: Tiny, factor: F32s<S>) -> F32s<S> {
        let [product] = products([self], x, tiny, [factor]);
        product
    }
}

/// The products of results with their factors, which are normal numbers of all their digits wherever they are ones.
///
/// The factor takes the 2^-64 upon itself where the result is tiny: it is exact there, or the product is less
/// than a normal number. An x that is NaN is the product: on the way it may have become several. Vectors
/// without such lanes, almost all, go without both.
#[inline(always)]
pub(crate) fn products<S: Simd, const N: usize>(
    of: [Scaled<S>; N],
    x: F32s<S>,
    tiny: Tiny,
    factors: [F32s<S>; N],
) -> [F32s<S>; N] {
    let (below, zero) = (x.of(tiny.below), x.of(tiny.zero));
    let mut products = factors;
    for i in 0..N {
        products[i] = of[i].value * factors[i];
    }
    if below.le(x).all() {
        return products;
    }
    for i in 0..N {
        let of_tiny = of[i].scaled.zero_below(x, zero) * (factors[i] * x.of(SCALE_BACK));
        products[i] = x.nan_or(x.lt(below).select(of_tiny, products[i]));
    }
    products
}
