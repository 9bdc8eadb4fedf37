//! Softmax of what comes in pieces, and slopes that are drawn: operations with a state of their own.

use activ8::{RRelu, SoftmaxState};

use crate::api::activ8_rrelu_params;
use crate::call::{activ8_status, call};
use crate::losses::all_apart;
use crate::memory::{get, input, output, set, span};

/// What a softmax over a stream of logits needs to remember: plain data. It is computed on the calling thread
/// and the best tier.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_softmax_state {
    /// The greatest logit.
    pub max: f32,
    /// The sum of `e^(x - max)`.
    pub sum: f64,
}

impl From<SoftmaxState> for activ8_softmax_state {
    fn from(SoftmaxState { max, sum }: SoftmaxState) -> Self {
        Self { max, sum }
    }
}

impl From<activ8_softmax_state> for SoftmaxState {
    fn from(activ8_softmax_state { max, sum }: activ8_softmax_state) -> Self {
        Self { max, sum }
    }
}

/// The state of no logits yet.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmax_state_init(state: *mut activ8_softmax_state) -> activ8_status {
    // SAFETY: the caller's promise.
    call(|| unsafe { set(state, SoftmaxState::default().into()) })
}

/// Takes n more logits into account.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmax_state_update_f32(
    state: *mut activ8_softmax_state,
    x: *const f32,
    n: usize,
) -> activ8_status {
    call(|| {
        all_apart(&[("state", span("state", state, 1)?)], [&[span("x", x, n)?], &[]])?;
        // SAFETY: the caller's promise.
        let mut next = SoftmaxState::from(unsafe { get(state) }?);
        // SAFETY: it has been checked, and is the caller's to read.
        next.update(unsafe { input(x, n) })?;
        // SAFETY: the caller's promise.
        unsafe { set(state, next.into()) }
    })
}

/// Makes `state` that of both streams.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmax_state_merge(
    state: *mut activ8_softmax_state,
    other: *const activ8_softmax_state,
) -> activ8_status {
    call(|| {
        // SAFETY: the caller's promise.
        let first = SoftmaxState::from(unsafe { get(state) }?);
        // SAFETY: the caller's promise.
        let second = unsafe { get(other) }?;
        // SAFETY: the caller's promise.
        unsafe { set(state, first.merge(second.into()).into()) }
    })
}

/// The logarithm of the sum of all exponentials, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmax_state_log_sum_exp_f32(
    state: *const activ8_softmax_state,
    value: *mut f32,
) -> activ8_status {
    call(|| {
        // SAFETY: the caller's promise.
        let state = SoftmaxState::from(unsafe { get(state) }?);
        // SAFETY: the caller's promise.
        unsafe { set(value, state.log_sum_exp()) }
    })
}

/// Takes n scores into account, which become `e^(score - max)`, and multiplies the accumulator of dim elements
/// with what the weights of earlier ones are worth by the new maximum.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmax_state_attend_f32(
    state: *mut activ8_softmax_state,
    scores: *mut f32,
    n: usize,
    accumulator: *mut f32,
    dim: usize,
) -> activ8_status {
    call(|| {
        let outs = [
            ("state", span("state", state, 1)?),
            ("scores", span("scores", scores, n)?),
            ("accumulator", span("accumulator", accumulator, dim)?),
        ];
        all_apart(&outs, [&[], &[]])?;
        // SAFETY: the caller's promise.
        let mut next = SoftmaxState::from(unsafe { get(state) }?);
        // SAFETY: it has been checked, is the caller's to write, and is apart from the others.
        let scores = unsafe { output(scores, n) };
        // SAFETY: as the scores.
        let accumulator = unsafe { output(accumulator, dim) };
        next.attend(scores, accumulator)?;
        // SAFETY: the caller's promise.
        unsafe { set(state, next.into()) }
    })
}

/// Divides the accumulator by the sum; of nothing it is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmax_state_finish_f32(
    state: *const activ8_softmax_state,
    accumulator: *mut f32,
    dim: usize,
) -> activ8_status {
    call(|| {
        let others = [span("state", state, 1)?];
        all_apart(&[("accumulator", span("accumulator", accumulator, dim)?)], [&others, &[]])?;
        // SAFETY: the caller's promise.
        let state = SoftmaxState::from(unsafe { get(state) }?);
        // SAFETY: it has been checked, and is the caller's to write.
        Ok(state.finish(unsafe { output(accumulator, dim) })?)
    })
}

/// The forward verb of training: each x that is not positive takes the next of `uniform`, n numbers in [0, 1),
/// for its slope, and `slopes` keeps what the gradient needs. It is computed on the calling thread and the best
/// tier, as its gradient is.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_rrelu_training_f32(
    x: *const f32,
    uniform: *const f32,
    y: *mut f32,
    slopes: *mut f32,
    n: usize,
    params: *const activ8_rrelu_params,
) -> activ8_status {
    call(|| {
        // SAFETY: the caller's promise.
        let activ8_rrelu_params { lower, upper } = unsafe { get(params) }?;
        let outs = [("y", span("y", y, n)?), ("slopes", span("slopes", slopes, n)?)];
        all_apart(&outs, [&[span("x", x, n)?, span("uniform", uniform, n)?], &[]])?;
        // SAFETY: it has been checked, and is the caller's to read.
        let x = unsafe { input(x, n) };
        // SAFETY: as x.
        let mut uniform = unsafe { input(uniform, n) }.iter().copied();
        // SAFETY: it has been checked, is the caller's to write, and is apart from the others.
        let y = unsafe { output(y, n) };
        // SAFETY: as y.
        let slopes = unsafe { output(slopes, n) };
        let draw = || uniform.next().unwrap_or_default();
        Ok(RRelu { lower, upper }.forward_training(x, y, slopes, draw)?)
    })
}

/// `dx = slopes * dy`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_rrelu_training_backward_f32(
    x: *const f32,
    slopes: *const f32,
    dy: *const f32,
    dx: *mut f32,
    n: usize,
) -> activ8_status {
    call(|| {
        let others = [span("x", x, n)?, span("slopes", slopes, n)?, span("dy", dy, n)?];
        all_apart(&[("dx", span("dx", dx, n)?)], [&others, &[]])?;
        // SAFETY: it has been checked, and is the caller's to read.
        let x = unsafe { input(x, n) };
        // SAFETY: as x.
        let slopes = unsafe { input(slopes, n) };
        // SAFETY: as x.
        let dy = unsafe { input(dy, n) };
        // SAFETY: it has been checked, is the caller's to write, and is apart from the others.
        let dx = unsafe { output(dx, n) };
        Ok(RRelu::default().backward_training(x, slopes, dy, dx)?)
    })
}
