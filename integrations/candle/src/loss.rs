//! `candle_nn::loss` by name and signature, and every other loss of the core.
//!
//! Values are scalars of the first input's type. Sums are good to 4 ULP, where a tensor's `mean_all` is a plain
//! sum of `f32`s.

mod divergence;
mod joint;
mod one_input;
mod owned;
mod target;

use activ8::{Ctc, JointLoss, Loss, TargetType};
use candle_core::{Result, Tensor};

use crate::error::{refused, shape};
use crate::float::is_ours;
use crate::graph::apply;
use crate::view::View;
pub use divergence::kl_divergence;
use joint::{Joint, JointEach};
use one_input::{Each, Reduced};
use owned::OwnedCtc;
pub use owned::{OwnedLoss, Weigh, Weighted, weighted};
pub use target::JointTarget;

const NAME: &str = "loss";

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
/// The target has no gradient, and the input's shape, whose last dimension is the row of a loss of rows, if that is not
/// [along](activ8::CrossEntropy::along) another one.
pub fn of(loss: impl OwnedLoss<f32> + 'static, inp: &Tensor, target: &Tensor) -> Result<Tensor> {
    fit(&loss, inp, target)?;
    apply(NAME, [inp, target], Reduced::<_, f32>::new(loss))
}

/// Any loss of the core of one input against classes, or lists of them, which are integers of any type that
/// candle has; reduced as it says. The last dimension is a row, and the target's shape the others, or the input's
/// where it is of lists.
///
/// ```
/// use activ8_candle::{activ8::CrossEntropy, loss};
/// use candle_core::{DType, Device, Tensor};
///
/// // Two images of four by five pixels, three logits for each of these: N×C×H×W.
/// let logits = Tensor::zeros((2, 3, 4, 5), DType::F32, &Device::Cpu)?;
/// let classes = Tensor::zeros((2, 4, 5), DType::U32, &Device::Cpu)?;
/// let loss = loss::of_classes(CrossEntropy::along(3, 4 * 5), &logits, &classes)?;
/// assert!((loss.to_scalar::<f32>()? - 3f32.ln()).abs() < 1e-6);
/// # Ok::<(), candle_core::Error>(())
/// ```
pub fn of_classes(loss: impl OwnedLoss<i64> + 'static, inp: &Tensor, target: &Tensor) -> Result<Tensor> {
    fit(&loss, inp, target)?;
    apply(NAME, [inp, target], Reduced::<_, i64>::new(loss))
}

/// The loss of each element, or of each row where the loss is one of rows, in order: reduction "none". What
/// is made of them has a gradient, so that weights of rows or tokens are a product.
///
/// ```
/// use activ8_candle::{activ8::L1, loss};
/// use candle_core::{Device, Tensor, Var};
///
/// let (x, t) = (Var::new(&[[1f32, 2.]], &Device::Cpu)?, Tensor::new(&[[0f32, 4.]], &Device::Cpu)?);
/// let each = loss::each(L1::default(), &x, &t)?;
/// assert_eq!(each.to_vec1::<f32>()?, [1.0, 2.0]);
/// let weighted = (each * Tensor::new(&[0.5f32, 3.], &Device::Cpu)?)?.sum_all()?;
/// let gradients = weighted.backward()?;
/// assert_eq!(gradients.get(&x).unwrap().to_vec2::<f32>()?, [[0.5, -3.0]]);
/// # Ok::<(), candle_core::Error>(())
/// ```
pub fn each(loss: impl OwnedLoss<f32> + 'static, inp: &Tensor, target: &Tensor) -> Result<Tensor> {
    fit(&loss, inp, target)?;
    apply(NAME, [inp, target], Each::<_, f32>::new(loss))
}

/// [`each`] against classes: see [`of_classes`].
pub fn each_of_classes(loss: impl OwnedLoss<i64> + 'static, inp: &Tensor, target: &Tensor) -> Result<Tensor> {
    fit(&loss, inp, target)?;
    apply(NAME, [inp, target], Each::<_, i64>::new(loss))
}

/// [`Ctc`] of logarithms of probabilities of step, sequence and class, against the labels of all sequences one
/// after the other, or a row of them for each sequence where the loss is of [padded](Ctc::padded) ones.
///
/// ```
/// use activ8_candle::{activ8::Ctc, loss, ops};
/// use candle_core::{D, Device, Tensor};
///
/// // Two steps of one sequence, of a blank and a letter.
/// let logits = Tensor::new(&[[[0f32, 2f32.ln()]], [[0., 2f32.ln()]]], &Device::Cpu)?;
/// let labels = Tensor::new(&[1u32], &Device::Cpu)?;
/// let loss = loss::ctc(Ctc::new(2, &[2], &[1]), &ops::log_softmax(&logits, D::Minus1)?, &labels)?;
/// assert!((loss.to_scalar::<f32>()? - -(8.0f32 / 9.0).ln()).abs() < 1e-6);
/// # Ok::<(), candle_core::Error>(())
/// ```
pub fn ctc(ctc: Ctc<'_>, log_probabilities: &Tensor, target: &Tensor) -> Result<Tensor> {
    of_classes(OwnedCtc::new(ctc), log_probabilities, target)
}

/// Any loss of the core of two or three inputs, each of which has a gradient; its target are numbers or
/// classes, or there is none. The inputs have one shape, whose last dimension is the row of a loss of rows.
///
/// ```
/// use activ8_candle::{activ8::{InfoNce, MarginRanking}, loss};
/// use candle_core::{Device, Tensor};
///
/// let (a, b) = (Tensor::new(&[0.9f32, 0.2], &Device::Cpu)?, Tensor::new(&[0.5f32, 0.4], &Device::Cpu)?);
/// let order = Tensor::new(&[1f32, -1.], &Device::Cpu)?;
/// assert_eq!(loss::joint(MarginRanking::margin(0.0), [&a, &b], Some(&order))?.to_scalar::<f32>()?, 0.0);
/// let (rows, others) = (a.reshape((2, 1))?, b.reshape((2, 1))?);
/// assert!(loss::joint(InfoNce::dim(1), [&rows, &others], None)?.to_scalar::<f32>()? > 0.0);
/// # Ok::<(), candle_core::Error>(())
/// ```
pub fn joint<L, const N: usize>(loss: L, inputs: [&Tensor; N], target: Option<&Tensor>) -> Result<Tensor>
where
    L: JointLoss<N> + 'static,
    L::Target: JointTarget,
{
    fit_joint(&loss, inputs, target)?;
    apply(NAME, inputs, Joint { loss, target: target.cloned() })
}

/// The losses of [`joint`] that are reduced there, of each element or row, in order; each has a gradient.
pub fn joint_each<L, const N: usize>(loss: L, inputs: [&Tensor; N], target: Option<&Tensor>) -> Result<Tensor>
where
    L: JointLoss<N> + 'static,
    L::Target: JointTarget,
{
    fit_joint(&loss, inputs, target)?;
    apply(NAME, inputs, JointEach(Joint { loss, target: target.cloned() }))
}

fn fit_joint<L: JointLoss<N>, const N: usize>(
    loss: &L,
    inputs: [&Tensor; N],
    target: Option<&Tensor>,
) -> Result<()> {
    let dims = inputs.map(Tensor::dims);
    loss.shape().fit(&dims).map_err(refused)?;
    match (target, &dims[..]) {
        (Some(target), [first, ..]) => fit_target(loss.shape().target(first), target),
        _ => Ok(()),
    }
}

/// Refuses an input that the loss is not for, and another target than it needs.
fn fit<T: TargetType>(loss: &impl OwnedLoss<T>, inp: &Tensor, target: &Tensor) -> Result<()> {
    let of = loss.borrowed().shape();
    of.fit(&[inp.dims()]).map_err(refused)?;
    fit_target(of.target(inp.dims()), target)
}

fn fit_target(needed: Option<Vec<usize>>, target: &Tensor) -> Result<()> {
    match (needed, target.dims()) {
        // A row by itself has a class by itself; labels that follow each other have no shape.
        (Some(needed), [1]) if needed.is_empty() => Ok(()),
        (Some(needed), found) => shape("target", &needed, found),
        (None, _) => Ok(()),
    }
}

/// A gradient times the one of its loss, which is a scalar.
fn scaled(mut gradient: Vec<f32>, dy: View<'_>) -> Result<Vec<f32>> {
    let [factor] = *dy.floats()? else { candle_core::bail!("{NAME}: its gradient is a scalar") };
    if factor != 1.0 {
        gradient.iter_mut().for_each(|x| *x *= factor);
    }
    Ok(gradient)
}

/// Batch and classes of an input, against the target's.
fn check_classes(inp: &Tensor, target: &Tensor) -> Result<usize> {
    match (inp.dims(), target.dims()) {
        (&[batch, classes], &[targets]) if batch == targets => Ok(classes),
        (inp, target) => candle_core::bail!("an input of N, C and a target of N, not {inp:?} and {target:?}"),
    }
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
    shape("target", inp.dims(), target.dims())?;
    apply(NAME, [inp, target], Reduced::<_, f32>::new(activ8::Mse::default()).of_difference(target))
}

/// [`activ8::BinaryCrossEntropyWithLogits`], for targets in \[0, 1\] of the input's type.
pub fn binary_cross_entropy_with_logit(inp: &Tensor, target: &Tensor) -> Result<Tensor> {
    if !is_ours(inp) {
        return candle_nn::loss::binary_cross_entropy_with_logit(inp, target);
    }
    of(activ8::BinaryCrossEntropyWithLogits::default(), inp, target)
}

/// [`activ8::Huber`], whose target may be learnt too.
pub fn huber(inp: &Tensor, target: &Tensor, delta: f64) -> Result<Tensor> {
    if !is_ours(inp) {
        return candle_nn::loss::huber(inp, target, delta);
    }
    shape("target", inp.dims(), target.dims())?;
    let loss = activ8::Huber { delta: delta as f32, ..Default::default() };
    apply(NAME, [inp, target], Reduced::<_, f32>::new(loss).of_difference(target))
}
