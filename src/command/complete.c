/* What can stand at the cursor of a command line. */

#include "rows.h"

#include "../base/memory.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static void offer_commands(const struct offering *offering)
{
    struct command_row row;
    for (int i = 0; (row = command_at(offering->commands, i)).name; i++)
        offer(offering, row.name, *row.arguments ? " " : "", "%s", row.help);
    offer_numbers(offering, INT_MAX, " ");
}

/* Past `all `, `at N `, `left ` and `right ` another command stands. */
static int skip_prefixes(const char *line, int cursor)
{
    int at = 0;
    for (;;) {
        at += (int)strspn(line + at, " \t");
        int words = strncmp(line + at, "all ", 4) == 0     ? 1
                    : strncmp(line + at, "left ", 5) == 0  ? 1
                    : strncmp(line + at, "right ", 6) == 0 ? 1
                    : strncmp(line + at, "at ", 3) == 0    ? 2
                                                           : 0;
        int next = at;
        for (; words > 0; words--) {
            next += (int)strcspn(line + next, " \t");
            next += (int)strspn(line + next, " \t");
        }
        if (next == at || next > cursor)
            return at;
        at = next;
    }
}

/* What `eta` can be beside a number. */
static void offer_rates(const struct offering *offering)
{
    if (*offering->first)
        return;
    offer(offering, "suggested", "", "where the loss of the range test falls most");
    offer(offering, "usual", "", "as is usual for the optimizer");
    offer(offering, "auto", "", "as the optimizer brings it");
}

/* `first` is the first argument, if the cursor is past it. */
static void offer_arguments(struct offering offering, char *command)
{
    char *first = command + strcspn(command, " \t");
    char *end = first > command && first[-1] == '!' ? first - 1 : first;
    *first++ = '\0';
    *end = '\0';
    first += strspn(first, " \t");
    struct command_row row = command_find(offering.commands, command);
    if (first < offering.word) {
        first[strcspn(first, " \t")] = '\0';
        offering.first = first;
    }
    offering.row = &row;
    if (row.choices)
        offer_rows(&offering, row.choices, "");
    if (row.offer)
        row.offer(&offering);
    if (!row.name && strcmp(command, "eta") == 0)
        offer_rates(&offering);
}

void command_complete(const struct session *session, const char *line, int cursor,
                      struct completions *completions)
{
    *completions = (struct completions){0};
    char *head = memory_copy_bytes(line, (size_t)cursor); /* what is before the cursor counts */
    int begin = skip_prefixes(head, cursor);
    int word = cursor;
    while (word > begin && head[word - 1] != ' ' && head[word - 1] != '\t')
        word--;
    completions->begin = word;
    struct offering offering = {
        session, &command_table, NULL, head + word, "", completions,
    };
    if (word == begin)
        offer_commands(&offering);
    else
        offer_arguments(offering, head + begin);
    free(head);
}

void completions_free(struct completions *completions)
{
    for (int i = 0; i < completions->count; i++) {
        free(completions->items[i].text);
        free(completions->items[i].hint);
    }
    free(completions->items);
    *completions = (struct completions){0};
}
