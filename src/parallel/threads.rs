//! Whether there are threads to share work with. Where there are none a verb does it all itself: to the same
//! bits.

use std::error::Error;
use std::panic::catch_unwind;
use std::process;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

use rayon::ThreadPoolBuilder;

/// Rayon's global pool, as some process has found it; its number is above the two lowest bits.
static FOUND: AtomicU64 = AtomicU64::new(0);

/// It could not be made.
const NONE: u64 = 1;
/// It has threads.
const THERE: u64 = 2;
/// It was made by others, and has been asked.
const ASKED: u64 = 3;

/// Whether it has answered.
static ANSWERED: AtomicBool = AtomicBool::new(false);

/// How long the first call waits for an answer; later ones do not.
const PATIENCE: Duration = Duration::from_millis(250);

/// Whether a caller may join the threads of a pool: of the one that it is in, or else of rayon's global one, which
/// is made where it is not there yet, as `rayon::join` would.
///
/// That panics where a thread cannot be made, and waits for ever in a child that was forked from the process
/// which made the pool: its threads are not in the child. So both are found out first.
pub(super) fn are_there() -> bool {
    if cfg!(target_family = "wasm") || rayon::current_thread_index().is_some() {
        return true;
    }
    let here = u64::from(process::id()) << 2;
    match FOUND.load(Ordering::Acquire) {
        0 => find(here),
        found if found == here | THERE => true,
        found if found == here | ASKED => ANSWERED.load(Ordering::Acquire),
        // There is none, or it is another process's.
        _ => false,
    }
}

#[cold]
fn find(here: u64) -> bool {
    static FINDING: Mutex<()> = Mutex::new(());
    // While another thread finds it, or one did when the process was forked, this call goes without.
    let Ok(_finding) = FINDING.try_lock() else { return false };
    if FOUND.load(Ordering::Acquire) != 0 {
        return are_there();
    }
    let found = match ThreadPoolBuilder::new().build_global() {
        Ok(()) => THERE,
        Err(error) if error.source().is_some() => NONE,
        Err(_) => ask(),
    };
    FOUND.store(here | found, Ordering::Release);
    found == THERE || (found == ASKED && ANSWERED.load(Ordering::Acquire))
}

/// Gives a pool that others have made something to do: it may be one of the process that this one was forked from,
/// whose threads are not here. One that is only busy answers later.
fn ask() -> u64 {
    let (sender, receiver) = channel();
    let asked = catch_unwind(|| {
        rayon::spawn(move || {
            ANSWERED.store(true, Ordering::Release);
            // Nobody may wait any more.
            let _ = sender.send(());
        });
    });
    match asked {
        Ok(()) => {
            let _ = receiver.recv_timeout(PATIENCE);
            ASKED
        }
        // The others could not make it.
        Err(_) => NONE,
    }
}
