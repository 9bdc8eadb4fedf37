#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| activ8_fuzz::choices(bytes));
