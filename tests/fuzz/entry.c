/* The way from libFuzzer to a target, whose name the environment has in FUZZ_TARGET, and a mutator
 * that knows lines: what goes wrong with commands mostly is in their order. */

#include "targets.h"

#include "base/text.h"
#include "command/command.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* libFuzzer's */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t max, unsigned seed);
size_t LLVMFuzzerMutate(uint8_t *bytes, size_t size, size_t max);

static const struct fuzz_target *target(void)
{
    static const struct fuzz_target *found;
    if (!found) {
        const char *name = getenv("FUZZ_TARGET");
        found = fuzz_target_find(name ? name : "");
        if (!found)
            fuzz_fail("FUZZ_TARGET names no target");
    }
    return found;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    target()->run((const char *)bytes, size);
    return 0;
}

/* --- lines --- */

static uint32_t random_state;

static unsigned below(unsigned bound)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 8) % bound;
}

/* Commands that lead somewhere else, beside the examples of the table. %d is a small number. */
static const char *const moves[] = {
    "goto %d",
    "back %d",
    "step %d",
    "eta 0.%d",
    "momentum 0.%d",
    "select %d",
    "remove %d",
    "let k = %d",
    "let j = k/%d",
    "surface x^4 + k*y^2",
    "schedule none",
    "k *= 0.%d",
    "beta1 0.%d",
    "decay 0.%d",
    "optimizer theta -= eta*k*g",
    "noise 0.%d",
    "budget %d",
    "tolerance 0.%d",
    "reset",
    "optimizer v = k*v - eta*g",
    "batch %d",
    "batch all",
    "noise 0.1 stream=%d",
    "schedule step per epoch",
    "caption # %d",
    "title %d;\t#",
    "schedule eta*k",
    "ball",
    "start %d, -0.%d",
};

static void add_command(struct text *out)
{
    unsigned number = below(below(4) ? 12 : 200);
    if (below(4) == 0)
        text_add(out, "at %u ", below(30));
    if (below(8) == 0)
        text_add(out, "all ");
    switch (below(5)) {
    case 0:
        text_add(out, "surface %s", surface_rows[below((unsigned)surface_row_count)].name);
        break;
    case 1:
        text_add(out, "%s %s", below(3) ? "optimizer" : "ball",
                 optimizer_rows[below((unsigned)optimizer_row_count)].name);
        break;
    case 2:
        text_add(out, "schedule %s%s", below(3) ? "" : "momentum ",
                 schedule_rows[below((unsigned)schedule_row_count)].name);
        if (below(3) == 0)
            text_add(out, " for %u then time", number);
        break;
    case 3: {
        const char *example =
            command_at(&command_table, (int)below((unsigned)command_count(&command_table))).example;
        text_add(out, "%s", example ? example : "");
        break;
    }
    default:
        for (const char *at = moves[below(sizeof moves / sizeof *moves)]; *at; at++)
            if (at[0] == '%' && at[1] == 'd')
                text_add(out, "%u", number), at++;
            else
                text_add_bytes(out, at, 1);
    }
    text_add(out, "\n");
}

/* Keeps most lines, leaves out one, repeats one, puts a new one somewhere. */
static size_t mutate_lines(char *bytes, size_t size, size_t max)
{
    struct text out = {0};
    unsigned lines = 1;
    for (size_t i = 0; i < size; i++)
        lines += bytes[i] == '\n';
    unsigned dropped = below(2 * lines), doubled = below(2 * lines), added = below(lines);
    size_t at = 0;
    for (unsigned line = 0; line < lines; line++) {
        const char *end = memchr(bytes + at, '\n', size - at);
        size_t length = end ? (size_t)(end - (bytes + at)) : size - at;
        for (int times = (line != dropped) + (line == doubled); times > 0 && length > 0; times--) {
            text_add_bytes(&out, bytes + at, length);
            text_add(&out, "\n");
        }
        if (line == added)
            add_command(&out);
        at += length + (end ? 1 : 0);
    }
    size_t written = out.length < max ? out.length : max;
    memcpy(bytes, out.bytes, written);
    text_free(&out);
    return written;
}

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t max, unsigned seed)
{
    random_state = seed;
    bool lines = target()->run == fuzz_command || target()->run == fuzz_scene;
    if (!lines || below(3) == 0)
        return LLVMFuzzerMutate(bytes, size, max);
    return mutate_lines((char *)bytes, size, max);
}
