//! Gated activations.

use activ8::{Accuracy, GateLayout, bf16, f16};
use arbitrary::{Result, Unstructured};

use crate::calls::{At, Outcome, agree, narrowed, on_every_tier, rounded, widened};
use crate::common::table::Domain;
use crate::common::table::gates::verbs::AnyGate;
use crate::common::table::gates::{Row, sets};
use crate::draw::{number, numbers, or_another, seldom, shape};

/// What a call is of.
#[derive(Debug)]
struct Input {
    parameters: Vec<f32>,
    row: usize,
    gate: Vec<f32>,
    value: Vec<f32>,
    dy: Vec<f32>,
    out: usize,
}

pub(crate) fn call(u: &mut Unstructured<'_>) -> Result<()> {
    let all: Vec<_> = sets().collect();
    let (row, set) = all[u.choose_index(all.len())?];
    let mut parameters = set.parameters.to_vec();
    if !parameters.is_empty() && seldom(u)? {
        parameters[u.choose_index(set.parameters.len())?] = number(u)?;
    }
    let [rows, len] = shape(u)?;
    let n = rows * len;
    let (gate, value, dy) =
        (numbers(u, Domain::Real, n)?, numbers(u, Domain::Real, n)?, numbers(u, Domain::Real, n)?);
    let input = Input { parameters, row: len, gate, value, dy, out: or_another(u, n)? };
    let what = (row.name, &input.parameters, input.row);
    on_every_tier(&what, u.int_in_range(0..=9)?, |at| outcomes(row, &input, at));
    Ok(())
}

fn outcomes(row: &Row, input: &Input, at: At) -> Vec<Outcome> {
    let mut all = Vec::new();
    // Gates have one accuracy.
    let at = At { accuracy: Accuracy::High, ..at };
    let made = row.on(&input.parameters, at.tier, |gate| {
        all = verbs(gate, input, at, row.name);
        Ok(())
    });
    made.expect("the CPU has it");
    all
}

fn verbs(on: &AnyGate, input: &Input, at: At, name: &str) -> Vec<Outcome> {
    let Input { gate, value, dy, out, .. } = input;
    let [gate, value, dy] = [gate, value, dy].map(|slice| at.shift(slice));
    let [gate, value, dy] = [&gate, &value, &dy].map(|slice| &slice[at.start..]);
    let forward = at.write(*out, |y: &mut [f32]| on.forward(gate, value, y));
    let mut dvalue = Ok(Vec::new());
    let dgate = at.write(*out, |dgate: &mut [f32]| {
        let mut done = Ok(());
        dvalue = at.write(*out, |dvalue: &mut [f32]| {
            done = on.backward(gate, value, dy, dgate, dvalue);
            done.clone()
        });
        done
    });
    if *out == gate.len() && input.row > 0 {
        packed(on, input, at, [&forward, &dgate, &dvalue], name);
        let brain: [Vec<bf16>; 2] = [gate, value].map(rounded);
        let wide = brain.each_ref().map(|slice| widened(slice));
        let of_floats = at.write(*out, |y: &mut [f32]| on.forward(&wide[0], &wide[1], y));
        let of_brain = at.write(*out, |y: &mut [bf16]| on.forward(&brain[0], &brain[1], y));
        agree(&of_brain, &narrowed::<bf16>(of_floats), &("bf16", name, at));
        let half: Vec<f16> = rounded(gate);
        let of_floats = at.write(*out, |y: &mut [f32]| on.forward(&widened(&half), value, y));
        let of_half = at.write(*out, |y: &mut [f16]| on.forward(&half, value, y));
        agree(&of_half, &narrowed::<f16>(of_floats), &("f16", name, at));
    }
    vec![forward, dgate, dvalue]
}

/// Packed in every way, they give the same.
fn packed(on: &AnyGate, input: &Input, at: At, [y, dgate, dvalue]: [&Outcome; 3], name: &str) {
    let Input { row, gate, value, dy, .. } = input;
    for layout in [GateLayout::GatesFirst(2 * row), GateLayout::ValuesFirst(2 * row), GateLayout::Interleaved]
    {
        let pack = |gate: &[f32], value: &[f32]| -> Vec<f32> {
            let rows = gate.chunks(*row).zip(value.chunks(*row));
            match layout {
                GateLayout::GatesFirst(_) => rows.flat_map(|(g, v)| [g, v].concat()).collect(),
                GateLayout::ValuesFirst(_) => rows.flat_map(|(g, v)| [v, g].concat()).collect(),
                _ => gate.iter().zip(value).flat_map(|(&g, &v)| [g, v]).collect(),
            }
        };
        let x = pack(gate, value);
        let what = ("packed", layout, name, at);
        agree(&at.write(gate.len(), |y: &mut [f32]| on.forward_packed(layout, &x, y)), y, &what);
        let dx = at.write(x.len(), |dx: &mut [f32]| on.backward_packed(layout, &x, dy, dx));
        let floats = |outcome: &Outcome| -> Option<Vec<f32>> {
            Some(outcome.as_ref().ok()?.iter().map(|&x| f32::from_bits(x)).collect())
        };
        let want = match (floats(dgate), floats(dvalue)) {
            (Some(dgate), Some(dvalue)) => Ok(pack(&dgate, &dvalue).iter().map(|x| x.to_bits()).collect()),
            _ => Err(String::new()),
        };
        agree(&dx, &want, &("gradient", what));
    }
}
