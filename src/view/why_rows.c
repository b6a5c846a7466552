#include "why_rows.h"

#include "../base/array.h"

#include <limits.h>
#include <stdlib.h>

enum { RESULT_COLUMNS = 11, TABLE_COLUMNS = 56, LINES_MAX = 12 };
enum { SPARE_COLUMNS = 14 }; /* for numbers wider than usual, and the distance to the result */
enum { NEAR_COLUMNS = 6 };   /* of a row that is shorter than the widest */

struct why_row *why_rows_add(struct why_rows *rows, int rank)
{
    struct why_row *row = array_add(rows->items, rows->count, rows->capacity);
    *row = (struct why_row){.role = ROLE_TEXT, .rank = rank};
    return row;
}

static const char *bytes_of(const struct text *text)
{
    return text->bytes ? text->bytes : "";
}

static const char *widest(const struct why_row *row)
{
    return row->widest.length > 0 ? row->widest.bytes : bytes_of(&row->text);
}

/* How wide a text may be beside the result. */
static int text_columns(const struct why_rows *rows, const struct why_row *row, int columns)
{
    int limit = rows->result_at && row->result.bytes ? rows->result_at - 2 : columns;
    return limit - row->indent > 4 ? limit - row->indent : 4;
}

/* Lines of the spelled text. */
static int wrap(const struct screen *screen, const char *text, int columns, int hang,
                struct text *spelled, struct line lines[LINES_MAX])
{
    screen_spell(screen, spelled, text);
    return spelled->bytes ? screen_wrap_formula(spelled->bytes, columns, hang, lines, LINES_MAX)
                          : 0;
}

/* The lines of a text with its result, and whether that has one of its own. */
static int lines_of(const struct screen *screen, const struct why_rows *rows,
                    const struct why_row *row, int columns, const char *text, bool *below)
{
    struct text spelled = {0};
    struct line lines[LINES_MAX];
    int room = text_columns(rows, row, columns);
    int count = wrap(screen, text, room, row->hang, &spelled, lines);
    *below = false;
    if (count > 0 && row->result.bytes && !rows->result_at) {
        const struct line *last = &lines[count - 1];
        int width = (count > 1 ? row->hang : 0) +
                    utf8_columns(spelled.bytes + last->begin, (size_t)(last->end - last->begin));
        int result = screen_columns(screen, row->result.bytes);
        *below = width + (result > RESULT_COLUMNS ? result : RESULT_COLUMNS) + 1 > room;
    }
    text_free(&spelled);
    return (count > 0 ? count : 1) + *below;
}

/* As many as the widest numbers need, and more only if these here do, even in their shorter form:
 * what stands below is to stay where it is. */
static void count_lines(const struct screen *screen, const struct why_rows *rows,
                        struct why_row *row, int columns)
{
    bool below;
    int room = lines_of(screen, rows, row, columns, widest(row), &row->below);
    int needed = lines_of(screen, rows, row, columns, bytes_of(&row->text), &below);
    if (needed > room && row->shorter.length > 0) {
        text_clear(&row->text);
        text_add(&row->text, "%s", row->shorter.bytes);
        needed = lines_of(screen, rows, row, columns, bytes_of(&row->text), &below);
    }
    row->below |= below;
    row->needed = needed > room ? needed : room;
}

static int find_result_column(const struct screen *screen, const struct why_rows *rows, int columns)
{
    int at = 0;
    if (columns < TABLE_COLUMNS)
        return 0;
    for (int i = 0; i < rows->count; i++) {
        const struct why_row *row = &rows->items[i];
        int end = row->indent + screen_columns(screen, widest(row)) + SPARE_COLUMNS;
        if (row->result.bytes && end > at)
            at = end;
    }
    return at < columns - RESULT_COLUMNS ? at : columns - RESULT_COLUMNS;
}

/* Beside the text, where its numbers will hardly come, and alike in rows that follow each other: a
 * statement's x and y. */
static void place_results(const struct screen *screen, struct why_rows *rows)
{
    for (int i = 0; i < rows->count; i++) {
        struct why_row *row = &rows->items[i], *before = i > 0 ? row - 1 : row;
        int at = row->indent + screen_columns(screen, widest(row)) + NEAR_COLUMNS;
        int text = row->indent + screen_columns(screen, bytes_of(&row->text)) + 2;
        at = at > text ? at : text;
        row->result_at = at < rows->result_at ? at : rows->result_at;
        if (!row->result.bytes || !before->result.bytes)
            continue;
        if (row->result_at > before->result_at)
            before->result_at = row->result_at;
        row->result_at = before->result_at;
    }
}

/* The least rank that is greater. */
static int next_rank(const struct why_rows *rows, int rank)
{
    int next = INT_MAX;
    for (int i = 0; i < rows->count; i++)
        if (rows->items[i].rank > rank && rows->items[i].rank < next)
            next = rows->items[i].rank;
    return next;
}

/* The rows of a rank come together or not at all. */
static int fit_rank(struct why_rows *rows, int rank, int left)
{
    int needed = 0;
    for (int i = 0; i < rows->count; i++)
        if (rows->items[i].rank == rank)
            needed += rows->items[i].needed;
    for (int i = 0; i < rows->count && needed <= left; i++)
        if (rows->items[i].rank == rank)
            rows->items[i].lines = rows->items[i].needed;
    return needed <= left ? needed : 0;
}

/* Blank lines: first those between the parts; with much room also between the rows. */
static void spread(struct why_rows *rows, int left)
{
    int shown = 0, taken = 0;
    for (int i = 0; i < rows->count; i++) {
        struct why_row *row = &rows->items[i];
        row->gaps = row->lines && row->gap && shown > 0 && taken < left;
        taken += row->gaps;
        shown += row->lines > 0;
    }
    bool roomy = left - taken >= shown;
    for (int i = 0, before = 0; i < rows->count && roomy; i++)
        rows->items[i].gaps += rows->items[i].lines && before++ > 0;
}

static void fit(const struct screen *screen, struct why_rows *rows, int columns, int lines)
{
    rows->result_at = find_result_column(screen, rows, columns);
    place_results(screen, rows);
    for (int i = 0; i < rows->count; i++)
        count_lines(screen, rows, &rows->items[i], columns);
    for (int rank = next_rank(rows, INT_MIN); rank < INT_MAX; rank = next_rank(rows, rank))
        lines -= fit_rank(rows, rank, lines);
    spread(rows, lines);
}

static void draw_row(const struct screen *screen, const struct why_rows *rows,
                     const struct why_row *row, struct area area)
{
    struct text spelled = {0};
    struct line lines[LINES_MAX];
    int end = area.column + area.columns, room = text_columns(rows, row, area.columns);
    int count = wrap(screen, bytes_of(&row->text), room, row->hang, &spelled, lines);
    int result = screen_columns(screen, bytes_of(&row->result));
    bool below = row->below && count < row->lines;
    int last = area.row + (below ? count : row->lines - 1);
    int right = below             ? area.column + row->indent + row->hang
                : rows->result_at ? area.column + row->result_at
                                  : end - result;
    screen_text(screen, area.column, area.row, end, ROLE_MUTED, bytes_of(&row->label));
    for (int i = 0; i < count && i < row->lines; i++, area.row++) {
        int column = area.column + row->indent + (i > 0 ? row->hang : 0);
        int limit = area.column + row->indent + room;
        const char *part = spelled.bytes + lines[i].begin;
        if (row->result.bytes && area.row == last && limit > right - 1)
            limit = right - 1;
        bool cut = utf8_columns(part, (size_t)(lines[i].end - lines[i].begin)) > limit - column ||
                   (i == row->lines - 1 && count > i + 1);
        column = screen_line(screen, column, area.row, limit, row->role, spelled.bytes, &lines[i]);
        if (cut)
            screen_text(screen, column < limit ? column : limit - 1, area.row, limit, row->role,
                        screen_word(screen, "…", "~"));
    }
    if (row->result.bytes)
        screen_text(screen, right > area.column ? right : area.column, last, end, ROLE_STRONG,
                    row->result.bytes);
    text_free(&spelled);
}

void why_rows_draw(const struct screen *screen, struct why_rows *rows, struct area area)
{
    fit(screen, rows, area.columns, area.rows);
    for (int i = 0, end = area.row + area.rows; i < rows->count; i++) {
        struct why_row *row = &rows->items[i];
        area.row += row->gaps;
        if (row->lines && area.row + row->lines <= end)
            draw_row(screen, rows, row, area);
        area.row += row->lines;
        struct text *const texts[] = {&row->label, &row->text, &row->result, &row->widest,
                                      &row->shorter};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            text_free(texts[k]);
    }
    free(rows->items);
}
