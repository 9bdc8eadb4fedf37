//! The elements of Flex's tensors as slices, and new tensors of what a verb has written.

use std::borrow::Cow;
use std::mem::MaybeUninit;

use activ8::{Element, On, Output, bf16, f16};
use burn::backend::DType;
use burn::backend::flex::{FlexTensor, Layout};
use burn::tensor::{Bytes, Shape};

/// `f32`, `f16` or `bf16`: what the core computes with.
pub(crate) trait Float: Element + activ8::Target<f32> + Default {
    /// One that is not written yet.
    type New: Output;

    /// So many new elements, which `write` writes all of where it returns `Ok`.
    fn written(
        len: usize,
        write: impl FnOnce(&mut [Self::New]) -> activ8::Result<()>,
    ) -> activ8::Result<Vec<Self>>;

    /// All that a tensor's memory holds.
    fn storage(x: &FlexTensor) -> &[Self];

    /// The same to write to, where no other tensor has it.
    fn storage_mut(x: &mut FlexTensor) -> Option<&mut [Self]>;

    /// A tensor of these elements.
    fn tensor(elements: Vec<Self>, layout: Layout) -> FlexTensor;

    fn from_f32(x: f32) -> Self;
}

macro_rules! floats {
    ($($float:ident $dtype:ident $from:expr;)*) => {$(
        impl Float for $float {
            type New = MaybeUninit<Self>;

            #[inline]
            fn written(
                len: usize,
                write: impl FnOnce(&mut [Self::New]) -> activ8::Result<()>,
            ) -> activ8::Result<Vec<Self>> {
                let ([elements], ()) = written([len], |[elements]| write(elements))?;
                Ok(elements)
            }

            #[inline]
            fn storage(x: &FlexTensor) -> &[Self] {
                x.storage()
            }

            #[inline]
            fn storage_mut(x: &mut FlexTensor) -> Option<&mut [Self]> {
                x.try_storage_mut()
            }

            #[inline]
            fn tensor(elements: Vec<Self>, layout: Layout) -> FlexTensor {
                FlexTensor::new(Bytes::from_elems(elements), layout, DType::$dtype)
            }

            #[inline]
            fn from_f32(x: f32) -> Self {
                $from(x)
            }
        }
    )*};
}

floats! {
    f32 F32 std::convert::identity;
    f16 F16 Self::from_f32;
    bf16 BF16 Self::from_f32;
}

/// So many new elements of each, which `write` writes all of where it returns `Ok`.
#[inline]
pub(crate) fn written<T, R, const N: usize>(
    lens: [usize; N],
    write: impl FnOnce([&mut [MaybeUninit<T>]; N]) -> activ8::Result<R>,
) -> activ8::Result<([Vec<T>; N], R)> {
    let mut vectors = lens.map(Vec::with_capacity);
    let mut rest = lens.into_iter();
    let result = write(vectors.each_mut().map(|vector| {
        let len = rest.next().expect("there are as many lengths");
        &mut vector.spare_capacity_mut()[..len]
    }))?;
    for (vector, len) in vectors.iter_mut().zip(lens) {
        // SAFETY: `write` has returned `Ok`, so that it has written all `len` elements.
        #[expect(unsafe_code, reason = "the one place where what a verb has written is taken over")]
        unsafe {
            vector.set_len(len);
        }
    }
    Ok((vectors, result))
}

/// Whether the core computes with elements of this type.
#[inline]
pub(crate) fn is_float(dtype: DType) -> bool {
    matches!(dtype, DType::F32 | DType::F16 | DType::BF16)
}

/// An expression with the type of a tensor's elements, of which [`is_float`] holds.
macro_rules! match_float {
    ($dtype:expr, $float:ident => $do:expr) => {{
        use ::burn::backend::DType;
        match $dtype {
            DType::F32 => {
                type $float = f32;
                $do
            }
            DType::F16 => {
                type $float = ::activ8::f16;
                $do
            }
            DType::BF16 => {
                type $float = ::activ8::bf16;
                $do
            }
            other => unreachable!("{other:?} is computed by burn"),
        }
    }};
}
pub(crate) use match_float;

/// What a verb has returned. An error ends in a panic with its text, as burn's own do.
#[track_caller]
pub(crate) fn accepted<T>(result: activ8::Result<T>) -> T {
    result.unwrap_or_else(|error| panic!("activ8: {error}"))
}

/// An operation where burn would run it: on several threads with the feature `rayon`.
#[inline]
pub(crate) fn placed<O>(operation: O) -> On<O> {
    #[cfg(feature = "rayon")]
    return On::new(operation).parallel();
    #[cfg(not(feature = "rayon"))]
    On::new(operation)
}

/// The same tensor with its elements in order, one after the other.
#[inline]
pub(crate) fn in_order(x: FlexTensor) -> FlexTensor {
    if x.is_contiguous() { x } else { x.to_contiguous() }
}

/// The elements of a tensor that is [`in_order`].
#[inline]
pub(crate) fn elements<E: Float>(x: &FlexTensor) -> &[E] {
    let start = x.layout().start_offset();
    &E::storage(x)[start..start + x.layout().num_elements()]
}

/// Up to so many elements a verb's shortest way, which is to elements that are initialised, is worth zeroing them.
pub(crate) const FEW: usize = 16_384;

/// A vector of so many elements, each of which the verb writes. The expression is compiled for outputs that are
/// initialised and for such that are not.
macro_rules! filled {
    ($float:ident, $len:expr, |$y:ident| $verb:expr) => {{
        let len: usize = $len;
        if len <= $crate::tensor::FEW {
            let mut elements = vec![<$float>::default(); len];
            let $y = &mut elements[..];
            $crate::tensor::accepted($verb);
            elements
        } else {
            $crate::tensor::accepted(<$float as $crate::tensor::Float>::written(len, |$y| $verb))
        }
    }};
}
pub(crate) use filled;

/// The values of an operation with as many outputs as inputs: in place, where nobody else has the tensor.
macro_rules! map {
    ($float:ident, $tensor:expr, |$x:ident, $y:ident| $verb:expr, |$in_place:ident| $in_place_verb:expr) => {{
        let mut tensor: ::burn::backend::flex::FlexTensor = $tensor;
        let (start, len) = (tensor.layout().start_offset(), tensor.layout().num_elements());
        if let Some(all) = <$float as $crate::tensor::Float>::storage_mut(&mut tensor) {
            let $in_place = &mut all[start..start + len];
            $crate::tensor::accepted($in_place_verb);
            tensor
        } else {
            let $x = &<$float as $crate::tensor::Float>::storage(&tensor)[start..start + len];
            let y = $crate::tensor::filled!($float, len, |$y| $verb);
            <$float as $crate::tensor::Float>::tensor(y, $crate::tensor::whole(tensor.layout()))
        }
    }};
}
pub(crate) use map;

/// A layout for a new tensor whose elements lie as those of another one, but from the first on.
#[inline]
pub(crate) fn whole(layout: &Layout) -> Layout {
    if layout.start_offset() == 0 { layout.clone() } else { Layout::contiguous(layout.shape().clone()) }
}

/// A new tensor of this shape, which `write` writes.
#[inline]
pub(crate) fn new<E: Float>(
    shape: Shape,
    write: impl FnOnce(&mut [E::New]) -> activ8::Result<()>,
) -> FlexTensor {
    let y = accepted(E::written(shape.num_elements(), write));
    E::tensor(y, Layout::contiguous(shape))
}

/// One element of the type of another tensor's.
pub(crate) fn scalar(x: f32, like: DType) -> FlexTensor {
    match_float!(like, E => E::tensor(vec![E::from_f32(x)], Layout::contiguous(Shape::new([1]))))
}

/// A tensor's elements as `f32`.
pub(crate) fn numbers(x: &FlexTensor) -> Cow<'_, [f32]> {
    match x.dtype() {
        DType::F32 if x.is_contiguous() => Cow::Borrowed(elements(x)),
        _ => Cow::Owned(x.clone().into_data().iter::<f32>().collect()),
    }
}

/// The elements of a tensor of integers as `i64`.
pub(crate) fn integers(x: &FlexTensor) -> Cow<'_, [i64]> {
    match (x.dtype(), x.layout().contiguous_offsets()) {
        (DType::I64, Some((start, end))) => Cow::Borrowed(&x.storage()[start..end]),
        _ => Cow::Owned(x.clone().into_data().iter::<i64>().collect()),
    }
}

/// The elements of a tensor of truth values.
pub(crate) fn truths(x: FlexTensor) -> Vec<bool> {
    x.into_data().iter::<bool>().collect()
}
