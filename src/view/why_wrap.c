/* Where formulas are broken: before an operator rather than after it, and outside of parentheses
 * rather than within, so that each line is a term as far as there is room. */

#include "why_rows.h"

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

/* The end of the line that begins at a byte, and how deep in parentheses it is there. */
static int find_end(const char *text, int begin, int columns, int *depth)
{
    int length = (int)strlen(text), best = -1, best_cost = 0, best_depth = *depth, width = 0;
    bool best_early = true; /* it would leave most of the line empty */
    uint32_t character, before = ' ';
    for (int at = begin, now = *depth; at < length; before = character) {
        int size = utf8_decode(text + at, (size_t)(length - at), &character);
        int cost = at > begin ? cost_before(character, before, now) : -1;
        if (cost >= 0 && width <= columns && (best_early || cost <= best_cost)) {
            best = at, best_cost = cost, best_depth = now;
            best_early = 5 * width < 2 * columns;
        }
        width += utf8_width(character);
        if (width > columns && at > begin) {
            *depth = best < 0 ? now : best_depth;
            return best < 0 ? at : best;
        }
        now += (character == '(') - (character == ')');
        at += size;
    }
    return length;
}

int why_wrap(const char *text, int columns, int hang, struct line *lines, int max)
{
    int length = (int)strlen(text), count = 0, begin = 0, depth = 0;
    while (begin < length && count < max) {
        int room = columns - (count > 0 ? hang : 0);
        int end = find_end(text, begin, room > 1 ? room : 1, &depth);
        lines[count] = (struct line){begin, end};
        while (lines[count].end > begin && text[lines[count].end - 1] == ' ')
            lines[count].end--;
        begin = end + (int)strspn(text + end, " ");
        count++;
    }
    return count;
}
