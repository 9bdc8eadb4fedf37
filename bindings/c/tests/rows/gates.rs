//! Gated activations as C has them: the entry points of each, by its type in the core.

use activ8::{GateLayout, GatedActivation, bf16, f16};
use activ8_c::activ8_status::{self, ACTIV8_OK};
use activ8_c::api::*;

use crate::exact::random::Random;
use crate::{Real, bits, rounded};

/// A verb with its slices; packed ones with rows, their length and the number of a layout, or with a tensor.
pub(crate) enum Verb<'a, T> {
    Forward([&'a [T]; 2], &'a mut [T]),
    Backward([&'a [T]; 3], [&'a mut [T]; 2]),
    Packed(&'a [T], &'a mut [T], [usize; 2], i32),
    PackedBackward([&'a [T]; 2], &'a mut [T], [usize; 2], i32),
    Along(&'a [T], &'a mut [T], [usize; 3], i32),
    AlongBackward([&'a [T]; 2], &'a mut [T], [usize; 3], i32),
}

/// A gated activation of elements of `T` that C has.
pub(crate) trait InC<T>: Copy {
    fn call(self, verb: Verb<'_, T>) -> activ8_status;
}

macro_rules! gate {
    (
        $type:ident: $element:ident,
        $(
            $pattern:pat => ($($params:expr)?)
            $forward:ident $backward:ident $packed:ident $packed_backward:ident $along:ident $along_backward:ident
        ),+
    ) => {
        impl InC<$element> for activ8::$type {
            fn call(self, verb: Verb<'_, $element>) -> activ8_status {
                match self {$(
                    // SAFETY: the pointers are to slices, which are as long as is said, and to parameters.
                    $pattern => unsafe { match verb {
                        Verb::Forward([gate, value], y) => {
                            $forward(gate.as_ptr(), value.as_ptr(), y.as_mut_ptr(), y.len() $(, &$params)?)
                        }
                        Verb::Backward([gate, value, dy], [dgate, dvalue]) => {
                            let (gate, value, dy) = (gate.as_ptr(), value.as_ptr(), dy.as_ptr());
                            let n = dgate.len();
                            let (dgate, dvalue) = (dgate.as_mut_ptr(), dvalue.as_mut_ptr());
                            $backward(gate, value, dy, dgate, dvalue, n $(, &$params)?)
                        }
                        Verb::Packed(x, y, [rows, n], layout) => {
                            $packed(x.as_ptr(), y.as_mut_ptr(), rows, n, layout $(, &$params)?)
                        }
                        Verb::PackedBackward([x, dy], dx, [rows, n], layout) => {
                            let (x, dy, dx) = (x.as_ptr(), dy.as_ptr(), dx.as_mut_ptr());
                            $packed_backward(x, dy, dx, rows, n, layout $(, &$params)?)
                        }
                        Verb::Along(x, y, [outer, axis, inner], layout) => {
                            $along(x.as_ptr(), y.as_mut_ptr(), outer, axis, inner, layout $(, &$params)?)
                        }
                        Verb::AlongBackward([x, dy], dx, [outer, axis, inner], layout) => {
                            let (x, dy, dx) = (x.as_ptr(), dy.as_ptr(), dx.as_mut_ptr());
                            $along_backward(x, dy, dx, outer, axis, inner, layout $(, &$params)?)
                        }
                    } }
                )+}
            }
        }
    };
}

#[rustfmt::skip]
#[allow(clippy::unneeded_struct_pattern, reason = "operations without fields are written as the others")]
#[path = "../generated/gates.rs"]
mod generated;

/// Fails where an entry point gives other bits than the core's verb.
pub(crate) fn compared<T: Real, G: GatedActivation + InC<T>>(operation: G) {
    const ROWS: usize = 6;
    const ROW: usize = 20;
    const N: usize = ROWS * ROW;
    let mut random = Random::new(33);
    let x: Vec<T> = rounded(&random.fill(2 * N, |random| random.normal(4.0)));
    let dy: Vec<T> = rounded(&random.fill(N, |random| random.normal(1.0)));
    let (gate, value) = x.split_at(N);
    let [mut found, mut expected] = [(); 2].map(|()| [N, N, N].map(|len| vec![T::of(7.0); len]));
    let [y, dgate, dvalue] = &mut found;
    let done = [
        operation.call(Verb::Forward([gate, value], y)),
        operation.call(Verb::Backward([gate, value, &dy], [dgate, dvalue])),
    ];
    let [y, dgate, dvalue] = &mut expected;
    operation.forward(gate, value, y).expect("one length");
    operation.backward(gate, value, &dy, dgate, dvalue).expect("one length");
    let [found, expected] = [found, expected].map(|outs| bits(&outs.each_ref().map(|out| &out[..])));
    let what = std::any::type_name::<(G, T)>();
    assert_eq!((done, found), ([ACTIV8_OK; 2], expected), "{what}");
    let check = |layout: GateLayout, call: &dyn Fn(&mut [T], &mut [T]) -> [activ8_status; 2]| {
        let [mut found, mut expected] = [(); 2].map(|()| [N, 2 * N].map(|len| vec![T::of(7.0); len]));
        let [y, dx] = &mut found;
        let done = call(y, dx);
        let [y, dx] = &mut expected;
        operation.forward_packed(layout, &x, y).expect("a whole number of them");
        operation.backward_packed(layout, &x, &dy, dx).expect("a whole number of them");
        let [found, expected] = [found, expected].map(|outs| bits(&outs.each_ref().map(|out| &out[..])));
        assert_eq!((done, found), ([ACTIV8_OK; 2], expected), "{what}, {layout:?}");
    };
    let layouts =
        [GateLayout::GatesFirst(2 * ROW), GateLayout::ValuesFirst(2 * ROW), GateLayout::Interleaved];
    for (number, layout) in (0..).zip(layouts) {
        check(layout, &|y, dx| {
            [
                operation.call(Verb::Packed(&x, y, [ROWS, ROW], number)),
                operation.call(Verb::PackedBackward([&x, &dy], dx, [ROWS, ROW], number)),
            ]
        });
    }
    let (axis, inner) = (ROWS, ROW);
    let layouts = [GateLayout::GatesFirstAlong { axis, inner }, GateLayout::ValuesFirstAlong { axis, inner }];
    for (number, layout) in (0..).zip(layouts) {
        check(layout, &|y, dx| {
            [
                operation.call(Verb::Along(&x, y, [2, axis, inner], number)),
                operation.call(Verb::AlongBackward([&x, &dy], dx, [2, axis, inner], number)),
            ]
        });
    }
}
