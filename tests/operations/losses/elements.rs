//! The losses of elements of the table, with random parameters and weights, and what they should give.

use crate::common::random::Random;
use crate::common::table::draws::weights;
use crate::common::table::losses::{Answer, Ask, Options, Row, Want, Weights, times, wide};
use crate::losses::draws::{factor, reduction};
use crate::losses::values::Drawn;

fn weight_at(weight: &Option<Vec<f32>>, i: usize) -> f64 {
    weight.as_ref().map_or(1.0, |weight| f64::from(weight[i % weight.len()]))
}

/// Of weights of rows of `len` elements.
fn row_weight_at(weight: &Option<Vec<f32>>, i: usize, len: usize) -> f64 {
    weight.as_ref().map_or(1.0, |weight| f64::from(weight[i * weight.len() / len]))
}

/// The loss of a row with random parameters, weights, inputs and targets.
pub(super) fn draw(row: &'static Row, random: &mut Random, len: usize) -> Drawn {
    let (parameters, reduction) = ((row.draw_parameters)(random), reduction(random));
    let weight = if row.weights == Weights::None { None } else { weights(random, len) };
    let of_rows = random.index(3) == 0;
    let weight_of = |i| if of_rows { row_weight_at(&weight, i, len) } else { weight_at(&weight, i) };
    let positive = if row.weights == Weights::Positive { weights(random, len) } else { None };
    let [x, t] = (row.draw)(random, len);
    // Mean squared errors and their kin have a weighted mean.
    let of_all = match row.weights {
        Weights::Elements(growth) if growth > 0.0 => (0..len).map(weight_of).sum(),
        _ => len as f64,
    };
    let factor = factor(reduction, of_all);
    let mut of_formula = wide(&parameters);
    if positive.is_some() {
        of_formula.push(0.0);
    }
    let wants: Vec<[Want; 2]> = (0..len)
        .map(|i| {
            if let Some(last) = of_formula.last_mut().filter(|_| positive.is_some()) {
                *last = weight_at(&positive, i);
            }
            let [loss, slope] = (row.want)(&of_formula, x[i].into(), t[i].into());
            let weight = weight_of(i);
            [times(loss, weight), times(slope, weight * factor)]
        })
        .collect();
    let mut bounds = (row.bounds)(&of_formula);
    if let (Weights::Elements(growth), Some(_)) = (row.weights, &weight) {
        bounds.iter_mut().flatten().for_each(|bound| *bound += growth);
    }
    let what =
        format!("{parameters:?}, {reduction:?}, weights {}, of 1 {}", weight.is_some(), positive.is_some());
    Drawn {
        what,
        operands: vec![x.clone(), t.clone()],
        run: Box::new(move |tier, dy, each, gradients| {
            let weights = [weight.as_deref(), positive.as_deref()];
            let options = Options { parameters: &parameters, reduction, weights, of_rows };
            if let Some(dy) = dy {
                let ask = Ask {
                    tier: Some(tier),
                    parallel: false,
                    answer: Answer::GradientOfEach,
                    input: &x,
                    target: &t,
                    classes: &[],
                    dy,
                    out: &mut gradients[0],
                };
                return (row.run)(&options, ask).map(drop);
            }
            row.write(&options, tier, Answer::Each, [&x, &t], each)?;
            row.write(&options, tier, Answer::Gradient, [&x, &t], &mut gradients[0]).map(drop)
        }),
        losses: wants.iter().map(|want| want[0]).collect(),
        gradients: vec![wants.iter().map(|want| want[1]).collect()],
        bounds: Some(bounds),
        factor,
    }
}
