//! Losses.

use activ8::{CrossEntropy, Loss, LossSum, Reduction, Target, TargetType, bf16};
use arbitrary::{Result, Unstructured};

use crate::calls::{At, Outcome, TIERS, agree, on_every_tier, rounded, widened};
use crate::common::random::Random;
use crate::common::table::Domain;
use crate::common::table::joint;
use crate::common::verbs::{Args, Call, Output, Verb, verbs};
use crate::draw::{between, number, numbers, or_another, seldom, shape};
use crate::op;

pub(crate) fn call(u: &mut Unstructured<'_>) -> Result<()> {
    match u.int_in_range(0..=3)? {
        0 => cross_entropy(u),
        1 => several_inputs(u),
        _ => of_table(u),
    }
}

fn reduction(u: &mut Unstructured<'_>) -> Result<Reduction> {
    let rows = if seldom(u)? { 0 } else { u.int_in_range(1..=9)? };
    Ok(*u.choose(&[Reduction::Mean, Reduction::Sum, Reduction::BatchMean(rows)])?)
}

/// A class, or seldom none.
fn class(u: &mut Unstructured<'_>, classes: usize, ignored: i64) -> Result<i64> {
    Ok(match u.int_in_range(0..=63)? {
        0 => u.arbitrary()?,
        1 => classes as i64,
        2..=6 => ignored,
        _ => u.int_in_range(0..=classes.max(1) as i64 - 1)?,
    })
}

fn of_table(u: &mut Unstructured<'_>) -> Result<()> {
    let all: Vec<&Verb> =
        verbs().iter().filter(|verb| verb.of_loss() && verb.verb == "forward_backward").collect();
    let both = all[u.choose_index(all.len())?];
    let [rows, row] = shape(u)?;
    let (n, row) = if both.rows { (rows * row, row) } else { (rows * row, 1) };
    let [of_x, of_t] = both.domains;
    let x = numbers(u, of_x, n)?;
    let (mut second, mut classes) = (Vec::new(), Vec::new());
    if of_t == Domain::Class {
        for _ in 0..rows {
            classes.push(class(u, row, -100)?);
        }
    } else {
        let out = or_another(u, n)?;
        second = numbers(u, of_t, out)?;
    }
    let losses = if both.rows { rows } else { n };
    let dy = numbers(u, Domain::Real, losses)?;
    let (reduction, out) = (reduction(u)?, or_another(u, n)?);
    let this =
        |name: &str| *verbs().iter().find(|v| v.op == both.op && v.verb == name).expect("all losses have it");
    let [forward, each, backward, backward_each] =
        ["forward", "forward_each", "backward", "backward_each"].map(this);
    let what = (both.op, rows, row, reduction);
    on_every_tier(&what, u.int_in_range(0..=9)?, |at| {
        let [x, second, dy] = [&x, &second, &dy].map(|slice| at.shift(slice));
        let [x, second, dy] = [&x, &second, &dy].map(|slice| &slice[at.start..]);
        let args = Args { x, second, classes: &classes, dy, bias: &[] };
        let call = Call { reduction, ..Call::on(at.tier, row) };
        let run = |verb: Verb| {
            let (mut value, len) = (
                None,
                match verb.output {
                    Output::Nothing => 0,
                    Output::Rows => rows,
                    _ => out,
                },
            );
            let args = if verb.of_each() { args } else { Args { dy: &[], ..args } };
            let written = at.write(len, |out: &mut [f32]| {
                value = (verb.run)(call, args, out)?;
                Ok(())
            });
            (written, value.map(f32::to_bits))
        };
        let (gradient, value) = run(*both);
        let (alone, total) = (run(backward).0, run(forward).1);
        if gradient.is_ok() {
            agree(&alone, &gradient, &("backward", what, at));
            let nan = |bits: Option<u32>| bits.is_some_and(|bits| f32::from_bits(bits).is_nan());
            assert!(
                total == value || nan(total) && nan(value),
                "forward, {what:?} {at:?}: {total:?} {value:?}"
            );
        }
        let value = value.map(|bits| vec![if f32::from_bits(bits).is_nan() { 0 } else { bits }]);
        vec![gradient, run(each).0, run(backward_each).0, Ok(value.unwrap_or_default())]
    });
    Ok(())
}

fn cross_entropy(u: &mut Unstructured<'_>) -> Result<()> {
    let ([rows, row], mut inner) = (shape(u)?, 1);
    if u.arbitrary()? {
        inner = u.int_in_range(0..=9)?;
    }
    let rows = (rows / inner.max(1)).max(1) * inner;
    let mut loss = CrossEntropy::along(row, inner).reduction(reduction(u)?);
    let (domain, len) = (*u.choose(&[Domain::Probability, Domain::Real])?, or_another(u, row)?);
    let weights = numbers(u, domain, len)?;
    if u.arbitrary()? {
        loss = loss.weight(&weights);
    }
    if u.arbitrary()? {
        loss = loss.label_smoothing(if seldom(u)? {
            number(u)?
        } else {
            f32::from(u.arbitrary::<u8>()?) / 255.0
        });
    }
    if u.arbitrary()? {
        loss = loss.z_loss(if seldom(u)? { number(u)? } else { f32::from(u.arbitrary::<u8>()?) / 512.0 });
    }
    if u.arbitrary()? {
        loss = loss.soft_cap(if seldom(u)? { number(u)? } else { 1.0 + f32::from(u.arbitrary::<u8>()?) });
    }
    let ignored = *u.choose(&[-100, -1, 0, 255])?;
    let loss = loss.ignore_index(ignored);
    let x = numbers(u, Domain::Real, rows * row)?;
    let dy = numbers(u, Domain::Real, rows)?;
    let start = u.int_in_range(0..=9)?;
    if u.arbitrary()? {
        let t = numbers(u, Domain::Probability, rows * row)?;
        on_every_tier(&loss, start, |at| of_targets(loss, [&x, &dy], &t, at));
    } else {
        let mut classes = Vec::new();
        for _ in 0..or_another(u, rows)? {
            classes.push(class(u, row, ignored)?);
        }
        on_every_tier(&loss, start, |at| {
            let outcomes = of_targets(loss, [&x, &dy], &classes, at);
            // Indices of another type say the same.
            if let (Ok(small), true) = (
                classes.iter().map(|&class| u8::try_from(class)).collect::<Result<Vec<_>, _>>(),
                ignored >= 0,
            ) {
                let others = of_targets(loss, [&x, &dy], &small, at);
                for (other, outcome) in others.iter().zip(&outcomes) {
                    agree(other, outcome, &("classes of u8", loss, at));
                }
            }
            outcomes
        });
    }
    Ok(())
}

/// All verbs of a loss against a target, which must agree, also of halves.
fn of_targets<T: TargetType, U: Target<T>>(
    loss: impl Loss<T>,
    [x, dy]: [&[f32]; 2],
    target: &[U],
    at: At,
) -> Vec<Outcome> {
    let on = at.place(loss);
    let x = at.shift(x);
    let x = &x[at.start..];
    let number =
        |value: activ8::Result<f32>| at.write(1, |out: &mut [f32]| value.map(|value| out[0] = value));
    let (mut value, n) = (Ok(0.0), x.len());
    let gradient = at.write(n, |gradient: &mut [f32]| {
        value = on.forward_backward(x, target, gradient);
        value.clone().map(drop)
    });
    let value = number(value);
    agree(&number(on.forward(x, target)), &value, &("forward", at));
    agree(
        &at.write(n, |gradient: &mut [f32]| on.backward(x, target, gradient)),
        &gradient,
        &("backward", at),
    );
    let each = at.write(dy.len(), |each: &mut [f32]| on.forward_each(x, target, each));
    let of_each = at.write(n, |gradient: &mut [f32]| on.backward_each(x, target, dy, gradient));
    let half: Vec<bf16> = rounded(x);
    let wide = widened(&half);
    agree(&number(on.forward(&half, target)), &number(on.forward(&wide, target)), &("halves", at));
    let sum = on
        .forward_sum(x, target)
        .map(|sum: LossSum| sum.reduce(Reduction::Sum).expect("a sum has no divisor"));
    vec![gradient, value, each, of_each, number(sum)]
}

fn several_inputs(u: &mut Unstructured<'_>) -> Result<()> {
    let sets: Vec<_> = joint::sets().filter(|(row, _)| row.each_of != joint::Each::Sequence).collect();
    let (row, parameters) = sets[u.choose_index(sets.len())?];
    let random = &mut Random::new(u.arbitrary::<u32>()?.into());
    let parameters = if u.arbitrary()? { parameters.to_vec() } else { (row.draw_parameters)(random) };
    let (rows, dim) = (u.int_in_range(1..=20)?, between(u, 1, &[5, 20, 70, 200])?);
    let any = u.arbitrary()?;
    let (mut case, mut inputs) = row.drawn(&parameters, [rows, dim], any, random);
    for _ in 0..u.int_in_range(0..=4)? {
        let of = u.choose_index(inputs.len())?;
        let at = u.choose_index(inputs[of].len())?;
        inputs[of][at] = number(u)?;
    }
    if seldom(u)? && !case.parameters.is_empty() {
        let at = u.choose_index(case.parameters.len())?;
        case.parameters[at] = number(u)?;
    }
    if seldom(u)? && !case.target.is_empty() {
        let at = u.choose_index(case.target.len())?;
        case.target[at] = number(u)?;
    }
    let reduction = reduction(u)?;
    on_every_tier(&case, 0, |at| {
        assert!(TIERS.contains(&at.tier), "a tier of this CPU");
        let at = op::At { tier: at.tier, parallel: false };
        vec![op::run(&case, at, reduction, &inputs).map(|o| o.bits()).map_err(|error| format!("{error:?}"))]
    });
    Ok(())
}
