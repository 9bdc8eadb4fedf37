//! Every verb of the gated activations: that of `f32` for the widened inputs, rounded.

use activ8::{GateLayout, GatedActivation, GeGlu, SwiGlu, SwiGluOai, bf16, f16};

use crate::common::random::Random;
use crate::common::tiers;
use crate::half::{Real, assert_same, rounded, widened};

fn draw<T: Real>(random: &mut Random, n: usize) -> Vec<T> {
    rounded(&random.fill(n, |random| random.normal(3.0)))
}

fn plain<A: Real, B: Real, Y: Real>(operation: impl GatedActivation, n: usize) {
    let mut random = Random::new(n as u64);
    let (gate, value, dy): (Vec<A>, Vec<B>, Vec<A>) =
        (draw(&mut random, n), draw(&mut random, n), draw(&mut random, n));
    let (g, v, d) = (widened(&gate), widened(&value), widened(&dy));
    let [mut want, mut dgate, mut dvalue] = [(); 3].map(|()| vec![0.0; n]);
    operation.forward(&g, &v, &mut want).expect("one length");
    operation.backward(&g, &v, &d, &mut dgate, &mut dvalue).expect("one length");
    let (mut y, mut our_dgate, mut our_dvalue) = (vec![Y::of(7.0); n], vec![Y::of(7.0); n], vec![7.0f32; n]);
    operation.forward(&gate, &value, &mut y).expect("one length");
    operation.backward(&gate, &value, &dy, &mut our_dgate, &mut our_dvalue).expect("one length");
    assert_same(&y, &want, "y");
    assert_same(&our_dgate, &dgate, "dgate");
    assert_same(&our_dvalue, &dvalue, "dvalue");
}

fn packed<X: Real, Y: Real>(operation: impl GatedActivation, layout: GateLayout, n: usize) {
    let mut random = Random::new(n as u64);
    let (x, dy): (Vec<X>, Vec<Y>) = (draw(&mut random, 2 * n), draw(&mut random, n));
    let (wide, wide_dy) = (widened(&x), widened(&dy));
    let (mut want, mut want_dx) = (vec![0.0; n], vec![0.0; 2 * n]);
    operation.forward_packed(layout, &wide, &mut want).expect("whole rows");
    operation.backward_packed(layout, &wide, &wide_dy, &mut want_dx).expect("whole rows");
    let (mut y, mut dx) = (vec![Y::of(7.0); n], vec![Y::of(7.0); 2 * n]);
    operation.forward_packed(layout, &x, &mut y).expect("whole rows");
    operation.backward_packed(layout, &x, &dy, &mut dx).expect("whole rows");
    let what = format!("{layout:?} of {n} {} to {}", X::NAME, Y::NAME);
    assert_same(&y, &want, &what);
    assert_same(&dx, &want_dx, &format!("{what}, backward"));
}

#[test]
fn gated_activations() {
    for tier in tiers() {
        let operation = SwiGlu::default().on(tier).expect("available");
        for n in [0, 1, 100, 2048, 5000] {
            plain::<bf16, bf16, bf16>(operation, n);
            plain::<f16, f32, f16>(GeGlu::Erf.on(tier).expect("available"), n);
            plain::<f32, f32, bf16>(SwiGluOai::default().on(tier).expect("available"), n);
            plain::<f32, f32, f32>(operation, n);
        }
        for (row, rows) in [(2, 3000), (64, 100), (4096, 2), (4098, 3), (22_016, 2)] {
            let columns = GateLayout::ValuesFirstAlong { axis: 2, inner: row / 2 };
            let rows_alone = [GateLayout::GatesFirst(row), GateLayout::ValuesFirst(row)];
            for layout in rows_alone.into_iter().chain([GateLayout::Interleaved, columns]) {
                packed::<bf16, bf16>(operation, layout, row / 2 * rows);
                packed::<f16, f32>(operation, layout, row / 2 * rows);
            }
        }
    }
}

#[cfg(feature = "rayon")]
#[test]
fn threads_give_the_same_bits() {
    let n = 160_000;
    let x: Vec<bf16> = draw(&mut Random::new(5), 2 * n);
    for layout in [GateLayout::GatesFirst(20_000), GateLayout::Interleaved] {
        let (mut one, mut many) = (vec![bf16::ZERO; n], vec![bf16::ZERO; n]);
        SwiGlu::default().forward_packed(layout, &x, &mut one).expect("whole rows");
        SwiGlu::default().parallel().forward_packed(layout, &x, &mut many).expect("whole rows");
        assert_eq!(one, many);
        let (mut one, mut many) = (vec![bf16::ZERO; 2 * n], vec![bf16::ZERO; 2 * n]);
        SwiGlu::default().backward_packed(layout, &x, &x[..n], &mut one).expect("whole rows");
        SwiGlu::default().parallel().backward_packed(layout, &x, &x[..n], &mut many).expect("whole rows");
        assert_eq!(one, many);
    }
}

#[test]
fn bad_input_is_refused() {
    let (x, mut y) = ([bf16::ONE; 4], [bf16::ONE; 2]);
    let operation = SwiGlu::default();
    assert!(operation.forward(&x, &x[..3], &mut y).is_err());
    assert!(operation.forward(&x, &x, &mut y).is_err());
    assert!(operation.forward_packed(GateLayout::GatesFirst(3), &x, &mut y).is_err());
    assert!(operation.forward_packed(GateLayout::GatesFirst(0), &x, &mut y).is_err());
    assert!(operation.forward_packed(GateLayout::GatesFirst(8), &x, &mut y).is_err());
    assert!(SwiGlu { alpha: f32::NAN, limit: 0.0 }.forward(&x[..2], &x[..2], &mut y).is_err());
    assert_eq!(y, [bf16::ONE; 2]);
}
