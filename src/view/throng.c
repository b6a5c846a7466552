/* The crowd: a cloud over the map and the relief, and in the panel what became of it. */

#include "layers.h"
#include "parts.h"

#include "../lab/throng.h"

#include <math.h>

static struct throng ask(const struct screen *screen)
{
    const struct session *session = screen->session;
    return lab_throng(session->lab, session->sim, &session->look.crowd);
}

static color color_of(const struct screen *screen)
{
    const struct session *session = screen->session;
    const struct crowd_wish *wish = &session->look.crowd;
    if (wish->apart || wish->ball >= session->sim->ball_count)
        return screen->theme->roles[ROLE_TEXT];
    return screen_ball_color(screen, wish->ball);
}

/* Between its previous row and its present one, as balls are. */
static struct point between(const struct flock_places *places, int i, double part)
{
    return (struct point){places->before_x[i] + part * (places->x[i] - places->before_x[i]),
                          places->before_y[i] + part * (places->y[i] - places->before_y[i])};
}

static int count_all(const struct throng *throng)
{
    int count = 0;
    for (int p = 0; p < flock_parts(throng->flock); p++)
        count += flock_places(throng->flock, p).count;
    return count;
}

void cloud_draw(const struct plot *plot)
{
    const struct screen *screen = plot->screen;
    const struct point nowhere = {(double)NAN, (double)NAN};
    struct throng throng = {.reason = "none"};
    if (throng_is_told(screen))
        throng = ask(screen);
    if (throng.reason)
        return;
    double part = throng.whole ? screen->display->phase : 1;
    drawing_at(plot->drawing, DEPTH_PAST, -1);
    struct point *to =
        draw_cloud(plot->drawing, count_all(&throng), (struct ink){.color = color_of(screen)});
    for (int p = 0; p < flock_parts(throng.flock); p++) {
        struct flock_places places = flock_places(throng.flock, p);
        for (int i = 0; i < places.count; i++) {
            struct point place = between(&places, i, part);
            struct sight at = {.at = place, .inside = true, .seen = true};
            if (!plot->projection->flat)
                at = plot->projection->sight(plot, place);
            *to++ = at.seen && at.inside ? at.at : nowhere;
        }
    }
}

/* --- in words --- */

bool throng_is_told(const struct screen *screen)
{
    return screen->session->look.crowd.count > 0;
}

/* A count with its mark and, where there is room, its word. */
static int draw_count(const struct screen *screen, struct area area, int column,
                      enum standing standing, const char *word, int64_t count)
{
    const struct standing_row *row = &standing_rows[standing];
    int end = area.column + area.columns;
    bool wide = area.columns >= 40;
    screen_put(screen, column, area.row, screen_glyph(screen, row->mark, row->ascii),
               count ? row->role : ROLE_FAINT);
    column = screen_printf(screen, column + 2, area.row, end, ROLE_MUTED, "%s%s", wide ? word : "",
                           wide ? " " : "");
    return 2 + screen_printf(screen, column, area.row, end, count ? ROLE_TEXT : ROLE_FAINT, "%lld",
                             (long long)count);
}

void throng_draw(const struct screen *screen, struct area area)
{
    struct throng throng = ask(screen);
    const struct flock_sum *sum = &throng.sum;
    int end = area.column + area.columns;
    char loss[32];
    int column = screen_printf(screen, area.column, area.row, end, ROLE_STRONG, "crowd %lld",
                               (long long)screen->session->look.crowd.count);
    if (throng.reason)
        screen_text_cut(screen, column + 2, area.row, end, ROLE_WARN, throng.reason);
    else if (!throng.whole)
        screen_printf(screen, column + 2, area.row, end, ROLE_MUTED, "is at n %lld",
                      (long long)throng.row);
    if (throng.reason || !throng.whole)
        return;
    column = screen_text(screen, column + 2, area.row, end, ROLE_MUTED, "mean loss ");
    screen_text(screen, column, area.row, end, ROLE_TEXT, screen_value(sum->loss, loss));
    area.row++;
    column = area.column;
    column = draw_count(screen, area, column, STANDING_SETTLED, "settled", sum->settled);
    column = draw_count(screen, area, column, STANDING_ROLLS, "under way", sum->under_way);
    draw_count(screen, area, column, STANDING_GONE, "gone", sum->gone);
}
