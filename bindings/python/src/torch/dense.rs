//! Tensors whose elements fill their memory: what kernels take.

use std::ops::Range;
use std::slice::{from_raw_parts, from_raw_parts_mut};

use activ8::{bf16, f16};

use super::tensor::{MOST_DIMENSIONS, Tensor};
use crate::array::{Element, of_type};

/// A tensor of floats whose elements fill their memory, each once, in whatever order.
pub(crate) struct Dense<'a> {
    tensor: &'a Tensor,
    pub(crate) element: Element,
    pub(crate) sizes: &'a [i64],
    strides: &'a [i64],
    pub(crate) len: usize,
    /// Whether the elements lie in the order of their indices.
    pub(crate) is_contiguous: bool,
}

impl<'a> Dense<'a> {
    /// The tensor, if it is one.
    #[inline]
    pub(crate) fn of(tensor: &'a Tensor) -> Option<Self> {
        let (element, (sizes, strides)) = (tensor.element()?, tensor.shape());
        let mut len = 1;
        let mut is_contiguous = true;
        for (&size, &stride) in sizes.iter().zip(strides).rev() {
            is_contiguous &= size == 1 || stride == len;
            len *= size;
        }
        let is_contiguous = is_contiguous || len == 0;
        let dense = Self { tensor, element, sizes, strides, len: len as usize, is_contiguous };
        (sizes.len() <= MOST_DIMENSIONS && (is_contiguous || dense.is_permuted())).then_some(dense)
    }

    /// Whether it would be contiguous with its dimensions in another order, as in channels-last.
    #[cold]
    fn is_permuted(&self) -> bool {
        let mut order = [(0, 0); MOST_DIMENSIONS];
        let order = &mut order[..self.sizes.len()];
        for (dimension, (&size, &stride)) in order.iter_mut().zip(self.sizes.iter().zip(self.strides)) {
            *dimension = (size, stride);
        }
        // A dimension of one element may have any stride.
        order.sort_unstable_by_key(|&(size, stride)| (size != 1, stride));
        let mut next = 1;
        order.iter().all(|&(size, stride)| {
            let fits = size == 1 || stride == next;
            next *= size;
            fits
        })
    }

    /// A new tensor for what is computed of each element, in the same order of memory.
    #[inline]
    pub(crate) fn new_alike(&self) -> Option<Tensor> {
        // Dimensions of one element, and tensors of none, may have strides that new ones have not.
        if self.is_contiguous && (self.len == 0 || self.sizes.contains(&1)) {
            return self.tensor.new_contiguous();
        }
        Tensor::empty(self.sizes, self.strides, self.element.dtype())
    }

    /// Whether another has the same shape and lies alike, with elements of the same type.
    #[inline]
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let lie_alike = self.is_contiguous && other.is_contiguous || self.strides == other.strides;
        self.element == other.element && self.sizes == other.sizes && lie_alike
    }

    /// `dy` where it lies like this one; of one number for all, as the gradient of a sum is, that many times, in `room`.
    #[inline]
    pub(crate) fn gradient<'b>(&self, dy: &'b Tensor, room: &'b mut Option<Tensor>) -> Option<Dense<'b>> {
        match Dense::of(dy) {
            Some(dy) if dy.is_like(self) => Some(dy),
            _ => Dense::of(room.insert(self.filled(dy)?)),
        }
    }

    #[cold]
    fn filled(&self, dy: &Tensor) -> Option<Tensor> {
        let (sizes, strides) = dy.shape();
        let is_one_number = sizes.iter().zip(strides).all(|(&size, &stride)| size == 1 || stride == 0);
        if dy.element()? != self.element || sizes != self.sizes || !is_one_number || self.len == 0 {
            return None;
        }
        let all = self.new_alike()?;
        of_type!(self.element, E => {
            let (one, to) = (Elements::<E>::of(dy, 1), Elements::<E>::of(&all, self.len));
            // SAFETY: both tensors live, and the second is new.
            unsafe { to.part_mut(0..self.len).fill(one.part(0..1)[0]) }
        });
        Some(all)
    }

    /// The elements, in the order of memory.
    #[inline]
    pub(crate) fn elements<E: Float>(&self) -> Elements<E> {
        Elements::of(self.tensor, self.len)
    }
}

/// The elements of a dense tensor, for several threads.
pub(crate) struct Elements<E> {
    data: *mut E,
    len: usize,
}

// SAFETY: it is a pointer to plain numbers, which is followed by functions alone that say under which condition.
unsafe impl<E: Float> Sync for Elements<E> {}

impl<E: Float> Elements<E> {
    /// Of a dense tensor of so many.
    #[inline]
    pub(crate) fn of(tensor: &Tensor, len: usize) -> Self {
        debug_assert!(tensor.element() == Some(E::ELEMENT), "elements of this type");
        Self { data: tensor.data().cast(), len }
    }

    /// Those of a range, to be read.
    ///
    /// # Safety
    /// The tensor lives, and nobody writes to the range in the meantime.
    #[inline]
    pub(crate) unsafe fn part(&self, range: Range<usize>) -> &[E] {
        assert!(range.end <= self.len, "a range of the elements");
        if range.is_empty() {
            return &[];
        }
        // SAFETY: a dense tensor has `len` elements from its first on, and they are aligned.
        unsafe { from_raw_parts(self.data.add(range.start), range.len()) }
    }

    /// Those of a range, to be written.
    ///
    /// # Safety
    /// The tensor lives, and nobody else reads or writes the range in the meantime.
    #[expect(clippy::mut_from_ref, reason = "each thread has a range of its own")]
    #[inline]
    pub(crate) unsafe fn part_mut(&self, range: Range<usize>) -> &mut [E] {
        assert!(range.end <= self.len, "a range of the elements");
        if range.is_empty() {
            return &mut [];
        }
        // SAFETY: as above.
        unsafe { from_raw_parts_mut(self.data.add(range.start), range.len()) }
    }
}

/// A type of elements.
pub(crate) trait Float: activ8::Element + Copy + Send + Sync {
    /// Its name here.
    const ELEMENT: Element;
    /// Rounded from a float.
    fn from_f32(x: f32) -> Self;
    /// Widened.
    fn to_f32(self) -> f32;
}

impl Float for f32 {
    const ELEMENT: Element = Element::F32;
    fn from_f32(x: f32) -> Self {
        x
    }
    fn to_f32(self) -> f32 {
        self
    }
}

macro_rules! halves {
    ($($half:ident $floats:ident)*) => {$(
        impl Float for $half {
            const ELEMENT: Element = Element::$floats;
            fn from_f32(x: f32) -> Self {
                Self::from_f32(x)
            }
            fn to_f32(self) -> f32 {
                self.to_f32()
            }
        }
    )*};
}

halves! { f16 F16 bf16 Bf16 }
