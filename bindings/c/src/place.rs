//! Where and how exactly a thread's calls run: their tier, their accuracy, and threads.

use std::cell::Cell;
use std::panic::catch_unwind;

use activ8::{Accuracy, On, Tier};

use crate::call::{Done, activ8_status, call, unknown};
use crate::memory::Truth;

/// Instructions to use.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum activ8_tier {
    /// The best one that the CPU has, or the one that the variable `ACTIV8_TIER` names.
    ACTIV8_TIER_BEST = 0,
    /// One float at a time.
    ACTIV8_TIER_SCALAR = 1,
    /// What every CPU of the target has.
    ACTIV8_TIER_PORTABLE = 2,
    /// AVX2 and FMA.
    ACTIV8_TIER_AVX2 = 3,
    /// AVX-512.
    ACTIV8_TIER_AVX512 = 4,
    /// aarch64's NEON.
    ACTIV8_TIER_NEON = 5,
}

/// How exact a call is to be.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum activ8_accuracy {
    /// High, or what the variable `ACTIV8_ACCURACY` names.
    ACTIV8_ACCURACY_DEFAULT = 0,
    /// Within the bound of each operation.
    ACTIV8_ACCURACY_HIGH = 1,
    /// Within 5 ULP or 2^-23 (times |x| for x times a gate), whichever is more, where that is faster.
    ACTIV8_ACCURACY_FAST = 2,
}

// Nothing in it is ever dropped, so that it is there to a thread's last destructor.
thread_local! {
    static PLACE: Cell<Place> = const { Cell::new(Place { tier: None, accuracy: None, parallel: false }) };
}

/// Where and how exactly a thread's calls run.
#[derive(Clone, Copy, Default)]
struct Place {
    tier: Option<Tier>,
    accuracy: Option<Accuracy>,
    parallel: bool,
}

/// Where and how exactly this thread's calls run.
#[inline(always)]
fn place_of_thread() -> Place {
    PLACE.try_with(Cell::get).unwrap_or_default()
}

/// An operation where this thread wants it.
#[inline(always)]
pub(crate) fn placed<O: Copy>(operation: O) -> Done<On<O>> {
    let mut operation = On::new(operation);
    place(&mut operation)?;
    Ok(operation)
}

/// The same of one that is there: an ordinary call of a large operation does not copy it through a result.
#[inline(always)]
pub(crate) fn place<O: Copy>(operation: &mut On<O>) -> Done {
    match place_of_thread() {
        Place { tier: None, accuracy: None, parallel: false } => Ok(()),
        place => elsewhere(operation, place),
    }
}

#[cold]
fn elsewhere<O: Copy>(operation: &mut On<O>, place: Place) -> Done {
    if let Some(tier) = place.tier {
        *operation = operation.on(tier)?;
    }
    if let Some(accuracy) = place.accuracy {
        *operation = operation.accuracy(accuracy);
    }
    if place.parallel {
        *operation = operation.parallel();
    }
    Ok(())
}

/// The tier that calls of this thread use, an activ8_tier above 0; 0 where `ACTIV8_TIER` is wrong.
#[unsafe(no_mangle)]
pub extern "C" fn activ8_active_tier() -> i32 {
    let tier = catch_unwind(|| place_of_thread().tier.or_else(|| Tier::active().ok()));
    match tier {
        Ok(Some(tier)) => Tier::ALL.iter().position(|&other| other == tier).map_or(0, |i| i as i32 + 1),
        _ => 0,
    }
}

/// From now on this thread's calls use this tier, an activ8_tier; one that the CPU does not have is refused.
#[unsafe(no_mangle)]
pub extern "C" fn activ8_set_tier(tier: i32) -> activ8_status {
    call(|| {
        let named = match usize::try_from(tier).map(|tier| tier.checked_sub(1)) {
            Ok(None) => None,
            Ok(Some(i)) => Some(*Tier::ALL.get(i).ok_or_else(|| unknown("tier", tier))?),
            Err(_) => return Err(unknown("tier", tier)),
        };
        if let Some(tier) = named {
            On::new(activ8::Identity).on(tier)?;
        }
        let _ = PLACE.try_with(|place| place.set(Place { tier: named, ..place.get() }));
        Ok(())
    })
}

/// How exact this thread's calls are, an activ8_accuracy above 0; 0 where `ACTIV8_ACCURACY` is wrong.
#[unsafe(no_mangle)]
pub extern "C" fn activ8_active_accuracy() -> i32 {
    match catch_unwind(|| place_of_thread().accuracy.or_else(|| Accuracy::active().ok())) {
        Ok(Some(Accuracy::Fast)) => activ8_accuracy::ACTIV8_ACCURACY_FAST as i32,
        Ok(Some(_)) => activ8_accuracy::ACTIV8_ACCURACY_HIGH as i32,
        _ => 0,
    }
}

/// From now on this thread's calls are as exact as this activ8_accuracy says.
#[unsafe(no_mangle)]
pub extern "C" fn activ8_set_accuracy(accuracy: i32) -> activ8_status {
    call(|| {
        let named = match accuracy {
            0 => None,
            1 => Some(Accuracy::High),
            2 => Some(Accuracy::Fast),
            _ => return Err(unknown("accuracy", accuracy)),
        };
        let _ = PLACE.try_with(|place| place.set(Place { accuracy: named, ..place.get() }));
        Ok(())
    })
}

/// From now on this thread's calls use the threads of rayon's pool where splitting pays, or only their own;
/// the bits are the same. The pool's size is that of the variable `RAYON_NUM_THREADS`. Where no thread can be made,
/// and in a child that was forked from a process with such a pool, calls use their own all the same.
#[unsafe(no_mangle)]
pub extern "C" fn activ8_set_parallel(parallel: Truth) {
    let _ = PLACE.try_with(|place| place.set(Place { parallel: parallel.is_true(), ..place.get() }));
}
