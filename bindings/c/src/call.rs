//! What each entry point does around its work: a status, a message, and no unwinding.

use std::cell::{Cell, RefCell};
use std::ffi::{CStr, CString, c_char};
use std::panic::{AssertUnwindSafe, catch_unwind};

use activ8::{KlInput, On, Reduction, Tier};

/// What came of a call. Nothing has been written unless it is ACTIV8_OK.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum activ8_status {
    /// It was done.
    ACTIV8_OK = 0,
    /// A pointer is null.
    ACTIV8_NULL = 1,
    /// A pointer is not a multiple of its type's alignment.
    ACTIV8_MISALIGNED = 2,
    /// A length is more than memory can hold.
    ACTIV8_OVERFLOW = 3,
    /// An output overlaps another buffer, and is not the same.
    ACTIV8_OVERLAP = 4,
    /// A value of an enum is none of them.
    ACTIV8_UNKNOWN = 5,
    /// The operation refuses its arguments; the message says which and why.
    ACTIV8_REFUSED = 6,
    /// A defect of the library. It has been caught.
    ACTIV8_PANIC = 7,
}

/// Instructions to use.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum activ8_tier {
    /// The best one that the CPU has, or the one that the variable `ACTIV8_TIER` names.
    ACTIV8_TIER_BEST = 0,
    /// One float at a time.
    ACTIV8_TIER_SCALAR = 1,
    /// What every CPU of the target has.
    ACTIV8_TIER_PORTABLE = 2,
    /// AVX2 and FMA.
    ACTIV8_TIER_AVX2 = 3,
    /// AVX-512.
    ACTIV8_TIER_AVX512 = 4,
}

/// How losses become one.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum activ8_reduction {
    /// Their mean.
    ACTIV8_MEAN = 0,
    /// Their sum.
    ACTIV8_SUM = 1,
    /// Their sum divided by the rows of a batch.
    ACTIV8_BATCH_MEAN = 2,
}

/// Where gates and values lie in one buffer.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum activ8_layout {
    /// In each row the gates, then the values.
    ACTIV8_HALVES = 0,
    /// In each row the values, then the gates.
    ACTIV8_SWAPPED_HALVES = 1,
    /// A gate, a value, a gate, a value.
    ACTIV8_INTERLEAVED = 2,
}

/// What the input of a Kullback-Leibler divergence is.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum activ8_kl_input {
    /// Probabilities.
    ACTIV8_PROBABILITIES = 0,
    /// Their logarithms.
    ACTIV8_LOG_PROBABILITIES = 1,
}

/// Why a call was not done: a status, whose message this thread has kept already, so that the results of the
/// checks are small.
pub(crate) struct Failure(activ8_status);

pub(crate) type Done<T = ()> = Result<T, Failure>;

impl Failure {
    /// Keeps the message.
    #[cold]
    pub(crate) fn new(status: activ8_status, message: &str) -> Self {
        let message = CString::new(message.replace('\0', " ")).unwrap_or_default();
        MESSAGE.with(|last| *last.borrow_mut() = message);
        Self(status)
    }
}

impl From<activ8::Error> for Failure {
    #[cold]
    fn from(error: activ8::Error) -> Self {
        Self::new(activ8_status::ACTIV8_REFUSED, &error.to_string())
    }
}

thread_local! {
    static MESSAGE: RefCell<CString> = RefCell::default();
    static PLACE: Cell<(Option<Tier>, bool)> = const { Cell::new((None, false)) };
}

/// Does it.
#[inline]
pub(crate) fn call(work: impl FnOnce() -> Done) -> activ8_status {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => activ8_status::ACTIV8_OK,
        Ok(Err(Failure(status))) => status,
        Err(_) => Failure::new(activ8_status::ACTIV8_PANIC, "a defect of the library").0,
    }
}

/// An operation where this thread wants it.
#[inline(always)]
pub(crate) fn placed<O: Copy>(operation: O) -> Done<On<O>> {
    let mut operation = On::new(operation);
    place(&mut operation)?;
    Ok(operation)
}

/// The same of one that is there: an ordinary call of a large operation does not copy it through a result.
#[inline(always)]
pub(crate) fn place<O: Copy>(operation: &mut On<O>) -> Done {
    match PLACE.get() {
        (None, false) => Ok(()),
        (tier, parallel) => elsewhere(operation, tier, parallel),
    }
}

#[cold]
fn elsewhere<O: Copy>(operation: &mut On<O>, tier: Option<Tier>, parallel: bool) -> Done {
    if let Some(tier) = tier {
        *operation = operation.on(tier)?;
    }
    if parallel {
        *operation = operation.parallel();
    }
    Ok(())
}

/// A reduction by number.
pub(crate) fn reduction(value: i32, batch: usize) -> Done<Reduction> {
    match value {
        0 => Ok(Reduction::Mean),
        1 => Ok(Reduction::Sum),
        2 => Ok(Reduction::BatchMean(batch)),
        _ => Err(unknown("reduction", value)),
    }
}

/// What an input is, by number.
pub(crate) fn kl_input(value: i32) -> Done<KlInput> {
    match value {
        0 => Ok(KlInput::Probabilities),
        1 => Ok(KlInput::LogProbabilities),
        _ => Err(unknown("input", value)),
    }
}

#[cold]
pub(crate) fn unknown(argument: &str, value: i32) -> Failure {
    let message = format!("`{argument}` is {value}, which is none of its values");
    Failure::new(activ8_status::ACTIV8_UNKNOWN, &message)
}

/// The message of this thread's last call that failed; empty before any. It is valid until the next one.
#[unsafe(no_mangle)]
pub extern "C" fn activ8_last_error() -> *const c_char {
    MESSAGE.with(|last| last.try_borrow().map_or(c"".as_ptr(), |message| message.as_ptr()))
}

/// The version of the library, as `1.2.3`.
#[unsafe(no_mangle)]
pub extern "C" fn activ8_version() -> *const c_char {
    const VERSION: &CStr =
        match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
            Ok(version) => version,
            Err(_) => c"",
        };
    VERSION.as_ptr()
}

/// The tier that calls of this thread use, an activ8_tier above 0; 0 where `ACTIV8_TIER` is wrong.
#[unsafe(no_mangle)]
pub extern "C" fn activ8_active_tier() -> i32 {
    let tier = catch_unwind(|| PLACE.get().0.or_else(|| Tier::active().ok()));
    match tier {
        Ok(Some(tier)) => Tier::ALL.iter().position(|&other| other == tier).map_or(0, |i| i as i32 + 1),
        _ => 0,
    }
}

/// From now on this thread's calls use this tier, an activ8_tier; one that the CPU does not have is refused.
#[unsafe(no_mangle)]
pub extern "C" fn activ8_set_tier(tier: i32) -> activ8_status {
    call(|| {
        let named = match usize::try_from(tier).map(|tier| tier.checked_sub(1)) {
            Ok(None) => None,
            Ok(Some(i)) => Some(*Tier::ALL.get(i).ok_or_else(|| unknown("tier", tier))?),
            Err(_) => return Err(unknown("tier", tier)),
        };
        if let Some(tier) = named {
            On::new(activ8::Identity).on(tier)?;
        }
        PLACE.set((named, PLACE.get().1));
        Ok(())
    })
}

/// From now on this thread's calls use the threads of rayon's pool where splitting pays, or only their own;
/// the bits are the same. The pool's size is that of the variable `RAYON_NUM_THREADS`.
#[unsafe(no_mangle)]
pub extern "C" fn activ8_set_parallel(parallel: bool) {
    PLACE.set((PLACE.get().0, parallel));
}
