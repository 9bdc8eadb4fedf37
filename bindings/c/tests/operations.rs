//! The core's bits from operations that have no row in the core's table, and options that rows do not have.

#[path = "operations/rows.rs"]
mod rows;

use std::mem::MaybeUninit;

use activ8::{
    Activation, AttentionSoftmax, BinaryCrossEntropyWithLogits, CrossEntropy, Ctc, JointLoss, KlDivergence,
    LinearCrossEntropy, Loss, Router, Softmax, bf16,
};
use activ8_c::activ8_status::{self, ACTIV8_OK, ACTIV8_OVERLAP, ACTIV8_REFUSED};
use activ8_c::api::*;

const ROWS: usize = 6;
const ROW: usize = 8;

/// Numbers between −1 and 1, others for another seed.
fn numbers(seed: usize) -> Vec<f32> {
    (0..ROWS * ROW).map(|i| ((i * 37 + seed * 11) % 97) as f32 / 48.0 - 1.0).collect()
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|value| value.to_bits()).collect()
}

/// The defaults that an initialiser sets.
fn defaults<P>(init: unsafe extern "C" fn(*mut P) -> activ8_status) -> P {
    let mut params = MaybeUninit::uninit();
    // SAFETY: the pointer is to what has the size and the alignment of the parameters.
    assert_eq!(unsafe { init(params.as_mut_ptr()) }, ACTIV8_OK, "an initialiser");
    // SAFETY: it has written them.
    unsafe { params.assume_init() }
}

#[test]
fn attention() {
    let (x, dy, mut found, mut expected) = (numbers(1), numbers(2), numbers(0), numbers(0));
    let (slopes, sinks) = ([0.5, 0.25], [0.1, -0.2]);
    let mut params = defaults(activ8_attention_softmax_params_init);
    (params.queries, params.scale, params.causal, params.offset) = (3, 0.5, true, 2);
    (params.has_soft_cap, params.soft_cap, params.has_left, params.left) = (true, 5.0, true, 3);
    (params.slopes, params.slopes_len) = (slopes.as_ptr(), 2);
    (params.sinks, params.sinks_len) = (sinks.as_ptr(), 2);
    let core = AttentionSoftmax::rows_of(ROW).queries(3).scale(0.5).causal(2).soft_cap(5.0);
    let core = core.window(Some(3), None).slopes(&slopes).sinks(&sinks);
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_attention_softmax_f32(x.as_ptr(), found.as_mut_ptr(), ROWS, ROW, &params) };
    core.forward(&x, &mut expected).expect("whole heads");
    assert_eq!((done, bits(&found)), (ACTIV8_OK, bits(&expected)));
    // SAFETY: slices are as long as is said.
    let done = unsafe {
        activ8_attention_softmax_backward_f32(x.as_ptr(), dy.as_ptr(), found.as_mut_ptr(), ROWS, ROW, &params)
    };
    core.backward(&x, &dy, &mut expected).expect("whole heads");
    assert_eq!((done, bits(&found)), (ACTIV8_OK, bits(&expected)));
}

#[test]
fn router() {
    let (x, mut params) = (numbers(4), defaults(activ8_router_params_init));
    (params.scoring, params.groups, params.kept_groups, params.renormalize) = (2, 4, 2, true);
    let (mut experts, mut weights) = ([0; ROWS * 3], [0.0; ROWS * 3]);
    let (mut expected, mut expected_weights) = (experts, weights);
    let (indices, out) = (experts.as_mut_ptr(), weights.as_mut_ptr());
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_router_f32(x.as_ptr(), indices, out, ROWS, ROW, 3, &params) };
    let core = Router::top(3).of(ROW).scoring(activ8::Scoring::Sigmoid).groups(4, 2).renormalize(true);
    core.route(&x, &mut expected, &mut expected_weights).expect("whole rows");
    assert_eq!((done, experts, bits(&weights)), (ACTIV8_OK, expected, bits(&expected_weights)));
}

#[test]
fn given_experts() {
    let (x, dy, mut params) = (numbers(4), numbers(5), defaults(activ8_router_params_init));
    (params.scoring, params.group_score, params.renormalize, params.scale) = (3, 1, true, 1.5);
    let experts: Vec<u32> = (0..ROWS as u32 * 3).map(|i| i * 5 % ROW as u32).collect();
    let (mut found, mut expected) = (numbers(0), numbers(0));
    let (logits, indices, out) = (x.as_ptr(), experts.as_ptr(), found.as_mut_ptr());
    let core = Router::top(3).of(ROW).scoring(activ8::Scoring::SqrtSoftplus).renormalize(true).scale(1.5);
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_router_weigh_f32(logits, indices, out, ROWS, ROW, 3, &params) };
    core.weigh(&x, &experts, &mut expected[..ROWS * 3]).expect("whole rows");
    assert_eq!((done, bits(&found)), (ACTIV8_OK, bits(&expected)));
    // SAFETY: slices are as long as is said.
    let done =
        unsafe { activ8_router_backward_f32(logits, indices, dy.as_ptr(), out, ROWS, ROW, 3, &params) };
    core.backward(&x, &experts, &dy[..ROWS * 3], &mut expected).expect("whole rows");
    assert_eq!((done, bits(&found)), (ACTIV8_OK, bits(&expected)));
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_router_weigh_f32(logits, indices, out, ROWS, 4, 3, &params) };
    assert_eq!((done, bits(&found)), (ACTIV8_REFUSED, bits(&expected)), "no such expert");
}

#[test]
fn gradients_for_a_target() {
    let (x, t) = (numbers(5), numbers(6).iter().map(|t| t.abs()).collect::<Vec<_>>());
    let (mut found, mut expected) = (numbers(0), numbers(0));
    let (params, core) = (defaults(activ8_kl_div_params_init), KlDivergence::default());
    let (a, b, out, n) = (x.as_ptr(), t.as_ptr(), found.as_mut_ptr(), x.len());
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_kl_div_backward_target_f32(a, b, n, &params, out) };
    core.backward_target(&x, &t, &mut expected).expect("good input");
    assert_eq!((done, bits(&found)), (ACTIV8_OK, bits(&expected)));
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_kl_div_backward_target_each_f32(a, b, a, n, &params, out) };
    core.backward_target_each(&x, &t, &x, &mut expected).expect("good input");
    assert_eq!((done, bits(&found)), (ACTIV8_OK, bits(&expected)));
}

#[test]
fn losses() {
    let (x, t) = (numbers(5), numbers(6).iter().map(|t| t.abs()).collect::<Vec<_>>());
    let (mut found, mut expected, mut value) = (numbers(0), numbers(0), 0.0);
    let mut params = defaults(activ8_bce_with_logits_params_init);
    (params.pos_weight, params.pos_weight_len) = (t.as_ptr(), ROW);
    let out = found.as_mut_ptr();
    // SAFETY: slices are as long as is said.
    let done = unsafe {
        activ8_bce_with_logits_forward_backward_f32(x.as_ptr(), t.as_ptr(), x.len(), &params, &mut value, out)
    };
    let core = BinaryCrossEntropyWithLogits::default().pos_weight(&t[..ROW]);
    let loss = core.forward_backward(&x, &t, &mut expected).expect("probabilities");
    assert_eq!((done, value.to_bits(), bits(&found)), (ACTIV8_OK, loss.to_bits(), bits(&expected)));
    // No whole number of matrices of four columns.
    let (mut params, columns) = (defaults(activ8_cross_entropy_params_init), [1, 7, 3, 1, 2, 0]);
    params.inner = 4;
    // SAFETY: slices are as long as is said.
    let done =
        unsafe { activ8_cross_entropy_f32(x.as_ptr(), columns.as_ptr(), ROWS, ROW, &params, &mut value) };
    assert_eq!(done, ACTIV8_REFUSED, "no whole number of matrices");
    let (classes, inputs) = ([1, 2, 3, 1, 2], [6]);
    let mut params = defaults(activ8_ctc_params_init);
    for (padded, labels) in [(0, [5]), (5, [3])] {
        params.padded = padded;
        // SAFETY: slices are as long as is said.
        let done = unsafe {
            let [inputs, labels] = [inputs.as_ptr(), labels.as_ptr()];
            activ8_ctc_f32(x.as_ptr(), classes.as_ptr(), 5, ROWS, 1, ROW, inputs, labels, &params, &mut value)
        };
        let loss = Ctc::new(ROW, &inputs, &labels).padded(padded).forward(&x, &classes).expect("labels");
        assert_eq!((done, value.to_bits()), (ACTIV8_OK, loss.to_bits()));
    }
}

#[test]
fn upstream_gradients_that_are_written_to() {
    let (x, mut found) = (numbers(5), numbers(0));
    let (params, classes) = (defaults(activ8_cross_entropy_params_init), [0, 1, 2, 3, -100, 5]);
    let out = found.as_mut_ptr();
    // SAFETY: slices are as long as is said.
    let done = unsafe {
        activ8_cross_entropy_backward_each_f32(x.as_ptr(), classes.as_ptr(), out, ROWS, ROW, &params, out)
    };
    assert_eq!((done, bits(&found)), (ACTIV8_OVERLAP, bits(&numbers(0))), "dy is no place to write to");
}

/// What attention and other axes make of 16-bit floats.
#[test]
fn halves() {
    let x: Vec<bf16> = numbers(4).into_iter().map(bf16::from_f32).collect();
    let dy: Vec<bf16> = numbers(5).into_iter().map(bf16::from_f32).collect();
    let (mut found, mut expected) = (x.clone(), x.clone());
    let mut params = defaults(activ8_attention_softmax_params_init);
    (params.queries, params.scale, params.causal) = (3, 0.5, true);
    let core = AttentionSoftmax::rows_of(ROW).queries(3).scale(0.5).causal(0);
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_attention_softmax_bf16(x.as_ptr(), found.as_mut_ptr(), ROWS, ROW, &params) };
    core.forward(&x, &mut expected).expect("whole heads");
    assert_eq!((done, &found), (ACTIV8_OK, &expected));
    // SAFETY: slices are as long as is said.
    let done = unsafe {
        let out = found.as_mut_ptr();
        activ8_attention_softmax_backward_bf16(x.as_ptr(), dy.as_ptr(), out, ROWS, ROW, &params)
    };
    core.backward(&x, &dy, &mut expected).expect("whole heads");
    assert_eq!((done, &found), (ACTIV8_OK, &expected));
    let columns = Softmax::along(ROWS / 2, ROW);
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_softmax_along_bf16(x.as_ptr(), found.as_mut_ptr(), 2, ROWS / 2, ROW) };
    columns.forward(&x, &mut expected).expect("whole matrices");
    assert_eq!((done, &found), (ACTIV8_OK, &expected));
}

#[test]
fn linear_cross_entropy() {
    let (a, b, mut value) = (numbers(7), numbers(8), 0.0);
    let (params, classes) = (defaults(activ8_cross_entropy_params_init), [0, 1, 2, 3, -100, 5]);
    // SAFETY: slices are as long as is said.
    let done = unsafe {
        let (hidden, weight, t) = (a.as_ptr(), b.as_ptr(), classes.as_ptr());
        activ8_linear_cross_entropy_f32(hidden, weight, t, ROWS, ROW, ROWS, &params, &mut value)
    };
    let core = LinearCrossEntropy::dim(ROW, CrossEntropy::rows_of(ROWS));
    let loss = JointLoss::forward(&core, [&a, &b], &classes).expect("classes");
    assert_eq!((done, value.to_bits()), (ACTIV8_OK, loss.to_bits()));
}
