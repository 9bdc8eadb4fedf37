/* What the walk knows of the functions that the header declares: tables that the test makes of it. */
#ifndef TABLE_H
#define TABLE_H

#include <activ8.h>
#include <string.h>

enum role { READ, WRITE, LENGTH, COUNT, NUMBER };
enum type { F32, F64, F16, BF16, I64, I32, U32, SIZE, DIFFERENCE, BYTE, BOOL, RECORD };

/* An argument, or a member of the parameters. A COUNT is that of the pointer before it. */
struct slot {
    const char *name;
    enum role role;
    enum type type; /* of the number, or of what a pointer is to */
    const struct record *record;
    size_t offset; /* of a member */
};

/* A struct, and the function that sets its defaults. */
struct record {
    size_t size, alignment;
    int (*init)(void *);
    int count;
    const struct slot *members;
};

/* Slots are numbered from the first argument to the last member of the parameters. */
struct function {
    const char *name;
    bool in_place; /* y may be x */
    int count;
    const struct slot *arguments;
    const struct record *params;
    int (*call)(const uint64_t *arguments);
    void (*lengths)(const uint64_t *arguments, const void *params, size_t *of_slots);
};

extern const struct function functions[];
extern const size_t function_count;

/* A bool of any bits, as C's rules allow no caller to make one. */
static inline bool truth(uint64_t bits) {
    const unsigned char byte = (unsigned char)bits;
    bool value;
    memcpy(&value, &byte, 1);
    return value;
}

#endif
