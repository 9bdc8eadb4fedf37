//! Operations whose verbs take other slices than those of the table: gated activations, and slopes that are
//! learnt.

use activ8::{
    Activation, Bilinear, GateLayout, GatedActivation, GeGlu, Glu, PRelu, ReGlu, Result, SwiGlu, SwiGluOai,
    Tier,
};

use super::data::{Mix, values};
use super::table::Domain;

/// A call with inputs and outputs in their order.
pub(crate) type Run = fn(Tier, &[&[f32]], &mut [&mut [f32]]) -> Result<()>;

/// A verb: its name, and the lengths of its inputs and outputs for a number of elements, which is a
/// multiple of 4.
pub(crate) struct Other {
    pub(crate) name: &'static str,
    pub(crate) inputs: fn(usize) -> Vec<usize>,
    pub(crate) outputs: fn(usize) -> Vec<usize>,
    pub(crate) run: Run,
}

/// The verbs of gated activations.
macro_rules! gated {
    ($($name:literal $gate:expr;)*) => {[$([
        Other {
            name: concat!($name, ".forward"),
            inputs: |n| vec![n; 2],
            outputs: |n| vec![n],
            run: |tier, x, y| $gate.on(tier)?.forward(x[0], x[1], y[0]),
        },
        Other {
            name: concat!($name, ".backward"),
            inputs: |n| vec![n; 3],
            outputs: |n| vec![n; 2],
            run: |tier, x, y| {
                let [dgate, dvalue] = y else { unreachable!("two gradients") };
                $gate.on(tier)?.backward(x[0], x[1], x[2], dgate, dvalue)
            },
        },
        Other {
            name: concat!($name, ".forward_packed in pairs"),
            inputs: |n| vec![2 * n],
            outputs: |n| vec![n],
            run: |tier, x, y| $gate.on(tier)?.forward_packed(GateLayout::Interleaved, x[0], y[0]),
        },
        Other {
            name: concat!($name, ".backward_packed in pairs"),
            inputs: |n| vec![2 * n, n],
            outputs: |n| vec![2 * n],
            run: |tier, x, y| $gate.on(tier)?.backward_packed(GateLayout::Interleaved, x[0], x[1], y[0]),
        },
        Other {
            name: concat!($name, ".forward_packed in halves"),
            inputs: |n| vec![2 * n],
            outputs: |n| vec![n],
            run: |tier, x, y| $gate.on(tier)?.forward_packed(GateLayout::GatesFirst(8), x[0], y[0]),
        },
        Other {
            name: concat!($name, ".backward_packed in swapped halves"),
            inputs: |n| vec![2 * n, n],
            outputs: |n| vec![2 * n],
            run: |tier, x, y| {
                let layout = GateLayout::ValuesFirst(x[0].len().max(2));
                $gate.on(tier)?.backward_packed(layout, x[0], x[1], y[0])
            },
        },
    ]),*]};
}

/// Those of slopes: one, a row of four, and four channels of whatever length.
macro_rules! sloped {
    ($($name:literal $slopes:literal $inner:expr;)*) => {[$([
        Other {
            name: concat!($name, ".forward"),
            inputs: |n| vec![n, $slopes],
            outputs: |n| vec![n],
            run: |tier, x, y| PRelu { weight: x[1], inner: $inner(x[0].len()) }.on(tier)?.forward(x[0], y[0]),
        },
        Other {
            name: concat!($name, ".backward"),
            inputs: |n| vec![n, $slopes, n],
            outputs: |n| vec![n],
            run: |tier, x, y| {
                PRelu { weight: x[1], inner: $inner(x[0].len()) }.on(tier)?.backward(x[0], x[2], y[0])
            },
        },
        Other {
            name: concat!($name, ".backward_weight"),
            inputs: |n| vec![n, $slopes, n],
            outputs: |_| vec![$slopes],
            run: |tier, x, y| {
                PRelu { weight: x[1], inner: $inner(x[0].len()) }.on(tier)?.backward_weight(x[0], x[2], y[0])
            },
        },
    ]),*]};
}

/// Every one of them.
pub(crate) fn others() -> impl Iterator<Item = Other> {
    let gated = gated! {
        "Bilinear" Bilinear;
        "GeGlu::Erf" GeGlu::Erf;
        "GeGlu::Quick" GeGlu::Quick;
        "GeGlu::Tanh" GeGlu::Tanh;
        "Glu" Glu;
        "ReGlu" ReGlu;
        "SwiGlu" SwiGlu::default();
        "SwiGlu with a limit" SwiGlu { alpha: 1.0, limit: 2.0 };
        "SwiGluOai" SwiGluOai::default();
    };
    let sloped = sloped! {
        "PRelu of one slope" 1 |_: usize| 1;
        "PRelu of columns" 4 |_: usize| 1;
        "PRelu of channels" 4 |n: usize| (n / 4).max(1);
    };
    gated.into_iter().flatten().chain(sloped.into_iter().flatten())
}

impl Other {
    /// Inputs for `n` elements.
    pub(crate) fn draw(&self, n: usize, mix: Mix) -> Vec<Vec<f32>> {
        let lengths = (self.inputs)(n).into_iter().enumerate();
        lengths.map(|(i, len)| values(Domain::Real, len, mix, (n + 7 * i) as u64)).collect()
    }
}
