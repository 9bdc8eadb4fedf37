#include "walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

/* The pages of each slot, with one before and one after them that may not be touched. */
enum { PAGE = 4096, ROOM = 8 * PAGE, STEP = ROOM + PAGE, APART = ROOM / 2, AROUND = 1024 };

struct call now;
struct report *report;
/* All pages, and what they held before a call. */
static unsigned char *pages, *before;

static unsigned char *pages_of(int i) { return pages + PAGE + (size_t)i * STEP; }

void reserve(void) {
    const size_t all = PAGE + (size_t)SLOTS * STEP;
    pages = mmap(NULL, all, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    before = malloc(all);
    report = mmap(NULL, sizeof *report, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED || before == NULL || report == MAP_FAILED) abort();
    for (int i = 0; i < SLOTS; i++) {
        if (mprotect(pages_of(i), ROOM, PROT_READ | PROT_WRITE) != 0) abort();
        memset(pages_of(i), 0xa5, ROOM);
    }
}

int slots(void) { return now.function->count + (now.function->params ? now.function->params->count : 0); }

const struct slot *slot(int i) {
    const struct function *function = now.function;
    return i < function->count ? &function->arguments[i] : &function->params->members[i - function->count];
}

bool is_pointer(int i) { return slot(i)->role == READ || slot(i)->role == WRITE; }

bool is_stride(int i) { return strstr(slot(i)->name, "_stride") != NULL; }

int count_of_lengths(void) {
    int count = 0;
    for (int i = 0; i < now.function->count; i++) count += slot(i)->role == LENGTH && !is_stride(i);
    return count;
}

static size_t size_of_type(enum type type) {
    switch (type) {
    case BYTE: case BOOL: return 1;
    case F16: case BF16: return 2;
    case F32: case I32: case U32: return 4;
    default: return 8;
    }
}

size_t size_of(int i) {
    return slot(i)->type == RECORD ? slot(i)->record->size : size_of_type(slot(i)->type);
}

/* The argument of this name, or nothing. */
static uint64_t *argument(const char *name) {
    for (int i = 0; i < now.function->count; i++) {
        if (strcmp(slot(i)->name, name) == 0) return &now.arguments[i];
    }
    return NULL;
}

static unsigned char *params(void) {
    for (int i = 0; i < now.function->count; i++) {
        if (slot(i)->record == now.function->params && slot(i)->record) return now.at[i];
    }
    return NULL;
}

void set(int i, uint64_t bits) {
    const size_t size = is_pointer(i) ? sizeof(void *) : size_of_type(slot(i)->type);
    unsigned char *at;
    if (i < now.function->count) {
        now.arguments[i] = bits;
        return;
    }
    at = params() + slot(i)->offset;
    memcpy(at, &bits, size); /* its low bytes come first */
    changed(at, size);
    if (slot(i)->role == COUNT) now.function->lengths(now.arguments, params(), now.length);
}

void changed(const unsigned char *at, size_t bytes) { memcpy(before + (at - pages), at, bytes); }

/* Lengths of which one says what another is. */
static void make_agree(void) {
    uint64_t *k = argument("k"), *experts = argument("experts"), *labels = argument("labels"), *n = argument("n");
    uint64_t *channels = argument("channels"), *axis = argument("axis");
    if (k && *k > *experts) *k = *experts;
    if (labels) *labels = *argument("classes") > 1 ? *argument("sequences") : 0;
    if (channels) *n *= *channels * *argument("inner");
    if (axis) *axis += *axis % 2;
    for (int i = 0; i < now.function->count; i++) {
        if (is_stride(i)) now.arguments[i] = *n + 1;
    }
}

static uint64_t length_of(const char *name) { return argument(name) ? *argument(name) : 0; }

/* Good values for slot i, which every function takes: probabilities, classes, lengths. */
static void fill(int i) {
    const bool is_target = strcmp(slot(i)->name, "t") == 0, is_list = strstr(now.function->name, "multilabel") != NULL;
    const uint64_t classes = length_of("row") + length_of("classes"), k = length_of("k");
    const uint64_t sequences = length_of("sequences");
    const uint64_t one_length =
        strcmp(slot(i)->name, "input_lengths") == 0 ? length_of("steps") : sequences ? length_of("labels") / sequences : 0;
    const size_t size = size_of(i);
    if (slot(i)->type == RECORD) {
        memset(now.at[i], 0, size);
        if (slot(i)->record->init(now.at[i]) != 0) fail("an initialiser");
        return;
    }
    for (size_t j = 0; j < now.length[i]; j++) {
        uint64_t bits = 1;
        switch (slot(i)->type) {
        case F32: bits = is_target ? 0x3f800000 : 0x3e800000 + j * 0x9e3779b1 % 0xc00000; break;
        case F16: bits = is_target ? 0x3c00 : 0x3400 + j * 67 % 0x600; break;
        case BF16: bits = is_target ? 0x3f80 : 0x3e80 + j * 37 % 0xc0; break;
        case I64:
            bits = classes == 0 ? 0 : sequences ? classes > 1 : j % classes;
            if (is_list && bits > 0) bits = UINT64_MAX;
            break;
        case U32: bits = k ? j % k : 0; break;
        case SIZE: bits = one_length; break;
        default: break;
        }
        memcpy(now.at[i] + j * size, &bits, size);
    }
}

static void place(int i, enum edge edge) {
    const size_t bytes = now.length[i] * size_of(i);
    if (bytes > ROOM) fail("a buffer without room");
    now.at[i] = pages_of(i) + (edge == LOWER ? 0 : edge == UPPER ? ROOM - bytes : APART);
    fill(i);
    set(i, (uint64_t)(uintptr_t)now.at[i]);
}

/* What is looked at of a buffer's pages. */
static struct { const unsigned char *at; size_t bytes; } around[SLOTS];

static void look_around(int i) {
    const unsigned char *first = pages_of(i), *start = first, *end = first;
    if (is_pointer(i) && now.at[i] != NULL) {
        start = now.at[i] - first < AROUND ? first : now.at[i] - AROUND;
        end = now.at[i] + now.length[i] * size_of(i);
        end = first + ROOM - end < AROUND ? first + ROOM : end + AROUND;
    }
    around[i].at = start;
    around[i].bytes = (size_t)(end - start);
    changed(start, around[i].bytes);
}

void prepare(const size_t *lengths, int member, enum edge edge) {
    const struct function *function = now.function;
    memset(now.arguments, 0, sizeof now.arguments);
    memset(now.length, 0, sizeof now.length);
    memset(now.at, 0, sizeof now.at);
    for (int i = 0, j = 0; i < function->count; i++) {
        if (slot(i)->role == LENGTH && !is_stride(i)) now.arguments[i] = lengths[j++];
    }
    if (now.agree) make_agree();
    for (int i = 0; i < function->count; i++) {
        if (slot(i)->record && slot(i)->record == function->params) now.length[i] = 1, place(i, edge);
    }
    function->lengths(now.arguments, params(), now.length);
    if (member >= 0) set(member + 1, now.length[member]);
    for (int i = 0; i < slots(); i++) {
        const bool is_params = slot(i)->record && slot(i)->record == function->params;
        if (is_pointer(i) && !is_params && (i < function->count || i == member)) {
            place(i, edge);
        } else if (is_pointer(i) && i >= function->count) {
            now.length[i] = 0;
        }
    }
    for (int i = 0; i < slots(); i++) look_around(i);
}

void expect(unsigned statuses, const char *what, long first, long second, long third) {
    int status;
    report->what = what;
    report->numbers[0] = first, report->numbers[1] = second, report->numbers[2] = third;
    status = now.function->call(now.arguments);
    if (status < 0 || status >= STATUSES) fail("no status");
    report->calls[status]++;
    if (!(statuses & ONLY(status))) {
        static char text[64];
        snprintf(text, sizeof text, "status %d", status);
        fail(text);
    }
    if (status != ACTIV8_OK && activ8_last_error()[0] == 0) fail("no message");
    for (int i = 0; i < slots(); i++) {
        if (slot(i)->role == WRITE && status == ACTIV8_OK && now.length[i] > 0) {
            const unsigned char *at = (const unsigned char *)(uintptr_t)now.arguments[i];
            memcpy(before + (at - pages), at, now.length[i] * size_of(i));
        }
    }
    for (int i = 0; i < slots(); i++) {
        const unsigned char *at = around[i].at;
        if (memcmp(before + (at - pages), at, around[i].bytes) != 0) fail(slot(i)->name);
    }
}

void fail(const char *what) {
    fprintf(stderr, "%s: %s (%ld, %ld, %ld): %s (%s)\n", now.function->name, report->what, report->numbers[0],
            report->numbers[1], report->numbers[2], what, activ8_last_error());
    exit(1);
}
