//! What the values of an argument may be.

/// The values that an argument may have.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Domain {
    Nothing,
    Real,
    Probability,
    Logarithm,
    /// 1 or −1.
    Sign,
    /// 0 or 1.
    Label,
    /// At least 0.
    Count,
    Class,
}
