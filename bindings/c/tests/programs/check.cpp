// The header in C++, from several threads.
#include <activ8.h>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <thread>
#include <vector>

int main() {
    const std::vector<float> x(100000, 1.0f);
    std::vector<float> y(x.size()), z(x.size());
    bool failed = false;
    std::thread other([&] {
        activ8_set_parallel(true);
        failed |= activ8_set_tier(ACTIV8_TIER_PORTABLE) != ACTIV8_OK;
        failed |= activ8_gelu_f32(x.data(), y.data(), y.size()) != ACTIV8_OK;
        failed |= activ8_active_tier() != ACTIV8_TIER_PORTABLE;
        failed |= activ8_gelu_f32(nullptr, y.data(), 1) != ACTIV8_NULL;
    });
    other.join();
    failed |= std::strlen(activ8_last_error()) != 0; // the other thread's is its own
    failed |= activ8_active_tier() == 0;
    failed |= activ8_gelu_f32(x.data(), z.data(), z.size()) != ACTIV8_OK;
    failed |= std::fabs(y[99999] - 0.8413447f) > 1e-6f || std::fabs(z[99999] - 0.8413447f) > 1e-6f;
    if (failed) std::fprintf(stderr, "failed: %s\n", activ8_last_error());
    return failed;
}
