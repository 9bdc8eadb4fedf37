//! Every activation of the core is there, and gives the core's bits.

use std::mem::MaybeUninit;

use activ8::{Activation, AnyActivation};
use activ8_c::activ8_status::{self, ACTIV8_OK};
use activ8_c::api::*;

type Forward = fn(&[f32], &mut [f32]) -> activ8_status;
type Backward = fn(&[f32], &[f32], &mut [f32]) -> activ8_status;

/// Written by build.rs from its table: with the defaults of parameters.
#[rustfmt::skip]
#[allow(clippy::undocumented_unsafe_blocks, reason = "slices are what pointers must be")]
const ALL: &[(&str, Forward, Backward)] = include!(concat!(env!("OUT_DIR"), "/list.rs"));

#[test]
fn none_is_forgotten() {
    let core: Vec<_> = AnyActivation::all().iter().map(AnyActivation::name).collect();
    let ours: Vec<_> = ALL.iter().map(|(name, ..)| *name).collect();
    assert_eq!(ours, core, "build/table.rs has the rows of the core's list");
}

#[test]
fn bits_of_the_core() {
    let x: Vec<f32> = (0..1000).map(|i| i as f32 / 50.0 - 10.0).collect();
    let dy: Vec<f32> = (0..1000).map(|i| 1.0 - i as f32 / 700.0).collect();
    for (activation, (name, forward, backward)) in AnyActivation::all().into_iter().zip(ALL) {
        let (mut found, mut expected) = (vec![0.0; 1000], vec![0.0; 1000]);
        let bits = |values: &[f32]| values.iter().map(|y| y.to_bits()).collect::<Vec<_>>();
        assert_eq!(forward(&x, &mut found), ACTIV8_OK, "{name}");
        activation.forward(&x, &mut expected).expect("equal lengths");
        assert_eq!(bits(&found), bits(&expected), "{name}");
        assert_eq!(backward(&x, &dy, &mut found), ACTIV8_OK, "{name}, backward");
        activation.backward(&x, &dy, &mut expected).expect("equal lengths");
        assert_eq!(bits(&found), bits(&expected), "{name}, backward");
    }
}
