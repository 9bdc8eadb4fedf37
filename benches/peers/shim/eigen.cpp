// Eigen: the expressions that a user of it writes, compiled for one tier. The name of its namespace has the tier in
// it, lest the linker take one tier's functions for the other's.
#ifdef __AVX512F__
#define Eigen Eigen_avx512
#else
#define Eigen Eigen_avx2
#endif
#include <cstdint>
#include <cstring>
#include <Eigen/Core>
#include <unsupported/Eigen/SpecialFunctions>

#include "call.h"

namespace {
using In = Eigen::Map<const Eigen::ArrayXf>;
using Out = Eigen::Map<Eigen::ArrayXf>;
using Index = Eigen::Index;

const float SQRT_HALF = 0.70710678f, SQRT_2_OVER_PI = 0.79788456f;

#define ELEMENTS(name, ...) {#name, [](In x, Out y) { y = __VA_ARGS__; }}
const struct {
    const char *name;
    void (*run)(In, Out);
} ELEMENTS[] = {
    ELEMENTS(elu, (x > 0.0f).select(x, x.expm1())),
    ELEMENTS(erf, x.erf()),
    ELEMENTS(exp, x.exp()),
    ELEMENTS(exp_m1, x.expm1()),
    ELEMENTS(gelu, 0.5f * x * (1.0f + (x * SQRT_HALF).erf())),
    ELEMENTS(gelu_tanh, 0.5f * x * (1.0f + (SQRT_2_OVER_PI * (x + 0.044715f * x * x * x)).tanh())),
    ELEMENTS(hardsigmoid, (x * (1.0f / 6.0f) + 0.5f).max(0.0f).min(1.0f)),
    ELEMENTS(hardswish, x * (x * (1.0f / 6.0f) + 0.5f).max(0.0f).min(1.0f)),
    ELEMENTS(ln, x.log()),
    ELEMENTS(ln_1p, x.log1p()),
    ELEMENTS(log_sigmoid, x.min(0.0f) - (-x.abs()).exp().log1p()),
    ELEMENTS(mish, x * (x.max(0.0f) + (-x.abs()).exp().log1p()).tanh()),
    ELEMENTS(relu, x.max(0.0f)),
    ELEMENTS(sigmoid, x.logistic()),
    ELEMENTS(silu, x * x.logistic()),
    ELEMENTS(softplus, x.max(0.0f) + (-x.abs()).exp().log1p()),
    ELEMENTS(softsign, x / (1.0f + x.abs())),
    ELEMENTS(squareplus, 0.5f * (x + (x * x + 4.0f).sqrt())),
    ELEMENTS(tanh, x.tanh()),
    ELEMENTS(tanhshrink, x - x.tanh()),
};

#define PAIRS(name, ...) {#name, [](In x, In t) -> float { return __VA_ARGS__; }}
const struct {
    const char *name;
    float (*run)(In, In);
} LOSSES[] = {
    PAIRS(binary_cross_entropy, -(t * x.log().max(-100.0f) + (1.0f - t) * (1.0f - x).log().max(-100.0f)).mean()),
    PAIRS(binary_cross_entropy_with_logits, (x.max(0.0f) - x * t + (-x.abs()).exp().log1p()).mean()),
    PAIRS(kl_divergence, (t * (t / x).log()).mean()),
    PAIRS(kl_divergence_log, (t * (t.log() - x)).mean()),
    PAIRS(l1, (x - t).abs().mean()),
    PAIRS(mse, (x - t).square().mean()),
};

void swiglu(In x, In t, Out y) { y = x * x.logistic() * t; }

void softmax(In x, Out y) {
    y = (x - x.maxCoeff()).exp();
    y *= 1.0f / y.sum();
}

void log_softmax(In x, Out y) {
    float max = x.maxCoeff();
    y = x - (max + std::log((x - max).exp().sum()));
}

float cross_entropy(In x, std::uint32_t target) {
    float max = x.maxCoeff();
    return max + std::log((x - max).exp().sum()) - x[target];
}

struct shape {
    Index rows, cols;
    std::size_t at;
};

Index count(const shape *s) { return s->rows * s->cols; }

int run_elements(void *state, const float *x, const void *, float *y) {
    auto s = static_cast<const shape *>(state);
    ELEMENTS[s->at].run(In(x, count(s)), Out(y, count(s)));
    return 0;
}

int run_loss(void *state, const float *x, const void *t, float *y) {
    auto s = static_cast<const shape *>(state);
    *y = LOSSES[s->at].run(In(x, count(s)), In(static_cast<const float *>(t), count(s)));
    return 0;
}

int run_swiglu(void *state, const float *x, const void *t, float *y) {
    auto s = static_cast<const shape *>(state);
    swiglu(In(x, count(s)), In(static_cast<const float *>(t), count(s)), Out(y, count(s)));
    return 0;
}

template <void F(In, Out)>
int run_rows(void *state, const float *x, const void *, float *y) {
    auto s = static_cast<const shape *>(state);
    for (Index i = 0; i < count(s); i += s->cols) F(In(x + i, s->cols), Out(y + i, s->cols));
    return 0;
}

int run_cross_entropy(void *state, const float *x, const void *t, float *y) {
    auto s = static_cast<const shape *>(state);
    auto classes = static_cast<const std::uint32_t *>(t);
    float sum = 0.0f;
    for (Index i = 0; i < s->rows; i++) sum += cross_entropy(In(x + i * s->cols, s->cols), classes[i]);
    *y = sum / static_cast<float>(s->rows);
    return 0;
}

void close(void *state) { delete static_cast<shape *>(state); }
}  // namespace

extern "C" OPEN {
    (void)variant;
    shape s = {static_cast<Index>(rows), static_cast<Index>(cols), 0};
    auto found = [&](auto run) {
        *out = {new shape(s), run, close};
        return 0;
    };
    for (auto &e : ELEMENTS) {
        if (!std::strcmp(e.name, op)) return found(run_elements);
        s.at++;
    }
    s.at = 0;
    for (auto &e : LOSSES) {
        if (!std::strcmp(e.name, op)) return found(run_loss);
        s.at++;
    }
    if (!std::strcmp(op, "softmax")) return found(run_rows<softmax>);
    if (!std::strcmp(op, "log_softmax")) return found(run_rows<log_softmax>);
    if (!std::strcmp(op, "cross_entropy")) return found(run_cross_entropy);
    if (!std::strcmp(op, "swiglu")) return found(run_swiglu);
    return 1;
}
