//! The README's five lines, compiled and run.

use ndarray::{Axis, array};

#[test]
#[rustfmt::skip]
fn five_lines() -> activ8_ndarray::activ8::Result<()> {
    let mut x = array![[1.0_f32, 2.0], [3.0, 4.0]];
    use activ8_ndarray::{Activate, ActivateInPlace, Losses, activ8::{Gelu, Mse, Tanh}};
    let y = x.activate(Gelu::Erf)?;
    let p = y.t().softmax(Axis(0))?;
    x.activate_in_place(Tanh)?;
    let (loss, gradient) = x.loss_and_gradient(Mse::default(), &y)?;
    assert!((p.sum() - 2.0).abs() < 1e-6 && loss > 0.0 && gradient.len() == 4, "values");
    Ok(())
}

#[test]
fn are_those_above() {
    let readme =
        include_str!("../../../README.md").split("```rust\n").find(|block| block.contains("activ8_ndarray"));
    let block = readme.and_then(|block| block.split("```").next()).expect("a block");
    for line in block.lines() {
        assert!(include_str!("readme.rs").contains(line.trim()), "the README's line is not here: {line}");
    }
}
