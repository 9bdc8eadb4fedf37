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

pub use options::{AttentionSoftmax, FullyMasked, ScoreMask};

use super::{Activation, AnyVerb, Softmax, Verb};
use crate::check;
use crate::error::Result;
use crate::mixed::{self, Cut};
use crate::place::Place;
use crate::shapes::ActivationShape;
use crate::tier::Tier;

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
        if self.is_softmax() {
            return Softmax::rows_of(self.keys).run(place, verb);
        }
        match verb {
            Verb::Forward { x, y } => {
                check::length("y", y.len(), x.len())?;
                forward::run(*self, place, Some(x), y)
            }
            Verb::InPlace { x } => forward::run(*self, place, None, x),
            Verb::Backward { x, dy, dx } => {
                check::length("dy", dy.len(), x.len())?;
                check::length("dx", dx.len(), x.len())?;
                backward::run(*self, place, x, dy, dx)
            }
        }
    }

    fn run_any(&self, place: Place, verb: AnyVerb<'_>) -> Result<()> {
        self.check(verb.len())?;
        let cut = Cut::rows(self.keys.saturating_mul(self.period()));
        mixed::activation(place, cut, true, verb, &|place, _, verb| self.run(place, verb))
    }
}
