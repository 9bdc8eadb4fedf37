//! What the tests and the instruments share: the ruler, the right answers, the table of operations.

#![allow(dead_code, reason = "each test uses a part of it")]

pub(crate) mod compare;
pub(crate) mod data;
pub(crate) mod gated;
pub(crate) mod golden;
#[cfg(target_arch = "x86_64")]
pub(crate) mod modes;
pub(crate) mod oracle;
pub(crate) mod random;
pub(crate) mod slopes;
pub(crate) mod subject;
pub(crate) mod table;
pub(crate) mod tally;
pub(crate) mod ulp;
pub(crate) mod verbs;

use activ8::Tier;

/// The variable that names tiers, separated by commas, which may not be missing; `all` is all.
const REQUIRED: &str = "ACTIV8_REQUIRE_TIERS";

/// Of how many numbers a test of very many takes one: as `ACTIV8_SPARSE` says, for machines that are emulated; else all.
pub(crate) fn sparse() -> usize {
    std::env::var("ACTIV8_SPARSE").map_or(1, |by| by.parse().expect("ACTIV8_SPARSE is a number, and not 0"))
}

/// The floats that lie `stride` and `sparse` apart, of all.
pub(crate) fn every(stride: usize) -> impl Iterator<Item = f32> {
    // Odd, so that every pattern of low bits occurs.
    (0..=u32::MAX).step_by((stride * sparse()) | 1).map(f32::from_bits)
}

/// The tiers of this CPU. Those that it lacks are named aloud, or fail where they are required: nothing is skipped in
/// silence.
pub(crate) fn tiers() -> Vec<Tier> {
    let required = std::env::var(REQUIRED).unwrap_or_default();
    let names: Vec<_> = required.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    for name in &names {
        let known = *name == "all" || name.parse::<Tier>().is_ok();
        assert!(known, "{REQUIRED} names `{name}`, which is no tier");
    }
    let (present, missing): (Vec<_>, Vec<_>) = Tier::ALL.into_iter().partition(|tier| tier.is_available());
    for tier in missing {
        eprintln!("NOT TESTED on {tier}, which this CPU lacks");
        let wanted = names.iter().any(|name| *name == "all" || *name == tier.name());
        assert!(!wanted, "{REQUIRED} names {tier}, which this CPU lacks");
    }
    assert!(present.contains(&Tier::Scalar), "the scalar tier is always there");
    present
}
