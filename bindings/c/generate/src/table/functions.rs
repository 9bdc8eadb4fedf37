//! Activations with arguments of their own, and gradients of what is learned. What is drawn, and a state's sums, are
//! floats, as slopes, masks and sinks are.

use crate::table::Argument::{Lengths, Read, Write};
use crate::table::{Argument, Of, params, read, write};

/// An entry point: its name, what its documentation says, the function that does it, and its arguments.
pub(crate) struct Function {
    pub(crate) name: &'static str,
    pub(crate) doc: &'static str,
    pub(crate) function: &'static str,
    pub(crate) arguments: &'static [Argument<'static>],
}

const fn function(
    name: &'static str,
    doc: &'static str,
    function: &'static str,
    arguments: &'static [Argument<'static>],
) -> Function {
    Function { name, doc, function, arguments }
}

const N: Argument<'static> = Lengths(&["n"]);
const ROWS_OF_N: Argument<'static> = Lengths(&["rows", "n"]);
const OUTER_AXIS_INNER: Argument<'static> = Lengths(&["outer", "axis", "inner"]);
const ROWS_OF_KEYS: Argument<'static> = Lengths(&["rows", "keys"]);
const ATTENTION: Argument<'static> = params("attention_softmax");
const GUMBEL: Argument<'static> = params("gumbel_softmax");
const RRELU: Argument<'static> = params("rrelu");
const STATE: Argument<'static> = Write("state", Of::State);
const UNIFORM: Argument<'static> = Read("uniform", Of::Float);
const SLOPES: [Argument<'static>; 2] = [Read("weight", Of::Float), Lengths(&["channels", "inner"])];

pub(crate) const FUNCTIONS: &[Function] = &[
    function(
        "attention_softmax",
        "`y = softmax(x)` of rows of keys, with the options that the parameters have; y may be x.",
        "attention::forward",
        &[read("x"), write("y"), ROWS_OF_KEYS, ATTENTION],
    ),
    function(
        "attention_softmax_backward",
        "Its gradient for x.",
        "attention::backward",
        &[read("x"), read("dy"), write("dx"), ROWS_OF_KEYS, ATTENTION],
    ),
    function(
        "prelu",
        "`y = x` where x > 0, else `weight[c] * x`, of samples of channels of inner elements; y may be x.",
        "prelu::forward",
        &[read("x"), write("y"), N, SLOPES[0], SLOPES[1]],
    ),
    function(
        "prelu_backward",
        "Its gradient for x.",
        "prelu::backward",
        &[read("x"), read("dy"), write("dx"), N, SLOPES[0], SLOPES[1]],
    ),
    function(
        "log_sum_exp",
        "`y = ln(sum(e^x))`, one number for each row of n.",
        "log_sum_exp::forward",
        &[read("x"), write("y"), ROWS_OF_N],
    ),
    function(
        "log_sum_exp_backward",
        "Its gradient for x, from a dy of one number for each row.",
        "log_sum_exp::backward",
        &[read("x"), read("dy"), write("dx"), ROWS_OF_N],
    ),
    function(
        "log_sum_exp_along",
        "The same along the middle axis of a tensor (outer, axis, inner), one number for each column: y is of (outer, inner).",
        "log_sum_exp::forward_along",
        &[read("x"), write("y"), OUTER_AXIS_INNER],
    ),
    function(
        "log_sum_exp_along_backward",
        "Its gradient for x, from a dy of one number for each column.",
        "log_sum_exp::backward_along",
        &[read("x"), read("dy"), write("dx"), OUTER_AXIS_INNER],
    ),
    function(
        "safe_log_sum_exp_backward",
        "activ8_log_sum_exp_backward, but 0 for rows of nothing but -infinity, where that is NaN.",
        "log_sum_exp::safe_backward",
        &[read("x"), read("dy"), write("dx"), ROWS_OF_N],
    ),
    function(
        "safe_log_sum_exp_along_backward",
        "activ8_log_sum_exp_along_backward, but 0 for columns of nothing but -infinity, where that is NaN.",
        "log_sum_exp::safe_backward_along",
        &[read("x"), read("dy"), write("dx"), OUTER_AXIS_INNER],
    ),
    function(
        "gumbel_softmax",
        "`y = softmax((x + noise) / temperature)` of rows of n. The noise, as long as x, is of Gumbel's distribution, which the caller draws. activ8_hardmax of y makes one category of each sample.",
        "gumbel_softmax::forward",
        &[read("x"), Read("noise", Of::Float), write("y"), ROWS_OF_N, GUMBEL],
    ),
    function(
        "gumbel_softmax_backward",
        "The gradient for x of rows of n, from the soft samples y and the gradient for soft or hard ones.",
        "gumbel_softmax::backward",
        &[read("y"), read("dy"), write("dx"), ROWS_OF_N, GUMBEL],
    ),
    function(
        "router",
        "The k best experts of each row of logits, the best first, and their weights: k of both for each row.",
        "router::route",
        &[
            read("logits"),
            Write("indices", Of::Index),
            write("weights"),
            Lengths(&["rows", "experts", "k"]),
            params("router"),
        ],
    ),
    function(
        "router_weigh",
        "The weights of experts that are given, k for each row of logits.",
        "router::weigh",
        &[
            read("logits"),
            Read("indices", Of::Index),
            write("weights"),
            Lengths(&["rows", "experts", "k"]),
            params("router"),
        ],
    ),
    function(
        "router_backward",
        "The gradient for the logits from that for the weights of the experts that were chosen or given.",
        "router::backward",
        &[
            read("logits"),
            Read("indices", Of::Index),
            read("dweights"),
            write("dlogits"),
            Lengths(&["rows", "experts", "k"]),
            params("router"),
        ],
    ),
    function(
        "kl_div_backward_target",
        "The gradient of the reduced loss kl_div for the target t.",
        "divergence::backward_target",
        &[read("x"), read("t"), N, params("kl_div"), write("dt")],
    ),
    function(
        "kl_div_backward_target_each",
        "The same of each loss, not reduced, from dy, the gradient for it.",
        "divergence::backward_target_each",
        &[read("x"), read("t"), read("dy"), N, params("kl_div"), write("dt")],
    ),
    function(
        "softmax_state_update",
        "Takes n more logits into account.",
        "streaming::update",
        &[STATE, read("x"), N],
    ),
    function(
        "softmax_state_attend",
        "Takes n scores into account, which become `e^(score - max)`, and multiplies the accumulator of dim elements with what the weights of earlier ones are worth by the new maximum.",
        "streaming::attend",
        &[STATE, write("scores"), N, Write("accumulator", Of::Float), Lengths(&["dim"])],
    ),
    function(
        "rrelu_training",
        "The forward verb of training: each x that is not positive takes the next of `uniform`, n numbers in [0, 1), for its slope, and `slopes` keeps what the gradient needs.",
        "rrelu::forward_training",
        &[read("x"), UNIFORM, write("y"), write("slopes"), N, RRELU],
    ),
    function(
        "rrelu_training_backward",
        "`dx = slopes * dy`.",
        "rrelu::backward_training",
        &[read("x"), read("slopes"), read("dy"), write("dx"), N],
    ),
    function(
        "prelu_backward_weight",
        "Its gradient for the slopes.",
        "prelu::backward_weight",
        &[read("x"), read("dy"), Write("dweight", Of::Float), N, SLOPES[0], SLOPES[1]],
    ),
    function(
        "attention_softmax_backward_sinks",
        "Its gradient for the sinks, of which there are `params.sinks_len`.",
        "attention::backward_sinks",
        &[read("x"), read("dy"), Write("dsinks", Of::Float), ROWS_OF_KEYS, ATTENTION],
    ),
];
