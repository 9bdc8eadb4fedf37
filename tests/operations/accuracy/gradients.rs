//! The gradients of the elementwise functions.

use activ8::Activation;
use rayon::prelude::*;

use crate::accuracy::assert_within;
use crate::common::random::Random;
use crate::common::slopes::{Gradient, Want};
use crate::common::table::elementwise::ELEMENTWISE;
use crate::common::tally::{self, Tally};
use crate::common::{every, sparse, tiers};

#[test]
fn every_gradient_is_within_its_bound_on_every_tier() {
    let tiers = tiers();
    let x: Vec<f32> = every(2003).collect();
    let dy = Random::new(3).fill(x.len(), |random| random.uniform(0.5, 2.0));
    ELEMENTWISE.par_iter().for_each(|op| {
        let outs = tally::on_each(&tiers, x.len(), |tier, dx| op.backward(tier, &x, &dy, dx));
        let outs = outs.expect("nothing to refuse");
        let gradient = Gradient::of(op.activation());
        let wants: Vec<Want> = x.iter().zip(&dy).map(|(&x, &dy)| gradient.want(x, dy)).collect();
        let mut tally = Tally::new(&tiers);
        tally.judge(|i| Some(x[i].to_bits()), &outs, |i, got| (wants[i].error(got), wants[i].value));
        assert_within(&format!("the gradient of {}", op.name), &tally, |tier| gradient.bound(tier));
    });
}

// What a derivative loses as a subnormal number, its product with a great dy had.
#[test]
fn a_subnormal_derivative_times_a_great_dy_keeps_its_digits() {
    let mut random = Random::new(11);
    let mut judged = 0;
    for op in ELEMENTWISE.iter() {
        let gradient = Gradient::of(op.activation());
        let x = random.fill(20_000 / sparse(), |random| random.uniform(-124.0, 124.0));
        let dy = random.fill(x.len(), |random| random.uniform(-1.0, 1.0) * random.uniform(3.0, 24.0).exp2());
        for tier in tiers() {
            let mut dx = vec![0.0; x.len()];
            op.backward(tier, &x, &dy, &mut dx).expect("equal lengths");
            for i in 0..x.len() {
                let want = gradient.want(x[i], dy[i]);
                if want.value.abs() < f64::from(f32::MIN_POSITIVE) {
                    continue;
                }
                let (error, bound) = (want.error(dx[i]), gradient.bound(tier));
                let (x, dy, dx, name) = (x[i], dy[i], dx[i], op.name);
                assert!(error <= bound, "{name} on {tier} at {x:e}, dy {dy:e}: {dx:e} is {error} ULP off");
                judged += usize::from(want.value.abs() < f64::from(f32::MIN_POSITIVE) * f64::from(dy.abs()));
            }
        }
    }
    assert!(judged > 10_000 / sparse(), "{judged} subnormal derivatives");
}

#[test]
fn zeros_that_are_floats_are_exact() {
    for tier in tiers() {
        let mut dx = [7.0; 2];
        activ8::Hardswish
            .on(tier)
            .and_then(|f| f.backward(&[-1.5, -1.5], &[1.0, -3e38], &mut dx))
            .expect("two");
        assert_eq!(dx, [0.0; 2], "hardswish on {tier}");
    }
}
