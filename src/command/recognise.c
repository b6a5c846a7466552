/* A command line: which command it is, or which number it sets. */

#include "rows.h"

#include "../base/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static struct command_row row_of(const struct setting_row *setting)
{
    bool text = setting->kind == SETTING_TEXT;
    return (struct command_row){.name = setting->name,
                                .arguments = setting->arguments,
                                .help = setting->help,
                                .example = setting->example,
                                .run = setting_run,
                                .flags = COMMAND_TIMED | (setting->passes ? COMMAND_PASSES : 0) |
                                         (text ? COMMAND_TEXT : COMMAND_SETS),
                                .offer = setting_offer,
                                .reword = text ? NULL : reword_setting,
                                .others = setting->others};
}

struct command_row command_at(const struct commands *commands, int index)
{
    for (int i = 0; i < commands->count; i++) {
        for (const struct command_row *row = commands->groups[i]; row && row->name; row++)
            if (index-- == 0)
                return *row;
        for (int k = 0; !commands->groups[i] && k < setting_row_count; k++)
            if (setting_rows[k].arguments && index-- == 0)
                return row_of(&setting_rows[k]);
    }
    return (struct command_row){0};
}

int command_count(const struct commands *commands)
{
    int count = 0;
    while (command_at(commands, count).name)
        count++;
    return count;
}

struct command_row command_find(const struct commands *commands, const char *name)
{
    struct command_row row;
    for (int i = 0; (row = command_at(commands, i)).name; i++)
        if (strcmp(row.name, name) == 0)
            break;
    return row;
}

struct choice_row named_at(const struct commands *commands, int index)
{
    static const struct choices *const kinds[] = {&topic_choices, NULL, &optimizer_choices,
                                                  &schedule_choices, &surface_choices};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        int count = kinds[i] ? *kinds[i]->count : command_count(commands);
        if (index < count && kinds[i])
            return *choice_at(kinds[i], index);
        if (index < count) {
            struct command_row row = command_at(commands, index);
            return (struct choice_row){row.name, row.help};
        }
        index -= count;
    }
    return (struct choice_row){0};
}

int assignment_size(const char *text)
{
    return *text == '=' ? 1 : *text && strchr("*/+-", *text) && text[1] == '=' ? 2 : 0;
}

static bool unknown(const struct commands *commands, const struct session *session,
                    const char *word, struct error *error)
{
    static const struct {
        const struct choices *choices;
        const char *command;
    } kinds[] = {{&optimizer_choices, "optimizer"},
                 {&schedule_choices, "schedule"},
                 {&surface_choices, "surface"}};
    struct named_value number;
    struct command_row row;
    struct nearest nearest = nearest_begin(word);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (choice_find(kinds[i].choices, word) >= 0)
            return error_at(error, 0, "%s is the name of %s %s: write `%s %s`", word,
                            i == 0 ? "an" : "a", kinds[i].command, kinds[i].command, word);
    for (int i = 0; (row = command_at(commands, i)).name; i++)
        nearest_offer(&nearest, row.name);
    char names[VALUES_MAX + LETS_MAX + 1][NAME_SIZE];
    for (int i = 0; i < VALUES_MAX + LETS_MAX + 1 && session_number(session, i, &number); i++) {
        memcpy(names[i], number.name, NAME_SIZE);
        nearest_offer(&nearest, names[i]);
    }
    for (int i = 0; (row = command_at(commands, i)).name; i++)
        nearest_offer_called(&nearest, row.others, row.name);
    for (int i = 0; i < number_row_count; i++)
        if (!strchr(number_rows[i].names, ' '))
            nearest_offer_called(&nearest, number_rows[i].others, number_rows[i].names);
    return error_at(error, 0, "no command or parameter is called %s%s", word,
                    nearest_hint(&nearest));
}

bool command_parse(const struct commands *commands, const struct session *session, const char *line,
                   struct command_call *call, struct error *error)
{
    *call = (struct command_call){.arguments = line};
    if (*line == '?' || *line == '/') { /* as the keys */
        *call =
            (struct command_call){command_find(commands, *line == '?' ? "help" : "find"), line + 1};
        return true;
    }
    char name[NAME_SIZE];
    int size = name_scan(line, name);
    if (size == 0) {
        size_t length = strcspn(line, " \t");
        return error_at(error, 0, "expected a command, not '%.*s'",
                        (int)(length < 30 ? length : 30), line);
    }
    const char *rest = line + size + strspn(line + size, " \t");
    struct command_row row = command_find(commands, name);
    if (row.arguments && (!assignment_size(rest) || row.flags & COMMAND_TEXT)) {
        bool over = row.flags & COMMAND_WRITES && line[size] == '!';
        bool apart = over || !line[size] || isspace((unsigned char)line[size]);
        if (!apart)
            return error_at(error, size, "expected a space after %s", name);
        if (row.with && *rest)
            row.flags = row.with;
        *call = (struct command_call){row, rest};
        return true;
    }
    struct named_value number; /* if some ball could have it, a wrong line is about that one */
    if (assignment_size(rest) || session_find_number(session, name, &number) >= 0 ||
        catalogue_parameter(name)) {
        call->row = command_find(commands, "set");
        return true;
    }
    return unknown(commands, session, name, error);
}

struct command_row command_of(const struct commands *commands, const struct session *session,
                              const char *line)
{
    struct command_call call;
    line += strspn(line, " \t");
    return command_parse(commands, session, line, &call, NULL) ? call.row : (struct command_row){0};
}

bool command_run(const struct commands *commands, const struct command_call *call,
                 struct session *session, struct error *error)
{
    bool was = session->sim->trying, good = true;
    for (int tries = !was && call->row.flags & COMMAND_PER_BALL; tries >= 0 && good; tries--) {
        char *text = memory_copy(call->arguments);
        struct reader in = {session, commands, &call->row, text, text + strspn(text, " \t"), error};
        session->sim->trying = was || tries;
        good = (*call->row.arguments || reader_finish(&in)) && call->row.run(&in);
        session->sim->trying = was; /* perhaps of another one: `open` */
        free(text);
    }
    look_with_balls(&session->look, session->sim->ball_count);
    return good;
}
