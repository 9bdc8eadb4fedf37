//! What errors say, and the names of tiers.

use activ8::{Error, Tier};

#[test]
fn names_that_are_no_tier() {
    for tier in Tier::ALL {
        assert_eq!(tier.name().parse(), Ok(tier), "{tier}");
        assert_eq!(
            format!("{tier:>9}|{tier:9}"),
            format!("{:>9}|{:9}", tier.name(), tier.name()),
            "{tier} padded"
        );
    }
    for name in ["", "AVX2", "avx", " scalar", "sse2"] {
        let want = Err(Error::UnknownTier { argument: "tier", value: name.to_owned() });
        assert_eq!(name.parse::<Tier>(), want, "{name:?}");
    }
}

#[test]
fn errors_say_what_is_wrong() {
    let texts = [
        (Error::Length { argument: "y", expected: 3, found: 4 }, "`y` has 4 elements, but 3 are needed"),
        (
            Error::Rows { argument: "x", row: 3, found: 4 },
            "`x` has 4 elements, which are no whole number of rows of 3",
        ),
        (
            Error::Class { argument: "target", index: 5, value: -1, classes: 3 },
            "`target[5]` is class -1, but there are 3 classes",
        ),
        (
            Error::Probability { argument: "input", index: 5, value: 1.5 },
            "`input[5]` is 1.5, which is no probability in [0, 1]",
        ),
        (
            Error::Shape { argument: "target", expected: [2, 3].into(), found: [3, 2].into() },
            "`target` has the shape [3, 2], where [2, 3] is needed",
        ),
        (
            Error::Argument { activation: "elu", argument: "beta".into(), value: "1".into() },
            "\"elu\" takes no `beta` of \"1\"",
        ),
        (
            Error::NotElementwise { value: "GLU(dim=-1)".to_owned(), operation: "Glu" },
            "\"GLU(dim=-1)\" is no activation of single elements, but `Glu`",
        ),
        (
            Error::Batch { argument: "reduction", value: 0 },
            "`reduction` is 0, but a batch has at least one row",
        ),
        (
            Error::UnknownTier { argument: "ACTIV8_TIER", value: "sse".to_owned() },
            "`ACTIV8_TIER` is \"sse\", which is no tier; the tiers are scalar, portable, avx2, avx512 and neon",
        ),
        (
            Error::UnavailableTier { argument: "tier", tier: Tier::Avx2 },
            "`tier` names the tier avx2, which this CPU does not have",
        ),
    ];
    for (error, text) in texts {
        assert_eq!(error.to_string(), text, "{error:?}");
    }
}
