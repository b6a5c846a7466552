/* `mark`: a place that stays marked on the map, with words. */

#include "rows.h"

#include "../base/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Cuts `"TEXT"` off the end of a text that was handed out. *words: what stands in it, "" where
 * there is none; NULL: it is no such end. */
static bool cut_words(struct reader *in, char *text, char **words)
{
    char *begin = strchr(text, '"'), *end = begin ? strchr(begin + 1, '"') : NULL;
    *words = text + strlen(text);
    if (!begin)
        return true;
    if (!end || end[1 + strspn(end + 1, " \t")])
        return reader_error_in(in, end ? end + 1 : begin,
                               end ? "expected nothing more after the words"
                                   : "expected a second \" behind the words");
    *begin = *end = '\0';
    *words = begin + 1;
    while (end > *words && isspace((unsigned char)end[-1]))
        *--end = '\0';
    *words += strspn(*words, " \t");
    return true;
}

static bool check_words(struct reader *in, char *words)
{
    for (char *at = words; *at; at++)
        if (iscntrl((unsigned char)*at))
            *at = ' ';
    return strlen(words) < PIN_WORDS_SIZE ||
           reader_error_in(in, words, "a mark has at most %d bytes of words, not %zu",
                           PIN_WORDS_SIZE - 1, strlen(words));
}

/* X, Y of a text that was handed out. */
static bool read_place(struct reader *in, char *text, struct point *place)
{
    struct reader part = *in;
    part.at = text + strspn(text, " \t");
    return reader_point(&part, "x", "y", place);
}

static bool drop(struct reader *in, struct pins *pins)
{
    char *text = reader_rest(in), *words;
    struct point place = {0};
    if (!*text) {
        *pins = (struct pins){0};
        return true;
    }
    char *begin = text;
    if (!cut_words(in, text, &words))
        return false;
    bool named = *words && !*(begin + strspn(begin, " \t"));
    if (!named && !read_place(in, begin, &place))
        return false;
    int index = named ? pins_of(pins, words) : pins_at(pins, place);
    if (index < 0)
        return reader_error_in(in, begin, "no mark is there; `mark off` alone removes all");
    pins_drop(pins, index);
    return true;
}

static bool run_mark(struct reader *in)
{
    struct pins *pins = &in->session->look.pins;
    struct point place = {0};
    char *words;
    if (reader_ended(in))
        return reader_error(in, "expected X, Y and words, as in mark 1, 2 \"here\"; or off");
    if (reader_takes(in, "off"))
        return drop(in, pins);
    char *text = reader_rest(in);
    if (!cut_words(in, text, &words) || !check_words(in, words) || !read_place(in, text, &place))
        return false;
    return pins_put(pins, place, words) ||
           reader_error_in(in, text, "there are %d marks already; `mark off X, Y` removes one",
                           PINS_MAX);
}

static void offer_mark(const struct offering *offering)
{
    const struct pins *pins = &offering->session->look.pins;
    if (!*offering->first)
        offer(offering, "off", pins->count > 1 ? " " : "", "%d of them", (int)pins->count);
    for (int i = 0; strcmp(offering->first, "off") == 0 && i < pins->count; i++) {
        struct text word = {0};
        text_add(&word, "\"%s\"", pins->items[i].words);
        offer(offering, word.bytes, "", "at %.6g, %.6g", pins->items[i].at.x, pins->items[i].at.y);
        text_free(&word);
    }
}

const struct command_row mark_commands[] = {
    {"mark", "X, Y [\"TEXT\"] | off [X, Y | \"TEXT\"]",
     "marks a place with words, until it is removed", "mark 1, 2 \"here\"", run_mark,
     TIMED | COMMAND_TEXT, offer_mark, .others = "annotate|annotation|pin|text"},
    {0},
};
