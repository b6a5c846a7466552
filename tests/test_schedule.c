/* `overshoot schedule`: its rates against those of a run, and its picture. */

#include "file.h"
#include "suite.h"

#include "../src/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the program prints; the caller's. */
static struct text said(const char *arguments)
{
    const char *program = getenv("OVERSHOOT") ? getenv("OVERSHOOT") : "./overshoot";
    char line[400];
    snprintf(line, sizeof line, "'%s' %s", program, arguments);
    int ended;
    struct text out = file_said(line, &ended);
    ck_assert_int_eq(ended, 0);
    return out;
}

/* As the schedules say, and as a run on another surface has them. */
START_TEST(rates_are_those_of_a_run)
{
    struct text table = said("schedule 'step period=5' 'eta0/(1 + n)' --steps 12 -e 'eta 0.5' "
                             "--format csv");
    struct text run = said("run -e 'surface bowl' -e 'eta 0.5' -e 'schedule step period=5' "
                           "--steps 12 --columns n,eta");
    const char *rows = table.bytes, *ran = run.bytes, *line, *made;
    size_t length, size;
    ck_assert(strncmp(rows, "n,\"step\",\"eta0/(1 + n)\"\n", 24) == 0);
    text_next_line(&rows, &length);
    text_next_line(&ran, &size);
    for (int n = 0; n <= 12; n++) {
        line = text_next_line(&rows, &length);
        made = text_next_line(&ran, &size);
        ck_assert(line && made);
        ck_assert_msg(strncmp(line, made, size) == 0 && line[size] == ',', "row %d: %.*s, %.*s", n,
                      (int)length, line, (int)size, made);
        ck_assert_double_eq_tol(strtod(line + size + 1, NULL), 0.5 / (1 + n), 1e-15);
    }
    ck_assert_ptr_null(text_next_line(&rows, &length));
    text_free(&table);
    text_free(&run);
}
END_TEST

START_TEST(a_picture_has_their_names)
{
    struct text picture = said("schedule cosine 'step period=20' --charset ascii");
    ck_assert(strstr(picture.bytes, "1 cosine") && strstr(picture.bytes, "2 step"));
    ck_assert(strstr(picture.bytes, " eta\n") && strstr(picture.bytes, " 100"));
    text_free(&picture);
    struct text drawn = said("schedule cosine linear --format svg");
    ck_assert(strstr(drawn.bytes, "<svg") && strstr(drawn.bytes, "linear"));
    text_free(&drawn);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("schedule");
    tcase_add_test(tests, rates_are_those_of_a_run);
    tcase_add_test(tests, a_picture_has_their_names);
    return suite_run("schedule", tests);
}
