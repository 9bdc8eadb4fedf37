//! The gradients of the elementwise functions.

use crate::assert_within;
use crate::common::ops::ELEMENTWISE;
use crate::common::random::Random;
use crate::common::slopes::{CLASSES, Gradient, Want};
use crate::common::tally::{self, Tally};
use crate::common::tiers;

#[test]
fn every_gradient_is_within_its_bound_on_every_tier() {
    let tiers = tiers();
    let x: Vec<f32> = (0..=u32::MAX).step_by(1009).map(f32::from_bits).collect();
    let dy = Random::new(3).fill(x.len(), |random| random.uniform(0.5, 2.0));
    for op in ELEMENTWISE {
        let outs = tally::on_each(&tiers, x.len(), |tier, dx| op.backward(tier, &x, &dy, dx));
        let outs = outs.expect("nothing to refuse");
        let gradient = Gradient::of(op.activation());
        let wants: Vec<Want> = x.iter().zip(&dy).map(|(&x, &dy)| gradient.want(x, dy)).collect();
        for class in CLASSES {
            let mut tally = Tally::new(&tiers);
            let error = |i: usize, got| {
                let want: Want = wants[i];
                (if want.class == class { want.error(got) } else { 0.0 }, want.value)
            };
            tally.judge(|i| Some(x[i].to_bits()), &outs, error);
            assert_within(&format!("the gradient ({class:?}) of {}", op.name), &tally, |_| {
                gradient.bound(class)
            });
        }
    }
}
