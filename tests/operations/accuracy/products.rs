//! The gated activations, whose operands are of every size: where the activation alone would be a subnormal number,
//! the product need not be.

use crate::accuracy::search;
use crate::common::random::Random;
use crate::common::table::draws::any_size;
use crate::common::table::gates::{Row, sets};
use crate::common::tiers;
use crate::common::ulp::ulp_error_at;

/// The error in ULP of `scale`; 0 where that is no normal number, or the product is beyond `f32`.
fn error(got: f32, want: f64, scale: f64) -> f64 {
    let size = scale.abs();
    let judged = size >= f64::from(f32::MIN_POSITIVE) && size < f64::from(f32::MAX);
    if judged { ulp_error_at(got, want, scale) } else { 0.0 }
}

#[test]
fn products_of_every_size_are_within_the_bounds() {
    for (row, set) in sets() {
        let (&Row { name, bounds: [bound, slope_bound], .. }, activation) = (row, set.activation);
        let (formula, mut random) = (row.formula(set), Random::new(5));
        let (gate, value): (Vec<_>, Vec<_>) =
            (0..search::count()).map(|_| (row.draw)(&mut random).into()).unzip();
        let dy = random.fill(gate.len(), any_size);
        let wants: Vec<_> = (0..gate.len()).map(|i| formula.wants([gate[i], value[i], dy[i]])).collect();
        for tier in tiers() {
            let [mut y, mut dgate, mut dvalue] = [(); 3].map(|()| vec![0.0; gate.len()]);
            row.on(set.parameters, tier, |operation| {
                operation.forward(&gate, &value, &mut y)?;
                operation.backward(&gate, &value, &dy, &mut dgate, &mut dvalue)
            })
            .expect("equal lengths");
            let outs = [y, dgate, dvalue];
            let mut worst = [0.0f64; 3];
            for (i, &gate) in gate.iter().enumerate() {
                for (column, want) in wants[i].into_iter().enumerate() {
                    let is_end = gate < set.end.0 || column == 1 && gate > -set.end.0;
                    if !(gate == 0.0 || gate.is_normal())
                        || is_end && want.factor.abs() >= f64::from(set.end.1).exp2()
                    {
                        continue;
                    }
                    let (got, bound) = (outs[column][i], [bound, slope_bound, bound][column]);
                    let error = error(got, want.value, want.scale);
                    worst[column] = worst[column].max(error);
                    assert!(
                        error <= bound,
                        "{name} ({activation}) on {tier}, column {column} of {gate:e}, {:e}, {:e}: {got:e}, \
                         not {want:?}: {error} ULP",
                        value[i],
                        dy[i],
                    );
                }
            }
            println!("{name} ({activation}) on {tier}: {worst:?}");
        }
    }
}

/// What is at its limit has no gradient.
#[test]
fn limits_have_no_gradient() {
    let mut met = 0;
    for (row, set) in sets() {
        let mut random = Random::new(6);
        let drawn = (0..search::count()).map(|_| (row.draw)(&mut random));
        let operands =
            |&[gate, value]: &[f32; 2]| (row.operands)(set.parameters, [gate.into(), value.into()]);
        let limited: Vec<_> = drawn.filter(|drawn| operands(drawn).follow != [true; 2]).collect();
        met += limited.len();
        let (gate, value): (Vec<f32>, Vec<f32>) = limited.iter().map(|&drawn| drawn.into()).unzip();
        let dy = vec![2.0; gate.len()];
        for tier in tiers() {
            let [mut dgate, mut dvalue] = [(); 2].map(|()| vec![7.0; gate.len()]);
            row.on(set.parameters, tier, |operation| {
                operation.backward(&gate, &value, &dy, &mut dgate, &mut dvalue)
            })
            .expect("equal lengths");
            for (i, drawn) in limited.iter().enumerate() {
                let [of_gate, of_value] = operands(drawn).follow;
                assert!(of_gate || dgate[i] == 0.0, "{} on {tier} at {drawn:?}: {}", row.name, dgate[i]);
                assert!(of_value || dvalue[i] == 0.0, "{} on {tier} at {drawn:?}: {}", row.name, dvalue[i]);
            }
        }
    }
    assert!(met > 1000, "{met} at a limit");
}

// Each is a normal number; the gate's activation is none.
#[test]
fn products_of_subnormal_activations() {
    let mut met = 0;
    for (row, set) in sets() {
        // The first of a row's sets is the default, of which these are.
        if !std::ptr::eq(set, &row.sets[0]) {
            continue;
        }
        for &[gate, value] in row.subnormal {
            met += 1;
            let want = row.formula(set).wants([gate, value, value])[0].value;
            assert!(want.abs() > f64::from(f32::MIN_POSITIVE), "{}({gate}, {value}) is normal", row.name);
            for tier in tiers() {
                let [mut y, mut dgate, mut dvalue] = [[0.0]; 3];
                row.on(set.parameters, tier, |operation| {
                    operation.forward(&[gate], &[value], &mut y)?;
                    operation.backward(&[gate], &[value], &[value], &mut dgate, &mut dvalue)
                })
                .expect("one each");
                for got in [y[0], dvalue[0]] {
                    let error = ulp_error_at(got, want, want);
                    let name = row.name;
                    assert!(
                        error <= row.bounds[0],
                        "{name}({gate}, {value}) on {tier}: {got:e}, not {want:e}: {error}"
                    );
                }
            }
        }
    }
    assert!(met >= 6, "{met} products");
}
