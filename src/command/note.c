/* A command as an entry of the journal. What goes on fast, as long as a key is held or the mouse is
 * dragged, is one entry for each moment. */

#include "rows.h"

#include "../base/spelling.h"

#include <stdlib.h>
#include <string.h>

/* Whether a key is held, or a drag goes on: then it is one command with the last entry. */
static bool joins(const struct journal *journal, const char *line, const struct speaker *speaker)
{
    static const double longest_pause = 1; /* seconds; longer than until a held key repeats */
    if (journal->saying || journal->count == 0)
        return false;
    if (speaker->repeats)
        return speaker->joins;
    const struct entry *last = &journal->entries[journal->count - 1];
    size_t word = strcspn(line, " \t");
    return speaker->gesture && speaker->gesture == journal->gesture && speaker->by == last->by &&
           (speaker->drags || (strncmp(last->command, line, word + 1) == 0 &&
                               journal->second - last->second <= longest_pause));
}

struct entry note_begin(const struct session *session, const char *line,
                        const struct speaker *speaker)
{
    const struct script *script = &session->script;
    return (struct entry){.tick = session->sim->clock,
                          .second = session->journal.second,
                          .ball = session->selected,
                          .by = script->line > 0 ? BY_SCENE : speaker->by,
                          .line = script->line,
                          .shown = script->shown,
                          .joins = joins(&session->journal, line, speaker),
                          .plays = session->player.playing,
                          .searching = session->search != NULL};
}

/* The command as it can be given again, from whatever folder. */
static char *copy_of(const struct session *session, const char *line)
{
    struct text command = {0};
    const struct data *data = sim_problem(session->sim)->data;
    const char *name = command_of(&command_table, session, line).name;
    if (data && name && strcmp(name, "data") == 0)
        text_add(&command, "data %s", data->path);
    else
        text_add(&command, "%s", line + strspn(line, " \t"));
    return command.bytes;
}

/* The setting that a line changes, whatever it was; NULL: something else. */
static const struct setting_row *setting_of(const char *line)
{
    char name[NAME_SIZE];
    name_scan(line, name);
    bool view = strcmp(name, "zoom") == 0 || strcmp(name, "pan") == 0;
    return setting_find(view ? "fit" : name);
}

/* Whether a line of a gesture puts an end to what the one before it did. */
static bool overrides(const struct session *session, const char *line, const char *before)
{
    const struct setting_row *setting = setting_of(line);
    const char *name = command_of(&command_table, session, line).name;
    if (setting || !name)
        return setting && setting == setting_of(before);
    return spelling_among("set|start|select|goto", name) &&
           strncmp(line, before, strcspn(line, " \t") + 1) == 0;
}

/* What goes on fast is told by the last word of each moment: a drag has hundreds of them. A setting
 * becomes what it is, whenever that was; other numbers while the clock stands. Returns the entry
 * that tells it; -1: none. */
static int merge(struct session *session, const struct entry *entry, const char *line)
{
    static const double moment = 0.25; /* seconds */
    struct journal *journal = &session->journal;
    const struct setting_row *setting = setting_of(line);
    bool may = entry->joins && !tape_acts(session) && (setting || entry->tick == journal->clock);
    int last = journal->count - 1, far = setting ? 2 : 1; /* a drag turns and tilts by turns */
    for (int at = last; may && at >= 0 && last - at < far; at--) {
        struct entry *before = &journal->entries[at];
        struct text whole = {0};
        if (entry->second - before->second < moment && overrides(session, line, before->command)) {
            if (setting)
                setting_write(setting, session, &whole);
            else
                text_add(&whole, "%s", line);
            free(before->command);
            before->command = whole.bytes;
            before->safe = false;
            before->check = setting ? before->check : journal_check(session->sim);
            return at;
        }
        may = before->joins;
    }
    return -1;
}

void note_end(struct session *session, struct entry *entry, int at, const char *line)
{
    struct journal *journal = &session->journal;
    int merged = -1;
    if (at < journal->count) { /* a scene that was opened has made it, and others that follow */
        struct entry *opened = &journal->entries[at];
        entry->command = opened->command;
        entry->source = opened->source;
        entry->check = opened->check;
        *opened = *entry;
    } else if ((merged = merge(session, entry, line)) >= 0) {
        at = merged;
    } else {
        entry->command = copy_of(session, line);
        entry->check = journal_check(session->sim);
        journal_note(journal, entry);
    }
    journal->clock = session->sim->clock;
    journal_tell(journal, at);
}

void script_note(struct session *session, enum origin by, const char *line)
{
    struct entry entry = note_begin(session, line, &(struct speaker){.by = by});
    if (session->journal.saying || (tape_is_on(session) && !tape_acts(session)))
        return;
    note_end(session, &entry, session->journal.count, line);
    session->journal.gesture = 0;
}

void script_note_key(struct session *session, const char *key)
{
    struct text line = {0};
    text_add(&line, "press %s", key);
    script_note(session, BY_KEY, line.bytes);
    text_free(&line);
}
