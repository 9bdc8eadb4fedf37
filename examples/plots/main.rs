//! The plots in the documentation: each elementwise activation and its derivative, as the library's own
//! forward and backward compute them, in `src/activation/plots`.
//!
//! `cargo run --release -p activ8-examples --bin plots` draws them, with `-- --check` it says whether they are up to date.

mod curve;
mod plot;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use activ8::{AnyActivation, Threshold};
use clap::Parser;

/// Draws every elementwise activation and its derivative for the documentation.
#[derive(Parser)]
struct Arguments {
    /// Write nothing; the exit code is 1 where a file is not what would be written
    #[arg(long)]
    check: bool,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments = Arguments::parse();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/activation/plots");
    let mut code = ExitCode::SUCCESS;
    for activation in AnyActivation::all() {
        let path = folder.join(format!("{}.svg", activation.name()));
        let (x, y) = window(activation);
        let drawn = plot::draw(example(activation), x, y)?;
        if !arguments.check {
            fs::write(&path, drawn)?;
        } else if !fs::read_to_string(&path).is_ok_and(|kept| kept.lines().eq(drawn.lines())) {
            eprintln!(
                "{} is out of date: `cargo run --release -p activ8-examples --bin plots`",
                path.display()
            );
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}

/// `activation`, with parameters that show what it does where its defaults do not.
fn example(activation: AnyActivation) -> AnyActivation {
    match activation {
        AnyActivation::Threshold(_) => Threshold { threshold: 1.0, value: -1.0 }.into(),
        other => other,
    }
}

/// The inputs to show, and the values beyond which a curve is cut off.
fn window(activation: AnyActivation) -> ([f32; 2], [f32; 2]) {
    use AnyActivation::*;
    const ALL: [f32; 2] = [f32::MIN, f32::MAX];
    match activation {
        Exp(_) | ExpM1(_) => ([-3.0, 2.0], ALL),
        Ln(_) => ([0.0, 5.0], [-3.0, 3.0]),
        Ln1p(_) => ([-1.0, 4.0], [-3.0, 3.0]),
        Relu6(_) => ([-4.0, 8.0], ALL),
        ScaledTanh(_) => ([-4.0, 4.0], ALL),
        SoftCap(_) => ([-90.0, 90.0], ALL),
        SquaredRelu(_) => ([-2.5, 2.5], ALL),
        XIelu(_) => ([-3.0, 2.0], ALL),
        _ => ([-5.0, 5.0], ALL),
    }
}
