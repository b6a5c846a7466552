#include "kind.h"

#include "entry.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>

static bool variable_is(const char *name, const char *value)
{
    const char *present = getenv(name);
    return present && strcmp(present, value) == 0;
}

static bool begins(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* screen prints what follows 38;2 as attributes, whatever it has inherited and is called, and
 * passes questions on. tmux within it has inherited STY; which of the two is within the other is
 * not always to be seen, and 256 colours are right in both. */
static bool is_screen(const char *type)
{
    const char *session = getenv("STY");
    if (session && *session)
        return !begins(type, "tmux");
    return begins(type, "screen") && !getenv("TMUX");
}

static enum color_level known_level(const char *type)
{
    int colors = entry_number("colors");
    bool direct = variable_is("COLORTERM", "truecolor") || variable_is("COLORTERM", "24bit");
    if (colors < 8)
        return COLORS_MONO;
    if (colors > 256 || (direct && !is_screen(type)))
        return COLORS_DIRECT;
    return colors >= 256 ? COLORS_256 : colors >= 16 ? COLORS_16 : COLORS_8;
}

/* COLORFGBG ends with the number of the ground's colour, as rxvt and others set it. */
static bool is_known_as_light(void)
{
    const char *colors = getenv("COLORFGBG"), *ground = colors ? strrchr(colors, ';') : NULL;
    int number = ground && ground[1] >= '0' && ground[1] <= '9' ? atoi(ground + 1) : 0;
    return number == 7 || (number > 8 && number < 16);
}

/* Entries tell of a mouse, though not always where the terminal is known to have one. */
static bool knows_mouse(const char *type)
{
    static const char *const families[] = {"xterm", "tmux", "screen", "alacritty", "foot"};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (begins(type, families[i]) || begins(entry_type(), families[i]))
            return true;
    return entry_has("XM") || (entry_has("kmous") && !begins(type, "linux"));
}

/* curses counts attributes as bits: 2 is underlined, 4 reverse, 16 dim, 32 bold. */
static int attributes_not_in_colors(void)
{
    int bits = entry_number("ncv");
    return (bits & 2 ? ATTRIBUTE_UNDERLINE : 0) | (bits & 4 ? ATTRIBUTE_REVERSE : 0) |
           (bits & 16 ? ATTRIBUTE_DIM : 0) | (bits & 32 ? ATTRIBUTE_BOLD : 0);
}

/* One terminal within another one, whose pictures it does not know. */
static bool is_inside(const char *type)
{
    return begins(type, "screen") || begins(type, "tmux") || getenv("TMUX") || getenv("STY");
}

/* Those that print strings which they do not know, or pass them on to others. */
static unsigned unasked_of(const char *type, bool utf8)
{
    static const char *const families[] = {"vt", "ansi", "cons", "cygwin", "eterm", "sun", "pc"};
    unsigned unasked = utf8 ? 0 : PROBE_UNICODE;
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (begins(type, families[i]))
            unasked |= PROBE_STRINGS;
    if (is_inside(type))
        unasked |= PROBE_PIXELS;
    return is_screen(type) ? unasked | PROBE_STRINGS : unasked;
}

struct kind kind_of(const char *type)
{
    bool curses = !entry_is_ansi(), utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    return (struct kind){
        .curses = curses,
        .level = curses ? COLORS_MONO : known_level(type),
        .not_in_colors = attributes_not_in_colors(),
        .scrolls = entry_is("am") && !entry_is("xenl"),
        .light = is_known_as_light(),
        .utf8 = utf8,
        .linux_console = begins(type, "linux"),
        .mouse = !curses && knows_mouse(type),
        .unasked = unasked_of(type, utf8),
    };
}
