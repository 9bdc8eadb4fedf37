/* Walks every FUNCTION of the header from the FIRST on, each in a process of its own: `walk FIRST STEP` goes on by STEP. */
#include "walk.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* musl gives its threads as much of a stack. */
enum { PATIENCE = 120, STACK = 128 << 10 };

/* The tiers that this CPU has. */
static int tiers_of_cpu(int *tier) {
    int count = 0;
    for (int each = 1; each < 10; each++) {
        if (activ8_set_tier(each) == ACTIV8_OK) tier[count++] = each;
    }
    return count;
}

static void *walk(void *unused) {
    int tier[10], tiers;
    /* The first calls of the process. */
    without_memory();
    tiers = tiers_of_cpu(tier);
    for (int i = 0; i < tiers; i++) {
        activ8_set_tier(tier[i]);
        abuse();
    }
    at_every_length(tiers, tier);
    in_every_mode(tiers, tier);
    return unused;
}

static void child(const struct function *function) {
    pthread_attr_t little;
    pthread_t thread;
    alarm(PATIENCE);
    now.function = function;
    if (pthread_attr_init(&little) != 0 || pthread_attr_setstacksize(&little, STACK) != 0) abort();
    if (pthread_create(&thread, &little, walk, NULL) != 0 || pthread_join(thread, NULL) != 0) abort();
    exit(0);
}

int main(int count, char **words) {
    const size_t first = count > 1 ? (size_t)atol(words[1]) : 0, step = count > 2 ? (size_t)atol(words[2]) : 1;
    unsigned long functions_walked = 0, all = 0;
    int failed = 0, tier[10];
    reserve();
    for (size_t i = first; i < function_count; i += step) {
        int status = 0;
        const pid_t process = fork();
        if (process == 0) child(&functions[i]);
        if (process < 0 || waitpid(process, &status, 0) != process) abort();
        functions_walked++;
        if (WIFSIGNALED(status)) {
            fprintf(stderr, "%s: %s (%ld, %ld, %ld): signal %d\n", functions[i].name, report->what,
                    report->numbers[0], report->numbers[1], report->numbers[2], WTERMSIG(status));
        }
        failed += status != 0;
    }
    for (int i = 0; i < STATUSES; i++) all += report->calls[i];
    printf("functions %lu calls %lu ok %lu at_edges %lu tiers %d failed %d\n", functions_walked, all,
           report->calls[ACTIV8_OK], report->at_edges, tiers_of_cpu(tier), failed);
    return failed != 0;
}
