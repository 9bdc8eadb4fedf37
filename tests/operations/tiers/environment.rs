//! `ACTIV8_TIER`, which is read once in a process: so the test runs itself again with each value.

use std::env;
use std::ffi::OsStr;
use std::process::Command;

use activ8::{Activation, Error, Relu, Result, Tier};

use crate::common::compare::{assert_same, show};
use crate::common::data::{Input, Mix};
use crate::common::tiers;
use crate::common::verbs::{Call, verbs};

/// The tier that a call without a name has, by the environment of this process. The test below runs
/// this one again with others.
#[test]
fn the_default_tier_is_the_environments_or_the_best() {
    let name = env::var_os("ACTIV8_TIER").map(|name| name.to_string_lossy().into_owned());
    let want = match name.filter(|name| !name.is_empty()) {
        None => Ok(*tiers().last().expect("scalar is always there")),
        Some(name) => match Tier::ALL.into_iter().find(|tier| tier.name() == name) {
            Some(tier) if tier.is_available() => Ok(tier),
            Some(tier) => Err(Error::UnavailableTier { argument: "ACTIV8_TIER", tier }),
            None => Err(Error::UnknownTier { argument: "ACTIV8_TIER", value: name }),
        },
    };
    assert_eq!(Tier::active(), want, "Tier::active()");
    println!("default tier: {}", want.as_ref().map_or_else(ToString::to_string, ToString::to_string));
    for &verb in verbs() {
        let input = Input::new(verb, 8, 3, Mix::Finite);
        let (mut out, before) = (input.output(verb), input.output(verb));
        let got = (verb.run)(Call { tier: None, ..Call::on(Tier::Scalar, 3) }, input.args(), &mut out);
        match &want {
            Ok(tier) => {
                let (named, value) = input.outcome(verb, Call::on(*tier, 3));
                assert_same(&out, &named, format_args!("{}.{} by default", verb.op, verb.verb));
                assert_eq!(got, Ok(value), "{}.{} by default", verb.op, verb.verb);
            }
            Err(error) => {
                assert_eq!(got.as_ref(), Err(error), "{}.{}", verb.op, verb.verb);
                assert_same(&out, &before, format_args!("{}.{} refused", verb.op, verb.verb));
            }
        }
    }
    // A tier named for the call needs none from the environment.
    let mut x = [-1.0, 2.0];
    let named: Result<()> = Relu.on(Tier::Scalar).and_then(|relu| relu.forward_in_place(&mut x));
    assert_eq!((named, x.map(show)), (Ok(()), [0.0, 2.0].map(show)), "Relu.on(scalar)");
}

#[test]
fn the_environment_names_the_default_tier() {
    let again = |name: &OsStr| {
        let test = "tiers::environment::the_default_tier_is_the_environments_or_the_best";
        let mut run = Command::new(env::current_exe().expect("a test knows itself"));
        run.args([test, "--exact", "--nocapture"])
            .env("ACTIV8_TIER", name)
            .env_remove("ACTIV8_REQUIRE_TIERS");
        let output = run.output().expect("a test can run itself");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let passed = output.status.success() && text.contains("1 passed");
        assert!(
            passed,
            "{test} with ACTIV8_TIER={name:?}:\n{text}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        text
    };
    for tier in Tier::ALL {
        let text = again(tier.name().as_ref());
        let want = if tier.is_available() {
            format!("default tier: {tier}\n")
        } else {
            format!("default tier: `ACTIV8_TIER` names the tier {tier}, which this CPU does not have\n")
        };
        assert!(text.contains(&want), "ACTIV8_TIER={tier}: no `{want}` in\n{text}");
    }
    // A variable that is empty is one that is not set.
    let (best, text) = (tiers().pop().expect("scalar is always there"), again("".as_ref()));
    assert!(text.contains(&format!("default tier: {best}\n")), "ACTIV8_TIER=: no tier {best} in\n{text}");
    for name in [" ", "AVX2", "avx2 ", "sse2", "0", "scalar,avx2"] {
        let text = again(name.as_ref());
        let want = format!("default tier: `ACTIV8_TIER` is {name:?}, which is no tier");
        assert!(text.contains(&want), "ACTIV8_TIER={name:?}: no `{want}` in\n{text}");
    }
}
