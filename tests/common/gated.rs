//! Operations whose verbs take other slices than those of the table: gated activations, and slopes that are
//! learnt.

use activ8::{Activation, GateLayout, PRelu, Result, Tier};

use super::data::{Mix, values};
use super::table::Domain;
use super::table::gates::verbs::AnyGate;
use super::table::gates::{ROWS, Row};

/// A call with inputs and outputs in their order.
pub(crate) type Run = Box<dyn Fn(Tier, &[&[f32]], &mut [&mut [f32]]) -> Result<()> + Send + Sync>;

/// The same of a gated activation that has been made.
type GateVerb = fn(&AnyGate, &[&[f32]], &mut [&mut [f32]]) -> Result<()>;

/// A verb: its name, and the lengths of its inputs and outputs for a number of elements, which is a
/// multiple of 4.
pub(crate) struct Other {
    pub(crate) name: String,
    pub(crate) inputs: fn(usize) -> Vec<usize>,
    pub(crate) outputs: fn(usize) -> Vec<usize>,
    pub(crate) run: Run,
}

/// The verbs of a gated activation with the first parameters of its row.
fn gated(row: &'static Row) -> [Other; 6] {
    let parameters = row.sets[0].parameters;
    let other = |verb: &str, inputs, outputs, run: GateVerb| Other {
        name: format!("{}.{verb}", row.name),
        inputs,
        outputs,
        run: Box::new(move |tier, x, y| row.on(parameters, tier, |gate| run(gate, x, y))),
    };
    [
        other("forward", |n| vec![n; 2], |n| vec![n], |gate, x, y| gate.forward(x[0], x[1], y[0])),
        other(
            "backward",
            |n| vec![n; 3],
            |n| vec![n; 2],
            |gate, x, y| {
                let [dgate, dvalue] = y else { unreachable!("two gradients") };
                gate.backward(x[0], x[1], x[2], dgate, dvalue)
            },
        ),
        other(
            "forward_packed in pairs",
            |n| vec![2 * n],
            |n| vec![n],
            |gate, x, y| gate.forward_packed(GateLayout::Interleaved, x[0], y[0]),
        ),
        other(
            "backward_packed in pairs",
            |n| vec![2 * n, n],
            |n| vec![2 * n],
            |gate, x, y| gate.backward_packed(GateLayout::Interleaved, x[0], x[1], y[0]),
        ),
        other(
            "forward_packed in halves",
            |n| vec![2 * n],
            |n| vec![n],
            |gate, x, y| gate.forward_packed(GateLayout::GatesFirst(8), x[0], y[0]),
        ),
        other(
            "backward_packed in swapped halves",
            |n| vec![2 * n, n],
            |n| vec![2 * n],
            |gate, x, y| gate.backward_packed(GateLayout::ValuesFirst(x[0].len().max(2)), x[0], x[1], y[0]),
        ),
    ]
}

/// Those of slopes: one, a row of four, and four channels of whatever length.
macro_rules! sloped {
    ($($name:literal $slopes:literal $inner:expr;)*) => {[$([
        Other {
            name: concat!($name, ".forward").to_owned(),
            inputs: |n| vec![n, $slopes],
            outputs: |n| vec![n],
            run: Box::new(|tier, x, y| {
                PRelu { weight: x[1], inner: $inner(x[0].len()) }.on(tier)?.forward(x[0], y[0])
            }),
        },
        Other {
            name: concat!($name, ".backward").to_owned(),
            inputs: |n| vec![n, $slopes, n],
            outputs: |n| vec![n],
            run: Box::new(|tier, x, y| {
                PRelu { weight: x[1], inner: $inner(x[0].len()) }.on(tier)?.backward(x[0], x[2], y[0])
            }),
        },
        Other {
            name: concat!($name, ".backward_weight").to_owned(),
            inputs: |n| vec![n, $slopes, n],
            outputs: |_| vec![$slopes],
            run: Box::new(|tier, x, y| {
                PRelu { weight: x[1], inner: $inner(x[0].len()) }.on(tier)?.backward_weight(x[0], x[2], y[0])
            }),
        },
    ]),*]};
}

/// Every one of them.
pub(crate) fn others() -> impl Iterator<Item = Other> {
    let sloped = sloped! {
        "PRelu of one slope" 1 |_: usize| 1;
        "PRelu of columns" 4 |_: usize| 1;
        "PRelu of channels" 4 |n: usize| (n / 4).max(1);
    };
    ROWS.iter().flat_map(gated).chain(sloped.into_iter().flatten())
}

impl Other {
    /// Inputs for `n` elements.
    pub(crate) fn draw(&self, n: usize, mix: Mix) -> Vec<Vec<f32>> {
        let lengths = (self.inputs)(n).into_iter().enumerate();
        lengths.map(|(i, len)| values(Domain::Real, len, mix, (n + 7 * i) as u64)).collect()
    }
}
