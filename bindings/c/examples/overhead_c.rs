//! What a call from C costs over the core's verb, in ns: the least of many samples, in turns.
//!
//! ```sh
//! cargo run --release -p activ8-c --example overhead_c
//! ```

use std::hint::black_box;
use std::ptr::null;
use std::time::Instant;

use activ8::{Activation, Loss, Mse, Silu};
use activ8_c::activ8_status;
use activ8_c::api::{activ8_mse_f32, activ8_mse_params, activ8_mse_params_init, activ8_silu_f32};

/// ns a call.
fn sample(mut call: impl FnMut()) -> f64 {
    const CALLS: u32 = 1000;
    let start = Instant::now();
    (0..CALLS).for_each(|_| call());
    start.elapsed().as_secs_f64() * 1e9 / f64::from(CALLS)
}

/// The least times of both in turns.
fn compare(name: &str, len: usize, mut core: impl FnMut(), mut c: impl FnMut()) {
    let (mut least_core, mut least_c) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..300 {
        least_core = least_core.min(sample(&mut core));
        least_c = least_c.min(sample(&mut c));
    }
    let over = least_c - least_core;
    println!("{name} of {len:4}: core {least_core:6.1} ns, C {least_c:6.1} ns, over it {over:5.1} ns");
}

fn main() {
    for len in [1, 16, 64, 1024] {
        let (x, mut y, mut z) = (vec![0.5_f32; len], vec![0.0_f32; len], vec![0.0_f32; len]);
        compare(
            "silu",
            len,
            || black_box(Silu.forward(black_box(&x), &mut y)).expect("equal lengths"),
            || {
                // SAFETY: both are as long as is said.
                black_box(unsafe { activ8_silu_f32(black_box(x.as_ptr()), z.as_mut_ptr(), len) });
            },
        );
        assert_eq!(y, z, "silu of {len}");
        let mut value = 0.0;
        let mut params = activ8_mse_params {
            reduction: 0,
            batch: 0,
            weight: null(),
            weight_len: 0,
            weight_of_rows: false,
        };
        // SAFETY: it can be written.
        let status = unsafe { activ8_mse_params_init(&raw mut params) };
        assert_eq!(status, activ8_status::ACTIV8_OK, "the defaults");
        compare(
            "mse ",
            len,
            || {
                black_box(Mse::default().forward(black_box(&x), &y).expect("equal lengths"));
            },
            || {
                // SAFETY: both are as long as is said.
                let status =
                    unsafe { activ8_mse_f32(black_box(x.as_ptr()), y.as_ptr(), len, &params, &mut value) };
                assert_eq!(black_box(status), activ8_status::ACTIV8_OK, "a valid call");
            },
        );
        assert_eq!(Mse::default().forward(&x, &y), Ok(value), "mse of {len}");
    }
}
