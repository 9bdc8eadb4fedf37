//! Checking and timing: every answer is judged first, then all entrants are sampled in turn.

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::contender::{Call, Contender, Fault, Outcome};
use crate::machine;
use crate::reference::Wanted;

/// The least time that a sample takes: long against the clock's resolution and its own cost.
const SAMPLE: Duration = Duration::from_micros(30);

/// Short races go on for this long, so that a passing disturbance does not cover all of one.
const RACE: Duration = Duration::from_millis(400);

/// Even a short race stops here.
const MOST_ROUNDS: usize = 400;

/// A call longer than this warms the caches by itself.
const LONG: Duration = Duration::from_micros(200);

/// What an entrant's samples say, in nanoseconds a call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timing {
    pub min: f64,
    pub median: f64,
}

/// The greatest error of one call's answer, in ULP. The output is filled with NaN first, so that
/// an element left unwritten is an error.
pub fn check(call: &mut Call<'_>, x: &[f32], y: &mut [f32], wanted: &Wanted) -> Outcome<f64> {
    y.fill(f32::NAN);
    match call {
        Call::Write(f) => f(y)?,
        Call::InPlace(f) => {
            y.copy_from_slice(x);
            f(y)?;
        }
        Call::Fresh(f) => f(Some(y))?,
        Call::Total(f) => return Ok(wanted.error_of_total(f()?)),
    }
    Ok(wanted.error_of_each(y))
}

/// Times the entrants on the same buffers: A, B, C, A, B, C, .. so that a machine that slows down
/// or speeds up does so for all of them. At least `samples` rounds.
pub fn race(
    contenders: &mut [Contender<'_>],
    x: &[f32],
    y: &mut [f32],
    samples: usize,
) -> Result<Vec<Timing>, (&'static str, Fault)> {
    let clock = Clock::new();
    let mut plans = Vec::with_capacity(contenders.len());
    for contender in contenders.iter_mut() {
        let plan = clock.plan(&mut contender.call, x, y).map_err(|fault| (contender.library, fault))?;
        plans.push(plan);
    }
    let mut times = vec![Vec::with_capacity(samples); contenders.len()];
    let begin = Instant::now();
    for round in 0..MOST_ROUNDS.max(samples) {
        if round >= samples && begin.elapsed() > RACE {
            break;
        }
        for ((contender, plan), times) in contenders.iter_mut().zip(&plans).zip(&mut times) {
            let sample = clock.sample(&mut contender.call, *plan, x, y);
            times.push(sample.map_err(|fault| (contender.library, fault))?);
        }
    }
    Ok(times.iter_mut().map(|times| Timing::of(times)).collect())
}

impl Timing {
    fn of(times: &mut [f64]) -> Self {
        times.sort_by(f64::total_cmp);
        let at = |i: usize| times.get(i).copied().unwrap_or(f64::NAN);
        let half = times.len() / 2;
        let median = if times.len().is_multiple_of(2) && half > 0 {
            (at(half - 1) + at(half)) / 2.0
        } else {
            at(half)
        };
        Self { min: at(0), median }
    }
}

/// How an entrant is sampled.
#[derive(Clone, Copy)]
struct Plan {
    /// Calls in a sample.
    calls: u32,
    /// Whether a call off the clock comes first, so that each finds its code and its data in the
    /// caches whoever went before.
    warm: bool,
}

/// The clock and what reading it costs.
struct Clock {
    cost: Duration,
}

impl Clock {
    fn new() -> Self {
        let cost = (0..1000).map(|_| Instant::now().elapsed()).min();
        Self { cost: cost.unwrap_or_default() }
    }

    fn plan(&self, call: &mut Call<'_>, x: &[f32], y: &mut [f32]) -> Outcome<Plan> {
        let once = Plan { calls: 1, warm: false };
        // The first call pays for page faults and lazy initialisation.
        self.sample(call, once, x, y)?;
        // A single short call is mostly clock, so the trial grows until it is not.
        let mut trial = once;
        let per_call = loop {
            let per_call = self.sample(call, trial, x, y)?;
            if per_call * f64::from(trial.calls) >= SAMPLE.as_nanos() as f64 / 4.0 || trial.calls >= 1 << 20 {
                break per_call.max(0.1);
            }
            trial.calls *= 4;
        };
        let calls = (SAMPLE.as_nanos() as f64 / per_call).ceil().clamp(1.0, 1e7);
        Ok(Plan { calls: calls as u32, warm: per_call < LONG.as_nanos() as f64 })
    }

    /// Nanoseconds a call, of `plan.calls` calls.
    fn sample(&self, call: &mut Call<'_>, plan: Plan, x: &[f32], y: &mut [f32]) -> Outcome<f64> {
        if plan.warm {
            self.sample(call, Plan { calls: 1, warm: false }, x, y)?;
        }
        let calls = plan.calls;
        machine::clear_upper_halves();
        let elapsed = match call {
            Call::Write(f) => timed(calls, || f(black_box(&mut *y)))?,
            Call::Fresh(f) => timed(calls, || f(None))?,
            Call::Total(f) => timed(calls, || f().map(|total| _ = black_box(total)))?,
            Call::InPlace(f) => {
                // A result must not become the next call's input: its values drift off to where
                // a library may be faster or slower. So each call has a sample of its own.
                let mut elapsed = Duration::ZERO;
                for _ in 0..calls {
                    y.copy_from_slice(x);
                    elapsed += timed(1, || f(black_box(&mut *y)))?.saturating_sub(self.cost);
                }
                elapsed
            }
        };
        Ok(elapsed.as_nanos() as f64 / f64::from(calls))
    }
}

fn timed(calls: u32, mut call: impl FnMut() -> Outcome) -> Outcome<Duration> {
    let begin = Instant::now();
    for _ in 0..calls {
        call()?;
    }
    Ok(begin.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minimum_and_median() {
        assert_eq!(Timing::of(&mut [3.0, 1.0, 2.0]), Timing { min: 1.0, median: 2.0 });
        assert_eq!(Timing::of(&mut [4.0, 1.0, 2.0, 3.0]), Timing { min: 1.0, median: 2.5 });
        assert!(Timing::of(&mut []).min.is_nan());
    }

    #[test]
    fn an_element_left_unwritten_is_wrong() {
        let wanted = Wanted::Each(vec![(1.0, 1.0), (2.0, 2.0)]);
        let mut half = Call::write(|y| {
            y[0] = 1.0;
            Ok(())
        });
        let mut y = [1.0, 2.0];
        assert!(check(&mut half, &[0.0; 2], &mut y, &wanted).is_ok_and(f64::is_infinite));
    }

    #[test]
    fn an_in_place_call_finds_the_input_each_time() {
        let mut seen = Vec::new();
        let call = Call::in_place(|y| {
            seen.push(y[0]);
            y[0] += 1.0;
            Ok(())
        });
        let mut entrant = [Contender::rival("test", call)];
        assert!(race(&mut entrant, &[7.0], &mut [0.0], 30).is_ok_and(|times| times.len() == 1));
        drop(entrant);
        assert!(seen.len() >= 30 && seen.iter().all(|&x| x == 7.0));
    }

    #[test]
    fn a_fault_names_its_library() {
        let mut entrant = [Contender::rival("test", Call::total(|| Err("no".into())))];
        let raced = race(&mut entrant, &[], &mut [], 30);
        assert!(raced.is_err_and(|(library, fault)| library == "test" && fault.to_string() == "no"));
    }
}
