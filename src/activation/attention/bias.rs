//! What is added to the scores of a row, a stretch of columns at a time.

use std::cell::Cell;
use std::ops::Range;

use super::ScoreMask;
use crate::shape::{Kernel, Out, Source, map, penalties};
use crate::simd::{F32s, Simd};

/// Columns of a stretch whose biases are made.
pub(super) const STRETCH: usize = 1024;

/// Room for them.
pub(super) type Room = [Cell<f32>; STRETCH];

/// 0, 1, 2, ..
static RAMP: [f32; STRETCH] = {
    let mut ramp = [0.0; STRETCH];
    let mut i = 0;
    while i < STRETCH {
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
    /// Calls `f` with stretches of the columns and their biases, if there are any.
    #[inline(always)]
    pub(super) fn in_stretches<S: Simd>(
        self,
        s: S,
        columns: Range<usize>,
        room: &Room,
        mut f: impl FnMut(Range<usize>, Option<Source<'_>>),
    ) {
        let longest = match (self.mask, self.slope) {
            (None, None) => return f(columns, None),
            (Some(ScoreMask::Add(_)), None) => columns.len(),
            _ => STRETCH,
        };
        let mut start = columns.start;
        while start < columns.end {
            let stretch = start..columns.end.min(start + longest);
            f(stretch.clone(), Some(self.of_stretch(s, stretch.clone(), room)));
            start = stretch.end;
        }
    }

    #[inline(always)]
    fn of_stretch<'b, S: Simd>(self, s: S, columns: Range<usize>, room: &'b Room) -> Source<'b>
    where
        'a: 'b,
    {
        let mut given = match self.mask {
            Some(ScoreMask::Add(mask)) => Some(Source::from(&mask[columns.clone()])),
            Some(ScoreMask::Keep(keep)) => {
                let room = &room[..columns.len()];
                penalties(&keep[columns.clone()], room);
                Some(Source::from(room))
            }
            None => None,
        };
        if let Some(Slope { slope, position }) = self.slope {
            let room: Out<'b> = &room[..columns.len()];
            let ramp = Source::from(&RAMP[..columns.len()]);
            let start = (columns.start as isize).saturating_sub(position) as f32;
            let distance = Distance { slope, start };
            match given {
                Some(mask) => map(s, distance, [ramp, mask], [room]),
                None => map(s, distance, [ramp], [room]),
            }
            given = Some(room.into());
        }
        given.unwrap_or(Source::from(&RAMP[..0]))
    }
}
