//! Every activation of the core is there, and gives the core's bits, of every element.

use std::mem::MaybeUninit;

use activ8::{Activation, AnyActivation, Element, bf16, f16};
use activ8_c::activ8_status::{self, ACTIV8_OK};
use activ8_c::api::*;

/// A name, `y = f(x)`, and `dx = dy · f'(x)`.
type Entry<T> =
    (&'static str, fn(&[T], &mut [T]) -> activ8_status, fn(&[T], &[T], &mut [T]) -> activ8_status);

/// Written by build.rs from its table: with the defaults of parameters.
#[rustfmt::skip]
#[allow(clippy::undocumented_unsafe_blocks, reason = "slices are what pointers must be")]
mod lists {
    use super::*;

    pub(crate) const F32: &[Entry<f32>] = include!(concat!(env!("OUT_DIR"), "/list_f32.rs"));
    pub(crate) const F16: &[Entry<f16>] = include!(concat!(env!("OUT_DIR"), "/list_f16.rs"));
    pub(crate) const BF16: &[Entry<bf16>] = include!(concat!(env!("OUT_DIR"), "/list_bf16.rs"));
}

#[test]
fn none_is_forgotten() {
    let core: Vec<_> = AnyActivation::all().iter().map(AnyActivation::name).collect();
    let ours: Vec<_> = lists::F32.iter().map(|(name, ..)| *name).collect();
    assert_eq!(ours, core, "build/table.rs has the rows of the core's list");
}

/// With `bits` of an element, and `of` a float.
fn bits_of_the_core<T: Element>(list: &[Entry<T>], of: fn(f32) -> T, bits: fn(T) -> u32) {
    let x: Vec<T> = (0..1000).map(|i| of(i as f32 / 50.0 - 10.0)).collect();
    let dy: Vec<T> = (0..1000).map(|i| of(1.0 - i as f32 / 700.0)).collect();
    for (activation, (name, forward, backward)) in AnyActivation::all().into_iter().zip(list) {
        let (mut found, mut expected) = (vec![of(0.0); 1000], vec![of(0.0); 1000]);
        let all = |values: &[T]| values.iter().map(|&y| bits(y)).collect::<Vec<_>>();
        assert_eq!(forward(&x, &mut found), ACTIV8_OK, "{name}");
        activation.forward_any(&x, &mut expected).expect("equal lengths");
        assert_eq!(all(&found), all(&expected), "{name}");
        assert_eq!(backward(&x, &dy, &mut found), ACTIV8_OK, "{name}, backward");
        activation.backward_any(&x, &dy, &mut expected).expect("equal lengths");
        assert_eq!(all(&found), all(&expected), "{name}, backward");
    }
}

#[test]
fn bits_of_floats() {
    bits_of_the_core(lists::F32, |x| x, f32::to_bits);
}

#[test]
fn bits_of_halves() {
    bits_of_the_core(lists::F16, f16::from_f32, |y| y.to_bits().into());
    bits_of_the_core(lists::BF16, bf16::from_f32, |y| y.to_bits().into());
}
