//! Arrays of floats, whatever kind of array they are: NumPy's as they are, others by what `_kinds.py` makes of them.
//!
//! Memory of arrays is Python's. While a call reads or writes it no other thread may write it: the package's
//! documentation asks for that, as NumPy's does.

mod element;
mod memory;
mod whole;

use std::borrow::Cow;
use std::slice::{from_raw_parts, from_raw_parts_mut};

use numpy::npyffi::{self, NPY_ORDER, PY_ARRAY_API, PyArrayObject, PyArrayObject_fields};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

pub(crate) use element::{Element, Slice, SliceMut, Typed, of_type};
use memory::{Dims, element, fields, is_array, no_floats, view};
pub(crate) use whole::{Integers, Truths};

/// In which order of its axes an array lies together in memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Order {
    /// The last axis runs fastest.
    C,
    /// The first one does.
    F,
}

impl Order {
    fn flag(self) -> i32 {
        match self {
            Self::C => npyffi::NPY_ARRAY_C_CONTIGUOUS,
            Self::F => npyffi::NPY_ARRAY_F_CONTIGUOUS,
        }
    }
}

/// An array of floats.
#[derive(Clone)]
pub(crate) struct Array<'py> {
    /// The argument that it is.
    pub(crate) name: &'static str,
    pub(crate) element: Element,
    /// What was given.
    given: Bound<'py, PyAny>,
    /// NumPy's array of the same memory.
    array: Bound<'py, PyAny>,
    /// What makes an array of the given one's kind of NumPy's.
    like: Option<Bound<'py, PyAny>>,
}

impl<'py> Array<'py> {
    /// Of an argument.
    pub(crate) fn floats(name: &'static str, given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if !is_array(given) {
            let (array, like, is_bf16) = view(name, given)?;
            let found = if is_bf16 { Some(Element::Bf16) } else { element(&array)? };
            let element = found.ok_or_else(|| no_floats(name, &array))?;
            return Ok(Self { name, element, given: given.to_owned(), array, like });
        }
        let given = given.to_owned();
        let element = element(&given)?.ok_or_else(|| no_floats(name, &given))?;
        Ok(Self { name, element, array: given.clone(), given, like: None })
    }

    /// The same, or none of an argument that is of other elements, or no array.
    pub(crate) fn maybe_floats(
        name: &'static str,
        given: Borrowed<'_, 'py, PyAny>,
    ) -> PyResult<Option<Self>> {
        if is_array(given) && element(&given.to_owned())?.is_none() {
            return Ok(None);
        }
        Ok(Self::floats(name, given).ok())
    }

    /// A new one, of the same type and the same kind, not yet written.
    pub(crate) fn empty(&self, dims: &[usize], order: Order) -> PyResult<Self> {
        let (py, descr) = (self.array.py(), self.fields().descr);
        let mut dims = Dims::of(dims);
        let is_f = i32::from(order == Order::F);
        // SAFETY: the array has a descriptor, a reference to which PyArray_Empty takes.
        unsafe { pyo3::ffi::Py_INCREF(descr.cast()) };
        // SAFETY: there are as many dimensions.
        let array = unsafe { PY_ARRAY_API.PyArray_Empty(py, dims.len(), dims.pointer(), descr, is_f) };
        // SAFETY: it is a new reference, or null with an error set.
        let array = unsafe { Bound::from_owned_ptr_or_err(py, array) }?;
        Ok(self.with(array))
    }

    /// A copy in this order.
    pub(crate) fn copy(&self, order: Order) -> PyResult<Self> {
        let order = match order {
            Order::C => NPY_ORDER::NPY_CORDER,
            Order::F => NPY_ORDER::NPY_FORTRANORDER,
        };
        // SAFETY: it is an array.
        let copy = unsafe { PY_ARRAY_API.PyArray_NewCopy(self.array.py(), self.pointer(), order) };
        // SAFETY: it is a new reference, or null with an error set.
        let copy = unsafe { Bound::from_owned_ptr_or_err(self.array.py(), copy) }?;
        Ok(self.with(copy))
    }

    /// Another one of NumPy's in this one's place.
    fn with(&self, array: Bound<'py, PyAny>) -> Self {
        let Self { name, element, ref like, .. } = *self;
        Self { name, element, given: array.clone(), array, like: like.clone() }
    }

    /// A copy of these dimensions, by NumPy's rules of broadcasting.
    pub(crate) fn broadcast(&self, dims: &[usize]) -> PyResult<Self> {
        let py = self.array.py();
        let wide =
            py.import("numpy")?.getattr("broadcast_to")?.call1((&self.array, PyTuple::new(py, dims)?))?;
        self.with(wide).copy(Order::C)
    }

    /// The same in C's order, copied where it is not.
    pub(crate) fn in_c_order(self) -> PyResult<Self> {
        if self.lies_in(Order::C) { Ok(self) } else { self.copy(Order::C) }
    }

    /// Copies the elements of another one of the same shape and type.
    pub(crate) fn copy_from(&self, other: &Self) -> PyResult<()> {
        // SAFETY: both are arrays.
        let done = unsafe { PY_ARRAY_API.PyArray_CopyInto(self.array.py(), self.pointer(), other.pointer()) };
        if done < 0 { Err(PyErr::fetch(self.array.py())) } else { Ok(()) }
    }

    /// What Python is given for it: what it was, or the new array as the kind that it is like.
    pub(crate) fn into_given(self) -> PyResult<Bound<'py, PyAny>> {
        match self.like {
            Some(like) if self.given.is(&self.array) => like.call1((self.array,)),
            _ => Ok(self.given),
        }
    }

    /// NumPy's array, of whatever elements, as this one's kind.
    pub(crate) fn kind_of(&self, array: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        match &self.like {
            Some(like) if self.element != Element::Bf16 => like.call1((array,)),
            Some(_) => self.array.py().import("torch")?.getattr("from_numpy")?.call1((array,)),
            None => Ok(array),
        }
    }

    pub(crate) fn py(&self) -> Python<'py> {
        self.array.py()
    }

    fn pointer(&self) -> *mut PyArrayObject {
        self.array.as_ptr().cast()
    }

    fn fields(&self) -> &PyArrayObject_fields {
        fields(&self.array)
    }

    pub(crate) fn dims(&self) -> &[usize] {
        let fields = self.fields();
        if fields.nd == 0 {
            return &[];
        }
        // SAFETY: NumPy's dimensions are so many integers of a pointer's size, none negative.
        unsafe { from_raw_parts(fields.dimensions.cast::<usize>(), fields.nd as usize) }
    }

    pub(crate) fn len(&self) -> usize {
        self.dims().iter().product()
    }

    /// Whether its elements lie together in this order.
    pub(crate) fn lies_in(&self, order: Order) -> bool {
        let needed = order.flag() | npyffi::NPY_ARRAY_ALIGNED;
        self.fields().flags & needed == needed
    }

    pub(crate) fn is_writeable(&self) -> bool {
        self.fields().flags & npyffi::NPY_ARRAY_WRITEABLE != 0
    }

    /// The first byte, and the one behind the last, of one whose elements lie together.
    fn span(&self) -> (usize, usize) {
        let start = self.fields().data as usize;
        let size = if self.element == Element::F32 { 4 } else { 2 };
        (start, start + self.len() * size)
    }

    /// Whether both are the same memory.
    pub(crate) fn is_same_memory(&self, other: &Self) -> bool {
        self.span() == other.span()
    }

    /// Whether both have no byte in common, neither's elements being strewn.
    pub(crate) fn is_apart_from(&self, other: &Self) -> bool {
        let ((start, end), (other_start, other_end)) = (self.span(), other.span());
        end <= other_start || other_end <= start
    }

    /// The elements, in the order of memory.
    pub(crate) fn slice(&self) -> Slice<'_> {
        match self.element {
            Element::F32 => Slice::F32(self.elements()),
            Element::F16 => Slice::F16(self.elements()),
            Element::Bf16 => Slice::Bf16(self.elements()),
        }
    }

    fn elements<T>(&self) -> &[T] {
        assert!(self.lies_in(Order::C) || self.lies_in(Order::F), "the elements lie together");
        match self.len() {
            0 => &[],
            // SAFETY: so many elements lie together there, aligned, as its flags say and the assertion has seen.
            len => unsafe { from_raw_parts(self.fields().data.cast(), len) },
        }
    }

    /// The same to write.
    ///
    /// # Safety
    /// Nothing else reads or writes the array as long as the slice is there.
    pub(crate) unsafe fn slice_mut(&self) -> SliceMut<'_> {
        // SAFETY: the caller's promise.
        unsafe {
            match self.element {
                Element::F32 => SliceMut::F32(self.elements_mut()),
                Element::F16 => SliceMut::F16(self.elements_mut()),
                Element::Bf16 => SliceMut::Bf16(self.elements_mut()),
            }
        }
    }

    /// # Safety
    /// That of `slice_mut`.
    #[expect(clippy::mut_from_ref, reason = "the memory is Python's, and not of this value")]
    unsafe fn elements_mut<T>(&self) -> &mut [T] {
        assert!(self.lies_in(Order::C) || self.lies_in(Order::F), "the elements lie together");
        assert!(self.is_writeable(), "they can be written");
        match self.len() {
            0 => &mut [],
            // SAFETY: so many elements lie together there, aligned, as its flags say; nothing else has them, as the
            // caller promises; and of floats any bits are values.
            len => unsafe { from_raw_parts_mut(self.fields().data.cast(), len) },
        }
    }

    /// The elements of one in C's order as `f32`.
    pub(crate) fn to_f32(&self) -> Cow<'_, [f32]> {
        match self.slice() {
            Slice::F32(slice) => Cow::Borrowed(slice),
            Slice::F16(slice) => slice.iter().map(|x| x.to_f32()).collect(),
            Slice::Bf16(slice) => slice.iter().map(|x| x.to_f32()).collect(),
        }
    }
}
