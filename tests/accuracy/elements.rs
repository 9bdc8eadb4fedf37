//! The elementwise functions.

use crate::assert_within;
use crate::common::ops::{ELEMENTWISE, elementwise};
use crate::common::tally::{self, Tally};
use crate::common::tiers;

/// A prime, so that every pattern of low bits occurs.
const STRIDE: usize = 4001;

/// The inputs with the greatest errors of all 2^32, as the sweep reports them: on tiers that fuse
/// multiply-add and on those that do not.
const WORST: &[(&str, &[u32])] = &[
    ("exp", &[0xc2af_92b3, 0xc2af_9e84]),
    ("exp_m1", &[0x3ec0_72d6, 0x3ec0_0083]),
    ("ln", &[0x3f6f_bc2e]),
    ("ln_1p", &[0xbd87_5ca2]),
    ("tanh", &[0xbf40_6e40, 0x3f42_9bf0]),
    ("sigmoid", &[0xc148_a745, 0xc153_89d5]),
    // Of every 61st input.
    ("celu", &[0xbe9c_6116, 0xbe9c_3393]),
    ("celu(alpha=0.3)", &[0xbe19_a63f, 0xbe1a_b8bf]),
    ("elu", &[0xbe9c_6116, 0xbe9c_3393]),
    ("elu(alpha=0.3)", &[0x80ff_1f3b, 0xbe9c_1da7]),
    ("gelu_tanh", &[0x0000_5329, 0x018d_2d3b]),
    ("gelu_quick", &[0x0000_5329, 0x018d_2d3b]),
    ("log_sigmoid", &[0x3fa3_71cb, 0x3fa8_e975]),
    ("mish", &[0x8000_0002, 0x3c53_6c09]),
    ("scaled_tanh", &[0xbf41_78cb, 0xbf43_2d90]),
    ("scaled_tanh(alpha=1.7159,beta=0.6666667)", &[0xbdc1_8e1e]),
    ("selu", &[0x0055_fe54, 0x005a_5e7d]),
    ("silu", &[0x0000_5329, 0x018d_2d3b]),
    ("soft_cap", &[0x3df5_32ab]),
    ("soft_cap(cap=50)", &[0xc217_8d90, 0x4217_2479]),
    ("softplus", &[0x3c58_7785, 0xbfa3_1240]),
    ("softplus(beta=0.7,threshold=15)", &[0xbd6f_8ebb, 0x4064_af5d]),
    ("softplus(beta=3,threshold=40)", &[0x3ae2_83a5, 0x3ebb_726e]),
    ("squareplus", &[0xbb09_aa00]),
    ("squareplus(b=0.3)", &[0xbd57_ec4b]),
    ("swish", &[0x0000_5329, 0x018d_2d3b]),
    ("swish(alpha=1.7)", &[0x0000_5329, 0x018d_2d3b]),
    ("swish(alpha=-0.6)", &[0x0000_5329, 0x018d_2d3b]),
    ("xielu", &[0xb346_ccf0, 0xb4d8_df87]),
];

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

/// Every so many of all inputs, and all near the borders and near the worst of `name`.
fn inputs(name: &str) -> Vec<f32> {
    let mut x: Vec<f32> = (0..=u32::MAX).step_by(STRIDE).map(f32::from_bits).collect();
    let signs = BORDERS.iter().flat_map(|border| [border.to_bits(), (-border).to_bits()]);
    x.extend(signs.flat_map(|bits| neighbours(bits, 64)));
    x.extend([f32::INFINITY, f32::NEG_INFINITY]);
    x.extend(NANS.map(f32::from_bits));
    let worst = WORST.iter().filter(|(op, _)| *op == name).flat_map(|(_, worst)| worst.iter());
    x.extend(worst.flat_map(|&bits| neighbours(bits, 4096)));
    x
}

fn tally(name: &str) -> Tally {
    tally::elementwise(elementwise(name), &tiers(), &inputs(name)).expect("nothing to refuse")
}

#[test]
fn every_function_is_within_its_bound_on_every_tier() {
    for op in ELEMENTWISE {
        assert_within(op.name, &tally(op.name), |tier| op.max_ulp(tier));
    }
}

// A bound that the kernels have outgrown is to be lowered, or it hides the next mistake.
#[test]
fn no_bound_is_looser_than_it_must_be() {
    // A bound that holds for all parameters may be far from what a few have.
    for op in ELEMENTWISE.iter().filter(|op| op.activation().parameters().is_empty()) {
        for finding in tally(op.name).findings {
            let (bound, worst) = (op.max_ulp(finding.tier), finding.worst);
            assert!(worst.ulp > bound - 0.15, "{} on {}: bound {bound}, but {worst}", op.name, finding.tier);
        }
    }
}

#[test]
fn the_worst_inputs_belong_to_functions() {
    for (name, worst) in WORST {
        assert_eq!(elementwise(name).name, *name);
        assert!(!worst.is_empty(), "{name}: no worst input");
    }
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
