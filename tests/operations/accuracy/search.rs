//! Random inputs and random parameters: `ACTIV8_SEARCH=2000000 cargo test --release --test operations search` takes
//! so many inputs of each function, and a tenth of it for each set of parameters.

use std::collections::BTreeMap;

use activ8::{Activation, AnyActivation};
use rayon::prelude::*;

use crate::common::random::Random;
use crate::common::slopes::Gradient;
use crate::common::table::draws::any_float;
use crate::common::table::elementwise::row_of;
use crate::common::ulp::ulp_error_at;
use crate::common::{sparse, tiers};

/// Inputs of each function.
pub(crate) fn count() -> usize {
    let named = std::env::var("ACTIV8_SEARCH").ok();
    named.map_or(20_000 / sparse(), |count| count.parse().expect("ACTIV8_SEARCH is a number"))
}

/// Sets of parameters of each function that has some.
const SETS: u64 = 30;

/// What is furthest beyond its bound: by how much, and where.
type Worst = BTreeMap<String, (f64, String)>;

/// Of each function on each class of tiers, value and gradient: what is further off than its bound of `count` inputs.
fn beyond(activation: AnyActivation, count: usize, seed: u64) -> Worst {
    let (row, gradient, mut random) = (row_of(activation), Gradient::of(activation), Random::new(seed));
    let (value, scale) = (row.value_of(activation), row.scale_of(activation));
    let mut worst = Worst::new();
    for start in (0..count).step_by(1 << 16) {
        let len = (count - start).min(1 << 16);
        let x = random.fill(len, any_float);
        let dy = random.fill(len, |random| random.uniform(0.5, 2.0));
        for tier in tiers() {
            let on = activation.on(tier).expect("available");
            let (mut y, mut dx) = (vec![0.0; len], vec![0.0; len]);
            on.forward(&x, &mut y).expect("equal lengths");
            on.backward(&x, &dy, &mut dx).expect("equal lengths");
            let bounds = [activation.max_ulp(tier), gradient.bound(tier)];
            for i in 0..len {
                let of_value = ulp_error_at(y[i], value(x[i].into()), scale(x[i].into()));
                let errors = [of_value, gradient.want(x[i], dy[i]).error(dx[i])];
                for (of, error, bound, got) in
                    [("value", errors[0], bounds[0], y[i]), ("gradient", errors[1], bounds[1], dx[i])]
                {
                    // A NaN is not within it.
                    if error <= bound {
                        continue;
                    }
                    let class = if tier.is_fused() { "fused" } else { "not fused" };
                    let [x, dy] = [x[i], dy[i]];
                    let what =
                        format!("{activation} on {tier} at {x:e}, dy {dy:e}: {got:e} is {error} ULP off");
                    keep(&mut worst, format!("{} of {}, {class}", of, activation.name()), (error, what));
                }
            }
        }
    }
    worst
}

fn keep(worst: &mut Worst, of: String, found: (f64, String)) {
    let kept = worst.entry(of).or_insert_with(|| found.clone());
    if found.0 > kept.0 || found.0.is_nan() {
        *kept = found;
    }
}

/// Fails with the worst of each function.
fn assert_none(found: impl ParallelIterator<Item = Worst>) {
    let worst = found.reduce(Worst::new, |mut all, some| {
        some.into_iter().for_each(|(of, found)| keep(&mut all, of, found));
        all
    });
    assert!(worst.is_empty(), "{worst:#?}");
}

#[test]
fn random_inputs_are_within_the_bounds() {
    assert_none(AnyActivation::all().into_par_iter().map(|activation| beyond(activation, count(), 1)));
}

#[test]
fn random_parameters_are_within_the_bounds() {
    let all = AnyActivation::all().into_par_iter().filter(|activation| !activation.parameters().is_empty());
    let sets = all.flat_map(|activation| (0..SETS).into_par_iter().map(move |seed| (activation, seed)));
    assert_none(sets.map(|(activation, seed)| {
        beyond(row_of(activation).drawn(&mut Random::new(seed)), count() / 10, seed)
    }));
}

/// That each number a bound is has its place in the documentation.
#[test]
fn bounds_are_documented() {
    let mut failures = Vec::new();
    for activation in AnyActivation::all() {
        let debug = format!("{activation:?}");
        let kind = debug.split('(').next().expect("the variant's name");
        let documentation = documentation(kind);
        let words: Vec<&str> = documentation
            .split(|c: char| !(c.is_ascii_digit() || c == '.'))
            .map(|w| w.trim_matches('.'))
            .collect();
        for tier in tiers() {
            let gradient = Gradient::of(activation).bound(tier);
            for bound in [activation.max_ulp(tier), gradient] {
                let named = words.iter().any(|word| word.parse() == Ok(bound))
                    || (bound == 0.0 && documentation.contains("exact"))
                    || (bound == 0.5 && documentation.contains("correctly rounded"));
                if !named {
                    failures.push(format!("{activation} on {tier}: no {bound} in\n{documentation}"));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The accuracy that the documentation of the type of this name states.
fn documentation(kind: &str) -> String {
    let directory = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/activation");
    for entry in std::fs::read_dir(directory).expect("the sources") {
        let path = entry.expect("a file").path();
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let place =
            [format!("pub struct {kind}"), format!("pub enum {kind}")].iter().find_map(|declaration| {
                text.match_indices(declaration.as_str()).map(|(at, _)| at).find(|&at| {
                    let next = text[at + declaration.len()..].chars().next();
                    next.is_some_and(|c| !c.is_alphanumeric())
                })
            });
        let Some(place) = place else { continue };
        let start = text[..place].rfind("* **Accuracy**").expect("an accuracy");
        let paragraph = &text[start..place];
        let end = paragraph[2..].find("/// * **").unwrap_or(paragraph.len() - 2);
        return paragraph[..end].to_owned();
    }
    panic!("no source of {kind}");
}
