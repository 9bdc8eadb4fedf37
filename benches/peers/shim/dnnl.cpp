// oneDNN's primitives, made once. Versions 2 and 3 differ in how a primitive is described.
#include <cstring>
#include <dnnl.hpp>

#include "call.h"

namespace {
using namespace dnnl;

struct primitive_of_op {
    engine cpu{engine::kind::cpu, 0};
    stream queue{cpu};
    memory::desc desc;
    memory x, y;
    primitive kernel;

    explicit primitive_of_op(const memory::dims &dims)
        : desc(dims, memory::data_type::f32, dims.size() == 1 ? memory::format_tag::a : memory::format_tag::ab),
          x(desc, cpu, nullptr),
          y(desc, cpu, nullptr) {}
};

constexpr auto inference = prop_kind::forward_inference;

#if DNNL_VERSION_MAJOR >= 3
primitive elements(primitive_of_op &p, algorithm of, float alpha, float beta) {
    return eltwise_forward({p.cpu, inference, of, p.desc, p.desc, alpha, beta});
}
primitive rows_of(primitive_of_op &p, bool log) {
    return softmax_forward(
        {p.cpu, inference, log ? algorithm::softmax_log : algorithm::softmax_accurate, p.desc, p.desc, 1});
}
#else
primitive elements(primitive_of_op &p, algorithm of, float alpha, float beta) {
    return eltwise_forward({{inference, of, p.desc, alpha, beta}, p.cpu});
}
primitive rows_of(primitive_of_op &p, bool log) {
    if (log) return logsoftmax_forward({{inference, p.desc, 1}, p.cpu});
    return softmax_forward({{inference, p.desc, 1}, p.cpu});
}
#endif

const struct {
    const char *name;
    algorithm of;
    float alpha, beta;
} ELEMENTS[] = {
    {"elu", algorithm::eltwise_elu, 1.0f, 0.0f},
    {"exp", algorithm::eltwise_exp, 0.0f, 0.0f},
    {"gelu", algorithm::eltwise_gelu_erf, 0.0f, 0.0f},
    {"gelu_tanh", algorithm::eltwise_gelu_tanh, 0.0f, 0.0f},
    {"hardswish", algorithm::eltwise_hardswish, 1.0f / 6.0f, 0.5f},
    {"ln", algorithm::eltwise_log, 0.0f, 0.0f},
#if DNNL_VERSION_MAJOR < 3
    {"log_sigmoid", algorithm::eltwise_logsigmoid, 0.0f, 0.0f},
    {"softplus", algorithm::eltwise_soft_relu, 0.0f, 0.0f},
#else
    {"log_sigmoid", algorithm::eltwise_soft_relu, -1.0f, 0.0f},
    {"softplus", algorithm::eltwise_soft_relu, 1.0f, 0.0f},
#endif
    {"mish", algorithm::eltwise_mish, 0.0f, 0.0f},
    {"relu", algorithm::eltwise_relu, 0.0f, 0.0f},
    {"sigmoid", algorithm::eltwise_logistic, 0.0f, 0.0f},
    {"silu", algorithm::eltwise_swish, 1.0f, 0.0f},
    {"tanh", algorithm::eltwise_tanh, 0.0f, 0.0f},
};

int run(void *state, const float *x, const void *, float *y) {
    auto &p = *static_cast<primitive_of_op *>(state);
    try {
        p.x.set_data_handle(const_cast<float *>(x));
        p.y.set_data_handle(y);
        p.kernel.execute(p.queue, {{DNNL_ARG_SRC, p.x}, {DNNL_ARG_DST, p.y}});
        p.queue.wait();
        return 0;
    } catch (...) {
        return 1;
    }
}

void close(void *state) { delete static_cast<primitive_of_op *>(state); }

primitive_of_op *made(const char *op, memory::dim rows, memory::dim cols) {
    if (!std::strcmp(op, "softmax") || !std::strcmp(op, "log_softmax")) {
        auto p = new primitive_of_op({rows, cols});
        p->kernel = rows_of(*p, op[0] == 'l');
        return p;
    }
    for (auto &e : ELEMENTS) {
        if (std::strcmp(e.name, op)) continue;
        auto p = new primitive_of_op({rows * cols});
        p->kernel = elements(*p, e.of, e.alpha, e.beta);
        return p;
    }
    return nullptr;
}
}  // namespace

extern "C" OPEN {
    (void)variant;
    try {
        auto p = made(op, static_cast<memory::dim>(rows), static_cast<memory::dim>(cols));
        if (!p) return 1;
        *out = {p, run, close};
        return 0;
    } catch (...) {
        return 1;
    }
}
