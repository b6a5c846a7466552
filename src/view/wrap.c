/* Where lines are broken: prose at the last blank that fits, formulas before an operator rather
 * than after it, and outside of parentheses rather than within, so that each line is a term as far
 * as there is room. */

#include "screen.h"

#include "../base/text.h"

#include <string.h>

static bool is_operator(uint32_t character)
{
    static const uint32_t operators[] = {'+', '-', '=', '<', '>', 0x2212, 0x2190, 0x2264, 0x2265};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (operators[i] == character)
            return true;
    return false;
}

static bool is_product(uint32_t character)
{
    return character == '/' || character == '*' || character == 0xB7;
}

/* What it costs to end a line before a character; -1: it must not end there. */
static int cost_before(uint32_t character, uint32_t before, int depth)
{
    enum { DEPTH = 4, GAP = 0, SPACE = 1, PRODUCT = 2, AFTER_OPERATOR = 3 };
    if (character == ' ')
        return DEPTH * depth + (before == ' ' ? GAP : is_operator(before) ? AFTER_OPERATOR : SPACE);
    return is_product(character) ? DEPTH * depth + PRODUCT : -1;
}

/* The end of the line that begins at a byte, and how deep in parentheses it is there; NULL: of
 * prose, where one blank is as good as another. */
static int find_end(const char *text, int begin, int columns, int *depth)
{
    int length = begin + (int)strcspn(text + begin, "\n"), best = -1, best_cost = 0, width = 0;
    int now = depth ? *depth : 0, best_depth = now;
    bool best_early = true; /* it would leave most of the line empty */
    uint32_t character, before = ' ';
    for (int at = begin; at < length; before = character) {
        int size = utf8_decode(text + at, (size_t)(length - at), &character);
        int cost = at == begin ? -1
                   : depth     ? cost_before(character, before, now)
                               : -(character != ' ');
        if (cost >= 0 && width <= columns && (best_early || cost <= best_cost)) {
            best = at, best_cost = cost, best_depth = now;
            best_early = 5 * width < 2 * columns;
        }
        width += frame_width(character);
        if (width > columns && at > begin) {
            if (depth)
                *depth = best < 0 ? now : best_depth;
            return best < 0 ? at : best;
        }
        now += (character == '(') - (character == ')');
        at += size;
    }
    return length;
}

static int wrap(const char *text, int columns, int hang, int *depth, struct line *lines, int max)
{
    int length = (int)strlen(text), count = 0, begin = 0, room = columns;
    while (begin < length && count < max) {
        int end = find_end(text, begin, room > 1 ? room : 1, depth);
        bool whole = end == length || text[end] == '\n';
        struct line line = {begin, end};
        while (!whole && line.end > begin && text[line.end - 1] == ' ')
            line.end--;
        lines[count++] = line;
        begin = whole ? end + 1 : end + (int)strspn(text + end, " ");
        room = columns - (whole ? 0 : hang);
        if (depth && whole)
            *depth = 0;
    }
    return count;
}

int screen_wrap(const char *text, int columns, struct line *lines, int max)
{
    return wrap(text, columns, 0, NULL, lines, max);
}

int screen_wrap_formula(const char *text, int columns, int hang, struct line *lines, int max)
{
    int depth = 0;
    return wrap(text, columns, hang, &depth, lines, max);
}
