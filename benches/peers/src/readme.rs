//! The README's table, made from a record.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::contender::Fault;
use crate::record::{Line, Record, folder};
use crate::summary::{Duel, TIERS, cell, duels};

/// The lines between which the table is. The first names the record.
const BEGIN: &str = "<!-- The record benches/record/";
const END: &str = "<!-- The end of the record. -->";

/// The sizes that the table shows, of those that are not rows.
const SIZES: [&str; 2] = ["8", "4096"];

fn readme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md")
}

/// Puts a record's table in the place of the one that the README has.
pub fn rewrite(path: &Path) -> Result<(), Fault> {
    let inside = path.canonicalize()?;
    let name = inside.strip_prefix(folder().canonicalize()?).map_err(|_| "a record is in benches/record")?;
    let text = fs::read_to_string(readme())?;
    let (before, _, after) = parts(&text)?;
    let table = table(&Record::read(path)?);
    Ok(fs::write(readme(), format!("{before}{BEGIN}{}. -->\n\n{table}\n{END}{after}", name.display()))?)
}

/// What is before the marks, the record's name with the lines between them, and what is after.
fn parts(text: &str) -> Result<(&str, &str, &str), Fault> {
    let (before, rest) = text.split_once(BEGIN).ok_or_else(|| format!("the README has no line {BEGIN}"))?;
    let (between, after) = rest.split_once(END).ok_or_else(|| format!("the README has no line {END}"))?;
    Ok((before, between, after))
}

/// The table, with the machine's name before it.
fn table(record: &Record) -> String {
    let tiers: Vec<_> =
        TIERS.iter().map(|tier| duels(record, tier)).filter(|duels| !duels.is_empty()).collect();
    let mut text = format!("One core of {}, {}:\n\n", record.cpu, record.date);
    let Some(first) = tiers.first() else { return text };
    text.push_str(
        "| op | size | activ8 | activ8, fast | best rival within 2.5 ULP | best rival | std loop |",
    );
    text.push_str(if tiers.len() > 1 { " activ8 on AVX2 | fast | best rival on AVX2 |\n" } else { "\n" });
    text.push_str(&"|---".repeat(if tiers.len() > 1 { 10 } else { 7 }));
    text.push_str("|\n");
    for duel in first.iter().filter(|duel| duel.size.contains('x') || SIZES.contains(&duel.size)) {
        let std = record
            .lines
            .iter()
            .find(|line| line.library == "std" && line.op == duel.op && line.size == duel.size);
        let mut cells = vec![duel.op.replace('_', " "), size(duel.size)];
        cells.extend(ours(duel));
        cells.extend([rival(duel.accurate), rival(duel.best), std.map_or_else(none, cell)]);
        if let Some(lesser) = tiers.get(1) {
            let same = lesser.iter().find(|other| (other.op, other.size) == (duel.op, duel.size));
            cells.extend(same.map_or_else(
                || vec![none(); 3],
                |same| [ours(same).to_vec(), vec![rival(same.best)]].concat(),
            ));
        }
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
    text
}

/// Ours at both accuracies, bold where no rival of its kind is faster.
fn ours(duel: &Duel<'_>) -> [String; 2] {
    let bold = |line: Option<&Line>, ratio: Option<f64>| match line {
        None => none(),
        Some(line) if ratio.is_none_or(|ratio| ratio >= 1.0) => format!("**{}**", cell(line)),
        Some(line) => cell(line),
    };
    [bold(duel.high, duel.ratio_of_high()), bold(duel.fast, duel.ratio_of_fast())]
}

fn rival(line: Option<&Line>) -> String {
    line.map_or_else(none, |line| format!("{} {}", line.library, cell(line)))
}

fn none() -> String {
    "–".to_owned()
}

/// With commas and a sign of multiplication.
fn size(size: &str) -> String {
    let with_commas = |number: &str| match number.len() {
        length if length > 3 => format!("{},{}", &number[..length - 3], &number[length - 3..]),
        _ => number.to_owned(),
    };
    size.split('x').map(with_commas).collect::<Vec<_>>().join(" × ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_has_what_its_record_gives() {
        let text = fs::read_to_string(readme()).expect("the README");
        let (_, between, _) = parts(&text).expect("the README's marks");
        let (name, lines) = between.split_once(". -->\n\n").expect("a record's name");
        let record = Record::read(&folder().join(name)).expect("the record that the README names");
        assert_eq!(
            lines,
            format!("{}\n", table(&record)),
            "run the race with --readme benches/record/{name}"
        );
    }

    #[test]
    fn sizes_are_for_people() {
        assert_eq!(["8", "4096", "32x32000"].map(size), ["8", "4,096", "32 × 32,000"]);
    }
}
