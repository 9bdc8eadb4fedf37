// What each file here gives for its library: how to open one operation, run it and close it.
#pragma once
#include <stddef.h>

struct call {
    void *state;
    // y = f(x), or f(x, t): targets, classes or the values of a gate. Not 0 where it failed.
    int (*run)(void *state, const float *x, const void *t, float *y);
    void (*close)(void *state);
};

// The one function that a file gives, whose name the build chooses: a file may be compiled for several tiers. Not 0
// where the library does not have the operation.
#define OPEN int OPEN_NAME(const char *op, const char *variant, size_t rows, size_t cols, struct call *out)
