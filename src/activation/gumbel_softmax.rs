//! Softmax of logits with drawn noise.

use super::elementwise::require;
use super::rowwise::rows_in_piece;
use super::{Activation, AttentionSoftmax, Hardmax};
use crate::check;
use crate::element::{Element, Output, Slice, SliceMut};
use crate::error::Result;
use crate::mixed::{self, Cut, Refusal};
use crate::parallel::{self, Slices};
use crate::place::{On, Place};
use crate::rows::softmax_gradient::CentredGradient;
use crate::rows::{Passes, RowRange, over_rows};
use crate::shape::{Lanes, Out, Source, Terms, cells, map, sum_lanes};
use crate::simd::{F32s, Simd};
use crate::tier::dispatch;

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

    /// The same at another temperature.
    #[must_use]
    pub const fn temperature(mut self, temperature: f32) -> Self {
        self.temperature = temperature;
        self
    }

    /// The soft samples. `noise` is called once for each element, in order.
    pub fn forward(&self, x: &[f32], noise: impl FnMut() -> f32, y: &mut [f32]) -> Result<()> {
        self.sample(Place::default(), x, noise, y)
    }

    /// One category for each soft sample, the greatest: 1 there and 0 elsewhere. A hard sample's gradient is the
    /// soft one's.
    pub fn harden(&self, soft: &[f32], y: &mut [f32]) -> Result<()> {
        Hardmax::rows_of(self.row).forward(soft, y)
    }

    /// The gradient for `x`, from the soft samples `y` and the gradient for soft or hard ones.
    pub fn backward(&self, y: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
        self.gradient(Place::default(), y, dy, dx)
    }

    /// [`forward`](Self::forward) over elements of any type: what it gives for the widened ones, rounded. Rows are
    /// not shared out to threads.
    pub fn forward_any<X: Element, Y: Output>(
        &self,
        x: &[X],
        noise: impl FnMut() -> f32,
        y: &mut [Y],
    ) -> Result<()> {
        self.sample_any(Place::default(), X::slice(x), noise, Y::out(y))
    }

    /// [`harden`](Self::harden) over elements of any type.
    pub fn harden_any<X: Element, Y: Output>(&self, soft: &[X], y: &mut [Y]) -> Result<()> {
        Hardmax::rows_of(self.row).forward_any(soft, y)
    }

    /// [`backward`](Self::backward) over elements of any type.
    pub fn backward_any<Y: Element, G: Element, D: Output>(
        &self,
        y: &[Y],
        dy: &[G],
        dx: &mut [D],
    ) -> Result<()> {
        self.gradient_any(Place::default(), Y::slice(y), G::slice(dy), D::out(dx))
    }

    fn check(self, argument: &'static str, len: usize) -> Result<()> {
        let valid = self.temperature > 0.0 && self.temperature < f32::INFINITY;
        require("temperature", self.temperature, valid, "a finite number above 0")?;
        check::rows(argument, len, self.row).map(drop)
    }

    fn sample(self, place: Place, x: &[f32], noise: impl FnMut() -> f32, y: &mut [f32]) -> Result<()> {
        self.check("x", x.len())?;
        check::length("y", y.len(), x.len())?;
        place.level()?;
        y.copy_from_slice(x);
        self.sample_in_place(place, noise, y)
    }

    fn sample_any(
        self,
        place: Place,
        x: Slice<'_>,
        mut noise: impl FnMut() -> f32,
        y: SliceMut<'_>,
    ) -> Result<()> {
        self.check("x", x.len())?;
        check::length("y", y.len(), x.len())?;
        let (level, refusal) = (place.level()?, Refusal::default());
        mixed::in_place(level, Cut::rows(self.row), Some(x), y, &mut |_, y| {
            refusal.keep(self.sample_in_place(Place::serial(level), &mut noise, y));
        })?;
        refusal.done()
    }

    fn sample_in_place(self, place: Place, mut noise: impl FnMut() -> f32, y: &mut [f32]) -> Result<()> {
        y.iter_mut().for_each(|y| *y += noise());
        let softmax = AttentionSoftmax::rows_of(self.row).temperature(self.temperature);
        On { operation: softmax, place }.forward_in_place(y)
    }

    fn check_gradient(self, y: usize, dy: usize, dx: usize) -> Result<()> {
        self.check("y", y)?;
        check::length("dy", dy, y)?;
        check::length("dx", dx, y)
    }

    fn gradient_any(self, place: Place, y: Slice<'_>, dy: Slice<'_>, dx: SliceMut<'_>) -> Result<()> {
        self.check_gradient(y.len(), dy.len(), dx.len())?;
        let (row, inputs) = (self.row, [(y, self.row), (dy, self.row)]);
        mixed::rows(place, row, inputs, [(dx, row)], &|place, [y, dy], [dx]| self.gradient(place, y, dy, dx))
    }

    fn gradient(self, place: Place, y: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
        self.check_gradient(y.len(), dy.len(), dx.len())?;
        let (level, row) = (place.level()?, self.row);
        let cooling = 1.0 / f64::from(self.temperature);
        let leaf = |Slices { inputs: [y, dy], outs: [dx], .. }: Slices<'_, 2, 1>| {
            let (y, dy, dx) = (Source::from(y), Source::from(dy), cells(dx));
            dispatch!(level, s => s.vectorize(#[inline(always)] move || {
                over_rows(s, &mut Backward { cooling, y, dy, dx }, row, y);
            }));
        };
        let job = Slices { unit: self.row, inputs: [y, dy], outs: [dx] };
        parallel::pieces(job, rows_in_piece(self.row), place.parallel, &leaf);
        Ok(())
    }
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

impl On<GumbelSoftmax> {
    /// See [`GumbelSoftmax::forward`].
    pub fn forward(&self, x: &[f32], noise: impl FnMut() -> f32, y: &mut [f32]) -> Result<()> {
        self.operation.sample(self.place, x, noise, y)
    }

    /// See [`GumbelSoftmax::backward`].
    pub fn backward(&self, y: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
        self.operation.gradient(self.place, y, dy, dx)
    }

    /// See [`GumbelSoftmax::forward_any`].
    pub fn forward_any<X: Element, Y: Output>(
        &self,
        x: &[X],
        noise: impl FnMut() -> f32,
        y: &mut [Y],
    ) -> Result<()> {
        self.operation.sample_any(self.place, X::slice(x), noise, Y::out(y))
    }

    /// See [`GumbelSoftmax::backward_any`].
    pub fn backward_any<Y: Element, G: Element, D: Output>(
        &self,
        y: &[Y],
        dy: &[G],
        dx: &mut [D],
    ) -> Result<()> {
        self.operation.gradient_any(self.place, Y::slice(y), G::slice(dy), D::out(dx))
    }
}
