//! Where there is no memory for a large copy: losses of elements need none, and the others return an error that
//! says so, with outputs as they were.

#![allow(unsafe_code, reason = "an allocator that refuses")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::ptr::null_mut;

use activ8::{
    Activation, BinaryCrossEntropy, BinaryCrossEntropyWithLogits, CosineEmbedding, Ctc, Dice, Error,
    GaussianNll, Hinge, Huber, JensenShannon, JointLoss, KlDivergence, L1, LogCosh, Loss, MarginRanking, Mse,
    MultiLabelMargin, MultiLabelSoftMargin, PoissonNll, Quantile, SigmoidFocal, SmoothL1, SoftMargin,
    Softmax, TripletMargin, f16,
};

thread_local! {
    /// The greatest allocation that this thread is granted.
    static GRANTED: Cell<usize> = const { Cell::new(usize::MAX) };
}

/// The system's allocator, for what is small enough.
struct Sparing;

// SAFETY: what is granted is the system's allocator's, which keeps the contract; a null pointer is a refusal.
unsafe impl GlobalAlloc for Sparing {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.size() > GRANTED.with(Cell::get) {
            return null_mut();
        }
        // SAFETY: the caller keeps `alloc`'s contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps `dealloc`'s contract.
        unsafe { System.dealloc(ptr, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Sparing = Sparing;

/// `run`, for which no allocation of more than `bytes` is granted.
fn with_at_most<R>(bytes: usize, run: impl FnOnce() -> R) -> R {
    let before = GRANTED.replace(bytes);
    let done = run();
    GRANTED.set(before);
    done
}

const LEN: usize = 100_000;

fn halves(x: f32) -> Vec<f16> {
    vec![f16::from_f32(x); LEN]
}

/// All verbs of a loss of elements, or of `losses` rows, of halves, which are to allocate nothing at all.
fn allocates_nothing(name: &str, loss: impl Loss, losses: usize) {
    let (x, t) = (halves(0.25), halves(1.0));
    let (mut each, mut gradient) = (vec![f16::ZERO; losses], halves(0.0));
    let done = with_at_most(0, || {
        loss.forward_each(&x, &t, &mut each)?;
        loss.backward(&x, &t, &mut gradient)?;
        let value = loss.forward(&x, &t)?;
        Ok((value, loss.forward_backward(&x, &t, &mut gradient)?))
    });
    let (value, again) = done.unwrap_or_else(|error: Error| panic!("{name}: {error}"));
    assert!(value.is_finite() && value == again, "{name}: {value} and {again}");
}

#[test]
fn losses_of_halves_of_elements_allocate_nothing() {
    let weight = [1.0, 2.0, 0.5, 1.0, 3.0];
    // What is read at the first call, and kept.
    Mse::default().forward(&[1.0], &[1.0]).expect("good input");
    allocates_nothing("mse", Mse::default(), LEN);
    allocates_nothing("mse with weights", Mse::default().weight(&weight), LEN);
    allocates_nothing("l1", L1::default(), LEN);
    allocates_nothing("huber", Huber::default(), LEN);
    allocates_nothing("smooth l1", SmoothL1::default(), LEN);
    allocates_nothing("bce", BinaryCrossEntropy::default(), LEN);
    allocates_nothing("bce with logits", BinaryCrossEntropyWithLogits::default(), LEN);
    let both = BinaryCrossEntropyWithLogits::default().weight(&weight).pos_weight(&weight[..2]);
    allocates_nothing("bce with logits and weights", both, LEN);
    allocates_nothing("focal", SigmoidFocal::default(), LEN);
    allocates_nothing("hinge", Hinge::default(), LEN);
    allocates_nothing("soft margin", SoftMargin::default(), LEN);
    allocates_nothing("kl", KlDivergence::probabilities(), LEN);
    allocates_nothing("jensen-shannon", JensenShannon::default(), LEN);
    allocates_nothing("log-cosh", LogCosh::default(), LEN);
    allocates_nothing("quantile", Quantile::of(0.25), LEN);
    allocates_nothing("poisson", PoissonNll::default(), LEN);
    allocates_nothing("multi-label soft margin", MultiLabelSoftMargin::rows_of(50), LEN / 50);
}

#[test]
fn joint_losses_of_halves_of_elements_allocate_nothing() {
    let (x, y, t) = (halves(0.25), halves(1.0), halves(1.0));
    let (mut each, mut first, mut second) = (halves(0.0), halves(0.0), halves(0.0));
    GaussianNll::default().forward([&[1.0], &[1.0]], &[1.0]).expect("good input");
    let done = with_at_most(0, || {
        MarginRanking::default().forward_each([&x, &y], &t[..], &mut each)?;
        GaussianNll::default().forward_each([&x, &y], &t[..], &mut each)?;
        MarginRanking::default().forward_backward([&x, &y], &t[..], [&mut first, &mut second])?;
        GaussianNll::default().forward_backward([&x, &y], &t[..], [&mut first, &mut second])
    });
    assert!(done.is_ok(), "{done:?}");
}

#[test]
fn what_needs_a_copy_says_that_there_is_no_memory() {
    let (x, t, bytes) = (halves(0.25), halves(1.0), 4 * LEN);
    let mut gradient = halves(7.0);
    let done = with_at_most(bytes - 1, || Dice::rows_of(LEN).forward(&x, &t));
    assert_eq!(done, Err(Error::Memory { argument: "input", bytes }));
    let wide = vec![0.25; LEN];
    let done = with_at_most(bytes - 1, || Dice::rows_of(LEN).forward(&wide, &t));
    assert_eq!(done, Err(Error::Memory { argument: "target", bytes }));
    let done = with_at_most(bytes - 1, || Dice::rows_of(LEN).backward(&wide, &wide, &mut gradient));
    assert_eq!(done, Err(Error::Memory { argument: "gradient", bytes }));
    let lists = vec![-1i64; LEN];
    let done = with_at_most(bytes - 1, || MultiLabelMargin::rows_of(10).forward(&x, &lists));
    assert_eq!(done, Err(Error::Memory { argument: "input", bytes }));
    let loss = TripletMargin::dim(10);
    let done = with_at_most(bytes - 1, || loss.forward([&x, &x, &x], &()));
    assert_eq!(done, Err(Error::Memory { argument: "input", bytes }));
    let (signs, mut of_second) = (vec![1.0; LEN / 10], halves(7.0));
    let cosine = CosineEmbedding::dim(10);
    let done = with_at_most(bytes - 1, || {
        cosine.backward([&wide, &wide], &signs[..], [&mut gradient, &mut of_second])
    });
    assert_eq!(done, Err(Error::Memory { argument: "gradient", bytes }));
    assert!(gradient == halves(7.0) && of_second == gradient, "outputs are as they were");
}

#[test]
fn rows_of_halves_too_long_for_the_stack_say_that_there_is_no_memory() {
    let (x, bytes) = (halves(0.25), 4 * LEN);
    let mut y = halves(7.0);
    let softmax = Softmax::rows_of(LEN);
    let done = with_at_most(bytes - 1, || softmax.forward(&x, &mut y));
    assert_eq!(done, Err(Error::Memory { argument: "x", bytes }));
    let done = with_at_most(bytes - 1, || softmax.backward(&x, &x, &mut y));
    assert_eq!(done, Err(Error::Memory { argument: "x", bytes: 3 * bytes }));
    assert!(y == halves(7.0), "outputs are as they were");
    assert_eq!(softmax.forward(&x, &mut y), Ok(()));
}

#[test]
fn alignments_say_that_there_is_no_memory() {
    let x = vec![-1.0; 1000 * 5];
    let target = vec![1u8; 300];
    let mut gradient = vec![7.0; x.len()];
    let (steps, labels) = ([1000], [300]);
    let ctc = Ctc::new(5, &steps, &labels);
    assert!(ctc.forward(&x, &target).is_ok());
    let bytes = 8 * 1000 * 601;
    let done = with_at_most(bytes - 1, || ctc.backward(&x, &target, &mut gradient));
    assert_eq!(done, Err(Error::Memory { argument: "input", bytes }));
    let done = with_at_most(1000, || ctc.forward(&x, &target));
    assert_eq!(done, Err(Error::Memory { argument: "target", bytes: 8 * 601 }));
    assert!(gradient.iter().all(|&x| x == 7.0), "outputs are as they were");
}
