#ifndef OVERSHOOT_BASE_PARTIAL_H
#define OVERSHOOT_BASE_PARTIAL_H

/* Which of many names is meant by a part of it: the only one that begins so, or else the only one
 * that has it anywhere. */
struct partial {
    const char *part; /* stays the caller's */
    int count[2];     /* that begin so; that have it */
    int found[2];     /* the latest of them */
};
struct partial partial_begin(const char *part);
/* The name's number is the caller's own. */
void partial_offer(struct partial *partial, const char *name, int number);
/* The number of the one that is meant; -1: there is none, or more than one. */
int partial_found(const struct partial *partial);

#endif
