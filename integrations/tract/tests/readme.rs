//! The README's lines, compiled and run.
#![cfg(feature = "onnx")]

#[path = "common/node.rs"]
mod node;

#[rustfmt::skip]
use activ8_tract as _; // tract's registry has activ8's kernels from here on
use tract_onnx::prelude::*;

#[test]
#[rustfmt::skip]
fn five_lines() -> TractResult<()> {
    let folder = std::env::temp_dir().join(format!("activ8-tract-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let path = folder.join("mish.onnx");
    node::plain("Mish").write(&path, &[2, 3])?;
    let x = tensor2(&[[-1f32, 0.0, 1.0], [2.0, 3.0, 4.0]]);
    let onnx = activ8_tract::onnx(); // tract_onnx::onnx()
    let model = onnx.model_for_path(path)?.with_input_fact(0, f32::fact([2, 3]).into())?;
    let model = model.into_optimized()?.into_runnable()?;
    let y = model.run(tvec!(x.into_tvalue()))?;
    assert!(y[0].try_as_plain_ram()?.as_slice::<f32>()?[0] < 0.0);
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

#[test]
fn are_those_above() {
    let blocks =
        include_str!("../README.md").split("```rust\n").skip(1).filter_map(|block| block.split("```").next());
    let lines: Vec<&str> = blocks.flat_map(str::lines).collect();
    assert!(lines.len() >= 6, "the README's lines");
    for line in lines {
        assert!(include_str!("readme.rs").contains(line.trim()), "the README's line is not here: {line}");
    }
}
