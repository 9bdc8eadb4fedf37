//! The logarithm of softmax.

use super::centred::{Top, top};
use super::others::{Others, log_sum, others};
use super::passes::GROUP;
use super::row::Rowwise;
use super::row_shift::RowShift;
use crate::math::ln_1p_pair;
use crate::shape::{Kernel, Lanes, Out, Source, Terms, cells, greatest, map, sum, sum_lanes};
use crate::simd::{F32s, Simd};

/// The logarithm of each row's softmax: `y[i] = (x[i] − m) − ln Σ e^(x[j] − m)`, m being the row's
/// maximum.
///
/// * **Shapes**: `x` and `y` hold whole rows of [`row`](field@Self::row) elements, one after the other.
/// * **Gradient**: `dx[i] = dy[i] − softmax(x)[i] · Σ dy[j]`, that of an element with more than 15/16 of the
///   probability from what the others have.
/// * **Accuracy**: within 2 ULP of the larger of the two terms. The logarithm is that of
///   1 plus the terms of the other elements, down to e^-126 each: for the row (20, 0, 0) the first result is
///   −4.122307e-9, where PyTorch has 0. A gradient is within 3 ULP of the larger of `dy[i]` and
///   `softmax(x)[i] · Σ |dy[j]|`, a probability below e^-126 of the greatest being 0 there.
/// * **Special values**: a row with a NaN or with ∞ is NaN throughout, and so is one of nothing but
///   −∞; −∞ in any other row gives −∞.
/// * **Errors**: [`Error::Rows`](crate::Error::Rows) where `x` is no whole number of rows.
/// * **Elsewhere**: `torch.log_softmax(x, -1)`, ONNX `LogSoftmax`, `candle_nn::ops::log_softmax`.
///
/// ```
/// use activ8::{Activation, LogSoftmax};
///
/// let mut x = [20.0, 0.0, 0.0];
/// LogSoftmax::rows_of(3).forward_in_place(&mut x)?;
/// assert!((x[0] / -4.1223072e-9 - 1.0).abs() < 3e-7);
/// assert_eq!(x[1..], [-20.0, -20.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogSoftmax {
    /// The number of elements in a row.
    pub row: usize,
}

impl LogSoftmax {
    /// Over rows of `row` elements, one after the other.
    pub const fn rows_of(row: usize) -> Self {
        Self { row }
    }
}

/// (x − max) − ln Σ.
#[derive(Clone, Copy, Default)]
pub(crate) struct Less {
    max: f32,
    log_sum: [f32; 2],
}

/// x − max, which is at most 0, less a logarithm in two floats, which is at least 0: rounded once.
#[inline(always)]
pub(super) fn less<S: Simd>(x: F32s<S>, [log, log_low]: [F32s<S>; 2]) -> F32s<S> {
    // The operands stand so that a NaN, which is in the logarithm too, passes.
    let (major, minor) = (x.min(-log), x.max(-log));
    let (y, error) = major.fast_two_sum(minor);
    // The error at −∞ is NaN, and any number will do.
    y + (error - log_low).min(x.of(f32::MAX))
}

impl Kernel<1> for Less {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [less(x - x.of(self.max), self.log_sum.map(|part| x.of(part)))]
    }
}

/// The exponentials, the sum of what they are rounded to, and the sum of `dy`: equal ones have shares whose sum is 1.
#[derive(Clone, Copy)]
struct WithGradient(RowShift);

impl Terms<2, 3, 1> for WithGradient {
    const EXACT: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, [x, dy]: [F32s<S>; 2]) -> ([F32s<S>; 3], [F32s<S>; 1]) {
        let e = self.0.exp(x).rounded();
        ([e, e.of(0.0), dy], [e])
    }
}

/// dy − p·Σ dy, from the exponentials, of which p·Σ dy is a multiple; and the gradient of the element that has nearly
/// all the probability, from what the others have.
#[derive(Clone, Copy, Default)]
pub(crate) struct Rest {
    high: f32,
    low: f32,
    /// What all is multiplied with, and with what the difference: powers of two.
    before: f32,
    after: f32,
    top: Option<Top>,
}

impl Rest {
    /// From Σ e, Σ dy, the greatest e, and both.
    #[inline(always)]
    fn of<S: Simd>(
        s: S,
        [total, of_dy]: [f64; 2],
        greatest: impl FnOnce() -> f32,
        e: Source<'_>,
        dy: Source<'_>,
    ) -> Self {
        let small = 0.0 < of_dy.abs() && of_dy.abs() < SMALL && greatest_size(s, dy) < GREAT;
        let [before, after] = if small { [UP, 1.0 / UP] } else { [1.0; 2] };
        let each = of_dy / total * f64::from(before);
        let high = each as f32;
        let top = match top(s, total, greatest, e) {
            Some((index, top)) => {
                let own = f64::from(dy.get(index));
                let [rest, _, of_others] = sum(s, Without(top), [e, dy], [], 1.0);
                let slope = (rest / total * own - f64::from(top) / total * of_others) as f32;
                Some(Top { index, slope })
            }
            None => None,
        };
        Self { high, low: (each - f64::from(high)) as f32, before, after, top }
    }
}

/// The greatest |x|; any value where an element is NaN.
#[inline(always)]
fn greatest_size<S: Simd>(s: S, x: Source<'_>) -> f32 {
    greatest(s, Size, [x], [])
}

#[derive(Clone, Copy)]
struct Size;

impl Kernel<1> for Size {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [x.abs()]
    }
}

/// What is less in size is multiplied with [`UP`], so that no part of a product is subnormal where dy is not.
pub(super) const SMALL: f64 = 1.0 / (1_u64 << 30) as f64;
pub(super) const UP: f32 = (1_u64 << 60) as f32;
/// That is not done where it might overflow.
pub(super) const GREAT: f32 = (1_u64 << 60) as f32;

impl Kernel<2> for Rest {
    #[inline(always)]
    fn eval<S: Simd>(self, [e, dy]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        let [before, after] = [e.of(self.before), e.of(self.after)];
        [rest(e, dy, (e.of(self.high), e.of(self.low)), [before, after])]
    }
}

/// dy − p·Σ dy, as [`Rest`] has it.
#[inline(always)]
pub(super) fn rest<S: Simd>(
    e: F32s<S>,
    dy: F32s<S>,
    (high, low): (F32s<S>, F32s<S>),
    [before, after]: [F32s<S>; 2],
) -> F32s<S> {
    (dy * before - e.mul_pair(high, low)) * after
}

/// The exponentials, and dy, but for those of the greatest.
#[derive(Clone, Copy)]
struct Without(f32);

impl Terms<2, 3, 0> for Without {
    const EXACT: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, [e, dy]: [F32s<S>; 2]) -> ([F32s<S>; 3], [F32s<S>; 0]) {
        let (top, zero) = (e.of(self.0), e.of(0.0));
        ([e.replace_equal(e, top, zero), zero, dy.replace_equal(e, top, zero)], [])
    }
}

/// ln(1 + x) in two floats.
#[derive(Clone, Copy)]
struct Ln1pPair;

impl Kernel<1, 2> for Ln1pPair {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 2] {
        let (log, low) = ln_1p_pair(x);
        [log, low]
    }
}

impl Rowwise for LogSoftmax {
    const MAX_ULP: [f64; 2] = [2.0; 2];
    const DEEP: bool = true;

    fn row(self) -> usize {
        self.row
    }

    type Sums = [Lanes; 3];

    #[inline(always)]
    fn sums<S: Simd>(self, s: S, shift: RowShift, x: Source<'_>, _: Out<'_>) -> [Lanes; 3] {
        sum_lanes(s, Others(shift), [x], [], 1.0)
    }

    type Forward = Less;

    #[inline(always)]
    fn forward<S: Simd>(self, s: S, shifts: &[RowShift], sums: &[[Lanes; 3]], rows: &mut [Less]) {
        let (tops, n) = (RowShift::tops(s, shifts), rows.len());
        let (mut of_others, mut rounded) = ([0.0; GROUP], [0.0; GROUP]);
        for (i, [rest, _, greatest]) in sums.iter().enumerate() {
            of_others[i] = others([rest.total(s), 0.0, greatest.total(s)], tops.exact(i));
            rounded[i] = of_others[i] as f32;
        }
        let (mut log, mut low) = ([0.0; GROUP], [0.0; GROUP]);
        let outs = [cells(&mut log[..n]), cells(&mut low[..n])];
        map(s, Ln1pPair, [(&rounded[..n]).into()], outs);
        for (i, (row, shift)) in rows.iter_mut().zip(shifts).enumerate() {
            let log = log_sum(of_others[i], [log[i], low[i]]);
            let high = log as f32;
            let low = if high.is_finite() { (log - f64::from(high)) as f32 } else { 0.0 };
            *row = Less { max: shift.max, log_sum: [high, low] };
        }
    }

    #[inline(always)]
    fn finish_forward<S: Simd>(self, s: S, row: Less, x: Source<'_>, y: Out<'_>) {
        map(s, row, [x], [y]);
    }

    type Backward = Rest;

    #[inline(always)]
    fn backward<S: Simd>(self, s: S, shift: RowShift, x: Source<'_>, dy: Source<'_>, dx: Out<'_>) -> Rest {
        let [total, _, dy_total] = sum(s, WithGradient(shift), [x, dy], [dx], 1.0);
        Rest::of(
            s,
            [total, dy_total],
            #[inline(always)]
            || shift.top(s).rounded().lane(),
            dx.into(),
            dy,
        )
    }

    #[inline(always)]
    fn finish_backward<S: Simd>(self, s: S, row: Rest, dy: Source<'_>, dx: Out<'_>) {
        map(s, row, [dx.into(), dy], [dx]);
        if let Some(top) = row.top {
            dx[top.index].set(top.slope);
        }
    }
}
