//! The results of a benchmark as an aligned table for people.

use comfy_table::{CellAlignment, Table, presets};

use crate::contender::{Contender, Side};
use crate::job::Job;
use crate::measure::Timing;
use crate::race::Errors;

/// From so many elements on a call is out of most caches, and its bytes are the memory's.
pub const IN_MEMORY: usize = 8 << 20;

/// One line of a benchmark's result.
pub struct Row {
    pub library: &'static str,
    pub tier: &'static str,
    /// Nanoseconds an element; a call where the benchmark counts calls.
    pub min: f64,
    pub median: f64,
    /// The greatest error on this data and on ±8. `None` for a limit, which has no answer.
    pub max_ulp: Option<f64>,
    /// That on a stride of all floats, or on rows of a wide spread.
    pub max_ulp_all: Option<f64>,
    /// Its time over that of our best tier, so that more than 1 is slower than ours; `None` where
    /// nothing of ours ran.
    pub ratio: Option<f64>,
    /// The same beside our best tier at the accuracy `Fast`.
    pub ratio_to_fast: Option<f64>,
    /// The bytes an element that are moved to and from the memory, and the gigabytes a second that
    /// this makes.
    pub traffic: Option<(usize, f64)>,
    /// Of a yardstick: how many times as long ours may take.
    pub bar: Option<f64>,
    pub side: Side,
}

/// The rows of one benchmark, in the entrants' order.
pub fn rows(
    job: &Job,
    contenders: &[Contender<'_>],
    errors: &[Option<Errors>],
    timings: &[Timing],
) -> Vec<Row> {
    let best = |side| {
        let ours = contenders.iter().zip(timings).filter(move |(contender, _)| contender.side == side);
        ours.map(|(_, timing)| timing.min).min_by(f64::total_cmp)
    };
    let (best, fast) = (best(Side::Ours), best(Side::Fast));
    let counts = job.op.counts(job.size) as f64;
    let results = contenders.iter().zip(errors).zip(timings);
    results
        .map(|((contender, error), timing)| Row {
            library: contender.library,
            tier: contender.tier,
            min: timing.min / counts,
            median: timing.median / counts,
            max_ulp: error.map(|error| error.near),
            max_ulp_all: error.and_then(|error| error.all),
            ratio: best.map(|best| timing.min / best),
            ratio_to_fast: fast.map(|best| timing.min / best),
            traffic: contender
                .bytes(job.op)
                .filter(|_| job.size.len() >= IN_MEMORY)
                .map(|bytes| (bytes, bytes as f64 * counts / timing.min)),
            bar: contender.bar,
            side: contender.side,
        })
        .collect()
}

/// The rows as an aligned table, under the benchmark's name and size.
pub fn table(job: &Job, rows: &[Row]) -> String {
    let unit = if job.op.is_latency() { "call" } else { "element" };
    let mut table = Table::new();
    let mut header = vec![
        "library".to_owned(),
        "tier".to_owned(),
        format!("min ns/{unit}"),
        "median".to_owned(),
        "max ULP".to_owned(),
        "of all".to_owned(),
        "x high".to_owned(),
        "x fast".to_owned(),
    ];
    let in_memory = rows.iter().any(|row| row.traffic.is_some());
    if in_memory {
        header.extend(["bytes".to_owned(), "GB/s".to_owned()]);
    }
    table.load_preset(presets::NOTHING).set_header(header);
    for column in table.column_iter_mut().skip(2) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    for row in rows {
        let mut cells = vec![
            if row.side == Side::Fast { format!("{} (fast)", row.library) } else { row.library.to_owned() },
            row.tier.to_owned(),
            nanoseconds(row.min),
            nanoseconds(row.median),
            row.max_ulp.map_or_else(String::new, ulp),
            row.max_ulp_all.map_or_else(String::new, ulp),
            row.ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}")),
            row.ratio_to_fast.map_or_else(String::new, |ratio| format!("{ratio:.2}")),
        ];
        if in_memory {
            let (bytes, speed) = row
                .traffic
                .map_or_else(Default::default, |(bytes, speed)| (bytes.to_string(), format!("{speed:.1}")));
            cells.extend([bytes, speed]);
        }
        table.add_row(cells);
    }
    format!("{} {}\n{table}\n{}", job.op, job.size, beside(job, rows))
}

/// What ours takes beside each yardstick, a line each: the inverse of its row's ratio.
fn beside(job: &Job, rows: &[Row]) -> String {
    let yardsticks = rows.iter().filter(|row| row.side == Side::Yardstick);
    let lines = yardsticks.filter_map(|row| {
        let times = row.ratio?.recip();
        let bar = row.bar.map_or_else(String::new, |bar| {
            format!(", bar {bar}: {}", if times <= bar { "met" } else { "missed" })
        });
        Some(format!("{} {} = {times:.2} x {}{bar}\n", job.op, job.size, row.library))
    });
    lines.collect()
}

/// Three digits that matter, whether a copy's picoseconds or a loop's microseconds.
fn nanoseconds(ns: f64) -> String {
    if ns < 10.0 { format!("{ns:.4}") } else { format!("{ns:.1}") }
}

/// Three decimals, or the magnitude where decimals say nothing.
pub fn ulp(ulp: f64) -> String {
    if ulp.is_infinite() {
        "wrong".to_owned()
    } else if ulp < 1e4 {
        format!("{ulp:.3}")
    } else {
        format!("{ulp:.1e}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contender::Call;
    use crate::op::Op;
    use crate::size::Size;

    #[test]
    fn ratios_are_to_our_best_tier_and_calls_are_not_divided() {
        let job = Job::new(Op::Call8, Size::Flat(8));
        let entrants = [
            Contender::ours(Side::Ours, "activ8", "scalar", 1.0, Call::write(|_| Ok(()))),
            Contender::ours(Side::Ours, "activ8", "avx2", 1.0, Call::write(|_| Ok(()))),
            Contender::rival("rival", Call::write(|_| Ok(()))),
        ];
        let timings = [40.0, 10.0, 25.0].map(|min| Timing { min, median: min });
        let rows = rows(
            &job,
            &entrants,
            &[0.5, 0.5, f64::INFINITY].map(|near| Some(Errors { near, all: None })),
            &timings,
        );
        let ratios: Vec<_> = rows.iter().filter_map(|row| row.ratio).collect();
        assert_eq!(ratios, [4.0, 1.0, 2.5]);
        assert_eq!(rows[2].min, 25.0);
        let table = table(&job, &rows);
        assert!(table.starts_with("call8 8\n") && table.contains("wrong"), "{table}");
    }

    #[test]
    fn ours_is_set_beside_its_yardsticks() {
        let job = Job::new(Op::Forward(activ8::Relu.into()), Size::Flat(8));
        let nothing = || Call::write(|_| Ok(()));
        let entrants = [
            Contender::ours(Side::Ours, "activ8", "avx2", 1.0, nothing()),
            Contender::yardstick("copy", nothing()).bar(Some(1.15)),
        ];
        let timings = [12.0, 10.0].map(|min| Timing { min, median: min });
        let rows = rows(&job, &entrants, &[Some(Errors { near: 0.0, all: Some(0.5) }), None], &timings);
        let table = table(&job, &rows);
        assert!(table.contains("relu 8 = 1.20 x copy, bar 1.15: missed"), "{table}");
        assert!(!table.contains("GB/s"), "{table}");
    }
}
