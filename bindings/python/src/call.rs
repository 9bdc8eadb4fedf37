//! The arguments of a call, by their names.

use activ8::Reduction;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyFloat, PyInt, PyString};

use crate::array::Array;
use crate::place::Place;
use crate::signature::{Parameter, Signature};

/// The most parameters that a function has.
const MOST: usize = 24;

/// A call of a function.
pub(crate) struct Call<'a, 'py> {
    pub(crate) py: Python<'py>,
    pub(crate) function: &'static str,
    signature: &'a Signature,
    values: [Option<Borrowed<'a, 'py, PyAny>>; MOST],
}

impl<'a, 'py> Call<'a, 'py> {
    /// # Safety
    /// `arguments` are `positional` objects and one for each of the tuple `keywords`, which may be null; all live
    /// as long as the call.
    pub(crate) unsafe fn bind(
        py: Python<'py>,
        function: &'static str,
        signature: &'a Signature,
        arguments: *const *mut ffi::PyObject,
        positional: ffi::Py_ssize_t,
        keywords: *mut ffi::PyObject,
    ) -> PyResult<Self> {
        // SAFETY: the caller's promise.
        let argument = |i: usize| unsafe { Borrowed::from_ptr(py, *arguments.add(i)) };
        let mut values = [None; MOST];
        let positional = positional as usize;
        if positional > signature.positional {
            let most = signature.positional;
            let but = format!(
                "{function}() takes at most {most} positional arguments, but {positional} were given"
            );
            return Err(PyTypeError::new_err(but));
        }
        for (i, value) in values.iter_mut().enumerate().take(positional) {
            *value = Some(argument(i));
        }
        if !keywords.is_null() {
            // SAFETY: it is a tuple.
            let count = unsafe { ffi::PyTuple_Size(keywords) };
            for i in 0..count {
                // SAFETY: it has so many items.
                let name = unsafe { Borrowed::from_ptr(py, ffi::PyTuple_GetItem(keywords, i)) };
                let Some(at) = signature.find(py, name) else {
                    let but = format!("{function}() got an unexpected keyword argument {}", name.repr()?);
                    return Err(PyTypeError::new_err(but));
                };
                if values[at].replace(argument(positional + i as usize)).is_some() {
                    let but = format!("{function}() got multiple values for argument {}", name.repr()?);
                    return Err(PyTypeError::new_err(but));
                }
            }
        }
        for (value, parameter) in values.iter().zip(&signature.parameters) {
            if value.is_none() && parameter.default.is_none() {
                let but = format!("{function}() missing required argument '{}'", parameter.name);
                return Err(PyTypeError::new_err(but));
            }
        }
        Ok(Self { py, function, signature, values })
    }

    fn parameter(&self, name: &str) -> (&'a Parameter, Option<Borrowed<'a, 'py, PyAny>>) {
        let at = self.signature.parameters.iter().position(|parameter| parameter.name == name);
        let at = at.unwrap_or_else(|| panic!("{} has no parameter {name}", self.function));
        (&self.signature.parameters[at], self.values[at])
    }

    /// Whether there is such a parameter.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.signature.parameters.iter().any(|parameter| parameter.name == name)
    }

    /// What is given for it, if it is not None.
    pub(crate) fn given(&self, name: &str) -> Option<Borrowed<'a, 'py, PyAny>> {
        self.parameter(name).1.filter(|value| !value.is_none())
    }

    /// Whether a number of Python is given for it.
    pub(crate) fn is_number(&self, name: &str) -> bool {
        let number = |value: Borrowed<'_, '_, PyAny>| {
            value.is_instance_of::<PyFloat>() || value.is_instance_of::<PyInt>()
        };
        self.parameter(name).1.is_some_and(number)
    }

    /// A float.
    pub(crate) fn float(&self, name: &'static str) -> PyResult<f32> {
        Ok(self.double(name)? as f32)
    }

    fn double(&self, name: &'static str) -> PyResult<f64> {
        let (parameter, value) = self.parameter(name);
        let Some(value) = value else { return Ok(parameter.number) };
        if let Ok(float) = value.cast_exact::<PyFloat>() {
            return Ok(float.value());
        }
        if value.is_instance_of::<PyBool>() {
            return Err(wrong(name, "a number", value));
        }
        value.extract().map_err(|_| wrong(name, "a number", value))
    }

    /// A float, or None.
    pub(crate) fn maybe_float(&self, name: &'static str) -> PyResult<Option<f32>> {
        match self.parameter(name) {
            (_, Some(value)) if value.is_none() => Ok(None),
            (_, Some(_)) => self.float(name).map(Some),
            (parameter, None) => Ok(Some(parameter.number as f32).filter(|number| !number.is_nan())),
        }
    }

    pub(crate) fn int(&self, name: &'static str) -> PyResult<i64> {
        let (parameter, value) = self.parameter(name);
        let Some(value) = value else { return Ok(parameter.number as i64) };
        if value.is_instance_of::<PyBool>() {
            return Err(wrong(name, "an integer", value));
        }
        value.extract().map_err(|_| wrong(name, "an integer", value))
    }

    /// An integer that is a length or a class.
    pub(crate) fn size(&self, name: &'static str) -> PyResult<usize> {
        let int = self.int(name)?;
        usize::try_from(int)
            .map_err(|_| PyValueError::new_err(format!("`{name}` is {int}, but must not be negative")))
    }

    /// The same, or None.
    pub(crate) fn maybe_size(&self, name: &'static str) -> PyResult<Option<usize>> {
        self.given(name).map(|_| self.size(name)).transpose()
    }

    pub(crate) fn flag(&self, name: &'static str) -> PyResult<bool> {
        let (parameter, value) = self.parameter(name);
        match value {
            None => Ok(parameter.default == Some("True")),
            Some(value) => value.extract().map_err(|_| wrong(name, "True or False", value)),
        }
    }

    /// One of the words that its type names.
    pub(crate) fn choice(&self, name: &'static str) -> PyResult<&'static str> {
        let (parameter, value) = self.parameter(name);
        let Some(value) = value else { return Ok(parameter.default.unwrap_or_default().trim_matches('"')) };
        let word = value.cast::<PyString>().map_err(|_| wrong(name, "a string", value))?;
        let word = word.to_cow()?;
        parameter.choices.iter().find(|choice| **choice == word).copied().ok_or_else(|| {
            let choices: Vec<_> = parameter.choices.iter().map(|choice| format!("{choice:?}")).collect();
            PyValueError::new_err(format!("`{name}` is {word:?}, but must be {}", choices.join(" or ")))
        })
    }

    /// An array of floats.
    pub(crate) fn array(&self, name: &'static str) -> PyResult<Array<'py>> {
        match self.parameter(name).1 {
            Some(value) => Array::floats(name, value),
            None => {
                Err(PyTypeError::new_err(format!("{}() missing required argument '{name}'", self.function)))
            }
        }
    }

    /// The same, or None.
    pub(crate) fn maybe_array(&self, name: &'static str) -> PyResult<Option<Array<'py>>> {
        self.given(name).map(|value| Array::floats(name, value)).transpose()
    }

    /// Where it runs.
    pub(crate) fn place(&self) -> PyResult<Place> {
        Place::of(self)
    }

    /// How losses become one, of a first input with so many rows; none where they do not.
    pub(crate) fn reduction(&self, rows: usize) -> PyResult<Option<Reduction>> {
        Ok(match self.choice("reduction")? {
            "mean" => Some(Reduction::Mean),
            "sum" => Some(Reduction::Sum),
            "batchmean" => Some(Reduction::BatchMean(rows)),
            _ => None,
        })
    }
}

/// An argument of a wrong type.
pub(crate) fn wrong(name: &str, needed: &str, value: Borrowed<'_, '_, PyAny>) -> PyErr {
    let found = value.get_type().name().map_or_else(|_| "something else".to_owned(), |name| name.to_string());
    PyTypeError::new_err(format!("`{name}` must be {needed}, not {found}"))
}

/// What the core refuses.
pub(crate) fn refused(error: activ8::Error) -> PyErr {
    match error {
        activ8::Error::Memory { .. } => pyo3::exceptions::PyMemoryError::new_err(error.to_string()),
        _ => PyValueError::new_err(error.to_string()),
    }
}
