//! What a tensor holds, as the slices that the core's verbs take.

use std::borrow::Cow;

use candle_core::backend::BackendStorage;
use candle_core::op::BackpropOp;
use candle_core::{CpuStorage, Error, Layout, Result, Shape, Storage, StorageRef, Tensor};

use crate::blocks::Blocks;
use crate::error::{accepted, unsupported};
use crate::float::{Float, converted, match_float, stored, written};

/// Bytes up to which a copy is made sooner than zeros: allocators have so few at hand, but not zeroed.
const SHORT: usize = 1024;

/// A storage on the CPU, and which of its elements are a tensor's.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    /// What looks at it, for errors.
    operation: &'static str,
    pub(crate) storage: &'a CpuStorage,
    pub(crate) layout: &'a Layout,
}

impl<'a> View<'a> {
    pub(crate) fn new(operation: &'static str, storage: &'a CpuStorage, layout: &'a Layout) -> Self {
        Self { operation, storage, layout }
    }

    pub(crate) fn len(self) -> usize {
        self.layout.shape().elem_count()
    }

    /// The length of the last dimension.
    pub(crate) fn row(self) -> usize {
        self.layout.dims().last().copied().unwrap_or(1)
    }

    /// All of the storage, whose elements are of type `T`.
    pub(crate) fn all<T: Float>(self) -> Result<&'a [T]> {
        T::cpu_storage_as_slice(self.storage).map_err(|_| {
            let (lhs, rhs) = (T::DTYPE, self.storage.dtype());
            Error::DTypeMismatchBinaryOp { lhs, rhs, op: self.operation }.bt()
        })
    }

    /// The elements, which are of type `T`, in order.
    pub(crate) fn elements<T: Float>(self) -> Result<Cow<'a, [T]>> {
        Ok(in_order(self.all()?, self.layout))
    }

    /// The elements in order as `f32`: the storage's own where it has them so.
    pub(crate) fn floats(self) -> Result<Cow<'a, [f32]>> {
        match self.storage {
            CpuStorage::F32(x) => Ok(in_order(x, self.layout)),
            storage => match_float!(self.operation, storage.dtype(), T => {
                converted::<T, f32>(&self.elements()?).map(Cow::Owned)
            }),
        }
    }

    /// The elements, which are integers, in order as `i64`: the storage's own where it has them so.
    pub(crate) fn integers(self) -> Result<Cow<'a, [i64]>> {
        fn widened<T: Copy + Into<i64>>(x: &[T], layout: &Layout) -> Cow<'static, [i64]> {
            in_order(x, layout).iter().map(|&x| x.into()).collect()
        }
        Ok(match self.storage {
            CpuStorage::I64(x) => in_order(x, self.layout),
            CpuStorage::U8(x) => widened(x, self.layout),
            CpuStorage::U32(x) => widened(x, self.layout),
            CpuStorage::I16(x) => widened(x, self.layout),
            CpuStorage::I32(x) => widened(x, self.layout),
            _ => return Err(unsupported(self.storage.dtype(), self.operation)),
        })
    }

    /// `f` of the elements, by one of its two forms: from where they lie to a new vector, or in place of a copy.
    #[inline]
    pub(crate) fn map<T: Float>(
        self,
        forward: impl FnOnce(&[T], &mut [T]) -> activ8::Result<()>,
        in_place: impl FnOnce(&mut [T]) -> activ8::Result<()>,
    ) -> Result<Vec<T>> {
        match self.elements()? {
            Cow::Borrowed(x) if size_of_val(x) > SHORT => written(x.len(), |y| forward(x, y)),
            x => {
                let mut y = x.into_owned();
                accepted(in_place(&mut y))?;
                Ok(y)
            }
        }
    }

    /// The gradient for this tensor, which `write` writes.
    pub(crate) fn gradient<T: Float>(
        self,
        write: impl FnOnce(&mut [T]) -> activ8::Result<()>,
    ) -> Result<Tensor> {
        self.like(written(self.len(), write)?)
    }

    /// `values`, of which there are as many, as a tensor of the same shape and type.
    pub(crate) fn like<T: Float>(self, values: Vec<T>) -> Result<Tensor> {
        let storage = stored(values, self.operation, self.storage.dtype())?;
        Ok(tensor(storage, self.layout.shape()))
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

    pub(crate) fn view(&self, operation: &'static str) -> Result<View<'_>> {
        match &*self.0 {
            Storage::Cpu(storage) => Ok(View::new(operation, storage, self.1)),
            _ => candle_core::bail!("this operation is one of tensors on the CPU"),
        }
    }
}

/// A tensor that has no history.
pub(crate) fn tensor(storage: CpuStorage, shape: impl Into<Shape>) -> Tensor {
    Tensor::from_storage(Storage::Cpu(storage), shape, BackpropOp::none(), false)
}

/// The elements of a layout, in order: the slice's own where they lie so.
fn in_order<'a, T: Copy>(x: &'a [T], layout: &Layout) -> Cow<'a, [T]> {
    if let Some((start, end)) = layout.contiguous_offsets() {
        return Cow::Borrowed(&x[start..end]);
    }
    let blocks = Blocks::new(layout);
    match blocks.whole() {
        Some(range) => Cow::Borrowed(&x[range]),
        None => Cow::Owned(blocks.gather(x)),
    }
}

/// `run(x)` over the elements of a layout, in order and in place.
pub(crate) fn in_place<T: Float>(
    x: &mut [T],
    layout: &Layout,
    run: impl FnOnce(&mut [T]) -> Result<()>,
) -> Result<()> {
    let blocks = Blocks::new(layout);
    if let Some(range) = blocks.whole() {
        return run(&mut x[range]);
    }
    let mut y = blocks.gather(x);
    run(&mut y)?;
    let parts = y.chunks_exact(blocks.len.max(1)).enumerate();
    parts.for_each(|(i, y)| x[blocks.block(i)].copy_from_slice(y));
    Ok(())
}
