//! Activations of elements.

use activ8::{Accuracy, Activation, AnyActivation, Element, Elementwise, Output, bf16, f16};
use arbitrary::{Result, Unstructured};

use crate::calls::{At, Outcome, Real, agree, narrowed, on_every_tier, rounded, widened};
use crate::common::random::Random;
use crate::common::slopes::Gradient;
use crate::common::table::Domain;
use crate::common::table::elementwise::{Row, row_of};
use crate::common::ulp::{fast_error, ulp_error_at};
use crate::draw::{len, number, numbers, or_another, seldom};

/// What a call is of.
#[derive(Debug)]
struct Input {
    activation: AnyActivation,
    x: Vec<f32>,
    dy: Vec<f32>,
    bias: Vec<f32>,
    /// The length of the output: mostly that of `x`.
    out: usize,
    halves: usize,
}

/// An activation with its defaults, with parameters of its ranges, or with any.
fn activation(u: &mut Unstructured<'_>) -> Result<Option<(AnyActivation, bool)>> {
    let all = AnyActivation::all();
    let default = *u.choose(&all)?;
    let names = default.parameters();
    if names.is_empty() || u.arbitrary()? {
        return Ok(Some((default, true)));
    }
    if !seldom(u)? {
        return Ok(Some((row_of(default).drawn(&mut Random::new(u.arbitrary::<u16>()?.into())), true)));
    }
    let mut list = Vec::new();
    for (name, _) in names {
        list.push(format!("{name}={}", number(u)?));
    }
    Ok(format!("{}({})", default.name(), list.join(",")).parse().ok().map(|activation| (activation, false)))
}

pub(crate) fn call(u: &mut Unstructured<'_>) -> Result<()> {
    let Some((activation, is_usual)) = activation(u)? else { return Ok(()) };
    let row = len(u)?;
    let n = row * u.int_in_range(1..=if row < 100 { 5 } else { 1 })?;
    let (x, dy, bias) =
        (numbers(u, Domain::Real, n)?, numbers(u, Domain::Real, n)?, numbers(u, Domain::Real, row)?);
    let (out, halves) = (or_another(u, n)?, u.int_in_range(0..=3)?);
    let input = Input { activation, x, dy, bias, out, halves };
    on_every_tier(&activation, u.int_in_range(0..=9)?, |at| outcomes(&input, at, is_usual));
    Ok(())
}

fn outcomes(input: &Input, at: At, is_usual: bool) -> Vec<Outcome> {
    let Input { activation, x, dy, bias, out, halves } = input;
    let what = (activation, at);
    let on = at.place(*activation);
    let [mut x, mut dy, mut bias] = [x, dy, bias].map(|slice| at.shift(slice));
    let [x, dy, bias] = [&mut x, &mut dy, &mut bias].map(|slice| &slice[at.start..]);
    let forward = at.write(*out, |y: &mut [f32]| on.forward(x, y));
    let backward = at.write(*out, |dx: &mut [f32]| on.backward(x, dy, dx));
    let biased = at.write(*out, |y: &mut [f32]| on.forward_biased(x, bias, y));
    let gradient = at.write(*out, |dx: &mut [f32]| on.backward_biased(x, bias, dy, dx));
    let from_output = on.output_gradient().map(|on| at.write(*out, |dx: &mut [f32]| on.backward(x, dy, dx)));
    if *out == x.len() {
        agree(&at.change(x, |x| on.forward_in_place(x)), &forward, &("in place", what));
        agree(&at.write(*out, |y: &mut [f32]| on.streaming().forward(x, y)), &forward, &("streaming", what));
        agree(&at.change(x, |x| on.forward_biased_in_place(x, bias)), &biased, &("biased in place", what));
        of_sums(input, at, &biased, &gradient);
        match halves {
            1 => of_halves::<f16, f16>(input, at),
            2 => of_halves::<bf16, bf16>(input, at),
            3 => of_halves::<f16, f32>(input, at),
            _ => of_halves::<f32, bf16>(input, at),
        }
        if let (true, Ok(y), Ok(dx)) = (is_usual, &forward, &backward) {
            right(input, at, y, dx);
        }
    }
    [forward, backward, biased, gradient].into_iter().chain(from_output).collect()
}

/// A bias is what the sums would give.
fn of_sums(input: &Input, at: At, biased: &Outcome, gradient: &Outcome) {
    let Input { activation, x, dy, bias, .. } = input;
    let on = at.place(*activation);
    let sums: Vec<f32> = x.iter().zip(bias.iter().cycle()).map(|(x, bias)| x + bias).collect();
    agree(biased, &at.write(sums.len(), |y: &mut [f32]| on.forward(&sums, y)), &("of sums", activation, at));
    let want = at.write(sums.len(), |dx: &mut [f32]| on.backward(&sums, dy, dx));
    agree(gradient, &want, &("gradient of sums", activation, at));
}

/// Halves give what their values do, rounded.
fn of_halves<X: Real + Element, Y: Real + Output>(input: &Input, at: At) {
    let Input { activation, x, dy, bias, out, .. } = input;
    let on = at.place(*activation);
    let [x, dy, bias]: [Vec<X>; 3] = [x, dy, bias].map(|slice| rounded(slice));
    let [wide, wide_dy, wide_bias] = [&x, &dy, &bias].map(|slice| widened(slice));
    let checks = [
        (
            at.write(*out, |y: &mut [Y]| on.forward(&x, y)),
            at.write(*out, |y: &mut [f32]| on.forward(&wide, y)),
        ),
        (
            at.write(*out, |dx: &mut [Y]| on.backward(&x, &dy, dx)),
            at.write(*out, |dx: &mut [f32]| on.backward(&wide, &wide_dy, dx)),
        ),
        (
            at.write(*out, |y: &mut [Y]| on.forward_biased(&x, &bias, y)),
            at.write(*out, |y: &mut [f32]| on.forward_biased(&wide, &wide_bias, y)),
        ),
    ];
    for (verb, (got, want)) in checks.into_iter().enumerate() {
        agree(&got, &narrowed::<Y>(want), &("halves", verb, activation, at));
    }
}

/// Values are within the bound of the documentation, and so are gradients of a dy of a moderate size at `High`.
fn right(input: &Input, at: At, y: &[u32], dx: &[u32]) {
    let Input { activation, x, dy, .. } = input;
    let row: &Row = row_of(*activation);
    let (value, scale) = (row.value_of(*activation), row.scale_of(*activation));
    let gradient = Gradient::of(*activation);
    for i in 0..x.len() {
        let (got, x) = (f32::from_bits(y[i]), f64::from(x[i]));
        let (error, bound) = if at.accuracy == Accuracy::Fast && activation.is_faster() {
            let size = if row.is_gate { x.abs() } else { 1.0 };
            (fast_error(got, value(x), size), Accuracy::FAST_ULP)
        } else {
            (ulp_error_at(got, value(x), scale(x)), activation.max_ulp(at.tier))
        };
        assert!(error <= bound, "{activation} {at:?} of {x:e}: {got:e}, {error} ULP, bound {bound}");
        if (0.5..=2.0).contains(&dy[i].abs()) && at.accuracy == Accuracy::High {
            let (got, bound) = (f32::from_bits(dx[i]), gradient.bound(at.tier));
            let error = gradient.want(x as f32, dy[i]).error(got);
            assert!(
                error <= bound,
                "{activation} {at:?}, slope at {x:e} times {:e}: {got:e}, {error} ULP",
                dy[i]
            );
        }
    }
}
