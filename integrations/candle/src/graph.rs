//! What an operation on tensors is, and the one adapter that makes candle's custom operations of all.
//!
//! An [`Operation`] says its output's shape, its values and its gradients, generic over the type of the elements.
//! [`Custom`] does for each what candle asks for: it finds the type, refuses others by the operation's name, and
//! lays a [`View`] over each tensor, whatever its strides.

use candle_core::backend::BackendStorage;
use candle_core::{
    CpuStorage, CustomOp1, CustomOp2, CustomOp3, InplaceOp1, InplaceOp2, Layout, Result, Shape, Tensor,
    WithDType,
};

use crate::error::unsupported;
use crate::float::{Float, match_float};
use crate::view::{Held, View, in_place, tensor};

/// An operation on `N` tensors. Its output has elements of the first one's type.
pub(crate) trait Operation<const N: usize>: Send + Sync + 'static {
    /// The output's shape, by the first input's layout: the same, unless the operation says otherwise.
    fn shape(&self, x: &Layout) -> Result<Shape> {
        Ok(x.shape().clone())
    }

    /// The output's elements, in order.
    fn forward<T: Float>(&self, inputs: [View<'_>; N]) -> Result<Vec<T>>;

    /// The gradients, given the output and the output's gradient.
    fn backward<T: Float>(&self, inputs: [View<'_>; N], y: View<'_>, dy: View<'_>) -> Gradients<N>;
}

/// A gradient for each input; none for one that is data.
pub(crate) type Gradients<const N: usize> = Result<[Option<Tensor>; N]>;

/// An operation that can write its output over its first input. It has no gradient then.
pub(crate) trait InPlace<const OTHERS: usize> {
    fn run<T: Float>(&self, x: &mut [T], others: [View<'_>; OTHERS]) -> Result<()>;
}

/// The output of an operation, which remembers its inputs where one of them asks for a gradient.
pub(crate) fn apply<const N: usize>(
    name: &'static str,
    inputs: [&Tensor; N],
    operation: impl Operation<N>,
) -> Result<Tensor> {
    let (custom, tracked) = (Custom::new(name, operation), inputs.iter().any(|x| x.track_op()));
    match (&inputs[..], tracked) {
        ([x], false) if x.device().is_cpu() => {
            // What candle does, with fewer moves.
            let held = Held::of(x);
            let View { storage, layout, .. } = held.view(name)?;
            let (y, shape) = custom.forward([(storage, layout)])?;
            Ok(tensor(y, shape))
        }
        ([x], _) => x.apply_op1(custom),
        ([a, b], false) => a.apply_op2_no_bwd(b, &custom),
        ([a, b], true) => a.apply_op2(b, custom),
        ([a, b, c], false) => a.apply_op3_no_bwd(b, c, &custom),
        ([a, b, c], true) => a.apply_op3(b, c, custom),
        _ => candle_core::bail!("{name}: {N} inputs, where candle has operations of one, two and three"),
    }
}

/// An operation on `N` tensors as candle keeps it, and what candle's errors call it.
pub(crate) struct Custom<O, const N: usize> {
    name: &'static str,
    operation: O,
}

impl<O, const N: usize> Custom<O, N> {
    pub(crate) fn new(name: &'static str, operation: O) -> Self {
        Self { name, operation }
    }

    /// Of `M` inputs, which are `N`: [`apply`] has counted them.
    fn forward<const M: usize>(&self, inputs: [(&CpuStorage, &Layout); M]) -> Result<(CpuStorage, Shape)>
    where
        O: Operation<N>,
    {
        let views: [_; N] = std::array::from_fn(|i| View::new(self.name, inputs[i].0, inputs[i].1));
        let shape = self.operation.shape(views[0].layout)?;
        let y = match_float!(self.name, views[0].storage.dtype(), T => {
            self.operation.forward::<T>(views).map(T::to_cpu_storage_owned)
        });
        Ok((y?, shape))
    }

    fn backward<const M: usize>(&self, inputs: [&Tensor; M], y: &Tensor, dy: &Tensor) -> Gradients<M>
    where
        O: Operation<N>,
    {
        let (inputs, y, dy) = (inputs.map(Held::of), Held::of(y), Held::of(dy));
        let (y, dy) = (y.view(self.name)?, dy.view(self.name)?);
        let mut views = [y; N];
        for (view, input) in views.iter_mut().zip(&inputs) {
            *view = input.view(self.name)?;
        }
        let gradients = match_float!(self.name, views[0].storage.dtype(), T => {
            self.operation.backward::<T>(views, y, dy)
        });
        let mut gradients = gradients?.into_iter();
        Ok(std::array::from_fn(|_| gradients.next().flatten()))
    }

    fn run_in_place<const OTHERS: usize>(
        &self,
        storage: &mut CpuStorage,
        layout: &Layout,
        others: [View<'_>; OTHERS],
    ) -> Result<()>
    where
        O: InPlace<OTHERS>,
    {
        match storage {
            CpuStorage::F32(x) => in_place(x, layout, |x| self.operation.run(x, others)),
            CpuStorage::F16(x) => in_place(x, layout, |x| self.operation.run(x, others)),
            CpuStorage::BF16(x) => in_place(x, layout, |x| self.operation.run(x, others)),
            other => Err(unsupported(other.dtype(), self.name)),
        }
    }
}

impl<O: Operation<N>, const N: usize> CustomOp1 for Custom<O, N> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        self.forward([(storage, layout)])
    }

    fn bwd(&self, x: &Tensor, y: &Tensor, dy: &Tensor) -> Result<Option<Tensor>> {
        let [dx] = self.backward([x], y, dy)?;
        Ok(dx)
    }
}

impl<O: Operation<N>, const N: usize> CustomOp2 for Custom<O, N> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn cpu_fwd(
        &self,
        s1: &CpuStorage,
        l1: &Layout,
        s2: &CpuStorage,
        l2: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        self.forward([(s1, l1), (s2, l2)])
    }

    fn bwd(
        &self,
        a: &Tensor,
        b: &Tensor,
        y: &Tensor,
        dy: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let [da, db] = self.backward([a, b], y, dy)?;
        Ok((da, db))
    }
}

impl<O: Operation<N>, const N: usize> CustomOp3 for Custom<O, N> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn cpu_fwd(
        &self,
        s1: &CpuStorage,
        l1: &Layout,
        s2: &CpuStorage,
        l2: &Layout,
        s3: &CpuStorage,
        l3: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        self.forward([(s1, l1), (s2, l2), (s3, l3)])
    }

    fn bwd(
        &self,
        a: &Tensor,
        b: &Tensor,
        c: &Tensor,
        y: &Tensor,
        dy: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>, Option<Tensor>)> {
        let [da, db, dc] = self.backward([a, b, c], y, dy)?;
        Ok((da, db, dc))
    }
}

impl<O: InPlace<0>> InplaceOp1 for Custom<O, 1> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn cpu_fwd(&self, storage: &mut CpuStorage, layout: &Layout) -> Result<()> {
        self.run_in_place(storage, layout, [])
    }
}

impl<O: InPlace<1>> InplaceOp2 for Custom<O, 2> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn cpu_fwd(&self, s1: &mut CpuStorage, l1: &Layout, s2: &CpuStorage, l2: &Layout) -> Result<()> {
        self.run_in_place(s1, l1, [View::new(self.name, s2, l2)])
    }
}
