//! Gradients from the output: which activations have one, how exact it is for the y that is given and beside the
//! gradient from x, its edges, and what it refuses.

use activ8::{
    Activation, AnyActivation, BackwardFromOutput, Elu, Error, Hardtanh, LeakyRelu, LogSoftmax, Relu, Selu,
    Sigmoid, Softmax, Softplus, Tanh, Threshold,
};
use rayon::prelude::*;

use crate::accuracy::assert_within;
use crate::common::compare::{assert_same, same, show};
use crate::common::golden::Golden;
use crate::common::oracle::Row;
use crate::common::random::Random;
use crate::common::table::elementwise::{ELEMENTWISE, row_of, rows};
use crate::common::table::rows::{ROWWISE, Rowwise};
use crate::common::tally::{self, Tally};
use crate::common::tiers;
use crate::common::ulp::ulp_error_at;

const NAN: f32 = f32::NAN;

/// The bounds of the documentation for rows.
const ROW_BOUNDS: [f64; 2] = [6.0, 3.0];

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
    let x: Vec<f32> = (0..=u32::MAX).step_by(2003).map(f32::from_bits).collect();
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

/// Rows of all lengths, also with one element that has nearly all of the probability.
fn judge_rows(op: &Rowwise, bound: f64, along: bool) {
    let tiers = tiers();
    for (row, rows) in [(1, 9), (2, 40), (7, 40), (33, 20), (700, 5), (5000, 2)] {
        for spread in [0.5, 4.0, 40.0] {
            let mut random = Random::new(row as u64);
            let x = random.fill(row * rows, |random| random.normal(spread));
            let dy = random.fill(x.len(), |random| random.normal(1.0));
            let mut y = vec![0.0; x.len()];
            (op.forward)(tiers[0], row, &x, &mut y).expect("whole rows");
            let pairs = y.chunks_exact(row).zip(dy.chunks_exact(row));
            let want: Vec<(f64, f64)> = pairs.flat_map(|(y, dy)| (op.of_output)(y, dy)).collect();
            let outs = tally::on_each(&tiers, x.len(), |tier, dx| {
                if !along {
                    return (op.backward_from_output)(tier, row, &y, &dy, dx);
                }
                let [y, dy] = [&y, &dy].map(|values| turned(values, rows, row));
                let mut columns = vec![0.0; y.len()];
                match op.name {
                    "softmax" => {
                        Softmax::along(row, rows).on(tier)?.backward_from_output(&y, &dy, &mut columns)?;
                    }
                    _ => {
                        LogSoftmax::along(row, rows).on(tier)?.backward_from_output(&y, &dy, &mut columns)?;
                    }
                }
                dx.copy_from_slice(&turned(&columns, row, rows));
                Ok(())
            });
            let mut tally = Tally::new(&tiers);
            tally.judge(
                |i| Some(y[i].to_bits()),
                &outs.expect("nothing to refuse"),
                |i, got| (ulp_error_at(got, want[i].0, want[i].1), want[i].0),
            );
            assert_within(&format!("{} from its output, rows of {row}", op.name), &tally, |_| bound);
        }
    }
}

/// A matrix of `rows` rows with its columns as rows.
fn turned(values: &[f32], rows: usize, columns: usize) -> Vec<f32> {
    (0..columns).flat_map(|column| (0..rows).map(move |row| values[row * columns + column])).collect()
}

#[test]
fn rows_are_within_their_bounds_on_every_tier() {
    for (op, bound) in ROWWISE.iter().zip(ROW_BOUNDS) {
        judge_rows(op, bound, false);
        judge_rows(op, bound, true);
    }
}

/// Next to an element with nearly all of the probability the others tell its gradient to the last digits, as from x.
#[test]
fn an_element_that_dominates_keeps_its_digits() {
    for tier in tiers() {
        for (op, row) in ROWWISE.iter().flat_map(|op| [3, 16, 100].map(|row| (op, row))) {
            let mut random = Random::new(7);
            let (mut x, mut dy) = (random.fill(row, |random| random.normal(1.0)), vec![0.0; row]);
            (x[1], dy[1]) = (30.0, 1.5);
            let [mut y, mut dx] = [(); 2].map(|()| vec![0.0; row]);
            (op.forward)(tier, row, &x, &mut y).expect("a row");
            (op.backward_from_output)(tier, row, &y, &dy, &mut dx).expect("a row");
            let want = (op.gradient)(Row::of(&x), &x, &dy);
            // The rest of the probability is exact to 1e-16 of 1 in the oracle.
            let off = (f64::from(dx[1]) / want[1].0 - 1.0).abs();
            assert!(off < 1e-3, "{} on {tier}, row of {row}: {:e}, want {:e}", op.name, dx[1], want[1].0);
            assert!(dx[1] != 0.0, "{} on {tier}", op.name);
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

/// One element with all of the probability, rows of nothing, and NaN.
#[test]
fn edges_of_rows() {
    for tier in tiers() {
        let (softmax, along) = (Softmax::rows_of(3).on(tier), Softmax::along(3, 1).on(tier));
        let (softmax, along) = (softmax.expect("available"), along.expect("available"));
        let rows = [[0.0, 1.0, 0.0], [0.0; 3], [NAN, 0.5, 0.5]];
        for (y, want) in rows.into_iter().zip([0.0, 0.0, NAN]) {
            for dy in [[3.0, -1.0, 1e30], [0.1, 0.2, 0.3]] {
                let [mut dx, mut down] = [[7.0; 3]; 2];
                softmax.backward_from_output(&y, &dy, &mut dx).expect("a row");
                along.backward_from_output(&y, &dy, &mut down).expect("a column");
                let right = dx.iter().chain(&down).all(|&dx| dx == want || same(dx, want));
                assert!(right, "{y:?}, dy {dy:?} on {tier}: {dx:?}, along {down:?}");
            }
        }
        let log = LogSoftmax::rows_of(2).on(tier).expect("available");
        let mut dx = [7.0; 2];
        log.backward_from_output(&[0.0, f32::NEG_INFINITY], &[5.0, 0.0], &mut dx).expect("a row");
        assert_eq!(dx, [0.0; 2], "all of the probability on {tier}");
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

#[test]
fn rows_agree_with_pytorch() {
    let golden = Golden::read("softmax_from_output");
    let (dy, row) = (golden.f32s("dy"), golden.count("row"));
    for ((op, bound), tier) in
        ROWWISE.iter().zip(ROW_BOUNDS).flat_map(|op| tiers().into_iter().map(move |tier| (op, tier)))
    {
        let (y, want) = (golden.f32s(&format!("y {}", op.name)), golden.f64s(&format!("dx {}", op.name)));
        let mut dx = vec![7.0; y.len()];
        (op.backward_from_output)(tier, row, &y, &dy, &mut dx).expect("whole rows");
        let scales = y.chunks_exact(row).zip(dy.chunks_exact(row)).flat_map(|(y, dy)| (op.of_output)(y, dy));
        for (i, (_, scale)) in scales.enumerate() {
            let error = ulp_error_at(dx[i], want[i], scale);
            assert!(
                error <= bound,
                "{} on {tier}, {i}: {:e}, want {:e}: {error} ULP",
                op.name,
                dx[i],
                want[i]
            );
        }
    }
}
