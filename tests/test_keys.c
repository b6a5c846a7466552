#include "../src/command/rows.h"
#include "../src/draw/color.h"
#include "../src/term/paste.h"
#include "emulator.h"
#include "suite.h"

#include <string.h>

static const struct {
    const char *bytes;
    enum key_kind kind;
    size_t used;
    const char *name;
} decoded[] = {
    {" ", KEY_KIND_NAME, 1, "space"},
    {"\t", KEY_KIND_NAME, 1, "tab"},
    {"\r", KEY_KIND_NAME, 1, "enter"},
    {"\n", KEY_KIND_NAME, 1, "enter"},
    {"\177", KEY_KIND_NAME, 1, "backspace"},
    {"a", KEY_KIND_NAME, 1, "a"},
    {":x", KEY_KIND_NAME, 1, ":"},
    {"?", KEY_KIND_NAME, 1, "?"},
    {"\003", KEY_KIND_NAME, 1, "ctrl-c"},
    {"\032", KEY_KIND_NAME, 1, "ctrl-z"},
    {"\034", KEY_KIND_NAME, 1, "ctrl-\\"},
    {"\u03b7 ", KEY_KIND_NAME, 2, "\u03b7"},
    {"\U0001f600", KEY_KIND_NAME, 4, "\U0001f600"},
    {"\xce", KEY_KIND_WAIT, 0, ""},
    {"\xf0\x9f\x98", KEY_KIND_WAIT, 0, ""},
    {"\x80z", KEY_KIND_NONE, 1, ""},
    {"\xffz", KEY_KIND_NONE, 1, ""},
    {"\033", KEY_KIND_WAIT, 0, ""},
    {"\033\033", KEY_KIND_NAME, 1, "escape"},
    {"\033[A", KEY_KIND_NAME, 3, "up"},
    {"\033OA", KEY_KIND_NAME, 3, "up"},
    {"\033[B", KEY_KIND_NAME, 3, "down"},
    {"\033[C", KEY_KIND_NAME, 3, "right"},
    {"\033[D:", KEY_KIND_NAME, 3, "left"},
    {"\033[5~", KEY_KIND_NAME, 4, "pageup"},
    {"\033[6~", KEY_KIND_NAME, 4, "pagedown"},
    {"\033[Z\t", KEY_KIND_NAME, 3, "shift-tab"},
    {"\033[H", KEY_KIND_NAME, 3, "home"},
    {"\033OF", KEY_KIND_NAME, 3, "end"},
    {"\033[1~", KEY_KIND_NAME, 4, "home"},
    {"\033[4~", KEY_KIND_NAME, 4, "end"},
    {"\033[3~", KEY_KIND_NAME, 4, "delete"},
    {"\033[1;5C", KEY_KIND_NONE, 6, ""}, /* control and an arrow is another key */
    {"\033[24~q", KEY_KIND_NONE, 5, ""}, /* F12 */
    {"\033OPq", KEY_KIND_NONE, 3, ""},   /* F1 */
    {"\033[15;2~q", KEY_KIND_NONE, 7, ""},
    {"\033O5Dq", KEY_KIND_NONE, 4, ""}, /* modifiers as some send them */
    {"\033O1;2Pq", KEY_KIND_NONE, 6, ""},
    {"\033Odq", KEY_KIND_NONE, 3, ""},
    {"\033O5", KEY_KIND_WAIT, 0, ""},
    {"\033O5\033[A", KEY_KIND_NONE, 3, ""},
    {"\033[[Aq", KEY_KIND_NONE, 4, ""}, /* the Linux console's F1 */
    {"\033[[", KEY_KIND_WAIT, 0, ""},
    {"\033[23$q", KEY_KIND_NONE, 5, ""}, /* rxvt's */
    {"\033[11^q", KEY_KIND_NONE, 5, ""},
    {"\033[dq", KEY_KIND_NONE, 3, ""},
    {"\033[97;5uq", KEY_KIND_NONE, 7, ""},
    {"\033[201~q", KEY_KIND_NONE, 6, ""}, /* the end of no paste */
    /* answers that nobody waits for */
    {"\033[?2026;2$yq", KEY_KIND_NONE, 11, ""},
    {"\033]11;rgb:f/f/f\007q", KEY_KIND_NONE, 15, ""},
    {"\033]11;rgb:f/f/f\033\\q", KEY_KIND_NONE, 16, ""},
    {"\033P>|kitty\033\\q", KEY_KIND_NONE, 11, ""},
    {"\033_Gi=31;OK\033\\q", KEY_KIND_NONE, 12, ""},
    {"\033_Gi=31;OK\033", KEY_KIND_WAIT, 0, ""},
    {"\033]11;r\033[A", KEY_KIND_NONE, 6, ""},
    {"\033]11;r\003", KEY_KIND_NONE, 6, ""},
    {"\033P", KEY_KIND_WAIT, 0, ""},
    {"\033Pq", KEY_KIND_NONE, 2, ""}, /* Alt and P */
    {"\033_q", KEY_KIND_NONE, 2, ""},
    {"\033[<0;12;7Mq", KEY_KIND_MOUSE, 10, ""},
    {"\033[<0;12;7mq", KEY_KIND_MOUSE, 10, ""},
    {"\033[<0;12;7Aq", KEY_KIND_NONE, 10, ""},
    {"\033[<0;12\033[A", KEY_KIND_NONE, 7, ""},
    {"\033[M !!q", KEY_KIND_MOUSE, 6, ""}, /* a report of the old form */
    {"\033[M\033[A", KEY_KIND_MOUSE, 6, ""},
    {"\033[M !", KEY_KIND_WAIT, 0, ""},
    {"\033[?1;2cq", KEY_KIND_NONE, 7, ""}, /* an answer of the terminal */
    {"\033fq", KEY_KIND_NONE, 2, ""},      /* Alt and f */
    {"\033\u03b7q", KEY_KIND_NONE, 3, ""}, /* Alt and eta: all of its bytes */
    {"\033[", KEY_KIND_WAIT, 0, ""},
    {"\033[1;", KEY_KIND_WAIT, 0, ""},
    {"\033O", KEY_KIND_WAIT, 0, ""},
    {"\033[12\033[A", KEY_KIND_NONE, 4, ""}, /* cut off: the next sequence stays whole */
    {"\033[200~text", KEY_KIND_PASTE, 6, ""},
    {"", KEY_KIND_WAIT, 0, ""},
};

START_TEST(bytes_are_keys)
{
    struct key key = key_decode(decoded[_i].bytes, strlen(decoded[_i].bytes), false);
    ck_assert_int_eq(key.kind, decoded[_i].kind);
    ck_assert_uint_eq(key.used, decoded[_i].used);
    ck_assert_str_eq(key.name, decoded[_i].name);
}
END_TEST

static const struct {
    const char *bytes;
    struct mouse_event event;
} reports[] = {
    {"\033[<0;1;1M", {.kind = MOUSE_PRESS}},
    {"\033[<0;300;70M", {.kind = MOUSE_PRESS, .column = 299, .row = 69}},
    {"\033[<0;5;6m", {.kind = MOUSE_RELEASE, .column = 4, .row = 5}},
    {"\033[<32;5;6M", {.kind = MOUSE_DRAG, .column = 4, .row = 5}},
    {"\033[<2;5;6M", {.kind = MOUSE_PRESS, .button = MOUSE_RIGHT, .column = 4, .row = 5}},
    {"\033[<34;5;6M", {.kind = MOUSE_DRAG, .button = MOUSE_RIGHT, .column = 4, .row = 5}},
    {"\033[<1;1;1M", {.kind = MOUSE_PRESS, .button = MOUSE_MIDDLE}},
    {"\033[<16;1;1M", {.kind = MOUSE_PRESS, .modified = true}},
    {"\033[<40;1;1M", {.kind = MOUSE_DRAG, .modified = true}},
    {"\033[<64;3;4M", {.kind = MOUSE_WHEEL, .turn = 1, .column = 2, .row = 3}},
    {"\033[<65;3;4M", {.kind = MOUSE_WHEEL, .turn = -1, .column = 2, .row = 3}},
    {"\033[<35;3;4M", {.kind = MOUSE_MOVE, .column = 2, .row = 3}},
    {"\033[<43;3;4M", {.kind = MOUSE_MOVE, .column = 2, .row = 3, .modified = true}},
    /* sideways, more buttons than mice have */
    {"\033[<66;1;1M", {.kind = MOUSE_NONE}},
    {"\033[<128;1;1M", {.kind = MOUSE_NONE}},
    /* no reports */
    {"\033[<0;0;1M", {.kind = MOUSE_NONE}},
    {"\033[<0;1;0M", {.kind = MOUSE_NONE}},
    {"\033[<0;1M", {.kind = MOUSE_NONE}},
    {"\033[<M", {.kind = MOUSE_NONE}},
    {"\033[<0;1;1;1M", {.kind = MOUSE_NONE}},
    {"\033[<0;1?;1M", {.kind = MOUSE_NONE}},
    {"\033[<0;99999999999999999999;1M", {.kind = MOUSE_NONE}},
    {"\033[M !!", {.kind = MOUSE_NONE}},
};

/* However the bytes arrive: each part but the whole waits for more. */
START_TEST(mouse_reports_are_events)
{
    const char *bytes = reports[_i].bytes;
    const struct mouse_event *wanted = &reports[_i].event;
    size_t length = strlen(bytes);
    for (size_t part = 1; part < length; part++)
        ck_assert_int_eq(key_decode(bytes, part, false).kind, KEY_KIND_WAIT);
    struct key key = key_decode(bytes, length, false);
    ck_assert_int_eq(key.kind, KEY_KIND_MOUSE);
    ck_assert_uint_eq(key.used, length);
    ck_assert_int_eq(key.mouse.kind, wanted->kind);
    if (wanted->kind == MOUSE_NONE)
        return;
    ck_assert_int_eq(key.mouse.button, wanted->button);
    ck_assert_int_eq(key.mouse.turn, wanted->turn);
    ck_assert_int_eq(key.mouse.column, wanted->column);
    ck_assert_int_eq(key.mouse.row, wanted->row);
    ck_assert_int_eq(key.mouse.modified, wanted->modified);
}
END_TEST

START_TEST(what_does_not_go_on_is_decided)
{
    struct key key = key_decode("\033", 1, true);
    ck_assert_int_eq(key.kind, KEY_KIND_NAME);
    ck_assert_str_eq(key.name, "escape");
    key = key_decode("\033[1;", 4, true);
    ck_assert_int_eq(key.kind, KEY_KIND_NONE);
    ck_assert_uint_eq(key.used, 4);
    key = key_decode("\xce", 1, true);
    ck_assert_int_eq(key.kind, KEY_KIND_NONE);
    ck_assert_uint_eq(key.used, 1);
}
END_TEST

/* Whatever comes, decoding goes on: it takes at least one byte, or waits for more. */
START_TEST(any_bytes_are_taken)
{
    unsigned state = 1;
    for (int round = 0; round < 20000; round++) {
        char bytes[12];
        for (size_t i = 0; i < sizeof bytes; i++) {
            static const char likely[] = "\033[O<0123456789;~ABM\xce\xb7";
            state = state * 1103515245u + 12345u;
            unsigned value = state >> 16;
            bytes[i] = value & 1 ? likely[value / 2 % (sizeof likely - 1)] : (char)(value / 2);
        }
        for (size_t at = 0; at < sizeof bytes;) {
            struct key key = key_decode(bytes + at, sizeof bytes - at, true);
            if (key.kind == KEY_KIND_WAIT || key.used < 1 || key.used > sizeof bytes - at)
                ck_abort_msg("round %d, byte %zu", round, at);
            at += key.used;
        }
    }
}
END_TEST

START_TEST(queue_keeps_order)
{
    struct key_queue queue = {0};
    ck_assert_int_eq(key_queue_pop(&queue), -1);
    for (int round = 0; round < 100; round++) {
        key_queue_add(&queue, "abcdefg", 7);
        ck_assert_int_eq(key_queue_pop(&queue), 'a');
        key_queue_drop(&queue, 2);
        ck_assert_mem_eq(key_queue_head(&queue), "defg", 4);
        key_queue_drop(&queue, 100);
        ck_assert_uint_eq(key_queue_length(&queue), 0);
    }
    key_queue_free(&queue);
}
END_TEST

START_TEST(queue_takes_back)
{
    struct key_queue queue = {0};
    key_queue_put_back(&queue, "b", 1);
    key_queue_add(&queue, "cd", 2);
    ck_assert_int_eq(key_queue_pop(&queue), 'b');
    key_queue_put_back(&queue, "ab", 2);
    ck_assert_uint_eq(key_queue_length(&queue), 4);
    ck_assert_mem_eq(key_queue_head(&queue), "abcd", 4);
    key_queue_free(&queue);
}
END_TEST

#define PASTE_END "\033[201~"

static const struct {
    const char *sent, *text, *keys;
} pasted[] = {
    {PASTE_END "q", "", "q"},
    {"eta 0.3" PASTE_END "q", "eta 0.3", "q"},
    {"q\rq\n\033" PASTE_END, "q\nq\n\033", ""},
    {"\033[200~\033[20\033[201" PASTE_END PASTE_END, "\033[200~\033[20\033[201", PASTE_END},
    {"\033\033" PASTE_END "\033", "\033\033", "\033"},
    {"\003\032\004" PASTE_END, "\003\032\004", ""},
};

/* Whole, and in pieces of all lengths. */
START_TEST(pastes_are_text)
{
    size_t length = strlen(pasted[_i].sent);
    for (size_t piece = 1; piece <= length; piece++) {
        struct key_queue queue = {0};
        struct paste paste = {0};
        bool whole = false;
        paste_begin(&paste);
        for (size_t at = 0; at < length; at += piece) {
            key_queue_add(&queue, pasted[_i].sent + at, length - at < piece ? length - at : piece);
            whole = whole || paste_take(&paste, &queue, false);
        }
        ck_assert(whole);
        ck_assert_int_eq(paste.state, PASTE_NONE);
        ck_assert_uint_eq(paste.length, strlen(pasted[_i].text));
        ck_assert_str_eq(paste.text.bytes ? paste.text.bytes : "", pasted[_i].text);
        ck_assert_uint_eq(key_queue_length(&queue), strlen(pasted[_i].keys));
        ck_assert_mem_eq(key_queue_head(&queue), pasted[_i].keys, strlen(pasted[_i].keys));
        key_queue_free(&queue);
        paste_free(&paste);
    }
}
END_TEST

/* Of one that is too long so much is kept as has room, and its length is known. */
START_TEST(long_pastes_are_counted)
{
    enum { PIECES = 300, SIZE = 1000 };
    char piece[SIZE];
    struct key_queue queue = {0};
    struct paste paste = {0};
    memset(piece, 'q', sizeof piece);
    paste_begin(&paste);
    for (int i = 0; i < PIECES; i++) {
        key_queue_add(&queue, piece, SIZE);
        ck_assert(!paste_take(&paste, &queue, false));
        ck_assert_uint_eq(key_queue_length(&queue), 0);
    }
    key_queue_add(&queue, PASTE_END, strlen(PASTE_END));
    ck_assert(paste_take(&paste, &queue, false));
    ck_assert_uint_eq(paste.text.length, PASTE_BYTES_MAX);
    ck_assert_uint_eq(paste.length, PIECES * SIZE);
    key_queue_free(&queue);
    paste_free(&paste);
}
END_TEST

/* Without an end it is taken for whole in the end; what comes then in one go belongs to it still,
 * and a key alone is the user's. */
START_TEST(broken_pastes_go_on)
{
    static const struct {
        const char *sent;
        bool more;
    } then[] = {{"qq", true},    {"q", false},      {"\r", false},      {"\r.", true},
                {"\003", false}, {"\033[A", false}, {"\033[Aq", true},  {PASTE_END, true},
                {"", false},     {"\u03b7", false}, {"\u03b7\r", true}, {"\033", false}};
    for (size_t i = 0; i < sizeof then / sizeof *then; i++) {
        struct key_queue queue = {0};
        struct paste paste = {0};
        paste_begin(&paste);
        key_queue_add(&queue, "eta", 3);
        ck_assert(!paste_take(&paste, &queue, false));
        ck_assert(paste_take(&paste, &queue, true));
        ck_assert_str_eq(paste.text.bytes, "eta");
        ck_assert_int_eq(paste.state, PASTE_BROKEN);
        key_queue_add(&queue, then[i].sent, strlen(then[i].sent));
        ck_assert_int_eq(paste_goes_on(&paste, &queue), then[i].more);
        key_queue_free(&queue);
        paste_free(&paste);
    }
}
END_TEST

static const struct {
    color wanted;
    enum color_level level;
    int number;
} quantised[] = {
    {0xff0000, COLORS_256, 196},       {0x000000, COLORS_256, 16},
    {0xffffff, COLORS_256, 231},       {0x808080, COLORS_256, 244},
    {0x5f87af, COLORS_256, 67},        {COLOR_ANSI(9), COLORS_256, 9},
    {COLOR_DEFAULT, COLORS_256, -1},   {0xff0000, COLORS_16, 9},
    {0xcd0000, COLORS_16, 1},          {0xffffff, COLORS_16, 15},
    {0xff0000, COLORS_8, 1},           {0xffffff, COLORS_8, 7},
    {COLOR_ANSI(9), COLORS_8, 1},      {0x0000ff, COLORS_8, 4},
    {0x00ff00, COLORS_8, 2},           {0x123456, COLORS_DIRECT, 0x123456},
    {0x000000, COLORS_DIRECT, 16}, /* 0 … 15 are the terminal's own */
    {COLOR_ANSI(3), COLORS_DIRECT, 3}, {0x123456, COLORS_MONO, -1},
};

START_TEST(colors_are_quantised)
{
    ck_assert_int_eq(emulator_color(quantised[_i].wanted, quantised[_i].level),
                     quantised[_i].number);
}
END_TEST

static const struct parameter_row momentum = {"momentum", 0, 0, 1, ""};
static const struct parameter_row period = {"period", 10, 1, 1e9, ""};
static const struct parameter_row rate = {"eta", 0.1, 0, 1e300, ""};

static const struct {
    const struct parameter_row *row;
    double value;
    int direction;
    double expected;
} steps[] = {
    {&rate, 0.1, 1, 0.11},       {&rate, 0.11, -1, 0.1},        {&rate, 0, 1, 0.1},
    {&rate, 0, -1, 0},           {NULL, -2, 1, -1.82},          {NULL, 2, 1, 2.2},
    {&momentum, 0, 1, 0.05},     {&momentum, 0, -1, 0},         {&momentum, 0.5, -1, 0.45},
    {&momentum, 0.9, 1, 0.9091}, {&momentum, 0.9, -1, 0.89},    {&momentum, 0.99, 1, 0.99091},
    {&momentum, 1, 1, 1},        {&momentum, 0.001, 1, 0.0011}, {&period, 10, 1, 11},
    {&period, 10, -1, 9},        {&period, 1, -1, 1},           {&period, 100, 1, 110},
};

START_TEST(keys_change_numbers)
{
    struct named_value number = {.value = steps[_i].value, .row = steps[_i].row};
    ck_assert_double_eq_tol(number_step(&number, steps[_i].direction), steps[_i].expected, 1e-9);
}
END_TEST

START_TEST(speeds_are_usual)
{
    ck_assert_double_eq_tol(speed_step(8, 1), 15, 1e-12);
    ck_assert_double_eq_tol(speed_step(8, -1), 4, 1e-12);
    ck_assert_double_eq_tol(speed_step(10, 1), 15, 1e-12);
    ck_assert_double_eq_tol(speed_step(0.5, -1), 0.5, 1e-12);
    ck_assert_double_eq_tol(speed_step(1e9, 1), 1e9, 1);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("keys");
    tcase_add_table_test(tests, bytes_are_keys, decoded);
    tcase_add_table_test(tests, mouse_reports_are_events, reports);
    tcase_add_test(tests, what_does_not_go_on_is_decided);
    tcase_add_test(tests, any_bytes_are_taken);
    tcase_add_test(tests, queue_keeps_order);
    tcase_add_test(tests, queue_takes_back);
    tcase_add_table_test(tests, pastes_are_text, pasted);
    tcase_add_test(tests, long_pastes_are_counted);
    tcase_add_test(tests, broken_pastes_go_on);
    tcase_add_table_test(tests, colors_are_quantised, quantised);
    tcase_add_table_test(tests, keys_change_numbers, steps);
    tcase_add_test(tests, speeds_are_usual);
    return suite_run("keys", tests);
}
