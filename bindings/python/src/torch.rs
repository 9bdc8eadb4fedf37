//! Torch's own operators by our kernels, for the whole process: they are registered in torch's dispatcher for tensors of
//! the CPU, by its stable C interface, so that a call costs no more than torch's, and one library is for all versions.
//!
//! What ours do not do is torch's as before: other types, and tensors that are strewn over their memory.

mod accuracy;
mod dense;
mod elementwise;
mod kernel;
mod library;
mod losses;
mod mish_backward;
mod operators;
mod rows;
mod tensor;
mod threads;

use std::ffi::{CStr, OsStr, OsString};
use std::sync::Mutex;

use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;

use kernel::Row;
use library::{handle, last_error};

/// A registration, which ends with it.
struct Registration(usize);

/// Those of this process, if there are.
static REGISTERED: Mutex<Vec<Registration>> = Mutex::new(Vec::new());

/// Every operator that has a kernel here.
fn kernels() -> Vec<Row> {
    let others = [Row::of::<mish_backward::MishBackward>()];
    [elementwise::KERNELS, rows::KERNELS, losses::KERNELS, &others].concat()
}

/// The names of all, without their namespace.
#[pyfunction]
#[pyo3(name = "_torch_operators")]
pub(crate) fn names() -> Vec<&'static str> {
    kernels().into_iter().map(|row| plain(row.name)).collect()
}

fn plain(name: &CStr) -> &str {
    let name = name.to_str().expect("names are ASCII");
    name.strip_prefix("aten::").unwrap_or(name)
}

/// Registers the kernels of these names, in place of those that were, with the LibTorch of this path. Gives those that
/// this LibTorch has no values for.
#[pyfunction]
#[pyo3(name = "_torch_install")]
pub(crate) fn install(path: OsString, wanted: Vec<String>, accuracy: &str) -> PyResult<Vec<&'static str>> {
    accuracy::set(accuracy.parse().map_err(|error: activ8::Error| PyValueError::new_err(error.to_string()))?);
    register(&path, &wanted).map_err(PyRuntimeError::new_err)
}

fn register(path: &OsStr, wanted: &[String]) -> Result<Vec<&'static str>, String> {
    let torch = library::open(path)?;
    let mut registered = REGISTERED.lock().map_err(|error| error.to_string())?;
    registered.clear();
    // SAFETY: strings end with 0.
    let new = handle(|new| unsafe {
        (torch.init_impl)(c"aten".as_ptr(), c"CPU".as_ptr(), c"activ8".as_ptr(), 0, new)
    });
    let registration = Registration(new.ok_or_else(last_error)? as usize);
    let wanted = kernels().into_iter().filter(|row| wanted.iter().any(|wanted| wanted == plain(row.name)));
    let (wanted, missing): (Vec<_>, Vec<_>) = wanted.partition(Row::is_possible);
    for Row { name, kernel, .. } in wanted {
        // SAFETY: the registration lives, and the function is one of this library, which Python never unloads.
        if unsafe { (torch.library_impl)(registration.0 as _, name.as_ptr(), kernel) } != 0 {
            return Err(format!("torch has no operator {name:?} for a kernel: {}", last_error()));
        }
    }
    registered.push(registration);
    Ok(missing.into_iter().map(|row| plain(row.name)).collect())
}

/// Torch's own kernels again.
#[pyfunction]
#[pyo3(name = "_torch_uninstall")]
pub(crate) fn uninstall() {
    if let Ok(mut registered) = REGISTERED.lock() {
        registered.clear();
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        // SAFETY: it is a registration of our own.
        unsafe { (library::library().delete_library)(self.0 as _) };
    }
}
