//! What is added to the scores of a row, for a range of columns at a time.

use core::ops::Range;

use super::logits::MaskOnly;
use super::options::ScoreMask;
use crate::rows::MAX_GROUP_ELEMENTS;
use crate::shape::{Kernel, Out, Source, all, map, mask_penalties};
use crate::simd::{F32s, Simd};

/// The most columns at a time.
pub(super) const MAX_COLUMNS: usize = MAX_GROUP_ELEMENTS;

/// The numbers 0, 1, 2, ..
static RAMP: [f32; MAX_COLUMNS] = {
    let mut ramp = [0.0; MAX_COLUMNS];
    let mut i = 0;
    while i < MAX_COLUMNS {
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

/// ALiBi's bias −slope·|j − position| of consecutive columns j, alone or added to a mask.
#[derive(Clone, Copy)]
struct Distance {
    slope: f32,
    /// The first column less the position.
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
pub(super) struct Biases<'a> {
    /// The row of the mask.
    pub(super) mask: Option<ScoreMask<'a>>,
    pub(super) slope: Option<Slope>,
}

impl<'a> Biases<'a> {
    /// Whether there is none.
    #[inline(always)]
    pub(super) fn is_none(self) -> bool {
        self.mask.is_none() && self.slope.is_none()
    }

    /// Whether it may be that all biases only mask, by the first few of them.
    #[inline(always)]
    pub(super) fn may_only_mask<S: Simd>(self, s: S, columns: Range<usize>, mask_only: MaskOnly) -> bool {
        const FEW: usize = 64;
        match (self.mask, self.slope) {
            (_, Some(_)) => false,
            (Some(ScoreMask::Add(mask)), None) => {
                all(s, mask_only, mask[columns.start..columns.end.min(columns.start + FEW)].into())
            }
            (Some(ScoreMask::Keep(_)) | None, None) => true,
        }
    }

    /// The biases of the columns, made in `scratch` unless a mask has them; none where there are no options that add.
    #[inline(always)]
    pub(super) fn of<'b, S: Simd>(self, s: S, columns: Range<usize>, scratch: Out<'b>) -> Option<Source<'b>>
    where
        'a: 'b,
    {
        let mut given = match self.mask {
            Some(ScoreMask::Add(mask)) => Some(Source::from(&mask[columns.clone()])),
            Some(ScoreMask::Keep(keep)) => {
                mask_penalties(&keep[columns.clone()], scratch);
                Some(Source::from(scratch))
            }
            None => None,
        };
        if let Some(Slope { slope, position }) = self.slope {
            let ramp = Source::from(&RAMP[..columns.len()]);
            let start = (columns.start as isize).saturating_sub(position) as f32;
            let distance = Distance { slope, start };
            match given {
                Some(mask) => map(s, distance, [ramp, mask], [scratch]),
                None => map(s, distance, [ramp], [scratch]),
            }
            given = Some(scratch.into());
        }
        given
    }
}
