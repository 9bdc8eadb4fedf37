//! The entry points of softmax's kin, of routers and streams, and of gradients of what is learned.

use crate::entry::{self, entry};

/// What is drawn, and a state's sums, are floats, as slopes, masks and sinks are.
pub(crate) fn write(api: &mut String, of: &str) {
    let (x, dy, y, dx) = (
        format!("x: *const {of}"),
        format!("dy: *const {of}"),
        format!("y: *mut {of}"),
        format!("dx: *mut {of}"),
    );
    let rows = "rows: usize, n: usize";
    let gumbel = "params: *const activ8_gumbel_softmax_params";
    let rrelu = "params: *const activ8_rrelu_params";
    let attention = "rows: usize, keys: usize, params: *const activ8_attention_softmax_params";
    let state = "state: *mut activ8_softmax_state";
    let entries = [
        (
            "log_sum_exp",
            "`y = ln(sum(e^x))`, one number for each row of n.",
            format!("{x}, {y}, {rows}"),
            "",
            "log_sum_exp(x, y, [rows, n])",
        ),
        (
            "log_sum_exp_backward",
            "Its gradient for x, from a dy of one number for each row.",
            format!("{x}, {dy}, {dx}, {rows}"),
            "",
            "log_sum_exp_backward([x, dy], dx, [rows, n])",
        ),
        (
            "gumbel_softmax",
            "`y = softmax((x + noise) / temperature)` of rows of n. The noise, as long as x, is of Gumbel's distribution, which the caller draws. activ8_hardmax of y makes one category of each sample.",
            format!("{x}, noise: *const f32, {y}, {rows}, {gumbel}"),
            entry::GET,
            "gumbel_softmax((x, noise), y, [rows, n], params)",
        ),
        (
            "gumbel_softmax_backward",
            "The gradient for x of rows of n, from the soft samples y and the gradient for soft or hard ones.",
            format!("y: *const {of}, {dy}, {dx}, {rows}, {gumbel}"),
            entry::GET,
            "gumbel_softmax_backward([y, dy], dx, [rows, n], params)",
        ),
        (
            "router",
            "The k best experts of each row of logits, the best first, and their weights: k of both for each row.",
            format!(
                "logits: *const {of}, indices: *mut u32, weights: *mut {of}, rows: usize, experts: usize, k: usize, params: *const activ8_router_params"
            ),
            entry::GET,
            "route(logits, (indices, weights), [rows, experts, k], params)",
        ),
        (
            "softmax_state_update",
            "Takes n more logits into account.",
            format!("{state}, {x}, n: usize"),
            "",
            "state_update(state, x, n)",
        ),
        (
            "softmax_state_attend",
            "Takes n scores into account, which become `e^(score - max)`, and multiplies the accumulator of dim elements with what the weights of earlier ones are worth by the new maximum.",
            format!("{state}, scores: *mut {of}, n: usize, accumulator: *mut f32, dim: usize"),
            "",
            "state_attend(state, (scores, n), (accumulator, dim))",
        ),
        (
            "rrelu_training",
            "The forward verb of training: each x that is not positive takes the next of `uniform`, n numbers in [0, 1), for its slope, and `slopes` keeps what the gradient needs.",
            format!("{x}, uniform: *const f32, {y}, slopes: *mut {of}, n: usize, {rrelu}"),
            entry::GET,
            "rrelu_training((x, uniform), (y, slopes), n, params)",
        ),
        (
            "rrelu_training_backward",
            "`dx = slopes * dy`.",
            format!("{x}, slopes: *const {of}, {dy}, {dx}, n: usize"),
            "",
            "rrelu_training_backward([x, slopes, dy], dx, n)",
        ),
        (
            "prelu_backward_weight",
            "Its gradient for the slopes.",
            format!(
                "{x}, {dy}, dweight: *mut f32, n: usize, weight: *const f32, channels: usize, inner: usize"
            ),
            "",
            "prelu_backward_weight([x, dy], dweight, n, (weight, channels, inner))",
        ),
        (
            "attention_softmax_backward_sinks",
            "Its gradient for the sinks, of which there are `params.sinks_len`.",
            format!("{x}, {dy}, dsinks: *mut f32, {attention}"),
            "",
            "attention_backward_sinks([x, dy], dsinks, [rows, keys], params)",
        ),
    ];
    for (name, doc, arguments, make, body) in entries {
        entry(api, doc, &format!("{name}_{of}"), &arguments, make, body);
    }
}
