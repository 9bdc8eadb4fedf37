//! Routers, and CTC.

use activ8::{GroupScore, Reduction, Router, Scoring};
use arbitrary::{Result, Unstructured};

use crate::calls::{At, Outcome, agree, on_every_tier};
use crate::common::random::Random;
use crate::common::table::Domain;
use crate::common::table::joint::{self, Each};
use crate::draw::{between, number, numbers, or_another, seldom};
use crate::op;

pub(crate) fn call(u: &mut Unstructured<'_>) -> Result<()> {
    if u.arbitrary()? { router(u) } else { ctc(u) }
}

fn router(u: &mut Unstructured<'_>) -> Result<()> {
    let groups = if u.arbitrary()? { 1 } else { u.int_in_range(1..=8)? };
    let experts = groups * between(u, 1, &[3, 9, 40, 130])?;
    let kept = u.int_in_range(1..=groups)?;
    let most = experts / groups * kept;
    let k = if seldom(u)? { u.int_in_range(0..=most + 1)? } else { u.int_in_range(1..=most.min(16))? };
    let scorings = [Scoring::Softmax, Scoring::TopKSoftmax, Scoring::Sigmoid, Scoring::SqrtSoftplus];
    let mut router = Router::top(k).of(experts).scoring(*u.choose(&scorings)?).groups(groups, kept);
    router = router.group_score(*u.choose(&[GroupScore::SumOfTwo, GroupScore::Greatest])?);
    router = router.renormalize(u.arbitrary()?);
    if seldom(u)? {
        router = router.scale(number(u)?);
    }
    let len = or_another(u, experts)?;
    let bias = numbers(u, Domain::Real, len)?;
    if u.arbitrary()? {
        router = router.bias(&bias);
    }
    let rows = u.int_in_range(1..=6)?;
    let x = numbers(u, Domain::Real, rows * experts)?;
    let dweights = numbers(u, Domain::Real, rows * k)?;
    let mut given = Vec::new();
    for _ in 0..rows * k {
        given.push(if seldom(u)? { u.arbitrary()? } else { u.int_in_range(0..=experts as u32 - 1)? });
    }
    on_every_tier(&router, u.int_in_range(0..=9)?, |at| routes(router, [&x, &dweights], &given, at));
    Ok(())
}

fn routes(router: Router<'_>, [x, dweights]: [&[f32]; 2], given: &[u32], at: At) -> Vec<Outcome> {
    let on = at.place(router);
    let x = at.shift(x);
    let x = &x[at.start..];
    let mut indices = vec![u32::MAX; given.len()];
    let weights = at.write(given.len(), |weights: &mut [f32]| on.route(x, &mut indices, weights));
    if weights.is_ok() {
        let again = at.write(given.len(), |weights: &mut [f32]| on.weigh(x, &indices, weights));
        agree(&again, &weights, &("weighed", router, at));
        for (x, chosen) in x.chunks(router.experts).zip(indices.chunks(router.k)) {
            right(router, x, chosen);
        }
    } else {
        assert!(indices.iter().all(|&index| index == u32::MAX), "indices are written, {router:?}");
    }
    let gradient = at.write(x.len(), |dx: &mut [f32]| on.backward(x, given, dweights, dx));
    let weighed = at.write(given.len(), |weights: &mut [f32]| on.weigh(x, given, weights));
    vec![weights, Ok(indices), weighed, gradient]
}

/// Experts of which each is one, and where their logits alone decide, the greatest, the first of equals.
fn right(router: Router<'_>, x: &[f32], chosen: &[u32]) {
    let mut sorted = chosen.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), chosen.len(), "{router:?}: {chosen:?} repeats one");
    assert!(sorted.iter().all(|&index| (index as usize) < x.len()), "{router:?}: {chosen:?}");
    let by_logits = matches!(router.scoring, Scoring::Softmax | Scoring::TopKSoftmax);
    let is_plain = by_logits && router.bias.is_none() && router.groups == 1;
    if is_plain && x.iter().all(|x| x.is_finite()) {
        let mut order: Vec<u32> = (0..x.len() as u32).collect();
        order.sort_by(|&a, &b| x[b as usize].partial_cmp(&x[a as usize]).expect("finite"));
        assert_eq!(chosen, &order[..chosen.len()], "{router:?} of {x:?}");
    }
}

fn ctc(u: &mut Unstructured<'_>) -> Result<()> {
    let sets: Vec<_> = joint::sets().filter(|(row, _)| row.each_of == Each::Sequence).collect();
    let (row, parameters) = sets[u.choose_index(sets.len())?];
    let (steps, classes) = (u.int_in_range(1..=30)?, u.int_in_range(1..=9)?);
    let random = &mut Random::new(u.arbitrary::<u32>()?.into());
    let (mut case, mut inputs) = row.drawn(parameters, [steps, classes], false, random);
    let mut is_usual = true;
    for _ in 0..u.int_in_range(0..=3)? {
        is_usual = false;
        let at = u.choose_index(inputs[0].len())?;
        inputs[0][at] = number(u)?;
    }
    case.parameters[1] = f32::from(u8::from(u.arbitrary::<bool>()?));
    if seldom(u)? {
        is_usual = false;
        let labels = &mut case.labels;
        let of = match u.int_in_range(0..=3)? {
            0 => &mut labels.target,
            1 => &mut labels.input_lengths,
            2 => &mut labels.target_lengths,
            _ => {
                labels.padded = u.int_in_range(0..=9)?;
                &mut labels.target
            }
        };
        if !of.is_empty() {
            let at = u.choose_index(of.len())?;
            of[at] = if seldom(u)? { u.arbitrary()? } else { u.int_in_range(0..=40)? };
        }
    }
    let paths = case.dim.checked_pow(steps as u32);
    let book = is_usual && paths.is_some_and(|paths| paths <= 5000);
    let book = book.then(|| case.each(&[inputs[0].iter().map(|&x| x.into()).collect()]));
    let reduction = *u.choose(&[Reduction::Mean, Reduction::Sum, Reduction::BatchMean(3)])?;
    on_every_tier(&case, 0, |at| {
        let at = op::At { tier: at.tier, parallel: false };
        let outcome = op::run(&case, at, reduction, &inputs);
        if let (Ok(outcome), Some(book)) = (&outcome, &book) {
            for (&got, &want) in outcome.each.iter().zip(book) {
                let near = (f64::from(got) - want).abs() <= 1e-6 * (1.0 + want.abs());
                let spared = case.parameters[1] != 0.0 && want.is_infinite() && got == 0.0;
                assert!(near || spared || f64::from(got) == want, "{case:?} {at:?}: {got:e}, want {want:e}");
            }
        }
        vec![outcome.map(|outcome| outcome.bits()).map_err(|error| format!("{error:?}"))]
    });
    Ok(())
}
