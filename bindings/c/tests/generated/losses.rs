//! The losses.
//!
//! `cargo run -p activ8-c-generate` writes this file from the tables of `bindings/c/generate`; do not edit it.

use super::*;

loss! {
    activ8::Mse < 'static > : loss => activ8_mse_params { reduction : reduction(loss
    .reduction).0, batch : reduction(loss.reduction).1, weight : pointer(loss.weight),
    weight_len : loss.weight.map_or(0, < [f32] > ::len), weight_of_rows : loss
    .weight_of_rows }; [x] [t] [n] [dx]; f32 f32 : activ8_mse_f32 activ8_mse_each_f32
    activ8_mse_backward_f32 activ8_mse_backward_each_f32 activ8_mse_forward_backward_f32;
    f16 f16 : activ8_mse_f16 activ8_mse_each_f16 activ8_mse_backward_f16
    activ8_mse_backward_each_f16 activ8_mse_forward_backward_f16; bf16 bf16 :
    activ8_mse_bf16 activ8_mse_each_bf16 activ8_mse_backward_bf16
    activ8_mse_backward_each_bf16 activ8_mse_forward_backward_bf16;
}

loss! {
    activ8::L1 < 'static > : loss => activ8_l1_params { reduction : reduction(loss
    .reduction).0, batch : reduction(loss.reduction).1, weight : pointer(loss.weight),
    weight_len : loss.weight.map_or(0, < [f32] > ::len), weight_of_rows : loss
    .weight_of_rows }; [x] [t] [n] [dx]; f32 f32 : activ8_l1_f32 activ8_l1_each_f32
    activ8_l1_backward_f32 activ8_l1_backward_each_f32 activ8_l1_forward_backward_f32;
    f16 f16 : activ8_l1_f16 activ8_l1_each_f16 activ8_l1_backward_f16
    activ8_l1_backward_each_f16 activ8_l1_forward_backward_f16; bf16 bf16 :
    activ8_l1_bf16 activ8_l1_each_bf16 activ8_l1_backward_bf16
    activ8_l1_backward_each_bf16 activ8_l1_forward_backward_bf16;
}

loss! {
    activ8::Huber < 'static > : loss => activ8_huber_params { reduction : reduction(loss
    .reduction).0, batch : reduction(loss.reduction).1, delta : loss.delta, weight :
    pointer(loss.weight), weight_len : loss.weight.map_or(0, < [f32] > ::len),
    weight_of_rows : loss.weight_of_rows }; [x] [t] [n] [dx]; f32 f32 : activ8_huber_f32
    activ8_huber_each_f32 activ8_huber_backward_f32 activ8_huber_backward_each_f32
    activ8_huber_forward_backward_f32; f16 f16 : activ8_huber_f16 activ8_huber_each_f16
    activ8_huber_backward_f16 activ8_huber_backward_each_f16
    activ8_huber_forward_backward_f16; bf16 bf16 : activ8_huber_bf16
    activ8_huber_each_bf16 activ8_huber_backward_bf16 activ8_huber_backward_each_bf16
    activ8_huber_forward_backward_bf16;
}

loss! {
    activ8::SmoothL1 : loss => activ8_smooth_l1_params { reduction : reduction(loss
    .reduction).0, batch : reduction(loss.reduction).1, beta : loss.beta }; [x] [t] [n]
    [dx]; f32 f32 : activ8_smooth_l1_f32 activ8_smooth_l1_each_f32
    activ8_smooth_l1_backward_f32 activ8_smooth_l1_backward_each_f32
    activ8_smooth_l1_forward_backward_f32; f16 f16 : activ8_smooth_l1_f16
    activ8_smooth_l1_each_f16 activ8_smooth_l1_backward_f16
    activ8_smooth_l1_backward_each_f16 activ8_smooth_l1_forward_backward_f16; bf16 bf16 :
    activ8_smooth_l1_bf16 activ8_smooth_l1_each_bf16 activ8_smooth_l1_backward_bf16
    activ8_smooth_l1_backward_each_bf16 activ8_smooth_l1_forward_backward_bf16;
}

loss! {
    activ8::LogCosh : loss => activ8_log_cosh_params { reduction : reduction(loss
    .reduction).0, batch : reduction(loss.reduction).1, }; [x] [t] [n] [dx]; f32 f32 :
    activ8_log_cosh_f32 activ8_log_cosh_each_f32 activ8_log_cosh_backward_f32
    activ8_log_cosh_backward_each_f32 activ8_log_cosh_forward_backward_f32; f16 f16 :
    activ8_log_cosh_f16 activ8_log_cosh_each_f16 activ8_log_cosh_backward_f16
    activ8_log_cosh_backward_each_f16 activ8_log_cosh_forward_backward_f16; bf16 bf16 :
    activ8_log_cosh_bf16 activ8_log_cosh_each_bf16 activ8_log_cosh_backward_bf16
    activ8_log_cosh_backward_each_bf16 activ8_log_cosh_forward_backward_bf16;
}

loss! {
    activ8::Mape : loss => activ8_mape_params { reduction : reduction(loss.reduction).0,
    batch : reduction(loss.reduction).1, eps : loss.eps }; [x] [t] [n] [dx]; f32 f32 :
    activ8_mape_f32 activ8_mape_each_f32 activ8_mape_backward_f32
    activ8_mape_backward_each_f32 activ8_mape_forward_backward_f32; f16 f16 :
    activ8_mape_f16 activ8_mape_each_f16 activ8_mape_backward_f16
    activ8_mape_backward_each_f16 activ8_mape_forward_backward_f16; bf16 bf16 :
    activ8_mape_bf16 activ8_mape_each_bf16 activ8_mape_backward_bf16
    activ8_mape_backward_each_bf16 activ8_mape_forward_backward_bf16;
}

loss! {
    activ8::Quantile : loss => activ8_quantile_params { reduction : reduction(loss
    .reduction).0, batch : reduction(loss.reduction).1, q : loss.q }; [x] [t] [n] [dx];
    f32 f32 : activ8_quantile_f32 activ8_quantile_each_f32 activ8_quantile_backward_f32
    activ8_quantile_backward_each_f32 activ8_quantile_forward_backward_f32; f16 f16 :
    activ8_quantile_f16 activ8_quantile_each_f16 activ8_quantile_backward_f16
    activ8_quantile_backward_each_f16 activ8_quantile_forward_backward_f16; bf16 bf16 :
    activ8_quantile_bf16 activ8_quantile_each_bf16 activ8_quantile_backward_bf16
    activ8_quantile_backward_each_bf16 activ8_quantile_forward_backward_bf16;
}

loss! {
    activ8::BinaryCrossEntropy < 'static > : loss => activ8_bce_params { reduction :
    reduction(loss.reduction).0, batch : reduction(loss.reduction).1, weight :
    pointer(loss.weight), weight_len : loss.weight.map_or(0, < [f32] > ::len),
    weight_of_rows : loss.weight_of_rows }; [x] [t] [n] [dx]; f32 f32 : activ8_bce_f32
    activ8_bce_each_f32 activ8_bce_backward_f32 activ8_bce_backward_each_f32
    activ8_bce_forward_backward_f32; f16 f16 : activ8_bce_f16 activ8_bce_each_f16
    activ8_bce_backward_f16 activ8_bce_backward_each_f16 activ8_bce_forward_backward_f16;
    bf16 bf16 : activ8_bce_bf16 activ8_bce_each_bf16 activ8_bce_backward_bf16
    activ8_bce_backward_each_bf16 activ8_bce_forward_backward_bf16;
}

loss! {
    activ8::BinaryCrossEntropyWithLogits < 'static > : loss =>
    activ8_bce_with_logits_params { reduction : reduction(loss.reduction).0, batch :
    reduction(loss.reduction).1, weight : pointer(loss.weight), weight_len : loss.weight
    .map_or(0, < [f32] > ::len), weight_of_rows : loss.weight_of_rows, pos_weight :
    pointer(loss.pos_weight), pos_weight_len : loss.pos_weight.map_or(0, < [f32] > ::len)
    }; [x] [t] [n] [dx]; f32 f32 : activ8_bce_with_logits_f32
    activ8_bce_with_logits_each_f32 activ8_bce_with_logits_backward_f32
    activ8_bce_with_logits_backward_each_f32 activ8_bce_with_logits_forward_backward_f32;
    f16 f16 : activ8_bce_with_logits_f16 activ8_bce_with_logits_each_f16
    activ8_bce_with_logits_backward_f16 activ8_bce_with_logits_backward_each_f16
    activ8_bce_with_logits_forward_backward_f16; bf16 bf16 : activ8_bce_with_logits_bf16
    activ8_bce_with_logits_each_bf16 activ8_bce_with_logits_backward_bf16
    activ8_bce_with_logits_backward_each_bf16
    activ8_bce_with_logits_forward_backward_bf16;
}

loss! {
    activ8::SigmoidFocal : loss => activ8_sigmoid_focal_params { reduction :
    reduction(loss.reduction).0, batch : reduction(loss.reduction).1, has_alpha : loss
    .alpha.is_some(), alpha : loss.alpha.unwrap_or_default(), gamma : loss.gamma }; [x]
    [t] [n] [dx]; f32 f32 : activ8_sigmoid_focal_f32 activ8_sigmoid_focal_each_f32
    activ8_sigmoid_focal_backward_f32 activ8_sigmoid_focal_backward_each_f32
    activ8_sigmoid_focal_forward_backward_f32; f16 f16 : activ8_sigmoid_focal_f16
    activ8_sigmoid_focal_each_f16 activ8_sigmoid_focal_backward_f16
    activ8_sigmoid_focal_backward_each_f16 activ8_sigmoid_focal_forward_backward_f16;
    bf16 bf16 : activ8_sigmoid_focal_bf16 activ8_sigmoid_focal_each_bf16
    activ8_sigmoid_focal_backward_bf16 activ8_sigmoid_focal_backward_each_bf16
    activ8_sigmoid_focal_forward_backward_bf16;
}

loss! {
    activ8::KlDivergence : loss => activ8_kl_div_params { reduction : reduction(loss
    .reduction).0, batch : reduction(loss.reduction).1, input : loss.input as i32,
    log_target : loss.log_target }; [x] [t] [n] [dx]; f32 f32 : activ8_kl_div_f32
    activ8_kl_div_each_f32 activ8_kl_div_backward_f32 activ8_kl_div_backward_each_f32
    activ8_kl_div_forward_backward_f32; f16 f16 : activ8_kl_div_f16
    activ8_kl_div_each_f16 activ8_kl_div_backward_f16 activ8_kl_div_backward_each_f16
    activ8_kl_div_forward_backward_f16; bf16 bf16 : activ8_kl_div_bf16
    activ8_kl_div_each_bf16 activ8_kl_div_backward_bf16 activ8_kl_div_backward_each_bf16
    activ8_kl_div_forward_backward_bf16;
}

loss! {
    activ8::JensenShannon < 'static > : loss => activ8_jensen_shannon_params { reduction
    : reduction(loss.reduction).0, batch : reduction(loss.reduction).1, beta : loss.beta,
    weight : pointer(loss.weight), weight_len : loss.weight.map_or(0, < [f32] > ::len),
    weight_of_rows : loss.weight_of_rows }; [x] [t] [n] [dx]; f32 f32 :
    activ8_jensen_shannon_f32 activ8_jensen_shannon_each_f32
    activ8_jensen_shannon_backward_f32 activ8_jensen_shannon_backward_each_f32
    activ8_jensen_shannon_forward_backward_f32; f16 f16 : activ8_jensen_shannon_f16
    activ8_jensen_shannon_each_f16 activ8_jensen_shannon_backward_f16
    activ8_jensen_shannon_backward_each_f16 activ8_jensen_shannon_forward_backward_f16;
    bf16 bf16 : activ8_jensen_shannon_bf16 activ8_jensen_shannon_each_bf16
    activ8_jensen_shannon_backward_bf16 activ8_jensen_shannon_backward_each_bf16
    activ8_jensen_shannon_forward_backward_bf16;
}

loss! {
    activ8::PoissonNll : loss => activ8_poisson_nll_params { reduction : reduction(loss
    .reduction).0, batch : reduction(loss.reduction).1, log_input : loss.log_input, full
    : loss.full, eps : loss.eps }; [x] [t] [n] [dx]; f32 f32 : activ8_poisson_nll_f32
    activ8_poisson_nll_each_f32 activ8_poisson_nll_backward_f32
    activ8_poisson_nll_backward_each_f32 activ8_poisson_nll_forward_backward_f32; f16 f16
    : activ8_poisson_nll_f16 activ8_poisson_nll_each_f16 activ8_poisson_nll_backward_f16
    activ8_poisson_nll_backward_each_f16 activ8_poisson_nll_forward_backward_f16; bf16
    bf16 : activ8_poisson_nll_bf16 activ8_poisson_nll_each_bf16
    activ8_poisson_nll_backward_bf16 activ8_poisson_nll_backward_each_bf16
    activ8_poisson_nll_forward_backward_bf16;
}

loss! {
    activ8::FixedGaussianNll : loss => activ8_fixed_gaussian_nll_params { reduction :
    reduction(loss.reduction).0, batch : reduction(loss.reduction).1, variance : loss
    .variance, full : loss.full, eps : loss.eps }; [x] [t] [n] [dx]; f32 f32 :
    activ8_fixed_gaussian_nll_f32 activ8_fixed_gaussian_nll_each_f32
    activ8_fixed_gaussian_nll_backward_f32 activ8_fixed_gaussian_nll_backward_each_f32
    activ8_fixed_gaussian_nll_forward_backward_f32; f16 f16 :
    activ8_fixed_gaussian_nll_f16 activ8_fixed_gaussian_nll_each_f16
    activ8_fixed_gaussian_nll_backward_f16 activ8_fixed_gaussian_nll_backward_each_f16
    activ8_fixed_gaussian_nll_forward_backward_f16; bf16 bf16 :
    activ8_fixed_gaussian_nll_bf16 activ8_fixed_gaussian_nll_each_bf16
    activ8_fixed_gaussian_nll_backward_bf16 activ8_fixed_gaussian_nll_backward_each_bf16
    activ8_fixed_gaussian_nll_forward_backward_bf16;
}

loss! {
    activ8::Hinge : loss => activ8_hinge_params { reduction : reduction(loss.reduction)
    .0, batch : reduction(loss.reduction).1, }; [x] [t] [n] [dx]; f32 f32 :
    activ8_hinge_f32 activ8_hinge_each_f32 activ8_hinge_backward_f32
    activ8_hinge_backward_each_f32 activ8_hinge_forward_backward_f32; f16 f16 :
    activ8_hinge_f16 activ8_hinge_each_f16 activ8_hinge_backward_f16
    activ8_hinge_backward_each_f16 activ8_hinge_forward_backward_f16; bf16 bf16 :
    activ8_hinge_bf16 activ8_hinge_each_bf16 activ8_hinge_backward_bf16
    activ8_hinge_backward_each_bf16 activ8_hinge_forward_backward_bf16;
}

loss! {
    activ8::SquaredHinge : loss => activ8_squared_hinge_params { reduction :
    reduction(loss.reduction).0, batch : reduction(loss.reduction).1, }; [x] [t] [n]
    [dx]; f32 f32 : activ8_squared_hinge_f32 activ8_squared_hinge_each_f32
    activ8_squared_hinge_backward_f32 activ8_squared_hinge_backward_each_f32
    activ8_squared_hinge_forward_backward_f32; f16 f16 : activ8_squared_hinge_f16
    activ8_squared_hinge_each_f16 activ8_squared_hinge_backward_f16
    activ8_squared_hinge_backward_each_f16 activ8_squared_hinge_forward_backward_f16;
    bf16 bf16 : activ8_squared_hinge_bf16 activ8_squared_hinge_each_bf16
    activ8_squared_hinge_backward_bf16 activ8_squared_hinge_backward_each_bf16
    activ8_squared_hinge_forward_backward_bf16;
}

loss! {
    activ8::HingeEmbedding : loss => activ8_hinge_embedding_params { reduction :
    reduction(loss.reduction).0, batch : reduction(loss.reduction).1, margin : loss
    .margin }; [x] [t] [n] [dx]; f32 f32 : activ8_hinge_embedding_f32
    activ8_hinge_embedding_each_f32 activ8_hinge_embedding_backward_f32
    activ8_hinge_embedding_backward_each_f32 activ8_hinge_embedding_forward_backward_f32;
    f16 f16 : activ8_hinge_embedding_f16 activ8_hinge_embedding_each_f16
    activ8_hinge_embedding_backward_f16 activ8_hinge_embedding_backward_each_f16
    activ8_hinge_embedding_forward_backward_f16; bf16 bf16 : activ8_hinge_embedding_bf16
    activ8_hinge_embedding_each_bf16 activ8_hinge_embedding_backward_bf16
    activ8_hinge_embedding_backward_each_bf16
    activ8_hinge_embedding_forward_backward_bf16;
}

loss! {
    activ8::SoftMargin : loss => activ8_soft_margin_params { reduction : reduction(loss
    .reduction).0, batch : reduction(loss.reduction).1, }; [x] [t] [n] [dx]; f32 f32 :
    activ8_soft_margin_f32 activ8_soft_margin_each_f32 activ8_soft_margin_backward_f32
    activ8_soft_margin_backward_each_f32 activ8_soft_margin_forward_backward_f32; f16 f16
    : activ8_soft_margin_f16 activ8_soft_margin_each_f16 activ8_soft_margin_backward_f16
    activ8_soft_margin_backward_each_f16 activ8_soft_margin_forward_backward_f16; bf16
    bf16 : activ8_soft_margin_bf16 activ8_soft_margin_each_bf16
    activ8_soft_margin_backward_bf16 activ8_soft_margin_backward_each_bf16
    activ8_soft_margin_forward_backward_bf16;
}

loss! {
    activ8::CategoricalCrossEntropy : loss => activ8_categorical_cross_entropy_params {
    reduction : reduction(loss.reduction).0, batch : reduction(loss.reduction).1, inner :
    loss.inner }; [x] [t] [rows row] [dx]; f32 f32 : activ8_categorical_cross_entropy_f32
    activ8_categorical_cross_entropy_each_f32
    activ8_categorical_cross_entropy_backward_f32
    activ8_categorical_cross_entropy_backward_each_f32
    activ8_categorical_cross_entropy_forward_backward_f32; f16 f16 :
    activ8_categorical_cross_entropy_f16 activ8_categorical_cross_entropy_each_f16
    activ8_categorical_cross_entropy_backward_f16
    activ8_categorical_cross_entropy_backward_each_f16
    activ8_categorical_cross_entropy_forward_backward_f16; bf16 bf16 :
    activ8_categorical_cross_entropy_bf16 activ8_categorical_cross_entropy_each_bf16
    activ8_categorical_cross_entropy_backward_bf16
    activ8_categorical_cross_entropy_backward_each_bf16
    activ8_categorical_cross_entropy_forward_backward_bf16;
}

loss! {
    activ8::CategoricalFocal : loss => activ8_categorical_focal_params { reduction :
    reduction(loss.reduction).0, batch : reduction(loss.reduction).1, inner : loss.inner,
    alpha : loss.alpha, gamma : loss.gamma }; [x] [t] [rows row] [dx]; f32 f32 :
    activ8_categorical_focal_f32 activ8_categorical_focal_each_f32
    activ8_categorical_focal_backward_f32 activ8_categorical_focal_backward_each_f32
    activ8_categorical_focal_forward_backward_f32; f16 f16 : activ8_categorical_focal_f16
    activ8_categorical_focal_each_f16 activ8_categorical_focal_backward_f16
    activ8_categorical_focal_backward_each_f16
    activ8_categorical_focal_forward_backward_f16; bf16 bf16 :
    activ8_categorical_focal_bf16 activ8_categorical_focal_each_bf16
    activ8_categorical_focal_backward_bf16 activ8_categorical_focal_backward_each_bf16
    activ8_categorical_focal_forward_backward_bf16;
}

loss! {
    activ8::Dice : loss => activ8_dice_params { reduction : reduction(loss.reduction).0,
    batch : reduction(loss.reduction).1, epsilon : loss.epsilon, has_ignore_class : loss
    .ignore_class.is_some(), ignore_class : loss.ignore_class.unwrap_or_default() }; [x]
    [t] [rows row] [dx]; f32 f32 : activ8_dice_f32 activ8_dice_each_f32
    activ8_dice_backward_f32 activ8_dice_backward_each_f32
    activ8_dice_forward_backward_f32; f16 f16 : activ8_dice_f16 activ8_dice_each_f16
    activ8_dice_backward_f16 activ8_dice_backward_each_f16
    activ8_dice_forward_backward_f16; bf16 bf16 : activ8_dice_bf16 activ8_dice_each_bf16
    activ8_dice_backward_bf16 activ8_dice_backward_each_bf16
    activ8_dice_forward_backward_bf16;
}

loss! {
    activ8::Tversky : loss => activ8_tversky_params { reduction : reduction(loss
    .reduction).0, batch : reduction(loss.reduction).1, alpha : loss.alpha, beta : loss
    .beta, epsilon : loss.epsilon, has_ignore_class : loss.ignore_class.is_some(),
    ignore_class : loss.ignore_class.unwrap_or_default() }; [x] [t] [rows row] [dx]; f32
    f32 : activ8_tversky_f32 activ8_tversky_each_f32 activ8_tversky_backward_f32
    activ8_tversky_backward_each_f32 activ8_tversky_forward_backward_f32; f16 f16 :
    activ8_tversky_f16 activ8_tversky_each_f16 activ8_tversky_backward_f16
    activ8_tversky_backward_each_f16 activ8_tversky_forward_backward_f16; bf16 bf16 :
    activ8_tversky_bf16 activ8_tversky_each_bf16 activ8_tversky_backward_bf16
    activ8_tversky_backward_each_bf16 activ8_tversky_forward_backward_bf16;
}

loss! {
    activ8::MultiLabelSoftMargin < 'static > : loss =>
    activ8_multilabel_soft_margin_params { reduction : reduction(loss.reduction).0, batch
    : reduction(loss.reduction).1, weight : pointer(loss.weight), weight_len : loss
    .weight.map_or(0, < [f32] > ::len) }; [x] [t] [rows row] [dx]; f32 f32 :
    activ8_multilabel_soft_margin_f32 activ8_multilabel_soft_margin_each_f32
    activ8_multilabel_soft_margin_backward_f32
    activ8_multilabel_soft_margin_backward_each_f32
    activ8_multilabel_soft_margin_forward_backward_f32; f16 f16 :
    activ8_multilabel_soft_margin_f16 activ8_multilabel_soft_margin_each_f16
    activ8_multilabel_soft_margin_backward_f16
    activ8_multilabel_soft_margin_backward_each_f16
    activ8_multilabel_soft_margin_forward_backward_f16; bf16 bf16 :
    activ8_multilabel_soft_margin_bf16 activ8_multilabel_soft_margin_each_bf16
    activ8_multilabel_soft_margin_backward_bf16
    activ8_multilabel_soft_margin_backward_each_bf16
    activ8_multilabel_soft_margin_forward_backward_bf16;
}

loss! {
    activ8::MultiLabelMargin : loss => activ8_multilabel_margin_params { reduction :
    reduction(loss.reduction).0, batch : reduction(loss.reduction).1, }; [x] [t] [rows
    row] [dx]; f32 i64 : activ8_multilabel_margin_f32 activ8_multilabel_margin_each_f32
    activ8_multilabel_margin_backward_f32 activ8_multilabel_margin_backward_each_f32
    activ8_multilabel_margin_forward_backward_f32; f16 i64 : activ8_multilabel_margin_f16
    activ8_multilabel_margin_each_f16 activ8_multilabel_margin_backward_f16
    activ8_multilabel_margin_backward_each_f16
    activ8_multilabel_margin_forward_backward_f16; bf16 i64 :
    activ8_multilabel_margin_bf16 activ8_multilabel_margin_each_bf16
    activ8_multilabel_margin_backward_bf16 activ8_multilabel_margin_backward_each_bf16
    activ8_multilabel_margin_forward_backward_bf16;
}

loss! {
    activ8::CrossEntropy < 'static > : loss => activ8_cross_entropy_params { reduction :
    reduction(loss.reduction).0, batch : reduction(loss.reduction).1, inner : loss.inner,
    label_smoothing : loss.label_smoothing, z_loss : loss.z_loss, has_soft_cap : loss
    .soft_cap.is_some(), soft_cap : loss.soft_cap.unwrap_or_default(), ignore_index :
    loss.ignore_index, weight : pointer(loss.weight), weight_len : loss.weight.map_or(0,
    < [f32] > ::len) }; [x] [t] [rows row] [dx]; f32 i64 : activ8_cross_entropy_f32
    activ8_cross_entropy_each_f32 activ8_cross_entropy_backward_f32
    activ8_cross_entropy_backward_each_f32 activ8_cross_entropy_forward_backward_f32; f16
    i64 : activ8_cross_entropy_f16 activ8_cross_entropy_each_f16
    activ8_cross_entropy_backward_f16 activ8_cross_entropy_backward_each_f16
    activ8_cross_entropy_forward_backward_f16; bf16 i64 : activ8_cross_entropy_bf16
    activ8_cross_entropy_each_bf16 activ8_cross_entropy_backward_bf16
    activ8_cross_entropy_backward_each_bf16 activ8_cross_entropy_forward_backward_bf16;
}

loss! {
    activ8::CrossEntropy < 'static > : loss => activ8_soft_cross_entropy_params {
    reduction : reduction(loss.reduction).0, batch : reduction(loss.reduction).1, inner :
    loss.inner, label_smoothing : loss.label_smoothing, z_loss : loss.z_loss,
    has_soft_cap : loss.soft_cap.is_some(), soft_cap : loss.soft_cap.unwrap_or_default(),
    ignore_index : loss.ignore_index, weight : pointer(loss.weight), weight_len : loss
    .weight.map_or(0, < [f32] > ::len) }; [x] [t] [rows row] [dx]; f32 f32 :
    activ8_soft_cross_entropy_f32 activ8_soft_cross_entropy_each_f32
    activ8_soft_cross_entropy_backward_f32 activ8_soft_cross_entropy_backward_each_f32
    activ8_soft_cross_entropy_forward_backward_f32; f16 f16 :
    activ8_soft_cross_entropy_f16 activ8_soft_cross_entropy_each_f16
    activ8_soft_cross_entropy_backward_f16 activ8_soft_cross_entropy_backward_each_f16
    activ8_soft_cross_entropy_forward_backward_f16; bf16 bf16 :
    activ8_soft_cross_entropy_bf16 activ8_soft_cross_entropy_each_bf16
    activ8_soft_cross_entropy_backward_bf16 activ8_soft_cross_entropy_backward_each_bf16
    activ8_soft_cross_entropy_forward_backward_bf16;
}

loss! {
    activ8::Nll < 'static > : loss => activ8_nll_params { reduction : reduction(loss
    .reduction).0, batch : reduction(loss.reduction).1, inner : loss.inner, ignore_index
    : loss.ignore_index, weight : pointer(loss.weight), weight_len : loss.weight
    .map_or(0, < [f32] > ::len) }; [x] [t] [rows row] [dx]; f32 i64 : activ8_nll_f32
    activ8_nll_each_f32 activ8_nll_backward_f32 activ8_nll_backward_each_f32
    activ8_nll_forward_backward_f32; f16 i64 : activ8_nll_f16 activ8_nll_each_f16
    activ8_nll_backward_f16 activ8_nll_backward_each_f16 activ8_nll_forward_backward_f16;
    bf16 i64 : activ8_nll_bf16 activ8_nll_each_bf16 activ8_nll_backward_bf16
    activ8_nll_backward_each_bf16 activ8_nll_forward_backward_bf16;
}

loss! {
    activ8::MultiMargin < 'static > : loss => activ8_multi_margin_params { reduction :
    reduction(loss.reduction).0, batch : reduction(loss.reduction).1, p : loss.p, margin
    : loss.margin, weight : pointer(loss.weight), weight_len : loss.weight.map_or(0, <
    [f32] > ::len) }; [x] [t] [rows row] [dx]; f32 i64 : activ8_multi_margin_f32
    activ8_multi_margin_each_f32 activ8_multi_margin_backward_f32
    activ8_multi_margin_backward_each_f32 activ8_multi_margin_forward_backward_f32; f16
    i64 : activ8_multi_margin_f16 activ8_multi_margin_each_f16
    activ8_multi_margin_backward_f16 activ8_multi_margin_backward_each_f16
    activ8_multi_margin_forward_backward_f16; bf16 i64 : activ8_multi_margin_bf16
    activ8_multi_margin_each_bf16 activ8_multi_margin_backward_bf16
    activ8_multi_margin_backward_each_bf16 activ8_multi_margin_forward_backward_bf16;
}

loss! {
    activ8::MarginRanking : loss => activ8_margin_ranking_params { reduction :
    reduction(loss.reduction).0, batch : reduction(loss.reduction).1, margin : loss
    .margin }; [first second] [t] [n] [dfirst dsecond]; f32 f32 :
    activ8_margin_ranking_f32 activ8_margin_ranking_each_f32
    activ8_margin_ranking_backward_f32 activ8_margin_ranking_backward_each_f32
    activ8_margin_ranking_forward_backward_f32; f16 f16 : activ8_margin_ranking_f16
    activ8_margin_ranking_each_f16 activ8_margin_ranking_backward_f16
    activ8_margin_ranking_backward_each_f16 activ8_margin_ranking_forward_backward_f16;
    bf16 bf16 : activ8_margin_ranking_bf16 activ8_margin_ranking_each_bf16
    activ8_margin_ranking_backward_bf16 activ8_margin_ranking_backward_each_bf16
    activ8_margin_ranking_forward_backward_bf16;
}

loss! {
    activ8::GaussianNll : loss => activ8_gaussian_nll_params { reduction : reduction(loss
    .reduction).0, batch : reduction(loss.reduction).1, full : loss.full, eps : loss.eps
    }; [mean variance] [t] [n] [dmean dvariance]; f32 f32 : activ8_gaussian_nll_f32
    activ8_gaussian_nll_each_f32 activ8_gaussian_nll_backward_f32
    activ8_gaussian_nll_backward_each_f32 activ8_gaussian_nll_forward_backward_f32; f16
    f16 : activ8_gaussian_nll_f16 activ8_gaussian_nll_each_f16
    activ8_gaussian_nll_backward_f16 activ8_gaussian_nll_backward_each_f16
    activ8_gaussian_nll_forward_backward_f16; bf16 bf16 : activ8_gaussian_nll_bf16
    activ8_gaussian_nll_each_bf16 activ8_gaussian_nll_backward_bf16
    activ8_gaussian_nll_backward_each_bf16 activ8_gaussian_nll_forward_backward_bf16;
}

loss! {
    activ8::CosineEmbedding : loss => activ8_cosine_embedding_params { reduction :
    reduction(loss.reduction).0, batch : reduction(loss.reduction).1, margin : loss
    .margin }; [first second] [t] [rows row] [dfirst dsecond]; f32 f32 :
    activ8_cosine_embedding_f32 activ8_cosine_embedding_each_f32
    activ8_cosine_embedding_backward_f32 activ8_cosine_embedding_backward_each_f32
    activ8_cosine_embedding_forward_backward_f32; f16 f16 : activ8_cosine_embedding_f16
    activ8_cosine_embedding_each_f16 activ8_cosine_embedding_backward_f16
    activ8_cosine_embedding_backward_each_f16
    activ8_cosine_embedding_forward_backward_f16; bf16 bf16 :
    activ8_cosine_embedding_bf16 activ8_cosine_embedding_each_bf16
    activ8_cosine_embedding_backward_bf16 activ8_cosine_embedding_backward_each_bf16
    activ8_cosine_embedding_forward_backward_bf16;
}

loss! {
    activ8::TripletMargin : loss => activ8_triplet_margin_params { reduction :
    reduction(loss.reduction).0, batch : reduction(loss.reduction).1, margin : loss
    .margin, p : loss.p, eps : loss.eps, swap : loss.swap }; [anchor positive negative]
    [] [rows row] [danchor dpositive dnegative]; f32() : activ8_triplet_margin_f32
    activ8_triplet_margin_each_f32 activ8_triplet_margin_backward_f32
    activ8_triplet_margin_backward_each_f32 activ8_triplet_margin_forward_backward_f32;
    f16() : activ8_triplet_margin_f16 activ8_triplet_margin_each_f16
    activ8_triplet_margin_backward_f16 activ8_triplet_margin_backward_each_f16
    activ8_triplet_margin_forward_backward_f16; bf16() : activ8_triplet_margin_bf16
    activ8_triplet_margin_each_bf16 activ8_triplet_margin_backward_bf16
    activ8_triplet_margin_backward_each_bf16 activ8_triplet_margin_forward_backward_bf16;
}

loss! {
    activ8::InfoNce : loss => activ8_info_nce_params { reduction : reduction(loss
    .reduction).0, batch : reduction(loss.reduction).1, temperature : loss.temperature,
    symmetric : loss.symmetric, normalize : loss.normalize }; [first second] [] [rows
    row] [dfirst dsecond]; f32() : activ8_info_nce_f32 activ8_info_nce_each_f32
    activ8_info_nce_backward_f32 activ8_info_nce_backward_each_f32
    activ8_info_nce_forward_backward_f32; f16() : activ8_info_nce_f16
    activ8_info_nce_each_f16 activ8_info_nce_backward_f16
    activ8_info_nce_backward_each_f16 activ8_info_nce_forward_backward_f16; bf16() :
    activ8_info_nce_bf16 activ8_info_nce_each_bf16 activ8_info_nce_backward_bf16
    activ8_info_nce_backward_each_bf16 activ8_info_nce_forward_backward_bf16;
}
