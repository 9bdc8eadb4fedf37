//! The README's five lines, compiled and run.

use candle_core::{Device, Result, Tensor};

#[test]
fn five_lines() -> Result<()> {
    let x = Tensor::new(&[[20f32, 0., 0.], [1., 2., 3.]], &Device::Cpu)?;
    let mask = Tensor::new(&[0f32, 0., f32::NEG_INFINITY], &Device::Cpu)?;
    let classes = Tensor::new(&[0u32, 1], &Device::Cpu)?;
    use activ8_candle::{Activation, Module, loss, ops}; // candle_nn::{Activation, Module, loss, ops}
    let hidden = Activation::Gelu.forward(&ops::silu(&x)?)?;
    let p = ops::softmax_last_dim(&hidden)?;
    let p = ops::softmax_scaled_masked(&p, 0.125, Some(&mask))?; // one pass
    let loss = loss::cross_entropy(&p, &classes)?;
    assert!(loss.to_scalar::<f32>()? > 0.0, "a loss");
    Ok(())
}

#[test]
fn are_those_above() {
    let readme =
        include_str!("../../../README.md").split("```rust\n").find(|block| block.contains("activ8_candle"));
    let block = readme.and_then(|block| block.split("```").next()).expect("a block");
    for line in block.lines() {
        assert!(include_str!("readme.rs").contains(line.trim()), "the README's line is not here: {line}");
    }
}
