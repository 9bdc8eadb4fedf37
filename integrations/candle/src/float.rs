//! The element types that there are kernels for.

use activ8::{Activation, Element, Identity};
use candle_core::{CpuStorage, DType, Result, Tensor, WithDType};

use crate::error::accepted;
use crate::place::placed;

/// `f32`, `f16` or `bf16`.
pub(crate) trait Float: Element + WithDType + Default {}

impl<T: Element + WithDType + Default> Float for T {}

/// `$body` with `$T` for the [`Float`] that `$dtype` is; an error that names the operation for other types.
macro_rules! match_float {
    ($operation:expr, $dtype:expr, $T:ident => $body:expr) => {
        match $dtype {
            candle_core::DType::F32 => {
                type $T = f32;
                $body
            }
            candle_core::DType::F16 => {
                type $T = activ8::f16;
                $body
            }
            candle_core::DType::BF16 => {
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

/// Values as the storage of a tensor of this type, rounded if they have to be.
pub(crate) fn stored<T: Float>(values: Vec<T>, operation: &'static str, dtype: DType) -> Result<CpuStorage> {
    if dtype == T::DTYPE {
        return Ok(T::to_cpu_storage_owned(values));
    }
    match_float!(operation, dtype, Y => converted::<T, Y>(&values).map(Y::to_cpu_storage_owned))
}
