//! What each entry point does around its work: a status, a message, and no unwinding.

use std::any::Any;
use std::cell::Cell;
use std::ffi::{CStr, c_char};
use std::fmt::{self, Display, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use activ8::{KlInput, Reduction};

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
    /// A defect of the library. It has been caught, and the message is the panic's.
    ACTIV8_PANIC = 7,
    /// There is no memory for a copy that the operation needs.
    ACTIV8_NO_MEMORY = 8,
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
    ACTIV8_GATES_FIRST = 0,
    /// In each row the values, then the gates.
    ACTIV8_VALUES_FIRST = 1,
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
    /// Keeps the message, for which no memory is asked: there may be none.
    #[cold]
    pub(crate) fn new(status: activ8_status, message: fmt::Arguments<'_>) -> Self {
        let mut text = Text { bytes: [0; ROOM], end: 0 };
        // What has no room is cut.
        let _ = text.write_fmt(message);
        // Where a thread has no storage any more, the status is all that can be said.
        let _ = MESSAGE.try_with(|last| last.set(text.bytes));
        Self(status)
    }
}

/// A message with a 0 at its end.
struct Text {
    bytes: [u8; ROOM],
    end: usize,
}

impl Write for Text {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let room = ROOM - 1 - self.end;
        let n = (0..=room.min(text.len())).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(0);
        for (to, &byte) in self.bytes[self.end..].iter_mut().zip(&text.as_bytes()[..n]) {
            // An end in between would be the end for C.
            *to = if byte == 0 { b' ' } else { byte };
        }
        self.end += n;
        if n < text.len() { Err(fmt::Error) } else { Ok(()) }
    }
}

impl From<activ8::Error> for Failure {
    #[cold]
    fn from(error: activ8::Error) -> Self {
        let status = match error {
            activ8::Error::Memory { .. } => activ8_status::ACTIV8_NO_MEMORY,
            _ => activ8_status::ACTIV8_REFUSED,
        };
        Self::new(status, format_args!("{error}"))
    }
}

/// The most bytes of a message, with the 0 at its end; a longer one is cut.
const ROOM: usize = 1024;

// Nothing in it is ever dropped, so that it is there to a thread's last destructor.
thread_local! {
    static MESSAGE: Cell<[u8; ROOM]> = const { Cell::new([0; ROOM]) };
}

/// Does it.
#[inline]
pub(crate) fn call(work: impl FnOnce() -> Done) -> activ8_status {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => activ8_status::ACTIV8_OK,
        Ok(Err(Failure(status))) => status,
        Err(panic) => defect(&*panic).0,
    }
}

/// What a panic says.
#[cold]
fn defect(panic: &(dyn Any + Send)) -> Failure {
    let text = panic.downcast_ref::<&str>().copied().or(panic.downcast_ref::<String>().map(String::as_str));
    let text = text.unwrap_or("a panic without a text");
    Failure::new(activ8_status::ACTIV8_PANIC, format_args!("a defect of the library: {text}"))
}

/// A reduction by number.
#[inline(always)]
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
pub(crate) fn unknown(argument: impl Display, value: i32) -> Failure {
    let message = format_args!("`{argument}` is {value}, which is none of its values");
    Failure::new(activ8_status::ACTIV8_UNKNOWN, message)
}

/// The message of this thread's last call that failed; empty before any. It is valid until the next one.
#[unsafe(no_mangle)]
pub extern "C" fn activ8_last_error() -> *const c_char {
    MESSAGE.try_with(|last| last.as_ptr().cast_const().cast()).unwrap_or(c"".as_ptr())
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

#[cfg(test)]
mod tests {
    use std::ffi::CStr;

    use super::{activ8_last_error, activ8_status, call};

    fn last() -> String {
        // SAFETY: the message is this thread's, and ends with a 0.
        unsafe { CStr::from_ptr(activ8_last_error()) }.to_str().expect("whole characters").to_owned()
    }

    #[test]
    fn a_panic_is_a_status_with_its_text() {
        assert_eq!(last(), "", "before any");
        let index = std::hint::black_box(4);
        let status = call(|| panic!("index {index}\0 out of bounds"));
        assert_eq!(status, activ8_status::ACTIV8_PANIC, "with a text that is made");
        assert_eq!(last(), "a defect of the library: index 4  out of bounds", "its text");
        assert_eq!(call(|| panic!("a text")), activ8_status::ACTIV8_PANIC, "with a text that is there");
        assert_eq!(last(), "a defect of the library: a text", "its text");
        assert_eq!(call(|| std::panic::panic_any(7)), activ8_status::ACTIV8_PANIC, "with a number");
        assert_eq!(last(), "a defect of the library: a panic without a text", "its text");
    }

    #[test]
    fn a_long_message_ends_with_a_whole_character() {
        assert_eq!(call(|| panic!("{}", "ÿ".repeat(5000))), activ8_status::ACTIV8_PANIC, "its status");
        let text = last();
        assert!(text.len() == 1023 && text.ends_with('ÿ'), "{} bytes", text.len());
    }
}
