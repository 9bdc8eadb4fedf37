//! What the benches share: inputs, the check that comes before the clock, and the comparison that is printed at the end.

mod contest;
#[path = "../cpu.rs"]
mod cpu;

use activ8::{On, Tier};

pub(crate) use self::contest::{Contest, comparison};

/// Tiers that this CPU has.
pub(crate) fn tiers() -> impl Iterator<Item = Tier> {
    Tier::ALL.into_iter().filter(|tier| tier.is_available())
}

/// An operation at each accuracy that the tier has formulas for, with the name of its row.
pub(crate) fn accuracies<O: Copy>(op: On<O>, tier: Tier) -> impl Iterator<Item = (String, On<O>)> {
    let fast = tier.has_fast().then(|| (format!("{tier} fast"), op.fast()));
    [(tier.name().to_owned(), op)].into_iter().chain(fast)
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

/// Runs these functions of a `&mut Criterion`, and prints the comparison.
macro_rules! main {
    ($($bench:ident),*) => {
        fn main() {
            let mut criterion = criterion::Criterion::default().configure_from_args();
            $($bench(&mut criterion);)*
            criterion.final_summary();
            print!("{}", common::comparison());
        }
    };
}
pub(crate) use main;
