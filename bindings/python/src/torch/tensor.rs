//! Tensors by LibTorch's handles: their shapes, and their elements as slices.

use std::ffi::c_void;
use std::slice::from_raw_parts;

use crate::array::Element;

use super::library::{Handle, Value, get, handle, library, numbers};

/// The dimensions of the tensors that kernels take; PyTorch allows for no more in most operators.
pub(super) const MOST_DIMENSIONS: usize = 64;

/// A reference to a tensor, which is given up with it.
pub(crate) struct Tensor(Handle);

impl Drop for Tensor {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: it is a reference of our own.
        unsafe { (library().delete_tensor)(self.0) };
    }
}

impl Element {
    /// As LibTorch numbers it.
    #[inline]
    pub(super) fn dtype(self) -> i32 {
        match self {
            Self::F32 => numbers().float32,
            Self::F16 => numbers().float16,
            Self::Bf16 => numbers().bfloat16,
        }
    }
}

impl Tensor {
    /// Of a value of a kernel's stack.
    ///
    /// # Safety
    /// The value is a reference to a tensor, which nobody else gives up.
    #[inline]
    pub(crate) unsafe fn from_value(value: Value) -> Self {
        Self(value as usize as Handle)
    }

    /// The reference, for a stack.
    #[inline]
    pub(crate) fn into_value(self) -> Value {
        let handle = self.0;
        std::mem::forget(self);
        handle as usize as Value
    }

    #[inline]
    pub(super) fn from_handle(handle: Handle) -> Self {
        Self(handle)
    }

    #[inline]
    pub(super) fn handle(&self) -> Handle {
        self.0
    }

    /// Another reference to the same tensor.
    #[inline]
    pub(crate) fn again(&self) -> Option<Self> {
        // SAFETY: the reference is alive.
        handle(|new| unsafe { (library().new_handle)(self.0, new) }).map(Self)
    }

    /// The elements' type, as LibTorch numbers it.
    #[inline]
    pub(crate) fn dtype(&self) -> i32 {
        // SAFETY: the reference is alive.
        get(0, |to| unsafe { (library().dtype)(self.0, to) })
    }

    /// The number of dimensions.
    #[inline]
    pub(crate) fn dim(&self) -> usize {
        // SAFETY: the reference is alive.
        get(0, |to| unsafe { (library().dim)(self.0, to) }) as usize
    }

    /// The sizes, which live as long as the tensor.
    pub(crate) fn sizes(&self) -> &[i64] {
        self.shape().0
    }

    /// The sizes and the strides, which live as long as the tensor.
    #[inline]
    pub(crate) fn shape(&self) -> (&[i64], &[i64]) {
        let dim = self.dim();
        if dim == 0 {
            return (&[], &[]);
        }
        // SAFETY: the reference is alive.
        let sizes = get(std::ptr::null(), |to| unsafe { (library().sizes)(self.0, to) });
        // SAFETY: as above.
        let strides = get(std::ptr::null(), |to| unsafe { (library().strides)(self.0, to) });
        // SAFETY: there are as many as dimensions, and they are the tensor's.
        unsafe { (from_raw_parts(sizes, dim), from_raw_parts(strides, dim)) }
    }

    /// The elements' type, if kernels take it, and the tensor is in this memory.
    #[inline]
    pub(crate) fn element(&self) -> Option<Element> {
        let dtype = self.dtype();
        // SAFETY: the reference is alive.
        let device = get(0, |to| unsafe { (library().device_type)(self.0, to) });
        let numbers = numbers();
        match dtype {
            _ if device != numbers.cpu => None,
            _ if dtype == numbers.float32 => Some(Element::F32),
            _ if dtype == numbers.bfloat16 => Some(Element::Bf16),
            _ if dtype == numbers.float16 => Some(Element::F16),
            _ => None,
        }
    }

    /// A new tensor of the same shape and type, whose elements lie in the order of their indices.
    pub(crate) fn new_contiguous(&self) -> Option<Self> {
        let sizes = self.sizes();
        let mut strides = [0; MOST_DIMENSIONS];
        let strides = &mut strides[..sizes.len()];
        let mut next = 1;
        for (stride, &size) in strides.iter_mut().zip(sizes).rev() {
            *stride = next;
            next *= size.max(1);
        }
        Self::empty(sizes, strides, self.dtype())
    }

    /// A new tensor of one element and no dimension.
    pub(crate) fn empty_scalar(element: Element) -> Option<Self> {
        Self::empty(&[], &[], element.dtype())
    }

    /// A new tensor of no elements, of the same type.
    pub(crate) fn of_no_elements(&self) -> Option<Self> {
        Self::empty(&[0], &[1], self.dtype())
    }

    /// A new tensor, whose elements are to be written.
    #[inline]
    pub(super) fn empty(sizes: &[i64], strides: &[i64], dtype: i32) -> Option<Self> {
        // SAFETY: there are as many sizes and strides as is said.
        handle(|new| unsafe {
            (library().empty_strided)(
                sizes.len() as i64,
                sizes.as_ptr(),
                strides.as_ptr(),
                dtype,
                numbers().cpu,
                -1,
                new,
            )
        })
        .map(Self)
    }

    /// Where its first element is.
    #[inline]
    pub(super) fn data(&self) -> *mut c_void {
        // SAFETY: the reference is alive.
        get(std::ptr::null_mut(), |to| unsafe { (library().data)(self.0, to) })
    }
}
