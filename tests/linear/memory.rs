//! How much memory there is at once: a small part of what the logits would take.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use activ8::{CrossEntropy, JointLoss, LinearCrossEntropy};

use crate::against::draw;

thread_local! {
    /// The bytes of this thread, and the most there were.
    static BYTES: Cell<[isize; 2]> = const { Cell::new([0; 2]) };
}

/// The system's allocator, counting bytes.
struct Counting;

fn count(bytes: isize) {
    BYTES.with(|cell| {
        let [now, most] = cell.get();
        cell.set([now + bytes, most.max(now + bytes)]);
    });
}

// SAFETY: every method hands its arguments on to the system's allocator, which keeps the contract; the
// counter neither allocates nor needs dropping.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        // SAFETY: the caller keeps `alloc`'s contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        // SAFETY: the caller keeps `alloc_zeroed`'s contract.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        count(-(layout.size() as isize));
        // SAFETY: the caller keeps `dealloc`'s contract.
        unsafe { System.dealloc(ptr, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The most bytes that `run` has at once.
fn most(run: impl FnOnce()) -> isize {
    let before = BYTES.with(|cell| {
        let [now, _] = cell.get();
        cell.set([now; 2]);
        now
    });
    run();
    BYTES.with(|cell| cell.get()[1]) - before
}

#[test]
fn the_logits_are_never_there() {
    let (rows, dim, classes) = (512, 256, 32_000);
    let inputs = draw(rows, dim, classes, false);
    let loss = LinearCrossEntropy::dim(dim, CrossEntropy::rows_of(classes));
    let (mut of_hidden, mut of_weight) = (vec![0.0; rows * dim], vec![0.0; classes * dim]);
    let operands = [&inputs.hidden[..], &inputs.weight];
    let logits = (4 * rows * classes) as isize;
    let forward = most(|| {
        loss.forward(operands, &inputs.target).expect("good input");
    });
    let both = most(|| {
        let gradients = [&mut of_hidden[..], &mut of_weight];
        loss.forward_backward(operands, &inputs.target, gradients).expect("good input");
    });
    println!("of {logits} bytes: forward {forward}, forward_backward {both}");
    assert!(20 * forward < logits, "forward has {forward} bytes of {logits}");
    assert!(10 * both < logits, "forward_backward has {both} bytes of {logits}");
}
