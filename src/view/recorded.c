#include "recorded.h"

#include <math.h>
#include <string.h>

static struct extent extent_of_ghost(const struct series *series, const struct ghost_track *track)
{
    struct extent extent = extent_new();
    for (int i = 0; track && i < track->row_count; i++) {
        double value = series_value(series, &track->rows[i]);
        extent_add(&extent, (struct bounds){value, value});
        extent.gone = track->rows[i].diverged;
    }
    return extent;
}

static struct extent extent_of(const struct session *session, int ball, const struct series *series,
                               struct reached *kept)
{
    struct reached now;
    int last = session->sim->balls[ball]->record.moments.count - 1;
    reach_line(&series->line, kept, &now);
    now.up.gone =
        sim_sample(session->sim, ball, last).row->diverged || sim_row(session->sim, ball)->diverged;
    return now.up;
}

/* Of two sessions beside each other it is that of both. */
static struct chart_scale scale_of(const struct screen *screen, struct sheets *sheets,
                                   enum quantity quantity)
{
    const struct session *session = screen->session, *other = screen->display->other;
    struct extent extents[2 * BALLS_MAX + GHOSTS_MAX];
    double limit = 0;
    int count = 0;
    for (int ball = 0; ball < session->sim->ball_count; ball++) {
        const struct series *series = lab_series(session->lab, session->sim, ball, quantity);
        extents[count++] = extent_of(session, ball, series, &sheets->recorded[ball][quantity]);
        limit = fmax(limit, series->limit);
    }
    for (int ball = 0; other && ball < other->sim->ball_count; ball++) {
        const struct series *series = lab_series(other->lab, other->sim, ball, quantity);
        extents[count++] = extent_of(other, ball, series, &sheets->others_recorded[ball][quantity]);
        limit = fmax(limit, series->limit);
    }
    const struct series *own = lab_series(session->lab, session->sim, session->selected, quantity);
    for (int i = 0; i < session->ghosts.count; i++)
        extents[count++] = extent_of_ghost(own, lines_ghost(session, i));
    return chart_scale_of(quantity, extents, count, limit);
}

bool recorded_has_values(const struct screen *screen, enum quantity quantity)
{
    struct chart_scale scale = scale_of(screen, screen->sheets, quantity);
    return scale.high > scale.low;
}

void recorded_begin(struct recorded *recorded, const struct screen *screen, struct sheets *sheets,
                    int gutter, int margin)
{
    memset(recorded, 0, sizeof *recorded); /* the choice is compared by its bytes */
    recorded->formulas = (struct formulas){.screen = screen,
                                           .chosen = &recorded->chosen,
                                           .quantities = recorded->quantities,
                                           .sheets = sheets,
                                           .x = charts_across(screen),
                                           .gutter = gutter,
                                           .margin = margin};
    line_end_names(screen, &recorded->formulas.names);
}

void recorded_add(struct recorded *recorded, enum quantity quantity, struct area plot)
{
    struct formulas *formulas = &recorded->formulas;
    const struct screen *screen = formulas->screen;
    const struct session *session = screen->session;
    int index = recorded->chosen.count++, columns = figure_columns(screen, plot.columns);
    struct plotted *plotted = &recorded->key.plots[index];
    const char *name = quantity_rows[quantity].name;
    recorded->quantities[index] = quantity;
    memcpy(recorded->chosen.items[index].formula, name, strlen(name));
    *plotted = (struct plotted){.first = index, .end = index + 1, .plot = plot};
    plotted->y = scale_of(screen, formulas->sheets, quantity);
    chart_scale_settle(screen, &plotted->y, plot.rows);
    for (int ball = 0; ball < session->sim->ball_count; ball++) {
        recorded->lines[ball][index] = lab_series_line(session->lab, ball, quantity, columns);
        formulas->lines[ball] = recorded->lines[ball];
    }
}

void recorded_ask(struct recorded *recorded, struct area area)
{
    struct sheet_key key = formulas_key(&recorded->formulas, area);
    memcpy(key.plots, recorded->key.plots, sizeof key.plots);
    key.count = recorded->chosen.count;
    for (int i = 0; i < key.count; i++)
        key.levels[i] = lines_levels(recorded->formulas.screen, recorded->quantities[i]);
    recorded->key = key;
    recorded->sheet = sheets_ask(recorded->formulas.sheets, &recorded->formulas, &key);
    recorded->formulas.x = recorded->sheet->key.x;
}

bool recorded_draw(struct recorded *recorded, int index)
{
    const struct chart_scale *y = &recorded->sheet->key.plots[index].y;
    bool any = y->high > y->low && recorded->formulas.x.high > recorded->formulas.x.low;
    if (any)
        formulas_draw_plot(&recorded->formulas, recorded->sheet, index);
    return any;
}
