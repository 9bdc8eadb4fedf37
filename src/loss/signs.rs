//! Targets of 1 and −1.

use crate::error::{Error, Result};

/// Nothing but 1 and −1 in `target`.
pub(super) fn check_signs(target: &[f32]) -> Result<()> {
    let is_sign = |t: f32| t.abs() == 1.0;
    // Without a way out of the loop, which the compiler then takes many at a time.
    if target.iter().fold(true, |all, &t| all & is_sign(t)) {
        return Ok(());
    }
    let (index, value) =
        target.iter().copied().enumerate().find(|&(_, t)| !is_sign(t)).unwrap_or((target.len(), f32::NAN));
    Err(Error::Value { argument: "target", index, value, what: "1 or -1" })
}
