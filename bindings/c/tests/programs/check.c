/* Forward, in place, backward, rows, gates, losses, and what is refused. */
#include <activ8.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                                                     \
    do {                                                                                     \
        if (!(condition)) {                                                                  \
            fprintf(stderr, "line %d: %s (%s)\n", __LINE__, #condition, activ8_last_error()); \
            exit(1);                                                                         \
        }                                                                                    \
    } while (0)

enum { N = 37 };

static int near(float a, double b) { return fabs(a - b) <= 1e-6 * fmax(1.0, fabs(b)); }

static void activations(float *x, float *y) {
    activ8_elu_params elu;
    float dy[N], dx[N], bias[N];
    int i;
    CHECK(activ8_silu_f32(x, y, N) == ACTIV8_OK);
    for (i = 0; i < N; i++) {
        CHECK(near(y[i], x[i] / (1 + exp(-x[i]))));
        dy[i] = 2;
        bias[i] = (float)i / 8;
    }
    CHECK(activ8_tanh_f32(y, y, N) == ACTIV8_OK);
    CHECK(near(y[5], tanh(x[5] / (1 + exp(-x[5])))));
    CHECK(activ8_tanh_backward_f32(x, dy, dx, N) == ACTIV8_OK);
    CHECK(near(dx[7], 2 * (1 - tanh(x[7]) * tanh(x[7]))));
    CHECK(activ8_elu_params_init(&elu) == ACTIV8_OK && elu.alpha == 1);
    elu.alpha = 0.5;
    CHECK(activ8_elu_f32(x, y, N, &elu) == ACTIV8_OK);
    CHECK(near(y[0], 0.5 * expm1(x[0])));
    CHECK(activ8_gelu_biased_f32(x, bias, y, 1, N) == ACTIV8_OK);
    CHECK(near(y[9], 0.5 * (x[9] + bias[9]) * (1 + erf((x[9] + bias[9]) / sqrt(2)))));
    activ8_set_parallel(true);
    CHECK(activ8_silu_f32(x, y, N) == ACTIV8_OK);
    activ8_set_parallel(false);
}

static void rows(float *x, float *y) {
    activ8_swiglu_params swiglu;
    float total = 0;
    int i;
    CHECK(activ8_softmax_f32(x, y, 4, 9) == ACTIV8_OK);
    for (i = 9; i < 18; i++) total += y[i];
    CHECK(near(total, 1));
    y[9] = 77;
    CHECK(activ8_softmax_strided_f32(x, 10, y, 10, 3, 9) == ACTIV8_OK);
    CHECK(y[9] == 77); /* between the rows */
    CHECK(activ8_swiglu_params_init(&swiglu) == ACTIV8_OK);
    CHECK(activ8_swiglu_packed_f32(x, y, 2, 8, ACTIV8_GATES_FIRST, &swiglu) == ACTIV8_OK);
    CHECK(near(y[0], x[0] / (1 + exp(-x[0])) * x[8]));
    y[0] = 77;
    CHECK(activ8_swiglu_packed_f32(x, y, 2, 8, 3, &swiglu) == ACTIV8_UNKNOWN && y[0] == 77);
}

static void losses(float *x, float *y) {
    activ8_mse_params mse;
    activ8_cross_entropy_params cross_entropy;
    const int64_t classes[4] = {0, 8, 3, -100};
    float loss = 77, t[N];
    int i;
    for (i = 0; i < N; i++) t[i] = x[i] + 2;
    CHECK(activ8_mse_params_init(&mse) == ACTIV8_OK);
    CHECK(activ8_mse_f32(x, t, N, &mse, &loss) == ACTIV8_OK && near(loss, 4));
    mse.reduction = ACTIV8_SUM;
    CHECK(activ8_mse_f32(x, t, N, &mse, &loss) == ACTIV8_OK && near(loss, 4 * N));
    CHECK(activ8_mse_backward_f32(x, t, N, &mse, y) == ACTIV8_OK && near(y[3], -4));
    CHECK(activ8_mse_each_f32(x, t, N, &mse, y) == ACTIV8_OK && near(y[3], 4));
    mse.reduction = 9;
    loss = 77;
    CHECK(activ8_mse_f32(x, t, N, &mse, &loss) == ACTIV8_UNKNOWN && loss == 77);
    CHECK(activ8_cross_entropy_params_init(&cross_entropy) == ACTIV8_OK && cross_entropy.ignore_index == -100);
    CHECK(activ8_cross_entropy_f32(x, classes, 4, 9, &cross_entropy, &loss) == ACTIV8_OK && loss > 0);
    CHECK(activ8_cross_entropy_backward_f32(x, classes, 4, 9, &cross_entropy, y) == ACTIV8_OK && y[30] == 0);
    loss = 77;
    CHECK(activ8_cross_entropy_f32(x, classes, 4, 8, &cross_entropy, &loss) == ACTIV8_REFUSED && loss == 77);
    CHECK(strstr(activ8_last_error(), "target[1]") != NULL);
}

/* 1, 2 and -1 as halves, and the same as bfloat16. */
static void halves(void) {
    const uint16_t x[3] = {0x3c00, 0x4000, 0xbc00}, wide[3] = {0x3f80, 0x4000, 0xbf80};
    uint16_t y[3] = {7, 7, 7};
    activ8_mse_params mse;
    float loss = 77;
    CHECK(activ8_relu_f16(x, y, 3) == ACTIV8_OK && y[0] == 0x3c00 && y[1] == 0x4000 && y[2] == 0);
    CHECK(activ8_relu_bf16(wide, y, 3) == ACTIV8_OK && y[0] == 0x3f80 && y[2] == 0);
    CHECK(activ8_relu_f16(y, y, 3) == ACTIV8_OK);
    CHECK(activ8_softmax_f16(x, y, 3, 1) == ACTIV8_OK && y[0] == 0x3c00 && y[2] == 0x3c00);
    CHECK(activ8_reglu_bf16(wide, wide, y, 3) == ACTIV8_OK && y[1] == 0x4080 && y[2] == 0x8000);
    CHECK(activ8_relu_biased_bf16(wide, wide, y, 1, 3) == ACTIV8_OK && y[1] == 0x4080);
    CHECK(activ8_mse_params_init(&mse) == ACTIV8_OK);
    CHECK(activ8_mse_f16(x, x, 3, &mse, &loss) == ACTIV8_OK && loss == 0);
    mse.reduction = ACTIV8_SUM;
    y[0] = 0, y[1] = 0x4000, y[2] = 0xbc00;
    CHECK(activ8_mse_forward_backward_f16(y, x, 3, &mse, &loss, y) == ACTIV8_OVERLAP && loss == 0);
    {
        uint16_t dx[3];
        CHECK(activ8_mse_forward_backward_f16(y, x, 3, &mse, &loss, dx) == ACTIV8_OK);
        CHECK(loss == 1 && dx[0] == 0xc000 && dx[1] == 0);
        CHECK(activ8_mse_each_f16(y, x, 3, &mse, dx) == ACTIV8_OK && dx[0] == 0x3c00);
    }
    CHECK(activ8_relu_f16((const uint16_t *)(const void *)((const char *)x + 1), y, 1) == ACTIV8_MISALIGNED);
    CHECK(activ8_relu_bf16(NULL, y, 1) == ACTIV8_NULL);
}

/* Softmax along another axis, of attention, with noise; its logarithm's sum; routers. */
static void kin(float *x, float *y) {
    activ8_attention_softmax_params attention;
    activ8_gumbel_softmax_params gumbel;
    activ8_router_params router;
    const uint8_t keep[4] = {1, 0, 1, 2};
    const float slope = 0.25f;
    float noise[4] = {0, 0, 0, 0}, sums[2], weights[2];
    uint32_t experts[2] = {77, 77};
    CHECK(activ8_softmax_along_f32(x, y, 1, 2, 3) == ACTIV8_OK && near(y[0] + y[3], 1));
    CHECK(activ8_log_softmax_along_f32(x, y, 1, 2, 3) == ACTIV8_OK && near(exp(y[0]) + exp(y[3]), 1));
    CHECK(activ8_softmax_along_backward_f32(x, x, y, 1, 2, 3) == ACTIV8_OK && near(y[0] + y[3], 0));
    CHECK(activ8_softmin_along_f32(x, y, 1, 2, 3) == ACTIV8_OK && near(y[0] + y[3], 1));
    CHECK(activ8_log_sum_exp_along_f32(x, sums, 1, 1, 2) == ACTIV8_OK && sums[1] == x[1]);
    CHECK(activ8_reglu_along_f32(x, y, 1, 2, 2, ACTIV8_VALUES_FIRST) == ACTIV8_OK);
    CHECK(activ8_reglu_along_f32(x, y, 1, 2, 2, ACTIV8_INTERLEAVED) == ACTIV8_UNKNOWN);
    CHECK(activ8_softmin_f32(x, y, 1, 4) == ACTIV8_OK && y[0] > y[3]);
    CHECK(activ8_hardmax_f32(x, y, 1, 4) == ACTIV8_OK && y[3] == 1 && y[0] == 0);
    CHECK(activ8_log_sum_exp_f32(x, sums, 2, 1) == ACTIV8_OK && sums[1] == x[1]);
    CHECK(activ8_log_sum_exp_backward_f32(x, sums, y, 2, 1) == ACTIV8_OK && y[1] == sums[1]);
    CHECK(activ8_gumbel_softmax_params_init(&gumbel) == ACTIV8_OK && gumbel.temperature == 1);
    noise[0] = 50;
    CHECK(activ8_gumbel_softmax_f32(x, noise, y, 1, 4, &gumbel) == ACTIV8_OK && near(y[0], 1));
    CHECK(activ8_gumbel_softmax_f32(x, y, y, 1, 4, &gumbel) == ACTIV8_OVERLAP);
    CHECK(activ8_attention_softmax_params_init(&attention) == ACTIV8_OK);
    attention.queries = 2;
    attention.causal = true;
    CHECK(activ8_attention_softmax_f32(x, y, 2, 2, &attention) == ACTIV8_OK && y[0] == 1 && y[1] == 0);
    CHECK(activ8_attention_softmax_backward_f32(x, x, y, 2, 2, &attention) == ACTIV8_OK && y[1] == 0);
    attention.sinks = &slope, attention.sinks_len = 1;
    CHECK(activ8_attention_softmax_f32(x, y, 2, 2, &attention) == ACTIV8_OK && y[0] < 1);
    CHECK(activ8_attention_softmax_backward_sinks_f32(x, x, sums, 2, 2, &attention) == ACTIV8_OK);
    attention.keep = keep, attention.keep_len = 2;
    CHECK(activ8_attention_softmax_f32(x, y, 2, 2, &attention) == ACTIV8_OK && y[3] == 0);
    y[0] = 77;
    attention.keep_len = 4;
    CHECK(activ8_attention_softmax_f32(x, y, 2, 2, &attention) == ACTIV8_UNKNOWN && y[0] == 77);
    CHECK(strstr(activ8_last_error(), "`keep[3]` is 2") != NULL);
    attention.keep_len = 0, attention.keep = NULL, attention.fully_masked = 2;
    CHECK(activ8_attention_softmax_f32(x, y, 2, 2, &attention) == ACTIV8_UNKNOWN && y[0] == 77);
    attention.fully_masked = ACTIV8_ZEROS, attention.mask = y + 1, attention.mask_len = 2;
    CHECK(activ8_attention_softmax_f32(x, y, 2, 2, &attention) == ACTIV8_OVERLAP && y[0] == 77);
    CHECK(activ8_router_params_init(&router) == ACTIV8_OK);
    router.renormalize = true;
    CHECK(activ8_router_f32(x, experts, weights, 1, 4, 2, &router) == ACTIV8_OK);
    CHECK(experts[0] == 3 && experts[1] == 2 && near(weights[0] + weights[1], 1));
    CHECK(activ8_router_weigh_f32(x, experts, weights, 1, 4, 2, &router) == ACTIV8_OK);
    CHECK(near(weights[0] + weights[1], 1));
    CHECK(activ8_router_backward_f32(x, experts, weights, y, 1, 4, 2, &router) == ACTIV8_OK);
    CHECK(near(y[2] + y[3], 0) && y[0] == 0);
    experts[0] = 4;
    CHECK(activ8_router_weigh_f32(x, experts, weights, 1, 4, 2, &router) == ACTIV8_REFUSED);
    experts[0] = 3;
    router.group_score = 2;
    CHECK(activ8_router_f32(x, experts, weights, 1, 4, 2, &router) == ACTIV8_UNKNOWN && experts[0] == 3);
    router.group_score = ACTIV8_GREATEST, router.scoring = 4;
    CHECK(activ8_router_f32(x, experts, weights, 1, 4, 2, &router) == ACTIV8_UNKNOWN && experts[0] == 3);
}

/* A struct that nobody has initialised, its bytes being whatever they are: no bool of it is neither 0 nor 1. */
static void not_initialised(float *x, float *y) {
    static const unsigned char bytes[3] = {2, 0x80, 0xff};
    int i;
    for (i = 0; i < 3; i++) {
        activ8_attention_softmax_params attention;
        activ8_router_params router;
        activ8_poisson_nll_params poisson;
        activ8_cross_entropy_params cross_entropy;
        activ8_triplet_margin_params triplet;
        activ8_info_nce_params info_nce;
        uint32_t experts[2] = {77, 77};
        const int64_t classes[2] = {0, 1};
        float loss = 77, weights[2];
        y[0] = 77;
        memset(&attention, bytes[i], sizeof attention);
        CHECK(activ8_attention_softmax_f32(x, y, 1, 4, &attention) == ACTIV8_UNKNOWN && y[0] == 77);
        CHECK(activ8_attention_softmax_params_init(&attention) == ACTIV8_OK);
        memset(&attention.has_left, bytes[i], sizeof(bool));
        CHECK(activ8_attention_softmax_f32(x, y, 1, 4, &attention) == ACTIV8_UNKNOWN && y[0] == 77);
        CHECK(strstr(activ8_last_error(), "`has_left`") != NULL);
        CHECK(activ8_attention_softmax_backward_sinks_f32(x, x, y, 1, 4, &attention) == ACTIV8_UNKNOWN);
        memset(&router, bytes[i], sizeof router);
        CHECK(activ8_router_f32(x, experts, weights, 1, 4, 2, &router) == ACTIV8_UNKNOWN && experts[0] == 77);
        CHECK(activ8_poisson_nll_params_init(&poisson) == ACTIV8_OK);
        memset(&poisson.full, bytes[i], sizeof(bool));
        CHECK(activ8_poisson_nll_f32(x, x, 4, &poisson, &loss) == ACTIV8_UNKNOWN && loss == 77);
        CHECK(strstr(activ8_last_error(), "`full`") != NULL);
        CHECK(activ8_cross_entropy_params_init(&cross_entropy) == ACTIV8_OK);
        memset(&cross_entropy.has_soft_cap, bytes[i], sizeof(bool));
        CHECK(activ8_cross_entropy_f32(x, classes, 2, 2, &cross_entropy, &loss) == ACTIV8_UNKNOWN && loss == 77);
        CHECK(activ8_triplet_margin_params_init(&triplet) == ACTIV8_OK);
        memset(&triplet.swap, bytes[i], sizeof(bool));
        CHECK(activ8_triplet_margin_f32(x, x, x, 2, 2, &triplet, &loss) == ACTIV8_UNKNOWN && loss == 77);
        CHECK(activ8_info_nce_params_init(&info_nce) == ACTIV8_OK);
        memset(&info_nce.symmetric, bytes[i], sizeof(bool));
        CHECK(activ8_info_nce_f32(x, x, 2, 2, &info_nce, &loss) == ACTIV8_UNKNOWN && loss == 77);
    }
}

static void learned(float *x, float *y) {
    const float weight[2] = {0.5f, 0.25f};
    float dweight[2];
    CHECK(activ8_prelu_f32(x, y, 4, weight, 2, 1) == ACTIV8_OK && y[0] == x[0] / 2 && y[1] == x[1] / 4);
    CHECK(activ8_prelu_backward_f32(x, x, y, 4, weight, 2, 1) == ACTIV8_OK && y[0] == x[0] / 2);
    CHECK(activ8_prelu_backward_weight_f32(x, x, dweight, 4, weight, 2, 1) == ACTIV8_OK);
    CHECK(near(dweight[0], x[0] * x[0] + x[2] * x[2]));
    CHECK(activ8_prelu_f32(x, y, 4, y, 2, 1) == ACTIV8_OVERLAP);
}

/* A query's attention in two blocks, and slopes that are drawn. */
static void streams(float *x, float *y) {
    activ8_softmax_state state, other;
    activ8_rrelu_params rrelu;
    float scores[2] = {0, 0}, out = 0, slopes[2];
    const float uniform[2] = {0.75f, 0.5f};
    CHECK(activ8_softmax_state_init(&state) == ACTIV8_OK && activ8_softmax_state_init(&other) == ACTIV8_OK);
    CHECK(activ8_softmax_state_attend_f32(&state, scores, 2, &out, 1) == ACTIV8_OK);
    out += scores[0] * 3 + scores[1] * 9;
    CHECK(activ8_softmax_state_update_f32(&other, scores, 1) == ACTIV8_OK && other.max == 1);
    CHECK(activ8_softmax_state_finish_f32(&state, &out, 1) == ACTIV8_OK && out == 6);
    CHECK(activ8_softmax_state_log_sum_exp_f32(&state, &out) == ACTIV8_OK && near(out, log(2)));
    CHECK(activ8_softmax_state_merge(&state, &other) == ACTIV8_OK && state.max == 1);
    CHECK(activ8_softmax_state_attend_f32(&state, scores, 2, scores, 1) == ACTIV8_OVERLAP);
    CHECK(activ8_softmax_state_update_f32(NULL, scores, 1) == ACTIV8_NULL);
    CHECK(activ8_rrelu_params_init(&rrelu) == ACTIV8_OK);
    rrelu.lower = 0, rrelu.upper = 0.5f;
    CHECK(activ8_rrelu_training_f32(x, uniform, y, slopes, 2, &rrelu) == ACTIV8_OK && slopes[0] == 0.375f);
    CHECK(y[0] == 0.375f * x[0]);
    CHECK(activ8_rrelu_training_backward_f32(x, slopes, x, y, 2) == ACTIV8_OK && y[0] == 0.375f * x[0]);
}

/* Losses of several inputs, of sequences, of soft targets, and options. */
static void joint(float *x, float *y) {
    activ8_margin_ranking_params ranking;
    activ8_triplet_margin_params triplet;
    activ8_info_nce_params info;
    activ8_cross_entropy_params cross_entropy;
    activ8_soft_cross_entropy_params soft;
    activ8_ctc_params ctc;
    activ8_kl_div_params kl;
    const float ones[4] = {1, 1, 1, 1}, halves_of[4] = {0.5f, 0.5f, 0.5f, 0.5f}, zeros[4] = {0, 0, 0, 0};
    const int64_t classes[2] = {0, 1};
    const size_t two = 2, one = 1;
    float loss = 77, dx[4], dz[4];
    CHECK(activ8_margin_ranking_params_init(&ranking) == ACTIV8_OK && ranking.margin == 0);
    ranking.reduction = ACTIV8_SUM;
    CHECK(activ8_margin_ranking_f32(zeros, ones, ones, 4, &ranking, &loss) == ACTIV8_OK && loss == 4);
    CHECK(activ8_margin_ranking_each_f32(zeros, ones, ones, 4, &ranking, y) == ACTIV8_OK && y[2] == 1);
    CHECK(activ8_margin_ranking_forward_backward_f32(zeros, ones, ones, 4, &ranking, &loss, dx, dz) == ACTIV8_OK);
    CHECK(dx[0] == -1 && dz[0] == 1);
    CHECK(activ8_margin_ranking_backward_f32(zeros, ones, ones, 4, &ranking, dx, dx) == ACTIV8_OVERLAP);
    loss = 77;
    CHECK(activ8_margin_ranking_f32(zeros, NULL, ones, 4, &ranking, &loss) == ACTIV8_NULL && loss == 77);
    CHECK(activ8_triplet_margin_params_init(&triplet) == ACTIV8_OK && triplet.p == 2);
    CHECK(activ8_triplet_margin_f32(zeros, ones, zeros, 2, 2, &triplet, &loss) == ACTIV8_OK && loss > 2);
    CHECK(activ8_info_nce_params_init(&info) == ACTIV8_OK && info.normalize);
    CHECK(activ8_info_nce_f32(x, x, 2, 2, &info, &loss) == ACTIV8_OK && loss < log(2) + 1e-3);
    CHECK(activ8_cross_entropy_params_init(&cross_entropy) == ACTIV8_OK && !cross_entropy.has_soft_cap);
    CHECK(activ8_linear_cross_entropy_f32(zeros, x, classes, 2, 2, 2, &cross_entropy, &loss) == ACTIV8_OK);
    CHECK(near(loss, log(2)));
    CHECK(activ8_linear_biased_cross_entropy_f32(zeros, x, zeros, classes, 2, 2, 2, &cross_entropy, &loss) ==
          ACTIV8_OK);
    CHECK(near(loss, log(2)));
    CHECK(activ8_soft_cross_entropy_params_init(&soft) == ACTIV8_OK);
    CHECK(activ8_soft_cross_entropy_f32(zeros, halves_of, 2, 2, &soft, &loss) == ACTIV8_OK && near(loss, log(2)));
    CHECK(activ8_kl_div_params_init(&kl) == ACTIV8_OK && kl.input == ACTIV8_LOG_PROBABILITIES && !kl.log_target);
    kl.input = ACTIV8_PROBABILITIES;
    CHECK(activ8_kl_div_f32(halves_of, halves_of, 4, &kl, &loss) == ACTIV8_OK && loss == 0);
    kl.input = 2;
    CHECK(activ8_kl_div_f32(halves_of, halves_of, 4, &kl, &loss) == ACTIV8_UNKNOWN && loss == 0);
    CHECK(activ8_ctc_params_init(&ctc) == ACTIV8_OK && ctc.blank == 0);
    for (int i = 0; i < 4; i++) y[i] = (float)log(i % 2 ? 2.0 / 3 : 1.0 / 3);
    CHECK(activ8_ctc_f32(y, classes + 1, 1, 2, 1, 2, &two, &one, &ctc, &loss) == ACTIV8_OK);
    CHECK(near(loss, -log(8.0 / 9)));
    CHECK(activ8_ctc_backward_f32(y, classes + 1, 1, 2, 1, 2, &two, &one, &ctc, dx) == ACTIV8_OK);
    CHECK(activ8_ctc_f32(y, classes, 1, 2, 1, 2, &two, &one, &ctc, &loss) == ACTIV8_REFUSED);
}

static void refusals(float *x, float *y) {
    activ8_elu_params elu;
    memset(y, 0, N * sizeof *y);
    CHECK(activ8_silu_f32(NULL, y, N) == ACTIV8_NULL);
    CHECK(activ8_silu_f32(x, NULL, N) == ACTIV8_NULL);
    CHECK(activ8_silu_f32(NULL, NULL, 0) == ACTIV8_OK);
    CHECK(activ8_silu_f32(x, (float *)(void *)((char *)y + 1), N - 1) == ACTIV8_MISALIGNED);
    CHECK(activ8_silu_f32(x, y, SIZE_MAX / 2) == ACTIV8_OVERFLOW);
    CHECK(activ8_softmax_f32(x, y, SIZE_MAX / 2, 3) == ACTIV8_OVERFLOW);
    CHECK(activ8_softmax_strided_f32(x, SIZE_MAX / 2, y, 9, 4, 9) == ACTIV8_OVERFLOW);
    CHECK(activ8_silu_f32(x, x + 1, N - 1) == ACTIV8_OVERLAP);
    CHECK(activ8_tanh_backward_f32(x, y, y, N) == ACTIV8_OVERLAP);
    CHECK(activ8_elu_f32(x, y, N, NULL) == ACTIV8_NULL);
    CHECK(activ8_elu_params_init(NULL) == ACTIV8_NULL);
    CHECK(activ8_elu_params_init(&elu) == ACTIV8_OK);
    elu.alpha = (float)NAN;
    CHECK(activ8_elu_f32(x, y, N, &elu) == ACTIV8_REFUSED);
    CHECK(strstr(activ8_last_error(), "alpha") != NULL);
    CHECK(activ8_softmax_f32(x, y, 4, 0) != ACTIV8_PANIC);
    CHECK(y[0] == 0 && y[N - 1] == 0);
}

int main(void) {
    float x[N], y[N];
    int i;
    for (i = 0; i < N; i++) x[i] = (float)i / 4 - 4;
    CHECK(strcmp(activ8_version(), "0.1.0") == 0);
    CHECK(activ8_active_tier() > 0);
    activations(x, y);
    rows(x, y);
    losses(x, y);
    halves();
    kin(x, y);
    not_initialised(x, y);
    learned(x, y);
    joint(x, y);
    streams(x, y);
    refusals(x, y);
    CHECK(activ8_set_tier(ACTIV8_TIER_SCALAR) == ACTIV8_OK);
    CHECK(activ8_active_tier() == ACTIV8_TIER_SCALAR);
    activations(x, y);
    CHECK(activ8_set_tier(6) == ACTIV8_UNKNOWN && activ8_set_tier(-1) == ACTIV8_UNKNOWN);
    CHECK(activ8_set_tier(ACTIV8_TIER_BEST) == ACTIV8_OK);
    CHECK(activ8_active_accuracy() == ACTIV8_ACCURACY_HIGH);
    CHECK(activ8_set_accuracy(ACTIV8_ACCURACY_FAST) == ACTIV8_OK);
    CHECK(activ8_active_accuracy() == ACTIV8_ACCURACY_FAST);
    CHECK(activ8_set_accuracy(3) == ACTIV8_UNKNOWN && activ8_set_accuracy(-1) == ACTIV8_UNKNOWN);
    CHECK(activ8_set_accuracy(ACTIV8_ACCURACY_DEFAULT) == ACTIV8_OK);
    return 0;
}
