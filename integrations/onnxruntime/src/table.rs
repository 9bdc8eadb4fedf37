//! The operators that there are.

mod activations;
mod contrib;
mod over_rows;

use std::ffi::c_int;
use std::marker::PhantomData;

use activ8::{AnyActivation, Elu};
use ort_sys::OrtCustomOpInputOutputCharacteristic as Characteristic;

use crate::element::Element;
use crate::fail::Result;
use crate::kernel::{
    Attribute, Biased, BuiltIn, Clip, Double, DoubleLoss, Elementwise, Kernel, Kind, Loss, Of, PRelu,
    PlainClip, PlainPRelu, Rows, ScaledElu, of_float,
};
use crate::node::Node;

/// All of them.
pub(crate) fn rows() -> impl Iterator<Item = &'static Row> {
    activations::ROWS.iter().chain(over_rows::ROWS).chain(contrib::ROWS)
}

/// An input or an output.
#[derive(Clone, Copy)]
pub(crate) enum Port {
    Required,
    Optional,
    /// Of integers.
    Classes,
}

impl Port {
    pub(crate) fn characteristic(self) -> Characteristic {
        match self {
            Self::Required | Self::Classes => Characteristic::INPUT_OUTPUT_REQUIRED,
            Self::Optional => Characteristic::INPUT_OUTPUT_OPTIONAL,
        }
    }
}

/// An operator.
pub(crate) struct Row {
    /// Empty for ONNX's own.
    pub(crate) domain: &'static str,
    pub(crate) name: &'static str,
    /// The first version with this meaning.
    pub(crate) since: c_int,
    /// Whether it is replaced where nobody says what is to be: it is faster than ONNX Runtime's own at every size.
    pub(crate) by_default: bool,
    pub(crate) inputs: &'static [Port],
    pub(crate) outputs: &'static [Port],
    in_place: bool,
    make: Make,
    elsewhere: Elsewhere,
}

/// What a kernel is made of.
enum Make {
    Elementwise(fn(&Node<'_>) -> Result<AnyActivation>),
    Biased(fn(&Node<'_>) -> Result<AnyActivation>),
    Rows(Kind),
    Loss(Of),
    Clip,
    PRelu,
    Selu,
}

/// What other types of elements than the core's are done by.
enum Elsewhere {
    /// There are none: ONNX Runtime has none either.
    Nothing,
    /// ONNX Runtime's own kernel of a version, with these attributes.
    BuiltIn(c_int, &'static [Element], &'static [Attribute]),
    /// Formulas for doubles.
    Double,
    /// Comparisons and products.
    Plain(&'static [Element]),
}

const ONE: &[Port] = &[Port::Required];

impl Row {
    const fn new(name: &'static str, since: c_int, make: Make) -> Self {
        let (by_default, in_place, elsewhere) = (false, true, Elsewhere::Nothing);
        Self { domain: "", name, since, by_default, inputs: ONE, outputs: ONE, in_place, make, elsewhere }
    }

    const fn elementwise(
        name: &'static str,
        since: c_int,
        make: fn(&Node<'_>) -> Result<AnyActivation>,
    ) -> Self {
        Self::new(name, since, Make::Elementwise(make))
    }

    const fn inputs(self, inputs: &'static [Port]) -> Self {
        Self { inputs, in_place: false, ..self }
    }

    /// Faster at every size.
    const fn by_default(self) -> Self {
        Self { by_default: true, ..self }
    }

    const fn of_domain(self, domain: &'static str) -> Self {
        Self { domain, ..self }
    }

    const fn built_in(
        self,
        version: c_int,
        elements: &'static [Element],
        attributes: &'static [Attribute],
    ) -> Self {
        Self { elsewhere: Elsewhere::BuiltIn(version, elements, attributes), ..self }
    }

    const fn plain(self, elements: &'static [Element]) -> Self {
        Self { elsewhere: Elsewhere::Plain(elements), ..self }
    }

    const fn with_doubles(self) -> Self {
        Self { elsewhere: Elsewhere::Double, ..self }
    }

    /// Whether the first output may have the first input's memory.
    pub(crate) fn may_be_in_place(&self, element: Element) -> bool {
        self.in_place
            && (Element::FLOATS.contains(&element) || matches!(self.elsewhere, Elsewhere::BuiltIn(..)))
    }

    /// The types of elements it is there for.
    pub(crate) fn elements(&self) -> impl Iterator<Item = Element> + use<> {
        let more = match self.elsewhere {
            Elsewhere::Nothing => &[][..],
            Elsewhere::BuiltIn(_, elements, _) | Elsewhere::Plain(elements) => elements,
            Elsewhere::Double => &[Element::F64],
        };
        Element::FLOATS.into_iter().chain(more.iter().copied())
    }

    /// The types of classes.
    pub(crate) fn classes(&self) -> &'static [Element] {
        if matches!(self.make, Make::Loss(_)) { &[Element::I64, Element::I32] } else { &[Element::I64] }
    }

    /// By which it is named: that of another domain than ONNX's with the domain before it.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        match name.strip_prefix(contrib::DOMAIN).and_then(|name| name.strip_prefix('.')) {
            Some(name) => self.is_contrib() && self.name == name,
            None => !self.is_contrib() && self.name == name,
        }
    }

    /// Whether it is one of ONNX Runtime's own operators. Where any of those is replaced, ONNX Runtime takes its domain
    /// for one of version 1000, and has none of its other operators, unless the model imports the domain by itself.
    pub(crate) fn is_contrib(&self) -> bool {
        !self.domain.is_empty()
    }

    /// Whether its rows had another meaning before version 13.
    pub(crate) fn flattened_before_13(&self) -> bool {
        matches!(self.make, Make::Rows(_))
    }

    /// Whether ONNX Runtime may be told that the output has the first input's shape. It is not told of operators with
    /// optional inputs, since it asks for those that are left out too.
    pub(crate) fn is_shaped_as_input(&self) -> bool {
        self.inputs.iter().all(|port| matches!(port, Port::Required))
    }

    /// The kernel of a node.
    pub(crate) fn kernel(&self, node: &Node<'_>) -> Result<Box<dyn Kernel>> {
        if !Element::FLOATS.contains(&node.element) {
            return match (&self.elsewhere, &self.make) {
                (Elsewhere::Plain(_), Make::PRelu) => Ok(plain_prelu(node.element)),
                (Elsewhere::Plain(_), _) => Ok(plain_clip(node.element)),
                (Elsewhere::Double, &Make::Loss(of)) => Ok(match node.classes {
                    Element::I32 => Box::new(DoubleLoss::<i32>::new(node, of)?),
                    _ => Box::new(DoubleLoss::<i64>::new(node, of)?),
                }),
                (Elsewhere::BuiltIn(version, _, attributes), _) => {
                    Ok(Box::new(BuiltIn::new(node, self.name, *version, self.inputs.len(), attributes)?))
                }
                (Elsewhere::Double, Make::Elementwise(make) | Make::Biased(make)) => {
                    Ok(Box::new(Double::new(make(node)?)?))
                }
                _ => Err(format!("{} of {:?}: no type of its elements", self.name, node.element).into()),
            };
        }
        Ok(match self.make {
            Make::Elementwise(make) => {
                let activation = node.at_accuracy(make(node)?);
                of_float!(node.element, E => Elementwise::<E>::new(activation))
            }
            Make::Biased(make) => {
                let activation = node.at_accuracy(make(node)?);
                of_float!(node.element, E => Biased::<E>::new(activation))
            }
            Make::Rows(kind) => of_float!(node.element, E => Rows::<E>::new(node, kind)),
            Make::Clip => of_float!(node.element, E => Clip::<E>::new()),
            Make::PRelu => of_float!(node.element, E => PRelu::<E>::new()),
            Make::Selu => {
                let (alpha, scale) = (node.float(c"alpha", SELU.0), node.float(c"gamma", SELU.1));
                if (alpha, scale) == SELU {
                    let activation = node.at_accuracy(activ8::Selu.into());
                    of_float!(node.element, E => Elementwise::<E>::new(activation))
                } else {
                    let elu = node.at_accuracy(Elu { alpha }.into());
                    of_float!(node.element, E => ScaledElu::<E> { elu, scale, element: PhantomData })
                }
            }
            Make::Loss(of) => match node.classes {
                Element::I32 => of_float!(node.element, E => Loss::<E, i32>::new(node, of)?),
                _ => of_float!(node.element, E => Loss::<E, i64>::new(node, of)?),
            },
        })
    }
}

/// ONNX's alpha and gamma, as floats.
const SELU: (f32, f32) = (1.673_263_2, 1.050_701);

fn plain_clip(element: Element) -> Box<dyn Kernel> {
    match element {
        Element::I8 => Box::new(PlainClip::<i8>::new()),
        Element::U8 => Box::new(PlainClip::<u8>::new()),
        Element::I16 => Box::new(PlainClip::<i16>::new()),
        Element::U16 => Box::new(PlainClip::<u16>::new()),
        Element::I32 => Box::new(PlainClip::<i32>::new()),
        Element::U32 => Box::new(PlainClip::<u32>::new()),
        Element::I64 => Box::new(PlainClip::<i64>::new()),
        Element::U64 => Box::new(PlainClip::<u64>::new()),
        _ => Box::new(PlainClip::<f64>::new()),
    }
}

fn plain_prelu(element: Element) -> Box<dyn Kernel> {
    match element {
        Element::I32 => Box::new(PlainPRelu::<i32>::new()),
        Element::U32 => Box::new(PlainPRelu::<u32>::new()),
        Element::I64 => Box::new(PlainPRelu::<i64>::new()),
        Element::U64 => Box::new(PlainPRelu::<u64>::new()),
        _ => Box::new(PlainPRelu::<f64>::new()),
    }
}
