//! What the benches share: inputs, sizes, and the check that comes before the clock.

use activ8::Tier;

/// Tiers that this CPU has.
pub(crate) fn tiers() -> impl Iterator<Item = Tier> {
    Tier::ALL.into_iter().filter(|tier| tier.is_available())
}

/// `n` values spread over `low..high`, the same every time.
pub(crate) fn spread(n: usize, low: f32, high: f32) -> Vec<f32> {
    (0..n).map(|i| low + (high - low) * (i.wrapping_mul(7919) % 10_007) as f32 / 10_007.0).collect()
}

/// Fails where an answer is wrong: a benchmark proves its answer before it is timed.
pub(crate) fn check(name: &str, got: f32, want: f64) {
    let error = (f64::from(got) - want).abs() / want.abs().max(1e-30);
    assert!(error < 2e-6, "{name} gives {got}, which should be {want}");
}
