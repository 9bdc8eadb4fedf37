//! Numbers and lengths of bytes.

use arbitrary::{Result, Unstructured};

use crate::common::data::{MIXES, NANS, values};
use crate::common::table::Domain;

/// Where something begins or ends.
const EDGES: [f32; 17] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    f32::INFINITY,
    f32::NEG_INFINITY,
    f32::MAX,
    f32::MIN,
    f32::MIN_POSITIVE,
    f32::from_bits(1),
    -f32::from_bits(1),
    1.0 - 0.5 * f32::EPSILON,
    88.722_84,
    -87.336_54,
    -103.972_08,
    8_388_608.0,
];

/// A number at an edge, of any bits, or of a moderate size.
pub(crate) fn number(u: &mut Unstructured<'_>) -> Result<f32> {
    Ok(match u.int_in_range(0..=5)? {
        0 => *u.choose(&EDGES)?,
        1 => *u.choose(&NANS)?,
        2 => f32::from_bits(u.arbitrary()?),
        3 => f32::from(u.arbitrary::<i16>()?) / 256.0,
        4 => f32::from(u.arbitrary::<i16>()?) / 32_768.0,
        _ => f32::from(u.arbitrary::<i8>()?),
    })
}

/// `len` of a domain from a seed, but for some that are any.
pub(crate) fn numbers(u: &mut Unstructured<'_>, domain: Domain, len: usize) -> Result<Vec<f32>> {
    let mix = *u.choose(&MIXES)?;
    let mut numbers = values(domain, len, mix, u.arbitrary::<u16>()?.into());
    if len > 0 {
        for _ in 0..u.int_in_range(0..=6)? {
            numbers[u.choose_index(len)?] = number(u)?;
        }
    }
    Ok(numbers)
}

/// How many: mostly few.
pub(crate) fn len(u: &mut Unstructured<'_>) -> Result<usize> {
    between(u, 0, &[9, 40, 70, 70, 140, 300, 600, 5000])
}

/// At least the first, and at most one of the others.
pub(crate) fn between(u: &mut Unstructured<'_>, least: usize, most: &[usize]) -> Result<usize> {
    let most = *u.choose(most)?;
    u.int_in_range(least..=most)
}

/// Rows, and elements in each: not too many together. Rows are seldom of nothing.
pub(crate) fn shape(u: &mut Unstructured<'_>) -> Result<[usize; 2]> {
    let row = len(u)?;
    let row = if row == 0 && !seldom(u)? { 1 } else { row };
    let most = (2000 / row.max(1)).clamp(1, 40);
    Ok([u.int_in_range(0..=most)?, row])
}

pub(crate) fn seldom(u: &mut Unstructured<'_>) -> Result<bool> {
    u.ratio(1, 32)
}

/// `len`, or seldom another one, which a call must refuse.
pub(crate) fn or_another(u: &mut Unstructured<'_>, len: usize) -> Result<usize> {
    Ok(if seldom(u)? { len.wrapping_add_signed(*u.choose(&[-1, 1])?).min(len + 1) } else { len })
}
