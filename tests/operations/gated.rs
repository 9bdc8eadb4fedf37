//! The gated family: its values and gradients against PyTorch's golden vectors, in every layout, on every
//! tier, with and without threads; and what it refuses.

use crate::common::golden::Golden;
use crate::common::random::Random;
use crate::common::table::gates::{bounds, error};
use crate::common::tiers;
use activ8::{
    Bilinear, Error, GateLayout, GatedActivation, GeGlu, Glu, ReGlu, Result, SwiGlu, SwiGluOai, Tier,
};

/// A gated operation with parameters, at a place.
type Call<'a> = &'a dyn Fn(&[f32], Tier, &mut dyn FnMut(&dyn Verbs) -> Result<()>) -> Result<()>;

/// The verbs behind a pointer.
trait Verbs {
    fn plain(&self, gate: &[f32], value: &[f32], y: &mut [f32]) -> Result<()>;
    fn slopes(&self, inputs: [&[f32]; 3], dgate: &mut [f32], dvalue: &mut [f32]) -> Result<()>;
    fn packed(&self, layout: GateLayout, x: &[f32], y: &mut [f32]) -> Result<()>;
    fn packed_slopes(&self, layout: GateLayout, x: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()>;
}

impl<G: GatedActivation> Verbs for G {
    fn plain(&self, gate: &[f32], value: &[f32], y: &mut [f32]) -> Result<()> {
        GatedActivation::forward(self, gate, value, y)
    }
    fn slopes(&self, [gate, value, dy]: [&[f32]; 3], dgate: &mut [f32], dvalue: &mut [f32]) -> Result<()> {
        GatedActivation::backward(self, gate, value, dy, dgate, dvalue)
    }
    fn packed(&self, layout: GateLayout, x: &[f32], y: &mut [f32]) -> Result<()> {
        GatedActivation::forward_packed(self, layout, x, y)
    }
    fn packed_slopes(&self, layout: GateLayout, x: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
        GatedActivation::backward_packed(self, layout, x, dy, dx)
    }
}

/// Every operation: its golden file, and how it is made of parameters.
const OPERATIONS: [(&str, Call<'static>); 9] = [
    ("bilinear", &|_, tier, test| test(&Bilinear.on(tier)?)),
    ("geglu_erf", &|_, tier, test| test(&GeGlu::Erf.on(tier)?)),
    ("geglu_quick", &|_, tier, test| test(&GeGlu::Quick.on(tier)?)),
    ("geglu_tanh", &|_, tier, test| test(&GeGlu::Tanh.on(tier)?)),
    ("glu", &|_, tier, test| test(&Glu.on(tier)?)),
    ("reglu", &|_, tier, test| test(&ReGlu.on(tier)?)),
    ("swiglu", &|p, tier, test| test(&SwiGlu { alpha: p[0], ..SwiGlu::default() }.on(tier)?)),
    ("swiglu_limited", &|p, tier, test| test(&SwiGlu { alpha: p[0], limit: p[1] }.on(tier)?)),
    ("swiglu_oai", &|p, tier, test| test(&SwiGluOai { alpha: p[0], limit: p[1] }.on(tier)?)),
];

#[test]
fn gated_activations_agree_with_pytorch() {
    for (file, call) in OPERATIONS {
        let [bound, slope_bound] = bounds(file);
        let golden = Golden::read(file);
        let [gate, value, dy] = ["gate", "value", "dy"].map(|column| golden.f32s(column));
        let wants = ["y_f64", "dgate_f64", "dvalue_f64"].map(|column| golden.f64s(column));
        let parameters = golden.parameters();
        let none = Vec::new();
        for tier in tiers() {
            for i in 0..gate.len() {
                let (mut y, mut dgate, mut dvalue) = ([0.0], [0.0], [0.0]);
                let (g, v, d) = ([gate[i]], [value[i]], [dy[i]]);
                call(parameters.get(i).unwrap_or(&none), tier, &mut |operation| {
                    operation.plain(&g, &v, &mut y)?;
                    operation.slopes([&g, &v, &d], &mut dgate, &mut dvalue)
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
                        "{file} on {tier}, column {column} of {:e}, {:e}, {:e}: got {got:e}, want {want:e}, {ulp} ULP",
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
    for (file, call) in OPERATIONS {
        let mut of_class: [Option<Vec<f32>>; 2] = [None, None];
        for tier in tiers() {
            let mut results = Vec::new();
            for half in [1, 2, 3, 7, 16, 31, 64, 65, 200] {
                let mut random = Random::new(half as u64);
                let n = 3 * half;
                let [gate, value, dy] = [(); 3].map(|()| random.fill(n, |random| random.normal(3.0)));
                let (mut y, mut dgate, mut dvalue) = (vec![0.0; n], vec![0.0; n], vec![0.0; n]);
                call(&PARAMETERS, tier, &mut |operation| {
                    operation.plain(&gate, &value, &mut y)?;
                    operation.slopes([&gate, &value, &dy], &mut dgate, &mut dvalue)
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
                    call(&PARAMETERS, tier, &mut |operation| {
                        operation.packed(layout, &x, &mut packed_y)?;
                        operation.packed_slopes(layout, &x, &dy, &mut dx)
                    })
                    .expect("lengths that fit");
                    assert_eq!(packed_y, y, "{file} on {tier}, {layout:?}");
                    assert_eq!(dx, pack(layout, &dgate, &dvalue), "{file} on {tier}, {layout:?}, backward");
                }
                results.extend([y, dgate, dvalue].concat());
            }
            let class = &mut of_class[usize::from(tier.is_fused())];
            let first = class.get_or_insert_with(|| results.clone());
            assert_eq!(*first, results, "{file} on {tier} and another of its class");
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
        let [mut serial, mut parallel] = [vec![0.0; n], vec![0.0; n]];
        let [mut serial_dx, mut parallel_dx] = [vec![0.0; 2 * n], vec![0.0; 2 * n]];
        SwiGlu::default().forward_packed(layout, &x, &mut serial).expect("lengths that fit");
        SwiGlu::default().parallel().forward_packed(layout, &x, &mut parallel).expect("lengths that fit");
        SwiGlu::default().backward_packed(layout, &x, &dy, &mut serial_dx).expect("lengths that fit");
        SwiGlu::default()
            .parallel()
            .backward_packed(layout, &x, &dy, &mut parallel_dx)
            .expect("lengths that fit");
        assert_eq!(serial, parallel, "{layout:?}");
        assert_eq!(serial_dx, parallel_dx, "{layout:?}, backward");
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
    let (x, mut y, mut dx) = ([1.0; 12], [7.0; 6], [7.0; 12]);
    let refused = [
        (ReGlu.forward(&x, &x[..11], &mut y), "value", 12),
        (ReGlu.forward(&x, &x, &mut y), "y", 12),
        (ReGlu.forward_packed(GateLayout::Interleaved, &x, &mut y[..5]), "y", 6),
        (ReGlu.backward_packed(GateLayout::GatesFirst(4), &x, &x[..5], &mut dx), "dy", 6),
        (ReGlu.backward_packed(GateLayout::GatesFirst(4), &x, &x[..6], &mut dx[..11]), "dx", 12),
    ];
    for (result, name, needed) in refused {
        let named = matches!(&result, Err(Error::Length { argument, expected, .. })
            if *argument == name && *expected == needed);
        assert!(named, "{name}: {result:?}");
    }
    let rows = ReGlu.forward_packed(GateLayout::GatesFirst(8), &x, &mut y);
    assert_eq!(rows, Err(Error::Rows { argument: "x", row: 8, found: 12 }));
    for row in [0, 3] {
        let odd = ReGlu.forward_packed(GateLayout::GatesFirst(row), &x, &mut y);
        assert!(matches!(odd, Err(Error::Parameter { argument: "layout", .. })), "{row}: {odd:?}");
    }
    for (axis, inner) in [(0, 4), (3, 2), (3, 4)] {
        let odd = ReGlu.forward_packed(GateLayout::ValuesFirstAlong { axis, inner }, &x, &mut y);
        let named =
            matches!(odd, Err(Error::Parameter { argument: "layout", value, .. }) if value == axis as f32);
        assert!(named, "{axis} × {inner}: {odd:?}");
    }
    for (axis, inner, row) in [(4, 0, 0), (4, 2, 8), (usize::MAX - 1, 3, usize::MAX)] {
        let layout = GateLayout::GatesFirstAlong { axis, inner };
        let rows = ReGlu.backward_packed(layout, &x, &x[..6], &mut dx);
        assert_eq!(rows, Err(Error::Rows { argument: "x", row, found: 12 }), "{axis} × {inner}");
    }
    for alpha in [f32::NAN, 0.0, f32::INFINITY] {
        let bad = SwiGlu { alpha, limit: 0.0 }.forward(&x[..6], &x[..6], &mut y);
        assert!(matches!(bad, Err(Error::Parameter { argument: "alpha", .. })), "{alpha}: {bad:?}");
    }
    for limit in [f32::NAN, -1.0, -1e-40] {
        let bad = SwiGlu { limit, ..SwiGlu::default() }.forward(&x[..6], &x[..6], &mut y);
        assert!(matches!(bad, Err(Error::Parameter { argument: "limit", .. })), "{limit}: {bad:?}");
    }
    let bad = SwiGluOai { limit: -1.0, ..SwiGluOai::default() }.forward(&x[..6], &x[..6], &mut y);
    assert!(matches!(bad, Err(Error::Parameter { argument: "limit", .. })), "{bad:?}");
    assert_eq!((y, dx), ([7.0; 6], [7.0; 12]), "outputs as they were");
}
