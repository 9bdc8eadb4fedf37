//! The gradients of the elementwise functions.

use activ8::Tier;

use crate::assert_within;
use crate::common::ops::{ELEMENTWISE, Elementwise};
use crate::common::random::Random;
use crate::common::tally::Tally;
use crate::common::tiers;
use crate::common::ulp::ulp_error;

fn tally(op: &Elementwise, tiers: &[Tier], x: &[f32], keep: impl Fn(f64) -> bool) -> Tally {
    let dy = Random::new(3).fill(x.len(), |random| random.uniform(0.5, 2.0));
    let outs = tiers.iter().map(|&tier| {
        let mut dx = vec![0.0; x.len()];
        (op.backward)(tier, x, &dy, &mut dx).expect("nothing to refuse");
        dx
    });
    let outs: Vec<Vec<f32>> = outs.collect();
    let want: Vec<f64> = x.iter().zip(&dy).map(|(&x, &dy)| f64::from(dy) * (op.slope)(f64::from(x))).collect();
    let mut tally = Tally::new(tiers);
    let error = |i: usize, got| (if keep(want[i]) { ulp_error(got, want[i]) } else { 0.0 }, want[i]);
    tally.judge(|i| Some(x[i].to_bits()), &outs, error);
    tally
}

#[test]
fn gradients() {
    let x: Vec<f32> = (0..=u32::MAX).step_by(4001).map(f32::from_bits).collect();
    for op in ELEMENTWISE {
        let t= tally(op, &tiers(), &x, |want| want.abs() >= f64::from(f32::MIN_POSITIVE) && want.abs() <= f64::from(f32::MAX)/4.0);
        for f in t.findings { println!("normal {} {}: {} {:?}", op.name, f.tier, f.worst, f.difference); }
        let t= tally(op, &tiers(), &x, |want| want.abs() < f64::from(f32::MIN_POSITIVE) && want.abs() <= f64::from(f32::MAX));
        for f in t.findings { println!("subnormal {} {}: {}", op.name, f.tier, f.worst); }
        let t= tally(op, &tiers(), &x, |want| want.abs() >f64::from(f32::MAX)/4.0 || want.is_nan());
        for f in t.findings { println!("huge {} {}: {}", op.name, f.tier, f.worst); }
    }
}
