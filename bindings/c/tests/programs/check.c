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
    CHECK(activ8_swiglu_packed_f32(x, y, 2, 8, ACTIV8_HALVES, &swiglu) == ACTIV8_OK);
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
    refusals(x, y);
    CHECK(activ8_set_tier(ACTIV8_TIER_SCALAR) == ACTIV8_OK);
    CHECK(activ8_active_tier() == ACTIV8_TIER_SCALAR);
    activations(x, y);
    CHECK(activ8_set_tier(5) == ACTIV8_UNKNOWN && activ8_set_tier(-1) == ACTIV8_UNKNOWN);
    CHECK(activ8_set_tier(ACTIV8_TIER_BEST) == ACTIV8_OK);
    return 0;
}
