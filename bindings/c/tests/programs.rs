//! Programs of C and C++ against both libraries, without a warning, and under AddressSanitizer; `walk` calls every
//! function.
#![cfg(target_os = "linux")]

#[path = "programs/walk.rs"]
mod walk;

use std::path::{Path, PathBuf};
use std::process::Command;

/// Where cargo has put the libraries, which this test's own build has made.
fn libraries() -> PathBuf {
    let test = std::env::current_exe().expect("this test has a path");
    test.parent().expect("a directory").to_owned()
}

/// What it prints.
fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let text = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    assert!(output.status.success(), "{command:?}:\n{}{}", text[0], text[1]);
    let [out, _] = text;
    out
}

/// Compiles sources of C or C++, by their paths in `tests/programs` or of their own, with one of the libraries.
fn compile(compiler: &str, standard: &str, sources: &[&str], flags: &[&str], shared: bool) -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let libraries = libraries();
    let kind = if shared { "shared" } else { "static" };
    let stem = Path::new(sources[0]).file_name().expect("a file").to_string_lossy();
    let name = format!("{stem}-{kind}-{}", flags.concat()).replace(['=', ',', '/'], "-");
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let mut command = Command::new(compiler);
    command.args([standard, "-Wall", "-Wextra", "-Werror", "-pedantic", "-O1", "-g"]).args(flags);
    command.arg("-I").arg(package.join("include"));
    command.args(sources.iter().map(|source| package.join("tests/programs").join(source)));
    if shared {
        command.arg(libraries.join("libactiv8_c.so")).arg(format!("-Wl,-rpath,{}", libraries.display()));
    } else {
        command.arg(libraries.join("libactiv8_c.a")).args(["-lpthread", "-ldl"]);
    }
    run(command.args(["-lm", "-o"]).arg(&program));
    program
}

/// Compiles and runs it with either library.
fn check(compiler: &str, standard: &str, source: &str, flags: &[&str]) {
    for shared in [false, true] {
        run(&mut Command::new(compile(compiler, standard, &[source], flags, shared)));
    }
}

#[test]
fn c() {
    check("cc", "-std=c99", "check.c", &[]);
}

#[test]
fn cpp() {
    check("c++", "-std=c++11", "check.cpp", &[]);
}

#[test]
fn under_address_sanitizer() {
    check("cc", "-std=c99", "check.c", &["-fsanitize=address", "-fno-omit-frame-pointer"]);
    check("c++", "-std=c++11", "check.cpp", &["-fsanitize=address"]);
}

/// A thread's last destructors, forks, no threads, no memory, and signals.
#[test]
fn at_the_edges_of_a_process() {
    check("cc", "-std=c11", "edges.c", &["-D_GNU_SOURCE"]);
}

/// The README's five lines.
#[test]
fn readme() {
    let readme = include_str!("../../../README.md");
    let block =
        readme.split("```c\n").nth(1).and_then(|block| block.split("```").next()).expect("a block of C");
    let program = format!(
        "#include <activ8.h>\n#include <stdio.h>\nint main(void) {{\nfloat x[6] = {{1, 2, 3, 4, 5, 6}}, y[6];\n\
         size_t n = 6, rows = 2;\n{block}return y[0] != 1;\n}}\n"
    );
    let source = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme.c");
    std::fs::write(&source, program).expect("cargo's own directory");
    check("cc", "-std=c99", source.to_str().expect("a path in Unicode"), &[]);
}
