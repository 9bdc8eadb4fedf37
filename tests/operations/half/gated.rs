//! Every verb of the gated activations: that of `f32` for the widened inputs, rounded.

use activ8::{GateLayout, bf16, f16};

use crate::common::random::Random;
#[cfg(feature = "rayon")]
use crate::common::table::gates::Ask;
use crate::common::table::gates::verbs::{AnyGate, VerbsOf};
use crate::common::table::gates::{row, sets};
use crate::common::tiers;
use crate::half::{Real, assert_same, rounded, widened};

fn draw<T: Real>(random: &mut Random, n: usize) -> Vec<T> {
    rounded(&random.fill(n, |random| random.normal(3.0)))
}

fn plain<A: Real, B: Real, Y: Real>(gate: &dyn VerbsOf<A, B, Y>, floats: &AnyGate, n: usize) {
    let mut random = Random::new(n as u64);
    let (x, value, dy): (Vec<A>, Vec<B>, Vec<A>) =
        (draw(&mut random, n), draw(&mut random, n), draw(&mut random, n));
    let (g, v, d) = (widened(&x), widened(&value), widened(&dy));
    let [mut want, mut dgate, mut dvalue] = [(); 3].map(|()| vec![0.0; n]);
    floats.forward(&g, &v, &mut want).expect("one length");
    floats.backward(&g, &v, &d, &mut dgate, &mut dvalue).expect("one length");
    let (mut y, mut our_dgate, mut our_dvalue) = (vec![Y::of(7.0); n], vec![Y::of(7.0); n], vec![7.0f32; n]);
    gate.forward(&x, &value, &mut y).expect("one length");
    gate.backward(&x, &value, &dy, &mut our_dgate, &mut our_dvalue).expect("one length");
    assert_same(&y, &want, "y");
    assert_same(&our_dgate, &dgate, "dgate");
    assert_same(&our_dvalue, &dvalue, "dvalue");
}

fn packed<A: Real, B: Real, Y: Real>(
    gate: &dyn VerbsOf<A, B, Y>,
    floats: &AnyGate,
    layout: GateLayout,
    n: usize,
) {
    let mut random = Random::new(n as u64);
    let (x, dy): (Vec<A>, Vec<B>) = (draw(&mut random, 2 * n), draw(&mut random, n));
    let (wide, wide_dy) = (widened(&x), widened(&dy));
    let (mut want, mut want_dx) = (vec![0.0; n], vec![0.0; 2 * n]);
    floats.forward_packed(layout, &wide, &mut want).expect("whole rows");
    floats.backward_packed(layout, &wide, &wide_dy, &mut want_dx).expect("whole rows");
    let (mut y, mut dx) = (vec![Y::of(7.0); n], vec![Y::of(7.0); 2 * n]);
    gate.forward_packed(layout, &x, &mut y).expect("whole rows");
    gate.backward_packed(layout, &x, &dy, &mut dx).expect("whole rows");
    let what = format!("{layout:?} of {n} {} to {}", A::NAME, Y::NAME);
    assert_same(&y, &want, &what);
    assert_same(&dx, &want_dx, &format!("{what}, backward"));
}

fn of_every_type(gate: &AnyGate) {
    for n in [0, 1, 100, 2048, 5000] {
        plain::<bf16, bf16, bf16>(gate, gate, n);
        plain::<f16, f32, f16>(gate, gate, n);
        plain::<f16, f32, f32>(gate, gate, n);
        plain::<f32, f32, bf16>(gate, gate, n);
    }
    for (row, rows) in [(2, 3000), (64, 100), (1302, 5), (4096, 2), (4098, 3), (22_016, 2)] {
        let columns = GateLayout::ValuesFirstAlong { axis: 2, inner: row / 2 };
        let rows_alone = [GateLayout::GatesFirst(row), GateLayout::ValuesFirst(row)];
        for layout in rows_alone.into_iter().chain([GateLayout::Interleaved, columns]) {
            packed::<bf16, bf16, bf16>(gate, gate, layout, row / 2 * rows);
            packed::<f16, f32, f32>(gate, gate, layout, row / 2 * rows);
        }
    }
}

#[test]
fn gated_activations() {
    for (tier, (row, set)) in tiers().into_iter().flat_map(|tier| sets().map(move |set| (tier, set))) {
        println!("{} with {:?} on {tier}", row.name, set.parameters);
        let done = row.on(set.parameters, tier, |gate| {
            of_every_type(gate);
            Ok(())
        });
        assert_eq!(done, Ok(()), "{} on {tier}", row.name);
    }
}

#[cfg(feature = "rayon")]
#[test]
fn threads_give_the_same_bits() {
    let n = 160_000;
    let x: Vec<bf16> = draw(&mut Random::new(5), 2 * n);
    for (row, set) in sets() {
        for layout in [GateLayout::GatesFirst(20_000), GateLayout::Interleaved] {
            let [one, many] = [false, true].map(|parallel| {
                let (mut y, mut dx) = (vec![bf16::ZERO; n], vec![bf16::ZERO; 2 * n]);
                let mut then = |gate: &AnyGate| {
                    gate.forward_packed(layout, &x, &mut y)?;
                    gate.backward_packed(layout, &x, &x[..n], &mut dx)
                };
                let ask = Ask { tier: None, parallel, then: &mut then };
                (row.run)(set.parameters, ask).expect("whole rows");
                [y, dx]
            });
            assert!(one == many, "{} with {:?}, {layout:?}", row.name, set.parameters);
        }
    }
}

#[test]
fn bad_input_is_refused() {
    let (x, mut y) = ([bf16::ONE; 4], [bf16::ONE; 2]);
    let tier = activ8::Tier::active().expect("a tier");
    for (row, set) in sets() {
        let done = row.on(set.parameters, tier, |gate| {
            assert!(gate.forward(&x, &x[..3], &mut y).is_err(), "{}: value", row.name);
            assert!(gate.forward(&x, &x, &mut y).is_err(), "{}: y", row.name);
            for row in [0, 3, 8] {
                assert!(
                    gate.forward_packed(GateLayout::GatesFirst(row), &x, &mut y).is_err(),
                    "rows of {row}"
                );
            }
            Ok(())
        });
        assert_eq!(done, Ok(()), "{}", row.name);
    }
    let bad = row("swiglu").on(&[f32::NAN], tier, |gate| gate.forward(&x[..2], &x[..2], &mut y));
    assert!(bad.is_err(), "a parameter");
    assert_eq!(y, [bf16::ONE; 2], "outputs as they were");
}
