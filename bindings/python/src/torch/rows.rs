//! Softmax and its logarithm along any dimension. Their gradients are PyTorch's, which are faster.

use std::ops::Range;

use activ8::{Activation, Along, LogSoftmax, Softmax};

use super::accuracy::at_accuracy;
use super::dense::{Dense, Elements};
use super::kernel::{Arguments, Kind::*};
use super::operators::operators;
use super::tensor::Tensor;
use super::threads::in_ranges;
use crate::array::of_type;

/// From how many elements on a thread is worth its cost.
const GRAIN: usize = 32768;

operators! {
    softmax "aten::_softmax" ("aten::_softmax", "out") [Tensor, Number, Number] |a| forward(a, Softmax::rows_of, Softmax::along);
    log_softmax "aten::_log_softmax" ("aten::_log_softmax", "out") [Tensor, Number, Number] |a| forward(a, LogSoftmax::rows_of, LogSoftmax::along);
}

/// A tensor as matrices, one after the other, of `axis` rows of `inner` elements each.
#[derive(Clone, Copy)]
struct Matrices {
    axis: usize,
    inner: usize,
    outer: usize,
}

impl Matrices {
    /// Of a contiguous tensor with elements, along a dimension that may be counted from the end.
    #[inline]
    fn of(x: &Dense<'_>, dim: i64) -> Option<Self> {
        let (sizes, dims) = (x.sizes, x.sizes.len() as i64);
        if !x.is_contiguous || x.len == 0 || !(-dims..dims).contains(&dim) {
            return None;
        }
        let at = dim.rem_euclid(dims) as usize;
        let product = |sizes: &[i64]| sizes.iter().product::<i64>() as usize;
        Some(Self {
            axis: sizes[at] as usize,
            inner: product(&sizes[at + 1..]),
            outer: product(&sizes[..at]),
        })
    }

    /// Does work for ranges of whole matrices on torch's threads; each range is of elements.
    fn in_ranges(self, work: &(dyn Fn(Range<usize>) -> activ8::Result<()> + Sync)) -> activ8::Result<()> {
        let matrix = self.axis * self.inner;
        if self.outer * matrix <= GRAIN {
            return work(0..self.outer * matrix);
        }
        in_ranges(self.outer, GRAIN.div_ceil(matrix), &|range| work(range.start * matrix..range.end * matrix))
    }
}

/// y = f(x) along `dim`.
fn forward<A: Activation>(
    arguments: &Arguments<'_>,
    rows_of: fn(usize) -> A,
    along: fn(usize, usize) -> Along<A>,
) -> Option<Tensor>
where
    Along<A>: Activation,
{
    let x = arguments.tensor(0);
    let x = Dense::of(&x).filter(|_| !arguments.truth(2))?;
    let matrices = Matrices::of(&x, arguments.integer(1))?;
    let y = x.new_alike()?;
    of_type!(x.element, E => {
        let (from, to) = (x.elements::<E>(), Elements::<E>::of(&y, x.len));
        matrices.in_ranges(&|range| {
            // SAFETY: both tensors live, the second is new, and each range is one thread's.
            let (x, y) = unsafe { (from.part(range.clone()), to.part_mut(range)) };
            match matrices.inner {
                1 => at_accuracy(rows_of(matrices.axis)).forward(x, y),
                inner => at_accuracy(along(matrices.axis, inner)).forward(x, y),
            }
        })
    })
    .ok()?;
    Some(y)
}
