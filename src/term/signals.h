#ifndef OVERSHOOT_TERM_SIGNALS_H
#define OVERSHOOT_TERM_SIGNALS_H

/* Signals as flags that the event loop asks for, and a descriptor that wakes its poll, which
 * threads can do, too. */

#include <stdbool.h>

/* No signal comes until signals_start: the terminal is being taken, and nobody would give it back.
 */
void signals_hold(void);
void signals_release(void); /* it was not taken */
/* Takes the signals over, after the screen was opened (curses has handlers of its own). */
void signals_start(void);
void signals_end(void);

int signals_descriptor(void);
void signals_drain(void); /* empties the descriptor; flags stay */
void signals_wake(void);  /* wakes the poll, from any thread */

/* Whether a signal has come since it was asked for last. */
bool signals_take(int number);
/* SIGTERM or SIGHUP, if one has come; else 0. It stays. */
int signals_ending(void);

/* Stops the program as the terminal's ^Z would; returns when it is continued. */
void signals_stop(void);

/* Ends the program by a signal, as whoever sent it expects. */
void signals_die(int number);

#endif
