/* What the terminal sends: which of it are answers, and what remains for the keys. */

#include "../src/term/probe.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ESC "\033"
#define ST ESC "\\"

static struct probe asked(void)
{
    struct probe probe = {0};
    struct text questions = {0};
    probe_ask(&probe, 0, 0, &questions);
    ck_assert_ptr_nonnull(strstr(questions.bytes, ESC "[c"));
    text_free(&questions);
    return probe;
}

static const struct {
    const char *sent, *keys;
    bool ended;
    struct found found;
} rows[] = {
    {"q", "q", false, {0}},
    {ESC "[?62;4c", "", true, {.sixel = true}},
    {"ab" ESC "[?1;2cd", "abd", true, {0}},
    {ESC "[A" ESC "[1;5C" ESC "OP", ESC "[A" ESC "[1;5C" ESC "OP", false, {0}},
    {ESC "[<0;5;5M", ESC "[<0;5;5M", false, {0}},
    {ESC "[200~x" ESC "[201~", ESC "[200~x" ESC "[201~", false, {0}},
    {ESC "[1;2R", "", false, {.mark_columns = 1}},
    {ESC "[1;3R" ESC "[1;2R", ESC "[1;2R", false, {.mark_columns = 2}},
    {ESC "[;R" ESC "[?c", ESC "[?c", false, {0}},
    {ESC "]11;rgb:ffff/0000/8080" ST "q", "q", false, {.has_ground = true, .ground = 0xFF0080}},
    {ESC "]11;rgb:f/0/8\007", "", false, {.has_ground = true, .ground = 0xFF0088}},
    {ESC "]11;rgba:00/80/ff/ff" ST, "", false, {.has_ground = true, .ground = 0x0080FF}},
    {ESC "]11;rgb:" ST ESC "]11;#fff" ST, ESC "]11;#fff" ST, false, {0}},
    {ESC "]10;rgb:f/f/f\007", ESC "]10;rgb:f/f/f\007", false, {0}},
    {ESC "P1$r48:2:1:2:3m" ST, "", false, {.direct = true}},
    {ESC "P1$r0;1;48;2;1;2;3m" ST, "", false, {.direct = true}},
    {ESC "P1$r0;48:5:231m" ST, "", false, {.colors = 256}},
    {ESC "P0$r48:2:1:2:3m" ST, "", false, {0}},
    {ESC "P1+r524742=38" ST, "", false, {.direct = true}},
    {ESC "P0+r524742" ST ESC "P1+r436f=3838" ST, "", false, {.colors = 88}},
    {ESC "P1+r436F" ST ESC "P1+r=;" ST, "", false, {0}},
    /* pixels */
    {ESC "_Gi=31;OK" ST "q", "q", false, {.kitty = true}},
    {ESC "_Gi=31;EINVAL:no" ST ESC "_Gi=32;EBADF:no" ST, "", false, {0}},
    {ESC "_Gi=32;OK" ST ESC "_Gi=31;OK" ST, "", false, {.kitty = true, .shared = true}},
    {ESC "_Gi=33;OK" ST, ESC "_Gi=33;OK" ST, false, {0}},
    {ESC "[6;20;9t", "", false, {.cell = {9, 20}}},
    {ESC "[6;0;0t" ESC "[6;20;9t", ESC "[6;20;9t", false, {0}},
    {ESC "[6;2~" ESC "[6~", ESC "[6;2~" ESC "[6~", false, {0}},
    {ESC "[?1;0;1024S" ESC "[?2;0;800;680S", "", false, {.registers = 1024, .most = {800, 680}}},
    {ESC "[?1;3S" ESC "[?2;3S" ESC "[?2;3S", ESC "[?2;3S", false, {0}},
    {ESC "[?1;0;256S" ESC "[?1;3;0S", "", false, {.registers = 256}}, /* as mlterm does */
    {ESC "[?63;1;2;4;6c", "", true, {.sixel = true}},
    {ESC "[?4c", "", true, {0}},
    {ESC "[?62;14;40c", "", true, {0}},
    /* broken off: what broke it off is a key, what was there of it is none */
    {ESC "]11;rgb:ff\003q", "\003q", false, {0}},
    {ESC "P1$r0;48" ESC "[Aq", ESC "[Aq", false, {0}},
    {ESC "]11;r\xC3\xA9", "\xC3\xA9", false, {0}},
};

static void expect_keys(const struct key_queue *keys, const char *wanted)
{
    ck_assert_uint_eq(key_queue_length(keys), strlen(wanted));
    ck_assert_int_eq(memcmp(key_queue_head(keys), wanted, strlen(wanted)), 0);
}

static void expect_pixels(const struct found *found, const struct found *wanted)
{
    ck_assert_int_eq(found->kitty, wanted->kitty);
    ck_assert_int_eq(found->shared, wanted->shared);
    ck_assert_int_eq(found->sixel, wanted->sixel);
    ck_assert_int_eq(found->registers, wanted->registers);
    ck_assert_int_eq(found->most.width, wanted->most.width);
    ck_assert_int_eq(found->most.height, wanted->most.height);
    ck_assert_int_eq(found->cell.width, wanted->cell.width);
    ck_assert_int_eq(found->cell.height, wanted->cell.height);
}

/* In one piece, and byte by byte. */
START_TEST(answers_are_taken_out)
{
    size_t length = strlen(rows[_i].sent);
    for (size_t piece = 1; piece <= length + 1; piece += length) {
        struct probe probe = asked();
        struct key_queue keys = {0};
        for (size_t at = 0; at < length; at += piece)
            probe_hear(&probe, rows[_i].sent + at, length - at < piece ? length - at : piece, 1,
                       &keys);
        ck_assert(isinf(probe_patience(&probe, 1)));
        expect_keys(&keys, rows[_i].keys);
        ck_assert_int_eq(probe.ended, rows[_i].ended);
        ck_assert_int_eq(probe.found.direct, rows[_i].found.direct);
        ck_assert_int_eq(probe.found.colors, rows[_i].found.colors);
        ck_assert_int_eq(probe.found.has_ground, rows[_i].found.has_ground);
        ck_assert_uint_eq(probe.found.ground, rows[_i].found.ground);
        ck_assert_int_eq(probe.found.mark_columns, rows[_i].found.mark_columns);
        expect_pixels(&probe.found, &rows[_i].found);
        key_queue_free(&keys);
        probe_free(&probe);
    }
}
END_TEST

static const struct {
    const char *sent, *keys; /* when nothing more has come for long */
} broken[] = {
    {ESC, ESC}, {ESC "[", ESC "["}, {ESC "P", ESC "P"}, {ESC "]11;rgb", ""}, {ESC "P1+r52" ESC, ""},
};

START_TEST(what_is_held_is_given_up)
{
    struct probe probe = asked();
    struct key_queue keys = {0};
    probe_hear(&probe, broken[_i].sent, strlen(broken[_i].sent), 1, &keys);
    expect_keys(&keys, "");
    probe_give_up(&probe, 1.1, &keys);
    expect_keys(&keys, "");
    ck_assert_double_gt(probe_patience(&probe, 1.1), 0);
    probe_give_up(&probe, 2.5, &keys);
    expect_keys(&keys, broken[_i].keys);
    ck_assert(isinf(probe_patience(&probe, 2.5)));
    key_queue_free(&keys);
    probe_free(&probe);
}
END_TEST

/* Who has told how large a cell is tells it again when that may have changed. */
START_TEST(cells_are_asked_for_anew)
{
    struct probe probe = asked();
    struct key_queue keys = {0};
    struct text questions = {0};
    probe_ask_cell(&probe, &questions);
    ck_assert_uint_eq(questions.length, 0); /* it never did */
    probe_hear(&probe, ESC "[6;20;9t", 9, 1, &keys);
    probe_ask_cell(&probe, &questions);
    ck_assert_str_eq(questions.bytes, ESC "[16t");
    ck_assert_int_eq(probe.found.cell.width, 9);
    ck_assert(probe_hear(&probe, ESC "[6;30;14t", 10, 2, &keys));
    ck_assert_int_eq(probe.found.cell.width, 14);
    ck_assert_int_eq(probe.found.cell.height, 30);
    expect_keys(&keys, "");
    text_free(&questions);
    key_queue_free(&keys);
    probe_free(&probe);
}
END_TEST

/* Who was not asked does not answer. */
START_TEST(nothing_is_an_answer_unasked)
{
    const char *const sent = ESC "[?62c" ESC "]11;rgb:f/f/f" ST;
    struct probe probe = {0};
    struct key_queue keys = {0};
    ck_assert(!probe_hear(&probe, sent, strlen(sent), 1, &keys));
    expect_keys(&keys, sent);
    key_queue_free(&keys);
    probe_free(&probe);
}
END_TEST

/* Bytes of all kinds: none that is no answer is lost, and nothing grows without end. */
START_TEST(any_bytes)
{
    static const char *const parts[] = {ESC,    "[",    "?", "P1",     "$r",   "+r", "]11;",
                                        "rgb:", "ff",   "/", "\033\\", "6",    ";2", "R",
                                        "c",    "\007", "q", "\xe2",   "\x97", "m",  "\033[?"};
    struct probe probe = asked();
    struct key_queue keys = {0};
    unsigned state = 5;
    for (int i = 0; i < 200000; i++) {
        state = state * 1103515245u + 12345u;
        const char *part = parts[(state >> 16) % (sizeof parts / sizeof *parts)];
        probe_hear(&probe, part, strlen(part), i, &keys);
        if (probe.held.length > 5000)
            ck_abort_msg("%zu bytes are held", probe.held.length);
        if (i % 100 == 0)
            probe_give_up(&probe, i + 2, &keys);
        if (!probe.open)
            probe_free(&probe), probe = asked();
    }
    key_queue_free(&keys);
    probe_free(&probe);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("probe");
    tcase_add_table_test(tests, answers_are_taken_out, rows);
    tcase_add_table_test(tests, what_is_held_is_given_up, broken);
    tcase_add_test(tests, cells_are_asked_for_anew);
    tcase_add_test(tests, nothing_is_an_answer_unasked);
    tcase_add_test(tests, any_bytes);
    return suite_run("probe", tests);
}
