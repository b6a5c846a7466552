/* Kinds of balls: where there are more than can be told apart by their marks, those that differ in
 * nothing but their starts look alike. */

#include "screen.h"

#include "../draw/mark.h"

struct ball_kinds ball_kinds_of(const struct sim *sim)
{
    struct ball_kinds kinds = {.any = sim->ball_count > MARK_BALLS};
    for (int i = 0; kinds.any && i < sim->ball_count; i++) {
        int kind = 0;
        while (kind < kinds.count && !sim_same_kind(sim, i, kinds.first[kind]))
            kind++;
        if (kind == kinds.count)
            kinds.first[kinds.count++] = (uint8_t)i;
        kinds.of[i] = (uint8_t)kind;
        kinds.size[kind]++;
    }
    return kinds;
}

bool screen_ball_is_one_of_many(const struct screen *screen, int ball)
{
    return screen->kinds.any && ball != screen->session->selected;
}

color screen_ball_color(const struct screen *screen, int ball)
{
    const struct ball_kinds *kinds = &screen->kinds;
    if (!kinds->any)
        return theme_ball(screen->theme, ball);
    int kind = kinds->of[ball];
    bool apart = ball == screen->session->selected && kinds->size[kind] > 1;
    return theme_ball(screen->theme, apart ? kinds->count : kind); /* a hue that no kind has */
}

int screen_ball_mark(const struct screen *screen, int ball)
{
    return mark_of_ball(screen->kinds.any ? screen->kinds.of[ball] : ball);
}

int screen_ball_owner(const struct screen *screen, int ball)
{
    bool shares = screen_ball_is_one_of_many(screen, ball);
    return shares ? screen->kinds.first[screen->kinds.of[ball]] : ball;
}
