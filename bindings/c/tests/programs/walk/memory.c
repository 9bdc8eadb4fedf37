/* Calls while an allocator refuses: what needs a copy says so, and nothing ends the process. */
#include "walk.h"

#include <errno.h>

/* The C library's own, whose places are taken here. */
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);

static bool refuses;

void *malloc(size_t bytes) { return refuses ? NULL : __libc_malloc(bytes); }

void *calloc(size_t count, size_t bytes) { return refuses ? NULL : __libc_calloc(count, bytes); }

void *realloc(void *at, size_t bytes) { return refuses ? NULL : __libc_realloc(at, bytes); }

int posix_memalign(void **at, size_t alignment, size_t bytes) {
    void *found = refuses ? NULL : __libc_memalign(alignment, bytes);
    if (found == NULL) return ENOMEM;
    *at = found;
    return 0;
}

void without_memory(void) {
    static const size_t LENGTHS[] = {4, 300, 2000};
    now.agree = true;
    for (int which = 0; which == 0 || which < count_of_lengths(); which++) {
        for (size_t i = 0; i < 3; i++) {
            size_t lengths[4] = {2, 2, 2, 2};
            lengths[which] = LENGTHS[i];
            prepare(lengths, -1, UPPER);
            refuses = true;
            expect(ONLY(ACTIV8_OK) | ONLY(ACTIV8_NO_MEMORY), "no memory (length, of how many)", which, (long)i, 0);
            if (slots() > 0 && is_pointer(0)) {
                now.arguments[0] = 0;
                expect(ONLY(ACTIV8_NULL), "no memory, and null", which, (long)i, 0);
            }
            refuses = false;
        }
    }
}
