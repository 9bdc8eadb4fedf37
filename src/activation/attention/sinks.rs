//! The gradient for sinks.

use super::backward::over_rows_on;
use super::derived::Derived;
use super::options::AttentionSoftmax;
use crate::check;
use crate::element::Element;
use crate::error::Result;
use crate::mixed;
use crate::place::{On, Place};
use crate::shape::Source;

impl AttentionSoftmax<'_> {
    /// `dsinks[h] = −Σ p_sink · Σ p·dy` over the rows of head h: the gradient for the sinks. Sums are in
    /// `f64`, of a fixed order.
    ///
    /// A sink of −∞ has no share: 0, from rows that have something. A row of which nothing is left, whatever has
    /// emptied it, adds 0 to a sink that is there; beside a sink of −∞ it adds what
    /// [`fully_masked`](Self::fully_masked) makes of the row: NaN, or 0. At temperature 0 all are 0.
    pub fn backward_sinks(&self, x: &[f32], dy: &[f32], dsinks: &mut [f32]) -> Result<()> {
        run(*self, Place::default(), x, dy, dsinks)
    }

    /// [`backward_sinks`](Self::backward_sinks) over elements of any type, halves in a copy.
    pub fn backward_sinks_any<X: Element, G: Element>(
        &self,
        x: &[X],
        dy: &[G],
        dsinks: &mut [f32],
    ) -> Result<()> {
        On { operation: *self, place: Place::default() }.backward_sinks_any(x, dy, dsinks)
    }
}

impl On<AttentionSoftmax<'_>> {
    /// See [`AttentionSoftmax::backward_sinks`].
    pub fn backward_sinks(&self, x: &[f32], dy: &[f32], dsinks: &mut [f32]) -> Result<()> {
        run(self.operation, self.place, x, dy, dsinks)
    }

    /// See [`AttentionSoftmax::backward_sinks_any`].
    pub fn backward_sinks_any<X: Element, G: Element>(
        &self,
        x: &[X],
        dy: &[G],
        dsinks: &mut [f32],
    ) -> Result<()> {
        let inputs = [X::slice(x), G::slice(dy)];
        mixed::whole(self.place, inputs, &mut |[x, dy]| self.backward_sinks(x, dy, dsinks))
    }
}

fn run(options: AttentionSoftmax<'_>, place: Place, x: &[f32], dy: &[f32], dsinks: &mut [f32]) -> Result<()> {
    options.check(x.len())?;
    check::length("dy", dy.len(), x.len())?;
    check::length("dsinks", dsinks.len(), options.sinks.map_or(0, <[f32]>::len))?;
    let (level, derived, sinks) = (place.level()?, Derived::of(options), dsinks.len());
    if derived.is_temperature_0 {
        dsinks.fill(0.0);
        return Ok(());
    }
    let head_len = options.queries * options.keys;
    for (sink, out) in dsinks.iter_mut().enumerate() {
        let mut total = 0.0;
        // A sink is that of every head whose number is its own modulo the number of sinks.
        for head in (sink..x.len() / head_len).step_by(sinks) {
            let range = head * head_len..(head + 1) * head_len;
            let inputs = [Source::from(&x[range.clone()]), Source::from(&dy[range])];
            total = over_rows_on(level, derived, head * options.queries, inputs, None, total);
        }
        *out = (total / f64::from(options.temperature)) as f32;
    }
    Ok(())
}
