//! Losses of one input, as candle's custom operation.

use std::borrow::Cow;
use std::marker::PhantomData;

use activ8::Loss;
use candle_core::{CpuStorage, CustomOp2, DType, Layout, Result, Shape, Tensor};

use super::Kept;
use crate::storage::{Held, View, in_order, placed, refused, stored, unsupported};

pub(super) const NAME: &str = "loss";

/// What the core's losses have targets of: numbers as `f32`, and classes of any type as `i64`.
pub(super) trait TargetOf: Copy + Send + Sync + 'static {
    fn of(view: View<'_>) -> Result<Cow<'_, [Self]>>;
}

impl TargetOf for f32 {
    fn of(view: View<'_>) -> Result<Cow<'_, [Self]>> {
        view.floats(NAME)
    }
}

impl TargetOf for i64 {
    fn of(View { storage, layout }: View<'_>) -> Result<Cow<'_, [Self]>> {
        fn widened<T: Copy + Into<i64>>(classes: &[T], layout: &Layout) -> Cow<'static, [i64]> {
            in_order(classes, layout).iter().map(|&class| class.into()).collect()
        }
        Ok(match storage {
            CpuStorage::I64(classes) => in_order(classes, layout),
            CpuStorage::U8(classes) => widened(classes, layout),
            CpuStorage::U32(classes) => widened(classes, layout),
            CpuStorage::I16(classes) => widened(classes, layout),
            CpuStorage::I32(classes) => widened(classes, layout),
            _ => return Err(unsupported(NAME, storage)),
        })
    }
}

/// A loss against targets of `T`.
pub(super) struct Single<L, T> {
    loss: L,
    /// What the target's gradient is, divided by the input's: −1 of a loss of their difference.
    of_target: Option<f32>,
    target: PhantomData<fn(T)>,
}

impl<L, T> Single<L, T> {
    pub(super) fn new(loss: L) -> Self {
        Self { loss, of_target: None, target: PhantomData }
    }

    /// The same of a loss of the difference of input and target, which may be learnt.
    pub(super) fn of_difference(self) -> Self {
        Self { of_target: Some(-1.0), ..self }
    }
}

impl<L: Kept<T>, T: TargetOf> CustomOp2 for Single<L, T> {
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
        let (x, target) = (View::new(s1, l1).floats(NAME)?, T::of(View::new(s2, l2))?);
        let loss = placed(self.loss.lend(), x.len()).forward(&x, &target).map_err(refused)?;
        Ok((stored(vec![loss], s1)?, Shape::from(())))
    }

    fn bwd(
        &self,
        x: &Tensor,
        target: &Tensor,
        _: &Tensor,
        dy: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let (learnt, factor) = (target.track_op(), factor(dy)?);
        let (x, target) = (Held::of(x), Held::of(target));
        let (of_x, of_target) = (x.view()?, target.view()?);
        let (x, target) = (of_x.floats(NAME)?, T::of(of_target)?);
        let mut dx = vec![0.0; x.len()];
        placed(self.loss.lend(), x.len()).backward(&x, &target, &mut dx).map_err(refused)?;
        times(factor, &mut dx);
        let dtarget = self.of_target.filter(|_| learnt).map(|factor| {
            let mut dtarget = dx.clone();
            times(factor, &mut dtarget);
            of_target.like(dtarget)
        });
        Ok((Some(of_x.like(dx)?), dtarget.transpose()?))
    }
}

/// The gradient of a scalar.
pub(super) fn factor(dy: &Tensor) -> Result<f32> {
    dy.to_dtype(DType::F32)?.to_scalar()
}

pub(super) fn times(factor: f32, gradient: &mut [f32]) {
    if factor != 1.0 {
        gradient.iter_mut().for_each(|x| *x *= factor);
    }
}
