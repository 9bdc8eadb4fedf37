//! The structs of parameters.
//!
//! `cargo run -p activ8-c-generate` writes this file from the tables of `bindings/c/generate`; do not edit it.

use super::uses::*;

/// The parameters of celu.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_celu_params {
    /// alpha of `Celu`
    pub alpha: f32,
}

impl Params for activ8_celu_params {}

impl Default for activ8_celu_params {
    fn default() -> Self {
        let core = activ8::Celu::default();
        Self { alpha: core.alpha }
    }
}

impl activ8_celu_params {
    pub(crate) fn operation(self) -> activ8::Celu {
        activ8::Celu { alpha: self.alpha }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_celu_params_init(
    params: *mut activ8_celu_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of clipped_gelu.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_clipped_gelu_params {
    /// min of `ClippedGelu`
    pub min: f32,
    /// max of `ClippedGelu`
    pub max: f32,
}

impl Params for activ8_clipped_gelu_params {}

impl Default for activ8_clipped_gelu_params {
    fn default() -> Self {
        let core = activ8::ClippedGelu::default();
        Self {
            min: core.min,
            max: core.max,
        }
    }
}

impl activ8_clipped_gelu_params {
    pub(crate) fn operation(self) -> activ8::ClippedGelu {
        activ8::ClippedGelu {
            min: self.min,
            max: self.max,
        }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_clipped_gelu_params_init(
    params: *mut activ8_clipped_gelu_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of elu.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_elu_params {
    /// alpha of `Elu`
    pub alpha: f32,
}

impl Params for activ8_elu_params {}

impl Default for activ8_elu_params {
    fn default() -> Self {
        let core = activ8::Elu::default();
        Self { alpha: core.alpha }
    }
}

impl activ8_elu_params {
    pub(crate) fn operation(self) -> activ8::Elu {
        activ8::Elu { alpha: self.alpha }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_elu_params_init(
    params: *mut activ8_elu_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of hardshrink.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_hardshrink_params {
    /// lambda of `Hardshrink`
    pub lambda: f32,
}

impl Params for activ8_hardshrink_params {}

impl Default for activ8_hardshrink_params {
    fn default() -> Self {
        let core = activ8::Hardshrink::default();
        Self { lambda: core.lambda }
    }
}

impl activ8_hardshrink_params {
    pub(crate) fn operation(self) -> activ8::Hardshrink {
        activ8::Hardshrink {
            lambda: self.lambda,
        }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardshrink_params_init(
    params: *mut activ8_hardshrink_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of hardtanh.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_hardtanh_params {
    /// min of `Hardtanh`
    pub min: f32,
    /// max of `Hardtanh`
    pub max: f32,
}

impl Params for activ8_hardtanh_params {}

impl Default for activ8_hardtanh_params {
    fn default() -> Self {
        let core = activ8::Hardtanh::default();
        Self {
            min: core.min,
            max: core.max,
        }
    }
}

impl activ8_hardtanh_params {
    pub(crate) fn operation(self) -> activ8::Hardtanh {
        activ8::Hardtanh {
            min: self.min,
            max: self.max,
        }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardtanh_params_init(
    params: *mut activ8_hardtanh_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of laplace.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_laplace_params {
    /// mu of `Laplace`
    pub mu: f32,
    /// sigma of `Laplace`
    pub sigma: f32,
}

impl Params for activ8_laplace_params {}

impl Default for activ8_laplace_params {
    fn default() -> Self {
        let core = activ8::Laplace::default();
        Self {
            mu: core.mu,
            sigma: core.sigma,
        }
    }
}

impl activ8_laplace_params {
    pub(crate) fn operation(self) -> activ8::Laplace {
        activ8::Laplace {
            mu: self.mu,
            sigma: self.sigma,
        }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_laplace_params_init(
    params: *mut activ8_laplace_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of leaky_relu.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_leaky_relu_params {
    /// negative_slope of `LeakyRelu`
    pub negative_slope: f32,
}

impl Params for activ8_leaky_relu_params {}

impl Default for activ8_leaky_relu_params {
    fn default() -> Self {
        let core = activ8::LeakyRelu::default();
        Self {
            negative_slope: core.negative_slope,
        }
    }
}

impl activ8_leaky_relu_params {
    pub(crate) fn operation(self) -> activ8::LeakyRelu {
        activ8::LeakyRelu {
            negative_slope: self.negative_slope,
        }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_leaky_relu_params_init(
    params: *mut activ8_leaky_relu_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of linear_hardsigmoid.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_linear_hardsigmoid_params {
    /// alpha of `LinearHardsigmoid`
    pub alpha: f32,
    /// beta of `LinearHardsigmoid`
    pub beta: f32,
}

impl Params for activ8_linear_hardsigmoid_params {}

impl Default for activ8_linear_hardsigmoid_params {
    fn default() -> Self {
        let core = activ8::LinearHardsigmoid::default();
        Self {
            alpha: core.alpha,
            beta: core.beta,
        }
    }
}

impl activ8_linear_hardsigmoid_params {
    pub(crate) fn operation(self) -> activ8::LinearHardsigmoid {
        activ8::LinearHardsigmoid {
            alpha: self.alpha,
            beta: self.beta,
        }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_linear_hardsigmoid_params_init(
    params: *mut activ8_linear_hardsigmoid_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of rrelu.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_rrelu_params {
    /// lower of `RRelu`
    pub lower: f32,
    /// upper of `RRelu`
    pub upper: f32,
}

impl Params for activ8_rrelu_params {}

impl Default for activ8_rrelu_params {
    fn default() -> Self {
        let core = activ8::RRelu::default();
        Self {
            lower: core.lower,
            upper: core.upper,
        }
    }
}

impl activ8_rrelu_params {
    pub(crate) fn operation(self) -> activ8::RRelu {
        activ8::RRelu {
            lower: self.lower,
            upper: self.upper,
        }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_rrelu_params_init(
    params: *mut activ8_rrelu_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of scaled_tanh.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_scaled_tanh_params {
    /// alpha of `ScaledTanh`
    pub alpha: f32,
    /// beta of `ScaledTanh`
    pub beta: f32,
}

impl Params for activ8_scaled_tanh_params {}

impl Default for activ8_scaled_tanh_params {
    fn default() -> Self {
        let core = activ8::ScaledTanh::default();
        Self {
            alpha: core.alpha,
            beta: core.beta,
        }
    }
}

impl activ8_scaled_tanh_params {
    pub(crate) fn operation(self) -> activ8::ScaledTanh {
        activ8::ScaledTanh {
            alpha: self.alpha,
            beta: self.beta,
        }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_scaled_tanh_params_init(
    params: *mut activ8_scaled_tanh_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of shrink.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_shrink_params {
    /// lambda of `Shrink`
    pub lambda: f32,
    /// bias of `Shrink`
    pub bias: f32,
}

impl Params for activ8_shrink_params {}

impl Default for activ8_shrink_params {
    fn default() -> Self {
        let core = activ8::Shrink::default();
        Self {
            lambda: core.lambda,
            bias: core.bias,
        }
    }
}

impl activ8_shrink_params {
    pub(crate) fn operation(self) -> activ8::Shrink {
        activ8::Shrink {
            lambda: self.lambda,
            bias: self.bias,
        }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_shrink_params_init(
    params: *mut activ8_shrink_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of soft_cap.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_soft_cap_params {
    /// cap of `SoftCap`
    pub cap: f32,
}

impl Params for activ8_soft_cap_params {}

impl Default for activ8_soft_cap_params {
    fn default() -> Self {
        let core = activ8::SoftCap::default();
        Self { cap: core.cap }
    }
}

impl activ8_soft_cap_params {
    pub(crate) fn operation(self) -> activ8::SoftCap {
        activ8::SoftCap { cap: self.cap }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_soft_cap_params_init(
    params: *mut activ8_soft_cap_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of softplus.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_softplus_params {
    /// beta of `Softplus`
    pub beta: f32,
    /// threshold of `Softplus`
    pub threshold: f32,
}

impl Params for activ8_softplus_params {}

impl Default for activ8_softplus_params {
    fn default() -> Self {
        let core = activ8::Softplus::default();
        Self {
            beta: core.beta,
            threshold: core.threshold,
        }
    }
}

impl activ8_softplus_params {
    pub(crate) fn operation(self) -> activ8::Softplus {
        activ8::Softplus {
            beta: self.beta,
            threshold: self.threshold,
        }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softplus_params_init(
    params: *mut activ8_softplus_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of softshrink.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_softshrink_params {
    /// lambda of `Softshrink`
    pub lambda: f32,
}

impl Params for activ8_softshrink_params {}

impl Default for activ8_softshrink_params {
    fn default() -> Self {
        let core = activ8::Softshrink::default();
        Self { lambda: core.lambda }
    }
}

impl activ8_softshrink_params {
    pub(crate) fn operation(self) -> activ8::Softshrink {
        activ8::Softshrink {
            lambda: self.lambda,
        }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softshrink_params_init(
    params: *mut activ8_softshrink_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of squareplus.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_squareplus_params {
    /// b of `Squareplus`
    pub b: f32,
}

impl Params for activ8_squareplus_params {}

impl Default for activ8_squareplus_params {
    fn default() -> Self {
        let core = activ8::Squareplus::default();
        Self { b: core.b }
    }
}

impl activ8_squareplus_params {
    pub(crate) fn operation(self) -> activ8::Squareplus {
        activ8::Squareplus { b: self.b }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_squareplus_params_init(
    params: *mut activ8_squareplus_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of swish.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_swish_params {
    /// alpha of `Swish`
    pub alpha: f32,
}

impl Params for activ8_swish_params {}

impl Default for activ8_swish_params {
    fn default() -> Self {
        let core = activ8::Swish::default();
        Self { alpha: core.alpha }
    }
}

impl activ8_swish_params {
    pub(crate) fn operation(self) -> activ8::Swish {
        activ8::Swish { alpha: self.alpha }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_swish_params_init(
    params: *mut activ8_swish_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of threshold.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_threshold_params {
    /// threshold of `Threshold`
    pub threshold: f32,
    /// value of `Threshold`
    pub value: f32,
}

impl Params for activ8_threshold_params {}

impl Default for activ8_threshold_params {
    fn default() -> Self {
        let core = activ8::Threshold::default();
        Self {
            threshold: core.threshold,
            value: core.value,
        }
    }
}

impl activ8_threshold_params {
    pub(crate) fn operation(self) -> activ8::Threshold {
        activ8::Threshold {
            threshold: self.threshold,
            value: self.value,
        }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_threshold_params_init(
    params: *mut activ8_threshold_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of thresholded_relu.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_thresholded_relu_params {
    /// alpha of `ThresholdedRelu`
    pub alpha: f32,
}

impl Params for activ8_thresholded_relu_params {}

impl Default for activ8_thresholded_relu_params {
    fn default() -> Self {
        let core = activ8::ThresholdedRelu::default();
        Self { alpha: core.alpha }
    }
}

impl activ8_thresholded_relu_params {
    pub(crate) fn operation(self) -> activ8::ThresholdedRelu {
        activ8::ThresholdedRelu {
            alpha: self.alpha,
        }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_thresholded_relu_params_init(
    params: *mut activ8_thresholded_relu_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of xielu.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_xielu_params {
    /// alpha_p of `XIelu`
    pub alpha_p: f32,
    /// alpha_n of `XIelu`
    pub alpha_n: f32,
    /// beta of `XIelu`
    pub beta: f32,
    /// eps of `XIelu`
    pub eps: f32,
}

impl Params for activ8_xielu_params {}

impl Default for activ8_xielu_params {
    fn default() -> Self {
        let core = activ8::XIelu::default();
        Self {
            alpha_p: core.alpha_p,
            alpha_n: core.alpha_n,
            beta: core.beta,
            eps: core.eps,
        }
    }
}

impl activ8_xielu_params {
    pub(crate) fn operation(self) -> activ8::XIelu {
        activ8::XIelu {
            alpha_p: self.alpha_p,
            alpha_n: self.alpha_n,
            beta: self.beta,
            eps: self.eps,
        }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_xielu_params_init(
    params: *mut activ8_xielu_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of swiglu.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_swiglu_params {
    /// alpha of `SwiGlu`
    pub alpha: f32,
    /// limit of `SwiGlu`
    pub limit: f32,
}

impl Params for activ8_swiglu_params {}

impl Default for activ8_swiglu_params {
    fn default() -> Self {
        let core = activ8::SwiGlu::default();
        Self {
            alpha: core.alpha,
            limit: core.limit,
        }
    }
}

impl activ8_swiglu_params {
    pub(crate) fn operation(self) -> activ8::SwiGlu {
        activ8::SwiGlu {
            alpha: self.alpha,
            limit: self.limit,
        }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_swiglu_params_init(
    params: *mut activ8_swiglu_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of swiglu_oai.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_swiglu_oai_params {
    /// alpha of `SwiGluOai`
    pub alpha: f32,
    /// limit of `SwiGluOai`
    pub limit: f32,
}

impl Params for activ8_swiglu_oai_params {}

impl Default for activ8_swiglu_oai_params {
    fn default() -> Self {
        let core = activ8::SwiGluOai::default();
        Self {
            alpha: core.alpha,
            limit: core.limit,
        }
    }
}

impl activ8_swiglu_oai_params {
    pub(crate) fn operation(self) -> activ8::SwiGluOai {
        activ8::SwiGluOai {
            alpha: self.alpha,
            limit: self.limit,
        }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_swiglu_oai_params_init(
    params: *mut activ8_swiglu_oai_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of mse.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_mse_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// weight of `Mse`, or null.
    pub weight: *const f32,
    /// Their number.
    pub weight_len: usize,
    /// weight_of_rows of `Mse`
    pub weight_of_rows: bool,
}

impl Params for activ8_mse_params {
    const TRUTHS: &'static [(&'static str, usize)] = &[
        ("weight_of_rows", std::mem::offset_of!(Self, weight_of_rows)),
    ];
}

impl Default for activ8_mse_params {
    fn default() -> Self {
        let core = activ8::Mse::default();
        Self {
            reduction: 0,
            batch: 0,
            weight: std::ptr::null(),
            weight_len: 0,
            weight_of_rows: core.weight_of_rows,
        }
    }
}

impl activ8_mse_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) unsafe fn loss<'a>(self) -> Done<(activ8::Mse<'a>, [Span; 1])> {
        let mut loss = activ8::Mse::default();
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.weight = unsafe { optional("weight", self.weight, self.weight_len) }?;
        loss.weight_of_rows = self.weight_of_rows;
        Ok((loss, [kept(loss.weight)]))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_mse_params_init(
    params: *mut activ8_mse_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of l1.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_l1_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// weight of `L1`, or null.
    pub weight: *const f32,
    /// Their number.
    pub weight_len: usize,
    /// weight_of_rows of `L1`
    pub weight_of_rows: bool,
}

impl Params for activ8_l1_params {
    const TRUTHS: &'static [(&'static str, usize)] = &[
        ("weight_of_rows", std::mem::offset_of!(Self, weight_of_rows)),
    ];
}

impl Default for activ8_l1_params {
    fn default() -> Self {
        let core = activ8::L1::default();
        Self {
            reduction: 0,
            batch: 0,
            weight: std::ptr::null(),
            weight_len: 0,
            weight_of_rows: core.weight_of_rows,
        }
    }
}

impl activ8_l1_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) unsafe fn loss<'a>(self) -> Done<(activ8::L1<'a>, [Span; 1])> {
        let mut loss = activ8::L1::default();
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.weight = unsafe { optional("weight", self.weight, self.weight_len) }?;
        loss.weight_of_rows = self.weight_of_rows;
        Ok((loss, [kept(loss.weight)]))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_l1_params_init(
    params: *mut activ8_l1_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of huber.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_huber_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// delta of `Huber`
    pub delta: f32,
    /// weight of `Huber`, or null.
    pub weight: *const f32,
    /// Their number.
    pub weight_len: usize,
    /// weight_of_rows of `Huber`
    pub weight_of_rows: bool,
}

impl Params for activ8_huber_params {
    const TRUTHS: &'static [(&'static str, usize)] = &[
        ("weight_of_rows", std::mem::offset_of!(Self, weight_of_rows)),
    ];
}

impl Default for activ8_huber_params {
    fn default() -> Self {
        let core = activ8::Huber::default();
        Self {
            reduction: 0,
            batch: 0,
            delta: core.delta,
            weight: std::ptr::null(),
            weight_len: 0,
            weight_of_rows: core.weight_of_rows,
        }
    }
}

impl activ8_huber_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) unsafe fn loss<'a>(self) -> Done<(activ8::Huber<'a>, [Span; 1])> {
        let mut loss = activ8::Huber::default();
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.delta = self.delta;
        loss.weight = unsafe { optional("weight", self.weight, self.weight_len) }?;
        loss.weight_of_rows = self.weight_of_rows;
        Ok((loss, [kept(loss.weight)]))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_huber_params_init(
    params: *mut activ8_huber_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of smooth_l1.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_smooth_l1_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// beta of `SmoothL1`
    pub beta: f32,
}

impl Params for activ8_smooth_l1_params {}

impl Default for activ8_smooth_l1_params {
    fn default() -> Self {
        let core = activ8::SmoothL1::default();
        Self {
            reduction: 0,
            batch: 0,
            beta: core.beta,
        }
    }
}

impl activ8_smooth_l1_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self) -> Done<(activ8::SmoothL1, [Span; 0])> {
        let mut loss = activ8::SmoothL1::default();
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.beta = self.beta;
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_smooth_l1_params_init(
    params: *mut activ8_smooth_l1_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of log_cosh.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_log_cosh_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
}

impl Params for activ8_log_cosh_params {}

impl Default for activ8_log_cosh_params {
    fn default() -> Self {
        Self { reduction: 0, batch: 0 }
    }
}

impl activ8_log_cosh_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self) -> Done<(activ8::LogCosh, [Span; 0])> {
        let mut loss = activ8::LogCosh::default();
        loss.reduction = reduction(self.reduction, self.batch)?;
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_cosh_params_init(
    params: *mut activ8_log_cosh_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of mape.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_mape_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// eps of `Mape`
    pub eps: f32,
}

impl Params for activ8_mape_params {}

impl Default for activ8_mape_params {
    fn default() -> Self {
        let core = activ8::Mape::default();
        Self {
            reduction: 0,
            batch: 0,
            eps: core.eps,
        }
    }
}

impl activ8_mape_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self) -> Done<(activ8::Mape, [Span; 0])> {
        let mut loss = activ8::Mape::default();
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.eps = self.eps;
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_mape_params_init(
    params: *mut activ8_mape_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of quantile.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_quantile_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// q of `Quantile`
    pub q: f32,
}

impl Params for activ8_quantile_params {}

impl Default for activ8_quantile_params {
    fn default() -> Self {
        let core = activ8::Quantile::of(0.5f32);
        Self {
            reduction: 0,
            batch: 0,
            q: core.q,
        }
    }
}

impl activ8_quantile_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self) -> Done<(activ8::Quantile, [Span; 0])> {
        let mut loss = activ8::Quantile::of(0.5f32);
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.q = self.q;
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_quantile_params_init(
    params: *mut activ8_quantile_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of bce.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_bce_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// weight of `BinaryCrossEntropy`, or null.
    pub weight: *const f32,
    /// Their number.
    pub weight_len: usize,
    /// weight_of_rows of `BinaryCrossEntropy`
    pub weight_of_rows: bool,
}

impl Params for activ8_bce_params {
    const TRUTHS: &'static [(&'static str, usize)] = &[
        ("weight_of_rows", std::mem::offset_of!(Self, weight_of_rows)),
    ];
}

impl Default for activ8_bce_params {
    fn default() -> Self {
        let core = activ8::BinaryCrossEntropy::default();
        Self {
            reduction: 0,
            batch: 0,
            weight: std::ptr::null(),
            weight_len: 0,
            weight_of_rows: core.weight_of_rows,
        }
    }
}

impl activ8_bce_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) unsafe fn loss<'a>(
        self,
    ) -> Done<(activ8::BinaryCrossEntropy<'a>, [Span; 1])> {
        let mut loss = activ8::BinaryCrossEntropy::default();
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.weight = unsafe { optional("weight", self.weight, self.weight_len) }?;
        loss.weight_of_rows = self.weight_of_rows;
        Ok((loss, [kept(loss.weight)]))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_bce_params_init(
    params: *mut activ8_bce_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of bce_with_logits.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_bce_with_logits_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// weight of `BinaryCrossEntropyWithLogits`, or null.
    pub weight: *const f32,
    /// Their number.
    pub weight_len: usize,
    /// weight_of_rows of `BinaryCrossEntropyWithLogits`
    pub weight_of_rows: bool,
    /// pos_weight of `BinaryCrossEntropyWithLogits`, or null.
    pub pos_weight: *const f32,
    /// Their number.
    pub pos_weight_len: usize,
}

impl Params for activ8_bce_with_logits_params {
    const TRUTHS: &'static [(&'static str, usize)] = &[
        ("weight_of_rows", std::mem::offset_of!(Self, weight_of_rows)),
    ];
}

impl Default for activ8_bce_with_logits_params {
    fn default() -> Self {
        let core = activ8::BinaryCrossEntropyWithLogits::default();
        Self {
            reduction: 0,
            batch: 0,
            weight: std::ptr::null(),
            weight_len: 0,
            weight_of_rows: core.weight_of_rows,
            pos_weight: std::ptr::null(),
            pos_weight_len: 0,
        }
    }
}

impl activ8_bce_with_logits_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) unsafe fn loss<'a>(
        self,
    ) -> Done<(activ8::BinaryCrossEntropyWithLogits<'a>, [Span; 2])> {
        let mut loss = activ8::BinaryCrossEntropyWithLogits::default();
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.weight = unsafe { optional("weight", self.weight, self.weight_len) }?;
        loss.weight_of_rows = self.weight_of_rows;
        loss.pos_weight = unsafe {
            optional("pos_weight", self.pos_weight, self.pos_weight_len)
        }?;
        Ok((loss, [kept(loss.weight), kept(loss.pos_weight)]))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_bce_with_logits_params_init(
    params: *mut activ8_bce_with_logits_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of sigmoid_focal.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_sigmoid_focal_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// Whether there is alpha.
    pub has_alpha: bool,
    /// alpha of `SigmoidFocal`
    pub alpha: f32,
    /// gamma of `SigmoidFocal`
    pub gamma: f32,
}

impl Params for activ8_sigmoid_focal_params {
    const TRUTHS: &'static [(&'static str, usize)] = &[
        ("has_alpha", std::mem::offset_of!(Self, has_alpha)),
    ];
}

impl Default for activ8_sigmoid_focal_params {
    fn default() -> Self {
        let core = activ8::SigmoidFocal::default();
        Self {
            reduction: 0,
            batch: 0,
            has_alpha: core.alpha.is_some(),
            alpha: core.alpha.unwrap_or_default(),
            gamma: core.gamma,
        }
    }
}

impl activ8_sigmoid_focal_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self) -> Done<(activ8::SigmoidFocal, [Span; 0])> {
        let mut loss = activ8::SigmoidFocal::default();
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.alpha = self.has_alpha.then_some(self.alpha);
        loss.gamma = self.gamma;
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_sigmoid_focal_params_init(
    params: *mut activ8_sigmoid_focal_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of kl_div.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_kl_div_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// An activ8_kl_input.
    pub input: i32,
    /// log_target of `KlDivergence`
    pub log_target: bool,
}

impl Params for activ8_kl_div_params {
    const TRUTHS: &'static [(&'static str, usize)] = &[
        ("log_target", std::mem::offset_of!(Self, log_target)),
    ];
}

impl Default for activ8_kl_div_params {
    fn default() -> Self {
        let core = activ8::KlDivergence::default();
        Self {
            reduction: 0,
            batch: 0,
            input: 1i32,
            log_target: core.log_target,
        }
    }
}

impl activ8_kl_div_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self) -> Done<(activ8::KlDivergence, [Span; 0])> {
        let mut loss = activ8::KlDivergence::default();
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.input = kl_input(self.input)?;
        loss.log_target = self.log_target;
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_kl_div_params_init(
    params: *mut activ8_kl_div_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of jensen_shannon.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_jensen_shannon_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// beta of `JensenShannon`
    pub beta: f32,
    /// weight of `JensenShannon`, or null.
    pub weight: *const f32,
    /// Their number.
    pub weight_len: usize,
    /// weight_of_rows of `JensenShannon`
    pub weight_of_rows: bool,
}

impl Params for activ8_jensen_shannon_params {
    const TRUTHS: &'static [(&'static str, usize)] = &[
        ("weight_of_rows", std::mem::offset_of!(Self, weight_of_rows)),
    ];
}

impl Default for activ8_jensen_shannon_params {
    fn default() -> Self {
        let core = activ8::JensenShannon::default();
        Self {
            reduction: 0,
            batch: 0,
            beta: core.beta,
            weight: std::ptr::null(),
            weight_len: 0,
            weight_of_rows: core.weight_of_rows,
        }
    }
}

impl activ8_jensen_shannon_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) unsafe fn loss<'a>(self) -> Done<(activ8::JensenShannon<'a>, [Span; 1])> {
        let mut loss = activ8::JensenShannon::default();
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.beta = self.beta;
        loss.weight = unsafe { optional("weight", self.weight, self.weight_len) }?;
        loss.weight_of_rows = self.weight_of_rows;
        Ok((loss, [kept(loss.weight)]))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_jensen_shannon_params_init(
    params: *mut activ8_jensen_shannon_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of poisson_nll.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_poisson_nll_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// log_input of `PoissonNll`
    pub log_input: bool,
    /// full of `PoissonNll`
    pub full: bool,
    /// eps of `PoissonNll`
    pub eps: f32,
}

impl Params for activ8_poisson_nll_params {
    const TRUTHS: &'static [(&'static str, usize)] = &[
        ("log_input", std::mem::offset_of!(Self, log_input)),
        ("full", std::mem::offset_of!(Self, full)),
    ];
}

impl Default for activ8_poisson_nll_params {
    fn default() -> Self {
        let core = activ8::PoissonNll::default();
        Self {
            reduction: 0,
            batch: 0,
            log_input: core.log_input,
            full: core.full,
            eps: core.eps,
        }
    }
}

impl activ8_poisson_nll_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self) -> Done<(activ8::PoissonNll, [Span; 0])> {
        let mut loss = activ8::PoissonNll::default();
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.log_input = self.log_input;
        loss.full = self.full;
        loss.eps = self.eps;
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_poisson_nll_params_init(
    params: *mut activ8_poisson_nll_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of fixed_gaussian_nll.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_fixed_gaussian_nll_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// variance of `FixedGaussianNll`
    pub variance: f32,
    /// full of `FixedGaussianNll`
    pub full: bool,
    /// eps of `FixedGaussianNll`
    pub eps: f32,
}

impl Params for activ8_fixed_gaussian_nll_params {
    const TRUTHS: &'static [(&'static str, usize)] = &[
        ("full", std::mem::offset_of!(Self, full)),
    ];
}

impl Default for activ8_fixed_gaussian_nll_params {
    fn default() -> Self {
        let core = activ8::FixedGaussianNll::of_variance(1f32);
        Self {
            reduction: 0,
            batch: 0,
            variance: core.variance,
            full: core.full,
            eps: core.eps,
        }
    }
}

impl activ8_fixed_gaussian_nll_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self) -> Done<(activ8::FixedGaussianNll, [Span; 0])> {
        let mut loss = activ8::FixedGaussianNll::of_variance(1f32);
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.variance = self.variance;
        loss.full = self.full;
        loss.eps = self.eps;
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_fixed_gaussian_nll_params_init(
    params: *mut activ8_fixed_gaussian_nll_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of hinge.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_hinge_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
}

impl Params for activ8_hinge_params {}

impl Default for activ8_hinge_params {
    fn default() -> Self {
        Self { reduction: 0, batch: 0 }
    }
}

impl activ8_hinge_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self) -> Done<(activ8::Hinge, [Span; 0])> {
        let mut loss = activ8::Hinge::default();
        loss.reduction = reduction(self.reduction, self.batch)?;
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hinge_params_init(
    params: *mut activ8_hinge_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of squared_hinge.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_squared_hinge_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
}

impl Params for activ8_squared_hinge_params {}

impl Default for activ8_squared_hinge_params {
    fn default() -> Self {
        Self { reduction: 0, batch: 0 }
    }
}

impl activ8_squared_hinge_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self) -> Done<(activ8::SquaredHinge, [Span; 0])> {
        let mut loss = activ8::SquaredHinge::default();
        loss.reduction = reduction(self.reduction, self.batch)?;
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_squared_hinge_params_init(
    params: *mut activ8_squared_hinge_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of hinge_embedding.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_hinge_embedding_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// margin of `HingeEmbedding`
    pub margin: f32,
}

impl Params for activ8_hinge_embedding_params {}

impl Default for activ8_hinge_embedding_params {
    fn default() -> Self {
        let core = activ8::HingeEmbedding::default();
        Self {
            reduction: 0,
            batch: 0,
            margin: core.margin,
        }
    }
}

impl activ8_hinge_embedding_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self) -> Done<(activ8::HingeEmbedding, [Span; 0])> {
        let mut loss = activ8::HingeEmbedding::default();
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.margin = self.margin;
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hinge_embedding_params_init(
    params: *mut activ8_hinge_embedding_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of soft_margin.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_soft_margin_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
}

impl Params for activ8_soft_margin_params {}

impl Default for activ8_soft_margin_params {
    fn default() -> Self {
        Self { reduction: 0, batch: 0 }
    }
}

impl activ8_soft_margin_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self) -> Done<(activ8::SoftMargin, [Span; 0])> {
        let mut loss = activ8::SoftMargin::default();
        loss.reduction = reduction(self.reduction, self.batch)?;
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_soft_margin_params_init(
    params: *mut activ8_soft_margin_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of categorical_cross_entropy.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_categorical_cross_entropy_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// inner of `CategoricalCrossEntropy`
    pub inner: usize,
}

impl Params for activ8_categorical_cross_entropy_params {}

impl Default for activ8_categorical_cross_entropy_params {
    fn default() -> Self {
        let core = activ8::CategoricalCrossEntropy::rows_of(1);
        Self {
            reduction: 0,
            batch: 0,
            inner: core.inner,
        }
    }
}

impl activ8_categorical_cross_entropy_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(
        self,
        row: usize,
    ) -> Done<(activ8::CategoricalCrossEntropy, [Span; 0])> {
        let mut loss = activ8::CategoricalCrossEntropy::rows_of(row);
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.inner = self.inner;
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_categorical_cross_entropy_params_init(
    params: *mut activ8_categorical_cross_entropy_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of categorical_focal.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_categorical_focal_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// inner of `CategoricalFocal`
    pub inner: usize,
    /// alpha of `CategoricalFocal`
    pub alpha: f32,
    /// gamma of `CategoricalFocal`
    pub gamma: f32,
}

impl Params for activ8_categorical_focal_params {}

impl Default for activ8_categorical_focal_params {
    fn default() -> Self {
        let core = activ8::CategoricalFocal::rows_of(1);
        Self {
            reduction: 0,
            batch: 0,
            inner: core.inner,
            alpha: core.alpha,
            gamma: core.gamma,
        }
    }
}

impl activ8_categorical_focal_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self, row: usize) -> Done<(activ8::CategoricalFocal, [Span; 0])> {
        let mut loss = activ8::CategoricalFocal::rows_of(row);
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.inner = self.inner;
        loss.alpha = self.alpha;
        loss.gamma = self.gamma;
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_categorical_focal_params_init(
    params: *mut activ8_categorical_focal_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of dice.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_dice_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// epsilon of `Dice`
    pub epsilon: f32,
    /// Whether there is ignore_class.
    pub has_ignore_class: bool,
    /// ignore_class of `Dice`
    pub ignore_class: f32,
}

impl Params for activ8_dice_params {
    const TRUTHS: &'static [(&'static str, usize)] = &[
        ("has_ignore_class", std::mem::offset_of!(Self, has_ignore_class)),
    ];
}

impl Default for activ8_dice_params {
    fn default() -> Self {
        let core = activ8::Dice::rows_of(1);
        Self {
            reduction: 0,
            batch: 0,
            epsilon: core.epsilon,
            has_ignore_class: core.ignore_class.is_some(),
            ignore_class: core.ignore_class.unwrap_or_default(),
        }
    }
}

impl activ8_dice_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self, row: usize) -> Done<(activ8::Dice, [Span; 0])> {
        let mut loss = activ8::Dice::rows_of(row);
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.epsilon = self.epsilon;
        loss.ignore_class = self.has_ignore_class.then_some(self.ignore_class);
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_dice_params_init(
    params: *mut activ8_dice_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of tversky.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_tversky_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// alpha of `Tversky`
    pub alpha: f32,
    /// beta of `Tversky`
    pub beta: f32,
    /// epsilon of `Tversky`
    pub epsilon: f32,
    /// Whether there is ignore_class.
    pub has_ignore_class: bool,
    /// ignore_class of `Tversky`
    pub ignore_class: f32,
}

impl Params for activ8_tversky_params {
    const TRUTHS: &'static [(&'static str, usize)] = &[
        ("has_ignore_class", std::mem::offset_of!(Self, has_ignore_class)),
    ];
}

impl Default for activ8_tversky_params {
    fn default() -> Self {
        let core = activ8::Tversky::rows_of(1);
        Self {
            reduction: 0,
            batch: 0,
            alpha: core.alpha,
            beta: core.beta,
            epsilon: core.epsilon,
            has_ignore_class: core.ignore_class.is_some(),
            ignore_class: core.ignore_class.unwrap_or_default(),
        }
    }
}

impl activ8_tversky_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self, row: usize) -> Done<(activ8::Tversky, [Span; 0])> {
        let mut loss = activ8::Tversky::rows_of(row);
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.alpha = self.alpha;
        loss.beta = self.beta;
        loss.epsilon = self.epsilon;
        loss.ignore_class = self.has_ignore_class.then_some(self.ignore_class);
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_tversky_params_init(
    params: *mut activ8_tversky_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of multilabel_soft_margin.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_multilabel_soft_margin_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// weight of `MultiLabelSoftMargin`, or null.
    pub weight: *const f32,
    /// Their number.
    pub weight_len: usize,
}

impl Params for activ8_multilabel_soft_margin_params {}

impl Default for activ8_multilabel_soft_margin_params {
    fn default() -> Self {
        Self {
            reduction: 0,
            batch: 0,
            weight: std::ptr::null(),
            weight_len: 0,
        }
    }
}

impl activ8_multilabel_soft_margin_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) unsafe fn loss<'a>(
        self,
        row: usize,
    ) -> Done<(activ8::MultiLabelSoftMargin<'a>, [Span; 1])> {
        let mut loss = activ8::MultiLabelSoftMargin::rows_of(row);
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.weight = unsafe { optional("weight", self.weight, self.weight_len) }?;
        Ok((loss, [kept(loss.weight)]))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_multilabel_soft_margin_params_init(
    params: *mut activ8_multilabel_soft_margin_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of multilabel_margin.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_multilabel_margin_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
}

impl Params for activ8_multilabel_margin_params {}

impl Default for activ8_multilabel_margin_params {
    fn default() -> Self {
        Self { reduction: 0, batch: 0 }
    }
}

impl activ8_multilabel_margin_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self, row: usize) -> Done<(activ8::MultiLabelMargin, [Span; 0])> {
        let mut loss = activ8::MultiLabelMargin::rows_of(row);
        loss.reduction = reduction(self.reduction, self.batch)?;
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_multilabel_margin_params_init(
    params: *mut activ8_multilabel_margin_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of cross_entropy.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_cross_entropy_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// inner of `CrossEntropy`
    pub inner: usize,
    /// label_smoothing of `CrossEntropy`
    pub label_smoothing: f32,
    /// z_loss of `CrossEntropy`
    pub z_loss: f32,
    /// Whether there is soft_cap.
    pub has_soft_cap: bool,
    /// soft_cap of `CrossEntropy`
    pub soft_cap: f32,
    /// ignore_index of `CrossEntropy`
    pub ignore_index: i64,
    /// weight of `CrossEntropy`, or null.
    pub weight: *const f32,
    /// Their number.
    pub weight_len: usize,
}

impl Params for activ8_cross_entropy_params {
    const TRUTHS: &'static [(&'static str, usize)] = &[
        ("has_soft_cap", std::mem::offset_of!(Self, has_soft_cap)),
    ];
}

impl Default for activ8_cross_entropy_params {
    fn default() -> Self {
        let core = activ8::CrossEntropy::rows_of(1);
        Self {
            reduction: 0,
            batch: 0,
            inner: core.inner,
            label_smoothing: core.label_smoothing,
            z_loss: core.z_loss,
            has_soft_cap: core.soft_cap.is_some(),
            soft_cap: core.soft_cap.unwrap_or_default(),
            ignore_index: core.ignore_index,
            weight: std::ptr::null(),
            weight_len: 0,
        }
    }
}

impl activ8_cross_entropy_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) unsafe fn loss<'a>(
        self,
        row: usize,
    ) -> Done<(activ8::CrossEntropy<'a>, [Span; 1])> {
        let mut loss = activ8::CrossEntropy::rows_of(row);
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.inner = self.inner;
        loss.label_smoothing = self.label_smoothing;
        loss.z_loss = self.z_loss;
        loss.soft_cap = self.has_soft_cap.then_some(self.soft_cap);
        loss.ignore_index = self.ignore_index;
        loss.weight = unsafe { optional("weight", self.weight, self.weight_len) }?;
        Ok((loss, [kept(loss.weight)]))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_cross_entropy_params_init(
    params: *mut activ8_cross_entropy_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of soft_cross_entropy.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_soft_cross_entropy_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// inner of `CrossEntropy`
    pub inner: usize,
    /// label_smoothing of `CrossEntropy`
    pub label_smoothing: f32,
    /// z_loss of `CrossEntropy`
    pub z_loss: f32,
    /// Whether there is soft_cap.
    pub has_soft_cap: bool,
    /// soft_cap of `CrossEntropy`
    pub soft_cap: f32,
    /// ignore_index of `CrossEntropy`
    pub ignore_index: i64,
    /// weight of `CrossEntropy`, or null.
    pub weight: *const f32,
    /// Their number.
    pub weight_len: usize,
}

impl Params for activ8_soft_cross_entropy_params {
    const TRUTHS: &'static [(&'static str, usize)] = &[
        ("has_soft_cap", std::mem::offset_of!(Self, has_soft_cap)),
    ];
}

impl Default for activ8_soft_cross_entropy_params {
    fn default() -> Self {
        let core = activ8::CrossEntropy::rows_of(1);
        Self {
            reduction: 0,
            batch: 0,
            inner: core.inner,
            label_smoothing: core.label_smoothing,
            z_loss: core.z_loss,
            has_soft_cap: core.soft_cap.is_some(),
            soft_cap: core.soft_cap.unwrap_or_default(),
            ignore_index: core.ignore_index,
            weight: std::ptr::null(),
            weight_len: 0,
        }
    }
}

impl activ8_soft_cross_entropy_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) unsafe fn loss<'a>(
        self,
        row: usize,
    ) -> Done<(activ8::CrossEntropy<'a>, [Span; 1])> {
        let mut loss = activ8::CrossEntropy::rows_of(row);
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.inner = self.inner;
        loss.label_smoothing = self.label_smoothing;
        loss.z_loss = self.z_loss;
        loss.soft_cap = self.has_soft_cap.then_some(self.soft_cap);
        loss.ignore_index = self.ignore_index;
        loss.weight = unsafe { optional("weight", self.weight, self.weight_len) }?;
        Ok((loss, [kept(loss.weight)]))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_soft_cross_entropy_params_init(
    params: *mut activ8_soft_cross_entropy_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of nll.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_nll_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// inner of `Nll`
    pub inner: usize,
    /// ignore_index of `Nll`
    pub ignore_index: i64,
    /// weight of `Nll`, or null.
    pub weight: *const f32,
    /// Their number.
    pub weight_len: usize,
}

impl Params for activ8_nll_params {}

impl Default for activ8_nll_params {
    fn default() -> Self {
        let core = activ8::Nll::rows_of(1);
        Self {
            reduction: 0,
            batch: 0,
            inner: core.inner,
            ignore_index: core.ignore_index,
            weight: std::ptr::null(),
            weight_len: 0,
        }
    }
}

impl activ8_nll_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) unsafe fn loss<'a>(
        self,
        row: usize,
    ) -> Done<(activ8::Nll<'a>, [Span; 1])> {
        let mut loss = activ8::Nll::rows_of(row);
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.inner = self.inner;
        loss.ignore_index = self.ignore_index;
        loss.weight = unsafe { optional("weight", self.weight, self.weight_len) }?;
        Ok((loss, [kept(loss.weight)]))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_nll_params_init(
    params: *mut activ8_nll_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of multi_margin.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_multi_margin_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// p of `MultiMargin`
    pub p: u8,
    /// margin of `MultiMargin`
    pub margin: f32,
    /// weight of `MultiMargin`, or null.
    pub weight: *const f32,
    /// Their number.
    pub weight_len: usize,
}

impl Params for activ8_multi_margin_params {}

impl Default for activ8_multi_margin_params {
    fn default() -> Self {
        let core = activ8::MultiMargin::rows_of(1);
        Self {
            reduction: 0,
            batch: 0,
            p: core.p,
            margin: core.margin,
            weight: std::ptr::null(),
            weight_len: 0,
        }
    }
}

impl activ8_multi_margin_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) unsafe fn loss<'a>(
        self,
        row: usize,
    ) -> Done<(activ8::MultiMargin<'a>, [Span; 1])> {
        let mut loss = activ8::MultiMargin::rows_of(row);
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.p = self.p;
        loss.margin = self.margin;
        loss.weight = unsafe { optional("weight", self.weight, self.weight_len) }?;
        Ok((loss, [kept(loss.weight)]))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_multi_margin_params_init(
    params: *mut activ8_multi_margin_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of ctc.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_ctc_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// blank of `Ctc`
    pub blank: usize,
    /// zero_infinity of `Ctc`
    pub zero_infinity: bool,
    /// padded of `Ctc`
    pub padded: usize,
}

impl Params for activ8_ctc_params {
    const TRUTHS: &'static [(&'static str, usize)] = &[
        ("zero_infinity", std::mem::offset_of!(Self, zero_infinity)),
    ];
}

impl Default for activ8_ctc_params {
    fn default() -> Self {
        let core = activ8::Ctc::new(1, &[], &[]);
        Self {
            reduction: 0,
            batch: 0,
            blank: core.blank,
            zero_infinity: core.zero_infinity,
            padded: core.padded,
        }
    }
}

impl activ8_ctc_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss<'a>(
        self,
        classes: usize,
        input_lengths: &'a [usize],
        target_lengths: &'a [usize],
    ) -> Done<(activ8::Ctc<'a>, [Span; 2])> {
        let mut loss = activ8::Ctc::new(classes, input_lengths, target_lengths);
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.blank = self.blank;
        loss.zero_infinity = self.zero_infinity;
        loss.padded = self.padded;
        Ok((loss, [kept(Some(input_lengths)), kept(Some(target_lengths))]))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_ctc_params_init(
    params: *mut activ8_ctc_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of margin_ranking.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_margin_ranking_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// margin of `MarginRanking`
    pub margin: f32,
}

impl Params for activ8_margin_ranking_params {}

impl Default for activ8_margin_ranking_params {
    fn default() -> Self {
        let core = activ8::MarginRanking::default();
        Self {
            reduction: 0,
            batch: 0,
            margin: core.margin,
        }
    }
}

impl activ8_margin_ranking_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self) -> Done<(activ8::MarginRanking, [Span; 0])> {
        let mut loss = activ8::MarginRanking::default();
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.margin = self.margin;
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_margin_ranking_params_init(
    params: *mut activ8_margin_ranking_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of gaussian_nll.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_gaussian_nll_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// full of `GaussianNll`
    pub full: bool,
    /// eps of `GaussianNll`
    pub eps: f32,
}

impl Params for activ8_gaussian_nll_params {
    const TRUTHS: &'static [(&'static str, usize)] = &[
        ("full", std::mem::offset_of!(Self, full)),
    ];
}

impl Default for activ8_gaussian_nll_params {
    fn default() -> Self {
        let core = activ8::GaussianNll::default();
        Self {
            reduction: 0,
            batch: 0,
            full: core.full,
            eps: core.eps,
        }
    }
}

impl activ8_gaussian_nll_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self) -> Done<(activ8::GaussianNll, [Span; 0])> {
        let mut loss = activ8::GaussianNll::default();
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.full = self.full;
        loss.eps = self.eps;
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gaussian_nll_params_init(
    params: *mut activ8_gaussian_nll_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of cosine_embedding.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_cosine_embedding_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// margin of `CosineEmbedding`
    pub margin: f32,
}

impl Params for activ8_cosine_embedding_params {}

impl Default for activ8_cosine_embedding_params {
    fn default() -> Self {
        let core = activ8::CosineEmbedding::dim(1);
        Self {
            reduction: 0,
            batch: 0,
            margin: core.margin,
        }
    }
}

impl activ8_cosine_embedding_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self, row: usize) -> Done<(activ8::CosineEmbedding, [Span; 0])> {
        let mut loss = activ8::CosineEmbedding::dim(row);
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.margin = self.margin;
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_cosine_embedding_params_init(
    params: *mut activ8_cosine_embedding_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of triplet_margin.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_triplet_margin_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// margin of `TripletMargin`
    pub margin: f32,
    /// p of `TripletMargin`
    pub p: f32,
    /// eps of `TripletMargin`
    pub eps: f32,
    /// swap of `TripletMargin`
    pub swap: bool,
}

impl Params for activ8_triplet_margin_params {
    const TRUTHS: &'static [(&'static str, usize)] = &[
        ("swap", std::mem::offset_of!(Self, swap)),
    ];
}

impl Default for activ8_triplet_margin_params {
    fn default() -> Self {
        let core = activ8::TripletMargin::dim(1);
        Self {
            reduction: 0,
            batch: 0,
            margin: core.margin,
            p: core.p,
            eps: core.eps,
            swap: core.swap,
        }
    }
}

impl activ8_triplet_margin_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self, row: usize) -> Done<(activ8::TripletMargin, [Span; 0])> {
        let mut loss = activ8::TripletMargin::dim(row);
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.margin = self.margin;
        loss.p = self.p;
        loss.eps = self.eps;
        loss.swap = self.swap;
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_triplet_margin_params_init(
    params: *mut activ8_triplet_margin_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}

/// The parameters of info_nce.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_info_nce_params {
    /// An activ8_reduction.
    pub reduction: i32,
    /// The rows of a batch, for ACTIV8_BATCH_MEAN.
    pub batch: usize,
    /// temperature of `InfoNce`
    pub temperature: f32,
    /// symmetric of `InfoNce`
    pub symmetric: bool,
    /// normalize of `InfoNce`
    pub normalize: bool,
}

impl Params for activ8_info_nce_params {
    const TRUTHS: &'static [(&'static str, usize)] = &[
        ("symmetric", std::mem::offset_of!(Self, symmetric)),
        ("normalize", std::mem::offset_of!(Self, normalize)),
    ];
}

impl Default for activ8_info_nce_params {
    fn default() -> Self {
        let core = activ8::InfoNce::dim(1);
        Self {
            reduction: 0,
            batch: 0,
            temperature: core.temperature,
            symmetric: core.symmetric,
            normalize: core.normalize,
        }
    }
}

impl activ8_info_nce_params {
    /// The loss, and where what it borrows lies.
    #[inline(always)]
    pub(crate) fn loss(self, row: usize) -> Done<(activ8::InfoNce, [Span; 0])> {
        let mut loss = activ8::InfoNce::dim(row);
        loss.reduction = reduction(self.reduction, self.batch)?;
        loss.temperature = self.temperature;
        loss.symmetric = self.symmetric;
        loss.normalize = self.normalize;
        Ok((loss, []))
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_info_nce_params_init(
    params: *mut activ8_info_nce_params,
) -> activ8_status {
    call(|| unsafe { init(params) })
}
