//! Softmax as attention and sampling need it: scaled, capped, masked, with sinks.
//!
//! The options ([`options`]) say how a score becomes a logit. What a call needs of them is derived once
//! ([`derived`]). The first pass over a row makes its logits ([`row`]), in two floats where a rounding would show
//! ([`logits`], [`biases`]). The other passes are softmax's ([`forward`]) and its gradient's ([`backward`], for the
//! scores and for the [`sinks`]), or at temperature 0 the [`limit`]'s.

mod backward;
mod biases;
mod derived;
mod forward;
mod limit;
mod logits;
mod options;
mod row;
mod sinks;

pub use options::{AttentionSoftmax, ScoreMask};

use super::{Activation, Softmax, rowwise};
use crate::error::Result;
use crate::mixed::Slices;
use crate::place::Place;
use crate::shape::{Out, Source};
use crate::shapes::ActivationShape;
use crate::tier::{Level, Tier};
use crate::verb::Verb;
use derived::Derived;

impl Activation for AttentionSoftmax<'_> {
    fn max_ulp(&self, _: Tier) -> f64 {
        2.0
    }

    fn shape(&self) -> ActivationShape {
        let [slopes, sinks] = [self.slopes, self.sinks].map(|each| each.map_or(1, <[f32]>::len));
        let mask_rows = self.mask_rows();
        ActivationShape::Attention { keys: self.keys, queries: self.queries, mask_rows, slopes, sinks }
    }

    fn run(&self, place: Place, verb: Verb<'_>) -> Result<()> {
        self.check(verb.len())?;
        verb.check()?;
        let (level, keys) = (place.level()?, self.keys);
        match verb {
            Verb::Forward { x, y } => {
                let job = Slices::rows(keys, [x], [y]);
                job.run(place, level, &|first, [x], [y]| self.values(level, first / keys, x, y))
            }
            Verb::Backward { x, dy, dx } if self.is_softmax() => {
                Softmax::rows_of(keys).run(place, Verb::Backward { x, dy, dx })
            }
            Verb::Backward { x, dy, dx } => {
                let (job, derived) = (Slices::rows(keys, [Some(x), Some(dy)], [dx]), Derived::of(*self));
                job.run(place, level, &|first, inputs, [dx]| {
                    backward::over_rows_on(level, derived, first / keys, inputs, Some(dx), 0.0);
                })
            }
        }
    }
}

impl AttentionSoftmax<'_> {
    /// The softmax of rows from number `first` on, of options that have been checked; `y` may be `x`.
    pub(super) fn values(self, level: Level, first: usize, x: Source<'_>, y: Out<'_>) {
        match self.is_softmax() {
            true => rowwise::forward(level, Softmax::rows_of(self.keys), x, y),
            false => forward::over_rows_on(level, Derived::of(self), first, x, y),
        }
    }
}
