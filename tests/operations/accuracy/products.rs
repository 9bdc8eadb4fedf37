//! The gated activations, whose operands are of every size: where the activation alone would be a subnormal number,
//! the product need not be.

use activ8::{AnyActivation, Bilinear, GatedActivation, GeGlu, Glu, ReGlu, Result, SwiGlu, SwiGluOai, Tier};

use crate::accuracy::search;
use crate::common::random::Random;
use crate::common::table::elementwise::row_of;
use crate::common::table::gates::bounds;
use crate::common::tiers;
use crate::common::ulp::ulp_error_at;

/// y, and both gradients, of gates, values and dy.
type Run = fn(Tier, [&[f32]; 3], &mut [Vec<f32>; 3]) -> Result<()>;

struct Gated {
    name: &'static str,
    act: &'static str,
    /// From here on down a gate counts as −∞ to values of 2 to the power of the second.
    end: (f32, i32),
    run: Run,
}

macro_rules! gated {
    ($($name:literal $act:literal $end:expr, $gate:expr;)*) => {[$(Gated {
        name: $name,
        act: $act,
        end: $end,
        run: |tier, [gate, value, dy], [y, dgate, dvalue]| {
            $gate.on(tier)?.forward(gate, value, y)?;
            $gate.on(tier)?.backward(gate, value, dy, dgate, dvalue)
        },
    }),*]};
}

const GATED: [Gated; 9] = gated! {
    "bilinear" "identity" (f32::NEG_INFINITY, 0), Bilinear;
    "geglu_erf" "gelu" (-14.6, 24), GeGlu::Erf;
    "geglu_quick" "gelu_quick" (-72.0, 24), GeGlu::Quick;
    "geglu_tanh" "gelu_tanh" (-11.25, 24), GeGlu::Tanh;
    "glu" "sigmoid" (-123.9, 52), Glu;
    "reglu" "relu" (f32::NEG_INFINITY, 0), ReGlu;
    "swiglu" "silu" (-123.9, 45), SwiGlu::default();
    "swiglu" "swish(alpha=1.7)" (-72.8, 45), SwiGlu { alpha: 1.7, limit: 0.0 };
    "swiglu" "swish(alpha=0.3)" (-413.0, 45), SwiGlu { alpha: 0.3, limit: f32::INFINITY };
};

/// A size from 2^-100 to 2^100, of either sign.
fn any_size(random: &mut Random) -> f32 {
    random.uniform(-100.0, 100.0).exp2().copysign(random.uniform(-1.0, 1.0))
}

/// The error in ULP of `scale`; 0 where that is no normal number, or the product is beyond `f32`.
fn error(got: f32, want: f64, scale: f64) -> f64 {
    let size = scale.abs();
    let judged = size >= f64::from(f32::MIN_POSITIVE) && size < f64::from(f32::MAX);
    if judged { ulp_error_at(got, want, scale) } else { 0.0 }
}

#[test]
fn products_of_every_size_are_within_the_bounds() {
    for Gated { name, act, end, run } in GATED {
        let (activation, [bound, slope_bound]) =
            (act.parse::<AnyActivation>().expect("a name"), bounds(name));
        let row = row_of(activation);
        let (value_of, slope_of) = (row.value_of(activation), row.slope_of(activation));
        let (scale_of, slope_scale_of) = (row.scale_of(activation), row.slope_scale_of(activation));
        let mut random = Random::new(5);
        let gate = random.fill(search::count(), search::input);
        let value = random.fill(gate.len(), any_size);
        let dy = random.fill(gate.len(), any_size);
        for tier in tiers() {
            let mut outs = [(); 3].map(|()| vec![0.0; gate.len()]);
            run(tier, [&gate, &value, &dy], &mut outs).expect("equal lengths");
            let mut worst = [0.0f64; 3];
            for i in 0..gate.len() {
                let (g, v, d) = (f64::from(gate[i]), f64::from(value[i]), f64::from(dy[i]));
                // A product that is no float of all its digits is not to be made up for.
                let product = f64::from(dy[i] * value[i]);
                let whole = (f64::from(f32::MIN_POSITIVE)..f64::from(f32::MAX)).contains(&product.abs());
                let of_slope = if whole { d * v } else { 0.0 };
                for (column, factor, [want, scale]) in [
                    (0, v, [value_of(g) * v, scale_of(g) * v]),
                    (1, of_slope, [slope_of(g) * of_slope, slope_scale_of(g) * of_slope]),
                    (2, d, [value_of(g) * d, scale_of(g) * d]),
                ] {
                    let is_end = gate[i] < end.0 || column == 1 && gate[i] > -end.0;
                    if !(g == 0.0 || gate[i].is_normal()) || is_end && factor.abs() >= f64::from(end.1).exp2()
                    {
                        continue;
                    }
                    let (got, bound) = (outs[column][i], [bound, slope_bound, bound][column]);
                    let error = error(got, want, scale);
                    worst[column] = worst[column].max(error);
                    assert!(
                        error <= bound,
                        "{name} ({act}) on {tier}, column {column} of {g:e}, {v:e}, {d:e}: {got:e}, not {want:e}: {error} ULP"
                    );
                }
            }
            println!("{name} ({act}) on {tier}: {worst:?}");
        }
    }
}

// Each is a normal number; the gate's activation is none.
#[test]
fn products_of_subnormal_activations() {
    let geglu = |gate: f64| gate * 0.5 * core_math::erfc(-gate / std::f64::consts::SQRT_2);
    let sigmoid = |v: f64| core_math::exp(v) / (1.0 + core_math::exp(v));
    let cases: [(&str, [f32; 2], f64); 6] = [
        ("swiglu", [-100.0, 1e4], -100.0 * sigmoid(-100.0) * 1e4),
        ("swiglu", [-110.0, 1e15], -110.0 * sigmoid(-110.0) * f64::from(1e15f32)),
        ("geglu_erf", [-13.7, 1e4], geglu(f64::from(-13.7f32)) * 1e4),
        ("glu", [-95.0, 1e4], sigmoid(-95.0) * 1e4),
        ("glu", [-110.0, -1e12], sigmoid(-110.0) * -f64::from(1e12f32)),
        ("geglu_quick", [-60.0, 1e9], -60.0 * sigmoid(-60.0 * 1.702) * 1e9),
    ];
    for (name, [gate, value], want) in cases {
        let gated = GATED.iter().find(|gated| gated.name == name).expect("a row");
        for tier in tiers() {
            let mut outs = [(); 3].map(|()| vec![0.0]);
            (gated.run)(tier, [&[gate], &[value], &[value]], &mut outs).expect("one each");
            for got in [outs[0][0], outs[2][0]] {
                let error = ulp_error_at(got, want, want);
                assert!(
                    error <= bounds(name)[0],
                    "{name}({gate}, {value}) on {tier}: {got:e}, not {want:e}: {error}"
                );
            }
        }
    }
}

#[test]
fn the_clamped_gates_of_every_size() {
    let mut random = Random::new(9);
    let gate = random.fill(search::count(), |random| random.uniform(-72.0, 10.0));
    let value = random.fill(gate.len(), |random| random.uniform(-9.0, 9.0));
    let dy = random.fill(gate.len(), any_size);
    let (oai, limited) = (SwiGluOai::default(), SwiGlu { alpha: 1.25, limit: 5.5 });
    for tier in tiers() {
        let run = |clamped: &dyn Fn([&mut [f32]; 3]) -> Result<()>| {
            let mut outs = [(); 3].map(|()| vec![0.0; gate.len()]);
            clamped(outs.each_mut().map(|out| &mut out[..])).expect("equal lengths");
            outs
        };
        let of_oai = run(&|[y, dgate, dvalue]| {
            oai.on(tier)?.forward(&gate, &value, y)?;
            oai.on(tier)?.backward(&gate, &value, &dy, dgate, dvalue)
        });
        let of_limited = run(&|[y, dgate, dvalue]| {
            limited.on(tier)?.forward(&gate, &value, y)?;
            limited.on(tier)?.backward(&gate, &value, &dy, dgate, dvalue)
        });
        for (name, alpha, limit, added, [y, dgate, dvalue]) in [
            ("swiglu_oai", oai.alpha, oai.limit, 1.0, of_oai),
            ("swiglu_limited", limited.alpha, limited.limit, 0.0, of_limited),
        ] {
            let (alpha, limit) = (f64::from(alpha), f64::from(limit));
            for i in 0..gate.len() {
                let (g, v) = (f64::from(gate[i]).min(limit), f64::from(value[i]).clamp(-limit, limit));
                let swish = g / (1.0 + core_math::exp(-alpha * g));
                let inside = f64::from(u8::from(f64::from(value[i]).abs() < limit));
                let wants = [swish * (v + added), swish * f64::from(dy[i]) * inside];
                for (got, want) in [y[i], dvalue[i]].into_iter().zip(wants) {
                    let error = error(got, want, want);
                    assert!(
                        error <= bounds(name)[0],
                        "{name} on {tier} of {g}, {v}: {got:e}, not {want:e}: {error} ULP"
                    );
                }
                assert!(gate[i] < limit as f32 || dgate[i] == 0.0, "{name} on {tier}: the gradient of {g}");
            }
        }
    }
}
