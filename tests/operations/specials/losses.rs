//! The edges of the losses: saturation, clamps, 0·ln 0, infinities that agree.

use std::f64::consts::LN_2;

use activ8::{Loss, Mse, Reduction};

use crate::common::compare::assert_close;
use crate::common::data::NANS;
use crate::common::table::Domain;
use crate::common::table::losses::sets;
use crate::common::tiers;
use crate::common::verbs::{Args, Call, verb, verbs};

const INF: f32 = f32::INFINITY;
const TINY: f32 = f32::from_bits(1);
const LIMIT: f64 = f64::INFINITY;
const NAN: f64 = f64::NAN;

#[test]
fn elements_have_their_limits() {
    for tier in tiers() {
        let points = sets().flat_map(|(_, set)| set.points.iter().map(|point| (set.name, *point)));
        for (op, (x, t, loss, derivative)) in points {
            // Every place of the widest vector, and its tail.
            for len in [1, 7, 16, 70] {
                let (input, target) = (vec![x; len], vec![t; len]);
                let args = Args { x: &input, second: &target, ..Args::default() };
                let call = Call { reduction: activ8::Reduction::Sum, ..Call::on(tier, 1) };
                let (mut each, mut gradient) = (vec![7.0; len], vec![7.0; len]);
                let what = format!("{op} at {x:e}, {t:e} on {tier}, {len} of it");
                assert_eq!((verb(op, "forward_each").run)(call, args, &mut each), Ok(None), "{what}");
                let total = (verb(op, "forward_backward").run)(call, args, &mut gradient);
                let total = total.unwrap_or_default().unwrap_or(7.0);
                for i in 0..len {
                    assert_close(each[i], loss, 2.0, format_args!("{what}: loss [{i}]"));
                    assert_close(gradient[i], derivative, 2.0, format_args!("{what}: gradient [{i}]"));
                }
                assert_close(total, f64::from(each[0]) * len as f64, 1.0, format_args!("{what}: sum"));
            }
        }
    }
}

/// NaN in any place of any argument that may have one makes the loss of its element or row NaN.
#[test]
fn nan_in_nan_out() {
    for tier in tiers() {
        // `nll` reads one element of each row.
        for each in verbs().iter().filter(|verb| verb.verb == "forward_each" && verb.op != "nll") {
            let [forward, both] = ["forward", "forward_backward"].map(|name| verb(each.op, name));
            for (place, nan) in (0..70).flat_map(|place| NANS.map(|nan| (place, nan))) {
                for argument in
                    (0..2).filter(|&a| matches!(each.domains[a], Domain::Real | Domain::Logarithm))
                {
                    let targets = match each.domains[1] {
                        Domain::Sign => [1.0, -1.0, 1.0],
                        _ => [0.0, 0.5, 1.0],
                    };
                    // A target of nothing costs nothing, whatever is held against it.
                    let of_nothing = ["kl_div", "cross_entropy_soft"].contains(&each.op) && argument == 0;
                    for t in targets.into_iter().filter(|&t| !(of_nothing && t == 0.0)) {
                        let x = if each.domains[0] == Domain::Probability { 0.5 } else { -0.5 };
                        let mut values = [vec![x; 70], vec![t; 70]];
                        values[argument][place] = nan;
                        let args =
                            Args { x: &values[0], second: &values[1], classes: &[3; 7], ..Args::default() };
                        let what =
                            format!("{} on {tier}, NaN at {place} of argument {argument}, t = {t}", each.op);
                        let mut losses = vec![7.0; if each.rows { 7 } else { 70 }];
                        let hit = if each.rows { place / 10 } else { place };
                        assert_eq!((each.run)(Call::on(tier, 10), args, &mut losses), Ok(None), "{what}");
                        for (i, loss) in losses.iter().enumerate() {
                            assert_eq!(loss.is_nan(), i == hit, "{what}: loss [{i}] is {loss}");
                        }
                        for verb in [forward, both] {
                            let value = (verb.run)(Call::on(tier, 10), args, &mut [7.0; 70]);
                            let nan = matches!(value, Ok(Some(value)) if value.is_nan());
                            assert!(nan, "{what}: {} returns {value:?}", verb.verb);
                        }
                    }
                }
            }
        }
    }
}

/// Rows of three logits, the class, and the loss.
/// Finite losses whose sum is beyond f32, in a lane or as a whole, have a finite mean.
#[test]
fn large_losses_have_a_mean() {
    for tier in tiers() {
        for len in [2, 33, 63, 64, 1000, 40_000] {
            let (x, t) = (vec![1.8e19; len], vec![0.0; len]);
            let mse = Mse::default().on(tier).unwrap();
            let square = 1.8e19_f32 * 1.8e19;
            let close = |got: f32, want: f32| (got / want - 1.0).abs() <= 4.0 * f32::EPSILON;
            assert!(close(mse.forward(&x, &t).unwrap(), square), "{tier} {len}");
            let mut gradient = vec![0.0; len];
            assert!(close(mse.forward_backward(&x, &t, &mut gradient).unwrap(), square), "{tier} {len}");
            assert_eq!(gradient, vec![1.8e19 * (2.0 * (1.0 / len as f64) as f32); len], "{tier} {len}");
            // Weights of both signs: ∞ − ∞ on the way, and small ones beside.
            let weight: Vec<f32> = (0..len).map(|i| [1.0, 1.0, -1.0, 1e-9][i / 32 % 4]).collect();
            let sum: f64 = weight.iter().map(|&w| f64::from(square * w)).sum();
            let weighted = Mse::default().weight(&weight).reduction(Reduction::BatchMean(len));
            let want = (sum / len as f64) as f32;
            let got = weighted.on(tier).unwrap().forward(&x, &t).unwrap();
            assert!(close(got, want), "{tier} {len}: {got:e}, not {want:e}");
        }
    }
}

#[test]
fn cross_entropy_of_confident_and_of_wrong_rows() {
    let small = |x: f64| x.ln_1p();
    let cases: [([f32; 3], i64, f64); 17] = [
        ([20.0, 0.0, 0.0], 0, 4.122_307_236_422_895e-9),
        ([20.0, 0.0, 0.0], 1, 20.0 + small(2.0 * (-20f64).exp())),
        ([12.0, 0.0, -INF], 0, 6.144_193_478_400_547e-6),
        ([100.0, 0.0, 0.0], 0, 7.440_151_952_041_672e-44),
        ([200.0, 0.0, 0.0], 0, 0.0),
        ([0.0, 0.0, 0.0], 2, 3f64.ln()),
        ([1000.0, 0.0, 0.0], 1, 1000.0),
        ([3e38, 3e38, -3e38], 0, LN_2),
        ([3e38, 0.0, 0.0], 1, f64::from(3e38f32)),
        ([3e38, -3e38, 0.0], 1, LIMIT),
        ([0.0, -INF, 0.0], 1, LIMIT),
        ([0.0, -INF, -INF], 0, 0.0),
        ([0.0, -INF, 0.0], 0, LN_2),
        ([-INF; 3], 0, NAN),
        ([INF, 0.0, 0.0], 0, NAN),
        ([INF, 0.0, 0.0], 1, NAN),
        ([f32::NAN, 0.0, 0.0], 1, NAN),
    ];
    for tier in tiers() {
        for (x, class, want) in cases {
            let args = Args { x: &x, classes: &[class], ..Args::default() };
            let [mut each, mut gradient] = [vec![7.0; 1], vec![7.0; 3]];
            let what = format!("cross_entropy of {x:?}, {class} on {tier}");
            let call = Call::on(tier, 3);
            let done = (verb("cross_entropy", "forward_each").run)(call, args, &mut each);
            assert_eq!(done, Ok(None), "{what}");
            let value = (verb("cross_entropy", "forward").run)(call, args, &mut []);
            let both = (verb("cross_entropy", "forward_backward").run)(call, args, &mut gradient);
            for got in [Some(each[0]), value.unwrap_or_default(), both.unwrap_or_default()] {
                assert_close(got.unwrap_or(7.0), want, 2.0, &what);
            }
        }
    }
}

/// −Σ t·ln p: where nothing is expected, nothing can be wrong.
#[test]
fn categorical_cross_entropy_at_zero() {
    let cases: [([f32; 3], [f32; 3], f64); 8] = [
        ([1.0, 0.0, 0.0], [1.0, 0.0, 0.0], 0.0),
        ([0.0, 1.0, 0.0], [1.0, 0.0, 0.0], LIMIT),
        ([-0.0, 1.0, 0.0], [1.0, -0.0, 0.0], LIMIT),
        ([1.0, -0.0, 0.0], [1.0, -0.0, 0.0], 0.0),
        ([0.5, 0.5, 0.0], [0.0, 1.0, 0.0], LN_2),
        ([0.5, 0.5, 0.0], [0.5, 0.5, 0.0], LN_2),
        ([0.5, 0.5, 0.0], [0.5, 0.25, 0.25], LIMIT),
        ([TINY, 1.0, 0.0], [1.0, 0.0, 0.0], 149.0 * LN_2),
    ];
    for tier in tiers() {
        for (p, t, want) in cases {
            let mut each = [7.0];
            let args = Args { x: &p, second: &t, ..Args::default() };
            let op = "categorical_cross_entropy";
            assert_eq!(
                (verb(op, "forward_each").run)(Call::on(tier, 3), args, &mut each),
                Ok(None),
                "{op} on {tier}"
            );
            assert_close(each[0], want, 2.0, format_args!("{op} of {p:?}, {t:?} on {tier}"));
        }
    }
}
