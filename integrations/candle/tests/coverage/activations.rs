//! Activations.

use activ8_candle::activ8::{
    self, Activation, AnyActivation, AttentionSoftmax, GateLayout, GatedActivation, GumbelSoftmax, Hardmax,
    LogSumExp, PRelu, Router, Softmax, Softmin,
};
use activ8_candle::{Activate, Module, PReLU, ops};
use candle_core::{D, Result, Tensor};

use super::{Row, assert_same};
use crate::common::{tensor, values};

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

fn activated(activation: impl Activation + 'static) -> Result<()> {
    assert_same(&x()?.activate(activation)?, &by_core(|x, y| activation.forward(x, y))?)
}

fn gated(gated: impl GatedActivation + 'static) -> Result<()> {
    let (gate, value) = (x()?, x()?.affine(0.5, 1.0)?);
    let of_value = values(&value)?;
    let expected = by_core(|x, y| gated.forward(x, &of_value, y))?;
    assert_same(&gate.activate_gated(&value, gated)?, &expected)?;
    let packed = Tensor::cat(&[&gate, &value], 2)?;
    assert_same(&packed.activate_packed(GateLayout::GatesFirst(2 * ROW), gated)?, &expected)?;
    let along = Tensor::cat(&[&value, &gate], 1)?;
    let layout = GateLayout::ValuesFirstAlong { axis: 12, inner: ROW };
    assert_same(&along.activate_packed(layout, gated)?, &expected)
}

/// The types that `AnyActivation` is one of.
pub(crate) fn elementwise() -> Vec<String> {
    let all = AnyActivation::all().into_iter().map(|activation| format!("{activation:?}"));
    all.map(|text| text.split('(').next().unwrap_or_default().to_owned()).collect()
}

pub(crate) fn table() -> Vec<Row> {
    let others: [Row; 17] = [
        ("AnyActivation", || AnyActivation::all().into_iter().try_for_each(activated)),
        ("Bilinear", || gated(activ8::Bilinear)),
        ("GeGlu", || gated(activ8::GeGlu::Tanh)),
        ("Glu", || gated(activ8::Glu)),
        ("ReGlu", || gated(activ8::ReGlu)),
        ("SwiGlu", || gated(activ8::SwiGlu::default())),
        ("SwiGluOai", || gated(activ8::SwiGluOai::default())),
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
