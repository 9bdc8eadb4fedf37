//! Rectified linear units whose slopes are learned.

mod weight;

use std::ops::Range;

use super::elementwise::{Map, PIECE, run_repeated, run_repeated_in_place};
use super::{Activation, AnyVerb, LeakyRelu, Verb};
use crate::check;
use crate::element::Element;
use crate::error::Result;
use crate::mixed::{self, Cut};
use crate::parallel::{self, Slices};
use crate::place::{On, Place};
use crate::shape::{Kernel, Out, Source, cells, map};
use crate::shapes::ActivationShape;
use crate::simd::{F32s, Simd};
use crate::tier::{Level, Tier, dispatch};

/// The parametric rectified linear unit: `y = x` where x > 0, else `weight[c] · x`, with one slope for
/// all or one for each channel c.
///
/// * **Shapes**: x is samples of `weight.len()` channels of `inner` elements each: of a tensor
///   (N, C, H, W) it is `inner = H·W`, where channels come last it is 1.
/// * **Gradient**: `dy` where x > 0, else `weight[c] · dy`; for the slopes
///   [`backward_weight`](Self::backward_weight).
/// * **Accuracy**: correctly rounded.
/// * **Special values**: NaN gives NaN.
/// * **Errors**: [`Error::Rows`](crate::Error::Rows) where x is no whole number of samples.
/// * **Elsewhere**: `torch.nn.functional.prelu` (whose module begins with 0.25), ONNX `PRelu`.
/// * **Source**: K. He et al., *Delving Deep into Rectifiers*, 2015.
///
/// ```
/// use activ8::{Activation, PRelu};
///
/// let prelu = PRelu { weight: &[0.5, 0.25], inner: 2 };
/// let x = [-1.0, 2.0, -4.0, -8.0];
/// let (mut y, mut dweight) = ([0.0; 4], [0.0; 2]);
/// prelu.forward(&x, &mut y)?;
/// assert_eq!(y, [-0.5, 2.0, -1.0, -2.0]);
/// prelu.backward_weight(&x, &[1.0; 4], &mut dweight)?;
/// assert_eq!(dweight, [-1.0, -12.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PRelu<'a> {
    /// The slope below 0, or one for each channel.
    pub weight: &'a [f32],
    /// Neighbouring elements of one channel.
    pub inner: usize,
}

crate::place::placed! { PRelu<'_> }

/// The slope first, where each element has its own.
#[derive(Clone, Copy)]
struct Sloped;

impl Kernel<2> for Sloped {
    #[inline(always)]
    fn eval<S: Simd>(self, [weight, x]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [x.of(0.0).lt(x).select(x, x * weight)]
    }
}

impl Kernel<3> for Sloped {
    #[inline(always)]
    fn eval<S: Simd>(self, [weight, x, dy]: [F32s<S>; 3]) -> [F32s<S>; 1] {
        [x.of(0.0).lt(x).select(dy, x.nan_or(dy * weight))]
    }
}

#[derive(Clone, Copy)]
struct Value(LeakyRelu);

impl Kernel<1> for Value {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [Map::eval(self.0, x)]
    }
}

impl Kernel<2> for Value {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, dy]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [self.0.gradient(x, dy)]
    }
}

impl PRelu<'_> {
    /// `dweight[c] = Σ x · dy` over the elements of channel c that are not positive: the gradient for the
    /// slopes. Sums are in `f64`, of a fixed shape where `inner` is not 1.
    pub fn backward_weight(&self, x: &[f32], dy: &[f32], dweight: &mut [f32]) -> Result<()> {
        weight::gradient(*self, Place::default(), x, dy, dweight)
    }

    /// [`backward_weight`](Self::backward_weight) over elements of any type, halves in a copy.
    pub fn backward_weight_any<X: Element, G: Element>(
        &self,
        x: &[X],
        dy: &[G],
        dweight: &mut [f32],
    ) -> Result<()> {
        On { operation: *self, place: Place::default() }.backward_weight_any(x, dy, dweight)
    }

    fn check(self, len: usize) -> Result<()> {
        check::rows_of("weight", self.weight.len(), "x", len)?;
        check::rows("x", len, self.inner)?;
        check::rows("x", len, self.inner * self.weight.len()).map(drop)
    }

    /// `out = kernel(inputs)` by channel.
    fn run_channels<const N: usize>(self, place: Place, inputs: [&[f32]; N], out: &mut [f32]) -> Result<()>
    where
        Value: Kernel<N>,
    {
        let level = place.level()?;
        let leaf = |job: Slices<'_, N, 1>| {
            let (inputs, [out]) = (job.inputs.map(Into::into), job.outs.map(cells));
            self.channels(level, inputs, out);
        };
        let unit = self.weight.len() * self.inner;
        let job = Slices { unit, inputs, outs: [out] };
        parallel::pieces(job, (PIECE / unit).max(1), place.parallel, &leaf);
        Ok(())
    }

    fn channels<const N: usize>(self, level: Level, inputs: [Source<'_>; N], out: Out<'_>)
    where
        Value: Kernel<N>,
    {
        // One slope is a channel as long as all.
        let inner = if self.weight.len() == 1 { out.len().max(1) } else { self.inner };
        dispatch!(level, s => s.vectorize(#[inline(always)] || {
            for i in 0..out.len() / inner {
                let range = i * inner..(i + 1) * inner;
                let mut of_channel = inputs;
                for input in &mut of_channel {
                    *input = input.slice(range.clone());
                }
                let negative_slope = self.weight[i % self.weight.len()];
                map(s, Value(LeakyRelu { negative_slope }), of_channel, [&out[range]]);
            }
        }));
    }
}

impl Activation for PRelu<'_> {
    fn max_ulp(&self, _: Tier) -> f64 {
        0.5
    }

    fn shape(&self) -> ActivationShape {
        match self.weight.len() {
            1 => ActivationShape::Elements,
            axis => ActivationShape::Along { axis, inner: self.inner },
        }
    }

    fn run_any(&self, place: Place, verb: AnyVerb<'_>) -> Result<()> {
        self.check(verb.len())?;
        let cut = match self.weight.len() {
            1 => Cut::ELEMENTS,
            channels => Cut::units(channels * self.inner, self.inner),
        };
        mixed::activation(place, cut, true, verb, &|place, range, verb| {
            if self.weight.len() <= 1 || range.is_empty() {
                return self.run(place, verb);
            }
            self.part(range).run(place, verb)
        })
    }

    fn run(&self, place: Place, verb: Verb<'_>) -> Result<()> {
        let channels_last = self.inner == 1 && self.weight.len() > 1;
        match verb {
            Verb::Forward { x, y } => {
                self.check(x.len())?;
                check::length("y", y.len(), x.len())?;
                match channels_last {
                    true => run_repeated(Sloped, place, self.weight, [x, x], y),
                    false => self.run_channels(place, [x], y),
                }
            }
            Verb::InPlace { x } => {
                self.check(x.len())?;
                if channels_last {
                    return run_repeated_in_place(Sloped, place, self.weight, x);
                }
                let level = place.level()?;
                let unit = self.weight.len() * self.inner;
                let leaf = |job: Slices<'_, 0, 1>| {
                    let [x] = job.outs.map(cells);
                    self.channels(level, [x.into()], x);
                };
                let job = Slices { unit, inputs: [], outs: [x] };
                parallel::pieces(job, (PIECE / unit).max(1), place.parallel, &leaf);
                Ok(())
            }
            Verb::Backward { x, dy, dx } => {
                self.check(x.len())?;
                check::length("dy", dy.len(), x.len())?;
                check::length("dx", dx.len(), x.len())?;
                match channels_last {
                    true => run_repeated(Sloped, place, self.weight, [x, x, dy], dx),
                    false => self.run_channels(place, [x, dy], dx),
                }
            }
        }
    }
}

impl PRelu<'_> {
    /// The slopes of a part of a sample.
    fn part(self, range: Range<usize>) -> Self {
        match self.weight.get(range.start / self.inner..range.end.div_ceil(self.inner)) {
            Some(weight) if range.len() == weight.len() * self.inner => Self { weight, ..self },
            Some(weight) => Self { weight, inner: range.len() },
            None => self,
        }
    }
}

impl On<PRelu<'_>> {
    /// See [`PRelu::backward_weight`].
    pub fn backward_weight(&self, x: &[f32], dy: &[f32], dweight: &mut [f32]) -> Result<()> {
        weight::gradient(self.operation, self.place, x, dy, dweight)
    }

    /// See [`PRelu::backward_weight_any`].
    pub fn backward_weight_any<X: Element, G: Element>(
        &self,
        x: &[X],
        dy: &[G],
        dweight: &mut [f32],
    ) -> Result<()> {
        let inputs = [X::slice(x), G::slice(dy)];
        mixed::whole(self.place, inputs, &mut |[x, dy]| self.backward_weight(x, dy, dweight))
    }
}
