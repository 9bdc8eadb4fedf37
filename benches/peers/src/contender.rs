//! One entrant of a benchmark: a library, and how it is called.

use std::error::Error;

use crate::op::Op;

/// Why a library could not be called.
pub type Fault = Box<dyn Error + Send + Sync>;

/// What a call comes back with.
pub type Outcome<T = ()> = Result<T, Fault>;

/// A call that is given the output.
type OnSlice<'a> = Box<dyn FnMut(&mut [f32]) -> Outcome + 'a>;

/// A call that may be given a buffer for a copy of its result.
type OnCopy<'a> = Box<dyn FnMut(Option<&mut [f32]>) -> Outcome + 'a>;

/// How a library wants to be called. Its input is borrowed by the closure; the output is the one
/// buffer that all entrants share.
pub enum Call<'a> {
    /// Writes every element of the output.
    Write(OnSlice<'a>),
    /// Overwrites its input: the output is filled with the input before each call, off the clock.
    InPlace(OnSlice<'a>),
    /// Allocates its own output, which is copied out where a buffer is given (to be checked) and
    /// dropped where none is (to be timed).
    Fresh(OnCopy<'a>),
    /// Comes back with one value.
    Total(Box<dyn FnMut() -> Outcome<f32> + 'a>),
}

/// Whose row it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// A tier of ours; the best of these is what ratios are taken to.
    Ours,
    /// A tier of ours at the accuracy `Fast`.
    Fast,
    /// Ours, called in another way.
    Variant,
    Rival,
    /// What ours is set beside: what the memory allows, or other work of ours. It has no answer to
    /// check.
    Yardstick,
}

/// One row of a table.
pub struct Contender<'a> {
    pub side: Side,
    pub library: &'static str,
    pub tier: &'static str,
    /// The error in ULP above which its answer is wrong: what we promise. Rivals promise nothing
    /// here, and are only reported.
    pub bound: Option<f64>,
    /// How many times as long as this yardstick ours may take, where that was promised.
    pub bar: Option<f64>,
    /// The bytes an element that it moves between the processor and the memory, where that is not
    /// what the operation itself must.
    pub bytes: Option<usize>,
    pub call: Call<'a>,
}

/// How the rivals were compiled: most choose their instructions then, or are inlined into the
/// caller, so the flags of this build decide their speed.
const BUILD: &str =
    if cfg!(any(target_feature = "avx2", target_feature = "avx512f")) { "native" } else { "default" };

impl<'a> Contender<'a> {
    fn new(side: Side, library: &'static str, tier: &'static str, call: Call<'a>) -> Self {
        Self { side, library, tier, bound: None, bar: None, bytes: None, call }
    }

    /// A row of ours, on the tier named `tier`, whose error is at most `bound`.
    pub fn ours(side: Side, library: &'static str, tier: &'static str, bound: f64, call: Call<'a>) -> Self {
        Self { bound: Some(bound), ..Self::new(side, library, tier, call) }
    }

    /// A rival's row.
    pub fn rival(library: &'static str, call: Call<'a>) -> Self {
        Self::new(Side::Rival, library, BUILD, call)
    }

    /// The same, of a library that chooses its instructions by itself or has them by a tier's name.
    pub fn on(self, tier: &'static str) -> Self {
        Self { tier, ..self }
    }

    /// What ours is set beside.
    pub fn yardstick(library: &'static str, call: Call<'a>) -> Self {
        Self::new(Side::Yardstick, library, BUILD, call)
    }

    /// The same, of other bytes than the operation's.
    pub fn moving(self, bytes: usize) -> Self {
        Self { bytes: Some(bytes), ..self }
    }

    /// The same, with what was promised of ours beside it.
    pub fn bar(self, bar: Option<f64>) -> Self {
        Self { bar, ..self }
    }

    /// The bytes an element that a call moves: what it reads, what it writes, and the lines that are
    /// read because they are about to be written. Unknown for a library that allocates: it may make
    /// several passes.
    pub fn bytes(&self, op: Op) -> Option<usize> {
        let [reads, writes] = op.streams();
        let float = size_of::<f32>();
        match self.call {
            _ if self.bytes.is_some() => self.bytes,
            Call::Write(_) => Some(float * (reads + 2 * writes)),
            Call::InPlace(_) => Some(float * (reads + writes)),
            Call::Total(_) => Some(float * reads),
            Call::Fresh(_) => None,
        }
    }
}

impl<'a> Call<'a> {
    pub fn write(f: impl FnMut(&mut [f32]) -> Outcome + 'a) -> Self {
        Self::Write(Box::new(f))
    }

    pub fn in_place(f: impl FnMut(&mut [f32]) -> Outcome + 'a) -> Self {
        Self::InPlace(Box::new(f))
    }

    pub fn fresh(f: impl FnMut(Option<&mut [f32]>) -> Outcome + 'a) -> Self {
        Self::Fresh(Box::new(f))
    }

    pub fn total(f: impl FnMut() -> Outcome<f32> + 'a) -> Self {
        Self::Total(Box::new(f))
    }
}
