//! What all tests have: tensors of random numbers, and how answers are compared.
#![allow(dead_code, reason = "each test uses a part")]

use burn::backend::DType;
use burn::tensor::{Device, FloatDType, Int, Tensor};

/// On burn's CPU backend, with gradients.
pub(crate) fn device() -> Device {
    Device::flex().autodiff()
}

/// Numbers between two others, the same in every run.
pub(crate) fn numbers(seed: u64, len: usize, [min, max]: [f32; 2]) -> Vec<f32> {
    let mut random = fastrand::Rng::with_seed(seed);
    (0..len).map(|_| min + (max - min) * random.f32()).collect()
}

/// A matrix of them.
pub(crate) fn matrix(seed: u64, [rows, columns]: [usize; 2], range: [f32; 2]) -> Tensor<2> {
    Tensor::<1>::from_floats(&numbers(seed, rows * columns, range)[..], &device()).reshape([rows, columns])
}

/// Classes from 0 to `classes`.
pub(crate) fn classes(seed: u64, len: usize, classes: i64) -> Tensor<1, Int> {
    let mut random = fastrand::Rng::with_seed(seed);
    let data: Vec<i64> = (0..len).map(|_| random.i64(0..classes)).collect();
    Tensor::from_data(&data[..], &device())
}

/// A tensor's elements.
pub(crate) fn of<const D: usize>(x: Tensor<D>) -> Vec<f64> {
    x.into_data().iter::<f64>().collect()
}

/// The same tensor in `f64`, which is computed by burn's own.
pub(crate) fn wide<const D: usize>(x: Tensor<D>) -> Tensor<D> {
    x.cast(FloatDType::F64)
}

/// The bits of a tensor's elements, in order.
pub(crate) fn bits<const D: usize>(x: Tensor<D>) -> Vec<u32> {
    assert!(matches!(x.dtype(), DType::F32 | DType::F16 | DType::BF16), "halves are exact in f32");
    x.into_data().iter::<f32>().map(f32::to_bits).collect()
}

/// That values are within a share of the right ones, or of a number where these are small.
#[track_caller]
pub(crate) fn near(name: &str, found: &[f64], right: &[f64], [share, at_least]: [f64; 2]) {
    assert_eq!(found.len(), right.len(), "{name}: as many elements");
    for (i, (found, right)) in found.iter().zip(right).enumerate() {
        let within = share * right.abs().max(at_least);
        let same = found == right || (found.is_nan() && right.is_nan());
        assert!(same || (found - right).abs() <= within, "{name}: element {i} is {found}, not {right}");
    }
}
