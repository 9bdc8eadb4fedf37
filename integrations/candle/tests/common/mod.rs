//! Tensors of many layouts, and how results are compared.
#![allow(dead_code, reason = "each test uses a part")]

use candle_core::{DType, Device, Result, Tensor};

/// Values between about −8 and 8, the same each time.
pub(crate) fn tensor(dims: &[usize]) -> Result<Tensor> {
    let len = dims.iter().product::<usize>();
    let value = |i: usize| ((i * 7919 + len * 31) % 1613) as f32 / 100.0 - 8.0;
    Tensor::from_vec((0..len).map(value).collect::<Vec<_>>(), dims, &Device::Cpu)
}

/// The elements in the tensor's order, as `f32`.
pub(crate) fn values(x: &Tensor) -> Result<Vec<f32>> {
    x.to_dtype(DType::F32)?.flatten_all()?.to_vec1()
}

/// All NaN count as one.
pub(crate) fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|x| if x.is_nan() { u32::MAX } else { x.to_bits() }).collect()
}

/// Contiguous or not, with long, short and no blocks, broadcast, and long enough for threads.
pub(crate) fn layouts() -> Result<Vec<(&'static str, Tensor)>> {
    let x = tensor(&[6, 40, 50])?;
    Ok(vec![
        ("a tensor", x.clone()),
        ("a slice of the first dimension", x.narrow(0, 2, 3)?),
        ("a slice of the second", x.narrow(1, 3, 30)?),
        ("a slice of the last", x.narrow(2, 1, 48)?),
        ("short blocks", x.narrow(2, 1, 3)?),
        ("a transposed tensor", x.transpose(1, 2)?),
        ("swapped outer dimensions", x.transpose(0, 1)?),
        ("swapped and cut", x.transpose(0, 1)?.narrow(2, 5, 40)?),
        ("a broadcast row", x.narrow(0, 1, 1)?.narrow(1, 1, 1)?.broadcast_as((3, 4, 50))?),
        ("a broadcast column", x.narrow(2, 1, 1)?.broadcast_as((6, 40, 5))?),
        ("dimensions of one", x.narrow(1, 2, 1)?),
        ("one element", x.narrow(0, 1, 1)?.narrow(1, 1, 1)?.narrow(2, 1, 1)?),
        ("enough for threads", tensor(&[70, 1000])?),
        ("enough for threads, in blocks", tensor(&[70, 1000])?.narrow(1, 100, 800)?),
    ])
}

/// Within `tolerance` of the greater of 1 and the expected value.
#[track_caller]
pub(crate) fn assert_close(found: &[f32], expected: &[f32], tolerance: f32) {
    assert_eq!(found.len(), expected.len(), "the number of values");
    for (i, (found, expected)) in found.iter().zip(expected).enumerate() {
        let error = (found - expected).abs() / expected.abs().max(1.0);
        assert!(error <= tolerance, "value {i} is {found}, not {expected}");
    }
}
