//! A program for a machine without an operating system: it links with nothing but `core`.
#![no_std]
#![no_main]

use activ8::{
    Activation, BackwardFromOutput, Elementwise, Elu, Error, GatedActivation, Gelu, LogSoftmax, LogSumExp,
    RRelu, Relu, Sigmoid, Silu, Softmax, SwiGlu, Tanh, Tier, bf16, f16,
};
use core::hint::black_box;
use core::panic::PanicInfo;

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    loop {}
}

/// Where a linker for such machines begins.
#[unsafe(no_mangle)]
pub extern "C" fn _start() -> ! {
    let mut y = [0.0; 12];
    black_box(verbs(black_box(&[-1.0; 12]), &mut y).is_ok());
    black_box(y);
    loop {}
}

/// A dozen verbs: of elements, rows, gates and halves; values, gradients, and a tier by its name.
fn verbs(x: &[f32; 12], y: &mut [f32; 12]) -> Result<(), Error> {
    Sigmoid.forward(x, y)?;
    Tanh.forward_in_place(y)?;
    Tanh.backward(x, &[1.0; 12], y)?;
    Sigmoid.backward_from_output(x, &[1.0; 12], y)?;
    Gelu::Erf.fast().forward(x, y)?;
    Relu.on(Tier::Portable)?.forward(x, y)?;
    Elu { alpha: 0.5 }.forward_biased(x, &[0.25; 3], y)?;
    RRelu::default().forward(x, y)?;
    Softmax::rows_of(4).forward(x, y)?;
    LogSoftmax::rows_of(4).backward(x, &[1.0; 12], y)?;
    LogSumExp::rows_of(4).forward(x, &mut y[..3])?;
    SwiGlu::default().forward(x, &[1.0; 12], y)?;
    Silu.forward(&[bf16::ONE; 12], y)?;
    Silu.forward(x, &mut [f16::ONE; 12])?;
    Softmax::rows_of(7000).forward(&[f16::ONE; 7000], &mut [f16::ZERO; 7000])
}
