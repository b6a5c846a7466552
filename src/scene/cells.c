#include "cells.h"

#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* --- what a cell says --- */

/* As they are written by R, pandas, spreadsheets, databases and by hand. */
static const char *const missing[] = {
    "NA",  "N/A",  "n.a.", "<NA>", "#N/A", "#NA", "#DIV/0!", "#VALUE!", "#REF!", "#NUM!",
    "nan", "-nan", "NaT",  "null", "none", "nil", "\\N",     "missing", "?",     "*",
    "-",   "--",   "---",  ".",    "..",   "...", "—",       "–",       "−",     "…",
};
enum { MISSING_COUNT = sizeof missing / sizeof *missing };

bool datum_is_missing(const struct datum *cell)
{
    size_t length = (size_t)cell->length;
    for (int i = 0; i < MISSING_COUNT; i++)
        if (strlen(missing[i]) == length && strncasecmp(cell->bytes, missing[i], length) == 0)
            return true;
    return length == 0;
}

/* 1,234,567.8: commas that only make it easy to read. */
static bool is_grouped(const char *digits, size_t length)
{
    const char *comma = memchr(digits, ',', length), *end = digits + length;
    const char *whole = memchr(digits, '.', length) ? memchr(digits, '.', length) : end;
    if (!comma || comma - digits > 3 || comma == digits || *digits == '0')
        return false;
    for (const char *at = comma; at < end; at++)
        if (at >= whole ? *at == ',' : (*at == ',') != ((at - comma) % 4 == 0))
            return false;
    return (whole - comma) % 4 == 0;
}

/* Blanks of any width. */
static int blank_size(const char *at, const char *end)
{
    static const char *const blanks[] = {" ", "\u00a0", "\u2009", "\u202f"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        size_t size = strlen(blanks[i]);
        if ((size_t)(end - at) >= size && memcmp(at, blanks[i], size) == 0)
            return (int)size;
    }
    return 0;
}

/* 1 234 567: the bytes of a blank between thousands, which has three digits after it. */
static int gap_size(const char *at, const char *end)
{
    int size = blank_size(at, end), digits = 0;
    for (at += size; at + digits < end && isdigit((unsigned char)at[digits]);)
        digits++;
    return digits == 3 ? size : 0;
}

/* 50 %: without the sign, and the blank before it. */
static const char *percent_begin(const char *from, const char *end)
{
    if (end == from || end[-1] != '%')
        return end;
    for (const char *at = from; at < end - 1; at++)
        if (blank_size(at, end) == end - 1 - at)
            return at;
    return end - 1;
}

bool datum_number(const struct datum *cell, char decimal, double *value)
{
    static const char minus[] = "−", hundredths[] = "e-2";
    enum { LONGEST = 60, MINUS = sizeof minus - 1 };
    const char *from = cell->bytes, *all = from + cell->length, *end = percent_begin(from, all);
    char digits[LONGEST + sizeof hundredths], *stop;
    int length = 0, leading = 0; /* digits before anything else */
    if (cell->length > MINUS && memcmp(from, minus, MINUS) == 0)
        digits[length++] = '-', from += MINUS;
    else if (from < end && (*from == '-' || *from == '+'))
        digits[length++] = *from++;
    bool grouped = decimal == '.' && is_grouped(from, (size_t)(end - from));
    while (from + leading < end && isdigit((unsigned char)from[leading]))
        leading++;
    const char *gap = leading > 0 && leading <= 3 ? from + leading : NULL;
    for (; from < end; from++) {
        int size = from == gap ? gap_size(from, end) : 0;
        gap = size > 0 ? gap + size + 3 : gap;
        from += size;
        if (grouped && *from == ',')
            continue;
        bool good = *from == decimal || (*from && strchr("0123456789+-eE", *from));
        good &= *from != ',' || (from + 1 < end && isdigit((unsigned char)from[1]));
        if (!good || length == LONGEST)
            return false;
        digits[length++] = *from == decimal ? '.' : *from;
    }
    snprintf(digits + length, sizeof hundredths, "%s", end < all ? hundredths : "");
    *value = strtod(digits, &stop);
    return length > 0 && !*stop && isfinite(*value);
}

/* --- lines --- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool is_end(const struct cells *in, const char *at)
{
    return at == in->end || *at == '\n' || *at == '\r';
}

static const char *line_end(const struct cells *in)
{
    const char *at = in->at;
    while (!is_end(in, at))
        at++;
    return at;
}

/* CRLF is one end of a line. */
static void pass_end(struct cells *in)
{
    if (in->at == in->end)
        return;
    in->at += in->end - in->at > 1 && in->at[0] == '\r' && in->at[1] == '\n' ? 2 : 1;
    in->next++;
}

/* A line that begins so; `#,speed` names a column #, and `#N/A` is a cell. */
static bool is_comment(const char *from, const char *end)
{
    if (from == end || (*from != '#' && *from != '%'))
        return false;
    for (int i = 0; i < MISSING_COUNT; i++) {
        size_t length = strlen(missing[i]);
        if (*missing[i] == '#' && (size_t)(end - from) >= length &&
            strncasecmp(from, missing[i], length) == 0)
            return false;
    }
    return end - from < 2 || !strchr(",;\t|", from[1]);
}

/* |---|:-:|, +---+---+, ===== */
static bool is_rule(const char *from, const char *end)
{
    int longest = 0, run = 0;
    for (const char *at = from; at < end; at++) {
        if (!*at || !strchr("-=+|: \t", *at))
            return false;
        run = *at == '-' || *at == '=' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest >= 3;
}

/* To the next line that may have cells. */
static bool find_line(struct cells *in)
{
    while (in->at < in->end) {
        const char *from = in->at, *end = line_end(in);
        while (from < end && is_blank(*from))
            from++;
        if (from < end && !is_comment(from, end) && !is_rule(from, end))
            return true;
        in->at = end;
        pass_end(in);
    }
    return false;
}

/* --- cells --- */

static bool separates(const struct cells *in, char byte)
{
    return in->separator == ' ' ? is_blank(byte) : byte == in->separator && byte != '\0';
}

static void pass_blanks(struct cells *in)
{
    while (in->at < in->end && is_blank(*in->at) && (in->separator != '\t' || *in->at == ' '))
        in->at++;
}

/* The quote that ends what is in quotes; NULL: none does. */
static const char *closing_quote(const struct cells *in, const char *at)
{
    for (; at < in->end; at++) {
        if (*at != '"')
            continue;
        if (at + 1 == in->end || at[1] != '"')
            return at;
        at++;
    }
    return NULL;
}

static struct datum trimmed(const char *begin, const char *end)
{
    while (end > begin && is_blank(end[-1]))
        end--;
    return (struct datum){begin, end - begin < INT32_MAX ? (int)(end - begin) : INT32_MAX};
}

/* What follows a number: ` # as a note`. In words it is one of them. */
static bool is_note(const struct cells *in, const char *begin)
{
    const char *at = in->at, *after = at + 1;
    double number;
    if ((*at != '#' && *at != '%') || in->read == 0 || !is_blank(at[-1]))
        return false;
    while (after < in->end && is_blank(*after))
        after++;
    bool words = after < in->end && after > at + 1 && isalpha((unsigned char)*after);
    struct datum before = trimmed(begin, at);
    return (*at == '#' || words) && is_comment(at, in->end) &&
           (datum_is_missing(&before) || datum_number(&before, '.', &number) ||
            datum_number(&before, ',', &number));
}

static struct datum take_plain(struct cells *in, const char *begin)
{
    struct datum cell;
    while (!is_end(in, in->at) && !separates(in, *in->at) && !is_note(in, begin))
        in->at++;
    cell = trimmed(begin, in->at);
    if (!is_end(in, in->at) && !separates(in, *in->at))
        in->at = line_end(in);
    return cell;
}

static struct datum refuse(struct cells *in, const char *wrong)
{
    in->wrong = wrong;
    in->line = in->next;
    in->at = in->end;
    return (struct datum){in->end, 0};
}

static struct datum take_quoted(struct cells *in)
{
    const char *begin = in->at + 1, *end = closing_quote(in, begin);
    if (!end)
        return refuse(in, "the quote never ends");
    in->at = end + 1;
    pass_blanks(in);
    bool apart = in->separator == ' ' && in->at > end + 1;
    if (!is_end(in, in->at) && !separates(in, *in->at) && !apart)
        return refuse(in, "expected the cell to end with its quote");
    for (const char *at = begin; at < end; at++)
        in->next += *at == '\n' || (*at == '\r' && at[1] != '\n');
    return (struct datum){begin, (int)(end - begin)};
}

/* One, and whether another one follows. */
static bool take_cell(struct cells *in)
{
    pass_blanks(in);
    struct datum cell =
        in->at < in->end && *in->at == '"' ? take_quoted(in) : take_plain(in, in->at);
    if (in->count < CELLS_MAX)
        in->items[in->count] = cell;
    in->count++;
    in->filled = cell.length > 0 ? in->count : in->filled;
    if (in->separator == ' ')
        pass_blanks(in);
    if (is_end(in, in->at))
        return false;
    in->at += in->separator != ' ';
    return true;
}

bool cells_next(struct cells *in)
{
    do {
        if (!find_line(in))
            return false;
        in->line = in->next;
        in->count = in->filled = 0;
        if (in->separator == '|') { /* | of a table | stand around it, too | */
            pass_blanks(in);
            in->at += *in->at == '|';
        }
        while (take_cell(in))
            ;
        if (in->wrong)
            return false;
        pass_end(in);
    } while (in->filled == 0);
    in->read++;
    return true;
}

struct cells cells_begin(const char *text, size_t length)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t skipped = length >= 3 && memcmp(text, mark, 3) == 0 ? 3 : 0;
    return (struct cells){.at = text + skipped, .end = text + length, .next = 1};
}

/* --- what is between them --- */

/* The share of the lines that have the usual number of cells, times that of numbers among these
 * where they may be: below the names. */
static double likelihood(struct cells in)
{
    enum { LINES = 200 };
    int widths[CELLS_MAX + 1] = {0}, lines = 0, usual = 0;
    double numbers[CELLS_MAX + 1] = {0}, words[CELLS_MAX + 1] = {0}, number;
    while (lines < LINES && cells_next(&in)) {
        int width = in.count < CELLS_MAX ? in.count : CELLS_MAX;
        for (int i = 0; i < width; i++)
            if (datum_number(&in.items[i], '.', &number) ||
                datum_number(&in.items[i], ',', &number))
                numbers[width]++;
            else
                words[width] += lines > 0 && !datum_is_missing(&in.items[i]);
        widths[width]++;
        lines++;
    }
    for (int i = 1; i <= CELLS_MAX; i++)
        usual = widths[i] > widths[usual] ? i : usual;
    if (numbers[usual] == 0 || (usual == 1 && in.separator))
        return 0;
    return widths[usual] * numbers[usual] / (lines * (numbers[usual] + words[usual]));
}

char cells_separator(const struct cells *cells)
{
    static const char separators[] = {'\t', ';', '|', ',', ' ', '\0'}; /* the surer ones first */
    char best = ',';
    double most = 0;
    for (size_t i = 0; i < sizeof separators; i++) {
        struct cells in = *cells;
        in.separator = separators[i];
        double share = likelihood(in);
        if (share > most * (1 + 1e-9)) {
            most = share;
            best = separators[i];
        }
    }
    return best;
}
