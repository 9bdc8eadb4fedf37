//! Every function of the header, called as nobody should and as everybody should: by a program of C made of the header.
//!
//! Each function is called in a process of its own, on a stack of 128 KiB: first while there is no memory at all, then on
//! every tier with null, misaligned and overlapping pointers, lengths
//! beyond memory and of nothing, unknown enums, odd truth values, floats that are no numbers, classes out of range, each
//! member of its parameters and each two of them. It must give a typed status, and no byte may change that is not an
//! output's of a call that was done. Good calls of 0 to 300 elements follow, between pages that may not be touched, at
//! both accuracies: they succeed, and their bits do not depend on where buffers lie. At last, on x86-64, in all roundings,
//! and without subnormals: they leave the mode as it is, and give nearly the usual results.

#[path = "walk/header.rs"]
mod header;
#[path = "walk/lengths.rs"]
mod lengths;
#[path = "walk/write.rs"]
mod write;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::thread;

use activ8::{Identity, Tier};
use header::Header;

/// Of C, in `programs/walk`.
const SOURCES: [&str; 6] = ["walk.c", "call.c", "abuse.c", "every_length.c", "memory.c", "modes.c"];

/// The numbers that a walk prints, by their names.
fn numbers(text: &str) -> BTreeMap<&str, u64> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.chunks_exact(2).map(|pair| (pair[0], pair[1].parse().expect("a number"))).collect()
}

#[test]
fn every_function_of_the_header() {
    let text = include_str!("../../include/activ8.h");
    let header = Header::parse(text);
    // Those of the header as nothing but text: none is lost by how it is read.
    let lines = text.lines().filter(|line| !line.starts_with([' ', '/', '}']) && line.contains('('));
    let declared = lines.filter(|line| line.contains("activ8_")).count();
    assert_eq!(header.functions.len(), declared, "functions that were read");

    let tables = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tables.c");
    std::fs::write(&tables, write::tables(&header).expect("a text")).expect("cargo's own directory");
    let walk = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs/walk");
    let include = format!("-I{}", walk.display());
    let sources = SOURCES.map(|source| format!("walk/{source}"));
    let tables = tables.to_str().expect("a path in Unicode");
    let sources: Vec<&str> = sources.iter().map(|source| &source[..]).chain([tables]).collect();
    let program = super::compile("cc", "-std=c11", &sources, &["-D_GNU_SOURCE", &include], false);

    let step = thread::available_parallelism().map_or(1, usize::from);
    let walks: Vec<_> = (0..step)
        .map(|first| {
            let mut walk = Command::new(&program);
            walk.args([first.to_string(), step.to_string()]);
            thread::spawn(move || super::run(&mut walk))
        })
        .collect();
    let walks: Vec<String> = walks.into_iter().map(|walk| walk.join().expect("a walk to its end")).collect();
    let walks: Vec<_> = walks.iter().map(|walk| numbers(walk)).collect();
    let sum = |name| walks.iter().map(|walk| walk[name]).sum::<u64>();
    println!(
        "{} functions, {} calls, {} of them between guards",
        sum("functions"),
        sum("calls"),
        sum("at_edges")
    );
    let tiers = Tier::ALL.iter().filter(|&&tier| Identity.on(tier).is_ok()).count();
    assert!(walks.iter().all(|walk| walk["tiers"] == tiers as u64), "all {tiers} tiers");
    assert_eq!(sum("functions"), declared as u64, "functions that were called");
    assert!(sum("calls") > 500 * sum("functions"), "{} calls", sum("calls"));
}
