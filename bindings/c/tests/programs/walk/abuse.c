/* What no caller should do, one thing at a time. */
#include "walk.h"

#include <limits.h>

static const uint64_t HUGE_LENGTHS[] = {SIZE_MAX, SIZE_MAX / 2, SIZE_MAX / 4 + 1};
/* NaN, both infinities, -1, both zeros, 2, the greatest number and the least one: floats, and halves. */
static const uint32_t FLOATS[] = {0x7fc00000, 0x7f800000, 0xff800000, 0xbf800000, 0,         0x80000000,
                                  0x40000000, 0x7f7fffff, 1,          0xffffffff, 0xff7fffff};
static const uint16_t HALVES[] = {0x7e00, 0x7c00, 0xfc00, 0xbc00, 0, 0x8000, 0x4000, 0x7bff, 1, 0xffff, 0xfbff};

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
#define EACH(index, array) for (size_t index = 0; index < COUNT_OF(array); index++)

static const size_t USUAL[] = {4, 4, 4, 4};
/* A member without which there is no output. */
static int usual_member;

static bool is_params(int i) { return slot(i)->record && slot(i)->record == now.function->params; }

static void again(int member) { prepare(USUAL, member >= 0 ? member : usual_member, MIDDLE); }

static int member_for_outputs(void) {
    for (int member = -1; member < slots(); member++) {
        bool has_outputs = true;
        if (member >= 0 && (member < now.function->count || !is_pointer(member))) continue;
        prepare(USUAL, member, MIDDLE);
        for (int i = 0; i < now.function->count; i++) {
            if (slot(i)->role == WRITE && now.length[i] == 0) has_outputs = false;
        }
        if (has_outputs) return member;
    }
    return -1;
}

/* Output i in part upon each other buffer, the same as it, and beside it. */
static void overlaps(int i, int member) {
    const uint64_t alignment = slot(i)->type == RECORD ? slot(i)->record->alignment : size_of(i);
    for (int j = 0; j < slots(); j++) {
        if (j == i || !is_pointer(j) || is_params(j)) continue;
        for (int side = 0; side < 5; side++) {
            uint64_t bytes, others, start, to;
            unsigned want = ONLY(ACTIV8_OVERLAP);
            again(member);
            bytes = now.length[i] * size_of(i), others = now.length[j] * size_of(j);
            if (bytes == 0 || others == 0) break;
            start = (uint64_t)(uintptr_t)now.at[j];
            switch (side) {
            case 0: to = (start + others - 1) / alignment * alignment; break;
            case 1: to = (start - bytes + alignment) / alignment * alignment; break;
            case 2: to = start; break;
            case 3: to = (start + others + alignment - 1) / alignment * alignment; break;
            default: to = (start - bytes) / alignment * alignment;
            }
            if (side > 2) want = ONLY(ACTIV8_OK);
            if (to == start && now.function->in_place && strcmp(slot(i)->name, "y") == 0 &&
                strcmp(slot(j)->name, "x") == 0) {
                want = ONLY(ACTIV8_OK);
            }
            set(i, to);
            expect(want, "an output (slot) beside or upon a buffer (slot, side)", i, j, side);
        }
    }
}

/* One value of a buffer, the first and the last, that it should not hold. */
static void values(int i, int member) {
    const size_t last = now.length[i] - 1, size = size_of(i);
    struct { uint64_t bits; unsigned want; } list[16];
    size_t count = 0;
    const unsigned refused = ONLY(ACTIV8_REFUSED);
#define TRY(value, statuses) (list[count].bits = (value), list[count].want = (statuses), count++)
    switch (slot(i)->type) {
    case F32: EACH(v, FLOATS) TRY(FLOATS[v], TYPED); break;
    case BF16: EACH(v, FLOATS) TRY(FLOATS[v] >> 16, TYPED); break;
    case F16: EACH(v, HALVES) TRY(HALVES[v], TYPED); break;
    case I64:
        TRY(4, refused), TRY(INT64_MAX, refused), TRY((uint64_t)INT64_MIN, refused), TRY((uint64_t)1 << 32, refused);
        TRY(UINT64_MAX, TYPED), TRY((uint64_t)-100, TYPED);
        break;
    case U32: if (slot(i)->role == READ) TRY(4, refused), TRY(UINT32_MAX, refused), TRY(1u << 31, refused); break;
    case SIZE: EACH(v, HUGE_LENGTHS) TRY(HUGE_LENGTHS[v], refused); TRY(5, refused), TRY(0, TYPED); break;
    case BYTE: TRY(2, ONLY(ACTIV8_UNKNOWN)), TRY(255, ONLY(ACTIV8_UNKNOWN)), TRY(0, TYPED); break;
    default: break;
    }
    for (size_t v = 0; v < count; v++) {
        for (int end = 0; end < 2; end++) {
            unsigned char *at;
            again(member);
            at = now.at[i] + (end ? last * size : 0);
            memcpy(at, &list[v].bits, size);
            changed(at, size);
            expect(list[v].want, "a value (slot, number, whether it is the last)", i, (long)v, end);
        }
    }
}

/* A struct of nothing but one byte, as nobody has initialised it. */
static void uninitialised(int i) {
    static const unsigned char BYTES[] = {2, 0x80, 0xff};
    EACH(v, BYTES) {
        again(-1);
        memset(now.at[i], BYTES[v], size_of(i));
        changed(now.at[i], size_of(i));
        expect(TYPED, "a struct (slot) of bytes", i, BYTES[v], 0);
    }
}

static void pointers(void) {
    for (int i = 0; i < slots(); i++) {
        const int member = i < now.function->count ? -1 : i;
        if (!is_pointer(i)) continue;
        again(member);
        if (now.length[i] == 0) continue;
        set(i, 0);
        expect(ONLY(ACTIV8_NULL), "null (slot)", i, 0, 0);
        again(member);
        if (size_of(i) > 1) {
            set(i, (uint64_t)(uintptr_t)now.at[i] + 1);
            expect(ONLY(ACTIV8_MISALIGNED), "misaligned (slot)", i, 0, 0);
            again(member);
        }
        values(i, member);
        if (slot(i)->type == RECORD) uninitialised(i);
        if (slot(i)->role == WRITE) overlaps(i, -1);
        if (i < now.function->count) continue;
        for (int out = 0; out < now.function->count; out++) {
            if (slot(out)->role == WRITE) overlaps(out, member);
        }
    }
}

/* Lengths that are not those of the buffers, since no memory has as much, and few, or none, that do not agree. */
static void lengths(void) {
    static const size_t FEW[] = {0, 1, 2, 5};
    int all[8], count = 0;
    for (int i = 0; i < now.function->count; i++) {
        if (slot(i)->role != LENGTH) continue;
        if (!is_stride(i)) all[count++] = i;
        EACH(v, HUGE_LENGTHS) {
            again(-1);
            set(i, HUGE_LENGTHS[v]);
            expect(FAILURES, "a length (slot) beyond memory", i, (long)v, 0);
        }
    }
    for (int which = 0; which < 1 << 2 * count; which++) {
        size_t few[4];
        for (int i = 0; i < count; i++) few[i] = FEW[which >> 2 * i & 3];
        for (int agree = 0; agree < 2; agree++) {
            now.agree = agree;
            prepare(few, usual_member, UPPER);
            expect(TYPED, "lengths of 0, 1, 2 and 5 (four to a byte, whether they agree)", which, agree, 0);
        }
    }
    for (int which = 1; which < 1 << count; which++) {
        prepare((size_t[4]){0, 0, 0, 0}, -1, UPPER);
        for (int i = 0; i < count; i++) set(all[i], which >> i & 1 ? SIZE_MAX : 0);
        expect(TYPED, "lengths beyond memory of none (bits)", which, 0, 0);
    }
}

/* What a number is tried as, and what must come of it. */
static size_t tries(int i, uint64_t *bits, unsigned *want) {
    size_t count = 0;
    const unsigned unknown = i < now.function->count ? TYPED : ONLY(ACTIV8_UNKNOWN);
#undef TRY
#define TRY(value, statuses) (bits[count] = (uint64_t)(value), want[count] = (statuses), count++)
    if (slot(i)->role == COUNT) {
        EACH(v, HUGE_LENGTHS) if (v == 0 || size_of(i - 1) > 1) TRY(HUGE_LENGTHS[v], ONLY(ACTIV8_OVERFLOW));
        for (size_t few = 0; few < 5; few++) TRY(few, TYPED);
        return count;
    }
    switch (slot(i)->type) {
    case F32: EACH(v, FLOATS) TRY(FLOATS[v], TYPED); break;
    case BOOL: TRY(0, TYPED), TRY(1, TYPED), TRY(2, unknown), TRY(0x80, unknown), TRY(0xff, unknown); break;
    case I32:
        for (int few = 0; few < 6; few++) TRY(few, TYPED);
        TRY(-1, ONLY(ACTIV8_UNKNOWN)), TRY(INT_MIN, ONLY(ACTIV8_UNKNOWN)), TRY(INT_MAX, ONLY(ACTIV8_UNKNOWN));
        TRY(9, ONLY(ACTIV8_UNKNOWN));
        break;
    case BYTE: TRY(0, TYPED), TRY(3, TYPED), TRY(255, TYPED); break;
    case I64: case DIFFERENCE: TRY(INT64_MIN, TYPED), TRY(INT64_MAX, TYPED), TRY(-1, TYPED), TRY(0, TYPED); break;
    default: EACH(v, HUGE_LENGTHS) TRY(HUGE_LENGTHS[v], TYPED); TRY(0, TYPED), TRY(2, TYPED), TRY(3, TYPED);
    }
    return count;
}

/* Each number, and each two, of the arguments and of the parameters. */
static void numbers(int member) {
    uint64_t bits[2][16];
    unsigned want[2][16];
    for (int i = 0; i < slots(); i++) {
        const bool is_tried = slot(i)->role == NUMBER || (slot(i)->role == COUNT && i == member + 1);
        const size_t firsts = is_tried ? tries(i, bits[0], want[0]) : 0;
        for (size_t v = 0; v < firsts; v++) {
            again(member);
            set(i, bits[0][v]);
            expect(want[0][v], "a number (slot, which)", i, (long)v, 0);
            for (int j = 0; j < i; j++) {
                const size_t seconds = slot(j)->role == NUMBER ? tries(j, bits[1], want[1]) : 0;
                for (size_t w = 0; w < seconds; w++) {
                    again(member);
                    set(i, bits[0][v]), set(j, bits[1][w]);
                    expect((want[0][v] & want[1][w]) == TYPED ? TYPED : FAILURES,
                           "two numbers (slots, which by 16)", i, j, (long)(16 * v + w));
                }
            }
        }
    }
}

void abuse(void) {
    now.agree = true;
    usual_member = member_for_outputs();
    again(-1);
    expect(ONLY(ACTIV8_OK), "nothing wrong", 0, 0, 0);
    pointers();
    lengths();
    for (int member = -1; member < slots(); member++) {
        if (member < 0 || (member >= now.function->count && is_pointer(member))) numbers(member);
    }
}
