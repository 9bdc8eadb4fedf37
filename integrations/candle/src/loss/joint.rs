//! Losses of several inputs with a gradient for each, as candle's custom operations.

use activ8::JointLoss;
use candle_core::{CpuStorage, CustomOp2, CustomOp3, Layout, Result, Shape, Tensor};

use super::single::{NAME, TargetOf, factor, times};
use crate::graph;
use crate::storage::{Held, View, placed, refused, stored};

/// What a joint loss may have as its target: numbers, classes, or nothing.
pub trait JointTarget {
    /// Calls with the elements of a tensor, which there is where one is needed.
    #[doc(hidden)]
    fn with<R>(target: Option<&Tensor>, then: impl FnOnce(&Self) -> Result<R>) -> Result<R>;
}

impl JointTarget for () {
    fn with<R>(target: Option<&Tensor>, then: impl FnOnce(&Self) -> Result<R>) -> Result<R> {
        match target {
            None => then(&()),
            Some(_) => candle_core::bail!("{NAME}: the inputs are held against each other, without a target"),
        }
    }
}

impl<T: TargetOf> JointTarget for [T] {
    fn with<R>(target: Option<&Tensor>, then: impl FnOnce(&Self) -> Result<R>) -> Result<R> {
        match target.map(Held::of) {
            Some(target) => then(&T::of(target.view()?)?),
            None => candle_core::bail!("{NAME}: the inputs are held against a target"),
        }
    }
}

/// A loss of `N` inputs, of which candle has operations for two and three.
pub(super) struct Joint<L, const N: usize> {
    loss: L,
    target: Option<Tensor>,
}

impl<L: JointLoss<N> + 'static, const N: usize> Joint<L, N>
where
    L::Target: JointTarget,
{
    pub(super) fn apply(loss: L, inputs: [&Tensor; N], target: Option<&Tensor>) -> Result<Tensor> {
        let operation = Self { loss, target: target.cloned() };
        match *inputs.as_slice() {
            [a, b] => graph::of_two([a, b], operation),
            [a, b, c] => graph::of_three([a, b, c], operation),
            _ => candle_core::bail!("{NAME}: {N} inputs, where candle has operations of two and three"),
        }
    }

    fn forward(&self, views: [View<'_>; N]) -> Result<(CpuStorage, Shape)> {
        let inputs = of_each(views, |view| view.floats(NAME))?;
        let inputs = inputs.each_ref().map(|input| &**input);
        let operation = placed(self.loss, inputs.iter().map(|input| input.len()).sum());
        let loss = L::Target::with(self.target.as_ref(), |target| {
            operation.forward(inputs, target).map_err(refused)
        })?;
        Ok((stored(vec![loss], views[0].storage)?, Shape::from(())))
    }

    fn gradients(&self, inputs: [&Tensor; N], dy: &Tensor) -> Result<[Option<Tensor>; N]> {
        let held = inputs.map(Held::of);
        let views = of_each(held.each_ref(), |held| held.view())?;
        let inputs = of_each(views, |view| view.floats(NAME))?;
        let mut gradients = inputs.each_ref().map(|input| vec![0.0; input.len()]);
        let operation = placed(self.loss, inputs.iter().map(|input| input.len()).sum());
        L::Target::with(self.target.as_ref(), |target| {
            let inputs = inputs.each_ref().map(|input| &**input);
            let outs = gradients.each_mut().map(|gradient| &mut gradient[..]);
            operation.backward(inputs, target, outs).map_err(refused)
        })?;
        let factor = factor(dy)?;
        let mut of_views = views.iter();
        of_each(gradients, |mut gradient| {
            times(factor, &mut gradient);
            of_views.next().map(|view| view.like(gradient)).transpose()
        })
    }
}

/// `f` of each, or the first error.
fn of_each<A, B, const N: usize>(all: [A; N], f: impl FnMut(A) -> Result<B>) -> Result<[B; N]> {
    let all = all.into_iter().map(f).collect::<Result<Vec<B>>>()?;
    all.try_into().map_err(|_| candle_core::Error::msg("as many as there were"))
}

/// As many as the loss has.
fn exactly<T: Clone, const N: usize>(all: &[T]) -> Result<[T; N]> {
    of_each(std::array::from_fn(|i| i), |i| all.get(i).cloned().ok_or(candle_core::Error::msg("inputs")))
}

impl<L: JointLoss<N> + 'static, const N: usize> CustomOp2 for Joint<L, N>
where
    L::Target: JointTarget,
{
    fn name(&self) -> &'static str {
        NAME
    }

    fn cpu_fwd(
        &self,
        s1: &CpuStorage,
        l1: &Layout,
        s2: &CpuStorage,
        l2: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        self.forward(exactly(&[View::new(s1, l1), View::new(s2, l2)])?)
    }

    fn bwd(
        &self,
        a: &Tensor,
        b: &Tensor,
        _: &Tensor,
        dy: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let [a, b] = exactly(&self.gradients(exactly(&[a, b])?, dy)?)?;
        Ok((a, b))
    }
}

impl<L: JointLoss<N> + 'static, const N: usize> CustomOp3 for Joint<L, N>
where
    L::Target: JointTarget,
{
    fn name(&self) -> &'static str {
        NAME
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
        self.forward(exactly(&[View::new(s1, l1), View::new(s2, l2), View::new(s3, l3)])?)
    }

    fn bwd(
        &self,
        a: &Tensor,
        b: &Tensor,
        c: &Tensor,
        _: &Tensor,
        dy: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>, Option<Tensor>)> {
        let [a, b, c] = exactly(&self.gradients(exactly(&[a, b, c])?, dy)?)?;
        Ok((a, b, c))
    }
}
