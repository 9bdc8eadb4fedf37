/* Good calls at each length, with buffers that end, and that begin, where memory may not be touched. */
#include "walk.h"

enum { LONGEST = 300, LONGEST_FAST = 130, PLACES = 10, BYTES = 8192 };

/* What each output was at the lower edge. */
static unsigned char kept[PLACES][ARGUMENTS][BYTES];

/* An output's bits may not depend on where it lies. */
static void compare(enum edge edge, int place) {
    for (int i = 0; i < now.function->count; i++) {
        const size_t bytes = now.length[i] * size_of(i);
        /* There may be anything between the members of a struct. */
        if (slot(i)->role != WRITE || slot(i)->type == RECORD) continue;
        if (edge == LOWER) {
            memcpy(kept[place][i], now.at[i], bytes);
        } else if (memcmp(kept[place][i], now.at[i], bytes) != 0) {
            fail("other bits at another edge");
        }
    }
}

/* One length of so many, the others of two. */
static void one(int which, size_t length, int member, int tiers, const int *tier) {
    size_t lengths[4] = {2, 2, 2, 2};
    lengths[which] = length;
    for (enum edge edge = LOWER; edge <= UPPER; edge++) {
        prepare(lengths, member, edge);
        for (int place = 0; place < 2 * tiers; place++) {
            if (place % 2 && length > LONGEST_FAST) continue;
            if (activ8_set_tier(tier[place / 2]) != ACTIV8_OK) fail("a tier");
            if (activ8_set_accuracy(place % 2 ? ACTIV8_ACCURACY_FAST : ACTIV8_ACCURACY_HIGH) != ACTIV8_OK) fail("it");
            expect(length ? ONLY(ACTIV8_OK) : TYPED, "a length (of which, of how many, tier)", which, (long)length,
                   tier[place / 2]);
            report->at_edges++;
            compare(edge, place);
        }
    }
}

void at_every_length(int tiers, const int *tier) {
    const int count = count_of_lengths();
    now.agree = true;
    /* The last one is that of a row, in which a loop has its end. */
    for (int which = 0; which < count; which++) {
        const size_t step = which == count - 1 ? 1 : 3;
        for (size_t length = 0; length <= LONGEST; length += step) one(which, length, -1, tiers, tier);
    }
    /* With each pointer of the parameters. */
    for (int member = now.function->count; count > 0 && member < slots(); member++) {
        if (!is_pointer(member)) continue;
        for (size_t length = 0; length <= LONGEST; length++) one(count - 1, length, member, tiers, tier);
    }
}
