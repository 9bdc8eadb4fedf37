//! The softmax of attention's scores as an operation on tensors. Its mask is a tensor that broadcasts to them, and
//! its sinks may be learnt.

use std::ops::Range;

use activ8::{Activation, ActivationShape, AttentionSoftmax, On, ScoreMask};
use candle_core::{Result, Tensor};

use super::NAME;
use super::mask::Mask;
use crate::error::refused;
use crate::float::Float;
use crate::graph::{Gradients, InPlace, Operation};
use crate::place::{each_chunk, placed};
use crate::view::View;

/// The options, with what the core's borrow.
pub(super) struct Attention {
    options: AttentionSoftmax<'static>,
    slopes: Option<Vec<f32>>,
    /// Those that are not learnt.
    sinks: Option<Vec<f32>>,
    mask: Option<Mask>,
}

impl Attention {
    /// For scores of this shape, whose last dimensions are queries and keys, with options for such.
    pub(super) fn new(
        xs: &Tensor,
        options: AttentionSoftmax<'_>,
        mask: Option<&Tensor>,
        learnt: Option<&Tensor>,
    ) -> Result<Self> {
        let (keys, queries) = match *xs.dims() {
            [.., queries, keys] => (keys, queries),
            [keys] => (keys, 1),
            [] => (1, 1),
        };
        // Each by its name: one that the core adds does not compile until it is here too.
        let AttentionSoftmax {
            keys: of_options,
            queries: of_head,
            scale,
            soft_cap,
            temperature,
            mask: of_rows,
            offset,
            causal,
            left,
            right,
            slopes,
            sinks,
            fully_masked,
        } = options;
        if of_rows.is_some() {
            candle_core::bail!("{NAME}: the mask is a tensor, and none of the options");
        }
        let bare = AttentionSoftmax::rows_of(keys).queries(queries);
        // Options for one query are those for any number.
        let of_head = if of_head == 1 { queries } else { of_head };
        let [slopes_len, sinks_len] = [slopes, sinks].map(|each| each.map_or(1, <[f32]>::len));
        let sinks_len = learnt.map_or(sinks_len, Tensor::elem_count);
        let (keys, queries, mask_rows) = (of_options, of_head, 1);
        ActivationShape::Attention { keys, queries, mask_rows, slopes: slopes_len, sinks: sinks_len }
            .fit("scores", xs.dims())
            .map_err(refused)?;
        Ok(Self {
            options: AttentionSoftmax {
                scale,
                soft_cap,
                temperature,
                offset,
                causal,
                left,
                right,
                fully_masked,
                ..bare
            },
            slopes: slopes.map(<[f32]>::to_vec),
            sinks: sinks.map(<[f32]>::to_vec),
            mask: mask.map(|mask| Mask::new(mask, xs)).transpose()?,
        })
    }

    /// `run` with the sinks, the learnt ones if there are, and with the mask, which is held meanwhile.
    fn with<R>(&self, sinks: Option<&[f32]>, run: impl FnOnce(Parts<'_>) -> Result<R>) -> Result<R> {
        let sinks = sinks.or(self.sinks.as_deref());
        match &self.mask {
            None => run(Parts { of: self, sinks, mask: None }),
            Some(mask) => mask.with(|rows| run(Parts { of: self, sinks, mask: Some((mask, rows)) })),
        }
    }
}

/// Scores in parts, each of which has the same rows of the mask again and again.
#[derive(Clone, Copy)]
struct Parts<'a> {
    of: &'a Attention,
    sinks: Option<&'a [f32]>,
    mask: Option<(&'a Mask, ScoreMask<'a>)>,
}

impl<'a> Parts<'a> {
    /// The number of scores in each, of `len`.
    fn part(self, len: usize) -> usize {
        self.mask.map_or(len, |(mask, _)| mask.part())
    }

    /// The heads of `len` scores.
    fn heads(self, len: usize) -> usize {
        let AttentionSoftmax { keys, queries, .. } = self.of.options;
        len.checked_div(keys * queries).unwrap_or(0)
    }

    /// The core's softmax for part `i`, of `len` scores.
    fn softmax(self, i: usize, len: usize) -> On<AttentionSoftmax<'a>> {
        let heads = self.heads(len);
        let of_heads = |all: Option<&'a [f32]>| all.map(|all| &all[share(all.len(), i, heads)]);
        let mask = self.mask.map(|(mask, rows)| mask.of_part(rows, i));
        let (slopes, sinks) = (of_heads(self.of.slopes.as_deref()), of_heads(self.sinks));
        placed(AttentionSoftmax { mask, slopes, sinks, ..self.of.options }, len)
    }

    fn forward<T: Float>(self, x: &[T], y: &mut [T]) -> activ8::Result<()> {
        let part = self.part(x.len());
        each_chunk(y, part, |i, y| {
            let x = &x[i * part..i * part + y.len()];
            self.softmax(i, y.len()).forward(x, y)
        })
    }

    fn forward_in_place<T: Float>(self, x: &mut [T]) -> activ8::Result<()> {
        each_chunk(x, self.part(x.len()), |i, x| self.softmax(i, x.len()).forward_in_place(x))
    }

    fn backward<T: Float>(self, x: &[T], dy: &[T], dx: &mut [T]) -> activ8::Result<()> {
        let part = self.part(x.len());
        each_chunk(dx, part, |i, dx| {
            let at = i * part..i * part + dx.len();
            self.softmax(i, dx.len()).backward(&x[at.clone()], &dy[at], dx)
        })
    }

    /// The gradient for the sinks.
    fn backward_sinks<T: Float>(self, x: &[T], dy: &[T]) -> activ8::Result<Vec<f32>> {
        let mut dsinks = vec![0.0; self.sinks.map_or(0, <[f32]>::len)];
        let part = self.part(x.len()).max(1);
        for (i, (x, dy)) in x.chunks(part).zip(dy.chunks(part)).enumerate() {
            let range = share(dsinks.len(), i, self.heads(x.len()));
            let mut of_part = vec![0.0; range.len()];
            self.softmax(i, x.len()).backward_sinks(x, dy, &mut of_part)?;
            dsinks[range].iter_mut().zip(of_part).for_each(|(sum, of_part)| *sum += of_part);
        }
        Ok(dsinks)
    }
}

/// Which of `all` are for the heads of part `i`: so many of them, or all.
fn share(all: usize, i: usize, heads: usize) -> Range<usize> {
    match heads {
        1.. if heads < all && all.is_multiple_of(heads) => i * heads % all..i * heads % all + heads,
        _ => 0..all,
    }
}

/// Of scores, or of scores and sinks.
impl<const N: usize> Operation<N> for Attention {
    fn forward<T: Float>(&self, inputs: [View<'_>; N]) -> Result<Vec<T>> {
        let sinks = inputs.get(1).map(|sinks| sinks.floats()).transpose()?;
        self.with(sinks.as_deref(), |parts| {
            inputs[0].map(|x, y| parts.forward(x, y), |x| parts.forward_in_place(x))
        })
    }

    fn backward<T: Float>(&self, inputs: [View<'_>; N], _: View<'_>, dy: View<'_>) -> Gradients<N> {
        let (x, dy) = (inputs[0].elements::<T>()?, dy.elements::<T>()?);
        let sinks = inputs.get(1).map(|sinks| sinks.floats()).transpose()?;
        self.with(sinks.as_deref(), |parts| {
            let mut gradients = [const { None }; N];
            gradients[0] = Some(inputs[0].gradient::<T>(|dx| parts.backward(&x, &dy, dx))?);
            if let Some(sinks) = inputs.get(1) {
                gradients[1] = Some(sinks.like(parts.backward_sinks(&x, &dy).map_err(refused)?)?);
            }
            Ok(gradients)
        })
    }
}

impl InPlace<0> for Attention {
    fn run<T: Float>(&self, x: &mut [T], []: [View<'_>; 0]) -> Result<()> {
        self.with(None, |parts| parts.forward_in_place(x).map_err(refused))
    }
}
