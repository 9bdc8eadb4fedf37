// activ8: activations and losses on the CPU, f32, f16 and bf16, at the speed of its vector units.
//
// activ8_silu_f32(x, y, n) and its kin: an input, an output, their length; then parameters where there are
// any, which activ8_NAME_params_init sets to their defaults. Each gives a status, and where that is not
// ACTIV8_OK nothing was written and activ8_last_error() says why. Null pointers, misaligned ones, lengths that
// overflow and outputs that overlap another buffer in part are found out; buffers are as long as is said, by
// the caller's promise. Of no elements pointers may be null. A bool of a struct, and a byte of a mask, is 0 or 1; another
// is ACTIV8_UNKNOWN, as in a struct that nobody has initialised. Functions may be called from any thread.
//
// Of f16 and bf16 (IEEE's half and the upper half of a float) buffers are of uint16_t, the bits of each; results
// are computed in float and rounded once. A loss reduced to one number is a float, and so are masks, slopes, sinks,
// noise, and what attention accumulates.
//
// Written by cbindgen (cargo run -p activ8-c-generate); do not edit.

#ifndef ACTIV8_H
#define ACTIV8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What came of a call. Nothing has been written unless it is ACTIV8_OK.
typedef enum {
  // It was done.
  ACTIV8_OK = 0,
  // A pointer is null.
  ACTIV8_NULL = 1,
  // A pointer is not a multiple of its type's alignment.
  ACTIV8_MISALIGNED = 2,
  // A length is more than memory can hold.
  ACTIV8_OVERFLOW = 3,
  // An output overlaps another buffer, and is not the same.
  ACTIV8_OVERLAP = 4,
  // A value of an enum is none of them.
  ACTIV8_UNKNOWN = 5,
  // The operation refuses its arguments; the message says which and why.
  ACTIV8_REFUSED = 6,
  // A defect of the library. It has been caught, and the message is the panic's.
  ACTIV8_PANIC = 7,
  // There is no memory for a copy that the operation needs.
  ACTIV8_NO_MEMORY = 8,
} activ8_status;

// How exact a call is to be.
typedef enum {
  // High, or what the variable `ACTIV8_ACCURACY` names.
  ACTIV8_ACCURACY_DEFAULT = 0,
  // Within the bound of each operation.
  ACTIV8_ACCURACY_HIGH = 1,
  // Within 5 ULP or 2^-23 (times |x| for x times a gate), whichever is more, where that is faster.
  ACTIV8_ACCURACY_FAST = 2,
} activ8_accuracy;

// What a row is that nothing is left of.
typedef enum {
  // NaN.
  ACTIV8_NAN = 0,
  // Zeros.
  ACTIV8_ZEROS = 1,
} activ8_fully_masked;

// What a group of experts counts as.
typedef enum {
  // The sum of its two greatest scores.
  ACTIV8_SUM_OF_TWO = 0,
  // Its greatest score.
  ACTIV8_GREATEST = 1,
} activ8_group_score;

// What the input of a Kullback-Leibler divergence is.
typedef enum {
  // Probabilities.
  ACTIV8_PROBABILITIES = 0,
  // Their logarithms.
  ACTIV8_LOG_PROBABILITIES = 1,
} activ8_kl_input;

// Where gates and values lie in one buffer.
typedef enum {
  // In each row the gates, then the values.
  ACTIV8_GATES_FIRST = 0,
  // In each row the values, then the gates.
  ACTIV8_VALUES_FIRST = 1,
  // A gate, a value, a gate, a value.
  ACTIV8_INTERLEAVED = 2,
} activ8_layout;

// How losses become one.
typedef enum {
  // Their mean.
  ACTIV8_MEAN = 0,
  // Their sum.
  ACTIV8_SUM = 1,
  // Their sum divided by the rows of a batch.
  ACTIV8_BATCH_MEAN = 2,
} activ8_reduction;

// How logits become scores and weights.
typedef enum {
  // Softmax over all experts, of which the greatest are taken.
  ACTIV8_SOFTMAX = 0,
  // The greatest logits are taken, and softmax is over these.
  ACTIV8_TOP_K_SOFTMAX = 1,
  // `sigmoid(x)` is the weight, and with the bias decides.
  ACTIV8_SIGMOID = 2,
  // The root of `ln(1 + e^x)` likewise.
  ACTIV8_SQRT_SOFTPLUS = 3,
} activ8_scoring;

// Instructions to use.
typedef enum {
  // The best one that the CPU has, or the one that the variable `ACTIV8_TIER` names.
  ACTIV8_TIER_BEST = 0,
  // One float at a time.
  ACTIV8_TIER_SCALAR = 1,
  // What every CPU of the target has.
  ACTIV8_TIER_PORTABLE = 2,
  // AVX2 and FMA.
  ACTIV8_TIER_AVX2 = 3,
  // AVX-512.
  ACTIV8_TIER_AVX512 = 4,
  // aarch64's NEON.
  ACTIV8_TIER_NEON = 5,
} activ8_tier;

// The parameters of gumbel_softmax.
typedef struct {
  // What logits are divided by.
  float temperature;
} activ8_gumbel_softmax_params;

// The parameters of attention_softmax. Masks are whole rows of keys, and repeat; slopes and sinks are one for
// each head, and repeat over a batch.
typedef struct {
  // The number of rows in a head: 1 by default.
  size_t queries;
  // What scores are multiplied with.
  float scale;
  // Whether scaled scores are capped softly,
  bool has_soft_cap;
  // and where.
  float soft_cap;
  // What logits are divided by.
  float temperature;
  // What is added to logits, or null.
  const float *mask;
  // Their number.
  size_t mask_len;
  // True, a byte of 1, where a score counts, false, a byte of 0, where not, or null; there is no mask besides.
  const uint8_t *keep;
  // Their number.
  size_t keep_len;
  // The position of a head's first query.
  ptrdiff_t offset;
  // Whether keys beyond the query's position are left out.
  bool causal;
  // Whether not all keys before the query's position count,
  bool has_left;
  // and how many do.
  size_t left;
  // Whether not all keys beyond it count,
  bool has_right;
  // and how many do.
  size_t right;
  // ALiBi's slopes, or null.
  const float *slopes;
  // Their number.
  size_t slopes_len;
  // Logits that take a share and have no place in the row, or null.
  const float *sinks;
  // Their number.
  size_t sinks_len;
  // What a row is that nothing is left of, an activ8_fully_masked.
  int32_t fully_masked;
} activ8_attention_softmax_params;

// The parameters of router.
typedef struct {
  // An activ8_scoring.
  int32_t scoring;
  // What is added to scores for the choice, one for each expert, or null.
  const float *bias;
  // Their number.
  size_t bias_len;
  // The number of groups of neighbouring experts.
  size_t groups;
  // How many of them are kept.
  size_t kept_groups;
  // An activ8_group_score.
  int32_t group_score;
  // Whether weights are divided by their sum.
  bool renormalize;
  // What weights are multiplied with.
  float scale;
} activ8_router_params;

// What a softmax over a stream of logits needs to remember: plain data. It is computed on the calling thread.
typedef struct {
  // The greatest logit.
  float max;
  // The sum of `e^(x - max)`.
  double sum;
} activ8_softmax_state;

// The parameters of celu.
typedef struct {
  // alpha of `Celu`
  float alpha;
} activ8_celu_params;

// The parameters of clipped_gelu.
typedef struct {
  // min of `ClippedGelu`
  float min;
  // max of `ClippedGelu`
  float max;
} activ8_clipped_gelu_params;

// The parameters of elu.
typedef struct {
  // alpha of `Elu`
  float alpha;
} activ8_elu_params;

// The parameters of hardshrink.
typedef struct {
  // lambda of `Hardshrink`
  float lambda;
} activ8_hardshrink_params;

// The parameters of hardtanh.
typedef struct {
  // min of `Hardtanh`
  float min;
  // max of `Hardtanh`
  float max;
} activ8_hardtanh_params;

// The parameters of laplace.
typedef struct {
  // mu of `Laplace`
  float mu;
  // sigma of `Laplace`
  float sigma;
} activ8_laplace_params;

// The parameters of leaky_relu.
typedef struct {
  // negative_slope of `LeakyRelu`
  float negative_slope;
} activ8_leaky_relu_params;

// The parameters of linear_hardsigmoid.
typedef struct {
  // alpha of `LinearHardsigmoid`
  float alpha;
  // beta of `LinearHardsigmoid`
  float beta;
} activ8_linear_hardsigmoid_params;

// The parameters of rrelu.
typedef struct {
  // lower of `RRelu`
  float lower;
  // upper of `RRelu`
  float upper;
} activ8_rrelu_params;

// The parameters of scaled_tanh.
typedef struct {
  // alpha of `ScaledTanh`
  float alpha;
  // beta of `ScaledTanh`
  float beta;
} activ8_scaled_tanh_params;

// The parameters of shrink.
typedef struct {
  // lambda of `Shrink`
  float lambda;
  // bias of `Shrink`
  float bias;
} activ8_shrink_params;

// The parameters of soft_cap.
typedef struct {
  // cap of `SoftCap`
  float cap;
} activ8_soft_cap_params;

// The parameters of softplus.
typedef struct {
  // beta of `Softplus`
  float beta;
  // threshold of `Softplus`
  float threshold;
} activ8_softplus_params;

// The parameters of softshrink.
typedef struct {
  // lambda of `Softshrink`
  float lambda;
} activ8_softshrink_params;

// The parameters of squareplus.
typedef struct {
  // b of `Squareplus`
  float b;
} activ8_squareplus_params;

// The parameters of swish.
typedef struct {
  // alpha of `Swish`
  float alpha;
} activ8_swish_params;

// The parameters of threshold.
typedef struct {
  // threshold of `Threshold`
  float threshold;
  // value of `Threshold`
  float value;
} activ8_threshold_params;

// The parameters of thresholded_relu.
typedef struct {
  // alpha of `ThresholdedRelu`
  float alpha;
} activ8_thresholded_relu_params;

// The parameters of xielu.
typedef struct {
  // alpha_p of `XIelu`
  float alpha_p;
  // alpha_n of `XIelu`
  float alpha_n;
  // beta of `XIelu`
  float beta;
  // eps of `XIelu`
  float eps;
} activ8_xielu_params;

// The parameters of swiglu.
typedef struct {
  // alpha of `SwiGlu`
  float alpha;
  // limit of `SwiGlu`
  float limit;
} activ8_swiglu_params;

// The parameters of swiglu_oai.
typedef struct {
  // alpha of `SwiGluOai`
  float alpha;
  // limit of `SwiGluOai`
  float limit;
} activ8_swiglu_oai_params;

// The parameters of mse.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // weight of `Mse`, or null.
  const float *weight;
  // Their number.
  size_t weight_len;
  // weight_of_rows of `Mse`
  bool weight_of_rows;
} activ8_mse_params;

// The parameters of l1.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // weight of `L1`, or null.
  const float *weight;
  // Their number.
  size_t weight_len;
  // weight_of_rows of `L1`
  bool weight_of_rows;
} activ8_l1_params;

// The parameters of huber.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // delta of `Huber`
  float delta;
  // weight of `Huber`, or null.
  const float *weight;
  // Their number.
  size_t weight_len;
  // weight_of_rows of `Huber`
  bool weight_of_rows;
} activ8_huber_params;

// The parameters of smooth_l1.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // beta of `SmoothL1`
  float beta;
} activ8_smooth_l1_params;

// The parameters of log_cosh.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
} activ8_log_cosh_params;

// The parameters of mape.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // eps of `Mape`
  float eps;
} activ8_mape_params;

// The parameters of quantile.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // q of `Quantile`
  float q;
} activ8_quantile_params;

// The parameters of bce.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // weight of `BinaryCrossEntropy`, or null.
  const float *weight;
  // Their number.
  size_t weight_len;
  // weight_of_rows of `BinaryCrossEntropy`
  bool weight_of_rows;
} activ8_bce_params;

// The parameters of bce_with_logits.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // weight of `BinaryCrossEntropyWithLogits`, or null.
  const float *weight;
  // Their number.
  size_t weight_len;
  // weight_of_rows of `BinaryCrossEntropyWithLogits`
  bool weight_of_rows;
  // pos_weight of `BinaryCrossEntropyWithLogits`, or null.
  const float *pos_weight;
  // Their number.
  size_t pos_weight_len;
} activ8_bce_with_logits_params;

// The parameters of sigmoid_focal.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // Whether there is alpha.
  bool has_alpha;
  // alpha of `SigmoidFocal`
  float alpha;
  // gamma of `SigmoidFocal`
  float gamma;
} activ8_sigmoid_focal_params;

// The parameters of kl_div.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // An activ8_kl_input.
  int32_t input;
  // log_target of `KlDivergence`
  bool log_target;
} activ8_kl_div_params;

// The parameters of jensen_shannon.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // beta of `JensenShannon`
  float beta;
  // weight of `JensenShannon`, or null.
  const float *weight;
  // Their number.
  size_t weight_len;
  // weight_of_rows of `JensenShannon`
  bool weight_of_rows;
} activ8_jensen_shannon_params;

// The parameters of poisson_nll.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // log_input of `PoissonNll`
  bool log_input;
  // full of `PoissonNll`
  bool full;
  // eps of `PoissonNll`
  float eps;
} activ8_poisson_nll_params;

// The parameters of fixed_gaussian_nll.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // variance of `FixedGaussianNll`
  float variance;
  // full of `FixedGaussianNll`
  bool full;
  // eps of `FixedGaussianNll`
  float eps;
} activ8_fixed_gaussian_nll_params;

// The parameters of hinge.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
} activ8_hinge_params;

// The parameters of squared_hinge.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
} activ8_squared_hinge_params;

// The parameters of hinge_embedding.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // margin of `HingeEmbedding`
  float margin;
} activ8_hinge_embedding_params;

// The parameters of soft_margin.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
} activ8_soft_margin_params;

// The parameters of categorical_cross_entropy.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // inner of `CategoricalCrossEntropy`
  size_t inner;
} activ8_categorical_cross_entropy_params;

// The parameters of categorical_focal.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // inner of `CategoricalFocal`
  size_t inner;
  // alpha of `CategoricalFocal`
  float alpha;
  // gamma of `CategoricalFocal`
  float gamma;
} activ8_categorical_focal_params;

// The parameters of dice.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // epsilon of `Dice`
  float epsilon;
  // Whether there is ignore_class.
  bool has_ignore_class;
  // ignore_class of `Dice`
  float ignore_class;
} activ8_dice_params;

// The parameters of tversky.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // alpha of `Tversky`
  float alpha;
  // beta of `Tversky`
  float beta;
  // epsilon of `Tversky`
  float epsilon;
  // Whether there is ignore_class.
  bool has_ignore_class;
  // ignore_class of `Tversky`
  float ignore_class;
} activ8_tversky_params;

// The parameters of multilabel_soft_margin.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // weight of `MultiLabelSoftMargin`, or null.
  const float *weight;
  // Their number.
  size_t weight_len;
} activ8_multilabel_soft_margin_params;

// The parameters of multilabel_margin.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
} activ8_multilabel_margin_params;

// The parameters of cross_entropy.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // inner of `CrossEntropy`
  size_t inner;
  // label_smoothing of `CrossEntropy`
  float label_smoothing;
  // z_loss of `CrossEntropy`
  float z_loss;
  // Whether there is soft_cap.
  bool has_soft_cap;
  // soft_cap of `CrossEntropy`
  float soft_cap;
  // ignore_index of `CrossEntropy`
  int64_t ignore_index;
  // weight of `CrossEntropy`, or null.
  const float *weight;
  // Their number.
  size_t weight_len;
} activ8_cross_entropy_params;

// The parameters of soft_cross_entropy.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // inner of `CrossEntropy`
  size_t inner;
  // label_smoothing of `CrossEntropy`
  float label_smoothing;
  // z_loss of `CrossEntropy`
  float z_loss;
  // Whether there is soft_cap.
  bool has_soft_cap;
  // soft_cap of `CrossEntropy`
  float soft_cap;
  // ignore_index of `CrossEntropy`
  int64_t ignore_index;
  // weight of `CrossEntropy`, or null.
  const float *weight;
  // Their number.
  size_t weight_len;
} activ8_soft_cross_entropy_params;

// The parameters of nll.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // inner of `Nll`
  size_t inner;
  // ignore_index of `Nll`
  int64_t ignore_index;
  // weight of `Nll`, or null.
  const float *weight;
  // Their number.
  size_t weight_len;
} activ8_nll_params;

// The parameters of multi_margin.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // p of `MultiMargin`
  uint8_t p;
  // margin of `MultiMargin`
  float margin;
  // weight of `MultiMargin`, or null.
  const float *weight;
  // Their number.
  size_t weight_len;
} activ8_multi_margin_params;

// The parameters of ctc.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // blank of `Ctc`
  size_t blank;
  // zero_infinity of `Ctc`
  bool zero_infinity;
  // padded of `Ctc`
  size_t padded;
} activ8_ctc_params;

// The parameters of margin_ranking.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // margin of `MarginRanking`
  float margin;
} activ8_margin_ranking_params;

// The parameters of gaussian_nll.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // full of `GaussianNll`
  bool full;
  // eps of `GaussianNll`
  float eps;
} activ8_gaussian_nll_params;

// The parameters of cosine_embedding.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // margin of `CosineEmbedding`
  float margin;
} activ8_cosine_embedding_params;

// The parameters of triplet_margin.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // margin of `TripletMargin`
  float margin;
  // p of `TripletMargin`
  float p;
  // eps of `TripletMargin`
  float eps;
  // swap of `TripletMargin`
  bool swap;
} activ8_triplet_margin_params;

// The parameters of info_nce.
typedef struct {
  // An activ8_reduction.
  int32_t reduction;
  // The rows of a batch, for ACTIV8_BATCH_MEAN.
  size_t batch;
  // temperature of `InfoNce`
  float temperature;
  // symmetric of `InfoNce`
  bool symmetric;
  // normalize of `InfoNce`
  bool normalize;
} activ8_info_nce_params;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// The message of this thread's last call that failed; empty before any. It is valid until the next one.
const char *activ8_last_error(void);

// The version of the library, as `1.2.3`.
const char *activ8_version(void);

// The tier that calls of this thread use, an activ8_tier above 0; 0 where `ACTIV8_TIER` is wrong.
int32_t activ8_active_tier(void);

// From now on this thread's calls use this tier, an activ8_tier; one that the CPU does not have is refused.
activ8_status activ8_set_tier(int32_t tier);

// How exact this thread's calls are, an activ8_accuracy above 0; 0 where `ACTIV8_ACCURACY` is wrong.
int32_t activ8_active_accuracy(void);

// From now on this thread's calls are as exact as this activ8_accuracy says.
activ8_status activ8_set_accuracy(int32_t accuracy);

// From now on this thread's calls use the threads of rayon's pool where splitting pays, or only their own;
// the bits are the same. The pool's size is that of the variable `RAYON_NUM_THREADS`. Where no thread can be made,
// and in a child that was forked from a process with such a pool, calls use their own all the same.
void activ8_set_parallel(bool parallel);

// Sets the defaults.
activ8_status activ8_gumbel_softmax_params_init(activ8_gumbel_softmax_params *params);

// Sets the defaults: every option off.
activ8_status activ8_attention_softmax_params_init(activ8_attention_softmax_params *params);

// Sets the defaults.
activ8_status activ8_router_params_init(activ8_router_params *params);

// The state of no logits yet.
activ8_status activ8_softmax_state_init(activ8_softmax_state *state);

// Makes `state` that of both streams, of which `other` is another.
activ8_status activ8_softmax_state_merge(activ8_softmax_state *state, const activ8_softmax_state *other);

// The logarithm of the sum of all exponentials, into `*value`.
activ8_status activ8_softmax_state_log_sum_exp_f32(const activ8_softmax_state *state, float *value);

// Divides the accumulator by the sum; of nothing it is 0.
activ8_status activ8_softmax_state_finish_f32(const activ8_softmax_state *state,
                                              float *accumulator,
                                              size_t dim);

// Sets the defaults.
activ8_status activ8_celu_params_init(activ8_celu_params *params);

// Sets the defaults.
activ8_status activ8_clipped_gelu_params_init(activ8_clipped_gelu_params *params);

// Sets the defaults.
activ8_status activ8_elu_params_init(activ8_elu_params *params);

// Sets the defaults.
activ8_status activ8_hardshrink_params_init(activ8_hardshrink_params *params);

// Sets the defaults.
activ8_status activ8_hardtanh_params_init(activ8_hardtanh_params *params);

// Sets the defaults.
activ8_status activ8_laplace_params_init(activ8_laplace_params *params);

// Sets the defaults.
activ8_status activ8_leaky_relu_params_init(activ8_leaky_relu_params *params);

// Sets the defaults.
activ8_status activ8_linear_hardsigmoid_params_init(activ8_linear_hardsigmoid_params *params);

// Sets the defaults.
activ8_status activ8_rrelu_params_init(activ8_rrelu_params *params);

// Sets the defaults.
activ8_status activ8_scaled_tanh_params_init(activ8_scaled_tanh_params *params);

// Sets the defaults.
activ8_status activ8_shrink_params_init(activ8_shrink_params *params);

// Sets the defaults.
activ8_status activ8_soft_cap_params_init(activ8_soft_cap_params *params);

// Sets the defaults.
activ8_status activ8_softplus_params_init(activ8_softplus_params *params);

// Sets the defaults.
activ8_status activ8_softshrink_params_init(activ8_softshrink_params *params);

// Sets the defaults.
activ8_status activ8_squareplus_params_init(activ8_squareplus_params *params);

// Sets the defaults.
activ8_status activ8_swish_params_init(activ8_swish_params *params);

// Sets the defaults.
activ8_status activ8_threshold_params_init(activ8_threshold_params *params);

// Sets the defaults.
activ8_status activ8_thresholded_relu_params_init(activ8_thresholded_relu_params *params);

// Sets the defaults.
activ8_status activ8_xielu_params_init(activ8_xielu_params *params);

// Sets the defaults.
activ8_status activ8_swiglu_params_init(activ8_swiglu_params *params);

// Sets the defaults.
activ8_status activ8_swiglu_oai_params_init(activ8_swiglu_oai_params *params);

// Sets the defaults.
activ8_status activ8_mse_params_init(activ8_mse_params *params);

// Sets the defaults.
activ8_status activ8_l1_params_init(activ8_l1_params *params);

// Sets the defaults.
activ8_status activ8_huber_params_init(activ8_huber_params *params);

// Sets the defaults.
activ8_status activ8_smooth_l1_params_init(activ8_smooth_l1_params *params);

// Sets the defaults.
activ8_status activ8_log_cosh_params_init(activ8_log_cosh_params *params);

// Sets the defaults.
activ8_status activ8_mape_params_init(activ8_mape_params *params);

// Sets the defaults.
activ8_status activ8_quantile_params_init(activ8_quantile_params *params);

// Sets the defaults.
activ8_status activ8_bce_params_init(activ8_bce_params *params);

// Sets the defaults.
activ8_status activ8_bce_with_logits_params_init(activ8_bce_with_logits_params *params);

// Sets the defaults.
activ8_status activ8_sigmoid_focal_params_init(activ8_sigmoid_focal_params *params);

// Sets the defaults.
activ8_status activ8_kl_div_params_init(activ8_kl_div_params *params);

// Sets the defaults.
activ8_status activ8_jensen_shannon_params_init(activ8_jensen_shannon_params *params);

// Sets the defaults.
activ8_status activ8_poisson_nll_params_init(activ8_poisson_nll_params *params);

// Sets the defaults.
activ8_status activ8_fixed_gaussian_nll_params_init(activ8_fixed_gaussian_nll_params *params);

// Sets the defaults.
activ8_status activ8_hinge_params_init(activ8_hinge_params *params);

// Sets the defaults.
activ8_status activ8_squared_hinge_params_init(activ8_squared_hinge_params *params);

// Sets the defaults.
activ8_status activ8_hinge_embedding_params_init(activ8_hinge_embedding_params *params);

// Sets the defaults.
activ8_status activ8_soft_margin_params_init(activ8_soft_margin_params *params);

// Sets the defaults.
activ8_status activ8_categorical_cross_entropy_params_init(activ8_categorical_cross_entropy_params *params);

// Sets the defaults.
activ8_status activ8_categorical_focal_params_init(activ8_categorical_focal_params *params);

// Sets the defaults.
activ8_status activ8_dice_params_init(activ8_dice_params *params);

// Sets the defaults.
activ8_status activ8_tversky_params_init(activ8_tversky_params *params);

// Sets the defaults.
activ8_status activ8_multilabel_soft_margin_params_init(activ8_multilabel_soft_margin_params *params);

// Sets the defaults.
activ8_status activ8_multilabel_margin_params_init(activ8_multilabel_margin_params *params);

// Sets the defaults.
activ8_status activ8_cross_entropy_params_init(activ8_cross_entropy_params *params);

// Sets the defaults.
activ8_status activ8_soft_cross_entropy_params_init(activ8_soft_cross_entropy_params *params);

// Sets the defaults.
activ8_status activ8_nll_params_init(activ8_nll_params *params);

// Sets the defaults.
activ8_status activ8_multi_margin_params_init(activ8_multi_margin_params *params);

// Sets the defaults.
activ8_status activ8_ctc_params_init(activ8_ctc_params *params);

// Sets the defaults.
activ8_status activ8_margin_ranking_params_init(activ8_margin_ranking_params *params);

// Sets the defaults.
activ8_status activ8_gaussian_nll_params_init(activ8_gaussian_nll_params *params);

// Sets the defaults.
activ8_status activ8_cosine_embedding_params_init(activ8_cosine_embedding_params *params);

// Sets the defaults.
activ8_status activ8_triplet_margin_params_init(activ8_triplet_margin_params *params);

// Sets the defaults.
activ8_status activ8_info_nce_params_init(activ8_info_nce_params *params);

// `y = celu(x)`; y may be x.
activ8_status activ8_celu_f32(const float *x, float *y, size_t n, const activ8_celu_params *params);

// `dx = dy * celu'(x)`.
activ8_status activ8_celu_backward_f32(const float *x,
                                       const float *dy,
                                       float *dx,
                                       size_t n,
                                       const activ8_celu_params *params);

// `y = celu(x + bias)` of rows of n; y may be x.
activ8_status activ8_celu_biased_f32(const float *x,
                                     const float *bias,
                                     float *y,
                                     size_t rows,
                                     size_t n,
                                     const activ8_celu_params *params);

// `dx = dy * celu'(x + bias)` of rows of n.
activ8_status activ8_celu_biased_backward_f32(const float *x,
                                              const float *bias,
                                              const float *dy,
                                              float *dx,
                                              size_t rows,
                                              size_t n,
                                              const activ8_celu_params *params);

// `y = clipped_gelu(x)`; y may be x.
activ8_status activ8_clipped_gelu_f32(const float *x,
                                      float *y,
                                      size_t n,
                                      const activ8_clipped_gelu_params *params);

// `dx = dy * clipped_gelu'(x)`.
activ8_status activ8_clipped_gelu_backward_f32(const float *x,
                                               const float *dy,
                                               float *dx,
                                               size_t n,
                                               const activ8_clipped_gelu_params *params);

// `y = clipped_gelu(x + bias)` of rows of n; y may be x.
activ8_status activ8_clipped_gelu_biased_f32(const float *x,
                                             const float *bias,
                                             float *y,
                                             size_t rows,
                                             size_t n,
                                             const activ8_clipped_gelu_params *params);

// `dx = dy * clipped_gelu'(x + bias)` of rows of n.
activ8_status activ8_clipped_gelu_biased_backward_f32(const float *x,
                                                      const float *bias,
                                                      const float *dy,
                                                      float *dx,
                                                      size_t rows,
                                                      size_t n,
                                                      const activ8_clipped_gelu_params *params);

// `y = elu(x)`; y may be x.
activ8_status activ8_elu_f32(const float *x, float *y, size_t n, const activ8_elu_params *params);

// `dx = dy * elu'(x)`.
activ8_status activ8_elu_backward_f32(const float *x,
                                      const float *dy,
                                      float *dx,
                                      size_t n,
                                      const activ8_elu_params *params);

// `y = elu(x + bias)` of rows of n; y may be x.
activ8_status activ8_elu_biased_f32(const float *x,
                                    const float *bias,
                                    float *y,
                                    size_t rows,
                                    size_t n,
                                    const activ8_elu_params *params);

// `dx = dy * elu'(x + bias)` of rows of n.
activ8_status activ8_elu_biased_backward_f32(const float *x,
                                             const float *bias,
                                             const float *dy,
                                             float *dx,
                                             size_t rows,
                                             size_t n,
                                             const activ8_elu_params *params);

// `y = erf(x)`; y may be x.
activ8_status activ8_erf_f32(const float *x, float *y, size_t n);

// `dx = dy * erf'(x)`.
activ8_status activ8_erf_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = erf(x + bias)` of rows of n; y may be x.
activ8_status activ8_erf_biased_f32(const float *x, const float *bias, float *y, size_t rows, size_t n);

// `dx = dy * erf'(x + bias)` of rows of n.
activ8_status activ8_erf_biased_backward_f32(const float *x,
                                             const float *bias,
                                             const float *dy,
                                             float *dx,
                                             size_t rows,
                                             size_t n);

// `y = exp(x)`; y may be x.
activ8_status activ8_exp_f32(const float *x, float *y, size_t n);

// `dx = dy * exp'(x)`.
activ8_status activ8_exp_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = exp(x + bias)` of rows of n; y may be x.
activ8_status activ8_exp_biased_f32(const float *x, const float *bias, float *y, size_t rows, size_t n);

// `dx = dy * exp'(x + bias)` of rows of n.
activ8_status activ8_exp_biased_backward_f32(const float *x,
                                             const float *bias,
                                             const float *dy,
                                             float *dx,
                                             size_t rows,
                                             size_t n);

// `y = exp_m1(x)`; y may be x.
activ8_status activ8_exp_m1_f32(const float *x, float *y, size_t n);

// `dx = dy * exp_m1'(x)`.
activ8_status activ8_exp_m1_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = exp_m1(x + bias)` of rows of n; y may be x.
activ8_status activ8_exp_m1_biased_f32(const float *x, const float *bias, float *y, size_t rows, size_t n);

// `dx = dy * exp_m1'(x + bias)` of rows of n.
activ8_status activ8_exp_m1_biased_backward_f32(const float *x,
                                                const float *bias,
                                                const float *dy,
                                                float *dx,
                                                size_t rows,
                                                size_t n);

// `y = hardshrink(x)`; y may be x.
activ8_status activ8_hardshrink_f32(const float *x,
                                    float *y,
                                    size_t n,
                                    const activ8_hardshrink_params *params);

// `dx = dy * hardshrink'(x)`.
activ8_status activ8_hardshrink_backward_f32(const float *x,
                                             const float *dy,
                                             float *dx,
                                             size_t n,
                                             const activ8_hardshrink_params *params);

// `y = hardshrink(x + bias)` of rows of n; y may be x.
activ8_status activ8_hardshrink_biased_f32(const float *x,
                                           const float *bias,
                                           float *y,
                                           size_t rows,
                                           size_t n,
                                           const activ8_hardshrink_params *params);

// `dx = dy * hardshrink'(x + bias)` of rows of n.
activ8_status activ8_hardshrink_biased_backward_f32(const float *x,
                                                    const float *bias,
                                                    const float *dy,
                                                    float *dx,
                                                    size_t rows,
                                                    size_t n,
                                                    const activ8_hardshrink_params *params);

// `y = hardsigmoid(x)`; y may be x.
activ8_status activ8_hardsigmoid_f32(const float *x, float *y, size_t n);

// `dx = dy * hardsigmoid'(x)`.
activ8_status activ8_hardsigmoid_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = hardsigmoid(x + bias)` of rows of n; y may be x.
activ8_status activ8_hardsigmoid_biased_f32(const float *x,
                                            const float *bias,
                                            float *y,
                                            size_t rows,
                                            size_t n);

// `dx = dy * hardsigmoid'(x + bias)` of rows of n.
activ8_status activ8_hardsigmoid_biased_backward_f32(const float *x,
                                                     const float *bias,
                                                     const float *dy,
                                                     float *dx,
                                                     size_t rows,
                                                     size_t n);

// `y = hardswish(x)`; y may be x.
activ8_status activ8_hardswish_f32(const float *x, float *y, size_t n);

// `dx = dy * hardswish'(x)`.
activ8_status activ8_hardswish_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = hardswish(x + bias)` of rows of n; y may be x.
activ8_status activ8_hardswish_biased_f32(const float *x, const float *bias, float *y, size_t rows, size_t n);

// `dx = dy * hardswish'(x + bias)` of rows of n.
activ8_status activ8_hardswish_biased_backward_f32(const float *x,
                                                   const float *bias,
                                                   const float *dy,
                                                   float *dx,
                                                   size_t rows,
                                                   size_t n);

// `y = hardtanh(x)`; y may be x.
activ8_status activ8_hardtanh_f32(const float *x, float *y, size_t n, const activ8_hardtanh_params *params);

// `dx = dy * hardtanh'(x)`.
activ8_status activ8_hardtanh_backward_f32(const float *x,
                                           const float *dy,
                                           float *dx,
                                           size_t n,
                                           const activ8_hardtanh_params *params);

// `y = hardtanh(x + bias)` of rows of n; y may be x.
activ8_status activ8_hardtanh_biased_f32(const float *x,
                                         const float *bias,
                                         float *y,
                                         size_t rows,
                                         size_t n,
                                         const activ8_hardtanh_params *params);

// `dx = dy * hardtanh'(x + bias)` of rows of n.
activ8_status activ8_hardtanh_biased_backward_f32(const float *x,
                                                  const float *bias,
                                                  const float *dy,
                                                  float *dx,
                                                  size_t rows,
                                                  size_t n,
                                                  const activ8_hardtanh_params *params);

// `y = identity(x)`; y may be x.
activ8_status activ8_identity_f32(const float *x, float *y, size_t n);

// `dx = dy * identity'(x)`.
activ8_status activ8_identity_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = identity(x + bias)` of rows of n; y may be x.
activ8_status activ8_identity_biased_f32(const float *x, const float *bias, float *y, size_t rows, size_t n);

// `dx = dy * identity'(x + bias)` of rows of n.
activ8_status activ8_identity_biased_backward_f32(const float *x,
                                                  const float *bias,
                                                  const float *dy,
                                                  float *dx,
                                                  size_t rows,
                                                  size_t n);

// `y = laplace(x)`; y may be x.
activ8_status activ8_laplace_f32(const float *x, float *y, size_t n, const activ8_laplace_params *params);

// `dx = dy * laplace'(x)`.
activ8_status activ8_laplace_backward_f32(const float *x,
                                          const float *dy,
                                          float *dx,
                                          size_t n,
                                          const activ8_laplace_params *params);

// `y = laplace(x + bias)` of rows of n; y may be x.
activ8_status activ8_laplace_biased_f32(const float *x,
                                        const float *bias,
                                        float *y,
                                        size_t rows,
                                        size_t n,
                                        const activ8_laplace_params *params);

// `dx = dy * laplace'(x + bias)` of rows of n.
activ8_status activ8_laplace_biased_backward_f32(const float *x,
                                                 const float *bias,
                                                 const float *dy,
                                                 float *dx,
                                                 size_t rows,
                                                 size_t n,
                                                 const activ8_laplace_params *params);

// `y = leaky_relu(x)`; y may be x.
activ8_status activ8_leaky_relu_f32(const float *x,
                                    float *y,
                                    size_t n,
                                    const activ8_leaky_relu_params *params);

// `dx = dy * leaky_relu'(x)`.
activ8_status activ8_leaky_relu_backward_f32(const float *x,
                                             const float *dy,
                                             float *dx,
                                             size_t n,
                                             const activ8_leaky_relu_params *params);

// `y = leaky_relu(x + bias)` of rows of n; y may be x.
activ8_status activ8_leaky_relu_biased_f32(const float *x,
                                           const float *bias,
                                           float *y,
                                           size_t rows,
                                           size_t n,
                                           const activ8_leaky_relu_params *params);

// `dx = dy * leaky_relu'(x + bias)` of rows of n.
activ8_status activ8_leaky_relu_biased_backward_f32(const float *x,
                                                    const float *bias,
                                                    const float *dy,
                                                    float *dx,
                                                    size_t rows,
                                                    size_t n,
                                                    const activ8_leaky_relu_params *params);

// `y = linear_hardsigmoid(x)`; y may be x.
activ8_status activ8_linear_hardsigmoid_f32(const float *x,
                                            float *y,
                                            size_t n,
                                            const activ8_linear_hardsigmoid_params *params);

// `dx = dy * linear_hardsigmoid'(x)`.
activ8_status activ8_linear_hardsigmoid_backward_f32(const float *x,
                                                     const float *dy,
                                                     float *dx,
                                                     size_t n,
                                                     const activ8_linear_hardsigmoid_params *params);

// `y = linear_hardsigmoid(x + bias)` of rows of n; y may be x.
activ8_status activ8_linear_hardsigmoid_biased_f32(const float *x,
                                                   const float *bias,
                                                   float *y,
                                                   size_t rows,
                                                   size_t n,
                                                   const activ8_linear_hardsigmoid_params *params);

// `dx = dy * linear_hardsigmoid'(x + bias)` of rows of n.
activ8_status activ8_linear_hardsigmoid_biased_backward_f32(const float *x,
                                                            const float *bias,
                                                            const float *dy,
                                                            float *dx,
                                                            size_t rows,
                                                            size_t n,
                                                            const activ8_linear_hardsigmoid_params *params);

// `y = ln(x)`; y may be x.
activ8_status activ8_ln_f32(const float *x, float *y, size_t n);

// `dx = dy * ln'(x)`.
activ8_status activ8_ln_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = ln(x + bias)` of rows of n; y may be x.
activ8_status activ8_ln_biased_f32(const float *x, const float *bias, float *y, size_t rows, size_t n);

// `dx = dy * ln'(x + bias)` of rows of n.
activ8_status activ8_ln_biased_backward_f32(const float *x,
                                            const float *bias,
                                            const float *dy,
                                            float *dx,
                                            size_t rows,
                                            size_t n);

// `y = ln_1p(x)`; y may be x.
activ8_status activ8_ln_1p_f32(const float *x, float *y, size_t n);

// `dx = dy * ln_1p'(x)`.
activ8_status activ8_ln_1p_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = ln_1p(x + bias)` of rows of n; y may be x.
activ8_status activ8_ln_1p_biased_f32(const float *x, const float *bias, float *y, size_t rows, size_t n);

// `dx = dy * ln_1p'(x + bias)` of rows of n.
activ8_status activ8_ln_1p_biased_backward_f32(const float *x,
                                               const float *bias,
                                               const float *dy,
                                               float *dx,
                                               size_t rows,
                                               size_t n);

// `y = log_sigmoid(x)`; y may be x.
activ8_status activ8_log_sigmoid_f32(const float *x, float *y, size_t n);

// `dx = dy * log_sigmoid'(x)`.
activ8_status activ8_log_sigmoid_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = log_sigmoid(x + bias)` of rows of n; y may be x.
activ8_status activ8_log_sigmoid_biased_f32(const float *x,
                                            const float *bias,
                                            float *y,
                                            size_t rows,
                                            size_t n);

// `dx = dy * log_sigmoid'(x + bias)` of rows of n.
activ8_status activ8_log_sigmoid_biased_backward_f32(const float *x,
                                                     const float *bias,
                                                     const float *dy,
                                                     float *dx,
                                                     size_t rows,
                                                     size_t n);

// `y = mish(x)`; y may be x.
activ8_status activ8_mish_f32(const float *x, float *y, size_t n);

// `dx = dy * mish'(x)`.
activ8_status activ8_mish_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = mish(x + bias)` of rows of n; y may be x.
activ8_status activ8_mish_biased_f32(const float *x, const float *bias, float *y, size_t rows, size_t n);

// `dx = dy * mish'(x + bias)` of rows of n.
activ8_status activ8_mish_biased_backward_f32(const float *x,
                                              const float *bias,
                                              const float *dy,
                                              float *dx,
                                              size_t rows,
                                              size_t n);

// `y = rrelu(x)`; y may be x.
activ8_status activ8_rrelu_f32(const float *x, float *y, size_t n, const activ8_rrelu_params *params);

// `dx = dy * rrelu'(x)`.
activ8_status activ8_rrelu_backward_f32(const float *x,
                                        const float *dy,
                                        float *dx,
                                        size_t n,
                                        const activ8_rrelu_params *params);

// `y = rrelu(x + bias)` of rows of n; y may be x.
activ8_status activ8_rrelu_biased_f32(const float *x,
                                      const float *bias,
                                      float *y,
                                      size_t rows,
                                      size_t n,
                                      const activ8_rrelu_params *params);

// `dx = dy * rrelu'(x + bias)` of rows of n.
activ8_status activ8_rrelu_biased_backward_f32(const float *x,
                                               const float *bias,
                                               const float *dy,
                                               float *dx,
                                               size_t rows,
                                               size_t n,
                                               const activ8_rrelu_params *params);

// `y = relu(x)`; y may be x.
activ8_status activ8_relu_f32(const float *x, float *y, size_t n);

// `dx = dy * relu'(x)`.
activ8_status activ8_relu_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = relu(x + bias)` of rows of n; y may be x.
activ8_status activ8_relu_biased_f32(const float *x, const float *bias, float *y, size_t rows, size_t n);

// `dx = dy * relu'(x + bias)` of rows of n.
activ8_status activ8_relu_biased_backward_f32(const float *x,
                                              const float *bias,
                                              const float *dy,
                                              float *dx,
                                              size_t rows,
                                              size_t n);

// `y = relu6(x)`; y may be x.
activ8_status activ8_relu6_f32(const float *x, float *y, size_t n);

// `dx = dy * relu6'(x)`.
activ8_status activ8_relu6_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = relu6(x + bias)` of rows of n; y may be x.
activ8_status activ8_relu6_biased_f32(const float *x, const float *bias, float *y, size_t rows, size_t n);

// `dx = dy * relu6'(x + bias)` of rows of n.
activ8_status activ8_relu6_biased_backward_f32(const float *x,
                                               const float *bias,
                                               const float *dy,
                                               float *dx,
                                               size_t rows,
                                               size_t n);

// `y = scaled_tanh(x)`; y may be x.
activ8_status activ8_scaled_tanh_f32(const float *x,
                                     float *y,
                                     size_t n,
                                     const activ8_scaled_tanh_params *params);

// `dx = dy * scaled_tanh'(x)`.
activ8_status activ8_scaled_tanh_backward_f32(const float *x,
                                              const float *dy,
                                              float *dx,
                                              size_t n,
                                              const activ8_scaled_tanh_params *params);

// `y = scaled_tanh(x + bias)` of rows of n; y may be x.
activ8_status activ8_scaled_tanh_biased_f32(const float *x,
                                            const float *bias,
                                            float *y,
                                            size_t rows,
                                            size_t n,
                                            const activ8_scaled_tanh_params *params);

// `dx = dy * scaled_tanh'(x + bias)` of rows of n.
activ8_status activ8_scaled_tanh_biased_backward_f32(const float *x,
                                                     const float *bias,
                                                     const float *dy,
                                                     float *dx,
                                                     size_t rows,
                                                     size_t n,
                                                     const activ8_scaled_tanh_params *params);

// `y = selu(x)`; y may be x.
activ8_status activ8_selu_f32(const float *x, float *y, size_t n);

// `dx = dy * selu'(x)`.
activ8_status activ8_selu_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = selu(x + bias)` of rows of n; y may be x.
activ8_status activ8_selu_biased_f32(const float *x, const float *bias, float *y, size_t rows, size_t n);

// `dx = dy * selu'(x + bias)` of rows of n.
activ8_status activ8_selu_biased_backward_f32(const float *x,
                                              const float *bias,
                                              const float *dy,
                                              float *dx,
                                              size_t rows,
                                              size_t n);

// `y = shrink(x)`; y may be x.
activ8_status activ8_shrink_f32(const float *x, float *y, size_t n, const activ8_shrink_params *params);

// `dx = dy * shrink'(x)`.
activ8_status activ8_shrink_backward_f32(const float *x,
                                         const float *dy,
                                         float *dx,
                                         size_t n,
                                         const activ8_shrink_params *params);

// `y = shrink(x + bias)` of rows of n; y may be x.
activ8_status activ8_shrink_biased_f32(const float *x,
                                       const float *bias,
                                       float *y,
                                       size_t rows,
                                       size_t n,
                                       const activ8_shrink_params *params);

// `dx = dy * shrink'(x + bias)` of rows of n.
activ8_status activ8_shrink_biased_backward_f32(const float *x,
                                                const float *bias,
                                                const float *dy,
                                                float *dx,
                                                size_t rows,
                                                size_t n,
                                                const activ8_shrink_params *params);

// `y = sigmoid(x)`; y may be x.
activ8_status activ8_sigmoid_f32(const float *x, float *y, size_t n);

// `dx = dy * sigmoid'(x)`.
activ8_status activ8_sigmoid_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = sigmoid(x + bias)` of rows of n; y may be x.
activ8_status activ8_sigmoid_biased_f32(const float *x, const float *bias, float *y, size_t rows, size_t n);

// `dx = dy * sigmoid'(x + bias)` of rows of n.
activ8_status activ8_sigmoid_biased_backward_f32(const float *x,
                                                 const float *bias,
                                                 const float *dy,
                                                 float *dx,
                                                 size_t rows,
                                                 size_t n);

// `y = silu(x)`; y may be x.
activ8_status activ8_silu_f32(const float *x, float *y, size_t n);

// `dx = dy * silu'(x)`.
activ8_status activ8_silu_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = silu(x + bias)` of rows of n; y may be x.
activ8_status activ8_silu_biased_f32(const float *x, const float *bias, float *y, size_t rows, size_t n);

// `dx = dy * silu'(x + bias)` of rows of n.
activ8_status activ8_silu_biased_backward_f32(const float *x,
                                              const float *bias,
                                              const float *dy,
                                              float *dx,
                                              size_t rows,
                                              size_t n);

// `y = soft_cap(x)`; y may be x.
activ8_status activ8_soft_cap_f32(const float *x, float *y, size_t n, const activ8_soft_cap_params *params);

// `dx = dy * soft_cap'(x)`.
activ8_status activ8_soft_cap_backward_f32(const float *x,
                                           const float *dy,
                                           float *dx,
                                           size_t n,
                                           const activ8_soft_cap_params *params);

// `y = soft_cap(x + bias)` of rows of n; y may be x.
activ8_status activ8_soft_cap_biased_f32(const float *x,
                                         const float *bias,
                                         float *y,
                                         size_t rows,
                                         size_t n,
                                         const activ8_soft_cap_params *params);

// `dx = dy * soft_cap'(x + bias)` of rows of n.
activ8_status activ8_soft_cap_biased_backward_f32(const float *x,
                                                  const float *bias,
                                                  const float *dy,
                                                  float *dx,
                                                  size_t rows,
                                                  size_t n,
                                                  const activ8_soft_cap_params *params);

// `y = softplus(x)`; y may be x.
activ8_status activ8_softplus_f32(const float *x, float *y, size_t n, const activ8_softplus_params *params);

// `dx = dy * softplus'(x)`.
activ8_status activ8_softplus_backward_f32(const float *x,
                                           const float *dy,
                                           float *dx,
                                           size_t n,
                                           const activ8_softplus_params *params);

// `y = softplus(x + bias)` of rows of n; y may be x.
activ8_status activ8_softplus_biased_f32(const float *x,
                                         const float *bias,
                                         float *y,
                                         size_t rows,
                                         size_t n,
                                         const activ8_softplus_params *params);

// `dx = dy * softplus'(x + bias)` of rows of n.
activ8_status activ8_softplus_biased_backward_f32(const float *x,
                                                  const float *bias,
                                                  const float *dy,
                                                  float *dx,
                                                  size_t rows,
                                                  size_t n,
                                                  const activ8_softplus_params *params);

// `y = softshrink(x)`; y may be x.
activ8_status activ8_softshrink_f32(const float *x,
                                    float *y,
                                    size_t n,
                                    const activ8_softshrink_params *params);

// `dx = dy * softshrink'(x)`.
activ8_status activ8_softshrink_backward_f32(const float *x,
                                             const float *dy,
                                             float *dx,
                                             size_t n,
                                             const activ8_softshrink_params *params);

// `y = softshrink(x + bias)` of rows of n; y may be x.
activ8_status activ8_softshrink_biased_f32(const float *x,
                                           const float *bias,
                                           float *y,
                                           size_t rows,
                                           size_t n,
                                           const activ8_softshrink_params *params);

// `dx = dy * softshrink'(x + bias)` of rows of n.
activ8_status activ8_softshrink_biased_backward_f32(const float *x,
                                                    const float *bias,
                                                    const float *dy,
                                                    float *dx,
                                                    size_t rows,
                                                    size_t n,
                                                    const activ8_softshrink_params *params);

// `y = softsign(x)`; y may be x.
activ8_status activ8_softsign_f32(const float *x, float *y, size_t n);

// `dx = dy * softsign'(x)`.
activ8_status activ8_softsign_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = softsign(x + bias)` of rows of n; y may be x.
activ8_status activ8_softsign_biased_f32(const float *x, const float *bias, float *y, size_t rows, size_t n);

// `dx = dy * softsign'(x + bias)` of rows of n.
activ8_status activ8_softsign_biased_backward_f32(const float *x,
                                                  const float *bias,
                                                  const float *dy,
                                                  float *dx,
                                                  size_t rows,
                                                  size_t n);

// `y = sparse_plus(x)`; y may be x.
activ8_status activ8_sparse_plus_f32(const float *x, float *y, size_t n);

// `dx = dy * sparse_plus'(x)`.
activ8_status activ8_sparse_plus_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = sparse_plus(x + bias)` of rows of n; y may be x.
activ8_status activ8_sparse_plus_biased_f32(const float *x,
                                            const float *bias,
                                            float *y,
                                            size_t rows,
                                            size_t n);

// `dx = dy * sparse_plus'(x + bias)` of rows of n.
activ8_status activ8_sparse_plus_biased_backward_f32(const float *x,
                                                     const float *bias,
                                                     const float *dy,
                                                     float *dx,
                                                     size_t rows,
                                                     size_t n);

// `y = squared_relu(x)`; y may be x.
activ8_status activ8_squared_relu_f32(const float *x, float *y, size_t n);

// `dx = dy * squared_relu'(x)`.
activ8_status activ8_squared_relu_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = squared_relu(x + bias)` of rows of n; y may be x.
activ8_status activ8_squared_relu_biased_f32(const float *x,
                                             const float *bias,
                                             float *y,
                                             size_t rows,
                                             size_t n);

// `dx = dy * squared_relu'(x + bias)` of rows of n.
activ8_status activ8_squared_relu_biased_backward_f32(const float *x,
                                                      const float *bias,
                                                      const float *dy,
                                                      float *dx,
                                                      size_t rows,
                                                      size_t n);

// `y = squareplus(x)`; y may be x.
activ8_status activ8_squareplus_f32(const float *x,
                                    float *y,
                                    size_t n,
                                    const activ8_squareplus_params *params);

// `dx = dy * squareplus'(x)`.
activ8_status activ8_squareplus_backward_f32(const float *x,
                                             const float *dy,
                                             float *dx,
                                             size_t n,
                                             const activ8_squareplus_params *params);

// `y = squareplus(x + bias)` of rows of n; y may be x.
activ8_status activ8_squareplus_biased_f32(const float *x,
                                           const float *bias,
                                           float *y,
                                           size_t rows,
                                           size_t n,
                                           const activ8_squareplus_params *params);

// `dx = dy * squareplus'(x + bias)` of rows of n.
activ8_status activ8_squareplus_biased_backward_f32(const float *x,
                                                    const float *bias,
                                                    const float *dy,
                                                    float *dx,
                                                    size_t rows,
                                                    size_t n,
                                                    const activ8_squareplus_params *params);

// `y = swish(x)`; y may be x.
activ8_status activ8_swish_f32(const float *x, float *y, size_t n, const activ8_swish_params *params);

// `dx = dy * swish'(x)`.
activ8_status activ8_swish_backward_f32(const float *x,
                                        const float *dy,
                                        float *dx,
                                        size_t n,
                                        const activ8_swish_params *params);

// `y = swish(x + bias)` of rows of n; y may be x.
activ8_status activ8_swish_biased_f32(const float *x,
                                      const float *bias,
                                      float *y,
                                      size_t rows,
                                      size_t n,
                                      const activ8_swish_params *params);

// `dx = dy * swish'(x + bias)` of rows of n.
activ8_status activ8_swish_biased_backward_f32(const float *x,
                                               const float *bias,
                                               const float *dy,
                                               float *dx,
                                               size_t rows,
                                               size_t n,
                                               const activ8_swish_params *params);

// `y = tanh(x)`; y may be x.
activ8_status activ8_tanh_f32(const float *x, float *y, size_t n);

// `dx = dy * tanh'(x)`.
activ8_status activ8_tanh_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = tanh(x + bias)` of rows of n; y may be x.
activ8_status activ8_tanh_biased_f32(const float *x, const float *bias, float *y, size_t rows, size_t n);

// `dx = dy * tanh'(x + bias)` of rows of n.
activ8_status activ8_tanh_biased_backward_f32(const float *x,
                                              const float *bias,
                                              const float *dy,
                                              float *dx,
                                              size_t rows,
                                              size_t n);

// `y = tanhshrink(x)`; y may be x.
activ8_status activ8_tanhshrink_f32(const float *x, float *y, size_t n);

// `dx = dy * tanhshrink'(x)`.
activ8_status activ8_tanhshrink_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = tanhshrink(x + bias)` of rows of n; y may be x.
activ8_status activ8_tanhshrink_biased_f32(const float *x,
                                           const float *bias,
                                           float *y,
                                           size_t rows,
                                           size_t n);

// `dx = dy * tanhshrink'(x + bias)` of rows of n.
activ8_status activ8_tanhshrink_biased_backward_f32(const float *x,
                                                    const float *bias,
                                                    const float *dy,
                                                    float *dx,
                                                    size_t rows,
                                                    size_t n);

// `y = threshold(x)`; y may be x.
activ8_status activ8_threshold_f32(const float *x, float *y, size_t n, const activ8_threshold_params *params);

// `dx = dy * threshold'(x)`.
activ8_status activ8_threshold_backward_f32(const float *x,
                                            const float *dy,
                                            float *dx,
                                            size_t n,
                                            const activ8_threshold_params *params);

// `y = threshold(x + bias)` of rows of n; y may be x.
activ8_status activ8_threshold_biased_f32(const float *x,
                                          const float *bias,
                                          float *y,
                                          size_t rows,
                                          size_t n,
                                          const activ8_threshold_params *params);

// `dx = dy * threshold'(x + bias)` of rows of n.
activ8_status activ8_threshold_biased_backward_f32(const float *x,
                                                   const float *bias,
                                                   const float *dy,
                                                   float *dx,
                                                   size_t rows,
                                                   size_t n,
                                                   const activ8_threshold_params *params);

// `y = thresholded_relu(x)`; y may be x.
activ8_status activ8_thresholded_relu_f32(const float *x,
                                          float *y,
                                          size_t n,
                                          const activ8_thresholded_relu_params *params);

// `dx = dy * thresholded_relu'(x)`.
activ8_status activ8_thresholded_relu_backward_f32(const float *x,
                                                   const float *dy,
                                                   float *dx,
                                                   size_t n,
                                                   const activ8_thresholded_relu_params *params);

// `y = thresholded_relu(x + bias)` of rows of n; y may be x.
activ8_status activ8_thresholded_relu_biased_f32(const float *x,
                                                 const float *bias,
                                                 float *y,
                                                 size_t rows,
                                                 size_t n,
                                                 const activ8_thresholded_relu_params *params);

// `dx = dy * thresholded_relu'(x + bias)` of rows of n.
activ8_status activ8_thresholded_relu_biased_backward_f32(const float *x,
                                                          const float *bias,
                                                          const float *dy,
                                                          float *dx,
                                                          size_t rows,
                                                          size_t n,
                                                          const activ8_thresholded_relu_params *params);

// `y = xielu(x)`; y may be x.
activ8_status activ8_xielu_f32(const float *x, float *y, size_t n, const activ8_xielu_params *params);

// `dx = dy * xielu'(x)`.
activ8_status activ8_xielu_backward_f32(const float *x,
                                        const float *dy,
                                        float *dx,
                                        size_t n,
                                        const activ8_xielu_params *params);

// `y = xielu(x + bias)` of rows of n; y may be x.
activ8_status activ8_xielu_biased_f32(const float *x,
                                      const float *bias,
                                      float *y,
                                      size_t rows,
                                      size_t n,
                                      const activ8_xielu_params *params);

// `dx = dy * xielu'(x + bias)` of rows of n.
activ8_status activ8_xielu_biased_backward_f32(const float *x,
                                               const float *bias,
                                               const float *dy,
                                               float *dx,
                                               size_t rows,
                                               size_t n,
                                               const activ8_xielu_params *params);

// `y = gelu(x)`; y may be x.
activ8_status activ8_gelu_f32(const float *x, float *y, size_t n);

// `dx = dy * gelu'(x)`.
activ8_status activ8_gelu_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = gelu(x + bias)` of rows of n; y may be x.
activ8_status activ8_gelu_biased_f32(const float *x, const float *bias, float *y, size_t rows, size_t n);

// `dx = dy * gelu'(x + bias)` of rows of n.
activ8_status activ8_gelu_biased_backward_f32(const float *x,
                                              const float *bias,
                                              const float *dy,
                                              float *dx,
                                              size_t rows,
                                              size_t n);

// `y = gelu_tanh(x)`; y may be x.
activ8_status activ8_gelu_tanh_f32(const float *x, float *y, size_t n);

// `dx = dy * gelu_tanh'(x)`.
activ8_status activ8_gelu_tanh_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = gelu_tanh(x + bias)` of rows of n; y may be x.
activ8_status activ8_gelu_tanh_biased_f32(const float *x, const float *bias, float *y, size_t rows, size_t n);

// `dx = dy * gelu_tanh'(x + bias)` of rows of n.
activ8_status activ8_gelu_tanh_biased_backward_f32(const float *x,
                                                   const float *bias,
                                                   const float *dy,
                                                   float *dx,
                                                   size_t rows,
                                                   size_t n);

// `y = gelu_quick(x)`; y may be x.
activ8_status activ8_gelu_quick_f32(const float *x, float *y, size_t n);

// `dx = dy * gelu_quick'(x)`.
activ8_status activ8_gelu_quick_backward_f32(const float *x, const float *dy, float *dx, size_t n);

// `y = gelu_quick(x + bias)` of rows of n; y may be x.
activ8_status activ8_gelu_quick_biased_f32(const float *x,
                                           const float *bias,
                                           float *y,
                                           size_t rows,
                                           size_t n);

// `dx = dy * gelu_quick'(x + bias)` of rows of n.
activ8_status activ8_gelu_quick_biased_backward_f32(const float *x,
                                                    const float *bias,
                                                    const float *dy,
                                                    float *dx,
                                                    size_t rows,
                                                    size_t n);

// `dx = dy * celu'(x)`, from the output y.
activ8_status activ8_celu_backward_from_output_f32(const float *y,
                                                   const float *dy,
                                                   float *dx,
                                                   size_t n,
                                                   const activ8_celu_params *params);

// `dx = dy * elu'(x)`, from the output y.
activ8_status activ8_elu_backward_from_output_f32(const float *y,
                                                  const float *dy,
                                                  float *dx,
                                                  size_t n,
                                                  const activ8_elu_params *params);

// `dx = dy * exp'(x)`, from the output y.
activ8_status activ8_exp_backward_from_output_f32(const float *y, const float *dy, float *dx, size_t n);

// `dx = dy * hardtanh'(x)`, from the output y.
activ8_status activ8_hardtanh_backward_from_output_f32(const float *y,
                                                       const float *dy,
                                                       float *dx,
                                                       size_t n,
                                                       const activ8_hardtanh_params *params);

// `dx = dy * leaky_relu'(x)`, from the output y.
activ8_status activ8_leaky_relu_backward_from_output_f32(const float *y,
                                                         const float *dy,
                                                         float *dx,
                                                         size_t n,
                                                         const activ8_leaky_relu_params *params);

// `dx = dy * log_sigmoid'(x)`, from the output y.
activ8_status activ8_log_sigmoid_backward_from_output_f32(const float *y,
                                                          const float *dy,
                                                          float *dx,
                                                          size_t n);

// `dx = dy * relu'(x)`, from the output y.
activ8_status activ8_relu_backward_from_output_f32(const float *y, const float *dy, float *dx, size_t n);

// `dx = dy * relu6'(x)`, from the output y.
activ8_status activ8_relu6_backward_from_output_f32(const float *y, const float *dy, float *dx, size_t n);

// `dx = dy * selu'(x)`, from the output y.
activ8_status activ8_selu_backward_from_output_f32(const float *y, const float *dy, float *dx, size_t n);

// `dx = dy * sigmoid'(x)`, from the output y.
activ8_status activ8_sigmoid_backward_from_output_f32(const float *y, const float *dy, float *dx, size_t n);

// `dx = dy * softplus'(x)`, from the output y.
activ8_status activ8_softplus_backward_from_output_f32(const float *y,
                                                       const float *dy,
                                                       float *dx,
                                                       size_t n,
                                                       const activ8_softplus_params *params);

// `dx = dy * tanh'(x)`, from the output y.
activ8_status activ8_tanh_backward_from_output_f32(const float *y, const float *dy, float *dx, size_t n);

// `dx = dy * threshold'(x)`, from the output y.
activ8_status activ8_threshold_backward_from_output_f32(const float *y,
                                                        const float *dy,
                                                        float *dx,
                                                        size_t n,
                                                        const activ8_threshold_params *params);

// `y = act(gate) * value`.
activ8_status activ8_glu_f32(const float *gate, const float *value, float *y, size_t n);

// Both gradients.
activ8_status activ8_glu_backward_f32(const float *gate,
                                      const float *value,
                                      const float *dy,
                                      float *dgate,
                                      float *dvalue,
                                      size_t n);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_glu_packed_f32(const float *x,
                                    float *y,
                                    size_t rows,
                                    size_t n,
                                    int32_t layout);

// The gradient, packed like x.
activ8_status activ8_glu_packed_backward_f32(const float *x,
                                             const float *dy,
                                             float *dx,
                                             size_t rows,
                                             size_t n,
                                             int32_t layout);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_glu_along_f32(const float *x,
                                   float *y,
                                   size_t outer,
                                   size_t axis,
                                   size_t inner,
                                   int32_t layout);

// The gradient, along the axis like x.
activ8_status activ8_glu_along_backward_f32(const float *x,
                                            const float *dy,
                                            float *dx,
                                            size_t outer,
                                            size_t axis,
                                            size_t inner,
                                            int32_t layout);

// `y = act(gate) * value`.
activ8_status activ8_swiglu_f32(const float *gate,
                                const float *value,
                                float *y,
                                size_t n,
                                const activ8_swiglu_params *params);

// Both gradients.
activ8_status activ8_swiglu_backward_f32(const float *gate,
                                         const float *value,
                                         const float *dy,
                                         float *dgate,
                                         float *dvalue,
                                         size_t n,
                                         const activ8_swiglu_params *params);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_swiglu_packed_f32(const float *x,
                                       float *y,
                                       size_t rows,
                                       size_t n,
                                       int32_t layout,
                                       const activ8_swiglu_params *params);

// The gradient, packed like x.
activ8_status activ8_swiglu_packed_backward_f32(const float *x,
                                                const float *dy,
                                                float *dx,
                                                size_t rows,
                                                size_t n,
                                                int32_t layout,
                                                const activ8_swiglu_params *params);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_swiglu_along_f32(const float *x,
                                      float *y,
                                      size_t outer,
                                      size_t axis,
                                      size_t inner,
                                      int32_t layout,
                                      const activ8_swiglu_params *params);

// The gradient, along the axis like x.
activ8_status activ8_swiglu_along_backward_f32(const float *x,
                                               const float *dy,
                                               float *dx,
                                               size_t outer,
                                               size_t axis,
                                               size_t inner,
                                               int32_t layout,
                                               const activ8_swiglu_params *params);

// `y = act(gate) * value`.
activ8_status activ8_geglu_f32(const float *gate, const float *value, float *y, size_t n);

// Both gradients.
activ8_status activ8_geglu_backward_f32(const float *gate,
                                        const float *value,
                                        const float *dy,
                                        float *dgate,
                                        float *dvalue,
                                        size_t n);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_geglu_packed_f32(const float *x,
                                      float *y,
                                      size_t rows,
                                      size_t n,
                                      int32_t layout);

// The gradient, packed like x.
activ8_status activ8_geglu_packed_backward_f32(const float *x,
                                               const float *dy,
                                               float *dx,
                                               size_t rows,
                                               size_t n,
                                               int32_t layout);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_geglu_along_f32(const float *x,
                                     float *y,
                                     size_t outer,
                                     size_t axis,
                                     size_t inner,
                                     int32_t layout);

// The gradient, along the axis like x.
activ8_status activ8_geglu_along_backward_f32(const float *x,
                                              const float *dy,
                                              float *dx,
                                              size_t outer,
                                              size_t axis,
                                              size_t inner,
                                              int32_t layout);

// `y = act(gate) * value`.
activ8_status activ8_geglu_tanh_f32(const float *gate, const float *value, float *y, size_t n);

// Both gradients.
activ8_status activ8_geglu_tanh_backward_f32(const float *gate,
                                             const float *value,
                                             const float *dy,
                                             float *dgate,
                                             float *dvalue,
                                             size_t n);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_geglu_tanh_packed_f32(const float *x,
                                           float *y,
                                           size_t rows,
                                           size_t n,
                                           int32_t layout);

// The gradient, packed like x.
activ8_status activ8_geglu_tanh_packed_backward_f32(const float *x,
                                                    const float *dy,
                                                    float *dx,
                                                    size_t rows,
                                                    size_t n,
                                                    int32_t layout);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_geglu_tanh_along_f32(const float *x,
                                          float *y,
                                          size_t outer,
                                          size_t axis,
                                          size_t inner,
                                          int32_t layout);

// The gradient, along the axis like x.
activ8_status activ8_geglu_tanh_along_backward_f32(const float *x,
                                                   const float *dy,
                                                   float *dx,
                                                   size_t outer,
                                                   size_t axis,
                                                   size_t inner,
                                                   int32_t layout);

// `y = act(gate) * value`.
activ8_status activ8_geglu_quick_f32(const float *gate, const float *value, float *y, size_t n);

// Both gradients.
activ8_status activ8_geglu_quick_backward_f32(const float *gate,
                                              const float *value,
                                              const float *dy,
                                              float *dgate,
                                              float *dvalue,
                                              size_t n);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_geglu_quick_packed_f32(const float *x,
                                            float *y,
                                            size_t rows,
                                            size_t n,
                                            int32_t layout);

// The gradient, packed like x.
activ8_status activ8_geglu_quick_packed_backward_f32(const float *x,
                                                     const float *dy,
                                                     float *dx,
                                                     size_t rows,
                                                     size_t n,
                                                     int32_t layout);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_geglu_quick_along_f32(const float *x,
                                           float *y,
                                           size_t outer,
                                           size_t axis,
                                           size_t inner,
                                           int32_t layout);

// The gradient, along the axis like x.
activ8_status activ8_geglu_quick_along_backward_f32(const float *x,
                                                    const float *dy,
                                                    float *dx,
                                                    size_t outer,
                                                    size_t axis,
                                                    size_t inner,
                                                    int32_t layout);

// `y = act(gate) * value`.
activ8_status activ8_reglu_f32(const float *gate, const float *value, float *y, size_t n);

// Both gradients.
activ8_status activ8_reglu_backward_f32(const float *gate,
                                        const float *value,
                                        const float *dy,
                                        float *dgate,
                                        float *dvalue,
                                        size_t n);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_reglu_packed_f32(const float *x,
                                      float *y,
                                      size_t rows,
                                      size_t n,
                                      int32_t layout);

// The gradient, packed like x.
activ8_status activ8_reglu_packed_backward_f32(const float *x,
                                               const float *dy,
                                               float *dx,
                                               size_t rows,
                                               size_t n,
                                               int32_t layout);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_reglu_along_f32(const float *x,
                                     float *y,
                                     size_t outer,
                                     size_t axis,
                                     size_t inner,
                                     int32_t layout);

// The gradient, along the axis like x.
activ8_status activ8_reglu_along_backward_f32(const float *x,
                                              const float *dy,
                                              float *dx,
                                              size_t outer,
                                              size_t axis,
                                              size_t inner,
                                              int32_t layout);

// `y = act(gate) * value`.
activ8_status activ8_bilinear_f32(const float *gate, const float *value, float *y, size_t n);

// Both gradients.
activ8_status activ8_bilinear_backward_f32(const float *gate,
                                           const float *value,
                                           const float *dy,
                                           float *dgate,
                                           float *dvalue,
                                           size_t n);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_bilinear_packed_f32(const float *x,
                                         float *y,
                                         size_t rows,
                                         size_t n,
                                         int32_t layout);

// The gradient, packed like x.
activ8_status activ8_bilinear_packed_backward_f32(const float *x,
                                                  const float *dy,
                                                  float *dx,
                                                  size_t rows,
                                                  size_t n,
                                                  int32_t layout);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_bilinear_along_f32(const float *x,
                                        float *y,
                                        size_t outer,
                                        size_t axis,
                                        size_t inner,
                                        int32_t layout);

// The gradient, along the axis like x.
activ8_status activ8_bilinear_along_backward_f32(const float *x,
                                                 const float *dy,
                                                 float *dx,
                                                 size_t outer,
                                                 size_t axis,
                                                 size_t inner,
                                                 int32_t layout);

// `y = act(gate) * value`.
activ8_status activ8_swiglu_oai_f32(const float *gate,
                                    const float *value,
                                    float *y,
                                    size_t n,
                                    const activ8_swiglu_oai_params *params);

// Both gradients.
activ8_status activ8_swiglu_oai_backward_f32(const float *gate,
                                             const float *value,
                                             const float *dy,
                                             float *dgate,
                                             float *dvalue,
                                             size_t n,
                                             const activ8_swiglu_oai_params *params);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_swiglu_oai_packed_f32(const float *x,
                                           float *y,
                                           size_t rows,
                                           size_t n,
                                           int32_t layout,
                                           const activ8_swiglu_oai_params *params);

// The gradient, packed like x.
activ8_status activ8_swiglu_oai_packed_backward_f32(const float *x,
                                                    const float *dy,
                                                    float *dx,
                                                    size_t rows,
                                                    size_t n,
                                                    int32_t layout,
                                                    const activ8_swiglu_oai_params *params);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_swiglu_oai_along_f32(const float *x,
                                          float *y,
                                          size_t outer,
                                          size_t axis,
                                          size_t inner,
                                          int32_t layout,
                                          const activ8_swiglu_oai_params *params);

// The gradient, along the axis like x.
activ8_status activ8_swiglu_oai_along_backward_f32(const float *x,
                                                   const float *dy,
                                                   float *dx,
                                                   size_t outer,
                                                   size_t axis,
                                                   size_t inner,
                                                   int32_t layout,
                                                   const activ8_swiglu_oai_params *params);

// `y = softmax(x)` of rows of n; y may be x.
activ8_status activ8_softmax_f32(const float *x, float *y, size_t rows, size_t n);

// The gradient of softmax for x, of rows of n.
activ8_status activ8_softmax_backward_f32(const float *x, const float *dy, float *dx, size_t rows, size_t n);

// `y = softmax(x)` of rows of n that begin so many elements apart; y may be x with the same stride.
activ8_status activ8_softmax_strided_f32(const float *x,
                                         size_t x_stride,
                                         float *y,
                                         size_t y_stride,
                                         size_t rows,
                                         size_t n);

// The gradient of softmax for x, of rows of n that begin so many elements apart.
activ8_status activ8_softmax_strided_backward_f32(const float *x,
                                                  size_t x_stride,
                                                  const float *dy,
                                                  size_t dy_stride,
                                                  float *dx,
                                                  size_t dx_stride,
                                                  size_t rows,
                                                  size_t n);

// `y = log_softmax(x)` of rows of n; y may be x.
activ8_status activ8_log_softmax_f32(const float *x, float *y, size_t rows, size_t n);

// The gradient of log_softmax for x, of rows of n.
activ8_status activ8_log_softmax_backward_f32(const float *x,
                                              const float *dy,
                                              float *dx,
                                              size_t rows,
                                              size_t n);

// `y = log_softmax(x)` of rows of n that begin so many elements apart; y may be x with the same stride.
activ8_status activ8_log_softmax_strided_f32(const float *x,
                                             size_t x_stride,
                                             float *y,
                                             size_t y_stride,
                                             size_t rows,
                                             size_t n);

// The gradient of log_softmax for x, of rows of n that begin so many elements apart.
activ8_status activ8_log_softmax_strided_backward_f32(const float *x,
                                                      size_t x_stride,
                                                      const float *dy,
                                                      size_t dy_stride,
                                                      float *dx,
                                                      size_t dx_stride,
                                                      size_t rows,
                                                      size_t n);

// `y = safe_softmax(x)` of rows of n; y may be x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_f32(const float *x,
                                      float *y,
                                      size_t rows,
                                      size_t n);

// The gradient of safe_softmax for x, of rows of n. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_backward_f32(const float *x,
                                               const float *dy,
                                               float *dx,
                                               size_t rows,
                                               size_t n);

// `y = safe_softmax(x)` of rows of n that begin so many elements apart; y may be x with the same stride. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_strided_f32(const float *x,
                                              size_t x_stride,
                                              float *y,
                                              size_t y_stride,
                                              size_t rows,
                                              size_t n);

// The gradient of safe_softmax for x, of rows of n that begin so many elements apart. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_strided_backward_f32(const float *x,
                                                       size_t x_stride,
                                                       const float *dy,
                                                       size_t dy_stride,
                                                       float *dx,
                                                       size_t dx_stride,
                                                       size_t rows,
                                                       size_t n);

// `y = safe_log_softmax(x)` of rows of n; y may be x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_f32(const float *x,
                                          float *y,
                                          size_t rows,
                                          size_t n);

// The gradient of safe_log_softmax for x, of rows of n. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_backward_f32(const float *x,
                                                   const float *dy,
                                                   float *dx,
                                                   size_t rows,
                                                   size_t n);

// `y = safe_log_softmax(x)` of rows of n that begin so many elements apart; y may be x with the same stride. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_strided_f32(const float *x,
                                                  size_t x_stride,
                                                  float *y,
                                                  size_t y_stride,
                                                  size_t rows,
                                                  size_t n);

// The gradient of safe_log_softmax for x, of rows of n that begin so many elements apart. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_strided_backward_f32(const float *x,
                                                           size_t x_stride,
                                                           const float *dy,
                                                           size_t dy_stride,
                                                           float *dx,
                                                           size_t dx_stride,
                                                           size_t rows,
                                                           size_t n);

// `y = softmin(x)` of rows of n; y may be x.
activ8_status activ8_softmin_f32(const float *x, float *y, size_t rows, size_t n);

// The gradient of softmin for x, of rows of n.
activ8_status activ8_softmin_backward_f32(const float *x, const float *dy, float *dx, size_t rows, size_t n);

// `y = softmin(x)` of rows of n that begin so many elements apart; y may be x with the same stride.
activ8_status activ8_softmin_strided_f32(const float *x,
                                         size_t x_stride,
                                         float *y,
                                         size_t y_stride,
                                         size_t rows,
                                         size_t n);

// The gradient of softmin for x, of rows of n that begin so many elements apart.
activ8_status activ8_softmin_strided_backward_f32(const float *x,
                                                  size_t x_stride,
                                                  const float *dy,
                                                  size_t dy_stride,
                                                  float *dx,
                                                  size_t dx_stride,
                                                  size_t rows,
                                                  size_t n);

// `y = hardmax(x)` of rows of n; y may be x.
activ8_status activ8_hardmax_f32(const float *x, float *y, size_t rows, size_t n);

// The gradient of hardmax for x, of rows of n.
activ8_status activ8_hardmax_backward_f32(const float *x, const float *dy, float *dx, size_t rows, size_t n);

// `y = hardmax(x)` of rows of n that begin so many elements apart; y may be x with the same stride.
activ8_status activ8_hardmax_strided_f32(const float *x,
                                         size_t x_stride,
                                         float *y,
                                         size_t y_stride,
                                         size_t rows,
                                         size_t n);

// The gradient of hardmax for x, of rows of n that begin so many elements apart.
activ8_status activ8_hardmax_strided_backward_f32(const float *x,
                                                  size_t x_stride,
                                                  const float *dy,
                                                  size_t dy_stride,
                                                  float *dx,
                                                  size_t dx_stride,
                                                  size_t rows,
                                                  size_t n);

// The gradient of softmax for x, of rows of n, from the output y.
activ8_status activ8_softmax_backward_from_output_f32(const float *y,
                                                      const float *dy,
                                                      float *dx,
                                                      size_t rows,
                                                      size_t n);

// The gradient of log_softmax for x, of rows of n, from the output y.
activ8_status activ8_log_softmax_backward_from_output_f32(const float *y,
                                                          const float *dy,
                                                          float *dx,
                                                          size_t rows,
                                                          size_t n);

// The gradient of safe_softmax for x, of rows of n, from the output y. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_backward_from_output_f32(const float *y,
                                                           const float *dy,
                                                           float *dx,
                                                           size_t rows,
                                                           size_t n);

// The gradient of safe_log_softmax for x, of rows of n, from the output y. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_backward_from_output_f32(const float *y,
                                                               const float *dy,
                                                               float *dx,
                                                               size_t rows,
                                                               size_t n);

// `y = softmax(x)` along the middle axis of a tensor (outer, axis, inner); y may be x.
activ8_status activ8_softmax_along_f32(const float *x, float *y, size_t outer, size_t axis, size_t inner);

// Its gradient for x.
activ8_status activ8_softmax_along_backward_f32(const float *x,
                                                const float *dy,
                                                float *dx,
                                                size_t outer,
                                                size_t axis,
                                                size_t inner);

// `y = log_softmax(x)` along the middle axis of a tensor (outer, axis, inner); y may be x.
activ8_status activ8_log_softmax_along_f32(const float *x, float *y, size_t outer, size_t axis, size_t inner);

// Its gradient for x.
activ8_status activ8_log_softmax_along_backward_f32(const float *x,
                                                    const float *dy,
                                                    float *dx,
                                                    size_t outer,
                                                    size_t axis,
                                                    size_t inner);

// `y = safe_softmax(x)` along the middle axis of a tensor (outer, axis, inner); y may be x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_along_f32(const float *x,
                                            float *y,
                                            size_t outer,
                                            size_t axis,
                                            size_t inner);

// Its gradient for x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_along_backward_f32(const float *x,
                                                     const float *dy,
                                                     float *dx,
                                                     size_t outer,
                                                     size_t axis,
                                                     size_t inner);

// `y = safe_log_softmax(x)` along the middle axis of a tensor (outer, axis, inner); y may be x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_along_f32(const float *x,
                                                float *y,
                                                size_t outer,
                                                size_t axis,
                                                size_t inner);

// Its gradient for x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_along_backward_f32(const float *x,
                                                         const float *dy,
                                                         float *dx,
                                                         size_t outer,
                                                         size_t axis,
                                                         size_t inner);

// `y = softmin(x)` along the middle axis of a tensor (outer, axis, inner); y may be x.
activ8_status activ8_softmin_along_f32(const float *x, float *y, size_t outer, size_t axis, size_t inner);

// Its gradient for x.
activ8_status activ8_softmin_along_backward_f32(const float *x,
                                                const float *dy,
                                                float *dx,
                                                size_t outer,
                                                size_t axis,
                                                size_t inner);

// `y = hardmax(x)` along the middle axis of a tensor (outer, axis, inner); y may be x.
activ8_status activ8_hardmax_along_f32(const float *x, float *y, size_t outer, size_t axis, size_t inner);

// Its gradient for x.
activ8_status activ8_hardmax_along_backward_f32(const float *x,
                                                const float *dy,
                                                float *dx,
                                                size_t outer,
                                                size_t axis,
                                                size_t inner);

// Its gradient for x, from the output y.
activ8_status activ8_softmax_along_backward_from_output_f32(const float *y,
                                                            const float *dy,
                                                            float *dx,
                                                            size_t outer,
                                                            size_t axis,
                                                            size_t inner);

// Its gradient for x, from the output y.
activ8_status activ8_log_softmax_along_backward_from_output_f32(const float *y,
                                                                const float *dy,
                                                                float *dx,
                                                                size_t outer,
                                                                size_t axis,
                                                                size_t inner);

// Its gradient for x, from the output y. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_along_backward_from_output_f32(const float *y,
                                                                 const float *dy,
                                                                 float *dx,
                                                                 size_t outer,
                                                                 size_t axis,
                                                                 size_t inner);

// Its gradient for x, from the output y. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_along_backward_from_output_f32(const float *y,
                                                                     const float *dy,
                                                                     float *dx,
                                                                     size_t outer,
                                                                     size_t axis,
                                                                     size_t inner);

// `y = softmax(x)` of rows of keys, with the options that the parameters have; y may be x.
activ8_status activ8_attention_softmax_f32(const float *x,
                                           float *y,
                                           size_t rows,
                                           size_t keys,
                                           const activ8_attention_softmax_params *params);

// Its gradient for x.
activ8_status activ8_attention_softmax_backward_f32(const float *x,
                                                    const float *dy,
                                                    float *dx,
                                                    size_t rows,
                                                    size_t keys,
                                                    const activ8_attention_softmax_params *params);

// `y = x` where x > 0, else `weight[c] * x`, of samples of channels of inner elements; y may be x.
activ8_status activ8_prelu_f32(const float *x,
                               float *y,
                               size_t n,
                               const float *weight,
                               size_t channels,
                               size_t inner);

// Its gradient for x.
activ8_status activ8_prelu_backward_f32(const float *x,
                                        const float *dy,
                                        float *dx,
                                        size_t n,
                                        const float *weight,
                                        size_t channels,
                                        size_t inner);

// `y = ln(sum(e^x))`, one number for each row of n.
activ8_status activ8_log_sum_exp_f32(const float *x, float *y, size_t rows, size_t n);

// Its gradient for x, from a dy of one number for each row.
activ8_status activ8_log_sum_exp_backward_f32(const float *x,
                                              const float *dy,
                                              float *dx,
                                              size_t rows,
                                              size_t n);

// The same along the middle axis of a tensor (outer, axis, inner), one number for each column: y is of (outer, inner).
activ8_status activ8_log_sum_exp_along_f32(const float *x,
                                           float *y,
                                           size_t outer,
                                           size_t axis,
                                           size_t inner);

// Its gradient for x, from a dy of one number for each column.
activ8_status activ8_log_sum_exp_along_backward_f32(const float *x,
                                                    const float *dy,
                                                    float *dx,
                                                    size_t outer,
                                                    size_t axis,
                                                    size_t inner);

// activ8_log_sum_exp_backward, but 0 for rows of nothing but -infinity, where that is NaN.
activ8_status activ8_safe_log_sum_exp_backward_f32(const float *x,
                                                   const float *dy,
                                                   float *dx,
                                                   size_t rows,
                                                   size_t n);

// activ8_log_sum_exp_along_backward, but 0 for columns of nothing but -infinity, where that is NaN.
activ8_status activ8_safe_log_sum_exp_along_backward_f32(const float *x,
                                                         const float *dy,
                                                         float *dx,
                                                         size_t outer,
                                                         size_t axis,
                                                         size_t inner);

// `y = softmax((x + noise) / temperature)` of rows of n. The noise, as long as x, is of Gumbel's distribution, which the caller draws. activ8_hardmax of y makes one category of each sample.
activ8_status activ8_gumbel_softmax_f32(const float *x,
                                        const float *noise,
                                        float *y,
                                        size_t rows,
                                        size_t n,
                                        const activ8_gumbel_softmax_params *params);

// The gradient for x of rows of n, from the soft samples y and the gradient for soft or hard ones.
activ8_status activ8_gumbel_softmax_backward_f32(const float *y,
                                                 const float *dy,
                                                 float *dx,
                                                 size_t rows,
                                                 size_t n,
                                                 const activ8_gumbel_softmax_params *params);

// The k best experts of each row of logits, the best first, and their weights: k of both for each row.
activ8_status activ8_router_f32(const float *logits,
                                uint32_t *indices,
                                float *weights,
                                size_t rows,
                                size_t experts,
                                size_t k,
                                const activ8_router_params *params);

// The weights of experts that are given, k for each row of logits.
activ8_status activ8_router_weigh_f32(const float *logits,
                                      const uint32_t *indices,
                                      float *weights,
                                      size_t rows,
                                      size_t experts,
                                      size_t k,
                                      const activ8_router_params *params);

// The gradient for the logits from that for the weights of the experts that were chosen or given.
activ8_status activ8_router_backward_f32(const float *logits,
                                         const uint32_t *indices,
                                         const float *dweights,
                                         float *dlogits,
                                         size_t rows,
                                         size_t experts,
                                         size_t k,
                                         const activ8_router_params *params);

// The gradient of the reduced loss kl_div for the target t.
activ8_status activ8_kl_div_backward_target_f32(const float *x,
                                                const float *t,
                                                size_t n,
                                                const activ8_kl_div_params *params,
                                                float *dt);

// The same of each loss, not reduced, from dy, the gradient for it.
activ8_status activ8_kl_div_backward_target_each_f32(const float *x,
                                                     const float *t,
                                                     const float *dy,
                                                     size_t n,
                                                     const activ8_kl_div_params *params,
                                                     float *dt);

// Takes n more logits into account.
activ8_status activ8_softmax_state_update_f32(activ8_softmax_state *state, const float *x, size_t n);

// Takes n scores into account, which become `e^(score - max)`, and multiplies the accumulator of dim elements with what the weights of earlier ones are worth by the new maximum.
activ8_status activ8_softmax_state_attend_f32(activ8_softmax_state *state,
                                              float *scores,
                                              size_t n,
                                              float *accumulator,
                                              size_t dim);

// The forward verb of training: each x that is not positive takes the next of `uniform`, n numbers in [0, 1), for its slope, and `slopes` keeps what the gradient needs.
activ8_status activ8_rrelu_training_f32(const float *x,
                                        const float *uniform,
                                        float *y,
                                        float *slopes,
                                        size_t n,
                                        const activ8_rrelu_params *params);

// `dx = slopes * dy`.
activ8_status activ8_rrelu_training_backward_f32(const float *x,
                                                 const float *slopes,
                                                 const float *dy,
                                                 float *dx,
                                                 size_t n);

// Its gradient for the slopes.
activ8_status activ8_prelu_backward_weight_f32(const float *x,
                                               const float *dy,
                                               float *dweight,
                                               size_t n,
                                               const float *weight,
                                               size_t channels,
                                               size_t inner);

// Its gradient for the sinks, of which there are `params.sinks_len`.
activ8_status activ8_attention_softmax_backward_sinks_f32(const float *x,
                                                          const float *dy,
                                                          float *dsinks,
                                                          size_t rows,
                                                          size_t keys,
                                                          const activ8_attention_softmax_params *params);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_mse_f32(const float *x,
                             const float *t,
                             size_t n,
                             const activ8_mse_params *params,
                             float *value);

// Each loss, not reduced.
activ8_status activ8_mse_each_f32(const float *x,
                                  const float *t,
                                  size_t n,
                                  const activ8_mse_params *params,
                                  float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_mse_backward_f32(const float *x,
                                      const float *t,
                                      size_t n,
                                      const activ8_mse_params *params,
                                      float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_mse_backward_each_f32(const float *x,
                                           const float *t,
                                           const float *dy,
                                           size_t n,
                                           const activ8_mse_params *params,
                                           float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_mse_forward_backward_f32(const float *x,
                                              const float *t,
                                              size_t n,
                                              const activ8_mse_params *params,
                                              float *value,
                                              float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_l1_f32(const float *x,
                            const float *t,
                            size_t n,
                            const activ8_l1_params *params,
                            float *value);

// Each loss, not reduced.
activ8_status activ8_l1_each_f32(const float *x,
                                 const float *t,
                                 size_t n,
                                 const activ8_l1_params *params,
                                 float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_l1_backward_f32(const float *x,
                                     const float *t,
                                     size_t n,
                                     const activ8_l1_params *params,
                                     float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_l1_backward_each_f32(const float *x,
                                          const float *t,
                                          const float *dy,
                                          size_t n,
                                          const activ8_l1_params *params,
                                          float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_l1_forward_backward_f32(const float *x,
                                             const float *t,
                                             size_t n,
                                             const activ8_l1_params *params,
                                             float *value,
                                             float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_huber_f32(const float *x,
                               const float *t,
                               size_t n,
                               const activ8_huber_params *params,
                               float *value);

// Each loss, not reduced.
activ8_status activ8_huber_each_f32(const float *x,
                                    const float *t,
                                    size_t n,
                                    const activ8_huber_params *params,
                                    float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_huber_backward_f32(const float *x,
                                        const float *t,
                                        size_t n,
                                        const activ8_huber_params *params,
                                        float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_huber_backward_each_f32(const float *x,
                                             const float *t,
                                             const float *dy,
                                             size_t n,
                                             const activ8_huber_params *params,
                                             float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_huber_forward_backward_f32(const float *x,
                                                const float *t,
                                                size_t n,
                                                const activ8_huber_params *params,
                                                float *value,
                                                float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_smooth_l1_f32(const float *x,
                                   const float *t,
                                   size_t n,
                                   const activ8_smooth_l1_params *params,
                                   float *value);

// Each loss, not reduced.
activ8_status activ8_smooth_l1_each_f32(const float *x,
                                        const float *t,
                                        size_t n,
                                        const activ8_smooth_l1_params *params,
                                        float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_smooth_l1_backward_f32(const float *x,
                                            const float *t,
                                            size_t n,
                                            const activ8_smooth_l1_params *params,
                                            float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_smooth_l1_backward_each_f32(const float *x,
                                                 const float *t,
                                                 const float *dy,
                                                 size_t n,
                                                 const activ8_smooth_l1_params *params,
                                                 float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_smooth_l1_forward_backward_f32(const float *x,
                                                    const float *t,
                                                    size_t n,
                                                    const activ8_smooth_l1_params *params,
                                                    float *value,
                                                    float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_log_cosh_f32(const float *x,
                                  const float *t,
                                  size_t n,
                                  const activ8_log_cosh_params *params,
                                  float *value);

// Each loss, not reduced.
activ8_status activ8_log_cosh_each_f32(const float *x,
                                       const float *t,
                                       size_t n,
                                       const activ8_log_cosh_params *params,
                                       float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_log_cosh_backward_f32(const float *x,
                                           const float *t,
                                           size_t n,
                                           const activ8_log_cosh_params *params,
                                           float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_log_cosh_backward_each_f32(const float *x,
                                                const float *t,
                                                const float *dy,
                                                size_t n,
                                                const activ8_log_cosh_params *params,
                                                float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_log_cosh_forward_backward_f32(const float *x,
                                                   const float *t,
                                                   size_t n,
                                                   const activ8_log_cosh_params *params,
                                                   float *value,
                                                   float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_mape_f32(const float *x,
                              const float *t,
                              size_t n,
                              const activ8_mape_params *params,
                              float *value);

// Each loss, not reduced.
activ8_status activ8_mape_each_f32(const float *x,
                                   const float *t,
                                   size_t n,
                                   const activ8_mape_params *params,
                                   float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_mape_backward_f32(const float *x,
                                       const float *t,
                                       size_t n,
                                       const activ8_mape_params *params,
                                       float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_mape_backward_each_f32(const float *x,
                                            const float *t,
                                            const float *dy,
                                            size_t n,
                                            const activ8_mape_params *params,
                                            float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_mape_forward_backward_f32(const float *x,
                                               const float *t,
                                               size_t n,
                                               const activ8_mape_params *params,
                                               float *value,
                                               float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_quantile_f32(const float *x,
                                  const float *t,
                                  size_t n,
                                  const activ8_quantile_params *params,
                                  float *value);

// Each loss, not reduced.
activ8_status activ8_quantile_each_f32(const float *x,
                                       const float *t,
                                       size_t n,
                                       const activ8_quantile_params *params,
                                       float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_quantile_backward_f32(const float *x,
                                           const float *t,
                                           size_t n,
                                           const activ8_quantile_params *params,
                                           float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_quantile_backward_each_f32(const float *x,
                                                const float *t,
                                                const float *dy,
                                                size_t n,
                                                const activ8_quantile_params *params,
                                                float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_quantile_forward_backward_f32(const float *x,
                                                   const float *t,
                                                   size_t n,
                                                   const activ8_quantile_params *params,
                                                   float *value,
                                                   float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_bce_f32(const float *x,
                             const float *t,
                             size_t n,
                             const activ8_bce_params *params,
                             float *value);

// Each loss, not reduced.
activ8_status activ8_bce_each_f32(const float *x,
                                  const float *t,
                                  size_t n,
                                  const activ8_bce_params *params,
                                  float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_bce_backward_f32(const float *x,
                                      const float *t,
                                      size_t n,
                                      const activ8_bce_params *params,
                                      float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_bce_backward_each_f32(const float *x,
                                           const float *t,
                                           const float *dy,
                                           size_t n,
                                           const activ8_bce_params *params,
                                           float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_bce_forward_backward_f32(const float *x,
                                              const float *t,
                                              size_t n,
                                              const activ8_bce_params *params,
                                              float *value,
                                              float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_bce_with_logits_f32(const float *x,
                                         const float *t,
                                         size_t n,
                                         const activ8_bce_with_logits_params *params,
                                         float *value);

// Each loss, not reduced.
activ8_status activ8_bce_with_logits_each_f32(const float *x,
                                              const float *t,
                                              size_t n,
                                              const activ8_bce_with_logits_params *params,
                                              float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_bce_with_logits_backward_f32(const float *x,
                                                  const float *t,
                                                  size_t n,
                                                  const activ8_bce_with_logits_params *params,
                                                  float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_bce_with_logits_backward_each_f32(const float *x,
                                                       const float *t,
                                                       const float *dy,
                                                       size_t n,
                                                       const activ8_bce_with_logits_params *params,
                                                       float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_bce_with_logits_forward_backward_f32(const float *x,
                                                          const float *t,
                                                          size_t n,
                                                          const activ8_bce_with_logits_params *params,
                                                          float *value,
                                                          float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_sigmoid_focal_f32(const float *x,
                                       const float *t,
                                       size_t n,
                                       const activ8_sigmoid_focal_params *params,
                                       float *value);

// Each loss, not reduced.
activ8_status activ8_sigmoid_focal_each_f32(const float *x,
                                            const float *t,
                                            size_t n,
                                            const activ8_sigmoid_focal_params *params,
                                            float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_sigmoid_focal_backward_f32(const float *x,
                                                const float *t,
                                                size_t n,
                                                const activ8_sigmoid_focal_params *params,
                                                float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_sigmoid_focal_backward_each_f32(const float *x,
                                                     const float *t,
                                                     const float *dy,
                                                     size_t n,
                                                     const activ8_sigmoid_focal_params *params,
                                                     float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_sigmoid_focal_forward_backward_f32(const float *x,
                                                        const float *t,
                                                        size_t n,
                                                        const activ8_sigmoid_focal_params *params,
                                                        float *value,
                                                        float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_kl_div_f32(const float *x,
                                const float *t,
                                size_t n,
                                const activ8_kl_div_params *params,
                                float *value);

// Each loss, not reduced.
activ8_status activ8_kl_div_each_f32(const float *x,
                                     const float *t,
                                     size_t n,
                                     const activ8_kl_div_params *params,
                                     float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_kl_div_backward_f32(const float *x,
                                         const float *t,
                                         size_t n,
                                         const activ8_kl_div_params *params,
                                         float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_kl_div_backward_each_f32(const float *x,
                                              const float *t,
                                              const float *dy,
                                              size_t n,
                                              const activ8_kl_div_params *params,
                                              float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_kl_div_forward_backward_f32(const float *x,
                                                 const float *t,
                                                 size_t n,
                                                 const activ8_kl_div_params *params,
                                                 float *value,
                                                 float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_jensen_shannon_f32(const float *x,
                                        const float *t,
                                        size_t n,
                                        const activ8_jensen_shannon_params *params,
                                        float *value);

// Each loss, not reduced.
activ8_status activ8_jensen_shannon_each_f32(const float *x,
                                             const float *t,
                                             size_t n,
                                             const activ8_jensen_shannon_params *params,
                                             float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_jensen_shannon_backward_f32(const float *x,
                                                 const float *t,
                                                 size_t n,
                                                 const activ8_jensen_shannon_params *params,
                                                 float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_jensen_shannon_backward_each_f32(const float *x,
                                                      const float *t,
                                                      const float *dy,
                                                      size_t n,
                                                      const activ8_jensen_shannon_params *params,
                                                      float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_jensen_shannon_forward_backward_f32(const float *x,
                                                         const float *t,
                                                         size_t n,
                                                         const activ8_jensen_shannon_params *params,
                                                         float *value,
                                                         float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_poisson_nll_f32(const float *x,
                                     const float *t,
                                     size_t n,
                                     const activ8_poisson_nll_params *params,
                                     float *value);

// Each loss, not reduced.
activ8_status activ8_poisson_nll_each_f32(const float *x,
                                          const float *t,
                                          size_t n,
                                          const activ8_poisson_nll_params *params,
                                          float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_poisson_nll_backward_f32(const float *x,
                                              const float *t,
                                              size_t n,
                                              const activ8_poisson_nll_params *params,
                                              float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_poisson_nll_backward_each_f32(const float *x,
                                                   const float *t,
                                                   const float *dy,
                                                   size_t n,
                                                   const activ8_poisson_nll_params *params,
                                                   float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_poisson_nll_forward_backward_f32(const float *x,
                                                      const float *t,
                                                      size_t n,
                                                      const activ8_poisson_nll_params *params,
                                                      float *value,
                                                      float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_fixed_gaussian_nll_f32(const float *x,
                                            const float *t,
                                            size_t n,
                                            const activ8_fixed_gaussian_nll_params *params,
                                            float *value);

// Each loss, not reduced.
activ8_status activ8_fixed_gaussian_nll_each_f32(const float *x,
                                                 const float *t,
                                                 size_t n,
                                                 const activ8_fixed_gaussian_nll_params *params,
                                                 float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_fixed_gaussian_nll_backward_f32(const float *x,
                                                     const float *t,
                                                     size_t n,
                                                     const activ8_fixed_gaussian_nll_params *params,
                                                     float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_fixed_gaussian_nll_backward_each_f32(const float *x,
                                                          const float *t,
                                                          const float *dy,
                                                          size_t n,
                                                          const activ8_fixed_gaussian_nll_params *params,
                                                          float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_fixed_gaussian_nll_forward_backward_f32(const float *x,
                                                             const float *t,
                                                             size_t n,
                                                             const activ8_fixed_gaussian_nll_params *params,
                                                             float *value,
                                                             float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_hinge_f32(const float *x,
                               const float *t,
                               size_t n,
                               const activ8_hinge_params *params,
                               float *value);

// Each loss, not reduced.
activ8_status activ8_hinge_each_f32(const float *x,
                                    const float *t,
                                    size_t n,
                                    const activ8_hinge_params *params,
                                    float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_hinge_backward_f32(const float *x,
                                        const float *t,
                                        size_t n,
                                        const activ8_hinge_params *params,
                                        float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_hinge_backward_each_f32(const float *x,
                                             const float *t,
                                             const float *dy,
                                             size_t n,
                                             const activ8_hinge_params *params,
                                             float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_hinge_forward_backward_f32(const float *x,
                                                const float *t,
                                                size_t n,
                                                const activ8_hinge_params *params,
                                                float *value,
                                                float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_squared_hinge_f32(const float *x,
                                       const float *t,
                                       size_t n,
                                       const activ8_squared_hinge_params *params,
                                       float *value);

// Each loss, not reduced.
activ8_status activ8_squared_hinge_each_f32(const float *x,
                                            const float *t,
                                            size_t n,
                                            const activ8_squared_hinge_params *params,
                                            float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_squared_hinge_backward_f32(const float *x,
                                                const float *t,
                                                size_t n,
                                                const activ8_squared_hinge_params *params,
                                                float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_squared_hinge_backward_each_f32(const float *x,
                                                     const float *t,
                                                     const float *dy,
                                                     size_t n,
                                                     const activ8_squared_hinge_params *params,
                                                     float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_squared_hinge_forward_backward_f32(const float *x,
                                                        const float *t,
                                                        size_t n,
                                                        const activ8_squared_hinge_params *params,
                                                        float *value,
                                                        float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_hinge_embedding_f32(const float *x,
                                         const float *t,
                                         size_t n,
                                         const activ8_hinge_embedding_params *params,
                                         float *value);

// Each loss, not reduced.
activ8_status activ8_hinge_embedding_each_f32(const float *x,
                                              const float *t,
                                              size_t n,
                                              const activ8_hinge_embedding_params *params,
                                              float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_hinge_embedding_backward_f32(const float *x,
                                                  const float *t,
                                                  size_t n,
                                                  const activ8_hinge_embedding_params *params,
                                                  float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_hinge_embedding_backward_each_f32(const float *x,
                                                       const float *t,
                                                       const float *dy,
                                                       size_t n,
                                                       const activ8_hinge_embedding_params *params,
                                                       float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_hinge_embedding_forward_backward_f32(const float *x,
                                                          const float *t,
                                                          size_t n,
                                                          const activ8_hinge_embedding_params *params,
                                                          float *value,
                                                          float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_soft_margin_f32(const float *x,
                                     const float *t,
                                     size_t n,
                                     const activ8_soft_margin_params *params,
                                     float *value);

// Each loss, not reduced.
activ8_status activ8_soft_margin_each_f32(const float *x,
                                          const float *t,
                                          size_t n,
                                          const activ8_soft_margin_params *params,
                                          float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_soft_margin_backward_f32(const float *x,
                                              const float *t,
                                              size_t n,
                                              const activ8_soft_margin_params *params,
                                              float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_soft_margin_backward_each_f32(const float *x,
                                                   const float *t,
                                                   const float *dy,
                                                   size_t n,
                                                   const activ8_soft_margin_params *params,
                                                   float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_soft_margin_forward_backward_f32(const float *x,
                                                      const float *t,
                                                      size_t n,
                                                      const activ8_soft_margin_params *params,
                                                      float *value,
                                                      float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_categorical_cross_entropy_f32(const float *x,
                                                   const float *t,
                                                   size_t rows,
                                                   size_t row,
                                                   const activ8_categorical_cross_entropy_params *params,
                                                   float *value);

// Each loss, not reduced.
activ8_status activ8_categorical_cross_entropy_each_f32(const float *x,
                                                        const float *t,
                                                        size_t rows,
                                                        size_t row,
                                                        const activ8_categorical_cross_entropy_params *params,
                                                        float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_categorical_cross_entropy_backward_f32(const float *x,
                                                            const float *t,
                                                            size_t rows,
                                                            size_t row,
                                                            const activ8_categorical_cross_entropy_params *params,
                                                            float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_categorical_cross_entropy_backward_each_f32(const float *x,
                                                                 const float *t,
                                                                 const float *dy,
                                                                 size_t rows,
                                                                 size_t row,
                                                                 const activ8_categorical_cross_entropy_params *params,
                                                                 float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_categorical_cross_entropy_forward_backward_f32(const float *x,
                                                                    const float *t,
                                                                    size_t rows,
                                                                    size_t row,
                                                                    const activ8_categorical_cross_entropy_params *params,
                                                                    float *value,
                                                                    float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_categorical_focal_f32(const float *x,
                                           const float *t,
                                           size_t rows,
                                           size_t row,
                                           const activ8_categorical_focal_params *params,
                                           float *value);

// Each loss, not reduced.
activ8_status activ8_categorical_focal_each_f32(const float *x,
                                                const float *t,
                                                size_t rows,
                                                size_t row,
                                                const activ8_categorical_focal_params *params,
                                                float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_categorical_focal_backward_f32(const float *x,
                                                    const float *t,
                                                    size_t rows,
                                                    size_t row,
                                                    const activ8_categorical_focal_params *params,
                                                    float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_categorical_focal_backward_each_f32(const float *x,
                                                         const float *t,
                                                         const float *dy,
                                                         size_t rows,
                                                         size_t row,
                                                         const activ8_categorical_focal_params *params,
                                                         float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_categorical_focal_forward_backward_f32(const float *x,
                                                            const float *t,
                                                            size_t rows,
                                                            size_t row,
                                                            const activ8_categorical_focal_params *params,
                                                            float *value,
                                                            float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_dice_f32(const float *x,
                              const float *t,
                              size_t rows,
                              size_t row,
                              const activ8_dice_params *params,
                              float *value);

// Each loss, not reduced.
activ8_status activ8_dice_each_f32(const float *x,
                                   const float *t,
                                   size_t rows,
                                   size_t row,
                                   const activ8_dice_params *params,
                                   float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_dice_backward_f32(const float *x,
                                       const float *t,
                                       size_t rows,
                                       size_t row,
                                       const activ8_dice_params *params,
                                       float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_dice_backward_each_f32(const float *x,
                                            const float *t,
                                            const float *dy,
                                            size_t rows,
                                            size_t row,
                                            const activ8_dice_params *params,
                                            float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_dice_forward_backward_f32(const float *x,
                                               const float *t,
                                               size_t rows,
                                               size_t row,
                                               const activ8_dice_params *params,
                                               float *value,
                                               float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_tversky_f32(const float *x,
                                 const float *t,
                                 size_t rows,
                                 size_t row,
                                 const activ8_tversky_params *params,
                                 float *value);

// Each loss, not reduced.
activ8_status activ8_tversky_each_f32(const float *x,
                                      const float *t,
                                      size_t rows,
                                      size_t row,
                                      const activ8_tversky_params *params,
                                      float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_tversky_backward_f32(const float *x,
                                          const float *t,
                                          size_t rows,
                                          size_t row,
                                          const activ8_tversky_params *params,
                                          float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_tversky_backward_each_f32(const float *x,
                                               const float *t,
                                               const float *dy,
                                               size_t rows,
                                               size_t row,
                                               const activ8_tversky_params *params,
                                               float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_tversky_forward_backward_f32(const float *x,
                                                  const float *t,
                                                  size_t rows,
                                                  size_t row,
                                                  const activ8_tversky_params *params,
                                                  float *value,
                                                  float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_multilabel_soft_margin_f32(const float *x,
                                                const float *t,
                                                size_t rows,
                                                size_t row,
                                                const activ8_multilabel_soft_margin_params *params,
                                                float *value);

// Each loss, not reduced.
activ8_status activ8_multilabel_soft_margin_each_f32(const float *x,
                                                     const float *t,
                                                     size_t rows,
                                                     size_t row,
                                                     const activ8_multilabel_soft_margin_params *params,
                                                     float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_multilabel_soft_margin_backward_f32(const float *x,
                                                         const float *t,
                                                         size_t rows,
                                                         size_t row,
                                                         const activ8_multilabel_soft_margin_params *params,
                                                         float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_multilabel_soft_margin_backward_each_f32(const float *x,
                                                              const float *t,
                                                              const float *dy,
                                                              size_t rows,
                                                              size_t row,
                                                              const activ8_multilabel_soft_margin_params *params,
                                                              float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_multilabel_soft_margin_forward_backward_f32(const float *x,
                                                                 const float *t,
                                                                 size_t rows,
                                                                 size_t row,
                                                                 const activ8_multilabel_soft_margin_params *params,
                                                                 float *value,
                                                                 float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_multilabel_margin_f32(const float *x,
                                           const int64_t *t,
                                           size_t rows,
                                           size_t row,
                                           const activ8_multilabel_margin_params *params,
                                           float *value);

// Each loss, not reduced.
activ8_status activ8_multilabel_margin_each_f32(const float *x,
                                                const int64_t *t,
                                                size_t rows,
                                                size_t row,
                                                const activ8_multilabel_margin_params *params,
                                                float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_multilabel_margin_backward_f32(const float *x,
                                                    const int64_t *t,
                                                    size_t rows,
                                                    size_t row,
                                                    const activ8_multilabel_margin_params *params,
                                                    float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_multilabel_margin_backward_each_f32(const float *x,
                                                         const int64_t *t,
                                                         const float *dy,
                                                         size_t rows,
                                                         size_t row,
                                                         const activ8_multilabel_margin_params *params,
                                                         float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_multilabel_margin_forward_backward_f32(const float *x,
                                                            const int64_t *t,
                                                            size_t rows,
                                                            size_t row,
                                                            const activ8_multilabel_margin_params *params,
                                                            float *value,
                                                            float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_cross_entropy_f32(const float *x,
                                       const int64_t *t,
                                       size_t rows,
                                       size_t row,
                                       const activ8_cross_entropy_params *params,
                                       float *value);

// Each loss, not reduced.
activ8_status activ8_cross_entropy_each_f32(const float *x,
                                            const int64_t *t,
                                            size_t rows,
                                            size_t row,
                                            const activ8_cross_entropy_params *params,
                                            float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_cross_entropy_backward_f32(const float *x,
                                                const int64_t *t,
                                                size_t rows,
                                                size_t row,
                                                const activ8_cross_entropy_params *params,
                                                float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_cross_entropy_backward_each_f32(const float *x,
                                                     const int64_t *t,
                                                     const float *dy,
                                                     size_t rows,
                                                     size_t row,
                                                     const activ8_cross_entropy_params *params,
                                                     float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_cross_entropy_forward_backward_f32(const float *x,
                                                        const int64_t *t,
                                                        size_t rows,
                                                        size_t row,
                                                        const activ8_cross_entropy_params *params,
                                                        float *value,
                                                        float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_soft_cross_entropy_f32(const float *x,
                                            const float *t,
                                            size_t rows,
                                            size_t row,
                                            const activ8_soft_cross_entropy_params *params,
                                            float *value);

// Each loss, not reduced.
activ8_status activ8_soft_cross_entropy_each_f32(const float *x,
                                                 const float *t,
                                                 size_t rows,
                                                 size_t row,
                                                 const activ8_soft_cross_entropy_params *params,
                                                 float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_soft_cross_entropy_backward_f32(const float *x,
                                                     const float *t,
                                                     size_t rows,
                                                     size_t row,
                                                     const activ8_soft_cross_entropy_params *params,
                                                     float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_soft_cross_entropy_backward_each_f32(const float *x,
                                                          const float *t,
                                                          const float *dy,
                                                          size_t rows,
                                                          size_t row,
                                                          const activ8_soft_cross_entropy_params *params,
                                                          float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_soft_cross_entropy_forward_backward_f32(const float *x,
                                                             const float *t,
                                                             size_t rows,
                                                             size_t row,
                                                             const activ8_soft_cross_entropy_params *params,
                                                             float *value,
                                                             float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_nll_f32(const float *x,
                             const int64_t *t,
                             size_t rows,
                             size_t row,
                             const activ8_nll_params *params,
                             float *value);

// Each loss, not reduced.
activ8_status activ8_nll_each_f32(const float *x,
                                  const int64_t *t,
                                  size_t rows,
                                  size_t row,
                                  const activ8_nll_params *params,
                                  float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_nll_backward_f32(const float *x,
                                      const int64_t *t,
                                      size_t rows,
                                      size_t row,
                                      const activ8_nll_params *params,
                                      float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_nll_backward_each_f32(const float *x,
                                           const int64_t *t,
                                           const float *dy,
                                           size_t rows,
                                           size_t row,
                                           const activ8_nll_params *params,
                                           float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_nll_forward_backward_f32(const float *x,
                                              const int64_t *t,
                                              size_t rows,
                                              size_t row,
                                              const activ8_nll_params *params,
                                              float *value,
                                              float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_multi_margin_f32(const float *x,
                                      const int64_t *t,
                                      size_t rows,
                                      size_t row,
                                      const activ8_multi_margin_params *params,
                                      float *value);

// Each loss, not reduced.
activ8_status activ8_multi_margin_each_f32(const float *x,
                                           const int64_t *t,
                                           size_t rows,
                                           size_t row,
                                           const activ8_multi_margin_params *params,
                                           float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_multi_margin_backward_f32(const float *x,
                                               const int64_t *t,
                                               size_t rows,
                                               size_t row,
                                               const activ8_multi_margin_params *params,
                                               float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_multi_margin_backward_each_f32(const float *x,
                                                    const int64_t *t,
                                                    const float *dy,
                                                    size_t rows,
                                                    size_t row,
                                                    const activ8_multi_margin_params *params,
                                                    float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_multi_margin_forward_backward_f32(const float *x,
                                                       const int64_t *t,
                                                       size_t rows,
                                                       size_t row,
                                                       const activ8_multi_margin_params *params,
                                                       float *value,
                                                       float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_ctc_f32(const float *x,
                             const int64_t *t,
                             size_t labels,
                             size_t steps,
                             size_t sequences,
                             size_t classes,
                             const size_t *input_lengths,
                             const size_t *target_lengths,
                             const activ8_ctc_params *params,
                             float *value);

// Each loss, not reduced.
activ8_status activ8_ctc_each_f32(const float *x,
                                  const int64_t *t,
                                  size_t labels,
                                  size_t steps,
                                  size_t sequences,
                                  size_t classes,
                                  const size_t *input_lengths,
                                  const size_t *target_lengths,
                                  const activ8_ctc_params *params,
                                  float *each);

// The gradient of the reduced loss for x.
activ8_status activ8_ctc_backward_f32(const float *x,
                                      const int64_t *t,
                                      size_t labels,
                                      size_t steps,
                                      size_t sequences,
                                      size_t classes,
                                      const size_t *input_lengths,
                                      const size_t *target_lengths,
                                      const activ8_ctc_params *params,
                                      float *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_ctc_backward_each_f32(const float *x,
                                           const int64_t *t,
                                           const float *dy,
                                           size_t labels,
                                           size_t steps,
                                           size_t sequences,
                                           size_t classes,
                                           const size_t *input_lengths,
                                           const size_t *target_lengths,
                                           const activ8_ctc_params *params,
                                           float *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_ctc_forward_backward_f32(const float *x,
                                              const int64_t *t,
                                              size_t labels,
                                              size_t steps,
                                              size_t sequences,
                                              size_t classes,
                                              const size_t *input_lengths,
                                              const size_t *target_lengths,
                                              const activ8_ctc_params *params,
                                              float *value,
                                              float *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_margin_ranking_f32(const float *first,
                                        const float *second,
                                        const float *t,
                                        size_t n,
                                        const activ8_margin_ranking_params *params,
                                        float *value);

// Each loss, not reduced.
activ8_status activ8_margin_ranking_each_f32(const float *first,
                                             const float *second,
                                             const float *t,
                                             size_t n,
                                             const activ8_margin_ranking_params *params,
                                             float *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_margin_ranking_backward_f32(const float *first,
                                                 const float *second,
                                                 const float *t,
                                                 size_t n,
                                                 const activ8_margin_ranking_params *params,
                                                 float *dfirst,
                                                 float *dsecond);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_margin_ranking_backward_each_f32(const float *first,
                                                      const float *second,
                                                      const float *t,
                                                      const float *dy,
                                                      size_t n,
                                                      const activ8_margin_ranking_params *params,
                                                      float *dfirst,
                                                      float *dsecond);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_margin_ranking_forward_backward_f32(const float *first,
                                                         const float *second,
                                                         const float *t,
                                                         size_t n,
                                                         const activ8_margin_ranking_params *params,
                                                         float *value,
                                                         float *dfirst,
                                                         float *dsecond);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_gaussian_nll_f32(const float *mean,
                                      const float *variance,
                                      const float *t,
                                      size_t n,
                                      const activ8_gaussian_nll_params *params,
                                      float *value);

// Each loss, not reduced.
activ8_status activ8_gaussian_nll_each_f32(const float *mean,
                                           const float *variance,
                                           const float *t,
                                           size_t n,
                                           const activ8_gaussian_nll_params *params,
                                           float *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_gaussian_nll_backward_f32(const float *mean,
                                               const float *variance,
                                               const float *t,
                                               size_t n,
                                               const activ8_gaussian_nll_params *params,
                                               float *dmean,
                                               float *dvariance);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_gaussian_nll_backward_each_f32(const float *mean,
                                                    const float *variance,
                                                    const float *t,
                                                    const float *dy,
                                                    size_t n,
                                                    const activ8_gaussian_nll_params *params,
                                                    float *dmean,
                                                    float *dvariance);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_gaussian_nll_forward_backward_f32(const float *mean,
                                                       const float *variance,
                                                       const float *t,
                                                       size_t n,
                                                       const activ8_gaussian_nll_params *params,
                                                       float *value,
                                                       float *dmean,
                                                       float *dvariance);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_cosine_embedding_f32(const float *first,
                                          const float *second,
                                          const float *t,
                                          size_t rows,
                                          size_t row,
                                          const activ8_cosine_embedding_params *params,
                                          float *value);

// Each loss, not reduced.
activ8_status activ8_cosine_embedding_each_f32(const float *first,
                                               const float *second,
                                               const float *t,
                                               size_t rows,
                                               size_t row,
                                               const activ8_cosine_embedding_params *params,
                                               float *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_cosine_embedding_backward_f32(const float *first,
                                                   const float *second,
                                                   const float *t,
                                                   size_t rows,
                                                   size_t row,
                                                   const activ8_cosine_embedding_params *params,
                                                   float *dfirst,
                                                   float *dsecond);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_cosine_embedding_backward_each_f32(const float *first,
                                                        const float *second,
                                                        const float *t,
                                                        const float *dy,
                                                        size_t rows,
                                                        size_t row,
                                                        const activ8_cosine_embedding_params *params,
                                                        float *dfirst,
                                                        float *dsecond);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_cosine_embedding_forward_backward_f32(const float *first,
                                                           const float *second,
                                                           const float *t,
                                                           size_t rows,
                                                           size_t row,
                                                           const activ8_cosine_embedding_params *params,
                                                           float *value,
                                                           float *dfirst,
                                                           float *dsecond);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_triplet_margin_f32(const float *anchor,
                                        const float *positive,
                                        const float *negative,
                                        size_t rows,
                                        size_t row,
                                        const activ8_triplet_margin_params *params,
                                        float *value);

// Each loss, not reduced.
activ8_status activ8_triplet_margin_each_f32(const float *anchor,
                                             const float *positive,
                                             const float *negative,
                                             size_t rows,
                                             size_t row,
                                             const activ8_triplet_margin_params *params,
                                             float *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_triplet_margin_backward_f32(const float *anchor,
                                                 const float *positive,
                                                 const float *negative,
                                                 size_t rows,
                                                 size_t row,
                                                 const activ8_triplet_margin_params *params,
                                                 float *danchor,
                                                 float *dpositive,
                                                 float *dnegative);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_triplet_margin_backward_each_f32(const float *anchor,
                                                      const float *positive,
                                                      const float *negative,
                                                      const float *dy,
                                                      size_t rows,
                                                      size_t row,
                                                      const activ8_triplet_margin_params *params,
                                                      float *danchor,
                                                      float *dpositive,
                                                      float *dnegative);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_triplet_margin_forward_backward_f32(const float *anchor,
                                                         const float *positive,
                                                         const float *negative,
                                                         size_t rows,
                                                         size_t row,
                                                         const activ8_triplet_margin_params *params,
                                                         float *value,
                                                         float *danchor,
                                                         float *dpositive,
                                                         float *dnegative);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_info_nce_f32(const float *first,
                                  const float *second,
                                  size_t rows,
                                  size_t row,
                                  const activ8_info_nce_params *params,
                                  float *value);

// Each loss, not reduced.
activ8_status activ8_info_nce_each_f32(const float *first,
                                       const float *second,
                                       size_t rows,
                                       size_t row,
                                       const activ8_info_nce_params *params,
                                       float *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_info_nce_backward_f32(const float *first,
                                           const float *second,
                                           size_t rows,
                                           size_t row,
                                           const activ8_info_nce_params *params,
                                           float *dfirst,
                                           float *dsecond);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_info_nce_backward_each_f32(const float *first,
                                                const float *second,
                                                const float *dy,
                                                size_t rows,
                                                size_t row,
                                                const activ8_info_nce_params *params,
                                                float *dfirst,
                                                float *dsecond);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_info_nce_forward_backward_f32(const float *first,
                                                   const float *second,
                                                   size_t rows,
                                                   size_t row,
                                                   const activ8_info_nce_params *params,
                                                   float *value,
                                                   float *dfirst,
                                                   float *dsecond);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_linear_cross_entropy_f32(const float *hidden,
                                              const float *weight,
                                              const int64_t *t,
                                              size_t rows,
                                              size_t dim,
                                              size_t classes,
                                              const activ8_cross_entropy_params *params,
                                              float *value);

// Each loss, not reduced.
activ8_status activ8_linear_cross_entropy_each_f32(const float *hidden,
                                                   const float *weight,
                                                   const int64_t *t,
                                                   size_t rows,
                                                   size_t dim,
                                                   size_t classes,
                                                   const activ8_cross_entropy_params *params,
                                                   float *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_linear_cross_entropy_backward_f32(const float *hidden,
                                                       const float *weight,
                                                       const int64_t *t,
                                                       size_t rows,
                                                       size_t dim,
                                                       size_t classes,
                                                       const activ8_cross_entropy_params *params,
                                                       float *dhidden,
                                                       float *dweight);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_linear_cross_entropy_backward_each_f32(const float *hidden,
                                                            const float *weight,
                                                            const int64_t *t,
                                                            const float *dy,
                                                            size_t rows,
                                                            size_t dim,
                                                            size_t classes,
                                                            const activ8_cross_entropy_params *params,
                                                            float *dhidden,
                                                            float *dweight);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_linear_cross_entropy_forward_backward_f32(const float *hidden,
                                                               const float *weight,
                                                               const int64_t *t,
                                                               size_t rows,
                                                               size_t dim,
                                                               size_t classes,
                                                               const activ8_cross_entropy_params *params,
                                                               float *value,
                                                               float *dhidden,
                                                               float *dweight);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_linear_biased_cross_entropy_f32(const float *hidden,
                                                     const float *weight,
                                                     const float *bias,
                                                     const int64_t *t,
                                                     size_t rows,
                                                     size_t dim,
                                                     size_t classes,
                                                     const activ8_cross_entropy_params *params,
                                                     float *value);

// Each loss, not reduced.
activ8_status activ8_linear_biased_cross_entropy_each_f32(const float *hidden,
                                                          const float *weight,
                                                          const float *bias,
                                                          const int64_t *t,
                                                          size_t rows,
                                                          size_t dim,
                                                          size_t classes,
                                                          const activ8_cross_entropy_params *params,
                                                          float *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_linear_biased_cross_entropy_backward_f32(const float *hidden,
                                                              const float *weight,
                                                              const float *bias,
                                                              const int64_t *t,
                                                              size_t rows,
                                                              size_t dim,
                                                              size_t classes,
                                                              const activ8_cross_entropy_params *params,
                                                              float *dhidden,
                                                              float *dweight,
                                                              float *dbias);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_linear_biased_cross_entropy_backward_each_f32(const float *hidden,
                                                                   const float *weight,
                                                                   const float *bias,
                                                                   const int64_t *t,
                                                                   const float *dy,
                                                                   size_t rows,
                                                                   size_t dim,
                                                                   size_t classes,
                                                                   const activ8_cross_entropy_params *params,
                                                                   float *dhidden,
                                                                   float *dweight,
                                                                   float *dbias);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_linear_biased_cross_entropy_forward_backward_f32(const float *hidden,
                                                                      const float *weight,
                                                                      const float *bias,
                                                                      const int64_t *t,
                                                                      size_t rows,
                                                                      size_t dim,
                                                                      size_t classes,
                                                                      const activ8_cross_entropy_params *params,
                                                                      float *value,
                                                                      float *dhidden,
                                                                      float *dweight,
                                                                      float *dbias);

// `y = celu(x)`; y may be x.
activ8_status activ8_celu_f16(const uint16_t *x, uint16_t *y, size_t n, const activ8_celu_params *params);

// `dx = dy * celu'(x)`.
activ8_status activ8_celu_backward_f16(const uint16_t *x,
                                       const uint16_t *dy,
                                       uint16_t *dx,
                                       size_t n,
                                       const activ8_celu_params *params);

// `y = celu(x + bias)` of rows of n; y may be x.
activ8_status activ8_celu_biased_f16(const uint16_t *x,
                                     const uint16_t *bias,
                                     uint16_t *y,
                                     size_t rows,
                                     size_t n,
                                     const activ8_celu_params *params);

// `dx = dy * celu'(x + bias)` of rows of n.
activ8_status activ8_celu_biased_backward_f16(const uint16_t *x,
                                              const uint16_t *bias,
                                              const uint16_t *dy,
                                              uint16_t *dx,
                                              size_t rows,
                                              size_t n,
                                              const activ8_celu_params *params);

// `y = clipped_gelu(x)`; y may be x.
activ8_status activ8_clipped_gelu_f16(const uint16_t *x,
                                      uint16_t *y,
                                      size_t n,
                                      const activ8_clipped_gelu_params *params);

// `dx = dy * clipped_gelu'(x)`.
activ8_status activ8_clipped_gelu_backward_f16(const uint16_t *x,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t n,
                                               const activ8_clipped_gelu_params *params);

// `y = clipped_gelu(x + bias)` of rows of n; y may be x.
activ8_status activ8_clipped_gelu_biased_f16(const uint16_t *x,
                                             const uint16_t *bias,
                                             uint16_t *y,
                                             size_t rows,
                                             size_t n,
                                             const activ8_clipped_gelu_params *params);

// `dx = dy * clipped_gelu'(x + bias)` of rows of n.
activ8_status activ8_clipped_gelu_biased_backward_f16(const uint16_t *x,
                                                      const uint16_t *bias,
                                                      const uint16_t *dy,
                                                      uint16_t *dx,
                                                      size_t rows,
                                                      size_t n,
                                                      const activ8_clipped_gelu_params *params);

// `y = elu(x)`; y may be x.
activ8_status activ8_elu_f16(const uint16_t *x, uint16_t *y, size_t n, const activ8_elu_params *params);

// `dx = dy * elu'(x)`.
activ8_status activ8_elu_backward_f16(const uint16_t *x,
                                      const uint16_t *dy,
                                      uint16_t *dx,
                                      size_t n,
                                      const activ8_elu_params *params);

// `y = elu(x + bias)` of rows of n; y may be x.
activ8_status activ8_elu_biased_f16(const uint16_t *x,
                                    const uint16_t *bias,
                                    uint16_t *y,
                                    size_t rows,
                                    size_t n,
                                    const activ8_elu_params *params);

// `dx = dy * elu'(x + bias)` of rows of n.
activ8_status activ8_elu_biased_backward_f16(const uint16_t *x,
                                             const uint16_t *bias,
                                             const uint16_t *dy,
                                             uint16_t *dx,
                                             size_t rows,
                                             size_t n,
                                             const activ8_elu_params *params);

// `y = erf(x)`; y may be x.
activ8_status activ8_erf_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * erf'(x)`.
activ8_status activ8_erf_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = erf(x + bias)` of rows of n; y may be x.
activ8_status activ8_erf_biased_f16(const uint16_t *x,
                                    const uint16_t *bias,
                                    uint16_t *y,
                                    size_t rows,
                                    size_t n);

// `dx = dy * erf'(x + bias)` of rows of n.
activ8_status activ8_erf_biased_backward_f16(const uint16_t *x,
                                             const uint16_t *bias,
                                             const uint16_t *dy,
                                             uint16_t *dx,
                                             size_t rows,
                                             size_t n);

// `y = exp(x)`; y may be x.
activ8_status activ8_exp_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * exp'(x)`.
activ8_status activ8_exp_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = exp(x + bias)` of rows of n; y may be x.
activ8_status activ8_exp_biased_f16(const uint16_t *x,
                                    const uint16_t *bias,
                                    uint16_t *y,
                                    size_t rows,
                                    size_t n);

// `dx = dy * exp'(x + bias)` of rows of n.
activ8_status activ8_exp_biased_backward_f16(const uint16_t *x,
                                             const uint16_t *bias,
                                             const uint16_t *dy,
                                             uint16_t *dx,
                                             size_t rows,
                                             size_t n);

// `y = exp_m1(x)`; y may be x.
activ8_status activ8_exp_m1_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * exp_m1'(x)`.
activ8_status activ8_exp_m1_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = exp_m1(x + bias)` of rows of n; y may be x.
activ8_status activ8_exp_m1_biased_f16(const uint16_t *x,
                                       const uint16_t *bias,
                                       uint16_t *y,
                                       size_t rows,
                                       size_t n);

// `dx = dy * exp_m1'(x + bias)` of rows of n.
activ8_status activ8_exp_m1_biased_backward_f16(const uint16_t *x,
                                                const uint16_t *bias,
                                                const uint16_t *dy,
                                                uint16_t *dx,
                                                size_t rows,
                                                size_t n);

// `y = hardshrink(x)`; y may be x.
activ8_status activ8_hardshrink_f16(const uint16_t *x,
                                    uint16_t *y,
                                    size_t n,
                                    const activ8_hardshrink_params *params);

// `dx = dy * hardshrink'(x)`.
activ8_status activ8_hardshrink_backward_f16(const uint16_t *x,
                                             const uint16_t *dy,
                                             uint16_t *dx,
                                             size_t n,
                                             const activ8_hardshrink_params *params);

// `y = hardshrink(x + bias)` of rows of n; y may be x.
activ8_status activ8_hardshrink_biased_f16(const uint16_t *x,
                                           const uint16_t *bias,
                                           uint16_t *y,
                                           size_t rows,
                                           size_t n,
                                           const activ8_hardshrink_params *params);

// `dx = dy * hardshrink'(x + bias)` of rows of n.
activ8_status activ8_hardshrink_biased_backward_f16(const uint16_t *x,
                                                    const uint16_t *bias,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t rows,
                                                    size_t n,
                                                    const activ8_hardshrink_params *params);

// `y = hardsigmoid(x)`; y may be x.
activ8_status activ8_hardsigmoid_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * hardsigmoid'(x)`.
activ8_status activ8_hardsigmoid_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = hardsigmoid(x + bias)` of rows of n; y may be x.
activ8_status activ8_hardsigmoid_biased_f16(const uint16_t *x,
                                            const uint16_t *bias,
                                            uint16_t *y,
                                            size_t rows,
                                            size_t n);

// `dx = dy * hardsigmoid'(x + bias)` of rows of n.
activ8_status activ8_hardsigmoid_biased_backward_f16(const uint16_t *x,
                                                     const uint16_t *bias,
                                                     const uint16_t *dy,
                                                     uint16_t *dx,
                                                     size_t rows,
                                                     size_t n);

// `y = hardswish(x)`; y may be x.
activ8_status activ8_hardswish_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * hardswish'(x)`.
activ8_status activ8_hardswish_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = hardswish(x + bias)` of rows of n; y may be x.
activ8_status activ8_hardswish_biased_f16(const uint16_t *x,
                                          const uint16_t *bias,
                                          uint16_t *y,
                                          size_t rows,
                                          size_t n);

// `dx = dy * hardswish'(x + bias)` of rows of n.
activ8_status activ8_hardswish_biased_backward_f16(const uint16_t *x,
                                                   const uint16_t *bias,
                                                   const uint16_t *dy,
                                                   uint16_t *dx,
                                                   size_t rows,
                                                   size_t n);

// `y = hardtanh(x)`; y may be x.
activ8_status activ8_hardtanh_f16(const uint16_t *x,
                                  uint16_t *y,
                                  size_t n,
                                  const activ8_hardtanh_params *params);

// `dx = dy * hardtanh'(x)`.
activ8_status activ8_hardtanh_backward_f16(const uint16_t *x,
                                           const uint16_t *dy,
                                           uint16_t *dx,
                                           size_t n,
                                           const activ8_hardtanh_params *params);

// `y = hardtanh(x + bias)` of rows of n; y may be x.
activ8_status activ8_hardtanh_biased_f16(const uint16_t *x,
                                         const uint16_t *bias,
                                         uint16_t *y,
                                         size_t rows,
                                         size_t n,
                                         const activ8_hardtanh_params *params);

// `dx = dy * hardtanh'(x + bias)` of rows of n.
activ8_status activ8_hardtanh_biased_backward_f16(const uint16_t *x,
                                                  const uint16_t *bias,
                                                  const uint16_t *dy,
                                                  uint16_t *dx,
                                                  size_t rows,
                                                  size_t n,
                                                  const activ8_hardtanh_params *params);

// `y = identity(x)`; y may be x.
activ8_status activ8_identity_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * identity'(x)`.
activ8_status activ8_identity_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = identity(x + bias)` of rows of n; y may be x.
activ8_status activ8_identity_biased_f16(const uint16_t *x,
                                         const uint16_t *bias,
                                         uint16_t *y,
                                         size_t rows,
                                         size_t n);

// `dx = dy * identity'(x + bias)` of rows of n.
activ8_status activ8_identity_biased_backward_f16(const uint16_t *x,
                                                  const uint16_t *bias,
                                                  const uint16_t *dy,
                                                  uint16_t *dx,
                                                  size_t rows,
                                                  size_t n);

// `y = laplace(x)`; y may be x.
activ8_status activ8_laplace_f16(const uint16_t *x,
                                 uint16_t *y,
                                 size_t n,
                                 const activ8_laplace_params *params);

// `dx = dy * laplace'(x)`.
activ8_status activ8_laplace_backward_f16(const uint16_t *x,
                                          const uint16_t *dy,
                                          uint16_t *dx,
                                          size_t n,
                                          const activ8_laplace_params *params);

// `y = laplace(x + bias)` of rows of n; y may be x.
activ8_status activ8_laplace_biased_f16(const uint16_t *x,
                                        const uint16_t *bias,
                                        uint16_t *y,
                                        size_t rows,
                                        size_t n,
                                        const activ8_laplace_params *params);

// `dx = dy * laplace'(x + bias)` of rows of n.
activ8_status activ8_laplace_biased_backward_f16(const uint16_t *x,
                                                 const uint16_t *bias,
                                                 const uint16_t *dy,
                                                 uint16_t *dx,
                                                 size_t rows,
                                                 size_t n,
                                                 const activ8_laplace_params *params);

// `y = leaky_relu(x)`; y may be x.
activ8_status activ8_leaky_relu_f16(const uint16_t *x,
                                    uint16_t *y,
                                    size_t n,
                                    const activ8_leaky_relu_params *params);

// `dx = dy * leaky_relu'(x)`.
activ8_status activ8_leaky_relu_backward_f16(const uint16_t *x,
                                             const uint16_t *dy,
                                             uint16_t *dx,
                                             size_t n,
                                             const activ8_leaky_relu_params *params);

// `y = leaky_relu(x + bias)` of rows of n; y may be x.
activ8_status activ8_leaky_relu_biased_f16(const uint16_t *x,
                                           const uint16_t *bias,
                                           uint16_t *y,
                                           size_t rows,
                                           size_t n,
                                           const activ8_leaky_relu_params *params);

// `dx = dy * leaky_relu'(x + bias)` of rows of n.
activ8_status activ8_leaky_relu_biased_backward_f16(const uint16_t *x,
                                                    const uint16_t *bias,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t rows,
                                                    size_t n,
                                                    const activ8_leaky_relu_params *params);

// `y = linear_hardsigmoid(x)`; y may be x.
activ8_status activ8_linear_hardsigmoid_f16(const uint16_t *x,
                                            uint16_t *y,
                                            size_t n,
                                            const activ8_linear_hardsigmoid_params *params);

// `dx = dy * linear_hardsigmoid'(x)`.
activ8_status activ8_linear_hardsigmoid_backward_f16(const uint16_t *x,
                                                     const uint16_t *dy,
                                                     uint16_t *dx,
                                                     size_t n,
                                                     const activ8_linear_hardsigmoid_params *params);

// `y = linear_hardsigmoid(x + bias)` of rows of n; y may be x.
activ8_status activ8_linear_hardsigmoid_biased_f16(const uint16_t *x,
                                                   const uint16_t *bias,
                                                   uint16_t *y,
                                                   size_t rows,
                                                   size_t n,
                                                   const activ8_linear_hardsigmoid_params *params);

// `dx = dy * linear_hardsigmoid'(x + bias)` of rows of n.
activ8_status activ8_linear_hardsigmoid_biased_backward_f16(const uint16_t *x,
                                                            const uint16_t *bias,
                                                            const uint16_t *dy,
                                                            uint16_t *dx,
                                                            size_t rows,
                                                            size_t n,
                                                            const activ8_linear_hardsigmoid_params *params);

// `y = ln(x)`; y may be x.
activ8_status activ8_ln_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * ln'(x)`.
activ8_status activ8_ln_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = ln(x + bias)` of rows of n; y may be x.
activ8_status activ8_ln_biased_f16(const uint16_t *x,
                                   const uint16_t *bias,
                                   uint16_t *y,
                                   size_t rows,
                                   size_t n);

// `dx = dy * ln'(x + bias)` of rows of n.
activ8_status activ8_ln_biased_backward_f16(const uint16_t *x,
                                            const uint16_t *bias,
                                            const uint16_t *dy,
                                            uint16_t *dx,
                                            size_t rows,
                                            size_t n);

// `y = ln_1p(x)`; y may be x.
activ8_status activ8_ln_1p_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * ln_1p'(x)`.
activ8_status activ8_ln_1p_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = ln_1p(x + bias)` of rows of n; y may be x.
activ8_status activ8_ln_1p_biased_f16(const uint16_t *x,
                                      const uint16_t *bias,
                                      uint16_t *y,
                                      size_t rows,
                                      size_t n);

// `dx = dy * ln_1p'(x + bias)` of rows of n.
activ8_status activ8_ln_1p_biased_backward_f16(const uint16_t *x,
                                               const uint16_t *bias,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t rows,
                                               size_t n);

// `y = log_sigmoid(x)`; y may be x.
activ8_status activ8_log_sigmoid_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * log_sigmoid'(x)`.
activ8_status activ8_log_sigmoid_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = log_sigmoid(x + bias)` of rows of n; y may be x.
activ8_status activ8_log_sigmoid_biased_f16(const uint16_t *x,
                                            const uint16_t *bias,
                                            uint16_t *y,
                                            size_t rows,
                                            size_t n);

// `dx = dy * log_sigmoid'(x + bias)` of rows of n.
activ8_status activ8_log_sigmoid_biased_backward_f16(const uint16_t *x,
                                                     const uint16_t *bias,
                                                     const uint16_t *dy,
                                                     uint16_t *dx,
                                                     size_t rows,
                                                     size_t n);

// `y = mish(x)`; y may be x.
activ8_status activ8_mish_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * mish'(x)`.
activ8_status activ8_mish_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = mish(x + bias)` of rows of n; y may be x.
activ8_status activ8_mish_biased_f16(const uint16_t *x,
                                     const uint16_t *bias,
                                     uint16_t *y,
                                     size_t rows,
                                     size_t n);

// `dx = dy * mish'(x + bias)` of rows of n.
activ8_status activ8_mish_biased_backward_f16(const uint16_t *x,
                                              const uint16_t *bias,
                                              const uint16_t *dy,
                                              uint16_t *dx,
                                              size_t rows,
                                              size_t n);

// `y = rrelu(x)`; y may be x.
activ8_status activ8_rrelu_f16(const uint16_t *x, uint16_t *y, size_t n, const activ8_rrelu_params *params);

// `dx = dy * rrelu'(x)`.
activ8_status activ8_rrelu_backward_f16(const uint16_t *x,
                                        const uint16_t *dy,
                                        uint16_t *dx,
                                        size_t n,
                                        const activ8_rrelu_params *params);

// `y = rrelu(x + bias)` of rows of n; y may be x.
activ8_status activ8_rrelu_biased_f16(const uint16_t *x,
                                      const uint16_t *bias,
                                      uint16_t *y,
                                      size_t rows,
                                      size_t n,
                                      const activ8_rrelu_params *params);

// `dx = dy * rrelu'(x + bias)` of rows of n.
activ8_status activ8_rrelu_biased_backward_f16(const uint16_t *x,
                                               const uint16_t *bias,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t rows,
                                               size_t n,
                                               const activ8_rrelu_params *params);

// `y = relu(x)`; y may be x.
activ8_status activ8_relu_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * relu'(x)`.
activ8_status activ8_relu_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = relu(x + bias)` of rows of n; y may be x.
activ8_status activ8_relu_biased_f16(const uint16_t *x,
                                     const uint16_t *bias,
                                     uint16_t *y,
                                     size_t rows,
                                     size_t n);

// `dx = dy * relu'(x + bias)` of rows of n.
activ8_status activ8_relu_biased_backward_f16(const uint16_t *x,
                                              const uint16_t *bias,
                                              const uint16_t *dy,
                                              uint16_t *dx,
                                              size_t rows,
                                              size_t n);

// `y = relu6(x)`; y may be x.
activ8_status activ8_relu6_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * relu6'(x)`.
activ8_status activ8_relu6_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = relu6(x + bias)` of rows of n; y may be x.
activ8_status activ8_relu6_biased_f16(const uint16_t *x,
                                      const uint16_t *bias,
                                      uint16_t *y,
                                      size_t rows,
                                      size_t n);

// `dx = dy * relu6'(x + bias)` of rows of n.
activ8_status activ8_relu6_biased_backward_f16(const uint16_t *x,
                                               const uint16_t *bias,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t rows,
                                               size_t n);

// `y = scaled_tanh(x)`; y may be x.
activ8_status activ8_scaled_tanh_f16(const uint16_t *x,
                                     uint16_t *y,
                                     size_t n,
                                     const activ8_scaled_tanh_params *params);

// `dx = dy * scaled_tanh'(x)`.
activ8_status activ8_scaled_tanh_backward_f16(const uint16_t *x,
                                              const uint16_t *dy,
                                              uint16_t *dx,
                                              size_t n,
                                              const activ8_scaled_tanh_params *params);

// `y = scaled_tanh(x + bias)` of rows of n; y may be x.
activ8_status activ8_scaled_tanh_biased_f16(const uint16_t *x,
                                            const uint16_t *bias,
                                            uint16_t *y,
                                            size_t rows,
                                            size_t n,
                                            const activ8_scaled_tanh_params *params);

// `dx = dy * scaled_tanh'(x + bias)` of rows of n.
activ8_status activ8_scaled_tanh_biased_backward_f16(const uint16_t *x,
                                                     const uint16_t *bias,
                                                     const uint16_t *dy,
                                                     uint16_t *dx,
                                                     size_t rows,
                                                     size_t n,
                                                     const activ8_scaled_tanh_params *params);

// `y = selu(x)`; y may be x.
activ8_status activ8_selu_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * selu'(x)`.
activ8_status activ8_selu_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = selu(x + bias)` of rows of n; y may be x.
activ8_status activ8_selu_biased_f16(const uint16_t *x,
                                     const uint16_t *bias,
                                     uint16_t *y,
                                     size_t rows,
                                     size_t n);

// `dx = dy * selu'(x + bias)` of rows of n.
activ8_status activ8_selu_biased_backward_f16(const uint16_t *x,
                                              const uint16_t *bias,
                                              const uint16_t *dy,
                                              uint16_t *dx,
                                              size_t rows,
                                              size_t n);

// `y = shrink(x)`; y may be x.
activ8_status activ8_shrink_f16(const uint16_t *x, uint16_t *y, size_t n, const activ8_shrink_params *params);

// `dx = dy * shrink'(x)`.
activ8_status activ8_shrink_backward_f16(const uint16_t *x,
                                         const uint16_t *dy,
                                         uint16_t *dx,
                                         size_t n,
                                         const activ8_shrink_params *params);

// `y = shrink(x + bias)` of rows of n; y may be x.
activ8_status activ8_shrink_biased_f16(const uint16_t *x,
                                       const uint16_t *bias,
                                       uint16_t *y,
                                       size_t rows,
                                       size_t n,
                                       const activ8_shrink_params *params);

// `dx = dy * shrink'(x + bias)` of rows of n.
activ8_status activ8_shrink_biased_backward_f16(const uint16_t *x,
                                                const uint16_t *bias,
                                                const uint16_t *dy,
                                                uint16_t *dx,
                                                size_t rows,
                                                size_t n,
                                                const activ8_shrink_params *params);

// `y = sigmoid(x)`; y may be x.
activ8_status activ8_sigmoid_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * sigmoid'(x)`.
activ8_status activ8_sigmoid_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = sigmoid(x + bias)` of rows of n; y may be x.
activ8_status activ8_sigmoid_biased_f16(const uint16_t *x,
                                        const uint16_t *bias,
                                        uint16_t *y,
                                        size_t rows,
                                        size_t n);

// `dx = dy * sigmoid'(x + bias)` of rows of n.
activ8_status activ8_sigmoid_biased_backward_f16(const uint16_t *x,
                                                 const uint16_t *bias,
                                                 const uint16_t *dy,
                                                 uint16_t *dx,
                                                 size_t rows,
                                                 size_t n);

// `y = silu(x)`; y may be x.
activ8_status activ8_silu_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * silu'(x)`.
activ8_status activ8_silu_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = silu(x + bias)` of rows of n; y may be x.
activ8_status activ8_silu_biased_f16(const uint16_t *x,
                                     const uint16_t *bias,
                                     uint16_t *y,
                                     size_t rows,
                                     size_t n);

// `dx = dy * silu'(x + bias)` of rows of n.
activ8_status activ8_silu_biased_backward_f16(const uint16_t *x,
                                              const uint16_t *bias,
                                              const uint16_t *dy,
                                              uint16_t *dx,
                                              size_t rows,
                                              size_t n);

// `y = soft_cap(x)`; y may be x.
activ8_status activ8_soft_cap_f16(const uint16_t *x,
                                  uint16_t *y,
                                  size_t n,
                                  const activ8_soft_cap_params *params);

// `dx = dy * soft_cap'(x)`.
activ8_status activ8_soft_cap_backward_f16(const uint16_t *x,
                                           const uint16_t *dy,
                                           uint16_t *dx,
                                           size_t n,
                                           const activ8_soft_cap_params *params);

// `y = soft_cap(x + bias)` of rows of n; y may be x.
activ8_status activ8_soft_cap_biased_f16(const uint16_t *x,
                                         const uint16_t *bias,
                                         uint16_t *y,
                                         size_t rows,
                                         size_t n,
                                         const activ8_soft_cap_params *params);

// `dx = dy * soft_cap'(x + bias)` of rows of n.
activ8_status activ8_soft_cap_biased_backward_f16(const uint16_t *x,
                                                  const uint16_t *bias,
                                                  const uint16_t *dy,
                                                  uint16_t *dx,
                                                  size_t rows,
                                                  size_t n,
                                                  const activ8_soft_cap_params *params);

// `y = softplus(x)`; y may be x.
activ8_status activ8_softplus_f16(const uint16_t *x,
                                  uint16_t *y,
                                  size_t n,
                                  const activ8_softplus_params *params);

// `dx = dy * softplus'(x)`.
activ8_status activ8_softplus_backward_f16(const uint16_t *x,
                                           const uint16_t *dy,
                                           uint16_t *dx,
                                           size_t n,
                                           const activ8_softplus_params *params);

// `y = softplus(x + bias)` of rows of n; y may be x.
activ8_status activ8_softplus_biased_f16(const uint16_t *x,
                                         const uint16_t *bias,
                                         uint16_t *y,
                                         size_t rows,
                                         size_t n,
                                         const activ8_softplus_params *params);

// `dx = dy * softplus'(x + bias)` of rows of n.
activ8_status activ8_softplus_biased_backward_f16(const uint16_t *x,
                                                  const uint16_t *bias,
                                                  const uint16_t *dy,
                                                  uint16_t *dx,
                                                  size_t rows,
                                                  size_t n,
                                                  const activ8_softplus_params *params);

// `y = softshrink(x)`; y may be x.
activ8_status activ8_softshrink_f16(const uint16_t *x,
                                    uint16_t *y,
                                    size_t n,
                                    const activ8_softshrink_params *params);

// `dx = dy * softshrink'(x)`.
activ8_status activ8_softshrink_backward_f16(const uint16_t *x,
                                             const uint16_t *dy,
                                             uint16_t *dx,
                                             size_t n,
                                             const activ8_softshrink_params *params);

// `y = softshrink(x + bias)` of rows of n; y may be x.
activ8_status activ8_softshrink_biased_f16(const uint16_t *x,
                                           const uint16_t *bias,
                                           uint16_t *y,
                                           size_t rows,
                                           size_t n,
                                           const activ8_softshrink_params *params);

// `dx = dy * softshrink'(x + bias)` of rows of n.
activ8_status activ8_softshrink_biased_backward_f16(const uint16_t *x,
                                                    const uint16_t *bias,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t rows,
                                                    size_t n,
                                                    const activ8_softshrink_params *params);

// `y = softsign(x)`; y may be x.
activ8_status activ8_softsign_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * softsign'(x)`.
activ8_status activ8_softsign_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = softsign(x + bias)` of rows of n; y may be x.
activ8_status activ8_softsign_biased_f16(const uint16_t *x,
                                         const uint16_t *bias,
                                         uint16_t *y,
                                         size_t rows,
                                         size_t n);

// `dx = dy * softsign'(x + bias)` of rows of n.
activ8_status activ8_softsign_biased_backward_f16(const uint16_t *x,
                                                  const uint16_t *bias,
                                                  const uint16_t *dy,
                                                  uint16_t *dx,
                                                  size_t rows,
                                                  size_t n);

// `y = sparse_plus(x)`; y may be x.
activ8_status activ8_sparse_plus_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * sparse_plus'(x)`.
activ8_status activ8_sparse_plus_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = sparse_plus(x + bias)` of rows of n; y may be x.
activ8_status activ8_sparse_plus_biased_f16(const uint16_t *x,
                                            const uint16_t *bias,
                                            uint16_t *y,
                                            size_t rows,
                                            size_t n);

// `dx = dy * sparse_plus'(x + bias)` of rows of n.
activ8_status activ8_sparse_plus_biased_backward_f16(const uint16_t *x,
                                                     const uint16_t *bias,
                                                     const uint16_t *dy,
                                                     uint16_t *dx,
                                                     size_t rows,
                                                     size_t n);

// `y = squared_relu(x)`; y may be x.
activ8_status activ8_squared_relu_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * squared_relu'(x)`.
activ8_status activ8_squared_relu_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = squared_relu(x + bias)` of rows of n; y may be x.
activ8_status activ8_squared_relu_biased_f16(const uint16_t *x,
                                             const uint16_t *bias,
                                             uint16_t *y,
                                             size_t rows,
                                             size_t n);

// `dx = dy * squared_relu'(x + bias)` of rows of n.
activ8_status activ8_squared_relu_biased_backward_f16(const uint16_t *x,
                                                      const uint16_t *bias,
                                                      const uint16_t *dy,
                                                      uint16_t *dx,
                                                      size_t rows,
                                                      size_t n);

// `y = squareplus(x)`; y may be x.
activ8_status activ8_squareplus_f16(const uint16_t *x,
                                    uint16_t *y,
                                    size_t n,
                                    const activ8_squareplus_params *params);

// `dx = dy * squareplus'(x)`.
activ8_status activ8_squareplus_backward_f16(const uint16_t *x,
                                             const uint16_t *dy,
                                             uint16_t *dx,
                                             size_t n,
                                             const activ8_squareplus_params *params);

// `y = squareplus(x + bias)` of rows of n; y may be x.
activ8_status activ8_squareplus_biased_f16(const uint16_t *x,
                                           const uint16_t *bias,
                                           uint16_t *y,
                                           size_t rows,
                                           size_t n,
                                           const activ8_squareplus_params *params);

// `dx = dy * squareplus'(x + bias)` of rows of n.
activ8_status activ8_squareplus_biased_backward_f16(const uint16_t *x,
                                                    const uint16_t *bias,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t rows,
                                                    size_t n,
                                                    const activ8_squareplus_params *params);

// `y = swish(x)`; y may be x.
activ8_status activ8_swish_f16(const uint16_t *x, uint16_t *y, size_t n, const activ8_swish_params *params);

// `dx = dy * swish'(x)`.
activ8_status activ8_swish_backward_f16(const uint16_t *x,
                                        const uint16_t *dy,
                                        uint16_t *dx,
                                        size_t n,
                                        const activ8_swish_params *params);

// `y = swish(x + bias)` of rows of n; y may be x.
activ8_status activ8_swish_biased_f16(const uint16_t *x,
                                      const uint16_t *bias,
                                      uint16_t *y,
                                      size_t rows,
                                      size_t n,
                                      const activ8_swish_params *params);

// `dx = dy * swish'(x + bias)` of rows of n.
activ8_status activ8_swish_biased_backward_f16(const uint16_t *x,
                                               const uint16_t *bias,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t rows,
                                               size_t n,
                                               const activ8_swish_params *params);

// `y = tanh(x)`; y may be x.
activ8_status activ8_tanh_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * tanh'(x)`.
activ8_status activ8_tanh_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = tanh(x + bias)` of rows of n; y may be x.
activ8_status activ8_tanh_biased_f16(const uint16_t *x,
                                     const uint16_t *bias,
                                     uint16_t *y,
                                     size_t rows,
                                     size_t n);

// `dx = dy * tanh'(x + bias)` of rows of n.
activ8_status activ8_tanh_biased_backward_f16(const uint16_t *x,
                                              const uint16_t *bias,
                                              const uint16_t *dy,
                                              uint16_t *dx,
                                              size_t rows,
                                              size_t n);

// `y = tanhshrink(x)`; y may be x.
activ8_status activ8_tanhshrink_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * tanhshrink'(x)`.
activ8_status activ8_tanhshrink_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = tanhshrink(x + bias)` of rows of n; y may be x.
activ8_status activ8_tanhshrink_biased_f16(const uint16_t *x,
                                           const uint16_t *bias,
                                           uint16_t *y,
                                           size_t rows,
                                           size_t n);

// `dx = dy * tanhshrink'(x + bias)` of rows of n.
activ8_status activ8_tanhshrink_biased_backward_f16(const uint16_t *x,
                                                    const uint16_t *bias,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t rows,
                                                    size_t n);

// `y = threshold(x)`; y may be x.
activ8_status activ8_threshold_f16(const uint16_t *x,
                                   uint16_t *y,
                                   size_t n,
                                   const activ8_threshold_params *params);

// `dx = dy * threshold'(x)`.
activ8_status activ8_threshold_backward_f16(const uint16_t *x,
                                            const uint16_t *dy,
                                            uint16_t *dx,
                                            size_t n,
                                            const activ8_threshold_params *params);

// `y = threshold(x + bias)` of rows of n; y may be x.
activ8_status activ8_threshold_biased_f16(const uint16_t *x,
                                          const uint16_t *bias,
                                          uint16_t *y,
                                          size_t rows,
                                          size_t n,
                                          const activ8_threshold_params *params);

// `dx = dy * threshold'(x + bias)` of rows of n.
activ8_status activ8_threshold_biased_backward_f16(const uint16_t *x,
                                                   const uint16_t *bias,
                                                   const uint16_t *dy,
                                                   uint16_t *dx,
                                                   size_t rows,
                                                   size_t n,
                                                   const activ8_threshold_params *params);

// `y = thresholded_relu(x)`; y may be x.
activ8_status activ8_thresholded_relu_f16(const uint16_t *x,
                                          uint16_t *y,
                                          size_t n,
                                          const activ8_thresholded_relu_params *params);

// `dx = dy * thresholded_relu'(x)`.
activ8_status activ8_thresholded_relu_backward_f16(const uint16_t *x,
                                                   const uint16_t *dy,
                                                   uint16_t *dx,
                                                   size_t n,
                                                   const activ8_thresholded_relu_params *params);

// `y = thresholded_relu(x + bias)` of rows of n; y may be x.
activ8_status activ8_thresholded_relu_biased_f16(const uint16_t *x,
                                                 const uint16_t *bias,
                                                 uint16_t *y,
                                                 size_t rows,
                                                 size_t n,
                                                 const activ8_thresholded_relu_params *params);

// `dx = dy * thresholded_relu'(x + bias)` of rows of n.
activ8_status activ8_thresholded_relu_biased_backward_f16(const uint16_t *x,
                                                          const uint16_t *bias,
                                                          const uint16_t *dy,
                                                          uint16_t *dx,
                                                          size_t rows,
                                                          size_t n,
                                                          const activ8_thresholded_relu_params *params);

// `y = xielu(x)`; y may be x.
activ8_status activ8_xielu_f16(const uint16_t *x, uint16_t *y, size_t n, const activ8_xielu_params *params);

// `dx = dy * xielu'(x)`.
activ8_status activ8_xielu_backward_f16(const uint16_t *x,
                                        const uint16_t *dy,
                                        uint16_t *dx,
                                        size_t n,
                                        const activ8_xielu_params *params);

// `y = xielu(x + bias)` of rows of n; y may be x.
activ8_status activ8_xielu_biased_f16(const uint16_t *x,
                                      const uint16_t *bias,
                                      uint16_t *y,
                                      size_t rows,
                                      size_t n,
                                      const activ8_xielu_params *params);

// `dx = dy * xielu'(x + bias)` of rows of n.
activ8_status activ8_xielu_biased_backward_f16(const uint16_t *x,
                                               const uint16_t *bias,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t rows,
                                               size_t n,
                                               const activ8_xielu_params *params);

// `y = gelu(x)`; y may be x.
activ8_status activ8_gelu_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * gelu'(x)`.
activ8_status activ8_gelu_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = gelu(x + bias)` of rows of n; y may be x.
activ8_status activ8_gelu_biased_f16(const uint16_t *x,
                                     const uint16_t *bias,
                                     uint16_t *y,
                                     size_t rows,
                                     size_t n);

// `dx = dy * gelu'(x + bias)` of rows of n.
activ8_status activ8_gelu_biased_backward_f16(const uint16_t *x,
                                              const uint16_t *bias,
                                              const uint16_t *dy,
                                              uint16_t *dx,
                                              size_t rows,
                                              size_t n);

// `y = gelu_tanh(x)`; y may be x.
activ8_status activ8_gelu_tanh_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * gelu_tanh'(x)`.
activ8_status activ8_gelu_tanh_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = gelu_tanh(x + bias)` of rows of n; y may be x.
activ8_status activ8_gelu_tanh_biased_f16(const uint16_t *x,
                                          const uint16_t *bias,
                                          uint16_t *y,
                                          size_t rows,
                                          size_t n);

// `dx = dy * gelu_tanh'(x + bias)` of rows of n.
activ8_status activ8_gelu_tanh_biased_backward_f16(const uint16_t *x,
                                                   const uint16_t *bias,
                                                   const uint16_t *dy,
                                                   uint16_t *dx,
                                                   size_t rows,
                                                   size_t n);

// `y = gelu_quick(x)`; y may be x.
activ8_status activ8_gelu_quick_f16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * gelu_quick'(x)`.
activ8_status activ8_gelu_quick_backward_f16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = gelu_quick(x + bias)` of rows of n; y may be x.
activ8_status activ8_gelu_quick_biased_f16(const uint16_t *x,
                                           const uint16_t *bias,
                                           uint16_t *y,
                                           size_t rows,
                                           size_t n);

// `dx = dy * gelu_quick'(x + bias)` of rows of n.
activ8_status activ8_gelu_quick_biased_backward_f16(const uint16_t *x,
                                                    const uint16_t *bias,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t rows,
                                                    size_t n);

// `dx = dy * celu'(x)`, from the output y.
activ8_status activ8_celu_backward_from_output_f16(const uint16_t *y,
                                                   const uint16_t *dy,
                                                   uint16_t *dx,
                                                   size_t n,
                                                   const activ8_celu_params *params);

// `dx = dy * elu'(x)`, from the output y.
activ8_status activ8_elu_backward_from_output_f16(const uint16_t *y,
                                                  const uint16_t *dy,
                                                  uint16_t *dx,
                                                  size_t n,
                                                  const activ8_elu_params *params);

// `dx = dy * exp'(x)`, from the output y.
activ8_status activ8_exp_backward_from_output_f16(const uint16_t *y,
                                                  const uint16_t *dy,
                                                  uint16_t *dx,
                                                  size_t n);

// `dx = dy * hardtanh'(x)`, from the output y.
activ8_status activ8_hardtanh_backward_from_output_f16(const uint16_t *y,
                                                       const uint16_t *dy,
                                                       uint16_t *dx,
                                                       size_t n,
                                                       const activ8_hardtanh_params *params);

// `dx = dy * leaky_relu'(x)`, from the output y.
activ8_status activ8_leaky_relu_backward_from_output_f16(const uint16_t *y,
                                                         const uint16_t *dy,
                                                         uint16_t *dx,
                                                         size_t n,
                                                         const activ8_leaky_relu_params *params);

// `dx = dy * log_sigmoid'(x)`, from the output y.
activ8_status activ8_log_sigmoid_backward_from_output_f16(const uint16_t *y,
                                                          const uint16_t *dy,
                                                          uint16_t *dx,
                                                          size_t n);

// `dx = dy * relu'(x)`, from the output y.
activ8_status activ8_relu_backward_from_output_f16(const uint16_t *y,
                                                   const uint16_t *dy,
                                                   uint16_t *dx,
                                                   size_t n);

// `dx = dy * relu6'(x)`, from the output y.
activ8_status activ8_relu6_backward_from_output_f16(const uint16_t *y,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t n);

// `dx = dy * selu'(x)`, from the output y.
activ8_status activ8_selu_backward_from_output_f16(const uint16_t *y,
                                                   const uint16_t *dy,
                                                   uint16_t *dx,
                                                   size_t n);

// `dx = dy * sigmoid'(x)`, from the output y.
activ8_status activ8_sigmoid_backward_from_output_f16(const uint16_t *y,
                                                      const uint16_t *dy,
                                                      uint16_t *dx,
                                                      size_t n);

// `dx = dy * softplus'(x)`, from the output y.
activ8_status activ8_softplus_backward_from_output_f16(const uint16_t *y,
                                                       const uint16_t *dy,
                                                       uint16_t *dx,
                                                       size_t n,
                                                       const activ8_softplus_params *params);

// `dx = dy * tanh'(x)`, from the output y.
activ8_status activ8_tanh_backward_from_output_f16(const uint16_t *y,
                                                   const uint16_t *dy,
                                                   uint16_t *dx,
                                                   size_t n);

// `dx = dy * threshold'(x)`, from the output y.
activ8_status activ8_threshold_backward_from_output_f16(const uint16_t *y,
                                                        const uint16_t *dy,
                                                        uint16_t *dx,
                                                        size_t n,
                                                        const activ8_threshold_params *params);

// `y = act(gate) * value`.
activ8_status activ8_glu_f16(const uint16_t *gate, const uint16_t *value, uint16_t *y, size_t n);

// Both gradients.
activ8_status activ8_glu_backward_f16(const uint16_t *gate,
                                      const uint16_t *value,
                                      const uint16_t *dy,
                                      uint16_t *dgate,
                                      uint16_t *dvalue,
                                      size_t n);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_glu_packed_f16(const uint16_t *x,
                                    uint16_t *y,
                                    size_t rows,
                                    size_t n,
                                    int32_t layout);

// The gradient, packed like x.
activ8_status activ8_glu_packed_backward_f16(const uint16_t *x,
                                             const uint16_t *dy,
                                             uint16_t *dx,
                                             size_t rows,
                                             size_t n,
                                             int32_t layout);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_glu_along_f16(const uint16_t *x,
                                   uint16_t *y,
                                   size_t outer,
                                   size_t axis,
                                   size_t inner,
                                   int32_t layout);

// The gradient, along the axis like x.
activ8_status activ8_glu_along_backward_f16(const uint16_t *x,
                                            const uint16_t *dy,
                                            uint16_t *dx,
                                            size_t outer,
                                            size_t axis,
                                            size_t inner,
                                            int32_t layout);

// `y = act(gate) * value`.
activ8_status activ8_swiglu_f16(const uint16_t *gate,
                                const uint16_t *value,
                                uint16_t *y,
                                size_t n,
                                const activ8_swiglu_params *params);

// Both gradients.
activ8_status activ8_swiglu_backward_f16(const uint16_t *gate,
                                         const uint16_t *value,
                                         const uint16_t *dy,
                                         uint16_t *dgate,
                                         uint16_t *dvalue,
                                         size_t n,
                                         const activ8_swiglu_params *params);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_swiglu_packed_f16(const uint16_t *x,
                                       uint16_t *y,
                                       size_t rows,
                                       size_t n,
                                       int32_t layout,
                                       const activ8_swiglu_params *params);

// The gradient, packed like x.
activ8_status activ8_swiglu_packed_backward_f16(const uint16_t *x,
                                                const uint16_t *dy,
                                                uint16_t *dx,
                                                size_t rows,
                                                size_t n,
                                                int32_t layout,
                                                const activ8_swiglu_params *params);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_swiglu_along_f16(const uint16_t *x,
                                      uint16_t *y,
                                      size_t outer,
                                      size_t axis,
                                      size_t inner,
                                      int32_t layout,
                                      const activ8_swiglu_params *params);

// The gradient, along the axis like x.
activ8_status activ8_swiglu_along_backward_f16(const uint16_t *x,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t outer,
                                               size_t axis,
                                               size_t inner,
                                               int32_t layout,
                                               const activ8_swiglu_params *params);

// `y = act(gate) * value`.
activ8_status activ8_geglu_f16(const uint16_t *gate, const uint16_t *value, uint16_t *y, size_t n);

// Both gradients.
activ8_status activ8_geglu_backward_f16(const uint16_t *gate,
                                        const uint16_t *value,
                                        const uint16_t *dy,
                                        uint16_t *dgate,
                                        uint16_t *dvalue,
                                        size_t n);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_geglu_packed_f16(const uint16_t *x,
                                      uint16_t *y,
                                      size_t rows,
                                      size_t n,
                                      int32_t layout);

// The gradient, packed like x.
activ8_status activ8_geglu_packed_backward_f16(const uint16_t *x,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t rows,
                                               size_t n,
                                               int32_t layout);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_geglu_along_f16(const uint16_t *x,
                                     uint16_t *y,
                                     size_t outer,
                                     size_t axis,
                                     size_t inner,
                                     int32_t layout);

// The gradient, along the axis like x.
activ8_status activ8_geglu_along_backward_f16(const uint16_t *x,
                                              const uint16_t *dy,
                                              uint16_t *dx,
                                              size_t outer,
                                              size_t axis,
                                              size_t inner,
                                              int32_t layout);

// `y = act(gate) * value`.
activ8_status activ8_geglu_tanh_f16(const uint16_t *gate, const uint16_t *value, uint16_t *y, size_t n);

// Both gradients.
activ8_status activ8_geglu_tanh_backward_f16(const uint16_t *gate,
                                             const uint16_t *value,
                                             const uint16_t *dy,
                                             uint16_t *dgate,
                                             uint16_t *dvalue,
                                             size_t n);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_geglu_tanh_packed_f16(const uint16_t *x,
                                           uint16_t *y,
                                           size_t rows,
                                           size_t n,
                                           int32_t layout);

// The gradient, packed like x.
activ8_status activ8_geglu_tanh_packed_backward_f16(const uint16_t *x,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t rows,
                                                    size_t n,
                                                    int32_t layout);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_geglu_tanh_along_f16(const uint16_t *x,
                                          uint16_t *y,
                                          size_t outer,
                                          size_t axis,
                                          size_t inner,
                                          int32_t layout);

// The gradient, along the axis like x.
activ8_status activ8_geglu_tanh_along_backward_f16(const uint16_t *x,
                                                   const uint16_t *dy,
                                                   uint16_t *dx,
                                                   size_t outer,
                                                   size_t axis,
                                                   size_t inner,
                                                   int32_t layout);

// `y = act(gate) * value`.
activ8_status activ8_geglu_quick_f16(const uint16_t *gate, const uint16_t *value, uint16_t *y, size_t n);

// Both gradients.
activ8_status activ8_geglu_quick_backward_f16(const uint16_t *gate,
                                              const uint16_t *value,
                                              const uint16_t *dy,
                                              uint16_t *dgate,
                                              uint16_t *dvalue,
                                              size_t n);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_geglu_quick_packed_f16(const uint16_t *x,
                                            uint16_t *y,
                                            size_t rows,
                                            size_t n,
                                            int32_t layout);

// The gradient, packed like x.
activ8_status activ8_geglu_quick_packed_backward_f16(const uint16_t *x,
                                                     const uint16_t *dy,
                                                     uint16_t *dx,
                                                     size_t rows,
                                                     size_t n,
                                                     int32_t layout);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_geglu_quick_along_f16(const uint16_t *x,
                                           uint16_t *y,
                                           size_t outer,
                                           size_t axis,
                                           size_t inner,
                                           int32_t layout);

// The gradient, along the axis like x.
activ8_status activ8_geglu_quick_along_backward_f16(const uint16_t *x,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t outer,
                                                    size_t axis,
                                                    size_t inner,
                                                    int32_t layout);

// `y = act(gate) * value`.
activ8_status activ8_reglu_f16(const uint16_t *gate, const uint16_t *value, uint16_t *y, size_t n);

// Both gradients.
activ8_status activ8_reglu_backward_f16(const uint16_t *gate,
                                        const uint16_t *value,
                                        const uint16_t *dy,
                                        uint16_t *dgate,
                                        uint16_t *dvalue,
                                        size_t n);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_reglu_packed_f16(const uint16_t *x,
                                      uint16_t *y,
                                      size_t rows,
                                      size_t n,
                                      int32_t layout);

// The gradient, packed like x.
activ8_status activ8_reglu_packed_backward_f16(const uint16_t *x,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t rows,
                                               size_t n,
                                               int32_t layout);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_reglu_along_f16(const uint16_t *x,
                                     uint16_t *y,
                                     size_t outer,
                                     size_t axis,
                                     size_t inner,
                                     int32_t layout);

// The gradient, along the axis like x.
activ8_status activ8_reglu_along_backward_f16(const uint16_t *x,
                                              const uint16_t *dy,
                                              uint16_t *dx,
                                              size_t outer,
                                              size_t axis,
                                              size_t inner,
                                              int32_t layout);

// `y = act(gate) * value`.
activ8_status activ8_bilinear_f16(const uint16_t *gate, const uint16_t *value, uint16_t *y, size_t n);

// Both gradients.
activ8_status activ8_bilinear_backward_f16(const uint16_t *gate,
                                           const uint16_t *value,
                                           const uint16_t *dy,
                                           uint16_t *dgate,
                                           uint16_t *dvalue,
                                           size_t n);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_bilinear_packed_f16(const uint16_t *x,
                                         uint16_t *y,
                                         size_t rows,
                                         size_t n,
                                         int32_t layout);

// The gradient, packed like x.
activ8_status activ8_bilinear_packed_backward_f16(const uint16_t *x,
                                                  const uint16_t *dy,
                                                  uint16_t *dx,
                                                  size_t rows,
                                                  size_t n,
                                                  int32_t layout);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_bilinear_along_f16(const uint16_t *x,
                                        uint16_t *y,
                                        size_t outer,
                                        size_t axis,
                                        size_t inner,
                                        int32_t layout);

// The gradient, along the axis like x.
activ8_status activ8_bilinear_along_backward_f16(const uint16_t *x,
                                                 const uint16_t *dy,
                                                 uint16_t *dx,
                                                 size_t outer,
                                                 size_t axis,
                                                 size_t inner,
                                                 int32_t layout);

// `y = act(gate) * value`.
activ8_status activ8_swiglu_oai_f16(const uint16_t *gate,
                                    const uint16_t *value,
                                    uint16_t *y,
                                    size_t n,
                                    const activ8_swiglu_oai_params *params);

// Both gradients.
activ8_status activ8_swiglu_oai_backward_f16(const uint16_t *gate,
                                             const uint16_t *value,
                                             const uint16_t *dy,
                                             uint16_t *dgate,
                                             uint16_t *dvalue,
                                             size_t n,
                                             const activ8_swiglu_oai_params *params);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_swiglu_oai_packed_f16(const uint16_t *x,
                                           uint16_t *y,
                                           size_t rows,
                                           size_t n,
                                           int32_t layout,
                                           const activ8_swiglu_oai_params *params);

// The gradient, packed like x.
activ8_status activ8_swiglu_oai_packed_backward_f16(const uint16_t *x,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t rows,
                                                    size_t n,
                                                    int32_t layout,
                                                    const activ8_swiglu_oai_params *params);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_swiglu_oai_along_f16(const uint16_t *x,
                                          uint16_t *y,
                                          size_t outer,
                                          size_t axis,
                                          size_t inner,
                                          int32_t layout,
                                          const activ8_swiglu_oai_params *params);

// The gradient, along the axis like x.
activ8_status activ8_swiglu_oai_along_backward_f16(const uint16_t *x,
                                                   const uint16_t *dy,
                                                   uint16_t *dx,
                                                   size_t outer,
                                                   size_t axis,
                                                   size_t inner,
                                                   int32_t layout,
                                                   const activ8_swiglu_oai_params *params);

// `y = softmax(x)` of rows of n; y may be x.
activ8_status activ8_softmax_f16(const uint16_t *x, uint16_t *y, size_t rows, size_t n);

// The gradient of softmax for x, of rows of n.
activ8_status activ8_softmax_backward_f16(const uint16_t *x,
                                          const uint16_t *dy,
                                          uint16_t *dx,
                                          size_t rows,
                                          size_t n);

// `y = softmax(x)` of rows of n that begin so many elements apart; y may be x with the same stride.
activ8_status activ8_softmax_strided_f16(const uint16_t *x,
                                         size_t x_stride,
                                         uint16_t *y,
                                         size_t y_stride,
                                         size_t rows,
                                         size_t n);

// The gradient of softmax for x, of rows of n that begin so many elements apart.
activ8_status activ8_softmax_strided_backward_f16(const uint16_t *x,
                                                  size_t x_stride,
                                                  const uint16_t *dy,
                                                  size_t dy_stride,
                                                  uint16_t *dx,
                                                  size_t dx_stride,
                                                  size_t rows,
                                                  size_t n);

// `y = log_softmax(x)` of rows of n; y may be x.
activ8_status activ8_log_softmax_f16(const uint16_t *x, uint16_t *y, size_t rows, size_t n);

// The gradient of log_softmax for x, of rows of n.
activ8_status activ8_log_softmax_backward_f16(const uint16_t *x,
                                              const uint16_t *dy,
                                              uint16_t *dx,
                                              size_t rows,
                                              size_t n);

// `y = log_softmax(x)` of rows of n that begin so many elements apart; y may be x with the same stride.
activ8_status activ8_log_softmax_strided_f16(const uint16_t *x,
                                             size_t x_stride,
                                             uint16_t *y,
                                             size_t y_stride,
                                             size_t rows,
                                             size_t n);

// The gradient of log_softmax for x, of rows of n that begin so many elements apart.
activ8_status activ8_log_softmax_strided_backward_f16(const uint16_t *x,
                                                      size_t x_stride,
                                                      const uint16_t *dy,
                                                      size_t dy_stride,
                                                      uint16_t *dx,
                                                      size_t dx_stride,
                                                      size_t rows,
                                                      size_t n);

// `y = safe_softmax(x)` of rows of n; y may be x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_f16(const uint16_t *x,
                                      uint16_t *y,
                                      size_t rows,
                                      size_t n);

// The gradient of safe_softmax for x, of rows of n. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_backward_f16(const uint16_t *x,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t rows,
                                               size_t n);

// `y = safe_softmax(x)` of rows of n that begin so many elements apart; y may be x with the same stride. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_strided_f16(const uint16_t *x,
                                              size_t x_stride,
                                              uint16_t *y,
                                              size_t y_stride,
                                              size_t rows,
                                              size_t n);

// The gradient of safe_softmax for x, of rows of n that begin so many elements apart. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_strided_backward_f16(const uint16_t *x,
                                                       size_t x_stride,
                                                       const uint16_t *dy,
                                                       size_t dy_stride,
                                                       uint16_t *dx,
                                                       size_t dx_stride,
                                                       size_t rows,
                                                       size_t n);

// `y = safe_log_softmax(x)` of rows of n; y may be x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_f16(const uint16_t *x,
                                          uint16_t *y,
                                          size_t rows,
                                          size_t n);

// The gradient of safe_log_softmax for x, of rows of n. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_backward_f16(const uint16_t *x,
                                                   const uint16_t *dy,
                                                   uint16_t *dx,
                                                   size_t rows,
                                                   size_t n);

// `y = safe_log_softmax(x)` of rows of n that begin so many elements apart; y may be x with the same stride. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_strided_f16(const uint16_t *x,
                                                  size_t x_stride,
                                                  uint16_t *y,
                                                  size_t y_stride,
                                                  size_t rows,
                                                  size_t n);

// The gradient of safe_log_softmax for x, of rows of n that begin so many elements apart. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_strided_backward_f16(const uint16_t *x,
                                                           size_t x_stride,
                                                           const uint16_t *dy,
                                                           size_t dy_stride,
                                                           uint16_t *dx,
                                                           size_t dx_stride,
                                                           size_t rows,
                                                           size_t n);

// `y = softmin(x)` of rows of n; y may be x.
activ8_status activ8_softmin_f16(const uint16_t *x, uint16_t *y, size_t rows, size_t n);

// The gradient of softmin for x, of rows of n.
activ8_status activ8_softmin_backward_f16(const uint16_t *x,
                                          const uint16_t *dy,
                                          uint16_t *dx,
                                          size_t rows,
                                          size_t n);

// `y = softmin(x)` of rows of n that begin so many elements apart; y may be x with the same stride.
activ8_status activ8_softmin_strided_f16(const uint16_t *x,
                                         size_t x_stride,
                                         uint16_t *y,
                                         size_t y_stride,
                                         size_t rows,
                                         size_t n);

// The gradient of softmin for x, of rows of n that begin so many elements apart.
activ8_status activ8_softmin_strided_backward_f16(const uint16_t *x,
                                                  size_t x_stride,
                                                  const uint16_t *dy,
                                                  size_t dy_stride,
                                                  uint16_t *dx,
                                                  size_t dx_stride,
                                                  size_t rows,
                                                  size_t n);

// `y = hardmax(x)` of rows of n; y may be x.
activ8_status activ8_hardmax_f16(const uint16_t *x, uint16_t *y, size_t rows, size_t n);

// The gradient of hardmax for x, of rows of n.
activ8_status activ8_hardmax_backward_f16(const uint16_t *x,
                                          const uint16_t *dy,
                                          uint16_t *dx,
                                          size_t rows,
                                          size_t n);

// `y = hardmax(x)` of rows of n that begin so many elements apart; y may be x with the same stride.
activ8_status activ8_hardmax_strided_f16(const uint16_t *x,
                                         size_t x_stride,
                                         uint16_t *y,
                                         size_t y_stride,
                                         size_t rows,
                                         size_t n);

// The gradient of hardmax for x, of rows of n that begin so many elements apart.
activ8_status activ8_hardmax_strided_backward_f16(const uint16_t *x,
                                                  size_t x_stride,
                                                  const uint16_t *dy,
                                                  size_t dy_stride,
                                                  uint16_t *dx,
                                                  size_t dx_stride,
                                                  size_t rows,
                                                  size_t n);

// The gradient of softmax for x, of rows of n, from the output y.
activ8_status activ8_softmax_backward_from_output_f16(const uint16_t *y,
                                                      const uint16_t *dy,
                                                      uint16_t *dx,
                                                      size_t rows,
                                                      size_t n);

// The gradient of log_softmax for x, of rows of n, from the output y.
activ8_status activ8_log_softmax_backward_from_output_f16(const uint16_t *y,
                                                          const uint16_t *dy,
                                                          uint16_t *dx,
                                                          size_t rows,
                                                          size_t n);

// The gradient of safe_softmax for x, of rows of n, from the output y. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_backward_from_output_f16(const uint16_t *y,
                                                           const uint16_t *dy,
                                                           uint16_t *dx,
                                                           size_t rows,
                                                           size_t n);

// The gradient of safe_log_softmax for x, of rows of n, from the output y. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_backward_from_output_f16(const uint16_t *y,
                                                               const uint16_t *dy,
                                                               uint16_t *dx,
                                                               size_t rows,
                                                               size_t n);

// `y = softmax(x)` along the middle axis of a tensor (outer, axis, inner); y may be x.
activ8_status activ8_softmax_along_f16(const uint16_t *x,
                                       uint16_t *y,
                                       size_t outer,
                                       size_t axis,
                                       size_t inner);

// Its gradient for x.
activ8_status activ8_softmax_along_backward_f16(const uint16_t *x,
                                                const uint16_t *dy,
                                                uint16_t *dx,
                                                size_t outer,
                                                size_t axis,
                                                size_t inner);

// `y = log_softmax(x)` along the middle axis of a tensor (outer, axis, inner); y may be x.
activ8_status activ8_log_softmax_along_f16(const uint16_t *x,
                                           uint16_t *y,
                                           size_t outer,
                                           size_t axis,
                                           size_t inner);

// Its gradient for x.
activ8_status activ8_log_softmax_along_backward_f16(const uint16_t *x,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t outer,
                                                    size_t axis,
                                                    size_t inner);

// `y = safe_softmax(x)` along the middle axis of a tensor (outer, axis, inner); y may be x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_along_f16(const uint16_t *x,
                                            uint16_t *y,
                                            size_t outer,
                                            size_t axis,
                                            size_t inner);

// Its gradient for x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_along_backward_f16(const uint16_t *x,
                                                     const uint16_t *dy,
                                                     uint16_t *dx,
                                                     size_t outer,
                                                     size_t axis,
                                                     size_t inner);

// `y = safe_log_softmax(x)` along the middle axis of a tensor (outer, axis, inner); y may be x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_along_f16(const uint16_t *x,
                                                uint16_t *y,
                                                size_t outer,
                                                size_t axis,
                                                size_t inner);

// Its gradient for x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_along_backward_f16(const uint16_t *x,
                                                         const uint16_t *dy,
                                                         uint16_t *dx,
                                                         size_t outer,
                                                         size_t axis,
                                                         size_t inner);

// `y = softmin(x)` along the middle axis of a tensor (outer, axis, inner); y may be x.
activ8_status activ8_softmin_along_f16(const uint16_t *x,
                                       uint16_t *y,
                                       size_t outer,
                                       size_t axis,
                                       size_t inner);

// Its gradient for x.
activ8_status activ8_softmin_along_backward_f16(const uint16_t *x,
                                                const uint16_t *dy,
                                                uint16_t *dx,
                                                size_t outer,
                                                size_t axis,
                                                size_t inner);

// `y = hardmax(x)` along the middle axis of a tensor (outer, axis, inner); y may be x.
activ8_status activ8_hardmax_along_f16(const uint16_t *x,
                                       uint16_t *y,
                                       size_t outer,
                                       size_t axis,
                                       size_t inner);

// Its gradient for x.
activ8_status activ8_hardmax_along_backward_f16(const uint16_t *x,
                                                const uint16_t *dy,
                                                uint16_t *dx,
                                                size_t outer,
                                                size_t axis,
                                                size_t inner);

// Its gradient for x, from the output y.
activ8_status activ8_softmax_along_backward_from_output_f16(const uint16_t *y,
                                                            const uint16_t *dy,
                                                            uint16_t *dx,
                                                            size_t outer,
                                                            size_t axis,
                                                            size_t inner);

// Its gradient for x, from the output y.
activ8_status activ8_log_softmax_along_backward_from_output_f16(const uint16_t *y,
                                                                const uint16_t *dy,
                                                                uint16_t *dx,
                                                                size_t outer,
                                                                size_t axis,
                                                                size_t inner);

// Its gradient for x, from the output y. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_along_backward_from_output_f16(const uint16_t *y,
                                                                 const uint16_t *dy,
                                                                 uint16_t *dx,
                                                                 size_t outer,
                                                                 size_t axis,
                                                                 size_t inner);

// Its gradient for x, from the output y. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_along_backward_from_output_f16(const uint16_t *y,
                                                                     const uint16_t *dy,
                                                                     uint16_t *dx,
                                                                     size_t outer,
                                                                     size_t axis,
                                                                     size_t inner);

// `y = softmax(x)` of rows of keys, with the options that the parameters have; y may be x.
activ8_status activ8_attention_softmax_f16(const uint16_t *x,
                                           uint16_t *y,
                                           size_t rows,
                                           size_t keys,
                                           const activ8_attention_softmax_params *params);

// Its gradient for x.
activ8_status activ8_attention_softmax_backward_f16(const uint16_t *x,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t rows,
                                                    size_t keys,
                                                    const activ8_attention_softmax_params *params);

// `y = x` where x > 0, else `weight[c] * x`, of samples of channels of inner elements; y may be x.
activ8_status activ8_prelu_f16(const uint16_t *x,
                               uint16_t *y,
                               size_t n,
                               const float *weight,
                               size_t channels,
                               size_t inner);

// Its gradient for x.
activ8_status activ8_prelu_backward_f16(const uint16_t *x,
                                        const uint16_t *dy,
                                        uint16_t *dx,
                                        size_t n,
                                        const float *weight,
                                        size_t channels,
                                        size_t inner);

// `y = ln(sum(e^x))`, one number for each row of n.
activ8_status activ8_log_sum_exp_f16(const uint16_t *x, uint16_t *y, size_t rows, size_t n);

// Its gradient for x, from a dy of one number for each row.
activ8_status activ8_log_sum_exp_backward_f16(const uint16_t *x,
                                              const uint16_t *dy,
                                              uint16_t *dx,
                                              size_t rows,
                                              size_t n);

// The same along the middle axis of a tensor (outer, axis, inner), one number for each column: y is of (outer, inner).
activ8_status activ8_log_sum_exp_along_f16(const uint16_t *x,
                                           uint16_t *y,
                                           size_t outer,
                                           size_t axis,
                                           size_t inner);

// Its gradient for x, from a dy of one number for each column.
activ8_status activ8_log_sum_exp_along_backward_f16(const uint16_t *x,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t outer,
                                                    size_t axis,
                                                    size_t inner);

// activ8_log_sum_exp_backward, but 0 for rows of nothing but -infinity, where that is NaN.
activ8_status activ8_safe_log_sum_exp_backward_f16(const uint16_t *x,
                                                   const uint16_t *dy,
                                                   uint16_t *dx,
                                                   size_t rows,
                                                   size_t n);

// activ8_log_sum_exp_along_backward, but 0 for columns of nothing but -infinity, where that is NaN.
activ8_status activ8_safe_log_sum_exp_along_backward_f16(const uint16_t *x,
                                                         const uint16_t *dy,
                                                         uint16_t *dx,
                                                         size_t outer,
                                                         size_t axis,
                                                         size_t inner);

// `y = softmax((x + noise) / temperature)` of rows of n. The noise, as long as x, is of Gumbel's distribution, which the caller draws. activ8_hardmax of y makes one category of each sample.
activ8_status activ8_gumbel_softmax_f16(const uint16_t *x,
                                        const float *noise,
                                        uint16_t *y,
                                        size_t rows,
                                        size_t n,
                                        const activ8_gumbel_softmax_params *params);

// The gradient for x of rows of n, from the soft samples y and the gradient for soft or hard ones.
activ8_status activ8_gumbel_softmax_backward_f16(const uint16_t *y,
                                                 const uint16_t *dy,
                                                 uint16_t *dx,
                                                 size_t rows,
                                                 size_t n,
                                                 const activ8_gumbel_softmax_params *params);

// The k best experts of each row of logits, the best first, and their weights: k of both for each row.
activ8_status activ8_router_f16(const uint16_t *logits,
                                uint32_t *indices,
                                uint16_t *weights,
                                size_t rows,
                                size_t experts,
                                size_t k,
                                const activ8_router_params *params);

// The weights of experts that are given, k for each row of logits.
activ8_status activ8_router_weigh_f16(const uint16_t *logits,
                                      const uint32_t *indices,
                                      uint16_t *weights,
                                      size_t rows,
                                      size_t experts,
                                      size_t k,
                                      const activ8_router_params *params);

// The gradient for the logits from that for the weights of the experts that were chosen or given.
activ8_status activ8_router_backward_f16(const uint16_t *logits,
                                         const uint32_t *indices,
                                         const uint16_t *dweights,
                                         uint16_t *dlogits,
                                         size_t rows,
                                         size_t experts,
                                         size_t k,
                                         const activ8_router_params *params);

// The gradient of the reduced loss kl_div for the target t.
activ8_status activ8_kl_div_backward_target_f16(const uint16_t *x,
                                                const uint16_t *t,
                                                size_t n,
                                                const activ8_kl_div_params *params,
                                                uint16_t *dt);

// The same of each loss, not reduced, from dy, the gradient for it.
activ8_status activ8_kl_div_backward_target_each_f16(const uint16_t *x,
                                                     const uint16_t *t,
                                                     const uint16_t *dy,
                                                     size_t n,
                                                     const activ8_kl_div_params *params,
                                                     uint16_t *dt);

// Takes n more logits into account.
activ8_status activ8_softmax_state_update_f16(activ8_softmax_state *state, const uint16_t *x, size_t n);

// Takes n scores into account, which become `e^(score - max)`, and multiplies the accumulator of dim elements with what the weights of earlier ones are worth by the new maximum.
activ8_status activ8_softmax_state_attend_f16(activ8_softmax_state *state,
                                              uint16_t *scores,
                                              size_t n,
                                              float *accumulator,
                                              size_t dim);

// The forward verb of training: each x that is not positive takes the next of `uniform`, n numbers in [0, 1), for its slope, and `slopes` keeps what the gradient needs.
activ8_status activ8_rrelu_training_f16(const uint16_t *x,
                                        const float *uniform,
                                        uint16_t *y,
                                        uint16_t *slopes,
                                        size_t n,
                                        const activ8_rrelu_params *params);

// `dx = slopes * dy`.
activ8_status activ8_rrelu_training_backward_f16(const uint16_t *x,
                                                 const uint16_t *slopes,
                                                 const uint16_t *dy,
                                                 uint16_t *dx,
                                                 size_t n);

// Its gradient for the slopes.
activ8_status activ8_prelu_backward_weight_f16(const uint16_t *x,
                                               const uint16_t *dy,
                                               float *dweight,
                                               size_t n,
                                               const float *weight,
                                               size_t channels,
                                               size_t inner);

// Its gradient for the sinks, of which there are `params.sinks_len`.
activ8_status activ8_attention_softmax_backward_sinks_f16(const uint16_t *x,
                                                          const uint16_t *dy,
                                                          float *dsinks,
                                                          size_t rows,
                                                          size_t keys,
                                                          const activ8_attention_softmax_params *params);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_mse_f16(const uint16_t *x,
                             const uint16_t *t,
                             size_t n,
                             const activ8_mse_params *params,
                             float *value);

// Each loss, not reduced.
activ8_status activ8_mse_each_f16(const uint16_t *x,
                                  const uint16_t *t,
                                  size_t n,
                                  const activ8_mse_params *params,
                                  uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_mse_backward_f16(const uint16_t *x,
                                      const uint16_t *t,
                                      size_t n,
                                      const activ8_mse_params *params,
                                      uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_mse_backward_each_f16(const uint16_t *x,
                                           const uint16_t *t,
                                           const uint16_t *dy,
                                           size_t n,
                                           const activ8_mse_params *params,
                                           uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_mse_forward_backward_f16(const uint16_t *x,
                                              const uint16_t *t,
                                              size_t n,
                                              const activ8_mse_params *params,
                                              float *value,
                                              uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_l1_f16(const uint16_t *x,
                            const uint16_t *t,
                            size_t n,
                            const activ8_l1_params *params,
                            float *value);

// Each loss, not reduced.
activ8_status activ8_l1_each_f16(const uint16_t *x,
                                 const uint16_t *t,
                                 size_t n,
                                 const activ8_l1_params *params,
                                 uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_l1_backward_f16(const uint16_t *x,
                                     const uint16_t *t,
                                     size_t n,
                                     const activ8_l1_params *params,
                                     uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_l1_backward_each_f16(const uint16_t *x,
                                          const uint16_t *t,
                                          const uint16_t *dy,
                                          size_t n,
                                          const activ8_l1_params *params,
                                          uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_l1_forward_backward_f16(const uint16_t *x,
                                             const uint16_t *t,
                                             size_t n,
                                             const activ8_l1_params *params,
                                             float *value,
                                             uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_huber_f16(const uint16_t *x,
                               const uint16_t *t,
                               size_t n,
                               const activ8_huber_params *params,
                               float *value);

// Each loss, not reduced.
activ8_status activ8_huber_each_f16(const uint16_t *x,
                                    const uint16_t *t,
                                    size_t n,
                                    const activ8_huber_params *params,
                                    uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_huber_backward_f16(const uint16_t *x,
                                        const uint16_t *t,
                                        size_t n,
                                        const activ8_huber_params *params,
                                        uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_huber_backward_each_f16(const uint16_t *x,
                                             const uint16_t *t,
                                             const uint16_t *dy,
                                             size_t n,
                                             const activ8_huber_params *params,
                                             uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_huber_forward_backward_f16(const uint16_t *x,
                                                const uint16_t *t,
                                                size_t n,
                                                const activ8_huber_params *params,
                                                float *value,
                                                uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_smooth_l1_f16(const uint16_t *x,
                                   const uint16_t *t,
                                   size_t n,
                                   const activ8_smooth_l1_params *params,
                                   float *value);

// Each loss, not reduced.
activ8_status activ8_smooth_l1_each_f16(const uint16_t *x,
                                        const uint16_t *t,
                                        size_t n,
                                        const activ8_smooth_l1_params *params,
                                        uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_smooth_l1_backward_f16(const uint16_t *x,
                                            const uint16_t *t,
                                            size_t n,
                                            const activ8_smooth_l1_params *params,
                                            uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_smooth_l1_backward_each_f16(const uint16_t *x,
                                                 const uint16_t *t,
                                                 const uint16_t *dy,
                                                 size_t n,
                                                 const activ8_smooth_l1_params *params,
                                                 uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_smooth_l1_forward_backward_f16(const uint16_t *x,
                                                    const uint16_t *t,
                                                    size_t n,
                                                    const activ8_smooth_l1_params *params,
                                                    float *value,
                                                    uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_log_cosh_f16(const uint16_t *x,
                                  const uint16_t *t,
                                  size_t n,
                                  const activ8_log_cosh_params *params,
                                  float *value);

// Each loss, not reduced.
activ8_status activ8_log_cosh_each_f16(const uint16_t *x,
                                       const uint16_t *t,
                                       size_t n,
                                       const activ8_log_cosh_params *params,
                                       uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_log_cosh_backward_f16(const uint16_t *x,
                                           const uint16_t *t,
                                           size_t n,
                                           const activ8_log_cosh_params *params,
                                           uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_log_cosh_backward_each_f16(const uint16_t *x,
                                                const uint16_t *t,
                                                const uint16_t *dy,
                                                size_t n,
                                                const activ8_log_cosh_params *params,
                                                uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_log_cosh_forward_backward_f16(const uint16_t *x,
                                                   const uint16_t *t,
                                                   size_t n,
                                                   const activ8_log_cosh_params *params,
                                                   float *value,
                                                   uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_mape_f16(const uint16_t *x,
                              const uint16_t *t,
                              size_t n,
                              const activ8_mape_params *params,
                              float *value);

// Each loss, not reduced.
activ8_status activ8_mape_each_f16(const uint16_t *x,
                                   const uint16_t *t,
                                   size_t n,
                                   const activ8_mape_params *params,
                                   uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_mape_backward_f16(const uint16_t *x,
                                       const uint16_t *t,
                                       size_t n,
                                       const activ8_mape_params *params,
                                       uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_mape_backward_each_f16(const uint16_t *x,
                                            const uint16_t *t,
                                            const uint16_t *dy,
                                            size_t n,
                                            const activ8_mape_params *params,
                                            uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_mape_forward_backward_f16(const uint16_t *x,
                                               const uint16_t *t,
                                               size_t n,
                                               const activ8_mape_params *params,
                                               float *value,
                                               uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_quantile_f16(const uint16_t *x,
                                  const uint16_t *t,
                                  size_t n,
                                  const activ8_quantile_params *params,
                                  float *value);

// Each loss, not reduced.
activ8_status activ8_quantile_each_f16(const uint16_t *x,
                                       const uint16_t *t,
                                       size_t n,
                                       const activ8_quantile_params *params,
                                       uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_quantile_backward_f16(const uint16_t *x,
                                           const uint16_t *t,
                                           size_t n,
                                           const activ8_quantile_params *params,
                                           uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_quantile_backward_each_f16(const uint16_t *x,
                                                const uint16_t *t,
                                                const uint16_t *dy,
                                                size_t n,
                                                const activ8_quantile_params *params,
                                                uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_quantile_forward_backward_f16(const uint16_t *x,
                                                   const uint16_t *t,
                                                   size_t n,
                                                   const activ8_quantile_params *params,
                                                   float *value,
                                                   uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_bce_f16(const uint16_t *x,
                             const uint16_t *t,
                             size_t n,
                             const activ8_bce_params *params,
                             float *value);

// Each loss, not reduced.
activ8_status activ8_bce_each_f16(const uint16_t *x,
                                  const uint16_t *t,
                                  size_t n,
                                  const activ8_bce_params *params,
                                  uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_bce_backward_f16(const uint16_t *x,
                                      const uint16_t *t,
                                      size_t n,
                                      const activ8_bce_params *params,
                                      uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_bce_backward_each_f16(const uint16_t *x,
                                           const uint16_t *t,
                                           const uint16_t *dy,
                                           size_t n,
                                           const activ8_bce_params *params,
                                           uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_bce_forward_backward_f16(const uint16_t *x,
                                              const uint16_t *t,
                                              size_t n,
                                              const activ8_bce_params *params,
                                              float *value,
                                              uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_bce_with_logits_f16(const uint16_t *x,
                                         const uint16_t *t,
                                         size_t n,
                                         const activ8_bce_with_logits_params *params,
                                         float *value);

// Each loss, not reduced.
activ8_status activ8_bce_with_logits_each_f16(const uint16_t *x,
                                              const uint16_t *t,
                                              size_t n,
                                              const activ8_bce_with_logits_params *params,
                                              uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_bce_with_logits_backward_f16(const uint16_t *x,
                                                  const uint16_t *t,
                                                  size_t n,
                                                  const activ8_bce_with_logits_params *params,
                                                  uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_bce_with_logits_backward_each_f16(const uint16_t *x,
                                                       const uint16_t *t,
                                                       const uint16_t *dy,
                                                       size_t n,
                                                       const activ8_bce_with_logits_params *params,
                                                       uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_bce_with_logits_forward_backward_f16(const uint16_t *x,
                                                          const uint16_t *t,
                                                          size_t n,
                                                          const activ8_bce_with_logits_params *params,
                                                          float *value,
                                                          uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_sigmoid_focal_f16(const uint16_t *x,
                                       const uint16_t *t,
                                       size_t n,
                                       const activ8_sigmoid_focal_params *params,
                                       float *value);

// Each loss, not reduced.
activ8_status activ8_sigmoid_focal_each_f16(const uint16_t *x,
                                            const uint16_t *t,
                                            size_t n,
                                            const activ8_sigmoid_focal_params *params,
                                            uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_sigmoid_focal_backward_f16(const uint16_t *x,
                                                const uint16_t *t,
                                                size_t n,
                                                const activ8_sigmoid_focal_params *params,
                                                uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_sigmoid_focal_backward_each_f16(const uint16_t *x,
                                                     const uint16_t *t,
                                                     const uint16_t *dy,
                                                     size_t n,
                                                     const activ8_sigmoid_focal_params *params,
                                                     uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_sigmoid_focal_forward_backward_f16(const uint16_t *x,
                                                        const uint16_t *t,
                                                        size_t n,
                                                        const activ8_sigmoid_focal_params *params,
                                                        float *value,
                                                        uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_kl_div_f16(const uint16_t *x,
                                const uint16_t *t,
                                size_t n,
                                const activ8_kl_div_params *params,
                                float *value);

// Each loss, not reduced.
activ8_status activ8_kl_div_each_f16(const uint16_t *x,
                                     const uint16_t *t,
                                     size_t n,
                                     const activ8_kl_div_params *params,
                                     uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_kl_div_backward_f16(const uint16_t *x,
                                         const uint16_t *t,
                                         size_t n,
                                         const activ8_kl_div_params *params,
                                         uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_kl_div_backward_each_f16(const uint16_t *x,
                                              const uint16_t *t,
                                              const uint16_t *dy,
                                              size_t n,
                                              const activ8_kl_div_params *params,
                                              uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_kl_div_forward_backward_f16(const uint16_t *x,
                                                 const uint16_t *t,
                                                 size_t n,
                                                 const activ8_kl_div_params *params,
                                                 float *value,
                                                 uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_jensen_shannon_f16(const uint16_t *x,
                                        const uint16_t *t,
                                        size_t n,
                                        const activ8_jensen_shannon_params *params,
                                        float *value);

// Each loss, not reduced.
activ8_status activ8_jensen_shannon_each_f16(const uint16_t *x,
                                             const uint16_t *t,
                                             size_t n,
                                             const activ8_jensen_shannon_params *params,
                                             uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_jensen_shannon_backward_f16(const uint16_t *x,
                                                 const uint16_t *t,
                                                 size_t n,
                                                 const activ8_jensen_shannon_params *params,
                                                 uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_jensen_shannon_backward_each_f16(const uint16_t *x,
                                                      const uint16_t *t,
                                                      const uint16_t *dy,
                                                      size_t n,
                                                      const activ8_jensen_shannon_params *params,
                                                      uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_jensen_shannon_forward_backward_f16(const uint16_t *x,
                                                         const uint16_t *t,
                                                         size_t n,
                                                         const activ8_jensen_shannon_params *params,
                                                         float *value,
                                                         uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_poisson_nll_f16(const uint16_t *x,
                                     const uint16_t *t,
                                     size_t n,
                                     const activ8_poisson_nll_params *params,
                                     float *value);

// Each loss, not reduced.
activ8_status activ8_poisson_nll_each_f16(const uint16_t *x,
                                          const uint16_t *t,
                                          size_t n,
                                          const activ8_poisson_nll_params *params,
                                          uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_poisson_nll_backward_f16(const uint16_t *x,
                                              const uint16_t *t,
                                              size_t n,
                                              const activ8_poisson_nll_params *params,
                                              uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_poisson_nll_backward_each_f16(const uint16_t *x,
                                                   const uint16_t *t,
                                                   const uint16_t *dy,
                                                   size_t n,
                                                   const activ8_poisson_nll_params *params,
                                                   uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_poisson_nll_forward_backward_f16(const uint16_t *x,
                                                      const uint16_t *t,
                                                      size_t n,
                                                      const activ8_poisson_nll_params *params,
                                                      float *value,
                                                      uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_fixed_gaussian_nll_f16(const uint16_t *x,
                                            const uint16_t *t,
                                            size_t n,
                                            const activ8_fixed_gaussian_nll_params *params,
                                            float *value);

// Each loss, not reduced.
activ8_status activ8_fixed_gaussian_nll_each_f16(const uint16_t *x,
                                                 const uint16_t *t,
                                                 size_t n,
                                                 const activ8_fixed_gaussian_nll_params *params,
                                                 uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_fixed_gaussian_nll_backward_f16(const uint16_t *x,
                                                     const uint16_t *t,
                                                     size_t n,
                                                     const activ8_fixed_gaussian_nll_params *params,
                                                     uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_fixed_gaussian_nll_backward_each_f16(const uint16_t *x,
                                                          const uint16_t *t,
                                                          const uint16_t *dy,
                                                          size_t n,
                                                          const activ8_fixed_gaussian_nll_params *params,
                                                          uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_fixed_gaussian_nll_forward_backward_f16(const uint16_t *x,
                                                             const uint16_t *t,
                                                             size_t n,
                                                             const activ8_fixed_gaussian_nll_params *params,
                                                             float *value,
                                                             uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_hinge_f16(const uint16_t *x,
                               const uint16_t *t,
                               size_t n,
                               const activ8_hinge_params *params,
                               float *value);

// Each loss, not reduced.
activ8_status activ8_hinge_each_f16(const uint16_t *x,
                                    const uint16_t *t,
                                    size_t n,
                                    const activ8_hinge_params *params,
                                    uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_hinge_backward_f16(const uint16_t *x,
                                        const uint16_t *t,
                                        size_t n,
                                        const activ8_hinge_params *params,
                                        uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_hinge_backward_each_f16(const uint16_t *x,
                                             const uint16_t *t,
                                             const uint16_t *dy,
                                             size_t n,
                                             const activ8_hinge_params *params,
                                             uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_hinge_forward_backward_f16(const uint16_t *x,
                                                const uint16_t *t,
                                                size_t n,
                                                const activ8_hinge_params *params,
                                                float *value,
                                                uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_squared_hinge_f16(const uint16_t *x,
                                       const uint16_t *t,
                                       size_t n,
                                       const activ8_squared_hinge_params *params,
                                       float *value);

// Each loss, not reduced.
activ8_status activ8_squared_hinge_each_f16(const uint16_t *x,
                                            const uint16_t *t,
                                            size_t n,
                                            const activ8_squared_hinge_params *params,
                                            uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_squared_hinge_backward_f16(const uint16_t *x,
                                                const uint16_t *t,
                                                size_t n,
                                                const activ8_squared_hinge_params *params,
                                                uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_squared_hinge_backward_each_f16(const uint16_t *x,
                                                     const uint16_t *t,
                                                     const uint16_t *dy,
                                                     size_t n,
                                                     const activ8_squared_hinge_params *params,
                                                     uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_squared_hinge_forward_backward_f16(const uint16_t *x,
                                                        const uint16_t *t,
                                                        size_t n,
                                                        const activ8_squared_hinge_params *params,
                                                        float *value,
                                                        uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_hinge_embedding_f16(const uint16_t *x,
                                         const uint16_t *t,
                                         size_t n,
                                         const activ8_hinge_embedding_params *params,
                                         float *value);

// Each loss, not reduced.
activ8_status activ8_hinge_embedding_each_f16(const uint16_t *x,
                                              const uint16_t *t,
                                              size_t n,
                                              const activ8_hinge_embedding_params *params,
                                              uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_hinge_embedding_backward_f16(const uint16_t *x,
                                                  const uint16_t *t,
                                                  size_t n,
                                                  const activ8_hinge_embedding_params *params,
                                                  uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_hinge_embedding_backward_each_f16(const uint16_t *x,
                                                       const uint16_t *t,
                                                       const uint16_t *dy,
                                                       size_t n,
                                                       const activ8_hinge_embedding_params *params,
                                                       uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_hinge_embedding_forward_backward_f16(const uint16_t *x,
                                                          const uint16_t *t,
                                                          size_t n,
                                                          const activ8_hinge_embedding_params *params,
                                                          float *value,
                                                          uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_soft_margin_f16(const uint16_t *x,
                                     const uint16_t *t,
                                     size_t n,
                                     const activ8_soft_margin_params *params,
                                     float *value);

// Each loss, not reduced.
activ8_status activ8_soft_margin_each_f16(const uint16_t *x,
                                          const uint16_t *t,
                                          size_t n,
                                          const activ8_soft_margin_params *params,
                                          uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_soft_margin_backward_f16(const uint16_t *x,
                                              const uint16_t *t,
                                              size_t n,
                                              const activ8_soft_margin_params *params,
                                              uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_soft_margin_backward_each_f16(const uint16_t *x,
                                                   const uint16_t *t,
                                                   const uint16_t *dy,
                                                   size_t n,
                                                   const activ8_soft_margin_params *params,
                                                   uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_soft_margin_forward_backward_f16(const uint16_t *x,
                                                      const uint16_t *t,
                                                      size_t n,
                                                      const activ8_soft_margin_params *params,
                                                      float *value,
                                                      uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_categorical_cross_entropy_f16(const uint16_t *x,
                                                   const uint16_t *t,
                                                   size_t rows,
                                                   size_t row,
                                                   const activ8_categorical_cross_entropy_params *params,
                                                   float *value);

// Each loss, not reduced.
activ8_status activ8_categorical_cross_entropy_each_f16(const uint16_t *x,
                                                        const uint16_t *t,
                                                        size_t rows,
                                                        size_t row,
                                                        const activ8_categorical_cross_entropy_params *params,
                                                        uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_categorical_cross_entropy_backward_f16(const uint16_t *x,
                                                            const uint16_t *t,
                                                            size_t rows,
                                                            size_t row,
                                                            const activ8_categorical_cross_entropy_params *params,
                                                            uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_categorical_cross_entropy_backward_each_f16(const uint16_t *x,
                                                                 const uint16_t *t,
                                                                 const uint16_t *dy,
                                                                 size_t rows,
                                                                 size_t row,
                                                                 const activ8_categorical_cross_entropy_params *params,
                                                                 uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_categorical_cross_entropy_forward_backward_f16(const uint16_t *x,
                                                                    const uint16_t *t,
                                                                    size_t rows,
                                                                    size_t row,
                                                                    const activ8_categorical_cross_entropy_params *params,
                                                                    float *value,
                                                                    uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_categorical_focal_f16(const uint16_t *x,
                                           const uint16_t *t,
                                           size_t rows,
                                           size_t row,
                                           const activ8_categorical_focal_params *params,
                                           float *value);

// Each loss, not reduced.
activ8_status activ8_categorical_focal_each_f16(const uint16_t *x,
                                                const uint16_t *t,
                                                size_t rows,
                                                size_t row,
                                                const activ8_categorical_focal_params *params,
                                                uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_categorical_focal_backward_f16(const uint16_t *x,
                                                    const uint16_t *t,
                                                    size_t rows,
                                                    size_t row,
                                                    const activ8_categorical_focal_params *params,
                                                    uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_categorical_focal_backward_each_f16(const uint16_t *x,
                                                         const uint16_t *t,
                                                         const uint16_t *dy,
                                                         size_t rows,
                                                         size_t row,
                                                         const activ8_categorical_focal_params *params,
                                                         uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_categorical_focal_forward_backward_f16(const uint16_t *x,
                                                            const uint16_t *t,
                                                            size_t rows,
                                                            size_t row,
                                                            const activ8_categorical_focal_params *params,
                                                            float *value,
                                                            uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_dice_f16(const uint16_t *x,
                              const uint16_t *t,
                              size_t rows,
                              size_t row,
                              const activ8_dice_params *params,
                              float *value);

// Each loss, not reduced.
activ8_status activ8_dice_each_f16(const uint16_t *x,
                                   const uint16_t *t,
                                   size_t rows,
                                   size_t row,
                                   const activ8_dice_params *params,
                                   uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_dice_backward_f16(const uint16_t *x,
                                       const uint16_t *t,
                                       size_t rows,
                                       size_t row,
                                       const activ8_dice_params *params,
                                       uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_dice_backward_each_f16(const uint16_t *x,
                                            const uint16_t *t,
                                            const uint16_t *dy,
                                            size_t rows,
                                            size_t row,
                                            const activ8_dice_params *params,
                                            uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_dice_forward_backward_f16(const uint16_t *x,
                                               const uint16_t *t,
                                               size_t rows,
                                               size_t row,
                                               const activ8_dice_params *params,
                                               float *value,
                                               uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_tversky_f16(const uint16_t *x,
                                 const uint16_t *t,
                                 size_t rows,
                                 size_t row,
                                 const activ8_tversky_params *params,
                                 float *value);

// Each loss, not reduced.
activ8_status activ8_tversky_each_f16(const uint16_t *x,
                                      const uint16_t *t,
                                      size_t rows,
                                      size_t row,
                                      const activ8_tversky_params *params,
                                      uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_tversky_backward_f16(const uint16_t *x,
                                          const uint16_t *t,
                                          size_t rows,
                                          size_t row,
                                          const activ8_tversky_params *params,
                                          uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_tversky_backward_each_f16(const uint16_t *x,
                                               const uint16_t *t,
                                               const uint16_t *dy,
                                               size_t rows,
                                               size_t row,
                                               const activ8_tversky_params *params,
                                               uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_tversky_forward_backward_f16(const uint16_t *x,
                                                  const uint16_t *t,
                                                  size_t rows,
                                                  size_t row,
                                                  const activ8_tversky_params *params,
                                                  float *value,
                                                  uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_multilabel_soft_margin_f16(const uint16_t *x,
                                                const uint16_t *t,
                                                size_t rows,
                                                size_t row,
                                                const activ8_multilabel_soft_margin_params *params,
                                                float *value);

// Each loss, not reduced.
activ8_status activ8_multilabel_soft_margin_each_f16(const uint16_t *x,
                                                     const uint16_t *t,
                                                     size_t rows,
                                                     size_t row,
                                                     const activ8_multilabel_soft_margin_params *params,
                                                     uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_multilabel_soft_margin_backward_f16(const uint16_t *x,
                                                         const uint16_t *t,
                                                         size_t rows,
                                                         size_t row,
                                                         const activ8_multilabel_soft_margin_params *params,
                                                         uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_multilabel_soft_margin_backward_each_f16(const uint16_t *x,
                                                              const uint16_t *t,
                                                              const uint16_t *dy,
                                                              size_t rows,
                                                              size_t row,
                                                              const activ8_multilabel_soft_margin_params *params,
                                                              uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_multilabel_soft_margin_forward_backward_f16(const uint16_t *x,
                                                                 const uint16_t *t,
                                                                 size_t rows,
                                                                 size_t row,
                                                                 const activ8_multilabel_soft_margin_params *params,
                                                                 float *value,
                                                                 uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_multilabel_margin_f16(const uint16_t *x,
                                           const int64_t *t,
                                           size_t rows,
                                           size_t row,
                                           const activ8_multilabel_margin_params *params,
                                           float *value);

// Each loss, not reduced.
activ8_status activ8_multilabel_margin_each_f16(const uint16_t *x,
                                                const int64_t *t,
                                                size_t rows,
                                                size_t row,
                                                const activ8_multilabel_margin_params *params,
                                                uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_multilabel_margin_backward_f16(const uint16_t *x,
                                                    const int64_t *t,
                                                    size_t rows,
                                                    size_t row,
                                                    const activ8_multilabel_margin_params *params,
                                                    uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_multilabel_margin_backward_each_f16(const uint16_t *x,
                                                         const int64_t *t,
                                                         const uint16_t *dy,
                                                         size_t rows,
                                                         size_t row,
                                                         const activ8_multilabel_margin_params *params,
                                                         uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_multilabel_margin_forward_backward_f16(const uint16_t *x,
                                                            const int64_t *t,
                                                            size_t rows,
                                                            size_t row,
                                                            const activ8_multilabel_margin_params *params,
                                                            float *value,
                                                            uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_cross_entropy_f16(const uint16_t *x,
                                       const int64_t *t,
                                       size_t rows,
                                       size_t row,
                                       const activ8_cross_entropy_params *params,
                                       float *value);

// Each loss, not reduced.
activ8_status activ8_cross_entropy_each_f16(const uint16_t *x,
                                            const int64_t *t,
                                            size_t rows,
                                            size_t row,
                                            const activ8_cross_entropy_params *params,
                                            uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_cross_entropy_backward_f16(const uint16_t *x,
                                                const int64_t *t,
                                                size_t rows,
                                                size_t row,
                                                const activ8_cross_entropy_params *params,
                                                uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_cross_entropy_backward_each_f16(const uint16_t *x,
                                                     const int64_t *t,
                                                     const uint16_t *dy,
                                                     size_t rows,
                                                     size_t row,
                                                     const activ8_cross_entropy_params *params,
                                                     uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_cross_entropy_forward_backward_f16(const uint16_t *x,
                                                        const int64_t *t,
                                                        size_t rows,
                                                        size_t row,
                                                        const activ8_cross_entropy_params *params,
                                                        float *value,
                                                        uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_soft_cross_entropy_f16(const uint16_t *x,
                                            const uint16_t *t,
                                            size_t rows,
                                            size_t row,
                                            const activ8_soft_cross_entropy_params *params,
                                            float *value);

// Each loss, not reduced.
activ8_status activ8_soft_cross_entropy_each_f16(const uint16_t *x,
                                                 const uint16_t *t,
                                                 size_t rows,
                                                 size_t row,
                                                 const activ8_soft_cross_entropy_params *params,
                                                 uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_soft_cross_entropy_backward_f16(const uint16_t *x,
                                                     const uint16_t *t,
                                                     size_t rows,
                                                     size_t row,
                                                     const activ8_soft_cross_entropy_params *params,
                                                     uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_soft_cross_entropy_backward_each_f16(const uint16_t *x,
                                                          const uint16_t *t,
                                                          const uint16_t *dy,
                                                          size_t rows,
                                                          size_t row,
                                                          const activ8_soft_cross_entropy_params *params,
                                                          uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_soft_cross_entropy_forward_backward_f16(const uint16_t *x,
                                                             const uint16_t *t,
                                                             size_t rows,
                                                             size_t row,
                                                             const activ8_soft_cross_entropy_params *params,
                                                             float *value,
                                                             uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_nll_f16(const uint16_t *x,
                             const int64_t *t,
                             size_t rows,
                             size_t row,
                             const activ8_nll_params *params,
                             float *value);

// Each loss, not reduced.
activ8_status activ8_nll_each_f16(const uint16_t *x,
                                  const int64_t *t,
                                  size_t rows,
                                  size_t row,
                                  const activ8_nll_params *params,
                                  uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_nll_backward_f16(const uint16_t *x,
                                      const int64_t *t,
                                      size_t rows,
                                      size_t row,
                                      const activ8_nll_params *params,
                                      uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_nll_backward_each_f16(const uint16_t *x,
                                           const int64_t *t,
                                           const uint16_t *dy,
                                           size_t rows,
                                           size_t row,
                                           const activ8_nll_params *params,
                                           uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_nll_forward_backward_f16(const uint16_t *x,
                                              const int64_t *t,
                                              size_t rows,
                                              size_t row,
                                              const activ8_nll_params *params,
                                              float *value,
                                              uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_multi_margin_f16(const uint16_t *x,
                                      const int64_t *t,
                                      size_t rows,
                                      size_t row,
                                      const activ8_multi_margin_params *params,
                                      float *value);

// Each loss, not reduced.
activ8_status activ8_multi_margin_each_f16(const uint16_t *x,
                                           const int64_t *t,
                                           size_t rows,
                                           size_t row,
                                           const activ8_multi_margin_params *params,
                                           uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_multi_margin_backward_f16(const uint16_t *x,
                                               const int64_t *t,
                                               size_t rows,
                                               size_t row,
                                               const activ8_multi_margin_params *params,
                                               uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_multi_margin_backward_each_f16(const uint16_t *x,
                                                    const int64_t *t,
                                                    const uint16_t *dy,
                                                    size_t rows,
                                                    size_t row,
                                                    const activ8_multi_margin_params *params,
                                                    uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_multi_margin_forward_backward_f16(const uint16_t *x,
                                                       const int64_t *t,
                                                       size_t rows,
                                                       size_t row,
                                                       const activ8_multi_margin_params *params,
                                                       float *value,
                                                       uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_ctc_f16(const uint16_t *x,
                             const int64_t *t,
                             size_t labels,
                             size_t steps,
                             size_t sequences,
                             size_t classes,
                             const size_t *input_lengths,
                             const size_t *target_lengths,
                             const activ8_ctc_params *params,
                             float *value);

// Each loss, not reduced.
activ8_status activ8_ctc_each_f16(const uint16_t *x,
                                  const int64_t *t,
                                  size_t labels,
                                  size_t steps,
                                  size_t sequences,
                                  size_t classes,
                                  const size_t *input_lengths,
                                  const size_t *target_lengths,
                                  const activ8_ctc_params *params,
                                  uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_ctc_backward_f16(const uint16_t *x,
                                      const int64_t *t,
                                      size_t labels,
                                      size_t steps,
                                      size_t sequences,
                                      size_t classes,
                                      const size_t *input_lengths,
                                      const size_t *target_lengths,
                                      const activ8_ctc_params *params,
                                      uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_ctc_backward_each_f16(const uint16_t *x,
                                           const int64_t *t,
                                           const uint16_t *dy,
                                           size_t labels,
                                           size_t steps,
                                           size_t sequences,
                                           size_t classes,
                                           const size_t *input_lengths,
                                           const size_t *target_lengths,
                                           const activ8_ctc_params *params,
                                           uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_ctc_forward_backward_f16(const uint16_t *x,
                                              const int64_t *t,
                                              size_t labels,
                                              size_t steps,
                                              size_t sequences,
                                              size_t classes,
                                              const size_t *input_lengths,
                                              const size_t *target_lengths,
                                              const activ8_ctc_params *params,
                                              float *value,
                                              uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_margin_ranking_f16(const uint16_t *first,
                                        const uint16_t *second,
                                        const uint16_t *t,
                                        size_t n,
                                        const activ8_margin_ranking_params *params,
                                        float *value);

// Each loss, not reduced.
activ8_status activ8_margin_ranking_each_f16(const uint16_t *first,
                                             const uint16_t *second,
                                             const uint16_t *t,
                                             size_t n,
                                             const activ8_margin_ranking_params *params,
                                             uint16_t *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_margin_ranking_backward_f16(const uint16_t *first,
                                                 const uint16_t *second,
                                                 const uint16_t *t,
                                                 size_t n,
                                                 const activ8_margin_ranking_params *params,
                                                 uint16_t *dfirst,
                                                 uint16_t *dsecond);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_margin_ranking_backward_each_f16(const uint16_t *first,
                                                      const uint16_t *second,
                                                      const uint16_t *t,
                                                      const uint16_t *dy,
                                                      size_t n,
                                                      const activ8_margin_ranking_params *params,
                                                      uint16_t *dfirst,
                                                      uint16_t *dsecond);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_margin_ranking_forward_backward_f16(const uint16_t *first,
                                                         const uint16_t *second,
                                                         const uint16_t *t,
                                                         size_t n,
                                                         const activ8_margin_ranking_params *params,
                                                         float *value,
                                                         uint16_t *dfirst,
                                                         uint16_t *dsecond);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_gaussian_nll_f16(const uint16_t *mean,
                                      const uint16_t *variance,
                                      const uint16_t *t,
                                      size_t n,
                                      const activ8_gaussian_nll_params *params,
                                      float *value);

// Each loss, not reduced.
activ8_status activ8_gaussian_nll_each_f16(const uint16_t *mean,
                                           const uint16_t *variance,
                                           const uint16_t *t,
                                           size_t n,
                                           const activ8_gaussian_nll_params *params,
                                           uint16_t *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_gaussian_nll_backward_f16(const uint16_t *mean,
                                               const uint16_t *variance,
                                               const uint16_t *t,
                                               size_t n,
                                               const activ8_gaussian_nll_params *params,
                                               uint16_t *dmean,
                                               uint16_t *dvariance);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_gaussian_nll_backward_each_f16(const uint16_t *mean,
                                                    const uint16_t *variance,
                                                    const uint16_t *t,
                                                    const uint16_t *dy,
                                                    size_t n,
                                                    const activ8_gaussian_nll_params *params,
                                                    uint16_t *dmean,
                                                    uint16_t *dvariance);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_gaussian_nll_forward_backward_f16(const uint16_t *mean,
                                                       const uint16_t *variance,
                                                       const uint16_t *t,
                                                       size_t n,
                                                       const activ8_gaussian_nll_params *params,
                                                       float *value,
                                                       uint16_t *dmean,
                                                       uint16_t *dvariance);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_cosine_embedding_f16(const uint16_t *first,
                                          const uint16_t *second,
                                          const uint16_t *t,
                                          size_t rows,
                                          size_t row,
                                          const activ8_cosine_embedding_params *params,
                                          float *value);

// Each loss, not reduced.
activ8_status activ8_cosine_embedding_each_f16(const uint16_t *first,
                                               const uint16_t *second,
                                               const uint16_t *t,
                                               size_t rows,
                                               size_t row,
                                               const activ8_cosine_embedding_params *params,
                                               uint16_t *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_cosine_embedding_backward_f16(const uint16_t *first,
                                                   const uint16_t *second,
                                                   const uint16_t *t,
                                                   size_t rows,
                                                   size_t row,
                                                   const activ8_cosine_embedding_params *params,
                                                   uint16_t *dfirst,
                                                   uint16_t *dsecond);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_cosine_embedding_backward_each_f16(const uint16_t *first,
                                                        const uint16_t *second,
                                                        const uint16_t *t,
                                                        const uint16_t *dy,
                                                        size_t rows,
                                                        size_t row,
                                                        const activ8_cosine_embedding_params *params,
                                                        uint16_t *dfirst,
                                                        uint16_t *dsecond);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_cosine_embedding_forward_backward_f16(const uint16_t *first,
                                                           const uint16_t *second,
                                                           const uint16_t *t,
                                                           size_t rows,
                                                           size_t row,
                                                           const activ8_cosine_embedding_params *params,
                                                           float *value,
                                                           uint16_t *dfirst,
                                                           uint16_t *dsecond);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_triplet_margin_f16(const uint16_t *anchor,
                                        const uint16_t *positive,
                                        const uint16_t *negative,
                                        size_t rows,
                                        size_t row,
                                        const activ8_triplet_margin_params *params,
                                        float *value);

// Each loss, not reduced.
activ8_status activ8_triplet_margin_each_f16(const uint16_t *anchor,
                                             const uint16_t *positive,
                                             const uint16_t *negative,
                                             size_t rows,
                                             size_t row,
                                             const activ8_triplet_margin_params *params,
                                             uint16_t *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_triplet_margin_backward_f16(const uint16_t *anchor,
                                                 const uint16_t *positive,
                                                 const uint16_t *negative,
                                                 size_t rows,
                                                 size_t row,
                                                 const activ8_triplet_margin_params *params,
                                                 uint16_t *danchor,
                                                 uint16_t *dpositive,
                                                 uint16_t *dnegative);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_triplet_margin_backward_each_f16(const uint16_t *anchor,
                                                      const uint16_t *positive,
                                                      const uint16_t *negative,
                                                      const uint16_t *dy,
                                                      size_t rows,
                                                      size_t row,
                                                      const activ8_triplet_margin_params *params,
                                                      uint16_t *danchor,
                                                      uint16_t *dpositive,
                                                      uint16_t *dnegative);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_triplet_margin_forward_backward_f16(const uint16_t *anchor,
                                                         const uint16_t *positive,
                                                         const uint16_t *negative,
                                                         size_t rows,
                                                         size_t row,
                                                         const activ8_triplet_margin_params *params,
                                                         float *value,
                                                         uint16_t *danchor,
                                                         uint16_t *dpositive,
                                                         uint16_t *dnegative);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_info_nce_f16(const uint16_t *first,
                                  const uint16_t *second,
                                  size_t rows,
                                  size_t row,
                                  const activ8_info_nce_params *params,
                                  float *value);

// Each loss, not reduced.
activ8_status activ8_info_nce_each_f16(const uint16_t *first,
                                       const uint16_t *second,
                                       size_t rows,
                                       size_t row,
                                       const activ8_info_nce_params *params,
                                       uint16_t *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_info_nce_backward_f16(const uint16_t *first,
                                           const uint16_t *second,
                                           size_t rows,
                                           size_t row,
                                           const activ8_info_nce_params *params,
                                           uint16_t *dfirst,
                                           uint16_t *dsecond);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_info_nce_backward_each_f16(const uint16_t *first,
                                                const uint16_t *second,
                                                const uint16_t *dy,
                                                size_t rows,
                                                size_t row,
                                                const activ8_info_nce_params *params,
                                                uint16_t *dfirst,
                                                uint16_t *dsecond);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_info_nce_forward_backward_f16(const uint16_t *first,
                                                   const uint16_t *second,
                                                   size_t rows,
                                                   size_t row,
                                                   const activ8_info_nce_params *params,
                                                   float *value,
                                                   uint16_t *dfirst,
                                                   uint16_t *dsecond);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_linear_cross_entropy_f16(const uint16_t *hidden,
                                              const uint16_t *weight,
                                              const int64_t *t,
                                              size_t rows,
                                              size_t dim,
                                              size_t classes,
                                              const activ8_cross_entropy_params *params,
                                              float *value);

// Each loss, not reduced.
activ8_status activ8_linear_cross_entropy_each_f16(const uint16_t *hidden,
                                                   const uint16_t *weight,
                                                   const int64_t *t,
                                                   size_t rows,
                                                   size_t dim,
                                                   size_t classes,
                                                   const activ8_cross_entropy_params *params,
                                                   uint16_t *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_linear_cross_entropy_backward_f16(const uint16_t *hidden,
                                                       const uint16_t *weight,
                                                       const int64_t *t,
                                                       size_t rows,
                                                       size_t dim,
                                                       size_t classes,
                                                       const activ8_cross_entropy_params *params,
                                                       uint16_t *dhidden,
                                                       uint16_t *dweight);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_linear_cross_entropy_backward_each_f16(const uint16_t *hidden,
                                                            const uint16_t *weight,
                                                            const int64_t *t,
                                                            const uint16_t *dy,
                                                            size_t rows,
                                                            size_t dim,
                                                            size_t classes,
                                                            const activ8_cross_entropy_params *params,
                                                            uint16_t *dhidden,
                                                            uint16_t *dweight);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_linear_cross_entropy_forward_backward_f16(const uint16_t *hidden,
                                                               const uint16_t *weight,
                                                               const int64_t *t,
                                                               size_t rows,
                                                               size_t dim,
                                                               size_t classes,
                                                               const activ8_cross_entropy_params *params,
                                                               float *value,
                                                               uint16_t *dhidden,
                                                               uint16_t *dweight);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_linear_biased_cross_entropy_f16(const uint16_t *hidden,
                                                     const uint16_t *weight,
                                                     const uint16_t *bias,
                                                     const int64_t *t,
                                                     size_t rows,
                                                     size_t dim,
                                                     size_t classes,
                                                     const activ8_cross_entropy_params *params,
                                                     float *value);

// Each loss, not reduced.
activ8_status activ8_linear_biased_cross_entropy_each_f16(const uint16_t *hidden,
                                                          const uint16_t *weight,
                                                          const uint16_t *bias,
                                                          const int64_t *t,
                                                          size_t rows,
                                                          size_t dim,
                                                          size_t classes,
                                                          const activ8_cross_entropy_params *params,
                                                          uint16_t *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_linear_biased_cross_entropy_backward_f16(const uint16_t *hidden,
                                                              const uint16_t *weight,
                                                              const uint16_t *bias,
                                                              const int64_t *t,
                                                              size_t rows,
                                                              size_t dim,
                                                              size_t classes,
                                                              const activ8_cross_entropy_params *params,
                                                              uint16_t *dhidden,
                                                              uint16_t *dweight,
                                                              uint16_t *dbias);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_linear_biased_cross_entropy_backward_each_f16(const uint16_t *hidden,
                                                                   const uint16_t *weight,
                                                                   const uint16_t *bias,
                                                                   const int64_t *t,
                                                                   const uint16_t *dy,
                                                                   size_t rows,
                                                                   size_t dim,
                                                                   size_t classes,
                                                                   const activ8_cross_entropy_params *params,
                                                                   uint16_t *dhidden,
                                                                   uint16_t *dweight,
                                                                   uint16_t *dbias);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_linear_biased_cross_entropy_forward_backward_f16(const uint16_t *hidden,
                                                                      const uint16_t *weight,
                                                                      const uint16_t *bias,
                                                                      const int64_t *t,
                                                                      size_t rows,
                                                                      size_t dim,
                                                                      size_t classes,
                                                                      const activ8_cross_entropy_params *params,
                                                                      float *value,
                                                                      uint16_t *dhidden,
                                                                      uint16_t *dweight,
                                                                      uint16_t *dbias);

// `y = celu(x)`; y may be x.
activ8_status activ8_celu_bf16(const uint16_t *x, uint16_t *y, size_t n, const activ8_celu_params *params);

// `dx = dy * celu'(x)`.
activ8_status activ8_celu_backward_bf16(const uint16_t *x,
                                        const uint16_t *dy,
                                        uint16_t *dx,
                                        size_t n,
                                        const activ8_celu_params *params);

// `y = celu(x + bias)` of rows of n; y may be x.
activ8_status activ8_celu_biased_bf16(const uint16_t *x,
                                      const uint16_t *bias,
                                      uint16_t *y,
                                      size_t rows,
                                      size_t n,
                                      const activ8_celu_params *params);

// `dx = dy * celu'(x + bias)` of rows of n.
activ8_status activ8_celu_biased_backward_bf16(const uint16_t *x,
                                               const uint16_t *bias,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t rows,
                                               size_t n,
                                               const activ8_celu_params *params);

// `y = clipped_gelu(x)`; y may be x.
activ8_status activ8_clipped_gelu_bf16(const uint16_t *x,
                                       uint16_t *y,
                                       size_t n,
                                       const activ8_clipped_gelu_params *params);

// `dx = dy * clipped_gelu'(x)`.
activ8_status activ8_clipped_gelu_backward_bf16(const uint16_t *x,
                                                const uint16_t *dy,
                                                uint16_t *dx,
                                                size_t n,
                                                const activ8_clipped_gelu_params *params);

// `y = clipped_gelu(x + bias)` of rows of n; y may be x.
activ8_status activ8_clipped_gelu_biased_bf16(const uint16_t *x,
                                              const uint16_t *bias,
                                              uint16_t *y,
                                              size_t rows,
                                              size_t n,
                                              const activ8_clipped_gelu_params *params);

// `dx = dy * clipped_gelu'(x + bias)` of rows of n.
activ8_status activ8_clipped_gelu_biased_backward_bf16(const uint16_t *x,
                                                       const uint16_t *bias,
                                                       const uint16_t *dy,
                                                       uint16_t *dx,
                                                       size_t rows,
                                                       size_t n,
                                                       const activ8_clipped_gelu_params *params);

// `y = elu(x)`; y may be x.
activ8_status activ8_elu_bf16(const uint16_t *x, uint16_t *y, size_t n, const activ8_elu_params *params);

// `dx = dy * elu'(x)`.
activ8_status activ8_elu_backward_bf16(const uint16_t *x,
                                       const uint16_t *dy,
                                       uint16_t *dx,
                                       size_t n,
                                       const activ8_elu_params *params);

// `y = elu(x + bias)` of rows of n; y may be x.
activ8_status activ8_elu_biased_bf16(const uint16_t *x,
                                     const uint16_t *bias,
                                     uint16_t *y,
                                     size_t rows,
                                     size_t n,
                                     const activ8_elu_params *params);

// `dx = dy * elu'(x + bias)` of rows of n.
activ8_status activ8_elu_biased_backward_bf16(const uint16_t *x,
                                              const uint16_t *bias,
                                              const uint16_t *dy,
                                              uint16_t *dx,
                                              size_t rows,
                                              size_t n,
                                              const activ8_elu_params *params);

// `y = erf(x)`; y may be x.
activ8_status activ8_erf_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * erf'(x)`.
activ8_status activ8_erf_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = erf(x + bias)` of rows of n; y may be x.
activ8_status activ8_erf_biased_bf16(const uint16_t *x,
                                     const uint16_t *bias,
                                     uint16_t *y,
                                     size_t rows,
                                     size_t n);

// `dx = dy * erf'(x + bias)` of rows of n.
activ8_status activ8_erf_biased_backward_bf16(const uint16_t *x,
                                              const uint16_t *bias,
                                              const uint16_t *dy,
                                              uint16_t *dx,
                                              size_t rows,
                                              size_t n);

// `y = exp(x)`; y may be x.
activ8_status activ8_exp_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * exp'(x)`.
activ8_status activ8_exp_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = exp(x + bias)` of rows of n; y may be x.
activ8_status activ8_exp_biased_bf16(const uint16_t *x,
                                     const uint16_t *bias,
                                     uint16_t *y,
                                     size_t rows,
                                     size_t n);

// `dx = dy * exp'(x + bias)` of rows of n.
activ8_status activ8_exp_biased_backward_bf16(const uint16_t *x,
                                              const uint16_t *bias,
                                              const uint16_t *dy,
                                              uint16_t *dx,
                                              size_t rows,
                                              size_t n);

// `y = exp_m1(x)`; y may be x.
activ8_status activ8_exp_m1_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * exp_m1'(x)`.
activ8_status activ8_exp_m1_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = exp_m1(x + bias)` of rows of n; y may be x.
activ8_status activ8_exp_m1_biased_bf16(const uint16_t *x,
                                        const uint16_t *bias,
                                        uint16_t *y,
                                        size_t rows,
                                        size_t n);

// `dx = dy * exp_m1'(x + bias)` of rows of n.
activ8_status activ8_exp_m1_biased_backward_bf16(const uint16_t *x,
                                                 const uint16_t *bias,
                                                 const uint16_t *dy,
                                                 uint16_t *dx,
                                                 size_t rows,
                                                 size_t n);

// `y = hardshrink(x)`; y may be x.
activ8_status activ8_hardshrink_bf16(const uint16_t *x,
                                     uint16_t *y,
                                     size_t n,
                                     const activ8_hardshrink_params *params);

// `dx = dy * hardshrink'(x)`.
activ8_status activ8_hardshrink_backward_bf16(const uint16_t *x,
                                              const uint16_t *dy,
                                              uint16_t *dx,
                                              size_t n,
                                              const activ8_hardshrink_params *params);

// `y = hardshrink(x + bias)` of rows of n; y may be x.
activ8_status activ8_hardshrink_biased_bf16(const uint16_t *x,
                                            const uint16_t *bias,
                                            uint16_t *y,
                                            size_t rows,
                                            size_t n,
                                            const activ8_hardshrink_params *params);

// `dx = dy * hardshrink'(x + bias)` of rows of n.
activ8_status activ8_hardshrink_biased_backward_bf16(const uint16_t *x,
                                                     const uint16_t *bias,
                                                     const uint16_t *dy,
                                                     uint16_t *dx,
                                                     size_t rows,
                                                     size_t n,
                                                     const activ8_hardshrink_params *params);

// `y = hardsigmoid(x)`; y may be x.
activ8_status activ8_hardsigmoid_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * hardsigmoid'(x)`.
activ8_status activ8_hardsigmoid_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = hardsigmoid(x + bias)` of rows of n; y may be x.
activ8_status activ8_hardsigmoid_biased_bf16(const uint16_t *x,
                                             const uint16_t *bias,
                                             uint16_t *y,
                                             size_t rows,
                                             size_t n);

// `dx = dy * hardsigmoid'(x + bias)` of rows of n.
activ8_status activ8_hardsigmoid_biased_backward_bf16(const uint16_t *x,
                                                      const uint16_t *bias,
                                                      const uint16_t *dy,
                                                      uint16_t *dx,
                                                      size_t rows,
                                                      size_t n);

// `y = hardswish(x)`; y may be x.
activ8_status activ8_hardswish_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * hardswish'(x)`.
activ8_status activ8_hardswish_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = hardswish(x + bias)` of rows of n; y may be x.
activ8_status activ8_hardswish_biased_bf16(const uint16_t *x,
                                           const uint16_t *bias,
                                           uint16_t *y,
                                           size_t rows,
                                           size_t n);

// `dx = dy * hardswish'(x + bias)` of rows of n.
activ8_status activ8_hardswish_biased_backward_bf16(const uint16_t *x,
                                                    const uint16_t *bias,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t rows,
                                                    size_t n);

// `y = hardtanh(x)`; y may be x.
activ8_status activ8_hardtanh_bf16(const uint16_t *x,
                                   uint16_t *y,
                                   size_t n,
                                   const activ8_hardtanh_params *params);

// `dx = dy * hardtanh'(x)`.
activ8_status activ8_hardtanh_backward_bf16(const uint16_t *x,
                                            const uint16_t *dy,
                                            uint16_t *dx,
                                            size_t n,
                                            const activ8_hardtanh_params *params);

// `y = hardtanh(x + bias)` of rows of n; y may be x.
activ8_status activ8_hardtanh_biased_bf16(const uint16_t *x,
                                          const uint16_t *bias,
                                          uint16_t *y,
                                          size_t rows,
                                          size_t n,
                                          const activ8_hardtanh_params *params);

// `dx = dy * hardtanh'(x + bias)` of rows of n.
activ8_status activ8_hardtanh_biased_backward_bf16(const uint16_t *x,
                                                   const uint16_t *bias,
                                                   const uint16_t *dy,
                                                   uint16_t *dx,
                                                   size_t rows,
                                                   size_t n,
                                                   const activ8_hardtanh_params *params);

// `y = identity(x)`; y may be x.
activ8_status activ8_identity_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * identity'(x)`.
activ8_status activ8_identity_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = identity(x + bias)` of rows of n; y may be x.
activ8_status activ8_identity_biased_bf16(const uint16_t *x,
                                          const uint16_t *bias,
                                          uint16_t *y,
                                          size_t rows,
                                          size_t n);

// `dx = dy * identity'(x + bias)` of rows of n.
activ8_status activ8_identity_biased_backward_bf16(const uint16_t *x,
                                                   const uint16_t *bias,
                                                   const uint16_t *dy,
                                                   uint16_t *dx,
                                                   size_t rows,
                                                   size_t n);

// `y = laplace(x)`; y may be x.
activ8_status activ8_laplace_bf16(const uint16_t *x,
                                  uint16_t *y,
                                  size_t n,
                                  const activ8_laplace_params *params);

// `dx = dy * laplace'(x)`.
activ8_status activ8_laplace_backward_bf16(const uint16_t *x,
                                           const uint16_t *dy,
                                           uint16_t *dx,
                                           size_t n,
                                           const activ8_laplace_params *params);

// `y = laplace(x + bias)` of rows of n; y may be x.
activ8_status activ8_laplace_biased_bf16(const uint16_t *x,
                                         const uint16_t *bias,
                                         uint16_t *y,
                                         size_t rows,
                                         size_t n,
                                         const activ8_laplace_params *params);

// `dx = dy * laplace'(x + bias)` of rows of n.
activ8_status activ8_laplace_biased_backward_bf16(const uint16_t *x,
                                                  const uint16_t *bias,
                                                  const uint16_t *dy,
                                                  uint16_t *dx,
                                                  size_t rows,
                                                  size_t n,
                                                  const activ8_laplace_params *params);

// `y = leaky_relu(x)`; y may be x.
activ8_status activ8_leaky_relu_bf16(const uint16_t *x,
                                     uint16_t *y,
                                     size_t n,
                                     const activ8_leaky_relu_params *params);

// `dx = dy * leaky_relu'(x)`.
activ8_status activ8_leaky_relu_backward_bf16(const uint16_t *x,
                                              const uint16_t *dy,
                                              uint16_t *dx,
                                              size_t n,
                                              const activ8_leaky_relu_params *params);

// `y = leaky_relu(x + bias)` of rows of n; y may be x.
activ8_status activ8_leaky_relu_biased_bf16(const uint16_t *x,
                                            const uint16_t *bias,
                                            uint16_t *y,
                                            size_t rows,
                                            size_t n,
                                            const activ8_leaky_relu_params *params);

// `dx = dy * leaky_relu'(x + bias)` of rows of n.
activ8_status activ8_leaky_relu_biased_backward_bf16(const uint16_t *x,
                                                     const uint16_t *bias,
                                                     const uint16_t *dy,
                                                     uint16_t *dx,
                                                     size_t rows,
                                                     size_t n,
                                                     const activ8_leaky_relu_params *params);

// `y = linear_hardsigmoid(x)`; y may be x.
activ8_status activ8_linear_hardsigmoid_bf16(const uint16_t *x,
                                             uint16_t *y,
                                             size_t n,
                                             const activ8_linear_hardsigmoid_params *params);

// `dx = dy * linear_hardsigmoid'(x)`.
activ8_status activ8_linear_hardsigmoid_backward_bf16(const uint16_t *x,
                                                      const uint16_t *dy,
                                                      uint16_t *dx,
                                                      size_t n,
                                                      const activ8_linear_hardsigmoid_params *params);

// `y = linear_hardsigmoid(x + bias)` of rows of n; y may be x.
activ8_status activ8_linear_hardsigmoid_biased_bf16(const uint16_t *x,
                                                    const uint16_t *bias,
                                                    uint16_t *y,
                                                    size_t rows,
                                                    size_t n,
                                                    const activ8_linear_hardsigmoid_params *params);

// `dx = dy * linear_hardsigmoid'(x + bias)` of rows of n.
activ8_status activ8_linear_hardsigmoid_biased_backward_bf16(const uint16_t *x,
                                                             const uint16_t *bias,
                                                             const uint16_t *dy,
                                                             uint16_t *dx,
                                                             size_t rows,
                                                             size_t n,
                                                             const activ8_linear_hardsigmoid_params *params);

// `y = ln(x)`; y may be x.
activ8_status activ8_ln_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * ln'(x)`.
activ8_status activ8_ln_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = ln(x + bias)` of rows of n; y may be x.
activ8_status activ8_ln_biased_bf16(const uint16_t *x,
                                    const uint16_t *bias,
                                    uint16_t *y,
                                    size_t rows,
                                    size_t n);

// `dx = dy * ln'(x + bias)` of rows of n.
activ8_status activ8_ln_biased_backward_bf16(const uint16_t *x,
                                             const uint16_t *bias,
                                             const uint16_t *dy,
                                             uint16_t *dx,
                                             size_t rows,
                                             size_t n);

// `y = ln_1p(x)`; y may be x.
activ8_status activ8_ln_1p_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * ln_1p'(x)`.
activ8_status activ8_ln_1p_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = ln_1p(x + bias)` of rows of n; y may be x.
activ8_status activ8_ln_1p_biased_bf16(const uint16_t *x,
                                       const uint16_t *bias,
                                       uint16_t *y,
                                       size_t rows,
                                       size_t n);

// `dx = dy * ln_1p'(x + bias)` of rows of n.
activ8_status activ8_ln_1p_biased_backward_bf16(const uint16_t *x,
                                                const uint16_t *bias,
                                                const uint16_t *dy,
                                                uint16_t *dx,
                                                size_t rows,
                                                size_t n);

// `y = log_sigmoid(x)`; y may be x.
activ8_status activ8_log_sigmoid_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * log_sigmoid'(x)`.
activ8_status activ8_log_sigmoid_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = log_sigmoid(x + bias)` of rows of n; y may be x.
activ8_status activ8_log_sigmoid_biased_bf16(const uint16_t *x,
                                             const uint16_t *bias,
                                             uint16_t *y,
                                             size_t rows,
                                             size_t n);

// `dx = dy * log_sigmoid'(x + bias)` of rows of n.
activ8_status activ8_log_sigmoid_biased_backward_bf16(const uint16_t *x,
                                                      const uint16_t *bias,
                                                      const uint16_t *dy,
                                                      uint16_t *dx,
                                                      size_t rows,
                                                      size_t n);

// `y = mish(x)`; y may be x.
activ8_status activ8_mish_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * mish'(x)`.
activ8_status activ8_mish_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = mish(x + bias)` of rows of n; y may be x.
activ8_status activ8_mish_biased_bf16(const uint16_t *x,
                                      const uint16_t *bias,
                                      uint16_t *y,
                                      size_t rows,
                                      size_t n);

// `dx = dy * mish'(x + bias)` of rows of n.
activ8_status activ8_mish_biased_backward_bf16(const uint16_t *x,
                                               const uint16_t *bias,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t rows,
                                               size_t n);

// `y = rrelu(x)`; y may be x.
activ8_status activ8_rrelu_bf16(const uint16_t *x, uint16_t *y, size_t n, const activ8_rrelu_params *params);

// `dx = dy * rrelu'(x)`.
activ8_status activ8_rrelu_backward_bf16(const uint16_t *x,
                                         const uint16_t *dy,
                                         uint16_t *dx,
                                         size_t n,
                                         const activ8_rrelu_params *params);

// `y = rrelu(x + bias)` of rows of n; y may be x.
activ8_status activ8_rrelu_biased_bf16(const uint16_t *x,
                                       const uint16_t *bias,
                                       uint16_t *y,
                                       size_t rows,
                                       size_t n,
                                       const activ8_rrelu_params *params);

// `dx = dy * rrelu'(x + bias)` of rows of n.
activ8_status activ8_rrelu_biased_backward_bf16(const uint16_t *x,
                                                const uint16_t *bias,
                                                const uint16_t *dy,
                                                uint16_t *dx,
                                                size_t rows,
                                                size_t n,
                                                const activ8_rrelu_params *params);

// `y = relu(x)`; y may be x.
activ8_status activ8_relu_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * relu'(x)`.
activ8_status activ8_relu_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = relu(x + bias)` of rows of n; y may be x.
activ8_status activ8_relu_biased_bf16(const uint16_t *x,
                                      const uint16_t *bias,
                                      uint16_t *y,
                                      size_t rows,
                                      size_t n);

// `dx = dy * relu'(x + bias)` of rows of n.
activ8_status activ8_relu_biased_backward_bf16(const uint16_t *x,
                                               const uint16_t *bias,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t rows,
                                               size_t n);

// `y = relu6(x)`; y may be x.
activ8_status activ8_relu6_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * relu6'(x)`.
activ8_status activ8_relu6_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = relu6(x + bias)` of rows of n; y may be x.
activ8_status activ8_relu6_biased_bf16(const uint16_t *x,
                                       const uint16_t *bias,
                                       uint16_t *y,
                                       size_t rows,
                                       size_t n);

// `dx = dy * relu6'(x + bias)` of rows of n.
activ8_status activ8_relu6_biased_backward_bf16(const uint16_t *x,
                                                const uint16_t *bias,
                                                const uint16_t *dy,
                                                uint16_t *dx,
                                                size_t rows,
                                                size_t n);

// `y = scaled_tanh(x)`; y may be x.
activ8_status activ8_scaled_tanh_bf16(const uint16_t *x,
                                      uint16_t *y,
                                      size_t n,
                                      const activ8_scaled_tanh_params *params);

// `dx = dy * scaled_tanh'(x)`.
activ8_status activ8_scaled_tanh_backward_bf16(const uint16_t *x,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t n,
                                               const activ8_scaled_tanh_params *params);

// `y = scaled_tanh(x + bias)` of rows of n; y may be x.
activ8_status activ8_scaled_tanh_biased_bf16(const uint16_t *x,
                                             const uint16_t *bias,
                                             uint16_t *y,
                                             size_t rows,
                                             size_t n,
                                             const activ8_scaled_tanh_params *params);

// `dx = dy * scaled_tanh'(x + bias)` of rows of n.
activ8_status activ8_scaled_tanh_biased_backward_bf16(const uint16_t *x,
                                                      const uint16_t *bias,
                                                      const uint16_t *dy,
                                                      uint16_t *dx,
                                                      size_t rows,
                                                      size_t n,
                                                      const activ8_scaled_tanh_params *params);

// `y = selu(x)`; y may be x.
activ8_status activ8_selu_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * selu'(x)`.
activ8_status activ8_selu_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = selu(x + bias)` of rows of n; y may be x.
activ8_status activ8_selu_biased_bf16(const uint16_t *x,
                                      const uint16_t *bias,
                                      uint16_t *y,
                                      size_t rows,
                                      size_t n);

// `dx = dy * selu'(x + bias)` of rows of n.
activ8_status activ8_selu_biased_backward_bf16(const uint16_t *x,
                                               const uint16_t *bias,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t rows,
                                               size_t n);

// `y = shrink(x)`; y may be x.
activ8_status activ8_shrink_bf16(const uint16_t *x,
                                 uint16_t *y,
                                 size_t n,
                                 const activ8_shrink_params *params);

// `dx = dy * shrink'(x)`.
activ8_status activ8_shrink_backward_bf16(const uint16_t *x,
                                          const uint16_t *dy,
                                          uint16_t *dx,
                                          size_t n,
                                          const activ8_shrink_params *params);

// `y = shrink(x + bias)` of rows of n; y may be x.
activ8_status activ8_shrink_biased_bf16(const uint16_t *x,
                                        const uint16_t *bias,
                                        uint16_t *y,
                                        size_t rows,
                                        size_t n,
                                        const activ8_shrink_params *params);

// `dx = dy * shrink'(x + bias)` of rows of n.
activ8_status activ8_shrink_biased_backward_bf16(const uint16_t *x,
                                                 const uint16_t *bias,
                                                 const uint16_t *dy,
                                                 uint16_t *dx,
                                                 size_t rows,
                                                 size_t n,
                                                 const activ8_shrink_params *params);

// `y = sigmoid(x)`; y may be x.
activ8_status activ8_sigmoid_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * sigmoid'(x)`.
activ8_status activ8_sigmoid_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = sigmoid(x + bias)` of rows of n; y may be x.
activ8_status activ8_sigmoid_biased_bf16(const uint16_t *x,
                                         const uint16_t *bias,
                                         uint16_t *y,
                                         size_t rows,
                                         size_t n);

// `dx = dy * sigmoid'(x + bias)` of rows of n.
activ8_status activ8_sigmoid_biased_backward_bf16(const uint16_t *x,
                                                  const uint16_t *bias,
                                                  const uint16_t *dy,
                                                  uint16_t *dx,
                                                  size_t rows,
                                                  size_t n);

// `y = silu(x)`; y may be x.
activ8_status activ8_silu_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * silu'(x)`.
activ8_status activ8_silu_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = silu(x + bias)` of rows of n; y may be x.
activ8_status activ8_silu_biased_bf16(const uint16_t *x,
                                      const uint16_t *bias,
                                      uint16_t *y,
                                      size_t rows,
                                      size_t n);

// `dx = dy * silu'(x + bias)` of rows of n.
activ8_status activ8_silu_biased_backward_bf16(const uint16_t *x,
                                               const uint16_t *bias,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t rows,
                                               size_t n);

// `y = soft_cap(x)`; y may be x.
activ8_status activ8_soft_cap_bf16(const uint16_t *x,
                                   uint16_t *y,
                                   size_t n,
                                   const activ8_soft_cap_params *params);

// `dx = dy * soft_cap'(x)`.
activ8_status activ8_soft_cap_backward_bf16(const uint16_t *x,
                                            const uint16_t *dy,
                                            uint16_t *dx,
                                            size_t n,
                                            const activ8_soft_cap_params *params);

// `y = soft_cap(x + bias)` of rows of n; y may be x.
activ8_status activ8_soft_cap_biased_bf16(const uint16_t *x,
                                          const uint16_t *bias,
                                          uint16_t *y,
                                          size_t rows,
                                          size_t n,
                                          const activ8_soft_cap_params *params);

// `dx = dy * soft_cap'(x + bias)` of rows of n.
activ8_status activ8_soft_cap_biased_backward_bf16(const uint16_t *x,
                                                   const uint16_t *bias,
                                                   const uint16_t *dy,
                                                   uint16_t *dx,
                                                   size_t rows,
                                                   size_t n,
                                                   const activ8_soft_cap_params *params);

// `y = softplus(x)`; y may be x.
activ8_status activ8_softplus_bf16(const uint16_t *x,
                                   uint16_t *y,
                                   size_t n,
                                   const activ8_softplus_params *params);

// `dx = dy * softplus'(x)`.
activ8_status activ8_softplus_backward_bf16(const uint16_t *x,
                                            const uint16_t *dy,
                                            uint16_t *dx,
                                            size_t n,
                                            const activ8_softplus_params *params);

// `y = softplus(x + bias)` of rows of n; y may be x.
activ8_status activ8_softplus_biased_bf16(const uint16_t *x,
                                          const uint16_t *bias,
                                          uint16_t *y,
                                          size_t rows,
                                          size_t n,
                                          const activ8_softplus_params *params);

// `dx = dy * softplus'(x + bias)` of rows of n.
activ8_status activ8_softplus_biased_backward_bf16(const uint16_t *x,
                                                   const uint16_t *bias,
                                                   const uint16_t *dy,
                                                   uint16_t *dx,
                                                   size_t rows,
                                                   size_t n,
                                                   const activ8_softplus_params *params);

// `y = softshrink(x)`; y may be x.
activ8_status activ8_softshrink_bf16(const uint16_t *x,
                                     uint16_t *y,
                                     size_t n,
                                     const activ8_softshrink_params *params);

// `dx = dy * softshrink'(x)`.
activ8_status activ8_softshrink_backward_bf16(const uint16_t *x,
                                              const uint16_t *dy,
                                              uint16_t *dx,
                                              size_t n,
                                              const activ8_softshrink_params *params);

// `y = softshrink(x + bias)` of rows of n; y may be x.
activ8_status activ8_softshrink_biased_bf16(const uint16_t *x,
                                            const uint16_t *bias,
                                            uint16_t *y,
                                            size_t rows,
                                            size_t n,
                                            const activ8_softshrink_params *params);

// `dx = dy * softshrink'(x + bias)` of rows of n.
activ8_status activ8_softshrink_biased_backward_bf16(const uint16_t *x,
                                                     const uint16_t *bias,
                                                     const uint16_t *dy,
                                                     uint16_t *dx,
                                                     size_t rows,
                                                     size_t n,
                                                     const activ8_softshrink_params *params);

// `y = softsign(x)`; y may be x.
activ8_status activ8_softsign_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * softsign'(x)`.
activ8_status activ8_softsign_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = softsign(x + bias)` of rows of n; y may be x.
activ8_status activ8_softsign_biased_bf16(const uint16_t *x,
                                          const uint16_t *bias,
                                          uint16_t *y,
                                          size_t rows,
                                          size_t n);

// `dx = dy * softsign'(x + bias)` of rows of n.
activ8_status activ8_softsign_biased_backward_bf16(const uint16_t *x,
                                                   const uint16_t *bias,
                                                   const uint16_t *dy,
                                                   uint16_t *dx,
                                                   size_t rows,
                                                   size_t n);

// `y = sparse_plus(x)`; y may be x.
activ8_status activ8_sparse_plus_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * sparse_plus'(x)`.
activ8_status activ8_sparse_plus_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = sparse_plus(x + bias)` of rows of n; y may be x.
activ8_status activ8_sparse_plus_biased_bf16(const uint16_t *x,
                                             const uint16_t *bias,
                                             uint16_t *y,
                                             size_t rows,
                                             size_t n);

// `dx = dy * sparse_plus'(x + bias)` of rows of n.
activ8_status activ8_sparse_plus_biased_backward_bf16(const uint16_t *x,
                                                      const uint16_t *bias,
                                                      const uint16_t *dy,
                                                      uint16_t *dx,
                                                      size_t rows,
                                                      size_t n);

// `y = squared_relu(x)`; y may be x.
activ8_status activ8_squared_relu_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * squared_relu'(x)`.
activ8_status activ8_squared_relu_backward_bf16(const uint16_t *x,
                                                const uint16_t *dy,
                                                uint16_t *dx,
                                                size_t n);

// `y = squared_relu(x + bias)` of rows of n; y may be x.
activ8_status activ8_squared_relu_biased_bf16(const uint16_t *x,
                                              const uint16_t *bias,
                                              uint16_t *y,
                                              size_t rows,
                                              size_t n);

// `dx = dy * squared_relu'(x + bias)` of rows of n.
activ8_status activ8_squared_relu_biased_backward_bf16(const uint16_t *x,
                                                       const uint16_t *bias,
                                                       const uint16_t *dy,
                                                       uint16_t *dx,
                                                       size_t rows,
                                                       size_t n);

// `y = squareplus(x)`; y may be x.
activ8_status activ8_squareplus_bf16(const uint16_t *x,
                                     uint16_t *y,
                                     size_t n,
                                     const activ8_squareplus_params *params);

// `dx = dy * squareplus'(x)`.
activ8_status activ8_squareplus_backward_bf16(const uint16_t *x,
                                              const uint16_t *dy,
                                              uint16_t *dx,
                                              size_t n,
                                              const activ8_squareplus_params *params);

// `y = squareplus(x + bias)` of rows of n; y may be x.
activ8_status activ8_squareplus_biased_bf16(const uint16_t *x,
                                            const uint16_t *bias,
                                            uint16_t *y,
                                            size_t rows,
                                            size_t n,
                                            const activ8_squareplus_params *params);

// `dx = dy * squareplus'(x + bias)` of rows of n.
activ8_status activ8_squareplus_biased_backward_bf16(const uint16_t *x,
                                                     const uint16_t *bias,
                                                     const uint16_t *dy,
                                                     uint16_t *dx,
                                                     size_t rows,
                                                     size_t n,
                                                     const activ8_squareplus_params *params);

// `y = swish(x)`; y may be x.
activ8_status activ8_swish_bf16(const uint16_t *x, uint16_t *y, size_t n, const activ8_swish_params *params);

// `dx = dy * swish'(x)`.
activ8_status activ8_swish_backward_bf16(const uint16_t *x,
                                         const uint16_t *dy,
                                         uint16_t *dx,
                                         size_t n,
                                         const activ8_swish_params *params);

// `y = swish(x + bias)` of rows of n; y may be x.
activ8_status activ8_swish_biased_bf16(const uint16_t *x,
                                       const uint16_t *bias,
                                       uint16_t *y,
                                       size_t rows,
                                       size_t n,
                                       const activ8_swish_params *params);

// `dx = dy * swish'(x + bias)` of rows of n.
activ8_status activ8_swish_biased_backward_bf16(const uint16_t *x,
                                                const uint16_t *bias,
                                                const uint16_t *dy,
                                                uint16_t *dx,
                                                size_t rows,
                                                size_t n,
                                                const activ8_swish_params *params);

// `y = tanh(x)`; y may be x.
activ8_status activ8_tanh_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * tanh'(x)`.
activ8_status activ8_tanh_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = tanh(x + bias)` of rows of n; y may be x.
activ8_status activ8_tanh_biased_bf16(const uint16_t *x,
                                      const uint16_t *bias,
                                      uint16_t *y,
                                      size_t rows,
                                      size_t n);

// `dx = dy * tanh'(x + bias)` of rows of n.
activ8_status activ8_tanh_biased_backward_bf16(const uint16_t *x,
                                               const uint16_t *bias,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t rows,
                                               size_t n);

// `y = tanhshrink(x)`; y may be x.
activ8_status activ8_tanhshrink_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * tanhshrink'(x)`.
activ8_status activ8_tanhshrink_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = tanhshrink(x + bias)` of rows of n; y may be x.
activ8_status activ8_tanhshrink_biased_bf16(const uint16_t *x,
                                            const uint16_t *bias,
                                            uint16_t *y,
                                            size_t rows,
                                            size_t n);

// `dx = dy * tanhshrink'(x + bias)` of rows of n.
activ8_status activ8_tanhshrink_biased_backward_bf16(const uint16_t *x,
                                                     const uint16_t *bias,
                                                     const uint16_t *dy,
                                                     uint16_t *dx,
                                                     size_t rows,
                                                     size_t n);

// `y = threshold(x)`; y may be x.
activ8_status activ8_threshold_bf16(const uint16_t *x,
                                    uint16_t *y,
                                    size_t n,
                                    const activ8_threshold_params *params);

// `dx = dy * threshold'(x)`.
activ8_status activ8_threshold_backward_bf16(const uint16_t *x,
                                             const uint16_t *dy,
                                             uint16_t *dx,
                                             size_t n,
                                             const activ8_threshold_params *params);

// `y = threshold(x + bias)` of rows of n; y may be x.
activ8_status activ8_threshold_biased_bf16(const uint16_t *x,
                                           const uint16_t *bias,
                                           uint16_t *y,
                                           size_t rows,
                                           size_t n,
                                           const activ8_threshold_params *params);

// `dx = dy * threshold'(x + bias)` of rows of n.
activ8_status activ8_threshold_biased_backward_bf16(const uint16_t *x,
                                                    const uint16_t *bias,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t rows,
                                                    size_t n,
                                                    const activ8_threshold_params *params);

// `y = thresholded_relu(x)`; y may be x.
activ8_status activ8_thresholded_relu_bf16(const uint16_t *x,
                                           uint16_t *y,
                                           size_t n,
                                           const activ8_thresholded_relu_params *params);

// `dx = dy * thresholded_relu'(x)`.
activ8_status activ8_thresholded_relu_backward_bf16(const uint16_t *x,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t n,
                                                    const activ8_thresholded_relu_params *params);

// `y = thresholded_relu(x + bias)` of rows of n; y may be x.
activ8_status activ8_thresholded_relu_biased_bf16(const uint16_t *x,
                                                  const uint16_t *bias,
                                                  uint16_t *y,
                                                  size_t rows,
                                                  size_t n,
                                                  const activ8_thresholded_relu_params *params);

// `dx = dy * thresholded_relu'(x + bias)` of rows of n.
activ8_status activ8_thresholded_relu_biased_backward_bf16(const uint16_t *x,
                                                           const uint16_t *bias,
                                                           const uint16_t *dy,
                                                           uint16_t *dx,
                                                           size_t rows,
                                                           size_t n,
                                                           const activ8_thresholded_relu_params *params);

// `y = xielu(x)`; y may be x.
activ8_status activ8_xielu_bf16(const uint16_t *x, uint16_t *y, size_t n, const activ8_xielu_params *params);

// `dx = dy * xielu'(x)`.
activ8_status activ8_xielu_backward_bf16(const uint16_t *x,
                                         const uint16_t *dy,
                                         uint16_t *dx,
                                         size_t n,
                                         const activ8_xielu_params *params);

// `y = xielu(x + bias)` of rows of n; y may be x.
activ8_status activ8_xielu_biased_bf16(const uint16_t *x,
                                       const uint16_t *bias,
                                       uint16_t *y,
                                       size_t rows,
                                       size_t n,
                                       const activ8_xielu_params *params);

// `dx = dy * xielu'(x + bias)` of rows of n.
activ8_status activ8_xielu_biased_backward_bf16(const uint16_t *x,
                                                const uint16_t *bias,
                                                const uint16_t *dy,
                                                uint16_t *dx,
                                                size_t rows,
                                                size_t n,
                                                const activ8_xielu_params *params);

// `y = gelu(x)`; y may be x.
activ8_status activ8_gelu_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * gelu'(x)`.
activ8_status activ8_gelu_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = gelu(x + bias)` of rows of n; y may be x.
activ8_status activ8_gelu_biased_bf16(const uint16_t *x,
                                      const uint16_t *bias,
                                      uint16_t *y,
                                      size_t rows,
                                      size_t n);

// `dx = dy * gelu'(x + bias)` of rows of n.
activ8_status activ8_gelu_biased_backward_bf16(const uint16_t *x,
                                               const uint16_t *bias,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t rows,
                                               size_t n);

// `y = gelu_tanh(x)`; y may be x.
activ8_status activ8_gelu_tanh_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * gelu_tanh'(x)`.
activ8_status activ8_gelu_tanh_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = gelu_tanh(x + bias)` of rows of n; y may be x.
activ8_status activ8_gelu_tanh_biased_bf16(const uint16_t *x,
                                           const uint16_t *bias,
                                           uint16_t *y,
                                           size_t rows,
                                           size_t n);

// `dx = dy * gelu_tanh'(x + bias)` of rows of n.
activ8_status activ8_gelu_tanh_biased_backward_bf16(const uint16_t *x,
                                                    const uint16_t *bias,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t rows,
                                                    size_t n);

// `y = gelu_quick(x)`; y may be x.
activ8_status activ8_gelu_quick_bf16(const uint16_t *x, uint16_t *y, size_t n);

// `dx = dy * gelu_quick'(x)`.
activ8_status activ8_gelu_quick_backward_bf16(const uint16_t *x, const uint16_t *dy, uint16_t *dx, size_t n);

// `y = gelu_quick(x + bias)` of rows of n; y may be x.
activ8_status activ8_gelu_quick_biased_bf16(const uint16_t *x,
                                            const uint16_t *bias,
                                            uint16_t *y,
                                            size_t rows,
                                            size_t n);

// `dx = dy * gelu_quick'(x + bias)` of rows of n.
activ8_status activ8_gelu_quick_biased_backward_bf16(const uint16_t *x,
                                                     const uint16_t *bias,
                                                     const uint16_t *dy,
                                                     uint16_t *dx,
                                                     size_t rows,
                                                     size_t n);

// `dx = dy * celu'(x)`, from the output y.
activ8_status activ8_celu_backward_from_output_bf16(const uint16_t *y,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t n,
                                                    const activ8_celu_params *params);

// `dx = dy * elu'(x)`, from the output y.
activ8_status activ8_elu_backward_from_output_bf16(const uint16_t *y,
                                                   const uint16_t *dy,
                                                   uint16_t *dx,
                                                   size_t n,
                                                   const activ8_elu_params *params);

// `dx = dy * exp'(x)`, from the output y.
activ8_status activ8_exp_backward_from_output_bf16(const uint16_t *y,
                                                   const uint16_t *dy,
                                                   uint16_t *dx,
                                                   size_t n);

// `dx = dy * hardtanh'(x)`, from the output y.
activ8_status activ8_hardtanh_backward_from_output_bf16(const uint16_t *y,
                                                        const uint16_t *dy,
                                                        uint16_t *dx,
                                                        size_t n,
                                                        const activ8_hardtanh_params *params);

// `dx = dy * leaky_relu'(x)`, from the output y.
activ8_status activ8_leaky_relu_backward_from_output_bf16(const uint16_t *y,
                                                          const uint16_t *dy,
                                                          uint16_t *dx,
                                                          size_t n,
                                                          const activ8_leaky_relu_params *params);

// `dx = dy * log_sigmoid'(x)`, from the output y.
activ8_status activ8_log_sigmoid_backward_from_output_bf16(const uint16_t *y,
                                                           const uint16_t *dy,
                                                           uint16_t *dx,
                                                           size_t n);

// `dx = dy * relu'(x)`, from the output y.
activ8_status activ8_relu_backward_from_output_bf16(const uint16_t *y,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t n);

// `dx = dy * relu6'(x)`, from the output y.
activ8_status activ8_relu6_backward_from_output_bf16(const uint16_t *y,
                                                     const uint16_t *dy,
                                                     uint16_t *dx,
                                                     size_t n);

// `dx = dy * selu'(x)`, from the output y.
activ8_status activ8_selu_backward_from_output_bf16(const uint16_t *y,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t n);

// `dx = dy * sigmoid'(x)`, from the output y.
activ8_status activ8_sigmoid_backward_from_output_bf16(const uint16_t *y,
                                                       const uint16_t *dy,
                                                       uint16_t *dx,
                                                       size_t n);

// `dx = dy * softplus'(x)`, from the output y.
activ8_status activ8_softplus_backward_from_output_bf16(const uint16_t *y,
                                                        const uint16_t *dy,
                                                        uint16_t *dx,
                                                        size_t n,
                                                        const activ8_softplus_params *params);

// `dx = dy * tanh'(x)`, from the output y.
activ8_status activ8_tanh_backward_from_output_bf16(const uint16_t *y,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t n);

// `dx = dy * threshold'(x)`, from the output y.
activ8_status activ8_threshold_backward_from_output_bf16(const uint16_t *y,
                                                         const uint16_t *dy,
                                                         uint16_t *dx,
                                                         size_t n,
                                                         const activ8_threshold_params *params);

// `y = act(gate) * value`.
activ8_status activ8_glu_bf16(const uint16_t *gate, const uint16_t *value, uint16_t *y, size_t n);

// Both gradients.
activ8_status activ8_glu_backward_bf16(const uint16_t *gate,
                                       const uint16_t *value,
                                       const uint16_t *dy,
                                       uint16_t *dgate,
                                       uint16_t *dvalue,
                                       size_t n);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_glu_packed_bf16(const uint16_t *x,
                                     uint16_t *y,
                                     size_t rows,
                                     size_t n,
                                     int32_t layout);

// The gradient, packed like x.
activ8_status activ8_glu_packed_backward_bf16(const uint16_t *x,
                                              const uint16_t *dy,
                                              uint16_t *dx,
                                              size_t rows,
                                              size_t n,
                                              int32_t layout);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_glu_along_bf16(const uint16_t *x,
                                    uint16_t *y,
                                    size_t outer,
                                    size_t axis,
                                    size_t inner,
                                    int32_t layout);

// The gradient, along the axis like x.
activ8_status activ8_glu_along_backward_bf16(const uint16_t *x,
                                             const uint16_t *dy,
                                             uint16_t *dx,
                                             size_t outer,
                                             size_t axis,
                                             size_t inner,
                                             int32_t layout);

// `y = act(gate) * value`.
activ8_status activ8_swiglu_bf16(const uint16_t *gate,
                                 const uint16_t *value,
                                 uint16_t *y,
                                 size_t n,
                                 const activ8_swiglu_params *params);

// Both gradients.
activ8_status activ8_swiglu_backward_bf16(const uint16_t *gate,
                                          const uint16_t *value,
                                          const uint16_t *dy,
                                          uint16_t *dgate,
                                          uint16_t *dvalue,
                                          size_t n,
                                          const activ8_swiglu_params *params);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_swiglu_packed_bf16(const uint16_t *x,
                                        uint16_t *y,
                                        size_t rows,
                                        size_t n,
                                        int32_t layout,
                                        const activ8_swiglu_params *params);

// The gradient, packed like x.
activ8_status activ8_swiglu_packed_backward_bf16(const uint16_t *x,
                                                 const uint16_t *dy,
                                                 uint16_t *dx,
                                                 size_t rows,
                                                 size_t n,
                                                 int32_t layout,
                                                 const activ8_swiglu_params *params);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_swiglu_along_bf16(const uint16_t *x,
                                       uint16_t *y,
                                       size_t outer,
                                       size_t axis,
                                       size_t inner,
                                       int32_t layout,
                                       const activ8_swiglu_params *params);

// The gradient, along the axis like x.
activ8_status activ8_swiglu_along_backward_bf16(const uint16_t *x,
                                                const uint16_t *dy,
                                                uint16_t *dx,
                                                size_t outer,
                                                size_t axis,
                                                size_t inner,
                                                int32_t layout,
                                                const activ8_swiglu_params *params);

// `y = act(gate) * value`.
activ8_status activ8_geglu_bf16(const uint16_t *gate, const uint16_t *value, uint16_t *y, size_t n);

// Both gradients.
activ8_status activ8_geglu_backward_bf16(const uint16_t *gate,
                                         const uint16_t *value,
                                         const uint16_t *dy,
                                         uint16_t *dgate,
                                         uint16_t *dvalue,
                                         size_t n);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_geglu_packed_bf16(const uint16_t *x,
                                       uint16_t *y,
                                       size_t rows,
                                       size_t n,
                                       int32_t layout);

// The gradient, packed like x.
activ8_status activ8_geglu_packed_backward_bf16(const uint16_t *x,
                                                const uint16_t *dy,
                                                uint16_t *dx,
                                                size_t rows,
                                                size_t n,
                                                int32_t layout);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_geglu_along_bf16(const uint16_t *x,
                                      uint16_t *y,
                                      size_t outer,
                                      size_t axis,
                                      size_t inner,
                                      int32_t layout);

// The gradient, along the axis like x.
activ8_status activ8_geglu_along_backward_bf16(const uint16_t *x,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t outer,
                                               size_t axis,
                                               size_t inner,
                                               int32_t layout);

// `y = act(gate) * value`.
activ8_status activ8_geglu_tanh_bf16(const uint16_t *gate, const uint16_t *value, uint16_t *y, size_t n);

// Both gradients.
activ8_status activ8_geglu_tanh_backward_bf16(const uint16_t *gate,
                                              const uint16_t *value,
                                              const uint16_t *dy,
                                              uint16_t *dgate,
                                              uint16_t *dvalue,
                                              size_t n);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_geglu_tanh_packed_bf16(const uint16_t *x,
                                            uint16_t *y,
                                            size_t rows,
                                            size_t n,
                                            int32_t layout);

// The gradient, packed like x.
activ8_status activ8_geglu_tanh_packed_backward_bf16(const uint16_t *x,
                                                     const uint16_t *dy,
                                                     uint16_t *dx,
                                                     size_t rows,
                                                     size_t n,
                                                     int32_t layout);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_geglu_tanh_along_bf16(const uint16_t *x,
                                           uint16_t *y,
                                           size_t outer,
                                           size_t axis,
                                           size_t inner,
                                           int32_t layout);

// The gradient, along the axis like x.
activ8_status activ8_geglu_tanh_along_backward_bf16(const uint16_t *x,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t outer,
                                                    size_t axis,
                                                    size_t inner,
                                                    int32_t layout);

// `y = act(gate) * value`.
activ8_status activ8_geglu_quick_bf16(const uint16_t *gate, const uint16_t *value, uint16_t *y, size_t n);

// Both gradients.
activ8_status activ8_geglu_quick_backward_bf16(const uint16_t *gate,
                                               const uint16_t *value,
                                               const uint16_t *dy,
                                               uint16_t *dgate,
                                               uint16_t *dvalue,
                                               size_t n);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_geglu_quick_packed_bf16(const uint16_t *x,
                                             uint16_t *y,
                                             size_t rows,
                                             size_t n,
                                             int32_t layout);

// The gradient, packed like x.
activ8_status activ8_geglu_quick_packed_backward_bf16(const uint16_t *x,
                                                      const uint16_t *dy,
                                                      uint16_t *dx,
                                                      size_t rows,
                                                      size_t n,
                                                      int32_t layout);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_geglu_quick_along_bf16(const uint16_t *x,
                                            uint16_t *y,
                                            size_t outer,
                                            size_t axis,
                                            size_t inner,
                                            int32_t layout);

// The gradient, along the axis like x.
activ8_status activ8_geglu_quick_along_backward_bf16(const uint16_t *x,
                                                     const uint16_t *dy,
                                                     uint16_t *dx,
                                                     size_t outer,
                                                     size_t axis,
                                                     size_t inner,
                                                     int32_t layout);

// `y = act(gate) * value`.
activ8_status activ8_reglu_bf16(const uint16_t *gate, const uint16_t *value, uint16_t *y, size_t n);

// Both gradients.
activ8_status activ8_reglu_backward_bf16(const uint16_t *gate,
                                         const uint16_t *value,
                                         const uint16_t *dy,
                                         uint16_t *dgate,
                                         uint16_t *dvalue,
                                         size_t n);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_reglu_packed_bf16(const uint16_t *x,
                                       uint16_t *y,
                                       size_t rows,
                                       size_t n,
                                       int32_t layout);

// The gradient, packed like x.
activ8_status activ8_reglu_packed_backward_bf16(const uint16_t *x,
                                                const uint16_t *dy,
                                                uint16_t *dx,
                                                size_t rows,
                                                size_t n,
                                                int32_t layout);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_reglu_along_bf16(const uint16_t *x,
                                      uint16_t *y,
                                      size_t outer,
                                      size_t axis,
                                      size_t inner,
                                      int32_t layout);

// The gradient, along the axis like x.
activ8_status activ8_reglu_along_backward_bf16(const uint16_t *x,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t outer,
                                               size_t axis,
                                               size_t inner,
                                               int32_t layout);

// `y = act(gate) * value`.
activ8_status activ8_bilinear_bf16(const uint16_t *gate, const uint16_t *value, uint16_t *y, size_t n);

// Both gradients.
activ8_status activ8_bilinear_backward_bf16(const uint16_t *gate,
                                            const uint16_t *value,
                                            const uint16_t *dy,
                                            uint16_t *dgate,
                                            uint16_t *dvalue,
                                            size_t n);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_bilinear_packed_bf16(const uint16_t *x,
                                          uint16_t *y,
                                          size_t rows,
                                          size_t n,
                                          int32_t layout);

// The gradient, packed like x.
activ8_status activ8_bilinear_packed_backward_bf16(const uint16_t *x,
                                                   const uint16_t *dy,
                                                   uint16_t *dx,
                                                   size_t rows,
                                                   size_t n,
                                                   int32_t layout);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_bilinear_along_bf16(const uint16_t *x,
                                         uint16_t *y,
                                         size_t outer,
                                         size_t axis,
                                         size_t inner,
                                         int32_t layout);

// The gradient, along the axis like x.
activ8_status activ8_bilinear_along_backward_bf16(const uint16_t *x,
                                                  const uint16_t *dy,
                                                  uint16_t *dx,
                                                  size_t outer,
                                                  size_t axis,
                                                  size_t inner,
                                                  int32_t layout);

// `y = act(gate) * value`.
activ8_status activ8_swiglu_oai_bf16(const uint16_t *gate,
                                     const uint16_t *value,
                                     uint16_t *y,
                                     size_t n,
                                     const activ8_swiglu_oai_params *params);

// Both gradients.
activ8_status activ8_swiglu_oai_backward_bf16(const uint16_t *gate,
                                              const uint16_t *value,
                                              const uint16_t *dy,
                                              uint16_t *dgate,
                                              uint16_t *dvalue,
                                              size_t n,
                                              const activ8_swiglu_oai_params *params);

// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
activ8_status activ8_swiglu_oai_packed_bf16(const uint16_t *x,
                                            uint16_t *y,
                                            size_t rows,
                                            size_t n,
                                            int32_t layout,
                                            const activ8_swiglu_oai_params *params);

// The gradient, packed like x.
activ8_status activ8_swiglu_oai_packed_backward_bf16(const uint16_t *x,
                                                     const uint16_t *dy,
                                                     uint16_t *dx,
                                                     size_t rows,
                                                     size_t n,
                                                     int32_t layout,
                                                     const activ8_swiglu_oai_params *params);

// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
activ8_status activ8_swiglu_oai_along_bf16(const uint16_t *x,
                                           uint16_t *y,
                                           size_t outer,
                                           size_t axis,
                                           size_t inner,
                                           int32_t layout,
                                           const activ8_swiglu_oai_params *params);

// The gradient, along the axis like x.
activ8_status activ8_swiglu_oai_along_backward_bf16(const uint16_t *x,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t outer,
                                                    size_t axis,
                                                    size_t inner,
                                                    int32_t layout,
                                                    const activ8_swiglu_oai_params *params);

// `y = softmax(x)` of rows of n; y may be x.
activ8_status activ8_softmax_bf16(const uint16_t *x, uint16_t *y, size_t rows, size_t n);

// The gradient of softmax for x, of rows of n.
activ8_status activ8_softmax_backward_bf16(const uint16_t *x,
                                           const uint16_t *dy,
                                           uint16_t *dx,
                                           size_t rows,
                                           size_t n);

// `y = softmax(x)` of rows of n that begin so many elements apart; y may be x with the same stride.
activ8_status activ8_softmax_strided_bf16(const uint16_t *x,
                                          size_t x_stride,
                                          uint16_t *y,
                                          size_t y_stride,
                                          size_t rows,
                                          size_t n);

// The gradient of softmax for x, of rows of n that begin so many elements apart.
activ8_status activ8_softmax_strided_backward_bf16(const uint16_t *x,
                                                   size_t x_stride,
                                                   const uint16_t *dy,
                                                   size_t dy_stride,
                                                   uint16_t *dx,
                                                   size_t dx_stride,
                                                   size_t rows,
                                                   size_t n);

// `y = log_softmax(x)` of rows of n; y may be x.
activ8_status activ8_log_softmax_bf16(const uint16_t *x, uint16_t *y, size_t rows, size_t n);

// The gradient of log_softmax for x, of rows of n.
activ8_status activ8_log_softmax_backward_bf16(const uint16_t *x,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t rows,
                                               size_t n);

// `y = log_softmax(x)` of rows of n that begin so many elements apart; y may be x with the same stride.
activ8_status activ8_log_softmax_strided_bf16(const uint16_t *x,
                                              size_t x_stride,
                                              uint16_t *y,
                                              size_t y_stride,
                                              size_t rows,
                                              size_t n);

// The gradient of log_softmax for x, of rows of n that begin so many elements apart.
activ8_status activ8_log_softmax_strided_backward_bf16(const uint16_t *x,
                                                       size_t x_stride,
                                                       const uint16_t *dy,
                                                       size_t dy_stride,
                                                       uint16_t *dx,
                                                       size_t dx_stride,
                                                       size_t rows,
                                                       size_t n);

// `y = safe_softmax(x)` of rows of n; y may be x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_bf16(const uint16_t *x,
                                       uint16_t *y,
                                       size_t rows,
                                       size_t n);

// The gradient of safe_softmax for x, of rows of n. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_backward_bf16(const uint16_t *x,
                                                const uint16_t *dy,
                                                uint16_t *dx,
                                                size_t rows,
                                                size_t n);

// `y = safe_softmax(x)` of rows of n that begin so many elements apart; y may be x with the same stride. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_strided_bf16(const uint16_t *x,
                                               size_t x_stride,
                                               uint16_t *y,
                                               size_t y_stride,
                                               size_t rows,
                                               size_t n);

// The gradient of safe_softmax for x, of rows of n that begin so many elements apart. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_strided_backward_bf16(const uint16_t *x,
                                                        size_t x_stride,
                                                        const uint16_t *dy,
                                                        size_t dy_stride,
                                                        uint16_t *dx,
                                                        size_t dx_stride,
                                                        size_t rows,
                                                        size_t n);

// `y = safe_log_softmax(x)` of rows of n; y may be x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_bf16(const uint16_t *x,
                                           uint16_t *y,
                                           size_t rows,
                                           size_t n);

// The gradient of safe_log_softmax for x, of rows of n. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_backward_bf16(const uint16_t *x,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t rows,
                                                    size_t n);

// `y = safe_log_softmax(x)` of rows of n that begin so many elements apart; y may be x with the same stride. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_strided_bf16(const uint16_t *x,
                                                   size_t x_stride,
                                                   uint16_t *y,
                                                   size_t y_stride,
                                                   size_t rows,
                                                   size_t n);

// The gradient of safe_log_softmax for x, of rows of n that begin so many elements apart. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_strided_backward_bf16(const uint16_t *x,
                                                            size_t x_stride,
                                                            const uint16_t *dy,
                                                            size_t dy_stride,
                                                            uint16_t *dx,
                                                            size_t dx_stride,
                                                            size_t rows,
                                                            size_t n);

// `y = softmin(x)` of rows of n; y may be x.
activ8_status activ8_softmin_bf16(const uint16_t *x, uint16_t *y, size_t rows, size_t n);

// The gradient of softmin for x, of rows of n.
activ8_status activ8_softmin_backward_bf16(const uint16_t *x,
                                           const uint16_t *dy,
                                           uint16_t *dx,
                                           size_t rows,
                                           size_t n);

// `y = softmin(x)` of rows of n that begin so many elements apart; y may be x with the same stride.
activ8_status activ8_softmin_strided_bf16(const uint16_t *x,
                                          size_t x_stride,
                                          uint16_t *y,
                                          size_t y_stride,
                                          size_t rows,
                                          size_t n);

// The gradient of softmin for x, of rows of n that begin so many elements apart.
activ8_status activ8_softmin_strided_backward_bf16(const uint16_t *x,
                                                   size_t x_stride,
                                                   const uint16_t *dy,
                                                   size_t dy_stride,
                                                   uint16_t *dx,
                                                   size_t dx_stride,
                                                   size_t rows,
                                                   size_t n);

// `y = hardmax(x)` of rows of n; y may be x.
activ8_status activ8_hardmax_bf16(const uint16_t *x, uint16_t *y, size_t rows, size_t n);

// The gradient of hardmax for x, of rows of n.
activ8_status activ8_hardmax_backward_bf16(const uint16_t *x,
                                           const uint16_t *dy,
                                           uint16_t *dx,
                                           size_t rows,
                                           size_t n);

// `y = hardmax(x)` of rows of n that begin so many elements apart; y may be x with the same stride.
activ8_status activ8_hardmax_strided_bf16(const uint16_t *x,
                                          size_t x_stride,
                                          uint16_t *y,
                                          size_t y_stride,
                                          size_t rows,
                                          size_t n);

// The gradient of hardmax for x, of rows of n that begin so many elements apart.
activ8_status activ8_hardmax_strided_backward_bf16(const uint16_t *x,
                                                   size_t x_stride,
                                                   const uint16_t *dy,
                                                   size_t dy_stride,
                                                   uint16_t *dx,
                                                   size_t dx_stride,
                                                   size_t rows,
                                                   size_t n);

// The gradient of softmax for x, of rows of n, from the output y.
activ8_status activ8_softmax_backward_from_output_bf16(const uint16_t *y,
                                                       const uint16_t *dy,
                                                       uint16_t *dx,
                                                       size_t rows,
                                                       size_t n);

// The gradient of log_softmax for x, of rows of n, from the output y.
activ8_status activ8_log_softmax_backward_from_output_bf16(const uint16_t *y,
                                                           const uint16_t *dy,
                                                           uint16_t *dx,
                                                           size_t rows,
                                                           size_t n);

// The gradient of safe_softmax for x, of rows of n, from the output y. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_backward_from_output_bf16(const uint16_t *y,
                                                            const uint16_t *dy,
                                                            uint16_t *dx,
                                                            size_t rows,
                                                            size_t n);

// The gradient of safe_log_softmax for x, of rows of n, from the output y. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_backward_from_output_bf16(const uint16_t *y,
                                                                const uint16_t *dy,
                                                                uint16_t *dx,
                                                                size_t rows,
                                                                size_t n);

// `y = softmax(x)` along the middle axis of a tensor (outer, axis, inner); y may be x.
activ8_status activ8_softmax_along_bf16(const uint16_t *x,
                                        uint16_t *y,
                                        size_t outer,
                                        size_t axis,
                                        size_t inner);

// Its gradient for x.
activ8_status activ8_softmax_along_backward_bf16(const uint16_t *x,
                                                 const uint16_t *dy,
                                                 uint16_t *dx,
                                                 size_t outer,
                                                 size_t axis,
                                                 size_t inner);

// `y = log_softmax(x)` along the middle axis of a tensor (outer, axis, inner); y may be x.
activ8_status activ8_log_softmax_along_bf16(const uint16_t *x,
                                            uint16_t *y,
                                            size_t outer,
                                            size_t axis,
                                            size_t inner);

// Its gradient for x.
activ8_status activ8_log_softmax_along_backward_bf16(const uint16_t *x,
                                                     const uint16_t *dy,
                                                     uint16_t *dx,
                                                     size_t outer,
                                                     size_t axis,
                                                     size_t inner);

// `y = safe_softmax(x)` along the middle axis of a tensor (outer, axis, inner); y may be x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_along_bf16(const uint16_t *x,
                                             uint16_t *y,
                                             size_t outer,
                                             size_t axis,
                                             size_t inner);

// Its gradient for x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_along_backward_bf16(const uint16_t *x,
                                                      const uint16_t *dy,
                                                      uint16_t *dx,
                                                      size_t outer,
                                                      size_t axis,
                                                      size_t inner);

// `y = safe_log_softmax(x)` along the middle axis of a tensor (outer, axis, inner); y may be x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_along_bf16(const uint16_t *x,
                                                 uint16_t *y,
                                                 size_t outer,
                                                 size_t axis,
                                                 size_t inner);

// Its gradient for x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_along_backward_bf16(const uint16_t *x,
                                                          const uint16_t *dy,
                                                          uint16_t *dx,
                                                          size_t outer,
                                                          size_t axis,
                                                          size_t inner);

// `y = softmin(x)` along the middle axis of a tensor (outer, axis, inner); y may be x.
activ8_status activ8_softmin_along_bf16(const uint16_t *x,
                                        uint16_t *y,
                                        size_t outer,
                                        size_t axis,
                                        size_t inner);

// Its gradient for x.
activ8_status activ8_softmin_along_backward_bf16(const uint16_t *x,
                                                 const uint16_t *dy,
                                                 uint16_t *dx,
                                                 size_t outer,
                                                 size_t axis,
                                                 size_t inner);

// `y = hardmax(x)` along the middle axis of a tensor (outer, axis, inner); y may be x.
activ8_status activ8_hardmax_along_bf16(const uint16_t *x,
                                        uint16_t *y,
                                        size_t outer,
                                        size_t axis,
                                        size_t inner);

// Its gradient for x.
activ8_status activ8_hardmax_along_backward_bf16(const uint16_t *x,
                                                 const uint16_t *dy,
                                                 uint16_t *dx,
                                                 size_t outer,
                                                 size_t axis,
                                                 size_t inner);

// Its gradient for x, from the output y.
activ8_status activ8_softmax_along_backward_from_output_bf16(const uint16_t *y,
                                                             const uint16_t *dy,
                                                             uint16_t *dx,
                                                             size_t outer,
                                                             size_t axis,
                                                             size_t inner);

// Its gradient for x, from the output y.
activ8_status activ8_log_softmax_along_backward_from_output_bf16(const uint16_t *y,
                                                                 const uint16_t *dy,
                                                                 uint16_t *dx,
                                                                 size_t outer,
                                                                 size_t axis,
                                                                 size_t inner);

// Its gradient for x, from the output y. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_softmax_along_backward_from_output_bf16(const uint16_t *y,
                                                                  const uint16_t *dy,
                                                                  uint16_t *dx,
                                                                  size_t outer,
                                                                  size_t axis,
                                                                  size_t inner);

// Its gradient for x, from the output y. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
activ8_status activ8_safe_log_softmax_along_backward_from_output_bf16(const uint16_t *y,
                                                                      const uint16_t *dy,
                                                                      uint16_t *dx,
                                                                      size_t outer,
                                                                      size_t axis,
                                                                      size_t inner);

// `y = softmax(x)` of rows of keys, with the options that the parameters have; y may be x.
activ8_status activ8_attention_softmax_bf16(const uint16_t *x,
                                            uint16_t *y,
                                            size_t rows,
                                            size_t keys,
                                            const activ8_attention_softmax_params *params);

// Its gradient for x.
activ8_status activ8_attention_softmax_backward_bf16(const uint16_t *x,
                                                     const uint16_t *dy,
                                                     uint16_t *dx,
                                                     size_t rows,
                                                     size_t keys,
                                                     const activ8_attention_softmax_params *params);

// `y = x` where x > 0, else `weight[c] * x`, of samples of channels of inner elements; y may be x.
activ8_status activ8_prelu_bf16(const uint16_t *x,
                                uint16_t *y,
                                size_t n,
                                const float *weight,
                                size_t channels,
                                size_t inner);

// Its gradient for x.
activ8_status activ8_prelu_backward_bf16(const uint16_t *x,
                                         const uint16_t *dy,
                                         uint16_t *dx,
                                         size_t n,
                                         const float *weight,
                                         size_t channels,
                                         size_t inner);

// `y = ln(sum(e^x))`, one number for each row of n.
activ8_status activ8_log_sum_exp_bf16(const uint16_t *x, uint16_t *y, size_t rows, size_t n);

// Its gradient for x, from a dy of one number for each row.
activ8_status activ8_log_sum_exp_backward_bf16(const uint16_t *x,
                                               const uint16_t *dy,
                                               uint16_t *dx,
                                               size_t rows,
                                               size_t n);

// The same along the middle axis of a tensor (outer, axis, inner), one number for each column: y is of (outer, inner).
activ8_status activ8_log_sum_exp_along_bf16(const uint16_t *x,
                                            uint16_t *y,
                                            size_t outer,
                                            size_t axis,
                                            size_t inner);

// Its gradient for x, from a dy of one number for each column.
activ8_status activ8_log_sum_exp_along_backward_bf16(const uint16_t *x,
                                                     const uint16_t *dy,
                                                     uint16_t *dx,
                                                     size_t outer,
                                                     size_t axis,
                                                     size_t inner);

// activ8_log_sum_exp_backward, but 0 for rows of nothing but -infinity, where that is NaN.
activ8_status activ8_safe_log_sum_exp_backward_bf16(const uint16_t *x,
                                                    const uint16_t *dy,
                                                    uint16_t *dx,
                                                    size_t rows,
                                                    size_t n);

// activ8_log_sum_exp_along_backward, but 0 for columns of nothing but -infinity, where that is NaN.
activ8_status activ8_safe_log_sum_exp_along_backward_bf16(const uint16_t *x,
                                                          const uint16_t *dy,
                                                          uint16_t *dx,
                                                          size_t outer,
                                                          size_t axis,
                                                          size_t inner);

// `y = softmax((x + noise) / temperature)` of rows of n. The noise, as long as x, is of Gumbel's distribution, which the caller draws. activ8_hardmax of y makes one category of each sample.
activ8_status activ8_gumbel_softmax_bf16(const uint16_t *x,
                                         const float *noise,
                                         uint16_t *y,
                                         size_t rows,
                                         size_t n,
                                         const activ8_gumbel_softmax_params *params);

// The gradient for x of rows of n, from the soft samples y and the gradient for soft or hard ones.
activ8_status activ8_gumbel_softmax_backward_bf16(const uint16_t *y,
                                                  const uint16_t *dy,
                                                  uint16_t *dx,
                                                  size_t rows,
                                                  size_t n,
                                                  const activ8_gumbel_softmax_params *params);

// The k best experts of each row of logits, the best first, and their weights: k of both for each row.
activ8_status activ8_router_bf16(const uint16_t *logits,
                                 uint32_t *indices,
                                 uint16_t *weights,
                                 size_t rows,
                                 size_t experts,
                                 size_t k,
                                 const activ8_router_params *params);

// The weights of experts that are given, k for each row of logits.
activ8_status activ8_router_weigh_bf16(const uint16_t *logits,
                                       const uint32_t *indices,
                                       uint16_t *weights,
                                       size_t rows,
                                       size_t experts,
                                       size_t k,
                                       const activ8_router_params *params);

// The gradient for the logits from that for the weights of the experts that were chosen or given.
activ8_status activ8_router_backward_bf16(const uint16_t *logits,
                                          const uint32_t *indices,
                                          const uint16_t *dweights,
                                          uint16_t *dlogits,
                                          size_t rows,
                                          size_t experts,
                                          size_t k,
                                          const activ8_router_params *params);

// The gradient of the reduced loss kl_div for the target t.
activ8_status activ8_kl_div_backward_target_bf16(const uint16_t *x,
                                                 const uint16_t *t,
                                                 size_t n,
                                                 const activ8_kl_div_params *params,
                                                 uint16_t *dt);

// The same of each loss, not reduced, from dy, the gradient for it.
activ8_status activ8_kl_div_backward_target_each_bf16(const uint16_t *x,
                                                      const uint16_t *t,
                                                      const uint16_t *dy,
                                                      size_t n,
                                                      const activ8_kl_div_params *params,
                                                      uint16_t *dt);

// Takes n more logits into account.
activ8_status activ8_softmax_state_update_bf16(activ8_softmax_state *state, const uint16_t *x, size_t n);

// Takes n scores into account, which become `e^(score - max)`, and multiplies the accumulator of dim elements with what the weights of earlier ones are worth by the new maximum.
activ8_status activ8_softmax_state_attend_bf16(activ8_softmax_state *state,
                                               uint16_t *scores,
                                               size_t n,
                                               float *accumulator,
                                               size_t dim);

// The forward verb of training: each x that is not positive takes the next of `uniform`, n numbers in [0, 1), for its slope, and `slopes` keeps what the gradient needs.
activ8_status activ8_rrelu_training_bf16(const uint16_t *x,
                                         const float *uniform,
                                         uint16_t *y,
                                         uint16_t *slopes,
                                         size_t n,
                                         const activ8_rrelu_params *params);

// `dx = slopes * dy`.
activ8_status activ8_rrelu_training_backward_bf16(const uint16_t *x,
                                                  const uint16_t *slopes,
                                                  const uint16_t *dy,
                                                  uint16_t *dx,
                                                  size_t n);

// Its gradient for the slopes.
activ8_status activ8_prelu_backward_weight_bf16(const uint16_t *x,
                                                const uint16_t *dy,
                                                float *dweight,
                                                size_t n,
                                                const float *weight,
                                                size_t channels,
                                                size_t inner);

// Its gradient for the sinks, of which there are `params.sinks_len`.
activ8_status activ8_attention_softmax_backward_sinks_bf16(const uint16_t *x,
                                                           const uint16_t *dy,
                                                           float *dsinks,
                                                           size_t rows,
                                                           size_t keys,
                                                           const activ8_attention_softmax_params *params);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_mse_bf16(const uint16_t *x,
                              const uint16_t *t,
                              size_t n,
                              const activ8_mse_params *params,
                              float *value);

// Each loss, not reduced.
activ8_status activ8_mse_each_bf16(const uint16_t *x,
                                   const uint16_t *t,
                                   size_t n,
                                   const activ8_mse_params *params,
                                   uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_mse_backward_bf16(const uint16_t *x,
                                       const uint16_t *t,
                                       size_t n,
                                       const activ8_mse_params *params,
                                       uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_mse_backward_each_bf16(const uint16_t *x,
                                            const uint16_t *t,
                                            const uint16_t *dy,
                                            size_t n,
                                            const activ8_mse_params *params,
                                            uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_mse_forward_backward_bf16(const uint16_t *x,
                                               const uint16_t *t,
                                               size_t n,
                                               const activ8_mse_params *params,
                                               float *value,
                                               uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_l1_bf16(const uint16_t *x,
                             const uint16_t *t,
                             size_t n,
                             const activ8_l1_params *params,
                             float *value);

// Each loss, not reduced.
activ8_status activ8_l1_each_bf16(const uint16_t *x,
                                  const uint16_t *t,
                                  size_t n,
                                  const activ8_l1_params *params,
                                  uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_l1_backward_bf16(const uint16_t *x,
                                      const uint16_t *t,
                                      size_t n,
                                      const activ8_l1_params *params,
                                      uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_l1_backward_each_bf16(const uint16_t *x,
                                           const uint16_t *t,
                                           const uint16_t *dy,
                                           size_t n,
                                           const activ8_l1_params *params,
                                           uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_l1_forward_backward_bf16(const uint16_t *x,
                                              const uint16_t *t,
                                              size_t n,
                                              const activ8_l1_params *params,
                                              float *value,
                                              uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_huber_bf16(const uint16_t *x,
                                const uint16_t *t,
                                size_t n,
                                const activ8_huber_params *params,
                                float *value);

// Each loss, not reduced.
activ8_status activ8_huber_each_bf16(const uint16_t *x,
                                     const uint16_t *t,
                                     size_t n,
                                     const activ8_huber_params *params,
                                     uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_huber_backward_bf16(const uint16_t *x,
                                         const uint16_t *t,
                                         size_t n,
                                         const activ8_huber_params *params,
                                         uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_huber_backward_each_bf16(const uint16_t *x,
                                              const uint16_t *t,
                                              const uint16_t *dy,
                                              size_t n,
                                              const activ8_huber_params *params,
                                              uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_huber_forward_backward_bf16(const uint16_t *x,
                                                 const uint16_t *t,
                                                 size_t n,
                                                 const activ8_huber_params *params,
                                                 float *value,
                                                 uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_smooth_l1_bf16(const uint16_t *x,
                                    const uint16_t *t,
                                    size_t n,
                                    const activ8_smooth_l1_params *params,
                                    float *value);

// Each loss, not reduced.
activ8_status activ8_smooth_l1_each_bf16(const uint16_t *x,
                                         const uint16_t *t,
                                         size_t n,
                                         const activ8_smooth_l1_params *params,
                                         uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_smooth_l1_backward_bf16(const uint16_t *x,
                                             const uint16_t *t,
                                             size_t n,
                                             const activ8_smooth_l1_params *params,
                                             uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_smooth_l1_backward_each_bf16(const uint16_t *x,
                                                  const uint16_t *t,
                                                  const uint16_t *dy,
                                                  size_t n,
                                                  const activ8_smooth_l1_params *params,
                                                  uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_smooth_l1_forward_backward_bf16(const uint16_t *x,
                                                     const uint16_t *t,
                                                     size_t n,
                                                     const activ8_smooth_l1_params *params,
                                                     float *value,
                                                     uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_log_cosh_bf16(const uint16_t *x,
                                   const uint16_t *t,
                                   size_t n,
                                   const activ8_log_cosh_params *params,
                                   float *value);

// Each loss, not reduced.
activ8_status activ8_log_cosh_each_bf16(const uint16_t *x,
                                        const uint16_t *t,
                                        size_t n,
                                        const activ8_log_cosh_params *params,
                                        uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_log_cosh_backward_bf16(const uint16_t *x,
                                            const uint16_t *t,
                                            size_t n,
                                            const activ8_log_cosh_params *params,
                                            uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_log_cosh_backward_each_bf16(const uint16_t *x,
                                                 const uint16_t *t,
                                                 const uint16_t *dy,
                                                 size_t n,
                                                 const activ8_log_cosh_params *params,
                                                 uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_log_cosh_forward_backward_bf16(const uint16_t *x,
                                                    const uint16_t *t,
                                                    size_t n,
                                                    const activ8_log_cosh_params *params,
                                                    float *value,
                                                    uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_mape_bf16(const uint16_t *x,
                               const uint16_t *t,
                               size_t n,
                               const activ8_mape_params *params,
                               float *value);

// Each loss, not reduced.
activ8_status activ8_mape_each_bf16(const uint16_t *x,
                                    const uint16_t *t,
                                    size_t n,
                                    const activ8_mape_params *params,
                                    uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_mape_backward_bf16(const uint16_t *x,
                                        const uint16_t *t,
                                        size_t n,
                                        const activ8_mape_params *params,
                                        uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_mape_backward_each_bf16(const uint16_t *x,
                                             const uint16_t *t,
                                             const uint16_t *dy,
                                             size_t n,
                                             const activ8_mape_params *params,
                                             uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_mape_forward_backward_bf16(const uint16_t *x,
                                                const uint16_t *t,
                                                size_t n,
                                                const activ8_mape_params *params,
                                                float *value,
                                                uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_quantile_bf16(const uint16_t *x,
                                   const uint16_t *t,
                                   size_t n,
                                   const activ8_quantile_params *params,
                                   float *value);

// Each loss, not reduced.
activ8_status activ8_quantile_each_bf16(const uint16_t *x,
                                        const uint16_t *t,
                                        size_t n,
                                        const activ8_quantile_params *params,
                                        uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_quantile_backward_bf16(const uint16_t *x,
                                            const uint16_t *t,
                                            size_t n,
                                            const activ8_quantile_params *params,
                                            uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_quantile_backward_each_bf16(const uint16_t *x,
                                                 const uint16_t *t,
                                                 const uint16_t *dy,
                                                 size_t n,
                                                 const activ8_quantile_params *params,
                                                 uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_quantile_forward_backward_bf16(const uint16_t *x,
                                                    const uint16_t *t,
                                                    size_t n,
                                                    const activ8_quantile_params *params,
                                                    float *value,
                                                    uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_bce_bf16(const uint16_t *x,
                              const uint16_t *t,
                              size_t n,
                              const activ8_bce_params *params,
                              float *value);

// Each loss, not reduced.
activ8_status activ8_bce_each_bf16(const uint16_t *x,
                                   const uint16_t *t,
                                   size_t n,
                                   const activ8_bce_params *params,
                                   uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_bce_backward_bf16(const uint16_t *x,
                                       const uint16_t *t,
                                       size_t n,
                                       const activ8_bce_params *params,
                                       uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_bce_backward_each_bf16(const uint16_t *x,
                                            const uint16_t *t,
                                            const uint16_t *dy,
                                            size_t n,
                                            const activ8_bce_params *params,
                                            uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_bce_forward_backward_bf16(const uint16_t *x,
                                               const uint16_t *t,
                                               size_t n,
                                               const activ8_bce_params *params,
                                               float *value,
                                               uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_bce_with_logits_bf16(const uint16_t *x,
                                          const uint16_t *t,
                                          size_t n,
                                          const activ8_bce_with_logits_params *params,
                                          float *value);

// Each loss, not reduced.
activ8_status activ8_bce_with_logits_each_bf16(const uint16_t *x,
                                               const uint16_t *t,
                                               size_t n,
                                               const activ8_bce_with_logits_params *params,
                                               uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_bce_with_logits_backward_bf16(const uint16_t *x,
                                                   const uint16_t *t,
                                                   size_t n,
                                                   const activ8_bce_with_logits_params *params,
                                                   uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_bce_with_logits_backward_each_bf16(const uint16_t *x,
                                                        const uint16_t *t,
                                                        const uint16_t *dy,
                                                        size_t n,
                                                        const activ8_bce_with_logits_params *params,
                                                        uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_bce_with_logits_forward_backward_bf16(const uint16_t *x,
                                                           const uint16_t *t,
                                                           size_t n,
                                                           const activ8_bce_with_logits_params *params,
                                                           float *value,
                                                           uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_sigmoid_focal_bf16(const uint16_t *x,
                                        const uint16_t *t,
                                        size_t n,
                                        const activ8_sigmoid_focal_params *params,
                                        float *value);

// Each loss, not reduced.
activ8_status activ8_sigmoid_focal_each_bf16(const uint16_t *x,
                                             const uint16_t *t,
                                             size_t n,
                                             const activ8_sigmoid_focal_params *params,
                                             uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_sigmoid_focal_backward_bf16(const uint16_t *x,
                                                 const uint16_t *t,
                                                 size_t n,
                                                 const activ8_sigmoid_focal_params *params,
                                                 uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_sigmoid_focal_backward_each_bf16(const uint16_t *x,
                                                      const uint16_t *t,
                                                      const uint16_t *dy,
                                                      size_t n,
                                                      const activ8_sigmoid_focal_params *params,
                                                      uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_sigmoid_focal_forward_backward_bf16(const uint16_t *x,
                                                         const uint16_t *t,
                                                         size_t n,
                                                         const activ8_sigmoid_focal_params *params,
                                                         float *value,
                                                         uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_kl_div_bf16(const uint16_t *x,
                                 const uint16_t *t,
                                 size_t n,
                                 const activ8_kl_div_params *params,
                                 float *value);

// Each loss, not reduced.
activ8_status activ8_kl_div_each_bf16(const uint16_t *x,
                                      const uint16_t *t,
                                      size_t n,
                                      const activ8_kl_div_params *params,
                                      uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_kl_div_backward_bf16(const uint16_t *x,
                                          const uint16_t *t,
                                          size_t n,
                                          const activ8_kl_div_params *params,
                                          uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_kl_div_backward_each_bf16(const uint16_t *x,
                                               const uint16_t *t,
                                               const uint16_t *dy,
                                               size_t n,
                                               const activ8_kl_div_params *params,
                                               uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_kl_div_forward_backward_bf16(const uint16_t *x,
                                                  const uint16_t *t,
                                                  size_t n,
                                                  const activ8_kl_div_params *params,
                                                  float *value,
                                                  uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_jensen_shannon_bf16(const uint16_t *x,
                                         const uint16_t *t,
                                         size_t n,
                                         const activ8_jensen_shannon_params *params,
                                         float *value);

// Each loss, not reduced.
activ8_status activ8_jensen_shannon_each_bf16(const uint16_t *x,
                                              const uint16_t *t,
                                              size_t n,
                                              const activ8_jensen_shannon_params *params,
                                              uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_jensen_shannon_backward_bf16(const uint16_t *x,
                                                  const uint16_t *t,
                                                  size_t n,
                                                  const activ8_jensen_shannon_params *params,
                                                  uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_jensen_shannon_backward_each_bf16(const uint16_t *x,
                                                       const uint16_t *t,
                                                       const uint16_t *dy,
                                                       size_t n,
                                                       const activ8_jensen_shannon_params *params,
                                                       uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_jensen_shannon_forward_backward_bf16(const uint16_t *x,
                                                          const uint16_t *t,
                                                          size_t n,
                                                          const activ8_jensen_shannon_params *params,
                                                          float *value,
                                                          uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_poisson_nll_bf16(const uint16_t *x,
                                      const uint16_t *t,
                                      size_t n,
                                      const activ8_poisson_nll_params *params,
                                      float *value);

// Each loss, not reduced.
activ8_status activ8_poisson_nll_each_bf16(const uint16_t *x,
                                           const uint16_t *t,
                                           size_t n,
                                           const activ8_poisson_nll_params *params,
                                           uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_poisson_nll_backward_bf16(const uint16_t *x,
                                               const uint16_t *t,
                                               size_t n,
                                               const activ8_poisson_nll_params *params,
                                               uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_poisson_nll_backward_each_bf16(const uint16_t *x,
                                                    const uint16_t *t,
                                                    const uint16_t *dy,
                                                    size_t n,
                                                    const activ8_poisson_nll_params *params,
                                                    uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_poisson_nll_forward_backward_bf16(const uint16_t *x,
                                                       const uint16_t *t,
                                                       size_t n,
                                                       const activ8_poisson_nll_params *params,
                                                       float *value,
                                                       uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_fixed_gaussian_nll_bf16(const uint16_t *x,
                                             const uint16_t *t,
                                             size_t n,
                                             const activ8_fixed_gaussian_nll_params *params,
                                             float *value);

// Each loss, not reduced.
activ8_status activ8_fixed_gaussian_nll_each_bf16(const uint16_t *x,
                                                  const uint16_t *t,
                                                  size_t n,
                                                  const activ8_fixed_gaussian_nll_params *params,
                                                  uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_fixed_gaussian_nll_backward_bf16(const uint16_t *x,
                                                      const uint16_t *t,
                                                      size_t n,
                                                      const activ8_fixed_gaussian_nll_params *params,
                                                      uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_fixed_gaussian_nll_backward_each_bf16(const uint16_t *x,
                                                           const uint16_t *t,
                                                           const uint16_t *dy,
                                                           size_t n,
                                                           const activ8_fixed_gaussian_nll_params *params,
                                                           uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_fixed_gaussian_nll_forward_backward_bf16(const uint16_t *x,
                                                              const uint16_t *t,
                                                              size_t n,
                                                              const activ8_fixed_gaussian_nll_params *params,
                                                              float *value,
                                                              uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_hinge_bf16(const uint16_t *x,
                                const uint16_t *t,
                                size_t n,
                                const activ8_hinge_params *params,
                                float *value);

// Each loss, not reduced.
activ8_status activ8_hinge_each_bf16(const uint16_t *x,
                                     const uint16_t *t,
                                     size_t n,
                                     const activ8_hinge_params *params,
                                     uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_hinge_backward_bf16(const uint16_t *x,
                                         const uint16_t *t,
                                         size_t n,
                                         const activ8_hinge_params *params,
                                         uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_hinge_backward_each_bf16(const uint16_t *x,
                                              const uint16_t *t,
                                              const uint16_t *dy,
                                              size_t n,
                                              const activ8_hinge_params *params,
                                              uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_hinge_forward_backward_bf16(const uint16_t *x,
                                                 const uint16_t *t,
                                                 size_t n,
                                                 const activ8_hinge_params *params,
                                                 float *value,
                                                 uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_squared_hinge_bf16(const uint16_t *x,
                                        const uint16_t *t,
                                        size_t n,
                                        const activ8_squared_hinge_params *params,
                                        float *value);

// Each loss, not reduced.
activ8_status activ8_squared_hinge_each_bf16(const uint16_t *x,
                                             const uint16_t *t,
                                             size_t n,
                                             const activ8_squared_hinge_params *params,
                                             uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_squared_hinge_backward_bf16(const uint16_t *x,
                                                 const uint16_t *t,
                                                 size_t n,
                                                 const activ8_squared_hinge_params *params,
                                                 uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_squared_hinge_backward_each_bf16(const uint16_t *x,
                                                      const uint16_t *t,
                                                      const uint16_t *dy,
                                                      size_t n,
                                                      const activ8_squared_hinge_params *params,
                                                      uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_squared_hinge_forward_backward_bf16(const uint16_t *x,
                                                         const uint16_t *t,
                                                         size_t n,
                                                         const activ8_squared_hinge_params *params,
                                                         float *value,
                                                         uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_hinge_embedding_bf16(const uint16_t *x,
                                          const uint16_t *t,
                                          size_t n,
                                          const activ8_hinge_embedding_params *params,
                                          float *value);

// Each loss, not reduced.
activ8_status activ8_hinge_embedding_each_bf16(const uint16_t *x,
                                               const uint16_t *t,
                                               size_t n,
                                               const activ8_hinge_embedding_params *params,
                                               uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_hinge_embedding_backward_bf16(const uint16_t *x,
                                                   const uint16_t *t,
                                                   size_t n,
                                                   const activ8_hinge_embedding_params *params,
                                                   uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_hinge_embedding_backward_each_bf16(const uint16_t *x,
                                                        const uint16_t *t,
                                                        const uint16_t *dy,
                                                        size_t n,
                                                        const activ8_hinge_embedding_params *params,
                                                        uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_hinge_embedding_forward_backward_bf16(const uint16_t *x,
                                                           const uint16_t *t,
                                                           size_t n,
                                                           const activ8_hinge_embedding_params *params,
                                                           float *value,
                                                           uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_soft_margin_bf16(const uint16_t *x,
                                      const uint16_t *t,
                                      size_t n,
                                      const activ8_soft_margin_params *params,
                                      float *value);

// Each loss, not reduced.
activ8_status activ8_soft_margin_each_bf16(const uint16_t *x,
                                           const uint16_t *t,
                                           size_t n,
                                           const activ8_soft_margin_params *params,
                                           uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_soft_margin_backward_bf16(const uint16_t *x,
                                               const uint16_t *t,
                                               size_t n,
                                               const activ8_soft_margin_params *params,
                                               uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_soft_margin_backward_each_bf16(const uint16_t *x,
                                                    const uint16_t *t,
                                                    const uint16_t *dy,
                                                    size_t n,
                                                    const activ8_soft_margin_params *params,
                                                    uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_soft_margin_forward_backward_bf16(const uint16_t *x,
                                                       const uint16_t *t,
                                                       size_t n,
                                                       const activ8_soft_margin_params *params,
                                                       float *value,
                                                       uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_categorical_cross_entropy_bf16(const uint16_t *x,
                                                    const uint16_t *t,
                                                    size_t rows,
                                                    size_t row,
                                                    const activ8_categorical_cross_entropy_params *params,
                                                    float *value);

// Each loss, not reduced.
activ8_status activ8_categorical_cross_entropy_each_bf16(const uint16_t *x,
                                                         const uint16_t *t,
                                                         size_t rows,
                                                         size_t row,
                                                         const activ8_categorical_cross_entropy_params *params,
                                                         uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_categorical_cross_entropy_backward_bf16(const uint16_t *x,
                                                             const uint16_t *t,
                                                             size_t rows,
                                                             size_t row,
                                                             const activ8_categorical_cross_entropy_params *params,
                                                             uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_categorical_cross_entropy_backward_each_bf16(const uint16_t *x,
                                                                  const uint16_t *t,
                                                                  const uint16_t *dy,
                                                                  size_t rows,
                                                                  size_t row,
                                                                  const activ8_categorical_cross_entropy_params *params,
                                                                  uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_categorical_cross_entropy_forward_backward_bf16(const uint16_t *x,
                                                                     const uint16_t *t,
                                                                     size_t rows,
                                                                     size_t row,
                                                                     const activ8_categorical_cross_entropy_params *params,
                                                                     float *value,
                                                                     uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_categorical_focal_bf16(const uint16_t *x,
                                            const uint16_t *t,
                                            size_t rows,
                                            size_t row,
                                            const activ8_categorical_focal_params *params,
                                            float *value);

// Each loss, not reduced.
activ8_status activ8_categorical_focal_each_bf16(const uint16_t *x,
                                                 const uint16_t *t,
                                                 size_t rows,
                                                 size_t row,
                                                 const activ8_categorical_focal_params *params,
                                                 uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_categorical_focal_backward_bf16(const uint16_t *x,
                                                     const uint16_t *t,
                                                     size_t rows,
                                                     size_t row,
                                                     const activ8_categorical_focal_params *params,
                                                     uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_categorical_focal_backward_each_bf16(const uint16_t *x,
                                                          const uint16_t *t,
                                                          const uint16_t *dy,
                                                          size_t rows,
                                                          size_t row,
                                                          const activ8_categorical_focal_params *params,
                                                          uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_categorical_focal_forward_backward_bf16(const uint16_t *x,
                                                             const uint16_t *t,
                                                             size_t rows,
                                                             size_t row,
                                                             const activ8_categorical_focal_params *params,
                                                             float *value,
                                                             uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_dice_bf16(const uint16_t *x,
                               const uint16_t *t,
                               size_t rows,
                               size_t row,
                               const activ8_dice_params *params,
                               float *value);

// Each loss, not reduced.
activ8_status activ8_dice_each_bf16(const uint16_t *x,
                                    const uint16_t *t,
                                    size_t rows,
                                    size_t row,
                                    const activ8_dice_params *params,
                                    uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_dice_backward_bf16(const uint16_t *x,
                                        const uint16_t *t,
                                        size_t rows,
                                        size_t row,
                                        const activ8_dice_params *params,
                                        uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_dice_backward_each_bf16(const uint16_t *x,
                                             const uint16_t *t,
                                             const uint16_t *dy,
                                             size_t rows,
                                             size_t row,
                                             const activ8_dice_params *params,
                                             uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_dice_forward_backward_bf16(const uint16_t *x,
                                                const uint16_t *t,
                                                size_t rows,
                                                size_t row,
                                                const activ8_dice_params *params,
                                                float *value,
                                                uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_tversky_bf16(const uint16_t *x,
                                  const uint16_t *t,
                                  size_t rows,
                                  size_t row,
                                  const activ8_tversky_params *params,
                                  float *value);

// Each loss, not reduced.
activ8_status activ8_tversky_each_bf16(const uint16_t *x,
                                       const uint16_t *t,
                                       size_t rows,
                                       size_t row,
                                       const activ8_tversky_params *params,
                                       uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_tversky_backward_bf16(const uint16_t *x,
                                           const uint16_t *t,
                                           size_t rows,
                                           size_t row,
                                           const activ8_tversky_params *params,
                                           uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_tversky_backward_each_bf16(const uint16_t *x,
                                                const uint16_t *t,
                                                const uint16_t *dy,
                                                size_t rows,
                                                size_t row,
                                                const activ8_tversky_params *params,
                                                uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_tversky_forward_backward_bf16(const uint16_t *x,
                                                   const uint16_t *t,
                                                   size_t rows,
                                                   size_t row,
                                                   const activ8_tversky_params *params,
                                                   float *value,
                                                   uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_multilabel_soft_margin_bf16(const uint16_t *x,
                                                 const uint16_t *t,
                                                 size_t rows,
                                                 size_t row,
                                                 const activ8_multilabel_soft_margin_params *params,
                                                 float *value);

// Each loss, not reduced.
activ8_status activ8_multilabel_soft_margin_each_bf16(const uint16_t *x,
                                                      const uint16_t *t,
                                                      size_t rows,
                                                      size_t row,
                                                      const activ8_multilabel_soft_margin_params *params,
                                                      uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_multilabel_soft_margin_backward_bf16(const uint16_t *x,
                                                          const uint16_t *t,
                                                          size_t rows,
                                                          size_t row,
                                                          const activ8_multilabel_soft_margin_params *params,
                                                          uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_multilabel_soft_margin_backward_each_bf16(const uint16_t *x,
                                                               const uint16_t *t,
                                                               const uint16_t *dy,
                                                               size_t rows,
                                                               size_t row,
                                                               const activ8_multilabel_soft_margin_params *params,
                                                               uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_multilabel_soft_margin_forward_backward_bf16(const uint16_t *x,
                                                                  const uint16_t *t,
                                                                  size_t rows,
                                                                  size_t row,
                                                                  const activ8_multilabel_soft_margin_params *params,
                                                                  float *value,
                                                                  uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_multilabel_margin_bf16(const uint16_t *x,
                                            const int64_t *t,
                                            size_t rows,
                                            size_t row,
                                            const activ8_multilabel_margin_params *params,
                                            float *value);

// Each loss, not reduced.
activ8_status activ8_multilabel_margin_each_bf16(const uint16_t *x,
                                                 const int64_t *t,
                                                 size_t rows,
                                                 size_t row,
                                                 const activ8_multilabel_margin_params *params,
                                                 uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_multilabel_margin_backward_bf16(const uint16_t *x,
                                                     const int64_t *t,
                                                     size_t rows,
                                                     size_t row,
                                                     const activ8_multilabel_margin_params *params,
                                                     uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_multilabel_margin_backward_each_bf16(const uint16_t *x,
                                                          const int64_t *t,
                                                          const uint16_t *dy,
                                                          size_t rows,
                                                          size_t row,
                                                          const activ8_multilabel_margin_params *params,
                                                          uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_multilabel_margin_forward_backward_bf16(const uint16_t *x,
                                                             const int64_t *t,
                                                             size_t rows,
                                                             size_t row,
                                                             const activ8_multilabel_margin_params *params,
                                                             float *value,
                                                             uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_cross_entropy_bf16(const uint16_t *x,
                                        const int64_t *t,
                                        size_t rows,
                                        size_t row,
                                        const activ8_cross_entropy_params *params,
                                        float *value);

// Each loss, not reduced.
activ8_status activ8_cross_entropy_each_bf16(const uint16_t *x,
                                             const int64_t *t,
                                             size_t rows,
                                             size_t row,
                                             const activ8_cross_entropy_params *params,
                                             uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_cross_entropy_backward_bf16(const uint16_t *x,
                                                 const int64_t *t,
                                                 size_t rows,
                                                 size_t row,
                                                 const activ8_cross_entropy_params *params,
                                                 uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_cross_entropy_backward_each_bf16(const uint16_t *x,
                                                      const int64_t *t,
                                                      const uint16_t *dy,
                                                      size_t rows,
                                                      size_t row,
                                                      const activ8_cross_entropy_params *params,
                                                      uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_cross_entropy_forward_backward_bf16(const uint16_t *x,
                                                         const int64_t *t,
                                                         size_t rows,
                                                         size_t row,
                                                         const activ8_cross_entropy_params *params,
                                                         float *value,
                                                         uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_soft_cross_entropy_bf16(const uint16_t *x,
                                             const uint16_t *t,
                                             size_t rows,
                                             size_t row,
                                             const activ8_soft_cross_entropy_params *params,
                                             float *value);

// Each loss, not reduced.
activ8_status activ8_soft_cross_entropy_each_bf16(const uint16_t *x,
                                                  const uint16_t *t,
                                                  size_t rows,
                                                  size_t row,
                                                  const activ8_soft_cross_entropy_params *params,
                                                  uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_soft_cross_entropy_backward_bf16(const uint16_t *x,
                                                      const uint16_t *t,
                                                      size_t rows,
                                                      size_t row,
                                                      const activ8_soft_cross_entropy_params *params,
                                                      uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_soft_cross_entropy_backward_each_bf16(const uint16_t *x,
                                                           const uint16_t *t,
                                                           const uint16_t *dy,
                                                           size_t rows,
                                                           size_t row,
                                                           const activ8_soft_cross_entropy_params *params,
                                                           uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_soft_cross_entropy_forward_backward_bf16(const uint16_t *x,
                                                              const uint16_t *t,
                                                              size_t rows,
                                                              size_t row,
                                                              const activ8_soft_cross_entropy_params *params,
                                                              float *value,
                                                              uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_nll_bf16(const uint16_t *x,
                              const int64_t *t,
                              size_t rows,
                              size_t row,
                              const activ8_nll_params *params,
                              float *value);

// Each loss, not reduced.
activ8_status activ8_nll_each_bf16(const uint16_t *x,
                                   const int64_t *t,
                                   size_t rows,
                                   size_t row,
                                   const activ8_nll_params *params,
                                   uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_nll_backward_bf16(const uint16_t *x,
                                       const int64_t *t,
                                       size_t rows,
                                       size_t row,
                                       const activ8_nll_params *params,
                                       uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_nll_backward_each_bf16(const uint16_t *x,
                                            const int64_t *t,
                                            const uint16_t *dy,
                                            size_t rows,
                                            size_t row,
                                            const activ8_nll_params *params,
                                            uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_nll_forward_backward_bf16(const uint16_t *x,
                                               const int64_t *t,
                                               size_t rows,
                                               size_t row,
                                               const activ8_nll_params *params,
                                               float *value,
                                               uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_multi_margin_bf16(const uint16_t *x,
                                       const int64_t *t,
                                       size_t rows,
                                       size_t row,
                                       const activ8_multi_margin_params *params,
                                       float *value);

// Each loss, not reduced.
activ8_status activ8_multi_margin_each_bf16(const uint16_t *x,
                                            const int64_t *t,
                                            size_t rows,
                                            size_t row,
                                            const activ8_multi_margin_params *params,
                                            uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_multi_margin_backward_bf16(const uint16_t *x,
                                                const int64_t *t,
                                                size_t rows,
                                                size_t row,
                                                const activ8_multi_margin_params *params,
                                                uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_multi_margin_backward_each_bf16(const uint16_t *x,
                                                     const int64_t *t,
                                                     const uint16_t *dy,
                                                     size_t rows,
                                                     size_t row,
                                                     const activ8_multi_margin_params *params,
                                                     uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_multi_margin_forward_backward_bf16(const uint16_t *x,
                                                        const int64_t *t,
                                                        size_t rows,
                                                        size_t row,
                                                        const activ8_multi_margin_params *params,
                                                        float *value,
                                                        uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_ctc_bf16(const uint16_t *x,
                              const int64_t *t,
                              size_t labels,
                              size_t steps,
                              size_t sequences,
                              size_t classes,
                              const size_t *input_lengths,
                              const size_t *target_lengths,
                              const activ8_ctc_params *params,
                              float *value);

// Each loss, not reduced.
activ8_status activ8_ctc_each_bf16(const uint16_t *x,
                                   const int64_t *t,
                                   size_t labels,
                                   size_t steps,
                                   size_t sequences,
                                   size_t classes,
                                   const size_t *input_lengths,
                                   const size_t *target_lengths,
                                   const activ8_ctc_params *params,
                                   uint16_t *each);

// The gradient of the reduced loss for x.
activ8_status activ8_ctc_backward_bf16(const uint16_t *x,
                                       const int64_t *t,
                                       size_t labels,
                                       size_t steps,
                                       size_t sequences,
                                       size_t classes,
                                       const size_t *input_lengths,
                                       const size_t *target_lengths,
                                       const activ8_ctc_params *params,
                                       uint16_t *dx);

// The gradient of each loss for x, not reduced, times its element of dy.
activ8_status activ8_ctc_backward_each_bf16(const uint16_t *x,
                                            const int64_t *t,
                                            const uint16_t *dy,
                                            size_t labels,
                                            size_t steps,
                                            size_t sequences,
                                            size_t classes,
                                            const size_t *input_lengths,
                                            const size_t *target_lengths,
                                            const activ8_ctc_params *params,
                                            uint16_t *dx);

// The loss and its gradient for x, from one pass.
activ8_status activ8_ctc_forward_backward_bf16(const uint16_t *x,
                                               const int64_t *t,
                                               size_t labels,
                                               size_t steps,
                                               size_t sequences,
                                               size_t classes,
                                               const size_t *input_lengths,
                                               const size_t *target_lengths,
                                               const activ8_ctc_params *params,
                                               float *value,
                                               uint16_t *dx);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_margin_ranking_bf16(const uint16_t *first,
                                         const uint16_t *second,
                                         const uint16_t *t,
                                         size_t n,
                                         const activ8_margin_ranking_params *params,
                                         float *value);

// Each loss, not reduced.
activ8_status activ8_margin_ranking_each_bf16(const uint16_t *first,
                                              const uint16_t *second,
                                              const uint16_t *t,
                                              size_t n,
                                              const activ8_margin_ranking_params *params,
                                              uint16_t *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_margin_ranking_backward_bf16(const uint16_t *first,
                                                  const uint16_t *second,
                                                  const uint16_t *t,
                                                  size_t n,
                                                  const activ8_margin_ranking_params *params,
                                                  uint16_t *dfirst,
                                                  uint16_t *dsecond);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_margin_ranking_backward_each_bf16(const uint16_t *first,
                                                       const uint16_t *second,
                                                       const uint16_t *t,
                                                       const uint16_t *dy,
                                                       size_t n,
                                                       const activ8_margin_ranking_params *params,
                                                       uint16_t *dfirst,
                                                       uint16_t *dsecond);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_margin_ranking_forward_backward_bf16(const uint16_t *first,
                                                          const uint16_t *second,
                                                          const uint16_t *t,
                                                          size_t n,
                                                          const activ8_margin_ranking_params *params,
                                                          float *value,
                                                          uint16_t *dfirst,
                                                          uint16_t *dsecond);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_gaussian_nll_bf16(const uint16_t *mean,
                                       const uint16_t *variance,
                                       const uint16_t *t,
                                       size_t n,
                                       const activ8_gaussian_nll_params *params,
                                       float *value);

// Each loss, not reduced.
activ8_status activ8_gaussian_nll_each_bf16(const uint16_t *mean,
                                            const uint16_t *variance,
                                            const uint16_t *t,
                                            size_t n,
                                            const activ8_gaussian_nll_params *params,
                                            uint16_t *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_gaussian_nll_backward_bf16(const uint16_t *mean,
                                                const uint16_t *variance,
                                                const uint16_t *t,
                                                size_t n,
                                                const activ8_gaussian_nll_params *params,
                                                uint16_t *dmean,
                                                uint16_t *dvariance);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_gaussian_nll_backward_each_bf16(const uint16_t *mean,
                                                     const uint16_t *variance,
                                                     const uint16_t *t,
                                                     const uint16_t *dy,
                                                     size_t n,
                                                     const activ8_gaussian_nll_params *params,
                                                     uint16_t *dmean,
                                                     uint16_t *dvariance);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_gaussian_nll_forward_backward_bf16(const uint16_t *mean,
                                                        const uint16_t *variance,
                                                        const uint16_t *t,
                                                        size_t n,
                                                        const activ8_gaussian_nll_params *params,
                                                        float *value,
                                                        uint16_t *dmean,
                                                        uint16_t *dvariance);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_cosine_embedding_bf16(const uint16_t *first,
                                           const uint16_t *second,
                                           const uint16_t *t,
                                           size_t rows,
                                           size_t row,
                                           const activ8_cosine_embedding_params *params,
                                           float *value);

// Each loss, not reduced.
activ8_status activ8_cosine_embedding_each_bf16(const uint16_t *first,
                                                const uint16_t *second,
                                                const uint16_t *t,
                                                size_t rows,
                                                size_t row,
                                                const activ8_cosine_embedding_params *params,
                                                uint16_t *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_cosine_embedding_backward_bf16(const uint16_t *first,
                                                    const uint16_t *second,
                                                    const uint16_t *t,
                                                    size_t rows,
                                                    size_t row,
                                                    const activ8_cosine_embedding_params *params,
                                                    uint16_t *dfirst,
                                                    uint16_t *dsecond);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_cosine_embedding_backward_each_bf16(const uint16_t *first,
                                                         const uint16_t *second,
                                                         const uint16_t *t,
                                                         const uint16_t *dy,
                                                         size_t rows,
                                                         size_t row,
                                                         const activ8_cosine_embedding_params *params,
                                                         uint16_t *dfirst,
                                                         uint16_t *dsecond);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_cosine_embedding_forward_backward_bf16(const uint16_t *first,
                                                            const uint16_t *second,
                                                            const uint16_t *t,
                                                            size_t rows,
                                                            size_t row,
                                                            const activ8_cosine_embedding_params *params,
                                                            float *value,
                                                            uint16_t *dfirst,
                                                            uint16_t *dsecond);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_triplet_margin_bf16(const uint16_t *anchor,
                                         const uint16_t *positive,
                                         const uint16_t *negative,
                                         size_t rows,
                                         size_t row,
                                         const activ8_triplet_margin_params *params,
                                         float *value);

// Each loss, not reduced.
activ8_status activ8_triplet_margin_each_bf16(const uint16_t *anchor,
                                              const uint16_t *positive,
                                              const uint16_t *negative,
                                              size_t rows,
                                              size_t row,
                                              const activ8_triplet_margin_params *params,
                                              uint16_t *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_triplet_margin_backward_bf16(const uint16_t *anchor,
                                                  const uint16_t *positive,
                                                  const uint16_t *negative,
                                                  size_t rows,
                                                  size_t row,
                                                  const activ8_triplet_margin_params *params,
                                                  uint16_t *danchor,
                                                  uint16_t *dpositive,
                                                  uint16_t *dnegative);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_triplet_margin_backward_each_bf16(const uint16_t *anchor,
                                                       const uint16_t *positive,
                                                       const uint16_t *negative,
                                                       const uint16_t *dy,
                                                       size_t rows,
                                                       size_t row,
                                                       const activ8_triplet_margin_params *params,
                                                       uint16_t *danchor,
                                                       uint16_t *dpositive,
                                                       uint16_t *dnegative);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_triplet_margin_forward_backward_bf16(const uint16_t *anchor,
                                                          const uint16_t *positive,
                                                          const uint16_t *negative,
                                                          size_t rows,
                                                          size_t row,
                                                          const activ8_triplet_margin_params *params,
                                                          float *value,
                                                          uint16_t *danchor,
                                                          uint16_t *dpositive,
                                                          uint16_t *dnegative);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_info_nce_bf16(const uint16_t *first,
                                   const uint16_t *second,
                                   size_t rows,
                                   size_t row,
                                   const activ8_info_nce_params *params,
                                   float *value);

// Each loss, not reduced.
activ8_status activ8_info_nce_each_bf16(const uint16_t *first,
                                        const uint16_t *second,
                                        size_t rows,
                                        size_t row,
                                        const activ8_info_nce_params *params,
                                        uint16_t *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_info_nce_backward_bf16(const uint16_t *first,
                                            const uint16_t *second,
                                            size_t rows,
                                            size_t row,
                                            const activ8_info_nce_params *params,
                                            uint16_t *dfirst,
                                            uint16_t *dsecond);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_info_nce_backward_each_bf16(const uint16_t *first,
                                                 const uint16_t *second,
                                                 const uint16_t *dy,
                                                 size_t rows,
                                                 size_t row,
                                                 const activ8_info_nce_params *params,
                                                 uint16_t *dfirst,
                                                 uint16_t *dsecond);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_info_nce_forward_backward_bf16(const uint16_t *first,
                                                    const uint16_t *second,
                                                    size_t rows,
                                                    size_t row,
                                                    const activ8_info_nce_params *params,
                                                    float *value,
                                                    uint16_t *dfirst,
                                                    uint16_t *dsecond);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_linear_cross_entropy_bf16(const uint16_t *hidden,
                                               const uint16_t *weight,
                                               const int64_t *t,
                                               size_t rows,
                                               size_t dim,
                                               size_t classes,
                                               const activ8_cross_entropy_params *params,
                                               float *value);

// Each loss, not reduced.
activ8_status activ8_linear_cross_entropy_each_bf16(const uint16_t *hidden,
                                                    const uint16_t *weight,
                                                    const int64_t *t,
                                                    size_t rows,
                                                    size_t dim,
                                                    size_t classes,
                                                    const activ8_cross_entropy_params *params,
                                                    uint16_t *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_linear_cross_entropy_backward_bf16(const uint16_t *hidden,
                                                        const uint16_t *weight,
                                                        const int64_t *t,
                                                        size_t rows,
                                                        size_t dim,
                                                        size_t classes,
                                                        const activ8_cross_entropy_params *params,
                                                        uint16_t *dhidden,
                                                        uint16_t *dweight);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_linear_cross_entropy_backward_each_bf16(const uint16_t *hidden,
                                                             const uint16_t *weight,
                                                             const int64_t *t,
                                                             const uint16_t *dy,
                                                             size_t rows,
                                                             size_t dim,
                                                             size_t classes,
                                                             const activ8_cross_entropy_params *params,
                                                             uint16_t *dhidden,
                                                             uint16_t *dweight);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_linear_cross_entropy_forward_backward_bf16(const uint16_t *hidden,
                                                                const uint16_t *weight,
                                                                const int64_t *t,
                                                                size_t rows,
                                                                size_t dim,
                                                                size_t classes,
                                                                const activ8_cross_entropy_params *params,
                                                                float *value,
                                                                uint16_t *dhidden,
                                                                uint16_t *dweight);

// The loss, reduced as the parameters say, into `*value`.
activ8_status activ8_linear_biased_cross_entropy_bf16(const uint16_t *hidden,
                                                      const uint16_t *weight,
                                                      const uint16_t *bias,
                                                      const int64_t *t,
                                                      size_t rows,
                                                      size_t dim,
                                                      size_t classes,
                                                      const activ8_cross_entropy_params *params,
                                                      float *value);

// Each loss, not reduced.
activ8_status activ8_linear_biased_cross_entropy_each_bf16(const uint16_t *hidden,
                                                           const uint16_t *weight,
                                                           const uint16_t *bias,
                                                           const int64_t *t,
                                                           size_t rows,
                                                           size_t dim,
                                                           size_t classes,
                                                           const activ8_cross_entropy_params *params,
                                                           uint16_t *each);

// The gradients of the reduced loss for each input.
activ8_status activ8_linear_biased_cross_entropy_backward_bf16(const uint16_t *hidden,
                                                               const uint16_t *weight,
                                                               const uint16_t *bias,
                                                               const int64_t *t,
                                                               size_t rows,
                                                               size_t dim,
                                                               size_t classes,
                                                               const activ8_cross_entropy_params *params,
                                                               uint16_t *dhidden,
                                                               uint16_t *dweight,
                                                               uint16_t *dbias);

// The gradients of each loss for each input, not reduced, times its element of dy.
activ8_status activ8_linear_biased_cross_entropy_backward_each_bf16(const uint16_t *hidden,
                                                                    const uint16_t *weight,
                                                                    const uint16_t *bias,
                                                                    const int64_t *t,
                                                                    const uint16_t *dy,
                                                                    size_t rows,
                                                                    size_t dim,
                                                                    size_t classes,
                                                                    const activ8_cross_entropy_params *params,
                                                                    uint16_t *dhidden,
                                                                    uint16_t *dweight,
                                                                    uint16_t *dbias);

// The loss and its gradients for each input, from one pass.
activ8_status activ8_linear_biased_cross_entropy_forward_backward_bf16(const uint16_t *hidden,
                                                                       const uint16_t *weight,
                                                                       const uint16_t *bias,
                                                                       const int64_t *t,
                                                                       size_t rows,
                                                                       size_t dim,
                                                                       size_t classes,
                                                                       const activ8_cross_entropy_params *params,
                                                                       float *value,
                                                                       uint16_t *dhidden,
                                                                       uint16_t *dweight,
                                                                       uint16_t *dbias);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* ACTIV8_H */
