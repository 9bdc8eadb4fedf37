//! Softmax of what comes in pieces, with a state of its own; what `activations` says of pointers holds here too.

use activ8::{Element, SoftmaxState};

use crate::call::{Done, activ8_status, call};
use crate::memory::{Params, get, init, slices, span};
use crate::place::placed;

/// What a softmax over a stream of logits needs to remember: plain data. It is computed on the calling thread.
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

impl Params for activ8_softmax_state {}

impl Default for activ8_softmax_state {
    fn default() -> Self {
        SoftmaxState::default().into()
    }
}

/// The state of no logits yet.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmax_state_init(state: *mut activ8_softmax_state) -> activ8_status {
    // SAFETY: the caller's promise.
    call(|| unsafe { init(state) })
}

/// Makes `state` that of both streams, of which `other` is another.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmax_state_merge(
    state: *mut activ8_softmax_state,
    other: *const activ8_softmax_state,
) -> activ8_status {
    call(|| {
        slices! { read other: 1; write state: 1 }
        state[0] = SoftmaxState::from(state[0]).merge(other[0].into()).into();
        Ok(())
    })
}

/// The logarithm of the sum of all exponentials, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmax_state_log_sum_exp_f32(
    state: *const activ8_softmax_state,
    value: *mut f32,
) -> activ8_status {
    call(|| {
        slices! { read state: 1; write value: 1 }
        value[0] = SoftmaxState::from(state[0]).log_sum_exp();
        Ok(())
    })
}

/// Divides the accumulator by the sum; of nothing it is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmax_state_finish_f32(
    state: *const activ8_softmax_state,
    accumulator: *mut f32,
    dim: usize,
) -> activ8_status {
    // SAFETY: the caller's promise.
    call(|| unsafe { finish(state, accumulator, dim) })
}

unsafe fn finish(state: *const activ8_softmax_state, accumulator: *mut f32, dim: usize) -> Done {
    // SAFETY: the caller's promise.
    let sums = SoftmaxState::from(unsafe { get(state) }?);
    slices! { write accumulator: dim; apart from &[span("state", state, 1)?] }
    Ok(placed(sums)?.finish(accumulator)?)
}

pub(crate) unsafe fn update<T: Element>(state: *mut activ8_softmax_state, x: *const T, n: usize) -> Done {
    // SAFETY: the caller's promise.
    let mut next = placed(SoftmaxState::from(unsafe { get(state) }?))?;
    slices! { read x: n; write state: 1 }
    next.update(x)?;
    state[0] = next.state().into();
    Ok(())
}

pub(crate) unsafe fn attend<T: Element>(
    state: *mut activ8_softmax_state,
    scores: *mut T,
    n: usize,
    accumulator: *mut f32,
    dim: usize,
) -> Done {
    // SAFETY: the caller's promise.
    let mut next = placed(SoftmaxState::from(unsafe { get(state) }?))?;
    slices! { write state: 1, scores: n, accumulator: dim }
    next.attend(scores, accumulator)?;
    state[0] = next.state().into();
    Ok(())
}
