#include "look.h"

#include <math.h>
#include <stdlib.h>

void data_plot_release(struct data_plot *plot)
{
    if (!plot || !owners_drop(&plot->owners))
        return;
    formula_code_free(plot->curve);
    free(plot->formula);
    free(plot);
}

void overlay_release(struct overlay *overlay)
{
    if (!overlay || !owners_drop(&overlay->owners))
        return;
    problem_release(overlay->problem);
    free(overlay->text);
    free(overlay);
}

enum light theme_light(enum theme_choice choice, enum light device)
{
    static const enum light lights[] = {[THEME_IS_DARK] = LIGHT_NONE,
                                        [THEME_IS_LIGHT] = LIGHT_SCREEN,
                                        [THEME_IS_PRINT] = LIGHT_PRINT};
    return choice == THEME_AUTO ? device : lights[choice];
}

bool charset_is_unicode(enum charset_choice choice, bool device)
{
    return choice == CHARSET_AUTO ? device : choice == CHARSET_IS_UNICODE;
}

enum color_level colors_of(enum colors_choice choice, enum color_level device)
{
    static const enum color_level levels[] = {[COLORS_ARE_DIRECT] = COLORS_DIRECT,
                                              [COLORS_ARE_256] = COLORS_256,
                                              [COLORS_ARE_16] = COLORS_16,
                                              [COLORS_ARE_8] = COLORS_8,
                                              [COLORS_ARE_MONO] = COLORS_MONO};
    return choice == COLORS_ARE_AUTO ? device : levels[choice];
}

void look_set_plot(struct look *look, struct data_plot *plot)
{
    data_plot_release(look->plot);
    look->plot = plot;
}

void look_set_overlay(struct look *look, struct overlay *overlay)
{
    overlay_release(look->overlay);
    look->overlay = overlay;
}

void look_without_ball(struct look *look, int ball)
{
    int *crowd = &look->crowd.ball;
    *crowd = *crowd == ball ? 0 : *crowd - (*crowd > ball);
    for (int i = 0; i < 2; i++) {
        int64_t *end = &look->slice.ends[i].ball;
        if (*end == ball + 1) {
            look->slice = (struct slice_wish){.direction = SLICE_STEP};
            return;
        }
        *end -= *end > ball + 1;
    }
}

void look_with_balls(struct look *look, int count)
{
    look->crowd.ball = look->crowd.ball < count ? look->crowd.ball : count - 1;
    if (look->slice.ends[0].ball > count || look->slice.ends[1].ball > count)
        look->slice = (struct slice_wish){.direction = SLICE_STEP};
}

void look_with_ball(struct look *look, int ball)
{
    look->crowd.ball += look->crowd.ball >= ball;
    for (int i = 0; i < 2; i++)
        look->slice.ends[i].ball += look->slice.ends[i].ball > ball;
}

bool look_set_view(struct look *look, const struct region *domain, struct region view,
                   struct error *error)
{
    double width = view.x1 - view.x0, height = view.y1 - view.y0;
    bool line = region_is_line(domain);
    if (!(view.x0 > domain->x0 - 1e9 * width && view.x0 < domain->x1 + 1e9 * width) ||
        !(line || (view.y0 > domain->y0 - 1e9 * height && view.y0 < domain->y1 + 1e9 * height)))
        return error_at(error, 0, "the view would be too far from the surface");
    look->region = view;
    return true;
}

/* The view stays until the ball is in the outer tenth, then goes by as many quarters of its size as
 * bring the ball to the inner half: seldom, and never to and fro. */
static double follow_shift(double low, double high, double at)
{
    double size = high - low, place = (at - low) / size;
    if (place > 0.9)
        return ceil(4 * (place - 0.75)) / 4 * size;
    return place < 0.1 ? -ceil(4 * (0.25 - place)) / 4 * size : 0;
}

void look_follow(struct look *look, const struct region *domain, struct point ball)
{
    struct region view = look->region;
    double dx = follow_shift(view.x0, view.x1, ball.x);
    double dy = follow_shift(view.y0, view.y1, ball.y);
    if (!look->follow || (dx == 0 && dy == 0))
        return;
    struct error too_far; /* then the view stays */
    look_set_view(look, domain,
                  (struct region){view.x0 + dx, view.x1 + dx, view.y0 + dy, view.y1 + dy},
                  &too_far);
}
