//! Every activation of the core is there, and gives the core's bits, of every element.

use activ8::{Activation, AnyActivation, Element, bf16, f16};
use activ8_c::activ8_status::{self, ACTIV8_OK};
use activ8_c::api::*;

/// An elementwise activation with the defaults of its parameters.
struct Entry<T> {
    name: &'static str,
    /// `y = f(x)`
    forward: fn(&[T], &mut [T]) -> activ8_status,
    /// `dx = dy · f'(x)`
    backward: Backward<T>,
    /// The same from y, where it is a function of that.
    backward_from_output: Option<Backward<T>>,
}

type Backward<T> = fn(&[T], &[T], &mut [T]) -> activ8_status;

/// An [`Entry`] of a name and entry points, which take the parameters last, if there are any.
macro_rules! entry {
    ($name:literal, $forward:ident, $backward:ident, [$($from_output:ident)?] $(, $params:ident)?) => {
        Entry {
            name: $name,
            // SAFETY: the pointers are to slices, which are as long as is said, and to parameters.
            forward: |x, y| unsafe {
                $forward(x.as_ptr(), y.as_mut_ptr(), y.len() $(, &$params::default())?)
            },
            // SAFETY: as above.
            backward: |x, dy, dx| unsafe {
                $backward(x.as_ptr(), dy.as_ptr(), dx.as_mut_ptr(), dx.len() $(, &$params::default())?)
            },
            backward_from_output: entry!(from_output [$($from_output)?] [$(&$params::default())?]),
        }
    };
    (from_output [] [$($params:expr)?]) => {
        None
    };
    (from_output [$from_output:ident] [$($params:expr)?]) => {
        // SAFETY: as above.
        Some(|y, dy, dx| unsafe {
            $from_output(y.as_ptr(), dy.as_ptr(), dx.as_mut_ptr(), dx.len() $(, $params)?)
        })
    };
}

#[rustfmt::skip]
#[path = "generated/elementwise.rs"]
mod elementwise;

#[test]
fn none_is_forgotten() {
    let core: Vec<_> = AnyActivation::all().iter().map(AnyActivation::name).collect();
    let ours: Vec<_> = elementwise::F32.iter().map(|entry| entry.name).collect();
    assert_eq!(ours, core, "generate/src/table/activations.rs has the rows of the core's list");
}

/// With `bits` of an element, and `of` a float.
fn bits_of_the_core<T: Element>(list: &[Entry<T>], of: fn(f32) -> T, bits: fn(T) -> u32) {
    let x: Vec<T> = (0..1000).map(|i| of(i as f32 / 50.0 - 10.0)).collect();
    let dy: Vec<T> = (0..1000).map(|i| of(1.0 - i as f32 / 700.0)).collect();
    for (activation, Entry { name, forward, backward, backward_from_output }) in
        AnyActivation::all().into_iter().zip(list)
    {
        let (mut found, mut expected) = (vec![of(0.0); 1000], vec![of(0.0); 1000]);
        let all = |values: &[T]| values.iter().map(|&y| bits(y)).collect::<Vec<_>>();
        assert_eq!(forward(&x, &mut found), ACTIV8_OK, "{name}");
        activation.forward(&x, &mut expected).expect("equal lengths");
        assert_eq!(all(&found), all(&expected), "{name}");
        assert_eq!(backward(&x, &dy, &mut found), ACTIV8_OK, "{name}, backward");
        activation.backward(&x, &dy, &mut expected).expect("equal lengths");
        assert_eq!(all(&found), all(&expected), "{name}, backward");
        let gradient = activation.output_gradient();
        assert_eq!(backward_from_output.is_some(), gradient.is_some(), "{name}, from the output");
        if let Some((ours, core)) = backward_from_output.zip(gradient) {
            assert_eq!(ours(&x, &dy, &mut found), ACTIV8_OK, "{name}, from the output");
            core.backward(&x, &dy, &mut expected).expect("equal lengths");
            assert_eq!(all(&found), all(&expected), "{name}, from the output");
        }
    }
}

#[test]
fn bits_of_floats() {
    bits_of_the_core(elementwise::F32, |x| x, f32::to_bits);
}

#[test]
fn bits_of_halves() {
    bits_of_the_core(elementwise::F16, f16::from_f32, |y| y.to_bits().into());
    bits_of_the_core(elementwise::BF16, bf16::from_f32, |y| y.to_bits().into());
}
