//! Losses and routers of arrays of any strides.

use activ8_ndarray::activ8::{
    CosineEmbedding, CrossEntropy, Huber, JointLoss, KlDivergence, Loss, Mse, Router, Scoring, Tanh,
};
use activ8_ndarray::{
    Activate, Losses, joint_loss, joint_loss_and_gradients, kl_target_gradient, route, route_given,
    route_gradient,
};
use ndarray::{Array1, Array3, Axis, arr0, array, s};

use crate::{array, bits, for_each_layout};

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
