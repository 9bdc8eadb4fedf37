//! The library's page says what is true: its tables have every operation with its bounds, and its way from a verb to
//! an instruction leads through the files that it names.

#[path = "common/exports.rs"]
mod exports;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::Path;

use activ8::{Activation, AnyActivation, Tier};

const PAGE: &str = include_str!("../src/lib.rs");
const TABLES: &str =
    concat!(include_str!("../src/activation/operations.md"), include_str!("../src/loss/operations.md"));

/// The most steps from a verb to an instruction.
const MOST_STEPS: usize = 7;

/// A row's cells, of the operation of this name.
fn row(name: &str) -> Vec<&'static str> {
    let link = format!("[`{name}`]");
    let names = |line: &&str| {
        line.starts_with('|') && line.split(" | ").next().is_some_and(|cell| cell.contains(&link))
    };
    let mut rows = TABLES.lines().filter(names);
    let row = rows.next().unwrap_or_else(|| panic!("no table has {name}"));
    assert_eq!(rows.next(), None, "{name} twice");
    row.split(" | ").map(|cell| cell.trim_matches(['|', ' '])).collect()
}

/// The type of an activation, from `Silu` or `Gelu(Erf)`.
fn type_name(activation: AnyActivation) -> String {
    let text = format!("{activation:?}");
    text[..text.find(['(', ' ', '{']).unwrap_or(text.len())].to_owned()
}

#[test]
fn tables_have_the_bounds_of_all_elementwise_activations() {
    let all = AnyActivation::all();
    for (i, activation) in all.iter().enumerate() {
        let name = type_name(*activation);
        // The first of several choices is the default, which the table is about.
        if all[..i].iter().any(|before| type_name(*before) == name) {
            continue;
        }
        let bounds = [Tier::Avx2, Tier::Scalar].map(|tier| activation.max_ulp(tier));
        let want = match bounds {
            [fused, unfused] if fused == unfused => format!("{fused}"),
            [fused, unfused] => format!("{fused} / {unfused}"),
        };
        if !Tier::Scalar.is_fused() {
            assert_eq!(row(&name)[2], want, "{name}");
        }
    }
    assert!(all.len() > 30, "{} activations", all.len());
}

#[test]
fn tables_have_every_operation() {
    let no_operations = [
        "Accumulator",
        "Activation",
        "Along",
        "AnyActivation",
        "BackwardFromOutput",
        "ClassIndex",
        "Elementwise",
        "FullyMasked",
        "GateLayout",
        "GatedActivation",
        "GroupScore",
        "JointLoss",
        "KlInput",
        "Loss",
        "LossSum",
        "OutputGradient",
        "Reduce",
        "Reduction",
        "ScoreMask",
        "Scoring",
        "Target",
        "TargetKind",
        "TargetType",
        "Targets",
    ];
    let names = exports::activations().into_iter().chain(exports::losses());
    let operations: Vec<_> = names.filter(|name| !no_operations.contains(name)).collect();
    assert!(operations.len() > 80, "{} operations", operations.len());
    for name in operations {
        assert!(row(name).len() >= 3, "{name}");
    }
}

#[test]
fn the_way_to_an_instruction_is_there() {
    let section = PAGE.split_once("# From a verb to an instruction").expect("the section").1;
    let section = section.split_once("//! # ").expect("another").0.replace("//! ", " ");
    let steps: Vec<_> =
        (1..).map_while(|step| section.split_once(&format!(" {step}. ")).map(|(_, step)| step)).collect();
    assert!((5..=MOST_STEPS).contains(&steps.len()), "{} steps", steps.len());
    let mut seen = Vec::new();
    for (i, step) in steps.iter().enumerate() {
        let step = step.split_once(&format!(" {}. ", i + 2)).map_or(*step, |(step, _)| step);
        let step = step.split("\n//!\n").next().expect("a part");
        let (files, names): (Vec<_>, Vec<_>) =
            step.split('`').skip(1).step_by(2).partition(|quoted| quoted.starts_with("src/"));
        let texts: Vec<_> = files
            .iter()
            .map(|file| std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}")))
            .collect();
        assert!(!texts.is_empty(), "step {} names a file", i + 1);
        for name in names.iter().flat_map(|name| name.split("::")) {
            assert!(texts.iter().any(|text| text.contains(name)), "step {}: `{name}` in {files:?}", i + 1);
        }
        for file in files {
            assert!(!seen.contains(&file), "{file} is come back to");
            seen.push(file);
        }
    }
}

/// Each promise names tests that are there.
#[test]
fn promises_name_their_tests() {
    let mut tests = 0;
    for cell in include_str!("../SECURITY.md").lines().filter_map(|line| line.strip_suffix(" |")) {
        let mut text = String::new();
        for quoted in cell.rsplit(" | ").next().unwrap_or_default().split('`').skip(1).step_by(2) {
            if quoted.ends_with(".rs") {
                text = std::fs::read_to_string(quoted).unwrap_or_else(|error| panic!("{quoted}: {error}"));
            } else if !text.is_empty() {
                assert!(
                    text.contains(&format!("#[test]\nfn {quoted}()")),
                    "no test `{quoted}` where it should be"
                );
                tests += 1;
            }
        }
    }
    assert!(tests > 20, "{tests} tests are named");
}

/// Adds what the files of a folder use of other rooms: `crate::room` outside of comments.
fn uses(folder: &Path, rooms: &mut BTreeMap<String, BTreeSet<String>>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            uses(&path, rooms);
            continue;
        }
        let below = path.strip_prefix("src").expect("a file of src");
        let room =
            below.iter().next().and_then(OsStr::to_str).expect("a name").trim_end_matches(".rs").to_owned();
        if room == "lib" || path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a file");
        let code = text.lines().map(|line| line.split_once("//").map_or(line, |(code, _)| code));
        let used = code.flat_map(|line| line.split("crate::").skip(1));
        let names = used.filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next());
        let others = names.filter(|name| *name != room && name.starts_with(char::is_lowercase));
        rooms.entry(room.clone()).or_default().extend(others.map(str::to_owned));
    }
}

/// Whatever a room uses, directly or by others, does not use the room.
#[test]
fn arrows_between_rooms_run_one_way() {
    let mut rooms = BTreeMap::new();
    uses(Path::new("src"), &mut rooms);
    assert!(rooms.len() > 12, "{} rooms", rooms.len());
    // A room that uses none that are left is taken away, until there are none, or circles.
    while let Some(done) = rooms.iter().find(|(_, uses)| uses.iter().all(|used| !rooms.contains_key(used))) {
        let done = done.0.clone();
        rooms.remove(&done);
    }
    assert!(rooms.is_empty(), "circles among {rooms:?}");
}
