//! Softmax and its kin along an axis.

use std::marker::PhantomData;

use activ8::{Accuracy, Activation, Along, Hardmax, LogSoftmax, Softmax};

use super::Kernel;
use crate::call::Call;
use crate::element::Float;
use crate::fail::Result;
use crate::node::{Node, at_accuracy};

/// Which one.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Softmax,
    LogSoftmax,
    Hardmax,
}

/// y = f(x) along an axis.
pub(crate) struct Rows<E> {
    kind: Kind,
    axis: i64,
    flattens: bool,
    accuracy: Option<Accuracy>,
    element: PhantomData<fn(E)>,
}

/// A tensor as matrices, one after the other, of `axis` rows of `inner` elements each.
#[derive(Clone, Copy)]
pub(super) struct Matrices {
    pub(super) outer: usize,
    pub(super) axis: usize,
    pub(super) inner: usize,
}

impl Matrices {
    /// Of a tensor's dimensions, along one that may be counted from the end.
    pub(super) fn of(dims: &[i64], axis: i64) -> Result<Self> {
        let rank = dims.len() as i64;
        let product = |dims: &[i64]| dims.iter().product::<i64>() as usize;
        if rank == 0 && (-1..=0).contains(&axis) {
            return Ok(Self { outer: 1, axis: 1, inner: 1 });
        }
        if !(-rank..rank).contains(&axis) {
            return Err(format!("axis {axis} of a tensor of {rank} dimensions").into());
        }
        let at = axis.rem_euclid(rank) as usize;
        Ok(Self { outer: product(&dims[..at]), axis: dims[at] as usize, inner: product(&dims[at + 1..]) })
    }

    /// The same with all that follows the axis in it: what the axis meant before version 13.
    fn flattened(self) -> Self {
        Self { axis: self.axis * self.inner, inner: 1, ..self }
    }
}

impl<E> Rows<E> {
    pub(crate) fn new(node: &Node<'_>, kind: Kind) -> Self {
        let axis = node.integer(c"axis", if node.flattens { 1 } else { -1 });
        Self { kind, axis, flattens: node.flattens, accuracy: node.accuracy, element: PhantomData }
    }
}

impl<E: Float> Kernel for Rows<E> {
    fn compute(&self, call: Call<'_>) -> Result<()> {
        // SAFETY: the operator declares it as a tensor of its elements.
        let dims = unsafe { call.input::<E>(0) }?.dims;
        // Before version 13 the axis may be as great as the number of dimensions: rows of one element.
        let past_the_end = self.flattens && self.axis == dims.len() as i64;
        let matrices = match past_the_end {
            true => Matrices { outer: dims.iter().product::<i64>() as usize, axis: 1, inner: 1 },
            false => Matrices::of(dims, self.axis)?,
        };
        let matrices = if self.flattens { matrices.flattened() } else { matrices };
        match self.kind {
            Kind::Softmax => {
                forward::<E, _>(call, matrices, 0, self.accuracy, Softmax::rows_of, Softmax::along)
            }
            Kind::LogSoftmax => log_softmax::<E>(call, matrices, 0, self.accuracy),
            Kind::Hardmax => {
                forward::<E, _>(call, matrices, 0, self.accuracy, Hardmax::rows_of, Hardmax::along)
            }
        }
    }
}

/// An output that is the logarithm of softmax of the first input.
pub(super) fn log_softmax<E: Float>(
    call: Call<'_>,
    matrices: Matrices,
    output: usize,
    accuracy: Option<Accuracy>,
) -> Result<()> {
    forward::<E, _>(call, matrices, output, accuracy, LogSoftmax::rows_of, LogSoftmax::along)
}

fn forward<E: Float, A: Activation>(
    call: Call<'_>,
    matrices: Matrices,
    output: usize,
    accuracy: Option<Accuracy>,
    rows_of: fn(usize) -> A,
    along: fn(usize, usize) -> Along<A>,
) -> Result<()>
where
    Along<A>: Activation,
{
    // SAFETY: the operator declares them as tensors of its elements.
    let x = unsafe { call.input::<E>(0) }?;
    // SAFETY: as above.
    let y = unsafe { call.output::<E>(output, x.dims) }?;
    let Matrices { outer, axis, inner } = matrices;
    let (matrix, in_place) = (axis * inner, x.is(&y));
    if x.len == 0 {
        return Ok(());
    }
    call.in_pieces(outer, matrix, |range| {
        let range = range.start * matrix..range.end * matrix;
        // SAFETY: each range is one thread's.
        let to = unsafe { y.part(range.clone()) };
        // SAFETY: where it is used, the input is another tensor.
        let from = || unsafe { x.part(range) };
        match (inner, in_place) {
            (1, true) => at_accuracy(accuracy, rows_of(axis)).forward_in_place(to),
            (1, false) => at_accuracy(accuracy, rows_of(axis)).forward(from(), to),
            (_, true) => at_accuracy(accuracy, along(axis, inner)).forward_in_place(to),
            (_, false) => at_accuracy(accuracy, along(axis, inner)).forward(from(), to),
        }
    })
}
