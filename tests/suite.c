#include "suite.h"

#include <stdlib.h>

bool suite_whole(void)
{
    const char *whole = getenv("OVERSHOOT_WHOLE");
    return whole && *whole;
}

int suite_run_cases(const char *name, TCase **cases)
{
    Suite *suite = suite_create(name);
    for (; *cases; cases++)
        suite_add_tcase(suite, *cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
