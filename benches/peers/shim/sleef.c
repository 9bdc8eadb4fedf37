// SLEEF: its functions of a vector, each in two accuracies where it has two.
#include "vectors.h"
#include <sleef.h>

#ifdef __AVX512F__
#define F(name, ulp) Sleef_##name##f16_##ulp##avx512f
#else
#define F(name, ulp) Sleef_##name##f8_##ulp##avx2
#endif

LOOP(exp_u10, F(exp, u10))
LOOP(expm1_u10, F(expm1, u10))
LOOP(log_u10, F(log, u10))
LOOP(log_u35, F(log, u35))
LOOP(log1p_u10, F(log1p, u10))
LOOP(tanh_u10, F(tanh, u10))
LOOP(tanh_u35, F(tanh, u35))
LOOP(erf_u10, F(erf, u10))

static const struct function functions[] = {
    {"exp", "u10", exp_u10},     {"exp_m1", "u10", expm1_u10}, {"ln", "u10", log_u10},
    {"ln", "u35", log_u35},      {"ln_1p", "u10", log1p_u10},  {"tanh", "u10", tanh_u10},
    {"tanh", "u35", tanh_u35},   {"erf", "u10", erf_u10},
};

OPEN {
    return open_function(functions, sizeof functions / sizeof *functions, op, variant, rows * cols, out);
}
