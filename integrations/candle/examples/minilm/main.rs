//! The sentence encoder all-MiniLM-L6-v2 over real sentences, with candle's kernels and with activ8's.
//!
//! ```sh
//! python3 integrations/candle/examples/minilm/fetch.py
//! cargo run --release -p activ8-candle --example minilm
//! ```
//!
//! It prints the nearest pairs of sentences and times both sets of kernels stage by stage, in turns within one
//! run; products, embeddings and layer norm are candle's in both.

mod check;
mod kernels;
mod model;
mod plot;
mod stages;
mod text;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use candle_core::Tensor;
use clap::Parser;
use comfy_table::{CellAlignment, Table, presets};
use indicatif::{ProgressBar, ProgressStyle};

use kernels::Kernels;
use model::Bert;
use stages::{Clock, STAGES};

#[derive(Parser)]
#[command(about = "Encodes sentences with all-MiniLM-L6-v2, by candle's kernels and by activ8's")]
struct Arguments {
    /// Where config.json, model.safetensors and tokenizer.json are.
    #[arg(long, value_name = "DIR", default_value = "target/minilm")]
    model: PathBuf,
    /// Rounds of each set of kernels.
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Threads, of candle and of activ8.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    threads: u32,
    /// The picture of the stages.
    #[arg(long, value_name = "FILE", default_value = "minilm.png")]
    png: PathBuf,
    /// No picture.
    #[arg(long, conflicts_with = "png")]
    no_png: bool,
}

const BATCH: usize = 32;

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    // Both read the number of threads from the environment, once: the process starts anew with it.
    let threads = arguments.threads.to_string();
    if std::env::var("RAYON_NUM_THREADS").ok() != Some(threads.clone()) {
        let this = std::env::current_exe().context("the path of this program")?;
        let status = std::process::Command::new(this)
            .args(std::env::args_os().skip(1))
            .env("RAYON_NUM_THREADS", threads)
            .status()
            .context("starting anew with the number of threads")?;
        return Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    run(&arguments)?;
    Ok(ExitCode::SUCCESS)
}

fn run(arguments: &Arguments) -> Result<()> {
    let (bert, tokenizer) = (Bert::load(&arguments.model)?, text::tokenizer(&arguments.model)?);
    let sentences: Vec<&str> = include_str!("sentences.txt").lines().collect();
    let all = text::tokens(&tokenizer, &sentences)?;

    let embeddings = bert.encode(&all, Kernels::Activ8, &mut Clock::default())?;
    check::nearest(&sentences, &embeddings.to_vec2()?);
    let theirs = bert.encode(&all, Kernels::Candle, &mut Clock::default())?;
    check::agreement("candle's embeddings", &embeddings.to_vec2()?, &theirs.to_vec2()?, 0.999_999)?;
    check::agreement("PyTorch's embeddings", &embeddings.to_vec2()?, &check::golden()?, 0.999_99)?;

    let batch = text::tokens(&tokenizer, &sentences[..BATCH])?;
    let [theirs, ours] = measure(&bert, &batch, arguments.rounds)?;
    report(&theirs, &ours, arguments);
    if !arguments.no_png {
        plot::draw(&arguments.png, &theirs, &ours)?;
        println!("\nThe stages are drawn in {}.", arguments.png.display());
    }
    Ok(())
}

/// The median time of each stage, and of the whole.
struct Times {
    stages: [Duration; STAGES.len()],
    whole: Duration,
}

/// Both sets of kernels in turns.
fn measure(bert: &Bert, batch: &(Tensor, Tensor), rounds: u32) -> Result<[Times; 2]> {
    let bar = ProgressBar::new(2 * u64::from(rounds));
    bar.set_style(ProgressStyle::with_template("{msg:18} {wide_bar} {pos}/{len}")?);
    let mut samples: [Vec<(Clock, Duration)>; 2] = [Vec::new(), Vec::new()];
    for round in 0..rounds {
        for turn in 0..2 {
            // Who is first takes turns too.
            let which = (turn + round as usize) % 2;
            let kernels = [Kernels::Candle, Kernels::Activ8][which];
            bar.set_message(["candle's kernels", "activ8's kernels"][which]);
            let (mut clock, start) = (Clock::default(), Instant::now());
            bert.encode(batch, kernels, &mut clock)?;
            samples[which].push((clock, start.elapsed()));
            bar.inc(1);
        }
    }
    bar.finish_and_clear();
    Ok(samples.map(|samples| Times {
        stages: std::array::from_fn(|i| median(samples.iter().map(|(clock, _)| clock.0[i]))),
        whole: median(samples.iter().map(|&(_, whole)| whole)),
    }))
}

fn median(samples: impl Iterator<Item = Duration>) -> Duration {
    let mut samples: Vec<_> = samples.collect();
    samples.sort();
    samples[samples.len() / 2]
}

fn report(theirs: &Times, ours: &Times, arguments: &Arguments) {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_header(["stage", "candle, ms", "activ8, ms", "ratio"]);
    let mut row = |name: &str, theirs: Duration, ours: Duration| {
        let [theirs, ours] = [theirs, ours].map(|time| 1e3 * time.as_secs_f64());
        table.add_row([
            name.to_owned(),
            format!("{theirs:.1}"),
            format!("{ours:.1}"),
            format!("{:.2}", theirs / ours),
        ]);
    };
    for (i, stage) in STAGES.iter().enumerate() {
        row(stage.name(), theirs.stages[i], ours.stages[i]);
    }
    row("end to end", theirs.whole, ours.whole);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let Arguments { rounds, threads, .. } = arguments;
    println!(
        "\n{BATCH} sentences of {} tokens, {threads} thread(s), median of {rounds}:\n{table}",
        text::LENGTH
    );
}
