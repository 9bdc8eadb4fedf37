//! One group of benchmarks: plain loops and ours on the same data. The least times are kept, and at the end each is set
//! beside that of the plain loop over std's functions.

use std::fmt::Write;
use std::hint::black_box;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, Throughput};

/// Who is timed on one operation and size.
pub(crate) struct Contest<'c> {
    group: BenchmarkGroup<'c, WallTime>,
    name: String,
    size: usize,
    elements: usize,
}

struct Timing {
    /// The operation and the size.
    contest: String,
    /// What is done; nothing for the values.
    verb: &'static str,
    who: String,
    ns: f64,
}

/// What was timed in this run.
static TIMINGS: Mutex<Vec<Timing>> = Mutex::new(Vec::new());

impl<'c> Contest<'c> {
    /// An operation on so many elements, shown as `size`: a length, or that of a row.
    pub(crate) fn new(c: &'c mut Criterion, name: &str, size: usize, elements: usize) -> Self {
        let mut group = c.benchmark_group(name);
        group
            .throughput(Throughput::Elements(elements as u64))
            .sample_size(10)
            .warm_up_time(Duration::from_millis(100))
            .measurement_time(Duration::from_millis(400));
        Self { group, name: name.to_owned(), size, elements }
    }

    /// Times the operation's values.
    pub(crate) fn time<R>(&mut self, who: &str, f: impl FnMut() -> R) {
        self.verb("", who, f);
    }

    /// Times what this verb does.
    pub(crate) fn verb<R>(&mut self, verb: &'static str, who: &str, mut f: impl FnMut() -> R) {
        let name = if verb.is_empty() { who.to_owned() } else { format!("{verb}/{who}") };
        let mut least = Duration::MAX.as_secs_f64();
        self.group.bench_function(BenchmarkId::new(name, self.size), |bencher| {
            bencher.iter_custom(|calls| {
                let start = Instant::now();
                for _ in 0..calls {
                    black_box(f());
                }
                let elapsed = start.elapsed();
                least = least.min(elapsed.as_secs_f64() / calls as f64);
                elapsed
            });
        });
        // One that a filter leaves out is not called.
        if least < Duration::MAX.as_secs_f64() {
            let contest = format!("{} {}", self.name, self.size);
            let ns = 1e9 * least / self.elements as f64;
            let timing = Timing { contest, verb, who: who.to_owned(), ns };
            TIMINGS.lock().expect("a thread that did not panic").push(timing);
        }
    }
}

/// Each time in nanoseconds an element, and how many times as fast as the loop over std's functions that is. Nothing
/// after a mere test, which times nothing.
pub(crate) fn comparison() -> String {
    if std::env::args().any(|argument| argument == "--test") {
        return String::new();
    }
    let mut text = format!(
        "\n{}\nns an element, and how many times as fast as a plain loop over std\n",
        super::cpu::name()
    );
    let timings = TIMINGS.lock().expect("a thread that did not panic");
    for contest in timings.chunk_by(|a, b| a.contest == b.contest) {
        let _ = writeln!(text, "\n{}", contest[0].contest);
        for timing in contest {
            let std = contest.iter().find(|other| other.who == "std" && other.verb == timing.verb);
            let ratio = std.map_or_else(String::new, |std| format!("{:8.2} x", std.ns / timing.ns));
            let _ = writeln!(
                text,
                "  {:40}{:10.4}{ratio}",
                format!("{} {}", timing.verb, timing.who).trim(),
                timing.ns
            );
        }
    }
    text
}
