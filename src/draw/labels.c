#include "labels.h"

#include "../base/memory.h"
#include "../base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NEAR_COLUMNS = 4, NEAR_ROWS = 2 }; /* how far from its place */
enum { ON_COLUMNS = 3, ON_ROWS = 1 };     /* how far what lies over the field keeps from all */

/* The cells that something is in. */
struct taken {
    int columns, rows;
    bool *cells;
};

static struct taken taken_of(const struct canvas *canvas)
{
    struct taken taken = {canvas->area.columns, canvas->area.rows, NULL};
    int count = taken.columns * taken.rows;
    taken.cells = memory_new((size_t)count + 1, sizeof *taken.cells);
    for (int i = 0; i < count; i++)
        taken.cells[i] = canvas_top(canvas, i % taken.columns, i / taken.columns) > 0;
    for (int i = 0; i < canvas->mark_count; i++)
        taken.cells[canvas->marks[i].row * taken.columns + canvas->marks[i].column] = true;
    return taken;
}

static bool is_clear(const struct taken *taken, struct area area)
{
    for (int row = area.row; row < area.row + area.rows; row++)
        for (int column = area.column; column < area.column + area.columns; column++)
            if (column >= 0 && row >= 0 && column < taken->columns && row < taken->rows &&
                taken->cells[row * taken->columns + column])
                return false;
    return true;
}

static bool is_inside(const struct taken *taken, int column, int row, int width)
{
    return column >= 0 && row >= 0 && column + width <= taken->columns && row < taken->rows;
}

/* The clear place nearest to a cell, as the eye measures it. */
static bool find_near(const struct taken *taken, struct placed_label *label, int column, int row)
{
    double least = HUGE_VAL;
    int width = label->width;
    for (int r = row - NEAR_ROWS; r <= row + NEAR_ROWS; r++)
        for (int c = column - NEAR_COLUMNS - width; c <= column + NEAR_COLUMNS + 1; c++) {
            if (!is_inside(taken, c, r, width) ||
                !is_clear(taken, (struct area){c - 1, r, width + 2, 1}))
                continue;
            double far = fabs(c + width / 2.0 - column - 0.5) * 0.5 + abs(r - row) * 1.1;
            if (far < least)
                least = far, label->column = c, label->row = r;
        }
    return least < HUGE_VAL;
}

static bool find_on(const struct taken *taken, struct placed_label *label, int column, int row)
{
    label->column = column - label->width / 2;
    label->row = row;
    return is_inside(taken, label->column, row, label->width) &&
           is_clear(taken, (struct area){label->column - ON_COLUMNS, row - ON_ROWS,
                                         label->width + 2 * ON_COLUMNS, 1 + 2 * ON_ROWS});
}

static bool find_place(const struct taken *taken, const struct canvas_label *label,
                       struct placed_label *placed)
{
    const struct drawing *drawing = label->drawing;
    const struct shape *shape = label->shape;
    placed->shape = shape;
    placed->text = drawing->letters + shape->text;
    placed->width = utf8_columns(placed->text, strlen(placed->text));
    for (int i = 0; i < shape->count; i++) {
        struct point cell = drawing_cell(drawing, drawing->points[shape->first + i]);
        if (!(cell.x >= 0 && cell.y >= 0 && cell.x < taken->columns && cell.y < taken->rows))
            continue;
        if (shape->label == LABEL_NEAR ? find_near(taken, placed, (int)cell.x, (int)cell.y)
                                       : find_on(taken, placed, (int)cell.x, (int)cell.y))
            return true;
    }
    return false;
}

int labels_place(const struct canvas *canvas, struct placed_label *placed, int max)
{
    if (!canvas->label_count)
        return 0;
    struct taken taken = taken_of(canvas);
    int count = 0;
    for (int priority = 255; priority >= 0; priority--)
        for (int i = 0; i < canvas->label_count && count < max; i++) {
            const struct canvas_label *label = &canvas->labels[i];
            if (label->shape->priority != priority || !find_place(&taken, label, &placed[count]))
                continue;
            const struct placed_label *now = &placed[count++];
            bool *cells = taken.cells + now->row * taken.columns + now->column;
            memset(cells, true, (size_t)now->width * sizeof *cells);
        }
    free(taken.cells);
    return count;
}
