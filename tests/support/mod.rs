//! What the tests of the public API share: the table of all operations, the tiers that they run on,
//! inputs, and comparisons that name what failed.

#![allow(dead_code, reason = "each test uses a part of it")]

pub(crate) mod activations;
pub(crate) mod cases;
pub(crate) mod classes;
pub(crate) mod compare;
pub(crate) mod data;
pub(crate) mod others;
pub(crate) mod table;
pub(crate) mod tiers;
