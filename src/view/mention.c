/* What pages name. They are plain text, as they are printed, too; so their lines are read as their
 * writers in command/ make them: `help.c`, `list.c`, `overview.c`. */

#include "mention.h"

#include "../command/command.h"

#include <ctype.h>
#include <string.h>

/* A line of a page, and the paragraph that it is in. */
struct page_line {
    const char *begin, *end, *paragraph;
};

static const char *paragraph_of(const char *page, const char *at)
{
    while (at > page && !(at[-1] == '\n' && (at - 1 == page || at[-2] == '\n')))
        at--;
    return at;
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* Up to a blank, or the line's end. */
static const char *word_end(const struct page_line *line, const char *at)
{
    while (at < line->end && *at != ' ')
        at++;
    return at;
}

static bool copy_name(const char *begin, const char *end, char name[NAME_SIZE])
{
    size_t length = (size_t)(end - begin);
    if (length == 0 || length >= NAME_SIZE)
        return false;
    memcpy(name, begin, length);
    name[length] = '\0';
    return true;
}

static bool is_key(const char *name)
{
    for (int i = 0; i < key_row_count; i++)
        if (strcmp(key_rows[i].key, name) == 0)
            return true;
    return false;
}

static bool has_page(const char *name)
{
    const char *other;
    for (int i = 0; (other = named_at(&command_table, i).name); i++)
        if (strcmp(other, name) == 0)
            return true;
    return catalogue_parameter(name) != NULL;
}

/* --- what becomes of a piece of text --- */

static bool mention(struct mention *out, const char *page, const char *begin, const char *end,
                    enum mention_kind kind, const char *before)
{
    if (begin >= end)
        return false;
    out->kind = kind;
    out->begin = (int)(begin - page), out->end = (int)(end - page);
    text_clear(&out->words);
    text_add(&out->words, "%s%.*s", before, (int)(end - begin), begin);
    return true;
}

static bool mention_key(struct mention *out, const char *page, const char *begin, const char *end)
{
    char name[NAME_SIZE];
    return copy_name(begin, end, name) && is_key(name) &&
           mention(out, page, begin, end, MENTION_KEY, "");
}

static bool mention_page(struct mention *out, const char *page, const char *begin, const char *end)
{
    char name[NAME_SIZE];
    return copy_name(begin, end, name) && has_page(name) &&
           mention(out, page, begin, end, MENTION_COMMAND, "help ");
}

/* A word in capitals, for which something is to be typed; NULL: none. */
static const char *placeholder(const char *begin, const char *end)
{
    for (const char *at = begin; at < end; at++)
        if ((at == begin || at[-1] == ' ') && isupper((unsigned char)at[0]) && at + 1 < end &&
            isupper((unsigned char)at[1]))
            return at;
    return NULL;
}

/* A number's name with what it becomes. */
static bool is_given(const char *name, const char *after, const char *end)
{
    while (after < end && *after == ' ')
        after++;
    bool value = after < end && (isalnum((unsigned char)*after) || strchr("=*/+-.", *after));
    return value && (catalogue_parameter(name) || strcmp(name, "eta") == 0);
}

/* What is whole, and writes no file, is done; else it is put at the prompt, to be gone on with. */
static bool mention_command(struct mention *out, const char *page, const char *begin,
                            const char *end)
{
    char name[NAME_SIZE];
    const char *after = begin, *open = placeholder(begin, end);
    while (after < end && (isalnum((unsigned char)*after) || *after == '_'))
        after++;
    if (!copy_name(begin, after, name))
        return false;
    struct command_row row = command_find(&command_table, name);
    if (!row.name && !is_given(name, after, end))
        return false;
    bool types = open || (row.name && row.flags & COMMAND_WRITES);
    if (!mention(out, page, begin, open ? open : end, types ? MENTION_TYPE : MENTION_COMMAND, ""))
        return false;
    out->end = (int)(end - page);
    return true;
}

/* --- the kinds of lines --- */

/* Where a paragraph ends. */
static const char *paragraph_end(const char *paragraph)
{
    const char *blank = strstr(paragraph, "\n\n");
    return blank ? blank : paragraph + strlen(paragraph);
}

/* The backquote that a piece before a place begins with, if that is inside one; else NULL. */
static const char *opened_before(const struct page_line *line)
{
    const char *open = NULL;
    for (const char *at = line->paragraph; at < line->begin; at++)
        if (*at == '`')
            open = open ? NULL : at;
    return open;
}

/* A piece as it was before it was broken: lines are joined by a blank. */
static void join_lines(const char *begin, const char *end, struct text *out)
{
    for (const char *at = begin; at < end;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop : end;
        text_add(out, "%s%.*s", out->length ? " " : "", (int)(stop - at), at);
        at = stop + (stop < end);
        at += strspn(at, " ");
    }
}

/* A key, the name of a page, or a command; what is broken has a mention in each of its lines, for
 * all of it. */
static bool mention_piece(struct mention *out, const char *page, const struct page_line *line,
                          const char *begin, const char *end)
{
    struct text piece = {0};
    join_lines(begin, end, &piece);
    const char *text = piece.bytes ? piece.bytes : "", *last = text + piece.length;
    bool found = mention_key(out, text, text, last) || mention_page(out, text, text, last) ||
                 mention_command(out, text, text, last);
    begin = begin < line->begin ? line->begin + strspn(line->begin, " ") : begin;
    out->begin = found ? (int)(begin - page) : out->begin;
    out->end = found ? (int)((end > line->end ? line->end : end) - page) : out->end;
    text_free(&piece);
    return found && out->begin < out->end;
}

/* What stands between backquotes, be it broken at the line's begin or end. */
static bool find_quoted(struct mention *out, const char *page, const struct page_line *line,
                        const char *from)
{
    const char *limit = paragraph_end(line->paragraph), *open = opened_before(line), *end;
    for (const char *at = line->begin; at < line->end; at = end + 1, open = NULL) {
        open = open ? open : memchr(at, '`', (size_t)(line->end - at));
        const char *inside = open && open + 1 > line->begin ? open + 1 : line->begin;
        if (!open || inside > limit || !(end = memchr(inside, '`', (size_t)(limit - inside))))
            return false;
        if (inside >= from + (open >= line->begin) && mention_piece(out, page, line, open + 1, end))
            return true;
    }
    return false;
}

/* A row of a table: its first word stands apart, or fills its column; or it is a scene's file. */
static bool find_row(struct mention *out, const char *page, const struct page_line *line)
{
    enum { COLUMN = 13 }; /* the least that one has */
    static const char ending[] = ".scene";
    const char *begin = line->begin + strspn(line->begin, " "), *apart = NULL;
    if (begin >= line->end || begin > line->begin + 2)
        return false;
    for (const char *at = begin; at + 1 < line->end && !apart; at++)
        apart = at[0] == ' ' && at[1] == ' ' ? at : NULL;
    for (const char *at = begin; at + strlen(ending) <= line->end; at++) {
        const char *end = at + strlen(ending);
        if (begins(at, ending) && (end == line->end || *end == ' '))
            return mention(out, page, begin, end, MENTION_COMMAND, "open ");
    }
    if (begins(line->paragraph, "Keys"))
        return mention_key(out, page, begin, word_end(line, begin));
    const char *end = word_end(line, begin);
    return (apart || end - begin >= COLUMN) && mention_page(out, page, begin, end);
}

/* Words that are keys, or topics, with commas between. */
static bool
find_word(struct mention *out, const char *page, const struct page_line *line, const char *from,
          bool (*is)(struct mention *out, const char *page, const char *begin, const char *end))
{
    for (const char *at = line->begin, *end; at < line->end; at = end) {
        at += strspn(at, " ");
        end = word_end(line, at);
        bool comma = is == mention_page && end > at && end[-1] == ',';
        if (at >= from && is(out, page, at, end - comma))
            return true;
    }
    return false;
}

static bool find_useful(struct mention *out, const char *page, const struct page_line *line,
                        const char *from)
{
    const char *command, *best = NULL, *best_end = NULL;
    for (int i = 0; (command = overview_command(i)); i++) {
        const char *at = strstr(line->begin, command);
        if (at && at >= from && at < line->end && (!best || at < best))
            best = at, best_end = at + strlen(command);
    }
    return best && mention_command(out, page, best, best_end);
}

static bool find(struct mention *out, const char *page, const struct page_line *line,
                 const char *from)
{
    static const char example[] = "For example:  ";
    bool first = line->begin == line->paragraph, fresh = from <= line->begin;
    const char *text = line->begin + strspn(line->begin, " ");
    if (begins(line->paragraph, "play     ") && line->paragraph == page)
        return find_word(out, page, line, from, mention_key);
    if (begins(line->paragraph, "The most useful") && !first)
        return find_useful(out, page, line, from);
    if (begins(line->paragraph, "`help NAME` explains") && !first)
        return find_word(out, page, line, from, mention_page);
    if (begins(line->paragraph, "Try:") && !first)
        return fresh && (mention_command(out, page, text, line->end) ||
                         mention(out, page, text, line->end, MENTION_COMMAND, ""));
    if (begins(line->begin, example))
        return fresh && mention_command(out, page, line->begin + strlen(example), line->end);
    return (fresh && find_row(out, page, line)) || find_quoted(out, page, line, from);
}

bool mention_next(const char *page, struct mention *last)
{
    const char *from = page + last->end;
    while (*from) {
        const char *begin = from;
        while (begin > page && begin[-1] != '\n')
            begin--;
        const struct page_line line = {begin, begin + strcspn(begin, "\n"),
                                       paragraph_of(page, begin)};
        if (find(last, page, &line, from))
            return true;
        from = line.end + (*line.end != '\0');
    }
    return false;
}
