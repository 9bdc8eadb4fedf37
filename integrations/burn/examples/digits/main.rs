//! Trains a small transformer on real handwritten digits with burn's kernels and with ours, which differ by one `use`,
//! and shows that it learns the same, and where the time goes.
//!
//! ```sh
//! cargo run --release --example digits
//! ```
//!
//! The 1,797 images are by E. Alpaydin and C. Kaynak (1998), from the UCI data set "Optical Recognition of Handwritten
//! Digits", under the licence CC BY 4.0.

#[allow(dead_code, reason = "a file of one's own is not read here")]
#[path = "../../../../examples/digits/data.rs"]
mod data;
mod plot;
mod stages;
mod train;

use std::path::PathBuf;

use anyhow::{Result, ensure};
use burn::module::Module;
use burn::tensor::{Device, Int, Tensor};
use clap::Parser;
use data::Digits;
use stages::Stage;
use train::Plan;

mod theirs {
    use burn::{nn, tensor::activation};

    use crate::data::{CLASSES, SIDE};
    include!("model.rs");
}

mod ours {
    use activ8_burn::{activation, nn};

    use crate::data::{CLASSES, SIDE};
    include!("model.rs");
}

/// What is trained.
trait Network: Module {
    fn new(device: &Device) -> Self;

    /// Of images of lines.
    fn logits(&self, images: Tensor<3>) -> Tensor<2>;

    fn loss(logits: Tensor<2>, classes: Tensor<1, Int>) -> Tensor<1>;
}

/// The losses of an epoch may differ by this share: roundings differ, and steps add them up.
const APART: f64 = 1e-4;

/// Trains a small transformer on handwritten digits twice: with burn's kernels, and with activ8's.
#[derive(Parser)]
struct Arguments {
    /// How often to go through all images.
    #[arg(long, default_value_t = 20)]
    epochs: usize,
    /// Images in a step.
    #[arg(long, default_value_t = 64)]
    batch: usize,
    /// Of the first weights and of the images' order.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where to draw the losses and the times.
    #[arg(long, value_name = "FILE", default_value = "burn-digits.png")]
    png: PathBuf,
    /// Draw nothing.
    #[arg(long)]
    no_png: bool,
}

fn main() -> Result<()> {
    let Arguments { epochs, batch, seed, png, no_png } = Arguments::parse();
    ensure!(epochs > 0 && batch > 0, "there is nothing to train with {epochs} epochs of batches of {batch}");
    let (train, held_out) = Digits::embedded()?.divide();
    println!("{} images to learn from, {} held out; {epochs} epochs", train.len(), held_out.len());

    let plan = Plan { epochs, batch, seed };
    let theirs = plan.run::<theirs::Model>("burn", &train, &held_out);
    let ours = plan.run::<ours::Model>("activ8", &train, &held_out);

    println!("epoch    loss, burn  loss, activ8    held out: burn  activ8");
    let mut apart = 0f64;
    for (i, (theirs, ours)) in theirs.epochs.iter().zip(&ours.epochs).enumerate() {
        apart = apart.max((ours.loss / theirs.loss - 1.0).abs());
        println!(
            "{:5}  {:12.6}  {:12.6}  {:13.1} % {:6.1} %",
            i + 1,
            theirs.loss,
            ours.loss,
            100.0 * theirs.accuracy,
            100.0 * ours.accuracy
        );
    }
    println!("losses differ by {apart:.1e} of themselves at most");
    println!("\n{:18} {:>10} {:>10}", "ms", "burn", "activ8");
    let row = |name: &str, [theirs, ours]: [std::time::Duration; 2]| {
        let [theirs, ours] = [theirs, ours].map(|time| 1e3 * time.as_secs_f64());
        println!("{name:18} {theirs:10.1} {ours:10.1}  {:5.2} ×", theirs / ours);
    };
    for stage in Stage::ALL {
        row(stage.name(), [theirs.times[stage as usize], ours.times[stage as usize]]);
    }
    row("training", [theirs.whole, ours.whole]);
    if !no_png {
        plot::draw(&png, &theirs, &ours)?;
        println!("the picture: {}", png.display());
    }
    ensure!(apart < APART, "the losses differ by {apart:.1e} of themselves, more than {APART:.0e}");
    Ok(())
}
