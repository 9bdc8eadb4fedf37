//! The rectified linear units with slopes of their own: by channel against PyTorch, in every shape; and
//! drawn slopes.

use crate::common::golden::Golden;
use crate::common::random::Random;
use crate::common::tiers;
use activ8::{Activation, Error, PRelu, RRelu};

#[test]
fn channels_agree_with_pytorch() {
    let golden = Golden::read("prelu");
    let [x, dy] = ["x", "dy"].map(|column| golden.f32s(column));
    let [y, dx] = ["y_f64", "dx_f64"].map(|column| golden.f64s(column));
    // The weight of the first element of each channel, a sample being 3 channels of 5.
    let weight: Vec<f32> = (0..3).map(|channel| golden.parameters()[5 * channel][0]).collect();
    let prelu = PRelu { weight: &weight, inner: 5 };
    for tier in tiers() {
        let (mut our_y, mut our_dx, mut dweight) = (vec![0.0; 30], vec![0.0; 30], [0.0; 3]);
        let on = prelu.on(tier).expect("available");
        on.forward(&x, &mut our_y).expect("whole samples");
        on.backward(&x, &dy, &mut our_dx).expect("whole samples");
        on.backward_weight(&x, &dy, &mut dweight).expect("whole samples");
        for i in 0..30 {
            // A product is rounded once, and −0·w has PyTorch's sign or the other.
            assert!(our_y[i] == y[i] as f32 || y[i].is_nan(), "y[{i}] on {tier}: {} {}", our_y[i], y[i]);
            let nan = x[i].is_nan() && our_dx[i].is_nan();
            assert!(nan || our_dx[i] == dx[i] as f32, "dx[{i}] on {tier}: {} {}", our_dx[i], dx[i]);
        }
        for (got, want) in dweight.into_iter().zip(golden.facts("dweight_f64")) {
            assert!((f64::from(got) / want - 1.0).abs() < 2e-7, "dweight on {tier}: {got} {want}");
        }
    }
}

/// The definition, an element at a time.
fn by_the_book(prelu: PRelu<'_>, x: &[f32], dy: &[f32]) -> (Vec<f32>, Vec<f32>, Vec<f64>) {
    let weight = |i: usize| i / prelu.inner % prelu.weight.len();
    let scaled = |v: &[f32]| {
        let each = v.iter().enumerate();
        each.map(|(i, &v)| if x[i] > 0.0 { v } else { v * prelu.weight[weight(i)] }).collect()
    };
    let mut dweight = vec![0.0; prelu.weight.len()];
    for i in (0..x.len()).filter(|&i| x[i] <= 0.0) {
        dweight[weight(i)] += f64::from(x[i] * dy[i]);
    }
    (scaled(x), scaled(dy), dweight)
}

#[test]
fn every_shape_is_by_the_book() {
    for (channels, inner, samples) in
        [(1, 1, 777), (1, 7, 5), (3, 1, 50), (64, 1, 9), (100, 1, 40), (5, 49, 3), (2, 1000, 2)]
    {
        let mut random = Random::new(channels as u64);
        let n = channels * inner * samples;
        let [x, dy] = [(); 2].map(|()| random.fill(n, |random| random.normal(2.0)));
        let weight = random.fill(channels, |random| random.normal(0.5));
        let prelu = PRelu { weight: &weight, inner };
        let (y, dx, dweight) = by_the_book(prelu, &x, &dy);
        for tier in tiers() {
            let what = format!("{samples} samples of {channels} channels of {inner} on {tier}");
            let on = prelu.on(tier).expect("available");
            let (mut our_y, mut our_dx) = (vec![0.0; n], vec![0.0; n]);
            let (mut in_place, mut our_dweight) = (x.clone(), vec![0.0; channels]);
            on.forward(&x, &mut our_y).expect("whole samples");
            on.forward_in_place(&mut in_place).expect("whole samples");
            on.backward(&x, &dy, &mut our_dx).expect("whole samples");
            on.backward_weight(&x, &dy, &mut our_dweight).expect("whole samples");
            assert_eq!((&our_y, &in_place, our_dx), (&y, &y, dx.clone()), "{what}");
            for (got, want) in our_dweight.iter().zip(&dweight) {
                assert!((f64::from(*got) - want).abs() <= 1e-6 * want.abs().max(1.0), "{what}: {got} {want}");
            }
        }
    }
}

#[test]
fn shapes_that_do_not_fit_are_refused() {
    let (x, mut y) = ([1.0; 12], [7.0; 12]);
    let refused = [
        (PRelu { weight: &[0.5; 5], inner: 1 }, "x"),
        (PRelu { weight: &[0.5; 3], inner: 8 }, "x"),
        (PRelu { weight: &[0.5; 3], inner: 0 }, "x"),
        (PRelu { weight: &[], inner: 1 }, "weight"),
    ];
    for (prelu, name) in refused {
        let result = prelu.forward(&x, &mut y);
        let named = matches!(result, Err(Error::Rows { argument, .. } | Error::Length { argument, .. })
            if argument == name);
        assert!(named, "{prelu:?}: {result:?}");
    }
    let result = PRelu { weight: &[0.5; 3], inner: 2 }.backward_weight(&x, &x, &mut y[..2]);
    assert!(matches!(result, Err(Error::Length { argument: "dweight", .. })), "{result:?}");
    assert_eq!(y, [7.0; 12], "outputs as they were");
}

#[test]
fn drawn_slopes_are_kept_for_the_gradient() {
    let rrelu = RRelu::default();
    let mut random = Random::new(3);
    let x = random.fill(1000, |random| random.normal(2.0));
    let (mut y, mut slopes, mut dx) = (vec![0.0; 1000], vec![0.0; 1000], vec![0.0; 1000]);
    rrelu.forward_training(&x, &mut y, &mut slopes, || random.uniform(0.0, 1.0)).expect("equal lengths");
    rrelu.backward_training(&x, &slopes, &[2.0; 1000], &mut dx).expect("equal lengths");
    for i in 0..1000 {
        let range = if x[i] > 0.0 { 1.0..=1.0 } else { rrelu.lower..=rrelu.upper };
        assert!(range.contains(&slopes[i]), "slope {} of {}", slopes[i], x[i]);
        assert_eq!((y[i], dx[i]), (x[i] * slopes[i], 2.0 * slopes[i]), "at {}", x[i]);
    }
    let bad = RRelu { lower: 0.5, upper: 0.25 }.forward(&x, &mut y);
    assert!(matches!(bad, Err(Error::Parameter { argument: "lower", .. })), "{bad:?}");
}
