//! What an operation on tensors is, and the extension of burn's backends that runs it and records its gradient.
//!
//! burn asks which backend a tensor is on when a program runs. `#[backend_extension]` writes that question for
//! [`Kernels`]: Flex computes the values, and `Autodiff<Flex>` also keeps what the gradients are computed from.

use std::fmt;
use std::sync::Arc;

use burn::backend::autodiff::NodeId;
use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::CheckpointStrategy;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::flex::FlexTensor;
use burn::backend::tensor::FloatTensor;
use burn::backend::{
    Autodiff, Backend, BackendTensor, Dispatch, DispatchAutodiffContext, DispatchTensor, DispatchTensorKind,
    Flex, TensorMetadata, backend_extension,
};
use burn::tensor::Tensor;

use crate::tensor::is_float;

/// An operation on `N` tensors.
pub(crate) trait Operation<const N: usize> {
    /// The output. The inputs are the operation's own, to write over where nobody else has them.
    fn forward(&self, inputs: [FlexTensor; N]) -> FlexTensor;

    /// The same, and what has the gradients.
    fn recorded(&self, inputs: [FlexTensor; N]) -> (FlexTensor, Pullback<N>);
}

/// From the output's gradient to those of the inputs that are wanted.
#[derive(Clone)]
pub(crate) struct Pullback<const N: usize>(Arc<PullbackFn<N>>);

type PullbackFn<const N: usize> =
    dyn Fn(FlexTensor, [bool; N]) -> [Option<FlexTensor>; N] + Send + Sync + 'static;

impl<const N: usize> Pullback<N> {
    pub(crate) fn new(
        pullback: impl Fn(FlexTensor, [bool; N]) -> [Option<FlexTensor>; N] + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(pullback))
    }
}

impl<const N: usize> Pullback<N> {
    pub(crate) fn run(&self, dy: FlexTensor, wanted: [bool; N]) -> [Option<FlexTensor>; N] {
        (self.0)(dy, wanted)
    }
}

impl<const N: usize> fmt::Debug for Pullback<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pullback")
    }
}

/// Operations of one, two and three tensors.
#[backend_extension(Flex, Autodiff)]
pub(crate) trait Kernels: Backend {
    fn one(x: FloatTensor<Self>, operation: &dyn Operation<1>) -> FloatTensor<Self>;
    fn two(x: FloatTensor<Self>, y: FloatTensor<Self>, operation: &dyn Operation<2>) -> FloatTensor<Self>;
    fn three(
        x: FloatTensor<Self>,
        y: FloatTensor<Self>,
        z: FloatTensor<Self>,
        operation: &dyn Operation<3>,
    ) -> FloatTensor<Self>;
    /// Whether a gradient is asked for.
    fn is_tracked(x: &FloatTensor<Self>) -> bool;
}

impl Kernels for Flex {
    fn one(x: FlexTensor, operation: &dyn Operation<1>) -> FlexTensor {
        operation.forward([x])
    }

    fn two(x: FlexTensor, y: FlexTensor, operation: &dyn Operation<2>) -> FlexTensor {
        operation.forward([x, y])
    }

    fn three(x: FlexTensor, y: FlexTensor, z: FlexTensor, operation: &dyn Operation<3>) -> FlexTensor {
        operation.forward([x, y, z])
    }

    fn is_tracked(_: &FlexTensor) -> bool {
        false
    }
}

impl<C: CheckpointStrategy> Kernels for Autodiff<Flex, C> {
    fn one(x: FloatTensor<Self>, operation: &dyn Operation<1>) -> FloatTensor<Self> {
        record::<C, 1>([x], operation)
    }

    fn two(x: FloatTensor<Self>, y: FloatTensor<Self>, operation: &dyn Operation<2>) -> FloatTensor<Self> {
        record::<C, 2>([x, y], operation)
    }

    fn three(
        x: FloatTensor<Self>,
        y: FloatTensor<Self>,
        z: FloatTensor<Self>,
        operation: &dyn Operation<3>,
    ) -> FloatTensor<Self> {
        record::<C, 3>([x, y, z], operation)
    }

    fn is_tracked(x: &FloatTensor<Self>) -> bool {
        let prepared = Node::<1>.prepare::<C>([x.node()]).compute_bound().stateful();
        matches!(prepared, OpsKind::Tracked(_))
    }
}

/// The step of an operation on the way back.
#[derive(Debug)]
struct Node<const N: usize>;

impl<const N: usize> Backward<Flex, N> for Node<N> {
    type State = Pullback<N>;

    fn backward(self, ops: Ops<Pullback<N>, N>, grads: &mut Gradients, _: &mut Checkpointer) {
        let dy = grads.consume::<Flex>(&ops.node);
        let ids: [Option<NodeId>; N] =
            ops.parents.each_ref().map(|parent| parent.as_ref().map(|node| node.id));
        let dx = ops.state.run(dy, ids.map(|id| id.is_some()));
        for (id, dx) in ids.into_iter().zip(dx) {
            if let (Some(id), Some(dx)) = (id, dx) {
                grads.register::<Flex>(id, dx);
            }
        }
    }
}

/// The output of an operation, which is part of the graph.
fn record<C: CheckpointStrategy, const N: usize>(
    inputs: [FloatTensor<Autodiff<Flex, C>>; N],
    operation: &dyn Operation<N>,
) -> FloatTensor<Autodiff<Flex, C>> {
    let guards = inputs.each_ref().map(|input| input.node());
    let inputs = inputs.map(|input| input.into_primitive());
    match Node::<N>.prepare::<C>(guards).compute_bound().stateful() {
        OpsKind::Tracked(prepared) => {
            let (y, pullback) = operation.recorded(inputs);
            prepared.finish(pullback, y)
        }
        OpsKind::UnTracked(prepared) => prepared.finish(operation.forward(inputs)),
    }
}

/// A tensor for the core, or the same one where it is for burn: on another backend than Flex, of another type than
/// `f32`, `f16` and `bf16`, or quantized.
#[inline(always)]
pub(crate) fn ours<const D: usize>(x: Tensor<D>) -> Result<DispatchTensor, Tensor<D>> {
    let x = x.into_dispatch();
    if is_ours(&x) { Ok(x) } else { Err(Tensor::from_dispatch(x)) }
}

/// The output of an operation on one tensor, or the tensor where it is for burn.
#[inline(always)]
pub(crate) fn one<const D: usize>(
    x: Tensor<D>,
    operation: &dyn Operation<1>,
) -> Result<Tensor<D>, Tensor<D>> {
    match x.into_dispatch() {
        // What burn's question comes to without autodiff. A tensor is hundreds of bytes, so that each move saved counts.
        DispatchTensor {
            kind: DispatchTensorKind::Flex(BackendTensor::Float(x)),
            autodiff: autodiff @ DispatchAutodiffContext::Disabled,
        } if is_float(x.dtype()) => {
            let kind = DispatchTensorKind::Flex(BackendTensor::Float(operation.forward([x])));
            Ok(Tensor::from_dispatch(DispatchTensor { kind, autodiff }))
        }
        x if is_ours(&x) => Ok(Tensor::from_dispatch(run([x], operation))),
        x => Err(Tensor::from_dispatch(x)),
    }
}

/// Several tensors for the core, of one type of elements, or the same ones.
pub(crate) fn all_ours<const D: usize, const N: usize>(
    xs: [Tensor<D>; N],
) -> Result<[DispatchTensor; N], [Tensor<D>; N]> {
    let xs = xs.map(Tensor::into_dispatch);
    let dtype = xs[0].dtype();
    if xs.iter().all(|x| is_ours(x) && x.dtype() == dtype) {
        Ok(xs)
    } else {
        Err(xs.map(Tensor::from_dispatch))
    }
}

#[inline]
fn is_ours(x: &DispatchTensor) -> bool {
    let kind = match &x.kind {
        DispatchTensorKind::Autodiff(inner) => inner,
        kind => kind,
    };
    match kind {
        DispatchTensorKind::Flex(BackendTensor::Float(x)) => is_float(x.dtype()),
        DispatchTensorKind::Flex(BackendTensor::Autodiff(x)) => is_float(x.dtype()),
        _ => false,
    }
}

/// The data of a tensor of any kind on Flex.
pub(crate) fn data(x: DispatchTensor) -> Option<FlexTensor> {
    let kind = match x.kind {
        DispatchTensorKind::Autodiff(inner) => *inner,
        kind => kind,
    };
    match kind {
        DispatchTensorKind::Flex(BackendTensor::Autodiff(x)) => Some(x.into_primitive()),
        DispatchTensorKind::Flex(
            BackendTensor::Float(x) | BackendTensor::Int(x) | BackendTensor::Bool(x),
        ) => Some(x),
        _ => None,
    }
}

/// Whether a gradient is asked for.
pub(crate) fn is_tracked(x: &DispatchTensor) -> bool {
    <Dispatch as Kernels>::is_tracked(x)
}

/// The output of an operation on tensors that are [`ours`].
#[inline(always)]
pub(crate) fn run<const N: usize>(inputs: [DispatchTensor; N], operation: &dyn Operation<N>) -> DispatchTensor
where
    [DispatchTensor; N]: Run<N>,
{
    inputs.run(operation)
}

/// [`Kernels`] by the number of tensors.
pub(crate) trait Run<const N: usize> {
    fn run(self, operation: &dyn Operation<N>) -> DispatchTensor;
}

impl Run<1> for [DispatchTensor; 1] {
    #[inline(always)]
    fn run(self, operation: &dyn Operation<1>) -> DispatchTensor {
        let [x] = self;
        <Dispatch as Kernels>::one(x, operation)
    }
}

impl Run<2> for [DispatchTensor; 2] {
    fn run(self, operation: &dyn Operation<2>) -> DispatchTensor {
        let [x, y] = self;
        <Dispatch as Kernels>::two(x, y, operation)
    }
}

impl Run<3> for [DispatchTensor; 3] {
    fn run(self, operation: &dyn Operation<3>) -> DispatchTensor {
        let [x, y, z] = self;
        <Dispatch as Kernels>::three(x, y, z, operation)
    }
}
