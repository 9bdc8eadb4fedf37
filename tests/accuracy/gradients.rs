//! The gradients of the elementwise functions.

use crate::assert_within;
use crate::common::ops::ELEMENTWISE;
use crate::common::random::Random;
use crate::common::tally::{self, Tally};
use crate::common::tiers;
use crate::common::ulp::ulp_error;

/// The greatest error of a gradient in ULP: where f' is at least `NORMAL`, and below.
const BOUNDS: [(&str, [f64; 2]); 7] = [
    ("exp", [1.55, 1.8]),
    ("exp_m1", [1.55, 1.8]),
    ("ln", [0.5, 0.5]),
    ("ln_1p", [1.5, 0.5]),
    // 4·σ(2x)·σ(−2x)·dy: where σ(−2|x|) is subnormal, its error is multiplied with 4 and dy.
    ("tanh", [2.9, 8.5]),
    ("sigmoid", [2.8, 2.2]),
    ("relu", [0.0, 0.0]),
];

/// Where f' is at least this, all factors of it are normal numbers.
const NORMAL: f64 = 1e-36;

#[test]
fn every_gradient_is_within_its_bound_on_every_tier() {
    let tiers = tiers();
    let x: Vec<f32> = (0..=u32::MAX).step_by(1009).map(f32::from_bits).collect();
    let dy = Random::new(3).fill(x.len(), |random| random.uniform(0.5, 2.0));
    for (op, (name, bounds)) in ELEMENTWISE.iter().zip(BOUNDS) {
        assert_eq!(op.name, name, "each operation has its bounds, in the order of the table");
        let outs = tally::on_each(&tiers, x.len(), |tier, dx| op.backward(tier, &x, &dy, dx));
        let outs = outs.expect("nothing to refuse");
        let slope = op.slope();
        let slopes: Vec<f64> = x.iter().map(|&x| slope(f64::from(x))).collect();
        for (class, bound) in ["normal", "tiny"].into_iter().zip(bounds) {
            let mut tally = Tally::new(&tiers);
            tally.judge(
                |i| Some(x[i].to_bits()),
                &outs,
                |i, got| {
                    let (slope, want) = (slopes[i], slopes[i] * f64::from(dy[i]));
                    // e^x may overflow where dy·e^x does not: that is stated in tests/golden/README.md.
                    let judged =
                        slope.is_nan() || (slope as f32).is_infinite() == (want as f32).is_infinite();
                    let ours = judged && (slope.abs() < NORMAL) == (class == "tiny");
                    (if ours { ulp_error(got, want) } else { 0.0 }, want)
                },
            );
            assert_within(&format!("the {class} gradient of {name}"), &tally, |_| bound);
        }
    }
}
