//! Products of matrices.

use core::ops::Range;

/// A matrix in a slice.
#[derive(Clone, Copy)]
pub(crate) struct Matrix<'a> {
    /// From its first element to its last.
    at: &'a [f32],
    rows: usize,
    columns: usize,
    /// From an element to the one below, and to the one beside it.
    strides: [usize; 2],
}

impl<'a> Matrix<'a> {
    /// Row by row.
    pub(crate) fn new(at: &'a [f32], columns: usize) -> Self {
        assert!(columns > 0 && at.len().is_multiple_of(columns), "verbs check their rows");
        Self { at, rows: at.len() / columns, columns, strides: [columns, 1] }
    }

    /// Some of its columns, where they are one beside the other.
    pub(crate) fn columns(self, range: Range<usize>) -> Self {
        assert!(self.strides[1] == 1 && range.start <= range.end && range.end <= self.columns, "columns");
        let at = if self.rows == 0 { self.at } else { &self.at[range.start..] };
        Self { at, columns: range.end - range.start, ..self }
    }

    pub(crate) fn transposed(self) -> Self {
        let [down, beside] = self.strides;
        Self { rows: self.columns, columns: self.rows, strides: [beside, down], ..self }
    }
}

/// The most floats that a product of these sizes asks memory for, in which it packs parts of both matrices.
pub(crate) fn packed(sizes: [usize; 3]) -> usize {
    let most = sizes.into_iter().max().unwrap_or_default();
    let whole = |most: usize| most.next_multiple_of(VECTORS);
    most.min(PACKED_DEPTH) * (whole(most.min(PACKED_ROWS)) + whole(most.min(PACKED_COLUMNS)))
}

/// The sizes of what `matrixmultiply` packs at once, and of what it makes them multiples, from its source.
const PACKED_DEPTH: usize = 256;
const PACKED_ROWS: usize = 64;
const PACKED_COLUMNS: usize = 1024;
const VECTORS: usize = 32;

/// `out = a·b`, row by row; `out += a·b` to `add`. An element is summed in the same order whatever the
/// number of rows and columns.
pub(crate) fn product(a: Matrix<'_>, b: Matrix<'_>, out: &mut [f32], add: bool) {
    assert!(a.columns == b.rows && out.len() == a.rows * b.columns, "verbs check their lengths");
    let (sizes, [down, beside]) = ([a.rows, a.columns, b.columns], a.strides.map(|stride| stride as isize));
    let [b_down, b_beside] = b.strides.map(|stride| stride as isize);
    let (beta, columns) = (if add { 1.0 } else { 0.0 }, b.columns as isize);
    // SAFETY: `a` and `b` lie within their slices, by how they were made, and `out` has room for the product,
    // row by row; no slice that is read is one that is written.
    unsafe {
        matrixmultiply::sgemm(
            sizes[0],
            sizes[1],
            sizes[2],
            1.0,
            a.at.as_ptr(),
            down,
            beside,
            b.at.as_ptr(),
            b_down,
            b_beside,
            beta,
            out.as_mut_ptr(),
            columns,
            1,
        );
    }
}
