//! What a tensor's storage holds, as the slices that the core's verbs take.

use std::borrow::Cow;

use activ8::{Activation, Element, Identity, On, bf16, f16};
use candle_core::backend::BackendStorage;
use candle_core::op::BackpropOp;
use candle_core::{CpuStorage, DType, Error, Layout, Result, Shape, Storage, StorageRef, Tensor};
use rayon::prelude::*;

use crate::blocks::Blocks;

/// Elements from which on threads are worth asking for.
const PARALLEL: usize = 32_768;

/// Whether the kernels are for such a tensor.
pub(crate) fn is_ours(tensor: &Tensor) -> bool {
    tensor.device().is_cpu() && matches!(tensor.dtype(), DType::F32 | DType::F16 | DType::BF16)
}

/// An error of the core as one of candle's.
pub(crate) fn refused(error: activ8::Error) -> Error {
    Error::wrap(error)
}

/// Refuses another shape than is needed.
pub(crate) fn shape(argument: &'static str, expected: &[usize], found: &[usize]) -> Result<()> {
    if found == expected {
        return Ok(());
    }
    Err(refused(activ8::Error::Shape { argument, expected: expected.into(), found: found.into() }))
}

/// Whether candle would use threads for so many elements.
fn in_parallel(len: usize) -> bool {
    len >= PARALLEL && candle_core::utils::get_num_threads() > 1
}

/// An operation over `len` elements where candle would run it.
pub(crate) fn placed<O>(operation: O, len: usize) -> On<O> {
    let operation = On::new(operation);
    if in_parallel(len) { operation.parallel() } else { operation }
}

/// `run(i, chunk)` for each chunk of `len` elements of `y`, on threads where candle would use them.
pub(crate) fn each_chunk<T: Send>(
    y: &mut [T],
    len: usize,
    run: impl Fn(usize, &mut [T]) -> activ8::Result<()> + Sync,
) -> activ8::Result<()> {
    if y.len() > len && in_parallel(y.len()) && activ8::has_threads() {
        y.par_chunks_mut(len).enumerate().try_for_each(|(i, chunk)| run(i, chunk))
    } else {
        y.chunks_mut(len.max(1)).enumerate().try_for_each(|(i, chunk)| run(i, chunk))
    }
}

/// A type of elements that there are kernels for.
pub(crate) trait Float: Element + Default {
    fn of(storage: &CpuStorage) -> Option<&[Self]>;
    fn stored(values: Vec<Self>) -> CpuStorage;
}

macro_rules! floats {
    ($($float:ty, $variant:ident;)*) => {$(
        impl Float for $float {
            fn of(storage: &CpuStorage) -> Option<&[Self]> {
                match storage {
                    CpuStorage::$variant(x) => Some(x),
                    _ => None,
                }
            }

            fn stored(values: Vec<Self>) -> CpuStorage {
                CpuStorage::$variant(values)
            }
        }
    )*};
}

floats! {
    f32, F32;
    f16, F16;
    bf16, BF16;
}

/// `$body` of the slice that a storage holds, whichever [`Float`] its elements are.
macro_rules! of_floats {
    ($name:expr, $storage:expr, $x:ident => $body:expr) => {
        match $storage {
            candle_core::CpuStorage::F32($x) => $body,
            candle_core::CpuStorage::F16($x) => $body,
            candle_core::CpuStorage::BF16($x) => $body,
            other => Err($crate::storage::unsupported($name, &*other)),
        }
    };
}
pub(crate) use of_floats;

/// The error for integers and other types without a kernel.
pub(crate) fn unsupported(name: &'static str, storage: &CpuStorage) -> Error {
    Error::UnsupportedDTypeForOp(storage.dtype(), name).bt()
}

/// A tensor's storage on the CPU, and which of its elements are the tensor's.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) storage: &'a CpuStorage,
    pub(crate) layout: &'a Layout,
}

impl<'a> View<'a> {
    pub(crate) fn new(storage: &'a CpuStorage, layout: &'a Layout) -> Self {
        Self { storage, layout }
    }

    pub(crate) fn len(self) -> usize {
        self.layout.shape().elem_count()
    }

    /// The elements, which are of type `T`, in order.
    pub(crate) fn elements<T: Float>(self, name: &'static str) -> Result<Cow<'a, [T]>> {
        match T::of(self.storage) {
            Some(x) => Ok(in_order(x, self.layout)),
            None => {
                let (lhs, rhs) = (T::stored(Vec::new()).dtype(), self.storage.dtype());
                Err(Error::DTypeMismatchBinaryOp { lhs, rhs, op: name }.bt())
            }
        }
    }

    /// The elements in order as `f32`: the storage's own where it has them so.
    pub(crate) fn floats(self, name: &'static str) -> Result<Cow<'a, [f32]>> {
        match self.storage {
            CpuStorage::F32(x) => Ok(in_order(x, self.layout)),
            storage => of_floats!(name, storage, x => converted(&in_order(x, self.layout)).map(Cow::Owned)),
        }
    }

    /// `values`, of which there are as many, as a tensor of the same shape and type.
    pub(crate) fn like(self, values: Vec<f32>) -> Result<Tensor> {
        Ok(tensor(stored(values, self.storage)?, self.layout.shape().clone()))
    }
}

/// A tensor's storage while it is looked at.
pub(crate) struct Held<'a>(StorageRef<'a>, &'a Layout);

impl<'a> Held<'a> {
    pub(crate) fn of(tensor: &'a Tensor) -> Self {
        let (storage, layout) = tensor.storage_and_layout();
        Self(storage, layout)
    }

    /// Whether it is the same storage.
    pub(crate) fn is(&self, other: &Self) -> bool {
        std::ptr::eq(&*self.0, &*other.0)
    }

    pub(crate) fn view(&self) -> Result<View<'_>> {
        match &*self.0 {
            Storage::Cpu(storage) => Ok(View::new(storage, self.1)),
            _ => candle_core::bail!("this operation is one of tensors on the CPU"),
        }
    }
}

/// A tensor that has no history.
pub(crate) fn tensor(storage: CpuStorage, shape: impl Into<Shape>) -> Tensor {
    Tensor::from_storage(Storage::Cpu(storage), shape, BackpropOp::none(), false)
}

/// The length of the last dimension.
pub(crate) fn last(layout: &Layout) -> usize {
    layout.dims().last().copied().unwrap_or(1)
}

/// The elements of a layout, in order: the slice's own where they lie so.
pub(crate) fn in_order<'a, T: Copy>(x: &'a [T], layout: &Layout) -> Cow<'a, [T]> {
    let blocks = Blocks::new(layout);
    if let Some(range) = blocks.whole() {
        return Cow::Borrowed(&x[range]);
    }
    Cow::Owned(blocks.gather(x))
}

/// `run(x)` over the elements of a layout, in order and in place.
pub(crate) fn in_place<T: Float>(
    x: &mut [T],
    layout: &Layout,
    run: impl FnOnce(&mut [T]) -> activ8::Result<()>,
) -> Result<()> {
    let blocks = Blocks::new(layout);
    if let Some(range) = blocks.whole() {
        return run(&mut x[range]).map_err(refused);
    }
    let mut y = in_order(x, layout).into_owned();
    run(&mut y).map_err(refused)?;
    let parts = y.chunks_exact(blocks.len.max(1)).enumerate();
    parts.for_each(|(i, y)| x[blocks.block(i)].copy_from_slice(y));
    Ok(())
}

/// Each rounded, if it has to be.
fn converted<X: Float, Y: Float>(x: &[X]) -> Result<Vec<Y>> {
    let mut y = vec![Y::default(); x.len()];
    placed(Identity, x.len()).forward(x, &mut y).map_err(refused)?;
    Ok(y)
}

/// Values as the storage of a tensor of this type.
pub(crate) fn stored(values: Vec<f32>, like: &CpuStorage) -> Result<CpuStorage> {
    match like {
        CpuStorage::F16(_) => converted(&values).map(f16::stored),
        CpuStorage::BF16(_) => converted(&values).map(bf16::stored),
        _ => Ok(CpuStorage::F32(values)),
    }
}
