//! What losses are given, and what is asked of them: the value, the gradient, and both.

mod functions;
mod held;
mod weights;

use std::sync::atomic::{AtomicU32, Ordering};

use activ8::{JointLoss, Loss, LossShape, On, Reduction};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyFloat, PyTuple};

use crate::array::{Array, Integers, Order, Slice, SliceMut};
use crate::call::{Call, refused};
use crate::place::Place;
use crate::run::{Work, each, lanes, misshapen, needs, run, run_into, same_type, without};
pub(super) use functions::{joint_verbs, verbs};
use held::{Held, Joint, Verbs};

/// What is asked of a loss.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Value,
    Gradient,
    Both,
}

/// A loss's call: its inputs and its options.
pub(super) struct Given<'c, 'a, 'py, const N: usize = 1> {
    pub(super) call: &'c Call<'a, 'py>,
    verb: Verb,
    place: Place,
    /// In C's order, of one type.
    pub(super) inputs: [Array<'py>; N],
    /// What is written, if it is given.
    out: Option<Array<'py>>,
    /// None where losses are not to become one.
    reduction: Option<Reduction>,
    /// The first input's axis of classes.
    axis: usize,
}

impl<'c, 'a, 'py, const N: usize> Given<'c, 'a, 'py, N> {
    /// With inputs of these names and of one shape.
    pub(super) fn of(call: &'c Call<'a, 'py>, verb: Verb, names: [&'static str; N]) -> PyResult<Self> {
        let given = Self::of_any(call, verb, names)?;
        given.inputs.iter().try_for_each(|input| needs(input, given.dims()))?;
        Ok(given)
    }

    /// With inputs of these names.
    pub(super) fn of_any(call: &'c Call<'a, 'py>, verb: Verb, names: [&'static str; N]) -> PyResult<Self> {
        let inputs = each(names, |name| call.array(name)?.in_c_order())?;
        inputs.iter().try_for_each(|input| same_type(&inputs[0], input))?;
        let dims = inputs[0].dims();
        let (reduction, axis) =
            (call.reduction(dims.first().copied().unwrap_or(1))?, dims.len().saturating_sub(1));
        if verb == Verb::Both && reduction.is_none() {
            return Err(PyValueError::new_err("`reduction` is \"none\", which has no one value"));
        }
        let out = if call.has("out") { call.maybe_array("out")? } else { None };
        if verb == Verb::Value && reduction.is_some() && out.is_some() {
            return Err(PyValueError::new_err(
                "`out` takes losses of the reduction none, but this one is a float",
            ));
        }
        Ok(Self { call, verb, place: call.place()?, inputs, out, reduction, axis })
    }

    /// The dimensions of the first input.
    pub(super) fn dims(&self) -> &[usize] {
        self.inputs[0].dims()
    }

    /// The reduction that the core's loss has.
    pub(super) fn reduction(&self) -> Reduction {
        self.reduction.unwrap_or(Reduction::Sum)
    }

    /// The number of elements along the last axis.
    pub(super) fn row(&self) -> PyResult<usize> {
        let name = self.inputs[0].name;
        let needs = || PyValueError::new_err(format!("`{name}` must have at least one axis"));
        self.dims().last().copied().ok_or_else(needs)
    }

    /// The number of classes along PyTorch's axis of them, the second or the only one, and how far they lie apart.
    pub(super) fn classes(&mut self) -> PyResult<(usize, usize)> {
        self.row()?;
        self.axis = usize::from(self.dims().len() > 1);
        Ok(lanes(self.dims(), self.axis, Order::C))
    }

    fn beside(&self, array: Array<'py>) -> PyResult<Array<'py>> {
        if self.out.is_some() { array.copy(Order::C) } else { array.in_c_order() }
    }

    /// Floats that the inputs are held against, of these dimensions.
    fn target(&self, name: &'static str, dims: &[usize]) -> PyResult<Array<'py>> {
        let target = self.call.array(name)?;
        same_type(&self.inputs[0], &target)?;
        needs(&target, dims)?;
        self.beside(target)
    }

    /// The loss as it is, and the dimensions of its losses.
    fn placed<L: Copy>(&self, loss: L, shape: LossShape) -> PyResult<(On<L>, Vec<usize>)> {
        let dims = self.inputs.each_ref().map(Array::dims);
        shape.fit(&dims).map_err(refused)?;
        let losses = match shape {
            LossShape::Elements { .. } => dims[0].to_vec(),
            LossShape::Sequences { sequences, .. } if dims[0].len() > 2 => vec![sequences],
            LossShape::Sequences { .. } => Vec::new(),
            _ if dims[0].is_empty() => Vec::new(),
            _ => without(dims[0], self.axis),
        };
        Ok((self.place.apply(loss).map_err(refused)?, losses))
    }

    /// Does what is asked.
    fn run(self, losses: &[usize], verbs: &dyn Verbs) -> PyResult<Bound<'py, PyAny>> {
        let Self { call, verb, place, inputs, out, reduction, .. } = self;
        let py = call.py;
        let dims = inputs.each_ref().map(|input| input.dims().to_vec());
        let all = dims.each_ref().map(|dims| &dims[..]);
        match (verb, reduction) {
            (Verb::Value, Some(_)) => {
                let x = inputs.each_ref().map(Array::slice);
                let elements = inputs.iter().map(Array::len).max().unwrap_or(0);
                let value = place.run(py, elements, || verbs.value(&x))?;
                Ok(PyFloat::new(py, value.into()).into_any())
            }
            (Verb::Value, None) => {
                run_into(place, inputs, losses, out, &|_, x, [each]| verbs.each(&x, each), None)
            }
            (Verb::Gradient, None) => {
                let needed = || PyTypeError::new_err("`dy` is needed for the reduction none");
                let dy = call.maybe_array("dy")?.ok_or_else(needed)?;
                same_type(&inputs[0], &dy)?;
                needs(&dy, losses)?;
                let dy = if out.is_some() { dy.copy(Order::C)? } else { dy.in_c_order()? };
                let dy = dy.slice();
                gradients(place, inputs, all, out, &|_, x, dx| verbs.gradients_of_each(&x, dy, dx.into()))
            }
            (Verb::Gradient, Some(_)) => {
                if call.given("dy").is_some() {
                    return Err(PyValueError::new_err("`dy` is for the reduction none"));
                }
                gradients(place, inputs, all, out, &|_, x, dx| verbs.gradients(&x, dx.into()))
            }
            (Verb::Both, _) => {
                let value = AtomicU32::new(0);
                let gradient = gradients(place, inputs, all, out, &|_, x, dx| {
                    value.store(verbs.both(&x, dx.into())?.to_bits(), Ordering::Relaxed);
                    Ok(())
                })?;
                let value = f32::from_bits(value.into_inner());
                Ok(PyTuple::new(py, [PyFloat::new(py, value.into()).into_any(), gradient])?.into_any())
            }
        }
    }
}

/// Gradients of all inputs: an array, or a tuple of several.
fn gradients<'py, const N: usize>(
    place: Place,
    inputs: [Array<'py>; N],
    dims: [&[usize]; N],
    out: Option<Array<'py>>,
    work: Work<'_, N, N>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = inputs[0].py();
    if out.is_some() {
        let again = |order, x: [Slice<'_>; N], dx: [SliceMut<'_>; 1]| {
            // It is asked of one input alone.
            let mut dx = dx.into_iter();
            work(order, x, std::array::from_fn(|_| dx.next().expect("there is one gradient")))
        };
        return run_into(place, inputs, dims[0], out, &again, None);
    }
    let all = each(run(place, inputs, dims, work)?, Array::into_given)?;
    match <[_; 1]>::try_from(Vec::from(all)) {
        Ok([one]) => Ok(one),
        Err(all) => Ok(PyTuple::new(py, all)?.into_any()),
    }
}

impl<'py> Given<'_, '_, 'py> {
    /// A loss against floats of the input's shape.
    pub(super) fn of_floats(self, loss: impl Loss) -> PyResult<Bound<'py, PyAny>> {
        let (loss, losses) = self.placed(loss, loss.shape())?;
        let target = self.target("target", self.dims())?;
        let held = Held { element: self.inputs[0].element, loss, target: target.slice() };
        self.run(&losses, &held)
    }

    /// A loss against a class for each loss.
    pub(super) fn of_classes(self, loss: impl Loss<i64>) -> PyResult<Bound<'py, PyAny>> {
        let (_, losses) = self.placed((), loss.shape())?;
        self.of_integers(loss, "target", Some(&losses))
    }

    /// The same against integers of these dimensions, or of any.
    pub(super) fn of_integers(
        self,
        loss: impl Loss<i64>,
        name: &'static str,
        dims: Option<&[usize]>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (loss, losses) = self.placed(loss, loss.shape())?;
        let target = self.integers(name)?;
        if dims.is_some_and(|dims| target.dims() != dims) {
            return Err(misshapen(name, &target.dims(), dims.unwrap_or_default()));
        }
        let held = Held { element: self.inputs[0].element, loss, target: target.slice() };
        self.run(&losses, &held)
    }
}

impl<'py, const N: usize> Given<'_, '_, 'py, N> {
    /// A loss of several inputs against a float for each loss.
    pub(super) fn joint(self, loss: impl JointLoss<N, Target = [f32]>) -> PyResult<Bound<'py, PyAny>> {
        let (loss, losses) = self.placed(loss, loss.shape())?;
        let target = self.target("target", &losses)?;
        let held = Joint { element: self.inputs[0].element, loss, target: target.slice() };
        self.run(&losses, &held)
    }

    /// The same without a target.
    pub(super) fn joint_alone(self, loss: impl JointLoss<N, Target = ()>) -> PyResult<Bound<'py, PyAny>> {
        let (loss, losses) = self.placed(loss, loss.shape())?;
        let held = Joint { element: self.inputs[0].element, loss, target: () };
        self.run(&losses, &held)
    }

    /// The same against a class for each loss.
    pub(super) fn joint_of_classes(
        self,
        loss: impl JointLoss<N, Target = [i64]>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (loss, losses) = self.placed(loss, loss.shape())?;
        let target = self.integers("target")?;
        if target.dims() != losses {
            return Err(misshapen("target", &target.dims(), &losses));
        }
        let held = Joint { element: self.inputs[0].element, loss, target: target.slice() };
        self.run(&losses, &held)
    }

    /// Integers that are read beside the inputs.
    pub(super) fn integers(&self, name: &'static str) -> PyResult<Integers<'py>> {
        let given = self.call.given(name).ok_or_else(|| PyTypeError::new_err(format!("`{name}` is None")))?;
        let integers = Integers::of(name, given, self.out.is_some())?;
        integers.ok_or_else(|| PyTypeError::new_err(format!("`{name}` must be of integers")))
    }
}
