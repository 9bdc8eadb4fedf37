//! A shape that an operation is not for is refused by its name and both shapes, also where the number of elements
//! fits.

use activ8_ndarray::activ8::{
    AttentionSoftmax, BinaryCrossEntropyWithLogits, CategoricalCrossEntropy, CosineEmbedding, CrossEntropy,
    Dice, Error, FullyMasked, Hardmax, Huber, InfoNce, JointLoss, L1, LinearCrossEntropy, LogSoftmax, Mse,
    MultiLabelMargin, MultiMargin, Nll, PRelu, ReGlu, Result, Softmax, Softmin, SwiGlu, Tanh,
};
use activ8_ndarray::{Activate, AlongAxis, Combine, GateOrder, Losses, joint_loss, joint_loss_and_gradients};
use ndarray::{Array1, Array2, Array3, Axis};

/// Refused, `argument` having the shape `found` where `expected` is needed.
#[track_caller]
fn refused<R: std::fmt::Debug>(done: Result<R>, argument: &str, expected: &[usize], found: &[usize]) {
    match done {
        Err(Error::Shape { argument: of, expected: needed, found: has }) => {
            assert_eq!((of, &needed[..], &has[..]), (argument, expected, found), "the shapes");
        }
        done => panic!("{done:?}"),
    }
}

fn array(rows: usize, columns: usize) -> Array2<f32> {
    Array2::from_shape_fn((rows, columns), |(i, j)| ((i * 7 + j * 3) % 5) as f32 / 10.0 + 0.1)
}

#[test]
fn rows_of_classes() {
    let (x, of_three, of_four) = (array(3, 4), Array1::<u32>::zeros(3), Array1::<u32>::zeros(4));
    let loss = CrossEntropy::rows_of(3);
    refused(x.class_loss(loss, &of_four), "input", &[3, 3], &[3, 4]);
    refused(x.class_loss_and_gradient(loss, &of_four), "input", &[3, 3], &[3, 4]);
    refused(x.class_loss(CrossEntropy::rows_of(4), &of_four), "target", &[3], &[4]);
    refused(x.class_loss(CrossEntropy::rows_of(1), &Array1::<u32>::zeros(12)), "input", &[3, 1], &[3, 4]);
    refused(x.class_loss(CrossEntropy::rows_of(12), &Array1::<u32>::zeros(1)), "input", &[3, 12], &[3, 4]);
    refused(x.class_loss(Nll::rows_of(6), &Array1::<u32>::zeros(2)), "input", &[3, 6], &[3, 4]);
    refused(x.class_loss(MultiMargin::rows_of(2), &Array1::<i64>::zeros(6)), "input", &[3, 2], &[3, 4]);
    refused(x.class_loss(MultiLabelMargin::rows_of(6), &Array1::<i64>::zeros(12)), "input", &[3, 6], &[3, 4]);
    assert!(x.class_loss(CrossEntropy::rows_of(4), &of_three).is_ok(), "rows of the last axis");
    assert!(x.class_loss(MultiLabelMargin::rows_of(4), &Array1::<i64>::zeros(12)).is_ok(), "lists");
    let cube = Array3::<f32>::zeros((2, 3, 4));
    assert!(cube.class_loss(CrossEntropy::rows_of(4), &Array1::<u32>::zeros(6)).is_ok(), "more axes");
    refused(
        cube.class_loss(CrossEntropy::rows_of(12), &Array1::<u32>::zeros(2)),
        "input",
        &[2, 3, 12],
        &[2, 3, 4],
    );
    let along = |inner| CrossEntropy::along(3, inner);
    assert!(cube.class_loss(along(4), &Array1::<u32>::zeros(8)).is_ok(), "the second axis");
    refused(cube.class_loss(along(4), &of_four), "target", &[2, 4], &[4]);
    refused(cube.class_loss(along(2), &Array1::<u32>::zeros(8)), "input", &[3, 2], &[2, 3, 4]);
    refused(cube.class_loss_and_gradient(Nll::along(2, 3), &of_four), "input", &[2, 3], &[2, 3, 4]);
    let row = Array1::<f32>::zeros(4);
    assert!(row.class_loss(CrossEntropy::rows_of(4), &Array1::<u32>::zeros(1)).is_ok(), "one row");
    refused(row.class_loss(CrossEntropy::rows_of(2), &Array1::<u32>::zeros(2)), "input", &[2], &[4]);
    let none = Array2::<f32>::zeros((0, 4));
    refused(none.class_loss(CrossEntropy::rows_of(3), &Array1::<u32>::zeros(0)), "input", &[0, 3], &[0, 4]);
}

#[test]
fn rows_of_targets_and_weights() {
    let x = array(3, 4);
    refused(x.loss(CategoricalCrossEntropy::rows_of(3), &x), "input", &[3, 3], &[3, 4]);
    refused(x.loss_and_gradient(Dice::rows_of(6), &x), "input", &[3, 6], &[3, 4]);
    refused(x.loss(CrossEntropy::rows_of(3), &x), "input", &[3, 3], &[3, 4]);
    refused(x.loss(CategoricalCrossEntropy::along(3, 2), &x), "input", &[3, 2], &[3, 4]);
    assert!(x.loss(CategoricalCrossEntropy::along(3, 4), &x).is_ok(), "the first axis");
    refused(x.loss(Mse::default(), &array(4, 3)), "target", &[3, 4], &[4, 3]);
    let three = [1.0, 2.0, 3.0];
    refused(x.loss(Mse::default().weight(&three), &x), "weight", &[4], &[3]);
    refused(x.loss_and_gradient(L1::default().weight(&three), &x), "weight", &[4], &[3]);
    refused(x.loss(Huber::default().weight(&[1.0; 6]), &x), "weight", &[4], &[6]);
    let weighted = BinaryCrossEntropyWithLogits::default().pos_weight(&three);
    refused(x.loss(weighted, &x), "pos_weight", &[4], &[3]);
    for weights in [1, 4, 12] {
        assert!(x.loss(Mse::default().weight(&vec![2.0; weights]), &x).is_ok(), "{weights} weights");
    }
}

#[test]
fn arrays_of_joint_losses() {
    let (a, b) = (array(2, 3), array(3, 2));
    let signs = [1.0f32, -1.0];
    refused(
        joint_loss(CosineEmbedding::dim(3), [a.view(), b.view()], &signs[..]),
        "second",
        &[2, 3],
        &[3, 2],
    );
    refused(joint_loss(InfoNce::dim(3), [a.view(), b.view()], &()), "second", &[2, 3], &[3, 2]);
    refused(joint_loss_and_gradients(InfoNce::dim(3), [a.view(), b.view()], &()), "second", &[2, 3], &[3, 2]);
    refused(joint_loss(InfoNce::dim(2), [a.view(), a.view()], &()), "first", &[2, 2], &[2, 3]);
    let square = array(4, 4);
    refused(joint_loss(InfoNce::dim(2), [square.view(), square.view()], &()), "first", &[4, 2], &[4, 4]);
    assert!(joint_loss(InfoNce::dim(3), [a.view(), a.view()], &()).is_ok(), "rows of the last axis");
    let loss = LinearCrossEntropy::<u32>::dim(3, CrossEntropy::rows_of(2));
    let classes = [0u32, 1];
    refused(joint_loss(loss, [a.view(), b.view()], &classes[..]), "linear_weight", &[2, 3], &[3, 2]);
    let hidden = array(3, 2);
    refused(joint_loss(loss, [hidden.view(), a.view()], &classes[..]), "hidden", &[3, 3], &[3, 2]);
    assert!(joint_loss(loss, [a.view(), a.view()], &classes[..]).is_ok(), "shapes that fit");
    assert!(JointLoss::<2>::forward(&loss, [&[1.0; 6]; 2], &classes).is_ok(), "slices have no shapes");
}

#[test]
fn activations_along_an_axis() {
    let x = array(3, 4);
    refused(x.activate_along(Axis(1), Softmax::rows_of(2)), "x", &[3, 2], &[3, 4]);
    refused(x.activate_along(Axis(1), Softmax::rows_of(1)), "x", &[3, 1], &[3, 4]);
    refused(x.activate_along(Axis(1), Softmin::rows_of(12)), "x", &[3, 12], &[3, 4]);
    // The axes change places: rows of the first one.
    refused(x.activate_along(Axis(0), LogSoftmax::rows_of(1)), "x", &[4, 1], &[4, 3]);
    refused(x.gradient_along(Axis(0), Hardmax::rows_of(4), &x), "x", &[4, 4], &[4, 3]);
    refused(x.gradient_along(Axis(0), Softmax::rows_of(3), &array(4, 3)), "dy", &[3, 4], &[4, 3]);
    refused(x.activate_along(Axis(1), Softmax::along(3, 4)), "x", &[3, 4], &[3, 4]);
    refused(x.activate_along(Axis(0), Softmin::along(4, 3)), "x", &[4, 3], &[4, 3]);
    refused(x.activate_along(Axis(0), Softmin::along(3, 2)), "x", &[3, 2], &[4, 3]);
    assert!(x.activate_along(Axis(0), Softmin::along(3, 4)).is_ok(), "the first axis");
    refused(x.log_sum_exp_gradient(Axis(1), FullyMasked::Nan, &Array1::zeros(4)), "dy", &[3], &[4]);
    refused(x.packed_gradient(Axis(1), GateOrder::GatesFirst, ReGlu, &x), "dy", &[3, 2], &[3, 4]);
    let odd = x.activate_packed(Axis(0), GateOrder::ValuesFirst, ReGlu);
    assert!(matches!(odd, Err(Error::Parameter { argument: "layout", .. })), "{odd:?}");
    refused(x.activate_along(Axis(1), AttentionSoftmax::rows_of(4).queries(2)), "x", &[2, 4], &[3, 4]);
    let prelu = PRelu { weight: &[0.5, 0.25], inner: 1 };
    refused(x.activate_along(Axis(1), prelu), "x", &[2, 1], &[3, 4]);
    assert!(x.activate_along(Axis(1), PRelu { weight: &[0.5; 4], inner: 1 }).is_ok(), "a slope a column");
    refused(x.activate_biased(Tanh, &Array1::zeros(3)), "bias", &[4], &[3]);
    refused(x.activate_gated(SwiGlu::default(), &array(4, 3)), "value", &[3, 4], &[4, 3]);
    let heads = Array3::from_shape_fn((4, 3, 5), |(i, j, k)| (i * 5 + j * 2 + k * 3) as f32 % 4.0);
    let attention = AttentionSoftmax::rows_of(5).queries(3);
    refused(heads.activate_along(Axis(2), attention.slopes(&[0.5; 3])), "slopes", &[4], &[3]);
    refused(heads.activate_along(Axis(2), attention.sinks(&[0.5; 2])), "sinks", &[4], &[2]);
    refused(heads.activate_along(Axis(2), attention.mask(&[0.0; 20])), "mask", &[3], &[4]);
}

/// What depends on a row's place has it also where rows do not lie together.
#[test]
fn rows_that_are_not_alike_keep_their_places() {
    let x = Array3::from_shape_fn((2, 3, 5), |(i, j, k)| ((i * 5 + j * 2 + k * 3) % 7) as f32);
    let mask: Vec<f32> = (0..15).map(|i| (i % 4) as f32).collect();
    let all = AttentionSoftmax::rows_of(5).queries(3).causal(1).mask(&mask).slopes(&[0.5, 0.25]);
    let together = x.activate_along(Axis(2), all).expect("shapes that fit");
    let turned = x.view().permuted_axes([0, 2, 1]).as_standard_layout().into_owned();
    let apart = turned.activate_along(Axis(1), all).expect("shapes that fit");
    assert_eq!(apart.permuted_axes([0, 2, 1]), together, "along another axis");
    let strided = turned.view().permuted_axes([0, 2, 1]);
    assert_eq!(strided.activate_along(Axis(2), all), Ok(together), "of other strides");
}
