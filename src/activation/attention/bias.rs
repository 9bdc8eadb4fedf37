//! What is added to the scores of a row, a stretch of columns at a time.

use std::ops::Range;

use super::ScoreMask;
use super::first::ROOM;
use crate::shape::{Condition, Kernel, Out, Source, all, map, penalties};
use crate::simd::{F32s, Mask, Simd};

/// 0, 1, 2, ..
static RAMP: [f32; ROOM] = {
    let mut ramp = [0.0; ROOM];
    let mut i = 0;
    while i < ROOM {
        ramp[i] = i as f32;
        i += 1;
    }
    ramp
};

/// A row's slope and its query's position.
#[derive(Clone, Copy)]
pub(super) struct Slope {
    pub(super) slope: f32,
    pub(super) position: isize,
}

/// −slope·|j − position| for j counted from `start`, alone or added to what is there.
#[derive(Clone, Copy)]
struct Distance {
    slope: f32,
    start: f32,
}

impl Distance {
    #[inline(always)]
    fn bias<S: Simd>(self, ramp: F32s<S>) -> F32s<S> {
        (ramp + ramp.of(self.start)).abs() * ramp.of(-self.slope)
    }
}

impl Kernel<1> for Distance {
    #[inline(always)]
    fn eval<S: Simd>(self, [ramp]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [self.bias(ramp)]
    }
}

impl Kernel<2> for Distance {
    #[inline(always)]
    fn eval<S: Simd>(self, [ramp, mask]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [mask + self.bias(ramp)]
    }
}

/// The biases of a row.
#[derive(Clone, Copy)]
pub(super) struct Bias<'a> {
    /// The row of the mask.
    pub(super) mask: Option<ScoreMask<'a>>,
    pub(super) slope: Option<Slope>,
}

/// Where a bias changes nothing, or leaves a score out.
#[derive(Clone, Copy)]
struct ZeroOrAbsent {
    /// The greatest bias that leaves out.
    absent: f32,
}

impl Condition for ZeroOrAbsent {
    #[inline(always)]
    fn holds<S: Simd>(self, bias: F32s<S>) -> Mask<S> {
        let absent = bias.of(self.absent);
        bias.neg_abs().replace_equal(bias, bias.of(0.0), absent).le(absent)
    }
}

impl<'a> Bias<'a> {
    /// Whether there is none.
    #[inline(always)]
    pub(super) fn is_none(self) -> bool {
        self.mask.is_none() && self.slope.is_none()
    }

    /// Whether none of the columns' biases does more than leave a score out: −∞, or at most `absent`.
    #[inline(always)]
    pub(super) fn is_plain<S: Simd>(self, s: S, columns: Range<usize>, absent: f32) -> bool {
        match (self.mask, self.slope) {
            (_, Some(_)) => false,
            (Some(ScoreMask::Add(mask)), None) => all(s, ZeroOrAbsent { absent }, mask[columns].into()),
            (Some(ScoreMask::Keep(_)) | None, None) => true,
        }
    }

    /// The biases of the columns, which `room` has room for; none where there are no options that add.
    #[inline(always)]
    pub(super) fn of<'b, S: Simd>(self, s: S, columns: Range<usize>, room: Out<'b>) -> Option<Source<'b>>
    where
        'a: 'b,
    {
        let mut given = match self.mask {
            Some(ScoreMask::Add(mask)) => Some(Source::from(&mask[columns.clone()])),
            Some(ScoreMask::Keep(keep)) => {
                penalties(&keep[columns.clone()], room);
                Some(Source::from(room))
            }
            None => None,
        };
        if let Some(Slope { slope, position }) = self.slope {
            let ramp = Source::from(&RAMP[..columns.len()]);
            let start = (columns.start as isize).saturating_sub(position) as f32;
            let distance = Distance { slope, start };
            match given {
                Some(mask) => map(s, distance, [ramp, mask], [room]),
                None => map(s, distance, [ramp], [room]),
            }
            given = Some(room.into());
        }
        given
    }
}
