#ifndef OVERSHOOT_TELL_WORDS_H
#define OVERSHOOT_TELL_WORDS_H

/* What pictures and sentences say of a ball in the same words. */

#include "../base/text.h"
#include "../lab/lab.h"

enum mood { MOOD_GOOD, MOOD_WARN, MOOD_DANGER };

/* What the update from a row to the next one does: "overshoots: downhill, then uphill; lands
 * lower". */
const char *words_update(const struct row *now, const struct row *next, enum mood *mood);
extern const char words_longest_update[];

/* Eta times sharpness against its edge: of gradient descent and the heavy ball that of the ground
 * under the ball, of other rules that of the nearest minimum, as the rule sees it. */
struct stability words_stability(struct lab *lab, const struct sim *sim, int ball);
/* The zone that it is in. */
enum zone { ZONE_SETTLES, ZONE_SWINGS, ZONE_CLIMBS, ZONE_UNKNOWN };
enum zone words_zone(const struct stability *stability);
extern const char *const words_zones[]; /* "it settles without swinging", ... */
/* Appends the product with its factors, and that with its edge in words; nothing where there is
 * none. */
enum zone words_product(struct lab *lab, const struct sim *sim, int ball, struct text *out);
enum zone words_edge(struct lab *lab, const struct sim *sim, int ball, struct text *out);

/* Words with numbers in the place of #, and of ~, where one may be practically 0. */
void words_fill(struct text *out, const char *words, const double *numbers);
/* A place, `(1, 2)`; on a line `x = 1`. */
void words_place(struct text *out, const struct sim *sim, double x, double y);

#endif
