//! Memory that may not be there.

use crate::error::{Error, Result};

/// An error that names what it is for where there is no memory for `n` floats that somebody else will ask for, and would
/// end the process without.
pub(super) fn found(argument: &'static str, n: usize) -> Result<()> {
    let mut room = Vec::<f32>::new();
    let is_found = room.try_reserve_exact(n).is_ok();
    // A compiler may take memory that nobody uses for granted.
    core::hint::black_box(&mut room);
    if is_found { Ok(()) } else { Err(Error::Memory { argument, bytes: n.saturating_mul(size_of::<f32>()) }) }
}

/// `n` times `x`, or an error that names what that is for.
pub(super) fn filled<T: Clone>(argument: &'static str, n: usize, x: T) -> Result<Vec<T>> {
    let mut copy = Vec::new();
    if copy.try_reserve_exact(n).is_err() {
        return Err(Error::Memory { argument, bytes: n.saturating_mul(size_of::<T>()) });
    }
    copy.resize(n, x);
    Ok(copy)
}
