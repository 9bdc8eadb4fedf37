//! Losses: their value, and the gradient for each input.

use activ8_candle::activ8::{self, JointLoss, Loss, Reduction, Tier};
use activ8_candle::loss;
use candle_core::{DType, Device, Result, Tensor, Var};

use super::{Row, assert_same, gradient};
use crate::common::{tensor, values};
use crate::exact::random::Random;
use crate::exact::table::along::{ALONG, to_columns};
use crate::exact::table::classes::weights;
use crate::exact::table::joint;
use crate::exact::table::losses::{Answer, Ask, Options, Weights};
use crate::exact::table::totals::{ROW, Total, totals};

const DIM: usize = 10;

/// Rows of numbers.
fn x() -> Result<Tensor> {
    tensor(&[6, DIM])
}

fn classes() -> Result<Tensor> {
    Tensor::new(&[0u32, 9, 3, 3, 1, 7], &Device::Cpu)
}

/// Those of the core's table, each with its parameters, and with weights where it has some.
pub(crate) fn rows() {
    let mut random = Random::new(32);
    let tier = Tier::active().expect("a tier");
    for total in totals() {
        let [x, t] = total.draw(&mut random, 6 * ROW);
        let value = total.forward(tier, &x, &t).expect("good input");
        let Total::Elements(row, set) = total else { continue };
        if row.weights != Weights::None {
            for (of_rows, count) in [(false, ROW), (true, 6)] {
                let (reduction, weights) = (Reduction::Sum, [Some(weights(count)), None]);
                let options = Options { parameters: set.parameters, reduction, weights, of_rows };
                let sum = row.write(&options, tier, Answer::Total, [&x, &t], &mut []);
                assert_ne!(sum, Ok(Some(value)), "{} with weights, of rows: {of_rows}", set.name);
            }
        }
    }
    // Columns of six logits.
    for loss in ALONG {
        let (shape, [x, t]) = ([6, ROW], (loss.rows().draw)(&mut random, ROW, 6));
        let classes: Vec<i64> = t.iter().map(|&class| class as i64).collect();
        let target = if t.len() == x.len() { to_columns(&t, shape) } else { t };
        let (input, target, classes) = (&to_columns(&x, shape)[..], &target[..], &classes[..]);
        let (answer, out) = (Answer::Total, &mut [][..]);
        let ask = Ask { tier: None, parallel: false, answer, input, target, classes, dy: &[], out };
        let value = (loss.run)(shape, Reduction::Mean, ask);
        assert!(matches!(value, Ok(Some(_))), "{}: {value:?}", loss.name);
    }
    for (row, parameters) in joint::sets() {
        let (case, inputs) = row.drawn(parameters, [6, DIM], false, &mut random);
        for reduction in [Reduction::Mean, Reduction::Sum] {
            assert_eq!(case.compare(reduction, &inputs), Ok(()), "{case:?}");
        }
    }
}

/// Of numbers against lists of classes.
fn of_classes(loss: impl Loss<i64> + 'static, target: Result<Tensor>) -> Result<()> {
    let (x, t) = (Var::from_tensor(&x()?)?, target?);
    let (of_x, of_t) = (values(&x)?, t.to_dtype(DType::I64)?.flatten_all()?.to_vec1::<i64>()?);
    let mut dx = vec![0.0; of_x.len()];
    let expected = loss.forward_backward(&of_x, &of_t, &mut dx).map_err(candle_core::Error::wrap)?;
    let found = loss::of_classes(loss, &x, &t)?;
    assert_same(&found, &[expected])?;
    gradient(&found, &x, &dx)
}

/// A number for each loss, and the sum of both times each other.
pub(crate) fn upstream(each: &Tensor) -> Result<(Vec<f32>, Tensor)> {
    let dy: Vec<f32> = (0..each.elem_count()).map(|i| [0.75, -1.5, 0.0, 2.0][i % 4]).collect();
    let weighted = (each * Tensor::from_slice(&dy, each.dims(), &Device::Cpu)?)?.sum_all()?;
    Ok((dy, weighted))
}

/// Of several inputs.
pub(crate) fn joint<L, const N: usize>(
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
    let tensors = std::array::from_fn(|i| inputs[i].as_tensor());
    let found = loss::joint(loss, tensors, target.as_ref())?;
    assert_same(&found, &[expected])?;
    let mut of_each = inputs.iter().zip(&gradients);
    of_each.try_for_each(|(input, expected)| gradient(&found, input, expected))?;
    let each = loss::joint_each(loss, tensors, target.as_ref())?;
    let mut expected = vec![0.0; each.elem_count()];
    loss.forward_each(of_slices, of_target, &mut expected).map_err(candle_core::Error::wrap)?;
    assert_same(&each, &expected)?;
    let (dy, weighted) = upstream(&each)?;
    let mut outs = gradients.iter_mut();
    let outs = std::array::from_fn(|_| outs.next().map_or(&mut [][..], |out| out));
    loss.backward_each(of_slices, of_target, &dy, outs).map_err(candle_core::Error::wrap)?;
    inputs.iter().zip(&gradients).try_for_each(|(input, expected)| gradient(&weighted, input, expected))
}

pub(crate) fn table() -> Vec<Row> {
    vec![
        ("MultiLabelMargin", || {
            let lists: Vec<i64> = (0..60).map(|i| [3, 7, -1, 0][i % DIM % 4]).collect();
            of_classes(
                activ8::MultiLabelMargin::rows_of(DIM),
                Tensor::from_vec(lists, (6, DIM), &Device::Cpu),
            )
        }),
        ("LinearCrossEntropy", || {
            let fused = activ8::LinearCrossEntropy::dim(DIM, activ8::CrossEntropy::rows_of(12));
            let t = classes()?;
            let of_t = t.to_dtype(DType::I64)?.to_vec1::<i64>()?;
            joint(fused, [x(), tensor(&[12, DIM])], Some(Ok(t.clone())), &of_t[..])?;
            joint(fused, [x(), tensor(&[12, DIM]), tensor(&[12])], Some(Ok(t)), &of_t[..])
        }),
    ]
}
