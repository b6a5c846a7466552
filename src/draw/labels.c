#include "labels.h"

#include "../base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NEAR_COLUMNS = 4, NEAR_ROWS = 2 }; /* how far from its place */
enum { ON_COLUMNS = 3, ON_ROWS = 1 };     /* how far what lies over the field keeps from all */

static bool is_clear(const struct canvas *canvas, struct area area, int of)
{
    for (int row = area.row; row < area.row + area.rows; row++)
        for (int column = area.column; column < area.column + area.columns; column++)
            if (column >= 0 && row >= 0 && column < canvas->area.columns &&
                row < canvas->area.rows && canvas_is(canvas, column, row) >= of)
                return false;
    return true;
}

static bool is_inside(const struct canvas *canvas, int column, int row, int width)
{
    return column >= 0 && row >= 0 && column + width <= canvas->area.columns &&
           row < canvas->area.rows;
}

/* The clear place nearest to a cell, as the eye measures it; not at the side of the canvas, beside
 * which there may be numbers. */
static bool find_near(const struct canvas *canvas, struct placed_label *label, int column, int row)
{
    double least = HUGE_VAL;
    int width = label->width;
    for (int r = row - NEAR_ROWS; r <= row + NEAR_ROWS; r++)
        for (int c = column - NEAR_COLUMNS - width; c <= column + NEAR_COLUMNS + 1; c++) {
            if (!is_inside(canvas, c - 1, r, width + 2) ||
                !is_clear(canvas, (struct area){c - 1, r, width + 2, 1}, CELL_LINED))
                continue;
            double far = fabs(c + width / 2.0 - column - 0.5) * 0.5 + abs(r - row) * 1.1;
            if (far < least)
                least = far, label->column = c, label->row = r;
        }
    return least < HUGE_VAL;
}

static bool find_on(const struct canvas *canvas, struct placed_label *label, int column, int row)
{
    label->column = column - label->width / 2;
    label->row = row;
    return is_inside(canvas, label->column, row, label->width) &&
           is_clear(canvas,
                    (struct area){label->column - ON_COLUMNS, row - ON_ROWS,
                                  label->width + 2 * ON_COLUMNS, 1 + 2 * ON_ROWS},
                    CELL_TAKEN);
}

static bool find_place(const struct canvas *canvas, const struct canvas_label *label,
                       struct placed_label *placed)
{
    const struct drawing *drawing = label->drawing;
    const struct shape *shape = label->shape;
    placed->shape = shape;
    placed->text = drawing->letters + shape->text;
    placed->width = utf8_columns(placed->text, strlen(placed->text));
    for (int i = 0; i < shape->count; i++) {
        struct point cell = drawing_cell(drawing, drawing->points[shape->first + i]);
        if (!(cell.x >= 0 && cell.y >= 0 && cell.x < canvas->area.columns &&
              cell.y < canvas->area.rows))
            continue;
        if (shape->label == LABEL_NEAR ? find_near(canvas, placed, (int)cell.x, (int)cell.y)
                                       : find_on(canvas, placed, (int)cell.x, (int)cell.y))
            return true;
    }
    return false;
}

int labels_place(struct canvas *canvas, struct placed_label *placed, int max)
{
    int count = 0;
    for (int priority = 255; priority >= 0; priority--)
        for (int i = 0; i < canvas->label_count && count < max; i++) {
            const struct canvas_label *label = &canvas->labels[i];
            if (label->shape->priority != priority || !find_place(canvas, label, &placed[count]))
                continue;
            const struct placed_label *now = &placed[count++];
            for (int k = 0; k < now->width; k++)
                canvas_take(canvas, now->column + k, now->row);
        }
    return count;
}
