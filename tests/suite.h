#ifndef OVERSHOOT_TESTS_SUITE_H
#define OVERSHOOT_TESTS_SUITE_H

/* What all tests share: Check, and what their main functions need. */

#include <check.h>
#include <stdbool.h>

/* Check notes each assertion that holds, so that of a crash it can tell the last one before it.
 * That is a write to a file, millions of times over. `make check NOTES=1` has it back. */
#ifndef CHECK_NOTES
/* NOLINTNEXTLINE(bugprone-reserved-identifier): the name is of its choice. */
#define _mark_point(file, line) ((void)0)
#endif

/* Whether long lists of cases are gone through whole, as CI does it (`make check WHOLE=1`), and not
 * only to a part that has something of each kind. */
bool suite_whole(void);

/* Adds a test that runs once for each row of a table. */
#define tcase_add_table_test(tests, test, table)                                                   \
    tcase_add_loop_test(tests, test, 0, (int)(sizeof(table) / sizeof *(table)))

/* Runs these cases as the suite of that name; returns the exit status. */
#define suite_run(name, ...) suite_run_cases(name, (TCase *[]){__VA_ARGS__, NULL})

int suite_run_cases(const char *name, TCase **cases);

#endif
