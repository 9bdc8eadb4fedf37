//! What an operation on a tensor costs over the core's verb into a new vector, in ns: the least of many
//! samples, in turns. Most of it is what candle takes to make a tensor of a vector, and to drop it.
//!
//! ```sh
//! cargo run --release -p activ8-candle --example overhead_candle
//! ```

use std::hint::black_box;
use std::time::Instant;

use activ8_candle::activ8::{Activation, Silu};
use activ8_candle::ops;
use candle_core::{Device, Result, Tensor};

/// ns a call.
fn sample(mut call: impl FnMut() -> Result<()>) -> Result<f64> {
    const CALLS: u32 = 300;
    let start = Instant::now();
    for _ in 0..CALLS {
        call()?;
    }
    Ok(start.elapsed().as_secs_f64() * 1e9 / f64::from(CALLS))
}

fn main() -> Result<()> {
    for len in [1, 64, 1024, 16_384] {
        let values = vec![0.5_f32; len];
        let x = Tensor::new(values.as_slice(), &Device::Cpu)?;
        let [mut core, mut ours, mut theirs, mut vector, mut tensor] = [f64::INFINITY; 5];
        for _ in 0..300 {
            core = core.min(sample(|| {
                let mut y = vec![0.0; len];
                Silu.forward(black_box(&values), &mut y).map_err(candle_core::Error::wrap)?;
                black_box(y);
                Ok(())
            })?);
            ours = ours.min(sample(|| ops::silu(black_box(&x)).map(|y| drop(black_box(y))))?);
            theirs = theirs.min(sample(|| black_box(&x).silu().map(|y| drop(black_box(y))))?);
            vector = vector.min(sample(|| {
                black_box(vec![0f32; len]);
                Ok(())
            })?);
            tensor = tensor.min(sample(|| {
                Tensor::from_vec(vec![0f32; len], len, &Device::Cpu).map(|y| drop(black_box(y)))
            })?);
        }
        println!(
            "{len:6} elements: core {core:7.1} ns, tensor {ours:7.1} ns, over it {:6.1} ns, of which candle's tensor \
             {:6.1} ns; candle's silu {theirs:8.1} ns",
            ours - core,
            tensor - vector
        );
    }
    Ok(())
}
