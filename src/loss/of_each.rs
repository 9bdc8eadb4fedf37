//! Gradients of losses that are not reduced: those of the formula's own loop, each times its element of `dy`.

use super::operands::{MOST_OPERANDS, WITH_DY};
use super::parts::Part;
use crate::shape::{Kernel, cells, map_on};
use crate::simd::{F32s, Simd};
use crate::tier::Level;

/// Elements whose gradients are on the stack between the two loops.
const AT_ONCE: usize = 1024;

/// Half of a gradient times its dy, and that doubled: a difference of large numbers must not be doubled before.
#[derive(Clone, Copy)]
struct Times;

impl Kernel<2> for Times {
    #[inline(always)]
    fn eval<S: Simd>(self, [half, dy]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        let (zero, product) = (dy.of(0.0), half * dy);
        // What counts for nothing contributes nothing.
        [dy.eq(zero).select(zero, product + product)]
    }
}

/// Writes the gradients of a part whose last operand is dy: `halves` writes half of those of a part of its first
/// operands.
pub(super) fn gradients_of_each<const N: usize, const M: usize>(
    level: Level,
    part: &Part<'_, WITH_DY, M>,
    halves: &dyn Fn(&Part<'_, N, M>),
) {
    part.each_period(|inputs, outs, _| {
        let len = inputs[0].len();
        let mut buffers = [[0.0; AT_ONCE]; M];
        for start in (0..len).step_by(AT_ONCE) {
            let range = start..len.min(start + AT_ONCE);
            let of = std::array::from_fn(|i| inputs[i].slice(range.clone()));
            let buffers = buffers.each_mut().map(|buffer| cells(&mut buffer[..range.len()]));
            halves(&Part::whole(of, buffers));
            for (buffer, out) in buffers.into_iter().zip(outs) {
                let dy = inputs[MOST_OPERANDS].slice(range.clone());
                map_on(level, Times, [buffer.into(), dy], [&out[range.clone()]]);
            }
        }
    });
}
