//! How fast 16-bit floats are beside `f32`: nanoseconds an element, the minimum of many interleaved samples
//! on one thread, in a first-level cache and in memory.

use std::hint::black_box;
use std::time::Instant;

use activ8::{Activation, AnyActivation, Element, Error, bf16, f16};

/// An activation over slices of one type.
struct Slices<T> {
    x: Vec<T>,
    y: Vec<T>,
    best: f64,
}

impl<T: Element> Slices<T> {
    fn new(len: usize, of: fn(f32) -> T) -> Self {
        let x = (0..len).map(|i| of((i % 1000) as f32 * 0.01 - 5.0)).collect();
        Self { x, y: vec![of(0.0); len], best: f64::INFINITY }
    }

    fn sample(&mut self, activation: AnyActivation, times: usize) -> Result<(), Error> {
        let start = Instant::now();
        for _ in 0..times {
            activation.forward(black_box(&self.x), black_box(&mut self.y))?;
        }
        let ns = start.elapsed().as_secs_f64() * 1e9 / (times * self.x.len()) as f64;
        self.best = self.best.min(ns);
        Ok(())
    }
}

fn main() -> Result<(), Error> {
    println!("{:>16} {:>9}    f32   bf16    f16   f32/bf16 f32/f16", "", "elements");
    for (len, times, samples) in [(4096, 200, 60), (1 << 24, 1, 9)] {
        for name in ["relu", "hardswish", "exp", "sigmoid", "tanh", "silu", "gelu", "mish"] {
            let activation: AnyActivation = name.parse()?;
            let mut float = Slices::new(len, |x| x);
            let (mut brain, mut half) = (Slices::new(len, bf16::from_f32), Slices::new(len, f16::from_f32));
            for _ in 0..samples {
                float.sample(activation, times)?;
                brain.sample(activation, times)?;
                half.sample(activation, times)?;
            }
            let (float, brain, half) = (float.best, brain.best, half.best);
            println!(
                "{name:>16} {len:>9} {float:6.3} {brain:6.3} {half:6.3}   {:8.2} {:7.2}",
                float / brain,
                float / half
            );
        }
    }
    Ok(())
}
