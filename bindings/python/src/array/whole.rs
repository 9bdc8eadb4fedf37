//! Arrays of integers and of truth values.

use std::slice::from_raw_parts;

use numpy::npyffi::{self, NPY_TYPES, PY_ARRAY_API};
use pyo3::prelude::*;

use super::memory::{descriptor, fields, is_array, view_whole};

/// Integers or truth values of an argument, one after the other in C's order.
pub(crate) struct Whole<'py, const TYPE: i32> {
    array: Bound<'py, PyAny>,
}

/// Classes, lengths and indices.
pub(crate) type Integers<'py> = Whole<'py, { integers() }>;
/// Truth values.
pub(crate) type Truths<'py> = Whole<'py, { NPY_TYPES::NPY_BOOL as i32 }>;

/// NumPy's number of `i64`.
const fn integers() -> i32 {
    if size_of::<std::ffi::c_long>() == 8 {
        NPY_TYPES::NPY_LONG as i32
    } else {
        NPY_TYPES::NPY_LONGLONG as i32
    }
}

impl<'py, const TYPE: i32> Whole<'py, TYPE> {
    /// Of an argument that is such an array; of integers, of any size, and lists of them too.
    /// `copied` is for one that what is written may lie over.
    pub(crate) fn of(
        name: &'static str,
        given: Borrowed<'_, 'py, PyAny>,
        copied: bool,
    ) -> PyResult<Option<Self>> {
        let py = given.py();
        let array = if is_array(given) { given.to_owned() } else { view_whole(name, given)? };
        let kind = descriptor(&array).kind as u8;
        let fits =
            if TYPE == NPY_TYPES::NPY_BOOL as i32 { kind == b'b' } else { matches!(kind, b'i' | b'u') };
        if !fits {
            return Ok(None);
        }
        // SAFETY: it is the number of a type.
        let descr = unsafe { PY_ARRAY_API.PyArray_DescrFromType(py, TYPE) };
        let copied = if copied { npyffi::NPY_ARRAY_ENSURECOPY } else { 0 };
        let flags = npyffi::NPY_ARRAY_CARRAY_RO | npyffi::NPY_ARRAY_FORCECAST | copied;
        // SAFETY: it is an array, and the call takes the reference to the descriptor.
        let array = unsafe { PY_ARRAY_API.PyArray_FromArray(py, array.as_ptr().cast(), descr, flags) };
        // SAFETY: it is a new reference, or null with an error set.
        Ok(Some(Self { array: unsafe { Bound::from_owned_ptr_or_err(py, array) }? }))
    }

    pub(crate) fn dims(&self) -> Vec<usize> {
        let fields = fields(&self.array);
        // SAFETY: NumPy's dimensions are so many.
        (0..fields.nd as usize).map(|i| unsafe { *fields.dimensions.add(i) } as usize).collect()
    }

    fn elements<T>(&self) -> &[T] {
        match self.dims().iter().product() {
            0 => &[],
            // SAFETY: they are of this type and lie together, as PyArray_FromArray was asked for.
            len => unsafe { from_raw_parts(fields(&self.array).data.cast(), len) },
        }
    }
}

impl Integers<'_> {
    pub(crate) fn slice(&self) -> &[i64] {
        self.elements()
    }
}

impl Truths<'_> {
    pub(crate) fn slice(&self) -> &[bool] {
        self.elements()
    }
}
