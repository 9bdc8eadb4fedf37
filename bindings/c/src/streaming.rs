//! Softmax of what comes in pieces, and slopes that are drawn: operations with a state of their own. What `verbs`
//! says of pointers holds here too.

use activ8::{Element, RRelu, SoftmaxState};

use crate::api::activ8_rrelu_params;
use crate::call::{Done, activ8_status, call, placed};
use crate::losses::all_apart;
use crate::memory::{Number, get, input, output, params, set, span};

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

params! { activ8_softmax_state: }

/// The state of no logits yet.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmax_state_init(state: *mut activ8_softmax_state) -> activ8_status {
    // SAFETY: the caller's promise.
    call(|| unsafe { set(state, SoftmaxState::default().into()) })
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
        let state = placed(SoftmaxState::from(unsafe { get(state) }?))?;
        // SAFETY: it has been checked, and is the caller's to write.
        Ok(state.finish(unsafe { output(accumulator, dim) })?)
    })
}

pub(crate) unsafe fn state_update<T: Element>(
    state: *mut activ8_softmax_state,
    x: *const T,
    n: usize,
) -> Done {
    all_apart(&[("state", span("state", state, 1)?)], [&[span("x", x, n)?], &[]])?;
    // SAFETY: the caller's promise.
    let mut next = placed(SoftmaxState::from(unsafe { get(state) }?))?;
    // SAFETY: it has been checked, and is the caller's to read.
    next.update_any(unsafe { input(x, n) })?;
    // SAFETY: the caller's promise.
    unsafe { set(state, next.state().into()) }
}

pub(crate) unsafe fn state_attend<T: Element>(
    state: *mut activ8_softmax_state,
    (scores, n): (*mut T, usize),
    (accumulator, dim): (*mut f32, usize),
) -> Done {
    let outs = [
        ("state", span("state", state, 1)?),
        ("scores", span("scores", scores, n)?),
        ("accumulator", span("accumulator", accumulator, dim)?),
    ];
    all_apart(&outs, [&[], &[]])?;
    // SAFETY: the caller's promise.
    let mut next = placed(SoftmaxState::from(unsafe { get(state) }?))?;
    // SAFETY: it has been checked, is the caller's to write, and is apart from the others.
    let scores = unsafe { output(scores, n) };
    // SAFETY: as the scores.
    let accumulator = unsafe { output(accumulator, dim) };
    next.attend_any(scores, accumulator)?;
    // SAFETY: the caller's promise.
    unsafe { set(state, next.state().into()) }
}

pub(crate) unsafe fn rrelu_training<T: Number>(
    (x, uniform): (*const T, *const f32),
    (y, slopes): (*mut T, *mut T),
    n: usize,
    params: activ8_rrelu_params,
) -> Done {
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
    let activ8_rrelu_params { lower, upper } = params;
    let (operation, draw) = (placed(RRelu { lower, upper })?, || uniform.next().unwrap_or_default());
    match (T::floats(x), T::floats_mut(y), T::floats_mut(slopes)) {
        (Some(x), Some(y), Some(slopes)) => Ok(operation.forward_training(x, y, slopes, draw)?),
        _ => Ok(operation.forward_training_any(x, y, slopes, draw)?),
    }
}

pub(crate) unsafe fn rrelu_training_backward<T: Element>(
    [x, slopes, dy]: [*const T; 3],
    dx: *mut T,
    n: usize,
) -> Done {
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
    Ok(placed(RRelu::default())?.backward_training_any(x, slopes, dy, dx)?)
}
