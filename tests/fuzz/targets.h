#ifndef OVERSHOOT_TESTS_FUZZ_TARGETS_H
#define OVERSHOOT_TESTS_FUZZ_TARGETS_H

/* What is fuzzed. A target takes any bytes, and aborts with a message when the program breaks one
 * of its promises; crashes are the sanitizers' part. `make fuzz` feeds it with what libFuzzer makes
 * up, tests/test_corpus.c with the files of corpus/NAME. The work per input is bounded by counts
 * and not by a clock, so that an input means the same everywhere. */

#include <stddef.h>

struct fuzz_target {
    const char *name; /* of its directory in corpus, too */
    void (*run)(const char *bytes, size_t size);
};
extern const struct fuzz_target fuzz_targets[];
extern const int fuzz_target_count;

const struct fuzz_target *fuzz_target_find(const char *name);

void fuzz_formula(const char *bytes, size_t size);
void fuzz_command(const char *bytes, size_t size);
void fuzz_scene(const char *bytes, size_t size);
void fuzz_data(const char *bytes, size_t size);
void fuzz_keys(const char *bytes, size_t size);
void fuzz_answers(const char *bytes, size_t size);

/* Says what is wrong and ends the process. */
_Noreturn void fuzz_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* What every error has to be: a sentence, with a place in the text or none. */
struct error;
void fuzz_check_error(const struct error *error, const char *text);

/* The same number, or two that are none. */
_Bool fuzz_same(double a, double b);

#endif
