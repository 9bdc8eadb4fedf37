//! The bits of a NaN: wherever it stands, in company or alone, in place or not, on any thread, and on all tiers of
//! a class, where one input is NaN.

use activ8::{Activation, AnyActivation, Elementwise, Tier, f16};
use rayon::prelude::*;

use crate::common::table::gates::sets;
use crate::common::verbs::groups;

/// What of a NaN must be the same: on aarch64 all but its sign, which its instruction for `c − a·b` changes where it is
/// one factor's and not where it is the other's, and compilers choose between them.
fn bits(x: f32) -> u32 {
    let sign = if cfg!(target_arch = "aarch64") && x.is_nan() { 1 << 31 } else { 0 };
    x.to_bits() & !sign
}

/// Of both signs, quiet and signalling.
const NANS: [u32; 8] =
    [0x7fc0_0000, 0xffc0_0000, 0x7f80_0001, 0xff80_0001, 0x7fff_ffff, 0xffff_ffff, 0x7fa0_0000, 0xffa0_0000];
const OTHERS: [f32; 12] =
    [1.0, -1.0, 0.0, -0.0, 30.0, -30.0, -100.0, 100.0, 1e-40, f32::INFINITY, f32::NEG_INFINITY, f32::MAX];

/// `N` operands of which one is NaN, or none.
fn cases<const N: usize>() -> Vec<[f32; N]> {
    let all = NANS.map(f32::from_bits).into_iter().chain([2.0]);
    let each = all.flat_map(|nan| OTHERS.into_iter().flat_map(move |a| OTHERS.map(move |b| (nan, a, b))));
    let place = |at: usize| {
        each.clone().map(move |(nan, a, b)| {
            let mut case = [nan; N];
            let mut others = [a, b].into_iter().cycle();
            (0..N).filter(|&i| i != at).for_each(|i| case[i] = others.next().expect("a cycle"));
            case
        })
    };
    (0..N).flat_map(place).collect()
}

/// Operand `i` of all cases, the first of them being number `by`.
fn operand<const N: usize>(cases: &[[f32; N]], i: usize, by: usize) -> Vec<f32> {
    let mut operand: Vec<f32> = cases.iter().map(|case| case[i]).collect();
    operand.rotate_left(by);
    operand
}

/// Fails where the outputs of a call of many differ from those of calls of one, or tiers of a class do.
fn check<const N: usize>(what: &str, run: impl Fn(Tier, &[Vec<f32>; N]) -> Vec<Vec<f32>> + Sync) {
    let cases = cases::<N>();
    for group in groups() {
        let mut first: Option<Vec<Vec<u32>>> = None;
        for tier in group {
            let alone: Vec<Vec<u32>> = cases
                .iter()
                .map(|case| run(tier, &case.map(|x| vec![x])).iter().map(|out| bits(out[0])).collect())
                .collect();
            for by in [0, 1, 7, 18, 40] {
                let operands = std::array::from_fn(|i| operand(&cases, i, by));
                for (column, out) in run(tier, &operands).iter().enumerate() {
                    for (at, got) in out.iter().enumerate() {
                        let case = (at + by) % cases.len();
                        let (got, want) = (bits(*got), alone[case][column]);
                        let bits = cases[case].map(f32::to_bits);
                        assert_eq!(
                            got, want,
                            "{what} on {tier}, output {column} of {bits:08x?} at {at}: {got:08x}, alone {want:08x}"
                        );
                    }
                }
            }
            let first = first.get_or_insert_with(|| alone.clone());
            for (case, (a, b)) in first.iter().zip(&alone).enumerate() {
                assert_eq!(
                    a,
                    b,
                    "{what} on {tier} and another of its class, of {:08x?}",
                    cases[case].map(f32::to_bits)
                );
            }
        }
    }
}

#[test]
fn a_nan_has_the_same_bits_everywhere() {
    let others = [
        "softplus(beta=2)",
        "swish(alpha=-2)",
        "celu(alpha=3)",
        "elu(alpha=3)",
        "scaled_tanh(alpha=-2,beta=3)",
    ];
    let others = others.map(|name| name.parse::<AnyActivation>().expect("a name"));
    AnyActivation::all().into_iter().chain(others).collect::<Vec<_>>().into_par_iter().for_each(
        |activation| {
            check::<1>(&activation.to_string(), |tier, [x]| {
                let on = activation.on(tier).expect("available");
                let (mut y, mut in_place, mut biased) = (vec![0.0; x.len()], x.clone(), vec![0.0; x.len()]);
                on.forward(x, &mut y).expect("equal lengths");
                on.forward_in_place(&mut in_place).expect("a slice");
                on.forward_biased(x, &[0.5], &mut biased).expect("rows of one");
                vec![y, in_place, biased]
            });
            check::<2>(&format!("the gradient of {activation}"), |tier, [x, dy]| {
                let on = activation.on(tier).expect("available");
                let (mut dx, mut biased) = (vec![0.0; x.len()], vec![0.0; x.len()]);
                on.backward(x, dy, &mut dx).expect("equal lengths");
                on.backward_biased(x, &[0.5], dy, &mut biased).expect("rows of one");
                // Of a y that the activation gives.
                let (mut y, mut from_output) = (vec![0.0; x.len()], vec![0.0; x.len()]);
                if let Some(gradient) = on.output_gradient() {
                    on.forward(x, &mut y).expect("equal lengths");
                    gradient.backward(&y, dy, &mut from_output).expect("equal lengths");
                }
                vec![dx, biased, from_output]
            });
            check::<1>(&format!("{activation} of halves"), |tier, [x]| {
                let x: Vec<f16> = x.iter().map(|&x| f16::from_f32(x)).collect();
                let (mut y, mut wide) = (vec![f16::ZERO; x.len()], vec![0.0; x.len()]);
                let on = activation.on(tier).expect("available");
                on.forward(&x, &mut y).expect("equal lengths");
                on.forward_biased(&x, &[f16::ONE], &mut wide).expect("rows of one");
                vec![y.iter().map(|y| y.to_f32()).collect(), wide]
            });
        },
    );
}

/// With the parameters of the table, and the first of them negated.
#[test]
fn a_nan_of_a_gated_unit_has_the_same_bits_everywhere() {
    for (row, set) in sets() {
        let mut negated = set.parameters.to_vec();
        negated.iter_mut().take(1).for_each(|first| *first = -*first);
        for parameters in [set.parameters, &negated] {
            check::<3>(&format!("{} with {parameters:?}", row.name), |tier, [gate, value, dy]| {
                let [mut y, mut dgate, mut dvalue] = [(); 3].map(|()| vec![0.0; gate.len()]);
                row.on(parameters, tier, |operation| {
                    operation.forward(gate, value, &mut y)?;
                    operation.backward(gate, value, dy, &mut dgate, &mut dvalue)
                })
                .expect("equal lengths");
                vec![y, dgate, dvalue]
            });
        }
    }
}
