//! Arrays of floats, whatever kind of array they are: NumPy's as they are, others by what `_kinds.py` makes of them.
//!
//! Memory of arrays is Python's. While a call reads or writes it no other thread may write it: the package's
//! documentation asks for that, as NumPy's does.

use std::borrow::Cow;
use std::slice::{from_raw_parts, from_raw_parts_mut};
use std::sync::atomic::{AtomicI32, Ordering};

use activ8::{Element as CoreElement, bf16, f16};
use numpy::npyffi::{
    self, NPY_ORDER, NPY_TYPES, PY_ARRAY_API, PyArray_Descr, PyArrayObject, PyArrayObject_fields,
};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;

/// What elements are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Element {
    F32,
    F16,
    Bf16,
}

/// The same expression with `$T` the type of the elements.
macro_rules! of_type {
    ($element:expr, $T:ident => $body:expr) => {
        match $element {
            $crate::array::Element::F32 => {
                type $T = f32;
                $body
            }
            $crate::array::Element::F16 => {
                type $T = activ8::f16;
                $body
            }
            $crate::array::Element::Bf16 => {
                type $T = activ8::bf16;
                $body
            }
        }
    };
}
pub(crate) use of_type;

/// Elements that lie together, in the order of memory.
#[derive(Clone, Copy)]
pub(crate) enum Slice<'a> {
    F32(&'a [f32]),
    F16(&'a [f16]),
    Bf16(&'a [bf16]),
}

/// The same to write.
pub(crate) enum SliceMut<'a> {
    F32(&'a mut [f32]),
    F16(&'a mut [f16]),
    Bf16(&'a mut [bf16]),
}

/// A type of elements, to which the arrays of a call were found to belong.
pub(crate) trait Typed: CoreElement + activ8::Target<f32> {
    fn read(slice: Slice<'_>) -> &[Self];
    fn write(slice: SliceMut<'_>) -> &mut [Self];
}

macro_rules! typed {
    ($($variant:ident $type:ty;)*) => {$(
        impl Typed for $type {
            fn read(slice: Slice<'_>) -> &[Self] {
                match slice {
                    Slice::$variant(slice) => slice,
                    _ => unreachable!("arrays of a call were found to have one type"),
                }
            }

            fn write(slice: SliceMut<'_>) -> &mut [Self] {
                match slice {
                    SliceMut::$variant(slice) => slice,
                    _ => unreachable!("arrays of a call were found to have one type"),
                }
            }
        }
    )*};
}

typed! {
    F32 f32;
    F16 f16;
    Bf16 bf16;
}

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

/// Dimensions as NumPy has them.
struct Dims {
    dims: [npyffi::npy_intp; 64],
    len: usize,
}

impl Dims {
    /// NumPy has 64 at most.
    fn of(of: &[usize]) -> Self {
        let mut dims = [0; 64];
        for (to, from) in dims.iter_mut().zip(of) {
            *to = *from as npyffi::npy_intp;
        }
        Self { dims, len: of.len() }
    }

    fn len(&self) -> i32 {
        self.len as i32
    }

    fn pointer(&mut self) -> *mut npyffi::npy_intp {
        self.dims.as_mut_ptr()
    }
}

fn is_array(object: Borrowed<'_, '_, PyAny>) -> bool {
    // SAFETY: it is an object.
    unsafe { npyffi::PyArray_Check(object.py(), object.as_ptr()) != 0 }
}

fn fields<'a>(array: &'a Bound<'_, PyAny>) -> &'a PyArrayObject_fields {
    // SAFETY: all that come here are NumPy's arrays, by `is_array` or by the function that made them.
    unsafe { &(*array.as_ptr().cast::<PyArrayObject>()).fields }
}

fn descriptor<'a>(array: &'a Bound<'_, PyAny>) -> &'a npyffi::PyArray_Descr_fields {
    // SAFETY: an array has a descriptor.
    unsafe { &(*fields(array).descr.cast::<PyArray_Descr>()).fields }
}

/// What its elements are, if they are ours.
fn element(array: &Bound<'_, PyAny>) -> PyResult<Option<Element>> {
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

fn no_floats(name: &str, array: &Bound<'_, PyAny>) -> PyErr {
    let dtype = array.getattr("dtype").map_or_else(|_| "another one".to_owned(), |dtype| dtype.to_string());
    PyTypeError::new_err(format!(
        "`{name}` has the dtype {dtype}, but must be of float32, float16 or bfloat16: {name}.astype(numpy.float32)"
    ))
}

/// NumPy's array of the same memory, what makes arrays of this kind of NumPy's, and whether what it calls integers of
/// 16 bits is bfloat16.
fn view<'py>(
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
fn view_whole<'py>(name: &str, given: Borrowed<'_, 'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
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
