#include "line_end.h"

#include <math.h>
#include <stdlib.h>

/* --- where it is --- */

/* The place of a bucket's end is that of the line's; whether that is the last one that is seen. */
static bool ends_at(const struct figure *figure, const struct chart_scale scales[2],
                    const struct thinned *line, int bucket, struct line_end *end)
{
    struct point at = chart_scale_point(&scales[0], &scales[1], line->buckets[bucket].last);
    if (isnan(at.y))
        return false;
    int side = chart_scale_side(&scales[1], at.y);
    end->left = end->column < 0 && side ? side : end->left;
    end->column = bucket;
    end->value = line->buckets[bucket].last.y;
    end->at = at;
    end->cell = figure_cell(figure, at);
    return !side;
}

bool line_end_find(const struct figure *figure, const struct chart_scale scales[2],
                   const struct thinned *line, int present, int done, const int known[3],
                   struct line_end *end)
{
    end->column = -1;
    for (int i = present; i >= done; i--)
        if (ends_at(figure, scales, line, i, end))
            return true;
    for (int i = 0; done > 0 && i < 3; i++)
        if (known[i] >= 0 && known[i] <= present && ends_at(figure, scales, line, known[i], end))
            return true;
    return end->column >= 0;
}

/* --- their order --- */

/* The greatest value first, who has left last. */
static int from_above(const void *left, const void *right)
{
    const struct line_end *a = left, *b = right;
    if (!a->left != !b->left)
        return a->left ? 1 : -1;
    return a->value == b->value ? a->ball - b->ball : a->value < b->value ? 1 : -1;
}

/* By whole rows, so that each has one of its own, as near to its line as that goes. */
static void spread(struct line_end *ends, int count, int rows)
{
    for (int i = 1; i < count; i++)
        if (ends[i].cell.row <= ends[i - 1].cell.row)
            ends[i].cell.row = ends[i - 1].cell.row + 1;
    for (int i = count - 1, most = rows - 1; i >= 0; i--, most--) {
        ends[i].cell.row = ends[i].cell.row < most ? ends[i].cell.row : most;
        ends[i].cell.row = ends[i].cell.row > 0 ? ends[i].cell.row : 0;
    }
}

/* The same where files show names at their height: a row apart, and not out of the plot. */
static void spread_exactly(const struct figure *figure, struct line_end *ends, int count)
{
    double least = 0.5, most = figure->plot.rows - 0.5;
    for (int i = 0; i < count; i++) {
        ends[i].height = fmax(drawing_cell(&figure->drawing, ends[i].at).y, least);
        least = ends[i].height + 1;
    }
    for (int i = count - 1; i >= 0; i--, most--) {
        ends[i].height = fmax(fmin(ends[i].height, most), 0.5);
        most = ends[i].height;
        ends[i].cell.row = (int)ends[i].height;
    }
}

/* Where it left stands an arrow beside its mark, and both in a row that no other has there, as long
 * as there are any: how far out it is is not told, but when it left. */
static void point_out(struct figure *figure, struct line_end *ends, int i)
{
    struct place *cell = &ends[i].cell;
    int edge = ends[i].left < 0 ? figure->plot.rows - 1 : 0, row = edge;
    bool many = screen_ball_is_one_of_many(figure->screen, ends[i].ball);
    for (int k = 0; k < i && !many; k++)
        if (ends[k].left == ends[i].left && abs(ends[k].cell.column - cell->column) < 2 &&
            ends[k].cell.row == row)
            row += ends[i].left, k = -1;
    cell->row = row >= 0 && row < figure->plot.rows ? row : edge;
    struct point at = figure_point(figure, (struct place){cell->column + 1, cell->row}), from = at;
    from.y -= ends[i].left;
    drawing_at(&figure->drawing, DEPTH_PRESENT, -1);
    draw_head(&figure->drawing, from, at, figure_ink(figure, ROLE_MUTED));
}

void line_end_names(const struct screen *screen, struct end_names *names)
{
    for (int i = 0; i < screen->session->sim->ball_count; i++)
        if (!screen_ball_is_one_of_many(screen, i))
            names_brief(screen->session->sim, i, names->of[i]);
}

int line_end_margin(const struct screen *screen, const struct end_names *names, int columns)
{
    enum { BEFORE = 3, VALUE = 9, LEAST = 14, SHARE = 4 };
    int width = 0, most = columns / SHARE > LEAST ? columns / SHARE : LEAST;
    for (int i = 0; i < screen->session->sim->ball_count; i++) {
        int own = screen_columns(screen, names->of[i]);
        width = own > width ? own : width;
    }
    width += BEFORE + VALUE;
    return width < LEAST ? LEAST : width > most ? most : width;
}

/* With what it is there, where that is told and there is room; returns its columns. */
static int write_name(const struct figure *figure, const struct line_end *end, int room,
                      struct text *words)
{
    const struct screen *screen = figure->screen;
    char number[32];
    int width = screen_columns(screen, end->name);
    text_add(words, "%s", end->name);
    if (!end->tells || end->left)
        return width;
    text_add(words, ": %s", screen_value(end->value, number));
    int whole = screen_columns(screen, words->bytes);
    if (whole <= room)
        return whole;
    text_clear(words);
    text_add(words, "%s", end->name);
    return width;
}

/* Beside its mark, or near it, clear of all lines. */
static void name_end(struct figure *figure, const struct line_end *end, bool beside)
{
    struct text words = {0};
    int room = figure->drawing.area.columns - end->cell.column - 2;
    int width = write_name(figure, end, room, &words);
    beside &= width <= room;
    struct place cell = {end->cell.column + 2 * beside, end->cell.row};
    struct point at = figure_point(figure, cell);
    if (beside && end->height > 0)
        at.y = drawing_point(&figure->drawing, (struct point){0, end->height}).y;
    figure_label(figure, beside ? LABEL_AT : LABEL_NEAR, at, figure_ball_ink(figure, end->ball),
                 words.bytes);
    struct area area = {figure->plot.column + end->cell.column, figure->plot.row + cell.row,
                        2 + width, 1};
    if (beside)
        target_ball(figure->screen, area, end->ball);
    text_free(&words);
}

/* Where lines are not bound to cells, at the very end of its own, unless it left. */
static struct point place_of_end(const struct figure *figure, const struct line_end *end)
{
    const struct region *plane = &figure->plane;
    if (!figure->device.pixels.width || end->left)
        return figure_point(figure, end->cell);
    return (struct point){end->at.x, fmin(fmax(end->at.y, plane->y0), plane->y1)};
}

/* The selected one above all: each is where its line ends, others or not. */
static void draw_marks(struct figure *figure, const struct line_end *ends, int count)
{
    int selected = figure->screen->session->selected;
    for (int i = 0; i < 2 * count; i++)
        if ((ends[i % count].ball == selected) == (i >= count))
            figure_ball(figure, place_of_end(figure, &ends[i % count]), ends[i % count].ball);
    figure->canvas.stacks = true;
}

static void draw_ends(struct figure *figure, struct line_end *ends, int count, int staying,
                      bool named)
{
    for (int i = staying; i < count; i++)
        point_out(figure, ends, i);
    draw_marks(figure, ends, count);
    for (int i = 0; i < count; i++) {
        if (count > 1 && !screen_ball_is_one_of_many(figure->screen, ends[i].ball))
            name_end(figure, &ends[i], named && i < staying);
    }
}

static int sort_ends(struct line_end *ends, int count)
{
    int staying = 0;
    qsort(ends, (size_t)count, sizeof *ends, from_above);
    while (staying < count && !ends[staying].left)
        staying++;
    return staying;
}

void line_ends_draw(struct figure *figure, struct line_end *ends, int count, bool named)
{
    int staying = sort_ends(ends, count);
    for (int i = 0; i < staying; i++)
        ends[i].cell.column++;
    if (named && !figure->screen->kinds.any && figure->canvas.exact)
        spread_exactly(figure, ends, staying);
    else if (named && !figure->screen->kinds.any)
        spread(ends, staying, figure->plot.rows);
    draw_ends(figure, ends, count, staying, named);
}

void line_ends_draw_at(struct figure *figure, struct line_end *ends, int count)
{
    draw_ends(figure, ends, count, sort_ends(ends, count), false);
}
