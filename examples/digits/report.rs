//! The tables on standard output.

use std::fmt::Write;
use std::time::Duration;

use activ8::{Result, Tier};

use crate::kernels::Part;
use crate::train::{Epoch, Outcome, Plan, Score, WIDTHS};

pub(crate) const EPOCH_HEAD: &str = "\
          train                held out
epoch      loss   accuracy       loss   accuracy";

/// One line that says what is trained.
pub(crate) fn plan(plan: &Plan) -> String {
    let widths = WIDTHS.map(|width| width.to_string()).join(" → ");
    let Plan { hidden, epochs, batch, seed } = plan;
    let hidden = format!("{hidden:?}").to_lowercase();
    format!("{widths}, {hidden}, Adam, {epochs} epochs in batches of {batch}, seed {seed}")
}

pub(crate) fn epoch(number: usize, epoch: &Epoch) -> String {
    let score = |Score { loss, accuracy }| format!("{loss:10.5} {:8.2} %", 100.0 * accuracy);
    format!("{number:>5}{} {}", score(epoch.train), score(epoch.held_out))
}

/// Where the time of two runs went, ours and that with std loops.
pub(crate) fn times(ours: &Outcome, std: &Outcome) -> Result<String> {
    const PARTS: [(&str, Part); 4] = [
        ("activation forward", Part::Forward),
        ("activation backward", Part::Backward),
        ("loss and gradient", Part::Loss),
        ("matrix products", Part::Products),
    ];
    let mut table = String::new();
    let name = format!("activ8 ({})", Tier::active()?);
    let mut line = |name: &str, a: &str, b: &str, ratio: &str| {
        let _ = writeln!(table, "{name:<20}{a:>22}{b:>22}{ratio:>9}");
    };
    line("time in", &name, "std loops", "ratio");
    let mut row = |name: &str, part: &dyn Fn(&Outcome) -> Duration| {
        let cell = |run: &Outcome| {
            let (part, whole) = (part(run).as_secs_f64(), run.time.as_secs_f64());
            format!("{:.2} ms {:5.1} %", 1e3 * part, 100.0 * part / whole)
        };
        let ratio = part(std).as_secs_f64() / part(ours).as_secs_f64();
        line(name, &cell(ours), &cell(std), &format!("{ratio:.1} ×"));
    };
    for (name, part) in &PARTS[..3] {
        row(name, &|run| run.timed.spent(*part));
    }
    row("all three kernels", &|run| PARTS[..3].iter().map(|(_, part)| run.timed.spent(*part)).sum());
    row(PARTS[3].0, &|run| run.timed.spent(PARTS[3].1));
    row("the whole run", &|run| run.time);
    let accuracy = |run: &Outcome| {
        run.epochs
            .last()
            .map_or_else(String::new, |epoch| format!("{:.2} %", 100.0 * epoch.held_out.accuracy))
    };
    line("held-out accuracy", &accuracy(ours), &accuracy(std), "");
    Ok(table)
}
