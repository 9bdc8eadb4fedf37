//! Arrays of any strides have the bits of the core's verbs on their elements in order.

use activ8_ndarray::activ8::{
    Activation, AnyActivation, BackwardFromOutput, CosineEmbedding, CrossEntropy, Elementwise, Elu,
    FullyMasked, GateLayout, GatedActivation, Glu, Hardmax, Huber, JointLoss, KlDivergence, LogSoftmax,
    LogSumExp, Loss, Mse, Router, Scoring, Softmax, Softmin, SwiGlu, Tanh,
};
use activ8_ndarray::{
    Activate, ActivateInPlace, AlongAxis, Combine, GateOrder, Losses, joint_loss, joint_loss_and_gradients,
    kl_target_gradient, route, route_given, route_gradient,
};
use ndarray::{Array1, Array3, ArrayView3, Axis, ShapeBuilder, arr0, array, s};

fn array() -> Array3<f32> {
    let value =
        |(i, j, k): (usize, usize, usize)| ((i * 7919 + j * 331 + k * 17) % 1613) as f32 / 100.0 - 8.0;
    Array3::from_shape_fn((4, 20, 30), value)
}

/// Standard, turned, cut, reversed, broadcast and column-major.
fn for_each_layout(mut run: impl FnMut(&str, ArrayView3<'_, f32>)) {
    let x = array();
    run("standard", x.view());
    run("reversed axes", x.t());
    run("swapped", x.view().permuted_axes([1, 0, 2]));
    run("an inverted axis", x.slice(s![.., ..;-1, ..]));
    run("all inverted", x.slice(s![..;-1, ..;-1, ..;-1]));
    run("a part", x.slice(s![1..3, 2..17, 3..29]));
    run("every other", x.slice(s![.., .., ..;2]));
    run("every other row", x.slice(s![.., ..;3, ..]));
    run("a broadcast", x.slice(s![0..1, 0..1, ..]).broadcast((4, 5, 30)).expect("a shape it broadcasts to"));
    run("one lane", x.slice(s![0..1, .., 0..1]));
    run("nothing", x.slice(s![.., 0..0, ..]));
    let columns =
        Array3::from_shape_vec((4, 20, 30).f(), array().iter().copied().collect()).expect("as many");
    run("column-major", columns.view());
}

fn bits<'a>(values: impl IntoIterator<Item = &'a f32>) -> Vec<u32> {
    values.into_iter().map(|x| if x.is_nan() { u32::MAX } else { x.to_bits() }).collect()
}

#[test]
fn all_activations_of_any_layout() {
    for activation in AnyActivation::all() {
        for_each_layout(|layout, x| {
            let mut expected: Vec<f32> = x.iter().copied().collect();
            activation.forward_in_place(&mut expected).expect("any length");
            let y = x.activate(activation).expect("any shape");
            assert_eq!(y.shape(), x.shape(), "{activation} of {layout}");
            assert_eq!(bits(&y), bits(&expected), "{activation} of {layout}");
            let mut dx = vec![0.0; x.len()];
            let values: Vec<f32> = x.iter().copied().collect();
            activation.backward(&values, &expected, &mut dx).expect("equal lengths");
            let gradient = x.gradient(activation, &y).expect("equal shapes");
            assert_eq!(bits(&gradient), bits(&dx), "the gradient of {activation} of {layout}");
        });
    }
}

#[test]
fn gradients_from_the_output() {
    for_each_layout(|layout, x| {
        let y = x.activate(Tanh).expect("any shape");
        let (values, dy): (Vec<f32>, Vec<f32>) = (y.iter().copied().collect(), x.iter().copied().collect());
        let mut dx = vec![0.0; values.len()];
        Tanh.backward_from_output(&values, &dy, &mut dx).expect("equal lengths");
        let gradient = y.gradient_from_output(Tanh, &x).expect("equal shapes");
        assert_eq!((gradient.shape(), bits(&gradient)), (x.shape(), bits(&dx)), "of {layout}");
        for axis in (0..3).filter(|_| !x.is_empty()) {
            let softmax = Softmax::rows_of(x.len_of(Axis(axis)));
            let p = x.softmax(Axis(axis)).expect("any shape");
            let gradient = p.gradient_from_output_along(Axis(axis), softmax, &x).expect("equal shapes");
            let lanes = p.lanes(Axis(axis)).into_iter().zip(x.lanes(Axis(axis)));
            for ((p, dy), gradient) in lanes.zip(gradient.lanes(Axis(axis))) {
                let (mut dx, dy) = (vec![0.0; p.len()], dy.to_vec());
                softmax.backward_from_output(&p.to_vec(), &dy, &mut dx).expect("a row");
                assert_eq!(bits(gradient), bits(&dx), "of {layout} along {axis}");
            }
        }
    });
    let (x, three) = (array(), Softmax::rows_of(3));
    assert!(x.gradient_from_output(Tanh, &x.slice(s![.., ..;2, ..])).is_err(), "two shapes");
    assert!(x.gradient_from_output_along(Axis(2), three, &x).is_err(), "rows of another length");
    assert!(x.gradient_from_output(three, &x).is_err(), "the same, of the last axis");
}

#[test]
fn a_view_is_changed_in_place_and_the_rest_is_not() {
    let cuts = [s![1..3, 2..17, 3..29], s![.., ..;-3, 1..4], s![..;-1, .., ..;2]];
    for cut in cuts {
        let (before, mut x) = (array(), array());
        let mut expected = array();
        expected.slice_mut(cut).map_inplace(|x| {
            let mut one = [*x];
            Tanh.forward_in_place(&mut one).expect("any length");
            *x = one[0];
        });
        x.slice_mut(cut).activate_in_place(Tanh).expect("any shape");
        assert_eq!(bits(&x), bits(&expected), "{cut:?}");
        x.slice_mut(cut).assign(&before.slice(cut));
        assert!(x.slice_mut(cut).activate_in_place(Elu { alpha: f32::NAN }).is_err(), "a wrong parameter");
        assert_eq!(bits(&x), bits(&before), "nothing is written on an error");
    }
}

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
fn losses_of_any_layout() {
    for_each_layout(|layout, x| {
        let t = x.mapv(|x| x / 2.0 + 1.0);
        let (values, targets): (Vec<f32>, Vec<f32>) =
            (x.iter().copied().collect(), t.iter().copied().collect());
        let mut dx = vec![0.0; values.len()];
        let expected = Mse::default().forward_backward(&values, &targets, &mut dx).expect("equal lengths");
        let (loss, gradient) = x.loss_and_gradient(Mse::default(), &t).expect("equal shapes");
        assert_eq!(bits([&loss]), bits([&expected]), "{layout}");
        assert_eq!(bits(&gradient), bits(&dx), "{layout}");
        let loss = x.loss(Huber::default(), &t).expect("equal shapes");
        let expected = Huber::default().forward(&values, &targets).expect("equal lengths");
        assert_eq!(bits([&loss]), bits([&expected]), "{layout}");
    });
}

#[test]
fn losses_of_classes_and_errors() {
    let x = array![[1.0_f32, 2.0], [0.0, 0.0], [3.0, -1.0]];
    let t: Array1<u32> = array![0, 1, 0];
    let cross_entropy = CrossEntropy::rows_of(2);
    let expected = cross_entropy.forward(&[1.0, 2.0, 0.0, 0.0, 3.0, -1.0], &[0u32, 1, 0]);
    assert_eq!(x.class_loss(cross_entropy, &t), expected, "the core's");
    assert_eq!(
        x.class_loss_and_gradient(cross_entropy, &t).map(|(loss, _)| loss),
        expected,
        "with a gradient"
    );
    assert!(x.class_loss(cross_entropy, &array![0u32, 2, 0]).is_err(), "no such class");
    let of_columns = CrossEntropy::along(3, 2).forward(&[1.0, 2.0, 0.0, 0.0, 3.0, -1.0], &[2u32, 0]);
    assert_eq!(x.class_loss(CrossEntropy::along(3, 2), &array![2u32, 0]), of_columns, "along the first axis");
    assert!(x.loss(Mse::default(), &array![[1.0_f32, 2.0]]).is_err(), "another shape");
    assert!(x.gradient(Tanh, &x.t().to_owned()).is_err(), "another shape of as many elements");
    assert_eq!(arr0(0.0_f32).activate(Tanh).map(|y| y.into_scalar()), Ok(0.0), "no axes");
}

#[test]
fn biases_and_gates_of_any_layout() {
    for_each_layout(|layout, x| {
        let value = x.mapv(|x| x / 2.0 + 1.0);
        let bias = Array1::from_iter((0..x.len_of(Axis(2))).map(|i| i as f32 / 8.0));
        let [of_x, of_value]: [Vec<f32>; 2] = [x.iter().copied().collect(), value.iter().copied().collect()];
        let [mut y, mut dx, mut dvalue] = [(); 3].map(|()| vec![0.0; x.len()]);
        let of_bias = bias.as_slice().expect("of one piece");
        Tanh.forward_biased(&of_x, of_bias, &mut y).expect("rows");
        Tanh.backward_biased(&of_x, of_bias, &of_value, &mut dx).expect("rows");
        let found = x.activate_biased(Tanh, &bias).expect("rows");
        assert_eq!(bits(&found), bits(&y), "a bias of {layout}");
        let found = x.biased_gradient(Tanh, &bias, &value).expect("rows");
        assert_eq!(bits(&found), bits(&dx), "its gradient of {layout}");
        let gated = SwiGlu::default();
        gated.forward(&of_x, &of_value, &mut y).expect("equal lengths");
        gated.backward(&of_x, &of_value, &of_x, &mut dx, &mut dvalue).expect("equal lengths");
        let found = x.activate_gated(gated, &value).expect("equal shapes");
        assert_eq!(bits(&found), bits(&y), "gates of {layout}");
        let [of_gate, of_value] = x.gated_gradients(gated, &value, &x.to_owned()).expect("equal shapes");
        assert_eq!((bits(&of_gate), bits(&of_value)), (bits(&dx), bits(&dvalue)), "theirs of {layout}");
    });
    let x = array();
    assert!(x.activate_biased(Tanh, &Array1::zeros(15)).is_err(), "half a row");
    assert!(x.activate_gated(SwiGlu::default(), &x.t().to_owned()).is_err(), "another shape");
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

#[test]
fn losses_of_several_arrays() {
    let x = array();
    let (a, b) = (x.slice(s![0, .., ..]), x.slice(s![1, ..;-1, ..]));
    let signs: Vec<f32> = (0..20).map(|i| if i % 3 == 0 { 1.0 } else { -1.0 }).collect();
    let [of_a, of_b]: [Vec<f32>; 2] = [a.iter().copied().collect(), b.iter().copied().collect()];
    let (mut da, mut db) = (vec![0.0; 600], vec![0.0; 600]);
    let cosine = CosineEmbedding::dim(30);
    let expected = cosine.forward_backward([&of_a, &of_b], &signs, [&mut da, &mut db]).expect("rows");
    let (loss, [of_a, of_b]) = joint_loss_and_gradients(cosine, [a, b], &signs[..]).expect("rows");
    assert_eq!((loss, bits(&of_a), bits(&of_b)), (expected, bits(&da), bits(&db)), "the core's");
    assert_eq!(joint_loss(cosine, [a, b], &signs[..]), Ok(expected), "without gradients");
    assert!(joint_loss(cosine, [a, b], &signs[..19]).is_err(), "a sign too few");
}

#[test]
fn experts_and_targets_of_any_stride() {
    for_each_layout(|layout, x| {
        let (elements, row): (Vec<f32>, _) = (x.iter().copied().collect(), x.len_of(Axis(2)));
        let router = Router::top(row.min(2)).scoring(Scoring::SqrtSoftplus).renormalize(true);
        let (experts, weights) = route(router, &x).expect("rows");
        let (mut indices, mut expected) = (vec![0; weights.len()], vec![0.0; weights.len()]);
        router.of(row).route(&elements, &mut indices, &mut expected).expect("rows");
        assert_eq!(experts.iter().copied().collect::<Vec<_>>(), indices, "the experts of {layout}");
        assert_eq!(bits(&weights), bits(&expected), "the weights of {layout}");
        assert_eq!(route_given(router, &x, &experts).expect("rows"), weights, "given, of {layout}");
        let mut gradient = vec![0.0; x.len()];
        router.of(row).backward(&elements, &indices, &expected, &mut gradient).expect("rows");
        let found = route_gradient(router, &x, &experts, &weights).expect("rows");
        assert_eq!(bits(&found), bits(&gradient), "the gradient of {layout}");
        let p = x.mapv(|x| x.abs() / 64.0);
        let kl = KlDivergence::log_probabilities();
        let t: Vec<f32> = p.iter().copied().collect();
        kl.backward_target(&elements, &t, &mut gradient).expect("probabilities");
        let found = kl_target_gradient(kl, &x, &p.view()).expect("one shape");
        assert_eq!(bits(&found), bits(&gradient), "of the target of {layout}");
    });
    let x = array();
    let experts = Array3::<u32>::zeros((4, 20, 3));
    assert!(route_given(Router::top(2), &x, &experts).is_err(), "another number");
    assert!(route_gradient(Router::top(3), &x, &experts, &x).is_err(), "another shape");
    assert!(kl_target_gradient(KlDivergence::default(), &x, &x.slice(s![.., .., ..29]).to_owned()).is_err());
}
