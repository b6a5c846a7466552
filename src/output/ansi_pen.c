#include "ansi_pen.h"

#include "../base/text.h"

#include <string.h>

const struct ansi_look ansi_blank = {' ', 0, ANSI_ANY, ANSI_DEFAULT, 0};

struct ansi_pen ansi_pen(enum color_level level)
{
    return (struct ansi_pen){.level = level};
}

/* --- looks --- */

static int find_code(color c, enum color_level level)
{
    return level <= COLORS_16 ? color_to_ansi(c, level == COLORS_8 ? 8 : 16) : color_to_256(c);
}

static int kept_code(struct ansi_pen *pen, color c)
{
    struct ansi_code *kept = &pen->codes[(c * 2654435761u >> 16) % ANSI_CODES];
    if (kept->key != c + 1)
        *kept = (struct ansi_code){c + 1, find_code(c, pen->level)};
    return kept->code;
}

static inline int code_of(struct ansi_pen *pen, color c)
{
    if (c <= 0xFFFFFF && pen->level == COLORS_DIRECT)
        return (int)(ANSI_DIRECT | c);
    return c & COLOR_DEFAULT || pen->level == COLORS_MONO ? ANSI_DEFAULT : kept_code(pen, c);
}

/* The block that leaves out what this one fills, or 0. */
static inline uint32_t other_block(uint32_t glyph)
{
    static const uint16_t others[32] = {
        [0x00] = 0x2584, [0x04] = 0x2580, [0x0C] = 0x2590, [0x10] = 0x258C, [0x16] = 0x259C,
        [0x17] = 0x259B, [0x18] = 0x259F, [0x19] = 0x259D, [0x1A] = 0x259E, [0x1B] = 0x2597,
        [0x1C] = 0x2596, [0x1D] = 0x2599, [0x1E] = 0x259A, [0x1F] = 0x2598,
    };
    return glyph >> 5 == 0x2580 >> 5 ? others[glyph & 31] : 0;
}

/* The same look in the other way, if there is one: two colours can be exchanged. */
static inline bool turn(struct ansi_look *look)
{
    uint32_t other = other_block(look->glyph);
    if (!other || look->fg < 0 || look->bg < 0 || look->attributes || look->combine)
        return false;
    *look = (struct ansi_look){other, 0, look->bg, look->fg, 0};
    return true;
}

/* What is seen as one colour is a blank, whose other colour and attributes are not seen. */
static inline bool is_blank(const struct ansi_look *look)
{
    return (look->glyph == ' ' || (look->fg == look->bg && look->fg != ANSI_DEFAULT)) &&
           !look->combine && !(look->attributes & (ATTRIBUTE_REVERSE | ATTRIBUTE_UNDERLINE));
}

struct ansi_look ansi_look(struct ansi_pen *pen, const struct cell *cell)
{
    struct ansi_look look = {cell->glyph, cell->combine, code_of(pen, cell->fg),
                             code_of(pen, cell->bg), cell->attributes};
    if (look.attributes && (look.fg != ANSI_DEFAULT || look.bg != ANSI_DEFAULT))
        look.attributes &= ~pen->not_in_colors;
    if (look.glyph < 0x20 || look.glyph == 0x7F)
        look.glyph = ' ';
    if (pen->ascii && look.glyph > 0x7F)
        look.glyph = '?';
    if (pen->ascii)
        look.combine = 0;
    if (is_blank(&look))
        return (struct ansi_look){' ', 0, ANSI_ANY, look.bg, look.attributes & ATTRIBUTE_THROUGH};
    return look;
}

static bool is_same(const struct ansi_look *a, const struct ansi_look *b)
{
    return a->glyph == b->glyph && a->combine == b->combine && a->fg == b->fg && a->bg == b->bg &&
           a->attributes == b->attributes;
}

bool ansi_look_equal(const struct ansi_look *a, const struct ansi_look *b)
{
    struct ansi_look turned = *b;
    return is_same(a, b) || (turn(&turned) && is_same(a, &turned));
}

/* --- what is sent --- */

static char *put_text(char *at, const char *text)
{
    while (*text)
        *at++ = *text++;
    return at;
}

static char *put_number(char *at, int number)
{
    if (number >= 1000)
        *at++ = (char)('0' + number / 1000 % 10);
    if (number >= 100)
        *at++ = (char)('0' + number / 100 % 10);
    if (number >= 10)
        *at++ = (char)('0' + number / 10 % 10);
    *at++ = (char)('0' + number % 10);
    return at;
}

/* The parameters of a sequence are bytes, each followed by a semicolon: most of what is sent. */
#define PARAMETER(n)                                                                               \
    {                                                                                              \
        '0' + ((n) > 99  ? (n) / 100                                                               \
               : (n) > 9 ? (n) / 10                                                                \
                         : (n)),                                                                   \
            (n) > 99  ? '0' + (n) / 10 % 10                                                        \
            : (n) > 9 ? '0' + (n) % 10                                                             \
                      : ';',                                                                       \
            (n) > 99 ? '0' + (n) % 10 : ';', ';'                                                   \
    }
#define PARAMETERS_4(n) PARAMETER(n), PARAMETER((n) + 1), PARAMETER((n) + 2), PARAMETER((n) + 3)
#define PARAMETERS_16(n)                                                                           \
    PARAMETERS_4(n), PARAMETERS_4((n) + 4), PARAMETERS_4((n) + 8), PARAMETERS_4((n) + 12)
#define PARAMETERS_64(n)                                                                           \
    PARAMETERS_16(n), PARAMETERS_16((n) + 16), PARAMETERS_16((n) + 32), PARAMETERS_16((n) + 48)
static const char parameters[256][4] = {PARAMETERS_64(0), PARAMETERS_64(64), PARAMETERS_64(128),
                                        PARAMETERS_64(192)};

static inline char *put_parameter(char *at, int byte)
{
    memcpy(at, parameters[byte & 255], sizeof parameters[0]);
    return at + 2 + (byte > 9) + (byte > 99);
}

static char *put_color(char *at, int code, int base)
{
    if (code == ANSI_DEFAULT)
        return put_parameter(at, base + 9);
    if (code < 8)
        return put_parameter(at, base + code);
    if (code < 16)
        return put_parameter(at, base + 60 + code - 8);
    at = put_parameter(at, base + 8);
    if (code < ANSI_DIRECT)
        return put_parameter(put_parameter(at, 5), code);
    at = put_parameter(put_parameter(at, 2), code >> 16 & 0xFF);
    return put_parameter(put_parameter(at, code >> 8 & 0xFF), code & 0xFF);
}

static const struct {
    int attribute, on, off;
} switches[] = {{ATTRIBUTE_BOLD, 1, 22},
                {ATTRIBUTE_DIM, 2, 22},
                {ATTRIBUTE_UNDERLINE, 4, 24},
                {ATTRIBUTE_REVERSE, 7, 27}};
enum { SWITCHES = sizeof switches / sizeof *switches };

static char *put_attributes(char *at, int from, int to)
{
    int last = 0;
    for (int i = 0; i < SWITCHES; i++)
        if (from & ~to & switches[i].attribute && switches[i].off != last) {
            last = switches[i].off;
            at = put_parameter(at, last);
            from &= last == 22 ? ~(ATTRIBUTE_BOLD | ATTRIBUTE_DIM) : ~0;
        }
    for (int i = 0; i < SWITCHES; i++)
        if (to & ~from & switches[i].attribute)
            at = put_parameter(at, switches[i].on);
    return at;
}

/* The parameters that make one pen another; `wanted` has no ANSI_ANY. */
static char *put_changes(char *at, const struct ansi_look *from, const struct ansi_look *wanted)
{
    if (from->attributes != wanted->attributes)
        at = put_attributes(at, from->attributes, wanted->attributes);
    if (from->fg != wanted->fg)
        at = put_color(at, wanted->fg, 30);
    if (from->bg != wanted->bg)
        at = put_color(at, wanted->bg, 40);
    return at;
}

/* The same by way of a pen that is plain. */
static char *put_anew(char *at, const struct ansi_look *wanted)
{
    return put_changes(put_parameter(at, 0), &(struct ansi_look){0, 0, -1, -1, 0}, wanted);
}

/* Attributes are taken back one by one, or all at once where that is shorter; terminals without
 * colours know only the latter. */
static char *change_pen(struct ansi_pen *pen, char *at, const struct ansi_look *wanted)
{
    const struct ansi_look now = {0, 0, pen->fg, pen->bg, pen->attributes};
    char *begin = put_text(at, "\033["), *end = put_changes(begin, &now, wanted);
    if (now.attributes & ~wanted->attributes) {
        char anew[ANSI_CELL_MAX];
        size_t length = (size_t)(put_anew(anew, wanted) - anew);
        if (pen->level == COLORS_MONO || length < (size_t)(end - begin)) {
            memcpy(begin, anew, length);
            end = begin + length;
        }
    }
    pen->fg = wanted->fg;
    pen->bg = wanted->bg;
    pen->attributes = wanted->attributes;
    end[-1] = 'm'; /* in the last semicolon's place */
    return end;
}

char *ansi_plain(struct ansi_pen *pen, char *at)
{
    bool plain = pen->fg == ANSI_DEFAULT && pen->bg == ANSI_DEFAULT && !pen->attributes;
    pen->fg = pen->bg = ANSI_DEFAULT;
    pen->attributes = 0;
    return pen->known && plain ? at : put_text(at, "\033[m");
}

static char *put_steps(char *at, int steps, char direction)
{
    at = put_text(at, "\033[");
    if (steps > 1)
        at = put_number(at, steps);
    *at++ = direction;
    return at;
}

char *ansi_move(struct ansi_pen *pen, char *at, int column, int row)
{
    bool same_row = pen->row == row && pen->column >= 0;
    bool same_column = pen->column == column && pen->row >= 0;
    int from_column = pen->column, from_row = pen->row;
    pen->column = column;
    pen->row = row;
    if (same_row && same_column)
        return at;
    if (same_row && column > from_column)
        return put_steps(at, column - from_column, 'C');
    if (same_column && row > from_row)
        return put_steps(at, row - from_row, 'B');
    at = put_text(at, "\033[");
    if (row > 0)
        at = put_number(at, row + 1);
    if (column > 0) {
        *at++ = ';';
        at = put_number(at, column + 1);
    }
    *at++ = 'H';
    return at;
}

/* The look in the way of which the pen has more, and as it is sent: what is not seen of a blank
 * stays as the pen is. Whether the pen is as it has to be. */
static inline bool suits(const struct ansi_pen *pen, struct ansi_look *look)
{
    look->attributes &= ~ATTRIBUTE_THROUGH; /* nothing that a pen has */
    if (look->fg == ANSI_ANY) {
        look->fg = pen->fg;
        look->attributes = pen->attributes & ~(ATTRIBUTE_REVERSE | ATTRIBUTE_UNDERLINE);
    } else if ((pen->fg == look->bg) + (pen->bg == look->fg) >
               (pen->fg == look->fg) + (pen->bg == look->bg)) {
        turn(look);
    }
    return pen->fg == look->fg && pen->bg == look->bg && pen->attributes == look->attributes;
}

/* Whether all terminals agree on how wide it is: else the cursor may be anywhere after it. */
static bool width_is_sure(const struct ansi_look *look)
{
    uint32_t glyph = look->glyph;
    return !look->combine &&
           (glyph < 0x590 || (glyph >= 0x2010 && glyph < 0x2C00) || glyph >> 8 == 0x1FB);
}

char *ansi_put(struct ansi_pen *pen, char *at, struct ansi_look *look, int width, int columns)
{
    if (!suits(pen, look))
        at = change_pen(pen, at, look);
    at += utf8_encode(look->glyph, at);
    if (look->combine)
        at += utf8_encode(look->combine, at);
    pen->column += width;
    if (pen->column >= columns || width != 1 || !width_is_sure(look))
        pen->column = pen->row = -1;
    return at;
}

int ansi_cost(const struct ansi_pen *pen, const struct ansi_look *look)
{
    struct ansi_look sent = *look;
    char bytes[4];
    if (look->attributes & ATTRIBUTE_THROUGH) /* a picture is there, which it would take away */
        return -1;
    return suits(pen, &sent) && width_is_sure(&sent) ? utf8_encode(sent.glyph, bytes) : -1;
}
