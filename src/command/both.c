#include "both.h"

#include "rows.h"

#include "../base/memory.h"
#include "../base/wording.h"
#include "../session/past.h"

#include <stdlib.h>
#include <string.h>

const char *side_name(int side)
{
    return side ? "right" : "left";
}

static struct session *side_of(struct session *session, int side)
{
    return side ? session->host.beside : session;
}

/* Whose a line is alone, by its first word, which it leaves behind; -1: it says nothing of that. */
static int cut_side(const char **line)
{
    const char *at = *line + strspn(*line, " \t");
    for (int i = 0; i < 2; i++) {
        size_t length = strlen(side_name(i));
        if (strncmp(at, side_name(i), length) == 0 && at[length] && strchr(" \t:", at[length])) {
            at += length + 1;
            *line = at + strspn(at, " \t");
            return i;
        }
    }
    return -1;
}

/* name NULL: it is none. */
static struct command_row row_of(const struct session *session, const char *line)
{
    struct wording wording;
    struct error ignored;
    bool known = command_reword(&command_table, session, line, &wording, &ignored);
    struct command_row row =
        known ? command_of(&command_table, session, wording.text.bytes) : (struct command_row){0};
    wording_free(&wording);
    return row;
}

/* Commands of files and pages. */
static bool is_ones(const struct session *session, const char *line)
{
    struct command_row row = row_of(session, line);
    return row.name && row.flags & COMMAND_ALONE;
}

/* The second of two scenes that are to be compared, either of which may have blanks in its name;
 * NULL: there is one, or none. */
static const char *find_second(const struct session *session, const char *names)
{
    const struct services *services = session->host.services;
    const char *second = NULL;
    if (!services || !services->has_scene || services->has_scene(names))
        return NULL;
    for (const char *at = names; (at = strchr(at, ' ')); at++) {
        const char *rest = at + strspn(at, " ");
        char *first = memory_copy_bytes(names, (size_t)(at - names));
        if (!second || (services->has_scene(first) && services->has_scene(rest)))
            second = rest;
        free(first);
    }
    return second && *second ? second : NULL;
}

/* `compare SCENE SCENE` as two lines, of which the first opens a scene as any other does, so that
 * undo takes it back; false: it is something else. */
static bool cut_compare(const struct session *session, const char *line, struct text lines[2])
{
    const char *names = line + strcspn(line, " \t");
    names += strspn(names, " \t");
    struct command_row row = row_of(session, line);
    bool compares = row.name && strcmp(row.name, "compare") == 0;
    const char *second = compares ? find_second(session, names) : NULL;
    if (!second)
        return false;
    text_add(&lines[0], "open %.*s", (int)(second - names), names);
    text_add(&lines[1], "compare %s", second);
    while (lines[0].bytes[lines[0].length - 1] == ' ')
        lines[0].bytes[--lines[0].length] = '\0';
    return true;
}

static bool compare_two(struct session *session, struct text lines[2],
                        const struct speaker *speaker, struct error *error)
{
    bool good = command_say(session, lines[0].bytes, speaker, error) &&
                command_say(session, lines[1].bytes, speaker, error);
    error->offset = ERROR_NO_PLACE;
    text_free(&lines[0]);
    text_free(&lines[1]);
    return good;
}

static void blame(struct error *error, int side)
{
    const struct error why = *error;
    error_set(error, why.offset, "%s: %s", side_name(side), why.text);
}

/* What the first of two has done, to be taken back where the second cannot do it. */
struct deed_done {
    struct session_past *past;
    struct player player;
    int entries;
};

static struct deed_done remember(const struct session *session)
{
    return (struct deed_done){session_keep(session), session->player, session->journal.count};
}

static void take_back(struct session *session, const struct deed_done *deed)
{
    if (session->journal.count == deed->entries) /* a key is held: it is one with what was before */
        return;
    journal_cut(&session->journal, deed->entries);
    session_return(session, deed->past);
    session->player = deed->player;
    text_clear(&session->answers.notice);
    journal_tell(&session->journal, deed->entries);
}

typedef bool saying(struct session *session, const char *what, const struct speaker *speaker,
                    struct error *error);

static bool press(struct session *session, const char *key, const struct speaker *speaker,
                  struct error *error)
{
    (void)speaker;
    return key_press(session, key, error);
}

static bool to_both(struct session *session, saying *say, const char *what,
                    const struct speaker *speaker, struct error *error)
{
    const struct deed_done deed = remember(session);
    int side = 0;
    bool good = say(session, what, speaker, error);
    if (good && session->host.beside) {
        side = 1;
        good = say(session->host.beside, what, speaker, error);
        if (!good)
            take_back(session, &deed);
    }
    if (!good)
        blame(error, side);
    session_past_free(deed.past);
    return good;
}

/* An answer is for whoever asks: the side that alone does; -1: both, or none. */
static int asks_alone(const struct session *session)
{
    bool first = quiz_is_shown(session), second = quiz_is_shown(session->host.beside);
    return first == second ? -1 : second;
}

static bool is_answer(const struct session *session, const char *line)
{
    struct command_row row = row_of(session, line);
    return row.name && strcmp(row.name, "answer") == 0;
}

bool both_say(struct session *session, const char *line, const struct speaker *speaker,
              struct error *error)
{
    const char *rest = line;
    struct text lines[2] = {{0}, {0}};
    int side = session->host.beside ? cut_side(&rest) : -1;
    if (side < 0 && cut_compare(session, line, lines))
        return compare_two(session, lines, speaker, error);
    if (side < 0 && session->host.beside && is_answer(session, line))
        side = asks_alone(session);
    if (side >= 0) {
        bool good = command_say(side_of(session, side), rest, speaker, error);
        if (side == 1 && session->host.beside->answers.quitting) /* that one alone goes */
            return session->host.services->compare(session, NULL, error);
        if (!good && error->offset >= 0)
            error->offset += (int)(rest - line);
        return good;
    }
    if (!session->host.beside || is_ones(session, line))
        return command_say(session, line, speaker, error);
    return to_both(session, command_say, line, speaker, error);
}

bool both_enqueue(struct session *session, const char *line, struct error *error)
{
    const char *rest = line;
    struct session *other = session->host.beside;
    struct text lines[2] = {{0}, {0}};
    int side = other ? cut_side(&rest) : -1;
    if (side < 0 && cut_compare(session, line, lines))
        return compare_two(session, lines, &(struct speaker){.by = BY_HAND}, error);
    if (side >= 0)
        return script_enqueue(side_of(session, side), rest, 0, error);
    if (!other || is_ones(session, line))
        return script_enqueue(session, line, 0, error);
    bool good = script_enqueue(session, line, 0, error);
    if (good && script_enqueue(other, line, 0, error))
        return true;
    blame(error, good);
    return false;
}

bool both_press(struct session *session, const char *key, struct error *error)
{
    const struct key_row *row = key_find(session, key);
    bool ones = session->answers.choices > 0 || /* a page of choices is the first one's */
                (row && row->action == KEY_SCENE) ||
                (row && row->action == KEY_COMMAND && is_ones(session, row->command));
    if (!session->host.beside || ones)
        return key_press(session, key, error);
    bool first = quiz_has_key(session, key), second = quiz_has_key(session->host.beside, key);
    if (first != second) /* the question's keys mean something else where none is asked */
        return key_press(side_of(session, second), key, error);
    return to_both(session, press, key, NULL, error);
}
