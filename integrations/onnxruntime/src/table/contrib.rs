//! ONNX Runtime's own operators, which its optimizer makes of several of ONNX's.

use activ8::{Gelu, Swish};

use super::{Make, Port, Row};

pub(super) const DOMAIN: &str = "com.microsoft";

pub(super) static ROWS: &[Row] = &[
    Row::elementwise("Gelu", 1, |_| Ok(Gelu::Erf.into())).of_domain(DOMAIN),
    Row::new("FastGelu", 1, Make::Biased(|_| Ok(Gelu::Tanh.into())))
        .inputs(&[Port::Required, Port::Optional])
        .of_domain(DOMAIN)
        .with_doubles(),
    Row::new("BiasGelu", 1, Make::Biased(|_| Ok(Gelu::Erf.into())))
        .inputs(&[Port::Required, Port::Required])
        .of_domain(DOMAIN),
    Row::elementwise("QuickGelu", 1, |node| {
        let alpha = node.float(c"alpha", 1.702);
        Ok(if alpha == 1.702 { Gelu::Quick.into() } else { Swish { alpha }.into() })
    })
    .of_domain(DOMAIN)
    .with_doubles(),
];
