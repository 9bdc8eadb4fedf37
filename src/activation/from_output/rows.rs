//! Gradients from the output over rows.

use super::{RunFromOutput, backward_from_output, check_lengths};
use crate::activation::rowwise::Rowwise;
use crate::activation::{LogSoftmax, Softmax};
use crate::check;
use crate::element::{Slice, SliceMut};
use crate::error::Result;
use crate::mixed::Slices;
use crate::place::Place;
use crate::rows::{Passes, over_rows};
use crate::shape::{Out, Source};
use crate::simd::Simd;
use crate::tier::{Tier, dispatch};

/// An activation over rows whose gradient is a function of its output.
pub(in crate::activation) trait RowwiseFromOutput: Rowwise {
    /// The greatest error of that gradient for the y that is given, in ULP of the greater of its terms.
    const MAX_ULP: f64;

    /// Its passes.
    fn passes<'a>(self, y: Source<'a>, dy: Source<'a>, dx: Out<'a>) -> impl Passes + 'a;
}

fn run(
    activation: impl RowwiseFromOutput,
    place: Place,
    y: Slice<'_>,
    dy: Slice<'_>,
    dx: SliceMut<'_>,
) -> Result<()> {
    let row = activation.row();
    check::rows("y", y.len(), row)?;
    check_lengths(y, dy, &dx)?;
    let level = place.level()?;
    let job = Slices::rows(row, [Some(y), Some(dy)], [dx]);
    job.run(place, level, &|_, [y, dy], [dx]| {
        dispatch!(level, s => s.vectorize(#[inline(always)] move || {
            over_rows(s, &mut activation.passes(y, dy, dx), row, y);
        }));
    })
}

macro_rules! rows {
    ($($activation:ident)*) => {$(
        impl RunFromOutput for $activation {
            fn check(&self) -> Result<()> {
                Ok(())
            }

            fn max_ulp(&self, _: Tier) -> f64 {
                <$activation as RowwiseFromOutput>::MAX_ULP
            }

            fn run(&self, place: Place, y: Slice<'_>, dy: Slice<'_>, dx: SliceMut<'_>) -> Result<()> {
                run(*self, place, y, dy, dx)
            }
        }
    )*};
}

rows! { Softmax LogSoftmax }
backward_from_output! { Softmax LogSoftmax }
