//! Ours beside the best rivals: of any accuracy beside our fast rows, and of those within 2.5 ULP beside our high ones.

use std::fmt::Write;

use comfy_table::{CellAlignment, Table, presets};

use crate::record::{Line, Record};
use crate::report::ulp;

/// A rival within this error is as exact as our high rows are meant to be.
const ACCURATE: f64 = 2.5;

/// Up to so many elements a call in place moves no less memory than one out of place.
const IN_CACHE: usize = 4096;

/// The tiers that are summed up, the best first.
pub const TIERS: [&str; 2] = ["avx512", "avx2"];

/// One benchmark on one tier.
pub struct Duel<'a> {
    pub op: &'a str,
    pub size: &'a str,
    pub high: Option<&'a Line>,
    /// The high one where there is no faster formula.
    pub fast: Option<&'a Line>,
    pub best: Option<&'a Line>,
    pub accurate: Option<&'a Line>,
}

impl Duel<'_> {
    /// The time of the best rival over ours: more than 1 where ours is faster.
    pub fn ratio_of_fast(&self) -> Option<f64> {
        Some(self.best?.min_ns / self.fast?.min_ns)
    }

    /// The same of those that are accurate, beside our high row.
    pub fn ratio_of_high(&self) -> Option<f64> {
        Some(self.accurate?.min_ns / self.high?.min_ns)
    }
}

/// All benchmarks of a record on a tier.
pub fn duels<'a>(record: &'a Record, tier: &str) -> Vec<Duel<'a>> {
    let has_avx512 = record.lines.iter().any(|line| line.library == "activ8" && line.tier == TIERS[0]);
    let is_best = tier == TIERS[0] || !has_avx512;
    let benchmarks = record.lines.chunk_by(|a, b| (&a.op, &a.size) == (&b.op, &b.size));
    let duel = |lines: &'a [Line]| {
        let fastest = |wanted: &dyn Fn(&Line) -> bool| {
            lines.iter().filter(|line| wanted(line)).min_by(|a, b| a.min_ns.total_cmp(&b.min_ns))
        };
        let ours = |accuracy: &str| {
            fastest(&|line| line.library == "activ8" && line.tier == tier && line.accuracy == accuracy)
        };
        // On a lesser tier those that are compiled for it: the others cannot be asked for it.
        let is_rival = |line: &Line| is_rival(line) && (is_best || line.tier == tier);
        Duel {
            op: &lines[0].op,
            size: &lines[0].size,
            high: ours("high"),
            fast: [ours("fast"), ours("high")]
                .into_iter()
                .flatten()
                .min_by(|a, b| a.min_ns.total_cmp(&b.min_ns)),
            best: fastest(&is_rival),
            accurate: fastest(&|line| is_rival(line) && line.max_ulp.is_some_and(|error| error <= ACCURATE)),
        }
    };
    benchmarks.map(duel).filter(|duel| duel.high.is_some()).collect()
}

/// Whether it is another library's answer to the same job.
pub fn is_rival(line: &Line) -> bool {
    let elements: usize = line.size.split('x').filter_map(|part| part.parse::<usize>().ok()).product();
    let is_same_job = elements <= IN_CACHE || !line.library.ends_with("(in place)");
    line.accuracy.is_empty() && line.max_ulp.is_some() && is_same_job
}

/// Both tables, and the geometric means.
pub fn of(record: &Record) -> String {
    let mut text = format!("{}, {}, {}\n", record.cpu, record.date, record.build);
    for tier in TIERS {
        let duels = duels(record, tier);
        if duels.is_empty() {
            continue;
        }
        let _ = writeln!(
            text,
            "\nactiv8 on {tier}, and the best rivals, ns an element (ULP). More than 1 x: ours is faster."
        );
        if duels.iter().any(|duel| duel.best.is_some_and(|best| best.tier == tier)) && tier == TIERS[1] {
            text.push_str("Rivals are those compiled for this tier; the others choose by themselves, and have their best alone.\n");
        }
        let _ = writeln!(text, "{}", table(&duels));
        let in_cache: Vec<_> =
            duels.iter().filter(|duel| duel.size == "4096" || duel.size.contains('x')).collect();
        for (sizes, duels) in [("all sizes", duels.iter().collect()), ("4096 elements, and rows", in_cache)] {
            let (fast, high) =
                (duels.iter().map(|d| d.ratio_of_fast()), duels.iter().map(|d| d.ratio_of_high()));
            text += &mean(&format!("{tier}, {sizes}: fast over the best rival"), fast);
            text += &mean(&format!("{tier}, {sizes}: high over the best within 2.5 ULP"), high);
        }
    }
    text
}

fn table(duels: &[Duel<'_>]) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_header([
        "",
        "size",
        "fast",
        "best rival",
        "x",
        "high",
        "within 2.5 ULP",
        "x",
    ]);
    for column in [4, 7] {
        table
            .column_mut(column)
            .iter_mut()
            .for_each(|column| column.set_cell_alignment(CellAlignment::Right));
    }
    for duel in duels {
        let times = |ratio: Option<f64>| ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
        let named = |line: Option<&Line>| {
            line.map_or_else(String::new, |line| format!("{} {} {}", cell(line), line.library, line.tier))
        };
        table.add_row([
            duel.op.to_owned(),
            duel.size.to_owned(),
            duel.fast.map_or_else(String::new, cell),
            named(duel.best),
            times(duel.ratio_of_fast()),
            duel.high.map_or_else(String::new, cell),
            named(duel.accurate),
            times(duel.ratio_of_high()),
        ]);
    }
    table
}

/// Nanoseconds, and the error in brackets.
pub fn cell(line: &Line) -> String {
    let ns = match line.min_ns {
        ns if ns < 1.0 => format!("{ns:.3}"),
        ns if ns < 10.0 => format!("{ns:.2}"),
        ns => format!("{ns:.1}"),
    };
    let error = match line.max_ulp {
        None => return ns,
        Some(error) if error < 10.0 => format!("{error:.1}"),
        Some(error) if error < 1e4 => format!("{error:.0}"),
        Some(error) => ulp(error),
    };
    format!("{ns} ({error})")
}

/// The geometric mean, and how often ours is slower.
fn mean(name: &str, ratios: impl Iterator<Item = Option<f64>>) -> String {
    let ratios: Vec<_> = ratios.flatten().collect();
    let slower = ratios.iter().filter(|&&ratio| ratio < 1.0).count();
    geometric_mean(ratios.iter().copied()).map_or_else(String::new, |mean| {
        format!("{name}: geometric mean {mean:.2} x of {}, slower in {slower}\n", ratios.len())
    })
}

fn geometric_mean(ratios: impl ExactSizeIterator<Item = f64>) -> Option<f64> {
    let count = ratios.len();
    (count > 0).then(|| (ratios.map(f64::ln).sum::<f64>() / count as f64).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(library: &str, tier: &str, accuracy: &str, min_ns: f64, max_ulp: f64) -> Line {
        Line {
            op: "tanh".to_owned(),
            size: "4096".to_owned(),
            library: library.to_owned(),
            tier: tier.to_owned(),
            accuracy: accuracy.to_owned(),
            min_ns,
            median_ns: min_ns,
            max_ulp: Some(max_ulp),
            max_ulp_all: None,
        }
    }

    fn record() -> Record {
        let lines = vec![
            line("activ8", "avx2", "high", 0.4, 1.0),
            line("activ8", "avx512", "high", 0.2, 1.0),
            line("activ8", "avx512", "fast", 0.1, 4.0),
            line("activ8 (in place)", "avx512", "high", 0.01, 1.0),
            line("quick", "run time", "", 0.15, 9.0),
            line("exact", "run time", "", 0.3, 2.0),
            line("exact", "avx2", "", 0.5, 2.0),
            Line { max_ulp: None, ..line("copy", "run time", "", 0.01, 0.0) },
        ];
        Record { lines, ..Record::of_this_machine() }
    }

    #[test]
    fn each_accuracy_meets_the_rivals_of_its_kind() {
        let record = record();
        let duels = [duels(&record, TIERS[0]), duels(&record, TIERS[1])];
        let ratios = duels.each_ref().map(|duels| (duels[0].ratio_of_fast(), duels[0].ratio_of_high()));
        let near = |got: Option<f64>, want: f64| got.is_some_and(|got| (got - want).abs() < 1e-12);
        assert!(near(ratios[0].0, 1.5) && near(ratios[0].1, 1.5), "{ratios:?}");
        // On AVX2 there is neither a fast row nor another rival.
        assert!(near(ratios[1].0, 1.25) && near(ratios[1].1, 1.25), "{ratios:?}");
    }

    #[test]
    fn a_call_in_place_counts_while_memory_does_not() {
        let small = line("tract-linalg (in place)", "run time", "", 0.1, 1.0);
        let large = Line { size: "64x1000".to_owned(), ..small.clone() };
        assert!(is_rival(&small) && !is_rival(&large));
    }

    #[test]
    fn means_are_geometric() {
        assert_eq!(geometric_mean([].into_iter()), None);
        assert!(geometric_mean([0.5, 2.0, 8.0].into_iter()).is_some_and(|mean| (mean - 2.0).abs() < 1e-12));
        assert!(of(&record()).contains(
            "avx512, all sizes: fast over the best rival: geometric mean 1.50 x of 1, slower in 0"
        ));
    }
}
