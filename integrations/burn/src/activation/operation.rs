//! Activations of tensors as operations.

use std::sync::Arc;

use activ8::{Activation, AnyActivation, AttentionSoftmax, GateLayout, GatedActivation, PRelu, ScoreMask};
use burn::backend::flex::{FlexTensor, Layout};
use burn::tensor::Shape;

use crate::graph::{Operation, Pullback};
use crate::tensor::{
    Float, accepted, elements, filled, in_order, map, match_float, new, numbers, placed, whole,
};

/// An activation of one tensor: of its elements, or of its rows.
pub(crate) struct Unary<A>(pub(crate) A);

impl<A: Activation + OfTensors + 'static> Operation<1> for Unary<A> {
    fn forward(&self, [x]: [FlexTensor; 1]) -> FlexTensor {
        let lies_well = x.is_contiguous() || (A::IS_UNORDERED && is_permuted(&x));
        let x = if lies_well { x } else { x.to_contiguous() };
        let activation = placed(self.0);
        match_float!(x.dtype(), E => {
            map!(E, x, |x, y| activation.forward(x, y), |x| activation.forward_in_place(x))
        })
    }

    fn recorded(&self, [x]: [FlexTensor; 1]) -> (FlexTensor, Pullback<1>) {
        let activation = self.0;
        if activation.output_gradient().is_some() && activation.output_tells() {
            // Nothing is computed again, and x is free.
            let y = self.forward([x]);
            let kept = y.clone();
            return (y, Pullback::new(move |dy, _| [Some(gradient(&kept, dy, activation, true))]));
        }
        let kept = x.clone();
        (self.forward([x]), Pullback::new(move |dy, _| [Some(gradient(&kept, dy, activation, false))]))
    }
}

/// The gradient of an activation, from what was kept: its output or its input.
fn gradient<A: Activation>(kept: &FlexTensor, dy: FlexTensor, activation: A, is_output: bool) -> FlexTensor {
    let (kept, dy) = (in_order(kept.clone()), in_order(dy));
    let activation = placed(activation);
    match_float!(kept.dtype(), E => {
        let (x, dy) = (elements::<E>(&kept), elements::<E>(&dy));
        let from_output = activation.output_gradient().filter(|_| is_output);
        let dx = filled!(E, x.len(), |dx| match from_output {
            Some(gradient) => gradient.backward(x, dy, dx),
            None => activation.backward(x, dy, dx),
        });
        E::tensor(dx, whole(kept.layout()))
    })
}

/// What an operation has to know of an activation.
pub(crate) trait OfTensors {
    /// Whether elements may be taken in any order.
    const IS_UNORDERED: bool = false;

    /// Whether the output tells the gradient for all inputs, where the core has it from that.
    fn output_tells(&self) -> bool {
        true
    }
}

impl OfTensors for AnyActivation {
    const IS_UNORDERED: bool = true;

    fn output_tells(&self) -> bool {
        // Below a lower threshold there is an x whose y is above it.
        !matches!(self, Self::Softplus(softplus) if softplus.threshold < 17.0)
    }
}
impl OfTensors for activ8::Softmax {}
impl OfTensors for activ8::LogSoftmax {}
impl OfTensors for activ8::Softmin {}
impl OfTensors for AttentionSoftmax<'static> {}
impl<A> OfTensors for activ8::Along<A> {}

/// Whether a tensor has all of its memory, in an order of its own, as a transposed one does.
fn is_permuted(x: &FlexTensor) -> bool {
    let (layout, bytes) = (x.layout(), x.bytes().len());
    layout.start_offset() == 0
        && layout.strides().iter().all(|&stride| stride > 0)
        && layout.num_elements() * x.dtype().size() == bytes
}

/// [`AttentionSoftmax`] with a mask of the scores' shape, true where a score counts.
pub(crate) struct Masked {
    pub(crate) options: AttentionSoftmax<'static>,
    pub(crate) keep: Arc<[bool]>,
}

impl Operation<1> for Masked {
    fn forward(&self, [x]: [FlexTensor; 1]) -> FlexTensor {
        let softmax = placed(AttentionSoftmax { mask: Some(ScoreMask::Keep(&self.keep)), ..self.options });
        let x = in_order(x);
        match_float!(x.dtype(), E => map!(E, x, |x, y| softmax.forward(x, y), |x| softmax.forward_in_place(x)))
    }

    fn recorded(&self, [x]: [FlexTensor; 1]) -> (FlexTensor, Pullback<1>) {
        let (kept, options, keep) = (x.clone(), self.options, self.keep.clone());
        let pullback = Pullback::new(move |dy, _| {
            let softmax = AttentionSoftmax { mask: Some(ScoreMask::Keep(&keep)), ..options };
            [Some(gradient(&kept, dy, softmax, false))]
        });
        (self.forward([x]), pullback)
    }
}

/// A gated activation whose gates and values are the halves of an axis of one tensor.
pub(crate) struct Packed<G> {
    pub(crate) gate: G,
    pub(crate) layout: GateLayout,
    /// The output's shape.
    pub(crate) shape: Shape,
}

impl<G: GatedActivation + 'static> Operation<1> for Packed<G> {
    fn forward(&self, [x]: [FlexTensor; 1]) -> FlexTensor {
        let (x, gate) = (in_order(x), placed(self.gate));
        match_float!(x.dtype(), E => {
            new::<E>(self.shape.clone(), |y| gate.forward_packed(self.layout, elements::<E>(&x), y))
        })
    }

    fn recorded(&self, [x]: [FlexTensor; 1]) -> (FlexTensor, Pullback<1>) {
        let (kept, gate, layout) = (x.clone(), self.gate, self.layout);
        let pullback = Pullback::new(move |dy, _| {
            let (x, dy, gate) = (in_order(kept.clone()), in_order(dy), placed(gate));
            [Some(match_float!(x.dtype(), E => new::<E>(x.layout().shape().clone(), |dx| {
                gate.backward_packed(layout, elements::<E>(&x), elements::<E>(&dy), dx)
            })))]
        });
        (self.forward([x]), pullback)
    }
}

/// A gated activation of gates and values of one shape.
pub(crate) struct Gated<G>(pub(crate) G);

impl<G: GatedActivation + 'static> Operation<2> for Gated<G> {
    fn forward(&self, inputs: [FlexTensor; 2]) -> FlexTensor {
        let ([gates, values], gate) = (inputs.map(in_order), placed(self.0));
        match_float!(gates.dtype(), E => new::<E>(gates.layout().shape().clone(), |y| {
            gate.forward(elements::<E>(&gates), elements::<E>(&values), y)
        }))
    }

    fn recorded(&self, inputs: [FlexTensor; 2]) -> (FlexTensor, Pullback<2>) {
        let (kept, gate) = (inputs.clone(), self.0);
        let pullback = Pullback::new(move |dy, _| {
            let ([gates, values], dy, gate) = (kept.clone().map(in_order), in_order(dy), placed(gate));
            let shape = gates.layout().shape().clone();
            match_float!(gates.dtype(), E => {
                let mut dvalues = None;
                let dgates = new::<E>(shape.clone(), |dgates| {
                    dvalues = Some(E::written(shape.num_elements(), |dvalues| {
                        let (gates, values) = (elements::<E>(&gates), elements::<E>(&values));
                        gate.backward(gates, values, elements::<E>(&dy), dgates, dvalues)
                    })?);
                    Ok(())
                });
                [Some(dgates), dvalues.map(|dvalues| E::tensor(dvalues, Layout::contiguous(shape)))]
            })
        });
        (self.forward(inputs), pullback)
    }
}

/// [`PRelu`] of elements and slopes, with so many neighbours of one channel.
pub(crate) struct Slopes {
    pub(crate) inner: usize,
}

impl Operation<2> for Slopes {
    fn forward(&self, [x, slopes]: [FlexTensor; 2]) -> FlexTensor {
        let (x, slopes) = (in_order(x), numbers(&slopes));
        let activation = placed(PRelu { weight: &slopes, inner: self.inner });
        match_float!(x.dtype(), E => {
            map!(E, x, |x, y| activation.forward(x, y), |x| activation.forward_in_place(x))
        })
    }

    fn recorded(&self, inputs: [FlexTensor; 2]) -> (FlexTensor, Pullback<2>) {
        let ([x, slopes], inner) = (inputs.clone(), self.inner);
        let pullback = Pullback::new(move |dy, wanted| {
            let (weight, dy) = (numbers(&slopes), in_order(dy));
            let activation = PRelu { weight: &weight, inner };
            let dslopes = wanted[1].then(|| {
                let mut dslopes = vec![0.0; weight.len()];
                let x = in_order(x.clone());
                match_float!(x.dtype(), E => {
                    let verb = placed(activation);
                    accepted(verb.backward_weight(elements::<E>(&x), elements::<E>(&dy), &mut dslopes));
                    let dslopes = dslopes.iter().map(|&slope| E::from_f32(slope)).collect();
                    E::tensor(dslopes, Layout::contiguous(slopes.layout().shape().clone()))
                })
            });
            [wanted[0].then(|| gradient(&x, dy.clone(), activation, false)), dslopes]
        });
        (self.forward(inputs), pullback)
    }
}
