//! Activations.

use activ8_candle::activ8::{
    self, Activation, AnyActivation, AttentionSoftmax, Elementwise as _, GumbelSoftmax, Hardmax, LogSumExp,
    PRelu, Router, Softmax, Softmin, Tier,
};
use activ8_candle::{Activate, Module, PReLU, ops};
use candle_core::{D, Device, Result, Tensor, Var};

use super::{Row, assert_same, gradient};
use crate::common::{tensor, values};
use crate::exact::random::Random;
use crate::exact::table::elementwise::ELEMENTWISE;
use crate::exact::table::gates;

const ROW: usize = 24;

fn x() -> Result<Tensor> {
    tensor(&[4, 6, ROW])
}

/// What a verb of the core writes.
fn by_core(verb: impl FnOnce(&[f32], &mut [f32]) -> activ8::Result<()>) -> Result<Vec<f32>> {
    let x = values(&x()?)?;
    let mut y = vec![0.0; x.len()];
    verb(&x, &mut y).map_err(candle_core::Error::wrap)?;
    Ok(y)
}

/// Those of the core's table: elements and gates, with each of their parameters.
pub(crate) fn rows() -> Result<()> {
    let mut random = Random::new(31);
    for op in ELEMENTWISE.iter() {
        let dims = (6, ROW);
        let [x, bias, dy] = [6 * ROW, ROW, 6 * ROW].map(|len| op.draw(&mut random, len));
        let of = |values: &[f32], dims| Tensor::from_slice(values, dims, &Device::Cpu);
        let (x_of, dy_of, bias_of) =
            (Var::from_tensor(&of(&x, dims)?)?, of(&dy, dims)?, of(&bias, (1, ROW))?);
        let (activation, mut core, mut expected) = (op.activation(), vec![0.0; x.len()], vec![0.0; x.len()]);
        let context = |error: candle_core::Error| error.context(op.name);
        activation.forward(&x, &mut core).expect("equal lengths");
        let y = x_of.activate(activation)?;
        assert_same(&y, &core).map_err(context)?;
        // candle keeps the output, so that its gradient is computed from that where it can be.
        let done = match activation.output_gradient() {
            Some(gradient) => gradient.backward(&core, &dy, &mut expected),
            None => activation.backward(&x, &dy, &mut expected),
        };
        done.expect("equal lengths");
        gradient(&(y * dy_of)?.sum_all()?, &x_of, &expected).map_err(context)?;
        activation.forward_biased(&x, &bias, &mut expected).expect("rows of the bias");
        assert_same(&x_of.activate_biased(&bias_of.flatten_all()?, activation)?, &expected)
            .map_err(context)?;
    }
    gates::sets().for_each(|(row, set)| {
        let done = row.on(set.parameters, Tier::Scalar, |_| Ok(()));
        assert_eq!(done, Ok(()), "{}", row.name);
    });
    Ok(())
}

/// The types that `AnyActivation` is one of.
pub(crate) fn elementwise() -> Vec<String> {
    let all = AnyActivation::all().into_iter().map(|activation| format!("{activation:?}"));
    all.map(|text| text.split('(').next().unwrap_or_default().to_owned()).collect()
}

pub(crate) fn table() -> Vec<Row> {
    let others: [Row; 11] = [
        ("AnyActivation", rows),
        ("Softmax", || {
            let expected = by_core(|x, y| Softmax::rows_of(ROW).forward(x, y))?;
            assert_same(&ops::softmax(&x()?, D::Minus1)?, &expected)
        }),
        ("LogSoftmax", || {
            let expected = by_core(|x, y| activ8::LogSoftmax::rows_of(ROW).forward(x, y))?;
            assert_same(&ops::log_softmax(&x()?, D::Minus1)?, &expected)
        }),
        ("Along", || {
            let expected = by_core(|x, y| Softmax::along(6, ROW).forward(x, y))?;
            assert_same(&ops::softmax(&x()?, 1)?, &expected)?;
            let expected = by_core(|x, y| Softmin::along(6, ROW).forward(x, y))?;
            assert_same(&ops::softmin(&x()?, 1)?, &expected)?;
            let expected = by_core(|x, y| Hardmax::along(6, ROW).forward(x, y))?;
            assert_same(&ops::hardmax(&x()?, 1)?, &expected)?;
            let expected = by_core(|x, y| LogSumExp::along(6, ROW).forward(x, &mut y[..4 * ROW]))?;
            assert_same(&ops::log_sum_exp(&x()?, 1)?, &expected[..4 * ROW])
        }),
        ("Softmin", || {
            let expected = by_core(|x, y| Softmin::rows_of(ROW).forward(x, y))?;
            assert_same(&ops::softmin(&x()?, D::Minus1)?, &expected)
        }),
        ("Hardmax", || {
            let expected = by_core(|x, y| Hardmax::rows_of(ROW).forward(x, y))?;
            assert_same(&ops::hardmax(&x()?, D::Minus1)?, &expected)
        }),
        ("LogSumExp", || {
            let expected = by_core(|x, y| LogSumExp::rows_of(ROW).forward(x, &mut y[..24]))?;
            assert_same(&ops::log_sum_exp(&x()?, D::Minus1)?, &expected[..24])
        }),
        ("AttentionSoftmax", || {
            let options = AttentionSoftmax::rows_of(ROW).queries(6).scale(0.3).causal(2).plus_one();
            let expected = by_core(|x, y| options.forward(x, y))?;
            assert_same(&ops::attention_softmax(&x()?, options, None, None)?, &expected)
        }),
        ("GumbelSoftmax", || {
            let noise = x()?.affine(0.25, 0.5)?;
            let mut drawn = values(&noise)?.into_iter();
            let gumbel = GumbelSoftmax::rows_of(ROW).temperature(0.75);
            let expected = by_core(|x, y| gumbel.forward(x, || drawn.next().unwrap_or(0.0), y))?;
            assert_same(&ops::gumbel_softmax(&x()?, &noise, 0.75, false)?, &expected)
        }),
        ("PRelu", || {
            let weight = tensor(&[6])?;
            let of_weight = values(&weight)?;
            let expected = by_core(|x, y| PRelu { weight: &of_weight, inner: ROW }.forward(x, y))?;
            assert_same(&PReLU::new(weight, false).forward(&x()?)?, &expected)
        }),
        ("Router", || {
            let router = Router::top(3).renormalize(true);
            let mut indices = [0; 3 * 24];
            let expected = by_core(|x, y| router.of(ROW).route(x, &mut indices, &mut y[..3 * 24]))?;
            let (experts, weights) = ops::route(router, &x()?)?;
            assert_eq!(experts.flatten_all()?.to_vec1::<u32>()?, indices, "the experts");
            assert_same(&weights, &expected[..3 * 24])
        }),
    ];
    others.into()
}
