//! Gradients from the output: which activations have one, how exact it is for the y that is given and beside the
//! gradient from x, its edges, and what it refuses.

mod rows;

use activ8::{
    Activation, AnyActivation, BackwardFromOutput, Elu, Error, Hardtanh, LeakyRelu, Relu, Selu, Sigmoid,
    Softplus, Tanh, Threshold,
};
use rayon::prelude::*;

use crate::accuracy::assert_within;
use crate::common::compare::{assert_same, show};
use crate::common::golden::Golden;
use crate::common::random::Random;
use crate::common::table::elementwise::{ELEMENTWISE, row_of, rows};
use crate::common::tally::{self, Tally};
use crate::common::ulp::ulp_error_at;
use crate::common::{every, tiers};

const NAN: f32 = f32::NAN;

#[test]
fn the_table_knows_those_that_have_one() {
    let with: Vec<_> = rows().filter(|row| row.of_output.is_some()).map(|row| row.name).collect();
    let mut have: Vec<_> = AnyActivation::all();
    have.retain(|activation| activation.output_gradient().is_some());
    let have = have.iter().map(AnyActivation::name).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(have, with.into_iter().collect(), "the activations with a gradient from the output");
    assert_eq!(have.len(), 13, "all of them");
}

/// dy·g(y) for every y that f gives, or so many of them.
#[test]
fn elements_are_within_their_bounds_on_every_tier() {
    let tiers = tiers();
    let x: Vec<f32> = every(2003).collect();
    let dy = Random::new(3).fill(x.len(), |random| random.uniform(0.5, 2.0));
    ELEMENTWISE.par_iter().for_each(|op| {
        let activation = op.activation();
        let (Some(gradient), Some(slope)) = (activation.output_gradient(), op.row.of_output(activation))
        else {
            return;
        };
        let mut y = vec![0.0; x.len()];
        op.forward(tiers[0], &x, &mut y).expect("equal lengths");
        let outs = tally::on_each(&tiers, x.len(), |tier, dx| {
            activation.on(tier)?.output_gradient().expect("it has one").backward(&y, &dy, dx)
        });
        let want: Vec<f64> = y.iter().zip(&dy).map(|(&y, &dy)| slope(f64::from(y)) * f64::from(dy)).collect();
        let mut tally = Tally::new(&tiers);
        let outs = outs.expect("nothing to refuse");
        tally.judge(|i| Some(y[i].to_bits()), &outs, |i, got| (ulp_error_at(got, want[i], want[i]), want[i]));
        assert_within(&format!("{} from its output", op.name), &tally, |tier| gradient.max_ulp(tier));
    });
}

/// What a y or its product with beta loses as a subnormal number, its product with a great dy has.
#[test]
fn a_subnormal_slope_times_a_great_dy_keeps_its_digits() {
    let mut random = Random::new(11);
    let mut judged = 0;
    for name in
        ["sigmoid", "exp", "softplus", "softplus(beta=0.7)", "softplus(beta=1.3)", "softplus(beta=1e-9)"]
    {
        let activation: AnyActivation = name.parse().expect("a name");
        let (gradient, row) = (activation.output_gradient().expect("one"), row_of(activation));
        let slope = row.of_output(activation).expect("one");
        let y = random.fill(20_000, |random| random.uniform(-149.0, -100.0).exp2());
        let dy =
            random.fill(y.len(), |random| random.uniform(-1.0, 1.0) * random.uniform(20.0, 120.0).exp2());
        for tier in tiers() {
            let mut dx = vec![0.0; y.len()];
            let on = activation.on(tier).expect("available");
            on.output_gradient().expect("one").backward(&y, &dy, &mut dx).expect("equal lengths");
            for i in 0..y.len() {
                let want = slope(f64::from(y[i])) * f64::from(dy[i]);
                if want.abs() < f64::from(f32::MIN_POSITIVE) {
                    continue;
                }
                let error = ulp_error_at(dx[i], want, want);
                assert!(
                    error <= gradient.max_ulp(tier),
                    "{name} on {tier} of {}, dy {}: {} is {error} ULP off {want:e}",
                    show(y[i]),
                    show(dy[i]),
                    show(dx[i])
                );
                judged += 1;
            }
        }
    }
    assert!(judged > 10_000, "{judged} subnormal slopes");
}

/// Beside the gradient from x, which y tells but for its rounding: with random parameters.
#[test]
fn it_is_the_gradient_from_the_input() {
    let mut random = Random::new(5);
    for row in rows().filter(|row| row.of_output.is_some()) {
        for _ in 0..8 {
            let activation = row.drawn(&mut random);
            let Some(gradient) = activation.output_gradient() else { continue };
            let x = random.fill(1000, |random| random.uniform(-12.0, 12.0));
            let dy = random.fill(x.len(), |random| random.normal(1.0));
            let [mut y, mut want, mut got] = [(); 3].map(|()| vec![0.0; x.len()]);
            activation.forward(&x, &mut y).expect("equal lengths");
            activation.backward(&x, &dy, &mut want).expect("equal lengths");
            gradient.backward(&y, &dy, &mut got).expect("equal lengths");
            let parameters = activation.parameters();
            for i in 0..x.len() {
                // Of softplus a y just above the threshold may be that of an x below it.
                let at_threshold = matches!(parameters[..], [("beta", beta), ("threshold", at)]
                    if beta * y[i] > at && beta * x[i] <= at);
                // y is off by 2 ULP of what the slope is 1, or for a logarithm of 1/beta, at.
                let scale = f64::from(y[i].abs()).max(1.0) * f64::from(dy[i].abs());
                let off = (f64::from(got[i]) - f64::from(want[i])).abs();
                assert!(
                    off <= 1e-6 * scale.max(f64::from(want[i].abs())) || at_threshold,
                    "{activation} at {}, y {}, dy {}: {} from the output, {} from the input",
                    x[i],
                    y[i],
                    dy[i],
                    got[i],
                    want[i]
                );
            }
        }
    }
}

#[test]
fn edges() {
    let given = |activation: AnyActivation, tier, y: &[f32], dy: f32| {
        let mut dx = vec![7.0; y.len()];
        let on = activation.on(tier).expect("available");
        on.output_gradient().expect("one").backward(y, &vec![dy; y.len()], &mut dx).expect("equal lengths");
        dx
    };
    for tier in tiers() {
        let cases: [(AnyActivation, &[f32], &[f32]); 10] = [
            (Relu.into(), &[-0.0, 0.0, 1e-45, f32::INFINITY], &[0.0, 0.0, 2.0, 2.0]),
            (Hardtanh::default().into(), &[-1.0, 1.0, 0.5, -0.0], &[0.0, 0.0, 2.0, 2.0]),
            (Tanh.into(), &[1.0, -1.0, 0.0, -0.0], &[0.0, 0.0, 2.0, 2.0]),
            (Sigmoid.into(), &[0.0, 1.0, 0.5], &[0.0, 0.0, 0.5]),
            (Elu::default().into(), &[-1.0, -0.0, 0.0, 3.0], &[0.0, 2.0, 2.0, 2.0]),
            (Selu.into(), &[-1.758_099_3, -0.0, 1.0], &[0.0, 3.516_198_6, 2.101_402]),
            (Softplus::default().into(), &[0.0, 21.0, f32::INFINITY], &[0.0, 2.0, 2.0]),
            (activ8::LogSigmoid.into(), &[-0.0, f32::NEG_INFINITY], &[0.0, 2.0]),
            (activ8::Exp.into(), &[0.0, 1.0, f32::INFINITY], &[0.0, 2.0, f32::INFINITY]),
            (Threshold { threshold: 0.5, value: 0.5 }.into(), &[0.5, 0.75], &[0.0, 2.0]),
        ];
        for (activation, y, want) in cases {
            let got = given(activation, tier, y, 2.0);
            // Equal, so that the sign of a zero does not matter.
            assert_eq!(got, want, "{activation} on {tier}");
        }
        for activation in AnyActivation::all().iter().filter(|any| any.output_gradient().is_some()) {
            assert!(given(*activation, tier, &[NAN], 2.0)[0].is_nan(), "{activation} of NaN on {tier}");
        }
        assert!(given(Tanh.into(), tier, &[1.0], f32::INFINITY)[0].is_nan(), "0 · ∞");
        assert_eq!(given(Relu.into(), tier, &[0.0, 1.0], f32::INFINITY), [0.0, f32::INFINITY], "no product");
    }
}

/// Parameters with which y does not tell the gradient.
#[test]
fn what_y_does_not_tell_is_refused() {
    fn refused(activation: impl BackwardFromOutput, name: &str, bad: f32) {
        let mut dx = [7.0; 2];
        match activation.backward_from_output(&[0.5, -0.5], &[1.0; 2], &mut dx) {
            Err(Error::Parameter { argument, value, .. }) => {
                assert_eq!((argument, value.to_bits()), (name, bad.to_bits()), "the parameter");
            }
            other => panic!("{name} = {bad}: {other:?}"),
        }
        assert_same(&dx, &[7.0; 2], "nothing is written");
        assert!(activation.output_gradient().is_none(), "{name} = {bad}");
    }
    for bad in [-1.0, -1e-30, NAN, f32::INFINITY] {
        refused(LeakyRelu { negative_slope: bad }, "negative_slope", bad);
        refused(Elu { alpha: bad }, "alpha", bad);
    }
    for bad in [0.6, f32::INFINITY, NAN] {
        refused(Threshold { threshold: 0.5, value: bad }, "value", bad);
    }
    refused(Softplus { beta: 0.0, ..Softplus::default() }, "beta", 0.0);
    refused(Hardtanh { min: 2.0, max: 1.0 }, "min", 2.0);
    assert!(activ8::Gelu::Erf.output_gradient().is_none(), "not monotonous");
}

#[test]
fn elements_agree_with_pytorch() {
    let golden = Golden::read("from_output");
    let names = [
        "relu",
        "threshold(threshold=0.1)",
        "leaky_relu(negative_slope=0.25)",
        "relu6",
        "hardtanh",
        "sigmoid",
        "tanh",
        "elu",
        "elu(alpha=0.5)",
        "celu(alpha=3)",
        "selu",
        "exp",
    ];
    for (name, tier) in names.into_iter().flat_map(|name| tiers().into_iter().map(move |tier| (name, tier))) {
        let activation: AnyActivation = name.parse().expect("a name");
        let [y, dy] = ["y", "dy"].map(|column| golden.f32s(&format!("{column} {name}")));
        let want = golden.f64s(&format!("dx {name}"));
        let mut dx = vec![7.0; y.len()];
        let on = activation.on(tier).expect("available");
        on.output_gradient().expect("one").backward(&y, &dy, &mut dx).expect("equal lengths");
        let bound = on.output_gradient().expect("one").max_ulp(tier);
        for i in 0..y.len() {
            // selu's constant is a float here.
            let scale = if name == "selu" { 1.76 * f64::from(dy[i]) } else { want[i] };
            let error = ulp_error_at(dx[i], want[i], scale);
            let (y, dy, dx, want) = (y[i], dy[i], dx[i], want[i]);
            assert!(error <= bound, "{name} on {tier} of {y:e}, {dy:e}: {dx:e}, want {want:e}: {error} ULP");
        }
    }
}
