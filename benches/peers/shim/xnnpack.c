// XNNPACK's operators, made once. Of its interfaces this knows that of 2022 (Debian 12, Ubuntu 22.04), and that of late
// 2024 (Debian 13), in which one function makes every operator of elements.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "call.h"
#include <xnnpack.h>

struct operator {
    xnn_operator_t op;
    size_t rows, cols;
    int is_softmax;
    const float *x;
    float *y;
#ifndef UNARY_ELEMENTWISE
    enum xnn_status (*setup)(xnn_operator_t, size_t, const float *, float *, pthreadpool_t);
#endif
};

#ifdef UNARY_ELEMENTWISE
static int create(struct operator *o, const char *op) {
    size_t n = o->cols;
    if (o->is_softmax) {
        return xnn_create_softmax_nc_f32(0, &o->op) || xnn_reshape_softmax_nc_f32(o->op, n, n, n, o->rows, NULL);
    }
    static const struct {
        const char *name;
        enum xnn_unary_operator type;
        union xnn_unary_params params;
    } unary[] = {
        {"elu", xnn_unary_elu, {.elu = {1.0f}}},
        {"exp", xnn_unary_exp, {.elu = {0}}},
        {"gelu", xnn_unary_gelu, {.elu = {0}}},
        {"hardswish", xnn_unary_hardswish, {.elu = {0}}},
        {"leaky_relu", xnn_unary_leaky_relu, {.leaky_relu = {0.01f}}},
        {"ln", xnn_unary_log, {.elu = {0}}},
        {"relu", xnn_unary_clamp, {.clamp = {0.0f, INFINITY}}},
        {"relu6", xnn_unary_clamp, {.clamp = {0.0f, 6.0f}}},
        {"sigmoid", xnn_unary_sigmoid, {.elu = {0}}},
        {"tanh", xnn_unary_tanh, {.elu = {0}}},
    };
    for (size_t i = 0; i < sizeof unary / sizeof *unary; i++) {
        if (strcmp(unary[i].name, op)) continue;
        return xnn_create_unary_elementwise_nc(unary[i].type, xnn_datatype_fp32, xnn_datatype_fp32, &unary[i].params,
                                               NULL, NULL, 0, &o->op) ||
               xnn_reshape_unary_elementwise_nc(o->op, 1, n, n, n, NULL);
    }
    return 1;
}

static int setup(struct operator *o, const float *x, float *y) {
    return o->is_softmax ? xnn_setup_softmax_nc_f32(o->op, x, y) : xnn_setup_unary_elementwise_nc(o->op, x, y);
}
#else
static int create(struct operator *o, const char *op) {
    size_t n = o->cols;
#define IS(name, function, ...)                                             \
    if (!strcmp(op, name)) {                                                \
        o->setup = xnn_setup_##function##_nc_f32;                           \
        return xnn_create_##function##_nc_f32(n, n, n, __VA_ARGS__ 0, &o->op); \
    }
    IS("elu", elu, 1.0f, )
    IS("hardswish", hardswish, )
    IS("leaky_relu", leaky_relu, 0.01f, )
    IS("relu", clamp, 0.0f, INFINITY, )
    IS("relu6", clamp, 0.0f, 6.0f, )
    IS("sigmoid", sigmoid, )
    IS("softmax", softmax, )
    return 1;
}

static int setup(struct operator *o, const float *x, float *y) { return o->setup(o->op, o->rows, x, y, NULL); }
#endif

static int run(void *state, const float *x, const void *t, float *y) {
    (void)t;
    struct operator *o = state;
    if (o->x != x || o->y != y) {
        if (setup(o, x, y)) return 1;
        o->x = x;
        o->y = y;
    }
    return xnn_run_operator(o->op, NULL);
}

static void close(void *state) {
    struct operator *o = state;
    if (o->op) xnn_delete_operator(o->op);
    free(o);
}

OPEN {
    (void)variant;
    struct operator *o = calloc(1, sizeof *o);
    if (!o || xnn_initialize(NULL)) return 1;
    o->is_softmax = !strcmp(op, "softmax");
    // A slice of elements is one row.
    o->rows = o->is_softmax ? rows : 1;
    o->cols = o->is_softmax ? cols : rows * cols;
    if (create(o, op)) {
        close(o);
        return 1;
    }
    *out = (struct call){o, run, close};
    return 0;
}
