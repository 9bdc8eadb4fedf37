//! Declares the crate's cfg names and hands the facts of the build to the reports.

use std::env;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");

    // Whether plain `f32` code and `wide` fuse multiply-add: a fact of the target, not of a tier.
    println!("cargo::rustc-check-cfg=cfg(activ8_fused)");
    let features = env::var("CARGO_CFG_TARGET_FEATURE").unwrap_or_default();
    let aarch64 = env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "aarch64");
    if aarch64 || features.split(',').any(|feature| feature == "fma") {
        println!("cargo::rustc-cfg=activ8_fused");
    }

    // The tier of NEON. What is for other orders of bytes, or for no registers of floats, has the portable one.
    println!("cargo::rustc-check-cfg=cfg(activ8_neon)");
    let little = env::var("CARGO_CFG_TARGET_ENDIAN").is_ok_and(|endian| endian == "little");
    if aarch64 && little && features.split(',').any(|feature| feature == "neon") {
        println!("cargo::rustc-cfg=activ8_neon");
    }

    // Without optimisation nothing shares its place on the stack: loops then have frames of their own.
    println!("cargo::rustc-check-cfg=cfg(activ8_unoptimised)");
    if env::var("OPT_LEVEL").is_ok_and(|level| level == "0") {
        println!("cargo::rustc-cfg=activ8_unoptimised");
    }

    // By hand: `built` does not know the flags, and `vergen` brings thirty crates into every build of this one.
    let compiler = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .arg("--version")
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
        .unwrap_or_default();
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default().replace('\x1f', " ");
    println!("cargo::rustc-env=ACTIV8_TARGET={}", env::var("TARGET").unwrap_or_default());
    println!("cargo::rustc-env=ACTIV8_COMPILER={compiler}");
    println!("cargo::rustc-env=ACTIV8_FLAGS={flags}");
}
