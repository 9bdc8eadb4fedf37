/* Where a process is at its edges: a thread's last destructors, children of a process with threads, no more threads, no
   memory, and signals. Each case is a process of its own, which has to end well and soon. */
#include <activ8.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHECK(condition)                                                                      \
    do {                                                                                      \
        if (!(condition)) {                                                                   \
            fprintf(stderr, "line %d: %s (%s)\n", __LINE__, #condition, activ8_last_error()); \
            _exit(1);                                                                         \
        }                                                                                     \
    } while (0)

/* Enough for a pool's threads to share. */
enum { ROW = 1000, N = 400 * ROW, THREADS = 4, PATIENCE = 60 };

static float x[N];
static uint16_t halves[N];

/* What verbs of each kind give, as one number: of elements, of rows, of a loss, of halves. */
static uint64_t work(size_t n) {
    float *y = malloc(n * sizeof *y), loss = 0;
    uint16_t *z = malloc(n * sizeof *z);
    uint64_t hash = 14695981039346656037u;
    activ8_mse_params mse;
    CHECK(y != NULL && z != NULL);
    CHECK(activ8_gelu_f32(x, y, n) == ACTIV8_OK);
    for (size_t i = 0; i < n; i++) hash = (hash ^ (uint64_t)(int64_t)(y[i] * 65536)) * 1099511628211u;
    CHECK(activ8_softmax_backward_f32(x, x, y, n / ROW, ROW) == ACTIV8_OK);
    for (size_t i = 0; i < n; i++) hash = (hash ^ (uint64_t)(int64_t)(y[i] * 1e9f)) * 1099511628211u;
    CHECK(activ8_tanh_f16(halves, z, n) == ACTIV8_OK);
    for (size_t i = 0; i < n; i++) hash = (hash ^ z[i]) * 1099511628211u;
    CHECK(activ8_mse_params_init(&mse) == ACTIV8_OK);
    CHECK(activ8_mse_f32(x, y, n, &mse, &loss) == ACTIV8_OK);
    CHECK(activ8_mse_f32(NULL, y, n, &mse, &loss) == ACTIV8_NULL);
    free(y), free(z);
    return hash ^ (uint64_t)(loss * 1e6f);
}

/* The serial bits of all of it, and of a little. */
static uint64_t serial, serial_of_few;

/* Destructors run in rounds, as long as they leave something: the library's own storage is gone in the last ones. */
static pthread_key_t key;
static int rounds;

static void last_call(void *left) {
    const size_t before = (size_t)left;
    activ8_set_parallel(true);
    CHECK(work(N) == serial);
    activ8_set_parallel(false);
    CHECK(activ8_set_tier(99) == ACTIV8_UNKNOWN && activ8_last_error() != NULL);
    rounds++;
    if (before > 1) CHECK(pthread_setspecific(key, (void *)(before - 1)) == 0);
}

static void *ends(void *unused) {
    CHECK(pthread_setspecific(key, (void *)3) == 0);
    CHECK(work(N) == serial);
    return unused;
}

static void *never_called(void *unused) {
    CHECK(pthread_setspecific(key, (void *)3) == 0);
    return unused;
}

static void at_the_end_of_a_thread(void) {
    pthread_t thread;
    CHECK(pthread_key_create(&key, last_call) == 0);
    CHECK(pthread_create(&thread, NULL, ends, NULL) == 0 && pthread_join(thread, NULL) == 0);
    CHECK(rounds == 3);
    CHECK(pthread_create(&thread, NULL, never_called, NULL) == 0 && pthread_join(thread, NULL) == 0);
    CHECK(rounds == 6);
}

static volatile sig_atomic_t is_over;

static void *goes_on(void *is_parallel) {
    activ8_set_parallel(is_parallel != NULL);
    while (!is_over) CHECK(work(N) == serial);
    return NULL;
}

/* Whether the child of a fork does this and ends. */
static void child_does(void (*what)(void)) {
    int status = -1;
    const pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        alarm(PATIENCE);
        what();
        _exit(0);
    }
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void computes(void) {
    for (int parallel = 0; parallel < 2; parallel++) {
        activ8_set_parallel(parallel);
        CHECK(work(N) == serial);
    }
}

static void forks_while_threads_run(void) {
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        CHECK(pthread_create(&threads[i], NULL, goes_on, i % 2 ? &threads : NULL) == 0);
    }
    for (int i = 0; i < 20; i++) child_does(computes);
    is_over = 1;
    for (int i = 0; i < THREADS; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    computes();
}

static void *nothing(void *unused) { return unused; }

/* Root has no limit, so that it is somebody else here. */
static void without_threads(void) {
    const struct rlimit none = {1, 1};
    pthread_t thread;
    if (getuid() == 0 && setuid(54321) != 0) {
        puts("SKIPPED: a process without threads, since root cannot be somebody else here");
        return;
    }
    CHECK(setrlimit(RLIMIT_NPROC, &none) == 0);
    CHECK(pthread_create(&thread, NULL, nothing, NULL) == EAGAIN);
    computes();
    computes();
}

static void without_memory(void) {
    static uint16_t z[N];
    static float dx[N];
    static size_t steps[] = {1000}, labels[] = {300};
    static int64_t targets[300];
    char text[200];
    unsigned long pages = 0;
    struct rlimit limit;
    activ8_ctc_params ctc;
    FILE *file = fopen("/proc/self/statm", "r");
    CHECK(file != NULL && fgets(text, sizeof text, file) != NULL && fclose(file) == 0);
    pages = strtoul(text, NULL, 10);
    limit.rlim_cur = limit.rlim_max = pages * 4096 + (1 << 16);
    for (size_t i = 0; i < 300; i++) targets[i] = 1;
    memset(z, 7, sizeof z), memset(dx, 7, sizeof dx);
    CHECK(activ8_ctc_params_init(&ctc) == ACTIV8_OK);
    CHECK(setrlimit(RLIMIT_AS, &limit) == 0);
    while (malloc(1 << 10) != NULL) continue;
    while (malloc(1) != NULL) continue;
    /* A row of halves is computed as one of floats. */
    CHECK(activ8_softmax_f16(halves, z, 1, N) == ACTIV8_NO_MEMORY);
    CHECK(strstr(activ8_last_error(), "no memory") != NULL);
    CHECK(z[0] == 0x0707 && z[N - 1] == 0x0707);
    CHECK(activ8_ctc_backward_f32(x, targets, 300, 1000, 1, 5, steps, labels, &ctc, dx) == ACTIV8_NO_MEMORY);
    CHECK(memcmp(dx, z, sizeof z) == 0);
    CHECK(activ8_softmax_f16(NULL, z, 1, N) == ACTIV8_NULL);
    CHECK(strstr(activ8_last_error(), "null") != NULL);
    CHECK(activ8_gelu_f32(x, dx, N) == ACTIV8_OK);
}

static float of_handler[ROW], usual[ROW];
static volatile sig_atomic_t handled;

/* A serial verb of floats, upon another one that it interrupts. */
static void handler(int unused) {
    (void)unused;
    CHECK(activ8_gelu_f32(x, of_handler, ROW) == ACTIV8_OK && memcmp(of_handler, usual, sizeof usual) == 0);
    CHECK(activ8_softmax_f32(x, of_handler, 1, ROW) == ACTIV8_OK);
    handled++;
}

static void in_a_signal_handler(void) {
    const struct itimerval often = {{0, 200}, {0, 200}}, never = {{0, 0}, {0, 0}};
    CHECK(activ8_gelu_f32(x, usual, ROW) == ACTIV8_OK);
    CHECK(signal(SIGALRM, handler) != SIG_ERR);
    CHECK(setitimer(ITIMER_REAL, &often, NULL) == 0);
    while (handled < 200) CHECK(work(10 * ROW) == serial_of_few);
    CHECK(setitimer(ITIMER_REAL, &never, NULL) == 0);
}

int main(void) {
    for (size_t i = 0; i < N; i++) {
        x[i] = (float)(i * 7919 % 1613) / 100 - 8;
        halves[i] = (uint16_t)(i * 7919 % 0x4400 | i % 2 << 15);
    }
    /* Before any other call of the process has been made. */
    child_does(without_memory);
    serial = work(N), serial_of_few = work(10 * ROW);
    child_does(at_the_end_of_a_thread);
    child_does(without_threads);
    child_does(without_memory);
    child_does(in_a_signal_handler);
    child_does(forks_while_threads_run);
    return 0;
}
