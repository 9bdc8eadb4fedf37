//! Rectified linear units whose slopes are learned.

mod weight;

use super::{Activation, LeakyRelu};
use crate::check;
use crate::element::{Element, Slice, SliceMut};
use crate::error::Result;
use crate::mixed::Slices;
use crate::place::Place;
use crate::shape::{Kernel, Map, Out, Source, map, repeat};
use crate::shapes::ActivationShape;
use crate::simd::{F32s, Simd};
use crate::tier::{Level, Tier, dispatch};
use crate::verb::Verb;

/// The parametric rectified linear unit: `y = x` where x > 0, else `weight[c] · x`, with one slope for
/// all or one for each channel c.
///
/// * **Shapes**: x is samples of `weight.len()` channels of `inner` elements each: of a tensor
///   (N, C, H, W) it is `inner = H·W`, where channels come last it is 1.
/// * **Gradient**: `dy` where x > 0, else `weight[c] · dy`; for the slopes
///   [`backward_weight`](Self::backward_weight).
/// * **Accuracy**: correctly rounded.
/// * **Special values**: NaN gives NaN, and so does −∞ where the weight is 0.
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

crate::place::verbs! { PRelu<'_>:
    /// `dweight[c] = Σ x · dy` over the elements of channel c that are not positive: the gradient for the
    /// slopes. Sums are in `f64`, of a fixed shape where `inner` is not 1. Halves are copied.
    fn backward_weight<X: Element, G: Element>(prelu, place, x: &[X], dy: &[G], dweight: &mut [f32]) {
        weight::gradient(prelu, place, [X::slice(x), G::slice(dy)], dweight)
    }
}

impl PRelu<'_> {
    fn check(self, len: usize) -> Result<()> {
        check::rows_of("weight", self.weight.len(), "x", len)?;
        check::rows("x", len, self.inner)?;
        check::rows("x", len, self.inner * self.weight.len()).map(drop)
    }

    /// `out = kernel(inputs)`, whose lengths have been checked.
    fn map<const N: usize, const WITH_SLOPE: usize>(
        self,
        place: Place,
        inputs: [Option<Slice<'_>>; N],
        out: SliceMut<'_>,
    ) -> Result<()>
    where
        Sloped: Kernel<WITH_SLOPE>,
        Value: Kernel<N>,
    {
        let (level, channels) = (place.level()?, self.weight.len());
        let job = Slices::rows(1, inputs, [out]);
        if self.inner > 1 || channels <= 1 {
            return job.run(place, level, &|first, inputs, [out]| self.channels(level, first, inputs, out));
        }
        job.run(place, level, &|first, inputs, [out]| {
            let slopes = (Source::from(self.weight), first % channels);
            dispatch!(level, s => s.vectorize(#[inline(always)] || repeat(s, Sloped, slopes, inputs, out)));
        })
    }

    /// The parts of channels that these elements are, the first of which has this place among all.
    fn channels<const N: usize>(self, level: Level, first: usize, inputs: [Source<'_>; N], out: Out<'_>)
    where
        Value: Kernel<N>,
    {
        // One slope is a channel as long as all.
        let inner = if self.weight.len() == 1 { usize::MAX } else { self.inner };
        dispatch!(level, s => s.vectorize(#[inline(always)] || {
            let mut at = 0;
            while at < out.len() {
                let (channel, from) = ((first + at) / inner, (first + at) % inner);
                let range = at..at + (inner - from).min(out.len() - at);
                let mut of_channel = inputs;
                for input in &mut of_channel {
                    *input = input.slice(range.clone());
                }
                let negative_slope = self.weight[channel % self.weight.len()];
                at = range.end;
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

    fn run(&self, place: Place, verb: Verb<'_>) -> Result<()> {
        self.check(verb.len())?;
        verb.check()?;
        match verb {
            Verb::Forward { x, y } => self.map::<1, 2>(place, [x], y),
            Verb::Backward { x, dy, dx } => self.map::<2, 3>(place, [Some(x), Some(dy)], dx),
        }
    }
}
