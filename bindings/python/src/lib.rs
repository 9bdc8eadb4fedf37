//! activ8's kernels for Python.
//!
//! A function is a row of `table`: its signature as Python writes it, and what it does. A call goes down this list:
//!
//! 1. `entry`: what Python calls, one for each row; it makes errors of panics.
//! 2. `call`: the arguments by the names of the row's `signature`, with their defaults, and as numbers and choices.
//! 3. `array`: arguments as arrays of floats, whatever kind of array they are; the only file that looks into NumPy's.
//! 4. `run`: brings them into one order, makes the outputs, and lets go of the interpreter where a call takes longer.
//! 5. `place`: the tier, the accuracy and the threads that the core's verb runs on.
//!
//! `torch` registers kernels with PyTorch's dispatcher, which calls them without Python.
//!
//! `docs` and `stubs` make docstrings and `__init__.pyi` of the same rows.

mod array;
mod call;
mod docs;
mod entry;
mod place;
mod run;
mod signature;
mod stubs;
mod table;
mod torch;

use pyo3::prelude::*;

#[pymodule(gil_used = false, name = "_native")]
mod native {
    use pyo3::prelude::*;

    #[pymodule_export]
    use super::stubs::stubs;
    #[pymodule_export]
    use super::torch::{install, names, uninstall};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        super::entry::add_functions(module)?;
        module.add("BUILD", activ8::BUILD)?;
        module.add("MISSING", super::table::missing())?;
        module.add("TIERS", super::place::tiers())
    }
}
