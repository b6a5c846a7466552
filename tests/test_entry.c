/* The built-in description of terminals, beside that which the database has of them. */

#include "../src/term/entry.h"
#include "suite.h"

#include <string.h>

static const char *const used[] = {"sgr0",  "op",    "civis", "cnorm",
                                   "smcup", "rmcup", "smkx",  "rmkx"};
enum { USED = sizeof used / sizeof *used };

/* xterm's own also keeps the window's title, and how the cursor blinks. */
START_TEST(the_built_in_entry_is_as_xterm_s)
{
    struct error error;
    struct text own[USED] = {0}, built_in[USED] = {0};
    ck_assert(entry_load("xterm-256color", &error));
    ck_assert_str_eq(entry_type(), "xterm-256color");
    for (int i = 0; i < USED; i++)
        entry_sequence(&own[i], used[i]);
    const char *const flags[] = {"am", "xenl", "bce", "XM"};
    bool own_flags[4];
    for (int i = 0; i < 4; i++)
        own_flags[i] = entry_is(flags[i]);
    entry_load_built_in();
    ck_assert_str_eq(entry_type(), "");
    ck_assert(entry_is_ansi());
    ck_assert_int_eq(entry_number("colors"), 256);
    ck_assert_int_eq(entry_number("ncv"), 0);
    ck_assert(!entry_has("no such thing"));
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(entry_is(flags[i]), own_flags[i]);
    for (int i = 0; i < USED; i++) {
        ck_assert(entry_has(used[i]));
        entry_sequence(&built_in[i], used[i]);
        if (!strstr(own[i].bytes, built_in[i].bytes))
            ck_abort_msg("%s is another one", used[i]);
        text_free(&own[i]);
        text_free(&built_in[i]);
    }
    entry_unload();
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("entry");
    tcase_add_test(tests, the_built_in_entry_is_as_xterm_s);
    return suite_run("entry", tests);
}
