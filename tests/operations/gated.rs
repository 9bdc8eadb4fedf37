//! The gated family: its values and gradients against PyTorch's golden vectors, in every layout, on every
//! tier, with and without threads; and what it refuses.

use crate::common::golden::Golden;
use crate::common::random::Random;
#[cfg(feature = "rayon")]
use crate::common::table::gates::{Ask, verbs::AnyGate};
use crate::common::table::gates::{ROWS, Row, error, row, sets};
use crate::common::tiers;
use activ8::{Error, GateLayout, GatedActivation, Result, SwiGlu};

#[test]
fn gated_activations_agree_with_pytorch() {
    for row in ROWS {
        let &Row { name, bounds: [bound, slope_bound], .. } = row;
        let golden = Golden::read(name);
        let [gate, value, dy] = ["gate", "value", "dy"].map(|column| golden.f32s(column));
        let wants = ["y_f64", "dgate_f64", "dvalue_f64"].map(|column| golden.f64s(column));
        let parameters = golden.parameters();
        let none = Vec::new();
        for tier in tiers() {
            for i in 0..gate.len() {
                let (mut y, mut dgate, mut dvalue) = ([0.0], [0.0], [0.0]);
                let (g, v, d) = ([gate[i]], [value[i]], [dy[i]]);
                row.on(parameters.get(i).unwrap_or(&none), tier, |operation| {
                    operation.forward(&g, &v, &mut y)?;
                    operation.backward(&g, &v, &d, &mut dgate, &mut dvalue)
                })
                .expect("nothing to refuse");
                let product = f64::from(d[0] * v[0]);
                for (column, got, size, bound) in [
                    (0, y[0], 0.0, bound),
                    (1, dgate[0], product, slope_bound),
                    (2, dvalue[0], 0.0, slope_bound),
                ] {
                    let want = wants[column][i];
                    // NaN in, NaN out, where PyTorch's bilinear gate passes dy·value.
                    let of_nan = got.is_nan() && (g[0].is_nan() || v[0].is_nan());
                    let ulp = if of_nan { 0.0 } else { error(got, want, size) };
                    assert!(
                        ulp <= bound,
                        "{name} on {tier}, column {column} of {:e}, {:e}, {:e}: got {got:e}, want {want:e}, {ulp} ULP",
                        g[0],
                        v[0],
                        d[0],
                    );
                }
            }
        }
    }
}

/// `gate` and `value` in one slice.
fn pack(layout: GateLayout, gate: &[f32], value: &[f32]) -> Vec<f32> {
    let rows = |row: usize| gate.chunks(row / 2).zip(value.chunks(row / 2));
    match layout {
        GateLayout::GatesFirst(row) => rows(row).flat_map(|(g, v)| [g, v].concat()).collect(),
        GateLayout::ValuesFirst(row) => rows(row).flat_map(|(g, v)| [v, g].concat()).collect(),
        GateLayout::Interleaved => gate.iter().zip(value).flat_map(|(&g, &v)| [g, v]).collect(),
        GateLayout::GatesFirstAlong { axis, inner } => along([gate, value], axis, inner),
        GateLayout::ValuesFirstAlong { axis, inner } => along([value, gate], axis, inner),
        _ => unreachable!("no other layout"),
    }
}

/// Both along an axis, element by element: of a tensor (outer, axis, inner) one of (outer, 2 · axis, inner).
fn along(of: [&[f32]; 2], axis: usize, inner: usize) -> Vec<f32> {
    let place = |i: usize| (i / inner / axis, i / inner % axis, i % inner);
    let element = |i: usize| {
        let (outer, at, column) = place(i);
        let half = axis / 2;
        of[at / half][(outer * half + at % half) * inner + column]
    };
    (0..2 * of[0].len()).map(element).collect()
}

/// The bits do not depend on the layout, nor on the length, nor (within a class of tiers) on the tier.
#[test]
fn every_layout_gives_the_same_bits() {
    const PARAMETERS: [f32; 2] = [1.3, 2.0];
    for row in ROWS {
        let mut of_class: [Option<Vec<f32>>; 2] = [None, None];
        for tier in tiers() {
            let mut results = Vec::new();
            for half in [1, 2, 3, 7, 16, 31, 64, 65, 200] {
                let mut random = Random::new(half as u64);
                let n = 3 * half;
                let [gate, value, dy] = [(); 3].map(|()| random.fill(n, |random| random.normal(3.0)));
                let (mut y, mut dgate, mut dvalue) = (vec![0.0; n], vec![0.0; n], vec![0.0; n]);
                row.on(&PARAMETERS, tier, |operation| {
                    operation.forward(&gate, &value, &mut y)?;
                    operation.backward(&gate, &value, &dy, &mut dgate, &mut dvalue)
                })
                .expect("equal lengths");
                let layouts = [
                    GateLayout::GatesFirst(2 * half),
                    GateLayout::ValuesFirst(2 * half),
                    GateLayout::Interleaved,
                    GateLayout::GatesFirstAlong { axis: 2, inner: half },
                    GateLayout::ValuesFirstAlong { axis: 6, inner: half },
                    GateLayout::ValuesFirstAlong { axis: 2 * half, inner: 3 },
                ];
                for layout in layouts {
                    let x = pack(layout, &gate, &value);
                    let (mut packed_y, mut dx) = (vec![0.0; n], vec![0.0; 2 * n]);
                    row.on(&PARAMETERS, tier, |operation| {
                        operation.forward_packed(layout, &x, &mut packed_y)?;
                        operation.backward_packed(layout, &x, &dy, &mut dx)
                    })
                    .expect("lengths that fit");
                    assert_eq!(packed_y, y, "{} on {tier}, {layout:?}", row.name);
                    assert_eq!(
                        dx,
                        pack(layout, &dgate, &dvalue),
                        "{} on {tier}, {layout:?}, backward",
                        row.name
                    );
                }
                results.extend([y, dgate, dvalue].concat());
            }
            let class = &mut of_class[usize::from(tier.is_fused())];
            let first = class.get_or_insert_with(|| results.clone());
            assert_eq!(*first, results, "{} on {tier} and another of its class", row.name);
        }
    }
}

#[cfg(feature = "rayon")]
#[test]
fn threads_give_the_same_bits() {
    let n = 300_000;
    let mut random = Random::new(5);
    let [gate, value, dy] = [(); 3].map(|()| random.fill(n, |random| random.normal(3.0)));
    let columns = GateLayout::ValuesFirstAlong { axis: 10, inner: 500 };
    for layout in [GateLayout::GatesFirst(200), GateLayout::Interleaved, columns] {
        let x = pack(layout, &gate, &value);
        for (row, set) in sets() {
            let [serial, parallel] = [false, true].map(|parallel| {
                let [mut apart, mut y] = [(); 2].map(|()| vec![0.0; n]);
                let [mut dgate, mut dvalue, mut dx] = [n, n, 2 * n].map(|len| vec![0.0; len]);
                let mut then = |operation: &AnyGate| {
                    operation.forward(&gate, &value, &mut apart)?;
                    operation.backward(&gate, &value, &dy, &mut dgate, &mut dvalue)?;
                    operation.forward_packed(layout, &x, &mut y)?;
                    operation.backward_packed(layout, &x, &dy, &mut dx)
                };
                let ask = Ask { tier: None, parallel, then: &mut then };
                (row.run)(set.parameters, ask).expect("lengths that fit");
                [apart, y, dgate, dvalue, dx]
            });
            assert!(serial == parallel, "{} with {:?}, {layout:?}", row.name, set.parameters);
        }
    }
}

/// A limit of 0 or ∞ is none; another changes no bit of what is inside of it.
#[test]
fn a_limit_that_is_none() {
    let mut random = Random::new(8);
    let [gate, value] = [(); 2].map(|()| random.fill(200, |random| random.normal(3.0)));
    let run = |alpha, limit| {
        let (mut y, mut dgate, mut dvalue) = (vec![0.0; 200], vec![0.0; 200], vec![0.0; 200]);
        let swiglu = SwiGlu { alpha, limit };
        swiglu.forward(&gate, &value, &mut y).expect("equal lengths");
        swiglu.backward(&gate, &value, &gate, &mut dgate, &mut dvalue).expect("equal lengths");
        [y, dgate, dvalue]
    };
    for alpha in [1.0, 1.7] {
        assert_eq!(run(alpha, 0.0), run(alpha, f32::INFINITY), "no limit");
    }
    assert_eq!(run(1.7, 0.0), run(1.7, 1e6), "a limit that nothing reaches");
}

#[test]
fn what_does_not_fit_is_refused_and_nothing_written() {
    let tier = activ8::Tier::active().expect("a tier");
    let x = [1.0; 12];
    for (row, set) in sets() {
        let (mut y, mut dx, mut dvalue) = ([7.0; 6], [7.0; 12], [7.0; 12]);
        let length = |argument, expected, found| Err(Error::Length { argument, expected, found });
        let done = row.on(set.parameters, tier, |operation| {
            use GateLayout::{GatesFirst, GatesFirstAlong, Interleaved, ValuesFirstAlong};
            assert_eq!(operation.forward(&x, &x[..11], &mut y), length("value", 12, 11));
            assert_eq!(operation.forward(&x, &x, &mut y), length("y", 12, 6));
            let backward = operation.backward(&x, &x, &x[..3], &mut dx, &mut dvalue);
            assert_eq!(backward, length("dy", 12, 3));
            let backward = operation.backward(&x, &x, &x, &mut dx[..9], &mut dvalue);
            assert_eq!(backward, length("dgate", 12, 9));
            let backward = operation.backward(&x, &x, &x, &mut dx, &mut dvalue[1..]);
            assert_eq!(backward, length("dvalue", 12, 11));
            assert_eq!(operation.forward_packed(Interleaved, &x, &mut y[..5]), length("y", 6, 5));
            let packed = operation.backward_packed(GatesFirst(4), &x, &x[..5], &mut dx);
            assert_eq!(packed, length("dy", 6, 5));
            let packed = operation.backward_packed(GatesFirst(4), &x, &x[..6], &mut dx[..11]);
            assert_eq!(packed, length("dx", 12, 11));
            let rows = operation.forward_packed(GatesFirst(8), &x, &mut y);
            assert_eq!(rows, Err(Error::Rows { argument: "x", row: 8, found: 12 }));
            for row in [0, 3] {
                let odd: Result<()> = operation.forward_packed(GatesFirst(row), &x, &mut y);
                assert!(matches!(odd, Err(Error::Parameter { argument: "layout", .. })), "{row}: {odd:?}");
            }
            for (axis, inner) in [(0, 4), (3, 2), (3, 4)] {
                let odd = operation.forward_packed(ValuesFirstAlong { axis, inner }, &x, &mut y);
                let at = axis as f32;
                let named =
                    matches!(odd, Err(Error::Parameter { argument: "layout", value, .. }) if value == at);
                assert!(named, "{axis} × {inner}: {odd:?}");
            }
            for (axis, inner, row) in [(4, 0, 0), (4, 2, 8), (usize::MAX - 1, 3, usize::MAX)] {
                let rows = operation.backward_packed(GatesFirstAlong { axis, inner }, &x, &x[..6], &mut dx);
                assert_eq!(rows, Err(Error::Rows { argument: "x", row, found: 12 }), "{axis} × {inner}");
            }
            Ok(())
        });
        assert_eq!(done, Ok(()), "{}", row.name);
        assert_eq!((y, dx, dvalue), ([7.0; 6], [7.0; 12], [7.0; 12]), "{}: outputs as they were", row.name);
    }
}

#[test]
fn parameters_without_a_meaning_are_refused() {
    let tier = activ8::Tier::active().expect("a tier");
    for (row, &(parameters, name)) in ROWS.iter().flat_map(|row| row.refused.iter().map(move |of| (row, of)))
    {
        let mut out = [[7.0; 4]; 3];
        let [y, dgate, dvalue] = &mut out;
        let done = row.on(parameters, tier, |operation| {
            let x = [1.0; 4];
            let bad = operation.backward(&x, &x, &x, dgate, dvalue);
            let packed = operation.forward_packed(GateLayout::Interleaved, &x, &mut y[..2]);
            assert_eq!(format!("{bad:?}"), format!("{packed:?}"), "{}: another verb", row.name);
            operation.forward(&x, &x, y)
        });
        let named = matches!(&done, Err(Error::Parameter { argument, .. }) if *argument == name);
        assert!(named, "{} with {parameters:?}: {done:?}", row.name);
        assert_eq!(out, [[7.0; 4]; 3], "{}: outputs as they were", row.name);
    }
    assert!(row("swiglu_oai").refused.iter().any(|(_, name)| *name == "limit"), "the table has some");
}
