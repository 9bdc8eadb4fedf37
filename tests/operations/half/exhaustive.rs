//! Every activation of elements over all 2^16 inputs of each type.

use activ8::{Activation, bf16, f16};

use crate::common::table::elementwise::ELEMENTWISE;
use crate::common::tiers;
use crate::half::{Real, same, widened};

/// The bound: what rounding leaves, and a hundredth for the `f32` that was rounded.
const MAX_ULP: f64 = 0.51;

/// The distance of `got` from `want` in units of `T`'s last place.
fn error<T: Real>(got: T, want: f64, scale: f64) -> f64 {
    let got = f64::from(got.f32());
    if want.is_nan() || got.is_nan() {
        return if want.is_nan() && got.is_nan() { 0.0 } else { f64::INFINITY };
    }
    let unit = |exponent: i32| 2f64.powi(exponent.max(T::LEAST) - (T::DIGITS - 1));
    let exponent = |x: f64| ((x.to_bits() >> 52) & 0x7ff) as i32 - 1023;
    // Beyond the greatest number ∞ stands for the next one.
    let greatest = f64::from(if T::DIGITS == 11 { 65_504.0 } else { bf16::MAX.to_f32() });
    let next = greatest + unit(exponent(greatest));
    let (got, want) = (got.clamp(-next, next), want.clamp(-next, next));
    (got - want).abs() / unit(exponent(scale.abs().max(want.abs()).min(greatest)))
}

fn all_inputs<T: Real>() {
    let x: Vec<T> = (0..=u16::MAX).map(T::from_bits).collect();
    let wide = widened(&x);
    let (mut y, mut exact) = (vec![T::of(0.0); x.len()], vec![0.0; x.len()]);
    for op in ELEMENTWISE.iter() {
        let activation = op.activation();
        let (value, scale) = (op.row.value_of(activation), op.row.scale_of(activation));
        let wants: Vec<_> = wide.iter().map(|&x| (value(f64::from(x)), scale(f64::from(x)))).collect();
        let mut worst = (0.0, 0);
        for tier in tiers() {
            let on = activation.on(tier).expect("available");
            on.forward(&x, &mut y).expect("one length");
            on.forward(&wide, &mut exact).expect("one length");
            for i in 0..x.len() {
                let what = format_args!("{} of {} {:e} on {tier}", op.name, T::NAME, wide[i]);
                assert!(same(y[i], T::of(exact[i])), "{what}: {:?}, want {:e} rounded", y[i], exact[i]);
                let ulp = error(y[i], wants[i].0, wants[i].1);
                worst = if ulp > worst.0 { (ulp, i) } else { worst };
                assert!(ulp <= MAX_ULP, "{what}: {ulp} ULP, {:?} for {:e}", y[i], wants[i].0);
            }
        }
        println!("{} {}: {:.4} ULP at {:e}", T::NAME, op.name, worst.0, wide[worst.1]);
    }
}

#[test]
fn f16_is_within_half_an_ulp_over_all_inputs() {
    all_inputs::<f16>();
}

#[test]
fn bf16_is_within_half_an_ulp_over_all_inputs() {
    all_inputs::<bf16>();
}
