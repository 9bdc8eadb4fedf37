//! What is added to the scores of a row, a stretch of columns at a time.

use std::ops::Range;

use super::ScoreMask;
use super::first::ROOM;
use super::logits::Plain;
use crate::shape::{Kernel, Out, Source, all, map, penalties};
use crate::simd::{F32s, Simd};

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

impl<'a> Bias<'a> {
    /// Whether there is none.
    #[inline(always)]
    pub(super) fn is_none(self) -> bool {
        self.mask.is_none() && self.slope.is_none()
    }

    /// Whether it may be that none does more than leave a score out, by the first few of the columns' biases.
    #[inline(always)]
    pub(super) fn may_be_plain<S: Simd>(self, s: S, columns: Range<usize>, plain: Plain) -> bool {
        const FEW: usize = 64;
        match (self.mask, self.slope) {
            (_, Some(_)) => false,
            (Some(ScoreMask::Add(mask)), None) => {
                all(s, plain, mask[columns.start..columns.end.min(columns.start + FEW)].into())
            }
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
