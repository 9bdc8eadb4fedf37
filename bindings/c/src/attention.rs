//! Softmax of attention's scores, with all its options in one struct.

use std::mem::offset_of;

use activ8::{AttentionSoftmax, Element, FullyMasked, ScoreMask};

use crate::activations;
use crate::call::{Done, activ8_status, call, unknown};
use crate::memory::{Params, Span, apart, get, init, kept, optional, product, slices, span};
use crate::place::placed;

/// What a row is that nothing is left of.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum activ8_fully_masked {
    /// NaN.
    ACTIV8_NAN = 0,
    /// Zeros.
    ACTIV8_ZEROS = 1,
}

/// The parameters of attention_softmax. Masks are whole rows of keys, and repeat; slopes and sinks are one for
/// each head, and repeat over a batch.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_attention_softmax_params {
    /// The number of rows in a head: 1 by default.
    pub queries: usize,
    /// What scores are multiplied with.
    pub scale: f32,
    /// Whether scaled scores are capped softly,
    pub has_soft_cap: bool,
    /// and where.
    pub soft_cap: f32,
    /// What logits are divided by.
    pub temperature: f32,
    /// What is added to logits, or null.
    pub mask: *const f32,
    /// Their number.
    pub mask_len: usize,
    /// True, a byte of 1, where a score counts, false, a byte of 0, where not, or null; there is no mask besides.
    pub keep: *const u8,
    /// Their number.
    pub keep_len: usize,
    /// The position of a head's first query.
    pub offset: isize,
    /// Whether keys beyond the query's position are left out.
    pub causal: bool,
    /// Whether not all keys before the query's position count,
    pub has_left: bool,
    /// and how many do.
    pub left: usize,
    /// Whether not all keys beyond it count,
    pub has_right: bool,
    /// and how many do.
    pub right: usize,
    /// ALiBi's slopes, or null.
    pub slopes: *const f32,
    /// Their number.
    pub slopes_len: usize,
    /// Logits that take a share and have no place in the row, or null.
    pub sinks: *const f32,
    /// Their number.
    pub sinks_len: usize,
    /// What a row is that nothing is left of, an activ8_fully_masked.
    pub fully_masked: i32,
}

impl Params for activ8_attention_softmax_params {
    const TRUTHS: &'static [(&'static str, usize)] = &[
        ("has_soft_cap", offset_of!(Self, has_soft_cap)),
        ("causal", offset_of!(Self, causal)),
        ("has_left", offset_of!(Self, has_left)),
        ("has_right", offset_of!(Self, has_right)),
    ];
}

impl Default for activ8_attention_softmax_params {
    /// Every option off.
    fn default() -> Self {
        let core = AttentionSoftmax::rows_of(1);
        Self {
            queries: core.queries,
            scale: core.scale,
            has_soft_cap: false,
            soft_cap: 0.0,
            temperature: core.temperature,
            mask: std::ptr::null(),
            mask_len: 0,
            keep: std::ptr::null(),
            keep_len: 0,
            offset: core.offset,
            causal: core.causal,
            has_left: false,
            left: 0,
            has_right: false,
            right: 0,
            slopes: std::ptr::null(),
            slopes_len: 0,
            sinks: std::ptr::null(),
            sinks_len: 0,
            fully_masked: 0,
        }
    }
}

/// Sets the defaults: every option off.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_attention_softmax_params_init(
    params: *mut activ8_attention_softmax_params,
) -> activ8_status {
    // SAFETY: the caller's promise.
    call(|| unsafe { init(params) })
}

/// The operation over rows of `keys`, and where what it borrows lies.
unsafe fn operation<'a>(
    keys: usize,
    params: *const activ8_attention_softmax_params,
) -> Done<(AttentionSoftmax<'a>, [Span; 3])> {
    // SAFETY: the caller's promise.
    let params = unsafe { get(params) }?;
    let fully_masked = match params.fully_masked {
        0 => FullyMasked::Nan,
        1 => FullyMasked::Zeros,
        other => return Err(unknown("fully_masked", other)),
    };
    // SAFETY: the caller's promise.
    let mask = unsafe { optional("mask", params.mask, params.mask_len) }?;
    // SAFETY: the caller's promise.
    let keep = unsafe { optional("keep", params.keep, params.keep_len) }?;
    // SAFETY: the caller's promise.
    let slopes = unsafe { optional("slopes", params.slopes, params.slopes_len) }?;
    // SAFETY: the caller's promise.
    let sinks = unsafe { optional("sinks", params.sinks, params.sinks_len) }?;
    let mask_span = if mask.is_some() { kept(mask) } else { kept(keep) };
    let mask = match (mask, keep) {
        (None, None) => None,
        (Some(mask), None) => Some(ScoreMask::Add(mask)),
        (None, Some(keep)) => Some(ScoreMask::Keep(truths(keep)?)),
        (Some(_), Some(_)) => return Err(unknown("keep, beside a mask,", 1)),
    };
    let operation = AttentionSoftmax {
        keys,
        queries: params.queries,
        scale: params.scale,
        soft_cap: params.has_soft_cap.then_some(params.soft_cap),
        temperature: params.temperature,
        mask,
        offset: params.offset,
        causal: params.causal,
        left: params.has_left.then_some(params.left),
        right: params.has_right.then_some(params.right),
        slopes,
        sinks,
        fully_masked,
    };
    Ok((operation, [mask_span, kept(slopes), kept(sinks)]))
}

/// Bytes as truth values, which are 0 and 1.
fn truths(bytes: &[u8]) -> Done<&[bool]> {
    if let Some(i) = bytes.iter().position(|&byte| byte > 1) {
        return Err(unknown(format_args!("keep[{i}]"), bytes[i].into()));
    }
    // SAFETY: a bool has the layout of a u8, and its values are 0 and 1.
    Ok(unsafe { std::slice::from_raw_parts(bytes.as_ptr().cast(), bytes.len()) })
}

/// `y` may be `x`.
pub(crate) unsafe fn forward<T: Element>(
    x: *const T,
    y: *mut T,
    [rows, keys]: [usize; 2],
    params: *const activ8_attention_softmax_params,
) -> Done {
    let n = product(rows, keys)?;
    // SAFETY: the caller's promise.
    let (operation, borrowed) = unsafe { operation(keys, params) }?;
    apart(&[("y", span("y", y, n)?)], &[&borrowed])?;
    // SAFETY: the caller's promise.
    unsafe { activations::forward(operation, x, y, n) }
}

pub(crate) unsafe fn backward<T: Element>(
    x: *const T,
    dy: *const T,
    dx: *mut T,
    [rows, keys]: [usize; 2],
    params: *const activ8_attention_softmax_params,
) -> Done {
    let n = product(rows, keys)?;
    // SAFETY: the caller's promise.
    let (operation, borrowed) = unsafe { operation(keys, params) }?;
    apart(&[("dx", span("dx", dx, n)?)], &[&borrowed])?;
    // SAFETY: the caller's promise.
    unsafe { activations::backward(operation, x, dy, dx, n) }
}

pub(crate) unsafe fn backward_sinks<T: Element>(
    x: *const T,
    dy: *const T,
    dsinks: *mut f32,
    [rows, keys]: [usize; 2],
    params: *const activ8_attention_softmax_params,
) -> Done {
    let n = product(rows, keys)?;
    // SAFETY: the caller's promise.
    let (operation, borrowed) = unsafe { operation(keys, params) }?;
    let sinks = operation.sinks.map_or(0, <[f32]>::len);
    slices! { read x: n, dy: n; write dsinks: sinks; apart from &borrowed }
    Ok(placed(operation)?.backward_sinks(x, dy, dsinks)?)
}
