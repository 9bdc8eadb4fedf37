//! What the losses over rows of classes refuse beside what the table's tests see.

use activ8::{
    CategoricalFocal, CrossEntropy, Dice, Error, Loss, MultiLabelMargin, MultiMargin, Nll, TargetType,
    Tversky,
};

const X: [f32; 6] = [0.5, 1.0, -1.0, 2.0, 0.0, 3.0];
const P: [f32; 6] = [0.5, 0.25, 0.25, 1.0, 0.0, 0.0];
const T: [i64; 2] = [0, 2];

/// The error of each verb, after which nothing has been written.
#[track_caller]
fn refused<T: TargetType, L: Loss<T>>(loss: L, x: &[f32], t: &[T]) -> Error {
    let error = loss.forward(x, t).expect_err("bad input");
    let same = |other: Option<Error>| {
        // NaN, the value of some, is not equal to itself.
        assert_eq!(format!("{other:?}"), format!("{:?}", Some(&error)), "the verbs refuse alike");
    };
    let (mut each, mut gradient) = ([7.0; 2], [7.0; 6]);
    same(loss.forward_each(x, t, &mut each).err());
    same(loss.backward(x, t, &mut gradient).err());
    same(loss.forward_backward(x, t, &mut gradient).err());
    assert_eq!((each, gradient), ([7.0; 2], [7.0; 6]), "nothing is written");
    error
}

#[track_caller]
fn refused_parameter<T: TargetType, L: Loss<T>>(loss: L, x: &[f32], t: &[T], name: &str, bad: f32) {
    match refused(loss, x, t) {
        Error::Parameter { argument, value, .. } => {
            assert_eq!((argument, value.to_bits()), (name, bad.to_bits()), "the parameter");
        }
        other => panic!("{name} = {bad}: {other:?}"),
    }
}

#[test]
fn parameters_without_a_meaning() {
    let cross_entropy = CrossEntropy::rows_of(3);
    for bad in [-0.5, -f32::MIN_POSITIVE, 1.000_000_1, f32::NAN, f32::INFINITY] {
        refused_parameter(cross_entropy.label_smoothing(bad), &X, &T, "label_smoothing", bad);
        refused_parameter(cross_entropy.label_smoothing(bad), &X, &P, "label_smoothing", bad);
    }
    for bad in [-1.0, f32::NAN, f32::INFINITY] {
        refused_parameter(cross_entropy.z_loss(bad), &X, &T, "z_loss", bad);
        refused_parameter(CategoricalFocal::rows_of(3).alpha(bad), &P, &P, "alpha", bad);
        refused_parameter(CategoricalFocal::rows_of(3).gamma(bad), &P, &P, "gamma", bad);
        refused_parameter(Dice::rows_of(3).epsilon(bad), &P, &P, "epsilon", bad);
        refused_parameter(Tversky::rows_of(3).alpha(bad), &P, &P, "alpha", bad);
        refused_parameter(Tversky::rows_of(3).beta(bad), &P, &P, "beta", bad);
        refused_parameter(Tversky { epsilon: bad, ..Tversky::rows_of(3) }, &P, &P, "epsilon", bad);
    }
    refused_parameter(CategoricalFocal::rows_of(3).gamma(1001.0), &P, &P, "gamma", 1001.0);
    for bad in [0.0, -30.0, 1e19, f32::NAN, f32::INFINITY] {
        refused_parameter(cross_entropy.soft_cap(bad), &X, &T, "soft_cap", bad);
    }
    for bad in [0, 3, 255] {
        refused_parameter(MultiMargin::rows_of(3).p(bad), &X, &T, "p", bad.into());
    }
    for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        refused_parameter(MultiMargin::rows_of(3).margin(bad), &X, &T, "margin", bad);
    }
}

#[test]
fn weights_are_as_many_as_classes() {
    for weight in [&[][..], &[1.0; 2], &[1.0; 6]] {
        let want = Error::Length { argument: "weight", expected: 3, found: weight.len() };
        assert_eq!(refused(CrossEntropy::rows_of(3).weight(weight), &X, &T), want, "cross-entropy");
        assert_eq!(refused(CrossEntropy::rows_of(3).weight(weight), &X, &P), want, "of probabilities");
        assert_eq!(refused(Nll::rows_of(3).weight(weight), &X, &T), want, "nll");
        assert_eq!(refused(MultiMargin::rows_of(3).weight(weight), &X, &T), want, "multi-margin");
    }
}

#[test]
fn only_the_ignored_class_may_be_out_of_range() {
    let want = |value| Error::Class { argument: "target", index: 1, value, classes: 3 };
    assert!(CrossEntropy::rows_of(3).forward(&X, &[0, -100]).is_ok(), "PyTorch's default");
    assert!(CrossEntropy::rows_of(3).ignore_index(255).forward(&X, &[0u8, 255]).is_ok(), "255");
    assert_eq!(refused(CrossEntropy::rows_of(3).ignore_index(-7), &X, &[0, -100]), want(-100), "−100");
    assert!(Nll::rows_of(3).forward(&X, &[0, -100]).is_ok(), "PyTorch's default");
    assert_eq!(refused(Nll::rows_of(3).ignore_index(-7), &X, &[0, -100]), want(-100), "−100");
    assert_eq!(refused(MultiMargin::rows_of(3), &X, &[0, -100]), want(-100), "nothing is ignored");
    let large = usize::MAX; // −1 as an `i64`, had it been cast
    assert_eq!(
        refused(Nll::rows_of(3).ignore_index(-1), &X, &[0, large]),
        want(large as i128),
        "a large one"
    );
}

#[test]
fn lists_of_classes() {
    let loss = MultiLabelMargin::rows_of(3);
    let class = |index, value| Error::Class { argument: "target", index, value, classes: 3 };
    assert_eq!(refused(loss, &X, &[0i64, 3, -1, 0, 1, 2]), class(1, 3), "3 of 3");
    assert_eq!(refused(loss, &X, &[0i32, -2, -1, 0, 1, 2]), class(1, -2), "−2");
    // PyTorch looks behind the end of a list too.
    assert_eq!(refused(loss, &X, &[0i64, -1, 3, 0, 1, 2]), class(2, 3), "behind the end");
    let length = |argument, expected, found| Error::Length { argument, expected, found };
    assert_eq!(refused(loss, &X, &[0i64, -1]), length("target", 6, 2), "one class a row");
    let rows = Error::Rows { argument: "input", row: 4, found: 6 };
    assert_eq!(refused(MultiLabelMargin::rows_of(4), &X, &[-1i64; 6]), rows, "rows of 4");
    let each = loss.forward_each(&X, &[-1i64; 6], &mut [0.0; 3]);
    assert_eq!(each, Err(length("each", 2, 3)), "each");
    let gradient = loss.backward(&X, &[-1i64; 6], &mut [0.0; 5]);
    assert_eq!(gradient, Err(length("gradient", 6, 5)), "gradient");
}
