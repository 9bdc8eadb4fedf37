//! The core's bits from operations that have no row in the core's table, and options that rows do not have.

use std::mem::MaybeUninit;

use activ8::{
    Activation, AttentionSoftmax, BinaryCrossEntropyWithLogits, CrossEntropy, Ctc, JointLoss,
    LinearCrossEntropy, LogSumExp, Loss, PRelu, Router, Softmax, Softmin, bf16,
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
fn rows() {
    let (x, mut found, mut expected) = (numbers(3), numbers(0), numbers(0));
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_softmax_along_f32(x.as_ptr(), found.as_mut_ptr(), 2, ROWS / 2, ROW) };
    Softmax::along(ROWS / 2, ROW).forward(&x, &mut expected).expect("whole matrices");
    assert_eq!((done, bits(&found)), (ACTIV8_OK, bits(&expected)));
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_log_sum_exp_f32(x.as_ptr(), found.as_mut_ptr(), ROWS, ROW) };
    LogSumExp::rows_of(ROW).forward(&x, &mut expected[..ROWS]).expect("whole rows");
    assert_eq!((done, bits(&found)), (ACTIV8_OK, bits(&expected)));
    let (weight, n) = ([0.5, 0.25], ROWS * ROW);
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_prelu_f32(x.as_ptr(), found.as_mut_ptr(), n, weight.as_ptr(), 2, 3) };
    PRelu { weight: &weight, inner: 3 }.forward(&x, &mut expected).expect("whole samples");
    assert_eq!((done, bits(&found)), (ACTIV8_OK, bits(&expected)));
    let half: Vec<_> = x.iter().copied().map(bf16::from_f32).collect();
    let (mut found, mut expected) = (half.clone(), half.clone());
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_softmax_bf16(half.as_ptr(), found.as_mut_ptr(), ROWS, ROW) };
    Softmax::rows_of(ROW).forward(&half, &mut expected).expect("whole rows");
    assert_eq!((done, &found), (ACTIV8_OK, &expected));
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_softmin_bf16(half.as_ptr(), found.as_mut_ptr(), ROWS, ROW) };
    Softmin::rows_of(ROW).forward(&half, &mut expected).expect("whole rows");
    assert_eq!((done, found), (ACTIV8_OK, expected));
}

/// Rows of 6 that begin 8 apart, and what lies between them.
#[test]
fn strided() {
    let (x, dy, mut found, mut expected) = (numbers(1), numbers(2), numbers(0), numbers(0));
    let out = found.as_mut_ptr();
    // SAFETY: slices are as long as is said.
    let done =
        unsafe { activ8_softmax_strided_backward_f32(x.as_ptr(), ROW, dy.as_ptr(), ROW, out, ROW, ROWS, 6) };
    for (i, dx) in expected.chunks_exact_mut(ROW).enumerate() {
        let row = i * ROW..i * ROW + 6;
        Softmax::rows_of(6).backward(&x[row.clone()], &dy[row], &mut dx[..6]).expect("a row");
    }
    assert_eq!((done, bits(&found)), (ACTIV8_OK, bits(&expected)));
    // SAFETY: slices are as long as is said.
    let done =
        unsafe { activ8_softmax_strided_backward_f32(x.as_ptr(), ROW, dy.as_ptr(), ROW, out, 5, ROWS, 6) };
    assert_eq!((done, bits(&found)), (ACTIV8_REFUSED, bits(&expected)));
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_softmax_strided_backward_f32(out, ROW, dy.as_ptr(), ROW, out, ROW, ROWS, 6) };
    assert_eq!((done, bits(&found)), (ACTIV8_OVERLAP, bits(&expected)));
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
    let (classes, inputs, labels) = ([1, 2, 3, 1, 2], [6], [5]);
    let params = defaults(activ8_ctc_params_init);
    // SAFETY: slices are as long as is said.
    let done = unsafe {
        let [inputs, labels] = [inputs.as_ptr(), labels.as_ptr()];
        activ8_ctc_f32(x.as_ptr(), classes.as_ptr(), 5, ROWS, 1, ROW, inputs, labels, &params, &mut value)
    };
    let loss = Ctc::new(ROW, &inputs, &labels).forward(&x, &classes).expect("labels");
    assert_eq!((done, value.to_bits()), (ACTIV8_OK, loss.to_bits()));
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
        activ8_attention_softmax_backward_bf16(
            x.as_ptr(),
            dy.as_ptr(),
            found.as_mut_ptr(),
            ROWS,
            ROW,
            &params,
        )
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
        let (hidden, weight) = (a.as_ptr(), b.as_ptr());
        activ8_linear_cross_entropy_f32(
            hidden,
            weight,
            classes.as_ptr(),
            ROWS,
            ROW,
            ROWS,
            &params,
            &mut value,
        )
    };
    let core = LinearCrossEntropy::dim(ROW, CrossEntropy::rows_of(ROWS));
    let loss = JointLoss::forward(&core, [&a, &b], &classes).expect("classes");
    assert_eq!((done, value.to_bits()), (ACTIV8_OK, loss.to_bits()));
}
