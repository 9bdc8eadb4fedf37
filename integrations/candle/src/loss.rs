//! `candle_nn::loss` by name and signature, and every other loss of the core.
//!
//! Values are scalars of the input's type. Sums are good to 4 ULP, where a tensor's `mean_all` is a plain
//! sum of `f32`s.

use activ8::{ClassIndex, Loss};
use candle_core::{CpuStorage, CustomOp2, Layout, Result, Shape, Tensor};

use crate::storage::{floats, is_ours, placed, refused, stored, unsupported};

/// A loss against targets that are numbers.
#[derive(Clone, Copy)]
struct OfNumbers<L> {
    loss: L,
    /// What the target's gradient is, divided by the input's: −1 of a loss of their difference.
    of_target: Option<f64>,
}

/// A loss against classes.
#[derive(Clone, Copy)]
struct OfClasses<L>(L);

/// The gradient, as a multiple.
struct Gradient<O>(O, f32);

const NAME: &str = "loss";

/// A verb over a storage of numbers, or of classes of any type.
trait Targets<L> {
    fn forward(&self, x: &[f32], storage: &CpuStorage, layout: &Layout) -> Result<f32>;
    fn backward(&self, x: &[f32], storage: &CpuStorage, layout: &Layout, dx: &mut [f32]) -> Result<()>;
}

impl<L: Loss> Targets<L> for OfNumbers<L> {
    fn forward(&self, x: &[f32], storage: &CpuStorage, layout: &Layout) -> Result<f32> {
        placed(self.loss, x.len()).forward(x, &floats(NAME, storage, layout)?).map_err(refused)
    }

    fn backward(&self, x: &[f32], storage: &CpuStorage, layout: &Layout, dx: &mut [f32]) -> Result<()> {
        placed(self.loss, x.len()).backward(x, &floats(NAME, storage, layout)?, dx).map_err(refused)
    }
}

/// The classes of a layout, in order.
fn classes<T: Copy>(all: &[T], layout: &Layout) -> Vec<T> {
    let blocks = crate::storage::Blocks::new(layout);
    let starts = (0..layout.shape().elem_count() / blocks.len.max(1)).map(|i| blocks.start(i));
    starts.flat_map(|start| &all[start..start + blocks.len]).copied().collect()
}

impl<L: Loss<u8> + Loss<u32> + Loss<i64>> OfClasses<L> {
    fn run<R>(&self, storage: &CpuStorage, layout: &Layout, verb: impl RunWith<L, R>) -> Result<R> {
        match storage {
            CpuStorage::U8(t) => verb.run(self.0, &classes(t, layout)),
            CpuStorage::U32(t) => verb.run(self.0, &classes(t, layout)),
            CpuStorage::I64(t) => verb.run(self.0, &classes(t, layout)),
            _ => return Err(unsupported(NAME, storage)),
        }
        .map_err(refused)
    }
}

/// A verb for classes of any type.
trait RunWith<L, R> {
    fn run<T: ClassIndex>(self, loss: L, classes: &[T]) -> activ8::Result<R>
    where
        L: Loss<T>;
}

struct Forward<'a>(&'a [f32]);
struct Backward<'a>(&'a [f32], &'a mut [f32]);

impl<L: Copy> RunWith<L, f32> for Forward<'_> {
    fn run<T: ClassIndex>(self, loss: L, classes: &[T]) -> activ8::Result<f32>
    where
        L: Loss<T>,
    {
        placed(loss, self.0.len()).forward(self.0, classes)
    }
}

impl<L: Copy> RunWith<L, ()> for Backward<'_> {
    fn run<T: ClassIndex>(self, loss: L, classes: &[T]) -> activ8::Result<()>
    where
        L: Loss<T>,
    {
        placed(loss, self.0.len()).backward(self.0, classes, self.1)
    }
}

impl<L: Loss<u8> + Loss<u32> + Loss<i64>> Targets<L> for OfClasses<L> {
    fn forward(&self, x: &[f32], storage: &CpuStorage, layout: &Layout) -> Result<f32> {
        self.run(storage, layout, Forward(x))
    }

    fn backward(&self, x: &[f32], storage: &CpuStorage, layout: &Layout, dx: &mut [f32]) -> Result<()> {
        self.run(storage, layout, Backward(x, dx))
    }
}

macro_rules! operations {
    ($($operation:ident: $($bound:path)|+, $target:expr;)*) => {$(
        impl<L: $($bound +)+ 'static> CustomOp2 for $operation<L> {
            fn name(&self) -> &'static str {
                NAME
            }

            fn cpu_fwd(&self, s1: &CpuStorage, l1: &Layout, s2: &CpuStorage, l2: &Layout) -> Result<(CpuStorage, Shape)> {
                let loss = self.forward(&floats(NAME, s1, l1)?, s2, l2)?;
                Ok((stored(vec![loss], s1), Shape::from(())))
            }

            fn bwd(&self, x: &Tensor, target: &Tensor, _: &Tensor, dy: &Tensor) -> Result<(Option<Tensor>, Option<Tensor>)> {
                let factor = dy.to_dtype(candle_core::DType::F32)?.to_scalar()?;
                let dx = x.apply_op2_no_bwd(target, &Gradient(*self, factor))?;
                let of_target: Option<f64> = ($target)(self);
                let dtarget = of_target.filter(|_| target.track_op()).map(|factor| &dx * factor).transpose()?;
                Ok((Some(dx), dtarget))
            }
        }

        impl<L: $($bound +)+> CustomOp2 for Gradient<$operation<L>> {
            fn name(&self) -> &'static str {
                NAME
            }

            fn cpu_fwd(&self, s1: &CpuStorage, l1: &Layout, s2: &CpuStorage, l2: &Layout) -> Result<(CpuStorage, Shape)> {
                let x = floats(NAME, s1, l1)?;
                let mut dx = vec![0.0; x.len()];
                self.0.backward(&x, s2, l2, &mut dx)?;
                if self.1 != 1.0 {
                    dx.iter_mut().for_each(|dx| *dx *= self.1);
                }
                Ok((stored(dx, s1), l1.shape().clone()))
            }
        }
    )*};
}

operations! {
    OfNumbers: Loss, |operation: &Self| operation.of_target;
    OfClasses: Loss<u8> | Loss<u32> | Loss<i64>, |_| None;
}

/// Any loss of the core of one input against targets that are numbers, reduced as it says.
///
/// ```
/// use activ8_candle::{activ8::LogCosh, loss};
/// use candle_core::{Device, Tensor};
///
/// let (x, t) = (Tensor::new(&[1f32, 2.], &Device::Cpu)?, Tensor::new(&[1f32, 2.], &Device::Cpu)?);
/// assert_eq!(loss::of(LogCosh::default(), &x, &t)?.to_scalar::<f32>()?, 0.0);
/// # Ok::<(), candle_core::Error>(())
/// ```
///
/// The target has no gradient.
pub fn of(loss: impl Loss + 'static, inp: &Tensor, target: &Tensor) -> Result<Tensor> {
    inp.apply_op2(target, OfNumbers { loss, of_target: None })
}

/// Any loss of the core of one input against classes of `u8`, `u32` or `i64`, reduced as it says.
pub fn of_classes(
    loss: impl Loss<u8> + Loss<u32> + Loss<i64> + 'static,
    inp: &Tensor,
    target: &Tensor,
) -> Result<Tensor> {
    inp.apply_op2(target, OfClasses(loss))
}

/// Batch and classes of an input, against the target's.
fn check_classes(inp: &Tensor, target: &Tensor) -> Result<usize> {
    match (inp.dims(), target.dims()) {
        (&[batch, classes], &[targets]) if batch == targets => Ok(classes),
        (inp, target) => candle_core::bail!("an input of N, C and a target of N, not {inp:?} and {target:?}"),
    }
}

fn check_shapes(inp: &Tensor, target: &Tensor) -> Result<()> {
    if inp.shape() == target.shape() {
        return Ok(());
    }
    candle_core::bail!("input and target differ in shape: {:?} and {:?}", inp.dims(), target.dims())
}

/// [`activ8::Nll`]: the mean over the rows of N, C log-probabilities against N classes.
pub fn nll(inp: &Tensor, target: &Tensor) -> Result<Tensor> {
    if !is_ours(inp) {
        return candle_nn::loss::nll(inp, target);
    }
    of_classes(activ8::Nll::rows_of(check_classes(inp, target)?), inp, target)
}

/// [`activ8::CrossEntropy`]: the mean over the rows of N, C logits against N classes; of `i64` the class
/// −100 is ignored, as in PyTorch.
pub fn cross_entropy(inp: &Tensor, target: &Tensor) -> Result<Tensor> {
    if !is_ours(inp) {
        return candle_nn::loss::cross_entropy(inp, target);
    }
    of_classes(activ8::CrossEntropy::rows_of(check_classes(inp, target)?), inp, target)
}

/// [`activ8::Mse`], whose target may be learnt too.
pub fn mse(inp: &Tensor, target: &Tensor) -> Result<Tensor> {
    if !is_ours(inp) {
        return candle_nn::loss::mse(inp, target);
    }
    check_shapes(inp, target)?;
    inp.apply_op2(target, OfNumbers { loss: activ8::Mse::default(), of_target: Some(-1.0) })
}

/// [`activ8::BinaryCrossEntropyWithLogits`], for targets in \[0, 1\] of the input's type.
pub fn binary_cross_entropy_with_logit(inp: &Tensor, target: &Tensor) -> Result<Tensor> {
    if !is_ours(inp) {
        return candle_nn::loss::binary_cross_entropy_with_logit(inp, target);
    }
    check_shapes(inp, target)?;
    of(activ8::BinaryCrossEntropyWithLogits::default(), inp, target)
}

/// [`activ8::Huber`], whose target may be learnt too.
pub fn huber(inp: &Tensor, target: &Tensor, delta: f64) -> Result<Tensor> {
    if !is_ours(inp) {
        return candle_nn::loss::huber(inp, target, delta);
    }
    check_shapes(inp, target)?;
    let loss = activ8::Huber { delta: delta as f32, ..Default::default() };
    inp.apply_op2(target, OfNumbers { loss, of_target: Some(-1.0) })
}
