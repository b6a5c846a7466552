/* The overview of help: one page, on the smallest screen too. */

#include "rows.h"

#include <string.h>

enum { OVERVIEW_COLUMNS = 76, HEAD_COLUMNS = 9, GAP = 2 };

static bool is_of_views(const struct key_row *key, const struct session *session)
{
    bool shown = !session || !key->view;
    for (int i = 0; !shown && i < session->look.views.count; i++)
        shown = key_is_of(key, session->look.views.items[i]);
    return shown;
}

/* The keys of a group, as `z Z zoom   f fit`, in lines that hang from the group's name. */
static void overview_keys(const struct session *session, const char *name, enum key_group group,
                          struct text *out)
{
    int column = HEAD_COLUMNS;
    text_add(out, "%-*s", HEAD_COLUMNS, name);
    for (int i = 0; i < key_row_count;) {
        const char *word = key_rows[i].word;
        struct text entry = {0};
        for (; i < key_row_count && strcmp(key_rows[i].word, word) == 0; i++)
            if (key_rows[i].group == group && is_of_views(&key_rows[i], session))
                text_add(&entry, "%s ", key_rows[i].key);
        if (entry.length) {
            text_add(&entry, "%s", word);
            int columns = (int)entry.length + GAP;
            if (column + columns > OVERVIEW_COLUMNS + GAP) {
                text_add(out, "\n%-*s", HEAD_COLUMNS, "");
                column = HEAD_COLUMNS;
            }
            text_add(out, "%s%s", column > HEAD_COLUMNS ? "  " : "", entry.bytes);
            column += columns;
        }
        text_free(&entry);
    }
    text_add(out, "\n");
}

static const struct {
    const char *line, *what;
} commands[] = {
    {"eta 0.3", "the learning rate"},       {"ball adam", "one more ball"},
    {"optimizer adam", "the update rule"},  {"race sgd adam", "side by side"},
    {"schedule cosine", "how eta changes"}, {"open lesson-04", "a scene"},
    {"surface x^2+3*y^2", "or a name"},     {"save my.scene", "what you made"},
};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

const char *overview_command(int index)
{
    return index < COMMAND_COUNT ? commands[index].line : NULL;
}

static void overview_commands(struct text *out)
{
    for (int i = 0; i < COMMAND_COUNT; i++)
        text_add(out, "  %-18s%-*s%s", commands[i].line, i % 2 ? 0 : 20, commands[i].what,
                 i % 2 ? "\n" : "");
}

void overview_write(const struct session *session, struct text *out)
{
    static const char *const groups[] = {[KEYS_PLAY] = "play",
                                         [KEYS_CHANGE] = "change",
                                         [KEYS_LOOK] = "look",
                                         [KEYS_COMPARE] = "compare",
                                         [KEYS_OTHER] = "other"};
    for (int i = 0; i < KEY_GROUP_COUNT; i++)
        overview_keys(session, groups[i], (enum key_group)i, out);
    text_add(out, "\nThe most useful commands; `list commands` shows all:\n");
    overview_commands(out);
    text_add(out, "\n`help NAME` explains a key, command, rule, surface, function, layer, or:\n");
    for (int i = 0; i < topic_row_count; i++)
        text_add(out, "%s%s", i ? ", " : "", topic_rows[i].name);
    text_add(out, "\n");
}
