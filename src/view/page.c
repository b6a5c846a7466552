/* A page of help or a list, to be read and scrolled. */

#include "mention.h"
#include "parts.h"

#include "../base/memory.h"
#include "../command/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { PAGE_LINES_MAX = 20000, PAGE_COLUMNS_MAX = 110 };

/* Where the paragraph begins that a byte is in. */
static int paragraph_begin(const char *text, int at)
{
    while (at > 0 && !(text[at - 1] == '\n' && (at == 1 || text[at - 2] == '\n')))
        at--;
    return at;
}

/* A whole line that begins a paragraph, and is neither a sentence nor a row of a table. */
static bool is_heading(const char *text, const struct line *line)
{
    for (int i = line->begin; i + 1 < line->end; i++) {
        if (text[i] == ' ' && (text[i + 1] == ' ' || i == line->begin))
            return false;
    }
    return line->end > line->begin && paragraph_begin(text, line->begin) == line->begin &&
           strchr("\n", text[line->end]) && text[line->end - 1] != '.';
}

/* Commands to try. */
static bool is_command(const char *text, const struct line *line)
{
    return text[line->begin] == ' ' &&
           strncmp(text + paragraph_begin(text, line->begin), "Try:\n", 5) == 0;
}

/* Whether it has what is sought, in any case. */
static bool is_found(const char *text, const struct line *line, const struct text *sought)
{
    int last = line->end - (int)sought->length;
    for (int at = line->begin; sought->length > 0 && at <= last; at++)
        if (strncasecmp(text + at, sought->bytes, sought->length) == 0)
            return true;
    return false;
}

static int seek(const char *text, const struct line *lines, int count, int top,
                const struct text *sought)
{
    for (int i = 1; i <= count; i++)
        if (is_found(text, &lines[(top + i) % count], sought))
            return (top + i) % count;
    return top;
}

static enum role line_role(const char *text, const struct line *line, const struct text *sought)
{
    if (is_found(text, line, sought))
        return ROLE_CHOSEN;
    return is_heading(text, line) ? ROLE_STRONG : is_command(text, line) ? ROLE_ACCENT : ROLE_TEXT;
}

/* As they are: none of them is broken. */
static int split_page(const char *text, struct line *lines)
{
    int count = 0, at = 0;
    while (text[at] && count < PAGE_LINES_MAX) {
        int end = at + (int)strcspn(text + at, "\n");
        lines[count++] = (struct line){at, end};
        at = end + (text[end] == '\n');
    }
    return count;
}

/* The page's lines at this width, PAGE_LINES_MAX at most; text is what they are lines of. */
static int wrap_page(const struct screen *screen, struct area area, struct text *text,
                     struct line *lines)
{
    const char *page = screen->session->answers.page.bytes;
    int width = area.columns - 4 < PAGE_COLUMNS_MAX ? area.columns - 4 : PAGE_COLUMNS_MAX;
    if (page)
        screen_spell(screen, text, page);
    if (screen->session->answers.choices > 0)
        return text->bytes ? split_page(text->bytes, lines) : 0;
    return text->bytes ? screen_wrap(text->bytes, width, lines, PAGE_LINES_MAX) : 0;
}

/* --- what can be chosen --- */

/* The line that is; -1: none can be. */
static int chosen_line(const struct answers *answers, int count)
{
    return answers->choices > 0 ? count - answers->choices + answers->chosen : -1;
}

/* The nearest first line from which on it is seen. */
static int top_for(int top, int chosen, int shown)
{
    return chosen < 0              ? top
           : chosen < top          ? chosen
           : chosen >= top + shown ? chosen - shown + 1
                                   : top;
}

static void target_scene(const struct screen *screen, struct area line, int place)
{
    const struct playlist *playlist = &screen->session->host.playlist;
    char command[40], words[SCENE_NUMBER_SIZE];
    if (place >= playlist->count)
        return;
    const struct scene_number number = playlist_number(playlist, place);
    snprintf(command, sizeof command, "scene %s", scene_number_write(&number, words));
    target_command(screen, line, command);
}

/* Each line opens what it tells. */
static void draw_choices(const struct screen *screen, struct area area, int top, int count)
{
    const struct answers *answers = &screen->session->answers;
    int first = count - answers->choices, chosen = chosen_line(answers, count);
    for (int i = 0; i < area.rows && top + i < count; i++) {
        struct area line = {area.column, area.row + i, area.columns, 1};
        if (top + i >= first)
            target_scene(screen, line, top + i - first);
        if (top + i != chosen)
            continue;
        screen_text(screen, line.column + 1, line.row, line.column + 3, ROLE_ACCENT,
                    screen_word(screen, "\u203a", ">"));
        screen_raise(screen, line);
    }
}

static void target_mention(const struct screen *screen, struct area area,
                           const struct mention *mention)
{
    static const enum target_click clicks[] = {
        [MENTION_KEY] = CLICK_KEY, [MENTION_COMMAND] = CLICK_COMMAND, [MENTION_TYPE] = CLICK_TYPE};
    target_add(screen,
               (struct target){.kind = TARGET_BUTTON,
                               .area = area,
                               .click = clicks[mention->kind],
                               .closes = mention->kind == MENTION_KEY},
               mention->words.bytes);
}

/* What the lines name, of which the first one stands at a place. What is broken is in several. */
static void target_mentions(const struct screen *screen, int column, int row, const char *text,
                            const struct line *lines, int count)
{
    struct mention mention = {.end = lines[0].begin};
    while (mention.end > 0 && text[mention.end - 1] != '\n')
        mention.end--;
    while (mention_next(text, &mention) && mention.begin < lines[count - 1].end)
        for (int i = 0; i < count; i++) {
            const struct line *line = &lines[i];
            int begin = mention.begin > line->begin ? mention.begin : line->begin;
            int end = mention.end < line->end ? mention.end : line->end;
            if (begin < end)
                target_mention(screen,
                               (struct area){column + utf8_columns(text + line->begin,
                                                                   (size_t)(begin - line->begin)),
                                             row + i,
                                             utf8_columns(text + begin, (size_t)(end - begin)), 1},
                               &mention);
        }
    text_free(&mention.words);
}

/* What its keys do. */
static void draw_foot(const struct screen *screen, int column, int row, int end)
{
    const struct session *session = screen->session;
    bool opens = session->answers.choices > 0;
    if (opens) {
        int begin = column;
        column = screen_text(screen, column, row, end, ROLE_FAINT, "enter opens");
        target_key(screen, (struct area){begin, row, column - begin, 1}, "enter");
        column += 3;
    }
    int after =
        screen_text(screen, column, row, end, ROLE_FAINT,
                    opens && session->words.scene == 0 ? "esc goes on without" : "esc closes");
    target_key(screen, (struct area){column, row, after - column, 1}, "escape");
    if (session->answers.stands && session->player.playing)
        screen_text(screen, after + 3, row, end, ROLE_FAINT, "the run waits meanwhile");
}

int page_draw(const struct screen *screen, struct area area)
{
    struct text text = {0};
    screen_fill(screen, area, ROLE_TEXT);
    target_add(screen, (struct target){.kind = TARGET_PAGE, .area = area}, NULL);
    if (area.rows < 2)
        return 0;
    struct line *lines = memory_new(PAGE_LINES_MAX, sizeof *lines);
    int count = wrap_page(screen, area, &text, lines);
    int shown = area.rows - 1, last_top = count > shown ? count - shown : 0;
    const struct answers *answers = &screen->session->answers;
    int top = answers->page_top;
    if (answers->seeks && count > 0)
        top = seek(text.bytes, lines, count, top < last_top ? top : -1, &answers->sought);
    top = top_for(top, chosen_line(answers, count), shown);
    top = top < 0 ? 0 : top < last_top ? top : last_top;
    for (int i = 0; i < shown && top + i < count; i++) {
        const struct line *line = &lines[top + i];
        screen_line(screen, area.column + 2, area.row + i, area.column + area.columns - 1,
                    line_role(text.bytes, line, &answers->sought), text.bytes, line);
    }
    int lines_shown = count - top < shown ? count - top : shown;
    if (answers->choices > 0)
        draw_choices(screen, (struct area){area.column, area.row, area.columns, shown}, top, count);
    else if (lines_shown > 0)
        target_mentions(screen, area.column + 2, area.row, text.bytes, lines + top, lines_shown);
    int foot = area.row + area.rows - 1, end = area.column + area.columns - 1;
    int column = area.column + 2;
    if (count > shown) {
        int begin = column;
        column = screen_printf(screen, column, foot, end, ROLE_FAINT, "lines %d%s%d of %d", top + 1,
                               screen_word(screen, "–", "-"),
                               top + shown < count ? top + shown : count, count);
        target_key(screen, (struct area){begin, foot, column - begin, 1}, "space");
        column += 3;
    }
    draw_foot(screen, column, foot, end);
    free(lines);
    text_free(&text);
    return top;
}
