/* One call of one function, made of its slots, in memory whose every byte is known. */
#ifndef WALK_H
#define WALK_H

#include "table.h"

enum { SLOTS = 40, ARGUMENTS = 16, STATUSES = 9 };

/* Where in its pages a buffer lies: flush to the page before them, or after them, which may not be touched, or apart. */
enum edge { LOWER, UPPER, MIDDLE };

/* Sets of statuses. */
#define ONLY(status) (1u << (status))
#define FAILURES (ONLY(ACTIV8_NULL) | ONLY(ACTIV8_MISALIGNED) | ONLY(ACTIV8_OVERFLOW) | ONLY(ACTIV8_OVERLAP) | \
                  ONLY(ACTIV8_UNKNOWN) | ONLY(ACTIV8_REFUSED))
#define TYPED (ONLY(ACTIV8_OK) | FAILURES)

struct call {
    const struct function *function;
    uint64_t arguments[ARGUMENTS];
    unsigned char *at[SLOTS]; /* of a pointer */
    size_t length[SLOTS];     /* how many values it is to */
    bool agree;               /* whether lengths are made to agree with each other */
    bool is_fast;             /* whether the accuracy is Fast */
};
extern struct call now;

/* What a child has done, for its parent. */
struct report {
    const char *what;
    long numbers[3];
    unsigned long calls[STATUSES], at_edges;
};
extern struct report *report;

int slots(void);
const struct slot *slot(int i);
bool is_pointer(int i);
size_t size_of(int i); /* of one of its values */
bool is_stride(int i);

void reserve(void);
/* Buffers for lengths, which are in the order of the arguments without strides, with good values, and in the parameters
   the defaults, and the pointer `member` where it is none below 0. */
void prepare(const size_t *lengths, int member, enum edge edge);
void set(int i, uint64_t bits);
/* Bytes have been written that a call is to find there. */
void changed(const unsigned char *at, size_t bytes);
/* Makes the call, and fails where its status is not of the set, or a byte has changed that is no output's. */
void expect(unsigned statuses, const char *what, long first, long second, long third);
void fail(const char *what);

/* How many lengths a caller chooses. */
int count_of_lengths(void);

void abuse(void);
void at_every_length(int tiers, const int *tier);
void without_memory(void);
void in_every_mode(int tiers, const int *tier);

#endif
