//! The elementwise loop over elements of one format, whichever it is, beside a row that repeats, such as a bias, or
//! without. Widened in memory first, halves would cost two more stores a vector, which is as much as many a kernel.
//!
//! At each step the loop asks which format it is and whether there is a row: a core foresees the answer, which costs less
//! than a kernel's code for each would cost the build. Halves that are left behind the last step go through the same loop
//! in room on the stack. Within a step, they may be in any order.

mod each;

pub(crate) use each::map_any;

use super::memory::{Out, Source, check_lengths};
use crate::element::{Slice, SliceMut};

/// A multiple of the elements of each tier's step.
const STEP: usize = 64;

/// Bytes of a half.
const HALF: usize = 2;

/// What elements are.
#[derive(Clone, Copy, PartialEq)]
enum Format {
    F32,
    F16,
    Bf16,
}

/// `N` inputs and `M` outputs of one format and length, which may be the same memory. A loop is given halves whose
/// memory goes on to the next multiple of [`STEP`]. By reference on the way: a copy would read at once what has just been
/// written in parts, for which a core waits a dozen cycles.
#[derive(Clone, Copy)]
pub(crate) struct Arrays<const N: usize, const M: usize> {
    format: Format,
    from: [*const u8; N],
    to: [*mut u8; M],
    len: usize,
    /// What is added to the first input.
    row: Option<*const u8>,
    /// The elements of the row, after which it repeats: of halves, where it does, a multiple of [`STEP`].
    period: usize,
}

impl<const N: usize, const M: usize> Arrays<N, M> {
    /// Of floats, which a loop can be given as they are.
    #[inline(always)]
    pub(super) fn of_floats(inputs: &[Source<'_>; N], outs: &[Out<'_>; M]) -> Self {
        let len = outs[0].len();
        check_lengths(len, inputs, outs);
        let (mut from, mut to) = ([core::ptr::null(); N], [core::ptr::null_mut(); M]);
        for n in 0..N {
            from[n] = inputs[n].as_ptr().cast();
        }
        for m in 0..M {
            to[m] = outs[m].as_ptr().cast_mut().cast();
        }
        Self { format: Format::F32, from, to, len, row: None, period: len }
    }

    /// The bytes of an element.
    fn size(&self) -> usize {
        if self.format == Format::F32 { size_of::<f32>() } else { HALF }
    }

    /// `len` elements from `at` on, without the row.
    fn part(&self, at: usize, len: usize) -> Self {
        let at = at * self.size();
        let (from, to) = (self.from.map(|x| x.wrapping_add(at)), self.to.map(|y| y.wrapping_add(at)));
        Self { format: self.format, from, to, len, row: None, period: len }
    }

    /// Calls `body` with all, beside a row of so many elements that repeats, `first` being the one to begin with.
    fn beside(&self, row: *const u8, row_len: usize, first: usize, body: &dyn Fn(&Self)) {
        assert!(first < row_len || self.len == 0, "an element of the row");
        if row_len < self.len && 2 * row_len * self.size() <= size_of::<Room>() {
            self.beside_short(row, row_len, first, body);
        } else {
            self.beside_long(row, row_len, first, body);
        }
    }

    /// The row is repeated to a longer one, so that its end comes less often.
    #[inline(never)]
    fn beside_short(&self, row: *const u8, row_len: usize, first: usize, body: &dyn Fn(&Self)) {
        let (mut room, bytes): (Room, usize) = ([0.0; _], row_len * self.size());
        let times = size_of_val(&room) / bytes;
        let longer: *mut u8 = room.as_mut_ptr().cast();
        for k in 0..times {
            // SAFETY: the row has so many bytes, and the room as many `times`.
            unsafe { row.copy_to_nonoverlapping(longer.wrapping_add(k * bytes), bytes) };
        }
        self.beside_long(longer, times * row_len, first, body);
    }

    fn beside_long(&self, row: *const u8, row_len: usize, first: usize, body: &dyn Fn(&Self)) {
        let (mut at, mut from) = (0, first);
        while at < self.len {
            // Several rows at once where each begins with a whole step.
            let repeats = from == 0 && (self.format == Format::F32 || row_len.is_multiple_of(STEP));
            let n = if repeats { self.len - at } else { (row_len - from).min(self.len - at) };
            let period = if repeats { row_len } else { n };
            let row = Some(row.wrapping_add(from * self.size()));
            Self { row, period, ..self.part(at, n) }.in_steps(body);
            (at, from) = (at + n, 0);
        }
    }

    /// Calls `body` with all that are whole steps, then with what is left, in room of its own; of floats, with all.
    fn in_steps(&self, body: &dyn Fn(&Self)) {
        let left = if self.format == Format::F32 { 0 } else { self.len % STEP };
        if left == 0 {
            return body(self);
        }
        let whole = self.len - left;
        if whole > 0 {
            body(&Self { len: whole, ..*self });
        }
        let row = self.row.map(|row| row.wrapping_add(HALF * (whole % self.period)));
        Self { row, ..self.part(whole, left) }.in_room(body);
    }

    /// Calls `body` with copies of fewer halves than a step.
    fn in_room(&self, body: &dyn Fn(&Self)) {
        let (mut inputs, mut outs, mut row) = ([[0u16; STEP]; N], [[0u16; STEP]; M], [0u16; STEP]);
        let (mut copies, bytes) = (*self, HALF * self.len);
        let read = |from: *const u8, to: &mut [u16; STEP]| {
            let to: *mut u8 = to.as_mut_ptr().cast();
            // SAFETY: there are `len` halves to read, and the room is for more.
            unsafe { from.copy_to_nonoverlapping(to, bytes) };
            to
        };
        for n in 0..N {
            copies.from[n] = read(self.from[n], &mut inputs[n]);
        }
        copies.row = self.row.map(|of_row| read(of_row, &mut row).cast_const());
        for m in 0..M {
            copies.to[m] = outs[m].as_mut_ptr().cast();
        }
        body(&copies);
        for m in 0..M {
            // SAFETY: there are `len` halves to write, and the room has more.
            unsafe { self.to[m].copy_from_nonoverlapping(copies.to[m], bytes) };
        }
    }
}

/// What a short row is repeated to.
type Room = [f32; 512];

/// Calls `body`, which is [`map_any`] of a kernel, with floats beside a row that repeats, from an element of it on.
pub(crate) fn floats_beside<const N: usize>(
    (row, first): (Source<'_>, usize),
    inputs: [Source<'_>; N],
    out: Out<'_>,
    body: &dyn Fn(&Arrays<N, 1>),
) {
    Arrays::of_floats(&inputs, &[out]).beside(row.as_ptr().cast(), row.len(), first, body);
}

/// Calls `body`, which is [`map_any`] of a kernel, with halves of one format: inputs, of which one
/// that is missing is what the first output holds, and outputs, beside a row that repeats from an element on or
/// without.
pub(crate) fn halves<const N: usize, const M: usize>(
    inputs: &[Option<Slice<'_>>; N],
    outs: &mut [SliceMut<'_>; M],
    row: Option<(Slice<'_>, usize)>,
    body: &dyn Fn(&Arrays<N, M>),
) {
    let len = outs[0].len();
    let format = if outs[0].is_half_like(Slice::Bf16(&[])) { Format::Bf16 } else { Format::F16 };
    let is_held = outs[0].read().is_some();
    let (mut from, mut to) = ([core::ptr::null(); N], [core::ptr::null_mut(); M]);
    for m in 0..M {
        to[m] = write(&mut outs[m], format, len);
    }
    for n in 0..N {
        from[n] = match inputs[n] {
            Some(x) => read(x, format, len),
            None if is_held => to[0].cast_const(),
            None => unreachable!("what is changed in place is there"),
        };
    }
    let arrays = Arrays { format, from, to, len, row: None, period: len };
    match row {
        Some((row, first)) => arrays.beside(read(row, format, row.len()), row.len(), first, body),
        None => arrays.in_steps(body),
    }
}

/// Where `len` halves of this format are.
fn read(x: Slice<'_>, format: Format, len: usize) -> *const u8 {
    match (x, format) {
        (Slice::F16(x), Format::F16) if x.len() == len => x.as_ptr().cast(),
        (Slice::Bf16(x), Format::Bf16) if x.len() == len => x.as_ptr().cast(),
        _ => unreachable!("verbs check their formats and lengths"),
    }
}

/// The same to write them.
fn write(y: &mut SliceMut<'_>, format: Format, len: usize) -> *mut u8 {
    match (y, format) {
        (SliceMut::F16(y), Format::F16) if y.len() == len => y.as_mut_ptr().cast(),
        (SliceMut::NewF16(y), Format::F16) if y.len() == len => y.as_mut_ptr().cast(),
        (SliceMut::Bf16(y), Format::Bf16) if y.len() == len => y.as_mut_ptr().cast(),
        (SliceMut::NewBf16(y), Format::Bf16) if y.len() == len => y.as_mut_ptr().cast(),
        _ => unreachable!("verbs check their formats and lengths"),
    }
}
