//! Where a call runs: `threads=`, `tier=` and `accuracy=`; and for how long it keeps the interpreter.

use std::collections::HashMap;
use std::mem::forget;
use std::sync::{Arc, Mutex, PoisonError};

use activ8::{Accuracy, On, Tier};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyString;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::call::{Call, refused, wrong};

/// Arrays of so many elements and more are worked on without the interpreter: to let go of it and to have it back
/// takes about as long as a thousand of them.
const DETACHED: usize = 8192;

/// Arrays of so many elements and more are worth a pool of threads.
const SHARED: usize = 32_768;

#[derive(Clone, Copy)]
pub(crate) struct Place {
    threads: usize,
    tier: Option<Tier>,
    accuracy: Option<Accuracy>,
}

impl Place {
    pub(crate) fn of(call: &Call<'_, '_>) -> PyResult<Self> {
        let threads = match call.size("threads")? {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            threads => threads,
        };
        Ok(Self { threads, tier: named(call, "tier")?, accuracy: named(call, "accuracy")? })
    }

    /// The operation where this is.
    pub(crate) fn apply<O: Copy>(self, operation: O) -> activ8::Result<On<O>> {
        let mut operation = On::new(operation);
        if let Some(tier) = self.tier {
            operation = operation.on(tier)?;
        }
        if let Some(accuracy) = self.accuracy {
            operation = operation.accuracy(accuracy);
        }
        Ok(if self.threads > 1 { operation.parallel() } else { operation })
    }

    /// Does it, with arrays of so many elements.
    pub(crate) fn run<R: Send>(
        self,
        py: Python<'_>,
        elements: usize,
        work: impl FnOnce() -> activ8::Result<R> + Send,
    ) -> PyResult<R> {
        let done = if self.threads > 1 && elements >= SHARED {
            let pool = pool(py, self.threads)?;
            py.detach(|| pool.install(work))
        } else if elements >= DETACHED {
            py.detach(work)
        } else {
            work()
        };
        done.map_err(refused)
    }
}

/// A tier or an accuracy by its name.
fn named<T: std::str::FromStr<Err = activ8::Error>>(
    call: &Call<'_, '_>,
    name: &'static str,
) -> PyResult<Option<T>> {
    let Some(value) = call.given(name) else { return Ok(None) };
    let text = value.cast::<PyString>().map_err(|_| wrong(name, "a string", value))?;
    text.to_cow()?.parse().map(Some).map_err(refused)
}

/// The names of the tiers that this CPU has, the widest last.
pub(crate) fn tiers() -> Vec<&'static str> {
    Tier::ALL.into_iter().filter(|tier| tier.is_available()).map(Tier::name).collect()
}

/// Pools by their number of threads, and the process that has them.
static POOLS: Mutex<Option<(u32, HashMap<usize, Arc<ThreadPool>>)>> = Mutex::new(None);

/// The pool of so many threads, which the first call that asks for it makes. It is the process's: a child that was
/// forked has none of its parent's threads.
///
/// Nobody is in here when Python forks, since that is done by a thread that has the interpreter, or that stops all
/// others: so the child does not find the lock taken.
fn pool(_: Python<'_>, threads: usize) -> PyResult<Arc<ThreadPool>> {
    let mut pools = POOLS.lock().unwrap_or_else(PoisonError::into_inner);
    let here = std::process::id();
    if pools.as_ref().is_none_or(|(process, _)| *process != here) {
        // To end the pools of a parent would be to wait for threads that are not here.
        forget(pools.replace((here, HashMap::new())));
    }
    let (_, pools) = pools.get_or_insert_default();
    if let Some(pool) = pools.get(&threads) {
        return Ok(pool.clone());
    }
    let built = ThreadPoolBuilder::new().num_threads(threads).thread_name(|i| format!("activ8-{i}")).build();
    let pool = built.map_err(|error| PyRuntimeError::new_err(format!("`threads` is {threads}: {error}")))?;
    Ok(pools.entry(threads).or_insert(Arc::new(pool)).clone())
}
