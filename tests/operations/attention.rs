//! The softmax of attention: every option alone and all together against f64 by the book, on every tier.

mod book;
mod edges;
mod sinks;

use crate::common::random::Random;
use crate::common::tiers;
use crate::common::ulp::{ulp_error, ulp_error_at};
use activ8::{Activation, AttentionSoftmax, Tanh, Tier};
use book::{Book, Options};

/// The bound of the documentation, and of a gradient in ULP of the greatest number that it is a difference of.
const BOUND: f64 = 2.0;
const GRADIENT_BOUND: f64 = 8.0;

/// What a cap adds to a probability's error, in ULP for each unit of the cap: what tanh is off by, for the score
/// and for the greatest.
fn cap_bound(tier: Tier) -> f64 {
    2.0 * Tanh.max_ulp(tier)
}
/// The most seen of that for a gradient, which subtracts what is off by eight times as many, and as of a cap 8 greater.
const CAP_GRADIENT_BOUND: f64 = 4.0;

const SHAPES: [(usize, usize, usize); 9] = [
    (1, 1, 1),
    (2, 3, 5),
    (4, 2, 16),
    (2, 7, 33),
    (2, 5, 64),
    (4, 1, 100),
    (1, 9, 257),
    (2, 2, 1025),
    (1, 1, 4100),
];

/// Calls `judge` with options of every kind, alone, in pairs drawn at random, and all together.
fn every_option(mut judge: impl FnMut(&str, &Options)) {
    for (heads, queries, keys) in SHAPES {
        for kind in 0..40u32 {
            let mut random = Random::new(u64::from(kind) << 32 | keys as u64);
            let drawn = random.index(1 << 9) as u32 & random.index(1 << 9) as u32;
            let on = match kind {
                0..9 => 1 << kind,
                9 => 0,
                10 => 0x1ff,
                _ => drawn,
            };
            let options = Options::draw(&mut random, on, [2 * heads, heads, queries, keys]);
            judge(&format!("{heads} heads of {queries}×{keys}, options {on:b}"), &options);
        }
    }
}

#[test]
fn every_option_is_within_the_bound_on_every_tier() {
    let mut worst = [(0.0, String::new()), (0.0, String::new())];
    every_option(|what, options| {
        let book = Book::of(options);
        for tier in tiers() {
            let on = options.softmax().on(tier).expect("available");
            let mut y = vec![7.0; options.x.len()];
            on.forward(&options.x, &mut y).expect("a valid call");
            let mut again = options.x.clone();
            on.forward_in_place(&mut again).expect("a valid call");
            assert_eq!(bits(&y), bits(&again), "in place, {what} on {tier}");
            for (i, (&got, &want)) in y.iter().zip(&book.p).enumerate() {
                let what = || format!("p[{i}] of {what} on {tier}: {got:e}, want {want:e}");
                assert_eq!(got.is_nan(), want.is_nan(), "{}", what());
                if want.is_nan() || got == want as f32 {
                    continue;
                }
                let error = ulp_error(got, want);
                let cap = f64::from(options.cap.unwrap_or(0.0)) / f64::from(options.temperature);
                let bound = BOUND + cap_bound(tier) * cap;
                assert!(error <= bound, "{}: {error}", what());
                if options.cap.is_none() && error > worst[0].0 {
                    worst[0] = (error, what());
                }
            }
        }
    });
    println!("{worst:?}");
}

#[test]
fn every_gradient_is_within_the_bound_on_every_tier() {
    let mut worst = (0.0, String::new());
    every_option(|what, options| {
        let book = Book::of(options);
        for tier in tiers() {
            let on = options.softmax().on(tier).expect("available");
            let mut dx = vec![7.0; options.x.len()];
            on.backward(&options.x, &options.dy, &mut dx).expect("a valid call");
            for (i, (&got, &(want, size))) in dx.iter().zip(&book.dx).enumerate() {
                let what = || format!("dx[{i}] of {what} on {tier}: {got:e}, want {want:e} of {size:e}");
                assert_eq!(got.is_nan(), want.is_nan(), "{}", what());
                if want.is_nan() || got == want as f32 {
                    continue;
                }
                let error = ulp_error_at(got, want, size);
                let cap =
                    options.cap.map_or(0.0, |cap| f64::from(cap) / f64::from(options.temperature) + 8.0);
                assert!(error <= GRADIENT_BOUND + CAP_GRADIENT_BOUND * cap, "{}: {error}", what());
                if options.cap.is_none() && error > worst.0 {
                    worst = (error, what());
                }
            }
            let Some(sinks) = &options.sinks else { continue };
            let mut dsinks = vec![7.0; sinks.len()];
            on.backward_sinks(&options.x, &options.dy, &mut dsinks).expect("a valid call");
            for (h, (&got, &(want, size))) in dsinks.iter().zip(&book.dsinks).enumerate() {
                let error = (f64::from(got) - want).abs() / size.max(f64::MIN_POSITIVE);
                let near = error
                    < 1e-6
                        * (1.0
                            + 10.0 * f64::from(options.cap.unwrap_or(0.0)) / f64::from(options.temperature));
                assert!(
                    near || got == want as f32,
                    "dsinks[{h}] of {what} on {tier}: {got}, want {want} of {size}"
                );
            }
        }
    });
    println!("{worst:?}");
}

/// The bits, all NaN alike.
fn bits(x: &[f32]) -> Vec<u32> {
    x.iter().map(|x| if x.is_nan() { u32::MAX } else { x.to_bits() }).collect()
}

#[test]
fn tiers_of_a_class_and_threads_give_the_same_bits() {
    every_option(|what, options| {
        let run = |tier: Tier| {
            let on = options.softmax().on(tier).expect("available");
            let (mut y, mut dx) = (options.x.clone(), options.x.clone());
            on.forward_in_place(&mut y).expect("a valid call");
            on.backward(&options.x, &options.dy, &mut dx).expect("a valid call");
            [bits(&y), bits(&dx)]
        };
        for tier in tiers() {
            let first = tiers().into_iter().find(|first| first.is_fused() == tier.is_fused());
            let first = first.expect("the tier itself is one");
            assert!(run(tier) == run(first), "{what}: {tier} differs from {first}");
        }
    });
}

#[cfg(feature = "rayon")]
#[test]
fn threads_give_the_same_bits() {
    let mut random = Random::new(5);
    let options = Options::draw(&mut random, 0x1ff & !(1 << 8), [64, 4, 96, 96]);
    let softmax = options.softmax();
    let [mut serial, mut threads] = [(); 2].map(|()| vec![0.0; options.x.len()]);
    softmax.forward(&options.x, &mut serial).expect("a valid call");
    softmax.parallel().forward(&options.x, &mut threads).expect("a valid call");
    assert!(bits(&serial) == bits(&threads), "forward");
    softmax.backward(&options.x, &options.dy, &mut serial).expect("a valid call");
    softmax.parallel().backward(&options.x, &options.dy, &mut threads).expect("a valid call");
    assert!(bits(&serial) == bits(&threads), "backward");
}

#[test]
fn defaults_are_the_bare_softmax() {
    let x = Random::new(1).fill(3 * 257, |random| random.normal(10.0));
    let [mut bare, mut fused] = [(); 2].map(|()| vec![0.0; x.len()]);
    activ8::Softmax::rows_of(257).forward(&x, &mut bare).expect("whole rows");
    AttentionSoftmax::rows_of(257).forward(&x, &mut fused).expect("whole rows");
    assert!(bits(&bare) == bits(&fused), "the same kernel");
}

/// Rows that fit into a vector stay in registers, but those with an option do not.
#[test]
fn short_rows_have_the_bits_of_others() {
    for row in 1..=33 {
        let x = Random::new(row as u64).fill(9 * row, |random| random.normal(3.0));
        for tier in tiers() {
            let [mut bare, mut other] = [(); 2].map(|()| vec![0.0; x.len()]);
            activ8::Softmax::rows_of(row)
                .on(tier)
                .and_then(|on| on.forward(&x, &mut bare))
                .expect("whole rows");
            let without_share = AttentionSoftmax::rows_of(row).sinks(&[f32::NEG_INFINITY]);
            without_share.on(tier).and_then(|on| on.forward(&x, &mut other)).expect("whole rows");
            assert!(bits(&bare) == bits(&other), "{row} on {tier}: {bare:?}, {other:?}");
        }
    }
}
