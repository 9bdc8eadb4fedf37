//! Weights of classes and of elements.

use std::borrow::Cow;

use pyo3::prelude::*;

use super::Given;
use crate::array::Array;
use crate::run::{misshapen, needs, same_type};

/// Weights, if there are any.
#[derive(Default)]
pub(crate) struct Weights<'py> {
    array: Option<Array<'py>>,
    /// Whether there is one for each of some first axes, and not of some last ones.
    pub(crate) of_rows: bool,
}

impl Weights<'_> {
    pub(crate) fn values(&self) -> Option<Cow<'_, [f32]>> {
        self.array.as_ref().map(Array::to_f32)
    }
}

impl<'py, const N: usize> Given<'_, '_, 'py, N> {
    /// Weights of classes.
    pub(crate) fn class_weights(&self) -> PyResult<Weights<'py>> {
        self.weights_of(self.dims().get(self.axis).copied().unwrap_or(1))
    }

    /// The same of so many.
    pub(crate) fn weights_of(&self, classes: usize) -> PyResult<Weights<'py>> {
        let Some(weight) = self.weight("weight")? else { return Ok(Weights::default()) };
        needs(&weight, &[classes])?;
        Ok(Weights { array: Some(weight), of_rows: false })
    }

    /// Weights of elements, of any shape that NumPy's rules of broadcasting take.
    pub(crate) fn weights(&self, name: &'static str) -> PyResult<Weights<'py>> {
        let Some(weight) = self.weight(name)? else { return Ok(Weights::default()) };
        let dims = self.dims();
        let repeated = weight.dims().iter().position(|&dim| dim != 1).unwrap_or(weight.dims().len());
        if weight.dims().len() <= dims.len() && dims.ends_with(&weight.dims()[repeated..]) {
            return Ok(Weights { array: Some(weight), of_rows: false });
        }
        let of_rows = weight.dims().iter().rposition(|&dim| dim != 1).map_or(0, |at| at + 1);
        if name == "weight"
            && weight.dims().len() == dims.len()
            && dims.starts_with(&weight.dims()[..of_rows])
        {
            return Ok(Weights { array: Some(weight), of_rows: true });
        }
        let found = weight.dims().to_vec();
        let array = weight.broadcast(dims).map_err(|_| misshapen(name, &found, dims))?;
        Ok(Weights { array: Some(array), of_rows: false })
    }

    /// An argument that is read beside the inputs: a copy where something is written that may lie over it.
    fn weight(&self, name: &'static str) -> PyResult<Option<Array<'py>>> {
        let Some(weight) = self.call.maybe_array(name)? else { return Ok(None) };
        same_type(&self.inputs[0], &weight)?;
        self.beside(weight).map(Some)
    }
}
