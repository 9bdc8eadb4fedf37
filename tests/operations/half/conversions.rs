//! Bit for bit those of the crate `half`.

use activ8::{Activation, Identity, bf16, f16};

use crate::common::random::Random;
use crate::common::tiers;

#[test]
fn every_half_is_widened_exactly() {
    let bits: Vec<u16> = (0..=u16::MAX).collect();
    for tier in tiers() {
        let identity = Identity.on(tier).expect("available");
        // At every alignment and with every tail.
        for start in 0..20 {
            let bits = &bits[start..];
            let mut y = vec![0.0f32; bits.len()];
            let x: Vec<f16> = bits.iter().map(|&bits| f16::from_bits(bits)).collect();
            identity.forward(&x, &mut y).expect("one length");
            for (x, y) in x.iter().zip(&y) {
                assert_eq!(y.to_bits(), x.to_f32().to_bits(), "f16 {:04x} on {tier}", x.to_bits());
            }
            let x: Vec<bf16> = bits.iter().map(|&bits| bf16::from_bits(bits)).collect();
            identity.forward(&x, &mut y).expect("one length");
            for (x, y) in x.iter().zip(&y) {
                // A signalling NaN is not made quiet where nothing is rounded.
                let want = u32::from(x.to_bits()) << 16;
                assert_eq!(y.to_bits(), want, "bf16 {:04x} on {tier}", x.to_bits());
            }
        }
    }
}

/// Every half, what lies between it and the next, and their neighbours; and floats of any bits.
fn dense() -> Vec<f32> {
    let mut x = Vec::new();
    for bits in 0..=u16::MAX {
        let (f16, bf16) = (f16::from_bits(bits).to_f32().to_bits(), u32::from(bits) << 16);
        for (at, half) in [(f16, 1 << 12), (bf16, 1 << 15)] {
            for offset in [0, 1, half - 1, half, half + 1, 2 * half - 1] {
                x.push(f32::from_bits(at.wrapping_add(offset)));
            }
        }
    }
    // f16's subnormals, whose ties are elsewhere.
    for k in 0..4096u32 {
        let tie = k as f32 * 0.5f32.powi(25);
        for bits in [tie.to_bits(), tie.to_bits() + 1, tie.to_bits().saturating_sub(1)] {
            x.extend([f32::from_bits(bits), -f32::from_bits(bits)]);
        }
    }
    x.extend([65_504.0, 65_519.996, 65_520.0, 65_536.0, f32::MAX, f32::MIN_POSITIVE, 1e-45, -1e-45]);
    let mut random = Random::new(16);
    x.extend((0..1 << 20).map(|_| f32::from_bits(random.uniform(0.0, 4_294_967_296.0) as u32)));
    x
}

#[test]
fn every_float_is_rounded_to_nearest() {
    let x = dense();
    let (mut half, mut brain) = (vec![f16::ZERO; x.len()], vec![bf16::ZERO; x.len()]);
    for tier in tiers() {
        let identity = Identity.on(tier).expect("available");
        identity.forward(&x, &mut half).expect("one length");
        identity.forward(&x, &mut brain).expect("one length");
        for ((x, half), brain) in x.iter().zip(&half).zip(&brain) {
            let bits = x.to_bits();
            assert_eq!(half.to_bits(), f16::from_f32(*x).to_bits(), "{bits:08x} to f16 on {tier}");
            assert_eq!(brain.to_bits(), bf16::from_f32(*x).to_bits(), "{bits:08x} to bf16 on {tier}");
        }
    }
}
