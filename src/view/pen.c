#include "pen.h"

#include <math.h>

static const struct point nowhere = {(double)NAN, (double)NAN};

struct pen pen_new(const struct chart_scale *x, const struct chart_scale *y, int columns)
{
    double width = (x->high - x->low) / fmax(columns - 1, 1);
    return (struct pen){.x = x, .y = y, .width = width, .left = x->low - width / 2, .end = nowhere};
}

void pen_begin(const struct pen *pen, struct drawing *drawing, struct ink ink)
{
    draw_line(drawing, NULL, 0, ink);
    if (!isnan(pen->end.x))
        drawing_extend(drawing, pen->end);
}

static void draw(struct pen *pen, struct drawing *drawing, struct point to)
{
    if (pen->end.x != to.x || pen->end.y != to.y)
        drawing_extend(drawing, to);
    pen->end = to;
}

void pen_lift(struct pen *pen, struct drawing *drawing)
{
    if (pen->count == 0)
        return;
    draw(pen, drawing, pen->first);
    if (pen->count > 1) {
        draw(pen, drawing, pen->low_first ? pen->low : pen->high);
        draw(pen, drawing, pen->low_first ? pen->high : pen->low);
        draw(pen, drawing, pen->last);
    }
    pen->count = 0;
}

void pen_go(struct pen *pen, struct drawing *drawing, struct point to)
{
    to = chart_scale_point(pen->x, pen->y, to);
    if (isnan(to.x)) {
        pen_lift(pen, drawing);
        drawing_extend(drawing, nowhere);
        pen->end = nowhere;
        return;
    }
    int64_t column = (int64_t)floor((to.x - pen->left) / pen->width);
    if (pen->count > 0 && column != pen->column)
        pen_lift(pen, drawing);
    if (pen->count++ == 0) {
        pen->column = column;
        pen->first = pen->low = pen->high = pen->last = to;
        return;
    }
    if (to.y < pen->low.y)
        pen->low = to, pen->low_first = false;
    if (to.y > pen->high.y)
        pen->high = to, pen->low_first = true;
    pen->last = to;
}

void pen_follow(struct pen *pen, struct drawing *drawing, const struct thinned *line, int from,
                int to)
{
    for (int i = from; i < to; i++) {
        const struct bucket *bucket = &line->buckets[i];
        pen_go(pen, drawing, bucket->first);
        if (line->stride == 1)
            continue;
        pen_go(pen, drawing, bucket->low_first ? bucket->low : bucket->high);
        pen_go(pen, drawing, bucket->low_first ? bucket->high : bucket->low);
        pen_go(pen, drawing, bucket->last);
    }
}
