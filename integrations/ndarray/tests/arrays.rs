//! Arrays of any strides have the bits of the core's verbs on their elements in order.

#[path = "arrays/axes.rs"]
mod axes;
#[path = "arrays/losses.rs"]
mod losses;

use activ8_ndarray::activ8::{
    Activation, AnyActivation, BackwardFromOutput, Elementwise, Elu, GatedActivation, Softmax, SwiGlu, Tanh,
};
use activ8_ndarray::{Activate, ActivateInPlace, Combine};
use ndarray::{Array1, Array3, ArrayView3, Axis, ShapeBuilder, s};

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
