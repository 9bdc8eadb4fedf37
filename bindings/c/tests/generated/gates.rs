//! The gated activations.
//!
//! `cargo run -p activ8-c-generate` writes this file from the tables of `bindings/c/generate`; do not edit it.

use super::*;

gate! {
    Glu : f32, activ8::Glu {} => () activ8_glu_f32 activ8_glu_backward_f32
    activ8_glu_packed_f32 activ8_glu_packed_backward_f32 activ8_glu_along_f32
    activ8_glu_along_backward_f32
}

gate! {
    Glu : f16, activ8::Glu {} => () activ8_glu_f16 activ8_glu_backward_f16
    activ8_glu_packed_f16 activ8_glu_packed_backward_f16 activ8_glu_along_f16
    activ8_glu_along_backward_f16
}

gate! {
    Glu : bf16, activ8::Glu {} => () activ8_glu_bf16 activ8_glu_backward_bf16
    activ8_glu_packed_bf16 activ8_glu_packed_backward_bf16 activ8_glu_along_bf16
    activ8_glu_along_backward_bf16
}

gate! {
    SwiGlu : f32, activ8::SwiGlu { alpha, limit } => (activ8_swiglu_params { alpha, limit
    }) activ8_swiglu_f32 activ8_swiglu_backward_f32 activ8_swiglu_packed_f32
    activ8_swiglu_packed_backward_f32 activ8_swiglu_along_f32
    activ8_swiglu_along_backward_f32
}

gate! {
    SwiGlu : f16, activ8::SwiGlu { alpha, limit } => (activ8_swiglu_params { alpha, limit
    }) activ8_swiglu_f16 activ8_swiglu_backward_f16 activ8_swiglu_packed_f16
    activ8_swiglu_packed_backward_f16 activ8_swiglu_along_f16
    activ8_swiglu_along_backward_f16
}

gate! {
    SwiGlu : bf16, activ8::SwiGlu { alpha, limit } => (activ8_swiglu_params { alpha,
    limit }) activ8_swiglu_bf16 activ8_swiglu_backward_bf16 activ8_swiglu_packed_bf16
    activ8_swiglu_packed_backward_bf16 activ8_swiglu_along_bf16
    activ8_swiglu_along_backward_bf16
}

gate! {
    GeGlu : f32, activ8::GeGlu::Erf {} => () activ8_geglu_f32 activ8_geglu_backward_f32
    activ8_geglu_packed_f32 activ8_geglu_packed_backward_f32 activ8_geglu_along_f32
    activ8_geglu_along_backward_f32, activ8::GeGlu::Tanh {} => () activ8_geglu_tanh_f32
    activ8_geglu_tanh_backward_f32 activ8_geglu_tanh_packed_f32
    activ8_geglu_tanh_packed_backward_f32 activ8_geglu_tanh_along_f32
    activ8_geglu_tanh_along_backward_f32, activ8::GeGlu::Quick {} => ()
    activ8_geglu_quick_f32 activ8_geglu_quick_backward_f32 activ8_geglu_quick_packed_f32
    activ8_geglu_quick_packed_backward_f32 activ8_geglu_quick_along_f32
    activ8_geglu_quick_along_backward_f32
}

gate! {
    GeGlu : f16, activ8::GeGlu::Erf {} => () activ8_geglu_f16 activ8_geglu_backward_f16
    activ8_geglu_packed_f16 activ8_geglu_packed_backward_f16 activ8_geglu_along_f16
    activ8_geglu_along_backward_f16, activ8::GeGlu::Tanh {} => () activ8_geglu_tanh_f16
    activ8_geglu_tanh_backward_f16 activ8_geglu_tanh_packed_f16
    activ8_geglu_tanh_packed_backward_f16 activ8_geglu_tanh_along_f16
    activ8_geglu_tanh_along_backward_f16, activ8::GeGlu::Quick {} => ()
    activ8_geglu_quick_f16 activ8_geglu_quick_backward_f16 activ8_geglu_quick_packed_f16
    activ8_geglu_quick_packed_backward_f16 activ8_geglu_quick_along_f16
    activ8_geglu_quick_along_backward_f16
}

gate! {
    GeGlu : bf16, activ8::GeGlu::Erf {} => () activ8_geglu_bf16
    activ8_geglu_backward_bf16 activ8_geglu_packed_bf16 activ8_geglu_packed_backward_bf16
    activ8_geglu_along_bf16 activ8_geglu_along_backward_bf16, activ8::GeGlu::Tanh {} =>
    () activ8_geglu_tanh_bf16 activ8_geglu_tanh_backward_bf16
    activ8_geglu_tanh_packed_bf16 activ8_geglu_tanh_packed_backward_bf16
    activ8_geglu_tanh_along_bf16 activ8_geglu_tanh_along_backward_bf16,
    activ8::GeGlu::Quick {} => () activ8_geglu_quick_bf16
    activ8_geglu_quick_backward_bf16 activ8_geglu_quick_packed_bf16
    activ8_geglu_quick_packed_backward_bf16 activ8_geglu_quick_along_bf16
    activ8_geglu_quick_along_backward_bf16
}

gate! {
    ReGlu : f32, activ8::ReGlu {} => () activ8_reglu_f32 activ8_reglu_backward_f32
    activ8_reglu_packed_f32 activ8_reglu_packed_backward_f32 activ8_reglu_along_f32
    activ8_reglu_along_backward_f32
}

gate! {
    ReGlu : f16, activ8::ReGlu {} => () activ8_reglu_f16 activ8_reglu_backward_f16
    activ8_reglu_packed_f16 activ8_reglu_packed_backward_f16 activ8_reglu_along_f16
    activ8_reglu_along_backward_f16
}

gate! {
    ReGlu : bf16, activ8::ReGlu {} => () activ8_reglu_bf16 activ8_reglu_backward_bf16
    activ8_reglu_packed_bf16 activ8_reglu_packed_backward_bf16 activ8_reglu_along_bf16
    activ8_reglu_along_backward_bf16
}

gate! {
    Bilinear : f32, activ8::Bilinear {} => () activ8_bilinear_f32
    activ8_bilinear_backward_f32 activ8_bilinear_packed_f32
    activ8_bilinear_packed_backward_f32 activ8_bilinear_along_f32
    activ8_bilinear_along_backward_f32
}

gate! {
    Bilinear : f16, activ8::Bilinear {} => () activ8_bilinear_f16
    activ8_bilinear_backward_f16 activ8_bilinear_packed_f16
    activ8_bilinear_packed_backward_f16 activ8_bilinear_along_f16
    activ8_bilinear_along_backward_f16
}

gate! {
    Bilinear : bf16, activ8::Bilinear {} => () activ8_bilinear_bf16
    activ8_bilinear_backward_bf16 activ8_bilinear_packed_bf16
    activ8_bilinear_packed_backward_bf16 activ8_bilinear_along_bf16
    activ8_bilinear_along_backward_bf16
}

gate! {
    SwiGluOai : f32, activ8::SwiGluOai { alpha, limit } => (activ8_swiglu_oai_params {
    alpha, limit }) activ8_swiglu_oai_f32 activ8_swiglu_oai_backward_f32
    activ8_swiglu_oai_packed_f32 activ8_swiglu_oai_packed_backward_f32
    activ8_swiglu_oai_along_f32 activ8_swiglu_oai_along_backward_f32
}

gate! {
    SwiGluOai : f16, activ8::SwiGluOai { alpha, limit } => (activ8_swiglu_oai_params {
    alpha, limit }) activ8_swiglu_oai_f16 activ8_swiglu_oai_backward_f16
    activ8_swiglu_oai_packed_f16 activ8_swiglu_oai_packed_backward_f16
    activ8_swiglu_oai_along_f16 activ8_swiglu_oai_along_backward_f16
}

gate! {
    SwiGluOai : bf16, activ8::SwiGluOai { alpha, limit } => (activ8_swiglu_oai_params {
    alpha, limit }) activ8_swiglu_oai_bf16 activ8_swiglu_oai_backward_bf16
    activ8_swiglu_oai_packed_bf16 activ8_swiglu_oai_packed_backward_bf16
    activ8_swiglu_oai_along_bf16 activ8_swiglu_oai_along_backward_bf16
}
