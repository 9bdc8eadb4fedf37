//! A stack of known content: what a thread has touched of it shows how deep it went.

use std::ffi::c_void;
use std::mem::MaybeUninit;
use std::ptr::{null, null_mut};
use std::slice;

use region::{Allocation, Protection, alloc, page, protect};

/// What untouched memory holds.
const PAINT: u8 = 0xa5;

/// Memory for a thread's stack, above a page that may not be touched.
pub(crate) struct Painted {
    map: Allocation,
    page: usize,
    len: usize,
    /// What a thread takes that does nothing.
    nothing: usize,
}

impl Painted {
    /// Of at least `len` bytes.
    pub(crate) fn new(len: usize) -> Self {
        let page = page::size();
        let len = len.next_multiple_of(page);
        let mut map = alloc(page + len, Protection::READ_WRITE).expect("memory");
        // SAFETY: the first page belongs to the mapping, which nothing else has.
        unsafe { protect(map.as_mut_ptr::<u8>(), page, Protection::NONE) }.expect("a guard page");
        let mut stack = Self { map, page, len, nothing: 0 };
        stack.memory().fill(PAINT);
        stack.nothing = stack.used(|| ());
        stack
    }

    /// The bytes of the stack, while no thread runs on it.
    fn memory(&mut self) -> &mut [u8] {
        // SAFETY: the pages after the first may be touched, live as long as `self`, and hold any bytes.
        unsafe { slice::from_raw_parts_mut(self.map.as_mut_ptr::<u8>().wrapping_add(self.page), self.len) }
    }

    /// The bytes that `call` takes, in a thread of its own.
    pub(crate) fn used<F: FnOnce() + Send>(&mut self, call: F) -> usize {
        let mut call = Some(call);
        let mut attributes = MaybeUninit::uninit();
        let mut thread = MaybeUninit::uninit();
        // SAFETY: the call fills the attributes.
        assert_eq!(unsafe { libc::pthread_attr_init(attributes.as_mut_ptr()) }, 0, "pthread_attr_init");
        let memory = self.memory().as_mut_ptr().cast();
        // SAFETY: the attributes were filled above, and the memory is this stack's alone.
        let done = unsafe { libc::pthread_attr_setstack(attributes.as_mut_ptr(), memory, self.len) };
        assert_eq!(done, 0, "pthread_attr_setstack");
        // SAFETY: `run` takes a pointer to an `Option<F>`, and this one lives until the thread is joined.
        let done = unsafe {
            libc::pthread_create(
                thread.as_mut_ptr(),
                attributes.as_ptr(),
                run::<F>,
                (&raw mut call).cast::<c_void>(),
            )
        };
        assert_eq!(done, 0, "pthread_create");
        let mut panicked = null_mut();
        // SAFETY: the thread was made above and is joined once.
        assert_eq!(unsafe { libc::pthread_join(thread.assume_init(), &raw mut panicked) }, 0, "pthread_join");
        // SAFETY: the attributes were filled above and are not used again.
        assert_eq!(unsafe { libc::pthread_attr_destroy(attributes.as_mut_ptr()) }, 0, "pthread_attr_destroy");
        assert!(panicked.is_null(), "the call panicked");

        let touched = self.memory();
        let first = touched.iter().position(|&byte| byte != PAINT).unwrap_or(touched.len());
        touched[first..].fill(PAINT);
        (self.len - first).saturating_sub(self.nothing)
    }
}

/// Null, or something else where the call has panicked.
extern "C" fn run<F: FnOnce()>(call: *mut c_void) -> *mut c_void {
    // SAFETY: `used` hands over a pointer to an `Option<F>` that nobody else uses meanwhile.
    let call = unsafe { &mut *call.cast::<Option<F>>() };
    let call = std::panic::AssertUnwindSafe(call.take().expect("called once"));
    match std::panic::catch_unwind(call) {
        Ok(()) => null::<c_void>().cast_mut(),
        Err(_) => std::ptr::dangling_mut::<c_void>(),
    }
}
