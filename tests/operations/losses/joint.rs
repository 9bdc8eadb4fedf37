//! The losses of several inputs of the table, with random parameters, and what they should give.

use crate::common::random::Random;
use crate::common::table::joint::verbs::AnyJoint;
use crate::common::table::joint::{Ask, Each, Row};
use crate::common::table::losses::wide;
use crate::losses::draws::{factor, reduction};
use crate::losses::rows::{COUNT, row};
use crate::losses::values::Drawn;

/// The loss of a row with random parameters, inputs and targets.
pub(super) fn draw(of: &'static Row, random: &mut Random, len: usize) -> Drawn {
    let (parameters, reduction) = ((of.draw_parameters)(random), reduction(random));
    let shape = match of.each_of {
        Each::Element => [len, 1],
        Each::Row | Each::RowOfBatch => [COUNT, row(random)],
        // The sum over all paths must stay one that can be made.
        Each::Sequence => [COUNT, 1 + random.index(3)],
    };
    let (case, inputs) = of.drawn(&parameters, shape, true, random);
    let exact: Vec<Vec<f64>> = inputs.iter().map(|x| wide(x)).collect();
    let factor = factor(reduction, case.losses(inputs[0].len()) as f64);
    let (losses, gradients) = (of.want)(&case, &exact, factor);
    let what = format!("{case:?}, {reduction:?}");
    let bounds = Some([(of.bounds)(&case.parameters); 2]);
    let operands = if of.each_of == Each::Element {
        inputs.iter().chain([&case.target]).cloned().collect()
    } else {
        Vec::new()
    };
    Drawn {
        what,
        operands,
        run: Box::new(move |tier, dy, each, gradients| {
            let mut then = |loss: &AnyJoint<'_>| {
                let inputs: Vec<&[f32]> = inputs.iter().map(Vec::as_slice).collect();
                if dy.is_none() {
                    loss.forward_each(&inputs, each)?;
                }
                // Where only differences say what they should be, they are not asked for.
                if gradients.is_empty() {
                    return Ok(());
                }
                let outs = gradients.iter_mut().map(Vec::as_mut_slice).collect();
                match dy {
                    Some(dy) => loss.backward_each(&inputs, dy, outs),
                    None => loss.backward(&inputs, outs),
                }
            };
            (of.run)(&case, reduction, Ask::on(tier, &mut then))
        }),
        losses,
        gradients,
        bounds,
        factor,
    }
}
