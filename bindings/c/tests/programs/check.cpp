// The header in C++, from several threads.
#include <activ8.h>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <thread>
#include <vector>

// What a failing call says from the destructor of a thread's variable, which is after those of the library's.
static std::atomic<int> late_status(-1), late_tier(-1), late_done(-1);
static std::atomic<bool> late_message(false);

struct Late {
    ~Late() {
        float y = 0;
        late_status = activ8_gelu_f32(nullptr, &y, 1);
        late_message = std::strstr(activ8_last_error(), "`x` is null") != nullptr;
        late_tier = activ8_set_tier(99);
        activ8_set_parallel(true);
        late_done = activ8_relu_f32(&y, &y, 1);
    }
};

static bool late_calls_fail_as_others() {
    std::thread thread([] {
        static thread_local Late late;
        (void)&late; // made before the library keeps anything for this thread, and so destroyed after that
        activ8_gelu_f32(nullptr, nullptr, 1);
    });
    thread.join();
    return late_status != ACTIV8_NULL || !late_message || late_tier != ACTIV8_UNKNOWN || late_done != ACTIV8_OK;
}

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
    failed |= late_calls_fail_as_others();
    failed |= std::strlen(activ8_last_error()) != 0; // the other thread's is its own
    failed |= activ8_active_tier() == 0;
    failed |= activ8_gelu_f32(x.data(), z.data(), z.size()) != ACTIV8_OK;
    failed |= std::fabs(y[99999] - 0.8413447f) > 1e-6f || std::fabs(z[99999] - 0.8413447f) > 1e-6f;
    if (failed) std::fprintf(stderr, "failed: %s\n", activ8_last_error());
    return failed;
}
