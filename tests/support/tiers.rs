//! The tiers that a test runs on: all that the CPU has, and a loud word about the others.

use std::env;

use activ8::Tier;

use super::table::{Verb, verbs};

/// The variable that names tiers, separated by commas, which may not be missing; `all` is all.
const REQUIRED: &str = "ACTIV8_REQUIRE_TIERS";

/// The tiers that this CPU has. One that it lacks is counted, or fails the test if it is required.
pub(crate) fn available() -> Vec<Tier> {
    let required = env::var(REQUIRED).unwrap_or_default();
    let names: Vec<_> = required.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    for name in &names {
        assert!(
            *name == "all" || name.parse::<Tier>().is_ok(),
            "{REQUIRED} names `{name}`, which is no tier"
        );
    }
    let (present, missing): (Vec<_>, Vec<_>) = Tier::ALL.into_iter().partition(|tier| tier.is_available());
    for tier in missing {
        eprintln!("NOT TESTED on {tier}, which this CPU lacks: {} verbs", verbs().len());
        let wanted = names.iter().any(|name| *name == "all" || *name == tier.name());
        assert!(!wanted, "{REQUIRED} names {tier}, which this CPU lacks");
    }
    assert!(present.contains(&Tier::Scalar), "the scalar tier is always there");
    present
}

/// Calls `test` for every verb on every tier.
pub(crate) fn every_verb(mut test: impl FnMut(Tier, Verb)) {
    for tier in available() {
        for &verb in verbs() {
            test(tier, verb);
        }
    }
}

/// The available tiers in groups that must give the same bits.
pub(crate) fn groups() -> Vec<Vec<Tier>> {
    let (fused, unfused): (Vec<_>, Vec<_>) = available().into_iter().partition(|tier| tier.is_fused());
    [fused, unfused].into_iter().filter(|group| !group.is_empty()).collect()
}
