//! What the tests and the instruments share: the ruler, the right answers, the operations by name.

#![allow(dead_code, reason = "each test uses a part of it")]

pub(crate) mod formulas;
pub(crate) mod gates;
pub(crate) mod golden;
pub(crate) mod losses;
pub(crate) mod ops;
pub(crate) mod oracle;
pub(crate) mod random;
pub(crate) mod slopes;
pub(crate) mod tally;
pub(crate) mod ulp;

use activ8::Tier;

/// The tiers of this CPU. Those that it lacks are named aloud: nothing is skipped in silence.
pub(crate) fn tiers() -> Vec<Tier> {
    let (present, absent): (Vec<_>, Vec<_>) = Tier::ALL.into_iter().partition(|tier| tier.is_available());
    for tier in absent {
        eprintln!("NOT RUN: this CPU does not have the tier {tier}");
    }
    present
}
