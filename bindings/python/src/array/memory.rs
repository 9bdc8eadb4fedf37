//! What NumPy knows of an array, and NumPy's arrays of the memory of others.

use std::sync::atomic::{AtomicI32, Ordering};

use numpy::npyffi::{self, NPY_TYPES, PyArray_Descr, PyArrayObject, PyArrayObject_fields};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;

use super::Element;

/// Dimensions as NumPy has them.
pub(super) struct Dims {
    dims: [npyffi::npy_intp; 64],
    len: usize,
}

impl Dims {
    /// NumPy has 64 at most.
    pub(super) fn of(of: &[usize]) -> Self {
        let mut dims = [0; 64];
        for (to, from) in dims.iter_mut().zip(of) {
            *to = *from as npyffi::npy_intp;
        }
        Self { dims, len: of.len() }
    }

    pub(super) fn len(&self) -> i32 {
        self.len as i32
    }

    pub(super) fn pointer(&mut self) -> *mut npyffi::npy_intp {
        self.dims.as_mut_ptr()
    }
}

pub(super) fn is_array(object: Borrowed<'_, '_, PyAny>) -> bool {
    // SAFETY: it is an object.
    unsafe { npyffi::PyArray_Check(object.py(), object.as_ptr()) != 0 }
}

pub(super) fn fields<'a>(array: &'a Bound<'_, PyAny>) -> &'a PyArrayObject_fields {
    // SAFETY: all that come here are NumPy's arrays, by `is_array` or by the function that made them.
    unsafe { &(*array.as_ptr().cast::<PyArrayObject>()).fields }
}

pub(super) fn descriptor<'a>(array: &'a Bound<'_, PyAny>) -> &'a npyffi::PyArray_Descr_fields {
    // SAFETY: an array has a descriptor.
    unsafe { &(*fields(array).descr.cast::<PyArray_Descr>()).fields }
}

/// What its elements are, if they are ours.
pub(super) fn element(array: &Bound<'_, PyAny>) -> PyResult<Option<Element>> {
    /// The number that NumPy has given to ml_dtypes' bfloat16.
    static BF16: AtomicI32 = AtomicI32::new(-1);
    let descr = descriptor(array);
    // The other byte order.
    if descr.byteorder as u8 == if cfg!(target_endian = "little") { b'>' } else { b'<' } {
        return Ok(None);
    }
    const F32: i32 = NPY_TYPES::NPY_FLOAT as i32;
    const F16: i32 = NPY_TYPES::NPY_HALF as i32;
    Ok(match descr.type_num {
        F32 => Some(Element::F32),
        F16 => Some(Element::F16),
        number if number < NPY_TYPES::NPY_USERDEF as i32 => None,
        number if number == BF16.load(Ordering::Relaxed) => Some(Element::Bf16),
        number => {
            let name: String = array.getattr("dtype")?.getattr("name")?.extract()?;
            (name == "bfloat16").then(|| {
                BF16.store(number, Ordering::Relaxed);
                Element::Bf16
            })
        }
    })
}

pub(super) fn no_floats(name: &str, array: &Bound<'_, PyAny>) -> PyErr {
    let dtype = array.getattr("dtype").map_or_else(|_| "another one".to_owned(), |dtype| dtype.to_string());
    PyTypeError::new_err(format!(
        "`{name}` has the dtype {dtype}, but must be of float32, float16 or bfloat16: {name}.astype(numpy.float32)"
    ))
}

/// NumPy's array of the same memory, what makes arrays of this kind of NumPy's, and whether what it calls integers of
/// 16 bits is bfloat16.
pub(super) fn view<'py>(
    name: &str,
    given: Borrowed<'_, 'py, PyAny>,
) -> PyResult<(Bound<'py, PyAny>, Option<Bound<'py, PyAny>>, bool)> {
    let seen = kinds(given.py(), "view")?.call1((name, given))?;
    let seen = seen.cast_into::<PyTuple>()?;
    let (array, like) = (seen.get_item(0)?, seen.get_item(1)?);
    if !is_array(array.as_borrowed()) {
        return Err(PyValueError::new_err(format!("`{name}` gives no array of its memory")));
    }
    Ok((array, (!like.is_none()).then_some(like), seen.get_item(2)?.extract()?))
}

/// The same of integers, or of a list of them.
pub(super) fn view_whole<'py>(name: &str, given: Borrowed<'_, 'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let array = kinds(given.py(), "view_whole")?.call1((name, given))?;
    if is_array(array.as_borrowed()) {
        return Ok(array);
    }
    Err(PyValueError::new_err(format!("`{name}` gives no array of its memory")))
}

/// A function of `_kinds.py`.
fn kinds<'py>(py: Python<'py>, function: &str) -> PyResult<Bound<'py, PyAny>> {
    static KINDS: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    let kinds =
        KINDS.get_or_try_init(py, || Ok::<_, PyErr>(PyModule::import(py, "activ8._kinds")?.unbind()))?;
    kinds.bind(py).getattr(function)
}
