//! How the tests on random inputs draw them.

use proptest::test_runner::{Config, RngSeed};

use crate::common::sparse;

/// `count` cases, the same in every run, so that what passes on one machine does on the next; others where
/// `PROPTEST_RNG_SEED` names a seed, and as many as `PROPTEST_CASES` says. Failures are printed, not filed.
pub(crate) fn cases(count: u32) -> Config {
    let named = Config::default();
    let rng_seed = match named.rng_seed {
        RngSeed::Random => RngSeed::Fixed(8),
        seed @ RngSeed::Fixed(_) => seed,
    };
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() {
        named.cases
    } else {
        count.div_ceil(sparse() as u32)
    };
    Config { cases, rng_seed, failure_persistence: None, ..named }
}
