//! Losses: their value, and the gradient for each input.

use activ8_candle::activ8::{self, Ctc, JointLoss, Loss};
use activ8_candle::{loss, ops};
use candle_core::{D, DType, Device, Result, Tensor, Var};

use super::{Row, assert_same};
use crate::common::{tensor, values};

const DIM: usize = 10;

/// Rows of numbers.
fn x() -> Result<Tensor> {
    tensor(&[6, DIM])
}

/// Rows of probabilities.
fn p(shift: f64) -> Result<Tensor> {
    ops::softmax_last_dim(&x()?.affine(0.5, shift)?.sin()?)
}

fn signs(dims: &[usize]) -> Result<Tensor> {
    tensor(dims)?.ge(0.0)?.to_dtype(DType::F32)?.affine(2.0, -1.0)
}

fn classes() -> Result<Tensor> {
    Tensor::new(&[0u32, 9, 3, 3, 1, 7], &Device::Cpu)
}

/// The gradient by candle, which adds it to zeros.
fn gradient(loss: &Tensor, of: &Var, expected: &[f32]) -> Result<()> {
    let plus_zero: Vec<f32> = expected.iter().map(|dx| dx + 0.0).collect();
    assert_same(loss.backward()?.get(of).expect("a gradient"), &plus_zero)
}

/// Of numbers against numbers.
fn of(loss: impl Loss + 'static, input: Result<Tensor>, target: Result<Tensor>) -> Result<()> {
    let (x, t) = (Var::from_tensor(&input?)?, target?);
    let (of_x, of_t) = (values(&x)?, values(&t)?);
    let mut dx = vec![0.0; of_x.len()];
    let expected = loss.forward_backward(&of_x, &of_t, &mut dx).map_err(candle_core::Error::wrap)?;
    let found = loss::of(loss, &x, &t)?;
    assert_same(&found, &[expected])?;
    gradient(&found, &x, &dx)
}

/// Of numbers against integers.
fn of_classes(loss: impl Loss<i64> + 'static, target: Result<Tensor>) -> Result<()> {
    let (x, t) = (Var::from_tensor(&x()?)?, target?);
    let (of_x, of_t) = (values(&x)?, t.to_dtype(DType::I64)?.flatten_all()?.to_vec1::<i64>()?);
    let mut dx = vec![0.0; of_x.len()];
    let expected = loss.forward_backward(&of_x, &of_t, &mut dx).map_err(candle_core::Error::wrap)?;
    let found = loss::of_classes(loss, &x, &t)?;
    assert_same(&found, &[expected])?;
    gradient(&found, &x, &dx)
}

/// Of several inputs.
fn joint<L, const N: usize>(
    loss: L,
    inputs: [Result<Tensor>; N],
    target: Option<Result<Tensor>>,
    of_target: &L::Target,
) -> Result<()>
where
    L: JointLoss<N> + 'static,
    L::Target: loss::JointTarget,
{
    let inputs = inputs.into_iter().map(|input| Var::from_tensor(&input?)).collect::<Result<Vec<_>>>()?;
    let slices = inputs.iter().map(|input| values(input)).collect::<Result<Vec<_>>>()?;
    let mut gradients: Vec<Vec<f32>> = slices.iter().map(|x| vec![0.0; x.len()]).collect();
    let mut outs = gradients.iter_mut();
    let outs = std::array::from_fn(|_| outs.next().map_or(&mut [][..], |out| out));
    let of_slices = std::array::from_fn(|i| &slices[i][..]);
    let expected = loss.forward_backward(of_slices, of_target, outs).map_err(candle_core::Error::wrap)?;
    let target = target.transpose()?;
    let found = loss::joint(loss, std::array::from_fn(|i| inputs[i].as_tensor()), target.as_ref())?;
    assert_same(&found, &[expected])?;
    inputs.iter().zip(&gradients).try_for_each(|(input, expected)| gradient(&found, input, expected))
}

/// Names of losses with a default, of two kinds of operands.
macro_rules! rows {
    ($input:expr, $target:expr; $($name:ident)*) => {
        [$((stringify!($name), (|| of(activ8::$name::default(), $input, $target)) as fn() -> Result<()>),)*]
    };
    ($input:expr, $target:expr; of rows: $($name:ident)*) => {
        [$((stringify!($name), (|| of(activ8::$name::rows_of(DIM), $input, $target)) as fn() -> Result<()>),)*]
    };
}

pub(crate) fn table() -> Vec<Row> {
    let of_numbers = rows! { x(), tensor(&[DIM, 6])?.t(); Huber L1 LogCosh Mse SmoothL1 };
    let of_logits = rows! { x(), p(0.5); BinaryCrossEntropyWithLogits PoissonNll };
    let of_signs = rows! { x(), signs(&[6, DIM]); Hinge HingeEmbedding SoftMargin SquaredHinge };
    let of_labels = rows! { x(), signs(&[6, DIM])?.relu(); SigmoidFocal };
    let of_probabilities = rows! { p(0.0), p(0.5); BinaryCrossEntropy JensenShannon };
    let of_rows = rows! { p(0.0), p(0.5); of rows: CategoricalCrossEntropy CategoricalFocal Dice Tversky };
    let others: [Row; 16] = [
        ("Mape", || of(activ8::Mape::default(), x(), p(0.5))),
        ("Quantile", || of(activ8::Quantile::of(0.25), x(), p(0.5))),
        ("KlDivergence", || of(activ8::KlDivergence::probabilities(), p(0.0), p(0.5))),
        ("FixedGaussianNll", || of(activ8::FixedGaussianNll::of_variance(0.5), x(), p(0.5))),
        ("MultiLabelSoftMargin", || {
            let labels = signs(&[6, DIM])?.relu();
            of(activ8::MultiLabelSoftMargin::rows_of(DIM), x(), labels)
        }),
        ("CrossEntropy", || {
            let smooth = activ8::CrossEntropy::rows_of(DIM).label_smoothing(0.1);
            of_classes(smooth, classes())?;
            of(smooth, x(), p(0.5))?;
            // Columns of six logits.
            let along = activ8::CrossEntropy::along(6, DIM).label_smoothing(0.1);
            of_classes(along, Tensor::new(&[0u32, 5, 3, 3, 1, 2, 4, 0, 0, 1], &Device::Cpu))?;
            of(along, x(), p(0.5))
        }),
        ("Nll", || {
            of_classes(activ8::Nll::rows_of(DIM), classes())?;
            let of_columns = Tensor::new(&[0u32, 5, 3, 3, 1, 2, 4, 0, 0, 1], &Device::Cpu);
            of_classes(activ8::Nll::along(6, DIM), of_columns)
        }),
        ("MultiMargin", || of_classes(activ8::MultiMargin::rows_of(DIM), classes())),
        ("MultiLabelMargin", || {
            let lists: Vec<i64> = (0..60).map(|i| [3, 7, -1, 0][i % DIM % 4]).collect();
            of_classes(
                activ8::MultiLabelMargin::rows_of(DIM),
                Tensor::from_vec(lists, (6, DIM), &Device::Cpu),
            )
        }),
        ("Ctc", || {
            // Three steps of two sequences.
            let x = ops::log_softmax(&tensor(&[3, 2, DIM])?, D::Minus1)?;
            let (ctc, labels) = (Ctc::new(DIM, &[3, 2], &[2, 1]), [4u8, 1, 9]);
            let x = Var::from_tensor(&x)?;
            let mut dx = vec![0.0; 60];
            let expected = ctc.forward_backward(&values(&x)?, &labels, &mut dx);
            let expected = expected.map_err(candle_core::Error::wrap)?;
            let found = loss::ctc(ctc, &x, &Tensor::new(&labels, &Device::Cpu)?)?;
            assert_same(&found, &[expected])?;
            gradient(&found, &x, &dx)?;
            let padded = loss::ctc(ctc.padded(2), &x, &Tensor::new(&[[4u8, 1], [9, 0]], &Device::Cpu)?)?;
            assert_same(&padded, &[expected])?;
            gradient(&padded, &x, &dx)
        }),
        ("MarginRanking", || {
            let t = signs(&[6, DIM])?;
            joint(activ8::MarginRanking::margin(0.5), [x(), p(0.0)], Some(Ok(t.clone())), &values(&t)?)
        }),
        ("CosineEmbedding", || {
            let t = signs(&[6])?;
            joint(activ8::CosineEmbedding::dim(DIM), [x(), p(0.0)], Some(Ok(t.clone())), &values(&t)?)
        }),
        ("GaussianNll", || {
            let t = p(0.5)?;
            joint(activ8::GaussianNll::default(), [x(), p(0.0)], Some(Ok(t.clone())), &values(&t)?)
        }),
        ("TripletMargin", || joint(activ8::TripletMargin::dim(DIM), [x(), p(0.0), p(0.5)], None, &())),
        ("InfoNce", || joint(activ8::InfoNce::dim(DIM).symmetric(true), [x(), p(0.0)], None, &())),
        ("LinearCrossEntropy", || {
            let fused = activ8::LinearCrossEntropy::dim(DIM, activ8::CrossEntropy::rows_of(12));
            let t = classes()?;
            let of_t = t.to_dtype(DType::I64)?.to_vec1::<i64>()?;
            joint(fused, [x(), tensor(&[12, DIM])], Some(Ok(t.clone())), &of_t[..])?;
            joint(fused, [x(), tensor(&[12, DIM]), tensor(&[12])], Some(Ok(t)), &of_t[..])
        }),
    ];
    let all = of_numbers
        .into_iter()
        .chain(of_logits)
        .chain(of_signs)
        .chain(of_labels)
        .chain(of_probabilities)
        .chain(of_rows);
    all.chain(others).collect()
}
