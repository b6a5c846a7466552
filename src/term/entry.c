#include "entry.h"

#include <string.h>
#include <term.h>
#include <unistd.h>

/* NULL: the built-in one is in use. */
static TERMINAL *loaded;
static const char *loaded_type;

/* What xterm has, and nearly all others. */
static const struct {
    const char *capability, *value;
} built_in[] = {
    {"cup", "\033[%i%p1%d;%p2%dH"}, {"sgr0", "\033(B\033[m"},
    {"op", "\033[39;49m"},          {"civis", "\033[?25l"},
    {"cnorm", "\033[?25h"},         {"smcup", "\033[?1049h"},
    {"rmcup", "\033[?1049l"},       {"smkx", "\033[?1h\033="},
    {"rmkx", "\033[?1l\033>"},      {"kmous", "\033[<"},
};
enum { BUILT_IN_COUNT = sizeof built_in / sizeof *built_in, BUILT_IN_COLORS = 256 };
static const char *const built_in_flags[] = {"am", "xenl"};

/* By the beginning of a type, whose entry stands in for its own. Where that is missing, the
 * terminal mostly is newer than the database, and does what xterm does. */
static const struct {
    const char *beginning;
    const char *near[3];
} families[] = {
    {"screen", {"screen-256color", "screen", "vt100"}},
    {"tmux", {"tmux-256color", "screen-256color", "screen"}},
    {"rxvt", {"rxvt-unicode-256color", "rxvt-256color", "rxvt"}},
    {"linux", {"linux", "vt100"}},
    {"vte", {"xterm-256color", "xterm"}},
    {"vt", {"vt220", "vt100"}},
    {"", {"xterm-256color", "xterm"}},
};

/* These say that no more is known of the terminal than that it prints. */
static const char *const incapable[] = {"dumb", "unknown", "emacs", "network", "dialup"};

/* NULL: the terminal has no such thing. */
static const char *string_of(const char *capability)
{
    for (int i = 0; !loaded && i < BUILT_IN_COUNT; i++)
        if (strcmp(built_in[i].capability, capability) == 0)
            return built_in[i].value;
    const char *value = loaded ? tigetstr(capability) : NULL;
    return value == (char *)-1 ? NULL : value;
}

static bool read_entry(const char *type)
{
    int status = 0;
    if (setupterm(type, STDOUT_FILENO, &status) != 0)
        return false;
    loaded = cur_term;
    loaded_type = type;
    return true;
}

static bool read_near_entry(const char *type)
{
    size_t family = 0, count = sizeof families[0].near / sizeof *families[0].near;
    while (strncmp(type, families[family].beginning, strlen(families[family].beginning)) != 0)
        family++;
    for (size_t i = 0; i < count && families[family].near[i]; i++)
        if (read_entry(families[family].near[i]))
            return true;
    return false;
}

static bool is_incapable(const char *type)
{
    for (size_t i = 0; i < sizeof incapable / sizeof *incapable; i++)
        if (strcmp(type, incapable[i]) == 0)
            return true;
    return false;
}

void entry_load_built_in(void)
{
    entry_unload();
    loaded_type = "";
}

bool entry_load(const char *type, struct error *error)
{
    if (!*type)
        return error_at(error, ERROR_NO_PLACE,
                        "the variable TERM does not say which terminal this is");
    bool own = read_entry(type);
    if ((own && !entry_has("cup")) || (!own && is_incapable(type))) {
        entry_unload();
        return error_at(error, ERROR_NO_PLACE, "the terminal %s (TERM) cannot move its cursor",
                        type);
    }
    if (!own && !read_near_entry(type))
        entry_load_built_in();
    return true;
}

const char *entry_type(void)
{
    return loaded_type;
}

void entry_unload(void)
{
    if (loaded)
        del_curterm(loaded);
    loaded = NULL;
}

bool entry_is_ansi(void)
{
    static const char move[] = "\033[%i%p1%d;%p2%dH";
    const char *cup = string_of("cup"), *plain = string_of("sgr0");
    return strncmp(cup, move, sizeof move - 1) == 0 && (!plain || strstr(plain, "\033["));
}

bool entry_is(const char *capability)
{
    for (size_t i = 0; !loaded && i < sizeof built_in_flags / sizeof *built_in_flags; i++)
        if (strcmp(built_in_flags[i], capability) == 0)
            return true;
    return loaded && tigetflag(capability) > 0;
}

int entry_number(const char *capability)
{
    if (!loaded)
        return strcmp(capability, "colors") == 0 ? BUILT_IN_COLORS : 0;
    int number = tigetnum(capability);
    return number < 0 ? 0 : number;
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
    if (byte) /* else it is padding, which ends the text for who reads it as a C string */
        text_add_bytes(sequence_target, &byte, 1);
    return character;
}

void entry_sequence(struct text *sequence, const char *capability)
{
    const char *value = string_of(capability);
    sequence_target = sequence;
    if (value && !loaded)
        text_add(sequence, "%s", value);
    else if (value)
        tputs(value, 1, add_to_target);
}
