#ifndef OVERSHOOT_TESTS_SUITE_H
#define OVERSHOOT_TESTS_SUITE_H

/* What the main functions of all suites share. */

#include <check.h>

/* Adds a test that runs once for each row of a table. */
#define tcase_add_table_test(tests, test, table)                                                   \
    tcase_add_loop_test(tests, test, 0, (int)(sizeof(table) / sizeof *(table)))

/* Runs these cases as the suite of that name; returns the exit status. */
#define suite_run(name, ...) suite_run_cases(name, (TCase *[]){__VA_ARGS__, NULL})

int suite_run_cases(const char *name, TCase **cases);

#endif
