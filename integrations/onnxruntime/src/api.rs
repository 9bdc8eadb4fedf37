//! ONNX Runtime's table of functions.

use std::ffi::{CStr, c_char};

use ort_sys::{OrtApi, OrtApiBase, OrtErrorCode, OrtStatusPtr};

use crate::fail::{Fail, Result};

/// The version whose functions are used, that of ONNX Runtime 1.24.
pub(crate) const VERSION: u32 = 24;

/// The functions of the ONNX Runtime that has loaded this library.
#[derive(Clone, Copy)]
pub(crate) struct Api(&'static OrtApi);

impl Api {
    /// Those of `base`, or a status that tells what to do where it is too old.
    ///
    /// # Safety
    /// `base` is what ONNX Runtime hands to `RegisterCustomOps`.
    pub(crate) unsafe fn of(base: *const OrtApiBase) -> Result<Self, OrtStatusPtr> {
        // SAFETY: the caller's promise.
        let base = unsafe { &*base };
        // SAFETY: any version may be asked for.
        let functions = unsafe { (base.GetApi)(VERSION) };
        if functions.is_null() {
            // SAFETY: its text lives as long as ONNX Runtime.
            let version = unsafe { CStr::from_ptr((base.GetVersionString)()) }.to_string_lossy();
            // SAFETY: every version has the first one, a shorter table, which `CreateStatus` is part of.
            let oldest = unsafe { (base.GetApi)(1) };
            return Err(too_old(oldest, &version));
        }
        // SAFETY: it has this version's functions, and lives as long as ONNX Runtime.
        Ok(Self(unsafe { &*functions }))
    }

    /// That of a kernel's creator.
    ///
    /// # Safety
    /// `functions` is the table that ONNX Runtime hands to it.
    pub(crate) unsafe fn of_functions(functions: *const OrtApi) -> Self {
        // SAFETY: the caller's promise; it is of the version of our operators.
        Self(unsafe { &*functions })
    }

    #[inline(always)]
    pub(crate) fn functions(self) -> &'static OrtApi {
        self.0
    }

    /// An error where the status is one.
    #[inline(always)]
    pub(crate) fn check(self, status: OrtStatusPtr) -> Result<()> {
        if status.0.is_null() { Ok(()) } else { Err(Fail::Status(status)) }
    }

    /// Whether a function has succeeded whose error says nothing that matters.
    pub(crate) fn is_ok(self, status: OrtStatusPtr) -> bool {
        if status.0.is_null() {
            return true;
        }
        // SAFETY: it is ours to release.
        unsafe { (self.0.ReleaseStatus)(status.0) };
        false
    }
}

fn too_old(oldest: *const OrtApi, version: &str) -> OrtStatusPtr {
    let text = format!(
        "activ8: this is ONNX Runtime {version}; 1.{VERSION} or later is needed: pip install --upgrade onnxruntime\0"
    );
    // SAFETY: the place of one function in the table, which all versions agree in.
    let create = unsafe { (&raw const (*oldest).CreateStatus).read() };
    // SAFETY: the text ends with 0, and is copied.
    unsafe { create(OrtErrorCode::ORT_NOT_IMPLEMENTED, text.as_ptr().cast::<c_char>()) }
}
