//! The softmax of attention's scores through candle: the core's bits for every way that a mask broadcasts, and
//! gradients, of sinks too.

mod common;

use activ8_candle::activ8::{Activation, AttentionSoftmax, FullyMasked};
use activ8_candle::ops;
use candle_core::{Result, Tensor, Var};
use common::{assert_close, bits, tensor, values};

const SHAPE: [usize; 4] = [3, 4, 5, 24];
const MASKS: [&[usize]; 9] = [
    &[],
    &[24],
    &[5, 24],
    &[3, 1, 1, 24],
    &[3, 1, 5, 24],
    &[1, 4, 1, 24],
    &[3, 4, 1, 24],
    &[3, 4, 5, 24],
    &[3, 1, 5, 1],
];

/// Contiguous, and with others of its dimensions first in memory.
fn scores() -> Result<[Tensor; 3]> {
    let x = tensor(&SHAPE)?;
    let turned = |a, b| x.transpose(a, b)?.contiguous()?.transpose(a, b);
    Ok([turned(0, 1)?, turned(1, 2)?, x])
}

fn by_core(x: &Tensor, softmax: AttentionSoftmax<'_>) -> Result<Vec<u32>> {
    let mut y = values(x)?;
    softmax.forward_in_place(&mut y).map_err(candle_core::Error::wrap)?;
    Ok(bits(&y))
}

/// Of 24 keys and 5 queries, with what all of the options do at once.
fn everything() -> AttentionSoftmax<'static> {
    let softmax =
        AttentionSoftmax::rows_of(24).queries(5).scale(0.3).soft_cap(5.0).temperature(1.5).causal(9);
    softmax.window(Some(7), None).fully_masked(FullyMasked::Zeros)
}

#[test]
fn masks_of_numbers() -> Result<()> {
    for dims in MASKS {
        let mask = tensor(dims)?;
        let whole = values(&mask.broadcast_as(&SHAPE)?)?;
        for x in scores()? {
            let expected = by_core(&x, AttentionSoftmax::rows_of(24).scale(0.125).mask(&whole))?;
            let y = ops::softmax_scaled_masked(&x, 0.125, Some(&mask))?;
            assert_eq!(bits(&values(&y)?), expected, "a mask of {dims:?}");
            let y = x.copy()?;
            ops::softmax_scaled_masked_in_place(&y, 0.125, Some(&mask))?;
            assert_eq!(bits(&values(&y)?), expected, "a mask of {dims:?}, in place");
        }
    }
    let x = tensor(&SHAPE)?;
    let expected = by_core(&x, AttentionSoftmax::rows_of(24).scale(0.125))?;
    assert_eq!(bits(&values(&ops::softmax_scaled_masked(&x, 0.125, None)?)?), expected, "no mask");
    let own = x.narrow(2, 0, 1)?;
    assert!(ops::softmax_scaled_masked_in_place(&x, 0.125, Some(&own)).is_err(), "a part of the scores");
    let wrong = tensor(&[4, 24])?;
    assert!(ops::softmax_scaled_masked(&x, 0.125, Some(&wrong)).is_err(), "a mask that does not broadcast");
    Ok(())
}

#[test]
fn masks_of_what_counts() -> Result<()> {
    let x = tensor(&SHAPE)?;
    for dims in MASKS {
        let keep = tensor(dims)?.ge(-3.0)?;
        let whole: Vec<bool> = values(&keep.broadcast_as(&SHAPE)?)?.iter().map(|&keep| keep != 0.0).collect();
        let expected = by_core(&x, everything().keep(&whole))?;
        let y = ops::attention_softmax(&x, everything(), Some(&keep), None)?;
        assert_eq!(bits(&values(&y)?), expected, "a mask of {dims:?}");
    }
    Ok(())
}

#[test]
fn slopes_and_sinks_are_of_heads() -> Result<()> {
    let (slopes, sinks) = ([0.5, 0.25, 0.125, 0.0625], tensor(&[4])?);
    let of_sinks = values(&sinks)?;
    for dims in MASKS {
        let mask = tensor(dims)?;
        let whole = values(&mask.broadcast_as(&SHAPE)?)?;
        for x in scores()? {
            let expected = by_core(&x, everything().slopes(&slopes).sinks(&of_sinks).mask(&whole))?;
            let options = everything().slopes(&slopes);
            let y = ops::attention_softmax(&x, options, Some(&mask), Some(&sinks))?;
            assert_eq!(bits(&values(&y)?), expected, "sinks, and a mask of {dims:?}");
            let y = ops::attention_softmax(&x, options.sinks(&of_sinks), Some(&mask), None)?;
            assert_eq!(bits(&values(&y)?), expected, "constant sinks, and a mask of {dims:?}");
        }
    }
    Ok(())
}

#[test]
fn gradients_are_finite_differences() -> Result<()> {
    let dims = [2, 2, 3, 4];
    let x = Var::from_tensor(&tensor(&dims)?.affine(0.25, 0.0)?)?;
    let sinks = Var::from_tensor(&tensor(&[2])?.affine(0.25, 0.0)?)?;
    let (mask, dy) = (tensor(&[2, 1, 1, 4])?.affine(0.25, 0.0)?, tensor(&dims)?);
    let options = AttentionSoftmax::rows_of(4).scale(0.7).soft_cap(3.0).slopes(&[0.5, 0.25]).causal(1);
    let of = |x: &Tensor, sinks: &Tensor| {
        (ops::attention_softmax(x, options, Some(&mask), Some(sinks))? * &dy)?.sum_all()
    };
    let grads = of(&x, &sinks)?.backward()?;
    for (which, of_which) in [&x, &sinks].into_iter().enumerate() {
        let found = values(grads.get(of_which).expect("a gradient"))?;
        for (i, found) in found.iter().enumerate() {
            let moved = |by: f32| -> Result<f32> {
                let mut moved = values(of_which)?;
                moved[i] += by;
                let moved = Tensor::from_vec(moved, of_which.shape(), x.device())?;
                if which == 0 { of(&moved, &sinks) } else { of(&x, &moved) }?.to_scalar()
            };
            let difference = (moved(0.01)? - moved(-0.01)?) / 0.02;
            let tolerance = 2e-3 * difference.abs().max(1.0);
            assert!((difference - found).abs() < tolerance, "{which}, {i}: {found}, not {difference}");
        }
    }
    Ok(())
}

#[test]
fn gradients_are_candle_s() -> Result<()> {
    let x = Var::from_tensor(&tensor(&SHAPE)?)?;
    let dy = tensor(&SHAPE)?;
    for dims in MASKS {
        let mask = tensor(dims)?;
        let ours = (ops::softmax_scaled_masked(&x, 0.5, Some(&mask))? * &dy)?.sum_all()?.backward()?;
        let z = (x.as_tensor() * 0.5)?.broadcast_add(&mask)?;
        let theirs = (candle_nn::ops::softmax(&z, 3)? * &dy)?.sum_all()?.backward()?;
        let [ours, theirs] = [ours, theirs].map(|grads| values(grads.get(&x).expect("a gradient")));
        assert_close(&ours?, &theirs?, 4e-6);
    }
    Ok(())
}
