//! Rows, side by side, along an axis, strided and from their output.

use activ8::{Activation, BackwardFromOutput, Hardmax, LogSoftmax, LogSumExp, PRelu, Softmax, Softmin, bf16};
use activ8_c::activ8_status::{ACTIV8_OK, ACTIV8_OVERLAP, ACTIV8_REFUSED, ACTIV8_UNKNOWN};
use activ8_c::api::*;

use crate::{ROW, ROWS, bits, defaults, numbers};

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

/// Along the middle axis, and what is nothing but −∞.
#[test]
fn axes() {
    let (x, dy, mut found, mut expected) = (numbers(3), numbers(5), numbers(0), numbers(0));
    let (axis, columns) = (ROWS / 2, 2 * ROW);
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_softmin_along_f32(x.as_ptr(), found.as_mut_ptr(), 2, axis, ROW) };
    Softmin::along(axis, ROW).forward(&x, &mut expected).expect("whole matrices");
    assert_eq!((done, bits(&found)), (ACTIV8_OK, bits(&expected)));
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_hardmax_along_f32(x.as_ptr(), found.as_mut_ptr(), 2, axis, ROW) };
    Hardmax::along(axis, ROW).forward(&x, &mut expected).expect("whole matrices");
    assert_eq!((done, bits(&found)), (ACTIV8_OK, bits(&expected)));
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_log_sum_exp_along_f32(x.as_ptr(), found.as_mut_ptr(), 2, axis, ROW) };
    LogSumExp::along(axis, ROW).forward(&x, &mut expected[..columns]).expect("whole matrices");
    assert_eq!((done, bits(&found)), (ACTIV8_OK, bits(&expected)));
    let out = found.as_mut_ptr();
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_log_sum_exp_along_backward_f32(x.as_ptr(), dy.as_ptr(), out, 2, axis, ROW) };
    LogSumExp::along(axis, ROW).backward(&x, &dy[..columns], &mut expected).expect("whole matrices");
    assert_eq!((done, bits(&found)), (ACTIV8_OK, bits(&expected)));
    // An axis of gates and values.
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_glu_along_f32(x.as_ptr(), found.as_mut_ptr(), 1, ROWS, ROW, 2) };
    assert_eq!((done, bits(&found)), (ACTIV8_UNKNOWN, bits(&expected)), "pairs are no halves");
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_glu_along_f32(x.as_ptr(), found.as_mut_ptr(), 1, 3, ROW, 1) };
    assert_eq!((done, bits(&found)), (ACTIV8_REFUSED, bits(&expected)), "an odd axis");
    let nothing = [f32::NEG_INFINITY; 4];
    let mut y = [7.0; 4];
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_safe_softmax_f32(nothing.as_ptr(), y.as_mut_ptr(), 2, 2) };
    assert_eq!((done, y), (ACTIV8_OK, [0.0; 4]));
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_safe_log_softmax_along_f32(nothing.as_ptr(), y.as_mut_ptr(), 1, 2, 2) };
    assert_eq!((done, y), (ACTIV8_OK, nothing));
    let (of_nothing, out) = (nothing.as_ptr(), y.as_mut_ptr());
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_safe_log_sum_exp_backward_f32(of_nothing, dy.as_ptr(), out, 2, 2) };
    assert_eq!((done, y), (ACTIV8_OK, [0.0; 4]));
    y = [7.0; 4];
    let out = y.as_mut_ptr();
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_safe_log_sum_exp_along_backward_f32(of_nothing, dy.as_ptr(), out, 1, 2, 2) };
    assert_eq!((done, y), (ACTIV8_OK, [0.0; 4]));
    y = [7.0; 4];
    let (of_dy, out) = (dy.as_ptr(), y.as_mut_ptr());
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_safe_log_softmax_backward_from_output_f32(of_nothing, of_dy, out, 2, 2) };
    assert_eq!((done, y), (ACTIV8_OK, [0.0; 4]));
}

#[test]
fn rows_from_the_output() {
    let (y, dy, mut found, mut expected) = (numbers(3), numbers(4), numbers(0), numbers(0));
    let (of_y, of_dy, out) = (y.as_ptr(), dy.as_ptr(), found.as_mut_ptr());
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_softmax_backward_from_output_f32(of_y, of_dy, out, ROWS, ROW) };
    Softmax::rows_of(ROW).backward_from_output(&y, &dy, &mut expected).expect("whole rows");
    assert_eq!((done, bits(&found)), (ACTIV8_OK, bits(&expected)));
    // SAFETY: slices are as long as is said.
    let done =
        unsafe { activ8_log_softmax_along_backward_from_output_f32(of_y, of_dy, out, 2, ROWS / 2, ROW) };
    LogSoftmax::along(ROWS / 2, ROW).backward_from_output(&y, &dy, &mut expected).expect("whole matrices");
    assert_eq!((done, bits(&found)), (ACTIV8_OK, bits(&expected)));
    let mut params = defaults(activ8_elu_params_init);
    params.alpha = -1.0;
    // SAFETY: slices are as long as is said.
    let done = unsafe { activ8_elu_backward_from_output_f32(of_y, of_dy, out, y.len(), &params) };
    assert_eq!((done, bits(&found)), (ACTIV8_REFUSED, bits(&expected)), "an alpha that y does not tell");
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
