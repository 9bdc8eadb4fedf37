//! Where we differ from PyTorch on purpose.

/// One kind of place in one column of one file.
pub(crate) struct Difference {
    pub(crate) file: &'static str,
    pub(crate) column: &'static str,
    /// Whether a place is of the kind, by its inputs: x and dy, or input and target.
    pub(crate) at: fn(f32, f32) -> bool,
    /// What is right there in our opinion.
    pub(crate) ours: fn(f32, f32) -> f64,
    pub(crate) why: &'static str,
}

/// The list. A place where the two agree after all fails, and so does an entry that is never met.
pub(crate) const DIFFERENCES: &[Difference] = &[];
