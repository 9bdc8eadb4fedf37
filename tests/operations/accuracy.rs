//! No function is further from the exact value than its stated bound, on any tier; and no bound is
//! looser than it must be.
//!
//! Every 4001st of all inputs and the neighbourhoods of the difficult ones are taken here. All 2^32 are
//! the sweep's: `cargo run --release -p activ8-examples --bin sweep -- --stride 1`.

mod class_search;
mod elements;
mod fast;
mod fast_losses;
mod gradients;
mod losses;
#[cfg(target_arch = "x86_64")]
mod modes;
mod products;
mod row_search;
mod rows;
mod search;

use crate::common::tally::Tally;

/// Fails where a tier exceeds its bound or differs from one that must give the same bits.
#[track_caller]
pub(crate) fn assert_within(name: &str, tally: &Tally, bound: impl Fn(activ8::Tier) -> f64) {
    assert_eq!(tally.findings.len(), crate::common::tiers().len(), "{name}: a tier did not run");
    assert!(tally.inputs > 0, "{name}: nothing was judged");
    for finding in &tally.findings {
        let (tier, bound) = (finding.tier, bound(finding.tier));
        println!("{name} on {tier}: {} (bound {bound})", finding.worst);
        assert!(finding.worst.ulp <= bound, "{name} on {tier}, bound {bound}: {}", finding.worst);
        assert!(finding.difference.is_none(), "{name} on {tier}: {:?}", finding.difference);
    }
}
