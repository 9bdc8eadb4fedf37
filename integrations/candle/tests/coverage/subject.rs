//! The rows of the core's table through candle: values and gradients are the core's, to the bit, whatever the layout.

use std::any::type_name;
use std::collections::BTreeSet;
use std::sync::Mutex;

use activ8_candle::activ8::{
    self, Ctc, GateLayout, GatedActivation, JointLoss, Loss, On, Target, TargetType,
};
use activ8_candle::{Activate, loss};
use candle_core::{Device, Result, Tensor, Var, WithDType};

use super::losses::upstream;
use super::{assert_same, gradient};
use crate::common::{tensor, values};
use crate::exact::table::joint::verbs::{Against, AgainstLabels};
use crate::exact::table::losses::Ask;
use crate::exact::table::totals::ROW;
use crate::exact::table::{gates, joint as table, place};

/// The operations that rows have made, by the names of their types.
static REACHED: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

/// Whether a row has made an operation of this type.
pub(crate) fn has_reached(name: &str) -> bool {
    REACHED.lock().expect("no other panic").contains(name)
}

/// `Huber` of `activ8::loss::huber::Huber<'_>`.
fn reach<O>() {
    let path = type_name::<O>().split('<').next().unwrap_or_default();
    let name = path.rsplit("::").next().unwrap_or_default();
    REACHED.lock().expect("no other panic").insert(name);
}

pub(crate) trait Floats: Loss + 'static {}
impl<L: Loss + 'static> Floats for L {}

pub(crate) trait Classes: Loss<i64> + 'static {}
impl<L: Loss<i64> + 'static> Classes for L {}

pub(crate) trait Gate: GatedActivation + 'static {}
impl<G: GatedActivation + 'static> Gate for G {}

pub(crate) trait Joint<const N: usize>: JointLoss<N, Target = [f32]> + 'static {}
impl<L: JointLoss<N, Target = [f32]> + 'static, const N: usize> Joint<N> for L {}

pub(crate) trait JointAlone<const N: usize>: JointLoss<N, Target = ()> + 'static {}
impl<L: JointLoss<N, Target = ()> + 'static, const N: usize> JointAlone<N> for L {}

pub(crate) fn floats(ask: Ask<'_>, loss: impl Floats) -> activ8::Result<Option<f32>> {
    let (target, row) = (ask.target, row_of(ask.input));
    let done = compared(&ask, loss, target, &[target.len() / row, row], loss::of, loss::each);
    done.unwrap_or_else(|error| panic!("{}: {error}", type_name_of(&loss)));
    ask.of_targets(loss, target)
}

pub(crate) fn classes(ask: Ask<'_>, loss: impl Classes) -> activ8::Result<Option<f32>> {
    let classes = ask.classes;
    let done = compared(&ask, loss, classes, &[classes.len()], loss::of_classes, loss::each_of_classes);
    done.unwrap_or_else(|error| panic!("{}: {error}", type_name_of(&loss)));
    ask.of_targets(loss, classes)
}

pub(crate) fn gate(ask: gates::Ask<'_>, gate: impl Gate) -> activ8::Result<()> {
    gated(gate).unwrap_or_else(|error| panic!("{}: {error}", type_name_of(&gate)));
    (ask.then)(&place(gate, ask.tier, ask.parallel)?)
}

pub(crate) fn joint<const N: usize>(
    ask: table::Ask<'_>,
    loss: impl Joint<N>,
    target: &[f32],
) -> activ8::Result<()> {
    let t = Tensor::from_slice(target, target.len(), &Device::Cpu);
    several(&ask, loss, Some(t), target);
    (ask.then)(&Against { loss: place(loss, ask.tier, ask.parallel)?, target })
}

pub(crate) fn joint_alone<const N: usize>(
    ask: table::Ask<'_>,
    loss: impl JointAlone<N>,
) -> activ8::Result<()> {
    several(&ask, loss, None, &());
    (ask.then)(&Against { loss: place(loss, ask.tier, ask.parallel)?, target: &() })
}

pub(crate) fn ctc(ask: table::Ask<'_>, loss: Ctc<'_>, labels: &[i64]) -> activ8::Result<()> {
    reach::<Ctc<'_>>();
    if let Some((inputs, classes)) = ask.given {
        let sequences = loss.input_lengths.len();
        let dims = (inputs[0].len() / sequences / classes, sequences, classes);
        let compared = || {
            let x = Var::from_tensor(&Tensor::from_slice(&inputs[0], dims, &Device::Cpu)?)?;
            let mut dx = vec![0.0; inputs[0].len()];
            let value =
                loss.forward_backward(&inputs[0], labels, &mut dx).map_err(candle_core::Error::wrap)?;
            let labels = Tensor::from_slice(labels, labels.len(), &Device::Cpu)?;
            // Padded labels are rows.
            let labels = if loss.padded > 0 { labels.reshape((sequences, loss.padded))? } else { labels };
            let found = loss::ctc(loss, &x, &labels)?;
            assert_same(&found, &[value])?;
            gradient(&found, &x, &dx)
        };
        compared().unwrap_or_else(|error: candle_core::Error| panic!("{loss:?}: {error}"));
    }
    (ask.then)(&AgainstLabels { loss: place(loss, ask.tier, ask.parallel)?, labels })
}

/// A loss of several inputs, which are of rows, or of elements.
fn several<L: JointLoss<N> + 'static, const N: usize>(
    ask: &table::Ask<'_>,
    loss: L,
    target: Option<Result<Tensor>>,
    of_target: &L::Target,
) where
    L::Target: loss::JointTarget,
{
    reach::<L>();
    let Some((inputs, dim)) = ask.given else { return };
    let inputs = std::array::from_fn(|i: usize| {
        let x = &inputs[i];
        let dims = if dim == 1 { vec![x.len()] } else { vec![x.len() / dim, dim] };
        Tensor::from_slice(x, dims, &Device::Cpu)
    });
    let done = super::losses::joint(loss, inputs, target, of_target);
    done.unwrap_or_else(|error| panic!("{}: {error}", type_name_of(&loss)));
}

fn type_name_of<O>(_: &O) -> &'static str {
    type_name::<O>()
}

/// Inputs are of rows of the table's length, or of one row.
fn row_of(input: &[f32]) -> usize {
    if input.len().is_multiple_of(ROW) { ROW } else { input.len() }
}

/// The value, each loss, and the gradients of both by candle, which are the core's.
fn compared<T, L>(
    ask: &Ask<'_>,
    loss: L,
    target: &[T],
    dims: &[usize],
    of: fn(L, &Tensor, &Tensor) -> Result<Tensor>,
    each: fn(L, &Tensor, &Tensor) -> Result<Tensor>,
) -> Result<()>
where
    T: TargetType + Target<T> + WithDType,
    L: Loss<T> + 'static,
{
    reach::<L>();
    let (input, row) = (ask.input, row_of(ask.input));
    let x = Var::from_tensor(&Tensor::from_slice(input, (input.len() / row, row), &Device::Cpu)?)?;
    // With other strides than the core's slices have.
    let turned = x.t()?.contiguous()?.t()?;
    let t = Tensor::from_slice(target, dims, &Device::Cpu)?;
    let mut dx = vec![0.0; input.len()];
    let wrap = candle_core::Error::wrap;
    let value = loss.forward_backward(input, target, &mut dx).map_err(wrap)?;
    for x in [x.as_tensor(), &turned] {
        assert_same(&of(loss, x, &t)?, &[value])?;
        let found = each(loss, x, &t)?;
        let mut expected = vec![0.0; found.elem_count()];
        loss.forward_each(input, target, &mut expected).map_err(wrap)?;
        assert_same(&found, &expected)?;
    }
    gradient(&of(loss, &turned, &t)?, &x, &dx)?;
    let (dy, weighted) = upstream(&each(loss, &turned, &t)?)?;
    loss.backward_each(input, target, &dy, &mut dx).map_err(wrap)?;
    gradient(&weighted, &x, &dx)
}

/// A gate and a value in two tensors and in one: y, and both gradients.
fn gated<G: GatedActivation + 'static>(gated: G) -> Result<()> {
    const LAST: usize = 24;
    reach::<G>();
    let dims = [4, 6, LAST];
    let gate = Var::from_tensor(&tensor(&dims)?)?;
    let value = Var::from_tensor(&tensor(&dims)?.affine(0.5, 1.0)?)?;
    let dy = tensor(&dims)?.affine(-0.25, 0.5)?;
    let [g, v, d] = [values(&gate)?, values(&value)?, values(&dy)?];
    let [mut y, mut dgate, mut dvalue] = [(); 3].map(|()| vec![0.0; g.len()]);
    let core = On::new(gated);
    let done = core.forward(&g, &v, &mut y).and_then(|()| core.backward(&g, &v, &d, &mut dgate, &mut dvalue));
    done.map_err(candle_core::Error::wrap)?;
    let check = |found: Tensor| {
        assert_same(&found, &y)?;
        let loss = (found * &dy)?.sum_all()?;
        gradient(&loss, &gate, &dgate)?;
        gradient(&loss, &value, &dvalue)
    };
    check(gate.activate_gated(&value, gated)?)?;
    let [gate_of, value_of] = [gate.as_tensor(), value.as_tensor()];
    let packed = Tensor::cat(&[gate_of, value_of], 2)?;
    check(packed.activate_packed(GateLayout::GatesFirst(2 * LAST), gated)?)?;
    let packed = Tensor::cat(&[value_of, gate_of], 2)?;
    check(packed.activate_packed(GateLayout::ValuesFirst(2 * LAST), gated)?)?;
    let packed = Tensor::stack(&[gate_of, value_of], 3)?.flatten(2, 3)?;
    check(packed.activate_packed(GateLayout::Interleaved, gated)?)?;
    let along = Tensor::cat(&[gate_of, value_of], 0)?;
    check(along.activate_packed(GateLayout::GatesFirstAlong { axis: 8, inner: 6 * LAST }, gated)?)?;
    let along = Tensor::cat(&[value_of, gate_of], 1)?;
    check(along.activate_packed(GateLayout::ValuesFirstAlong { axis: 12, inner: LAST }, gated)?)
}
