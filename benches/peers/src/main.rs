//! `peers`: activ8 beside other libraries, in one process and on the same buffers.
//!
//! Every answer is compared with an f64 reference before it is timed. See README.md for what is
//! measured and how to read it.

mod contender;
#[path = "../../../tests/common/mod.rs"]
mod exact;
mod gate;
mod job;
mod machine;
mod measure;
mod op;
mod ours;
mod reference;
mod report;
mod rivals;
mod size;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};

use crate::contender::{Fault, Side};
use crate::exact::subject;
use crate::job::Job;
use crate::op::Op;
use crate::reference::Wanted;
use crate::report::Csv;
use crate::size::Size;

/// activ8 beside std, wide, rten-vecmath, tract-linalg, candle-nn and NumKong: speed and error.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Only these benchmarks, separated by commas [default: all]
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    op: Vec<Op>,
    /// Only this size: elements (4096), a row's length (1000), or rows and columns (256x1000)
    #[arg(long, value_name = "N")]
    size: Option<Size>,
    /// Write the rows to this file too
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// The fewest samples of each library
    #[arg(long, value_name = "N", default_value_t = 31, value_parser = clap::value_parser!(u16).range(30..))]
    samples: u16,
}

/// Why the run failed.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("none of the benchmarks chosen takes the size {0}")]
    Size(Size),
    #[error("cannot write {path}: {source}", path = path.display())]
    Csv { path: PathBuf, source: csv::Error },
    #[error("{library} failed while it was timed: {source}")]
    Timing { library: &'static str, source: Fault },
    #[error("cannot start a thread pool: {0}")]
    Pool(#[from] rayon::ThreadPoolBuildError),
    #[error("our own answers are wrong:\n  {}", .0.join("\n  "))]
    Wrong(Vec<String>),
}

fn main() -> ExitCode {
    // candle computes large tensors on threads of its own, as many as this names; the race is one
    // thread against one.
    // SAFETY: this is the process's first statement, so no other thread reads the environment.
    unsafe { std::env::set_var("CANDLE_NUM_THREADS", "1") };
    let arguments = Arguments::parse();
    // candle's softmax is a parallel iterator, so everything runs inside a rayon pool of one
    // thread: there it stays on that thread and pays for no hand-over.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    match pool.map_err(Error::from).and_then(|pool| pool.install(|| run(&arguments))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Error> {
    let jobs = jobs(arguments)?;
    let unwritable = |source| Error::Csv { path: arguments.csv.clone().unwrap_or_default(), source };
    let mut csv = arguments.csv.as_deref().map(Csv::create).transpose().map_err(unwritable)?;
    let mut wrong = Vec::new();
    machine::warm_up();
    for (op, size) in jobs {
        let job = Job::new(op, size);
        let rows = benchmark(&job, usize::from(arguments.samples), &mut wrong)?;
        println!("{}", report::table(&job, &rows));
        if let Some(csv) = &mut csv {
            csv.append(&job, &rows).map_err(unwritable)?;
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::Wrong(wrong)) }
}

/// The benchmarks that the arguments choose.
fn jobs(arguments: &Arguments) -> Result<Vec<(Op, Size)>, Error> {
    let ops = if arguments.op.is_empty() { Op::value_variants() } else { &arguments.op };
    let jobs: Vec<_> = match arguments.size {
        None => ops.iter().flat_map(|&op| op.sizes().into_iter().map(move |size| (op, size))).collect(),
        Some(size) => ops.iter().filter_map(|&op| Some((op, op.at(size)?))).collect(),
    };
    match arguments.size {
        Some(size) if jobs.is_empty() => Err(Error::Size(size)),
        _ => Ok(jobs),
    }
}

/// Checks every library's answer, then times those that gave one.
fn benchmark(job: &Job, samples: usize, wrong: &mut Vec<String>) -> Result<Vec<report::Row>, Error> {
    let mut entrants = match ours::enter(job) {
        Ok(entrants) => entrants,
        Err(fault) => {
            wrong.push(format!("{} {}: {fault}", job.op, job.size));
            Vec::new()
        }
    };
    entrants.extend(rivals::enter(job));
    let wanted = Wanted::of(job);
    let mut output = job.output();
    let y = output.as_mut_slice();
    let (mut racers, mut errors) = (Vec::new(), Vec::new());
    for mut entrant in entrants {
        if entrant.side == Side::Yardstick {
            errors.push(None);
            racers.push(entrant);
            continue;
        }
        let name = format!("{} {}: {} {}", job.op, job.size, entrant.library, entrant.tier);
        match (measure::check(&mut entrant.call, job.x(), y, &wanted), entrant.bound) {
            (Ok(error), bound) => {
                if let Some(bound) = bound.filter(|&bound| error > bound) {
                    wrong.push(format!(
                        "{name}: the error in ULP is {}, the bound {bound}",
                        report::ulp(error)
                    ));
                }
                errors.push(Some(error));
                racers.push(entrant);
            }
            (Err(fault), Some(_)) => wrong.push(format!("{name}: {fault}")),
            (Err(fault), None) => eprintln!("{name} is left out: {fault}"),
        }
    }
    let timings = measure::race(&mut racers, job.x(), y, samples)
        .map_err(|(library, source)| Error::Timing { library, source })?;
    Ok(report::rows(job, &racers, &errors, &timings))
}
