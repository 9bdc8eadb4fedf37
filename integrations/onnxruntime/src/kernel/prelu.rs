//! PRelu, whose slopes are a tensor that is broadcast to x.

use std::borrow::Cow;
use std::marker::PhantomData;

use activ8::Activation;

use super::Kernel;
use crate::call::{Call, Tensor};
use crate::element::Float;
use crate::fail::Result;

/// y = x above 0, slope·x below.
pub(crate) struct PRelu<E>(PhantomData<fn(E)>);

impl<E> PRelu<E> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<E: Float> Kernel for PRelu<E> {
    fn compute(&self, call: Call<'_>) -> Result<()> {
        // SAFETY: the operator declares them as tensors of its elements.
        let x = unsafe { call.input::<E>(0) }?;
        // SAFETY: as above.
        let slope = unsafe { call.input::<E>(1) }?;
        // SAFETY: as above.
        let y = unsafe { call.output::<E>(0, x.dims) }?;
        if x.len == 0 {
            return Ok(());
        }
        let (slopes, inner) = slopes_of(&x, &slope)?;
        let weight = E::as_f32s(&slopes);
        let prelu = activ8::PRelu { weight: &weight, inner };
        let unit = weight.len() * inner;
        call.in_pieces(x.len / unit, unit, |range| {
            let range = range.start * unit..range.end * unit;
            // SAFETY: inputs are read alone, and each range is one thread's.
            let (x, y) = (unsafe { x.part(range.clone()) }, unsafe { y.part(range) });
            prelu.forward(x, y)
        })
    }
}

/// The same of doubles and integers, which the core has no kernels for.
pub(crate) struct PlainPRelu<T>(PhantomData<fn(T)>);

impl<T> PlainPRelu<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

/// A number that a slope multiplies; integers wrap, as ONNX Runtime's own do.
pub(crate) trait Sloped: Copy + Send + Sync {
    fn sloped(self, slope: Self) -> Self;
}

macro_rules! sloped {
    ($($type:ty: $product:expr;)*) => {$(
        impl Sloped for $type {
            fn sloped(self, slope: Self) -> Self {
                if self < Self::default() { $product(self, slope) } else { self }
            }
        }
    )*};
}

sloped! {
    f64: std::ops::Mul::mul;
    i32: i32::wrapping_mul;
    i64: i64::wrapping_mul;
}

macro_rules! never_negative {
    ($($type:ty)*) => {$(
        impl Sloped for $type {
            fn sloped(self, _: Self) -> Self {
                self
            }
        }
    )*};
}

never_negative! { u32 u64 }

impl<T: Sloped> Kernel for PlainPRelu<T> {
    fn compute(&self, call: Call<'_>) -> Result<()> {
        // SAFETY: the operator declares them as tensors of these elements.
        let x = unsafe { call.input::<T>(0) }?;
        // SAFETY: as above.
        let slope = unsafe { call.input::<T>(1) }?;
        // SAFETY: as above.
        let y = unsafe { call.output::<T>(0, x.dims) }?;
        if x.len == 0 {
            return Ok(());
        }
        let (slopes, inner) = slopes_of(&x, &slope)?;
        call.in_pieces(x.len, 1, |range| {
            let first = range.start;
            // SAFETY: inputs are read alone, and each range is one thread's.
            let (x, y) = (unsafe { x.part(range.clone()) }, unsafe { y.part(range) });
            for (index, (x, y)) in x.iter().zip(y).enumerate() {
                *y = x.sloped(slopes[(first + index) / inner % slopes.len()]);
            }
            Ok(())
        })
    }
}

/// The slopes, and how many neighbouring elements have the same one.
fn slopes_of<'a, E: Copy>(x: &Tensor<'_, E>, slope: &Tensor<'a, E>) -> Result<(Cow<'a, [E]>, usize)> {
    let aligned =
        |dim: usize| (dim + slope.dims.len()).checked_sub(x.dims.len()).map_or(1, |at| slope.dims[at]);
    let rank = x.dims.len();
    let fits = slope.dims.len() <= rank && (0..rank).all(|dim| [1, x.dims[dim]].contains(&aligned(dim)));
    if !fits {
        return Err(format!("slopes of {:?} cannot be broadcast to {:?}", slope.dims, x.dims).into());
    }
    // SAFETY: inputs are read alone.
    let slopes = unsafe { slope.all() };
    let differs = |dim: &usize| aligned(*dim) != 1;
    let Some(first) = (0..rank).find(differs) else { return Ok((slopes.into(), 1)) };
    let last = (0..rank).rev().find(differs).unwrap_or(first);
    let inner = x.dims[last + 1..].iter().product::<i64>() as usize;
    if (first..=last).all(|dim| aligned(dim) == x.dims[dim]) {
        return Ok((slopes.into(), inner));
    }
    // An axis between others is repeated: the slopes are written out.
    let dims: Vec<usize> = x.dims[first..=last].iter().map(|dim| *dim as usize).collect();
    let count = dims.iter().product();
    let all = (0..count).map(|index| {
        let (mut rest, mut at, mut stride) = (index, 0, 1);
        for (offset, dim) in dims.iter().enumerate().rev() {
            let own = aligned(first + offset) as usize;
            at += if own == 1 { 0 } else { rest % dim * stride };
            rest /= dim;
            stride *= own;
        }
        slopes[at]
    });
    Ok((all.collect(), inner))
}
