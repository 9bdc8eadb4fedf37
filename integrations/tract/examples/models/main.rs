//! Real models through tract, with tract's kernels and with activ8's, in turns within one run, on one thread.
//!
//! ```sh
//! python3 integrations/tract/fetch.py models minilm
//! cargo run --release --manifest-path integrations/tract/Cargo.toml --example models
//! ```
//!
//! It prints what each model found, how far the answers are apart, and the times, and draws these. Models that have not
//! been fetched are left out. `--rounds N` is how often each runs, `--png FILE` where the picture goes, `--no-png` is
//! without one.

mod files;
mod page;
mod plot;
mod sentences;
mod text;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tract_onnx::prelude::*;

/// What a model's outputs say, in words.
type Tell = dyn Fn(&[TValue]) -> TractResult<String>;

/// A model and what it is asked.
pub(crate) struct Job {
    pub(crate) name: &'static str,
    pub(crate) model: PathBuf,
    pub(crate) inputs: TVec<Tensor>,
    pub(crate) tell: Box<Tell>,
}

/// What a job took, by tract's kernels and by activ8's.
pub(crate) struct Times {
    pub(crate) name: &'static str,
    pub(crate) theirs: Duration,
    pub(crate) ours: Duration,
}

fn main() -> TractResult<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let after = |name: &str| {
        arguments.iter().position(|argument| argument == name).and_then(|i| arguments.get(i + 1))
    };
    let rounds: usize = after("--rounds").map_or(Ok(15), |rounds| rounds.parse())?;
    let png = after("--png").map_or("tract.png", String::as_str);

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/onnx-models");
    let page = page::draw()?;
    let mut jobs = text::jobs(&folder, &page)?;
    jobs.extend(files::job(&folder)?);
    jobs.extend(sentences::job(&folder)?);

    let mut times = Vec::new();
    for job in &jobs {
        if !job.model.exists() {
            println!("NOT RUN: {}: {} is not there; see fetch.py", job.name, job.model.display());
            continue;
        }
        times.push(compare(job, rounds)?);
    }
    println!(
        "\n{:28} {:>10} {:>10} {:>6}   (median of {rounds}, one thread)",
        "", "tract, ms", "activ8, ms", "ratio"
    );
    for Times { name, theirs, ours } in &times {
        let [theirs, ours] = [theirs, ours].map(|time| 1e3 * time.as_secs_f64());
        println!("{name:28} {theirs:>10.2} {ours:>10.2} {:>6.2}", theirs / ours);
    }
    if !times.is_empty() && !arguments.iter().any(|argument| argument == "--no-png") {
        plot::draw(Path::new(png), &times)?;
        println!("\nThe times are drawn in {png}.");
    }
    Ok(())
}

fn compare(job: &Job, rounds: usize) -> TractResult<Times> {
    let read = |onnx: tract_onnx::Onnx| {
        let mut model =
            onnx.with_ignore_value_info(true).with_ignore_output_shapes(true).model_for_path(&job.model)?;
        for (i, input) in job.inputs.iter().enumerate() {
            model.set_input_fact(i, input.datum_type().fact(input.shape()).into())?;
        }
        model.into_optimized()?.into_runnable()
    };
    let models = [read(tract_onnx::onnx())?, read(activ8_tract::onnx())?];
    let run = |which: usize| {
        activ8_tract::set_enabled(which == 1);
        models[which].run(job.inputs.iter().map(|input| input.clone().into_tvalue()).collect())
    };
    let (theirs, ours) = (run(0)?, run(1)?);
    println!("{}: {}", job.name, (job.tell)(&ours)?);
    let is_same = (job.tell)(&theirs)? == (job.tell)(&ours)?;
    println!(
        "    {} as by tract; outputs differ by {:.1e} at most",
        if is_same { "the same" } else { "NOT THE SAME" },
        apart(&theirs, &ours)?
    );

    let mut samples = [Vec::new(), Vec::new()];
    for round in 0..rounds {
        for turn in 0..2 {
            // Who is first takes turns too.
            let which = (turn + round) % 2;
            let start = Instant::now();
            run(which)?;
            samples[which].push(start.elapsed());
        }
    }
    activ8_tract::set_enabled(true);
    let [theirs, ours] = samples.map(|mut samples| {
        samples.sort();
        samples[samples.len() / 2]
    });
    Ok(Times { name: job.name, theirs, ours })
}

/// The greatest difference of two outputs.
fn apart(theirs: &[TValue], ours: &[TValue]) -> TractResult<f32> {
    let mut greatest = 0f32;
    for (theirs, ours) in theirs.iter().zip(ours) {
        let (theirs, ours) = (floats(theirs)?, floats(ours)?);
        greatest = theirs.iter().zip(&ours).map(|(a, b)| (a - b).abs()).fold(greatest, f32::max);
    }
    Ok(greatest)
}

pub(crate) fn floats(tensor: &Tensor) -> TractResult<Vec<f32>> {
    Ok(tensor.try_as_plain_ram()?.as_slice::<f32>()?.to_vec())
}

/// Where the greatest element of a row is.
pub(crate) fn greatest(row: &[f32]) -> usize {
    (0..row.len()).max_by(|&i, &j| row[i].total_cmp(&row[j])).unwrap_or(0)
}
