/* What a caller may have set in x86-64's MXCSR: other roundings, subnormals that are flushed or taken as zeros. */
#include "walk.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <math.h>

enum { LENGTH_OF_ROW = 40, NO_SUBNORMALS = 1 << 15 | 1 << 6, FLAGS = 0x3f, WANTED = 4096 };

static const unsigned ROUNDINGS[] = {0, 1 << 13, 2 << 13, 3 << 13};

static float number(int i, size_t j) {
    const unsigned char *at = now.at[i] + j * size_of(i);
    uint16_t half;
    uint32_t bits;
    float value;
    if (slot(i)->type == F32) {
        memcpy(&value, at, sizeof value);
        return value;
    }
    memcpy(&half, at, sizeof half);
    if (slot(i)->type == BF16) {
        bits = (uint32_t)half << 16;
        memcpy(&value, &bits, sizeof value);
        return value;
    }
    value = half >> 10 & 31 ? ldexpf((float)(half & 1023) / 1024 + 1, (half >> 10 & 31) - 15)
                            : ldexpf((float)(half & 1023), -24);
    if ((half >> 10 & 31) == 31) value = half & 1023 ? NAN : INFINITY;
    return half >> 15 ? -value : value;
}

/* As far from the usual result as roundings may take it: of numbers around 1, at the accuracy Fast a result of
   e^x - 1 more than others, and a half's own last digit. */
static bool is_near(enum type type, float got, float want) {
    const float digit = type == F16 ? 1.0f / 512 : type == BF16 ? 1.0f / 64 : 1.0f / (now.is_fast ? 1 << 14 : 1 << 19);
    if (isnan(want) || isinf(want)) return isnan(want) ? isnan(got) : got == want || fabsf(got) > 3e38f;
    return fabsf(got - want) <= digit * fmaxf(1, fabsf(want));
}

static void compare(bool is_usual, float (*wanted)[WANTED]) {
    for (int i = 0; i < now.function->count; i++) {
        const bool is_number = slot(i)->type == F32 || slot(i)->type == F16 || slot(i)->type == BF16;
        if (slot(i)->role != WRITE || !is_number) continue;
        for (size_t j = 0; j < now.length[i]; j++) {
            if (is_usual) {
                wanted[i][j] = number(i, j);
            } else if (!is_near(slot(i)->type, number(i, j), wanted[i][j])) {
                fail("a result far from the usual one");
            }
        }
    }
}

void in_every_mode(int tiers, const int *tier) {
    static float wanted[ARGUMENTS][WANTED];
    const size_t lengths[4] = {3, 3, 3, 3};
    const unsigned usual = _mm_getcsr() & ~(unsigned)FLAGS;
    now.agree = true;
    for (int which = 0; which == 0 || which < count_of_lengths(); which++) {
        size_t all[4];
        memcpy(all, lengths, sizeof all);
        all[which] = LENGTH_OF_ROW;
        for (int place = 0; place < 2 * tiers; place++) {
            activ8_set_tier(tier[place / 2]);
            now.is_fast = place % 2;
            activ8_set_accuracy(now.is_fast ? ACTIV8_ACCURACY_FAST : ACTIV8_ACCURACY_HIGH);
            for (int mode = 0; mode < 8; mode++) {
                const unsigned set = usual | ROUNDINGS[mode / 2] | (mode % 2 ? NO_SUBNORMALS : 0);
                unsigned after;
                prepare(all, -1, LOWER);
                _mm_setcsr(set);
                expect(ONLY(ACTIV8_OK), "a mode (which, length, tier)", mode, which, tier[place / 2]);
                after = _mm_getcsr() & ~(unsigned)FLAGS;
                _mm_setcsr(usual);
                if (after != set) fail("another mode");
                compare(mode == 0, wanted);
            }
        }
    }
}
#else
void in_every_mode(int tiers, const int *tier) { (void)tiers, (void)tier; }
#endif
