//! Softmax of what comes in pieces.

use crate::element::{Element, Slice, SliceMut};
use crate::error::Result;
use crate::mixed::{self, Slices};
use crate::place::{On, Place};
use crate::rows::{Greatest, Inverse, Normalise, NotNan, RowShift, SumExp};
use crate::shape::{Kernel, Out, Source, all, cells, map, max, sum};
use crate::simd::{F32s, Simd};
use crate::tier::dispatch;

/// What a softmax over a stream of logits needs to remember: their maximum and `Σ e^(x − max)`. Plain data, to
/// keep or to send.
///
/// An engine that writes its own attention calls [`attend`](Self::attend) for each block of a query's scores,
/// adds `Σ scores[j] · v[j]` to its accumulator, and calls [`finish`](Self::finish) at the end.
///
/// * **Accuracy**: sums are in `f64` over pieces; a logarithm is rounded once from there.
/// * **Special values**: −∞ adds nothing, and of nothing else the sum is 0: no NaN comes of −∞ − (−∞).
///   A NaN stays for good. After ∞ the logarithm is ∞, and probabilities are NaN.
/// * **Errors**: those of the environment variable `ACTIV8_TIER`.
/// * **Source**: M. Milakov, N. Gimelshein, *Online normalizer calculation for softmax*, 2018; T. Dao et al.,
///   *FlashAttention*, 2022.
///
/// ```
/// use activ8::SoftmaxState;
///
/// // One query, two blocks of two keys, values of dimension 1.
/// let (mut state, mut out) = (SoftmaxState::default(), [0.0]);
/// for (mut scores, values) in [([0.0, f32::NEG_INFINITY], [3.0, 9.0]), ([0.0, 0.0], [6.0, 9.0])] {
///     state.attend(&mut scores, &mut out)?;
///     out[0] += scores[0] * values[0] + scores[1] * values[1];
/// }
/// state.finish(&mut out)?;
/// assert_eq!(out, [6.0]);
/// assert_eq!(state.log_sum_exp(), 3.0f32.ln());
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SoftmaxState {
    /// The greatest logit; −∞ of none.
    pub max: f32,
    /// `Σ e^(x − max)`; 0 of none.
    pub sum: f64,
}

impl Default for SoftmaxState {
    fn default() -> Self {
        Self { max: f32::NEG_INFINITY, sum: 0.0 }
    }
}

impl SoftmaxState {
    /// Takes more logits into account.
    pub fn update<X: Element>(&mut self, x: &[X]) -> Result<()> {
        self.update_on(Place::default(), X::slice(x))
    }

    fn update_on(&mut self, place: Place, x: Slice<'_>) -> Result<()> {
        let level = place.level()?;
        mixed::whole(level, [x], &mut |[x]| {
            let x = Source::from(x);
            let of_piece = dispatch!(level, s => s.vectorize(#[inline(always)] || Self::of(s, x)));
            *self = self.merge(of_piece);
        })
    }

    /// The state of both streams.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        let max = if self.max > other.max { self.max } else { other.max };
        let sum = self.sum * growth(self.max, max) + other.sum * growth(other.max, max);
        Self { max, sum }
    }

    /// `ln Σ e^x`.
    pub fn log_sum_exp(self) -> f32 {
        if self.max.is_infinite() {
            return if self.sum.is_nan() { f32::NAN } else { self.max };
        }
        (f64::from(self.max) + self.sum.ln()) as f32
    }

    /// The probability of a logit among all: `e^(x − max) / sum`, and 0 of none.
    pub fn probability(self, x: f32) -> f32 {
        if self.sum == 0.0 {
            return 0.0;
        }
        ((f64::from(x) - f64::from(self.max)).exp() / self.sum) as f32
    }

    /// Takes a block of scores into account, which become `e^(score − max)`, and multiplies the accumulator
    /// with what the weights of earlier blocks are worth by the new maximum. The accumulator is in `f32`: one of
    /// halves would be rounded with each block.
    pub fn attend<X: Element>(&mut self, scores: &mut [X], accumulator: &mut [f32]) -> Result<()> {
        self.attend_on(Place::default(), X::out(scores), accumulator)
    }

    fn attend_on(&mut self, place: Place, scores: SliceMut<'_>, accumulator: &mut [f32]) -> Result<()> {
        let (level, row, accumulator) = (place.level()?, scores.len(), cells(accumulator));
        // One row, at once.
        Slices::rows(row, [None], [scores]).by_blocks(level, &mut |_, [_], [scores]| {
            let before = *self;
            *self = dispatch!(level, s => s.vectorize(#[inline(always)] || {
                let greatest = max(s, scores.into());
                let greatest = if greatest > before.max { greatest } else { before.max };
                let sum = weigh(s, greatest, scores);
                let growth = growth(before.max, greatest);
                if growth != 1.0 {
                    map(s, Times(growth as f32), [accumulator.into()], [accumulator]);
                }
                Self { max: greatest, sum: before.sum * growth + sum }
            }));
        })
    }

    /// Divides the accumulator by the sum; of nothing it is 0.
    pub fn finish(self, accumulator: &mut [f32]) -> Result<()> {
        self.finish_on(Place::default(), accumulator)
    }

    fn finish_on(self, place: Place, accumulator: &mut [f32]) -> Result<()> {
        let (level, accumulator) = (place.level()?, cells(accumulator));
        let inverse = if self.sum == 0.0 { Inverse::default() } else { Inverse::unscaled(self.sum) };
        dispatch!(level, s => s.vectorize(#[inline(always)] || {
            map(s, inverse, [accumulator.into()], [accumulator]);
        }));
        Ok(())
    }

    #[inline(always)]
    pub(super) fn of<S: Simd>(s: S, x: Source<'_>) -> Self {
        let greatest = max(s, x);
        if greatest.is_infinite() {
            let sum = match all(s, NotNan, x) {
                false => f64::NAN,
                true if greatest > 0.0 => f64::INFINITY,
                true => 0.0,
            };
            return Self { max: greatest, sum };
        }
        let shift = RowShift::new(greatest);
        let [total, _] = sum(s, SumExp(shift), [x], [], 1.0);
        Self { max: greatest, sum: total / shift.max_exp(s).lane() }
    }
}

/// A state whose verbs run on a tier; all on the calling thread, which a state is too short for more than.
///
/// ```
/// use activ8::{On, SoftmaxState, Tier};
///
/// let mut state = On::new(SoftmaxState::default()).on(Tier::Scalar)?;
/// state.update(&[0.0, 0.0])?;
/// assert_eq!(state.state().log_sum_exp(), 2.0f32.ln());
/// # Ok::<(), activ8::Error>(())
/// ```
impl On<SoftmaxState> {
    /// The state.
    pub fn state(self) -> SoftmaxState {
        self.operation
    }

    /// [`SoftmaxState::update`].
    pub fn update<X: Element>(&mut self, x: &[X]) -> Result<()> {
        self.operation.update_on(self.place, X::slice(x))
    }

    /// [`SoftmaxState::attend`].
    pub fn attend<X: Element>(&mut self, scores: &mut [X], accumulator: &mut [f32]) -> Result<()> {
        self.operation.attend_on(self.place, X::out(scores), accumulator)
    }

    /// [`SoftmaxState::finish`].
    pub fn finish(self, accumulator: &mut [f32]) -> Result<()> {
        self.operation.finish_on(self.place, accumulator)
    }
}

/// e^(from − to), and 1 where they are equal, infinite or not.
fn growth(from: f32, to: f32) -> f64 {
    if from == to { 1.0 } else { (f64::from(from) - f64::from(to)).exp() }
}

/// Makes `e^(score − max)` of scores, whose sum is returned.
#[inline(always)]
fn weigh<S: Simd>(s: S, greatest: f32, scores: Out<'_>) -> f64 {
    // Of nothing but −∞ and NaN, by e^(x − 0).
    let shift = RowShift::new(if greatest == f32::NEG_INFINITY { 0.0 } else { greatest });
    let [total, _] = sum(s, SumExp(shift), [scores.into()], [scores], 1.0);
    let max_exp = Greatest::of(shift.max_exp(s));
    map(s, Normalise::of(Inverse::of(max_exp.exact), max_exp), [scores.into()], [scores]);
    total / max_exp.exact
}

/// Times a number.
#[derive(Clone, Copy)]
struct Times(f32);

impl Kernel<1> for Times {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [x * x.of(self.0)]
    }
}
