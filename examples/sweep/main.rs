//! How exact each function is: its greatest error in ULP on each tier, over every N-th of all 2^32
//! inputs, beside the bound that the library states.
//!
//! `cargo run --release -p activ8-examples --bin sweep -- --help`

#[path = "../../tests/common/mod.rs"]
mod common;

mod elementwise;
mod losses;
mod report;
mod rows;

use std::collections::BTreeSet;
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use activ8::Tier;
use clap::Parser;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use common::subject;
use common::table::elementwise::ELEMENTWISE;
use common::table::rows::ROWWISE;
use common::table::totals::totals;
use report::Report;

/// Measures the greatest error in ULP of each operation on each tier, and compares the tiers' bits.
///
/// Elementwise functions take every N-th of all 2^32 inputs; softmax, log_softmax and the losses take
/// random inputs from a fixed seed. Tiers that agree in fusing multiply-add must agree in every bit.
/// The exit code is 1 where a bound or that is broken. The whole proof is
///
/// sweep --all --stride 1 --csv FILE --resume
#[derive(Parser)]
struct Arguments {
    /// Only this operation, with each of its parameters unless they are named; may be repeated
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(names()))]
    op: Vec<String>,

    /// Only this tier; may be repeated
    #[arg(long, value_name = "NAME", value_parser = tier_parser())]
    tier: Vec<Tier>,

    /// Take every N-th of all inputs: the default is about ten seconds on two cores, 1 is every input
    /// and a minute a function
    #[arg(long, value_name = "N", default_value_t = 61, value_parser = clap::value_parser!(u32).range(1..))]
    stride: u32,

    /// Also the derivatives of elementwise functions, at dy = 1
    #[arg(long, visible_alias = "all")]
    derivatives: bool,

    /// Also write the rows to this file, each as soon as it is known
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,

    /// Go on with that file: a function of which it has as many inputs on each tier, and which holds there, is not
    /// measured again. That the code has not changed in between is up to you
    #[arg(long, requires = "csv")]
    resume: bool,
}

/// `elu` of `elu(alpha=0.3)`.
fn without_parameters(name: &str) -> &str {
    name.split('(').next().unwrap_or(name)
}

/// The operations, in the order of the report.
fn names() -> Vec<&'static str> {
    let elementwise = ELEMENTWISE.iter().flat_map(|op| [without_parameters(op.name), op.name]);
    let rowwise = ROWWISE.iter().map(|op| op.name);
    let mut names: Vec<_> = elementwise.chain(rowwise).chain(totals().map(|loss| loss.name())).collect();
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    names
}

fn tier_parser() -> impl TypedValueParser<Value = Tier> {
    PossibleValuesParser::new(Tier::ALL.map(Tier::name)).try_map(|name| name.parse::<Tier>())
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether everything holds.
fn run(arguments: &Arguments) -> Result<bool, Box<dyn Error>> {
    let mut report = Report::new(arguments.csv.as_deref(), arguments.resume)?;
    let tiers = chosen_tiers(&arguments.tier)?;
    let chosen = |name: &str| {
        arguments.op.is_empty() || arguments.op.iter().any(|op| op == name || op == without_parameters(name))
    };

    elementwise::sweep(&mut report, &tiers, arguments.stride, arguments.derivatives, chosen)?;
    rows::measure(&mut report, &tiers, chosen)?;
    losses::measure(&mut report, &tiers, chosen)?;

    println!("{}", report::table(&report.rows));
    println!("{}", report::bits(&report.rows, &tiers));
    if report.kept() > 0 {
        println!("{} rows of the file were not measured again.", report.kept());
    }
    Ok(report.rows.iter().all(report::Row::is_ok))
}

/// The tiers asked for, or all that this CPU has.
fn chosen_tiers(named: &[Tier]) -> Result<Vec<Tier>, String> {
    if named.is_empty() {
        return Ok(common::tiers());
    }
    match named.iter().find(|tier| !tier.is_available()) {
        Some(absent) => Err(format!("this CPU does not have the tier {absent}")),
        None => Ok(Tier::ALL.into_iter().filter(|tier| named.contains(tier)).collect()),
    }
}
