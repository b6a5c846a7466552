#include "entry.h"

#include <string.h>
#include <term.h>
#include <unistd.h>

static TERMINAL *loaded;

/* NULL: the terminal has no such thing. */
static const char *string_of(const char *capability)
{
    const char *value = tigetstr(capability);
    return value == (char *)-1 ? NULL : value;
}

bool entry_load(const char *type, struct error *error)
{
    int status = 0;
    if (!*type)
        return error_at(error, ERROR_NO_PLACE,
                        "the variable TERM does not say which terminal this is");
    if (setupterm(type, STDOUT_FILENO, &status) != 0)
        return error_at(error, ERROR_NO_PLACE,
                        status < 0 ? "there is no terminfo database (TERM is %s)"
                                   : "the terminal %s (TERM) is not known here",
                        type);
    loaded = cur_term;
    if (entry_has("cup"))
        return true;
    entry_unload();
    return error_at(error, ERROR_NO_PLACE, "the terminal %s (TERM) cannot move its cursor", type);
}

void entry_unload(void)
{
    if (loaded && loaded != cur_term)
        del_curterm(loaded);
    else if (loaded)
        del_curterm(set_curterm(NULL));
    loaded = NULL;
}

int entry_colors(void)
{
    int colors = tigetnum("colors");
    return colors < 0 ? 0 : colors;
}

/* How the colours are set, from the richest on. The semicolon form of direct colour is the one that
 * all terminals read. The terminal's own 16 colours keep their numbers at every level. */
static const struct {
    int above; /* for more colours than this */
    const char *foreground, *background;
} color_strings[] = {
    {256,
     "\033[%?%p1%{8}%<%t3%p1%d%e%p1%{16}%<%t9%p1%{8}%-%d%e38;2;%p1%{65536}%/%d;"
     "%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m",
     "\033[%?%p1%{8}%<%t4%p1%d%e%p1%{16}%<%t10%p1%{8}%-%d%e48;2;%p1%{65536}%/%d;"
     "%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"},
    {16, "\033[%?%p1%{8}%<%t3%p1%d%e%p1%{16}%<%t9%p1%{8}%-%d%e38;5;%p1%d%;m",
     "\033[%?%p1%{8}%<%t4%p1%d%e%p1%{16}%<%t10%p1%{8}%-%d%e48;5;%p1%d%;m"},
    {8, "\033[%?%p1%{8}%<%t3%p1%d%e9%p1%{8}%-%d%;m", "\033[%?%p1%{8}%<%t4%p1%d%e10%p1%{8}%-%d%;m"},
    {0, "\033[3%p1%dm", "\033[4%p1%dm"},
};

/* What the private entry says otherwise than the loaded one. NULL: that it has no such thing. */
struct change {
    const char *name, *value;
};

static const char *changed_string(const struct change *changes, const char *name)
{
    for (; changes->name; changes++)
        if (strcmp(changes->name, name) == 0)
            return changes->value;
    return string_of(name);
}

static int changed_number(const char *name, int colors)
{
    if (strcmp(name, "colors") == 0)
        return colors;
    if (strcmp(name, "pairs") == 0)
        return 0x10000;
    int number = tigetnum(name);
    return number < 0 ? -1 : number;
}

static void add_little_endian(struct text *out, int value, int size)
{
    for (int i = 0; i < size; i++) {
        char byte = (char)((unsigned)value >> 8 * i & 255);
        text_add_bytes(out, &byte, 1);
    }
}

static void pad_to_even(struct text *out)
{
    if (out->length % 2)
        text_add_bytes(out, "", 1);
}

/* The flags, numbers and strings of an entry, as term(5) lays them out with 32-bit numbers. */
static void add_compiled(struct text *out, const char *type, int colors,
                         const struct change *changes)
{
    struct text offsets = {0}, strings = {0};
    int flags = 0, numbers = 0, count = 0;
    while (boolnames[flags])
        flags++;
    while (numnames[numbers])
        numbers++;
    for (; strnames[count]; count++) {
        const char *value = changed_string(changes, strnames[count]);
        add_little_endian(&offsets, value ? (int)strings.length : -1, 2);
        if (value)
            text_add_bytes(&strings, value, strlen(value) + 1);
    }
    int name_size = (int)strlen(type) + 1;
    const int header[] = {01036, name_size, flags, numbers, count, (int)strings.length};
    for (int i = 0; i < 6; i++)
        add_little_endian(out, header[i], 2);
    text_add_bytes(out, type, (size_t)name_size);
    for (int i = 0; i < flags; i++) {
        bool palette = strcmp(boolnames[i], "ccc") == 0; /* the user's: never changed */
        text_add_bytes(out, !palette && tigetflag(boolnames[i]) > 0 ? "\1" : "", 1);
    }
    pad_to_even(out);
    for (int i = 0; i < numbers; i++)
        add_little_endian(out, changed_number(numnames[i], colors), 4);
    text_add_bytes(out, offsets.bytes, offsets.length);
    text_add_bytes(out, strings.bytes, strings.length);
    text_free(&offsets);
    text_free(&strings);
}

/* The user-defined part: the flag RGB, by which curses knows colours that are not in a table. */
static void add_rgb_flag(struct text *out)
{
    static const int header[] = {1, 0, 0, 1, sizeof "RGB"};
    pad_to_even(out);
    for (int i = 0; i < 5; i++)
        add_little_endian(out, header[i], 2);
    text_add_bytes(out, "\1\0", 2);
    add_little_endian(out, 0, 2);
    text_add_bytes(out, "RGB", sizeof "RGB");
}

static void add_base64(struct text *out, const struct text *data)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < data->length; i += 3) {
        unsigned group = 0;
        char four[4];
        for (size_t k = 0; k < 3; k++)
            group = group << 8 | (i + k < data->length ? (unsigned char)data->bytes[i + k] : 0u);
        for (size_t k = 0; k < 4; k++)
            four[k] = i + k > data->length ? '=' : digits[group >> (18 - 6 * k) & 63];
        text_add_bytes(out, four, 4);
    }
}

void entry_with_colors(struct text *value, const char *type, int colors)
{
    size_t level = 0;
    while (colors <= color_strings[level].above)
        level++;
    const char *reset = string_of("op");
    const struct change changes[] = {
        {"setaf", color_strings[level].foreground},
        {"setab", color_strings[level].background},
        {"op", reset ? reset : "\033[39;49m"},
        {"setf", NULL},
        {"setb", NULL},
        {"scp", NULL},
        {"initc", NULL},
        {"initp", NULL},
        {"oc", NULL},
        {NULL, NULL},
    };
    struct text entry = {0};
    add_compiled(&entry, type, colors, changes);
    if (colors > 256)
        add_rgb_flag(&entry);
    text_add(value, "b64:");
    add_base64(value, &entry);
    text_free(&entry);
}

bool entry_has(const char *capability)
{
    const char *value = string_of(capability);
    return value && *value;
}

/* tputs hands its characters to a function without a context. */
static struct text *sequence_target;

static int add_to_target(int character)
{
    char byte = (char)character;
    text_add_bytes(sequence_target, &byte, 1);
    return character;
}

void entry_sequence(struct text *sequence, const char *capability)
{
    const char *value = string_of(capability);
    sequence_target = sequence;
    if (value)
        tputs(value, 1, add_to_target);
}

void entry_keep_palette(void)
{
    orig_colors = NULL;
}
