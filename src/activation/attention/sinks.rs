//! The gradient for sinks.

use super::backward::over_rows_on;
use super::derived::Derived;
use super::options::AttentionSoftmax;
use crate::check;
use crate::element::Element;
use crate::mixed;
use crate::shape::Source;
use crate::tier::Level;

crate::place::verbs! { AttentionSoftmax<'_>:
    /// `dsinks[h] = −Σ p_sink · Σ p·dy` over the rows of head h: the gradient for the sinks. Sums are in
    /// `f64`, of a fixed order. Halves are copied.
    ///
    /// A sink of −∞ has no share: 0, from rows that have something. A row of which nothing is left, whatever has
    /// emptied it, adds 0 to a sink that is there; beside a sink of −∞ it adds what
    /// [`fully_masked`](AttentionSoftmax::fully_masked) makes of the row: NaN, or 0. At temperature 0 all are 0.
    fn backward_sinks<X: Element, G: Element>(softmax, place, x: &[X], dy: &[G], dsinks: &mut [f32]) {
        softmax.check(x.len())?;
        check::length("dy", dy.len(), x.len())?;
        check::length("dsinks", dsinks.len(), softmax.sinks.map_or(0, <[f32]>::len))?;
        let (level, derived) = (place.level()?, Derived::of(softmax));
        let inputs = [X::slice(x), G::slice(dy)];
        mixed::whole(level, inputs, &mut |[x, dy]| gradients(level, derived, x, dy, dsinks))
    }
}

fn gradients(level: Level, derived: Derived<'_>, x: &[f32], dy: &[f32], dsinks: &mut [f32]) {
    if derived.is_temperature_0 {
        return dsinks.fill(0.0);
    }
    let (options, sinks) = (derived.options, dsinks.len());
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
}
