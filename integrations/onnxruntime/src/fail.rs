//! What goes wrong, as ONNX Runtime is told.

use std::ffi::{CString, c_char};
use std::panic::{AssertUnwindSafe, catch_unwind};

use ort_sys::{OrtErrorCode, OrtStatusPtr};

use crate::api::Api;

/// An error: ONNX Runtime's own, or a text of ours.
pub(crate) enum Fail {
    Status(OrtStatusPtr),
    Text(String),
}

pub(crate) type Result<T, E = Fail> = std::result::Result<T, E>;

impl From<activ8::Error> for Fail {
    fn from(error: activ8::Error) -> Self {
        Self::Text(error.to_string())
    }
}

impl From<String> for Fail {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl Fail {
    #[cold]
    pub(crate) fn into_status(self, api: Api) -> OrtStatusPtr {
        match self {
            Self::Status(status) => status,
            Self::Text(text) => new_status(api, &text),
        }
    }
}

/// The status of a function that ONNX Runtime called; a panic is an error of it too.
pub(crate) fn status_of(api: Api, work: impl FnOnce() -> Result<()>) -> OrtStatusPtr {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => OrtStatusPtr::default(),
        Ok(Err(fail)) => fail.into_status(api),
        Err(_) => new_status(api, "a panic, which is a fault of activ8"),
    }
}

#[cold]
fn new_status(api: Api, text: &str) -> OrtStatusPtr {
    let text = CString::new(format!("activ8: {text}").replace('\0', " ")).unwrap_or_default();
    // SAFETY: the text ends with 0, and is copied.
    unsafe {
        (api.functions().CreateStatus)(OrtErrorCode::ORT_INVALID_ARGUMENT, text.as_ptr().cast::<c_char>())
    }
}
