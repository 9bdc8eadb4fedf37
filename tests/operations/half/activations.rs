//! Every verb of every activation: what the verb of `f32` gives for the widened inputs, rounded.

use std::mem::MaybeUninit;

use activ8::{
    Activation, AnyActivation, AttentionSoftmax, Elementwise, Error, Hardmax, LogSoftmax, On, Output, PRelu,
    Silu, Softmax, Softmin, Tanh, bf16, f16,
};

use crate::common::random::Random;
use crate::common::tiers;
use crate::half::{Real, assert_same, fresh, rounded, widened};

/// Lengths around vectors and blocks.
const LENGTHS: [usize; 8] = [0, 1, 17, 255, 2047, 2048, 2049, 6000];

fn draw<T: Real>(random: &mut Random, n: usize) -> Vec<T> {
    rounded(&random.fill(n, |random| random.normal(3.0)))
}

fn verbs<A: Activation, X: Real, G: Real, Y: Real>(on: On<A>, n: usize, what: &str)
where
    MaybeUninit<Y>: Output,
{
    let what = format!("{what} of {n} {} and {} to {}", X::NAME, G::NAME, Y::NAME);
    let mut random = Random::new(n as u64);
    let (x, dy): (Vec<X>, Vec<G>) = (draw(&mut random, n), draw(&mut random, n));
    let (wide, wide_dy) = (widened(&x), widened(&dy));
    let (mut want, mut want_dx) = (vec![0.0; n], vec![0.0; n]);
    on.forward(&wide, &mut want).expect("whole rows");
    on.backward(&wide, &wide_dy, &mut want_dx).expect("whole rows");

    let (mut y, mut dx, mut in_place) = (vec![Y::of(7.0); n], vec![Y::of(7.0); n], x.clone());
    on.forward(&x, &mut y).expect("whole rows");
    assert_same(&y, &want, &what);
    on.forward_in_place(&mut in_place).expect("whole rows");
    assert_same(&in_place, &want, &format!("{what}, in place"));
    on.backward(&x, &dy, &mut dx).expect("whole rows");
    assert_same(&dx, &want_dx, &format!("{what}, backward"));
    let y: Vec<Y> = fresh(n, |y| on.forward(&x, y));
    assert_same(&y, &want, &format!("{what}, new"));
}

fn mixed<A: Activation>(on: On<A>, n: usize, what: &str) {
    verbs::<A, f16, f16, f16>(on, n, what);
    verbs::<A, bf16, bf16, bf16>(on, n, what);
    verbs::<A, bf16, f32, f32>(on, n, what);
    verbs::<A, f32, f16, bf16>(on, n, what);
    verbs::<A, f32, f32, f32>(on, n, what);
}

#[test]
fn activations_of_elements() {
    for tier in tiers() {
        for activation in AnyActivation::all() {
            mixed(activation.on(tier).expect("available"), 3000, activation.name());
        }
        for n in LENGTHS {
            mixed(Silu.on(tier).expect("available"), n, "silu");
        }
    }
}

#[test]
fn activations_over_rows() {
    for tier in tiers() {
        for (row, rows) in [(1, 5), (7, 700), (64, 70), (2048, 3), (2049, 3), (5000, 2), (40_000, 2)] {
            mixed(Softmax::rows_of(row).on(tier).expect("available"), row * rows, "softmax");
            mixed(LogSoftmax::rows_of(row).on(tier).expect("available"), row * rows, "log_softmax");
        }
    }
}

/// Rows that blocks do not divide, and options that know a row by its place.
#[test]
fn softmax_s_kin() {
    let draw = |n: usize| Random::new(n as u64).fill(n, |random| random.normal(1.0));
    for tier in tiers() {
        for (row, rows) in [(1, 5), (7, 700), (300, 20), (2049, 3), (20_000, 2)] {
            mixed(Softmin::rows_of(row).on(tier).expect("available"), row * rows, "softmin");
            mixed(Hardmax::rows_of(row).on(tier).expect("available"), row * rows, "hardmax");
            mixed(Softmax::along(row, 3).on(tier).expect("available"), row * 3 * rows, "softmax along");
            mixed(Softmin::along(row, 2).on(tier).expect("available"), row * 2 * rows, "softmin along");
            mixed(Hardmax::along(row, 2).on(tier).expect("available"), row * 2 * rows, "hardmax along");
            mixed(
                LogSoftmax::along(row, 5).on(tier).expect("available"),
                row * 5 * rows,
                "log_softmax along",
            );
        }
        for (keys, queries) in [(7, 5), (100, 30), (301, 11)] {
            let n = keys * queries * 12;
            let (mask, one, slopes, sinks) = (draw(keys * queries), draw(keys), draw(4), draw(6));
            let scaled = AttentionSoftmax::rows_of(keys).queries(queries).scale(0.25);
            for (what, attention) in [
                ("scaled", scaled),
                ("causal", scaled.causal(0)),
                ("masked", scaled.mask(&mask)),
                ("of one mask", scaled.mask(&one)),
                ("sloped with sinks", scaled.slopes(&slopes).sinks(&sinks)),
                ("everything", scaled.mask(&mask).slopes(&slopes).sinks(&sinks).window(Some(3), Some(4))),
            ] {
                mixed(attention.on(tier).expect("available"), n, what);
            }
        }
    }
}

#[test]
fn slopes_by_channel() {
    for (channels, inner, samples) in
        [(1, 1, 3000), (3, 1, 1000), (64, 49, 2), (5000, 1, 3), (2, 3000, 2), (1000, 7, 2), (3, 2048, 2)]
    {
        let weight = Random::new(1).fill(channels, |random| random.normal(0.5));
        let prelu = PRelu { weight: &weight, inner };
        for tier in tiers() {
            mixed(prelu.on(tier).expect("available"), channels * inner * samples, "prelu");
        }
    }
}

#[test]
fn biases() {
    for (row, rows) in [(1, 100), (3, 1000), (2048, 3), (2049, 2), (5000, 3)] {
        let n = row * rows;
        let mut random = Random::new(n as u64);
        let (x, dy): (Vec<bf16>, Vec<f16>) = (draw(&mut random, n), draw(&mut random, n));
        let bias: Vec<bf16> = draw(&mut random, row);
        let (wide, wide_dy, wide_bias) = (widened(&x), widened(&dy), widened(&bias));
        for tier in tiers() {
            let (what, on) = (format!("{rows} rows of {row} on {tier}"), Tanh.on(tier).expect("available"));
            let (mut want, mut want_dx) = (vec![0.0; n], vec![0.0; n]);
            on.forward_biased(&wide, &wide_bias, &mut want).expect("whole rows");
            on.backward_biased(&wide, &wide_bias, &wide_dy, &mut want_dx).expect("whole rows");
            let (mut y, mut dx, mut in_place) = (vec![f16::ZERO; n], vec![0.0f32; n], x.clone());
            on.forward_biased(&x, &bias, &mut y).expect("whole rows");
            assert_same(&y, &want, &what);
            on.forward_biased(&x, &wide_bias, &mut y).expect("whole rows");
            assert_same(&y, &want, &what);
            on.forward_biased_in_place(&mut in_place, &bias).expect("whole rows");
            assert_same(&in_place, &want, &what);
            on.backward_biased(&x, &bias, &dy, &mut dx).expect("whole rows");
            assert_same(&dx, &want_dx, &what);
            // Only the bias is a half.
            let mut y = vec![0.0f32; n];
            on.forward_biased(&wide, &bias, &mut y).expect("whole rows");
            assert_same(&y, &want, &what);
        }
    }
}

#[cfg(feature = "rayon")]
#[test]
fn threads_give_the_same_bits() {
    let n = 300_000;
    let x: Vec<f16> = draw(&mut Random::new(3), n);
    let (mut one, mut many) = (vec![bf16::ZERO; n], vec![bf16::ZERO; n]);
    Tanh.forward(&x, &mut one).expect("one length");
    Tanh.parallel().forward(&x, &mut many).expect("one length");
    assert_eq!(one, many);
    let softmax = Softmax::rows_of(1000);
    softmax.forward(&x, &mut one).expect("whole rows");
    softmax.parallel().forward(&x, &mut many).expect("whole rows");
    assert_eq!(one, many);
    softmax.backward(&x, &x, &mut one).expect("whole rows");
    softmax.parallel().backward(&x, &x, &mut many).expect("whole rows");
    assert_eq!(one, many);
}

#[test]
fn bad_input_is_refused_and_outputs_stay() {
    let x = [bf16::ONE; 4];
    let mut y = [f16::ONE; 3];
    let short = Error::Length { argument: "y", expected: 4, found: 3 };
    assert_eq!(Tanh.forward(&x, &mut y), Err(short));
    let rows = |row| Error::Rows { argument: "x", row, found: 4 };
    let mut z = [f16::ONE; 4];
    assert_eq!(Softmax::rows_of(3).forward(&x, &mut z), Err(rows(3)));
    assert_eq!(Softmax::rows_of(0).forward(&x, &mut z), Err(rows(0)));
    assert_eq!(Tanh.forward_biased(&x, &[1.0f32; 3], &mut z), Err(rows(3)));
    let none = Error::Length { argument: "bias", expected: 1, found: 0 };
    assert_eq!(Tanh.forward_biased(&x, &[0.0f32; 0], &mut z), Err(none));
    assert_eq!(PRelu { weight: &[0.5; 3], inner: 1 }.forward(&x, &mut z), Err(rows(3)));
    let dx = Error::Length { argument: "dx", expected: 4, found: 3 };
    assert_eq!(Tanh.backward(&x, &x, &mut y), Err(dx));
    let dy = Error::Length { argument: "dy", expected: 4, found: 3 };
    assert_eq!(Tanh.backward(&x, &x[..3], &mut z), Err(dy));
    let wrong: AnyActivation = activ8::Elu { alpha: f32::NAN }.into();
    assert!(matches!(wrong.forward(&x, &mut z), Err(Error::Parameter { .. })));
    assert_eq!((y, z), ([f16::ONE; 3], [f16::ONE; 4]));
}
