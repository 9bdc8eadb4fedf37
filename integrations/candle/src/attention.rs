//! The softmax of attention's scores, whose mask is a tensor that broadcasts to them, and whose sinks may be
//! learnt.

mod mask;

use std::borrow::Cow;

use activ8::{Activation, ActivationShape, AttentionSoftmax, On, ScoreMask};
use candle_core::{CpuStorage, CustomOp1, CustomOp2, InplaceOp1, Layout, Result, Shape, Tensor};

use crate::storage::{Float, Held, View, each_chunk, in_order, in_place, of_floats, placed, refused, tensor};
use mask::Mask;

const NAME: &str = "attention-softmax";

/// An operation that owns what the core's borrows.
pub(crate) struct Attention {
    options: AttentionSoftmax<'static>,
    slopes: Option<Vec<f32>>,
    /// Those that are not learnt.
    sinks: Option<Vec<f32>>,
    mask: Option<Mask>,
}

/// What some scores go through.
#[derive(Clone, Copy)]
struct Lent<'a> {
    of: &'a Attention,
    sinks: Option<&'a [f32]>,
    mask: Option<ScoreMask<'a>>,
}

impl Attention {
    /// For scores of this shape, whose last dimensions are queries and keys, with options for such.
    pub(crate) fn new(
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

    /// Calls with what the scores go through, the mask being held meanwhile.
    fn lend<R>(&self, sinks: Option<&[f32]>, then: impl FnOnce(Lent<'_>) -> Result<R>) -> Result<R> {
        let held = self.mask.as_ref().and_then(Mask::held);
        let mask = self.mask.as_ref().map(|mask| mask.all(&held)).transpose()?;
        then(Lent { of: self, sinks: sinks.or(self.sinks.as_deref()), mask })
    }

    fn values<T: Float>(&self, x: &[T], layout: &Layout, sinks: Option<&[f32]>) -> Result<CpuStorage> {
        self.lend(sinks, |lent| {
            match in_order(x, layout) {
                Cow::Borrowed(x) => {
                    let (mut y, part) = (vec![T::default(); x.len()], lent.part(x.len()));
                    let run = |i: usize, y: &mut [T]| {
                        lent.options(i, y.len()).forward(&x[i * part..i * part + y.len()], y)
                    };
                    each_chunk(&mut y, part, run).map(|()| y)
                }
                Cow::Owned(mut y) => lent.forward(&mut y).map(|()| y),
            }
            .map_err(refused)
        })
        .map(T::stored)
    }

    fn gradient<T: Float>(
        &self,
        x: &[T],
        layout: &Layout,
        dy: View<'_>,
        sinks: Option<&[f32]>,
    ) -> Result<Tensor> {
        let (x, dy) = (in_order(x, layout), dy.elements::<T>(NAME)?);
        let mut dx = vec![T::default(); x.len()];
        self.lend(sinks, |lent| {
            let part = lent.part(x.len());
            let run = |i: usize, dx: &mut [T]| {
                let at = i * part..i * part + dx.len();
                lent.options(i, dx.len()).backward(&x[at.clone()], &dy[at], dx)
            };
            each_chunk(&mut dx, part, run).map_err(refused)
        })?;
        Ok(tensor(T::stored(dx), layout.shape()))
    }

    /// The gradient for the sinks.
    fn of_sinks(&self, x: View<'_>, dy: View<'_>, sinks: &[f32]) -> Result<Vec<f32>> {
        let (x, dy, mut dsinks) = (x.floats(NAME)?, dy.floats(NAME)?, vec![0.0; sinks.len()]);
        self.lend(Some(sinks), |lent| {
            let part = lent.part(x.len()).max(1);
            for (i, (x, dy)) in x.chunks(part).zip(dy.chunks(part)).enumerate() {
                let options = lent.options(i, x.len());
                let range = share(sinks.len(), i, lent.heads(x.len()));
                let mut of_part = vec![0.0; range.len()];
                options.backward_sinks(x, dy, &mut of_part).map_err(refused)?;
                dsinks[range].iter_mut().zip(of_part).for_each(|(sum, of_part)| *sum += of_part);
            }
            Ok(())
        })?;
        Ok(dsinks)
    }
}

/// Which of `all` are for the heads of part `i`: so many of them, or all.
fn share(all: usize, i: usize, heads: usize) -> std::ops::Range<usize> {
    match heads {
        1.. if heads < all && all.is_multiple_of(heads) => i * heads % all..i * heads % all + heads,
        _ => 0..all,
    }
}

impl<'a> Lent<'a> {
    /// The number of scores that one operation is for, of so many.
    fn part(self, len: usize) -> usize {
        self.of.mask.as_ref().map_or(len, Mask::part)
    }

    fn heads(self, len: usize) -> usize {
        let AttentionSoftmax { keys, queries, .. } = self.of.options;
        len.checked_div(keys * queries).unwrap_or(0)
    }

    /// The core's operation for part `i`, of so many scores.
    fn options(self, i: usize, len: usize) -> On<AttentionSoftmax<'a>> {
        let heads = self.heads(len);
        let of_heads = |all: Option<&'a [f32]>| all.map(|all| &all[share(all.len(), i, heads)]);
        let mask = self.of.mask.as_ref().zip(self.mask).map(|(mask, all)| mask.of_part(all, i));
        let slopes = of_heads(self.of.slopes.as_deref());
        let sinks = of_heads(self.sinks);
        placed(AttentionSoftmax { mask, slopes, sinks, ..self.of.options }, len)
    }

    fn forward<T: Float>(self, x: &mut [T]) -> activ8::Result<()> {
        let part = self.part(x.len());
        each_chunk(x, part, |i, x| self.options(i, x.len()).forward_in_place(x))
    }
}

impl CustomOp1 for Attention {
    fn name(&self) -> &'static str {
        NAME
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let y = of_floats!(NAME, storage, x => self.values(x, layout, None))?;
        Ok((y, layout.shape().clone()))
    }

    fn bwd(&self, x: &Tensor, _: &Tensor, dy: &Tensor) -> Result<Option<Tensor>> {
        let (x, dy) = (Held::of(x), Held::of(dy));
        let (View { storage, layout }, dy) = (x.view()?, dy.view()?);
        of_floats!(NAME, storage, x => self.gradient(x, layout, dy, None)).map(Some)
    }
}

/// Of scores and sinks.
impl CustomOp2 for Attention {
    fn name(&self) -> &'static str {
        NAME
    }

    fn cpu_fwd(
        &self,
        s1: &CpuStorage,
        l1: &Layout,
        s2: &CpuStorage,
        l2: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let sinks = View::new(s2, l2).floats(NAME)?;
        let y = of_floats!(NAME, s1, x => self.values(x, l1, Some(&sinks)))?;
        Ok((y, l1.shape().clone()))
    }

    fn bwd(
        &self,
        x: &Tensor,
        sinks: &Tensor,
        _: &Tensor,
        dy: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let (x, sinks, dy) = (Held::of(x), Held::of(sinks), Held::of(dy));
        let (x, of_sinks, dy) = (x.view()?, sinks.view()?, dy.view()?);
        let sinks = of_sinks.floats(NAME)?;
        let View { storage, layout } = x;
        let dx = of_floats!(NAME, storage, x => self.gradient(x, layout, dy, Some(&sinks)))?;
        Ok((Some(dx), Some(of_sinks.like(self.of_sinks(x, dy, &sinks)?)?)))
    }
}

impl InplaceOp1 for Attention {
    fn name(&self) -> &'static str {
        NAME
    }

    fn cpu_fwd(&self, storage: &mut CpuStorage, layout: &Layout) -> Result<()> {
        self.lend(None, |lent| of_floats!(NAME, storage, x => in_place(x, layout, |x| lent.forward(x))))
    }
}
