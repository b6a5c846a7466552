#ifndef OVERSHOOT_TESTS_FOLDER_H
#define OVERSHOOT_TESTS_FOLDER_H

/* A folder of its own for each test of a case: its fixture. */

extern char *home;
void folder_begin(void);
void folder_end(void);

/* The path of a file in it; valid until the next call. */
const char *folder_path(const char *name);

#endif
