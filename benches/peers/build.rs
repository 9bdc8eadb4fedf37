//! Compiles the shims of those rivals whose headers and libraries this machine has, and lists them for the race, with
//! what installs the others.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// A rival of C or C++.
struct Rival {
    library: &'static str,
    install: &'static str,
    file: &'static str,
    links: &'static [&'static str],
    /// Whether its code is compiled for a tier by name; else the library chooses when it runs.
    by_tier: bool,
    /// The rows of it, by what is added to the library's name.
    variants: &'static [&'static str],
    /// Interfaces to try, one after the other: what is added to the library's name, and the shim's definition for it.
    interfaces: &'static [(&'static str, Option<&'static str>)],
}

const RIVALS: [Rival; 5] = [
    Rival {
        library: "SLEEF",
        install: "apt install libsleef-dev",
        file: "sleef.c",
        links: &["sleef"],
        by_tier: true,
        variants: &["u10", "u35"],
        interfaces: &[("", None)],
    },
    Rival {
        library: "libmvec",
        install: "apt install libc6-dev, of version 2.35 or later",
        file: "libmvec.c",
        links: &["mvec"],
        by_tier: true,
        variants: &[""],
        interfaces: &[("", None)],
    },
    Rival {
        library: "XNNPACK",
        install: "apt install libxnnpack-dev libpthreadpool-dev",
        file: "xnnpack.c",
        links: &["XNNPACK"],
        by_tier: false,
        variants: &[""],
        interfaces: &[(" 2022", None), (" 2024", Some("UNARY_ELEMENTWISE"))],
    },
    Rival {
        library: "oneDNN",
        install: "apt install libdnnl-dev",
        file: "dnnl.cpp",
        links: &["dnnl", "gomp"],
        by_tier: false,
        variants: &[""],
        interfaces: &[("", None)],
    },
    Rival {
        library: "Eigen",
        install: "apt install libeigen3-dev",
        file: "eigen.cpp",
        links: &[],
        by_tier: true,
        variants: &[""],
        interfaces: &[("", None)],
    },
];

/// The tiers by name, and the compiler's options for them.
const TIERS: [(&str, &[&str]); 2] = [
    ("avx2", &["-mavx2", "-mfma"]),
    ("avx512", &["-mavx512f", "-mavx512dq", "-mavx512bw", "-mavx512vl", "-mfma"]),
];

/// Where packages put what a compiler includes.
const INCLUDES: [&str; 2] = ["/usr/include", "/usr/local/include"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=shim");
    println!("cargo::rerun-if-env-changed=CPATH");
    println!("cargo::rerun-if-env-changed=LIBRARY_PATH");
    // What is installed later is found later.
    for folder in INCLUDES.into_iter().filter(|folder| Path::new(folder).exists()) {
        println!("cargo::rerun-if-changed={folder}");
    }
    let target = |name| env::var(name).unwrap_or_default();
    let is_known = target("CARGO_CFG_TARGET_ARCH") == "x86_64" && target("CARGO_CFG_TARGET_OS") == "linux";
    let (mut functions, mut present, mut absent) = (String::new(), String::new(), String::new());
    for rival in &RIVALS {
        let library = rival.library;
        let Some(version) = is_known.then(|| compiled(rival)).flatten() else {
            println!("cargo::warning={library} is left out of the race: {}", rival.install);
            let _ = writeln!(absent, "    ({library:?}, {:?}),", rival.install);
            continue;
        };
        rival.links.iter().for_each(|link| println!("cargo::rustc-link-lib={link}"));
        for (tier, _) in tiers(rival) {
            let symbol = symbol(rival, tier);
            let _ = writeln!(functions, "    fn {symbol}{SIGNATURE};");
            for variant in rival.variants {
                let (name, space) = (variant, if variant.is_empty() { "" } else { " " });
                let _ = writeln!(
                    present,
                    "    Shim {{ library: \"{library}{version}{space}{name}\", tier: {tier:?}, variant: c\"{variant}\", open: {symbol} }},"
                );
            }
        }
    }
    let list = format!(
        "unsafe extern \"C\" {{\n{functions}}}\n\nconst SHIMS: &[Shim] = &[\n{present}];\n\n\
         pub const ABSENT: &[(&str, &str)] = &[\n{absent}];\n"
    );
    let path = PathBuf::from(target("OUT_DIR")).join("shims.rs");
    fs::write(&path, list).unwrap_or_else(|error| panic!("cannot write {}: {error}", path.display()));
}

const SIGNATURE: &str =
    "(op: *const c_char, variant: *const c_char, rows: usize, cols: usize, out: *mut Opened) -> c_int";

fn tiers(rival: &Rival) -> &'static [(&'static str, &'static [&'static str])] {
    if rival.by_tier { &TIERS } else { &[("run time", &[])] }
}

/// What the one function of a shim is called.
fn symbol(rival: &Rival, tier: &str) -> String {
    format!("{}_{}", rival.library.to_lowercase(), tier.replace(' ', "_"))
}

/// The first of its interfaces with which its shim compiles for each tier: then the library is here.
fn compiled(rival: &Rival) -> Option<&'static str> {
    let compiles = |&&(_, definition): &&(&str, Option<&str>)| {
        tiers(rival).iter().all(|(tier, options)| compile(rival, tier, options, definition))
    };
    rival.interfaces.iter().find(compiles).map(|(version, _)| *version)
}

fn compile(rival: &Rival, tier: &str, options: &[&str], definition: Option<&str>) -> bool {
    let symbol = symbol(rival, tier);
    let mut build = cc::Build::new();
    if rival.file.ends_with(".cpp") {
        build.cpp(true).std("c++17").include("/usr/include/eigen3").include("/usr/local/include/eigen3");
    }
    build.file(Path::new("shim").join(rival.file)).opt_level(3).define("OPEN_NAME", symbol.as_str());
    options.iter().for_each(|option| _ = build.flag(option));
    definition.iter().for_each(|name| _ = build.define(name, None));
    build.warnings(false).cargo_warnings(false).try_compile(&symbol).is_ok()
}
