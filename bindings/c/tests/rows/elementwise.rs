//! Elementwise activations: those of C are those of the core's list, and give its bits with any parameters.

use activ8::{Activation, AnyActivation, Elementwise, bf16, f16};
use activ8_c::activ8_status::{self, ACTIV8_OK};
use activ8_c::api::*;

use crate::exact::random::Random;
use crate::exact::table::elementwise::ELEMENTWISE;
use crate::{Real, bits, rounded};

/// An activation by its name, and its entry points, which take the parameters of one of the core's.
struct Entry<T> {
    name: &'static str,
    /// `y = f(x)`
    forward: fn(AnyActivation, &[T], &mut [T]) -> activ8_status,
    /// `dx = dy · f'(x)`, of x and dy
    backward: fn(AnyActivation, [&[T]; 2], &mut [T]) -> activ8_status,
    /// `y = f(x + bias)`, of x and a bias
    biased: fn(AnyActivation, [&[T]; 2], &mut [T]) -> activ8_status,
    /// `dx = dy · f'(x + bias)`, of x, a bias and dy
    biased_backward: fn(AnyActivation, [&[T]; 3], &mut [T]) -> activ8_status,
    /// The gradient from y and dy, where it is a function of y
    from_output: Option<Gradient<T>>,
}

type Gradient<T> = fn(AnyActivation, [&[T]; 2], &mut [T]) -> activ8_status;

macro_rules! entry {
    (
        $name:literal, $forward:ident $backward:ident $biased:ident $biased_backward:ident [$($from_output:ident)?]
        $(, $params:ident { $($field:ident),* })?
    ) => {
        Entry {
            name: $name,
            forward: |of, x, y| {
                let _ = of;
                // SAFETY: the pointers are to slices, which are as long as is said, and to parameters.
                unsafe {
                    $forward(x.as_ptr(), y.as_mut_ptr(), y.len() $(, &$params { $($field: parameter(of, stringify!($field))),* })?)
                }
            },
            backward: |of, [x, dy], dx| {
                let _ = of;
                // SAFETY: as above.
                unsafe {
                    let (n, dx) = (dx.len(), dx.as_mut_ptr());
                    $backward(x.as_ptr(), dy.as_ptr(), dx, n $(, &$params { $($field: parameter(of, stringify!($field))),* })?)
                }
            },
            biased: |of, [x, bias], y| {
                let _ = of;
                // SAFETY: as above.
                unsafe {
                    let (x, y, rows, n) = (x.as_ptr(), y.as_mut_ptr(), y.len() / bias.len(), bias.len());
                    $biased(x, bias.as_ptr(), y, rows, n $(, &$params { $($field: parameter(of, stringify!($field))),* })?)
                }
            },
            biased_backward: |of, [x, bias, dy], dx| {
                let _ = of;
                // SAFETY: as above.
                unsafe {
                    let (rows, n, dx) = (dx.len() / bias.len(), bias.len(), dx.as_mut_ptr());
                    let (x, bias, dy) = (x.as_ptr(), bias.as_ptr(), dy.as_ptr());
                    $biased_backward(x, bias, dy, dx, rows, n $(, &$params { $($field: parameter(of, stringify!($field))),* })?)
                }
            },
            from_output: entry!(from_output [$($from_output)?] $($params { $($field),* })?),
        }
    };
    (from_output [] $($params:ident { $($field:ident),* })?) => {
        None
    };
    (from_output [$from_output:ident] $($params:ident { $($field:ident),* })?) => {
        Some(|of, [y, dy], dx| {
            let _ = of;
            // SAFETY: as above.
            unsafe {
                let (n, dx) = (dx.len(), dx.as_mut_ptr());
                $from_output(y.as_ptr(), dy.as_ptr(), dx, n $(, &$params { $($field: parameter(of, stringify!($field))),* })?)
            }
        })
    };
}

#[rustfmt::skip]
#[path = "../generated/elementwise.rs"]
mod generated;

/// The value of the parameter of this name.
fn parameter(of: AnyActivation, name: &str) -> f32 {
    let named = of.parameters().into_iter().find(|(other, _)| *other == name);
    named.unwrap_or_else(|| panic!("{of} has no {name}")).1
}

#[test]
fn none_is_forgotten() {
    let core: Vec<_> = AnyActivation::all().iter().map(AnyActivation::name).collect();
    let ours: Vec<_> = generated::F32.iter().map(|entry| entry.name).collect();
    assert_eq!(ours, core, "generate/src/table/activations.rs has the rows of the core's list");
}

fn bits_of_the_core<T: Real>(list: &[Entry<T>]) {
    const ROW: usize = 100;
    let mut random = Random::new(34);
    for op in ELEMENTWISE.iter() {
        let activation = op.activation();
        let entry = list.iter().find(|entry| entry.name == activation.name()).expect("an entry");
        let x: Vec<T> = rounded(&op.draw(&mut random, 8 * ROW));
        let dy: Vec<T> = rounded(&random.fill(x.len(), |random| random.normal(1.0)));
        let bias: Vec<T> = rounded(&random.fill(ROW, |random| random.normal(1.0)));
        let [mut found, mut expected] = [(); 2].map(|()| [(); 4].map(|()| vec![T::of(7.0); x.len()]));
        let [y, dx, biased, biased_dx] = &mut found;
        let done = [
            (entry.forward)(activation, &x, y),
            (entry.backward)(activation, [&x, &dy], dx),
            (entry.biased)(activation, [&x, &bias], biased),
            (entry.biased_backward)(activation, [&x, &bias, &dy], biased_dx),
        ];
        assert_eq!(done, [ACTIV8_OK; 4], "{activation}");
        let [y, dx, biased, biased_dx] = &mut expected;
        activation.forward(&x, y).expect("equal lengths");
        activation.backward(&x, &dy, dx).expect("equal lengths");
        activation.forward_biased(&x, &bias, biased).expect("rows of the bias");
        activation.backward_biased(&x, &bias, &dy, biased_dx).expect("rows of the bias");
        let [found, expected] = [found, expected].map(|outs| bits(&outs.each_ref().map(|out| &out[..])));
        assert_eq!(found, expected, "{activation}");
        if let Some(core) = activation.output_gradient() {
            let of_output = entry.from_output.unwrap_or_else(|| panic!("{activation} has a gradient from y"));
            let (mut found, mut expected) = (vec![T::of(7.0); x.len()], vec![T::of(7.0); x.len()]);
            assert_eq!(
                of_output(activation, [&x, &dy], &mut found),
                ACTIV8_OK,
                "{activation}, from the output"
            );
            core.backward(&x, &dy, &mut expected).expect("equal lengths");
            assert_eq!(bits(&[&found]), bits(&[&expected]), "{activation}, from the output");
        }
    }
}

#[test]
fn bits_of_floats() {
    bits_of_the_core(generated::F32);
}

#[test]
fn bits_of_halves() {
    bits_of_the_core(generated::F16);
    bits_of_the_core(generated::BF16);
}
