//! A call allocates its output, and of its size nothing else, also of halves; in place nothing.

#![allow(unsafe_code, reason = "an allocator that counts")]

mod common;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use activ8_candle::activ8::{AttentionSoftmax, GateLayout, Gelu, SwiGlu, Tanh};
use activ8_candle::{Activate, Module, PReLU, ops};
use candle_core::{DType, Result, Tensor};
use common::tensor;

/// What a tensor needs besides its elements is shorter.
const LARGE: usize = 1024;

thread_local! {
    /// This thread's allocations, and the large ones among them.
    static COUNT: Cell<[usize; 2]> = const { Cell::new([0; 2]) };
}

/// The system's allocator, counting what is asked of it.
struct Counting;

fn count(layout: Layout) {
    COUNT.with(|count| {
        let [all, large] = count.get();
        count.set([all + 1, large + usize::from(layout.size() >= LARGE)]);
    });
}

// SAFETY: every method hands its arguments on to the system's allocator, which keeps the contract;
// the counter neither allocates nor needs dropping.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout);
        // SAFETY: the caller keeps `alloc`'s contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout);
        // SAFETY: the caller keeps `alloc_zeroed`'s contract.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps `dealloc`'s contract.
        unsafe { System.dealloc(ptr, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// All allocations that `run` makes on this thread, and the large ones.
fn allocations<R>(run: impl FnOnce() -> Result<R>) -> Result<[usize; 2]> {
    let before = COUNT.with(Cell::get);
    run()?;
    let after = COUNT.with(Cell::get);
    Ok([after[0] - before[0], after[1] - before[1]])
}

#[test]
fn a_call_allocates_its_output() -> Result<()> {
    for dtype in [DType::F32, DType::F16, DType::BF16] {
        let of = |dims: &[usize]| tensor(dims)?.to_dtype(dtype);
        let (x, other, bias, mask) = (of(&[4, 64, 64])?, of(&[4, 64, 64])?, of(&[64])?, tensor(&[64, 1])?);
        let (slopes, blocks) = (PReLU::new(of(&[64])?, false), of(&[4, 80, 64])?.narrow(1, 3, 64)?);
        let attention = AttentionSoftmax::rows_of(64).scale(0.125).causal(0);
        let (turned, four) = (x.transpose(0, 2)?, of(&[4])?);
        let calls: [(&str, &dyn Fn() -> Result<Tensor>); 15] = [
            ("silu", &|| ops::silu(&x)),
            ("silu of blocks", &|| ops::silu(&blocks)),
            ("silu of a transposed tensor", &|| ops::silu(&turned)),
            ("bias_gelu of a transposed tensor", &|| ops::bias_gelu(&turned.narrow(2, 0, 4)?, &four)),
            ("softmax of a transposed tensor", &|| ops::softmax(&turned, 1)),
            ("gelu_erf", &|| ops::gelu_erf(&x)),
            ("softmax_last_dim", &|| ops::softmax_last_dim(&x)),
            ("softmax of blocks", &|| ops::softmax_last_dim(&blocks)),
            ("softmax along another dimension", &|| ops::softmax(&x, 1)),
            ("log_softmax", &|| ops::log_softmax(&x, 2)),
            ("bias_gelu", &|| ops::bias_gelu(&x, &bias)),
            ("swiglu_split", &|| ops::swiglu_split(&x, &other)),
            ("packed", &|| x.activate_packed(GateLayout::GatesFirst(64), SwiGlu::default())),
            ("prelu", &|| slopes.forward(&x)),
            ("attention_softmax", &|| ops::attention_softmax(&x, attention, None, None)),
        ];
        for (name, call) in calls {
            call()?;
            let [all, large] = allocations(call)?;
            assert_eq!(large, 1, "{name} of {dtype:?}: large allocations, of {all}");
        }
        let [_, masked] = allocations(|| ops::attention_softmax(&x, attention, Some(&mask), None))?;
        assert_eq!(masked, 2, "{dtype:?}: a mask of one value for a row is spread, and the output");
    }
    Ok(())
}

#[test]
fn in_place_there_is_none() -> Result<()> {
    for dtype in [DType::F32, DType::F16, DType::BF16] {
        let (x, bias) = (tensor(&[64, 64])?.to_dtype(dtype)?, tensor(&[64])?.to_dtype(dtype)?);
        x.activate_in_place(Tanh)?;
        assert_eq!(allocations(|| x.activate_in_place(Tanh))?[1], 0, "tanh of {dtype:?}");
        assert_eq!(allocations(|| ops::bias_gelu_in_place(&x, &bias))?[1], 0, "bias_gelu of {dtype:?}");
        let scaled = || ops::softmax_scaled_masked_in_place(&x, 0.5, Some(&bias));
        assert_eq!(allocations(scaled)?[1], 0, "softmax_scaled_masked of {dtype:?}");
    }
    Ok(())
}

#[test]
fn no_more_than_candle() -> Result<()> {
    let x = tensor(&[4, 64])?;
    let ours = allocations(|| x.activate(Gelu::Erf))?;
    assert_eq!(ours, allocations(|| x.gelu_erf())?, "as many as candle's");
    Ok(())
}
