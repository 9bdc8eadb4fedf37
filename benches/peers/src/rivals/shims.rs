//! Rivals of C and C++, through the shims in `shim`: those that the build found on this machine.

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::ptr;

use activ8::Tier;

use crate::contender::{Call, Contender, Fault, Outcome};
use crate::job::Job;

include!(concat!(env!("OUT_DIR"), "/shims.rs"));

/// A row of a rival: one of its accuracies on a tier, or on the one that it chooses.
struct Shim {
    library: &'static str,
    tier: &'static str,
    variant: &'static CStr,
    open: Open,
}

type Open = unsafe extern "C" fn(*const c_char, *const c_char, usize, usize, *mut Opened) -> c_int;

/// `struct call` of `shim/call.h`: an operation that was opened.
#[repr(C)]
struct Opened {
    state: *mut c_void,
    run: Option<unsafe extern "C" fn(*mut c_void, *const f32, *const c_void, *mut f32) -> c_int>,
    close: Option<unsafe extern "C" fn(*mut c_void)>,
}

pub fn enter(job: &Job) -> Result<Vec<Contender<'_>>, Fault> {
    let op = CString::new(job.op.formula().to_string())?;
    let has_tier = |tier: &str| Tier::ALL.into_iter().all(|ours| ours.name() != tier || ours.is_available());
    let open = |shim: &Shim| {
        let opened = Opened::of(shim, &op, job)?;
        Some(Contender::rival(shim.library, call(job, opened)).on(shim.tier))
    };
    Ok(SHIMS.iter().filter(|shim| has_tier(shim.tier)).filter_map(open).collect())
}

fn call(job: &Job, opened: Opened) -> Call<'_> {
    if job.op.is_loss() {
        return Call::total(move || {
            let mut loss = [f32::NAN];
            opened.run(job, &mut loss)?;
            Ok(loss[0])
        });
    }
    Call::write(move |y| {
        if y.len() != job.x().len() {
            return Err("the output is of another length".into());
        }
        opened.run(job, y)
    })
}

impl Opened {
    /// `None` where the library does not have the operation.
    fn of(shim: &Shim, op: &CStr, job: &Job) -> Option<Self> {
        let mut opened = Self { state: ptr::null_mut(), run: None, close: None };
        // SAFETY: both texts end with 0, and `opened` is what the shim fills in.
        let status =
            unsafe { (shim.open)(op.as_ptr(), shim.variant.as_ptr(), job.rows(), job.cols(), &mut opened) };
        (status == 0).then_some(opened)
    }

    /// Into `y`, which is as long as the input, or one float for a loss.
    fn run(&self, job: &Job, y: &mut [f32]) -> Outcome {
        let t: *const c_void =
            if job.op.has_classes() { job.classes().as_ptr().cast() } else { job.t().as_ptr().cast() };
        let Some(run) = self.run else { return Err("the shim gave no function".into()) };
        // SAFETY: the shim reads rows × cols floats, which `x` has and `t` too where it reads that, or a class a row,
        // and writes as many floats as `y` has; a buffer may be read beyond its end by some bytes.
        match unsafe { run(self.state, job.x().as_ptr(), t, y.as_mut_ptr()) } {
            0 => Ok(()),
            status => Err(format!("the shim's status is {status}").into()),
        }
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        if let Some(close) = self.close {
            // SAFETY: the state is the shim's own, and nobody uses it any more.
            unsafe { close(self.state) };
        }
    }
}
