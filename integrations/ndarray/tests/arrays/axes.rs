//! Rows along any axis of arrays of any strides.

use activ8_ndarray::activ8::{
    Activation, BackwardFromOutput, FullyMasked, GateLayout, GatedActivation, Glu, Hardmax, LogSoftmax,
    LogSumExp, Softmax, Softmin,
};
use activ8_ndarray::{Activate, AlongAxis, GateOrder};
use ndarray::Axis;

use crate::{bits, for_each_layout};

#[test]
fn softmax_along_any_axis() {
    for_each_layout(|layout, x| {
        for axis in 0..3 {
            let y = x.softmax(Axis(axis)).expect("any shape");
            let log = x.log_softmax(Axis(axis)).expect("any shape");
            let gradient = x.softmax_gradient(Axis(axis), &x.view()).expect("equal shapes");
            assert_eq!(y.shape(), x.shape(), "{layout} along {axis}");
            if x.is_empty() {
                continue; // its lanes have no elements, and are no rows of the core's
            }
            let lanes = x.lanes(Axis(axis)).into_iter().zip(y.lanes(Axis(axis)));
            let others = log.lanes(Axis(axis)).into_iter().zip(gradient.lanes(Axis(axis)));
            for ((x, y), (log, gradient)) in lanes.zip(others) {
                let x: Vec<f32> = x.iter().copied().collect();
                let mut expected = x.clone();
                Softmax::rows_of(x.len()).forward_in_place(&mut expected).expect("a row");
                assert_eq!(bits(y), bits(&expected), "softmax of {layout} along {axis}");
                Softmax::rows_of(x.len()).backward(&x, &x, &mut expected).expect("a row");
                assert_eq!(bits(gradient), bits(&expected), "its gradient of {layout} along {axis}");
                LogSoftmax::rows_of(x.len()).forward(&x, &mut expected).expect("a row");
                assert_eq!(bits(log), bits(&expected), "log_softmax of {layout} along {axis}");
            }
        }
    });
}

#[test]
fn other_rows_along_any_axis() {
    for_each_layout(|layout, x| {
        for axis in 0..3 {
            let softmin = Softmin::rows_of(x.len_of(Axis(axis)));
            let found = x.activate_along(Axis(axis), softmin).expect("any shape");
            let expected = x.mapv(|x| -x).softmax(Axis(axis)).expect("any shape");
            let near = found.iter().zip(&expected).all(|(a, b)| (a - b).abs() < 1e-6);
            assert!(near, "softmin of {layout} along {axis}");
            let found = x.gradient_along(Axis(axis), softmin, &x.view()).expect("equal shapes");
            assert_eq!(found.shape(), x.shape(), "its gradient of {layout} along {axis}");
        }
    });
}

/// Without a copy that is transposed: the bits of the core's operations along an axis.
#[test]
fn operations_along_an_axis() {
    for_each_layout(|layout, x| {
        for axis in 0..3 {
            let what = format!("{layout} along {axis}");
            let (row, inner) = (x.shape()[axis], x.shape()[axis + 1..].iter().product::<usize>());
            let values: Vec<f32> = x.iter().copied().collect();
            let sums = x.log_sum_exp(Axis(axis)).expect("any shape");
            assert_eq!(sums.ndim(), 2, "{what}");
            if x.is_empty() {
                assert!(sums.iter().all(|&sum| sum == f32::NEG_INFINITY), "sums of nothing: {what}");
                continue; // its lanes have no elements, and are no rows of the core's
            }
            let (mut expected, mut dx) = (vec![0.0; sums.len()], vec![0.0; x.len()]);
            let gradient = x.log_sum_exp_gradient(Axis(axis), FullyMasked::Zeros, &sums).expect("its shape");
            if inner == 1 {
                LogSumExp::rows_of(row).forward(&values, &mut expected).expect("rows");
                LogSumExp::rows_of(row).backward(&values, &expected, &mut dx).expect("rows");
            } else {
                LogSumExp::along(row, inner).forward(&values, &mut expected).expect("matrices");
                LogSumExp::along(row, inner).backward(&values, &expected, &mut dx).expect("matrices");
            }
            assert_eq!((bits(&sums), bits(&gradient)), (bits(&expected), bits(&dx)), "log-sum-exp, {what}");
            let softmin = Softmin::along(row, inner);
            let found = x.activate_along(Axis(axis), softmin).expect("the axis");
            let found_dx = x.gradient_along(Axis(axis), softmin, &x.view()).expect("the axis");
            let found_hardmax = x.activate_along(Axis(axis), Hardmax::along(row, inner)).expect("the axis");
            let [mut y, mut hardmax] = [(); 2].map(|()| vec![0.0; x.len()]);
            softmin.forward(&values, &mut y).expect("matrices");
            softmin.backward(&values, &values, &mut dx).expect("matrices");
            Hardmax::along(row, inner).forward(&values, &mut hardmax).expect("matrices");
            assert_eq!((bits(&found), bits(&found_dx)), (bits(&y), bits(&dx)), "softmin, {what}");
            assert_eq!(bits(&found_hardmax), bits(&hardmax), "hardmax, {what}");
            let softmax = Softmax::along(row, inner);
            let found = x.gradient_from_output_along(Axis(axis), softmax, &x.view()).expect("the axis");
            let alike = x.gradient_from_output(softmax, &x.view()).expect("the axis");
            softmax.backward_from_output(&values, &values, &mut dx).expect("matrices");
            assert_eq!((bits(&found), bits(&alike)), (bits(&dx), bits(&dx)), "from the output, {what}");
            for (halves, values_first) in [(GateOrder::GatesFirst, false), (GateOrder::ValuesFirst, true)] {
                let found = x.activate_packed(Axis(axis), halves, Glu);
                if row % 2 == 1 {
                    assert!(found.is_err(), "an odd axis, {what}");
                    continue;
                }
                let found = found.expect("an even axis");
                let gradient = x.packed_gradient(Axis(axis), halves, Glu, &found).expect("its shape");
                let layout = match values_first {
                    true => GateLayout::ValuesFirstAlong { axis: row, inner },
                    false => GateLayout::GatesFirstAlong { axis: row, inner },
                };
                let mut y = vec![0.0; x.len() / 2];
                Glu.forward_packed(layout, &values, &mut y).expect("matrices");
                Glu.backward_packed(layout, &values, &y, &mut dx).expect("matrices");
                assert_eq!(found.shape()[axis], row / 2, "{what}");
                assert_eq!((bits(&found), bits(&gradient)), (bits(&y), bits(&dx)), "glu, {what}");
            }
        }
    });
}
