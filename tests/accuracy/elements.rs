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
    // Of every 13th or 29th input.
    ("erf", &[0xbfeb_61e9, 0xbfea_36d1]),
    ("celu", &[0xbe9b_fea4, 0xbe9b_b15f]),
    ("celu(alpha=0.3)", &[0xbe1c_52cf, 0xbe19_eb03]),
    ("elu", &[0xbe9b_fea4, 0xbe9b_b15f]),
    ("elu(alpha=0.3)", &[0x80ff_1f9f, 0xbe9b_a209]),
    ("gelu", &[0xc0de_639d, 0xb9ff_87b6]),
    ("clipped_gelu", &[0xc0de_639d, 0xb9ff_87b6]),
    ("laplace", &[0xc00b_80d5, 0xbdf8_057d]),
    ("laplace(mu=0,sigma=1)", &[0x3ac1_4e56, 0xb85c_08cb]),
    ("laplace(mu=0,sigma=2e-18)", &[0xa380_3748, 0x9cf4_9107]),
    ("gelu_tanh", &[0x38fc_f02c, 0x39fb_7426]),
    ("gelu_quick", &[0x38ff_5d4b, 0xbd03_7a94]),
    ("linear_hardsigmoid", &[0xb643_0000]),
    ("linear_hardsigmoid(alpha=0.3,beta=0.6)", &[0x3676_aaaa]),
    ("log_sigmoid", &[0x3aea_7ef5, 0x3fac_ace3, 0x3fa8_a8d4]),
    ("mish", &[0x394e_ab4a, 0x3ad3_4a6e]),
    ("scaled_tanh", &[0x3f41_158b, 0x3f4e_9c84]),
    ("scaled_tanh(alpha=1.7159,beta=0.6666667)", &[0x3bc4_268c]),
    ("selu", &[0x0060_3ef4, 0x08f3_2939]),
    ("silu", &[0xbafa_dd43, 0xbafe_8b4f]),
    ("soft_cap", &[0xbef8_79ca]),
    ("soft_cap(cap=50)", &[0xc216_8fde, 0x4217_7260]),
    ("softplus", &[0x3a1e_b219, 0x3c74_825e]),
    ("softplus(beta=0.7,threshold=15)", &[0x39ba_3410, 0x38e0_b074]),
    ("softplus(beta=3,threshold=40)", &[0x3b79_9edf, 0x3b4b_e85f]),
    ("softsign", &[0xc108_8597]),
    ("squareplus", &[0xba4a_7bfc]),
    ("squareplus(b=0.3)", &[0xbd58_7b45]),
    ("swish", &[0xbafa_dd43, 0xbafe_8b4f]),
    ("swish(alpha=1.7)", &[0xba7f_0f18, 0xb9fd_6036]),
    ("swish(alpha=-0.6)", &[0x3fc1_9ccc]),
    ("tanhshrink", &[0x3f37_2a44, 0x3f37_5410]),
    ("xielu", &[0xb57f_fb09, 0xb4ff_fefc]),
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
pub(crate) fn inputs(name: &str, stride: usize) -> Vec<f32> {
    let mut x: Vec<f32> = (0..=u32::MAX).step_by(stride).map(f32::from_bits).collect();
    let signs = BORDERS.iter().flat_map(|border| [border.to_bits(), (-border).to_bits()]);
    x.extend(signs.flat_map(|bits| neighbours(bits, 64)));
    x.extend([f32::INFINITY, f32::NEG_INFINITY]);
    x.extend(NANS.map(f32::from_bits));
    let worst = WORST.iter().filter(|(op, _)| *op == name).flat_map(|(_, worst)| worst.iter());
    x.extend(worst.flat_map(|&bits| neighbours(bits, 4096)));
    x
}

fn tally(name: &str) -> Tally {
    tally::elementwise(elementwise(name), &tiers(), &inputs(name, STRIDE)).expect("nothing to refuse")
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
