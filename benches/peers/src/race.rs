//! One benchmark: every answer is judged, then those that gave one are timed.

use std::collections::HashMap;

use crate::contender::{Contender, Side};
use crate::job::{Job, spread_rows};
use crate::op::Op;
use crate::reference::Wanted;
use crate::size::Size;
use crate::{Error, measure, ours, report, rivals};

/// The greatest errors of a library's answers, in ULP.
#[derive(Clone, Copy, Debug)]
pub struct Errors {
    /// On the data that is timed, and of an activation on ±8.
    pub near: f64,
    /// On a stride of all floats, or of rows on those of a wide spread.
    pub all: Option<f64>,
}

/// Elements on ±8.
const NEAR: u16 = 1 << 15;

/// A prime, so that the stride meets every pattern of a float's last bits.
const STRIDE: usize = 65_521;

/// How rows of a wide spread are laid out.
const ROWS: Size = Size::Rows { rows: 64, cols: 1000 };

/// What an operation's libraries are off by, whatever the size is: on ±8, and on all floats.
pub struct Judged {
    pub op: Op,
    near: HashMap<Name, f64>,
    all: HashMap<Name, f64>,
}

/// A row by its library, tier and side.
type Name = (&'static str, &'static str, Side);

impl Judged {
    pub fn of(op: Op, wrong: &mut Vec<String>) -> Self {
        let mut errors_on = |size, x: &[f32]| -> HashMap<Name, f64> {
            let job = Job::on(op, size, x);
            let judged = judge(&job, wrong).into_iter();
            judged.filter_map(|(entrant, error)| Some((name(&entrant), error?))).collect()
        };
        let (near, all) = match op.formula() {
            Op::Forward(_) => {
                let near: Vec<f32> =
                    (0..=NEAR).map(|i| 16.0 * f32::from(i) / f32::from(NEAR) - 8.0).collect();
                let all: Vec<f32> = (0..=u32::MAX).step_by(STRIDE).map(f32::from_bits).collect();
                (errors_on(Size::Flat(near.len()), &near), errors_on(Size::Flat(all.len()), &all))
            }
            Op::Softmax | Op::LogSoftmax => (HashMap::new(), errors_on(ROWS, &spread_rows(ROWS.len()))),
            _ => Default::default(),
        };
        Self { op, near, all }
    }

    /// The greatest errors of this row, whose answer to the timed data is off by `error`.
    fn errors(&self, entrant: &Contender<'_>, error: f64) -> Errors {
        let near = self.near.get(&name(entrant)).map_or(error, |near| near.max(error));
        Errors { near, all: self.all.get(&name(entrant)).map(|all| all.max(error)) }
    }
}

fn name(entrant: &Contender<'_>) -> Name {
    (entrant.library, entrant.tier, entrant.side)
}

/// Checks every library's answer, then times those that gave one.
pub fn benchmark(
    job: &Job,
    judged: Option<&Judged>,
    samples: usize,
    wrong: &mut Vec<String>,
) -> Result<Vec<report::Row>, Error> {
    let (mut racers, mut errors) = (Vec::new(), Vec::new());
    for (entrant, error) in judge(job, wrong) {
        errors.push(error.map(|near| match judged {
            Some(judged) => judged.errors(&entrant, near),
            None => Errors { near, all: None },
        }));
        racers.push(entrant);
    }
    let mut output = job.output();
    let timings = measure::race(&mut racers, job.x(), output.as_mut_slice(), samples)
        .map_err(|(library, source)| Error::Timing { library, source })?;
    Ok(report::rows(job, &racers, &errors, &timings))
}

/// Everyone who gave an answer, with its error; a yardstick has none.
fn judge<'a>(job: &'a Job, wrong: &mut Vec<String>) -> Vec<(Contender<'a>, Option<f64>)> {
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
    let mut judged = Vec::new();
    for mut entrant in entrants {
        if entrant.side == Side::Yardstick {
            judged.push((entrant, None));
            continue;
        }
        let name = format!("{} {}: {} {}", job.op, job.size, entrant.library, entrant.tier);
        match (measure::check(&mut entrant.call, job.x(), output.as_mut_slice(), &wanted), entrant.bound) {
            (Ok(error), bound) => {
                if let Some(bound) = bound.filter(|&bound| error > bound) {
                    wrong.push(format!(
                        "{name}: the error in ULP is {}, the bound {bound}",
                        report::ulp(error)
                    ));
                }
                judged.push((entrant, Some(error)));
            }
            (Err(fault), Some(_)) => wrong.push(format!("{name}: {fault}")),
            (Err(fault), None) => eprintln!("{name} is left out: {fault}"),
        }
    }
    judged
}
