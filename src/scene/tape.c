/* Recorded sessions as text. After the header each line is an entry,
 *
 *     ITERATION SECOND WHO CHECK COMMAND
 *
 * where WHO is a letter (h the hand, k a key, m the mouse, s the scene, t what the scene types or
 * presses), the line in the scene, `+` if it goes on with the one before, `~` if a race's search
 * was under way; CHECK is `=` if it is that of the line before, `-` if nobody knows it. A scene's
 * line has no command if it is that of the scene, whose lines follow the command that opened it,
 * each after `| `. The last line is `ITERATION SECOND .`, unless the session was cut off. */

#include "scene.h"

#include "../base/array.h"
#include "../base/version.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char letters[] = {[BY_HAND] = 'h', [BY_KEY] = 'k', [BY_MOUSE] = 'm', [BY_SCENE] = 's'};
static const char shown = 't', kind[] = "session";

/* A line of a scene, as it is carried out. */
static const char *source_line(const char *source, int number, size_t *length)
{
    const char *line = NULL;
    for (int i = 0; source && i < number; i++)
        line = text_next_line(&source, length);
    size_t blanks = line ? strspn(line, " \t") : 0;
    if (blanks > 0 && blanks <= *length) {
        line += blanks;
        *length -= blanks;
    }
    return line;
}

/* --- writing --- */

void tape_write_header(struct text *out)
{
    text_add(out, "# overshoot %s %s\n", OVERSHOOT_VERSION, kind);
}

static void write_source(const char *source, struct text *out)
{
    size_t length;
    for (const char *line; (line = text_next_line(&source, &length));)
        text_add(out, "| %.*s\n", (int)length, line);
}

static const char *source_of(const struct journal *journal, int index)
{
    while (index >= 0 && !journal->entries[index].source)
        index--;
    return index >= 0 ? journal->entries[index].source : NULL;
}

static void write_command(const struct journal *journal, int index, const char *folder,
                          struct text *out)
{
    const struct entry *entry = &journal->entries[index];
    size_t length;
    const char *line = source_line(source_of(journal, index), entry->line, &length);
    bool said = entry->by == BY_SCENE && entry->line > 0 && line &&
                length == strlen(entry->command) && memcmp(line, entry->command, length) == 0;
    bool data = strncmp(entry->command, "data /", 6) == 0;
    text_add(out, "%s", said ? "\n" : " ");
    if (data)
        scene_write_data(entry->command + 5, folder, out);
    else if (!said)
        text_add_flat(out, entry->command);
    if (!data && !said)
        text_add(out, "\n");
}

void tape_write(const struct journal *journal, int index, const char *folder, struct text *out)
{
    const struct entry *entry = &journal->entries[index];
    bool same = index > 0 && entry[-1].check == entry->check;
    text_add(out, "%lld %.2f %c", (long long)entry->tick, entry->second,
             entry->shown ? shown : letters[entry->by]);
    if (entry->by == BY_SCENE)
        text_add(out, "%d", entry->line);
    text_add(out, "%s%s", entry->joins ? "+" : "", entry->searching ? "~" : "");
    if (same)
        text_add(out, " =");
    else
        text_add(out, " %08lx", (unsigned long)entry->check);
    write_command(journal, index, folder, out);
    if (entry->source)
        write_source(entry->source, out);
}

void tape_write_end(int64_t clock, double second, struct text *out)
{
    text_add(out, "%lld %.2f .\n", (long long)clock, second);
}

/* --- reading --- */

bool tape_is_one(const char *text)
{
    const char *version = scene_version(text);
    size_t length = version ? strcspn(version, " \r\n") : 0;
    return version && version[length] == ' ' &&
           strncmp(version + length + 1, kind, strlen(kind)) == 0;
}

struct reading {
    struct tape *tape;
    struct text source; /* of the scene that the last entry has opened, as far as it is read */
    const char *line, *at;
    struct error *error;
};

static bool expected(const struct reading *in, const char *what)
{
    return error_at(in->error, (int)(in->at - in->line), "expected %s", what);
}

static void skip_blanks(struct reading *in)
{
    in->at += strspn(in->at, " \t");
}

static bool read_when(struct reading *in, struct entry *entry)
{
    char *end;
    double tick = strtod(in->at, &end);
    if (end == in->at || !(tick >= 0 && tick <= 1e12) || tick != (double)(int64_t)tick)
        return expected(in, "an iteration");
    entry->tick = (int64_t)tick;
    in->at = end;
    skip_blanks(in);
    entry->second = strtod(in->at, &end);
    if (end == in->at || !(entry->second >= 0 && entry->second < 1e9))
        return expected(in, "the second of the session");
    in->at = end;
    skip_blanks(in);
    return true;
}

static bool read_who(struct reading *in, struct entry *entry)
{
    const char *letter = *in->at ? memchr(letters, *in->at, sizeof letters) : NULL;
    entry->shown = *in->at == shown;
    if (!letter && !entry->shown)
        return expected(in, "who it was: h, k, m, s or t");
    entry->by = entry->shown ? BY_SCENE : (enum origin)(letter - letters);
    in->at++;
    for (; isdigit((unsigned char)*in->at) && entry->line < SCENE_SIZE_MAX; in->at++)
        entry->line = entry->line * 10 + *in->at - '0';
    entry->joins = *in->at == '+';
    in->at += entry->joins;
    entry->searching = *in->at == '~';
    in->at += entry->searching;
    skip_blanks(in);
    return true;
}

static bool read_check(struct reading *in, struct entry *entry)
{
    const struct tape *tape = in->tape;
    char *end = NULL;
    if (*in->at == '=' && tape->count > 0) {
        entry->check = tape->entries[tape->count - 1].check;
        in->at++;
    } else if (*in->at == '-') {
        in->at++;
    } else {
        entry->check = (uint32_t)strtoul(in->at, &end, 16);
        if (end != in->at + 8)
            return expected(in, "the check of the balls: eight digits");
        in->at = end;
    }
    skip_blanks(in);
    return true;
}

/* What the scene that was opened last has there, if nothing else is said. */
static bool read_command(struct reading *in, struct entry *entry)
{
    const char *source = NULL, *line = in->at;
    size_t length = strlen(in->at);
    for (int i = in->tape->count - 1; i >= 0 && !source; i--)
        source = in->tape->entries[i].source;
    if (length == 0 && entry->by == BY_SCENE)
        line = source_line(source, entry->line, &length);
    if (!line || length == 0)
        return expected(in, "a command");
    entry->command = memory_copy_bytes(line, length);
    return true;
}

/* A line of the scene that was opened last. */
static bool read_source(struct reading *in)
{
    const struct tape *tape = in->tape;
    if (tape->count == 0 || strncmp(tape->entries[tape->count - 1].command, "open ", 5) != 0)
        return expected(in, "a scene to be opened before its lines");
    text_add(&in->source, "%s\n", in->at + 1 + (in->at[1] == ' '));
    return true;
}

static void end_source(struct reading *in)
{
    if (in->source.length > 0)
        in->tape->entries[in->tape->count - 1].source = in->source.bytes;
    in->source = (struct text){0};
}

static bool read_entry(struct reading *in)
{
    struct tape *tape = in->tape;
    struct entry entry = {0};
    if (!*in->line || *in->line == '#')
        return true;
    if (*in->line == '|')
        return read_source(in);
    end_source(in);
    if (!read_when(in, &entry))
        return false;
    if (*in->at == '.')
        entry.command = memory_copy("");
    else if (!read_who(in, &entry) || !read_check(in, &entry) || !read_command(in, &entry))
        return false;
    if (tape->count > 0)
        entry.second = fmax(entry.second, tape->entries[tape->count - 1].second);
    *array_add(tape->entries, tape->count, tape->capacity) = entry;
    return true;
}

static bool has_end(const struct tape *tape)
{
    return tape->count > 0 && !*tape->entries[tape->count - 1].command;
}

/* Where it was cut off, the end is wherever the last entry has led. */
static void add_end(struct tape *tape)
{
    double second = tape->count > 0 ? tape->entries[tape->count - 1].second : 0;
    if (!has_end(tape))
        *array_add(tape->entries, tape->count, tape->capacity) =
            (struct entry){.tick = -1, .second = second, .command = memory_copy("")};
}

bool tape_read(struct tape *tape, const char *text, struct scene_failure *failure)
{
    bool good = true;
    size_t length;
    struct reading in = {.tape = tape, .error = &failure->error};
    /* A line that was cut off in the midst of it is none. */
    for (int number = 1; good && !has_end(tape) && strchr(text, '\n'); number++) {
        const char *at = text_next_line(&text, &length);
        char *line = memory_copy_bytes(at, length);
        in.line = in.at = line;
        good = read_entry(&in);
        failure->line = good ? 0 : number;
        failure->text = good ? NULL : line;
        if (good)
            free(line);
    }
    end_source(&in);
    add_end(tape);
    return good;
}
