//! How an operation is cut into pieces and its sums are joined; the only file that knows of threads.
//!
//! A job is halved at a border of its leaves, and its results are joined as they were parted: the
//! same tree on one thread and on many. One without results is shared out in pieces as threads ask for them.

#[cfg(feature = "rayon")]
#[path = "parallel/threads.rs"]
mod threads;

#[cfg(feature = "rayon")]
use std::sync::Mutex;

/// Work over slices that can be cut in two.
pub(crate) trait Job: Sized + Send {
    /// Its number of units: elements, or rows.
    fn units(&self) -> usize;
    /// The first `at` units, and the rest.
    fn cut(self, at: usize) -> (Self, Self);
}

/// Runs `leaf` over pieces of `size` units, the last one shorter, and joins their results. By pointers, so
/// that the tree is compiled once for a kind of job and not for every kernel.
pub(crate) fn cut<J: Job, R: Send>(
    job: J,
    size: usize,
    parallel: bool,
    leaf: &(dyn Fn(J) -> R + Sync),
    join: &(dyn Fn(R, R) -> R + Sync),
) -> R {
    let parallel = parallel && job.units() > size && has_threads();
    tree(job, size, parallel, leaf, join)
}

fn tree<J: Job, R: Send>(
    job: J,
    size: usize,
    parallel: bool,
    leaf: &(dyn Fn(J) -> R + Sync),
    join: &(dyn Fn(R, R) -> R + Sync),
) -> R {
    let units = job.units();
    if units <= size {
        return leaf(job);
    }
    let (left, right) = job.cut(size * (units.div_ceil(size).next_power_of_two() / 2));
    let (mut left, mut right) = (Half::Job(left), Half::Job(right));
    let run = |half: &mut Half<J, R>| half.run(|job| tree(job, size, parallel, leaf, join));
    both(parallel, &mut || run(&mut left), &mut || run(&mut right));
    join(left.result(), right.result())
}

/// Half of a job, and then its result.
enum Half<J, R> {
    Job(J),
    Running,
    Done(R),
}

impl<J, R> Half<J, R> {
    fn run(&mut self, run: impl Fn(J) -> R) {
        if let Self::Job(job) = core::mem::replace(self, Self::Running) {
            *self = Self::Done(run(job));
        }
    }

    fn result(self) -> R {
        match self {
            Self::Done(result) => result,
            _ => unreachable!("both halves were run"),
        }
    }
}

/// Whether `.parallel()` has threads to share work with.
#[cfg(feature = "rayon")]
pub fn has_threads() -> bool {
    threads::are_there()
}

#[cfg(not(feature = "rayon"))]
fn has_threads() -> bool {
    false
}

/// Runs `a` and `b`. By pointers, so that what is between this and a thread is compiled once.
fn both(parallel: bool, a: &mut (dyn FnMut() + Send), b: &mut (dyn FnMut() + Send)) {
    #[cfg(feature = "rayon")]
    if parallel {
        rayon::join(a, b);
        return;
    }
    let _ = parallel;
    a();
    b();
}

/// `N` inputs and `M` outputs of one length, in units of `unit` elements.
pub(crate) struct F32Slices<'a, const N: usize, const M: usize> {
    /// Elements that stay together.
    pub(crate) unit: usize,
    /// What is read.
    pub(crate) inputs: [&'a [f32]; N],
    /// What is written.
    pub(crate) outs: [&'a mut [f32]; M],
}

impl<const N: usize, const M: usize> Job for F32Slices<'_, N, M> {
    fn units(&self) -> usize {
        let len = self.inputs.first().map(|input| input.len());
        len.or(self.outs.first().map(|out| out.len())).unwrap_or(0) / self.unit
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let unit = self.unit;
        let inputs = self.inputs.map(|input| input.split_at(at * unit));
        let (left, right) = unzip(self.outs.map(|out| out.split_at_mut(at * unit)));
        (
            Self { unit, inputs: inputs.map(|(left, _)| left), outs: left },
            Self { unit, inputs: inputs.map(|(_, right)| right), outs: right },
        )
    }
}

/// A job that knows the number of its first unit.
pub(crate) struct Indexed<J> {
    pub(crate) first: usize,
    pub(crate) job: J,
}

impl<J: Job> Job for Indexed<J> {
    fn units(&self) -> usize {
        self.job.units()
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let (left, right) = self.job.cut(at);
        (Self { first: self.first, job: left }, Self { first: self.first + at, job: right })
    }
}

impl<A: Job, B: Job> Job for (A, B) {
    fn units(&self) -> usize {
        self.0.units()
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let ((a, c), (b, d)) = (self.0.cut(at), self.1.cut(at));
        ((a, b), (c, d))
    }
}

/// Units that are each a value.
impl<T: Send> Job for &mut [T] {
    fn units(&self) -> usize {
        self.len()
    }

    fn cut(self, at: usize) -> (Self, Self) {
        self.split_at_mut(at)
    }
}

/// The numbers of the units.
impl Job for core::ops::Range<usize> {
    fn units(&self) -> usize {
        self.len()
    }

    fn cut(self, at: usize) -> (Self, Self) {
        (self.start..self.start + at, self.start + at..self.end)
    }
}

/// What may not be there.
impl<J: Job> Job for Option<J> {
    fn units(&self) -> usize {
        self.as_ref().map_or(0, Job::units)
    }

    fn cut(self, at: usize) -> (Self, Self) {
        self.map(|job| job.cut(at)).unzip()
    }
}

/// An array of pairs as a pair of arrays.
pub(crate) fn unzip<A, B, const M: usize>(pairs: [(A, B); M]) -> ([A; M], [B; M]) {
    let mut right = [const { None }; M];
    let mut i = 0;
    let left = pairs.map(|(a, b)| {
        right[i] = Some(b);
        i += 1;
        a
    });
    (left, right.map(|b| b.expect("each was filled above")))
}

/// Runs `leaf` over all of `job` at once, or in parallel over pieces of `size` units where there are
/// enough of them to pay for the threads.
///
/// Not inlined, so that there is one copy of `leaf`.
#[inline(never)]
pub(crate) fn pieces<J: Job>(job: J, size: usize, parallel: bool, leaf: &(dyn Fn(J) + Sync)) {
    if !parallel || job.units() < 4 * size || !has_threads() {
        leaf(job);
    } else {
        on_threads(job, size, leaf);
    }
}

/// The same by the pool's threads, in whatever order they come.
#[cfg(feature = "rayon")]
fn on_threads<J: Job>(job: J, size: usize, leaf: &(dyn Fn(J) + Sync)) {
    let most = job.units().div_ceil(size);
    let rest = Mutex::new(Some(job));
    work_on_threads(most, &|| {
        while let Some(piece) = first_piece(&rest, size) {
            leaf(piece);
        }
    });
}

/// Without the feature there are none.
#[cfg(not(feature = "rayon"))]
fn on_threads<J: Job>(job: J, _: usize, leaf: &(dyn Fn(J) + Sync)) {
    leaf(job);
}

/// Takes the first `size` units of what is left.
#[cfg(feature = "rayon")]
fn first_piece<J: Job>(rest: &Mutex<Option<J>>, size: usize) -> Option<J> {
    // Nothing panics that holds it.
    let mut rest = rest.lock().ok()?;
    let job = rest.take()?;
    if job.units() <= size {
        return Some(job);
    }
    let (piece, behind) = job.cut(size);
    *rest = Some(behind);
    Some(piece)
}

/// Runs `work` on this thread and beside it on others, of all together as many as the pool has but at most `most`.
/// This one begins at once: to wake another takes as long as a piece does.
#[cfg(feature = "rayon")]
fn work_on_threads(most: usize, work: &(dyn Fn() + Sync)) {
    rayon::in_place_scope(|scope| {
        for _ in 1..rayon::current_num_threads().min(most) {
            scope.spawn(move |_| work());
        }
        work();
    });
}
