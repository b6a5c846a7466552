#include "targets.h"

#include "base/error.h"
#include "base/report.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct fuzz_target fuzz_targets[] = {
    {"formula", fuzz_formula}, {"command", fuzz_command}, {"scene", fuzz_scene},
    {"data", fuzz_data},       {"keys", fuzz_keys},       {"answers", fuzz_answers},
};
const int fuzz_target_count = (int)(sizeof fuzz_targets / sizeof *fuzz_targets);

const struct fuzz_target *fuzz_target_find(const char *name)
{
    for (int i = 0; i < fuzz_target_count; i++)
        if (strcmp(fuzz_targets[i].name, name) == 0)
            return &fuzz_targets[i];
    return NULL;
}

void fuzz_fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    abort();
}

void fuzz_check_error(const struct error *error, const char *text)
{
    if (!memchr(error->text, '\0', sizeof error->text) || !*error->text)
        fuzz_fail("an error without a sentence, for: %s", text);
    if (error->offset != ERROR_NO_PLACE && (error->offset < 0 || error->offset > (int)strlen(text)))
        fuzz_fail("`%s` is at %d, outside of: %s", error->text, error->offset, text);
    struct text report = {0};
    report_write(&report, &(struct source){"file", 1, text}, error);
    for (const char *at = report.bytes; *at; at++)
        if ((unsigned char)*at < ' ' && *at != '\n')
            fuzz_fail("a control character in a report: %s", report.bytes);
    text_free(&report);
}

_Bool fuzz_same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}
