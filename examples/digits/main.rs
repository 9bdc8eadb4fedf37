//! Trains a small multilayer perceptron on real handwritten digits with this crate's kernels, and
//! then once more with plain std loops in their place.
//!
//! The 1,797 images are by E. Alpaydin and C. Kaynak (1998), from the UCI data set "Optical
//! Recognition of Handwritten Digits", under the licence CC BY 4.0.

mod data;
mod kernels;
mod model;
mod plot;
mod report;
mod train;

use std::error::Error;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};

use data::Digits;
use kernels::{Hidden, Kernels, StdLoops};
use train::{Epoch, Outcome, Plan};

const CREDIT: &str =
    "E. Alpaydin, C. Kaynak (1998), UCI \"Optical Recognition of Handwritten Digits\", CC BY 4.0";

/// Trains a small network on handwritten digits.
#[derive(Parser)]
struct Arguments {
    /// The activation of the hidden layers.
    #[arg(long, value_enum, default_value_t = Hidden::Tanh)]
    activation: Hidden,
    /// How often to go through all images.
    #[arg(long, default_value = "40")]
    epochs: NonZeroUsize,
    /// Images in a step.
    #[arg(long, default_value = "32")]
    batch: NonZeroUsize,
    /// Of the first weights and of the images' order.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Run our kernels on all threads; at this size most calls stay on one all the same.
    #[arg(long)]
    parallel: bool,
    /// Images of your own: a line each, 64 pixels of 0..16 and the class 0..9, plain CSV or in gzip.
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
    /// Where to draw the curves and the confusion matrix.
    #[arg(long, value_name = "FILE", default_value = "digits.png")]
    png: PathBuf,
    /// Draw nothing.
    #[arg(long, conflicts_with = "png")]
    no_png: bool,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let (digits, source) = match &arguments.data {
        None => (Digits::embedded()?, CREDIT.to_owned()),
        Some(path) => {
            let name = path.display();
            (Digits::from_file(path).map_err(|error| format!("{name}: {error}"))?, name.to_string())
        }
    };
    let (train, held_out) = digits.divide();
    let plan = Plan {
        hidden: arguments.activation,
        epochs: arguments.epochs.get(),
        batch: arguments.batch.get().min(train.len()),
        seed: arguments.seed,
    };
    let go = |name, kernels: Box<dyn Kernels>, each: &dyn Fn(usize, &Epoch)| -> activ8::Result<Outcome> {
        let bar = ProgressBar::new(plan.epochs as u64).with_message(name).with_style(style());
        let outcome = plan.run(&train, &held_out, kernels, |epoch| {
            bar.inc(1);
            let number = bar.position() as usize;
            bar.suspend(|| each(number, epoch));
        });
        bar.finish_and_clear();
        outcome
    };

    println!("{} images to learn from, {} held out. Source: {source}", train.len(), held_out.len());
    println!("{}\n", report::plan(&plan));
    println!("{}", report::EPOCH_HEAD);
    let ours = kernels::ours(plan.hidden, arguments.parallel);
    let ours = go("activ8", ours, &|number, epoch| println!("{}", report::epoch(number, epoch)))?;
    let std = go("std loops", Box::new(StdLoops(plan.hidden)), &|_, _| {})?;
    println!("\n{}", report::times(&ours, &std)?);

    if !arguments.no_png {
        let path = arguments.png.display();
        plot::draw(&arguments.png, &ours, &report::plan(&plan), &source)
            .map_err(|error| format!("cannot draw {path}: {error}"))?;
        println!("The curves and the confusion matrix: {path}");
    }
    Ok(())
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{msg:9} {bar:40} epoch {pos}/{len}").expect("the template is well formed")
}
