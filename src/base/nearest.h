#ifndef OVERSHOOT_BASE_NEAREST_H
#define OVERSHOOT_BASE_NEAREST_H

/* The near name for a wrong one: `rosenbrok`: did you mean rosenbrock? */

struct nearest {
    const char *wanted;
    const char *best; /* NULL: nothing near enough so far */
    int distance;
    char hint[80];
};

struct nearest nearest_begin(const char *wanted);

/* Offers a candidate; it is kept when it is nearer (edits, with a swap as one) than all before it
 * and at most a third of the name's length away. Its first letters, from three on, are one edit
 * away. Keeps the pointer. */
void nearest_offer(struct nearest *nearest, const char *candidate);

/* Offers what it is called elsewhere, with `|` between (or NULL), for the candidate itself. */
void nearest_offer_called(struct nearest *nearest, const char *others, const char *candidate);

/* "; did you mean NAME?" or "", as long as *nearest is there. */
const char *nearest_hint(struct nearest *nearest);

#endif
