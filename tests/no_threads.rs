//! A parallel verb where there are no threads does it alone, to the same bits: where none can be made, and in a
//! child that was forked from a process with a pool.
//!
//! Each case is a process of its own, since rayon's global pool is made once: the tests run themselves again.

#![cfg(all(target_os = "linux", feature = "rayon"))]
#![allow(unsafe_code, reason = "limits and forks")]

use std::env;
use std::process::Command;
use std::time::{Duration, Instant};

use activ8::{Activation, AttentionSoftmax, CrossEntropy, Gelu, Loss, Mse, Reduction, Softmax, Tanh, f16};

/// The case that a process is run for.
const CASE: &str = "ACTIV8_TEST_CASE";

/// How long a child may take, which is a second at most where it does not hang.
const PATIENCE: Duration = Duration::from_secs(60);

const ROW: usize = 1000;
const LEN: usize = 400 * ROW;

struct Buffers {
    x: Vec<f32>,
    halves: Vec<f16>,
    classes: Vec<u32>,
    out: Vec<f32>,
    out_of_halves: Vec<f16>,
}

impl Buffers {
    fn new() -> Self {
        let x: Vec<f32> = (0..LEN).map(|i| (i * 7919 % 1613) as f32 / 100.0 - 8.0).collect();
        let halves: Vec<f16> = x.iter().copied().map(f16::from_f32).collect();
        let classes = (0..LEN / ROW).map(|i| (i * 31 % ROW) as u32).collect();
        Self { out: x.clone(), out_of_halves: halves.clone(), x, halves, classes }
    }

    /// What verbs of each kind give, as one number: FNV of all bits. It allocates nothing.
    fn all(&mut self, parallel: bool) -> u64 {
        let mut hash = 0xcbf2_9ce4_8422_2325u64;
        let mut add = |bits: u32| hash = (hash ^ u64::from(bits)).wrapping_mul(0x0100_0000_01b3);
        let Self { x, halves, classes, out, out_of_halves } = self;
        macro_rules! of {
            ($operation:expr, $verb:ident($($argument:expr),*)) => {
                if parallel { $operation.parallel().$verb($($argument),*) } else { $operation.$verb($($argument),*) }
                    .expect("nothing to refuse")
            };
        }
        of!(Gelu::Erf, forward(x, out));
        out.iter().for_each(|y| add(y.to_bits()));
        of!(Softmax::rows_of(ROW), backward(x, x, out));
        out.iter().for_each(|y| add(y.to_bits()));
        of!(AttentionSoftmax::rows_of(ROW).causal(5), forward(x, out));
        out.iter().for_each(|y| add(y.to_bits()));
        of!(Tanh, forward(halves, out_of_halves));
        out_of_halves.iter().for_each(|y| add(y.to_bits().into()));
        add(of!(Mse::default().reduction(Reduction::Sum), forward(x, out)).to_bits());
        add(of!(CrossEntropy::rows_of(ROW), forward_backward(x, &classes[..], out)).to_bits());
        out.iter().for_each(|y| add(y.to_bits()));
        hash
    }
}

/// Runs `case` in a process of its own.
fn again(test: &str, case: &str) {
    let mut run = Command::new(env::current_exe().expect("a test knows itself"));
    run.args([test, "--exact", "--nocapture"]).env(CASE, case).env("RAYON_NUM_THREADS", "4");
    let output = run.output().expect("a test can run itself");
    let [out, err] = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    assert!(output.status.success() && out.contains("1 passed"), "{case}:\n{out}{err}");
    assert!(!err.contains("panicked"), "{case}:\n{err}");
}

/// From now on no memory can be had for a thread's stack, 2 MiB.
fn without_room() {
    let pages: usize = std::fs::read_to_string("/proc/self/statm")
        .ok()
        .and_then(|statm| statm.split(' ').next()?.parse().ok())
        .expect("Linux says how many");
    let room = (pages * 4096 + (1 << 20)) as libc::rlim_t;
    let limit = libc::rlimit { rlim_cur: room, rlim_max: room };
    // SAFETY: the limit is a valid one.
    assert_eq!(unsafe { libc::setrlimit(libc::RLIMIT_AS, &raw const limit) }, 0, "a limit of this process");
    let thread = std::thread::Builder::new().spawn(|| ());
    assert!(thread.is_err(), "a thread without room for its stack");
}

#[test]
fn where_no_thread_can_be_made() {
    match env::var(CASE).as_deref() {
        Ok("no room") => {
            let mut buffers = Buffers::new();
            let serial = buffers.all(false);
            without_room();
            assert_eq!(buffers.all(true), serial, "the first parallel verb");
            assert_eq!(buffers.all(true), serial, "a later one");
        }
        Ok(case) => panic!("{case} is another test's"),
        Err(_) => again("where_no_thread_can_be_made", "no room"),
    }
}

/// Forks; whether the child comes to `serial` and ends.
fn child_has(buffers: &mut Buffers, serial: u64) {
    // SAFETY: the child uses this thread alone, and leaves without running what the parent's end would.
    let child = unsafe { libc::fork() };
    if child == 0 {
        let same = buffers.all(true) == serial && buffers.all(true) == serial;
        // SAFETY: it ends the child.
        unsafe { libc::_exit(if same { 0 } else { 1 }) };
    }
    assert!(child > 0, "a fork");
    let (start, mut status) = (Instant::now(), 0);
    loop {
        // SAFETY: the child is this process's, and `status` can be written.
        let ended = unsafe { libc::waitpid(child, &raw mut status, libc::WNOHANG) };
        if ended == child {
            break;
        }
        if start.elapsed() > PATIENCE {
            // SAFETY: the child is this process's, and has not been waited for.
            unsafe { libc::kill(child, libc::SIGKILL) };
            panic!("the child hangs");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(status, 0, "the child's bits");
}

#[test]
fn after_a_fork() {
    let Ok(case) = env::var(CASE) else {
        for case in ["never", "before", "others", "others alone", "serial"] {
            again("after_a_fork", case);
        }
        return;
    };
    let mut buffers = Buffers::new();
    let serial = buffers.all(false);
    let others = || rayon::join(|| 1, || 2);
    match &case[..] {
        // No pool yet: the child makes its own.
        "never" => {}
        "before" => assert_eq!(buffers.all(true), serial, "in the parent"),
        "others" => {
            assert_eq!(others(), (1, 2), "a pool that is not this crate's to make");
            assert_eq!(buffers.all(true), serial, "in the parent");
            let threads = Mse::default().parallel().forward(&buffers.x, &buffers.out);
            assert!(threads.is_ok(), "threads");
        }
        "others alone" => assert_eq!(others(), (1, 2), "a pool of the parent's"),
        "serial" => assert_eq!(buffers.all(false), serial, "without a pool"),
        case => panic!("{case} is another test's"),
    }
    child_has(&mut buffers, serial);
    assert_eq!(buffers.all(true), serial, "in the parent, afterwards");
    child_has(&mut buffers, serial);
}
