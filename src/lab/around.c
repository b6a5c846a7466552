#include "around.h"

#include "../lang/vmath.h"

#include <math.h>

enum { CIRCLES = 3, ROUNDS = 20 };

static const double radii[CIRCLES] = {0.01, 0.04, 0.16}, whole_turn = 2 * 3.14159265358979323846;

/* --- a circle --- */

/* On a line there are two points of it. */
static void begin_circle(struct around *around)
{
    around->round = around->next = around->turn_count = 0;
    around->count = around->cell.line ? 2 : AROUND_POINTS;
    around->lowest = HUGE_VAL;
    around->highest = -HUGE_VAL;
    for (int i = 0; i < around->count; i++)
        around->angles[i] =
            around->cell.line ? i * whole_turn / 2 : (i + 0.3) * (whole_turn / AROUND_POINTS);
}

void around_begin(struct around *around, struct point place, double loss,
                  const struct lattice_cell *cell)
{
    *around = (struct around){.place = place, .loss = loss, .cell = *cell};
    begin_circle(around);
}

/* False: it was left. */
static bool evaluate(struct around *around, const struct problem *problem,
                     struct workspace *workspace, int count)
{
    double x[AROUND_POINTS] = {0}, y[AROUND_POINTS] = {0}, out[3][AROUND_POINTS];
    double rx = radii[around->circle] * around->cell.sx;
    double ry = radii[around->circle] * around->cell.sy;
    const double *angles = around->angles + around->next;
    for (int i = 0; i < count; i++) {
        x[i] = around->place.x + rx * vmath_cos(angles[i]);
        y[i] = around->place.y + (around->cell.line ? 0 : ry * vmath_sin(angles[i]));
    }
    problem_gradients(problem, workspace, x, y, (double *const[]){out[0], out[1], out[2]}, count);
    if (!workspace_done(workspace))
        return false;
    for (int i = 0; i < count; i++) {
        double slope =
            out[2][i] * ry * vmath_cos(angles[i]) - out[1][i] * rx * vmath_sin(angles[i]);
        around->slopes[around->next + i] = slope;
        around->lowest = fmin(around->lowest, out[0][i]);
        around->highest = fmax(around->highest, out[0][i]);
        around->undefined |= !isfinite(out[0][i]) || !(isfinite(slope) || around->cell.line);
    }
    around->next += count;
    return true;
}

/* --- where it turns --- */

static void find_turns(struct around *around)
{
    for (int i = 0; i < around->count && !around->cell.line; i++) {
        int next = (i + 1) % around->count;
        bool turns = (around->slopes[i] > 0) != (around->slopes[next] > 0);
        if (!turns || around->turn_count == AROUND_TURNS)
            continue;
        around->turns[around->turn_count++] =
            (struct turn){around->angles[i], around->angles[i] + whole_turn / AROUND_POINTS,
                          around->slopes[i], around->slopes[next], 0};
    }
}

/* Where the same side is met twice, the other one counts half (the Illinois method). */
static void narrow(struct turn *turn, double angle, double slope)
{
    bool is_from = (slope > 0) == (turn->slope_from > 0);
    int side = is_from ? -1 : 1;
    double *far = is_from ? &turn->slope_to : &turn->slope_from;
    *(is_from ? &turn->from : &turn->to) = angle;
    *(is_from ? &turn->slope_from : &turn->slope_to) = slope;
    *far = turn->side == side ? *far / 2 : *far;
    turn->side = side;
}

/* Every other time in the middle: where the slope is flat as well, that is the faster way. */
static double next_angle(const struct turn *turn, int round)
{
    double share = round % 2 ? 0.5 : turn->slope_from / (turn->slope_from - turn->slope_to);
    return turn->from + (share > 0 && share < 1 ? share : 0.5) * (turn->to - turn->from);
}

/* Those that are not known precisely. */
static void list_turns(struct around *around)
{
    int kept = 0;
    for (int i = 0; i < around->turn_count; i++) {
        const struct turn *turn = &around->turns[i];
        if (turn->to - turn->from > 1e-9 && turn->slope_from != 0 && turn->slope_to != 0)
            around->turns[kept++] = *turn;
    }
    around->turn_count = around->count = kept;
    around->next = 0;
    for (int i = 0; i < kept; i++)
        around->angles[i] = next_angle(&around->turns[i], around->round);
}

/* --- what it is --- */

static bool tell(struct around *around)
{
    double up = around->highest - around->loss, down = around->loss - around->lowest;
    double nothing = 1e-13 * (fabs(around->loss) + fmax(fabs(up), fabs(down)));
    around->is_known = fabs(up) > nothing && fabs(down) > nothing;
    around->kind = up > 0 && down > 0 ? STATIONARY_SADDLE
                   : up > 0           ? STATIONARY_MINIMUM
                                      : STATIONARY_MAXIMUM;
    return around->is_known;
}

/* A saddle is seen at once. */
static void close_round(struct around *around)
{
    if (around->round == 0)
        find_turns(around);
    for (int i = 0; i < around->turn_count && around->round > 0; i++)
        narrow(&around->turns[i], around->angles[i], around->slopes[i]);
    list_turns(around);
    bool looks_on = around->turn_count > 0 && around->round++ < ROUNDS;
    bool known = tell(around);
    around->is_over = around->undefined || (known && around->kind == STATIONARY_SADDLE) ||
                      (!looks_on && (known || around->circle == CIRCLES - 1));
    around->is_known &= !around->undefined;
    if (!looks_on && !around->is_over) {
        around->circle++;
        begin_circle(around);
    }
}

int around_go_on(struct around *around, const struct problem *problem, struct workspace *workspace,
                 int points)
{
    int done = 0;
    while (done < points && !around->is_over) {
        int left = around->count - around->next,
            count = left < points - done ? left : points - done;
        if (!evaluate(around, problem, workspace, count))
            return points;
        done += count;
        if (around->next == around->count)
            close_round(around);
    }
    return done;
}
