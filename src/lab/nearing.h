#ifndef OVERSHOOT_LAB_NEARING_H
#define OVERSHOOT_LAB_NEARING_H

/* The critical point that is near a place where the gradient is small. Where its Hessian says not
 * what it is, the loss around does; one of a line or a plain of them is no point. */

#include "around.h"

enum nearness { NEAR_NOTHING, NEAR_POINT, NEAR_DEGENERATE };

struct nearing {
    struct lattice_cell cell;
    struct lane lane;
    struct newton_way way;
    int steps;
    bool is_there;        /* else it is on its way */
    struct around around; /* of a degenerate one */
    bool is_over;
    enum nearness nearness;
    struct critical_point point;
};

void nearing_begin(struct nearing *nearing, const struct problem *problem, struct point place);
/* By at most so many evaluations, of which it returns how many it did, all where one was left;
 * until it is over. */
int nearing_go_on(struct nearing *nearing, const struct problem *problem,
                  struct workspace *workspace, int points);

#endif
