//! `cargo run --release --manifest-path benches/peers/Cargo.toml`.

use std::process::ExitCode;

fn main() -> ExitCode {
    peers::main()
}
