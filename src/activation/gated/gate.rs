//! What a gated activation is: a formula with its gradients, and the loops over it.

use crate::error::Result;
use crate::shape::{
    Arrays, Kernel, Map, Out, Source, Steps, map_any, map_of_pairs, map_on, map_to_pairs, of_pairs_in_blocks,
    to_pairs_in_blocks,
};
use crate::simd::{F32s, Simd};
use crate::tier::{Level, dispatch_wide};

/// A gated formula.
pub(super) trait Gate: Copy + Send + Sync {
    /// As of a [`Map`].
    const IS_SHORT: bool = false;

    fn check(self) -> Result<()>;
    fn eval<S: Simd>(self, gate: F32s<S>, value: F32s<S>) -> F32s<S>;
    /// The gradients for the gate and for the value.
    fn gradients<S: Simd>(self, gate: F32s<S>, value: F32s<S>, dy: F32s<S>) -> [F32s<S>; 2];
}

/// The product with an elementwise activation of the gate.
impl<M: Map> Gate for M {
    const IS_SHORT: bool = M::IS_SHORT;

    fn check(self) -> Result<()> {
        Map::check(self)
    }

    #[inline(always)]
    fn eval<S: Simd>(self, gate: F32s<S>, value: F32s<S>) -> F32s<S> {
        self.times(gate, value)
    }

    #[inline(always)]
    fn gradients<S: Simd>(self, gate: F32s<S>, value: F32s<S>, dy: F32s<S>) -> [F32s<S>; 2] {
        self.with_slope_times(gate, [dy * value, dy])
    }
}

/// A formula as a kernel.
#[derive(Clone, Copy)]
struct Gated<G>(G);

impl<G: Gate> Kernel<2> for Gated<G> {
    const IS_SHORT: bool = G::IS_SHORT;

    #[inline(always)]
    fn eval<S: Simd>(self, [gate, value]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [self.0.eval(gate, value)]
    }
}

impl<G: Gate> Kernel<3, 2> for Gated<G> {
    const IS_SHORT: bool = G::IS_SHORT;
    const STEPS: Steps = Steps::Pairs.unless_short(G::IS_SHORT);

    #[inline(always)]
    fn eval<S: Simd>(self, [gate, value, dy]: [F32s<S>; 3]) -> [F32s<S>; 2] {
        self.0.gradients(gate, value, dy)
    }
}

/// The loops over a gated formula. By pointer, so that the way from a verb to them is compiled once for all formulas.
pub(super) trait GateLoops: Sync {
    /// Refuses parameters that have no meaning.
    fn check(&self) -> Result<()>;
    /// The values of gates and values.
    fn values(&self, level: Level, inputs: [Source<'_>; 2], y: Out<'_>);
    /// The gradients of gates, of values, and of dy.
    fn gradients(&self, level: Level, inputs: [Source<'_>; 3], outs: [Out<'_>; 2]);
    /// [`values`](Self::values) of halves; not for compact tiers.
    fn values_of(&self, level: Level, arrays: &Arrays<2, 1>);
    /// [`gradients`](Self::gradients) so.
    fn gradients_of(&self, level: Level, arrays: &Arrays<3, 2>);
    /// The values of gates and values that take turns.
    fn values_of_pairs(&self, level: Level, x: Source<'_>, y: Out<'_>);
    /// Their gradients, which take turns too.
    fn gradients_of_pairs(&self, level: Level, x: Source<'_>, dy: Source<'_>, dx: Out<'_>);
}

impl<G: Gate> GateLoops for G {
    fn check(&self) -> Result<()> {
        Gate::check(*self)
    }

    fn values(&self, level: Level, inputs: [Source<'_>; 2], y: Out<'_>) {
        map_on(level, Gated(*self), inputs, [y]);
    }

    fn gradients(&self, level: Level, inputs: [Source<'_>; 3], outs: [Out<'_>; 2]) {
        map_on(level, Gated(*self), inputs, outs);
    }

    fn values_of(&self, level: Level, arrays: &Arrays<2, 1>) {
        if cfg!(feature = "half") {
            map_any(level, Gated(*self), arrays);
        }
    }

    fn gradients_of(&self, level: Level, arrays: &Arrays<3, 2>) {
        if cfg!(feature = "half") {
            map_any(level, Gated(*self), arrays);
        }
    }

    fn values_of_pairs(&self, level: Level, x: Source<'_>, y: Out<'_>) {
        let kernel = Gated(*self);
        dispatch_wide!(
            level,
            s => s.vectorize(#[inline(always)] move || map_of_pairs(s, kernel, x, y)),
            else of_pairs_in_blocks(x, y, &|inputs, y| self.values(level, inputs, y))
        );
    }

    fn gradients_of_pairs(&self, level: Level, x: Source<'_>, dy: Source<'_>, dx: Out<'_>) {
        let kernel = Gated(*self);
        dispatch_wide!(
            level,
            s => s.vectorize(#[inline(always)] move || map_to_pairs(s, G::IS_SHORT, kernel, x, dy, dx)),
            else to_pairs_in_blocks(x, dy, dx, &|inputs, outs| self.gradients(level, inputs, outs))
        );
    }
}
