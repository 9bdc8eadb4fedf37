//! `peers`: activ8 beside other libraries, in one process and on the same buffers.
//!
//! Every answer is compared with an f64 reference before it is timed. See README.md for what is
//! measured and how to read it.

mod contender;
#[path = "../../cpu.rs"]
mod cpu;
#[path = "../../../tests/common/mod.rs"]
mod exact;
mod gate;
mod job;
#[path = "../../loops/mod.rs"]
mod loops;
mod machine;
mod measure;
mod op;
mod ours;
mod race;
mod readme;
mod record;
mod reference;
mod report;
mod rivals;
mod size;
mod summary;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};

use crate::contender::Fault;
use crate::exact::subject;
use crate::job::Job;
use crate::op::Op;
use crate::race::Judged;
use crate::record::{Record, Writer};
use crate::size::Size;

/// activ8 beside other libraries: speed and error.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Only these benchmarks, separated by commas [default: those that rivals have]
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    op: Vec<Op>,
    /// All benchmarks
    #[arg(long, conflicts_with = "op")]
    all: bool,
    /// Only this size: elements (4096), a row's length (1000), or rows and columns (256x1000)
    #[arg(long, value_name = "N")]
    size: Option<Size>,
    /// Write the rows to this file too
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Write them to benches/record/CPU/DATE.csv
    #[arg(long, conflicts_with_all = ["csv", "op", "size"])]
    record: bool,
    /// Measure nothing: print the summary of this record
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
    /// Measure nothing: make the README's table from this record
    #[arg(long, value_name = "FILE")]
    readme: Option<PathBuf>,
    /// The fewest samples of each library
    #[arg(long, value_name = "N", default_value_t = 31, value_parser = clap::value_parser!(u16).range(30..))]
    samples: u16,
    /// What `cargo bench` says
    #[arg(long, hide = true)]
    bench: bool,
}

/// Why the run failed.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("none of the benchmarks chosen takes the size {0}")]
    Size(Size),
    #[error("{path}: {source}", path = path.display())]
    File { path: PathBuf, source: Fault },
    #[error("{library} failed while it was timed: {source}")]
    Timing { library: &'static str, source: Fault },
    #[error("cannot start a thread pool: {0}")]
    Pool(#[from] rayon::ThreadPoolBuildError),
    #[error("our own answers are wrong:\n  {}", .0.join("\n  "))]
    Wrong(Vec<String>),
}

impl Error {
    /// What went wrong with this file.
    fn of<E: Into<Fault>>(path: &Path) -> impl Fn(E) -> Self {
        move |source| Self::File { path: path.to_owned(), source: source.into() }
    }
}

/// The program.
pub fn main() -> ExitCode {
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
    if let Some(path) = &arguments.readme {
        return readme::rewrite(path).map_err(Error::of(path));
    }
    if let Some(path) = &arguments.summary {
        let record = Record::read(path).map_err(Error::of(path))?;
        println!("{}", summary::of(&record));
        return Ok(());
    }
    race(arguments)
}

fn race(arguments: &Arguments) -> Result<(), Error> {
    let jobs = jobs(arguments)?;
    let mut record = Record::of_this_machine();
    let of_avx2 =
        if arguments.record { record.of_avx2().map_err(Error::of(&record.path()))? } else { Vec::new() };
    let path = if arguments.record { Some(record.path()) } else { arguments.csv.clone() };
    let path = path.as_deref().unwrap_or(Path::new(""));
    let mut writer = match path {
        path if path.as_os_str().is_empty() => None,
        path => Some(Writer::create(path, &record).map_err(Error::of(path))?),
    };
    println!("{}\n{}", record.cpu, record.build);
    if record::IS_WIDE {
        println!("Our AVX2 tier is compiled with AVX-512's 32 registers here: it looks faster than it is.");
    }
    for (library, install) in rivals::absent() {
        println!("{library} is left out: {install}");
    }
    println!();
    let (mut wrong, mut judged) = (Vec::new(), None::<Judged>);
    machine::warm_up();
    for (op, size) in jobs {
        if judged.as_ref().is_none_or(|judged| judged.op != op) {
            judged = Some(Judged::of(op, &mut wrong));
        }
        let job = Job::new(op, size);
        let rows = race::benchmark(&job, judged.as_ref(), usize::from(arguments.samples), &mut wrong)?;
        println!("{}", report::table(&job, &rows));
        let mut lines = record.add(&job, &rows);
        if record::IS_WIDE && arguments.record {
            lines = record.replace(rows.len(), &of_avx2);
        }
        if let Some(writer) = &mut writer {
            writer.append(lines).map_err(Error::of(path))?;
        }
    }
    println!("{}", summary::of(&record));
    if wrong.is_empty() { Ok(()) } else { Err(Error::Wrong(wrong)) }
}

/// The benchmarks that the arguments choose.
fn jobs(arguments: &Arguments) -> Result<Vec<(Op, Size)>, Error> {
    let ops = match &*arguments.op {
        [] if arguments.all => Op::value_variants().to_vec(),
        [] => Op::race(),
        chosen => chosen.to_vec(),
    };
    let jobs: Vec<_> = match arguments.size {
        None => ops.iter().flat_map(|&op| op.sizes().into_iter().map(move |size| (op, size))).collect(),
        Some(size) => ops.iter().filter_map(|&op| Some((op, op.at(size)?))).collect(),
    };
    match arguments.size {
        Some(size) if jobs.is_empty() => Err(Error::Size(size)),
        _ => Ok(jobs),
    }
}
