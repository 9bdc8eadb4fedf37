// A loop over one function of a vector, for the libraries that have no loops of their own.
#pragma once
#include <immintrin.h>
#include <stdlib.h>
#include <string.h>

#include "call.h"

#ifdef __AVX512F__
typedef __m512 vector;
#define LOAD _mm512_loadu_ps
#define STORE _mm512_storeu_ps
#else
typedef __m256 vector;
#define LOAD _mm256_loadu_ps
#define STORE _mm256_storeu_ps
#endif
#define LANES (sizeof(vector) / sizeof(float))

typedef void loop(const float *x, float *y, size_t n);

#define LOOP(name, f)                                               \
    static void name(const float *x, float *y, size_t n) {          \
        size_t i = 0;                                               \
        for (; i + LANES <= n; i += LANES) STORE(y + i, f(LOAD(x + i))); \
        if (i < n) {                                                \
            float last[LANES] = {0};                                \
            memcpy(last, x + i, (n - i) * sizeof(float));           \
            STORE(last, f(LOAD(last)));                             \
            memcpy(y + i, last, (n - i) * sizeof(float));           \
        }                                                           \
    }

struct function {
    const char *op, *variant;
    loop *run;
};

struct looped {
    loop *run;
    size_t n;
};

static int run(void *state, const float *x, const void *t, float *y) {
    (void)t;
    struct looped *looped = (struct looped *)state;
    looped->run(x, y, looped->n);
    return 0;
}

static int open_function(const struct function *functions, size_t count, const char *op, const char *variant,
                         size_t n, struct call *out) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(functions[i].op, op) || strcmp(functions[i].variant, variant)) continue;
        struct looped *looped = (struct looped *)malloc(sizeof *looped);
        if (!looped) return 1;
        *looped = (struct looped){functions[i].run, n};
        *out = (struct call){looped, run, free};
        return 0;
    }
    return 1;
}
