// glibc's vector library, by the names that compilers call its functions by.
#include "vectors.h"

#ifdef __AVX512F__
#define F(name) _ZGVeN16v_##name##f
#else
#define F(name) _ZGVdN8v_##name##f
#endif
#define FUNCTION(name)    \
    vector F(name)(vector); \
    LOOP(name##_loop, F(name))

FUNCTION(exp)
FUNCTION(expm1)
FUNCTION(log)
FUNCTION(log1p)
FUNCTION(tanh)
FUNCTION(erf)

static const struct function functions[] = {
    {"exp", "", exp_loop},     {"exp_m1", "", expm1_loop}, {"ln", "", log_loop},
    {"ln_1p", "", log1p_loop}, {"tanh", "", tanh_loop},    {"erf", "", erf_loop},
};

OPEN {
    return open_function(functions, sizeof functions / sizeof *functions, op, variant, rows * cols, out);
}
