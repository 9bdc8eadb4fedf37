//! Plain loops over std's functions and over `wide`'s vectors, as an engine's author writes them first. Each benchmark
//! has them beside ours.

#![allow(dead_code, unused_imports, reason = "no program has all of them")]

pub(crate) mod std;
pub(crate) mod wide;

use activ8::AnyActivation;

/// y = f(x).
pub(crate) type Map = Box<dyn Fn(&[f32], &mut [f32])>;

/// y = f(x, t), where t is repeated: a value, a bias or a slope.
pub(crate) type Map2 = Box<dyn Fn(&[f32], &[f32], &mut [f32])>;

/// The mean of f(x, t).
pub(crate) type Mean = Box<dyn Fn(&[f32], &[f32]) -> f32>;

/// The loops over one library's functions. What the library has no function for, has no loop.
pub(crate) struct Loops {
    pub(crate) library: &'static str,
    pub(crate) forward: fn(AnyActivation) -> Option<Map>,
    /// The activation of x + t.
    pub(crate) biased: fn(AnyActivation) -> Option<Map2>,
    /// The activation of x, times t.
    pub(crate) gated: fn(AnyActivation) -> Option<Map2>,
    /// One row.
    pub(crate) softmax: fn(&[f32], &mut [f32]),
    pub(crate) log_softmax: fn(&[f32], &mut [f32]),
    /// A loss of elements by its name.
    pub(crate) loss: fn(&str) -> Option<Mean>,
    /// The mean over rows of so many columns, each with its class.
    pub(crate) cross_entropy: fn(&[f32], usize, &[u32]) -> f32,
}

/// Both libraries.
pub(crate) const ALL: [&Loops; 2] = [&std::LOOPS, &wide::LOOPS];
