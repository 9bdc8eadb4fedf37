//! LibTorch's stable C interface: what of it is used here, found in the library that Python has loaded.
//!
//! It is the same for all versions from 2.9 on; what later ones have besides is optional.

use std::ffi::{CStr, OsStr, c_char, c_void};
use std::ptr::null_mut;
use std::sync::OnceLock;

/// A tensor, a list of kernels, a string: whatever LibTorch hands out and takes back.
pub(crate) type Handle = *mut c_void;
/// An argument or a result of a kernel, in 64 bits.
pub(crate) type Value = u64;
/// A kernel takes its arguments from a stack, of which it owns the handles, and leaves its results there.
pub(crate) type Kernel = unsafe extern "C-unwind" fn(*mut Value, u64, u64);
/// Zero, or an error.
type Status = i32;

macro_rules! library {
    (
        needed { $($name:ident = $symbol:literal: fn($($argument:ty),*) $(-> $result:ty)?;)* }
        optional { $($optional:ident = $its_symbol:literal: fn($($its_argument:ty),*) $(-> $its_result:ty)?;)* }
    ) => {
        /// The functions, by name.
        pub(crate) struct Library {
            $(pub(crate) $name: unsafe extern "C-unwind" fn($($argument),*) $(-> $result)?,)*
            $(pub(crate) $optional: Option<unsafe extern "C-unwind" fn($($its_argument),*) $(-> $its_result)?>,)*
        }

        impl Library {
            /// Finds them in the library of this path.
            fn find(path: &OsStr) -> Result<Self, libloading::Error> {
                // SAFETY: the library is loaded already, so that nothing of it runs.
                let library = unsafe { libloading::Library::new(path) }?;
                let found = Self {
                    // SAFETY: the declarations are those of LibTorch's headers.
                    $($name: *unsafe { library.get($symbol.as_bytes()) }?,)*
                    // SAFETY: as above.
                    $($optional: unsafe { library.get($its_symbol.as_bytes()) }.ok().map(|symbol| *symbol),)*
                };
                // Python keeps it as long as it runs, and so do the pointers.
                std::mem::forget(library);
                Ok(found)
            }
        }
    };
}

library! {
    needed {
        init_impl = "aoti_torch_library_init_impl": fn(*const c_char, *const c_char, *const c_char, u32, *mut Handle) -> Status;
        library_impl = "aoti_torch_library_impl": fn(Handle, *const c_char, Kernel) -> Status;
        delete_library = "aoti_torch_delete_library_object": fn(Handle) -> Status;
        call = "aoti_torch_call_dispatcher": fn(*const c_char, *const c_char, *mut Value) -> Status;
        throw = "aoti_torch_check": fn(bool, *const c_char, *const c_char, u32, *const c_char);
        new_handle = "aoti_torch_new_tensor_handle": fn(Handle, *mut Handle) -> Status;
        delete_tensor = "aoti_torch_delete_tensor_object": fn(Handle) -> Status;
        empty_strided = "aoti_torch_empty_strided": fn(i64, *const i64, *const i64, i32, i32, i32, *mut Handle) -> Status;
        add = "aoti_torch_cpu_add_Tensor": fn(Handle, Handle, f64, *mut Handle) -> Status;
        mul = "aoti_torch_cpu_mul_Tensor": fn(Handle, Handle, *mut Handle) -> Status;
        data = "aoti_torch_get_data_ptr": fn(Handle, *mut *mut c_void) -> Status;
        dim = "aoti_torch_get_dim": fn(Handle, *mut i64) -> Status;
        sizes = "aoti_torch_get_sizes": fn(Handle, *mut *const i64) -> Status;
        strides = "aoti_torch_get_strides": fn(Handle, *mut *const i64) -> Status;
        dtype = "aoti_torch_get_dtype": fn(Handle, *mut i32) -> Status;
        device_type = "aoti_torch_get_device_type": fn(Handle, *mut i32) -> Status;
        float32 = "aoti_torch_dtype_float32": fn() -> i32;
        float64 = "aoti_torch_dtype_float64": fn() -> i32;
        float16 = "aoti_torch_dtype_float16": fn() -> i32;
        bfloat16 = "aoti_torch_dtype_bfloat16": fn() -> i32;
        cpu = "aoti_torch_device_type_cpu": fn() -> i32;
    }
    optional {
        parallel_for = "torch_parallel_for": fn(i64, i64, i64, unsafe extern "C" fn(i64, i64, *mut c_void), *mut c_void) -> Status;
        string_length = "torch_string_length": fn(Handle, *mut usize) -> Status;
        string_data = "torch_string_c_str": fn(Handle, *mut *const c_char) -> Status;
        delete_string = "torch_delete_string": fn(Handle) -> Status;
        last_error = "torch_exception_get_what_without_backtrace": fn() -> *const c_char;
    }
}

/// LibTorch's numbers of types and devices, which are asked for once.
pub(crate) struct Numbers {
    pub(crate) float32: i32,
    pub(crate) float64: i32,
    pub(crate) float16: i32,
    pub(crate) bfloat16: i32,
    pub(crate) cpu: i32,
}

static LIBRARY: OnceLock<(Library, Numbers)> = OnceLock::new();

/// The library, which [`open`] has found before any kernel runs.
#[inline(always)]
pub(crate) fn library() -> &'static Library {
    &opened().0
}

/// Its numbers.
#[inline(always)]
pub(crate) fn numbers() -> &'static Numbers {
    &opened().1
}

#[inline(always)]
fn opened() -> &'static (Library, Numbers) {
    LIBRARY.get().expect("kernels are registered with the library that was opened")
}

/// Finds LibTorch's functions in the library of this path.
pub(crate) fn open(path: &OsStr) -> Result<&'static Library, String> {
    if LIBRARY.get().is_none() {
        let found = Library::find(path).map_err(|error| {
            format!("no LibTorch with a stable C interface, which torch has from 2.9 on: {error}")
        })?;
        // SAFETY: these are constants.
        let numbers = unsafe {
            Numbers {
                float32: (found.float32)(),
                float64: (found.float64)(),
                float16: (found.float16)(),
                bfloat16: (found.bfloat16)(),
                cpu: (found.cpu)(),
            }
        };
        let _ = LIBRARY.set((found, numbers));
    }
    Ok(library())
}

/// What LibTorch said of the call that failed last, as far as it tells.
pub(crate) fn last_error() -> String {
    let text = library().last_error.map(|last| {
        // SAFETY: it takes nothing.
        unsafe { last() }
    });
    match text {
        // SAFETY: it is a string that ends with 0 and stays until the next error of this thread.
        Some(text) if !text.is_null() => unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned(),
        _ => "see what LibTorch wrote above".to_owned(),
    }
}

/// A result that a function writes to a place.
#[inline(always)]
pub(crate) fn get<T: Copy>(initial: T, call: impl FnOnce(*mut T) -> Status) -> T {
    let mut value = initial;
    let status = call(&mut value);
    assert!(status == 0, "LibTorch refused to describe a tensor");
    value
}

/// A handle that a function writes to a place.
#[inline(always)]
pub(crate) fn handle(call: impl FnOnce(*mut Handle) -> Status) -> Option<Handle> {
    let mut handle = null_mut();
    (call(&mut handle) == 0 && !handle.is_null()).then_some(handle)
}
