//! The elementwise functions.

use rayon::prelude::*;

use crate::accuracy::assert_within;
use crate::common::table::elementwise::{ELEMENTWISE, Elementwise, elementwise};
use crate::common::tally::{self, Tally};
use crate::common::{every, sparse, tiers};

const STRIDE: usize = 4001;

/// Where something begins or ends: a branch, an exponent, a result that is not rounded to a limit.
const BORDERS: [f32; 22] = [
    0.0,
    f32::MIN_POSITIVE,
    5.960_464_5e-8,
    0.03,
    0.25,
    0.375,
    0.5,
    0.75,
    1.0,
    1.5,
    2.0,
    // tanh is 1 from here on, and its clamp.
    9.010_913,
    9.25,
    // sigmoid and e^x − 1 are 1 and −1 from here on.
    16.635_532,
    17.328_68,
    // e^-x is subnormal, e^x infinite, the clamp, e^-x 0, and its clamps.
    87.336_54,
    88.722_84,
    89.0,
    103.972_08,
    104.0,
    8_388_608.0,
    f32::MAX,
];

const NANS: [u32; 6] = [0x7fc0_0000, 0xffc0_0000, 0x7f80_0001, 0xff80_0001, 0x7fff_ffff, 0xffff_ffff];

/// `bits` and `reach` floats to either side of it.
fn neighbours(bits: u32, reach: u32) -> impl Iterator<Item = f32> {
    (bits.saturating_sub(reach)..=bits.saturating_add(reach)).map(f32::from_bits)
}

/// Every so many of all inputs, and all near the borders and near the worst of `op`.
pub(crate) fn inputs(op: &Elementwise, stride: usize) -> Vec<f32> {
    let mut x: Vec<f32> = every(stride).collect();
    let signs = BORDERS.iter().flat_map(|border| [border.to_bits(), (-border).to_bits()]);
    x.extend(signs.flat_map(|bits| neighbours(bits, 64)));
    x.extend([f32::INFINITY, f32::NEG_INFINITY]);
    x.extend(NANS.map(f32::from_bits));
    x.extend(op.worst.iter().flat_map(|&bits| neighbours(bits, 4096 / sparse() as u32)));
    x
}

fn tally(op: &Elementwise) -> Tally {
    tally::elementwise(op, &tiers(), &inputs(op, STRIDE)).expect("nothing to refuse")
}

// A bound that the kernels have outgrown is to be lowered, or it hides the next mistake.
#[test]
fn every_function_is_within_its_bound_on_every_tier_and_not_far_within() {
    ELEMENTWISE.par_iter().for_each(|op| {
        let tally = tally(op);
        assert_within(op.name, &tally, |tier| op.max_ulp(tier));
        // A bound that holds for all parameters may be far from what a few have.
        for finding in tally.findings.iter().filter(|_| op.activation().parameters().is_empty()) {
            let (bound, worst) = (op.max_ulp(finding.tier), finding.worst);
            assert!(worst.ulp > bound - 0.15, "{} on {}: bound {bound}, but {worst}", op.name, finding.tier);
        }
    });
}

// The ruler counts these as infinitely wrong; here they stand by name.
#[test]
fn limits_are_exact() {
    const INF: f32 = f32::INFINITY;
    const NAN: f32 = f32::NAN;
    let limits: [(&str, [f32; 4]); 7] = [
        // At −∞, −0, 0 and ∞.
        ("exp", [0.0, 1.0, 1.0, INF]),
        ("exp_m1", [-1.0, -0.0, 0.0, INF]),
        ("ln", [NAN, -INF, -INF, INF]),
        ("ln_1p", [NAN, -0.0, 0.0, INF]),
        ("tanh", [-1.0, -0.0, 0.0, 1.0]),
        ("sigmoid", [0.0, 0.5, 0.5, 1.0]),
        ("relu", [0.0, -0.0, 0.0, INF]),
    ];
    let x = [-INF, -0.0, 0.0, INF];
    for (name, want) in limits {
        for tier in tiers() {
            let (mut y, mut of_nans) = ([0.0; 4], [0.0; NANS.len()]);
            elementwise(name).forward(tier, &x, &mut y).expect("nothing to refuse");
            for ((x, want), got) in x.into_iter().zip(want).zip(y) {
                let same = got.to_bits() == want.to_bits() || (got.is_nan() && want.is_nan());
                assert!(same, "{name} on {tier} of {x}: got {got}, want {want}");
            }
            let nans = NANS.map(f32::from_bits);
            elementwise(name).forward(tier, &nans, &mut of_nans).expect("nothing to refuse");
            for (nan, got) in NANS.into_iter().zip(of_nans) {
                assert!(got.is_nan(), "{name} on {tier} of the NaN {nan:08x}: got {got}");
            }
        }
    }
}
