//! Memory that may not be there.

use crate::error::{Error, Result};

/// `n` times `x`, or an error that names what that is for.
pub(super) fn filled<T: Clone>(argument: &'static str, n: usize, x: T) -> Result<Vec<T>> {
    let mut copy = Vec::new();
    if copy.try_reserve_exact(n).is_err() {
        return Err(Error::Memory { argument, bytes: n.saturating_mul(size_of::<T>()) });
    }
    copy.resize(n, x);
    Ok(copy)
}
