//! What Python calls: a function for each row of the tables.

use std::any::Any;
use std::ffi::CString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use pyo3::exceptions::PyRuntimeError;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::call::Call;
use crate::signature::Signature;
use crate::table::{self, Run};

/// A row of the tables as Python calls it.
pub(crate) struct Function {
    pub(crate) name: &'static str,
    pub(crate) signature: Signature,
    pub(crate) doc: String,
    run: Run,
}

impl Function {
    pub(crate) fn of(row: table::Row) -> Self {
        Self { name: row.name, signature: Signature::of(&row.signature), doc: row.doc, run: row.run }
    }
}

/// All of them, in the order of the tables.
pub(crate) fn functions() -> &'static [Function] {
    static FUNCTIONS: OnceLock<Vec<Function>> = OnceLock::new();
    FUNCTIONS.get_or_init(|| table::rows().into_iter().map(Function::of).collect())
}

/// Puts them into the module.
pub(crate) fn add_functions(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    let owner = PyString::new(py, "activ8");
    assert!(functions().len() <= ENTRIES.len() * 16, "there are more functions than entries");
    for (i, function) in functions().iter().enumerate() {
        function.signature.intern(py);
        let text = format!("{}({})\n--\n\n{}", function.name, function.signature.text(), function.doc);
        // Functions are never freed, and keep a pointer to their names.
        let method: &'static mut ffi::PyMethodDef = Box::leak(Box::new(ffi::PyMethodDef {
            ml_name: CString::new(function.name)?.into_raw(),
            ml_meth: ffi::PyMethodDefPointer { PyCFunctionFastWithKeywords: ENTRIES[i / 16][i % 16] },
            ml_flags: ffi::METH_FASTCALL | ffi::METH_KEYWORDS,
            ml_doc: CString::new(text)?.into_raw(),
        }));
        // SAFETY: the definition lives as long as the process, and a function without a self is as those of modules.
        let made = unsafe { ffi::PyCFunction_NewEx(method, std::ptr::null_mut(), owner.as_ptr()) };
        // SAFETY: it is a new reference, or null with an error set.
        let made = unsafe { Bound::from_owned_ptr_or_err(py, made) }?;
        module.add(function.name, made)?;
    }
    Ok(())
}

/// What Python calls for function `I`. That it knows its number and needs no object to have it from is what lets
/// such functions be pickled by their names, as those of any module.
unsafe extern "C" fn entry<const I: usize>(
    _: *mut ffi::PyObject,
    arguments: *const *mut ffi::PyObject,
    positional: ffi::Py_ssize_t,
    keywords: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    // SAFETY: Python's calling convention, handed on.
    unsafe { enter(I, arguments, positional, keywords) }
}

macro_rules! sixteen {
    ($first:expr) => { sixteen!($first; 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15) };
    ($first:expr; $($i:literal)*) => { [$(entry::<{ $first + $i }>),*] };
}

/// Sixteen entries each.
static ENTRIES: [[ffi::PyCFunctionFastWithKeywords; 16]; 24] = [
    sixteen!(0),
    sixteen!(16),
    sixteen!(32),
    sixteen!(48),
    sixteen!(64),
    sixteen!(80),
    sixteen!(96),
    sixteen!(112),
    sixteen!(128),
    sixteen!(144),
    sixteen!(160),
    sixteen!(176),
    sixteen!(192),
    sixteen!(208),
    sixteen!(224),
    sixteen!(240),
    sixteen!(256),
    sixteen!(272),
    sixteen!(288),
    sixteen!(304),
    sixteen!(320),
    sixteen!(336),
    sixteen!(352),
    sixteen!(368),
];

/// # Safety
/// The calling convention `METH_FASTCALL | METH_KEYWORDS`: the thread is attached to the interpreter, and
/// `arguments` are `positional` objects and one for each of the tuple `keywords`, which may be null.
unsafe fn enter(
    i: usize,
    arguments: *const *mut ffi::PyObject,
    positional: ffi::Py_ssize_t,
    keywords: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    // SAFETY: the caller's promise.
    let py = unsafe { Python::assume_attached() };
    let function = &functions()[i];
    let done = catch_unwind(AssertUnwindSafe(|| {
        // SAFETY: the caller's promise.
        let call =
            unsafe { Call::bind(py, function.name, &function.signature, arguments, positional, keywords) };
        (function.run)(&call?)
    }));
    let error = match done {
        Ok(Ok(object)) => return object.into_ptr(),
        Ok(Err(error)) => error,
        Err(panic) => PyRuntimeError::new_err(format!("{}() panicked: {}", function.name, message(&*panic))),
    };
    error.restore(py);
    std::ptr::null_mut()
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("without a message")
}
