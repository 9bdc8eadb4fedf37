//! What a call from C costs over the core's verb, in ns: the least of many samples, in turns.
//!
//! ```sh
//! cargo run --release -p activ8-c --example overhead_c
//! ```

use std::hint::black_box;
use std::time::Instant;

use activ8::{Activation, Silu};
use activ8_c::api::activ8_silu_f32;

/// ns a call.
fn sample(mut call: impl FnMut()) -> f64 {
    const CALLS: u32 = 1000;
    let start = Instant::now();
    (0..CALLS).for_each(|_| call());
    start.elapsed().as_secs_f64() * 1e9 / f64::from(CALLS)
}

fn main() {
    for len in [1, 16, 64, 1024] {
        let (x, mut y) = (vec![0.5_f32; len], vec![0.0_f32; len]);
        let (mut core, mut c) = (f64::INFINITY, f64::INFINITY);
        for _ in 0..300 {
            core = core.min(sample(|| {
                black_box(Silu.forward(black_box(&x), &mut y)).expect("equal lengths");
            }));
            c = c.min(sample(|| {
                // SAFETY: both are as long as is said.
                black_box(unsafe { activ8_silu_f32(black_box(x.as_ptr()), y.as_mut_ptr(), len) });
            }));
        }
        println!("{len:5} elements: core {core:6.1} ns, C {c:6.1} ns, over it {:5.1} ns", c - core);
    }
}
