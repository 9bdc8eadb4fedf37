//! The table of all operations: one row each, with how it is made, its formula in f64, its domain, and what it must be
//! at its edges. Tests, benches and the sweep go through it, so that a new operation has all of them by its row.

pub(crate) mod along;
pub(crate) mod classes;
pub(crate) mod draws;
pub(crate) mod elementwise;
pub(crate) mod gates;
pub(crate) mod losses;
pub(crate) mod rows;
pub(crate) mod totals;

use activ8::{On, Result, Tier};

/// The values that an argument may have.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Domain {
    Nothing,
    Real,
    Probability,
    Logarithm,
    /// 1 or −1.
    Sign,
    /// A probability, mostly 0 or 1.
    Label,
    /// At least 0.
    Count,
    Class,
}

/// An operation on a tier, or on the default one; and with `.parallel()`.
pub(crate) fn place<O>(operation: O, tier: Option<Tier>, parallel: bool) -> Result<On<O>> {
    let on = On::new(operation);
    let on = if let Some(tier) = tier { on.on(tier)? } else { on };
    #[cfg(feature = "rayon")]
    let on = if parallel { on.parallel() } else { on };
    assert!(cfg!(feature = "rayon") || !parallel, "this build has no threads");
    Ok(on)
}
