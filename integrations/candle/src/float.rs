//! The element types that there are kernels for.

use activ8::{Activation, Element, Identity, bf16, f16};
use candle_core::{CpuStorage, DType, Result, Tensor, WithDType};

use crate::error::accepted;
use crate::place::placed;

/// `f32`, `f16` or `bf16`.
pub(crate) trait Float: Element + WithDType + Default {
    /// All of a storage, if its elements are of this type.
    fn all(storage: &CpuStorage) -> Option<&[Self]>;
}

macro_rules! floats {
    ($($float:ty, $variant:ident;)*) => {$(
        impl Float for $float {
            #[inline]
            fn all(storage: &CpuStorage) -> Option<&[Self]> {
                match storage {
                    CpuStorage::$variant(x) => Some(x),
                    _ => None,
                }
            }
        }
    )*};
}

floats! {
    f32, F32;
    f16, F16;
    bf16, BF16;
}

/// `$body` with `$T` for the [`Float`] that a storage holds; an error that names the operation for other types.
macro_rules! match_float {
    ($operation:expr, $storage:expr, $T:ident => $body:expr) => {
        match $storage {
            candle_core::CpuStorage::F32(_) => {
                type $T = f32;
                $body
            }
            candle_core::CpuStorage::F16(_) => {
                type $T = activ8::f16;
                $body
            }
            candle_core::CpuStorage::BF16(_) => {
                type $T = activ8::bf16;
                $body
            }
            other => Err($crate::error::unsupported(other, $operation)),
        }
    };
}
pub(crate) use match_float;

/// Whether the kernels are for such a tensor.
pub(crate) fn is_ours(tensor: &Tensor) -> bool {
    tensor.device().is_cpu() && matches!(tensor.dtype(), DType::F32 | DType::F16 | DType::BF16)
}

/// A new vector of `len` elements, which `write` writes.
#[inline]
pub(crate) fn written<T: Float>(
    len: usize,
    write: impl FnOnce(&mut [T]) -> activ8::Result<()>,
) -> Result<Vec<T>> {
    let mut y = vec![T::default(); len];
    accepted(write(&mut y))?;
    Ok(y)
}

/// Each value, widened or rounded.
pub(crate) fn converted<X: Float, Y: Float>(x: &[X]) -> Result<Vec<Y>> {
    written(x.len(), |y| placed(Identity, x.len()).forward(x, y))
}

/// Values as a storage of the same type as another, rounded if they have to be.
pub(crate) fn stored<T: Float>(
    values: Vec<T>,
    operation: &'static str,
    like: &CpuStorage,
) -> Result<CpuStorage> {
    if T::all(like).is_some() {
        return Ok(T::to_cpu_storage_owned(values));
    }
    match_float!(operation, like, Y => converted::<T, Y>(&values).map(Y::to_cpu_storage_owned))
}
