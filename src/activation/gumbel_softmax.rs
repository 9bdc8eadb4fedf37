//! Softmax of logits with drawn noise.

use super::{Activation, AttentionSoftmax, Hardmax};
use crate::check::{self, require};
use crate::element::{Element, Output};
use crate::error::Result;
use crate::mixed::Slices;
use crate::rows::softmax_gradient::CentredGradient;
use crate::rows::{Passes, RowRange, over_rows};
use crate::setters::setters;
use crate::shape::{Lanes, Out, Source, Terms, map, sum_lanes};
use crate::simd::{F32s, Simd};
use crate::tier::{Level, dispatch};

/// A sample of a category that has a gradient: the softmax of `(x + g) / temperature` of each row, g being
/// noise of Gumbel's distribution, `−ln(−ln u)` for a u uniform in (0, 1), which the caller's generator draws.
///
/// [`harden`](Self::harden) rounds a sample to one category and leaves the gradient as it is: straight through.
///
/// * **Shapes**: slices hold whole rows of [`row`](field@Self::row) elements, one after the other.
/// * **Gradient**: `dx[i] = y[i] · (dy[i] − Σ y[j]·dy[j]) / temperature`, y being the soft sample.
/// * **Accuracy**: within 2.5 ULP of the softmax of the rounded sums `x + g`; a gradient within 6 ULP of the greater of
///   its terms, `y[i]·dy[i]` and `y[i]·Σ y[j]·|dy[j]|`, over the temperature.
/// * **Special values**: those of [`AttentionSoftmax`].
/// * **Errors**: [`Error::Rows`](crate::Error::Rows), [`Error::Length`](crate::Error::Length), and
///   [`Error::Parameter`](crate::Error::Parameter) for a temperature that is not above 0.
/// * **Elsewhere**: `torch.nn.functional.gumbel_softmax`, whose `tau` is the temperature.
/// * **Source**: E. Jang, S. Gu, B. Poole, *Categorical Reparameterization with Gumbel-Softmax*, 2017.
///
/// ```
/// use activ8::GumbelSoftmax;
///
/// let mut noise = [0.5, 2.0, -1.0].into_iter().cycle();
/// let (mut soft, mut hard) = ([0.0; 3], [0.0; 3]);
/// let gumbel = GumbelSoftmax::rows_of(3);
/// gumbel.forward(&[1.0, 0.0, 3.0], || noise.next().unwrap_or(0.0), &mut soft)?;
/// gumbel.harden(&soft, &mut hard)?;
/// assert_eq!(hard, [0.0, 1.0, 0.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GumbelSoftmax {
    /// The number of elements in a row.
    pub row: usize,
    /// What logits are divided by: 1 by default.
    pub temperature: f32,
}

crate::place::placed! { GumbelSoftmax }

impl GumbelSoftmax {
    /// Over rows of `row` elements, at temperature 1.
    pub const fn rows_of(row: usize) -> Self {
        Self { row, temperature: 1.0 }
    }

    setters! {
        /// The same at another temperature.
        fn temperature(temperature: f32) { temperature = temperature }
    }

    /// One category for each soft sample, the greatest: 1 there and 0 elsewhere. A hard sample's gradient is the
    /// soft one's.
    pub fn harden<X: Element, Y: Output>(&self, soft: &[X], y: &mut [Y]) -> Result<()> {
        Hardmax::rows_of(self.row).forward(soft, y)
    }

    /// Refuses what has no meaning for so many elements.
    fn check(self, argument: &'static str, len: usize) -> Result<()> {
        let valid = self.temperature > 0.0 && self.temperature < f32::INFINITY;
        require("temperature", self.temperature, valid, "a finite number above 0")?;
        check::rows(argument, len, self.row).map(drop)
    }
}

crate::place::verbs! { GumbelSoftmax:
    /// The soft samples, on the calling thread. `noise` is called once for each element, in order.
    fn forward<X: Element, Y: Output>(gumbel, place, x: &[X], noise: impl FnMut() -> f32, y: &mut [Y]) {
        let mut noise = noise;
        gumbel.check("x", x.len())?;
        check::length("y", y.len(), x.len())?;
        let level = place.level()?;
        let softmax = AttentionSoftmax::rows_of(gumbel.row).temperature(gumbel.temperature);
        let mut job = Slices::rows(gumbel.row, [Some(X::slice(x))], [Y::out(y)]);
        job.by_blocks(level, &mut |_, [x], [y]| {
            y.iter().enumerate().for_each(|(i, y)| y.set(x.get(i) + noise()));
            softmax.values(level, 0, y.into(), y);
        })
    }

    /// The gradient for `x`, from the soft samples `y` and the gradient for soft or hard ones.
    fn backward<Y: Element, G: Element, D: Output>(gumbel, place, y: &[Y], dy: &[G], dx: &mut [D]) {
        gumbel.check("y", y.len())?;
        check::length("dy", dy.len(), y.len())?;
        check::length("dx", dx.len(), y.len())?;
        let (level, row) = (place.level()?, gumbel.row);
        let cooling = 1.0 / f64::from(gumbel.temperature);
        let job = Slices::rows(row, [Some(Y::slice(y)), Some(G::slice(dy))], [D::out(dx)]);
        job.run(place, level, &|_, [y, dy], [dx]| gradients(level, row, cooling, y, dy, dx))
    }
}

fn gradients(level: Level, row: usize, cooling: f64, y: Source<'_>, dy: Source<'_>, dx: Out<'_>) {
    dispatch!(level, s => s.vectorize(#[inline(always)] move || {
        over_rows(s, &mut Backward { cooling, y, dy, dx }, row, y);
    }));
}

/// The mean of dy; what the gradient needs; and the gradient.
struct Backward<'a> {
    /// 1 / temperature.
    cooling: f64,
    y: Source<'a>,
    dy: Source<'a>,
    dx: Out<'a>,
}

impl Passes for Backward<'_> {
    type First = Lanes;
    type Prepared = f64;
    type Second = CentredGradient;
    type Combined = ();

    #[inline(always)]
    fn first<S: Simd>(&self, s: S, row: RowRange) -> Lanes {
        let [mean] = sum_lanes(s, Products, [row.of(self.y), row.of(self.dy)], [], 1.0);
        mean
    }

    #[inline(always)]
    fn prepare<S: Simd>(&self, s: S, mean: Lanes) -> f64 {
        mean.total(s)
    }

    #[inline(always)]
    fn second<S: Simd>(&self, s: S, row: RowRange, mean: f64) -> CentredGradient {
        CentredGradient::of(s, [self.cooling, 1.0], mean, row.of(self.y), row.of(self.dy))
    }

    #[inline(always)]
    fn last<S: Simd>(&mut self, s: S, row: RowRange, gradient: CentredGradient, (): ()) {
        map(s, gradient, [row.of(self.y), row.of(self.dy)], [row.of_out(self.dx)]);
    }
}

/// y·dy.
#[derive(Clone, Copy)]
struct Products;

impl Terms<2, 1, 0> for Products {
    #[inline(always)]
    fn eval<S: Simd>(self, [y, dy]: [F32s<S>; 2]) -> ([F32s<S>; 1], [F32s<S>; 0]) {
        ([y * dy], [])
    }
}
